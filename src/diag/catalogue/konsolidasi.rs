//! G6xx: consolidation and submission.

use super::Code;

pub const ALL: &[Code] = &[];

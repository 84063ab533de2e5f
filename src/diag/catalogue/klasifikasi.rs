//! K5xx: classification.

use super::Code;

pub const ALL: &[Code] = &[];

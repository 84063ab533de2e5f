//! F0xx: the file and its container.

use super::Code;

pub const ALL: &[Code] = &[];

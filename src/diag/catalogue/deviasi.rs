//! D1xx: flags about the activity.

use super::Code;

pub const ALL: &[Code] = &[];

//! S1xx, H2xx, C3xx and R4xx: sheets, headers, cells and rows.

use super::Code;

pub const ALL: &[Code] = &[];

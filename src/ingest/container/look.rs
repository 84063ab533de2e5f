//! What a cell's style says, as far as it changes how the cell is understood.

use super::format::Shown;
use crate::model::cell::{Cell, Value};

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Look {
    pub(crate) shown: Shown,
    pub(crate) bold: bool,
    pub(crate) filled: bool,
    pub(crate) indent: u8,
}

impl Look {
    /// Makes a cell of this look.
    pub(crate) fn cell(self, value: Value) -> Cell {
        Cell {
            value,
            format: self.shown.format,
            bold: self.bold,
            filled: self.filled,
            indent: self.indent,
            formula: None,
        }
    }
}

//! The sheets as they are read back: cells by row and column, texts and numbers.

use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};

/// A sheet with its cells from A1.
pub(super) struct Lembar {
    pub(super) nama: String,
    pub(super) isi: Range<Data>,
}

impl Lembar {
    pub(super) fn open(path: &Path, name: &str) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let range = book.worksheet_range(name).unwrap();
        let end = range.end().unwrap_or_default();
        Self {
            nama: name.to_owned(),
            isi: range.range((0, 0), end),
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.isi.height()
    }

    pub(super) fn text(&self, row: usize, col: usize) -> String {
        self.isi
            .get((row, col))
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    pub(super) fn number(&self, row: usize, col: usize) -> Option<f64> {
        match self.isi.get((row, col)) {
            Some(Data::Float(value)) => Some(*value),
            #[expect(clippy::cast_precision_loss, reason = "small counts")]
            Some(Data::Int(value)) => Some(*value as f64),
            Some(Data::DateTime(date)) => Some(date.as_f64()),
            _ => None,
        }
    }

    /// The row and column of the first cell that holds a text.
    pub(super) fn find(&self, text: &str) -> (usize, usize) {
        let mut cells = self.isi.used_cells();
        let found = cells.find(|(_, _, value)| format!("{value}") == text);
        let (row, col, _) = found.unwrap_or_else(|| panic!("{text}"));
        (row, col)
    }
}

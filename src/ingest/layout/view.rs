//! A grid as the layout stage looks at it: merged headers resolved, texts that are numbers seen as numbers.

use crate::model::cell::{Cell, CellRef, Value};
use crate::model::grid::Grid;
use crate::normalize::angka::{self, Angka, Style};
use crate::normalize::fold::tidy;

/// What a cell is at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Blank,
    Number,
    Text,
}

/// Returns what a cell is; texts that read as numbers are numbers, signs for nothing are blank.
pub(super) fn look(cell: &Cell) -> Look {
    match &cell.value {
        Value::Number(_) | Value::Bool(_) | Value::Date(..) => Look::Number,
        Value::Fault(_) => Look::Text,
        Value::Text(text) => match angka::parse(text, Style::Indonesian, false) {
            // A lone unit (`Rp`) heads a column; with a dash it says that there is nothing.
            Angka::Blank if text.chars().any(char::is_alphabetic) && !text.contains(['-', '–']) => {
                Look::Text
            }
            Angka::Blank => Look::Blank,
            Angka::Number { .. } => Look::Number,
            Angka::NotANumber => Look::Text,
        },
    }
}

/// Returns the tidied text of a cell's own value, empty for a blank.
pub(super) fn text_at(grid: &Grid, at: CellRef) -> String {
    grid.cell(at)
        .map(|cell| tidy(&cell.display()))
        .unwrap_or_default()
}

/// Returns the text that a header cell shows: its own, or that of the merged cell that covers it.
pub(super) fn header_text(grid: &Grid, at: CellRef) -> String {
    let own = text_at(grid, at);
    if !own.is_empty() {
        return own;
    }
    grid.merge_at(at)
        .map(|range| text_at(grid, range.first))
        .unwrap_or_default()
}

/// Returns the written texts of a row by column, blank cells left out.
pub(super) fn row_texts(grid: &Grid, row: u32) -> Vec<(u32, String)> {
    let Some(cells) = grid.rows.get(&row) else {
        return Vec::new();
    };
    cells
        .iter()
        .map(|(col, cell)| (*col, tidy(&cell.display())))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

//! A sheet as a sparse grid in absolute addresses, and the workbook that holds the sheets.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cell::{Cell, CellRange, CellRef};
use super::look::Looks;

/// Everything read from one container, before anything is understood.
#[derive(Clone, Debug, Default)]
pub struct Workbook {
    pub grids: Vec<Grid>,
}

/// One sheet: only written cells are stored, addresses are those of the sheet.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// `None` for containers without sheets (csv, html).
    pub name: Option<Arc<str>>,
    pub hidden: bool,
    /// Row index to its cells by column index.
    pub rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    pub merges: Vec<CellRange>,
    pub hidden_rows: BTreeSet<u32>,
    pub hidden_cols: BTreeSet<u32>,
    /// Whether the container states merged cells at all (csv does not): without it headers are filled right.
    pub knows_merges: bool,
    /// Text outside the table (HTML titles), in reading order.
    pub preamble: Vec<Box<str>>,
    /// Column widths in characters, where known; used when a sheet is rebuilt for its sender.
    pub widths: BTreeMap<u32, f64>,
    /// How cells look, where it was asked for; likewise only for rebuilding.
    pub looks: Looks,
}

impl Grid {
    #[must_use]
    pub fn cell(&self, at: CellRef) -> Option<&Cell> {
        self.rows.get(&at.row)?.get(&at.col)
    }

    pub fn put(&mut self, at: CellRef, cell: Cell) {
        self.rows.entry(at.row).or_default().insert(at.col, cell);
    }

    /// Returns the merged range that covers a cell.
    #[must_use]
    pub fn merge_at(&self, at: CellRef) -> Option<&CellRange> {
        self.merges.iter().find(|range| range.contains(at))
    }

    /// Returns the number of written cells.
    #[must_use]
    pub fn n_cells(&self) -> usize {
        self.rows.values().map(BTreeMap::len).sum()
    }

    /// Returns one past the last written column, 0 for an empty sheet.
    #[must_use]
    pub fn n_cols(&self) -> u32 {
        self.rows
            .values()
            .filter_map(|cells| cells.keys().next_back())
            .max()
            .map_or(0, |col| col + 1)
    }
}

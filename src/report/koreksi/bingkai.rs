//! The frame of a rebuilt sheet: where its tables lie, which cells are merged, how far it reaches.

use std::collections::{BTreeMap, BTreeSet};

use super::salin::{CELLS, Salinan};
use crate::model::cell::{CellRange, CellRef};
use crate::model::look::{CellLook, Looks};
use crate::model::table::{SkippedAs, Table};

/// The frame that everything on the sheet is written in.
pub(super) struct Bingkai {
    pub(super) kotak: Vec<Kotak>,
    /// Merged ranges by the cell that shows.
    pub(super) gabung: BTreeMap<CellRef, CellRange>,
    /// Every merged cell with the one that shows for it.
    pub(super) tertutup: BTreeMap<CellRef, CellRef>,
    pub(super) widths: BTreeMap<u32, f64>,
    /// One past the last row that is shown.
    pub(super) end: u32,
}

impl Bingkai {
    pub(super) fn is_wide(&self, at: CellRef) -> bool {
        self.gabung
            .get(&at)
            .is_some_and(|range| range.first.col != range.last.col)
    }

    pub(super) fn around(&self, at: CellRef) -> Option<&Kotak> {
        self.kotak.iter().find(|kotak| kotak.holds(at))
    }
}

/// Rows and columns of a table that get lines around their cells.
#[derive(Clone, Copy)]
pub(super) struct Kotak {
    pub(super) rows: (u32, u32),
    pub(super) header_end: Option<u32>,
    pub(super) cols: (u32, u32),
    /// Whether the office drew lines in it.
    pub(super) bergaris: bool,
}

impl Kotak {
    fn of(table: &Table, looks: &Looks) -> Option<Self> {
        let body = table.rows.iter().map(|row| row.row);
        let others = table.skipped.iter().filter(|skipped| {
            !matches!(
                skipped.kind,
                SkippedAs::Note | SkippedAs::Signature | SkippedAs::OtherTable
            )
        });
        let all = body.chain(others.map(|skipped| skipped.row));
        let header = table.header_rows;
        let (mut first, mut last) = header.or_else(|| all.clone().min().map(|row| (row, row)))?;
        for row in all {
            first = first.min(row);
            last = last.max(row);
        }
        let cols = table.columns.iter().map(|column| column.col);
        let (left, right) = (cols.clone().min()?, cols.max()?);
        let mut kotak = Self {
            rows: (first, last),
            header_end: header.map(|(_, end)| end.max(table.number_row.unwrap_or(0))),
            cols: (left, right),
            bergaris: false,
        };
        kotak.bergaris = kotak.has_lines(looks);
        Some(kotak)
    }

    /// Whether a cell of the first rows has a line of its own.
    fn has_lines(&self, looks: &Looks) -> bool {
        const ROWS: u32 = 60;
        const COLS: u32 = 60;
        let lined = |row, col| {
            looks
                .at(CellRef::new(row, col))
                .is_some_and(CellLook::has_lines)
        };
        let cols = self.cols.0..=self.cols.1.min(self.cols.0.saturating_add(COLS));
        (self.rows.0..=self.rows.1.min(self.rows.0.saturating_add(ROWS)))
            .any(|row| cols.clone().any(|col| lined(row, col)))
    }

    fn holds(&self, at: CellRef) -> bool {
        (self.rows.0..=self.rows.1).contains(&at.row)
            && (self.cols.0..=self.cols.1).contains(&at.col)
    }

    pub(super) fn is_header(&self, row: u32) -> bool {
        self.header_end.is_some_and(|end| row <= end) && row >= self.rows.0
    }
}

impl Salinan<'_> {
    pub(super) fn bingkai(&self) -> Bingkai {
        let kotak: Vec<Kotak> = self
            .tables
            .iter()
            .filter_map(|table| Kotak::of(table, &self.grid.looks))
            .collect();
        let end = self.end(&kotak);
        let merges = self.merges(end);
        let tertutup = merges
            .iter()
            .flat_map(|range| each(range).map(|at| (at, range.first)))
            .collect();
        let mut bingkai = Bingkai {
            kotak,
            gabung: merges
                .into_iter()
                .map(|range| (range.first, range))
                .collect(),
            tertutup,
            widths: BTreeMap::new(),
            end,
        };
        bingkai.widths = self.widths(&bingkai);
        bingkai
    }

    /// One past the last row that is shown: all rows, as far as the limit goes; marks below it are not lost, they
    /// stand in the list.
    fn end(&self, kotak: &[Kotak]) -> u32 {
        let blanks = |row: u32| -> usize {
            kotak
                .iter()
                .filter(|kotak| (kotak.rows.0..=kotak.rows.1).contains(&row))
                .map(|kotak| (kotak.cols.1 - kotak.cols.0 + 1) as usize)
                .sum()
        };
        let mut used = 0usize;
        for (row, cells) in &self.grid.rows {
            used += cells.len().max(blanks(*row));
            if used > CELLS {
                return *row;
            }
        }
        let last = self.grid.rows.keys().next_back().copied();
        let marked = self.marks.keys().map(|at| at.row).max();
        last.max(marked).map_or(0, |row| row + 1)
    }

    /// The merged ranges within the sheet's written part, none over another.
    fn merges(&self, end: u32) -> Vec<CellRange> {
        let n_cols = self.grid.n_cols();
        let mut taken: BTreeSet<CellRef> = BTreeSet::new();
        let mut out = Vec::new();
        if end == 0 || n_cols == 0 {
            return out;
        }
        for range in &self.grid.merges {
            let last = CellRef::new(range.last.row.min(end - 1), range.last.col.min(n_cols - 1));
            if range.first.row > last.row || range.first.col > last.col || range.first == last {
                continue;
            }
            let rows = (last.row - range.first.row + 1) as usize;
            let cols = (last.col - range.first.col + 1) as usize;
            if taken.len().saturating_add(rows.saturating_mul(cols)) > CELLS {
                continue;
            }
            let range = CellRange {
                first: range.first,
                last,
            };
            if each(&range).any(|at| taken.contains(&at)) {
                continue;
            }
            taken.extend(each(&range));
            out.push(range);
        }
        out
    }
}

pub(super) fn each(range: &CellRange) -> impl Iterator<Item = CellRef> + use<> {
    let range = *range;
    (range.first.row..=range.last.row).flat_map(move |row| {
        (range.first.col..=range.last.col).map(move |col| CellRef::new(row, col))
    })
}

//! Gathers the looks of a sheet's cells into rows that are stored once each.

use std::collections::BTreeMap;

use crate::model::cell::{MAX_COL, MAX_ROW};
use crate::model::look::{CellLook, Looks, RowRun, Run};

/// Runs of all distinct rows together; what comes after them keeps no look.
const RUNS: usize = 400_000;
/// Rows with a look or a height of their own.
const ROWS: usize = 400_000;
/// Kinds of looks that are kept; Excel allows 64,000.
const KINDS: usize = 65_000;

/// Takes the cells in reading order. Kinds are indices in the container's own list of looks.
#[derive(Debug, Default)]
pub(crate) struct Painter {
    row: u32,
    last: u32,
    runs: Vec<Run>,
    /// Looks of the cells of a row that have none of their own; some containers state them long before the cells.
    bases: BTreeMap<u32, u16>,
    known: BTreeMap<Vec<Run>, u32>,
    n_runs: usize,
    looks: Looks,
}

impl Painter {
    /// Notes the look of neighbouring cells of a row, both ends included.
    pub(crate) fn paint(&mut self, row: u32, first: u32, last: u32, kind: usize) {
        let ends = (u16::try_from(first), u16::try_from(last.min(MAX_COL)));
        let ((Ok(first), Ok(last)), Some(kind)) = (ends, kept(kind)) else {
            return;
        };
        if row > MAX_ROW || first > last || self.n_runs + self.runs.len() > RUNS {
            return;
        }
        self.go(row);
        match self.runs.last_mut() {
            Some(run) if run.kind == kind && run.last.checked_add(1) == Some(first) => {
                run.last = last;
            }
            _ => self.runs.push(Run { first, last, kind }),
        }
    }

    /// Notes the look of a row's cells that have none of their own.
    pub(crate) fn row_base(&mut self, row: u32, kind: usize) {
        if let Some(kind) = kept(kind).filter(|_| row <= MAX_ROW && self.bases.len() < ROWS) {
            self.bases.insert(row, kind);
        }
    }

    /// Repeats a row that is read down to another.
    pub(crate) fn repeat(&mut self, row: u32, last: u32) {
        if let Some(base) = self.bases.get(&row).copied()
            && !self.runs.iter().any(|_| self.row == row)
        {
            self.paint(row, 0, MAX_COL, usize::from(base));
        }
        if self.row == row && !self.runs.is_empty() {
            self.last = last.clamp(row, MAX_ROW);
        }
    }

    /// Notes the look of whole columns, both ends included.
    pub(crate) fn cols(&mut self, first: u32, last: u32, kind: usize) {
        let ends = (u16::try_from(first), u16::try_from(last.min(MAX_COL)));
        if let ((Ok(first), Ok(last)), Some(kind)) = (ends, kept(kind))
            && first <= last
            && self.looks.cols.len() <= MAX_COL as usize
        {
            self.looks.cols.push(Run { first, last, kind });
        }
    }

    /// Notes the height of a row in points.
    pub(crate) fn height(&mut self, row: u32, points: f64) {
        if row <= MAX_ROW && self.looks.heights.len() < ROWS && is_height(points) {
            self.looks.heights.insert(row, points);
        }
    }

    /// Notes the height in points of the rows that state none.
    pub(crate) fn row_height(&mut self, points: f64) {
        self.looks.row_height = Some(points).filter(|points| is_height(*points));
    }

    /// Notes the width in characters of the columns that state none.
    pub(crate) fn col_width(&mut self, width: f64) {
        self.looks.col_width = Some(width).filter(|width| (0.5..=255.0).contains(width));
    }

    pub(crate) fn no_gridlines(&mut self) {
        self.looks.no_gridlines = true;
    }

    /// Returns the looks, of the list of the container's own only what is used.
    pub(crate) fn finish(mut self, kinds: &[CellLook]) -> Looks {
        self.flush();
        for (row, _) in self.bases.clone() {
            (self.row, self.last) = (row, row);
            self.flush();
        }
        let mut looks = self.looks;
        looks.rows.sort_by_key(|run| run.first);
        let mut end = None;
        looks.rows.retain(|run| {
            let fits = end.is_none_or(|end| run.first > end);
            if fits {
                end = Some(run.last);
            }
            fits
        });
        looks.cols = sorted(looks.cols);
        keep_used(&mut looks, kinds);
        looks
    }

    fn go(&mut self, row: u32) {
        if row != self.row {
            self.flush();
            (self.row, self.last) = (row, row);
        }
    }

    /// Stores the row that is read; one that looks like another points to the same runs.
    fn flush(&mut self) {
        let mut runs = sorted(std::mem::take(&mut self.runs));
        if let Some(base) = self.bases.remove(&self.row) {
            runs = filled_up(&runs, base);
        }
        if runs.is_empty() || self.looks.rows.len() >= ROWS {
            return;
        }
        let next = u32::try_from(self.looks.patterns.len()).unwrap_or(u32::MAX);
        let pattern = if let Some(known) = self.known.get(&runs) {
            *known
        } else {
            self.n_runs += runs.len();
            self.looks.patterns.push(runs.clone());
            self.known.insert(runs, next);
            next
        };
        let (first, last) = (self.row, self.last.max(self.row));
        match self.looks.rows.last_mut() {
            Some(run) if run.pattern == pattern && run.last.checked_add(1) == Some(first) => {
                run.last = last;
            }
            _ => self.looks.rows.push(RowRun {
                first,
                last,
                pattern,
            }),
        }
    }
}

fn kept(kind: usize) -> Option<u16> {
    u16::try_from(kind).ok().filter(|_| kind < KINDS)
}

fn is_height(points: f64) -> bool {
    (0.5..=409.5).contains(&points)
}

/// Puts runs in order; of those over one another the first stays.
fn sorted(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_by_key(|run| run.first);
    let mut end = None;
    runs.retain(|run| {
        let fits = end.is_none_or(|end| run.first > end);
        if fits {
            end = Some(run.last);
        }
        fits
    });
    runs
}

/// Fills the gaps between runs, up to the last column.
fn filled_up(runs: &[Run], kind: u16) -> Vec<Run> {
    let most = u16::try_from(MAX_COL).unwrap_or(u16::MAX);
    let mut out = Vec::with_capacity(runs.len() * 2 + 1);
    let mut next = 0u16;
    for run in runs {
        if run.first > next {
            out.push(Run {
                first: next,
                last: run.first - 1,
                kind,
            });
        }
        out.push(*run);
        next = run.last.saturating_add(1);
    }
    if next <= most {
        out.push(Run {
            first: next,
            last: most,
            kind,
        });
    }
    out
}

/// Keeps of the container's kinds those that a cell has; a cell of an unknown kind has none.
fn keep_used(looks: &mut Looks, kinds: &[CellLook]) {
    let mut places: BTreeMap<u16, Option<u16>> = BTreeMap::new();
    let mut used = Vec::new();
    for runs in looks.patterns.iter_mut().chain([&mut looks.cols]) {
        runs.retain_mut(|run| {
            let place = places.entry(run.kind).or_insert_with(|| {
                let look = kinds.get(usize::from(run.kind))?;
                used.push(look.clone());
                u16::try_from(used.len() - 1).ok()
            });
            if let Some(place) = place {
                run.kind = *place;
            }
            place.is_some()
        });
    }
    looks.kinds = used;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cell::CellRef;
    use proptest::prelude::*;

    fn kinds() -> Vec<CellLook> {
        let of = |indent| CellLook {
            indent,
            ..CellLook::default()
        };
        (0..4).map(of).collect()
    }

    #[test]
    fn rows_that_are_alike_are_stored_once() {
        let mut painter = Painter::default();
        for row in 0..200_000 {
            for col in 0..10 {
                painter.paint(row, col, col, if col < 4 { 1 } else { 3 });
            }
        }
        painter.paint(200_000, 2, 2, 2);
        painter.repeat(200_000, 200_009);
        painter.row_base(200_010, 1);
        painter.paint(200_010, 5, 5, 99);
        let looks = painter.finish(&kinds());
        assert_eq!(looks.kinds.len(), 3);
        assert_eq!((looks.patterns.len(), looks.rows.len()), (3, 3));
        let at = |row, col| looks.at(CellRef::new(row, col)).map(|look| look.indent);
        assert_eq!(at(199_999, 3), Some(1));
        assert_eq!(at(199_999, 9), Some(3));
        assert_eq!([at(200_009, 2), at(200_009, 3)], [Some(2), None]);
        assert_eq!(
            [at(200_010, 4), at(200_010, 5), at(200_010, 16_383)],
            [Some(1), None, Some(1)]
        );
    }

    proptest! {
        #[test]
        fn any_order_of_cells_ends_in_order(cells in prop::collection::vec((0u32..6, 0u32..6, 0u32..6, 0usize..6, 0u8..8), 0..60)) {
            let mut painter = Painter::default();
            for (row, first, last, kind, what) in cells {
                match what {
                    0 => painter.row_base(row, kind),
                    1 => painter.repeat(row, last),
                    2 => painter.cols(first, last, kind),
                    _ => painter.paint(row, first, last, kind),
                }
            }
            let looks = painter.finish(&kinds());
            prop_assert!(looks.rows.windows(2).all(|two| two[0].last < two[1].first));
            for runs in looks.patterns.iter().chain([&looks.cols]) {
                prop_assert!(runs.windows(2).all(|two| two[0].last < two[1].first));
                prop_assert!(runs.iter().all(|run| usize::from(run.kind) < looks.kinds.len()));
            }
        }
    }
}

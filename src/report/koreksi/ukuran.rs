//! Widths, heights and what is hidden: those of the office's sheet where it states them, else what its contents need.

use std::collections::BTreeMap;

use rust_xlsxwriter::Worksheet;

use super::super::sheet::{Hasil, lines};
use super::bingkai::{Bingkai, Kotak};
use super::salin::{Salinan, col};
use crate::model::cell::{Cell, CellRef, Value};

/// Widths of columns in characters, where the sheet doesn't state them.
const NARROW: f64 = 5.0;
const WIDE: f64 = 46.0;

/// Height in points of a line of text, for each point of its letters.
const LEADING: f64 = 1.3;
/// Pixels of a character, as spreadsheets count widths of columns.
const PIXELS: f64 = 7.0;
/// Width of columns in a sheet that states only those of others: what its program gives them.
const USUAL: f64 = 9.14;

impl Salinan<'_> {
    /// Sets the widths of columns and the heights of rows.
    pub(super) fn sizes(&self, ws: &mut Worksheet, bingkai: &Bingkai) -> Hasil {
        for (col, width) in &bingkai.widths {
            if let Some(col) = self::col(*col) {
                ws.set_column_width_pixels(col, pixels(*width))?;
            }
        }
        if let Some(points) = self.grid.looks.row_height {
            ws.set_default_row_height(points);
        }
        self.heights(ws, bingkai)
    }

    /// The sheet's own widths, else widths by what stands in a column; numbered cells are never too narrow for it.
    pub(super) fn widths(&self, bingkai: &Bingkai) -> BTreeMap<u32, f64> {
        let mut out: BTreeMap<u32, f64> = BTreeMap::new();
        for (row, cells) in &self.grid.rows {
            for (col, cell) in cells {
                let at = CellRef::new(*row, *col);
                // Titles run over their neighbours.
                let is_title = bingkai.around(at).is_none() && !bingkai.kotak.is_empty();
                if is_title || bingkai.is_wide(at) {
                    continue;
                }
                let need = self.need(at, cell);
                let width = out.entry(*col).or_insert(NARROW);
                *width = width.max(need.min(WIDE));
            }
        }
        let looks = &self.grid.looks;
        if looks.is_known() && (looks.col_width.is_some() || !self.grid.widths.is_empty()) {
            out = (0..self.grid.n_cols())
                .map(|col| (col, looks.col_width.unwrap_or(USUAL)))
                .collect();
        }
        for (col, width) in &self.grid.widths {
            out.insert(*col, width.clamp(1.0, 120.0));
        }
        for at in self.marks.keys().filter(|at| !bingkai.is_wide(**at)) {
            let need = self.grid.cell(*at).map_or(8.0, |cell| self.need(*at, cell));
            let width = out.entry(at.col).or_insert(NARROW);
            *width = width.max(need.min(WIDE));
        }
        out
    }

    /// Characters that a cell needs: all of a number, about a third of a long text.
    fn need(&self, at: CellRef, cell: &Cell) -> f64 {
        let prefix = self
            .marks
            .get(&at)
            .map_or(0, |mark| mark.label().chars().count() + 1);
        let length = if let Value::Number(number) = cell.value {
            let digits = format!("{:.0}", number.abs()).len();
            digits + digits / 3 + 3
        } else {
            let text = cell.display();
            let longest = text.lines().map(|line| line.chars().count()).max();
            match longest.unwrap_or(0) {
                longest if longest > 24 => 24 + (longest - 24) / 4,
                longest => longest + 1,
            }
        };
        f64::from(u32::try_from(length + prefix).unwrap_or(u32::MAX)) + 1.0
    }

    /// Gives rows their own heights, else what their wrapped texts need, over merged columns too; a row with a mark is
    /// never too low for it.
    fn heights(&self, ws: &mut Worksheet, bingkai: &Bingkai) -> Hasil {
        let looks = &self.grid.looks;
        for (row, points) in looks.heights.range(..bingkai.end) {
            ws.set_row_height(*row, *points)?;
        }
        for (row, cells) in self.grid.rows.range(..bingkai.end) {
            let stated = looks.heights.get(row).copied();
            // Of a row with its own height only the marks may need more.
            let asking = cells
                .iter()
                .filter(|(col, _)| stated.is_none() || self.is_marked(*row, **col));
            let (count, size) = asking
                .map(|(col, cell)| self.lines(CellRef::new(*row, *col), cell, bingkai))
                .fold((1, 0.0f64), |(most, size), (lines, own)| {
                    (most.max(lines), size.max(own))
                });
            let points = 3.0 + LEADING * size * f64::from(count.min(33));
            if count > 1 && stated.is_none_or(|stated| stated < points) {
                ws.set_row_height(*row, points.min(409.0))?;
            }
        }
        Ok(())
    }

    fn is_marked(&self, row: u32, col: u32) -> bool {
        self.marks.contains_key(&CellRef::new(row, col))
    }

    /// The lines that a cell's text takes, and the size of its letters in points.
    fn lines(&self, at: CellRef, cell: &Cell, bingkai: &Bingkai) -> (u32, f64) {
        /// Size of letters where the sheet doesn't state it.
        const SIZE: f64 = 9.0;
        /// Size of letters of which as many fit as a column is wide.
        const FIT: f64 = 10.3;
        let look = self.grid.looks.at(at);
        let size = look.map_or(0, |look| look.font.size);
        let size = if size == 0 {
            SIZE
        } else {
            f64::from(size) / 20.0
        };
        let Some(text) = cell.text() else {
            return (1, size);
        };
        let span = bingkai.gabung.get(&at);
        let turned = look.is_some_and(|look| look.turn != 0);
        if turned || span.is_some_and(|range| range.last.row > range.first.row) {
            return (1, size);
        }
        let wraps = if self.grid.looks.is_known() {
            look.is_some_and(|look| look.wrap)
        } else {
            bingkai.around(at).is_some()
        };
        if !wraps {
            return (u32::try_from(text.lines().count()).unwrap_or(1), size);
        }
        let width_of = |col: u32| bingkai.widths.get(&col).copied().unwrap_or(USUAL);
        let width = span.map_or_else(
            || width_of(at.col),
            |range| (range.first.col..=range.last.col).map(width_of).sum(),
        );
        let text = match self.marks.get(&at) {
            Some(mark) => format!("{}  {text}", mark.label()),
            None => text.to_owned(),
        };
        let room = if size > SIZE {
            width * FIT / size
        } else {
            width
        };
        (lines(&text, room), size)
    }

    /// Hides what the office hid, unless a fault stands there.
    pub(super) fn hidden(&self, ws: &mut Worksheet, widths: &BTreeMap<u32, f64>) -> Hasil {
        for row in &self.grid.hidden_rows {
            if !self.marks.keys().any(|at| at.row == *row) {
                ws.set_row_hidden(*row)?;
            }
        }
        for hidden in &self.grid.hidden_cols {
            let Some(position) = col(*hidden) else { break };
            if self.marks.keys().any(|at| at.col == *hidden) {
                let width = widths.get(hidden).copied().unwrap_or(12.0).max(8.0);
                ws.set_column_width_pixels(position, pixels(width))?;
            } else {
                ws.set_column_hidden(position)?;
            }
        }
        Ok(())
    }
}

/// Keeps the header in sight and repeats it in print.
pub(super) fn freeze(ws: &mut Worksheet, kotak: &[Kotak]) -> Hasil {
    /// A header further down would leave no room for the rows.
    const DEEPEST: u32 = 24;
    let headers = kotak
        .iter()
        .filter_map(|kotak| Some((kotak.rows.0, kotak.header_end?)));
    if let Some((first, end)) = headers.min()
        && end <= DEEPEST
        && first <= end
    {
        ws.set_freeze_panes(end + 1, 0)?;
        ws.set_repeat_rows(first, end)?;
    }
    Ok(())
}

fn pixels(width: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped"
    )]
    let pixels = (width * PIXELS).round().clamp(0.0, 1_790.0) as u32;
    pixels
}

//! Builds one grid within the limits: bounds, counts and text length are checked here and nowhere else.

use std::sync::Arc;

use super::limits::Limits;
use super::refusal::{Findings, Read, Refusal};
use crate::diag::catalogue::berkas;
use crate::model::cell::{Cell, CellRange, CellRef, MAX_COL, MAX_ROW, Value};
use crate::model::grid::Grid;

/// Shown in place of the result of a formula that was stored without one.
pub(crate) const NO_RESULT: &str = "(rumus tanpa hasil)";

/// What all sheets of a file may still use.
#[derive(Debug)]
pub(crate) struct Budget {
    limits: Limits,
    cells: usize,
    rows: usize,
    merges: usize,
    text_bytes: usize,
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            limits: *limits,
            cells: 0,
            rows: 0,
            merges: 0,
            text_bytes: 0,
        }
    }

    fn take_text(&mut self, bytes: usize) -> Read<()> {
        self.text_bytes = self.text_bytes.saturating_add(bytes);
        if self.text_bytes > self.limits.text_bytes {
            let message = format!(
                "teks dalam sel lebih dari {} MB",
                self.limits.text_bytes >> 20
            );
            return Err(Refusal::new(berkas::TOO_BIG, message));
        }
        Ok(())
    }
}

/// A grid in the making. Addresses may be any number: what lies beyond the grid is counted, not stored.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    pub(crate) grid: Grid,
    budget: &'a mut Budget,
    hidden_rows: Vec<(u32, u32)>,
    hidden_cols: Vec<(u32, u32)>,
    widths: Vec<(u32, u32, f64)>,
    beyond: usize,
    cut: Vec<CellRef>,
    blank_formulas: Vec<CellRef>,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(name: Option<Arc<str>>, knows_merges: bool, budget: &'a mut Budget) -> Self {
        let grid = Grid {
            name,
            knows_merges,
            ..Grid::default()
        };
        Self {
            grid,
            budget,
            hidden_rows: Vec::new(),
            hidden_cols: Vec::new(),
            widths: Vec::new(),
            beyond: 0,
            cut: Vec::new(),
            blank_formulas: Vec::new(),
        }
    }

    /// Stores a cell; text of nothing but white space is a blank and is not stored.
    pub(crate) fn put(&mut self, row: u32, col: u32, mut cell: Cell) -> Read<()> {
        if row > MAX_ROW || col > MAX_COL {
            self.beyond += 1;
            return Ok(());
        }
        let at = CellRef::new(row, col);
        if let Value::Text(text) = &mut cell.value {
            if text.trim_matches(is_blank).is_empty() {
                return Ok(());
            }
            if let Some(short) = cut(text, self.budget.limits.text) {
                *text = short;
                self.cut.push(at);
            }
        }
        if cell.formula.is_some()
            && matches!(&cell.value, Value::Fault(text) if &**text == NO_RESULT)
        {
            self.blank_formulas.push(at);
        }
        let text = cell.text().map_or(0, str::len);
        let formula = cell.formula.as_ref().map_or(0, |text| text.len());
        self.budget.take_text(text + formula)?;
        let cells = self.grid.rows.entry(row).or_default();
        let (new_row, replaced) = (cells.is_empty(), cells.insert(col, cell).is_some());
        self.budget.rows += usize::from(new_row);
        self.budget.cells += usize::from(!replaced);
        let limits = &self.budget.limits;
        if self.budget.cells > limits.cells || self.budget.rows > limits.rows {
            return Err(Refusal::new(
                berkas::TOO_MANY_CELLS,
                format!(
                    "lebih dari {} sel atau {} baris terisi",
                    limits.cells, limits.rows
                ),
            ));
        }
        Ok(())
    }

    /// Adds the formula of a stored cell.
    pub(crate) fn formula(&mut self, row: u32, col: u32, text: String) -> Read<()> {
        let cells = self.grid.rows.get_mut(&row);
        if let Some(cell) = cells.and_then(|cells| cells.get_mut(&col)) {
            self.budget.take_text(text.len())?;
            cell.formula = Some(text.into());
        }
        Ok(())
    }

    /// Notes a merged range, corners in any order; ranges of one cell are none.
    pub(crate) fn merge(&mut self, first: (u32, u32), last: (u32, u32)) -> Read<()> {
        let (top, bottom) = (first.0.min(last.0), first.0.max(last.0).min(MAX_ROW));
        let (left, right) = (first.1.min(last.1), first.1.max(last.1).min(MAX_COL));
        if top > bottom || left > right || (top == bottom && left == right) {
            return Ok(());
        }
        self.budget.merges += 1;
        if self.budget.merges > self.budget.limits.merges {
            return Err(Refusal::new(
                berkas::TOO_MANY_CELLS,
                "terlalu banyak sel gabungan",
            ));
        }
        self.grid.merges.push(CellRange {
            first: CellRef::new(top, left),
            last: CellRef::new(bottom, right),
        });
        Ok(())
    }

    /// Notes hidden rows, both ends included.
    pub(crate) fn hide_rows(&mut self, first: u32, last: u32) {
        match self.hidden_rows.last_mut() {
            Some(run) if run.1.saturating_add(1) == first => run.1 = last,
            _ => self.hidden_rows.push((first, last)),
        }
    }

    /// Notes hidden columns, both ends included.
    pub(crate) fn hide_cols(&mut self, first: u32, last: u32) {
        self.hidden_cols.push((first, last));
    }

    /// Notes the width of columns in characters.
    pub(crate) fn width(&mut self, first: u32, last: u32, width: f64) {
        if width.is_finite() && width > 0.0 && self.widths.len() <= MAX_COL as usize {
            self.widths.push((first, last, width));
        }
    }

    /// Returns the finished grid; rows and columns hidden beyond the written ones are forgotten.
    pub(crate) fn finish(mut self, findings: &mut Findings) -> Grid {
        let last_row = self.grid.rows.keys().next_back().copied();
        let n_cols = self.grid.n_cols();
        if let Some(last_row) = last_row {
            for (first, last) in self.hidden_rows {
                self.grid.hidden_rows.extend(first..=last.min(last_row));
            }
        }
        if let Some(last_col) = n_cols.checked_sub(1) {
            for (first, last) in self.hidden_cols {
                self.grid.hidden_cols.extend(first..=last.min(last_col));
            }
            for (first, last, width) in self.widths {
                let cols = first..=last.min(last_col);
                self.grid.widths.extend(cols.map(|col| (col, width)));
            }
        }
        self.grid.merges.sort_unstable();
        self.grid.merges.dedup();
        let name = self.grid.name.as_ref();
        if self.beyond > 0 {
            findings.sheet(
                berkas::BEYOND_GRID,
                name,
                format!("{} sel di luar batas lembar tidak dibaca", self.beyond),
            );
        }
        if let Some(at) = self.cut.first() {
            let message = format!(
                "{} sel berisi teks yang terlalu panjang dan dipotong",
                self.cut.len()
            );
            findings.cell(berkas::TEXT_CUT, name, *at, message);
        }
        if let Some(at) = self.blank_formulas.first() {
            let message = format!("{} rumus tersimpan tanpa hasil", self.blank_formulas.len());
            findings.cell(berkas::FORMULA_BLANK, name, *at, message);
        }
        self.grid
    }
}

/// White space and the invisible characters that stand for a blank in office files.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}')
}

fn cut(text: &str, limit: usize) -> Option<Box<str>> {
    if text.len() <= limit {
        return None;
    }
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        units += c.len_utf16();
        (units > limit).then_some(at)
    })?;
    Some(text[..end].into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::new(Value::Text(text.into()))
    }

    #[test]
    fn cells_beyond_the_grid_are_counted_and_blanks_are_not_stored() {
        let mut budget = Budget::new(&Limits::default());
        let mut findings = Findings::new("a.xlsx");
        let mut sheet = Sheet::new(None, true, &mut budget);
        sheet.put(0, 0, text("\u{a0}\u{feff} ")).unwrap();
        sheet.put(u32::MAX, 0, text("x")).unwrap();
        sheet.put(0, MAX_COL + 1, text("x")).unwrap();
        sheet
            .put(MAX_ROW, MAX_COL, text(&"é".repeat(40_000)))
            .unwrap();
        sheet.hide_rows(0, u32::MAX);
        let grid = sheet.finish(&mut findings);
        assert_eq!(grid.n_cells(), 1);
        let codes: Vec<_> = findings.list.iter().map(|d| d.code.id).collect();
        assert_eq!(codes, ["F013", "F027"]);
    }

    #[test]
    fn one_text_in_every_cell_is_bounded() {
        let mut budget = Budget::new(&Limits {
            text_bytes: 1_000,
            ..Limits::default()
        });
        let mut sheet = Sheet::new(None, true, &mut budget);
        let put: Read<()> = (0..99).try_for_each(|row| sheet.put(row, 0, text("0123456789abcdef")));
        assert_eq!(put.map_err(|r| r.code.id), Err("F004"));
    }

    #[test]
    fn a_sheet_with_too_many_rows_is_refused_whole() {
        let limits = Limits {
            rows: 3,
            ..Limits::default()
        };
        let mut budget = Budget::new(&limits);
        let mut sheet = Sheet::new(None, true, &mut budget);
        let put: Read<()> = (0..9).try_for_each(|row| sheet.put(row, 0, text("x")));
        assert_eq!(put.map_err(|r| r.code.id), Err("F022"));
    }
}

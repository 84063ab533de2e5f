//! A table of a page: cells in the grid that their spans make.

use scraper::node::Element;

use super::super::refusal::{Findings, Read};
use super::super::sheet::{Budget, Sheet};
use crate::model::cell::{Cell, MAX_COL, MAX_ROW, NumberFormat, Value};
use crate::model::grid::Grid;

/// A table as it is walked through.
#[derive(Default)]
pub(super) struct Table {
    pub(super) preamble: Vec<Box<str>>,
    pub(super) cells: Vec<(u32, u32, Cell)>,
    merges: Vec<((u32, u32), (u32, u32))>,
    hidden_rows: Vec<u32>,
    /// Row that is read, counted from 1; 0 before the first.
    rows: u32,
    next_col: u32,
    /// First row in which a column is free again after a cell that spans rows.
    free_from: Vec<u32>,
    pub(super) open: Option<Open>,
}

/// A cell that is open.
pub(super) struct Open {
    row: u32,
    col: u32,
    pub(super) text: String,
    pub(super) look: Cell,
    number: Option<f64>,
}

impl Table {
    pub(super) fn grid(self, budget: &mut Budget, findings: &mut Findings) -> Read<Grid> {
        let mut sheet = Sheet::new(None, true, budget);
        for (row, col, cell) in self.cells {
            sheet.put(row, col, cell)?;
        }
        for (first, last) in self.merges {
            sheet.merge(first, last)?;
        }
        for row in self.hidden_rows {
            sheet.hide_rows(row, row);
        }
        sheet.grid.preamble = self.preamble;
        Ok(sheet.finish(findings))
    }

    pub(super) fn row(&mut self, element: &Element) {
        self.rows = self.rows.saturating_add(1);
        self.next_col = 0;
        if is_hidden(element) {
            self.hidden_rows.push(self.rows - 1);
        }
    }

    /// Opens a cell in the next free column; rows without `<tr>` are forgiven.
    pub(super) fn cell(&mut self, element: &Element) {
        self.rows = self.rows.max(1);
        let row = self.rows - 1;
        while self
            .free_from
            .get(self.next_col as usize)
            .is_some_and(|free| *free > row)
        {
            self.next_col += 1;
        }
        let col = self.next_col;
        let span = |name: &str, most: u32| {
            let span = element.attr(name).and_then(|text| text.trim().parse().ok());
            span.unwrap_or(1u32).clamp(1, most)
        };
        let (cols, rows) = (span("colspan", 1_000), span("rowspan", 65_534));
        let last = (row.saturating_add(rows - 1), col.saturating_add(cols - 1));
        self.next_col = last.1 + 1;
        if row > MAX_ROW || last.1 > MAX_COL {
            self.next_col = self.next_col.min(MAX_COL + 1);
        } else if rows > 1 || cols > 1 {
            self.merges.push(((row, col), last));
            if self.free_from.len() <= last.1 as usize {
                self.free_from.resize(last.1 as usize + 1, 0);
            }
            self.free_from[col as usize..=last.1 as usize].fill(last.0 + 1);
        }
        self.open = Some(Open {
            row,
            col,
            text: String::new(),
            look: look(element),
            number: stored_number(element),
        });
    }

    pub(super) fn close_cell(&mut self) {
        let Some(open) = self.open.take() else { return };
        let text = open.text.trim();
        let mut cell = open.look;
        match open.number.filter(|number| is_numeric(text, *number)) {
            Some(number) => {
                cell.value = Value::Number(number);
                if text.ends_with('%') {
                    cell.format = NumberFormat::Percent;
                }
            }
            None => cell.value = Value::Text(text.into()),
        }
        self.cells.push((open.row, open.col, cell));
    }
}

fn look(element: &Element) -> Cell {
    let style = style(element);
    let mut cell = Cell::new(Value::Bool(false));
    cell.bold = element.name() == "th"
        || style.contains("font-weight:bold")
        || style.contains("font-weight:7");
    cell.filled = element.attr("bgcolor").is_some() || style.contains("background");
    cell.formula = element
        .attr("x:fmla")
        .map(|text| text.trim_start_matches('=').into());
    cell
}

fn style(element: &Element) -> String {
    let style = element.attr("style").unwrap_or("");
    style
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase()
}

fn is_hidden(element: &Element) -> bool {
    element.attr("hidden").is_some() || style(element).contains("display:none")
}

/// Excel (`x:num`) and `LibreOffice` (`sdval`) keep the stored number beside the text.
fn stored_number(element: &Element) -> Option<f64> {
    let raw = element.attr("x:num").or_else(|| element.attr("sdval"))?;
    raw.trim()
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
}

/// Whether a text shows a stored number and no date: dates keep their text. A zero may be shown as a dash.
fn is_numeric(text: &str, number: f64) -> bool {
    if number == 0.0 && matches!(text, "-" | "–") {
        return true;
    }
    let text = text.trim_start_matches("Rp").trim_start_matches('-');
    text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| {
            c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '%' | '(' | ')')
        })
}

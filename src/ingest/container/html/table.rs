//! A table of a page: cells in the grid that their spans make.

use std::collections::BTreeMap;
use std::rc::Rc;

use scraper::node::Element;

use super::super::paint::Painter;
use super::super::refusal::{Findings, Read};
use super::super::sheet::{Budget, Sheet};
use super::face::{self, Css};
use crate::model::cell::{Cell, MAX_COL, MAX_ROW, NumberFormat, Value};
use crate::model::grid::Grid;
use crate::model::look::CellLook;

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
    /// How cells look, where it is asked for.
    pub(super) faces: Option<Faces>,
}

/// The looks of a table's cells as they are gathered.
pub(super) struct Faces {
    css: Rc<Css>,
    painter: Painter,
    kinds: Vec<CellLook>,
    known: BTreeMap<CellLook, usize>,
    /// Of the table, and of the row that is read.
    table: CellLook,
    row: CellLook,
    /// Widths of columns in points, by their first cell that states one.
    widths: BTreeMap<u32, f64>,
}

impl Faces {
    pub(super) fn new(css: Rc<Css>, table: &Element) -> Self {
        let look = face::of(table, &face::of_table(table), &css);
        // The table's own frame and ground are not those of its cells.
        let table = CellLook {
            edges: face::of_table(table).edges,
            ..look
        };
        Self {
            css,
            painter: Painter::default(),
            kinds: Vec::new(),
            known: BTreeMap::new(),
            row: table.clone(),
            table,
            widths: BTreeMap::new(),
        }
    }

    fn begin_row(&mut self, row: u32, element: &Element) {
        self.row = face::of(element, &self.table, &self.css);
        self.row.edges = self.table.edges;
        if let Some(points) = face::size(element, "height") {
            self.painter.height(row, points);
        }
    }

    fn begin_cell(&mut self, col: u32, cols: u32, element: &Element) -> CellLook {
        if let Some(points) = face::size(element, "width").filter(|_| cols == 1) {
            self.widths.entry(col).or_insert(points);
        }
        face::of(element, &self.row, &self.css)
    }

    fn paint(&mut self, row: u32, col: u32, look: CellLook) {
        let next = self.kinds.len();
        let kind = *self.known.entry(look).or_insert_with_key(|look| {
            self.kinds.push(look.clone());
            next
        });
        self.painter.paint(row, col, col, kind);
    }
}

/// A cell that is open.
pub(super) struct Open {
    row: u32,
    col: u32,
    pub(super) text: String,
    pub(super) look: Cell,
    pub(super) face: CellLook,
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
        if let Some(faces) = self.faces {
            for (col, points) in faces.widths {
                sheet.width(col, col, points / 5.25);
            }
            sheet.grid.looks = faces.painter.finish(&faces.kinds);
        }
        Ok(sheet.finish(findings))
    }

    pub(super) fn row(&mut self, element: &Element) {
        self.rows = self.rows.saturating_add(1);
        self.next_col = 0;
        if is_hidden(element) {
            self.hidden_rows.push(self.rows - 1);
        }
        if let Some(faces) = &mut self.faces {
            faces.begin_row(self.rows - 1, element);
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
        let face = match &mut self.faces {
            Some(faces) => faces.begin_cell(col, cols, element),
            None => CellLook::default(),
        };
        self.open = Some(Open {
            face,
            row,
            col,
            text: String::new(),
            look: look(element),
            number: stored_number(element),
        });
    }

    pub(super) fn close_cell(&mut self) {
        let Some(open) = self.open.take() else { return };
        if let Some(faces) = &mut self.faces {
            faces.paint(open.row, open.col, open.face);
        }
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

//! HTML saved under a spreadsheet's name (PHP exports, "save as web page"): each table a grid, spans as merges.

use scraper::Html;
use scraper::node::{Element, Node};

use super::limits::Limits;
use super::refusal::{Findings, Read, Refusal};
use super::sheet::{Budget, Sheet};
use crate::diag::catalogue::berkas;
use crate::model::cell::{Cell, MAX_COL, MAX_ROW, NumberFormat, Value};
use crate::model::grid::{Grid, Workbook};

/// Bytes of a page at most; its tree takes some twenty times as much.
const PAGE: usize = 32 << 20;
/// Formatting elements left open at most: the HTML standard reopens all of them in every paragraph.
const OPEN_FORMATS: usize = 5_000;

/// Reads pages in order (one, or the parts of a web archive).
pub(super) fn read(pages: &[String], limits: &Limits, findings: &mut Findings) -> Read<Workbook> {
    let mut budget = Budget::new(limits);
    let mut workbook = Workbook::default();
    for page in pages {
        check(page)?;
        for table in tables(page) {
            workbook.grids.push(table.grid(&mut budget, findings)?);
        }
    }
    if workbook.grids.is_empty() {
        return Err(Refusal::new(
            berkas::NO_SHEET,
            "halaman HTML tidak memuat tabel",
        ));
    }
    Ok(workbook)
}

fn check(page: &str) -> Read<()> {
    if page.len() > PAGE {
        return Err(Refusal::new(
            berkas::TOO_BIG,
            format!("halaman HTML lebih dari {} MB", PAGE >> 20),
        ));
    }
    let lower = page.to_ascii_lowercase();
    let open: usize = [
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt",
        "u",
    ]
    .iter()
    .map(|tag| {
        let opened =
            lower.matches(&format!("<{tag}>")).count() + lower.matches(&format!("<{tag} ")).count();
        opened.saturating_sub(lower.matches(&format!("</{tag}")).count())
    })
    .sum();
    if open > OPEN_FORMATS {
        return Err(Refusal::damaged(
            "terlalu banyak elemen HTML yang tidak ditutup",
        ));
    }
    Ok(())
}

/// A table as it is walked through.
#[derive(Default)]
struct Table {
    preamble: Vec<Box<str>>,
    cells: Vec<(u32, u32, Cell)>,
    merges: Vec<((u32, u32), (u32, u32))>,
    hidden_rows: Vec<u32>,
    /// Row that is read, counted from 1; 0 before the first.
    rows: u32,
    next_col: u32,
    /// First row in which a column is free again after a cell that spans rows.
    free_from: Vec<u32>,
    open: Option<Open>,
}

/// A cell that is open.
struct Open {
    row: u32,
    col: u32,
    text: String,
    look: Cell,
    number: Option<f64>,
}

impl Table {
    fn grid(self, budget: &mut Budget, findings: &mut Findings) -> Read<Grid> {
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

    fn row(&mut self, element: &Element) {
        self.rows = self.rows.saturating_add(1);
        self.next_col = 0;
        if is_hidden(element) {
            self.hidden_rows.push(self.rows - 1);
        }
    }

    /// Opens a cell in the next free column; rows without `<tr>` are forgiven.
    fn cell(&mut self, element: &Element) {
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

    fn close_cell(&mut self) {
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

/// What is known while a page is walked through.
#[derive(Default)]
struct Walk {
    done: Vec<(usize, Table)>,
    open: Vec<(usize, Table)>,
    n_tables: usize,
    /// Text outside tables, line by line.
    lines: Vec<Box<str>>,
    line: String,
}

fn tables(page: &str) -> Vec<Table> {
    let html = Html::parse_document(page);
    let mut walk = Walk::default();
    let root = html.tree.root();
    let mut node = root;
    'nodes: loop {
        let shown = walk.enter(node.value());
        if shown && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            walk.leave(node.value());
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => break 'nodes,
            }
        }
    }
    walk.done.sort_by_key(|(order, _)| *order);
    let tables = walk.done.into_iter().map(|(_, table)| table);
    tables.filter(|table| !table.cells.is_empty()).collect()
}

impl Walk {
    /// Enters a node; returns whether its children are shown.
    fn enter(&mut self, node: &Node) -> bool {
        match node {
            Node::Text(text) => self.text(text),
            Node::Element(element) => return self.element(element),
            _ => {}
        }
        true
    }

    fn element(&mut self, element: &Element) -> bool {
        match element.name() {
            "script" | "style" | "title" | "noscript" | "template" | "xml" => return false,
            "table" => {
                self.end_line();
                let preamble = if self.open.is_empty() {
                    std::mem::take(&mut self.lines)
                } else {
                    Vec::new()
                };
                let table = Table {
                    preamble,
                    ..Table::default()
                };
                self.open.push((self.n_tables, table));
                self.n_tables += 1;
            }
            "tr" => self.with_table(|table| table.row(element)),
            "td" | "th" => self.with_table(|table| table.cell(element)),
            "b" | "strong" => self.with_cell(|open| open.look.bold |= open.text.trim().is_empty()),
            "br" | "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "center"
            | "caption" => {
                self.end_line();
            }
            _ => {}
        }
        true
    }

    fn leave(&mut self, node: &Node) {
        let Node::Element(element) = node else { return };
        match element.name() {
            "td" | "th" => self.with_table(Table::close_cell),
            "table" => {
                self.end_line();
                self.done.extend(self.open.pop());
            }
            "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "center" | "caption" => {
                self.end_line();
            }
            _ => {}
        }
    }

    fn with_table(&mut self, f: impl FnOnce(&mut Table)) {
        if let Some((_, table)) = self.open.last_mut() {
            f(table);
        }
    }

    fn with_cell(&mut self, f: impl FnOnce(&mut Open)) {
        self.with_table(|table| {
            if let Some(open) = &mut table.open {
                f(open);
            }
        });
    }

    fn text(&mut self, text: &str) {
        let target = match self.open.last_mut() {
            Some((
                _,
                Table {
                    open: Some(open), ..
                },
            )) => &mut open.text,
            _ => &mut self.line,
        };
        for c in text.chars() {
            if !matches!(c, ' ' | '\t' | '\r' | '\n') {
                target.push(c);
            } else if !target.is_empty() && !target.ends_with([' ', '\n']) {
                target.push(' ');
            }
        }
    }

    /// Ends a line of a cell, of a caption, or of the text outside tables.
    fn end_line(&mut self) {
        match self.open.last_mut() {
            Some((
                _,
                Table {
                    open: Some(open), ..
                },
            )) => {
                if !open.text.trim().is_empty() && !open.text.ends_with('\n') {
                    open.text.push('\n');
                }
            }
            Some((_, table)) => keep(&mut self.line, &mut table.preamble),
            None => keep(&mut self.line, &mut self.lines),
        }
    }
}

fn keep(line: &mut String, lines: &mut Vec<Box<str>>) {
    let text = line.trim();
    if !text.is_empty() {
        lines.push(text.into());
    }
    line.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cell::CellRef;
    use proptest::prelude::*;

    fn open(page: &str) -> Read<Workbook> {
        read(
            &[page.to_owned()],
            &Limits::default(),
            &mut Findings::new("a.xls"),
        )
    }

    #[test]
    fn spans_become_merges_and_titles_the_preamble() {
        let workbook = open(
            "<html><head><title>x</title><style>td{}</style></head><body><h3>LAPORAN  RFK</h3><p>Bulan<br>Desember 2023</p>
            <table><tr><th rowspan=2>No</th><th colspan='2'>Keuangan</th><tr><td>Rp<td>%
            <tr style='display: none'><td>1<td>1.234.567,89<td>=1+1</table>
            <p>Mengetahui</p><table><tr><td x:num='0.85' x:fmla='=A1'>85%<td sdval=45291>31/12/2023</td><td sdval=0>-</td></tr></table>",
        )
        .unwrap();
        let grid = &workbook.grids[0];
        let preamble: Vec<&str> = grid.preamble.iter().map(|line| &**line).collect();
        assert_eq!(preamble, ["LAPORAN RFK", "Bulan", "Desember 2023"]);
        let text =
            |grid: &Grid, at: &str| grid.cell(at.parse::<CellRef>().unwrap()).unwrap().display();
        assert_eq!(
            [text(grid, "A1"), text(grid, "B2"), text(grid, "C2")],
            ["No", "Rp", "%"]
        );
        assert_eq!(
            [text(grid, "B3"), text(grid, "C3")],
            ["1.234.567,89", "=1+1"]
        );
        let merges: Vec<String> = grid.merges.iter().map(ToString::to_string).collect();
        assert_eq!(merges, ["A1:A2", "B1:C1"]);
        assert!(grid.hidden_rows.contains(&2));
        let second = &workbook.grids[1];
        assert_eq!(&*second.preamble[0], "Mengetahui");
        let cell = second.cell(CellRef::new(0, 0)).unwrap();
        assert_eq!(
            (cell.number(), cell.format),
            (Some(0.85), NumberFormat::Percent)
        );
        assert_eq!(
            [text(second, "B1"), text(second, "C1")],
            ["31/12/2023", "0"]
        );
    }

    #[test]
    fn nested_tables_are_grids_of_their_own_and_pages_without_one_are_refused() {
        let workbook = open("<table><tr><td>luar<table><tr><td>dalam</table>").unwrap();
        let firsts: Vec<String> = workbook
            .grids
            .iter()
            .map(|g| g.cell(CellRef::new(0, 0)).unwrap().display())
            .collect();
        assert_eq!(firsts, ["luar", "dalam"]);
        assert_eq!(
            open("<p>x</p>").map(|_| ()).map_err(|r| r.code.id),
            Err("F023")
        );
        let formats = "<b id=x>".repeat(6_000);
        assert_eq!(
            open(&formats).map(|_| ()).map_err(|r| r.code.id),
            Err("F009")
        );
    }

    proptest! {
        #[test]
        fn any_page_ends(pieces in prop::collection::vec(prop_oneof![
            Just("<table>"), Just("</table>"), Just("<tr>"), Just("<td rowspan=4294967295 colspan=99999>"), Just("<td>"), Just("<th rowspan=3>"),
            Just("</td>"), Just("x"), Just("<b>"), Just("<p>"), Just("<!--"), Just("<script>"), Just("&nbsp;"), Just("<caption>"), Just("<"), Just("<tbody>"),
        ], 0..60)) {
            let _ = open(&pieces.concat());
        }
    }
}

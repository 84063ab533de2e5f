//! `OpenDocument` spreadsheets (.ods, .fods): merges, covered cells, bounded repeats, typed values, hidden parts.

mod cell;
mod styles;

use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::limits::Limits;
use super::package::Package;
use super::refusal::{Findings, Read, Refusal};
use super::sheet::{Budget, Sheet};
use super::text::decode_xml;
use super::xml::{self, attr, attr_number};
use crate::diag::catalogue::berkas;
use crate::model::cell::{Cell, MAX_COL, MAX_ROW};
use crate::model::grid::{Grid, Workbook};
use cell::{is_aside, made, paragraphs, skip};
use styles::Styles;

type Reader<'t> = quick_xml::Reader<&'t [u8]>;

/// Reads the zipped form.
pub(super) fn read(bytes: &[u8], limits: &Limits, findings: &mut Findings) -> Read<Workbook> {
    let mut package = Package::open(bytes, limits)?;
    if let Some(manifest) = package.part("META-INF/manifest.xml")?
        && String::from_utf8_lossy(&manifest).contains("encryption-data")
    {
        return Err(Refusal::new(
            berkas::PASSWORD,
            "berkas dilindungi kata sandi",
        ));
    }
    let mut styles = Styles::default();
    if let Some(part) = package.part("styles.xml")? {
        styles.read(&text(&part)?)?;
    }
    let content = package
        .part("content.xml")?
        .ok_or_else(|| Refusal::new(berkas::MISSING_PART, "bagian content.xml tidak ada"))?;
    if package.has_under("basic/") {
        findings.file(
            berkas::MACROS,
            "berkas memuat makro; makro tidak dijalankan",
        );
    }
    content_of(&text(&content)?, styles, limits, findings)
}

/// Reads the flat form: one XML document.
pub(super) fn read_flat(bytes: &[u8], limits: &Limits, findings: &mut Findings) -> Read<Workbook> {
    content_of(&text(bytes)?, Styles::default(), limits, findings)
}

fn text(bytes: &[u8]) -> Read<String> {
    decode_xml(bytes).ok_or_else(|| Refusal::damaged("bagian XML bukan teks"))
}

fn content_of(
    content: &str,
    mut styles: Styles,
    limits: &Limits,
    findings: &mut Findings,
) -> Read<Workbook> {
    styles.read(content)?;
    let mut budget = Budget::new(limits);
    let mut workbook = Workbook::default();
    let mut reader = xml::reader(content);
    loop {
        match xml::next(&mut reader)? {
            Event::Start(e) if e.local_name().as_ref() == b"table" => {
                let name = attr(&e, "name").map(Arc::from);
                let hidden = styles.hides_table(attr(&e, "style-name").as_deref());
                let mut sheet = Sheet::new(name, true, &mut budget);
                sheet.grid.hidden = hidden;
                workbook
                    .grids
                    .push(table(&mut reader, sheet, &styles, findings)?);
            }
            // Copies of other workbooks' tables, kept for links.
            Event::Start(e) if is_aside(&e) => skip(&mut reader, &e)?,
            Event::Eof => break,
            _ => {}
        }
    }
    if workbook.grids.is_empty() {
        return Err(Refusal::new(
            berkas::NO_SHEET,
            "tidak ada lembar kerja dalam berkas",
        ));
    }
    Ok(workbook)
}

/// Where the reading of a table stands.
#[derive(Default)]
struct Position {
    row: u32,
    repeat_row: u32,
    row_hidden: bool,
    col: u32,
    /// Column of the next column declaration.
    declared: u32,
    /// Cells of the row that is read, to be stored as often as the row is repeated.
    cells: Vec<(u32, u32, Cell)>,
    spans: Vec<(u32, u32, u32)>,
    /// Style of the cells of a column without one of their own, by the last column of its run.
    default_styles: Vec<(u32, Option<String>)>,
}

impl Position {
    /// Returns the style of the column that is read.
    fn column_style(&self) -> Option<String> {
        let run = self
            .default_styles
            .partition_point(|(last, _)| *last < self.col);
        self.default_styles.get(run)?.1.clone()
    }
}

fn table(
    reader: &mut Reader<'_>,
    mut sheet: Sheet<'_>,
    styles: &Styles,
    findings: &mut Findings,
) -> Read<Grid> {
    let mut at = Position::default();
    loop {
        match xml::next(reader)? {
            Event::Start(e) => match e.local_name().as_ref() {
                b"table-column" => columns(&e, &mut at, &mut sheet, styles),
                b"table-row" => start_row(&e, &mut at),
                b"table-cell" => cell(reader, &e, false, &mut at, styles)?,
                b"covered-table-cell" => {
                    // What a merge covers is stale: it is shown nowhere.
                    cell(reader, &e, true, &mut at, styles)?;
                }
                b"table" => skip(reader, &e)?,
                _ if is_aside(&e) => skip(reader, &e)?,
                _ => {}
            },
            Event::Empty(e) => match e.local_name().as_ref() {
                b"table-column" => columns(&e, &mut at, &mut sheet, styles),
                b"table-row" => {
                    start_row(&e, &mut at);
                    end_row(&mut at, &mut sheet)?;
                }
                b"table-cell" => empty_cell(&e, &mut at, styles),
                b"covered-table-cell" => {
                    at.col = at.col.saturating_add(repeat(&e, "number-columns-repeated"));
                }
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                b"table-row" => end_row(&mut at, &mut sheet)?,
                b"table" => break,
                _ => {}
            },
            Event::Eof => return Err(Refusal::damaged("lembar tidak ditutup")),
            _ => {}
        }
    }
    Ok(sheet.finish(findings))
}

fn repeat(e: &BytesStart<'_>, name: &str) -> u32 {
    attr_number(e, name).unwrap_or(1u32).clamp(1, MAX_ROW + 1)
}

fn is_hidden(e: &BytesStart<'_>) -> bool {
    attr(e, "visibility").is_some_and(|value| value == "collapse" || value == "filter")
}

fn columns(e: &BytesStart<'_>, at: &mut Position, sheet: &mut Sheet<'_>, styles: &Styles) {
    let first = at.declared;
    let last = first.saturating_add(repeat(e, "number-columns-repeated") - 1);
    at.declared = last.saturating_add(1);
    if first > MAX_COL {
        return;
    }
    if is_hidden(e) {
        sheet.hide_cols(first, last);
    }
    if let Some(width) = styles.width(attr(e, "style-name").as_deref()) {
        sheet.width(first, last, width);
    }
    at.default_styles
        .push((last, attr(e, "default-cell-style-name")));
}

fn start_row(e: &BytesStart<'_>, at: &mut Position) {
    at.repeat_row = repeat(e, "number-rows-repeated");
    at.row_hidden = is_hidden(e);
    at.col = 0;
    at.cells.clear();
    at.spans.clear();
}

fn end_row(at: &mut Position, sheet: &mut Sheet<'_>) -> Read<()> {
    if at.row_hidden {
        sheet.hide_rows(at.row, at.row.saturating_add(at.repeat_row - 1));
    }
    if !at.cells.is_empty() || !at.spans.is_empty() {
        for row in at.row..at.row.saturating_add(at.repeat_row) {
            for (col, count, cell) in &at.cells {
                for col in *col..col.saturating_add(*count) {
                    sheet.put(row, col, cell.clone())?;
                    if col > MAX_COL {
                        break;
                    }
                }
            }
            if row > MAX_ROW {
                break;
            }
        }
        for (col, rows, cols) in std::mem::take(&mut at.spans) {
            let last = (
                at.row.saturating_add(rows - 1),
                col.saturating_add(cols - 1),
            );
            sheet.merge((at.row, col), last)?;
        }
    }
    at.row = at.row.saturating_add(at.repeat_row);
    Ok(())
}

fn span(e: &BytesStart<'_>, at: &mut Position) {
    let rows = attr_number(e, "number-rows-spanned").unwrap_or(1u32);
    let cols = attr_number(e, "number-columns-spanned").unwrap_or(1u32);
    if rows > 1 || cols > 1 {
        at.spans.push((at.col, rows.max(1), cols.max(1)));
    }
}

/// An element without content may still hold a value in its attributes.
fn empty_cell(e: &BytesStart<'_>, at: &mut Position, styles: &Styles) {
    span(e, at);
    let count = repeat(e, "number-columns-repeated");
    if let Some(cell) = made(e, String::new(), at.column_style(), styles) {
        at.cells.push((at.col, count, cell));
    }
    at.col = at.col.saturating_add(count);
}

fn cell(
    reader: &mut Reader<'_>,
    e: &BytesStart<'_>,
    covered: bool,
    at: &mut Position,
    styles: &Styles,
) -> Read<()> {
    let shown = paragraphs(reader)?;
    if !covered {
        span(e, at);
    }
    let count = repeat(e, "number-columns-repeated");
    if !covered && let Some(cell) = made(e, shown, at.column_style(), styles) {
        at.cells.push((at.col, count, cell));
    }
    at.col = at.col.saturating_add(count);
    Ok(())
}

#[cfg(test)]
mod tests;

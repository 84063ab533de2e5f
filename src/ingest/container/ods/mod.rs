//! `OpenDocument` spreadsheets (.ods, .fods): merges, covered cells, bounded repeats, typed values, hidden parts.

mod cell;
pub(super) mod face;
pub(super) mod styles;

use std::collections::BTreeMap;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::limits::Limits;
use super::package::Package;
use super::paint::Painter;
use super::refusal::{Findings, Read, Refusal};
use super::sheet::{Budget, Sheet};
use super::text::decode_xml;
use super::xml::{self, attr, attr_number};
use crate::diag::catalogue::berkas;
use crate::model::cell::{Cell, MAX_COL, MAX_ROW};
use crate::model::grid::{Grid, Workbook};
use crate::model::look::CellLook;
use cell::{is_aside, made, paragraphs, skip};
use styles::Styles;

type Reader<'t> = quick_xml::Reader<&'t [u8]>;
/// How cell styles look, and the place of each by its name.
type Kinds = (Vec<CellLook>, BTreeMap<String, usize>);

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
    let kinds = limits.looks.then(|| styles.kinds());
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
                workbook.grids.push(table(
                    &mut reader,
                    sheet,
                    &styles,
                    kinds.as_ref(),
                    findings,
                )?);
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
struct Position<'k> {
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
    painter: Option<(Painter, &'k BTreeMap<String, usize>)>,
}

impl Position<'_> {
    /// Notes how neighbouring cells look; a cell that names no style looks like its column.
    fn paint(&mut self, e: &BytesStart<'_>, count: u32) {
        let Some((painter, places)) = &mut self.painter else {
            return;
        };
        if let Some(kind) = attr(e, "style-name").and_then(|name| places.get(&name)) {
            let last = self.col.saturating_add(count - 1);
            painter.paint(self.row, self.col, last, *kind);
        }
    }

    /// Notes the height of the row that begins, and how its cells look.
    fn paint_row(&mut self, e: &BytesStart<'_>, styles: &Styles) {
        /// Rows that one element stands for, beyond which they are the blank rest of the sheet.
        const REPEATED: u32 = 1_000;
        let Some((painter, places)) = &mut self.painter else {
            return;
        };
        if let Some(kind) = attr(e, "default-cell-style-name").and_then(|name| places.get(&name)) {
            painter.row_base(self.row, *kind);
        }
        if let Some(points) = styles.height(attr(e, "style-name").as_deref())
            && self.repeat_row <= REPEATED
        {
            for row in self.row..self.row.saturating_add(self.repeat_row) {
                painter.height(row, points);
            }
        }
    }

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
    kinds: Option<&Kinds>,
    findings: &mut Findings,
) -> Read<Grid> {
    let mut at = Position {
        painter: kinds.map(|(_, places)| (Painter::default(), places)),
        ..Position::default()
    };
    loop {
        match xml::next(reader)? {
            Event::Start(e) => match e.local_name().as_ref() {
                b"table-column" => columns(&e, &mut at, &mut sheet, styles),
                b"table-row" => start_row(&e, &mut at, styles),
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
                    start_row(&e, &mut at, styles);
                    end_row(&mut at, &mut sheet)?;
                }
                b"table-cell" => empty_cell(&e, &mut at, styles),
                b"covered-table-cell" => {
                    at.paint(&e, repeat(&e, "number-columns-repeated"));
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
    if let (Some((painter, _)), Some((kinds, _))) = (at.painter, kinds) {
        sheet.grid.looks = painter.finish(kinds);
    }
    Ok(sheet.finish(findings))
}

fn repeat(e: &BytesStart<'_>, name: &str) -> u32 {
    attr_number(e, name).unwrap_or(1u32).clamp(1, MAX_ROW + 1)
}

fn is_hidden(e: &BytesStart<'_>) -> bool {
    attr(e, "visibility").is_some_and(|value| value == "collapse" || value == "filter")
}

fn columns(e: &BytesStart<'_>, at: &mut Position<'_>, sheet: &mut Sheet<'_>, styles: &Styles) {
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
    let style = attr(e, "default-cell-style-name");
    if let Some((painter, places)) = &mut at.painter {
        let kind = style.as_ref().and_then(|name| places.get(name));
        painter.cols(first, last, kind.copied().unwrap_or(0));
    }
    at.default_styles.push((last, style));
}

fn start_row(e: &BytesStart<'_>, at: &mut Position<'_>, styles: &Styles) {
    at.repeat_row = repeat(e, "number-rows-repeated");
    at.row_hidden = is_hidden(e);
    at.col = 0;
    at.cells.clear();
    at.spans.clear();
    at.paint_row(e, styles);
}

fn end_row(at: &mut Position<'_>, sheet: &mut Sheet<'_>) -> Read<()> {
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
    let next = at.row.saturating_add(at.repeat_row);
    if let Some((painter, _)) = &mut at.painter {
        painter.repeat(at.row, next - 1);
    }
    at.row = next;
    Ok(())
}

fn span(e: &BytesStart<'_>, at: &mut Position<'_>) {
    let rows = attr_number(e, "number-rows-spanned").unwrap_or(1u32);
    let cols = attr_number(e, "number-columns-spanned").unwrap_or(1u32);
    if rows > 1 || cols > 1 {
        at.spans.push((at.col, rows.max(1), cols.max(1)));
    }
}

/// An element without content may still hold a value in its attributes.
fn empty_cell(e: &BytesStart<'_>, at: &mut Position<'_>, styles: &Styles) {
    span(e, at);
    let count = repeat(e, "number-columns-repeated");
    at.paint(e, count);
    if let Some(cell) = made(e, String::new(), at.column_style(), styles) {
        at.cells.push((at.col, count, cell));
    }
    at.col = at.col.saturating_add(count);
}

fn cell(
    reader: &mut Reader<'_>,
    e: &BytesStart<'_>,
    covered: bool,
    at: &mut Position<'_>,
    styles: &Styles,
) -> Read<()> {
    let shown = paragraphs(reader)?;
    if !covered {
        span(e, at);
    }
    let count = repeat(e, "number-columns-repeated");
    at.paint(e, count);
    if !covered && let Some(cell) = made(e, shown, at.column_style(), styles) {
        at.cells.push((at.col, count, cell));
    }
    at.col = at.col.saturating_add(count);
    Ok(())
}

#[cfg(test)]
mod tests;

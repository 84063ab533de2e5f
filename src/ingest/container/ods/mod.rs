//! `OpenDocument` spreadsheets (.ods, .fods): merges, covered cells, bounded repeats, typed values, hidden parts.

mod styles;

use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::limits::Limits;
use super::package::Package;
use super::refusal::{Findings, Read, Refusal};
use super::sheet::{Budget, NO_RESULT, Sheet};
use super::text::decode_xml;
use super::xml::{self, attr, attr_number};
use super::{format, look::Look};
use crate::diag::catalogue::berkas;
use crate::model::cell::{Cell, MAX_COL, MAX_ROW, NumberFormat, Value};
use crate::model::grid::{Grid, Workbook};
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

/// Parts of a document whose text belongs to no cell.
fn is_aside(e: &BytesStart<'_>) -> bool {
    matches!(
        e.local_name().as_ref(),
        b"annotation"
            | b"shapes"
            | b"frame"
            | b"custom-shape"
            | b"tracked-changes"
            | b"dde-links"
            | b"forms"
            | b"scripts"
            | b"automatic-styles"
            | b"styles"
            | b"master-styles"
            | b"font-face-decls"
            | b"content-validations"
            | b"settings"
            | b"detective"
            | b"note"
            | b"control"
            | b"line"
            | b"rect"
    )
}

/// Passes over an element with all it holds, by counting: names may be unbalanced.
fn skip(reader: &mut Reader<'_>, e: &BytesStart<'_>) -> Read<()> {
    let name = e.name().as_ref().to_owned();
    let mut depth = 1usize;
    while depth > 0 {
        match xml::next(reader)? {
            Event::Start(inner) if inner.name().as_ref() == name => depth += 1,
            Event::End(inner) if inner.name().as_ref() == name => depth -= 1,
            Event::Eof => return Err(Refusal::damaged("elemen tidak ditutup")),
            _ => {}
        }
    }
    Ok(())
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
    if let Some(cell) = made(e, String::new(), at, styles) {
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
    if !covered && let Some(cell) = made(e, shown, at, styles) {
        at.cells.push((at.col, count, cell));
    }
    at.col = at.col.saturating_add(count);
    Ok(())
}

/// Reads the text of a cell up to its end: paragraphs become lines.
fn paragraphs(reader: &mut Reader<'_>) -> Read<String> {
    let mut out = String::new();
    let mut lines = 0;
    let mut depth = 0usize;
    loop {
        match xml::next(reader)? {
            Event::Start(e) if is_aside(&e) || e.local_name().as_ref() == b"table" => {
                skip(reader, &e)?;
            }
            Event::Start(e) if e.local_name().as_ref() == b"p" => {
                if lines > 0 {
                    out.push('\n');
                }
                lines += 1;
                depth += 1;
            }
            Event::End(e) if e.local_name().as_ref() == b"p" => depth = depth.saturating_sub(1),
            Event::Empty(e) | Event::Start(e) => match e.local_name().as_ref() {
                b"s" => {
                    let count = attr_number(&e, "c").unwrap_or(1usize).min(1_000);
                    out.extend(std::iter::repeat_n(' ', count));
                }
                b"tab" => out.push('\t'),
                b"line-break" => out.push('\n'),
                _ => {}
            },
            Event::Text(t) if depth > 0 => push_folded(&mut out, &t),
            Event::CData(t) if depth > 0 => xml::push_text(&mut out, &t),
            Event::GeneralRef(r) if depth > 0 => xml::push_reference(&mut out, &r),
            Event::End(e)
                if matches!(
                    e.local_name().as_ref(),
                    b"table-cell" | b"covered-table-cell"
                ) =>
            {
                return Ok(out);
            }
            Event::Eof => return Err(Refusal::damaged("sel tidak ditutup")),
            _ => {}
        }
    }
}

/// Appends text with its white space folded, as `OpenDocument` reads it (real blanks are elements).
fn push_folded(out: &mut String, raw: &[u8]) {
    for c in String::from_utf8_lossy(raw).chars() {
        if !matches!(c, ' ' | '\t' | '\r' | '\n') {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
    }
}

/// Makes the cell that an element states; `None` for a blank.
fn made(e: &BytesStart<'_>, shown: String, at: &Position, styles: &Styles) -> Option<Cell> {
    let style = attr(e, "style-name").or_else(|| {
        let column = at
            .default_styles
            .partition_point(|(last, _)| *last < at.col);
        at.default_styles
            .get(column)
            .and_then(|(_, style)| style.clone())
    });
    let mut look = styles.look(style.as_deref());
    let formula = attr(e, "formula").map(|text| {
        let text = text
            .split_once(":=")
            .map_or(text.as_str(), |(_, rest)| rest)
            .to_owned();
        text.trim_start_matches('=').into()
    });
    let kind = attr(e, "value-type").unwrap_or_default();
    let number = || attr_number::<f64>(e, "value").filter(|number| number.is_finite());
    let is_error = e
        .attributes()
        .with_checks(false)
        .flatten()
        .any(|a| a.key.as_ref() == b"calcext:value-type" && &*a.value == b"error");
    let value = match kind.as_str() {
        _ if is_error => Some(Value::Fault(shown.trim().into())),
        "percentage" => {
            look.shown.format = NumberFormat::Percent;
            number().map(Value::Number)
        }
        "float" | "currency" => number().map(Value::Number),
        "date" => {
            let date = attr(e, "date-value").unwrap_or_default();
            Some(
                format::iso_date(&date)
                    .unwrap_or_else(|| Value::Text(non_blank(shown.clone(), date))),
            )
        }
        "boolean" => Some(Value::Bool(
            attr(e, "boolean-value").as_deref() == Some("true"),
        )),
        "" | "void" if formula.is_some() && shown.is_empty() => {
            Some(Value::Fault(NO_RESULT.into()))
        }
        _ if shown.is_empty() => attr(e, "string-value").map(|text| Value::Text(text.into())),
        _ => Some(Value::Text(shown.clone().into())),
    };
    let value = value.or_else(|| (!shown.is_empty()).then(|| Value::Text(shown.into())))?;
    Some(Cell {
        formula,
        ..Look::cell(look, value)
    })
}

fn non_blank(first: String, second: String) -> Box<str> {
    if first.trim().is_empty() {
        second
    } else {
        first
    }
    .into()
}

#[cfg(test)]
mod tests;

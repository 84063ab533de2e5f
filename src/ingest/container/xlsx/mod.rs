//! Excel workbooks (.xlsx, .xlsm, .xltx): cells and styles through calamine, the rest by a pass of our own.
//!
//! calamine gets a package that is put together anew from checked parts: it trusts counts, refuses a whole
//! workbook for one macro sheet, and knows no hidden rows. What it reads is small, plain and stored.

mod parts;
mod scan;
pub(super) mod styles;
mod tags;
pub(super) mod theme;

use std::io::{Cursor, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::colour::Colours;
use super::format::Shown;
use super::limits::Limits;
use super::look::Look;
use super::package::Package;
use super::refusal::{Findings, Read, Refusal};
use super::sheet::{Budget, NO_RESULT, Sheet};
use super::{text, uncalculated, value_of, xml};
use crate::diag::catalogue::berkas;
use crate::model::cell::Value;
use crate::model::grid::{Grid, Workbook};
use crate::model::look::CellLook;
use parts::{Book, SheetRef};
use scan::Scan;

/// The workbook as calamine gets it.
type Clean = Xlsx<Cursor<Vec<u8>>>;

pub(super) fn read(bytes: &[u8], limits: &Limits, findings: &mut Findings) -> Read<Workbook> {
    let mut package = Package::open(bytes, limits)?;
    let book = Book::read(&mut package)?;
    if package.has_macros() {
        findings.file(
            berkas::MACROS,
            "berkas memuat makro; makro tidak dijalankan",
        );
    }
    let (mut reader, scans) = open(&mut package, &book, limits, findings)?;
    let styles = looks(&mut reader);
    let kinds = if limits.looks {
        kinds(&mut package, &book)
    } else {
        Vec::new()
    };
    let mut budget = Budget::new(limits);
    let mut workbook = Workbook::default();
    for (sheet, scan) in book.sheets.iter().zip(scans) {
        let Some(scan) = scan else { continue };
        match grid(
            &mut reader,
            sheet,
            scan,
            &book,
            &styles,
            &kinds,
            &mut budget,
            findings,
        ) {
            Ok(grid) => workbook.grids.push(grid),
            Err(refusal) if refusal.code == berkas::DAMAGED => {
                let message = format!("lembar \"{}\" rusak: {}", sheet.name, refusal.message);
                findings.sheet(berkas::SHEET_DAMAGED, Some(&sheet.name), message);
            }
            Err(refusal) => return Err(refusal),
        }
    }
    if workbook.grids.is_empty() {
        return Err(none_left(findings));
    }
    if book.uncalculated {
        uncalculated::mark_zeros(&mut workbook, findings);
    }
    Ok(workbook)
}

/// Says why no sheet could be read: the finding about the first one already does, where there is one.
fn none_left(findings: &Findings) -> Refusal {
    let lost = findings
        .list
        .iter()
        .find(|d| d.code == berkas::SHEET_DAMAGED);
    match lost {
        Some(lost) => Refusal::damaged(&lost.message),
        None => Refusal::new(
            berkas::NO_SHEET,
            "tidak ada lembar kerja biasa dalam berkas",
        ),
    }
}

/// Reads how the cell formats look; of a part that can't be read nothing is known.
fn kinds(package: &mut Package<'_>, book: &Book) -> Vec<CellLook> {
    let mut text = |path: &str| {
        let part = package.part(path).ok().flatten()?;
        text::decode_xml(&part)
    };
    let mut colours = Colours::default();
    if let Some(part) = text(&book.theme) {
        theme::read(&part, &mut colours);
    }
    text(&book.styles).map_or_else(Vec::new, |part| styles::looks(&part, &mut colours))
}

/// Puts the package together and opens it; styles that can't be read are left out, with a warning.
fn open(
    package: &mut Package<'_>,
    book: &Book,
    limits: &Limits,
    findings: &mut Findings,
) -> Read<(Clean, Vec<Option<Scan>>)> {
    let new =
        |bytes: Vec<u8>| guarded(|| Xlsx::new(Cursor::new(bytes)).map_err(|error| refusal(&error)));
    let (bytes, scans) = assemble(package, book, limits, true, findings)?;
    let failure = match new(bytes) {
        Ok(reader) => return Ok((reader, scans)),
        Err(failure) => failure,
    };
    let again = &mut Findings::new(""); // the same ones once more
    let (bytes, scans) = assemble(package, book, limits, false, again)?;
    let reader = new(bytes).map_err(|_| failure)?;
    findings.file(berkas::STYLES_LOST, "bagian format sel rusak dan diabaikan");
    Ok((reader, scans))
}

/// Copies the parts that calamine reads into a new package; returns it with what else the sheets say.
fn assemble(
    package: &mut Package<'_>,
    book: &Book,
    limits: &Limits,
    with_styles: bool,
    findings: &mut Findings,
) -> Read<(Vec<u8>, Vec<Option<Scan>>)> {
    let mut clean = ZipWriter::new(Cursor::new(Vec::new()));
    store(&mut clean, "_rels/.rels", parts::ROOT_RELATIONS.as_bytes())?;
    let mut scans = Vec::new();
    let mut names = Vec::new();
    for (index, sheet) in book.sheets.iter().enumerate() {
        let mut scan = one_sheet(package, sheet, limits, findings)?;
        if let Some(scan) = &mut scan {
            names.push(index);
            store(
                &mut clean,
                &parts::sheet_path(index),
                &std::mem::take(&mut scan.data),
            )?;
        }
        scans.push(scan);
    }
    let workbook = parts::workbook_xml(&names, book.is_1904);
    store(&mut clean, "xl/workbook.xml", workbook.as_bytes())?;
    let relations = parts::workbook_relations(&names);
    store(
        &mut clean,
        "xl/_rels/workbook.xml.rels",
        relations.as_bytes(),
    )?;
    if let Some(strings) = package.part(&book.strings)? {
        let mut strings = in_utf8(strings)?;
        xml::refuse_entities(&strings)?;
        parts::forget_count(&mut strings);
        store(&mut clean, "xl/sharedStrings.xml", &strings)?;
    }
    if let Some(styles) = package.part(&book.styles)?.filter(|_| with_styles) {
        let styles = in_utf8(styles)?;
        xml::refuse_entities(&styles)?;
        store(&mut clean, "xl/styles.xml", &styles)?;
    }
    Ok((
        clean.finish().map_err(Refusal::damaged)?.into_inner(),
        scans,
    ))
}

/// Reads what calamine doesn't from one sheet; `None` where it is no worksheet or can't be read.
fn one_sheet(
    package: &mut Package<'_>,
    sheet: &SheetRef,
    limits: &Limits,
    findings: &mut Findings,
) -> Read<Option<Scan>> {
    if !sheet.is_worksheet {
        let message = format!("lembar \"{}\" bukan lembar tabel dan dilewati", sheet.name);
        findings.sheet(berkas::SHEET_SKIPPED, Some(&sheet.name), message);
        return Ok(None);
    }
    let Some(part) = package.part(&sheet.path)? else {
        let message = format!("bagian lembar \"{}\" tidak ada dalam berkas", sheet.name);
        findings.sheet(berkas::SHEET_DAMAGED, Some(&sheet.name), message);
        return Ok(None);
    };
    match in_utf8(part).and_then(|part| scan::scan(&part, limits.looks)) {
        Ok(scan) => Ok(Some(scan)),
        Err(refusal) if refusal.code == berkas::DAMAGED => {
            let message = format!("lembar \"{}\" rusak: {}", sheet.name, refusal.message);
            findings.sheet(berkas::SHEET_DAMAGED, Some(&sheet.name), message);
            Ok(None)
        }
        Err(refusal) => Err(refusal),
    }
}

/// Makes a part UTF-8, which calamine takes for granted: report writers also use ISO-8859-1 and UTF-16.
fn in_utf8(part: Vec<u8>) -> Read<Vec<u8>> {
    if std::str::from_utf8(&part).is_ok() {
        return Ok(part);
    }
    let text = text::decode_xml(&part).map(String::into_bytes);
    text.ok_or_else(|| Refusal::damaged("bagian berkas bukan teks XML"))
}

fn store(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) -> Read<()> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file(name, options)
        .and_then(|()| zip.write_all(bytes).map_err(Into::into))
        .map_err(Refusal::damaged)
}

/// Runs calamine; a panic of it is damage of the file.
fn guarded<T>(f: impl FnOnce() -> Read<T>) -> Read<T> {
    catch_unwind(AssertUnwindSafe(f)).unwrap_or_else(|_| Err(Refusal::damaged("pembaca gagal")))
}

fn refusal(error: &XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::new(berkas::PASSWORD, "berkas dilindungi kata sandi"),
        _ => Refusal::damaged("susunan lembar tidak sah"),
    }
}

/// Returns what each cell style means.
fn looks(reader: &mut Clean) -> Vec<Look> {
    let first = reader.sheet_names().into_iter().next();
    let cells = first.and_then(|name| reader.worksheet_cells_reader(&name).ok());
    let styles = cells.as_ref().map_or(&[][..], |cells| cells.styles());
    styles.iter().map(look).collect()
}

fn look(style: &calamine::Style) -> Look {
    Look {
        shown: style
            .number_format
            .as_ref()
            .map_or(Shown::GENERAL, |format| {
                let builtin = Shown::of_builtin(format.format_id.unwrap_or(0));
                let shown = Shown::of_code(&format.format_code);
                if shown == Shown::GENERAL {
                    builtin
                } else {
                    shown
                }
            }),
        bold: style.font.as_ref().is_some_and(calamine::Font::is_bold),
        filled: style.fill.as_ref().is_some_and(calamine::Fill::is_visible),
        indent: style.alignment.as_ref().and_then(|a| a.indent).unwrap_or(0),
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "all of one file, none of it shared elsewhere"
)]
fn grid(
    reader: &mut Clean,
    sheet: &SheetRef,
    scan: Scan,
    book: &Book,
    styles: &[Look],
    kinds: &[CellLook],
    budget: &mut Budget,
    findings: &mut Findings,
) -> Read<Grid> {
    let mut out = Sheet::new(Some(Arc::clone(&sheet.name)), true, budget);
    out.grid.hidden = sheet.hidden;
    guarded(|| cells(reader, sheet, &scan, book, styles, &mut out))?;
    for (first, last) in scan.merges {
        out.merge(first, last)?;
    }
    for row in scan.hidden_rows {
        out.hide_rows(row, row);
    }
    for column in scan.columns {
        if column.hidden {
            out.hide_cols(column.first, column.last);
        }
        if let Some(width) = column.width {
            out.width(column.first, column.last, width);
        }
    }
    if let Some(painter) = scan.painter {
        out.grid.looks = painter.finish(kinds);
    }
    Ok(out.finish(findings))
}

fn cells(
    reader: &mut Clean,
    sheet: &SheetRef,
    scan: &Scan,
    book: &Book,
    styles: &[Look],
    out: &mut Sheet<'_>,
) -> Read<()> {
    let mut formulas = scan.formulas.iter().peekable();
    let mut faults = scan.faults.iter().peekable();
    let name = parts::sheet_name(sheet.index);
    let mut cells = reader
        .worksheet_cells_reader(&name)
        .map_err(|error| refusal(&error))?;
    let mut ordinal = 0usize;
    while let Some((cell, style)) = cells
        .next_cell_with_style_id()
        .map_err(|error| refusal(&error))?
    {
        let formula = formulas.next_if(|(at, _)| *at == ordinal);
        let fault = faults.next_if(|(at, _)| *at == ordinal);
        ordinal += 1;
        let look = styles.get(style).copied().unwrap_or_default();
        let value = match (fault, cell.get_value()) {
            (Some((_, fault)), _) => Some(Value::Fault(fault.clone())),
            (None, DataRef::Empty) if formula.is_some() => Some(Value::Fault(NO_RESULT.into())),
            (None, value) => value_of(value, look.shown, book.is_1904),
        };
        let Some(value) = value else { continue };
        let (row, col) = cell.get_position();
        let mut made = look.cell(value);
        made.formula = formula.map(|(_, text)| text.clone());
        out.put(row, col, made)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;

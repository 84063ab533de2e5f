//! Binary workbooks (.xlsb): the records of MS-XLSB → grids, with number formats, merges and hidden parts.
//!
//! calamine reads these without number formats and merges, and panics on some that Excel opens. The text of
//! formulas is not read here.

mod looks;
mod records;
mod styles;

use std::sync::Arc;

use super::cfb::{u16_at, u32_at};
use super::colour::Colours;
use super::limits::Limits;
use super::look::Look;
use super::package::Package;
use super::paint::Painter;
use super::refusal::{Findings, Read, Refusal};
use super::relations::relations;
use super::sheet::{Budget, Sheet};
use super::xls::{f64_at, fault, rk};
use super::xlsx::theme;
use crate::diag::catalogue::berkas;
use crate::model::cell::Value;
use crate::model::grid::{Grid, Workbook};
use records::{Record, Records, kind, wide_text};
use styles::Styles;

/// What all sheets share.
struct Book {
    strings: Vec<Box<str>>,
    styles: Styles,
    is_1904: bool,
    /// Whether it is read how cells look.
    looks: bool,
    sheets: Vec<SheetRef>,
}

struct SheetRef {
    name: Arc<str>,
    hidden: bool,
    relation: String,
}

pub(super) fn read(bytes: &[u8], limits: &Limits, findings: &mut Findings) -> Read<Workbook> {
    let mut package = Package::open(bytes, limits)?;
    if package.has_macros() {
        findings.file(
            berkas::MACROS,
            "berkas memuat makro; makro tidak dijalankan",
        );
    }
    let book = book(&mut package, limits)?;
    let targets = relations(&mut package, "xl/_rels/workbook.bin.rels", "xl/")?;
    let mut budget = Budget::new(limits);
    let mut workbook = Workbook::default();
    for (index, sheet) in book.sheets.iter().enumerate() {
        let target = targets.get(&sheet.relation);
        if target.is_some_and(|target| target.kind != "worksheet") {
            let message = format!("lembar \"{}\" bukan lembar tabel dan dilewati", sheet.name);
            findings.sheet(berkas::SHEET_SKIPPED, Some(&sheet.name), message);
            continue;
        }
        let usual = || format!("xl/worksheets/sheet{}.bin", index + 1);
        let path = target.map_or_else(usual, |target| target.path.clone());
        let part = package.part(&path)?;
        let grid = part.map_or_else(
            || Err(Refusal::damaged("bagiannya tidak ada dalam berkas")),
            |part| grid(&part, sheet, &book, &mut budget, findings),
        );
        match grid {
            Ok(grid) => workbook.grids.push(grid),
            Err(refusal) if refusal.code == berkas::DAMAGED => {
                let message = format!("lembar \"{}\" rusak: {}", sheet.name, refusal.message);
                findings.sheet(berkas::SHEET_DAMAGED, Some(&sheet.name), message);
            }
            Err(refusal) => return Err(refusal),
        }
    }
    if workbook.grids.is_empty() {
        let lost = findings
            .list
            .iter()
            .any(|d| d.code == berkas::SHEET_DAMAGED);
        let code = if lost {
            berkas::DAMAGED
        } else {
            berkas::NO_SHEET
        };
        return Err(Refusal::new(
            code,
            "tidak ada lembar kerja yang dapat dibaca",
        ));
    }
    Ok(workbook)
}

fn book(package: &mut Package<'_>, limits: &Limits) -> Read<Book> {
    let part = package.part("xl/workbook.bin")?.unwrap_or_default();
    let mut colours = Colours::default();
    if limits.looks
        && let Ok(Some(theme)) = package.part("xl/theme/theme1.xml")
    {
        theme::read(&String::from_utf8_lossy(&theme), &mut colours);
    }
    let mut book = Book {
        strings: Vec::new(),
        styles: Styles::read(
            &package.part("xl/styles.bin")?.unwrap_or_default(),
            &colours,
        ),
        is_1904: false,
        looks: limits.looks,
        sheets: Vec::new(),
    };
    for Record { kind, data } in Records::new(&part) {
        match kind {
            kind::WORKBOOK_PROPERTIES => book.is_1904 = u32_at(data, 0) & 1 != 0,
            kind::BUNDLE_SHEET if book.sheets.len() < 1_024 => {
                book.sheets.push(sheet(data));
            }
            _ => {}
        }
    }
    if book.sheets.is_empty() {
        return Err(Refusal::new(
            berkas::NO_SHEET,
            "buku kerja tidak memuat lembar",
        ));
    }
    let strings = package.part("xl/sharedStrings.bin")?.unwrap_or_default();
    let items = Records::new(&strings).filter(|record| record.kind == kind::STRING_ITEM);
    book.strings = items.map(|item| wide_text(item.data, 1).0.into()).collect();
    Ok(book)
}

/// Reads a sheet's entry. The names follow two numbers, three in what the betas of Excel 2007 wrote.
fn sheet(data: &[u8]) -> SheetRef {
    let end = |at: u64| {
        let start = usize::try_from(at).unwrap_or(usize::MAX);
        at + 4 + 2 * u64::from(u32_at(data, start))
    };
    let fits = |at| end(end(at)) == data.len() as u64;
    let at = if !fits(8) && fits(12) { 12 } else { 8 };
    let (relation, used) = wide_text(data, at);
    let (name, _) = wide_text(data, used);
    SheetRef {
        name: name.into(),
        hidden: u32_at(data, 0) != 0,
        relation,
    }
}

fn grid(
    part: &[u8],
    sheet: &SheetRef,
    book: &Book,
    budget: &mut Budget,
    findings: &mut Findings,
) -> Read<Grid> {
    let mut out = Sheet::new(Some(Arc::clone(&sheet.name)), true, budget);
    out.grid.hidden = sheet.hidden;
    let mut painter = book.looks.then(Painter::default);
    let (mut row, mut col) = (0, 0);
    let mut ended = false;
    for Record { kind, data } in Records::new(part) {
        match kind {
            kind::ROW => {
                (row, col) = (u32_at(data, 0), 0);
                // Byte 11 holds the outline level and, in bit 4, whether the height is zero.
                if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    out.hide_rows(row, row);
                }
                if let Some(painter) = &mut painter {
                    painter.height(row, f64::from(u16_at(data, 8)) / 20.0);
                }
            }
            kind::CELL_BLANK..=kind::FORMULA_ERROR | kind::CELL_RICH => {
                let at = u32_at(data, 0);
                col = at.saturating_add(1);
                paint(painter.as_mut(), (row, at), u32_at(data, 4));
                cell(
                    &mut out,
                    (row, at),
                    kind,
                    data.get(4..).unwrap_or(&[]),
                    book,
                )?;
            }
            // Short records leave out the column: it is the next one.
            kind::SHORT_BLANK..=kind::SHORT_STRING_ITEM => {
                paint(painter.as_mut(), (row, col), u32_at(data, 0));
                let long = kind - kind::SHORT_BLANK + kind::CELL_BLANK;
                cell(&mut out, (row, col), long, data, book)?;
                col = col.saturating_add(1);
            }
            kind::END_DATA => ended = true,
            kind::COLUMNS => {
                let (first, last) = (u32_at(data, 0), u32_at(data, 4));
                out.width(first, last, f64::from(u32_at(data, 8)) / 256.0);
                if let Some(painter) = &mut painter {
                    painter.cols(first, last, u32_at(data, 12) as usize);
                }
                if u16_at(data, 16) & 1 != 0 {
                    out.hide_cols(first, last);
                }
            }
            kind::SHEET_FORMAT => {
                if let Some(painter) = &mut painter {
                    painter.row_height(f64::from(u16_at(data, 6)) / 20.0);
                }
            }
            kind::MERGE => {
                let at = |offset| u32_at(data, offset);
                out.merge((at(0), at(8)), (at(4), at(12)))?;
            }
            _ => {}
        }
    }
    if !ended {
        return Err(Refusal::damaged("data lembar terpotong"));
    }
    if let Some(painter) = painter {
        out.grid.looks = painter.finish(&book.styles.kinds);
    }
    Ok(out.finish(findings))
}

fn paint(painter: Option<&mut Painter>, (row, col): (u32, u32), style: u32) {
    if let Some(painter) = painter {
        painter.paint(row, col, col, (style & 0x00ff_ffff) as usize);
    }
}

/// Stores a cell; its data begin with the style.
fn cell(out: &mut Sheet<'_>, at: (u32, u32), kind: u16, data: &[u8], book: &Book) -> Read<()> {
    let look = book.styles.look(u32_at(data, 0) & 0x00ff_ffff);
    let rest = data.get(4..).unwrap_or(&[]);
    let byte = rest.first().copied().unwrap_or(0);
    let value = match kind {
        kind::CELL_RK => number(rk(u32_at(rest, 0)), look, book),
        kind::CELL_REAL | kind::FORMULA_NUMBER => number(f64_at(rest, 0), look, book),
        kind::CELL_BOOL | kind::FORMULA_BOOL => Value::Bool(byte != 0),
        kind::CELL_ERROR | kind::FORMULA_ERROR => fault(byte),
        kind::CELL_TEXT | kind::FORMULA_TEXT => Value::Text(wide_text(rest, 0).0.into()),
        kind::CELL_RICH => Value::Text(wide_text(rest, 1).0.into()),
        kind::CELL_STRING_ITEM => match book.strings.get(u32_at(rest, 0) as usize) {
            Some(text) => Value::Text(text.clone()),
            None => return Err(Refusal::damaged("teks bersama tidak ada")),
        },
        _ => return Ok(()),
    };
    out.put(at.0, at.1, look.cell(value))
}

fn number(number: f64, look: Look, book: &Book) -> Value {
    if number.is_finite() {
        look.shown.value(number, book.is_1904)
    } else {
        Value::Fault("#NUM!".into())
    }
}

/// Returns how the cell formats of a style part look.
#[cfg(test)]
pub(super) fn looks_of(part: &[u8]) -> Vec<crate::model::look::CellLook> {
    Styles::read(part, &Colours::default()).kinds
}

#[cfg(test)]
mod tests;

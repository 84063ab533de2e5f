//! Binary workbooks (.xlsb) through calamine's streaming reader.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsb, XlsbError};

use super::limits::Limits;
use super::package::Package;
use super::refusal::{Findings, Read, Refusal};
use super::sheet::{Budget, Sheet};
use super::{format, value_of};
use crate::diag::catalogue::berkas;
use crate::model::cell::Cell;
use crate::model::grid::Workbook;

pub(super) fn read(bytes: &[u8], limits: &Limits, findings: &mut Findings) -> Read<Workbook> {
    let package = Package::open(bytes, limits)?;
    if package.has("xl/vbaProject.bin") {
        findings.file(
            berkas::MACROS,
            "berkas memuat makro; makro tidak dijalankan",
        );
    }
    package.check_all()?;
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
    let mut budget = Budget::new(limits);
    let mut workbook = Workbook::default();
    for meta in book.sheets_metadata().to_vec() {
        let name: Arc<str> = Arc::from(meta.name.as_str());
        if meta.typ != SheetType::WorkSheet {
            let message = format!("lembar \"{name}\" bukan lembar tabel dan dilewati");
            findings.sheet(berkas::SHEET_SKIPPED, Some(&name), message);
            continue;
        }
        // calamine gives no merges here, so headers are filled as for text files.
        let mut sheet = Sheet::new(Some(Arc::clone(&name)), false, &mut budget);
        sheet.grid.hidden = meta.visible != SheetVisible::Visible;
        let is_1904 = book.has_1904_epoch();
        match cells(&mut book, &meta.name, is_1904, &mut sheet) {
            Ok(()) => workbook.grids.push(sheet.finish(findings)),
            Err(refusal) if refusal.code == berkas::DAMAGED => {
                findings.sheet(berkas::SHEET_DAMAGED, Some(&name), refusal.message);
            }
            Err(refusal) => return Err(refusal),
        }
    }
    if workbook.grids.is_empty() {
        return Err(Refusal::new(
            berkas::NO_SHEET,
            "tidak ada lembar kerja yang dapat dibaca",
        ));
    }
    Ok(workbook)
}

fn cells(
    book: &mut Xlsb<Cursor<&[u8]>>,
    name: &str,
    is_1904: bool,
    sheet: &mut Sheet<'_>,
) -> Read<()> {
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|error| refusal(&error))?;
    while let Some(found) = reader.next_cell().map_err(|error| refusal(&error))? {
        let (row, col) = found.get_position();
        let shown = match found.get_value() {
            DataRef::DateTime(_) => format::Shown::DATE,
            _ => format::Shown::GENERAL,
        };
        if let Some(value) = value_of(found.get_value(), shown, is_1904) {
            sheet.put(row, col, Cell::new(value))?;
        }
    }
    Ok(())
}

fn refusal(error: &XlsbError) -> Refusal {
    match error {
        XlsbError::Password => Refusal::new(berkas::PASSWORD, "berkas dilindungi kata sandi"),
        XlsbError::FileNotFound(part) => {
            Refusal::new(berkas::MISSING_PART, format!("bagian {part} tidak ada"))
        }
        other => Refusal::damaged(other),
    }
}

//! Excel 5 to 2003 (.xls, BIFF5 and BIFF8): record stream → grids, with number formats, merges and hidden rows.
//!
//! calamine reads these too, but without number formats (0,85 shown as 85 % would be lost), without hidden rows,
//! through dense rectangles, and it can loop or abort the process on a broken file; this walk is bounded.

mod formula;
pub(super) mod looks;
mod record;
mod sheet;
mod strings;
mod styles;
mod value;

use std::sync::Arc;

use super::cfb::{Cfb, u16_at, u32_at};
use super::limits::Limits;
use super::refusal::{Findings, Read, Refusal};
use super::sheet::Budget;
use super::uncalculated;
use crate::diag::catalogue::berkas;
use crate::model::cell::CellRef;
use crate::model::grid::Workbook;
use crate::model::look::CellLook;
use record::{Records, kind};
use strings::Text;
use styles::Styles;
pub(super) use value::{f64_at, fault, rk};

/// Kind of a stream part that is a worksheet (MS-XLS 2.4.21).
const SHEET: u16 = 0x0010;

/// What the global part of the stream says about the workbook.
struct Globals {
    text: Text,
    styles: Styles,
    strings: Vec<Box<str>>,
    is_1904: bool,
    sheets: Vec<Bound>,
    /// How cell formats look, where it is asked for.
    kinds: Option<Vec<CellLook>>,
}

/// A sheet as the globals list it.
struct Bound {
    name: Arc<str>,
    at: usize,
    hidden: bool,
    kind: u8,
}

/// Reads a workbook from a compound file, or from a bare BIFF5 stream.
pub(super) fn read(bytes: &[u8], limits: &Limits, findings: &mut Findings) -> Read<Workbook> {
    let owned;
    let stream: &[u8] = if bytes.starts_with(b"\xd0\xcf") {
        let cfb = Cfb::open(bytes)?;
        if cfb.has("_VBA_PROJECT_CUR") {
            findings.file(
                berkas::MACROS,
                "berkas memuat makro; makro tidak dijalankan",
            );
        }
        owned = match cfb.stream("Workbook")? {
            Some(stream) => stream,
            None => cfb.stream("Book")?.unwrap_or_default(),
        };
        &owned
    } else {
        bytes
    };
    let mut globals = globals(stream)?;
    if limits.looks {
        globals.kinds = Some(globals.styles.kinds(&globals.text));
    }
    let mut budget = Budget::new(limits);
    let mut workbook = Workbook::default();
    let mut walk = Walk {
        steps: stream.len().saturating_mul(4),
        calculated: false,
        unknown: Vec::new(),
    };
    for bound in &globals.sheets {
        if bound.kind != 0 {
            let message = format!("lembar \"{}\" bukan lembar tabel dan dilewati", bound.name);
            findings.sheet(berkas::SHEET_SKIPPED, Some(&bound.name), message);
            continue;
        }
        let Some(body) = stream.get(bound.at..) else {
            let message = format!("lembar \"{}\" menunjuk ke luar berkas", bound.name);
            findings.sheet(berkas::SHEET_DAMAGED, Some(&bound.name), message);
            continue;
        };
        match sheet::read(body, bound, &globals, &mut budget, &mut walk, findings) {
            Ok((grid, unknown)) => {
                workbook.grids.push(grid);
                walk.unknown.push(unknown);
            }
            Err(refusal) if refusal.code == berkas::DAMAGED => {
                let message = format!("lembar \"{}\" rusak: {}", bound.name, refusal.message);
                findings.sheet(berkas::SHEET_DAMAGED, Some(&bound.name), message);
            }
            Err(refusal) => return Err(refusal),
        }
    }
    if workbook.grids.is_empty() {
        let skipped = findings
            .list
            .iter()
            .all(|d| d.code != berkas::SHEET_DAMAGED);
        let code = if skipped {
            berkas::NO_SHEET
        } else {
            berkas::DAMAGED
        };
        return Err(Refusal::new(
            code,
            "tidak ada lembar kerja yang dapat dibaca",
        ));
    }
    if !walk.calculated {
        for (grid, unknown) in workbook.grids.iter_mut().zip(&walk.unknown) {
            uncalculated::mark(grid, unknown, findings);
        }
    }
    Ok(workbook)
}

/// What is known over all sheets while they are walked through.
struct Walk {
    /// Bytes that may still be read: sheets that point into each other's records would be walked again and again.
    steps: usize,
    /// Whether a formula has a result: then blanks and zeros of the others are results too.
    calculated: bool,
    /// Formulas without one, by sheet.
    unknown: Vec<Vec<CellRef>>,
}

fn globals(stream: &[u8]) -> Read<Globals> {
    let mut records = Records::new(stream);
    let first = records.next().filter(|record| record.kind == kind::BOF);
    let version = first.map(|record| (u16_at(record.data, 0), u16_at(record.data, 2)));
    let text = match version {
        Some((0x0600, _)) => Text::biff8(),
        Some((0x0500, _) | (0, SHEET)) => Text::biff5(),
        None if stream.is_empty() => {
            return Err(Refusal::new(berkas::MISSING_PART, "aliran Workbook kosong"));
        }
        _ => {
            let message = "bentuk Excel lama yang tidak didukung";
            return Err(Refusal::new(berkas::OLD_EXCEL, message));
        }
    };
    let mut globals = Globals {
        text,
        styles: Styles::default(),
        strings: Vec::new(),
        is_1904: false,
        sheets: Vec::new(),
        kinds: None,
    };
    if matches!(version, Some((_, SHEET))) {
        // One sheet without a workbook around it, as old PHP pages write it.
        globals.sheets.push(Bound {
            name: "Sheet1".into(),
            at: 0,
            hidden: false,
            kind: 0,
        });
        return Ok(globals);
    }
    while let Some(record) = records.next() {
        let data = record.data;
        match record.kind {
            kind::FILE_PASS => {
                return Err(Refusal::new(
                    berkas::PASSWORD,
                    "berkas dilindungi kata sandi",
                ));
            }
            kind::CODE_PAGE => globals.text.set_code_page(u16_at(data, 0)),
            kind::DATE_MODE => globals.is_1904 = u16_at(data, 0) == 1,
            kind::FONT => globals.styles.font(data, &globals.text),
            kind::PALETTE => globals.styles.palette(data),
            kind::FORMAT => globals.styles.format(data, &globals.text),
            kind::XF => globals.styles.xf(data, &globals.text),
            kind::BOUND_SHEET if globals.sheets.len() < 1_024 => globals.sheets.push(Bound {
                at: u32_at(data, 0) as usize,
                hidden: data.get(4).is_some_and(|state| state & 3 != 0),
                kind: data.get(5).copied().unwrap_or(0),
                name: globals.text.short(data.get(6..).unwrap_or(&[])).into(),
            }),
            kind::SST => globals.strings = strings::table(data, &mut records),
            kind::EOF => return Ok(globals),
            _ => {}
        }
    }
    if globals.sheets.is_empty() {
        return Err(Refusal::damaged("daftar lembar terpotong"));
    }
    Ok(globals)
}

#[cfg(test)]
mod tests;

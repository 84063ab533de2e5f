//! Excel 5 to 2003 (.xls, BIFF5 and BIFF8): record stream → grids, with number formats, merges and hidden rows.
//!
//! calamine reads these too, but without number formats (0,85 shown as 85 % would be lost), without hidden rows,
//! through dense rectangles, and it can loop or abort the process on a broken file; this walk is bounded.

mod formula;
mod record;
mod strings;
mod styles;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cfb::{Cfb, u16_at, u32_at};
use super::limits::Limits;
use super::refusal::{Findings, Read, Refusal};
use super::sheet::{Budget, NO_RESULT, Sheet};
use crate::diag::catalogue::berkas;
use crate::model::cell::{Cell, Value};
use crate::model::grid::{Grid, Workbook};
use record::{Record, Records, kind};
use strings::Text;
use styles::Styles;

/// Kind of a stream part that is a worksheet (MS-XLS 2.4.21).
const SHEET: u16 = 0x0010;

/// What the global part of the stream says about the workbook.
struct Globals {
    text: Text,
    styles: Styles,
    strings: Vec<Box<str>>,
    is_1904: bool,
    sheets: Vec<Bound>,
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
    let globals = globals(stream)?;
    let mut budget = Budget::new(limits);
    let mut workbook = Workbook::default();
    // Sheets that point into each other's records would be walked again and again.
    let mut steps = stream.len().saturating_mul(4);
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
        match sheet(body, bound, &globals, &mut budget, &mut steps, findings) {
            Ok(grid) => workbook.grids.push(grid),
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
    Ok(workbook)
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
            kind::FONT => globals.styles.font(data),
            kind::FORMAT => globals.styles.format(data, &globals.text),
            kind::XF => globals.styles.xf(data, &globals.text),
            kind::BOUND_SHEET if globals.sheets.len() < 1_024 => globals.sheets.push(Bound {
                at: u32_at(data, 0) as usize,
                hidden: data.get(4).is_some_and(|state| state & 3 != 0),
                kind: data.get(5).copied().unwrap_or(0),
                name: globals.text.short(data.get(6..).unwrap_or(&[])).into(),
            }),
            kind::SST => globals.strings = strings::table(data, &mut records),
            kind::EOF => break,
            _ => {}
        }
    }
    Ok(globals)
}

/// A formula cell whose text result follows in its own record.
struct Pending {
    row: u32,
    col: u32,
    cell: Cell,
}

fn sheet(
    body: &[u8],
    bound: &Bound,
    globals: &Globals,
    budget: &mut Budget,
    steps: &mut usize,
    findings: &mut Findings,
) -> Read<Grid> {
    let mut sheet = Sheet::new(Some(Arc::clone(&bound.name)), true, budget);
    sheet.grid.hidden = bound.hidden;
    let mut shared: BTreeMap<(u16, u16), Vec<u8>> = BTreeMap::new();
    let mut formulas: Vec<(u32, u32, Vec<u8>)> = Vec::new();
    let mut pending: Option<Pending> = None;
    let mut depth = 0usize;
    let mut ended = false;
    let mut records = Records::new(body);
    while let Some(Record { kind, data }) = records.next() {
        *steps = steps.saturating_sub(data.len() + 4);
        if *steps == 0 {
            return Err(Refusal::damaged("lembar saling menunjuk"));
        }
        match kind {
            kind::BOF => depth += 1,
            kind::EOF if depth <= 1 => {
                ended = true;
                break;
            }
            kind::EOF => depth -= 1,
            // Embedded charts carry records that look like cells.
            _ if depth > 1 => {}
            kind::STRING => {
                if let Some(Pending { row, col, mut cell }) = pending.take() {
                    cell.value = Value::Text(globals.text.long(data, &mut records).into());
                    sheet.put(row, col, cell)?;
                }
            }
            kind::FORMULA => {
                flush(&mut pending, &mut sheet)?;
                let (row, col, mut cell) = place(data, globals, Value::Bool(false));
                let rgce_len = usize::from(u16_at(data, 20));
                let rgce = data.get(22..).unwrap_or(&[]);
                formulas.push((row, col, rgce[..rgce.len().min(rgce_len)].to_vec()));
                match result(data) {
                    Some(value) => {
                        cell.value = number(value, data, globals);
                        sheet.put(row, col, cell)?;
                    }
                    None => pending = Some(Pending { row, col, cell }),
                }
            }
            kind::SHARED_FORMULA => {
                if let Some((row, col, _)) = formulas.last() {
                    let at = (
                        u16::try_from(*row).unwrap_or(0),
                        u16::try_from(*col).unwrap_or(0),
                    );
                    let rgce = data.get(10..).unwrap_or(&[]);
                    shared.insert(
                        at,
                        rgce[..rgce.len().min(usize::from(u16_at(data, 8)))].to_vec(),
                    );
                }
            }
            kind::ROW if u16_at(data, 12) & 0x20 != 0 => {
                let row = u32::from(u16_at(data, 0));
                sheet.hide_rows(row, row);
            }
            kind::COL_INFO => {
                let (first, last) = (u32::from(u16_at(data, 0)), u32::from(u16_at(data, 2)));
                sheet.width(first, last, f64::from(u16_at(data, 4)) / 256.0);
                if u16_at(data, 8) & 1 != 0 {
                    sheet.hide_cols(first, last);
                }
            }
            kind::MERGED_CELLS => {
                for range in data.get(2..).unwrap_or(&[]).chunks_exact(8) {
                    let at = |offset| u32::from(u16_at(range, offset));
                    sheet.merge((at(0), at(4)), (at(2), at(6)))?;
                }
            }
            kind::MUL_RK => {
                let row = u32::from(u16_at(data, 0));
                let first = u32::from(u16_at(data, 2));
                let body = data.get(4..data.len().saturating_sub(2)).unwrap_or(&[]);
                for (col, pair) in (first..).zip(body.chunks_exact(6)) {
                    let look = globals.styles.look(u16_at(pair, 0));
                    let value = look.shown.value(rk(u32_at(pair, 2)), globals.is_1904);
                    sheet.put(row, col, look.cell(value))?;
                }
            }
            _ => {
                if let Some(value) = plain(kind, data, globals, &mut records) {
                    let (row, col, cell) = place(data, globals, value);
                    sheet.put(row, col, cell)?;
                }
            }
        }
    }
    if !ended {
        return Err(Refusal::damaged("lembar terpotong sebelum akhirnya"));
    }
    flush(&mut pending, &mut sheet)?;
    // Excel 5 packs references differently; its formulas stay without text.
    let known = formulas.into_iter().filter(|_| globals.text.biff8);
    for (row, col, rgce) in known {
        if let Some(text) = formula::text(&rgce, (row, col), &shared) {
            sheet.formula(row, col, text)?;
        }
    }
    Ok(sheet.finish(findings))
}

/// Stores a formula whose text never came.
fn flush(pending: &mut Option<Pending>, sheet: &mut Sheet<'_>) -> Read<()> {
    let Some(Pending { row, col, mut cell }) = pending.take() else {
        return Ok(());
    };
    cell.value = Value::Fault(NO_RESULT.into());
    sheet.put(row, col, cell)
}

/// Reads the value of a cell record without a formula; `None` for any other record.
fn plain<'a>(
    record: u16,
    data: &'a [u8],
    globals: &Globals,
    records: &mut Records<'a>,
) -> Option<Value> {
    let text = data.get(6..).unwrap_or(&[]);
    Some(match record {
        kind::NUMBER => number(Value::Number(f64_at(data, 6)), data, globals),
        kind::RK => number(Value::Number(rk(u32_at(data, 6))), data, globals),
        kind::LABEL | kind::RICH_STRING => Value::Text(globals.text.long(text, records).into()),
        kind::LABEL_SST => Value::Text(globals.strings.get(u32_at(data, 6) as usize)?.clone()),
        kind::BOOL_ERR if data.get(7) == Some(&0) => Value::Bool(data.get(6) != Some(&0)),
        kind::BOOL_ERR => fault(data.get(6).copied().unwrap_or(0)),
        _ => return None,
    })
}

/// Reads the stored result of a formula; `None` where its text follows in a record of its own.
fn result(data: &[u8]) -> Option<Value> {
    if u16_at(data, 12) != 0xffff {
        return Some(Value::Number(f64_at(data, 6)));
    }
    let byte = |at: usize| data.get(at).copied().unwrap_or(0);
    match byte(6) {
        0 => None,
        1 => Some(Value::Bool(byte(8) != 0)),
        2 => Some(fault(byte(8))),
        _ => Some(Value::Text("".into())),
    }
}

/// Gives a number the meaning of its cell's format.
fn number(value: Value, data: &[u8], globals: &Globals) -> Value {
    match value {
        Value::Number(number) if number.is_finite() => {
            let look = globals.styles.look(u16_at(data, 4));
            look.shown.value(number, globals.is_1904)
        }
        Value::Number(_) => Value::Fault("#NUM!".into()),
        other => other,
    }
}

fn place(data: &[u8], globals: &Globals, value: Value) -> (u32, u32, Cell) {
    let (row, col) = (u32::from(u16_at(data, 0)), u32::from(u16_at(data, 2)));
    (row, col, globals.styles.look(u16_at(data, 4)).cell(value))
}

/// Unpacks Excel's 30-bit number (MS-XLS 2.5.217).
pub(super) fn rk(raw: u32) -> f64 {
    let number = if raw & 2 != 0 {
        f64::from(raw.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(raw & 0xffff_fffc) << 32)
    };
    if raw & 1 != 0 { number / 100.0 } else { number }
}

pub(super) fn f64_at(bytes: &[u8], at: usize) -> f64 {
    f64::from_bits(u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32)
}

pub(super) fn fault(code: u8) -> Value {
    let text = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    Value::Fault(text.into())
}

#[cfg(test)]
mod tests;

//! Containers: bytes → `Workbook`. The only place that names the crates that read spreadsheets.
//!
//! Takes bytes, gives sparse grids and findings; recognises a container by its content, never by its name.
//! Nothing is densified, no declared size is believed before it is bounded, no entity or link is followed, and
//! a panic of a reader is a finding about the one file (the caller installs a quiet panic hook if it wants none
//! of it on stderr).

mod cfb;
mod colour;
mod delimited;
mod digits;
mod foreign;
mod format;
mod html;
mod limits;
mod look;
mod mhtml;
mod ods;
mod package;
mod paint;
mod refusal;
mod relations;
mod sheet;
mod sniff;
mod spreadsheetml;
mod text;
mod uncalculated;
mod wire;
pub mod worker;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::DataRef;

use crate::diag::catalogue::berkas;
use crate::model::cell::Value;
use crate::model::grid::Workbook;
use crate::model::outcome::Outcome;
use crate::model::submission::Container;
pub use limits::Limits;
pub(crate) use package::Package;
#[cfg(test)]
pub(crate) use package::tests::zip_of as zip_for_tests;
pub(crate) use refusal::{Findings, Read, Refusal};
pub(crate) use sheet::NO_RESULT;
use sniff::Kind;
pub(crate) use sniff::is_plain_zip;

/// What opening a file gave.
#[derive(Debug)]
pub struct Opened {
    pub container: Container,
    /// `None` where the container could not be read; the findings say why.
    pub workbook: Option<Workbook>,
}

/// Opens bytes by their content, within the usual limits; the name only serves messages.
pub fn open(bytes: &[u8], name: &str) -> Outcome<Opened> {
    open_within(bytes, name, &Limits::default())
}

/// Opens bytes within given limits; risky kinds in a process of their own, where there is a program for it.
pub fn open_within(bytes: &[u8], name: &str, limits: &Limits) -> Outcome<Opened> {
    let kind = match recognise(bytes, name, limits) {
        Ok(kind) => kind,
        Err(outcome) => return outcome,
    };
    let apart = worker::is_risky(kind, bytes, limits)
        .then(|| worker::open(kind, bytes, name, limits))
        .flatten();
    apart.unwrap_or_else(|| open_as(kind, bytes, name, limits))
}

/// Opens bytes in this process, whatever they are.
fn open_here(bytes: &[u8], name: &str, limits: &Limits) -> Outcome<Opened> {
    match recognise(bytes, name, limits) {
        Ok(kind) => open_as(kind, bytes, name, limits),
        Err(outcome) => outcome,
    }
}

fn open_as(kind: Kind, bytes: &[u8], name: &str, limits: &Limits) -> Outcome<Opened> {
    let mut findings = Findings::new(name);
    let read = catch_unwind(AssertUnwindSafe(|| {
        read(kind, bytes, name, limits, &mut findings)
    }));
    let workbook = match read {
        Ok(Ok(workbook)) => workbook,
        Ok(Err(refusal)) => {
            findings.refuse(refusal);
            None
        }
        Err(_) => {
            findings.file(
                berkas::CRASHED,
                "pembaca gagal pada susunan berkas yang tidak wajar",
            );
            None
        }
    };
    if workbook.is_some() {
        extension(kind, name, &mut findings);
    }
    done(kind, workbook, findings)
}

fn done(kind: Kind, workbook: Option<Workbook>, findings: Findings) -> Outcome<Opened> {
    Outcome {
        value: Opened {
            container: kind.container(),
            workbook,
        },
        diagnostics: findings.list,
    }
}

/// Recognises the kind; a container that can't even be looked into is named by its first bytes and the refusal.
fn recognise(bytes: &[u8], name: &str, limits: &Limits) -> Result<Kind, Outcome<Opened>> {
    let refused = |kind, refusal| {
        let mut findings = Findings::new(name);
        findings.refuse(refusal);
        done(kind, None, findings)
    };
    if bytes.len() as u64 > limits.file_bytes {
        let message = format!("berkas lebih dari {} MB", limits.file_bytes >> 20);
        let refusal = Refusal::new(berkas::TOO_BIG, message);
        return Err(refused(Kind::Unknown, refusal));
    }
    let kind = catch_unwind(|| sniff::kind(bytes, name, limits));
    let crashed = || Refusal::new(berkas::CRASHED, "isi berkas tidak dapat dikenali");
    kind.unwrap_or_else(|_| Err(crashed()))
        .map_err(|refusal| refused(sniff::guess(bytes, name), refusal))
}

fn read(
    kind: Kind,
    bytes: &[u8],
    name: &str,
    limits: &Limits,
    findings: &mut Findings,
) -> Read<Option<Workbook>> {
    let decoded = || text::decode(bytes).ok_or_else(|| Refusal::damaged("isi berkas bukan teks"));
    let refuse = |code, message: &str| Err(Refusal::new(code, message));
    let workbook = match kind {
        Kind::Xlsx | Kind::Xlsm => xlsx::read(bytes, limits, findings)?,
        Kind::Xlsb => xlsb::read(bytes, limits, findings)?,
        Kind::Xls => xls::read(bytes, limits, findings)?,
        Kind::Ods => ods::read(bytes, limits, findings)?,
        Kind::FlatOds => ods::read_flat(bytes, limits, findings)?,
        Kind::Csv => delimited::read(&decoded()?, limits, findings)?,
        Kind::Html => html::read(&[decoded()?], limits, findings)?,
        Kind::Mhtml => html::read(&mhtml::pages(bytes)?, limits, findings)?,
        Kind::SpreadsheetMl => {
            let text =
                text::decode_xml(bytes).ok_or_else(|| Refusal::damaged("berkas bukan teks"))?;
            spreadsheetml::read(&text, limits, findings)?
        }
        Kind::Lock => {
            findings.file(berkas::LOCK, sniff::lock_message(bytes, name));
            return Ok(None);
        }
        Kind::Empty => return refuse(berkas::EMPTY, "berkas kosong (0 bita)"),
        Kind::OldExcel => {
            return refuse(berkas::OLD_EXCEL, "bentuk Excel 2 sampai 4 tidak didukung");
        }
        Kind::Encrypted => return refuse(berkas::PASSWORD, "berkas dilindungi kata sandi"),
        Kind::Pdf => return refuse(berkas::PDF, "berkas adalah PDF, bukan lembar kerja"),
        Kind::Image => return refuse(berkas::IMAGE, "berkas adalah gambar, bukan lembar kerja"),
        Kind::Docx | Kind::Document => {
            return refuse(
                berkas::DOCUMENT,
                "berkas adalah dokumen, bukan lembar kerja",
            );
        }
        Kind::Zip => {
            return refuse(
                berkas::ARCHIVE_EMPTY,
                "arsip zip tanpa berkas yang dapat dibaca",
            );
        }
        Kind::Archive => return refuse(berkas::OTHER_ARCHIVE, "arsip jenis ini tidak dibuka"),
        Kind::Foreign => {
            return refuse(
                berkas::FOREIGN,
                "berkas adalah lembar kerja program lain yang tidak dibaca",
            );
        }
        Kind::OtherData => {
            return refuse(
                berkas::OTHER_DATA,
                "berkas berisi data XML atau JSON, bukan lembar kerja",
            );
        }
        Kind::Unknown => return refuse(berkas::UNKNOWN, "isi berkas tidak dikenali"),
    };
    Ok(Some(workbook))
}

/// Notes a name that promises another container; it is read all the same.
fn extension(kind: Kind, name: &str, findings: &mut Findings) {
    let base = name.rsplit('/').next().unwrap_or(name);
    let Some((_, extension)) = base.rsplit_once('.') else {
        return;
    };
    let extension = extension.to_ascii_lowercase();
    let usual: &[&str] = match kind {
        Kind::Xlsx => &["xlsx", "xltx"],
        Kind::Xlsm => &["xlsm", "xltm", "xlam"],
        Kind::Xlsb => &["xlsb"],
        Kind::Xls => &["xls", "xlt", "xlm"],
        Kind::Ods => &["ods", "ots"],
        Kind::FlatOds => &["fods", "xml"],
        Kind::Csv => &["csv", "tsv", "txt", "tab", "prn", "md"],
        Kind::Html => &["html", "htm", "xhtml"],
        Kind::Mhtml => &["mht", "mhtml"],
        Kind::SpreadsheetMl => &["xml"],
        _ => return,
    };
    if !usual.contains(&extension.as_str()) {
        let message = format!(
            "isi berkas adalah {}, bukan .{extension}",
            kind.container().name()
        );
        findings.file(berkas::EXTENSION, message);
    }
}

/// Cuts a text that is far longer than a cell's may be before it is copied: one string may stand in every cell.
fn clip(text: &str) -> &str {
    let end = text.floor_char_boundary(4 * 32_768);
    &text[..end]
}

/// Makes a value of what calamine read; `None` for a blank.
fn value_of(data: &DataRef<'_>, shown: format::Shown, is_1904: bool) -> Option<Value> {
    let number = |number: f64| {
        if number.is_finite() {
            shown.value(number, is_1904)
        } else {
            Value::Fault("#NUM!".into())
        }
    };
    match data {
        DataRef::Empty => None,
        #[expect(clippy::cast_precision_loss, reason = "integers of at most 30 bits")]
        DataRef::Int(int) => Some(number(*int as f64)),
        DataRef::Float(float) => Some(number(*float)),
        DataRef::DateTime(serial) => Some(number(serial.as_f64())),
        DataRef::String(text) | DataRef::DurationIso(text) => {
            Some(Value::Text(text.as_str().into()))
        }
        DataRef::SharedString(text) => Some(Value::Text(clip(text).into())),
        DataRef::Bool(yes) => Some(Value::Bool(*yes)),
        DataRef::Error(error) => Some(Value::Fault(error.to_string().into())),
        DataRef::DateTimeIso(text) => {
            Some(format::iso_date(text).unwrap_or_else(|| Value::Text(text.as_str().into())))
        }
    }
}

#[cfg(test)]
mod look_tests;
#[cfg(test)]
mod tests;

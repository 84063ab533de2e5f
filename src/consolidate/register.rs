//! The receipt register (`penerimaan.csv`) as text: who sent what, when. Read only; files' own times are no input.
//!
//! The register goes through Indonesian Excel: `;` or `,`, a byte order mark, day/month dates and hashes kept as text
//! (`'ab12…`) all read the same.

mod teks;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use jiff::civil::{Date, Time};

use crate::diag::catalogue::konsolidasi::REGISTER_ROW_UNREADABLE;
use crate::diag::{Diagnostic, Severity};
use crate::model::cell::CellRef;
use crate::model::location::Location;
use crate::model::outcome::Outcome;
use crate::normalize::fold::{fold, tidy};
pub(crate) use teks::{delimiter, read_time, records};

/// When a file was received; the time of day where the register has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diterima {
    pub tanggal: Date,
    pub pukul: Option<Time>,
    /// Whether it is the time of the file, entered by the program, and not what a person wrote.
    pub perkiraan: bool,
}

/// What stands in the column `cara` of an entry that the program made from the time of a file.
pub const PERKIRAAN: &str = "perkiraan";

/// One entry of the register.
#[derive(Clone, Debug, PartialEq)]
pub struct Entri {
    pub opd: String,
    pub file: String,
    /// Hexadecimal in lower case; empty where the register gives none.
    pub hash: String,
    pub diterima: Diterima,
    pub cara: String,
    pub catatan: String,
    /// Where its time stands.
    pub sel: CellRef,
}

/// An entry whose time can't be read: it is the analyst's all the same, and nothing takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TanpaWaktu {
    pub file: String,
    /// As in `Entri`.
    pub hash: String,
}

/// The entries of a register in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    /// Name of its file.
    pub nama: Arc<str>,
    pub entri: Vec<Entri>,
    pub tanpa_waktu: Vec<TanpaWaktu>,
}

impl Register {
    /// Parses the text of a register; a row that can't be read is a finding.
    pub fn parse(text: &str, name: &Arc<str>) -> Outcome<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let delimiter = delimiter(text.lines().next().unwrap_or_default());
        let mut rows = records(text, delimiter).into_iter();
        let header: Vec<String> = rows
            .next()
            .unwrap_or_default()
            .iter()
            .map(|cell| fold(cell))
            .collect();
        let column = |name: &str| header.iter().position(|cell| cell == name);
        let columns = ["opd", "file", "hash", "diterima pada", "cara", "catatan"].map(|name| {
            column(name).or_else(|| (name == "file").then(|| column("berkas")).flatten())
        });
        let mut outcome = Outcome::clean(Self {
            nama: Arc::clone(name),
            ..Self::default()
        });
        for (index, row) in rows.enumerate() {
            if row.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let cell = |which: usize| {
                columns[which]
                    .and_then(|at| row.get(at))
                    .map(|cell| tidy(cell))
                    .unwrap_or_default()
            };
            let line = u32::try_from(index + 1).unwrap_or(u32::MAX);
            let col = columns[3].and_then(|at| u32::try_from(at).ok());
            let sel = CellRef::new(line, col.unwrap_or(0));
            let file = cell(1).replace('\\', "/");
            let hash = read_hash(&cell(2)).unwrap_or_else(|| {
                let at = columns[2].and_then(|at| u32::try_from(at).ok());
                let at = Location::file(name).at(CellRef::new(line, at.unwrap_or(0)));
                let message = format!(
                    "\"{}\" bukan hash lagi (tampaknya diubah Excel menjadi bilangan); baris ini dikenali menurut nama berkasnya",
                    cell(2)
                );
                let finding = Diagnostic::new(REGISTER_ROW_UNREADABLE, at, message);
                outcome.diagnostics.push(
                    finding
                        .with_severity(Severity::Info)
                        .with_raw(cell(2)),
                );
                String::new()
            });
            let Some(diterima) = read_time(&cell(3)) else {
                let message = format!(
                    "Waktu penerimaan \"{}\" tidak terbaca; baris register ini tidak dipakai",
                    cell(3)
                );
                let at = Location::file(name).at(sel);
                let finding = Diagnostic::new(REGISTER_ROW_UNREADABLE, at, message);
                outcome.diagnostics.push(finding.with_raw(cell(3)));
                outcome.value.tanpa_waktu.push(TanpaWaktu { file, hash });
                continue;
            };
            outcome.value.entri.push(Entri {
                opd: cell(0),
                file,
                hash,
                diterima: Diterima {
                    perkiraan: fold(&cell(4)) == PERKIRAAN,
                    ..diterima
                },
                cara: cell(4),
                catatan: cell(5),
                sel,
            });
        }
        outcome
    }
}

/// Reads a hash, empty where there is none; `None` for what is none any more: Excel turns a run of digits into a number.
fn read_hash(text: &str) -> Option<String> {
    let hash = text.trim_start_matches('\'').to_lowercase();
    let whole = hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    (hash.is_empty() || whole).then_some(hash)
}

//! The receipt register (`penerimaan.csv`) as text: who sent what, when. Read only; files' own times are no input.
//!
//! The register goes through Indonesian Excel: `;` or `,`, a byte order mark, day/month dates and hashes kept as text
//! (`'ab12…`) all read the same.

mod teks;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::{Date, Time};

use crate::diag::Diagnostic;
use crate::diag::catalogue::konsolidasi::REGISTER_ROW_UNREADABLE;
use crate::model::arsip::BulanArsip;
use crate::model::cell::CellRef;
use crate::model::location::Location;
use crate::model::outcome::Outcome;
use crate::model::periode::Periode;
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
}

/// The entries of a register in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    pub entri: Vec<Entri>,
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
        let mut outcome = Outcome::<Self>::default();
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
            let Some(diterima) = read_time(&cell(3)) else {
                let line = u32::try_from(index + 1).unwrap_or(u32::MAX);
                let col = columns[3]
                    .and_then(|at| u32::try_from(at).ok())
                    .unwrap_or(0);
                outcome.diagnostics.push(
                    Diagnostic::new(
                        REGISTER_ROW_UNREADABLE,
                        Location::file(name).at(CellRef::new(line, col)),
                        format!("Waktu penerimaan \"{}\" tidak terbaca; baris register ini tidak dipakai", cell(3)),
                    )
                    .with_raw(cell(3)),
                );
                continue;
            };
            outcome.value.entri.push(Entri {
                opd: cell(0),
                file: cell(1).replace('\\', "/"),
                hash: cell(2).trim_start_matches('\'').to_lowercase(),
                diterima: Diterima {
                    perkiraan: fold(&cell(4)) == PERKIRAAN,
                    ..diterima
                },
                cara: cell(4),
                catatan: cell(5),
            });
        }
        outcome
    }

    /// Returns the first receipt of a file that a person wrote, else the estimate: by its hash, else by its name where the entry gives no hash.
    #[must_use]
    pub fn received(&self, file: &str, blake3: &str) -> Option<&Entri> {
        let of = |matches: &dyn Fn(&Entri) -> bool| {
            self.entri
                .iter()
                .filter(|entri| matches(entri))
                .min_by_key(|entri| (entri.diterima.perkiraan, entri.diterima))
        };
        of(&|entri| entri.hash.len() >= 8 && blake3.starts_with(&entri.hash)).or_else(|| {
            of(&|entri| {
                entri.hash.is_empty() && !entri.file.is_empty() && same_file(&entri.file, file)
            })
        })
    }
}

impl Register {
    /// Returns the entries that may speak of a period's files.
    ///
    /// Offices send files of one name every month, and some send last month's bytes again. Left out are: a name in the
    /// folder of another period; a name alone that was received long before the period's end; and the receipt by which
    /// the same bytes counted for an archived month.
    #[must_use]
    pub fn of_period(&self, periode: &Periode, arsip: &[BulanArsip]) -> Self {
        let early = opens(*periode);
        let before: Vec<(&str, Diterima)> = arsip
            .iter()
            .filter(|bulan| !periode.spans(&bulan.periode))
            .flat_map(|bulan| &bulan.kiriman)
            .filter_map(|kiriman| Some((kiriman, read_time(kiriman.diterima.as_deref()?)?)))
            .flat_map(|(kiriman, at)| kiriman.blake3.iter().map(move |hash| (hash.as_str(), at)))
            .collect();
        let speaks = |entri: &&Entri| {
            if entri.hash.is_empty() {
                let other = |part: &str| {
                    let named: Option<Periode> = part.parse().ok();
                    named.is_some_and(|named| !periode.spans(&named) && !named.spans(periode))
                };
                return !entri.file.split('/').any(other)
                    && early.is_none_or(|early| entri.diterima.tanggal >= early);
            }
            let counted = |(hash, at): &(&str, Diterima)| {
                entri.hash.len() >= 8
                    && hash.starts_with(&entri.hash)
                    && (entri.diterima.tanggal, entri.diterima.pukul) <= (at.tanggal, at.pukul)
            };
            !before.iter().any(counted)
        };
        Self {
            entri: self.entri.iter().filter(speaks).cloned().collect(),
        }
    }
}

/// Returns the first day on which a report of a period can have come: a fortnight before the end of its first month.
fn opens(periode: Periode) -> Option<Date> {
    let last = i8::try_from(periode.bulan?).ok()?;
    let first = if periode.triwulan.is_some() {
        last - 2
    } else {
        last
    };
    let month = Date::new(periode.tahun, first, 1).ok()?;
    month.last_of_month().checked_sub(14.days()).ok()
}

/// Compares by the path's end: the register may name a file with or without its folder.
fn same_file(entry: &str, file: &str) -> bool {
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    };
    ends(entry, file) || ends(file, entry)
}

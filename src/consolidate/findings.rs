//! The findings of the consolidation: what was missing, late, doubled, superseded or left out, each told once.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::gather::{Fate, Gatherer, Portion, content, counted};
use super::jumlah::Jumlah;
use super::kepatuhan::first_usable;
use super::office::Owner;
use super::penyampaian;
use super::register::Diterima;
use super::tenggat::{Tenggat, late_days};
use crate::diag::catalogue::konsolidasi as g;
use crate::diag::catalogue::riwayat::ROWS_OF_OTHER_OPD;
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::location::Location;
use crate::model::nilai::Sen;
use crate::model::periode::BULAN;
use crate::model::periode::Periode;
use crate::model::submission::FileStatus;
use crate::model::table::TableStatus;

/// A finding with the office it concerns.
#[derive(Clone, Debug)]
pub struct Finding {
    pub opd: Option<usize>,
    pub diagnostic: Diagnostic,
}

/// Returns the findings about all portions.
#[must_use]
pub fn of(
    gatherer: &Gatherer<'_>,
    portions: &[Portion],
    total: &Jumlah,
    tenggat: &[Tenggat],
    riwayat: &[Finding],
) -> Vec<Finding> {
    let mut all = Findings {
        gatherer,
        portions,
        riwayat,
        found: Vec::new(),
    };
    for portion in portions {
        all.of_portion(portion);
    }
    for opd in 0..gatherer.offices.list.len() {
        all.of_office(opd, tenggat.get(opd));
    }
    all.same_rows();
    all.found.extend(penyampaian::partial(gatherer, portions));
    all.control(total);
    all.found
}

struct Findings<'a> {
    gatherer: &'a Gatherer<'a>,
    portions: &'a [Portion],
    /// What the archived months say.
    riwayat: &'a [Finding],
    found: Vec<Finding>,
}

impl Findings<'_> {
    fn push(&mut self, portion: &Portion, code: Code, message: String) {
        let opd = match portion.owner {
            Owner::Listed(index) => Some(index),
            _ => None,
        };
        let diagnostic = Diagnostic::new(code, self.at(portion), message);
        self.found.push(Finding { opd, diagnostic });
    }

    /// The file, and the sheet where the portion is one table.
    fn at(&self, portion: &Portion) -> Location {
        let submission = &self.gatherer.submissions[portion.file];
        let sheet = match portion.tables[..] {
            [one] => submission.tables[one].sheet.as_ref(),
            _ => None,
        };
        Location::sheet(&submission.file, sheet)
    }

    fn file(&self, portion: usize) -> &str {
        &self.gatherer.submissions[self.portions[portion].file].file
    }

    fn office(&self, opd: usize) -> &str {
        &self.gatherer.offices.list[opd].nama
    }

    fn of_portion(&mut self, portion: &Portion) {
        match portion.fate {
            Fate::Copy(of) => {
                let message = format!("Isinya sama dengan {}; dihitung satu kali", self.file(of));
                self.push(portion, g::SUBMISSION_COPY, message);
            }
            Fate::Superseded(by) => {
                let message = format!(
                    "Digantikan oleh {}; berkas ini tidak dihitung",
                    self.file(by)
                );
                self.push(portion, g::SUPERSEDED, message);
            }
            Fate::EarlierMonth(by) => {
                let message = format!(
                    "Laporan {}; untuk triwulan ini dipakai bulan yang lebih akhir: {}",
                    portion.periode,
                    self.file(by)
                );
                self.push(portion, g::EARLIER_MONTH_SET_ASIDE, message);
            }
            Fate::OtherPeriod => self.other_period(portion),
            Fate::OutsideRoster => {
                let Owner::Outside(name) = &portion.owner else {
                    return;
                };
                let message = format!(
                    "\"{name}\" tidak ada dalam daftar OPD; angkanya tidak ikut dalam jumlah"
                );
                self.push(portion, g::OPD_OUTSIDE_ROSTER, message);
            }
            Fate::OfficeUnknown => {
                let message =
                    "Tidak diketahui OPD mana yang melapor; angkanya tidak ikut dalam jumlah";
                self.push(portion, g::OPD_UNKNOWN, message.to_owned());
            }
            Fate::Counted | Fate::Rejected | Fate::NotAReport => {}
        }
    }

    fn other_period(&mut self, portion: &Portion) {
        let submission = &self.gatherer.submissions[portion.file];
        // A table set aside when it was read has its finding already, with the cell.
        let stated = portion
            .tables
            .iter()
            .map(|&at| &submission.tables[at])
            .filter(|table| table.status != TableStatus::Ignored)
            .find_map(|table| table.periode.as_ref());
        let Some(stated) = stated else {
            return;
        };
        let message = format!(
            "Laporan menyebut {}, yang diminta {}; angkanya tidak ikut dalam jumlah",
            stated.periode, self.gatherer.periode
        );
        self.push(portion, g::OTHER_PERIOD, message);
        let replaced = self
            .portions
            .iter()
            .any(|p| p.fate == Fate::Counted && p.owner == portion.owner && p.unit == portion.unit);
        if let (true, Some(last)) = (replaced, self.found.last_mut()) {
            // The right report is there as well: nothing is left for the office to correct.
            last.diagnostic.severity = Severity::Warning;
        }
    }

    /// The office is late when its first usable report was.
    fn lateness(&mut self, own: &[&Portion], current: &Portion, deadline: Date) {
        let Some(received) = first_usable(own, Some(deadline)) else {
            return;
        };
        let days = late_days(received.tanggal, deadline);
        if days > 0 {
            let message = format!(
                "Diterima {}, {days} hari setelah tenggat {} (sesuai setelan tenggat)",
                in_words(received),
                date_in_words(deadline)
            );
            self.push(current, g::OPD_LATE, message);
        }
    }

    fn of_office(&mut self, opd: usize, tenggat: Option<&Tenggat>) {
        let own: Vec<&Portion> = self
            .portions
            .iter()
            .filter(|portion| portion.owner == Owner::Listed(opd))
            .collect();
        let name = self.office(opd).to_owned();
        let Some(first) = own.first() else {
            let message = format!("{name} belum mengirim laporan {}", self.gatherer.periode);
            let diagnostic = Diagnostic::new(g::OPD_MISSING, Location::default(), message);
            let opd = Some(opd);
            self.found.push(Finding { opd, diagnostic });
            return;
        };
        let counts: Vec<&&Portion> = own.iter().filter(|p| p.fate == Fate::Counted).collect();
        if counts.is_empty() {
            let message = format!("Laporan {name} tidak dapat dipakai: {}", self.reason(&own));
            self.push(first, g::OPD_REJECTED, message);
        }
        let behind = counts
            .iter()
            .find(|portion| !portion.periode.same_month(self.gatherer.periode));
        if let Some(behind) = behind {
            let behind: &Portion = behind;
            let asked = Periode {
                triwulan: None,
                ..*self.gatherer.periode
            };
            let message = format!(
                "{name} belum mengirim laporan {asked}; yang dihitung laporan {}",
                behind.periode
            );
            self.push(behind, g::EARLIER_MONTH_COUNTED, message);
        } else if let (Some(current), Some(deadline)) =
            (counts.first(), tenggat.and_then(|t| t.tanggal))
        {
            self.lateness(&own, current, deadline);
        }
        for current in counts {
            let current: &Portion = current;
            if current.guessed {
                let message = format!(
                    "{name} mengirim beberapa berkas yang berbeda dan urutannya tidak diketahui; yang dihitung hanya {}",
                    self.gatherer.submissions[current.file].file
                );
                self.push(current, g::REVISION_ORDER_UNKNOWN, message);
            }
            let version = self.gatherer.version(current);
            let month = |p: &Portion| (p.periode.tahun, p.periode.bulan);
            for rejected in own.iter().filter(|p| {
                p.unit == current.unit && is_refused(self.gatherer, p) && month(p) >= month(current)
            }) {
                let order = self.gatherer.version(rejected).compare(&version);
                if order == Some(Ordering::Greater) {
                    let message = format!(
                        "Berkas yang lebih baru ini tidak dapat dipakai; yang dihitung {}",
                        self.gatherer.submissions[current.file].file
                    );
                    self.push(rejected, g::REVISION_REJECTED, message);
                }
            }
        }
    }

    /// Says in a few words why nothing of an office counts.
    fn reason(&self, own: &[&Portion]) -> String {
        let has = |fate: Fate| own.iter().any(|portion| portion.fate == fate);
        let unreadable = own.iter().any(|portion| {
            self.gatherer.submissions[portion.file].status == FileStatus::Unreadable
        });
        let words = if unreadable {
            "berkas tidak dapat dibuka"
        } else if has(Fate::Rejected) {
            "angkanya belum dapat dipastikan"
        } else if has(Fate::OtherPeriod) {
            "periodenya lain"
        } else {
            "tidak memuat tabel realisasi yang terisi"
        };
        words.to_owned()
    }

    /// Two offices with the very same rows: one of them sent the other's file.
    fn same_rows(&mut self) {
        let mut seen: BTreeMap<Vec<super::gather::LeafContent>, usize> = BTreeMap::new();
        for (index, portion) in self.portions.iter().enumerate() {
            if portion.fate != Fate::Counted {
                continue;
            }
            let submission = &self.gatherer.submissions[portion.file];
            let said = content(submission, portion);
            let pagu: Sen = counted(submission, portion)
                .filter_map(|(_, table)| table.totals.pagu)
                .sum();
            // A single row or rows without money may well be alike.
            if said.len() < 2 || pagu <= Sen::ZERO {
                continue;
            }
            match seen.get(&said) {
                Some(&other) if self.portions[other].owner != portion.owner => {
                    // The archive may know which of the two isn't its own.
                    let (wrong, right) = if self.is_foreign(other) {
                        (other, index)
                    } else {
                        (index, other)
                    };
                    let whose = match self.portions[right].owner {
                        Owner::Listed(opd) => self.office(opd),
                        _ => "OPD lain",
                    };
                    let message = format!(
                        "Baris dan angkanya sama persis dengan laporan {whose} ({})",
                        self.file(right)
                    );
                    self.push(&self.portions[wrong], g::SAME_ROWS_TWO_OPD, message);
                }
                Some(_) => {}
                None => {
                    seen.insert(said, index);
                }
            }
        }
    }

    /// Whether the archived months know a portion's rows as another office's.
    fn is_foreign(&self, portion: usize) -> bool {
        let portion = &self.portions[portion];
        let file = &self.gatherer.submissions[portion.file].file;
        self.riwayat.iter().any(|one| {
            one.diagnostic.code == ROWS_OF_OTHER_OPD
                && one.diagnostic.at.file == *file
                && one.opd.map(Owner::Listed).as_ref() == Some(&portion.owner)
        })
    }

    /// Holds the sums of the frame against those of the tables: what was read must be what is shown.
    fn control(&mut self, total: &Jumlah) {
        let tables = || {
            self.portions
                .iter()
                .filter(|portion| portion.fate == Fate::Counted)
                .flat_map(|portion| {
                    let submission = &self.gatherer.submissions[portion.file];
                    counted(submission, portion)
                })
                .map(|(_, table)| &table.totals)
        };
        let checks = [
            (
                "pagu",
                tables().filter_map(|t| t.pagu).sum::<Sen>(),
                total.pagu,
            ),
            (
                "target keuangan",
                tables().filter_map(|t| t.target_keuangan).sum(),
                total.target_keuangan,
            ),
            (
                "realisasi keuangan",
                tables().filter_map(|t| t.realisasi_keuangan).sum(),
                total.realisasi_keuangan,
            ),
        ];
        for (what, tables, frame) in checks {
            let frame = frame.unwrap_or_default();
            if tables != frame {
                let message =
                    format!("Jumlah {what}: {tables} menurut tabel, {frame} menurut baris");
                let diagnostic = Diagnostic::new(g::CONTROL_TOTAL, Location::default(), message);
                self.found.push(Finding {
                    opd: None,
                    diagnostic,
                });
            }
        }
    }
}

/// Returns whether a portion is a report that was refused, and no mere letter or list.
pub(super) fn is_refused(gatherer: &Gatherer<'_>, portion: &Portion) -> bool {
    let spreadsheet = !portion.tables.is_empty()
        || gatherer.submissions[portion.file].status == FileStatus::Unreadable;
    portion.fate == Fate::Rejected && spreadsheet
}

/// Writes a date as officials do: `12 Oktober 2026`.
#[must_use]
pub fn date_in_words(date: Date) -> String {
    let month = usize::try_from(date.month() - 1).unwrap_or(0);
    format!("{} {} {}", date.day(), BULAN[month % 12], date.year())
}

/// Writes a time of receipt: `12 Oktober 2026 pukul 14.05`.
#[must_use]
pub fn in_words(received: Diterima) -> String {
    let day = date_in_words(received.tanggal);
    let time = match received.pukul {
        Some(pukul) => format!("{day} pukul {:02}.{:02}", pukul.hour(), pukul.minute()),
        None => day,
    };
    if received.perkiraan {
        format!("{time} (perkiraan)")
    } else {
        time
    }
}

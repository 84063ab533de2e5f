//! Gathers the reports of each office: which tables of which files count, and what became of all others.
//!
//! Nothing is dropped: every table of realisasi lies in exactly one portion, and every portion has a fate.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::office::{Offices, Owner};
use super::penerimaan::Penerimaan;
use super::register::{Diterima, Entri};
use super::version::{Version, latest};
use crate::diag::catalogue::lembar::OPD_CONFLICT;
use crate::model::nilai::Sen;
use crate::model::periode::Periode;
use crate::model::submission::{Container, FileStatus, Submission};
use crate::model::table::{Role, Table, TableStatus};
use crate::normalize::fold::fold;
use crate::normalize::waktu;
use crate::rules::Rules;

/// What became of a portion. Indices are those of portions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    Counted,
    /// The same content as another portion.
    Copy(usize),
    /// A later version counts.
    Superseded(usize),
    /// Of a quarter: a later month counts.
    EarlierMonth(usize),
    /// A counted number of it is in doubt, or the file can't be read.
    Rejected,
    OtherPeriod,
    /// Holds no report of realisasi.
    NotAReport,
    OutsideRoster,
    OfficeUnknown,
}

/// What one file holds for one office (or one unit of an office).
#[derive(Clone, Debug)]
pub struct Portion {
    /// Index of the submission.
    pub file: usize,
    pub owner: Owner,
    /// The unit below the office that reports by itself, folded; empty for the office.
    pub unit: String,
    /// Indices of the tables of realisasi; empty where the file has none.
    pub tables: Vec<usize>,
    pub fate: Fate,
    /// The month that its tables speak for: the one asked for, or of a quarter the last one reported.
    pub periode: Periode,
    pub received: Option<Diterima>,
    /// Index of the office that sent the file, where it is another one and nothing in the file is its own.
    pub pengirim: Option<usize>,
    /// Whether a later version of the office was chosen by a guess.
    pub guessed: bool,
}

/// Splits submissions into portions and decides which count.
pub struct Gatherer<'a> {
    pub submissions: &'a [Submission],
    pub offices: &'a Offices,
    /// What the register says of the files, in their order.
    pub penerimaan: &'a [Penerimaan],
    pub periode: &'a Periode,
    pub rules: &'a Rules,
}

impl Gatherer<'_> {
    /// Returns the portions in the order of the files, each with its fate.
    #[must_use]
    pub fn gather(&self) -> Vec<Portion> {
        let mut portions: Vec<Portion> = Vec::new();
        for index in 0..self.submissions.len() {
            self.split(index, &mut portions);
        }
        let mut groups: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        for (index, portion) in portions.iter().enumerate() {
            if let (Owner::Listed(opd), Fate::Counted) = (&portion.owner, portion.fate) {
                groups
                    .entry((*opd, portion.unit.clone()))
                    .or_default()
                    .push(index);
            }
        }
        for group in groups.values() {
            self.choose(group, &mut portions);
        }
        portions
    }

    fn split(&self, index: usize, portions: &mut Vec<Portion>) {
        let submission = &self.submissions[index];
        let received = self.entri(index).map(|entri| entri.diterima);
        let mut parts: BTreeMap<(Owner, String), Vec<usize>> = BTreeMap::new();
        let details: Vec<usize> = (0..submission.tables.len())
            .filter(|&at| submission.tables[at].role == Role::Detail)
            .collect();
        let owners: Vec<(Owner, String)> = details
            .iter()
            .map(|&at| self.owner_of(&submission.tables[at]))
            .collect();
        let named: Vec<&(Owner, String)> = owners
            .iter()
            .filter(|(owner, _)| *owner != Owner::Unknown)
            .collect();
        let sole = named
            .first()
            .filter(|first| named.iter().all(|other| other == *first));
        for (&at, owner) in details.iter().zip(&owners) {
            // A table that names no office speaks for the only one its file names.
            let owner = match sole {
                Some(sole) if owner.0 == Owner::Unknown => (*sole).clone(),
                _ => owner.clone(),
            };
            parts.entry(owner).or_default().push(at);
        }
        if parts.is_empty()
            && let Some(owner) = self.sender(index)
        {
            parts.insert((Owner::Listed(owner), String::new()), Vec::new());
        }
        let pengirim = self.sent_by(index).filter(|sender| {
            parts
                .keys()
                .all(|(owner, _)| *owner != Owner::Listed(*sender))
        });
        for ((owner, unit), tables) in parts {
            let periode = self.reported(submission, &tables);
            let fate = fate(submission, (&owner, &tables), periode);
            portions.push(Portion {
                file: index,
                owner,
                unit,
                tables,
                fate,
                periode,
                received,
                pengirim,
                guessed: false,
            });
        }
    }

    /// The entry of the register that counts for a file.
    fn entri(&self, index: usize) -> Option<&Entri> {
        self.penerimaan.get(index)?.entri.as_ref()
    }

    fn owner_of(&self, table: &Table) -> (Owner, String) {
        let owner = self.offices.owner(table.opd.as_ref());
        let name = table
            .opd
            .as_ref()
            .map(|found| fold(&found.name))
            .unwrap_or_default();
        let unit = self
            .rules
            .roster
            .unit_bawah
            .iter()
            .flat_map(|unit| &unit.kata)
            .any(|word| name.starts_with(&fold(word)));
        (owner, if unit { name } else { String::new() })
    }

    /// Returns the office that sent a file without a table of realisasi, as far as its content, the register or its name tell.
    fn sender(&self, index: usize) -> Option<usize> {
        let submission = &self.submissions[index];
        if submission.container == Container::Lock {
            return None;
        }
        match named_in(self.offices, submission)[..] {
            [one] => return Some(one),
            [] => {}
            _ => return None,
        }
        self.entri(index)
            .and_then(|entri| self.offices.by_name(&entri.opd))
            .or_else(|| self.offices.by_path(&submission.file))
    }

    /// Returns the office that sent a file: as a person entered it, else as the file's name says against its title.
    fn sent_by(&self, index: usize) -> Option<usize> {
        let entri = self.entri(index).filter(|entri| !entri.diterima.perkiraan);
        entri
            .and_then(|entri| self.offices.by_name(&entri.opd))
            .or_else(|| by_its_name(self.offices, &self.submissions[index]))
    }

    /// Returns the month for which a portion is taken: of a quarter the last one of its tables, else the one that its
    /// folder or its name says, else the one asked for.
    fn reported(&self, submission: &Submission, tables: &[usize]) -> Periode {
        let months = tables.iter().filter_map(|&at| {
            let found = submission.tables[at].periode.as_ref()?.periode;
            let month = Periode::month(found.tahun, found.bulan?);
            let usable = submission.tables[at].status != TableStatus::Ignored;
            (usable && self.periode.spans(&month)).then_some(month)
        });
        let month = months.max().or_else(|| self.named(&submission.file));
        month.map_or(*self.periode, |month| Periode {
            triwulan: self
                .periode
                .triwulan
                .filter(|_| self.periode.same_month(&month)),
            ..month
        })
    }

    /// The month of the quarter asked for that a file's folder says, else its name: of a file that nobody can read
    /// nothing else tells.
    fn named(&self, file: &str) -> Option<Periode> {
        self.periode.triwulan?;
        let in_quarter = |month: &Periode| month.triwulan.is_none() && self.periode.spans(month);
        let mut parts = file.rsplit('/');
        let name = waktu::read(parts.next()?, &self.rules.kolom, true);
        let month = |name: waktu::Partial| {
            Some(Periode::month(
                name.tahun.unwrap_or(self.periode.tahun),
                name.bulan.filter(|_| name.triwulan.is_none())?,
            ))
        };
        parts
            .find_map(|folder| folder.parse().ok().filter(in_quarter))
            .or_else(|| month(name).filter(in_quarter))
    }

    /// Among the usable portions of one office (or unit) lets only one count.
    fn choose(&self, group: &[usize], portions: &mut [Portion]) {
        let mut group = last_month(group, portions);
        // Of equal files the office's own counts, and of these the one that came first.
        group.sort_by_key(|&at| {
            let portion = &portions[at];
            let chosen = self.version(portion).chosen;
            let received = portion.received;
            (
                portion.pengirim.is_some(),
                !chosen,
                received.is_none(),
                received,
                at,
            )
        });
        let group = &group[..];
        let mut distinct: Vec<usize> = Vec::new();
        for &at in group {
            let same = |&other: &usize| self.same_content(&portions[at], &portions[other]);
            match distinct.iter().copied().find(same) {
                Some(original) => portions[at].fate = Fate::Copy(original),
                None => distinct.push(at),
            }
        }
        // A copy proves its content was there by then.
        for &at in group {
            let passed_on = portions[at].pengirim.is_some();
            if let Fate::Copy(original) = portions[at].fate
                && passed_on == portions[original].pengirim.is_some()
            {
                let first = [portions[at].received, portions[original].received];
                portions[original].received = earliest(first.into_iter().flatten());
            }
        }
        let versions: Vec<Version> = distinct
            .iter()
            .map(|&at| self.version(&portions[at]))
            .collect();
        let Some((newest, sure)) = latest(&versions.iter().collect::<Vec<_>>()) else {
            return;
        };
        for (index, &at) in distinct.iter().enumerate() {
            if index == newest {
                portions[at].guessed = !sure;
            } else {
                portions[at].fate = Fate::Superseded(distinct[newest]);
            }
        }
    }

    /// Returns what tells a portion's place among the versions of its report.
    #[must_use]
    pub fn version(&self, portion: &Portion) -> Version {
        let version = Version::new(
            &self.submissions[portion.file].file,
            portion.received,
            &self.rules.laporan.berkas,
        );
        Version {
            own: portion.pengirim.is_none(),
            ..version
        }
    }

    fn same_content(&self, left: &Portion, right: &Portion) -> bool {
        let (a, b) = (&self.submissions[left.file], &self.submissions[right.file]);
        let same_bytes = !a.blake3.is_empty() && a.blake3 == b.blake3;
        same_bytes || content(a, left) == content(b, right)
    }
}

/// Leaves those of the last month reported and sets the others aside; of a month asked for all are of that month.
fn last_month(group: &[usize], portions: &mut [Portion]) -> Vec<usize> {
    let month =
        |portions: &[Portion], at: usize| (portions[at].periode.tahun, portions[at].periode.bulan);
    let Some(&last) = group.iter().max_by_key(|&&at| month(portions, at)) else {
        return Vec::new();
    };
    let (of_last, earlier): (Vec<usize>, Vec<usize>) = group
        .iter()
        .partition(|&&at| month(portions, at) == month(portions, last));
    for at in earlier {
        portions[at].fate = Fate::EarlierMonth(last);
    }
    of_last
}

/// Returns what becomes of a file's tables of an office, before the files of the office are held against each other.
fn fate(submission: &Submission, (owner, tables): (&Owner, &[usize]), periode: Periode) -> Fate {
    match owner {
        Owner::Outside(_) => return Fate::OutsideRoster,
        Owner::Unknown => return Fate::OfficeUnknown,
        Owner::Listed(_) => {}
    }
    let tables = || tables.iter().map(|&at| &submission.tables[at]);
    let asked = |table: &&Table| is_asked(table, &periode);
    if tables().count() == 0 {
        return match submission.status {
            FileStatus::Unreadable => Fate::Rejected,
            _ => Fate::NotAReport,
        };
    }
    if submission.status == FileStatus::Unreadable
        || submission.status == FileStatus::Quarantined
        || tables()
            .filter(asked)
            .any(|table| table.status == TableStatus::Quarantined)
    {
        // A report of another month in doubt is a report of another month.
        return if tables().any(|table| asked(&table)) {
            Fate::Rejected
        } else {
            Fate::OtherPeriod
        };
    }
    if tables().filter(asked).any(|table| table.status.counts()) {
        return Fate::Counted;
    }
    if tables().any(|table| !asked(&table)) {
        return Fate::OtherPeriod;
    }
    Fate::NotAReport
}

/// Returns the listed offices that the tables of a file name.
fn named_in(offices: &Offices, submission: &Submission) -> Vec<usize> {
    let owners = submission
        .tables
        .iter()
        .map(|table| offices.owner(table.opd.as_ref()));
    let named: BTreeSet<usize> = owners
        .filter_map(|owner| match owner {
            Owner::Listed(index) => Some(index),
            _ => None,
        })
        .collect();
    named.into_iter().collect()
}

/// Returns the earliest of some receipts that a person wrote, else the earliest estimate.
fn earliest(received: impl Iterator<Item = Diterima>) -> Option<Diterima> {
    received.min_by_key(|at| (at.perkiraan, *at))
}

/// Returns the office that a file's name says against its title: it sent another one's report.
fn by_its_name(offices: &Offices, submission: &Submission) -> Option<usize> {
    let mut found = submission.diagnostics.iter();
    let contradicts = found.any(|finding| finding.code == OPD_CONFLICT);
    contradicts.then(|| offices.by_path(&submission.file))?
}

/// Returns the one office that a file came from, by its name where that contradicts its title, else by its tables, else
/// by its name: what the register is told of a new file.
#[must_use]
pub fn office_of(offices: &Offices, submission: &Submission) -> Option<usize> {
    if let Some(sender) = by_its_name(offices, submission) {
        return Some(sender);
    }
    match named_in(offices, submission)[..] {
        [one] => Some(one),
        [] => offices.by_path(&submission.file),
        _ => None,
    }
}

/// Returns whether a table speaks for a period, or for none.
#[must_use]
pub fn is_asked(table: &Table, periode: &Periode) -> bool {
    table.periode.as_ref().is_none_or(|found| {
        found.periode.tahun == periode.tahun
            && (found.periode.bulan.is_none() || found.periode.same_month(periode))
    })
}

/// Returns the tables of a portion that count.
pub fn counted<'a>(
    submission: &'a Submission,
    portion: &'a Portion,
) -> impl Iterator<Item = (usize, &'a Table)> {
    portion
        .tables
        .iter()
        .map(|&at| (at, &submission.tables[at]))
        .filter(|(_, table)| table.status.counts() && is_asked(table, &portion.periode))
}

/// What a leaf says, to the rupiah and the hundredth of a percent: two files saved by different programs compare equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeafContent {
    uraian: String,
    money: [Option<i64>; 3],
    fisik: [Option<i64>; 2],
}

/// Returns what the counted leaves of a portion say, in their order.
#[must_use]
pub fn content(submission: &Submission, portion: &Portion) -> Vec<LeafContent> {
    let rupiah = |sen: Option<Sen>| sen.map(|sen| (sen.0 + 50).div_euclid(100));
    let hundredth = |pct: Option<f64>| pct.and_then(Sen::from_rupiah).map(|pct| pct.0);
    counted(submission, portion)
        .flat_map(|(_, table)| table.leaves())
        .map(|row| LeafContent {
            uraian: fold(&row.uraian),
            money: [row.pagu, row.target_keuangan, row.realisasi_keuangan].map(rupiah),
            fisik: [row.target_fisik, row.realisasi_fisik].map(hundredth),
        })
        .collect()
}

/// Returns the period that most realisasi tables speak for, the latest of equals.
#[must_use]
pub fn prevailing(submissions: &[Submission]) -> Option<Periode> {
    let mut counts: BTreeMap<(i16, u8), usize> = BTreeMap::new();
    let tables = submissions.iter().flat_map(|submission| &submission.tables);
    for table in tables.filter(|table| table.role == Role::Detail) {
        let found = table.periode.as_ref().map(|found| found.periode);
        if let Some((tahun, bulan)) = found.and_then(|p| Some((p.tahun, p.bulan?))) {
            *counts.entry((tahun, bulan)).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .max_by_key(|&(month, count)| (count, month))
        .map(|((tahun, bulan), _)| Periode::month(tahun, bulan))
}

/// Returns the names of the offices outside the list that portions speak for, each with its portions.
#[must_use]
pub fn outside(portions: &[Portion]) -> BTreeMap<Arc<str>, Vec<usize>> {
    let mut out: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
    for (index, portion) in portions.iter().enumerate() {
        if let Owner::Outside(name) = &portion.owner {
            out.entry(Arc::clone(name)).or_default().push(index);
        }
    }
    out
}

//! Decisions of officials on the counted activities: applied before anything is added up, and what is left to review.

mod catatan;

use std::cmp::Reverse;
use std::sync::Arc;

use super::gather::{Fate, Gatherer, Portion, counted};
use super::office::{Offices, Owner};
use super::{Konsolidasi, Leaf};
use crate::diag::catalogue::klasifikasi as kode;
use crate::diag::{Diagnostic, Severity};
use crate::model::cell::CellRef;
use crate::model::field::Measure;
use crate::model::location::Location;
use crate::model::nilai::Sen;
use crate::model::periode::Periode;
use crate::model::submission::Submission;
use crate::model::table::Row;
use crate::normalize::fold::tidy;
use crate::normalize::klasifikasi::keputusan::{
    Dikenal, Keputusan, PETUGAS, TAHUN_LALU, alasan, pasangkan,
};
use crate::rules::Rules;

/// Name of the file of decisions in findings.
const DAFTAR: &str = "keputusan.csv";

/// Gives every counted activity the class that a person decided for the year, and notes what was decided in the year
/// before. Returns the findings about decisions; those about the doubt that a decision ends are taken out.
pub(super) fn apply(
    submissions: &mut [Submission],
    (portions, offices): (&[Portion], &Offices),
    (keputusan, periode): (&[Keputusan], Periode),
    rules: &Rules,
) -> Vec<Diagnostic> {
    let mut found = of_unknown_offices(keputusan, periode.tahun, offices);
    for opd in 0..offices.list.len() {
        let own: Vec<&Keputusan> = keputusan
            .iter()
            .filter(|k| k.tahun <= periode.tahun && offices.by_name(&k.opd) == Some(opd))
            .collect();
        if own.is_empty() {
            continue;
        }
        let places = places(submissions, portions, opd);
        let of_year = |year: i16| own.iter().copied().filter(|k| k.tahun == year).collect();
        let now: Vec<&Keputusan> = of_year(periode.tahun);
        let earlier = own.iter().map(|k| k.tahun).filter(|y| *y < periode.tahun);
        let before: Vec<&Keputusan> = earlier.max().map(of_year).unwrap_or_default();
        let pairs = |entries: &[&Keputusan]| {
            let known: Vec<Dikenal<'_>> = places
                .iter()
                .map(|&(file, table, row)| known(&submissions[file].tables[table].rows[row]))
                .collect();
            pasangkan(&known, entries)
        };
        let (current, last) = (pairs(&now), pairs(&before));
        for ((&place, current), last) in places.iter().zip(&current.untuk).zip(&last.untuk) {
            match (current, last) {
                (Some(entry), _) => decide(submissions, place, now[*entry], rules),
                (None, Some(entry)) => propose(submissions, place, before[*entry]),
                (None, None) => {}
            }
        }
        let at = || Location::file(&Arc::from(DAFTAR));
        // An office without a counted report has nothing that a decision could be about.
        let unmatched = current.sisa.iter().filter(|_| !places.is_empty());
        found.extend(unmatched.map(|entry| {
            let message = format!(
                "Keputusan {} untuk \"{}\" ({}) tidak menemukan satu kegiatan",
                now[*entry].jenis.label(),
                named(now[*entry]),
                offices.list[opd].nama
            );
            Diagnostic::new(kode::KEPUTUSAN_TANPA_KEGIATAN, at(), message)
        }));
        found.extend(current.berlawanan.iter().map(|(_, one, other)| {
            let message = format!(
                "Keputusan untuk \"{}\" ({}) dan \"{}\" ({}) mengenai kegiatan yang sama di {}",
                named(now[*one]),
                now[*one].jenis.label(),
                named(now[*other]),
                now[*other].jenis.label(),
                offices.list[opd].nama
            );
            Diagnostic::new(kode::KEPUTUSAN_BERLAWANAN, at(), message)
        }));
    }
    found
}

/// Decisions of the year for an office that the roster doesn't know: none of its activities will ever be found.
fn of_unknown_offices(keputusan: &[Keputusan], tahun: i16, offices: &Offices) -> Vec<Diagnostic> {
    let unknown = |k: &&Keputusan| k.tahun == tahun && offices.by_name(&k.opd).is_none();
    let own = keputusan.iter().filter(|_| offices.are_listed());
    own.filter(unknown)
        .map(|k| {
            let message = format!(
                "Keputusan {} untuk \"{}\" menyebut OPD \"{}\" yang tidak ada dalam daftar OPD",
                k.jenis.label(),
                named(k),
                k.opd
            );
            let at = Location::file(&Arc::from(DAFTAR));
            Diagnostic::new(kode::KEPUTUSAN_TANPA_KEGIATAN, at, message)
                .with_severity(Severity::Warning)
        })
        .collect()
}

/// Applies decisions to one file that is looked at by itself, as a rekap of the period would where the file counts.
/// Returns the findings about decisions; that some are about no activity of this file is none.
pub fn apply_alone(
    submission: &mut Submission,
    (keputusan, periode): (&[Keputusan], Periode),
    opd_from_files: bool,
    rules: &Rules,
) -> Vec<Diagnostic> {
    let alone = std::slice::from_mut(submission);
    let offices = if opd_from_files {
        Offices::of_files(alone)
    } else {
        Offices::of_roster(&rules.roster, &periode)
    };
    let portions = Gatherer {
        submissions: alone,
        offices: &offices,
        penerimaan: &[],
        periode: &periode,
        rules,
    }
    .gather();
    let mut found = apply(alone, (&portions, &offices), (keputusan, periode), rules);
    submission.diagnostics.sort_by(Diagnostic::order);
    found.retain(|finding| finding.code != kode::KEPUTUSAN_TANPA_KEGIATAN);
    found
}

/// Returns the places of an office's counted leaves: file, table, row.
fn places(
    submissions: &[Submission],
    portions: &[Portion],
    opd: usize,
) -> Vec<(usize, usize, usize)> {
    let own = portions
        .iter()
        .filter(|p| p.fate == Fate::Counted && p.owner == Owner::Listed(opd));
    let mut places = Vec::new();
    for portion in own {
        for (table, found) in counted(&submissions[portion.file], portion) {
            let rows = found.rows.iter().enumerate().filter(|(_, row)| row.leaf);
            places.extend(rows.map(|(row, _)| (portion.file, table, row)));
        }
    }
    places
}

fn known(row: &Row) -> Dikenal<'_> {
    Dikenal {
        kode: row.kode.as_deref().unwrap_or_default(),
        uraian: &row.uraian,
        bagian: bagian(row),
    }
}

/// Returns the name of the row that an activity is part of; empty for one that stands by itself.
#[must_use]
pub fn bagian(row: &Row) -> &str {
    let above = row
        .induk
        .iter()
        .rev()
        .find(|(level, _)| **level < row.level);
    above.map(|(_, name)| name.as_ref()).unwrap_or_default()
}

fn named(keputusan: &Keputusan) -> &str {
    if keputusan.uraian.is_empty() {
        &keputusan.kode
    } else {
        &keputusan.uraian
    }
}

type Place = (usize, usize, usize);

fn decide(submissions: &mut [Submission], place: Place, keputusan: &Keputusan, rules: &Rules) {
    let (file, table, row) = place;
    let submission = &mut submissions[file];
    let at = cell_of(submission, place);
    let leaf = &mut submission.tables[table].rows[row];
    let Some(usulan) = leaf.klasifikasi.take() else {
        return;
    };
    leaf.klasifikasi = Some(keputusan.tetapkan(&usulan, rules.klasifikasi.hitung_konsultansi));
    let doubts = [kode::PERLU_TELAAH, kode::BERTENTANGAN];
    let before = submission.diagnostics.len();
    submission
        .diagnostics
        .retain(|d| !(doubts.contains(&d.code) && d.at == at));
    if submission.diagnostics.len() < before {
        catatan::settle(submission, table, rules);
    }
}

fn propose(submissions: &mut [Submission], place: Place, keputusan: &Keputusan) {
    let (file, table, row) = place;
    let submission = &mut submissions[file];
    let at = cell_of(submission, place);
    let leaf = &mut submission.tables[table].rows[row];
    let Some(usulan) = &mut leaf.klasifikasi else {
        return;
    };
    let known = usulan.telaah;
    keputusan.usulkan(usulan);
    if usulan.telaah && !known {
        let message = format!(
            "\"{}\" digolongkan {}, sedangkan pada tahun {} diputuskan {}",
            tidy(&leaf.uraian),
            usulan.jenis.label(),
            keputusan.tahun,
            keputusan.jenis.label()
        );
        let finding = Diagnostic::new(kode::PERLU_TELAAH, at, message);
        submission.diagnostics.push(finding);
    }
}

/// The cell at which findings about an activity's class stand.
fn cell_of(submission: &Submission, (_, table, row): Place) -> Location {
    let table = &submission.tables[table];
    let name_col = table.column_of(Measure::Uraian).unwrap_or(0);
    Location::sheet(&submission.file, table.sheet.as_ref())
        .at(CellRef::new(table.rows[row].row, name_col))
}

impl Konsolidasi {
    /// Returns the counted activities that a person should look at, as indices of `leaves`: the largest pagu first.
    #[must_use]
    pub fn antrean(&self) -> Vec<usize> {
        self.by_pagu(|row| row.klasifikasi.as_ref().is_some_and(|k| k.telaah))
    }

    /// Returns the counted activities that a person has decided, likewise.
    #[must_use]
    pub fn diputuskan(&self) -> Vec<usize> {
        self.by_pagu(|row| keputusan_petugas(row).is_some())
    }

    /// Returns the counted activities of a kind: the largest pagu first, else in the order of Data.
    pub fn by_pagu(&self, is: impl Fn(&Row) -> bool) -> Vec<usize> {
        let mut found: Vec<usize> = (0..self.leaves.len())
            .filter(|at| is(self.row(&self.leaves[*at])))
            .collect();
        let pagu = |leaf: &Leaf| self.row(leaf).pagu.unwrap_or(Sen::ZERO);
        found.sort_by_key(|at| Reverse(pagu(&self.leaves[*at])));
        found
    }
}

/// Returns in words who decided the class of an activity.
#[must_use]
pub fn keputusan_petugas(row: &Row) -> Option<&str> {
    alasan(row.klasifikasi.as_ref()?, PETUGAS)
}

/// Returns in words what was decided on an activity in an earlier year.
#[must_use]
pub fn keputusan_lalu(row: &Row) -> Option<&str> {
    alasan(row.klasifikasi.as_ref()?, TAHUN_LALU)
}

#[cfg(test)]
mod tests;

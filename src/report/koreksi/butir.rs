//! What one office must correct: the findings that concern it, in the order in which they are worked off.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::kata::{self, Pokok};
use super::kegiatan;
use crate::consolidate::Konsolidasi;
use crate::consolidate::berlaku::is_current;
use crate::consolidate::gather::{Fate, Portion};
use crate::consolidate::office::Owner;
use crate::consolidate::version::Version;
use crate::diag::catalogue::{konsolidasi as g, lembar, riwayat};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::cell::CellRef;
use crate::model::field::Measure;
use crate::model::submission::Submission;
use crate::model::table::Table;
use crate::rules::laporan::UrutanBerkas;

/// One line of the Daftar Perbaikan.
#[derive(Clone, Debug, PartialEq)]
pub struct Butir {
    /// From 1, the same in the list, in the cells and in their notes.
    pub nomor: usize,
    pub tingkat: Severity,
    pub kode: Code,
    /// Index of the submission.
    pub berkas: usize,
    pub lembar: Option<Arc<str>>,
    /// Every cell concerned; empty for what concerns a sheet or a file as a whole.
    pub sel: Vec<CellRef>,
    /// What holds for each of the cells, where that differs; empty, or as long as `sel`.
    pub rinci: Vec<Box<str>>,
    /// Whether the cells only show where to look: the fault is the sheet's as a whole.
    pub keseluruhan: bool,
    /// What stands in the first cell, as far as the finding says.
    pub isi: Option<Box<str>>,
    /// What is wrong, a sentence.
    pub salah: String,
    /// What to do, sentences.
    pub cara: String,
}

/// Everything that one office must correct or check.
#[derive(Clone, Debug, PartialEq)]
pub struct Perbaikan {
    /// Index of the office.
    pub opd: usize,
    /// Indices of the submissions that lines speak of, ascending.
    pub berkas: Vec<usize>,
    /// The errors first; within a severity the file as a whole before its cells.
    pub butir: Vec<Butir>,
}

impl Perbaikan {
    /// Collects the lines of an office; `words` tell which of its files is a later version.
    #[must_use]
    pub fn of(k: &Konsolidasi, words: &UrutanBerkas, opd: usize) -> Self {
        let own: Vec<&Portion> = k
            .portions
            .iter()
            .filter(|portion| portion.owner == Owner::Listed(opd))
            .collect();
        let mut found: BTreeSet<(usize, usize)> = BTreeSet::new();
        for portion in own
            .iter()
            .filter(|portion| concerns(k, portion) && !is_replaced(portion, k, words))
        {
            let own = about(k, portion).filter(|&at| !speaks_of_sender(&k.diagnostics[at]));
            found.extend(own.map(|at| (portion.file, at)));
        }
        // What it sent of another office's is its own to mend, and none of the owner's.
        for portion in k.portions.iter().filter(|one| one.pengirim == Some(opd)) {
            let own = about(k, portion).filter(|&at| speaks_of_sender(&k.diagnostics[at]));
            found.extend(own.map(|at| (portion.file, at)));
        }
        let mut butir: Vec<Butir> = found
            .iter()
            .map(|&(file, at)| (file, &k.diagnostics[at]))
            .filter(|(_, finding)| finding.severity != Severity::Info && !kata::bukan_opd(finding))
            .filter(|(file, finding)| !is_echo(k, *file, finding, &found))
            .map(|(file, finding)| line(k, opd, file, finding))
            .collect();
        butir.extend(kegiatan::butir(k, opd));
        butir.sort_by(|left, right| key(left).cmp(&key(right)));
        butir.dedup_by(|left, right| key(left) == key(right) && left.salah == right.salah);
        for (nomor, one) in (1..).zip(&mut butir) {
            one.nomor = nomor;
        }
        let berkas: BTreeSet<usize> = butir.iter().map(|one| one.berkas).collect();
        Self {
            opd,
            berkas: berkas.into_iter().collect(),
            butir,
        }
    }

    /// Returns the lines of a severity.
    pub fn tingkat(&self, tingkat: Severity) -> impl Iterator<Item = &Butir> + Clone {
        self.butir.iter().filter(move |one| one.tingkat == tingkat)
    }

    /// Returns how many lines must be corrected.
    #[must_use]
    pub fn n_wajib(&self) -> usize {
        self.tingkat(Severity::Error).count()
    }
}

/// Whether a finding is about who sent a file, and not about what it holds.
fn speaks_of_sender(finding: &Diagnostic) -> bool {
    finding.code == riwayat::SENT_BY_OTHER_OPD
}

type Key<'a> = (
    Severity,
    usize,
    bool,
    &'a Option<Arc<str>>,
    Option<CellRef>,
    &'static str,
);

fn key(one: &Butir) -> Key<'_> {
    (
        one.tingkat,
        one.berkas,
        !one.keseluruhan,
        &one.lembar,
        one.sel.first().copied(),
        one.kode.id,
    )
}

/// Whether a portion's findings are the office's to mend: it still speaks for the office, or a finding of severity error
/// speaks of it by name.
fn concerns(k: &Konsolidasi, portion: &Portion) -> bool {
    let refused = || {
        about(k, portion).any(|at| {
            let finding = &k.diagnostics[at];
            finding.code == g::REVISION_REJECTED && finding.severity == Severity::Error
        })
    };
    is_current(portion, &k.portions)
        || !matches!(portion.fate, Fate::Copy(_) | Fate::Superseded(_)) && refused()
}

/// Whether a later report of the same office stands in the place of one that does not count, though that one may not
/// count either. What holds no table of realisasi (a covering letter, a scan) replaces nothing.
fn is_replaced(portion: &Portion, k: &Konsolidasi, words: &UrutanBerkas) -> bool {
    let version = |one: &Portion| {
        let file = &k.submissions[one.file].file;
        Version {
            own: one.pengirim.is_none(),
            ..Version::new(file, one.received, words)
        }
    };
    let month = |one: &Portion| (one.periode.tahun, one.periode.bulan);
    portion.fate != Fate::Counted
        && k.portions.iter().any(|other| {
            other.file != portion.file
                && other.owner == portion.owner
                && other.unit == portion.unit
                && matches!(other.fate, Fate::Counted | Fate::Rejected)
                && !other.tables.is_empty()
                && month(other) >= month(portion)
                && version(other).compare(&version(portion)) == Some(Ordering::Greater)
        })
}

/// The findings about a portion's file that concern the portion, by their index.
fn about<'a>(k: &'a Konsolidasi, portion: &'a Portion) -> impl Iterator<Item = usize> + 'a {
    let submission = &k.submissions[portion.file];
    let shared = k
        .portions
        .iter()
        .filter(|other| other.file == portion.file)
        .count()
        > 1;
    let sheets: BTreeSet<Option<&str>> = portion
        .tables
        .iter()
        .map(|&at| submission.tables[at].sheet.as_deref())
        .collect();
    let concerned = move |finding: &Diagnostic| {
        finding.at.file == submission.file
            && (!shared
                || finding.at.sheet.is_none()
                || sheets.contains(&finding.at.sheet.as_deref()))
    };
    (0..k.diagnostics.len()).filter(move |&at| concerned(&k.diagnostics[at]))
}

/// Whether a finding only says what follows from another one of the same file.
fn is_echo(
    k: &Konsolidasi,
    file: usize,
    finding: &Diagnostic,
    found: &BTreeSet<(usize, usize)>,
) -> bool {
    let others = || {
        found
            .iter()
            .filter(|(other, _)| *other == file)
            .map(|&(_, at)| &k.diagnostics[at])
    };
    let follows = |code: Code| code == g::OPD_REJECTED || code == g::REVISION_REJECTED;
    let has = |code: Code| others().any(|other| other.code == code);
    if follows(finding.code) {
        return others().any(|other| {
            other.severity == Severity::Error && !follows(other.code) && !kata::bukan_opd(other)
        });
    }
    finding.code == g::OTHER_PERIOD && has(lembar::WRONG_PERIODE)
        || finding.code == g::SAME_ROWS_TWO_OPD && has(riwayat::ROWS_OF_OTHER_OPD)
        || finding.code == riwayat::SAME_AS_BEFORE && has(riwayat::SAME_FILE_AS_BEFORE)
        || finding.code == lembar::PERIODE_CONFLICT && has(lembar::WRONG_PERIODE)
}

fn line(k: &Konsolidasi, opd: usize, file: usize, finding: &Diagnostic) -> Butir {
    let submission = &k.submissions[file];
    let table = table_of(submission, finding);
    let pokok = Pokok {
        finding,
        opd: &k.opd[opd].office.nama,
        periode: k.periode,
    };
    let sel = cells(finding, table);
    Butir {
        nomor: 0,
        tingkat: finding.severity,
        kode: finding.code,
        berkas: file,
        lembar: finding.at.sheet.clone(),
        keseluruhan: sel.is_empty() || kata::keseluruhan(finding.code),
        rinci: if finding.rinci.len() == sel.len() {
            finding.rinci.clone()
        } else {
            Vec::new()
        },
        sel,
        isi: finding.raw.clone(),
        salah: kata::salah(&pokok),
        cara: kata::cara(&pokok),
    }
}

/// The table that a finding speaks of: the one of its sheet that holds its cell, else the first one.
fn table_of<'a>(submission: &'a Submission, finding: &Diagnostic) -> Option<&'a Table> {
    let mut on_sheet = submission
        .tables
        .iter()
        .filter(|table| table.sheet == finding.at.sheet);
    let stated = finding.at.cell.and_then(|cell| {
        on_sheet
            .clone()
            .find(|table| table.stated.iter().any(|stated| stated.cell == cell))
    });
    stated.or_else(|| on_sheet.next())
}

/// Every cell that a finding means.
fn cells(finding: &Diagnostic, table: Option<&Table>) -> Vec<CellRef> {
    if !finding.cells.is_empty() {
        return finding.cells.clone();
    }
    if finding.code == lembar::FISIK_COVERAGE {
        return table.map(without_fisik).unwrap_or_default();
    }
    finding.at.cell.into_iter().collect()
}

/// The cells of realisasi fisik that funded activities leave blank.
fn without_fisik(table: &Table) -> Vec<CellRef> {
    let Some(col) = table.column_of(Measure::RealisasiFisik) else {
        return Vec::new();
    };
    table
        .leaves()
        .filter(|row| row.realisasi_fisik.is_none() && row.pagu.is_some_and(|pagu| !pagu.is_zero()))
        .map(|row| CellRef::new(row.row, col))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consolidate::sample::{consolidated, leaf, submission, table};
    use crate::model::kegiatan::Jenis;
    use crate::rules::Rules;

    /// Which files of an office that sent both, neither of them counted, are asked about.
    fn check(names: [&str; 2], expected: &[&str]) {
        let files = names.map(|name| {
            let rows = vec![leaf(
                "Jalan",
                Jenis::NonFisik,
                (1_000, 500, 400),
                (60.0, 40.0),
            )];
            submission(name, vec![table(("dinkes", Some("dinkes")), rows)])
        });
        let mut k = consolidated(files.to_vec(), Vec::new());
        let opd = k.opd.iter().position(|opd| &*opd.office.id == "dinkes");
        let opd = opd.unwrap();
        for portion in &mut k.portions {
            portion.fate = Fate::Rejected;
            if k.submissions[portion.file].file.ends_with(".pdf") {
                portion.tables.clear();
            }
        }
        k.diagnostics = names
            .map(|name| {
                let at = crate::model::location::Location::file(&Arc::from(name));
                Diagnostic::new(
                    lembar::MISSING_COLUMN,
                    at,
                    "Kolom realisasi tidak ditemukan",
                )
            })
            .to_vec();
        let words = Rules::embedded().unwrap().laporan.berkas;
        let told = Perbaikan::of(&k, &words, opd);
        let told: Vec<&str> = told
            .berkas
            .iter()
            .map(|&at| &*k.submissions[at].file)
            .collect();
        let same = told.len() == expected.len() && expected.iter().all(|one| told.contains(one));
        assert!(same, "{names:?}: {told:?}");
    }

    #[test]
    fn a_replaced_file_is_not_asked_about_again() {
        check(["RFK.xlsx", "RFK REVISI.xlsx"], &["RFK REVISI.xlsx"]);
        check(["RFK REVISI.xlsx", "RFK.xlsx"], &["RFK REVISI.xlsx"]);
        check(
            ["RFK.xlsx", "RFK REVISI.pdf"],
            &["RFK.xlsx", "RFK REVISI.pdf"],
        );
        // Nothing tells which is the later one.
        check(["RFK a.xlsx", "RFK b.xlsx"], &["RFK a.xlsx", "RFK b.xlsx"]);
    }
}

//! The one driver: discover, then read every file by itself, in parallel and in fixed order.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rayon::prelude::*;

use crate::diag::catalogue::berkas;
use crate::diag::{Diagnostic, Severity};
use crate::error::Error;
use crate::ingest::container::{self, Limits, Opened};
use crate::ingest::layout::book::{self, Bekal, Request};
use crate::ingest::layout::usulan;
use crate::model::grid::Workbook;
use crate::model::outcome::Outcome;
use crate::model::periode::Periode;
use crate::model::petaan::{Petaan, Usulan};
use crate::model::submission::{Container, FileStatus, Submission};
use crate::model::table::{Table, TableStatus};
use crate::model::tata_letak::Ingatan;
use crate::normalize::pilah::classify_leaves;
use crate::rules::Rules;
use crate::rules::laporan::Batas;
use crate::source::{self, Source};

/// What a run was asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The period asked for; `None` lets each file speak for itself.
    pub periode: Option<Periode>,
    /// Take the offices as the files name them (`--daftar-opd berkas`).
    pub opd_from_files: bool,
    /// Mappings released by hand.
    pub petaan: Vec<Petaan>,
    /// Layouts that were accepted before.
    pub ingatan: Ingatan,
}

/// Reads every input file: one `Submission` each, in sorted order, whatever the number of threads.
/// `progress` is called after each file with the number done and the number of all.
pub fn read(
    paths: &[PathBuf],
    options: &Options,
    rules: &Rules,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Vec<Submission>, Error> {
    let sources = sources(paths, rules)?;
    if sources.is_empty() {
        return Err(Error::NoInput(paths.first().cloned().unwrap_or_default()));
    }
    let done = AtomicUsize::new(0);
    Ok(sources
        .par_iter()
        .map(|source| {
            let submission = submission(source, options, rules);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, sources.len());
            submission
        })
        .collect())
}

/// Lists the input files that `read` reads, unread.
///
/// # Errors
/// Where a path given isn't there.
pub fn sources(paths: &[PathBuf], rules: &Rules) -> Result<Vec<Source>, Error> {
    source::discover(paths, &limits(&rules.laporan.batas))
}

/// Reads one file (or each member of a zip) without any mapping, and proposes mappings for what wasn't accepted;
/// on a sheet that is named, for whatever stands there.
pub fn propose(
    path: &Path,
    options: &Options,
    sheet: Option<&str>,
    rules: &Rules,
) -> Result<Vec<Usulan>, Error> {
    let bare = Options {
        petaan: Vec::new(),
        ..options.clone()
    };
    let mut proposals = Vec::new();
    for source in sources(&[path.to_owned()], rules)? {
        let submission = submission(&source, &bare, rules);
        let Some(bytes) = source.read(&limits(&rules.laporan.batas)).value else {
            continue;
        };
        let opened = catch_unwind(AssertUnwindSafe(|| {
            container::open_within(&bytes, &source.name, &limits(&rules.laporan.batas))
        }));
        let workbook = opened.ok().and_then(|opened| opened.value.workbook);
        if let Some(workbook) = workbook {
            proposals.extend(usulan::propose(&workbook, &submission, sheet, rules));
        }
    }
    Ok(proposals)
}

/// Returns the period that a path's folders name: the last one written `2026-09` or `2026-T3`.
#[must_use]
pub fn periode_of_path(path: &Path) -> Option<Periode> {
    path.components()
        .rev()
        .find_map(|component| component.as_os_str().to_str()?.parse().ok())
}

/// The period asked of a file: that of its folder where none is asked, or where the folder is a month of the quarter asked.
fn asked_of(path: &Path, asked: Option<Periode>) -> Option<Periode> {
    let folder = periode_of_path(path);
    match asked {
        Some(quarter) if quarter.triwulan.is_some() => {
            folder.filter(|month| quarter.spans(month)).or(asked)
        }
        Some(_) => asked,
        None => folder,
    }
}

/// Opens single inputs once more: grids are not kept over a run.
pub struct Reopener {
    sources: Vec<Source>,
    limits: Limits,
}

impl Reopener {
    /// Finds the inputs again.
    pub fn new(paths: &[PathBuf], rules: &Rules) -> Result<Self, Error> {
        let limits = Limits {
            looks: true,
            ..limits(&rules.laporan.batas)
        };
        let sources = source::discover(paths, &limits)?;
        Ok(Self { sources, limits })
    }

    /// Returns the grids of a submission's file; `None` where it can't be opened or is no longer the same.
    #[must_use]
    pub fn open(&self, submission: &Submission) -> Option<Workbook> {
        self.sources
            .iter()
            .filter(|source| source.name == submission.file)
            .find_map(|source| {
                let bytes = source.read(&self.limits).value?;
                if blake3::hash(&bytes).to_hex().as_str() != submission.blake3 {
                    return None;
                }
                let open = |looks| {
                    let limits = Limits {
                        looks,
                        ..self.limits
                    };
                    let open = || container::open_within(&bytes, &source.name, &limits);
                    let opened = catch_unwind(AssertUnwindSafe(open)).ok()?;
                    opened.value.workbook
                };
                // A sheet without its looks is better than none.
                open(true).or_else(|| open(false))
            })
    }
}

fn submission(source: &Source, options: &Options, rules: &Rules) -> Submission {
    let Outcome {
        value: bytes,
        diagnostics,
    } = source.read(&limits(&rules.laporan.batas));
    let Some(bytes) = bytes else {
        return unread(source, diagnostics);
    };
    let hash = blake3::hash(&bytes).to_hex().to_string();
    // The last net: no file may stop the others, whatever a reader or our own code does with it.
    let read = catch_unwind(AssertUnwindSafe(|| {
        understand(source, (&bytes, &hash), options, rules)
    }));
    let mut submission = read.unwrap_or_else(|_| crashed(source));
    submission.blake3 = hash;
    submission.diagnostics.extend(diagnostics);
    submission.diagnostics.sort_by(Diagnostic::order);
    submission
}

/// Returns the limits that the settings give a file.
fn limits(batas: &Batas) -> Limits {
    const MB: u64 = 1024 * 1024;
    let count = |number| usize::try_from(number).unwrap_or(usize::MAX);
    Limits {
        time: Duration::from_secs(batas.detik),
        memory: batas.memori_mb * MB,
        file_bytes: batas.berkas_mb * MB,
        part_bytes: batas.isi_mb.min(batas.berkas_mb) * MB,
        read_bytes: batas.isi_mb * MB,
        rows: count(batas.baris),
        cells: count(batas.sel),
        ..Limits::default()
    }
}

fn unread(source: &Source, diagnostics: Vec<Diagnostic>) -> Submission {
    Submission {
        file: source.name.clone(),
        blake3: String::new(),
        container: Container::Unknown,
        status: FileStatus::Unreadable,
        tables: Vec::new(),
        diagnostics,
    }
}

fn crashed(source: &Source) -> Submission {
    let at = crate::model::location::Location::file(&source.name);
    let finding = Diagnostic::new(
        berkas::CRASHED,
        at,
        "pembacaan berkas gagal pada susunan yang tidak wajar",
    );
    unread(source, vec![finding])
}

fn understand(
    source: &Source,
    (bytes, hash): (&[u8], &str),
    options: &Options,
    rules: &Rules,
) -> Submission {
    let Outcome {
        value: Opened {
            container,
            workbook,
        },
        mut diagnostics,
    } = container::open_within(bytes, &source.name, &limits(&rules.laporan.batas));
    let Some(workbook) = workbook else {
        let status = if container == Container::Lock {
            FileStatus::NotAReport
        } else {
            FileStatus::Unreadable
        };
        return Submission {
            container,
            status,
            ..unread(source, diagnostics)
        };
    };
    let periode = asked_of(&source.path, options.periode);
    let request = Request {
        periode,
        opd_from_files: options.opd_from_files,
    };
    let bekal = Bekal {
        blake3: hash,
        petaan: &options.petaan,
        ingatan: Some(&options.ingatan).filter(|ingatan| !ingatan.is_empty()),
    };
    let read = book::understand_with(&workbook, &source.name, request, bekal, rules);
    let (mut tables, status) = read.value;
    diagnostics.extend(classify_leaves(&mut tables, &source.name, rules));
    formulas_off_the_record(&mut diagnostics, &tables);
    let status = with_container_findings(status, &diagnostics);
    diagnostics.extend(read.diagnostics);
    Submission {
        file: source.name.clone(),
        blake3: String::new(),
        container,
        status,
        tables,
        diagnostics,
    }
}

/// Formulas without a result on a sheet that nothing is counted from are only worth knowing.
fn formulas_off_the_record(diagnostics: &mut [Diagnostic], tables: &[Table]) {
    for diagnostic in diagnostics
        .iter_mut()
        .filter(|d| d.code == berkas::FORMULA_BLANK)
    {
        let weighs = |table: &&Table| {
            table.status != TableStatus::Ignored && table.sheet == diagnostic.at.sheet
        };
        if !tables.iter().any(|table| weighs(&table)) {
            diagnostic.severity = Severity::Info;
        }
    }
}

/// What the container lost may be what the report needed: an error there keeps the file out, a warning is a note.
fn with_container_findings(status: FileStatus, diagnostics: &[Diagnostic]) -> FileStatus {
    let worst = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.severity)
        .min();
    match (status, worst) {
        (FileStatus::Accepted | FileStatus::AcceptedWithNotes, Some(Severity::Error)) => {
            FileStatus::Quarantined
        }
        (FileStatus::Accepted, Some(Severity::Warning)) => FileStatus::AcceptedWithNotes,
        _ => status,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_settings_are_the_usual_limits() {
        let rules = Rules::embedded().unwrap();
        assert_eq!(limits(&rules.laporan.batas), Limits::default());
    }
}

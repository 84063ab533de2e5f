//! Enters files that are seen for the first time in the register, with their own time, marked as an estimate.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::consolidate::gather::office_of;
use crate::consolidate::penerimaan::{self, Menurut};
use crate::consolidate::register::{PERKIRAAN, Register};
use crate::diag::Diagnostic;
use crate::diag::catalogue::konsolidasi::REGISTER_NOT_WRITTEN;
use crate::error::{Error, sebab};
use crate::kerja::Kerja;
use crate::kerja::register::{self, NAMA, Terima};
use crate::model::location::Location;
use crate::model::periode::Periode;
use crate::model::submission::{Container, Submission};
use crate::pipeline;
use crate::rules::Rules;

/// What the analyst reads beside an estimate.
const CATATAN: &str = "waktu berkas, bukan waktu terima; bila dibetulkan, ganti juga perkiraan dengan surel, WhatsApp, atau diantar";

/// Returns the receipts of files that the register doesn't know, in the order of the files.
///
/// # Errors
/// Where the inputs can't be listed.
pub(super) fn unseen(
    (kerja, paths): (&Kerja, &[PathBuf]),
    submissions: &[Submission],
    register: &Register,
    (menurut, rules): (Menurut<'_>, &Rules),
) -> Result<Vec<Terima>, Error> {
    let known = penerimaan::of(register, submissions, menurut).value;
    let new: Vec<&Submission> = submissions
        .iter()
        .zip(known)
        .filter(|(submission, known)| {
            !known.tercatat
                && !submission.blake3.is_empty()
                && submission.container != Container::Lock
        })
        .map(|(submission, _)| submission)
        .collect();
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let seen = seen(kerja, paths, rules)?;
    let offices = menurut.offices;
    let entry = |submission: &&Submission| {
        let (file, pada) = seen.get(&submission.file)?;
        // Another month's is entered when that month is looked at.
        let other = |own: Periode| !penerimaan::is_of(own, menurut.periode);
        if penerimaan::folder(file).is_some_and(other) {
            return None;
        }
        Some(Terima {
            opd: office_of(offices, submission)
                .map_or_else(String::new, |opd| offices.list[opd].id.to_string()),
            file: file.clone(),
            hash: submission.blake3.clone(),
            pada: *pada,
            cara: PERKIRAAN.to_owned(),
            catatan: CATATAN.to_owned(),
        })
    };
    Ok(new.iter().filter_map(entry).collect())
}

/// Writes receipts; where the register is held by another program that is a finding, and the next run enters them.
pub(super) fn enter(kerja: &Kerja, new: &[Terima]) -> Result<(), Box<Diagnostic>> {
    if new.is_empty() {
        return Ok(());
    }
    register::add(&kerja.register(), new).map_err(|error| {
        let why = match &error {
            Error::Output { source, .. } | Error::Read { source, .. } => sebab(source),
            other => other.to_string(),
        };
        let message = format!(
            "{} berkas belum dicatat: {NAMA} tidak dapat ditulis ({why})",
            new.len()
        );
        Box::new(Diagnostic::new(
            REGISTER_NOT_WRITTEN,
            Location::file(&Arc::from(NAMA)),
            message,
        ))
    })
}

/// Returns how the register names each input file, with its folder, and when it was last changed, by the office's clock.
fn seen(
    kerja: &Kerja,
    paths: &[PathBuf],
    rules: &Rules,
) -> Result<BTreeMap<Arc<str>, (String, DateTime)>, Error> {
    let offset = Offset::from_hours(rules.laporan.tenggat.jam_utc).unwrap_or(Offset::UTC);
    let sources = pipeline::sources(paths, rules)?;
    let time = |path: &PathBuf| std::fs::metadata(path).ok()?.modified().ok();
    Ok(sources
        .into_iter()
        .filter_map(|source| {
            let at = local(time(&source.path)?, offset)?;
            let file = named(&kerja.name_of(&source.path), &source.name);
            Some((source.name, (file, at)))
        })
        .collect())
}

/// Names a file by its path in the folder of inputs; of a zip's member the path goes on inside of it.
fn named(path: &str, name: &str) -> String {
    let zip = path.rsplit('/').next().unwrap_or(path);
    match name.split_once(&format!("{zip}/")) {
        Some((_, member)) => format!("{path}/{member}"),
        None => path.to_owned(),
    }
}

/// Returns a time in whole minutes by a clock ahead of UTC.
fn local(time: SystemTime, offset: Offset) -> Option<DateTime> {
    let time = offset.to_datetime(Timestamp::try_from(time).ok()?);
    time.with().second(0).subsec_nanosecond(0).build().ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_file_is_named_with_the_folder_of_its_month() {
        for (path, name, expected) in [
            ("2026-09/a.xlsx", "a.xlsx", "2026-09/a.xlsx"),
            (
                "2026-09/a.xlsx",
                "/k/masuk/2026-09/a.xlsx",
                "2026-09/a.xlsx",
            ),
            (
                "2026-09/s/a.zip",
                "s/a.zip/b/c.xlsx",
                "2026-09/s/a.zip/b/c.xlsx",
            ),
        ] {
            assert_eq!(named(path, name), expected);
        }
    }

    #[test]
    fn a_time_is_told_by_the_clock_of_the_office() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_791_000_059);
        let wib = local(time, Offset::constant(7)).unwrap();
        assert_eq!(wib.to_string(), "2026-10-03T11:00:00");
    }
}

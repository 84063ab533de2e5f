//! Enters files that are seen for the first time in the register, with their own time, marked as an estimate.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::consolidate::gather::office_of;
use crate::consolidate::office::Offices;
use crate::consolidate::register::{PERKIRAAN, Register};
use crate::diag::Diagnostic;
use crate::diag::catalogue::konsolidasi::REGISTER_NOT_WRITTEN;
use crate::error::{Error, sebab};
use crate::kerja::Kerja;
use crate::kerja::register::{self, NAMA, Terima};
use crate::model::location::Location;
use crate::model::submission::{Container, Submission};
use crate::pipeline;
use crate::rules::Rules;

/// What the analyst reads beside an estimate.
const CATATAN: &str = "waktu berkas; betulkan bila perlu";

/// Returns the receipts of files that the register doesn't know, in the order of the files.
///
/// # Errors
/// Where the inputs can't be listed.
pub(super) fn unseen(
    paths: &[PathBuf],
    submissions: &[Submission],
    register: &Register,
    (rules, offices): (&Rules, &Offices),
) -> Result<Vec<Terima>, Error> {
    let new: Vec<&Submission> = submissions
        .iter()
        .filter(|submission| {
            !submission.blake3.is_empty() && submission.container != Container::Lock
        })
        .filter(|submission| {
            register
                .received(&submission.file, &submission.blake3)
                .is_none()
        })
        .collect();
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let times = times(paths, rules)?;
    let entry = |submission: &&Submission| {
        Some(Terima {
            opd: office_of(offices, submission)
                .map_or_else(String::new, |opd| offices.list[opd].id.to_string()),
            file: submission.file.to_string(),
            hash: submission.blake3.clone(),
            pada: *times.get(&submission.file)?,
            cara: PERKIRAAN.to_owned(),
            catatan: CATATAN.to_owned(),
        })
    };
    Ok(new.iter().filter_map(entry).collect())
}

/// Returns whether the register holds a receipt of the same bytes at the same time.
pub(super) fn is_entered(terima: &Terima, register: &Register) -> bool {
    let (date, time) = (terima.pada.date(), terima.pada.time());
    register.entri.iter().any(|entri| {
        !entri.hash.is_empty()
            && terima.hash.starts_with(&entri.hash)
            && entri.diterima.tanggal == date
            && entri.diterima.pukul.is_none_or(|pukul| pukul == time)
    })
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

/// Returns when each input file was last changed, by the office's clock.
fn times(paths: &[PathBuf], rules: &Rules) -> Result<BTreeMap<Arc<str>, DateTime>, Error> {
    let offset = Offset::from_hours(rules.laporan.tenggat.jam_utc).unwrap_or(Offset::UTC);
    let sources = pipeline::sources(paths, rules)?;
    let time = |path: &PathBuf| std::fs::metadata(path).ok()?.modified().ok();
    Ok(sources
        .into_iter()
        .filter_map(|source| Some((source.name.clone(), local(time(&source.path)?, offset)?)))
        .collect())
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
    fn a_time_is_told_by_the_clock_of_the_office() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_791_000_059);
        let wib = local(time, Offset::constant(7)).unwrap();
        assert_eq!(wib.to_string(), "2026-10-03T11:00:00");
    }
}

//! The one driver: discover, then read every file by itself, in parallel and in fixed order.

use std::path::PathBuf;

use crate::error::Error;
use crate::model::periode::Periode;
use crate::model::submission::Submission;
use crate::rules::Rules;

/// What a run was asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The period asked for; `None` lets each file speak for itself.
    pub periode: Option<Periode>,
    /// Take the offices as the files name them (`--daftar-opd berkas`).
    pub opd_from_files: bool,
}

/// Reads every input file: one `Submission` each, in sorted order, whatever the number of threads.
/// `progress` is called once after each file.
pub fn read(
    _paths: &[PathBuf],
    _options: &Options,
    _rules: &Rules,
    _progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Vec<Submission>, Error> {
    Ok(Vec::new())
}

/// Returns the period that a path's folders name: the last one written `2026-09` or `2026-T3`.
#[must_use]
pub fn periode_of_path(path: &std::path::Path) -> Option<Periode> {
    path.components()
        .rev()
        .find_map(|component| component.as_os_str().to_str()?.parse().ok())
}

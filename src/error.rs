//! What stops a whole run. Everything about an input is a finding instead.

use std::io;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("tidak ada berkas yang dapat dibaca di {}", .0.display())]
    NoInput(PathBuf),
    #[error("{} tidak dapat dibaca: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("{} tidak dapat ditulis: {source}", path.display())]
    Output { path: PathBuf, source: io::Error },
    /// A rules or settings file is wrong; all its faults at once, one a line.
    #[error("aturan tidak dapat dipakai:\n{}", .0.join("\n"))]
    Rules(Vec<String>),
    #[error("{0}")]
    Usage(String),
    #[error("buku kerja rekap gagal disusun: {0}")]
    Workbook(String),
}

impl Error {
    /// Returns whether the reader of our output went away, which is no failure of ours.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }
}

//! What stops a whole run. Everything about an input is a finding instead.

use std::io;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("tidak ada berkas yang dapat dibaca di {}", .0.display())]
    NoInput(PathBuf),
    #[error("{} tidak dapat dibaca: {}", path.display(), sebab(source))]
    Read { path: PathBuf, source: io::Error },
    #[error("{} tidak dapat ditulis: {}", path.display(), sebab(source))]
    Output { path: PathBuf, source: io::Error },
    /// A rules or settings file is wrong; all its faults at once, one a line.
    #[error("aturan tidak dapat dipakai:\n{}", .0.join("\n"))]
    Rules(Vec<String>),
    #[error("{0}")]
    Usage(String),
    #[error("buku kerja rekap gagal disusun: {0}")]
    Workbook(String),
}

/// Says why reading or writing failed, in the words of the analyst where the kind is a usual one.
#[must_use]
pub fn sebab(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let words = match error.kind() {
        Kind::NotFound => "tidak ditemukan",
        Kind::PermissionDenied => "tidak ada izin, atau sedang dibuka program lain",
        Kind::StorageFull => "diska penuh",
        Kind::QuotaExceeded => "jatah diska habis",
        Kind::ReadOnlyFilesystem => "diska hanya dapat dibaca",
        Kind::NotADirectory => "sebagian alamatnya berkas, bukan folder",
        Kind::IsADirectory => "alamat itu folder, bukan berkas",
        Kind::FileTooLarge => "berkas terlalu besar untuk diska ini",
        Kind::InvalidData => "isinya bukan teks UTF-8",
        _ => return error.to_string(),
    };
    words.to_owned()
}

impl Error {
    /// Returns whether the reader of our output went away, which is no failure of ours.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }
}

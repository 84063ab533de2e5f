//! The working folder of the analyst: where it is, what it may hold, and how a small file in it is replaced whole.
//!
//! ```text
//! kerja/
//!   rakor.toml        settings                        opd.toml          the roster
//!   aturan/           words and thresholds, laid over the embedded ones
//!   masuk/<periode>/  what the OPD sent; never written  penerimaan.csv    the receipt register
//!   keputusan.csv     decisions on classes            petaan/           mappings released by hand
//!   master/           budget and control totals (lists of the analyst)
//!   tata_letak/       layouts remembered per OPD      hasil/<periode>/  what is written
//!   arsip/            accepted rows of every period (crate::arsip)
//! ```
//!
//! All of it is optional: a run on a bare folder uses the embedded defaults and remembers nothing.

pub mod induk;
pub mod keputusan;
pub mod petaan;
pub mod register;
pub mod tata_letak;
pub mod tinjauan;

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf, absolute};

use tempfile::NamedTempFile;

use crate::error::Error;
use crate::rules::{Berkas, Sendiri};

/// Name of the folder of rules in a working folder.
const ATURAN: &str = "aturan";
/// Name of the folder of inputs in a working folder.
const MASUK: &str = "masuk";
/// Name of the folder of what is written.
const HASIL: &str = "hasil";

/// A working folder that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kerja {
    folder: PathBuf,
}

impl Kerja {
    /// Returns the working folder that a path of inputs lies in: the folder above `masuk`.
    #[must_use]
    pub fn around(path: &Path) -> Option<Self> {
        Self::above(path, MASUK)
    }

    /// Returns the working folder that a path of outputs lies in: the folder above `hasil`.
    #[must_use]
    pub fn around_output(path: &Path) -> Option<Self> {
        Self::above(path, HASIL)
    }

    fn above(path: &Path, name: &str) -> Option<Self> {
        let path = absolute(path).ok()?;
        path.ancestors()
            .find(|folder| folder.file_name().is_some_and(|own| own == name))
            .and_then(Path::parent)
            .map(|folder| Self {
                folder: folder.to_owned(),
            })
    }

    /// Returns the working folder that a path is, or lies in.
    #[must_use]
    pub fn at(path: &Path) -> Option<Self> {
        let folder = absolute(path).ok()?;
        let is_one =
            |path: &Path| path.join(Berkas::Laporan.nama()).is_file() || path.join(MASUK).is_dir();
        if is_one(&folder) {
            return Some(Self { folder });
        }
        Self::around(path)
    }

    /// Returns whether the analyst made it one (`rakor mulai`): only then the program writes receipts and memory in it.
    #[must_use]
    pub fn is_made(&self) -> bool {
        self.folder.join(Berkas::Laporan.nama()).is_file()
    }

    /// The receipt register.
    #[must_use]
    pub fn register(&self) -> PathBuf {
        self.folder.join(register::NAMA)
    }

    /// Returns how the register names a file: relative to the folder of its period, with `/`.
    #[must_use]
    pub fn name_of(&self, file: &Path) -> String {
        let path = absolute(file).unwrap_or_else(|_| file.to_owned());
        let inner = path.strip_prefix(self.folder.join(MASUK)).unwrap_or(&path);
        let parts = inner.iter().map(|part| part.to_string_lossy());
        parts.collect::<Vec<_>>().join("/")
    }

    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Reads the rules and settings that the analyst wrote: `rakor.toml` and what lies in `aturan/`.
    ///
    /// # Errors
    /// A file that can't be read, and a name in `aturan/` that is no rules file.
    pub fn sendiri(&self) -> Result<Sendiri, Error> {
        self.check_names()?;
        let mut own = Sendiri::new();
        for berkas in Berkas::ALL {
            let path = self.folder.join(berkas.nama());
            match std::fs::read_to_string(&path) {
                Ok(text) => drop(own.insert(berkas, text)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(source) => return Err(Error::Read { path, source }),
            }
        }
        Ok(own)
    }

    /// A rules file under a wrong name would be no rule at all, silently.
    fn check_names(&self) -> Result<(), Error> {
        let Ok(entries) = std::fs::read_dir(self.folder.join(ATURAN)) else {
            return Ok(());
        };
        let mut faults: Vec<String> = entries
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .map(|name| format!("{ATURAN}/{name}"))
            .filter(|name| Path::new(name).extension().is_some_and(|end| end == "toml"))
            .filter(|name| Berkas::ALL.iter().all(|berkas| berkas.nama() != name))
            .collect();
        faults.sort();
        if faults.is_empty() {
            return Ok(());
        }
        let known: Vec<&str> = Berkas::ALL.iter().map(|berkas| berkas.nama()).collect();
        let known = known.join(", ");
        let named = |name| format!("{name}: bukan berkas aturan; yang dikenal: {known}");
        Err(Error::Rules(faults.into_iter().map(named).collect()))
    }

    /// The roster of the working folder.
    #[must_use]
    pub fn roster(&self) -> PathBuf {
        self.folder.join("opd.toml")
    }

    /// The decisions on classes of the working folder.
    #[must_use]
    pub fn keputusan(&self) -> PathBuf {
        self.folder.join(keputusan::NAMA)
    }

    /// The mappings released by hand.
    #[must_use]
    pub fn petaan(&self) -> PathBuf {
        self.folder.join("petaan")
    }

    /// The layouts remembered per office.
    #[must_use]
    pub fn tata_letak(&self) -> PathBuf {
        self.folder.join("tata_letak")
    }

    /// The archive of earlier periods.
    #[must_use]
    pub fn arsip(&self) -> PathBuf {
        self.folder.join("arsip")
    }

    /// The inputs, which are never written to.
    #[must_use]
    pub fn masuk(&self) -> PathBuf {
        self.folder.join(MASUK)
    }
}

/// Replaces a file whole: written beside it, brought to the disk, renamed onto it.
///
/// # Errors
/// `Error::Output` where the folder can't be made or the file can't be written or replaced; the old file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let fault = |source| Error::Output {
        path: path.to_owned(),
        source,
    };
    let file = written_beside(path, bytes).map_err(fault)?;
    file.persist(path).map_err(|error| fault(error.error))?;
    Ok(())
}

/// Writes bytes to a temporary file in the folder of a target, which is made where it is missing.
pub(crate) fn written_beside(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)?;
    let mut file = beside(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// A TOML basic string.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A temporary file that others may read once it has its name.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".rakor-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_working_folder_is_the_one_above_masuk() {
        let found = |path: &str| Kerja::around(Path::new(path)).map(|kerja| kerja.folder);
        assert_eq!(found("/k/masuk/2026-09/a.xlsx"), Some(PathBuf::from("/k")));
        assert_eq!(found("/k/berkas"), None);
        let written = Kerja::around_output(Path::new("/k/hasil/2026-09/telaah.xlsx"));
        assert_eq!(written.map(|kerja| kerja.folder), Some(PathBuf::from("/k")));
    }

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("petaan/a.toml");
        replace(&path, b"satu").unwrap();
        replace(&path, b"dua").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"dua");
        assert_eq!(
            std::fs::read_dir(path.parent().unwrap()).unwrap().count(),
            1
        );
    }
}

//! Mappings released by hand (`petaan/*.toml`): found, read with all their faults at once, written as proposals.

mod baca;
#[cfg(test)]
mod tests;
mod tingkat;
mod toml;
mod tulis;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub use baca::parse;
pub use tulis::{is_untouched, text};

use crate::error::Error;
use crate::model::petaan::Petaan;
use crate::rules::opd::Roster;

/// The mappings in effect, and the proposals nobody has worked on yet.
#[derive(Clone, Debug, Default)]
pub struct Petaans {
    pub berlaku: Vec<Petaan>,
    /// Proposals as the program wrote them: they release nothing.
    pub usulan: Vec<PathBuf>,
}

/// Reads the mappings of a folder (sorted by name) and of the files named; with a roster their offices must stand in it.
///
/// # Errors
/// `Error::Read` where a named path can't be read, `Error::Rules` with every fault of every file.
pub fn load(
    folder: Option<&Path>,
    named: &[PathBuf],
    roster: Option<&Roster>,
) -> Result<Petaans, Error> {
    let mut found = Petaans::default();
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    let own = folder.filter(|folder| folder.is_dir());
    let folders = own.into_iter().chain(named.iter().map(PathBuf::as_path));
    for path in folders {
        let files = if path.is_dir() {
            files_in(path)?
        } else {
            vec![path.to_owned()]
        };
        for file in files {
            if !seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())) {
                continue;
            }
            let text = std::fs::read(&file).map_err(|source| Error::Read {
                path: file.clone(),
                source,
            })?;
            let text = String::from_utf8_lossy(&text);
            // A byte order mark is an editor's, not a person's.
            let text = text.trim_start_matches('\u{feff}');
            if is_untouched(text) && path.is_dir() {
                found.usulan.push(file);
                continue;
            }
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("petaan {name}");
            found
                .berlaku
                .extend(parse(text, &name, roster, &mut faults));
        }
    }
    twice(&found.berlaku, &mut faults);
    if faults.is_empty() {
        Ok(found)
    } else {
        Err(Error::Rules(faults))
    }
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let fault = |source| Error::Read {
        path: folder.to_owned(),
        source,
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Two mappings of the same table contradict each other: nobody may choose between them but their authors.
fn twice(petaan: &[Petaan], faults: &mut Vec<String>) {
    for (index, one) in petaan.iter().enumerate() {
        let same = |other: &&Petaan| {
            other.berkas.is_same(&one.berkas.blake3)
                && other.lembar == one.lembar
                && other.judul.0 <= one.judul.1
                && one.judul.0 <= other.judul.1
        };
        if let Some(other) = petaan[..index].iter().find(same) {
            faults.push(format!(
                "{} dan {} memetakan tabel yang sama; hapus salah satu",
                other.sumber, one.sumber
            ));
        }
    }
}

//! Finds the input files and reads their bytes: the door to the input folders, which it never writes to.
//!
//! A folder stands for its files, a zip for its members (nested once). Lock files are listed, since they name
//! who holds a report; hidden files and what operating systems leave behind are skipped and only counted.

mod archive;
mod read;
mod skip;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use crate::error::Error;
use crate::ingest::container::Limits;

/// One input file (or member of a zip), found but not yet read.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// As given, or relative to the folder given, with `/` and in NFC; members of a zip as `a.zip/b.xlsx`.
    pub name: Arc<str>,
    pub path: PathBuf,
    /// Where the file stands inside of `path`: an entry of the zip, or an entry of a zip in it.
    pub(crate) inside: Vec<usize>,
    /// Why it can't be read, where looking for it already failed.
    pub(crate) fault: Option<String>,
}

/// What was found under the paths given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub sources: Vec<Source>,
    /// Hidden and foreign system files, which are no input.
    pub skipped: Vec<Arc<str>>,
}

impl Source {
    fn file(name: String, path: &Path) -> Self {
        Self {
            name: name.into(),
            path: path.to_owned(),
            inside: Vec::new(),
            fault: None,
        }
    }
}

/// Lists the input files of the paths given, folders recursively, in sorted order; zips are looked into within the limits.
pub fn discover(paths: &[PathBuf], limits: &Limits) -> Result<Vec<Source>, Error> {
    survey(paths, limits).map(|found| found.sources)
}

/// Lists the input files together with what was skipped.
pub fn survey(paths: &[PathBuf], limits: &Limits) -> Result<Found, Error> {
    let mut found = Found::default();
    for path in paths {
        let meta = std::fs::metadata(path).map_err(|source| Error::Read {
            path: path.clone(),
            source,
        })?;
        if meta.is_dir() {
            folder(path, limits, &mut found);
        } else {
            add(Source::file(slashed(path), path), limits, &mut found);
        }
    }
    let key = |source: &Source| {
        (
            source.name.clone(),
            source.path.clone(),
            source.inside.clone(),
        )
    };
    found.sources.sort_by_key(key);
    found.sources.dedup_by_key(|source| key(source));
    found.skipped.sort();
    found.skipped.dedup();
    Ok(found)
}

fn folder(root: &Path, limits: &Limits, found: &mut Found) {
    let mut walk = WalkDir::new(root).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(root);
                let mut source = Source::file(relative(root, path), path);
                source.fault = Some(error.to_string());
                found.sources.push(source);
                continue;
            }
        };
        let path = entry.path();
        let name = relative(root, path);
        if entry.file_type().is_dir() {
            if entry.depth() > 0 && skip::folder(entry.file_name()) {
                walk.skip_current_dir();
                found.skipped.push((name + "/").into());
            }
        } else if skip::file(entry.file_name()) || read::is_system(path) {
            found.skipped.push(name.into());
        } else if std::fs::metadata(path).map_or(true, |meta| meta.is_file()) {
            // A dangling link stays in the list: reading it says what is wrong.
            add(Source::file(name, path), limits, found);
        }
    }
}

/// Adds a file, or the members of a zip in its place.
fn add(source: Source, limits: &Limits, found: &mut Found) {
    match archive::members(&source, limits) {
        Some(members) => {
            found.sources.extend(members.sources);
            found.skipped.extend(members.skipped);
        }
        None => found.sources.push(source),
    }
}

/// Writes a path as given: with `/`, in NFC (macOS and its zips decompose letters).
fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.nfc().collect()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/").nfc().collect()
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let parts = inner.iter().map(OsStr::to_string_lossy);
    parts.collect::<Vec<_>>().join("/").nfc().collect()
}

#[cfg(test)]
mod tests;

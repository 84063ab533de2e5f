//! Finds the input files and reads their bytes: the door to the input folders, which it never writes to.

use std::path::PathBuf;
use std::sync::Arc;

use crate::error::Error;

/// One input file (or member of a zip), found but not yet read.
#[derive(Clone, Debug)]
pub struct Source {
    /// As given, or relative to the folder given, with `/` and in NFC; members of a zip as `a.zip/b.xlsx`.
    pub name: Arc<str>,
    pub path: PathBuf,
}

/// Lists the input files of the paths given, folders recursively, in sorted order.
pub fn discover(_paths: &[PathBuf]) -> Result<Vec<Source>, Error> {
    Ok(Vec::new())
}

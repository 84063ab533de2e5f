//! Reads a file whole, once: what is hashed is what is parsed.

use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::Source;
use crate::diag::catalogue::berkas;
use crate::ingest::container::{Findings, Limits, Package, Read, Refusal};
use crate::model::outcome::Outcome;

/// How often a file that is held or still written is tried, and how long is waited in between.
const TRIES: usize = 3;
const PAUSE: Duration = Duration::from_millis(200);

impl Source {
    /// Reads the bytes within given limits; `None` with a finding where that can't be done.
    pub fn read(&self, limits: &Limits) -> Outcome<Option<Vec<u8>>> {
        let mut findings = Findings::new(&self.name);
        let value = match self.bytes(limits) {
            Ok(bytes) => Some(bytes),
            Err(refusal) => {
                findings.refuse(refusal);
                None
            }
        };
        Outcome {
            value,
            diagnostics: findings.list,
        }
    }

    pub(super) fn bytes(&self, limits: &Limits) -> Read<Vec<u8>> {
        if let Some(fault) = &self.fault {
            return Err(unreadable(fault));
        }
        let mut bytes = file(&self.path, limits)?;
        for index in &self.inside {
            bytes = Package::open(&bytes, limits)?.unpack(*index)?;
        }
        Ok(bytes)
    }
}

fn unreadable(error: impl std::fmt::Display) -> Refusal {
    Refusal::new(
        berkas::UNREADABLE,
        format!("berkas tidak dapat dibaca: {error}"),
    )
}

fn file(path: &Path, limits: &Limits) -> Read<Vec<u8>> {
    let mut outcome = attempt(path, limits);
    for _ in 1..TRIES {
        match &outcome {
            Err(Attempt::Held(_) | Attempt::Moving) => sleep(PAUSE),
            _ => break,
        }
        outcome = attempt(path, limits);
    }
    outcome.map_err(|attempt| match attempt {
        Attempt::Held(error) => unreadable(error),
        Attempt::Moving => Refusal::new(
            berkas::STILL_COPYING,
            "berkas berubah ketika dibaca: penyalinan atau penyimpanan belum selesai",
        ),
        Attempt::Refused(refusal) => refusal,
    })
}

/// Why one attempt gave no bytes.
enum Attempt {
    /// Another program holds the file (Windows: sharing or lock violation).
    Held(io::Error),
    Moving,
    Refused(Refusal),
}

impl From<io::Error> for Attempt {
    fn from(error: io::Error) -> Self {
        let held = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
        if held {
            Self::Held(error)
        } else {
            Self::Refused(unreadable(error))
        }
    }
}

fn attempt(path: &Path, limits: &Limits) -> Result<Vec<u8>, Attempt> {
    let before = std::fs::metadata(path)?;
    if is_placeholder(&before) {
        return Err(Attempt::Refused(Refusal::new(
            berkas::NOT_DOWNLOADED,
            "berkas belum diunduh dari penyimpanan awan",
        )));
    }
    if before.len() > limits.file_bytes {
        let message = format!(
            "berkas {} MB, lebih dari {} MB",
            before.len() >> 20,
            limits.file_bytes >> 20
        );
        return Err(Attempt::Refused(Refusal::new(berkas::TOO_BIG, message)));
    }
    let mut bytes = Vec::new();
    File::open(path)?
        .take(limits.file_bytes + 1)
        .read_to_end(&mut bytes)?;
    let after = std::fs::metadata(path)?;
    let same = before.len() == after.len()
        && after.len() == bytes.len() as u64
        && before.modified().ok() == after.modified().ok();
    if same {
        Ok(bytes)
    } else {
        Err(Attempt::Moving)
    }
}

/// A file of a cloud folder whose contents are not on the disk: opening it would download it.
#[cfg(windows)]
fn is_placeholder(meta: &Metadata) -> bool {
    use std::os::windows::fs::MetadataExt;
    const OFFLINE: u32 = 0x1000;
    const RECALL_ON_OPEN: u32 = 0x0004_0000;
    const RECALL_ON_DATA_ACCESS: u32 = 0x0040_0000;
    meta.file_attributes() & (OFFLINE | RECALL_ON_OPEN | RECALL_ON_DATA_ACCESS) != 0
}

#[cfg(not(windows))]
fn is_placeholder(_: &Metadata) -> bool {
    false
}

/// Returns whether Windows marks a file as hidden or its own (lock files are hidden, and wanted).
#[cfg(windows)]
pub(super) fn is_system(path: &Path) -> bool {
    use std::os::windows::fs::MetadataExt;
    const HIDDEN: u32 = 0x2;
    const SYSTEM: u32 = 0x4;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase());
    let is_lock = name.is_some_and(|name| super::skip::is_lock(&name));
    let attributes = std::fs::symlink_metadata(path).map_or(0, |meta| meta.file_attributes());
    !is_lock && attributes & (HIDDEN | SYSTEM) != 0
}

#[cfg(not(windows))]
pub(super) fn is_system(_: &Path) -> bool {
    false
}

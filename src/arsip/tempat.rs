//! Where a period lies in the archive, and how a whole period is put in its place: beside it first, then by renaming.
//!
//! A run that ends at any moment leaves the old period or the new one: while neither has the name, what lies beside it
//! is the period, and the next run tidies up.

use std::io;
use std::path::{Path, PathBuf};

use super::manifes::NAMA;
use crate::kerja::{Kerja, written_beside};
use crate::model::periode::Periode;

/// The folder of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tempat {
    folder: PathBuf,
    nama: String,
}

impl Tempat {
    /// Returns the place of a month or a quarter; a year has none.
    pub(super) fn of(kerja: &Kerja, periode: Periode) -> Option<Self> {
        let nama = match (periode.triwulan, periode.bulan) {
            // Apart from the months, so that an engine that reads the partitions doesn't count a quarter's last month twice.
            (Some(triwulan), _) => {
                format!("triwulan/tahun={}/triwulan={triwulan}", periode.tahun)
            }
            (None, Some(bulan)) => format!("tahun={}/bulan={bulan:02}", periode.tahun),
            (None, None) => return None,
        };
        Some(Self::named(kerja, &nama))
    }

    /// Returns the place of what was frozen of a period.
    pub(super) fn kunci(kerja: &Kerja, periode: Periode) -> Self {
        Self::named(kerja, &format!("kunci/{}", periode.folder()))
    }

    fn named(kerja: &Kerja, nama: &str) -> Self {
        Self {
            folder: kerja.arsip().join(nama),
            nama: format!("arsip/{nama}"),
        }
    }

    /// The place as it is told: from the working folder, with `/`.
    pub(super) fn nama(&self) -> &str {
        &self.nama
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the folder in which the period lies now; where it has none, the one it would have.
    pub(super) fn isi(&self) -> PathBuf {
        let whole = |folder: &PathBuf| folder.join(NAMA).is_file();
        let places = [
            self.folder.clone(),
            self.beside("baru"),
            self.beside("lama"),
        ];
        if self.folder.is_dir() {
            return self.folder.clone();
        }
        places
            .into_iter()
            .find(whole)
            .unwrap_or_else(|| self.folder.clone())
    }

    fn beside(&self, what: &str) -> PathBuf {
        let name = self
            .folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        self.folder.with_file_name(format!(".{name}.{what}"))
    }

    /// Gives what the period holds another name, the first that is free: `2026-T3 (1)`.
    pub(super) fn sisihkan(&self) -> io::Result<()> {
        let name = self
            .folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        let free =
            (1..).map(|number: u32| self.folder.with_file_name(format!("{name} ({number})")));
        let free = free.into_iter().find(|path| !path.exists());
        std::fs::rename(self.isi(), free.unwrap_or_else(|| self.beside("lama")))
    }

    /// Puts files in place of whatever the period holds; the last of them makes it whole.
    pub(super) fn tukar(&self, files: &[(&str, &[u8])]) -> io::Result<()> {
        let (baru, lama) = (self.beside("baru"), self.beside("lama"));
        // What an interrupted run left beside it is the period where it has no folder.
        let now = self.isi();
        if now != self.folder && now.is_dir() {
            std::fs::rename(&now, &self.folder)?;
        }
        removed(&baru)?;
        removed(&lama)?;
        for (name, bytes) in files {
            let path = baru.join(name);
            written_beside(&path, bytes)?
                .persist(&path)
                .map_err(|error| error.error)?;
        }
        let replaces = self.folder.is_dir();
        if replaces {
            std::fs::rename(&self.folder, &lama)?;
        }
        if let Err(error) = std::fs::rename(&baru, &self.folder) {
            if replaces {
                // The old period is as good as it was; a second failure has no better place to go.
                let _ = std::fs::rename(&lama, &self.folder);
            }
            return Err(error);
        }
        removed(&lama)
    }
}

fn removed(folder: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

//! What goes back to the offices: lembar koreksi, tanda terima and messages, written into the folder of results.
//!
//! A file is only ever replaced or removed if this program wrote it and nobody changed it since: `keluaran-rakor.csv`
//! beside the folders remembers the hash of what was written. What a person made or edited stays as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::keluaran::{self, sibling};
use crate::consolidate::Konsolidasi;
use crate::error::Error;
use crate::kerja::replace;
use crate::model::submission::FileStatus;
use crate::pipeline::Reopener;
use crate::report::koreksi::nama::Nama;
use crate::report::koreksi::{self, Perbaikan};
use crate::report::{Cetak, pesan, tanda_terima};

const KOREKSI: &str = "koreksi";
const TANDA_TERIMA: &str = "tanda-terima";
const PESAN: &str = "pesan";
/// Name of the message for all offices.
const GRUP: &str = "grup";
/// Name of the list of what was written.
const CATATAN: &str = "keluaran-rakor.csv";
/// How many sibling names are tried where a file is in use or a person's.
const SIBLINGS: u32 = 99;

/// What was written, and what was found that no longer holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hasil {
    pub(super) koreksi: Vec<PathBuf>,
    pub(super) tanda_terima: Vec<PathBuf>,
    pub(super) pesan: Vec<PathBuf>,
    /// Files of an earlier run that no longer hold and were taken away.
    pub(super) dihapus: Vec<PathBuf>,
    /// Files in these folders that this program did not write, or that a person changed since: left alone.
    pub(super) asing: Vec<PathBuf>,
    /// Names of offices whose file can't be read here, for no fault of theirs.
    pub(super) sendiri: Vec<String>,
    /// Names of offices whose findings are not theirs to mend.
    pub(super) petugas: Vec<String>,
}

impl Hasil {
    /// Says in a few lines what was written.
    pub(super) fn screen(&self, folder: &Path) -> String {
        let mut text = format!(
            "Untuk OPD, di {}: {} lembar koreksi, {} tanda terima, {} pesan\n",
            folder.display(),
            self.koreksi.len(),
            self.tanda_terima.len(),
            self.pesan.len()
        );
        for (what, paths) in [
            ("  Dihapus, karena tidak berlaku lagi:", &self.dihapus),
            (
                "  Tidak disentuh, karena bukan buatan rakor atau sudah diubah:",
                &self.asing,
            ),
        ] {
            if !paths.is_empty() {
                let names: Vec<String> = paths.iter().map(|path| short(folder, path)).collect();
                let _ = writeln!(text, "{what} {}", names.join(", "));
            }
        }
        for (why, names) in [
            ("berkasnya tidak terbaca di komputer ini", &self.sendiri),
            ("temuannya untuk petugas, bukan untuk OPD", &self.petugas),
        ] {
            if !names.is_empty() {
                let names = names.join(", ");
                let _ = writeln!(text, "  Tanpa lembar koreksi, karena {why}: {names}");
            }
        }
        text
    }
}

/// What was written, in the machine contract.
#[derive(Serialize)]
pub(super) struct JsonUntukOpd {
    koreksi: Vec<String>,
    tanda_terima: Vec<String>,
    pesan: Vec<String>,
    dihapus: Vec<String>,
    tidak_disentuh: Vec<String>,
}

impl From<&Hasil> for JsonUntukOpd {
    fn from(hasil: &Hasil) -> Self {
        let texts = |paths: &[PathBuf]| {
            paths
                .iter()
                .map(|path| path.display().to_string())
                .collect()
        };
        Self {
            koreksi: texts(&hasil.koreksi),
            tanda_terima: texts(&hasil.tanda_terima),
            pesan: texts(&hasil.pesan),
            dihapus: texts(&hasil.dihapus),
            tidak_disentuh: texts(&hasil.asing),
        }
    }
}

/// Refuses a folder among the inputs, or one that can't be written to.
pub(super) fn check(folder: &Path, masuk: &[PathBuf]) -> Result<(), Error> {
    keluaran::check(&folder.join(CATATAN), masuk)
}

fn short(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// Writes everything for the offices of a consolidation into a folder.
pub(super) fn write(
    folder: &Path,
    k: &Konsolidasi,
    cetak: &Cetak,
    pembuka: &Reopener,
) -> Result<Hasil, Error> {
    let mut rak = Rak::open(folder)?;
    let mut hasil = Hasil::default();
    let mut names = Nama::terpakai(&[GRUP]);
    for opd in 0..k.opd.len() {
        let perbaikan = Perbaikan::of(k, &cetak.urutan_berkas, opd);
        let name = names.berkas(&k.opd[opd].office.singkat);
        let mut lampiran = None;
        if perbaikan.n_wajib() > 0 {
            let buka = |file: usize| pembuka.open(&k.submissions[file]);
            let bytes = koreksi::workbook(k, cetak, &perbaikan, &buka)?;
            let written = rak.put(KOREKSI, &format!("{name}.xlsx"), &bytes)?;
            lampiran = file_name(&written);
            hasil.koreksi.push(written);
        } else if tanda_terima::layak(k, &perbaikan) {
            let bytes = tanda_terima::workbook(k, cetak, &perbaikan)?;
            let written = rak.put(TANDA_TERIMA, &format!("{name}.xlsx"), &bytes)?;
            lampiran = file_name(&written);
            hasil.tanda_terima.push(written);
        } else if k.opd[opd].kepatuhan.errors > 0 {
            let own = &k.opd[opd];
            let unread = |&file: &usize| k.submissions[file].status == FileStatus::Unreadable;
            let names = if own.kepatuhan.files.iter().any(unread) {
                &mut hasil.sendiri
            } else {
                &mut hasil.petugas
            };
            names.push(own.office.singkat.to_string());
        }
        let text = pesan::opd(k, cetak, &perbaikan, lampiran.as_deref());
        hasil
            .pesan
            .push(rak.put(PESAN, &format!("{name}.txt"), &as_text(&text))?);
    }
    let text = pesan::grup(k, cetak);
    hasil
        .pesan
        .push(rak.put(PESAN, &format!("{GRUP}.txt"), &as_text(&text))?);
    rak.close(&mut hasil)?;
    Ok(hasil)
}

/// Line ends that every editor of an office laptop shows.
fn as_text(text: &str) -> Vec<u8> {
    text.replace('\n', "\r\n").into_bytes()
}

fn file_name(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_string_lossy().into_owned())
}

/// The folder of results with what this program wrote there.
struct Rak {
    folder: PathBuf,
    /// Hashes of what was written, by path below the folder with `/`; two while a file is being replaced.
    ours: BTreeMap<String, BTreeSet<String>>,
    written: BTreeSet<String>,
}

impl Rak {
    fn open(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(CATATAN);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(source) => return Err(Error::Read { path, source }),
        };
        Ok(Self {
            folder: folder.to_owned(),
            ours: parse(&text),
            written: BTreeSet::new(),
        })
    }

    /// Writes a file, onto a sibling's name where the file is a person's or in use; returns the path.
    fn put(&mut self, folder: &str, name: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
        let path = self.folder.join(folder).join(name);
        let hash = hash(bytes);
        let mut last = None;
        for number in 1..=SIBLINGS {
            let target = sibling(&path, number);
            let key = key(&self.folder, &target);
            let known = self.ours.get(&key);
            match std::fs::read(&target).map(|old| self::hash(&old)) {
                // Not touched at all: a program that watches the folder has nothing to do.
                Ok(old) if old == hash => {}
                Ok(old) if known.is_none_or(|known| !known.contains(&old)) => continue,
                Err(_) if target.exists() => continue,
                _ => {
                    // Remembered before it is written: a run that ends in between does not make it a stranger's.
                    if self
                        .ours
                        .entry(key.clone())
                        .or_default()
                        .insert(hash.clone())
                    {
                        self.remember()?;
                    }
                    if let Err(error) = replace(&target, bytes) {
                        last = Some(error);
                        continue;
                    }
                }
            }
            self.ours.insert(key.clone(), BTreeSet::from([hash]));
            self.written.insert(key);
            return Ok(target);
        }
        Err(last.unwrap_or_else(|| Error::Output {
            path,
            source: std::io::ErrorKind::AlreadyExists.into(),
        }))
    }

    /// Takes away what no longer holds, as far as it is ours and unchanged, and remembers what was written.
    fn close(mut self, hasil: &mut Hasil) -> Result<(), Error> {
        for shelf in [KOREKSI, TANDA_TERIMA, PESAN] {
            for path in files(&self.folder.join(shelf)) {
                let key = key(&self.folder, &path);
                if self.written.contains(&key) {
                    continue;
                }
                let known = self.ours.get(&key);
                let unchanged = std::fs::read(&path)
                    .is_ok_and(|bytes| known.is_some_and(|known| known.contains(&hash(&bytes))));
                if unchanged && std::fs::remove_file(&path).is_ok() {
                    hasil.dihapus.push(path);
                } else {
                    hasil.asing.push(path);
                }
            }
        }
        let folder = self.folder.clone();
        self.ours
            .retain(|key, _| self.written.contains(key) || folder.join(key).is_file());
        self.remember()
    }

    fn remember(&self) -> Result<(), Error> {
        let mut text = String::from("berkas;blake3\r\n");
        for (key, hashes) in &self.ours {
            for hash in hashes {
                let _ = write!(text, "{key};{hash}\r\n");
            }
        }
        let path = self.folder.join(CATATAN);
        if std::fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
            return Ok(());
        }
        replace(&path, text.as_bytes())
    }
}

/// Reads the list; a line that isn't one of it makes its file a stranger's, which is the safe side.
fn parse(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut ours: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in text.lines() {
        let Some((key, hash)) = line.trim_end().rsplit_once(';') else {
            continue;
        };
        if hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            ours.entry(key.to_owned())
                .or_default()
                .insert(hash.to_owned());
        }
    }
    ours
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The path below the folder, with `/` on every machine.
fn key(folder: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The files of a folder in fixed order, without those that programs hide there.
fn files(folder: &Path) -> Vec<PathBuf> {
    let hidden = |path: &Path| {
        file_name(path).is_none_or(|name| name.starts_with(['.', '~']) || name == "Thumbs.db")
    };
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file() && !hidden(path))
        .collect();
    paths.sort();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(folder: &Path, files: &[(&str, &str)]) -> Hasil {
        let mut rak = Rak::open(folder).unwrap();
        let mut hasil = Hasil::default();
        for (name, text) in files {
            hasil
                .koreksi
                .push(rak.put(KOREKSI, name, text.as_bytes()).unwrap());
        }
        rak.close(&mut hasil).unwrap();
        hasil
    }

    fn names(paths: &[PathBuf]) -> Vec<String> {
        paths.iter().filter_map(|path| file_name(path)).collect()
    }

    #[test]
    fn only_what_was_written_and_left_unchanged_is_replaced_or_removed() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(KOREKSI).join(name);
        let hasil = run(
            folder.path(),
            &[("a.xlsx", "1"), ("b.xlsx", "1"), ("c.xlsx", "1")],
        );
        assert_eq!(names(&hasil.koreksi), ["a.xlsx", "b.xlsx", "c.xlsx"]);
        std::fs::write(at("b.xlsx"), "dengan catatan orang").unwrap();
        std::fs::write(at("milik saya.xlsx"), "x").unwrap();
        let hasil = run(folder.path(), &[("a.xlsx", "2"), ("b.xlsx", "2")]);
        assert_eq!(names(&hasil.koreksi), ["a.xlsx", "b (2).xlsx"]);
        assert_eq!(names(&hasil.dihapus), ["c.xlsx"]);
        assert_eq!(names(&hasil.asing), ["b.xlsx", "milik saya.xlsx"]);
        assert_eq!(
            std::fs::read(at("b.xlsx")).unwrap(),
            b"dengan catatan orang"
        );
        // Once more: nothing new, nothing gone.
        let again = run(folder.path(), &[("a.xlsx", "2"), ("b.xlsx", "2")]);
        assert_eq!((again.koreksi, again.dihapus), (hasil.koreksi, Vec::new()));
        // Without the list all are strangers.
        std::fs::remove_file(folder.path().join(CATATAN)).unwrap();
        let hasil = run(folder.path(), &[("a.xlsx", "3")]);
        assert_eq!(names(&hasil.koreksi), ["a (2).xlsx"]);
        assert_eq!(
            names(&hasil.asing),
            ["a.xlsx", "b (2).xlsx", "b.xlsx", "milik saya.xlsx"]
        );
    }

    #[test]
    fn a_run_that_ended_in_between_is_taken_up() {
        let folder = tempfile::tempdir().unwrap();
        let mut rak = Rak::open(folder.path()).unwrap();
        rak.put(KOREKSI, "a.xlsx", b"1").unwrap();
        drop(rak);
        let hasil = run(folder.path(), &[("a.xlsx", "2")]);
        assert_eq!(names(&hasil.koreksi), ["a.xlsx"]);
    }
}

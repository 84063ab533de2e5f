//! A working folder with the months of the fixtures in it, run as the analyst does.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::buku;
use super::perintah::{fixtures, rakor, run};

pub(crate) const BULAN: [&str; 3] = ["2026-07", "2026-08", "2026-09"];

/// Projects of the settings: one with a contract, one of several activities, one that nobody reports.
const STRATEGIS: &str = r#"proyek = [
    { nama = "Jalan dan jembatan", opd = "dpupr", kata = ["jalan"] },
    { nama = "Ruang kelas", opd = "disdikbud", kata = ["ruang kelas"] },
    { nama = "Bendungan", opd = "dpupr", kata = ["bendungan serbaguna"] },
] #"#;

/// A day after all the deadlines of the fixtures, for files that nobody entered: 14 October 2026.
const TIBA: u64 = 1_791_943_200;

/// A report of September that is a text file with windows-1252 letters.
pub(crate) const JATIPURO: &str = "Jatipuro_RFK_Sept.csv";

/// A report of September that is a workbook, with contracts.
pub(crate) const DISPARPORA: &str = "data paket Disparpora Sept 2026.xlsx";

/// A working folder, thrown away with the value.
pub(crate) struct Kerja(TempDir);

impl Kerja {
    /// Made by `rakor mulai`, with the register and these months; nothing is run yet.
    pub(crate) fn new(months: &[&str]) -> Self {
        let own = Self(tempfile::tempdir().unwrap());
        let made = run(rakor().arg("mulai").arg(own.0.path()));
        assert_eq!(made.status.code(), Some(0));
        let settings = own.path("rakor.toml");
        let text = std::fs::read_to_string(&settings).unwrap();
        let with = text.replace("# proyek = []", STRATEGIS);
        assert_ne!(text, with);
        std::fs::write(settings, with).unwrap();
        std::fs::copy(
            fixtures().join("penerimaan.csv"),
            own.path("penerimaan.csv"),
        )
        .unwrap();
        for month in months {
            own.bring(month, "");
        }
        own
    }

    /// With those reports of September whose names hold one of these words, and the rekap made of them.
    pub(crate) fn kecil(words: &[&str]) -> Self {
        let own = Self::new(&[]);
        for word in words {
            own.bring("2026-09", word);
        }
        own.rekap("2026-09", &[]);
        own
    }

    /// The three months, each run in its order, the last frozen, then one of its files corrected and run again: so that
    /// every sheet of September is filled.
    pub(crate) fn tiga_bulan() -> Self {
        let own = Self::sebelum();
        own.rekap("2026-09", &[]);
        own
    }

    /// The same before the last run.
    pub(crate) fn sebelum() -> Self {
        let own = Self::new(&BULAN);
        for month in BULAN {
            own.rekap(month, &[]);
        }
        let frozen = run(rakor().args(["kunci", "2026-T3"]).arg(own.0.path()));
        assert!(frozen.status.success(), "{frozen:?}");
        own.perbaiki();
        own
    }

    /// A copy of the whole folder.
    pub(crate) fn salin(&self) -> Self {
        let own = Self(tempfile::tempdir().unwrap());
        for path in files(self.0.path()) {
            let copy = own.path("").join(path.strip_prefix(self.0.path()).unwrap());
            std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
            std::fs::copy(&path, &copy).unwrap();
            touch(&copy);
        }
        own
    }

    /// A kecamatan corrects the realisasi of one activity by Rp 1.000, with what follows from it; a dinas saves its
    /// report again without a change, so that its bytes are others.
    pub(crate) fn perbaiki(&self) {
        self.ubah(DISPARPORA, &|bytes| buku::buka(&bytes).paket.write());
        self.sunting(
            JATIPURO,
            &[
                ("7.689.838;27,88;", "7.690.838;27,89;"),
                ("19.888.662", "19.887.662"),
                ("2.693.718.235", "2.693.719.235"),
                ("1.165.779.765", "1.165.778.765"),
            ],
        );
    }

    /// Puts texts in the place of others in a report of September that is a text file; each must stand there once.
    pub(crate) fn sunting(&self, file: &str, changes: &[(&str, &str)]) {
        let replaced = |mut bytes: Vec<u8>| {
            for (from, to) in changes {
                let stands = |at: &usize| bytes[*at..].starts_with(from.as_bytes());
                let at: Vec<usize> = (0..bytes.len()).filter(stands).collect();
                assert_eq!(at.len(), 1, "{file}: {from}");
                bytes.splice(at[0]..at[0] + from.len(), to.bytes());
            }
            bytes
        };
        self.ubah(file, &replaced);
    }

    /// Changes a report of September; its receipt stays that of the file before.
    pub(crate) fn ubah(&self, file: &str, change: &dyn Fn(Vec<u8>) -> Vec<u8>) {
        let path = self.path("masuk/2026-09").join(file);
        let bytes = std::fs::read(&path).unwrap();
        let before = blake3::hash(&bytes).to_string();
        let bytes = change(bytes);
        let after = blake3::hash(&bytes).to_string();
        std::fs::write(&path, bytes).unwrap();
        touch(&path);
        let register = self.path("penerimaan.csv");
        let text = std::fs::read_to_string(&register).unwrap();
        assert!(
            text.contains(&before) || text.contains(&format!("{file};;")),
            "{file}"
        );
        std::fs::write(register, text.replace(&before, &after)).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Puts the reports of a month whose names hold a word in their folder.
    fn bring(&self, month: &str, word: &str) {
        let inbox = self.path(&format!("masuk/{month}"));
        std::fs::create_dir_all(&inbox).unwrap();
        for entry in std::fs::read_dir(fixtures().join("masuk").join(month)).unwrap() {
            let path = entry.unwrap().path();
            if !path.to_string_lossy().contains(word) {
                continue;
            }
            let copy = inbox.join(path.file_name().unwrap());
            std::fs::copy(&path, &copy).unwrap();
            touch(&copy);
        }
    }

    /// Runs the rekap of a month; returns the screen.
    pub(crate) fn rekap(&self, month: &str, arguments: &[&str]) -> String {
        let mut command = rakor();
        command.arg("rekap").args(arguments);
        let output = run(command.arg(self.path(&format!("masuk/{month}"))));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn buku(&self, month: &str) -> PathBuf {
        self.path(&format!("hasil/{month}/rekap-{month}.xlsx"))
    }
}

/// Every file below a folder, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn touch(path: &Path) {
    let file = std::fs::File::options().append(true).open(path).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(TIBA))
        .unwrap();
}

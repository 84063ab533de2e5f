//! The archive of made-up months: written, read back, interrupted, damaged.

use std::path::PathBuf;
use std::sync::Arc;

use proptest::prelude::*;
use tempfile::TempDir;

use super::isi::Isi;
use super::siap::{Siap, Tertulis};
use super::*;
use crate::consolidate::register::Register;
use crate::consolidate::sample::regency;
use crate::consolidate::{Asked, Konsolidasi, consolidate};
use crate::error::Error;
use crate::rules::Rules;

const REGISTER: &str = "opd;file;hash;diterima_pada;cara;catatan\n\
    dinkes;dinkes.xlsx;;9/10/2026 14.05;;\n\
    dlh;dlh.xlsx;;14/10/2026;;\n\
    dpupr;dpupr.xlsx;;11/10/2026 08.00;perkiraan;\n";

const SEPTEMBER: Periode = Periode::month(2026, 9);
const OKTOBER: Periode = Periode::month(2026, 10);

/// A made-up September of the regency.
fn konsolidasi(leaves_each: u32) -> Konsolidasi {
    let rules = Rules::embedded().unwrap();
    let asked = Asked {
        periode: SEPTEMBER,
        opd_from_files: false,
        register: Register::parse(REGISTER, &Arc::from("penerimaan.csv")).value,
        keputusan: Vec::new(),
        arsip: Vec::new(),
        induk: crate::consolidate::induk::Induk::default(),
        diagnostics: Vec::new(),
    };
    consolidate(regency(leaves_each), asked, &rules).unwrap()
}

/// Writes a period after whatever runs its record holds.
fn write(kerja: &Kerja, isi: &Isi, aturan: &str) -> Result<Tertulis, Error> {
    let earlier = riwayat::read(kerja, isi.periode).value;
    Siap::new(kerja, isi, aturan, earlier)?.simpan()
}

struct Folder {
    _temp: TempDir,
    kerja: Kerja,
}

impl Folder {
    fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        std::fs::write(temp.path().join("rakor.toml"), "").unwrap();
        let kerja = Kerja::at(temp.path()).unwrap();
        Self { _temp: temp, kerja }
    }

    fn month(&self) -> PathBuf {
        self.kerja.arsip().join("tahun=2026/bulan=09")
    }

    /// Every file of the archive with its bytes.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files: Vec<_> = walkdir::WalkDir::new(self.kerja.arsip())
            .into_iter()
            .map(|entry| entry.unwrap().into_path())
            .filter(|path| path.is_file())
            .map(|path| (path.clone(), std::fs::read(path).unwrap()))
            .collect();
        files.sort();
        files
    }

    fn read(&self) -> Outcome<Vec<BulanArsip>> {
        read(&self.kerja, OKTOBER)
    }

    /// Asserts that the month is refused with a finding.
    fn check_refused(&self, code: &str, said: &str) {
        let outcome = self.read();
        assert_eq!(outcome.value, [], "{said}");
        let [finding] = &outcome.diagnostics[..] else {
            panic!("{said}: {:?}", outcome.diagnostics);
        };
        assert_eq!(finding.code.id, code, "{said}");
        assert!(finding.message.contains(said), "{}", finding.message);
    }
}

#[test]
fn what_is_archived_is_read_back() {
    let folder = Folder::new();
    let isi = isi::of(&konsolidasi(5));
    let written = write(&folder.kerja, &isi, "aturan").unwrap();
    assert!(written.baru);
    let Outcome { value, diagnostics } = folder.read();
    assert_eq!(diagnostics, []);
    let [bulan] = &value[..] else {
        panic!("{value:?}");
    };
    assert_eq!((bulan.periode, &bulan.hash), (SEPTEMBER, &written.sidik));
    assert_eq!(bulan.baris, isi.baris);
    assert_eq!(bulan.kiriman, isi.kiriman);
    let times: Vec<_> = ["dinkes", "dlh", "dpupr"]
        .map(|id| {
            bulan
                .kiriman
                .iter()
                .find(|k| &*k.opd == id)
                .unwrap()
                .diterima
                .clone()
                .unwrap()
        })
        .to_vec();
    assert_eq!(
        times.iter().map(AsRef::as_ref).collect::<Vec<&str>>(),
        ["2026-10-09T14:05:00", "2026-10-14", "2026-10-11T08:00:00"]
    );
}

#[test]
fn the_same_period_gives_the_same_bytes_and_is_left_untouched() {
    let (one, other) = (Folder::new(), Folder::new());
    let isi = isi::of(&konsolidasi(5));
    write(&one.kerja, &isi, "aturan").unwrap();
    let first = one.files();
    assert_eq!(first.len(), 6);
    let again = write(&one.kerja, &isi, "aturan").unwrap();
    assert!(!again.baru && one.files() == first);
    write(&other.kerja, &isi, "aturan").unwrap();
    let bytes = |folder: &Folder| {
        folder
            .files()
            .into_iter()
            .map(|(_, bytes)| bytes)
            .collect::<Vec<_>>()
    };
    assert!(bytes(&one) == bytes(&other));
}

#[test]
fn a_period_is_replaced_whole() {
    let folder = Folder::new();
    write(&folder.kerja, &isi::of(&konsolidasi(3)), "aturan").unwrap();
    let fuller = isi::of(&konsolidasi(4));
    assert!(write(&folder.kerja, &fuller, "aturan").unwrap().baru);
    assert_eq!(folder.read().value[0].baris, fuller.baris);
    assert_eq!(folder.files().len(), 6, "nothing of the old period is left");
}

/// Makes the archive as an interrupted run leaves it, and asserts what is read and that the next run mends it.
fn check_interrupted(what: &str, break_off: impl Fn(&Folder), expected: &Isi) {
    let folder = Folder::new();
    write(&folder.kerja, &isi::of(&konsolidasi(3)), "aturan").unwrap();
    break_off(&folder);
    let outcome = folder.read();
    assert_eq!(outcome.diagnostics, [], "{what}");
    assert_eq!(outcome.value[0].baris, expected.baris, "{what}");
    let newest = isi::of(&konsolidasi(5));
    write(&folder.kerja, &newest, "aturan").unwrap();
    assert_eq!(folder.read().value[0].baris, newest.baris, "{what}");
    assert_eq!(folder.files().len(), 6, "{what}");
}

#[test]
fn a_run_that_ends_at_any_moment_leaves_one_whole_period() {
    let (old, new) = (isi::of(&konsolidasi(3)), isi::of(&konsolidasi(4)));
    let beside = |folder: &Folder, name: &str| folder.month().with_file_name(name);
    let half_written = |folder: &Folder| {
        let baru = beside(folder, ".bulan=09.baru");
        std::fs::create_dir_all(&baru).unwrap();
        std::fs::write(baru.join(BARIS), b"PAR1").unwrap();
    };
    check_interrupted("while the new one is written", half_written, &old);
    let out_of_place = |folder: &Folder| {
        std::fs::rename(folder.month(), beside(folder, ".bulan=09.lama")).unwrap();
    };
    check_interrupted("before the new one has the name", out_of_place, &old);
    let between = |folder: &Folder| {
        std::fs::rename(folder.month(), beside(folder, ".bulan=09.lama")).unwrap();
        let other = Folder::new();
        write(&other.kerja, &new, "aturan").unwrap();
        let baru = beside(folder, ".bulan=09.baru");
        std::fs::create_dir_all(&baru).unwrap();
        for entry in std::fs::read_dir(other.month()).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), baru.join(entry.file_name())).unwrap();
        }
    };
    check_interrupted("between the two renames", between, &new);
    let with_leftover = |folder: &Folder| {
        let lama = beside(folder, ".bulan=09.lama");
        std::fs::create_dir_all(&lama).unwrap();
        std::fs::write(lama.join(BARIS), b"PAR1").unwrap();
    };
    check_interrupted("before the old one is gone", with_leftover, &old);
}

#[test]
fn a_damaged_month_is_told_and_left_out() {
    let month = |break_it: &dyn Fn(&Folder)| {
        let folder = Folder::new();
        write(&folder.kerja, &isi::of(&konsolidasi(2)), "aturan").unwrap();
        break_it(&folder);
        folder
    };
    let edit = |name: &'static str, change: fn(&mut Vec<u8>)| {
        move |folder: &Folder| {
            let path = folder.month().join(name);
            let mut bytes = std::fs::read(&path).unwrap();
            change(&mut bytes);
            std::fs::write(path, bytes).unwrap();
        }
    };
    month(&edit(BARIS, |bytes| bytes[100] ^= 1)).check_refused("G681", "baris.parquet berbeda");
    month(&edit(KIRIMAN, |bytes| bytes.truncate(9)))
        .check_refused("G681", "kiriman.parquet berbeda");
    month(&edit(manifes::NAMA, Vec::clear)).check_refused("G681", "manifes.toml tidak terbaca");
    month(&|folder| std::fs::remove_file(folder.month().join(BARIS)).unwrap())
        .check_refused("G681", "baris.parquet tidak ditemukan");
    month(&|folder| std::fs::remove_file(folder.month().join(manifes::NAMA)).unwrap())
        .check_refused("G681", "manifes.toml tidak ditemukan");
    let retext = |from: &'static str, to: &'static str| {
        move |folder: &Folder| {
            let path = folder.month().join(manifes::NAMA);
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::write(path, text.replacen(from, to, 1)).unwrap();
        }
    };
    month(&retext("\"2026-09\"", "\"2026-08\"")).check_refused("G681", "periode lain");
    month(&retext("skema = 1", "skema = 2\nlain = true")).check_refused("G682", "versi 2");
}

/// A month whose file is exchanged for another table, with a manifest that agrees.
#[test]
fn a_file_of_another_schema_is_refused_by_its_columns() {
    let folder = Folder::new();
    let isi = isi::of(&konsolidasi(2));
    write(&folder.kerja, &isi, "aturan").unwrap();
    let other = tabel::tulis("baris", SKEMA, &skema::TEMUAN, &isi.temuan).unwrap();
    let read = tabel::baca("baris", &tabel::kepala(&skema::BARIS), other);
    assert!(read.unwrap_err().contains("kolom"));
}

#[test]
fn months_before_a_period_are_those_of_two_years_in_order() {
    let folder = Folder::new();
    let mut isi = isi::of(&konsolidasi(1));
    for (year, month) in [(2026, 9), (2026, 1), (2025, 12), (2024, 12), (2026, 10)] {
        isi.periode = Periode::month(year, month);
        write(&folder.kerja, &isi, "aturan").unwrap();
    }
    isi.periode = Periode::quarter(2026, 3);
    write(&folder.kerja, &isi, "aturan").unwrap();
    let read: Vec<String> = folder
        .read()
        .value
        .iter()
        .map(|bulan| bulan.periode.folder())
        .collect();
    assert_eq!(read, ["2025-12", "2026-01", "2026-09"]);
    isi.periode = Periode::year(2026);
    assert!(write(&folder.kerja, &isi, "aturan").is_err());
}

#[test]
fn money_beyond_the_type_is_refused_and_not_cut() {
    let mut isi = isi::of(&konsolidasi(1));
    isi.baris[0].pagu = Some(crate::model::nilai::Sen(1_000_000_000_000_000_000));
    let folder = Folder::new();
    let error = write(&folder.kerja, &isi, "aturan")
        .unwrap_err()
        .to_string();
    assert!(error.contains("pagu_rp"), "{error}");
    assert!(!folder.kerja.arsip().exists());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_damage_to_a_parquet_file_breaks_the_reader(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        thread_local! {
            static FILE: Vec<u8> = {
                let isi = isi::of(&konsolidasi(1));
                tabel::tulis("baris", SKEMA, &skema::BARIS, &isi.baris).unwrap()
            };
        }
        let mut bytes = FILE.with(Clone::clone);
        for (at, value) in edits {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let read = tabel::baca("baris", &tabel::kepala(&skema::BARIS), bytes);
        let _ = read.and_then(|read| skema::baris(&read));
    }
}

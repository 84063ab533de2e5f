//! The archive of a working folder: written by a rekap, read by the next month's, damaged, and never by half a period.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::perintah::{json, rakor, run};

/// A working folder that the analyst made, with small reports in it.
pub(crate) struct Kerja(TempDir);

impl Kerja {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("rakor.toml"), "").unwrap();
        Self(folder)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Puts the report of an office in the folder of its month: two activities, realised so far.
    pub(crate) fn lapor(&self, month: &str, (file, nama): (&str, &str), realisasi: [i64; 2]) {
        let periode: rakor::model::periode::Periode = month.parse().unwrap();
        let mut text = format!(
            "LAPORAN REALISASI FISIK DAN KEUANGAN;;;;;;\n{nama};;;;;;\nBULAN {periode};;;;;;\n\
             No;Uraian Kegiatan;Pagu (Rp);Target Keuangan (Rp);Realisasi Keuangan (Rp);Target Fisik (%);Realisasi Fisik (%)\n"
        );
        let names = ["Rehabilitasi gedung kantor", "Penyediaan alat tulis kantor"];
        for (index, (name, realisasi)) in names.iter().zip(realisasi).enumerate() {
            let persen = realisasi / 1_000_000;
            let _ = writeln!(
                text,
                "{};{name};100000000;60000000;{realisasi};60;{persen}",
                index + 1
            );
        }
        let sum: i64 = realisasi.iter().sum();
        let _ = writeln!(
            text,
            "JUMLAH;;200000000;120000000;{sum};60;{}",
            sum / 2_000_000
        );
        let path = self.path(&format!("masuk/{month}/{file}.csv"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Runs the rekap of a month; returns its summary.
    pub(crate) fn rekap(&self, month: &str) -> Value {
        let mut command = rakor();
        command
            .args(["rekap", "--format", "json"])
            .arg(self.path(&format!("masuk/{month}")));
        let (summary, status) = json(&mut command);
        assert_eq!(status, 0);
        summary
    }

    fn temuan(&self, month: &str) -> Vec<(String, String)> {
        let mut command = rakor();
        command
            .args(["periksa", "--format", "json"])
            .arg(self.path(&format!("masuk/{month}")));
        let (found, _) = json(&mut command);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let all = found["diagnostics"].as_array().unwrap().iter();
        all.map(|finding| (text(&finding["code"]), text(&finding["message"])))
            .collect()
    }

    /// Every file below a folder with its bytes.
    fn files(&self, folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.path(folder)];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push((path.clone(), std::fs::read(path).unwrap()));
                }
            }
        }
        files.sort();
        files
    }
}

pub(crate) const DINKES: (&str, &str) = ("RFK Dinkes", "DINAS KESEHATAN");
pub(crate) const DLH: (&str, &str) = ("RFK DLH", "DINAS LINGKUNGAN HIDUP");

#[test]
fn a_month_is_archived_and_read_by_the_next() {
    let kerja = Kerja::new();
    kerja.lapor("2026-08", DINKES, [20_000_000, 10_000_000]);
    kerja.lapor("2026-09", DINKES, [30_000_000, 20_000_000]);
    let august = kerja.rekap("2026-08");
    assert_eq!(august["arsip"]["baru"], true);
    let names: Vec<String> = kerja
        .files("arsip")
        .into_iter()
        .map(|(path, _)| {
            path.strip_prefix(kerja.path("arsip"))
                .unwrap()
                .display()
                .to_string()
        })
        .filter(|name| !name.contains("riwayat"))
        .collect();
    let expected = [
        "baris.parquet",
        "jumlah.parquet",
        "kiriman.parquet",
        "manifes.toml",
        "temuan.parquet",
    ];
    assert_eq!(
        names,
        expected.map(|name| format!("tahun=2026/bulan=08/{name}"))
    );
    let manifes =
        std::fs::read_to_string(kerja.path("arsip/tahun=2026/bulan=08/manifes.toml")).unwrap();
    for said in ["skema = 1", "periode = \"2026-08\"", "RFK Dinkes.csv"] {
        assert!(manifes.contains(said), "{manifes}");
    }
    kerja.rekap("2026-09");
    let september =
        std::fs::read_to_string(kerja.path("arsip/tahun=2026/bulan=09/manifes.toml")).unwrap();
    let sidik = august["arsip"]["sidik"].as_str().unwrap();
    assert!(
        september.contains(sidik),
        "the earlier month is an input: {september}"
    );
}

#[test]
fn two_runs_in_a_row_change_nothing() {
    let kerja = Kerja::new();
    kerja.lapor("2026-08", DINKES, [20_000_000, 10_000_000]);
    kerja.lapor("2026-09", DINKES, [30_000_000, 20_000_000]);
    for month in ["2026-08", "2026-09"] {
        let first = kerja.rekap(month);
        let (archive, results) = (kerja.files("arsip"), kerja.files("hasil"));
        let second = kerja.rekap(month);
        assert_eq!(
            (&first["arsip"]["baru"], &second["arsip"]["baru"]),
            (&true.into(), &false.into())
        );
        assert!(archive == kerja.files("arsip"), "{month}");
        assert!(results == kerja.files("hasil"), "{month}");
    }
}

#[test]
fn some_files_of_a_period_never_take_the_place_of_all() {
    let kerja = Kerja::new();
    kerja.lapor("2026-09", DINKES, [30_000_000, 20_000_000]);
    kerja.lapor("2026-09", DLH, [30_000_000, 20_000_000]);
    kerja.rekap("2026-09");
    let whole = kerja.files("arsip");
    let output = run(rakor()
        .arg("rekap")
        .arg(kerja.path("masuk/2026-09/RFK DLH.csv")));
    assert!(output.status.success());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("tidak diubah"), "{said}");
    assert!(whole == kerja.files("arsip"));
}

#[test]
fn a_folder_that_nobody_made_has_no_archive() {
    let kerja = Kerja::new();
    std::fs::remove_file(kerja.path("rakor.toml")).unwrap();
    kerja.lapor("2026-09", DINKES, [30_000_000, 20_000_000]);
    assert_eq!(kerja.rekap("2026-09").get("arsip"), None);
    assert!(!kerja.path("arsip").exists());
}

#[test]
fn a_damaged_month_is_told_with_its_remedy_and_the_rekap_goes_on() {
    let kerja = Kerja::new();
    kerja.lapor("2026-08", DINKES, [20_000_000, 10_000_000]);
    kerja.lapor("2026-09", DINKES, [30_000_000, 20_000_000]);
    kerja.rekap("2026-08");
    let path = kerja.path("arsip/tahun=2026/bulan=08/baris.parquet");
    damage(&path);
    let told = kerja.temuan("2026-09");
    let said: Vec<&String> = told
        .iter()
        .filter(|(code, _)| code == "G681")
        .map(|(_, said)| said)
        .collect();
    assert_eq!(said.len(), 1, "{told:?}");
    assert!(said[0].contains("Agustus 2026"), "{said:?}");
    assert_eq!(kerja.rekap("2026-09")["opd_reported"], 1);
    // As the remedy says.
    assert_eq!(kerja.rekap("2026-08")["arsip"]["baru"], true);
    assert!(
        kerja
            .temuan("2026-09")
            .iter()
            .all(|(code, _)| code != "G681")
    );
}

fn damage(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    std::fs::write(path, bytes).unwrap();
}

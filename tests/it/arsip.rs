//! The archive of a working folder: written by a rekap, read by the next month's and by others, damaged, never half a period.
#![expect(clippy::print_stderr, reason = "says that no outside reader is here")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::laporan::agrees_with_libreoffice;
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

    /// Enters a receipt.
    pub(crate) fn terima(&self, month: &str, file: &str, opd: &str, pada: &str) {
        let path = self.path(&format!("masuk/{month}/{file}.csv"));
        let output = run(rakor()
            .arg("terima")
            .arg(path)
            .args(["--opd", opd, "--pada", pada]));
        assert!(output.status.success(), "{output:?}");
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

pub(crate) const KERJO: (&str, &str) = ("RFK Kerjo", "KECAMATAN KERJO");

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

#[test]
fn what_changed_since_the_last_run_is_told_and_kept() {
    let kerja = Kerja::new();
    kerja.lapor("2026-09", DINKES, [30_000_000, 20_000_000]);
    kerja.lapor("2026-09", KERJO, [10_000_000, 10_000_000]);
    kerja.terima("2026-09", DINKES.0, "dinkes", "2026-10-08 09:00");
    kerja.terima("2026-09", KERJO.0, "kec-kerjo", "2026-10-09 09:00");
    let first = kerja.rekap("2026-09");
    assert_eq!(
        (first.get("perubahan"), &first["arsip"]["penghitungan"]),
        (None, &1.into())
    );
    // One office comes in, one is corrected, one goes.
    kerja.lapor("2026-09", DLH, [50_000_000, 40_000_000]);
    kerja.lapor("2026-09", DINKES, [31_000_000, 20_000_000]);
    std::fs::remove_file(kerja.path(&format!("masuk/2026-09/{}.csv", KERJO.0))).unwrap();
    let second = kerja.rekap("2026-09");
    let perubahan = &second["perubahan"];
    let told: Vec<(&str, &str, f64)> = perubahan["opd"]
        .as_array()
        .unwrap()
        .iter()
        .map(|opd| {
            let by = |when: &str| opd[when]["realisasi_keuangan_rp"].as_f64().unwrap_or(0.0);
            (
                opd["id"].as_str().unwrap(),
                opd["sebab"].as_str().unwrap(),
                by("kini") - by("dulu"),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("dinkes", "diperbaiki", 1_000_000.0),
            ("dlh", "baru_masuk", 90_000_000.0),
            ("kec-kerjo", "tidak_lagi_dihitung", -20_000_000.0)
        ]
    );
    let said = perubahan["terhadap"].as_str().unwrap();
    assert!(
        said.contains("ke-1") && said.contains("9 Oktober 2026 pukul 09.00"),
        "{said}"
    );
    assert_eq!(
        (&perubahan["opd_dulu"], &perubahan["opd_kini"]),
        (&2.into(), &2.into())
    );
    // Repeated, it tells the same and adds nothing.
    let (record, results) = (kerja.files("arsip"), kerja.files("hasil"));
    let third = kerja.rekap("2026-09");
    assert_eq!(third["perubahan"], second["perubahan"]);
    assert_eq!(
        (&third["arsip"]["penghitungan"], &third["arsip"]["baru"]),
        (&2.into(), &false.into())
    );
    assert!(record == kerja.files("arsip") && results == kerja.files("hasil"));
    let lines =
        std::fs::read_to_string(kerja.path("arsip/tahun=2026/bulan=09/riwayat.jsonl")).unwrap();
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["realisasi_keuangan_rp"], 70_000_000.0);
    assert_eq!(lines[1]["berkas_baru"].as_array().unwrap().len(), 2);
}

#[test]
fn a_line_of_the_record_that_cannot_be_read_is_told_and_stays() {
    let kerja = Kerja::new();
    kerja.lapor("2026-09", DINKES, [30_000_000, 20_000_000]);
    kerja.rekap("2026-09");
    let path = kerja.path("arsip/tahun=2026/bulan=09/riwayat.jsonl");
    let mut text = std::fs::read_to_string(&path).unwrap();
    text.push_str("{rusak\n");
    std::fs::write(&path, &text).unwrap();
    let told = kerja.temuan("2026-09");
    let said = told.iter().find(|(code, _)| code == "G683");
    assert!(
        said.is_some_and(|(_, said)| said.contains("baris 2")),
        "{told:?}"
    );
    kerja.lapor("2026-09", DINKES, [31_000_000, 20_000_000]);
    kerja.rekap("2026-09");
    let after = std::fs::read_to_string(&path).unwrap();
    assert!(
        after.starts_with(&text) && after.lines().count() == 3,
        "{after}"
    );
}

fn kunci(kerja: &Kerja, arguments: &[&str]) -> (Value, i32) {
    let output = run(rakor()
        .args(["kunci", "--format", "json"])
        .args(arguments)
        .arg(kerja.path("")));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let value = serde_json::from_str(&text).unwrap_or(Value::String(said));
    (value, output.status.code().unwrap())
}

#[test]
fn what_is_frozen_stays_and_later_corrections_are_a_difference_to_it() {
    let kerja = Kerja::new();
    let (said, status) = kunci(&kerja, &["2026-T3"]);
    assert_eq!(status, 2);
    assert!(
        said.as_str().unwrap().contains("belum diarsipkan"),
        "{said}"
    );
    kerja.lapor("2026-09", DINKES, [30_000_000, 20_000_000]);
    kerja.rekap("2026-09");
    let (frozen, status) = kunci(&kerja, &["2026-09", "--catatan", "Rakor 15 Oktober 2026"]);
    assert_eq!((status, &frozen["hasil"]), (0, &"dikunci".into()));
    assert_eq!(frozen["realisasi_keuangan_rp"], 50_000_000.0);
    let kept = kerja.files("arsip/kunci");
    let same = kerja.rekap("2026-09");
    assert_eq!(same["terhadap_kunci"]["opd"], serde_json::json!([]));
    kerja.lapor("2026-09", DINKES, [35_000_000, 20_000_000]);
    let later = kerja.rekap("2026-09");
    let selisih = &later["terhadap_kunci"];
    assert!(
        selisih["terhadap"]
            .as_str()
            .unwrap()
            .contains("Rakor 15 Oktober 2026"),
        "{selisih}"
    );
    assert_eq!(selisih["dulu"]["realisasi_keuangan_rp"], 50_000_000.0);
    assert_eq!(
        later["realisasi_keuangan_rp"], 55_000_000.0,
        "the rekap itself shows what is"
    );
    assert_eq!(
        selisih["opd"][0]["kini"]["realisasi_keuangan_rp"],
        55_000_000.0
    );
    assert!(
        kept == kerja.files("arsip/kunci"),
        "later runs leave it as it is"
    );
    // Frozen anew only when that is asked for, and the earlier one is kept.
    let (said, status) = kunci(&kerja, &["2026-09"]);
    assert_eq!(status, 2);
    assert!(said.as_str().unwrap().contains("--ganti"), "{said}");
    assert!(kept == kerja.files("arsip/kunci"));
    let (again, status) = kunci(&kerja, &["2026-09", "--ganti"]);
    assert_eq!((status, &again["hasil"]), (0, &"diganti".into()));
    assert_eq!(kunci(&kerja, &["2026-09"]).0["hasil"], "sudah_sama");
    assert_eq!(kerja.files("arsip/kunci").len(), 2 * kept.len());
    // Damaged, it is told and nothing is shown in its place.
    damage(&kerja.path("arsip/kunci/2026-09/jumlah.parquet"));
    let told = kerja.temuan("2026-09");
    assert!(told.iter().any(|(code, _)| code == "G684"), "{told:?}");
    assert_eq!(kerja.rekap("2026-09").get("terhadap_kunci"), None);
}

#[test]
fn a_quarter_is_held_against_a_frozen_quarter_and_a_month_against_a_month() {
    let kerja = Kerja::new();
    kerja.lapor("2026-08", KERJO, [20_000_000, 10_000_000]);
    kerja.lapor("2026-09", DINKES, [30_000_000, 20_000_000]);
    kerja.terima("2026-09", DINKES.0, "dinkes", "2026-10-15 08:05");
    let triwulan = || {
        let mut command = rakor();
        command.args(["rekap", "--format", "json", "--periode", "2026-T3"]);
        json(command.arg(kerja.path("masuk"))).0
    };
    kerja.rekap("2026-08");
    kerja.rekap("2026-09");
    assert_eq!(triwulan()["opd_reported"], 2);
    assert_eq!(kunci(&kerja, &["2026-T3"]).1, 0);
    // The quarter has an office by its August; of September it is missing all the same.
    kerja.lapor("2026-09", DINKES, [35_000_000, 20_000_000]);
    let month = kerja.rekap("2026-09");
    assert_eq!(month.get("terhadap_kunci"), None, "{month}");
    let since = month["perubahan"]["terhadap"].as_str().unwrap();
    assert!(
        since.contains("(laporan terakhir diterima 15 Oktober 2026 pukul 08.05)"),
        "{since}"
    );
    let quarter = triwulan();
    let changed = quarter["terhadap_kunci"]["opd"].as_array().unwrap();
    assert_eq!(changed.len(), 1, "{quarter}");
    assert_eq!(changed[0]["id"], "dinkes");
    // Nor is the quarter held against its last month.
    let other = Kerja::new();
    other.lapor("2026-09", DINKES, [30_000_000, 20_000_000]);
    other.rekap("2026-09");
    kunci(&other, &["2026-09"]);
    let mut command = rakor();
    command.args(["rekap", "--format", "json", "--periode", "2026-T3"]);
    let quarter = json(command.arg(other.path("masuk"))).0;
    assert_eq!(quarter.get("terhadap_kunci"), None, "{quarter}");
}

fn arsip(kerja: &Kerja, arguments: &[&str]) -> (Value, i32) {
    let mut command = rakor();
    command
        .args(["arsip", "--format", "json"])
        .args(arguments)
        .arg(kerja.path(""));
    json(&mut command)
}

#[test]
fn the_archive_is_listed_verified_and_written_out() {
    let kerja = Kerja::new();
    assert_eq!(arsip(&kerja, &[]).0["arsip"], serde_json::json!([]));
    kerja.lapor("2026-08", DINKES, [20_000_000, 10_000_000]);
    kerja.lapor("2026-09", DINKES, [30_000_000, 20_000_000]);
    kerja.rekap("2026-08");
    kerja.rekap("2026-09");
    kunci(&kerja, &["2026-09"]);
    let (listed, status) = arsip(&kerja, &["--periksa"]);
    assert_eq!(status, 0);
    let all = listed["arsip"].as_array().unwrap();
    let short: Vec<(u64, f64, bool, bool)> = all
        .iter()
        .map(|own| {
            (
                own["periode"]["bulan"].as_u64().unwrap(),
                own["realisasi_keuangan_rp"].as_f64().unwrap(),
                own["terkunci"].is_string(),
                own["utuh"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        short,
        [
            (8, 30_000_000.0, false, true),
            (9, 50_000_000.0, true, true)
        ]
    );
    let to = kerja.path("keluar");
    let (written, status) = arsip(
        &kerja,
        &["--periode", "2026-08", "--ekspor", to.to_str().unwrap()],
    );
    assert_eq!(
        (
            status,
            written["arsip"][0]["ekspor"].as_array().unwrap().len()
        ),
        (0, 4)
    );
    let text = std::fs::read_to_string(to.join("2026-08/baris.csv")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[0].starts_with("\u{feff}opd;unit;berkas;lembar;baris;"),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].contains(";100000000;60000000;20000000;60;20;"),
        "{}",
        lines[1]
    );
    assert_eq!(lines.len(), 3);
    damage(&kerja.path("arsip/tahun=2026/bulan=08/temuan.parquet"));
    assert_eq!(arsip(&kerja, &[]).1, 0, "temuan is no part of the list");
    let (found, status) = arsip(&kerja, &["--periksa"]);
    assert_eq!((status, &found["arsip"][0]["utuh"]), (1, &false.into()));
    let damaged = run(rakor()
        .args(["arsip", "--periode", "2026-08", "--ekspor"])
        .arg(&to)
        .arg(kerja.path("")));
    assert_eq!(damaged.status.code(), Some(2));
}

/// Reads the archive as others do; prints what it saw as JSON, or nothing where it has no reader.
const PEMBACA: &str = r#"
import json, sys
folder = sys.argv[1]
rows = lambda name: f"read_parquet('{folder}/tahun=*/bulan=*/{name}.parquet', hive_partitioning = true)"
try:
    import duckdb
except ImportError:
    duckdb = None
if duckdb:
    months = duckdb.sql(f"select cast(tahun as int), cast(bulan as int), count(*), sum(pagu_rp), sum(realisasi_keuangan_rp), typeof(any_value(pagu_rp)) from {rows('baris')} group by all order by all").fetchall()
    sent = duckdb.sql(f"select opd, diterima_pada, tenggat, typeof(diterima_pada), typeof(tenggat) from {rows('kiriman')} where cast(bulan as int) = 9 and opd = 'dinkes'").fetchone()
    print(json.dumps({"bulan": [[str(cell) for cell in month] for month in months], "dinkes": [str(cell) for cell in sent]}))
else:
    try:
        import pyarrow.parquet as parquet, pyarrow.compute as compute
    except ImportError:
        sys.exit(0)
    months = []
    for bulan in ("08", "09"):
        table = parquet.read_table(f"{folder}/tahun=2026/bulan={bulan}/baris.parquet", partitioning=None)
        sums = [compute.sum(table[name]).as_py() for name in ("pagu_rp", "realisasi_keuangan_rp")]
        kind = str(table.schema.field("pagu_rp").type).replace("decimal128(18, 2)", "DECIMAL(18,2)")
        months.append(["2026", str(int(bulan)), str(table.num_rows), *map(str, sums), kind])
    sent = parquet.read_table(f"{folder}/tahun=2026/bulan=09/kiriman.parquet", partitioning=None).to_pylist()
    sent = next(row for row in sent if row["opd"] == "dinkes")
    print(json.dumps({"bulan": months, "dinkes": ["dinkes", str(sent["diterima_pada"]), str(sent["tenggat"]), "TIMESTAMP", "DATE"]}))
"#;

#[test]
fn an_outside_reader_sees_the_same_figures_with_their_types() {
    let kerja = Kerja::new();
    kerja.lapor("2026-08", DINKES, [20_000_000, 10_000_000]);
    kerja.lapor("2026-09", DINKES, [30_000_000, 20_000_000]);
    kerja.lapor("2026-09", DLH, [50_000_000, 40_000_000]);
    kerja.terima("2026-09", DINKES.0, "dinkes", "2026-10-08 09:05");
    kerja.rekap("2026-08");
    kerja.rekap("2026-09");
    let python = std::env::var("RAKOR_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let read = Command::new(python)
        .args(["-c", PEMBACA])
        .arg(kerja.path("arsip"))
        .output();
    let text = read
        .ok()
        .filter(|read| read.status.success())
        .map(|read| read.stdout);
    let text = String::from_utf8(text.unwrap_or_default()).unwrap();
    if text.trim().is_empty() {
        eprintln!("neither DuckDB nor pyarrow is here: skipped");
        return;
    }
    let seen: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        seen,
        serde_json::json!({
            "bulan": [
                ["2026", "8", "2", "200000000.00", "30000000.00", "DECIMAL(18,2)"],
                ["2026", "9", "4", "400000000.00", "140000000.00", "DECIMAL(18,2)"],
            ],
            "dinkes": ["dinkes", "2026-10-08 09:05:00", "2026-10-12", "TIMESTAMP", "DATE"],
        })
    );
}

#[test]
fn libreoffice_computes_the_sheets_of_the_year_alike() {
    let kerja = Kerja::new();
    kerja.lapor("2026-06", DINKES, [10_000_000, 5_000_000]);
    kerja.lapor("2026-08", DINKES, [20_000_000, 10_000_000]);
    kerja.lapor("2026-08", KERJO, [20_000_000, 10_000_000]);
    kerja.lapor("2026-09", DINKES, [30_000_000, 20_000_000]);
    kerja.lapor("2026-09", KERJO, [30_000_000, 20_000_000]);
    kerja.terima("2026-09", DINKES.0, "dinkes", "2026-10-14 09:05");
    for month in ["2026-06", "2026-08", "2026-09"] {
        kerja.rekap(month);
    }
    kunci(&kerja, &["2026-09"]);
    kerja.lapor("2026-09", DLH, [50_000_000, 40_000_000]);
    kerja.lapor("2026-09", DINKES, [31_000_000, 20_000_000]);
    std::fs::remove_file(kerja.path(&format!("masuk/2026-09/{}.csv", KERJO.0))).unwrap();
    let made = kerja.rekap("2026-09");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rekap.xlsx");
    std::fs::copy(made["workbook"].as_str().unwrap(), &path).unwrap();
    agrees_with_libreoffice(folder.path(), &path);
}

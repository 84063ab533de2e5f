//! Layouts remembered from month to month: what moved is told, ties are settled, and nothing is ever overruled.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::petakan::{BENAR, Rows, codes, message, put, release, urai};
use crate::support::perintah::{json, rakor};

/// A plain form; `ANGGARAN` stands twice, and only the sisa tells which of the two is the pagu.
const KEMBAR: Rows<'static> = &[
    &["DINAS KESEHATAN KABUPATEN KARANGANYAR"],
    &["KEADAAN S/D BULAN AGUSTUS 2026"],
    &[
        "NO",
        "URAIAN KEGIATAN",
        "ANGGARAN",
        "ANGGARAN",
        "REALISASI KEUANGAN (Rp)",
        "REALISASI FISIK (%)",
        "SISA ANGGARAN",
    ],
    &[
        "1",
        "Rehabilitasi Puskesmas Tasikmadu",
        "800000000",
        "900000000",
        "450000000",
        "52.5",
        "450000000",
    ],
    &[
        "2",
        "Pengadaan Alat Kesehatan",
        "250000000",
        "300000000",
        "120000000",
        "40",
        "180000000",
    ],
    &[
        "3",
        "Penyuluhan Gizi Balita",
        "70000000",
        "75000000",
        "60000000",
        "80",
        "15000000",
    ],
    &[
        "",
        "JUMLAH",
        "1120000000",
        "1275000000",
        "630000000",
        "",
        "645000000",
    ],
];

/// The form of another month: the title's month, and whether the sisa is filled in.
fn month(name: &'static str, sisa: bool) -> Vec<Vec<&'static str>> {
    let mut rows: Vec<Vec<&str>> = KEMBAR.iter().map(|row| row.to_vec()).collect();
    rows[1] = vec![name];
    for row in rows.iter_mut().skip(3).filter(|_| !sisa) {
        row[6] = "";
    }
    rows
}

const SEPTEMBER: &str = "KEADAAN S/D BULAN SEPTEMBER 2026";

struct Kerja(TempDir);

impl Kerja {
    /// One that the analyst made: settings stand in it.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("rakor.toml"), "").unwrap();
        Self(folder)
    }

    fn file(&self, month: &str) -> PathBuf {
        self.0.path().join("masuk").join(month).join("Dinkes.xlsx")
    }

    fn put(&self, month: &str, rows: &[Vec<&str>]) {
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        put(&self.file(month), "RFK", &rows);
    }

    /// Runs the rekap of a month; returns its summary and its bytes.
    fn rekap(&self, month: &str) -> (Value, Vec<u8>) {
        let mut command = rakor();
        let masuk = self.0.path().join("masuk").join(month);
        command.args(["rekap", "--format", "json"]).arg(masuk);
        let (summary, status) = json(&mut command);
        assert_eq!(status, 0);
        let path = PathBuf::from(summary["workbook"].as_str().unwrap());
        (summary, std::fs::read(path).unwrap())
    }

    fn memory(&self) -> PathBuf {
        self.0.path().join("tata_letak/dinkes.toml")
    }
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_folder_that_nobody_made_a_working_folder_is_left_as_it_is() {
    let kerja = Kerja::new();
    std::fs::remove_file(kerja.0.path().join("rakor.toml")).unwrap();
    kerja.put("2026-08", &month("KEADAAN S/D BULAN AGUSTUS 2026", true));
    kerja.rekap("2026-08");
    let names: Vec<_> = std::fs::read_dir(kerja.0.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 2, "only masuk and hasil: {names:?}");
}

#[test]
fn a_rekap_remembers_what_it_accepted_and_a_second_run_changes_nothing() {
    let kerja = Kerja::new();
    let august: Vec<Vec<&str>> = KEMBAR.iter().map(|row| row.to_vec()).collect();
    kerja.put("2026-08", &august);
    let (summary, first) = kerja.rekap("2026-08");
    assert_eq!(summary["opd_reported"], 1);
    let remembered = text(&kerja.memory());
    assert!(
        remembered.contains("terlihat = [\"2026-08\"]"),
        "{remembered}"
    );
    assert!(
        remembered.contains("[\"D\", \"pagu_rp\", \"ANGGARAN\"]"),
        "{remembered}"
    );
    assert!(first == kerja.rekap("2026-08").1, "a second run differs");
    assert_eq!(text(&kerja.memory()), remembered);
    std::fs::remove_dir_all(kerja.0.path().join("tata_letak")).unwrap();
    assert!(
        first == kerja.rekap("2026-08").1,
        "without memory it isn't a first run"
    );

    // The next month is another input: it may know August, and its own second run may not know itself.
    kerja.put("2026-09", &month(SEPTEMBER, false));
    let (_, first) = kerja.rekap("2026-09");
    assert!(first == kerja.rekap("2026-09").1, "a second run differs");
    let both = text(&kerja.memory());
    assert!(
        both.contains("terlihat = [\"2026-08\", \"2026-09\"]"),
        "{both}"
    );
    // Looking at a file remembers nothing.
    std::fs::remove_file(kerja.memory()).unwrap();
    urai(&kerja.file("2026-09"));
    assert!(!kerja.memory().exists());
}

#[test]
fn a_tie_is_settled_as_last_month_and_said() {
    let kerja = Kerja::new();
    kerja.put("2026-08", &month("KEADAAN S/D BULAN AGUSTUS 2026", true));
    kerja.put("2026-09", &month(SEPTEMBER, false));
    let alone = urai(&kerja.file("2026-09"));
    assert_eq!(alone["status"], "quarantined");
    assert!(codes(&alone).contains(&"H202".to_owned()));

    kerja.rekap("2026-08");
    let report = urai(&kerja.file("2026-09"));
    assert_eq!(report["status"], "accepted_with_notes", "{report:#}");
    let said = message(&report, "H212");
    assert!(said.contains("dipakai D seperti Agustus 2026"), "{said}");
    let columns = report["tables"][0]["columns"].as_array().unwrap();
    assert_eq!(columns[3]["field"], "pagu_rp");
    assert_eq!(columns[3]["reason"], "seperti Agustus 2026");
    assert_eq!(columns[2]["field"], Value::Null);
    assert_eq!(report["tables"][0]["totals"]["pagu_rp"], 1_275_000_000.0);
}

#[test]
fn memory_gives_way_to_proof_and_to_another_header() {
    let kerja = Kerja::new();
    kerja.put("2026-08", &month("KEADAAN S/D BULAN AGUSTUS 2026", true));
    kerja.rekap("2026-08");
    // In September the sisa proves the other column.
    let mut proven = month(SEPTEMBER, true);
    for row in proven.iter_mut().skip(3) {
        row.swap(2, 3);
    }
    kerja.put("2026-09", &proven);
    let report = urai(&kerja.file("2026-09"));
    assert_eq!(
        report["tables"][0]["columns"][2]["field"], "pagu_rp",
        "{report:#}"
    );
    assert!(!codes(&report).contains(&"H212".to_owned()));
    assert!(
        message(&report, "H211").contains("pada Agustus 2026 sebagai"),
        "{report:#}"
    );
    // Another header than August's proves nothing about these twins.
    let mut other = month(SEPTEMBER, false);
    other[2][5] = "KEMAJUAN FISIK (%)";
    kerja.put("2026-09", &other);
    assert_eq!(urai(&kerja.file("2026-09"))["status"], "quarantined");
}

#[test]
fn what_moved_is_told() {
    let kerja = Kerja::new();
    let august: Vec<Vec<&str>> = KEMBAR
        .iter()
        .map(|row| {
            row.iter()
                .enumerate()
                .filter(|(col, _)| *col != 2)
                .map(|(_, text)| *text)
                .collect()
        })
        .collect();
    kerja.put("2026-08", &august);
    kerja.rekap("2026-08");
    let mut september = august.clone();
    september[1] = vec![SEPTEMBER];
    for (index, row) in september.iter_mut().enumerate().skip(2) {
        row.swap(4, 5);
        row.push(if index == 2 { "PARAF" } else { "" });
    }
    september[2][3] = "REALISASI UANG (Rp)";
    kerja.put("2026-09", &september);
    let report = urai(&kerja.file("2026-09"));
    let said = message(&report, "H211");
    for phrase in [
        "realisasi fisik (%) pindah dari E ke F sejak Agustus 2026",
        "sisa (Rp) pindah dari F ke E sejak Agustus 2026",
        "judul kolom realisasi keuangan (Rp) berganti sejak Agustus 2026: dahulu \"REALISASI KEUANGAN (Rp)\" (D), kini \"REALISASI UANG (Rp)\" (D)",
        "kolom G \"PARAF\" baru sejak Agustus 2026",
    ] {
        assert!(said.contains(phrase), "{phrase}: {said}");
    }
    assert_eq!(
        report["status"], "accepted",
        "what moved and is proven needs no note"
    );
}

#[test]
fn an_unknown_header_that_was_released_last_month_is_known() {
    let kerja = Kerja::new();
    let form = |title: &'static str| -> Vec<Vec<&'static str>> {
        let mut rows: Vec<Vec<&str>> = KEMBAR.iter().map(|row| row.to_vec()).collect();
        rows[1] = vec![title];
        for row in rows.iter_mut().skip(2) {
            row.remove(2);
        }
        rows[2][3] = "GELONDONGAN";
        rows
    };
    kerja.put("2026-08", &form("KEADAAN S/D BULAN AGUSTUS 2026"));
    let file = kerja.file("2026-08");
    assert_eq!(urai(&file)["status"], "quarantined");
    let columns: Vec<(&str, &str)> = vec![("D", "realisasi_keuangan_rp"), BENAR[1]];
    release(&file, &columns, &[]);
    kerja.rekap("2026-08");
    kerja.put("2026-09", &form(SEPTEMBER));
    let report = urai(&kerja.file("2026-09"));
    assert_eq!(report["status"], "accepted_with_notes", "{report:#}");
    let said = message(&report, "H212");
    assert!(
        said.contains("dibaca sebagai realisasi_keuangan_rp seperti Agustus 2026"),
        "{said}"
    );
}

#[test]
fn a_damaged_memory_is_told_and_left_alone() {
    let kerja = Kerja::new();
    kerja.put("2026-09", &month(SEPTEMBER, true));
    std::fs::create_dir(kerja.0.path().join("tata_letak")).unwrap();
    std::fs::write(kerja.memory(), "rusak").unwrap();
    let mut command = rakor();
    command
        .args(["rekap", "--format", "json", "--ketat"])
        .arg(kerja.0.path().join("masuk/2026-09"));
    let before = json(&mut command).0;
    assert_eq!(text(&kerja.memory()), "rusak");
    let again = json(&mut command).0;
    assert_eq!(again["diagnostics"], before["diagnostics"]);
    std::fs::remove_file(kerja.memory()).unwrap();
    let after = kerja.rekap("2026-09").0;
    let warnings = |summary: &Value| summary["diagnostics"]["warning"].as_u64().unwrap();
    assert_eq!(warnings(&before), warnings(&after) + 1);
}

#[test]
fn a_memory_that_cannot_be_read_is_told_and_not_used() {
    let folder = tempfile::tempdir().unwrap();
    let inbox = folder.path().join("masuk/2026-09");
    std::fs::create_dir_all(&inbox).unwrap();
    std::fs::create_dir_all(folder.path().join("tata_letak")).unwrap();
    std::fs::write(folder.path().join("tata_letak/dinkes.toml"), "rusak").unwrap();
    let sample = "Jatipuro_RFK_Sept.csv";
    let from = crate::support::perintah::masuk().join(sample);
    std::fs::copy(from, inbox.join(sample)).unwrap();
    let mut command = crate::support::perintah::rakor();
    command.args(["periksa", "--format", "json"]).arg(&inbox);
    let (periksa, _) = crate::support::perintah::json(&mut command);
    let findings = periksa["diagnostics"].as_array().unwrap();
    let told = findings.iter().any(|finding| finding["code"] == "H213");
    assert!(told, "{findings:?}");
}

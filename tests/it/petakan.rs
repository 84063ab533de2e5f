//! Mappings released by hand, from the proposal to the rekap.

use std::path::{Path, PathBuf};
use std::process::Output;

use rust_xlsxwriter::Workbook;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::perintah::{json, rakor, run};

/// A sheet in rows of texts; what reads as a number is written as one.
pub(crate) type Rows<'a> = &'a [&'a [&'a str]];

const NAMA: &str = "Laporan Dinkes 09.xlsx";

/// A form in words that no rule knows.
const ASING: Rows<'static> = &[
    &["LAPORAN BULANAN"],
    &["DINAS KESEHATAN KABUPATEN KARANGANYAR"],
    &["KEADAAN S/D BULAN SEPTEMBER 2026"],
    &[],
    &[
        "URUT",
        "SEBUTAN",
        "GELONDONGAN",
        "TERPAKAI",
        "RAMPUNG",
        "CELAH",
        "PARAF",
    ],
    &[
        "1",
        "Rehabilitasi Puskesmas Tasikmadu",
        "900000000",
        "450000000",
        "52.5",
        "450000000",
        "ya",
    ],
    &[
        "2",
        "Pengadaan Alat Kesehatan",
        "300000000",
        "120000000",
        "40",
        "180000000",
        "ya",
    ],
    &[
        "3",
        "Penyuluhan Gizi Balita",
        "75000000",
        "60000000",
        "80",
        "15000000",
        "belum",
    ],
    &["", "JUMLAH", "1275000000", "630000000", "", "645000000", ""],
];

/// What each column of the strange form holds.
pub(crate) const BENAR: [(&str, &str); 6] = [
    ("A", "no"),
    ("B", "uraian"),
    ("C", "pagu_rp"),
    ("D", "realisasi_keuangan_rp"),
    ("E", "realisasi_fisik_pct"),
    ("F", "sisa_rp"),
];

pub(crate) fn put(path: &Path, sheet: &str, rows: Rows<'_>) {
    let mut workbook = Workbook::new();
    let ws = workbook.add_worksheet().set_name(sheet).unwrap();
    for (row, cells) in (0u32..).zip(rows) {
        for (col, text) in (0u16..).zip(*cells) {
            match text.parse::<f64>() {
                Ok(number) => ws.write_number(row, col, number).unwrap(),
                Err(_) if text.is_empty() => continue,
                Err(_) => ws.write_string(row, col, *text).unwrap(),
            };
        }
    }
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    workbook.save(path).unwrap();
}

/// A working folder with one report.
fn kerja(rows: Rows<'_>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("masuk/2026-09").join(NAMA);
    put(&file, "Laporan", rows);
    (folder, file)
}

fn petakan(file: &Path, more: &[&str]) -> (Value, i32) {
    let mut command = rakor();
    command
        .args(["petakan", "--format", "json"])
        .args(more)
        .arg(file);
    json(&mut command)
}

pub(crate) fn urai(file: &Path) -> Value {
    let mut command = rakor();
    command.args(["urai", "--format", "json"]).arg(file);
    json(&mut command).0
}

fn rekap(masuk: &Path) -> Output {
    run(rakor().args(["rekap", "--format", "json"]).arg(masuk))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// Corrects a proposal as a person does: the contents of columns, further lines, the signature.
fn corrected(text: &str, columns: &[(&str, &str)], lines: &[(&str, &str)]) -> String {
    let mut column = String::new();
    let signature = [
        (
            "disetujui_oleh = \"\"",
            "disetujui_oleh = \"Kasubag Pelaporan\"",
        ),
        ("disetujui_pada = \"\"", "disetujui_pada = \"2026-10-08\""),
        ("alasan = \"\"", "alasan = \"dicocokkan dengan DPA\""),
    ];
    let mut out = String::new();
    for line in text.lines() {
        if let Some(letter) = line.strip_prefix("kolom = ") {
            letter.trim_matches('"').clone_into(&mut column);
        }
        let told = columns.iter().find(|(letter, _)| *letter == column);
        let line = match told {
            Some((_, isi)) if line.starts_with("isi = ") => format!("isi = \"{isi}\""),
            _ => line.to_owned(),
        };
        let replaced = lines
            .iter()
            .chain(&signature)
            .find(|(old, _)| line.starts_with(old));
        out.push_str(replaced.map_or(line.as_str(), |(_, new)| new));
        out.push('\n');
    }
    out
}

/// The proposal for a report, corrected and put in its place.
pub(crate) fn release(file: &Path, columns: &[(&str, &str)], lines: &[(&str, &str)]) -> PathBuf {
    let (made, status) = petakan(file, &["--timpa"]);
    assert_eq!(status, 0, "{made}");
    let path = PathBuf::from(made["petaan"][0]["mapping"].as_str().unwrap());
    std::fs::write(&path, corrected(&read(&path), columns, lines)).unwrap();
    path
}

pub(crate) fn codes(report: &Value) -> Vec<String> {
    let found = report["diagnostics"].as_array().unwrap().iter();
    found
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .collect()
}

pub(crate) fn message(report: &Value, code: &str) -> String {
    let found = report["diagnostics"].as_array().unwrap().iter();
    let told = found.filter(|finding| finding["code"] == code);
    let texts: Vec<&str> = told
        .map(|finding| finding["message"].as_str().unwrap())
        .collect();
    texts.join("\n")
}

#[test]
fn a_form_in_unknown_words_is_mapped_released_and_counted() {
    let (folder, file) = kerja(ASING);
    let masuk = folder.path().join("masuk/2026-09");
    assert_eq!(urai(&file)["status"], "not_a_report");

    let (made, status) = petakan(&file, &[]);
    let one = &made["petaan"][0];
    assert_eq!((status, &one["status"]), (0, &"ditulis".into()));
    assert_eq!(
        (&one["sheet"], one["header_rows"].to_string()),
        (&"Laporan".into(), "[5,5]".to_owned())
    );
    let path = PathBuf::from(one["mapping"].as_str().unwrap());
    assert!(path.starts_with(folder.path().join("petaan")));

    // A proposal that nobody has touched releases nothing, and stops nothing.
    assert_eq!(rekap(&masuk).status.code(), Some(0));
    assert_eq!(urai(&file)["status"], "not_a_report");
    assert_eq!(petakan(&file, &[]).0["petaan"][0]["status"], "tetap");

    std::fs::write(&path, corrected(&read(&path), &BENAR, &[])).unwrap();
    let report = urai(&file);
    let table = &report["tables"][0];
    assert_eq!(table["status"], "accepted_with_notes", "{report:#}");
    assert_eq!(table["opd"]["id"], "dinkes");
    assert_eq!(table["totals"]["leaves"], 3);
    assert_eq!(table["totals"]["realisasi_keuangan_rp"], 630_000_000.0);
    assert!(
        table["stated"]
            .as_array()
            .unwrap()
            .iter()
            .all(|s| s["agrees"] == true)
    );
    let said = message(&report, "S114");
    for word in [
        "Kasubag Pelaporan",
        "2026-10-08",
        "dicocokkan dengan DPA",
        "laporan-dinkes-09-xlsx",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let out = rekap(&masuk);
    let summary: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(
        (&summary["opd_reported"], &summary["leaves"]),
        (&1.into(), &3.into())
    );
    let metadata = texts_of(&folder.path().join("hasil/2026-09/rekap-2026-09.xlsx"));
    assert!(
        metadata.contains("Tabel yang dilepas dengan petaan"),
        "{metadata}"
    );
    assert!(metadata.contains("Kasubag Pelaporan (2026-10-08)"));

    // What a person has worked on is theirs.
    let before = read(&path);
    let (again, status) = petakan(&file, &[]);
    assert_eq!(
        (status, &again["petaan"][0]["status"]),
        (1, &"disunting".into())
    );
    assert_eq!(read(&path), before);
    let (forced, status) = petakan(&file, &["--timpa"]);
    assert_eq!(
        (status, &forced["petaan"][0]["status"]),
        (0, &"ditulis".into())
    );
}

/// All shared and inline texts of a workbook, one after the other.
fn texts_of(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    let mut part = archive.by_name("xl/sharedStrings.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut text).unwrap();
    text
}

/// A mapping that lies is caught: nothing of the file counts, with a finding of the code.
fn check_caught(rows: Rows<'_>, columns: &[(&str, &str)], lines: &[(&str, &str)], code: &str) {
    let (_folder, file) = kerja(rows);
    let mut all: Vec<(&str, &str)> = columns.to_vec();
    let named: Vec<&str> = columns.iter().map(|(letter, _)| *letter).collect();
    all.extend(BENAR.iter().filter(|(letter, _)| !named.contains(letter)));
    release(&file, &all, lines);
    let report = urai(&file);
    let status = report["status"].as_str().unwrap();
    let out = matches!(status, "quarantined" | "not_a_report");
    assert!(out, "{columns:?} {lines:?}: {report:#}");
    assert!(
        codes(&report).iter().any(|found| found == code),
        "{code}: {:?}",
        codes(&report)
    );
}

/// The strange form with a program above its activities, and a total that doesn't count it.
const BERTINGKAT: Rows<'static> = &[
    &["DINAS KESEHATAN KABUPATEN KARANGANYAR"],
    &["KEADAAN S/D BULAN SEPTEMBER 2026"],
    &[
        "URUT",
        "SEBUTAN",
        "GELONDONGAN",
        "TERPAKAI",
        "RAMPUNG",
        "CELAH",
    ],
    &[
        "A",
        "Program Kesehatan",
        "1200000000",
        "570000000",
        "",
        "630000000",
    ],
    &[
        "1",
        "Rehabilitasi Puskesmas Tasikmadu",
        "900000000",
        "450000000",
        "52.5",
        "450000000",
    ],
    &[
        "2",
        "Pengadaan Alat Kesehatan",
        "300000000",
        "120000000",
        "40",
        "180000000",
    ],
    &["B", "Program Gizi", "75000000", "60000000", "", "15000000"],
    &[
        "1",
        "Penyuluhan Gizi Balita",
        "75000000",
        "60000000",
        "80",
        "15000000",
    ],
    &["", "JUMLAH", "1275000000", "630000000", "", "645000000"],
];

#[test]
fn a_mapping_that_lies_is_caught_by_arithmetic() {
    let swapped = [("C", "realisasi_keuangan_rp"), ("D", "pagu_rp")];
    check_caught(ASING, &swapped, &[], "R413");
    check_caught(ASING, &[("B", "pagu_rp"), ("C", "uraian")], &[], "S115");
    // The rows of a program and those of its activities can't both count.
    check_caught(BERTINGKAT, &[], &[("cara = ", "cara = \"datar\"")], "R403");
    let listed = "cara = \"baris\"\nrincian = [\"5\", \"8\"]";
    check_caught(BERTINGKAT, &[], &[("cara = ", listed)], "R403");
    check_caught(BERTINGKAT, &[], &[("cara = ", listed)], "S115");
    check_caught(
        ASING,
        &[],
        &[("skala_persen = ", "skala_persen = \"0-1\"")],
        "S115",
    );
    // A wrong total is wrong under any mapping.
    let mut rows = ASING.to_vec();
    let total = ["", "JUMLAH", "1280000000", "640000000", "", "640000000", ""];
    rows[8] = &total;
    check_caught(&rows, &[], &[], "R403");
}

#[test]
fn a_sheet_of_offices_is_no_report_under_any_mapping() {
    let rows: Rows<'_> = &[
        &["KEADAAN S/D BULAN SEPTEMBER 2026"],
        &[
            "URUT",
            "SEBUTAN",
            "GELONDONGAN",
            "TERPAKAI",
            "RAMPUNG",
            "CELAH",
        ],
        &[
            "1",
            "Dinas Kesehatan",
            "900000000",
            "450000000",
            "52.5",
            "450000000",
        ],
        &[
            "2",
            "Dinas Sosial",
            "300000000",
            "120000000",
            "40",
            "180000000",
        ],
        &[
            "3",
            "Badan Keuangan Daerah",
            "75000000",
            "60000000",
            "80",
            "15000000",
        ],
    ];
    let (_folder, file) = kerja(rows);
    release(&file, &BENAR, &[]);
    let report = urai(&file);
    assert_eq!(report["status"], "not_a_report");
    assert!(
        message(&report, "S115").contains("rekapitulasi"),
        "{report:#}"
    );
}

#[test]
fn levels_are_told_by_rule_and_rows() {
    for rule in [
        "cara = \"nomor\"\nnomor = { A = \"program\", 1 = \"sub_kegiatan\" }",
        "cara = \"kata\"\nkata = { Program = \"program\" }",
        "cara = \"baris\"\nrincian = [\"5-6\", \"8\"]",
    ] {
        let (_folder, file) = kerja(BERTINGKAT);
        release(&file, &BENAR, &[("cara = ", rule)]);
        let report = urai(&file);
        let table = &report["tables"][0];
        assert_eq!(table["status"], "accepted_with_notes", "{rule}: {report:#}");
        assert_eq!(table["totals"]["leaves"], 3, "{rule}");
        assert_eq!(table["totals"]["pagu_rp"], 1_275_000_000.0, "{rule}");
        if !rule.contains("baris") {
            assert_eq!(table["rows"][0]["level"], "program", "{rule}");
        }
    }
}

#[test]
fn faults_of_a_mapping_stop_the_run_and_are_told_at_once() {
    let (folder, file) = kerja(ASING);
    let (made, _) = petakan(&file, &[]);
    let path = PathBuf::from(made["petaan"][0]["mapping"].as_str().unwrap());
    let wrong = [
        ("C", "pagu"),
        ("D", "realisasi_keuangan_rp"),
        ("F", "realisasi_keuangan_rp"),
    ];
    let text = corrected(
        &read(&path),
        &wrong,
        &[("disetujui_pada", "disetujui_pada = \"kemarin\"")],
    );
    std::fs::write(
        &path,
        text.replace("alasan = \"dicocokkan dengan DPA\"", "alasan = \"\""),
    )
    .unwrap();
    for command in ["rekap", "periksa", "urai"] {
        let out = run(rakor()
            .arg(command)
            .arg(folder.path().join("masuk/2026-09")));
        assert_eq!(out.status.code(), Some(2), "{command}");
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        for word in [
            "baris",
            "\"pagu\"",
            "barangkali \"pagu_rp\"",
            "kolom D dan F",
            "kemarin",
            "\"alasan\" masih kosong",
        ] {
            assert!(said.contains(word), "{command} {word}: {said}");
        }
    }
}

#[test]
fn another_months_file_is_read_by_a_mapping_only_where_every_header_is_the_same() {
    let (folder, file) = kerja(ASING);
    let pola = ("# pola = ", "pola = \"Laporan Dinkes *.xlsx\"");
    release(&file, &BENAR, &[pola]);
    let october = |name: &str, rows: Rows<'_>| {
        let file = folder.path().join("masuk/2026-10").join(name);
        put(&file, "Laporan", rows);
        urai(&file)
    };
    let mut rows = ASING.to_vec();
    rows[2] = &["KEADAAN S/D BULAN OKTOBER 2026"];
    let report = october("Laporan Dinkes 10.xlsx", &rows);
    assert_eq!(report["status"], "accepted_with_notes", "{report:#}");
    assert!(message(&report, "S114").contains("petaan dibuat untuk berkas lain"));
    assert_eq!(
        report["tables"][0]["periode"]["bulan"], 10,
        "the period is the file's own"
    );

    let mut renamed = rows.clone();
    renamed[4] = &[
        "URUT",
        "SEBUTAN",
        "GELONDONGAN",
        "TERPAKAI",
        "RAMPUNG",
        "SELA",
        "PARAF",
    ];
    let mut added = rows.clone();
    added[4] = &[
        "URUT",
        "SEBUTAN",
        "GELONDONGAN",
        "TERPAKAI",
        "RAMPUNG",
        "CELAH",
        "PARAF",
        "BARU",
    ];
    for other in [renamed, added] {
        let report = october("Laporan Dinkes 11.xlsx", &other);
        assert_eq!(report["status"], "not_a_report");
        assert!(
            message(&report, "S115").contains("judul kolom"),
            "{report:#}"
        );
    }
    // The same name with other bytes, and no pattern: told, and left alone.
    release(&file, &BENAR, &[]);
    let report = october(NAMA, &rows);
    assert_eq!(report["status"], "not_a_report");
    assert!(message(&report, "S115").contains("isi berkas yang lain"));
}

#[test]
fn mappings_lie_outside_of_the_inputs() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("terima/Dinkes.xlsx");
    put(&file, "Laporan", ASING);
    let none = run(rakor().arg("petakan").arg(&file));
    assert_eq!(none.status.code(), Some(2), "no working folder, no place");
    let beside = folder.path().join("terima/petaan.toml");
    let inside = run(rakor().args(["petakan", "-o"]).arg(&beside).arg(&file));
    assert_eq!(inside.status.code(), Some(2));
    assert!(!beside.exists());
    let path = folder.path().join("petaan.toml");
    let (made, status) = petakan(&file, &["-o", path.to_str().unwrap()]);
    assert_eq!(
        (status, &made["petaan"][0]["status"]),
        (0, &"ditulis".into())
    );
    let unsigned = run(rakor()
        .args(["periksa", "--periode", "2026-09", "--petaan"])
        .arg(&path)
        .arg(&file));
    assert_eq!(
        unsigned.status.code(),
        Some(2),
        "a mapping that is named must be signed"
    );
    std::fs::write(&path, corrected(&read(&path), &BENAR, &[])).unwrap();
    let mut command = rakor();
    command
        .args([
            "periksa",
            "--format",
            "json",
            "--periode",
            "2026-09",
            "--petaan",
        ])
        .arg(&path)
        .arg(&file);
    let (report, _) = json(&mut command);
    assert_eq!(
        report["files"][0]["status"], "accepted_with_notes",
        "{report:#}"
    );
}

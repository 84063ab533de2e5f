//! The flags of contracts from the file to the workbook: raised by what a report states, shown with what to do next.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::laporan::agrees_with_libreoffice;
use crate::support::perintah::{json, rakor};

const HEADER: [&str; 19] = [
    "No",
    "Uraian Kegiatan",
    "Pagu (Rp)",
    "Target Keuangan (Rp)",
    "Realisasi Keuangan (Rp)",
    "Target Fisik (%)",
    "Realisasi Fisik (%)",
    "Nomor Kontrak",
    "Nilai Kontrak (Rp)",
    "Nilai HPS",
    "Uang Muka (%)",
    "Tanggal Mulai",
    "Tanggal Selesai",
    "Metode",
    "Penyedia",
    "Sumber Dana",
    "Permasalahan",
    "Tindak Lanjut",
    "Pihak yang Diharapkan Dapat Membantu",
];

/// A work as the report states it.
#[derive(Clone, Copy)]
struct Kerja {
    nama: &'static str,
    pagu: f64,
    realisasi: f64,
    fisik: (f64, f64),
    nilai: f64,
    hps: f64,
    uang_muka: f64,
    waktu: (&'static str, &'static str),
    dana: &'static str,
    kendala: &'static str,
}

/// On plan, half done and half paid, ends in December.
const TENANG: Kerja = Kerja {
    nama: "Rehabilitasi Jalan Ruas Satu",
    pagu: 1_000_000_000.0,
    realisasi: 450_000_000.0,
    fisik: (50.0, 50.0),
    nilai: 900_000_000.0,
    hps: 950_000_000.0,
    uang_muka: 0.0,
    waktu: ("01/03/2026", "15/12/2026"),
    dana: "DAU",
    kendala: "",
};

fn daftar() -> Vec<(Kerja, &'static [&'static str])> {
    let late = |nama, target, fisik, selesai| Kerja {
        nama,
        fisik: (target, fisik),
        realisasi: 90_000_000.0,
        waktu: ("01/03/2026", selesai),
        kendala: "Material terlambat datang",
        ..TENANG
    };
    vec![
        (TENANG, &[]),
        (
            late("Rehabilitasi Jalan Ruas Dua", 60.0, 50.0, "15/12/2026"),
            &["D114"],
        ),
        (
            late("Rehabilitasi Jalan Ruas Tiga", 60.0, 49.99, "15/12/2026"),
            &["D111"],
        ),
        (
            late("Rehabilitasi Jembatan Empat", 70.0, 64.99, "15/12/2026"),
            &["D112"],
        ),
        (
            late("Pembangunan Talud Lima", 80.0, 75.0, "10/01/2027"),
            &["D113", "D126"],
        ),
        (
            late("Pembangunan Drainase Enam", 100.0, 96.0, "18/09/2026"),
            &["D114", "D124"],
        ),
        (
            Kerja {
                nama: "Pembangunan Gedung Puskesmas Tujuh",
                fisik: (20.0, 20.0),
                uang_muka: 30.0,
                realisasi: 450_000_001.0,
                dana: "DAK Fisik",
                ..TENANG
            },
            &["D121"],
        ),
        (
            Kerja {
                nama: "Rehabilitasi Gedung Kantor Delapan",
                nilai: 1_000_000_001.0,
                hps: 1_300_000_000.0,
                ..TENANG
            },
            &["D129", "D131"],
        ),
        (
            Kerja {
                nama: "Rehabilitasi Saluran Irigasi Sembilan",
                nilai: 0.0,
                waktu: ("", ""),
                dana: "PAD, DAU",
                ..TENANG
            },
            &["D125"],
        ),
    ]
}

/// Writes the report of an office with a list of problems beside it.
fn report(folder: &Path) -> PathBuf {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("RFK").unwrap();
    for (row, title) in (0..).zip([
        "LAPORAN REALISASI FISIK DAN KEUANGAN",
        "DINAS PEKERJAAN UMUM DAN PENATAAN RUANG",
        "BULAN SEPTEMBER 2026",
    ]) {
        sheet.write_string(row, 0, title).unwrap();
    }
    for (col, text) in (0..).zip(HEADER) {
        sheet.write_string(4, col, text).unwrap();
    }
    let list = daftar();
    for (row, (kerja, _)) in (5_u32..).zip(&list) {
        let numbers = [
            (0, f64::from(row - 4)),
            (2, kerja.pagu),
            (3, kerja.pagu / 2.0),
            (4, kerja.realisasi),
            (5, kerja.fisik.0),
            (6, kerja.fisik.1),
            (8, kerja.nilai),
            (9, kerja.hps),
            (10, kerja.uang_muka),
        ];
        for (col, value) in numbers {
            if value > 0.0 {
                sheet.write_number(row, col, value).unwrap();
            }
        }
        let number = if kerja.nilai > 0.0 { "600/1/SPK" } else { "-" };
        for (col, text) in [
            (1, kerja.nama),
            (7, number),
            (11, kerja.waktu.0),
            (12, kerja.waktu.1),
            (13, "Tender"),
            (14, "CV Contoh Karya"),
            (15, kerja.dana),
            (16, kerja.kendala),
        ] {
            sheet.write_string(row, col, text).unwrap();
        }
    }
    let end = 5 + u32::try_from(list.len()).unwrap();
    sheet.write_string(end, 1, "JUMLAH").unwrap();
    let pagu: f64 = list.iter().map(|(kerja, _)| kerja.pagu).sum();
    let realisasi: f64 = list.iter().map(|(kerja, _)| kerja.realisasi).sum();
    for (col, value) in [(2, pagu), (3, pagu / 2.0), (4, realisasi)] {
        sheet.write_number(end, col, value).unwrap();
    }
    sheet.write_string(end + 2, 12, "KEPALA DINAS").unwrap();
    sheet
        .write_string(end + 6, 12, "NIP. ............")
        .unwrap();
    let problems = book.add_worksheet();
    problems.set_name("Permasalahan").unwrap();
    problems.write_string(0, 0, "DAFTAR PERMASALAHAN").unwrap();
    for (col, text) in (0..).zip([
        "NO",
        "URAIAN KEGIATAN",
        "PERMASALAHAN",
        "UPAYA PEMECAHAN MASALAH",
        "PIHAK YANG DIHARAPKAN DAPAT MEMBANTU",
    ]) {
        problems.write_string(2, col, text).unwrap();
    }
    for (col, text) in (0..).zip([
        "1",
        "Rehabilitasi Saluran Irigasi Sembilan",
        "=GAGAL() lelang dua kali",
        "Tender ulang",
        "UKPBJ",
    ]) {
        problems.write_string(3, col, text).unwrap();
    }
    let path = folder.join("RFK DPUPR September 2026.xlsx");
    book.save(&path).unwrap();
    path
}

/// Makes the rekap in a working folder whose settings name a strategic project.
fn made(folder: &Path) -> (PathBuf, Value) {
    let masuk = folder.join("masuk/2026-09");
    std::fs::create_dir_all(&masuk).unwrap();
    report(&masuk);
    let settings = "[strategis]\nproyek = [{ nama = \"Puskesmas Tujuh\", opd = \"dpupr\" }, { nama = \"Stadion\" }]\n";
    std::fs::write(folder.join("rakor.toml"), settings).unwrap();
    let path = folder.join("rekap.xlsx");
    let (summary, status) = json(
        rakor()
            .args(["rekap", "--format", "json", "-o"])
            .arg(&path)
            .arg(&masuk),
    );
    assert_eq!(status, 0, "{summary}");
    (path, summary)
}

/// The rows of a sheet as texts, by the text of one column.
fn rows(path: &Path, sheet: &str, key: usize) -> BTreeMap<String, Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let rows = range
        .rows()
        .map(|row| row.iter().map(Data::to_string).collect::<Vec<_>>());
    rows.filter(|row| row.len() > key)
        .map(|row| (row[key].clone(), row))
        .collect()
}

#[test]
fn what_a_report_states_of_its_contracts_raises_their_flags() {
    let folder = tempfile::tempdir().unwrap();
    let (path, summary) = made(folder.path());
    let data = rows(&path, "Data", 8);
    let mut expected: BTreeMap<String, u64> = BTreeMap::new();
    for (kerja, codes) in daftar() {
        let row = &data[kerja.nama];
        assert_eq!(row[24], codes.join(", "), "{}", kerja.nama);
        for code in codes {
            *expected.entry((*code).to_owned()).or_default() += 1;
        }
    }
    let found: BTreeMap<String, u64> = serde_json::from_value(summary["flags"].clone()).unwrap();
    assert_eq!(found, expected);
    let mut validasi: Xlsx<_> = open_workbook(&path).unwrap();
    let findings = validasi.worksheet_range("Validasi").unwrap();
    let unsigned = findings
        .rows()
        .filter(|row| row.iter().any(|cell| cell == "G660"));
    assert_eq!(unsigned.count(), 1, "a NIP of dots is no signature");
}

#[test]
fn critical_contracts_are_listed_with_fine_limit_and_next_step() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = made(folder.path());
    let kritis = rows(&path, "Kontrak Kritis", 2);
    let of = |name: &str| {
        let found = kritis.iter().find(|(key, _)| key.starts_with(name));
        found
            .unwrap_or_else(|| panic!("{name}: {kritis:?}"))
            .1
            .clone()
    };
    let two = of("Rehabilitasi Jembatan Empat");
    assert_eq!(two[11], "Kritis periode II");
    assert!(
        two[18].starts_with("[D112] Terbitkan Surat Peringatan"),
        "{}",
        two[18]
    );
    assert_eq!(of("Rehabilitasi Jalan Ruas Tiga")[11], "Kritis periode I");
    assert_eq!(
        of("Pembangunan Talud Lima")[11],
        "Kritis, melampaui tahun anggaran"
    );
    assert_eq!(of("Rehabilitasi Jalan Ruas Dua")[11], "Peringatan dini");
    let over = of("Pembangunan Drainase Enam");
    assert_eq!(
        (over[11].as_str(), over[15].as_str()),
        ("Lewat masa kontrak", "12")
    );
    assert_eq!(over[16], "10800000", "12 days × 1/1000 × 900 million");
    assert!(
        over[18].contains("Batas 50 hari kalender jatuh pada 7 November 2026"),
        "{}",
        over[18]
    );
    assert!(
        !kritis
            .keys()
            .any(|key| key.starts_with("Rehabilitasi Jalan Ruas Satu"))
    );
    // SPI = 64.99 / 70, CPI = 64.99 / (90 / 900).
    let spi: f64 = two[13].parse().unwrap();
    let cpi: f64 = two[14].parse().unwrap();
    assert!(
        (spi - 64.99 / 70.0).abs() < 1e-9 && (cpi - 6.499).abs() < 1e-9,
        "{spi} {cpi}"
    );
}

#[test]
fn funds_projects_and_problems_have_sheets_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = made(folder.path());
    let dana = rows(&path, "Sumber Dana", 1);
    for (name, count) in [
        ("DAU", "7"),
        ("DAK Fisik", "1"),
        ("Gabungan beberapa sumber", "1"),
    ] {
        assert_eq!(dana[name][2], count, "{name}");
    }
    assert!(!dana.contains_key("PAD"));
    let strategis = rows(&path, "Proyek Strategis", 1);
    assert_eq!(strategis["Puskesmas Tujuh"][3], "1000000000");
    assert!(strategis["Stadion"][11].starts_with("Tidak ditemukan"));
    assert_eq!(strategis["Pembangunan Gedung Puskesmas Tujuh"][10], "D121");
    let masalah = rows(&path, "Permasalahan", 2);
    let listed = &masalah["Rehabilitasi Saluran Irigasi Sembilan"];
    assert_eq!(
        listed[4..8],
        [
            "=GAGAL() lelang dua kali",
            "Tender ulang",
            "UKPBJ",
            "Lembar permasalahan"
        ]
    );
    let own = &masalah["Rehabilitasi Jalan Ruas Dua"];
    assert_eq!(own[4], "Material terlambat datang");
    assert_eq!(own[7], "Kolom permasalahan");
}

#[test]
fn libreoffice_computes_the_sheets_of_contracts_alike() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = made(folder.path());
    agrees_with_libreoffice(folder.path(), &path);
}

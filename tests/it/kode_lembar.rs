//! Every code of the family about sheets, headers, cells and rows, provoked by the smallest sheet that shows it.

use std::collections::BTreeSet;
use std::sync::Arc;

use rakor::diag::catalogue::lembar;
use rakor::ingest::layout::book::{self, Request};
use rakor::model::grid::Workbook;
use rakor::model::periode::Periode;
use rakor::rules::Rules;

use crate::support::petak::{hidden, hidden_rows, sheet, workbook};

/// Titles and header of a sound report of one office.
const TITLE: &str = "
    LAPORAN REALISASI FISIK DAN KEUANGAN
    SKPD : Dinas Sosial
    BULAN : September 2026
    -";
const HEADER: &str = "NO | KODE | URAIAN | PAGU (Rp) | REALISASI KEUANGAN (Rp) | KEUANGAN (%) | FISIK (%) | SISA (Rp)";

/// A report with these rows, under the usual title and header.
fn report(rows: &str) -> Workbook {
    workbook(vec![sheet("RFK", &format!("{TITLE}\n{HEADER}\n{rows}"))])
}

const SOUND: &str = "
    1 | 1.06.01.2.01.0001 | Pembinaan Kader | 40000000 | 10000000 | 25 | 30.5 | 30000000
    2 | 1.06.01.2.01.0002 | Pengadaan Meja | 60000000 | 30000000 | 50 | 45 | 30000000
    3 | 1.06.01.2.01.0003 | Rapat Koordinasi | 10000000 | 9000000 | 90 | 100 | 1000000
    | | JUMLAH | 110000000 | 49000000 | | | 61000000";

fn codes(workbook: &Workbook, file: &str, request: Request) -> BTreeSet<&'static str> {
    let rules = Rules::embedded().unwrap();
    let outcome = book::understand(workbook, &Arc::from(file), request, &rules);
    outcome
        .diagnostics
        .iter()
        .map(|found| found.code.id)
        .collect()
}

fn asked() -> Request {
    Request {
        periode: Some(Periode::month(2026, 9)),
        opd_from_files: false,
    }
}

/// Rows that differ from the sound ones in what provokes the code.
fn changed(from: &str, to: &str) -> Workbook {
    assert!(SOUND.contains(from), "{from}");
    report(&SOUND.replacen(from, to, 1))
}

/// A sound report under another title, header or file.
fn titled(from: &str, to: &str) -> Workbook {
    let text = format!("{TITLE}\n{HEADER}\n{SOUND}");
    assert!(text.contains(from), "{from}");
    workbook(vec![sheet("RFK", &text.replacen(from, to, 1))])
}

fn sound() -> rakor::model::grid::Grid {
    sheet("RFK", &format!("{TITLE}\n{HEADER}\n{SOUND}"))
}

/// The sheet that provokes each code, and the name of the file it stands in.
#[expect(clippy::too_many_lines, reason = "a table, one code an entry")]
fn provoking(code: &str) -> Option<(Workbook, &'static str)> {
    let usual = "rfk.xlsx";
    let found = match code {
        "S101" => workbook(vec![sound(), sheet("Catatan", "Rapat hari Senin\nPukul 9")]),
        "S102" => workbook(vec![hidden(sound())]),
        "S103" => {
            let mut copy = sound();
            copy.name = Some("RFK (2)".into());
            workbook(vec![sound(), copy])
        }
        "S104" => {
            report("1 | | ....................\n2 | | ....................\n| | JUMLAH | 0 | 0")
        }
        "S105" => titled("September", "Agustus"),
        "S106" => return Some((workbook(vec![sound()]), "RFK Agustus 2026.xlsx")),
        "S107" => titled("BULAN : September 2026", "LAPORAN BULANAN"),
        "S108" => titled("Dinas Sosial", "Dinas Pertambangan Laut"),
        "S109" => return Some((workbook(vec![sound()]), "Dinas Kesehatan.xlsx")),
        "S110" => workbook(vec![
            sound(),
            sheet(
                "Masalah",
                "NO | URAIAN KEGIATAN | PERMASALAHAN | TINDAK LANJUT\n1 | Pembinaan Kader | Gagal lelang | Lelang ulang",
            ),
        ]),
        "S111" => report(
            "1 | 1.06.01.2.01.0001 | Pembinaan Kader | 0 | 0 | 0 | 0 | 0
             2 | 1.06.01.2.01.0002 | Pengadaan Meja | 0 | 0 | 0 | 0 | 0",
        ),
        "S112" => workbook(vec![sheet("Sheet1", "")]),
        "S113" => {
            let text = format!("{TITLE}\n{HEADER}\n{SOUND}");
            let other = text
                .replace("10000000 | 25", "12000000 | 30")
                .replace("30.5 | 30000000", "30.5 | 28000000")
                .replace("49000000 | | | 61000000", "51000000 | | | 59000000");
            workbook(vec![sheet("A", &text), sheet("B", &other)])
        }
        "H201" => titled("PAGU (Rp)", "CATATAN"),
        "H202" => workbook(vec![sheet(
            "RFK",
            &format!(
                "{TITLE}
                 NO | URAIAN | PAGU | PAGU | REALISASI
                 1 | Pembinaan Kader | 40000000 | 41000000 | 10000000
                 2 | Pengadaan Meja | 60000000 | 62000000 | 30000000"
            ),
        )]),
        "H203" => titled("SISA (Rp)", "WQX"),
        "H204" => titled("REALISASI KEUANGAN", "REALISSI KEUANGAN"),
        "H205" => report(
            "1 | 1.06.01.2.01.0001 | Pembinaan Kader | 40000000 | 10000000 | 25 | 30.5 | 12345678
             2 | 1.06.01.2.01.0002 | Pengadaan Meja | 60000000 | 30000000 | 50 | 45 | 23456789
             3 | 1.06.01.2.01.0003 | Rapat Koordinasi | 10000000 | 9000000 | 90 | 100 | 3456789",
        ),
        "H206" => titled("PAGU (Rp)", "PAGU (Rp. ribu)"),
        "H207" => workbook(vec![sheet(
            "RFK",
            &format!(
                "{TITLE}
                 NO | URAIAN | PAGU | REALISASI | FISIK (%)
                 1 | Pembinaan Kader | 40000000 | 10000000 | 0.25
                 2 | Pengadaan Meja | 60000000 | 30000000 | 0.5"
            ),
        )]),
        "H208" => workbook(vec![sheet(
            "RFK",
            &format!(
                "{TITLE}
                 NO | URAIAN | PAGU | REALISASI | FISIK (%)
                 1 | Pembinaan Kader | 40000000 | 10000000 | 1
                 2 | Pengadaan Meja | 60000000 | 30000000 | 0"
            ),
        )]),
        "H209" => spans(
            "BULAN LALU | BULAN INI",
            "10000000 | 2000000",
            "20000000 | 1000000",
        ),
        "H210" => spans("BULAN INI", "2000000", "1000000"),
        "H214" => workbook(vec![sheet(
            "RFK",
            &format!(
                "{TITLE}
                 NO | URAIAN | PAGU ANGGARAN | | REALISASI | FISIK (%)
                 | | PAD | DAU | |
                 1 | Pembinaan Kader | 30000000 | 10000000 | 10000000 | 25
                 2 | Pengadaan Meja | 60000000 | | 30000000 | 50"
            ),
        )]),
        "H215" => report(
            "1 | 1.06.01.2.01.0001 | Pembinaan Kader | 40000000 | 10000000 | 90 | 30.5 |
             2 | 1.06.01.2.01.0002 | Pengadaan Meja | 60000000 | 30000000 | 95 | 45 |
             3 | 1.06.01.2.01.0003 | Rapat Koordinasi | 10000000 | 9000000 | 90 | 100 |",
        ),
        "C301" => changed("| 40000000 |", "| '40.000.000,00 |"),
        "C302" => changed("| 30.5 |", "| '30.500 |"),
        "C303" => changed("| 10000000 | 25", "| menyusul | 25"),
        "C304" => changed("| 10000000 | 25", "| #REF! | 25"),
        "C305" => changed("| 10000000 | 25", "| = | 25"),
        "C306" => changed("| 10000000 | 25", "| @2026-03-01 | 25"),
        "C307" => changed("45 | 30000000", "45 | 31000000"),
        "C308" => changed("| 50 | 45", "| 55 | 45"),
        "C309" => spans(
            "S.D. BULAN LALU | BULAN INI | S.D. BULAN INI",
            "10000000 | 2000000 | 12000000",
            "20000000 | 1000000 | 22000000",
        ),
        "C310" => changed("| 30.5 |", "| 130.5 |"),
        "R401" => report(
            "| 1.06.01.2.01 | Administrasi Umum | 100500000 | 40000000 | | |
             1 | 1.06.01.2.01.0001 | Pembinaan Kader | 40000000 | 10000000 | 25 | 30.5 | 30000000
             2 | 1.06.01.2.01.0002 | Pengadaan Meja | 60000000 | 30000000 | 50 | 45 | 30000000
             | | JUMLAH | 100000000 | 40000000 | | | 60000000",
        ),
        "R402" => changed("JUMLAH | 110000000", "JUMLAH | =SUM(D6:D7) 100000000"),
        "R403" => changed("JUMLAH | 110000000", "JUMLAH | 112345678"),
        "R404" => changed("| | JUMLAH", "| | | 5000000\n| | JUMLAH"),
        "R405" => workbook(vec![hidden_rows(sound(), &[7])]),
        "R406" => changed("| | JUMLAH", "4 | | ...............\n| | JUMLAH"),
        "R407" => report(&format!(
            "{}\n| | Belanja Tambahan | 7000000 | 1000000 | | 10 | 6000000",
            SOUND.split("\n    | | JUMLAH").next().unwrap_or_default(),
        ))
        .spaced(),
        "R408" => changed(
            "| | JUMLAH",
            "2 | 1.06.01.2.01.0002 | Pengadaan Meja | 60000000 | 30000000 | 50 | 45 | 30000000\n| | JUMLAH",
        ),
        "R409" => report(SOUND.split("| | JUMLAH").next().unwrap_or_default()),
        "R410" => changed("49000000 | | |", "49000000 | | 80 |"),
        "R411" => changed("| 50 | 45 |", "| 50 | |"),
        "R412" => workbook(vec![sheet(
            "RFK",
            &format!(
                "{TITLE}
                 URAIAN | PAGU | REALISASI | FISIK (%)
                 Administrasi Umum | 100000000 | 40000000 | 39.2
                 Pembinaan Kader | 40000000 | 10000000 | 30.5
                 Pengadaan Meja | 60000000 | 30000000 | 45
                 Rapat dan Konsultasi | 30000000 | 12000000 | 40
                 Rapat Koordinasi | 10000000 | 9000000 | 100
                 Rapat Teknis | 20000000 | 3000000 | 10"
            ),
        )]),
        "R413" => report(
            "1 | 1.06.01.2.01.0001 | Pembinaan Kader | 10000000 | 40000000 | | 30.5 |
             2 | 1.06.01.2.01.0002 | Pengadaan Meja | 30000000 | 60000000 | | 45 |
             3 | 1.06.01.2.01.0003 | Rapat Koordinasi | 9000000 | 10000000 | | 100 |",
        ),
        "R415" => changed("| 40000000 | 10000000", "| | 10000000"),
        "R414" => workbook(vec![sheet(
            "RFK",
            &format!(
                "{TITLE}
                 NO | URAIAN | PAGU | REALISASI | FISIK (%)
                 1 | Administrasi Umum | 100000000 | 40000000 | 39.2
                 2 | Pembinaan Kader | 40000000 | 10000000 | 30.5
                 3 | Pengadaan Meja | 60000000 | 30000000 | 45"
            ),
        )]),
        _ => return None,
    };
    Some((found, usual))
}

/// A report whose realisasi stands in these spans.
fn spans(head: &str, first: &str, second: &str) -> Workbook {
    let n = head.split('|').count();
    let group = format!("REALISASI KEUANGAN (Rp){}", " |".repeat(n - 1));
    let grid = sheet(
        "RFK",
        &format!(
            "{TITLE}
             NO | URAIAN | PAGU (Rp) | {group} | FISIK (%)
             | | | {head} |
             1 | Pembinaan Kader | 40000000 | {first} | 30.5
             2 | Pengadaan Meja | 60000000 | {second} | 45
             - "
        ),
    );
    workbook(vec![grid])
}

/// Moves the last row of the first sheet two rows down.
trait Spaced {
    fn spaced(self) -> Self;
}

impl Spaced for Workbook {
    fn spaced(mut self) -> Self {
        if let Some(grid) = self.grids.first_mut()
            && let Some((row, cells)) = grid.rows.pop_last()
        {
            grid.rows.insert(row + 2, cells);
        }
        self
    }
}

#[test]
fn every_code_of_the_family_is_provoked_by_a_small_sheet() {
    let mut faults = Vec::new();
    // Mappings, memory and control totals need a working folder or a book: provoked by the tests beside this one.
    let beside = [include_str!("petakan.rs"), include_str!("ingatan.rs")].concat();
    let elsewhere = |id: &str| beside.contains(&format!("\"{id}\""));
    for code in lembar::ALL {
        match provoking(code.id) {
            None if elsewhere(code.id) => {}
            None => faults.push(format!("{}: tidak ada lembar pemicu", code.id)),
            Some((workbook, file)) => {
                let found = codes(&workbook, file, asked());
                if !found.contains(code.id) {
                    faults.push(format!("{}: yang ditemukan {found:?}", code.id));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_sound_report_provokes_nothing() {
    let found = codes(&workbook(vec![sound()]), "rfk.xlsx", asked());
    assert!(found.is_empty(), "{found:?}");
}

//! The workbook read back: hostile text stays text, no formula fails, and another program computes the same results.
#![expect(clippy::print_stderr, reason = "says that LibreOffice is missing")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::support::libre;
use crate::support::perintah::{masuk, rakor, run};

const SHEETS: [&str; 23] = [
    "Sampul",
    "Untuk Bupati",
    "Ringkasan",
    "Rekap OPD",
    "Bulan Ini",
    "Peringkat",
    "Fisik Konstruksi",
    "Non Fisik",
    "Golongan per OPD",
    "Porsi Konstruksi",
    "Sumber Dana",
    "Proyek Strategis",
    "Kurva S",
    "Deviasi",
    "Kontrak Kritis",
    "Permasalahan",
    "Kepatuhan",
    "Status Laporan",
    "Perubahan",
    "Telaah Klasifikasi",
    "Validasi",
    "Data",
    "Metadata",
];

fn made(folder: &Path, arguments: &[&str], input: &Path) -> PathBuf {
    let path = folder.join("rekap.xlsx");
    let output = run(rakor()
        .arg("rekap")
        .arg("-o")
        .arg(&path)
        .args(arguments)
        .arg(input));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    path
}

/// Every formula's cached result, by sheet and cell.
fn results(path: &Path) -> BTreeMap<(String, u32, u32), Data> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let mut out = BTreeMap::new();
    for sheet in SHEETS {
        let values = book.worksheet_range(sheet).unwrap();
        let formulas = book.worksheet_formula(sheet).unwrap();
        let (top, left) = formulas.start().unwrap_or_default();
        for (row, col, formula) in formulas.used_cells() {
            let at = (
                top + u32::try_from(row).unwrap(),
                left + u32::try_from(col).unwrap(),
            );
            let value = values.get_value(at).cloned().unwrap_or_default();
            assert!(
                !matches!(value, Data::Error(_)),
                "{sheet} {at:?}: {formula}"
            );
            out.insert((sheet.to_owned(), at.0, at.1), value);
        }
    }
    out
}

#[test]
fn libreoffice_computes_the_results_that_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path(), &[], &masuk());
    let written = results(&path);
    assert!(written.len() > 10_000, "{}", written.len());
    agrees_with_libreoffice(folder.path(), &path);
}

/// Asserts that every formula of a workbook computes to the result that is written beside it.
pub(crate) fn agrees_with_libreoffice(folder: &Path, path: &Path) {
    let written = results(path);
    let Some(recalculated) = libre::hitung(folder, &[path.to_owned()]) else {
        eprintln!("LibreOffice is not here: skipped");
        return;
    };
    let computed = results(&recalculated[0]);
    assert_eq!(written.len(), computed.len());
    for (at, value) in &written {
        let other = &computed[at];
        let same = match (value, other) {
            (Data::Float(a), Data::Float(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
            _ => blank(value) == blank(other),
        };
        assert!(same, "{at:?}: {value:?} {other:?}");
    }
}

/// A blank result is an empty text to one program and an empty cell to another.
fn blank(value: &Data) -> String {
    value.to_string()
}

#[test]
fn text_of_an_input_is_never_a_formula() {
    let hostile = [
        "=HYPERLINK(\"http://x\";\"y\")",
        "+cmd|' /C calc'!A0",
        "@SUM(1)",
        "-2+3",
        "<b>&\u{1}tebal",
    ];
    let mut text = String::from(
        "LAPORAN REALISASI FISIK DAN KEUANGAN;;;;;;\nDINAS =SOSIAL;;;;;;\nBULAN SEPTEMBER 2026;;;;;;\n\
         No;Uraian Kegiatan;Pagu (Rp);Target Keuangan (Rp);Realisasi Keuangan (Rp);Target Fisik (%);Realisasi Fisik (%)\n",
    );
    for (index, name) in hostile.iter().enumerate() {
        let quoted = name.replace('"', "\"\"");
        let number = index + 1;
        let _ = writeln!(
            text,
            "{number};\"{quoted} kegiatan\";1000000;500000;400000;50;40"
        );
    }
    text.push_str("JUMLAH;;5000000;2500000;2000000;50;40\n");
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("dinas.csv");
    std::fs::write(&input, text).unwrap();
    let path = made(
        folder.path(),
        &["--daftar-opd", "berkas", "--periode", "2026-09"],
        &input,
    );
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    assert_eq!(book.sheet_names(), SHEETS);
    let mut seen = 0;
    for sheet in SHEETS {
        let values = book.worksheet_range(sheet).unwrap();
        seen += values
            .used_cells()
            .filter(|(_, _, value)| {
                hostile
                    .iter()
                    .any(|name| value.to_string().starts_with(&name[..4]))
            })
            .count();
        let formulas = book.worksheet_formula(sheet).unwrap();
        for (_, _, formula) in formulas.used_cells() {
            let foreign = ["HYPERLINK", "cmd", "@SUM", "tebal"];
            assert!(
                foreign.iter().all(|word| !formula.contains(word)),
                "{formula}"
            );
        }
    }
    assert!(seen >= hostile.len(), "{seen}");
}

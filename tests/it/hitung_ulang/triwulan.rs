//! The quarter: the last month of each office, named, and every figure of it computed once more.

use serde_json::Value;

use super::buku::{Buku, files_of};
use super::data::activities;
use super::lembar::Lembar;
use super::lembar_lembar;
use crate::laporan::agrees_with_libreoffice;
use crate::support::kerja::{BULAN, Kerja};
use crate::support::perintah::{rakor, run, truth};

/// For each office the month of its last counted report and what the truth says of that file.
fn terakhir(truth: &Value) -> Vec<(String, &'static str, Value)> {
    let mut last: Vec<(String, &'static str, Value)> = Vec::new();
    for month in BULAN {
        for file in files_of(truth, month) {
            let sender = file.get("pengirim").unwrap_or(&file["opd"]);
            let sender = sender.as_str().unwrap().to_owned();
            last.retain(|(opd, ..)| *opd != sender);
            last.push((sender, month, file));
        }
    }
    last
}

fn quarter(kerja: &Kerja, output: &str) -> String {
    let mut command = rakor();
    command.args(["rekap", "--periode", "2026-T3", "--tanpa-koreksi", "-o"]);
    let made = run(command.arg(kerja.path(output)).arg(kerja.path("masuk")));
    assert!(made.status.success(), "{made:?}");
    let screen = String::from_utf8(made.stdout).unwrap();
    screen.replace(&kerja.path("").display().to_string(), "")
}

#[test]
fn a_quarter_takes_the_last_month_of_each_office_and_names_it() {
    let kerja = Kerja::new(&BULAN);
    let screen = quarter(&kerja, "satu.xlsx");
    expect_test::expect_file!["./layar-triwulan.txt"].assert_eq(&screen);
    // The second run finds the archive of the first.
    let said = |screen: &str| screen.split("\nArsip").next().unwrap().to_owned();
    let again = quarter(&kerja, "dua.xlsx").replace("dua", "satu");
    assert_eq!(said(&screen), said(&again));
    let path = kerja.path("satu.xlsx");
    let bytes = std::fs::read(&path).unwrap();
    assert!(
        bytes == std::fs::read(kerja.path("dua.xlsx")).unwrap(),
        "twice the same bytes"
    );

    let truth = truth();
    let buku = Buku {
        data: activities(&path),
        path: &path,
        bulan: 9,
        lalu: &[],
    };
    let last = terakhir(&truth);
    assert_eq!(buku.semua_opd().len(), last.len());
    assert_eq!(last.len(), 50);
    for (_, month, file) in &last {
        let name = format!("{month}/{}", file["file"].as_str().unwrap());
        buku.berkas(&name, file);
    }
    lembar_lembar(&buku);

    // An office whose last report is of an earlier month is named with it, wherever it stands.
    let (rekap, status) = (
        Lembar::open(&path, "Rekap OPD"),
        Lembar::open(&path, "Status Laporan"),
    );
    let mut earlier = 0;
    for one in &buku.data {
        let (month, _) = one.berkas.split_once('/').unwrap();
        let named = match month {
            "2026-07" => "Juli 2026",
            "2026-08" => "Agustus 2026",
            _ => continue,
        };
        let told = |sheet: &Lembar, col: usize| {
            let row = (0..sheet.rows())
                .find(|row| sheet.text(*row, 1) == one.nama)
                .unwrap();
            sheet.text(row, col)
        };
        assert!(
            told(&rekap, 21).contains(named),
            "{}: {}",
            one.nama,
            told(&rekap, 21)
        );
        assert!(
            told(&status, 9).contains(named),
            "{}: {}",
            one.nama,
            told(&status, 9)
        );
        earlier += 1;
    }
    assert!(earlier > 50, "{earlier}");
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("rekap.xlsx");
    std::fs::write(&copy, bytes).unwrap();
    agrees_with_libreoffice(folder.path(), &copy);
}

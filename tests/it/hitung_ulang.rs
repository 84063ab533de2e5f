//! Every figure of the workbook computed once more from the sheet Data, in plain integers and floats, and Data itself
//! held against the truth that the fixtures were made from. Nothing here uses the consolidation.
//!
//! All 23 sheets: those of `opd`, `pokok`, `kegiatan`, `tanda` and `kiriman`. Validasi has no figures. Not computed here
//! are the weight and the days of a flag (Deviasi, Untuk Bupati), which the tests of the flags hold at their boundaries,
//! and the comparisons with the budget and the books (Metadata), which need files that the fixtures don't have.

mod buku;
mod data;
mod kegiatan;
mod kiriman;
mod lembar;
mod opd;
mod pokok;
mod tanda;
pub(crate) mod triwulan;

use serde_json::Value;

use crate::support::kerja::{BULAN, Kerja};
use crate::support::perintah::truth;
use buku::{Buku, files_of};
use data::{Kegiatan, activities};

/// What the fixtures' truth says of each counted file is what its activities in Data add up to.
fn data_is_true(buku: &Buku<'_>, files: &[Value]) {
    assert!(files.len() > 35, "{}", files.len());
    for file in files {
        buku.berkas(file["file"].as_str().unwrap(), file);
    }
}

/// Holds every sheet to the sums of Data.
fn lembar_lembar(buku: &Buku<'_>) {
    buku.sampul();
    buku.bupati();
    buku.ringkasan();
    buku.rekap();
    buku.peringkat();
    buku.golongan();
    for (name, konstruksi) in [("Fisik Konstruksi", true), ("Non Fisik", false)] {
        buku.pilah(name, konstruksi);
        buku.baris(name);
    }
    buku.dana();
    buku.porsi();
    buku.strategis();
    buku.deviasi();
    buku.permasalahan();
    buku.telaah();
    buku.status();
    buku.turunan();
}

#[test]
fn every_figure_of_three_months_is_computed_once_more() {
    let kerja = Kerja::new(&BULAN);
    let truth = truth();
    let mut lalu: Vec<(usize, Vec<Kegiatan>)> = Vec::new();
    for (bulan, month) in (7..).zip(BULAN) {
        kerja.rekap(month, &["--tanpa-koreksi"]);
        let path = kerja.buku(month);
        let buku = Buku {
            data: activities(&path),
            path: &path,
            bulan,
            lalu: &lalu,
        };
        let files = files_of(&truth, month);
        data_is_true(&buku, &files);
        lembar_lembar(&buku);
        buku.bulan_ini();
        buku.kurva();
        buku.kritis();
        buku.kepatuhan();
        buku.metadata(&files);
        if month == "2026-09" {
            buku.status_benar(&truth);
        }
        let data = buku.data;
        lalu.push((bulan, data));
    }
    // Corrected and run once more, the last month says what changed.
    kerja.perbaiki();
    kerja.rekap("2026-09", &["--tanpa-koreksi"]);
    let path = kerja.buku("2026-09");
    let (last, lalu) = lalu.split_last().unwrap();
    let buku = Buku {
        data: activities(&path),
        path: &path,
        bulan: 9,
        lalu,
    };
    buku.rekap();
    let changed = [
        "Dinas Pariwisata, Pemuda dan Olahraga",
        "Kecamatan Jatipuro",
    ];
    buku.perubahan(&last.1, &changed);
}

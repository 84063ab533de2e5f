//! The workbook of a made-up regency.

use std::sync::Arc;

use super::*;
use crate::consolidate::register::Register;
use crate::consolidate::sample::{PERIODE, regency};
use crate::consolidate::{Asked, consolidate};
use crate::model::submission::Submission;

const REGISTER: &str = "opd;file;hash;diterima_pada;cara;catatan\n\
    dinkes;dinkes.xlsx;;9/10/2026 14.05;;\n\
    dlh;dlh.xlsx;;14/10/2026;;\n";

fn made(submissions: Vec<Submission>) -> (Konsolidasi, Vec<u8>) {
    let rules = Rules::embedded().unwrap();
    let asked = Asked {
        periode: PERIODE,
        opd_from_files: false,
        register: Register::parse(REGISTER, &Arc::from("penerimaan.csv")).value,
        keputusan: Vec::new(),
        arsip: Vec::new(),
        induk: crate::consolidate::induk::Induk::default(),
        diagnostics: Vec::new(),
    };
    let k = consolidate(submissions, asked, &rules).unwrap();
    let cetak = Cetak::new(&k, &rules, "0".repeat(64));
    let bytes = workbook(&k, &cetak).unwrap();
    (k, bytes)
}

#[test]
fn the_order_of_the_files_does_not_show() {
    let mut files = regency(6);
    let (_, one) = made(files.clone());
    files.reverse();
    let (_, other) = made(files);
    assert!(one == other);
}

#[test]
fn a_period_without_reports_still_makes_a_workbook() {
    let (k, bytes) = made(Vec::new());
    assert_eq!((k.n_reported(), k.leaves.len()), (0, 0));
    assert!(bytes.starts_with(b"PK"));
}

#[test]
fn text_longer_than_a_cell_is_cut() {
    let mut files = regency(1);
    let long: Box<str> = "é😀".repeat(20_000).into();
    files[0].tables[0].rows[0].uraian = long;
    let (_, bytes) = made(files);
    assert!(bytes.starts_with(b"PK"));
}

#[test]
fn offices_of_the_files_make_a_workbook_of_their_own() {
    let rules = Rules::embedded().unwrap();
    let asked = Asked {
        periode: PERIODE,
        opd_from_files: true,
        register: Register::default(),
        keputusan: Vec::new(),
        arsip: Vec::new(),
        induk: crate::consolidate::induk::Induk::default(),
        diagnostics: Vec::new(),
    };
    let k = consolidate(regency(2), asked, &rules).unwrap();
    let cetak = Cetak::new(&k, &rules, String::new());
    assert!(cetak.kop.is_empty() && cetak.penandatangan.tempat.is_empty());
    assert!(workbook(&k, &cetak).is_ok());
}

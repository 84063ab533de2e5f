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
        diagnostics: Vec::new(),
    };
    let k = consolidate(submissions, asked, &rules).unwrap();
    let cetak = Cetak::new(&k, &rules, "0".repeat(64));
    let bytes = workbook(&k, &cetak).unwrap();
    (k, bytes)
}

#[test]
fn dump() {
    let n = std::env::var("N").map_or(12, |n| n.parse().unwrap());
    let (_, bytes) = made(regency(n));
    if let Ok(path) = std::env::var("DUMP") {
        std::fs::write(path, bytes).unwrap();
    }
}

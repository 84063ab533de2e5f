//! The exact truth about the samples, reckoned from the model in whole sen and hundredths of a percent.

use serde_json::{Map, Value, json};

use super::anggaran::{Level, Node};
use super::berkas::Sample;
use super::daftar::MISSING;
use super::form::Layout;
use super::kolom::Col;
use super::resep::{Container, Defect, Twist};
use super::riwayat::Kiriman;
use super::view::Weighted;

/// What a form states of its leaves.
#[derive(Clone, Copy)]
struct States {
    /// Target and realisasi.
    keuangan: (bool, bool),
    fisik: (bool, bool),
}

impl States {
    fn of(layout: &Layout) -> Self {
        Self {
            keuangan: (layout.has(Col::TargetRp), layout.has(Col::RealRp)),
            fisik: (layout.has(Col::TargetFisik), layout.has(Col::Fisik)),
        }
    }
}

/// Sums over leaves; differences only over leaves that have both sides.
#[derive(Default)]
struct Sums {
    leaves: usize,
    pagu: i64,
    target: Option<i64>,
    real: Option<i64>,
    target_fisik: Weighted,
    fisik: Weighted,
    dev_fisik: Weighted,
    /// Sen of pagu, target and realisasi of leaves that have both.
    both: (i64, i64, i64),
}

impl Sums {
    fn add(&mut self, leaf: &Node, states: States) {
        let own = &leaf.own;
        self.leaves += 1;
        self.pagu += own.pagu;
        if states.keuangan.0 {
            *self.target.get_or_insert(0) += own.target;
        }
        if states.keuangan.1 {
            *self.real.get_or_insert(0) += own.real;
        }
        if states.keuangan == (true, true) {
            self.both.0 += own.pagu;
            self.both.1 += own.target;
            self.both.2 += own.real;
        }
        let target = own.target_fisik.filter(|_| states.fisik.0);
        let fisik = own.fisik.filter(|_| states.fisik.1);
        self.target_fisik.add(own.pagu, target);
        self.fisik.add(own.pagu, fisik);
        self.dev_fisik
            .add(own.pagu, fisik.zip(target).map(|(real, plan)| real - plan));
    }

    fn json(&self) -> Map<String, Value> {
        let coverage = |part: i128| {
            if self.pagu == 0 {
                0.0
            } else {
                part as f64 / self.pagu as f64 * 100.0
            }
        };
        let deviasi_keuangan = (self.both.0 > 0)
            .then(|| (self.both.2 - self.both.1) as f64 / self.both.0 as f64 * 100.0);
        let mut out = Map::new();
        let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
        put("leaves", json!(self.leaves));
        put("pagu_rp", rupiah(Some(self.pagu)));
        put("target_keuangan_rp", rupiah(self.target));
        put("realisasi_keuangan_rp", rupiah(self.real));
        put("target_fisik_pct", json!(self.target_fisik.percent()));
        put("realisasi_fisik_pct", json!(self.fisik.percent()));
        put("fisik_coverage_pct", json!(coverage(self.fisik.pagu)));
        put("deviasi_fisik_pct", json!(self.dev_fisik.percent()));
        put(
            "cakupan_deviasi_fisik_pct",
            json!(coverage(self.dev_fisik.pagu)),
        );
        put("deviasi_keuangan_pct", json!(deviasi_keuangan));
        put(
            "cakupan_deviasi_keuangan_pct",
            json!(coverage(i128::from(self.both.0))),
        );
        out
    }
}

/// Writes sen as rupiah: a whole number where there are none.
fn rupiah(sen: Option<i64>) -> Value {
    match sen {
        None => Value::Null,
        Some(sen) if sen % 100 == 0 => json!(sen / 100),
        Some(sen) => json!(sen as f64 / 100.0),
    }
}

/// Returns the container's name in the machine contract; half a file may be taken for several.
fn container(sample: &Sample) -> Option<&'static str> {
    let name = match sample.recipe.container {
        _ if sample.recipe.defect == Some(Defect::Truncated) => return None,
        Container::Xlsx => "xlsx",
        Container::Xlsm => "xlsm",
        Container::Ods => "ods",
        Container::Csv | Container::Tsv => "csv",
        Container::Html => "html",
        Container::SpreadsheetMl => "spreadsheetml",
    };
    Some(name)
}

/// Returns the status the file must get, others that the contract leaves open, and why.
fn status(
    sample: &Sample,
    coverage: bool,
) -> (&'static str, &'static [&'static str], &'static str) {
    match sample.recipe.defect {
        Some(Defect::WrongMonth) => (
            "not_a_report",
            &["quarantined"],
            "Berkas menyebut Agustus 2026: tabelnya tidak dihitung.",
        ),
        Some(Defect::TotalMismatch) => (
            "quarantined",
            &[],
            "Tidak satu pun jumlah uang cocok dan tidak ada sebab yang menjelaskan selisihnya.",
        ),
        Some(Defect::TextInMoney) => (
            "quarantined",
            &[],
            "Sel uang berisi kata: realisasi dua baris tidak diketahui.",
        ),
        Some(Defect::MissingColumn) => ("quarantined", &[], "Kolom realisasi keuangan tidak ada."),
        Some(Defect::Truncated) => ("unreadable", &[], "Berkas hanya separuh."),
        Some(Defect::Template) => ("not_a_report", &[], "Formulir kosong dengan baris contoh."),
        None if sample.recipe.twist == Twist::SumKurang => (
            "accepted_with_notes",
            &[],
            "Rumus jumlah tidak mencakup baris terakhir.",
        ),
        None if !coverage => ("accepted_with_notes", &[], "Sebagian sel fisik kosong."),
        None => ("accepted", &["accepted_with_notes"], ""),
    }
}

fn file(sample: &Sample, total: &mut Sums) -> Value {
    let form = States::of(&sample.layout);
    let mut sums = Sums::default();
    for leaf in sample.report.leaves() {
        sums.add(leaf, form);
        if sample.recipe.defect.is_none() {
            total.add(leaf, form);
        }
    }
    let complete = sums.fisik.pagu == i128::from(sums.pagu);
    let (status, also, why) = status(sample, complete || !form.fisik.1);
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("file", json!(sample.recipe.file));
    put("opd", json!(sample.recipe.opd));
    put("container", json!(container(sample)));
    put("layout", json!(sample.layout.id));
    put("status", json!(status));
    put("status_also", json!(also));
    put("note", json!(why));
    put("counted", json!(sample.recipe.defect.is_none()));
    let level = sample.report.leaves().iter().map(|leaf| leaf.level).max();
    put(
        "deepest_level",
        json!(if level == Some(Level::Paket) {
            "paket"
        } else {
            "sub_kegiatan"
        }),
    );
    if sample.recipe.defect.is_none() {
        out.extend(sums.json());
    }
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    let sheets = sample.sheets.iter().map(|sheet| json!({ "sheet": sheet.name, "role": sheet.role, "counted": sheet.counted, "why": sheet.why, "leaves": sheet.leaves }));
    if sample.recipe.defect.is_none() {
        put("sheets", sheets.collect());
    }
    if !sample.planted.is_empty() {
        let cases = sample.planted.iter().map(
            |p| json!({ "kasus": p.kasus, "sheet": p.sheet, "row": p.row, "uraian": p.uraian }),
        );
        put("cases", cases.collect());
    }
    if let Some(finding) = &sample.finding {
        put(
            "finding",
            json!({ "kind": finding.kind, "sheet": finding.sheet, "cell": finding.cells.first(), "cells": finding.cells }),
        );
    }
    Value::Object(out)
}

/// Returns what a report adds up to, as far as its form states it.
pub(super) fn sums(sample: &Sample) -> Map<String, Value> {
    let form = States::of(&sample.layout);
    let mut sums = Sums::default();
    for leaf in sample.report.leaves() {
        sums.add(leaf, form);
    }
    sums.json()
}

/// Returns the truth over all samples, as pretty JSON with a line break at the end.
#[must_use]
pub fn truth(samples: &[Sample], before: &[Kiriman]) -> String {
    let mut total = Sums::default();
    let files: Vec<Value> = samples
        .iter()
        .map(|sample| file(sample, &mut total))
        .collect();
    let counted: Vec<&str> = samples
        .iter()
        .filter(|s| s.recipe.defect.is_none())
        .map(|s| s.recipe.opd)
        .collect();
    let late: Vec<Value> = super::penerimaan::late()
        .map(|(opd, at, days)| json!({ "opd": opd, "diterima_pada": at, "hari_terlambat": days }))
        .collect();
    let value = json!({
        "periode": { "tahun": 2026, "bulan": 9 },
        "tenggat": "2026-10-12",
        "opd_expected": samples.len() + MISSING.len(),
        "opd_reported": counted.len(),
        "belum_masuk": MISSING,
        "terlambat": late,
        "totals": total.json(),
        "files": files,
        "riwayat": super::truth_riwayat::riwayat(before),
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap();
    text.push('\n');
    text
}

//! Every flag at its boundary and beside it.

use std::collections::BTreeMap;

use super::*;
use crate::diag::catalogue;
use crate::model::kegiatan::{Jenis, Tingkat};

/// Contracts: payment, time, value, and which rows are contracts at all.
mod kontrak;

/// A row that no flag speaks of: on plan, money behind work.
fn row() -> Row {
    Row {
        row: 11,
        level: Tingkat::SubKegiatan,
        leaf: true,
        kode: Some("1.03.10.2.01.0005".into()),
        uraian: "Rehabilitasi Jalan".into(),
        pagu: Some(Sen::whole(1_000_000)),
        target_keuangan: Some(Sen::whole(400_000)),
        realisasi_keuangan: Some(Sen::whole(400_000)),
        target_fisik: Some(50.0),
        realisasi_fisik: Some(50.0),
        lalu: crate::model::table::Lalu::default(),
        induk: BTreeMap::new(),
        lain: BTreeMap::new(),
        klasifikasi: None,
    }
}

fn class(jenis: Jenis) -> Klasifikasi {
    Klasifikasi {
        jenis,
        fisik_konstruksi: jenis == Jenis::FisikKonstruksi,
        keyakinan: 1.0,
        telaah: false,
        dasar: Vec::new(),
    }
}

/// Applies a change to the quiet row and compares the codes and severities of its flags.
fn check(jenis: Jenis, change: impl Fn(&mut Row), expected: &[&str]) {
    let rules = Rules::embedded().unwrap();
    let mut row = row();
    change(&mut row);
    let konteks = Konteks {
        tahun: Some(2026),
        ada_permasalahan: true,
        ..Konteks::default()
    };
    check_in(konteks, &row, jenis, expected, &rules);
}

fn check_in(konteks: Konteks, row: &Row, jenis: Jenis, expected: &[&str], rules: &Rules) {
    let flags = flags_of_row(row, Some(&class(jenis)), konteks, rules);
    let found: Vec<String> = flags
        .iter()
        .map(|flag| format!("{} {}", flag.code.id, flag.severity.name()))
        .collect();
    assert_eq!(found, expected, "{row:?}");
    for flag in &flags {
        assert_eq!(flag.baris, [11]);
        assert!(
            !flag.kalimat.ends_with('.') && !flag.kalimat.contains("NaN"),
            "{}",
            flag.kalimat
        );
    }
}

fn fisik(target: f64, realisasi: f64) -> impl Fn(&mut Row) {
    move |row| {
        row.target_fisik = Some(target);
        row.realisasi_fisik = Some(realisasi);
        row.realisasi_keuangan = Some(Sen::whole(1));
        row.lain.insert(Measure::Permasalahan, "cuaca".into());
    }
}

fn contract(target: f64, realisasi: f64, end: &'static str) -> impl Fn(&mut Row) {
    move |row| {
        fisik(target, realisasi)(row);
        row.lain.insert(Measure::NomorKontrak, "027/01/2026".into());
        row.lain.insert(Measure::TanggalSelesai, end.into());
    }
}

const K: Jenis = Jenis::FisikKonstruksi;
const N: Jenis = Jenis::NonFisik;

#[test]
fn a_row_on_plan_is_quiet() {
    check(K, |_| {}, &[]);
    check(N, |_| {}, &[]);
    check(
        K,
        |row| {
            row.pagu = None;
            row.target_fisik = None;
            row.realisasi_fisik = None;
            row.realisasi_keuangan = None;
            row.kode = None;
        },
        &[],
    );
}

#[test]
fn pagu_is_exceeded_by_a_single_sen() {
    let spend = |sen: i64| move |row: &mut Row| row.realisasi_keuangan = Some(Sen(sen));
    check(N, spend(100_000_000), &[]);
    check(N, spend(100_000_001), &["D101 error"]);
}

#[test]
fn spending_without_pagu_is_told_from_overspending() {
    let pagu = |pagu: Option<Sen>| move |row: &mut Row| row.pagu = pagu;
    check(N, pagu(Some(Sen::ZERO)), &["D102 error"]);
    check(N, pagu(None), &[]);
    check(
        N,
        |row| {
            row.pagu = Some(Sen::ZERO);
            row.realisasi_keuangan = Some(Sen::ZERO);
            row.realisasi_fisik = Some(0.0);
            row.target_fisik = Some(0.0);
        },
        &[],
    );
}

#[test]
fn fisik_stays_between_its_bounds() {
    check(N, fisik(100.001, 100.001), &[]);
    check(N, fisik(100.0, 100.002), &["D103 error"]);
    check(N, fisik(100.002, 100.002), &["D103 error", "D103 error"]);
    check(N, fisik(0.0, -0.001), &["D103 error", "D108 info"]);
}

#[test]
fn money_ahead_of_work_matters_on_construction() {
    let work = |fisik: f64| {
        move |row: &mut Row| {
            row.target_fisik = Some(fisik);
            row.realisasi_fisik = Some(fisik);
        }
    };
    check(K, work(40.0), &[]);
    check(K, work(39.99), &["D104 warning"]);
    check(N, work(39.99), &[]);
    check(K, work(0.0), &["D106 warning"]);
    check(N, work(0.0), &["D106 warning"]);
    check(N, work(0.001), &[]);
}

#[test]
fn work_without_money_is_natural_on_construction_only() {
    let unpaid = |sen: i64| move |row: &mut Row| row.realisasi_keuangan = Some(Sen(sen));
    check(K, unpaid(0), &["D105 info"]);
    check(N, unpaid(0), &["D105 warning"]);
    check(N, unpaid(1), &[]);
}

#[test]
fn zones_begin_strictly_below_their_bounds() {
    check(N, fisik(50.0, 50.0), &[]);
    check(N, fisik(50.0, 49.999), &["D108 info"]);
    check(N, fisik(50.0, 45.0), &["D108 info"]);
    check(N, fisik(50.0, 44.999), &["D109 warning"]);
    check(N, fisik(50.0, 40.0), &["D109 warning"]);
    check(N, fisik(50.0, 39.999), &["D110 warning"]);
    // 0.1 + 0.2 and its like are no lateness.
    check(N, fisik(0.1 + 0.2 + 10.0, 0.3), &["D109 warning"]);
    let rules = Rules::embedded().unwrap();
    assert_eq!(zona(None, &rules), Zona::TanpaData);
    assert_eq!(zona(Some(-1e-10), &rules), Zona::Hijau);
    assert_eq!(zona(Some(3.0), &rules), Zona::Hijau);
}

#[test]
fn contracts_are_critical_by_the_two_periods() {
    check(K, contract(60.0, 50.0, ""), &["D114 warning"]);
    check(K, contract(60.0, 49.996, ""), &["D111 error"]);
    check(K, contract(60.0, 55.0, ""), &[]);
    check(K, contract(60.0, 54.999, ""), &["D114 warning"]);
    // Exactly 70 belongs to the stricter period.
    check(K, contract(70.0, 65.0, ""), &["D114 warning"]);
    check(K, contract(70.0, 64.999, ""), &["D112 error"]);
    check(K, contract(69.999, 64.0, ""), &["D114 warning"]);
    check(K, contract(80.0, 77.5, ""), &[]);
    check(K, contract(80.0, 77.499, ""), &["D114 warning"]);
    // Past the year: any lateness, up to exactly 5.
    check(
        K,
        contract(80.0, 79.9, "15 Januari 2027"),
        &["D113 error", "D126 warning"],
    );
    check(
        K,
        contract(80.0, 75.0, "15-01-2027"),
        &["D113 error", "D126 warning"],
    );
    check(K, contract(80.0, 80.0, "15-01-2027"), &["D126 warning"]);
    check(K, contract(80.0, 79.9, "31-12-2026"), &[]);
    check(K, contract(60.0, 59.0, "15-01-2027"), &["D126 warning"]);
}

#[test]
fn contract_rules_need_construction_and_a_contract() {
    check(N, contract(60.0, 49.0, ""), &["D110 warning"]);
    check(
        K,
        |row| {
            contract(60.0, 49.0, "")(row);
            row.lain.insert(Measure::Metode, "Swakelola".into());
        },
        &["D110 warning"],
    );
    check(K, fisik(60.0, 49.0), &["D110 warning"]);
}

#[test]
fn province_codes_are_told_from_accounts() {
    let coded = |kode: &'static str| move |row: &mut Row| row.kode = Some(kode.into());
    check(N, coded("1.03.10.1.01.0005"), &["D115 warning"]);
    check(N, coded("5.01.01.1.01"), &["D115 warning"]);
    check(N, coded("X.XX.01.1.01"), &["D115 warning"]);
    check(N, coded("1.03.10.2.01.0005"), &[]);
    check(N, coded("5.2.04.01.01.0003"), &[]);
    check(N, coded("5.1.02.1.01"), &[]);
    check(N, coded("1.03.10"), &[]);
    check(N, coded("1.03.1.03.01.15"), &[]);
}

#[test]
fn lateness_beyond_yellow_wants_an_explanation() {
    let late = |realisasi: f64, text: &'static str| {
        move |row: &mut Row| {
            fisik(50.0, realisasi)(row);
            row.lain.insert(Measure::Permasalahan, text.into());
        }
    };
    check(N, late(45.0, ""), &["D108 info"]);
    check(N, late(44.999, ""), &["D109 warning", "D116 warning"]);
    check(N, late(44.999, " - "), &["D109 warning", "D116 warning"]);
    check(N, late(44.999, "lahan"), &["D109 warning"]);
    let rules = Rules::embedded().unwrap();
    let mut quiet = row();
    late(30.0, "")(&mut quiet);
    let flags = flags_of_row(&quiet, None, Konteks::default(), &rules);
    assert!(
        flags
            .iter()
            .all(|flag| flag.code != catalogue::deviasi::PERMASALAHAN_KOSONG)
    );
}

#[test]
fn copied_fisik_shows_on_enough_rows() {
    let rules = Rules::embedded().unwrap();
    let rows = |n: usize, fisik: f64| -> Vec<Row> {
        (0..n)
            .map(|_| Row {
                realisasi_fisik: Some(fisik),
                ..row()
            })
            .collect()
    };
    let count = |rows: &[Row]| {
        let flags = flags_of_set(rows.iter(), &rules);
        flags.iter().filter(|flag| flag.code.id == "D107").count()
    };
    assert_eq!(count(&rows(5, 40.004)), 1);
    assert_eq!(count(&rows(4, 40.0)), 0);
    assert_eq!(count(&rows(5, 40.006)), 0);
    let whole: Vec<Row> = (0..9)
        .map(|_| Row {
            realisasi_fisik: Some(100.0),
            realisasi_keuangan: Some(Sen::whole(1_000_000)),
            ..row()
        })
        .collect();
    assert_eq!(count(&whole), 0);
    let flag = flags_of_set(rows(6, 40.0).iter(), &rules).remove(0);
    assert_eq!((flag.code.id, flag.baris.len()), ("D107", 6));
    assert!(flag.basis().is_some());
}

#[test]
fn deviations_are_realisasi_minus_target() {
    let mut row = row();
    row.realisasi_keuangan = Some(Sen::whole(250_000));
    row.realisasi_fisik = Some(45.5);
    assert_eq!(deviasi_fisik_pct(&row), Some(-4.5));
    assert_eq!(deviasi_keuangan_pct(&row), Some(-15.0));
    row.pagu = Some(Sen::ZERO);
    assert_eq!(deviasi_keuangan_pct(&row), None);
    row.target_fisik = None;
    assert_eq!(deviasi_fisik_pct(&row), None);
}

#[test]
fn an_unchecked_basis_says_so() {
    let rules = Rules::embedded().unwrap();
    let mut over = row();
    over.realisasi_keuangan = Some(Sen::whole(2_000_000));
    let flags = flags_of_row(&over, None, Konteks::default(), &rules);
    let flag = flags.iter().find(|flag| flag.code.id == "D101").unwrap();
    assert!(flag.basis().unwrap().ends_with("(dasar perlu dicek)"));
    assert!(
        flag.kalimat
            .contains("Rp2.000.000 melebihi pagu Rp1.000.000; selisih Rp1.000.000")
    );
}

//! The arithmetic of the form at its limits: what is rounding, and the first difference that is told.

use std::fmt::Write as _;

use crate::support::perintah::{rakor, run};

/// An activity: pagu, realisasi up to last month, in this month and up to this month, in percent, and what is left.
#[derive(Clone, Copy)]
struct Baris {
    pagu: i64,
    lalu: i64,
    ini: i64,
    sd: i64,
    persen: f64,
    sisa: i64,
}

/// Six sound activities; no amount is a whole thousand.
fn utuh() -> Vec<Baris> {
    let one = |n: i64| {
        let (pagu, lalu, ini) = (10_000_100 * n, 1_500_015 * n, 1_000_010 * n);
        Baris {
            pagu,
            lalu,
            ini,
            sd: lalu + ini,
            persen: 25.0,
            sisa: pagu - lalu - ini,
        }
    };
    (1..=6).map(one).collect()
}

/// The codes of sums, columns and cells that are found after a change of the third activity and of the total of the pagu.
fn check(change: impl Fn(&mut Baris), total: i64, expected: &[&str]) {
    let mut rows = utuh();
    change(&mut rows[2]);
    let mut text = String::from(
        "LAPORAN REALISASI FISIK DAN KEUANGAN;;;;;;;;\nDINAS SOSIAL;;;;;;;;\nBULAN SEPTEMBER 2026;;;;;;;;\n\
         No;Uraian Kegiatan;Pagu (Rp);Realisasi s.d. Bulan Lalu (Rp);Realisasi Bulan Ini (Rp);Realisasi s.d. Bulan Ini (Rp);\
         Realisasi Keuangan (%);Sisa Anggaran (Rp);Realisasi Fisik (%)\n",
    );
    let names = [
        "Gaji",
        "Logistik",
        "Pelatihan",
        "Rapat",
        "Survei",
        "Evaluasi",
    ];
    for ((number, name), row) in (1..).zip(names).zip(&rows) {
        let persen = format!("{:.2}", row.persen).replace('.', ",");
        let _ = writeln!(
            text,
            "{number};{name};{};{};{};{};{persen};{};25",
            row.pagu, row.lalu, row.ini, row.sd, row.sisa
        );
    }
    let sum = |of: fn(&Baris) -> i64| -> i64 { rows.iter().map(of).sum() };
    let _ = writeln!(
        text,
        ";JUMLAH;{};{};{};{};25,00;{};25",
        sum(|row| row.pagu) + total,
        sum(|row| row.lalu),
        sum(|row| row.ini),
        sum(|row| row.sd),
        sum(|row| row.sisa)
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("RFK Dinsos September 2026.csv");
    std::fs::write(&path, &text).unwrap();
    let output = run(rakor().args(["urai", "--format", "json"]).arg(&path));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let found: Vec<&str> = told["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["code"].as_str())
        .filter(|code| ["C307", "C308", "C309", "R403"].contains(code))
        .collect();
    assert_eq!(found, expected, "{text}\n{told:#}");
}

#[test]
fn a_sound_form_raises_nothing() {
    check(|_| {}, 0, &[]);
}

#[test]
fn last_month_and_this_month_make_up_the_sum_to_the_rupiah() {
    check(|row| row.lalu += 1, 0, &[]);
    check(|row| row.lalu += 2, 0, &["C309"]);
    check(|row| row.ini -= 2, 0, &["C309"]);
}

#[test]
fn what_is_left_is_pagu_less_realisasi_to_the_rupiah() {
    check(|row| row.sisa += 1, 0, &[]);
    check(|row| row.sisa += 2, 0, &["C307"]);
}

#[test]
fn a_printed_percentage_may_be_rounded_by_a_hundredth() {
    check(|row| row.persen = 25.01, 0, &[]);
    check(|row| row.persen = 25.02, 0, &["C308"]);
}

#[test]
fn a_stated_total_is_the_sum_to_the_rupiah() {
    check(|_| {}, 1, &[]);
    check(|_| {}, 2, &["R403"]);
}

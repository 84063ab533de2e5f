//! The flags of contracts, each at its boundary and beside it.

use jiff::civil::date;

use super::*;
use crate::consolidate::deviasi::{Flag, Kontrak};

/// A contract of Rp 1 billion on a pagu of 1.2 billion, 1 March to 15 December 2026, on plan at 50 %, paid 40 %.
fn contract() -> Row {
    let mut row = row();
    row.level = Tingkat::Paket;
    row.pagu = Some(Sen::whole(1_200_000_000));
    row.target_keuangan = None;
    row.realisasi_keuangan = Some(Sen::whole(400_000_000));
    for (measure, text) in [
        (Measure::NomorKontrak, "027/01/2026"),
        (Measure::NilaiKontrak, "Rp1.000.000.000"),
        (Measure::TanggalMulai, "01-03-2026"),
        (Measure::TanggalSelesai, "15-12-2026"),
        (Measure::Permasalahan, "cuaca"),
    ] {
        row.lain.insert(measure, text.into());
    }
    row
}

const AT: Konteks = Konteks {
    tahun: Some(2026),
    tanggal: Some(date(2026, 9, 30)),
    ada_kontrak: true,
    dijelaskan: false,
    ada_permasalahan: true,
};

fn check_contract(change: impl Fn(&mut Row), expected: &[&str]) {
    check_at(AT, change, expected);
}

fn check_at(konteks: Konteks, change: impl Fn(&mut Row), expected: &[&str]) {
    let rules = Rules::embedded().unwrap();
    let mut row = contract();
    change(&mut row);
    check_in(konteks, &row, K, expected, &rules);
}

fn one(change: impl Fn(&mut Row), code: &str) -> Flag {
    let rules = Rules::embedded().unwrap();
    let mut row = contract();
    change(&mut row);
    let flags = flags_of_row(&row, Some(&class(K)), AT, &rules);
    let found = flags.iter().find(|flag| flag.code.id == code);
    assert!(found.is_some(), "{code}: {flags:?}");
    found.unwrap().clone()
}

fn set(measure: Measure, text: &'static str) -> impl Fn(&mut Row) {
    move |row| {
        row.lain.insert(measure, text.into());
    }
}

fn progress(target: f64, fisik: f64) -> impl Fn(&mut Row) {
    move |row| {
        row.target_fisik = Some(target);
        row.realisasi_fisik = Some(fisik);
        row.realisasi_keuangan = Some(Sen::whole(1));
    }
}

fn paid(fisik: f64, rupiah: i64) -> impl Fn(&mut Row) {
    move |row| {
        row.target_fisik = Some(fisik);
        row.realisasi_fisik = Some(fisik);
        row.realisasi_keuangan = Some(Sen::whole(rupiah));
    }
}

#[test]
fn a_contract_on_plan_is_quiet() {
    check_contract(|_| {}, &[]);
}

#[test]
fn lateness_is_critical_strictly_beyond_the_limbs() {
    check_contract(progress(69.99, 59.99), &["D114 warning"]);
    check_contract(progress(69.99, 59.98), &["D111 error"]);
    // 1e-9 is no difference; 70 − 1e-10 is 70.
    check_contract(progress(60.0, 50.0 - 5e-10), &["D114 warning"]);
    check_contract(progress(70.0 - 1e-10, 64.9), &["D112 error"]);
    check_contract(progress(70.0, 65.0), &["D114 warning"]);
    check_contract(progress(70.0, 64.99), &["D112 error"]);
    let flag = one(progress(60.0, 49.996), "D111");
    assert!(
        flag.kalimat.contains("terlambat 10,004 poin"),
        "{}",
        flag.kalimat
    );
    // 5.01 of a billion, and of 289 days.
    let flag = one(progress(70.0, 64.99), "D112");
    assert_eq!(flag.nilai, Some(Sen::whole(50_100_000)));
    assert_eq!(flag.hari, Some(15));
    assert!(flag.langkah().contains("SCM tahap II lalu tahap III"));
    assert!(
        flag.langkah()
            .contains("50 hari kalender, sampai 3 Februari 2027")
    );
    assert_eq!(flag.batas, Some(date(2027, 2, 3)));
}

#[test]
fn exactly_five_late_is_of_the_third_limb_and_said() {
    let late = |fisik: f64| {
        move |row: &mut Row| {
            progress(80.0, fisik)(row);
            set(Measure::TanggalSelesai, "1 Januari 2027")(row);
        }
    };
    let said = "tidak disebut dalam teks peraturan";
    assert!(one(late(75.0), "D113").kalimat.contains(said));
    assert!(!one(late(75.01), "D113").kalimat.contains(said));
    check_contract(late(74.99), &["D112 error", "D126 warning"]);
    check_contract(late(80.0), &["D126 warning"]);
    check_contract(
        |row| {
            late(75.0)(row);
            set(Measure::TanggalSelesai, "31 Desember 2026")(row);
        },
        &["D114 warning"],
    );
}

#[test]
fn payment_is_held_against_the_contract() {
    // 50 % of the contract is 41.7 % of the pagu.
    check_contract(paid(50.0, 500_000_000), &[]);
    check_contract(paid(50.0, 500_000_001), &["D104 warning"]);
    check_contract(paid(0.0, 500_000_000), &["D106 warning"]);
    let told = one(paid(10.0, 300_000_000), "D104").kalimat;
    assert!(
        told.contains("paling sedikit 30,00 % untuk usaha kecil"),
        "{told}"
    );
    assert!(
        told.contains("paling banyak 20,00 % untuk selain usaha kecil"),
        "{told}"
    );
    let years = |row: &mut Row| {
        paid(10.0, 300_000_000)(row);
        set(Measure::Keterangan, "Kontrak Tahun Jamak")(row);
    };
    let told = one(years, "D104").kalimat;
    assert!(
        told.contains("paling banyak 15,00 % untuk kontrak tahun jamak"),
        "{told}"
    );
}

#[test]
fn only_a_known_advance_makes_payment_an_error() {
    let with = |fisik: f64, rupiah: i64, measure: Measure, text: &'static str| {
        move |row: &mut Row| {
            paid(fisik, rupiah)(row);
            set(measure, text)(row);
        }
    };
    let pct = Measure::UangMukaPct;
    check_contract(with(20.0, 500_000_000, pct, "30 %"), &["D104 info"]);
    check_contract(with(20.0, 500_000_001, pct, "30 %"), &["D121 error"]);
    check_contract(
        with(20.0, 500_000_001, Measure::UangMuka, "Rp300.000.000"),
        &["D121 error"],
    );
    let remark = Measure::Keterangan;
    check_contract(
        with(
            20.0,
            500_000_001,
            remark,
            "Uang muka sebesar 30% sudah cair",
        ),
        &["D121 error"],
    );
    check_contract(
        with(20.0, 500_000_001, remark, "uang muka cair 12 Mei"),
        &["D104 warning"],
    );
    let grave = one(with(0.0, 300_000_001, pct, "30 %"), "D121");
    assert!(
        grave
            .kalimat
            .starts_with("kritis, belum ada pekerjaan fisik: "),
        "{}",
        grave.kalimat
    );
    assert_eq!(grave.nilai, Some(Sen::whole(300_000_001)));
    check_contract(with(0.0, 300_000_000, pct, "30 %"), &["D104 info"]);
}

#[test]
fn full_payment_waits_for_full_work() {
    check_contract(paid(99.99, 1_000_000_000), &["D123 error"]);
    check_contract(paid(99.99, 999_900_000), &[]);
    check_contract(paid(100.0, 1_000_000_000), &[]);
    // Complete and unpaid: told thirty-one days after the end, not thirty.
    let ended = |day: &'static str, rupiah: i64| {
        move |row: &mut Row| {
            paid(100.0, rupiah)(row);
            set(Measure::TanggalSelesai, day)(row);
        }
    };
    check_contract(ended("31-08-2026", 950_000_000), &[]);
    check_contract(ended("30-08-2026", 950_000_000), &["D122 info"]);
    check_contract(ended("30-08-2026", 1_000_000_000), &[]);
    let kept = "tidak melebihi retensi";
    assert!(
        one(ended("30-08-2026", 950_000_000), "D122")
            .kalimat
            .contains(kept)
    );
    assert!(
        !one(ended("30-08-2026", 949_999_999), "D122")
            .kalimat
            .contains(kept)
    );
}

#[test]
fn a_contract_is_overdue_the_day_after_its_end() {
    let ended = |day: &'static str, fisik: f64| {
        move |row: &mut Row| {
            progress(fisik, fisik)(row);
            set(Measure::TanggalSelesai, day)(row);
        }
    };
    check_contract(ended("30-09-2026", 99.0), &[]);
    check_contract(ended("29-09-2026", 99.99), &["D124 error"]);
    check_contract(ended("29-09-2026", 100.0), &[]);
    let flag = one(ended("18 September 2026", 60.0), "D124");
    assert_eq!(flag.hari, Some(12));
    assert_eq!(flag.denda, Some(Sen::whole(12_000_000)));
    assert_eq!(flag.nilai, Some(Sen::whole(400_000_000)));
    assert_eq!(flag.batas, Some(date(2026, 11, 7)));
    assert!(
        flag.kalimat
            .contains("perkiraan denda Rp12.000.000 (12 hari × 1 ‰"),
        "{}",
        flag.kalimat
    );
    assert!(
        flag.langkah()
            .ends_with("Batas 50 hari kalender jatuh pada 7 November 2026."),
        "{}",
        flag.langkah()
    );
    // The limit itself is still a chance; the day after it is not.
    assert!(
        one(ended("11-08-2026", 60.0), "D124")
            .langkah()
            .contains("jatuh pada 30 September 2026")
    );
    assert!(
        one(ended("10-08-2026", 60.0), "D124")
            .langkah()
            .contains("sudah lewat 1 hari")
    );
    let unpriced = |row: &mut Row| {
        ended("18-09-2026", 60.0)(row);
        row.lain.remove(&Measure::NilaiKontrak);
    };
    let flag = one(unpriced, "D124");
    assert!(flag.denda.is_none() && flag.kalimat.contains("denda tidak dihitung"));
}

#[test]
fn construction_has_a_contract_by_the_end_of_the_third_quarter() {
    let bare = |row: &mut Row| {
        for measure in [Measure::NomorKontrak, Measure::NilaiKontrak] {
            row.lain.insert(measure, "-".into());
        }
    };
    let at = |month: i8| Konteks {
        tanggal: Some(date(2026, month, 1).last_of_month()),
        ..AT
    };
    check_at(at(8), bare, &[]);
    check_at(at(9), bare, &["D125 warning"]);
    let unasked = Konteks {
        ada_kontrak: false,
        ..AT
    };
    check_at(unasked, bare, &[]);
    check_contract(
        |row| {
            bare(row);
            paid(100.0, 1_000_000_000)(row);
        },
        &[],
    );
    check_contract(
        |row| {
            bare(row);
            set(Measure::Metode, "Swakelola Tipe I")(row);
        },
        &[],
    );
}

#[test]
fn dates_that_contradict_are_told() {
    check_contract(set(Measure::TanggalMulai, "01-10-2026"), &["D127 warning"]);
    check_contract(set(Measure::TanggalMulai, "30-09-2026"), &[]);
    check_contract(
        |row| {
            paid(0.0, 0)(row);
            set(Measure::TanggalMulai, "01-10-2026")(row);
        },
        &[],
    );
    check_contract(set(Measure::TanggalSelesai, "28-02-2026"), &["D128 error"]);
    check_contract(set(Measure::TanggalMulai, "15-12-2025"), &[]);
    check_contract(
        |row| {
            set(Measure::TanggalMulai, "15-09-2026")(row);
            set(Measure::TanggalSelesai, "15-09-2026")(row);
            paid(100.0, 1_000_000_000)(row);
        },
        &[],
    );
    check_contract(
        set(Measure::TanggalSelesai, "180 hari kalender"),
        &["D132 info"],
    );
    check_contract(
        set(Measure::TanggalSelesai, "1 Januari 2027"),
        &["D126 warning"],
    );
    check_contract(set(Measure::TanggalSelesai, "31 Desember 2026"), &[]);
    check_contract(
        |row| {
            set(Measure::TanggalMulai, "01-03-2025")(row);
            set(Measure::TanggalSelesai, "1 Januari 2027")(row);
        },
        &[],
    );
}

#[test]
fn the_value_of_a_contract_has_bounds() {
    check_contract(set(Measure::NilaiKontrak, "Rp1.200.000.000"), &[]);
    check_contract(
        set(Measure::NilaiKontrak, "Rp1.200.000.000,01"),
        &["D129 error"],
    );
    check_contract(
        |row| {
            set(Measure::NilaiKontrak, "Rp1.300.000.000")(row);
            set(Measure::Keterangan, "multi years")(row);
        },
        &[],
    );
    check_contract(paid(100.0, 1_000_000_001), &["D130 error"]);
    check_contract(
        |row| {
            paid(100.0, 1_000_000_001)(row);
            row.level = Tingkat::SubKegiatan;
        },
        &["D130 warning"],
    );
    check_contract(set(Measure::Hps, "Rp1.250.000.000"), &[]);
    check_contract(set(Measure::Hps, "Rp1.250.000.001"), &["D131 info"]);
}

#[test]
fn routine_work_and_own_work_are_no_contracts() {
    let late = |name: &'static str, metode: &'static str| {
        move |row: &mut Row| {
            progress(60.0, 49.0)(row);
            row.uraian = name.into();
            set(Measure::Metode, metode)(row);
        }
    };
    check_contract(
        late("Pemeliharaan Berkala Jalan", "Tender"),
        &["D111 error"],
    );
    check_contract(
        late("Pemeliharaan Rutin Jalan", "Tender"),
        &["D110 warning"],
    );
    check_contract(
        late("Pemeliharaan Rutin/Berkala Jalan", "Tender"),
        &["D111 error"],
    );
    check_contract(
        late("Pembangunan Talud", "Swakelola Tipe IV"),
        &["D110 warning"],
    );
    check_contract(
        late("Pembangunan Jalan (padat karya)", ""),
        &["D110 warning"],
    );
    let rules = Rules::embedded().unwrap();
    let mut goods = contract();
    late("Pengadaan Kendaraan", "")(&mut goods);
    check_in(AT, &goods, N, &["D110 warning"], &rules);
}

#[test]
fn spi_and_cpi_are_of_the_contract() {
    let rules = Rules::embedded().unwrap();
    let mut row = contract();
    progress(80.0, 60.0)(&mut row);
    row.realisasi_keuangan = Some(Sen::whole(750_000_000));
    let own = Kontrak::of(&row, Some(2026), &rules).unwrap();
    assert_eq!((spi(&row), own.cpi(&row)), (Some(0.75), Some(0.8)));
    row.target_fisik = Some(0.0);
    row.realisasi_keuangan = Some(Sen::ZERO);
    assert_eq!((spi(&row), own.cpi(&row)), (None, None));
    row.lain.remove(&Measure::NilaiKontrak);
    let own = Kontrak::of(&row, Some(2026), &rules).unwrap();
    assert_eq!(own.cpi(&row), None);
}

#[test]
fn money_beyond_its_bounds_is_told() {
    let target = |rupiah: i64| move |row: &mut Row| row.target_keuangan = Some(Sen(rupiah));
    check(N, target(100_001_000), &[]);
    check(N, target(100_001_001), &["D134 warning"]);
    check(N, target(-1), &["D134 warning"]);
    check(
        N,
        |row| row.realisasi_keuangan = Some(Sen(-1)),
        &["D134 warning"],
    );
}

#[test]
fn a_code_stands_once_in_a_table() {
    let rules = Rules::embedded().unwrap();
    let coded = |kode: &str, level: Tingkat| Row {
        kode: Some(kode.into()),
        realisasi_fisik: Some(1.0),
        level,
        ..row()
    };
    let count = |rows: &[Row]| flags_of_set(rows.iter(), &rules).len();
    let sub = Tingkat::SubKegiatan;
    assert_eq!(
        count(&[
            coded("1.03.10.2.01.0005", sub),
            coded("1.03.10.2.01.0005", sub)
        ]),
        1
    );
    assert_eq!(
        count(&[
            coded("1.03.10.2.01.0005", sub),
            coded("1.03.10.2.01.0006", sub)
        ]),
        0
    );
    assert_eq!(
        count(&[
            coded("5.2.04.01.01.0003", Tingkat::Rekening),
            coded("5.2.04.01.01.0003", Tingkat::Rekening)
        ]),
        0
    );
    assert_eq!(count(&[coded("1.03.10", sub), coded("1.03.10", sub)]), 0);
    let package = Row {
        uraian: "Paket kedua".into(),
        ..coded("1.03.10.2.01.0005", sub)
    };
    assert_eq!(count(&[coded("1.03.10.2.01.0005", sub), package]), 0);
}

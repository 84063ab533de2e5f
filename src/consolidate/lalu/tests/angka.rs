//! Numbers, targets, pagu and rows against the month before, at their limits.

use super::*;

#[test]
fn a_month_that_goes_on_is_no_finding() {
    check(rows(&AWAL), rows(&maju()), &[]);
}

#[test]
fn what_fell_is_told_with_both_numbers_and_the_place_of_the_earlier() {
    let mut now = maju();
    now[1].4 = 52.5;
    check(
        rows(&AWAL),
        rows(&now),
        &[(
            "G620 error baru.xlsx › RFK › G13",
            "sekarang 52,50 %, semula 55,00 % (dinkes 2026-08.xlsx › RFK › baris 13)",
        )],
    );
    let mut now = maju();
    now[0].4 = 1.0;
    now[3].4 = 2.0;
    check(
        rows(&AWAL),
        rows(&now),
        &[(
            "G620 error baru.xlsx › RFK › G12:G15",
            "pada 2 sel: G12 sekarang 1,00 %, semula 45,00 %",
        )],
    );
    let mut now = maju();
    now[2].2 = 600_000;
    check(
        rows(&AWAL),
        rows(&now),
        &[(
            "G621 warning baru.xlsx › RFK › F14",
            "sekarang Rp600.000, semula Rp600.007",
        )],
    );
    let mut now = maju();
    now[2].3 = 60.0;
    check(
        rows(&AWAL),
        rows(&now),
        &[(
            "G624 warning baru.xlsx › RFK › E14",
            "sekarang 60,00 %, semula 70,00 %",
        )],
    );
}

#[test]
fn a_percentage_that_fell_by_its_weight_alone_is_explained() {
    let mut now = maju();
    now[1] = (now[1].0, 4_000_006, now[1].2, 60.0, 27.5);
    check(
        rows(&AWAL),
        rows(&now),
        &[
            (
                "G626 info baru.xlsx › RFK › C13",
                "berubah dari Rp10.000.020 menjadi Rp12.000.023",
            ),
            ("G622 info baru.xlsx › RFK › G13", "bukan kesalahan"),
        ],
    );
    let mut now = maju().to_vec();
    now.push(("Kegiatan baru", 90_000_000, 0, 0.0, 0.0));
    check(
        rows(&AWAL),
        rows(&now),
        &[
            ("G622 info baru.xlsx › RFK", "tidak satu kegiatan pun turun"),
            (
                "G633 info baru.xlsx › RFK › B16",
                "\"Kegiatan baru\" (pagu Rp90.000.000)",
            ),
        ],
    );
}

#[test]
fn a_pergeseran_is_said_and_no_error() {
    let mut now = maju();
    now[0].1 += 500;
    now[3].1 -= 500;
    check(
        rows(&AWAL),
        rows(&now),
        &[
            (
                "G626 info baru.xlsx › RFK › C12:C15",
                "jumlah pagu tetap: tampaknya pergeseran",
            ),
            // The plan went down with the pagu.
            ("G624 info baru.xlsx › RFK › D15", "Target keuangan"),
        ],
    );
}

#[test]
fn the_column_of_last_month_is_held_against_last_month() {
    let mut now = rows(&maju());
    for (row, before) in now.iter_mut().zip(rows(&AWAL)) {
        row.lalu = Lalu {
            realisasi_keuangan: before.realisasi_keuangan,
            realisasi_fisik: before.realisasi_fisik,
        };
    }
    check(rows(&AWAL), now.clone(), &[]);
    now[1].lalu.realisasi_keuangan = Some(Sen::whole(499_000));
    now[2].lalu.realisasi_fisik = Some(64.0);
    let expected = [
        (
            "G623 warning baru.xlsx › RFK › H13",
            "sekarang Rp499.000, semula Rp500.003",
        ),
        (
            "G623 warning baru.xlsx › RFK › I14",
            "sekarang 64,00 %, semula 65,00 %",
        ),
    ];
    check(rows(&AWAL), now.clone(), &expected);
    // August is missing: what July said is no last month.
    let july = arsip("dinkes", rows(&AWAL), Periode::month(2026, 7));
    check_in(&[july], now, SEPTEMBER, &[]);
}

#[test]
fn activities_that_are_gone_are_an_error_where_money_was_spent() {
    let now = maju();
    check(
        rows(&AWAL),
        rows(&now[..3]),
        &[(
            "G632 error baru.xlsx › RFK",
            "\"Pembinaan kelompok\" (realisasi Rp700.009; dinkes 2026-08.xlsx › RFK › baris 15)",
        )],
    );
    let mut before = AWAL;
    before[3].2 = 0;
    check(
        rows(&before),
        rows(&now[..3]),
        &[("G632 warning baru.xlsx › RFK", "(pagu Rp4.000.009;")],
    );
}

#[test]
fn rows_of_another_depth_are_compared_by_their_sums_only() {
    let finer: Vec<Baris<'_>> = vec![
        ("Belanja kertas", 5_000_010, 1_000_000, 50.0, 50.0),
        ("Belanja makan", 3_000_005, 100_000, 50.0, 50.0),
        ("Belanja perjalanan", 2_000_005, 100_000, 50.0, 50.0),
    ];
    check(
        rows(&AWAL),
        rows(&finer),
        &[
            ("G620 warning baru.xlsx › RFK", "barisnya lain"),
            (
                "G621 warning baru.xlsx › RFK",
                "sekarang Rp1.200.000, semula Rp2.200.020",
            ),
            ("G634 info baru.xlsx › RFK", "Hanya 0 dari 3 baris"),
        ],
    );
}

#[test]
fn targets_of_december_are_full() {
    let december = Periode::month(2026, 12);
    let mut now = AWAL.map(|(nama, pagu, real, _, fisik)| (nama, pagu, real, 100.0, fisik));
    check_in(&[], rows(&now), december, &[]);
    now[1].3 = 90.0;
    check_in(
        &[],
        rows(&now),
        december,
        &[(
            "G625 warning baru.xlsx › RFK › E13",
            "90,00 %, seharusnya 100 %",
        )],
    );
    now[2].3 = 95.0;
    check_in(
        &[],
        rows(&now),
        december,
        &[("G625 warning baru.xlsx › RFK › E13:E14", "pada 2 sel")],
    );
}

#[test]
fn fisik_without_money_is_told_after_three_months() {
    let idle = |fisik: f64| {
        let mut baris = AWAL;
        baris[2] = (baris[2].0, baris[2].1, 0, 80.0, fisik);
        rows(&baris)
    };
    let months: Vec<BulanArsip> = [(6, 10.0), (7, 20.0), (8, 30.0)]
        .into_iter()
        .map(|(bulan, fisik)| arsip("dinkes", idle(fisik), Periode::month(2026, bulan)))
        .collect();
    let now = |fisik| {
        let mut rows = idle(fisik);
        rows[0].realisasi_keuangan = Some(Sen::whole(999_000));
        rows
    };
    let expected = [(
        "G635 warning baru.xlsx › RFK › F14",
        "sejak laporan Juni 2026: sekarang fisik 40,00 % dengan keuangan Rp0, semula fisik 10,00 %",
    )];
    check_in(&months, now(40.0), SEPTEMBER, &expected);
    check_in(&months[1..], now(40.0), SEPTEMBER, &[]);
    check_in(
        &[months[0].clone(), months[2].clone()],
        now(40.0),
        SEPTEMBER,
        &[],
    );
    let mut works = now(40.0);
    for row in &mut works {
        row.klasifikasi = row.klasifikasi.take().map(|mut k| {
            k.fisik_konstruksi = true;
            k
        });
    }
    check_in(&months, works, SEPTEMBER, &[]);
}

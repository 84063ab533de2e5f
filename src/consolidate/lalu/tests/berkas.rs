//! Whole files and reports that were seen before, are of another year, or are another office's.

use super::*;

#[test]
fn last_months_report_sent_again_is_known_by_its_numbers_and_by_its_bytes() {
    check(
        rows(&AWAL),
        rows(&AWAL),
        &[(
            "G627 error baru.xlsx › RFK › F12:F15",
            "Seluruh angka pada 4 kegiatan",
        )],
    );
    let targets = AWAL.map(|(nama, pagu, real, _, fisik)| (nama, pagu, real, 90.0, fisik));
    check(
        rows(&AWAL),
        rows(&targets),
        &[("G627 warning baru.xlsx › RFK › F12:F15", "hanya targetnya")],
    );
    let august = arsip("dinkes", rows(&AWAL), AGUSTUS);
    let again = laporan("dinkes", "dinkes 2026-08.xlsx", rows(&AWAL), SEPTEMBER);
    let k = run(vec![again], SEPTEMBER, std::slice::from_ref(&august));
    let ids: Vec<&str> = found(&k).iter().map(|one| one.code.id).collect();
    assert_eq!(ids, ["G628", "G627"]);
    // Its title tells the other month: it is set aside, and why is a note.
    let old = laporan("dinkes", "dinkes 2026-08.xlsx", rows(&AWAL), AGUSTUS);
    let k = run(vec![old], SEPTEMBER, &[august]);
    let only = found(&k);
    assert_eq!((only.len(), only[0].severity.name()), (1, "info"));
}

#[test]
fn the_budget_of_last_year_is_recognised() {
    let year = |tahun: i16, plus: i64| {
        let rows = rows(&AWAL.map(|(nama, pagu, real, t, f)| (nama, pagu + plus, real, t, f)));
        arsip("dinkes", rows, Periode::month(tahun, 8))
    };
    let expected = [(
        "G629 error baru.xlsx › RFK › C12:C15",
        "Pagu pada 4 dari 4 kegiatan sama dengan pagu tahun anggaran 2025",
    )];
    check_in(&[year(2025, 0)], rows(&maju()), SEPTEMBER, &expected);
    check_in(
        &[year(2025, 0), year(2026, 0)],
        rows(&maju()),
        SEPTEMBER,
        &[],
    );
    check_in(&[year(2025, 900)], rows(&maju()), SEPTEMBER, &[]);
}

#[test]
fn another_offices_rows_under_ones_own_title_are_recognised() {
    let own = AWAL.map(|(nama, pagu, real, t, f)| (nama, pagu * 2, real, t, f));
    let both = run(
        vec![
            laporan("dinkes", "dinkes.xlsx", rows(&own), AGUSTUS),
            laporan("dlh", "dlh.xlsx", rows(&AWAL), AGUSTUS),
        ],
        AGUSTUS,
        &[],
    );
    let august = bulan(&both);
    check_in(
        std::slice::from_ref(&august),
        rows(&maju()),
        SEPTEMBER,
        &[(
            "G630 error baru.xlsx › RFK › B12:B15",
            "4 dari 4 kegiatan beserta pagunya sama dengan laporan Dinas Lingkungan",
        )],
    );
    let later = own.map(|(nama, pagu, real, t, f)| (nama, pagu, real + 9, t, f));
    check_in(&[august], rows(&later), SEPTEMBER, &[]);
}

#[test]
fn what_one_office_sends_in_anothers_name_never_replaces_its_own() {
    let mine = laporan("dlh", "dlh.xlsx", rows(&maju()), SEPTEMBER);
    let sent = laporan("dlh", "kiriman.xlsx", rows(&AWAL), SEPTEMBER);
    let register =
        "opd;file;hash;diterima_pada\ndlh;dlh.xlsx;;2026-10-05\ndinkes;kiriman.xlsx;;2026-10-08\n";
    let k = with_register(vec![mine, sent], SEPTEMBER, &[], register);
    let opd = |id: &str| k.opd.iter().find(|opd| *opd.office.id == *id).unwrap();
    assert_eq!(opd("dlh").kepatuhan.status, Status::TepatWaktu);
    assert_eq!(
        opd("dlh").jumlah.unwrap().realisasi_keuangan,
        Some(Sen::whole(2_400_020))
    );
    assert_eq!(opd("dinkes").kepatuhan.status, Status::BelumMasuk);
    let only = found(&k);
    assert_eq!(only.len(), 1);
    assert_eq!(only[0].code, riwayat::SENT_BY_OTHER_OPD);
    assert!(
        only[0]
            .message
            .contains("dikirim oleh Dinas Kesehatan, tetapi isinya laporan Dinas Lingkungan")
    );
}

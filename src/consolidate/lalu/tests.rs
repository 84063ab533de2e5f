//! Every judgement against an archived month, provoked and left alone, over made-up reports.

use std::sync::Arc;

use crate::consolidate::kepatuhan::Status;
use crate::consolidate::register::Register;
use crate::consolidate::sample::{self, submission, table};
use crate::consolidate::{Asked, Konsolidasi, consolidate};
use crate::diag::Diagnostic;
use crate::diag::catalogue::riwayat;
use crate::model::arsip::{BarisArsip, BulanArsip, KirimanArsip};
use crate::model::field::{Field, Measure, Span};
use crate::model::kegiatan::Jenis;
use crate::model::nilai::Sen;
use crate::model::periode::Periode;
use crate::model::submission::Submission;
use crate::model::table::{Column, Lalu, Row};
use crate::rules::Rules;

/// Name, pagu and realisasi in rupiah, target and realisasi fisik in percent.
pub(in crate::consolidate) type Baris<'a> = (&'a str, i64, i64, f64, f64);

const AWAL: [Baris<'static>; 4] = [
    ("Penyediaan jasa", 1_000_001, 400_001, 50.0, 45.0),
    ("Pengadaan meubelair", 2_000_003, 500_003, 60.0, 55.0),
    ("Rapat koordinasi", 3_000_007, 600_007, 70.0, 65.0),
    ("Pembinaan kelompok", 4_000_009, 700_009, 80.0, 75.0),
];

/// A month on: something was spent and done on every row.
fn maju() -> [Baris<'static>; 4] {
    AWAL.map(|(nama, pagu, real, target, fisik)| {
        (nama, pagu, real + 50_000, target + 10.0, fisik + 5.0)
    })
}

pub(in crate::consolidate) fn rows(baris: &[Baris<'_>]) -> Vec<Row> {
    let one = |(index, &(nama, pagu, real, target, fisik)): (usize, &Baris<'_>)| {
        let mut row = sample::leaf(
            nama,
            Jenis::NonFisik,
            (pagu, pagu / 2, real),
            (target, fisik),
        );
        row.kode = Some(format!("1.02.02.2.01.{:04}", index * 7 + nama.len()).into());
        row
    };
    baris.iter().enumerate().map(one).collect()
}

/// A report of an office on one sheet: name in B, pagu in C, target in D and E, realisasi in F and G, last month in H and I.
pub(in crate::consolidate) fn laporan(
    opd: &str,
    file: &str,
    rows: Vec<Row>,
    periode: Periode,
) -> Submission {
    let mut table = table((opd, Some(opd)), rows);
    let fields = [
        (Measure::Uraian, Span::Plain),
        (Measure::Pagu, Span::Plain),
        (Measure::TargetKeuangan, Span::Plain),
        (Measure::TargetFisik, Span::Plain),
        (Measure::RealisasiKeuangan, Span::Sd),
        (Measure::RealisasiFisik, Span::Sd),
        (Measure::RealisasiKeuangan, Span::Lalu),
        (Measure::RealisasiFisik, Span::Lalu),
    ];
    table.columns = (1..)
        .zip(fields)
        .map(|(col, (measure, span))| Column {
            col,
            path: Vec::new(),
            field: Some(Field { measure, span }),
            aside: None,
            confidence: 1.0,
            reason: String::new(),
        })
        .collect();
    if let Some(found) = &mut table.periode {
        found.periode = periode;
    }
    submission(file, vec![table])
}

fn run(submissions: Vec<Submission>, periode: Periode, arsip: &[BulanArsip]) -> Konsolidasi {
    with_register(submissions, periode, arsip, "")
}

fn with_register(
    submissions: Vec<Submission>,
    periode: Periode,
    arsip: &[BulanArsip],
    register: &str,
) -> Konsolidasi {
    let rules = Rules::embedded().unwrap();
    let asked = Asked {
        periode,
        opd_from_files: false,
        register: Register::parse(register, &Arc::from("penerimaan.csv")).value,
        keputusan: Vec::new(),
        arsip: arsip.to_vec(),
        induk: crate::consolidate::induk::Induk::default(),
        diagnostics: Vec::new(),
    };
    consolidate(submissions, asked, &rules).unwrap()
}

/// What the archive keeps of a consolidation, as far as a later month is held against it.
fn bulan(k: &Konsolidasi) -> BulanArsip {
    let baris = |leaf: &crate::consolidate::Leaf| {
        BarisArsip::of(
            k.row(leaf),
            (&k.opd[leaf.opd].office.id, &Arc::from("")),
            (&k.submissions[leaf.file].file, k.table(leaf).sheet.as_ref()),
        )
    };
    let kiriman = k.opd.iter().map(|opd| KirimanArsip {
        opd: Arc::clone(&opd.office.id),
        nama: Arc::clone(&opd.office.nama),
        status: Arc::from(opd.kepatuhan.status.name()),
        diterima: None,
        perkiraan: false,
        tenggat: None,
        hari_terlambat: None,
        revisi: 0,
        errors: 0,
        warnings: 0,
        blake3: opd
            .kepatuhan
            .files
            .iter()
            .map(|&file| k.submissions[file].blake3.clone())
            .collect(),
    });
    BulanArsip {
        periode: k.periode,
        baris: k.leaves.iter().map(baris).collect(),
        kiriman: kiriman.collect(),
        hash: String::new(),
    }
}

const AGUSTUS: Periode = Periode::month(2026, 8);
const SEPTEMBER: Periode = Periode::month(2026, 9);

fn arsip(opd: &str, rows: Vec<Row>, periode: Periode) -> BulanArsip {
    let file = format!("{opd} {}.xlsx", periode.folder());
    bulan(&run(vec![laporan(opd, &file, rows, periode)], periode, &[]))
}

fn found(k: &Konsolidasi) -> Vec<&Diagnostic> {
    let of_history = |finding: &&Diagnostic| riwayat::ALL.contains(&finding.code);
    k.diagnostics.iter().filter(of_history).collect()
}

/// Holds rows of September against those of August: codes, severities and places, and what the messages must say.
fn check(august: Vec<Row>, september: Vec<Row>, expected: &[(&str, &str)]) {
    check_in(
        &[arsip("dinkes", august, AGUSTUS)],
        september,
        SEPTEMBER,
        expected,
    );
}

fn check_in(arsip: &[BulanArsip], now: Vec<Row>, periode: Periode, expected: &[(&str, &str)]) {
    let k = run(
        vec![laporan("dinkes", "baru.xlsx", now, periode)],
        periode,
        arsip,
    );
    let found = found(&k);
    let shown: Vec<String> = found
        .iter()
        .map(|one| format!("{} {} {}", one.code.id, one.severity.name(), one.at))
        .collect();
    let wanted: Vec<&str> = expected.iter().map(|(what, _)| *what).collect();
    assert_eq!(shown, wanted, "{found:#?}");
    for (one, (_, words)) in found.iter().zip(expected) {
        assert!(one.message.contains(words), "{}", one.message);
    }
}

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

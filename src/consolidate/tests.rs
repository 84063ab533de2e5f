//! What counts, what doesn't, and why: consolidation over made-up submissions.

use super::kepatuhan::Status;
use super::sample::{PERIODE, leaf, report, submission, table, unreadable};
use super::*;
use crate::diag::catalogue::konsolidasi as g;
use crate::model::nilai::Sen;
use crate::model::periode::Periode;
use crate::model::submission::FileStatus;
use crate::model::table::{Role, TableStatus};

fn run(submissions: Vec<Submission>, register: &str) -> Konsolidasi {
    let rules = Rules::embedded().unwrap();
    let register = Register::parse(register, &Arc::from("penerimaan.csv")).value;
    let asked = Asked {
        periode: PERIODE,
        opd_from_files: false,
        register,
        keputusan: Vec::new(),
        arsip: Vec::new(),
        induk: crate::consolidate::induk::Induk::default(),
        diagnostics: Vec::new(),
    };
    consolidate(submissions, asked, &rules).unwrap()
}

fn opd<'a>(k: &'a Konsolidasi, id: &str) -> &'a RekapOpd {
    k.opd
        .iter()
        .find(|opd| opd.office.id.as_ref() == id)
        .unwrap()
}

fn codes(k: &Konsolidasi) -> Vec<&'static str> {
    let mut codes: Vec<&str> = k
        .diagnostics
        .iter()
        .map(|finding| finding.code.id)
        .filter(|id| *id != g::OPD_MISSING.id)
        .collect();
    codes.sort_unstable();
    codes
}

/// The pagu counted (in units of the report's first row, four a report), the office's status and the codes found.
fn check(
    submissions: Vec<Submission>,
    register: &str,
    (units, status, found): (i64, Status, &[&str]),
) {
    let k = run(submissions, register);
    let pagu = k.total.semua.pagu.unwrap_or_default();
    assert_eq!(codes(&k), found);
    assert_eq!(pagu, Sen::whole(units * 4));
    assert_eq!(opd(&k, "dinkes").kepatuhan.status, status);
}

fn dinkes(file: &str, pagu: i64) -> Submission {
    report(file, "dinkes", pagu)
}

fn with_status(mut submission: Submission, status: TableStatus) -> Submission {
    for table in &mut submission.tables {
        table.status = status;
    }
    if status == TableStatus::Quarantined {
        submission.status = FileStatus::Quarantined;
    }
    submission
}

fn of_month(mut submission: Submission, bulan: u8) -> Submission {
    for table in &mut submission.tables {
        table.periode = table
            .periode
            .take()
            .map(|found| crate::model::table::PeriodeFound {
                periode: Periode::month(2026, bulan),
                ..found
            });
    }
    submission
}

const REGISTER: &str = "opd;file;hash;diterima_pada;cara;catatan\n\
    dinkes;a.xlsx;;9/10/2026 14.05;;\n\
    dinkes;b.xlsx;;12/10/2026;;\n\
    dinkes;c.xlsx;;14/10/2026;;\n\
    dinkes;surat.xlsx;;14/10/2026;;\n";

#[test]
fn a_clean_report_has_the_status_of_its_receipt() {
    check(
        vec![dinkes("a.xlsx", 10)],
        REGISTER,
        (10, Status::TepatWaktu, &[]),
    );
    check(
        vec![dinkes("b.xlsx", 10)],
        REGISTER,
        (10, Status::TepatWaktu, &[]),
    );
    check(
        vec![dinkes("c.xlsx", 10)],
        REGISTER,
        (10, Status::Terlambat, &["G602"]),
    );
    check(
        vec![dinkes("d.xlsx", 10)],
        REGISTER,
        (10, Status::WaktuTidakDiketahui, &[]),
    );
    check(vec![], REGISTER, (0, Status::BelumMasuk, &[]));
}

#[test]
fn several_tables_of_one_office_add() {
    let mut two = dinkes("a.xlsx", 10);
    let more = dinkes("x", 5).tables.remove(0);
    two.tables.push(more);
    check(vec![two], REGISTER, (15, Status::TepatWaktu, &[]));
}

#[test]
fn a_unit_below_an_office_adds_to_it() {
    let mut unit = dinkes("puskesmas.xlsx", 5);
    unit.tables[0].opd.as_mut().unwrap().name = "UPTD Puskesmas Colomadu".into();
    check(
        vec![dinkes("a.xlsx", 10), unit],
        "",
        (15, Status::WaktuTidakDiketahui, &[]),
    );
}

#[test]
fn a_copy_counts_once() {
    let mut copy = dinkes("salinan.xlsx", 10);
    copy.blake3 = dinkes("a.xlsx", 10).blake3;
    check(
        vec![dinkes("a.xlsx", 10), copy],
        REGISTER,
        (10, Status::TepatWaktu, &["G607"]),
    );
    // Saved again by another program: other bytes, the same rows.
    check(
        vec![dinkes("a.xlsx", 10), dinkes("a.ods", 10)],
        REGISTER,
        (10, Status::TepatWaktu, &["G607"]),
    );
}

#[test]
fn of_two_versions_the_later_counts() {
    check(
        vec![dinkes("a.xlsx", 10), dinkes("c.xlsx", 20)],
        REGISTER,
        (20, Status::TepatWaktu, &["G608"]),
    );
    check(
        vec![dinkes("rfk.xlsx", 10), dinkes("rfk rev.xlsx", 20)],
        "",
        (20, Status::WaktuTidakDiketahui, &["G608"]),
    );
    check(
        vec![dinkes("rfk satu.xlsx", 10), dinkes("rfk dua.xlsx", 20)],
        "",
        (10, Status::WaktuTidakDiketahui, &["G608", "G609"]),
    );
}

#[test]
fn a_refused_revision_leaves_the_earlier_version() {
    let refused = with_status(dinkes("c.xlsx", 20), TableStatus::Quarantined);
    check(
        vec![dinkes("a.xlsx", 10), refused],
        REGISTER,
        (10, Status::PerluPerbaikan, &["G610"]),
    );
}

#[test]
fn an_office_without_a_usable_file_is_rejected() {
    let quarantined = with_status(dinkes("a.xlsx", 10), TableStatus::Quarantined);
    check(vec![quarantined], REGISTER, (0, Status::Ditolak, &["G603"]));
    check(
        vec![unreadable("RFK Dinkes.xlsx")],
        "",
        (0, Status::Ditolak, &["G603"]),
    );
    check(
        vec![unreadable("surat.xlsx")],
        REGISTER,
        (0, Status::Ditolak, &["G603"]),
    );
    check(
        vec![unreadable("surat2.xlsx")],
        REGISTER,
        (0, Status::BelumMasuk, &[]),
    );
    let mut template = dinkes("kosong.xlsx", 0);
    template.tables[0].role = Role::Template;
    template.status = FileStatus::NotAReport;
    check(vec![template], "", (0, Status::Ditolak, &["G603"]));
}

#[test]
fn another_month_counts_in_no_total() {
    check(
        vec![of_month(dinkes("a.xlsx", 10), 8)],
        REGISTER,
        (0, Status::Ditolak, &["G603", "G606"]),
    );
    check(
        vec![of_month(dinkes("a.xlsx", 10), 8), dinkes("b.xlsx", 20)],
        REGISTER,
        (20, Status::TepatWaktu, &["G606"]),
    );
}

#[test]
fn part_of_an_office_in_doubt_is_the_whole_in_doubt() {
    let mut book = dinkes("a.xlsx", 10);
    let doubtful = with_status(dinkes("x", 5), TableStatus::Quarantined)
        .tables
        .remove(0);
    book.tables.push(doubtful);
    book.tables.push(report("x", "dlh", 7).tables.remove(0));
    let k = run(vec![book], REGISTER);
    assert_eq!(opd(&k, "dinkes").kepatuhan.status, Status::Ditolak);
    assert_eq!(opd(&k, "dlh").jumlah.unwrap().pagu, Some(Sen::whole(28)));
    assert_eq!(k.total.semua.pagu, Some(Sen::whole(28)));
}

#[test]
fn offices_outside_the_roster_count_in_no_total() {
    let row = || leaf("x", Jenis::NonFisik, (4, 0, 0), (0.0, 0.0));
    let stranger = || {
        submission(
            "z.xlsx",
            vec![table(("Dinas Percobaan", None), vec![row(), row()])],
        )
    };
    check(
        vec![stranger(), dinkes("a.xlsx", 10)],
        REGISTER,
        (10, Status::TepatWaktu, &["G604"]),
    );
    let mut nameless = stranger();
    nameless.tables[0].opd = None;
    check(vec![nameless], "", (0, Status::BelumMasuk, &["G605"]));
}

#[test]
fn offices_of_the_files_all_count() {
    let row = || leaf("x", Jenis::NonFisik, (4, 0, 0), (0.0, 0.0));
    let files = vec![
        submission(
            "z.xlsx",
            vec![table(("Kecamatan Entah", None), vec![row()])],
        ),
        dinkes("a.xlsx", 10),
    ];
    let asked = Asked {
        periode: PERIODE,
        opd_from_files: true,
        register: Register::default(),
        keputusan: Vec::new(),
        arsip: Vec::new(),
        induk: crate::consolidate::induk::Induk::default(),
        diagnostics: Vec::new(),
    };
    let k = consolidate(files, asked, &Rules::embedded().unwrap()).unwrap();
    let names: Vec<&str> = k.opd.iter().map(|opd| opd.office.nama.as_ref()).collect();
    assert_eq!(names, ["dinkes", "Kecamatan Entah"]);
    assert_eq!(k.total.semua.pagu, Some(Sen::whole(44)));
    assert_eq!((k.n_reported(), codes(&k).len()), (2, 0));
}

#[test]
fn two_offices_with_the_same_rows_are_told() {
    check(
        vec![dinkes("a.xlsx", 10), report("dlh.xlsx", "dlh", 10)],
        REGISTER,
        (20, Status::TepatWaktu, &["G611"]),
    );
}

#[test]
fn sums_that_differ_from_the_tables_are_told() {
    let mut wrong = dinkes("a.xlsx", 10);
    wrong.tables[0].totals.pagu = Some(Sen::whole(1));
    check(vec![wrong], REGISTER, (10, Status::TepatWaktu, &["G614"]));
}

#[test]
fn every_table_of_realisasi_lies_in_one_portion() {
    let files = super::sample::regency(5);
    let mut shuffled = files.clone();
    shuffled.reverse();
    let k = run(files, "");
    let tables: usize = k
        .submissions
        .iter()
        .map(|submission| submission.tables.len())
        .sum();
    let held: usize = k.portions.iter().map(|portion| portion.tables.len()).sum();
    assert_eq!(tables, held);
    let other = run(shuffled, "");
    assert_eq!(format!("{k:?}"), format!("{other:?}"));
}

#[test]
fn the_prevailing_period_is_that_of_most_reports() {
    let files = vec![
        dinkes("a.xlsx", 1),
        of_month(dinkes("b.xlsx", 1), 8),
        dinkes("c.xlsx", 1),
    ];
    assert_eq!(gather::prevailing(&files), Some(PERIODE));
    assert_eq!(gather::prevailing(&[]), None);
}

#[test]
fn a_file_of_another_month_sent_for_the_last_one_of_a_quarter_is_refused() {
    let rules = Rules::embedded().unwrap();
    let sent = ["masuk/2026-08/a.xlsx", "masuk/2026-09/b.xlsx"];
    let standing = |sent: &[&str]| {
        let files = sent.iter().map(|file| of_month(dinkes(file, 1), 8));
        let asked = Asked {
            periode: Periode::quarter(2026, 3),
            opd_from_files: false,
            register: Register::default(),
            keputusan: Vec::new(),
            arsip: Vec::new(),
            induk: crate::consolidate::induk::Induk::default(),
            diagnostics: Vec::new(),
        };
        let k = consolidate(files.collect(), asked, &rules).unwrap();
        let own = &opd(&k, "dinkes").kepatuhan;
        (own.status, own.bulan_lain.and_then(|month| month.bulan))
    };
    assert_eq!(standing(&sent), (Status::Ditolak, Some(8)));
    assert_eq!(standing(&sent[..1]), (Status::BelumMasuk, Some(8)));
}

/// A quarter: the pagu counted, the office's status, and the month that stands in for the last one.
fn check_quarter(months: &[u8], (units, status, stands_in): (i64, Status, Option<u8>)) {
    let rules = Rules::embedded().unwrap();
    let sent = months
        .iter()
        .map(|&month| of_month(dinkes(&format!("{month}.xlsx"), i64::from(month)), month));
    let asked = Asked {
        periode: Periode::quarter(2026, 3),
        opd_from_files: false,
        register: Register::default(),
        keputusan: Vec::new(),
        arsip: Vec::new(),
        induk: crate::consolidate::induk::Induk::default(),
        diagnostics: Vec::new(),
    };
    let k = consolidate(sent.collect(), asked, &rules).unwrap();
    let own = &opd(&k, "dinkes").kepatuhan;
    assert_eq!(
        k.total.semua.pagu.unwrap_or_default(),
        Sen::whole(units * 4)
    );
    assert_eq!(own.status, status);
    assert_eq!(own.bulan_lain.and_then(|month| month.bulan), stands_in);
}

#[test]
fn a_quarter_takes_the_last_month_that_each_office_reported() {
    check_quarter(&[7, 8, 9], (9, Status::WaktuTidakDiketahui, None));
    check_quarter(&[9], (9, Status::WaktuTidakDiketahui, None));
    check_quarter(&[7, 8], (8, Status::BelumMasuk, Some(8)));
    check_quarter(&[6, 10], (0, Status::Ditolak, None));
}

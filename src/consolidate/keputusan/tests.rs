//! Decisions in a rekap: what they move, what they end, what is said of those that fit nothing.

use super::*;
use crate::consolidate::register::Register;
use crate::consolidate::sample::{PERIODE, leaf, report, submission, table};
use crate::consolidate::{Asked, consolidate};
use crate::diag::Severity;
use crate::diag::catalogue::berkas::FORMULA_BLANK;
use crate::model::kegiatan::{Jenis, Klasifikasi};
use crate::model::submission::FileStatus;
use crate::model::table::TableStatus;
use crate::normalize::pilah::classify_leaves;

fn keputusan(tahun: i16, uraian: &str, jenis: Jenis) -> Keputusan {
    Keputusan {
        tahun,
        opd: "Dinas Kesehatan".into(),
        kode: String::new(),
        uraian: uraian.into(),
        bagian: String::new(),
        jenis,
        oleh: "Petugas A".into(),
        pada: None,
        catatan: String::new(),
    }
}

fn run(submissions: Vec<Submission>, keputusan: Vec<Keputusan>) -> Konsolidasi {
    let asked = Asked {
        periode: PERIODE,
        opd_from_files: false,
        register: Register::default(),
        keputusan,
        arsip: Vec::new(),
        induk: crate::consolidate::induk::Induk::default(),
        diagnostics: Vec::new(),
    };
    consolidate(submissions, asked, &Rules::embedded().unwrap()).unwrap()
}

fn class<'k>(k: &'k Konsolidasi, uraian: &str) -> &'k Klasifikasi {
    let mut rows = k.leaves.iter().map(|leaf| k.row(leaf));
    let row = rows.find(|row| row.uraian.as_ref() == uraian).unwrap();
    row.klasifikasi.as_ref().unwrap()
}

#[test]
fn a_decision_of_the_year_moves_the_sums() {
    let files = || vec![report("dinkes.xlsx", "dinkes", 100)];
    let before = run(files(), Vec::new());
    assert_eq!(before.total.konstruksi.pagu, Some(Sen::whole(300)));
    let decisions = vec![
        keputusan(2026, "PENYEDIAAN JASA", Jenis::FisikKonstruksi),
        keputusan(2025, "Pembangunan gedung", Jenis::NonFisik),
        keputusan(2027, "Pembangunan gedung", Jenis::NonFisik),
    ];
    let after = run(files(), decisions);
    assert_eq!(after.total.konstruksi.pagu, Some(Sen::whole(400)));
    let own = class(&after, "Penyediaan jasa");
    assert_eq!((own.keyakinan, own.telaah), (1.0, false));
    let proposed = class(&after, "Pembangunan gedung");
    assert!(
        proposed.fisik_konstruksi && proposed.telaah,
        "shown, not applied"
    );
    assert_eq!((after.antrean(), after.diputuskan()), (vec![1], vec![0]));
}

#[test]
fn a_decision_ends_the_doubt_about_its_activity() {
    let rules = Rules::embedded().unwrap();
    let rows =
        ["Hutang 2022", "Xyzzy"].map(|name| leaf(name, Jenis::NonFisik, (100, 0, 0), (0.0, 0.0)));
    let mut file = submission(
        "dinkes.xlsx",
        vec![table(("Dinas Kesehatan", Some("dinkes")), rows.to_vec())],
    );
    let name = Arc::clone(&file.file);
    file.diagnostics = classify_leaves(&mut file.tables, &name, &rules);
    let doubts = |k: &Konsolidasi| {
        let is = |d: &&Diagnostic| d.code == kode::PERLU_TELAAH;
        k.diagnostics.iter().filter(is).count()
    };
    assert_eq!(doubts(&run(vec![file.clone()], Vec::new())), 2);
    let decided = run(
        vec![file],
        vec![keputusan(2026, "Hutang 2022", Jenis::NonFisik)],
    );
    assert_eq!((doubts(&decided), decided.antrean().len()), (1, 1));
}

#[test]
fn decisions_that_find_nothing_or_contradict_are_findings() {
    let check = |decisions: Vec<Keputusan>, expected: &[&str]| {
        let k = run(vec![report("dinkes.xlsx", "dinkes", 100)], decisions);
        let found: Vec<&str> = k
            .diagnostics
            .iter()
            .filter(|d| d.at.file.as_ref() == DAFTAR)
            .map(|d| d.code.id)
            .collect();
        assert_eq!(found, expected);
    };
    check(
        vec![keputusan(2026, "Tidak ada", Jenis::NonFisik)],
        &["K507"],
    );
    let mut by_code = keputusan(2026, "", Jenis::NonFisik);
    by_code.kode = "1.01.02.2.01.0003".into();
    let by_name = keputusan(2026, "Penyediaan jasa", Jenis::FisikKonstruksi);
    check(vec![by_code, by_name], &["K504"]);
    check(vec![keputusan(2025, "Tidak ada", Jenis::NonFisik)], &[]);
    let mut strange = keputusan(2026, "Penyediaan jasa", Jenis::NonFisik);
    strange.opd = "Dinas yang tidak ada".into();
    check(vec![strange], &["K507"]);
}

/// A file of two activities whose procurement type contradicts their names, as it is read.
fn contradicted() -> Submission {
    let rules = Rules::embedded().unwrap();
    let rows = [
        "Pengawasan Pembangunan Jembatan",
        "Perencanaan Teknis Jalan",
    ]
    .map(|name| {
        let mut row = leaf(name, Jenis::NonFisik, (100, 0, 0), (0.0, 0.0));
        row.lain
            .insert(Measure::JenisPengadaan, "Pekerjaan Konstruksi".into());
        row
    });
    let own = table(("Dinas Kesehatan", Some("dinkes")), rows.to_vec());
    let mut file = submission("dinkes.xlsx", vec![own]);
    let name = Arc::clone(&file.file);
    file.diagnostics = classify_leaves(&mut file.tables, &name, &rules);
    file.status = FileStatus::AcceptedWithNotes;
    file
}

#[test]
fn a_note_is_taken_back_with_the_last_doubt_that_made_it() {
    let check = |file: Submission, names: &[&str], expected: (FileStatus, TableStatus)| {
        let decisions = names.iter();
        let decisions = decisions.map(|name| keputusan(2026, name, Jenis::KonsultansiKonstruksi));
        let k = run(vec![file], decisions.collect());
        let file = &k.submissions[0];
        assert_eq!((file.status, file.tables[0].status), expected, "{names:?}");
    };
    let noted = (
        FileStatus::AcceptedWithNotes,
        TableStatus::AcceptedWithNotes,
    );
    let both = [
        "Pengawasan Pembangunan Jembatan",
        "Perencanaan Teknis Jalan",
    ];
    check(contradicted(), &[], noted);
    check(contradicted(), &both[..1], noted);
    let clean = (FileStatus::Accepted, TableStatus::Accepted);
    check(contradicted(), &both, clean);

    let mut unsure = contradicted();
    unsure.tables[0].confidence = 0.5;
    check(unsure, &both, noted);
    let mut damaged = contradicted();
    let lost = Diagnostic::new(FORMULA_BLANK, Location::file(&damaged.file), "x");
    damaged
        .diagnostics
        .push(lost.with_severity(Severity::Warning));
    let of_file = (FileStatus::AcceptedWithNotes, TableStatus::Accepted);
    check(damaged, &both, of_file);
}

#[test]
fn a_file_by_itself_shows_what_was_decided() {
    let rules = Rules::embedded().unwrap();
    let mut file = contradicted();
    let decisions = [
        keputusan(2026, "Perencanaan Teknis Jalan", Jenis::FisikKonstruksi),
        keputusan(2026, "Kegiatan di berkas lain", Jenis::NonFisik),
    ];
    let found = apply_alone(&mut file, (&decisions, PERIODE), false, &rules);
    assert_eq!(found, Vec::new());
    let decided: Vec<bool> = file.tables[0]
        .rows
        .iter()
        .map(|row| keputusan_petugas(row).is_some())
        .collect();
    assert_eq!(decided, [false, true]);
    assert_eq!(file.diagnostics.len(), 1);
}

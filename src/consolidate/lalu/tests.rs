//! Every judgement against an archived month, provoked and left alone, over made-up reports.

mod angka;
mod berkas;

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

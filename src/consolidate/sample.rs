//! Made-up submissions for the tests of consolidation and report.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::register::Register;
use super::{Asked, Konsolidasi};
use crate::model::arsip::{BarisArsip, BulanArsip};
use crate::model::kegiatan::{Dasar, Jenis, Klasifikasi, Tingkat};
use crate::model::nilai::Sen;
use crate::model::periode::Periode;
use crate::model::submission::{Container, FileStatus, Submission};
use crate::model::table::{OpdFound, PeriodeFound, Role, Row, Table, TableStatus, Totals};
use crate::rules::Rules;

pub(crate) const PERIODE: Periode = Periode::month(2026, 9);

/// A leaf: uraian, class, pagu, target and realisasi in whole rupiah, target and realisasi fisik in percent.
pub(crate) fn leaf(
    uraian: &str,
    jenis: Jenis,
    (pagu, target, realisasi): (i64, i64, i64),
    (target_fisik, realisasi_fisik): (f64, f64),
) -> Row {
    Row {
        row: 11,
        level: Tingkat::SubKegiatan,
        leaf: true,
        kode: Some("1.01.02.2.01.0003".into()),
        uraian: uraian.into(),
        pagu: Some(Sen::whole(pagu)),
        target_keuangan: Some(Sen::whole(target)),
        realisasi_keuangan: Some(Sen::whole(realisasi)),
        target_fisik: Some(target_fisik),
        realisasi_fisik: Some(realisasi_fisik),
        lalu: crate::model::table::Lalu::default(),
        induk: BTreeMap::from([
            (
                Tingkat::Program,
                Arc::from("Program Pengelolaan Pendidikan"),
            ),
            (
                Tingkat::Kegiatan,
                Arc::from("Pengelolaan Pendidikan Sekolah Dasar"),
            ),
        ]),
        lain: BTreeMap::new(),
        klasifikasi: Some(Klasifikasi {
            jenis,
            fisik_konstruksi: jenis == Jenis::FisikKonstruksi,
            keyakinan: 0.97,
            telaah: false,
            dasar: vec![Dasar {
                rule: "contoh".into(),
                text: "contoh".into(),
                weight: 1.0,
            }],
        }),
    }
}

/// An accepted table of realisasi of an office, of September 2026.
pub(crate) fn table(opd: (&str, Option<&str>), mut rows: Vec<Row>) -> Table {
    for (index, row) in rows.iter_mut().enumerate() {
        row.row = 11 + u32::try_from(index).unwrap_or(0);
    }
    Table {
        sheet: Some(Arc::from("RFK")),
        hidden: false,
        role: Role::Detail,
        status: TableStatus::Accepted,
        opd: Some(OpdFound {
            name: opd.0.to_owned(),
            id: opd.1.map(Arc::from),
            cell: None,
            confidence: 1.0,
        }),
        periode: Some(PeriodeFound {
            periode: PERIODE,
            cell: None,
            confidence: 1.0,
        }),
        header_rows: Some((8, 10)),
        number_row: None,
        columns: Vec::new(),
        totals: Totals::of(rows.iter().filter(|row| row.leaf)),
        rows,
        skipped: Vec::new(),
        stated: Vec::new(),
        kendali: Vec::new(),
        dilepas: None,
        confidence: 0.97,
    }
}

pub(crate) fn submission(file: &str, tables: Vec<Table>) -> Submission {
    Submission {
        file: Arc::from(file),
        blake3: blake3::hash(file.as_bytes()).to_hex().to_string(),
        container: Container::Xlsx,
        status: FileStatus::Accepted,
        tables,
        diagnostics: Vec::new(),
    }
}

/// A file that could not be opened.
pub(crate) fn unreadable(file: &str) -> Submission {
    Submission {
        status: FileStatus::Unreadable,
        ..submission(file, Vec::new())
    }
}

/// One report of an office of the roster with one row.
pub(crate) fn report(file: &str, id: &str, pagu: i64) -> Submission {
    let row = leaf(
        "Penyediaan jasa",
        Jenis::NonFisik,
        (pagu, pagu / 2, pagu / 4),
        (50.0, 40.0),
    );
    let more = leaf(
        "Pembangunan gedung",
        Jenis::FisikKonstruksi,
        (pagu * 3, pagu, pagu),
        (60.0, 30.0),
    );
    submission(file, vec![table((id, Some(id)), vec![row, more])])
}

/// A whole regency: every office of the roster but a few, with rows of all classes drawn from a fixed sequence.
pub(crate) fn regency(leaves_each: u32) -> Vec<Submission> {
    let rules = Rules::embedded().unwrap();
    let mut seed = 7_u64;
    let mut draw = move |below: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let names = [
        ("Rehabilitasi ruang kelas SD Negeri", Jenis::FisikKonstruksi),
        (
            "Pemeliharaan berkala jalan kabupaten ruas",
            Jenis::FisikKonstruksi,
        ),
        ("Pengadaan meubelair kantor", Jenis::FisikNonKonstruksi),
        (
            "Pengawasan pekerjaan konstruksi",
            Jenis::KonsultansiKonstruksi,
        ),
        ("Penyediaan gaji dan tunjangan ASN", Jenis::NonFisik),
        (
            "Koordinasi dan penyusunan dokumen perencanaan perangkat daerah tahun berikutnya",
            Jenis::NonFisik,
        ),
    ];
    let mut out = Vec::new();
    for (index, opd) in rules.roster.opd.iter().enumerate() {
        match index % 17 {
            5 => continue,
            9 => {
                out.push(unreadable(&format!("{}.xlsx", opd.id)));
                continue;
            }
            _ => {}
        }
        let rows = (0..leaves_each).map(|at| {
            let which = usize::try_from(draw(6)).unwrap_or(0);
            let (name, jenis) = names[which];
            let pagu = i64::try_from(draw(90_000) * 12_345 + 1_000_000).unwrap_or(1);
            let target = 40.0 + f64::from(u32::try_from(draw(5_000)).unwrap_or(0)) / 100.0;
            let behind = f64::from(u32::try_from(draw(2_000)).unwrap_or(0)) / 100.0 - 5.0;
            let share = |pct: i64| pagu / 100 * pct;
            let keuangan = i64::try_from(draw(60)).unwrap_or(0);
            let mut row = leaf(
                &format!("{name} {}", at + 1),
                jenis,
                (pagu, share(60), share(keuangan)),
                (target, target - behind),
            );
            if draw(20) == 0 {
                row.realisasi_fisik = None;
            }
            row
        });
        let rows: Vec<Row> = rows.collect();
        out.push(submission(
            &format!("{}.xlsx", opd.id),
            vec![table((&opd.nama, Some(&opd.id)), rows)],
        ));
    }
    out.push(submission(
        "Dinas Percobaan.xlsx",
        vec![table(
            ("Dinas Percobaan", None),
            vec![leaf(
                "=1+1 & <b>",
                Jenis::NonFisik,
                (5_000_000, 0, 0),
                (0.0, 0.0),
            )],
        )],
    ));
    out
}

/// Consolidates the sample period with archived months and no receipts.
pub(crate) fn consolidated(submissions: Vec<Submission>, arsip: Vec<BulanArsip>) -> Konsolidasi {
    let asked = Asked {
        periode: PERIODE,
        opd_from_files: false,
        register: Register::default(),
        keputusan: Vec::new(),
        arsip,
        induk: crate::consolidate::induk::Induk::default(),
        diagnostics: Vec::new(),
    };
    super::consolidate(submissions, asked, &Rules::embedded().unwrap()).unwrap()
}

/// An archived month with one activity of an office.
pub(crate) fn archived(periode: Periode, opd: &str, row: &Row) -> BulanArsip {
    let baris = BarisArsip::of(
        row,
        (&Arc::from(opd), &Arc::from("")),
        (&Arc::from("lama.xlsx"), Some(&Arc::from("RFK"))),
    );
    BulanArsip {
        periode,
        baris: vec![baris],
        kiriman: Vec::new(),
        hash: String::new(),
    }
}

//! The lists as Excel saves them, and every judgement by them, provoked and left alone.

use std::sync::Arc;

use super::{Induk, lra, pagu};
use crate::consolidate::lalu::tests::{Baris, laporan, rows};
use crate::consolidate::register::Register;
use crate::consolidate::{Asked, consolidate};
use crate::diag::Diagnostic;
use crate::diag::catalogue::riwayat;
use crate::model::nilai::Sen;
use crate::model::periode::Periode;
use crate::model::table::Row;
use crate::rules::Rules;

const SEPTEMBER: Periode = Periode::month(2026, 9);
const KEPALA: &str = "OPD;Kode;Uraian;Pagu;Versi;Berlaku dari\n";

const BARIS: [Baris<'static>; 3] = [
    ("Penyediaan jasa", 1_000_001, 400_000, 50.0, 45.0),
    ("Pengadaan meubelair", 2_000_003, 500_000, 60.0, 55.0),
    ("Rapat koordinasi", 3_000_007, 600_000, 70.0, 65.0),
];

/// The report's rows under codes 1.02.02.2.01.0001 to 0003.
fn baris() -> Vec<Row> {
    let mut rows = rows(&BARIS);
    for (row, nomor) in rows.iter_mut().zip(1..) {
        row.kode = Some(format!("1.02.02.2.01.000{nomor}").into());
    }
    rows
}

fn master(text: &str) -> Induk {
    let roster = Rules::embedded().unwrap().roster;
    let read = pagu(
        &format!("{KEPALA}{text}"),
        &Arc::from("master/pagu-2026.csv"),
        &roster,
    );
    assert_eq!(read.diagnostics, []);
    Induk {
        pagu: read.value,
        berkas_pagu: "master/pagu-2026.csv".to_owned(),
        ..Induk::default()
    }
}

const SAMA: &str = "dinkes;1.02.02.2.01.0001;Penyediaan Jasa;1.000.001;murni;\n\
    dinkes;1.02.02.2.01.0002;Pengadaan Meubelair;\"Rp 2.000.003,00\";murni;\n\
    Dinas Kesehatan;1.2.2.2.1.3;Rapat koordinasi;3000007;murni;01/01/2026\n\
    dlh;1.02.02.2.01.0009;Bukan kegiatan Dinkes;9;murni;\n";

fn check(rows: Vec<Row>, induk: Induk, expected: &[(&str, &str)]) {
    let asked = Asked {
        periode: SEPTEMBER,
        opd_from_files: false,
        register: Register::default(),
        keputusan: Vec::new(),
        arsip: Vec::new(),
        induk,
        diagnostics: Vec::new(),
    };
    let rules = Rules::embedded().unwrap();
    let k = consolidate(
        vec![laporan("dinkes", "a.xlsx", rows, SEPTEMBER)],
        asked,
        &rules,
    )
    .unwrap();
    let of_master = |finding: &&Diagnostic| riwayat::ALL.contains(&finding.code);
    let found: Vec<&Diagnostic> = k.diagnostics.iter().filter(of_master).collect();
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
fn a_report_that_follows_the_budget_is_no_finding() {
    check(baris(), master(SAMA), &[]);
    check(baris(), Induk::default(), &[]);
}

#[test]
fn another_pagu_is_told_with_both_numbers_and_the_version_it_is_of() {
    let shifted = format!(
        "{SAMA}dinkes;1.02.02.2.01.0002;Pengadaan Meubelair;2.500.000;pergeseran 1;01/07/2026\n"
    );
    check(
        baris(),
        master(&shifted),
        &[(
            "G642 warning a.xlsx › RFK › C13",
            "laporan Rp2.000.003, pergeseran 1 Rp2.500.000 (master/pagu-2026.csv baris 6); itu pagu murni yang sudah diganti",
        )],
    );
    // Not yet in force.
    let later = shifted.replace("01/07/2026", "2026-10-01");
    check(baris(), master(&later), &[]);
}

#[test]
fn what_only_one_side_has_is_told() {
    let without = SAMA.replace(
        "dinkes;1.02.02.2.01.0001;Penyediaan Jasa;1.000.001;murni;\n",
        "",
    );
    check(
        baris(),
        master(&without),
        &[(
            "G641 error a.xlsx › RFK › B12",
            "\"Penyediaan jasa\" tidak ada dalam master/pagu-2026.csv padahal",
        )],
    );
    let more = format!("{SAMA}dinkes;1.02.02.2.01.0004;Pembinaan;750.000;murni;\n");
    check(
        baris(),
        master(&more),
        &[(
            "G643 warning a.xlsx › RFK",
            "1.02.02.2.01.0004 \"Pembinaan\" (pagu Rp750.000)",
        )],
    );
    let removed = format!("{more}dinkes;1.02.02.2.01.0004;Pembinaan;0;perubahan;2026-08-01\n");
    check(baris(), master(&removed), &[]);
}

#[test]
fn rows_below_a_code_add_up_and_one_code_on_several_rows_is_told_apart_by_name() {
    let mut finer = baris();
    finer[1].kode = Some("1.02.02.2.01.0001.5.1.02.01.01.0024".into());
    finer[0].kode = Some("1.02.02.2.01.0001.5.1.02.01.01.0025".into());
    let sum = "dinkes;1.02.02.2.01.0001;Penyediaan Alat;3.000.004;murni;\n\
        dinkes;1.02.02.2.01.0003;Rapat koordinasi;3000007;murni;\n";
    check(finer, master(sum), &[]);
    let mut same = baris();
    for row in &mut same {
        row.kode = Some("1.02.02.2.01.0001".into());
    }
    let by_name = SAMA
        .replace("0002;", "0001;")
        .replace("1.2.2.2.1.3", "1.02.02.2.01.0001");
    check(same, master(&by_name), &[]);
    let mut nameless = baris();
    for row in &mut nameless {
        row.kode = None;
    }
    check(nameless, master(SAMA), &[]);
}

#[test]
fn a_budget_in_other_words_is_not_compared() {
    let other = "dinkes;9.09.02.2.01.0001;Lain satu;1;;\ndinkes;9.09.02.2.01.0002;Lain dua;2;;\n";
    check(
        baris(),
        master(other),
        &[("G645 info a.xlsx › RFK", "Hanya 0 dari 2 kegiatan")],
    );
}

#[test]
fn the_sum_is_held_against_the_books() {
    let roster = Rules::embedded().unwrap().roster;
    let books = |text: &str| Induk {
        lra: lra(
            &format!("opd;realisasi\n{text}"),
            &Arc::from("lra"),
            &roster,
        )
        .value,
        berkas_lra: "master/lra-2026-09.csv".to_owned(),
        ..Induk::default()
    };
    check(baris(), books("dinkes;1.500.000\n"), &[]);
    check(
        baris(),
        books("dinkes;1.450.000\n"),
        &[(
            "G644 warning a.xlsx › RFK",
            "Rp1.500.000, menurut LRA Rp1.450.000 (master/lra-2026-09.csv baris 2): selisih Rp50.000",
        )],
    );
}

#[test]
fn what_cannot_be_read_is_told_at_its_cell() {
    let roster = Rules::embedded().unwrap().roster;
    let name = Arc::from("master/pagu-2026.csv");
    let faults = |text: &str| {
        let read = pagu(text, &name, &roster);
        let shown = read
            .diagnostics
            .iter()
            .map(|one| format!("{} {}", one.at, one.message));
        (read.value.len(), shown.collect::<Vec<_>>())
    };
    let text = "\u{feff}# keterangan; dengan titik koma\nopd,kode,uraian,pagu,versi,berlaku_dari\n\
        dinkes,1.02.02.2.01.0001,a,1.000,,\nDinas Antariksa,,b,2,,\ndinkes,,c,banyak,,\ndinkes,1.2.x,d,3,,\n\
        dinkes,,e,4,,besok\n";
    let (n, found) = faults(text);
    assert_eq!(n, 1);
    let places: Vec<&str> = found
        .iter()
        .map(|one| one.split(": ").next().unwrap())
        .collect();
    assert_eq!(places.len(), 4, "{places:?}");
    for (place, words) in [
        ("A4", "OPD"),
        ("D5", "banyak"),
        ("B6", "1.2.x"),
        ("F7", "besok"),
    ] {
        assert!(
            found
                .iter()
                .any(|one| one.contains(&format!("› {place} ")) && one.contains(words)),
            "{found:?}"
        );
    }
    assert_eq!(faults("").1.len(), 0);
    assert!(faults("opd;uraian\ndlh;a\n").1[0].contains("Kolom pagu tidak ada"));
    let twice = lra("opd;realisasi\ndlh;1\ndlh;2\n", &name, &roster);
    assert_eq!((twice.value.len(), twice.diagnostics.len()), (0, 1));
    assert_eq!(pagu(SAMA, &name, &roster).value.len(), 0);
    assert_eq!(master(SAMA).pagu[1].pagu, Sen::whole(2_000_003));
}

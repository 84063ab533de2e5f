//! The register read in every way that Excel saves it, and which entry speaks for which month.

use proptest::prelude::*;

use super::*;
use crate::model::arsip::KirimanArsip;

fn parse(text: &str) -> Outcome<Register> {
    Register::parse(text, &Arc::from("penerimaan.csv"))
}

fn check_time(text: &str, expected: Option<&str>) {
    let shown = read_time(text).map(|at| match at.pukul {
        Some(pukul) => format!("{} {pukul}", at.tanggal),
        None => at.tanggal.to_string(),
    });
    assert_eq!(shown.as_deref(), expected, "{text}");
}

#[test]
fn times_read_as_excel_saves_them() {
    check_time("2026-10-08", Some("2026-10-08"));
    check_time("2026-10-08T14:05:09", Some("2026-10-08 14:05:09"));
    check_time("2026-10-08T14:05:09+07:00", Some("2026-10-08 14:05:09"));
    check_time("8/10/2026", Some("2026-10-08"));
    check_time("08-10-2026 14.05", Some("2026-10-08 14:05:00"));
    check_time("08/10/26 14:05 WIB", Some("2026-10-08 14:05:00"));
    for bad in [
        "",
        "kemarin",
        "31/02/2026",
        "10/13/2026",
        "2026-10-08 jam dua",
        "2026-10-08 25:00",
    ] {
        check_time(bad, None);
    }
}

#[test]
fn delimiters_marks_and_quotes_read_the_same() {
    let comma = "opd,file,hash,diterima_pada,cara,catatan\ndlh,a.xlsx,00ab12cd,2026-10-08,email,\"susulan, lengkap\"\n";
    let excel = "\u{feff}OPD;File;Hash;Diterima Pada;Cara;Catatan\r\ndlh;a.xlsx;'00AB12CD;08/10/2026;email;susulan, lengkap\r\n;;;;;\r\n";
    let (comma, excel) = (parse(comma), parse(excel));
    assert_eq!(comma.value, excel.value);
    assert!(comma.diagnostics.is_empty() && excel.diagnostics.is_empty());
    assert_eq!(excel.value.entri[0].catatan, "susulan, lengkap");
}

#[test]
fn a_row_without_a_time_is_a_finding() {
    let outcome = parse("opd;file;hash;diterima_pada\ndlh;a.xlsx;;besok\n");
    assert_eq!(outcome.value.entri, []);
    assert_eq!(outcome.diagnostics[0].code, REGISTER_ROW_UNREADABLE);
    assert_eq!(outcome.diagnostics[0].at.to_string(), "penerimaan.csv › D2");
}

#[test]
fn the_first_receipt_counts_and_a_hash_outranks_a_name() {
    let register = parse(
        "opd,file,hash,diterima_pada\n\
         dlh,dlh.xlsx,00ab12cd,2026-10-13\n\
         dlh,2026-09/dlh.xlsx,00ab12cd,2026-10-09\n\
         dlh,dlh lama.xlsx,,2026-10-01\n",
    )
    .value;
    let day = |file: &str, hash: &str| {
        register
            .received(file, hash)
            .map(|e| e.diterima.tanggal.day())
    };
    assert_eq!(day("dlh.xlsx", "00ab12cd99"), Some(9));
    assert_eq!(day("dlh.xlsx", "ffffffff"), None);
    assert_eq!(day("sub/dlh lama.xlsx", "ffffffff"), Some(1));
}

#[test]
fn what_a_person_wrote_outranks_an_estimate() {
    let register = parse(
        "opd;file;hash;diterima_pada;cara\n\
         dlh;a.xlsx;00ab12cd;2026-10-01;perkiraan\n\
         dlh;a.xlsx;00ab12cd;2026-10-08;surel\n",
    )
    .value;
    let found = register.received("a.xlsx", "00ab12cd99").unwrap();
    assert_eq!(
        (found.diterima.tanggal.day(), found.diterima.perkiraan),
        (8, false)
    );
}

#[test]
fn a_name_of_every_month_is_told_apart_by_folder_and_time() {
    let register = parse(
        "opd;file;hash;diterima_pada\n\
         dlh;2026-07/RFK.xlsx;;2026-08-05\n\
         dlh;RFK.xlsx;;2026-09-04\n\
         dlh;RFK.xlsx;;2026-10-06\n",
    )
    .value;
    let day = |periode: &str| {
        let own = register.of_period(&periode.parse().unwrap(), &[]);
        let entri = own.received("RFK.xlsx", "ffffffff")?;
        Some(entri.diterima.tanggal.to_string())
    };
    assert_eq!(day("2026-07").as_deref(), Some("2026-08-05"));
    assert_eq!(day("2026-08").as_deref(), Some("2026-09-04"));
    assert_eq!(day("2026-09").as_deref(), Some("2026-10-06"));
    assert_eq!(day("2026-10"), None);
}

#[test]
fn the_receipt_of_last_month_is_none_of_the_same_bytes_sent_again() {
    let register =
        parse("opd;file;hash;diterima_pada\ndlh;a.xlsx;00ab12cd;2026-08-05 10:00\n").value;
    let kiriman = |diterima: &str| KirimanArsip {
        opd: Arc::from("dlh"),
        nama: Arc::from("DLH"),
        status: Arc::from("tepat_waktu"),
        diterima: Some(Arc::from(diterima)),
        perkiraan: false,
        tenggat: None,
        hari_terlambat: None,
        revisi: 0,
        errors: 0,
        warnings: 0,
        blake3: vec!["00ab12cd99".to_owned()],
    };
    let known = |diterima: &str, periode: &str| {
        let july = BulanArsip {
            periode: Periode::month(2026, 7),
            baris: Vec::new(),
            kiriman: vec![kiriman(diterima)],
            hash: String::new(),
        };
        let own = register.of_period(&periode.parse().unwrap(), &[july]);
        own.received("a.xlsx", "00ab12cd99").is_some()
    };
    assert!(!known("2026-08-05T10:00:00", "2026-08"));
    assert!(known("2026-08-05T10:00:00", "2026-07"));
    // It was entered after what counted for July.
    assert!(known("2026-08-01", "2026-08"));
}

proptest! {
    #[test]
    fn no_text_breaks_the_register(text in any::<String>()) {
        let _ = parse(&text);
    }
}

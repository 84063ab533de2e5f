//! The register read in every way that Excel saves it.

use proptest::prelude::*;

use super::*;

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
    check_time("8/10/2026 pukul 14.05", Some("2026-10-08 14:05:00"));
}

#[test]
fn times_read_as_people_write_them() {
    for text in [
        "8 Oktober 2026 14:05",
        "8 Okt 2026 pukul 14.05",
        "08-Okt-26 14.05 WIB",
        "Kamis, 8 oktober 2026, pkl. 14.05",
    ] {
        check_time(text, Some("2026-10-08 14:05:00"));
    }
    check_time("8 Nopember 2026", Some("2026-11-08"));
    check_time("17 Agt 2026", Some("2026-08-17"));
    check_time("8 Mei 2026", Some("2026-05-08"));
    check_time("28 Sept 2026", Some("2026-09-28"));
}

#[test]
fn what_is_no_time_is_not_read() {
    for bad in [
        "",
        "kemarin",
        "31/02/2026",
        "10/13/2026",
        "2026-10-08 jam dua",
        "2026-10-08 25:00",
        "31 Februari 2026",
        "8 Ok 2026",
        "8 J 2026",
        "46300,5",
        "Oktober 2026",
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
fn a_hash_that_excel_made_a_number_leaves_the_name() {
    let outcome = parse("opd;file;hash;diterima_pada\ndlh;a.xlsx;1,23E+63;2026-10-08\n");
    assert_eq!(outcome.diagnostics[0].at.to_string(), "penerimaan.csv › C2");
    assert_eq!(outcome.diagnostics[0].severity, Severity::Info);
    assert_eq!(
        (&*outcome.value.entri[0].file, &*outcome.value.entri[0].hash),
        ("a.xlsx", "")
    );
}

#[test]
fn a_row_without_a_time_is_a_finding() {
    let outcome = parse("opd;file;hash;diterima_pada\ndlh;a.xlsx;;besok\n");
    assert_eq!(outcome.value.entri, []);
    assert_eq!(outcome.value.tanpa_waktu[0].file, "a.xlsx");
    assert_eq!(outcome.diagnostics[0].code, REGISTER_ROW_UNREADABLE);
    assert_eq!(outcome.diagnostics[0].at.to_string(), "penerimaan.csv › D2");
}

proptest! {
    #[test]
    fn no_text_breaks_the_register(text in any::<String>()) {
        let _ = parse(&text);
    }
}

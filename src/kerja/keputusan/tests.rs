//! Decisions as they are typed, saved by a spreadsheet, merged and written.

use jiff::civil::Date;

use super::*;

const KEPALA_BARIS: &str = "tahun;opd;kode;uraian;bagian_dari;keputusan;oleh;pada;catatan\n";

fn read(rows: &str) -> Outcome<Vec<Keputusan>> {
    parse(&format!("{KEPALA_BARIS}{rows}"), &Arc::from(NAMA))
}

fn one(uraian: &str, jenis: Jenis) -> Keputusan {
    Keputusan {
        tahun: 2026,
        opd: "dpupr".into(),
        kode: "5.2.03".into(),
        uraian: uraian.into(),
        bagian: String::new(),
        jenis,
        oleh: "Petugas A".into(),
        pada: Date::new(2026, 10, 8).ok(),
        catatan: String::new(),
    }
}

/// Checks the code and the place of the only finding that rows give, and how many decisions are left.
fn check(rows: &str, code: Code, at: &str, left: usize) {
    let outcome = read(rows);
    let found: Vec<(Code, String)> = outcome
        .diagnostics
        .iter()
        .map(|d| (d.code, d.at.to_string()))
        .collect();
    assert_eq!(found, [(code, format!("{NAMA} › {at}"))], "{rows}");
    assert_eq!(outcome.value.len(), left, "{rows}");
}

#[test]
fn rows_that_cannot_be_used_are_findings() {
    let bad = kode::KEPUTUSAN_TAK_TERBACA;
    check(";dpupr;5.2;Jalan;;Non Fisik;A;2026-10-08;\n", bad, "A2", 0);
    check(
        "26;dpupr;5.2;Jalan;;Non Fisik;A;2026-10-08;\n",
        bad,
        "A2",
        0,
    );
    check("2026;;5.2;Jalan;;Non Fisik;A;2026-10-08;\n", bad, "B2", 0);
    check("2026;dpupr;;;;Non Fisik;A;2026-10-08;\n", bad, "D2", 0);
    check("2026;dpupr;5.2;Jalan;;Non Fisik;A;kemarin;\n", bad, "H2", 0);
    check(
        "2026;dpupr;5.2;Jalan;;Lainnya;A;2026-10-08;\n",
        kode::KEPUTUSAN_TAK_DIKENAL,
        "F2",
        0,
    );
    let twice = "2026;dpupr;5.2;Jalan;;Non Fisik;A;2026-10-08;\n";
    check(&format!("{twice}{twice}"), kode::KEPUTUSAN_GANDA, "F3", 2);
    check(
        &format!("{twice}2026;DPUPR;5.02;JALAN;;fisik_konstruksi;B;8/10/2026;\n"),
        kode::KEPUTUSAN_BERLAWANAN,
        "F3",
        0,
    );
}

#[test]
fn columns_that_are_missing_or_unknown_are_findings() {
    let codes = |text: &str| parse(text, &Arc::from(NAMA)).diagnostics.len();
    assert_eq!(codes("tahun;opd;uraian;keputusan;rahasia\n"), 1);
    assert_eq!(codes("uraian;keputusan\n"), 2);
    assert_eq!(codes(""), 0);
}

#[test]
fn what_a_spreadsheet_saves_is_read_the_same() {
    let plain = read("2026;dpupr;'5.2.03;'=Jalan;;Non Fisik;A;2026-10-08;x\n");
    let excel = parse(
        "\u{feff}Tahun,OPD,Kode,Uraian,Bagian dari,Keputusan,Oleh,Pada,Catatan\r\n2026,dpupr,5.2.03,\"=Jalan\",,NON FISIK,A,08/10/2026,x\r\n,,,,,,,,\r\n",
        &Arc::from(NAMA),
    );
    assert_eq!(plain.value, excel.value);
    assert_eq!(plain.value[0].uraian, "=Jalan");
    assert!(plain.diagnostics.is_empty() && excel.diagnostics.is_empty());
}

#[test]
fn what_is_written_reads_back_and_is_never_a_formula() {
    let texts = [
        "=HYPERLINK(\"x\";\"y\")",
        "+1",
        "-2",
        "@SUM(1)",
        "'petik",
        "1.03.10",
        "a;b,\"c\"",
    ];
    let all: Vec<Keputusan> = texts.map(|text| one(text, Jenis::NonFisik)).to_vec();
    let text = render(&all);
    for line in text.lines().skip(1) {
        for cell in line.split(';') {
            assert!(
                !cell
                    .trim_start_matches('"')
                    .starts_with(['=', '+', '-', '@']),
                "{line}"
            );
        }
    }
    let outcome = parse(&text, &Arc::from(NAMA));
    assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
    let mut names: Vec<&str> = outcome.value.iter().map(|k| k.uraian.as_str()).collect();
    let mut expected = texts;
    names.sort_unstable();
    expected.sort_unstable();
    assert_eq!(names, expected);
    assert_eq!(render(&outcome.value), text, "the order is fixed");
}

#[test]
fn a_merge_adds_changes_and_leaves() {
    let mut known = vec![one("A", Jenis::NonFisik), one("B", Jenis::NonFisik)];
    let mut later = one("A", Jenis::NonFisik);
    later.oleh = "Petugas B".into();
    let new = vec![
        later,
        one("b", Jenis::FisikKonstruksi),
        one("C", Jenis::FisikNonKonstruksi),
    ];
    let gabungan = merge(&mut known, new.clone());
    let expected = Gabungan {
        baru: 1,
        diubah: 1,
        tetap: 1,
    };
    assert_eq!(gabungan, expected);
    assert_eq!(known[0].oleh, "Petugas A", "who decided first stays");
    assert_eq!(merge(&mut known, new).tetap, 3, "twice is once");
}

#[test]
fn a_file_that_holds_the_same_is_not_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(NAMA);
    assert!(load(&path).unwrap().value.is_empty());
    let all = [one("A", Jenis::NonFisik)];
    assert!(save(&path, &all).unwrap());
    assert!(!save(&path, &all).unwrap());
    assert_eq!(load(&path).unwrap().value, all);
}

#[test]
fn a_list_that_is_not_understood_whole_is_not_written_over() {
    let outcome = read("2026;dpupr;5.2;Jalan;;Lainnya;A;;\n");
    let refused = check_complete(Path::new(NAMA), &outcome.diagnostics);
    assert!(refused.unwrap_err().to_string().contains("K503"));
    assert!(check_complete(Path::new(NAMA), &[]).is_ok());
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "(tahun;opd;kode;uraian;keputusan\n)?[a2;'\"=\n\r]*") {
        let _ = parse(&text, &Arc::from(NAMA));
    }

    #[test]
    fn any_name_survives(name in "[ -~é]{1,20}", note in "[ -~]{0,10}") {
        let mut keputusan = one(tidy(&name).as_str(), Jenis::NonFisik);
        keputusan.catatan = tidy(&note);
        let again = parse(&render(&[keputusan.clone()]), &Arc::from(NAMA));
        proptest::prop_assert_eq!(again.value, vec![keputusan]);
    }
}

//! What is recognised, what is refused, and with which code.

use super::package::tests::zip_of;
use super::*;
use proptest::prelude::*;

fn check(bytes: &[u8], name: &str, container: &str, codes: &[&str]) {
    let outcome = open(bytes, name);
    let found: Vec<&str> = outcome.diagnostics.iter().map(|d| d.code.id).collect();
    assert_eq!(
        (outcome.value.container.name(), &found[..]),
        (container, codes),
        "{name}"
    );
}

#[test]
fn content_decides_and_each_refusal_has_its_code() {
    check(b"", "a.xlsx", "unknown", &["F001"]);
    check(b" \n ", "a.csv", "csv", &["F001"]);
    check(b"PK\x03\x04 xl/workbook.xml", "a.xlsx", "xlsx", &["F002"]);
    check(b"%PDF-1.7\n", "a.xlsx", "pdf", &["F005"]);
    for image in [
        &b"\x89PNG\r\n"[..],
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"BM\x10\0\0\0\0\0\0\0\x36",
        b"RIFF\0\0\0\0WEBP",
        b"\0\0\0\x18ftypheic",
    ] {
        check(image, "a.jpg", "unknown", &["F006"]);
    }
    check(b"{\\rtf1 x}", "a.doc", "unknown", &["F007"]);
    check(
        &zip_of(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", b"<x/>"),
        ]),
        "a.docx",
        "docx",
        &["F007"],
    );
    check(
        &zip_of(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("ppt/presentation.xml", b"<x/>"),
        ]),
        "a.pptx",
        "unknown",
        &["F007"],
    );
    check(
        &zip_of(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", b"<x/>"),
        ]),
        "a.odt",
        "unknown",
        &["F007"],
    );
    check(b"\x09\x04\x06\x00\0\0\x10\0\0\0", "a.xls", "xls", &["F008"]);
    check(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a.xls",
        "xls",
        &["F002"],
    );
    check(
        &zip_of(&[("[Content_Types].xml", b"<Types/>")]),
        "a.xlsx",
        "xlsx",
        &["F011"],
    );
    check(
        &[0, 1, 2, 3, 250, 251, 9, 200, 7, 0, 0],
        "a.xlsx",
        "unknown",
        &["F012"],
    );
    check(b"{ \"a\": [1] }", "a.json", "unknown", &["F035"]);
    check(&zip_of(&[("a.pdf", b"%PDF")]), "a.zip", "zip", &["F026"]);
    for archive in [&b"Rar!\x1a\x07"[..], b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08"] {
        check(archive, "a.rar", "unknown", &["F028"]);
    }
    check(
        b"<table><tr><td>x</td></tr></table>",
        "a.xls",
        "html",
        &["F015"],
    );
    check(
        b"<b>Warning</b>: x<br/>Judul<table><tr><td>x</td></tr></table>",
        "a.html",
        "html",
        &[],
    );
    check(b"a;b\n1;2\n", "a.csv", "csv", &[]);
    check(b"<?xml version='1.0'?><x/>", "a.xml", "unknown", &["F035"]);
}

#[test]
fn sheets_of_other_programs_are_refused_by_name() {
    let mut dbase = vec![0; 66];
    dbase[..4].copy_from_slice(&[0x03, 126, 9, 30]);
    dbase[8] = 65;
    dbase[64] = 0x0d;
    for (bytes, name) in [
        (&b"\x1f\x8b\x08\0"[..], "a.gnumeric"),
        (b"\0\0\x02\0\x06\x04", "a.wk1"),
        (b"\0\0\x1a\0\0\x10\x04\0", "a.wk3"),
        (b"PAR1\x15\0\x15", "a.parquet"),
        (b"ID;PWXL;N;E\nC;Y1;X1;K1\nE\n", "a.slk"),
        (&dbase, "a.dbf"),
    ] {
        check(bytes, name, "unknown", &["F034"]);
    }
    check(b"ID;Pagu\n1;2\n", "a.csv", "csv", &[]);
}

#[test]
fn protected_workbooks_ask_for_an_open_one() {
    let manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let ods = zip_of(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", b"\x01\x02"),
    ]);
    check(&ods, "a.ods", "ods", &["F003"]);
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut directory = vec![0; 512];
    directory[..name.len()].copy_from_slice(&name);
    let cfb = cfb::tests::file(&[0xffff_fffd, 0xffff_fffe], &directory);
    check(&cfb, "a.xlsx", "xlsx", &["F003"]);
}

#[test]
fn lock_files_say_who_holds_the_report() {
    let message = |bytes: &[u8], name: &str| open(bytes, name).diagnostics[0].message.clone();
    let mut excel = vec![b' '; 165];
    excel[..5].copy_from_slice(b"\x04Siti");
    assert_eq!(
        message(&excel, "masuk/~$a.xlsx"),
        "berkas a.xlsx sedang dibuka oleh Siti"
    );
    let office = b",siti,pc-1,05.10.2026 08:00,file:///home/siti;";
    assert_eq!(
        message(office, ".~lock.a.ods#"),
        "berkas a.ods sedang dibuka oleh siti"
    );
    assert_eq!(
        message(b"\0", "~$a.xlsx"),
        "berkas a.xlsx sedang dibuka seseorang"
    );
    check(&excel, "~$a.xlsx", "lock", &["F018"]);
}

const MAGIC: &[&[u8]] = &[
    b"",
    b"PK\x03\x04",
    b"<table>",
    b"\x09\x08\x08\0\0\x05",
    b"MIME-Version: 1.0\n",
];

proptest! {
    #[test]
    fn any_bytes_are_recognised_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), magic in prop::sample::select(MAGIC)) {
        let outcome = open(&[magic, &bytes].concat(), "a.xls");
        prop_assert!(outcome.value.workbook.is_some() || !outcome.diagnostics.is_empty());
    }
}

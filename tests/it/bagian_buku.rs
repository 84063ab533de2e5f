//! Every workbook that the program writes keeps the rules of OOXML; and the check of these rules sees what breaks them.

use std::fmt::Write as _;
use std::path::Path;

use crate::support::buku::paket::Paket;
use crate::support::buku::{Cacat, buka, periksa, periksa_cetak};
use crate::support::kerja::{Kerja, files};
use crate::support::perintah::{rakor, run};

/// Sheets that are printed on one page.
const SEHALAMAN: [&str; 3] = ["Sampul", "Untuk Bupati", "Kurva S"];

fn told(name: &str, faults: &[Cacat]) -> String {
    let mut text = String::new();
    for fault in faults.iter().take(20) {
        let _ = writeln!(
            text,
            "{name}: {} | {} | {}",
            fault.aturan, fault.di, fault.apa
        );
    }
    text
}

/// What a workbook breaks; a rekap is held to its print as well.
fn check(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    let mut faults = periksa(&bytes);
    if name.starts_with("rekap") {
        faults.extend(periksa_cetak(&bytes, &SEHALAMAN));
    }
    told(&name, &faults)
}

/// Fails with all that the workbooks of a folder break; returns how many there are.
fn check_all(folder: &Path) -> usize {
    let mut found = String::new();
    let mut count = 0;
    for path in files(folder) {
        if path
            .extension()
            .is_some_and(|extension| extension == "xlsx")
        {
            found.push_str(&check(&path));
            count += 1;
        }
    }
    assert!(found.is_empty(), "{found}");
    count
}

#[test]
fn every_workbook_of_three_months_and_of_the_quarter_keeps_the_rules() {
    let kerja = Kerja::tiga_bulan();
    for month in ["2026-08", "2026-09"] {
        for all in [&[][..], &["--semua"]] {
            let path = kerja.path(&format!("hasil/{month}/telaah{}.xlsx", all.len()));
            let mut command = rakor();
            command.args(["tinjau", "-o"]).arg(path).args(all);
            let made = run(command.arg(kerja.path(&format!("masuk/{month}"))));
            assert!(made.status.success(), "{made:?}");
        }
    }
    let quarter = kerja.path("hasil/rekap-t3.xlsx");
    let mut command = rakor();
    command
        .args(["rekap", "--periode", "2026-T3", "-o"])
        .arg(&quarter);
    let made = run(command.arg(kerja.path("masuk")));
    assert!(made.status.success(), "{made:?}");
    let count = check_all(&kerja.path("hasil"));
    assert!(count > 100, "{count}");
}

/// A report in which every text tries to be something else.
fn hostile(folder: &Path) {
    let names = [
        "=HYPERLINK(\"http://x\";\"y\")",
        "+cmd|' /C calc'!A0",
        "</t></si><x>&amp;&#0;",
        "[Tabel]'!*?:\\/",
        "\u{202e}terbalik \u{1f4a3} \u{ffff}",
        "nol\u{0}\u{1}\u{8}\u{b}\u{1f}",
        "_x0041_ _x000D_",
        "http://contoh.invalid/a b#c",
    ];
    let mut text = String::from(
        "LAPORAN REALISASI FISIK DAN KEUANGAN;;;;;;\nDINAS '[=SOSIAL]'!<&>;;;;;;\nBULAN SEPTEMBER 2026;;;;;;\n\
         No;Uraian Kegiatan;Pagu (Rp);Target Keuangan (Rp);Realisasi Keuangan (Rp);Target Fisik (%);Realisasi Fisik (%)\n",
    );
    for (index, name) in names.iter().enumerate() {
        let quoted = name.replace('"', "\"\"");
        let long = "panjang ".repeat(if index == 0 { 6000 } else { 1 });
        let _ = writeln!(
            text,
            "{};\"{quoted} {long}\";1000000;500000;400000;50;40",
            index + 1
        );
    }
    text.push_str("JUMLAH;;8000000;4000000;3200000;50;40\n");
    std::fs::write(folder.join("dinas '&<x>.csv"), text).unwrap();
}

#[test]
fn a_folder_without_reports_and_one_of_hostile_names_give_sound_workbooks() {
    let folder = tempfile::tempdir().unwrap();
    let (blank, bad) = (folder.path().join("kosong"), folder.path().join("jahat"));
    for (inbox, arguments) in [(&blank, &[][..]), (&bad, &["--daftar-opd", "berkas"])] {
        std::fs::create_dir(inbox).unwrap();
        if arguments.is_empty() {
            std::fs::write(inbox.join("catatan.csv"), "a;b\n1;2\n").unwrap();
        } else {
            hostile(inbox);
        }
        let name = inbox.file_name().unwrap().to_string_lossy();
        for periode in ["2026-09", "2026-T3", "2026-01"] {
            let path = folder
                .path()
                .join(format!("hasil/rekap-{name}-{periode}.xlsx"));
            let mut command = rakor();
            command
                .args(["rekap", "--periode", periode])
                .args(arguments)
                .arg("-o")
                .arg(path);
            command
                .arg("--koreksi")
                .arg(folder.path().join(format!("hasil/{name}-{periode}")));
            let made = run(command.arg(inbox));
            assert!(made.status.success(), "{made:?}");
        }
    }
    assert!(check_all(&folder.path().join("hasil")) >= 6);
}

/// A rule, and a change of a sound workbook that breaks it: part, text, other text.
const MUTASI: [(&str, &str, &str, &str); 26] = [
    ("well-formed", "xl/styles.xml", "</styleSheet>", ""),
    (
        "well-formed",
        "xl/worksheets/sheet1.xml",
        "<c r=\"A2\"",
        "<c r=\"A2\" r=\"A2\"",
    ),
    ("well-formed", "xl/sharedStrings.xml", "<t>", "<t>\u{1}"),
    (
        "content-type",
        "[Content_Types].xml",
        "/xl/charts/chart1.xml",
        "/xl/charts/chart9.xml",
    ),
    (
        "relationship",
        "xl/_rels/workbook.xml.rels",
        "worksheets/sheet3.xml",
        "worksheets/sheet99.xml",
    ),
    (
        "relationship",
        "xl/worksheets/sheet3.xml",
        "<drawing r:id=\"rId1\"",
        "<drawing r:id=\"rId7\"",
    ),
    (
        "style",
        "xl/worksheets/sheet1.xml",
        "<c r=\"A2\" s=\"1\"",
        "<c r=\"A2\" s=\"9999\"",
    ),
    (
        "shared-string",
        "xl/worksheets/sheet1.xml",
        "t=\"s\"><v>0</v>",
        "t=\"s\"><v>999999</v>",
    ),
    (
        "dimension",
        "xl/worksheets/sheet1.xml",
        "<dimension ref=\"A2:J",
        "<dimension ref=\"A2:D",
    ),
    (
        "order",
        "xl/worksheets/sheet1.xml",
        "<c r=\"B2\"",
        "<c r=\"A2\"",
    ),
    (
        "order",
        "xl/worksheets/sheet1.xml",
        "<row r=\"3\"",
        "<row r=\"2\"",
    ),
    (
        "merge",
        "xl/worksheets/sheet1.xml",
        "<mergeCell ref=\"A3:J3\"/>",
        "<mergeCell ref=\"B2:C3\"/>",
    ),
    ("name", "xl/workbook.xml", "name=\"d_no\"", "name=\"d_opd\""),
    ("name", "xl/workbook.xml", "name=\"d_no\"", "name=\"AB12\""),
    ("name", "xl/workbook.xml", ">Data!$A$6", ">Datang!$A$6"),
    (
        "table",
        "xl/tables/table1.xml",
        "name=\"Kelompok\"",
        "name=\"OPD\"",
    ),
    (
        "table",
        "xl/tables/table1.xml",
        " ref=\"A5:AL",
        " ref=\"A5:AK",
    ),
    (
        "validation",
        "xl/worksheets/sheet13.xml",
        "sqref=\"B6\"",
        "sqref=\"B6000\"",
    ),
    (
        "condition",
        "xl/worksheets/sheet4.xml",
        "dxfId=\"0\"",
        "dxfId=\"777\"",
    ),
    (
        "link",
        "xl/worksheets/sheet1.xml",
        "location=\"'Data'!A1\"",
        "location=\"'Dota'!A1\"",
    ),
    (
        "sheet-name",
        "xl/workbook.xml",
        "name=\"Untuk Bupati\"",
        "name=\"Untuk Bupati dan Wakil Bupati sekalian\"",
    ),
    (
        "chart",
        "xl/charts/chart3.xml",
        "Peringkat!$D$7",
        "Peringkit!$D$7",
    ),
    (
        "chart",
        "xl/charts/chart3.xml",
        "<c:pt idx=\"3\"><c:v>",
        "<c:pt idx=\"3\"><c:v>1",
    ),
    (
        "error-value",
        "xl/worksheets/sheet4.xml",
        "</f><v>",
        "</f><v>#REF!",
    ),
    ("function", "xl/worksheets/sheet4.xml", "<f>IF(", "<f>IFS("),
    (
        "formula",
        "xl/worksheets/sheet2.xml",
        "<f>'Rekap OPD'!",
        "<f>'Rekop OPD'!",
    ),
];

#[test]
fn every_rule_is_seen_broken() {
    let kerja = Kerja::kecil(&[
        "Jatipuro",
        "Disparpora",
        "gondangrejo",
        "MATESIH",
        "Kesbangpol",
    ]);
    let bytes = std::fs::read(kerja.buku("2026-09")).unwrap();
    let sound = buka(&bytes).paket;
    assert_eq!(told("utuh", &periksa(&sound.write())), "");
    for (rule, part, from, to) in MUTASI {
        let mut broken: Paket = sound.clone();
        broken.ganti(part, from, to);
        let found = periksa(&broken.write());
        let named = found.iter().any(|fault| fault.aturan == rule);
        assert!(named, "{rule}: {part} {to}\n{}", told(rule, &found));
    }
}

#[test]
fn a_comment_without_its_shape_is_seen() {
    let kerja = Kerja::kecil(&["Bag Organisasi"]);
    let folder = kerja.path("hasil/2026-09/koreksi");
    let commented = files(&folder).into_iter().find_map(|path| {
        let book = buka(&std::fs::read(path).ok()?).paket;
        book.bagian.contains_key("xl/comments1.xml").then_some(book)
    });
    let mut broken = commented.unwrap();
    assert_eq!(told("utuh", &periksa(&broken.write())), "");
    broken.ganti("xl/comments1.xml", "authorId=\"1\"", "authorId=\"8\"");
    broken.ganti("xl/drawings/vmlDrawing1.vml", "<x:Row>", "<x:Row>9");
    let found = periksa(&broken.write());
    assert!(
        found
            .iter()
            .filter(|fault| fault.aturan == "comment")
            .count()
            >= 2,
        "{found:?}"
    );
}

//! What goes back to the offices, read back: lists, links, marks and notes, receipts and messages.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::support::perintah::{fixtures, json as run_json, masuk, rakor, run};

/// A working folder with the register and some of the sample files.
fn kerja(files: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let inbox = folder.path().join("masuk/2026-09");
    std::fs::create_dir_all(&inbox).unwrap();
    std::fs::copy(
        fixtures().join("penerimaan.csv"),
        folder.path().join("penerimaan.csv"),
    )
    .unwrap();
    for file in files {
        std::fs::copy(masuk().join(file), inbox.join(file)).unwrap();
    }
    let out = folder.path().join("hasil/2026-09");
    (folder, out)
}

fn rekap(folder: &Path) -> Value {
    let (value, status) = run_json(
        rakor()
            .args(["rekap", "--format", "json"])
            .arg(folder.join("masuk/2026-09")),
    );
    assert_eq!(status, 0);
    value
}

/// The parts of a workbook that are text, by name.
pub(crate) fn parts(path: &Path) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut out = BTreeMap::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        out.insert(part.name().unwrap().into_owned(), text);
    }
    out
}

/// The rows of a sheet as texts.
pub(crate) fn rows(path: &Path, sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect()
}

/// The lines of the list: number, severity, sheet, cell, content, fault, remedy.
pub(crate) fn lines(path: &Path) -> Vec<Vec<String>> {
    rows(path, "Daftar Perbaikan")
        .into_iter()
        .skip_while(|row| row[0] != "No")
        .skip(1)
        .filter(|row| row[0].parse::<u32>().is_ok())
        .collect()
}

/// Asserts what the list says of an office's file, and that the marked cells carry number, fill and note.
fn check(file: &str, office: &str, expected: &[(&str, &str, &str, &str)], marked: &[&str]) {
    let (folder, out) = kerja(&[file]);
    rekap(folder.path());
    let path = out.join("koreksi").join(format!("{office}.xlsx"));
    let lines = lines(&path);
    assert_eq!(lines.len(), expected.len(), "{lines:?}");
    for ((nomor, line), (cell, content, fault, remedy)) in (1..).zip(&lines).zip(expected) {
        assert_eq!(line[0], nomor.to_string());
        assert_eq!(line[1], "Harus diperbaiki");
        assert_eq!(line[3], *cell);
        assert_eq!(line[4], *content);
        assert!(line[5].contains(fault), "{line:?}");
        assert!(line[6].contains(remedy), "{line:?}");
    }
    let parts = parts(&path);
    if marked.is_empty() {
        assert!(!parts.contains_key("xl/worksheets/sheet2.xml"));
        return;
    }
    let list = &parts["xl/worksheets/sheet1.xml"];
    assert!(
        list.contains(&format!("location=\"'RFK'!{}\"", marked[0])),
        "{list}"
    );
    let comments = &parts["xl/comments1.xml"];
    let styles = &parts["xl/styles.xml"];
    assert!(styles.contains("FFFFC7CE"), "a fill of its own");
    assert!(styles.contains("[1]"), "a number before the content");
    for cell in marked {
        assert!(comments.contains(&format!("ref=\"{cell}\"")), "{cell}");
    }
    assert_eq!(comments.matches("<comment ").count(), marked.len());
    assert!(
        comments.contains("No. 1 – Harus diperbaiki") && comments.contains("Cara memperbaiki:")
    );
}

#[test]
fn a_total_that_no_sum_explains_is_told_with_both_ways_out() {
    let way = "sel ini seharusnya Rp11.892.936.000";
    check(
        "Realisasi Diskuktrans ESDM Sept 2026.xlsx",
        "Diskuktrans ESDM",
        &[
            ("C26", "11.930.186.113", "selisih Rp37.250.113", way),
            ("D26", "8.770.541.895", "Rp8.748.667.586", "Rp8.748.667.586"),
            ("E26", "8.185.513.804", "Rp8.203.945.711", "Rp8.203.945.711"),
        ],
        &["C26", "D26", "E26"],
    );
}

#[test]
fn a_total_with_a_known_cause_is_told_with_its_formula() {
    let remedy = "Perluas rentang rumus SUM pada sel ini sehingga memuat baris 16.";
    let content = |text: &'static str| text;
    check(
        "Lap Bag Organisasi Sept.xlsx",
        "Bag Organisasi",
        &[
            (
                "C17",
                content("2.590.469.000\n(rumus =SUM(C5:C15))"),
                "baris 16",
                remedy,
            ),
            (
                "D17",
                content("1.875.057.901\n(rumus =SUM(D5:D15))"),
                "baris 16",
                remedy,
            ),
            (
                "E17",
                content("1.496.975.165\n(rumus =SUM(E5:E15))"),
                "baris 16",
                remedy,
            ),
        ],
        &["C17", "D17", "E17"],
    );
}

#[test]
fn a_folded_finding_is_one_line_and_marks_exactly_its_cells() {
    check(
        "RFK Kec Jumantono Sept 2026.xlsx",
        "Kec Jumantono",
        &[(
            "H16, H21",
            "menyusul (2 sel)",
            "Teks di tempat angka",
            "isi 0",
        )],
        &["H16", "H21"],
    );
}

#[test]
fn a_missing_column_is_told_of_the_whole_table() {
    check(
        "RFK Bag Prokopim Sept 2026.xlsx",
        "Bag Prokopim",
        &[(
            "judul kolom (A4)",
            "",
            "Kolom realisasi keuangan (Rp) tidak ditemukan",
            "Realisasi Keuangan s.d. Bulan Ini (Rp)",
        )],
        &["A4"],
    );
}

#[test]
fn another_month_is_told_with_both_months() {
    check(
        "RFK Dispermasdes September 2026.xlsx",
        "Dispermasdes",
        &[(
            "C5",
            ": 31 Agustus 2026",
            "keadaan Agustus 2026, sedangkan yang diminta keadaan September 2026",
            "kirim laporan keadaan sampai dengan September 2026",
        )],
        &["C5"],
    );
}

#[test]
fn of_an_unreadable_file_there_is_only_the_list() {
    check(
        "RFK Kec Kerjo Sept 2026.xlsx",
        "Kec Kerjo",
        &[(
            "–",
            "",
            "Bagian akhir berkas tidak ada",
            "simpan sebagai .xlsx",
        )],
        &[],
    );
}

#[test]
fn the_rebuilt_sheet_holds_every_value_of_the_original_at_its_address() {
    let file = "RFK Kec Jumantono Sept 2026.xlsx";
    let (folder, out) = kerja(&[file]);
    rekap(folder.path());
    let cells = |path: &Path| {
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let merges = book.merge_cells_by_sheet_name("RFK").unwrap();
        let range = book.worksheet_range("RFK").unwrap();
        let (top, left) = range.start().unwrap();
        let cells: BTreeMap<(usize, usize), String> = range
            .used_cells()
            .filter(|(_, _, value)| !matches!(value, Data::Empty))
            .map(|(row, col, value)| {
                let at = (row + top as usize, col + left as usize);
                (at, value.to_string().trim().to_owned())
            })
            .filter(|(_, text)| !text.is_empty())
            .collect();
        (cells, merges.len())
    };
    let original = cells(&masuk().join(file));
    assert!(original.0.len() > 400);
    assert_eq!(cells(&out.join("koreksi/Kec Jumantono.xlsx")), original);
}

#[test]
fn a_clean_report_gets_a_receipt_and_a_missing_one_a_message() {
    let (folder, out) = kerja(&["RFK MATESIH SEPTEMBER.xlsx"]);
    let said = rekap(folder.path());
    assert_eq!(said["koreksi"], serde_json::json!([]));
    assert_eq!(said["tanda_terima"].as_array().unwrap().len(), 1);
    assert_eq!(
        said["pesan"].as_array().unwrap().len(),
        usize::try_from(said["opd_expected"].as_u64().unwrap()).unwrap() + 1
    );
    let path = out.join("tanda-terima/Kec Matesih.xlsx");
    let text: String = rows(&path, "Tanda Terima").concat().join("|");
    for word in [
        "RFK MATESIH SEPTEMBER.xlsx",
        "15 Oktober 2026 pukul 08.05",
        "terlambat 3 hari dari tenggat 12 Oktober 2026 (sesuai setelan tenggat)",
        "Banyaknya kegiatan",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let message = |name: &str| {
        let text = std::fs::read_to_string(out.join("pesan").join(name)).unwrap();
        assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains('\n'));
        text
    };
    assert!(message("Kec Matesih.txt").contains("terlambat 3 hari (sesuai setelan tenggat)"));
    assert!(message("Kec Jenawi.txt").contains("*belum kami terima*"));
    let group = message("grup.txt");
    assert!(group.contains("Kecamatan Jenawi") && group.contains("(sesuai setelan tenggat)"));
    assert!(group.contains("Kecamatan Matesih (3 hari)"));
}

#[test]
fn a_message_names_the_most_important_corrections() {
    let (folder, out) = kerja(&["Realisasi Diskuktrans ESDM Sept 2026.xlsx"]);
    rekap(folder.path());
    let text = std::fs::read_to_string(out.join("pesan/Diskuktrans ESDM.txt")).unwrap();
    assert!(
        text.contains("Terdapat 3 hal yang harus diperbaiki"),
        "{text}"
    );
    assert!(text.contains("3. Lembar RFK, sel E26:"), "{text}");
    assert!(
        text.contains("12 Oktober 2026 (sesuai setelan tenggat)"),
        "{text}"
    );
}

#[test]
fn two_runs_give_the_same_bytes_and_a_corrected_office_loses_its_old_sheet() {
    let file = "RFK Kec Jumantono Sept 2026.xlsx";
    let (folder, out) = kerja(&[file]);
    let path = out.join("koreksi/Kec Jumantono.xlsx");
    rekap(folder.path());
    let first = std::fs::read(&path).unwrap();
    let at = std::fs::metadata(&path).unwrap().modified().unwrap();
    rekap(folder.path());
    assert_eq!(std::fs::read(&path).unwrap(), first);
    assert_eq!(std::fs::metadata(&path).unwrap().modified().unwrap(), at);
    std::fs::remove_file(&path).unwrap();
    rekap(folder.path());
    assert_eq!(std::fs::read(&path).unwrap(), first);

    // A note of a person's own beside it stays.
    std::fs::write(out.join("koreksi/catatan.txt"), "milik saya").unwrap();
    std::fs::remove_file(folder.path().join("masuk/2026-09").join(file)).unwrap();
    std::fs::copy(
        masuk().join("RFK MATESIH SEPTEMBER.xlsx"),
        folder.path().join("masuk/2026-09/a.xlsx"),
    )
    .unwrap();
    let said = rekap(folder.path());
    assert!(!path.exists());
    assert_eq!(said["dihapus"].as_array().unwrap().len(), 1);
    assert_eq!(said["tidak_disentuh"].as_array().unwrap().len(), 1);
    assert!(out.join("koreksi/catatan.txt").exists());
}

#[test]
fn nothing_is_written_unasked_or_among_the_inputs() {
    let (folder, out) = kerja(&["RFK Kec Jumantono Sept 2026.xlsx"]);
    let inbox = folder.path().join("masuk/2026-09");
    let elsewhere = folder.path().join("lain");
    run(rakor().arg("periksa").arg(&inbox));
    run(rakor()
        .arg("rekap")
        .arg(&inbox)
        .arg("-o")
        .arg(folder.path().join("r.xlsx")));
    assert!(!out.exists());
    run(rakor().args(["rekap", "--tanpa-koreksi"]).arg(&inbox));
    assert!(!out.join("koreksi").exists() && out.join("rekap-2026-09.xlsx").exists());
    run(rakor()
        .arg("periksa")
        .arg(&inbox)
        .arg("--koreksi")
        .arg(&elsewhere));
    assert!(elsewhere.join("koreksi/Kec Jumantono.xlsx").exists());
    for command in ["rekap", "periksa"] {
        let ended = run(rakor()
            .arg(command)
            .arg(&inbox)
            .arg("--koreksi")
            .arg(inbox.join("x")));
        assert_eq!(ended.status.code(), Some(2));
        assert!(!inbox.join("x").exists());
    }
}

#[test]
fn text_of_an_input_is_never_a_formula_a_link_or_a_name() {
    let hostile = "=HYPERLINK(\"\"http://x.y\"\")";
    let mut text = format!(
        "LAPORAN REALISASI FISIK DAN KEUANGAN;;;;;;\nDINAS &B[A]:*/? http://a.b;;;;;;\nBULAN SEPTEMBER 2026;;;;;;\n\
         No;Uraian Kegiatan;Pagu (Rp);Target Keuangan (Rp);Realisasi Keuangan (Rp);Target Fisik (%);Realisasi Fisik (%);{hostile}\n"
    );
    for number in 1..=4 {
        let _ = writeln!(
            text,
            "{number};\"{hostile} kegiatan {number}\";1000000;500000;\"{hostile}\";50;40;\"{hostile}\""
        );
    }
    text.push_str("JUMLAH;;4000000;2000000;1600000;50;40;\n");
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("=a&Bhttp---x.csv");
    std::fs::write(&input, text).unwrap();
    let out = folder.path().join("untuk opd");
    let (said, _) = run_json(
        rakor()
            .args(["periksa", "--format", "json", "--daftar-opd", "berkas"])
            .args(["--periode", "2026-09", "--koreksi"])
            .arg(&out)
            .arg(&input),
    );
    let written = said["koreksi"].as_array().unwrap();
    assert_eq!(written.len(), 1, "{said}");
    let path = PathBuf::from(written[0].as_str().unwrap());
    assert_eq!(path.parent().unwrap(), out.join("koreksi"));
    for (name, part) in parts(&path) {
        assert!(!part.contains("<f>"), "{name}");
        assert!(!part.contains("TargetMode=\"External\""), "{name}");
    }
    let message = &said["pesan"].as_array().unwrap()[0];
    let message = std::fs::read_to_string(message.as_str().unwrap()).unwrap();
    assert!(!message.contains("://"), "{message}");
}

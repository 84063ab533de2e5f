//! Findings that the analyst has accepted with a reason, in `keputusan-temuan.csv`, and what becomes of them everywhere.

use std::fmt::Write as _;

use crate::koreksi::{lines, rows};
use crate::laporan::agrees_with_libreoffice;
use crate::support::lapor::{Baris, Folder, rencana};
use crate::support::perintah::{rakor, run};

const DINKES: (&str, &str) = ("dinkes", "DINAS KESEHATAN");
const AGUSTUS: &str = "2026-08";
const DITERIMA: &str = "2026-09-08 09:00";

/// July as planned, and an August with fisik that fell twice and money that came back once.
fn folder() -> Folder {
    let folder = Folder::new();
    let july = ("2026-07", "RFK Dinkes.xlsx");
    folder.lapor(july, DINKES, &rencana(7), "2026-08-07 09:00");
    folder.json("rekap", "2026-07");
    folder.lapor((AGUSTUS, "RFK Dinkes.xlsx"), DINKES, &agustus(), DITERIMA);
    folder
}

fn agustus() -> Vec<Baris> {
    let mut august = rencana(8);
    august[0].kini.1 = 3.5;
    august[1].kini.1 = 6.0;
    august[2].kini.0 = 1_000_000;
    august
}

/// The list with rows in the way of Indonesian Excel.
fn accept(folder: &Folder, rows: &[&str]) {
    let mut text = String::from("\u{feff}OPD;Periode;Kode;Sel;Uraian;Oleh;Pada;Alasan\r\n");
    for row in rows {
        let _ = write!(text, "{row}\r\n");
    }
    folder.tulis("keputusan-temuan.csv", &text);
}

const FISIK: &str =
    "Dinas Kesehatan;Agu-26;g620;J6;;Analis;10/09/2026;\"Juli salah ketik; surat 12\"";
const FISIK_LAIN: &str =
    "dinkes;01/08/2026;G620;;Penyediaan Gaji dan Tunjangan;Analis;2026-09-10;pembetulan Juli";
const UANG: &str = "dinkes;'2026-08;G621;G8;;Analis;10-09-2026 08.30;pengembalian belanja STS 7";

/// The findings about falls: code, severity and place.
fn falls(folder: &Folder) -> Vec<[String; 3]> {
    folder.kode(AGUSTUS, "G62")
}

fn check(rows: &[&str], expected: &[[&str; 3]]) {
    let folder = folder();
    accept(&folder, rows);
    assert_eq!(falls(&folder), expected, "{rows:?}");
}

#[test]
fn what_is_accepted_leaves_the_rest_of_its_column_to_be_mended() {
    check(
        &[],
        &[["G620", "error", "J6:J7"], ["G621", "warning", "G8"]],
    );
    check(
        &[FISIK],
        &[
            ["G620", "info", "J6"],
            ["G620", "error", "J7"],
            ["G621", "warning", "G8"],
        ],
    );
    check(
        &[FISIK, FISIK_LAIN, UANG],
        &[
            ["G620", "info", "J6"],
            ["G620", "info", "J7"],
            ["G621", "info", "G8"],
        ],
    );
    // One reason for all of a code.
    check(
        &["dinkes;2026-08;G620;;;Analis;2026-09-10;pembetulan Juli"],
        &[["G620", "info", "J6:J7"], ["G621", "warning", "G8"]],
    );
    check(
        &["dinkes;2026-08;G620;J6:J7;;Analis;2026-09-10;pembetulan Juli"],
        &[["G620", "info", "J6:J7"], ["G621", "warning", "G8"]],
    );
}

#[test]
fn an_accepted_finding_is_shown_with_who_when_and_why_and_asked_of_nobody() {
    let folder = folder();
    folder.json("rekap", AGUSTUS);
    let koreksi = folder.path("hasil/2026-08/koreksi/Dinkes.xlsx");
    assert_eq!(lines(&koreksi).len(), 2);
    accept(&folder, &[FISIK, FISIK_LAIN]);
    folder.json("rekap", AGUSTUS);
    assert!(!koreksi.exists(), "nothing is left to be mended");
    assert!(
        folder
            .path("hasil/2026-08/tanda-terima/Dinkes.xlsx")
            .exists()
    );
    let message = folder.path("hasil/2026-08/pesan/Dinkes.txt");
    let message = std::fs::read_to_string(message).unwrap();
    assert!(message.contains("diterima tepat waktu"), "{message}");
    let rekap = folder.path("hasil/2026-08/rekap-2026-08.xlsx");
    let validasi = rows(&rekap, "Validasi");
    let told: Vec<(&str, &str)> = validasi
        .iter()
        .filter(|row| row[2] == "G620")
        .map(|row| (&*row[1], &*row[7]))
        .collect();
    assert_eq!(told.len(), 2);
    assert!(
        told.iter()
            .all(|(word, _)| *word == "Diterima dengan penjelasan")
    );
    assert!(
        told[0].1.ends_with(
            "diterima dengan penjelasan: Juli salah ketik; surat 12 (Analis, 10 September 2026)"
        ),
        "{told:?}"
    );
    assert!(told[0].1.contains("sekarang 3,50 %, semula 7,00 %"));
    let status = rows(&rekap, "Status Laporan");
    let own = status
        .iter()
        .find(|row| row[1] == "Dinas Kesehatan")
        .unwrap();
    assert_eq!(
        (&*own[2], &*own[9]),
        ("Tepat waktu", "2 temuan diterima dengan penjelasan")
    );
    let bytes = std::fs::read(folder.path("keputusan-temuan.csv")).unwrap();
    let hash = blake3::hash(&bytes).to_hex().to_string();
    let meta = rows(&rekap, "Metadata");
    assert!(
        meta.iter()
            .any(|row| row[0] == "keputusan-temuan.csv" && row[1] == hash)
    );
    let screen = run(rakor().arg("periksa").arg(folder.path("masuk/2026-08")));
    assert_eq!(screen.status.code(), Some(0));
    let screen = String::from_utf8(screen.stdout).unwrap();
    assert!(
        screen.contains("Diterima dengan penjelasan: Dinkes (2)"),
        "{screen}"
    );
}

#[test]
fn a_whole_report_that_stands_still_can_be_explained() {
    let folder = Folder::new();
    let july = ("2026-07", "RFK Dinkes.xlsx");
    folder.lapor(july, DINKES, &rencana(7), "2026-08-07 09:00");
    folder.json("rekap", "2026-07");
    folder.lapor(
        (AGUSTUS, "RFK Dinkes Agt.xlsx"),
        DINKES,
        &rencana(7),
        DITERIMA,
    );
    assert_eq!(folder.kode(AGUSTUS, "G627")[0][1], "error");
    accept(
        &folder,
        &["dinkes;2026-08;G627;;;Analis;2026-09-09;belum ada kegiatan"],
    );
    assert_eq!(folder.kode(AGUSTUS, "G627")[0][1], "info");
    let periksa = folder.json("periksa", AGUSTUS);
    let all = periksa["opd"].as_array().unwrap();
    let own = all.iter().find(|opd| opd["id"] == "dinkes").unwrap();
    assert_eq!(
        (&own["status"], &own["sebab"]),
        (&"tepat_waktu".into(), &serde_json::json!([]))
    );
    let told = periksa["diagnostics"].as_array().unwrap();
    let told = told.iter().find(|one| one["code"] == "G627").unwrap();
    assert_eq!(
        told["dijelaskan"],
        serde_json::json!({"oleh": "Analis", "pada": "2026-09-09", "alasan": "belum ada kegiatan"})
    );
}

#[test]
fn what_comes_in_after_a_decision_is_judged_anew() {
    let folder = folder();
    // Decided on the day the file came, before it came, and the day before.
    for (pada, severity) in [
        ("2026-09-08", "info"),
        ("2026-09-08 09:00", "info"),
        ("2026-09-08 08:59", "error"),
        ("2026-09-07", "error"),
    ] {
        accept(
            &folder,
            &[&format!("dinkes;2026-08;G620;;;Analis;{pada};x")],
        );
        assert_eq!(falls(&folder)[0][1], severity, "{pada}");
        let stale = usize::from(severity == "error");
        assert_eq!(folder.kode(AGUSTUS, "G647").len(), stale, "{pada}");
    }
    // A second file, with the same fall, after the decision.
    accept(&folder, &[FISIK, FISIK_LAIN]);
    folder.lapor(
        (AGUSTUS, "RFK Dinkes rev.xlsx"),
        DINKES,
        &agustus().into_iter().map(more).collect::<Vec<Baris>>(),
        "2026-09-15 09:00",
    );
    assert_eq!(falls(&folder)[0], ["G620", "error", "J6:J7"]);
    let told = folder.temuan(AGUSTUS);
    let told: Vec<&str> = told
        .iter()
        .filter(|one| one[0] == "G647")
        .map(|one| &*one[3])
        .collect();
    assert_eq!(told.len(), 2);
    assert!(
        told[0].contains("diterima 15 September 2026, sesudah keputusan 10 September 2026"),
        "{told:?}"
    );
}

fn more(row: Baris) -> Baris {
    Baris {
        kini: (row.kini.0 + 1_003, row.kini.1),
        ..row
    }
}

#[test]
fn a_row_that_cannot_be_used_is_told_at_its_cell() {
    let folder = folder();
    accept(
        &folder,
        &[
            "entah;2026-08;G620;;;Analis;2026-09-10;x",
            "dinkes;besok;G620;;;Analis;2026-09-10;x",
            "dinkes;2026-08;G628;;;Analis;2026-09-10;x",
            "dinkes;2026-08;G620;kolom J;;Analis;2026-09-10;x",
            "dinkes;2026-08;G620;;;;2026-09-10;x",
            "dinkes;2026-08;G620;;;Analis;kemarin;x",
            "dinkes;2026-08;G620;;;Analis;2026-09-10;",
            // Readable, and about nothing.
            "dinkes;2026-08;G620;J9;;Analis;2026-09-10;x",
            "dinkes;2026-08;G632;;;Analis;2026-09-10;x",
            // Another month's: not this month's concern.
            "dinkes;2026-06;G620;;;Analis;2026-09-10;x",
        ],
    );
    let told: Vec<[String; 3]> =
        [folder.kode(AGUSTUS, "G646"), folder.kode(AGUSTUS, "G647")].concat();
    let told: Vec<(&str, &str)> = told.iter().map(|one| (&*one[0], &*one[2])).collect();
    assert_eq!(
        told,
        [
            ("G646", "A2"),
            ("G646", "B3"),
            ("G646", "C4"),
            ("G646", "D5"),
            ("G646", "F6"),
            ("G646", "G7"),
            ("G646", "H8"),
            ("G647", "A9"),
            ("G647", "A10"),
        ]
    );
    assert_eq!(falls(&folder)[0], ["G620", "error", "J6:J7"]);
    // Without a column that is needed none of it is used.
    folder.tulis(
        "keputusan-temuan.csv",
        "opd;periode;kode\r\ndinkes;2026-08;G620\r\n",
    );
    assert_eq!(folder.kode(AGUSTUS, "G646").len(), 1);
    assert_eq!(falls(&folder)[0][1], "error");
}

#[test]
fn what_a_decision_moves_between_construction_and_the_rest_is_told() {
    let folder = folder();
    folder.json("rekap", AGUSTUS);
    let baris = rencana(8)[3];
    folder.tulis(
        "keputusan.csv",
        &format!(
            "tahun;opd;kode;uraian;bagian_dari;keputusan;oleh;pada;catatan\r\n\
             2026;dinkes;{};{};;Non Fisik;Analis;2026-09-12;\r\n",
            baris.kode, baris.uraian
        ),
    );
    let second = folder.json("rekap", AGUSTUS);
    let told = second["perubahan"]["opd"].as_array().unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["sebab"], "golongan_berubah");
    assert_eq!(
        (
            &told[0]["dulu"]["konstruksi"]["kegiatan"],
            &told[0]["kini"]["konstruksi"]["kegiatan"]
        ),
        (&1.into(), &0.into())
    );
    let screen = run(rakor().arg("rekap").arg(folder.path("masuk/2026-08")));
    let screen = String::from_utf8(screen.stdout).unwrap();
    let screen: Vec<&str> = screen.split_whitespace().collect();
    let screen = screen.join(" ");
    assert!(
        screen.contains("kegiatan konstruksi 1 → 0, pagu konstruksi -Rp600.000.100"),
        "{screen}"
    );
    let rekap = folder.path("hasil/2026-08/rekap-2026-08.xlsx");
    let sheet = rows(&rekap, "Perubahan");
    let said = |text: &str| sheet.iter().any(|row| row[0].starts_with(text));
    assert!(said("Berpindah antara fisik konstruksi dan lainnya"));
    assert!(!said("Tidak ada OPD yang angkanya berbeda"));
    let moved: Vec<&Vec<String>> = sheet
        .iter()
        .filter(|row| row[2] == "Golongan kegiatan berubah")
        .collect();
    assert_eq!(moved.len(), 2, "once by its figures, once by what moved");
    assert_eq!(
        (&*moved[1][3], &*moved[1][5], &*moved[1][9], &*moved[1][11]),
        ("600000100", "-600000100", "1", "-1")
    );
    agrees_with_libreoffice(&folder.path(""), &rekap);
}

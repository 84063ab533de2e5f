//! A month held against the archived months, last year's budget, the DPA and the LRA, through the program and back.

use std::fmt::Write as _;

use crate::koreksi::{lines, parts};
use crate::support::lapor::{AWAL, Baris, Folder, rencana};
use crate::support::perintah::{rakor, run};

const DINKES: (&str, &str) = ("dinkes", "DINAS KESEHATAN");

/// A month's report in the middle of the next month.
fn lapor(folder: &Folder, month: &str, rows: &[Baris]) {
    let periode: rakor::model::periode::Periode = month.parse().unwrap();
    let next = periode.tanggal_akhir().unwrap().tomorrow().unwrap();
    let pada = format!("{}-{:02}-08 09:00", next.year(), next.month());
    folder.lapor((month, "RFK Dinkes.xlsx"), DINKES, rows, &pada);
}

/// Two months; returns the folder after the rekap of the second.
fn two_months(first: &[Baris], second: &[Baris]) -> Folder {
    let folder = Folder::new();
    lapor(&folder, "2026-07", first);
    folder.json("rekap", "2026-07");
    lapor(&folder, "2026-08", second);
    folder.json("rekap", "2026-08");
    folder
}

fn codes(found: &[[String; 3]]) -> Vec<[&str; 3]> {
    found
        .iter()
        .map(|one| [one[0].as_str(), one[1].as_str(), one[2].as_str()])
        .collect()
}

/// Holds August against July after a change of either.
fn check(change: impl Fn(&mut Vec<Baris>, &mut Vec<Baris>), expected: &[[&str; 3]]) {
    let (mut july, mut august) = (rencana(7), rencana(8));
    change(&mut july, &mut august);
    let folder = two_months(&july, &august);
    assert_eq!(codes(&folder.kode("2026-08", "G62")), expected);
}

#[test]
fn a_month_that_goes_on_raises_nothing() {
    check(|_, _| {}, &[]);
}

#[test]
fn numbers_are_told_from_the_first_hundredth_or_rupiah_beyond_the_tolerance() {
    // A2, fisik: a hundredth of a percent is rounding.
    check(|_, august| august[1].kini.1 = 6.99, &[]);
    check(
        |_, august| august[1].kini.1 = 6.98,
        &[["G620", "error", "J7"]],
    );
    // A2, money: a rupiah is rounding.
    let fell = |by: i64| {
        move |_: &mut Vec<Baris>, august: &mut Vec<Baris>| {
            august[2].kini.0 = august[2].lalu.0 - by;
        }
    };
    check(fell(1), &[]);
    check(fell(2), &[["G621", "warning", "G8"]]);
    // A4: last month's column against last month.
    check(|_, august| august[4].lalu.0 += 1, &[]);
    check(
        |_, august| august[4].lalu.0 += 2,
        &[["G623", "warning", "F10"]],
    );
    check(
        |_, august| august[4].lalu.1 += 0.02,
        &[["G623", "warning", "I10"]],
    );
    // A6: targets.
    check(|_, august| august[0].target.1 = 6.99, &[]);
    check(
        |_, august| august[0].target.1 = 6.98,
        &[["G624", "warning", "H6"]],
    );
    check(
        |_, august| august[0].target.0 = 400_001 * 7 - 2,
        &[["G624", "warning", "E6"]],
    );
    check(|_, august| august[0].target.0 = 400_001 * 7 - 1, &[]);
    // A14: a pagu that changed is a note.
    check(|_, august| august[3].pagu += 2, &[["G626", "info", "D9"]]);
}

#[test]
fn what_fell_and_what_is_gone_stands_at_its_cells_in_the_sheet_that_goes_back() {
    let (july, mut august) = (rencana(7), rencana(8));
    august[0].kini.1 = 3.5;
    august[1].kini.1 = 6.0;
    august[2].kini.0 = 1_000_000;
    let gone = august.remove(3);
    let folder = two_months(&july, &august);
    let found = folder.kode("2026-08", "G62");
    assert_eq!(
        codes(&found),
        [["G620", "error", "J6:J7"], ["G621", "warning", "G8"]]
    );
    assert_eq!(
        codes(&folder.kode("2026-08", "G63")),
        [["G632", "error", ""]]
    );
    let path = folder.path("hasil/2026-08/koreksi/Dinkes.xlsx");
    let lines = lines(&path);
    let told: Vec<(&str, &str)> = lines.iter().map(|line| (&*line[1], &*line[3])).collect();
    assert_eq!(
        told,
        [
            ("Harus diperbaiki", "(seluruh lembar)"),
            ("Harus diperbaiki", "J6, J7"),
            ("Perlu diperiksa", "G8")
        ]
    );
    assert!(lines[0][5].contains(gone.uraian), "{:?}", lines[0]);
    let parts = parts(&path);
    let list = &parts["xl/worksheets/sheet1.xml"];
    for cell in ["J6", "G8"] {
        assert!(
            list.contains(&format!("location=\"'RFK'!{cell}\"")),
            "{cell}"
        );
    }
    // Each cell has its own numbers in its note.
    let comments = &parts["xl/comments1.xml"];
    let note = |cell: &str| {
        let start = comments.find(&format!("ref=\"{cell}\"")).unwrap();
        let end = comments[start..].find("</comment>").unwrap();
        comments[start..start + end].to_owned()
    };
    for (cell, now, before) in [
        ("J6", "3,50 %", "7,00 %"),
        ("J7", "6,00 %", "7,00 %"),
        ("G8", "Rp1.000.000", "Rp5.250.007"),
    ] {
        let note = note(cell);
        assert!(
            note.contains(now) && note.contains(before),
            "{cell}: {note}"
        );
    }
}

#[test]
fn rows_that_are_gone_weigh_by_the_money_spent_on_them() {
    let gone = |spent: i64, expected: &[[&str; 3]]| {
        let (mut july, mut august) = (rencana(7), rencana(8));
        july[4].kini.0 = spent;
        august.pop();
        let folder = two_months(&july, &august);
        assert_eq!(codes(&folder.kode("2026-08", "G63")), expected);
    };
    gone(1, &[["G632", "error", ""]]);
    gone(0, &[["G632", "warning", ""]]);
    let (mut july, august) = (rencana(7), rencana(8));
    july.remove(2);
    let folder = two_months(&july, &august);
    assert_eq!(
        codes(&folder.kode("2026-08", "G63")),
        [["G633", "info", "C8"]]
    );
}

#[test]
fn december_closes_its_targets_and_the_next_year_must_not_begin_with_its_pagu() {
    let folder = Folder::new();
    let mut last = rencana(12);
    for (row, target) in last.iter_mut().zip([100.0, 100.0, 99.99, 99.98, 100.02]) {
        row.target.1 = target;
    }
    lapor(&folder, "2025-12", &last);
    folder.json("rekap", "2025-12");
    assert_eq!(
        codes(&folder.kode("2025-12", "G62")),
        [["G625", "warning", "H9:H10"]]
    );
    // This year's report on last year's form.
    lapor(&folder, "2026-09", &rencana(9));
    folder.json("rekap", "2026-09");
    assert_eq!(
        codes(&folder.kode("2026-09", "G62")),
        [["G629", "error", "D6:D10"]]
    );
    let path = folder.path("hasil/2026-09/koreksi/Dinkes.xlsx");
    let lines = lines(&path);
    assert!(lines[0][5].contains("tahun anggaran 2025"), "{lines:?}");
    assert!(parts(&path)["xl/comments1.xml"].contains("ref=\"D6\""));
    // Four of five are nearly all, three of five prove nothing.
    for (changed, expected) in [(1, 1), (2, 0)] {
        let mut rows = rencana(9);
        for row in rows.iter_mut().take(changed) {
            row.pagu += 10_000_000;
        }
        lapor(&folder, "2026-09", &rows);
        assert_eq!(folder.kode("2026-09", "G629").len(), expected, "{changed}");
    }
}

#[test]
fn fisik_without_money_is_told_in_the_fourth_month() {
    let folder = Folder::new();
    for bulan in 6..=9 {
        let mut rows = rencana(bulan);
        (rows[0].kini.0, rows[0].lalu.0) = (0, 0);
        let month = format!("2026-{bulan:02}");
        lapor(&folder, &month, &rows);
        folder.json("rekap", &month);
        let expected: &[[&str; 3]] = if bulan < 9 {
            &[]
        } else {
            &[["G635", "warning", "G6"]]
        };
        assert_eq!(codes(&folder.kode(&month, "G635")), expected, "{month}");
    }
}

/// The budget as the reports of `rencana` have it, in the way that an Indonesian Excel saves it.
fn dpa(change: impl Fn(usize, &mut [String; 6]) -> bool) -> String {
    let mut text = String::from("\u{feff}OPD;Kode;Uraian;Pagu;Versi;Berlaku Dari\r\n");
    for (at, row) in rencana(9).iter().enumerate() {
        let pagu = rakor::model::nilai::grouped(u64::try_from(row.pagu).unwrap());
        let mut cells = [
            "dinkes".to_owned(),
            row.kode.to_owned(),
            row.uraian.to_owned(),
            pagu,
            "murni".to_owned(),
            "01/01/2026".to_owned(),
        ];
        if change(at, &mut cells) {
            let _ = write!(text, "{}\r\n", cells.join(";"));
        }
    }
    text
}

#[test]
fn the_budget_and_the_books_are_held_against_a_report() {
    let folder = Folder::new();
    lapor(&folder, "2026-09", &rencana(9));
    folder.tulis("master/pagu-2026.csv", &dpa(|_, _| true));
    let spent: i64 = rencana(9).iter().map(|row| row.kini.0).sum();
    let lra = |rupiah: i64| format!("opd;realisasi\r\nDinas Kesehatan;{rupiah}\r\n");
    // A rupiah is rounding.
    folder.tulis("master/lra-2026-09.csv", &lra(spent - 1));
    assert_eq!(folder.kode("2026-09", "G64"), Vec::<[String; 3]>::new());

    folder.tulis("master/lra-2026-09.csv", &lra(spent - 2));
    let text = dpa(|at, cells| {
        match at {
            // A rupiah is rounding, two are not.
            0 => "40.000.101".clone_into(&mut cells[3]),
            1 => "900.000.102".clone_into(&mut cells[3]),
            _ => {}
        }
        at != 2
    }) + "dinkes;1.02.04.2.01.0009;Fogging;Rp 15.000.000;pergeseran 1;1/7/2026\r\n\
          dinkes;1.02.02.2.01.0003;Pembangunan Puskesmas Pembantu;500000000;pergeseran 1;2026-07-01\r\n\
          dinkes;1.02.03.2.02.0001;Pelatihan Tenaga Kesehatan;1;perubahan;01/10/2026\r\n\
          dinkes;1.02.05.2.01.0001;Salah;dua juta;;\r\n\
          antariksa;1.02.05.2.01.0001;Salah;2;;\r\n";
    folder.tulis("master/pagu-2026.csv", &text);
    folder.tulis("master/pagu 2026.csv", "x");
    folder.json("rekap", "2026-09");
    assert_eq!(
        codes(&folder.kode("2026-09", "G64")),
        [
            ["G643", "warning", ""],
            ["G644", "warning", ""],
            ["G642", "warning", "D7:D9"],
            ["G641", "error", "C8"],
            ["G640", "warning", ""],
            ["G640", "warning", "D9"],
            ["G640", "warning", "A10"],
        ]
    );
    let found = folder.temuan("2026-09");
    let words = |code: &str, place: &str| {
        let one = found.iter().find(|one| one[0] == code && one[2] == place);
        one.unwrap()[3].clone()
    };
    assert!(words("G643", "").contains("Fogging"));
    assert!(words("G644", "").contains("selisih Rp2"));
    // The pagu before the pergeseran is recognised as such in the cell's own note.
    let path = folder.path("hasil/2026-09/koreksi/Dinkes.xlsx");
    let lines = lines(&path);
    let places: Vec<&str> = lines.iter().map(|line| &*line[3]).collect();
    let whole = "(seluruh lembar)";
    assert_eq!(places, ["C8", whole, whole, "D7, D9"]);
    let parts = parts(&path);
    let comments = &parts["xl/comments1.xml"];
    for cell in ["C8", "D7", "D9"] {
        assert!(comments.contains(&format!("ref=\"{cell}\"")), "{cell}");
    }
    assert!(
        comments.contains("pagu murni yang sudah diganti"),
        "{comments}"
    );
    assert!(parts["xl/worksheets/sheet1.xml"].contains("location=\"'RFK'!D7\""));
    // Both lists stand on Metadata with their hashes.
    let meta = crate::koreksi::rows(&folder.path("hasil/2026-09/rekap-2026-09.xlsx"), "Metadata");
    for name in ["master/pagu-2026.csv", "master/lra-2026-09.csv"] {
        let bytes = std::fs::read(folder.path(name)).unwrap();
        let hash = blake3::hash(&bytes).to_hex().to_string();
        assert!(
            meta.iter().any(|row| row[0] == name && row[1] == hash),
            "{name}"
        );
    }
}

#[test]
fn a_budget_of_other_rows_is_not_compared_and_said_so() {
    let folder = Folder::new();
    lapor(&folder, "2026-09", &rencana(9));
    // Two of five are less than half.
    let other = |known: usize| {
        dpa(|at, cells| {
            if at >= known {
                cells[1] = format!("2.11.0{at}.2.01.0001");
                cells[2] = format!("Kegiatan Lain {at}");
            }
            true
        })
    };
    folder.tulis("master/pagu-2026.csv", &other(2));
    assert_eq!(
        codes(&folder.kode("2026-09", "G64")),
        [["G645", "info", ""]]
    );
    folder.tulis("master/pagu-2026.csv", &other(3));
    let found = folder.kode("2026-09", "G64");
    let codes: Vec<&str> = found.iter().map(|one| &*one[0]).collect();
    assert_eq!(codes, ["G643", "G641"]);
}

#[test]
fn a_quarter_counts_revisions_and_refusals_of_its_last_month_only() {
    let folder = Folder::new();
    for (month, bulan) in [("2026-07", 7), ("2026-08", 8), ("2026-09", 9)] {
        lapor(&folder, month, &rencana(bulan));
    }
    // August was sent cut off first.
    let whole = std::fs::read(folder.path("masuk/2026-08/RFK Dinkes.xlsx")).unwrap();
    std::fs::write(
        folder.path("masuk/2026-08/RFK Dinkes (1).xlsx"),
        &whole[..whole.len() / 2],
    )
    .unwrap();
    let standing = || {
        let mut process = rakor();
        process.args(["periksa", "--format", "json", "--periode", "2026-T3"]);
        let (periksa, _) = crate::support::perintah::json(process.arg(folder.path("masuk")));
        let all = periksa["opd"].as_array().unwrap();
        all.iter()
            .find(|opd| opd["id"] == "dinkes")
            .unwrap()
            .clone()
    };
    let own = standing();
    assert_eq!(
        (&own["status"], &own["revisi"], &own["errors"]),
        (&"tepat_waktu".into(), &0.into(), &0.into())
    );
    // September sent cut off: August stands in, and the office is not on time.
    let path = folder.path("masuk/2026-09/RFK Dinkes.xlsx");
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let own = standing();
    assert_eq!(own["status"], "ditolak");
    assert!(own["errors"].as_u64() > Some(0), "{own}");
    std::fs::remove_file(path).unwrap();
    assert_eq!(standing()["status"], "belum_masuk");
}

#[test]
fn a_file_that_was_replaced_is_nothing_to_mend_and_stays_in_validasi() {
    let folder = Folder::new();
    lapor(&folder, "2026-09", &rencana(9));
    let whole = std::fs::read(folder.path("masuk/2026-09/RFK Dinkes.xlsx")).unwrap();
    let first = folder.path("masuk/2026-09/RFK Dinkes lama.xlsx");
    std::fs::write(&first, &whole[..whole.len() / 2]).unwrap();
    let receive = |pada: &str| {
        let receipt = run(rakor()
            .arg("terima")
            .arg(&first)
            .args(["--opd", "dinkes", "--pada", pada]));
        assert!(receipt.status.success());
    };
    receive("2026-10-05 08:00");
    let output = run(rakor().arg("periksa").arg(folder.path("masuk/2026-09")));
    let screen = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{screen}");
    assert!(!screen.contains("F002"), "{screen}");
    assert!(
        screen.contains("1 lagi tentang berkas yang sudah diganti"),
        "{screen}"
    );
    assert_eq!(folder.json("rekap", "2026-09")["diagnostics"]["error"], 0);
    let validasi =
        crate::koreksi::rows(&folder.path("hasil/2026-09/rekap-2026-09.xlsx"), "Validasi");
    let kept = validasi.iter().find(|row| row.contains(&"F002".to_owned()));
    assert_eq!(kept.unwrap()[1], "Berkas sudah diganti");
    // Were it the later one, it would have to be mended.
    std::fs::remove_file(folder.path("penerimaan.csv")).unwrap();
    receive("2026-10-09 08:00");
    let path = folder.path("masuk/2026-09/RFK Dinkes.xlsx");
    let receipt = run(rakor().arg("terima").arg(path).args([
        "--opd",
        "dinkes",
        "--pada",
        "2026-10-08 09:00",
    ]));
    assert!(receipt.status.success());
    let output = run(rakor().arg("periksa").arg(folder.path("masuk/2026-09")));
    let screen = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{screen}");
    assert!(screen.contains("F002"), "{screen}");
}

const _: () = assert!(AWAL == 6, "the cells above are written for it");

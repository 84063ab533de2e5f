//! Receipts: which line of the register speaks for which file, what the program enters itself, and what it never concludes.

use std::path::Path;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::support::lapor::{Folder, rencana};
use crate::support::perintah::{rakor, run};

const DINKES: (&str, &str) = ("dinkes", "DINAS KESEHATAN");
const FILE: &str = "RFK Dinkes.xlsx";
const KEPALA: &str = "opd;file;hash;diterima_pada;cara;catatan\n";
/// 8 October and 24 November 2026, 09.00 WIB; the deadline of September is 12 October.
const TEPAT: u64 = 1_791_424_800;
const LEWAT: u64 = 1_795_485_600;

fn touch(path: &Path, seconds: u64) {
    let file = std::fs::File::options().append(true).open(path).unwrap();
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    file.set_modified(time).unwrap();
}

/// A working folder with the September report of an office, last changed at a time, and a register.
fn folder(seconds: u64, lines: &str) -> Folder {
    let folder = Folder::new();
    folder.lapor(("2026-09", FILE), DINKES, &rencana(9), "2026-10-01");
    touch(&folder.path(&format!("masuk/2026-09/{FILE}")), seconds);
    folder.tulis("penerimaan.csv", &format!("{KEPALA}{lines}"));
    folder
}

fn register(folder: &Folder) -> String {
    std::fs::read_to_string(folder.path("penerimaan.csv")).unwrap()
}

fn office(periksa: &Value, id: &str) -> Value {
    let offices = periksa["opd"].as_array().unwrap();
    offices.iter().find(|opd| opd["id"] == id).unwrap().clone()
}

fn layar(folder: &Folder, command: &str, month: &str) -> String {
    let mut process = rakor();
    let output = run(process
        .arg(command)
        .arg(folder.path(&format!("masuk/{month}"))));
    String::from_utf8(output.stdout).unwrap()
}

/// The status of the office, its time, its lateness, and the places of register lines that aren't used.
fn check(
    folder: &Folder,
    (status, pada, hari): (&str, Option<&str>, Option<i64>),
    places: &[&str],
) {
    let periksa = folder.json("periksa", "2026-09");
    let own = office(&periksa, "dinkes");
    assert_eq!(own["status"], status, "{own}");
    assert_eq!(own["diterima_pada"].as_str(), pada, "{own}");
    assert_eq!(own["hari_terlambat"].as_i64(), hari, "{own}");
    let findings = periksa["diagnostics"].as_array().unwrap().iter();
    let unread: Vec<&str> = findings
        .filter(|one| one["code"] == "G612")
        .filter_map(|one| one["cell"].as_str())
        .collect();
    assert_eq!(unread, places, "{periksa}");
}

const UNKNOWN: (&str, Option<&str>, Option<i64>) = ("waktu_tidak_diketahui", None, None);

#[test]
fn a_line_that_cannot_be_read_leaves_the_time_unknown_until_it_is_mended() {
    for bad in ["31/02/2026", "12/13/2026", "besok", "46300,5"] {
        let line = format!("dinkes;2026-09/{FILE};;{bad};surel;\n");
        let folder = folder(LEWAT, &line);
        let before = register(&folder);
        check(&folder, UNKNOWN, &["D2"]);
        assert_eq!(register(&folder), before, "nothing is entered in its place");
        let mended = before.replace(bad, "05/10/2026 13:38");
        folder.tulis("penerimaan.csv", &mended);
        check(
            &folder,
            ("tepat_waktu", Some("2026-10-05T13:38:00"), Some(0)),
            &[],
        );
    }
}

#[test]
fn what_a_person_wrote_outranks_an_estimate_that_stands_in_the_register() {
    let folder = folder(LEWAT, "");
    check(&folder, UNKNOWN, &[]);
    let entered = register(&folder);
    assert!(
        entered.contains(";2026-11-24 09:00;perkiraan;"),
        "{entered}"
    );
    // Whichever way it was written, and with no hash.
    for line in [FILE.to_owned(), format!("2026-09/{FILE}")] {
        folder.tulis(
            "penerimaan.csv",
            &format!("{entered}dinkes;{line};;15 Okt 2026 pukul 08.05;surel;\n"),
        );
        let late = ("terlambat", Some("2026-10-15T08:05:00"), Some(3));
        check(&folder, late, &[]);
    }
}

#[test]
fn the_time_of_a_file_may_excuse_and_never_accuses() {
    let early = folder(TEPAT, "");
    check(
        &early,
        ("tepat_waktu", Some("2026-10-08T09:00:00"), Some(0)),
        &[],
    );
    let late = folder(LEWAT, "");
    check(&late, UNKNOWN, &[]);
    let found = late.kode("2026-09", "G602");
    assert!(found.is_empty(), "{found:?}");
    let screen = layar(&late, "rekap", "2026-09");
    assert!(
        !screen.contains("perkiraan") && !screen.contains("Terlambat"),
        "{screen}"
    );
    let pesan = std::fs::read_to_string(late.path("hasil/2026-09/pesan/Dinkes.txt")).unwrap();
    assert!(
        pesan.contains("waktu diterimanya tidak tercatat"),
        "{pesan}"
    );
    let grup = std::fs::read_to_string(late.path("hasil/2026-09/pesan/grup.txt")).unwrap();
    assert!(!grup.contains("Terlambat"), "{grup}");
    // The revision came late by the register, when its first version came nobody knows.
    let rows = &rencana(9)[..4];
    late.lapor(
        ("2026-09", "RFK Dinkes REVISI.xlsx"),
        DINKES,
        rows,
        "2026-10-20",
    );
    check(&late, UNKNOWN, &[]);
}

/// Another office sends the very same file, entered or not: its owner keeps what is its own.
fn check_passed_on(file: &str, entered: bool) {
    let line = format!("dinkes;2026-09/{FILE};;2026-10-09 08:05;surel;\n");
    let folder = folder(LEWAT, &line);
    let copy = folder.path(&format!("masuk/2026-09/{file}"));
    std::fs::copy(folder.path(&format!("masuk/2026-09/{FILE}")), &copy).unwrap();
    if entered {
        let by_hand = ["--opd", "disarpus", "--pada", "2026-10-16"];
        assert!(
            run(rakor().arg("terima").arg(&copy).args(by_hand))
                .status
                .success()
        );
    }
    let on_time = ("tepat_waktu", Some("2026-10-09T08:05:00"), Some(0));
    check(&folder, on_time, &[]);
    let text = register(&folder);
    assert!(
        text.contains(&format!("disarpus;2026-09/{file};")),
        "{text}"
    );
    let screen = layar(&folder, "rekap", "2026-09");
    assert!(
        !screen.contains("tidak terbaca di komputer ini"),
        "{screen}"
    );
    let periksa = folder.json("periksa", "2026-09");
    let (owner, sender) = (office(&periksa, "dinkes"), office(&periksa, "disarpus"));
    assert_eq!(owner["files"], serde_json::json!([FILE]), "{owner}");
    assert!(owner["temuan"].get("G631").is_none(), "{owner}");
    assert_eq!(sender["status"], "belum_masuk", "{sender}");
    assert_eq!(sender["berkas_opd_lain"], file, "{sender}");
    let is_there = |name: &str| folder.path(&format!("hasil/2026-09/{name}")).is_file();
    assert!(is_there("tanda-terima/Dinkes.xlsx") && !is_there("koreksi/Dinkes.xlsx"));
    assert!(is_there("koreksi/Disarpus.xlsx") && !is_there("tanda-terima/Disarpus.xlsx"));
    let pesan = |name: &str| {
        let path = folder.path(&format!("hasil/2026-09/pesan/{name}.txt"));
        std::fs::read_to_string(path).unwrap()
    };
    assert!(pesan("Dinkes").contains("Tanda terima terlampir (Dinkes.xlsx)"));
    let said = pesan("Disarpus");
    assert!(
        said.contains(file) && said.contains("(Disarpus.xlsx)"),
        "{said}"
    );
}

#[test]
fn a_file_that_another_office_passed_on_costs_its_owner_nothing() {
    check_passed_on("AAA laporan.xlsx", true);
    check_passed_on("zzz laporan.xlsx", true);
    check_passed_on("RFK BARU disarpus.xlsx", true);
    check_passed_on("RFK BARU disarpus.xlsx", false);
}

#[test]
fn a_date_far_outside_of_the_period_is_named_on_the_screen() {
    let line = |date: &str| format!("dinkes;2026-09/{FILE};;{date};surel;\n");
    for bad in ["2062-10-09", "2026-08-09", "9 Oktober 2016"] {
        let folder = folder(LEWAT, &(line(bad) + "dlh;RFK DLH.xlsx;;besok;;\n"));
        check(&folder, UNKNOWN, &["D2", "D3"]);
        for command in ["periksa", "rekap"] {
            let screen = layar(&folder, command, "2026-09");
            let said = screen.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                said.contains("penerimaan.csv: 2 baris tidak dipakai")
                    && said.contains("di luar masa laporan (D2, D3)"),
                "{screen}"
            );
        }
        assert_eq!(register(&folder).lines().count(), 3);
    }
    // By hand it is refused at once.
    let by_hand = folder(LEWAT, "");
    let entered = |pada: &str| {
        let path = by_hand.path(&format!("masuk/2026-09/{FILE}"));
        let mut command = rakor();
        let said = ["--opd", "dinkes", "--pada", pada];
        run(command.arg("terima").arg(path).args(said))
            .status
            .code()
    };
    assert_eq!(
        (entered("2062-10-09"), entered("2026-08-09")),
        (Some(2), Some(2))
    );
    assert_eq!(entered("9 Oktober 2026 pukul 08.00"), Some(0));
    let read = folder(LEWAT, &line("12 Oktober 2026 12:12"));
    check(
        &read,
        ("tepat_waktu", Some("2026-10-12T12:12:00"), Some(0)),
        &[],
    );
}

#[test]
fn the_same_bytes_sent_for_another_month_are_entered_for_it() {
    let folder = Folder::new();
    folder.lapor(("2026-08", FILE), DINKES, &rencana(8), "2026-09-04 10:00");
    folder.json("rekap", "2026-08");
    let before = register(&folder);
    let again = folder.path(&format!("masuk/2026-09/{FILE}"));
    std::fs::create_dir_all(again.parent().unwrap()).unwrap();
    std::fs::copy(folder.path(&format!("masuk/2026-08/{FILE}")), &again).unwrap();
    touch(&again, TEPAT);
    let periksa = folder.json("periksa", "2026-09");
    let own = office(&periksa, "dinkes");
    assert_eq!(own["diterima_pada"], "2026-10-08T09:00:00", "{own}");
    let after = register(&folder);
    let added = after.strip_prefix(&before).unwrap();
    assert!(
        added.lines().count() == 1 && added.contains(&format!("dinkes;2026-09/{FILE};")),
        "{added}"
    );
    for month in ["2026-08", "2026-09"] {
        folder.json("rekap", month);
    }
    assert_eq!(register(&folder), after, "once is enough");
    let august = office(&folder.json("periksa", "2026-08"), "dinkes");
    assert_eq!(august["diterima_pada"], "2026-09-04T10:00:00");
}

/// Faults of the settings stop every command with the place, the fault and what to do.
fn check_settings(text: &str, expected: &[&str]) {
    let folder = folder(TEPAT, "");
    folder.tulis("rakor.toml", text);
    for command in ["periksa", "aturan"] {
        let of = match command {
            "aturan" => folder.path(""),
            _ => folder.path("masuk/2026-09"),
        };
        let ended = run(rakor().arg(command).arg(of));
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(2), "{said}");
        for expected in expected {
            assert!(said.contains(expected), "{expected}: {said}");
        }
    }
}

#[test]
fn an_extension_that_would_be_none_is_a_fault_of_the_settings() {
    let one = |opd: &str, sampai: &str| {
        format!(
            "[tenggat]\n\nperpanjangan = [\n  {{ opd = \"{opd}\", periode = \"2026-09\", sampai = \"{sampai}\", alasan = \"surat\" }},\n]\n"
        )
    };
    check_settings(
        &one("dinke", "2026-10-20"),
        &[
            "rakor.toml: baris 4: ",
            "\"dinke\" tidak ada dalam daftar OPD",
            "\"dinkes\"",
            "opd.toml",
        ],
    );
    check_settings(
        &one("dinkes", "2026-10-01"),
        &[
            "rakor.toml: baris 4: ",
            "mendahului tenggat biasa 2026-10-12",
        ],
    );
}

#[test]
fn faults_of_the_settings_are_told_in_words() {
    check_settings(
        "[tenggat]\nhari = \"sepuluh\"\n",
        &[
            "rakor.toml: baris 2: tenggat.hari: ",
            "teks \"sepuluh\", seharusnya bilangan bulat",
        ],
    );
    check_settings(
        "[penandatangan]\nnama = \"Kepala\nnip = \"\"\n",
        &["rakor.toml: baris 2: ", "tanda kutip penutup hilang?"],
    );
    check_settings(
        "[tenggat]\nperpanjangan = [\n  { opd = \"dinkes\", periode = \"2026-09\", sampai = \"2026-10-20\" },\n]\n",
        &[
            "rakor.toml: baris 3: ",
            "kunci tidak ada: `alasan`",
            "contoh: { opd = ",
            "alasan = \"surat nomor ...\" }",
        ],
    );
}

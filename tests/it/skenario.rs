//! July, August and September 2026 in a working folder, in order, as the analyst runs them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::time::{Duration, Instant, SystemTime};

use expect_test::expect_file;
use rakor::model::nilai::Sen;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::contoh::riwayat::{HARAPAN, PERPANJANGAN, susulan};
use crate::support::perintah::{fixtures, json, rakor, run, truth};

const BULAN: [&str; 3] = ["2026-07", "2026-08", "2026-09"];

/// A working folder made by `rakor mulai`, with the register of all three months.
struct Kerja(TempDir);

impl Kerja {
    fn new() -> Self {
        let kerja = Self(tempfile::tempdir().unwrap());
        let made = run(rakor().arg("mulai").arg(kerja.0.path()));
        assert_eq!(made.status.code(), Some(0));
        let settings = kerja.path("rakor.toml");
        let text = std::fs::read_to_string(&settings).unwrap();
        let extended: Vec<String> = PERPANJANGAN
            .iter()
            .map(|(opd, periode, sampai, alasan)| {
                format!("{{ opd = \"{opd}\", periode = \"{periode}\", sampai = \"{sampai}\", alasan = \"{alasan}\" }}")
            })
            .collect();
        let line = format!("perpanjangan = [{}] #", extended.join(", "));
        let text = text.replace("# perpanjangan = []", &line);
        assert!(text.contains(&line));
        std::fs::write(settings, text).unwrap();
        std::fs::copy(
            fixtures().join("penerimaan.csv"),
            kerja.path("penerimaan.csv"),
        )
        .unwrap();
        kerja
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Puts the files of a month in their folder. One that nobody entered came the day after the deadline.
    fn bring(&self, month: &str) {
        let inbox = self.path(&format!("masuk/{month}"));
        std::fs::create_dir_all(&inbox).unwrap();
        for entry in std::fs::read_dir(fixtures().join("masuk").join(month)).unwrap() {
            let path = entry.unwrap().path();
            let copy = inbox.join(path.file_name().unwrap());
            std::fs::copy(&path, &copy).unwrap();
            touch(&copy, if month == "2026-08" { EARLY } else { LATE });
        }
    }

    fn json(&self, command: &str, month: &str) -> Value {
        let mut process = rakor();
        process.args([command, "--format", "json"]);
        json(process.arg(self.path(&format!("masuk/{month}")))).0
    }

    fn register(&self) -> Vec<u8> {
        std::fs::read(self.path("penerimaan.csv")).unwrap()
    }

    /// Every file of the archive and the register with its bytes.
    fn kept(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut kept = BTreeMap::from([(PathBuf::from("penerimaan.csv"), self.register())]);
        let mut folders = vec![self.path("arsip")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = std::fs::read(&path).unwrap();
                    kept.insert(path.strip_prefix(self.0.path()).unwrap().to_owned(), bytes);
                }
            }
        }
        kept
    }
}

/// 11 September 2026 08.00 and 14 September 2026 09.00, WIB.
const EARLY: u64 = 1_789_088_400;
const LATE: u64 = 1_789_351_200;

fn touch(path: &Path, seconds: u64) {
    let file = std::fs::File::options().append(true).open(path).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
        .unwrap();
}

fn office<'a>(periksa: &'a Value, id: &str) -> &'a Value {
    let offices = periksa["opd"].as_array().unwrap();
    offices.iter().find(|opd| opd["id"] == id).unwrap()
}

/// One line an office and month: status, lateness, revisions, what came instead, and its findings by code.
fn table(months: &[(&str, Value)]) -> String {
    let mut text = String::new();
    for (month, periksa) in months {
        let _ = writeln!(
            text,
            "{month}, tenggat {}",
            periksa["tenggat"].as_str().unwrap()
        );
        for opd in periksa["opd"].as_array().unwrap() {
            let _ = write!(
                text,
                "  {:<17} {}",
                opd["id"].as_str().unwrap(),
                opd["status"].as_str().unwrap()
            );
            if let Some(days) = opd["hari_terlambat"].as_i64().filter(|days| *days > 0) {
                let _ = write!(text, ", {days} hari");
            }
            if let Some(n) = opd["revisi"].as_u64().filter(|n| *n > 0) {
                let _ = write!(text, ", revisi ke-{n}");
            }
            if let Some(day) = opd["tenggat"].as_str() {
                let _ = write!(text, ", tenggat {day}");
            }
            for sebab in opd["sebab"].as_array().unwrap() {
                let _ = write!(text, ", {}", sebab.as_str().unwrap());
            }
            if let Some(file) = opd["berkas_opd_lain"].as_str() {
                let _ = write!(text, ", mengirim {file}");
            }
            for (code, n) in opd["temuan"].as_object().unwrap() {
                let times = if *n == 1 {
                    String::new()
                } else {
                    format!("×{n}")
                };
                let _ = write!(text, " {code}{times}");
            }
            text.push('\n');
        }
    }
    text
}

/// Every office stands as the truth says, and every change planted between months is found at its cell with both numbers.
fn check_truth(months: &[(&str, Value)]) {
    let truth = truth();
    for ((month, periksa), told) in months
        .iter()
        .zip(truth["riwayat"]["bulan"].as_array().unwrap())
    {
        assert_eq!(told["periode"], *month);
        assert_eq!(told["tenggat"], periksa["tenggat"]);
        let bulan: u8 = month[5..].parse().unwrap();
        for opd in periksa["opd"].as_array().unwrap() {
            let id = opd["id"].as_str().unwrap();
            let Some(told) = HARAPAN
                .iter()
                .find(|one| one.opd == id && one.bulan == bulan)
            else {
                // Nobody entered it, and the time of the file is past the deadline: it may not accuse.
                let unknown = opd["status"] == "waktu_tidak_diketahui" && opd["perkiraan"] == false;
                assert!(opd["status"] == "tepat_waktu" || unknown, "{month} {opd}");
                continue;
            };
            assert_eq!(opd["status"], told.status, "{month} {opd}");
            assert_eq!(opd["revisi"], told.revisi, "{month} {opd}");
            assert_eq!(
                opd["hari_terlambat"].as_i64().unwrap_or(0),
                told.hari_terlambat,
                "{month} {opd}"
            );
            for code in told.temuan {
                let superseded = *code == "G608";
                assert!(
                    superseded || opd["temuan"][code].is_u64(),
                    "{month} {code} {opd}"
                );
            }
        }
        for case in told["cases"].as_array().unwrap() {
            check_case(periksa, case);
        }
    }
}

fn check_case(periksa: &Value, case: &Value) {
    let code = match case["kasus"].as_str().unwrap() {
        "pagu-bergeser" | "pagu-bertambah" => "G626",
        "fisik-turun" => "G620",
        "keuangan-turun" => "G621",
        "target-turun" => "G624",
        "lalu-berbeda" => "G623",
        _ => "G633",
    };
    let row = case["row"].as_u64().unwrap().to_string();
    let covers = |finding: &&Value| {
        let (cell, range) = (
            &finding["cell"],
            finding["range"].as_str().unwrap_or_default(),
        );
        finding["code"] == code
            && finding["file"] == case["file"]
            // A web page has no rows above its table.
            && (case["file"].as_str().is_some_and(|file| file.ends_with("Agustus.xls"))
                || cell.as_str().is_some_and(|cell| digits(cell) == row)
                || range.split(':').any(|end| digits(end) == row))
    };
    let findings = periksa["diagnostics"].as_array().unwrap();
    let found = findings.iter().find(covers);
    assert!(found.is_some(), "{case}");
    let found = found.unwrap();
    // Of a folded finding each cell has its own numbers.
    let own = found["cells"].as_array().and_then(|cells| {
        let stands = |one: &&Value| one["cell"].as_str().is_some_and(|cell| digits(cell) == row);
        cells.iter().find(stands)
    });
    let message = own.unwrap_or(found)["message"].as_str().unwrap();
    if case["semula"].is_number() {
        for number in [&case["kini"], &case["semula"]] {
            let number = number.as_f64().unwrap();
            let percent = format!("{number:.2}").replace('.', ",");
            let rupiah = Sen::from_rupiah(number).unwrap().to_string();
            assert!(
                message.contains(&percent) || message.contains(&rupiah),
                "{message}\n{case}"
            );
        }
    }
}

fn digits(cell: &str) -> String {
    cell.trim_start_matches(|c: char| c.is_ascii_alphabetic())
        .to_owned()
}

#[test]
fn three_months_in_order_stand_as_the_truth_says() {
    let kerja = Kerja::new();
    let mut months = Vec::new();
    for month in BULAN {
        kerja.bring(month);
        kerja.json("rekap", month);
        months.push((month, kerja.json("periksa", month)));
    }
    expect_file!["./skenario/status.txt"].assert_eq(&table(&months));
    check_truth(&months);

    // The whole once more, in order: nothing is entered, nothing in the archive changes.
    let kept = kerja.kept();
    for month in BULAN {
        kerja.json("rekap", month);
    }
    assert!(kept == kerja.kept());

    // A screen and the messages of August.
    let inbox = kerja.path("masuk/2026-08");
    let screen = run(rakor()
        .args(["periksa", "--koreksi"])
        .arg(kerja.path("untuk opd"))
        .arg(&inbox));
    let screen = String::from_utf8(screen.stdout).unwrap();
    let screen = screen.split("\nUntuk OPD").next().unwrap();
    expect_file!["./skenario/layar-agustus.txt"].assert_eq(screen);
    let message = |name: &str| std::fs::read_to_string(kerja.path("untuk opd/pesan").join(name));
    let mut messages = String::new();
    for name in [
        "Kec Jaten",
        "Kec Kerjo",
        "Bag Umum",
        "Kec Ngargoyoso",
        "Dinsos",
        "Setwan",
        "grup",
    ] {
        let text = message(&format!("{name}.txt")).unwrap();
        let _ = writeln!(messages, "=== {name}\n{text}");
    }
    // The messages end their lines as Windows does; a golden text has plain ones.
    expect_file!["./skenario/pesan-agustus.txt"].assert_eq(&messages.replace("\r\n", "\n"));

    // What came afterwards: August is done again, and only a line is added to the register.
    let before = kerja.register();
    let rekap = kerja.json("rekap", "2026-08");
    let late = susulan();
    let path = inbox.join(late.recipe.file);
    std::fs::write(&path, &late.bytes).unwrap();
    touch(&path, LATE);
    let after = kerja.json("rekap", "2026-08");
    assert_eq!(
        after["opd_reported"].as_u64(),
        rekap["opd_reported"].as_u64().map(|n| n + 1)
    );
    assert!(after["pagu_rp"].as_f64() > rekap["pagu_rp"].as_f64());
    let register = kerja.register();
    assert!(register.starts_with(&before));
    let added = String::from_utf8(register[before.len()..].to_vec()).unwrap();
    assert_eq!(added.lines().count(), 1, "{added}");
    let august = kerja.json("periksa", "2026-08");
    let own = office(&august, "bag-hukum");
    assert_eq!(
        (&own["status"], &own["hari_terlambat"], &own["perkiraan"]),
        (&"waktu_tidak_diketahui".into(), &Value::Null, &false.into())
    );
    // September is held against the August that holds now.
    assert_eq!(kerja.json("rekap", "2026-09")["opd_reported"], 42);
}

#[test]
fn a_run_that_is_killed_loses_nothing_of_register_and_archive() {
    let kerja = Kerja::new();
    // Nobody entered anything: all is the program's to write.
    std::fs::remove_file(kerja.path("penerimaan.csv")).unwrap();
    kerja.bring("2026-07");
    let start = Instant::now();
    kerja.json("rekap", "2026-07");
    let whole_run = start.elapsed();
    let kept = kerja.kept();
    let header = kerja
        .register()
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap()
        .to_vec();
    let mut moment: u32 = 77;
    for round in 0..6 {
        std::fs::remove_file(kerja.path("penerimaan.csv")).unwrap();
        if round % 2 == 0 {
            std::fs::remove_dir_all(kerja.path("arsip")).unwrap();
        }
        moment = moment.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let mut child = Process::new(env!("CARGO_BIN_EXE_rakor"))
            .arg("rekap")
            .arg(kerja.path("masuk/2026-07"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole_run.mul_f64(f64::from(moment >> 16) / 60_000.0));
        let _ = child.kill(); // a run that is over can't be killed
        child.wait().unwrap();
        // The register is whole or not there; what is missing the next run enters.
        if kerja.path("penerimaan.csv").exists() {
            assert!(kerja.register().starts_with(&header), "round {round}");
        }
        kerja.json("rekap", "2026-07");
        let again = kerja.kept();
        for (path, bytes) in &kept {
            assert!(
                again.get(path) == Some(bytes),
                "round {round}: {}",
                path.display()
            );
        }
    }
}

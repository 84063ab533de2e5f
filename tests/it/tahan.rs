//! Whole runs that meet hostile inputs, bad places to write to, and their own sudden end.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::time::{Duration, Instant, SystemTime};

use rakor::ingest::container::open;
use serde_json::Value;

use crate::support::jebakan::{all, zip_of};
use crate::support::perintah::{fixtures, json, masuk, rakor, run};

/// A working folder with the register of the sample month and an empty folder for its files.
fn kerja() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let inbox = folder.path().join("masuk/2026-09");
    std::fs::create_dir_all(&inbox).unwrap();
    std::fs::copy(
        fixtures().join("penerimaan.csv"),
        folder.path().join("penerimaan.csv"),
    )
    .unwrap();
    (folder, inbox)
}

/// The sample month's files by name.
fn samples() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(masuk())
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn copy_samples(inbox: &Path) {
    for (name, bytes) in samples() {
        std::fs::write(inbox.join(name), bytes).unwrap();
    }
}

fn rekap(inbox: &Path, output: &Path) -> Value {
    let mut command = rakor();
    command.args(["rekap", "--format", "json", "--periode", "2026-09", "-o"]);
    let (value, status) = json(command.arg(output).arg(inbox));
    assert_eq!(status, 0, "{value}");
    value
}

/// The figures of a rekap: everything but its path, the number of files and of findings.
fn figures(mut rekap: Value) -> Value {
    for key in ["workbook", "files", "diagnostics"] {
        rekap.as_object_mut().unwrap().remove(key);
    }
    rekap
}

/// Lists a folder's files with size and time of change.
fn listing(folder: &Path) -> BTreeMap<PathBuf, (u64, SystemTime)> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let meta = entry.metadata().unwrap();
        if meta.is_dir() {
            found.extend(listing(&entry.path()));
        }
        found.insert(entry.path(), (meta.len(), meta.modified().unwrap()));
    }
    found
}

fn urai(path: &Path) -> Vec<Value> {
    let output = run(rakor().args(["urai", "--format", "json"]).arg(path));
    assert!(output.stderr.is_empty());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn hostile_files_among_the_reports_change_no_figure_and_each_has_a_status() {
    let (folder, inbox) = kerja();
    copy_samples(&inbox);
    let alone = rekap(&inbox, &folder.path().join("alone.xlsx"));
    let hostile = inbox.join("jebakan");
    std::fs::create_dir(&hostile).unwrap();
    let traps = all();
    for (name, bytes, _) in &traps {
        std::fs::write(hostile.join(name), bytes).unwrap();
    }
    let mut n_files = samples().len() + traps.len();
    let shared = std::env::var_os("RAKOR_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    if let Ok(entries) = std::fs::read_dir(shared.join("hostile")) {
        let more = inbox.join("lain");
        std::fs::create_dir(&more).unwrap();
        for entry in entries {
            let path = entry.unwrap().path();
            std::fs::copy(&path, more.join(path.file_name().unwrap())).unwrap();
            n_files += 1;
        }
    }
    let before = listing(&inbox);
    let mixed = rekap(&inbox, &folder.path().join("mixed.xlsx"));
    assert_eq!(mixed["files"], n_files);
    assert_eq!(figures(mixed), figures(alone));
    let lines = urai(&inbox);
    assert_eq!(lines.len(), n_files);
    assert!(lines.iter().all(|line| line["status"].is_string()));
    for (name, _, expected) in traps {
        let file = format!("jebakan/{name}");
        let line = lines.iter().find(|line| line["file"] == file).unwrap();
        let status = if expected.is_none_or(|code| code == "F018") {
            "not_a_report"
        } else {
            "unreadable"
        };
        assert_eq!(line["status"], status, "{file}");
        let findings = line["diagnostics"].as_array().unwrap();
        let has = |code: &str| findings.iter().any(|finding| finding["code"] == code);
        assert!(expected.is_none_or(has), "{file}: {findings:?}");
    }
    let text = serde_json::to_string(&lines).unwrap();
    assert!(!text.contains("root:"), "an external entity was read");
    assert_eq!(listing(&inbox), before, "an input folder was written to");
}

#[test]
fn a_run_that_is_killed_leaves_no_half_output_and_the_next_is_right() {
    let (folder, inbox) = kerja();
    copy_samples(&inbox);
    let out = folder.path().join("hasil");
    let target = out.join("rekap.xlsx");
    let start = Instant::now();
    rekap(&inbox, &target);
    let whole_run = start.elapsed();
    let whole = std::fs::read(&target).unwrap();
    let mut moment: u32 = 12_345;
    for round in 0..20 {
        // Every other run has nothing to replace.
        if round % 2 == 0 && target.exists() {
            std::fs::remove_file(&target).unwrap();
        }
        moment = moment.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let mut child = Process::new(env!("CARGO_BIN_EXE_rakor"))
            .args(["rekap", "--periode", "2026-09", "-o"])
            .arg(&target)
            .arg(&inbox)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole_run.mul_f64(f64::from(moment >> 16) / 60_000.0));
        let _ = child.kill(); // SIGKILL; a run that is over can't be killed
        child.wait().unwrap();
        for entry in std::fs::read_dir(&out).unwrap() {
            let name = entry.unwrap().file_name().to_string_lossy().into_owned();
            if name == "rekap.xlsx" {
                assert!(std::fs::read(&target).unwrap() == whole, "round {round}");
            } else {
                assert!(
                    name.starts_with(".rakor-")
                        && Path::new(&name).extension().is_some_and(|e| e == "tmp"),
                    "{name}"
                );
            }
        }
    }
    rekap(&inbox, &target);
    assert!(std::fs::read(&target).unwrap() == whole);
}

/// Runs rekap over an empty inbox: what fails first is said, with exit status 2.
fn check_place(output: &Path, expected: &str) {
    let (_folder, inbox) = kerja();
    let mut command = rakor();
    command.args(["rekap", "--periode", "2026-09", "-o"]);
    let output = run(command.arg(output).arg(inbox));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(expected), "{said}");
}

#[test]
fn a_place_that_cannot_be_written_is_found_before_the_reading() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("berkas");
    std::fs::write(&file, b"x").unwrap();
    check_place(&file.join("hasil/rekap.xlsx"), "berkas/hasil/rekap.xlsx");
    if cfg!(target_os = "linux") {
        // Nobody may write here, not even root.
        check_place(Path::new("/proc/rekap.xlsx"), "/proc/rekap.xlsx");
    }
    let (_kerja, inbox) = kerja();
    let said = |output: &Path| {
        let mut command = rakor();
        command.args(["rekap", "--periode", "2026-09", "-o"]);
        run(command.arg(output).arg(&inbox)).status.code()
    };
    assert_eq!(said(&inbox.join("rekap.xlsx")), Some(2), "among the inputs");
}

#[test]
fn a_missing_parent_is_made_and_a_held_target_gets_a_sibling() {
    let (folder, inbox) = kerja();
    let (name, bytes) = samples().remove(0);
    std::fs::write(inbox.join(name), bytes).unwrap();
    let target = folder.path().join("a/b/rekap.xlsx");
    rekap(&inbox, &target);
    let whole = std::fs::read(&target).unwrap();
    // A folder of that name can't be replaced, as a workbook open in Excel can't.
    std::fs::remove_file(&target).unwrap();
    std::fs::create_dir(&target).unwrap();
    let second = rekap(&inbox, &target);
    let sibling = folder.path().join("a/b/rekap (2).xlsx");
    assert_eq!(second["workbook"], sibling.display().to_string());
    assert!(std::fs::read(&sibling).unwrap() == whole);
}

#[test]
fn reports_in_zips_twice_and_nested_count_once() {
    let (folder, inbox) = kerja();
    copy_samples(&inbox);
    let alone = figures(rekap(&inbox, &folder.path().join("alone.xlsx")));
    let files = samples();
    let (half, rest) = files.split_at(files.len() / 2);
    let parts = |files: &[(String, Vec<u8>)]| {
        let parts: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        zip_of(&parts)
    };
    let inner = parts(rest);
    let mut outer = half.to_vec();
    outer.push(("dalam.zip".to_owned(), inner));
    outer.push(("__MACOSX/._x".to_owned(), b"x".to_vec()));
    let (zipped, zipped_inbox) = kerja();
    std::fs::write(zipped_inbox.join("kiriman.zip"), parts(&outer)).unwrap();
    let from_zip = rekap(&zipped_inbox, &zipped.path().join("zipped.xlsx"));
    assert_eq!(from_zip["files"], files.len());
    assert_eq!(figures(from_zip), alone);
    // The same files once more beside the zip change nothing.
    copy_samples(&zipped_inbox);
    let twice = rekap(&zipped_inbox, &zipped.path().join("twice.xlsx"));
    assert_eq!(figures(twice), alone);
}

#[test]
fn member_names_are_read_in_their_encoding_and_none_leads_out() {
    let (_folder, inbox) = kerja();
    let utf8 = zip_of(&[("Kecamatan Café.csv", b"a;b\n1;2\n")]);
    std::fs::write(inbox.join("a.zip"), utf8).unwrap();
    let mut dos = zip_of(&[("Kecamatan Caf@.csv", b"a;b\n1;2\n")]);
    let name = b"Caf@.csv"; // in the local header and in the directory
    let at: Vec<usize> = (0..dos.len())
        .filter(|at| dos[*at..].starts_with(name))
        .collect();
    assert_eq!(at.len(), 2);
    for at in at {
        dos[at + 3] = 0x82; // é in code page 437
    }
    std::fs::write(inbox.join("b.zip"), dos).unwrap();
    let escaping = zip_of(&[("../evil.csv", b"a;b\n1;2\n"), ("b.csv", b"a;b\n1;2\n")]);
    std::fs::write(inbox.join("c.zip"), escaping).unwrap();
    let lines = urai(&inbox);
    let names: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["file"].as_str())
        .collect();
    assert_eq!(
        names,
        [
            "a.zip/Kecamatan Café.csv",
            "b.zip/Kecamatan Café.csv",
            "c.zip"
        ]
    );
    assert_eq!(lines[2]["status"], "unreadable");
    assert_eq!(lines[2]["diagnostics"][0]["code"], "F025");
    assert!(!inbox.parent().unwrap().join("evil.csv").exists());
}

#[test]
fn names_that_only_differ_in_their_unicode_form_are_two_files() {
    let (_folder, inbox) = kerja();
    std::fs::write(inbox.join("Caf\u{e9}.csv"), b"a;b\n1;2\n").unwrap();
    std::fs::write(inbox.join("Cafe\u{301}.csv"), b"a;b\n3;4\n").unwrap();
    let n = std::fs::read_dir(&inbox).unwrap().count(); // one where the file system normalises names
    let lines = urai(&inbox);
    assert_eq!(lines.len(), n);
    assert!(lines.iter().all(|line| line["file"] == "Caf\u{e9}.csv"));
}

#[test]
fn texts_that_look_like_formulas_stay_texts_in_the_workbook() {
    let (folder, inbox) = kerja();
    let name = "RFK Bag Pemerintahan Sept 2026.csv";
    let report = std::fs::read_to_string(masuk().join(name)).unwrap();
    let attacks = [
        "=HYPERLINK(x) ",
        "+62=1 ",
        "-1+cmd|x ",
        "@SUM(A1) ",
        "=1+1 ",
    ];
    let mut text = String::new();
    let mut left = attacks.iter();
    for line in report.lines() {
        let mut fields: Vec<String> = line.split(';').map(str::to_owned).collect();
        let is_activity = fields[0].parse::<u32>().is_ok() && fields[2] != "3";
        if is_activity && let Some(attack) = left.next() {
            fields[1].insert_str(0, attack);
        }
        text.push_str(&fields.join(";"));
        text.push('\n');
    }
    assert!(left.next().is_none());
    std::fs::write(inbox.join(name), text).unwrap();
    let target = folder.path().join("rekap.xlsx");
    rekap(&inbox, &target);
    let bytes = std::fs::read(&target).unwrap();
    let workbook = open(&bytes, "rekap.xlsx").value.workbook.unwrap();
    let cells = workbook.grids.iter().flat_map(|grid| grid.rows.values());
    let mut seen = 0;
    for cell in cells.flat_map(BTreeMap::values) {
        if cell
            .text()
            .is_some_and(|text| attacks.iter().any(|attack| text.starts_with(attack)))
        {
            assert!(cell.formula.is_none(), "{cell:?}");
            seen += 1;
        }
        let formula = cell.formula.as_deref().unwrap_or_default();
        assert!(
            !attacks.iter().any(|attack| formula.contains(&attack[1..])),
            "{formula}"
        );
    }
    assert!(seen >= attacks.len(), "{seen}");
}

#[test]
fn a_large_file_of_header_words_is_read_in_time() {
    let words = [
        "No",
        "Kode",
        "Uraian",
        "Pagu",
        "Realisasi",
        "Fisik %",
        "JUMLAH",
        "1",
        "1.250.000",
    ];
    let mut state: usize = 7;
    let mut text = String::new();
    for _ in 0..20_000 {
        for _ in 0..6 {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
            text.push_str(words[(state >> 8) % words.len()]);
            text.push(';');
        }
        text.push('\n');
    }
    let (_folder, inbox) = kerja();
    std::fs::write(inbox.join("kata.csv"), text).unwrap();
    let start = Instant::now();
    let lines = urai(&inbox);
    assert_eq!(lines.len(), 1);
    // More header rows than any report has: said as an error, for it may have been meant as one.
    assert_eq!(lines[0]["diagnostics"][0]["code"], "S101");
    assert_eq!(lines[0]["diagnostics"][0]["severity"], "error");
    assert!(
        start.elapsed() < Duration::from_mins(1),
        "{:?}",
        start.elapsed()
    );
}

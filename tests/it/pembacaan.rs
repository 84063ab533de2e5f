//! Reading whole files: the project's fixtures against their truth, and the shared real files where they are present.

use std::path::{Path, PathBuf};

use rakor::model::nilai::Sen;
use rakor::model::submission::{FileStatus, Submission};
use rakor::model::table::{Role, Table, Totals};
use rakor::pipeline::{self, Options};
use rakor::rules::Rules;
use serde_json::Value;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The folder of shared data, where this checkout has one beside it; tests print that they were skipped otherwise.
pub(crate) fn shared(folder: &str) -> Option<PathBuf> {
    let base = std::env::var_os("RAKOR_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = base.join(folder);
    if path.is_dir() {
        return Some(path);
    }
    #[expect(clippy::print_stdout, reason = "a skipped test says so")]
    {
        println!("dilewati: {} tidak ada", path.display());
    }
    None
}

/// Reads every file of a folder with the embedded rules.
pub(crate) fn read_all(folder: &Path) -> Vec<Submission> {
    read(folder.to_path_buf(), &Options::default())
}

fn read(path: PathBuf, options: &Options) -> Vec<Submission> {
    let rules = Rules::embedded().unwrap();
    pipeline::read(&[path], options, &rules, &|_, _| {}).unwrap()
}

pub(crate) fn truth(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn counting(submission: &Submission) -> impl Iterator<Item = &Table> + Clone {
    submission
        .tables
        .iter()
        .filter(|table| table.status.counts())
}

fn money_equals(value: Option<Sen>, expected: &Value) -> bool {
    match (value, expected.as_f64()) {
        (Some(sen), Some(rupiah)) => (sen.rupiah() - rupiah).abs() <= 1.0,
        (value, expected) => value.is_none() && expected.is_none(),
    }
}

fn percent_equals(value: Option<f64>, expected: &Value) -> bool {
    match (value, expected.as_f64()) {
        (Some(value), Some(expected)) => (value - expected).abs() <= 0.005,
        (value, expected) => value.is_none() && expected.is_none(),
    }
}

/// Returns what differs between totals and a record of truth, empty where all is equal.
pub(crate) fn differences(totals: &Totals, record: &Value, leaves: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if record[leaves].as_u64() != Some(totals.leaves as u64) {
        wrong.push(format!("kegiatan {} ≠ {}", totals.leaves, record[leaves]));
    }
    for (name, value) in [
        ("pagu_rp", totals.pagu),
        ("target_keuangan_rp", totals.target_keuangan),
        ("realisasi_keuangan_rp", totals.realisasi_keuangan),
    ] {
        if !money_equals(value, &record[name]) {
            wrong.push(format!("{name} {value:?} ≠ {}", record[name]));
        }
    }
    for (name, value) in [
        ("target_fisik_pct", totals.target_fisik),
        ("realisasi_fisik_pct", totals.realisasi_fisik),
    ] {
        if !percent_equals(value, &record[name]) {
            wrong.push(format!("{name} {value:?} ≠ {}", record[name]));
        }
    }
    wrong
}

#[test]
fn every_clean_fixture_equals_its_truth_to_the_rupiah() {
    let submissions = read(fixtures().join("masuk/2026-09"), &Options::default());
    let truth = truth(&fixtures().join("truth.json"));
    let records = truth["files"].as_array().unwrap();
    assert_eq!(submissions.len(), records.len());
    let mut faults = Vec::new();
    for record in records.iter().filter(|record| !record["leaves"].is_null()) {
        let name = record["file"].as_str().unwrap();
        let submission = submissions
            .iter()
            .find(|s| name.ends_with(s.file.as_ref()))
            .unwrap();
        let rows: Vec<_> = counting(submission).flat_map(Table::leaves).collect();
        let totals = Totals::of(rows.into_iter());
        for difference in differences(&totals, record, "leaves") {
            faults.push(format!("{name}: {difference}"));
        }
        let office = record["opd"].as_str();
        if counting(submission)
            .any(|table| table.opd.as_ref().and_then(|opd| opd.id.as_deref()) != office)
        {
            faults.push(format!("{name}: OPD lain daripada {office:?}"));
        }
        if submission.container.name() != record["container"] {
            faults.push(format!("{name}: wadah {}", submission.container.name()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_malformed_fixture_gives_its_code_at_its_cell_and_enters_no_total() {
    let submissions = read(fixtures().join("masuk/2026-09"), &Options::default());
    let truth = truth(&fixtures().join("truth.json"));
    let mut n = 0;
    for record in truth["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|record| record["leaves"].is_null())
    {
        let name = record["file"].as_str().unwrap();
        let submission = submissions
            .iter()
            .find(|s| name.ends_with(s.file.as_ref()))
            .unwrap();
        let code = match record["finding"]["kind"].as_str().unwrap() {
            "wrong-month" => "S105",
            "total-mismatch" => "R403",
            "text-in-money" => "C303",
            "missing-column" => "H201",
            "truncated" => "F002",
            "template" => "S104",
            other => panic!("jenis cacat tidak dikenal: {other}"),
        };
        let finding = submission.diagnostics.iter().find(|d| d.code.id == code);
        let finding = finding.unwrap_or_else(|| panic!("{name}: {code} tidak ditemukan"));
        let cell = finding.at.cell.map(|cell| cell.to_string());
        assert_eq!(
            cell.as_deref(),
            record["finding"]["cell"].as_str(),
            "{name}"
        );
        assert_eq!(counting(submission).count(), 0, "{name}");
        n += 1;
    }
    assert_eq!(n, 6);
}

#[test]
fn every_row_of_every_fixture_is_kept_or_accounted_for() {
    for submission in read(fixtures().join("masuk"), &Options::default()) {
        for table in &submission.tables {
            let mut rows: Vec<u32> = table.rows.iter().map(|row| row.row).collect();
            rows.extend(table.skipped.iter().map(|skipped| skipped.row));
            let n = rows.len();
            rows.sort_unstable();
            rows.dedup();
            assert_eq!(rows.len(), n, "{}: satu baris dua kali", submission.file);
            for row in table.rows.iter().filter(|row| row.leaf) {
                assert!(
                    !row.uraian.is_empty(),
                    "{} baris {}",
                    submission.file,
                    row.row + 1
                );
            }
        }
    }
}

#[test]
fn real_reports_equal_their_truth_and_nothing_else_is_accepted() {
    let Some(folder) = shared("real") else { return };
    let submissions = read(folder.clone(), &Options::default());
    let records = truth(&folder.join("truth.json"));
    let mut faults = Vec::new();
    let mut n_exact = 0;
    for record in records.as_array().unwrap() {
        let (name, sheet) = (record["file"].as_str().unwrap(), record["sheet"].as_str());
        let submission = submissions
            .iter()
            .find(|s| s.file.as_ref() == name)
            .unwrap();
        for table in submission
            .tables
            .iter()
            .filter(|table| table.sheet.as_deref() == sheet)
        {
            let wrong = differences(&table.totals, record, "leaf_rows");
            n_exact += usize::from(table.role == Role::Detail && wrong.is_empty());
            if table.status.counts() && !wrong.is_empty() {
                faults.push(format!("{name} › {sheet:?}: {}", wrong.join("; ")));
            }
        }
    }
    assert!(faults.is_empty(), "diam-diam salah:\n{}", faults.join("\n"));
    // Six reports in eleven files, the report of one kegiatan, and a workbook with a sheet for each month.
    assert!(n_exact >= 12, "hanya {n_exact} lembar rincian tepat");
}

#[test]
fn the_city_reports_and_their_variants_are_accepted() {
    let Some(folder) = shared("real") else { return };
    let records = truth(&folder.join("truth.json"));
    for submission in read(folder, &Options::default()) {
        let of_city = |record: &&Value| {
            record["file"] == submission.file.as_ref()
                && record["role"] == "detail"
                && record["periode"]["tahun"] == 2023
        };
        if records
            .as_array()
            .unwrap()
            .iter()
            .any(|record| of_city(&record))
        {
            let accepted = matches!(
                submission.status,
                FileStatus::Accepted | FileStatus::AcceptedWithNotes
            );
            assert!(accepted, "{}: {:?}", submission.file, submission.status);
        }
    }
}

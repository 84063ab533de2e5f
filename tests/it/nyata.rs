//! Real files, where they are present: every record of their truth as a table, and the field of every column.
#![allow(clippy::print_stdout, reason = "the tables are what the tests are for")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use rakor::diag::Severity;
use rakor::model::cell::CellRef;
use rakor::model::submission::Submission;
use rakor::model::table::{Role, Table};
use serde_json::Value;

use crate::pembacaan::{differences, read_all, shared, truth};

/// What the reading of one record comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Every number right; of forms without activities: nothing counted.
    Exact,
    /// Not counted, with a reason.
    Flagged,
    /// Not counted, for another role than the report's.
    Ignored,
    /// Counted, and other than the truth.
    Wrong,
}

impl Outcome {
    const fn name(self) -> &'static str {
        match self {
            Self::Exact => "tepat",
            Self::Flagged => "ditandai",
            Self::Ignored => "diabaikan",
            Self::Wrong => "SALAH",
        }
    }
}

fn tables_of<'a>(submission: &'a Submission, sheet: Option<&str>) -> Vec<&'a Table> {
    let of_sheet = |table: &&Table| table.sheet.as_deref() == sheet;
    submission.tables.iter().filter(of_sheet).collect()
}

fn outcome(tables: &[&Table], record: &Value) -> Outcome {
    let exact = |table: &&Table| differences(&table.totals, record, "leaf_rows").is_empty();
    let counts = tables.iter().any(|table| table.status.counts());
    let nothing = record["leaf_rows"].as_u64().unwrap_or(0) == 0;
    if counts && !tables.iter().filter(|t| t.status.counts()).any(exact) {
        Outcome::Wrong
    } else if tables.iter().any(exact) || (nothing && !counts) {
        Outcome::Exact
    } else if tables.iter().any(|table| table.role == Role::Detail) {
        Outcome::Flagged
    } else {
        Outcome::Ignored
    }
}

fn reasons(submission: &Submission, sheet: Option<&str>) -> String {
    let mut codes: Vec<&str> = submission
        .diagnostics
        .iter()
        .filter(|d| d.at.sheet.as_deref() == sheet && d.severity != Severity::Info)
        .map(|d| d.code.id)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes.join(" ")
}

#[test]
fn every_record_of_the_real_files_is_exact_or_put_aside() {
    let Some(folder) = shared("real") else { return };
    let submissions = read_all(&folder);
    let records = truth(&folder.join("truth.json"));
    let mut tally: BTreeMap<Outcome, usize> = BTreeMap::new();
    let mut out = String::new();
    for record in records.as_array().unwrap() {
        let (name, sheet) = (record["file"].as_str().unwrap(), record["sheet"].as_str());
        let submission = submissions
            .iter()
            .find(|s| s.file.as_ref() == name)
            .unwrap();
        let tables = tables_of(submission, sheet);
        let result = outcome(&tables, record);
        *tally.entry(result).or_default() += 1;
        let roles: Vec<&str> = tables.iter().map(|table| table.role.name()).collect();
        let nearest = tables
            .iter()
            .map(|table| differences(&table.totals, record, "leaf_rows"))
            .min_by_key(Vec::len)
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "{:<9} {:<28} {:<22} {:<9} {:<18} {:<24} {}",
            result.name(),
            name.chars().take(28).collect::<String>(),
            sheet.unwrap_or("-").chars().take(22).collect::<String>(),
            record["role"].as_str().unwrap_or("-"),
            roles.join("+"),
            reasons(submission, sheet),
            if result == Outcome::Exact {
                String::new()
            } else {
                nearest.join("; ")
            },
        );
    }
    println!("{out}");
    for (result, n) in &tally {
        println!("{}: {n}", result.name());
    }
    let count = |result| tally.get(&result).copied().unwrap_or(0);
    assert_eq!(count(Outcome::Wrong), 0, "diam-diam salah");
    assert!(
        count(Outcome::Exact) >= 62,
        "hanya {} tepat",
        count(Outcome::Exact)
    );
}

/// One cell of the list of headers: its file, its sheet, its place.
fn place(text: &str) -> Option<(String, String, CellRef)> {
    let (file, rest) = text.trim().rsplit_once('[')?;
    let (sheet, cell) = rest.split_once("]!")?;
    Some((file.to_owned(), sheet.to_owned(), cell.parse().ok()?))
}

/// The field that was bound to the column at a header cell; `None` where no table of the sheet has that header.
fn bound(submission: &Submission, sheet: &str, cell: CellRef) -> Option<String> {
    let heads = |table: &&Table| {
        let rows = table.header_rows;
        rows.is_some_and(|(first, last)| (first..=last).contains(&cell.row))
    };
    let of_sheet = |table: &&Table| table.sheet.as_deref().unwrap_or("") == sheet;
    let mut tables = submission.tables.iter().filter(of_sheet).filter(heads);
    let column = tables.find_map(|table| table.columns.iter().find(|c| c.col == cell.col))?;
    Some(
        column
            .measures()
            .map_or("other".to_owned(), |field| field.to_string()),
    )
}

/// Returns whether a bound field is the meaning that a person gave the column.
fn agrees(field: &str, meaning: &str) -> bool {
    field == meaning || field.strip_suffix("_pct") == Some(meaning)
}

#[test]
fn columns_of_the_real_files_get_their_fields() {
    let Some(folder) = shared("real") else { return };
    let list = std::fs::read_to_string(Path::new(&folder).join("headers.tsv")).unwrap();
    let submissions = read_all(&folder);
    let mut by_file: BTreeMap<String, (usize, usize, usize)> = BTreeMap::new();
    let mut missed = String::new();
    for line in list.lines().skip(1) {
        let parts: Vec<&str> = line.split('\t').collect();
        let [header, induk, urutan, makna, _, cells] = parts.as_slice() else {
            continue;
        };
        for (file, sheet, cell) in cells.split(';').filter_map(place) {
            let Some(submission) = submissions.iter().find(|s| s.file.as_ref() == file) else {
                continue;
            };
            let found = bound(submission, &sheet, cell);
            let entry = by_file.entry(file.clone()).or_default();
            let right = match &found {
                Some(field) => agrees(field, makna),
                None => *makna == "other",
            };
            entry.0 += 1;
            entry.1 += usize::from(right);
            // A column that is left out loses a number; one that is taken for another makes a wrong one.
            let mistaken = !right && found.as_deref().is_some_and(|field| field != "other");
            entry.2 += usize::from(mistaken);
            if !right {
                let found = found.unwrap_or_else(|| "tanpa tabel".to_owned());
                let _ = writeln!(
                    missed,
                    "{file}[{sheet}]!{cell} {induk} › {header} ({urutan}): {makna}, dibaca {found}"
                );
            }
        }
    }
    println!("{missed}");
    let (mut all, mut right) = (0, 0);
    for (file, (n, ok, mistaken)) in &by_file {
        println!(
            "{:>4}/{n:<4} {:>5.1} %  keliru {mistaken:<3} {file}",
            ok,
            share(*ok, *n)
        );
        all += n;
        right += ok;
    }
    println!("{right}/{all} = {:.1} %", share(right, all));
    assert!(share(right, all) >= 93.0);
}

#[expect(clippy::cast_precision_loss, reason = "counts of columns")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 * 100.0 / whole.max(1) as f64
}

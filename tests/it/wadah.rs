//! Opens files as they are received: hostile ones are refused by name, real ones all open.
#![expect(
    clippy::print_stderr,
    reason = "says which samples were read, and how fast"
)]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use rakor::ingest::container::{Limits, Opened, open, open_within, worker};
use rakor::model::outcome::Outcome;
use rakor::source::{Source, discover};

/// Folder of sample files that is not part of the repository; tests pass without it.
fn samples(folder: &str) -> Option<Vec<Source>> {
    let root = std::env::var_os("RAKOR_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let found = discover(&[root.join(folder)], &Limits::default());
    if found.is_err() {
        eprintln!("no samples in {folder}: skipped");
    }
    found.ok()
}

fn read(source: &Source) -> Outcome<Opened> {
    let bytes = source.read(&Limits::default()).value.unwrap();
    open(&bytes, &source.name)
}

fn codes(outcome: &Outcome<Opened>) -> Vec<&'static str> {
    outcome.diagnostics.iter().map(|d| d.code.id).collect()
}

/// File, container, whether it opens, the codes of its findings.
const HOSTILE: &[(&str, &str, bool, &[&str])] = &[
    ("Simple.xlsb", "xlsb", true, &[]),
    ("beyond_grid.xlsx", "xlsx", true, &["F013"]),
    ("billion_laughs.xlsx", "xlsx", false, &["F031"]),
    ("corners.xlsx", "xlsx", true, &[]),
    ("csv_as.xls", "csv", true, &["F015"]),
    ("formula_injection.xlsx", "xlsx", true, &[]),
    ("html_as.xls", "html", true, &["F015"]),
    ("many_sheets_missing_part.xlsx", "xlsx", true, &[]),
    ("oleloop.xls", "xls", false, &["F010"]),
    ("pdf_as.xlsx", "pdf", false, &["F005"]),
    ("png_as.xlsx", "unknown", false, &["F006"]),
    ("spreadsheetml2003.xls", "spreadsheetml", true, &["F015"]),
    ("tall_styled.xlsx", "xlsx", true, &[]),
    ("truncated_half.xlsx", "xlsx", false, &["F002"]),
    ("xlsx_as.ods", "xlsx", true, &["F015"]),
    ("xlsx_as.xls", "xlsx", true, &["F015"]),
    ("xxe.xlsx", "xlsx", false, &["F031"]),
    ("zero_bytes.xlsx", "unknown", false, &["F001"]),
    ("zipbomb_1gb_inlinestr.xlsx", "xlsx", false, &["F004"]),
    ("zipslip.xlsx", "xlsx", false, &["F025"]),
    ("~$locked.xlsx", "lock", false, &["F018"]),
];

#[test]
fn every_hostile_file_has_its_container_and_its_code() {
    let Some(sources) = samples("hostile") else {
        return;
    };
    let mut wrong = Vec::new();
    for (name, container, opens, expected) in HOSTILE {
        let Some(source) = sources.iter().find(|source| &*source.name == *name) else {
            wrong.push(format!("{name} is not there"));
            continue;
        };
        let start = Instant::now();
        let outcome = read(source);
        let found = (
            outcome.value.container.name(),
            outcome.value.workbook.is_some(),
            codes(&outcome),
        );
        if found != (*container, *opens, expected.to_vec())
            || start.elapsed() > Duration::from_secs(10)
        {
            wrong.push(format!(
                "{name}: {found:?} in {:?} {:?}",
                start.elapsed(),
                outcome.diagnostics
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_real_file_opens_without_an_error() {
    let Some(sources) = samples("real") else {
        return;
    };
    let mut wrong = Vec::new();
    for source in sources
        .iter()
        .filter(|source| !source.name.ends_with(".json"))
    {
        let start = Instant::now();
        let outcome = read(source);
        let time = start.elapsed();
        let grids = outcome
            .value
            .workbook
            .as_ref()
            .map_or(&[][..], |book| &book.grids);
        let cells: usize = grids.iter().map(rakor::model::grid::Grid::n_cells).sum();
        eprintln!(
            "{:>9.2?} {:<14} {:>2} sheets {:>7} cells {} {:?}",
            time,
            outcome.value.container.name(),
            grids.len(),
            cells,
            source.name,
            codes(&outcome)
        );
        let errors = outcome
            .diagnostics
            .iter()
            .any(|d| d.severity == rakor::diag::Severity::Error);
        if cells == 0 || errors {
            wrong.push(format!("{}: {:?}", source.name, outcome.diagnostics));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Makes risky files be opened by the program, as a run does.
fn with_worker() {
    worker::use_program(env!("CARGO_BIN_EXE_rakor").into());
}

const PAGE: &[u8] = b"<table><tr><td>Pagu<td x:num=0.85>85%</table>";

#[test]
fn a_worker_gives_the_same_as_this_process() {
    let here = open(PAGE, "a.html");
    with_worker();
    let apart = open(PAGE, "a.html");
    assert_eq!(format!("{apart:?}"), format!("{here:?}"));
    let start = Instant::now();
    let _ = open(PAGE, "a.html");
    eprintln!("one worker takes {:.1?}", start.elapsed());
}

#[test]
fn a_worker_that_takes_too_long_or_too_much_is_a_finding() {
    with_worker();
    let check = |limits: Limits, expected: &[&str]| {
        let outcome = open_within(PAGE, "a.html", &limits);
        assert!(outcome.value.workbook.is_none());
        assert_eq!(codes(&outcome), expected);
    };
    let usual = Limits::default();
    check(
        Limits {
            time: Duration::ZERO,
            ..usual
        },
        &["F029"],
    );
    if cfg!(target_os = "linux") {
        let much = "<table>".to_owned() + &"<tr><td>Belanja modal".repeat(600_000);
        let limits = Limits {
            // The least that the settings allow: the program itself needs half of it.
            memory: 256 << 20,
            ..usual
        };
        let outcome = open_within(much.as_bytes(), "a.html", &limits);
        assert_eq!(codes(&outcome), ["F030"]);
    }
}

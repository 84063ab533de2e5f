//! Layouts that nobody configured: families of forms × named mutations, held against their truth.
//!
//! `RAKOR_TATA=20000` runs that many cases, `RAKOR_TATA_LIHAT=17,204` draws single ones,
//! `RAKOR_TATA_TEMUAN=FILE` writes what failed, by cause.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rakor::ingest::layout::book;
use rakor::rules::Rules;

use crate::support::tata::hakim::{self, Result, Verdict};
use crate::support::tata::kasus::{self, Case};
use crate::support::tata::mutasi::M;
use crate::support::tata::{drawn, wadah};

#[derive(Default)]
struct Tally {
    cases: usize,
    exact: usize,
    flagged: usize,
    lacking: usize,
    silent: usize,
    alarms: usize,
    unsaid: usize,
}

impl Tally {
    fn add(&mut self, result: Result) {
        self.cases += 1;
        match result {
            Result::Exact => self.exact += 1,
            Result::FalseAlarm => self.alarms += 1,
            Result::Unsaid => self.unsaid += 1,
            Result::Flagged => self.flagged += 1,
            Result::Lacking => self.lacking += 1,
            Result::Silent => self.silent += 1,
        }
    }

    fn line(&self) -> String {
        let Self {
            cases,
            exact,
            flagged,
            lacking,
            silent,
            alarms,
            unsaid,
        } = self;
        let percent = *exact * 1000 / (*cases).max(1);
        format!(
            "{cases:>6} {:>5}.{} % {flagged:>6} {lacking:>5} {alarms:>6} {unsaid:>6} {silent:>6}",
            percent / 10,
            percent % 10
        )
    }
}

const HEAD: &str = "  cases   exact flagged  lack  alarm unsaid silent";

fn read(case: &Case, rules: &Rules) -> Verdict {
    let outcome = book::understand(&case.workbook, &case.file, case.request, rules);
    let (tables, status) = outcome.value;
    hakim::judge(case, &tables, status, &outcome.diagnostics)
}

fn wanted(default: u64) -> u64 {
    std::env::var("RAKOR_TATA")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(default)
}

#[test]
fn layouts_are_read_right_or_flagged() {
    let rules = Rules::embedded().unwrap();
    let look: Vec<u64> = std::env::var("RAKOR_TATA_LIHAT")
        .unwrap_or_default()
        .split(',')
        .filter_map(|n| n.trim().parse().ok())
        .collect();
    let mut by_mutation: BTreeMap<M, Tally> = BTreeMap::new();
    let mut covered: BTreeMap<M, usize> = BTreeMap::new();
    let (mut clean, mut spoiled) = (Tally::default(), Tally::default());
    let mut failures: BTreeMap<(Result, String), Vec<(u64, String)>> = BTreeMap::new();
    let numbers: Vec<u64> = if look.is_empty() {
        (0..wanted(650)).collect()
    } else {
        look.clone()
    };
    for number in numbers {
        let Some(case) = kasus::case(number) else {
            continue;
        };
        let verdict = read(&case, &rules);
        for m in &case.on {
            *covered.entry(*m).or_default() += 1;
        }
        by_mutation
            .entry(case.primary)
            .or_default()
            .add(verdict.result);
        if case.owed.is_defect() {
            &mut spoiled
        } else {
            &mut clean
        }
        .add(verdict.result);
        if !look.is_empty() {
            show(&case, &verdict, &rules);
        }
        if verdict.result != Result::Exact {
            let key = cause(&verdict);
            failures.entry((verdict.result, key)).or_default().push((
                number,
                format!(
                    "{:?} {:?} {:?}: {}",
                    case.primary, case.family, case.on, verdict.why
                ),
            ));
        }
    }
    let mut report = format!("{:<20} {HEAD}\n", "mutation");
    for (m, tally) in &by_mutation {
        let _ = writeln!(
            report,
            "{} {:<18} {} ({} with it)",
            m.point(),
            format!("{m:?}"),
            tally.line(),
            covered.get(m).copied().unwrap_or(0)
        );
    }
    let _ = writeln!(report, "{:<20} {}", "clean", clean.line());
    let _ = writeln!(report, "{:<20} {}", "defective", spoiled.line());
    println!("{report}");
    if let Ok(path) = std::env::var("RAKOR_TATA_TEMUAN") {
        std::fs::write(path, findings(&failures, &report, &rules)).unwrap();
    }
}

/// What failures are grouped by: the result and its first words, without numbers.
fn cause(verdict: &Verdict) -> String {
    let mut words = String::new();
    for c in verdict
        .why
        .chars()
        .map(|c| if c.is_ascii_digit() { '#' } else { c })
        .take(90)
    {
        if c != '#' || !words.ends_with('#') {
            words.push(c);
        }
    }
    words
}

fn show(case: &Case, verdict: &Verdict, rules: &Rules) {
    println!("{}", told(case, verdict, rules, 60));
}

/// Draws a case and what the reader made of it.
fn told(case: &Case, verdict: &Verdict, rules: &Rules, rows: usize) -> String {
    let outcome = book::understand(&case.workbook, &case.file, case.request, rules);
    let mut out = format!(
        "### seed {} {:?} {:?} {:?}\nfile {:?} asked {:?} truth {:?}\n{:?}: {}\n```\n{}",
        case.index,
        case.primary,
        case.family,
        case.on,
        case.file,
        case.request.periode.map(|p| p.folder()),
        case.periode.map(|p| p.folder()),
        verdict.result,
        verdict.why,
        drawn(&case.workbook, rows)
    );
    for table in &outcome.value.0 {
        let _ = writeln!(
            out,
            "=> {:?} {} {} opd {:?} header {:?} conf {:.2}",
            table.sheet.as_deref(),
            table.role.name(),
            table.status.name(),
            table.opd.as_ref().map(|o| (o.id.as_deref(), &o.name)),
            table.header_rows.map(|(a, b)| (a + 1, b + 1)),
            table.confidence
        );
        for column in &table.columns {
            let field = column
                .field
                .map_or_else(|| "-".to_owned(), |f| f.to_string());
            let _ = writeln!(
                out,
                "   {} {:?} -> {field} ({})",
                rakor::model::cell::column_letters(column.col),
                column.path.join(" > "),
                column.reason
            );
        }
        let leaves: Vec<u32> = table.leaves().map(|row| row.row + 1).collect();
        let parents: Vec<u32> = table
            .rows
            .iter()
            .filter(|row| !row.leaf)
            .map(|row| row.row + 1)
            .collect();
        let skipped: Vec<String> = table
            .skipped
            .iter()
            .map(|s| format!("{}:{}", s.row + 1, s.kind.name()))
            .collect();
        let _ = writeln!(
            out,
            "   leaves {leaves:?} parents {parents:?} skipped {skipped:?}"
        );
    }
    for finding in &outcome.diagnostics {
        let _ = writeln!(out, "   {finding}");
    }
    out.push_str("```\n");
    out
}

/// The failures by cause, most frequent first, each with its seeds and one drawn example.
fn findings(
    failures: &BTreeMap<(Result, String), Vec<(u64, String)>>,
    report: &str,
    rules: &Rules,
) -> String {
    let mut groups: Vec<_> = failures.iter().collect();
    groups.sort_by_key(|((result, _), seeds)| {
        (std::cmp::Reverse(*result), std::cmp::Reverse(seeds.len()))
    });
    let mut out = format!("```\n{report}```\n");
    for ((result, key), seeds) in groups {
        let numbers: Vec<String> = seeds
            .iter()
            .take(12)
            .map(|(seed, _)| seed.to_string())
            .collect();
        let _ = writeln!(
            out,
            "## {result:?} ×{}: {key}\nseeds {}\n{}",
            seeds.len(),
            numbers.join(", "),
            seeds[0].1
        );
        if let Some(case) = kasus::case(seeds[0].0) {
            let verdict = read(&case, rules);
            out.push_str(&told(&case, &verdict, rules, 40));
        }
    }
    out
}

#[test]
fn the_generator_is_deterministic_and_its_words_are_its_own() {
    for number in [3, 57, 140] {
        let drawn_once = kasus::case(number).map(|case| drawn(&case.workbook, 500));
        let drawn_again = kasus::case(number).map(|case| drawn(&case.workbook, 500));
        assert_eq!(drawn_once, drawn_again);
    }
    let _ = wadah::sheets;
}

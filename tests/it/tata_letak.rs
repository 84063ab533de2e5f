//! Layouts that nobody configured: families of forms × named mutations, held against their truth.
//!
//! Without a setting every mutation gets thirty cases; `RAKOR_TATA=20000` runs that many (from `RAKOR_TATA_DARI` on), `RAKOR_TATA_LIHAT=17,204` draws single ones,
//! `RAKOR_TATA_TEMUAN=FILE` writes what failed, by cause.
#![allow(
    clippy::print_stdout,
    reason = "the coverage table is what the test is for"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rakor::rules::Rules;

use crate::support::tata::hakim::{self, Result, Verdict};
use crate::support::tata::kasus::{self, Case};
use crate::support::tata::mutasi::M;
use crate::support::tata::wadah::Via;
use crate::support::tata::{drawn, told};

/// What became of some cases.
#[derive(Clone, Default)]
struct Tally {
    cases: usize,
    by: BTreeMap<Result, usize>,
}

impl Tally {
    fn add(&mut self, result: Result) {
        self.cases += 1;
        *self.by.entry(result).or_default() += 1;
    }

    fn count(&self, result: Result) -> usize {
        self.by.get(&result).copied().unwrap_or(0)
    }

    fn line(&self) -> String {
        let exact = self.count(Result::Exact) * 1000 / self.cases.max(1);
        let mut line = format!("{:>6} {:>6}.{} %", self.cases, exact / 10, exact % 10);
        for result in Result::ALL {
            let _ = write!(line, " {:>7}", self.count(result));
        }
        line
    }
}

/// A case that was judged.
struct Judged {
    number: u64,
    primary: M,
    on: Vec<M>,
    via: Via,
    defect: bool,
    verdict: Verdict,
    told: String,
}

/// Judges cases on two threads; the order of the numbers is kept.
fn judge_all(numbers: &[u64], rules: &Rules) -> Vec<Judged> {
    let half = numbers.len().div_ceil(2).max(1);
    std::thread::scope(|scope| {
        let threads: Vec<_> = numbers
            .chunks(half)
            .map(|part| {
                scope.spawn(move || {
                    part.iter()
                        .filter_map(|number| judge(*number, rules))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    })
}

fn judge(number: u64, rules: &Rules) -> Option<Judged> {
    let case = kasus::case(number)?;
    let (verdict, via) = read(&case, rules);
    Some(Judged {
        number,
        primary: case.primary,
        on: case.on.iter().copied().collect(),
        via,
        defect: case.owed.is_defect(),
        told: format!("{via:?} {:?} {:?} {:?}", case.primary, case.family, case.on),
        verdict,
    })
}

fn read(case: &Case, rules: &Rules) -> (Verdict, Via) {
    hakim::read(case, rules, hakim::judge)
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn layouts_are_read_right_or_flagged() {
    let rules = Rules::embedded().unwrap();
    let look = std::env::var("RAKOR_TATA_LIHAT").unwrap_or_default();
    let look: Vec<u64> = look
        .split(',')
        .filter_map(|number| number.trim().parse().ok())
        .collect();
    for case in look.iter().filter_map(|number| kasus::case(*number)) {
        println!("{}", told(&case, &rules, 70));
    }
    if !look.is_empty() {
        return;
    }
    let from = setting("RAKOR_TATA_DARI").unwrap_or(0);
    let numbers: Vec<u64> = match setting("RAKOR_TATA") {
        Some(n) => (from..from + n).collect(),
        None => of_every_mutation(from),
    };
    let judged = judge_all(&numbers, &rules);
    let report = report(&judged);
    println!("{report}");
    let full = setting("RAKOR_TATA").is_none_or(|n| n >= 10_000);
    let rare: Vec<M> = M::ALL
        .iter()
        .copied()
        .filter(|m| n_with(&judged, *m) < LEAST)
        .collect();
    assert!(
        !full || rare.is_empty(),
        "fewer than {LEAST} cases: {rare:?}"
    );
    if let Ok(path) = std::env::var("RAKOR_TATA_TEMUAN") {
        std::fs::write(path, findings(&judged, &report, &rules)).unwrap();
    }
    hold(&judged);
}

/// Cases that every mutation must have.
const LEAST: usize = 30;

/// Returns the first numbers from which on every mutation has its cases: as the one that a case is about or beside it.
fn of_every_mutation(from: u64) -> Vec<u64> {
    let n = u64::try_from(M::ALL.len()).unwrap();
    let start = from.next_multiple_of(n);
    let mut with: BTreeMap<M, usize> = BTreeMap::new();
    let mut numbers = Vec::new();
    for round in 0..LEAST as u64 * 2 {
        for (place, m) in (0..).zip(M::ALL) {
            if with.get(m).is_some_and(|n| *n >= LEAST) {
                continue;
            }
            let number = start + round * n + place;
            if let Some(on) = kasus::mutations(number) {
                numbers.push(number);
                for m in on {
                    *with.entry(m).or_default() += 1;
                }
            }
        }
    }
    numbers.sort_unstable();
    numbers
}

/// What the reader has to keep to, in cases of a thousand. No case is silently wrong, none loses a row, and none is told
/// of an error that it hasn't; every mutation is tried often enough to say so.
fn hold(judged: &[Judged]) {
    let (defective, clean): (Vec<&Judged>, Vec<&Judged>) =
        judged.iter().partition(|case| case.defect);
    let of = |cases: &[&Judged], results: &[Result]| {
        let hit = |case: &&&Judged| results.contains(&case.verdict.result);
        cases.iter().filter(hit).count() * 1000 / cases.len().max(1)
    };
    let silent = judged
        .iter()
        .filter(|case| case.verdict.result == Result::Silent);
    let silent: Vec<u64> = silent.map(|case| case.number).collect();
    let exact = of(&clean, &[Result::Exact]);
    let alarms = clean
        .iter()
        .filter(|case| case.verdict.result == Result::FalseAlarm);
    let alarms: Vec<u64> = alarms.map(|case| case.number).collect();
    let lost = judged
        .iter()
        .filter(|case| case.verdict.result == Result::Lost)
        .count();
    let missed = of(&defective, &[Result::Unsaid, Result::Silent]);
    assert!(silent.is_empty(), "silently wrong: {silent:?}");
    assert_eq!(lost, 0, "rows accounted for by nothing");
    assert!(exact >= 990, "clean and exact: {exact} ‰");
    assert!(alarms.is_empty(), "told of errors they haven't: {alarms:?}");
    assert!(missed <= 10, "defects not found: {missed} ‰");
}

fn n_with(judged: &[Judged], m: M) -> usize {
    judged.iter().filter(|case| case.on.contains(&m)).count()
}

/// The table of coverage and results: by mutation, by container, clean and defective.
fn report(judged: &[Judged]) -> String {
    let mut by_mutation: BTreeMap<M, Tally> = BTreeMap::new();
    let mut with: BTreeMap<M, usize> = BTreeMap::new();
    let mut by_via: BTreeMap<Via, Tally> = BTreeMap::new();
    let (mut clean, mut defective) = (Tally::default(), Tally::default());
    for case in judged {
        let result = case.verdict.result;
        by_mutation.entry(case.primary).or_default().add(result);
        by_via.entry(case.via).or_default().add(result);
        for m in &case.on {
            *with.entry(*m).or_default() += 1;
        }
        let side = if case.defect {
            &mut defective
        } else {
            &mut clean
        };
        side.add(result);
    }
    let head: Vec<String> = Result::ALL
        .iter()
        .map(|result| format!("{result:?}").to_lowercase())
        .collect();
    let mut out = format!(
        "{:<22}  with  cases    exact % {}\n",
        "mutation",
        head.join(" ")
    );
    for (m, tally) in &by_mutation {
        let name = format!("{} {m:?}", m.point());
        let _ = writeln!(
            out,
            "{name:<22} {:>5} {}",
            with.get(m).copied().unwrap_or(0),
            tally.line()
        );
    }
    for (via, tally) in &by_via {
        let _ = writeln!(out, "{:<28} {}", format!("{via:?}"), tally.line());
    }
    let _ = writeln!(out, "{:<28} {}", "clean", clean.line());
    let _ = writeln!(out, "{:<28} {}", "defective", defective.line());
    out
}

/// The failures by cause, the worst and most frequent first, each with its seeds and one drawn example.
fn findings(judged: &[Judged], report: &str, rules: &Rules) -> String {
    let mut groups: BTreeMap<(Result, String), Vec<&Judged>> = BTreeMap::new();
    for case in judged
        .iter()
        .filter(|case| case.verdict.result != Result::Exact)
    {
        let key = (case.verdict.result, cause(&case.verdict.why));
        groups.entry(key).or_default().push(case);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups
        .sort_by_key(|((result, _), cases)| (std::cmp::Reverse(*result), usize::MAX - cases.len()));
    let mut out = format!("{report}\n");
    for ((result, key), cases) in groups {
        let numbers: Vec<String> = cases
            .iter()
            .take(12)
            .map(|case| case.number.to_string())
            .collect();
        let (first, seeds) = (cases[0], numbers.join(", "));
        let _ = writeln!(
            out,
            "@@ {result:?} ×{}: {key}\nseeds {seeds}\n{}: {}",
            cases.len(),
            first.told,
            first.verdict.why
        );
        if let Some(case) = kasus::case(first.number) {
            out.push_str(&told(&case, rules, 40));
        }
    }
    out
}

/// What failures are grouped by: their first words without numbers.
fn cause(why: &str) -> String {
    let mut words = String::new();
    for c in why.chars().take(90) {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if c != '#' || !words.ends_with('#') {
            words.push(c);
        }
    }
    words
}

#[test]
fn the_generator_makes_the_same_cases_again() {
    for number in [3, 57, 140] {
        let draw = || kasus::case(number).map(|case| drawn(&case.workbook, 500));
        assert_eq!(draw(), draw());
    }
}

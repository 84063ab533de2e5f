//! Judges what the reader made of a case: exact, flagged, silently wrong, or a false alarm.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rakor::diag::{Diagnostic, Severity};
use rakor::ingest::layout::book;
use rakor::model::grid::Workbook;
use rakor::model::nilai::Sen;
use rakor::model::submission::FileStatus;
use rakor::model::table::{Role, Row, Table, TableStatus};

use rakor::rules::Rules;

use super::kasus::{Case, Leaf, Truth};
use super::mutasi::{M, Owed};
use super::wadah::{self, Via};

/// What became of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Result {
    /// Every number right, or the defect dealt with as the contract says.
    Exact,
    /// Numbers right, but a warning or error that nothing on the form deserves.
    FalseAlarm,
    /// Numbers right, but what had to be said wasn't.
    Unsaid,
    /// A clean case that was put aside, with a finding.
    Flagged,
    /// Counted, less than the form states, and said so.
    Lacking,
    /// A row that is neither read nor skipped.
    Lost,
    /// Counted and wrong.
    Silent,
}

impl Result {
    pub(crate) const ALL: [Self; 7] = [
        Self::Exact,
        Self::FalseAlarm,
        Self::Unsaid,
        Self::Flagged,
        Self::Lacking,
        Self::Lost,
        Self::Silent,
    ];
}

/// What the reader made of a case.
pub(crate) struct Reading<'a> {
    pub case: &'a Case,
    pub via: Via,
    pub workbook: &'a Workbook,
    pub tables: &'a [Table],
    pub status: FileStatus,
    pub findings: &'a [Diagnostic],
}

pub(crate) struct Verdict {
    pub result: Result,
    pub why: String,
}

/// Reads a case the way it is sent, and hands the reading on.
pub(crate) fn read<T>(case: &Case, rules: &Rules, then: impl Fn(&Reading<'_>) -> T) -> (T, Via) {
    let opened = wadah::through(case, case.via);
    let via = if opened.is_some() {
        case.via
    } else {
        Via::Grid
    };
    let workbook = opened.as_ref().unwrap_or(&case.workbook);
    let outcome = book::understand(workbook, &case.file, case.request, rules);
    let (tables, status) = outcome.value;
    let reading = Reading {
        case,
        via,
        workbook,
        tables: &tables,
        status,
        findings: &outcome.diagnostics,
    };
    (then(&reading), via)
}

/// Says what became of a case.
pub(crate) fn judge(reading: &Reading<'_>) -> Verdict {
    let case = reading.case;
    let counting = reading.counting();
    let faults = faults(reading, &counting);
    let aside = counting.is_empty() || faults.iter().any(|fault| fault.missing);
    match case.owed {
        Owed::Quarantine(wanted) | Owed::Nothing(wanted) => must_not_count(reading, wanted),
        _ if aside => put_aside(reading, &faults),
        _ => lost_row(reading).unwrap_or_else(|| counted(reading, &faults)),
    }
}

impl Verdict {
    fn exact() -> Self {
        Self {
            result: Result::Exact,
            why: String::new(),
        }
    }

    fn new(result: Result, why: String) -> Self {
        Self { result, why }
    }
}

impl Reading<'_> {
    /// Tables that enter totals: none of a file that is quarantined as a whole.
    fn counting(&self) -> Vec<&Table> {
        let whole = self.status != FileStatus::Quarantined;
        let counts = |table: &&Table| whole && table.status.counts();
        self.tables.iter().filter(counts).collect()
    }

    fn said(&self, wanted: &[&str]) -> bool {
        self.findings.iter().any(|f| wanted.contains(&f.code.id))
    }

    /// The first warnings and errors.
    fn told(&self) -> String {
        let weighty = self
            .findings
            .iter()
            .filter(|f| f.severity != Severity::Info);
        let texts: Vec<String> = weighty
            .map(|f| format!("{} {}", f.code.id, f.message))
            .take(3)
            .collect();
        texts.join("; ")
    }
}

fn must_not_count(reading: &Reading<'_>, wanted: &[&str]) -> Verdict {
    if !reading.counting().is_empty() {
        let why = format!("counted as {:?}, owed {wanted:?}", reading.status);
        return Verdict::new(Result::Silent, why);
    }
    if reading.said(wanted) {
        return Verdict::exact();
    }
    let why = format!("put aside without {wanted:?}: {}", reading.told());
    Verdict::new(Result::Unsaid, why)
}

/// The report, or an office of it, doesn't count.
fn put_aside(reading: &Reading<'_>, faults: &[Fault]) -> Verdict {
    let quarantined = |table: &Table| table.status == TableStatus::Quarantined;
    if reading.findings.is_empty() && !reading.tables.iter().any(quarantined) {
        let why = format!("not counted ({:?}) and not a word", reading.status);
        return Verdict::new(Result::Silent, why);
    }
    if faults.iter().any(|fault| !fault.missing && !fault.lacking) {
        return Verdict::new(Result::Silent, join(faults));
    }
    let why = format!("{:?}: {}", reading.status, reading.told());
    match reading.case.owed {
        Owed::Either(wanted) | Owed::Settled(wanted) if reading.said(wanted) => Verdict::exact(),
        Owed::Found(wanted) if reading.said(wanted) => Verdict::new(Result::Flagged, why),
        Owed::Either(_) | Owed::Found(_) | Owed::Settled(_) => Verdict::new(Result::Unsaid, why),
        _ => Verdict::new(Result::Flagged, why),
    }
}

fn counted(reading: &Reading<'_>, faults: &[Fault]) -> Verdict {
    if faults.iter().any(|fault| !fault.lacking) {
        let why = format!("{} [{}]", join(faults), reading.told());
        return Verdict::new(Result::Silent, why);
    }
    if !faults.is_empty() {
        let header = reading.findings.iter().any(|f| f.code.id.starts_with("H2"));
        let result = if header {
            Result::Lacking
        } else {
            Result::Silent
        };
        return Verdict::new(result, join(faults));
    }
    let case = reading.case;
    if let Owed::Found(wanted) | Owed::Must(wanted) | Owed::Either(wanted) = case.owed
        && !reading.said(wanted)
    {
        let why = format!("counted right without {wanted:?}: {}", reading.told());
        return Verdict::new(Result::Unsaid, why);
    }
    let unsaid = case.on.iter().find_map(|m| match m.owed() {
        Owed::Must(wanted) if !reading.said(wanted) => Some(format!("{m:?} without {wanted:?}")),
        _ => None,
    });
    if let Some(unsaid) = unsaid {
        return Verdict::new(Result::Unsaid, unsaid);
    }
    let allowed = allowed(case);
    let alarms: Vec<String> = reading
        .findings
        .iter()
        .filter(|f| f.severity != Severity::Info && !allowed.contains(f.code.id))
        .map(|f| format!("{} {} {}", f.code.id, f.at, f.message))
        .take(3)
        .collect();
    if !alarms.is_empty() && !case.owed.is_defect() {
        return Verdict::new(Result::FalseAlarm, alarms.join("; "));
    }
    Verdict::exact()
}

/// A row below the header that is neither an activity nor skipped (CONTRACT §2, conservation).
fn lost_row(reading: &Reading<'_>) -> Option<Verdict> {
    for grid in &reading.workbook.grids {
        let tables: Vec<&Table> = reading
            .tables
            .iter()
            .filter(|table| table.sheet == grid.name)
            .collect();
        let counts = tables.iter().any(|table| table.status.counts());
        let header = tables.iter().filter_map(|table| table.header_rows).min();
        let Some((_, last)) = header.filter(|_| counts) else {
            continue;
        };
        let mut known: BTreeSet<u32> = BTreeSet::new();
        for table in &tables {
            known.extend(table.rows.iter().map(|row| row.row));
            known.extend(table.skipped.iter().map(|skipped| skipped.row));
            known.extend(table.number_row);
            known.extend(table.header_rows.into_iter().flat_map(|(a, b)| a..=b));
        }
        let holds = |row: &u32| {
            let cells = grid.rows.get(row);
            cells.is_some_and(|cells| cells.values().any(|cell| !cell.display().is_empty()))
        };
        let below = grid.rows.range(last + 1..).map(|(row, _)| *row);
        if let Some(row) = below.filter(holds).find(|row| !known.contains(row)) {
            let why = format!("row {} is accounted for by nothing", row + 1);
            return Some(Verdict::new(Result::Lost, why));
        }
    }
    None
}

/// The warnings that the form's own habits deserve.
fn allowed(case: &Case) -> BTreeSet<&'static str> {
    let mut codes: BTreeSet<&'static str> = case
        .on
        .iter()
        .flat_map(|m| match m.owed() {
            Owed::May(codes) | Owed::Must(codes) => codes,
            _ => &[],
        })
        .copied()
        .collect();
    // Percentages as fractions make every percent column a guess.
    if case.on.contains(&M::PersenPecahan) {
        codes.insert("H208");
    }
    // A cash plan by month is no target of the report; where there is no other the form states one that isn't counted.
    let leaves = || case.offices.iter().flat_map(|office| &office.leaves);
    if case.on.contains(&M::BulanKolom) && leaves().all(|leaf| leaf.target.is_none()) {
        codes.insert("H201");
    }
    // Hidden rows are worth a warning only where a total fits the visible ones.
    codes.insert("H203");
    codes
}

#[derive(Debug)]
struct Fault {
    what: String,
    /// The office isn't counted at all.
    missing: bool,
    /// A field that the form states is read as blank throughout.
    lacking: bool,
}

fn join(faults: &[Fault]) -> String {
    faults
        .iter()
        .take(3)
        .map(|fault| fault.what.clone())
        .collect::<Vec<_>>()
        .join("; ")
}

/// Holds what counts against the truth.
fn faults(reading: &Reading<'_>, counting: &[&Table]) -> Vec<Fault> {
    let case = reading.case;
    let wrong = |what: String| Fault {
        what,
        missing: false,
        lacking: false,
    };
    let mut faults = Vec::new();
    let mut by_office: BTreeMap<Option<Arc<str>>, Vec<&Table>> = BTreeMap::new();
    for table in counting {
        if table.role != Role::Detail {
            faults.push(wrong(format!("a {} table counts", table.role.name())));
        }
        let id = table.opd.as_ref().and_then(|opd| opd.id.clone());
        by_office.entry(id).or_default().push(table);
        if let Some(truth) = case.periode {
            let found = table.periode.as_ref().map(|found| found.periode);
            if found.is_none_or(|found| !found.same_month(&truth)) {
                faults.push(wrong(format!("periode {found:?}, truth {truth}")));
            }
        }
    }
    for truth in &case.offices {
        let id = truth.id.map(Arc::from);
        match by_office.remove(&id) {
            None => faults.push(Fault {
                what: format!("{:?} not counted", truth.id),
                missing: true,
                lacking: false,
            }),
            Some(tables) => leaves_fault(truth, &tables, reading.via, &mut faults),
        }
    }
    // What names no office of the roster is listed and enters no total (CONTRACT §2).
    if reading.said(&["S108"]) {
        by_office.remove(&None);
    }
    for (id, tables) in by_office {
        let rows: usize = tables.iter().map(|table| table.leaves().count()).sum();
        faults.push(wrong(format!(
            "{id:?} counted with {rows} leaves, but stands nowhere"
        )));
    }
    faults
}

type Place = (Option<Arc<str>>, u32);

fn leaves_fault(truth: &Truth, tables: &[&Table], via: Via, faults: &mut Vec<Fault>) {
    let mut found: BTreeMap<Place, &Row> = BTreeMap::new();
    for table in tables {
        for row in table.leaves() {
            found.insert((table.sheet.clone(), row.row), row);
        }
    }
    let n_leaves: usize = tables.iter().map(|table| table.totals.leaves).sum();
    if n_leaves != truth.leaves.len() {
        faults.push(Fault {
            what: format!("{n_leaves} leaves, truth {}", truth.leaves.len()),
            missing: false,
            lacking: false,
        });
    }
    let mut fields: BTreeMap<&str, (usize, usize, String)> = BTreeMap::new();
    let in_order: Vec<&Row> = found.values().copied().collect();
    for (place, leaf) in truth.leaves.iter().enumerate() {
        let row = if via.keeps_rows() {
            found.get(&(leaf.sheet.clone(), leaf.row)).copied()
        } else {
            in_order.get(place).copied()
        };
        let Some(row) = row else {
            faults.push(Fault {
                what: format!("row {} isn't counted", leaf.row + 1),
                missing: false,
                lacking: false,
            });
            return;
        };
        compare(leaf, row, via, &mut fields);
    }
    for (field, (wrong, blank, example)) in fields {
        if wrong > 0 {
            faults.push(Fault {
                what: format!("{field} wrong on {wrong} rows ({example})"),
                missing: false,
                lacking: false,
            });
        } else if blank > 0 {
            faults.push(Fault {
                what: format!("{field} blank on {blank} rows"),
                missing: false,
                lacking: blank == truth.leaves.len(),
            });
        }
    }
}

/// Counts wrong and blank values by field; an example of the first wrong one.
fn compare<'a>(
    leaf: &Leaf,
    row: &Row,
    via: Via,
    fields: &mut BTreeMap<&'a str, (usize, usize, String)>,
) {
    let mut note = |field: &'a str, ok: bool, blank: bool, example: String| {
        if !ok {
            let entry = fields.entry(field).or_default();
            if blank {
                entry.1 += 1;
            } else {
                if entry.0 == 0 {
                    entry.2 = example;
                }
                entry.0 += 1;
            }
        }
    };
    let money = [
        ("pagu", Some(leaf.pagu), row.pagu),
        ("target", leaf.target, row.target_keuangan),
        ("realisasi", leaf.real, row.realisasi_keuangan),
    ];
    for (field, truth, found) in money {
        // A dash for nothing may be read as blank.
        let same = truth.unwrap_or(0) == found.unwrap_or(Sen(0)).0;
        note(
            field,
            same,
            found.is_none(),
            format!("row {}: {found:?}, truth {truth:?}", row.row + 1),
        );
    }
    // Containers of text hold what is shown: two decimals.
    let shown = if via.keeps_rows() { 1e-6 } else { 0.005_001 };
    let percent = [
        ("target fisik", leaf.tfis, row.target_fisik),
        ("realisasi fisik", leaf.rfis, row.realisasi_fisik),
    ];
    for (field, truth, found) in percent {
        let same = match (truth, found) {
            (Some(a), Some(b)) => (a - b).abs() < shown,
            (None, None) => true,
            _ => false,
        };
        note(
            field,
            same,
            found.is_none(),
            format!("row {}: {found:?}, truth {truth:?}", row.row + 1),
        );
    }
}

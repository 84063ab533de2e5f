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
    /// Counted and wrong.
    Silent,
}

impl Result {
    pub(crate) const ALL: [Self; 6] = [
        Self::Exact,
        Self::FalseAlarm,
        Self::Unsaid,
        Self::Flagged,
        Self::Lacking,
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
    let Reading {
        case,
        tables,
        status,
        findings,
        ..
    } = *reading;
    let any: BTreeSet<&'static str> = findings.iter().map(|f| f.code.id).collect();
    let verdict = |result: Result, why: String| Verdict { result, why };
    let counting: Vec<&Table> = tables
        .iter()
        .filter(|table| table.status.counts())
        .collect();
    let unknown_office = findings.iter().any(|f| f.code.id == "S108");
    let faults = faults(reading, &counting, unknown_office);
    let said = |wanted: &[&str]| wanted.iter().any(|code| any.contains(code));
    let told = || {
        findings
            .iter()
            .filter(|f| f.severity != Severity::Info)
            .map(|f| format!("{} {}", f.code.id, f.message))
            .take(3)
            .collect::<Vec<_>>()
            .join("; ")
    };
    let aside = counting.is_empty();
    if let Owed::Quarantine(wanted) | Owed::Nothing(wanted) = case.owed {
        return if !aside {
            verdict(
                Result::Silent,
                format!("counted as {status:?}, owed {:?}", case.owed),
            )
        } else if said(wanted) {
            verdict(Result::Exact, String::new())
        } else {
            verdict(
                Result::Unsaid,
                format!("put aside without {wanted:?}: {}", told()),
            )
        };
    }
    if aside || faults.iter().any(|fault| fault.missing) {
        let quarantined = tables
            .iter()
            .any(|table| table.status == TableStatus::Quarantined);
        let reason = told();
        if any.is_empty() && !quarantined {
            return verdict(
                Result::Silent,
                format!("not counted ({status:?}) and not a word"),
            );
        }
        if faults.iter().any(|fault| !fault.missing && !fault.lacking) {
            return verdict(Result::Silent, join(&faults));
        }
        return match case.owed {
            Owed::Either(wanted) | Owed::Settled(wanted) if said(wanted) => {
                verdict(Result::Exact, String::new())
            }
            Owed::Found(wanted) if said(wanted) => {
                verdict(Result::Flagged, format!("{status:?}: {reason}"))
            }
            Owed::Either(_) | Owed::Found(_) | Owed::Settled(_) => {
                verdict(Result::Unsaid, format!("{status:?}: {reason}"))
            }
            _ => verdict(Result::Flagged, format!("{status:?}: {reason}")),
        };
    }
    if faults.iter().any(|fault| !fault.lacking) {
        return verdict(Result::Silent, format!("{} [{}]", join(&faults), told()));
    }
    if !faults.is_empty() {
        let header = any.iter().any(|code| code.starts_with("H2"));
        let result = if header {
            Result::Lacking
        } else {
            Result::Silent
        };
        return verdict(result, join(&faults));
    }
    if let Owed::Found(wanted) | Owed::Must(wanted) | Owed::Either(wanted) = case.owed
        && !said(wanted)
    {
        return verdict(
            Result::Unsaid,
            format!("counted right without {wanted:?}: {}", told()),
        );
    }
    let unsaid = case.on.iter().filter_map(|m| match m.owed() {
        Owed::Must(wanted) if !said(wanted) => Some(format!("{m:?} without {wanted:?}")),
        _ => None,
    });
    if let Some(unsaid) = unsaid.into_iter().next() {
        return verdict(Result::Unsaid, unsaid);
    }
    let allowed = allowed(case);
    let alarms: Vec<String> = findings
        .iter()
        .filter(|f| f.severity != Severity::Info && !allowed.contains(f.code.id))
        .map(|f| format!("{} {} {}", f.code.id, f.at, f.message))
        .take(3)
        .collect();
    if !alarms.is_empty() && !case.owed.is_defect() {
        return verdict(Result::FalseAlarm, alarms.join("; "));
    }
    verdict(Result::Exact, String::new())
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
fn faults(reading: &Reading<'_>, counting: &[&Table], unknown_office: bool) -> Vec<Fault> {
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
    if unknown_office {
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
        compare(leaf, row, &mut fields);
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
fn compare<'a>(leaf: &Leaf, row: &Row, fields: &mut BTreeMap<&'a str, (usize, usize, String)>) {
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
    let percent = [
        ("target fisik", leaf.tfis, row.target_fisik),
        ("realisasi fisik", leaf.rfis, row.realisasi_fisik),
    ];
    for (field, truth, found) in percent {
        let same = match (truth, found) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-6,
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

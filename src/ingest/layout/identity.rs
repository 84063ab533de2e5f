//! Whose report it is, and for which period: labels and titles first, then sheet, file and folder names.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::findings::Findings;
use super::view::text_at;
use crate::diag::catalogue::lembar;
use crate::model::cell::{Cell, CellRef, Value};
use crate::model::grid::Grid;
use crate::model::table::OpdFound;
use crate::normalize::fold::{fold, tidy};
use crate::normalize::opd::{self, Match};
use crate::rules::Rules;

/// A text that may identify, with the cell it stands in.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub text: String,
    pub cell: Option<CellRef>,
    pub labelled: bool,
}

/// Rows from the top of the sheet, and rows above the header, that are looked at: a label block stands in either,
/// and a sheet may have a hundred thousand rows between them.
const BLOCK: u32 = 100;

/// The names around a table: those of its file and its sheet.
pub(super) struct Names<'a> {
    /// The file's path as given, with its folders.
    pub file: &'a str,
    pub sheet: Option<&'a str>,
    /// The offices that texts of this sheet name: many tables stand under the same title.
    pub known: &'a Known,
}

/// Offices by the text that was held against the roster.
pub(super) type Known = RefCell<BTreeMap<String, Option<Match>>>;

/// Collects the label block and the title above a header, top to bottom.
pub(super) fn above(
    grid: &Grid,
    header: u32,
    labels: &[String],
    other_labels: &[String],
    from: u32,
) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = grid
        .preamble
        .iter()
        .flat_map(|text| {
            labelled_text(&tidy(text), labels)
                .into_iter()
                .chain(plain(&tidy(text)))
        })
        .map(|(text, labelled)| Candidate {
            text,
            cell: None,
            labelled,
        })
        .collect();
    let near = header.saturating_sub(BLOCK).max(from);
    let top = from.saturating_add(BLOCK).min(near);
    let rows = grid
        .rows
        .range(from..top)
        .chain(grid.rows.range(near..header));
    for (row, cells) in rows {
        let texts: Vec<(u32, &Cell)> = cells.iter().map(|(col, cell)| (*col, cell)).collect();
        for (place, (col, cell)) in texts.iter().enumerate() {
            let at = CellRef::new(*row, *col);
            let text = tidy(&cell.display());
            for line in cell
                .display()
                .lines()
                .map(tidy)
                .filter(|line| !line.is_empty())
            {
                let in_cell = labelled_text(&line, labels);
                found.extend(in_cell.into_iter().map(|(text, labelled)| Candidate {
                    text,
                    cell: Some(at),
                    labelled,
                }));
                found.push(Candidate {
                    text: line,
                    cell: Some(at),
                    labelled: false,
                });
            }
            if is_label(&text, labels)
                && let Some((value, value_at)) =
                    value_right(grid, *row, &texts[place + 1..], other_labels)
            {
                found.push(Candidate {
                    text: value,
                    cell: Some(value_at),
                    labelled: true,
                });
            }
        }
    }
    found
}

fn plain(text: &str) -> Option<(String, bool)> {
    (!text.is_empty()).then(|| (text.to_owned(), false))
}

/// `SKPD : Dinas X` in one cell.
fn labelled_text(text: &str, labels: &[String]) -> Option<(String, bool)> {
    let (label, value) = text.split_once(':')?;
    let value = value.trim();
    (is_label(label, labels) && !value.is_empty()).then(|| (value.to_owned(), true))
}

fn is_label(text: &str, labels: &[String]) -> bool {
    let folded = fold(text);
    !folded.is_empty() && labels.contains(&folded)
}

/// The first text to the right of a label that is more than a colon.
fn value_right(
    grid: &Grid,
    row: u32,
    cells: &[(u32, &Cell)],
    other_labels: &[String],
) -> Option<(String, CellRef)> {
    let value = cells.iter().take(4).find_map(|(col, cell)| {
        let at = CellRef::new(row, *col);
        let text = match cell.value {
            Value::Date(year, month, day) => format!("{day} {month} {year}"),
            _ => text_at(grid, at),
        };
        let value = text.trim_start_matches([':', ' ']).trim().to_owned();
        (!value.is_empty()).then_some((value, at))
    })?;
    // What follows an empty label may be the next label of the same line.
    (!is_label(&value.0, other_labels)).then_some(value)
}

/// Finds the office of a table.
pub(super) fn office(
    grid: &Grid,
    header: u32,
    from: u32,
    names: &Names<'_>,
    rules: &Rules,
    findings: &mut Findings,
) -> Option<OpdFound> {
    let roster = &rules.roster;
    let mut candidates = above(
        grid,
        header,
        &rules.baris.label_opd,
        &rules.baris.label_lain,
        from,
    );
    candidates.extend(unit_rows(grid, header));
    let foreign = candidates
        .iter()
        .find_map(|candidate| opd::other_region(&candidate.text, roster));
    let in_sheet = best_in_sheet(&candidates, foreign.is_some(), rules, names.known);
    let outside = [
        (names.sheet, 0.8),
        (Some(file_stem(names.file)), 0.75),
        (folder(names.file), 0.6),
    ];
    let by_name = outside
        .iter()
        .filter_map(|(name, confidence)| {
            Some((opd::find((*name)?, roster)?, *confidence, (*name)?))
        })
        .max_by(|a, b| (a.0.score * a.1).total_cmp(&(b.0.score * b.1)));
    let found = match (in_sheet, by_name) {
        (Some(found), Some((by_name, _, name))) => {
            let conflict =
                found.id.as_ref().is_some_and(|id| *id != by_name.id) && by_name.score >= 0.95;
            if conflict {
                findings.table(
                    lembar::OPD_CONFLICT,
                    format!(
                        "judul menyebut \"{}\", nama berkas atau lembar \"{name}\"",
                        found.name
                    ),
                );
            }
            let adopt = found.id.is_none() && foreign.is_none() && by_name.score >= 0.95;
            if adopt {
                OpdFound {
                    id: Some(by_name.id),
                    confidence: 0.7,
                    ..found
                }
            } else {
                found
            }
        }
        (Some(found), None) => found,
        (None, Some((by_name, confidence, _))) if foreign.is_none() => {
            let name = roster
                .get(&by_name.id)
                .map(|opd| opd.nama.to_string())
                .unwrap_or_default();
            OpdFound {
                name,
                id: Some(by_name.id),
                cell: None,
                confidence: confidence * by_name.score,
            }
        }
        _ => return None,
    };
    Some(found)
}

/// `1.02.0.00.0.00.01.1000 RSUD X` in one of the first rows below a header names the unit.
fn unit_rows(grid: &Grid, header: u32) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (row, cells) in grid.rows.range(header..header + 6) {
        for (col, cell) in cells {
            let text = tidy(&cell.display());
            if let Some((code, name)) = crate::normalize::kode::split_glued(&text)
                && crate::normalize::kode::parse(code, false)
                    .is_some_and(|kode| kode.tingkat().is_none())
            {
                found.push(Candidate {
                    text: name.to_owned(),
                    cell: Some(CellRef::new(*row, *col)),
                    labelled: true,
                });
            }
        }
    }
    found
}

fn best_in_sheet(
    candidates: &[Candidate],
    foreign: bool,
    rules: &Rules,
    known: &Known,
) -> Option<OpdFound> {
    let mut known = known.borrow_mut();
    let mut best: Option<(f64, &Candidate, Option<Match>)> = None;
    for candidate in candidates {
        let name = office_part(&candidate.text);
        let office_word = rules.baris.names_office(&name);
        let matched = if foreign {
            None
        } else {
            let find = || opd::find(&name, &rules.roster);
            known.entry(name.clone()).or_insert_with(find).clone()
        };
        let rank = match (&matched, candidate.labelled, office_word) {
            (Some(m), true, _) => 0.97 * m.score,
            (Some(m), false, true) => 0.95 * m.score,
            // A title that names an office only in passing (`RFK DPUPR 2026`) is weaker.
            (Some(m), false, false) if m.score >= 0.95 => 0.85,
            (None, true, true) => 0.75,
            (None, true, false) if name.chars().filter(|c| c.is_alphabetic()).count() >= 5 => 0.6,
            (None, false, true) => 0.7,
            _ => continue,
        };
        if best.as_ref().is_none_or(|(other, _, _)| rank > *other) {
            best = Some((rank, candidate, matched));
        }
    }
    let (rank, candidate, matched) = best?;
    let confidence = if matched.is_some() { rank } else { rank + 0.15 };
    Some(OpdFound {
        name: office_part(&candidate.text),
        id: matched.map(|m| m.id),
        cell: candidate.cell,
        confidence: confidence.min(0.99),
    })
}

/// Takes a leading code, a colon and `[1.03…]` off an office's name.
fn office_part(text: &str) -> String {
    let text = text.trim_start_matches([':', ' ']).trim();
    let text = crate::normalize::kode::split_glued(text).map_or(text, |(_, name)| name);
    let text = text.split('[').next().unwrap_or(text).trim();
    tidy(text)
}

pub(super) fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

pub(super) fn folder(path: &str) -> Option<&str> {
    let (folders, _) = path.rsplit_once('/')?;
    folders.rsplit('/').next()
}

/// The id of an office that is named in no roster: the office as the file names it, folded.
pub(super) fn id_from_name(name: &str) -> Arc<str> {
    fold(name).replace(' ', "-").into()
}

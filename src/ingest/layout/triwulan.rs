//! Money that stands by quarter only: the quarters up to the period make up the whole, where the amounts show that they
//! are each quarter's own.

use std::collections::BTreeMap;

use super::columns::Draft;
use super::facts::{Facts, numbers};
use super::part::Part;
use crate::model::field::{Field, Measure};
use crate::model::grid::Grid;
use crate::normalize::fold::fold;

/// The measures whose quarters add up.
const ADDED: [Measure; 2] = [Measure::TargetKeuangan, Measure::RealisasiKeuangan];

/// Returns the quarters to be added for each field that no column holds whole; `until` is the last month of the period,
/// which must end a quarter.
pub(super) fn complete(
    grid: &Grid,
    rows: &[u32],
    facts: &BTreeMap<u32, Facts>,
    drafts: &[Draft],
    until: Option<u8>,
) -> BTreeMap<Field, Vec<u32>> {
    let mut parts = BTreeMap::new();
    let Some(until) = until.filter(|month| month % 3 == 0) else {
        return parts;
    };
    for measure in ADDED {
        let claims = |draft: &Draft| {
            let field = draft.meaning.field;
            field.is_some_and(|field| field.measure == measure)
        };
        if drafts.iter().any(claims) {
            continue;
        }
        let Some(quarters) = quarters_of(drafts, measure) else {
            continue;
        };
        let all: Vec<u32> = quarters.values().copied().collect();
        let counted: Vec<u32> = quarters.range(..=until / 3).map(|(_, col)| *col).collect();
        let of_text = all.iter().any(|col| facts[col].n_texts > 0);
        if counted.len() == usize::from(until / 3) && !of_text && falls(grid, rows, facts, &all) {
            parts.insert(Field::plain(measure), counted);
        }
    }
    parts
}

/// The columns by quarter under one heading; `None` where a quarter stands twice or isn't told.
fn quarters_of(drafts: &[Draft], measure: Measure) -> Option<BTreeMap<u8, u32>> {
    let of_measure = |draft: &&Draft| {
        let aside = draft.meaning.aside;
        draft.meaning.part == Some(Part::Triwulan)
            && aside.is_some_and(|aside| aside.measure == measure)
    };
    let mut quarters = BTreeMap::new();
    let mut heading: Option<&[String]> = None;
    for draft in drafts.iter().filter(of_measure) {
        let (last, upper) = draft.path.split_last()?;
        if heading.is_some_and(|heading| heading != upper) {
            return None;
        }
        heading = Some(upper);
        if quarters.insert(quarter(last)?, draft.col).is_some() {
            return None;
        }
    }
    (quarters.len() >= 2).then_some(quarters)
}

/// Returns the quarter that a heading names: `TW III`, `Triwulan 3`.
fn quarter(text: &str) -> Option<u8> {
    let folded = fold(text);
    let number = folded
        .trim_start_matches(|c: char| !c.is_ascii_digit() && c != ' ')
        .trim();
    match number {
        "i" | "1" => Some(1),
        "ii" | "2" => Some(2),
        "iii" | "3" => Some(3),
        "iv" | "4" => Some(4),
        _ => None,
    }
}

/// Returns whether some row states less in a later column than in an earlier one: amounts to date never fall.
fn falls(grid: &Grid, rows: &[u32], facts: &BTreeMap<u32, Facts>, columns: &[u32]) -> bool {
    let values: Vec<Vec<Option<f64>>> = columns
        .iter()
        .map(|col| numbers(grid, *col, facts[col].style, rows))
        .collect();
    values.windows(2).any(|pair| {
        let mut rows = pair[0].iter().zip(&pair[1]);
        rows.any(|(earlier, later)| matches!((earlier, later), (Some(a), Some(b)) if b < a))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_are_read_from_their_heading() {
        for (text, number) in [
            ("TW III", 3),
            ("Triwulan 2", 2),
            ("TW1", 1),
            ("Triwulan IV", 4),
        ] {
            assert_eq!(quarter(text), Some(number), "{text}");
        }
        assert_eq!(quarter("JUMLAH"), None);
    }
}

//! A whole that the form doesn't state: its parts by source of funds or by quarter are added up, and that is said.

use std::collections::BTreeMap;

use super::columns::Mapping;
use super::facts::numbers;
use super::findings::Findings;
use super::lines::{Amount, Line};
use super::part::Part;
use crate::diag::catalogue::lembar;
use crate::model::cell::column_letters;
use crate::model::field::{Field, Measure};
use crate::model::grid::Grid;
use crate::model::nilai::Sen;
use crate::model::table::Column;
use crate::normalize::fold::fold;

/// The measures of money that parts may make up.
const WHOLES: [Measure; 3] = [
    Measure::Pagu,
    Measure::TargetKeuangan,
    Measure::RealisasiKeuangan,
];

/// Finds the wholes that stand only in parts, binds each to its last part and keeps the parts; `until` is the month up
/// to which quarters count.
pub(super) fn bind(grid: &Grid, rows: &[u32], mapping: &mut Mapping, until: Option<u8>) {
    for measure in WHOLES {
        if mapping.has(measure) {
            continue;
        }
        let Some(parts) = parts_of(grid, rows, mapping, measure, until) else {
            continue;
        };
        if let Some(last) = parts.last() {
            let field = Field::plain(measure);
            mapping.by_field.insert(field, *last);
            mapping.summed.insert(field, parts);
        }
    }
}

fn parts_of(
    grid: &Grid,
    rows: &[u32],
    mapping: &Mapping,
    measure: Measure,
    until: Option<u8>,
) -> Option<Vec<u32>> {
    let part = |column: &Column| mapping.parts.get(&column.col).copied();
    let holds = |column: &&Column| mapping.facts[&column.col].n_numbers > 0;
    let of: Vec<&Column> = mapping
        .columns
        .iter()
        .filter(|column| column.aside.is_some_and(|aside| aside.measure == measure))
        .filter(|column| part(column).is_some())
        .collect();
    let (first, kind) = (of.first()?, part(of.first()?)?);
    let group = upper(first);
    // Another column of numbers in the group would be a part that isn't understood.
    let beside = mapping
        .columns
        .iter()
        .filter(|column| upper(column) == group && !group.is_empty());
    let whole_group = beside.filter(holds).count() == of.iter().filter(|c| holds(c)).count();
    let sound = of.iter().all(|column| {
        let facts = &mapping.facts[&column.col];
        part(column) == Some(kind) && upper(column) == group && facts.n_texts == 0
    });
    if of.len() < 2 || !whole_group || !sound {
        return None;
    }
    let columns: Vec<u32> = of.iter().map(|column| column.col).collect();
    match kind {
        Part::SumberDana => Some(columns),
        Part::Triwulan => {
            let until = until.filter(|month| month % 3 == 0)?;
            let mut quarters: BTreeMap<u8, u32> = BTreeMap::new();
            for column in &of {
                quarters.insert(quarter(column.path.last()?)?, column.col);
            }
            let whole = quarters.len() == of.len() && quarters.contains_key(&1);
            let values: Vec<u32> = quarters.values().copied().collect();
            let counted: Vec<u32> = quarters.range(..=until / 3).map(|(_, col)| *col).collect();
            let enough = counted.len() == usize::from(until / 3);
            (whole && enough && falls(grid, rows, mapping, &values)).then_some(counted)
        }
        _ => None,
    }
}

fn upper(column: &Column) -> &[String] {
    column.path.split_last().map_or(&[], |(_, upper)| upper)
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
fn falls(grid: &Grid, rows: &[u32], mapping: &Mapping, columns: &[u32]) -> bool {
    let values: Vec<Vec<Option<f64>>> = columns
        .iter()
        .map(|col| numbers(grid, *col, mapping.facts[col].style, rows))
        .collect();
    values.windows(2).any(|pair| {
        let mut rows = pair[0].iter().zip(&pair[1]);
        rows.any(|(earlier, later)| matches!((earlier, later), (Some(a), Some(b)) if b < a))
    })
}

/// Adds up the parts on every row.
pub(super) fn fill(
    grid: &Grid,
    lines: &mut [Line],
    mapping: &Mapping,
    unit: f64,
    findings: &mut Findings,
) {
    for (field, parts) in &mapping.summed {
        for line in lines.iter_mut() {
            let of = |col: &u32| numbers(grid, *col, mapping.facts[col].style, &[line.row])[0];
            let values: Vec<f64> = parts.iter().filter_map(of).collect();
            line.amounts.remove(field);
            let sum = Sen::from_rupiah(values.iter().sum::<f64>() * unit);
            if let Some(sum) = sum.filter(|_| !values.is_empty()) {
                line.amounts.insert(*field, Amount::Money(sum));
            }
        }
        let letters: Vec<String> = parts.iter().map(|col| column_letters(*col)).collect();
        let message = format!(
            "{} dijumlahkan dari kolom {}",
            field.measure.name(),
            letters.join(", ")
        );
        findings.table(lembar::PARTS_SUMMED, message);
    }
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

//! Why a stated total doesn't fit its leaves: the named causes that close the gap to the sen.

use super::columns::Mapping;
use super::lines::{Amount, Line};
use super::sums::{Held, money};
use crate::model::cell::CellRef;
use crate::model::field::Measure;
use crate::model::nilai::Sen;

/// What the search may look at.
pub(super) struct Evidence<'a> {
    pub leaves: &'a [&'a Line],
    /// Activity rows that aren't leaves.
    pub parents: &'a [&'a Line],
    /// Rows with amounts and no name.
    pub unnamed: &'a [&'a Line],
    pub total: &'a Line,
    pub held: &'a [Held],
    pub mapping: &'a Mapping,
}

/// Returns the cause in words (Indonesian), or `None` where none closes the gap exactly.
pub(super) fn find(evidence: &Evidence<'_>, held: &Held) -> Option<String> {
    let (Amount::Money(stated), Amount::Money(computed)) = (held.stated, held.computed) else {
        return None;
    };
    let measure = held.field.measure;
    let gap = stated - computed;
    let value = |line: &Line| line.money(measure, evidence.mapping).unwrap_or_default();
    let name = |line: &Line| CellRef::new(line.row, held.col).to_string();

    let hidden: Vec<&&Line> = evidence.leaves.iter().filter(|line| line.hidden).collect();
    let hidden_sum: Sen = hidden.iter().map(|line| value(line)).sum();
    if !hidden.is_empty() && hidden_sum == -gap {
        return Some(format!(
            "{} baris tersembunyi tidak ikut dijumlahkan",
            hidden.len()
        ));
    }
    if let Some(cause) = outside_range(evidence, held, stated) {
        return Some(cause);
    }
    let mut single = evidence
        .leaves
        .iter()
        .filter(|line| value(line) == -gap && !gap.is_zero());
    if let (Some(line), None) = (single.next(), single.next()) {
        return Some(format!(
            "baris {} ({}) tidak ikut dijumlahkan",
            line.row + 1,
            name(line)
        ));
    }
    if let Some(cause) = edge_rows(evidence.leaves, measure, evidence.mapping, gap) {
        return Some(cause);
    }
    let unnamed_sum: Sen = evidence.unnamed.iter().map(|line| value(line)).sum();
    if !unnamed_sum.is_zero() && unnamed_sum == gap {
        let cells: Vec<String> = evidence.unnamed.iter().map(|line| name(line)).collect();
        return Some(format!(
            "angka tanpa uraian di {} ikut dijumlahkan",
            cells.join(", ")
        ));
    }
    if let Some(line) = evidence.unnamed.iter().find(|line| value(line) == gap) {
        return Some(format!(
            "angka tanpa uraian di {} ikut dijumlahkan",
            name(line)
        ));
    }
    let parents_sum = money(evidence.parents.iter().copied(), measure, evidence.mapping);
    if !parents_sum.is_zero() && parents_sum == gap {
        return Some("baris induk ikut dijumlahkan bersama rinciannya".to_owned());
    }
    copied_cell(evidence, held, stated)
}

/// A `SUM` whose range leaves leaves out.
fn outside_range(evidence: &Evidence<'_>, held: &Held, stated: Sen) -> Option<String> {
    let formula = evidence.total.formulas.get(&held.col)?;
    let (first, last) = sum_range(formula, held.col)?;
    let measure = held.field.measure;
    let inside = |line: &&&Line| (first..=last).contains(&line.row);
    let within: Sen = evidence
        .leaves
        .iter()
        .filter(inside)
        .filter_map(|l| l.money(measure, evidence.mapping))
        .sum();
    let outside: Vec<String> = evidence
        .leaves
        .iter()
        .filter(|line| !inside(line))
        .map(|line| (line.row + 1).to_string())
        .collect();
    (within == stated && !outside.is_empty())
        .then(|| format!("baris {} di luar rentang SUM", outside.join(", ")))
}

/// Reads the rows of `SUM(C12:C40)` over the given column.
fn sum_range(formula: &str, col: u32) -> Option<(u32, u32)> {
    let upper = formula.to_uppercase().replace('$', "");
    let inner = upper
        .trim_start_matches('=')
        .strip_prefix("SUM(")?
        .strip_suffix(')')?
        .to_owned();
    let (first, last) = inner.split_once([':', ';'])?;
    let (first, last): (CellRef, CellRef) = (first.parse().ok()?, last.parse().ok()?);
    (first.col == col && last.col == col && first.row <= last.row).then_some((first.row, last.row))
}

/// Up to three rows at either end of the table left out of the sum.
fn edge_rows(leaves: &[&Line], measure: Measure, mapping: &Mapping, gap: Sen) -> Option<String> {
    for n in 2..=3.min(leaves.len().saturating_sub(1)) {
        for edge in [&leaves[..n], &leaves[leaves.len() - n..]] {
            if money(edge.iter().copied(), measure, mapping) == -gap {
                let rows: Vec<String> =
                    edge.iter().map(|line| (line.row + 1).to_string()).collect();
                return Some(format!("baris {} tidak ikut dijumlahkan", rows.join(", ")));
            }
        }
    }
    None
}

/// The total of another column stands in this cell.
fn copied_cell(evidence: &Evidence<'_>, held: &Held, stated: Sen) -> Option<String> {
    let other = evidence.held.iter().find(|other| {
        other.col != held.col && other.computed == Amount::Money(stated) && !stated.is_zero()
    })?;
    Some(format!(
        "sama dengan jumlah kolom {}, tersalin",
        evidence.mapping.path_of(other.col)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sum_ranges_are_read_for_their_own_column() {
        assert_eq!(sum_range("=SUM(C12:C40)", 2), Some((11, 39)));
        assert_eq!(sum_range("SUM($C$12:$C$40)", 2), Some((11, 39)));
        assert_eq!(sum_range("SUM(D12:D40)", 2), None);
        assert_eq!(sum_range("C12+C13", 2), None);
    }
}

//! Fields that a form states only in parts — by source of funds, by way of procurement, by sort of belanja: the parts
//! are added where they make up the whole, with a warning that says so.

use std::collections::BTreeMap;

use super::columns::{Draft, Mapping};
use super::facts::numbers;
use super::findings::Findings;
use super::lines::{Amount, Line};
use super::part::Part;
use super::view::{Look, look};
use crate::diag::catalogue::lembar;
use crate::model::cell::{CellRef, column_letters};
use crate::model::field::{Field, Measure};
use crate::model::grid::Grid;
use crate::model::nilai::Sen;
use crate::normalize::fold::fold;

/// The measures whose parts add up.
const ADDED: [Measure; 3] = [
    Measure::Pagu,
    Measure::TargetKeuangan,
    Measure::RealisasiKeuangan,
];

/// Returns the columns of every field that the table states in parts only: two or more of one family, none of which
/// holds another (`DAK` beside `DAK FISIK`).
pub(super) fn complete(drafts: &[Draft]) -> BTreeMap<Field, Vec<u32>> {
    let whole = |measure: Measure| {
        let claims = |draft: &Draft| draft.meaning.field.is_some_and(|f| f.measure == measure);
        drafts.iter().any(claims)
    };
    let mut parts = BTreeMap::new();
    for measure in ADDED.into_iter().filter(|measure| !whole(*measure)) {
        let field = Field::plain(measure);
        for family in [Part::SumberDana, Part::Cara, Part::Belanja] {
            let of: Vec<&Draft> = drafts
                .iter()
                .filter(|draft| {
                    draft.meaning.aside == Some(field) && draft.meaning.part == Some(family)
                })
                .collect();
            if of.len() >= 2 && !any_holds_another(&of) {
                parts.insert(field, of.iter().map(|draft| draft.col).collect());
            }
        }
    }
    parts
}

fn any_holds_another(of: &[&Draft]) -> bool {
    let names: Vec<String> = of.iter().map(|draft| fold(&draft.path.join(" "))).collect();
    let holds = |a: &String, b: &String| a == b || b.starts_with(&format!("{a} "));
    let pairs = |(at, a): (usize, &String)| {
        let others = names.iter().enumerate().filter(|(other, _)| *other != at);
        others.into_iter().any(|(_, b)| holds(a, b))
    };
    names.iter().enumerate().any(pairs)
}

/// Adds the parts up on every line. A cell that holds text keeps the table out: its part is unknown.
pub(super) fn add(
    grid: &Grid,
    lines: &mut [Line],
    mapping: &mut Mapping,
    unit: f64,
    findings: &mut Findings,
) {
    for (field, columns) in std::mem::take(&mut mapping.parts) {
        let (Some(first), Some(last)) = (columns.first(), columns.last()) else {
            continue;
        };
        for line in lines.iter_mut() {
            let parts: Vec<f64> = columns
                .iter()
                .filter_map(|col| numbers(grid, *col, mapping.facts[col].style, &[line.row])[0])
                .collect();
            if !parts.is_empty()
                && let Some(sum) = Sen::from_rupiah(parts.iter().sum::<f64>() * unit)
            {
                line.amounts.insert(field, Amount::Money(sum));
                unread(grid, line, &columns, findings);
            }
        }
        mapping.by_field.insert(field, *first);
        let message = format!(
            "{} dijumlahkan dari {} kolom ({}–{}): kolom jumlahnya tidak ada",
            field.label(),
            columns.len(),
            column_letters(*first),
            column_letters(*last)
        );
        findings.table(lembar::PARTS_ADDED, message);
    }
}

fn unread(grid: &Grid, line: &Line, columns: &[u32], findings: &mut Findings) {
    let places = columns.iter().map(|col| CellRef::new(line.row, *col));
    let text = |at: &CellRef| grid.cell(*at).is_some_and(|cell| look(cell) == Look::Text);
    for at in places.filter(text) {
        let message = "teks di tempat angka pada salah satu bagian";
        findings.doubtful(lembar::TEXT_IN_NUMBER, Some(at), message);
    }
}

//! Cumulative values that the form doesn't state: bulan lalu + bulan ini, and the sum of month columns of a plan.

use super::columns::Mapping;
use super::facts::numbers;
use super::findings::Findings;
use super::lines::{Amount, Line};
use crate::diag::catalogue::lembar;
use crate::model::field::{Field, Measure, Span};
use crate::model::grid::Grid;
use crate::model::nilai::Sen;

/// The measures whose cumulative value enters totals.
const SPANNED: [Measure; 4] = [
    Measure::TargetKeuangan,
    Measure::RealisasiKeuangan,
    Measure::TargetFisik,
    Measure::RealisasiFisik,
];

/// Adds lalu and ini where the form has no cumulative column; ini alone is no cumulative value.
pub(super) fn complete(lines: &mut [Line], mapping: &mut Mapping, findings: &mut Findings) {
    for measure in SPANNED {
        if mapping.cumulative(measure).is_some() {
            continue;
        }
        let column = |span| mapping.column_of(measure, span);
        match (column(Span::Lalu), column(Span::Ini)) {
            (Some(_), Some(ini)) => {
                for line in lines.iter_mut() {
                    add_spans(line, measure);
                }
                mapping.by_field.insert(Field::plain(measure), ini);
                findings.table(
                    lembar::LALU_PLUS_INI,
                    format!(
                        "{} dijumlahkan dari bulan lalu dan bulan ini",
                        measure.name()
                    ),
                );
            }
            (None, Some(_)) => {
                findings.doubtful(
                    lembar::ONLY_INI,
                    None,
                    format!("{} hanya tertulis untuk bulan ini", measure.name()),
                );
            }
            _ => {}
        }
    }
}

fn add_spans(line: &mut Line, measure: Measure) {
    let of = |span| line.amounts.get(&Field { measure, span }).copied();
    let sum = match (of(Span::Lalu), of(Span::Ini)) {
        (Some(Amount::Money(a)), Some(Amount::Money(b))) => Amount::Money(a + b),
        (Some(Amount::Percent(a)), Some(Amount::Percent(b))) => Amount::Percent(a + b),
        (Some(one), None) | (None, Some(one)) => one,
        _ => return,
    };
    line.amounts.insert(Field::plain(measure), sum);
}

/// In a plan with month columns the target is the sum of the months to `until` (all twelve where it is `None`).
pub(super) fn sum_months(
    grid: &Grid,
    lines: &mut [Line],
    mapping: &mut Mapping,
    until: Option<u8>,
    unit: f64,
) {
    let columns: Vec<u32> = mapping
        .months
        .iter()
        .filter(|(month, _)| until.is_none_or(|u| **month <= u))
        .map(|(_, col)| *col)
        .collect();
    let Some(last) = columns.last().copied() else {
        return;
    };
    let filled = |col: &u32| mapping.facts[col].n_nonzero > 0;
    if !mapping.months.values().any(filled) {
        // Formula zeros of a plan that nobody has filled in yet.
        return;
    }
    let percent = columns.iter().all(|col| mapping.facts[col].looks_percent())
        && columns.iter().any(|col| mapping.facts[col].n_nonzero > 0);
    let measure = if percent {
        Measure::TargetFisik
    } else {
        Measure::TargetKeuangan
    };
    mapping.by_field.retain(|field, _| field.measure != measure);
    for line in lines.iter_mut() {
        let months: Vec<f64> = columns
            .iter()
            .filter_map(|col| numbers(grid, *col, mapping.facts[col].style, &[line.row])[0])
            .collect();
        line.amounts.retain(|field, _| field.measure != measure);
        if months.is_empty() {
            continue;
        }
        let sum: f64 = months.iter().sum();
        let amount = if percent {
            Some(Amount::Percent(sum))
        } else {
            Sen::from_rupiah(sum * unit).map(Amount::Money)
        };
        if let Some(amount) = amount {
            line.amounts.insert(Field::plain(measure), amount);
        }
    }
    mapping.by_field.insert(Field::plain(measure), last);
}

//! Decides for each percent column whether it holds 0–1 or 0–100, with proof where the form offers one.

use std::collections::BTreeMap;

use super::columns::Mapping;
use super::facts::numbers;
use crate::model::field::{Field, Kind, Measure, Span};
use crate::model::grid::Grid;

/// What a stored number of a percent column is multiplied by, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    pub factor: f64,
    pub certainty: Certainty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// By number format, by magnitude or by an equation.
    Proven,
    /// By the sister columns or by fractional values only: to be said.
    Guessed,
    /// Nothing but zeroes and ones, or the like.
    Unknown,
}

/// Decides the scale of every percent column that was bound.
pub(super) fn decide(grid: &Grid, mapping: &Mapping, rows: &[u32]) -> BTreeMap<u32, Scale> {
    let columns: Vec<(Field, u32)> = mapping
        .by_field
        .iter()
        .filter(|(field, _)| field.measure.kind() == Kind::Percent)
        .map(|(field, col)| (*field, *col))
        .collect();
    let mut scales: BTreeMap<u32, Scale> = BTreeMap::new();
    for (field, col) in &columns {
        if let Some(scale) = alone(grid, mapping, rows, *field, *col) {
            scales.insert(*col, scale);
        }
    }
    // What is left holds hardly a number above one: its sisters of the same table tell, unless they are all zeroes.
    let known: Vec<f64> = scales
        .iter()
        .filter(|(col, scale)| {
            scale.certainty == Certainty::Proven && mapping.facts[col].n_nonzero > 0
        })
        .map(|(_, scale)| scale.factor)
        .collect();
    let agreed = known.first().copied().filter(|factor| {
        known
            .iter()
            .all(|other| (other - factor).abs() < f64::EPSILON)
    });
    let fractional = columns.iter().any(|(_, col)| {
        !scales.contains_key(col)
            && numbers(grid, *col, mapping.facts[col].style, rows)
                .into_iter()
                .flatten()
                .any(|n| n.fract() != 0.0)
    });
    let undecided: Vec<(Field, u32)> = columns
        .iter()
        .copied()
        .filter(|(_, col)| !scales.contains_key(col))
        .collect();
    if fractional && let Some(scale) = by_money(grid, mapping, rows, &undecided) {
        scales.extend(undecided.iter().map(|(_, col)| (*col, scale)));
    }
    for (_, col) in &columns {
        scales.entry(*col).or_insert_with(|| match agreed {
            Some(factor) => Scale {
                factor,
                certainty: Certainty::Guessed,
            },
            None if fractional && mapping.facts[col].max <= 1.5 => Scale {
                factor: 100.0,
                certainty: Certainty::Guessed,
            },
            None if mapping.facts[col].max > 1.5 => Scale {
                factor: 1.0,
                certainty: Certainty::Proven,
            },
            None => Scale {
                factor: 1.0,
                certainty: Certainty::Unknown,
            },
        });
    }
    at_odds(mapping, &columns, &mut scales);
    scales
}

/// Money spent or planned beyond this share of the pagu (percent): progress can't be at one percent everywhere then.
const BEGUN: f64 = 3.0;
/// By how much (in logarithms) one scale must lie closer to the money than the other to be taken.
const CLOSER: f64 = 1.5;

/// Decides fractional values that no sister proves, all columns alike, by the share of the pagu that is planned or
/// spent on the same rows. Only at the start of a year are percentages below one believed, where the money is too.
fn by_money(
    grid: &Grid,
    mapping: &Mapping,
    rows: &[u32],
    undecided: &[(Field, u32)],
) -> Option<Scale> {
    let column = |col: u32| numbers(grid, col, mapping.facts[&col].style, rows);
    let pagus = column(mapping.cumulative(Measure::Pagu)?);
    let (mut nearer, mut most) = (0.0f64, 0.0f64);
    for (field, col) in undecided {
        let money = match field.measure {
            Measure::TargetFisik => Measure::TargetKeuangan,
            Measure::RealisasiFisik => Measure::RealisasiKeuangan,
            _ => continue,
        };
        let Some(amounts) = mapping.cumulative(money).map(column) else {
            continue;
        };
        let (mut all, mut spent, mut done) = (0.0, 0.0, 0.0);
        for ((pagu, amount), stated) in pagus.iter().zip(amounts).zip(column(*col)) {
            if let (Some(pagu), Some(amount), Some(stated)) = (pagu, amount, stated)
                && *pagu > 0.0
            {
                all += pagu;
                spent += amount;
                done += pagu * stated;
            }
        }
        if spent > 0.0 && done > 0.0 {
            let share = spent / all * 100.0;
            let distance = |percent: f64| (percent / share).ln().abs();
            nearer += distance(done / all) - distance(done / all * 100.0);
            most = most.max(share);
        }
    }
    let guessed = |factor| {
        Some(Scale {
            factor,
            certainty: Certainty::Guessed,
        })
    };
    if most > BEGUN || nearer > CLOSER {
        guessed(100.0)
    } else if most == 0.0 {
        None
    } else if nearer < -CLOSER {
        guessed(1.0)
    } else {
        Some(Scale {
            factor: 1.0,
            certainty: Certainty::Unknown,
        })
    }
}

/// A target that stays below one percent beside a realisasi of tens isn't one: one of the two scales is wrong.
fn at_odds(mapping: &Mapping, bound: &[(Field, u32)], by_column: &mut BTreeMap<u32, Scale>) {
    let scaled = |measure: Measure| {
        let of = bound
            .iter()
            .find(|(field, _)| Some(*field) == mapping.cumulative_field(measure));
        let (_, col) = of?;
        Some((*col, mapping.facts[col].max * by_column.get(col)?.factor))
    };
    let (Some((target, most)), Some((_, done))) = (
        scaled(Measure::TargetFisik),
        scaled(Measure::RealisasiFisik),
    ) else {
        return;
    };
    if most > 0.0 && most <= 1.0 && done > 20.0 {
        by_column.insert(
            target,
            Scale {
                factor: 1.0,
                certainty: Certainty::Unknown,
            },
        );
    }
}

/// Decides by the column's own evidence.
fn alone(grid: &Grid, mapping: &Mapping, rows: &[u32], field: Field, col: u32) -> Option<Scale> {
    let facts = &mapping.facts[&col];
    let proven = |factor| {
        Some(Scale {
            factor,
            certainty: Certainty::Proven,
        })
    };
    if facts.n_nonzero == 0 {
        return proven(1.0);
    }
    if facts.n_percent_format * 2 > facts.n_nonzero {
        return proven(100.0);
    }
    if let Some(factor) = by_ratio(grid, mapping, rows, field, col) {
        return proven(factor);
    }
    // A fraction is seldom above 1.5 (150 %), a percentage seldom below it in most of the rows.
    let values = numbers(grid, col, facts.style, rows);
    let above = values
        .into_iter()
        .flatten()
        .filter(|value| value.abs() > 1.5);
    (above.count() * 4 > facts.n_nonzero).then_some(Scale {
        factor: 1.0,
        certainty: Certainty::Proven,
    })
}

/// Decides by realisasi / pagu (or target / pagu, pagu / Σ pagu), where the column should be that ratio.
fn by_ratio(grid: &Grid, mapping: &Mapping, rows: &[u32], field: Field, col: u32) -> Option<f64> {
    let money = match field.measure {
        Measure::RealisasiKeuanganPct => Measure::RealisasiKeuangan,
        Measure::TargetKeuanganPct => Measure::TargetKeuangan,
        _ => return None,
    };
    let amount = mapping.column_of(money, field.span)?;
    let pagu = mapping.column_of(Measure::Pagu, Span::Plain)?;
    let column = |col: u32| numbers(grid, col, mapping.facts[&col].style, rows);
    let (amounts, pagus, stated) = (column(amount), column(pagu), column(col));
    let (mut fraction, mut percent) = (0usize, 0usize);
    for ((amount, pagu), stated) in amounts.into_iter().zip(pagus).zip(stated) {
        let (Some(amount), Some(pagu), Some(stated)) = (amount, pagu, stated) else {
            continue;
        };
        if pagu <= 0.0 || amount == 0.0 {
            continue;
        }
        let ratio = amount / pagu;
        fraction += usize::from((stated - ratio).abs() <= 0.0051);
        percent += usize::from((stated - ratio * 100.0).abs() <= 0.51);
    }
    match (fraction, percent) {
        (0, 0) => None,
        (f, p) if f > p => Some(100.0),
        (f, p) if p > f => Some(1.0),
        _ => None,
    }
}

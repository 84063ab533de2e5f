//! Two percent columns of the same path side by side: KUM and TTB, told by `TTB = bobot × KUM / 100`.

use std::collections::BTreeMap;

use super::columns::Draft;
use super::facts::{Facts, numbers};
use crate::model::field::{Field, Kind, Measure};
use crate::model::grid::Grid;
use crate::rules::kolom::Faset;

/// A proof holds on at least this share of the rows, in tenths: a total of totals may break it.
const MOST: usize = 8;

type Column = Vec<Option<f64>>;

/// Tells twins apart by their equation; those that it doesn't tell stay rivals.
pub(super) fn settle(
    grid: &Grid,
    rows: &[u32],
    facts: &BTreeMap<u32, Facts>,
    drafts: &mut [Draft],
) {
    let column = |draft: &Draft| numbers(grid, draft.col, facts[&draft.col].style, rows);
    let may_weigh = |draft: &&Draft| {
        matches!(
            draft.meaning.field.map(|field| field.measure),
            Some(Measure::Pagu | Measure::Bobot)
        )
    };
    // Which of several pagu is in force isn't known yet; the weights tell it by fitting.
    let weights: Vec<Column> = drafts.iter().filter(may_weigh).map(column).collect();
    for index in 1..drafts.len() {
        let twins = drafts[index].path == drafts[index - 1].path && !drafts[index].path.is_empty();
        let percent = drafts[index]
            .meaning
            .field
            .is_some_and(|field| field.measure.kind() == Kind::Percent);
        if !twins || !percent || drafts[index].meaning.field != drafts[index - 1].meaning.field {
            continue;
        }
        let (left, right) = (column(&drafts[index - 1]), column(&drafts[index]));
        let proven = |kum: &Column, weighted: &Column| {
            weights
                .iter()
                .any(|weights| proves_weighted(weights, kum, weighted))
        };
        let (weighted, reason) = match (proven(&left, &right), proven(&right, &left)) {
            (true, false) => (index, "tertimbang: terbukti TTB = bobot × KUM / 100"),
            (false, true) => (index - 1, "tertimbang: terbukti TTB = bobot × KUM / 100"),
            _ if left == right => (index, "sama dengan kolom di kirinya"),
            _ => continue,
        };
        let capaian = drafts[index].meaning.field == Some(Field::plain(Measure::Capaian));
        if !capaian {
            drafts[weighted].meaning.field = Some(Field::plain(Measure::Tertimbang));
            reason.clone_into(&mut drafts[weighted].meaning.reason);
        }
    }
}

/// A percent column under no other word, or the second one under capaian, that is the difference of the two weighted
/// columns before it is the deviasi.
pub(super) fn deviations(
    grid: &Grid,
    rows: &[u32],
    facts: &BTreeMap<u32, Facts>,
    drafts: &mut [Draft],
) {
    let column = |draft: &Draft| numbers(grid, draft.col, facts[&draft.col].style, rows);
    let of = |draft: &Draft, measure| draft.meaning.field == Some(Field::plain(measure));
    for index in 2..drafts.len() {
        let draft = &drafts[index];
        let bare = draft.meaning.field.is_none()
            && draft
                .meaning
                .fasets
                .iter()
                .all(|faset| *faset == Faset::Persen)
            && !draft.path.is_empty();
        let second = of(draft, Measure::Capaian) && drafts[index - 1].path == draft.path;
        let mut weighted = drafts[..index]
            .iter()
            .rev()
            .filter(|before| of(before, Measure::Tertimbang));
        let (true, Some(realisasi), Some(target)) =
            (bare || second, weighted.next(), weighted.next())
        else {
            continue;
        };
        let (stated, of_realisasi, of_target) = (column(draft), column(realisasi), column(target));
        let (mut tested, mut held) = (0usize, 0usize);
        for row in 0..rows.len() {
            let (Some(stated), Some(realisasi), Some(target)) =
                (stated[row], of_realisasi[row], of_target[row])
            else {
                continue;
            };
            if stated.abs() + (realisasi - target).abs() > 0.0 {
                tested += 1;
                held += usize::from((stated - (realisasi - target)).abs() <= 0.006);
            }
        }
        if tested >= 2 && held * 10 >= tested * MOST {
            drafts[index].meaning.field = Some(Field::plain(Measure::Deviasi));
            "deviasi: terbukti selisih kedua kolom tertimbang"
                .clone_into(&mut drafts[index].meaning.reason);
        }
    }
}

/// One row of the equation: weight, kumulatif, tertimbang.
#[derive(Clone, Copy)]
struct Point {
    weight: f64,
    kum: f64,
    weighted: f64,
}

/// Returns whether `weighted = k × weight × kum` holds on the rows with one k, or with one k for each of the tables
/// that stand below each other under one kind of header.
fn proves_weighted(weights: &Column, kum: &Column, weighted: &Column) -> bool {
    let slack = Slack {
        kum: half_step(kum),
        weighted: half_step(weighted),
    };
    let mut blocks: Vec<Vec<Point>> = vec![Vec::new()];
    for ((weight, kum), weighted) in weights.iter().zip(kum).zip(weighted) {
        match (weight, kum, weighted) {
            (Some(weight), Some(kum), Some(weighted)) => {
                if (*kum != 0.0 || *weighted != 0.0)
                    && let Some(block) = blocks.last_mut()
                {
                    block.push(Point {
                        weight: *weight,
                        kum: *kum,
                        weighted: *weighted,
                    });
                }
            }
            // A row without any of the three parts two tables: their header, or a blank.
            (None, None, None) if blocks.last().is_some_and(|block| !block.is_empty()) => {
                blocks.push(Vec::new());
            }
            _ => {}
        }
    }
    let whole: Vec<Point> = blocks.iter().flatten().copied().collect();
    if holds(&[whole], &slack) {
        return true;
    }
    blocks.retain(|block| block.len() >= 3);
    holds(&blocks, &slack)
}

/// By how much the two columns may be off through rounding.
struct Slack {
    kum: f64,
    weighted: f64,
}

fn holds(blocks: &[Vec<Point>], slack: &Slack) -> bool {
    let (mut tested, mut held) = (0usize, 0usize);
    for block in blocks {
        let product = |point: &Point| point.weight * point.kum;
        let fits = |k: f64, point: &&Point| {
            let bobot = k * point.weight;
            let allowed = slack.weighted + bobot.abs() * slack.kum + 1e-6 * point.weighted.abs();
            // No part weighs more than the whole: that tells the direction where all weights are equal.
            (point.weighted - k * product(point)).abs() <= allowed && bobot <= 1.001
        };
        let best = factors(block)
            .into_iter()
            .map(|k| block.iter().filter(|point| fits(k, point)).count())
            .max();
        if let Some(best) = best {
            tested += block.len();
            held += best;
        }
    }
    tested >= 2 && held * 10 >= tested * MOST
}

/// What the heaviest rows ask k to be: rounding spoils it in the light ones, a slip in a single one.
fn factors(block: &[Point]) -> Vec<f64> {
    const HEAVIEST: usize = 4;
    let mut points: Vec<(f64, f64)> = block
        .iter()
        .map(|point| (point.weight * point.kum, point.weighted))
        .filter(|(product, weighted)| *product > 0.0 && *weighted > 0.0)
        .collect();
    if points.len() < 2 {
        return Vec::new();
    }
    points.sort_by(|a, b| b.0.total_cmp(&a.0));
    points.truncate(HEAVIEST);
    points.iter().map(|(product, w)| w / product).collect()
}

/// A little more than half of the last decimal that a column shows.
fn half_step(column: &Column) -> f64 {
    let shows = |decimals: &i32| {
        let factor = 10f64.powi(*decimals);
        let mut values = column.iter().flatten();
        values.all(|value| ((value * factor).round() - value * factor).abs() < 1e-6 * factor.sqrt())
    };
    let decimals = (0..=6).find(shows).unwrap_or(7);
    0.55 * 10f64.powi(-decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: &[f64]) -> Column {
        values.iter().copied().map(Some).collect()
    }

    #[test]
    fn weighted_percents_are_told_by_their_equation() {
        let pagu = column(&[100.0, 300.0, 600.0]);
        let kum = column(&[50.0, 80.0, 10.0]);
        let ttb = column(&[5.0, 24.0, 6.0]);
        assert!(proves_weighted(&pagu, &kum, &ttb));
        assert!(!proves_weighted(&pagu, &ttb, &kum));
        assert!(!proves_weighted(&pagu, &vec![None; 3], &ttb));
    }

    #[test]
    fn each_of_two_tables_has_its_own_weights() {
        let mut pagu = column(&[100.0, 300.0, 600.0]);
        let mut kum = column(&[50.0, 80.0, 10.0]);
        let mut ttb = column(&[5.0, 24.0, 6.0]);
        for (column, more) in [
            (&mut pagu, [7000.0, 2000.0, 1000.0]),
            (&mut kum, [90.0, 40.5, 100.0]),
            (&mut ttb, [63.0, 8.1, 10.0]),
        ] {
            column.push(None);
            column.extend(more.map(Some));
        }
        assert!(proves_weighted(&pagu, &kum, &ttb));
        assert!(!proves_weighted(&pagu, &ttb, &kum));
    }

    #[test]
    fn equal_weights_still_tell_the_direction() {
        let pagu = column(&[100.0, 100.0, 100.0, 100.0]);
        let kum = column(&[50.0, 80.0, 10.0, 60.0]);
        let ttb = column(&[12.5, 20.0, 2.5, 15.0]);
        assert!(proves_weighted(&pagu, &kum, &ttb));
        assert!(!proves_weighted(&pagu, &ttb, &kum));
    }
}

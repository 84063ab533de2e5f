//! Several columns claim one counted field: the better header wins by a margin, equal contents are one column, an
//! equation of the form decides, or it is a tie and nobody wins.

use std::collections::BTreeSet;

use super::columns::{Draft, Mapping, drop_claims};
use super::facts::numbers;
use super::part::Part;
use super::version::{self, Version};
use crate::model::field::{Field, Measure};
use crate::model::grid::Grid;
use crate::rules::kolom::Faset;

/// Candidates closer than this are a tie.
const VETO_MARGIN: f64 = 0.15;
/// An equation decides where it holds on at least this share of the rows for one column, and for no other.
const PROVEN: f64 = 0.8;

/// Leaves one claimant for every counted field, and notes the ties.
pub(super) fn settle(grid: &Grid, rows: &[u32], mapping: &mut Mapping, drafts: &mut [Draft]) {
    let claims = drafts.iter().filter_map(|draft| draft.meaning.field);
    let claimed: BTreeSet<Field> = claims.filter(|field| counts(field.measure)).collect();
    for field in claimed {
        let of = with_numbers(field, mapping, drafts);
        if let [only] = of.as_slice()
            && field == Field::plain(Measure::Pagu)
            && version::of(&drafts[*only]) == Version::Murni
            && drafts[*only].meaning.fasets.contains(&Faset::Sebelum)
        {
            // The first budget is in force where the form knows no other; said as a guess.
            let meaning = &mut drafts[*only].meaning;
            meaning.score = meaning.score.max(0.75);
            let word = drafts[*only].path.last().cloned().unwrap_or_default();
            mapping
                .guesses
                .push((drafts[*only].col, word, "pagu".to_owned()));
        }
        if of.len() < 2 {
            continue;
        }
        let (best, margin) = (
            of[0],
            drafts[of[0]].meaning.score - drafts[of[1]].meaning.score,
        );
        let column = |index: usize| column(grid, rows, mapping, drafts[index].col);
        let others = |winner: usize| {
            of.iter()
                .copied()
                .filter(|index| *index != winner)
                .collect::<Vec<_>>()
        };
        if let Some(winner) = total_of_group(grid, rows, mapping, drafts, &of) {
            drop_claims(drafts, &others(winner), "bagian dari kolom jumlahnya");
            let group = |draft: &Draft| draft.path.split_last().map(|(_, upper)| upper.to_vec());
            let own = group(&drafts[winner]);
            for index in (0..drafts.len()).filter(|index| *index != winner) {
                // A term of a sum that holds on every row is understood, whatever it is called.
                if own.is_some() && group(&drafts[index]) == own {
                    let meaning = &mut drafts[index].meaning;
                    meaning.part.get_or_insert(Part::Belanja);
                    meaning.aside = meaning.aside.or(Some(field));
                }
            }
            continue;
        }
        let proven = || proven(grid, rows, mapping, drafts, field, &of);
        // A pagu that is called the changed one gives way to no equation: what contradicts it is a finding.
        let said = margin >= VETO_MARGIN
            && (field.measure != Measure::Pagu || version::of(&drafts[best]) == Version::Sesudah);
        if said {
            let unlike = of[1..]
                .iter()
                .copied()
                .filter(|index| column(*index) != column(best));
            let unused: Vec<u32> = unlike.map(|index| drafts[index].col).collect();
            if field.measure != Measure::Pagu {
                mapping.dropped.extend(unused);
            }
            drop_claims(drafts, &others(best), "kolom lain lebih sesuai");
        } else if of[1..].iter().all(|index| column(*index) == column(best)) {
            drop_claims(drafts, &others(best), "mengulang kolom yang sama");
        } else if let Some(winner) = proven() {
            drop_claims(
                drafts,
                &others(winner),
                "kolom lain terbukti oleh sisa atau persen",
            );
        } else if let Some(winner) = version::last(drafts, field, &of) {
            drop_claims(drafts, &others(winner), "versi pagu yang lebih lama");
        } else if margin >= VETO_MARGIN {
            drop_claims(drafts, &others(best), "kolom lain lebih sesuai");
        } else {
            mapping
                .ties
                .push((field, of.iter().map(|index| drafts[*index].col).collect()));
            drop_claims(drafts, &others(best), "seri dengan kolom lain");
        }
    }
}

/// Returns the claimants of a field, the best header first; a column without any number gives way.
fn with_numbers(field: Field, mapping: &Mapping, drafts: &mut [Draft]) -> Vec<usize> {
    let all = (0..drafts.len()).filter(|index| drafts[*index].meaning.field == Some(field));
    let (mut full, empty): (Vec<usize>, Vec<usize>) =
        all.partition(|index| mapping.facts[&drafts[*index].col].n_numbers > 0);
    if full.is_empty() {
        return empty;
    }
    drop_claims(drafts, &empty, "tidak berisi angka");
    full.sort_by(|a, b| {
        drafts[*b]
            .meaning
            .score
            .total_cmp(&drafts[*a].meaning.score)
            .then(a.cmp(b))
    });
    full
}

/// Returns the one claimant that on every row is the sum of the other columns under its heading.
fn total_of_group(
    grid: &Grid,
    rows: &[u32],
    mapping: &Mapping,
    drafts: &[Draft],
    of: &[usize],
) -> Option<usize> {
    let upper = |index: usize| {
        let path = drafts[index].path.split_last();
        path.map(|(_, upper)| upper)
            .filter(|upper| !upper.is_empty())
    };
    let is_sum = |index: &usize| {
        let Some(group) = upper(*index) else {
            return false;
        };
        let beside = (0..drafts.len()).filter(|other| {
            other != index
                && upper(*other) == Some(group)
                && mapping.facts[&drafts[*other].col].n_numbers > 0
        });
        let parts: Vec<Vec<Option<f64>>> = beside
            .map(|other| column(grid, rows, mapping, drafts[other].col))
            .collect();
        let own = column(grid, rows, mapping, drafts[*index].col);
        let (mut tested, mut held) = (0usize, 0usize);
        for (row, value) in own.iter().enumerate() {
            let Some(value) = value.filter(|value| *value != 0.0) else {
                continue;
            };
            let sum: f64 = parts.iter().filter_map(|part| part[row]).sum();
            tested += 1;
            held += usize::from((sum - value).abs() <= 1.0);
        }
        parts.len() >= 2 && tested >= 1 && held == tested
    };
    let mut winners = of.iter().copied().filter(is_sum);
    let winner = winners.next()?;
    winners.next().is_none().then_some(winner)
}

fn column(grid: &Grid, rows: &[u32], mapping: &Mapping, col: u32) -> Vec<Option<f64>> {
    numbers(grid, col, mapping.facts[&col].style, rows)
}

/// Returns the one claimant of pagu or realisasi for which `sisa = pagu − realisasi` or `% = realisasi / pagu` holds.
fn proven(
    grid: &Grid,
    rows: &[u32],
    mapping: &Mapping,
    drafts: &[Draft],
    field: Field,
    of: &[usize],
) -> Option<usize> {
    let sole = |measure: Measure| {
        let mut claimants = drafts
            .iter()
            .filter(|d| d.meaning.field.is_some_and(|f| f.measure == measure));
        claimants
            .next()
            .filter(|_| claimants.next().is_none())
            .map(|draft| column(grid, rows, mapping, draft.col))
    };
    let other = sole(match field.measure {
        Measure::Pagu => Measure::RealisasiKeuangan,
        Measure::RealisasiKeuangan => Measure::Pagu,
        _ => return None,
    })?;
    let (sisa, percent) = (sole(Measure::Sisa), sole(Measure::RealisasiKeuanganPct));
    let share = |index: usize| {
        let own = column(grid, rows, mapping, drafts[index].col);
        let (pagu, realisasi) = if field.measure == Measure::Pagu {
            (&own, &other)
        } else {
            (&other, &own)
        };
        share_proven(pagu, realisasi, sisa.as_deref(), percent.as_deref())
    };
    let shares: Vec<(usize, f64)> = of.iter().map(|index| (*index, share(*index))).collect();
    let mut winners = shares.iter().filter(|(_, share)| *share >= PROVEN);
    let winner = winners.next()?;
    winners.next().is_none().then_some(winner.0)
}

/// The share of the rows with money on which one of the equations holds.
#[expect(clippy::cast_precision_loss, reason = "counts of rows")]
fn share_proven(
    pagu: &[Option<f64>],
    realisasi: &[Option<f64>],
    sisa: Option<&[Option<f64>]>,
    percent: Option<&[Option<f64>]>,
) -> f64 {
    let at = |column: Option<&[Option<f64>]>, index: usize| column.and_then(|values| values[index]);
    let (mut tested, mut held) = (0usize, 0usize);
    for index in 0..pagu.len() {
        let (Some(pagu), Some(realisasi)) = (pagu[index], realisasi[index]) else {
            continue;
        };
        let (sisa, percent) = (at(sisa, index), at(percent, index));
        if pagu <= 0.0 || realisasi <= 0.0 || (sisa.is_none() && percent.is_none()) {
            continue;
        }
        tested += 1;
        let by_sisa = sisa.is_none_or(|sisa| (sisa - (pagu - realisasi)).abs() <= 1.0);
        let ratio = realisasi / pagu;
        let by_percent = percent.is_none_or(|stated| {
            (stated - ratio * 100.0).abs() <= 0.011 || (stated - ratio).abs() <= 0.000_11
        });
        held += usize::from(by_sisa && by_percent);
    }
    if tested < 2 {
        0.0
    } else {
        held as f64 / tested as f64
    }
}

/// The measures that enter totals, or that prove them.
fn counts(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::Pagu
            | Measure::TargetKeuangan
            | Measure::TargetKeuanganPct
            | Measure::RealisasiKeuangan
            | Measure::RealisasiKeuanganPct
            | Measure::TargetFisik
            | Measure::RealisasiFisik
            | Measure::NilaiKontrak
    )
}

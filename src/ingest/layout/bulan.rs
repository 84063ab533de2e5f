//! Columns by month and the amounts of a plan: what each measures, and which of them a plan adds up.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Draft, Sheet, drop_claims};
use super::facts::{Facts, numbers};
use super::part::Part;
use crate::model::field::{Field, Measure, Span};
use crate::model::grid::Grid;
use crate::rules::kolom::{Faset, Kolom};

/// A plan shows at least this many months.
pub(super) const PLAN: usize = 6;
/// Share of the rows, in tenths, on which a column must be the sum of the months.
const MOST: usize = 8;

/// Says what the months of a plan and the total beside them measure. A table that states realisasi is none.
pub(super) fn settle(
    grid: &Grid,
    rows: &[u32],
    kolom: &Kolom,
    facts: &BTreeMap<u32, Facts>,
    drafts: &mut [Draft],
) {
    let claims = |draft: &Draft, measures: &[Measure]| {
        let field = draft.meaning.field;
        field.is_some_and(|field| measures.contains(&field.measure))
    };
    let of_realisasi = [Measure::RealisasiKeuangan, Measure::RealisasiFisik];
    if drafts.iter().any(|draft| claims(draft, &of_realisasi)) {
        return;
    }
    let bare: Vec<usize> = (0..drafts.len())
        .filter(|index| is_bare(&drafts[*index]))
        .collect();
    let named: BTreeSet<u8> = bare
        .iter()
        .flat_map(|index| drafts[*index].meaning.months.iter().copied())
        .collect();
    if named.len() >= PLAN {
        for index in bare {
            let draft = &mut drafts[index];
            let measure = month_measure(draft, &facts[&draft.col]);
            draft.meaning.aside = Some(Field {
                measure,
                span: Span::Ini,
            });
            "rencana bulan itu".clone_into(&mut draft.meaning.reason);
        }
    }
    let months = of_plan(facts, drafts);
    if months.len() >= PLAN {
        totals(grid, rows, kolom, facts, drafts, &months);
    }
}

/// `S/D AGUSTUS`, `SEPTEMBER`, `S/D SEPTEMBER` under one heading: to the month before, in the month, to the month. The
/// month is that of the period, or the latest one that a column goes to. A column that goes to any other month is a part.
pub(super) fn to_date(sheet: &Sheet<'_>, facts: &BTreeMap<u32, Facts>, drafts: &mut [Draft]) {
    let goes_to = |draft: &Draft| {
        let month = draft.meaning.months.first().copied();
        let spanned = draft.meaning.field.is_some_and(|field| {
            field.measure.has_span() && matches!(field.span, Span::Plain | Span::Sd)
        });
        let said = draft.meaning.fasets.contains(&Faset::Sd)
            || draft.path.iter().any(|text| says_until(text, sheet.kolom));
        month.filter(|_| spanned && said && draft.meaning.months.len() == 1)
    };
    let measures: BTreeSet<Measure> = drafts
        .iter()
        .filter(|draft| goes_to(draft).is_some())
        .filter_map(|draft| draft.meaning.field.map(|field| field.measure))
        .collect();
    for measure in measures {
        let of: Vec<usize> = (0..drafts.len())
            .filter(|index| {
                let claimed = drafts[*index].meaning.field;
                claimed.is_some_and(|field| field.measure == measure)
                    && drafts[*index].meaning.months.len() == 1
            })
            .collect();
        let months: BTreeSet<u8> = of
            .iter()
            .filter_map(|index| goes_to(&drafts[*index]))
            .collect();
        let filled = |index: &usize| facts[&drafts[*index].col].n_nonzero > 0;
        let latest = of
            .iter()
            .filter(|index| filled(index))
            .filter_map(|i| goes_to(&drafts[*i]));
        let Some(until) = sheet.bulan.filter(|m| months.contains(m)).or(latest.max()) else {
            continue;
        };
        for index in of {
            let own = drafts[index].meaning.months.first().copied().unwrap_or(0);
            let span = match goes_to(&drafts[index]) {
                Some(month) if month == until => Span::Sd,
                Some(month) if month + 1 == until && months.len() == 2 => Span::Lalu,
                None if own == until => Span::Ini,
                _ => {
                    drop_claims(drafts, &[index], Part::Bulan.reason());
                    continue;
                }
            };
            drafts[index].meaning.field = Some(Field { measure, span });
            // It is the whole: no other month counts beside it.
            drafts[index].meaning.part = None;
        }
    }
}

/// Returns whether a text says "until" right before a month.
fn says_until(text: &str, kolom: &Kolom) -> bool {
    let folded = crate::normalize::fold::fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    (1..words.len()).any(|at| {
        let before = &words[..at];
        let before = match before {
            [rest @ .., "bulan" | "bln" | "akhir"] => rest,
            whole => whole,
        };
        kolom.month(words[at]).is_some()
            && matches!(
                before,
                [.., "s", "d"] | [.., "sd" | "sampai" | "hingga"] | [.., "sampai", "dengan"]
            )
    })
}

/// A column headed by a month and nothing that says what it measures.
fn is_bare(draft: &Draft) -> bool {
    let said = [Faset::Bulan, Faset::Rp, Faset::Persen, Faset::Tahun];
    let meaning = &draft.meaning;
    meaning.months.len() == 1
        && meaning.field.is_none()
        && meaning.aside.is_none()
        && meaning.fasets.iter().all(|faset| said.contains(faset))
}

fn month_measure(draft: &Draft, facts: &Facts) -> Measure {
    let by_numbers = facts.n_nonzero > 0 && facts.looks_percent();
    if by_numbers || draft.meaning.fasets.contains(&Faset::Persen) {
        Measure::TargetFisik
    } else {
        Measure::TargetKeuangan
    }
}

/// Returns the column of each month that a plan adds up: keuangan where it has it, else fisik.
pub(super) fn of_plan(facts: &BTreeMap<u32, Facts>, drafts: &[Draft]) -> BTreeMap<u8, u32> {
    let of = |measure: Measure| -> BTreeMap<u8, u32> {
        let wanted = Some(Field {
            measure,
            span: Span::Ini,
        });
        let columns = drafts.iter().filter(|draft| {
            let facts = &facts[&draft.col];
            draft.meaning.months.len() == 1
                && draft.meaning.aside == wanted
                && facts.n_texts - facts.n_errors <= facts.n_numbers
        });
        columns
            .filter_map(|draft| Some((*draft.meaning.months.first()?, draft.col)))
            .collect()
    };
    let money = of(Measure::TargetKeuangan);
    if money.is_empty() {
        of(Measure::TargetFisik)
    } else {
        money
    }
}

/// The total of the months is told by its sum, not by its word: a column that adds up to something else is none.
fn totals(
    grid: &Grid,
    rows: &[u32],
    kolom: &Kolom,
    facts: &BTreeMap<u32, Facts>,
    drafts: &mut [Draft],
    months: &BTreeMap<u8, u32>,
) {
    let column = |col: u32| numbers(grid, col, facts[&col].style, rows);
    let of_months: Vec<Vec<Option<f64>>> = months.values().map(|col| column(*col)).collect();
    let first = months.values().min().copied().unwrap_or(0);
    for draft in drafts.iter_mut() {
        let claims = draft.meaning.field == Some(Field::plain(Measure::TargetKeuangan));
        let last = draft.path.last().map(|text| kolom.read_exactly(text));
        let neutral = last.is_some_and(|reading| reading.neutral)
            && draft.meaning.field.is_none()
            && draft.meaning.months.is_empty()
            && draft.col > first;
        if !claims && !neutral {
            continue;
        }
        let (mut tested, mut held) = (0usize, 0usize);
        for (row, value) in column(draft.col).into_iter().enumerate() {
            let Some(value) = value else { continue };
            let sum: f64 = of_months.iter().filter_map(|month| month[row]).sum();
            tested += usize::from(value != 0.0 || sum != 0.0);
            held += usize::from((value != 0.0 || sum != 0.0) && (value - sum).abs() <= 1.0);
        }
        if held * 10 < tested * MOST {
            draft.meaning.field = None;
            "tidak sama dengan jumlah bulan-bulannya".clone_into(&mut draft.meaning.reason);
        } else if neutral {
            draft.meaning.aside = Some(Field::plain(Measure::TargetKeuangan));
            "jumlah bulan-bulannya".clone_into(&mut draft.meaning.reason);
        }
    }
}

/// `JUMLAH` right of volume and price is the pagu where no other column claims it.
pub(super) fn priced_amount(kolom: &Kolom, drafts: &mut [Draft]) {
    let pagu = Some(Field::plain(Measure::Pagu));
    let claimed = |draft: &Draft| draft.meaning.field == pagu || draft.meaning.aside == pagu;
    if drafts.iter().any(claimed) {
        return;
    }
    let priced = |draft: &Draft| {
        let texts = || {
            draft
                .path
                .iter()
                .map(|text| crate::normalize::fold::fold(text))
        };
        draft.meaning.months.is_empty()
            && texts().any(|text| matches!(text.as_str(), "harga satuan" | "rincian perhitungan"))
    };
    let Some(price) = drafts.iter().position(priced) else {
        return;
    };
    let amount = drafts.iter_mut().skip(price).find(|draft| {
        let neutral = draft.path.last().is_some_and(|text| {
            let reading = kolom.read_exactly(text);
            let unit = reading.fasets.iter().all(|faset| *faset == Faset::Rp);
            reading.neutral || (unit && reading.coverage >= 1.0)
        });
        neutral && draft.meaning.field.is_none() && draft.meaning.months.is_empty()
    });
    if let Some(draft) = amount {
        draft.meaning.field = pagu;
        draft.meaning.score = 0.85;
        "volume kali harga satuan".clone_into(&mut draft.meaning.reason);
    }
}

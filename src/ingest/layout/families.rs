//! Columns of one family — name levels, targets called pagu, sources of funds, months, years — give way to the whole.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Draft, drop_claims};
use super::facts::{Facts, numbers};
use super::part::Part;
use super::view::{Look, look};
use crate::model::cell::CellRef;
use crate::model::field::{Field, Kind, Measure, Span};
use crate::model::grid::Grid;
use crate::rules::kolom::Faset;

/// Several name or code columns: the deepest level is the name, the sub kegiatan stays beside it, the rest are
/// the levels above. Where a row fills only the column of its own level, each of them names rows.
pub(super) fn settle_names(grid: &Grid, rows: &[u32], drafts: &mut [Draft]) -> bool {
    let mut flat = false;
    for measure in [Measure::Uraian, Measure::Kode] {
        let of: Vec<usize> = drafts
            .iter()
            .enumerate()
            .filter(|(_, draft)| draft.meaning.field == Some(Field::plain(measure)))
            .map(|(index, _)| index)
            .collect();
        let distinct = of
            .windows(2)
            .any(|pair| drafts[pair[0]].path != drafts[pair[1]].path);
        // Code columns under one heading are the segments of one code, or each holds the ones before it.
        let group = |index: &usize| {
            drafts[*index]
                .path
                .first()
                .filter(|_| drafts[*index].path.len() > 1)
        };
        let one_code = measure == Measure::Kode
            && of
                .iter()
                .all(|index| group(index).is_some() && group(index) == group(&of[0]));
        if of.len() < 2
            || !distinct
            || one_code
            || (measure == Measure::Uraian && steps(grid, rows, drafts, &of))
        {
            continue;
        }
        let text = |index: &usize| drafts[*index].path.last().map_or("", String::as_str);
        let says =
            |index: &usize, word: &str| crate::normalize::fold::fold(text(index)).contains(word);
        let to_rekening = of.iter().any(|index| says(index, "rekening"));
        let rank = |index: &usize| {
            // `AKUN` beside `REKENING` is the top of the chart of accounts.
            let above = to_rekening && says(index, "akun") && !says(index, "rekening");
            if above { 1 } else { depth_word(text(index)) }
        };
        let ranks: Vec<u8> = of.iter().map(rank).collect();
        let deepest = ranks.iter().max().copied().unwrap_or(0);
        for (index, rank) in of.into_iter().zip(ranks) {
            flat |= rank != deepest;
            if rank != deepest && rank != 4 {
                drafts[index].meaning.field = None;
                "kode atau nama tingkat di atasnya".clone_into(&mut drafts[index].meaning.reason);
            }
        }
    }
    flat
}

/// Returns whether rows fill one of the columns each, and different rows different ones.
fn steps(grid: &Grid, rows: &[u32], drafts: &[Draft], of: &[usize]) -> bool {
    let named = |row: u32, index: &usize| {
        let cell = grid.cell(CellRef::new(row, drafts[*index].col));
        cell.is_some_and(|cell| cell.display().chars().any(char::is_alphabetic))
    };
    let filled: Vec<Vec<usize>> = rows
        .iter()
        .map(|row| {
            of.iter()
                .copied()
                .filter(|index| named(*row, index))
                .collect()
        })
        .collect();
    let several = filled
        .iter()
        .filter(|names: &&Vec<usize>| names.len() > 1)
        .count();
    let alone: BTreeSet<usize> = filled
        .iter()
        .filter(|names| names.len() == 1)
        .flatten()
        .copied()
        .collect();
    let n_alone = filled.iter().filter(|names| names.len() == 1).count();
    alone.len() >= 2 && n_alone >= 3 && several * 10 <= n_alone
}

/// A number column that is mostly text is none: "Target 2024" over "2 Dokumen".
/// Texts below the last row of figures are notes and signatures.
pub(super) fn refuse_texts(grid: &Grid, rows: &[u32], drafts: &mut [Draft]) {
    let of_numbers = |draft: &Draft| draft.meaning.field.is_some_and(enters_sums);
    let columns: Vec<u32> = drafts
        .iter()
        .filter(|d| of_numbers(d))
        .map(|d| d.col)
        .collect();
    let figures = |row: &u32| {
        let cell = |col: &u32| grid.cell(CellRef::new(*row, *col));
        columns
            .iter()
            .filter_map(cell)
            .any(|cell| look(cell) == Look::Number)
    };
    let end = rows.iter().rposition(figures).map_or(0, |at| at + 1);
    for draft in drafts {
        // Nor is a column of nothing but money a name: "Belanja" over amounts.
        let facts = Facts::of(grid, draft.col, &rows[..end]);
        let of_names = draft.meaning.field == Some(Field::plain(Measure::Uraian));
        if of_names && facts.n_texts == 0 && facts.looks_rupiah() {
            draft.meaning.field = None;
            draft.meaning.undecided = true;
            "berisi uang, bukan nama".clone_into(&mut draft.meaning.reason);
        }
        if !of_numbers(draft) {
            continue;
        }
        let n_texts = facts.n_texts - facts.n_errors;
        let only_texts =
            n_texts >= 1 && facts.n_numbers == 0 && draft.meaning.fasets.contains(&Faset::Target);
        if (n_texts >= 3 && n_texts > facts.n_numbers) || only_texts {
            draft.meaning.field = None;
            "berisi teks, bukan angka".clone_into(&mut draft.meaning.reason);
        }
    }
}

/// Ranks a name column's header by the level it names.
fn depth_word(text: &str) -> u8 {
    let folded = crate::normalize::fold::fold(text);
    let has = |word: &str| folded.contains(word);
    if has("rekening") || has("akun") || has("paket") || has("pekerjaan") || has("belanja") {
        6
    } else if has("subkegiatan") || has("sub kegiatan") {
        4
    } else if has("kegiatan") && !has("program") && !has("uraian") {
        3
    } else if has("program") && !has("kegiatan") {
        2
    } else if has("urusan") && !has("kegiatan") {
        1
    } else {
        5
    }
}

/// `SELESAI` without a `MULAI` counts what is done, and a lone `SPMK` is a letter: neither is a date of a contract.
pub(super) fn lone_dates(drafts: &mut [Draft]) {
    let (mulai, selesai) = (Measure::TanggalMulai, Measure::TanggalSelesai);
    let claimed = |drafts: &[Draft], measure| {
        let of = Some(Field::plain(measure));
        drafts.iter().any(|draft| draft.meaning.field == of)
    };
    let (starts, ends) = (claimed(drafts, mulai), claimed(drafts, selesai));
    for draft in drafts.iter_mut() {
        let word = draft
            .path
            .last()
            .map(|text| crate::normalize::fold::fold(text));
        let lone = match draft.meaning.field.map(|field| field.measure) {
            Some(measure) if measure == selesai => !starts && word.as_deref() == Some("selesai"),
            Some(measure) if measure == mulai => !ends && word.as_deref() == Some("spmk"),
            _ => false,
        };
        if lone {
            draft.meaning.field = None;
            "bukan tanggal kontrak".clone_into(&mut draft.meaning.reason);
        }
    }
}

/// `TARGET › DANA` beside a column that is the pagu without a doubt is the target.
pub(super) fn targets_called_pagu(drafts: &mut [Draft]) {
    let pagu = Some(Field::plain(Measure::Pagu));
    let plainly = |draft: &Draft| {
        draft.meaning.field == pagu && !draft.meaning.fasets.contains(&Faset::Target)
    };
    let claims_target =
        |draft: &Draft| draft.meaning.field == Some(Field::plain(Measure::TargetKeuangan));
    if !drafts.iter().any(plainly) || drafts.iter().any(claims_target) {
        return;
    }
    for draft in drafts
        .iter_mut()
        .filter(|draft| draft.meaning.field == pagu && !plainly(draft))
    {
        draft.meaning.field = Some(Field::plain(Measure::TargetKeuangan));
        draft.meaning.score = 0.85;
        "target, karena pagu ada di kolom lain".clone_into(&mut draft.meaning.reason);
    }
}

/// A column of a family gives way to the whole: one source of funds, one way of procurement or another year's column
/// is never the whole, whatever stands beside it; a quarter isn't where another column claims its field, a month or a
/// sort of belanja where it is one of several.
pub(super) fn settle_parts(facts: &BTreeMap<u32, Facts>, drafts: &mut [Draft]) {
    let months: BTreeSet<u8> = drafts
        .iter()
        .flat_map(|draft| draft.meaning.months.iter().copied())
        .collect();
    let many_months = months.len() >= 3;
    let families = Families::of(drafts);
    let mut giving: Vec<(usize, Field, Part)> = Vec::new();
    for index in 0..drafts.len() {
        let (Some(field), Some(part)) = (drafts[index].meaning.field, drafts[index].meaning.part)
        else {
            continue;
        };
        let gives_way = match part {
            Part::TahunLain => true,
            Part::SumberDana | Part::Cara => enters_sums(field),
            Part::Bulan if field.span == Span::Plain => many_months,
            Part::Bulan => families.n_months(field) >= 3,
            Part::Belanja => families.n_belanja(field) >= 2,
            Part::Triwulan => has_rival(facts, drafts, index, field),
        };
        if gives_way {
            giving.push((index, field, part));
        }
    }
    // All at once: of several quarters the last one is no more the whole than the others.
    for (index, field, part) in giving {
        drop_claims(drafts, &[index], part.reason());
        drafts[index].meaning.aside = part.measured(field);
    }
}

/// A measure that stands only in parts, and a column without a meaning of its own that is their sum on every row: that
/// column is the whole, whatever it is called.
pub(super) fn sums_of_parts(
    grid: &Grid,
    rows: &[u32],
    facts: &BTreeMap<u32, Facts>,
    drafts: &mut [Draft],
) {
    let column = |col: u32| numbers(grid, col, facts[&col].style, rows);
    for measure in [
        Measure::Pagu,
        Measure::TargetKeuangan,
        Measure::RealisasiKeuangan,
    ] {
        let claims = |draft: &Draft| {
            draft
                .meaning
                .field
                .is_some_and(|field| field.measure == measure)
        };
        let part = |draft: &&Draft| {
            draft.meaning.part.is_some()
                && draft
                    .meaning
                    .aside
                    .is_some_and(|aside| aside.measure == measure)
                && facts[&draft.col].n_numbers > 0
        };
        let parts: Vec<Vec<Option<f64>>> = drafts
            .iter()
            .filter(part)
            .map(|draft| column(draft.col))
            .collect();
        if parts.len() < 2 || drafts.iter().any(claims) {
            continue;
        }
        let is_sum = |draft: &Draft| {
            let meaning = &draft.meaning;
            let free = meaning.field.is_none() && meaning.aside.is_none();
            let (mut tested, mut held) = (0usize, 0usize);
            for (row, value) in column(draft.col).into_iter().enumerate() {
                let Some(value) = value.filter(|value| *value != 0.0) else {
                    continue;
                };
                let sum: f64 = parts.iter().filter_map(|part| part[row]).sum();
                tested += 1;
                held += usize::from((sum - value).abs() <= 1.0);
            }
            free && facts[&draft.col].looks_rupiah() && tested >= 1 && held == tested
        };
        let wholes: Vec<usize> = (0..drafts.len())
            .filter(|at| is_sum(&drafts[*at]))
            .collect();
        if let [whole] = wholes.as_slice() {
            let meaning = &mut drafts[*whole].meaning;
            meaning.field = Some(Field::plain(measure));
            (meaning.score, meaning.coverage) = (0.9, 1.0);
            "terbukti jumlah kolom bagiannya".clone_into(&mut meaning.reason);
        }
    }
}

/// How many months and sorts of belanja have a column of the same field.
struct Families {
    months: BTreeSet<(Field, u8)>,
    belanja: Vec<Field>,
}

impl Families {
    fn of(drafts: &[Draft]) -> Self {
        let claims = || {
            let claimed = |draft: &Draft| Some((draft.meaning.field?, draft.meaning.part?));
            drafts
                .iter()
                .filter_map(move |draft| Some((draft, claimed(draft)?)))
        };
        let month = |(draft, (field, part)): (&Draft, (Field, Part))| {
            let month = draft.meaning.months.first().copied();
            month
                .filter(|_| part == Part::Bulan)
                .map(|month| (field, month))
        };
        let of_belanja = claims().filter(|(_, (_, part))| *part == Part::Belanja);
        Self {
            months: claims().filter_map(month).collect(),
            belanja: of_belanja.map(|(_, (field, _))| field).collect(),
        }
    }

    fn n_months(&self, field: Field) -> usize {
        self.months.iter().filter(|(of, _)| *of == field).count()
    }

    fn n_belanja(&self, field: Field) -> usize {
        self.belanja.iter().filter(|of| **of == field).count()
    }
}

fn enters_sums(field: Field) -> bool {
    matches!(field.measure.kind(), Kind::Rupiah | Kind::Percent)
}

/// Returns whether another column claims the field, whole or of another quarter.
fn has_rival(facts: &BTreeMap<u32, Facts>, drafts: &[Draft], index: usize, field: Field) -> bool {
    let part = drafts[index].meaning.part;
    let mut others = drafts.iter().enumerate().filter(|(at, _)| *at != index);
    others.any(|(_, other)| {
        let same_measure = other
            .meaning
            .field
            .is_some_and(|claimed| claimed.measure == field.measure);
        let to_date = other.meaning.part == Some(Part::Bulan)
            && other
                .meaning
                .field
                .is_some_and(|field| field.span != Span::Plain);
        let whole = same_measure
            && (other.meaning.part.is_none() || to_date)
            && facts[&other.col].n_numbers > 0;
        whole || (other.meaning.field == Some(field) && other.meaning.part == part)
    })
}

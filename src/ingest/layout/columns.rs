//! Binds columns to fields by one assignment over the whole table; ties are settled by equations or not at all.

use std::collections::{BTreeMap, BTreeSet};

use super::band::Band;
use super::contents;
use super::facts::{Facts, numbers};
use super::meaning::{self, Meaning, Part, Unit};
use super::path;
use super::ties;
use crate::model::field::{Field, Kind, Measure, Span};
use crate::model::grid::Grid;
use crate::model::petaan::AturanTingkat;
use crate::model::table::Column;
use crate::rules::kolom::{Faset, Kolom};

/// The columns of a table as bound.
#[derive(Clone, Debug, Default)]
pub(super) struct Mapping {
    pub columns: Vec<Column>,
    pub facts: BTreeMap<u32, Facts>,
    /// The column that holds each field.
    pub by_field: BTreeMap<Field, u32>,
    /// Columns of the name and of the code, left to right: one, or several where they are split.
    pub uraian: Vec<u32>,
    pub kode: Vec<u32>,
    /// Month columns by month, where months stand side by side.
    pub months: BTreeMap<u8, u32>,
    /// Fields that several columns claim with equal right: what they hold is in doubt.
    pub ties: Vec<(Field, Vec<u32>)>,
    /// Header words taken by similarity: column, word, phrase.
    pub guesses: Vec<(u32, String, String)>,
    /// Columns with a header that says nothing known, and numbers below it.
    pub unknown: Vec<u32>,
    /// Every row repeats the levels above it in columns of their own: all rows are leaves.
    pub flat: bool,
    /// The column that says each row's level in a word.
    pub tingkat: Option<u32>,
    /// Columns with numbers that gave way although some of their words weren't understood.
    pub dropped: Vec<u32>,
    pub fasets: BTreeSet<Faset>,
    /// How a released mapping tells the levels of the rows.
    pub aturan: Option<AturanTingkat>,
    /// Columns that a released mapping reads otherwise than their header is understood: column, field by the header.
    pub dibantah: Vec<(u32, Field)>,
}

impl Mapping {
    /// Returns the column of a measure's cumulative value.
    pub(super) fn cumulative(&self, measure: Measure) -> Option<u32> {
        self.by_field.get(&self.cumulative_field(measure)?).copied()
    }

    /// Returns the field under which a measure's cumulative value is bound.
    pub(super) fn cumulative_field(&self, measure: Measure) -> Option<Field> {
        [Span::Sd, Span::Plain]
            .into_iter()
            .map(|span| Field { measure, span })
            .find(|field| self.by_field.contains_key(field))
    }

    pub(super) fn column_of(&self, measure: Measure, span: Span) -> Option<u32> {
        self.by_field.get(&Field { measure, span }).copied()
    }

    pub(super) fn has(&self, measure: Measure) -> bool {
        self.by_field.keys().any(|field| field.measure == measure)
    }

    /// Returns the leftmost column that holds money.
    pub(super) fn first_money(&self) -> Option<u32> {
        self.by_field
            .iter()
            .filter(|(field, _)| field.measure.kind() == Kind::Rupiah)
            .map(|(_, col)| *col)
            .min()
    }

    pub(super) fn path_of(&self, col: u32) -> String {
        self.columns
            .iter()
            .find(|column| column.col == col)
            .map(|c| c.path.join(" › "))
            .unwrap_or_default()
    }
}

/// A column before the columns are weighed against each other.
pub(super) struct Draft {
    pub col: u32,
    pub path: Vec<String>,
    pub meaning: Meaning,
}

/// What columns are bound with.
pub(super) struct Sheet<'a> {
    pub grid: &'a Grid,
    pub kolom: &'a Kolom,
    /// The budget year of the table, where it is known.
    pub tahun: Option<i16>,
    /// Money stands in thousands or millions: small numbers may be money.
    pub scaled: bool,
}

/// Binds the columns of a band over its body rows.
pub(super) fn bind(
    sheet: &Sheet<'_>,
    band: &Band,
    body: &std::ops::RangeInclusive<u32>,
) -> Mapping {
    let grid = sheet.grid;
    let last_col = last_column(grid, band, body);
    let paths = path::flatten(grid, band, band.first_col, last_col);
    let years: BTreeSet<i16> = paths
        .iter()
        .flatten()
        .filter_map(|text| year_in(text))
        .collect();
    let tahun = sheet
        .tahun
        .or_else(|| years.last().copied().filter(|_| years.len() > 1));
    let mut mapping = Mapping::default();
    let mut drafts = Vec::new();
    for (col, path) in (band.first_col..=last_col).zip(paths) {
        let facts = Facts::of(grid, col, body.clone());
        let mut meaning = meaning::of(&path, unit_of(&facts, sheet.scaled), sheet.kolom);
        let year = path.iter().find_map(|text| year_in(text));
        if year.is_some_and(|year| tahun.is_some_and(|own| year != own)) {
            meaning.part = Some(Part::TahunLain);
        }
        mapping.facts.insert(col, facts);
        drafts.push(Draft { col, path, meaning });
    }
    let rows: Vec<u32> = grid.rows.range(body.clone()).map(|(row, _)| *row).collect();
    refuse_texts(&mapping.facts, &mut drafts);
    mapping.tingkat = contents::level_column(grid, &rows, &mut drafts);
    contents::name_and_code(grid, &rows, &mapping.facts, &mut drafts);
    mapping.flat = settle_names(&mut drafts);
    targets_called_pagu(&mut drafts);
    settle_parts(&mapping.facts, &mut drafts);
    settle_twins(grid, &rows, &mapping.facts, &mut drafts);
    ties::settle(grid, &rows, &mut mapping, &mut drafts);
    let mut mapping = finish(mapping, drafts);
    contents::shifted_names(grid, &rows, &mut mapping);
    mapping
}

fn unit_of(facts: &Facts, scaled: bool) -> Unit {
    if facts.looks_rupiah() {
        Unit::Rupiah
    } else if facts.n_nonzero > 0 && facts.looks_percent() && !scaled {
        Unit::Percent
    } else {
        Unit::Unknown
    }
}

fn last_column(grid: &Grid, band: &Band, body: &std::ops::RangeInclusive<u32>) -> u32 {
    let written = grid
        .rows
        .range(body.clone())
        .filter_map(|(_, cells)| cells.keys().next_back().copied())
        .max();
    // Whatever stands beyond the header for more than a few columns is another thing.
    written.unwrap_or(0).clamp(band.last_col, band.last_col + 8)
}

/// Several name or code columns: the deepest level is the name, the sub kegiatan stays beside it, the rest are
/// the levels above.
fn settle_names(drafts: &mut [Draft]) -> bool {
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
        if of.len() < 2 || !distinct {
            continue;
        }
        let ranks: Vec<u8> = of
            .iter()
            .map(|index| depth_word(drafts[*index].path.last().map_or("", String::as_str)))
            .collect();
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

/// A number column that is mostly text is none: "Target 2024" over "2 Dokumen".
fn refuse_texts(facts: &BTreeMap<u32, Facts>, drafts: &mut [Draft]) {
    for draft in drafts {
        let of_numbers = draft
            .meaning
            .field
            .is_some_and(|field| matches!(field.measure.kind(), Kind::Rupiah | Kind::Percent));
        let facts = &facts[&draft.col];
        if of_numbers && facts.n_texts >= 3 && facts.n_texts > facts.n_numbers {
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

/// Two percent columns of the same path side by side are KUM and TTB: `TTB = bobot × KUM / 100`, to be proven.
fn settle_twins(grid: &Grid, rows: &[u32], facts: &BTreeMap<u32, Facts>, drafts: &mut [Draft]) {
    let pagu = drafts
        .iter()
        .find(|d| d.meaning.field == Some(Field::plain(Measure::Pagu)))
        .map(|d| d.col);
    for index in 1..drafts.len() {
        let twins = drafts[index].path == drafts[index - 1].path && !drafts[index].path.is_empty();
        let percent = drafts[index]
            .meaning
            .field
            .is_some_and(|field| field.measure.kind() == Kind::Percent);
        if !twins || !percent || drafts[index].meaning.field != drafts[index - 1].meaning.field {
            continue;
        }
        let column = |draft: &Draft| numbers(grid, draft.col, facts[&draft.col].style, rows);
        let weights = pagu
            .map(|col| numbers(grid, col, facts[&col].style, rows))
            .unwrap_or_default();
        let (left, right) = (column(&drafts[index - 1]), column(&drafts[index]));
        let kum_left = proves_weighted(&weights, &left, &right);
        let kum_right = proves_weighted(&weights, &right, &left);
        let same = left == right;
        let (weighted, reason) = match (kum_left, kum_right) {
            (true, false) => (index, "tertimbang: terbukti TTB = bobot × KUM / 100"),
            (false, true) => (index - 1, "tertimbang: terbukti TTB = bobot × KUM / 100"),
            _ if same => (index, "sama dengan kolom di kirinya"),
            _ => continue,
        };
        let capaian = drafts[index].meaning.field == Some(Field::plain(Measure::Capaian));
        if !capaian {
            drafts[weighted].meaning.field = Some(Field::plain(Measure::Tertimbang));
            reason.clone_into(&mut drafts[weighted].meaning.reason);
        }
    }
}

/// Returns whether `weighted = k × pagu × kum` holds with one k on the rows.
fn proves_weighted(pagu: &[Option<f64>], kum: &[Option<f64>], weighted: &[Option<f64>]) -> bool {
    let rows: Vec<(f64, f64)> = pagu
        .iter()
        .zip(kum)
        .zip(weighted)
        .filter_map(|((p, k), w)| Some((p.as_ref()? * k.as_ref()?, *w.as_ref()?)))
        .filter(|(product, w)| *product != 0.0 || *w != 0.0)
        .collect();
    let Some((largest, at_largest)) = rows.iter().copied().max_by(|a, b| a.0.total_cmp(&b.0))
    else {
        return false;
    };
    if rows.len() < 2 || largest <= 0.0 || at_largest == 0.0 {
        return false;
    }
    let k = at_largest / largest;
    let holds = rows
        .iter()
        .filter(|(product, w)| (w - k * product).abs() <= 0.011 + 1e-6 * w.abs())
        .count();
    // One row of a table of totals may break it; equal columns would hold only where all pagu are the same.
    holds * 10 >= rows.len() * 8
}

/// `TARGET › DANA` beside a column that is the pagu without a doubt is the target.
fn targets_called_pagu(drafts: &mut [Draft]) {
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

/// A column of a family gives way to the whole: where another column claims its field, where its month is one of
/// many, where its year is not the table's.
fn settle_parts(facts: &BTreeMap<u32, Facts>, drafts: &mut [Draft]) {
    let months: BTreeSet<u8> = drafts
        .iter()
        .flat_map(|draft| draft.meaning.months.iter().copied())
        .collect();
    let many_months = months.len() >= 3;
    for index in 0..drafts.len() {
        let (Some(field), Some(part)) = (drafts[index].meaning.field, drafts[index].meaning.part)
        else {
            continue;
        };
        let whole = drafts.iter().any(|other| {
            let same_measure = other
                .meaning
                .field
                .is_some_and(|claimed| claimed.measure == field.measure);
            same_measure && other.meaning.part.is_none() && facts[&other.col].n_numbers > 0
        });
        let siblings = drafts
            .iter()
            .filter(|other| other.meaning.field == Some(field) && other.meaning.part == Some(part))
            .count();
        let gives_way = match part {
            Part::TahunLain => true,
            Part::Bulan => many_months,
            Part::SumberDana | Part::Cara | Part::Triwulan => whole || siblings > 1,
        };
        if gives_way {
            drop_claims(drafts, &[index], part.reason());
        }
    }
}

fn year_in(text: &str) -> Option<i16> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|word| word.len() == 4)
        .find_map(|word| {
            word.parse()
                .ok()
                .filter(|year| (2000..=2099).contains(year))
        })
}

pub(super) fn drop_claims(drafts: &mut [Draft], indices: &[usize], reason: &str) {
    for index in indices {
        drafts[*index].meaning.field = None;
        drafts[*index].meaning.gave_way = true;
        reason.clone_into(&mut drafts[*index].meaning.reason);
    }
}

fn finish(mut mapping: Mapping, drafts: Vec<Draft>) -> Mapping {
    for draft in drafts {
        let Draft { col, path, meaning } = draft;
        let facts = &mapping.facts[&col];
        mapping.fasets.extend(meaning.fasets.iter().copied());
        for (word, phrase) in &meaning.guesses {
            mapping.guesses.push((col, word.clone(), phrase.clone()));
        }
        if meaning.field.is_none()
            && meaning.coverage < 0.5
            && !path.is_empty()
            && facts.n_numbers > 0
        {
            mapping.unknown.push(col);
        }
        if meaning.months.len() == 1 && facts.n_texts <= facts.n_numbers {
            mapping
                .months
                .extend(meaning.months.iter().map(|month| (*month, col)));
        }
        if let Some(field) = meaning.field {
            mapping.by_field.entry(field).or_insert(col);
            match field.measure {
                Measure::Uraian => mapping.uraian.push(col),
                Measure::Kode => mapping.kode.push(col),
                _ => {}
            }
        }
        let confidence = if meaning.field.is_some() {
            meaning.score
        } else {
            meaning.coverage.max(0.5)
        };
        mapping.columns.push(Column {
            col,
            path,
            field: meaning.field,
            confidence,
            reason: meaning.reason,
        });
    }
    mapping
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weighted_percents_are_told_by_their_equation() {
        let pagu = [Some(100.0), Some(300.0), Some(600.0)];
        let kum = [Some(50.0), Some(80.0), Some(10.0)];
        let ttb = [Some(5.0), Some(24.0), Some(6.0)];
        assert!(proves_weighted(&pagu, &kum, &ttb));
        assert!(!proves_weighted(&pagu, &ttb, &kum));
        assert!(!proves_weighted(&pagu, &[None, None, None], &ttb));
    }
}

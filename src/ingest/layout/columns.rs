//! Binds columns to fields by one assignment over the whole table; ties are settled by equations or not at all.

use std::collections::{BTreeMap, BTreeSet};

use super::band::Band;
use super::classify::Class;
use super::facts::Facts;
use super::meaning::{self, Meaning, Unit};
use super::part::Part;
use super::view::{Look, look};
use super::{bagian, bulan, contents, families, path, ties, triwulan, twins};
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
    /// Columns that together make up a field which no column holds whole: by source of funds, by sort of belanja.
    pub parts: BTreeMap<Field, Vec<u32>>,
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
        let fields = self.by_field.keys().chain(self.parts.keys());
        fields.into_iter().any(|field| field.measure == measure)
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
    /// The last month of the period, where it is known.
    pub bulan: Option<u8>,
    /// Money stands in thousands or millions: small numbers may be money.
    pub scaled: bool,
    /// Rows of page headers repeated inside the body: their numbers are no amounts.
    pub repeated: &'a BTreeMap<u32, Class>,
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
    let of_body = |row: &u32| !sheet.repeated.contains_key(row);
    let rows = grid.rows.range(body.clone()).map(|(row, _)| *row);
    let rows = speaking(grid, rows.filter(of_body).collect());
    let mut mapping = Mapping::default();
    let mut drafts = Vec::new();
    for (col, path) in (band.first_col..=last_col).zip(paths) {
        let facts = Facts::of(grid, col, &rows);
        let mut meaning = meaning::of(&path, unit_of(&facts, sheet.scaled), sheet.kolom);
        let year = path.iter().find_map(|text| year_in(text));
        if year.is_some_and(|year| tahun.is_some_and(|own| year != own)) {
            meaning.part = Some(Part::TahunLain);
        }
        mapping.facts.insert(col, facts);
        drafts.push(Draft { col, path, meaning });
    }
    beside(&mapping.facts, &mut drafts);
    families::refuse_texts(grid, &rows, &mut drafts);
    contents::code_groups(grid, &rows, sheet.kolom, &mut drafts);
    mapping.tingkat = contents::level_column(grid, &rows, &mut drafts);
    contents::name_and_code(grid, &rows, &mapping.facts, &mut drafts);
    mapping.flat = families::settle_names(grid, &rows, &mut drafts);
    contents::split_codes(grid, &rows, &mut drafts);
    families::lone_dates(&mut drafts);
    families::targets_called_pagu(&mut drafts);
    bulan::priced_amount(sheet.kolom, &mut drafts);
    bulan::to_date(sheet, &mapping.facts, &mut drafts);
    families::settle_parts(&mapping.facts, &mut drafts);
    families::sums_of_parts(grid, &rows, &mapping.facts, &mut drafts);
    bulan::settle(grid, &rows, sheet.kolom, &mapping.facts, &mut drafts);
    mapping.months = bulan::of_plan(&mapping.facts, &drafts);
    twins::settle(grid, &rows, &mapping.facts, &mut drafts);
    twins::deviations(grid, &rows, &mapping.facts, &mut drafts);
    ties::settle(grid, &rows, &mut mapping, &mut drafts);
    mapping.parts = bagian::complete(&drafts);
    let quarters = triwulan::complete(grid, &rows, &mapping.facts, &drafts, sheet.bulan);
    mapping.parts.extend(quarters);
    let mut mapping = finish(mapping, drafts);
    contents::shifted_names(grid, &rows, &mut mapping);
    mapping
}

/// Leaves out the rows below the last one that holds two numbers: who signs, and a NIP typed as a number, are no
/// evidence of what a column holds. A table without numbers keeps all its rows.
pub(super) fn speaking(grid: &Grid, mut rows: Vec<u32>) -> Vec<u32> {
    let two_numbers = |row: &u32| {
        let cells = grid
            .rows
            .get(row)
            .into_iter()
            .flat_map(|cells| cells.values());
        cells
            .filter(|cell| look(cell) == Look::Number)
            .nth(1)
            .is_some()
    };
    if let Some(last) = rows.iter().rposition(two_numbers) {
        rows.truncate(last + 1);
    }
    rows
}

/// Leaves out what stands beside the table: columns with a heading of their own after two empty ones, where the table
/// before them has a name and money.
fn beside(facts: &BTreeMap<u32, Facts>, drafts: &mut Vec<Draft>) {
    let empty = |draft: &Draft| {
        let facts = &facts[&draft.col];
        draft.path.is_empty() && facts.n_numbers == 0 && facts.n_texts == 0
    };
    let claims = |drafts: &[Draft], measure| {
        drafts.iter().any(|draft| {
            draft
                .meaning
                .field
                .is_some_and(|field| field.measure == measure)
        })
    };
    let gap = (1..drafts.len()).find(|at| empty(&drafts[at - 1]) && empty(&drafts[*at]));
    let Some(gap) = gap else { return };
    let (before, after) = drafts.split_at(gap);
    let whole = claims(before, Measure::Uraian)
        && claims(before, Measure::Pagu)
        && claims(before, Measure::RealisasiKeuangan);
    if whole && after.iter().any(|draft| !draft.path.is_empty()) {
        drafts.truncate(gap);
    }
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
        let claimed = drafts[*index].meaning.field.take();
        drafts[*index].meaning.aside = claimed;
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
        let whole = meaning.part.is_none() && !meaning.fully_read;
        let told = mapping.dropped.contains(&col);
        if meaning.gave_way && whole && facts.n_nonzero > 0 && !told {
            mapping.dropped.push(col);
        }
        let nothing = meaning.field.is_none() && meaning.aside.is_none();
        let open = meaning.coverage < 0.5 || (meaning.undecided && facts.looks_rupiah());
        let headed = !path.is_empty() && open && facts.n_numbers > 0;
        let unheaded_money = path.is_empty() && facts.looks_rupiah() && facts.n_large >= 2;
        if nothing && (headed || unheaded_money) {
            mapping.unknown.push(col);
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
            aside: meaning.aside,
            confidence,
            reason: meaning.reason,
        });
    }
    mapping
}

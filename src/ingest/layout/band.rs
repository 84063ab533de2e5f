//! Finds header bands: runs of one to five rows whose texts are header words, with the column-number row below.

use std::collections::BTreeSet;

use super::nomor_kolom::{column_mark, is_number_row};
use super::view::{Look, header_text, look, row_texts, text_at};
use crate::model::cell::{Cell, CellRef};
use crate::model::grid::Grid;
use crate::normalize::kode;
use crate::rules::kolom::{Faset, Kolom, Reading};

/// A header found in a sheet; rows and columns are 0-based and inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Band {
    pub first: u32,
    pub last: u32,
    /// The row of column numbers (`1 2 3 …`), the hard lower edge.
    pub number_row: Option<u32>,
    pub first_col: u32,
    pub last_col: u32,
}

impl Band {
    /// Returns the first row below the header.
    pub(super) fn body(&self) -> u32 {
        self.number_row.map_or(self.last + 1, |row| row + 1)
    }
}

/// The most rows that a header has.
const MAX_ROWS: u32 = 5;
/// Rows below a row that tell whether it heads numbers.
const LOOK_AHEAD: u32 = 12;
/// A header text is longer than this only in legal prose.
const MAX_TEXT: usize = 90;
/// Rows of a sheet at most in which a header of misspelt words is looked for.
const MISSPELT: usize = 2_000;
/// Headers of different forms on one sheet that a further one is compared with.
const ORIGINALS: usize = 8;
/// Share of a text's words that must be header words.
const MIN_COVERAGE: f64 = 0.6;

/// What a row looks like to the search.
#[derive(Debug, Default)]
struct Profile {
    /// Columns whose text is made of header words.
    hits: Vec<u32>,
    /// Texts that are not.
    strangers: usize,
    /// Texts that group without saying anything.
    neutral: usize,
    numbers: usize,
    fasets: BTreeSet<Faset>,
}

/// Returns the header bands of a sheet from top to bottom.
pub(super) fn find(grid: &Grid, kolom: &Kolom) -> Vec<Band> {
    let exact = find_by(
        grid,
        &Lexicon {
            kolom,
            guess: false,
        },
    );
    if exact.is_empty() && grid.rows.len() <= MISSPELT {
        // A header of misspelt words is looked for only where there is no other.
        return find_by(grid, &Lexicon { kolom, guess: true });
    }
    exact
}

/// The vocabulary as the search uses it.
struct Lexicon<'a> {
    kolom: &'a Kolom,
    /// Whether misspelt words count.
    guess: bool,
}

impl Lexicon<'_> {
    fn read_exactly(&self, text: &str) -> Reading {
        if self.guess {
            self.kolom.read(text)
        } else {
            self.kolom.read_exactly(text)
        }
    }

    fn read(&self, text: &str) -> Reading {
        self.kolom.read(text)
    }
}

fn find_by(grid: &Grid, kolom: &Lexicon<'_>) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    let mut free_from = 0;
    for row in grid.rows.keys().copied() {
        // Most rows hold numbers and are told by that alone.
        if row < free_from || has_number(grid, row) || !is_anchor(&profile(grid, kolom, row)) {
            continue;
        }
        let again = bands
            .iter()
            .take(ORIGINALS)
            .find_map(|before| repeated(grid, before, row, free_from));
        let band = again.unwrap_or_else(|| grow(grid, kolom, row, free_from));
        free_from = band.body();
        bands.push(band);
    }
    bands
}

/// Returns the band around a row that says what an earlier one says, text by text: the header of a further page is as
/// high as that of the first, whatever stands above it.
fn repeated(grid: &Grid, before: &Band, row: u32, free_from: u32) -> Option<Band> {
    let height = before.last - before.first;
    let same = |first: &u32| {
        (0..=height).all(|n| row_texts(grid, first + n) == row_texts(grid, before.first + n))
    };
    let first = (row.saturating_sub(height).max(free_from)..=row).find(same)?;
    let last = first + height;
    Some(Band {
        first,
        last,
        number_row: number_row_below(grid, last),
        ..before.clone()
    })
}

fn profile(grid: &Grid, kolom: &Lexicon<'_>, row: u32) -> Profile {
    let mut profile = Profile::default();
    let Some(cells) = grid.rows.get(&row) else {
        return profile;
    };
    for (col, cell) in cells {
        match look(cell) {
            Look::Blank => {}
            Look::Number if is_year(cell) => {}
            Look::Number => profile.numbers += 1,
            Look::Text => {
                let text = cell.display();
                if text.chars().count() > MAX_TEXT {
                    profile.strangers += 1;
                    continue;
                }
                // A code heads nothing: it stands on a row of data.
                if kode::parse(&text, false).is_some() {
                    profile.numbers += 1;
                    continue;
                }
                let reading = kolom.read_exactly(&text);
                let speaks = !reading.fasets.is_empty() || !reading.months.is_empty();
                // `SKPD :` and `: DINAS X` belong to a label block.
                let label = text.trim_end().ends_with(':') || text.trim_start().starts_with(':');
                if reading.neutral && !label {
                    profile.neutral += 1;
                } else if speaks && !label && reading.coverage >= MIN_COVERAGE {
                    profile.hits.push(*col);
                    profile.fasets.extend(reading.fasets);
                } else {
                    profile.strangers += 1;
                }
            }
        }
    }
    profile
}

fn has_number(grid: &Grid, row: u32) -> bool {
    let cells = grid.rows.get(&row).into_iter().flatten();
    cells
        .map(|(_, cell)| cell)
        .any(|cell| look(cell) == Look::Number && !is_year(cell))
}

fn is_year(cell: &Cell) -> bool {
    let written = || cell.text()?.trim().parse().ok();
    cell.number()
        .or_else(written)
        .is_some_and(|n| (1990.0..=2100.0).contains(&n) && n.fract() == 0.0)
}

/// An anchor shows at least three header words side by side, no numbers, and few strangers.
fn is_anchor(profile: &Profile) -> bool {
    profile.hits.len() >= 3
        && profile.numbers == 0
        && profile.strangers <= profile.hits.len()
        && (profile.fasets.len() >= 2 || profile.hits.len() >= 6)
}

fn grow(grid: &Grid, kolom: &Lexicon<'_>, anchor: u32, free_from: u32) -> Band {
    let (mut first, mut last) = (anchor, anchor);
    if let Some(edge) = edge_below(grid, kolom, anchor) {
        last = edge;
    }
    last = last.max(merged_down_to(grid, anchor));
    while last - first + 1 < MAX_ROWS && continues_down(grid, kolom, first, last) {
        last += 1;
    }
    while last - first + 1 < MAX_ROWS
        && first > free_from
        && belongs_above(grid, kolom, first, last)
    {
        first -= 1;
    }
    let (first_col, last_col) = span(grid, first, last);
    Band {
        first,
        last,
        number_row: number_row_below(grid, last),
        first_col,
        last_col,
    }
}

fn number_row_below(grid: &Grid, last: u32) -> Option<u32> {
    (last + 1..=last + 2)
        .find(|row| grid.rows.get(row).is_some_and(|cells| !cells.is_empty()))
        .filter(|row| is_number_row(grid, *row))
}

/// Cells of the anchor row merged downwards say how high the header is, where at least two agree.
fn merged_down_to(grid: &Grid, anchor: u32) -> u32 {
    let ends = grid
        .merges
        .iter()
        .filter(|merge| {
            merge.first.row == anchor
                && merge.last.row > anchor
                && merge.last.row < anchor + MAX_ROWS
        })
        .filter(|merge| !text_at(grid, merge.first).is_empty())
        .map(|merge| merge.last.row);
    let ends: Vec<u32> = ends.collect();
    let highest = ends.iter().max().copied().unwrap_or(anchor);
    if ends.iter().filter(|end| **end == highest).count() >= 2 {
        highest
    } else {
        anchor
    }
}

/// A number row close below is the hard lower edge: every row of texts above it is header.
fn edge_below(grid: &Grid, kolom: &Lexicon<'_>, anchor: u32) -> Option<u32> {
    let number_row = (anchor + 1..=anchor + MAX_ROWS).find(|row| is_number_row(grid, *row))?;
    let between = anchor + 1..number_row;
    let texts_only = between
        .clone()
        .all(|row| profile(grid, kolom, row).numbers == 0);
    let last_written = between.rev().find(|row| !row_texts(grid, *row).is_empty());
    texts_only.then_some(last_written.unwrap_or(anchor))
}

/// Returns whether the row below still belongs to the header.
fn continues_down(grid: &Grid, kolom: &Lexicon<'_>, first: u32, last: u32) -> bool {
    let row = last + 1;
    let below = profile(grid, kolom, row);
    let segments = below.hits.len() >= 2 && numbers_segments(grid, row);
    if (below.numbers > 0 && !segments) || is_number_row(grid, row) {
        return false;
    }
    if splits_group(grid, last)
        || leads_to_header(grid, kolom, first, row)
        || stands_over_numbers(grid, kolom, first, row)
    {
        return true;
    }
    if below.hits.is_empty() {
        let further = profile(grid, kolom, row + 1);
        return below.neutral > 0
            && below.strangers == 0
            && further.hits.len() >= 2
            && further.numbers == 0;
    }
    // A name in the column headed "uraian" begins the data, unless the cell is merged into the header above it.
    let names_something = below.hits.iter().any(|col| {
        let stacked = (first..=last).any(|r| {
            let above = header_text(grid, CellRef::new(r, *col));
            !above.is_empty() && kolom.read(&above).fasets.contains(&Faset::Uraian)
        });
        stacked
            && grid
                .merge_at(CellRef::new(row, *col))
                .is_none_or(|range| range.first.row == row)
    });
    if names_something && below.hits.len() < 3 {
        return false;
    }
    below.strangers == 0 || below.hits.len() > 2 * below.strangers
}

/// Returns whether rows go on from here, without a number and without a name under the name column, to one that is
/// header words: data begins with a name.
fn leads_to_header(grid: &Grid, kolom: &Lexicon<'_>, first: u32, row: u32) -> bool {
    let names: Vec<u32> = row_texts(grid, first)
        .into_iter()
        .filter(|(_, text)| kolom.read_exactly(text).fasets.contains(&Faset::Uraian))
        .map(|(col, _)| col)
        .collect();
    if names.is_empty() {
        return false;
    }
    for lower in row..first + MAX_ROWS {
        let texts = row_texts(grid, lower);
        let begins_data = texts.iter().any(|(col, _)| names.contains(col));
        if texts.is_empty() || begins_data || has_number(grid, lower) {
            return false;
        }
        let speaks = |text: &str| {
            let reading = kolom.read(text);
            !reading.fasets.is_empty() && reading.coverage >= MIN_COVERAGE
        };
        let hits = texts.iter().filter(|(_, text)| speaks(text)).count();
        if hits >= 2 && texts.len() < 2 * hits {
            return true;
        }
    }
    false
}

/// Returns whether all numbers of a row are 1, 2, 3 … from left to right: over the segments of a split code.
fn numbers_segments(grid: &Grid, row: u32) -> bool {
    let cells = grid
        .rows
        .get(&row)
        .into_iter()
        .flat_map(|cells| cells.values());
    let numbers = cells.filter(|cell| look(cell) == Look::Number);
    let marks: Vec<Option<u32>> = numbers.map(|cell| column_mark(&cell.display())).collect();
    marks.len() >= 2 && (1..).zip(&marks).all(|(place, mark)| *mark == Some(place))
}

/// Returns whether a row of texts, known words or not, heads columns of numbers: it leaves the name column blank, and
/// under nearly all of its texts stand numbers.
fn stands_over_numbers(grid: &Grid, kolom: &Lexicon<'_>, first: u32, row: u32) -> bool {
    let of_name = [Faset::Uraian, Faset::Kode, Faset::No];
    let names: Vec<u32> = (first..row)
        .flat_map(|upper| row_texts(grid, upper))
        .filter(|(_, text)| {
            let fasets = kolom.read_exactly(text).fasets;
            of_name.iter().any(|faset| fasets.contains(faset))
        })
        .map(|(col, _)| col)
        .collect();
    let texts = row_texts(grid, row);
    let begins_data = texts.iter().any(|(col, _)| names.contains(col));
    let said = |(col, text): &(u32, String)| {
        grid.cell(CellRef::new(row, *col))
            .is_some_and(|cell| look(cell) == Look::Text || is_year(cell))
            && text.chars().count() <= MAX_TEXT
    };
    if names.is_empty() || texts.len() < 2 || begins_data || !texts.iter().all(said) {
        return false;
    }
    let over_numbers = |(col, _): &&(u32, String)| {
        let below = grid.rows.range(row + 1..=row + LOOK_AHEAD);
        let looks = below.filter_map(|(_, cells)| cells.get(col)).map(look);
        let (mut numbers, mut others) = (0usize, 0usize);
        for seen in looks {
            numbers += usize::from(seen == Look::Number);
            others += usize::from(seen == Look::Text);
        }
        numbers > others
    };
    texts.iter().filter(over_numbers).count() * 4 >= texts.len() * 3
}

/// Returns whether a group merged over several columns of the row has texts right below it, in more than one column.
fn splits_group(grid: &Grid, row: u32) -> bool {
    let groups = grid
        .merges
        .iter()
        .filter(|m| m.first.row == row && m.last.row == row && m.last.col > m.first.col);
    groups
        .filter(|group| !text_at(grid, group.first).is_empty())
        .any(|group| {
            let below = |col: &u32| {
                grid.cell(CellRef::new(row + 1, *col))
                    .is_some_and(|cell| look(cell) == Look::Text)
            };
            (group.first.col..=group.last.col).filter(below).count() >= 2
        })
}

/// Returns whether the row above belongs to the header: group texts over the table, never a title.
fn belongs_above(grid: &Grid, kolom: &Lexicon<'_>, first: u32, last: u32) -> bool {
    let row = first - 1;
    let above = profile(grid, kolom, row);
    if above.hits.is_empty() || above.numbers > 0 || above.strangers > above.hits.len() / 2 {
        return false;
    }
    let texts = row_texts(grid, row);
    if texts.iter().any(|(_, text)| text.starts_with(':')) {
        return false;
    }
    // A unit line over the table ("dalam ribuan rupiah") groups nothing.
    if above.fasets.iter().all(|faset| *faset == Faset::Rp) {
        return false;
    }
    let (first_col, _) = span(grid, first, last);
    // One lone text at the left edge is a title or a label; a group header stands further right.
    above.hits.len() >= 2 || above.hits.iter().all(|col| *col > first_col + 1)
}

fn span(grid: &Grid, first: u32, last: u32) -> (u32, u32) {
    let (mut low, mut high) = (u32::MAX, 0);
    for (row, cells) in grid.rows.range(first..=last) {
        for (col, cell) in cells {
            if look(cell) == Look::Blank {
                continue;
            }
            low = low.min(*col);
            let right = grid
                .merge_at(CellRef::new(*row, *col))
                .map_or(*col, |range| range.last.col);
            high = high.max(right);
        }
    }
    (low, high.max(low))
}

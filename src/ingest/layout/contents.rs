//! What a column is by its contents, where its header doesn't say: levels in words, codes, the name, and names that
//! step right into columns without a header.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Draft, Mapping};
use super::facts::Facts;
use crate::model::cell::CellRef;
use crate::model::field::{Field, Kind, Measure};
use crate::model::grid::Grid;
use crate::model::kegiatan::Tingkat;
use crate::normalize::fold::fold;
use crate::normalize::kode;
use crate::rules::kolom::{Faset, Kolom};

/// Share of a column's cells that must speak for what it is taken for.
const MOST: usize = 8;
const OF: usize = 10;

/// Returns the level that a cell's text names and does nothing else.
pub(super) fn level_named(text: &str) -> Option<Tingkat> {
    match fold(text).as_str() {
        "urusan" | "bidang urusan" | "bidang" => Some(Tingkat::Urusan),
        "program" | "prog" => Some(Tingkat::Program),
        "kegiatan" | "keg" => Some(Tingkat::Kegiatan),
        "sub kegiatan" | "subkegiatan" | "sub keg" | "subkeg" => Some(Tingkat::SubKegiatan),
        "rekening" | "belanja" | "akun" => Some(Tingkat::Rekening),
        "paket" | "pekerjaan" => Some(Tingkat::Paket),
        "rincian" => Some(Tingkat::Rincian),
        _ => None,
    }
}

/// Finds the column whose cells name the level of their row; it is no name column.
pub(super) fn level_column(grid: &Grid, rows: &[u32], drafts: &mut [Draft]) -> Option<u32> {
    let texts = |col: u32| {
        rows.iter()
            .filter_map(move |row| grid.cell(CellRef::new(*row, col))?.text())
    };
    let is_level = |draft: &&mut Draft| {
        let n = texts(draft.col).count();
        let named: Vec<Tingkat> = texts(draft.col).filter_map(level_named).collect();
        let distinct: BTreeSet<&Tingkat> = named.iter().collect();
        named.len() >= 3 && named.len() * 2 >= n && distinct.len() >= 2
    };
    let draft = drafts.iter_mut().find(is_level)?;
    // A column that the header calls a name, and that names levels, is one of two under that header.
    let name = Field::plain(Measure::Uraian);
    draft.meaning.aside = draft.meaning.field.take().filter(|field| *field == name);
    "berisi tingkat baris".clone_into(&mut draft.meaning.reason);
    Some(draft.col)
}

/// Binds the code and the name by what stands in the columns left of the numbers, where no header claims them.
pub(super) fn name_and_code(
    grid: &Grid,
    rows: &[u32],
    facts: &BTreeMap<u32, Facts>,
    drafts: &mut [Draft],
) {
    let claimed = |drafts: &[Draft], measure| {
        drafts
            .iter()
            .any(|d| d.meaning.field == Some(Field::plain(measure)))
    };
    let of_money = |draft: &Draft| {
        draft
            .meaning
            .field
            .is_some_and(|field| field.measure.kind() == Kind::Rupiah)
    };
    let Some(first_money) = drafts
        .iter()
        .find(|draft| of_money(draft))
        .map(|draft| draft.col)
    else {
        return;
    };
    let texts = |col: u32| {
        rows.iter()
            .filter_map(move |row| Some(grid.cell(CellRef::new(*row, col))?.display()))
    };
    let free = |draft: &Draft| {
        draft.meaning.field.is_none() && draft.col < first_money && !draft.path.is_empty()
    };
    if !claimed(drafts, Measure::Kode) {
        let holds_codes = |draft: &Draft| {
            let n = texts(draft.col).count();
            let codes = texts(draft.col)
                .filter(|t| kode::parse(t, false).is_some_and(|k| k.segments.len() >= 3));
            n >= 2 && codes.count() * OF >= n * MOST
        };
        if let Some(draft) = drafts
            .iter_mut()
            .find(|draft| free(draft) && holds_codes(draft))
        {
            take(draft, Measure::Kode, "isinya kode");
        }
    }
    if !claimed(drafts, Measure::Uraian) {
        let n_names = |draft: &Draft| {
            let long = texts(draft.col)
                .filter(|text| text.chars().filter(|c| c.is_alphabetic()).count() >= 8);
            long.collect::<BTreeSet<String>>().len()
        };
        // `JENIS PEKERJAAN` over names of works is the name where nothing else is.
        let sorts = Some(Field::plain(Measure::JenisPengadaan));
        let best = drafts.iter_mut().filter(|draft| {
            let may = free(draft) || (draft.meaning.field == sorts && draft.col < first_money);
            may && facts[&draft.col].n_texts >= 2
        });
        if let Some(draft) = best
            .max_by_key(|draft| n_names(draft))
            .filter(|draft| n_names(draft) >= 2)
        {
            take(draft, Measure::Uraian, "kolom nama menurut isinya");
        }
    }
}

/// Under a heading `KODE` stand the segments of a code, whatever the sub-headings call them (`Prog`, `Keg`, `Sub`); and
/// beside a code a column without a letter in it is no name.
pub(super) fn code_groups(grid: &Grid, rows: &[u32], kolom: &Kolom, drafts: &mut [Draft]) {
    let kode = Some(Field::plain(Measure::Kode));
    let only_kode = |text: &String| {
        let fasets = kolom.read_exactly(text).fasets;
        fasets.len() == 1 && fasets.contains(&Faset::Kode)
    };
    let name = Some(Field::plain(Measure::Uraian));
    let mut beside = false;
    for draft in drafts {
        let claims_number = draft
            .meaning
            .field
            .is_some_and(|field| matches!(field.measure.kind(), Kind::Rupiah | Kind::Percent));
        let grouped =
            matches!(draft.path.as_slice(), [upper @ .., _] if upper.iter().any(only_kode));
        let of_kode = draft.meaning.field == kode;
        let may =
            !of_kode && !claims_number && (grouped || (beside && draft.meaning.field == name));
        if may && holds_segments(grid, rows, draft.col) {
            take(draft, Measure::Kode, "segmen kode menurut isinya");
        }
        beside = draft.meaning.field == kode;
    }
}

fn is_segment(text: &str) -> bool {
    let sound =
        |part: &str| (1..=5).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    text.trim_matches('.').split('.').all(sound)
}

/// Returns the texts written in a column.
fn written(grid: &Grid, rows: &[u32], col: u32) -> Vec<String> {
    let cells = rows
        .iter()
        .filter_map(|row| grid.cell(CellRef::new(*row, col)));
    let shown = cells.map(|cell| cell.display().trim().to_owned());
    shown.filter(|text| !text.is_empty()).collect()
}

/// Returns whether nearly all that stands in a column is a segment of a code.
fn holds_segments(grid: &Grid, rows: &[u32], col: u32) -> bool {
    let texts = written(grid, rows, col);
    let sound = texts.iter().filter(|text| is_segment(text)).count();
    sound >= 1 && sound * OF >= texts.len() * MOST
}

/// A code split over columns of which only the first is headed: the unheaded ones beside it hold its segments.
pub(super) fn split_codes(grid: &Grid, rows: &[u32], drafts: &mut [Draft]) {
    let kode = Some(Field::plain(Measure::Kode));
    let mut heads = (0..drafts.len()).filter(|index| drafts[*index].meaning.field == kode);
    let (Some(head), None) = (heads.next(), heads.next()) else {
        return;
    };
    for draft in drafts.iter_mut().skip(head + 1) {
        let segments = written(grid, rows, draft.col);
        let sound = segments.iter().filter(|text| is_segment(text)).count();
        if !draft.path.is_empty() || sound < 2 || sound * 2 <= segments.len() {
            break;
        }
        take(draft, Measure::Kode, "segmen kode di samping kolom kode");
    }
}

fn take(draft: &mut Draft, measure: Measure, reason: &str) {
    draft.meaning.field = Some(Field::plain(measure));
    draft.meaning.score = 0.85;
    draft.meaning.coverage = 1.0;
    reason.clone_into(&mut draft.meaning.reason);
}

/// Names that step right: unheaded text columns beside the name column, filled only where it is blank.
pub(super) fn shifted_names(grid: &Grid, rows: &[u32], mapping: &mut Mapping) {
    let (Some(name), Some(first_money)) = (mapping.uraian.last().copied(), mapping.first_money())
    else {
        return;
    };
    if mapping.flat {
        return;
    }
    let filled = |col: u32, row: u32| {
        grid.cell(CellRef::new(row, col))
            .is_some_and(|cell| cell.display().chars().any(char::is_alphabetic))
    };
    for col in name + 1..first_money {
        let unheaded = mapping
            .columns
            .iter()
            .any(|column| column.col == col && column.path.is_empty());
        let of_texts = mapping
            .facts
            .get(&col)
            .is_some_and(|facts| facts.n_texts > 0 && facts.n_numbers * 2 <= facts.n_texts);
        if !unheaded || !of_texts {
            break;
        }
        let here: Vec<u32> = rows
            .iter()
            .copied()
            .filter(|row| filled(col, *row))
            .collect();
        let alone = here
            .iter()
            .filter(|row| !mapping.uraian.iter().any(|other| filled(*other, **row)))
            .count();
        if alone * OF >= here.len() * MOST {
            mapping.uraian.push(col);
        }
    }
}

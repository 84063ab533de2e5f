//! For which period a table reports: labels and titles first, then sheet, file and folder names.

use super::findings::Findings;
use super::identity::{Names, above, file_stem, folder};
use super::table::Parsed;
use crate::diag::catalogue::lembar;
use crate::model::cell::CellRef;
use crate::model::grid::Grid;
use crate::model::periode::Periode;
use crate::model::table::PeriodeFound;
use crate::normalize::waktu::{self, Partial};
use crate::rules::Rules;

/// Confidence of a period that the name of the sheet tells; names of files and folders tell it less surely.
const BY_SHEET: f64 = 0.8;

/// Finds the period of a table, and reports what contradicts it.
pub(super) fn period(
    grid: &Grid,
    header: u32,
    from: u32,
    names: &Names<'_>,
    rules: &Rules,
    findings: &mut Findings,
) -> Option<PeriodeFound> {
    let candidates = above(
        grid,
        header,
        &rules.baris.label_periode,
        &rules.baris.label_lain,
        from,
    );
    let mut in_sheet: Vec<(Partial, Option<CellRef>, f64)> = candidates
        .iter()
        .map(|c| {
            (
                waktu::read(&c.text, &rules.kolom, false),
                c.cell,
                if c.labelled {
                    0.99
                } else if is_letter_date(&c.text) {
                    LETTER
                } else {
                    0.97
                },
            )
        })
        .collect();
    // A labelled month speaks before one that a title mentions.
    in_sheet.sort_by(|a, b| b.2.total_cmp(&a.2));
    let outside = |text: Option<&str>, confidence: f64| {
        text.map(|text| (waktu::read(text, &rules.kolom, true), None, confidence))
    };
    let outer: Vec<(Partial, Option<CellRef>, f64)> = [
        outside(names.sheet, BY_SHEET),
        outside(Some(file_stem(names.file)), 0.7),
        outside(folder(names.file), 0.6),
    ]
    .into_iter()
    .flatten()
    .collect();
    let all: Vec<&(Partial, Option<CellRef>, f64)> = in_sheet
        .iter()
        .chain(&outer)
        .filter(|(p, _, _)| !p.is_empty())
        .collect();
    let month = all.iter().find(|(partial, _, _)| partial.bulan.is_some());
    let year = month
        .and_then(|(partial, _, _)| partial.tahun)
        .or_else(|| all.iter().find_map(|(partial, _, _)| partial.tahun))?;
    let Some((partial, cell, confidence)) = month else {
        let (_, cell, confidence) = all.first()?;
        return Some(PeriodeFound {
            periode: Periode::year(year),
            cell: *cell,
            confidence: *confidence,
        });
    };
    let periode = Periode {
        tahun: year,
        bulan: partial.bulan,
        triwulan: partial.triwulan,
    };
    for (other, _, _) in outer.iter().take(if names.sheet.is_some() { 2 } else { 1 }) {
        let differs = other
            .bulan
            .is_some_and(|bulan| Some(bulan) != periode.bulan && other.triwulan.is_none());
        if differs && let Some(bulan) = other.bulan {
            let said = Periode::month(other.tahun.unwrap_or(year), bulan);
            findings.table(
                lembar::PERIODE_CONFLICT,
                format!("nama berkas atau lembar menyebut {said}, judul menyebut {periode}"),
            );
            break;
        }
    }
    Some(PeriodeFound {
        periode,
        cell: *cell,
        confidence: *confidence,
    })
}

/// The date of a letter says when it was written, not what it is about.
const LETTER: f64 = 0.5;

/// Returns whether a text is a place and a date: `Karanganyar, 7 Oktober 2026`.
pub(super) fn is_letter_date(text: &str) -> bool {
    let Some((place, date)) = text.split_once(',') else {
        return false;
    };
    let words = place.split_whitespace().count();
    let named = place
        .chars()
        .all(|c| c.is_alphabetic() || c == ' ' || c == '.');
    let date = date.trim_start();
    (1..=2).contains(&words)
        && named
        && date.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '…')
}

/// A table whose period only the file's or the folder's name tells takes the one that the other sheets state, where
/// they state one: the name is about the whole file.
pub(super) fn share_periods(parsed: &mut [Parsed]) {
    let stated = |found: &PeriodeFound| {
        found.periode.bulan.is_some() && (found.cell.is_some() || found.confidence >= BY_SHEET)
    };
    let mut in_sheets = parsed
        .iter()
        .filter_map(|item| item.table.periode.clone())
        .filter(|found| stated(found));
    let Some(first) = in_sheets.next() else {
        return;
    };
    if !in_sheets.all(|other| other.periode.same_month(&first.periode)) {
        return;
    }
    for found in parsed
        .iter_mut()
        .filter_map(|item| item.table.periode.as_mut())
        .filter(|found| found.periode.bulan.is_some())
    {
        if !stated(found) {
            found.periode = first.periode;
        }
    }
}

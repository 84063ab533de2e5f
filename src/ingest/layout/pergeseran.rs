//! Tells what has moved since the last accepted layout of the same office: columns that come, go and change places.

use super::ingat::Ingat;
use super::ingat::{is_same, key, layout_of};
use crate::diag::Diagnostic;
use crate::diag::catalogue::lembar;
use crate::model::cell::{CellRef, column_letters};
use crate::model::field::{Field, Measure};
use crate::model::location::Location;
use crate::model::table::Table;
use crate::model::tata_letak::{KolomIngat, TataLetak};
use crate::rules::kolom::Kolom;
use std::collections::{BTreeMap, BTreeSet};

/// Columns that move together by the same number of places are told in one finding from here on.
const TOGETHER: usize = 3;

/// Tells what has changed in an accepted table's layout since the last month before it.
pub(super) fn drift(table: &Table, ingat: &Ingat<'_>, place: &Location) -> Vec<Diagnostic> {
    let now = layout_of(table);
    let same = |layout: &&TataLetak| is_same(layout, &now, ingat.kolom);
    if ingat.layouts.iter().any(same) {
        return Vec::new();
    }
    let alike = |layout: &TataLetak| pairs(layout, &now, ingat.kolom).len();
    // The first of equals: `max_by_key` takes the last.
    let Some(then) = ingat
        .layouts
        .iter()
        .rev()
        .max_by_key(|layout| alike(layout))
    else {
        return Vec::new();
    };
    let row = table.header_rows.map_or(0, |(_, last)| last);
    let finding = |col: Option<u32>, message: String| {
        let at = col.map_or_else(|| place.clone(), |col| place.at(CellRef::new(row, col)));
        Diagnostic::new(lembar::LAYOUT_DRIFT, at, message)
    };
    let month = ingat.month();
    let known = then.kolom.len().max(1);
    if alike(then) * 2 < known {
        let message = format!(
            "tata letak lain daripada {month}: hanya {} dari {known} kolom yang judulnya sama",
            alike(then)
        );
        return vec![finding(None, message)];
    }
    let mut found = moves(then, &now, ingat, &finding);
    found.extend(comings_and_goings(then, &now, ingat, &finding));
    found
}

type Teller<'t> = &'t dyn Fn(Option<u32>, String) -> Diagnostic;

/// Columns of the same path in both layouts, in their order: the n-th of a path belongs to the n-th.
fn pairs<'l>(
    then: &'l TataLetak,
    now: &'l TataLetak,
    kolom: &Kolom,
) -> Vec<(&'l KolomIngat, &'l KolomIngat)> {
    let mut free: BTreeMap<String, Vec<&KolomIngat>> = BTreeMap::new();
    for column in now.kolom.iter().rev() {
        free.entry(key(&column.path, kolom))
            .or_default()
            .push(column);
    }
    then.kolom
        .iter()
        .filter_map(|column| {
            let twin = free.get_mut(&key(&column.path, kolom))?.pop()?;
            Some((column, twin))
        })
        .collect()
}

/// `Realisasi Fisik pindah dari H ke J`; many columns that shift together are one finding.
fn moves(
    then: &TataLetak,
    now: &TataLetak,
    ingat: &Ingat<'_>,
    finding: Teller<'_>,
) -> Vec<Diagnostic> {
    let month = ingat.month();
    let mut by_offset: BTreeMap<i64, Vec<(&KolomIngat, &KolomIngat)>> = BTreeMap::new();
    for (old, new) in pairs(then, now, ingat.kolom) {
        let offset = i64::from(new.col) - i64::from(old.col);
        if offset != 0 && (old.field.is_some() || new.field.is_some()) {
            by_offset.entry(offset).or_default().push((old, new));
        }
    }
    let mut found = Vec::new();
    for (offset, moved) in by_offset {
        if moved.len() >= TOGETHER {
            let (first, last) = (moved[0], moved[moved.len() - 1]);
            let side = if offset > 0 { "kanan" } else { "kiri" };
            let message = format!(
                "{} kolom ({}–{}) bergeser {} kolom ke {side} sejak {month}, kini {}–{}",
                moved.len(),
                column_letters(first.0.col),
                column_letters(last.0.col),
                offset.abs(),
                column_letters(first.1.col),
                column_letters(last.1.col)
            );
            found.push(finding(Some(first.1.col), message));
            continue;
        }
        for (old, new) in moved {
            let message = format!(
                "{} pindah dari {} ke {} sejak {month}",
                name_of(new),
                column_letters(old.col),
                column_letters(new.col)
            );
            found.push(finding(Some(new.col), message));
        }
    }
    for (old, new) in pairs(then, now, ingat.kolom) {
        if old.field != new.field && (matters(old.field) || matters(new.field)) {
            let shown = |field: Option<Field>| {
                field.map_or_else(|| "tidak dipakai".to_owned(), |field| field.to_string())
            };
            let message = format!(
                "kolom \"{}\" dibaca sebagai {}, pada {month} sebagai {}",
                new.path.join(" › "),
                shown(new.field),
                shown(old.field)
            );
            found.push(finding(Some(new.col), message));
        }
    }
    found
}

/// Headers that are new, gone, or say the same field in other words.
fn comings_and_goings(
    then: &TataLetak,
    now: &TataLetak,
    ingat: &Ingat<'_>,
    finding: Teller<'_>,
) -> Vec<Diagnostic> {
    let month = ingat.month();
    let paired = pairs(then, now, ingat.kolom);
    let gone: Vec<&KolomIngat> = then
        .kolom
        .iter()
        .filter(|column| paired.iter().all(|(old, _)| old.col != column.col))
        .collect();
    let come: Vec<&KolomIngat> = now
        .kolom
        .iter()
        .filter(|column| paired.iter().all(|(_, new)| new.col != column.col))
        .collect();
    let mut renamed: BTreeSet<u32> = BTreeSet::new();
    let mut found = Vec::new();
    for old in gone {
        let twin = come.iter().find(|new| {
            old.field.is_some() && new.field == old.field && !renamed.contains(&new.col)
        });
        if let Some(new) = twin {
            renamed.insert(new.col);
            let message = format!(
                "judul kolom {} berganti sejak {month}: dahulu \"{}\" ({}), kini \"{}\" ({})",
                new.field.map_or_else(String::new, Field::label),
                old.path.join(" › "),
                column_letters(old.col),
                new.path.join(" › "),
                column_letters(new.col)
            );
            found.push(finding(Some(new.col), message));
        } else {
            let message = format!(
                "kolom {} \"{}\" tidak ada lagi sejak {month}",
                column_letters(old.col),
                old.path.join(" › ")
            );
            found.push(finding(None, message));
        }
    }
    for new in come.into_iter().filter(|new| !renamed.contains(&new.col)) {
        let message = format!(
            "kolom {} \"{}\" baru sejak {month}",
            column_letters(new.col),
            new.path.join(" › ")
        );
        found.push(finding(Some(new.col), message));
    }
    found
}

/// Fields that are counted, or that rows are known by; the others may be settled by the month's own figures.
fn matters(field: Option<Field>) -> bool {
    field.is_some_and(|field| {
        matches!(
            field.measure,
            Measure::Kode
                | Measure::Uraian
                | Measure::Pagu
                | Measure::TargetKeuangan
                | Measure::RealisasiKeuangan
                | Measure::TargetFisik
                | Measure::RealisasiFisik
        )
    })
}

fn name_of(column: &KolomIngat) -> String {
    match column.field {
        Some(field) => field.label(),
        None => format!("kolom \"{}\"", column.path.join(" › ")),
    }
}

//! Last month's layout of the same office: settles what this month's header leaves open, and tells what has moved.
//! It never overrules the header, the contents or the arithmetic of the table itself.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::columns::Mapping;
use super::facts::Facts;
use super::findings::Findings;
use crate::diag::catalogue::lembar;
use crate::model::cell::{CellRef, column_letters};
use crate::model::field::{Field, Kind};
use crate::model::periode::Periode;
use crate::model::table::{Column, Table};
use crate::model::tata_letak::{Bulan, Ingatan, KolomIngat, TataLetak};
use crate::normalize::fold::fold;
use crate::normalize::waktu;
use crate::rules::kolom::Kolom;

/// A column bound by memory is less sure than one that its header binds by itself.
const CONFIDENCE: f64 = 0.85;

/// What is remembered of an office, for a table of a later month.
#[derive(Clone, Debug)]
pub(super) struct Ingat<'a> {
    /// The month the layouts are of.
    bulan: Bulan,
    pub(super) layouts: Vec<&'a TataLetak>,
    pub(super) kolom: &'a Kolom,
}

impl<'a> Ingat<'a> {
    /// Returns what is remembered of an office before a period; `None` where there is nothing.
    pub(super) fn of(
        ingatan: &'a Ingatan,
        opd: Option<&str>,
        periode: Option<Periode>,
        kolom: &'a Kolom,
    ) -> Option<Self> {
        let (bulan, layouts) = ingatan.last(opd?, Bulan::of(&periode?)?)?;
        Some(Self {
            bulan,
            layouts,
            kolom,
        })
    }

    pub(super) fn month(&self) -> String {
        self.bulan.periode().to_string()
    }
}

/// A header path without what changes from month to month.
pub(super) fn key(path: &[String], kolom: &Kolom) -> String {
    let lasting = |word: &&str| {
        let year = word.len() == 4 && word.starts_with("20");
        let year = year && word.bytes().all(|b| b.is_ascii_digit());
        !(word.is_empty() || year) && waktu::read(word, kolom, true).bulan.is_none()
    };
    let level = |text: &String| {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').filter(lasting).collect();
        words.join(" ")
    };
    path.iter().map(level).collect::<Vec<_>>().join(" > ")
}

/// The columns with a header, by letter and lasting path: what two layouts are compared by.
pub(super) fn keys<'p>(
    columns: impl Iterator<Item = (u32, &'p [String])>,
    kolom: &Kolom,
) -> Vec<(u32, String)> {
    columns
        .filter(|(_, path)| !path.is_empty())
        .map(|(col, path)| (col, key(path, kolom)))
        .collect()
}

pub(super) fn keys_of(columns: &[Column], kolom: &Kolom) -> Vec<(u32, String)> {
    keys(
        columns
            .iter()
            .map(|column| (column.col, column.path.as_slice())),
        kolom,
    )
}

pub(super) fn keys_remembered(layout: &TataLetak, kolom: &Kolom) -> Vec<(u32, String)> {
    keys(
        layout
            .kolom
            .iter()
            .map(|column| (column.col, column.path.as_slice())),
        kolom,
    )
}

/// The columns of this month that a remembered layout bound to a field: those whose path stands once in either header;
/// where the whole header is the same, its letter tells twins apart.
fn bound_then(now: &[(u32, String)], ingat: &Ingat<'_>, wanted: Field) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    for layout in &ingat.layouts {
        let then = keys_remembered(layout, ingat.kolom);
        let whole = *now == *then;
        for column in layout
            .kolom
            .iter()
            .filter(|column| column.field == Some(wanted))
        {
            let own = key(&column.path, ingat.kolom);
            let once = |keys: &[(u32, String)]| keys.iter().filter(|(_, k)| *k == own).count() == 1;
            if whole {
                found.insert(column.col);
            } else if once(now) && once(&then) {
                found.extend(now.iter().find(|(_, k)| *k == own).map(|(col, _)| *col));
            }
        }
    }
    found
}

/// Settles ties and unknown headers by what was accepted last month, each with a warning that names it.
pub(super) fn settle(
    mapping: &mut Mapping,
    ingat: &Ingat<'_>,
    header: u32,
    findings: &mut Findings,
) {
    let now = keys_of(&mapping.columns, ingat.kolom);
    let ties = std::mem::take(&mut mapping.ties);
    for (field, cols) in ties {
        let then = bound_then(&now, ingat, field);
        let mut winners = cols.iter().copied().filter(|col| then.contains(col));
        match (winners.next(), winners.next()) {
            (Some(winner), None) => {
                for col in &cols {
                    rebind(
                        mapping,
                        *col,
                        (*col == winner).then_some(field),
                        &ingat.month(),
                    );
                }
                mapping.by_field.insert(field, winner);
                let letters: Vec<String> = cols.iter().map(|col| column_letters(*col)).collect();
                let message = format!(
                    "kolom {} sama-sama terbaca sebagai {field}; dipakai {} seperti {}",
                    letters.join(" dan "),
                    column_letters(winner),
                    ingat.month()
                );
                findings.cell(
                    lembar::SETTLED_BY_MEMORY,
                    CellRef::new(header, winner),
                    message,
                );
            }
            _ => mapping.ties.push((field, cols)),
        }
    }
    unknown_headers(mapping, ingat, header, &now, findings);
}

fn rebind(mapping: &mut Mapping, col: u32, field: Option<Field>, month: &str) {
    let Some(column) = mapping.columns.iter_mut().find(|column| column.col == col) else {
        return;
    };
    column.field = field;
    if field.is_some() {
        column.confidence = column.confidence.min(CONFIDENCE);
        column.reason = format!("seperti {month}");
    } else {
        column.reason = format!("seri dengan kolom lain; tidak dipakai, seperti {month}");
    }
}

/// A header that says nothing known, and that was bound last month, where no other column claims the field.
fn unknown_headers(
    mapping: &mut Mapping,
    ingat: &Ingat<'_>,
    header: u32,
    now: &[(u32, String)],
    findings: &mut Findings,
) {
    let fields: BTreeSet<Field> = ingat
        .layouts
        .iter()
        .flat_map(|layout| layout.kolom.iter().filter_map(|column| column.field))
        .collect();
    for field in fields {
        if mapping.by_field.contains_key(&field) {
            continue;
        }
        let then = bound_then(now, ingat, field);
        let mut candidates = then.iter().filter(|col| mapping.unknown.contains(col));
        let (Some(col), None) = (candidates.next().copied(), candidates.next()) else {
            continue;
        };
        if !mapping
            .facts
            .get(&col)
            .is_some_and(|facts| may_hold(facts, field))
        {
            continue;
        }
        rebind(mapping, col, Some(field), &ingat.month());
        mapping.by_field.insert(field, col);
        mapping.unknown.retain(|other| *other != col);
        let message = format!(
            "judul kolom \"{}\" tidak dikenal; dibaca sebagai {field} seperti {}",
            mapping.path_of(col),
            ingat.month()
        );
        findings.cell(
            lembar::SETTLED_BY_MEMORY,
            CellRef::new(header, col),
            message,
        );
    }
}

/// Whether the cells of a column don't speak against a field.
fn may_hold(facts: &Facts, field: Field) -> bool {
    match field.measure.kind() {
        Kind::Rupiah => facts.n_numbers > facts.n_texts && facts.looks_rupiah(),
        Kind::Percent => facts.n_numbers > facts.n_texts && facts.looks_percent(),
        Kind::Text | Kind::Kode | Kind::Tanggal => false,
    }
}

/// Returns the layout of a table as it is remembered.
#[must_use]
pub fn layout_of(table: &Table) -> TataLetak {
    let kolom = table
        .columns
        .iter()
        .filter(|column| !column.path.is_empty())
        .map(|column| KolomIngat {
            col: column.col,
            path: column.path.clone(),
            field: column.field,
        })
        .collect();
    TataLetak {
        lembar: table.sheet.as_ref().map(Arc::clone),
        judul: table.header_rows.unwrap_or((0, 0)),
        kolom,
        terlihat: BTreeSet::new(),
    }
}

/// Returns whether two layouts bind the same headers in the same columns to the same fields; a month or a year named in
/// a header makes no other layout.
#[must_use]
pub fn is_same(a: &TataLetak, b: &TataLetak, kolom: &Kolom) -> bool {
    let fields = |layout: &TataLetak| -> Vec<Option<Field>> {
        layout.kolom.iter().map(|column| column.field).collect()
    };
    keys_remembered(a, kolom) == keys_remembered(b, kolom) && fields(a) == fields(b)
}

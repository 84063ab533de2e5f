//! The tables of one sheet: header bands told into tables, repeated page headers and secondary blocks.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::band::{self, Band};
use super::classify::Class;
use super::columns;
use super::findings::Findings;
use super::identity::{self, Known, Names};
use super::ingat::Ingat;
use super::path;
use super::petaan::{self, Paksa};
use super::role::{self, Title};
use super::table::{self, Context, Extent, Parsed, title_texts, top_texts};
use super::{masa_laporan, petaan_temuan};
use crate::diag::catalogue::lembar;
use crate::diag::{Diagnostic, Severity};
use crate::model::grid::Grid;
use crate::model::location::Location;
use crate::model::periode::Periode;
use crate::model::table::{Role, Skipped, SkippedAs, Table};
use crate::model::tata_letak::Ingatan;
use crate::rules::Rules;

/// Tables on one sheet at most; a report has a few, and each is read with what stands around it.
const TABLES: usize = 200;

/// Header bands on one sheet at most, those repeated on every printed page included.
const BANDS: usize = 2_000;

/// What a sheet is read with besides the rules.
pub(super) struct Dari<'a> {
    /// The period asked for.
    pub periode: Option<Periode>,
    /// The mappings that fit this sheet.
    pub laid: &'a [petaan::Laid<'a>],
    pub ingatan: Option<&'a Ingatan>,
}

/// Reads the tables of a sheet from top to bottom; findings about the sheet as a whole stand beside them.
pub(super) fn tables(
    grid: &Grid,
    at: &Location,
    dari: &Dari<'_>,
    rules: &Rules,
) -> (Vec<Parsed>, Vec<Diagnostic>) {
    let mut bands = band::find(grid, &rules.kolom);
    let paksa = petaan::lay(&mut bands, dari.laid);
    let Some(last_row) = grid.rows.keys().next_back().copied() else {
        return (Vec::new(), Vec::new());
    };
    if bands.len() > BANDS {
        return (Vec::new(), vec![too_many(at, BANDS, "judul kolom")]);
    }
    let paths: Vec<Vec<Vec<String>>> = bands
        .iter()
        .map(|band| path::flatten(grid, band, band.first_col, band.last_col))
        .collect();
    let mut parsed = Vec::new();
    let mut index = 0;
    let mut free_from = 0;
    let known = Known::default();
    while index < bands.len() && parsed.len() <= TABLES {
        let main = &bands[index];
        let mut extent = Extent {
            band: main,
            body: main.body()..=last_row.max(main.body()),
            repeated: BTreeMap::new(),
            foreign_from: None,
        };
        let mut next = index + 1;
        while next < bands.len() {
            let other = &bands[next];
            let heads = || {
                let more = next + 1 < bands.len();
                heads_table(grid, other, more, bands.get(next + 1), last_row, rules, at)
            };
            if paths[next] == paths[index] {
                mark_repeated(&mut extent, other);
            } else if paksa.contains_key(&other.first) || heads() {
                extent.body = main.body()..=other.first.saturating_sub(1).max(main.body());
                break;
            } else if !paksa.contains_key(&main.first) {
                extent.foreign_from.get_or_insert(other.first);
            }
            next += 1;
        }
        let brought = (paksa.get(&main.first).copied(), dari);
        if let Some(table) = read_one(grid, at, rules, &extent, brought, (free_from, &known)) {
            parsed.push(table);
            free_from = extent.body.end() + 1;
        } else if let Some(before) = parsed.last_mut() {
            account_for(&mut before.table, grid, main.first..=*extent.body.end());
        }
        index = next;
    }
    let mut about_sheet = Vec::new();
    if parsed.len() > TABLES {
        return (Vec::new(), vec![too_many(at, TABLES, "tabel")]);
    }
    if parsed.is_empty() && grid.n_cells() > 0 {
        about_sheet.push(Diagnostic::new(
            lembar::NO_TABLE,
            at.clone(),
            "tidak ada tabel laporan pada lembar ini",
        ));
    }
    (parsed, about_sheet)
}

/// Lists rows below a header that turned out to head nothing with the table before it: no row is lost.
fn account_for(table: &mut Table, grid: &Grid, rows: RangeInclusive<u32>) {
    let listed: BTreeSet<u32> = table.rows.iter().map(|row| row.row).collect();
    let skipped: BTreeSet<u32> = table.skipped.iter().map(|skipped| skipped.row).collect();
    for (row, _) in grid.rows.range(rows) {
        if !listed.contains(row) && !skipped.contains(row) {
            table.skipped.push(Skipped {
                row: *row,
                kind: SkippedAs::OtherTable,
                of: None,
            });
        }
    }
}

/// A sheet of more parts than any report has; part of it would be a wrong total, so none is read.
fn too_many(at: &Location, limit: usize, what: &str) -> Diagnostic {
    let message = format!("lebih dari {limit} {what} pada satu lembar: bukan susunan laporan");
    let mut finding = Diagnostic::new(lembar::NO_TABLE, at.clone(), message);
    // An office may have meant it as its report, unlike a sheet without any table.
    finding.severity = Severity::Error;
    finding
}

fn mark_repeated(extent: &mut Extent<'_>, band: &Band) {
    for row in band.first..=band.last {
        extent.repeated.insert(row, Class::Header);
    }
    if let Some(row) = band.number_row {
        extent.repeated.insert(row, Class::Number);
    }
}

/// Returns whether a later band heads a table of its own.
fn heads_table(
    grid: &Grid,
    band: &Band,
    _more: bool,
    following: Option<&Band>,
    last_row: u32,
    rules: &Rules,
    at: &Location,
) -> bool {
    let end = following
        .map_or(last_row, |next| next.first.saturating_sub(1))
        .max(band.body());
    let mapping = columns::bind(
        &columns::Sheet {
            grid,
            kolom: &rules.kolom,
            tahun: None,
            bulan: None,
            scaled: false,
            repeated: &BTreeMap::new(),
        },
        band,
        &(band.body()..=end),
    );
    let title = Title::new(
        &title_texts(grid, band, band.first.saturating_sub(3)),
        at.sheet.as_deref(),
    );
    matches!(
        role::of(&mapping, &title, &rules.baris),
        Some(Role::Detail | Role::Budget | Role::Plan | Role::Packages)
    )
}

fn read_one(
    grid: &Grid,
    at: &Location,
    rules: &Rules,
    extent: &Extent<'_>,
    (paksa, dari): (Option<Paksa<'_>>, &Dari<'_>),
    (free_from, known): (u32, &Known),
) -> Option<Parsed> {
    let title = title_texts(grid, extent.band, free_from);
    let identify = || {
        let mut findings = Findings::new(at.clone());
        let names = Names {
            file: &at.file,
            sheet: at.sheet.as_deref(),
            known,
        };
        // The label block stands at the top of the sheet, also for the tables further down.
        let header = extent.band.first;
        let opd = identity::office(grid, header, 0, &names, rules, &mut findings);
        let periode = masa_laporan::period(grid, header, 0, &names, rules, &mut findings);
        (opd, periode, findings)
    };
    // Only memory needs to know beforehand whose table it is.
    let identified = dari.ingatan.map(|_| identify());
    let ingat = dari
        .ingatan
        .zip(identified.as_ref())
        .and_then(|(ingatan, (opd, periode, _))| {
            let own = periode.as_ref().map(|found| found.periode);
            let id = opd.as_ref().and_then(|opd| opd.id.as_deref());
            Ingat::of(ingatan, id, dari.periode.or(own), &rules.kolom)
        });
    let context = Context {
        grid,
        at: at.clone(),
        rules,
        periode: dari.periode,
        title,
        paksa,
        ingat,
        top: if free_from > 0 {
            top_texts(grid)
        } else {
            Vec::new()
        },
    };
    let mut parsed = table::read(&context, extent)?;
    let (opd, periode, mut findings) = identified.unwrap_or_else(identify);
    parsed.table.opd = opd;
    parsed.table.periode = periode;
    if let Some(paksa) = &paksa {
        petaan_temuan::identity(&mut parsed.table, paksa, rules, &mut findings);
    }
    if parsed.table.role == Role::Detail {
        parsed.diagnostics.extend(findings.list);
    }
    Some(parsed)
}

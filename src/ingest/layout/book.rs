//! A whole workbook: which tables count. Copies, hidden sheets, other periods and other roles are told apart,
//! and each table and the file get their status (CONTRACT §2).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::identity::id_from_name;
use super::sheet;
use super::table::Parsed;
use crate::diag::catalogue::lembar;
use crate::diag::{Diagnostic, Severity};
use crate::model::cell::CellRef;
use crate::model::field::{Field, Measure};
use crate::model::grid::Workbook;
use crate::model::location::Location;
use crate::model::nilai::Sen;
use crate::model::outcome::Outcome;
use crate::model::periode::Periode;
use crate::model::submission::FileStatus;
use crate::model::table::{Role, Row, SkippedAs, Table, TableStatus};
use crate::normalize::fold::fold;
use crate::rules::Rules;

/// What a workbook is read for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request {
    pub periode: Option<Periode>,
    /// Offices as the files name them, not by the roster.
    pub opd_from_files: bool,
}

/// Understands every sheet of a workbook: its tables with their status, and the status of the file.
pub fn understand(
    workbook: &Workbook,
    file: &Arc<str>,
    request: Request,
    rules: &Rules,
) -> Outcome<(Vec<Table>, FileStatus)> {
    let mut parsed: Vec<Parsed> = Vec::new();
    let mut diagnostics = Vec::new();
    for grid in &workbook.grids {
        let at = Location::sheet(file, grid.name.as_ref());
        let (tables, about_sheet) = sheet::tables(grid, &at, request.periode, rules);
        parsed.extend(tables);
        diagnostics.extend(about_sheet);
    }
    if workbook.grids.iter().all(|grid| grid.n_cells() == 0) {
        let message = "berkas tidak memuat satu sel pun";
        diagnostics.push(Diagnostic::new(
            lembar::EMPTY_FILE,
            Location::file(file),
            message,
        ));
    }
    share_identity(&mut parsed);
    if request.opd_from_files {
        offices_from_files(&mut parsed);
    }
    roles_and_periods(&mut parsed, request, file);
    set_copies_aside(&mut parsed);
    set_hidden_aside(&mut parsed);
    for item in &mut parsed {
        settle(item, rules);
    }
    let status = file_status(&parsed);
    let mut tables = Vec::with_capacity(parsed.len());
    for item in parsed {
        diagnostics.extend(item.diagnostics);
        tables.push(item.table);
    }
    if status == FileStatus::NotAReport {
        explain_not_a_report(&tables, file, &mut diagnostics);
    }
    Outcome {
        value: (tables, status),
        diagnostics,
    }
}

/// A table that names no office or period takes those that its workbook agrees on.
fn share_identity(parsed: &mut [Parsed]) {
    let offices: Vec<_> = parsed
        .iter()
        .filter_map(|item| item.table.opd.clone())
        .filter(|o| o.cell.is_some())
        .collect();
    let office = offices.first().filter(|first| {
        offices
            .iter()
            .all(|o| o.id == first.id && (o.id.is_some() || fold(&o.name) == fold(&first.name)))
    });
    let years: Vec<i16> = parsed
        .iter()
        .filter_map(|item| item.table.periode.as_ref())
        .map(|p| p.periode.tahun)
        .collect();
    let _ = years;
    for item in parsed.iter_mut() {
        if item
            .table
            .opd
            .as_ref()
            .is_none_or(|found| found.id.is_none() && found.cell.is_none())
            && let Some(office) = office
        {
            let mut found = office.clone();
            found.confidence = found.confidence.min(0.85);
            item.table.opd = Some(found);
        }
    }
}

fn offices_from_files(parsed: &mut [Parsed]) {
    for item in parsed {
        if let Some(opd) = &mut item.table.opd {
            opd.id.get_or_insert_with(|| id_from_name(&opd.name));
        }
    }
}

fn at(item: &Parsed, file: &Arc<str>) -> Location {
    Location::sheet(file, item.table.sheet.as_ref())
}

/// Only detail tables of the period asked for can count.
fn roles_and_periods(parsed: &mut [Parsed], request: Request, file: &Arc<str>) {
    let matching = |item: &Parsed| {
        let (Some(asked), Some(found)) = (request.periode, item.table.periode.as_ref()) else {
            return true;
        };
        found.periode.bulan.is_none() && found.periode.tahun == asked.tahun
            || found.periode.same_month(&asked)
    };
    let any_matches = parsed
        .iter()
        .any(|item| item.table.role == Role::Detail && matching(item));
    for item in parsed.iter_mut() {
        let location = at(item, file);
        if item.table.role != Role::Detail {
            item.table.status = TableStatus::Ignored;
            let what = format!("lembar ini dibaca sebagai {}", role_label(item.table.role));
            item.diagnostics
                .retain(|diagnostic| diagnostic.severity != Severity::Info);
            item.diagnostics
                .push(Diagnostic::new(lembar::OTHER_ROLE, location, what));
            continue;
        }
        item.table.status = TableStatus::Accepted;
        let found = item.table.periode.as_ref().map(|found| found.periode);
        let cell = item.table.periode.as_ref().and_then(|found| found.cell);
        match (request.periode, found) {
            (Some(asked), Some(found)) if !matching(item) => {
                let mut place = location;
                place.cell = cell;
                let message = format!("laporan ini untuk {found}, yang diminta {asked}");
                if any_matches {
                    item.table.status = TableStatus::Ignored;
                    let note = Diagnostic::new(lembar::WRONG_PERIODE, place, message);
                    item.diagnostics = vec![note.with_severity(Severity::Info)];
                } else {
                    item.diagnostics
                        .push(Diagnostic::new(lembar::WRONG_PERIODE, place, message));
                    item.doubt = true;
                }
            }
            (_, None) => {
                item.diagnostics.push(Diagnostic::new(
                    lembar::NO_PERIODE,
                    location,
                    "periode tidak tertulis",
                ));
            }
            (Some(_), Some(found)) if found.bulan.is_none() => {
                item.diagnostics.push(Diagnostic::new(
                    lembar::NO_PERIODE,
                    location,
                    "bulan laporan tidak tertulis",
                ));
            }
            _ => {}
        }
        let outside = item.table.opd.as_ref().is_none_or(|opd| opd.id.is_none());
        if outside && item.table.status != TableStatus::Ignored {
            let name = item
                .table
                .opd
                .as_ref()
                .map_or("tidak tertulis", |opd| opd.name.as_str())
                .to_owned();
            let mut place = Location::sheet(file, item.table.sheet.as_ref());
            place.cell = item.table.opd.as_ref().and_then(|opd| opd.cell);
            item.diagnostics.push(Diagnostic::new(
                lembar::OPD_UNKNOWN,
                place,
                format!("OPD \"{name}\" tidak ada dalam daftar"),
            ));
        }
    }
}

fn role_label(role: Role) -> &'static str {
    match role {
        Role::Detail => "rincian realisasi",
        Role::Recap => "rekapitulasi",
        Role::Plan => "rencana (anggaran kas atau rencana fisik)",
        Role::Packages => "daftar paket pengadaan",
        Role::Issues => "daftar permasalahan",
        Role::Template => "templat yang belum diisi",
        Role::Transactions => "daftar transaksi",
        Role::Budget => "anggaran tanpa realisasi",
        Role::Other => "lembar lain",
    }
}

/// What identifies a leaf when sheets are compared.
type Fingerprint = (String, Option<Sen>, Option<Sen>);

fn fingerprint(row: &Row) -> Fingerprint {
    (fold(&row.uraian), row.pagu, row.realisasi_keuangan)
}

fn same_scope(a: &Table, b: &Table) -> bool {
    let office = |table: &Table| {
        table
            .opd
            .as_ref()
            .map(|opd| (opd.id.clone(), opd.id.is_none().then(|| fold(&opd.name))))
    };
    let periode = |table: &Table| {
        table
            .periode
            .as_ref()
            .map(|found| (found.periode.tahun, found.periode.bulan))
    };
    office(a) == office(b)
        && (periode(a) == periode(b) || periode(a).is_none() || periode(b).is_none())
}

/// A table whose leaves all stand in another of the same office and period is a copy.
fn set_copies_aside(parsed: &mut [Parsed]) {
    let counted = |item: &Parsed| {
        let mut counts: BTreeMap<Fingerprint, usize> = BTreeMap::new();
        for row in item.table.leaves() {
            *counts.entry(fingerprint(row)).or_default() += 1;
        }
        counts
    };
    let sets: Vec<BTreeMap<Fingerprint, usize>> = parsed.iter().map(counted).collect();
    for index in 0..parsed.len() {
        let candidate = &parsed[index];
        if candidate.table.role != Role::Detail
            || candidate.table.status == TableStatus::Ignored
            || sets[index].is_empty()
        {
            continue;
        }
        let original = (0..parsed.len()).find(|other| {
            let table = &parsed[*other].table;
            let size = |set: &BTreeMap<Fingerprint, usize>| set.values().sum::<usize>();
            let larger = size(&sets[*other]) > size(&sets[index]);
            let earlier = size(&sets[*other]) == size(&sets[index])
                && (candidate.table.hidden, index) > (table.hidden, *other);
            *other != index
                && table.role == Role::Detail
                && table.status != TableStatus::Ignored
                && (larger || earlier)
                && same_scope(table, &candidate.table)
                && sets[index]
                    .iter()
                    .all(|(key, n)| sets[*other].get(key).is_some_and(|m| m >= n))
        });
        if let Some(original) = original {
            let name = parsed[original]
                .table
                .sheet
                .as_deref()
                .unwrap_or("tabel pertama")
                .to_owned();
            let file = parsed[index]
                .diagnostics
                .first()
                .map(|d| Arc::clone(&d.at.file));
            let item = &mut parsed[index];
            let place = Location::sheet(&file.unwrap_or_default(), item.table.sheet.as_ref());
            item.table.status = TableStatus::Ignored;
            item.diagnostics = vec![Diagnostic::new(
                lembar::SHEET_COPY,
                place,
                format!("salinan dari lembar \"{name}\"; dihitung satu kali"),
            )];
            item.doubt = false;
        }
    }
}

/// A hidden sheet counts only where no visible table holds that office and period.
fn set_hidden_aside(parsed: &mut [Parsed]) {
    for index in 0..parsed.len() {
        let item = &parsed[index];
        if !item.table.hidden
            || item.table.role != Role::Detail
            || item.table.status == TableStatus::Ignored
        {
            continue;
        }
        let shadowed = parsed.iter().any(|other| {
            !other.table.hidden
                && other.table.role == Role::Detail
                && other.table.status != TableStatus::Ignored
                && same_scope(&other.table, &item.table)
        });
        let file = item
            .diagnostics
            .first()
            .map(|d| Arc::clone(&d.at.file))
            .unwrap_or_default();
        let item = &mut parsed[index];
        let place = Location::sheet(&file, item.table.sheet.as_ref());
        if shadowed {
            item.table.status = TableStatus::Ignored;
            item.doubt = false;
            item.diagnostics = vec![
                Diagnostic::new(
                    lembar::HIDDEN_SHEET,
                    place,
                    "lembar tersembunyi tidak dihitung",
                )
                .with_severity(Severity::Warning),
            ];
        } else {
            item.diagnostics.push(
                Diagnostic::new(
                    lembar::HIDDEN_SHEET,
                    place,
                    "lembar tersembunyi dihitung: tidak ada lembar tampak yang sama",
                )
                .with_severity(Severity::Warning),
            );
        }
    }
}

/// Gives a counting table its status by doubt, confidence and findings.
fn settle(item: &mut Parsed, rules: &Rules) {
    let table = &mut item.table;
    if table.status == TableStatus::Ignored {
        return;
    }
    let ambang = &rules.baris.ambang;
    let unbelievable = table
        .totals
        .pagu
        .is_some_and(|pagu| pagu.rupiah() > ambang.pagu_wajar_rp);
    if unbelievable {
        let place = item
            .diagnostics
            .first()
            .map(|d| d.at.clone())
            .unwrap_or_default();
        item.diagnostics.push(
            Diagnostic::new(
                lembar::UNIT_DECLARED,
                Location {
                    cell: None,
                    range: None,
                    ..place
                },
                "jumlah pagu tidak masuk akal; satuan uang tampaknya salah",
            )
            .with_severity(Severity::Error),
        );
    }
    let noted = item
        .diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity != Severity::Info);
    table.status = if item.doubt || unbelievable || table.confidence < ambang.karantina {
        TableStatus::Quarantined
    } else if noted || table.confidence < ambang.terima {
        TableStatus::AcceptedWithNotes
    } else {
        TableStatus::Accepted
    };
}

fn file_status(parsed: &[Parsed]) -> FileStatus {
    let counting: Vec<&Table> = parsed
        .iter()
        .map(|item| &item.table)
        .filter(|table| table.status != TableStatus::Ignored)
        .collect();
    if counting.is_empty() {
        return FileStatus::NotAReport;
    }
    let office = |table: &Table| {
        table
            .opd
            .as_ref()
            .map(|opd| opd.id.clone().unwrap_or_else(|| id_from_name(&opd.name)))
    };
    let quarantined = counting
        .iter()
        .filter(|table| table.status == TableStatus::Quarantined);
    let bad: Vec<Option<Arc<str>>> = quarantined.map(|table| office(table)).collect();
    if bad.is_empty() {
        let worst = counting.iter().map(|table| table.status).max();
        return if worst == Some(TableStatus::Accepted) {
            FileStatus::Accepted
        } else {
            FileStatus::AcceptedWithNotes
        };
    }
    // A partial total is a wrong total, but only for the office whose table is in doubt.
    if counting.iter().all(|table| bad.contains(&office(table))) {
        FileStatus::Quarantined
    } else {
        FileStatus::AcceptedWithNotes
    }
}

/// A file without a report says why: an unfilled template must be filled, the rest is merely something else.
fn explain_not_a_report(tables: &[Table], file: &Arc<str>, diagnostics: &mut Vec<Diagnostic>) {
    let template = tables.iter().find(|table| table.role == Role::Template);
    let others = tables
        .iter()
        .any(|table| !matches!(table.role, Role::Template));
    if let Some(template) = template.filter(|_| {
        !others
            || tables.iter().any(|t| {
                t.role == Role::Template && t.column_of(Measure::RealisasiKeuangan).is_some()
            })
    }) {
        let mut place = Location::sheet(file, template.sheet.as_ref());
        place.cell = example_cell(template);
        diagnostics.push(Diagnostic::new(
            lembar::TEMPLATE,
            place,
            "templat belum diisi: tidak ada kegiatan bernama",
        ));
    }
}

/// The first row of examples, else the header: where an unfilled template shows itself.
fn example_cell(template: &Table) -> Option<CellRef> {
    let example = template
        .skipped
        .iter()
        .find(|skipped| skipped.kind == SkippedAs::Placeholder);
    let name = template
        .columns
        .iter()
        .find(|column| column.field == Some(Field::plain(Measure::Uraian)));
    match (example, name) {
        (Some(example), Some(name)) => Some(CellRef::new(example.row, name.col)),
        _ => template.header_rows.map(|(row, _)| CellRef::new(row, 0)),
    }
}

//! A whole workbook: which tables count. Copies, hidden sheets, other periods and other roles are told apart,
//! and each table and the file get their status (CONTRACT §2).

use std::sync::Arc;

use super::identity::id_from_name;
use super::ingat::Ingat;
use super::kendali;
use super::overlap;
use super::petaan;
use super::sheet::{self, Dari};
use super::status::{explain_not_a_report, file_status, settle};
use super::table::Parsed;
use super::{masa_laporan, pergeseran};
use crate::diag::catalogue::lembar;
use crate::diag::{Diagnostic, Severity};
use crate::model::grid::Workbook;
use crate::model::location::Location;
use crate::model::outcome::Outcome;
use crate::model::periode::Periode;
use crate::model::petaan::Petaan;
use crate::model::submission::FileStatus;
use crate::model::table::{Role, Table, TableStatus};
use crate::model::tata_letak::Ingatan;
use crate::normalize::fold::fold;
use crate::rules::Rules;

/// What a workbook is read for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request {
    pub periode: Option<Periode>,
    /// Offices as the files name them, not by the roster.
    pub opd_from_files: bool,
}

/// What is brought to a workbook from the working folder.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bekal<'a> {
    /// Hexadecimal hash of the file's bytes.
    pub blake3: &'a str,
    /// Mappings released by hand.
    pub petaan: &'a [Petaan],
    /// Layouts that were accepted before.
    pub ingatan: Option<&'a Ingatan>,
}

/// Understands every sheet of a workbook: its tables with their status, and the status of the file.
pub fn understand(
    workbook: &Workbook,
    file: &Arc<str>,
    request: Request,
    rules: &Rules,
) -> Outcome<(Vec<Table>, FileStatus)> {
    understand_with(workbook, file, request, Bekal::default(), rules)
}

/// Understands a workbook with what a person has released and what was accepted before.
pub fn understand_with(
    workbook: &Workbook,
    file: &Arc<str>,
    request: Request,
    bekal: Bekal<'_>,
    rules: &Rules,
) -> Outcome<(Vec<Table>, FileStatus)> {
    let mut parsed: Vec<Parsed> = Vec::new();
    let mut diagnostics = Vec::new();
    let paksa = petaan::of_file(bekal.petaan, file, bekal.blake3, &mut diagnostics);
    let laid = petaan::fitting(
        &workbook.grids,
        &paksa,
        file,
        &rules.kolom,
        &mut diagnostics,
    );
    for (grid, laid) in workbook.grids.iter().zip(&laid) {
        let at = Location::sheet(file, grid.name.as_ref());
        let dari = Dari {
            periode: request.periode,
            laid,
            ingatan: bekal.ingatan,
        };
        let (tables, about_sheet) = sheet::tables(grid, &at, &dari, rules);
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
    masa_laporan::share_periods(&mut parsed);
    if request.opd_from_files {
        offices_from_files(&mut parsed);
    }
    roles_and_periods(&mut parsed, request, file);
    overlap::set_aside(&mut parsed, file, &rules.baris);
    released_in_vain(&mut parsed, file);
    kendali::hold(&mut parsed, workbook, file, rules);
    for item in &mut parsed {
        settle(item, file, rules);
    }
    if let Some(ingatan) = bekal.ingatan {
        tell_drift(&mut parsed, ingatan, request.periode, file, rules);
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

/// Tells what has moved since the last accepted report of the same office.
fn tell_drift(
    parsed: &mut [Parsed],
    ingatan: &Ingatan,
    asked: Option<Periode>,
    file: &Arc<str>,
    rules: &Rules,
) {
    for item in parsed.iter_mut().filter(|item| item.table.status.counts()) {
        let opd = item.table.opd.as_ref().and_then(|opd| opd.id.as_deref());
        let found = item.table.periode.as_ref().map(|found| found.periode);
        if let Some(ingat) = Ingat::of(ingatan, opd, asked.or(found), &rules.kolom) {
            let place = at(item, file);
            item.diagnostics
                .extend(pergeseran::drift(&item.table, &ingat, &place));
        }
    }
}

/// A mapping releases a table of activities; of a sheet that turns out to be something else nothing is counted.
fn released_in_vain(parsed: &mut [Parsed], file: &Arc<str>) {
    for item in parsed {
        let Some(dilepas) = &item.table.dilepas else {
            continue;
        };
        if item.table.role == Role::Detail {
            continue;
        }
        let message = format!(
            "{} tidak melepas lembar ini: isinya {}",
            dilepas.sumber,
            item.table.role.label()
        );
        let finding = Diagnostic::new(lembar::MAPPING_UNFIT, at(item, file), message);
        item.diagnostics.push(finding);
        item.table.dilepas = None;
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

pub(super) fn at(item: &Parsed, file: &Arc<str>) -> Location {
    Location::sheet(file, item.table.sheet.as_ref())
}

/// Only detail tables of the period asked for can count; the others keep what is worth knowing of them.
fn roles_and_periods(parsed: &mut [Parsed], request: Request, file: &Arc<str>) {
    let says_asked = |item: &Parsed| {
        let found = item.table.periode.as_ref().map(|found| found.periode);
        item.table.role == Role::Detail
            && request
                .periode
                .is_some_and(|asked| found.is_some_and(|f| f.same_month(&asked)))
    };
    let any_says_asked = parsed.iter().any(says_asked);
    for item in parsed.iter_mut() {
        if item.table.role == Role::Detail {
            item.table.status = TableStatus::Accepted;
            settle_period(item, request.periode, any_says_asked, file);
            report_outsider(item, file);
        } else {
            set_role_aside(item, file);
        }
    }
}

/// A sheet of another role is told as such. Of budgets and plans the arithmetic stays a finding, yet nobody's error.
fn set_role_aside(item: &mut Parsed, file: &Arc<str>) {
    item.table.status = TableStatus::Ignored;
    let keeps_findings = matches!(item.table.role, Role::Budget | Role::Plan);
    item.diagnostics
        .retain(|diagnostic| keeps_findings && diagnostic.severity != Severity::Info);
    for diagnostic in &mut item.diagnostics {
        diagnostic.severity = Severity::Warning;
    }
    let what = format!("lembar ini dibaca sebagai {}", item.table.role.label());
    item.diagnostics
        .push(Diagnostic::new(lembar::OTHER_ROLE, at(item, file), what));
}

/// Holds a detail table against the period asked for.
fn settle_period(item: &mut Parsed, asked: Option<Periode>, any_says_asked: bool, file: &Arc<str>) {
    let found = item.table.periode.as_ref().map(|found| found.periode);
    let place = Location {
        cell: item.table.periode.as_ref().and_then(|found| found.cell),
        ..at(item, file)
    };
    let Some(found) = found
        .filter(|found| found.bulan.is_some() || asked.is_some_and(|a| a.tahun != found.tahun))
    else {
        let what = if found.is_some() {
            "bulan laporan tidak tertulis"
        } else {
            "periode tidak tertulis"
        };
        let finding = Diagnostic::new(lembar::NO_PERIODE, place, what);
        if any_says_asked {
            // Beside a sheet that says the month asked for, one that says none is another month's.
            item.table.status = TableStatus::Ignored;
            item.diagnostics = vec![finding];
        } else {
            item.diagnostics.push(finding);
        }
        return;
    };
    let Some(asked) = asked.filter(|asked| !found.same_month(asked)) else {
        return;
    };
    let finding = Diagnostic::new(
        lembar::WRONG_PERIODE,
        place,
        format!("laporan ini untuk {found}, yang diminta {asked}"),
    );
    if any_says_asked {
        item.table.status = TableStatus::Ignored;
        item.diagnostics = vec![finding.with_severity(Severity::Info)];
    } else if asked.spans(&found) {
        // An earlier month of the quarter stands for it until the last one comes.
        item.diagnostics
            .push(finding.with_severity(Severity::Warning));
    } else {
        item.diagnostics.push(finding);
        item.doubt = true;
    }
}

/// An office outside the roster is read, and counted in no rekap.
fn report_outsider(item: &mut Parsed, file: &Arc<str>) {
    let outside = item.table.opd.as_ref().is_none_or(|opd| opd.id.is_none());
    if !outside || item.table.status == TableStatus::Ignored {
        return;
    }
    let name = item
        .table
        .opd
        .as_ref()
        .map_or("tidak tertulis", |opd| opd.name.as_str());
    let message = format!("OPD \"{name}\" tidak ada dalam daftar");
    let place = Location {
        cell: item.table.opd.as_ref().and_then(|opd| opd.cell),
        ..at(item, file)
    };
    item.diagnostics
        .push(Diagnostic::new(lembar::OPD_UNKNOWN, place, message));
}

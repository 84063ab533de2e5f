//! Proposes a mapping for the tables of a workbook that weren't accepted: what the program itself made of them, to be
//! corrected by hand.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::band::Band;
use super::columns::{self, Sheet};
use super::contents::level_named;
use super::nomor_kolom::is_number_row;
use super::petaan::bare_name;
use super::table::title_texts;
use super::view::{Look, look};
use crate::diag::{Diagnostic, Severity};
use crate::model::cell::CellRef;
use crate::model::grid::{Grid, Workbook};
use crate::model::nilai::comma;
use crate::model::petaan::{
    AturanTingkat, Berkas, Isi, KolomPetaan, Petaan, Rilis, Satuan, Skala, Usulan,
};
use crate::model::submission::Submission;
use crate::model::table::{Column, Role, Table, TableStatus};
use crate::normalize::fold::tidy;
use crate::rules::Rules;

/// The most rows below the first row of texts in which the numbers must begin.
const JUDUL: u32 = 8;

/// Proposes mappings for a file as it was read: for the tables in quarantine; where the file has no report at all, for
/// what wasn't understood; on a sheet that is named, for whatever stands there.
#[must_use]
pub fn propose(
    workbook: &Workbook,
    submission: &Submission,
    sheet: Option<&str>,
    rules: &Rules,
) -> Vec<Usulan> {
    let wanted = |name: Option<&Arc<str>>| sheet.is_none() || name.map(AsRef::as_ref) == sheet;
    let with = |status| submission.tables.iter().any(|table| table.status == status);
    let report = with(TableStatus::Accepted) || with(TableStatus::AcceptedWithNotes);
    let quarantined = with(TableStatus::Quarantined);
    let chosen = |table: &&Table| {
        wanted(table.sheet.as_ref())
            && match table.status {
                TableStatus::Quarantined => true,
                _ if sheet.is_some() => true,
                TableStatus::Ignored => !report && !quarantined && may_be_report(table.role),
                _ => false,
            }
    };
    let mut proposals = Vec::new();
    for grid in &workbook.grids {
        let tables = || {
            let own = submission.tables.iter();
            own.filter(|table| table.sheet == grid.name)
        };
        proposals.extend(
            tables()
                .filter(chosen)
                .filter_map(|table| of_table(grid, table, submission, rules)),
        );
        let unread = tables().next().is_none() && wanted(grid.name.as_ref());
        if unread && (sheet.is_some() || (!report && !quarantined)) {
            proposals.extend(of_unread(grid, submission, rules));
        }
    }
    proposals
}

fn may_be_report(role: Role) -> bool {
    !matches!(
        role,
        Role::Issues | Role::Packages | Role::Transactions | Role::Detail
    )
}

fn of_table(grid: &Grid, table: &Table, submission: &Submission, rules: &Rules) -> Option<Usulan> {
    let (first, last) = table.header_rows?;
    let body = last + 1..=grid.rows.keys().next_back().copied()?.max(last + 1);
    let mut usulan = draft(
        grid,
        (first, last),
        &table.columns,
        &body,
        submission,
        rules,
    );
    usulan.petaan.baris_nomor = table.number_row;
    usulan.petaan.opd = table.opd.as_ref().and_then(|opd| opd.id.clone());
    let found = table.periode.as_ref().map(|found| found.periode);
    usulan.petaan.periode = found.filter(|periode| periode.bulan.is_some());
    Some(usulan)
}

/// A sheet without a table: the first row of several texts above numbers may be its header.
fn of_unread(grid: &Grid, submission: &Submission, rules: &Rules) -> Option<Usulan> {
    let band = likely_header(grid)?;
    let body = band.body()..=grid.rows.keys().next_back().copied()?.max(band.body());
    let repeated = BTreeMap::new();
    let sheet = Sheet {
        grid,
        kolom: &rules.kolom,
        tahun: None,
        bulan: None,
        scaled: false,
        repeated: &repeated,
    };
    let mapping = columns::bind(&sheet, &band, &body);
    let rows = (band.first, band.last);
    let mut usulan = draft(grid, rows, &mapping.columns, &body, submission, rules);
    usulan.petaan.baris_nomor = band.number_row;
    Some(usulan)
}

fn likely_header(grid: &Grid) -> Option<Band> {
    let of = |row: u32, wanted: Look| {
        let cells = grid.rows.get(&row).into_iter().flatten();
        cells.filter(|(_, cell)| look(cell) == wanted).count()
    };
    let begins = |row: &u32| is_number_row(grid, *row) || of(*row, Look::Number) >= 2;
    let texts = grid
        .rows
        .keys()
        .copied()
        .filter(|row| of(*row, Look::Text) >= 3 && !begins(row));
    for first in texts {
        let Some(start) = (first + 1..=first + JUDUL).find(begins) else {
            continue;
        };
        let number_row = is_number_row(grid, start).then_some(start);
        let columns = || {
            grid.rows
                .range(first..start)
                .flat_map(|(_, cells)| cells.keys().copied())
        };
        return Some(Band {
            first,
            last: start - 1,
            number_row,
            first_col: columns().min()?,
            last_col: columns().max()?,
        });
    }
    None
}

fn draft(
    grid: &Grid,
    judul: (u32, u32),
    columns: &[Column],
    body: &RangeInclusive<u32>,
    submission: &Submission,
    rules: &Rules,
) -> Usulan {
    let told: Vec<&Column> = columns
        .iter()
        .filter(|column| !column.path.is_empty() || column.field.is_some())
        .collect();
    let kolom = told
        .iter()
        .map(|column| KolomPetaan {
            col: column.col,
            path: column.path.clone(),
            isi: match column.field {
                Some(field) => Isi::Field(field),
                None if names_levels(grid, column.col, body) => Isi::Tingkat,
                None => Isi::Abaikan,
            },
            line: 0,
        })
        .collect();
    let petaan = Petaan {
        sumber: Arc::from(""),
        sidik: String::new(),
        berkas: Berkas {
            nama: bare_name(&submission.file).to_owned(),
            blake3: submission.blake3.clone(),
            pola: None,
        },
        lembar: grid.name.as_ref().map(ToString::to_string),
        judul,
        baris_nomor: None,
        satuan: declared_unit(grid, judul, rules),
        skala: Skala::Otomatis,
        opd: None,
        periode: None,
        tingkat: AturanTingkat::default(),
        kolom,
        rilis: Rilis::default(),
    };
    Usulan {
        petaan,
        pendapat: told.iter().map(|column| opinion(column)).collect(),
        sebab: reasons(grid, submission),
    }
}

fn opinion(column: &Column) -> String {
    match column.field {
        Some(field) => format!(
            "{field}, keyakinan {} ({})",
            comma(column.confidence, 2),
            column.reason
        ),
        None => format!("tidak dipakai ({})", column.reason),
    }
}

fn reasons(grid: &Grid, submission: &Submission) -> Vec<String> {
    let here = |finding: &&Diagnostic| {
        finding.severity != Severity::Info
            && (finding.at.sheet == grid.name || finding.at.sheet.is_none())
    };
    let told = submission.diagnostics.iter().filter(here).map(|finding| {
        let cell = finding.at.cell.map(|cell| format!(" {cell}"));
        format!(
            "{}{}: {}",
            finding.code.id,
            cell.unwrap_or_default(),
            finding.message
        )
    });
    told.take(12).collect()
}

fn names_levels(grid: &Grid, col: u32, body: &RangeInclusive<u32>) -> bool {
    let texts = || {
        grid.rows
            .keys()
            .filter(|row| body.contains(row))
            .filter_map(|row| grid.cell(CellRef::new(*row, col))?.text())
    };
    let named = texts().filter(|text| level_named(text).is_some()).count();
    named >= 3 && named * 2 >= texts().count()
}

/// The unit that the header or the title declares for money.
pub(super) fn declared_unit(grid: &Grid, (first, last): (u32, u32), rules: &Rules) -> Satuan {
    let band = Band {
        first,
        last,
        number_row: None,
        first_col: 0,
        last_col: 0,
    };
    let in_band = grid
        .rows
        .range(first..=last)
        .flat_map(|(_, cells)| cells.values())
        .map(|cell| tidy(&cell.display()));
    let factor = in_band
        .chain(title_texts(grid, &band, 0))
        .find_map(|text| rules.baris.unit_in(&text).map(|(_, factor)| factor));
    let of = |factor: u32| Satuan::ALL.iter().find(|(_, _, own)| *own == factor);
    factor
        .and_then(of)
        .map_or(Satuan::Rupiah, |(satuan, ..)| *satuan)
}

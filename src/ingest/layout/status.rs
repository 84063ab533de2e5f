//! The status of each table and of the file (CONTRACT §2).

use super::identity::id_from_name;
use super::table::Parsed;
use crate::diag::catalogue::lembar;
use crate::diag::{Diagnostic, Severity};
use crate::model::cell::CellRef;
use crate::model::field::{Field, Measure};
use crate::model::location::Location;
use crate::model::nilai::comma;
use crate::model::submission::FileStatus;
use crate::model::table::{Role, SkippedAs, Table, TableStatus};
use crate::rules::Rules;
use std::sync::Arc;

/// Gives a counting table its status by doubt, confidence and findings.
pub(super) fn settle(item: &mut Parsed, file: &Arc<str>, rules: &Rules) {
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
    let said = |item: &Parsed| {
        item.diagnostics
            .iter()
            .any(|d| d.severity == Severity::Error)
    };
    if table.confidence < ambang.karantina && !said(item) {
        let place = Location::sheet(file, item.table.sheet.as_ref());
        let message = format!(
            "keyakinan {} di bawah ambang {}: judul kolom atau hitungannya tidak cukup jelas",
            comma(item.table.confidence, 2),
            comma(ambang.karantina, 2)
        );
        item.diagnostics
            .push(Diagnostic::new(lembar::LOW_CONFIDENCE, place, message));
    }
    let table = &mut item.table;
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

pub(super) fn file_status(parsed: &[Parsed]) -> FileStatus {
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
pub(super) fn explain_not_a_report(
    tables: &[Table],
    file: &Arc<str>,
    diagnostics: &mut Vec<Diagnostic>,
) {
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

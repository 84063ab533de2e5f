//! Sorts the counted activities of a report: every leaf of a detail table gets its class.

use std::sync::Arc;

use super::klasifikasi::{Kegiatan, Ruang, classify_with, finding};
use crate::diag::{Diagnostic, Severity};
use crate::model::cell::CellRef;
use crate::model::field::Measure;
use crate::model::location::Location;
use crate::model::table::{Role, Table, TableStatus};
use crate::rules::Rules;

/// Classifies the leaves of the detail tables by name, account, sub kegiatan and procurement type; what a person
/// should look at is a finding at the name's cell.
pub fn classify_leaves(tables: &mut [Table], file: &Arc<str>, rules: &Rules) -> Vec<Diagnostic> {
    let mut ruang = Ruang::default();
    let mut diagnostics = Vec::new();
    for table in tables.iter_mut().filter(|table| table.role == Role::Detail) {
        let at = Location::sheet(file, table.sheet.as_ref());
        let name_col = table.column_of(Measure::Uraian).unwrap_or(0);
        let counts = table.status.counts();
        for row in table.rows.iter_mut().filter(|row| row.leaf) {
            let hasil = classify_with(&Kegiatan::of(row), &rules.klasifikasi, &mut ruang);
            let found = finding(&row.uraian, &hasil, &at.at(CellRef::new(row.row, name_col)));
            diagnostics.extend(found.filter(|_| counts));
            row.klasifikasi = Some(hasil);
        }
        let noted = diagnostics
            .iter()
            .any(|d| d.severity == Severity::Warning && d.at.sheet == table.sheet);
        if noted && table.status == TableStatus::Accepted {
            table.status = TableStatus::AcceptedWithNotes;
        }
    }
    diagnostics
}

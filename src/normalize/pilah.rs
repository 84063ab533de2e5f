//! Sorts the counted activities of a report: every leaf of a detail table gets its class.

use super::klasifikasi::{Kegiatan, Ruang, classify_with};
use crate::model::table::{Role, Table};
use crate::rules::Rules;

/// Classifies the leaves of the detail tables by name, account, sub kegiatan and procurement type.
pub fn classify_leaves(tables: &mut [Table], rules: &Rules) {
    let mut ruang = Ruang::default();
    for table in tables.iter_mut().filter(|table| table.role == Role::Detail) {
        for row in table.rows.iter_mut().filter(|row| row.leaf) {
            row.klasifikasi = Some(classify_with(
                &Kegiatan::of(row),
                &rules.klasifikasi,
                &mut ruang,
            ));
        }
    }
}

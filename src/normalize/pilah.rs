//! Sorts the counted activities of a report: every leaf of a detail table gets its class.

use super::klasifikasi::{Kegiatan, Ruang, classify_with};
use crate::model::field::Measure;
use crate::model::kegiatan::Tingkat;
use crate::model::table::{Role, Row, Table};
use crate::rules::Rules;

/// Classifies the leaves of the detail tables by name, account, sub kegiatan and procurement type.
pub fn classify_leaves(tables: &mut [Table], rules: &Rules) {
    let mut ruang = Ruang::default();
    for table in tables.iter_mut().filter(|table| table.role == Role::Detail) {
        for row in table.rows.iter_mut().filter(|row| row.leaf) {
            row.klasifikasi = Some(classify_with(
                &evidence(row),
                &rules.klasifikasi,
                &mut ruang,
            ));
        }
    }
}

fn evidence(row: &Row) -> Kegiatan<'_> {
    let is_account = row.level == Tingkat::Rekening;
    let is_sub_kegiatan = row.level == Tingkat::SubKegiatan;
    let kode = row.kode.as_deref();
    Kegiatan {
        uraian: &row.uraian,
        kode_rekening: kode.filter(|_| is_account),
        sub_kegiatan: row.induk.get(&Tingkat::SubKegiatan).map(AsRef::as_ref),
        kode_sub_kegiatan: kode.filter(|_| is_sub_kegiatan),
        jenis_pengadaan: row.lain.get(&Measure::JenisPengadaan).map(AsRef::as_ref),
        pagu: row.pagu,
        tingkat: Some(row.level),
    }
}

//! The part of the sheet Metadata that names the tables released by a mapping: who, when and why.

use super::sheet::Sheet;
use super::style::{Isi, Nada};
use super::{kepala, label, metadata};
use crate::consolidate::Konsolidasi;
use crate::model::table::TableStatus;

/// Lists the released tables; nothing is written where there are none. Returns the next free row.
pub(super) fn write(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    row: u32,
) -> Result<u32, rust_xlsxwriter::XlsxError> {
    let released: Vec<[String; 7]> = k
        .submissions
        .iter()
        .flat_map(|submission| {
            submission.tables.iter().filter_map(|table| {
                let own = table.dilepas.as_ref()?;
                let status = match table.status {
                    TableStatus::Quarantined => label::DITAHAN,
                    TableStatus::Ignored => label::TIDAK_DIHITUNG,
                    TableStatus::Accepted | TableStatus::AcceptedWithNotes => label::DITERIMA,
                };
                Some([
                    submission.file.to_string(),
                    table.sheet.as_deref().unwrap_or("").to_owned(),
                    own.sumber.to_string(),
                    format!("{} ({})", own.rilis.oleh, own.rilis.pada),
                    status.to_owned(),
                    own.sidik.chars().take(16).collect(),
                    own.rilis.alasan.clone(),
                ])
            })
        })
        .collect();
    if released.is_empty() {
        return Ok(row);
    }
    let first = metadata::heading(sheet, row, label::META_PETAAN, &kepala::KEPALA_PETAAN)?;
    let mut next = first;
    for texts in &released {
        sheet.fit(
            next,
            &[(&texts[0], 44.0), (&texts[2], 36.0), (&texts[6], 66.0)],
        )?;
        for (col, text) in (0..).zip(texts) {
            sheet.put((next, col), text, Isi::Panjang, Nada::Biasa)?;
        }
        next += 1;
    }
    Ok(next + 1)
}

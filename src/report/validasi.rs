//! The sheet Validasi: every finding with its place, what stands there, and how to mend it.

use super::sheet::{Hasil, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, kepala, label};
use crate::consolidate::Konsolidasi;
use crate::diag::{Diagnostic, Severity};

const HEADER: u32 = 4;
const LAST_COL: u16 = 8;

/// Writes the sheet, the worst findings first.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak) -> Hasil {
    sheet.page(label::VALIDASI, cetak, Some((HEADER, HEADER)))?;
    sheet.widths(&[5.0, 15.0, 7.0, 34.0, 20.0, 11.0, 22.0, 58.0, 58.0])?;
    sheet.title(
        LAST_COL,
        &[
            label::JUDUL_VALIDASI,
            &cetak.daerah,
            &label::laporan(k.periode),
        ],
    )?;
    for (col, text) in (0..).zip(kepala::KEPALA_VALIDASI) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.ws.set_freeze_panes(HEADER + 1, 3)?;
    let mut findings: Vec<(Severity, &'static str, &Diagnostic)> =
        k.diagnostics.iter().map(|one| weighed(k, one)).collect();
    findings.sort_by_key(|(weight, ..)| *weight);
    if findings.is_empty() {
        return sheet.text((HEADER + 1, 0), label::TANPA_TEMUAN, &sheet.style.polos);
    }
    let mut row = HEADER + 1;
    for (_, tingkat, finding) in findings {
        line(sheet, row, tingkat, finding)?;
        row += 1;
    }
    sheet.ws.autofilter(HEADER, 0, row - 1, LAST_COL)?;
    Ok(())
}

/// How much a finding weighs now, and the word for it: nobody has to mend a file that was replaced.
fn weighed<'a>(
    k: &Konsolidasi,
    finding: &'a Diagnostic,
) -> (Severity, &'static str, &'a Diagnostic) {
    if finding.dijelaskan.is_some() {
        return (Severity::Info, label::DIJELASKAN, finding);
    }
    if finding.severity != Severity::Info && k.is_replaced(finding) {
        return (Severity::Info, label::BERKAS_DIGANTI, finding);
    }
    (finding.severity, finding.severity.label(), finding)
}

fn line(sheet: &mut Sheet<'_>, row: u32, tingkat: &str, finding: &Diagnostic) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let at = &finding.at;
    let cell = match (at.range, at.cell) {
        (Some(range), _) => range.to_string(),
        (None, Some(cell)) => cell.to_string(),
        (None, None) => String::new(),
    };
    sheet.put_number((row, 0), Some(f64::from(row - HEADER)), Isi::Bulat, NADA)?;
    let texts = [
        (1, tingkat),
        (2, finding.code.id),
        (3, at.file.as_ref()),
        (4, at.sheet.as_deref().unwrap_or_default()),
        (5, cell.as_str()),
        (6, finding.raw.as_deref().unwrap_or_default()),
        (7, finding.message.as_str()),
        (8, finding.code.perbaikan),
    ];
    sheet.fit(
        row,
        &[
            (texts[2].1, 34.0),
            (texts[0].1, 15.0),
            (texts[5].1, 22.0),
            (texts[6].1, 58.0),
            (texts[7].1, 58.0),
        ],
    )?;
    for (col, text) in texts {
        let isi = if col == 2 || col == 5 {
            Isi::Tengah
        } else {
            Isi::Panjang
        };
        sheet.put((row, col), text, isi, NADA)?;
    }
    Ok(())
}

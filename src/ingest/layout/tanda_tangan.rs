//! Whether the signature below a report is filled in, as far as its text tells.

use super::classify::Class;
use super::findings::Findings;
use super::table::Reading;
use super::view::row_texts;
use crate::diag::catalogue::konsolidasi::TANPA_TANDA_TANGAN;
use crate::model::cell::CellRef;
use crate::normalize::fold::fold;
use crate::rules::baris::contains_phrase;

/// A number of a civil servant has eighteen digits; spreadsheets lose some, an old number has nine.
const DIGITS: usize = 9;

/// Reports a signature block that asks for a NIP and holds none. Without such a block nothing can be said.
pub(super) fn report(findings: &mut Findings, reading: &Reading<'_>) {
    let below = reading.lines.iter().zip(&reading.classes);
    let below = below.filter(|(_, class)| matches!(class, Class::Signature | Class::Note));
    let mut asked: Option<CellRef> = None;
    for (line, _) in below {
        let texts = row_texts(reading.context.grid, line.row);
        let digits = texts.iter().flat_map(|(_, text)| text.chars());
        let signed = digits.filter(char::is_ascii_digit).count() >= DIGITS;
        for (col, text) in &texts {
            let folded = fold(text);
            if !contains_phrase(&folded, "nip") {
                continue;
            }
            if signed {
                return;
            }
            asked.get_or_insert(CellRef::new(line.row, *col));
        }
    }
    if let Some(cell) = asked {
        let message = "blok tanda tangan ada, tetapi NIP pejabatnya kosong".to_owned();
        findings.cell(TANPA_TANDA_TANGAN, cell, message);
    }
}

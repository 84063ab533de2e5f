//! The marks on a sheet: which cell carries which numbers, how grave, and what its note says.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use super::butir::Butir;
use crate::diag::Severity;
use crate::model::cell::CellRef;
use crate::model::grid::Grid;

/// Characters of a note at most: it is read in a small box.
const NOTE: usize = 1_500;

/// The mark of one cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tanda {
    pub(super) tingkat: Severity,
    /// Numbers of lines with their words, ascending.
    pub(super) butir: Vec<(usize, String)>,
}

impl Tanda {
    /// What stands in front of the cell's own content: `[3]` or `[3, 5]`.
    pub(super) fn label(&self) -> String {
        let numbers: Vec<String> = self
            .butir
            .iter()
            .map(|(nomor, _)| nomor.to_string())
            .collect();
        format!("[{}]", numbers.join(", "))
    }

    /// The text of the note.
    pub(super) fn catatan(&self) -> String {
        let mut text = String::new();
        for (nomor, kata) in &self.butir {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let _ = write!(text, "No. {nomor} – {kata}");
        }
        text.chars().take(NOTE).collect()
    }
}

/// Returns the marks of a sheet of a file; a mark within merged cells stands on the one that shows.
pub(super) fn of_sheet(
    butir: &[Butir],
    berkas: usize,
    lembar: Option<&Arc<str>>,
    grid: &Grid,
) -> BTreeMap<CellRef, Tanda> {
    let mut marks: BTreeMap<CellRef, Tanda> = BTreeMap::new();
    let own = butir
        .iter()
        .filter(|one| one.berkas == berkas && one.lembar.as_ref() == lembar);
    for one in own {
        for (place, cell) in one.sel.iter().enumerate() {
            let at = grid.merge_at(*cell).map_or(*cell, |range| range.first);
            let mark = marks.entry(at).or_insert_with(|| Tanda {
                tingkat: one.tingkat,
                butir: Vec::new(),
            });
            mark.tingkat = mark.tingkat.min(one.tingkat);
            if mark
                .butir
                .last()
                .is_none_or(|(nomor, _)| *nomor != one.nomor)
            {
                let own = one.rinci.get(place);
                let own = own.map_or_else(String::new, |own| format!("\nSel ini: {own}."));
                let kata = format!(
                    "{}\n{}{own}\nCara memperbaiki: {}",
                    one.tingkat.label(),
                    one.salah,
                    one.cara
                );
                mark.butir.push((one.nomor, kata));
            }
        }
    }
    marks
}

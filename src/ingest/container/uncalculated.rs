//! Formulas that a library stored without calculating them: their zero (or blank) is no result.
//!
//! Excel calculates such a workbook when it opens it, so its sender sees numbers where the file holds none.

use super::refusal::Findings;
use super::sheet::NO_RESULT;
use crate::diag::catalogue::berkas;
use crate::model::cell::{Cell, CellRef, Value};
use crate::model::grid::{Grid, Workbook};

/// Marks the formulas of a workbook that is to be calculated on opening, where not one has a result but zero.
pub(crate) fn mark_zeros(workbook: &mut Workbook, findings: &mut Findings) {
    let formulas = |grid: &Grid| -> Vec<(CellRef, bool)> {
        let cells = grid.rows.iter().flat_map(|(row, cells)| {
            cells
                .iter()
                .map(move |(col, cell)| (CellRef::new(*row, *col), cell))
        });
        cells
            .filter(|(_, cell)| cell.formula.is_some())
            .map(|(at, cell)| (at, is_blank(&cell.value)))
            .collect()
    };
    let all: Vec<Vec<(CellRef, bool)>> = workbook.grids.iter().map(formulas).collect();
    if all.iter().flatten().any(|(_, blank)| !blank) {
        return;
    }
    for (grid, cells) in workbook.grids.iter_mut().zip(all) {
        let zeros: Vec<CellRef> = cells
            .into_iter()
            .map(|(at, _)| at)
            .filter(|at| grid.cell(*at).is_some_and(|cell| cell.number().is_some()))
            .collect();
        mark(grid, &zeros, findings);
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Number(number) => *number == 0.0,
        Value::Fault(text) => &**text == NO_RESULT,
        _ => false,
    }
}

/// Takes the results of formulas as unknown, with one finding for the sheet.
pub(crate) fn mark(grid: &mut Grid, cells: &[CellRef], findings: &mut Findings) {
    let Some(first) = cells.first() else { return };
    for at in cells {
        let row = grid.rows.entry(at.row).or_default();
        let unknown = || Value::Fault(NO_RESULT.into());
        row.entry(at.col)
            .or_insert_with(|| Cell::new(unknown()))
            .value = unknown();
    }
    let message = format!("{} rumus tersimpan tanpa hasil", cells.len());
    findings.cell(berkas::FORMULA_BLANK, grid.name.as_ref(), *first, message);
}

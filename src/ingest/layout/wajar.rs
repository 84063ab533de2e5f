//! Cells that can't be what their column says: percentages in the thousands, money in a column of percentages.

use super::columns::Mapping;
use super::findings::Findings;
use super::lines::Line;
use super::sums::FISIK;
use crate::diag::Severity;
use crate::diag::catalogue::lembar;
use crate::model::cell::CellRef;
use crate::model::field::Measure;
use crate::model::nilai::comma;

/// A progress beyond this is no percentage at all: an amount of money or another number stands in the cell.
const NO_PERCENT: f64 = 1000.0;
/// More than the whole, by more than rounding and a slip of the weights.
const WHOLE: f64 = 101.0;

/// Reports the cells of leaves that can't be true.
pub(super) fn cells(findings: &mut Findings, mapping: &Mapping, leaves: &[&Line]) {
    for measure in FISIK {
        percentages(findings, mapping, leaves, measure);
    }
    money_in_percent(findings, mapping);
}

fn percentages(findings: &mut Findings, mapping: &Mapping, leaves: &[&Line], measure: Measure) {
    let Some(col) = mapping.cumulative(measure) else {
        return;
    };
    let mut above: Vec<(CellRef, String)> = Vec::new();
    let mut absurd: Vec<(CellRef, String)> = Vec::new();
    for line in leaves {
        let Some(percent) = line.percent(measure, mapping) else {
            continue;
        };
        let cell = (CellRef::new(line.row, col), comma(percent, 2));
        if percent.abs() > NO_PERCENT {
            absurd.push(cell);
        } else if !(0.0..=WHOLE).contains(&percent) {
            above.push(cell);
        }
    }
    let path = mapping.path_of(col);
    findings.doubt |= !absurd.is_empty();
    let what = format!("bukan persen pada kolom {path}");
    findings.column(lembar::PERCENT_BEYOND, Severity::Error, &absurd, &what);
    let what = format!("persen di luar 0–100 pada kolom {path}");
    findings.column(lembar::PERCENT_BEYOND, Severity::Warning, &above, &what);
}

/// A column read as percentages of money that holds money: what it measures is in doubt.
fn money_in_percent(findings: &mut Findings, mapping: &Mapping) {
    for (field, col) in &mapping.by_field {
        let pct = [Measure::TargetKeuanganPct, Measure::RealisasiKeuanganPct];
        if pct.contains(&field.measure) && mapping.facts[col].looks_rupiah() {
            let message = format!("kolom {} berisi uang, bukan persen", mapping.path_of(*col));
            findings.doubtful(lembar::PERCENT_BEYOND, None, message);
        }
    }
}

//! Cells that can't be what their column says: percentages in the thousands, money in a column of percentages.

use super::columns::Mapping;
use super::findings::Findings;
use super::lines::{Amount, Line};
use super::sums::FISIK;
use super::table::Reading;
use crate::diag::Severity;
use crate::diag::catalogue::lembar;
use crate::model::cell::CellRef;
use crate::model::field::Measure;
use crate::model::nilai::comma;
use crate::model::table::SkippedAs;

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

/// A stated total that is the plain sum of the column and not its weighted mean: the column holds fisik times bobot.
pub(super) fn weighted_already(findings: &mut Findings, reading: &Reading<'_>) {
    let (mapping, leaves) = (&reading.mapping, reading.leaves());
    let grand = reading
        .proof
        .totals
        .iter()
        .filter(|total| total.kind == SkippedAs::Total);
    for held in grand
        .flat_map(|total| &total.held)
        .filter(|held| !held.agrees)
    {
        let Amount::Percent(stated) = held.stated else {
            continue;
        };
        let values = || {
            leaves
                .iter()
                .filter_map(|line| line.percent(held.field.measure, mapping))
        };
        let sum: f64 = values().sum();
        let n = values().count();
        #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
        let slack = 0.006 * n as f64;
        if n >= 3 && stated > 0.0 && (sum - stated).abs() <= slack {
            let message = format!(
                "kolom {} berjumlah {} %: tampaknya fisik tertimbang (bobot × fisik), bukan fisik",
                mapping.path_of(held.col),
                comma(stated, 2)
            );
            findings.doubtful(lembar::FISIK_TOTAL_MISMATCH, Some(held.cell()), message);
        }
    }
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

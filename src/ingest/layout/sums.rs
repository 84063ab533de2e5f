//! Sums over leaves, and the totals that a sheet states held against them.

use super::columns::Mapping;
use super::lines::{Amount, Line};
use crate::model::cell::CellRef;
use crate::model::field::{Field, Kind, Measure};
use crate::model::nilai::{Sen, weighted};
use crate::model::table::Stated;

/// The counted money measures, in the order in which they are looked at.
pub(super) const MONEY: [Measure; 3] = [
    Measure::Pagu,
    Measure::RealisasiKeuangan,
    Measure::TargetKeuangan,
];
/// The counted percentages.
pub(super) const FISIK: [Measure; 2] = [Measure::TargetFisik, Measure::RealisasiFisik];

/// What stands on one total row for one field, beside what the leaves add up to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    pub field: Field,
    pub col: u32,
    pub row: u32,
    pub stated: Amount,
    pub computed: Amount,
    pub agrees: bool,
}

impl Held {
    pub(super) fn cell(&self) -> CellRef {
        CellRef::new(self.row, self.col)
    }

    pub(super) fn to_stated(&self) -> Stated {
        let value = match self.stated {
            Amount::Money(sen) => sen.rupiah(),
            Amount::Percent(percent) => percent,
        };
        Stated {
            field: self.field,
            cell: self.cell(),
            value,
            agrees: self.agrees,
        }
    }
}

/// The tolerance for a sum of money over `n` leaves (CONTRACT §2): Rp 1, or half a sen a leaf;
/// in a table declared in thousands or millions half a unit a leaf.
pub(super) fn tolerance(n: usize, unit: f64) -> Sen {
    let n = i64::try_from(n).unwrap_or(i64::MAX / 1000);
    if unit > 1.0 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "units are 1 000 or 1 000 000"
        )]
        let half = (unit * 50.0) as i64;
        return Sen(half.saturating_mul(n).max(100));
    }
    Sen((n / 2).max(100))
}

/// Percentages agree within this.
pub(super) const PERCENT_TOLERANCE: f64 = 0.01;

/// Adds up one money measure over lines; blanks add nothing.
pub(super) fn money<'a>(
    lines: impl Iterator<Item = &'a Line>,
    measure: Measure,
    mapping: &Mapping,
) -> Sen {
    lines.filter_map(|line| line.money(measure, mapping)).sum()
}

/// What a set of leaves adds up to, reckoned once for all the total rows that are held against it.
#[derive(Clone, Debug)]
pub(super) struct Sums {
    n: usize,
    money: [Sen; 3],
    fisik: [Option<f64>; 2],
}

impl Sums {
    pub(super) fn of(leaves: &[&Line], mapping: &Mapping) -> Self {
        let pairs = |measure| {
            leaves.iter().map(move |line| {
                (
                    line.money(Measure::Pagu, mapping).unwrap_or_default(),
                    line.percent(measure, mapping),
                )
            })
        };
        Self {
            n: leaves.len(),
            money: MONEY.map(|measure| money(leaves.iter().copied(), measure, mapping)),
            fisik: FISIK.map(|measure| weighted(pairs(measure)).0),
        }
    }
}

/// Holds a total row against a set of leaves, for every counted field that it states.
pub(super) fn hold(total: &Line, leaves: &[&Line], mapping: &Mapping, unit: f64) -> Vec<Held> {
    hold_sums(total, &Sums::of(leaves, mapping), mapping, unit)
}

/// Holds a total row against what leaves add up to.
pub(super) fn hold_sums(total: &Line, sums: &Sums, mapping: &Mapping, unit: f64) -> Vec<Held> {
    let mut held = Vec::new();
    for (measure, computed) in MONEY.into_iter().zip(sums.money) {
        let Some(stated) = total.money(measure, mapping) else {
            continue;
        };
        let agrees = (stated - computed).abs() <= tolerance(sums.n, unit);
        push(
            &mut held,
            total,
            measure,
            mapping,
            Amount::Money(stated),
            Amount::Money(computed),
            agrees,
        );
    }
    for (measure, computed) in FISIK.into_iter().zip(sums.fisik) {
        let (Some(stated), Some(computed)) = (total.percent(measure, mapping), computed) else {
            continue;
        };
        let agrees = (stated - computed).abs() <= PERCENT_TOLERANCE;
        push(
            &mut held,
            total,
            measure,
            mapping,
            Amount::Percent(stated),
            Amount::Percent(computed),
            agrees,
        );
    }
    held
}

fn push(
    held: &mut Vec<Held>,
    total: &Line,
    measure: Measure,
    mapping: &Mapping,
    stated: Amount,
    computed: Amount,
    agrees: bool,
) {
    let Some(field) = mapping.cumulative_field(measure) else {
        return;
    };
    let Some(col) = mapping.cumulative(measure) else {
        return;
    };
    held.push(Held {
        field,
        col,
        row: total.row,
        stated,
        computed,
        agrees,
    });
}

/// Counts the money columns of a total row that agree and aren't zero, and those that don't agree.
pub(super) fn money_score(held: &[Held]) -> (usize, usize) {
    let of_money = || {
        held.iter()
            .filter(|h| h.field.measure.kind() == Kind::Rupiah)
    };
    let agreeing = of_money()
        .filter(|h| h.agrees && h.stated != Amount::Money(Sen::ZERO))
        .count();
    (agreeing, of_money().filter(|h| !h.agrees).count())
}

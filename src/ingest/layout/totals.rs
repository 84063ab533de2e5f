//! Which rows a stated total speaks of: all of them, or those since some earlier total.

use super::classify::Class;
use super::columns::Mapping;
use super::lines::Line;
use super::proof::{StatedTotal, rows_of};
use super::sums::{self, MONEY, Sums, hold, hold_sums, money_score};
use crate::model::nilai::Sen;
use crate::model::table::SkippedAs;

/// Scopes tried for all total rows of a table. Real tables need a few hundred; what is left over in one that needs
/// more stays held against the whole table only.
const EFFORT: usize = 1_000_000;

/// Finds for each total row the leaves that it adds up.
pub(super) struct Scopes<'s, 'l> {
    leaves: &'s [&'l Line],
    mapping: &'s Mapping,
    unit: f64,
    all: Sums,
    /// By leaf: what the leaves before it add up to, one more than there are leaves.
    before: Vec<[Sen; 3]>,
    /// Places in the list of leaves at which a part may begin: below each total row met so far.
    starts: Vec<usize>,
    /// Scopes tried so far.
    effort: usize,
    /// Leaves in some part whose total agrees.
    covered: Vec<bool>,
}

impl<'s, 'l> Scopes<'s, 'l> {
    pub(super) fn new(leaves: &'s [&'l Line], mapping: &'s Mapping, unit: f64) -> Self {
        let mut before = vec![[Sen::ZERO; 3]];
        for leaf in leaves {
            let mut sums = before.last().copied().unwrap_or_default();
            for (sum, measure) in sums.iter_mut().zip(MONEY) {
                *sum += leaf.money(measure, mapping).unwrap_or_default();
            }
            before.push(sums);
        }
        Self {
            leaves,
            mapping,
            unit,
            all: Sums::of(leaves, mapping),
            before,
            starts: vec![0],
            effort: 0,
            covered: vec![false; leaves.len()],
        }
    }

    /// Returns whether totals of parts that all agree leave out no leaf with money.
    pub(super) fn cover_all(&self) -> bool {
        let covered = |(leaf, covered): (&&Line, &bool)| *covered || !leaf.has_nonzero();
        self.covered.contains(&true) && self.leaves.iter().zip(&self.covered).all(covered)
    }

    /// Holds a total row against all leaves and against those since every earlier total; the scope that fits best
    /// counts, the widest of equals.
    pub(super) fn hold(&mut self, line: &Line) -> StatedTotal {
        let whole = hold_sums(line, &self.all, self.mapping, self.unit);
        let end = self.leaves.partition_point(|leaf| leaf.row < line.row);
        let mut best: (usize, Option<usize>) = (money_score(&whole).0, None);
        for start in self.starts.iter().copied() {
            self.effort += 1;
            if self.effort > EFFORT || start >= end {
                break;
            }
            let part = (start, end) != (0, self.leaves.len());
            let agreeing = self.agreeing(line, start, end);
            if part && agreeing > best.0 {
                best = (agreeing, Some(start));
            }
        }
        let (kind, held) = match best.1 {
            Some(start) => {
                self.covered[start..end].fill(true);
                let held = hold(line, &self.leaves[start..end], self.mapping, self.unit);
                (SkippedAs::Subtotal, held)
            }
            None => (SkippedAs::Total, whole),
        };
        if self.starts.last().is_none_or(|last| *last < end) {
            self.starts.push(end);
        }
        StatedTotal {
            row: line.row,
            kind,
            held,
            causes: std::collections::BTreeMap::new(),
        }
    }

    /// Counts the money columns of a total row that equal what some leaves add up to, and aren't zero.
    fn agreeing(&self, line: &Line, start: usize, end: usize) -> usize {
        let tolerance = sums::tolerance(end - start, self.unit);
        let agrees = |index: &usize| {
            let stated = line.money(MONEY[*index], self.mapping);
            stated.is_some_and(|stated| {
                let sum = self.before[end][*index] - self.before[start][*index];
                !stated.is_zero() && (stated - sum).abs() <= tolerance
            })
        };
        (0..MONEY.len()).filter(agrees).count()
    }
}

/// Of the labelled totals that fit nothing only the last speaks for the table; the others are parts of it.
pub(super) fn last_is_grand(
    totals: &mut [StatedTotal],
    lines: &[Line],
    classes: &[Class],
    leaves: &[&Line],
    mapping: &Mapping,
    unit: f64,
) {
    let labelled = rows_of(Class::Total, lines, classes);
    let last = totals
        .iter()
        .rposition(|total| labelled.contains(&total.row));
    let n = totals.len();
    for index in 0..n {
        let fits_nothing = money_score(&totals[index].held).0 == 0;
        if fits_nothing && Some(index) != last && totals[index].kind == SkippedAs::Total {
            totals[index].kind = SkippedAs::Subtotal;
            let from = index
                .checked_sub(1)
                .map_or(0, |previous| totals[previous].row);
            let row = totals[index].row;
            let section = between(leaves, from, row);
            let line = lines.binary_search_by_key(&row, |line| line.row);
            if let Ok(line) = line.map(|at| &lines[at]) {
                totals[index].held = hold(line, section, mapping, unit);
            }
        }
    }
}

/// The leaves below one row and above another; leaves stand in the order of their rows.
fn between<'s, 'l>(leaves: &'s [&'l Line], start: u32, end: u32) -> &'s [&'l Line] {
    let first = leaves.partition_point(|leaf| leaf.row <= start);
    let last = leaves.partition_point(|leaf| leaf.row < end);
    leaves.get(first..last).unwrap_or_default()
}

//! Parents held against the sum of their children.

use super::columns::Mapping;
use super::lines::Line;
use super::sums::{self};
use super::tree::Structure;
use crate::model::cell::CellRef;
use crate::model::field::Field;
use crate::model::nilai::Sen;

/// A parent row whose children don't add up to it.
#[derive(Clone, Debug)]
pub(super) struct ParentFault {
    pub cell: CellRef,
    pub field: Field,
    pub stated: Sen,
    pub computed: Sen,
}

pub(super) fn blanks_are_parents(acts: &[&Line], structure: &Structure) -> bool {
    let mut above = vec![false; acts.len()];
    for up in structure.parent.iter().flatten() {
        above[*up] = true;
    }
    let blank = |line: &&Line| line.amounts.is_empty();
    acts.iter().any(blank) && acts.iter().zip(above).all(|(line, up)| blank(line) == up)
}

pub(super) fn parents_against_children(
    acts: &[&Line],
    structure: &Structure,
    mapping: &Mapping,
    unit: f64,
) -> (usize, Vec<ParentFault>) {
    let mut faults = Vec::new();
    let mut n_parents = 0;
    for index in (0..acts.len()).filter(|index| !structure.leaf[*index]) {
        let below: Vec<&Line> = (index + 1..acts.len())
            .take_while(|child| structure.depth[*child] > structure.depth[index])
            .filter(|child| structure.leaf[*child])
            .map(|child| acts[child])
            .collect();
        let mut stated_any = false;
        for measure in sums::MONEY {
            let Some(stated) = acts[index].money(measure, mapping) else {
                continue;
            };
            let computed = sums::money(below.iter().copied(), measure, mapping);
            stated_any |= !stated.is_zero();
            // A level that leaves a column blank for its children states nothing about them.
            let children_state = below
                .iter()
                .any(|line| line.money(measure, mapping).is_some());
            if children_state && (stated - computed).abs() > sums::tolerance(below.len(), unit) {
                let Some(col) = mapping.cumulative(measure) else {
                    continue;
                };
                let cell = CellRef::new(acts[index].row, col);
                faults.push(ParentFault {
                    cell,
                    field: Field::plain(measure),
                    stated,
                    computed,
                });
            }
        }
        n_parents += usize::from(stated_any && !below.is_empty());
    }
    (n_parents, faults)
}

//! Rows that repeat another row of the table, and so must not count twice.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::Mapping;
use super::lines::{Amount, Line};
use super::proof::Proof;
use super::sums;
use crate::model::field::Measure;
use crate::model::nilai::Sen;
use crate::normalize::fold::fold;

/// Finds rows that repeat another: a childless row whose twin has the children, or a twin that the stated total
/// doesn't count.
pub(super) fn find(
    acts: &[&Line],
    proof: &Proof,
    mapping: &Mapping,
    unit: f64,
) -> BTreeMap<u32, u32> {
    let structure = &proof.structure;
    let with_children: BTreeSet<usize> = structure.parent.iter().flatten().copied().collect();
    let has_children = |index: usize| with_children.contains(&index);
    let mut groups: BTreeMap<(String, String, Option<Sen>), Vec<usize>> = BTreeMap::new();
    for (index, line) in acts.iter().enumerate() {
        // Without a code the running number must be the same too.
        let mark = if line.kode_text.is_empty() {
            format!("no {}", line.no)
        } else {
            line.kode_text.clone()
        };
        let key = (mark, fold(&line.uraian), line.money(Measure::Pagu, mapping));
        groups.entry(key).or_default().push(index);
    }
    let coded = |twins: &&Vec<usize>| {
        twins.len() > 1 && twins.iter().all(|index| !acts[*index].kode_text.is_empty())
    };
    let mut found = BTreeMap::new();
    for twins in groups.values().filter(coded) {
        if let Some(original) = twins.iter().copied().find(|index| has_children(*index)) {
            for twin in twins.iter().copied().filter(|index| !has_children(*index)) {
                found.insert(acts[twin].row, acts[original].row);
            }
        }
    }
    if !found.is_empty() || !proof.totals_disagree() {
        return found;
    }
    // Leaves that repeat each other in every amount: left out only where the total then fits to the sen.
    let mut repeats: BTreeMap<u32, u32> = BTreeMap::new();
    for twins in groups.values().filter(|twins| twins.len() > 1) {
        for pair in twins.windows(2) {
            if structure.leaf[pair[1]]
                && structure.leaf[pair[0]]
                && acts[pair[0]].amounts == acts[pair[1]].amounts
            {
                repeats.insert(acts[pair[1]].row, acts[pair[0]].row);
            }
        }
    }
    let rest: Vec<&Line> = acts
        .iter()
        .zip(&structure.leaf)
        .filter(|(line, leaf)| **leaf && !repeats.contains_key(&line.row))
        .map(|(line, _)| *line)
        .collect();
    let closes = !repeats.is_empty()
        && proof.money_held().all(|held| {
            let computed = sums::money(rest.iter().copied(), held.field.measure, mapping);
            matches!(held.stated, Amount::Money(stated) if (stated - computed).abs() <= sums::tolerance(rest.len(), unit))
        });
    if closes { repeats } else { BTreeMap::new() }
}

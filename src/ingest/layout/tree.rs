//! Levels of the activity rows: which row is whose parent, and which rows are counted (the leaves).

use std::collections::{BTreeMap, BTreeSet};

use super::depth;
use super::lines::Line;
use crate::model::field::Field;
use crate::model::kegiatan::Tingkat;
use crate::normalize::fold::fold;
use crate::rules::baris::starts_with_phrase;

/// Where the levels were read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Basis {
    Kode,
    Nomor,
    Kata,
    Indent,
    Tebal,
    Jumlah,
    Datar,
}

impl Basis {
    /// Returns whether the rows say their levels themselves, in numbers, codes or words.
    pub(super) const fn is_written(self) -> bool {
        matches!(self, Self::Kode | Self::Nomor | Self::Kata)
    }
}

/// A reading of the tree: indices are places in the list of activities.
#[derive(Clone, Debug)]
pub(super) struct Structure {
    pub basis: Basis,
    pub depth: Vec<u32>,
    pub parent: Vec<Option<usize>>,
    pub leaf: Vec<bool>,
    pub tingkat: Vec<Tingkat>,
}

/// Reads the depth of every row from one kind of evidence; `None` where the table has none of it.
type DepthReader = fn(&[&Line]) -> Option<Vec<u32>>;

/// Returns the readings worth testing, the most trustworthy first; always at least one.
/// `counted` are the fields that enter totals and that the table has; the rows of a `flat` table repeat their
/// levels in columns of their own.
pub(super) fn candidates(acts: &[&Line], counted: &[Field], flat: bool) -> Vec<Structure> {
    if flat {
        return vec![build(acts, Basis::Datar, vec![1; acts.len()], counted)];
    }
    let mut found = Vec::new();
    let bases: [(Basis, DepthReader); 6] = [
        (Basis::Kata, depth::by_level_column),
        (Basis::Kode, depth::by_kode),
        (Basis::Nomor, depth::by_number),
        (Basis::Kata, depth::by_word),
        (Basis::Indent, depth::by_indent),
        (Basis::Tebal, depth::by_bold),
    ];
    for (basis, depths) in bases {
        if let Some(depth) = depths(acts) {
            found.push(build(acts, basis, depth, counted));
            let written = basis == Basis::Kode
                || acts.iter().any(|line| line.tingkat.is_some())
                || (basis == Basis::Nomor && depth::numbers_nest(acts));
            if written {
                return found;
            }
        }
    }
    if let Some(depth) = depth::by_sums(acts, counted) {
        found.push(build(acts, Basis::Jumlah, depth, counted));
    }
    found.push(build(acts, Basis::Datar, vec![1; acts.len()], counted));
    found
}

/// Builds the tree from the depths of the rows.
pub(super) fn build(acts: &[&Line], basis: Basis, depth: Vec<u32>, counted: &[Field]) -> Structure {
    let mut parent = vec![None; depth.len()];
    let mut stack: Vec<usize> = Vec::new();
    for (index, own) in depth.iter().enumerate() {
        while stack.last().is_some_and(|top| depth[*top] >= *own) {
            stack.pop();
        }
        parent[index] = stack.last().copied();
        stack.push(index);
    }
    let leaf = leaves(acts, &depth, &parent, counted);
    let tingkat = levels(acts, basis, &depth, &leaf);
    Structure {
        basis,
        depth,
        parent,
        leaf,
        tingkat,
    }
}

/// The leaves: the deepest rows that carry every field the rows above them state (CONTRACT §2).
fn leaves(acts: &[&Line], depth: &[u32], parent: &[Option<usize>], counted: &[Field]) -> Vec<bool> {
    let stated = |index: usize| -> BTreeSet<Field> {
        counted
            .iter()
            .filter(|field| acts[index].amounts.contains_key(field))
            .copied()
            .collect()
    };
    // What each depth carries anywhere in the table: a blank on one row of a level is a blank, not another level.
    let mut carried: BTreeMap<u32, BTreeSet<Field>> = BTreeMap::new();
    for (index, own) in depth.iter().enumerate() {
        carried.entry(*own).or_default().extend(stated(index));
    }
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); acts.len()];
    for (index, up) in parent.iter().enumerate() {
        if let Some(up) = up {
            children[*up].push(index);
        }
    }
    let modal = modal_depth(acts, depth, &children);
    let mut leaf = vec![false; acts.len()];
    let mut open: Vec<usize> = (0..acts.len())
        .filter(|index| parent[*index].is_none())
        .rev()
        .collect();
    while let Some(index) = open.pop() {
        let own = stated(index);
        if children[index].is_empty() {
            // A level row without amounts and without rows below it heads nothing.
            leaf[index] = !own.is_empty() || depth[index] >= modal;
            continue;
        }
        let below: BTreeSet<Field> = carried
            .range(depth[index] + 1..)
            .flat_map(|(_, fields)| fields.iter().copied())
            .collect();
        let anything_below = has_amounts_below(index, &children, acts);
        if !own.is_empty() && (!own.is_subset(&below) || !anything_below) {
            leaf[index] = true;
        } else {
            open.extend(children[index].iter().rev());
        }
    }
    leaf
}

fn has_amounts_below(index: usize, children: &[Vec<usize>], acts: &[&Line]) -> bool {
    children[index]
        .iter()
        .any(|child| !acts[*child].amounts.is_empty() || has_amounts_below(*child, children, acts))
}

/// The commonest depth of childless rows.
fn modal_depth(acts: &[&Line], depth: &[u32], children: &[Vec<usize>]) -> u32 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for index in (0..acts.len()).filter(|index| children[*index].is_empty()) {
        *counts.entry(depth[index]).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(depth, count)| (*count, *depth))
        .map_or(1, |(depth, _)| depth)
}

fn levels(acts: &[&Line], basis: Basis, depth: &[u32], leaf: &[bool]) -> Vec<Tingkat> {
    let order: Vec<u32> = depth
        .iter()
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let named = |index: usize| -> Option<Tingkat> {
        if acts[index].tingkat.is_some() {
            return acts[index].tingkat;
        }
        match depth::of_word(acts[index]) {
            Some(1) => Some(Tingkat::Urusan),
            Some(3) => Some(Tingkat::Program),
            Some(5) => Some(Tingkat::Kegiatan),
            Some(_) => Some(Tingkat::SubKegiatan),
            None => None,
        }
    };
    let ladder = [
        Tingkat::Program,
        Tingkat::Kegiatan,
        Tingkat::SubKegiatan,
        Tingkat::Rekening,
        Tingkat::Rincian,
    ];
    let start = ladder.len().saturating_sub(2 + order.len().min(3));
    (0..acts.len())
        .map(|index| {
            if basis == Basis::Kode {
                return match &acts[index].kode {
                    Some(kode) => kode.tingkat().unwrap_or(Tingkat::Urusan),
                    None => named(index).unwrap_or(if leaf[index] {
                        Tingkat::Rincian
                    } else {
                        Tingkat::Paket
                    }),
                };
            }
            let folded = fold(&acts[index].uraian);
            if starts_with_phrase(&folded, "belanja") {
                return Tingkat::Rekening;
            }
            let place = order.iter().position(|d| *d == depth[index]).unwrap_or(0);
            let by_place = ladder
                .get(start + place)
                .copied()
                .unwrap_or(Tingkat::Rincian);
            if basis == Basis::Datar {
                named(index).unwrap_or(Tingkat::SubKegiatan)
            } else {
                named(index).unwrap_or(by_place)
            }
        })
        .collect()
}

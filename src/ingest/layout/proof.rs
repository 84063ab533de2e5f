//! The arithmetic proof: parents against their children, stated totals against the leaves, duplicates found.

use std::collections::{BTreeMap, BTreeSet};

use super::cause::{self, Evidence};
use super::classify::Class;
use super::columns::Mapping;
use super::duplicates;
use super::induk::{ParentFault, blanks_are_parents, parents_against_children};
use super::lines::Line;
use super::sums::{Held, money_score};
use super::totals::{self, Scopes};
use super::tree::{self, Basis, Structure};
use super::{petaan_baris, rantai};
use crate::model::field::{Field, Kind};
use crate::model::table::SkippedAs;

/// A stated total with what it was held against.
#[derive(Clone, Debug)]
pub(super) struct StatedTotal {
    pub row: u32,
    pub kind: SkippedAs,
    pub held: Vec<Held>,
    /// By column: why the stated amount doesn't fit.
    pub causes: BTreeMap<u32, String>,
}

/// What arithmetic says about a table.
#[derive(Clone, Debug)]
pub(super) struct Proof {
    pub structure: Structure,
    pub totals: Vec<StatedTotal>,
    pub parent_faults: Vec<ParentFault>,
    pub n_parents: usize,
    /// Row left out → the row it repeats.
    pub duplicates: BTreeMap<u32, u32>,
    /// Totals of parts agree that together leave out no leaf.
    pub parts_agree: bool,
    /// There are rows without amounts, and they are just those that have rows below them.
    pub blanks_are_parents: bool,
    /// Written levels were given up although no total speaks for the reading taken instead.
    pub contested: bool,
}

impl Proof {
    fn grand(&self) -> impl Iterator<Item = &StatedTotal> {
        self.totals
            .iter()
            .filter(|total| total.kind == SkippedAs::Total)
    }

    pub(super) fn money_held(&self) -> impl Iterator<Item = &Held> {
        self.grand()
            .flat_map(|total| &total.held)
            .filter(|held| held.field.measure.kind() == Kind::Rupiah)
    }

    pub(super) fn totals_agree(&self) -> bool {
        self.parts_agree || self.money_held().any(|held| held.agrees)
    }

    pub(super) fn totals_disagree(&self) -> bool {
        self.money_held().any(|held| !held.agrees)
    }

    /// Counts the parents whose children don't add up to them.
    fn n_faulty_parents(&self) -> usize {
        let rows = self.parent_faults.iter().map(|fault| fault.cell.row);
        rows.collect::<BTreeSet<_>>().len()
    }

    fn parents_proven(&self) -> bool {
        self.n_parents >= 2 && self.parent_faults.is_empty()
    }

    /// Returns whether the levels are written, or guessed ones hold in every parent and in the total.
    pub(super) fn levels_proven(&self) -> bool {
        let written = !matches!(
            self.structure.basis,
            Basis::Indent | Basis::Tebal | Basis::Jumlah
        );
        written || (self.n_parents > 0 && self.parent_faults.is_empty() && self.totals_agree())
    }

    pub(super) fn kind_of(&self, row: u32) -> SkippedAs {
        self.totals
            .binary_search_by_key(&row, |total| total.row)
            .map_or(SkippedAs::Total, |at| self.totals[at].kind)
    }
}

/// Proves a table; rows that only looked like totals become activities, nameless sums become totals.
pub(super) fn run(
    lines: &[Line],
    classes: &mut [Class],
    mapping: &Mapping,
    counted: &[Field],
    unit: f64,
) -> Proof {
    let mut proof = attempt(lines, classes, mapping, counted, unit);
    if reclass(&proof, lines, classes) {
        proof = attempt(lines, classes, mapping, counted, unit);
        reclass(&proof, lines, classes);
    }
    keep_known(proof, lines, classes)
}

/// What agrees is a total; what only begins like one is a name. Returns whether there are more activities now.
fn reclass(proof: &Proof, lines: &[Line], classes: &mut [Class]) -> bool {
    let mut changed = false;
    let agreeing: BTreeSet<u32> = proof
        .totals
        .iter()
        .filter(|total| money_score(&total.held).0 > 0)
        .map(|total| total.row)
        .collect();
    for (line, class) in lines.iter().zip(classes.iter_mut()) {
        let agrees = agreeing.contains(&line.row);
        match class {
            Class::MaybeTotal | Class::Unnamed if agrees => *class = Class::Total,
            Class::MaybeTotal => {
                *class = Class::Activity;
                changed = true;
            }
            _ => {}
        }
    }
    changed
}

pub(super) fn rows_of(class: Class, lines: &[Line], classes: &[Class]) -> BTreeSet<u32> {
    lines
        .iter()
        .zip(classes)
        .filter(|(_, other)| **other == class)
        .map(|(line, _)| line.row)
        .collect()
}

/// Drops the rows that were only tried as totals.
fn keep_known(mut proof: Proof, lines: &[Line], classes: &[Class]) -> Proof {
    let known = rows_of(Class::Total, lines, classes);
    proof.totals.retain(|total| known.contains(&total.row));
    proof
}

fn attempt(
    lines: &[Line],
    classes: &[Class],
    mapping: &Mapping,
    counted: &[Field],
    unit: f64,
) -> Proof {
    let mut duplicates = BTreeMap::new();
    loop {
        let acts: Vec<&Line> = lines
            .iter()
            .zip(classes)
            .filter(|(line, class)| {
                **class == Class::Activity && !duplicates.contains_key(&line.row)
            })
            .map(|(line, _)| line)
            .collect();
        let candidates = match &mapping.aturan {
            Some(rule) => petaan_baris::structure(&acts, counted, mapping.flat, rule),
            None => tree::candidates(&acts, counted, mapping.flat),
        };
        let proofs: Vec<Proof> = candidates
            .into_iter()
            .map(|structure| prove(lines, classes, &acts, structure, mapping, unit))
            .collect();
        let written_parents = proofs
            .iter()
            .any(|proof| proof.structure.basis.is_written() && proof.n_parents > 0);
        let mut best: Option<(Score, Proof)> = None;
        for proof in proofs {
            let score = score(&proof, written_parents);
            if best.as_ref().is_none_or(|(other, _)| score > *other) {
                best = Some((score, proof));
            }
        }
        let Some((_, mut proof)) = best else {
            return empty(duplicates);
        };
        proof.contested =
            written_parents && !proof.structure.basis.is_written() && !proof.totals_agree();
        let found = duplicates::find(&acts, &proof, mapping, unit);
        if found.is_empty() {
            let by_hand = mapping.aturan.is_some() || mapping.flat;
            if !by_hand && proof.totals_disagree() {
                let nested = rantai::depths(&acts, counted)
                    .map(|depth| tree::build(&acts, Basis::Jumlah, depth, counted))
                    .map(|structure| prove(lines, classes, &acts, structure, mapping, unit));
                proof = nested.filter(rantai::borne_out).unwrap_or(proof);
            }
            proof.duplicates = duplicates;
            return proof;
        }
        duplicates.extend(found);
    }
}

fn empty(duplicates: BTreeMap<u32, u32>) -> Proof {
    let structure = Structure {
        basis: Basis::Datar,
        depth: vec![],
        parent: vec![],
        leaf: vec![],
        tingkat: vec![],
    };
    Proof {
        structure,
        totals: vec![],
        parent_faults: vec![],
        n_parents: 0,
        duplicates,
        parts_agree: false,
        blanks_are_parents: false,
        contested: false,
    }
}

/// How well a reading of the tree is proven; compared field by field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    total_agrees: bool,
    /// Where no total speaks for a reading, what is written comes before what sums suggest.
    trust_alone: u8,
    parents_hold: bool,
    trust: u8,
}

/// `written_parents` says that some reading finds parents by what is written; then those found by sums alone hold
/// because they were sought so.
fn score(proof: &Proof, written_parents: bool) -> Score {
    let trust = match proof.structure.basis {
        Basis::Kode => 5,
        Basis::Nomor | Basis::Kata => 4,
        // Layout alone is weak evidence: it must prove itself by sums to beat a flat list.
        Basis::Indent | Basis::Tebal if proof.n_parents > 0 && proof.parent_faults.is_empty() => 4,
        // Levels without amounts prove nothing by sums, but that only they are blank is no accident.
        Basis::Indent | Basis::Tebal if proof.blanks_are_parents => 4,
        // Parents sought by sums prove little where something is written; else several that hold are no accident.
        Basis::Jumlah if proof.parents_proven() && !written_parents => 4,
        Basis::Jumlah => 2,
        Basis::Datar => 3,
        Basis::Indent | Basis::Tebal => 1,
    };
    let stated_any = proof.money_held().next().is_some();
    // Parents that all hold prove the tree; a total that counts them twice is the total's fault.
    let sought = written_parents && proof.structure.basis == Basis::Jumlah;
    let parents_proven = proof.parents_proven() && !sought;
    // Against what is written a reading needs a total that agrees in every column, not in one that is blank or zero.
    let halves = written_parents && !proof.structure.basis.is_written() && proof.totals_disagree();
    let total_agrees = !stated_any || (proof.totals_agree() && !halves) || parents_proven;
    Score {
        total_agrees,
        trust_alone: if total_agrees { 0 } else { trust },
        parents_hold: proof.n_faulty_parents() * 2 <= proof.n_parents,
        trust,
    }
}

fn prove(
    lines: &[Line],
    classes: &[Class],
    acts: &[&Line],
    structure: Structure,
    mapping: &Mapping,
    unit: f64,
) -> Proof {
    let leaves: Vec<&Line> = acts
        .iter()
        .zip(&structure.leaf)
        .filter(|(_, leaf)| **leaf)
        .map(|(line, _)| *line)
        .collect();
    let parents: Vec<&Line> = acts
        .iter()
        .zip(&structure.leaf)
        .filter(|(_, leaf)| !**leaf)
        .map(|(line, _)| *line)
        .collect();
    let unnamed: Vec<&Line> = lines
        .iter()
        .zip(classes)
        .filter(|(line, class)| **class == Class::Unnamed && line.has_nonzero())
        .map(|(line, _)| line)
        .collect();
    let candidates: Vec<&Line> = lines
        .iter()
        .zip(classes)
        .filter(|(_, class)| matches!(class, Class::Total | Class::MaybeTotal | Class::Unnamed))
        .map(|(line, _)| line)
        .collect();
    let mut totals = Vec::new();
    let mut scopes = Scopes::new(&leaves, mapping, unit);
    let mut unexplained = 0;
    for line in candidates {
        let mut total = scopes.hold(line);
        if total.held.is_empty() {
            continue;
        }
        let evidence = Evidence {
            leaves: &leaves,
            parents: &parents,
            unnamed: &unnamed,
            total: line,
            held: &total.held,
            mapping,
        };
        let off: Vec<&Held> = total.held.iter().filter(|held| !held.agrees).collect();
        unexplained += off.len();
        let causes: BTreeMap<u32, String> = off
            .into_iter()
            .filter(|_| unexplained <= CAUSES)
            .filter_map(|held| Some((held.col, cause::find(&evidence, held)?)))
            .collect();
        total.causes = causes;
        totals.push(total);
    }
    let parts_agree = scopes.cover_all();
    totals::last_is_grand(&mut totals, lines, classes, &leaves, mapping, unit);
    let (n_parents, parent_faults) = parents_against_children(acts, &structure, mapping, unit);
    let blanks_are_parents = blanks_are_parents(acts, &structure);
    Proof {
        structure,
        totals,
        parent_faults,
        n_parents,
        duplicates: BTreeMap::new(),
        parts_agree,
        blanks_are_parents,
        contested: false,
    }
}

/// Amounts that fit nothing for which a cause is looked for; a table with more of them has none that matters.
const CAUSES: usize = 200;

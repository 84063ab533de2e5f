//! The arithmetic proof: parents against their children, stated totals against the leaves, duplicates found.

use std::collections::{BTreeMap, BTreeSet};

use super::cause::{self, Evidence};
use super::classify::Class;
use super::columns::Mapping;
use super::findings::Findings;
use super::lines::{Amount, Line};
use super::petaan;
use super::sums::{self, Held, Sums, hold, hold_sums, money_score};
use super::tree::{self, Basis, Structure};
use crate::diag::catalogue::lembar;
use crate::model::cell::CellRef;
use crate::model::field::{Field, Kind, Measure};
use crate::model::nilai::{Sen, comma};
use crate::model::table::SkippedAs;
use crate::normalize::fold::fold;

/// A stated total with what it was held against.
#[derive(Clone, Debug)]
pub(super) struct StatedTotal {
    pub row: u32,
    pub kind: SkippedAs,
    pub held: Vec<Held>,
    /// By column: why the stated amount doesn't fit.
    pub causes: BTreeMap<u32, String>,
}

/// A parent row whose children don't add up to it.
#[derive(Clone, Debug)]
pub(super) struct ParentFault {
    pub cell: CellRef,
    pub field: Field,
    pub stated: Sen,
    pub computed: Sen,
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
}

impl Proof {
    fn grand(&self) -> impl Iterator<Item = &StatedTotal> {
        self.totals
            .iter()
            .filter(|total| total.kind == SkippedAs::Total)
    }

    fn money_held(&self) -> impl Iterator<Item = &Held> {
        self.grand()
            .flat_map(|total| &total.held)
            .filter(|held| held.field.measure.kind() == Kind::Rupiah)
    }

    pub(super) fn totals_agree(&self) -> bool {
        self.money_held().any(|held| held.agrees)
    }

    pub(super) fn totals_disagree(&self) -> bool {
        self.money_held().any(|held| !held.agrees)
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
    let proof = attempt(lines, classes, mapping, counted, unit);
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
    if changed {
        attempt(lines, classes, mapping, counted, unit)
    } else {
        keep_known(proof, lines, classes)
    }
}

fn rows_of(class: Class, lines: &[Line], classes: &[Class]) -> BTreeSet<u32> {
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
            Some(rule) => petaan::structure(&acts, counted, mapping.flat, rule),
            None => tree::candidates(&acts, counted, mapping.flat),
        };
        let mut best: Option<(Score, Proof)> = None;
        for structure in candidates {
            let proof = prove(lines, classes, &acts, structure, mapping, unit);
            let score = score(&proof);
            if best.as_ref().is_none_or(|(other, _)| score > *other) {
                best = Some((score, proof));
            }
        }
        let Some((_, mut proof)) = best else {
            return empty(duplicates);
        };
        let found = find_duplicates(&acts, &proof, mapping, unit);
        if found.is_empty() {
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
    }
}

/// How well a reading of the tree is proven; compared field by field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    total_agrees: bool,
    parents_hold: bool,
    trust: u8,
}

fn score(proof: &Proof) -> Score {
    let trust = match proof.structure.basis {
        Basis::Kode => 5,
        Basis::Nomor | Basis::Kata => 4,
        // Layout alone is weak evidence: it must prove itself by sums to beat a flat list.
        Basis::Indent | Basis::Tebal if proof.n_parents > 0 && proof.parent_faults.is_empty() => 4,
        Basis::Jumlah => 2,
        Basis::Datar => 3,
        Basis::Indent | Basis::Tebal => 1,
    };
    let stated_any = proof.money_held().next().is_some();
    Score {
        // Parents that all hold prove the tree; a total that counts them twice is the total's fault.
        total_agrees: !stated_any || proof.totals_agree() || proof.parents_proven(),
        parents_hold: proof.parent_faults.len() * 2 <= proof.n_parents,
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
    let all = Sums::of(&leaves, mapping);
    let mut starts = Starts::default();
    let mut unexplained = 0;
    for line in candidates {
        let mut total = hold_total(line, &leaves, &all, &mut starts, mapping, unit);
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
    last_is_grand(&mut totals, lines, classes, &leaves, mapping, unit);
    let (n_parents, parent_faults) = parents_against_children(acts, &structure, mapping, unit);
    Proof {
        structure,
        totals,
        parent_faults,
        n_parents,
        duplicates: BTreeMap::new(),
    }
}

/// Amounts that fit nothing for which a cause is looked for; a table with more of them has none that matters.
const CAUSES: usize = 200;

/// Leaves that are looked at to hold totals against parts of a table. Real tables need a few times their length; what
/// is left over in one that needs more stays held against the whole table only.
const EFFORT: usize = 4_000_000;

/// Where the leaves of a part begin: below the last subtotal, or below the last total of several parts.
#[derive(Default)]
struct Starts {
    section: u32,
    group: u32,
    /// Leaves looked at so far.
    effort: usize,
}

/// The leaves below one row and above another; leaves stand in the order of their rows.
fn between<'s, 'l>(leaves: &'s [&'l Line], start: u32, end: u32) -> &'s [&'l Line] {
    let first = leaves.partition_point(|leaf| leaf.row <= start);
    let last = leaves.partition_point(|leaf| leaf.row < end);
    leaves.get(first..last).unwrap_or_default()
}

/// Holds a total row against all leaves, against those since the last total of parts, and against those of its
/// section; the scope that fits best counts, the widest of equals.
fn hold_total(
    line: &Line,
    leaves: &[&Line],
    all: &Sums,
    starts: &mut Starts,
    mapping: &Mapping,
    unit: f64,
) -> StatedTotal {
    let agreeing = |held: &[Held]| money_score(held).0;
    let mut best = (SkippedAs::Total, hold_sums(line, all, mapping, unit));
    for (is_group, start) in [(true, starts.group), (false, starts.section)] {
        let scope = between(leaves, start, line.row);
        starts.effort = starts.effort.saturating_add(scope.len());
        if starts.effort > EFFORT {
            break;
        }
        let held = hold(line, scope, mapping, unit);
        if scope.len() < leaves.len() && agreeing(&held) > agreeing(&best.1) {
            best = (SkippedAs::Subtotal, held);
            starts.section = line.row;
            if is_group {
                starts.group = line.row;
            }
        }
    }
    StatedTotal {
        row: line.row,
        kind: best.0,
        held: best.1,
        causes: BTreeMap::new(),
    }
}

/// Of the labelled totals that fit nothing only the last speaks for the table; the others are parts of it.
fn last_is_grand(
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

fn parents_against_children(
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

/// Finds rows that repeat another: a childless row whose twin has the children, or a twin that the stated total
/// doesn't count.
fn find_duplicates(
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
        if !line.kode_text.is_empty() {
            let key = (
                line.kode_text.clone(),
                fold(&line.uraian),
                line.money(Measure::Pagu, mapping),
            );
            groups.entry(key).or_default().push(index);
        }
    }
    let mut found = BTreeMap::new();
    for twins in groups.values().filter(|twins| twins.len() > 1) {
        if let Some(original) = twins.iter().copied().find(|index| has_children(*index)) {
            for twin in twins.iter().copied().filter(|index| !has_children(*index)) {
                found.insert(acts[twin].row, acts[original].row);
            }
        }
    }
    if !found.is_empty() || !proof.totals_disagree() || proof.totals_agree() {
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
    let closes = proof.money_held().any(|held| {
        let computed = sums::money(rest.iter().copied(), held.field.measure, mapping);
        matches!(held.stated, Amount::Money(stated) if (stated - computed).abs() <= sums::tolerance(rest.len(), unit))
    });
    if closes { repeats } else { BTreeMap::new() }
}

/// Reports what the proof found; `weighty` tables are put in doubt where no money total agrees and no cause is known.
pub(super) fn report(findings: &mut Findings, proof: &Proof, mapping: &Mapping, weighty: bool) {
    for fault in &proof.parent_faults {
        findings.cell(
            lembar::PARENT_MISMATCH,
            fault.cell,
            format!(
                "{} tertulis {}, jumlah rinciannya {} (selisih {})",
                fault.field,
                fault.stated,
                fault.computed,
                fault.stated - fault.computed
            ),
        );
    }
    let unexplained =
        |total: &StatedTotal, held: &Held| !held.agrees && !total.causes.contains_key(&held.col);
    let any_agrees = proof.totals_agree();
    for total in &proof.totals {
        for held in total.held.iter().filter(|held| !held.agrees) {
            if !matches!(held.stated, Amount::Money(_)) {
                findings.cell(
                    lembar::FISIK_TOTAL_MISMATCH,
                    held.cell(),
                    mismatch(held, mapping, None),
                );
                continue;
            }
            let cause = total.causes.get(&held.col).map(String::as_str);
            let message = mismatch(held, mapping, cause);
            let grand = total.kind == SkippedAs::Total;
            if weighty && grand && unexplained(total, held) && !any_agrees {
                findings.doubtful(lembar::TOTAL_MISMATCH, Some(held.cell()), message);
            } else if cause.is_some() {
                findings.cell(lembar::TOTAL_EXPLAINED, held.cell(), message);
            } else {
                findings.cell(lembar::TOTAL_MISMATCH, held.cell(), message);
            }
        }
    }
    let bad_tree =
        proof.n_parents >= 3 && proof.parent_faults.len() > proof.n_parents && !any_agrees;
    if weighty && bad_tree {
        let cell = proof.parent_faults.first().map(|fault| fault.cell);
        findings.doubtful(
            lembar::PARENT_MISMATCH,
            cell,
            "sebagian besar baris induk tidak sama dengan jumlah rinciannya",
        );
    }
    for (row, of) in &proof.duplicates {
        let col = mapping
            .kode
            .first()
            .or(mapping.uraian.first())
            .copied()
            .unwrap_or(0);
        findings.cell(
            lembar::DUPLICATE_ROW,
            CellRef::new(*row, col),
            format!("baris {} mengulang baris {}", row + 1, of + 1),
        );
    }
}

fn mismatch(held: &Held, mapping: &Mapping, cause: Option<&str>) -> String {
    let path = mapping.path_of(held.col);
    let numbers = match (held.stated, held.computed) {
        (Amount::Money(stated), Amount::Money(computed)) => {
            format!(
                "tertulis {stated}, jumlah kegiatan {computed} (selisih {})",
                stated - computed
            )
        }
        (Amount::Percent(stated), Amount::Percent(computed)) => {
            format!(
                "tertulis {} %, rata-rata tertimbang {} %",
                comma(stated, 2),
                comma(computed, 2)
            )
        }
        _ => String::new(),
    };
    match cause {
        Some(cause) => format!("{path}: {numbers}; sebab: {cause}"),
        None => format!("{path}: {numbers}"),
    }
}

//! Levels of the activity rows: which row is whose parent, and which rows are counted (the leaves).

use std::collections::{BTreeMap, BTreeSet};

use super::lines::Line;
use crate::model::field::Field;
use crate::model::kegiatan::Tingkat;
use crate::normalize::fold::fold;
use crate::normalize::kode::{KodeKind, numbering_depth};
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

/// A reading of the tree: indices are places in the list of activities.
#[derive(Clone, Debug)]
pub(super) struct Structure {
    pub basis: Basis,
    pub depth: Vec<u32>,
    pub parent: Vec<Option<usize>>,
    pub leaf: Vec<bool>,
    pub tingkat: Vec<Tingkat>,
}

/// Depths of codes: the program tree from 1, accounts from here on, rows without a code below everything.
const REKENING_DEPTH: u32 = 20;
const UNCODED_DEPTH: u32 = 60;

/// Returns the readings worth testing, the most trustworthy first; always at least one.
/// `counted` are the fields that enter totals and that the table has; the rows of a `flat` table repeat their
/// levels in columns of their own.
pub(super) fn candidates(acts: &[&Line], counted: &[Field], flat: bool) -> Vec<Structure> {
    if flat {
        return vec![build(acts, Basis::Datar, vec![1; acts.len()], counted)];
    }
    let mut found = Vec::new();
    let bases: [(Basis, fn(&[&Line]) -> Option<Vec<u32>>); 5] = [
        (Basis::Kode, by_kode),
        (Basis::Nomor, by_number),
        (Basis::Kata, by_word),
        (Basis::Indent, by_indent),
        (Basis::Tebal, by_bold),
    ];
    for (basis, depths) in bases {
        if let Some(depth) = depths(acts) {
            found.push(build(acts, basis, depth, counted));
            if basis == Basis::Kode {
                return found;
            }
        }
    }
    if let Some(depth) = by_sums(acts, counted) {
        found.push(build(acts, Basis::Jumlah, depth, counted));
    }
    found.push(build(acts, Basis::Datar, vec![1; acts.len()], counted));
    found
}

fn distinct(depths: &[u32]) -> usize {
    depths.iter().collect::<BTreeSet<_>>().len()
}

fn by_kode(acts: &[&Line]) -> Option<Vec<u32>> {
    let coded = acts.iter().filter(|line| line.kode.is_some()).count();
    if coded == 0 || coded * 10 < acts.len() * 3 {
        return None;
    }
    let depth = |line: &&Line| {
        let Some(kode) = &line.kode else {
            return word_depth(line).unwrap_or(UNCODED_DEPTH);
        };
        let n = u32::try_from(kode.segments.len()).unwrap_or(0);
        match kode.kind {
            KodeKind::Unit => 0,
            KodeKind::Rekening => REKENING_DEPTH + n,
            KodeKind::Program if n > 6 => REKENING_DEPTH + n,
            KodeKind::Program => n,
        }
    };
    let mut depths: Vec<u32> = acts.iter().map(depth).collect();
    packages_under_their_code(acts, &mut depths);
    Some(depths)
}

/// Packages that repeat the code of the row above them: its children where they add up to it.
fn packages_under_their_code(acts: &[&Line], depths: &mut [u32]) {
    let mut start = 0;
    while start < acts.len() {
        let same =
            |index: &usize| acts[*index].kode.is_some() && acts[*index].kode == acts[start].kode;
        let end = (start + 1..acts.len())
            .take_while(same)
            .last()
            .map_or(start + 1, |last| last + 1);
        if end > start + 1 && adds_up(acts[start], &acts[start + 1..end]) {
            for depth in &mut depths[start + 1..end] {
                *depth += 1;
            }
        }
        start = end;
    }
}

/// Returns whether rows add up to another in every amount of money that it states.
fn adds_up(parent: &Line, rows: &[&Line]) -> bool {
    let money = |line: &Line, field: &Field| match line.amounts.get(field) {
        Some(super::lines::Amount::Money(sen)) => Some(*sen),
        _ => None,
    };
    let stated: Vec<&Field> = parent
        .amounts
        .keys()
        .filter(|field| money(parent, field).is_some())
        .collect();
    let holds = |field: &&&Field| {
        let sum: crate::model::nilai::Sen = rows.iter().filter_map(|row| money(row, field)).sum();
        money(parent, field).is_some_and(|value| (value - sum).abs().0 <= 100)
    };
    parent.has_nonzero() && stated.len() >= 2 && stated.iter().all(|field| holds(&field))
}

/// Depth of a row that says its level in its first word.
fn word_depth(line: &&Line) -> Option<u32> {
    let folded = fold(&line.uraian);
    let begins = |phrase: &str| starts_with_phrase(&folded, phrase);
    if begins("sub kegiatan") || begins("subkegiatan") || begins("sub keg") {
        Some(6)
    } else if begins("kegiatan") {
        Some(5)
    } else if begins("program") {
        Some(3)
    } else if begins("urusan") || begins("bidang urusan") {
        Some(1)
    } else {
        None
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Letter,
    Roman,
    Digit,
    SmallLetter,
    Dotted(usize),
    None,
}

fn by_number(acts: &[&Line]) -> Option<Vec<u32>> {
    let marks: Vec<Mark> = acts.iter().map(|line| mark_of(&line.no)).collect();
    let marked = marks.iter().filter(|mark| **mark != Mark::None).count();
    if marked * 2 < acts.len() {
        return None;
    }
    // Letters and Roman numbers share I, V, X: a second Roman of two signs makes them Roman, neighbours make letters.
    let romans = acts
        .iter()
        .any(|line| matches!(line.no.trim_end_matches('.'), "II" | "III" | "IV"));
    let marks: Vec<Mark> = marks
        .into_iter()
        .map(|mark| {
            if mark == Mark::Roman && !romans {
                Mark::Letter
            } else {
                mark
            }
        })
        .collect();
    let mut order: Vec<Mark> = Vec::new();
    for mark in &marks {
        if !order.contains(mark) {
            order.push(*mark);
        }
    }
    if order.first() == Some(&Mark::None) {
        return Some(unnumbered_parents(&marks));
    }
    let dotted = order.iter().any(|mark| matches!(mark, Mark::Dotted(_)));
    let depth_of = |mark: Mark| -> u32 {
        let place = match mark {
            Mark::Dotted(n) => n,
            _ if dotted && mark != Mark::None => 1,
            _ => order.iter().position(|other| *other == mark).unwrap_or(0) + 1,
        };
        u32::try_from(place).unwrap_or(1)
    };
    let depths: Vec<u32> = marks.into_iter().map(depth_of).collect();
    (distinct(&depths) > 1).then_some(depths)
}

/// Rows without a number stand above the numbered ones: of several in a row the last is the nearest parent.
fn unnumbered_parents(marks: &[Mark]) -> Vec<u32> {
    const NUMBERED: u32 = 10;
    let mut depths = vec![NUMBERED; marks.len()];
    let mut run = 0u32;
    for index in (0..marks.len()).rev() {
        if marks[index] == Mark::None {
            run += 1;
            depths[index] = NUMBERED.saturating_sub(run);
        } else {
            run = 0;
        }
    }
    depths
}

fn mark_of(no: &str) -> Mark {
    let bare = no.trim().trim_end_matches(['.', ')']);
    match numbering_depth(bare) {
        None => Mark::None,
        Some(n) if n > 1 => Mark::Dotted(n),
        Some(_) if bare.bytes().all(|b| b.is_ascii_digit()) => Mark::Digit,
        Some(_) if bare.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')) => Mark::Roman,
        Some(_) if bare.bytes().all(|b| b.is_ascii_lowercase()) => Mark::SmallLetter,
        Some(_) => Mark::Letter,
    }
}

fn by_word(acts: &[&Line]) -> Option<Vec<u32>> {
    let words: Vec<Option<u32>> = acts.iter().map(word_depth).collect();
    let levels: BTreeSet<u32> = words.iter().flatten().copied().collect();
    (levels.len() > 1).then(|| {
        words
            .into_iter()
            .map(|word| word.unwrap_or(UNCODED_DEPTH))
            .collect()
    })
}

fn by_indent(acts: &[&Line]) -> Option<Vec<u32>> {
    let levels: BTreeSet<u32> = acts.iter().map(|line| line.indent).collect();
    if !(2..=7).contains(&levels.len()) {
        return None;
    }
    let order: Vec<u32> = levels.into_iter().collect();
    let rank = |line: &&Line| {
        order
            .iter()
            .position(|indent| *indent == line.indent)
            .unwrap_or(0)
    };
    Some(
        acts.iter()
            .map(|line| u32::try_from(rank(line)).unwrap_or(0) + 1)
            .collect(),
    )
}

fn by_bold(acts: &[&Line]) -> Option<Vec<u32>> {
    let depths: Vec<u32> = acts
        .iter()
        .map(|line| if line.bold { 1 } else { 2 })
        .collect();
    (distinct(&depths) > 1).then_some(depths)
}

/// Finds parents by arithmetic alone: a row is one where the rows that follow add up to it in every stated field.
fn by_sums(acts: &[&Line], counted: &[Field]) -> Option<Vec<u32>> {
    let mut depths = vec![1u32; acts.len()];
    let mut found = false;
    let money = |index: usize| -> Vec<Option<i64>> {
        counted
            .iter()
            .map(|field| match acts[index].amounts.get(field) {
                Some(super::lines::Amount::Money(sen)) => Some(sen.0),
                _ => None,
            })
            .collect()
    };
    let amounts: Vec<Vec<Option<i64>>> = (0..acts.len()).map(money).collect();
    let mut end_of_parent: Vec<usize> = Vec::new();
    for index in 0..acts.len() {
        end_of_parent.retain(|end| *end > index);
        depths[index] += u32::try_from(end_of_parent.len()).unwrap_or(0);
        if let Some(end) = children_end(&amounts, index) {
            end_of_parent.push(end);
            found = true;
        }
    }
    found.then_some(depths)
}

/// Returns one past the last of at least two rows after `index` that add up to it.
fn children_end(amounts: &[Vec<Option<i64>>], index: usize) -> Option<usize> {
    let target = &amounts[index];
    let key = (0..target.len()).find(|field| target[*field].is_some_and(|value| value > 0))?;
    let mut sums = vec![0i64; target.len()];
    let mut next = index + 1;
    while next < amounts.len() && sums[key] < target[key]? {
        // A row that is itself a parent brings its children along; they are passed over.
        let inner_end = children_end_shallow(amounts, next);
        for (sum, value) in sums.iter_mut().zip(&amounts[next]) {
            *sum = sum.saturating_add(value.unwrap_or(0));
        }
        let n_rows = next - index;
        next = inner_end.unwrap_or(next + 1);
        let equal = target
            .iter()
            .zip(&sums)
            .all(|(t, s)| t.is_none_or(|t| (t - s).abs() <= 100));
        if equal && n_rows >= 1 && next - index > 2 {
            return Some(next);
        }
    }
    None
}

fn children_end_shallow(amounts: &[Vec<Option<i64>>], index: usize) -> Option<usize> {
    let target = &amounts[index];
    let key = (0..target.len()).find(|field| target[*field].is_some_and(|value| value > 0))?;
    let mut sums = vec![0i64; target.len()];
    for next in index + 1..amounts.len() {
        for (sum, value) in sums.iter_mut().zip(&amounts[next]) {
            *sum = sum.saturating_add(value.unwrap_or(0));
        }
        if sums[key] > target[key]? {
            return None;
        }
        let equal = target
            .iter()
            .zip(&sums)
            .all(|(t, s)| t.is_none_or(|t| (t - s).abs() <= 100));
        if equal && next - index >= 2 {
            return Some(next + 1);
        }
    }
    None
}

fn build(acts: &[&Line], basis: Basis, depth: Vec<u32>, counted: &[Field]) -> Structure {
    let mut parent = vec![None; depth.len()];
    let mut stack: Vec<usize> = Vec::new();
    for index in 0..depth.len() {
        while stack.last().is_some_and(|top| depth[*top] >= depth[index]) {
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
    for index in 0..acts.len() {
        carried
            .entry(depth[index])
            .or_default()
            .extend(stated(index));
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
        match word_depth(&acts[index]) {
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

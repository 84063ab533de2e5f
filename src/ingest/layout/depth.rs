//! How deep a row stands in the budget tree, read from one kind of evidence at a time.

use std::collections::BTreeSet;

use super::lines::{Amount, Line};
use crate::model::field::Field;
use crate::model::nilai::Sen;
use crate::normalize::fold::fold;
use crate::normalize::kode::{Kode, KodeKind, numbering_depth};
use crate::rules::baris::starts_with_phrase;

/// Depths of codes: the program tree from 1, accounts from here on, rows without a code below everything.
const REKENING_DEPTH: u32 = 20;
const UNCODED_DEPTH: u32 = 60;

fn distinct(depths: &[u32]) -> usize {
    depths.iter().collect::<BTreeSet<_>>().len()
}

/// Levels that a column of their own names.
pub(super) fn by_level_column(acts: &[&Line]) -> Option<Vec<u32>> {
    let named = acts.iter().filter(|line| line.tingkat.is_some()).count();
    let depth = |line: &&Line| {
        line.tingkat
            .map_or(UNCODED_DEPTH, |tingkat| tingkat as u32 + 1)
    };
    (named * 10 >= acts.len() * 6 && named > 0).then(|| acts.iter().map(depth).collect())
}

pub(super) fn by_kode(acts: &[&Line]) -> Option<Vec<u32>> {
    let coded = acts.iter().filter(|line| line.kode.is_some()).count();
    if coded == 0 || coded * 10 < acts.len() * 3 {
        return None;
    }
    let depth = |line: &&Line| {
        let Some(kode) = &line.kode else {
            return of_word(line).unwrap_or(UNCODED_DEPTH);
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
    let distinct_codes: BTreeSet<&Kode> =
        acts.iter().filter_map(|line| line.kode.as_ref()).collect();
    // One code on all of many rows says nothing of any.
    (acts.len() < 3 || distinct_codes.len() > 1 || distinct(&depths) > 1).then_some(depths)
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
        Some(Amount::Money(sen)) => Some(*sen),
        _ => None,
    };
    let stated: Vec<&Field> = parent
        .amounts
        .keys()
        .filter(|field| money(parent, field).is_some())
        .collect();
    let holds = |field: &&&Field| {
        let sum: Sen = rows.iter().filter_map(|row| money(row, field)).sum();
        money(parent, field).is_some_and(|value| (value - sum).abs().0 <= 100)
    };
    parent.has_nonzero() && stated.len() >= 2 && stated.iter().all(|field| holds(&field))
}

/// Depth of a row that says its level in its first word.
pub(super) fn of_word(line: &Line) -> Option<u32> {
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
    SmallRoman,
    Dotted(usize),
    None,
}

pub(super) fn by_number(acts: &[&Line]) -> Option<Vec<u32>> {
    let marks: Vec<Mark> = acts.iter().map(|line| mark_of(&line.no)).collect();
    let marked = marks.iter().filter(|mark| **mark != Mark::None).count();
    if marked * 2 < acts.len() {
        return None;
    }
    let marks = told_apart(acts, &marks);
    let mut order: Vec<Mark> = Vec::new();
    for mark in &marks {
        if !order.contains(mark) {
            order.push(*mark);
        }
    }
    if order.first() == Some(&Mark::None) {
        return Some(parents_before(&marks));
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

/// Returns whether the numbers themselves spell the tree: nearly every dotted one (`1.2.1`) goes on from one that
/// stands above it (`1.2`). Such levels are as good as a code; a gap in the counting makes no sibling of a child.
pub(super) fn numbers_nest(acts: &[&Line]) -> bool {
    let mut above: BTreeSet<Vec<&str>> = BTreeSet::new();
    let (mut dotted, mut nested) = (0usize, 0usize);
    for line in acts {
        let bare = line.no.trim().trim_end_matches(['.', ')']);
        let parts: Vec<&str> = bare.split('.').collect();
        if numbering_depth(bare).is_none() {
            continue;
        }
        if let [up @ .., _] = parts.as_slice()
            && !up.is_empty()
        {
            dotted += 1;
            nested += usize::from(above.contains(up));
        }
        above.insert(parts);
    }
    dotted >= 2 && nested * 10 >= dotted * 8
}

/// Letters and Roman numbers share I, V and X: where no Roman number of several signs stands in the table, one of
/// them is a letter if it follows the letter before it.
fn told_apart(acts: &[&Line], marks: &[Mark]) -> Vec<Mark> {
    let bare = |line: &Line| line.no.trim().trim_end_matches(['.', ')']).to_owned();
    let several = |mark: Mark| {
        let mut of = acts.iter().zip(marks).filter(|(_, other)| **other == mark);
        of.any(|(line, _)| bare(line).len() > 1)
    };
    let (romans, small_romans) = (several(Mark::Roman), several(Mark::SmallRoman));
    let mut last: Option<u8> = None;
    let told = acts.iter().zip(marks).map(|(line, mark)| {
        let letter = bare(line).bytes().next();
        let follows = letter.is_some_and(|letter| last.is_some_and(|last| last + 1 == letter));
        let told = match mark {
            Mark::Roman if !romans && follows => Mark::Letter,
            Mark::SmallRoman if !small_romans && follows => Mark::SmallLetter,
            other => *other,
        };
        if matches!(told, Mark::Letter | Mark::SmallLetter) {
            last = letter;
        }
        told
    });
    told.collect()
}

/// Rows without a mark stand above the marked ones: of several in a row the last is the nearest parent.
fn parents_before(marks: &[Mark]) -> Vec<u32> {
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
        Some(_) if bare.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')) => Mark::SmallRoman,
        Some(_) if bare.bytes().all(|b| b.is_ascii_lowercase()) => Mark::SmallLetter,
        Some(_) => Mark::Letter,
    }
}

pub(super) fn by_word(acts: &[&Line]) -> Option<Vec<u32>> {
    let words: Vec<Option<u32>> = acts.iter().map(|line| of_word(line)).collect();
    let levels: BTreeSet<u32> = words.iter().flatten().copied().collect();
    (levels.len() > 1).then(|| {
        words
            .into_iter()
            .map(|word| word.unwrap_or(UNCODED_DEPTH))
            .collect()
    })
}

pub(super) fn by_indent(acts: &[&Line]) -> Option<Vec<u32>> {
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

pub(super) fn by_bold(acts: &[&Line]) -> Option<Vec<u32>> {
    let marks: Vec<Mark> = acts
        .iter()
        .map(|line| if line.bold { Mark::None } else { Mark::Digit })
        .collect();
    let depths = parents_before(&marks);
    (distinct(&depths) > 1).then_some(depths)
}

/// Finds parents by arithmetic alone: a row is one where at least two rows that follow add up to it in every
/// stated amount of money.
pub(super) fn by_sums(acts: &[&Line], counted: &[Field]) -> Option<Vec<u32>> {
    let amounts: Vec<Vec<Option<i64>>> = acts.iter().map(|line| money(line, counted)).collect();
    let mut ends: Vec<usize> = Vec::new();
    let mut found = false;
    let depths = (0..acts.len())
        .map(|index| {
            ends.retain(|end| *end > index);
            let depth = ends.len();
            if let Some(end) = children_end(&amounts, index, true) {
                ends.push(end);
                found = true;
            }
            u32::try_from(depth).unwrap_or(0) + 1
        })
        .collect();
    found.then_some(depths)
}

fn money(line: &Line, counted: &[Field]) -> Vec<Option<i64>> {
    let of = |field| match line.amounts.get(field) {
        Some(Amount::Money(sen)) => Some(sen.0),
        _ => None,
    };
    counted.iter().map(of).collect()
}

/// Returns one past the last of the rows after `index` that add up to it. With `nested`, a row among them that is
/// itself such a parent counts once, without its own rows.
fn children_end(amounts: &[Vec<Option<i64>>], index: usize, nested: bool) -> Option<usize> {
    let target = &amounts[index];
    let key = target
        .iter()
        .position(|value| value.is_some_and(|value| value > 0))?;
    let mut sums = vec![0i64; target.len()];
    let mut next = index + 1;
    while next < amounts.len() && target[key].is_some_and(|value| sums[key] < value) {
        for (sum, value) in sums.iter_mut().zip(&amounts[next]) {
            *sum = sum.saturating_add(value.unwrap_or(0));
        }
        let inner = if nested {
            children_end(amounts, next, false)
        } else {
            None
        };
        next = inner.unwrap_or(next + 1);
        let equal = target
            .iter()
            .zip(&sums)
            .all(|(t, s)| t.is_none_or(|t| (t - s).abs() <= 100));
        if equal && next - index > 2 {
            return Some(next);
        }
    }
    None
}

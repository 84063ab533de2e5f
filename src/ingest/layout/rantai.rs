//! Parents found by sums alone, an only child's too: a reading that counts only where the stated totals bear it out in
//! every column of money.

use super::lines::{Amount, Line};
use super::proof::Proof;
use crate::model::field::Field;
use crate::normalize::fold::fold;

/// Steps of the search over all rows; a table that needs more isn't a report.
const EFFORT: usize = 2_000_000;

/// Returns the depths of the tree in which each row that equals what the nearest rows below it add up to is their
/// parent, be it only one; `None` where there is no such row.
pub(super) fn depths(acts: &[&Line], counted: &[Field]) -> Option<Vec<u32>> {
    let amounts: Vec<Vec<Option<i64>>> = acts.iter().map(|line| money(line, counted)).collect();
    let mut parent: Vec<Option<usize>> = vec![None; acts.len()];
    // Rows below the one looked at that have no parent yet, the nearest last.
    let mut open: Vec<usize> = Vec::new();
    let (mut effort, mut found) = (0usize, false);
    for index in (0..acts.len()).rev() {
        let mut n = children(&amounts, index, &open, &mut effort);
        if effort > EFFORT {
            return None;
        }
        if let (1, Some(child)) = (n, open.last())
            && !may_be_only_child(acts[index], acts[*child])
        {
            n = 0;
        }
        for child in open.split_off(open.len() - n) {
            parent[child] = Some(index);
            found = true;
        }
        open.push(index);
    }
    let mut depths: Vec<u32> = Vec::with_capacity(acts.len());
    for up in parent {
        depths.push(up.map_or(1, |up| depths[up] + 1));
    }
    found.then_some(depths)
}

/// A row written twice is no parent of itself, and of two rows with running numbers neither is the other's.
fn may_be_only_child(parent: &Line, child: &Line) -> bool {
    let running = |line: &Line| {
        let no = line.no.trim().trim_end_matches(['.', ')']);
        !no.is_empty() && no.bytes().all(|b| b.is_ascii_digit())
    };
    fold(&parent.uraian) != fold(&child.uraian) && !(running(parent) && running(child))
}

/// Returns whether a row states, in one column of money, what the nearest rows above it add up to: all of them, or
/// without those that are rows of a parent among them.
pub(super) fn adds_up(total: &Line, above: &[&Line], field: Field) -> bool {
    let of = |line: &Line| money(line, &[field]);
    let Some(stated) = of(total)[0].filter(|value| *value != 0) else {
        return false;
    };
    let amounts: Vec<Vec<Option<i64>>> = above.iter().map(|line| of(line)).collect();
    let plain = (0..above.len()).collect();
    let mut open: Vec<usize> = Vec::new();
    let mut effort = 0;
    for index in (0..above.len()).rev() {
        let n = children(&amounts, index, &open, &mut effort);
        open.truncate(open.len() - n);
        open.push(index);
    }
    open.reverse();
    [plain, open].iter().any(|rows: &Vec<usize>| {
        let mut sum = 0i64;
        rows.iter().rev().any(|row| {
            sum = sum.saturating_add(amounts[*row][0].unwrap_or(0));
            (sum - stated).abs() <= 100
        })
    })
}

/// Returns how many of the nearest open rows add up to a row, the fewest; 0 where none do.
fn children(
    amounts: &[Vec<Option<i64>>],
    index: usize,
    open: &[usize],
    effort: &mut usize,
) -> usize {
    let own = &amounts[index];
    let Some(key) = own.iter().position(|value| value.is_some_and(|v| v > 0)) else {
        return 0;
    };
    let mut sums = vec![0i64; own.len()];
    for (n, below) in open.iter().rev().enumerate() {
        *effort += 1;
        for (sum, value) in sums.iter_mut().zip(&amounts[*below]) {
            *sum = sum.saturating_add(value.unwrap_or(0));
        }
        let close =
            |(own, sum): (&Option<i64>, &i64)| own.is_none_or(|own| (own - sum).abs() <= 100);
        if own.iter().zip(&sums).all(close) {
            return n + 1;
        }
        if own[key].is_some_and(|own| sums[key] > own) || *effort > EFFORT {
            return 0;
        }
    }
    0
}

fn money(line: &Line, counted: &[Field]) -> Vec<Option<i64>> {
    let of = |field| match line.amounts.get(field) {
        Some(Amount::Money(sen)) => Some(sen.0),
        _ => None,
    };
    counted.iter().map(of).collect()
}

/// Returns whether the totals bear a reading out: each column of money that they state agrees, and not only in zeroes.
pub(super) fn borne_out(proof: &Proof) -> bool {
    let weighs = |stated: &Amount| matches!(stated, Amount::Money(sen) if !sen.is_zero());
    proof.totals_agree()
        && !proof.totals_disagree()
        && proof.parent_faults.is_empty()
        && proof.money_held().any(|held| weighs(&held.stated))
}

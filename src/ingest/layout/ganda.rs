//! Rows that seem to be counted twice: parents and totals among the leaves, and neighbours that state the same.

use std::collections::BTreeMap;

use super::columns::Mapping;
use super::depth;
use super::findings::Findings;
use super::lines::Line;
use super::proof::Proof;
use super::sums::MONEY;
use super::tree::Basis;
use crate::diag::Severity;
use crate::diag::catalogue::lembar;
use crate::model::cell::CellRef;
use crate::model::field::Measure;
use crate::model::nilai::Sen;
use crate::normalize::kode::Kode;

/// A leaf that equals the sum of the leaves after it, or of all others, in every amount is a parent or a total that
/// was not recognised, unless the stated total or the codes say otherwise.
pub(super) fn double_counts(
    findings: &mut Findings,
    mapping: &Mapping,
    leaves: &[&Line],
    proof: &Proof,
) {
    if proof.totals_agree() {
        return;
    }
    let mut carried: BTreeMap<&Kode, usize> = BTreeMap::new();
    for own in leaves.iter().filter_map(|line| line.kode.as_ref()) {
        *carried.entry(own).or_default() += 1;
    }
    // A code that other leaves carry too tells no row from another.
    let coded = |line: &Line| {
        let own = line.kode.as_ref().and_then(|kode| carried.get(kode));
        proof.structure.basis == Basis::Kode && own == Some(&1)
    };
    for (index, line) in leaves.iter().enumerate() {
        let own = money_of(line, mapping);
        if own[0] <= Sen::ZERO || coded(line) {
            continue;
        }
        let after = leaves[index + 1..].iter();
        let of_others = leaves.iter().filter(|other| other.row != line.row);
        let n_after = run_that_sums(after.copied(), own, mapping);
        let n_all =
            run_that_sums(of_others.copied(), own, mapping).filter(|n| n + 1 == leaves.len());
        if let Some(n) = n_after.or(n_all) {
            let cell = mapping
                .cumulative(Measure::Pagu)
                .map(|col| CellRef::new(line.row, col));
            let message = format!(
                "baris {} sama dengan jumlah {n} baris lain: tampaknya baris induk atau jumlah",
                line.row + 1
            );
            findings.doubtful(lembar::DOUBLE_COUNT, cell, message);
        }
    }
}

/// Rows of different names side by side that state the same in every column are a parent with its only child, or two
/// activities alike: nothing tells, where no total agrees and neither code nor number says the level.
pub(super) fn alike(findings: &mut Findings, mapping: &Mapping, leaves: &[&Line], proof: &Proof) {
    let told = matches!(proof.structure.basis, Basis::Kode | Basis::Nomor);
    if told || proof.totals_agree() || mapping.flat {
        return;
    }
    let same = |pair: &[&Line]| {
        let (a, b) = (pair[0], pair[1]);
        let money = money_of(a, mapping);
        let filled = money.iter().filter(|sen| !sen.is_zero()).count();
        b.row == a.row + 1 && filled >= 2 && a.amounts == b.amounts && a.uraian != b.uraian
    };
    let pairs: Vec<usize> = (1..leaves.len())
        .filter(|at| same(&leaves[at - 1..=*at]))
        .collect();
    let nested = proof.structure.basis == Basis::Jumlah && proof.n_parents > 0;
    for at in &pairs {
        let first = leaves[at - 1];
        let message = format!(
            "baris {} dan {} sama pada setiap kolom: satu induk dengan satu rinciannya, atau dua kegiatan",
            first.row + 1,
            first.row + 2
        );
        let cell = mapping
            .cumulative(Measure::Pagu)
            .map(|col| CellRef::new(first.row, col));
        if nested || pairs.contains(&(at + 1)) || depth::of_word(first).is_some() {
            findings.doubtful(lembar::DOUBLE_COUNT, cell, message);
        } else {
            let raw = [(cell.unwrap_or(CellRef::new(first.row, 0)), String::new())];
            findings.column(lembar::DOUBLE_COUNT, Severity::Warning, &raw, &message);
        }
    }
}

fn money_of(line: &Line, mapping: &Mapping) -> [Sen; 3] {
    MONEY.map(|measure| line.money(measure, mapping).unwrap_or_default())
}

/// Returns after how many rows (at least two) their sums equal the amounts: all of them, two that aren't zero, or one
/// that no rounding makes by accident. One column of a parent may be mistyped.
fn run_that_sums<'a>(
    lines: impl Iterator<Item = &'a Line>,
    own: [Sen; 3],
    mapping: &Mapping,
) -> Option<usize> {
    let stated: Vec<usize> = (0..own.len()).filter(|at| !own[*at].is_zero()).collect();
    let mut sum = [Sen::ZERO; 3];
    for (n, line) in lines.enumerate() {
        for (total, amount) in sum.iter_mut().zip(money_of(line, mapping)) {
            *total += amount;
        }
        if stated.iter().all(|at| sum[*at] > own[*at]) {
            return None;
        }
        let equal = stated.iter().filter(|at| sum[**at] == own[**at]);
        let (count, odd) = equal.fold((0usize, false), |(count, odd), at| {
            (count + 1, odd || own[*at].0 % THOUSAND != 0)
        });
        if n >= 1 && (sum == own || count >= 2 || odd) {
            return Some(n + 1);
        }
    }
    None
}

/// A thousand rupiah in sen: amounts that are no multiple of it don't add up by accident.
const THOUSAND: i64 = 100_000;

/// Levels read from sums alone, no total to bear them out, and rows at the top that no sum has made parents beside
/// trees of several levels: such a row may be a parent with a slip.
pub(super) fn unproven_branches(
    findings: &mut Findings,
    mapping: &Mapping,
    acts: &[&Line],
    proof: &Proof,
) {
    let structure = &proof.structure;
    let guessed = structure.basis == Basis::Jumlah && !proof.totals_agree();
    let deep = structure.depth.iter().any(|depth| *depth >= 3);
    if !guessed || !deep {
        return;
    }
    let alone = (0..acts.len()).find(|at| {
        structure.leaf[*at]
            && structure.parent[*at].is_none()
            && money_of(acts[*at], mapping)[0] > Sen::ZERO
    });
    if let Some(at) = alone {
        let cell = mapping
            .cumulative(Measure::Pagu)
            .map(|col| CellRef::new(acts[at].row, col));
        let message = format!(
            "baris {} berdiri di tingkat teratas di samping induk yang terbukti: induk yang tidak cocok, atau kegiatan",
            acts[at].row + 1
        );
        findings.doubtful(lembar::DOUBLE_COUNT, cell, message);
    }
}

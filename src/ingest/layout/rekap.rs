//! Recaps beside their details: a table whose rows are the parents of another's, or that adds up to the same with fewer rows.

use super::overlap::{count, counting, ignore, same_scope, sheet_name, size, stands_in};
use super::table::Parsed;
use crate::diag::Severity;
use crate::diag::catalogue::lembar;
use crate::model::nilai::Sen;
use crate::model::table::{Role, Table};
use crate::normalize::fold::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A table that states what several others of the same office and period add up to is their recap, and counts nothing.
pub(super) fn recaps_of_sheets(parsed: &mut [Parsed], file: &Arc<str>) {
    for index in 0..parsed.len() {
        if !counting(&parsed[index]) {
            continue;
        }
        let own = &parsed[index].table;
        let others: Vec<&Table> = parsed
            .iter()
            .enumerate()
            .filter(|(other, item)| *other != index && counting(item))
            .map(|(_, item)| &item.table)
            .filter(|other| same_scope(other, own))
            .collect();
        let sum =
            |of: fn(&Table) -> Option<Sen>| -> Sen { others.iter().filter_map(|t| of(t)).sum() };
        let (pagu, realisasi) = (
            |t: &Table| t.totals.pagu,
            |t: &Table| t.totals.realisasi_keuangan,
        );
        let restates = own
            .totals
            .pagu
            .is_some_and(|own| own > Sen::ZERO && own == sum(pagu))
            && own.totals.realisasi_keuangan.unwrap_or_default() == sum(realisasi);
        let rows: usize = others.iter().map(|table| table.leaves().count()).sum();
        if others.len() >= 2 && restates && own.leaves().count() < rows {
            let message = format!(
                "jumlahnya sama dengan jumlah {} lembar lain; tidak dihitung lagi",
                others.len()
            );
            ignore(
                &mut parsed[index],
                file,
                lembar::OTHER_ROLE,
                Severity::Info,
                message,
            );
            parsed[index].table.role = Role::Recap;
        }
    }
}

/// A table whose rows are the parents of another's, or that adds up to the same with fewer rows, is its recap.
pub(super) fn recaps(parsed: &mut [Parsed], file: &Arc<str>) {
    for index in 0..parsed.len() {
        if !counting(&parsed[index]) {
            continue;
        }
        let detail = (0..parsed.len()).find(|other| {
            *other != index
                && counting(&parsed[*other])
                && is_recap(&parsed[index].table, &parsed[*other].table)
        });
        if let Some(detail) = detail {
            recap_of(parsed, index, detail, file);
        }
    }
}

pub(super) fn is_recap(part: &Table, whole: &Table) -> bool {
    let leaves = count(part.leaves());
    let same_sums = whole.totals.pagu == part.totals.pagu
        && whole.totals.realisasi_keuangan == part.totals.realisasi_keuangan
        && part.totals.pagu.is_some_and(|pagu| pagu > Sen::ZERO);
    !leaves.is_empty()
        && whole.leaves().count() > size(&leaves)
        && same_scope(whole, part)
        && (same_sums
            || stands_in(&leaves, &count(whole.rows.iter()))
            || restates_parents(part, whole))
}

/// Whether every row of a table carries the name of a parent of the other's leaves, and half of them or more an amount
/// that those leaves add up to: a recap that was not brought up to date. Names alone prove nothing: each bidang may
/// have the same sub kegiatan.
fn restates_parents(part: &Table, whole: &Table) -> bool {
    let mut sums: BTreeMap<String, (Sen, Sen)> = BTreeMap::new();
    for leaf in whole.leaves() {
        let names: BTreeSet<String> = leaf.induk.values().map(|name| fold(name)).collect();
        for name in names {
            let sum = sums.entry(name).or_default();
            sum.0 += leaf.pagu.unwrap_or_default();
            sum.1 += leaf.realisasi_keuangan.unwrap_or_default();
        }
    }
    let (mut rows, mut agreeing) = (0usize, 0usize);
    for row in part.leaves() {
        let Some((pagu, realisasi)) = sums.get(&fold(&row.uraian)) else {
            return false;
        };
        let agrees = |stated: Option<Sen>, sum: &Sen| stated == Some(*sum) && !sum.is_zero();
        rows += 1;
        agreeing +=
            usize::from(agrees(row.pagu, pagu) || agrees(row.realisasi_keuangan, realisasi));
    }
    rows > 0 && agreeing * 2 >= rows
}

pub(super) fn recap_of(parsed: &mut [Parsed], index: usize, detail: usize, file: &Arc<str>) {
    let message = format!(
        "rekap dari lembar \"{}\"; tidak dihitung lagi",
        sheet_name(&parsed[detail].table)
    );
    let (code, severity) = (lembar::OTHER_ROLE, Severity::Info);
    ignore(&mut parsed[index], file, code, severity, message);
    parsed[index].table.role = Role::Recap;
}

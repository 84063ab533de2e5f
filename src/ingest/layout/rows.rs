//! Rows that need a word: hidden, nameless, left out or unfunded ones, missing totals, blank fisik.

use super::classify::{Class, has_evidence};
use super::columns::Mapping;
use super::findings::Findings;
use super::lines::{Amount, Line};
use super::table::Reading;
use super::{ganda, wajar};
use crate::diag::Severity;
use crate::diag::catalogue::lembar;
use crate::model::cell::CellRef;
use crate::model::field::Measure;
use crate::model::grid::Grid;
use crate::model::nilai::{Sen, comma};
use crate::model::table::SkippedAs;

/// Findings about rows: hidden ones, nameless amounts, placeholders, missing totals, blank fisik.
pub(super) fn report(findings: &mut Findings, reading: &Reading<'_>) {
    let (mapping, proof) = (&reading.mapping, &reading.proof);
    let leaves = &reading.leaves();
    let of_class = |class: Class| reading.of_class(class);
    let cell = |line: &Line| {
        CellRef::new(
            line.row,
            mapping
                .uraian
                .first()
                .or(mapping.kode.first())
                .copied()
                .unwrap_or(0),
        )
    };
    let hidden: Vec<(CellRef, String)> = leaves
        .iter()
        .filter(|line| line.hidden)
        .map(|line| (cell(line), line.uraian.clone()))
        .collect();
    findings.column(
        lembar::HIDDEN_ROWS,
        Severity::Info,
        &hidden,
        "baris tersembunyi ikut dihitung",
    );
    let unnamed: Vec<(CellRef, String)> = of_class(Class::Unnamed)
        .filter(|line| line.has_nonzero())
        .map(|line| (cell(line), String::new()))
        .collect();
    findings.column(
        lembar::UNNAMED_AMOUNT,
        Severity::Warning,
        &unnamed,
        "angka tanpa uraian tidak dihitung",
    );
    nameless(findings, reading);
    let placeholders: Vec<(CellRef, String)> = of_class(Class::Placeholder)
        .map(|line| (cell(line), line.uraian.clone()))
        .collect();
    findings.column(
        lembar::PLACEHOLDER_ROWS,
        Severity::Info,
        &placeholders,
        "baris kosong atau contoh dilewati",
    );
    let after: Vec<(CellRef, String)> = of_class(Class::Note)
        .filter(|line| {
            line.uraian.chars().any(char::is_alphabetic)
                && !has_evidence(line)
                && states_rupiah(line, reading.unit)
        })
        .map(|line| (cell(line), line.uraian.clone()))
        .collect();
    findings.column(
        lembar::ROW_AFTER_TABLE,
        Severity::Warning,
        &after,
        "baris di bawah tabel tidak dihitung",
    );
    left_out(findings, reading);
    if !proof
        .totals
        .iter()
        .any(|total| total.kind == SkippedAs::Total)
        && !proof.parts_agree
        && !leaves.is_empty()
    {
        findings.table(lembar::NO_TOTAL, "tidak ada baris jumlah");
    }
    if !proof.levels_proven() {
        findings.table(
            lembar::LEVEL_GUESSED,
            "tingkat baris disimpulkan, tidak tertulis",
        );
    }
    below_counted(findings, reading);
    funding(findings, mapping, leaves, &cell, reading.context.grid);
    ganda::double_counts(findings, mapping, leaves, proof);
    ganda::unproven_branches(findings, mapping, &reading.activities(), proof);
    ganda::alike(findings, mapping, leaves, proof);
    wajar::weighted_already(findings, reading);
    wajar::cells(findings, mapping, leaves);
    coverage(findings, mapping, leaves);
}

/// Rows below a counted one (rekening, paket) that don't add up to it: nothing is counted by them, but one of the two is
/// wrong.
fn below_counted(findings: &mut Findings, reading: &Reading<'_>) {
    let (rows, structure, mapping) = (reading.activities(), reading.structure(), &reading.mapping);
    let mut off: Vec<(u32, CellRef, String)> = Vec::new();
    for index in (0..rows.len()).filter(|index| structure.leaf[*index]) {
        let below: Vec<usize> = (index + 1..rows.len())
            .take_while(|child| structure.depth[*child] > structure.depth[index])
            .collect();
        let ends = |at: &&usize| {
            below.binary_search(&(*at + 1)).is_err()
                || structure.depth[*at + 1] <= structure.depth[**at]
        };
        let lowest: Vec<&Line> = below.iter().filter(ends).map(|at| rows[*at]).collect();
        for measure in super::sums::MONEY {
            let (Some(stated), Some(col)) = (
                rows[index].money(measure, mapping),
                mapping.cumulative(measure),
            ) else {
                continue;
            };
            let any = lowest
                .iter()
                .any(|line| line.money(measure, mapping).is_some());
            let sum = super::sums::money(lowest.iter().copied(), measure, mapping);
            let slack = super::sums::tolerance(lowest.len(), reading.unit);
            if any && (stated - sum).abs() > slack {
                off.push((col, CellRef::new(rows[index].row, col), sum.to_string()));
            }
        }
    }
    off.sort_by_key(|(col, cell, _)| (*col, cell.row));
    for group in off.chunk_by(|a, b| a.0 == b.0) {
        let cells: Vec<(CellRef, String)> = group
            .iter()
            .map(|(_, cell, sum)| (*cell, sum.clone()))
            .collect();
        let what = "tidak sama dengan jumlah rinciannya, yang dihitung baris ini";
        findings.column(lembar::PARENT_MISMATCH, Severity::Warning, &cells, what);
    }
}

/// Leaves without a pagu: all of them, or some that state amounts all the same.
fn funding(
    findings: &mut Findings,
    mapping: &Mapping,
    leaves: &[&Line],
    cell: &dyn Fn(&Line) -> CellRef,
    grid: &Grid,
) {
    let funded = |line: &&Line| {
        line.money(Measure::Pagu, mapping)
            .is_some_and(|pagu| pagu > Sen::ZERO)
    };
    if !leaves.is_empty() && mapping.has(Measure::Pagu) && !leaves.iter().any(funded) {
        findings.doubtful(
            lembar::NO_ACTIVITY,
            None,
            "tidak satu kegiatan pun mempunyai pagu",
        );
    }
    let blank = leaves
        .iter()
        .filter(|line| line.money(Measure::Pagu, mapping).is_none() && line.has_nonzero());
    // One pagu merged over several rows stands on the first of them.
    let column = mapping.cumulative(Measure::Pagu);
    let covered = |line: &Line| {
        let at = column.map(|col| CellRef::new(line.row, col));
        at.and_then(|at| grid.merge_at(at))
            .is_some_and(|range| range.first.row < line.row)
    };
    let (merged, unfunded): (Vec<&Line>, Vec<&Line>) =
        blank.copied().partition(|line| covered(line));
    let named = |lines: Vec<&Line>| -> Vec<(CellRef, String)> {
        lines
            .into_iter()
            .map(|line| (cell(line), line.uraian.clone()))
            .collect()
    };
    if leaves.iter().any(funded) {
        let what = "pagu kosong, padahal target, realisasi, atau fisik terisi";
        findings.column(lembar::PAGU_BLANK, Severity::Error, &named(unfunded), what);
        let what = "pagu digabung dengan baris di atasnya";
        findings.column(lembar::PAGU_BLANK, Severity::Warning, &named(merged), what);
    }
}

/// Rows below the table that look like its own — a name, money in most of the columns that its rows fill — are another
/// table's only where a total bears the table out without them.
fn left_out(findings: &mut Findings, reading: &Reading<'_>) {
    let n_money = |line: &Line| {
        let of = |measure: &Measure| line.money(*measure, &reading.mapping);
        super::sums::MONEY
            .iter()
            .filter(|m| of(m).is_some_and(|sen| !sen.is_zero()))
            .count()
    };
    let usual = reading
        .leaves()
        .iter()
        .map(|line| n_money(line))
        .max()
        .unwrap_or(0);
    if reading.proof.totals_agree() || usual == 0 {
        return;
    }
    let likely = |line: &&Line| {
        n_money(line) * 2 >= usual
            && line.uraian.chars().any(char::is_alphabetic)
            && states_rupiah(line, reading.unit)
    };
    let rows: Vec<u32> = reading
        .of_class(Class::OtherTable)
        .filter(likely)
        .map(|line| line.row + 1)
        .collect();
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return;
    };
    let message = format!(
        "{} baris berisi uang (baris {first} sampai {last}) tidak terbaca sebagai bagian tabel ini",
        rows.len()
    );
    findings.doubtful(lembar::ROW_AFTER_TABLE, None, message);
}

/// Returns whether a row states money of a size that a form of activities states, and no mark out of a hundred.
pub(super) fn states_rupiah(line: &Line, unit: f64) -> bool {
    line.amounts
        .values()
        .any(|amount| matches!(amount, Amount::Money(sen) if sen.abs().rupiah() >= 1000.0 * unit))
}

/// Numbered rows of money without a name, on a good part of the table: the names stand in a column that wasn't found.
fn nameless(findings: &mut Findings, reading: &Reading<'_>) {
    let nameless = |line: &&Line| {
        let blank = !line.uraian.chars().any(char::is_alphabetic);
        blank
            && line.has_money()
            && line.has_nonzero()
            && has_evidence(line)
            && !line.label.is_empty()
    };
    let n = reading.lines.iter().filter(nameless).count();
    let named = reading.activities().len();
    let unread = super::table::unread_money(reading);
    if named == 0 && unread >= 3 {
        let message =
            format!("{unread} baris berisi uang, tetapi tidak satu pun terbaca sebagai kegiatan");
        findings.doubtful(lembar::UNNAMED_AMOUNT, None, message);
    }
    let shadows = reading
        .of_class(Class::Unnamed)
        .filter(|line| line.has_nonzero() && line.has_money())
        .count();
    if shadows >= 3 && shadows * 2 >= reading.leaves().len() {
        let message = format!(
            "{shadows} baris berisi uang tanpa uraian di antara kegiatan: tampaknya satu kegiatan tertulis pada dua baris"
        );
        findings.doubtful(lembar::UNNAMED_AMOUNT, None, message);
    }
    if n >= 3 && n * 3 >= named {
        let message = format!(
            "{n} baris bernomor berisi angka, tetapi uraiannya tidak ditemukan pada kolom uraian"
        );
        findings.doubtful(lembar::UNNAMED_AMOUNT, None, message);
    }
}

fn coverage(findings: &mut Findings, mapping: &Mapping, leaves: &[&Line]) {
    if !mapping.has(Measure::RealisasiFisik) || leaves.is_empty() {
        return;
    }
    let pairs = leaves.iter().map(|line| {
        (
            line.money(Measure::Pagu, mapping).unwrap_or_default(),
            line.percent(Measure::RealisasiFisik, mapping),
        )
    });
    let (_, covered) = crate::model::nilai::weighted(pairs);
    if covered > 0.0 && covered < 100.0 - 1e-9 {
        findings.table(
            lembar::FISIK_COVERAGE,
            format!(
                "realisasi fisik terisi untuk {} % dari pagu",
                comma(covered, 2)
            ),
        );
    }
}

//! Checks inside a table: identities between columns (sisa, percent, spans) and rows that need a word.

use super::classify::{Class, has_evidence};
use super::columns::Mapping;
use super::findings::Findings;
use super::lines::{Amount, Line};
use super::proof::Proof;
use super::table::Reading;
use super::tree::Basis;
use std::collections::BTreeMap;

use crate::diag::catalogue::lembar;
use crate::diag::{Code, Severity};
use crate::model::cell::CellRef;
use crate::model::field::{Field, Measure, Span};
use crate::model::nilai::{Sen, comma};
use crate::model::table::SkippedAs;
use crate::normalize::kode::Kode;

/// The outcome of one identity over the rows where it can be tested.
#[derive(Default)]
struct Tested {
    n: usize,
    failed: Vec<(CellRef, String)>,
}

/// Tests sisa = pagu − realisasi, % = amount / pagu and lalu + ini = s.d. over all activities, parents and the rows
/// below a leaf included: a slip is one wherever it stands.
pub(super) fn identities(findings: &mut Findings, reading: &Reading<'_>) {
    let (mapping, unit) = (&reading.mapping, reading.unit);
    let (leaves, rows) = (&reading.leaves(), &reading.activities());
    let share = reading.context.rules.baris.ambang.bukti_baris;
    let sisa = test_sisa(mapping, rows, unit);
    let sisa_proves = sisa.n >= 2 && !sisa.mostly_fails(share);
    settle(
        findings,
        &sisa,
        share,
        lembar::SISA_MISMATCH,
        "sisa tidak sama dengan pagu dikurangi realisasi",
    );
    for (percent, money) in [
        (Measure::RealisasiKeuanganPct, Measure::RealisasiKeuangan),
        (Measure::TargetKeuanganPct, Measure::TargetKeuangan),
    ] {
        let of_pagu = test_percent(mapping, rows, percent, money, Measure::Pagu);
        if of_pagu.mostly_fails(share) && of_target(mapping, rows, percent, money, share) {
            continue;
        }
        let what = "persen tidak sama dengan jumlah uang dibagi pagu";
        settle(findings, &of_pagu, share, lembar::PERCENT_MISMATCH, what);
        let percent_proves = of_pagu.n >= 2 && !of_pagu.mostly_fails(share);
        // A sisa that fails on every row, with no percentage for it, disproves pagu or realisasi.
        if money == Measure::RealisasiKeuangan
            && sisa.n >= 3
            && sisa.failed.len() == sisa.n
            && !percent_proves
        {
            findings.doubt = true;
        }
        // With neither equation holding, pagu and realisasi may be anything.
        if money == Measure::RealisasiKeuangan && of_pagu.mostly_fails(share) && !sisa_proves {
            findings.doubt = true;
        }
    }
    for measure in [Measure::RealisasiKeuangan, Measure::TargetKeuangan] {
        let tested = test_spans(mapping, rows, measure, unit);
        let what = "bulan lalu + bulan ini tidak sama dengan s.d. bulan ini";
        findings.column(lembar::SPAN_MISMATCH, Severity::Error, &tested.failed, what);
    }
    let above = leaves.iter().filter(|line| {
        let of = |measure| line.money(measure, mapping);
        matches!((of(Measure::Pagu), of(Measure::RealisasiKeuangan)), (Some(p), Some(r)) if r > p && p > Sen::ZERO)
    });
    let n_above = above.count();
    if leaves.len() >= 2 && n_above * 2 > leaves.len() {
        let message = format!(
            "realisasi melebihi pagu pada {n_above} dari {} baris",
            leaves.len()
        );
        findings.doubtful(lembar::REALISASI_ABOVE_PAGU, None, message);
    }
}

/// Some forms print realisasi / target under the same heading: that is a capaian, and nothing is wrong.
fn of_target(
    mapping: &Mapping,
    leaves: &[&Line],
    percent: Measure,
    money: Measure,
    share: f64,
) -> bool {
    let tested = test_percent(mapping, leaves, percent, money, Measure::TargetKeuangan);
    money == Measure::RealisasiKeuangan && tested.n >= 2 && !tested.mostly_fails(share)
}

impl Tested {
    /// Failures on most rows mean that the columns aren't what they seem; few are the OPD's slips.
    #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
    fn mostly_fails(&self, share: f64) -> bool {
        self.n >= 2 && (self.n - self.failed.len()) as f64 <= share * self.n as f64
    }
}

fn settle(findings: &mut Findings, tested: &Tested, share: f64, code: Code, what: &str) {
    if tested.mostly_fails(share) {
        let message = format!(
            "{what} pada {} dari {} baris",
            tested.failed.len(),
            tested.n
        );
        findings.table(lembar::PROOF_FAILED, message);
    } else {
        findings.column(code, Severity::Warning, &tested.failed, what);
    }
}

fn test_sisa(mapping: &Mapping, leaves: &[&Line], unit: f64) -> Tested {
    let mut tested = Tested::default();
    let Some(col) = mapping.column_of(Measure::Sisa, Span::Plain) else {
        return tested;
    };
    for line in leaves {
        let of = |measure| line.money(measure, mapping);
        let (Some(pagu), Some(sisa)) = (of(Measure::Pagu), of(Measure::Sisa)) else {
            continue;
        };
        let realisasi = of(Measure::RealisasiKeuangan).unwrap_or_default();
        tested.n += 1;
        let difference = sisa - (pagu - realisasi);
        if difference.abs() > super::sums::tolerance(2, unit) {
            tested
                .failed
                .push((CellRef::new(line.row, col), format!("{sisa}")));
        }
    }
    tested
}

fn test_percent(
    mapping: &Mapping,
    leaves: &[&Line],
    percent: Measure,
    money: Measure,
    base: Measure,
) -> Tested {
    let mut tested = Tested::default();
    let Some(col) = mapping.cumulative(percent) else {
        return tested;
    };
    let tolerance = shown_tolerance(leaves, percent, mapping);
    for line in leaves {
        let (Some(pagu), Some(stated)) =
            (line.money(base, mapping), line.percent(percent, mapping))
        else {
            continue;
        };
        let amount = line.money(money, mapping).unwrap_or_default();
        if pagu <= Sen::ZERO {
            continue;
        }
        tested.n += 1;
        let computed = amount.rupiah() / pagu.rupiah() * 100.0;
        if (stated - computed).abs() > tolerance {
            let shown = format!(
                "{} %, seharusnya {} %",
                comma(stated, 2),
                comma(computed, 2)
            );
            tested.failed.push((CellRef::new(line.row, col), shown));
        }
    }
    tested
}

/// Half of the last decimal that the column shows; never finer than two decimals and the tolerance of the contract.
fn shown_tolerance(leaves: &[&Line], percent: Measure, mapping: &Mapping) -> f64 {
    let values = || {
        leaves
            .iter()
            .filter_map(|line| line.percent(percent, mapping))
    };
    let whole = |factor: f64| {
        values().all(|value| ((value * factor).round() - value * factor).abs() < 1e-9)
    };
    if whole(1.0) {
        0.501
    } else if whole(10.0) {
        0.0501
    } else {
        0.011
    }
}

fn test_spans(mapping: &Mapping, leaves: &[&Line], measure: Measure, unit: f64) -> Tested {
    let mut tested = Tested::default();
    let Some(col) = mapping.column_of(measure, Span::Sd) else {
        return tested;
    };
    for line in leaves {
        let of = |span| match line.amounts.get(&Field { measure, span }) {
            Some(Amount::Money(sen)) => Some(*sen),
            _ => None,
        };
        let (lalu, ini) = (of(Span::Lalu), of(Span::Ini));
        let Some(sd) = of(Span::Sd) else { continue };
        if lalu.is_none() || ini.is_none() {
            continue;
        }
        tested.n += 1;
        if (sd - lalu.unwrap_or_default() - ini.unwrap_or_default()).abs()
            > super::sums::tolerance(2, unit)
        {
            tested
                .failed
                .push((CellRef::new(line.row, col), format!("{sd}")));
        }
    }
    tested
}

/// Findings about rows: hidden ones, nameless amounts, placeholders, missing totals, blank fisik.
pub(super) fn rows(findings: &mut Findings, reading: &Reading<'_>) {
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
    let unfunded: Vec<(CellRef, String)> = leaves
        .iter()
        .filter(|line| line.money(Measure::Pagu, mapping).is_none() && line.has_nonzero())
        .map(|line| (cell(line), line.uraian.clone()))
        .collect();
    if leaves.iter().any(funded) {
        findings.column(
            lembar::PAGU_BLANK,
            Severity::Error,
            &unfunded,
            "pagu kosong, padahal target, realisasi, atau fisik terisi",
        );
    }
    double_counts(findings, mapping, leaves, proof);
    alike(findings, mapping, leaves, proof);
    super::wajar::cells(findings, mapping, leaves);
    coverage(findings, mapping, leaves);
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
    if n >= 3 && n * 3 >= named {
        let message = format!(
            "{n} baris bernomor berisi angka, tetapi uraiannya tidak ditemukan pada kolom uraian"
        );
        findings.doubtful(lembar::UNNAMED_AMOUNT, None, message);
    }
}

/// A leaf that equals the sum of the leaves after it, or of all others, in every amount is a parent or a total that
/// was not recognised, unless the stated total or the codes say otherwise.
fn double_counts(findings: &mut Findings, mapping: &Mapping, leaves: &[&Line], proof: &Proof) {
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
fn alike(findings: &mut Findings, mapping: &Mapping, leaves: &[&Line], proof: &Proof) {
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
        if nested || pairs.contains(&(at + 1)) || super::depth::of_word(first).is_some() {
            findings.doubtful(lembar::DOUBLE_COUNT, cell, message);
        } else {
            let raw = [(cell.unwrap_or(CellRef::new(first.row, 0)), String::new())];
            findings.column(lembar::DOUBLE_COUNT, Severity::Warning, &raw, &message);
        }
    }
}

fn money_of(line: &Line, mapping: &Mapping) -> [Sen; 3] {
    super::sums::MONEY.map(|measure| line.money(measure, mapping).unwrap_or_default())
}

/// Returns after how many rows (at least two) their sums equal the amounts.
fn run_that_sums<'a>(
    lines: impl Iterator<Item = &'a Line>,
    own: [Sen; 3],
    mapping: &Mapping,
) -> Option<usize> {
    let mut sum = [Sen::ZERO; 3];
    for (n, line) in lines.enumerate() {
        for (total, amount) in sum.iter_mut().zip(money_of(line, mapping)) {
            *total += amount;
        }
        if sum[0] > own[0] {
            return None;
        }
        if sum == own && n >= 1 {
            return Some(n + 1);
        }
    }
    None
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

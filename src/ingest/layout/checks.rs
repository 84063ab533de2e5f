//! Identities between the columns of a table: sisa, percent, spans.

use super::columns::Mapping;
use super::findings::Findings;
use super::lines::{Amount, Line};
use super::table::Reading;
use crate::diag::catalogue::lembar;
use crate::diag::{Code, Severity};
use crate::model::cell::CellRef;
use crate::model::field::{Field, Measure, Span};
use crate::model::nilai::{Sen, comma};

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
        let fisik = match money {
            Measure::RealisasiKeuangan => Measure::RealisasiFisik,
            _ => Measure::TargetFisik,
        };
        if of_pagu.n >= 3 && of_pagu.mostly_fails(share) && !mapping.has(fisik) {
            let message = format!(
                "kolom persen keuangan tidak cocok pada sebagian besar baris, dan {} tidak ditemukan: mungkin kolom itu fisik",
                fisik.name()
            );
            findings.doubtful(lembar::PROOF_FAILED, None, message);
        }
        let percent_proves = of_pagu.n >= 2 && !of_pagu.mostly_fails(share);
        // A sisa that fails on every row, with no percentage for it, disproves pagu or realisasi.
        if money == Measure::RealisasiKeuangan
            && sisa.n >= 3
            && sisa.failed.len() == sisa.n
            && !percent_proves
        {
            let message =
                "sisa tidak cocok pada satu baris pun: pagu atau realisasi terbaca dari kolom lain";
            findings.doubtful(lembar::PROOF_FAILED, None, message);
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

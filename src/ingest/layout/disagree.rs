//! Says where arithmetic doesn't hold: parents, totals, repeated rows.

use super::columns::Mapping;
use super::findings::Findings;
use super::lines::Amount;
use super::proof::{Proof, StatedTotal};
use super::sums::Held;
use crate::diag::catalogue::lembar;
use crate::model::cell::CellRef;
use crate::model::nilai::comma;
use crate::model::table::SkippedAs;

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
    if weighty && proof.contested {
        findings.doubtful(
            lembar::LEVEL_GUESSED,
            None,
            "nomor atau kata pada baris menunjukkan tingkat, tetapi baris induk tidak sama dengan jumlah rinciannya",
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

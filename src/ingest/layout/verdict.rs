//! What is to be said of a table, and how far its numbers are to be believed.

use super::columns::Mapping;
use super::facts::Facts;
use super::findings::{Findings, cell_faults};
use super::lines::Line;
use super::scale::Certainty;
use super::table::Reading;
use super::tree::Basis;
use super::{checks, disagree, rows, sums, tanda_tangan};
use crate::diag::catalogue::lembar;
use crate::diag::{Diagnostic, Severity};
use crate::model::cell::{CellRef, column_letters};
use crate::model::field::{Field, Measure, Span};
use crate::model::nilai::Sen;
use crate::model::table::Role;
use crate::normalize::fold::fold;

/// Reports what is wrong or unusual. Only tables that count are held to the whole set of checks; of the others
/// only the arithmetic is told.
pub(super) fn report(findings: &mut Findings, reading: &Reading<'_>) {
    let weighty = reading.role == Role::Detail;
    if weighty {
        required(findings, reading);
        only_in_parts(findings, reading);
        ties(findings, reading);
        let counted = reading.counted_columns();
        let leaves: Vec<u32> = reading.leaves().iter().map(|line| line.row).collect();
        let weighs =
            |line: &Line| leaves.binary_search(&line.row).is_ok() && !pagu_is_zero(line, reading);
        cell_faults(
            findings,
            &reading.activities(),
            &reading.mapping,
            &weighs,
            &|col| counted.contains(&col),
            reading.proof.totals_agree(),
        );
        percent_scales(findings, reading, &counted);
        headers(findings, reading);
        checks::identities(findings, reading);
    }
    disagree::report(findings, &reading.proof, &reading.mapping, weighty);
    if weighty {
        rows::report(findings, reading);
        tanda_tangan::report(findings, reading);
    }
}

fn pagu_is_zero(line: &Line, reading: &Reading<'_>) -> bool {
    line.money(Measure::Pagu, &reading.mapping)
        .is_some_and(Sen::is_zero)
}

/// A report must state pagu and realisasi keuangan; realisasi fisik is asked for, and missed with a warning.
fn required(findings: &mut Findings, reading: &Reading<'_>) {
    let header = CellRef::new(reading.band.first, reading.band.first_col);
    for (measure, label) in [
        (Measure::Pagu, "pagu"),
        (Measure::RealisasiKeuangan, "realisasi keuangan (Rp)"),
    ] {
        if !reading.mapping.has(measure) {
            findings.doubtful(
                lembar::MISSING_COLUMN,
                Some(header),
                format!("kolom {label} tidak ditemukan"),
            );
        }
    }
    if !reading.mapping.has(Measure::RealisasiFisik) {
        let at = findings.at.at(header);
        let missing = Diagnostic::new(
            lembar::MISSING_COLUMN,
            at,
            "kolom realisasi fisik (%) tidak ditemukan",
        );
        findings.list.push(missing.with_severity(Severity::Warning));
    }
}

/// Target and fisik that stand only in parts (by quarter, by source of funds) are no whole: said, not added up.
fn only_in_parts(findings: &mut Findings, reading: &Reading<'_>) {
    let mapping = &reading.mapping;
    let wanted = [Measure::TargetKeuangan, Measure::TargetFisik];
    for measure in wanted.into_iter().filter(|measure| !mapping.has(*measure)) {
        let holds = |col: u32| {
            mapping
                .facts
                .get(&col)
                .is_some_and(|facts| facts.n_nonzero > 0)
        };
        let columns = mapping.columns.iter().filter(|column| {
            column.aside.is_some_and(|aside| aside.measure == measure) && holds(column.col)
        });
        let parts: Vec<u32> = columns.map(|column| column.col).collect();
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            continue;
        };
        let message = format!(
            "{} hanya tertulis menurut bagian (kolom {} sampai {}); jumlahnya tidak dihitung",
            measure.name(),
            column_letters(*first),
            column_letters(*last)
        );
        let at = findings.at.at(CellRef::new(reading.band.last, *first));
        let missing = Diagnostic::new(lembar::MISSING_COLUMN, at, message);
        findings.list.push(missing.with_severity(Severity::Warning));
    }
}

fn ties(findings: &mut Findings, reading: &Reading<'_>) {
    for (field, cols) in &reading.mapping.ties {
        let letters: Vec<String> = cols.iter().map(|col| column_letters(*col)).collect();
        let message = format!(
            "kolom {} sama-sama terbaca sebagai {field}",
            letters.join(" dan ")
        );
        let cell = cols
            .first()
            .map(|col| CellRef::new(reading.band.last, *col));
        if enters_totals(*field) {
            findings.doubtful(lembar::AMBIGUOUS_COLUMN, cell, message);
        } else if let Some(cell) = cell {
            let tie = Diagnostic::new(lembar::AMBIGUOUS_COLUMN, findings.at.at(cell), message);
            findings.list.push(tie.with_severity(Severity::Warning));
        }
    }
}

fn enters_totals(field: Field) -> bool {
    let counted = sums::MONEY.contains(&field.measure) || sums::FISIK.contains(&field.measure);
    counted && matches!(field.span, Span::Plain | Span::Sd)
}

fn percent_scales(findings: &mut Findings, reading: &Reading<'_>, counted: &[u32]) {
    for (col, scale) in reading
        .scales
        .iter()
        .filter(|(col, _)| counted.contains(col))
    {
        let path = reading.mapping.path_of(*col);
        let cell = CellRef::new(reading.band.last, *col);
        let read_as = if scale.factor > 1.0 {
            "0–1 (dikali 100)"
        } else {
            "0–100"
        };
        match scale.certainty {
            Certainty::Proven => {}
            Certainty::Guessed => {
                let message = format!("kolom {path} dibaca pada skala {read_as}");
                findings.cell(lembar::PERCENT_SCALE_GUESSED, cell, message);
            }
            Certainty::Unknown => {
                let message = format!(
                    "kolom {path} hanya berisi 0 dan 1, atau tidak sejalan dengan kolom persen lain"
                );
                findings.doubtful(lembar::PERCENT_SCALE_UNKNOWN, Some(cell), message);
            }
        }
    }
}

fn headers(findings: &mut Findings, reading: &Reading<'_>) {
    let mapping = &reading.mapping;
    for (col, word, phrase) in &mapping.guesses {
        let bound = mapping
            .columns
            .iter()
            .any(|column| column.col == *col && column.field.is_some());
        if bound {
            let cell = CellRef::new(reading.band.last, *col);
            findings.cell(
                lembar::SIMILAR_HEADER,
                cell,
                format!("\"{word}\" dibaca sebagai \"{phrase}\""),
            );
        }
    }
    for col in &mapping.dropped {
        let cell = CellRef::new(reading.band.last, *col);
        let message = format!(
            "judul kolom \"{}\" tidak dipahami seluruhnya; kolom ini tidak dipakai",
            mapping.path_of(*col)
        );
        findings.list.push(
            Diagnostic::new(lembar::UNKNOWN_HEADER, findings.at.at(cell), message)
                .with_severity(Severity::Warning),
        );
    }
    for col in &mapping.unknown {
        let cell = CellRef::new(reading.band.last, *col);
        let path = mapping.path_of(*col);
        let message = if path.is_empty() {
            format!(
                "kolom {} berisi uang tanpa judul kolom",
                column_letters(*col)
            )
        } else {
            format!(
                "judul kolom \"{path}\" tidak dikenal; kata untuk aturan/kolom.toml: \"{}\"",
                word_of(mapping, *col)
            )
        };
        let finding = Diagnostic::new(lembar::UNKNOWN_HEADER, findings.at.at(cell), message);
        // Money that nobody counts is worth a look; other columns are the office's own.
        let money = mapping.facts.get(col).is_some_and(Facts::looks_rupiah);
        let rival = money && path.is_empty() && realisasi_is_guessed(reading);
        findings.doubt |= rival;
        let severity = match (money, rival) {
            (_, true) => Severity::Error,
            (true, false) => Severity::Warning,
            (false, false) => Severity::Info,
        };
        findings.list.push(finding.with_severity(severity));
    }
}

/// Whether no word says that the column taken for realisasi is one: money without a title may be it as well.
fn realisasi_is_guessed(reading: &Reading<'_>) -> bool {
    let guess = reading.context.rules.baris.ambang.tebakan;
    let col = reading.mapping.cumulative(Measure::RealisasiKeuangan);
    let mut columns = reading.mapping.columns.iter();
    columns.any(|column| Some(column.col) == col && column.confidence <= guess)
}

/// The lowest text of a header as the rules write words: folded.
fn word_of(mapping: &Mapping, col: u32) -> String {
    let column = mapping.columns.iter().find(|column| column.col == col);
    column
        .and_then(|column| column.path.last())
        .map(String::as_str)
        .map(fold)
        .unwrap_or_default()
}

/// The weakest link of header, tree and arithmetic, 0–1.
pub(super) fn confidence(reading: &Reading<'_>, doubt: bool) -> f64 {
    let counted = reading
        .mapping
        .columns
        .iter()
        .filter(|column| column.field.is_some_and(enters_totals));
    let header = counted.map(|column| column.confidence).fold(0.99, f64::min);
    let proof = &reading.proof;
    let tree = match reading.structure().basis {
        Basis::Kode | Basis::Datar => 0.99,
        Basis::Nomor | Basis::Kata => 0.97,
        Basis::Indent | Basis::Tebal | Basis::Jumlah if proof.levels_proven() => 0.95,
        Basis::Indent | Basis::Tebal | Basis::Jumlah => 0.85,
    };
    let arithmetic = match (proof.totals_agree(), proof.totals_disagree()) {
        (true, false) => 0.99,
        (true, true) => 0.85,
        (false, true) => 0.6,
        (false, false) => 0.9,
    };
    let weakest = header.min(tree).min(arithmetic);
    if doubt { weakest.min(0.4) } else { weakest }
}

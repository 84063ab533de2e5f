//! One table from its header band to its proof: binds, reads, classes, builds the tree, holds the totals.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::band::Band;
use super::classify::{self, Class};
use super::columns::{self, Mapping};
use super::findings::{Findings, cell_faults};
use super::lines::{self, Line};
use super::proof::{self, Proof};
use super::role::{self, Title};
use super::scale::{self, Certainty};
use super::tree::{Basis, Structure};
use super::{checks, spans, sums};
use crate::diag::Diagnostic;
use crate::diag::catalogue::lembar;
use crate::model::cell::CellRef;
use crate::model::field::{Field, Measure, Span};
use crate::model::grid::Grid;
use crate::model::location::Location;
use crate::model::periode::Periode;
use crate::model::table::{Role, Row, Skipped, SkippedAs, Table, TableStatus, Totals};
use crate::normalize::fold::tidy;
use crate::rules::Rules;

/// What a table is read with.
pub(super) struct Context<'a> {
    pub grid: &'a Grid,
    pub at: Location,
    pub rules: &'a Rules,
    /// The period asked for: a plan is summed up to it.
    pub periode: Option<Periode>,
    /// Texts above the header, tidied.
    pub title: Vec<String>,
}

/// The rows of a table in the sheet.
pub(super) struct Extent<'a> {
    pub band: &'a Band,
    pub body: RangeInclusive<u32>,
    /// Rows of page headers repeated inside the body.
    pub repeated: BTreeMap<u32, Class>,
    /// First row of a secondary table below.
    pub foreign_from: Option<u32>,
}

/// A table with its findings; `doubt` keeps it out of every total.
#[derive(Debug)]
pub(super) struct Parsed {
    pub table: Table,
    pub diagnostics: Vec<Diagnostic>,
    pub doubt: bool,
}

/// Reads the table; `None` where the band heads no table of activities, packages or issues.
pub(super) fn read(context: &Context<'_>, extent: &Extent<'_>) -> Option<Parsed> {
    let Context { grid, rules, .. } = context;
    let mut mapping = columns::bind(grid, extent.band, &extent.body, &rules.kolom);
    let title = Title::new(&context.title, context.at.sheet.as_deref());
    let role = role::of(&mapping, &title, &rules.baris)?;
    let mut findings = Findings::new(context.at.clone());
    let unit = unit_factor(context, extent.band, &mapping, &mut findings);
    let rows: Vec<u32> = grid
        .rows
        .range(extent.body.clone())
        .map(|(row, _)| *row)
        .collect();
    let scales = scale::decide(grid, &mapping, &rows);
    let mut lines: Vec<Line> = rows
        .iter()
        .map(|row| lines::read(grid, *row, &mapping, &scales, unit))
        .collect();
    spans::complete(&mut lines, &mut mapping, &mut findings);
    if role == Role::Plan && mapping.months.len() >= 6 {
        let until = context.periode.and_then(|periode| periode.bulan);
        spans::sum_months(grid, &mut lines, &mut mapping, until, unit);
    }
    let repeated = |row: u32| extent.repeated.get(&row).copied();
    let mut classes =
        classify::classify(grid, &lines, &repeated, extent.foreign_from, &rules.baris);
    examples_are_placeholders(&lines, &mut classes);
    let counted = counted_fields(&mapping);
    let proof = proof::run(&lines, &mut classes, &mapping, &counted, unit);
    let acts = Activities::new(&lines, &classes, &proof);
    let role = settle_role(role, &acts, &lines, &classes, rules, context);
    let weighty = matches!(role, Role::Detail);
    report(
        &mut findings,
        context,
        &mapping,
        &scales,
        &lines,
        &classes,
        &proof,
        &acts,
        weighty,
        unit,
    );
    let confidence = confidence(&mapping, &proof, &acts, findings.doubt);
    let table = assemble(
        context, extent, role, mapping, &lines, &classes, proof, &acts, confidence,
    );
    Some(Parsed {
        table,
        diagnostics: findings.list,
        doubt: findings.doubt,
    })
}

/// The activity lines with their structure.
pub(super) struct Activities<'a> {
    pub lines: Vec<&'a Line>,
    pub structure: Structure,
}

impl<'a> Activities<'a> {
    fn new(lines: &'a [Line], classes: &[Class], proof: &Proof) -> Self {
        let of = lines
            .iter()
            .zip(classes)
            .filter(|(_, class)| **class == Class::Activity)
            .map(|(line, _)| line);
        let lines: Vec<&Line> = of
            .filter(|line| !proof.duplicates.contains_key(&line.row))
            .collect();
        Self {
            lines,
            structure: proof.structure.clone(),
        }
    }

    pub(super) fn leaves(&self) -> Vec<&'a Line> {
        self.lines
            .iter()
            .zip(&self.structure.leaf)
            .filter(|(_, leaf)| **leaf)
            .map(|(line, _)| *line)
            .collect()
    }
}

fn counted_fields(mapping: &Mapping) -> Vec<Field> {
    sums::MONEY
        .into_iter()
        .chain(sums::FISIK)
        .filter_map(|measure| {
            let col = mapping.cumulative(measure)?;
            mapping
                .by_field
                .iter()
                .find(|(_, c)| **c == col)
                .map(|(field, _)| *field)
        })
        .collect()
}

/// The unit that the header or the title declares for money.
fn unit_factor(
    context: &Context<'_>,
    band: &Band,
    mapping: &Mapping,
    findings: &mut Findings,
) -> f64 {
    let words = &context.rules.baris;
    let in_header = mapping
        .columns
        .iter()
        .filter(|column| column.field.is_some())
        .find_map(|column| {
            column
                .path
                .iter()
                .find_map(|text| words.unit_in(text))
                .map(|unit| (column.col, unit))
        });
    let in_title = context.title.iter().find_map(|text| words.unit_in(text));
    let (cell, (phrase, factor)) = match (in_header, in_title) {
        (Some((col, unit)), _) => (Some(CellRef::new(band.last, col)), unit),
        (None, Some(unit)) => (None, unit),
        (None, None) => return 1.0,
    };
    let message = format!("uang dinyatakan dengan \"{phrase}\"; angka dikalikan {factor}");
    match cell {
        Some(cell) => findings.cell(lembar::UNIT_DECLARED, cell, message),
        None => findings.table(lembar::UNIT_DECLARED, message),
    }
    f64::from(factor)
}

/// Below a "Contoh :" row stand examples, up to the total.
fn examples_are_placeholders(lines: &[Line], classes: &mut [Class]) {
    let Some(start) = lines.iter().zip(classes.iter()).position(|(line, class)| {
        *class == Class::Placeholder
            && crate::normalize::fold::fold(&line.uraian).starts_with("contoh")
    }) else {
        return;
    };
    for class in classes
        .iter_mut()
        .skip(start)
        .take_while(|class| **class != Class::Total)
    {
        if matches!(class, Class::Activity | Class::Heading | Class::Unnamed) {
            *class = Class::Placeholder;
        }
    }
}

/// A detail form without activities is a template; one whose rows are offices is a recap.
fn settle_role(
    role: Role,
    acts: &Activities<'_>,
    lines: &[Line],
    classes: &[Class],
    rules: &Rules,
    _context: &Context<'_>,
) -> Role {
    let named: Vec<&&Line> = acts.lines.iter().filter(|line| line.has_money()).collect();
    let offices = named
        .iter()
        .filter(|line| rules.baris.names_office(&line.uraian))
        .count();
    if matches!(role, Role::Detail | Role::Budget | Role::Plan)
        && named.len() >= 3
        && offices * 10 >= named.len() * 6
    {
        return Role::Recap;
    }
    let unfilled = acts.lines.is_empty()
        || acts
            .lines
            .iter()
            .all(|line| line.amounts.is_empty() && line.faults.is_empty());
    let _ = (lines, classes);
    if unfilled && !matches!(role, Role::Issues | Role::Packages) {
        Role::Template
    } else {
        role
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one call site; each argument is one stage's result"
)]
fn report(
    findings: &mut Findings,
    context: &Context<'_>,
    mapping: &Mapping,
    scales: &BTreeMap<u32, scale::Scale>,
    lines: &[Line],
    classes: &[Class],
    proof: &Proof,
    acts: &Activities<'_>,
    weighty: bool,
    unit: f64,
) {
    if !weighty && proof.totals.is_empty() && proof.parent_faults.is_empty() {
        return;
    }
    let leaves = acts.leaves();
    if weighty {
        required(findings, mapping);
        let counted: Vec<u32> = counted_fields(mapping)
            .iter()
            .filter_map(|field| mapping.by_field.get(field).copied())
            .collect();
        let weighs = |line: &Line| {
            leaves.iter().any(|leaf| leaf.row == line.row) && !pagu_is_zero(line, mapping)
        };
        cell_faults(findings, &acts.lines, mapping, &weighs, &|col| {
            counted.contains(&col)
        });
        percent_scales(findings, mapping, scales, &counted);
        headers(findings, context, mapping);
        checks::identities(findings, context, mapping, &leaves, unit);
    }
    proof::report(findings, proof, mapping, weighty);
    if weighty {
        checks::rows(findings, context, mapping, lines, classes, &leaves, proof);
    }
}

fn pagu_is_zero(line: &Line, mapping: &Mapping) -> bool {
    line.money(Measure::Pagu, mapping)
        .is_some_and(|pagu| pagu.is_zero())
}

/// A report must state pagu and realisasi keuangan; realisasi fisik is asked for, and missed with a warning.
fn required(findings: &mut Findings, mapping: &Mapping) {
    for (measure, label) in [
        (Measure::Pagu, "pagu"),
        (Measure::RealisasiKeuangan, "realisasi keuangan (Rp)"),
    ] {
        if !mapping.has(measure) {
            findings.doubtful(
                lembar::MISSING_COLUMN,
                None,
                format!("kolom {label} tidak ditemukan"),
            );
        }
    }
    if !mapping.has(Measure::RealisasiFisik) {
        let missing = Diagnostic::new(
            lembar::MISSING_COLUMN,
            findings.at.clone(),
            "kolom realisasi fisik (%) tidak ditemukan",
        );
        findings
            .list
            .push(missing.with_severity(crate::diag::Severity::Warning));
    }
    for (field, cols) in &mapping.ties {
        let places: Vec<String> = cols
            .iter()
            .map(|col| crate::model::cell::column_letters(*col))
            .collect();
        let enters_totals = !matches!(
            field.measure,
            Measure::NilaiKontrak | Measure::TargetKeuanganPct | Measure::RealisasiKeuanganPct
        );
        let message = format!(
            "kolom {} sama-sama terbaca sebagai {field}",
            places.join(" dan ")
        );
        let cell = cols.first().map(|col| CellRef::new(0, *col));
        if enters_totals && matches!(field.span, Span::Plain | Span::Sd) {
            findings.doubtful(lembar::AMBIGUOUS_COLUMN, None, message);
        } else if let Some(_cell) = cell {
            findings.list.push(
                Diagnostic::new(lembar::AMBIGUOUS_COLUMN, findings.at.clone(), message)
                    .with_severity(crate::diag::Severity::Warning),
            );
        }
    }
}

fn percent_scales(
    findings: &mut Findings,
    mapping: &Mapping,
    scales: &BTreeMap<u32, scale::Scale>,
    counted: &[u32],
) {
    for (col, scale) in scales.iter().filter(|(col, _)| counted.contains(col)) {
        let path = mapping.path_of(*col);
        match scale.certainty {
            Certainty::Proven => {}
            Certainty::Guessed => findings.table(
                lembar::PERCENT_SCALE_GUESSED,
                format!(
                    "kolom {path} dibaca pada skala {}",
                    if scale.factor > 1.0 {
                        "0–1 (dikali 100)"
                    } else {
                        "0–100"
                    }
                ),
            ),
            Certainty::Unknown => findings.doubtful(
                lembar::PERCENT_SCALE_UNKNOWN,
                None,
                format!("kolom {path} hanya berisi 0 dan 1"),
            ),
        }
    }
}

fn headers(findings: &mut Findings, context: &Context<'_>, mapping: &Mapping) {
    let _ = context;
    for (col, word, phrase) in &mapping.guesses {
        let bound = mapping
            .columns
            .iter()
            .any(|column| column.col == *col && column.field.is_some());
        if bound {
            let letter = crate::model::cell::column_letters(*col);
            findings.table(
                lembar::SIMILAR_HEADER,
                format!("kolom {letter}: \"{word}\" dibaca sebagai \"{phrase}\""),
            );
        }
    }
    for col in &mapping.unknown {
        let letter = crate::model::cell::column_letters(*col);
        findings.table(
            lembar::UNKNOWN_HEADER,
            format!("kolom {letter} \"{}\" tidak dikenal", mapping.path_of(*col)),
        );
    }
}

/// The weakest link of header, tree and arithmetic.
fn confidence(mapping: &Mapping, proof: &Proof, acts: &Activities<'_>, doubt: bool) -> f64 {
    let header = mapping
        .columns
        .iter()
        .filter(|column| {
            column.field.is_some_and(|field| {
                sums::MONEY.contains(&field.measure) || sums::FISIK.contains(&field.measure)
            })
        })
        .map(|column| column.confidence)
        .fold(0.99, f64::min);
    let tree = match acts.structure.basis {
        Basis::Kode | Basis::Datar => 0.99,
        Basis::Nomor | Basis::Kata => 0.97,
        Basis::Indent | Basis::Tebal | Basis::Jumlah => 0.85,
    };
    let arithmetic = match (proof.totals_agree(), proof.totals_disagree()) {
        (true, false) => 0.99,
        (true, true) => 0.85,
        (false, true) => 0.6,
        (false, false) => 0.9,
    };
    let weakest = f64::min(header, f64::min(tree, arithmetic));
    if doubt { weakest.min(0.4) } else { weakest }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one call site; each argument is one stage's result"
)]
fn assemble(
    context: &Context<'_>,
    extent: &Extent<'_>,
    role: Role,
    mapping: Mapping,
    lines: &[Line],
    classes: &[Class],
    proof: Proof,
    acts: &Activities<'_>,
    confidence: f64,
) -> Table {
    let with_rows = !matches!(role, Role::Issues);
    let rows = if with_rows {
        model_rows(&mapping, acts, role)
    } else {
        Vec::new()
    };
    let skipped = skipped_rows(context, lines, classes, &proof, &rows);
    let totals = Totals::of(rows.iter().filter(|row| row.leaf));
    let band = extent.band;
    Table {
        sheet: context.at.sheet.clone(),
        hidden: context.grid.hidden,
        role,
        status: TableStatus::Ignored,
        opd: None,
        periode: None,
        header_rows: Some((band.first, band.last)),
        number_row: band.number_row,
        columns: mapping.columns,
        rows,
        skipped,
        totals,
        stated: proof
            .totals
            .iter()
            .flat_map(|total| total.held.iter().map(sums::Held::to_stated))
            .collect(),
        confidence,
    }
}

fn model_rows(mapping: &Mapping, acts: &Activities<'_>, role: Role) -> Vec<Row> {
    let structure = &acts.structure;
    (0..acts.lines.len())
        .map(|index| {
            let line = acts.lines[index];
            let mut induk = BTreeMap::new();
            let mut up = structure.parent[index];
            while let Some(above) = up {
                induk
                    .entry(structure.tingkat[above])
                    .or_insert_with(|| acts.lines[above].uraian.as_str().into());
                up = structure.parent[above];
            }
            let lain = line
                .texts
                .iter()
                .filter(|(measure, _)| {
                    !matches!(measure, Measure::No | Measure::Kode | Measure::Uraian)
                })
                .map(|(measure, text)| (*measure, text.as_str().into()))
                .collect();
            Row {
                row: line.row,
                level: if role == Role::Packages {
                    crate::model::kegiatan::Tingkat::Paket
                } else {
                    structure.tingkat[index]
                },
                leaf: structure.leaf[index] && role != Role::Template,
                kode: (!line.kode_text.is_empty()).then(|| line.kode_text.as_str().into()),
                uraian: line.uraian.as_str().into(),
                pagu: line.money(Measure::Pagu, mapping),
                target_keuangan: line.money(Measure::TargetKeuangan, mapping),
                realisasi_keuangan: line.money(Measure::RealisasiKeuangan, mapping),
                target_fisik: line.percent(Measure::TargetFisik, mapping),
                realisasi_fisik: line.percent(Measure::RealisasiFisik, mapping),
                induk,
                lain,
                klasifikasi: None,
            }
        })
        .collect()
}

fn skipped_rows(
    context: &Context<'_>,
    lines: &[Line],
    classes: &[Class],
    proof: &Proof,
    rows: &[Row],
) -> Vec<Skipped> {
    let sheet = context.at.sheet.as_deref().unwrap_or("");
    lines
        .iter()
        .zip(classes)
        .filter(|(line, _)| !rows.iter().any(|row| row.row == line.row))
        .filter_map(|(line, class)| {
            if let Some(of) = proof.duplicates.get(&line.row) {
                let of = format!(
                    "{}{}{}",
                    sheet,
                    if sheet.is_empty() { "" } else { "!" },
                    of + 1
                );
                return Some(Skipped {
                    row: line.row,
                    kind: SkippedAs::Duplicate,
                    of: Some(of),
                });
            }
            let kind = match class {
                Class::Blank => return None,
                Class::Total => proof.kind_of(line.row),
                Class::Heading => SkippedAs::Heading,
                Class::Unnamed | Class::Placeholder => SkippedAs::Placeholder,
                Class::Number => SkippedAs::Number,
                Class::Header => SkippedAs::Header,
                Class::Signature => SkippedAs::Signature,
                Class::OtherTable => SkippedAs::OtherTable,
                Class::Note | Class::MaybeTotal | Class::Activity => SkippedAs::Note,
            };
            Some(Skipped {
                row: line.row,
                kind,
                of: None,
            })
        })
        .collect()
}

/// Returns the tidied texts of the rows above a header, up to twelve rows back.
pub(super) fn title_texts(grid: &Grid, band: &Band, from: u32) -> Vec<String> {
    let first = band.first.saturating_sub(12).max(from);
    let above = grid
        .rows
        .range(first..band.first)
        .flat_map(|(_, cells)| cells.values());
    let mut texts: Vec<String> = grid.preamble.iter().map(|text| tidy(text)).collect();
    texts.extend(
        above
            .map(|cell| tidy(&cell.display()))
            .filter(|text| text.chars().any(char::is_alphabetic)),
    );
    texts
}

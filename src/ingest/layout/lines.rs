//! Reads the body rows into lines: names, codes and typed amounts, with what could not be read.

use std::collections::BTreeMap;

use super::columns::Mapping;
use super::contents::level_named;
use super::scale::Scale;
use super::view::{Look, look, row_texts};
use crate::ingest::container::NO_RESULT;
use crate::model::cell::{Cell, CellRef, NumberFormat, Value};
use crate::model::field::{Field, Kind, Measure};
use crate::model::grid::Grid;
use crate::model::kegiatan::Tingkat;
use crate::model::nilai::Sen;
use crate::normalize::angka::{self, Angka};
use crate::normalize::fold::tidy;
use crate::normalize::kode::{self, Kode};

/// A typed value of one cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    Money(Sen),
    /// 0–100 scale.
    Percent(f64),
}

/// Why a cell of a number column could not be read as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FaultKind {
    /// Text where a number belongs.
    Text,
    /// `#REF!` and the like.
    ErrorCell,
    /// `1.234`: read by the column's style.
    Ambiguous,
    /// A number typed as text, read without doubt.
    NumberAsText,
    /// A formula whose result the file doesn't keep.
    NoCachedValue,
    /// A date or a truth value where a number belongs.
    WrongType,
    /// No percentage is as large as this.
    Implausible,
}

/// A percentage beyond this isn't one, whatever the column.
const PERCENT_LIMIT: f64 = 10_000.0;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    pub col: u32,
    pub field: Field,
    pub kind: FaultKind,
    pub raw: String,
}

/// One body row, before it is classed.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub row: u32,
    pub no: String,
    /// As written, segments of split columns joined.
    pub kode_text: String,
    pub kode: Option<Kode>,
    pub uraian: String,
    /// The level that the row's own level column names.
    pub tingkat: Option<Tingkat>,
    /// Column in which the name begins, and its leading blanks: deeper rows begin further right.
    pub indent: u32,
    pub bold: bool,
    /// The first text of the row left of the money columns: where a total is labelled.
    pub label: String,
    /// The first text of the row, wherever it stands: who signs stands right of the names.
    pub elsewhere: String,
    pub amounts: BTreeMap<Field, Amount>,
    pub texts: BTreeMap<Measure, String>,
    pub faults: Vec<Fault>,
    /// Percent fields in which a dash stands: a blank, or a zero where the stated total says so.
    pub dashes: Vec<Field>,
    /// Columns of number fields whose cells are formulas, with their text.
    pub formulas: BTreeMap<u32, Box<str>>,
    pub hidden: bool,
    pub n_filled: usize,
    /// Whether any cell holds as much as a dash.
    pub written: bool,
}

impl Line {
    /// Returns the cumulative amount of a money measure.
    pub(super) fn money(&self, measure: Measure, mapping: &Mapping) -> Option<Sen> {
        match self.amounts.get(&mapping.cumulative_field(measure)?)? {
            Amount::Money(sen) => Some(*sen),
            Amount::Percent(_) => None,
        }
    }

    /// Returns the cumulative value of a percent measure, 0–100 scale.
    pub(super) fn percent(&self, measure: Measure, mapping: &Mapping) -> Option<f64> {
        match self.amounts.get(&mapping.cumulative_field(measure)?)? {
            Amount::Percent(percent) => Some(*percent),
            Amount::Money(_) => None,
        }
    }

    /// Returns whether some money cell holds a number.
    pub(super) fn has_money(&self) -> bool {
        self.amounts
            .values()
            .any(|amount| matches!(amount, Amount::Money(_)))
    }

    pub(super) fn has_nonzero(&self) -> bool {
        self.amounts.values().any(|amount| match amount {
            Amount::Money(sen) => !sen.is_zero(),
            Amount::Percent(percent) => *percent != 0.0,
        })
    }
}

/// How money is multiplied to rupiah: 1, 1 000 or 1 000 000.
pub(super) type UnitFactor = f64;

/// Reads one row. `scales` are the percent scales by column.
pub(super) fn read(
    grid: &Grid,
    row: u32,
    mapping: &Mapping,
    scales: &BTreeMap<u32, Scale>,
    unit: UnitFactor,
) -> Line {
    let mut line = Line {
        row,
        hidden: grid.hidden_rows.contains(&row),
        ..Line::default()
    };
    let Some(cells) = grid.rows.get(&row) else {
        return line;
    };
    line.n_filled = cells
        .values()
        .filter(|cell| look(cell) != Look::Blank)
        .count();
    line.written = cells.values().any(|cell| !cell.display().is_empty());
    line.no = mapping
        .column_of(Measure::No, crate::model::field::Span::Plain)
        .map_or(String::new(), |col| text(grid, row, col));
    read_name(grid, row, mapping, &mut line);
    read_kode(grid, row, mapping, &mut line);
    line.tingkat = mapping
        .tingkat
        .and_then(|col| level_named(&text(grid, row, col)));
    let first_money = mapping.first_money().unwrap_or(u32::MAX);
    line.label = row_texts(grid, row)
        .into_iter()
        .find(|(col, text)| *col < first_money && text.chars().any(char::is_alphabetic))
        .map(|(_, text)| text)
        .unwrap_or_default();
    let mut texts = row_texts(grid, row).into_iter().map(|(_, text)| text);
    line.elsewhere = texts
        .find(|text| text.chars().any(char::is_alphabetic))
        .unwrap_or_default();
    if line.label.is_empty() {
        // The name may stand right of the money.
        line.label.clone_from(&line.uraian);
    }
    for (field, col) in &mapping.by_field {
        let Some(cell) = cells.get(col) else { continue };
        match field.measure.kind() {
            Kind::Rupiah | Kind::Percent => {
                read_amount(cell, *field, *col, mapping, scales, unit, &mut line);
            }
            Kind::Text | Kind::Tanggal | Kind::Kode => {
                let shown = tidy(&cell.display());
                if !shown.is_empty() {
                    line.texts.insert(field.measure, shown);
                }
            }
        }
    }
    line
}

fn text(grid: &Grid, row: u32, col: u32) -> String {
    grid.cell(CellRef::new(row, col))
        .map(|cell| tidy(&cell.display()))
        .unwrap_or_default()
}

/// The name is the longest text of the name columns: bullets and numbers may stand before it.
fn read_name(grid: &Grid, row: u32, mapping: &Mapping, line: &mut Line) {
    let mut best: Option<(u32, &Cell)> = None;
    for col in &mapping.uraian {
        let Some(cell) = grid.cell(CellRef::new(row, *col)) else {
            continue;
        };
        let length = |cell: &Cell| {
            tidy(&cell.display())
                .chars()
                .filter(|c| c.is_alphabetic())
                .count()
        };
        // Where every level has its own column the deepest one filled names the row.
        let deeper = mapping.flat && length(cell) > 0;
        if deeper || best.is_none_or(|(_, other)| length(cell) > length(other)) {
            best = Some((*col, cell));
        }
    }
    let Some((col, cell)) = best else { return };
    let shown = cell.display();
    let leading = cell
        .text()
        .map_or(0, |t| t.chars().take_while(|c| c.is_whitespace()).count());
    line.uraian = tidy(&shown);
    line.bold = cell.bold;
    line.indent =
        col * 100 + u32::from(cell.indent) * 10 + u32::try_from(leading.min(9)).unwrap_or(9);
}

fn read_kode(grid: &Grid, row: u32, mapping: &Mapping, line: &mut Line) {
    let segments: Vec<String> = mapping
        .kode
        .iter()
        .filter_map(|col| grid.cell(CellRef::new(row, *col)))
        .map(code_segment)
        .filter(|segment| !segment.is_empty())
        .collect();
    let split =
        mapping.kode.len() > 1 && mapping.kode.windows(2).all(|pair| pair[1] == pair[0] + 1);
    line.kode_text = if split {
        join_segments(&segments)
    } else {
        segments.last().cloned().unwrap_or_default()
    };
    // One digit in a code column heads the tree: `5 BELANJA DAERAH`.
    line.kode = kode::parse(&line.kode_text, split || line.kode_text.len() == 1);
    if line.kode.is_none()
        && let Some((code, name)) =
            kode::split_glued(&line.kode_text).or_else(|| kode::split_glued(&line.uraian))
    {
        line.kode = kode::parse(code, false);
        let glued_in_name = line.uraian.starts_with(code);
        let (code, name) = (code.to_owned(), name.to_owned());
        if line.uraian.is_empty() || glued_in_name {
            line.uraian = name;
        }
        line.kode_text = code;
    }
}

/// Split codes: a segment that already holds the ones before it replaces them.
fn join_segments(segments: &[String]) -> String {
    let mut joined = String::new();
    for segment in segments {
        let segment = segment.trim_matches('.');
        if joined.is_empty() || segment.starts_with(&format!("{joined}.")) {
            segment.clone_into(&mut joined);
        } else {
            joined.push('.');
            joined.push_str(segment);
        }
    }
    joined
}

fn code_segment(cell: &Cell) -> String {
    match (&cell.value, cell.format) {
        (Value::Number(number), NumberFormat::ZeroPadded(width)) if number.fract() == 0.0 => {
            format!("{number:0>width$}", width = usize::from(width))
        }
        _ => tidy(&cell.display()),
    }
}

fn read_amount(
    cell: &Cell,
    field: Field,
    col: u32,
    mapping: &Mapping,
    scales: &BTreeMap<u32, Scale>,
    unit: UnitFactor,
    line: &mut Line,
) {
    if let Some(formula) = &cell.formula {
        line.formulas.insert(col, formula.clone());
    }
    let percent_column = field.measure.kind() == Kind::Percent;
    let mut fault = |kind: FaultKind| {
        line.faults.push(Fault {
            col,
            field,
            kind,
            raw: cell.display(),
        });
    };
    let (number, as_is) = match &cell.value {
        Value::Number(number) => (*number, false),
        Value::Fault(text) if **text == *NO_RESULT => return fault(FaultKind::NoCachedValue),
        Value::Fault(_) => return fault(FaultKind::ErrorCell),
        Value::Date(..) | Value::Bool(_) => return fault(FaultKind::WrongType),
        Value::Text(text) if text.trim().eq_ignore_ascii_case("nihil") => (0.0, true),
        Value::Text(text) => match angka::parse(text, mapping.facts[&col].style, percent_column) {
            Angka::Blank => {
                if cell.formula.is_some() {
                    fault(FaultKind::NoCachedValue);
                } else if percent_column && text.contains(['-', '–', '—']) {
                    line.dashes.push(field);
                }
                return;
            }
            Angka::NotANumber => {
                return fault(if is_error_text(text) {
                    FaultKind::ErrorCell
                } else {
                    FaultKind::Text
                });
            }
            Angka::Number {
                value,
                percent,
                ambiguous,
            } => {
                fault(
                    if ambiguous && (percent_column || !mapping.facts[&col].style_known) {
                        FaultKind::Ambiguous
                    } else {
                        FaultKind::NumberAsText
                    },
                );
                (value, percent)
            }
        },
    };
    let amount = if percent_column {
        let shown = cell.format == NumberFormat::Percent && !as_is;
        let factor = if as_is {
            1.0
        } else if shown {
            100.0
        } else {
            scales.get(&col).map_or(1.0, |scale| scale.factor)
        };
        if (number * factor).abs() > PERCENT_LIMIT {
            line.faults.push(Fault {
                col,
                field,
                kind: FaultKind::Implausible,
                raw: cell.display(),
            });
        }
        Amount::Percent(number * factor)
    } else {
        match Sen::from_rupiah(number * unit) {
            Some(sen) => Amount::Money(sen),
            None => {
                return line.faults.push(Fault {
                    col,
                    field,
                    kind: FaultKind::Text,
                    raw: cell.display(),
                });
            }
        }
    };
    line.amounts.insert(field, amount);
}

fn is_error_text(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('#') && text.len() <= 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn split_codes_are_joined() {
        let join = |parts: &[&str]| {
            join_segments(&parts.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(
            join(&["1", "03", "10", "2.01", "0053"]),
            "1.03.10.2.01.0053"
        );
        assert_eq!(join(&["1", "1.03", "1.03.10"]), "1.03.10");
    }
}

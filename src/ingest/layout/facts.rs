//! What the cells of a column are: how many numbers, how large, how written. Evidence for binding and scaling it.

use super::view::{Look, look};
use crate::model::cell::{CellRef, NumberFormat, Value};
use crate::model::grid::Grid;
use crate::normalize::angka::{self, Angka, Style};

/// Evidence from the body of one column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    pub n_numbers: usize,
    pub n_texts: usize,
    /// Of the texts, those that a spreadsheet puts where a formula fails.
    pub n_errors: usize,
    /// Numbers of at least a thousand.
    pub n_large: usize,
    pub n_nonzero: usize,
    /// Numbers shown as percentages by the container.
    pub n_percent_format: usize,
    pub max: f64,
    pub style: Style,
    /// Whether some text was unmistakable, so that `style` isn't only the default.
    pub style_known: bool,
}

impl Facts {
    /// Reads the evidence of a column over the body rows.
    pub(super) fn of(grid: &Grid, col: u32, rows: &[u32]) -> Self {
        let cells = || {
            rows.iter()
                .filter_map(|row| grid.cell(CellRef::new(*row, col)))
        };
        let vote = Style::vote(cells().filter_map(|cell| cell.text()));
        let mut facts = Self {
            style: vote.unwrap_or_default(),
            style_known: vote.is_some(),
            ..Self::default()
        };
        for cell in cells() {
            match look(cell) {
                Look::Blank => {}
                Look::Text => {
                    facts.n_texts += 1;
                    let failed = matches!(cell.value, Value::Fault(_));
                    facts.n_errors += usize::from(failed || cell.display().starts_with('#'));
                }
                Look::Number => {
                    let Some(number) = number_of(&cell.value, facts.style) else {
                        continue;
                    };
                    facts.n_numbers += 1;
                    facts.n_large += usize::from(number.abs() >= 1000.0);
                    facts.n_nonzero += usize::from(number != 0.0);
                    facts.max = facts.max.max(number.abs());
                    let shown_percent = cell.format == NumberFormat::Percent;
                    facts.n_percent_format += usize::from(shown_percent && number != 0.0);
                }
            }
        }
        facts
    }

    /// Most of the non-zero numbers are amounts of money.
    pub(super) fn looks_rupiah(&self) -> bool {
        self.n_nonzero > 0 && self.n_large * 2 > self.n_nonzero
    }

    /// The numbers could be percentages.
    pub(super) fn looks_percent(&self) -> bool {
        self.n_large == 0
    }
}

/// Reads a number for evidence, without regard to the kind of its column.
fn number_of(value: &Value, style: Style) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => match angka::parse(text, style, false) {
            Angka::Number { value, .. } => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// Returns the plain numbers of a column by row, for the proof of an equation between columns.
pub(super) fn numbers(grid: &Grid, col: u32, style: Style, rows: &[u32]) -> Vec<Option<f64>> {
    rows.iter()
        .map(|row| {
            grid.cell(CellRef::new(*row, col))
                .and_then(|cell| number_of(&cell.value, style))
        })
        .collect()
}

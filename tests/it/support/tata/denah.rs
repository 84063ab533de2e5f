//! Draws a sheet as text for a person who looks into a failed case.

use std::fmt::Write as _;

use rakor::model::cell::{NumberFormat, column_letters};
use rakor::model::grid::{Grid, Workbook};

/// Returns the sheets as text, at most so many rows each.
#[must_use]
pub(crate) fn drawn(workbook: &Workbook, most_rows: usize) -> String {
    let mut out = String::new();
    for grid in &workbook.grids {
        sheet(&mut out, grid, most_rows);
    }
    out
}

fn sheet(out: &mut String, grid: &Grid, most_rows: usize) {
    let hidden = if grid.hidden { " (tersembunyi)" } else { "" };
    let merges: Vec<String> = grid.merges.iter().map(ToString::to_string).collect();
    let cols: Vec<String> = grid
        .hidden_cols
        .iter()
        .map(|col| column_letters(*col))
        .collect();
    let _ = writeln!(
        out,
        "## {}{hidden} merges [{}] hidden cols {cols:?} rows {:?} {}",
        grid.name.as_deref().unwrap_or("-"),
        merges.join(" "),
        grid.hidden_rows
            .iter()
            .map(|row| row + 1)
            .collect::<Vec<_>>(),
        if grid.knows_merges {
            ""
        } else {
            "(no merge data)"
        },
    );
    for text in &grid.preamble {
        let _ = writeln!(out, "preamble: {text}");
    }
    for (row, cells) in grid.rows.iter().take(most_rows) {
        let _ = write!(out, "{:>3}", row + 1);
        for (col, cell) in cells {
            let mark = match (cell.format, cell.bold, &cell.value) {
                (NumberFormat::Percent, ..) => "%",
                (NumberFormat::ZeroPadded(_), ..) => "0",
                (_, true, rakor::model::cell::Value::Text(_)) => "*",
                _ => "",
            };
            let text = cell.display().replace('\n', "⏎");
            let quote = if cell.text().is_some() { "'" } else { "" };
            let formula = cell
                .formula
                .as_deref()
                .map(|f| format!(" ={f}"))
                .unwrap_or_default();
            let _ = write!(
                out,
                " | {}{mark} {quote}{}{formula}",
                column_letters(*col),
                text.chars().take(34).collect::<String>()
            );
        }
        out.push('\n');
    }
    if grid.rows.len() > most_rows {
        let _ = writeln!(out, "    … {} rows more", grid.rows.len() - most_rows);
    }
}

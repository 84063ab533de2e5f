//! Draws a sheet as text for a person who looks into a failed case.

use std::fmt::Write as _;

use rakor::model::cell::{NumberFormat, column_letters};
use rakor::model::grid::{Grid, Workbook};
use rakor::model::table::Table;
use rakor::rules::Rules;

use super::hakim::{self, Reading};
use super::kasus::Case;

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

/// Draws a case and what the reader made of it.
pub(crate) fn told(case: &Case, rules: &Rules, most_rows: usize) -> String {
    let tell = |reading: &Reading<'_>| {
        let verdict = hakim::judge(reading);
        let mut out = format!(
            "### seed {} via {:?}: {:?} {:?} {:?}\nfile {:?} asked {:?} truth {:?} offices {:?}\n{:?}: {}\n{}",
            case.index,
            reading.via,
            case.primary,
            case.family,
            case.on,
            case.file,
            case.request.periode.map(|periode| periode.folder()),
            case.periode.map(|periode| periode.folder()),
            case.offices
                .iter()
                .map(|truth| truth.id)
                .collect::<Vec<_>>(),
            verdict.result,
            verdict.why,
            drawn(reading.workbook, most_rows),
        );
        for table in reading.tables {
            understood(&mut out, table);
        }
        for finding in reading.findings {
            let _ = writeln!(out, "   {finding}");
        }
        out
    };
    hakim::read(case, rules, tell).0
}

fn understood(out: &mut String, table: &Table) {
    let _ = writeln!(
        out,
        "=> {:?} {} {} opd {:?} header {:?} conf {:.2}",
        table.sheet.as_deref(),
        table.role.name(),
        table.status.name(),
        table.opd.as_ref().map(|opd| (opd.id.as_deref(), &opd.name)),
        table.header_rows.map(|(first, last)| (first + 1, last + 1)),
        table.confidence
    );
    for column in &table.columns {
        let field = column
            .field
            .map_or_else(|| "-".to_owned(), |field| field.to_string());
        let _ = writeln!(
            out,
            "   {} {:?} -> {field} ({})",
            column_letters(column.col),
            column.path.join(" > "),
            column.reason
        );
    }
    let rows = |leaf: bool| -> Vec<u32> {
        let of = table.rows.iter().filter(|row| row.leaf == leaf);
        of.map(|row| row.row + 1).collect()
    };
    let skipped: Vec<String> = table
        .skipped
        .iter()
        .map(|skipped| format!("{}:{}", skipped.row + 1, skipped.kind.name()))
        .collect();
    let _ = writeln!(
        out,
        "   leaves {:?} parents {:?} skipped {skipped:?}",
        rows(true),
        rows(false)
    );
}

//! A small sheet drawn as text: a row a line, cells parted by `|`.
//!
//! `12`, `0.5` are numbers, `'12` is text, `12%` a number shown as a percentage, `#REF!` an error, `@2026-03-01` a
//! date, `=` a formula without a result, `=SUM(C5:C7) 30` a formula with its result; a line of `-` is a blank row.

use rakor::model::cell::{Cell, CellRef, NumberFormat, Value};
use rakor::model::grid::{Grid, Workbook};

/// Draws one sheet.
pub(crate) fn sheet(name: &str, text: &str) -> Grid {
    let mut grid = Grid {
        name: Some(name.into()),
        knows_merges: true,
        ..Grid::default()
    };
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    for (row, line) in (0u32..).zip(lines) {
        if line == "-" {
            continue;
        }
        for (col, cell) in (0u32..).zip(line.split('|').map(str::trim)) {
            if let Some(cell) = drawn(cell) {
                grid.put(CellRef::new(row, col), cell);
            }
        }
    }
    grid
}

pub(crate) fn hidden(mut grid: Grid) -> Grid {
    grid.hidden = true;
    grid
}

/// Hides rows, counted from 1.
pub(crate) fn hidden_rows(mut grid: Grid, rows: &[u32]) -> Grid {
    grid.hidden_rows = rows.iter().map(|row| row - 1).collect();
    grid
}

pub(crate) fn workbook(grids: Vec<Grid>) -> Workbook {
    Workbook { grids }
}

fn drawn(text: &str) -> Option<Cell> {
    if text.is_empty() {
        return None;
    }
    if let Some(rest) = text.strip_prefix('\'') {
        return Some(Cell::new(Value::Text(rest.into())));
    }
    if let Some(formula) = text.strip_prefix('=') {
        let (formula, result) = formula.rsplit_once(' ').unwrap_or((formula, ""));
        let mut cell = drawn(result).unwrap_or_else(|| Cell::new(Value::Text("".into())));
        cell.formula = Some(format!("={formula}").into());
        return Some(cell);
    }
    if let Some(date) = text.strip_prefix('@') {
        let parts: Vec<i16> = date.split('-').map(|part| part.parse().unwrap()).collect();
        let (month, day) = (
            u8::try_from(parts[1]).unwrap(),
            u8::try_from(parts[2]).unwrap(),
        );
        return Some(Cell::new(Value::Date(parts[0], month, day)));
    }
    if text.starts_with('#') && text.ends_with(['!', '?', 'A']) {
        return Some(Cell::new(Value::Fault(text.into())));
    }
    if let Some(Ok(number)) = text.strip_suffix('%').map(str::parse::<f64>) {
        let mut cell = Cell::new(Value::Number(number / 100.0));
        cell.format = NumberFormat::Percent;
        return Some(cell);
    }
    Some(Cell::new(match text.parse::<f64>() {
        Ok(number) => Value::Number(number),
        Err(_) => Value::Text(text.into()),
    }))
}

//! Sends a case through a real container and back: what the fast path leaves out.

use rakor::model::cell::{NumberFormat as Shown, Value};
use rakor::model::grid::{Grid, Workbook};

use crate::support::contoh::sheet::{Content, NumberFormat, Sheet, Style};

/// Returns the sheets as the sample writers take them; `None` where they can't hold what stands there.
#[must_use]
pub(crate) fn sheets(workbook: &Workbook) -> Option<Vec<Sheet>> {
    workbook.grids.iter().map(sheet).collect()
}

fn sheet(grid: &Grid) -> Option<Sheet> {
    let mut sheet = Sheet::named(grid.name.as_deref()?);
    sheet.hidden = grid.hidden;
    for (row, cells) in &grid.rows {
        for (col, cell) in cells {
            let number = match cell.format {
                Shown::Percent => NumberFormat::Percent,
                Shown::General => NumberFormat::General,
                _ => return None,
            };
            let style = Style {
                number,
                bold: cell.bold,
                fill: cell.filled,
                indent: cell.indent,
                border: true,
                ..Style::default()
            };
            let content = match &cell.value {
                Value::Text(_) if cell.formula.is_some() => return None,
                Value::Text(text) => Content::Text(text.to_string()),
                Value::Number(number) => match &cell.formula {
                    Some(formula) => Content::Formula(formula.to_string(), *number),
                    None => Content::Number(*number),
                },
                _ => return None,
            };
            sheet.put(*row, u16::try_from(*col).ok()?, content, style);
        }
    }
    for range in &grid.merges {
        let (first, last) = (range.first, range.last);
        sheet.merges.push((
            first.row,
            u16::try_from(first.col).ok()?,
            last.row,
            u16::try_from(last.col).ok()?,
        ));
    }
    sheet.hidden_columns = grid
        .hidden_cols
        .iter()
        .filter_map(|col| u16::try_from(*col).ok())
        .collect();
    sheet.hidden_rows = grid.hidden_rows.iter().copied().collect();
    Some(sheet)
}

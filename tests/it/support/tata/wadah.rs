//! Sends a case through a real container and back: what the fast path leaves out.

use rakor::ingest::container;
use rakor::model::cell::{NumberFormat as Shown, Value};
use rakor::model::grid::{Grid, Workbook};

use super::mutasi::M;
use crate::support::contoh::sheet::{Content, NumberFormat, Sheet, Style};
use crate::support::contoh::{wadah_ods, wadah_teks, wadah_xlsx, wadah_xml};
use crate::support::tata::kasus::Case;

/// How a case reaches the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Via {
    /// As a grid, without any container.
    Grid,
    Xlsx,
    Ods,
    Csv,
    Html,
    SpreadsheetMl,
}

impl Via {
    pub(crate) const ALL: [Self; 6] = [
        Self::Grid,
        Self::Xlsx,
        Self::Ods,
        Self::Csv,
        Self::Html,
        Self::SpreadsheetMl,
    ];

    /// Returns whether rows keep their numbers on the way.
    pub(crate) const fn keeps_rows(self) -> bool {
        !matches!(self, Self::Csv | Self::Html)
    }
}

/// Writes the case in a container and opens it again; `None` where the container can't hold what stands there.
pub(crate) fn through(case: &Case, via: Via) -> Option<Workbook> {
    let bytes = match via {
        Via::Xlsx if !case.workbook.grids[0].hidden => wadah_xlsx::xlsx(&sheets(&case.workbook)?),
        Via::Ods if plain(case) => wadah_ods::ods(&sheets(&case.workbook)?),
        Via::SpreadsheetMl if plain(case) => wadah_xml::spreadsheetml(&sheets(&case.workbook)?),
        Via::Csv if bare(case) => {
            let text = wadah_teks::tsv(&sheets(&case.workbook)?.remove(0));
            String::from_utf8(text)
                .ok()?
                .replace('\t', ";")
                .into_bytes()
        }
        Via::Html if bare(case) => {
            let mut sheet = sheets(&case.workbook)?.remove(0);
            sheet.header.0 = case.header;
            wadah_teks::html(&sheet, "Laporan")
        }
        _ => return None,
    };
    container::open(&bytes, &case.file).value.workbook
}

/// Nothing hidden, no name with leading blanks.
fn plain(case: &Case) -> bool {
    if case.on.contains(&M::IndenSpasi) || case.on.contains(&M::KodeKotor) {
        return false;
    }
    let shown =
        |grid: &Grid| !grid.hidden && grid.hidden_rows.is_empty() && grid.hidden_cols.is_empty();
    case.workbook.grids.iter().all(shown)
}

/// One sheet, whose meaning lies in no format and no name of the sheet.
fn bare(case: &Case) -> bool {
    let by_format = [
        M::IndenSel,
        M::Tebal,
        M::OpdLembar,
        M::PeriodeLembar,
        M::UangCampur,
        M::KodePecah,
        M::KepalaPatah,
        M::NamaPatah,
    ];
    plain(case) && case.workbook.grids.len() == 1 && !by_format.iter().any(|m| case.on.contains(m))
}

fn sheets(workbook: &Workbook) -> Option<Vec<Sheet>> {
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
    let narrow = |col: &u32| u16::try_from(*col).ok();
    sheet.hidden_columns = grid.hidden_cols.iter().filter_map(narrow).collect();
    sheet.hidden_rows = grid.hidden_rows.iter().copied().collect();
    Some(sheet)
}

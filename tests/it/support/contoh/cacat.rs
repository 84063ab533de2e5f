//! Spoils a sample the way offices do, and says what must be found.

use super::anggaran::Report;
use super::form::{Layout, Title};
use super::kolom::Col;
use super::pelengkap::form_kosong;
use super::resep::Defect;
use super::sheet::{Content, Sheet, address, letters};

/// What a malformed file must be found to be, and where.
#[derive(Clone, Debug)]
pub struct Finding {
    pub kind: &'static str,
    pub sheet: Option<String>,
    pub cells: Vec<String>,
}

/// What is added to each stated total, in rupiah: no row, pair or run of rows comes to it (a test holds this).
pub const GAPS: [(Col, i32); 4] = [
    (Col::Pagu, 37_250_113),
    (Col::TargetRp, 21_874_309),
    (Col::RealRp, -18_431_907),
    (Col::Sisa, 62_190_771),
];

/// The first row with a word instead of an amount, and the way to the next.
const TEXT_ROWS: (usize, usize) = (4, 5);

/// Lets the total's formulas end one row too early, and the values with them.
pub fn short_sum(sheet: &mut Sheet, layout: &Layout) {
    let last = sheet.marks.last().unwrap().row;
    for (col, _) in (layout.left..).zip(layout.columns()) {
        let amount = number_at(sheet, last, col);
        let total = sheet
            .cells
            .iter_mut()
            .rev()
            .find(|((_, at), cell)| *at == col && matches!(cell.content, Content::Formula(..)));
        if let Some((_, cell)) = total
            && let Content::Formula(formula, result) = &mut cell.content
        {
            *formula = formula.replace(
                &format!("{}{}", letters(col), last + 1),
                &format!("{}{last}", letters(col)),
            );
            *result -= amount.unwrap_or_default();
        }
    }
}

fn number_at(sheet: &Sheet, row: u32, col: u16) -> Option<f64> {
    match sheet.cells.get(&(row, col))?.content {
        Content::Number(value) => Some(value),
        _ => None,
    }
}

/// Takes the realisasi off the rows that get a word instead of it, so that the stated total is that of the rest.
pub fn clear_text_rows(report: &mut Report) {
    for leaf in report
        .leaves_mut()
        .into_iter()
        .skip(TEXT_ROWS.0)
        .step_by(TEXT_ROWS.1)
        .take(2)
    {
        leaf.own.real = 0;
        leaf.own.lalu = 0;
    }
}

fn column_of(layout: &Layout, col: Col) -> u16 {
    layout.left + u16::try_from(layout.columns().iter().position(|c| *c == col).unwrap()).unwrap()
}

/// Spoils the tables and returns what must be found.
pub fn spoil(defect: Defect, tables: &mut [Sheet], layout: &Layout, report: &Report) -> Finding {
    let sheet = &mut tables[0];
    let name = Some(sheet.name.clone());
    let found = |kind, cells: Vec<String>| Finding {
        kind,
        sheet: name.clone(),
        cells,
    };
    match defect {
        Defect::WrongMonth => {
            let row = layout
                .titles
                .iter()
                .position(
                    |title| matches!(title, Title::Label(_, text) if text.contains("Agustus")),
                )
                .unwrap();
            found(
                "wrong-month",
                vec![address(u32::try_from(row).unwrap(), layout.left + 2)],
            )
        }
        Defect::TotalMismatch => {
            let row = total_row(sheet, layout);
            let mut cells = Vec::new();
            for (col, gap) in GAPS {
                let col = column_of(layout, col);
                let cell = sheet.cells.get_mut(&(row, col)).unwrap();
                if let Content::Number(value) = &mut cell.content {
                    *value += f64::from(gap);
                }
                cells.push(address(row, col));
            }
            found("total-mismatch", cells)
        }
        Defect::TextInMoney => {
            let col = column_of(layout, Col::RealRp);
            let rows: Vec<u32> = sheet
                .marks
                .iter()
                .skip(TEXT_ROWS.0)
                .step_by(TEXT_ROWS.1)
                .take(2)
                .map(|mark| mark.row)
                .collect();
            for row in &rows {
                let cell = sheet.cells.get_mut(&(*row, col)).unwrap();
                cell.content = Content::Text("menyusul".to_owned());
            }
            found(
                "text-in-money",
                rows.into_iter().map(|row| address(row, col)).collect(),
            )
        }
        Defect::MissingColumn => {
            found("missing-column", vec![address(sheet.header.0, layout.left)])
        }
        Defect::Truncated => Finding {
            kind: "truncated",
            sheet: None,
            cells: Vec::new(),
        },
        Defect::Template => {
            let mut empty = Sheet::named("RFK");
            form_kosong(&mut empty, Some(&report.office.nama.to_uppercase()));
            tables[0] = empty;
            found("template", vec!["B11".to_owned()])
        }
    }
}

fn total_row(sheet: &Sheet, layout: &Layout) -> u32 {
    let name = column_of(layout, Col::Uraian);
    let bold = sheet
        .cells
        .iter()
        .rev()
        .find(|((_, col), cell)| *col == name && cell.style.bold && cell.style.fill);
    bold.unwrap().0.0
}

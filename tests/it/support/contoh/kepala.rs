//! Draws what stands above the rows: titles, merged header cells, the row of column numbers.

use super::form::{Group, Head, Layout, Leaf, Numbers, Title};
use super::sheet::{Content, Hias, NumberFormat, Sheet, Style};

const HEAD: Style = Style {
    number: NumberFormat::General,
    bold: true,
    fill: true,
    center: true,
    right: false,
    border: true,
    wrap: true,
    indent: 0,
    hias: Hias::Polos,
};

/// Draws the lines above the table.
pub fn titles(sheet: &mut Sheet, layout: &Layout, right: u16) {
    let bold = Style {
        bold: true,
        ..Style::default()
    };
    for (row, title) in (0..).zip(&layout.titles) {
        match title {
            Title::Center(text) => sheet.merged(
                (row, layout.left, row, right),
                text,
                Style {
                    center: true,
                    ..bold
                },
            ),
            Title::Left(text) => sheet.text(row, layout.left, text, bold),
            Title::Label(label, text) => {
                sheet.text(row, layout.left, label, Style::default());
                sheet.text(row, layout.left + 2, &format!(": {text}"), Style::default());
            }
            Title::Right(text) => sheet.text(row, right.saturating_sub(1), text, bold),
            Title::Blank => {}
        }
    }
}

/// Draws the header and the row of column numbers; returns the row below.
pub fn header(sheet: &mut Sheet, layout: &Layout, top: u32) -> u32 {
    let bottom = top + layout.head_rows() - 1;
    let mut col = layout.left;
    for cell in &layout.head {
        col = head_cell(sheet, cell, top, bottom, col);
    }
    // Longer texts need two or three lines.
    sheet
        .heights
        .insert(bottom, if bottom == top { 45.0 } else { 30.0 });
    let numbers: Vec<Content> = match layout.numbers {
        Numbers::None => Vec::new(),
        Numbers::Plain => (1..=layout.columns().len())
            .map(|n| Content::Number(n as f64))
            .collect(),
        Numbers::Text => (1..=layout.columns().len())
            .map(|n| Content::Text(n.to_string()))
            .collect(),
        Numbers::Paren => (1..=layout.columns().len())
            .map(|n| Content::Text(format!("({n})")))
            .collect(),
        Numbers::Given(texts) => texts
            .iter()
            .map(|text| Content::Text((*text).to_owned()))
            .collect(),
    };
    if numbers.is_empty() {
        return bottom + 1;
    }
    for (col, content) in (layout.left..).zip(numbers) {
        sheet.put(
            bottom + 1,
            col,
            content,
            Style {
                bold: false,
                wrap: false,
                ..HEAD
            },
        );
    }
    bottom + 2
}

fn head_cell(sheet: &mut Sheet, cell: &Head, row: u32, bottom: u32, col: u16) -> u16 {
    match cell {
        Leaf(text, _) => {
            sheet.merged((row, col, bottom, col), text, HEAD);
            col + 1
        }
        Group(text, children) => {
            let mut next = col;
            for child in children {
                next = head_cell(sheet, child, row + 1, bottom, next);
            }
            sheet.merged((row, col, row, next - 1), text, HEAD);
            next
        }
    }
}

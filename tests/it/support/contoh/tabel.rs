//! Draws a report on a form: its rows and totals, between the header and what stands below.

use super::anggaran::{Level, Report};
use super::baris::{Line, lines};
use super::form::{Layout, Money, Parents, Percent, Total};
use super::kepala::{header, titles};
use super::kolom::{Col, Value, depth, value};
use super::sheet::{Content, Mark, NumberFormat, Sheet, Style, letters};
use super::teks;
use super::view::View;

/// Draws the programs of a report.
#[must_use]
pub fn draw(report: &Report, layout: &Layout) -> Sheet {
    let mut sheet = Sheet::named(&layout.sheet);
    let columns = layout.columns();
    let right = layout.left + width(&columns) - 1;
    let total = View::sum(&report.leaves());
    titles(&mut sheet, layout, right);
    let top = layout.top.max(u32::try_from(layout.titles.len()).unwrap());
    let mut row = header(&mut sheet, layout, top);
    sheet.header = (top, row - 1);
    if let Total::Above(label) = layout.total {
        total_row(&mut sheet, layout, row, label, &total, None);
        row += 1;
    }
    if layout.gap_below_head {
        row += 1;
    }
    let first = row;
    let mut on_page = 0;
    for line in lines(report, layout) {
        if layout.repeat_head.is_some_and(|rows| on_page == rows) {
            row = header(&mut sheet, layout, row);
            on_page = 0;
        }
        match line {
            Line::Row(view, no) => body_row(
                &mut sheet,
                layout,
                row,
                &view,
                &no,
                &total,
                &report.office.nama,
            ),
            Line::Heading(text) => {
                let at = layout.left + name_column(&columns);
                sheet.text(
                    row,
                    at,
                    &text,
                    Style {
                        bold: true,
                        ..Style::default()
                    },
                );
            }
            Line::Subtotal(view) => {
                total_row(&mut sheet, layout, row, "SUB TOTAL", &view, Some(&total));
            }
        }
        row += 1;
        on_page += 1;
    }
    if let Total::Below(label) = layout.total {
        if layout.gap_below_head {
            row += 1;
        }
        total_row(&mut sheet, layout, row, label, &total, None);
        if layout.formulas && layout.parents == Parents::None {
            formulas(
                &mut sheet,
                layout,
                row,
                first,
                row - 1 - u32::from(layout.gap_below_head),
            );
        }
        row += 1;
    }
    super::bawah::draw(&mut sheet, layout, &report.office, &total, row);
    for hidden in layout.hidden {
        sheet.hidden_columns.push(layout.left + hidden);
    }
    for (index, col) in columns.iter().enumerate() {
        sheet.widths.insert(
            layout.left + u16::try_from(index).unwrap(),
            column_width(*col),
        );
    }
    sheet
}

fn width(columns: &[Col]) -> u16 {
    u16::try_from(columns.len()).unwrap()
}

/// Returns the column, within the table, that names the activity.
fn name_column(columns: &[Col]) -> u16 {
    let named = |col: &Col| matches!(col, Col::Uraian | Col::KodeUraian);
    u16::try_from(columns.iter().position(named).unwrap_or(0)).unwrap()
}

fn body_row(
    sheet: &mut Sheet,
    layout: &Layout,
    row: u32,
    view: &View,
    no: &str,
    total: &View,
    office: &str,
) {
    let heading = !view.leaf && layout.parents == Parents::Blank;
    let parent = !view.leaf;
    let tree = layout.parents == Parents::Filled || layout.parents == Parents::Blank;
    for (col, kind) in (layout.left..).zip(layout.columns()) {
        let style = Style {
            bold: parent && view.level < Some(Level::SubKegiatan),
            border: true,
            ..Style::default()
        };
        let named = matches!(
            kind,
            Col::Uraian | Col::KodeUraian | Col::Kode | Col::KodeBagian(_)
        );
        let content = match kind {
            Col::No if no.is_empty() => Value::Blank,
            Col::No => no
                .parse()
                .map_or_else(|_| Value::Text(no.to_owned()), Value::Integer),
            _ if heading && !named => Value::Blank,
            _ => value(kind, view, total, office),
        };
        let content = match (kind, content) {
            (Col::Uraian, Value::Text(text)) if view.level == Some(Level::SubKegiatan) => {
                Value::Text(format!("{}{text}", layout.prefix))
            }
            (_, content) => content,
        };
        let indent = if kind == Col::Uraian && tree {
            depth(view.level)
        } else {
            0
        };
        let wrap = matches!(content, Value::Text(_));
        if let (Col::Uraian | Col::KodeUraian, Value::Text(text)) = (kind, &content) {
            // Calibri 11 fits a little more than the width says.
            let per_line = column_width(kind) - 2.0 - f64::from(indent) * 1.5;
            let lines = (text.chars().count() as f64 / per_line).ceil();
            if lines > 1.0 {
                sheet.heights.insert(row, 15.0 * lines);
            }
        }
        write(
            sheet,
            layout,
            (row, col),
            content,
            Style {
                wrap,
                indent,
                ..style
            },
        );
    }
    if view.leaf {
        sheet.marks.push(Mark {
            row,
            uraian: view.nama.clone(),
            kasus: view.kasus,
        });
    }
}

fn total_row(
    sheet: &mut Sheet,
    layout: &Layout,
    row: u32,
    label: &str,
    view: &View,
    whole: Option<&View>,
) {
    let columns = layout.columns();
    let style = Style {
        bold: true,
        fill: true,
        border: true,
        ..Style::default()
    };
    let name = layout.left + name_column(&columns);
    for (col, kind) in (layout.left..).zip(&columns) {
        if layout.total_left && col <= name {
            continue;
        }
        let content = match kind {
            Col::Uraian | Col::KodeUraian => Value::Text(label.to_owned()),
            Col::Kode | Col::KodeBagian(_) => Value::Blank,
            _ => value(*kind, view, whole.unwrap_or(view), ""),
        };
        write(sheet, layout, (row, col), content, style);
    }
    if layout.total_left {
        let style = Style {
            center: true,
            ..style
        };
        sheet.merged((row, layout.left, row, name), label, style);
    }
}

/// Replaces the money of the total row by sums over the rows.
fn formulas(sheet: &mut Sheet, layout: &Layout, row: u32, first: u32, last: u32) {
    for (col, kind) in (layout.left..).zip(layout.columns()) {
        let Some(cell) = sheet.cells.get_mut(&(row, col)) else {
            continue;
        };
        let Content::Number(result) = cell.content else {
            continue;
        };
        if cell.style.number == NumberFormat::Whole && kind != Col::No {
            let name = letters(col);
            cell.content = Content::Formula(
                format!("SUM({name}{}:{name}{})", first + 1, last + 1),
                result,
            );
        }
    }
}

/// Writes a value as the form's habit has it.
pub fn write(
    sheet: &mut Sheet,
    layout: &Layout,
    (row, col): (u32, u16),
    value: Value,
    style: Style,
) {
    let number =
        |content: f64, number: NumberFormat| (Content::Number(content), Style { number, ..style });
    let right = |text: String| {
        (
            Content::Text(text),
            Style {
                right: true,
                wrap: false,
                number: NumberFormat::Text,
                ..style
            },
        )
    };
    let (content, style) = match value {
        Value::Blank if style.border => (Content::Text(String::new()), style),
        Value::Blank => return,
        Value::Text(text) => (Content::Text(text), style),
        Value::Integer(value) => (
            Content::Number(value as f64),
            Style {
                center: true,
                ..style
            },
        ),
        Value::Money(sen) => match layout.money {
            Money::Number => number(sen as f64 / 100.0 / layout.unit as f64, NumberFormat::Whole),
            Money::Text => right(teks::rupiah_sen(sen)),
            Money::TextRp if sen == 0 => right("-".to_owned()),
            Money::TextRp => right(format!("Rp {}", teks::thousands(sen / 100))),
        },
        Value::Percent(percent) => match layout.percent {
            Percent::Hundred => number(percent, NumberFormat::Decimal),
            Percent::Fraction => number(percent / 100.0, NumberFormat::Percent),
            Percent::Text => right(format!("{}%", teks::decimal(percent, 2))),
            Percent::TextBare => right(teks::decimal(percent, 2)),
        },
    };
    sheet.put(row, col, content, style);
}

fn column_width(col: Col) -> f64 {
    match col {
        Col::No | Col::Kosong => 6.0,
        Col::KodeBagian(_) => 5.5,
        Col::Uraian | Col::KodeUraian => 46.0,
        Col::Kode => 18.0,
        Col::Keterangan
        | Col::Indikator
        | Col::NomorKontrak
        | Col::Penyedia
        | Col::Unit
        | Col::Lokasi => 22.0,
        Col::PaguAwal
        | Col::Pagu
        | Col::Dana(_)
        | Col::TargetRp
        | Col::LaluRp
        | Col::IniRp
        | Col::RealRp
        | Col::Sisa
        | Col::NilaiFisikRp
        | Col::NilaiKontrak
        | Col::MetodeKontrak(_)
        | Col::MetodeReal(_) => 17.5,
        _ => 10.0,
    }
}

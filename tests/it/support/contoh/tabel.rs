//! Draws a report on a form: titles, header, rows, totals and what stands below.

use super::anggaran::{Level, Node, Report};
use super::form::{
    Group, Head, Layout, Leaf, Money, Numbering, Numbers, Parents, Percent, Title, Total,
};
use super::kolom::{Col, Value, depth, value};
use super::sheet::{Content, Mark, NumberFormat, Sheet, Style, letters};
use super::teks;
use super::view::View;

/// A line of the table's body.
enum Line {
    Row(View, String),
    Heading(String),
    Subtotal(View),
}

const HEAD: Style = Style {
    number: NumberFormat::General,
    bold: true,
    fill: true,
    center: true,
    right: false,
    border: true,
    wrap: true,
    indent: 0,
};

/// Draws the programs of a report; `bulan_head` titles are the form's own.
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
                total_row(&mut sheet, layout, row, "SUB TOTAL", &view, Some(&total))
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

fn titles(sheet: &mut Sheet, layout: &Layout, right: u16) {
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
fn header(sheet: &mut Sheet, layout: &Layout, top: u32) -> u32 {
    let bottom = top + layout.head_rows() - 1;
    let mut col = layout.left;
    for cell in &layout.head {
        col = head_cell(sheet, cell, top, bottom, col);
    }
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

fn lines(report: &Report, layout: &Layout) -> Vec<Line> {
    let row = |node: &Node, no: String| Line::Row(View::of(node), no);
    let mut out = Vec::new();
    let mut count = 0;
    let mut next = || {
        count += 1;
        count.to_string()
    };
    match layout.parents {
        Parents::None => out.extend(report.leaves().into_iter().map(|leaf| row(leaf, next()))),
        Parents::Kelurahan => {
            let mut unit = None;
            for leaf in report.leaves() {
                if leaf.unit != unit {
                    let heading = leaf.unit.as_ref().map_or("KECAMATAN".to_owned(), |unit| {
                        format!("KELURAHAN {}", unit.to_uppercase())
                    });
                    out.push(Line::Heading(heading));
                    unit.clone_from(&leaf.unit);
                }
                out.push(row(leaf, next()));
            }
        }
        Parents::Sections => {
            for (contract, title) in [(true, "1. Paket Penyedia"), (false, "2. Paket Swakelola")] {
                let part: Vec<&Node> = report
                    .leaves()
                    .into_iter()
                    .filter(|leaf| leaf.kontrak.is_some() == contract)
                    .collect();
                out.push(Line::Heading(title.to_owned()));
                out.extend(part.iter().map(|leaf| row(leaf, next())));
                out.push(Line::Subtotal(View::sum(&part)));
            }
        }
        Parents::Blank | Parents::Filled => {
            for (index, program) in report.programs.iter().enumerate() {
                let letter = letters(u16::try_from(index).unwrap());
                tree_lines(program, layout, &letter, &mut next, &mut out);
            }
        }
    }
    out
}

fn tree_lines(
    node: &Node,
    layout: &Layout,
    letter: &str,
    next: &mut impl FnMut() -> String,
    out: &mut Vec<Line>,
) {
    let no = match layout.numbering {
        Numbering::Letters => letter.to_owned(),
        Numbering::Leaves if node.children.is_empty() => next(),
        Numbering::Leaves => String::new(),
    };
    let mut view = View::of(node);
    if !view.leaf && layout.parents == Parents::Blank {
        view = View {
            kode: view.kode,
            nama: view.nama,
            level: view.level,
            ..View::default()
        };
    }
    out.push(Line::Row(view, no));
    for (index, child) in (1..).zip(&node.children) {
        tree_lines(child, layout, &format!("{letter}.{index}"), next, out);
    }
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
        write(
            sheet,
            layout,
            (row, col),
            content,
            Style {
                indent,
                wrap,
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
    for (col, kind) in (layout.left..).zip(&columns) {
        let content = match kind {
            Col::Uraian | Col::KodeUraian => Value::Text(label.to_owned()),
            Col::Kode | Col::KodeBagian(_) => Value::Blank,
            _ => value(*kind, view, whole.unwrap_or(view), ""),
        };
        write(sheet, layout, (row, col), content, style);
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

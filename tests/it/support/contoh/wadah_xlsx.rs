//! Writes a workbook as xlsx (or xlsm), with a fixed creation date so that the bytes don't change.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet,
};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::sheet::{Cell, Content, NumberFormat, Sheet, Style};

/// Writes the sheets as xlsx.
#[must_use]
pub fn xlsx(sheets: &[Sheet]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 10, 1).unwrap();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for sheet in sheets {
        let mut formats = Formats::default();
        write_sheet(workbook.add_worksheet(), sheet, &mut formats);
    }
    workbook.save_to_buffer().unwrap()
}

/// Writes the sheets as xlsm: the same package declared as macro-enabled, without a macro in it.
#[must_use]
pub fn xlsm(sheets: &[Sheet]) -> Vec<u8> {
    let plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let macros = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";
    repack(
        &xlsx(sheets),
        CompressionMethod::Deflated,
        |name, bytes| match name {
            "[Content_Types].xml" => String::from_utf8(bytes)
                .unwrap()
                .replace(plain, macros)
                .into_bytes(),
            _ => bytes,
        },
    )
}

/// Writes the sheets as xlsx and keeps the first half: a download that broke off.
///
/// The members are stored, so that the half doesn't depend on a compressor.
#[must_use]
pub fn truncated(sheets: &[Sheet]) -> Vec<u8> {
    let mut bytes = repack(&xlsx(sheets), CompressionMethod::Stored, |_, bytes| bytes);
    bytes.truncate(bytes.len() / 2);
    bytes
}

/// Writes a package again with its members passed through `edit`.
fn repack(
    package: &[u8],
    method: CompressionMethod,
    edit: impl Fn(&str, Vec<u8>) -> Vec<u8>,
) -> Vec<u8> {
    let mut input = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut output = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(zip::DateTime::default());
    for index in 0..input.len() {
        let mut member = input.by_index(index).unwrap();
        let name = member.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).unwrap();
        output.start_file(name.as_str(), options).unwrap();
        output.write_all(&edit(&name, bytes)).unwrap();
    }
    output.finish().unwrap().into_inner()
}

#[derive(Default)]
struct Formats(BTreeMap<Style, Format>);

impl Formats {
    fn get(&mut self, style: Style) -> &Format {
        self.0.entry(style).or_insert_with(|| {
            let mut format = Format::new();
            format = match style.number {
                NumberFormat::General => format,
                NumberFormat::Whole => format.set_num_format("#,##0"),
                NumberFormat::Decimal => format.set_num_format("#,##0.00"),
                NumberFormat::Percent => format.set_num_format("0.00%"),
                NumberFormat::Text => format.set_num_format("@"),
            };
            if style.bold {
                format = format.set_bold();
            }
            if style.border {
                format = format.set_border(FormatBorder::Thin);
            }
            format = decorated(format, style);
            if style.center {
                format = format.set_align(FormatAlign::Center);
            }
            if style.right {
                format = format.set_align(FormatAlign::Right);
            }
            if style.indent > 0 {
                format = format.set_indent(style.indent);
            }
            if style.wrap {
                format = format.set_text_wrap();
            }
            format.set_align(FormatAlign::VerticalCenter)
        })
    }
}

fn decorated(format: Format, style: Style) -> Format {
    let mut format = format;
    let rupa = style.hias.rupa(style.fill);
    if let Some(isi) = rupa.isi {
        format = format.set_background_color(Color::RGB(isi));
    }
    if let Some(huruf) = rupa.huruf {
        format = format.set_font_color(Color::RGB(huruf));
    }
    if let Some((name, size)) = rupa.font {
        format = format.set_font_name(name).set_font_size(size);
    }
    if rupa.miring {
        format = format.set_italic();
    }
    if let Some(garis) = rupa.garis {
        format = format
            .set_border_top(FormatBorder::Medium)
            .set_border_top_color(Color::RGB(garis))
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(Color::RGB(garis));
    }
    format
}

fn write_sheet(target: &mut Worksheet, sheet: &Sheet, formats: &mut Formats) {
    target.set_name(&sheet.name).unwrap();
    target.set_hidden(sheet.hidden);
    target
        .set_landscape()
        .set_paper_size(14)
        .set_print_fit_to_pages(1, 0);
    for (col, width) in &sheet.widths {
        target.set_column_width(*col, *width).unwrap();
    }
    for (row, height) in &sheet.heights {
        target.set_row_height(*row, *height).unwrap();
    }
    for col in &sheet.hidden_columns {
        target.set_column_hidden(*col).unwrap();
    }
    for row in &sheet.hidden_rows {
        target.set_row_hidden(*row).unwrap();
    }
    for (row, col, last_row, last_col) in &sheet.merges {
        let style = sheet.cells[&(*row, *col)].style;
        target
            .merge_range(*row, *col, *last_row, *last_col, "", formats.get(style))
            .unwrap();
    }
    for ((row, col), cell) in &sheet.cells {
        write_cell(target, *row, *col, cell, formats);
    }
}

fn write_cell(target: &mut Worksheet, row: u32, col: u16, cell: &Cell, formats: &mut Formats) {
    let format = formats.get(cell.style);
    match &cell.content {
        Content::Text(text) if text.is_empty() => target.write_blank(row, col, format),
        Content::Text(text) => target.write_string_with_format(row, col, text, format),
        Content::Number(value) => target.write_number_with_format(row, col, *value, format),
        Content::Formula(formula, result) => target.write_formula_with_format(
            row,
            col,
            Formula::new(formula).set_result(result.to_string()),
            format,
        ),
    }
    .unwrap();
}

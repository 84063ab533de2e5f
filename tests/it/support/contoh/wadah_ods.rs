//! Writes a workbook as an `OpenDocument` spreadsheet, with merges, percent cells and hidden columns.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use super::sheet::{Content, Hias, NumberFormat, Rupa, Sheet, Style};
use super::teks;
use super::wadah_xml::escape;

const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Writes the sheets as ods.
#[must_use]
pub fn ods(sheets: &[Sheet]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let deflated =
        zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let stored = deflated.compression_method(zip::CompressionMethod::Stored);
    let mut add = |name: &str, text: &str, options| {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    add("mimetype", MIME, stored);
    add("META-INF/manifest.xml", &manifest(), deflated);
    add("content.xml", &content(sheets), deflated);
    zip.finish().unwrap().into_inner()
}

fn manifest() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.2\">\
<manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{MIME}\"/>\
<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>\n"
    )
}

/// Names a style after what it holds, so that equal styles share one.
fn style_name(style: Style) -> String {
    let flag = |on: bool, letter: char| on.then_some(letter).map_or_else(String::new, String::from);
    format!(
        "ce{}{}{}{}{}{}{}i{}{}",
        style.number as u8,
        flag(style.bold, 'b'),
        flag(style.fill, 'f'),
        flag(style.center, 'c'),
        flag(style.right, 'r'),
        flag(style.border, 'g'),
        flag(style.wrap, 'w'),
        style.indent,
        match style.hias {
            Hias::Polos => "",
            Hias::Judul => "j",
            Hias::Kepala => "k",
            Hias::Total => "t",
        }
    )
}

fn content(sheets: &[Sheet]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" \
xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" office:version=\"1.2\"><office:automatic-styles>",
    );
    out.push_str("<number:number-style style:name=\"N1\"><number:number number:decimal-places=\"0\" number:min-integer-digits=\"1\" number:grouping=\"true\"/></number:number-style>");
    out.push_str("<number:number-style style:name=\"N2\"><number:number number:decimal-places=\"2\" number:min-integer-digits=\"1\" number:grouping=\"true\"/></number:number-style>");
    out.push_str("<number:percentage-style style:name=\"N3\"><number:number number:decimal-places=\"2\" number:min-integer-digits=\"1\"/><number:text>%</number:text></number:percentage-style>");
    let widths: BTreeSet<u32> = sheets
        .iter()
        .flat_map(|s| s.widths.values())
        .map(|w| (w * 10.0) as u32)
        .collect();
    for width in widths {
        let _ = write!(
            out,
            "<style:style style:name=\"co{width}\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"{:.3}cm\"/></style:style>",
            f64::from(width) * 0.02
        );
    }
    let styles: BTreeSet<Style> = sheets
        .iter()
        .flat_map(|s| s.cells.values())
        .map(|cell| cell.style)
        .collect();
    for style in styles {
        cell_style(&mut out, style);
    }
    out.push_str("</office:automatic-styles><office:body><office:spreadsheet>");
    for sheet in sheets {
        table(&mut out, sheet);
    }
    out.push_str("</office:spreadsheet></office:body></office:document-content>\n");
    out
}

fn cell_style(out: &mut String, style: Style) {
    let data = match style.number {
        NumberFormat::Whole => " style:data-style-name=\"N1\"",
        NumberFormat::Decimal => " style:data-style-name=\"N2\"",
        NumberFormat::Percent => " style:data-style-name=\"N3\"",
        NumberFormat::General | NumberFormat::Text => "",
    };
    let _ = write!(
        out,
        "<style:style style:name=\"{}\" style:family=\"table-cell\"{data}><style:table-cell-properties style:vertical-align=\"middle\"",
        style_name(style)
    );
    let rupa = style.hias.rupa(style.fill);
    if let Some(isi) = rupa.isi {
        let _ = write!(out, " fo:background-color=\"#{isi:06x}\"");
    }
    if style.border {
        out.push_str(" fo:border=\"0.5pt solid #000000\"");
    }
    if let Some(garis) = rupa.garis {
        for side in ["top", "bottom"] {
            let _ = write!(out, " fo:border-{side}=\"1.76pt solid #{garis:06x}\"");
        }
    }
    if style.wrap {
        out.push_str(" fo:wrap-option=\"wrap\"");
    }
    out.push_str("/>");
    if style.center || style.right || style.indent > 0 {
        let align = if style.center {
            "center"
        } else if style.right {
            "end"
        } else {
            "start"
        };
        let _ = write!(
            out,
            "<style:paragraph-properties fo:text-align=\"{align}\" fo:margin-left=\"{}mm\"/>",
            u32::from(style.indent) * 3
        );
    }
    letters(out, style.bold, rupa);
    out.push_str("</style:style>");
}

fn letters(out: &mut String, bold: bool, rupa: Rupa) {
    let mut said = String::new();
    if bold {
        said.push_str(" fo:font-weight=\"bold\"");
    }
    if rupa.miring {
        said.push_str(" fo:font-style=\"italic\"");
    }
    if let Some(huruf) = rupa.huruf {
        let _ = write!(said, " fo:color=\"#{huruf:06x}\"");
    }
    if let Some((name, size)) = rupa.font {
        let _ = write!(
            said,
            " style:font-name=\"{name}\" fo:font-size=\"{size}pt\""
        );
    }
    if !said.is_empty() {
        let _ = write!(out, "<style:text-properties{said}/>");
    }
}

fn table(out: &mut String, sheet: &Sheet) {
    let _ = write!(out, "<table:table table:name=\"{}\">", escape(&sheet.name));
    let last_col = sheet.last_col();
    for col in 0..=last_col {
        let width = sheet.widths.get(&col).map_or(String::new(), |w| {
            format!(" table:style-name=\"co{}\"", (w * 10.0) as u32)
        });
        let hidden = if sheet.hidden_columns.contains(&col) {
            " table:visibility=\"collapse\""
        } else {
            ""
        };
        let _ = write!(out, "<table:table-column{width}{hidden}/>");
    }
    for row in 0..=sheet.last_row() {
        let hidden = if sheet.hidden_rows.contains(&row) {
            " table:visibility=\"collapse\""
        } else {
            ""
        };
        let _ = write!(out, "<table:table-row{hidden}>");
        let mut blanks = 0;
        for col in 0..=last_col {
            let covered = sheet.is_covered(row, col);
            if !covered && !sheet.cells.contains_key(&(row, col)) {
                blanks += 1;
                continue;
            }
            blank_cells(out, &mut blanks);
            if covered {
                out.push_str("<table:covered-table-cell/>");
            } else {
                cell(out, sheet, row, col);
            }
        }
        blank_cells(out, &mut blanks);
        out.push_str("</table:table-row>");
    }
    out.push_str("</table:table>");
}

fn blank_cells(out: &mut String, blanks: &mut usize) {
    match *blanks {
        0 => return,
        1 => out.push_str("<table:table-cell/>"),
        count => {
            let _ = write!(
                out,
                "<table:table-cell table:number-columns-repeated=\"{count}\"/>"
            );
        }
    }
    *blanks = 0;
}

fn cell(out: &mut String, sheet: &Sheet, row: u32, col: u16) {
    let cell = &sheet.cells[&(row, col)];
    let _ = write!(
        out,
        "<table:table-cell table:style-name=\"{}\"",
        style_name(cell.style)
    );
    if let Some((_, _, last_row, last_col)) = sheet.merge_at(row, col) {
        let _ = write!(
            out,
            " table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\"",
            last_col - col + 1,
            last_row - row + 1
        );
    }
    let shown = escape(&teks::displayed(&cell.content, cell.style.number));
    match &cell.content {
        Content::Text(text) if text.is_empty() => out.push_str("/>"),
        Content::Text(_) => {
            let _ = write!(
                out,
                " office:value-type=\"string\"><text:p>{shown}</text:p></table:table-cell>"
            );
        }
        Content::Number(value) | Content::Formula(_, value) => {
            let kind = if cell.style.number == NumberFormat::Percent {
                "percentage"
            } else {
                "float"
            };
            let _ = write!(
                out,
                " office:value-type=\"{kind}\" office:value=\"{value}\"><text:p>{shown}</text:p></table:table-cell>"
            );
        }
    }
}

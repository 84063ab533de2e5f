//! Writes a sheet as delimited text or as the HTML table that web applications save under the name `.xls`.

use std::fmt::Write as _;

use super::sheet::{Content, Sheet};
use super::teks;
use super::wadah_xml::escape;

/// Writes a sheet as `;` separated text in windows-1252, numbers as displayed: what Excel saves as CSV in Indonesia.
#[must_use]
pub fn csv_1252(sheet: &Sheet) -> Vec<u8> {
    let text = delimited(sheet, ';');
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(&text);
    assert!(!lost, "{}: a character outside windows-1252", sheet.name);
    bytes.into_owned()
}

/// Writes a sheet as tab separated text in UTF-8.
#[must_use]
pub fn tsv(sheet: &Sheet) -> Vec<u8> {
    delimited(sheet, '\t').into_bytes()
}

fn delimited(sheet: &Sheet, delimiter: char) -> String {
    let last_col = sheet.last_col();
    let mut out = String::new();
    for row in 0..=sheet.last_row() {
        for col in 0..=last_col {
            if col > 0 {
                out.push(delimiter);
            }
            if let Some(cell) = sheet.cells.get(&(row, col)) {
                let text = teks::displayed(&cell.content, cell.style.number);
                if text.contains([delimiter, '"', '\n']) {
                    let _ = write!(out, "\"{}\"", text.replace('"', "\"\""));
                } else {
                    out.push_str(&text);
                }
            }
        }
        out.push_str("\r\n");
    }
    out
}

/// Writes a sheet as HTML: titles above the table, the table, then what stands below as a second table without borders.
#[must_use]
pub fn html(sheet: &Sheet, title: &str) -> Vec<u8> {
    // Recaps and signatures have no borders.
    let bordered = sheet.cells.iter().filter(|(_, cell)| cell.style.border);
    let end = bordered.map(|((row, _), _)| *row).max().unwrap_or(0);
    let mut out = format!(
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\n<head>\
<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"><title>{}</title>\n\
<style>.num{{mso-number-format:\"\\@\";text-align:right}} th{{background:#d9d9d9}}</style></head>\n<body>\n",
        escape(title)
    );
    for row in 0..sheet.header.0 {
        let texts: Vec<String> = (0..=sheet.last_col())
            .filter_map(|col| shown(sheet, row, col))
            .collect();
        if !texts.is_empty() {
            let _ = writeln!(out, "<center><b>{}</b></center>", escape(&texts.join(" ")));
        }
    }
    table(&mut out, sheet, sheet.header.0..=end, 1);
    if sheet.last_row() > end {
        out.push_str("<br>\n");
        table(&mut out, sheet, end + 1..=sheet.last_row(), 0);
    }
    out.push_str("</body>\n</html>\n");
    out.into_bytes()
}

fn shown(sheet: &Sheet, row: u32, col: u16) -> Option<String> {
    let cell = sheet.cells.get(&(row, col))?;
    let text = teks::displayed(&cell.content, cell.style.number);
    (!text.is_empty()).then_some(text)
}

fn table(out: &mut String, sheet: &Sheet, rows: std::ops::RangeInclusive<u32>, border: u8) {
    let _ = writeln!(
        out,
        "<table border=\"{border}\" cellspacing=\"0\" cellpadding=\"3\">"
    );
    let first_col = sheet
        .cells
        .keys()
        .filter(|(row, _)| rows.contains(row))
        .map(|(_, col)| *col)
        .min()
        .unwrap_or(0);
    for row in rows {
        out.push_str("<tr>");
        for col in first_col..=sheet.last_col() {
            if sheet.is_covered(row, col) {
                continue;
            }
            let text =
                shown(sheet, row, col).map_or_else(|| "&nbsp;".to_owned(), |text| escape(&text));
            let cell = sheet.cells.get(&(row, col));
            let tag = if cell.is_some_and(|cell| cell.style.fill) {
                "th"
            } else {
                "td"
            };
            let _ = write!(out, "<{tag}");
            if let Some((_, _, last_row, last_col)) = sheet.merge_at(row, col) {
                for (name, span) in [
                    ("rowspan", last_row - row + 1),
                    ("colspan", u32::from(last_col - col) + 1),
                ] {
                    if span > 1 {
                        let _ = write!(out, " {name}=\"{span}\"");
                    }
                }
            }
            let number = cell
                .is_some_and(|cell| !matches!(cell.content, Content::Text(_)) || cell.style.right);
            let _ = write!(
                out,
                "{}>{text}</{tag}>",
                if number { " class=num" } else { "" }
            );
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
}

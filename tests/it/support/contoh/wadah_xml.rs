//! Writes a workbook as `SpreadsheetML` 2003, the XML that old reporting programs save.

use std::fmt::Write as _;

use super::sheet::{Content, NumberFormat, Sheet, Style};

/// Escapes text for XML and HTML.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Writes the sheets as `SpreadsheetML` 2003.
#[must_use]
pub fn spreadsheetml(sheets: &[Sheet]) -> Vec<u8> {
    let mut out = String::from(
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"\n \
xmlns:o=\"urn:schemas-microsoft-com:office:office\"\n xmlns:x=\"urn:schemas-microsoft-com:office:excel\"\n \
xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"\n xmlns:html=\"http://www.w3.org/TR/REC-html40\">\n <Styles>\n  \
<Style ss:ID=\"Default\" ss:Name=\"Normal\"><Alignment ss:Vertical=\"Center\"/></Style>\n",
    );
    let mut styles: Vec<Style> = sheets
        .iter()
        .flat_map(|sheet| sheet.cells.values().map(|cell| cell.style))
        .collect();
    styles.sort_unstable();
    styles.dedup();
    for (index, style) in styles.iter().enumerate() {
        style_element(&mut out, index, *style);
    }
    out.push_str(" </Styles>\n");
    for sheet in sheets {
        worksheet(&mut out, sheet, &styles);
    }
    out.push_str("</Workbook>\n");
    out.into_bytes()
}

fn style_element(out: &mut String, index: usize, style: Style) {
    let _ = write!(out, "  <Style ss:ID=\"s{}\">", 20 + index);
    let horizontal = if style.center {
        " ss:Horizontal=\"Center\""
    } else if style.right {
        " ss:Horizontal=\"Right\""
    } else {
        ""
    };
    let wrap = if style.wrap { " ss:WrapText=\"1\"" } else { "" };
    let indent = if style.indent > 0 {
        format!(" ss:Indent=\"{}\"", style.indent)
    } else {
        String::new()
    };
    let _ = write!(
        out,
        "<Alignment{horizontal} ss:Vertical=\"Center\"{wrap}{indent}/>"
    );
    if style.border {
        out.push_str("<Borders>");
        for side in ["Bottom", "Left", "Right", "Top"] {
            let _ = write!(
                out,
                "<Border ss:Position=\"{side}\" ss:LineStyle=\"Continuous\" ss:Weight=\"1\"/>"
            );
        }
        out.push_str("</Borders>");
    }
    if style.bold {
        out.push_str("<Font ss:Bold=\"1\"/>");
    }
    if style.fill {
        out.push_str("<Interior ss:Color=\"#D9D9D9\" ss:Pattern=\"Solid\"/>");
    }
    let format = match style.number {
        NumberFormat::General => "",
        NumberFormat::Whole => "#,##0",
        NumberFormat::Decimal => "Standard",
        NumberFormat::Percent => "Percent",
        NumberFormat::Text => "@",
    };
    if !format.is_empty() {
        let _ = write!(out, "<NumberFormat ss:Format=\"{format}\"/>");
    }
    out.push_str("</Style>\n");
}

fn worksheet(out: &mut String, sheet: &Sheet, styles: &[Style]) {
    let _ = writeln!(out, " <Worksheet ss:Name=\"{}\">", escape(&sheet.name));
    let _ = writeln!(
        out,
        "  <Table ss:ExpandedColumnCount=\"{}\" ss:ExpandedRowCount=\"{}\" x:FullColumns=\"1\" x:FullRows=\"1\">",
        sheet.last_col() + 1,
        sheet.last_row() + 1
    );
    for (col, width) in &sheet.widths {
        let hidden = if sheet.hidden_columns.contains(col) {
            " ss:Hidden=\"1\""
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "   <Column ss:Index=\"{}\"{hidden} ss:AutoFitWidth=\"0\" ss:Width=\"{:.1}\"/>",
            col + 1,
            width * 5.6
        );
    }
    let mut expected_row = 0;
    let mut rows: Vec<u32> = sheet.cells.keys().map(|(row, _)| *row).collect();
    rows.dedup();
    for row in rows {
        let index = if row == expected_row {
            String::new()
        } else {
            format!(" ss:Index=\"{}\"", row + 1)
        };
        let hidden = if sheet.hidden_rows.contains(&row) {
            " ss:Hidden=\"1\""
        } else {
            ""
        };
        let height = sheet.heights.get(&row);
        let height = height.map_or(String::new(), |points| {
            format!(" ss:AutoFitHeight=\"0\" ss:Height=\"{points}\"")
        });
        let _ = writeln!(out, "   <Row{index}{hidden}{height}>");
        let mut expected_col = 0;
        for ((_, col), cell) in sheet.cells.range((row, 0)..=(row, u16::MAX)) {
            let index = if *col == expected_col {
                String::new()
            } else {
                format!(" ss:Index=\"{}\"", col + 1)
            };
            let id = 20 + styles.binary_search(&cell.style).unwrap();
            let _ = write!(out, "    <Cell{index} ss:StyleID=\"s{id}\"");
            expected_col = col + 1;
            if let Some((_, _, last_row, last_col)) = sheet.merge_at(row, *col) {
                if last_col > *col {
                    let _ = write!(out, " ss:MergeAcross=\"{}\"", last_col - col);
                }
                if last_row > row {
                    let _ = write!(out, " ss:MergeDown=\"{}\"", last_row - row);
                }
                expected_col = last_col + 1;
            }
            match &cell.content {
                Content::Text(text) if text.is_empty() => out.push_str("/>\n"),
                Content::Text(text) => {
                    let _ = writeln!(
                        out,
                        "><Data ss:Type=\"String\">{}</Data></Cell>",
                        escape(text)
                    );
                }
                Content::Number(value) | Content::Formula(_, value) => {
                    let _ = writeln!(out, "><Data ss:Type=\"Number\">{value}</Data></Cell>");
                }
            }
        }
        out.push_str("   </Row>\n");
        expected_row = row + 1;
    }
    out.push_str("  </Table>\n");
    if sheet.hidden {
        out.push_str("  <WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\"><Visible>SheetHidden</Visible></WorksheetOptions>\n");
    }
    out.push_str(" </Worksheet>\n");
}

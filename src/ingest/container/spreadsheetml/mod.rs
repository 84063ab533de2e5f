//! `SpreadsheetML` 2003 (the XML of Excel 2003): indices, merges, hidden parts, styles.

mod styles;

use std::collections::BTreeMap;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::format::iso_date;
use super::limits::Limits;
use super::look::Look;
use super::paint::Painter;
use super::refusal::{Findings, Read, Refusal};
use super::sheet::{Budget, NO_RESULT, Sheet};
use super::xml::{self, attr, attr_number, attr_true};
use crate::diag::catalogue::berkas;
use crate::model::cell::{Cell, MAX_COL, MAX_ROW, Value};
use crate::model::grid::{Grid, Workbook};
use styles::Styles;

type Reader<'t> = quick_xml::Reader<&'t [u8]>;

/// Rows that one element gives its height at most.
const SPANNED: u32 = 1_000;

pub(super) fn read(text: &str, limits: &Limits, findings: &mut Findings) -> Read<Workbook> {
    let mut budget = Budget::new(limits);
    let mut reader = xml::reader(text);
    let mut styles = Styles::default();
    let mut workbook = Workbook::default();
    loop {
        match xml::next(&mut reader)? {
            Event::Start(e) if e.local_name().as_ref() == b"Styles" => {
                styles = styles::read(&mut reader)?;
            }
            Event::Start(e) if e.local_name().as_ref() == b"Worksheet" => {
                let sheet = Sheet::new(attr(&e, "Name").map(Arc::from), true, &mut budget);
                workbook.grids.push(worksheet(
                    &mut reader,
                    sheet,
                    &styles,
                    limits.looks,
                    findings,
                )?);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if workbook.grids.is_empty() {
        return Err(Refusal::new(
            berkas::NO_SHEET,
            "tidak ada lembar kerja dalam berkas",
        ));
    }
    Ok(workbook)
}

/// Where the reading of a worksheet stands; `None` before the first row and column.
#[derive(Default)]
struct Position {
    next_row: u32,
    row: u32,
    next_col: u32,
    declared: u32,
    row_style: Option<String>,
    /// Last column and style of a run of columns, by its first.
    column_styles: BTreeMap<u32, (u32, String)>,
    painter: Option<Painter>,
}

fn worksheet(
    reader: &mut Reader<'_>,
    mut sheet: Sheet<'_>,
    styles: &Styles,
    looks: bool,
    findings: &mut Findings,
) -> Read<Grid> {
    let mut at = Position {
        painter: looks.then(Painter::default),
        ..Position::default()
    };
    loop {
        let event = xml::next(reader)?;
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                b"Table" => table(&e, &mut at),
                b"Column" => column(&e, &mut at, &mut sheet, styles),
                b"Row" => row(&e, &mut at, &mut sheet, styles),
                b"Cell" => cell(reader, &e, empty, &mut at, &mut sheet, styles)?,
                b"Visible" if !empty => {
                    let state = element_text(reader, b"Visible")?;
                    sheet.grid.hidden = matches!(state.trim(), "SheetHidden" | "SheetVeryHidden");
                }
                _ => {}
            },
            Event::End(e) if e.local_name().as_ref() == b"Worksheet" => break,
            Event::Eof => return Err(Refusal::damaged("lembar tidak ditutup")),
            _ => {}
        }
    }
    if let Some(painter) = at.painter {
        sheet.grid.looks = painter.finish(&styles.kinds);
    }
    Ok(sheet.finish(findings))
}

/// Notes the sizes of rows and columns that state none.
fn table(e: &BytesStart<'_>, at: &mut Position) {
    let Some(painter) = &mut at.painter else {
        return;
    };
    if let Some(points) = attr_number(e, "DefaultRowHeight") {
        painter.row_height(points);
    }
    if let Some(points) = attr_number::<f64>(e, "DefaultColumnWidth") {
        painter.col_width(points / 5.25);
    }
}

/// Reads an index, which counts from 1.
fn index(e: &BytesStart<'_>) -> Option<u32> {
    attr_number::<u32>(e, "Index")?.checked_sub(1)
}

fn extent(e: &BytesStart<'_>, name: &str) -> u32 {
    attr_number(e, name).unwrap_or(0u32).min(MAX_ROW)
}

fn column(e: &BytesStart<'_>, at: &mut Position, sheet: &mut Sheet<'_>, styles: &Styles) {
    let first = index(e).unwrap_or(at.declared);
    let last = first.saturating_add(extent(e, "Span"));
    at.declared = last.saturating_add(1);
    if first > MAX_COL {
        return;
    }
    if attr_true(e, "Hidden") {
        sheet.hide_cols(first, last);
    }
    // Points; a character of the usual font is 5,25 of them wide.
    if let Some(points) = attr_number::<f64>(e, "Width") {
        sheet.width(first, last, points / 5.25);
    }
    if let Some(style) = attr(e, "StyleID") {
        if let (Some(painter), Some(kind)) = (&mut at.painter, styles.kind(&style)) {
            painter.cols(first, last, kind);
        }
        at.column_styles.insert(first, (last, style));
    }
}

fn row(e: &BytesStart<'_>, at: &mut Position, sheet: &mut Sheet<'_>, styles: &Styles) {
    at.row = index(e).unwrap_or(at.next_row);
    let last = at.row.saturating_add(extent(e, "Span"));
    at.next_row = last.saturating_add(1);
    at.next_col = 0;
    at.row_style = attr(e, "StyleID");
    if attr_true(e, "Hidden") || attr_number(e, "Height") == Some(0.0) {
        sheet.hide_rows(at.row, last);
    }
    let Some(painter) = &mut at.painter else {
        return;
    };
    if let Some(points) = attr_number(e, "Height") {
        for row in at.row..=last.min(at.row.saturating_add(SPANNED)) {
            painter.height(row, points);
        }
    }
    if let Some(kind) = at.row_style.as_ref().and_then(|style| styles.kind(style)) {
        painter.row_base(at.row, kind);
    }
}

fn cell(
    reader: &mut Reader<'_>,
    e: &BytesStart<'_>,
    empty: bool,
    at: &mut Position,
    sheet: &mut Sheet<'_>,
    styles: &Styles,
) -> Read<()> {
    let col = index(e).unwrap_or(at.next_col);
    let (across, down) = (extent(e, "MergeAcross"), extent(e, "MergeDown"));
    at.next_col = col.saturating_add(across).saturating_add(1);
    if across > 0 || down > 0 {
        let last = (at.row.saturating_add(down), col.saturating_add(across));
        sheet.merge((at.row, col), last)?;
    }
    let column_style = || {
        let (_, (last, style)) = at.column_styles.range(..=col).next_back()?;
        (col <= *last).then(|| style.clone())
    };
    let style = attr(e, "StyleID")
        .or_else(|| at.row_style.clone())
        .or_else(column_style);
    let kind = style
        .and_then(|style| styles.kind(&style))
        .or_else(|| styles.kind("Default"));
    if let (Some(painter), Some(kind)) = (&mut at.painter, kind) {
        painter.paint(at.row, col, col.saturating_add(across), kind);
    }
    let look = kind.and_then(|kind| styles.looks.get(kind));
    let look = look.copied().unwrap_or_default();
    let formula = attr(e, "Formula").map(|text| Box::from(text.trim_start_matches('=')));
    let data = if empty { None } else { data(reader)? };
    let value = match data {
        Some((kind, text)) => value(&kind, text, look),
        None if formula.is_some() => Some(Value::Fault(NO_RESULT.into())),
        None => None,
    };
    if let Some(value) = value {
        let cell = Cell {
            formula,
            ..look.cell(value)
        };
        sheet.put(at.row, col, cell)?;
    }
    Ok(())
}

fn value(kind: &str, text: String, look: Look) -> Option<Value> {
    match kind {
        "Number" => match text.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => Some(look.shown.value(number, false)),
            _ => Some(Value::Text(text.into())),
        },
        "DateTime" => Some(iso_date(&text).unwrap_or_else(|| Value::Text(text.into()))),
        "Boolean" => Some(Value::Bool(matches!(text.trim(), "1" | "true" | "True"))),
        "Error" => Some(Value::Fault(text.trim().into())),
        _ => (!text.is_empty()).then(|| Value::Text(text.into())),
    }
}

/// Reads a cell up to its end; returns the type and the text of its data, not of its comment.
fn data(reader: &mut Reader<'_>) -> Read<Option<(String, String)>> {
    let mut found = None;
    let mut in_comment = false;
    loop {
        match xml::next(reader)? {
            Event::Start(e) => match e.local_name().as_ref() {
                b"Comment" => in_comment = true,
                b"Data" => {
                    let kind = attr(&e, "Type").unwrap_or_default();
                    let text = element_text(reader, b"Data")?;
                    if !in_comment && found.is_none() {
                        found = Some((kind, text));
                    }
                }
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                b"Comment" => in_comment = false,
                b"Cell" => return Ok(found),
                _ => {}
            },
            Event::Eof => return Err(Refusal::damaged("sel tidak ditutup")),
            _ => {}
        }
    }
}

/// Reads all text of an element, through any markup inside it.
fn element_text(reader: &mut Reader<'_>, name: &[u8]) -> Read<String> {
    let mut out = String::new();
    loop {
        match xml::next(reader)? {
            Event::Text(t) => xml::push_text(&mut out, &t),
            Event::CData(t) => xml::push_text(&mut out, &t),
            Event::GeneralRef(r) => xml::push_reference(&mut out, &r),
            Event::End(e) if e.local_name().as_ref() == name => return Ok(out),
            Event::Eof => return Err(Refusal::damaged("elemen tidak ditutup")),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cell::{CellRef, NumberFormat};
    use proptest::prelude::*;

    fn open(body: &str) -> Read<Workbook> {
        let text = format!("<?xml version=\"1.0\"?><Workbook>{body}</Workbook>");
        read(&text, &Limits::default(), &mut Findings::new("a.xml"))
    }

    #[test]
    fn indices_merges_and_styles_are_followed() {
        let workbook = open(
            r#"<Styles><Style ss:ID="Default"/><Style ss:ID="s1"><Font ss:Bold="1"/><Interior ss:Pattern="Solid"/><NumberFormat ss:Format="Percent"/></Style>
            <Style ss:ID="s2" ss:Parent="s1"><NumberFormat ss:Format="000"/></Style></Styles>
            <Worksheet ss:Name="RFK"><Table><Column ss:Index="3" ss:Hidden="1" ss:Width="52.5"/><Row ss:Index="5" ss:Hidden="1">
            <Cell ss:Index="2" ss:MergeAcross="1" ss:MergeDown="1" ss:StyleID="s1"><Data ss:Type="Number">0.85</Data><Comment><Data>x</Data></Comment></Cell>
            <Cell ss:StyleID="s2" ss:Formula="=SUM(R[1]C:R[2]C)"><Data ss:Type="Number">7</Data></Cell>
            <Cell><Data ss:Type="String"><B>Jalan</B> &amp; &#10;jembatan</Data></Cell>
            <Cell><Data ss:Type="DateTime">2023-12-31T00:00:00.000</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell></Row>
            <Row><Cell ss:Formula="=A1"/></Row></Table>
            <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>"#,
        )
        .unwrap();
        let grid = &workbook.grids[0];
        let cell = |text: &str| grid.cell(text.parse::<CellRef>().unwrap()).unwrap();
        assert_eq!(
            (cell("B5").number(), cell("B5").format),
            (Some(0.85), NumberFormat::Percent)
        );
        assert!(cell("B5").bold && cell("B5").filled && grid.hidden);
        assert_eq!(cell("D5").format, NumberFormat::ZeroPadded(3));
        assert_eq!(cell("D5").formula.as_deref(), Some("SUM(R[1]C:R[2]C)"));
        assert_eq!(cell("E5").text(), Some("Jalan & \njembatan"));
        assert_eq!(cell("F5").value, Value::Date(2023, 12, 31));
        assert_eq!(cell("G5").value, Value::Fault("#REF!".into()));
        assert_eq!(cell("A6").value, Value::Fault(NO_RESULT.into()));
        assert_eq!(grid.merges[0].to_string(), "B5:C6");
        assert!(grid.hidden_rows.contains(&4) && grid.hidden_cols.contains(&2));
    }

    #[test]
    fn broken_documents_are_refused() {
        let check = |body: &str, expected: &str| {
            assert_eq!(
                open(body).map(|_| ()).map_err(|refusal| refusal.code.id),
                Err(expected)
            );
        };
        check("", "F023");
        check("<Worksheet><Table><Row><Cell>", "F009");
        check("<!DOCTYPE a []><Worksheet/>", "F031");
    }

    proptest! {
        #[test]
        fn any_document_ends(pieces in prop::collection::vec(prop_oneof![
            Just("<Worksheet>"), Just("</Worksheet>"), Just("<Row ss:Index='4294967295'>"), Just("<Row>"), Just("</Row>"),
            Just("<Cell ss:Index='0' ss:MergeAcross='4294967295'>"), Just("</Cell>"), Just("<Data ss:Type='Number'>"), Just("1e400"), Just("</Data>"),
            Just("<Column ss:Span='4294967295' ss:Hidden='1'/>"), Just("&x;"), Just("<"), Just("&"), Just("<![CDATA[x]]>"),
        ], 0..40)) {
            let _ = open(&pieces.concat());
        }
    }
}

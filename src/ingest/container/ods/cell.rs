//! One cell of an `OpenDocument` table: its text, its typed value, and what stands beside them.

use quick_xml::events::{BytesStart, Event};

use super::super::refusal::{Read, Refusal};
use super::super::sheet::NO_RESULT;
use super::super::xml::{self, attr, attr_number};
use super::super::{format, look::Look};
use super::styles::Styles;
use crate::model::cell::{Cell, NumberFormat, Value};

type Reader<'t> = quick_xml::Reader<&'t [u8]>;

/// Parts of a document whose text belongs to no cell.
pub(super) fn is_aside(e: &BytesStart<'_>) -> bool {
    matches!(
        e.local_name().as_ref(),
        b"annotation"
            | b"shapes"
            | b"frame"
            | b"custom-shape"
            | b"tracked-changes"
            | b"dde-links"
            | b"forms"
            | b"scripts"
            | b"automatic-styles"
            | b"styles"
            | b"master-styles"
            | b"font-face-decls"
            | b"content-validations"
            | b"settings"
            | b"detective"
            | b"note"
            | b"control"
            | b"line"
            | b"rect"
    )
}

/// Passes over an element with all it holds, by counting: names may be unbalanced.
pub(super) fn skip(reader: &mut Reader<'_>, e: &BytesStart<'_>) -> Read<()> {
    let name = e.name().as_ref().to_owned();
    let mut depth = 1usize;
    while depth > 0 {
        match xml::next(reader)? {
            Event::Start(inner) if inner.name().as_ref() == name => depth += 1,
            Event::End(inner) if inner.name().as_ref() == name => depth -= 1,
            Event::Eof => return Err(Refusal::damaged("elemen tidak ditutup")),
            _ => {}
        }
    }
    Ok(())
}

/// Reads the text of a cell up to its end: paragraphs become lines.
pub(super) fn paragraphs(reader: &mut Reader<'_>) -> Read<String> {
    let mut out = String::new();
    let mut lines = 0;
    let mut depth = 0usize;
    loop {
        match xml::next(reader)? {
            Event::Start(e) if is_aside(&e) || e.local_name().as_ref() == b"table" => {
                skip(reader, &e)?;
            }
            Event::Start(e) if e.local_name().as_ref() == b"p" => {
                if lines > 0 {
                    out.push('\n');
                }
                lines += 1;
                depth += 1;
            }
            Event::End(e) if e.local_name().as_ref() == b"p" => depth = depth.saturating_sub(1),
            Event::Empty(e) | Event::Start(e) => match e.local_name().as_ref() {
                b"s" => {
                    let count = attr_number(&e, "c").unwrap_or(1usize).min(1_000);
                    out.extend(std::iter::repeat_n(' ', count));
                }
                b"tab" => out.push('\t'),
                b"line-break" => out.push('\n'),
                _ => {}
            },
            Event::Text(t) if depth > 0 => push_folded(&mut out, &t),
            Event::CData(t) if depth > 0 => xml::push_text(&mut out, &t),
            Event::GeneralRef(r) if depth > 0 => xml::push_reference(&mut out, &r),
            Event::End(e)
                if matches!(
                    e.local_name().as_ref(),
                    b"table-cell" | b"covered-table-cell"
                ) =>
            {
                return Ok(out);
            }
            Event::Eof => return Err(Refusal::damaged("sel tidak ditutup")),
            _ => {}
        }
    }
}

/// Appends text with its white space folded, as `OpenDocument` reads it (real blanks are elements).
fn push_folded(out: &mut String, raw: &[u8]) {
    for c in String::from_utf8_lossy(raw).chars() {
        if !matches!(c, ' ' | '\t' | '\r' | '\n') {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
    }
}

/// Makes the cell that an element states; `None` for a blank.
pub(super) fn made(
    e: &BytesStart<'_>,
    shown: String,
    col_style: Option<String>,
    styles: &Styles,
) -> Option<Cell> {
    let style = attr(e, "style-name").or(col_style);
    let mut look = styles.look(style.as_deref());
    let formula = attr(e, "formula").map(|text| {
        let text = text
            .split_once(":=")
            .map_or(text.as_str(), |(_, rest)| rest)
            .to_owned();
        text.trim_start_matches('=').into()
    });
    let kind = attr(e, "value-type").unwrap_or_default();
    let number = || attr_number::<f64>(e, "value").filter(|number| number.is_finite());
    let is_error = e
        .attributes()
        .with_checks(false)
        .flatten()
        .any(|a| a.key.as_ref() == b"calcext:value-type" && &*a.value == b"error");
    let value = match kind.as_str() {
        _ if is_error => Some(Value::Fault(shown.trim().into())),
        "percentage" => {
            look.shown.format = NumberFormat::Percent;
            number().map(Value::Number)
        }
        "float" | "currency" => number().map(Value::Number),
        "date" => {
            let date = attr(e, "date-value").unwrap_or_default();
            Some(
                format::iso_date(&date)
                    .unwrap_or_else(|| Value::Text(non_blank(shown.clone(), date))),
            )
        }
        "boolean" => Some(Value::Bool(
            attr(e, "boolean-value").as_deref() == Some("true"),
        )),
        "" | "void" if formula.is_some() && shown.is_empty() => {
            Some(Value::Fault(NO_RESULT.into()))
        }
        _ if shown.is_empty() => attr(e, "string-value").map(|text| Value::Text(text.into())),
        _ => Some(Value::Text(shown.clone().into())),
    };
    let value = value.or_else(|| (!shown.is_empty()).then(|| Value::Text(shown.into())))?;
    Some(Cell {
        formula,
        ..Look::cell(look, value)
    })
}

fn non_blank(first: String, second: String) -> Box<str> {
    if first.trim().is_empty() {
        second
    } else {
        first
    }
    .into()
}

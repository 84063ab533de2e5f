//! Styles of an `OpenDocument` spreadsheet: number formats, bold, fill, indent, hidden tables, column widths.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::super::format::Shown;
use super::super::look::Look;
use super::super::refusal::Read;
use super::super::xml::{self, attr, attr_number};
use super::face::{Face, Fonts, family};
use crate::model::cell::NumberFormat;
use crate::model::look::{CellLook, Digits};

/// One named style; what it doesn't say its parent does.
#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    data: Option<String>,
    bold: Option<bool>,
    filled: Option<bool>,
    indent: Option<u8>,
    hidden: bool,
    width: Option<f64>,
    /// In points.
    height: Option<f64>,
    face: Face,
}

#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name: names are unique in a family only.
    named: BTreeMap<(String, String), Style>,
    formats: BTreeMap<String, Shown>,
    digits: BTreeMap<String, Digits>,
    fonts: Fonts,
    /// What all cells look like, unless their style says otherwise.
    default: Face,
}

const CELL: &str = "table-cell";

impl Styles {
    /// Reads all styles of a document; called for styles.xml, then for content.xml.
    pub(super) fn read(&mut self, document: &str) -> Read<()> {
        let mut reader = xml::reader(document);
        let mut style: Option<((String, String), Style)> = None;
        let mut format: Option<(String, Shown)> = None;
        let mut digits = Digits::default();
        let mut in_default = false;
        loop {
            match xml::next(&mut reader)? {
                Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                    b"body" => break,
                    b"style" => {
                        self.keep(style.take());
                        in_default = false;
                        style = begin(&e);
                    }
                    b"font-face" => self.font(&e),
                    b"default-style" => {
                        self.keep(style.take());
                        in_default = attr(&e, "family").as_deref() == Some(CELL);
                    }
                    b"percentage-style" => {
                        format = named(&e, Shown::PERCENT);
                        digits = Digits {
                            percent: true,
                            ..Digits::default()
                        };
                    }
                    b"date-style" => format = named(&e, Shown::DATE),
                    b"number-style" | b"currency-style" => {
                        format = named(&e, Shown::GENERAL);
                        digits = Digits::default();
                    }
                    b"number" => {
                        if let Some((name, shown)) = &mut format {
                            number(&e, shown);
                            digits.decimals =
                                attr_number(&e, "decimal-places").unwrap_or(0u8).min(30);
                            digits.grouped = xml::attr_true(&e, "grouping");
                            self.digits.insert(name.clone(), digits);
                        }
                    }
                    _ => {
                        if let Some((_, style)) = &mut style {
                            style.property(&e, &self.fonts);
                        } else if in_default {
                            self.default.property(&e, &self.fonts);
                        }
                    }
                },
                Event::End(e) => match e.local_name().as_ref() {
                    b"style" => self.keep(style.take()),
                    b"default-style" => in_default = false,
                    b"percentage-style" | b"date-style" | b"number-style" | b"currency-style" => {
                        self.formats.extend(format.take());
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        self.keep(style);
        Ok(())
    }

    fn keep(&mut self, style: Option<((String, String), Style)>) {
        self.named.extend(style);
    }

    /// Follows a style to its parents; a circle ends after a few steps.
    fn line<'s>(&'s self, family: &str, name: Option<&str>) -> Vec<&'s Style> {
        let mut line = Vec::new();
        let mut name = name.map(str::to_owned);
        while let Some(style) = name.and_then(|name| self.named.get(&(family.to_owned(), name))) {
            line.push(style);
            name = style.parent.clone().filter(|_| line.len() < 8);
        }
        line
    }

    pub(super) fn look(&self, name: Option<&str>) -> Look {
        let line = self.line(CELL, name);
        let data = line.iter().find_map(|style| style.data.as_ref());
        Look {
            shown: data
                .and_then(|data| self.formats.get(data))
                .copied()
                .unwrap_or_default(),
            bold: line.iter().find_map(|style| style.bold).unwrap_or(false),
            filled: line.iter().find_map(|style| style.filled).unwrap_or(false),
            indent: line.iter().find_map(|style| style.indent).unwrap_or(0),
        }
    }

    fn font(&mut self, e: &BytesStart<'_>) {
        let name = attr(e, "name");
        let font = attr(e, "font-family").and_then(|names| family(&names));
        if let (Some(name), Some(font)) = (name, font) {
            self.fonts.insert(name, font);
        }
    }

    /// Returns how the cell styles look, with the place of each by its name; the first is that of cells without a style.
    pub(super) fn kinds(&self) -> (Vec<CellLook>, BTreeMap<String, usize>) {
        let mut kinds = vec![self.face(Some("Default")).look()];
        let mut places = BTreeMap::new();
        for (family, name) in self.named.keys() {
            if family == CELL {
                places.insert(name.clone(), kinds.len());
                kinds.push(self.face(Some(name)).look());
            }
        }
        (kinds, places)
    }

    fn face(&self, name: Option<&str>) -> Face {
        let line = self.line(CELL, name);
        let own = line
            .iter()
            .fold(Face::default(), |face, style| face.or(&style.face));
        own.or(&self.default)
    }

    /// Returns a row's height in points.
    pub(super) fn height(&self, name: Option<&str>) -> Option<f64> {
        self.line("table-row", name).first()?.height
    }

    pub(super) fn hides_table(&self, name: Option<&str>) -> bool {
        self.line("table", name)
            .first()
            .is_some_and(|style| style.hidden)
    }

    /// Returns a column's width in characters of 0,19 cm, about the width of a digit.
    pub(super) fn width(&self, name: Option<&str>) -> Option<f64> {
        self.line("table-column", name).first()?.width
    }
}

fn begin(e: &BytesStart<'_>) -> Option<((String, String), Style)> {
    let key = (attr(e, "family")?, attr(e, "name")?);
    let style = Style {
        parent: attr(e, "parent-style-name"),
        data: attr(e, "data-style-name"),
        ..Style::default()
    };
    Some((key, style))
}

fn named(e: &BytesStart<'_>, shown: Shown) -> Option<(String, Shown)> {
    attr(e, "name").map(|name| (name, shown))
}

/// Reads the digits of a number format: leading zeroes make it a code, a factor scales it.
fn number(e: &BytesStart<'_>, shown: &mut Shown) {
    let digits = attr_number(e, "min-integer-digits").unwrap_or(1u8);
    let decimals = attr_number(e, "decimal-places").unwrap_or(0u8);
    let factor = attr_number(e, "display-factor").unwrap_or(1.0f64);
    if shown.format != NumberFormat::General {
        return;
    }
    if (999.0..1e13).contains(&factor) {
        let power = if factor < 1e5 {
            1
        } else if factor < 1e8 {
            2
        } else {
            3
        };
        shown.format = NumberFormat::Scaled(power);
    } else if digits >= 2 && decimals == 0 {
        shown.format = NumberFormat::ZeroPadded(digits);
    }
}

impl Style {
    fn property(&mut self, e: &BytesStart<'_>, fonts: &Fonts) {
        self.face.property(e, fonts);
        match e.local_name().as_ref() {
            b"text-properties" => {
                self.bold = attr(e, "font-weight").map(|weight| {
                    weight == "bold" || weight.parse().is_ok_and(|weight: u16| weight >= 600)
                });
            }
            b"table-cell-properties" => {
                self.filled = attr(e, "background-color").map(|color| color != "transparent");
            }
            b"paragraph-properties" => {
                // LibreOffice indents by 0,353 cm (10 pt) a level.
                let margin = attr(e, "margin-left").and_then(|length| centimetres(&length));
                self.indent = margin.map(|cm| levels(cm / 0.353));
            }
            b"table-properties" => self.hidden = attr(e, "display").as_deref() == Some("false"),
            b"table-column-properties" => {
                let width = attr(e, "column-width").and_then(|length| centimetres(&length));
                self.width = width.map(|cm| cm / 0.19);
            }
            b"table-row-properties" => {
                let height = attr(e, "row-height").and_then(|length| centimetres(&length));
                self.height = height.map(|cm| cm / 2.54 * 72.0);
            }
            _ => {}
        }
    }
}

pub(super) fn levels(count: f64) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped"
    )]
    let levels = count.round().clamp(0.0, 15.0) as u8;
    levels
}

/// Reads a length such as `2.258cm`, `0.5in`, `64.01pt` or `12mm`.
pub(in super::super) fn centimetres(length: &str) -> Option<f64> {
    let unit = length.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-'));
    let number: f64 = length[..length.len() - unit.len()].parse().ok()?;
    let factor = match unit {
        "cm" => 1.0,
        "mm" => 0.1,
        "in" => 2.54,
        "pt" => 2.54 / 72.0,
        "pc" => 2.54 / 6.0,
        "px" => 2.54 / 96.0,
        _ => return None,
    };
    Some(number * factor)
}

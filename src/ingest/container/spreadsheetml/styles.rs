//! Styles of `SpreadsheetML` 2003: what they mean and how they look.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::super::colour;
use super::super::digits;
use super::super::format::Shown;
use super::super::look::Look;
use super::super::refusal::Read;
use super::super::xlsx::styles::{font_name, twentieths};
use super::super::xml::{self, attr, attr_number, attr_true};
use super::Reader;
use crate::model::look::{Across, Along, CellLook, Edge, Line};

/// Styles by their place; a style begins as its parent, or as the default one.
#[derive(Default)]
pub(super) struct Styles {
    places: BTreeMap<String, usize>,
    pub(super) looks: Vec<Look>,
    pub(super) kinds: Vec<CellLook>,
}

impl Styles {
    /// Returns the place of a style.
    pub(super) fn kind(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    fn keep(&mut self, style: Option<Style>) {
        if let Some(Style { id, look, kind }) = style {
            self.places.insert(id, self.looks.len());
            self.looks.push(look);
            self.kinds.push(kind);
        }
    }
}

struct Style {
    id: String,
    look: Look,
    kind: CellLook,
}

/// Reads the styles up to the end of their list.
pub(super) fn read(reader: &mut Reader<'_>) -> Read<Styles> {
    let mut styles = Styles::default();
    let mut now: Option<Style> = None;
    loop {
        match xml::next(reader)? {
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                b"Style" => {
                    styles.keep(now.take());
                    now = begin(&e, &styles);
                }
                property => {
                    if let Some(style) = &mut now {
                        apply(property, &e, &mut style.look);
                        dress(property, &e, &mut style.kind);
                    }
                }
            },
            Event::End(e) if e.local_name().as_ref() == b"Styles" => break,
            Event::Eof => break,
            _ => {}
        }
    }
    styles.keep(now);
    Ok(styles)
}

fn begin(e: &BytesStart<'_>, styles: &Styles) -> Option<Style> {
    let parent = attr(e, "Parent").and_then(|parent| styles.kind(&parent));
    let base = parent.or_else(|| styles.kind("Default"));
    Some(Style {
        id: attr(e, "ID")?,
        look: base
            .and_then(|base| styles.looks.get(base).copied())
            .unwrap_or_default(),
        kind: base
            .and_then(|base| styles.kinds.get(base).cloned())
            .unwrap_or_default(),
    })
}

fn apply(property: &[u8], e: &BytesStart<'_>, look: &mut Look) {
    match property {
        b"Font" => look.bold = attr_true(e, "Bold"),
        b"Interior" => look.filled = attr(e, "Pattern").is_some_and(|pattern| pattern != "None"),
        b"Alignment" => look.indent = attr_number(e, "Indent").unwrap_or(0),
        b"NumberFormat" => look.shown = shown(&attr(e, "Format").unwrap_or_default()),
        _ => {}
    }
}

/// Reads how a property looks.
fn dress(property: &[u8], e: &BytesStart<'_>, look: &mut CellLook) {
    match property {
        b"Font" => letters(e, look),
        b"Interior" => {
            let filled = attr(e, "Pattern").is_some_and(|pattern| pattern != "None");
            let colour = attr(e, "Color").and_then(|colour| colour::named(&colour));
            look.fill = colour.filter(|_| filled);
        }
        b"Borders" => look.edges = [Edge::default(); 4],
        b"Border" => border(e, look),
        b"Alignment" => alignment(e, look),
        b"NumberFormat" => {
            look.digits = match attr(e, "Format").as_deref() {
                Some("Percent") => digits::of_builtin(10),
                Some("Fixed") => digits::of_builtin(2),
                Some("Standard") => digits::of_builtin(4),
                Some(code) => digits::of_code(code),
                None => None,
            };
        }
        _ => {}
    }
}

fn letters(e: &BytesStart<'_>, look: &mut CellLook) {
    let font = &mut look.font;
    font.bold = attr_true(e, "Bold");
    font.italic = attr_true(e, "Italic");
    font.strike = attr_true(e, "StrikeThrough");
    font.underline = attr(e, "Underline").is_some_and(|kind| kind != "None");
    font.colour = attr(e, "Color").and_then(|colour| colour::named(&colour));
    if let Some(size) = attr_number(e, "Size")
        .map(twentieths)
        .filter(|size| *size > 0)
    {
        font.size = size;
    }
    if let Some(name) = attr(e, "FontName").and_then(|name| font_name(&name)) {
        font.name = Some(name);
    }
}

fn border(e: &BytesStart<'_>, look: &mut CellLook) {
    let place = match attr(e, "Position").as_deref() {
        Some("Top") => 0,
        Some("Right") => 1,
        Some("Bottom") => 2,
        Some("Left") => 3,
        _ => return,
    };
    let weight = attr_number(e, "Weight").unwrap_or(0u8);
    let line = match (attr(e, "LineStyle").as_deref(), weight) {
        (None | Some("None"), _) => Line::None,
        (Some("Double"), _) => Line::Double,
        (Some("Dot"), _) => Line::Dotted,
        (Some("Dash" | "DashDot" | "DashDotDot" | "SlantDashDot"), 2..) => Line::MediumDashed,
        (Some("Dash" | "DashDot" | "DashDotDot" | "SlantDashDot"), _) => Line::Dashed,
        (_, 0) => Line::Hair,
        (_, 1) => Line::Thin,
        (_, 2) => Line::Medium,
        _ => Line::Thick,
    };
    let colour = attr(e, "Color").and_then(|colour| colour::named(&colour));
    if let Some(edge) = look.edges.get_mut(place) {
        *edge = Edge { line, colour };
    }
}

fn alignment(e: &BytesStart<'_>, look: &mut CellLook) {
    look.across = match attr(e, "Horizontal").as_deref() {
        Some("Left") => Across::Left,
        Some("Center") => Across::Centre,
        Some("Right") => Across::Right,
        Some("Fill") => Across::Fill,
        Some("Justify" | "Distributed" | "JustifyDistributed") => Across::Justify,
        Some("CenterAcrossSelection") => Across::CentreAcross,
        _ => Across::General,
    };
    look.along = match attr(e, "Vertical").as_deref() {
        Some("Top") => Along::Top,
        Some("Center") => Along::Centre,
        Some("Justify" | "Distributed" | "JustifyDistributed") => Along::Justify,
        _ => Along::Bottom,
    };
    look.wrap = attr_true(e, "WrapText");
    look.indent = attr_number(e, "Indent").unwrap_or(0u8).min(15);
    let degrees = attr_number(e, "Rotate").filter(|degrees| (-90..=90).contains(degrees));
    look.turn = if attr_true(e, "VerticalText") {
        270
    } else {
        degrees.unwrap_or(0)
    };
}

/// Reads a format code or one of the names that Excel 2003 uses for them.
fn shown(format: &str) -> Shown {
    match format {
        "Percent" => Shown::PERCENT,
        "General Number" | "Currency" | "Euro Currency" | "Fixed" | "Standard" | "Scientific"
        | "Yes/No" | "True/False" | "On/Off" | "Long Time" | "Medium Time" | "Short Time" => {
            Shown::GENERAL
        }
        "General Date" | "Long Date" | "Medium Date" | "Short Date" => Shown::DATE,
        code => Shown::of_code(code),
    }
}

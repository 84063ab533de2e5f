//! How a style of an `OpenDocument` spreadsheet makes cells look; what it doesn't say its parent does.

use std::collections::BTreeMap;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::super::colour;
use super::super::xlsx::styles::{font_name, twentieths};
use super::super::xml::{attr, attr_number};
use super::styles::{centimetres, levels};
use crate::model::look::{Across, Along, CellLook, Digits, Edge, Font, Line, Rgb};

/// Names of fonts by the names that styles give them.
pub(super) type Fonts = BTreeMap<String, Arc<str>>;

/// What one style says; a colour within may be none at all (`transparent`).
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::option_option,
    reason = "a style may say nothing, or that there is none"
)]
pub(super) struct Face {
    fill: Option<Option<Rgb>>,
    bold: Option<bool>,
    italic: Option<bool>,
    underline: Option<bool>,
    strike: Option<bool>,
    colour: Option<Option<Rgb>>,
    size: Option<u16>,
    font: Option<Arc<str>>,
    edges: [Option<Edge>; 4],
    across: Option<Across>,
    along: Option<Along>,
    wrap: Option<bool>,
    indent: Option<u8>,
    turn: Option<i16>,
    pub(super) digits: Option<Digits>,
}

impl Face {
    /// Reads a property element of a style.
    pub(super) fn property(&mut self, e: &BytesStart<'_>, fonts: &Fonts) {
        match e.local_name().as_ref() {
            b"text-properties" => self.letters(e, fonts),
            b"table-cell-properties" => self.cell(e),
            b"paragraph-properties" => self.paragraph(e),
            _ => {}
        }
    }

    fn letters(&mut self, e: &BytesStart<'_>, fonts: &Fonts) {
        let drawn = |name| attr(e, name).map(|style| style != "none");
        self.bold = attr(e, "font-weight")
            .map(|weight| weight == "bold" || weight.parse().is_ok_and(|w: u16| w >= 600));
        self.italic = attr(e, "font-style").map(|style| style != "normal");
        self.underline = drawn("text-underline-style");
        self.strike = drawn("text-line-through-style");
        self.colour = attr(e, "color").map(|spelt| colour::named(&spelt));
        self.size = attr(e, "font-size")
            .and_then(|size| centimetres(&size))
            .map(|cm| twentieths(cm / 2.54 * 72.0))
            .filter(|size| *size > 0);
        self.font = attr(e, "font-name")
            .and_then(|name| fonts.get(&name).cloned().or_else(|| font_name(&name)))
            .or_else(|| attr(e, "font-family").and_then(|name| family(&name)));
    }

    fn cell(&mut self, e: &BytesStart<'_>) {
        self.fill = attr(e, "background-color").map(|spelt| colour::named(&spelt));
        let all = attr(e, "border").map(|spelt| edge(&spelt));
        let sides = ["border-top", "border-right", "border-bottom", "border-left"];
        for (own, name) in self.edges.iter_mut().zip(sides) {
            *own = attr(e, name).map(|spelt| edge(&spelt)).or(all);
        }
        self.wrap = attr(e, "wrap-option").map(|option| option == "wrap");
        self.along = attr(e, "vertical-align").map(|align| match align.as_str() {
            "top" => Along::Top,
            "middle" => Along::Centre,
            "justify" => Along::Justify,
            _ => Along::Bottom,
        });
        let stacked = attr(e, "direction").is_some_and(|direction| direction == "ttb");
        self.turn = attr_number::<i16>(e, "rotation-angle").map(|angle| match angle {
            -90..=90 => angle,
            270..=360 => angle - 360,
            _ => 0,
        });
        if stacked {
            self.turn = Some(270);
        }
    }

    fn paragraph(&mut self, e: &BytesStart<'_>) {
        self.across = attr(e, "text-align").map(|align| match align.as_str() {
            "start" | "left" => Across::Left,
            "center" => Across::Centre,
            "end" | "right" => Across::Right,
            "justify" => Across::Justify,
            _ => Across::General,
        });
        let margin = attr(e, "margin-left").and_then(|length| centimetres(&length));
        self.indent = margin.map(|cm| levels(cm / 0.353));
    }

    /// Adds what a parent says where this says nothing.
    pub(super) fn or(mut self, parent: &Self) -> Self {
        self.fill = self.fill.or(parent.fill);
        self.bold = self.bold.or(parent.bold);
        self.italic = self.italic.or(parent.italic);
        self.underline = self.underline.or(parent.underline);
        self.strike = self.strike.or(parent.strike);
        self.colour = self.colour.or(parent.colour);
        self.size = self.size.or(parent.size);
        self.font = self.font.or_else(|| parent.font.clone());
        for (own, theirs) in self.edges.iter_mut().zip(parent.edges) {
            *own = own.or(theirs);
        }
        self.across = self.across.or(parent.across);
        self.along = self.along.or(parent.along);
        self.wrap = self.wrap.or(parent.wrap);
        self.indent = self.indent.or(parent.indent);
        self.turn = self.turn.or(parent.turn);
        self
    }

    pub(super) fn look(self) -> CellLook {
        let across = self.across.unwrap_or_default();
        let indented = matches!(across, Across::Left | Across::General);
        CellLook {
            fill: self.fill.flatten(),
            font: Font {
                bold: self.bold.unwrap_or(false),
                italic: self.italic.unwrap_or(false),
                underline: self.underline.unwrap_or(false),
                strike: self.strike.unwrap_or(false),
                colour: self.colour.flatten(),
                size: self.size.unwrap_or(0),
                name: self.font,
            },
            edges: self.edges.map(Option::unwrap_or_default),
            across,
            along: self.along.unwrap_or_default(),
            wrap: self.wrap.unwrap_or(false),
            indent: self.indent.filter(|_| indented).unwrap_or(0),
            turn: self.turn.unwrap_or(0),
            digits: self.digits,
        }
    }
}

/// Reads the first of a list of font families.
pub(in super::super) fn family(names: &str) -> Option<Arc<str>> {
    let first = names.split(',').next()?;
    font_name(first.trim().trim_matches(['\'', '"']))
}

/// Reads an edge such as `0.06pt solid #000000`; also as HTML writes it (`.5pt solid windowtext`, `2px double red`).
pub(in super::super) fn edge(spelt: &str) -> Edge {
    let mut points = 0.75;
    let mut kind = None;
    let mut colour = None;
    for word in spelt.split_whitespace() {
        match word {
            "none" | "hidden" => return Edge::default(),
            "solid" | "double" | "dotted" | "dashed" | "fine-dashed" | "dash-dot"
            | "dash-dot-dot" | "double-thin" | "groove" | "ridge" | "inset" | "outset" => {
                kind = Some(word);
            }
            "thin" => points = 0.75,
            "medium" => points = 1.5,
            "thick" => points = 2.5,
            _ => match length(word) {
                Some(cm) => points = cm / 2.54 * 72.0,
                None => colour = colour::named(word),
            },
        }
    }
    let line = match kind {
        None => Line::None,
        _ if points <= 0.0 => Line::None,
        Some("double" | "double-thin") => Line::Double,
        Some("dotted") if points < 1.25 => Line::Dotted,
        Some("dotted" | "dashed" | "fine-dashed" | "dash-dot" | "dash-dot-dot")
            if points >= 1.25 =>
        {
            Line::MediumDashed
        }
        Some("dashed" | "fine-dashed" | "dash-dot" | "dash-dot-dot") => Line::Dashed,
        _ if points >= 2.2 => Line::Thick,
        _ if points >= 1.25 => Line::Medium,
        _ => Line::Thin,
    };
    Edge { line, colour }
}

/// Reads a length; a bare 0 is one too.
fn length(word: &str) -> Option<f64> {
    if word == "0" {
        return Some(0.0);
    }
    let word = word
        .strip_prefix('.')
        .map_or_else(|| word.to_owned(), |rest| format!("0.{rest}"));
    centimetres(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_read_as_they_are_drawn() {
        let check = |spelt: &str, line: Line, colour: Option<Rgb>| {
            assert_eq!(edge(spelt), Edge { line, colour }, "{spelt}");
        };
        check("0.06pt solid #000000", Line::Thin, Some([0; 3]));
        check("0.74pt solid #ff0000", Line::Thin, Some([255, 0, 0]));
        check(".5pt solid windowtext", Line::Thin, None);
        check("1.76pt solid #000000", Line::Medium, Some([0; 3]));
        check("2.49pt solid #000000", Line::Thick, Some([0; 3]));
        check("2px double blue", Line::Double, Some([0, 0, 255]));
        check("0.74pt dotted #000000", Line::Dotted, Some([0; 3]));
        check("thin dashed", Line::Dashed, None);
        for spelt in ["none", "", "0 solid red", "solid-ish 1pt"] {
            assert_eq!(edge(spelt).line, Line::None, "{spelt}");
        }
    }
}

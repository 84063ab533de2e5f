//! How cells look, by the style part and the theme; whatever of it is malformed is left out.

use std::collections::BTreeMap;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::super::colour::{self, Colours};
use super::super::digits;
use super::super::xml::{self, attr, attr_number};
use crate::model::look::{Across, Along, CellLook, Digits, Edge, Font, Line, Rgb};

/// Entries of one list at most.
const ENTRIES: usize = 66_000;
/// Letters of a font's name at most, as Excel has it.
const FONT_NAME: usize = 31;

/// The lists of the style part.
#[derive(Default)]
struct Lists {
    fonts: Vec<Font>,
    fills: Vec<Option<Rgb>>,
    borders: Vec<[Edge; 4]>,
    digits: BTreeMap<u32, Option<Digits>>,
    looks: Vec<CellLook>,
}

/// The list that is read, with what its entry holds so far.
#[derive(Default)]
struct Now {
    section: Section,
    font: Font,
    fill: Pattern,
    edges: [Edge; 4],
    /// Index of the edge whose colour may follow.
    edge: Option<usize>,
    xf: Option<CellLook>,
    /// Indices of the format's font, fill and border.
    parts: [Option<usize>; 3],
    /// Number of the format of its digits.
    format: u32,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Section {
    #[default]
    None,
    Fonts,
    Fills,
    Borders,
    Xfs,
    Palette,
}

/// A fill as it is read.
#[derive(Default)]
struct Pattern {
    share: f64,
    front: Option<Rgb>,
    back: Option<Rgb>,
}

impl Pattern {
    fn colour(&self) -> Option<Rgb> {
        let front = self.front.unwrap_or([0; 3]);
        match self.share {
            share if share <= 0.0 => None,
            share if share >= 1.0 => self.front.or(self.back),
            share => Some(colour::mixed(front, self.back.unwrap_or([0xFF; 3]), share)),
        }
    }
}

/// Reads the looks of cell formats, in their order. The palette stands at the end of the part: it is read first.
pub(in super::super) fn looks(part: &str, colours: &mut Colours) -> Vec<CellLook> {
    if part.contains("indexedColors") {
        walk(part, colours, Section::Palette);
    }
    walk(part, colours, Section::Xfs).looks
}

fn walk(part: &str, colours: &mut Colours, wanted: Section) -> Lists {
    let mut reader = xml::reader(part);
    let mut lists = Lists::default();
    let mut now = Now::default();
    let mut n_palette = 0;
    while let Ok(event) = xml::next(&mut reader) {
        match event {
            Event::Start(e) => {
                if let Some(section) = section(&e, wanted) {
                    now.section = section;
                } else if now.section == Section::Palette {
                    palette(&e, &mut n_palette, colours);
                } else {
                    now.begin(&e, colours);
                    number_format(&e, &mut lists);
                }
            }
            Event::Empty(e) => {
                if now.section == Section::Palette {
                    palette(&e, &mut n_palette, colours);
                } else if section(&e, wanted).is_none() {
                    now.begin(&e, colours);
                    now.end(e.local_name().as_ref(), &mut lists);
                    number_format(&e, &mut lists);
                }
            }
            Event::End(e) => match e.local_name().as_ref() {
                b"fonts" | b"fills" | b"borders" | b"cellXfs" | b"indexedColors" => {
                    now.section = Section::None;
                }
                name => now.end(name, &mut lists),
            },
            Event::Eof => break,
            _ => {}
        }
    }
    lists
}

/// Number formats stand before the cell formats that use them.
fn number_format(e: &BytesStart<'_>, lists: &mut Lists) {
    if e.local_name().as_ref() == b"numFmt"
        && lists.digits.len() < ENTRIES
        && let (Some(id), Some(code)) = (attr_number(e, "numFmtId"), attr(e, "formatCode"))
    {
        lists.digits.insert(id, digits::of_code(&code));
    }
}

/// The list that an element begins; those of conditional formats and named styles begin none.
fn section(e: &BytesStart<'_>, wanted: Section) -> Option<Section> {
    let palette = wanted == Section::Palette;
    match e.local_name().as_ref() {
        b"indexedColors" if palette => Some(Section::Palette),
        b"fonts" if !palette => Some(Section::Fonts),
        b"fills" if !palette => Some(Section::Fills),
        b"borders" if !palette => Some(Section::Borders),
        b"cellXfs" if !palette => Some(Section::Xfs),
        _ => None,
    }
}

/// Entries of the palette count from index 0; the first eight repeat the next.
fn palette(e: &BytesStart<'_>, n: &mut usize, colours: &mut Colours) {
    if e.local_name().as_ref() != b"rgbColor" {
        return;
    }
    if let (Some(place), Some(colour)) = (
        n.checked_sub(8),
        attr(e, "rgb").as_deref().and_then(colour::named),
    ) {
        colours.set_indexed(place, colour);
    }
    *n += 1;
}

impl Now {
    fn begin(&mut self, e: &BytesStart<'_>, colours: &Colours) {
        let name = e.local_name();
        let name = name.as_ref();
        match self.section {
            Section::Fonts => self.font(name, e, colours),
            Section::Fills => self.fill(name, e, colours),
            Section::Borders => self.border(name, e, colours),
            Section::Xfs => self.format(name, e),
            Section::None | Section::Palette => {}
        }
    }

    fn font(&mut self, name: &[u8], e: &BytesStart<'_>, colours: &Colours) {
        let yes = || attr(e, "val").is_none_or(|value| value != "0" && value != "false");
        let font = &mut self.font;
        match name {
            b"font" => *font = Font::default(),
            b"b" => font.bold = yes(),
            b"i" => font.italic = yes(),
            b"strike" => font.strike = yes(),
            b"u" => font.underline = attr(e, "val").is_none_or(|value| value != "none"),
            b"color" => font.colour = colour_of(e, colours),
            b"sz" => font.size = attr_number(e, "val").map_or(0, twentieths),
            b"name" => font.name = attr(e, "val").and_then(|name| font_name(&name)),
            _ => {}
        }
    }

    fn fill(&mut self, name: &[u8], e: &BytesStart<'_>, colours: &Colours) {
        match name {
            b"fill" => self.fill = Pattern::default(),
            b"patternFill" => self.fill.share = share(attr(e, "patternType").as_deref()),
            b"gradientFill" => self.fill.share = 1.0,
            b"fgColor" => self.fill.front = colour_of(e, colours),
            b"bgColor" => self.fill.back = colour_of(e, colours),
            b"color" if self.fill.front.is_none() => self.fill.front = colour_of(e, colours),
            _ => {}
        }
    }

    fn border(&mut self, name: &[u8], e: &BytesStart<'_>, colours: &Colours) {
        let place = match name {
            b"border" => {
                self.edges = [Edge::default(); 4];
                return;
            }
            b"color" => {
                if let Some(edge) = self.edge.and_then(|edge| self.edges.get_mut(edge)) {
                    edge.colour = colour_of(e, colours);
                }
                return;
            }
            b"top" => Some(0),
            b"right" | b"end" => Some(1),
            b"bottom" => Some(2),
            b"left" | b"start" => Some(3),
            _ => None,
        };
        self.edge = place;
        if let Some(edge) = place.and_then(|place| self.edges.get_mut(place)) {
            edge.line = line(attr(e, "style").as_deref());
        }
    }

    fn format(&mut self, name: &[u8], e: &BytesStart<'_>) {
        match name {
            b"xf" => {
                self.xf = Some(CellLook::default());
                self.parts = ["fontId", "fillId", "borderId"].map(|name| attr_number(e, name));
                self.format = attr_number(e, "numFmtId").unwrap_or(0);
            }
            b"alignment" => {
                if let Some(look) = &mut self.xf {
                    alignment(e, look);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8], lists: &mut Lists) {
        match (self.section, name) {
            (Section::Fonts, b"font") => push(&mut lists.fonts, std::mem::take(&mut self.font)),
            (Section::Fills, b"fill") => push(&mut lists.fills, self.fill.colour()),
            (Section::Borders, b"border") => push(&mut lists.borders, self.edges),
            (Section::Xfs, b"xf") => {
                if let Some(mut look) = self.xf.take() {
                    lists.dress(&mut look, self.parts);
                    let known = lists.digits.get(&self.format).copied();
                    look.digits = known.unwrap_or_else(|| digits::of_builtin(self.format));
                    push(&mut lists.looks, look);
                }
            }
            _ => {}
        }
    }
}

impl Lists {
    /// Gives a format the font, fill and border that it names.
    fn dress(&self, look: &mut CellLook, [font, fill, border]: [Option<usize>; 3]) {
        if let Some(font) = font.and_then(|at| self.fonts.get(at)) {
            look.font = font.clone();
        }
        look.fill = fill.and_then(|at| self.fills.get(at).copied()).flatten();
        if let Some(edges) = border.and_then(|at| self.borders.get(at)) {
            look.edges = *edges;
        }
    }
}

fn push<T>(list: &mut Vec<T>, entry: T) {
    if list.len() < ENTRIES {
        list.push(entry);
    }
}

fn colour_of(e: &BytesStart<'_>, colours: &Colours) -> Option<Rgb> {
    let tint = attr_number(e, "tint").unwrap_or(0.0);
    if let Some(rgb) = attr(e, "rgb").as_deref().and_then(colour::named) {
        return Some(colour::tinted(rgb, tint));
    }
    if let Some(index) = attr_number(e, "theme") {
        return colours.themed(index, tint);
    }
    let colour = colours.indexed(attr_number(e, "indexed")?)?;
    Some(colour::tinted(colour, tint))
}

/// How much of a pattern is its front colour.
fn share(pattern: Option<&str>) -> f64 {
    match pattern {
        None | Some("none") => 0.0,
        Some("solid") => 1.0,
        Some("gray0625") => 0.0625,
        Some("gray125") => 0.125,
        Some("mediumGray") => 0.5,
        Some("darkGray") => 0.75,
        Some(_) => 0.25,
    }
}

fn line(style: Option<&str>) -> Line {
    match style {
        None | Some("none") => Line::None,
        Some("hair") => Line::Hair,
        Some("dotted") => Line::Dotted,
        Some("dashed" | "dashDot" | "dashDotDot") => Line::Dashed,
        Some("medium") => Line::Medium,
        Some("mediumDashed" | "mediumDashDot" | "mediumDashDotDot" | "slantDashDot") => {
            Line::MediumDashed
        }
        Some("double") => Line::Double,
        Some("thick") => Line::Thick,
        Some(_) => Line::Thin,
    }
}

fn alignment(e: &BytesStart<'_>, look: &mut CellLook) {
    look.across = match attr(e, "horizontal").as_deref() {
        Some("left") => Across::Left,
        Some("center") => Across::Centre,
        Some("right") => Across::Right,
        Some("fill") => Across::Fill,
        Some("justify" | "distributed") => Across::Justify,
        Some("centerContinuous") => Across::CentreAcross,
        _ => Across::General,
    };
    look.along = match attr(e, "vertical").as_deref() {
        Some("top") => Along::Top,
        Some("center") => Along::Centre,
        Some("justify" | "distributed") => Along::Justify,
        _ => Along::Bottom,
    };
    look.wrap = xml::attr_true(e, "wrapText");
    look.indent = attr_number(e, "indent").unwrap_or(0u8).min(15);
    look.turn = turn(attr_number(e, "textRotation").unwrap_or(0));
}

/// Excel counts degrees against the clock up to 90, then with it from 91; 255 is letters one below the other.
pub(in super::super) fn turn(rotation: u32) -> i16 {
    match rotation {
        1..=90 => i16::try_from(rotation).unwrap_or(0),
        91..=180 => 90 - i16::try_from(rotation).unwrap_or(90),
        255 => 270,
        _ => 0,
    }
}

/// Makes a font size in points one in twentieths of a point; 0 where it is none.
pub(in super::super) fn twentieths(points: f64) -> u16 {
    if !(1.0..=409.0).contains(&points) {
        return 0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bounded above"
    )]
    let size = (points * 20.0).round() as u16;
    size
}

pub(in super::super) fn font_name(name: &str) -> Option<Arc<str>> {
    let name: String = name
        .chars()
        .filter(|c| !c.is_control())
        .take(FONT_NAME)
        .collect();
    (!name.trim().is_empty()).then(|| name.trim().into())
}

//! How cells look, by the FONT, XF and PALETTE records; a record that is too short says nothing.

use std::collections::BTreeMap;

use super::super::cfb::{u16_at, u32_at};
use super::super::colour::{self, Colours};
use super::super::digits;
use super::super::xlsx::styles::{font_name, turn, twentieths};
use super::strings::Text;
use crate::model::look::{Across, Along, CellLook, Digits, Edge, Font, Line, Rgb};

/// The records as they stand: the palette comes after those that point into it.
#[derive(Default)]
pub(super) struct RawLooks {
    /// Fonts with the index of their colour.
    fonts: Vec<(Font, u16)>,
    xfs: Vec<[u8; 20]>,
    colours: Colours,
    digits: BTreeMap<u32, Option<Digits>>,
}

impl RawLooks {
    /// Reads a font (MS-XLS 2.4.122; the same in BIFF5 up to the spelling of the name).
    pub(super) fn font(&mut self, data: &[u8], text: &Text) {
        let flags = u16_at(data, 2);
        let font = Font {
            bold: u16_at(data, 6) >= 600,
            italic: flags & 2 != 0,
            underline: data.get(10).is_some_and(|kind| *kind != 0),
            strike: flags & 8 != 0,
            colour: None,
            size: twentieths(f64::from(u16_at(data, 0)) / 20.0),
            name: font_name(&text.short(data.get(14..).unwrap_or(&[]))),
        };
        self.fonts.push((font, u16_at(data, 4)));
    }

    pub(super) fn format(&mut self, id: u32, code: &str) {
        self.digits.insert(id, digits::of_code(code));
    }

    pub(super) fn xf(&mut self, data: &[u8]) {
        let mut raw = [0; 20];
        for (to, from) in raw.iter_mut().zip(data) {
            *to = *from;
        }
        self.xfs.push(raw);
    }

    /// Reads the workbook's own palette (MS-XLS 2.4.188).
    pub(super) fn palette(&mut self, data: &[u8]) {
        let colours = data.get(2..).unwrap_or(&[]).chunks_exact(4);
        for (place, colour) in colours.take(usize::from(u16_at(data, 0))).enumerate() {
            if let [red, green, blue, _] = *colour {
                self.colours.set_indexed(place, [red, green, blue]);
            }
        }
    }

    pub(super) fn kinds(&self, biff8: bool) -> Vec<CellLook> {
        self.xfs.iter().map(|raw| self.kind(raw, biff8)).collect()
    }

    fn kind(&self, raw: &[u8; 20], biff8: bool) -> CellLook {
        let font = usize::from(u16_at(raw, 0));
        // There is no font 4: the numbers skip it (MS-XLS 2.5.129).
        let font = if font > 4 { font - 1 } else { font };
        let aligned = u32::from(raw[6]);
        let format = u32::from(u16_at(raw, 2));
        let digits = self.digits.get(&format).copied();
        let mut look = CellLook {
            font: self
                .fonts
                .get(font)
                .map_or_else(Font::default, |(font, colour)| Font {
                    colour: self.colour(u32::from(*colour)),
                    ..font.clone()
                }),
            across: across(aligned & 7),
            along: along(aligned >> 4 & 7),
            wrap: aligned & 8 != 0,
            digits: digits.unwrap_or_else(|| digits::of_builtin(format)),
            ..CellLook::default()
        };
        if biff8 {
            self.fill_8(raw, &mut look);
        } else {
            self.fill_5(raw, &mut look);
        }
        look
    }

    /// The second half of a format of Excel 97 (MS-XLS 2.5.91).
    fn fill_8(&self, raw: &[u8; 20], look: &mut CellLook) {
        look.turn = turn(u32::from(raw[7]));
        look.indent = raw[8] & 0xf;
        let (sides, ends) = (u32_at(raw, 10), u32_at(raw, 14));
        look.edges = [
            self.edge(sides >> 8 & 0xf, ends & 0x7f),
            self.edge(sides >> 4 & 0xf, sides >> 23 & 0x7f),
            self.edge(sides >> 12 & 0xf, ends >> 7 & 0x7f),
            self.edge(sides & 0xf, sides >> 16 & 0x7f),
        ];
        let colours = u32::from(u16_at(raw, 18));
        look.fill = self.fill(ends >> 26, colours & 0x7f, colours >> 7 & 0x7f);
    }

    /// The second half of a format of Excel 5.
    fn fill_5(&self, raw: &[u8; 20], look: &mut CellLook) {
        look.turn = match raw[7] & 3 {
            1 => 270,
            2 => 90,
            3 => -90,
            _ => 0,
        };
        let (area, rest) = (u32_at(raw, 8), u32_at(raw, 12));
        look.edges = [
            self.edge(rest & 7, rest >> 9 & 0x7f),
            self.edge(rest >> 6 & 7, rest >> 23 & 0x7f),
            self.edge(area >> 22 & 7, area >> 25 & 0x7f),
            self.edge(rest >> 3 & 7, rest >> 16 & 0x7f),
        ];
        look.fill = self.fill(area >> 16 & 0x3f, area & 0x7f, area >> 7 & 0x7f);
    }

    fn colour(&self, index: u32) -> Option<Rgb> {
        self.colours.indexed(index)
    }

    fn edge(&self, kind: u32, colour: u32) -> Edge {
        let line = line(kind);
        let colour = self.colour(colour).filter(|_| line != Line::None);
        Edge { line, colour }
    }

    fn fill(&self, pattern: u32, front: u32, back: u32) -> Option<Rgb> {
        let (front, back) = (self.colour(front), self.colour(back));
        blended(pattern, front, back)
    }
}

/// Makes one colour of a pattern and its two (MS-XLS 2.5.130, the same numbers in MS-XLSB).
pub(in super::super) fn blended(
    pattern: u32,
    front: Option<Rgb>,
    back: Option<Rgb>,
) -> Option<Rgb> {
    let share = match pattern {
        0 => return None,
        1 => return front,
        2 => 0.5,
        3 => 0.75,
        17 => 0.125,
        18 => 0.0625,
        _ => 0.25,
    };
    let (front, back) = (front.unwrap_or([0; 3]), back.unwrap_or([0xFF; 3]));
    Some(colour::mixed(front, back, share))
}

/// The lines that both binary forms count alike (MS-XLS 2.5.11).
pub(in super::super) fn line(kind: u32) -> Line {
    match kind {
        0 => Line::None,
        2 => Line::Medium,
        3 | 9 | 11 => Line::Dashed,
        4 => Line::Dotted,
        5 => Line::Thick,
        6 => Line::Double,
        7 => Line::Hair,
        8 | 10 | 12 | 13 => Line::MediumDashed,
        _ => Line::Thin,
    }
}

pub(in super::super) fn across(kind: u32) -> Across {
    match kind {
        1 => Across::Left,
        2 => Across::Centre,
        3 => Across::Right,
        4 => Across::Fill,
        5 | 7 => Across::Justify,
        6 => Across::CentreAcross,
        _ => Across::General,
    }
}

pub(in super::super) fn along(kind: u32) -> Along {
    match kind {
        0 => Along::Top,
        1 => Along::Centre,
        3 | 4 => Along::Justify,
        _ => Along::Bottom,
    }
}

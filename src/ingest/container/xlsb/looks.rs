//! How cells of a binary workbook look, by its font, fill, border and format records.

use std::collections::BTreeMap;

use super::super::cfb::{u16_at, u32_at};
use super::super::colour::{self, Colours};
use super::super::digits;
use super::super::xls::looks::{across, along, blended, line};
use super::super::xlsx::styles::{font_name, turn, twentieths};
use super::records::{kind, wide_text};
use crate::model::look::{CellLook, Digits, Edge, Font, Line, Rgb};

#[derive(Default)]
pub(super) struct RawLooks {
    fonts: Vec<Font>,
    fills: Vec<Option<Rgb>>,
    borders: Vec<[Edge; 4]>,
    digits: BTreeMap<u16, Option<Digits>>,
    pub(super) kinds: Vec<CellLook>,
}

impl RawLooks {
    /// Reads a record of the lists that formats point into (MS-XLSB 2.4.653, 2.4.651, 2.4.312).
    pub(super) fn record(&mut self, kind: u16, data: &[u8], colours: &Colours) {
        match kind {
            kind::FONT => {
                let flags = u16_at(data, 2);
                self.fonts.push(Font {
                    bold: u16_at(data, 4) >= 600,
                    italic: flags & 2 != 0,
                    underline: data.get(8).is_some_and(|kind| *kind != 0),
                    strike: flags & 8 != 0,
                    colour: colour_at(data, 12, colours),
                    size: twentieths(f64::from(u16_at(data, 0)) / 20.0),
                    name: font_name(&wide_text(data, 21).0),
                });
            }
            kind::FORMAT => {
                let code = wide_text(data, 2).0;
                self.digits.insert(u16_at(data, 0), digits::of_code(&code));
            }
            kind::FILL => {
                let (front, back) = (colour_at(data, 4, colours), colour_at(data, 12, colours));
                self.fills.push(blended(u32_at(data, 0), front, back));
            }
            kind::BORDER => {
                let edge = |at| edge(data, at, colours);
                // Top, bottom, left, right as stored.
                self.borders.push([edge(1), edge(31), edge(11), edge(21)]);
            }
            _ => {}
        }
    }

    /// Reads a cell format (MS-XLSB 2.4.875).
    pub(super) fn format(&mut self, data: &[u8]) {
        let at = |offset| usize::from(u16_at(data, offset));
        let aligned = u32::from(u16_at(data, 12));
        let format = u16_at(data, 2);
        let known = self.digits.get(&format).copied();
        self.kinds.push(CellLook {
            digits: known.unwrap_or_else(|| digits::of_builtin(u32::from(format))),
            fill: self.fills.get(at(6)).copied().flatten(),
            font: self.fonts.get(at(4)).cloned().unwrap_or_default(),
            edges: self.borders.get(at(8)).copied().unwrap_or_default(),
            across: across(aligned & 7),
            along: along(aligned >> 3 & 7),
            wrap: aligned & 0x40 != 0,
            indent: data.get(11).copied().unwrap_or(0).min(15),
            turn: turn(u32::from(data.get(10).copied().unwrap_or(0))),
        });
    }
}

fn edge(data: &[u8], at: usize, colours: &Colours) -> Edge {
    let line = line(u32::from(data.get(at).copied().unwrap_or(0)));
    let colour = colour_at(data, at + 2, colours).filter(|_| line != Line::None);
    Edge { line, colour }
}

/// Reads a colour: a palette's, a theme's, or red, green and blue (MS-XLSB 2.5.4).
fn colour_at(data: &[u8], at: usize, colours: &Colours) -> Option<Rgb> {
    let bytes = data.get(at..at.checked_add(8)?)?;
    let index = u32::from(*bytes.get(1)?);
    let tint = f64::from(u16_at(bytes, 2).cast_signed()) / 32_767.0;
    match bytes.first()? >> 1 {
        1 => Some(colour::tinted(colours.indexed(index)?, tint)),
        2 => Some(colour::tinted(bytes.get(4..7)?.try_into().ok()?, tint)),
        3 => colours.themed(index, tint),
        _ => None,
    }
}

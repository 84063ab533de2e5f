//! Fonts, number formats and cell formats of a BIFF workbook, as far as they change how a cell is understood.

use std::collections::BTreeMap;

use super::super::cfb::{u16_at, u32_at};
use super::super::format::Shown;
use super::super::look::Look;
use super::looks::RawLooks;
use super::strings::{Text, format_code};
use crate::model::look::CellLook;

#[derive(Default)]
pub(super) struct Styles {
    bold: Vec<bool>,
    codes: BTreeMap<u32, Shown>,
    looks: Vec<Look>,
    raw: RawLooks,
}

impl Styles {
    pub(super) fn font(&mut self, data: &[u8], text: &Text) {
        self.bold.push(u16_at(data, 6) >= 600);
        self.raw.font(data, text);
    }

    pub(super) fn palette(&mut self, data: &[u8]) {
        self.raw.palette(data);
    }

    /// Returns how the cell formats look, in their order.
    pub(super) fn kinds(&self, text: &Text) -> Vec<CellLook> {
        self.raw.kinds(text.biff8)
    }

    pub(super) fn format(&mut self, data: &[u8], text: &Text) {
        let (id, code) = format_code(data, text);
        self.codes.insert(id, Shown::of_code(&code));
        self.raw.format(id, &code);
    }

    /// Reads a cell format; formats and fonts stand before them in the stream.
    pub(super) fn xf(&mut self, data: &[u8], text: &Text) {
        let font = usize::from(u16_at(data, 0));
        // There is no font 4: the numbers skip it (MS-XLS 2.5.129).
        let font = if font > 4 { font - 1 } else { font };
        let format = u32::from(u16_at(data, 2));
        let fill = if text.biff8 {
            u32_at(data, 14) >> 26
        } else {
            u32_at(data, 8) >> 16 & 0x3f
        };
        let indent = if text.biff8 {
            data.get(8).map_or(0, |byte| byte & 0xf)
        } else {
            0
        };
        self.raw.xf(data);
        let shown = self.codes.get(&format).copied();
        self.looks.push(Look {
            shown: shown.unwrap_or_else(|| Shown::of_builtin(format)),
            bold: self.bold.get(font).copied().unwrap_or(false),
            filled: fill != 0,
            indent,
        });
    }

    pub(super) fn look(&self, xf: u16) -> Look {
        self.looks.get(usize::from(xf)).copied().unwrap_or_default()
    }
}

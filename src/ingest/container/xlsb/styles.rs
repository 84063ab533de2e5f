//! Fonts, fills, number formats and cell formats of a binary workbook.

use std::collections::BTreeMap;

use super::super::cfb::{u16_at, u32_at};
use super::super::colour::Colours;
use super::super::format::Shown;
use super::super::look::Look;
use super::looks::RawLooks;
use super::records::{Record, Records, kind, wide_text};
use crate::model::look::CellLook;

#[derive(Default)]
pub(super) struct Styles {
    looks: Vec<Look>,
    /// How the cell formats look, in the same order.
    pub(super) kinds: Vec<CellLook>,
}

impl Styles {
    pub(super) fn read(part: &[u8], colours: &Colours) -> Self {
        let mut raw = RawLooks::default();
        let mut bold = Vec::new();
        let mut filled = Vec::new();
        let mut codes: BTreeMap<u16, Shown> = BTreeMap::new();
        let mut looks = Vec::new();
        let mut in_cell_formats = false;
        for Record { kind, data } in Records::new(part) {
            raw.record(kind, data, colours);
            match kind {
                kind::FONT => bold.push(u16_at(data, 4) >= 600),
                kind::FILL => filled.push(u32_at(data, 0) != 0),
                kind::FORMAT => {
                    let shown = Shown::of_code(&wide_text(data, 2).0);
                    codes.insert(u16_at(data, 0), shown);
                }
                kind::BEGIN_CELL_XFS => in_cell_formats = true,
                kind::END_CELL_XFS => in_cell_formats = false,
                kind::XF if in_cell_formats => {
                    let format = u16_at(data, 2);
                    let of = |list: &[bool], at| list.get(usize::from(u16_at(data, at))).copied();
                    let shown = codes.get(&format).copied();
                    raw.format(data);
                    looks.push(Look {
                        shown: shown.unwrap_or_else(|| Shown::of_builtin(u32::from(format))),
                        bold: of(&bold, 4).unwrap_or(false),
                        filled: of(&filled, 6).unwrap_or(false),
                        indent: data.get(11).copied().unwrap_or(0).min(15),
                    });
                }
                _ => {}
            }
        }
        Self {
            looks,
            kinds: raw.kinds,
        }
    }

    pub(super) fn look(&self, index: u32) -> Look {
        self.looks.get(index as usize).copied().unwrap_or_default()
    }
}

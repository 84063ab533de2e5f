//! Fonts, fills, number formats and cell formats of a binary workbook.

use std::collections::BTreeMap;

use super::super::cfb::{u16_at, u32_at};
use super::super::format::Shown;
use super::super::look::Look;
use super::records::{Record, Records, kind, wide_text};

#[derive(Default)]
pub(super) struct Styles {
    looks: Vec<Look>,
}

impl Styles {
    pub(super) fn read(part: &[u8]) -> Self {
        let mut bold = Vec::new();
        let mut filled = Vec::new();
        let mut codes: BTreeMap<u16, Shown> = BTreeMap::new();
        let mut looks = Vec::new();
        let mut in_cell_formats = false;
        for Record { kind, data } in Records::new(part) {
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
        Self { looks }
    }

    pub(super) fn look(&self, index: u32) -> Look {
        self.looks.get(index as usize).copied().unwrap_or_default()
    }
}

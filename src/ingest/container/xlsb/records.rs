//! The records of a binary part: their kind and length are numbers of seven bits a byte.

use super::super::cfb::{u16_at, u32_at};

/// Numbers of the records that are read (MS-XLSB 2.3).
pub(super) mod kind {
    pub(crate) const ROW: u16 = 0;
    pub(crate) const CELL_BLANK: u16 = 1;
    pub(crate) const CELL_RK: u16 = 2;
    pub(crate) const CELL_ERROR: u16 = 3;
    pub(crate) const CELL_BOOL: u16 = 4;
    pub(crate) const CELL_REAL: u16 = 5;
    pub(crate) const CELL_TEXT: u16 = 6;
    pub(crate) const CELL_STRING_ITEM: u16 = 7;
    pub(crate) const FORMULA_TEXT: u16 = 8;
    pub(crate) const FORMULA_NUMBER: u16 = 9;
    pub(crate) const FORMULA_BOOL: u16 = 10;
    pub(crate) const FORMULA_ERROR: u16 = 11;
    pub(crate) const SHORT_BLANK: u16 = 12;
    pub(crate) const SHORT_STRING_ITEM: u16 = 18;
    pub(crate) const STRING_ITEM: u16 = 19;
    pub(crate) const FONT: u16 = 43;
    pub(crate) const FORMAT: u16 = 44;
    pub(crate) const FILL: u16 = 45;
    pub(crate) const BORDER: u16 = 46;
    pub(crate) const XF: u16 = 47;
    pub(crate) const COLUMNS: u16 = 60;
    pub(crate) const CELL_RICH: u16 = 62;
    pub(crate) const END_DATA: u16 = 146;
    pub(crate) const WORKBOOK_PROPERTIES: u16 = 153;
    pub(crate) const BUNDLE_SHEET: u16 = 156;
    pub(crate) const MERGE: u16 = 176;
    pub(crate) const SHEET_FORMAT: u16 = 485;
    pub(crate) const BEGIN_CELL_XFS: u16 = 617;
    pub(crate) const END_CELL_XFS: u16 = 618;
}

#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(part: &'a [u8]) -> Self {
        Self { rest: part }
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        let mut number = 0;
        for at in 0..bytes {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u32::from(byte & 0x7f) << (7 * at);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

/// Ends with the part, and at a record that it is too short for.
impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let kind = u16::try_from(self.number(2)?).ok()?;
        let len = self.number(4)? as usize;
        let (data, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(Record { kind, data })
    }
}

/// Reads a string of UTF-16 with four bytes of length; returns it and where it ends. A null string is empty.
pub(super) fn wide_text(data: &[u8], at: usize) -> (String, usize) {
    let letters = data.get(at + 4..).unwrap_or(&[]);
    let count = match u32_at(data, at) {
        u32::MAX => 0,
        count => (count as usize).min(letters.len() / 2),
    };
    let units = letters.chunks_exact(2).take(count).map(|b| u16_at(b, 0));
    let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    (text.collect(), at + 4 + count * 2)
}

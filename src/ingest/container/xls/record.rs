//! The records of a BIFF stream.

use super::super::cfb::u16_at;

/// Numbers of the records that are read (MS-XLS 2.3).
pub(super) mod kind {
    pub(crate) const FORMULA: u16 = 0x0006;
    pub(crate) const EOF: u16 = 0x000a;
    pub(crate) const DATE_MODE: u16 = 0x0022;
    pub(crate) const FILE_PASS: u16 = 0x002f;
    pub(crate) const FONT: u16 = 0x0031;
    pub(crate) const CONTINUE: u16 = 0x003c;
    pub(crate) const CODE_PAGE: u16 = 0x0042;
    pub(crate) const DEFAULT_WIDTH: u16 = 0x0055;
    pub(crate) const COL_INFO: u16 = 0x007d;
    pub(crate) const BOUND_SHEET: u16 = 0x0085;
    pub(crate) const PALETTE: u16 = 0x0092;
    pub(crate) const MUL_RK: u16 = 0x00bd;
    pub(crate) const MUL_BLANK: u16 = 0x00be;
    pub(crate) const RICH_STRING: u16 = 0x00d6;
    pub(crate) const XF: u16 = 0x00e0;
    pub(crate) const MERGED_CELLS: u16 = 0x00e5;
    pub(crate) const SST: u16 = 0x00fc;
    pub(crate) const LABEL_SST: u16 = 0x00fd;
    pub(crate) const BLANK: u16 = 0x0201;
    pub(crate) const NUMBER: u16 = 0x0203;
    pub(crate) const LABEL: u16 = 0x0204;
    pub(crate) const BOOL_ERR: u16 = 0x0205;
    pub(crate) const STRING: u16 = 0x0207;
    pub(crate) const ROW: u16 = 0x0208;
    pub(crate) const FORMULA_3: u16 = 0x0206;
    pub(crate) const DEFAULT_HEIGHT: u16 = 0x0225;
    pub(crate) const WINDOW: u16 = 0x023e;
    pub(crate) const RK: u16 = 0x027e;
    pub(crate) const FORMULA_4: u16 = 0x0406;
    pub(crate) const FORMAT: u16 = 0x041e;
    pub(crate) const SHARED_FORMULA: u16 = 0x04bc;
    pub(crate) const BOF: u16 = 0x0809;
}

/// One record; data that the stream is too short for is cut.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

/// Walks a stream from record to record to its end. Records numbered 0 (Excel 2's, and those of report writers)
/// are passed over like any unknown one; so is the padding behind the last.
#[derive(Clone)]
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8]) -> Self {
        Self { rest: stream }
    }

    /// Takes the next record only if it continues the one before.
    pub(super) fn next_continue(&mut self) -> Option<&'a [u8]> {
        let mut ahead = self.clone();
        let record = ahead.next()?;
        if record.kind != kind::CONTINUE {
            return None;
        }
        *self = ahead;
        Some(record.data)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let kind = u16_at(self.rest, 0);
        if self.rest.len() < 4 {
            return None;
        }
        let len = usize::from(u16_at(self.rest, 2));
        let body = &self.rest[4..];
        let (data, rest) = body.split_at(len.min(body.len()));
        self.rest = rest;
        Some(Record { kind, data })
    }
}

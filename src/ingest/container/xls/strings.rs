//! Text in BIFF: code pages of Excel 5, compressed UTF-16 of Excel 97, and strings that run over several records.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::super::cfb::{u16_at, u32_at};
use super::record::Records;

/// How the stream spells text.
pub(super) struct Text {
    pub(super) biff8: bool,
    code_page: &'static Encoding,
}

impl Text {
    pub(super) fn biff8() -> Self {
        Self {
            biff8: true,
            code_page: WINDOWS_1252,
        }
    }

    pub(super) fn biff5() -> Self {
        Self {
            biff8: false,
            code_page: WINDOWS_1252,
        }
    }

    pub(super) fn set_code_page(&mut self, number: u16) {
        let label = match number {
            1_250..=1_258 => format!("windows-{number}"),
            10_000 => "macintosh".to_owned(),
            866 => "ibm866".to_owned(),
            932 => "shift_jis".to_owned(),
            936 => "gbk".to_owned(),
            949 => "euc-kr".to_owned(),
            950 => "big5".to_owned(),
            _ => return,
        };
        self.code_page = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
    }

    /// Reads a string with one byte of length.
    pub(super) fn short(&self, data: &[u8]) -> String {
        let len = data.first().copied().unwrap_or(0);
        self.body(data.get(1..).unwrap_or(&[]), usize::from(len))
            .replace('\0', "")
    }

    /// Reads a string with two bytes of length; a BIFF8 one may run on in the records that follow.
    pub(super) fn long<'a>(&self, data: &'a [u8], records: &mut Records<'a>) -> String {
        let len = usize::from(u16_at(data, 0));
        let rest = data.get(2..).unwrap_or(&[]);
        if !self.biff8 {
            return self.body(rest, len);
        }
        let mut parts = Parts::new(rest, records);
        let wide = parts.byte().is_some_and(|flags| flags & 1 != 0);
        parts.letters(len, wide)
    }

    fn body(&self, data: &[u8], len: usize) -> String {
        if !self.biff8 {
            return self
                .code_page
                .decode(&data[..data.len().min(len)])
                .0
                .into_owned();
        }
        let wide = data.first().is_some_and(|flags| flags & 1 != 0);
        let mut out = String::new();
        push_letters(&mut out, data.get(1..).unwrap_or(&[]), len, wide);
        out
    }
}

/// Reads the shared string table.
pub(super) fn table<'a>(data: &'a [u8], records: &mut Records<'a>) -> Vec<Box<str>> {
    let mut parts = Parts::new(data.get(8..).unwrap_or(&[]), records);
    let mut strings = Vec::new();
    while let Some(text) = parts.rich_string() {
        strings.push(text.into_boxed_str());
    }
    strings
}

/// A record together with those that continue it.
struct Parts<'r, 'a> {
    now: &'a [u8],
    records: &'r mut Records<'a>,
}

impl<'r, 'a> Parts<'r, 'a> {
    fn new(now: &'a [u8], records: &'r mut Records<'a>) -> Self {
        Self { now, records }
    }

    /// Moves to the next record where this one is used up.
    fn refill(&mut self) -> Option<()> {
        while self.now.is_empty() {
            self.now = self.records.next_continue()?;
        }
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        self.refill()?;
        let (first, rest) = self.now.split_first()?;
        self.now = rest;
        Some(*first)
    }

    fn number(&mut self, bytes: usize) -> Option<usize> {
        (0..bytes).try_fold(0, |sum, at| {
            Some(sum | usize::from(self.byte()?) << (8 * at))
        })
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            self.refill()?;
            let step = bytes.min(self.now.len());
            self.now = &self.now[step..];
            bytes -= step;
        }
        Some(())
    }

    /// Reads letters; where they run on in another record, that one begins with new flags.
    fn letters(&mut self, mut left: usize, mut wide: bool) -> String {
        let mut out = String::new();
        while left > 0 {
            if self.now.is_empty() {
                if self.refill().is_none() {
                    break;
                }
                wide = self.byte().is_some_and(|flags| flags & 1 != 0);
            }
            let size = 1 + usize::from(wide);
            let count = left.min(self.now.len() / size);
            push_letters(&mut out, self.now, count, wide);
            self.now = &self.now[count * size..];
            left -= count;
            if count == 0 {
                self.now = &[]; // half a letter at the end of a record
            }
        }
        out
    }

    /// Reads one string of the shared table (MS-XLS 2.5.293); `None` at its end.
    fn rich_string(&mut self) -> Option<String> {
        let len = self.number(2)?;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? } else { 0 };
        let extra = if flags & 4 != 0 { self.number(4)? } else { 0 };
        let text = self.letters(len, flags & 1 != 0);
        // A table cut short in the middle still gives the string it was cut in.
        let _ = self.skip(runs * 4).and_then(|()| self.skip(extra));
        Some(text)
    }
}

fn push_letters(out: &mut String, data: &[u8], count: usize, wide: bool) {
    if !wide {
        out.extend(data.iter().take(count).map(|b| char::from(*b)));
        return;
    }
    let units = data.chunks_exact(2).take(count).map(|b| u16_at(b, 0));
    out.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

/// Reads the text of a number format.
pub(super) fn format_code(data: &[u8], text: &Text) -> (u32, String) {
    let id = u32_at(data, 0) & 0xffff;
    let rest = data.get(2..).unwrap_or(&[]);
    let code = if text.biff8 {
        let mut none = Records::new(&[]);
        text.long(rest, &mut none)
    } else {
        text.short(rest)
    };
    (id, code)
}

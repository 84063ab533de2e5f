//! A sheet as the report writes it: text that stays text, formulas with their results, page and signature.

use rust_xlsxwriter::{Format, Formula, Url, Worksheet, XlsxError};

use super::Cetak;
use super::halaman::Halaman;
use super::label;
use super::style::{Isi, Nada, Style};

pub(super) type Hasil = Result<(), XlsxError>;

/// Limit of a cell's text in UTF-16 units.
const MAX_TEXT: usize = 32_767;
/// Folio/F4, 8.5 × 13 inches.
const FOLIO: u8 = 14;

/// What a formula gives: the result written beside it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Nilai {
    Kosong,
    Angka(f64),
    Kata(String),
}

impl From<Option<f64>> for Nilai {
    fn from(value: Option<f64>) -> Self {
        value.map_or(Self::Kosong, Self::Angka)
    }
}

/// A header cell: the offsets of its first and last corner, and its text.
pub(super) type KepalaSel<'a> = ((u32, u16), (u32, u16), &'a str);

/// A worksheet with the formats of the workbook.
pub(super) struct Sheet<'a> {
    pub(super) ws: &'a mut Worksheet,
    pub(super) style: &'a Style,
    /// Row and column up to which something is written.
    sampai: (u32, u16),
    halaman: Halaman,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(ws: &'a mut Worksheet, style: &'a Style) -> Self {
        Self {
            ws,
            style,
            sampai: (0, 0),
            halaman: Halaman::default(),
        }
    }

    /// Prints what is written and nothing else. Hidden columns at the right are never printed.
    pub(super) fn print_all(&mut self) -> Hasil {
        let (row, col) = self.sampai;
        self.ws.set_print_area(0, 0, row, col)?;
        Ok(())
    }
}

impl Sheet<'_> {
    /// Takes a cell into what is printed.
    pub(super) fn reach(&mut self, at: (u32, u16)) {
        self.sampai = (self.sampai.0.max(at.0), self.sampai.1.max(at.1));
    }

    /// Writes text that is never taken for a formula, cut where the format ends.
    pub(super) fn text(&mut self, at: (u32, u16), text: &str, format: &Format) -> Hasil {
        self.reach(at);
        let text = cut(text);
        if text.is_empty() {
            self.ws.write_blank(at.0, at.1, format)?;
        } else {
            self.ws.write_string_with_format(at.0, at.1, text, format)?;
        }
        Ok(())
    }

    pub(super) fn number(&mut self, at: (u32, u16), value: Option<f64>, format: &Format) -> Hasil {
        self.reach(at);
        match value {
            Some(value) => self
                .ws
                .write_number_with_format(at.0, at.1, value, format)?,
            None => self.ws.write_blank(at.0, at.1, format)?,
        };
        Ok(())
    }

    pub(super) fn formula(
        &mut self,
        at: (u32, u16),
        formula: &str,
        value: &Nilai,
        format: &Format,
    ) -> Hasil {
        let result = match value {
            Nilai::Kosong => String::new(),
            Nilai::Angka(number) => number.to_string(),
            Nilai::Kata(word) => word.clone(),
        };
        let formula = Formula::new(formula).set_result(result);
        self.reach(at);
        self.ws
            .write_formula_with_format(at.0, at.1, formula, format)?;
        Ok(())
    }

    /// Writes a table cell of text.
    pub(super) fn put(&mut self, at: (u32, u16), text: &str, isi: Isi, nada: Nada) -> Hasil {
        let style = self.style;
        self.text(at, text, style.cell(isi, nada))
    }

    /// Writes a table cell of a number.
    pub(super) fn put_number(
        &mut self,
        at: (u32, u16),
        value: Option<f64>,
        isi: Isi,
        nada: Nada,
    ) -> Hasil {
        let style = self.style;
        self.number(at, value, style.cell(isi, nada))
    }

    /// Writes a table cell of a formula.
    pub(super) fn put_formula(
        &mut self,
        at: (u32, u16),
        formula: &str,
        value: &Nilai,
        isi: Isi,
        nada: Nada,
    ) -> Hasil {
        let style = self.style;
        self.formula(at, formula, value, style.cell(isi, nada))
    }

    /// Writes a table cell that links to another place.
    pub(super) fn link(&mut self, at: (u32, u16), link: Url, format: &Format) -> Hasil {
        self.reach(at);
        self.ws.write_url_with_format(at.0, at.1, link, format)?;
        Ok(())
    }

    /// Writes title lines over the width of the table, the first one large.
    pub(super) fn title(&mut self, last_col: u16, lines: &[&str]) -> Hasil {
        let style = self.style;
        for (row, line) in (0..).zip(lines) {
            let format = if row == 0 {
                &style.judul
            } else {
                &style.subjudul
            };
            self.merge((row, 0), (row, last_col), line, format)?;
            self.height(row, if row == 0 { 20 } else { 15 })?;
        }
        Ok(())
    }

    /// Writes text into a merged range (or a single cell).
    pub(super) fn merge(
        &mut self,
        first: (u32, u16),
        last: (u32, u16),
        text: &str,
        format: &Format,
    ) -> Hasil {
        if first == last {
            return self.text(first, text, format);
        }
        self.reach(last);
        self.ws
            .merge_range(first.0, first.1, last.0, last.1, cut(text), format)?;
        Ok(())
    }

    /// Writes header cells: at offsets from a row.
    pub(super) fn header(&mut self, row: u32, cells: &[KepalaSel<'_>]) -> Hasil {
        let style = self.style;
        for (first, last, text) in cells {
            self.merge(
                (row + first.0, first.1),
                (row + last.0, last.1),
                text,
                &style.kepala,
            )?;
        }
        Ok(())
    }

    /// Sets up the page: Folio landscape, one page wide, the header rows repeated, numbered pages.
    pub(super) fn page(&mut self, name: &str, cetak: &Cetak, repeat: Option<(u32, u32)>) -> Hasil {
        let escaped = |text: &str| text.replace('&', "&&");
        self.ws
            .set_paper_size(FOLIO)
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
            .set_print_center_horizontally(true)
            .set_screen_gridlines(false)
            .set_footer(format!(
                "&L&8{}&C&8{}&R&8{}",
                escaped(&cetak.judul_pendek),
                escaped(name),
                label::HALAMAN
            ));
        if let Some((first, last)) = repeat {
            self.ws.set_repeat_rows(first, last)?;
            self.halaman.repeat = repeat;
        }
        Ok(())
    }

    /// Sets column widths in characters, from the first column on.
    pub(super) fn widths(&mut self, widths: &[f64]) -> Hasil {
        for (col, width) in (0..).zip(widths) {
            self.width(col, *width)?;
        }
        Ok(())
    }

    /// Sets the width of a column in characters.
    pub(super) fn width(&mut self, col: u16, chars: f64) -> Hasil {
        self.ws.set_column_width(col, chars)?;
        self.halaman.widths.insert(col, chars);
        Ok(())
    }

    /// Folds rows away below the line above them.
    pub(super) fn fold(&mut self, first: u32, last: u32) -> Hasil {
        self.ws.group_rows_collapsed(first, last)?;
        for row in first..=last {
            self.halaman.heights.insert(row, 0.0);
        }
        Ok(())
    }

    /// Prints the whole sheet on one page.
    pub(super) fn one_page(&mut self) {
        self.ws.set_print_fit_to_pages(1, 1);
        self.halaman.single = true;
    }

    /// Hides a column.
    pub(super) fn hide(&mut self, col: u16) -> Hasil {
        self.ws.set_column_hidden(col)?;
        self.halaman.widths.insert(col, 0.0);
        Ok(())
    }

    /// Sets the height of a row in points.
    pub(super) fn height(&mut self, row: u32, points: impl Into<f64>) -> Hasil {
        let points = points.into();
        self.ws.set_row_height(row, points)?;
        self.halaman.heights.insert(row, points);
        Ok(())
    }

    /// Writes texts that may wrap, each with its column, and makes the row as high as they need; widths are of all columns.
    pub(super) fn long_texts(&mut self, row: u32, texts: &[(u16, &str)], widths: &[f64]) -> Hasil {
        for (col, text) in texts {
            self.put((row, *col), text, Isi::Panjang, Nada::Biasa)?;
        }
        let width = |col: u16| widths.get(usize::from(col)).copied().unwrap_or(10.0);
        let wrapped: Vec<(&str, f64)> = texts
            .iter()
            .map(|(col, text)| (*text, width(*col)))
            .collect();
        self.fit(row, &wrapped)
    }

    /// Makes a row as high as its longest wrapped text needs, given each text with its column's width in characters.
    pub(super) fn fit(&mut self, row: u32, texts: &[(&str, f64)]) -> Hasil {
        let lines = texts.iter().map(|(text, width)| lines(text, *width));
        let lines = lines.max().unwrap_or(1).min(30);
        if lines > 1 {
            self.height(row, 3.5 + 11.5 * f64::from(lines))?;
        }
        Ok(())
    }

    /// Writes the signature block over a range of columns; blank parts stay dotted lines.
    pub(super) fn signature(
        &mut self,
        row: u32,
        (first, last): (u16, u16),
        cetak: &Cetak,
    ) -> Hasil {
        let style = self.style;
        let who = &cetak.penandatangan;
        let dotted = |text: &str, dots: &str| {
            if text.is_empty() {
                dots.to_owned()
            } else {
                text.to_owned()
            }
        };
        let lines = [
            (
                0,
                format!(
                    "{}, {}",
                    dotted(&who.tempat, label::TITIK),
                    label::TITIK_TANGGAL
                ),
            ),
            (1, dotted(&who.jabatan, label::TITIK)),
            (6, dotted(&who.nama, label::TITIK_NAMA)),
            (7, who.pangkat.clone()),
            (8, format!("NIP {}", dotted(&who.nip, label::TITIK))),
        ];
        for (offset, line) in lines {
            let format = if offset == 6 {
                &style.nama_penanda
            } else {
                &style.tanda_tangan
            };
            self.merge((row + offset, first), (row + offset, last), &line, format)?;
        }
        // Where pages are fitted to the width, breaks are ignored: a sheet with a break is scaled instead.
        if let Some(pemisah) = self.halaman.keep(row, row + 8) {
            self.ws
                .set_print_scale(pemisah.scale)
                .set_page_breaks(&[pemisah.row])?;
        }
        Ok(())
    }
}

/// Returns a date as spreadsheets count it: days since 30 December 1899.
#[expect(clippy::cast_precision_loss, reason = "days of a calendar")]
pub(super) fn hari(date: jiff::civil::Date) -> f64 {
    const START: jiff::civil::Date = jiff::civil::date(1899, 12, 30);
    crate::consolidate::deviasi::days_between(START, date) as f64
}

/// Estimates the lines of a text wrapped in a column; letters of the print are narrower than the digits widths count.
pub(super) fn lines(text: &str, width: f64) -> u32 {
    const FIT: f64 = 1.1;
    let room = (width * FIT).max(1.0);
    text.lines()
        .map(|line| {
            let mut used = 0.0;
            let mut lines = 1;
            for word in line.split(' ') {
                let length = f64::from(u32::try_from(word.chars().count()).unwrap_or(u32::MAX));
                if used > 0.0 && used + length > room {
                    lines += 1;
                    used = 0.0;
                }
                used += length + 1.0;
                // A word longer than the column is broken.
                while used - 1.0 > room {
                    lines += 1;
                    used -= room;
                }
            }
            lines
        })
        .sum()
}

/// Cuts text to what a cell holds, between characters.
pub(super) fn cut(text: &str) -> &str {
    let mut units = 0;
    for (index, c) in text.char_indices() {
        units += c.len_utf16();
        if units > MAX_TEXT {
            return &text[..index];
        }
    }
    text
}

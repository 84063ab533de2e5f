//! A sheet as the samples are drawn, before it is written into a container.

use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Text(String),
    Number(f64),
    /// The formula without `=`, with the value that the office's program cached.
    Formula(String, f64),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumberFormat {
    #[default]
    General,
    /// `#,##0`
    Whole,
    /// `#,##0.00`
    Decimal,
    /// `0.00%`: the cell holds a fraction.
    Percent,
    /// `@`
    Text,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
pub struct Style {
    pub number: NumberFormat,
    pub bold: bool,
    pub fill: bool,
    pub center: bool,
    pub right: bool,
    pub border: bool,
    pub wrap: bool,
    pub indent: u8,
    pub hias: Hias,
}

/// How an office decorates a cell; the colours are those of `Hias::rupa`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hias {
    /// Grey where filled, black letters, thin lines.
    #[default]
    Polos,
    Judul,
    Kepala,
    Total,
}

/// What a decoration is made of.
#[derive(Clone, Copy, Debug)]
pub struct Rupa {
    pub isi: Option<u32>,
    pub huruf: Option<u32>,
    /// Name and size in points of the letters.
    pub font: Option<(&'static str, u16)>,
    pub miring: bool,
    /// Lines above and below are of medium width, and in this colour.
    pub garis: Option<u32>,
}

impl Hias {
    #[must_use]
    pub fn rupa(self, fill: bool) -> Rupa {
        let plain = Rupa {
            isi: fill.then_some(0x00D9_D9D9),
            huruf: None,
            font: None,
            miring: false,
            garis: None,
        };
        match self {
            Self::Polos => plain,
            Self::Judul => Rupa {
                huruf: Some(0x001F_4E78),
                font: Some(("Bookman Old Style", 12)),
                ..plain
            },
            Self::Kepala => Rupa {
                isi: Some(0x001F_4E78),
                huruf: Some(0x00FF_FFFF),
                font: Some(("Bookman Old Style", 9)),
                ..plain
            },
            Self::Total => Rupa {
                isi: Some(0x00FF_F2CC),
                huruf: Some(0x00C0_0000),
                miring: true,
                garis: Some(0x00BF_9000),
                ..plain
            },
        }
    }
}

#[derive(Clone, Debug)]
pub struct Cell {
    pub content: Content,
    pub style: Style,
}

/// A merged range: first row, first column, last row, last column (0-based).
pub type Merge = (u32, u16, u32, u16);

/// Where a leaf stands, for the truth.
#[derive(Clone, Debug)]
pub struct Mark {
    pub row: u32,
    pub uraian: String,
    pub kasus: Option<&'static str>,
}

#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
    pub cells: BTreeMap<(u32, u16), Cell>,
    pub merges: Vec<Merge>,
    /// In characters.
    pub widths: BTreeMap<u16, f64>,
    /// In points, where a name needs several lines.
    pub heights: BTreeMap<u32, f64>,
    pub hidden_columns: Vec<u16>,
    pub hidden_rows: Vec<u32>,
    pub marks: Vec<Mark>,
    /// First and last row of the table's header.
    pub header: (u32, u32),
}

impl Sheet {
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    pub fn put(&mut self, row: u32, col: u16, content: Content, style: Style) {
        self.cells.insert((row, col), Cell { content, style });
    }

    pub fn text(&mut self, row: u32, col: u16, text: &str, style: Style) {
        if !text.is_empty() {
            self.put(row, col, Content::Text(text.to_owned()), style);
        }
    }

    /// Writes into the first cell of a range and merges it.
    pub fn merged(&mut self, (row, col, last_row, last_col): Merge, text: &str, style: Style) {
        self.put(row, col, Content::Text(text.to_owned()), style);
        if (row, col) != (last_row, last_col) {
            self.merges.push((row, col, last_row, last_col));
        }
    }

    /// Gives titles, header and total the colours and letters of an office that likes them.
    pub fn hiasi(&mut self) {
        let header = self.header;
        for ((row, _), cell) in &mut self.cells {
            let style = &mut cell.style;
            style.hias = match (style.fill, style.border, style.bold) {
                (true, ..) if *row > header.1 => Hias::Total,
                (true, ..) => Hias::Kepala,
                (false, false, true) if *row < header.0 => Hias::Judul,
                _ => Hias::Polos,
            };
        }
    }

    #[must_use]
    pub fn last_row(&self) -> u32 {
        self.cells.keys().map(|(row, _)| *row).max().unwrap_or(0)
    }

    #[must_use]
    pub fn last_col(&self) -> u16 {
        self.cells.keys().map(|(_, col)| *col).max().unwrap_or(0)
    }

    /// Returns the merge that begins at a cell.
    #[must_use]
    pub fn merge_at(&self, row: u32, col: u16) -> Option<Merge> {
        let at = |m: &&Merge| (m.0, m.1) == (row, col);
        self.merges.iter().find(at).copied()
    }

    /// Returns whether a cell is hidden under a merge that begins elsewhere.
    #[must_use]
    pub fn is_covered(&self, row: u32, col: u16) -> bool {
        self.merges.iter().any(|m| {
            (m.0..=m.2).contains(&row) && (m.1..=m.3).contains(&col) && (m.0, m.1) != (row, col)
        })
    }
}

/// Writes a column as the sheet shows it: `0` is `A`.
#[must_use]
pub fn letters(col: u16) -> String {
    let letter = |n: u16| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    match col {
        0..26 => letter(col).to_string(),
        _ => format!("{}{}", letter(col / 26 - 1), letter(col)),
    }
}

/// Writes an address as the sheet shows it: `(0, 0)` is `A1`.
#[must_use]
pub fn address(row: u32, col: u16) -> String {
    format!("{}{}", letters(col), row + 1)
}

//! Addresses and values of spreadsheet cells.

use std::fmt;
use std::str::FromStr;

/// The highest row index (0-based) and column index that a spreadsheet can hold.
pub const MAX_ROW: u32 = 1_048_575;
pub const MAX_COL: u32 = 16_383;

/// An absolute address in a sheet; both indices are 0-based, so `A1` is `(0, 0)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    pub row: u32,
    pub col: u32,
}

impl CellRef {
    #[must_use]
    pub const fn new(row: u32, col: u32) -> Self {
        Self { row, col }
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.col), self.row + 1)
    }
}

impl FromStr for CellRef {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.find(|c: char| c.is_ascii_digit()).ok_or(())?;
        let (letters, number) = text.split_at(digits);
        let col = column_index(letters).ok_or(())?;
        let row: u32 = number.parse().map_err(|_| ())?;
        if row == 0 || row - 1 > MAX_ROW {
            return Err(());
        }
        Ok(Self::new(row - 1, col))
    }
}

/// A rectangle of cells, both corners included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellRange {
    pub first: CellRef,
    pub last: CellRef,
}

impl CellRange {
    #[must_use]
    pub fn contains(&self, at: CellRef) -> bool {
        (self.first.row..=self.last.row).contains(&at.row)
            && (self.first.col..=self.last.col).contains(&at.col)
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.first, self.last)
    }
}

/// Returns the letters of a 0-based column: 0 is `A`, 26 is `AA`.
#[must_use]
pub fn column_letters(col: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = col + 1;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Returns the 0-based column of letters such as `AA`, or `None` beyond the format's limit.
#[must_use]
pub fn column_index(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut index = 0u32;
    for letter in letters.bytes() {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        index = index * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    (index - 1 <= MAX_COL).then_some(index - 1)
}

/// What a cell holds, as the container gave it. A blank cell is not stored at all.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(Box<str>),
    Number(f64),
    /// A calendar date (year, month, day) from a date-formatted cell.
    Date(i16, u8, u8),
    Bool(bool),
    /// An error such as `#REF!`, as displayed.
    Fault(Box<str>),
}

/// How a number is shown, as far as it changes its meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberFormat {
    /// The container keeps no formats, or says nothing of weight.
    #[default]
    General,
    /// Shown as a percentage: a stored 0.85 is read as 85 %.
    Percent,
    /// Fixed leading zeroes such as `00` or `0000`: a stored 3 is the code segment `03`; the number is the width.
    ZeroPadded(u8),
    /// Shown divided by a thousand to the given power (`#,##0,` is 1, `#,##0,,` is 2).
    Scaled(u8),
}

/// One written cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub value: Value,
    pub format: NumberFormat,
    pub bold: bool,
    pub filled: bool,
    /// Indentation level of the text (alignment, not leading blanks).
    pub indent: u8,
    /// The formula's text without `=`, where the container keeps it.
    pub formula: Option<Box<str>>,
}

impl Cell {
    #[must_use]
    pub fn new(value: Value) -> Self {
        Self {
            value,
            format: NumberFormat::General,
            bold: false,
            filled: false,
            indent: 0,
            formula: None,
        }
    }

    /// Returns the text of a text cell.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the number of a number cell; never parses text.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Renders the cell for a person: text trimmed, numbers without a trailing `.0`.
    #[must_use]
    pub fn display(&self) -> String {
        match &self.value {
            Value::Text(text) => text.trim().to_owned(),
            Value::Number(number) => format!("{number}"),
            Value::Date(year, month, day) => format!("{day:02}-{month:02}-{year:04}"),
            Value::Bool(true) => "TRUE".to_owned(),
            Value::Bool(false) => "FALSE".to_owned(),
            Value::Fault(text) => text.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_read_back_as_written() {
        for text in ["A1", "Z9", "AA10", "XFD1048576"] {
            assert_eq!(
                text.parse::<CellRef>().map(|at| at.to_string()),
                Ok(text.to_owned())
            );
        }
        for text in ["", "A", "1", "A0", "ZZZ1", "A1048577", "XFE1"] {
            assert_eq!(text.parse::<CellRef>(), Err(()), "{text}");
        }
    }
}

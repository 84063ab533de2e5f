//! What a worker hands back over its pipe: the opened file as plain bytes, read back with every length checked.

mod looks;

use std::sync::Arc;

use super::Opened;
use crate::diag::{Diagnostic, Severity, catalogue};
use crate::model::cell::{Cell, CellRange, CellRef, NumberFormat, Value};
use crate::model::grid::{Grid, Workbook};
use crate::model::location::Location;
use crate::model::outcome::Outcome;
use crate::model::submission::Container;

/// First bytes of an answer; what a broken worker wrote before it broke is no answer.
const MAGIC: &[u8; 8] = b"rakor-2\n";

const CONTAINERS: [Container; 14] = [
    Container::Xlsx,
    Container::Xlsm,
    Container::Xlsb,
    Container::Xls,
    Container::Ods,
    Container::Csv,
    Container::Html,
    Container::Mhtml,
    Container::SpreadsheetMl,
    Container::Pdf,
    Container::Docx,
    Container::Zip,
    Container::Lock,
    Container::Unknown,
];

/// Writes an outcome.
pub(super) fn encode(outcome: &Outcome<Opened>) -> Vec<u8> {
    let mut out = Writer(MAGIC.to_vec());
    let container = outcome.value.container;
    let index = CONTAINERS.iter().position(|other| *other == container);
    out.count(index.unwrap_or(CONTAINERS.len() - 1));
    out.option(outcome.value.workbook.as_ref(), |out, workbook| {
        out.list(&workbook.grids, Writer::grid);
    });
    out.list(&outcome.diagnostics, Writer::finding);
    out.0.extend_from_slice(MAGIC);
    out.0
}

/// Reads an outcome about a file; `None` for anything that is not a whole answer.
pub(super) fn decode(bytes: &[u8], file: &str) -> Option<Outcome<Opened>> {
    let rest = bytes.strip_prefix(MAGIC)?.strip_suffix(MAGIC)?;
    let mut input = Input { rest };
    let file: Arc<str> = Arc::from(file);
    let container = *CONTAINERS.get(input.count()?)?;
    let workbook = input.option(|input| {
        let grids = input.list(Input::grid)?;
        Some(Workbook { grids })
    })?;
    let diagnostics = input.list(|input| input.finding(&file))?;
    let value = Opened {
        container,
        workbook,
    };
    input
        .rest
        .is_empty()
        .then_some(Outcome { value, diagnostics })
}

struct Writer(Vec<u8>);

impl Writer {
    fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    fn number(&mut self, number: u32) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn float(&mut self, number: f64) {
        self.0.extend_from_slice(&number.to_bits().to_le_bytes());
    }

    fn count(&mut self, count: usize) {
        self.number(u32::try_from(count).unwrap_or(u32::MAX));
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.byte(u8::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn list<T>(&mut self, list: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.count(list.len());
        for item in list {
            write(self, item);
        }
    }

    fn at(&mut self, at: CellRef) {
        self.number(at.row);
        self.number(at.col);
    }

    fn range(&mut self, range: &CellRange) {
        self.at(range.first);
        self.at(range.last);
    }

    fn grid(&mut self, grid: &Grid) {
        self.option(grid.name.as_deref(), Self::text);
        self.byte(u8::from(grid.hidden));
        self.byte(u8::from(grid.knows_merges));
        self.count(grid.n_cells());
        for (row, cells) in &grid.rows {
            for (col, cell) in cells {
                self.at(CellRef::new(*row, *col));
                self.cell(cell);
            }
        }
        self.list(&grid.merges, Self::range);
        let rows: Vec<u32> = grid.hidden_rows.iter().copied().collect();
        self.list(&rows, |out, row| out.number(*row));
        let cols: Vec<u32> = grid.hidden_cols.iter().copied().collect();
        self.list(&cols, |out, col| out.number(*col));
        self.list(&grid.preamble, |out, line| out.text(line));
        let widths: Vec<(u32, f64)> = grid.widths.iter().map(|(c, w)| (*c, *w)).collect();
        self.list(&widths, |out, (col, width)| {
            out.number(*col);
            out.float(*width);
        });
        self.looks(&grid.looks);
    }

    fn cell(&mut self, cell: &Cell) {
        match &cell.value {
            Value::Text(text) => {
                self.byte(0);
                self.text(text);
            }
            Value::Number(number) => {
                self.byte(1);
                self.float(*number);
            }
            Value::Date(year, month, day) => {
                self.byte(2);
                self.0.extend_from_slice(&year.to_le_bytes());
                self.byte(*month);
                self.byte(*day);
            }
            Value::Bool(yes) => self.byte(3 + u8::from(*yes)),
            Value::Fault(text) => {
                self.byte(5);
                self.text(text);
            }
        }
        let (format, argument) = match cell.format {
            NumberFormat::General => (0, 0),
            NumberFormat::Percent => (1, 0),
            NumberFormat::ZeroPadded(digits) => (2, digits),
            NumberFormat::Scaled(power) => (3, power),
        };
        let flags = u8::from(cell.bold) | u8::from(cell.filled) << 1;
        self.0
            .extend_from_slice(&[format, argument, flags, cell.indent]);
        self.option(cell.formula.as_deref(), Self::text);
    }

    fn finding(&mut self, finding: &Diagnostic) {
        self.text(finding.code.id);
        self.byte(finding.severity as u8);
        self.option(finding.at.sheet.as_deref(), Self::text);
        self.option(finding.at.cell, Self::at);
        self.option(finding.at.range.as_ref(), Self::range);
        self.text(&finding.message);
        self.option(finding.raw.as_deref(), Self::text);
    }
}

struct Input<'a> {
    rest: &'a [u8],
}

impl<'a> Input<'a> {
    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(n)?;
        self.rest = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn number(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn float(&mut self) -> Option<f64> {
        self.array().map(u64::from_le_bytes).map(f64::from_bits)
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn text(&mut self) -> Option<&'a str> {
        let len = self.count()?;
        std::str::from_utf8(self.take(len)?).ok()
    }

    #[expect(
        clippy::option_option,
        reason = "a broken answer, or a value that may be absent"
    )]
    fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.byte()? {
            0 => Some(None),
            _ => read(self).map(Some),
        }
    }

    /// Reads a list; room is made for what comes, not for the number stated.
    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.count()?).map(|_| read(self)).collect()
    }

    fn at(&mut self) -> Option<CellRef> {
        Some(CellRef::new(self.number()?, self.number()?))
    }

    fn range(&mut self) -> Option<CellRange> {
        let (first, last) = (self.at()?, self.at()?);
        Some(CellRange { first, last })
    }

    fn grid(&mut self) -> Option<Grid> {
        let mut grid = Grid {
            name: self.option(|input| input.text().map(Arc::from))?,
            hidden: self.byte()? != 0,
            knows_merges: self.byte()? != 0,
            ..Grid::default()
        };
        for _ in 0..self.count()? {
            let at = self.at()?;
            grid.put(at, self.cell()?);
        }
        grid.merges = self.list(Self::range)?;
        grid.hidden_rows = self.list(Self::number)?.into_iter().collect();
        grid.hidden_cols = self.list(Self::number)?.into_iter().collect();
        grid.preamble = self.list(|input| input.text().map(Box::from))?;
        let widths = self.list(|input| Some((input.number()?, input.float()?)))?;
        grid.widths = widths.into_iter().collect();
        grid.looks = self.looks()?;
        Some(grid)
    }

    fn cell(&mut self) -> Option<Cell> {
        let value = match self.byte()? {
            0 => Value::Text(self.text()?.into()),
            1 => Value::Number(self.float()?),
            2 => Value::Date(
                i16::from_le_bytes(self.array()?),
                self.byte()?,
                self.byte()?,
            ),
            3 => Value::Bool(false),
            4 => Value::Bool(true),
            _ => Value::Fault(self.text()?.into()),
        };
        let [format, argument, flags, indent] = self.array()?;
        Some(Cell {
            value,
            format: match format {
                0 => NumberFormat::General,
                1 => NumberFormat::Percent,
                2 => NumberFormat::ZeroPadded(argument),
                _ => NumberFormat::Scaled(argument),
            },
            bold: flags & 1 != 0,
            filled: flags & 2 != 0,
            indent,
            formula: self.option(|input| input.text().map(Box::from))?,
        })
    }

    fn finding(&mut self, file: &Arc<str>) -> Option<Diagnostic> {
        let code = catalogue::find(self.text()?)?;
        let severity = match self.byte()? {
            0 => Severity::Error,
            1 => Severity::Warning,
            _ => Severity::Info,
        };
        let at = Location {
            file: Arc::clone(file),
            sheet: self.option(|input| input.text().map(Arc::from))?,
            cell: self.option(Self::at)?,
            range: self.option(Self::range)?,
        };
        Some(Diagnostic {
            code,
            severity,
            at,
            message: self.text()?.to_owned(),
            raw: self.option(|input| input.text().map(Box::from))?,
            // A container never folds: it names one cell.
            cells: Vec::new(),
            rinci: Vec::new(),
            dijelaskan: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Limits, open_within};
    use super::*;

    #[test]
    fn an_answer_reads_back_as_it_was_and_a_part_of_one_is_none() {
        let page = "<h1>RFK</h1><table><tr style='display:none' height=30><th colspan=2 bgcolor=red>Pagu\
            <td x:num=0.85 x:fmla='=A1' style='border:2px solid blue;font-family:Arial'>85%</table>";
        let limits = Limits {
            looks: true,
            ..Limits::default()
        };
        let outcome = open_within(page.as_bytes(), "a.xls", &limits);
        let grids = &outcome.value.workbook.as_ref().unwrap().grids;
        assert!(grids[0].looks.is_known());
        let bytes = encode(&outcome);
        let back = decode(&bytes, "a.xls").unwrap();
        assert_eq!(format!("{back:?}"), format!("{outcome:?}"));
        for len in 0..bytes.len() {
            assert!(decode(&bytes[..len], "a.xls").is_none(), "{len}");
        }
    }
}

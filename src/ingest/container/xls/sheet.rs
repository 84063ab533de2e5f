//! One worksheet of the stream: its cells, merges, hidden parts and formulas.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::cfb::{u16_at, u32_at};
use super::super::paint::Painter;
use super::super::refusal::{Findings, Read, Refusal};
use super::super::sheet::{Budget, NO_RESULT, Sheet};
use super::record::{Record, Records, kind};
use super::value::{f64_at, fault, result, rk, was_calculated};
use super::{Bound, Globals, Walk, formula};
use crate::model::cell::{Cell, CellRef, MAX_COL, MAX_ROW, Value};
use crate::model::grid::Grid;

/// Reads a worksheet; returns it with the formulas that have no calculated result.
pub(super) fn read(
    body: &[u8],
    bound: &Bound,
    globals: &Globals,
    budget: &mut Budget,
    walk: &mut Walk,
    findings: &mut Findings,
) -> Read<(Grid, Vec<CellRef>)> {
    let mut sheet = Sheet::new(Some(Arc::clone(&bound.name)), true, budget);
    sheet.grid.hidden = bound.hidden;
    let mut reading = Reading {
        sheet,
        globals,
        shared: BTreeMap::new(),
        formulas: Vec::new(),
        unknown: Vec::new(),
        pending: None,
        painter: globals.kinds.as_ref().map(|_| Painter::default()),
    };
    let mut depth = 0usize;
    let mut records = Records::new(body);
    while let Some(record) = records.next() {
        walk.steps = walk.steps.saturating_sub(record.data.len() + 4);
        if walk.steps == 0 {
            return Err(Refusal::damaged("lembar saling menunjuk"));
        }
        match record.kind {
            kind::BOF => depth += 1,
            kind::EOF if depth <= 1 => return reading.finish(walk, findings),
            kind::EOF => depth -= 1,
            // Embedded charts carry records that look like cells.
            _ if depth > 1 => {}
            _ => reading.record(record, &mut records)?,
        }
    }
    Err(Refusal::damaged("lembar terpotong sebelum akhirnya"))
}

/// A worksheet while it is read.
struct Reading<'a> {
    sheet: Sheet<'a>,
    globals: &'a Globals,
    /// Formulas that several cells share, by their first cell.
    shared: BTreeMap<(u16, u16), Vec<u8>>,
    formulas: Vec<Formula>,
    unknown: Vec<CellRef>,
    pending: Option<Pending>,
    painter: Option<Painter>,
}

struct Formula {
    row: u32,
    col: u32,
    tokens: Vec<u8>,
    calculated: bool,
}

/// A formula cell whose text result follows in a record of its own.
struct Pending {
    row: u32,
    col: u32,
    cell: Cell,
}

impl Reading<'_> {
    fn record<'r>(&mut self, record: Record<'r>, records: &mut Records<'r>) -> Read<()> {
        let Record { kind, data } = record;
        if let Some(painter) = &mut self.painter {
            paint(record, painter);
        }
        match kind {
            // Some writers number formulas as Excel 3 and 4 did.
            kind::FORMULA | kind::FORMULA_3 | kind::FORMULA_4 => self.formula(data),
            kind::STRING => self.formula_text(data, records),
            kind::SHARED_FORMULA => {
                self.share(data);
                Ok(())
            }
            kind::MUL_RK => self.many_numbers(data),
            kind::MERGED_CELLS => self.merges(data),
            kind::ROW if u16_at(data, 12) & 0x20 != 0 => {
                let row = u32::from(u16_at(data, 0));
                self.sheet.hide_rows(row, row);
                Ok(())
            }
            kind::COL_INFO => {
                self.columns(data);
                Ok(())
            }
            _ => match self.plain(record, records)? {
                Some(value) => {
                    let (row, col, cell) = self.place(data, value);
                    self.sheet.put(row, col, cell)
                }
                None => Ok(()),
            },
        }
    }

    /// Reads the value of a cell record without a formula; `None` for any other record.
    fn plain<'r>(&self, record: Record<'r>, records: &mut Records<'r>) -> Read<Option<Value>> {
        let Record { kind, data } = record;
        let text = data.get(6..).unwrap_or(&[]);
        Ok(Some(match kind {
            kind::NUMBER => self.number(f64_at(data, 6), data),
            kind::RK => self.number(rk(u32_at(data, 6)), data),
            kind::LABEL | kind::RICH_STRING => {
                Value::Text(self.globals.text.long(text, records).into())
            }
            kind::LABEL_SST => {
                let text = self.globals.strings.get(u32_at(data, 6) as usize);
                let text = text.ok_or_else(|| Refusal::damaged("teks bersama tidak ada"))?;
                Value::Text(text.clone())
            }
            kind::BOOL_ERR if data.get(7) == Some(&0) => Value::Bool(data.get(6) != Some(&0)),
            kind::BOOL_ERR => fault(data.get(6).copied().unwrap_or(0)),
            _ => return Ok(None),
        }))
    }

    /// Gives a number the meaning of its cell's format.
    fn number(&self, number: f64, data: &[u8]) -> Value {
        if !number.is_finite() {
            return Value::Fault("#NUM!".into());
        }
        let look = self.globals.styles.look(u16_at(data, 4));
        look.shown.value(number, self.globals.is_1904)
    }

    fn place(&self, data: &[u8], value: Value) -> (u32, u32, Cell) {
        let (row, col) = (u32::from(u16_at(data, 0)), u32::from(u16_at(data, 2)));
        let look = self.globals.styles.look(u16_at(data, 4));
        (row, col, look.cell(value))
    }

    fn formula(&mut self, data: &[u8]) -> Read<()> {
        self.flush()?;
        let value = match result(data) {
            Some(Value::Number(number)) => Some(self.number(number, data)),
            other => other,
        };
        let is_text = value.is_none();
        let (row, col, cell) = self.place(data, value.unwrap_or(Value::Bool(false)));
        let tokens = data.get(22..).unwrap_or(&[]);
        let len = tokens.len().min(usize::from(u16_at(data, 20)));
        self.formulas.push(Formula {
            row,
            col,
            tokens: tokens[..len].to_vec(),
            calculated: was_calculated(data),
        });
        if is_text {
            self.pending = Some(Pending { row, col, cell });
            return Ok(());
        }
        self.sheet.put(row, col, cell)
    }

    fn formula_text<'r>(&mut self, data: &'r [u8], records: &mut Records<'r>) -> Read<()> {
        let Some(Pending { row, col, mut cell }) = self.pending.take() else {
            return Ok(());
        };
        cell.value = Value::Text(self.globals.text.long(data, records).into());
        self.sheet.put(row, col, cell)
    }

    /// Stores a formula whose text never came.
    fn flush(&mut self) -> Read<()> {
        let Some(Pending { row, col, mut cell }) = self.pending.take() else {
            return Ok(());
        };
        cell.value = Value::Fault(NO_RESULT.into());
        self.sheet.put(row, col, cell)
    }

    /// Keeps a shared formula under the cell before it, which is its first.
    fn share(&mut self, data: &[u8]) {
        let Some(first) = self.formulas.last() else {
            return;
        };
        let part = |number: u32| u16::try_from(number).unwrap_or(0);
        let tokens = data.get(10..).unwrap_or(&[]);
        let len = tokens.len().min(usize::from(u16_at(data, 8)));
        let at = (part(first.row), part(first.col));
        self.shared.insert(at, tokens[..len].to_vec());
    }

    fn many_numbers(&mut self, data: &[u8]) -> Read<()> {
        let (row, first) = (u32::from(u16_at(data, 0)), u32::from(u16_at(data, 2)));
        let pairs = data.get(4..data.len().saturating_sub(2)).unwrap_or(&[]);
        for (col, pair) in (first..).zip(pairs.chunks_exact(6)) {
            let look = self.globals.styles.look(u16_at(pair, 0));
            let value = look.shown.value(rk(u32_at(pair, 2)), self.globals.is_1904);
            self.sheet.put(row, col, look.cell(value))?;
        }
        Ok(())
    }

    fn merges(&mut self, data: &[u8]) -> Read<()> {
        for range in data.get(2..).unwrap_or(&[]).chunks_exact(8) {
            let at = |offset| u32::from(u16_at(range, offset));
            self.sheet.merge((at(0), at(4)), (at(2), at(6)))?;
        }
        Ok(())
    }

    fn columns(&mut self, data: &[u8]) {
        let (first, last) = (u32::from(u16_at(data, 0)), u32::from(u16_at(data, 2)));
        let width = f64::from(u16_at(data, 4)) / 256.0;
        self.sheet.width(first, last, width);
        if u16_at(data, 8) & 1 != 0 {
            self.sheet.hide_cols(first, last);
        }
    }

    fn finish(mut self, walk: &mut Walk, findings: &mut Findings) -> Read<(Grid, Vec<CellRef>)> {
        self.flush()?;
        for formula in std::mem::take(&mut self.formulas) {
            let (row, col) = (formula.row, formula.col);
            if formula.calculated {
                walk.calculated = true;
            } else if row <= MAX_ROW && col <= MAX_COL {
                self.unknown.push(CellRef::new(row, col));
            }
            // Excel 5 packs references differently; its formulas stay without text.
            let text = self
                .globals
                .text
                .biff8
                .then(|| formula::text(&formula.tokens, (row, col), &self.shared));
            if let Some(text) = text.flatten() {
                self.sheet.formula(row, col, text)?;
            }
        }
        if let (Some(painter), Some(kinds)) = (self.painter, &self.globals.kinds) {
            self.sheet.grid.looks = painter.finish(kinds);
        }
        Ok((self.sheet.finish(findings), self.unknown))
    }
}

/// Notes how a record's cells look, or how large its rows and columns are.
fn paint(record: Record<'_>, painter: &mut Painter) {
    let Record { kind, data } = record;
    let at = |offset| u32::from(u16_at(data, offset));
    let format = |offset| usize::from(u16_at(data, offset));
    let twentieths = |offset| f64::from(u16_at(data, offset) & 0x7fff) / 20.0;
    match kind {
        kind::MUL_RK | kind::MUL_BLANK => {
            let size = if kind == kind::MUL_RK { 6 } else { 2 };
            let formats = data.get(4..data.len().saturating_sub(2)).unwrap_or(&[]);
            for (col, format) in (at(2)..).zip(formats.chunks_exact(size)) {
                painter.paint(at(0), col, col, usize::from(u16_at(format, 0)));
            }
        }
        kind::BLANK
        | kind::NUMBER
        | kind::RK
        | kind::LABEL
        | kind::RICH_STRING
        | kind::LABEL_SST
        | kind::BOOL_ERR
        | kind::FORMULA
        | kind::FORMULA_3
        | kind::FORMULA_4 => painter.paint(at(0), at(2), at(2), format(4)),
        kind::ROW => {
            painter.height(at(0), twentieths(6));
            if at(12) & 0x80 != 0 {
                painter.row_base(at(0), format(14) & 0xfff);
            }
        }
        kind::COL_INFO => painter.cols(at(0), at(2), format(6)),
        kind::DEFAULT_HEIGHT => painter.row_height(twentieths(2)),
        // In digits, without the room at both sides of them.
        kind::DEFAULT_WIDTH => painter.col_width(f64::from(u16_at(data, 0)) + 0.71),
        kind::WINDOW if at(0) & 2 == 0 => painter.no_gridlines(),
        _ => {}
    }
}

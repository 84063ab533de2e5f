//! A sheet as the office sent it, cell for cell at the same addresses, with the faulty cells coloured, numbered and noted.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Note, Worksheet};

use super::super::sheet::{Hasil, cut, lines};
use super::super::style::ISI_LAIN;
use super::rupa::{Angka, Rupa, Rupawan};
use super::tanda::Tanda;
use crate::ingest::container::NO_RESULT;
use crate::model::cell::{Cell, CellRange, CellRef, NumberFormat, Value};
use crate::model::field::{Kind, Measure};
use crate::model::grid::Grid;
use crate::model::table::{SkippedAs, Table};

/// Cells that are written of one sheet at most, blank ones of its table included.
const CELLS: usize = 200_000;
/// Widths of columns in characters, where the sheet doesn't state them.
const NARROW: f64 = 5.0;
const WIDE: f64 = 46.0;
/// Height in points of one line of text.
const LINE: f64 = 12.0;

/// What a rebuilt sheet is made of.
pub(super) struct Salinan<'a> {
    pub(super) grid: &'a Grid,
    /// The tables of the sheet.
    pub(super) tables: Vec<&'a Table>,
    pub(super) marks: &'a BTreeMap<CellRef, Tanda>,
}

/// The frame that everything on the sheet is written in.
struct Bingkai {
    kotak: Vec<Kotak>,
    /// Merged ranges by the cell that shows.
    gabung: BTreeMap<CellRef, CellRange>,
    /// Every merged cell with the one that shows for it.
    tertutup: BTreeMap<CellRef, CellRef>,
    widths: BTreeMap<u32, f64>,
    /// One past the last row that is shown.
    end: u32,
}

impl Bingkai {
    fn is_wide(&self, at: CellRef) -> bool {
        self.gabung
            .get(&at)
            .is_some_and(|range| range.first.col != range.last.col)
    }

    fn around(&self, at: CellRef) -> Option<&Kotak> {
        self.kotak.iter().find(|kotak| kotak.holds(at))
    }
}

/// Rows and columns of a table that get lines around their cells.
#[derive(Clone, Copy)]
struct Kotak {
    rows: (u32, u32),
    header_end: Option<u32>,
    cols: (u32, u32),
}

impl Kotak {
    fn of(table: &Table) -> Option<Self> {
        let body = table.rows.iter().map(|row| row.row);
        let others = table.skipped.iter().filter(|skipped| {
            !matches!(
                skipped.kind,
                SkippedAs::Note | SkippedAs::Signature | SkippedAs::OtherTable
            )
        });
        let all = body.chain(others.map(|skipped| skipped.row));
        let header = table.header_rows;
        let (mut first, mut last) = header.or_else(|| all.clone().min().map(|row| (row, row)))?;
        for row in all {
            first = first.min(row);
            last = last.max(row);
        }
        let cols = table.columns.iter().map(|column| column.col);
        let (left, right) = (cols.clone().min()?, cols.max()?);
        Some(Self {
            rows: (first, last),
            header_end: header.map(|(_, end)| end.max(table.number_row.unwrap_or(0))),
            cols: (left, right),
        })
    }

    fn holds(&self, at: CellRef) -> bool {
        (self.rows.0..=self.rows.1).contains(&at.row)
            && (self.cols.0..=self.cols.1).contains(&at.col)
    }

    fn is_header(&self, row: u32) -> bool {
        self.header_end.is_some_and(|end| row <= end) && row >= self.rows.0
    }
}

impl Salinan<'_> {
    /// Writes the sheet; returns the first row that was left out, where it is too large to be shown whole.
    pub(super) fn write(
        &self,
        ws: &mut Worksheet,
        rupawan: &mut Rupawan,
    ) -> Result<Option<u32>, rust_xlsxwriter::XlsxError> {
        let bingkai = self.bingkai();
        let end = bingkai.end;
        for (col, width) in &bingkai.widths {
            if let Some(col) = self::col(*col) {
                ws.set_column_width(col, *width)?;
            }
        }
        self.write_merges(ws, &bingkai, rupawan)?;
        self.blanks(ws, &bingkai, rupawan)?;
        for (row, cells) in self.grid.rows.range(..end) {
            for (col, cell) in cells {
                let at = CellRef::new(*row, *col);
                if bingkai.tertutup.get(&at).is_none_or(|anchor| *anchor == at) {
                    self.put(ws, at, Some(cell), &bingkai, rupawan)?;
                }
            }
        }
        for at in self.marks.keys() {
            if self.grid.cell(*at).is_none() && at.row < end {
                self.put(ws, *at, None, &bingkai, rupawan)?;
            }
        }
        self.notes(ws, end)?;
        self.heights(ws, &bingkai)?;
        self.hidden(ws, &bingkai.widths)?;
        freeze(ws, &bingkai.kotak)?;
        let left_out = self.grid.rows.range(end..).next().map(|(row, _)| *row);
        Ok(left_out)
    }

    fn bingkai(&self) -> Bingkai {
        let kotak: Vec<Kotak> = self
            .tables
            .iter()
            .filter_map(|table| Kotak::of(table))
            .collect();
        let end = self.end(&kotak);
        let merges = self.merges(end);
        let tertutup = merges
            .iter()
            .flat_map(|range| each(range).map(|at| (at, range.first)))
            .collect();
        let mut bingkai = Bingkai {
            kotak,
            gabung: merges
                .into_iter()
                .map(|range| (range.first, range))
                .collect(),
            tertutup,
            widths: BTreeMap::new(),
            end,
        };
        bingkai.widths = self.widths(&bingkai);
        bingkai
    }

    /// One past the last row that is shown: all rows, as far as the limit goes; marks below it are not lost, they
    /// stand in the list.
    fn end(&self, kotak: &[Kotak]) -> u32 {
        let blanks = |row: u32| -> usize {
            kotak
                .iter()
                .filter(|kotak| (kotak.rows.0..=kotak.rows.1).contains(&row))
                .map(|kotak| (kotak.cols.1 - kotak.cols.0 + 1) as usize)
                .sum()
        };
        let mut used = 0usize;
        for (row, cells) in &self.grid.rows {
            used += cells.len().max(blanks(*row));
            if used > CELLS {
                return *row;
            }
        }
        let last = self.grid.rows.keys().next_back().copied();
        let marked = self.marks.keys().map(|at| at.row).max();
        last.max(marked).map_or(0, |row| row + 1)
    }

    /// The merged ranges within the sheet's written part, none over another.
    fn merges(&self, end: u32) -> Vec<CellRange> {
        let n_cols = self.grid.n_cols();
        let mut taken: BTreeSet<CellRef> = BTreeSet::new();
        let mut out = Vec::new();
        if end == 0 || n_cols == 0 {
            return out;
        }
        for range in &self.grid.merges {
            let last = CellRef::new(range.last.row.min(end - 1), range.last.col.min(n_cols - 1));
            if range.first.row > last.row || range.first.col > last.col || range.first == last {
                continue;
            }
            let rows = (last.row - range.first.row + 1) as usize;
            let cols = (last.col - range.first.col + 1) as usize;
            if taken.len().saturating_add(rows.saturating_mul(cols)) > CELLS {
                continue;
            }
            let range = CellRange {
                first: range.first,
                last,
            };
            if each(&range).any(|at| taken.contains(&at)) {
                continue;
            }
            taken.extend(each(&range));
            out.push(range);
        }
        out
    }

    /// Writes the merged ranges blank.
    fn write_merges(&self, ws: &mut Worksheet, bingkai: &Bingkai, rupawan: &mut Rupawan) -> Hasil {
        for range in bingkai.gabung.values() {
            let rupa = self.rupa(range.first, self.grid.cell(range.first), bingkai);
            let (Some(first), Some(last)) = (col(range.first.col), col(range.last.col)) else {
                continue;
            };
            let format = rupawan.format(&rupa);
            ws.merge_range(range.first.row, first, range.last.row, last, "", format)?;
        }
        Ok(())
    }

    /// Draws the lines of a table around its blank cells too.
    fn blanks(&self, ws: &mut Worksheet, bingkai: &Bingkai, rupawan: &mut Rupawan) -> Hasil {
        for kotak in &bingkai.kotak {
            // Only rows that hold something: a stray row far below draws no million of blanks.
            let rows = self.grid.rows.range(kotak.rows.0..=kotak.rows.1);
            for (row, cells) in rows.take_while(|(row, _)| **row < bingkai.end) {
                for column in kotak.cols.0..=kotak.cols.1 {
                    let at = CellRef::new(*row, column);
                    let Some(position) = col(column) else { break };
                    if !cells.contains_key(&column) && !bingkai.tertutup.contains_key(&at) {
                        let rupa = self.rupa(at, None, bingkai);
                        ws.write_blank(*row, position, rupawan.format(&rupa))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn put(
        &self,
        ws: &mut Worksheet,
        at: CellRef,
        cell: Option<&Cell>,
        bingkai: &Bingkai,
        rupawan: &mut Rupawan,
    ) -> Hasil {
        let Some(position) = col(at.col) else {
            return Ok(());
        };
        let rupa = self.rupa(at, cell, bingkai);
        let format = rupawan.format(&rupa);
        match cell.map(|cell| &cell.value) {
            Some(Value::Number(number)) => {
                ws.write_number_with_format(at.row, position, *number, format)?;
            }
            Some(_) => {
                // Dates, truth values and errors are shown as text: what matters is that they stand there.
                let text = cell.map(Cell::display).unwrap_or_default();
                // The office never saw these words: its program shows a blank or a zero.
                let unseen = text == NO_RESULT && rupa.tanda.is_none();
                let text = if unseen { "" } else { cut(&text) };
                if text.is_empty() {
                    ws.write_blank(at.row, position, format)?;
                } else {
                    ws.write_string_with_format(at.row, position, text, format)?;
                }
            }
            None => {
                let number = self.marks.get(&at).map(Tanda::label).unwrap_or_default();
                let plain = rupawan.format(&Rupa {
                    awalan: None,
                    ..rupa
                });
                ws.write_string_with_format(at.row, position, number, plain)?;
            }
        }
        Ok(())
    }

    fn rupa(&self, at: CellRef, cell: Option<&Cell>, bingkai: &Bingkai) -> Rupa {
        let own = bingkai.around(at);
        let in_header = own.is_some_and(|kotak| kotak.is_header(at.row));
        let mark = self.marks.get(&at);
        Rupa {
            angka: cell.map_or(Angka::Umum, |cell| {
                self.angka(at, cell, own.is_some(), in_header)
            }),
            tebal: cell.is_some_and(|cell| cell.bold),
            isi: cell
                .filter(|cell| cell.filled)
                .map(|_| self.grid.fills.get(&at).copied().unwrap_or(ISI_LAIN))
                .filter(|fill| *fill != [0xFF; 3]),
            lekuk: cell.map_or(0, |cell| cell.indent.min(15)),
            kotak: own.is_some(),
            tengah: in_header
                || bingkai.is_wide(at)
                || own.is_some() && self.is_number_column(at.col),
            tanda: mark.map(|mark| mark.tingkat),
            awalan: mark.map(Tanda::label),
        }
    }

    /// How a number is shown: as its own format says, else as money and percentages usually are.
    fn angka(&self, at: CellRef, cell: &Cell, in_table: bool, is_header: bool) -> Angka {
        let Value::Number(number) = cell.value else {
            return Angka::Umum;
        };
        let whole = number.fract() == 0.0;
        match cell.format {
            NumberFormat::Percent => Angka::Persen,
            NumberFormat::ZeroPadded(width) => Angka::Nol(width.min(20)),
            NumberFormat::Scaled(power) => Angka::Skala(power.min(4)),
            NumberFormat::General => {
                let kind = self.kind(at.col).filter(|_| in_table && !is_header);
                match kind {
                    Some(Kind::Rupiah) if whole => Angka::Ribuan,
                    Some(Kind::Rupiah | Kind::Percent) => Angka::Desimal,
                    _ if number.abs() >= 100_000.0 && whole => Angka::Ribuan,
                    _ if !whole => Angka::Desimal,
                    _ => Angka::Umum,
                }
            }
        }
    }

    /// Whether a column holds the running numbers of the rows.
    fn is_number_column(&self, col: u32) -> bool {
        let columns = self.tables.iter().flat_map(|table| &table.columns);
        columns.filter(|column| column.col == col).any(|column| {
            column
                .field
                .is_some_and(|field| field.measure == Measure::No)
        })
    }

    fn kind(&self, col: u32) -> Option<Kind> {
        self.tables
            .iter()
            .flat_map(|table| &table.columns)
            .find(|column| column.col == col)
            .and_then(|column| column.field)
            .map(|field| field.measure.kind())
    }

    /// The sheet's own widths, else widths by what stands in a column; numbered cells are never too narrow for it.
    fn widths(&self, bingkai: &Bingkai) -> BTreeMap<u32, f64> {
        let mut out: BTreeMap<u32, f64> = BTreeMap::new();
        for (row, cells) in &self.grid.rows {
            for (col, cell) in cells {
                let at = CellRef::new(*row, *col);
                // Titles run over their neighbours.
                let is_title = bingkai.around(at).is_none() && !bingkai.kotak.is_empty();
                if is_title || bingkai.is_wide(at) {
                    continue;
                }
                let need = self.need(at, cell);
                let width = out.entry(*col).or_insert(NARROW);
                *width = width.max(need.min(WIDE));
            }
        }
        for (col, width) in &self.grid.widths {
            out.insert(*col, width.clamp(1.0, 120.0));
        }
        for at in self.marks.keys() {
            let need = self.grid.cell(*at).map_or(8.0, |cell| self.need(*at, cell));
            let width = out.entry(at.col).or_insert(NARROW);
            *width = width.max(need.min(WIDE));
        }
        out
    }

    /// Characters that a cell needs: all of a number, about a third of a long text.
    fn need(&self, at: CellRef, cell: &Cell) -> f64 {
        let prefix = self
            .marks
            .get(&at)
            .map_or(0, |mark| mark.label().chars().count() + 1);
        let length = if let Value::Number(number) = cell.value {
            let digits = format!("{:.0}", number.abs()).len();
            digits + digits / 3 + 3
        } else {
            let text = cell.display();
            let longest = text.lines().map(|line| line.chars().count()).max();
            match longest.unwrap_or(0) {
                longest if longest > 24 => 24 + (longest - 24) / 4,
                longest => longest + 1,
            }
        };
        f64::from(u32::try_from(length + prefix).unwrap_or(u32::MAX)) + 1.0
    }

    fn notes(&self, ws: &mut Worksheet, end: u32) -> Hasil {
        for (at, mark) in self.marks.iter().filter(|(at, _)| at.row < end) {
            let Some(position) = col(at.col) else {
                continue;
            };
            let text = mark.catatan();
            let height = 22 + 15 * lines(&text, 46.0);
            let note = Note::new(text)
                .set_author(super::PENULIS)
                .add_author_prefix(false)
                .set_width(330)
                .set_height(height.min(420));
            ws.insert_note(at.row, position, &note)?;
        }
        Ok(())
    }

    /// Makes rows as high as their wrapped texts need, over merged columns too.
    fn heights(&self, ws: &mut Worksheet, bingkai: &Bingkai) -> Hasil {
        let width_of = |col: u32| bingkai.widths.get(&col).copied().unwrap_or(8.43);
        for (row, cells) in self.grid.rows.range(..bingkai.end) {
            let mut needed = 1;
            for (col, cell) in cells {
                let at = CellRef::new(*row, *col);
                let wraps = bingkai.around(at).is_some();
                let Some(text) = cell.text() else { continue };
                let span = bingkai.gabung.get(&at);
                if span.is_some_and(|range| range.last.row > range.first.row) {
                    continue;
                }
                let width = span.map_or_else(
                    || width_of(*col),
                    |range| (range.first.col..=range.last.col).map(width_of).sum(),
                );
                let own = if wraps {
                    lines(text, width)
                } else {
                    u32::try_from(text.lines().count()).unwrap_or(1)
                };
                needed = needed.max(own);
            }
            if needed > 1 {
                ws.set_row_height(*row, 3.0 + LINE * f64::from(needed.min(33)))?;
            }
        }
        Ok(())
    }

    /// Hides what the office hid, unless a fault stands there.
    fn hidden(&self, ws: &mut Worksheet, widths: &BTreeMap<u32, f64>) -> Hasil {
        for row in &self.grid.hidden_rows {
            if !self.marks.keys().any(|at| at.row == *row) {
                ws.set_row_hidden(*row)?;
            }
        }
        for hidden in &self.grid.hidden_cols {
            let Some(position) = col(*hidden) else { break };
            if self.marks.keys().any(|at| at.col == *hidden) {
                let width = widths.get(hidden).copied().unwrap_or(12.0).max(8.0);
                ws.set_column_width(position, width)?;
            } else {
                ws.set_column_hidden(position)?;
            }
        }
        Ok(())
    }
}

/// Keeps the header in sight and repeats it in print.
fn freeze(ws: &mut Worksheet, kotak: &[Kotak]) -> Hasil {
    /// A header further down would leave no room for the rows.
    const DEEPEST: u32 = 24;
    let headers = kotak
        .iter()
        .filter_map(|kotak| Some((kotak.rows.0, kotak.header_end?)));
    if let Some((first, end)) = headers.min()
        && end <= DEEPEST
        && first <= end
    {
        ws.set_freeze_panes(end + 1, 0)?;
        ws.set_repeat_rows(first, end)?;
    }
    Ok(())
}

fn col(col: u32) -> Option<u16> {
    u16::try_from(col).ok().filter(|col| *col < 16_384)
}

fn each(range: &CellRange) -> impl Iterator<Item = CellRef> + use<> {
    let range = *range;
    (range.first.row..=range.last.row).flat_map(move |row| {
        (range.first.col..=range.last.col).map(move |col| CellRef::new(row, col))
    })
}

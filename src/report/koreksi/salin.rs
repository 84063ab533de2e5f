//! A sheet as the office sent it, cell for cell at the same addresses, with the faulty cells coloured, numbered and noted.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Note, Worksheet};

use super::super::sheet::{Hasil, cut, lines};
use super::super::style::ISI_LAIN;
use super::bingkai::{Bingkai, each};
use super::rupa::{Angka, Rupa, Rupawan};
use super::tanda::Tanda;
use super::ukuran::freeze;
use crate::ingest::container::NO_RESULT;
use crate::model::cell::{Cell, CellRef, NumberFormat, Value};
use crate::model::field::{Kind, Measure};
use crate::model::grid::Grid;
use crate::model::table::Table;

/// Cells that are written of one sheet at most, blank ones of its table included.
pub(super) const CELLS: usize = 200_000;

/// What a rebuilt sheet is made of.
pub(super) struct Salinan<'a> {
    pub(super) grid: &'a Grid,
    /// The tables of the sheet.
    pub(super) tables: Vec<&'a Table>,
    pub(super) marks: &'a BTreeMap<CellRef, Tanda>,
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
        self.sizes(ws, &bingkai)?;
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
        self.hidden(ws, &bingkai.widths)?;
        freeze(ws, &bingkai.kotak)?;
        ws.set_screen_gridlines(!self.grid.looks.no_gridlines);
        let left_out = self.grid.rows.range(end..).next().map(|(row, _)| *row);
        Ok(left_out)
    }

    /// Writes the merged ranges blank, each covered cell as it looks: the lines around a range are those of its cells.
    fn write_merges(&self, ws: &mut Worksheet, bingkai: &Bingkai, rupawan: &mut Rupawan) -> Hasil {
        for range in bingkai.gabung.values() {
            let rupa = self.rupa(range.first, self.grid.cell(range.first), bingkai);
            let (Some(first), Some(last)) = (col(range.first.col), col(range.last.col)) else {
                continue;
            };
            let format = rupawan.format(&rupa);
            ws.merge_range(range.first.row, first, range.last.row, last, "", format)?;
            // The frame of a mark goes around all of it.
            if rupa.tanda.is_some() || !self.grid.looks.is_known() {
                continue;
            }
            for at in each(range).skip(1) {
                let own = self.grid.looks.at(at).filter(|look| look.has_lines());
                if let (Some(look), Some(position)) = (own, col(at.col)) {
                    let mut edges = rupa.asli.clone().unwrap_or_default();
                    edges.edges = look.edges;
                    let rupa = Rupa {
                        asli: Some(edges),
                        ..rupa.clone()
                    };
                    ws.write_blank(at.row, position, rupawan.format(&rupa))?;
                }
            }
        }
        Ok(())
    }

    /// Draws blank cells that have a fill or lines, their own or those of their table.
    fn blanks(&self, ws: &mut Worksheet, bingkai: &Bingkai, rupawan: &mut Rupawan) -> Hasil {
        let mut left = CELLS;
        let n_cols = self.grid.n_cols();
        for row in self.rows(bingkai.end) {
            let cells = self.grid.rows.get(&row);
            for column in 0..n_cols {
                let at = CellRef::new(row, column);
                let Some(position) = col(column) else { break };
                let written = cells.is_some_and(|cells| cells.contains_key(&column));
                left = left.saturating_sub(1);
                if left == 0 {
                    return Ok(());
                }
                if written || bingkai.tertutup.contains_key(&at) {
                    continue;
                }
                let own = self.grid.looks.at(at);
                let shows = own.is_some_and(|look| look.fill.is_some() || look.has_lines());
                // Only rows that hold something: a stray row far below draws no million of blanks.
                if shows || cells.is_some() && bingkai.around(at).is_some() {
                    let rupa = self.rupa(at, None, bingkai);
                    ws.write_blank(row, position, rupawan.format(&rupa))?;
                }
            }
        }
        Ok(())
    }

    /// The rows that hold something or look like something.
    fn rows(&self, end: u32) -> BTreeSet<u32> {
        let mut rows: BTreeSet<u32> = self.grid.rows.range(..end).map(|(row, _)| *row).collect();
        let looking = self.grid.looks.rows.iter();
        let looking = looking.flat_map(|run| run.first..=run.last.min(end.saturating_sub(1)));
        rows.extend(looking.take_while(|row| *row < end).take(CELLS));
        rows
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
        let looks = &self.grid.looks;
        let asli = looks
            .is_known()
            .then(|| looks.at(at).cloned().unwrap_or_default());
        let mut rupa = Rupa {
            angka: cell.map_or(Angka::Umum, |cell| {
                self.angka(at, cell, own.is_some(), in_header)
            }),
            tebal: false,
            isi: None,
            lekuk: 0,
            kotak: own.is_some_and(|kotak| !kotak.bergaris),
            tengah: false,
            tanda: mark.map(|mark| mark.tingkat),
            awalan: mark.map(Tanda::label),
            asli,
        };
        if rupa.asli.is_none() {
            rupa.tebal = cell.is_some_and(|cell| cell.bold);
            rupa.isi = cell.filter(|cell| cell.filled).map(|_| ISI_LAIN);
            rupa.lekuk = cell.map_or(0, |cell| cell.indent.min(15));
            rupa.tengah =
                in_header || bingkai.is_wide(at) || own.is_some() && self.is_number_column(at.col);
        }
        rupa
    }

    /// How a number is shown: as its own format says, else as money and percentages usually are.
    fn angka(&self, at: CellRef, cell: &Cell, in_table: bool, is_header: bool) -> Angka {
        let Value::Number(number) = cell.value else {
            return Angka::Umum;
        };
        let own = self.grid.looks.at(at).and_then(|look| look.digits);
        // What is shown as a percentage is read as one, however its digits are written.
        if let Some(own) = own.filter(|own| own.percent == (cell.format == NumberFormat::Percent)) {
            return Angka::Asli(own);
        }
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
}

pub(super) fn col(col: u32) -> Option<u16> {
    u16::try_from(col).ok().filter(|col| *col < 16_384)
}

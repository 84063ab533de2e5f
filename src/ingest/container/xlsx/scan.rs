//! A pass over a sheet's XML for what calamine doesn't give: hidden rows and columns, widths, merges, formulas.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use super::super::paint::Painter;
use super::super::refusal::{Read, Refusal};
use super::super::xml::{self, attr, attr_number, attr_true};
use super::tags::{Tag, Tags};
use crate::model::cell::{CellRef, MAX_COL, MAX_ROW};

/// Errors that calamine knows; others would cost the whole sheet.
const FAULTS: [&str; 7] = [
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
];

/// Kinds of unknown errors that are mended at most; Excel has about a dozen.
const FAULT_KINDS: usize = 32;

#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The written cells as a part of their own: what stands around them can't mislead calamine then.
    pub(super) data: Vec<u8>,
    pub(super) merges: Vec<((u32, u32), (u32, u32))>,
    pub(super) hidden_rows: Vec<u32>,
    pub(super) columns: Vec<Columns>,
    /// Formulas by the ordinal of their cell in `data`; empty text where it isn't known.
    pub(super) formulas: Vec<(usize, Box<str>)>,
    /// Errors that calamine doesn't know, by the ordinal of their cell in `data`.
    pub(super) faults: Vec<(usize, Box<str>)>,
    /// How cells look, where it is asked for.
    pub(super) painter: Option<Painter>,
}

#[derive(Debug)]
pub(super) struct Columns {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) hidden: bool,
    pub(super) width: Option<f64>,
}

pub(super) fn scan(part: &[u8], looks: bool) -> Read<Scan> {
    let text =
        std::str::from_utf8(part).map_err(|_| Refusal::damaged("lembar tidak berupa UTF-8"))?;
    let mut scan = Scan {
        painter: looks.then(Painter::default),
        ..Scan::default()
    };
    let (start, empty) = before_data(text, &mut scan)?;
    let mut end = start;
    if empty {
        scan.data = part_of("<sheetData></sheetData>");
    } else {
        end = Cells::new(text, start).read(&mut scan)?;
    }
    after_data(&text[end..], &mut scan)?;
    Ok(scan)
}

fn part_of(cells: &str) -> Vec<u8> {
    format!("<worksheet>{cells}</worksheet>").into_bytes()
}

/// Reads the columns; returns where the cells begin, and whether there are none.
fn before_data(text: &str, scan: &mut Scan) -> Read<(usize, bool)> {
    let mut reader = xml::reader(text);
    loop {
        let event = xml::next(&mut reader)?;
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                b"col" => column(&e, scan),
                b"sheetFormatPr" | b"sheetView" => sheet_look(&e, scan),
                b"sheetData" => {
                    let at = usize::try_from(reader.buffer_position()).unwrap_or(0);
                    return Ok((at, empty));
                }
                _ => {}
            },
            Event::Eof => return Err(Refusal::damaged("bagian ini tidak memuat data lembar")),
            _ => {}
        }
    }
}

fn after_data(text: &str, scan: &mut Scan) -> Read<()> {
    if !text.contains("mergeCell") {
        return Ok(());
    }
    let mut reader = xml::reader(text);
    loop {
        match xml::next(&mut reader)? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == b"mergeCell" => {
                merge(&e, scan);
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn column(e: &BytesStart<'_>, scan: &mut Scan) {
    let index = |name| attr_number::<u32>(e, name).and_then(|col| col.checked_sub(1));
    let (Some(first), Some(last)) = (index("min"), index("max")) else {
        return;
    };
    if first <= last && first <= MAX_COL {
        if let (Some(painter), Some(kind)) = (&mut scan.painter, attr_number(e, "style")) {
            painter.cols(first, last, kind);
        }
        scan.columns.push(Columns {
            first,
            last: last.min(MAX_COL),
            hidden: attr_true(e, "hidden") || attr_number(e, "width") == Some(0.0),
            width: attr_number(e, "width"),
        });
    }
}

/// Reads the sizes of rows and columns that state none, and whether lines are shown between cells.
fn sheet_look(e: &BytesStart<'_>, scan: &mut Scan) {
    let Some(painter) = &mut scan.painter else {
        return;
    };
    if let Some(points) = attr_number(e, "defaultRowHeight") {
        painter.row_height(points);
    }
    if let Some(width) = attr_number(e, "defaultColWidth") {
        painter.col_width(width);
    }
    if attr(e, "showGridLines").is_some_and(|shown| shown == "0" || shown == "false") {
        painter.no_gridlines();
    }
}

fn merge(e: &BytesStart<'_>, scan: &mut Scan) {
    let Some(range) = attr(e, "ref") else { return };
    let (first, last) = range.split_once(':').unwrap_or((&range, &range));
    if let (Some(first), Some(last)) = (reference(first), reference(last)) {
        scan.merges.push((first, last));
    }
}

/// Reads a row and column from a reference such as `AB12`; `None` beyond the grid.
fn reference(text: &str) -> Option<(u32, u32)> {
    let at: CellRef = text.replace('$', "").parse().ok()?;
    Some((at.row, at.col))
}

/// The pass over the cells.
struct Cells<'t> {
    text: &'t str,
    tags: Tags<'t>,
    start: usize,
    /// The cells without the blank ones, up to `copied`.
    written: String,
    copied: usize,
    /// Whether a cell has no address of its own: then the blank ones are needed to count.
    counted: bool,
    row: u32,
    /// Column of the cell that is read, where it states none, and of the next.
    here: u32,
    next: u32,
    /// Address of the cell before, where it stated one; read only where the next states none.
    stated: Option<&'t str>,
    /// Cells seen so far, and those of them that are written.
    seen: usize,
    kept: usize,
    cell: Option<Tag<'t>>,
    filled: bool,
    formulas: Vec<(usize, usize, Box<str>)>,
    faults: Vec<(usize, usize, Box<str>)>,
    shared: BTreeMap<&'t str, (String, (u32, u32))>,
}

impl<'t> Cells<'t> {
    fn new(text: &'t str, start: usize) -> Self {
        Self {
            text,
            tags: Tags::new(text, start),
            start,
            written: String::new(),
            copied: start,
            counted: false,
            row: 0,
            here: 0,
            next: 0,
            stated: None,
            seen: 0,
            kept: 0,
            cell: None,
            filled: false,
            formulas: Vec::new(),
            faults: Vec::new(),
            shared: BTreeMap::new(),
        }
    }

    /// Reads all cells; returns where they end.
    fn read(mut self, scan: &mut Scan) -> Read<usize> {
        loop {
            let tag = self
                .tags
                .next()?
                .ok_or_else(|| Refusal::damaged("data lembar terpotong"))?;
            match (tag.name, tag.closing) {
                ("c", false) => {
                    self.open(tag);
                    self.look(&tag, scan);
                }
                ("c", true) => self.close(tag.end),
                ("row", false) => self.row(&tag, scan),
                ("row", true) => self.row = self.row.saturating_add(1),
                ("f", false) => self.formula(&tag)?,
                ("v", false) => self.value(&tag)?,
                ("is", false) => self.filled = true,
                ("sheetData", true) => {
                    self.finish(tag.start, scan);
                    return Ok(tag.end);
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, tag: &Tag<'t>, scan: &mut Scan) {
        if let Some(row) = tag.attr("r").and_then(|row| row.trim().parse::<u32>().ok()) {
            self.row = row.saturating_sub(1);
        }
        self.next = 0;
        self.stated = None;
        let hidden =
            matches!(tag.attr("hidden"), Some("1" | "true")) || tag.attr("ht") == Some("0");
        if hidden && self.row <= MAX_ROW {
            scan.hidden_rows.push(self.row);
        }
        if let Some(painter) = &mut scan.painter {
            let number = |name| tag.attr(name).map(str::trim);
            if let Some(Ok(points)) = number("ht").map(str::parse) {
                painter.height(self.row, points);
            }
            // A row's style counts only where the row says so.
            let own = matches!(tag.attr("customFormat"), Some("1" | "true"));
            if let Some(Ok(kind)) = number("s").filter(|_| own).map(str::parse) {
                painter.row_base(self.row, kind);
            }
        }
        if tag.empty {
            self.row = self.row.saturating_add(1);
        }
    }

    fn open(&mut self, tag: Tag<'t>) {
        self.filled = false;
        if let Some(stated) = tag.attr("r") {
            self.stated = Some(stated);
        } else {
            self.counted = true;
            let before = self.stated.take().and_then(reference);
            self.here = before.map_or(self.next, |(_, col)| col.saturating_add(1));
            self.next = self.here.saturating_add(1);
        }
        self.cell = Some(tag);
        if tag.empty {
            self.close(tag.end);
        }
    }

    /// Notes the look of a cell that begins, blank or not.
    fn look(&self, tag: &Tag<'t>, scan: &mut Scan) {
        if let Some(painter) = &mut scan.painter {
            let kind = tag.attr("s").map_or(Ok(0), |style| style.trim().parse());
            let (row, col) = self.place(tag);
            if let Ok(kind) = kind {
                painter.paint(row, col, col, kind);
            }
        }
    }

    /// Ends a cell; a blank one is left out of what calamine gets.
    fn close(&mut self, end: usize) {
        let Some(tag) = self.cell.take() else { return };
        self.seen += 1;
        if self.filled {
            self.kept += 1;
            return;
        }
        self.written
            .push_str(self.text.get(self.copied..tag.start).unwrap_or(""));
        self.copied = end;
    }

    fn place(&self, tag: &Tag<'t>) -> (u32, u32) {
        let stated = tag.attr("r").and_then(reference);
        stated.unwrap_or((self.row, self.here))
    }

    fn formula(&mut self, tag: &Tag<'t>) -> Read<()> {
        self.filled = true;
        let own = if tag.empty {
            String::new()
        } else {
            self.tags.text()?
        };
        let place = self.cell.map_or((0, 0), |cell| self.place(&cell));
        let text = match tag.attr("si").filter(|_| tag.attr("t") == Some("shared")) {
            Some(index) if own.is_empty() => {
                self.shared
                    .get(index)
                    .map_or_else(String::new, |(text, from)| {
                        calamine::expand_shared_formula(text, *from, place).unwrap_or_default()
                    })
            }
            Some(index) => {
                self.shared.insert(index, (own.clone(), place));
                own
            }
            None => own,
        };
        self.formulas.push((self.seen, self.kept, text.into()));
        Ok(())
    }

    fn value(&mut self, tag: &Tag<'t>) -> Read<()> {
        self.filled = true;
        let is_fault = self.cell.is_some_and(|cell| cell.attr("t") == Some("e"));
        if !is_fault || tag.empty {
            return Ok(());
        }
        let text = self.tags.text()?;
        if !FAULTS.contains(&text.as_str()) && !text.is_empty() {
            self.faults.push((self.seen, self.kept, text.into()));
        }
        Ok(())
    }

    fn finish(mut self, end: usize, scan: &mut Scan) {
        let all = self.text.get(self.start..end).unwrap_or("");
        let cells = if self.counted {
            all
        } else {
            self.written
                .push_str(self.text.get(self.copied..end).unwrap_or(""));
            &self.written
        };
        let mut cells = format!("<sheetData>{cells}</sheetData>");
        let faults: BTreeSet<&str> = self.faults.iter().map(|(_, _, text)| &**text).collect();
        for fault in faults.into_iter().take(FAULT_KINDS) {
            cells = cells.replace(&format!(">{fault}<"), ">#N/A<");
        }
        scan.data = part_of(&cells);
        let ordinal = |(seen, kept, text)| (if self.counted { seen } else { kept }, text);
        scan.formulas = self.formulas.into_iter().map(ordinal).collect();
        scan.faults = self.faults.into_iter().map(ordinal).collect();
    }
}

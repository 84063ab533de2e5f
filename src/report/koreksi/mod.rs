//! Lembar koreksi: a workbook for one office with a list of what to correct, and its own sheets with the places marked.

mod bingkai;
mod butir;
mod daftar;
mod kata;
mod kegiatan;
pub mod nama;
mod rupa;
mod salin;
mod tanda;
#[cfg(test)]
mod tests;
mod ukuran;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_xlsxwriter::{Workbook as Buku, XlsxError};

use super::sheet::Sheet;
use super::style::{self, Style};
use super::{Cetak, properties};
use crate::consolidate::Konsolidasi;
use crate::error::Error;
use crate::model::cell::{Cell, CellRef, Value};
use crate::model::grid::{Grid, Workbook};
use crate::model::nilai::grouped;
use crate::normalize::fold::tidy;
pub use butir::{Butir, Perbaikan};
use daftar::Daftar;
pub(super) use kata::tindakan;
use nama::Nama;
pub(super) use rupa::Rupa;
use rupa::Rupawan;
use salin::Salinan;

/// Name of the first sheet.
pub(super) const DAFTAR: &str = "Daftar Perbaikan";
/// Who wrote the notes.
const PENULIS: &str = "rakor";

/// What is known of a rebuilt sheet.
struct Lembar {
    nama: String,
    /// The first row that did not fit.
    terpotong: Option<u32>,
}

/// The rebuilt sheets by file and by their name there.
type Jilid = BTreeMap<(usize, Option<Arc<str>>), Lembar>;

/// Builds the lembar koreksi of an office; the same findings and files give the same bytes.
///
/// `buka` reads a submission again by its index: `None` for what can't be opened, of which only the list speaks.
pub fn workbook(
    k: &Konsolidasi,
    cetak: &Cetak,
    perbaikan: &Perbaikan,
    buka: &dyn Fn(usize) -> Option<Workbook>,
) -> Result<Vec<u8>, Error> {
    build(k, cetak, perbaikan, buka).map_err(|error| Error::Workbook(error.to_string()))
}

fn build(
    k: &Konsolidasi,
    cetak: &Cetak,
    perbaikan: &Perbaikan,
    buka: &dyn Fn(usize) -> Option<Workbook>,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Buku::new();
    let title = format!("{DAFTAR} {}", k.opd[perbaikan.opd].office.nama);
    book.set_properties(&properties(k, cetak)?.set_title(title.trim()));
    let (font, row_height, col_width) = style::bawaan();
    book.set_default_format(&font, row_height, col_width)?;
    let style = Style::new();
    book.add_worksheet().set_name(DAFTAR)?;
    let mut isi: BTreeMap<usize, String> = BTreeMap::new();
    let mut jilid = Jilid::new();
    let mut names = Nama::terpakai(&[DAFTAR]);
    let mut rupawan = Rupawan::default();
    for &berkas in &perbaikan.berkas {
        // One file at a time: a large one is gone before the next is opened.
        let Some(workbook) = buka(berkas) else {
            continue;
        };
        let sheets: BTreeSet<Option<Arc<str>>> = perbaikan
            .butir
            .iter()
            .filter(|one| one.berkas == berkas && (one.lembar.is_some() || !one.sel.is_empty()))
            .map(|one| one.lembar.clone())
            .collect();
        for sheet in sheets {
            let Some(grid) = find(&workbook, sheet.as_ref(), perbaikan, berkas) else {
                continue;
            };
            for one in perbaikan
                .butir
                .iter()
                .filter(|one| one.berkas == berkas && one.lembar == sheet)
            {
                isi.insert(one.nomor, sekarang(grid, one));
            }
            let marks = tanda::of_sheet(&perbaikan.butir, berkas, sheet.as_ref(), grid);
            let tables = k.submissions[berkas]
                .tables
                .iter()
                .filter(|table| table.sheet == sheet)
                .collect();
            let name = names.lembar(sheet.as_deref().unwrap_or("Laporan"));
            let ws = book.add_worksheet().set_name(&name)?;
            daftar::page(ws, k, perbaikan.opd, &name);
            let grave = marks.values().map(|mark| mark.tingkat).min();
            if let Some(grave) = grave {
                ws.set_tab_color(style::warna_tingkat(grave));
            }
            let salinan = Salinan {
                grid,
                tables,
                marks: &marks,
            };
            let terpotong = salinan.write(ws, &mut rupawan)?;
            jilid.insert(
                (berkas, sheet),
                Lembar {
                    nama: name,
                    terpotong,
                },
            );
        }
    }
    let ws = book.worksheet_from_index(0)?;
    let cetak = Cetak {
        judul_pendek: format!("Lembar koreksi – Laporan {}", k.periode),
        ..cetak.clone()
    };
    let daftar = Daftar {
        k,
        cetak: &cetak,
        perbaikan,
        isi: &isi,
        jilid: &jilid,
    };
    daftar.write(&mut Sheet::new(ws, &style))?;
    book.save_to_buffer()
}

/// The grid of a sheet; among several without a name the one that holds the cells spoken of.
fn find<'a>(
    workbook: &'a Workbook,
    sheet: Option<&Arc<str>>,
    perbaikan: &Perbaikan,
    berkas: usize,
) -> Option<&'a Grid> {
    let cells = || {
        perbaikan
            .butir
            .iter()
            .filter(|one| one.berkas == berkas && one.lembar.as_ref() == sheet)
            .flat_map(|one| &one.sel)
    };
    let named = || {
        workbook
            .grids
            .iter()
            .filter(|grid| grid.name.as_ref() == sheet)
    };
    let holding = |grid: &&Grid| cells().filter(|at| grid.cell(**at).is_some()).count();
    // Of equals the first one.
    named().rev().max_by_key(holding)
}

/// What stands in the cells of a line, as the office sees it: contents, how often, and the formula of a single cell.
fn sekarang(grid: &Grid, one: &Butir) -> String {
    const SHOWN: usize = 3;
    let shown = |at: &CellRef| grid.cell(*at).map_or_else(|| "(kosong)".to_owned(), tampil);
    if let [only] = one.sel[..] {
        let formula = grid.cell(only).and_then(|cell| cell.formula.as_deref());
        let text = shown(&only);
        return match formula.filter(|formula| !formula.is_empty()) {
            Some(formula) => format!("{text}\n(rumus ={formula})"),
            None => text,
        };
    }
    let mut counts: Vec<(String, usize)> = Vec::new();
    for at in &one.sel {
        let text = shown(at);
        match counts.iter().position(|(other, _)| *other == text) {
            Some(known) => counts[known].1 += 1,
            None if counts.len() < 50 => counts.push((text, 1)),
            None => {}
        }
    }
    let mut parts: Vec<String> = counts
        .iter()
        .take(SHOWN)
        .map(|(text, count)| match count {
            1 => text.clone(),
            _ => format!("{text} ({count} sel)"),
        })
        .collect();
    if counts.len() > SHOWN {
        parts.push("…".to_owned());
    }
    parts.join("\n")
}

/// A cell as it is read aloud: numbers with Indonesian separators.
fn tampil(cell: &Cell) -> String {
    const LONGEST: usize = 200;
    match &cell.value {
        Value::Number(number) if number.abs() < 1e15 => angka(*number),
        _ => tidy(&cell.display()).chars().take(LONGEST).collect(),
    }
}

fn angka(number: f64) -> String {
    let sign = if number < 0.0 { "-" } else { "" };
    let text = format!("{:.4}", number.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole},{fraction}")
    }
}

/// Writes the place of a line as the opening of a sentence, blank for a whole file.
pub(super) fn tempat(one: &Butir) -> String {
    let sel = alamat(&one.sel);
    match &one.lembar {
        Some(lembar) if sel.is_empty() || one.keseluruhan => format!("Lembar {}: ", tidy(lembar)),
        Some(lembar) => format!("Lembar {}, sel {sel}: ", tidy(lembar)),
        None if sel.is_empty() => String::new(),
        None => format!("Sel {sel}: "),
    }
}

/// Writes the place of cells: `C17`, `H16, H21`, `C14:C220 (118 sel)`.
pub(super) fn alamat(sel: &[CellRef]) -> String {
    const SHOWN: usize = 3;
    let (Some(first), Some(last)) = (sel.first(), sel.last()) else {
        return String::new();
    };
    if sel.len() <= SHOWN {
        let cells: Vec<String> = sel.iter().map(CellRef::to_string).collect();
        return cells.join(", ");
    }
    format!("{first}:{last} ({} sel)", sel.len())
}

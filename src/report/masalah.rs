//! The sheet Permasalahan: what the offices say of their problems, what they do about them, who is hoped to help.

use super::sheet::{Hasil, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, deviasi, kepala, label, rumus};
use crate::consolidate::Konsolidasi;
use crate::consolidate::jumlah::Turunan;
use crate::consolidate::masalah::{self, Masalah};
use crate::model::cell::CellRef;

const HEADER: u32 = 5;
const DEVIASI: u16 = 3;
const LAST_COL: u16 = 9;
/// Hidden: the place of the activity in Data.
const KUNCI: u16 = LAST_COL + 1;
const WIDTHS: [f64; 10] = [5.0, 26.0, 40.0, 8.5, 46.0, 40.0, 28.0, 14.0, 32.0, 7.0];

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak) -> Hasil {
    sheet.page(label::MASALAH, cetak, Some((HEADER, HEADER)))?;
    sheet.widths(&WIDTHS)?;
    sheet.hide(KUNCI)?;
    sheet.title(
        LAST_COL,
        &[
            label::JUDUL_MASALAH,
            &cetak.daerah,
            &label::keadaan(k.periode),
            &label::cakupan(k),
        ],
    )?;
    for (col, text) in (0..).zip(kepala::KEPALA_MASALAH) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.height(HEADER, 28)?;
    sheet.ws.set_freeze_panes(HEADER + 1, 3)?;
    let mut row = HEADER + 1;
    for found in masalah::of(k) {
        line(sheet, k, row, &found)?;
        row += 1;
    }
    if row == HEADER + 1 {
        sheet.text((row, 0), label::TANPA_MASALAH, &sheet.style.polos)?;
        row += 1;
    } else {
        sheet.ws.autofilter(HEADER, 0, row - 1, LAST_COL)?;
    }
    let note = label::CATATAN_MASALAH;
    sheet.merge((row + 1, 0), (row + 1, 6), note, &sheet.style.catatan)?;
    sheet.height(row + 1, 24)?;
    sheet.signature(row + 2, (6, LAST_COL), cetak)
}

fn line(sheet: &mut Sheet<'_>, k: &Konsolidasi, row: u32, found: &Masalah<'_>) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let office = found
        .opd
        .map_or(label::OPD_TIDAK_DIKETAHUI, |opd| &k.opd[opd].office.nama);
    let place = [found.file.as_ref(), found.sheet.unwrap_or_default()];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let place = format!("{}, baris {}", place.join(", "), found.row + 1);
    sheet.put_number((row, 0), Some(f64::from(row - HEADER)), Isi::Bulat, NADA)?;
    let texts = [
        (1, office),
        (2, found.uraian),
        (4, found.kendala),
        (5, found.tindak_lanjut),
        (6, found.pihak),
        (7, label::asal(found.asal)),
        (8, &place),
    ];
    sheet.long_texts(row, &texts, &WIDTHS)?;
    let Some(leaf) = found.leaf else {
        sheet.put((row, DEVIASI), "", Isi::Teks, NADA)?;
        return sheet.put((row, LAST_COL), "", Isi::Teks, NADA);
    };
    let key = CellRef::new(row, u32::from(KUNCI)).to_string();
    let side = |column: &str| format!("INDEX({column},{key})");
    let formula = rumus::selisih(&side(rumus::REALISASI_FISIK), &side(rumus::TARGET_FISIK));
    let value = Turunan::of(k.row(&k.leaves[leaf])).deviasi_fisik;
    sheet.put_formula((row, DEVIASI), &formula, &value.into(), Isi::Persen, NADA)?;
    deviasi::kunci(sheet, (row, KUNCI), leaf)?;
    deviasi::no_data(sheet, (row, LAST_COL), leaf)
}

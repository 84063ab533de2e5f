//! The sheet Porsi Konstruksi: the share of construction in each sub kegiatan or kegiatan that mixes classes, live over Data.

use super::rumus::{self, Saring};
use super::sheet::{Hasil, Nilai, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, kepala, label};
use crate::consolidate::Konsolidasi;
use crate::model::cell::CellRef;
use crate::model::kegiatan::Jenis;
use crate::model::nilai::Sen;
use crate::normalize::klasifikasi::porsi::Porsi;

const HEADER: u32 = 5;
const FIRST: u32 = HEADER + 1;
const PAGU: u16 = 3;
const KELAS: u16 = 4;
const PORSI: u16 = 8;
const LAST_COL: u16 = PORSI;
/// Hidden: the number of the heading in Data.
const KUNCI: u16 = LAST_COL + 1;
const WIDTHS: [f64; 9] = [5.0, 34.0, 58.0, 18.0, 18.0, 18.0, 18.0, 18.0, 11.0];

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak) -> Hasil {
    sheet.page(label::PORSI, cetak, Some((HEADER, HEADER)))?;
    sheet.widths(&WIDTHS)?;
    sheet.hide(KUNCI)?;
    let lines = [
        label::JUDUL_PORSI,
        &cetak.daerah,
        &label::keadaan(k.periode),
        &label::cakupan(k),
    ];
    sheet.title(LAST_COL, &lines)?;
    for (col, text) in (0..).zip(kepala::KEPALA_PORSI) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.height(HEADER, 28)?;
    sheet.ws.set_freeze_panes(FIRST, 3)?;
    let mixed = k
        .porsi
        .iter()
        .enumerate()
        .filter(|(_, porsi)| porsi.campuran() && porsi.konstruksi > Sen::ZERO);
    let mut row = FIRST;
    for (index, porsi) in mixed {
        line(sheet, k, row, (index, porsi))?;
        row += 1;
    }
    if row == FIRST {
        sheet.text((row, 0), label::TANPA_PORSI, &sheet.style.polos)?;
        row += 1;
    } else {
        sheet.ws.autofilter(HEADER, 0, row - 1, LAST_COL)?;
    }
    let note = label::CATATAN_PORSI;
    sheet.merge((row + 1, 0), (row + 1, 4), note, &sheet.style.catatan)?;
    sheet.height(row + 1, 24)?;
    Ok(())
}

fn line(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    row: u32,
    (index, porsi): (usize, &Porsi),
) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let at = |col: u16| CellRef::new(row, u32::from(col)).to_string();
    let name = porsi.nama.last().map(AsRef::as_ref).unwrap_or_default();
    let office = &k.opd[porsi.opd].office.nama;
    let number = Some(f64::from(u32::try_from(index + 1).unwrap_or(u32::MAX)));
    sheet.put_number((row, 0), Some(f64::from(row - HEADER)), Isi::Bulat, NADA)?;
    sheet.put((row, 1), office, Isi::Panjang, NADA)?;
    sheet.put((row, 2), name, Isi::Panjang, NADA)?;
    sheet.fit(row, &[(office, WIDTHS[1]), (name, WIDTHS[2])])?;
    sheet.put_number((row, KUNCI), number, Isi::Bulat, NADA)?;
    let beneath = Saring::semua().dan(rumus::BAGIAN, format!("${}", at(KUNCI)));
    for ((col, jenis), pagu) in (KELAS..).zip(Jenis::ALL).zip(porsi.pagu) {
        let formula = beneath.clone().kata(rumus::JENIS, jenis.label());
        let formula = format!("N({})", formula.jumlah(rumus::PAGU));
        let value = Nilai::Angka(pagu.rupiah());
        sheet.put_formula((row, col), &formula, &value, Isi::Rupiah, NADA)?;
    }
    let classes = format!("SUM({}:{})", at(KELAS), at(PORSI - 1));
    let total = Nilai::Angka(porsi.jumlah().rupiah());
    sheet.put_formula((row, PAGU), &classes, &total, Isi::Rupiah, NADA)?;
    let construction = beneath.kata(rumus::KONSTRUKSI, label::ya_tidak(true));
    let share = format!(
        "IF({0}>0,N({1})/{0}*100,\"\")",
        at(PAGU),
        construction.jumlah(rumus::PAGU)
    );
    let value = Nilai::from(porsi.konstruksi_pct());
    sheet.put_formula((row, PORSI), &share, &value, Isi::Persen, NADA)
}

//! The sheet Sampul: whose rekap it is, of when, over whom, the figures that are asked first, and the contents.

use rust_xlsxwriter::Url;

use super::peta::Peta;
use super::sheet::{Hasil, Sheet};
use super::style::Isi;
use super::{Cetak, label, rekap};
use crate::consolidate::Konsolidasi;
use crate::model::nilai::Sen;

const LAST_COL: u16 = 9;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta, cetak: &Cetak) -> Hasil {
    sheet.page(label::SAMPUL, cetak, None)?;
    sheet.one_page();
    sheet.widths(&[14.0; LAST_COL as usize + 1])?;
    let mut row = 1;
    for line in &cetak.kop {
        sheet.merge((row, 0), (row, LAST_COL), line, &sheet.style.kop)?;
        sheet.height(row, 22)?;
        row += 1;
    }
    row += 2;
    for line in label::SAMPUL_JUDUL {
        sheet.merge((row, 0), (row, LAST_COL), line, &sheet.style.sampul_besar)?;
        sheet.height(row, 34)?;
        row += 1;
    }
    let lines = [
        label::SAMPUL_RAKOR.to_owned(),
        cetak.daerah.clone(),
        label::keadaan(k.periode),
        label::cakupan(k),
    ];
    for line in &lines {
        sheet.merge((row, 0), (row, LAST_COL), line, &sheet.style.sampul)?;
        sheet.height(row, 22)?;
        row += 1;
    }
    row = figures(sheet, k, peta, row + 1)?;
    let contents = row + 1;
    sheet.text((contents, 0), label::SAMPUL_ISI, &sheet.style.polos_tebal)?;
    for (row, (name, about)) in (contents + 1..).zip(label::DAFTAR_ISI) {
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        sheet
            .ws
            .write_url_with_format(row, 0, link, &sheet.style.tautan_polos)?;
        sheet.text((row, 2), about, &sheet.style.polos)?;
    }
    sheet.signature(contents, (7, LAST_COL), cetak)
}

/// Writes the figures that are asked first, each in a box; returns the row after them.
fn figures(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    peta: &Peta,
    row: u32,
) -> Result<u32, rust_xlsxwriter::XlsxError> {
    let all = &k.total.semua;
    let boxes = [
        (rekap::PAGU, all.pagu.map(Sen::rupiah), Isi::Rupiah),
        (
            rekap::REALISASI,
            all.realisasi_keuangan.map(Sen::rupiah),
            Isi::Rupiah,
        ),
        (
            rekap::REALISASI_PCT,
            all.realisasi_keuangan_pct(),
            Isi::Persen,
        ),
        (rekap::FISIK, all.realisasi_fisik, Isi::Persen),
        (rekap::DEVIASI_FISIK, all.deviasi_fisik, Isi::Persen),
    ];
    for (index, ((col, value, isi), nama)) in (0..).zip(boxes.into_iter().zip(label::SAMPUL_ANGKA))
    {
        let first = index * 2;
        sheet.merge((row, first), (row, first + 1), nama, &sheet.style.kepala)?;
        let format = if isi == Isi::Rupiah {
            &sheet.style.angka_besar
        } else {
            &sheet.style.angka_besar_pct
        };
        sheet.merge((row + 1, first), (row + 1, first + 1), "", format)?;
        sheet.formula(
            (row + 1, first),
            &rekap::sel(peta.total(), col),
            &value.into(),
            format,
        )?;
    }
    sheet.height(row, 20)?;
    sheet.height(row + 1, 28)?;
    Ok(row + 2)
}

//! The sheet Perubahan: what changed since the period's last run, and against what was frozen of it, by office.

mod pindah;

use super::peta::Peta;
use super::sheet::{Hasil, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, kepala, label, rekap, rumus};
use crate::consolidate::Konsolidasi;
use crate::model::cell::CellRef;
use crate::model::keadaan::{Angka, Selisih};
use crate::model::nilai::Sen;

const LAST_COL: u16 = 11;
const WIDTHS: [f64; 12] = [
    5.0, 44.0, 26.0, 18.0, 18.0, 17.0, 18.0, 18.0, 17.0, 9.0, 9.0, 10.0,
];

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta, cetak: &Cetak) -> Hasil {
    sheet.page(label::PERUBAHAN, cetak, None)?;
    sheet.widths(&WIDTHS)?;
    sheet.title(
        LAST_COL,
        &[
            label::tahun::JUDUL_PERUBAHAN,
            &cetak.daerah,
            &label::keadaan(k.periode),
            &label::cakupan(k),
        ],
    )?;
    let blocks = [
        (
            &cetak.perubahan,
            label::tahun::SEJAK,
            label::tahun::TANPA_SEJAK,
        ),
        (
            &cetak.kunci,
            label::tahun::TERHADAP,
            label::tahun::TANPA_KUNCI,
        ),
    ];
    let mut row = 5;
    for (selisih, head, none) in blocks {
        row = if let Some(selisih) = selisih {
            block(sheet, k, peta, row, (head, selisih))?
        } else {
            sheet.text((row, 0), none, &sheet.style.polos)?;
            row + 2
        };
    }
    sheet.merge(
        (row, 0),
        (row, LAST_COL),
        label::tahun::CATATAN_PERUBAHAN,
        &sheet.style.catatan,
    )
}

pub(super) type Row = Result<u32, rust_xlsxwriter::XlsxError>;

/// Writes a comparison: the offices that differ, and all of them together; returns the row after it.
fn block(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    peta: &Peta,
    row: u32,
    (head, selisih): (&str, &Selisih),
) -> Row {
    let title = format!("{head} {}", selisih.terhadap);
    sheet.text((row, 0), &title, &sheet.style.polos_tebal)?;
    for (col, text) in (0..).zip(kepala::KEPALA_PERUBAHAN) {
        sheet.text((row + 1, col), text, &sheet.style.kepala)?;
    }
    sheet.height(row + 1, 28)?;
    let mut row = row + 2;
    if selisih.opd.is_empty() {
        let style = sheet.style.cell(Isi::Teks, Nada::Biasa);
        sheet.merge(
            (row, 0),
            (row, LAST_COL),
            label::tahun::TANPA_PERUBAHAN,
            style,
        )?;
        row += 1;
    }
    for (number, opd) in (1_u32..).zip(&selisih.opd) {
        sheet.put_number((row, 0), Some(f64::from(number)), Isi::Bulat, Nada::Biasa)?;
        sheet.put((row, 1), &opd.nama, Isi::Panjang, Nada::Biasa)?;
        sheet.put((row, 2), opd.sebab.label(), Isi::Teks, Nada::Biasa)?;
        sheet.fit(row, &[(&opd.nama, WIDTHS[1])])?;
        let index = k.opd.iter().position(|own| own.office.id == opd.id);
        let from = index
            .filter(|index| k.opd[*index].jumlah.is_some())
            .map(|index| peta.opd(index));
        figures(sheet, row, (&opd.dulu, &opd.kini), from, Nada::Biasa)?;
        row += 1;
    }
    let all = label::tahun::seluruh_opd(selisih.opd_dulu, selisih.opd_kini);
    let style = sheet.style.cell(Isi::Teks, Nada::Total);
    sheet.merge((row, 0), (row, 2), &all, style)?;
    let both = (&selisih.dulu, &selisih.kini);
    figures(sheet, row, both, Some(peta.total()), Nada::Total)?;
    pindah::block(sheet, k, row + 2, selisih)
}

/// Writes what was, what is (from Rekap OPD, where the office stands there) and the difference, of each figure.
fn figures(
    sheet: &mut Sheet<'_>,
    row: u32,
    (dulu, kini): (&Angka, &Angka),
    from: Option<u32>,
    nada: Nada,
) -> Hasil {
    let rupiah = |sen: Option<Sen>| sen.map(Sen::rupiah);
    let columns = [
        (
            3,
            rekap::PAGU,
            rupiah(dulu.pagu),
            rupiah(kini.pagu),
            Isi::Rupiah,
        ),
        (
            6,
            rekap::REALISASI,
            rupiah(dulu.realisasi_keuangan),
            rupiah(kini.realisasi_keuangan),
            Isi::Rupiah,
        ),
        (
            9,
            rekap::FISIK,
            dulu.realisasi_fisik,
            kini.realisasi_fisik,
            Isi::Persen,
        ),
    ];
    for (col, of, dulu, kini, isi) in columns {
        let cell = |col: u16| CellRef::new(row, u32::from(col)).to_string();
        sheet.put_number((row, col), dulu, isi, nada)?;
        match from {
            Some(from) => {
                sheet.put_formula(
                    (row, col + 1),
                    &rekap::sel(from, of),
                    &kini.into(),
                    isi,
                    nada,
                )?;
            }
            None => sheet.put_number((row, col + 1), kini, isi, nada)?,
        }
        let (now, then) = (cell(col + 1), cell(col));
        let (formula, value) = if isi == Isi::Rupiah {
            // What isn't there weighs nothing: an office that came in brings all it has.
            let by = money_of(kini) - money_of(dulu);
            (format!("N({now})-N({then})"), Some(by.rupiah()))
        } else {
            (
                rumus::selisih(&now, &then),
                kini.zip(dulu).map(|(kini, dulu)| kini - dulu),
            )
        };
        sheet.put_formula((row, col + 2), &formula, &value.into(), isi, nada)?;
    }
    Ok(())
}

fn money_of(rupiah: Option<f64>) -> Sen {
    rupiah.and_then(Sen::from_rupiah).unwrap_or_default()
}

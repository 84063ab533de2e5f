//! The sheet Kepatuhan: when every office reported, month by month of the year, with the deadlines and how complete it is.

mod jumlah;

use rust_xlsxwriter::{ExcelDateTime, Format};

use super::sheet::{Hasil, Nilai, Sheet, lines};
use super::style::{self, Isi, Nada};
use super::{Cetak, kepala, label};
use crate::consolidate::Konsolidasi;
use crate::consolidate::matriks::{self, BULAN, BarisMatriks, Kirim, Matriks};
use crate::consolidate::office::Kelompok;
use crate::model::cell::CellRef;
use crate::model::periode;

const HEADER: u32 = 5;
const TENGGAT: u32 = HEADER + 1;
const FIRST: u32 = TENGGAT + 1;
/// Column of January.
const JANUARI: u16 = 2;
const WAJIB: u16 = 14;
const MASUK: u16 = 15;
const TERLAMBAT: u16 = 16;
const REVISI: u16 = 17;
const LENGKAP: u16 = 18;
const TEPAT: u16 = 19;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak) -> Hasil {
    let matriks = matriks::of(k);
    sheet.page(label::KEPATUHAN, cetak, Some((HEADER, TENGGAT)))?;
    let mut widths = vec![5.0, 44.0];
    widths.extend([10.0; BULAN]);
    widths.extend([7.5, 7.5, 9.5, 7.5, 11.0, 11.0]);
    sheet.widths(&widths)?;
    let about = label::tahun::tahun_laporan(k.periode);
    let scope = label::cakupan(k);
    sheet.title(
        TEPAT,
        &[label::tahun::JUDUL_KEPATUHAN, &cetak.daerah, &about, &scope],
    )?;
    let header = [kepala::KEPALA_REKAP.no, kepala::KEPALA_REKAP.opd]
        .into_iter()
        .chain(periode::BULAN)
        .chain(kepala::KEPALA_KEPATUHAN);
    for (col, text) in (0..).zip(header) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.height(HEADER, 28)?;
    sheet.ws.set_freeze_panes(FIRST, JANUARI)?;
    deadlines(sheet, &matriks)?;
    let mut row = FIRST;
    let mut number = 0;
    let groups = Kelompok::ALL.into_iter().map(Some).chain([None]);
    for kelompok in groups {
        let members = || {
            matriks
                .baris
                .iter()
                .filter(move |baris| baris.kelompok == kelompok)
        };
        if members().next().is_none() {
            continue;
        }
        let name = kelompok.map_or(label::tahun::TIDAK_LAGI_WAJIB, label::kelompok);
        let style = sheet.style.cell(Isi::Teks, Nada::Kelompok);
        sheet.merge((row, 0), (row, TEPAT), name, style)?;
        row += 1;
        for baris in members() {
            number += 1;
            line(sheet, &matriks, row, number, baris)?;
            row += 1;
        }
    }
    let end = row.max(FIRST + 1);
    jumlah::completeness(sheet, end)?;
    row = jumlah::totals(sheet, &matriks, end)?;
    for note in label::tahun::CATATAN_KEPATUHAN {
        sheet.merge(
            (row + 1, 0),
            (row + 1, WAJIB - 1),
            note,
            &sheet.style.catatan,
        )?;
        sheet.height(row + 1, 11.5 * f64::from(lines(note, 160.0).max(2)))?;
        row += 1;
    }
    sheet.signature(row + 2, (WAJIB, TEPAT), cetak)
}

fn month_col(index: usize) -> u16 {
    JANUARI + u16::try_from(index).unwrap_or(0)
}

/// The row of the deadlines; a month that isn't archived says so.
fn deadlines(sheet: &mut Sheet<'_>, matriks: &Matriks) -> Hasil {
    let style = sheet.style.cell(Isi::Teks, Nada::Subtotal);
    sheet.merge(
        (TENGGAT, 0),
        (TENGGAT, 1),
        label::tahun::TENGGAT_SETELAN,
        style,
    )?;
    for index in 0..BULAN {
        let at = (TENGGAT, month_col(index));
        match matriks.tenggat[index] {
            Some(date) => put_date(sheet, at, date, &style::kirim_tenggat())?,
            None if is_gap(matriks, index) => {
                sheet.put(at, label::tahun::TANPA_ARSIP, Isi::Tengah, Nada::Subtotal)?;
            }
            None => sheet.put(at, "", Isi::Tengah, Nada::Subtotal)?,
        }
    }
    for col in WAJIB..=TEPAT {
        sheet.put((TENGGAT, col), "", Isi::Tengah, Nada::Subtotal)?;
    }
    Ok(())
}

/// Whether a month before the period isn't archived.
fn is_gap(matriks: &Matriks, index: usize) -> bool {
    !matriks.tercatat[index] && matriks.kini.is_some_and(|kini| index < kini)
}

fn put_date(
    sheet: &mut Sheet<'_>,
    at: (u32, u16),
    date: jiff::civil::Date,
    format: &Format,
) -> Hasil {
    let year = u16::try_from(date.year()).unwrap_or(1900);
    let part = |part: i8| u8::try_from(part).unwrap_or(1);
    let day = ExcelDateTime::from_ymd(year, part(date.month()), part(date.day()))?;
    sheet
        .ws
        .write_datetime_with_format(at.0, at.1, &day, format)?;
    Ok(())
}

fn line(
    sheet: &mut Sheet<'_>,
    matriks: &Matriks,
    row: u32,
    number: u32,
    baris: &BarisMatriks,
) -> Hasil {
    sheet.put_number((row, 0), Some(f64::from(number)), Isi::Bulat, Nada::Biasa)?;
    sheet.put((row, 1), &baris.nama, Isi::Panjang, Nada::Biasa)?;
    sheet.fit(row, &[(&baris.nama, 44.0)])?;
    for (index, kirim) in baris.bulan.iter().enumerate() {
        let at = (row, month_col(index));
        let format = style::kirim(*kirim, is_gap(matriks, index));
        match kirim {
            Kirim::Masuk {
                diterima: Some(date),
                ..
            } => put_date(sheet, at, *date, &format)?,
            other => sheet.text(at, label::tahun::kirim(*other), &format)?,
        }
    }
    let range = range(row, month_col(0), row, month_col(BULAN - 1));
    let (wajib, masuk) = (baris.wajib(), baris.masuk());
    let counts = [
        (
            WAJIB,
            format!(
                "COUNTA({range})-COUNTIF({range},\"{}\")",
                label::tahun::TIDAK_WAJIB
            ),
            wajib,
        ),
        (MASUK, masuk_formula(&range), masuk),
    ];
    for (col, formula, value) in counts {
        sheet.put_formula((row, col), &formula, &angka(value), Isi::Bulat, Nada::Biasa)?;
    }
    for (col, value) in [(TERLAMBAT, baris.terlambat()), (REVISI, baris.revisi)] {
        sheet.put_number((row, col), Some(count(value)), Isi::Bulat, Nada::Biasa)?;
    }
    let sums = jumlah::Tahun {
        wajib,
        masuk,
        terlambat: baris.terlambat(),
        berwaktu: baris.berwaktu(),
    };
    jumlah::shares(sheet, row, &range, &sums, Nada::Biasa)
}

fn masuk_formula(range: &str) -> String {
    format!("COUNT({range})+COUNTIF({range},\"{}*\")", label::tahun::ADA)
}

fn range(top: u32, left: u16, bottom: u32, right: u16) -> String {
    let (first, last) = (
        CellRef::new(top, u32::from(left)),
        CellRef::new(bottom, u32::from(right)),
    );
    format!("{first}:{last}")
}

fn count(value: usize) -> f64 {
    f64::from(u32::try_from(value).unwrap_or(u32::MAX))
}

fn angka(value: usize) -> Nilai {
    Nilai::Angka(count(value))
}

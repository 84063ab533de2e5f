//! The sheet Kepatuhan: when every office reported, month by month of the year, with the deadlines and how complete it is.

use rust_xlsxwriter::{ConditionalFormatFormula, ExcelDateTime, Format, XlsxError};

use super::sheet::{Hasil, Nilai, Sheet};
use super::style::{self, Isi, Nada};
use super::{Cetak, kepala, label};
use crate::consolidate::Konsolidasi;
use crate::consolidate::jumlah::bagian;
use crate::consolidate::matriks::{self, BULAN, BarisMatriks, Kirim, Matriks};
use crate::consolidate::office::Kelompok;
use crate::model::cell::{CellRef, column_letters};

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

/// Limits of completeness in percent, after the recap of another regency (DOMAIN §1.5), best first.
const LENGKAP_BATAS: [f64; 5] = [100.0, 75.0, 65.0, 50.0, 0.0];

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak) -> Hasil {
    let matriks = matriks::of(k);
    sheet.page(label::KEPATUHAN, cetak, Some((HEADER, TENGGAT)))?;
    let mut widths = vec![5.0, 44.0];
    widths.extend([10.0; BULAN]);
    widths.extend([7.5, 7.5, 9.5, 7.5, 11.0, 11.0]);
    sheet.widths(&widths)?;
    let about = label::tahun_laporan(k.periode);
    let scope = label::cakupan(k);
    sheet.title(
        TEPAT,
        &[label::JUDUL_KEPATUHAN, &cetak.daerah, &about, &scope],
    )?;
    for (col, text) in (0..).zip(kepala::KEPALA_KEPATUHAN) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.ws.set_row_height(HEADER, 28)?;
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
        let name = kelompok.map_or(label::TIDAK_LAGI_WAJIB, label::kelompok);
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
    completeness(sheet, end)?;
    row = totals(sheet, &matriks, end)?;
    for note in label::CATATAN_KEPATUHAN {
        sheet.merge(
            (row + 1, 0),
            (row + 1, WAJIB - 1),
            note,
            &sheet.style.catatan,
        )?;
        sheet.ws.set_row_height(row + 1, 23)?;
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
    sheet.merge((TENGGAT, 0), (TENGGAT, 1), label::TENGGAT_SETELAN, style)?;
    for index in 0..BULAN {
        let at = (TENGGAT, month_col(index));
        match matriks.tenggat[index] {
            Some(date) => put_date(sheet, at, date, &style::kirim_tenggat())?,
            None if is_gap(matriks, index) => {
                sheet.put(at, label::TANPA_ARSIP, Isi::Tengah, Nada::Subtotal)?;
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
            other => sheet.text(at, label::kirim(*other), &format)?,
        }
    }
    let range = range(row, month_col(0), row, month_col(BULAN - 1));
    let (wajib, masuk) = (baris.wajib(), baris.masuk());
    let counts = [
        (
            WAJIB,
            format!(
                "COUNTA({range})-COUNTIF({range},\"{}\")",
                label::TIDAK_WAJIB
            ),
            wajib,
        ),
        (MASUK, masuk_formula(&range), masuk),
    ];
    for (col, formula, value) in counts {
        sheet.put_formula((row, col), &formula, &angka(value), Isi::Bulat, Nada::Biasa)?;
    }
    for (col, value) in [(TERLAMBAT, baris.terlambat()), (REVISI, baris.revisi)] {
        sheet.put_number((row, col), count(value), Isi::Bulat, Nada::Biasa)?;
    }
    let sums = Tahun {
        wajib,
        masuk,
        terlambat: baris.terlambat(),
        berwaktu: baris.berwaktu(),
    };
    shares(sheet, row, &range, &sums, Nada::Biasa)
}

/// What the shares of an office, or of all, follow from.
struct Tahun {
    wajib: usize,
    masuk: usize,
    terlambat: usize,
    berwaktu: usize,
}

/// Writes completeness and timeliness; months whose time isn't known weigh in the first alone.
fn shares(sheet: &mut Sheet<'_>, row: u32, range: &str, tahun: &Tahun, nada: Nada) -> Hasil {
    let cell = |col: u16| CellRef::new(row, u32::from(col)).to_string();
    let timed = format!("({}-COUNTIF({range},\"{}*\"))", cell(WAJIB), label::ADA);
    let on_time = format!("(COUNT({range})-{})", cell(TERLAMBAT));
    let without_time = tahun.masuk - tahun.berwaktu;
    let shares = [
        (
            LENGKAP,
            cell(MASUK),
            cell(WAJIB),
            bagian(tahun.masuk, tahun.wajib),
        ),
        (
            TEPAT,
            on_time,
            timed,
            bagian(tahun.berwaktu - tahun.terlambat, tahun.wajib - without_time),
        ),
    ];
    for (col, part, whole, value) in shares {
        let formula = format!("IF({whole}=0,\"\",{part}/{whole}*100)");
        sheet.put_formula((row, col), &formula, &value.into(), Isi::Persen, nada)?;
    }
    Ok(())
}

/// The rows below the offices: what came in each month, and the whole year at the right.
fn totals(sheet: &mut Sheet<'_>, matriks: &Matriks, end: u32) -> Result<u32, XlsxError> {
    let late = |kirim: &Kirim| {
        matches!(
            kirim,
            Kirim::Masuk {
                terlambat: true,
                ..
            }
        )
    };
    let came = |kirim: &Kirim| matches!(kirim, Kirim::Masuk { .. });
    let missing = |kirim: &Kirim| matches!(kirim, Kirim::BelumMasuk | Kirim::Ditolak);
    let of = |index: usize, is: &dyn Fn(&Kirim) -> bool| {
        matriks
            .baris
            .iter()
            .filter(|baris| is(&baris.bulan[index]))
            .count()
    };
    let rows = [
        (end, Nada::Total),
        (end + 1, Nada::Subtotal),
        (end + 2, Nada::Subtotal),
        (end + 3, Nada::Subtotal),
    ];
    for ((row, nada), name) in rows.into_iter().zip(label::KEPATUHAN_JUMLAH) {
        let style = sheet.style.cell(Isi::Teks, nada);
        sheet.merge((row, 0), (row, 1), name, style)?;
        for col in JANUARI..=TEPAT {
            sheet.put((row, col), "", Isi::Tengah, nada)?;
        }
    }
    for index in (0..BULAN).filter(|index| matriks.tercatat[*index]) {
        let col = month_col(index);
        let range = range(FIRST, col, end - 1, col);
        let cell = |row: u32| CellRef::new(row, u32::from(col)).to_string();
        let (masuk, belum) = (of(index, &came), of(index, &missing));
        let belum_formula = format!(
            "COUNTIF({range},\"{}\")+COUNTIF({range},\"{}\")",
            label::BELUM_MASUK,
            label::DITOLAK
        );
        sheet.put_formula(
            (end, col),
            &masuk_formula(&range),
            &angka(masuk),
            Isi::Bulat,
            Nada::Total,
        )?;
        sheet.put_number(
            (end + 1, col),
            count(of(index, &late)),
            Isi::Bulat,
            Nada::Subtotal,
        )?;
        sheet.put_formula(
            (end + 2, col),
            &belum_formula,
            &angka(belum),
            Isi::Bulat,
            Nada::Subtotal,
        )?;
        let share = format!(
            "IF({0}+{1}=0,\"\",{0}/({0}+{1})*100)",
            cell(end),
            cell(end + 2)
        );
        let value = bagian(masuk, masuk + belum).into();
        sheet.put_formula((end + 3, col), &share, &value, Isi::Persen, Nada::Subtotal)?;
    }
    year(sheet, matriks, end)?;
    Ok(end + 4)
}

/// The sums of the whole year, below the columns of each office.
fn year(sheet: &mut Sheet<'_>, matriks: &Matriks, end: u32) -> Hasil {
    let all = |of: fn(&BarisMatriks) -> usize| matriks.baris.iter().map(of).sum::<usize>();
    let (wajib, masuk, terlambat) = (
        all(BarisMatriks::wajib),
        all(BarisMatriks::masuk),
        all(BarisMatriks::terlambat),
    );
    let revisi = all(|baris| baris.revisi);
    for (col, value) in [
        (WAJIB, wajib),
        (MASUK, masuk),
        (TERLAMBAT, terlambat),
        (REVISI, revisi),
    ] {
        let formula = format!("SUM({})", range(FIRST, col, end - 1, col));
        sheet.put_formula((end, col), &formula, &angka(value), Isi::Bulat, Nada::Total)?;
    }
    let months = range(FIRST, month_col(0), end - 1, month_col(BULAN - 1));
    let sums = Tahun {
        wajib,
        masuk,
        terlambat,
        berwaktu: all(BarisMatriks::berwaktu),
    };
    shares(sheet, end, &months, &sums, Nada::Total)
}

/// Colours the completeness; the number itself is the sign.
fn completeness(sheet: &mut Sheet<'_>, end: u32) -> Hasil {
    let letters = column_letters(u32::from(LENGKAP));
    let own = format!("${letters}{}", FIRST + 1);
    for (rank, limit) in LENGKAP_BATAS.into_iter().enumerate() {
        let sign = if rank == 0 { ">=" } else { ">" };
        let condition = if rank + 1 == LENGKAP_BATAS.len() {
            format!("ISNUMBER({own})")
        } else {
            format!("AND(ISNUMBER({own}),{own}{sign}{limit})")
        };
        let rule = ConditionalFormatFormula::new()
            .set_rule(format!("={condition}").as_str())
            .set_format(style::fill(rank, LENGKAP_BATAS.len()))
            .set_stop_if_true(true);
        sheet
            .ws
            .add_conditional_format(FIRST, LENGKAP, end - 1, LENGKAP, &rule)?;
    }
    Ok(())
}

fn masuk_formula(range: &str) -> String {
    format!("COUNT({range})+COUNTIF({range},\"{}*\")", label::ADA)
}

fn range(top: u32, left: u16, bottom: u32, right: u16) -> String {
    let (first, last) = (
        CellRef::new(top, u32::from(left)),
        CellRef::new(bottom, u32::from(right)),
    );
    format!("{first}:{last}")
}

fn count(value: usize) -> Option<f64> {
    Some(f64::from(u32::try_from(value).unwrap_or(u32::MAX)))
}

fn angka(value: usize) -> Nilai {
    count(value).into()
}

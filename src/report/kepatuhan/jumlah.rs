//! Counts and shares of the sheet Kepatuhan: those of an office at the right, those of a month below.

use rust_xlsxwriter::{ConditionalFormatFormula, XlsxError};

use super::super::label;
use super::super::sheet::{Hasil, Sheet};
use super::super::style::{self, Isi, Nada};
use super::{
    FIRST, JANUARI, LENGKAP, MASUK, REVISI, TEPAT, TERLAMBAT, WAJIB, angka, count, masuk_formula,
    month_col, range,
};
use crate::consolidate::jumlah::bagian;
use crate::consolidate::matriks::{BULAN, BarisMatriks, Kirim, Matriks};
use crate::model::cell::{CellRef, column_letters};

/// Limits of completeness in percent, after the recap of another regency (DOMAIN §1.5), best first.
const LENGKAP_BATAS: [f64; 5] = [100.0, 75.0, 65.0, 50.0, 0.0];

/// What the shares of an office, or of all, follow from.
pub(super) struct Tahun {
    pub(super) wajib: usize,
    pub(super) masuk: usize,
    pub(super) terlambat: usize,
    pub(super) berwaktu: usize,
}

/// Writes completeness and timeliness; months whose time isn't known weigh in the first alone.
pub(super) fn shares(
    sheet: &mut Sheet<'_>,
    row: u32,
    range: &str,
    tahun: &Tahun,
    nada: Nada,
) -> Hasil {
    let cell = |col: u16| CellRef::new(row, u32::from(col)).to_string();
    let timed = format!(
        "({}-COUNTIF({range},\"{}*\"))",
        cell(WAJIB),
        label::tahun::ADA
    );
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
pub(super) fn totals(sheet: &mut Sheet<'_>, matriks: &Matriks, end: u32) -> Result<u32, XlsxError> {
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
    for ((row, nada), name) in rows.into_iter().zip(label::tahun::KEPATUHAN_JUMLAH) {
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
            label::tahun::BELUM_MASUK,
            label::tahun::DITOLAK
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
            Some(count(of(index, &late))),
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
pub(super) fn completeness(sheet: &mut Sheet<'_>, end: u32) -> Hasil {
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

//! The sheet Kurva S: target and realisasi by month, of all offices or of the one chosen in a cell, live over a block of figures.

use rust_xlsxwriter::{DataValidation, Formula};

use super::peta::Peta;
use super::sheet::{Hasil, Nilai, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, grafik, kepala, label, rekap};
use crate::consolidate::Konsolidasi;
use crate::consolidate::kurva::{self, Garis, Kurva, Titik};
use crate::consolidate::matriks::BULAN;
use crate::model::cell::{CellRef, column_letters};
use crate::model::periode::BULAN as NAMA_BULAN;

/// The cell in which the office is chosen, and the one that finds its rows.
const PILIHAN: (u32, u16) = (5, 1);
const LETAK: (u32, u16) = (5, 13);
const HEADER: u32 = 7;
/// Row of January.
const JANUARI: u32 = HEADER + 1;
/// First column of the figures, and of those that are drawn.
const ANGKA: u16 = 1;
const GAMBAR: u16 = 7;
const CHART: u32 = JANUARI + 15;
/// Header of the block of figures.
const BLOK: u32 = CHART + grafik::KURVA_ROWS + 3;
const DAFTAR: u16 = 15;
const LAST_COL: u16 = 13;

/// What a line of the block holds, in the order of the columns of the table.
type Ukuran = fn(&Titik) -> Option<f64>;
const UKURAN: [(Ukuran, Option<u16>); 5] = [
    (|titik| titik.target_keuangan, Some(rekap::TARGET_PCT)),
    (|titik| titik.realisasi_keuangan, Some(rekap::REALISASI_PCT)),
    (|titik| titik.target_fisik, Some(rekap::TARGET_FISIK)),
    (|titik| titik.realisasi_fisik, Some(rekap::FISIK)),
    (|titik| Some(banyak(titik)), None),
];

/// Those of `UKURAN` that are drawn.
const DIGAMBAR: usize = 4;

fn banyak(titik: &Titik) -> f64 {
    f64::from(u32::try_from(titik.n_opd).unwrap_or(u32::MAX))
}

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta, cetak: &Cetak) -> Hasil {
    let kurva = kurva::of(k);
    sheet.page(label::KURVA, cetak, None)?;
    sheet.widths(&[
        44.0, 22.0, 13.0, 13.0, 13.0, 13.0, 3.0, 11.0, 11.0, 11.0, 11.0, 10.0, 10.0, 10.0,
    ])?;
    sheet.title(
        LAST_COL,
        &[
            label::tahun::JUDUL_KURVA,
            &cetak.daerah,
            &label::keadaan(k.periode),
            &label::cakupan(k),
        ],
    )?;
    let lines: Vec<(&str, &Garis, u32)> =
        std::iter::once((label::tahun::SELURUH_OPD, &kurva.semua, peta.total()))
            .chain(
                k.opd
                    .iter()
                    .zip(&kurva.opd)
                    .enumerate()
                    .map(|(index, (opd, garis))| (&*opd.office.nama, garis, peta.opd(index))),
            )
            .collect();
    choice(sheet, lines.len())?;
    table(sheet, &kurva, lines.len())?;
    let notes = label::tahun::CATATAN_KURVA.into_iter();
    let partly = kurva
        .sebagian
        .then_some(label::tahun::CATATAN_KURVA_TRIWULAN);
    for (row, note) in (JANUARI + 12..).zip(notes.chain(partly)) {
        sheet.merge((row, 0), (row, LAST_COL), note, &sheet.style.catatan)?;
    }
    if let Some((first, last)) = span(&kurva) {
        let row = |month: usize| JANUARI + u32::try_from(month).unwrap_or(0);
        let chart = grafik::kurva((row(first), row(last)), GAMBAR);
        sheet.ws.insert_chart(CHART, 0, &chart)?;
    }
    block(sheet, &kurva, &lines)?;
    // The block below is for formulas, not for paper.
    sheet
        .ws
        .set_print_area(0, 0, BLOK - 2, LAST_COL)?
        .set_print_fit_to_pages(1, 1);
    Ok(())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

/// The months that are drawn: from the first that is known to this one.
fn span(kurva: &Kurva) -> Option<(usize, usize)> {
    Some((kurva.tercatat.iter().position(|known| *known)?, kurva.kini?))
}

/// The cell that chooses an office, with its list, and where the office's lines begin in the block.
fn choice(sheet: &mut Sheet<'_>, lines: usize) -> Hasil {
    let style = sheet.style;
    sheet.text((PILIHAN.0, 0), label::tahun::PILIH_OPD, &style.polos_tebal)?;
    sheet.merge(PILIHAN, (PILIHAN.0, 6), "", &style.isian)?;
    sheet.text(PILIHAN, label::tahun::SELURUH_OPD, &style.isian)?;
    sheet.height(PILIHAN.0, 18)?;
    let letters = column_letters(u32::from(DAFTAR));
    let (first, last) = (BLOK + 2, BLOK + 1 + count(lines));
    let choices = Formula::new(format!("=${letters}${first}:${letters}${last}"));
    let choice = DataValidation::new()
        .allow_list_formula(choices)
        .set_input_title(label::tahun::PILIH_OPD_JUDUL)?
        .set_input_message(label::tahun::PILIH_OPD_CARA)?
        .set_error_message(label::tahun::PILIH_OPD_SALAH)?;
    sheet
        .ws
        .add_data_validation(PILIHAN.0, PILIHAN.1, PILIHAN.0, PILIHAN.1, &choice)?;
    let formula = format!(
        "IFERROR(MATCH({},$A${}:$A${},0),1)",
        absolute(PILIHAN),
        BLOK + 2,
        BLOK + 1 + count(lines * UKURAN.len())
    );
    sheet.text(
        (LETAK.0, LETAK.1 - 1),
        label::tahun::BARIS_DATA,
        &style.polos,
    )?;
    let format = style.cell(Isi::Bulat, Nada::Biasa);
    sheet.formula(LETAK, &formula, &Nilai::Angka(1.0), format)
}

fn absolute((row, col): (u32, u16)) -> String {
    format!("${}${}", column_letters(u32::from(col)), row + 1)
}

/// The figures of the chosen office by month, and beside them what is drawn.
fn table(sheet: &mut Sheet<'_>, kurva: &Kurva, lines: usize) -> Hasil {
    for (col, text) in (0..).zip(kepala::KEPALA_KURVA) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    for (col, text) in (GAMBAR..).zip(kepala::KEPALA_GAMBAR) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.height(HEADER, 50)?;
    let drawn = span(kurva);
    let mut before = [0.0; DIGAMBAR];
    for (month, name) in NAMA_BULAN.iter().enumerate() {
        let row = JANUARI + count(month);
        sheet.put((row, 0), name, Isi::Teks, Nada::Biasa)?;
        for (at, (of, _)) in UKURAN.iter().enumerate() {
            let col = ANGKA + u16::try_from(at).unwrap_or(0);
            let value = kurva.semua[month].as_ref().and_then(of);
            let isi = if at < DIGAMBAR {
                Isi::Persen
            } else {
                Isi::Bulat
            };
            sheet.put_formula(
                (row, col),
                &figure(at, month, lines),
                &value.into(),
                isi,
                Nada::Biasa,
            )?;
            let Some((first, last)) = drawn.filter(|_| at < DIGAMBAR) else {
                continue;
            };
            let to = GAMBAR + u16::try_from(at).unwrap_or(0);
            if !(first..=last).contains(&month) {
                sheet.put((row, to), "", Isi::Persen, Nada::Subtotal)?;
                continue;
            }
            // A line has no gaps in every program: a month without a figure stays where the one before was.
            let cell = |row: u32, col: u16| CellRef::new(row, u32::from(col)).to_string();
            let own = cell(row, col);
            let last_one = if month == first {
                "0".to_owned()
            } else {
                cell(row - 1, to)
            };
            before[at] = value.unwrap_or(before[at]);
            let formula = format!("IF({own}=\"\",{last_one},{own})");
            sheet.put_formula(
                (row, to),
                &formula,
                &Nilai::Angka(before[at]),
                Isi::Persen,
                Nada::Subtotal,
            )?;
        }
    }
    Ok(())
}

/// The figure of the chosen office: its line in the block, the month's column.
fn figure(at: usize, month: usize, lines: usize) -> String {
    let col = column_letters(2 + count(month));
    let last = BLOK + 1 + count(lines * UKURAN.len());
    let place = format!(
        "INDEX({col}${}:{col}${last},{}+{at})",
        BLOK + 2,
        absolute(LETAK)
    );
    format!("IF({place}=\"\",\"\",{place})")
}

/// Every office's figures, a line each; this month's follow Rekap OPD.
fn block(sheet: &mut Sheet<'_>, kurva: &Kurva, lines: &[(&str, &Garis, u32)]) -> Hasil {
    sheet.text(
        (BLOK - 1, 0),
        label::tahun::DATA_KURVA,
        &sheet.style.polos_tebal,
    )?;
    for (col, text) in (0..).zip(
        [kepala::KEPALA_REKAP.opd, kepala::UKURAN_KURVA]
            .into_iter()
            .chain(NAMA_BULAN),
    ) {
        sheet.text((BLOK, col), text, &sheet.style.kepala)?;
    }
    sheet.text(
        (BLOK, DAFTAR),
        label::tahun::DAFTAR_PILIHAN,
        &sheet.style.kepala,
    )?;
    sheet.width(DAFTAR, 40.0)?;
    let mut row = BLOK + 1;
    for (index, (name, garis, from)) in lines.iter().enumerate() {
        sheet.put(
            (BLOK + 1 + count(index), DAFTAR),
            name,
            Isi::Teks,
            Nada::Biasa,
        )?;
        for ((of, source), ukuran) in UKURAN.iter().zip(&kepala::KEPALA_KURVA[1..]) {
            sheet.put((row, 0), name, Isi::Teks, Nada::Biasa)?;
            sheet.put((row, 1), ukuran, Isi::Teks, Nada::Biasa)?;
            let isi = if source.is_some() {
                Isi::Persen
            } else {
                Isi::Bulat
            };
            for month in 0..BULAN {
                let at = (row, 2 + u16::try_from(month).unwrap_or(0));
                let value = garis[month].as_ref().and_then(of);
                let live = kurva.kini == Some(month)
                    && garis[month].is_some()
                    && !(index == 0 && kurva.sebagian);
                match source.filter(|_| live) {
                    Some(column) => {
                        let formula = rekap::sel(*from, column);
                        sheet.put_formula(at, &formula, &value.into(), isi, Nada::Biasa)?;
                    }
                    None => sheet.put_number(at, value, isi, Nada::Biasa)?,
                }
            }
            row += 1;
        }
    }
    Ok(())
}

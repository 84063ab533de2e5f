//! The contract on the sheets of activities: who, from when to when, and in columns how much, SPI and CPI.

use super::kepala;
use super::rumus::{self, Saring};
use super::sheet::{Hasil, Sheet};
use super::style::{Isi, Nada};
use crate::consolidate::Konsolidasi;
use crate::consolidate::deviasi::{Kontrak, spi};
use crate::consolidate::findings::date_in_words;
use crate::consolidate::rincian::Kinerja;
use crate::model::cell::CellRef;
use crate::model::nilai::Sen;
use crate::model::table::Row;

/// The first of the columns; the others follow.
pub(super) const FIRST: u16 = 12;
const NILAI: u16 = FIRST;
const KEUANGAN: u16 = FIRST + 1;
const SPI: u16 = FIRST + 2;
pub(super) const LAST: u16 = FIRST + 3;
pub(super) const WIDTHS: [f64; 4] = [16.5, 9.0, 6.5, 6.5];

/// Columns of the sheet that the formulas refer to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Acuan {
    pub(super) realisasi: u16,
    pub(super) target_fisik: u16,
    pub(super) fisik: u16,
    pub(super) kunci: u16,
}

/// Writes the header; without any contract on the sheet the columns are hidden.
pub(super) fn header(sheet: &mut Sheet<'_>, row: u32, any: bool) -> Hasil {
    for (col, text) in (FIRST..).zip(kepala::KEPALA_KONTRAK) {
        sheet.text((row, col), text, &sheet.style.kepala)?;
        if !any {
            sheet.hide(col)?;
        }
    }
    Ok(())
}

/// Returns provider and number of a contract as they stand in one cell.
pub(super) fn penyedia(kontrak: &Kontrak) -> String {
    let parts = [kontrak.penyedia.as_deref(), kontrak.nomor.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join("; ")
}

/// Returns the name of an activity with its contract below it: provider, number, begin and end.
pub(super) fn uraian(source: &Row, own: Option<&Kontrak>) -> String {
    let Some(own) = own else {
        return source.uraian.to_string();
    };
    let dates = [own.mulai, own.selesai].map(|date| date.map(date_in_words));
    let when = match dates {
        [Some(mulai), Some(selesai)] => format!("{mulai} s.d. {selesai}"),
        [None, Some(selesai)] => format!("s.d. {selesai}"),
        [Some(mulai), None] => format!("mulai {mulai}"),
        [None, None] => String::new(),
    };
    let parts = [penyedia(own), when];
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    format!("{}\n{}", source.uraian, parts.join("; "))
}

/// Writes the contracts of a set of activities taken together.
pub(super) fn sums(
    sheet: &mut Sheet<'_>,
    row: u32,
    (saring, kinerja): (&Saring, &Kinerja),
    nada: Nada,
) -> Hasil {
    sheet.put((row, KEUANGAN), "", Isi::Teks, nada)?;
    let nilai = kinerja.nilai.map(Sen::rupiah);
    let cells = [
        (
            NILAI,
            saring.jumlah(rumus::NILAI_KONTRAK),
            nilai,
            Isi::Rupiah,
        ),
        (SPI, saring.spi(), kinerja.spi, Isi::Persen),
        (LAST, saring.cpi(), kinerja.cpi, Isi::Persen),
    ];
    for (col, formula, value, isi) in cells {
        sheet.put_formula((row, col), &formula, &value.into(), isi, nada)?;
    }
    Ok(())
}

/// Leaves the columns of a line without contracts empty.
pub(super) fn blank(sheet: &mut Sheet<'_>, row: u32, nada: Nada) -> Hasil {
    for col in FIRST..=LAST {
        sheet.put((row, col), "", Isi::Teks, nada)?;
    }
    Ok(())
}

/// Writes the contract of an activity, looked up in Data.
pub(super) fn line(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    row: u32,
    (place, source): (usize, &Row),
    acuan: Acuan,
) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let own = k.rincian.kontrak.get(place).and_then(Option::as_ref);
    let Some(own) = own else {
        return blank(sheet, row, NADA);
    };
    let at = |col: u16| CellRef::new(row, u32::from(col)).to_string();
    let kunci = at(acuan.kunci);
    let cells = [
        (
            NILAI,
            rumus::ambil(rumus::NILAI_KONTRAK, &kunci),
            own.nilai.map(Sen::rupiah),
            Isi::Rupiah,
        ),
        (
            KEUANGAN,
            rumus::persen(&at(acuan.realisasi), &at(NILAI)),
            own.keuangan_pct(source),
            Isi::Persen,
        ),
        (
            SPI,
            rumus::spi(&at(acuan.fisik), &at(acuan.target_fisik)),
            spi(source),
            Isi::Persen,
        ),
        (
            LAST,
            rumus::cpi(&at(acuan.fisik), &at(KEUANGAN)),
            own.cpi(source),
            Isi::Persen,
        ),
    ];
    for (col, formula, value, isi) in cells {
        sheet.put_formula((row, col), &formula, &value.into(), isi, NADA)?;
    }
    Ok(())
}

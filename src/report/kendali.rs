//! The tie-out table of Metadata: each total with what it is held against, live, and by how much they differ.

use super::label::kendali as kata;
use super::metadata::{LAST_COL, heading};
use super::peta::Peta;
use super::sheet::{Nilai, Sheet};
use super::style::{Isi, Nada};
use super::{kepala, rekap};
use crate::consolidate::Konsolidasi;
use crate::consolidate::kendali::{Kendali, Terhadap};
use crate::model::cell::CellRef;
use crate::model::field::Measure;
use crate::model::nilai::Sen;

type Row = Result<u32, rust_xlsxwriter::XlsxError>;

/// Difference, what is let pass, and whether both agree.
type Hasil = (Option<Sen>, Sen, Option<bool>);

const REKAP: u16 = 1;
const PEMBANDING: u16 = 2;
const SELISIH: u16 = 3;
const HASIL: u16 = 4;
const OPD: u16 = 5;

/// Writes the table; returns the row after it.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta, row: u32) -> Row {
    let mut row = heading(
        sheet,
        row,
        kata::META_PEMBANDING,
        &kepala::KEPALA_PEMBANDING,
    )?;
    if k.kendali.is_empty() {
        sheet.text((row, 0), kata::TANPA_PEMBANDING, &sheet.style.polos)?;
        return Ok(row + 1);
    }
    for of_kind in k.kendali.chunk_by(|a, b| a.terhadap == b.terhadap) {
        let first = row;
        for kendali in of_kind {
            line(sheet, k, peta, (row, kendali))?;
            row += 1;
        }
        if of_kind.len() > 1 && of_kind[0].terhadap != Terhadap::LembarRekap {
            sum(sheet, (row, first), of_kind)?;
            row += 1;
        }
    }
    Ok(row)
}

fn line(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    peta: &Peta,
    (row, kendali): (u32, &Kendali),
) -> Result<(), rust_xlsxwriter::XlsxError> {
    const NADA: Nada = Nada::Biasa;
    let office = kendali
        .opd
        .map_or(kata::OPD_BERSAMA, |opd| &k.opd[opd].office.singkat);
    let texts = [
        (0, kata::terhadap(kendali.terhadap)),
        (OPD, office),
        (LAST_COL, kendali.sumber.as_str()),
    ];
    for (col, text) in texts {
        sheet.put((row, col), text, Isi::Teks, NADA)?;
    }
    let col = match (kendali.terhadap, kendali.measure) {
        (Terhadap::Dpa, _) => Some(rekap::PAGU),
        (Terhadap::Lra, Measure::RealisasiKeuangan) => Some(rekap::REALISASI),
        _ => None,
    };
    let value = kendali.rekap.map(Sen::rupiah);
    match (col, kendali.opd, kendali.rekap) {
        (Some(col), Some(opd), Some(_)) => sheet.put_formula(
            (row, REKAP),
            &rekap::sel(peta.opd(opd), col),
            &value.into(),
            Isi::Rupiah,
            NADA,
        )?,
        _ => sheet.put_number((row, REKAP), value, Isi::Rupiah, NADA)?,
    }
    sheet.put_number(
        (row, PEMBANDING),
        Some(kendali.pembanding.rupiah()),
        Isi::Rupiah,
        NADA,
    )?;
    let hasil = (kendali.selisih(), kendali.longgar, kendali.cocok());
    result(sheet, row, (kendali.terhadap, hasil), NADA)
}

/// Writes the sum over the offices that have both sides.
fn sum(
    sheet: &mut Sheet<'_>,
    (row, first): (u32, u32),
    of_kind: &[Kendali],
) -> Result<(), rust_xlsxwriter::XlsxError> {
    const NADA: Nada = Nada::Subtotal;
    let both = || of_kind.iter().filter(|kendali| kendali.rekap.is_some());
    let rekap: Sen = both().filter_map(|kendali| kendali.rekap).sum();
    let pembanding: Sen = both().map(|kendali| kendali.pembanding).sum();
    let longgar: Sen = both().map(|kendali| kendali.longgar).sum();
    let range = |col: u16| {
        let cell = |row| CellRef::new(row, u32::from(col));
        format!("{}:{}", cell(first), cell(row - 1))
    };
    sheet.put(
        (row, 0),
        kata::terhadap(of_kind[0].terhadap),
        Isi::Teks,
        NADA,
    )?;
    sheet.put_formula(
        (row, REKAP),
        &format!("SUM({})", range(REKAP)),
        &Nilai::Angka(rekap.rupiah()),
        Isi::Rupiah,
        NADA,
    )?;
    sheet.put_formula(
        (row, PEMBANDING),
        &format!(
            "SUMPRODUCT(ISNUMBER({})*{})",
            range(REKAP),
            range(PEMBANDING)
        ),
        &Nilai::Angka(pembanding.rupiah()),
        Isi::Rupiah,
        NADA,
    )?;
    let selisih = rekap - pembanding;
    let cocok = selisih.abs() <= longgar;
    let hasil = (Some(selisih), longgar, Some(cocok));
    result(sheet, row, (of_kind[0].terhadap, hasil), NADA)?;
    let n = both().count();
    sheet.put((row, OPD), &kata::banyak_opd(n), Isi::Teks, NADA)?;
    sheet.put((row, LAST_COL), "", Isi::Teks, NADA)
}

/// Writes difference and verdict; without a report both are blank and said so.
fn result(
    sheet: &mut Sheet<'_>,
    row: u32,
    (terhadap, (selisih, longgar, cocok)): (Terhadap, Hasil),
    nada: Nada,
) -> Result<(), rust_xlsxwriter::XlsxError> {
    let (same, other) = kata::hasil(terhadap);
    let at = |col: u16| CellRef::new(row, u32::from(col)).to_string();
    let (rekap, pembanding, own) = (at(REKAP), at(PEMBANDING), at(SELISIH));
    sheet.put_formula(
        (row, SELISIH),
        &super::rumus::selisih(&rekap, &pembanding),
        &selisih.map(Sen::rupiah).into(),
        Isi::Rupiah,
        nada,
    )?;
    let verdict = match cocok {
        None => kata::TANPA_LAPORAN,
        Some(true) => same,
        Some(false) => other,
    };
    let formula = format!(
        "IF({own}=\"\",\"{}\",IF(ABS({own})<={},\"{}\",\"{}\"))",
        kata::TANPA_LAPORAN,
        longgar.rupiah(),
        same,
        other
    );
    sheet.put_formula(
        (row, HASIL),
        &formula,
        &Nilai::Kata(verdict.to_owned()),
        Isi::Tengah,
        nada,
    )
}

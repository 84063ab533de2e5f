//! Below a comparison: what became physical construction since, and what is it no longer, though the sums may stand.

use super::{Row, WIDTHS};
use crate::consolidate::Konsolidasi;
use crate::model::cell::CellRef;
use crate::model::keadaan::{Konstruksi, Selisih, SelisihOpd};
use crate::model::nilai::Sen;
use crate::report::rumus::{self, Saring};
use crate::report::sheet::{Hasil, Sheet};
use crate::report::style::{Isi, Nada};
use crate::report::{kepala, label};

/// Writes the offices with other figures of construction, and all offices; returns the row after it. Nothing where nothing moved.
pub(super) fn block(sheet: &mut Sheet<'_>, k: &Konsolidasi, row: u32, selisih: &Selisih) -> Row {
    let moved: Vec<(&SelisihOpd, (Konstruksi, Konstruksi))> = selisih
        .opd
        .iter()
        .filter_map(|opd| Some((opd, opd.pindah()?)))
        .collect();
    if moved.is_empty() {
        return Ok(row);
    }
    sheet.text((row, 0), label::tahun::PINDAH, &sheet.style.polos_tebal)?;
    for (col, text) in (0..).zip(kepala::KEPALA_PINDAH) {
        sheet.text((row + 1, col), text, &sheet.style.kepala)?;
    }
    sheet.height(row + 1, 28)?;
    let mut row = row + 2;
    let construction = || Saring::semua().kata(rumus::KONSTRUKSI, label::ya_tidak(true));
    for (number, (opd, both)) in (1_u32..).zip(&moved) {
        sheet.put_number((row, 0), Some(f64::from(number)), Isi::Bulat, Nada::Biasa)?;
        sheet.put((row, 1), &opd.nama, Isi::Panjang, Nada::Biasa)?;
        sheet.put((row, 2), opd.sebab.label(), Isi::Teks, Nada::Biasa)?;
        sheet.fit(row, &[(&opd.nama, WIDTHS[1])])?;
        let index = k.opd.iter().position(|own| own.office.id == opd.id);
        let saring = index
            .filter(|index| k.opd[*index].jumlah.is_some())
            .map(|index| construction().dan(rumus::OPD, (index + 1).to_string()));
        figures(sheet, row, both, saring.as_ref(), Nada::Biasa)?;
        row += 1;
    }
    if let Some(both) = selisih.dulu.konstruksi.zip(selisih.kini.konstruksi) {
        let all = label::tahun::seluruh_opd(selisih.opd_dulu, selisih.opd_kini);
        let style = sheet.style.cell(Isi::Teks, Nada::Total);
        sheet.merge((row, 0), (row, 2), &all, style)?;
        figures(sheet, row, &both, Some(&construction()), Nada::Total)?;
        row += 1;
    }
    Ok(row + 1)
}

/// Writes what was, what is (live over Data) and the difference, of pagu, realisasi and number.
fn figures(
    sheet: &mut Sheet<'_>,
    row: u32,
    (dulu, kini): &(Konstruksi, Konstruksi),
    saring: Option<&Saring>,
    nada: Nada,
) -> Hasil {
    let count = |n: usize| Some(f64::from(u32::try_from(n).unwrap_or(u32::MAX)));
    let rupiah = |sen: Option<Sen>| sen.map(Sen::rupiah);
    let by = |dulu: Option<Sen>, kini: Option<Sen>| {
        (kini.unwrap_or_default() - dulu.unwrap_or_default()).rupiah()
    };
    let money = |col, name, dulu, kini| {
        let formula = saring.map(|own| own.jumlah(name));
        let by = by(dulu, kini);
        (col, formula, rupiah(dulu), rupiah(kini), by, Isi::Rupiah)
    };
    let (then, now) = (count(dulu.kegiatan), count(kini.kegiatan));
    let columns = [
        money(3, rumus::PAGU, dulu.pagu, kini.pagu),
        money(
            6,
            rumus::REALISASI,
            dulu.realisasi_keuangan,
            kini.realisasi_keuangan,
        ),
        (
            9,
            saring.map(Saring::banyak),
            then,
            now,
            now.unwrap_or_default() - then.unwrap_or_default(),
            Isi::Bulat,
        ),
    ];
    for (col, formula, dulu, kini, by, isi) in columns {
        let cell = |col: u16| CellRef::new(row, u32::from(col)).to_string();
        sheet.put_number((row, col), dulu, isi, nada)?;
        match formula {
            Some(formula) => {
                sheet.put_formula((row, col + 1), &formula, &kini.into(), isi, nada)?;
            }
            None => sheet.put_number((row, col + 1), kini, isi, nada)?,
        }
        let (now, then) = (cell(col + 1), cell(col));
        let formula = format!("N({now})-N({then})");
        sheet.put_formula((row, col + 2), &formula, &Some(by).into(), isi, nada)?;
    }
    Ok(())
}

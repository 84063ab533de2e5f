//! The sheet Peringkat: the offices by penyerapan, which the charts of Ringkasan draw.

use super::peta::Peta;
use super::sheet::{Hasil, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, kepala, label, rekap, rumus};
use crate::consolidate::Konsolidasi;
use crate::consolidate::jumlah::Jumlah;
use crate::model::nilai::Sen;

const HEADER: u32 = 5;
/// First row of the list.
pub(super) const FIRST: u32 = HEADER + 1;
const LAST_COL: u16 = 8;

/// The offices with a report, by penyerapan from the highest; offices without a figure last.
pub(super) fn ranking(k: &Konsolidasi) -> Vec<usize> {
    let penyerapan = |index: &usize| {
        k.opd[*index]
            .jumlah
            .as_ref()
            .and_then(Jumlah::realisasi_keuangan_pct)
    };
    let mut order: Vec<usize> = (0..k.opd.len())
        .filter(|&index| k.opd[index].jumlah.is_some())
        .collect();
    order.sort_by(|a, b| {
        let (left, right) = (
            penyerapan(a).unwrap_or(f64::MIN),
            penyerapan(b).unwrap_or(f64::MIN),
        );
        right.total_cmp(&left).then(a.cmp(b))
    });
    order
}

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta, cetak: &Cetak) -> Hasil {
    sheet.page(label::PERINGKAT, cetak, Some((HEADER, HEADER)))?;
    sheet.widths(&[36.0, 19.0, 17.0, 17.0, 17.0, 17.0, 17.0, 24.0, 11.0])?;
    sheet.title(
        LAST_COL,
        &[
            label::JUDUL_PERINGKAT,
            &cetak.daerah,
            &label::keadaan(k.periode),
            &label::cakupan(k),
        ],
    )?;
    for (col, text) in (0..).zip(kepala::KEPALA_URUTAN) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.height(HEADER, 28)?;
    sheet.ws.set_freeze_panes(FIRST, 1)?;
    let listed = ranking(k);
    let last = FIRST + u32::try_from(listed.len()).unwrap_or(0);
    let values: Vec<Option<f64>> = listed
        .iter()
        .map(|index| {
            k.opd[*index]
                .jumlah
                .and_then(|own| own.realisasi_keuangan_pct())
        })
        .collect();
    for (row, index) in (FIRST..).zip(listed) {
        let opd = &k.opd[index];
        let jumlah = opd.jumlah.unwrap_or_default();
        let from = peta.opd(index);
        sheet.put((row, 0), &opd.office.singkat, Isi::Teks, Nada::Biasa)?;
        let kelompok = opd.office.kelompok.label();
        sheet.put((row, LAST_COL - 1), kelompok, Isi::Teks, Nada::Biasa)?;
        let penyerapan = jumlah.realisasi_keuangan_pct();
        let rank = penyerapan.map(|own| {
            let ahead = values.iter().flatten().filter(|other| **other > own);
            f64::from(u32::try_from(ahead.count() + 1).unwrap_or(0))
        });
        let formula = rumus::peringkat(
            &format!("$C{}", row + 1),
            &format!("$C${}:$C${last}", FIRST + 1),
        );
        sheet.put_formula(
            (row, LAST_COL),
            &formula,
            &rank.into(),
            Isi::Bulat,
            Nada::Biasa,
        )?;
        let cells = [
            (1, rekap::PAGU, jumlah.pagu.map(Sen::rupiah), Isi::Rupiah),
            (
                2,
                rekap::REALISASI_PCT,
                jumlah.realisasi_keuangan_pct(),
                Isi::Persen,
            ),
            (
                3,
                rekap::TARGET_PCT,
                jumlah.target_keuangan_pct,
                Isi::Persen,
            ),
            (4, rekap::FISIK, jumlah.realisasi_fisik, Isi::Persen),
            (5, rekap::TARGET_FISIK, jumlah.target_fisik, Isi::Persen),
            (6, rekap::DEVIASI_FISIK, jumlah.deviasi_fisik, Isi::Persen),
        ];
        for (col, of, value, isi) in cells {
            sheet.put_formula(
                (row, col),
                &rekap::sel(from, of),
                &value.into(),
                isi,
                Nada::Biasa,
            )?;
        }
    }
    Ok(())
}

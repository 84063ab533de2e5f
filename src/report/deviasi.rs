//! The sheet Deviasi: the flagged activities, the heaviest first.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rust_xlsxwriter::Url;

use super::sheet::{Hasil, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, data, kepala, label};
use crate::consolidate::Konsolidasi;
use crate::consolidate::jumlah::Turunan;
use crate::consolidate::penilaian::Tertanda;
use crate::model::field::Measure;
use crate::model::nilai::Sen;

const HEADER: u32 = 5;
const LAST_COL: u16 = 14;
const WIDTHS: [f64; 15] = [
    5.0, 27.0, 40.0, 15.0, 16.0, 8.5, 8.5, 8.5, 10.0, 16.0, 14.0, 7.0, 52.0, 34.0, 7.0,
];

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak) -> Hasil {
    sheet.page(label::DEVIASI, cetak, Some((HEADER, HEADER)))?;
    sheet.widths(&WIDTHS)?;
    sheet.title(
        LAST_COL,
        &[
            label::JUDUL_DEVIASI,
            &cetak.daerah,
            &label::keadaan(k.periode),
            &label::cakupan(k),
        ],
    )?;
    for (col, text) in (0..).zip(kepala::KEPALA_DEVIASI) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.ws.set_row_height(HEADER, 38)?;
    sheet.ws.set_freeze_panes(HEADER + 1, 3)?;
    let flags = by_weight(k);
    if flags.is_empty() {
        sheet.text((HEADER + 1, 0), label::TANPA_DEVIASI, &sheet.style.polos)?;
    }
    let mut row = HEADER + 1;
    for tertanda in flags {
        line(sheet, k, row, tertanda)?;
        row += 1;
    }
    if row > HEADER + 1 {
        sheet.ws.autofilter(HEADER, 0, row - 1, LAST_COL)?;
    }
    let below = (row + 1).max(HEADER + 3);
    let note = label::catatan_deviasi(k);
    sheet.merge((below, 0), (below, LAST_COL), &note, &sheet.style.catatan)?;
    sheet.ws.set_row_height(below, 24)?;
    sheet.text(
        (below + 1, 0),
        label::DASAR_AMBANG,
        &sheet.style.polos_tebal,
    )?;
    for (row, (code, dasar)) in (below + 2..).zip(bases(k)) {
        sheet.text((row, 0), code, &sheet.style.polos)?;
        sheet.text((row, 1), &dasar, &sheet.style.polos)?;
    }
    Ok(())
}

/// The basis of each threshold that was crossed, by code.
fn bases(k: &Konsolidasi) -> BTreeSet<(&'static str, String)> {
    k.penilaian
        .weighty()
        .filter_map(|tertanda| Some((tertanda.flag.code.id, tertanda.flag.basis()?)))
        .collect()
}

/// The flags that ask for attention: the largest value that lags first, then the largest pagu.
fn by_weight(k: &Konsolidasi) -> Vec<&Tertanda> {
    let mut flags: Vec<&Tertanda> = k.penilaian.weighty().collect();
    // The sort is stable: what weighs the same stays in the order of offices, tables and rows.
    flags.sort_by_key(|tertanda| Reverse((tertanda.nilai, tertanda.pagu)));
    flags
}

fn line(sheet: &mut Sheet<'_>, k: &Konsolidasi, row: u32, tertanda: &Tertanda) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let flag = &tertanda.flag;
    let office = &k.opd[tertanda.opd].office.nama;
    let activity = Activity::of(k, tertanda);
    sheet.put_number((row, 0), Some(f64::from(row - HEADER)), Isi::Bulat, NADA)?;
    let own = format!("{}: ", activity.uraian);
    let kalimat = flag.kalimat.strip_prefix(&own).unwrap_or(&flag.kalimat);
    let texts: [(u16, &str); 7] = [
        (1, office),
        (2, &activity.uraian),
        (3, activity.jenis),
        (10, flag.severity.label()),
        (11, flag.code.id),
        (12, kalimat),
        (13, activity.permasalahan),
    ];
    for (col, text) in texts {
        let isi = if col == 11 { Isi::Tengah } else { Isi::Panjang };
        sheet.put((row, col), text, isi, NADA)?;
    }
    sheet.fit(
        row,
        &texts.map(|(col, text)| (text, WIDTHS[usize::from(col)])),
    )?;
    let numbers = [
        (4, tertanda.pagu.map(Sen::rupiah), Isi::Rupiah),
        (5, activity.target_fisik, Isi::Persen),
        (6, activity.realisasi_fisik, Isi::Persen),
        (7, activity.deviasi_fisik, Isi::Persen),
        (8, activity.realisasi_pct, Isi::Persen),
        (9, tertanda.nilai.map(Sen::rupiah), Isi::Rupiah),
    ];
    for (col, value, isi) in numbers {
        sheet.put_number((row, col), value, isi, NADA)?;
    }
    let first = tertanda.leaves.first().copied().unwrap_or(0);
    let target = format!("internal:'{}'!A{}", label::DATA, data::row_of(first) + 1);
    let link = Url::new(target).set_text((first + 1).to_string());
    let style = sheet.style;
    sheet
        .ws
        .write_url_with_format(row, LAST_COL, link, &style.tautan)?;
    Ok(())
}

/// What is shown of the activity that a flag speaks of; of several only their number.
#[derive(Default)]
struct Activity<'a> {
    uraian: String,
    jenis: &'static str,
    permasalahan: &'a str,
    target_fisik: Option<f64>,
    realisasi_fisik: Option<f64>,
    deviasi_fisik: Option<f64>,
    realisasi_pct: Option<f64>,
}

impl<'a> Activity<'a> {
    fn of(k: &'a Konsolidasi, tertanda: &Tertanda) -> Self {
        let [leaf] = tertanda.leaves[..] else {
            return Self {
                uraian: label::beberapa(tertanda.leaves.len()),
                ..Self::default()
            };
        };
        let row = k.row(&k.leaves[leaf]);
        let own = Turunan::of(row);
        Self {
            uraian: row.uraian.to_string(),
            jenis: label::jenis(row),
            permasalahan: row
                .lain
                .get(&Measure::Permasalahan)
                .map_or("", AsRef::as_ref),
            target_fisik: row.target_fisik,
            realisasi_fisik: row.realisasi_fisik,
            deviasi_fisik: own.deviasi_fisik,
            realisasi_pct: own.realisasi_pct,
        }
    }
}

//! The sheet Deviasi: the flagged activities, the heaviest first.

use rust_xlsxwriter::Url;

use super::sheet::{Hasil, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, data, label};
use crate::consolidate::Konsolidasi;
use crate::consolidate::jumlah::Turunan;
use crate::consolidate::penilaian::Flag;
use crate::model::nilai::Sen;

const HEADER: u32 = 5;
const LAST_COL: u16 = 13;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak) -> Hasil {
    sheet.page(label::DEVIASI, cetak, Some((HEADER, HEADER)))?;
    sheet.widths(&[
        5.0, 26.0, 40.0, 17.0, 16.0, 8.5, 8.5, 8.5, 9.0, 16.0, 13.0, 7.0, 52.0, 7.0,
    ])?;
    sheet.title(
        LAST_COL,
        &[
            label::JUDUL_DEVIASI,
            &cetak.daerah,
            &label::keadaan(k.periode),
            &label::cakupan(k),
        ],
    )?;
    for (col, text) in (0..).zip(label::KEPALA_DEVIASI) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.ws.set_row_height(HEADER, 38)?;
    sheet.ws.set_freeze_panes(HEADER + 1, 3)?;
    let flags = by_weight(k);
    if flags.is_empty() {
        sheet.text((HEADER + 1, 0), label::TANPA_DEVIASI, &sheet.style.polos)?;
    }
    let mut row = HEADER + 1;
    for (nilai, flag) in flags {
        line(sheet, k, row, (nilai, flag))?;
        row += 1;
    }
    if row > HEADER + 1 {
        sheet.ws.autofilter(HEADER, 0, row - 1, LAST_COL)?;
    }
    sheet.merge(
        (row + 1, 0),
        (row + 1, LAST_COL),
        label::CATATAN_DEVIASI,
        &sheet.style.catatan,
    )
}

/// The flags with the value that lags, the largest first.
fn by_weight(k: &Konsolidasi) -> Vec<(Option<Sen>, &Flag)> {
    let mut flags: Vec<(Option<Sen>, &Flag)> = k
        .penilaian
        .flags
        .iter()
        .map(|flag| {
            (
                k.leaves
                    .get(flag.leaf)
                    .and_then(|leaf| Turunan::of(k.row(leaf)).nilai_deviasi(k.row(leaf))),
                flag,
            )
        })
        .collect();
    let pagu = |flag: &Flag| k.leaves.get(flag.leaf).and_then(|leaf| k.row(leaf).pagu);
    flags.sort_by(|(left, a), (right, b)| {
        right
            .cmp(left)
            .then_with(|| pagu(b).cmp(&pagu(a)))
            .then_with(|| (a.leaf, a.code.id).cmp(&(b.leaf, b.code.id)))
    });
    flags
}

fn line(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    row: u32,
    (nilai, flag): (Option<Sen>, &Flag),
) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let Some(leaf) = k.leaves.get(flag.leaf) else {
        return Ok(());
    };
    let source = k.row(leaf);
    let own = Turunan::of(source);
    let number = f64::from(row - HEADER);
    let jenis = source
        .klasifikasi
        .as_ref()
        .map_or(label::BELUM_DIKLASIFIKASI, |k| k.jenis.label());
    sheet.put_number((row, 0), Some(number), Isi::Bulat, NADA)?;
    sheet.put((row, 1), &k.opd[leaf.opd].office.nama, Isi::Panjang, NADA)?;
    sheet.put((row, 2), &source.uraian, Isi::Panjang, NADA)?;
    sheet.put((row, 3), jenis, Isi::Panjang, NADA)?;
    let numbers = [
        (4, source.pagu.map(Sen::rupiah), Isi::Rupiah),
        (5, source.target_fisik, Isi::Persen),
        (6, source.realisasi_fisik, Isi::Persen),
        (7, own.deviasi_fisik, Isi::Persen),
        (8, own.realisasi_pct, Isi::Persen),
        (9, nilai.map(Sen::rupiah), Isi::Rupiah),
    ];
    for (col, value, isi) in numbers {
        sheet.put_number((row, col), value, isi, NADA)?;
    }
    sheet.put((row, 10), flag.severity.label(), Isi::Panjang, NADA)?;
    sheet.put((row, 11), flag.code.id, Isi::Tengah, NADA)?;
    sheet.put((row, 12), &flag.message, Isi::Panjang, NADA)?;
    sheet.fit(
        row,
        &[
            (&k.opd[leaf.opd].office.nama, 26.0),
            (&source.uraian, 40.0),
            (&flag.message, 52.0),
        ],
    )?;
    let target = format!(
        "internal:'{}'!A{}",
        label::DATA,
        data::row_of(flag.leaf) + 1
    );
    let text = (flag.leaf + 1).to_string();
    let link = Url::new(target).set_text(text);
    sheet
        .ws
        .write_url_with_format(row, LAST_COL, link, &sheet.style.tautan)?;
    Ok(())
}

//! The sheet Telaah Klasifikasi: what a person should decide, the largest pagu first, and what was decided.

use rust_xlsxwriter::Url;

use super::rumus::{self, Saring};
use super::sheet::{Hasil, Nilai, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, data, kepala, label};
use crate::consolidate::Konsolidasi;
use crate::consolidate::keputusan::{bagian, keputusan_lalu, keputusan_petugas};
use crate::model::nilai::Sen;
use crate::normalize::klasifikasi::telaah::uraian_dasar;

const CARA: u32 = 5;
const RINGKAS: u32 = CARA + 1;
const HEADER: u32 = RINGKAS + 4;
const LAST_COL: u16 = 10;
const WIDTHS: [f64; 11] = [
    5.0, 26.0, 18.0, 40.0, 30.0, 17.0, 15.0, 10.0, 56.0, 24.0, 7.0,
];

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak) -> Hasil {
    sheet.page(label::TELAAH, cetak, Some((HEADER, HEADER)))?;
    sheet.widths(&WIDTHS)?;
    let lines = [
        label::JUDUL_TELAAH,
        &cetak.daerah,
        &label::keadaan(k.periode),
        &label::cakupan(k),
    ];
    sheet.title(LAST_COL, &lines)?;
    let style = &sheet.style.catatan;
    sheet.merge((CARA, 0), (CARA, LAST_COL), label::CARA_TELAAH, style)?;
    sheet.height(CARA, 24)?;
    let (queue, decided) = (k.antrean(), k.diputuskan());
    summary(sheet, k, (&queue, &decided))?;
    header(sheet, HEADER, &kepala::KEPALA_TELAAH)?;
    sheet.ws.set_freeze_panes(HEADER + 1, 0)?;
    let mut row = HEADER + 1;
    for (number, leaf) in (1..).zip(&queue) {
        let source = k.row(&k.leaves[*leaf]);
        let last_year = keputusan_lalu(source).unwrap_or_default();
        line(
            sheet,
            k,
            (row, number, *leaf),
            (&label::sebab(source), last_year),
        )?;
        row += 1;
    }
    if queue.is_empty() {
        sheet.text((row, 0), label::TANPA_TELAAH, &sheet.style.polos)?;
        row += 1;
    } else {
        sheet.ws.autofilter(HEADER, 0, row - 1, LAST_COL)?;
    }
    if decided.is_empty() {
        return Ok(());
    }
    row += 1;
    let title = label::JUDUL_DIPUTUSKAN;
    sheet.text((row, 0), title, &sheet.style.polos_tebal)?;
    header(sheet, row + 1, &kepala::KEPALA_DIPUTUSKAN)?;
    for ((row, number), leaf) in (row + 2..).zip(1..).zip(&decided) {
        let source = k.row(&k.leaves[*leaf]);
        let proposed = source.klasifikasi.as_ref().map(uraian_dasar);
        let by = keputusan_petugas(source).unwrap_or_default();
        line(
            sheet,
            k,
            (row, number, *leaf),
            (by, &proposed.unwrap_or_default()),
        )?;
    }
    Ok(())
}

fn header(sheet: &mut Sheet<'_>, row: u32, texts: &[&str]) -> Hasil {
    for (col, text) in (0..).zip(texts) {
        sheet.text((row, col), text, &sheet.style.kepala)?;
    }
    sheet.height(row, 28)?;
    Ok(())
}

/// Writes how much there is to decide and was decided, live over Data.
fn summary(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    (queue, decided): (&[usize], &[usize]),
) -> Hasil {
    let count =
        |leaves: &[usize]| Nilai::Angka(f64::from(u32::try_from(leaves.len()).unwrap_or(u32::MAX)));
    let pagu = queue.iter().filter_map(|at| k.row(&k.leaves[*at]).pagu);
    let pagu = pagu.fold(None, |sum: Option<Sen>, own| {
        Some(sum.unwrap_or_default() + own)
    });
    let doubted = Saring::semua().kata(rumus::TELAAH, label::PERLU_TELAAH);
    let settled = Saring::semua().kata(rumus::TELAAH, label::DIPUTUSKAN);
    let lines = [
        (
            label::TELAAH_BANYAK,
            doubted.banyak(),
            count(queue),
            Isi::Bulat,
        ),
        (
            label::TELAAH_PAGU,
            doubted.jumlah(rumus::PAGU),
            pagu.map(Sen::rupiah).into(),
            Isi::Rupiah,
        ),
        (
            label::DIPUTUSKAN_BANYAK,
            settled.banyak(),
            count(decided),
            Isi::Bulat,
        ),
    ];
    for (row, (name, formula, value, isi)) in (RINGKAS..).zip(lines) {
        let style = sheet.style.cell(Isi::Teks, Nada::Biasa);
        sheet.merge((row, 0), (row, 1), name, style)?;
        sheet.put_formula((row, 2), &formula, &value, isi, Nada::Subtotal)?;
    }
    Ok(())
}

fn line(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    (row, number, leaf): (u32, u32, usize),
    (why, other): (&str, &str),
) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let at = &k.leaves[leaf];
    let source = k.row(at);
    sheet.put_number((row, 0), Some(f64::from(number)), Isi::Bulat, NADA)?;
    let texts: [(u16, &str); 7] = [
        (1, &k.opd[at.opd].office.nama),
        (2, source.kode.as_deref().unwrap_or_default()),
        (3, &source.uraian),
        (4, bagian(source)),
        (6, label::jenis(source)),
        (8, why),
        (9, other),
    ];
    sheet.long_texts(row, &texts, &WIDTHS)?;
    let pagu = source.pagu.map(Sen::rupiah).into();
    let formula = rumus::ambil(rumus::PAGU, &rumus::tempat(leaf));
    sheet.put_formula((row, 5), &formula, &pagu, Isi::Rupiah, NADA)?;
    let sure = source.klasifikasi.as_ref().map(|k| k.keyakinan * 100.0);
    sheet.put_number((row, 7), sure, Isi::Bulat, NADA)?;
    let place = data::row_of(leaf) + 1;
    let link =
        Url::new(format!("internal:'{}'!A{place}", label::DATA)).set_text((leaf + 1).to_string());
    let style = sheet.style;
    sheet
        .ws
        .write_url_with_format(row, LAST_COL, link, &style.tautan)?;
    Ok(())
}

//! The review workbook: what a person should decide, why, the proposal, and a cell with a list to decide in.

use rust_xlsxwriter::{DataValidation, Formula, ProtectionOptions, XlsxError};

use super::sheet::{Hasil, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, kepala, label};
use crate::consolidate::Konsolidasi;
use crate::consolidate::keputusan::{bagian, keputusan_lalu, keputusan_petugas};
use crate::kerja::tinjauan;
use crate::model::cell::CellRef;
use crate::model::kegiatan::Jenis;
use crate::model::nilai::Sen;

const CARA: u32 = 3;
const PETUGAS: u32 = 6;
const TANGGAL: u32 = 7;
const TERISI: u32 = 8;
const HEADER: u32 = 10;
const FIRST: u32 = HEADER + 1;
/// Where the answers about the whole sheet stand.
const JAWAB: u16 = 3;
const KEPUTUSAN: u16 = 10;
const CATATAN: u16 = 11;
const LAST_COL: u16 = CATATAN;
/// Hidden: what the reader needs to know the activity again.
const TAHUN: u16 = 12;
const ID_OPD: u16 = 13;
const WIDTHS: [f64; 14] = [
    5.0, 24.0, 18.0, 42.0, 30.0, 16.0, 46.0, 15.0, 10.0, 20.0, 22.0, 26.0, 7.0, 16.0,
];

/// Writes the sheet: the queue, or with `semua` every activity.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak, semua: bool) -> Hasil {
    sheet.page(label::TINJAU, cetak, Some((HEADER, HEADER)))?;
    sheet.widths(&WIDTHS)?;
    sheet.hide(TAHUN)?;
    sheet.hide(ID_OPD)?;
    let lines = [
        label::JUDUL_TELAAH,
        &cetak.daerah,
        &label::keadaan(k.periode),
    ];
    sheet.title(LAST_COL, &lines)?;
    for (row, text) in (CARA..).zip(label::CARA_TINJAU) {
        sheet.merge((row, 0), (row, LAST_COL), text, &sheet.style.polos)?;
    }
    let leaves = if semua {
        k.by_pagu(|_| true)
    } else {
        k.antrean()
    };
    let last = FIRST + u32::try_from(leaves.len().max(1) - 1).unwrap_or(0);
    answers(sheet, k, (&leaves, last))?;
    for (col, text) in (0..).zip(kepala::KEPALA_TINJAU) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.height(HEADER, 28)?;
    sheet.ws.set_freeze_panes(FIRST, JAWAB + 1)?;
    for (row, leaf) in (FIRST..).zip(&leaves) {
        line(sheet, k, row, *leaf)?;
    }
    if leaves.is_empty() {
        sheet.text((FIRST, 0), label::TANPA_TELAAH, &sheet.style.polos)?;
    } else {
        sheet.ws.autofilter(HEADER, 0, last, LAST_COL)?;
        choices(sheet, last)?;
    }
    sheet.ws.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    });
    sheet.ws.set_print_area(0, 0, last, LAST_COL)?;
    sheet.ws.set_selection(PETUGAS, JAWAB, PETUGAS, JAWAB)?;
    Ok(())
}

/// Writes the cells that say who decides and when, and how far the sheet is filled in.
fn answers(sheet: &mut Sheet<'_>, k: &Konsolidasi, (leaves, last): (&[usize], u32)) -> Hasil {
    let style = sheet.style;
    let bold = &style.polos_tebal;
    for (row, text) in [
        (PETUGAS, tinjauan::PETUGAS),
        (TANGGAL, tinjauan::TANGGAL),
        (TERISI, label::TERISI),
    ] {
        sheet.merge((row, 0), (row, JAWAB - 1), text, bold)?;
    }
    sheet.text((PETUGAS, JAWAB), "", &style.isian)?;
    sheet.text((TANGGAL, JAWAB), "", &style.isian_tanggal)?;
    let range = |row: u32| CellRef::new(row, u32::from(KEPUTUSAN)).to_string();
    let count = leaves.len();
    let filled = leaves
        .iter()
        .filter(|leaf| keputusan_petugas(k.row(&k.leaves[**leaf])).is_some());
    let formula = format!(
        "COUNTA({}:{})&\" dari {count} kegiatan\"",
        range(FIRST),
        range(last)
    );
    let result = format!("{} dari {count} kegiatan", filled.count());
    let formula = Formula::new(formula).set_result(result);
    sheet
        .ws
        .write_formula_with_format(TERISI, JAWAB, formula, &style.polos)?;
    Ok(())
}

/// Lets a decision be nothing but one of the four classes.
fn choices(sheet: &mut Sheet<'_>, last: u32) -> Hasil {
    let classes = Jenis::ALL.map(Jenis::label);
    let choice = DataValidation::new()
        .allow_list_strings(&classes)?
        .set_input_title(label::PILIH_JUDUL)?
        .set_input_message(label::PILIH_CARA)?
        .set_error_title(label::PILIH_JUDUL)?
        .set_error_message(label::PILIH_SALAH)?;
    sheet
        .ws
        .add_data_validation(FIRST, KEPUTUSAN, last, KEPUTUSAN, &choice)?;
    Ok(())
}

fn line(sheet: &mut Sheet<'_>, k: &Konsolidasi, row: u32, leaf: usize) -> Result<(), XlsxError> {
    const NADA: Nada = Nada::Biasa;
    let at = &k.leaves[leaf];
    let source = k.row(at);
    let office = &k.opd[at.opd].office;
    let why = label::sebab(source);
    let decided = keputusan_petugas(source).map_or("", |_| label::jenis(source));
    sheet.put_number((row, 0), Some(f64::from(row - HEADER)), Isi::Bulat, NADA)?;
    let texts: [(u16, &str); 7] = [
        (1, &office.nama),
        (2, source.kode.as_deref().unwrap_or_default()),
        (3, &source.uraian),
        (4, bagian(source)),
        (6, &why),
        (7, label::jenis(source)),
        (9, keputusan_lalu(source).unwrap_or_default()),
    ];
    sheet.long_texts(row, &texts, &WIDTHS)?;
    let pagu = source.pagu.map(Sen::rupiah);
    sheet.put_number((row, 5), pagu, Isi::Rupiah, NADA)?;
    let sure = source.klasifikasi.as_ref().map(|k| k.keyakinan * 100.0);
    sheet.put_number((row, 8), sure, Isi::Bulat, NADA)?;
    sheet.text((row, KEPUTUSAN), decided, &sheet.style.isian)?;
    sheet.text((row, CATATAN), "", &sheet.style.isian)?;
    // Text: a number would print `###` beside a hidden column.
    let year = k.periode.tahun.to_string();
    sheet.put((row, TAHUN), &year, Isi::Teks, NADA)?;
    sheet.put((row, ID_OPD), &office.id, Isi::Teks, NADA)
}

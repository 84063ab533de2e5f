//! The sheet Data: one row per counted leaf with its file, sheet and row; every total of the workbook rests on it.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Table, TableColumn, TableStyle, Workbook, XlsxError};

use super::rumus;
use super::sheet::{Hasil, Sheet, hari};
use super::style::{Isi, Nada};
use super::{Cetak, asal, kepala, label};
use crate::consolidate::jumlah::Turunan;
use crate::consolidate::{Konsolidasi, Leaf};
use crate::model::cell::{CellRef, column_letters};
use crate::model::field::Measure;
use crate::model::kegiatan::Tingkat;
use crate::model::nilai::Sen;
use crate::model::table::Row;

/// Row of the table's header, 0-based.
const HEADER: u32 = 4;
const FIRST: u32 = HEADER + 1;

const NO: u16 = 0;
const OPD: u16 = 1;
const KELOMPOK: u16 = 3;
const JENIS: u16 = 9;
const KONSTRUKSI: u16 = 10;
const PAGU: u16 = 11;
const TARGET: u16 = 12;
const REALISASI: u16 = 13;
const TARGET_FISIK: u16 = 17;
const REALISASI_FISIK: u16 = 18;
const TELAAH: u16 = 21;
const DASAR: u16 = 22;
const BAGIAN: u16 = 23;
const DANA: u16 = 31;
const STRATEGIS: u16 = 32;
const NILAI_KONTRAK: u16 = 33;
const MULAI: u16 = 34;
const SELESAI: u16 = 35;

const WIDTHS: [f64; 38] = [
    6.0, 6.0, 28.0, 22.0, 28.0, 28.0, 28.0, 18.0, 42.0, 18.0, 11.0, 16.0, 16.0, 16.0, 16.0, 9.0,
    9.0, 9.0, 9.0, 9.0, 9.0, 17.0, 44.0, 9.0, 14.0, 16.0, 18.0, 30.0, 14.0, 7.0, 9.0, 24.0, 9.0,
    16.0, 13.0, 13.0, 22.0, 28.0,
];

/// Returns the row of a leaf on this sheet, 0-based.
pub(super) fn row_of(leaf: usize) -> u32 {
    FIRST + u32::try_from(leaf).unwrap_or(u32::MAX - FIRST)
}

/// Names the columns that formulas use.
pub(super) fn define_names(workbook: &mut Workbook, k: &Konsolidasi) -> Result<(), XlsxError> {
    let last = row_of(k.leaves.len().max(1) - 1) + 1;
    for (name, col) in [
        (rumus::NO, NO),
        (rumus::OPD, OPD),
        (rumus::KELOMPOK, KELOMPOK),
        (rumus::JENIS, JENIS),
        (rumus::KONSTRUKSI, KONSTRUKSI),
        (rumus::TELAAH, TELAAH),
        (rumus::BAGIAN, BAGIAN),
        (rumus::PAGU, PAGU),
        (rumus::TARGET, TARGET),
        (rumus::REALISASI, REALISASI),
        (rumus::TARGET_FISIK, TARGET_FISIK),
        (rumus::REALISASI_FISIK, REALISASI_FISIK),
        (rumus::DANA, DANA),
        (rumus::STRATEGIS, STRATEGIS),
        (rumus::NILAI_KONTRAK, NILAI_KONTRAK),
        (rumus::MULAI, MULAI),
        (rumus::SELESAI, SELESAI),
    ] {
        let letters = column_letters(u32::from(col));
        let range = format!(
            "={}!${letters}${}:${letters}${last}",
            label::DATA,
            FIRST + 1
        );
        workbook.define_name(name, &range)?;
    }
    Ok(())
}

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak) -> Hasil {
    sheet.page(label::DATA, cetak, Some((HEADER, HEADER)))?;
    // Too wide to be read on one page: three, with the office and number on each.
    sheet
        .ws
        .set_print_fit_to_pages(3, 0)
        .set_repeat_columns(0, 2)?;
    sheet.widths(&WIDTHS)?;
    sheet.text((0, 0), label::JUDUL_DATA, &sheet.style.polos_tebal)?;
    let about = format!("{}. {}", label::keadaan(k.periode), label::cakupan(k));
    sheet.text((1, 0), &about, &sheet.style.polos)?;
    sheet.text((2, 0), label::CATATAN_DATA, &sheet.style.polos)?;
    sheet.ws.set_freeze_panes(FIRST, 3)?;
    sheet.height(HEADER, 36)?;
    let columns: Vec<TableColumn> = kepala::KEPALA_DATA
        .iter()
        .map(|header| {
            TableColumn::new()
                .set_header(*header)
                .set_header_format(sheet.style.kepala.clone())
        })
        .collect();
    let last = row_of(k.leaves.len().max(1) - 1);
    let last_col = u16::try_from(columns.len()).unwrap_or(1) - 1;
    let table = Table::new()
        .set_name("DataKegiatan")
        .set_style(TableStyle::None)
        .set_columns(&columns);
    sheet.ws.add_table(HEADER, 0, last, last_col, &table)?;
    let flags = flags(k);
    for (index, leaf) in k.leaves.iter().enumerate() {
        let codes = flags.get(&index).map(String::as_str).unwrap_or_default();
        row(sheet, (k, cetak), (index, leaf), codes)?;
    }
    Ok(())
}

/// The codes of the flags of each leaf, joined.
fn flags(k: &Konsolidasi) -> BTreeMap<usize, String> {
    let mut out: BTreeMap<usize, String> = BTreeMap::new();
    for tertanda in &k.penilaian.flags {
        for leaf in &tertanda.leaves {
            let codes = out.entry(*leaf).or_default();
            if !codes.is_empty() {
                codes.push_str(", ");
            }
            codes.push_str(tertanda.flag.code.id);
        }
    }
    out
}

fn row(
    sheet: &mut Sheet<'_>,
    (k, cetak): (&Konsolidasi, &Cetak),
    (index, leaf): (usize, &Leaf),
    codes: &str,
) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let at = row_of(index);
    let (table, source) = (k.table(leaf), k.row(leaf));
    let office = &k.opd[leaf.opd].office;
    let count = |n: usize| Some(f64::from(u32::try_from(n).unwrap_or(u32::MAX)));
    sheet.put_number((at, NO), count(index + 1), Isi::Bulat, NADA)?;
    sheet.put_number((at, OPD), count(leaf.opd + 1), Isi::Bulat, NADA)?;
    let levels = [Tingkat::Program, Tingkat::Kegiatan, Tingkat::SubKegiatan]
        .map(|level| named(source, level));
    let jenis = source.klasifikasi.as_ref();
    let dasar = label::dasar(source);
    let texts = [
        (2, office.nama.as_ref()),
        (KELOMPOK, office.kelompok.label()),
        (4, levels[0]),
        (5, levels[1]),
        (6, levels[2]),
        (7, source.kode.as_deref().unwrap_or_default()),
        (8, &source.uraian),
        (JENIS, label::jenis(source)),
        (
            KONSTRUKSI,
            label::ya_tidak(jenis.is_some_and(|k| k.fisik_konstruksi)),
        ),
        (TELAAH, label::telaah(source)),
        (DASAR, &dasar),
        (24, codes),
        (25, lain(source, Measure::SumberDana)),
        (26, lain(source, Measure::Lokasi)),
        (28, table.sheet.as_deref().unwrap_or_default()),
    ];
    for (col, text) in texts {
        sheet.put((at, col), text, Isi::Teks, NADA)?;
    }
    let money = [
        (PAGU, source.pagu),
        (TARGET, source.target_keuangan),
        (REALISASI, source.realisasi_keuangan),
    ];
    for (col, value) in money {
        sheet.put_number((at, col), value.map(Sen::rupiah), Isi::Rupiah, NADA)?;
    }
    for (col, value) in [
        (TARGET_FISIK, source.target_fisik),
        (REALISASI_FISIK, source.realisasi_fisik),
    ] {
        sheet.put_number((at, col), value, Isi::Persen, NADA)?;
    }
    derived(sheet, at, source)?;
    let bagian = k.porsi_leaf.get(index).copied().flatten();
    let bagian = bagian.and_then(|bagian| count(bagian + 1));
    sheet.put_number((at, BAGIAN), bagian, Isi::Bulat, NADA)?;
    let number = Some(f64::from(source.row + 1));
    sheet.put_number((at, 29), number, Isi::Bulat, NADA)?;
    let cell = table.column_of(Measure::Pagu);
    let cell = cell.map(|col| CellRef::new(source.row, col));
    let told = cell.map(|cell| cell.to_string()).unwrap_or_default();
    sheet.put((at, 30), &told, Isi::Tengah, NADA)?;
    let file = &k.submissions[leaf.file].file;
    let place = (table.sheet.as_deref(), cell);
    let link = cetak.masuk.as_deref();
    match link.and_then(|masuk| asal::tautan(masuk, file, place)) {
        Some(link) => sheet.link((at, 27), link, &sheet.style.tautan_teks)?,
        None => sheet.put((at, 27), file, Isi::Teks, NADA)?,
    }
    split(sheet, k, at, index)
}

/// Writes what splits the activities: source of funds, strategic project, contract.
fn split(sheet: &mut Sheet<'_>, k: &Konsolidasi, at: u32, index: usize) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let rincian = &k.rincian;
    let dana = rincian
        .dana_leaf
        .get(index)
        .and_then(|group| rincian.dana.get(*group));
    let nama = dana.map_or("", |dana| dana.nama.as_str());
    sheet.put((at, DANA), nama, Isi::Teks, NADA)?;
    let project = rincian.strategis_leaf.get(index).copied().flatten();
    let project = project.map(|project| f64::from(u32::try_from(project + 1).unwrap_or(0)));
    sheet.put_number((at, STRATEGIS), project, Isi::Bulat, NADA)?;
    let kontrak = rincian.kontrak.get(index).and_then(Option::as_ref);
    let nilai = kontrak.and_then(|kontrak| kontrak.nilai);
    sheet.put_number(
        (at, NILAI_KONTRAK),
        nilai.map(Sen::rupiah),
        Isi::Rupiah,
        NADA,
    )?;
    let dates = [
        (MULAI, kontrak.and_then(|kontrak| kontrak.mulai)),
        (SELESAI, kontrak.and_then(|kontrak| kontrak.selesai)),
    ];
    for (col, date) in dates {
        sheet.put_number((at, col), date.map(hari), Isi::Tanggal, NADA)?;
    }
    let texts = [
        kontrak.and_then(|kontrak| kontrak.nomor.as_deref()),
        kontrak.and_then(|kontrak| kontrak.penyedia.as_deref()),
    ];
    for (col, text) in (SELESAI + 1..).zip(texts) {
        sheet.put((at, col), text.unwrap_or_default(), Isi::Teks, NADA)?;
    }
    Ok(())
}

/// Writes what follows from a leaf's own figures, as formulas.
fn derived(sheet: &mut Sheet<'_>, at: u32, row: &Row) -> Hasil {
    let own = Turunan::of(row);
    let sel = |col: u16| CellRef::new(at, u32::from(col)).to_string();
    let formulas = [
        (
            14,
            rumus::sisa(&sel(PAGU), &sel(REALISASI)),
            own.sisa.map(Sen::rupiah),
            Isi::Rupiah,
        ),
        (
            15,
            rumus::persen(&sel(TARGET), &sel(PAGU)),
            own.target_pct,
            Isi::Persen,
        ),
        (
            16,
            rumus::persen(&sel(REALISASI), &sel(PAGU)),
            own.realisasi_pct,
            Isi::Persen,
        ),
        (
            19,
            rumus::selisih(&sel(REALISASI_FISIK), &sel(TARGET_FISIK)),
            own.deviasi_fisik,
            Isi::Persen,
        ),
        (
            20,
            rumus::selisih(&sel(16), &sel(15)),
            own.deviasi_keuangan,
            Isi::Persen,
        ),
    ];
    for (col, formula, value, isi) in formulas {
        sheet.put_formula((at, col), &formula, &value.into(), isi, Nada::Biasa)?;
    }
    Ok(())
}

/// The name at a level: the row's own, or that of the row above it.
fn named(row: &Row, level: Tingkat) -> &str {
    if row.level == level {
        return &row.uraian;
    }
    row.induk.get(&level).map(AsRef::as_ref).unwrap_or_default()
}

fn lain(row: &Row, measure: Measure) -> &str {
    row.lain
        .get(&measure)
        .map(AsRef::as_ref)
        .unwrap_or_default()
}

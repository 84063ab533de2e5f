//! The sheet Metadata: what this rekap was made from and by, and the totals by which it can be held to account.

use std::collections::BTreeMap;

use super::peta::Peta;
use super::sheet::{Hasil, Nilai, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, kendali, kepala, label, petaan, rumus};
use crate::consolidate::Konsolidasi;
use crate::consolidate::gather::Fate;
use crate::consolidate::office::Owner;
use crate::model::nilai::Sen;
use crate::model::table::{Role, Table};

pub(super) const LAST_COL: u16 = 6;
const WIDTHS: [f64; 7] = [44.0, 16.0, 36.0, 34.0, 12.0, 18.0, 66.0];

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta, cetak: &Cetak) -> Hasil {
    sheet.page(label::METADATA, cetak, Some((0, 1)))?;
    sheet.widths(&WIDTHS)?;
    sheet.title(LAST_COL, &[label::JUDUL_METADATA, &cetak.daerah])?;
    let mut row = 3;
    let facts = [
        (label::META_PROGRAM, format!("rakor {}", cetak.versi)),
        (label::META_ATURAN, cetak.sidik_aturan.clone()),
        (label::META_PERIODE, k.periode.to_string()),
        (label::META_TENGGAT, label::tenggat(k)),
        (
            label::META_DAFTAR,
            if k.opd_from_files {
                label::DAFTAR_BERKAS
            } else {
                label::DAFTAR_TETAP
            }
            .to_owned(),
        ),
        (label::META_CAKUPAN, label::cakupan(k)),
        (label::kendali::META_PENYEBUT, label::kendali::penyebut(k)),
        (label::META_ZONA, k.penilaian.dasar.clone()),
        (
            label::META_INGATAN,
            cetak
                .ingatan
                .clone()
                .unwrap_or_else(|| label::TANPA_INGATAN.to_owned()),
        ),
    ];
    let master = k
        .induk
        .iter()
        .map(|(file, hash)| (file.as_str(), hash.clone()));
    for (name, value) in facts.into_iter().chain(master) {
        sheet.put((row, 0), name, Isi::Teks, Nada::Subtotal)?;
        let style = sheet.style.cell(Isi::Panjang, Nada::Biasa);
        sheet.merge((row, 1), (row, LAST_COL), &value, style)?;
        sheet.fit(row, &[(&value, WIDTHS[1..].iter().sum())])?;
        row += 1;
    }
    row = control(sheet, k, row + 1)?;
    row = kendali::write(sheet, k, peta, row + 1)?;
    row = fates(sheet, k, row + 1)?;
    row = petaan::write(sheet, k, row + 1)?;
    row = arsip(sheet, k, row)?;
    inputs(sheet, k, row)
}

type Row = Result<u32, rust_xlsxwriter::XlsxError>;

pub(super) fn heading(sheet: &mut Sheet<'_>, row: u32, title: &str, columns: &[&str]) -> Row {
    sheet.text((row, 0), title, &sheet.style.polos_tebal)?;
    for (col, text) in (0..).zip(columns) {
        sheet.text((row + 1, col), text, &sheet.style.kepala)?;
    }
    sheet.height(row + 1, 26)?;
    Ok(row + 2)
}

/// The sums of the rows beside those of the tables they come from.
fn control(sheet: &mut Sheet<'_>, k: &Konsolidasi, row: u32) -> Row {
    let mut row = heading(sheet, row, label::META_KENDALI, &kepala::KEPALA_KENDALI)?;
    let tables = || counted_tables(k);
    let total = &k.total.semua;
    let sums: [(&str, &str, Option<Sen>, Sen); 3] = [
        (
            kepala::KEPALA_DATA[11],
            rumus::PAGU,
            total.pagu,
            tables().filter_map(|t| t.totals.pagu).sum(),
        ),
        (
            kepala::KEPALA_DATA[12],
            rumus::TARGET,
            total.target_keuangan,
            tables().filter_map(|t| t.totals.target_keuangan).sum(),
        ),
        (
            kepala::KEPALA_DATA[13],
            rumus::REALISASI,
            total.realisasi_keuangan,
            tables().filter_map(|t| t.totals.realisasi_keuangan).sum(),
        ),
    ];
    for (name, column, rows, tables) in sums {
        let rows = rows.unwrap_or_default();
        sheet.put((row, 0), name, Isi::Teks, Nada::Biasa)?;
        // An edit of Data shows here.
        let value = Nilai::Angka(rows.rupiah());
        let formula = format!("SUM({column})");
        sheet.put_formula((row, 1), &formula, &value, Isi::Rupiah, Nada::Biasa)?;
        sheet.put_number((row, 2), Some(tables.rupiah()), Isi::Rupiah, Nada::Biasa)?;
        let (same, other) = (label::COCOK, label::TIDAK_COCOK);
        let agrees = Nilai::Kata(if rows == tables { same } else { other }.to_owned());
        let at = row + 1;
        let formula = format!("IF(ABS(B{at}-C{at})<0.005,\"{same}\",\"{other}\")");
        sheet.put_formula((row, 3), &formula, &agrees, Isi::Tengah, Nada::Biasa)?;
        row += 1;
    }
    Ok(row)
}

fn counted_tables(k: &Konsolidasi) -> impl Iterator<Item = &Table> {
    k.portions
        .iter()
        .filter(|portion| portion.fate == Fate::Counted)
        .flat_map(|portion| {
            let submission = &k.submissions[portion.file];
            crate::consolidate::gather::counted(submission, portion)
        })
        .map(|(_, table)| table)
}

/// Every activity that was read, by what became of it: nothing gets lost.
fn fates(sheet: &mut Sheet<'_>, k: &Konsolidasi, row: u32) -> Row {
    let mut row = heading(sheet, row, label::META_NASIB, &kepala::KEPALA_NASIB)?;
    let mut sums: BTreeMap<&str, (usize, usize, Sen)> = BTreeMap::new();
    for portion in &k.portions {
        for &at in &portion.tables {
            let table = &k.submissions[portion.file].tables[at];
            let left_out = portion.fate == Fate::Counted
                && !(table.status.counts()
                    && crate::consolidate::gather::is_asked(table, &k.periode));
            let fate = if left_out {
                label::TABEL_DIABAIKAN
            } else {
                label::nasib(portion.fate)
            };
            let sum = sums.entry(fate).or_default();
            sum.0 += 1;
            sum.1 += table.leaves().count();
            sum.2 += table.leaves().filter_map(|leaf| leaf.pagu).sum();
        }
    }
    for (fate, (tables, leaves, pagu)) in sums {
        let count = |n: usize| Some(f64::from(u32::try_from(n).unwrap_or(u32::MAX)));
        sheet.long_texts(row, &[(0, fate)], &WIDTHS)?;
        sheet.put_number((row, 1), count(tables), Isi::Bulat, Nada::Biasa)?;
        sheet.put_number((row, 2), count(leaves), Isi::Bulat, Nada::Biasa)?;
        sheet.put_number((row, 3), Some(pagu.rupiah()), Isi::Rupiah, Nada::Biasa)?;
        row += 1;
    }
    Ok(row)
}

/// The archived months that this rekap was made with; they are inputs like the files.
fn arsip(sheet: &mut Sheet<'_>, k: &Konsolidasi, row: u32) -> Row {
    if k.arsip.is_empty() {
        return Ok(row);
    }
    let mut row = heading(
        sheet,
        row,
        label::tahun::META_ARSIP,
        &kepala::KEPALA_META_ARSIP,
    )?;
    let count = |n: usize| Some(f64::from(u32::try_from(n).unwrap_or(u32::MAX)));
    for bulan in &k.arsip {
        let reported = bulan
            .kiriman
            .iter()
            .filter(|kiriman| !kiriman.blake3.is_empty());
        let pagu: Sen = bulan.baris.iter().filter_map(|baris| baris.pagu).sum();
        sheet.put((row, 0), &bulan.periode.to_string(), Isi::Teks, Nada::Biasa)?;
        sheet.put_number((row, 1), count(bulan.baris.len()), Isi::Bulat, Nada::Biasa)?;
        sheet.put_number((row, 2), Some(pagu.rupiah()), Isi::Rupiah, Nada::Biasa)?;
        sheet.put_number((row, 3), count(reported.count()), Isi::Bulat, Nada::Biasa)?;
        let style = sheet.style.cell(Isi::Teks, Nada::Biasa);
        sheet.merge((row, 4), (row, LAST_COL), &bulan.hash, style)?;
        row += 1;
    }
    Ok(row + 1)
}

/// Every input file with its content's hash and what became of it.
fn inputs(sheet: &mut Sheet<'_>, k: &Konsolidasi, row: u32) -> Hasil {
    let first = heading(sheet, row, label::META_MASUKAN, &kepala::KEPALA_MASUKAN)?;
    for (row, (index, submission)) in (first..).zip(k.submissions.iter().enumerate()) {
        let portions = || {
            k.portions
                .iter()
                .filter(move |portion| portion.file == index)
        };
        let joined = |texts: Vec<&str>| {
            let mut texts = texts;
            texts.dedup();
            texts.join("; ")
        };
        let owners = portions().map(|portion| match &portion.owner {
            Owner::Listed(opd) => k.opd[*opd].office.nama.as_ref(),
            Owner::Outside(name) => name,
            Owner::Unknown => "",
        });
        let fates: Vec<&str> = portions()
            .map(|portion| label::nasib(portion.fate))
            .collect();
        let details = submission
            .tables
            .iter()
            .filter(|table| table.role == Role::Detail);
        let read = details.map(|table| table.leaves().count()).sum();
        // Of a file that counts, those that do; of any other, those that were read.
        let counted = portions().filter(|portion| portion.fate == Fate::Counted);
        let counted = counted.map(|portion| {
            let tables = crate::consolidate::gather::counted(submission, portion);
            tables
                .map(|(_, table)| table.leaves().count())
                .sum::<usize>()
        });
        let leaves: usize = counted.reduce(|a, b| a + b).unwrap_or(read);
        let owners = joined(owners.collect());
        let fates = if fates.is_empty() {
            label::status(submission.status).to_owned()
        } else {
            joined(fates)
        };
        let texts = [
            (0, submission.file.as_ref()),
            (1, label::kendali::wadah(submission.container)),
            (2, owners.as_str()),
            (3, fates.as_str()),
            (5, label::status(submission.status)),
            (6, submission.blake3.as_str()),
        ];
        sheet.long_texts(row, &texts, &WIDTHS)?;
        let count = f64::from(u32::try_from(leaves).unwrap_or(u32::MAX));
        sheet.put_number((row, 4), Some(count), Isi::Bulat, Nada::Biasa)?;
    }
    Ok(())
}

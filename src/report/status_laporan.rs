//! The sheet Status Laporan: where every office stands in this period, when it reported, how late, and what is to be mended.

use rust_xlsxwriter::{ConditionalFormatText, ConditionalFormatTextRule};

use super::koreksi::Perbaikan;
use super::sheet::{Hasil, Nilai, Sheet};
use super::style::{self, Isi, Nada};
use super::{Cetak, kepala, label};
use crate::consolidate::findings::in_words;
use crate::consolidate::kepatuhan::Status;
use crate::consolidate::{Konsolidasi, RekapOpd};
use crate::diag::Severity;

/// Row of the counts by status; the table follows below.
const COUNTS: u32 = 5;
const HEADER: u32 = 8;
const FIRST: u32 = HEADER + 1;
const STATUS: u16 = 2;
const FILES: u16 = 8;
const LAST_COL: u16 = 9;

/// Returns the formula that counts the offices of a status, for other sheets.
pub(super) fn hitung(k: &Konsolidasi, status: Status) -> String {
    let last = FIRST + u32::try_from(k.opd.len().max(1)).unwrap_or(1);
    format!(
        "COUNTIF('{}'!$C${}:$C${last},\"{}\")",
        label::STATUS_LAPORAN,
        FIRST + 1,
        status.label()
    )
}

/// Returns how many offices have a status.
pub(super) fn banyak(k: &Konsolidasi, status: Status) -> Nilai {
    let count = k
        .opd
        .iter()
        .filter(|opd| opd.kepatuhan.status == status)
        .count();
    Nilai::Angka(f64::from(u32::try_from(count).unwrap_or(0)))
}

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak) -> Hasil {
    sheet.page(label::STATUS_LAPORAN, cetak, Some((HEADER, HEADER)))?;
    sheet.widths(&[5.0, 48.0, 26.0, 30.0, 11.0, 9.0, 11.0, 11.0, 52.0, 34.0])?;
    sheet.title(
        LAST_COL,
        &[
            label::JUDUL_STATUS,
            &cetak.daerah,
            &label::laporan(k.periode),
            &label::tenggat(k),
        ],
    )?;
    for (col, text) in (0..).zip(kepala::KEPALA_STATUS) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.height(HEADER, 28)?;
    sheet.ws.set_freeze_panes(FIRST, 2)?;
    sheet.height(COUNTS, 38)?;
    for (col, status) in (1..).zip(Status::ALL) {
        sheet.text((COUNTS, col), status.label(), &sheet.style.kepala)?;
        let format = sheet.style.cell(Isi::Bulat, Nada::Biasa);
        sheet.formula(
            (COUNTS + 1, col),
            &hitung(k, status),
            &banyak(k, status),
            format,
        )?;
    }
    for (row, (index, opd)) in (FIRST..).zip(k.opd.iter().enumerate()) {
        line(sheet, (k, cetak), row, (index, opd))?;
    }
    let end = FIRST + u32::try_from(k.opd.len()).unwrap_or(0);
    fills(sheet, end)?;
    sheet
        .ws
        .autofilter(HEADER, 0, end.max(FIRST + 1) - 1, LAST_COL)?;
    let mut row = outside(sheet, k, end + 1)?;
    row = row.max(end + 1);
    sheet.signature(row + 1, (7, LAST_COL), cetak)
}

fn line(
    sheet: &mut Sheet<'_>,
    (k, cetak): (&Konsolidasi, &Cetak),
    row: u32,
    (index, opd): (usize, &RekapOpd),
) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let own = &opd.kepatuhan;
    let count = |n: usize| Some(f64::from(u32::try_from(n).unwrap_or(u32::MAX)));
    let late = own.hari_terlambat.filter(|days| *days > 0).map(f64::from);
    let files: Vec<&str> = own
        .files
        .iter()
        .map(|&file| k.submissions[file].file.as_ref())
        .collect();
    sheet.put_number((row, 0), Some(f64::from(row - FIRST + 1)), Isi::Bulat, NADA)?;
    sheet.put((row, 1), &opd.office.nama, Isi::Panjang, NADA)?;
    sheet.put((row, STATUS), own.status.label(), Isi::Panjang, NADA)?;
    let note: Vec<String> = ditolak(k, cetak, index)
        .into_iter()
        .chain(Some(label::keterangan(own)).filter(|note| !note.is_empty()))
        .collect();
    let note = note.join("; ");
    let texts = [
        (opd.office.nama.as_ref(), 48.0),
        (&files.join("; "), 52.0),
        (&note, 34.0),
    ];
    sheet.fit(row, &texts)?;
    let received = own.diterima.map(in_words).unwrap_or_default();
    sheet.put((row, 3), &received, Isi::Teks, NADA)?;
    sheet.put_number((row, 4), late, Isi::Bulat, NADA)?;
    sheet.put_number(
        (row, 5),
        count(own.revisi).filter(|n| *n > 0.0),
        Isi::Bulat,
        NADA,
    )?;
    sheet.put_number(
        (row, 6),
        count(own.errors).filter(|n| *n > 0.0),
        Isi::Bulat,
        NADA,
    )?;
    sheet.put_number(
        (row, 7),
        count(own.warnings).filter(|n| *n > 0.0),
        Isi::Bulat,
        NADA,
    )?;
    sheet.put((row, FILES), &files.join("; "), Isi::Panjang, NADA)?;
    sheet.put((row, LAST_COL), &note, Isi::Panjang, NADA)
}

/// The first thing that a refused report must mend, where what came instead of it doesn't say why already.
fn ditolak(k: &Konsolidasi, cetak: &Cetak, index: usize) -> Option<String> {
    let own = &k.opd[index].kepatuhan;
    if own.status != Status::Ditolak || !own.sebab.is_empty() {
        return None;
    }
    let perbaikan = Perbaikan::of(k, &cetak.urutan_berkas, index);
    let first = perbaikan.tingkat(Severity::Error).next()?;
    Some(first.salah.trim_end_matches('.').to_owned())
}

fn fills(sheet: &mut Sheet<'_>, end: u32) -> Hasil {
    for (rank, status) in Status::ALL.into_iter().rev().enumerate() {
        let rule = ConditionalFormatText::new()
            .set_rule(ConditionalFormatTextRule::BeginsWith(
                status.label().to_owned(),
            ))
            .set_format(style::fill(rank, Status::ALL.len()));
        sheet
            .ws
            .add_conditional_format(FIRST, STATUS, end.max(FIRST + 1) - 1, STATUS, &rule)?;
    }
    Ok(())
}

/// Lists the offices outside the roster; returns the row after them.
fn outside(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    row: u32,
) -> Result<u32, rust_xlsxwriter::XlsxError> {
    if k.outside.is_empty() {
        return Ok(row);
    }
    sheet.text((row, 0), label::LUAR_DAFTAR, &sheet.style.polos_tebal)?;
    let mut row = row + 1;
    for (name, portions) in &k.outside {
        let mut files: Vec<&str> = portions
            .iter()
            .map(|&at| k.submissions[k.portions[at].file].file.as_ref())
            .collect();
        files.dedup();
        sheet.put((row, 1), name, Isi::Panjang, Nada::Biasa)?;
        sheet.put(
            (row, STATUS),
            label::TIDAK_DIHITUNG,
            Isi::Panjang,
            Nada::Biasa,
        )?;
        let style = sheet.style.cell(Isi::Panjang, Nada::Biasa);
        sheet.merge((row, 3), (row, LAST_COL), &files.join("; "), style)?;
        row += 1;
    }
    Ok(row)
}

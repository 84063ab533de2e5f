//! Activities that are gone or new, and reports whose rows can't be held against each other row by row.

use super::angka::{TOLERANSI, persen};
use super::lipat::sumber;
use super::padan::Padanan;
use super::{Dulu, Laporan};
use crate::consolidate::dijelaskan::terima;
use crate::diag::catalogue::riwayat as kode;
use crate::diag::{Diagnostic, Severity};
use crate::model::arsip::BarisArsip;
use crate::model::cell::{CellRange, CellRef};
use crate::model::field::{Measure, Span};
use crate::model::nilai::{Sen, weighted};
use crate::model::table::Row;

/// How many activities a message names.
const DISEBUT: usize = 3;
/// Letters of a name in a message at most.
const PANJANG: usize = 80;

/// Whether enough activities are the same to speak of single ones: half of the shorter list.
pub(super) fn comparable(laporan: &Laporan<'_>, dulu: &Dulu<'_>, padanan: &Padanan) -> bool {
    padanan.pasang.len() * 2 >= laporan.leaves.len().min(dulu.baris.len())
}

/// What can be said where the rows can't be compared: that they can't, and whether the sums fell.
pub(super) fn totals_only(
    laporan: &Laporan<'_>,
    dulu: &Dulu<'_>,
    padanan: &Padanan,
) -> Vec<Diagnostic> {
    let at = laporan.at_all();
    let message = format!(
        "Hanya {} dari {} baris yang bersesuaian dengan laporan {} ({} baris); yang dibandingkan hanya jumlahnya",
        padanan.pasang.len(),
        laporan.leaves.len(),
        dulu.periode,
        dulu.baris.len()
    );
    let mut found = vec![Diagnostic::new(
        kode::ROWS_NOT_COMPARABLE,
        at.clone(),
        message,
    )];
    let now: Vec<Sen> = laporan
        .leaves
        .iter()
        .filter_map(|(_, row)| row.realisasi_keuangan)
        .collect();
    let before: Vec<Sen> = dulu
        .baris
        .iter()
        .filter_map(|row| row.realisasi_keuangan)
        .collect();
    let sums: (Sen, Sen) = (now.iter().copied().sum(), before.iter().copied().sum());
    if !now.is_empty() && sums.0 < sums.1 {
        let message = format!(
            "Jumlah realisasi keuangan lebih rendah daripada laporan {}: sekarang {}, semula {}",
            dulu.periode, sums.0, sums.1
        );
        found.push(Diagnostic::new(kode::MONEY_FELL, at.clone(), message));
    }
    let leaves = laporan.leaves.iter().map(|(_, row)| *row);
    let fisik_now =
        weighted(leaves.map(|row| (row.pagu.unwrap_or_default(), row.realisasi_fisik))).0;
    let rows = dulu.baris.iter();
    let fisik_was = weighted(rows.map(|row| (row.pagu.unwrap_or_default(), row.realisasi_fisik))).0;
    if let Some((now, before)) = fisik_now
        .zip(fisik_was)
        .filter(|(now, before)| *now < before - TOLERANSI)
    {
        let (kini, semula) = persen((now, before));
        let message = format!(
            "Realisasi fisik seluruhnya lebih rendah daripada laporan {}: sekarang {kini}, semula {semula}; barisnya lain, \
             sehingga tidak dapat dipastikan apakah itu kesalahan",
            dulu.periode
        );
        found.push(Diagnostic::new(kode::FISIK_FELL, at, message).with_severity(Severity::Warning));
    }
    found
}

/// A21: activities without a counterpart.
pub(super) fn of(laporan: &Laporan<'_>, dulu: &Dulu<'_>, padanan: &Padanan) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let gone: Vec<&BarisArsip> = padanan.hilang.iter().map(|&at| dulu.baris[at]).collect();
    let spent = |row: &BarisArsip| row.realisasi_keuangan.is_some_and(|real| real > Sen::ZERO);
    // Money that was spent can't be gone; a row of zeros may.
    for (severity, with_money) in [(Severity::Error, true), (Severity::Warning, false)] {
        let own: Vec<&BarisArsip> = gone
            .iter()
            .copied()
            .filter(|row| spent(row) == with_money)
            .filter(|row| with_money || row.pagu.is_some_and(|pagu| pagu > Sen::ZERO))
            .collect();
        for (why, own) in laporan
            .berlaku
            .pilah(kode::ROWS_VANISHED, own, |row| (None, [&row.uraian, ""]))
        {
            let message = vanished(&own, dulu, with_money);
            let one = Diagnostic::new(kode::ROWS_VANISHED, laporan.at_all(), message);
            found.push(terima(one.with_severity(severity), why.as_ref()));
        }
    }
    for table in 0..laporan.tables.len() {
        let new: Vec<&Row> = padanan
            .baru
            .iter()
            .map(|&at| laporan.leaves[at])
            .filter(|(at, _)| *at == table)
            .map(|(_, row)| row)
            .collect();
        found.extend(appeared(laporan, table, &new, dulu));
    }
    found
}

fn vanished(rows: &[&BarisArsip], dulu: &Dulu<'_>, with_money: bool) -> String {
    let one = |row: &&BarisArsip| {
        let money = match (with_money, row.realisasi_keuangan) {
            (true, Some(real)) => format!("realisasi {real}"),
            _ => format!("pagu {}", row.pagu.unwrap_or_default()),
        };
        format!("\"{}\" ({money}; {})", pendek(&row.uraian), sumber(row))
    };
    let named: Vec<String> = rows.iter().take(DISEBUT).map(one).collect();
    let more = match rows.len().saturating_sub(DISEBUT) {
        0 => String::new(),
        n => format!("; dan {n} kegiatan lain"),
    };
    let what = if with_money {
        "yang sudah ada realisasinya "
    } else {
        ""
    };
    let count = match rows.len() {
        1 => "Kegiatan".to_owned(),
        n => format!("{n} kegiatan"),
    };
    format!(
        "{count} {what}pada laporan {} tidak ada lagi: {}{more}",
        dulu.periode,
        named.join("; ")
    )
}

fn appeared(
    laporan: &Laporan<'_>,
    table: usize,
    rows: &[&Row],
    dulu: &Dulu<'_>,
) -> Option<Diagnostic> {
    let cell = |row: &Row| laporan.cell((table, row), Measure::Uraian, Span::Plain);
    let (first, last) = (rows.first()?, rows.last()?);
    let pagu: Sen = rows.iter().filter_map(|row| row.pagu).sum();
    let mut at = laporan.at(table).at(cell(first));
    let name = pendek(&first.uraian);
    if rows.len() == 1 {
        let message = format!(
            "Kegiatan \"{name}\" (pagu {pagu}) belum ada pada laporan {}",
            dulu.periode
        );
        return Some(Diagnostic::new(kode::ROWS_APPEARED, at, message));
    }
    at.range = Some(CellRange {
        first: cell(first),
        last: cell(last),
    });
    let message = format!(
        "{} kegiatan (jumlah pagu {pagu}) belum ada pada laporan {}; yang pertama \"{name}\"",
        rows.len(),
        dulu.periode
    );
    let cells: Vec<CellRef> = rows.iter().map(|row| cell(row)).collect();
    Some(Diagnostic::new(kode::ROWS_APPEARED, at, message).with_cells(cells))
}

/// A name short enough for a sentence.
pub(in crate::consolidate) fn pendek(name: &str) -> String {
    let name = crate::normalize::fold::tidy(name);
    match name.char_indices().nth(PANJANG) {
        Some((end, _)) => format!("{} …", &name[..end]),
        None => name,
    }
}

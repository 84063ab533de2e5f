//! States that last for months: fisik told again and again while no money is spent.

use super::lipat::{Beda, pilah};
use super::{Dulu, Laporan};
use crate::diag::catalogue::riwayat as kode;
use crate::diag::{Diagnostic, Severity};
use crate::model::arsip::{BarisArsip, BulanArsip};
use crate::model::field::{Measure, Span};
use crate::model::nilai::{Sen, comma};
use crate::model::periode::Periode;
use crate::model::table::Row;

/// A12: fisik above nothing with money at nothing for more than `bulan` months in a row, on what is no construction.
pub(super) fn fisik_without_money(
    laporan: &Laporan<'_>,
    arsip: &[BulanArsip],
    bulan: u8,
) -> Vec<Diagnostic> {
    let mut lasting: Vec<usize> = (0..laporan.leaves.len())
        .filter(|&at| idle(laporan.leaves[at].1))
        .collect();
    let mut since: Vec<Option<&BarisArsip>> = vec![None; laporan.leaves.len()];
    let (mut months, mut first) = (1_u8, laporan.periode);
    while months <= bulan && !lasting.is_empty() {
        let Some(dulu) = month_before(laporan, first, arsip) else {
            return Vec::new();
        };
        let padanan = laporan.padankan(&dulu);
        lasting.retain(|at| {
            let pair = padanan.pasang.iter().find(|(now, _)| now == at);
            let before = pair.map(|&(_, before)| dulu.baris[before]);
            since[*at] = before.filter(|row| idle_before(row));
            since[*at].is_some()
        });
        (months, first) = (months + 1, dulu.periode);
    }
    let mut found = Vec::new();
    for table in 0..laporan.tables.len() {
        let beda: Vec<Beda<'_>> = lasting
            .iter()
            .map(|&at| (laporan.leaves[at], since[at]))
            .filter(|((own, _), _)| *own == table)
            .filter_map(|((_, row), baris)| {
                let baris = baris?;
                let shown = |fisik: Option<f64>| {
                    format!(
                        "fisik {} % dengan keuangan Rp0",
                        comma(fisik.unwrap_or_default(), 2)
                    )
                };
                Some(Beda {
                    sel: laporan.cell((table, row), Measure::RealisasiKeuangan, Span::Sd),
                    kini: shown(row.realisasi_fisik),
                    dulu: shown(baris.realisasi_fisik),
                    uraian: &row.uraian,
                    baris,
                })
            })
            .collect();
        let code = (kode::FISIK_WITHOUT_MONEY, Severity::Warning);
        let apa = "Fisik sudah ada, keuangan masih nol, sejak";
        let (berlaku, at) = (&laporan.berlaku, laporan.at(table));
        found.extend(pilah(berlaku, &at, code, apa, beda, (first, "")));
    }
    found
}

/// The archived rows of the month just before another.
fn month_before<'a>(
    laporan: &Laporan<'_>,
    periode: Periode,
    arsip: &'a [BulanArsip],
) -> Option<Dulu<'a>> {
    let bulan = periode.bulan?.checked_sub(1).filter(|bulan| *bulan >= 1)?;
    let wanted = Periode::month(periode.tahun, bulan);
    let found = arsip
        .iter()
        .find(|month| month.periode.same_month(&wanted))?;
    Dulu::of(laporan, found)
}

fn idle(row: &Row) -> bool {
    !row.klasifikasi.as_ref().is_some_and(|k| k.fisik_konstruksi)
        && row.realisasi_keuangan == Some(Sen::ZERO)
        && row.realisasi_fisik.is_some_and(|fisik| fisik > 0.0)
}

fn idle_before(row: &BarisArsip) -> bool {
    row.realisasi_keuangan == Some(Sen::ZERO)
        && row.realisasi_fisik.is_some_and(|fisik| fisik > 0.0)
}

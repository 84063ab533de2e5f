//! Whole files and reports that were seen before, are of another year, or are another office's.

use std::collections::{BTreeMap, BTreeSet};

use super::indeks::{Riwayat, Tanda, nearly_all, tanda_row};
use super::{CUKUP, Dulu, Laporan};
use crate::consolidate::findings::Finding;
use crate::consolidate::gather::{Fate, Gatherer, Portion};
use crate::consolidate::office::Owner;
use crate::diag::catalogue::riwayat as kode;
use crate::diag::{Diagnostic, Severity};
use crate::model::arsip::{BarisArsip, BulanArsip};
use crate::model::cell::CellRange;
use crate::model::field::{Measure, Span};
use crate::model::location::Location;
use crate::model::nilai::Sen;
use crate::model::table::Row;
use crate::normalize::fold::fold;

/// A17: the bytes of a file that counted for an earlier month.
pub(super) fn same_file(
    gatherer: &Gatherer<'_>,
    portions: &[Portion],
    arsip: &[BulanArsip],
) -> Vec<Finding> {
    let asked = gatherer.periode;
    let mut known = BTreeMap::new();
    for bulan in arsip.iter().filter(|bulan| !asked.spans(&bulan.periode)) {
        for kiriman in &bulan.kiriman {
            for hash in &kiriman.blake3 {
                known.insert(hash.as_str(), (bulan.periode, kiriman));
            }
        }
    }
    let mut found = Vec::new();
    for portion in portions {
        let submission = &gatherer.submissions[portion.file];
        let Some((periode, kiriman)) = known.get(submission.blake3.as_str()) else {
            continue;
        };
        let Owner::Listed(opd) = portion.owner else {
            continue;
        };
        let message = format!(
            "Berkas ini sama persis dengan berkas {} yang sudah dihitung untuk {periode}",
            kiriman.nama
        );
        let at = Location::file(&submission.file);
        let severity = match portion.fate {
            Fate::Counted | Fate::Rejected => Severity::Error,
            // Set aside already, for its title says another month: this is why.
            _ => Severity::Info,
        };
        found.push(Finding {
            opd: Some(opd),
            diagnostic: Diagnostic::new(kode::SAME_FILE_AS_BEFORE, at, message)
                .with_severity(severity),
        });
    }
    found
}

/// A19: a file that one office sent and that holds only the report of another.
pub(super) fn sent_by_other(gatherer: &Gatherer<'_>, portions: &[Portion]) -> Vec<Finding> {
    portions
        .iter()
        .filter_map(|portion| {
            let sender = portion.pengirim?;
            let Owner::Listed(owner) = portion.owner else {
                return None;
            };
            let name = |opd: usize| &gatherer.offices.list[opd].nama;
            let submission = &gatherer.submissions[portion.file];
            let message = format!(
                "Berkas ini dikirim oleh {}, tetapi isinya laporan {}; tidak dihitung sebagai laporan {}",
                name(sender),
                name(owner),
                name(sender)
            );
            let at = Location::file(&submission.file);
            // Who has reported already may well pass on the report of another.
            let reported = portions.iter().any(|other| {
                other.owner == Owner::Listed(sender) && other.fate == Fate::Counted
            });
            let severity = if reported { Severity::Info } else { Severity::Error };
            Some(Finding {
                opd: Some(sender),
                diagnostic: Diagnostic::new(kode::SENT_BY_OTHER_OPD, at, message)
                    .with_severity(severity),
            })
        })
        .collect()
}

/// A17: every number of a report is that of the month before. Where only the targets moved on, it may still be true.
pub(super) fn same_numbers(laporan: &Laporan<'_>, dulu: &Dulu<'_>) -> Option<Diagnostic> {
    let spent = laporan.leaves.iter().filter(|(_, row)| {
        row.realisasi_keuangan.is_some_and(|real| !real.is_zero())
            || row.realisasi_fisik.is_some_and(|fisik| fisik > 0.0)
    });
    if laporan.leaves.len() < CUKUP || spent.count() == 0 {
        return None;
    }
    let now = |with_target| {
        isi(
            laporan.leaves.iter().map(|(_, row)| angka_row(row)),
            with_target,
        )
    };
    let before = |with_target| isi(dulu.baris.iter().map(|row| angka_baris(row)), with_target);
    if now(false) != before(false) {
        return None;
    }
    let all = now(true) == before(true);
    let source = dulu
        .baris
        .first()
        .map(|row| row.file.to_string())
        .unwrap_or_default();
    let n = laporan.leaves.len();
    let message = if all {
        format!(
            "Seluruh angka pada {n} kegiatan sama persis dengan laporan {} ({source})",
            dulu.periode
        )
    } else {
        format!(
            "Realisasi keuangan dan fisik pada seluruh {n} kegiatan sama persis dengan laporan {} ({source}); hanya targetnya \
             yang berubah",
            dulu.periode
        )
    };
    let severity = if all {
        Severity::Error
    } else {
        Severity::Warning
    };
    let one = Diagnostic::new(
        kode::SAME_AS_BEFORE,
        tempat(laporan, Measure::RealisasiKeuangan),
        message,
    );
    Some(one.with_severity(severity))
}

/// The column of a measure over all activities of a report of one table.
fn tempat(laporan: &Laporan<'_>, measure: Measure) -> Location {
    let at = laporan.at_all();
    let (Some(first), Some(last), [_]) = (
        laporan.leaves.first(),
        laporan.leaves.last(),
        &laporan.tables[..],
    ) else {
        return at;
    };
    let cell = |one: &(usize, &Row)| laporan.cell(*one, measure, Span::Sd);
    let mut place = at.at(cell(first));
    place.range = Some(CellRange {
        first: cell(first),
        last: cell(last),
    });
    place
}

/// The numbers of an activity under its folded name: money in sen, fisik in hundredths of a percent.
type Isi = (String, [Option<i64>; 3], [Option<i64>; 2]);

fn angka_row(row: &Row) -> Isi {
    let fisik = [row.realisasi_fisik, row.target_fisik];
    numbers(
        &row.uraian,
        [row.pagu, row.realisasi_keuangan, row.target_keuangan],
        fisik,
    )
}

fn angka_baris(row: &BarisArsip) -> Isi {
    let fisik = [row.realisasi_fisik, row.target_fisik];
    numbers(
        &row.uraian,
        [row.pagu, row.realisasi_keuangan, row.target_keuangan],
        fisik,
    )
}

fn numbers(uraian: &str, money: [Option<Sen>; 3], fisik: [Option<f64>; 2]) -> Isi {
    let hundredths = |pct: Option<f64>| pct.and_then(Sen::from_rupiah).map(|pct| pct.0);
    (
        fold(uraian),
        money.map(|sen| sen.map(|sen| sen.0)),
        fisik.map(hundredths),
    )
}

fn isi(rows: impl Iterator<Item = Isi>, with_target: bool) -> Vec<Isi> {
    let mut rows: Vec<Isi> = rows
        .map(|(name, [pagu, real, target], [fisik, plan])| {
            let (target, plan) = if with_target {
                (target, plan)
            } else {
                (None, None)
            };
            (name, [pagu, real, target], [fisik, plan])
        })
        .collect();
    rows.sort();
    rows
}

/// A19: activities and amounts of another office under this office's title.
pub(super) fn rows_of_other(
    gatherer: &Gatherer<'_>,
    laporan: &Laporan<'_>,
    riwayat: &Riwayat<'_>,
) -> Option<Diagnostic> {
    let now: BTreeSet<Tanda> = laporan
        .leaves
        .iter()
        .filter_map(|(_, row)| tanda_row(row))
        .collect();
    if now.len() < CUKUP {
        return None;
    }
    riwayat.indeks.iter().find_map(|bulan| {
        let hits = bulan.hits(now.iter());
        let own = hits.get(laporan.opd).copied().unwrap_or_default();
        let others = hits.iter().filter(|(opd, _)| **opd != laporan.opd);
        let (&other, &n) = others.max_by_key(|(_, n)| **n)?;
        if !nearly_all(n, now.len()) || own * 2 >= n {
            return None;
        }
        let known = gatherer
            .offices
            .list
            .iter()
            .find(|office| *office.id == *other);
        let name = known.map_or(other, |office| &office.nama);
        let message = format!(
            "{n} dari {} kegiatan beserta pagunya sama dengan laporan {name} bulan {}, bukan dengan laporan OPD ini sendiri",
            now.len(),
            bulan.periode
        );
        let at = tempat(laporan, Measure::Uraian);
        Some(Diagnostic::new(kode::ROWS_OF_OTHER_OPD, at, message))
    })
}

/// A18: the pagu of last year on this year's report.
pub(super) fn pagu_of_other_year(
    laporan: &Laporan<'_>,
    riwayat: &Riwayat<'_>,
) -> Option<Diagnostic> {
    let year = laporan.periode.tahun;
    let same = |dulu: &Dulu<'_>| {
        let padanan = laporan.padankan(dulu);
        let funded = |&(now, before): &(usize, usize)| {
            let row = laporan.leaves[now].1;
            Some((
                row.pagu.filter(|pagu| *pagu > Sen::ZERO)?,
                dulu.baris[before].pagu?,
            ))
        };
        let pairs: Vec<(Sen, Sen)> = padanan.pasang.iter().filter_map(funded).collect();
        (
            pairs.iter().filter(|(now, before)| now == before).count(),
            pairs.len(),
        )
    };
    let last_year = riwayat
        .arsip
        .iter()
        .rev()
        .filter(|bulan| bulan.periode.tahun == year - 1)
        .find_map(|bulan| Dulu::of(laporan, bulan))?;
    let (hits, pairs) = same(&last_year);
    if pairs < CUKUP || !nearly_all(hits, pairs) {
        return None;
    }
    // A budget that is the same in both years proves nothing.
    if let Some(this_year) = Dulu::last(laporan, riwayat) {
        let (hits, pairs) = same(&this_year);
        if nearly_all(hits, pairs) {
            return None;
        }
    }
    let message = format!(
        "Pagu pada {hits} dari {pairs} kegiatan sama dengan pagu tahun anggaran {} (laporan {})",
        year - 1,
        last_year.periode
    );
    Some(Diagnostic::new(
        kode::PAGU_OF_OTHER_YEAR,
        tempat(laporan, Measure::Pagu),
        message,
    ))
}

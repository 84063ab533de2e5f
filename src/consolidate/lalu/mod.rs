//! Holds what an office reports against the archived months: what fell, what changed, what is gone, what came before.
//!
//! An earlier number is never taken over: it is only compared, and what disagrees is a finding with both numbers and
//! the place where the earlier one was read.

mod angka;
mod berkas;
mod indeks;
mod lama;
mod lipat;
mod padan;
mod susunan;
#[cfg(test)]
pub(super) mod tests;

use std::sync::Arc;

use super::dijelaskan::{self, Berlaku, Terimaan};
use super::findings::Finding;
use super::gather::{Fate, Gatherer, Portion, counted};
use super::induk::Induk;
use super::office::Owner;
use crate::diag::Diagnostic;
use crate::model::arsip::{BarisArsip, BulanArsip};
use crate::model::cell::CellRef;
use crate::model::field::{Field, Measure, Span};
use crate::model::location::Location;
use crate::model::nilai::Sen;
use crate::model::periode::Periode;
use crate::model::submission::Submission;
use crate::model::table::{Row, Table};
use indeks::Riwayat;
use padan::{Kenal, Padanan, padankan};
pub(super) use susunan::pendek;

/// Least number of rows from which likeness of a whole report says something.
const CUKUP: usize = 3;

/// Returns what the archived months and the master say about the portions; without either only December's targets.
#[must_use]
pub fn of(
    gatherer: &Gatherer<'_>,
    portions: &[Portion],
    arsip: &[BulanArsip],
    induk: &Induk,
) -> Vec<Finding> {
    let riwayat = Riwayat::new(arsip, *gatherer.periode);
    let temuan = &induk.temuan;
    let mut found = berkas::sent_by_other(gatherer, portions);
    found.extend(berkas::same_file(gatherer, portions, arsip));
    for portion in portions {
        let (Owner::Listed(opd), Fate::Counted) = (&portion.owner, portion.fate) else {
            continue;
        };
        let laporan = Laporan::new(gatherer, portion, *opd, temuan);
        let mut own = of_report(gatherer, &laporan, &riwayat);
        own.extend(super::induk::of(&laporan, induk));
        found.extend(own.into_iter().map(|diagnostic| Finding {
            opd: Some(*opd),
            diagnostic,
        }));
    }
    let received = |opd: &str| {
        let counted = portions
            .iter()
            .filter(|portion| portion.fate == Fate::Counted);
        let own = counted.filter(|portion| match portion.owner {
            Owner::Listed(at) => *gatherer.offices.list[at].id == *opd,
            _ => false,
        });
        own.filter_map(|portion| portion.received).max()
    };
    let file = Arc::from(induk.berkas_temuan.as_str());
    let list = (&temuan[..], &file);
    let unused = dijelaskan::without_effect(list, *gatherer.periode, &found, received);
    found.extend(unused);
    found
}

fn of_report(
    gatherer: &Gatherer<'_>,
    laporan: &Laporan<'_>,
    riwayat: &Riwayat<'_>,
) -> Vec<Diagnostic> {
    let rules = &gatherer.rules.laporan.riwayat;
    let mut found = angka::december(laporan);
    if let Some(foreign) = berkas::rows_of_other(gatherer, laporan, riwayat) {
        found.push(foreign);
        return found;
    }
    let of_other_year = berkas::pagu_of_other_year(laporan, riwayat);
    found.extend(of_other_year.map(|one| laporan.berlaku.whole(one)));
    found.extend(lama::fisik_without_money(
        laporan,
        riwayat.arsip,
        rules.fisik_tanpa_uang,
    ));
    let Some(dulu) = Dulu::last(laporan, riwayat) else {
        return found;
    };
    if let Some(same) = berkas::same_numbers(laporan, &dulu) {
        found.push(laporan.berlaku.whole(same));
        return found;
    }
    let padanan = laporan.padankan(&dulu);
    if !susunan::comparable(laporan, &dulu, &padanan) {
        let sums = susunan::totals_only(laporan, &dulu, &padanan);
        found.extend(sums.into_iter().map(|one| laporan.berlaku.whole(one)));
        return found;
    }
    found.extend(angka::of(laporan, &dulu, &padanan));
    found.extend(susunan::of(laporan, &dulu, &padanan));
    found
}

/// A report that counts, with its activities.
pub(super) struct Laporan<'a> {
    pub(super) opd: &'a str,
    pub(super) unit: &'a str,
    pub(super) periode: Periode,
    pub(super) submission: &'a Submission,
    pub(super) tables: Vec<&'a Table>,
    /// Place in `tables`, and the row.
    pub(super) leaves: Vec<(usize, &'a Row)>,
    /// What the analyst has accepted of it.
    pub(super) berlaku: Berlaku<'a>,
}

impl<'a> Laporan<'a> {
    fn new(
        gatherer: &'a Gatherer<'_>,
        portion: &'a Portion,
        opd: usize,
        temuan: &'a [Terimaan],
    ) -> Self {
        let submission = &gatherer.submissions[portion.file];
        let tables: Vec<&Table> = counted(submission, portion)
            .map(|(_, table)| table)
            .collect();
        let leaves = tables
            .iter()
            .enumerate()
            .flat_map(|(at, table)| table.leaves().map(move |row| (at, row)))
            .collect();
        let opd: &str = &gatherer.offices.list[opd].id;
        Self {
            opd,
            unit: &portion.unit,
            periode: portion.periode,
            submission,
            tables,
            leaves,
            berlaku: Berlaku::of(temuan, (opd, portion.periode), portion.received),
        }
    }

    /// The file, and the sheet of a table.
    pub(super) fn at(&self, table: usize) -> Location {
        Location::sheet(&self.submission.file, self.tables[table].sheet.as_ref())
    }

    /// The file, and the sheet where the report is one table.
    pub(super) fn at_all(&self) -> Location {
        match self.tables[..] {
            [_] => self.at(0),
            _ => Location::file(&self.submission.file),
        }
    }

    /// The cell of a row in the column of a measure over a span; the name's where the form has no such column.
    pub(super) fn cell(
        &self,
        (table, row): (usize, &Row),
        measure: Measure,
        span: Span,
    ) -> CellRef {
        let table = self.tables[table];
        let of = |measure, span| {
            let field = Some(Field { measure, span });
            let column = table.columns.iter().find(|column| column.field == field);
            column.map(|column| column.col)
        };
        let col = match span {
            Span::Lalu => of(measure, Span::Lalu),
            _ => table.column_of(measure).or_else(|| of(measure, Span::Ini)),
        };
        let name = || table.column_of(Measure::Uraian);
        CellRef::new(row.row, col.or_else(name).unwrap_or(0))
    }

    /// By how much two of its amounts may differ that mean the same.
    pub(super) fn longgar(&self) -> Sen {
        let amounts = self
            .leaves
            .iter()
            .flat_map(|(_, row)| [row.pagu, row.realisasi_keuangan, row.target_keuangan]);
        kelonggaran(&amounts.flatten())
    }

    fn padankan(&self, dulu: &Dulu<'_>) -> Padanan {
        let now: Vec<Kenal> = self
            .leaves
            .iter()
            .map(|(_, row)| Kenal::of_row(row))
            .collect();
        let before: Vec<Kenal> = dulu.baris.iter().map(|one| Kenal::of_baris(one)).collect();
        padankan(&now, &before)
    }
}

/// The rows of the same office (or unit) in an archived month.
struct Dulu<'a> {
    periode: Periode,
    baris: Vec<&'a BarisArsip>,
}

impl<'a> Dulu<'a> {
    fn of(laporan: &Laporan<'_>, bulan: &'a BulanArsip) -> Option<Self> {
        let baris: Vec<&BarisArsip> = bulan
            .baris
            .iter()
            .filter(|baris| *baris.opd == *laporan.opd && *baris.unit == *laporan.unit)
            .collect();
        let periode = bulan.periode;
        (!baris.is_empty()).then_some(Self { periode, baris })
    }

    /// The latest month of the same year before the report's in which the office counted.
    fn last(laporan: &Laporan<'_>, riwayat: &Riwayat<'a>) -> Option<Self> {
        let asked = laporan.periode;
        riwayat
            .arsip
            .iter()
            .filter(|bulan| bulan.periode.tahun == asked.tahun && bulan.periode.bulan < asked.bulan)
            .filter(|bulan| !riwayat.is_foreign(laporan.opd, bulan.periode))
            .filter_map(|bulan| Self::of(laporan, bulan))
            .max_by_key(|dulu| dulu.periode.bulan)
    }

    /// Whether it is the month just before a period.
    fn is_just_before(&self, periode: Periode) -> bool {
        self.periode.tahun == periode.tahun
            && self
                .periode
                .bulan
                .zip(periode.bulan)
                .is_some_and(|(before, now)| before + 1 == now)
    }
}

/// Returns by how much two amounts may differ that mean the same: a rupiah, or half the unit that either is told in.
pub(super) fn kelonggaran(amounts: &(impl Iterator<Item = Sen> + Clone)) -> Sen {
    let whole = |unit: i64| {
        let mut some = false;
        let all = amounts.clone().filter(|sen| !sen.is_zero()).all(|sen| {
            some = true;
            sen.0 % (unit * 100) == 0
        });
        some && all
    };
    if whole(1_000_000) {
        Sen::whole(500_000)
    } else if whole(1_000) {
        Sen::whole(500)
    } else {
        Sen::whole(1)
    }
}

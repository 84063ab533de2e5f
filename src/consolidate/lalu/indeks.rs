//! Whose activities an archived month holds: by name and pagu, since kecamatan share names, but hardly amounts.

use std::collections::{BTreeMap, BTreeSet};

use super::CUKUP;
use crate::model::arsip::{BarisArsip, BulanArsip};
use crate::model::nilai::Sen;
use crate::model::periode::Periode;
use crate::model::table::Row;
use crate::normalize::fold::fold;

/// How many of the latest months are looked through: an office may have been missing in the last.
const BULAN: usize = 2;

/// A folded name with its pagu.
pub(super) type Tanda = (String, Sen);

pub(super) fn tanda_row(row: &Row) -> Option<Tanda> {
    let pagu = row.pagu.filter(|pagu| *pagu > Sen::ZERO)?;
    Some((fold(&row.uraian), pagu))
}

fn tanda_baris(row: &BarisArsip) -> Option<Tanda> {
    let pagu = row.pagu.filter(|pagu| *pagu > Sen::ZERO)?;
    Some((fold(&row.uraian), pagu))
}

/// Whether nearly all of a number hold: four fifths.
pub(super) const fn nearly_all(hits: usize, of: usize) -> bool {
    hits * 5 >= of * 4
}

/// An archived month by its activities.
pub(super) struct Indeks<'a> {
    pub(super) periode: Periode,
    milik: BTreeMap<Tanda, BTreeSet<&'a str>>,
    by_office: BTreeMap<&'a str, BTreeSet<Tanda>>,
    /// Offices whose rows are another office's: no base for a comparison.
    asing: BTreeSet<&'a str>,
}

impl<'a> Indeks<'a> {
    fn new(bulan: &'a BulanArsip) -> Self {
        let mut index = Self {
            periode: bulan.periode,
            milik: BTreeMap::new(),
            by_office: BTreeMap::new(),
            asing: BTreeSet::new(),
        };
        for baris in &bulan.baris {
            let Some(tanda) = tanda_baris(baris) else {
                continue;
            };
            let opd = baris.opd.as_ref();
            index
                .by_office
                .entry(opd)
                .or_default()
                .insert(tanda.clone());
            index.milik.entry(tanda).or_default().insert(opd);
        }
        index
    }

    /// How many of some activities each office has.
    pub(super) fn hits<'t>(
        &self,
        tanda: impl Iterator<Item = &'t Tanda>,
    ) -> BTreeMap<&'a str, usize> {
        let mut hits = BTreeMap::new();
        for opd in tanda.filter_map(|one| self.milik.get(one)).flatten() {
            *hits.entry(*opd).or_default() += 1;
        }
        hits
    }

    /// Finds who reported another's rows: nearly all of them stand there too, and the month before had other ones.
    fn find_foreign(&mut self, before: Option<&Self>) {
        let foreign = |(opd, own): (&&'a str, &BTreeSet<Tanda>)| {
            let others = self.hits(own.iter());
            let most = others
                .iter()
                .filter(|(other, _)| *other != opd)
                .map(|(_, n)| *n)
                .max();
            if own.len() < CUKUP || !most.is_some_and(|n| nearly_all(n, own.len())) {
                return None;
            }
            let then = before.and_then(|before| before.hits(own.iter()).get(*opd).copied());
            (then.unwrap_or_default() * 2 < own.len()).then_some(*opd)
        };
        self.asing = self.by_office.iter().filter_map(foreign).collect();
    }
}

/// The archived months with an index of the latest of the year.
pub(super) struct Riwayat<'a> {
    pub(super) arsip: &'a [BulanArsip],
    /// The latest first.
    pub(super) indeks: Vec<Indeks<'a>>,
}

impl<'a> Riwayat<'a> {
    pub(super) fn new(arsip: &'a [BulanArsip], asked: Periode) -> Self {
        let of_year = |bulan: &&BulanArsip| {
            bulan.periode.tahun == asked.tahun && bulan.periode.bulan < asked.bulan
        };
        let latest = arsip.iter().rev().filter(of_year).take(BULAN);
        let mut indeks: Vec<Indeks<'_>> = latest.map(Indeks::new).collect();
        for at in 0..indeks.len() {
            let (head, tail) = indeks.split_at_mut(at + 1);
            head[at].find_foreign(tail.first());
        }
        Self { arsip, indeks }
    }

    /// Whether what an office reported in a month was another office's.
    pub(super) fn is_foreign(&self, opd: &str, periode: Periode) -> bool {
        let month = self
            .indeks
            .iter()
            .find(|index| index.periode.same_month(&periode));
        month.is_some_and(|index| index.asing.contains(opd))
    }
}

//! The decisions that weigh most: the flagged activities that the Bupati is asked about first.
//!
//! An activity stands once, however many flags it carries: its gravest flag gives the reason and what to decide, its
//! lateness in rupiah and days the weight.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::penilaian::{Penilaian, Tertanda};
use crate::model::nilai::Sen;

/// How many are shown.
pub const BANYAK: usize = 5;

/// A decision that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Pokok {
    /// Index of the office.
    pub opd: usize,
    /// Indices of the leaves that it is about, never none.
    pub leaves: Vec<usize>,
    /// Value of the work that lags, pagu × lateness; `None` where the lateness isn't one of fisik.
    pub nilai: Option<Sen>,
    pub pagu: Option<Sen>,
    /// Index of its gravest flag among those of the judgement.
    pub tanda: usize,
}

/// Picks the weightiest: errors before warnings, then by the value that lags, then by pagu; a stable order among equals.
#[must_use]
pub fn of(penilaian: &Penilaian) -> Vec<Pokok> {
    let mut by_leaves: BTreeMap<&[usize], Vec<(usize, &Tertanda)>> = BTreeMap::new();
    for (index, tertanda) in penilaian.flags.iter().enumerate() {
        if tertanda.flag.severity != crate::diag::Severity::Info {
            let own = by_leaves.entry(&tertanda.leaves).or_default();
            own.push((index, tertanda));
        }
    }
    let mut all: Vec<Pokok> = by_leaves.values().filter_map(|own| one(own)).collect();
    all.sort_by_key(|pokok| {
        let severity = penilaian.flags[pokok.tanda].flag.severity;
        (severity, Reverse((pokok.nilai, pokok.pagu)), pokok.tanda)
    });
    all.truncate(BANYAK);
    all
}

fn one(own: &[(usize, &Tertanda)]) -> Option<Pokok> {
    let (tanda, gravest) = own
        .iter()
        .min_by_key(|(index, tertanda)| (tertanda.flag.severity, *index))?;
    Some(Pokok {
        opd: gravest.opd,
        leaves: gravest.leaves.clone(),
        nilai: own.iter().filter_map(|(_, tertanda)| tertanda.nilai).max(),
        pagu: gravest.pagu,
        tanda: *tanda,
    })
}

#[cfg(test)]
mod tests {
    use crate::consolidate::sample::{consolidated, leaf, submission, table};
    use crate::model::kegiatan::Jenis;
    use crate::model::nilai::Sen;

    #[test]
    fn errors_come_first_then_the_value_that_lags() {
        let work = |name: &str, pagu: i64, late: f64| {
            leaf(
                name,
                Jenis::NonFisik,
                (pagu, pagu / 2, pagu / 2),
                (60.0, 60.0 - late),
            )
        };
        let mut over = work("Melampaui pagu", 100, 0.0);
        over.realisasi_keuangan = over.pagu.map(|pagu| pagu + pagu);
        let mut rows = vec![over];
        for (at, late) in (0_i32..).zip([20.0, 15.0, 12.0, 11.0, 10.5, 30.0]) {
            rows.push(work(&format!("Pekerjaan {at}"), 1_000_000, late));
        }
        let file = submission(
            "a.xlsx",
            vec![table(("Dinas Kesehatan", Some("dinkes")), rows)],
        );
        let k = consolidated(vec![file], Vec::new());
        let names = k.pokok.iter().map(|pokok| {
            let row = k.row(&k.leaves[pokok.leaves[0]]);
            (&*row.uraian, pokok.nilai.map(Sen::rupiah))
        });
        assert_eq!(
            names.collect::<Vec<_>>(),
            [
                ("Melampaui pagu", None),
                ("Pekerjaan 5", Some(300_000.0)),
                ("Pekerjaan 0", Some(200_000.0)),
                ("Pekerjaan 1", Some(150_000.0)),
                ("Pekerjaan 2", Some(120_000.0)),
            ]
        );
    }
}

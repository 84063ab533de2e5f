//! What is flagged, activity by activity in the order of its weight, and the decisions among it that weigh most.
//!
//! An activity stands once, however many flags it carries: its gravest flag comes first, its lateness in rupiah and days
//! is the weight.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::penilaian::{Penilaian, Tertanda};
use crate::diag::Severity;
use crate::diag::catalogue::deviasi as kode;
use crate::model::nilai::Sen;

/// How many decisions are shown.
pub const BANYAK: usize = 5;

/// Flags that ask an office to mend or to complete its report, or that only warn early: nothing that the Bupati decides.
const BUKAN_KEPUTUSAN: [&str; 13] = [
    kode::PAGU_TERLAMPAUI.id,
    kode::REALISASI_TANPA_PAGU.id,
    kode::FISIK_DI_LUAR_BATAS.id,
    kode::FISIK_TANPA_KEUANGAN.id,
    kode::KEUANGAN_TANPA_FISIK.id,
    kode::FISIK_DISALIN.id,
    kode::ZONA_KUNING.id,
    kode::ZONA_ORANYE.id,
    kode::KODE_PROVINSI.id,
    kode::PERMASALAHAN_KOSONG.id,
    kode::SELESAI_SEBELUM_MULAI.id,
    kode::KODE_GANDA.id,
    kode::KEUANGAN_DI_LUAR_BATAS.id,
];

/// Flagged activities with everything that is said of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Pokok {
    /// Index of the office.
    pub opd: usize,
    /// Indices of the leaves that it is about, never none.
    pub leaves: Vec<usize>,
    /// The greatest amount at stake among its flags; `None` where none has one.
    pub nilai: Option<Sen>,
    /// The most days behind.
    pub hari: Option<i64>,
    pub pagu: Option<Sen>,
    /// Indices of its flags among those of the judgement, the gravest first, never none.
    pub tanda: Vec<usize>,
}

impl Pokok {
    /// Returns its flags, the gravest first.
    pub fn flags<'a>(&'a self, penilaian: &'a Penilaian) -> impl Iterator<Item = &'a Tertanda> {
        self.tanda.iter().map(|index| &penilaian.flags[*index])
    }
}

/// Returns everything flagged but notes: by value, then days, then pagu, the greatest first; a stable order among equals.
#[must_use]
pub fn by_weight(penilaian: &Penilaian) -> Vec<Pokok> {
    let mut by_leaves: BTreeMap<&[usize], Vec<usize>> = BTreeMap::new();
    for (index, tertanda) in penilaian.flags.iter().enumerate() {
        if tertanda.flag.severity != Severity::Info {
            by_leaves.entry(&tertanda.leaves).or_default().push(index);
        }
    }
    let groups = by_leaves.into_iter();
    let mut all: Vec<Pokok> = groups
        .map(|(leaves, tanda)| one(penilaian, leaves, tanda))
        .collect();
    all.sort_by_key(|own| Reverse((own.nilai, own.hari, own.pagu)));
    all
}

/// Picks the decisions that weigh most.
#[must_use]
pub fn of(penilaian: &Penilaian) -> Vec<Pokok> {
    let mut all = by_weight(penilaian);
    for own in &mut all {
        own.tanda.retain(|index| {
            let code = penilaian.flags[*index].flag.code.id;
            !BUKAN_KEPUTUSAN.contains(&code)
        });
    }
    all.retain(|own| !own.tanda.is_empty());
    all.truncate(BANYAK);
    all
}

fn one(penilaian: &Penilaian, leaves: &[usize], mut tanda: Vec<usize>) -> Pokok {
    tanda.sort_by_key(|index| {
        let flag = &penilaian.flags[*index].flag;
        (flag.severity, flag.code.id, *index)
    });
    let own = || tanda.iter().map(|index| &penilaian.flags[*index]);
    Pokok {
        opd: own().next().map_or(0, |tertanda| tertanda.opd),
        leaves: leaves.to_vec(),
        nilai: own().filter_map(|tertanda| tertanda.nilai).max(),
        hari: own().filter_map(|tertanda| tertanda.flag.hari).max(),
        pagu: own().filter_map(|tertanda| tertanda.pagu).max(),
        tanda,
    }
}

#[cfg(test)]
mod tests {
    use crate::consolidate::sample::{consolidated, leaf, submission, table};
    use crate::model::kegiatan::Jenis;
    use crate::model::nilai::Sen;

    #[test]
    fn the_value_that_lags_decides_and_faults_of_the_report_are_no_decision() {
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
        for (at, late) in (0_i32..).zip([20.0, 15.0, 12.0, 11.0, 10.5, 30.0, 9.0]) {
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
                ("Pekerjaan 5", Some(300_000.0)),
                ("Pekerjaan 0", Some(200_000.0)),
                ("Pekerjaan 1", Some(150_000.0)),
                ("Pekerjaan 2", Some(120_000.0)),
                ("Pekerjaan 3", Some(110_000.0)),
            ]
        );
    }
}

//! What splits the activities besides office and class: their contracts, sources of funds and strategic projects.

use std::collections::BTreeMap;

use super::deviasi::Kontrak;
use super::jumlah::Jumlah;
use super::office::Office;
use super::{Konsolidasi, Leaf, dana};
use crate::model::nilai::Sen;
use crate::model::submission::Submission;
use crate::model::table::Row;
use crate::normalize::fold::fold;
use crate::rules::Rules;
use crate::rules::laporan::Proyek;

/// By leaf and by what it belongs to.
#[derive(Clone, Debug, Default)]
pub struct Rincian {
    /// The contract of each leaf.
    pub kontrak: Vec<Option<Kontrak>>,
    /// The source of funds of each leaf, as an index of `dana`.
    pub dana_leaf: Vec<usize>,
    /// Every source of funds, in printing order; those of no leaf have no sums.
    pub dana: Vec<SumberDana>,
    /// The strategic project of each leaf, as an index of `strategis`.
    pub strategis_leaf: Vec<Option<usize>>,
    /// Every strategic project, in printing order.
    pub strategis: Vec<ProyekStrategis>,
}

/// A source of funds with its sums, of all offices and of each.
#[derive(Clone, Debug, Default)]
pub struct SumberDana {
    pub nama: String,
    pub jumlah: Option<Jumlah>,
    pub opd: BTreeMap<usize, Jumlah>,
}

/// A strategic project with its activities.
#[derive(Clone, Debug)]
pub struct ProyekStrategis {
    pub proyek: Proyek,
    /// Its office, where the roster knows it.
    pub opd: Option<usize>,
    pub leaves: Vec<usize>,
    pub jumlah: Jumlah,
}

/// The contracts of a set of activities taken together, in the terms of earned value.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Kinerja {
    pub nilai: Option<Sen>,
    /// Σ(contract × fisik) / Σ(contract × rencana) over the contracts that state both.
    pub spi: Option<f64>,
    /// Σ(contract × fisik) / Σ keuangan over the contracts that state both.
    pub cpi: Option<f64>,
}

impl Rincian {
    /// Splits the leaves.
    #[must_use]
    pub fn of(
        leaves: &[Leaf],
        submissions: &[Submission],
        offices: &[Office],
        (tahun, rules): (i16, &Rules),
    ) -> Self {
        let row = |leaf: &Leaf| &submissions[leaf.file].tables[leaf.table].rows[leaf.row];
        let funds = &rules.baris.dana;
        let dana_leaf: Vec<usize> = leaves
            .iter()
            .map(|leaf| dana::of(row(leaf), funds))
            .collect();
        let projects = &rules.laporan.strategis.proyek;
        let strategis_leaf: Vec<Option<usize>> = leaves
            .iter()
            .map(|leaf| {
                let office = &offices[leaf.opd].id;
                projects
                    .iter()
                    .position(|proyek| fits(proyek, office, row(leaf)))
            })
            .collect();
        let sum = |rows: &Vec<&Row>| Jumlah::of(rows.iter().copied());
        let mut by_group: BTreeMap<usize, Vec<&Row>> = BTreeMap::new();
        let mut by_office: BTreeMap<(usize, usize), Vec<&Row>> = BTreeMap::new();
        for (leaf, group) in leaves.iter().zip(&dana_leaf) {
            by_group.entry(*group).or_default().push(row(leaf));
            let own = by_office.entry((*group, leaf.opd)).or_default();
            own.push(row(leaf));
        }
        let named = dana::kelompok(funds).into_iter().enumerate();
        let dana = named.map(|(group, nama)| SumberDana {
            nama,
            jumlah: by_group.get(&group).map(sum),
            opd: by_office
                .range((group, 0)..(group + 1, 0))
                .map(|((_, opd), rows)| (*opd, sum(rows)))
                .collect(),
        });
        let strategis = projects.iter().enumerate().map(|(project, proyek)| {
            let own = |index: &usize| strategis_leaf[*index] == Some(project);
            let members: Vec<usize> = (0..leaves.len()).filter(own).collect();
            let rows: Vec<&Row> = members.iter().map(|&leaf| row(&leaves[leaf])).collect();
            let named = proyek.opd.as_deref();
            ProyekStrategis {
                proyek: proyek.clone(),
                opd: offices.iter().position(|office| Some(&*office.id) == named),
                leaves: members,
                jumlah: sum(&rows),
            }
        });
        Self {
            kontrak: leaves
                .iter()
                .map(|leaf| Kontrak::of(row(leaf), Some(tahun), rules))
                .collect(),
            dana: dana.collect(),
            strategis: strategis.collect(),
            dana_leaf,
            strategis_leaf,
        }
    }

    /// Returns whether any report says where its money comes from.
    #[must_use]
    pub fn ada_dana(&self) -> bool {
        let last = self.dana.len().saturating_sub(1);
        self.dana_leaf.iter().any(|group| *group != last)
    }
}

fn fits(proyek: &Proyek, office: &str, row: &Row) -> bool {
    if proyek.opd.as_deref().is_some_and(|opd| opd != office) {
        return false;
    }
    let kode = row.kode.as_deref().unwrap_or_default().trim();
    let begins = |begin: &String| {
        kode.strip_prefix(begin.trim().trim_end_matches('.'))
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    if !proyek.kode.is_empty() && !proyek.kode.iter().any(begins) {
        return false;
    }
    let above = row.induk.values().map(AsRef::as_ref);
    let names: Vec<String> = above.chain([&*row.uraian]).map(fold).collect();
    let holds = |words: &String| {
        let words = fold(words);
        names.iter().any(|name| {
            let mut all = words.split(' ');
            all.all(|word| name.split(' ').any(|own| own == word))
        })
    };
    if proyek.kata.is_empty() {
        return !proyek.kode.is_empty() || holds(&proyek.nama);
    }
    proyek.kata.iter().any(holds)
}

impl Kinerja {
    /// Takes the contracts of some leaves together.
    #[must_use]
    pub fn of(k: &Konsolidasi, wanted: &dyn Fn(&Leaf) -> bool) -> Self {
        let mut own = Self::default();
        let (mut earned, mut planned) = (0.0, 0.0);
        let (mut paid_for, mut paid) = (0.0, 0.0);
        for (leaf, kontrak) in k.leaves.iter().zip(&k.rincian.kontrak) {
            let nilai = kontrak.as_ref().and_then(|kontrak| kontrak.nilai);
            let Some(nilai) = nilai.filter(|_| wanted(leaf)) else {
                continue;
            };
            let row = k.row(leaf);
            own.nilai = Some(own.nilai.unwrap_or_default() + nilai);
            if let (Some(fisik), Some(target)) = (row.realisasi_fisik, row.target_fisik) {
                earned += nilai.rupiah() * fisik;
                planned += nilai.rupiah() * target;
            }
            if let (Some(fisik), Some(realisasi)) = (row.realisasi_fisik, row.realisasi_keuangan) {
                paid_for += nilai.rupiah() * fisik;
                paid += realisasi.rupiah();
            }
        }
        own.spi = (planned > 0.0).then(|| earned / planned);
        own.cpi = (paid > 0.0).then(|| paid_for / paid / 100.0);
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consolidate::sample::leaf;
    use crate::model::kegiatan::Jenis;

    #[test]
    fn projects_are_told_by_all_that_is_given() {
        let row = leaf(
            "Pembangunan Gedung IGD Tahap II",
            Jenis::FisikKonstruksi,
            (1, 1, 1),
            (1.0, 1.0),
        );
        let list =
            |texts: &[&str]| -> Vec<String> { texts.iter().map(|t| (*t).to_owned()).collect() };
        let check =
            |nama: &str, opd: Option<&str>, kode: &[&str], kata: &[&str], expected: bool| {
                let proyek = Proyek {
                    nama: nama.to_owned(),
                    opd: opd.map(str::to_owned),
                    kode: list(kode),
                    kata: list(kata),
                };
                assert_eq!(fits(&proyek, "rsud", &row), expected, "{proyek:?}");
            };
        check("Gedung IGD", None, &[], &[], true);
        check("Gedung IGD", Some("dinkes"), &[], &[], false);
        check("x", Some("rsud"), &[], &["tahap gedung"], true);
        check("x", None, &["1.01.02.2.01"], &[], true);
        check("x", None, &["1.01.02.2.0"], &[], false);
        check("x", None, &["1.01.02.2.01"], &["pasar"], false);
        check("x", None, &[], &["pengelolaan pendidikan sekolah"], true);
        check("Gedung IGDX", None, &[], &[], false);
    }

    #[test]
    fn rows_add_up_as_the_frame_adds_them() {
        let mut rows = vec![
            leaf("a", Jenis::NonFisik, (300, 200, 100), (50.0, 40.0)),
            leaf("b", Jenis::NonFisik, (100, 50, 60), (80.0, 90.0)),
            leaf("c", Jenis::NonFisik, (0, 5, 5), (10.0, 10.0)),
        ];
        rows.push(leaf("d", Jenis::NonFisik, (100, 0, 0), (0.0, 0.0)));
        rows[3].target_fisik = None;
        rows[3].target_keuangan = None;
        let jumlah = Jumlah::of(rows.iter());
        assert_eq!((jumlah.leaves, jumlah.pagu), (4, Some(Sen::whole(500))));
        assert_eq!(jumlah.realisasi_keuangan, Some(Sen::whole(165)));
        assert_eq!(
            (jumlah.realisasi_fisik, jumlah.target_fisik),
            (Some(42.0), Some(57.5))
        );
        assert_eq!(
            (jumlah.deviasi_fisik, jumlah.deviasi_keuangan),
            (Some(-5.0), Some(-22.5))
        );
        assert_eq!(
            (jumlah.bobot_fisik, jumlah.bobot_deviasi_fisik),
            (Sen::whole(500), Sen::whole(400))
        );
        assert_eq!(Jumlah::of([].iter()), Jumlah::default());
    }
}

//! The rank of each office within its group: by deviasi fisik, by penyerapan, and by the measure that the office chose.
//!
//! Only offices whose report counts and states the figure are ranked; the greatest figure is first, equal figures share a rank.

use super::RekapOpd;
use super::jumlah::Jumlah;
use crate::rules::laporan::Ukuran;

/// The ranks of an office among its group; `None` where it has no such figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Peringkat {
    pub deviasi_fisik: Option<usize>,
    pub penyerapan: Option<usize>,
    pub pilihan: Option<usize>,
}

impl Ukuran {
    /// Returns the figure by which offices are ranked.
    #[must_use]
    pub fn of(self, jumlah: &Jumlah) -> Option<f64> {
        match self {
            Self::DeviasiFisik => jumlah.deviasi_fisik,
            Self::DeviasiKeuangan => jumlah.deviasi_keuangan,
            Self::Penyerapan => jumlah.realisasi_keuangan_pct(),
            Self::RealisasiFisik => jumlah.realisasi_fisik,
        }
    }
}

/// Ranks the offices, in their order.
#[must_use]
pub fn of(opd: &[RekapOpd], pilihan: Ukuran) -> Vec<Peringkat> {
    let rank = |index: usize, ukuran: Ukuran| {
        let figure = |other: &RekapOpd| ukuran.of(other.jumlah.as_ref()?);
        let own = figure(&opd[index])?;
        let kelompok = opd[index].office.kelompok;
        let ahead = opd
            .iter()
            .filter(|other| other.office.kelompok == kelompok)
            .filter_map(figure)
            .filter(|other| *other > own);
        Some(ahead.count() + 1)
    };
    (0..opd.len())
        .map(|index| Peringkat {
            deviasi_fisik: rank(index, Ukuran::DeviasiFisik),
            penyerapan: rank(index, Ukuran::Penyerapan),
            pilihan: rank(index, pilihan),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consolidate::sample;

    /// Ranks by realisasi fisik, in the order of the first three offices of a group and one of another.
    fn check(fisik: [Option<f64>; 4], expected: [Option<usize>; 4]) {
        let k = sample::consolidated(Vec::new(), Vec::new());
        let group = k.opd[0].office.kelompok;
        let own = |same: bool| move |opd: &&RekapOpd| (opd.office.kelompok == group) == same;
        let chosen = k.opd.iter().filter(own(true)).take(3);
        let mut opd: Vec<RekapOpd> = chosen
            .chain(k.opd.iter().filter(own(false)).take(1))
            .cloned()
            .collect();
        for (opd, fisik) in opd.iter_mut().zip(fisik) {
            opd.jumlah = fisik.map(|_| Jumlah {
                realisasi_fisik: fisik,
                ..Jumlah::default()
            });
        }
        let ranks = of(&opd, Ukuran::RealisasiFisik).into_iter();
        assert_eq!(ranks.map(|rank| rank.pilihan).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_greatest_is_first_within_its_group() {
        check(
            [Some(50.0), Some(70.0), Some(60.0), Some(10.0)],
            [Some(3), Some(1), Some(2), Some(1)],
        );
        check(
            [Some(50.0), Some(50.0), Some(40.0), None],
            [Some(1), Some(1), Some(3), None],
        );
        check([None, Some(1.0), None, None], [None, Some(1), None, None]);
    }
}

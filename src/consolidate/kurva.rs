//! The year's curve: target and realisasi of each office and of all, month by month, from the archive and this period.

use super::jumlah::Jumlah;
use super::matriks::BULAN;
use super::{Konsolidasi, RekapOpd};
use crate::model::arsip::{BarisArsip, BulanArsip};
use crate::model::table::Row;

/// The cumulative percentages of a month; `None` where no activity states the figure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Titik {
    pub target_keuangan: Option<f64>,
    pub realisasi_keuangan: Option<f64>,
    pub target_fisik: Option<f64>,
    pub realisasi_fisik: Option<f64>,
    /// How many offices it goes over.
    pub n_opd: usize,
}

/// January first; `None` for a month without a counted report.
pub type Garis = [Option<Titik>; BULAN];

/// The year up to a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kurva {
    /// Which months are known.
    pub tercatat: [bool; BULAN],
    /// The number of the period's own month, from 0.
    pub kini: Option<usize>,
    /// Whether offices that count with an earlier month of the quarter are left out of that month's point.
    pub sebagian: bool,
    pub semua: Garis,
    /// By office, in printing order.
    pub opd: Vec<Garis>,
}

/// Returns the curves of the year of a consolidation.
#[must_use]
pub fn of(k: &Konsolidasi) -> Kurva {
    let mut kurva = Kurva {
        opd: vec![Garis::default(); k.opd.len()],
        ..Kurva::default()
    };
    let number = |bulan: Option<u8>| usize::from(bulan?).checked_sub(1).filter(|at| *at < BULAN);
    for bulan in k
        .arsip
        .iter()
        .filter(|bulan| bulan.periode.tahun == k.periode.tahun)
    {
        let Some(at) = number(bulan.periode.bulan) else {
            continue;
        };
        kurva.tercatat[at] = true;
        kurva.semua[at] = all(bulan);
        for (garis, opd) in kurva.opd.iter_mut().zip(&k.opd) {
            garis[at] = point(&bulan.of_opd(&opd.office.id), 1);
        }
    }
    if let Some(at) = number(k.periode.bulan) {
        kurva.tercatat[at] = true;
        kurva.kini = Some(at);
        // What counts of an earlier month of the quarter is no point of the last one.
        let own = |opd: &RekapOpd| opd.kepatuhan.bulan_lain.is_none();
        let reported = k.opd.iter().filter(|opd| opd.jumlah.is_some() && own(opd));
        let reported = reported.count();
        kurva.sebagian = k.opd.iter().any(|opd| opd.jumlah.is_some() && !own(opd));
        let total = if kurva.sebagian {
            let rows = k.leaves.iter().filter(|leaf| own(&k.opd[leaf.opd]));
            Jumlah::of(rows.map(|leaf| k.row(leaf)))
        } else {
            k.total.semua
        };
        kurva.semua[at] = (reported > 0).then(|| of_sums(&total, reported));
        for (garis, opd) in kurva.opd.iter_mut().zip(&k.opd) {
            let jumlah = opd.jumlah.as_ref().filter(|_| own(opd));
            garis[at] = jumlah.map(|jumlah| of_sums(jumlah, 1));
        }
    }
    kurva
}

fn all(bulan: &BulanArsip) -> Option<Titik> {
    let mut offices: Vec<&str> = bulan.baris.iter().map(|baris| &*baris.opd).collect();
    offices.sort_unstable();
    offices.dedup();
    point(&bulan.baris.iter(), offices.len())
}

/// The same sums as of this month, so that the lines have no kink where the archive ends.
fn point<'a>(rows: &(impl Iterator<Item = &'a BarisArsip> + Clone), n_opd: usize) -> Option<Titik> {
    let rows: Vec<Row> = rows.clone().map(BarisArsip::as_row).collect();
    (!rows.is_empty()).then(|| of_sums(&Jumlah::of(rows.iter()), n_opd))
}

fn of_sums(jumlah: &Jumlah, n_opd: usize) -> Titik {
    Titik {
        target_keuangan: jumlah.target_keuangan_pct,
        realisasi_keuangan: jumlah.realisasi_keuangan_pct(),
        target_fisik: jumlah.target_fisik,
        realisasi_fisik: jumlah.realisasi_fisik,
        n_opd,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consolidate::sample::{archived, consolidated, leaf, report};
    use crate::model::kegiatan::Jenis;
    use crate::model::periode::Periode;

    #[test]
    fn archived_months_and_this_one_make_a_line() {
        let row = leaf("Gedung", Jenis::NonFisik, (200, 100, 50), (50.0, 40.0));
        let month = |tahun, bulan| archived(Periode::month(tahun, bulan), "dinkes", &row);
        let arsip = vec![month(2025, 12), month(2026, 6), month(2026, 8)];
        let k = consolidated(vec![report("dlh.xlsx", "dlh", 100)], arsip);
        let kurva = of(&k);
        assert_eq!(kurva.kini, Some(8));
        let known: Vec<usize> = (0..BULAN).filter(|at| kurva.tercatat[*at]).collect();
        assert_eq!(known, [5, 7, 8]);
        let garis =
            |id: &str| kurva.opd[k.opd.iter().position(|opd| &*opd.office.id == id).unwrap()];
        let june = garis("dinkes")[5].unwrap();
        assert_eq!(
            (june.target_keuangan, june.realisasi_keuangan),
            (Some(50.0), Some(25.0))
        );
        assert_eq!(
            (june.target_fisik, june.realisasi_fisik),
            (Some(50.0), Some(40.0))
        );
        assert_eq!((garis("dinkes")[8], garis("dlh")[5]), (None, None));
        assert_eq!(kurva.semua[8], garis("dlh")[8]);
        assert_eq!(kurva.semua[5].map(|titik| titik.n_opd), Some(1));
        assert_eq!(kurva.semua[11], None, "last year is no month of this one");
    }

    #[test]
    fn an_earlier_month_of_the_quarter_is_no_point_of_the_last_one() {
        let mut k = consolidated(
            vec![
                report("a.xlsx", "dinkes", 100),
                report("b.xlsx", "dlh", 300),
            ],
            Vec::new(),
        );
        let index = |k: &Konsolidasi, id: &str| k.opd.iter().position(|opd| &*opd.office.id == id);
        let (dinkes, dlh) = (index(&k, "dinkes").unwrap(), index(&k, "dlh").unwrap());
        assert!(!of(&k).sebagian);
        k.opd[dlh].kepatuhan.bulan_lain = Some(Periode::month(2026, 8));
        let kurva = of(&k);
        assert!(kurva.sebagian);
        assert_eq!(
            (kurva.opd[dlh][8], kurva.semua[8]),
            (None, kurva.opd[dinkes][8])
        );
    }
}

//! What the figures are held against: those of the last Rakor, from the archived months of the same year.

use std::sync::Arc;

use super::frame::{Entry, Frame};
use super::jumlah::Jumlah;
use crate::error::Error;
use crate::model::arsip::BulanArsip;
use crate::model::periode::Periode;

/// The figures of an earlier period.
#[derive(Clone, Debug, PartialEq)]
pub struct Banding {
    pub periode: Periode,
    /// Whether that period closes a quarter: then a Rakor was held on it.
    pub akhir_triwulan: bool,
    /// Ids of the offices that its sums go over.
    pub opd: Vec<Arc<str>>,
    pub semua: Jumlah,
    pub konstruksi: Jumlah,
}

/// Adds up the month of the last Rakor: the latest that closes an earlier quarter of the year, else the latest archived one.
pub fn of(arsip: &[BulanArsip], periode: Periode) -> Result<Option<Banding>, Error> {
    let Some(last_month) = periode.bulan else {
        return Ok(None);
    };
    // Its own months are no comparison of a quarter.
    let first_month = periode.triwulan.map_or(last_month, |_| last_month - 2);
    let earlier: Vec<(&BulanArsip, u8)> = arsip
        .iter()
        .filter(|month| month.periode.tahun == periode.tahun && !month.baris.is_empty())
        .filter_map(|month| Some((month, month.periode.bulan?)))
        .filter(|(_, month)| *month < first_month)
        .collect();
    let last = |closes: bool| {
        let of_kind = earlier
            .iter()
            .filter(|(_, month)| !closes || month % 3 == 0);
        of_kind.max_by_key(|(_, month)| *month)
    };
    let found = last(true).or_else(|| last(false));
    found.map(|(month, _)| figures(month)).transpose()
}

/// Adds up the same month of the year before.
pub fn a_year_ago(arsip: &[BulanArsip], periode: Periode) -> Result<Option<Banding>, Error> {
    let then = (periode.tahun - 1, periode.bulan);
    let found = arsip
        .iter()
        .filter(|month| !month.baris.is_empty() && periode.bulan.is_some())
        .find(|month| (month.periode.tahun, month.periode.bulan) == then);
    found.map(figures).transpose()
}

fn figures(month: &BulanArsip) -> Result<Banding, Error> {
    let entries = |only_works: bool| -> Vec<Entry> {
        month
            .baris
            .iter()
            .filter(|baris| !only_works || baris.fisik_konstruksi)
            .map(|baris| Entry {
                pagu: baris.pagu,
                target_keuangan: baris.target_keuangan,
                realisasi_keuangan: baris.realisasi_keuangan,
                target_fisik: baris.target_fisik,
                realisasi_fisik: baris.realisasi_fisik,
                ..Entry::default()
            })
            .collect()
    };
    let mut offices: Vec<Arc<str>> = month
        .baris
        .iter()
        .map(|baris| Arc::clone(&baris.opd))
        .collect();
    offices.sort_unstable();
    offices.dedup();
    Ok(Banding {
        periode: month.periode,
        akhir_triwulan: month.periode.bulan.is_some_and(|number| number % 3 == 0),
        opd: offices,
        semua: Frame::new(&entries(false))?.total()?,
        konstruksi: Frame::new(&entries(true))?.total()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consolidate::sample::{archived, consolidated, leaf};
    use crate::model::kegiatan::Jenis;
    use crate::model::nilai::Sen;

    /// Which of the archived months stands beside the sample period, and whether it closes a quarter.
    fn check(months: &[(i16, u8)], expected: Option<(u8, bool)>) {
        let row = leaf(
            "Gedung",
            Jenis::FisikKonstruksi,
            (100, 50, 40),
            (50.0, 40.0),
        );
        let arsip = months
            .iter()
            .map(|&(tahun, bulan)| archived(Periode::month(tahun, bulan), "dinkes", &row));
        let k = consolidated(Vec::new(), arsip.collect());
        let found = k.banding.as_ref();
        assert_eq!(
            found.map(|b| (b.periode.bulan.unwrap_or(0), b.akhir_triwulan)),
            expected
        );
        if let Some(banding) = found {
            assert_eq!(banding.opd, [Arc::from("dinkes")]);
            assert_eq!(banding.semua.pagu, Some(Sen::whole(100)));
            assert_eq!(banding.konstruksi.deviasi_fisik, Some(-10.0));
        }
    }

    #[test]
    fn the_last_quarter_is_preferred() {
        check(&[(2026, 6), (2026, 7), (2026, 8)], Some((6, true)));
        check(&[(2026, 3), (2026, 6)], Some((6, true)));
        check(&[(2026, 7), (2026, 8)], Some((8, false)));
    }

    #[test]
    fn the_same_month_of_the_year_before_is_found() {
        let row = leaf(
            "Gedung",
            Jenis::FisikKonstruksi,
            (100, 50, 40),
            (50.0, 40.0),
        );
        let check = |months: &[(i16, u8)], expected: Option<Periode>| {
            let month = |&(tahun, bulan)| archived(Periode::month(tahun, bulan), "dinkes", &row);
            let arsip: Vec<BulanArsip> = months.iter().map(month).collect();
            for periode in [Periode::month(2026, 9), Periode::quarter(2026, 3)] {
                let found = a_year_ago(&arsip, periode).unwrap();
                assert_eq!(found.map(|banding| banding.periode), expected);
            }
        };
        let september = Periode::month(2025, 9);
        check(&[(2024, 9), (2025, 9), (2025, 12)], Some(september));
        check(&[(2025, 8), (2026, 8)], None);
    }

    #[test]
    fn a_quarter_is_not_held_against_its_own_months() {
        let row = leaf(
            "Gedung",
            Jenis::FisikKonstruksi,
            (100, 50, 40),
            (50.0, 40.0),
        );
        let month = |bulan| archived(Periode::month(2026, bulan), "dinkes", &row);
        let check = |months: &[u8], expected: Option<u8>| {
            let arsip: Vec<BulanArsip> = months.iter().map(|bulan| month(*bulan)).collect();
            let found = of(&arsip, Periode::quarter(2026, 3)).unwrap();
            assert_eq!(found.and_then(|banding| banding.periode.bulan), expected);
        };
        check(&[6, 7, 8], Some(6));
        check(&[5, 7, 8, 9], Some(5));
        check(&[7, 8], None);
    }

    #[test]
    fn another_year_and_the_period_itself_are_no_comparison() {
        check(&[], None);
        check(&[(2025, 12)], None);
        check(&[(2026, 9)], None);
        check(&[(2026, 12)], None);
    }
}

//! What a set of leaves adds up to, and the percentages that follow from it (DOMAIN: bobot, TTB, deviasi).

use crate::model::nilai::Sen;
use crate::model::table::Row;

/// The sums of a set of leaves. `None` means that no leaf states the figure; nothing is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Jumlah {
    pub leaves: usize,
    pub pagu: Option<Sen>,
    pub target_keuangan: Option<Sen>,
    pub realisasi_keuangan: Option<Sen>,
    /// Percent of the pagu of the leaves that state a target: a blank target is none, not a target of nothing.
    pub target_keuangan_pct: Option<f64>,
    /// Percent, weighted by pagu over the leaves that state it.
    pub target_fisik: Option<f64>,
    pub realisasi_fisik: Option<f64>,
    /// Percentage points, realisasi − target, negative = late; only over leaves that have both sides.
    pub deviasi_fisik: Option<f64>,
    pub deviasi_keuangan: Option<f64>,
    /// Pagu of the leaves that weigh (pagu > 0), of those that state realisasi fisik, and of those that have both sides.
    pub bobot: Sen,
    pub bobot_fisik: Sen,
    pub bobot_deviasi_fisik: Sen,
    pub bobot_deviasi_keuangan: Sen,
}

impl Jumlah {
    /// Adds up rows in their order, as the one frame does for the totals of the rekap.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "an iterator is a handle: taking it by value lets callers chain"
    )]
    pub fn of<'a>(rows: impl Iterator<Item = &'a Row> + Clone) -> Self {
        let sum = |of: fn(&Row) -> Option<Sen>| {
            let stated = rows.clone().filter_map(of);
            stated.reduce(|left, right| left + right)
        };
        let weighing = || {
            rows.clone()
                .filter(|row| row.pagu.is_some_and(|pagu| pagu.0 > 0))
        };
        // Mean of a figure weighted by pagu over the rows that state it, with the pagu of these.
        let mean = |of: &dyn Fn(&Row) -> Option<f64>| {
            let stated = weighing().filter_map(|row| Some((row.pagu?, of(row)?)));
            let (weight, total) = stated
                .fold((Sen::ZERO, 0.0), |(weight, total), (pagu, value)| {
                    (weight + pagu, total + pagu.rupiah() * value)
                });
            let mean = (weight > Sen::ZERO).then(|| total / weight.rupiah());
            (mean, weight)
        };
        let (target_fisik, _) = mean(&|row| row.target_fisik);
        let (realisasi_fisik, bobot_fisik) = mean(&|row| row.realisasi_fisik);
        let (deviasi_fisik, bobot_deviasi_fisik) =
            mean(&|row| Some(row.realisasi_fisik? - row.target_fisik?));
        let sides = || {
            weighing()
                .filter_map(|row| Some((row.pagu?, row.realisasi_keuangan? - row.target_keuangan?)))
        };
        let targets = || weighing().filter_map(|row| Some((row.pagu?, row.target_keuangan?)));
        let target: Sen = targets().map(|(_, target)| target).sum();
        let bobot_deviasi_keuangan: Sen = sides().map(|(pagu, _)| pagu).sum();
        let behind: Sen = sides().map(|(_, deviasi)| deviasi).sum();
        Self {
            leaves: rows.clone().count(),
            pagu: sum(|row| row.pagu),
            target_keuangan: sum(|row| row.target_keuangan),
            realisasi_keuangan: sum(|row| row.realisasi_keuangan),
            target_keuangan_pct: share(target, targets().map(|(pagu, _)| pagu).sum()),
            target_fisik,
            realisasi_fisik,
            deviasi_fisik,
            deviasi_keuangan: share(behind, bobot_deviasi_keuangan),
            bobot: weighing().filter_map(|row| row.pagu).sum(),
            bobot_fisik,
            bobot_deviasi_fisik,
            bobot_deviasi_keuangan,
        }
    }

    /// Returns realisasi keuangan in percent of pagu.
    #[must_use]
    pub fn realisasi_keuangan_pct(&self) -> Option<f64> {
        share(self.realisasi_keuangan?, self.pagu?)
    }

    /// Returns pagu − realisasi; a set in which nothing is realised keeps its whole pagu.
    #[must_use]
    pub fn sisa(&self) -> Option<Sen> {
        Some(self.pagu? - self.realisasi_keuangan.unwrap_or_default())
    }

    /// Returns the share of a whole's pagu in percent.
    #[must_use]
    pub fn bobot_pct(&self, whole: &Self) -> Option<f64> {
        share(self.pagu?, whole.pagu?)
    }

    /// Returns the share of pagu whose leaves state realisasi fisik, in percent.
    #[must_use]
    pub fn cakupan_fisik_pct(&self) -> f64 {
        share(self.bobot_fisik, self.bobot).unwrap_or(0.0)
    }

    /// Returns the share of pagu over which deviasi fisik is taken, in percent.
    #[must_use]
    pub fn cakupan_deviasi_fisik_pct(&self) -> f64 {
        share(self.bobot_deviasi_fisik, self.bobot).unwrap_or(0.0)
    }

    /// Returns the share of pagu over which deviasi keuangan is taken, in percent.
    #[must_use]
    pub fn cakupan_deviasi_keuangan_pct(&self) -> f64 {
        share(self.bobot_deviasi_keuangan, self.bobot).unwrap_or(0.0)
    }

    /// Returns the coverage of the deviations: the smaller one where both are taken, else that of the one taken.
    #[must_use]
    pub fn cakupan_pagu_pct(&self) -> f64 {
        let (fisik, keuangan) = (
            self.cakupan_deviasi_fisik_pct(),
            self.cakupan_deviasi_keuangan_pct(),
        );
        match (self.deviasi_fisik, self.deviasi_keuangan) {
            (Some(_), Some(_)) => fisik.min(keuangan),
            (Some(_), None) => fisik,
            _ => keuangan,
        }
    }
}

/// What follows from the figures of one leaf; percentages of its pagu, deviations in percentage points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turunan {
    pub sisa: Option<Sen>,
    pub target_pct: Option<f64>,
    pub realisasi_pct: Option<f64>,
    pub deviasi_fisik: Option<f64>,
    pub deviasi_keuangan: Option<f64>,
}

impl Turunan {
    #[must_use]
    pub fn of(row: &Row) -> Self {
        let of_pagu = |part: Option<Sen>| share(part?, row.pagu?);
        let minus = |left: Option<f64>, right: Option<f64>| Some(left? - right?);
        let target_pct = of_pagu(row.target_keuangan);
        let realisasi_pct = of_pagu(row.realisasi_keuangan);
        Self {
            sisa: row
                .pagu
                .map(|pagu| pagu - row.realisasi_keuangan.unwrap_or_default()),
            target_pct,
            realisasi_pct,
            deviasi_fisik: minus(row.realisasi_fisik, row.target_fisik),
            deviasi_keuangan: minus(realisasi_pct, target_pct),
        }
    }

    /// Returns the value of the work that lags behind its target: pagu × lateness, to the sen; `None` where none lags.
    #[must_use]
    pub fn nilai_deviasi(&self, row: &Row) -> Option<Sen> {
        let late = -self.deviasi_fisik?;
        let value = Sen::from_rupiah(row.pagu?.rupiah() * late / 100.0)?;
        (value > Sen::ZERO).then_some(value)
    }
}

/// Returns a part in percent of a whole, `None` where the whole isn't more than nothing.
#[must_use]
pub fn share(part: Sen, whole: Sen) -> Option<f64> {
    (whole.0 > 0).then(|| part.rupiah() / whole.rupiah() * 100.0)
}

/// Returns a count in percent of another, `None` where that is nothing.
#[must_use]
pub fn bagian(part: usize, whole: usize) -> Option<f64> {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    (whole > 0).then(|| number(part) / number(whole) * 100.0)
}

/// Returns the sum of weighted percentages; `None` where there is none.
#[must_use]
pub fn jumlah_tertimbang(parts: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    parts.flatten().reduce(|sum, part| sum + part)
}

/// Returns tertimbang: a percentage weighted by bobot, both in percent.
#[must_use]
pub fn tertimbang(bobot_pct: Option<f64>, value_pct: Option<f64>) -> Option<f64> {
    Some(bobot_pct? * value_pct? / 100.0)
}

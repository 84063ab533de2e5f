//! The one leaf frame and its group-bys. The only place that names polars: plain structs in, plain structs out.
//!
//! Money is summed as integer sen inside the frame. Products of pagu and fisik are gathered by the frame in row order and added
//! up here one after the other, because a sum of floats split over threads would depend on their number.

use polars::prelude::{
    DataFrame, DataType, Expr, IntoLazy, LazyFrame, NamedFrom, PolarsError, Series, col, len, lit,
    when,
};

use super::jumlah::Jumlah;
use crate::error::Error;
use crate::model::nilai::Sen;

/// One counted leaf, as far as it is added up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// Indices of the office, its group and the leaf's class; the caller says what they stand for.
    pub opd: u32,
    pub kelompok: u32,
    pub jenis: u32,
    pub fisik_konstruksi: bool,
    pub pagu: Option<Sen>,
    pub target_keuangan: Option<Sen>,
    pub realisasi_keuangan: Option<Sen>,
    /// Percent, unrounded.
    pub target_fisik: Option<f64>,
    pub realisasi_fisik: Option<f64>,
}

/// A column by which leaves are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Opd,
    Kelompok,
    Jenis,
    FisikKonstruksi,
}

impl Key {
    const fn name(self) -> &'static str {
        match self {
            Self::Opd => "opd",
            Self::Kelompok => "kelompok",
            Self::Jenis => "jenis",
            Self::FisikKonstruksi => "fisik_konstruksi",
        }
    }
}

/// The leaves of a run, in their fixed order.
#[derive(Clone)]
pub struct Frame(LazyFrame);

impl Frame {
    /// Builds the frame of the leaves.
    pub fn new(entries: &[Entry]) -> Result<Self, Error> {
        let key = |name: &str, of: fn(&Entry) -> u32| {
            Series::new(name.into(), entries.iter().map(of).collect::<Vec<_>>())
        };
        let money = |name: &str, of: fn(&Entry) -> Option<Sen>| {
            let sen: Vec<Option<i64>> = entries.iter().map(|e| of(e).map(|sen| sen.0)).collect();
            Series::new(name.into(), sen)
        };
        let percent = |name: &str, of: fn(&Entry) -> Option<f64>| {
            Series::new(name.into(), entries.iter().map(of).collect::<Vec<_>>())
        };
        let columns = vec![
            key("opd", |e| e.opd).into(),
            key("kelompok", |e| e.kelompok).into(),
            key("jenis", |e| e.jenis).into(),
            key("fisik_konstruksi", |e| u32::from(e.fisik_konstruksi)).into(),
            money("pagu", |e| e.pagu).into(),
            money("target_keuangan", |e| e.target_keuangan).into(),
            money("realisasi_keuangan", |e| e.realisasi_keuangan).into(),
            percent("target_fisik", |e| e.target_fisik).into(),
            percent("realisasi_fisik", |e| e.realisasi_fisik).into(),
        ];
        let frame = DataFrame::new(entries.len(), columns).map_err(fault)?;
        Ok(Self(frame.lazy()))
    }

    /// Adds up the leaves of every group that occurs, in ascending order of the keys.
    pub fn group_by(&self, keys: &[Key]) -> Result<Vec<(Vec<u32>, Jumlah)>, Error> {
        let names: Vec<Expr> = keys.iter().map(|key| col(key.name())).collect();
        let grouped = if names.is_empty() {
            self.0.clone().select(aggregates())
        } else {
            self.0.clone().group_by_stable(names).agg(aggregates())
        };
        let frame = grouped.collect().map_err(fault)?;
        let mut groups = read(&frame, keys).map_err(fault)?;
        groups.sort_by(|(left, _), (right, _)| left.cmp(right));
        Ok(groups)
    }

    /// Adds up all leaves.
    pub fn total(&self) -> Result<Jumlah, Error> {
        let groups = self.group_by(&[])?;
        Ok(groups
            .into_iter()
            .next()
            .map(|(_, jumlah)| jumlah)
            .unwrap_or_default())
    }
}

const MONEY: [&str; 3] = ["pagu", "target_keuangan", "realisasi_keuangan"];

/// The sums of a group: each money column with the number of leaves that state it, the pagu that weighs each percentage,
/// and the products to be added up in order.
fn aggregates() -> Vec<Expr> {
    let weighs = || col("pagu").gt(lit(0));
    let stated = |names: &[&str]| {
        names
            .iter()
            .fold(weighs(), |all, name| all.and(col(*name).is_not_null()))
    };
    let among = |names: &[&str], value: Expr| {
        when(stated(names))
            .then(value)
            .otherwise(lit(polars::prelude::NULL))
    };
    let product = |names: &[&str], value: Expr, alias: &str| {
        among(names, col("pagu").cast(DataType::Float64) * value)
            .implode(true)
            .alias(alias)
    };
    let fisik = ["target_fisik", "realisasi_fisik"];
    let keuangan = ["target_keuangan", "realisasi_keuangan"];
    let mut out = vec![
        len().cast(DataType::Int64).alias("leaves"),
        among(&[], col("pagu")).sum().alias("bobot"),
        among(&fisik[..1], col("pagu")).sum().alias("bobot_target"),
        among(&fisik[1..], col("pagu"))
            .sum()
            .alias("bobot_realisasi"),
        among(&fisik, col("pagu"))
            .sum()
            .alias("bobot_deviasi_fisik"),
        among(&keuangan, col("pagu"))
            .sum()
            .alias("bobot_deviasi_keuangan"),
        among(&keuangan[..1], col("pagu"))
            .sum()
            .alias("bobot_target_keuangan"),
        among(&keuangan[..1], col("target_keuangan"))
            .sum()
            .alias("target_berbobot"),
        among(
            &keuangan,
            col("realisasi_keuangan") - col("target_keuangan"),
        )
        .sum()
        .alias("selisih_keuangan"),
        product(&fisik[..1], col("target_fisik"), "kali_target"),
        product(&fisik[1..], col("realisasi_fisik"), "kali_realisasi"),
        product(
            &fisik,
            col("realisasi_fisik") - col("target_fisik"),
            "kali_deviasi",
        ),
    ];
    for name in MONEY {
        out.push(col(name).sum().alias(format!("jumlah_{name}")));
        out.push(
            col(name)
                .count()
                .cast(DataType::Int64)
                .alias(format!("n_{name}")),
        );
    }
    out
}

fn read(frame: &DataFrame, keys: &[Key]) -> Result<Vec<(Vec<u32>, Jumlah)>, PolarsError> {
    let int = |name: &str, row: usize| -> Result<i64, PolarsError> {
        Ok(frame.column(name)?.i64()?.get(row).unwrap_or(0))
    };
    let money = |name: &str, row: usize| -> Result<Option<Sen>, PolarsError> {
        let stated = int(&format!("n_{name}"), row)? > 0;
        Ok(stated.then_some(Sen(int(&format!("jumlah_{name}"), row)?)))
    };
    let ordered_sum = |name: &str, row: usize| -> Result<f64, PolarsError> {
        let Some(list) = frame.column(name)?.list()?.get_as_series(row) else {
            return Ok(0.0);
        };
        Ok(list.f64()?.iter().flatten().fold(0.0, |sum, x| sum + x))
    };
    let mean = |name: &str, weight: &str, row: usize| -> Result<Option<f64>, PolarsError> {
        let weight = int(weight, row)?;
        let sum = ordered_sum(name, row)?;
        Ok((weight > 0).then(|| sum / as_f64(weight)))
    };
    let mut out = Vec::with_capacity(frame.height());
    for row in 0..frame.height() {
        let mut group = Vec::with_capacity(keys.len());
        for key in keys {
            group.push(frame.column(key.name())?.u32()?.get(row).unwrap_or(0));
        }
        let weight_target = int("bobot_target_keuangan", row)?;
        let target = int("target_berbobot", row)?;
        let weight_keuangan = int("bobot_deviasi_keuangan", row)?;
        let selisih = int("selisih_keuangan", row)?;
        out.push((
            group,
            Jumlah {
                leaves: usize::try_from(int("leaves", row)?).unwrap_or(0),
                pagu: money("pagu", row)?,
                target_keuangan: money("target_keuangan", row)?,
                realisasi_keuangan: money("realisasi_keuangan", row)?,
                target_keuangan_pct: (weight_target > 0)
                    .then(|| as_f64(target) / as_f64(weight_target) * 100.0),
                target_fisik: mean("kali_target", "bobot_target", row)?,
                realisasi_fisik: mean("kali_realisasi", "bobot_realisasi", row)?,
                deviasi_fisik: mean("kali_deviasi", "bobot_deviasi_fisik", row)?,
                deviasi_keuangan: (weight_keuangan > 0)
                    .then(|| as_f64(selisih) / as_f64(weight_keuangan) * 100.0),
                bobot: Sen(int("bobot", row)?),
                bobot_fisik: Sen(int("bobot_realisasi", row)?),
                bobot_deviasi_fisik: Sen(int("bobot_deviasi_fisik", row)?),
                bobot_deviasi_keuangan: Sen(weight_keuangan),
            },
        ));
    }
    Ok(out)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a quotient of sums; exact up to 2^53 sen"
)]
fn as_f64(sen: i64) -> f64 {
    sen as f64
}

#[expect(clippy::needless_pass_by_value, reason = "passed to map_err")]
fn fault(error: PolarsError) -> Error {
    Error::Workbook(format!("penjumlahan data: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::nilai::weighted;

    fn leaf(opd: u32, pagu: i64, keuangan: (i64, i64), fisik: (f64, f64)) -> Entry {
        Entry {
            opd,
            pagu: Some(Sen::whole(pagu)),
            target_keuangan: Some(Sen::whole(keuangan.0)),
            realisasi_keuangan: Some(Sen::whole(keuangan.1)),
            target_fisik: Some(fisik.0),
            realisasi_fisik: Some(fisik.1),
            ..Entry::default()
        }
    }

    fn bare(opd: u32) -> Entry {
        Entry {
            opd,
            ..Entry::default()
        }
    }

    #[test]
    fn fisik_weighs_by_pagu_and_blanks_stay_out() {
        let mut blank = leaf(1, 100, (0, 0), (0.0, 0.0));
        (blank.target_fisik, blank.realisasi_fisik) = (None, None);
        (blank.target_keuangan, blank.realisasi_keuangan) = (None, None);
        let entries = [
            leaf(1, 300, (150, 120), (50.0, 40.0)),
            blank,
            leaf(0, 0, (5, 7), (9.0, 9.0)),
        ];
        let groups = Frame::new(&entries).unwrap().group_by(&[Key::Opd]).unwrap();
        assert_eq!(
            groups.iter().map(|(key, _)| key[0]).collect::<Vec<_>>(),
            [0, 1]
        );
        let one = &groups[1].1;
        assert_eq!((one.leaves, one.pagu), (2, Some(Sen::whole(400))));
        assert_eq!(one.realisasi_fisik, Some(40.0));
        assert_eq!(one.deviasi_fisik, Some(-10.0));
        assert_eq!(one.deviasi_keuangan, Some(-10.0));
        assert!((one.cakupan_pagu_pct() - 75.0).abs() < 1e-9);
        assert_eq!(one.realisasi_keuangan_pct(), Some(30.0));
        // Without pagu there is nothing to weigh by, and no percentage.
        let zero = &groups[0].1;
        assert_eq!((zero.realisasi_fisik, zero.deviasi_keuangan), (None, None));
        assert_eq!(zero.realisasi_keuangan, Some(Sen::whole(7)));
    }

    #[test]
    fn nothing_stated_is_no_zero() {
        let total = Frame::new(&[bare(0)]).unwrap().total().unwrap();
        assert_eq!(
            (total.leaves, total.pagu, total.realisasi_fisik),
            (1, None, None)
        );
        let none = Frame::new(&[]).unwrap().total().unwrap();
        assert_eq!(none, Jumlah::default());
    }

    #[test]
    fn the_frame_adds_as_plain_arithmetic_does() {
        let entries: Vec<Entry> = (0..997_i64)
            .map(|i| {
                let share = f64::from(u8::try_from(i % 101).unwrap()) / 3.0;
                leaf(0, i * 1_234_567, (i * 3, i * 2), (share * 2.0, share))
            })
            .collect();
        let total = Frame::new(&entries).unwrap().total().unwrap();
        let pagu: Sen = entries.iter().filter_map(|e| e.pagu).sum();
        assert_eq!(total.pagu, Some(pagu));
        let (plain, _) = weighted(entries.iter().map(|e| (e.pagu.unwrap(), e.realisasi_fisik)));
        assert!((total.realisasi_fisik.unwrap() - plain.unwrap()).abs() < 1e-9);
    }
}

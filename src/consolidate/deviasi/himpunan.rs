//! Flags that only a set of rows shows.

use crate::diag::catalogue::deviasi as kode;
use crate::model::table::Row;
use crate::rules::Rules;

use super::realisasi_keuangan_pct;
use super::tanda::{Angka, Flag, Satuan};

/// Returns the flags of the rows of one office: fisik typed equal to keuangan.
#[must_use]
pub fn flags_of_set<'a>(rows: impl Iterator<Item = &'a Row>, rules: &Rules) -> Vec<Flag> {
    copied_fisik(rows, rules).into_iter().collect()
}

/// Fisik equal to keuangan to the decimals of the rules on enough rows. Where both are 0 or 100 they agree by nature.
fn copied_fisik<'a>(rows: impl Iterator<Item = &'a Row>, rules: &Rules) -> Option<Flag> {
    let ambang = &rules.deviasi;
    let scale = 10f64.powi(ambang.desimal_disalin);
    let mut compared = 0usize;
    let mut copied = Vec::new();
    for row in rows {
        let (Some(fisik), Some(keuangan)) = (row.realisasi_fisik, realisasi_keuangan_pct(row))
        else {
            continue;
        };
        let (fisik, keuangan) = ((fisik * scale).round(), (keuangan * scale).round());
        let natural = |value: f64| value.abs() < 0.5 || (value - 100.0 * scale).abs() < 0.5;
        if natural(keuangan) && natural(fisik) {
            continue;
        }
        compared += 1;
        if (fisik - keuangan).abs() < 0.5 {
            copied.push(row.row);
        }
    }
    if copied.len() < ambang.baris_disalin {
        return None;
    }
    let kalimat = format!(
        "fisik sama dengan keuangan (realisasi / pagu) sampai {} desimal pada {} dari {compared} baris yang tidak 0 atau 100 %",
        ambang.desimal_disalin,
        copied.len()
    );
    #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
    let numbers = [
        Angka::baris("baris_sama", copied.len() as f64),
        Angka::baris("baris_dibandingkan", compared as f64),
    ];
    #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
    let threshold = ambang.baris_disalin as f64;
    let mut flag = Flag::new(kode::FISIK_DISALIN, kalimat)
        .with_numbers(numbers)
        .with_threshold(threshold, Satuan::Baris, &ambang.dasar_disalin);
    flag.baris = copied;
    Some(flag)
}

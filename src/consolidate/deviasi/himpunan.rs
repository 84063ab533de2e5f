//! Flags that only a set of rows shows.

use std::collections::BTreeMap;

use crate::diag::catalogue::deviasi as kode;
use crate::model::kegiatan::Tingkat;
use crate::model::table::Row;
use crate::normalize::fold::fold;
use crate::rules::Rules;

use super::realisasi_keuangan_pct;
use super::tanda::{Angka, Flag, Satuan};

/// Returns the flags of the rows of one office: fisik typed equal to keuangan.
#[must_use]
pub fn flags_of_set<'a>(rows: impl Iterator<Item = &'a Row> + Clone, rules: &Rules) -> Vec<Flag> {
    let mut flags: Vec<Flag> = copied_fisik(rows.clone(), rules).into_iter().collect();
    flags.extend(repeated_codes(rows, rules));
    flags
}

/// A code of the budget tree on several rows of one name; accounts recur under every sub kegiatan, and packages share
/// the code of theirs under names of their own.
fn repeated_codes<'a>(rows: impl Iterator<Item = &'a Row>, rules: &Rules) -> Vec<Flag> {
    let ambang = &rules.deviasi;
    let mut by_code: BTreeMap<(&str, String), Vec<&Row>> = BTreeMap::new();
    for row in rows.filter(|row| matches!(row.level, Tingkat::Kegiatan | Tingkat::SubKegiatan)) {
        let code = row
            .kode
            .as_deref()
            .map_or("", |code| code.trim().trim_end_matches('.'));
        // A shorter code names a program or an account group, on forms that give no more.
        if code.split('.').count() >= 5 {
            by_code
                .entry((code, fold(&row.uraian)))
                .or_default()
                .push(row);
        }
    }
    by_code
        .into_iter()
        .filter(|(_, rows)| rows.len() >= ambang.baris_kode_ganda)
        .map(|((code, _), rows)| {
            let kalimat = format!(
                "kode {code} dengan nama yang sama dihitung pada {} baris",
                rows.len()
            );
            #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
            let (count, least) = (rows.len() as f64, ambang.baris_kode_ganda as f64);
            let mut flag = Flag::new(kode::KODE_GANDA, kalimat)
                .with_numbers([Angka::baris("baris_sama", count)])
                .with_threshold(least, Satuan::Baris, &ambang.dasar_kode_ganda);
            flag.baris = rows.iter().map(|row| row.row).collect();
            flag
        })
        .collect()
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

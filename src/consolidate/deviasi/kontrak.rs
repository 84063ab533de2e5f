//! Kontrak kritis: the one deviation rule with legal force, for contracts of construction only.
//!
//! Read as a difference in percentage points of a plan and its realisation, strictly beyond the threshold; a plan of
//! exactly 70 belongs to the second, stricter period; exactly 5 late in the second period is in no limb of the text
//! and counts to the third.

use crate::diag::catalogue::deviasi as kode;
use crate::model::field::Measure;
use crate::model::table::Row;
use crate::rules::deviasi::AmbangDeviasi;

use super::tanda::{Angka, Flag, Satuan, persen, poin};

/// Returns whether the row carries contract data; works done by the office itself (swakelola) have no contract.
pub(super) fn is_contract(row: &Row) -> bool {
    let states = |measure| {
        row.lain
            .get(&measure)
            .is_some_and(|text| !matches!(text.trim(), "" | "-" | "0"))
    };
    let own_work = row
        .lain
        .get(&Measure::Metode)
        .is_some_and(|text| text.to_lowercase().contains("swakelola"));
    !own_work && (states(Measure::NomorKontrak) || states(Measure::NilaiKontrak))
}

/// Returns the flag of a contract, if any; `tahun` is the fiscal year.
pub(super) fn flags(row: &Row, tahun: Option<i16>, ambang: &AmbangDeviasi) -> Option<Flag> {
    let (rencana, fisik) = (row.target_fisik?, row.realisasi_fisik?);
    let late = rencana - fisik;
    let beyond = |threshold: f64| late > threshold + ambang.toleransi;
    let second = rencana >= ambang.batas_periode - ambang.toleransi;
    let (critical, early, code) = if second {
        (
            ambang.kritis.periode_2,
            ambang.peringatan_dini.periode_2,
            kode::KONTRAK_KRITIS_2,
        )
    } else {
        (
            ambang.kritis.periode_1,
            ambang.peringatan_dini.periode_1,
            kode::KONTRAK_KRITIS_1,
        )
    };
    let periode = if second { "II" } else { "I" };
    let sentence = |what: &str, threshold: f64| {
        format!(
            "{what}: rencana {}, realisasi {}, terlambat {} (rencana − realisasi), ambang periode {periode} {}",
            persen(rencana, ambang.batas_periode),
            persen(fisik, f64::NAN),
            poin(late, threshold),
            poin(threshold, f64::NAN)
        )
    };
    let numbers = [
        Angka::persen("target_fisik_pct", rencana),
        Angka::persen("realisasi_fisik_pct", fisik),
        Angka::poin("terlambat_pct", late),
    ];
    if beyond(critical) {
        return Some(
            Flag::new(code, sentence("kontrak kritis", critical))
                .with_numbers(numbers)
                .with_threshold(critical, Satuan::Poin, &ambang.kritis.dasar),
        );
    }
    if second && beyond(0.0) && ends_after(row, tahun) {
        let kalimat = format!(
            "{}; pekerjaan berakhir setelah tahun anggaran",
            sentence("kontrak kritis", critical)
        );
        return Some(
            Flag::new(kode::KONTRAK_KRITIS_3, kalimat)
                .with_numbers(numbers)
                .with_threshold(0.0, Satuan::Poin, &ambang.kritis.dasar),
        );
    }
    beyond(early).then(|| {
        Flag::new(kode::KONTRAK_DINI, sentence("peringatan dini", early))
            .with_numbers(numbers)
            .with_threshold(early, Satuan::Poin, &ambang.peringatan_dini.dasar)
    })
}

/// Returns whether the contract's stated end lies after 31 December of the fiscal year: whether its year does.
fn ends_after(row: &Row, tahun: Option<i16>) -> bool {
    let end = row
        .lain
        .get(&Measure::TanggalSelesai)
        .and_then(|text| year_of(text));
    matches!((end, tahun), (Some(end), Some(tahun)) if end > tahun)
}

/// Returns the year of a date as written: its only number of four digits (`31-12-2026`, `2026-12-31`, `3 Januari 2027`).
fn year_of(text: &str) -> Option<i16> {
    let mut years = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse::<i16>().ok());
    years
        .next()
        .filter(|year| (1990..2200).contains(year) && years.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::year_of;

    #[test]
    fn a_year_is_read_from_dates_in_use() {
        for (text, expected) in [
            ("31-12-2026", Some(2026)),
            ("2027-01-02", Some(2027)),
            ("3 Januari 2027", Some(2027)),
            ("31/12/26", None),
            ("2026 s.d. 2027", None),
            ("", None),
        ] {
            assert_eq!(year_of(text), expected, "{text}");
        }
    }
}

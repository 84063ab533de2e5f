//! What a table is for: by the fields its header has and the words of its title.

use super::columns::Mapping;
use crate::model::field::{Measure, Span};
use crate::model::table::Role;
use crate::normalize::fold::fold;
use crate::rules::baris::{Baris, contains_phrase};
use crate::rules::kolom::Faset;

/// The title of a table: the texts above its header and the sheet's name, folded.
pub(super) struct Title {
    pub folded: String,
}

impl Title {
    pub(super) fn new(texts: &[String], sheet: Option<&str>) -> Self {
        let mut joined = texts.join(" | ");
        if let Some(sheet) = sheet {
            joined.push_str(" | ");
            joined.push_str(sheet);
        }
        Self {
            folded: fold(&joined),
        }
    }

    fn says(&self, phrases: &[String]) -> bool {
        phrases
            .iter()
            .any(|phrase| contains_phrase(&self.folded, phrase))
    }
}

/// Returns the role of a table with these columns under this title; `None` where it is no table of activities,
/// packages or issues at all.
pub(super) fn of(mapping: &Mapping, title: &Title, words: &Baris) -> Option<Role> {
    let has = |measure| mapping.has(measure);
    let named = !mapping.uraian.is_empty() || !mapping.kode.is_empty();
    let pagu = has(Measure::Pagu);
    let realisasi = has(Measure::RealisasiKeuangan) || has(Measure::RealisasiFisik);
    let target = has(Measure::TargetKeuangan) || has(Measure::TargetFisik);
    let contract =
        has(Measure::NilaiKontrak) || has(Measure::NomorKontrak) || has(Measure::Penyedia);
    let money = pagu || has(Measure::RealisasiKeuangan) || has(Measure::TargetKeuangan);
    if !named {
        return (mapping.fasets.contains(&Faset::NamaOpd) && money).then_some(Role::Recap);
    }
    if (has(Measure::Permasalahan) || has(Measure::TindakLanjut)) && !money && !contract {
        return Some(Role::Issues);
    }
    if !pagu && title.says(&words.judul.transactions) {
        return Some(Role::Transactions);
    }
    if !pagu && title.says(&words.judul.other) {
        return Some(Role::Other);
    }
    if mapping.months.len() >= 6 && !realisasi {
        return Some(Role::Plan);
    }
    if !realisasi && (contract || title.says(&words.judul.packages)) {
        return Some(Role::Packages);
    }
    if !money && !contract {
        // Percentages alone: a cover letter's summary, or indicators.
        return (realisasi || target).then_some(Role::Recap);
    }
    if pagu && realisasi {
        return Some(Role::Detail);
    }
    let titled_detail = title.says(&words.judul.detail) && !title.says(&words.judul.plan);
    let shaped_detail =
        has(Measure::Sisa) || has(Measure::Deviasi) || has(Measure::RealisasiKeuanganPct);
    if (pagu || realisasi) && (titled_detail || shaped_detail) {
        return Some(Role::Detail);
    }
    if pagu && target {
        return Some(Role::Plan);
    }
    if target && mapping.cumulative(Measure::TargetKeuangan).is_some() {
        return Some(Role::Plan);
    }
    if pagu && mapping.column_of(Measure::Pagu, Span::Plain).is_some() {
        return Some(Role::Budget);
    }
    (realisasi && money).then_some(Role::Other)
}

//! Sources of funds: what the reports write, folded into the groups of the rules.

use super::deviasi::kata;
use crate::model::field::Measure;
use crate::model::table::Row;
use crate::normalize::fold::fold;
use crate::rules::baris::Dana;

/// Several sources in one cell, a source that the rules don't know, and none at all.
pub const GABUNGAN: &str = "Gabungan beberapa sumber";
pub const LAIN: &str = "Sumber lain";
pub const TIDAK_DILAPORKAN: &str = "Tidak dilaporkan";

/// Returns the groups in printing order, those beside the rules last.
#[must_use]
pub fn kelompok(dana: &Dana) -> Vec<String> {
    let named = dana.kelompok.iter().map(|kelompok| kelompok.nama.clone());
    named
        .chain([GABUNGAN, LAIN, TIDAK_DILAPORKAN].map(str::to_owned))
        .collect()
}

/// Returns the index of a row's source among the groups. A column that holds amounts names no source.
#[must_use]
pub fn of(row: &Row, dana: &Dana) -> usize {
    let beside = dana.kelompok.len();
    let text = kata(row, Measure::SumberDana).map(fold).unwrap_or_default();
    if !text.chars().any(char::is_alphabetic) {
        return beside + 2;
    }
    let mut hits: Vec<(usize, usize, usize)> = Vec::new();
    let named = dana.kelompok.iter().map(|kelompok| &kelompok.kata);
    let unnamed = (beside + 1, &dana.lain);
    for (group, words) in named.enumerate().chain([unnamed]) {
        for phrase in words {
            let places = text.match_indices(phrase.as_str());
            let whole = places.filter(|(at, _)| is_whole(&text, *at, phrase.len()));
            hits.extend(whole.map(|(at, _)| (at, at + phrase.len(), group)));
        }
    }
    // `dak` inside `dak fisik` says nothing of its own.
    let own = |hit: &&(usize, usize, usize)| {
        !hits
            .iter()
            .any(|other| other.0 <= hit.0 && hit.1 <= other.1 && other.1 - other.0 > hit.1 - hit.0)
    };
    let mut groups: Vec<usize> = hits.iter().filter(own).map(|hit| hit.2).collect();
    groups.sort_unstable();
    groups.dedup();
    match groups[..] {
        [] => beside + 1,
        [group] => group,
        _ => beside,
    }
}

fn is_whole(text: &str, at: usize, length: usize) -> bool {
    let bytes = text.as_bytes();
    let edge = |index: Option<usize>| {
        index.is_none_or(|index| bytes.get(index).is_none_or(|b| *b == b' '))
    };
    edge(at.checked_sub(1)) && edge(Some(at + length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consolidate::sample::leaf;
    use crate::model::kegiatan::Jenis;
    use crate::rules::Rules;

    #[test]
    fn reported_sources_fold_into_groups() {
        let rules = Rules::embedded().unwrap();
        let dana = &rules.baris.dana;
        let names = kelompok(dana);
        for (text, expected) in [
            ("DAU", "DAU"),
            ("Dana Alokasi Umum (DAU)", "DAU"),
            ("DAK Fisik Bidang Jalan", "DAK Fisik"),
            ("DAK Non-Fisik", "DAK Nonfisik"),
            ("DAK", "DAK (jenis tidak disebut)"),
            ("DBH-CHT", "DBHCHT"),
            ("DBH", "DBH"),
            ("BANKEU PROVINSI JATENG", "Bantuan Keuangan Provinsi"),
            ("APBD Kabupaten", "APBD (sumber tidak disebut)"),
            ("PAD, DAU", GABUNGAN),
            ("PAD, LAINNYA", GABUNGAN),
            ("LAINNYA", LAIN),
            ("Dana keistimewaan", LAIN),
            ("Padat karya", LAIN),
            ("0", TIDAK_DILAPORKAN),
            ("5358045", TIDAK_DILAPORKAN),
            (" - ", TIDAK_DILAPORKAN),
            ("", TIDAK_DILAPORKAN),
        ] {
            let mut row = leaf("a", Jenis::NonFisik, (1, 1, 1), (1.0, 1.0));
            row.lain.insert(Measure::SumberDana, text.into());
            assert_eq!(names[of(&row, dana)], expected, "{text}");
        }
    }
}

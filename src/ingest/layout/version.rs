//! Which of several pagu columns is in force: the versions of a budget follow each other through the year.

use super::columns::Draft;
use crate::model::field::{Field, Measure};
use crate::normalize::fold::fold;
use crate::rules::kolom::Faset;

/// A version of the budget, the oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    Murni,
    /// Called neither old nor new.
    Polos,
    /// The shift of this number; 0 where it has none.
    Pergeseran(u8),
    SetelahPergeseran,
    Sesudah,
}

/// Returns the version that a column's header names.
pub(super) fn of(draft: &Draft) -> Version {
    let says = |faset| draft.meaning.fasets.contains(&faset);
    let path = fold(&draft.path.join(" "));
    let words = || path.split(' ');
    if says(Faset::Sesudah) {
        Version::Sesudah
    } else if says(Faset::Pergeseran) {
        let after = words().any(|word| matches!(word, "setelah" | "sesudah" | "stlh"));
        if after {
            Version::SetelahPergeseran
        } else {
            Version::Pergeseran(words().filter_map(ordinal).next_back().unwrap_or(0))
        }
    } else if says(Faset::Sebelum) || says(Faset::Rka) {
        Version::Murni
    } else {
        Version::Polos
    }
}

fn ordinal(word: &str) -> Option<u8> {
    match word {
        "i" | "1" | "pertama" => Some(1),
        "ii" | "2" | "kedua" => Some(2),
        "iii" | "3" | "ketiga" => Some(3),
        "iv" | "4" | "keempat" => Some(4),
        "v" | "5" | "kelima" => Some(5),
        _ => None,
    }
}

/// Returns the one claimant of pagu that is the latest version, where all of them name theirs.
pub(super) fn last(drafts: &[Draft], field: Field, claimants: &[usize]) -> Option<usize> {
    if field != Field::plain(Measure::Pagu) {
        return None;
    }
    let mut versions: Vec<(Version, usize)> = claimants
        .iter()
        .map(|index| (of(&drafts[*index]), *index))
        .collect();
    versions.sort_unstable();
    let (latest, before) = versions.split_last()?;
    // The changed budget follows one that has no name of its own: `DPA | DPPA`.
    let named = latest.0 == Version::Sesudah
        || versions
            .iter()
            .all(|(version, _)| *version != Version::Polos);
    let later = before.iter().all(|(version, _)| *version < latest.0);
    (named && later).then_some(latest.1)
}

//! Which of several files of one office is the latest: by the settings, else by receipt, else by the words in their names.

use std::cmp::Ordering;

use super::register::Diterima;
use crate::normalize::fold::fold;
use crate::rules::laporan::UrutanBerkas;

/// What tells the place of a file among the versions of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Whether the settings name the file as the one that counts.
    pub chosen: bool,
    /// Whether the office sent it itself: what another one sent in its name never replaces it.
    pub own: bool,
    pub received: Option<Diterima>,
    /// Kind (plain, version, revision, final) and number, as the name says.
    pub rank: (u8, u32),
    pub name: String,
}

impl Version {
    #[must_use]
    pub fn new(file: &str, received: Option<Diterima>, words: &UrutanBerkas) -> Self {
        Self {
            chosen: is_chosen(file, &words.berlaku),
            own: true,
            received,
            rank: rank(file, words),
            name: file.to_owned(),
        }
    }

    /// Compares two versions; `None` where neither receipt nor name tells which is later.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        if self.chosen != other.chosen {
            return Some(self.chosen.cmp(&other.chosen));
        }
        if self.own != other.own {
            return Some(self.own.cmp(&other.own));
        }
        self.by_receipt(other)
            .or_else(|| (self.rank != other.rank).then(|| self.rank.cmp(&other.rank)))
    }

    fn by_receipt(&self, other: &Self) -> Option<Ordering> {
        let (left, right) = (self.received?, other.received?);
        if left.tanggal != right.tanggal {
            return Some(left.tanggal.cmp(&right.tanggal));
        }
        let (left, right) = (left.pukul?, right.pukul?);
        (left != right).then(|| left.cmp(&right))
    }

    /// Orders versions where nothing tells: a stated guess, the same on every run.
    #[must_use]
    pub fn guess(&self, other: &Self) -> Ordering {
        (self.received, self.rank, &self.name).cmp(&(other.received, other.rank, &other.name))
    }
}

/// Returns the index of the latest version, and whether that is certain.
#[must_use]
pub fn latest(versions: &[&Version]) -> Option<(usize, bool)> {
    let sure = versions.iter().enumerate().position(|(index, version)| {
        versions.iter().enumerate().all(|(other, against)| {
            index == other || version.compare(against) == Some(Ordering::Greater)
        })
    });
    if let Some(index) = sure {
        return Some((index, true));
    }
    let guess = versions
        .iter()
        .enumerate()
        .max_by(|(_, left), (_, right)| left.guess(right));
    guess.map(|(index, _)| (index, false))
}

/// Returns whether a list names a file, by its path or by its name alone.
fn is_chosen(file: &str, berlaku: &[String]) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    berlaku
        .iter()
        .any(|chosen| chosen == file || chosen == name)
}

/// Returns the kind and number that a file's name states: `RFK rev2 FINAL.xlsx` is a final, number 1.
fn rank(file: &str, words: &UrutanBerkas) -> (u8, u32) {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let folded = fold(stem);
    let tokens: Vec<&str> = folded.split(' ').collect();
    let mut best = (0, copy_number(stem));
    for (index, token) in tokens.iter().enumerate() {
        let letters = token.trim_end_matches(|c: char| c.is_ascii_digit());
        let own: Option<u32> = token[letters.len()..].parse().ok();
        let next = || {
            let next = tokens.get(index + 1)?;
            // `rev 12 2023` numbers a revision only up to two digits; years are no revisions.
            (next.len() <= 2).then(|| next.parse().ok()).flatten()
        };
        let has = |list: &[String]| list.iter().any(|word| word == letters);
        let number = own.or_else(next);
        let found = if has(&words.akhir) {
            (3, number.unwrap_or(1))
        } else if has(&words.revisi) {
            (2, number.unwrap_or(1))
        } else if let (true, Some(number)) = (has(&words.versi), number) {
            (1, number)
        } else {
            continue;
        };
        best = best.max(found);
    }
    best
}

/// Returns the number that a mailbox or browser adds to a second file of the same name: `RFK (2)`.
fn copy_number(stem: &str) -> u32 {
    stem.trim_end()
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
        .and_then(|(_, number)| number.parse().ok())
        .filter(|number| *number < 100)
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, Time};

    use super::*;
    use crate::rules::Rules;

    fn check_rank(file: &str, expected: (u8, u32)) {
        let words = Rules::embedded().unwrap().laporan.berkas;
        assert_eq!(rank(file, &words), expected, "{file}");
    }

    #[test]
    fn names_tell_versions() {
        check_rank("masuk/Laporan RFK DINSOS 2023-12.xml", (0, 0));
        check_rank("RFK (2).xlsx", (0, 2));
        check_rank("RFK_v3.xlsx", (1, 3));
        check_rank("Laporan RFK DINSOS 2023-12 REVISI.xlsx", (2, 1));
        check_rank("RFK rev 2 September 2026.xls", (2, 2));
        check_rank("RFK revisi 2026.xls", (2, 1));
        check_rank("13. Dishub - Lap RFK Des 2023 (fix).xlsx", (3, 1));
        check_rank("RFK FINAL2.ods", (3, 2));
        check_rank("finalisasi dinas.ods", (0, 0));
    }

    fn version(name: &str, day: Option<i8>, hour: Option<i8>) -> Version {
        let words = Rules::embedded().unwrap().laporan.berkas;
        let received = day.map(|day| Diterima {
            perkiraan: false,
            tanggal: Date::constant(2026, 10, day),
            pukul: hour.map(|hour| Time::constant(hour, 0, 0, 0)),
        });
        Version::new(name, received, &words)
    }

    fn check_latest(versions: &[Version], expected: (usize, bool)) {
        let all: Vec<&Version> = versions.iter().collect();
        assert_eq!(latest(&all), Some(expected));
    }

    #[test]
    fn receipt_outranks_the_name_and_ties_are_no_certainty() {
        let v = version;
        check_latest(
            &[v("a final.xlsx", Some(3), None), v("a.xlsx", Some(5), None)],
            (1, true),
        );
        check_latest(
            &[v("a.xlsx", Some(5), Some(8)), v("b.xlsx", Some(5), Some(9))],
            (1, true),
        );
        check_latest(
            &[v("a.xlsx", Some(5), Some(8)), v("b.xlsx", Some(5), None)],
            (0, false),
        );
        check_latest(
            &[v("a rev.xlsx", None, None), v("a.xlsx", Some(5), None)],
            (0, true),
        );
        check_latest(
            &[v("b.xlsx", None, None), v("a.xlsx", None, None)],
            (0, false),
        );
        check_latest(&[v("a.xlsx", None, None)], (0, true));
    }

    #[test]
    fn the_settings_name_the_file_that_counts() {
        let mut words = Rules::embedded().unwrap().laporan.berkas;
        words.berlaku = vec!["RFK lama.xlsx".to_owned()];
        let version = |name| Version::new(name, None, &words);
        let (old, new) = (version("masuk/RFK lama.xlsx"), version("RFK FINAL.xlsx"));
        check_latest(&[new, old], (1, true));
    }
}

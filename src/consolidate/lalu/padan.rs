//! Pairs the activities of a report with those of an archived month: by code and name, by code alone, by name alone.
//!
//! Codes are compared as integer tuples; where one code stands on several rows (a sub kegiatan for each kelurahan) the
//! name and the heading above must agree too, and rows that agree in everything are paired in their order.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::arsip::BarisArsip;
use crate::model::kegiatan::Tingkat;
use crate::model::nilai::Sen;
use crate::model::table::Row;
use crate::normalize::fold::fold;
use crate::normalize::kode;

/// Least likeness of two folded names (0–1) that name one activity under a new code with the same pagu.
const LIKE: f64 = 0.75;

/// What tells an activity from others.
#[derive(Clone, Debug)]
pub(super) struct Kenal {
    kode: Option<Vec<u32>>,
    nama: String,
    induk: String,
    pagu: Option<Sen>,
}

impl Kenal {
    pub(super) fn of_row(row: &Row) -> Self {
        let above = row.induk.iter().next_back();
        Self::new(
            row.kode.as_deref(),
            &row.uraian,
            above.map(|(_, name): (&Tingkat, _)| name.as_ref()),
            row.pagu,
        )
    }

    pub(super) fn of_baris(baris: &BarisArsip) -> Self {
        Self::new(
            baris.kode.as_deref(),
            &baris.uraian,
            baris.induk.as_deref(),
            baris.pagu,
        )
    }

    fn new(kode: Option<&str>, nama: &str, induk: Option<&str>, pagu: Option<Sen>) -> Self {
        Self {
            kode: kode
                .and_then(|text| kode::parse(text, false))
                .map(|kode| kode.segments),
            nama: fold(nama),
            induk: induk.map(fold).unwrap_or_default(),
            pagu,
        }
    }
}

/// Which activities are the same, by their places in the two lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Padanan {
    /// Place now, place before.
    pub(super) pasang: Vec<(usize, usize)>,
    /// Places of what is only in one list.
    pub(super) baru: Vec<usize>,
    pub(super) hilang: Vec<usize>,
}

/// Pairs two lists.
pub(super) fn padankan(kini: &[Kenal], dulu: &[Kenal]) -> Padanan {
    let mut work = Kerja {
        kini,
        dulu,
        baru: (0..kini.len()).collect(),
        hilang: (0..dulu.len()).collect(),
        pasang: Vec::new(),
    };
    work.by(|one| Some((one.kode.clone(), one.nama.clone(), one.induk.clone())));
    work.by(|one| Some((one.kode.clone()?, one.nama.clone())));
    work.only_by(|one| one.kode.clone());
    work.by(|one| Some((one.nama.clone(), one.induk.clone())));
    work.only_by(|one| Some(one.nama.clone()));
    work.alike();
    work.pasang.sort_unstable();
    Padanan {
        pasang: work.pasang,
        baru: work.baru,
        hilang: work.hilang,
    }
}

struct Kerja<'a> {
    kini: &'a [Kenal],
    dulu: &'a [Kenal],
    baru: Vec<usize>,
    hilang: Vec<usize>,
    pasang: Vec<(usize, usize)>,
}

type Kelompok<K> = BTreeMap<K, (Vec<usize>, Vec<usize>)>;

impl Kerja<'_> {
    fn groups<K: Ord>(&self, key: impl Fn(&Kenal) -> Option<K>) -> Kelompok<K> {
        let mut groups: Kelompok<K> = BTreeMap::new();
        for &at in &self.baru {
            if let Some(key) = key(&self.kini[at]) {
                groups.entry(key).or_default().0.push(at);
            }
        }
        for &at in &self.hilang {
            if let Some(key) = key(&self.dulu[at]) {
                groups.entry(key).or_default().1.push(at);
            }
        }
        groups
    }

    /// Pairs what agrees in a key: the same pagu first, the rest in order where both sides have as many.
    fn by<K: Ord>(&mut self, key: impl Fn(&Kenal) -> Option<K>) {
        let mut found = Vec::new();
        for (mut now, mut before) in self.groups(key).into_values() {
            if now.len() != before.len() {
                now.retain(|&at| {
                    let same = |other: &usize| self.dulu[*other].pagu == self.kini[at].pagu;
                    match before.iter().position(same) {
                        Some(place) => {
                            found.push((at, before.remove(place)));
                            false
                        }
                        None => true,
                    }
                });
                // One row that is left over against several is no pair that anybody could vouch for.
                if now.len() != before.len() {
                    continue;
                }
            }
            found.extend(now.into_iter().zip(before));
        }
        self.take(&found);
    }

    /// Pairs what agrees in a key that stands once on either side.
    fn only_by<K: Ord>(&mut self, key: impl Fn(&Kenal) -> Option<K>) {
        let groups = self.groups(key).into_values();
        let found: Vec<(usize, usize)> = groups
            .filter_map(|(now, before)| match (&now[..], &before[..]) {
                (&[now], &[before]) => Some((now, before)),
                _ => None,
            })
            .collect();
        self.take(&found);
    }

    /// Pairs a renamed activity under a new code: the same pagu, once on either side, and much the same name.
    fn alike(&mut self) {
        let funded = |one: &Kenal| one.pagu.filter(|pagu| *pagu > Sen::ZERO);
        let groups = self.groups(funded).into_values();
        let found: Vec<(usize, usize)> = groups
            .filter_map(|(now, before)| match (&now[..], &before[..]) {
                (&[now], &[before]) => Some((now, before)),
                _ => None,
            })
            .filter(|&(now, before)| {
                strsim::jaro_winkler(&self.kini[now].nama, &self.dulu[before].nama) >= LIKE
            })
            .collect();
        self.take(&found);
    }

    fn take(&mut self, found: &[(usize, usize)]) {
        let now: BTreeSet<usize> = found.iter().map(|&(now, _)| now).collect();
        let before: BTreeSet<usize> = found.iter().map(|&(_, before)| before).collect();
        self.baru.retain(|at| !now.contains(at));
        self.hilang.retain(|at| !before.contains(at));
        self.pasang.extend_from_slice(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kenal(kode: &str, nama: &str, induk: &str, pagu: i64) -> Kenal {
        Kenal::new(
            (!kode.is_empty()).then_some(kode),
            nama,
            Some(induk),
            Some(Sen::whole(pagu)),
        )
    }

    fn check(kini: &[Kenal], dulu: &[Kenal], pasang: &[(usize, usize)]) {
        let found = padankan(kini, dulu);
        assert_eq!(found.pasang, pasang);
        assert_eq!(found.baru.len() + pasang.len(), kini.len());
        assert_eq!(found.hilang.len() + pasang.len(), dulu.len());
    }

    #[test]
    fn rows_are_known_by_code_and_name_however_either_is_written() {
        let before = [
            kenal("1.03.10.2.01.0053", "Pemeliharaan Jalan", "", 10),
            kenal("1.03.10.2.01.0028", "Leger Jalan", "", 20),
        ];
        check(
            &[
                kenal("1.03.10.2.01.28", "LEGER  JALAN", "", 20),
                kenal("1.03.10.2.1.53", "Pemeliharaan jalan.", "", 11),
            ],
            &before,
            &[(0, 1), (1, 0)],
        );
        check(
            &[kenal("1.03.10.2.01.0053", "Pemeliharaan Berkala", "", 10)],
            &before,
            &[(0, 0)],
        );
        check(
            &[kenal("1.03.10.2.02.0001", "Leger jalan", "", 20)],
            &before,
            &[(0, 1)],
        );
        check(&[kenal("", "Leger jalan", "", 20)], &before, &[(0, 1)]);
        check(
            &[kenal("1.03.11.2.01.0001", "Leger Jalan Kab.", "", 20)],
            &before,
            &[(0, 1)],
        );
        check(
            &[kenal("1.03.11.2.01.0001", "Bimbingan teknis", "", 20)],
            &before,
            &[],
        );
    }

    #[test]
    fn a_code_for_each_kelurahan_is_told_apart_by_its_name_and_heading() {
        let one = |nama: &str, pagu| kenal("7.01.03.2.02.0001", nama, "", pagu);
        let before = [
            one("Sarana Kelurahan Bejen", 5),
            one("Sarana Kelurahan Bolong", 6),
        ];
        check(
            &[
                one("Sarana Kelurahan Bolong", 7),
                one("Sarana Kelurahan Bejen", 5),
            ],
            &before,
            &[(0, 1), (1, 0)],
        );
        let same = |pagu| one("Sarana Kelurahan", pagu);
        check(
            &[same(5), same(6), same(7)],
            &[same(5), same(9), same(7)],
            &[(0, 0), (1, 1), (2, 2)],
        );
        // One of three is gone, and another has a new pagu: which one nobody knows.
        check(&[same(5), same(8)], &[same(5), same(9), same(7)], &[(0, 0)]);
    }
}

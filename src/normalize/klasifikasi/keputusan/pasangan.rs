//! Which activity a decision is about: by code, name and place, then by what of these stayed the same.

use std::collections::BTreeMap;

use super::{Keputusan, folded_code};
use crate::normalize::fold::fold;
use crate::normalize::klasifikasi::split_code;

/// What an activity is known by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dikenal<'a> {
    pub kode: &'a str,
    pub uraian: &'a str,
    pub bagian: &'a str,
}

/// Which activity each decision is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasangan {
    /// For each activity the index of the decision that holds for it.
    pub untuk: Vec<Option<usize>>,
    /// Decisions that are about no activity, or about none of several that might be meant.
    pub sisa: Vec<usize>,
    /// Activities of which two decisions of equal weight say different things: neither holds.
    pub berlawanan: Vec<(usize, usize, usize)>,
}

/// The folded parts of an activity or a decision.
struct Lipatan {
    kode: String,
    uraian: String,
    bagian: String,
    /// Whether the code is that of an account, which stands under many activities.
    rekening: bool,
}

impl Lipatan {
    fn new(kode: &str, uraian: &str, bagian: &str) -> Self {
        let (before, account) = split_code(kode);
        Self {
            kode: folded_code(kode),
            uraian: fold(uraian),
            bagian: fold(bagian),
            rekening: before.is_none() && account.is_some(),
        }
    }

    /// Counts the parts that are stated and equal; `None` where a stated part differs or nothing is stated.
    fn fits(&self, leaf: &Self) -> Option<usize> {
        let parts = [
            (&self.kode, &leaf.kode),
            (&self.uraian, &leaf.uraian),
            (&self.bagian, &leaf.bagian),
        ];
        if self.kode.is_empty() && self.uraian.is_empty() {
            return None;
        }
        let stated = parts.iter().filter(|(own, _)| !own.is_empty());
        stated
            .clone()
            .all(|(own, other)| own == other)
            .then(|| stated.count())
    }

    /// Whether the code or the name is the same where the rest changed. An account's code or name says nothing outside
    /// of the row that it stands under.
    fn resembles(&self, leaf: &Self) -> bool {
        let same_place = self.bagian == leaf.bagian;
        let same_code =
            !self.kode.is_empty() && self.kode == leaf.kode && (same_place || !leaf.rekening);
        let same_name = !self.uraian.is_empty()
            && self.uraian == leaf.uraian
            && (same_place || !(leaf.rekening || self.rekening));
        same_code || same_name
    }
}

/// Pairs the activities of one office with decisions on it: by code, name and place, then by what of these stayed the
/// same, where it tells one activity only.
#[must_use]
pub fn pasangkan(kegiatan: &[Dikenal<'_>], keputusan: &[&Keputusan]) -> Pasangan {
    let leaves: Vec<Lipatan> = kegiatan
        .iter()
        .map(|k| Lipatan::new(k.kode, k.uraian, k.bagian))
        .collect();
    let entries: Vec<Lipatan> = keputusan
        .iter()
        .map(|k| Lipatan::new(&k.kode, &k.uraian, &k.bagian))
        .collect();
    let mut out = Pasangan {
        untuk: vec![None; leaves.len()],
        ..Pasangan::default()
    };
    let mut used = vec![false; entries.len()];
    for (at, leaf) in leaves.iter().enumerate() {
        let fitting = entries.iter().enumerate();
        let fitting: Vec<(usize, usize)> = fitting
            .filter_map(|(entry, own)| Some((own.fits(leaf)?, entry)))
            .collect();
        for (_, entry) in &fitting {
            used[*entry] = true;
        }
        let Some(best) = fitting.iter().map(|(parts, _)| *parts).max() else {
            continue;
        };
        let mut best = fitting.iter().filter(|(parts, _)| *parts == best);
        let first = best.next().map(|(_, entry)| *entry);
        let other = best.find(|(_, entry)| {
            first.is_some_and(|first| keputusan[first].jenis != keputusan[*entry].jenis)
        });
        match (first, other) {
            (Some(first), Some((_, other))) => out.berlawanan.push((at, first, *other)),
            _ => out.untuk[at] = first,
        }
    }
    let taken: Vec<bool> = (0..leaves.len())
        .map(|at| out.untuk[at].is_some() || out.berlawanan.iter().any(|(leaf, ..)| *leaf == at))
        .collect();
    let mut changed: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (entry, own) in entries.iter().enumerate().filter(|(e, _)| !used[*e]) {
        let mut alike = leaves
            .iter()
            .enumerate()
            .filter(|(at, leaf)| !taken[*at] && own.resembles(leaf));
        match (alike.next(), alike.next()) {
            (Some((at, _)), None) => changed.entry(at).or_default().push(entry),
            _ => out.sisa.push(entry),
        }
    }
    for (at, entries) in changed {
        let first = entries[0];
        let other = entries
            .iter()
            .find(|entry| keputusan[**entry].jenis != keputusan[first].jenis);
        match other {
            Some(other) => out.berlawanan.push((at, first, *other)),
            None => out.untuk[at] = Some(first),
        }
    }
    out
}

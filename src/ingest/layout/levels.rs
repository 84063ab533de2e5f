//! The levels of a column's path as read: what each header text says, looked at from the lowest level up.

use std::collections::BTreeSet;

use crate::rules::kolom::{Faset, Reading};

/// The levels of a path as read, top first.
pub(super) struct Levels(pub Vec<Reading>);

impl Levels {
    /// `T` and `R` under keuangan or fisik are target and realisasi.
    pub(super) fn read_initials(&mut self, path: &[String]) {
        let core = [Faset::Keuangan, Faset::Fisik];
        let under_core = self
            .0
            .iter()
            .any(|r| core.iter().any(|faset| r.fasets.contains(faset)));
        let (Some(text), Some(reading)) = (path.last(), self.0.last_mut()) else {
            return;
        };
        let faset = match crate::normalize::fold::fold(text).as_str() {
            "t" => Faset::Target,
            "r" => Faset::Realisasi,
            "d" => Faset::Deviasi,
            _ => return,
        };
        if path.len() > 1 && under_core {
            reading.fasets.insert(faset);
            reading.coverage = 1.0;
        }
    }

    pub(super) fn all(&self) -> BTreeSet<Faset> {
        self.0
            .iter()
            .flat_map(|reading| reading.fasets.iter().copied())
            .collect()
    }

    pub(super) fn lowest(&self) -> BTreeSet<Faset> {
        self.0
            .last()
            .map(|reading| reading.fasets.clone())
            .unwrap_or_default()
    }

    /// Returns the facets of the lowest level that says more than a unit.
    pub(super) fn speaking(&self) -> BTreeSet<Faset> {
        let more = |reading: &&Reading| !reading.fasets.is_subset(&unit_fasets());
        self.0
            .iter()
            .rev()
            .find(more)
            .map(|reading| reading.fasets.clone())
            .unwrap_or_default()
    }

    /// Returns the first of the wanted facets met from the lowest level up.
    pub(super) fn nearest(&self, wanted: &[Faset]) -> Option<Faset> {
        self.0.iter().rev().find_map(|reading| {
            wanted
                .iter()
                .copied()
                .find(|faset| reading.fasets.contains(faset))
        })
    }

    /// Returns whether the lowest level that tells them apart says target or realisasi: `RENCANA PENYERAPAN` is a
    /// target, `TARGET DAN REALISASI` tells nothing.
    pub(super) fn target_or_realisasi(&self) -> Option<Faset> {
        self.0.iter().rev().find_map(|reading| {
            let says = |faset| reading.fasets.contains(&faset);
            match (says(Faset::Target), says(Faset::Realisasi)) {
                (true, true) if reading.planned => Some(Faset::Target),
                (true, false) => Some(Faset::Target),
                (false, true) => Some(Faset::Realisasi),
                _ => None,
            }
        })
    }

    /// Like `nearest`, but a level that shows both of a pair decides nothing (`TARGET DAN REALISASI`).
    pub(super) fn nearest_alone(&self, wanted: &[Faset]) -> Option<Faset> {
        self.0.iter().rev().find_map(|reading| {
            let mut met = wanted
                .iter()
                .copied()
                .filter(|faset| reading.fasets.contains(faset));
            match (met.next(), met.next()) {
                (Some(one), None) => Some(one),
                _ => None,
            }
        })
    }
}

fn unit_fasets() -> BTreeSet<Faset> {
    [Faset::Rp, Faset::Persen, Faset::Kum].into_iter().collect()
}

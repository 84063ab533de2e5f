//! The roster: the offices that must report, with the names under which they are met.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;

use super::cakupan::Cakupan;
use crate::model::periode::Periode;
use crate::normalize::fold::fold;

/// The group under which an office stands in the rekap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JenisOpd {
    Dinas,
    Badan,
    Rsud,
    Bagian,
    Kecamatan,
}

/// An office of the roster.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opd {
    pub id: Arc<str>,
    pub nama: Arc<str>,
    pub jenis: JenisOpd,
    #[serde(default)]
    pub alias: Vec<String>,
    /// Code of the unit or a prefix of it, for telling and never for deciding alone.
    pub kode: Option<String>,
    pub induk: Option<String>,
    /// Certainty of the name: A, B or C (see the data file).
    pub sumber: Option<String>,
    /// First and last month in which it must report, `2026-01`.
    pub berlaku_dari: Option<String>,
    pub berlaku_sampai: Option<String>,
    /// What its figures cover, where it isn't what holds for all.
    #[serde(default)]
    pub cakupan: Cakupan,
}

/// Units that report under a parent office, known by the words their names begin with.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitBawah {
    pub kata: Vec<String>,
    pub induk: Arc<str>,
}

/// The offices of a region in their printing order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roster {
    pub daerah: String,
    /// Words that name no office, folded.
    pub kata_umum: Vec<String>,
    #[serde(default)]
    pub unit_bawah: Vec<UnitBawah>,
    /// What the figures of all offices cover.
    #[serde(default)]
    pub cakupan: Cakupan,
    pub opd: Vec<Opd>,
    /// The names made ready for comparison; made when the roster is loaded.
    #[serde(skip)]
    pub index: NameIndex,
}

/// Names and aliases folded once, with how much each word tells.
#[derive(Clone, Debug, Default)]
pub struct NameIndex {
    /// By office, in the order of the roster: its names, each with the words that tell it from others.
    pub names: Vec<Vec<FoldedName>>,
    /// Rare words tell more: one over the root of the number of offices that use the word.
    pub weights: BTreeMap<String, f64>,
    /// Words of the regency's own name.
    pub daerah: BTreeSet<String>,
}

/// A name or alias, folded.
#[derive(Clone, Debug)]
pub struct FoldedName {
    pub folded: String,
    pub words: Vec<String>,
}

impl NameIndex {
    fn of(roster: &Roster) -> Self {
        let words = |folded: &str| -> Vec<String> {
            roster.significant(folded).map(str::to_owned).collect()
        };
        let folded = |opd: &Opd| -> Vec<String> {
            std::iter::once(opd.nama.as_ref())
                .chain(opd.alias.iter().map(String::as_str))
                .map(fold)
                .collect()
        };
        let names: Vec<Vec<FoldedName>> = roster
            .opd
            .iter()
            .map(|opd| {
                folded(opd)
                    .into_iter()
                    .map(|folded| FoldedName {
                        words: words(&folded),
                        folded,
                    })
                    .collect()
            })
            .collect();
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for of_office in &names {
            let distinct: BTreeSet<&str> = of_office
                .iter()
                .flat_map(|name| name.folded.split(' '))
                .collect();
            for word in distinct {
                *counts.entry(word.to_owned()).or_default() += 1;
            }
        }
        let weights = counts
            .into_iter()
            .map(|(word, n)| (word, 1.0 / f64::from(n).sqrt()))
            .collect();
        let daerah = fold(&roster.daerah).split(' ').map(str::to_owned).collect();
        Self {
            names,
            weights,
            daerah,
        }
    }
}

impl Opd {
    /// Returns whether the office must report for a period; an unreadable bound is refused at load.
    #[must_use]
    pub fn valid_in(&self, periode: &Periode) -> bool {
        let month = (periode.tahun, periode.bulan.unwrap_or(12));
        let bound = |text: &Option<String>| {
            text.as_ref()
                .and_then(|t| t.parse::<Periode>().ok())
                .map(|p| (p.tahun, p.bulan.unwrap_or(12)))
        };
        bound(&self.berlaku_dari).is_none_or(|from| from <= month)
            && bound(&self.berlaku_sampai).is_none_or(|until| month <= until)
    }
}

impl Roster {
    /// Parses a roster and adds every fault found to `faults`.
    pub fn parse(text: &str, faults: &mut Vec<String>) -> Self {
        let mut roster: Self = match toml::from_str(text) {
            Ok(roster) => roster,
            Err(error) => {
                faults.push(format!("opd.toml: {}", super::letak::fault(text, &error)));
                return Self {
                    daerah: String::new(),
                    kata_umum: Vec::new(),
                    unit_bawah: Vec::new(),
                    cakupan: Cakupan::default(),
                    opd: Vec::new(),
                    index: NameIndex::default(),
                };
            }
        };
        roster.cakupan.check("[cakupan]", faults);
        let mut names: Vec<(String, &str)> = Vec::new();
        for opd in &roster.opd {
            opd.cakupan.check(&opd.id, faults);
            for bound in [&opd.berlaku_dari, &opd.berlaku_sampai]
                .into_iter()
                .flatten()
            {
                if let Err(error) = bound.parse::<Periode>() {
                    faults.push(format!("opd.toml: {}: {error}", opd.id));
                }
            }
            for name in
                std::iter::once(opd.nama.as_ref()).chain(opd.alias.iter().map(String::as_str))
            {
                let folded = fold(name);
                match names.iter().find(|(known, _)| *known == folded) {
                    Some((_, id)) if *id != opd.id.as_ref() => {
                        faults.push(format!(
                            "opd.toml: nama \"{name}\" dipakai oleh {id} dan {}",
                            opd.id
                        ));
                    }
                    _ => names.push((folded, &opd.id)),
                }
            }
        }
        for (index, opd) in roster.opd.iter().enumerate() {
            if roster.opd[..index].iter().any(|other| other.id == opd.id) {
                faults.push(format!("opd.toml: id \"{}\" dipakai dua kali", opd.id));
            }
        }
        for unit in &roster.unit_bawah {
            if roster.get(&unit.induk).is_none() {
                faults.push(format!(
                    "opd.toml: induk \"{}\" tidak ada dalam daftar",
                    unit.induk
                ));
            }
        }
        roster.index = NameIndex::of(&roster);
        roster
    }

    /// Returns the words of a folded text that can tell an office.
    pub fn significant<'a>(&self, folded: &'a str) -> impl Iterator<Item = &'a str> {
        folded
            .split(' ')
            .filter(|word| word.len() >= 2 && !self.kata_umum.iter().any(|common| common == word))
    }

    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Opd> {
        self.opd.iter().find(|opd| opd.id.as_ref() == id)
    }

    /// Returns what the figures of an office cover.
    #[must_use]
    pub fn cakupan(&self, opd: &Opd) -> Cakupan {
        opd.cakupan.or(&self.cakupan)
    }

    /// Returns the offices that must report for a period, in printing order.
    pub fn expected(&self, periode: &Periode) -> impl Iterator<Item = &Opd> {
        self.opd.iter().filter(|opd| opd.valid_in(periode))
    }
}

//! The offices of a rekap: those of the roster that must report, or those that the files name.

use std::sync::Arc;

use crate::model::periode::Periode;
use crate::model::submission::Submission;
use crate::model::table::{OpdFound, Role, TableStatus};
use crate::normalize::fold::fold;
use crate::rules::cakupan::Cakupan;
use crate::rules::opd::{JenisOpd, Opd, Roster};

/// The group under which an office is printed, with its own subtotal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kelompok {
    Perangkat,
    Bagian,
    Kecamatan,
}

impl Kelompok {
    pub const ALL: [Self; 3] = [Self::Perangkat, Self::Bagian, Self::Kecamatan];

    /// Returns the name of the group as officials read it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Perangkat => "Dinas, Badan, dan RSUD",
            Self::Bagian => "Bagian Sekretariat Daerah",
            Self::Kecamatan => "Kecamatan",
        }
    }

    /// Returns the position in `ALL`, the key of the leaf frame.
    #[must_use]
    pub const fn index(self) -> u32 {
        self as u32
    }

    const fn of(jenis: JenisOpd) -> Self {
        match jenis {
            JenisOpd::Dinas | JenisOpd::Badan | JenisOpd::Rsud => Self::Perangkat,
            JenisOpd::Bagian => Self::Bagian,
            JenisOpd::Kecamatan => Self::Kecamatan,
        }
    }
}

/// An office that must report.
#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    pub id: Arc<str>,
    pub nama: Arc<str>,
    /// Short name for charts.
    pub singkat: Arc<str>,
    pub kelompok: Kelompok,
    /// What its figures cover.
    pub cakupan: Cakupan,
    /// Folded names by which a file's name may tell it.
    names: Vec<String>,
}

/// Whose report a table or file is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// Index of the office.
    Listed(usize),
    /// An office outside the list, by the name the file gives.
    Outside(Arc<str>),
    Unknown,
}

/// The offices of a run in printing order.
#[derive(Clone, Debug, Default)]
pub struct Offices {
    pub list: Vec<Office>,
    from_files: bool,
}

impl Offices {
    /// Takes the offices of the roster that must report for a period.
    #[must_use]
    pub fn of_roster(roster: &Roster, periode: &Periode) -> Self {
        let mut list: Vec<Office> = roster
            .expected(periode)
            .map(|opd| of_opd(opd, roster.cakupan(opd)))
            .collect();
        list.sort_by_key(|office| office.kelompok);
        Self {
            list,
            from_files: false,
        }
    }

    /// Takes the offices that the realisasi tables of the files name.
    #[must_use]
    pub fn of_files(submissions: &[Submission]) -> Self {
        let mut list: Vec<Office> = Vec::new();
        for found in named(submissions) {
            let id = key(found);
            if list.iter().all(|office| office.id != id) {
                list.push(Office {
                    id,
                    nama: Arc::from(found.name.as_str()),
                    singkat: Arc::from(found.name.as_str()),
                    kelompok: group_by_name(&found.name),
                    cakupan: Cakupan::default(),
                    names: vec![fold(&found.name)],
                });
            }
        }
        list.sort_by(|left, right| (left.kelompok, &left.nama).cmp(&(right.kelompok, &right.nama)));
        Self {
            list,
            from_files: true,
        }
    }

    /// Returns whose table it is.
    #[must_use]
    pub fn owner(&self, found: Option<&OpdFound>) -> Owner {
        let Some(found) = found else {
            return Owner::Unknown;
        };
        let id = if self.from_files {
            Some(key(found))
        } else {
            found.id.clone()
        };
        let listed = id.and_then(|id| self.list.iter().position(|office| office.id == id));
        match listed {
            Some(index) => Owner::Listed(index),
            None if found.name.trim().is_empty() => Owner::Unknown,
            None => Owner::Outside(Arc::from(found.name.as_str())),
        }
    }

    /// Returns whether these are the offices that must report: a name that is none of them is then a fault.
    #[must_use]
    pub const fn are_listed(&self) -> bool {
        !self.from_files
    }

    /// Finds the office that a register entry means: its id, name or alias.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<usize> {
        let folded = fold(name);
        self.list
            .iter()
            .position(|office| office.id.as_ref() == name.trim() || office.names.contains(&folded))
    }

    /// Finds the office that a path names, from the file's name up; the longest name wins, a tie tells nothing.
    #[must_use]
    pub fn by_path(&self, path: &str) -> Option<usize> {
        path.rsplit('/').find_map(|part| {
            let text = format!(" {} ", fold(part));
            let mut best: Option<(usize, usize)> = None;
            let mut tie = false;
            for (index, office) in self.list.iter().enumerate() {
                for name in &office.names {
                    if name.is_empty() || !text.contains(&format!(" {name} ")) {
                        continue;
                    }
                    match best {
                        Some((length, _)) if length > name.len() => {}
                        Some((length, other)) if length == name.len() => tie |= other != index,
                        _ => (best, tie) = (Some((name.len(), index)), false),
                    }
                }
            }
            best.filter(|_| !tie).map(|(_, index)| index)
        })
    }
}

fn of_opd(opd: &Opd, cakupan: Cakupan) -> Office {
    let singkat = opd
        .alias
        .first()
        .filter(|alias| alias.len() < opd.nama.len())
        .map_or_else(|| Arc::clone(&opd.nama), |alias| Arc::from(alias.as_str()));
    Office {
        id: Arc::clone(&opd.id),
        nama: Arc::clone(&opd.nama),
        singkat,
        kelompok: Kelompok::of(opd.jenis),
        cakupan,
        names: std::iter::once(opd.nama.as_ref())
            .chain(opd.alias.iter().map(String::as_str))
            .chain(std::iter::once(opd.id.as_ref()))
            .map(fold)
            .collect(),
    }
}

/// The offices named by tables of realisasi, used or not, in the order of the files.
fn named(submissions: &[Submission]) -> impl Iterator<Item = &OpdFound> {
    submissions
        .iter()
        .flat_map(|submission| &submission.tables)
        .filter(|table| table.role == Role::Detail && table.status != TableStatus::Ignored)
        .filter_map(|table| table.opd.as_ref())
        .filter(|found| !found.name.trim().is_empty())
}

/// The identity of an office named by files: the roster's where it is known, else its folded name.
fn key(found: &OpdFound) -> Arc<str> {
    found
        .id
        .clone()
        .unwrap_or_else(|| Arc::from(fold(&found.name).replace(' ', "-")))
}

fn group_by_name(name: &str) -> Kelompok {
    let folded = fold(name);
    match folded.split(' ').next().unwrap_or_default() {
        "bagian" | "bag" => Kelompok::Bagian,
        "kecamatan" | "kec" => Kelompok::Kecamatan,
        _ => Kelompok::Perangkat,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn check(path: &str, expected: Option<&str>) {
        let roster = Rules::embedded().unwrap().roster;
        let offices = Offices::of_roster(&roster, &Periode::month(2026, 9));
        let found = offices
            .by_path(path)
            .map(|index| offices.list[index].id.as_ref());
        assert_eq!(found, expected, "{path}");
    }

    #[test]
    fn paths_name_offices() {
        check("RFK_Dinkes_September.xlsx", Some("dinkes"));
        check("Kec. Karanganyar 09-2026.xls", Some("kec-karanganyar"));
        check("dpupr/laporan september.xlsx", Some("dpupr"));
        check("Laporan Kabupaten Karanganyar.xlsx", None);
        check("rekap dinkes dan dinsos.xlsx", None);
    }

    #[test]
    fn offices_print_by_group() {
        let roster = Rules::embedded().unwrap().roster;
        let offices = Offices::of_roster(&roster, &Periode::month(2026, 9));
        assert_eq!(offices.list.len(), roster.opd.len());
        assert!(offices.list.is_sorted_by_key(|office| office.kelompok));
    }
}

//! The rules as data: embedded TOML, checked when loaded, all faults reported at once.

pub mod baris;
pub mod deviasi;
pub mod klasifikasi;
pub mod kolom;
pub mod laporan;
pub mod letak;
pub mod opd;

use std::path::Path;

use baris::Baris;
use deviasi::AmbangDeviasi;
use klasifikasi::Klasifikator;
use kolom::Kolom;
use laporan::Laporan;
use opd::Roster;

use crate::error::Error;

/// Everything that varies without a change of the program.
#[derive(Clone, Debug)]
pub struct Rules {
    pub kolom: Kolom,
    pub baris: Baris,
    pub roster: Roster,
    pub laporan: Laporan,
    pub klasifikasi: Klasifikator,
    pub deviasi: AmbangDeviasi,
}

impl Rules {
    /// Returns the rules compiled into the program.
    pub fn embedded() -> Result<Self, Error> {
        let mut faults = Vec::new();
        let kolom = Kolom::parse(include_str!("kolom.toml"), &mut faults);
        let baris = Baris::parse(include_str!("baris.toml"), &mut faults);
        let roster = Roster::parse(include_str!("opd.toml"), &mut faults);
        let laporan = Laporan::parse(include_str!("laporan.toml"), &mut faults);
        let klasifikasi = Klasifikator::parse(
            include_str!("klasifikasi.toml"),
            include_str!("klasifikasi_bobot.tsv"),
            &mut faults,
        );
        let deviasi = AmbangDeviasi::parse(include_str!("deviasi.toml"), &mut faults);
        if faults.is_empty() {
            Ok(Self {
                kolom,
                baris,
                roster,
                laporan,
                klasifikasi,
                deviasi,
            })
        } else {
            Err(Error::Rules(faults))
        }
    }

    /// Returns the rules with the roster of a file in place of the embedded one.
    pub fn with_roster(mut self, path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::Read {
            path: path.to_owned(),
            source,
        })?;
        let mut faults = Vec::new();
        self.roster = Roster::parse(&text, &mut faults);
        if faults.is_empty() {
            Ok(self)
        } else {
            Err(Error::Rules(faults))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_rules_are_sound() {
        let rules = Rules::embedded().map_err(|error| error.to_string());
        assert!(rules.is_ok(), "{rules:?}");
    }
}

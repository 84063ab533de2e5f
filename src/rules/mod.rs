//! The rules as data: embedded TOML, checked when loaded, all faults reported at once.

pub mod baris;
pub mod cakupan;
pub mod deviasi;
pub mod klasifikasi;
pub mod kolom;
pub mod lapisan;
pub mod laporan;
pub mod letak;
pub mod opd;
pub mod perpanjangan;

use std::collections::BTreeMap;
use std::path::Path;

use baris::Baris;
use deviasi::AmbangDeviasi;
use klasifikasi::Klasifikator;
use kolom::Kolom;
use lapisan::{Daftar, Lapisan};
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

/// A rules file that the analyst may lay keys of their own over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Berkas {
    Laporan,
    Kolom,
    Baris,
    Klasifikasi,
    Deviasi,
}

/// The analyst's texts by the file they are laid over.
pub type Sendiri = BTreeMap<Berkas, String>;

impl Berkas {
    pub const ALL: [Self; 5] = [
        Self::Laporan,
        Self::Kolom,
        Self::Baris,
        Self::Klasifikasi,
        Self::Deviasi,
    ];

    /// Returns the file's path in a working folder.
    #[must_use]
    pub const fn nama(self) -> &'static str {
        match self {
            Self::Laporan => "rakor.toml",
            Self::Kolom => "aturan/kolom.toml",
            Self::Baris => "aturan/baris.toml",
            Self::Klasifikasi => "aturan/klasifikasi.toml",
            Self::Deviasi => "aturan/deviasi.toml",
        }
    }

    /// Returns the text compiled into the program.
    #[must_use]
    pub const fn bawaan(self) -> &'static str {
        match self {
            Self::Laporan => include_str!("laporan.toml"),
            Self::Kolom => include_str!("kolom.toml"),
            Self::Baris => include_str!("baris.toml"),
            Self::Klasifikasi => include_str!("klasifikasi.toml"),
            Self::Deviasi => include_str!("deviasi.toml"),
        }
    }

    /// Words are added to the embedded ones, settings stand in their place.
    const fn daftar(self) -> Daftar {
        match self {
            Self::Laporan | Self::Deviasi => Daftar::Ganti,
            Self::Kolom | Self::Baris | Self::Klasifikasi => Daftar::Tambah,
        }
    }

    /// Lays the analyst's text over the embedded one.
    ///
    /// # Errors
    /// Every fault with the file's path and the line.
    pub fn lapisan(self, own: &str) -> Result<Lapisan, Vec<String>> {
        let named = |fault| format!("{}: {fault}", self.nama());
        Lapisan::new(self.bawaan(), own, self.daftar(), &|text| self.faults(text))
            .map_err(|faults| faults.into_iter().map(named).collect())
    }

    fn faults(self, text: &str) -> Vec<String> {
        let mut faults = Vec::new();
        match self {
            Self::Laporan => drop(Laporan::parse(text, &mut faults)),
            Self::Kolom => drop(Kolom::parse(text, &mut faults)),
            Self::Baris => drop(Baris::parse(text, &mut faults)),
            Self::Klasifikasi => drop(Klasifikator::parse(text, BOBOT, &mut faults)),
            Self::Deviasi => drop(AmbangDeviasi::parse(text, &mut faults)),
        }
        faults
    }
}

/// Returns the text of the embedded roster.
#[must_use]
pub const fn roster_bawaan() -> &'static str {
    include_str!("opd.toml")
}

/// The weights of the terms, made by `rakor latih`.
const BOBOT: &str = include_str!("klasifikasi_bobot.tsv");

impl Rules {
    /// Returns the rules compiled into the program.
    ///
    /// # Errors
    /// Every fault of a rules file, which the tests rule out.
    pub fn embedded() -> Result<Self, Error> {
        Self::parse(&|berkas| berkas.bawaan())
    }

    /// Returns the rules with the analyst's own laid over them; the roster stays.
    ///
    /// # Errors
    /// Every fault of the analyst's texts, with file and line.
    pub fn with_own(self, own: &Sendiri) -> Result<Self, Error> {
        if own.is_empty() {
            return Ok(self);
        }
        let mut texts = BTreeMap::new();
        let mut faults = Vec::new();
        for (&berkas, text) in own {
            match berkas.lapisan(text) {
                Ok(lapisan) => drop(texts.insert(berkas, lapisan.teks)),
                Err(found) => faults.extend(found),
            }
        }
        if !faults.is_empty() {
            return Err(Error::Rules(faults));
        }
        let text = |berkas| texts.get(&berkas).map_or(Berkas::bawaan(berkas), |t| t);
        Ok(Self {
            roster: self.roster,
            ..Self::parse(&text)?
        })
    }

    fn parse<'a>(text: &dyn Fn(Berkas) -> &'a str) -> Result<Self, Error> {
        let mut faults = Vec::new();
        let kolom = Kolom::parse(text(Berkas::Kolom), &mut faults);
        let baris = Baris::parse(text(Berkas::Baris), &mut faults);
        let roster = Roster::parse(roster_bawaan(), &mut faults);
        let laporan = Laporan::parse(text(Berkas::Laporan), &mut faults);
        let klasifikasi = Klasifikator::parse(text(Berkas::Klasifikasi), BOBOT, &mut faults);
        let deviasi = AmbangDeviasi::parse(text(Berkas::Deviasi), &mut faults);
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
    fn own_keys_are_laid_over_and_their_faults_have_file_and_line() {
        let own = |texts: &[(Berkas, &str)]| {
            let own: Sendiri = texts
                .iter()
                .map(|(berkas, text)| (*berkas, (*text).to_owned()))
                .collect();
            Rules::embedded().unwrap().with_own(&own)
        };
        let rules = own(&[
            (Berkas::Laporan, "[tenggat]\nhari = 5\n"),
            (Berkas::Kolom, "[faset]\npagu = [\"uang belanja kita\"]\n"),
            (Berkas::Deviasi, "[zona]\noranye_di_bawah = -4.0\n"),
        ])
        .unwrap();
        assert_eq!(rules.laporan.tenggat.hari, 5);
        let faults = own(&[
            (Berkas::Laporan, "[batas]\n\ndetik = 0\n"),
            (Berkas::Kolom, "[faset]\npaku = [\"x\"]\n"),
        ]);
        let said = faults.unwrap_err().to_string();
        for expected in [
            "rakor.toml: baris 3: batas.detik: 0 di luar 1 sampai 600",
            "aturan/kolom.toml: baris 2: faset.paku: ",
        ] {
            assert!(said.contains(expected), "{said}");
        }
    }

    #[test]
    fn embedded_rules_are_sound() {
        let rules = Rules::embedded().map_err(|error| error.to_string());
        assert!(rules.is_ok(), "{rules:?}");
    }
}

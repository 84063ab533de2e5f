//! The data behind the samples: offices, programs and packages, read from the TOML files beside this one.

use serde::Deserialize;

/// What a sub kegiatan spends on: decides how far it is in September.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Gaji,
    Rutin,
    Kegiatan,
    Barang,
    Konstruksi,
    Konsultansi,
    Transfer,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Id of the roster (`src/rules/opd.toml`).
    pub id: String,
    pub nama: String,
    /// Title of its head, for the signature block.
    pub kepala: String,
    /// Code of its support program.
    pub program_01: String,
    /// Million rupiah.
    pub pagu: i64,
    /// Percent of the pagu.
    pub gaji: i64,
    /// Percent of the pagu, salaries apart.
    pub penunjang: i64,
    #[serde(default)]
    pub kelurahan: Vec<String>,
}

impl Office {
    #[must_use]
    pub fn is_bagian(&self) -> bool {
        self.id.starts_with("bag-")
    }

    #[must_use]
    pub fn is_kecamatan(&self) -> bool {
        self.id.starts_with("kec-")
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    pub opd: String,
    pub kode: String,
    pub nama: String,
    pub kegiatan: Vec<Kegiatan>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kegiatan {
    pub kode: String,
    pub nama: String,
    /// Number, name, kind, weight.
    pub sub: Vec<(String, String, Kind, i64)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    pub sub: String,
    pub pola: String,
    pub jumlah: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Packages {
    pub ruas: Vec<String>,
    pub tempat: Vec<String>,
    pub penyedia: Vec<String>,
    pub paket: Vec<Pattern>,
}

/// Everything that the samples are made from.
#[derive(Debug)]
pub struct Catalogue {
    pub offices: Vec<Office>,
    pub programs: Vec<Program>,
    pub packages: Packages,
}

#[derive(Deserialize)]
struct Offices {
    kantor: Vec<Office>,
}

#[derive(Deserialize)]
struct Programs {
    program: Vec<Program>,
}

impl Catalogue {
    #[must_use]
    pub fn load() -> Self {
        let offices: Offices = toml::from_str(include_str!("data/kantor.toml")).unwrap();
        let programs: Programs = toml::from_str(include_str!("data/nomenklatur.toml")).unwrap();
        Self {
            offices: offices.kantor,
            programs: programs.program,
            packages: toml::from_str(include_str!("data/paket.toml")).unwrap(),
        }
    }

    /// Returns an office by its id.
    #[must_use]
    pub fn office(&self, id: &str) -> &Office {
        self.offices.iter().find(|office| office.id == id).unwrap()
    }
}

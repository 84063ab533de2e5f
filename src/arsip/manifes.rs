//! The manifest of an archived period: what it holds, what it was made from, and the hash of each file. Plain TOML.

use serde::{Deserialize, Serialize};

use super::SKEMA;
use super::isi::Isi;
use crate::model::periode::Periode;

/// Name of the manifest.
pub(super) const NAMA: &str = "manifes.toml";

const KEPALA: &str = "# Arsip rakor: isi periode ini, asalnya, dan sidik (blake3) setiap berkas. Jangan disunting; tulis ulang dengan rakor rekap.\n\n";

/// What is wrong with an archived period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cacat {
    /// Not whole, or not readable: why, in words.
    Rusak(String),
    /// Made by a later program, in a schema unknown here.
    VersiLain(u32),
}

impl Cacat {
    pub(super) fn words(&self) -> String {
        match self {
            Self::Rusak(why) => why.clone(),
            Self::VersiLain(skema) => {
                format!("susunannya versi {skema}, program ini mengenal versi {SKEMA}")
            }
        }
    }
}

/// The manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifes {
    /// Version of the schema.
    pub skema: u32,
    pub program: String,
    /// As on the command line: `2026-09`, `2026-T3`.
    pub periode: String,
    /// Hash of the rules in effect.
    pub aturan: String,
    pub opd_melapor: usize,
    pub opd_wajib: usize,
    /// Hash over the hashes of the files: the identity of the content.
    pub sidik: String,
    pub berkas: Vec<BerkasArsip>,
    #[serde(default)]
    pub masukan: Vec<Masukan>,
    #[serde(default)]
    pub sebelumnya: Vec<Sebelumnya>,
}

/// A file of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BerkasArsip {
    pub nama: String,
    pub baris: usize,
    pub blake3: String,
}

/// A file of the inputs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Masukan {
    pub berkas: String,
    pub blake3: String,
}

/// An archived month that was an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sebelumnya {
    pub periode: String,
    pub sidik: String,
}

/// The version alone, so that a later schema is known as one.
#[derive(Deserialize)]
struct Versi {
    skema: u32,
}

impl Manifes {
    pub(super) fn new(isi: &Isi, aturan: &str, berkas: Vec<BerkasArsip>) -> Self {
        Self {
            skema: SKEMA,
            program: format!("rakor {}", env!("CARGO_PKG_VERSION")),
            periode: isi.periode.folder(),
            aturan: aturan.to_owned(),
            opd_melapor: isi
                .kiriman
                .iter()
                .filter(|kiriman| !kiriman.blake3.is_empty())
                .count(),
            opd_wajib: isi.kiriman.len(),
            sidik: sidik(&berkas),
            berkas,
            masukan: isi
                .masukan
                .iter()
                .map(|(berkas, blake3)| Masukan {
                    berkas: berkas.to_string(),
                    blake3: blake3.clone(),
                })
                .collect(),
            sebelumnya: isi
                .sebelumnya
                .iter()
                .map(|(periode, sidik)| Sebelumnya {
                    periode: periode.folder(),
                    sidik: sidik.clone(),
                })
                .collect(),
        }
    }

    /// Reads a manifest, which must be of a period.
    pub(super) fn parse(text: &str, periode: Periode) -> Result<Self, Cacat> {
        let rusak = |why: &str| Cacat::Rusak(format!("{NAMA} {why}"));
        let versi: Versi = toml::from_str(text).map_err(|_| rusak("tidak terbaca"))?;
        if versi.skema != SKEMA {
            return Err(Cacat::VersiLain(versi.skema));
        }
        let manifes: Self = toml::from_str(text).map_err(|_| rusak("tidak terbaca"))?;
        if manifes.periode != periode.folder() {
            return Err(rusak("menyebut periode lain"));
        }
        if manifes.sidik != sidik(&manifes.berkas) {
            return Err(rusak("tidak cocok dengan sidiknya sendiri"));
        }
        Ok(manifes)
    }

    /// Returns the manifest as it is written.
    pub(super) fn text(&self) -> Result<String, String> {
        let body = toml::to_string(self).map_err(|error| error.to_string())?;
        Ok(format!("{KEPALA}{body}"))
    }
}

/// Hashes the hashes of the files, with the version of their schema.
pub(super) fn sidik(berkas: &[BerkasArsip]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("skema {SKEMA}\n").as_bytes());
    for berkas in berkas {
        hasher.update(format!("{} {}\n", berkas.nama, berkas.blake3).as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

//! Lists that split the activities: the sources of funds with their words, and the strategic projects.

use serde::Deserialize;

use crate::normalize::fold::fold;

/// The sources of funds in printing order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dana {
    pub kelompok: Vec<KelompokDana>,
}

/// A source of funds and the words, folded, by which reports name it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KelompokDana {
    pub nama: String,
    pub kata: Vec<String>,
}

/// The strategic projects in printing order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strategis {
    pub proyek: Vec<Proyek>,
}

/// A strategic project, with what tells its activities: all that is given must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proyek {
    pub nama: String,
    /// The roster's id of its office.
    #[serde(default)]
    pub opd: Option<String>,
    /// Codes, or the begin of codes, one of which its activities have.
    #[serde(default)]
    pub kode: Vec<String>,
    /// Words, all of one entry in the name of the activity or of a row above it. Without code and words: the project's
    /// own name.
    #[serde(default)]
    pub kata: Vec<String>,
}

impl Dana {
    pub(super) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for kelompok in &self.kelompok {
            // The name is looked for by formulas, where these characters mean something.
            if kelompok.nama.trim().is_empty()
                || kelompok.nama.contains(['"', '*', '?', '~', '=', '<', '>'])
            {
                faults.push(format!(
                    "dana.kelompok: nama \"{}\" kosong atau memuat \" * ? ~ = < >",
                    kelompok.nama
                ));
            }
            for kata in &kelompok.kata {
                if fold(kata) != *kata || kata.is_empty() {
                    faults.push(format!(
                        "dana.kelompok: \"{kata}\" harus dilipat (huruf kecil tanpa tanda baca)"
                    ));
                }
            }
        }
        let all: Vec<&String> = self
            .kelompok
            .iter()
            .flat_map(|kelompok| &kelompok.kata)
            .collect();
        for (index, kata) in all.iter().enumerate() {
            if all.iter().take(index).any(|other| other == kata) {
                faults.push(format!("dana.kelompok: \"{kata}\" tertulis dua kali"));
            }
        }
        faults
    }
}

impl Strategis {
    pub(super) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (index, proyek) in self.proyek.iter().enumerate() {
            if fold(&proyek.nama).is_empty() {
                faults.push(format!(
                    "strategis.proyek: proyek ke-{} tanpa nama",
                    index + 1
                ));
            }
            let blank = |texts: &[String]| texts.iter().any(|text| fold(text).is_empty());
            if blank(&proyek.kode) || blank(&proyek.kata) {
                faults.push(format!(
                    "strategis.proyek: kode atau kata kosong pada \"{}\"",
                    proyek.nama
                ));
            }
        }
        faults
    }
}

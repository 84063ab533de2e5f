//! The strategic projects that the office follows.

use serde::Deserialize;

use crate::normalize::fold::fold;

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

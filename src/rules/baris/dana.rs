//! The sources of funds with the words by which reports name them.

use serde::Deserialize;

use crate::normalize::fold::fold;

/// The sources of funds in printing order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dana {
    /// Words for a source that isn't named: beside a known one they make several, folded.
    pub lain: Vec<String>,
    pub kelompok: Vec<KelompokDana>,
}

/// A source of funds and the words, folded, by which reports name it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KelompokDana {
    pub nama: String,
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
        }
        let named = self.kelompok.iter().flat_map(|kelompok| &kelompok.kata);
        let all: Vec<&String> = named.chain(&self.lain).collect();
        for kata in &all {
            if fold(kata) != **kata || kata.is_empty() {
                faults.push(format!(
                    "dana: \"{kata}\" harus dilipat (huruf kecil tanpa tanda baca)"
                ));
            }
        }
        for (index, kata) in all.iter().enumerate() {
            if all.iter().take(index).any(|other| other == kata) {
                faults.push(format!("dana: \"{kata}\" tertulis dua kali"));
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::baris::Baris;

    #[test]
    fn faults_are_named() {
        let embedded = include_str!("../baris.toml");
        for (from, to, expected) in [
            ("\"blud\"", "\"BLUD\"", "harus dilipat"),
            ("\"blud\"", "\"pad\"", "dua kali"),
            ("\"BLUD\"", "\"=BLUD\"", "dana.kelompok: nama"),
        ] {
            let mut faults = Vec::new();
            Baris::parse(&embedded.replace(from, to), &mut faults);
            assert!(
                faults.iter().any(|fault| fault.contains(expected)),
                "{faults:?}"
            );
        }
    }
}

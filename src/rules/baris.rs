//! Words that tell rows, titles and sheets apart, and the thresholds of reading.

mod dana;

pub use dana::{Dana, KelompokDana};

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::normalize::fold::fold;

/// See `baris.toml` for what each list is for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baris {
    pub kata_total: Vec<String>,
    pub kata_total_ikut: Vec<String>,
    pub kata_subtotal: Vec<String>,
    pub kata_contoh: Vec<String>,
    pub kata_tanda_tangan: Vec<String>,
    pub kata_catatan: Vec<String>,
    pub kata_kantor: Vec<String>,
    pub label_opd: Vec<String>,
    pub label_periode: Vec<String>,
    pub label_lain: Vec<String>,
    pub lembar_contoh: Vec<String>,
    pub lembar_unit: Vec<String>,
    pub judul: Judul,
    pub satuan: BTreeMap<String, u32>,
    pub ambang: Ambang,
    pub dana: Dana,
}

/// Title words by role.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judul {
    pub detail: Vec<String>,
    pub plan: Vec<String>,
    pub packages: Vec<String>,
    pub issues: Vec<String>,
    pub recap: Vec<String>,
    pub budget: Vec<String>,
    pub transactions: Vec<String>,
    pub other: Vec<String>,
}

/// Thresholds of reading.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ambang {
    /// Confidence from which a table is accepted, 0–1.
    pub terima: f64,
    /// Confidence below which a table is quarantined, 0–1.
    pub karantina: f64,
    /// Share of rows on which a proof between columns must hold, 0–1.
    pub bukti_baris: f64,
    /// Confidence up to which a field is a guess, 0–1.
    pub tebakan: f64,
    /// The largest believable total of pagu, in rupiah.
    pub pagu_wajar_rp: f64,
}

impl Baris {
    /// Parses the lists and adds every fault found to `faults`.
    pub fn parse(text: &str, faults: &mut Vec<String>) -> Self {
        let baris: Self = match toml::from_str(text) {
            Ok(baris) => baris,
            Err(error) => {
                faults.push(format!("baris.toml: {error}"));
                return Self::default();
            }
        };
        let lists = [
            &baris.kata_total,
            &baris.kata_total_ikut,
            &baris.kata_subtotal,
            &baris.kata_contoh,
            &baris.kata_tanda_tangan,
            &baris.kata_catatan,
            &baris.kata_kantor,
            &baris.label_opd,
            &baris.label_periode,
            &baris.label_lain,
            &baris.judul.detail,
            &baris.judul.plan,
            &baris.judul.packages,
            &baris.judul.issues,
            &baris.judul.recap,
            &baris.judul.budget,
            &baris.judul.transactions,
            &baris.judul.other,
            &baris.lembar_contoh,
            &baris.lembar_unit,
        ];
        let units = baris.satuan.keys();
        for word in lists
            .into_iter()
            .flatten()
            .chain(units)
            .filter(|word| fold(word) != **word)
        {
            faults.push(format!(
                "baris.toml: \"{word}\" belum dilipat; tulis \"{}\"",
                fold(word)
            ));
        }
        let funds = baris.dana.faults();
        faults.extend(
            funds
                .into_iter()
                .map(|fault| format!("baris.toml: {fault}")),
        );
        let ambang = &baris.ambang;
        if !(0.0 < ambang.karantina && ambang.karantina <= ambang.terima && ambang.terima <= 1.0) {
            faults.push("baris.toml: ambang harus 0 < karantina <= terima <= 1".to_owned());
        }
        baris
    }

    /// Returns whether a text states a total: it begins with a total word, and all it adds is `kata_total_ikut`.
    #[must_use]
    pub fn is_total(&self, text: &str) -> bool {
        let folded = fold_label(text);
        self.after_total_word(&folded).is_some_and(|rest| {
            rest.split(' ')
                .all(|word| word.is_empty() || self.kata_total_ikut.iter().any(|w| w == word))
        })
    }

    /// Returns whether a text begins with a total word, whatever follows.
    #[must_use]
    pub fn begins_with_total(&self, text: &str) -> bool {
        self.after_total_word(&fold_label(text)).is_some()
    }

    fn after_total_word<'a>(&self, folded: &'a str) -> Option<&'a str> {
        let matching = self
            .kata_total
            .iter()
            .filter(|word| starts_with_phrase(folded, word));
        matching
            .map(String::len)
            .max()
            .map(|length| &folded[length..])
    }

    #[must_use]
    pub fn is_subtotal(&self, text: &str) -> bool {
        let folded = fold_label(text);
        self.kata_subtotal
            .iter()
            .any(|word| starts_with_phrase(&folded, word))
    }

    /// Returns whether a text begins with the word of an office.
    #[must_use]
    pub fn names_office(&self, text: &str) -> bool {
        let folded = fold(text);
        self.kata_kantor
            .iter()
            .any(|word| starts_with_phrase(&folded, word))
    }

    /// Returns the factor that a text declares for money, with the words that do.
    #[must_use]
    pub fn unit_in(&self, text: &str) -> Option<(&str, u32)> {
        let folded = fold(text);
        self.satuan
            .iter()
            .filter(|(phrase, _)| contains_phrase(&folded, phrase))
            .max_by_key(|(phrase, _)| phrase.len())
            .map(|(phrase, factor)| (phrase.as_str(), *factor))
    }
}

/// Folds a label; letters set apart (`T O T A L`) are one word.
fn fold_label(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    if words.len() >= 4 && words.iter().all(|word| word.chars().count() == 1) {
        words.concat()
    } else {
        folded
    }
}

/// Returns whether a folded text begins with a phrase, whole words only.
#[must_use]
pub fn starts_with_phrase(folded: &str, phrase: &str) -> bool {
    folded
        .strip_prefix(phrase)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Returns whether a folded text holds a phrase, whole words only.
#[must_use]
pub fn contains_phrase(folded: &str, phrase: &str) -> bool {
    folded.match_indices(phrase).any(|(at, _)| {
        let before = at == 0 || folded.as_bytes()[at - 1] == b' ';
        let end = at + phrase.len();
        before && (end == folded.len() || folded.as_bytes()[end] == b' ')
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::Rules;

    #[test]
    fn totals_are_told_from_names_that_begin_alike() {
        let rules = Rules::embedded().unwrap();
        for text in [
            "JUMLAH",
            "TOTAL",
            "Jumlah Total",
            "TOTALNYA",
            "SUB TOTAL I",
            "Jumlah Belanja Langsung",
            "TOTAL :",
            "J U M L A H",
        ] {
            assert!(rules.baris.is_total(text), "{text}");
        }
        for text in [
            "Sub Kegiatan Jumlah Laporan",
            "Jumlah Laporan Kinerja yang Disusun",
            "Totalitas",
            "Jalan",
        ] {
            assert!(!rules.baris.is_total(text), "{text}");
        }
    }

    #[test]
    fn units_are_declared_in_words() {
        let rules = Rules::embedded().unwrap();
        assert_eq!(
            rules.baris.unit_in("(dalam ribuan rupiah)").map(|(_, f)| f),
            Some(1000)
        );
        assert_eq!(
            rules.baris.unit_in("Pagu (Rp. juta)").map(|(_, f)| f),
            Some(1_000_000)
        );
        assert_eq!(rules.baris.unit_in("Pagu (Rp)"), None);
    }
}

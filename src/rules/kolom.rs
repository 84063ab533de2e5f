//! The vocabulary of headers: phrase → facet, and the month names.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::normalize::fold::fold;

/// What one phrase of a header stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Faset {
    No,
    Kode,
    KodeAtas,
    NamaOpd,
    Uraian,
    Pagu,
    Rka,
    Sebelum,
    Sesudah,
    Pergeseran,
    Tahun,
    Target,
    Realisasi,
    Biaya,
    Kemajuan,
    Indikator,
    Keuangan,
    Fisik,
    Deviasi,
    Capaian,
    Sisa,
    Bobot,
    Tertimbang,
    Kum,
    Rp,
    Persen,
    Lalu,
    Ini,
    Sd,
    Bulan,
    Triwulan,
    Lokasi,
    SumberDana,
    KolomDana,
    KolomBelanja,
    Rata,
    Cara,
    Penyedia,
    NomorKontrak,
    NilaiKontrak,
    Kontrak,
    Mulai,
    Selesai,
    Metode,
    JenisPengadaan,
    Pptk,
    Permasalahan,
    TindakLanjut,
    Keterangan,
    Hps,
    UangMuka,
    Pihak,
    Lain,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kata_hampa: Vec<String>,
    kata_uraian: Vec<String>,
    faset: BTreeMap<Faset, Vec<String>>,
    bulan: BTreeMap<String, Vec<String>>,
}

/// The vocabulary, ready to be matched.
#[derive(Clone, Debug, Default)]
pub struct Kolom {
    phrases: BTreeMap<String, Faset>,
    months: BTreeMap<String, u8>,
    empty_words: BTreeSet<String>,
    uraian_words: BTreeSet<String>,
    longest: usize,
}

/// What a header text says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub fasets: BTreeSet<Faset>,
    /// The facet of the first phrase.
    pub lead: Option<Faset>,
    pub months: BTreeSet<u8>,
    /// Share of the text's words that were understood, 0–1.
    pub coverage: f64,
    /// Whether the text holds nothing but words without weight (`PELAKSANAAN KEGIATAN`).
    pub neutral: bool,
    /// Whether a word of plan stands right before one of realisasi: `RENCANA PENYERAPAN` speaks of a plan.
    pub planned: bool,
    /// Words that were matched by similarity only, with the phrase they were taken for.
    pub guesses: Vec<(String, String)>,
}

impl Kolom {
    /// Parses the vocabulary and adds every fault found to `faults`.
    pub fn parse(text: &str, faults: &mut Vec<String>) -> Self {
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => {
                faults.push(format!("kolom.toml: {error}"));
                return Self::default();
            }
        };
        let mut kolom = Self {
            empty_words: file.kata_hampa.into_iter().collect(),
            uraian_words: file.kata_uraian.into_iter().collect(),
            ..Self::default()
        };
        for (faset, phrases) in file.faset {
            for phrase in phrases {
                kolom.add(&phrase, faset, faults);
            }
        }
        for (number, names) in file.bulan {
            let Some(month) = number.parse().ok().filter(|m| (1..=12).contains(m)) else {
                faults.push(format!("kolom.toml: bulan \"{number}\" tidak ada"));
                continue;
            };
            for name in names {
                if kolom.phrases.contains_key(&name)
                    || kolom.months.insert(name.clone(), month).is_some()
                {
                    faults.push(format!("kolom.toml: \"{name}\" dipakai dua kali"));
                }
            }
        }
        kolom
    }

    fn add(&mut self, phrase: &str, faset: Faset, faults: &mut Vec<String>) {
        if fold(phrase) != phrase {
            faults.push(format!(
                "kolom.toml: \"{phrase}\" belum dilipat; tulis \"{}\"",
                fold(phrase)
            ));
        }
        self.longest = self.longest.max(phrase.split(' ').count());
        if let Some(other) = self.phrases.insert(phrase.to_owned(), faset) {
            faults.push(format!(
                "kolom.toml: \"{phrase}\" dipakai dua kali ({other:?} dan {faset:?})"
            ));
        }
    }

    /// Returns the month that a folded word names, misspellings of the long names included.
    #[must_use]
    pub fn month(&self, word: &str) -> Option<u8> {
        if let Some(month) = self.months.get(word) {
            return Some(*month);
        }
        if word.chars().count() < 6 || !word.chars().all(char::is_alphabetic) {
            return None;
        }
        self.months
            .iter()
            .filter(|(name, _)| name.len() >= 6)
            .map(|(name, month)| (strsim::jaro_winkler(name, word), *month))
            .filter(|(similarity, _)| *similarity >= 0.93)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, month)| month)
    }

    /// Cuts a header text into the longest known phrases; a misspelt word counts for the word it resembles.
    #[must_use]
    pub fn read(&self, text: &str) -> Reading {
        self.cut(text, true)
    }

    /// Like `read`, without looking for misspellings: cheap enough for every text of a sheet.
    #[must_use]
    pub fn read_exactly(&self, text: &str) -> Reading {
        self.cut(text, false)
    }

    fn cut(&self, text: &str, guess: bool) -> Reading {
        let folded = fold(text);
        let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        // Letters set apart make one word: `N O`, `P A G U`.
        let joined = words.concat();
        if words.len() >= 2
            && joined.chars().count() == words.len()
            && self.phrases.contains_key(&joined)
        {
            words = vec![&joined];
        }
        let mut reading = Reading::default();
        if words.is_empty() {
            return reading;
        }
        if self.is_uraian(&words) {
            reading.fasets.insert(Faset::Uraian);
            reading.coverage = 1.0;
            return reading;
        }
        let (mut understood, mut weighty, mut index) = (0usize, 0usize, 0usize);
        // `TARGET/REALISASI` names two things, `TARGET REALISASI` one.
        let one_phrase = !text.contains(['/', '&', '+', ',', '|']);
        let mut before = None;
        while index < words.len() {
            let (taken, hit, faset) = self.longest_at(&words[index..], guess, &mut reading);
            let pair = (before, faset);
            reading.planned |= one_phrase && pair == (Some(Faset::Target), Some(Faset::Realisasi));
            before = faset;
            let empty = self.is_empty_word(words[index]);
            if hit {
                understood += taken;
                weighty += taken;
            } else if !empty {
                weighty += 1;
            }
            index += taken;
        }
        reading.neutral = weighty == 0;
        reading.coverage = if weighty == 0 {
            0.0
        } else {
            ratio(understood, weighty)
        };
        reading
    }

    fn is_uraian(&self, words: &[&str]) -> bool {
        let whole = words.join(" ");
        !self.phrases.contains_key(&whole)
            && words.iter().all(|word| self.uraian_words.contains(*word))
            && words
                .iter()
                .any(|word| !self.empty_words.contains(*word) || words.len() <= 6)
    }

    fn is_empty_word(&self, word: &str) -> bool {
        self.empty_words.contains(word) || word.chars().all(|c| c.is_ascii_digit())
    }

    /// Matches the longest phrase at the front; returns the words taken, whether they were understood, and the facet.
    fn longest_at(
        &self,
        words: &[&str],
        guess: bool,
        reading: &mut Reading,
    ) -> (usize, bool, Option<Faset>) {
        for n in (1..=self.longest.min(words.len())).rev() {
            if let Some(faset) = self.phrases.get(&words[..n].join(" ")) {
                // A number column's header is nothing but its word: "no" inside a longer text numbers something else.
                if *faset != Faset::No || n == words.len() || words.len() == 1 {
                    reading.fasets.insert(*faset);
                    reading.lead.get_or_insert(*faset);
                }
                return (n, true, Some(*faset));
            }
        }
        let month = if guess {
            self.month(words[0])
        } else {
            self.months.get(words[0]).copied()
        };
        if let Some(month) = month {
            reading.months.insert(month);
            return (1, true, None);
        }
        if guess
            && !self.is_empty_word(words[0])
            && let Some((phrase, faset)) = self.similar(words[0])
        {
            reading.fasets.insert(faset);
            reading
                .guesses
                .push((words[0].to_owned(), phrase.to_owned()));
            return (1, true, Some(faset));
        }
        (1, false, None)
    }

    /// Finds the short word whose two neighbouring letters changed places: `recn` for `renc`.
    fn transposed(&self, word: &str) -> Option<(&str, Faset)> {
        let sorted = |text: &str| {
            let mut letters: Vec<char> = text.chars().collect();
            letters.sort_unstable();
            letters
        };
        let own = sorted(word);
        let alike =
            |phrase: &str| strsim::damerau_levenshtein(phrase, word) == 1 && sorted(phrase) == own;
        self.phrases
            .iter()
            .find(|(phrase, _)| {
                (4..=5).contains(&word.len()) && phrase.len() == word.len() && alike(phrase)
            })
            .map(|(phrase, faset)| (phrase.as_str(), *faset))
    }

    /// Finds the single-word phrase that a misspelt word stands for.
    fn similar(&self, word: &str) -> Option<(&str, Faset)> {
        if let Some(found) = self.transposed(word) {
            return Some(found);
        }
        let length = word.chars().count();
        if length < 5 {
            return None;
        }
        self.phrases
            .iter()
            .filter(|(phrase, _)| {
                phrase.len() >= 6 && phrase.len().abs_diff(word.len()) <= 2 && !phrase.contains(' ')
            })
            .map(|(phrase, faset)| {
                (
                    strsim::damerau_levenshtein(phrase, word),
                    phrase.as_str(),
                    *faset,
                )
            })
            .filter(|(distance, phrase, _)| {
                (*distance == 1 && (length > 5 || phrase.chars().next() == word.chars().next()))
                    || (*distance == 2 && phrase.len() >= 8)
            })
            .min()
            .map(|(_, phrase, faset)| (phrase, faset))
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn check(text: &str, fasets: &[Faset]) {
        let rules = Rules::embedded().unwrap();
        let reading = rules.kolom.read(text);
        assert_eq!(
            reading.fasets.iter().copied().collect::<Vec<_>>(),
            fasets,
            "{text} ({reading:?})"
        );
    }

    #[test]
    fn texts_give_their_facets() {
        check("Rp", &[Faset::Rp]);
        check("% KUM", &[Faset::Kum, Faset::Persen]);
        check("SISA ANGGARAN           ( Rp )", &[Faset::Sisa, Faset::Rp]);
        check("s.d Bulan Ini", &[Faset::Sd]);
        check("s/d Bulan Lalu", &[Faset::Lalu]);
        check(
            "Urusan/ Bidang Urusan/ Program/ Kegiatan/ Sub Kegiatan",
            &[Faset::Uraian],
        );
        check("PAGU DANA (RP)", &[Faset::Pagu, Faset::Rp]);
        check("TOTAL REALISASI ANGGARAN", &[Faset::Realisasi]);
        check("PRESENTASI REALISASI", &[Faset::Realisasi, Faset::Persen]);
        check("Nama PPK/PPTK", &[Faset::Pptk]);
        check("KEUANAGAN", &[Faset::Keuangan]);
        check("DAK Fisik", &[Faset::KolomDana]);
    }

    #[test]
    fn months_are_known_misspelt() {
        let rules = Rules::embedded().unwrap();
        assert_eq!(rules.kolom.month("pebruari"), Some(2));
        assert_eq!(rules.kolom.month("septembar"), Some(9));
        assert_eq!(rules.kolom.month("nop"), Some(11));
        assert_eq!(rules.kolom.month("marka"), None);
    }

    #[test]
    fn a_phrase_in_two_lists_is_a_fault() {
        let mut faults = Vec::new();
        let text = "kata_hampa=[]\nkata_uraian=[]\n[faset]\npagu=[\"pagu\", \"Pagu Dana\"]\nsisa=[\"pagu\"]\n[bulan]\n13=[]";
        let _ = Kolom::parse(text, &mut faults);
        assert_eq!(faults.len(), 3, "{faults:?}");
    }
}

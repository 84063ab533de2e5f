//! Name → words: abbreviations written out, misspellings mended, digits and single letters dropped, each word a number.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use unicode_normalization::UnicodeNormalization;

/// The number of a word in the dictionary; `ASING` is every word outside of it.
pub type Kata = u32;
pub const ASING: Kata = 0;

/// The shortest word that is mended or cut in two: shorter ones are too easily another word.
const MIN_MENDED: usize = 8;
/// The longest: no key word is longer by far.
const MAX_MENDED: usize = 40;

/// FNV-1a: short keys, no hostile input worth a stronger hash, the same on every machine.
#[derive(Clone, Copy)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0 ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= self.0 >> 32;
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

pub type Peta<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;

/// The words known, with what each spelling stands for.
#[derive(Clone, Debug, Default)]
pub struct Kamus {
    nama: Vec<Box<str>>,
    /// A spelling and the words it stands for: itself, or an abbreviation written out.
    ejaan: Peta<Box<str>, Box<[Kata]>>,
    /// Abbreviations that count only in capitals (`DI` is an irrigation area, `di` is "in").
    kapital: Peta<Box<str>, Box<[Kata]>>,
    /// Words to which a misspelling is mended, and each of them with one letter left out.
    kunci: Peta<Box<str>, Kata>,
    tanpa_satu: Peta<Box<str>, Kata>,
}

impl Kamus {
    /// Makes a dictionary of the words to which misspellings are mended (`kunci`) and of the words that only look
    /// like misspellings of them (`sah`). All are lower-case ASCII.
    #[must_use]
    pub fn new(kunci: &[String], sah: &[String]) -> Self {
        let mut kamus = Self {
            nama: vec!["".into()],
            ..Self::default()
        };
        for word in kunci.iter().chain(sah) {
            let id = kamus.add(word);
            kamus.ejaan.insert(word.as_str().into(), [id].into());
        }
        for word in kunci {
            let id = kamus.add(word);
            kamus.kunci.insert(word.as_str().into(), id);
            if word.len() >= MIN_MENDED {
                for short in one_letter_less(word) {
                    kamus.tanpa_satu.entry(short.into()).or_insert(id);
                }
            }
        }
        kamus
    }

    /// Adds an abbreviation; `makna` may be several words.
    pub fn abbreviate(&mut self, ejaan: &str, makna: &str, capitals_only: bool) {
        let words: Box<[Kata]> = makna
            .split_whitespace()
            .map(|word| self.intern(word))
            .collect();
        let table = if capitals_only {
            &mut self.kapital
        } else {
            &mut self.ejaan
        };
        table.insert(ejaan.into(), words);
    }

    /// Returns the number of a word, adding it where it is new. A word that reads as a misspelling of a key word
    /// becomes that key word, so that rules, weights and names always meet.
    pub fn intern(&mut self, word: &str) -> Kata {
        if let Some([id]) = self.ejaan.get(word).map(AsRef::as_ref) {
            return *id;
        }
        if let Some(id) = self.mend(word) {
            return id;
        }
        let id = self.add(word);
        self.ejaan.insert(word.into(), [id].into());
        id
    }

    fn add(&mut self, word: &str) -> Kata {
        if let Some([id]) = self.ejaan.get(word).map(AsRef::as_ref) {
            return *id;
        }
        self.nama.push(word.into());
        Kata::try_from(self.nama.len() - 1).unwrap_or(ASING)
    }

    /// Returns the word of a number; empty for a word outside.
    #[must_use]
    pub fn name(&self, kata: Kata) -> &str {
        self.nama.get(kata as usize).map_or("", AsRef::as_ref)
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.nama.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nama.len() <= 1
    }

    /// Reads the words of a name into `out` (cleared first); `ruang` is scratch space.
    pub fn read(&self, text: &str, ruang: &mut String, out: &mut Vec<Kata>) {
        out.clear();
        let composed: String;
        let text = if text.is_ascii() {
            text
        } else {
            composed = text.nfkd().filter(char::is_ascii).collect();
            &composed
        };
        let mixed_case = text.bytes().any(|b| b.is_ascii_lowercase());
        split(text, |raw, dotted| {
            let capitals = raw.bytes().all(|b| b.is_ascii_uppercase()) && (mixed_case || dotted);
            ruang.clear();
            ruang.extend(raw.bytes().map(|b| char::from(b.to_ascii_lowercase())));
            self.resolve(ruang, capitals, out);
        });
    }

    /// Adds every word of a name that isn't known yet: how the training program learns its vocabulary.
    pub fn learn(&mut self, text: &str) {
        let mut fresh = Vec::new();
        split(text, |raw, _| {
            let word = raw.to_ascii_lowercase();
            if !self.ejaan.contains_key(word.as_str())
                && self.mend(&word).is_none()
                && self.glued(&word).is_none()
            {
                fresh.push(word);
            }
        });
        for word in fresh {
            self.intern(&word);
        }
    }

    fn resolve(&self, word: &str, capitals: bool, out: &mut Vec<Kata>) {
        if capitals && let Some(words) = self.kapital.get(word) {
            out.extend_from_slice(words);
        } else if let Some(words) = self.ejaan.get(word) {
            out.extend_from_slice(words);
        } else if let Some(id) = self.mend(word) {
            out.push(id);
        } else if let Some((id, rest)) = self.glued(word) {
            out.push(id);
            if let Some(words) = self.ejaan.get(rest) {
                out.extend_from_slice(words);
            }
        } else {
            out.push(ASING);
        }
    }

    /// Returns the key word from which a long word differs by one letter left out, put in, changed or swapped.
    fn mend(&self, word: &str) -> Option<Kata> {
        if word.len() < MIN_MENDED || word.len() > MAX_MENDED || !word.is_ascii() {
            return None;
        }
        if let Some(id) = self.tanpa_satu.get(word) {
            return Some(*id);
        }
        let mut short = [0u8; MAX_MENDED];
        (0..word.len()).find_map(|gap| {
            let (before, after) = word.as_bytes().split_at(gap);
            short[..gap].copy_from_slice(before);
            short[gap..word.len() - 1].copy_from_slice(&after[1..]);
            let short = std::str::from_utf8(&short[..word.len() - 1]).ok()?;
            let known = self.kunci.get(short).or_else(|| self.tanpa_satu.get(short));
            known.copied()
        })
    }

    /// Splits a word that begins with a key word: `pembangunanjalan`.
    fn glued<'w>(&self, word: &'w str) -> Option<(Kata, &'w str)> {
        if !word.is_ascii() {
            return None;
        }
        (MIN_MENDED..word.len().min(MAX_MENDED))
            .rev()
            .find_map(|cut| Some((*self.kunci.get(&word[..cut])?, &word[cut..])))
    }
}

/// Calls `found(word, dotted)` for each run of ASCII letters: cut where a small letter meets a capital
/// (`PengawasanTeknis`), initials joined (`D.I.R.`), single letters dropped; `dotted` says that a dot follows.
fn split(text: &str, mut found: impl FnMut(&str, bool)) {
    let bytes = text.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or(b' ');
    let mut initials = [0u8; 4];
    let mut n_initials = 0;
    let mut start = 0;
    while start < bytes.len() {
        if !at(start).is_ascii_alphabetic() {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while at(end).is_ascii_alphabetic()
            && !(end - start >= 4
                && at(end - 1).is_ascii_lowercase()
                && at(end).is_ascii_uppercase())
        {
            end += 1;
        }
        if end - start > 1 {
            found(&text[start..end], at(end) == b'.');
        } else {
            if n_initials < initials.len() {
                initials[n_initials] = at(start);
                n_initials += 1;
            }
            let goes_on = at(end) == b'.'
                && at(end + 1).is_ascii_alphabetic()
                && !at(end + 2).is_ascii_alphabetic();
            if !goes_on {
                if n_initials > 1
                    && let Ok(joined) = std::str::from_utf8(&initials[..n_initials])
                {
                    found(joined, true);
                }
                n_initials = 0;
            }
        }
        start = end;
    }
}

fn one_letter_less(word: &str) -> impl Iterator<Item = String> + '_ {
    (0..word.len()).map(|index| {
        let mut short = String::with_capacity(word.len());
        short.push_str(&word[..index]);
        short.push_str(&word[index + 1..]);
        short
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let kunci = [
            "pembangunan",
            "pengadaan",
            "rehabilitasi",
            "pengawasan",
            "konstruksi",
        ];
        let sah = ["pengaduan", "jalan", "di", "teknis", "gedung", "rt"];
        let own = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let mut kamus = Kamus::new(&own(&kunci), &own(&sah));
        kamus.abbreviate("jl", "jalan", false);
        kamus.abbreviate("mk", "manajemen konstruksi", true);
        kamus.abbreviate("di", "daerahirigasi", true);
        kamus.abbreviate("dir", "daerahirigasi rawa", false);
        let (mut ruang, mut out) = (String::new(), Vec::new());
        kamus.read(text, &mut ruang, &mut out);
        let words: Vec<&str> = out
            .iter()
            .map(|kata| {
                if *kata == ASING {
                    "?"
                } else {
                    kamus.name(*kata)
                }
            })
            .collect();
        assert_eq!(words.join(" "), expected, "{text}");
    }

    #[test]
    fn names_become_words() {
        check("Pemb. Jl. Mawar RT.03/RW 02", "? jalan ? rt ?");
        check("PEMBANGUNAN JALAN 2.500 m2", "pembangunan jalan");
        check(
            "pembanguan pembangunann pebmangunan pembangunam jalan",
            "pembangunan pembangunan pembangunan pembangunan jalan",
        );
        check(
            "pengaduan pengdaan kontruksi",
            "pengaduan pengadaan konstruksi",
        );
        check(
            "PengawasanTeknis PembangunanJalan pembangunanjl",
            "pengawasan teknis pembangunan jalan pembangunan jalan",
        );
        check(
            "Rehabilitasi DI Timoho di Desa",
            "rehabilitasi daerahirigasi ? di ?",
        );
        check("REHABILITASI DI TIMOHO", "rehabilitasi di ?");
        check(
            "REHABILITASI DI. TIMOHO D.I. X D.I.R. Y",
            "rehabilitasi daerahirigasi ? daerahirigasi daerahirigasi rawa",
        );
        check("MK Gedung mk", "manajemen konstruksi gedung ?");
        check("Gédung ＪＬ", "gedung jalan");
        check("", "");
    }

    proptest::proptest! {
        #[test]
        fn any_text_reads(text in "\\PC*") {
            let kamus = Kamus::new(&["pembangunan".to_owned()], &[]);
            let (mut ruang, mut out) = (String::new(), Vec::new());
            kamus.read(&text, &mut ruang, &mut out);
        }
    }
}

//! Phrases to look for in a name: `^` binds to its beginning, `…` lets other words stand between.

use super::kata::{ASING, Kamus, Kata};

/// A phrase: its parts follow one another, each part word by word.
#[derive(Clone, Debug)]
pub struct Pola {
    text: Box<str>,
    awal: bool,
    bagian: Vec<Vec<Kata>>,
}

impl Pola {
    /// Reads a phrase of lower-case words, such as `^pengadaan … jaringan`; adds its words to the dictionary.
    pub fn parse(text: &str, kamus: &mut Kamus) -> Result<Self, String> {
        let (awal, rest) = text
            .strip_prefix('^')
            .map_or((false, text), |rest| (true, rest));
        let mut bagian = Vec::new();
        for part in rest.split('…') {
            let words: Vec<&str> = part.split_whitespace().collect();
            if words.is_empty() {
                return Err(format!("pola \"{text}\" memuat bagian kosong"));
            }
            if let Some(word) = words
                .iter()
                .find(|w| w.len() < 2 || !w.bytes().all(|b| b.is_ascii_lowercase()))
            {
                return Err(format!(
                    "pola \"{text}\": kata \"{word}\" bukan huruf kecil a-z"
                ));
            }
            bagian.push(words.into_iter().map(|word| kamus.intern(word)).collect());
        }
        Ok(Self {
            text: text.into(),
            awal,
            bagian,
        })
    }

    /// Returns the phrase as the rules write it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    fn first(&self) -> Kata {
        self.bagian
            .first()
            .and_then(|part| part.first())
            .copied()
            .unwrap_or(ASING)
    }

    /// Returns one past the last word of the phrase where it begins at `at`; `awal` is where the name begins
    /// once the words that say nothing are skipped.
    fn end_at(&self, words: &[Kata], at: usize, awal: usize) -> Option<usize> {
        if self.awal && at != awal {
            return None;
        }
        let mut parts = self.bagian.iter();
        let head = parts.next()?;
        if !words.get(at..)?.starts_with(head) {
            return None;
        }
        let mut end = at + head.len();
        for part in parts {
            end += words
                .get(end..)?
                .windows(part.len())
                .position(|w| w == part.as_slice())?
                + part.len();
        }
        Some(end)
    }
}

/// A phrase found: whose it is, and the words it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Temuan {
    /// The number under which the phrase was entered.
    pub milik: usize,
    pub pola: usize,
    pub from: usize,
    pub to: usize,
}

/// Phrases by their first word, so that a name is searched once for all of them.
#[derive(Clone, Debug, Default)]
pub struct Indeks {
    pola: Vec<(usize, Pola)>,
    by_first: Vec<Vec<u32>>,
}

impl Indeks {
    #[must_use]
    pub fn new(pola: Vec<(usize, Pola)>) -> Self {
        let mut by_first: Vec<Vec<u32>> = Vec::new();
        for (index, (_, one)) in pola.iter().enumerate() {
            let first = one.first() as usize;
            if by_first.len() <= first {
                by_first.resize_with(first + 1, Vec::new);
            }
            by_first[first].push(u32::try_from(index).unwrap_or(u32::MAX));
        }
        Self { pola, by_first }
    }

    #[must_use]
    pub fn pola(&self, index: usize) -> Option<&Pola> {
        self.pola.get(index).map(|(_, pola)| pola)
    }

    /// Appends every phrase found to `out` (cleared first), in the order of the words.
    pub fn find(&self, words: &[Kata], awal: usize, out: &mut Vec<Temuan>) {
        out.clear();
        for (from, word) in words.iter().enumerate() {
            for index in self.by_first.get(*word as usize).into_iter().flatten() {
                let index = *index as usize;
                let Some((milik, pola)) = self.pola.get(index) else {
                    continue;
                };
                if let Some(to) = pola.end_at(words, from, awal) {
                    out.push(Temuan {
                        milik: *milik,
                        pola: index,
                        from,
                        to,
                    });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_they_stand() {
        let mut kamus = Kamus::new(&[], &[]);
        let words: Vec<Kata> = "paket pengadaan pipa untuk jaringan air"
            .split(' ')
            .map(|w| kamus.intern(w))
            .collect();
        for (text, expected) in [
            ("^pengadaan", true),
            ("^paket", false),
            ("pengadaan pipa", true),
            ("pengadaan jaringan", false),
            ("pengadaan … jaringan air", true),
            ("jaringan … pengadaan", false),
            ("air", true),
            ("air … air", false),
        ] {
            let pola = Pola::parse(text, &mut kamus).unwrap();
            let mut found = Vec::new();
            Indeks::new(vec![(0, pola)]).find(&words, 1, &mut found);
            assert_eq!(!found.is_empty(), expected, "{text}");
        }
        for bad in ["", "^", "a b", "Jalan", "jalan …"] {
            assert!(Pola::parse(bad, &mut kamus).is_err(), "{bad}");
        }
    }
}

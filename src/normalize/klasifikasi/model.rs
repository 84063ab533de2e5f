//! The linear model: a weight for each word, each pair of neighbours and each beginning, added up.

use super::kata::{ASING, Kamus, Kata, Peta};

/// Marks a term that binds to the beginning of the name in the weights file.
const AWAL: char = '^';
/// Rows of the weights file that are no terms.
const HEADER: &str = "istilah\tbobot";
const BIAS: &str = "(bias)";
const SKALA: &str = "(skala)";
const GESER: &str = "(geser)";

/// What a term of the model is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Istilah {
    pub awal: bool,
    pub kata: Kata,
    /// `ASING` where the term is a single word.
    pub berikut: Kata,
}

impl Istilah {
    /// Returns one number that stands for the term and for no other.
    #[must_use]
    pub const fn key(self) -> u64 {
        ((self.awal as u64) << 63) | ((self.kata as u64) << 31) | self.berikut as u64
    }
}

/// Weights by term. The score of a name is bias + Σ weight / √n over its n terms that have a weight.
#[derive(Clone, Debug, Default)]
pub struct Model {
    bobot: Peta<u64, f32>,
    bias: f64,
    /// Calibration: the log-odds are skala × score + geser.
    skala: f64,
    geser: f64,
}

impl Model {
    /// Reads a weights file (`istilah<TAB>bobot`, `#` for remarks) and adds every fault to `faults`.
    pub fn parse(text: &str, kamus: &mut Kamus, faults: &mut Vec<String>) -> Self {
        let mut model = Self {
            skala: 1.0,
            ..Self::default()
        };
        for (number, line) in (1..).zip(text.lines()) {
            if line.is_empty() || line.starts_with('#') || line == HEADER {
                continue;
            }
            let entry = line
                .split_once('\t')
                .and_then(|(term, weight)| Some((term, weight.parse::<f64>().ok()?)));
            let Some((term, weight)) = entry.filter(|(_, weight)| weight.is_finite()) else {
                faults.push(format!(
                    "klasifikasi_bobot.tsv: baris {number}: bukan istilah dan bobot"
                ));
                continue;
            };
            match term {
                BIAS => model.bias = weight,
                SKALA => model.skala = weight,
                GESER => model.geser = weight,
                _ => {
                    let Some(istilah) = parse_term(term, kamus) else {
                        faults.push(format!("klasifikasi_bobot.tsv: baris {number}: istilah \"{term}\" tidak terbaca"));
                        continue;
                    };
                    #[expect(clippy::cast_possible_truncation, reason = "four decimals are kept")]
                    if model.bobot.insert(istilah.key(), weight as f32).is_some() {
                        faults.push(format!("klasifikasi_bobot.tsv: baris {number}: istilah \"{term}\" tercantum dua kali"));
                    }
                }
            }
        }
        model
    }

    /// Returns the calibrated log-odds of construction; the terms that have a weight go to `found`
    /// (cleared first), each with its share of the score.
    pub fn log_odds(&self, words: &[Kata], awal: usize, found: &mut Vec<(Istilah, f64)>) -> f64 {
        found.clear();
        terms(words, awal, |istilah| {
            if let Some(weight) = self.bobot.get(&istilah.key())
                && !found.iter().any(|(known, _)| *known == istilah)
            {
                found.push((istilah, f64::from(*weight)));
            }
        });
        #[expect(clippy::cast_precision_loss, reason = "a name has a few dozen words")]
        let norm = (found.len().max(1) as f64).sqrt();
        let mut score = self.bias;
        for (_, share) in found.iter_mut() {
            *share *= self.skala / norm;
            score += *share / self.skala;
        }
        self.skala * score + self.geser
    }
}

/// Calls `each` for the terms of a name: words, neighbours, and the beginning at `awal`; repeats are not removed.
pub fn terms(words: &[Kata], awal: usize, mut each: impl FnMut(Istilah)) {
    let known = |index: usize| words.get(index).copied().filter(|kata| *kata != ASING);
    for (index, kata) in words.iter().copied().enumerate() {
        if kata == ASING {
            continue;
        }
        each(Istilah {
            awal: false,
            kata,
            berikut: ASING,
        });
        if let Some(berikut) = known(index + 1) {
            each(Istilah {
                awal: false,
                kata,
                berikut,
            });
        }
    }
    if let Some(kata) = known(awal) {
        each(Istilah {
            awal: true,
            kata,
            berikut: ASING,
        });
        if let Some(berikut) = known(awal + 1) {
            each(Istilah {
                awal: true,
                kata,
                berikut,
            });
        }
    }
}

/// Writes a term as the weights file has it: `^pengadaan buku`.
#[must_use]
pub fn term_text(istilah: Istilah, kamus: &Kamus) -> String {
    let mut text = String::with_capacity(24);
    if istilah.awal {
        text.push(AWAL);
    }
    text.push_str(kamus.name(istilah.kata));
    if istilah.berikut != ASING {
        text.push(' ');
        text.push_str(kamus.name(istilah.berikut));
    }
    text
}

fn parse_term(text: &str, kamus: &mut Kamus) -> Option<Istilah> {
    let (awal, rest) = text
        .strip_prefix(AWAL)
        .map_or((false, text), |rest| (true, rest));
    let mut words = rest.split(' ').map(|word| {
        (word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase())).then(|| kamus.intern(word))
    });
    let kata = words.next()??;
    let berikut = match words.next() {
        Some(word) => word?,
        None => ASING,
    };
    words.next().is_none().then_some(Istilah {
        awal,
        kata,
        berikut,
    })
}

/// Writes the rows of a weights file that are no terms.
#[must_use]
pub fn head_rows(bias: f64, skala: f64, geser: f64) -> String {
    format!("{HEADER}\n{BIAS}\t{bias:.4}\n{SKALA}\t{skala:.4}\n{GESER}\t{geser:.4}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_and_added_up() {
        let mut kamus = Kamus::new(&[], &[]);
        let mut faults = Vec::new();
        let text = "# remark\nistilah\tbobot\n(bias)\t0.5\n(skala)\t2\n(geser)\t-1\njalan\t3\n^jalan desa\t1\n";
        let model = Model::parse(text, &mut kamus, &mut faults);
        assert_eq!(faults, Vec::<String>::new());
        let words = [
            kamus.intern("jalan"),
            kamus.intern("desa"),
            kamus.intern("jalan"),
        ];
        let mut found = Vec::new();
        let odds = model.log_odds(&words, 0, &mut found);
        assert!((odds - (2.0 * (0.5 + 4.0 / 2.0_f64.sqrt()) - 1.0)).abs() < 1e-6);
        assert_eq!(found.len(), 2);
        assert_eq!(term_text(found[1].0, &kamus), "^jalan desa");
        assert!((model.log_odds(&[], 0, &mut found) - 0.0).abs() < 1e-9);
    }

    #[test]
    fn every_fault_of_a_weights_file_is_named() {
        let mut kamus = Kamus::new(&[], &[]);
        let mut faults = Vec::new();
        Model::parse(
            "jalan\t1\njalan\t2\nJalan\t1\na b c\t1\nx\njalan desa\tinf\n",
            &mut kamus,
            &mut faults,
        );
        assert_eq!(faults.len(), 5, "{faults:?}");
    }
}

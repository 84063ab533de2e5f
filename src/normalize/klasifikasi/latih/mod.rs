//! Labelled names → the weights file, with grouped cross-validation: deterministic, so that the table can be made again.
//!
//! Pure: rows in, text out. `rakor latih` reads the TSV and writes the file.

pub mod laporan;
pub mod regresi;

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::normalize::klasifikasi::kata::{Kata, Peta};
use crate::normalize::klasifikasi::model::{Istilah, Model, head_rows, term_text, terms};
use crate::normalize::klasifikasi::{Kegiatan, Ruang, classify_with};
use crate::rules::klasifikasi::Klasifikator;

use regresi::{Matriks, calibrate, fit};

/// A labelled name.
#[derive(Clone, Debug, Default)]
pub struct Contoh {
    pub uraian: String,
    pub konstruksi: bool,
    /// The buying government: never on both sides of a split.
    pub grup: String,
    pub kode_rekening: String,
    pub sub_kegiatan: String,
    /// For the breakdown of the report only.
    pub tingkat: String,
}

/// How the weights are made.
#[derive(Clone, Copy, Debug)]
pub struct Setelan {
    /// The most rows that one group may bring.
    pub batas_grup: usize,
    pub lipatan: usize,
    /// How many terms the table holds.
    pub istilah: usize,
    /// Rows that a term must occur in.
    pub min_baris: usize,
    /// Strength of the data against the penalty.
    pub c: f64,
    /// Rows whose label the others contradict with at least this probability are left out of the final fit; 1 keeps all.
    pub buang: f64,
    pub benih: u64,
}

impl Default for Setelan {
    fn default() -> Self {
        Self {
            batas_grup: 3000,
            lipatan: 5,
            istilah: 3000,
            min_baris: 5,
            c: 8.0,
            buang: 0.95,
            benih: 2026,
        }
    }
}

/// What training gives: the weights file and what cross-validation measured.
#[derive(Clone, Debug)]
pub struct Pelatihan {
    pub bobot: String,
    pub putusan: Vec<Putusan>,
    /// The same for the rows that state an account, with account and sub kegiatan as further evidence.
    pub lengkap: Vec<Putusan>,
    pub n_contoh: usize,
}

/// How a row was decided by a model that never saw its group.
#[derive(Clone, Debug)]
pub struct Putusan {
    /// Index of the row.
    pub baris: usize,
    pub lipatan: usize,
    pub konstruksi: bool,
    pub keyakinan: f64,
    pub telaah: bool,
    /// The rule that ended the matter; `model` where the weights decided.
    pub rule: String,
    /// Whether the plain cross-fitted model of all terms contradicts the label at p > 0.95.
    pub dibantah: bool,
}

/// Makes the weights and measures them.
#[must_use]
pub fn train(contoh: &[Contoh], setelan: &Setelan, aturan: &Klasifikator) -> Pelatihan {
    let chosen = capped(contoh, setelan);
    let data = Data::new(contoh, &chosen, aturan);
    let all: Vec<usize> = (0..chosen.len()).collect();
    let folds = group_folds(&data.grup, setelan.lipatan);

    let mut scores = vec![0.0; chosen.len()];
    let mut plain = vec![0.0; chosen.len()];
    let mut tables = Vec::new();
    for fold in 0..setelan.lipatan {
        let train: Vec<usize> = all
            .iter()
            .copied()
            .filter(|row| folds[*row] != fold)
            .collect();
        let table = Tabel::fit(&data, &train, setelan);
        let everything = Tabel::fit_plain(&data, &train, setelan, usize::MAX);
        for row in all.iter().copied().filter(|row| folds[*row] == fold) {
            scores[row] = table.score(&data, row);
            plain[row] = everything.score(&data, row);
        }
        tables.push(table);
    }
    let (skala, geser) = calibrate(&pairs(&scores, &data.labels));
    let (plain_skala, plain_geser) = calibrate(&pairs(&plain, &data.labels));

    let (mut putusan, mut lengkap) = (Vec::new(), Vec::new());
    let mut ruang = Ruang::default();
    for (fold, table) in tables.iter().enumerate() {
        let judge = with_model(aturan, &table.render(&data, skala, geser));
        for row in all.iter().copied().filter(|row| folds[*row] == fold) {
            let Some(example) = chosen.get(row).and_then(|index| contoh.get(*index)) else {
                continue;
            };
            let odds = plain_skala * plain[row] + plain_geser;
            let against = if example.konstruksi { -odds } else { odds };
            let mut judged = |kegiatan: &Kegiatan<'_>| {
                let hasil = classify_with(kegiatan, &judge, &mut ruang);
                Putusan {
                    baris: chosen[row],
                    lipatan: fold,
                    konstruksi: hasil.fisik_konstruksi,
                    keyakinan: hasil.keyakinan,
                    telaah: hasil.telaah,
                    rule: hasil
                        .dasar
                        .first()
                        .map_or_else(String::new, |dasar| dasar.rule.clone()),
                    dibantah: against > (0.95_f64 / 0.05).ln(),
                }
            };
            let kegiatan = Kegiatan {
                uraian: &example.uraian,
                ..Kegiatan::default()
            };
            putusan.push(judged(&kegiatan));
            if !example.kode_rekening.is_empty() {
                lengkap.push(judged(&Kegiatan {
                    kode_rekening: Some(&example.kode_rekening),
                    sub_kegiatan: Some(example.sub_kegiatan.as_str())
                        .filter(|name| !name.is_empty()),
                    ..kegiatan
                }));
            }
        }
    }
    let table = Tabel::fit(&data, &all, setelan).render(&data, skala, geser);
    let bobot = format!("{}{table}", remarks(setelan, chosen.len()));
    Pelatihan {
        bobot,
        putusan,
        lengkap,
        n_contoh: chosen.len(),
    }
}

/// Writes how the table was made, so that it can be made again.
fn remarks(setelan: &Setelan, n_rows: usize) -> String {
    format!(
        "# Weights of single words and of pairs of neighbours in the name of an activity; ^ binds to its beginning.\n\
         # Score = bias + sum of weights / sqrt(number of terms found); log-odds of construction = skala * score + geser.\n\
         # Made by `rakor latih` (L2 logistic regression, grouped cross-validation) from {n_rows} labelled names:\n\
         # --batas-grup {} --istilah {} --min-baris {} --c {} --buang {} --benih {}\n",
        setelan.batas_grup,
        setelan.istilah,
        setelan.min_baris,
        setelan.c,
        setelan.buang,
        setelan.benih
    )
}

/// Returns the rows used: of a group beyond the cap, those whose seeded hash is smallest.
fn capped(contoh: &[Contoh], setelan: &Setelan) -> Vec<usize> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, example) in contoh.iter().enumerate() {
        groups.entry(&example.grup).or_default().push(index);
    }
    let mut chosen = Vec::new();
    for rows in groups.values_mut() {
        rows.sort_by_key(|index| (seeded(setelan.benih, &contoh[*index].uraian), *index));
        rows.truncate(setelan.batas_grup);
        chosen.extend_from_slice(rows);
    }
    chosen.sort_unstable();
    chosen
}

fn seeded(benih: u64, text: &str) -> u64 {
    text.bytes()
        .fold(benih ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

/// Returns the fold of each row: whole groups, the largest first, each to the fold that has least.
fn group_folds(grup: &[String], n: usize) -> Vec<usize> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for name in grup {
        *sizes.entry(name).or_default() += 1;
    }
    let mut order: Vec<(&str, usize)> = sizes.into_iter().collect();
    order.sort_by_key(|(name, size)| (std::cmp::Reverse(*size), *name));
    let mut loads = vec![0usize; n.max(1)];
    let mut fold_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, size) in order {
        let fold = (0..loads.len())
            .min_by_key(|fold| (loads[*fold], *fold))
            .unwrap_or(0);
        loads[fold] += size;
        fold_of.insert(name, fold);
    }
    grup.iter()
        .map(|name| fold_of.get(name.as_str()).copied().unwrap_or(0))
        .collect()
}

fn pairs(scores: &[f64], labels: &[bool]) -> Vec<(f64, bool)> {
    scores.iter().copied().zip(labels.iter().copied()).collect()
}

/// The rows as terms, with the dictionary that numbers them.
struct Data {
    learner: Klasifikator,
    istilah: Vec<Istilah>,
    rows: Vec<Vec<u32>>,
    labels: Vec<bool>,
    grup: Vec<String>,
}

impl Data {
    fn new(contoh: &[Contoh], chosen: &[usize], aturan: &Klasifikator) -> Self {
        let mut learner = aturan.clone();
        for index in chosen {
            learner.kamus.learn(&contoh[*index].uraian);
        }
        let mut numbers: Peta<u64, u32> = Peta::default();
        let (mut text, mut words): (String, Vec<Kata>) = (String::new(), Vec::new());
        let mut data = Self {
            istilah: Vec::new(),
            rows: Vec::new(),
            labels: chosen
                .iter()
                .map(|index| contoh[*index].konstruksi)
                .collect(),
            grup: chosen
                .iter()
                .map(|index| contoh[*index].grup.clone())
                .collect(),
            learner: Klasifikator::default(),
        };
        for index in chosen {
            learner
                .kamus
                .read(&contoh[*index].uraian, &mut text, &mut words);
            let mut row = Vec::new();
            terms(&words, learner.beginning(&words), |istilah| {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                let number = *numbers.entry(istilah.key()).or_insert(next);
                if number == next {
                    data.istilah.push(istilah);
                }
                row.push(number);
            });
            row.sort_unstable();
            row.dedup();
            data.rows.push(row);
        }
        data.learner = learner;
        data
    }
}

/// Returns the rules with another weights file.
fn with_model(aturan: &Klasifikator, bobot: &str) -> Klasifikator {
    let mut judge = aturan.clone();
    judge.model = Model::parse(bobot, &mut judge.kamus, &mut Vec::new());
    judge
}

/// A fitted table: the terms it holds, by dense number, and their weights.
struct Tabel {
    /// Dense number of each term of the data; `u32::MAX` where the table does not hold it.
    dense: Vec<u32>,
    terms: Vec<u32>,
    hasil: regresi::Hasil,
}

impl Tabel {
    /// Chooses the strongest terms, leaves out contradicted rows, and fits.
    fn fit(data: &Data, train: &[usize], setelan: &Setelan) -> Self {
        let kept = if setelan.buang >= 1.0 {
            train.to_vec()
        } else {
            uncontradicted(data, train, setelan)
        };
        Self::fit_plain(data, &kept, setelan, setelan.istilah)
    }

    fn fit_plain(data: &Data, train: &[usize], setelan: &Setelan, limit: usize) -> Self {
        let mut counts = vec![0usize; data.istilah.len()];
        for row in train {
            for term in &data.rows[*row] {
                counts[*term as usize] += 1;
            }
        }
        let mut kept: Vec<u32> = (0..)
            .zip(&counts)
            .filter(|(_, n)| **n >= setelan.min_baris)
            .map(|(term, _)| term)
            .collect();
        let first = Self::over(data, train, kept.clone(), setelan.c);
        if kept.len() <= limit {
            return first;
        }
        let mut strength = vec![0.0; kept.len()];
        for row in train {
            let dense: Vec<u32> = first.row(data, *row).collect();
            #[expect(clippy::cast_precision_loss, reason = "a row has a few dozen terms")]
            let square = 1.0 / dense.len().max(1) as f64;
            for term in dense {
                strength[term as usize] += square;
            }
        }
        let mut order: Vec<usize> = (0..kept.len()).collect();
        let rank = |index: usize| first.hasil.bobot[index].abs() * strength[index].sqrt();
        order.sort_by(|a, b| rank(*b).total_cmp(&rank(*a)).then(a.cmp(b)));
        order.truncate(limit);
        order.sort_unstable();
        kept = order.into_iter().map(|index| kept[index]).collect();
        Self::over(data, train, kept, setelan.c)
    }

    fn over(data: &Data, train: &[usize], kept: Vec<u32>, c: f64) -> Self {
        let mut dense = vec![u32::MAX; data.istilah.len()];
        for (number, term) in (0..).zip(&kept) {
            dense[*term as usize] = number;
        }
        let mut table = Self {
            dense,
            terms: kept,
            hasil: regresi::Hasil::default(),
        };
        let mut rows = Matriks::new();
        let mut labels = Vec::with_capacity(train.len());
        for row in train {
            rows.push(table.row(data, *row));
            labels.push(data.labels[*row]);
        }
        let chosen: Vec<usize> = (0..train.len()).collect();
        table.hasil = fit(&rows, &labels, &chosen, table.terms.len(), c);
        table
    }

    fn row<'a>(&'a self, data: &'a Data, row: usize) -> impl Iterator<Item = u32> + 'a {
        data.rows[row]
            .iter()
            .map(|term| self.dense[*term as usize])
            .filter(|number| *number != u32::MAX)
    }

    fn score(&self, data: &Data, row: usize) -> f64 {
        let mut rows = Matriks::new();
        rows.push(self.row(data, row));
        self.hasil.score(&rows, 0)
    }

    fn render(&self, data: &Data, skala: f64, geser: f64) -> String {
        let mut lines: Vec<(String, f64)> = self
            .terms
            .iter()
            .zip(&self.hasil.bobot)
            .map(|(term, weight)| {
                (
                    term_text(data.istilah[*term as usize], &data.learner.kamus),
                    *weight,
                )
            })
            .collect();
        lines.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut out = head_rows(self.hasil.bias, skala, geser);
        for (term, weight) in lines {
            let _ = writeln!(out, "{term}\t{weight:.3}");
        }
        out
    }
}

/// Returns the rows that a model fitted on other groups does not contradict.
fn uncontradicted(data: &Data, train: &[usize], setelan: &Setelan) -> Vec<usize> {
    let grup: Vec<String> = train.iter().map(|row| data.grup[*row].clone()).collect();
    let folds = group_folds(&grup, setelan.lipatan);
    let mut scores = vec![0.0; train.len()];
    for fold in 0..setelan.lipatan {
        let others: Vec<usize> = train
            .iter()
            .zip(&folds)
            .filter(|(_, f)| **f != fold)
            .map(|(row, _)| *row)
            .collect();
        let table = Tabel::fit_plain(data, &others, setelan, usize::MAX);
        for (index, row) in train
            .iter()
            .enumerate()
            .filter(|(index, _)| folds[*index] == fold)
        {
            scores[index] = table.score(data, *row);
        }
    }
    let labels: Vec<bool> = train.iter().map(|row| data.labels[*row]).collect();
    let (skala, geser) = calibrate(&pairs(&scores, &labels));
    let limit = (setelan.buang / (1.0 - setelan.buang)).ln();
    train
        .iter()
        .enumerate()
        .filter(|(index, _)| {
            let odds = skala * scores[*index] + geser;
            (if labels[*index] { -odds } else { odds }) <= limit
        })
        .map(|(_, row)| *row)
        .collect()
}

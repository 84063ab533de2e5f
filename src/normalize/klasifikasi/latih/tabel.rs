//! Labelled rows as terms, and the table of weights fitted to them.

use std::fmt::Write;

use crate::normalize::klasifikasi::kata::{Kata, Peta};
use crate::normalize::klasifikasi::model::{Istilah, head_rows, term_text, terms};
use crate::rules::klasifikasi::Klasifikator;

use super::regresi::{self, Matriks, calibrate, fit};
use super::{Contoh, Setelan, group_folds, pairs};

/// The rows as terms, with the dictionary that numbers them.
pub(super) struct Data {
    pub(super) learner: Klasifikator,
    pub(super) istilah: Vec<Istilah>,
    pub(super) rows: Vec<Vec<u32>>,
    pub(super) labels: Vec<bool>,
    pub(super) grup: Vec<String>,
}

impl Data {
    pub(super) fn new(contoh: &[Contoh], chosen: &[usize], aturan: &Klasifikator) -> Self {
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

/// A fitted table: the terms it holds, by dense number, and their weights.
pub(super) struct Tabel {
    /// Dense number of each term of the data; `u32::MAX` where the table does not hold it.
    dense: Vec<u32>,
    terms: Vec<u32>,
    hasil: regresi::Hasil,
}

impl Tabel {
    /// Chooses the strongest terms, leaves out contradicted rows, and fits.
    pub(super) fn fit(data: &Data, train: &[usize], setelan: &Setelan) -> Self {
        let kept = if setelan.buang >= 1.0 {
            train.to_vec()
        } else {
            uncontradicted(data, train, setelan)
        };
        Self::fit_plain(data, &kept, setelan, setelan.istilah)
    }

    pub(super) fn fit_plain(data: &Data, train: &[usize], setelan: &Setelan, limit: usize) -> Self {
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
        let first = Self::over(data, train, kept.clone(), setelan);
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
        Self::over(data, train, kept, setelan)
    }

    fn over(data: &Data, train: &[usize], kept: Vec<u32>, setelan: &Setelan) -> Self {
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
        let freedom = freedom(&rows, table.terms.len(), setelan.langka);
        table.hasil = fit(&rows, &labels, &chosen, &freedom, setelan.c);
        table
    }

    fn row<'a>(&'a self, data: &'a Data, row: usize) -> impl Iterator<Item = u32> + 'a {
        data.rows[row]
            .iter()
            .map(|term| self.dense[*term as usize])
            .filter(|number| *number != u32::MAX)
    }

    pub(super) fn score(&self, data: &Data, row: usize) -> f64 {
        let mut rows = Matriks::new();
        rows.push(self.row(data, row));
        self.hasil.score(&rows, 0)
    }

    pub(super) fn render(&self, data: &Data, skala: f64, geser: f64) -> String {
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

/// Returns how freely each term may weigh: the rarer the freer, (1 + ln(rows / rows with it)) to the power `langka`, one on
/// average over the terms of the rows. The penalty would otherwise hold rare terms down that say much.
#[expect(clippy::cast_precision_loss, reason = "counts of rows")]
fn freedom(rows: &Matriks, n_terms: usize, langka: f64) -> Vec<f64> {
    let mut counts = vec![0usize; n_terms];
    for term in &rows.terms {
        counts[*term as usize] += 1;
    }
    let n_rows = rows.n_rows().max(1) as f64;
    let free = |count: usize| (1.0 + (n_rows / count.max(1) as f64).ln()).powf(langka);
    let total: f64 = counts.iter().map(|n| *n as f64 * free(*n)).sum();
    let mean = total / rows.terms.len().max(1) as f64;
    counts
        .iter()
        .map(|n| free(*n) / mean.max(f64::MIN_POSITIVE))
        .collect()
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

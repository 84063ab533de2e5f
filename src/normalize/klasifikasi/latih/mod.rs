//! Labelled names → the weights file, with grouped cross-validation: deterministic, so that the table can be made again.
//!
//! Pure: rows in, text out. `rakor latih names.tsv -o src/rules/klasifikasi_bobot.tsv` reads the TSV and writes the file;
//! its remark lines hold the settings. What it measures:
//!
//! - Whole groups (governments) are held out, and each fold is calibrated by the others; the largest group is capped.
//! - `dibantah` are labels that a plain model of all terms, fitted on other groups, contradicts at p > 0.95; `terbantah`
//!   the share that it contradicts most. That model sees the same words as the table, so a figure without them is kind.
//! - The review threshold is also measured as each fold gets it from the others.
//! - Account and sub kegiatan are evidence with weights set in the rules, not fitted: the rows that state them are mostly
//!   of one group, so they can't be validated across groups and are reported apart.

pub mod laporan;
pub mod regresi;
mod tabel;

use std::collections::BTreeMap;

use crate::normalize::klasifikasi::daftar::Daftar;
use crate::normalize::klasifikasi::model::Model;
use crate::normalize::klasifikasi::{Kegiatan, Ruang, classify_with};
use crate::rules::klasifikasi::Klasifikator;

use regresi::calibrate;
use tabel::{Data, Tabel};

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

impl Contoh {
    /// Reads labelled names; `None` where a column is missing.
    #[must_use]
    pub fn read(daftar: &Daftar) -> Option<Vec<Self>> {
        let has = |name: &str| daftar.kolom.iter().any(|column| column == name);
        if !has("label") || !has("grup") {
            return None;
        }
        let rows = daftar.baris.iter().map(|baris| Self {
            uraian: baris.uraian.clone(),
            konstruksi: daftar.field(baris, "label") == "KONSTRUKSI",
            grup: daftar.field(baris, "grup").to_owned(),
            kode_rekening: baris.kode_rekening.clone(),
            sub_kegiatan: baris.sub_kegiatan.clone(),
            tingkat: daftar.field(baris, "tingkat").to_owned(),
        });
        Some(rows.collect())
    }
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
    /// How much freer rare terms may weigh, as a power of 1 + ln(rows / rows with the term); 0 treats all alike.
    pub langka: f64,
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
            langka: 0.5,
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
    /// Sent to review for another reason than a low keyakinan.
    pub janggal: bool,
    /// How strongly the plain cross-fitted model of all terms contradicts the label, in log-odds.
    pub lawan: f64,
}

impl Putusan {
    /// Whether that model contradicts the label at p > 0.95.
    #[must_use]
    pub fn dibantah(&self) -> bool {
        self.lawan > (0.95_f64 / 0.05).ln()
    }
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
        // A fold is calibrated by the others: what is measured on it has seen nothing of it.
        let others = all.iter().filter(|row| folds[**row] != fold);
        let others: Vec<(f64, bool)> = others
            .map(|row| (scores[*row], data.labels[*row]))
            .collect();
        let (skala, geser) = calibrate(&others);
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
                    janggal: hasil.telaah && hasil.keyakinan >= aturan.ambang_telaah,
                    lawan: against,
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
         # --batas-grup {} --istilah {} --min-baris {} --c {} --langka {} --buang {} --benih {}\n",
        setelan.batas_grup,
        setelan.istilah,
        setelan.min_baris,
        setelan.c,
        setelan.langka,
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

/// Returns the rules with another weights file.
fn with_model(aturan: &Klasifikator, bobot: &str) -> Klasifikator {
    let mut judge = aturan.clone();
    judge.model = Model::parse(bobot, &mut judge.kamus, &mut Vec::new());
    judge
}

#[cfg(test)]
mod tests;

//! The rules of classification: phrases, codes and weights as data, checked and made ready to be searched.

mod berkas;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::kegiatan::{Jenis, Tingkat};
use crate::model::nilai::Sen;
use crate::normalize::klasifikasi::kata::{Kamus, Kata};
use crate::normalize::klasifikasi::model::Model;
use crate::normalize::klasifikasi::pola::Indeks;

use berkas::{Berkas, Pemeriksa, dictionary};

/// How much a rule decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sifat {
    /// Never construction, whatever else speaks for it.
    Veto,
    /// Construction, unless a veto speaks against it.
    Putus,
    /// Adds `bobot` to the log-odds.
    Bukti,
    /// Multiplies the log-odds by `bobot` (0–1): what is booked both ways decides alone only where it is clear.
    Ragu,
    /// Names the class of what isn't construction; says nothing about construction itself.
    Kelas,
    /// Decides nothing, but a person should look: the name leaves open what is done.
    Telaah,
}

/// A rule over the words of the name.
#[derive(Clone, Debug)]
pub struct Aturan {
    pub id: Box<str>,
    pub sifat: Sifat,
    pub jenis: Option<Jenis>,
    /// A consultancy class holds only where something built is named.
    pub perlu_objek: bool,
    /// The words of an exception are no evidence either: they belong to the name of an office.
    pub samarkan: bool,
    /// Speaks only where nothing built is named.
    pub tanpa_objek: bool,
    /// The words with one of which the name must begin; empty for all.
    pub awal: Vec<Kata>,
    /// The levels that the rule speaks of; empty for all, an unknown level among them.
    pub tingkat: Vec<Tingkat>,
    /// Log-odds of construction; the certainty of a rule that ends the matter.
    pub bobot: f64,
    pub teks: Box<str>,
}

/// Evidence from a code, by its first segments.
#[derive(Clone, Debug)]
pub struct Kode {
    /// `None` is any segment.
    pub awalan: Vec<Option<u16>>,
    /// Only where the third segment is written with one digit: the chart of accounts before 2021.
    pub lama: bool,
    /// Construction with a smaller pagu is reviewed: small sums on such an account are often parts and supplies.
    pub telaah_di_bawah: Option<Sen>,
    pub bobot: f64,
    pub jenis: Option<Jenis>,
    pub teks: Box<str>,
}

/// Evidence from the official field jenis pengadaan.
#[derive(Clone, Debug)]
pub struct JenisPengadaan {
    /// The first words of the field, folded.
    pub awalan: Box<str>,
    pub bobot: f64,
    pub jenis: Option<Jenis>,
    /// A consultancy class holds only where something built is named.
    pub perlu_objek: bool,
    pub teks: Box<str>,
}

/// Everything by which activities are classified.
#[derive(Clone, Debug, Default)]
pub struct Klasifikator {
    pub kamus: Kamus,
    pub model: Model,
    pub aturan: Vec<Aturan>,
    /// Phrases by their rule's index in `aturan`.
    pub bila: Indeks,
    pub kecuali: Indeks,
    /// By number of word: whether it says nothing at the beginning, whether it names something built, whether it does
    /// so where a consultancy is named.
    pub lewati_awal: Vec<bool>,
    pub objek: Vec<bool>,
    pub objek_konsultansi: Vec<bool>,
    pub rekening: Vec<Kode>,
    pub sub_kegiatan: Vec<Kode>,
    pub jenis_pengadaan: Vec<JenisPengadaan>,
    pub bobot_nama_sub_kegiatan: f64,
    pub terbanyak_nama_sub_kegiatan: f64,
    pub ambang_telaah: f64,
    pub bantahan_veto: f64,
    pub hitung_konsultansi: bool,
    pub dasar_terbanyak: usize,
    tingkat: BTreeMap<Tingkat, f64>,
}

impl Klasifikator {
    /// Parses the rules and the weights, and adds every fault found to `faults`.
    pub fn parse(aturan: &str, bobot: &str, faults: &mut Vec<String>) -> Self {
        let berkas: Berkas = match toml::from_str(aturan) {
            Ok(berkas) => berkas,
            Err(error) => {
                faults.push(format!("klasifikasi.toml: {error}"));
                return Self::default();
            }
        };
        let mut pemeriksa = Pemeriksa {
            faults,
            kamus: dictionary(&berkas.teks),
        };
        let (aturan, bila, kecuali) = pemeriksa.rules(berkas.aturan);
        let rekening = pemeriksa.codes("rekening", berkas.rekening);
        let sub_kegiatan = pemeriksa.codes("sub_kegiatan", berkas.sub_kegiatan);
        let jenis_pengadaan = pemeriksa.procurement_types(berkas.jenis_pengadaan);
        let tingkat = pemeriksa.levels(berkas.tingkat);
        pemeriksa.thresholds(&berkas.ambang);
        let lewati = pemeriksa.words(&berkas.teks.lewati_awal);
        let objek = pemeriksa.words(&berkas.objek.kata);
        let objek_konsultansi = pemeriksa.words(&berkas.objek.konsultansi);
        let model = Model::parse(bobot, &mut pemeriksa.kamus, pemeriksa.faults);
        let kamus = pemeriksa.kamus;
        Self {
            lewati_awal: marks(&lewati, kamus.len()),
            objek: marks(&objek, kamus.len()),
            objek_konsultansi: marks(&objek_konsultansi, kamus.len()),
            kamus,
            model,
            aturan,
            bila: Indeks::new(bila),
            kecuali: Indeks::new(kecuali),
            rekening,
            sub_kegiatan,
            jenis_pengadaan,
            bobot_nama_sub_kegiatan: berkas.nama_sub_kegiatan.bobot,
            terbanyak_nama_sub_kegiatan: berkas.nama_sub_kegiatan.terbanyak,
            ambang_telaah: berkas.ambang.telaah,
            bantahan_veto: berkas.ambang.bantahan_veto,
            hitung_konsultansi: berkas.ambang.hitung_konsultansi,
            dasar_terbanyak: berkas.ambang.dasar_terbanyak,
            tingkat,
        }
    }

    /// Returns by how much the weights of a level's name count.
    #[must_use]
    pub fn level_factor(&self, tingkat: Option<Tingkat>) -> f64 {
        tingkat
            .and_then(|tingkat| self.tingkat.get(&tingkat))
            .copied()
            .unwrap_or(1.0)
    }

    /// Returns the index of the first word that says something.
    #[must_use]
    pub fn beginning(&self, words: &[Kata]) -> usize {
        words
            .iter()
            .position(|kata| !is_marked(&self.lewati_awal, *kata))
            .unwrap_or(0)
    }

    #[must_use]
    pub fn names_something_built(&self, words: &[Kata]) -> bool {
        words.iter().any(|kata| is_marked(&self.objek, *kata))
    }

    /// Returns whether what a consultancy is about is something built.
    #[must_use]
    pub fn advises_on_something_built(&self, words: &[Kata]) -> bool {
        let named = |kata: &Kata| is_marked(&self.objek_konsultansi, *kata);
        self.names_something_built(words) || words.iter().any(named)
    }
}

fn is_marked(marks: &[bool], kata: Kata) -> bool {
    marks.get(kata as usize).copied().unwrap_or(false)
}

fn marks(words: &[Kata], len: usize) -> Vec<bool> {
    let mut marks = vec![false; len];
    for kata in words {
        if let Some(mark) = marks.get_mut(*kata as usize) {
            *mark = true;
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_named_at_once() {
        let text = r#"
            ambang = { telaah = 0.2, bantahan_veto = 2.5, hitung_konsultansi = false, dasar_terbanyak = 0 }
            tingkat = { dusun = 1.0, program = 2.0 }
            teks = { kunci = [], sah = [], lewati_awal = [], singkatan = {}, singkatan_kapital = {} }
            objek = { kata = [] }
            nama_sub_kegiatan = { bobot = 0.3, terbanyak = 1.0 }
            rekening = [{ awalan = "5.x", bobot = 1.0, teks = "" }]
            sub_kegiatan = []
            jenis_pengadaan = [{ awalan = "barang", bobot = 1.0, jenis = "gaib", teks = "" }]
            [[aturan]]
            id = "a"
            sifat = "veto"
            teks = ""
            bila = ["X", "jalan", "jalan"]
            [[aturan]]
            id = "a"
            sifat = "bukti"
            teks = ""
            bila = []
        "#;
        let mut faults = Vec::new();
        Klasifikator::parse(text, "", &mut faults);
        assert_eq!(faults.len(), 13, "{faults:#?}");
    }
}

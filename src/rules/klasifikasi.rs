//! The rules of classification: phrases, codes and weights as data, checked and made ready to be searched.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::kegiatan::{Jenis, Tingkat};
use crate::normalize::fold::fold;
use crate::normalize::klasifikasi::kata::{Kamus, Kata};
use crate::normalize::klasifikasi::model::Model;
use crate::normalize::klasifikasi::pola::{Indeks, Pola};

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
}

/// A rule over the words of the name.
#[derive(Clone, Debug)]
pub struct Aturan {
    pub id: Box<str>,
    pub sifat: Sifat,
    pub jenis: Option<Jenis>,
    /// A consultancy class holds only where something built is named.
    pub perlu_objek: bool,
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
    /// By number of word: whether it says nothing at the beginning, whether it names something built.
    pub lewati_awal: Vec<bool>,
    pub objek: Vec<bool>,
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
        let mut bila = Vec::new();
        let mut kecuali = Vec::new();
        let mut rules: Vec<Aturan> = Vec::new();
        for (milik, isi) in berkas.aturan.into_iter().enumerate() {
            let place = format!("aturan \"{}\"", isi.id);
            if rules.iter().any(|known| *known.id == *isi.id) {
                pemeriksa.fault(&place, "id dipakai dua kali");
            }
            if isi.bila.is_empty() {
                pemeriksa.fault(&place, "bila kosong");
            }
            if matches!(isi.sifat, Sifat::Veto | Sifat::Kelas) && isi.jenis.is_none() {
                pemeriksa.fault(&place, "veto dan kelas memerlukan jenis");
            }
            let weighed = match isi.sifat {
                Sifat::Veto => isi.bobot < 0.0,
                Sifat::Putus => isi.bobot > 0.0,
                Sifat::Bukti => isi.bobot != 0.0,
                Sifat::Ragu => isi.bobot > 0.0 && isi.bobot < 1.0,
                Sifat::Kelas => true,
            };
            if !weighed {
                pemeriksa.fault(&place, "bobot kosong atau salah tanda");
            }
            bila.extend(
                pemeriksa
                    .phrases(&place, &isi.bila)
                    .into_iter()
                    .map(|pola| (milik, pola)),
            );
            kecuali.extend(
                pemeriksa
                    .phrases(&place, &isi.kecuali)
                    .into_iter()
                    .map(|pola| (milik, pola)),
            );
            let jenis = isi.jenis.and_then(|name| pemeriksa.jenis(&place, &name));
            if isi.sifat == Sifat::Veto && jenis == Some(Jenis::FisikKonstruksi) {
                pemeriksa.fault(&place, "veto tidak dapat menunjuk fisik_konstruksi");
            }
            let awal = isi
                .awal
                .iter()
                .map(|word| pemeriksa.kamus.intern(word))
                .collect();
            let tingkat = isi
                .tingkat
                .iter()
                .filter_map(|name| pemeriksa.level(&place, name))
                .collect();
            rules.push(Aturan {
                id: isi.id.into(),
                sifat: isi.sifat,
                jenis,
                perlu_objek: isi.perlu_objek,
                tanpa_objek: isi.tanpa_objek,
                awal,
                tingkat,
                bobot: isi.bobot,
                teks: isi.teks.into(),
            });
        }
        let rekening = pemeriksa.codes("rekening", berkas.rekening);
        let sub_kegiatan = pemeriksa.codes("sub_kegiatan", berkas.sub_kegiatan);
        let jenis_pengadaan = berkas
            .jenis_pengadaan
            .into_iter()
            .map(|isi| JenisPengadaan {
                jenis: isi
                    .jenis
                    .and_then(|name| pemeriksa.jenis("jenis_pengadaan", &name)),
                awalan: fold(&isi.awalan).into(),
                bobot: isi.bobot,
                perlu_objek: isi.perlu_objek,
                teks: isi.teks.into(),
            })
            .collect();
        let tingkat = pemeriksa.levels(berkas.tingkat);
        pemeriksa.thresholds(&berkas.ambang);
        let lewati: Vec<Kata> = berkas
            .teks
            .lewati_awal
            .iter()
            .map(|word| pemeriksa.kamus.intern(word))
            .collect();
        let objek: Vec<Kata> = berkas
            .objek
            .kata
            .iter()
            .map(|word| pemeriksa.kamus.intern(word))
            .collect();
        let model = Model::parse(bobot, &mut pemeriksa.kamus, pemeriksa.faults);
        let kamus = pemeriksa.kamus;
        Self {
            lewati_awal: marks(&lewati, kamus.len()),
            objek: marks(&objek, kamus.len()),
            kamus,
            model,
            aturan: rules,
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
            .position(|kata| {
                !self
                    .lewati_awal
                    .get(*kata as usize)
                    .copied()
                    .unwrap_or(false)
            })
            .unwrap_or(0)
    }

    #[must_use]
    pub fn names_something_built(&self, words: &[Kata]) -> bool {
        words
            .iter()
            .any(|kata| self.objek.get(*kata as usize).copied().unwrap_or(false))
    }
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

fn dictionary(teks: &Teks) -> Kamus {
    let mut kamus = Kamus::new(&teks.kunci, &teks.sah);
    for (ejaan, makna) in &teks.singkatan {
        kamus.abbreviate(ejaan, makna, false);
    }
    for (ejaan, makna) in &teks.singkatan_kapital {
        kamus.abbreviate(ejaan, makna, true);
    }
    kamus
}

struct Pemeriksa<'a> {
    faults: &'a mut Vec<String>,
    kamus: Kamus,
}

impl Pemeriksa<'_> {
    fn fault(&mut self, place: &str, what: &str) {
        self.faults
            .push(format!("klasifikasi.toml: {place}: {what}"));
    }

    fn phrases(&mut self, place: &str, texts: &[String]) -> Vec<Pola> {
        let mut phrases = Vec::new();
        for (index, text) in texts.iter().enumerate() {
            if texts[..index].contains(text) {
                self.fault(place, &format!("pola \"{text}\" tercantum dua kali"));
            }
            match Pola::parse(text, &mut self.kamus) {
                Ok(pola) => phrases.push(pola),
                Err(error) => self.fault(place, &error),
            }
        }
        phrases
    }

    fn jenis(&mut self, place: &str, name: &str) -> Option<Jenis> {
        let jenis = Jenis::from_name(name);
        if jenis.is_none() {
            self.fault(place, &format!("jenis \"{name}\" tidak dikenal"));
        }
        jenis
    }

    fn codes(&mut self, place: &str, entries: Vec<IsiKode>) -> Vec<Kode> {
        let mut codes = Vec::new();
        for isi in entries {
            let awalan: Option<Vec<Option<u16>>> = isi
                .awalan
                .split('.')
                .map(|segment| {
                    if segment == "*" {
                        Some(None)
                    } else {
                        segment.parse().ok().map(Some)
                    }
                })
                .collect();
            let Some(awalan) = awalan else {
                self.fault(place, &format!("awalan \"{}\" bukan kode", isi.awalan));
                continue;
            };
            let jenis = isi.jenis.and_then(|name| self.jenis(place, &name));
            codes.push(Kode {
                awalan,
                lama: isi.lama,
                bobot: isi.bobot,
                jenis,
                teks: isi.teks.into(),
            });
        }
        codes
    }

    fn level(&mut self, place: &str, name: &str) -> Option<Tingkat> {
        let known = [
            Tingkat::Urusan,
            Tingkat::Program,
            Tingkat::Kegiatan,
            Tingkat::SubKegiatan,
            Tingkat::Rekening,
            Tingkat::Paket,
            Tingkat::Rincian,
        ];
        let level = known.into_iter().find(|tingkat| tingkat.name() == name);
        if level.is_none() {
            self.fault(place, &format!("tingkat \"{name}\" tidak dikenal"));
        }
        level
    }

    fn levels(&mut self, entries: BTreeMap<String, f64>) -> BTreeMap<Tingkat, f64> {
        let mut levels = BTreeMap::new();
        for (name, factor) in entries {
            if !(0.0..=1.0).contains(&factor) {
                self.fault("tingkat", &format!("\"{name}\" harus antara 0 dan 1"));
            }
            if let Some(tingkat) = self.level("tingkat", &name) {
                levels.insert(tingkat, factor);
            }
        }
        levels
    }

    fn thresholds(&mut self, ambang: &Ambang) {
        if !(0.5..=1.0).contains(&ambang.telaah) {
            self.fault("ambang", "telaah harus antara 0,5 dan 1");
        }
        if ambang.dasar_terbanyak == 0 {
            self.fault("ambang", "dasar_terbanyak harus paling sedikit 1");
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Berkas {
    ambang: Ambang,
    #[serde(default)]
    tingkat: BTreeMap<String, f64>,
    teks: Teks,
    objek: Objek,
    aturan: Vec<IsiAturan>,
    rekening: Vec<IsiKode>,
    sub_kegiatan: Vec<IsiKode>,
    nama_sub_kegiatan: NamaSubKegiatan,
    jenis_pengadaan: Vec<IsiJenisPengadaan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ambang {
    telaah: f64,
    bantahan_veto: f64,
    hitung_konsultansi: bool,
    dasar_terbanyak: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Teks {
    kunci: Vec<String>,
    sah: Vec<String>,
    lewati_awal: Vec<String>,
    singkatan: BTreeMap<String, String>,
    singkatan_kapital: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Objek {
    kata: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IsiAturan {
    id: String,
    sifat: Sifat,
    jenis: Option<String>,
    #[serde(default)]
    perlu_objek: bool,
    #[serde(default)]
    tanpa_objek: bool,
    #[serde(default)]
    awal: Vec<String>,
    #[serde(default)]
    tingkat: Vec<String>,
    #[serde(default)]
    bobot: f64,
    teks: String,
    bila: Vec<String>,
    #[serde(default)]
    kecuali: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IsiKode {
    awalan: String,
    #[serde(default)]
    lama: bool,
    bobot: f64,
    jenis: Option<String>,
    teks: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamaSubKegiatan {
    bobot: f64,
    terbanyak: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IsiJenisPengadaan {
    awalan: String,
    bobot: f64,
    #[serde(default)]
    perlu_objek: bool,
    jenis: Option<String>,
    teks: String,
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

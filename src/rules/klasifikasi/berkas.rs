//! The shape of `klasifikasi.toml` and its checks: every fault is collected, none stops the reading.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::kegiatan::{Jenis, Tingkat};
use crate::model::nilai::Sen;
use crate::normalize::fold::fold;
use crate::normalize::klasifikasi::kata::{Kamus, Kata};
use crate::normalize::klasifikasi::pola::Pola;

use super::{Aturan, JenisPengadaan, Kode, Sifat};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Berkas {
    pub(super) ambang: Ambang,
    #[serde(default)]
    pub(super) tingkat: BTreeMap<String, f64>,
    pub(super) teks: Teks,
    pub(super) objek: Objek,
    pub(super) aturan: Vec<IsiAturan>,
    pub(super) rekening: Vec<IsiKode>,
    pub(super) sub_kegiatan: Vec<IsiKode>,
    pub(super) nama_sub_kegiatan: NamaSubKegiatan,
    pub(super) jenis_pengadaan: Vec<IsiJenisPengadaan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ambang {
    pub(super) telaah: f64,
    pub(super) bantahan_veto: f64,
    pub(super) hitung_konsultansi: bool,
    pub(super) dasar_terbanyak: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Teks {
    pub(super) kunci: Vec<String>,
    pub(super) sah: Vec<String>,
    pub(super) lewati_awal: Vec<String>,
    pub(super) singkatan: BTreeMap<String, String>,
    pub(super) singkatan_kapital: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Objek {
    pub(super) kata: Vec<String>,
    #[serde(default)]
    pub(super) konsultansi: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IsiAturan {
    pub(super) id: String,
    pub(super) sifat: Sifat,
    pub(super) jenis: Option<String>,
    #[serde(default)]
    pub(super) perlu_objek: bool,
    #[serde(default)]
    pub(super) samarkan: bool,
    #[serde(default)]
    pub(super) tanpa_objek: bool,
    #[serde(default)]
    pub(super) awal: Vec<String>,
    #[serde(default)]
    pub(super) tingkat: Vec<String>,
    #[serde(default)]
    pub(super) bobot: f64,
    pub(super) teks: String,
    pub(super) bila: Vec<String>,
    #[serde(default)]
    pub(super) kecuali: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IsiKode {
    pub(super) awalan: String,
    #[serde(default)]
    pub(super) lama: bool,
    pub(super) telaah_di_bawah_rp: Option<f64>,
    pub(super) bobot: f64,
    pub(super) jenis: Option<String>,
    pub(super) teks: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamaSubKegiatan {
    pub(super) bobot: f64,
    pub(super) terbanyak: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IsiJenisPengadaan {
    pub(super) awalan: String,
    pub(super) bobot: f64,
    #[serde(default)]
    pub(super) perlu_objek: bool,
    pub(super) jenis: Option<String>,
    pub(super) teks: String,
}

/// Phrases with the index of their rule.
type PolaAturan = Vec<(usize, Pola)>;

/// Turns the file into rules, with the faults found on the way.
pub(super) struct Pemeriksa<'a> {
    pub(super) faults: &'a mut Vec<String>,
    pub(super) kamus: Kamus,
}

impl Pemeriksa<'_> {
    /// Checks the rules; their phrases come back with the index of their rule.
    pub(super) fn rules(
        &mut self,
        entries: Vec<IsiAturan>,
    ) -> (Vec<Aturan>, PolaAturan, PolaAturan) {
        let mut rules: Vec<Aturan> = Vec::new();
        let (mut bila, mut kecuali) = (Vec::new(), Vec::new());
        for (milik, isi) in entries.into_iter().enumerate() {
            let place = format!("aturan \"{}\"", isi.id);
            if rules.iter().any(|known| *known.id == *isi.id) {
                self.fault(&place, "id dipakai dua kali");
            }
            if isi.bila.is_empty() {
                self.fault(&place, "bila kosong");
            }
            if matches!(isi.sifat, Sifat::Veto | Sifat::Kelas) && isi.jenis.is_none() {
                self.fault(&place, "veto dan kelas memerlukan jenis");
            }
            let weighed = match isi.sifat {
                Sifat::Veto => isi.bobot < 0.0,
                Sifat::Putus => isi.bobot > 0.0,
                Sifat::Bukti => isi.bobot != 0.0,
                Sifat::Ragu => isi.bobot > 0.0 && isi.bobot < 1.0,
                Sifat::Kelas | Sifat::Telaah => true,
            };
            if !weighed {
                self.fault(&place, "bobot kosong atau salah tanda");
            }
            let own = |pola: Vec<Pola>| pola.into_iter().map(move |pola| (milik, pola));
            bila.extend(own(self.phrases(&place, &isi.bila)));
            kecuali.extend(own(self.phrases(&place, &isi.kecuali)));
            let jenis = isi.jenis.and_then(|name| self.jenis(&place, &name));
            if isi.sifat == Sifat::Veto && jenis == Some(Jenis::FisikKonstruksi) {
                self.fault(&place, "veto tidak dapat menunjuk fisik_konstruksi");
            }
            rules.push(Aturan {
                id: isi.id.into(),
                sifat: isi.sifat,
                jenis,
                perlu_objek: isi.perlu_objek,
                samarkan: isi.samarkan,
                tanpa_objek: isi.tanpa_objek,
                awal: self.words(&isi.awal),
                tingkat: isi
                    .tingkat
                    .iter()
                    .filter_map(|name| self.level(&place, name))
                    .collect(),
                bobot: isi.bobot,
                teks: isi.teks.into(),
            });
        }
        (rules, bila, kecuali)
    }

    pub(super) fn procurement_types(
        &mut self,
        entries: Vec<IsiJenisPengadaan>,
    ) -> Vec<JenisPengadaan> {
        let mut types = Vec::new();
        for isi in entries {
            let jenis = isi
                .jenis
                .and_then(|name| self.jenis("jenis_pengadaan", &name));
            types.push(JenisPengadaan {
                awalan: fold(&isi.awalan).into(),
                bobot: isi.bobot,
                jenis,
                perlu_objek: isi.perlu_objek,
                teks: isi.teks.into(),
            });
        }
        types
    }

    pub(super) fn words(&mut self, words: &[String]) -> Vec<Kata> {
        words.iter().map(|word| self.kamus.intern(word)).collect()
    }

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

    pub(super) fn codes(&mut self, place: &str, entries: Vec<IsiKode>) -> Vec<Kode> {
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
                telaah_di_bawah: isi.telaah_di_bawah_rp.and_then(Sen::from_rupiah),
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

    pub(super) fn levels(&mut self, entries: BTreeMap<String, f64>) -> BTreeMap<Tingkat, f64> {
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

    pub(super) fn thresholds(&mut self, ambang: &Ambang) {
        if !(0.5..=1.0).contains(&ambang.telaah) {
            self.fault("ambang", "telaah harus antara 0,5 dan 1");
        }
        if ambang.dasar_terbanyak == 0 {
            self.fault("ambang", "dasar_terbanyak harus paling sedikit 1");
        }
    }
}

/// Returns the dictionary with its spellings and abbreviations.
pub(super) fn dictionary(teks: &Teks) -> Kamus {
    let mut kamus = Kamus::new(&teks.kunci, &teks.sah);
    for (ejaan, makna) in &teks.singkatan {
        kamus.abbreviate(ejaan, makna, false);
    }
    for (ejaan, makna) in &teks.singkatan_kapital {
        kamus.abbreviate(ejaan, makna, true);
    }
    kamus
}

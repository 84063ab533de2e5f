//! Thresholds of the flags about contracts: advance, payment, time, value. As they stand in the TOML.

use serde::Deserialize;

use super::Dasar;
use crate::normalize::fold::fold;

/// Words that tell rows without a contract, and contracts of several years, folded.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KataKontrak {
    pub swakelola: Vec<String>,
    pub rutin: Vec<String>,
    /// Words that take the meaning of a word of `rutin` away: `pemeliharaan rutin/berkala`.
    pub bukan_rutin: Vec<String>,
    pub tahun_jamak: Vec<String>,
}

/// What the regulation says of advances, in percent of the contract.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UangMuka {
    /// Contracts up to this value are meant for small enterprises, in rupiah.
    pub usaha_kecil_sampai_rp: f64,
    /// By the value of the contract, ascending.
    pub usaha_kecil: Vec<Pita>,
    pub selain_usaha_kecil_pct: f64,
    pub tahun_jamak_pct: f64,
    dasar: String,
    dasar_dicek: bool,
}

/// The advance of contracts up to a value.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pita {
    pub sampai_rp: f64,
    pub persen: f64,
    pub paling: Paling,
}

/// Whether an advance is the least or the most that is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paling {
    Sedikit,
    #[default]
    Banyak,
}

impl Paling {
    #[must_use]
    pub const fn kata(self) -> &'static str {
        match self {
            Self::Sedikit => "paling sedikit",
            Self::Banyak => "paling banyak",
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pelunasan {
    pub hari_setelah_selesai: i32,
    pub retensi_pct: f64,
    dasar: String,
    dasar_dicek: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LewatKontrak {
    /// Of the contract's value.
    pub denda_permil_per_hari: f64,
    /// Calendar days after the end of the contract.
    pub kesempatan_hari: i32,
    dasar: String,
    dasar_dicek: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BelumKontrak {
    /// 1–12.
    pub bulan: u8,
    dasar: String,
    dasar_dicek: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NilaiKontrak {
    pub melebihi_pagu_rp: f64,
    pub realisasi_melebihi_rp: f64,
    dasar: String,
    dasar_dicek: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LewatTahun {
    /// Days after 31 December that are let pass.
    pub hari: i32,
    dasar: String,
    dasar_dicek: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hps {
    /// In percent of the estimate.
    pub di_bawah_pct: f64,
    dasar: String,
    dasar_dicek: bool,
}

/// Gives the basis of a section.
macro_rules! berdasar {
    ($($section:ty),+) => {
        $(impl $section {
            /// Returns the basis that is printed beside the thresholds.
            #[must_use]
            pub fn dasar(&self) -> Dasar {
                Dasar { teks: self.dasar.clone(), dicek: self.dasar_dicek }
            }
        })+
    };
}

berdasar!(
    UangMuka,
    Pelunasan,
    LewatKontrak,
    BelumKontrak,
    LewatTahun,
    NilaiKontrak,
    Hps
);

/// A check of a threshold: whether it holds, and what is wrong where it doesn't.
pub(super) type Syarat = (bool, &'static str);

impl KataKontrak {
    pub(super) fn faults(&self) -> impl Iterator<Item = String> {
        let words = [
            &self.swakelola,
            &self.rutin,
            &self.bukan_rutin,
            &self.tahun_jamak,
        ];
        words
            .into_iter()
            .flatten()
            .filter(|word| fold(word) != **word || word.is_empty())
            .map(|word| format!("kontrak: \"{word}\" harus dilipat (huruf kecil tanpa tanda baca)"))
    }
}

impl UangMuka {
    pub(super) fn syarat(&self) -> Vec<Syarat> {
        let percent = |value: f64| (0.0..=100.0).contains(&value);
        vec![
            (
                !self.usaha_kecil.is_empty()
                    && self
                        .usaha_kecil
                        .is_sorted_by(|a, b| a.sampai_rp < b.sampai_rp),
                "uang_muka: usaha_kecil harus diisi, dengan sampai_rp makin besar",
            ),
            (
                self.usaha_kecil
                    .last()
                    .is_some_and(|pita| pita.sampai_rp >= self.usaha_kecil_sampai_rp),
                "uang_muka: usaha_kecil harus mencakup kontrak sampai usaha_kecil_sampai_rp",
            ),
            (
                self.usaha_kecil.iter().all(|pita| percent(pita.persen))
                    && percent(self.selain_usaha_kecil_pct)
                    && percent(self.tahun_jamak_pct),
                "uang_muka: persen harus antara 0 dan 100",
            ),
        ]
    }
}

impl Pelunasan {
    pub(super) fn syarat(&self) -> Vec<Syarat> {
        vec![
            (
                (0..=3650).contains(&self.hari_setelah_selesai),
                "pelunasan: hari_setelah_selesai harus antara 0 dan 3650",
            ),
            (
                (0.0..=100.0).contains(&self.retensi_pct),
                "pelunasan: retensi_pct harus antara 0 dan 100",
            ),
        ]
    }
}

impl LewatKontrak {
    pub(super) fn syarat(&self) -> Vec<Syarat> {
        vec![
            (
                (0.0..=1000.0).contains(&self.denda_permil_per_hari),
                "lewat_kontrak: denda_permil_per_hari harus antara 0 dan 1000",
            ),
            (
                (0..=3650).contains(&self.kesempatan_hari),
                "lewat_kontrak: kesempatan_hari harus antara 0 dan 3650",
            ),
        ]
    }
}

impl BelumKontrak {
    pub(super) fn syarat(&self) -> Vec<Syarat> {
        vec![(
            (1..=12).contains(&self.bulan),
            "belum_kontrak: bulan harus antara 1 dan 12",
        )]
    }
}

impl LewatTahun {
    pub(super) fn syarat(&self) -> Vec<Syarat> {
        vec![(
            (0..=366).contains(&self.hari),
            "lewat_tahun: hari harus antara 0 dan 366",
        )]
    }
}

impl NilaiKontrak {
    pub(super) fn syarat(&self) -> Vec<Syarat> {
        vec![(
            self.melebihi_pagu_rp >= 0.0 && self.realisasi_melebihi_rp >= 0.0,
            "nilai_kontrak: kelebihan yang dibiarkan tidak boleh negatif",
        )]
    }
}

impl Hps {
    pub(super) fn syarat(&self) -> Vec<Syarat> {
        vec![(
            (0.0..=100.0).contains(&self.di_bawah_pct),
            "hps: di_bawah_pct harus antara 0 dan 100",
        )]
    }
}

//! What the offices added up to at one moment, and how two such moments differ.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::arsip::{JumlahArsip, KirimanArsip};
use super::nilai::Sen;

/// The figures of an office, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Angka {
    pub kegiatan: usize,
    pub pagu: Option<Sen>,
    pub target_keuangan: Option<Sen>,
    pub realisasi_keuangan: Option<Sen>,
    /// Percent, 0–100 scale.
    pub target_fisik: Option<f64>,
    pub realisasi_fisik: Option<f64>,
    /// Of these what is physical construction; `None` where that wasn't recorded.
    pub konstruksi: Option<Konstruksi>,
}

/// The part of figures that is physical construction.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Konstruksi {
    pub kegiatan: usize,
    pub pagu: Option<Sen>,
    pub realisasi_keuangan: Option<Sen>,
}

/// An office whose report counted.
#[derive(Clone, Debug, PartialEq)]
pub struct KeadaanOpd {
    pub id: Arc<str>,
    pub nama: Arc<str>,
    /// The hashes of its counted files, in order.
    pub blake3: Vec<String>,
    pub angka: Angka,
}

/// The figures of a period at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keadaan {
    /// How many offices were to report.
    pub wajib: usize,
    pub total: Angka,
    /// Those that reported, in printing order.
    pub opd: Vec<KeadaanOpd>,
}

/// Why the figures of an office differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sebab {
    /// It hadn't reported before.
    BaruMasuk,
    /// Other files count.
    Diperbaiki,
    /// The same files give other figures: by a rule, a decision, a mapping.
    DihitungUlang,
    /// The same files give the same figures, split otherwise between construction and the rest: by a decision or a rule.
    GolonganBerubah,
    /// No report of it counts any more.
    TidakLagiDihitung,
}

impl Sebab {
    /// Returns the name in the machine contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BaruMasuk => "baru_masuk",
            Self::Diperbaiki => "diperbaiki",
            Self::DihitungUlang => "dihitung_ulang",
            Self::GolonganBerubah => "golongan_berubah",
            Self::TidakLagiDihitung => "tidak_lagi_dihitung",
        }
    }

    /// Returns the words that officials read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::BaruMasuk => "Baru masuk",
            Self::Diperbaiki => "Berkas diperbaiki",
            Self::DihitungUlang => "Berkas sama, dihitung ulang",
            Self::GolonganBerubah => "Golongan kegiatan berubah",
            Self::TidakLagiDihitung => "Tidak lagi dihitung",
        }
    }
}

/// An office whose figures differ.
#[derive(Clone, Debug, PartialEq)]
pub struct SelisihOpd {
    pub id: Arc<str>,
    pub nama: Arc<str>,
    pub sebab: Sebab,
    pub dulu: Angka,
    pub kini: Angka,
}

/// How a period differs from an earlier moment of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Selisih {
    /// What it is held against, in words.
    pub terhadap: String,
    pub dulu: Angka,
    pub kini: Angka,
    /// How many offices had reported, and how many have.
    pub opd_dulu: usize,
    pub opd_kini: usize,
    /// In printing order, those no longer counted last.
    pub opd: Vec<SelisihOpd>,
}

impl SelisihOpd {
    /// Returns what was and is physical construction, where both are known and differ.
    #[must_use]
    pub fn pindah(&self) -> Option<(Konstruksi, Konstruksi)> {
        self.dulu.pindah(&self.kini)
    }
}

impl Angka {
    /// Returns what was and is physical construction, where both are known and differ.
    #[must_use]
    pub fn pindah(&self, kini: &Self) -> Option<(Konstruksi, Konstruksi)> {
        let both = self.konstruksi.zip(kini.konstruksi);
        both.filter(|(dulu, kini)| dulu != kini)
    }

    /// Returns whether two sets of figures are the same, however they are split; percentages may have gone through text.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        const EPSILON: f64 = 1e-9;
        let near = |left: Option<f64>, right: Option<f64>| match (left, right) {
            (Some(left), Some(right)) => (left - right).abs() <= EPSILON,
            (None, None) => true,
            _ => false,
        };
        self.kegiatan == other.kegiatan
            && self.pagu == other.pagu
            && self.target_keuangan == other.target_keuangan
            && self.realisasi_keuangan == other.realisasi_keuangan
            && near(self.target_fisik, other.target_fisik)
            && near(self.realisasi_fisik, other.realisasi_fisik)
    }
}

impl From<&JumlahArsip> for Angka {
    fn from(jumlah: &JumlahArsip) -> Self {
        Self {
            kegiatan: jumlah.kegiatan,
            pagu: jumlah.pagu,
            target_keuangan: jumlah.target_keuangan,
            realisasi_keuangan: jumlah.realisasi_keuangan,
            target_fisik: jumlah.target_fisik,
            realisasi_fisik: jumlah.realisasi_fisik,
            konstruksi: None,
        }
    }
}

impl From<&JumlahArsip> for Konstruksi {
    fn from(jumlah: &JumlahArsip) -> Self {
        Self {
            kegiatan: jumlah.kegiatan,
            pagu: jumlah.pagu,
            realisasi_keuangan: jumlah.realisasi_keuangan,
        }
    }
}

impl Keadaan {
    /// Gathers the figures of an archived period.
    #[must_use]
    pub fn of(jumlah: &[JumlahArsip], kiriman: &[KirimanArsip]) -> Self {
        let whole = |of: &&JumlahArsip| &*of.bagian == "semua";
        let offices: BTreeMap<&str, &JumlahArsip> = jumlah
            .iter()
            .filter(whole)
            .filter(|jumlah| &*jumlah.lingkup == "opd")
            .map(|jumlah| (&*jumlah.kunci, jumlah))
            .collect();
        let total = jumlah
            .iter()
            .filter(whole)
            .find(|jumlah| &*jumlah.lingkup == "kabupaten");
        // What isn't there is no construction at all.
        let konstruksi = |lingkup: &str, kunci: Option<&str>| {
            let of = |jumlah: &&JumlahArsip| {
                &*jumlah.bagian == "fisik_konstruksi"
                    && &*jumlah.lingkup == lingkup
                    && kunci.is_none_or(|kunci| &*jumlah.kunci == kunci)
            };
            Some(
                jumlah
                    .iter()
                    .find(of)
                    .map(Konstruksi::from)
                    .unwrap_or_default(),
            )
        };
        let one = |kiriman: &KirimanArsip| {
            let jumlah = offices.get(&*kiriman.opd)?;
            Some(KeadaanOpd {
                id: Arc::clone(&kiriman.opd),
                nama: Arc::clone(&kiriman.nama),
                blake3: kiriman.blake3.clone(),
                angka: Angka {
                    konstruksi: konstruksi("opd", Some(&kiriman.opd)),
                    ..Angka::from(*jumlah)
                },
            })
        };
        Self {
            wajib: kiriman.len(),
            total: Angka {
                konstruksi: konstruksi("kabupaten", None),
                ..total.map(Angka::from).unwrap_or_default()
            },
            opd: kiriman.iter().filter_map(one).collect(),
        }
    }

    /// Returns how this moment differs from an earlier one.
    #[must_use]
    pub fn selisih(&self, dulu: &Self, terhadap: String) -> Selisih {
        let earlier: BTreeMap<&str, &KeadaanOpd> =
            dulu.opd.iter().map(|opd| (&*opd.id, opd)).collect();
        let known: BTreeSet<&str> = self.opd.iter().map(|opd| &*opd.id).collect();
        let mut opd: Vec<SelisihOpd> = self
            .opd
            .iter()
            .filter_map(|opd| opd.against(earlier.get(&*opd.id).copied()))
            .collect();
        let gone = dulu.opd.iter().filter(|opd| !known.contains(&*opd.id));
        opd.extend(gone.map(|gone| SelisihOpd {
            id: Arc::clone(&gone.id),
            nama: Arc::clone(&gone.nama),
            sebab: Sebab::TidakLagiDihitung,
            dulu: gone.angka,
            kini: Angka::default(),
        }));
        Selisih {
            terhadap,
            dulu: dulu.total,
            kini: self.total,
            opd_dulu: dulu.opd.len(),
            opd_kini: self.opd.len(),
            opd,
        }
    }
}

impl KeadaanOpd {
    /// The same file sent anew is no difference; other figures, or other files, are.
    fn against(&self, dulu: Option<&Self>) -> Option<SelisihOpd> {
        let sebab = match dulu {
            None => Sebab::BaruMasuk,
            Some(dulu) if dulu.blake3 != self.blake3 => Sebab::Diperbaiki,
            Some(dulu) if !dulu.angka.same(&self.angka) => Sebab::DihitungUlang,
            Some(dulu) if dulu.angka.pindah(&self.angka).is_some() => Sebab::GolonganBerubah,
            Some(_) => return None,
        };
        Some(SelisihOpd {
            id: Arc::clone(&self.id),
            nama: Arc::clone(&self.nama),
            sebab,
            dulu: dulu.map(|dulu| dulu.angka).unwrap_or_default(),
            kini: self.angka,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keadaan(offices: &[(&str, &str, i64)]) -> Keadaan {
        let opd = |&(id, hash, rupiah): &(&str, &str, i64)| KeadaanOpd {
            id: Arc::from(id),
            nama: Arc::from(id),
            blake3: vec![hash.to_owned()],
            angka: Angka {
                kegiatan: 1,
                realisasi_keuangan: Some(Sen::whole(rupiah)),
                ..Angka::default()
            },
        };
        Keadaan {
            wajib: 5,
            total: Angka::default(),
            opd: offices.iter().map(opd).collect(),
        }
    }

    #[test]
    fn what_moves_between_construction_and_the_rest_is_told_though_the_sums_stand() {
        let dulu = keadaan(&[("a", "1", 10), ("b", "1", 10)]);
        let mut kini = dulu.clone();
        kini.opd[1].angka.konstruksi = Some(Konstruksi {
            kegiatan: 1,
            pagu: Some(Sen::whole(5)),
            realisasi_keuangan: None,
        });
        // An earlier program recorded nothing of it: nothing can be said.
        assert_eq!(kini.selisih(&dulu, String::new()).opd, []);
        let mut dulu = dulu;
        dulu.opd[1].angka.konstruksi = Some(Konstruksi::default());
        let selisih = kini.selisih(&dulu, String::new());
        let told: Vec<(&str, Sebab, bool)> = selisih
            .opd
            .iter()
            .map(|opd| (&*opd.id, opd.sebab, opd.pindah().is_some()))
            .collect();
        assert_eq!(told, [("b", Sebab::GolonganBerubah, true)]);
    }

    #[test]
    fn what_came_in_was_corrected_or_went_is_told_by_office() {
        let dulu = keadaan(&[
            ("a", "1", 10),
            ("b", "1", 10),
            ("c", "1", 10),
            ("d", "1", 10),
        ]);
        let kini = keadaan(&[
            ("a", "1", 10),
            ("b", "2", 12),
            ("c", "1", 11),
            ("e", "1", 7),
        ]);
        let selisih = kini.selisih(&dulu, "x".to_owned());
        let told: Vec<(&str, Sebab)> = selisih
            .opd
            .iter()
            .map(|opd| (&*opd.id, opd.sebab))
            .collect();
        assert_eq!(
            told,
            [
                ("b", Sebab::Diperbaiki),
                ("c", Sebab::DihitungUlang),
                ("e", Sebab::BaruMasuk),
                ("d", Sebab::TidakLagiDihitung)
            ]
        );
        assert_eq!((selisih.opd_dulu, selisih.opd_kini), (4, 4));
        assert_eq!(kini.selisih(&kini, String::new()).opd, []);
    }
}

//! Activity → class with its reasons: vetoes first, then weights over the words, then account and other evidence.
//!
//! Nothing but the name is needed; a veto is never outweighed. Names and codes come as written, nothing here reads a file.

pub mod bukti;
pub mod daftar;
pub mod dasar;
pub mod kata;
pub mod keputusan;
pub mod latih;
pub mod model;
pub mod pola;
pub mod porsi;
pub mod telaah;

use crate::diag::Diagnostic;
use crate::diag::catalogue::klasifikasi as kode;
use crate::model::field::Measure;
use crate::model::kegiatan::{Jenis, Klasifikasi, Tingkat};
use crate::model::location::Location;
use crate::model::nilai::{Sen, comma};
use crate::model::table::Row;
use crate::normalize::fold::tidy;
use crate::rules::Rules;
use crate::rules::klasifikasi::{Klasifikator, Sifat};

use bukti::Petunjuk;
use dasar::{Alasan, Sumber};
use kata::{ASING, Kata};
use model::Istilah;
use pola::Temuan;

/// What is known of an activity; only the name is required.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kegiatan<'a> {
    pub uraian: &'a str,
    /// The account (belanja, 5.x), as written.
    pub kode_rekening: Option<&'a str>,
    /// The name of the sub kegiatan that it stands under.
    pub sub_kegiatan: Option<&'a str>,
    pub kode_sub_kegiatan: Option<&'a str>,
    /// The official procurement type, where the form states it.
    pub jenis_pengadaan: Option<&'a str>,
    pub pagu: Option<Sen>,
    pub tingkat: Option<Tingkat>,
}

impl<'a> Kegiatan<'a> {
    /// Takes what a row of a table knows of its activity. A code is told for an account by its shape, also where it
    /// is glued to that of the sub kegiatan.
    #[must_use]
    pub fn of(row: &'a Row) -> Self {
        let (kode_sub_kegiatan, kode_rekening) =
            row.kode.as_deref().map_or((None, None), split_code);
        Self {
            uraian: &row.uraian,
            kode_rekening,
            sub_kegiatan: row.induk.get(&Tingkat::SubKegiatan).map(AsRef::as_ref),
            kode_sub_kegiatan,
            jenis_pengadaan: row.lain.get(&Measure::JenisPengadaan).map(AsRef::as_ref),
            pagu: row.pagu,
            tingkat: Some(row.level),
        }
    }
}

/// Parts a code into that of the sub kegiatan and that of the account (`5.1` to `5.4`: its second segment has one
/// digit, where the planning offices' `5.01` has two).
pub(crate) fn split_code(kode: &str) -> (Option<&str>, Option<&str>) {
    let kode = kode.trim();
    let mut start = 0;
    for segment in kode.split('.') {
        let rest = &kode[start..];
        let account = segment == "5"
            && rest
                .get(1..4)
                .is_some_and(|next| matches!(next.as_bytes(), [b'.', b'1'..=b'4', b'.']));
        if account {
            let before = kode[..start].trim_end_matches('.');
            return (Some(before).filter(|before| !before.is_empty()), Some(rest));
        }
        start += segment.len() + 1;
    }
    (Some(kode), None)
}

/// Scratch space, so that classifying many rows allocates for their reasons only.
#[derive(Debug, Default)]
pub struct Ruang {
    text: String,
    words: Vec<Kata>,
    bila: Vec<Temuan>,
    kecuali: Vec<Temuan>,
    istilah: Vec<(Istilah, f64)>,
    alasan: Vec<Alasan>,
}

/// Classifies one activity.
#[must_use]
pub fn classify(kegiatan: &Kegiatan<'_>, rules: &Rules) -> Klasifikasi {
    classify_with(kegiatan, &rules.klasifikasi, &mut Ruang::default())
}

/// Classifies one activity in a given scratch space.
#[must_use]
pub fn classify_with(
    kegiatan: &Kegiatan<'_>,
    aturan: &Klasifikator,
    ruang: &mut Ruang,
) -> Klasifikasi {
    ruang.alasan.clear();
    let petunjuk = Petunjuk::of(kegiatan, aturan);
    if let Some(name) = kegiatan
        .sub_kegiatan
        .filter(|_| aturan.bobot_nama_sub_kegiatan > 0.0)
    {
        let log_odds = name_log_odds(name, aturan, ruang);
        let bobot = (log_odds * aturan.bobot_nama_sub_kegiatan).clamp(
            -aturan.terbanyak_nama_sub_kegiatan,
            aturan.terbanyak_nama_sub_kegiatan,
        );
        ruang.alasan.push(Alasan {
            sumber: Sumber::NamaSubKegiatan,
            bobot,
        });
    }
    let name = read_name(kegiatan.uraian, kegiatan.tingkat, aturan, ruang);
    petunjuk.reasons(&mut ruang.alasan);
    let beside: f64 = ruang
        .alasan
        .iter()
        .filter(|alasan| alasan.sumber.stands_beside_the_name())
        .map(|alasan| alasan.bobot)
        .sum();
    let ending = name
        .ending
        .and_then(|temuan| Some((temuan, aturan.aturan.get(temuan.milik)?)));
    let log_odds = match ending {
        Some((temuan, rule)) => {
            ruang
                .alasan
                .retain(|alasan| !matches!(alasan.sumber, Sumber::Aturan(_)));
            ruang.alasan.push(Alasan {
                sumber: Sumber::Aturan(temuan),
                bobot: rule.bobot,
            });
            rule.bobot
        }
        None => weigh(&name, aturan.level_factor(kegiatan.tingkat), aturan, ruang),
    };
    let construction = log_odds > 0.0;
    let keyakinan = 1.0 / (1.0 + (-log_odds.abs()).exp());
    let veto = ending
        .filter(|(_, rule)| rule.sifat == Sifat::Veto)
        .map(|(_, rule)| rule);
    let jenis = if construction {
        Jenis::FisikKonstruksi
    } else {
        petunjuk.class(
            veto,
            name.kelas.and_then(|index| aturan.aturan.get(index)),
            aturan.advises_on_something_built(&ruang.words),
        )
    };
    let silent = ruang.alasan.is_empty();
    let contradicted = veto.is_some()
        && (petunjuk.contradicts(construction)
            || aturan
                .model
                .log_odds(&ruang.words, name.awal, &mut ruang.istilah)
                > aturan.bantahan_veto);
    // A name that speaks as clearly for one side as what stands beside it does for the other.
    let from_name = log_odds - beside;
    let opposed = ending.is_none()
        && from_name * beside < 0.0
        && from_name.abs().min(beside.abs()) >= aturan.bantahan_veto;
    if let Some(temuan) = name.telaah {
        ruang.alasan.push(Alasan {
            sumber: Sumber::Terbuka(temuan),
            bobot: 0.0,
        });
    }
    let small = petunjuk.small_pagu(kegiatan.pagu).filter(|_| construction);
    if let Some(bound) = small {
        ruang.alasan.push(Alasan {
            sumber: Sumber::Pagu(bound),
            bobot: 0.0,
        });
    }
    Klasifikasi {
        jenis,
        fisik_konstruksi: construction
            || (aturan.hitung_konsultansi && jenis == Jenis::KonsultansiKonstruksi),
        keyakinan,
        telaah: silent
            || contradicted
            || opposed
            || small.is_some()
            || name.telaah.is_some()
            || keyakinan < aturan.ambang_telaah,
        dasar: dasar::render(
            &mut ruang.alasan,
            ending.map(|(temuan, _)| temuan),
            jenis,
            aturan,
            &petunjuk,
        ),
    }
}

/// Returns what the OPD or a reviewer is told of a classification, if anything.
#[must_use]
pub fn finding(uraian: &str, hasil: &Klasifikasi, at: &Location) -> Option<Diagnostic> {
    if !hasil.telaah {
        return None;
    }
    let opposed = hasil.dasar.iter().find(|dasar| {
        dasar.rule == dasar::JENIS_PENGADAAN
            && (dasar.weight > 0.0) != hasil.fisik_konstruksi
            && dasar.weight.abs() >= bukti::CONTRADICTION
    });
    let (code, why) = match opposed {
        Some(dasar) => (kode::BERTENTANGAN, format!("; {}", dasar.text)),
        None => (kode::PERLU_TELAAH, String::new()),
    };
    let percent = comma(hasil.keyakinan * 100.0, 0);
    let message = format!(
        "\"{}\" digolongkan {} dengan keyakinan {percent} %{why}",
        tidy(uraian),
        hasil.jenis.label()
    );
    Some(Diagnostic::new(code, at.clone(), message))
}

/// Adds the model's reasons and its doubt to those found so far, and returns the log-odds of them all.
fn weigh(name: &Nama, factor: f64, aturan: &Klasifikator, ruang: &mut Ruang) -> f64 {
    let other: f64 = ruang.alasan.iter().map(|alasan| alasan.bobot).sum();
    let model = &aturan.model;
    let from_name = model.log_odds(&ruang.words, name.awal, &mut ruang.istilah) * factor;
    for (istilah, share) in &ruang.istilah {
        ruang.alasan.push(Alasan {
            sumber: Sumber::Istilah(*istilah),
            bobot: share * factor,
        });
    }
    // A name without a building may well be no construction: then there is nothing to doubt.
    let one_sided = |temuan: &Temuan| {
        aturan
            .aturan
            .get(temuan.milik)
            .is_some_and(|rule| rule.tanpa_objek)
    };
    let ragu = name
        .ragu
        .filter(|(_, temuan)| from_name > 0.0 || !one_sided(temuan));
    let doubt = ragu.map_or(0.0, |(times, temuan)| {
        let bobot = from_name * (times - 1.0);
        ruang.alasan.push(Alasan {
            sumber: Sumber::Aturan(temuan),
            bobot,
        });
        bobot
    });
    other + from_name + doubt
}

/// What the phrases of the rules say about a name.
struct Nama {
    awal: usize,
    /// The phrase of the first veto, or of the first rule that decides, that applies.
    ending: Option<Temuan>,
    /// The first rule that names the class of what isn't construction.
    kelas: Option<usize>,
    /// By how much doubt lowers the log-odds, with the phrase that raised it.
    ragu: Option<(f64, Temuan)>,
    /// The first phrase that leaves open what is done.
    telaah: Option<Temuan>,
}

/// Reads the words of a name and finds its phrases; evidence is pushed to the reasons.
fn read_name(
    text: &str,
    tingkat: Option<Tingkat>,
    aturan: &Klasifikator,
    ruang: &mut Ruang,
) -> Nama {
    aturan.kamus.read(text, &mut ruang.text, &mut ruang.words);
    let awal = aturan.beginning(&ruang.words);
    let built = aturan.names_something_built(&ruang.words);
    aturan.bila.find(&ruang.words, awal, &mut ruang.bila);
    if !ruang.bila.is_empty() {
        aturan.kecuali.find(&ruang.words, awal, &mut ruang.kecuali);
    }
    let mut name = Nama {
        awal,
        ending: None,
        kelas: None,
        ragu: None,
        telaah: None,
    };
    let rank = |temuan: &Temuan| {
        let deciding = aturan
            .aturan
            .get(temuan.milik)
            .is_some_and(|rule| rule.sifat == Sifat::Putus);
        (deciding, temuan.milik)
    };
    for temuan in &ruang.bila {
        let excepted = |other: &Temuan| {
            other.milik == temuan.milik && other.from <= temuan.from && temuan.to <= other.to
        };
        let Some(rule) = aturan.aturan.get(temuan.milik) else {
            continue;
        };
        if ruang.kecuali.iter().any(excepted) {
            if rule.samarkan {
                ruang.words[temuan.from..temuan.to].fill(ASING);
            }
            continue;
        }
        let at_level =
            rule.tingkat.is_empty() || tingkat.is_some_and(|t| rule.tingkat.contains(&t));
        let begins = rule.awal.is_empty()
            || ruang
                .words
                .get(awal)
                .is_some_and(|kata| rule.awal.contains(kata));
        let speaks = at_level && begins && !(rule.tanpa_objek && built);
        if !speaks {
            continue;
        }
        match rule.sifat {
            Sifat::Veto | Sifat::Putus => {
                if name.ending.is_none_or(|known| rank(temuan) < rank(&known)) {
                    name.ending = Some(*temuan);
                }
            }
            Sifat::Bukti => {
                let known = ruang.alasan.iter().any(
                    |alasan| matches!(alasan.sumber, Sumber::Aturan(t) if t.milik == temuan.milik),
                );
                if !known {
                    ruang.alasan.push(Alasan {
                        sumber: Sumber::Aturan(*temuan),
                        bobot: rule.bobot,
                    });
                }
            }
            Sifat::Ragu => {
                if name.ragu.is_none_or(|(least, _)| rule.bobot < least) {
                    name.ragu = Some((rule.bobot, *temuan));
                }
            }
            Sifat::Telaah => name.telaah = name.telaah.or(Some(*temuan)),
            Sifat::Kelas => {
                name.kelas = Some(
                    name.kelas
                        .map_or(temuan.milik, |known| known.min(temuan.milik)),
                );
            }
        }
    }
    name
}

/// Returns the log-odds of construction that a sub kegiatan's name alone gives; the reasons found are dropped.
fn name_log_odds(text: &str, aturan: &Klasifikator, ruang: &mut Ruang) -> f64 {
    let name = read_name(text, Some(Tingkat::SubKegiatan), aturan, ruang);
    let log_odds = match name
        .ending
        .and_then(|temuan| aturan.aturan.get(temuan.milik))
    {
        Some(rule) => rule.bobot,
        None => weigh(&name, 1.0, aturan, ruang),
    };
    ruang.alasan.clear();
    log_odds
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_bukti;
#[cfg(test)]
mod tests_jebakan;

//! Deviasi and its flags: realisasi − target in percentage points (negative = late), judged by thresholds of the rules.
//!
//! A flag is data: what was compared, with which threshold and on what basis, and a sentence with the formula.

mod bayar;
pub mod daftar;
mod himpunan;
mod kedudukan;
mod kontrak;
mod kritis;
mod nilai;
mod tahap;
mod tanda;
mod waktu;

pub use himpunan::flags_of_set;
pub use kedudukan::{Kedudukan, Putusan};
pub use kontrak::{Kontrak, days_between, spi};
pub use kritis::Periode as PeriodeKontrak;
pub use tahap::{bulan_kritis, tahap};
pub use tanda::{Ambang, Angka, Flag, Satuan, told};

use jiff::civil::Date;

use crate::consolidate::jumlah::share;
use crate::diag::catalogue::deviasi as kode;
use crate::diag::{Code, Severity};
use crate::model::field::Measure;
use crate::model::kegiatan::Klasifikasi;
use crate::model::nilai::Sen;
use crate::model::table::Row;
use crate::rules::Rules;
use crate::rules::deviasi::AmbangDeviasi;

use tanda::{persen, poin};

/// Where an activity or office stands by its deviasi fisik.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zona {
    Hijau,
    Kuning,
    Oranye,
    Merah,
    /// Target or realisasi fisik is not stated.
    TanpaData,
}

impl Zona {
    /// Returns the name in machine output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hijau => "hijau",
            Self::Kuning => "kuning",
            Self::Oranye => "oranye",
            Self::Merah => "merah",
            Self::TanpaData => "tanpa_data",
        }
    }

    /// Returns the word that officials read; colour is never the only sign.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Hijau => "Hijau",
            Self::Kuning => "Kuning",
            Self::Oranye => "Oranye",
            Self::Merah => "Merah",
            Self::TanpaData => "Tanpa data",
        }
    }
}

/// What is known beside the row itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Konteks {
    /// The fiscal year, without which a contract's end says nothing.
    pub tahun: Option<i16>,
    /// The last day of the period: what contracts' dates are held against.
    pub tanggal: Option<Date>,
    /// Whether the form has a place for contracts: without one nobody can be told to fill it in.
    pub ada_kontrak: bool,
    /// Whether another sheet of the report states a problem of this activity.
    pub dijelaskan: bool,
    /// Whether the form has a column for permasalahan: without one nobody can be asked to fill it in.
    pub ada_permasalahan: bool,
}

/// Returns what a text column of a row says; `None` where it says nothing (blank, dashes, zero).
#[must_use]
pub fn kata(row: &Row, measure: Measure) -> Option<&str> {
    kontrak::stated(row, measure)
}

/// Returns realisasi − target fisik in percentage points.
#[must_use]
pub fn deviasi_fisik_pct(row: &Row) -> Option<f64> {
    Some(row.realisasi_fisik? - row.target_fisik?)
}

/// Returns (realisasi − target) / pagu in percentage points; `None` without a pagu above zero.
#[must_use]
pub fn deviasi_keuangan_pct(row: &Row) -> Option<f64> {
    share(row.realisasi_keuangan? - row.target_keuangan?, row.pagu?)
}

/// Returns realisasi keuangan in percent of the pagu; `None` without a pagu above zero.
#[must_use]
pub fn realisasi_keuangan_pct(row: &Row) -> Option<f64> {
    share(row.realisasi_keuangan?, row.pagu?)
}

/// Returns the zone of a deviasi fisik; exactly on a bound is the milder zone.
#[must_use]
pub fn zona(deviasi_fisik_pct: Option<f64>, rules: &Rules) -> Zona {
    zone(deviasi_fisik_pct, &rules.deviasi)
}

fn zone(deviasi: Option<f64>, ambang: &AmbangDeviasi) -> Zona {
    let Some(deviasi) = deviasi.filter(|deviasi| deviasi.is_finite()) else {
        return Zona::TanpaData;
    };
    let below = |bound: f64| deviasi < bound - ambang.toleransi;
    if below(ambang.zona.merah) {
        Zona::Merah
    } else if below(ambang.zona.oranye) {
        Zona::Oranye
    } else if below(ambang.zona.kuning) {
        Zona::Kuning
    } else {
        Zona::Hijau
    }
}

/// Returns the flags of one activity row, in the order of their codes. A construction contract is judged by the
/// contract rules; everything else by the zones.
#[must_use]
pub fn flags_of_row(
    row: &Row,
    klasifikasi: Option<&Klasifikasi>,
    konteks: Konteks,
    rules: &Rules,
) -> Vec<Flag> {
    let ambang = &rules.deviasi;
    let construction = klasifikasi.is_some_and(|k| k.fisik_konstruksi);
    let mut flags = Vec::new();
    flags.extend(over_pagu(row, ambang));
    flags.extend(fisik_range(row, ambang));
    flags.extend(money_range(row, ambang));
    let judged = kontrak::is_judged(row, klasifikasi, rules);
    let own = judged
        .then(|| Kontrak::of(row, konteks.tahun, rules))
        .flatten();
    match &own {
        Some(own) => {
            flags.extend(kritis::flags(row, own, konteks.tahun, ambang));
            flags.extend(waktu::flags(row, own, konteks, ambang));
            flags.extend(nilai::flags(row, own, ambang));
        }
        None => flags.extend(flag_of_zone(deviasi_fisik_pct(row), &row.uraian, rules)),
    }
    // Payments are held against the contract where its value is known, else against the pagu.
    match own.as_ref().filter(|own| own.nilai.is_some()) {
        Some(own) if !paid_nothing(row) => {
            flags.extend(bayar::flag(row, own, konteks.tanggal, ambang));
        }
        _ => flags.extend(money_and_fisik(row, construction, ambang)),
    }
    if judged && own.is_none() {
        flags.extend(waktu::without_contract(row, konteks, ambang));
    }
    flags.extend(province_code(row));
    flags.extend(silent_problem(row, konteks, ambang));
    flags.sort_by_key(|flag| flag.code.id);
    for flag in &mut flags {
        flag.baris = vec![row.row];
    }
    flags
}

/// Returns the flag of a zone below green, for an activity or for an office (`subjek` names it).
#[must_use]
pub fn flag_of_zone(deviasi_fisik_pct: Option<f64>, subjek: &str, rules: &Rules) -> Option<Flag> {
    let ambang = &rules.deviasi;
    let deviasi = deviasi_fisik_pct?;
    let (code, bound) = match zone(Some(deviasi), ambang) {
        Zona::Kuning => (kode::ZONA_KUNING, ambang.zona.kuning),
        Zona::Oranye => (kode::ZONA_ORANYE, ambang.zona.oranye),
        Zona::Merah => (kode::ZONA_MERAH, ambang.zona.merah),
        Zona::Hijau | Zona::TanpaData => return None,
    };
    let kalimat = format!(
        "{subjek}: deviasi fisik {} (realisasi − target), di bawah {}",
        poin(deviasi, bound),
        poin(bound, f64::NAN)
    );
    Some(
        Flag::new(code, kalimat)
            .with_numbers([Angka::poin("deviasi_fisik_pct", deviasi)])
            .with_threshold(bound, Satuan::Poin, &ambang.zona.dasar),
    )
}

fn over_pagu(row: &Row, ambang: &AmbangDeviasi) -> Option<Flag> {
    let (pagu, realisasi) = (row.pagu?, row.realisasi_keuangan?);
    let numbers = [
        Angka::rupiah("realisasi_keuangan_rp", realisasi),
        Angka::rupiah("pagu_rp", pagu),
    ];
    if pagu.is_zero() && realisasi > Sen::ZERO {
        let kalimat = format!("realisasi keuangan {realisasi} pada pagu {pagu}");
        return Some(Flag::new(kode::REALISASI_TANPA_PAGU, kalimat).with_numbers(numbers));
    }
    let allowed = pagu + Sen::from_rupiah(ambang.pagu_terlampaui.nilai).unwrap_or_default();
    (realisasi > allowed).then(|| {
        let kalimat = format!(
            "realisasi {realisasi} melebihi pagu {pagu}; selisih {} (realisasi − pagu)",
            realisasi - pagu
        );
        Flag::new(kode::PAGU_TERLAMPAUI, kalimat)
            .with_numbers(numbers)
            .with_threshold(
                ambang.pagu_terlampaui.nilai,
                Satuan::Rupiah,
                &ambang.pagu_terlampaui.dasar,
            )
    })
}

fn paid_nothing(row: &Row) -> bool {
    row.realisasi_keuangan.is_none_or(Sen::is_zero)
}

/// Money below nothing, or a target beyond the pagu; realisasi beyond it is another flag.
fn money_range(row: &Row, ambang: &AmbangDeviasi) -> Vec<Flag> {
    let limit = &ambang.target_keuangan_tertinggi;
    let flag = |kalimat: String, name: &'static str, sen: Sen, bound: f64| {
        Flag::new(kode::KEUANGAN_DI_LUAR_BATAS, kalimat)
            .with_numbers([Angka::rupiah(name, sen)])
            .with_threshold(bound, Satuan::Persen, &limit.dasar)
    };
    let fields = [
        ("target_keuangan_rp", "target keuangan", row.target_keuangan),
        (
            "realisasi_keuangan_rp",
            "realisasi keuangan",
            row.realisasi_keuangan,
        ),
    ];
    let negative = fields
        .into_iter()
        .filter_map(|(name, words, sen)| Some((name, words, sen?)))
        .filter(|(_, _, sen)| *sen < Sen::ZERO)
        .map(|(name, words, sen)| flag(format!("{words} {sen} kurang dari nol"), name, sen, 0.0));
    let mut flags: Vec<Flag> = negative.collect();
    if let (Some(target), Some(pagu)) = (row.target_keuangan, row.pagu)
        && share(target, pagu).is_some_and(|pct| pct > limit.nilai + ambang.toleransi)
    {
        let kalimat = format!(
            "target keuangan {target} melebihi pagu {pagu}; selisih {} (target − pagu)",
            target - pagu
        );
        flags.push(flag(kalimat, "target_keuangan_rp", target, limit.nilai));
    }
    flags
}

fn fisik_range(row: &Row, ambang: &AmbangDeviasi) -> Vec<Flag> {
    let fields = [
        ("target_fisik_pct", "target fisik", row.target_fisik),
        (
            "realisasi_fisik_pct",
            "realisasi fisik",
            row.realisasi_fisik,
        ),
    ];
    let mut flags = Vec::new();
    for (name, words, value) in fields {
        let Some(value) = value else { continue };
        let (bound, side) = if value < ambang.fisik_terendah.nilai - ambang.toleransi {
            (&ambang.fisik_terendah, "kurang dari")
        } else if value > ambang.fisik_tertinggi.nilai + ambang.toleransi {
            (&ambang.fisik_tertinggi, "lebih dari")
        } else {
            continue;
        };
        let kalimat = format!(
            "{words} {} {side} {}",
            persen(value, bound.nilai),
            persen(bound.nilai, f64::NAN)
        );
        flags.push(
            Flag::new(kode::FISIK_DI_LUAR_BATAS, kalimat)
                .with_numbers([Angka::persen(name, value)])
                .with_threshold(bound.nilai, Satuan::Persen, &bound.dasar),
        );
    }
    flags
}

/// Money and physical progress against each other; of these flags a row gets one at most.
fn money_and_fisik(row: &Row, construction: bool, ambang: &AmbangDeviasi) -> Option<Flag> {
    let (fisik, realisasi) = (row.realisasi_fisik?, row.realisasi_keuangan?);
    let flag = |code: Code, severity: Severity, kalimat: String, keuangan: f64| {
        Flag::new(code, kalimat)
            .with_severity(severity)
            .with_numbers([
                Angka::persen("realisasi_keuangan_pct", keuangan),
                Angka::persen("realisasi_fisik_pct", fisik),
            ])
    };
    if realisasi.is_zero() && fisik > ambang.toleransi {
        // Work comes before its payment on construction; elsewhere the money was most likely left out.
        let severity = if construction {
            Severity::Info
        } else {
            Severity::Warning
        };
        let kalimat = format!(
            "realisasi fisik {}, tetapi realisasi keuangan {realisasi}",
            persen(fisik, 0.0)
        );
        return Some(flag(kode::FISIK_TANPA_KEUANGAN, severity, kalimat, 0.0));
    }
    let keuangan = realisasi_keuangan_pct(row)?;
    if realisasi > Sen::ZERO && fisik.abs() <= ambang.toleransi {
        let kalimat = format!(
            "realisasi keuangan {realisasi} ({} dari pagu), tetapi realisasi fisik 0 %",
            persen(keuangan, 0.0)
        );
        return Some(flag(
            kode::KEUANGAN_TANPA_FISIK,
            Severity::Warning,
            kalimat,
            keuangan,
        ));
    }
    let limit = &ambang.keuangan_mendahului;
    (construction && keuangan - fisik > limit.nilai + ambang.toleransi).then(|| {
        let kalimat = format!(
            "keuangan {} dari pagu mendahului fisik {}; selisih {} (keuangan − fisik)",
            persen(keuangan, fisik),
            persen(fisik, keuangan),
            poin(keuangan - fisik, limit.nilai)
        );
        flag(
            kode::KEUANGAN_MENDAHULUI_FISIK,
            Severity::Warning,
            kalimat,
            keuangan,
        )
        .with_threshold(limit.nilai, Satuan::Poin, &limit.dasar)
        .weighing(beyond_work(row, keuangan - fisik), None)
    })
}

/// What was paid ahead of the work: pagu × what money leads by.
fn beyond_work(row: &Row, lead: f64) -> Option<Sen> {
    Sen::from_rupiah(row.pagu?.rupiah() * lead / 100.0)
}

/// The fourth segment of a kegiatan's code is 1 for a province, 2 for a regency or city; accounts write `01` there.
fn province_code(row: &Row) -> Option<Flag> {
    let kode_kegiatan = row.kode.as_deref()?.trim();
    let segments: Vec<&str> = kode_kegiatan.split('.').map(str::trim).collect();
    let widths = [1, 2, 2, 1, 2];
    let shaped = segments.len() >= widths.len()
        && segments
            .iter()
            .zip(widths)
            .all(|(segment, width)| segment.len() == width);
    (shaped && segments.get(3) == Some(&"1")).then(|| {
        let kalimat = format!("kode {kode_kegiatan}: ruas keempat 1 adalah kewenangan provinsi");
        Flag::new(kode::KODE_PROVINSI, kalimat)
    })
}

fn silent_problem(row: &Row, konteks: Konteks, ambang: &AmbangDeviasi) -> Option<Flag> {
    let deviasi = deviasi_fisik_pct(row)?;
    let limit = &ambang.permasalahan_kosong;
    let explains = |measure| kontrak::stated(row, measure).is_some();
    let stated =
        konteks.dijelaskan || explains(Measure::Permasalahan) || explains(Measure::Keterangan);
    (konteks.ada_permasalahan && !stated && deviasi < limit.nilai - ambang.toleransi).then(|| {
        let kalimat = format!(
            "deviasi fisik {} di bawah {}, tetapi kolom permasalahan kosong",
            poin(deviasi, limit.nilai),
            poin(limit.nilai, f64::NAN)
        );
        Flag::new(kode::PERMASALAHAN_KOSONG, kalimat)
            .with_numbers([Angka::poin("deviasi_fisik_pct", deviasi)])
            .with_threshold(limit.nilai, Satuan::Poin, &limit.dasar)
    })
}

#[cfg(test)]
mod tests;

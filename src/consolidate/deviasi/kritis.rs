//! Kontrak kritis: the one deviation rule with legal force, for contracts of construction only.
//!
//! Read as a difference in percentage points of a plan and its realisation, strictly beyond the threshold; a plan of
//! exactly 70 belongs to the second, stricter period; exactly 5 late in the second period is in no limb of the text
//! and counts to the third.

use super::kontrak::Kontrak;
use super::tanda::{Angka, Flag, Satuan, persen, poin};
use crate::consolidate::findings::date_in_words;
use crate::diag::Code;
use crate::diag::catalogue::deviasi as kode;
use crate::model::nilai::Sen;
use crate::model::table::Row;
use crate::rules::deviasi::AmbangDeviasi;

/// Which period of the contract a plan lies in, with the thresholds that hold there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Periode {
    /// Whether it is the second, stricter one.
    pub kedua: bool,
    pub kritis: f64,
    pub dini: f64,
}

impl Periode {
    /// Returns the period of a plan in percent.
    #[must_use]
    pub fn of(rencana: f64, ambang: &AmbangDeviasi) -> Self {
        if rencana >= ambang.batas_periode - ambang.toleransi {
            Self {
                kedua: true,
                kritis: ambang.kritis.periode_2,
                dini: ambang.peringatan_dini.periode_2,
            }
        } else {
            Self {
                kedua: false,
                kritis: ambang.kritis.periode_1,
                dini: ambang.peringatan_dini.periode_1,
            }
        }
    }
}

/// Returns the flag of a contract's progress, if any; `tahun` is the fiscal year.
pub(super) fn flags(
    row: &Row,
    kontrak: &Kontrak,
    tahun: Option<i16>,
    ambang: &AmbangDeviasi,
) -> Option<Flag> {
    let (rencana, fisik) = (row.target_fisik?, row.realisasi_fisik?);
    let late = rencana - fisik;
    let beyond = |threshold: f64| late > threshold + ambang.toleransi;
    let periode = Periode::of(rencana, ambang);
    let name = if periode.kedua { "II" } else { "I" };
    let sentence = |what: &str, threshold: f64| {
        format!(
            "{what}: rencana {}, realisasi {}, terlambat {} (rencana − realisasi), ambang periode {name} {}",
            persen(rencana, ambang.batas_periode),
            persen(fisik, f64::NAN),
            poin(late, threshold),
            poin(threshold, f64::NAN)
        )
    };
    let flag = |code: Code, kalimat: String| {
        Flag::new(code, kalimat)
            .with_numbers([
                Angka::persen("target_fisik_pct", rencana),
                Angka::persen("realisasi_fisik_pct", fisik),
                Angka::poin("terlambat_pct", late),
            ])
            .weighing(behind(late, kontrak), slip(late, kontrak))
    };
    if beyond(periode.kritis) {
        let code = if periode.kedua {
            kode::KONTRAK_KRITIS_2
        } else {
            kode::KONTRAK_KRITIS_1
        };
        let flag = flag(code, sentence("kontrak kritis", periode.kritis)).with_threshold(
            periode.kritis,
            Satuan::Poin,
            &ambang.kritis.dasar,
        );
        return Some(with_chance(flag, kontrak, ambang));
    }
    let past_year = kontrak
        .selesai
        .zip(tahun)
        .is_some_and(|(selesai, tahun)| selesai.year() > tahun);
    if periode.kedua && beyond(0.0) && past_year {
        let end = kontrak.selesai.map(date_in_words).unwrap_or_default();
        let exact = if late > periode.kritis - ambang.toleransi {
            format!(
                "; terlambat tepat {} tidak disebut dalam teks peraturan dan diperlakukan sebagai melampaui tahun anggaran",
                poin(periode.kritis, f64::NAN)
            )
        } else {
            String::new()
        };
        let kalimat = format!(
            "{}; pekerjaan berakhir {end}, setelah tahun anggaran{exact}",
            sentence("kontrak kritis", periode.kritis)
        );
        let flag = flag(kode::KONTRAK_KRITIS_3, kalimat).with_threshold(
            0.0,
            Satuan::Poin,
            &ambang.kritis.dasar,
        );
        return Some(with_chance(flag, kontrak, ambang));
    }
    beyond(periode.dini).then(|| {
        flag(
            kode::KONTRAK_DINI,
            sentence("peringatan dini", periode.dini),
        )
        .with_threshold(periode.dini, Satuan::Poin, &ambang.peringatan_dini.dasar)
    })
}

/// Tells until when a chance to finish may be granted.
fn with_chance(flag: Flag, kontrak: &Kontrak, ambang: &AmbangDeviasi) -> Flag {
    let hari = ambang.lewat_kontrak.kesempatan_hari;
    let Some((selesai, batas)) = kontrak.selesai.zip(kontrak.batas(hari)) else {
        return flag;
    };
    let langkah = format!(
        "{} Kontrak berakhir {}; kesempatan menyelesaikan paling lama {hari} hari kalender, sampai {}.",
        flag.code.perbaikan,
        date_in_words(selesai),
        date_in_words(batas)
    );
    Flag {
        batas: Some(batas),
        ..flag.then(langkah)
    }
}

/// The value of the work that lags behind: contract × lateness.
fn behind(late: f64, kontrak: &Kontrak) -> Option<Sen> {
    Sen::from_rupiah(kontrak.nilai?.rupiah() * late / 100.0)
}

/// The lateness in days: the share of the contract's duration that it stands for, begun days counted whole.
fn slip(late: f64, kontrak: &Kontrak) -> Option<i64> {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "days of a contract"
    )]
    let days = (kontrak.durasi()? as f64 * late / 100.0 - 1e-9).ceil() as i64;
    (days > 0).then_some(days)
}

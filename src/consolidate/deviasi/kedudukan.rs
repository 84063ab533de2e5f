//! Where a contract stands: the figures of the sheet Kontrak Kritis, by the rules that raise its flags.

use jiff::civil::Date;

use super::kontrak::{Kontrak, days_between};
use super::kritis::Periode;
use super::waktu::fine;
use crate::model::nilai::Sen;
use crate::model::table::Row;
use crate::rules::deviasi::AmbangDeviasi;

/// What is known of a contract's progress and time on the last day of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Kedudukan {
    pub periode: Option<Periode>,
    /// Rencana − realisasi in percentage points.
    pub terlambat: Option<f64>,
    pub putusan: Option<Putusan>,
    /// Calendar days since the end of a contract whose work isn't complete.
    pub hari_lewat: Option<i64>,
    pub denda: Option<Sen>,
    /// The last day of the chance to finish.
    pub batas: Option<Date>,
}

/// What the figures say of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Putusan {
    /// Of the first or the second period.
    Kritis {
        kedua: bool,
    },
    LewatTahun,
    Dini,
    LewatKontrak,
    Wajar,
}

impl Putusan {
    /// Returns the words that officials read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Kritis { kedua: false } => "Kritis periode I",
            Self::Kritis { kedua: true } => "Kritis periode II",
            Self::LewatTahun => "Kritis, melampaui tahun anggaran",
            Self::Dini => "Peringatan dini",
            Self::LewatKontrak => "Lewat masa kontrak",
            Self::Wajar => "Sesuai rencana",
        }
    }
}

impl Kedudukan {
    /// Tells where a contract stands on a day of a fiscal year.
    #[must_use]
    pub fn of(
        row: &Row,
        kontrak: &Kontrak,
        (tanggal, tahun): (Option<Date>, i16),
        ambang: &AmbangDeviasi,
    ) -> Self {
        let rule = &ambang.lewat_kontrak;
        let hari_lewat = hari_lewat(row, kontrak, tanggal, ambang);
        let periode = row.target_fisik.map(|rencana| Periode::of(rencana, ambang));
        let terlambat = row
            .target_fisik
            .zip(row.realisasi_fisik)
            .map(|(rencana, fisik)| rencana - fisik);
        let putusan = periode.zip(terlambat).map(|(periode, terlambat)| {
            let beyond = |threshold: f64| terlambat > threshold + ambang.toleransi;
            let past_year = kontrak.selesai.is_some_and(|end| end.year() > tahun);
            if beyond(periode.kritis) {
                Putusan::Kritis {
                    kedua: periode.kedua,
                }
            } else if periode.kedua && beyond(0.0) && past_year {
                Putusan::LewatTahun
            } else if hari_lewat.is_some() {
                Putusan::LewatKontrak
            } else if beyond(periode.dini) {
                Putusan::Dini
            } else {
                Putusan::Wajar
            }
        });
        let alone = hari_lewat.map(|_| Putusan::LewatKontrak);
        Self {
            periode,
            terlambat,
            putusan: putusan.or(alone),
            hari_lewat,
            denda: hari_lewat
                .zip(kontrak.nilai)
                .and_then(|(hari, nilai)| fine(nilai, hari, rule.denda_permil_per_hari)),
            batas: kontrak.batas(rule.kesempatan_hari),
        }
    }
}

/// Returns the days since the end of a contract whose work isn't complete; `None` where it isn't overdue, or its dates
/// contradict each other.
pub(super) fn hari_lewat(
    row: &Row,
    kontrak: &Kontrak,
    tanggal: Option<Date>,
    ambang: &AmbangDeviasi,
) -> Option<i64> {
    let selesai = kontrak.selesai?;
    let open = row.realisasi_fisik? < 100.0 - ambang.toleransi;
    let hari = days_between(selesai, tanggal?);
    (open && hari > 0 && kontrak.mulai.is_none_or(|mulai| mulai <= selesai)).then_some(hari)
}

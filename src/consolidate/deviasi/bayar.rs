//! Payment against work on a contract: ahead of it, in full before its end, or not yet after it.

use jiff::civil::Date;

use super::kontrak::{Kontrak, days_between};
use super::tanda::{Angka, Flag, Satuan, persen, poin};
use crate::consolidate::findings::date_in_words;
use crate::diag::Severity;
use crate::diag::catalogue::deviasi as kode;
use crate::model::nilai::Sen;
use crate::model::table::Row;
use crate::rules::deviasi::AmbangDeviasi;

/// Returns the flag of a contract's payments, if any: a row gets one at most. `None` too where the value of the
/// contract, the payments or the progress isn't stated.
pub(super) fn flag(
    row: &Row,
    kontrak: &Kontrak,
    tanggal: Option<Date>,
    ambang: &AmbangDeviasi,
) -> Option<Flag> {
    let paid = Paid {
        nilai: kontrak.nilai?,
        realisasi: row.realisasi_keuangan?,
        keuangan: kontrak.keuangan_pct(row)?,
        fisik: row.realisasi_fisik?,
    };
    let complete = paid.fisik >= 100.0 - ambang.toleransi;
    let in_full = paid.keuangan >= 100.0 - ambang.toleransi;
    match (complete, in_full) {
        (false, true) => Some(paid.in_full(ambang)),
        (false, false) => paid.ahead(kontrak, ambang),
        (true, false) => paid.behind(kontrak, tanggal?, ambang),
        (true, true) => None,
    }
}

/// What was paid on a contract, beside its progress.
struct Paid {
    nilai: Sen,
    realisasi: Sen,
    /// Percent of the contract.
    keuangan: f64,
    fisik: f64,
}

impl Paid {
    fn numbers(&self) -> [Angka; 4] {
        [
            Angka::rupiah("realisasi_keuangan_rp", self.realisasi),
            Angka::rupiah("nilai_kontrak_rp", self.nilai),
            Angka::persen("realisasi_keuangan_pct_kontrak", self.keuangan),
            Angka::persen("realisasi_fisik_pct", self.fisik),
        ]
    }

    /// The money that was paid beyond the work done.
    fn beyond_work(&self) -> Option<Sen> {
        let earned = Sen::from_rupiah(self.nilai.rupiah() * self.fisik / 100.0)?;
        Some(self.realisasi - earned)
    }

    fn in_full(&self, ambang: &AmbangDeviasi) -> Flag {
        let kalimat = format!(
            "sudah dibayar {} dari nilai kontrak {} (realisasi / nilai kontrak), tetapi fisik baru {}",
            persen(self.keuangan, f64::NAN),
            self.nilai,
            persen(self.fisik, 100.0)
        );
        Flag::new(kode::LUNAS_SEBELUM_SELESAI, kalimat)
            .with_numbers(self.numbers())
            .with_threshold(100.0, Satuan::Persen, &ambang.pelunasan.dasar())
            .weighing(self.beyond_work(), None)
    }

    fn ahead(&self, kontrak: &Kontrak, ambang: &AmbangDeviasi) -> Option<Flag> {
        let selisih = self.keuangan - self.fisik;
        let limit = ambang.keuangan_mendahului.nilai;
        if selisih <= limit + ambang.toleransi {
            return None;
        }
        let none_done = self.fisik.abs() <= ambang.toleransi;
        let sentence = |against: f64| {
            format!(
                "keuangan {} dari nilai kontrak mendahului fisik {}; selisih {} (keuangan − fisik)",
                persen(self.keuangan, self.fisik),
                persen(self.fisik, self.keuangan),
                poin(selisih, against)
            )
        };
        let flag = match kontrak.uang_muka {
            Some(granted) if selisih > granted + ambang.toleransi => {
                let grave = if none_done {
                    "kritis, belum ada pekerjaan fisik: "
                } else {
                    ""
                };
                let kalimat = format!(
                    "{grave}{}, melebihi uang muka kontrak {}",
                    sentence(granted),
                    persen(granted, selisih)
                );
                Flag::new(kode::BAYAR_MELEBIHI_UANG_MUKA, kalimat).with_threshold(
                    granted,
                    Satuan::Poin,
                    &ambang.uang_muka.dasar(),
                )
            }
            Some(granted) => {
                let kalimat = format!(
                    "{}, tercakup uang muka kontrak {}",
                    sentence(limit),
                    persen(granted, f64::NAN)
                );
                Flag::new(kode::KEUANGAN_MENDAHULUI_FISIK, kalimat)
                    .with_severity(Severity::Info)
                    .with_threshold(limit, Satuan::Poin, &ambang.keuangan_mendahului.dasar)
            }
            None => {
                let kalimat = format!(
                    "{}; uang muka kontrak tidak diketahui dari laporan, ketentuannya {}",
                    sentence(limit),
                    self.allowed(kontrak, ambang)
                );
                let code = if none_done {
                    kode::KEUANGAN_TANPA_FISIK
                } else {
                    kode::KEUANGAN_MENDAHULUI_FISIK
                };
                Flag::new(code, kalimat).with_threshold(
                    limit,
                    Satuan::Poin,
                    &ambang.keuangan_mendahului.dasar,
                )
            }
        };
        Some(
            flag.with_numbers(self.numbers())
                .weighing(self.beyond_work(), None),
        )
    }

    /// What the regulation says of the advance of such a contract: told, never judged by.
    fn allowed(&self, kontrak: &Kontrak, ambang: &AmbangDeviasi) -> String {
        let rule = &ambang.uang_muka;
        if kontrak.tahun_jamak {
            return format!(
                "paling banyak {} untuk kontrak tahun jamak",
                persen(rule.tahun_jamak_pct, f64::NAN)
            );
        }
        let other = format!(
            "paling banyak {} untuk selain usaha kecil",
            persen(rule.selain_usaha_kecil_pct, f64::NAN)
        );
        let nilai = self.nilai.rupiah();
        let band = rule.usaha_kecil.iter().find(|pita| nilai <= pita.sampai_rp);
        match band.filter(|_| nilai <= rule.usaha_kecil_sampai_rp) {
            Some(pita) => format!(
                "{} {} untuk usaha kecil dan {other}",
                pita.paling.kata(),
                persen(pita.persen, f64::NAN)
            ),
            None => other,
        }
    }

    fn behind(&self, kontrak: &Kontrak, tanggal: Date, ambang: &AmbangDeviasi) -> Option<Flag> {
        let rule = &ambang.pelunasan;
        let selesai = kontrak.selesai?;
        let hari = days_between(selesai, tanggal);
        if hari <= i64::from(rule.hari_setelah_selesai) {
            return None;
        }
        let rest = 100.0 - self.keuangan;
        let kept = if rest <= rule.retensi_pct + ambang.toleransi {
            format!(
                "; sisanya tidak melebihi retensi {}",
                persen(rule.retensi_pct, f64::NAN)
            )
        } else {
            String::new()
        };
        let kalimat = format!(
            "fisik 100 %, dibayar {} dari nilai kontrak, {hari} hari setelah kontrak berakhir {}{kept}",
            persen(self.keuangan, 100.0),
            date_in_words(selesai)
        );
        Some(
            Flag::new(kode::BELUM_LUNAS, kalimat)
                .with_numbers(self.numbers())
                .with_threshold(
                    f64::from(rule.hari_setelah_selesai),
                    Satuan::Hari,
                    &rule.dasar(),
                )
                .weighing(Some(self.nilai - self.realisasi), Some(hari)),
        )
    }
}

//! The value of a contract: against the pagu, against what was paid on it, against the owner's estimate.

use super::kontrak::Kontrak;
use super::tanda::{Angka, Flag, Satuan, persen};
use crate::consolidate::jumlah::share;
use crate::diag::Severity;
use crate::diag::catalogue::deviasi as kode;
use crate::model::kegiatan::Tingkat;
use crate::model::nilai::Sen;
use crate::model::table::Row;
use crate::rules::deviasi::AmbangDeviasi;

/// Returns the flags of a contract's value.
pub(super) fn flags(row: &Row, kontrak: &Kontrak, ambang: &AmbangDeviasi) -> Vec<Flag> {
    [
        above_pagu(row, kontrak, ambang),
        overpaid(row, kontrak, ambang),
        far_below_estimate(kontrak, ambang),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A contract of several years may be worth more than the pagu of one.
fn above_pagu(row: &Row, kontrak: &Kontrak, ambang: &AmbangDeviasi) -> Option<Flag> {
    let (pagu, nilai) = (row.pagu?, kontrak.nilai?);
    let rule = &ambang.nilai_kontrak;
    let allowed = pagu + Sen::from_rupiah(rule.melebihi_pagu_rp).unwrap_or_default();
    (nilai > allowed && !kontrak.tahun_jamak).then(|| {
        let kalimat = format!(
            "nilai kontrak {nilai} melebihi pagu {pagu}; selisih {} (nilai kontrak − pagu)",
            nilai - pagu
        );
        Flag::new(kode::KONTRAK_MELEBIHI_PAGU, kalimat)
            .with_numbers([
                Angka::rupiah("nilai_kontrak_rp", nilai),
                Angka::rupiah("pagu_rp", pagu),
            ])
            .with_threshold(rule.melebihi_pagu_rp, Satuan::Rupiah, &rule.dasar())
            .weighing(Some(nilai - pagu), None)
    })
}

/// On a row above the package the payments may be for other things as well.
fn overpaid(row: &Row, kontrak: &Kontrak, ambang: &AmbangDeviasi) -> Option<Flag> {
    let (realisasi, nilai) = (row.realisasi_keuangan?, kontrak.nilai?);
    let rule = &ambang.nilai_kontrak;
    let allowed = nilai + Sen::from_rupiah(rule.realisasi_melebihi_rp).unwrap_or_default();
    (realisasi > allowed).then(|| {
        let mixed = row.level < Tingkat::Rekening;
        let (severity, note) = if mixed {
            (
                Severity::Warning,
                "; baris ini bukan paket, sehingga realisasinya dapat memuat belanja di luar kontrak",
            )
        } else {
            (Severity::Error, "")
        };
        let kalimat = format!(
            "realisasi {realisasi} melebihi nilai kontrak {nilai}; selisih {} (realisasi − nilai kontrak){note}",
            realisasi - nilai
        );
        Flag::new(kode::REALISASI_MELEBIHI_KONTRAK, kalimat)
            .with_severity(severity)
            .with_numbers([
                Angka::rupiah("realisasi_keuangan_rp", realisasi),
                Angka::rupiah("nilai_kontrak_rp", nilai),
            ])
            .with_threshold(rule.realisasi_melebihi_rp, Satuan::Rupiah, &rule.dasar())
            .weighing(Some(realisasi - nilai), None)
    })
}

fn far_below_estimate(kontrak: &Kontrak, ambang: &AmbangDeviasi) -> Option<Flag> {
    let (hps, nilai) = (kontrak.hps?, kontrak.nilai?);
    let rule = &ambang.hps;
    let part = share(nilai, hps)?;
    (part < rule.di_bawah_pct - ambang.toleransi).then(|| {
        let kalimat = format!(
            "nilai kontrak {nilai} adalah {} dari HPS {hps} (nilai kontrak / HPS), di bawah {}",
            persen(part, rule.di_bawah_pct),
            persen(rule.di_bawah_pct, f64::NAN)
        );
        Flag::new(kode::KONTRAK_JAUH_DI_BAWAH_HPS, kalimat)
            .with_numbers([
                Angka::rupiah("nilai_kontrak_rp", nilai),
                Angka::rupiah("hps_rp", hps),
            ])
            .with_threshold(rule.di_bawah_pct, Satuan::Persen, &rule.dasar())
    })
}

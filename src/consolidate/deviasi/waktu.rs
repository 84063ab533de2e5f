//! The time of a contract against the last day of the period: overdue, without contract, past the year, contradictory.

use jiff::civil::Date;

use super::Konteks;
use super::kedudukan::hari_lewat;
use super::kontrak::{Kontrak, days_between};
use super::tanda::{Angka, Flag, Satuan, persen};
use crate::consolidate::findings::date_in_words;
use crate::diag::catalogue::deviasi as kode;
use crate::model::field::Measure;
use crate::model::nilai::Sen;
use crate::model::table::Row;
use crate::rules::deviasi::AmbangDeviasi;

/// Returns the flags of a contract's dates.
pub(super) fn flags(
    row: &Row,
    kontrak: &Kontrak,
    konteks: Konteks,
    ambang: &AmbangDeviasi,
) -> Vec<Flag> {
    let mut flags = Vec::new();
    let backwards = end_before_start(kontrak);
    if let Some(tanggal) = konteks.tanggal {
        flags.extend(overdue(row, kontrak, tanggal, ambang));
        flags.extend(not_begun(row, kontrak, tanggal, ambang));
    }
    flags.extend(backwards);
    flags.extend(past_year(kontrak, konteks.tahun, ambang));
    flags.extend(unread(kontrak));
    flags
}

/// A work of construction without any contract, although its form has a place for one.
pub(super) fn without_contract(
    row: &Row,
    konteks: Konteks,
    ambang: &AmbangDeviasi,
) -> Option<Flag> {
    let tanggal = konteks.tanggal?;
    let rule = &ambang.belum_kontrak;
    let due = i16::from(tanggal.month()) >= i16::from(rule.bulan);
    let open = row
        .realisasi_fisik
        .is_none_or(|fisik| fisik < 100.0 - ambang.toleransi);
    let funded = row.pagu.is_some_and(|pagu| pagu > Sen::ZERO);
    (konteks.ada_kontrak && due && open && funded).then(|| {
        let kalimat = format!(
            "belum ada nomor atau nilai kontrak sampai dengan {}; pekerjaan konstruksi berkontrak paling lambat akhir bulan ke-{}",
            date_in_words(tanggal),
            rule.bulan
        );
        Flag::new(kode::BELUM_KONTRAK, kalimat).with_threshold(
            f64::from(rule.bulan),
            Satuan::Bulan,
            &rule.dasar(),
        )
    })
}

fn overdue(row: &Row, kontrak: &Kontrak, tanggal: Date, ambang: &AmbangDeviasi) -> Option<Flag> {
    let hari = hari_lewat(row, kontrak, Some(tanggal), ambang)?;
    let (selesai, fisik) = (kontrak.selesai?, row.realisasi_fisik?);
    let rule = &ambang.lewat_kontrak;
    let denda = kontrak
        .nilai
        .and_then(|nilai| fine(nilai, hari, rule.denda_permil_per_hari));
    let batas = kontrak.batas(rule.kesempatan_hari);
    let kalimat = format!(
        "lewat kontrak {hari} hari: berakhir {}, keadaan {}, fisik baru {}{}",
        date_in_words(selesai),
        date_in_words(tanggal),
        persen(fisik, 100.0),
        denda.map_or_else(
            || "; denda tidak dihitung karena nilai kontrak tidak dilaporkan".to_owned(),
            |denda| format!(
                "; perkiraan denda {denda} ({hari} hari × {} ‰ × nilai kontrak sebagaimana dilaporkan)",
                crate::model::nilai::comma(rule.denda_permil_per_hari, 0)
            )
        )
    );
    // Without the contract's value the work is worth what the budget gives for it.
    let left = kontrak
        .nilai
        .or(row.pagu)
        .and_then(|nilai| Sen::from_rupiah(nilai.rupiah() * (100.0 - fisik) / 100.0));
    let flag = Flag::new(kode::LEWAT_KONTRAK, kalimat)
        .with_numbers([
            Angka::hari("hari_lewat", hari),
            Angka::persen("realisasi_fisik_pct", fisik),
        ])
        .with_threshold(0.0, Satuan::Hari, &rule.dasar())
        .weighing(left, Some(hari))
        .then(next_step(batas, tanggal, rule.kesempatan_hari));
    Some(Flag {
        denda,
        batas,
        ..flag
    })
}

/// Returns the fine for so many days, in per mille of the contract a day; to the sen.
pub(super) fn fine(nilai: Sen, hari: i64, permil: f64) -> Option<Sen> {
    #[expect(clippy::cast_precision_loss, reason = "days of a contract")]
    Sen::from_rupiah(nilai.rupiah() * permil / 1000.0 * hari as f64)
}

fn next_step(batas: Option<Date>, tanggal: Date, hari: i32) -> String {
    let what = kode::LEWAT_KONTRAK.perbaikan;
    match batas {
        Some(batas) if batas < tanggal => format!(
            "{what} Batas {hari} hari kalender, {}, sudah lewat {} hari: tetapkan pemutusan kontrak, pencairan jaminan pelaksanaan, dan sanksi daftar hitam sesuai ketentuan.",
            date_in_words(batas),
            days_between(batas, tanggal)
        ),
        Some(batas) => format!(
            "{what} Batas {hari} hari kalender jatuh pada {}.",
            date_in_words(batas)
        ),
        None => what.to_owned(),
    }
}

fn not_begun(row: &Row, kontrak: &Kontrak, tanggal: Date, ambang: &AmbangDeviasi) -> Option<Flag> {
    let (mulai, fisik) = (kontrak.mulai?, row.realisasi_fisik?);
    (mulai > tanggal && fisik > ambang.toleransi).then(|| {
        let kalimat = format!(
            "pekerjaan mulai {}, setelah {}, tetapi fisik sudah {}",
            date_in_words(mulai),
            date_in_words(tanggal),
            persen(fisik, 0.0)
        );
        Flag::new(kode::FISIK_SEBELUM_MULAI, kalimat)
            .with_numbers([Angka::persen("realisasi_fisik_pct", fisik)])
    })
}

fn end_before_start(kontrak: &Kontrak) -> Option<Flag> {
    let (mulai, selesai) = (kontrak.mulai?, kontrak.selesai?);
    (selesai < mulai).then(|| {
        let kalimat = format!(
            "kontrak berakhir {}, sebelum mulai {}",
            date_in_words(selesai),
            date_in_words(mulai)
        );
        Flag::new(kode::SELESAI_SEBELUM_MULAI, kalimat)
            .with_numbers([Angka::hari("hari", days_between(mulai, selesai))])
    })
}

fn past_year(kontrak: &Kontrak, tahun: Option<i16>, ambang: &AmbangDeviasi) -> Option<Flag> {
    let rule = &ambang.lewat_tahun;
    let (selesai, tahun) = (kontrak.selesai?, tahun?);
    let hari = days_between(Date::new(tahun, 12, 31).ok()?, selesai);
    (hari > i64::from(rule.hari) && !kontrak.tahun_jamak).then(|| {
        let kalimat = format!(
            "kontrak berakhir {}, setelah 31 Desember {tahun}, tanpa keterangan tahun jamak",
            date_in_words(selesai)
        );
        Flag::new(kode::KONTRAK_LEWAT_TAHUN, kalimat)
            .with_numbers([Angka::hari("hari_setelah_tahun", hari)])
            .with_threshold(f64::from(rule.hari), Satuan::Hari, &rule.dasar())
            .weighing(None, Some(hari))
    })
}

fn unread(kontrak: &Kontrak) -> Option<Flag> {
    let named = kontrak
        .tak_terbaca
        .iter()
        .map(|(measure, text): &(Measure, String)| format!("{} \"{text}\"", measure.label()));
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| {
        let kalimat = format!(
            "{} tidak terbaca sebagai tanggal, sehingga waktu kontrak tidak dinilai",
            named.join(" dan ")
        );
        Flag::new(kode::TANGGAL_TAK_TERBACA, kalimat)
    })
}

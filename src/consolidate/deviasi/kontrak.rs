//! The contract as the report states it, and whether the rules of contracts apply to a row.

use jiff::civil::Date;

use crate::consolidate::jumlah::share;
use crate::model::field::Measure;
use crate::model::kegiatan::Klasifikasi;
use crate::model::nilai::Sen;
use crate::model::table::Row;
use crate::normalize::angka::{self, Angka, Style};
use crate::normalize::fold::fold;
use crate::normalize::tanggal;
use crate::rules::Rules;
use crate::rules::baris::contains_phrase;

/// What a row says of its contract; `None` is not stated, or not readable as stated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kontrak {
    pub nomor: Option<String>,
    pub penyedia: Option<String>,
    pub nilai: Option<Sen>,
    pub hps: Option<Sen>,
    /// The advance that the contract grants, in percent of it.
    pub uang_muka: Option<f64>,
    pub mulai: Option<Date>,
    pub selesai: Option<Date>,
    /// Whether it spans several budget years by its words or its begin.
    pub tahun_jamak: bool,
    /// Dates that are stated and can't be read, as written.
    pub tak_terbaca: Vec<(Measure, String)>,
}

impl Kontrak {
    /// Reads the contract of a row; `None` where it states neither number nor value, or is done by the office itself.
    #[must_use]
    pub fn of(row: &Row, tahun: Option<i16>, rules: &Rules) -> Option<Self> {
        let stated = stated(row, Measure::NomorKontrak).or(stated(row, Measure::NilaiKontrak));
        if stated.is_none() || is_own_work(row, rules) {
            return None;
        }
        let owned = |measure| self::stated(row, measure).map(str::to_owned);
        let kolom = &rules.kolom;
        let nilai = money(row, Measure::NilaiKontrak).filter(|nilai| *nilai > Sen::ZERO);
        let mulai =
            self::stated(row, Measure::TanggalMulai).and_then(|text| tanggal::pertama(text, kolom));
        let selesai = self::stated(row, Measure::TanggalSelesai)
            .and_then(|text| tanggal::terakhir(text, kolom));
        let unread = [
            (Measure::TanggalMulai, mulai),
            (Measure::TanggalSelesai, selesai),
        ];
        let tak_terbaca = unread
            .into_iter()
            .filter(|(_, date)| date.is_none())
            .filter_map(|(measure, _)| Some((measure, owned(measure)?)));
        let begun_before = mulai
            .zip(tahun)
            .is_some_and(|(mulai, tahun)| mulai.year() < tahun);
        Some(Self {
            nomor: owned(Measure::NomorKontrak),
            penyedia: owned(Measure::Penyedia),
            nilai,
            hps: money(row, Measure::Hps).filter(|hps| *hps > Sen::ZERO),
            uang_muka: advance(row, nilai),
            mulai,
            selesai,
            tahun_jamak: begun_before || says(row, &rules.deviasi.kata_kontrak.tahun_jamak),
            tak_terbaca: tak_terbaca.collect(),
        })
    }

    /// Returns realisasi keuangan in percent of the contract.
    #[must_use]
    pub fn keuangan_pct(&self, row: &Row) -> Option<f64> {
        share(row.realisasi_keuangan?, self.nilai?)
    }

    /// Returns CPI: fisik over keuangan, both of the contract; under 1 it is paid ahead of the work.
    #[must_use]
    pub fn cpi(&self, row: &Row) -> Option<f64> {
        ratio(row.realisasi_fisik?, self.keuangan_pct(row)?)
    }

    /// Returns the days from its begin to its end.
    #[must_use]
    pub fn durasi(&self) -> Option<i64> {
        let days = days_between(self.mulai?, self.selesai?);
        (days > 0).then_some(days)
    }

    /// Returns the date after its end by so many days.
    #[must_use]
    pub fn batas(&self, hari: i32) -> Option<Date> {
        after(self.selesai?, hari)
    }
}

/// Returns SPI: fisik over rencana; under 1 it is late.
#[must_use]
pub fn spi(row: &Row) -> Option<f64> {
    ratio(row.realisasi_fisik?, row.target_fisik?)
}

/// Returns left / right; `None` where right isn't more than nothing.
fn ratio(left: f64, right: f64) -> Option<f64> {
    (right > 0.0).then(|| left / right)
}

/// Returns the calendar days from one date to another, negative where it lies before.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    // Days are the default unit of a difference of dates, so this is exact.
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// Returns the date so many days later; `None` beyond the calendar.
pub(super) fn after(date: Date, hari: i32) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(hari).ok()?)
        .ok()
}

/// Returns whether the rules of contracts hold for the row: works of construction, neither routine nor done by the
/// office itself.
pub(super) fn is_judged(row: &Row, klasifikasi: Option<&Klasifikasi>, rules: &Rules) -> bool {
    let words = &rules.deviasi.kata_kontrak;
    let is_routine = || says(row, &words.rutin) && !says(row, &words.bukan_rutin);
    klasifikasi.is_some_and(|k| k.fisik_konstruksi) && !is_own_work(row, rules) && !is_routine()
}

fn is_own_work(row: &Row, rules: &Rules) -> bool {
    says(row, &rules.deviasi.kata_kontrak.swakelola)
}

/// Whether the name of a row, or what it says of its procurement, holds one of some words.
fn says(row: &Row, words: &[String]) -> bool {
    let texts = [
        Measure::Metode,
        Measure::JenisPengadaan,
        Measure::Keterangan,
    ]
    .into_iter()
    .filter_map(|measure| stated(row, measure))
    .chain([row.uraian.as_ref()]);
    texts
        .map(fold)
        .any(|text| words.iter().any(|word| contains_phrase(&text, word)))
}

/// Returns a text column that says something: dashes and zeroes say nothing.
pub(super) fn stated(row: &Row, measure: Measure) -> Option<&str> {
    let text = row.lain.get(&measure)?.trim();
    let nothing = angka::is_blank(text) || matches!(text, "0" | "Rp0");
    (!nothing).then_some(text)
}

fn money(row: &Row, measure: Measure) -> Option<Sen> {
    match angka::parse(stated(row, measure)?, Style::Indonesian, false) {
        Angka::Number {
            value,
            percent: false,
            ..
        } => Sen::from_rupiah(value),
        _ => None,
    }
}

/// The advance in percent: by its own column, or as the remarks state it (`uang muka 30 %`).
fn advance(row: &Row, nilai: Option<Sen>) -> Option<f64> {
    let percent = |text: &str| match angka::parse(text, Style::Indonesian, true) {
        Angka::Number {
            value,
            percent: true,
            ..
        } => Some(value),
        _ => None,
    };
    let of_column = || percent(stated(row, Measure::UangMukaPct)?);
    let of_money = || share(money(row, Measure::UangMuka)?, nilai?);
    let of_remark = || {
        let text = stated(row, Measure::Keterangan)?.to_lowercase();
        let (_, rest) = text.split_once("uang muka")?;
        let digits = rest.find(|c: char| c.is_ascii_digit())?;
        let between = rest.get(..digits)?;
        let plain = between
            .chars()
            .all(|c| c.is_alphabetic() || " :=(".contains(c));
        let (number, _) = rest.get(digits..)?.split_once('%')?;
        percent(&format!("{}%", number.trim())).filter(|_| plain)
    };
    of_column()
        .or_else(of_money)
        .or_else(of_remark)
        .filter(|percent| (0.0..=100.0).contains(percent))
}

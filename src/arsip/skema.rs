//! The columns of each file of the archive, and rows from them and back. A change of any of them is a new version.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::{Date, DateTime, Time, date};

use super::tabel::Jenis::{Bulat, Persen, Tanggal, Teks, Uang, Waktu, Ya};
use super::tabel::{Bacaan, Kolom, Sel, boleh, wajib};
use crate::model::arsip::{BarisArsip, JumlahArsip, KirimanArsip, TemuanArsip};
use crate::model::kegiatan::{Jenis, Tingkat};
use crate::model::nilai::Sen;

const EPOCH: Date = date(1970, 1, 1);

pub(super) const BARIS: [Kolom<BarisArsip>; 17] = [
    wajib("opd", Teks, |b| Sel::teks(&b.opd)),
    wajib("unit", Teks, |b| Sel::teks(&b.unit)),
    wajib("berkas", Teks, |b| Sel::teks(&b.file)),
    boleh("lembar", Teks, |b| Sel::perhaps(b.sheet.as_deref())),
    // As the sheet numbers it, from 1.
    wajib("baris", Bulat, |b| Sel::Utuh(i64::from(b.row) + 1)),
    wajib("tingkat", Teks, |b| Sel::teks(b.level.name())),
    boleh("kode", Teks, |b| Sel::perhaps(b.kode.as_deref())),
    wajib("uraian", Teks, |b| Sel::teks(&b.uraian)),
    boleh("induk", Teks, |b| Sel::perhaps(b.induk.as_deref())),
    boleh("pagu_rp", Uang, |b| uang(b.pagu)),
    boleh("target_keuangan_rp", Uang, |b| uang(b.target_keuangan)),
    boleh("realisasi_keuangan_rp", Uang, |b| {
        uang(b.realisasi_keuangan)
    }),
    boleh("target_fisik_pct", Persen, |b| Sel::pecahan(b.target_fisik)),
    boleh("realisasi_fisik_pct", Persen, |b| {
        Sel::pecahan(b.realisasi_fisik)
    }),
    boleh("jenis", Teks, |b| Sel::perhaps(b.jenis.map(Jenis::name))),
    wajib("fisik_konstruksi", Ya, |b| {
        Sel::Utuh(i64::from(b.fisik_konstruksi))
    }),
    boleh("sumber_dana", Teks, |b| {
        Sel::perhaps(b.sumber_dana.as_deref())
    }),
];

pub(super) const KIRIMAN: [Kolom<KirimanArsip>; 12] = [
    wajib("opd", Teks, |k| Sel::teks(&k.opd)),
    wajib("nama", Teks, |k| Sel::teks(&k.nama)),
    wajib("status", Teks, |k| Sel::teks(&k.status)),
    boleh("diterima_pada", Waktu, |k| {
        Sel::utuh(k.diterima.as_deref().and_then(millis))
    }),
    // Whether the time of day is known; else `diterima_pada` is the day's beginning.
    wajib("berpukul", Ya, |k| {
        Sel::Utuh(i64::from(
            k.diterima.as_deref().is_some_and(|at| at.contains('T')),
        ))
    }),
    wajib("perkiraan", Ya, |k| Sel::Utuh(i64::from(k.perkiraan))),
    boleh("tenggat", Tanggal, |k| {
        Sel::utuh(k.tenggat.as_deref().and_then(days))
    }),
    boleh("hari_terlambat", Bulat, |k| {
        Sel::utuh(k.hari_terlambat.map(i64::from))
    }),
    wajib("revisi", Bulat, |k| Sel::banyak(k.revisi)),
    wajib("harus_diperbaiki", Bulat, |k| Sel::banyak(k.errors)),
    wajib("perlu_diperiksa", Bulat, |k| Sel::banyak(k.warnings)),
    // The hashes of the counted files, separated by blanks.
    wajib("blake3", Teks, |k| {
        Sel::Teks(Cow::Owned(k.blake3.join(" ")))
    }),
];

pub(super) const TEMUAN: [Kolom<TemuanArsip>; 9] = [
    wajib("kode", Teks, |t| Sel::teks(&t.kode)),
    wajib("nama", Teks, |t| Sel::teks(&t.nama)),
    wajib("tingkat", Teks, |t| Sel::teks(&t.tingkat)),
    boleh("opd", Teks, |t| Sel::perhaps(t.opd.as_deref())),
    wajib("berkas", Teks, |t| Sel::teks(&t.berkas)),
    boleh("lembar", Teks, |t| Sel::perhaps(t.lembar.as_deref())),
    boleh("sel", Teks, |t| Sel::perhaps(t.sel.as_deref())),
    wajib("pesan", Teks, |t| Sel::teks(&t.pesan)),
    boleh("isi", Teks, |t| Sel::perhaps(t.isi.as_deref())),
];

pub(super) const JUMLAH: [Kolom<JumlahArsip>; 11] = [
    wajib("lingkup", Teks, |j| Sel::teks(&j.lingkup)),
    wajib("kunci", Teks, |j| Sel::teks(&j.kunci)),
    wajib("bagian", Teks, |j| Sel::teks(&j.bagian)),
    wajib("kegiatan", Bulat, |j| Sel::banyak(j.kegiatan)),
    boleh("pagu_rp", Uang, |j| uang(j.pagu)),
    boleh("target_keuangan_rp", Uang, |j| uang(j.target_keuangan)),
    boleh("realisasi_keuangan_rp", Uang, |j| {
        uang(j.realisasi_keuangan)
    }),
    boleh("target_fisik_pct", Persen, |j| Sel::pecahan(j.target_fisik)),
    boleh("realisasi_fisik_pct", Persen, |j| {
        Sel::pecahan(j.realisasi_fisik)
    }),
    boleh("deviasi_fisik_pct", Persen, |j| {
        Sel::pecahan(j.deviasi_fisik)
    }),
    boleh("deviasi_keuangan_pct", Persen, |j| {
        Sel::pecahan(j.deviasi_keuangan)
    }),
];

fn uang<'a>(sen: Option<Sen>) -> Sel<'a> {
    Sel::utuh(sen.map(|sen| sen.0))
}

/// Returns the rows of `baris.parquet`.
///
/// # Errors
/// A word that the program doesn't know, or a row without a number.
pub(super) fn baris(read: &Bacaan) -> Result<Vec<BarisArsip>, String> {
    let mut names = Names::default();
    let money = |row, column| read.utuh(row, column).map(Sen);
    (0..read.rows)
        .map(|row| {
            let text = |column| read.teks(row, column).unwrap_or_default();
            let owned = |column| read.teks(row, column).map(Box::from);
            let jenis = read.teks(row, 14).map(|name| {
                Jenis::from_name(name).ok_or_else(|| format!("jenis \"{name}\" tidak dikenal"))
            });
            let number = read
                .utuh(row, 4)
                .and_then(|number| u32::try_from(number - 1).ok());
            let level = text(5);
            Ok(BarisArsip {
                opd: names.of(text(0)),
                unit: names.of(text(1)),
                file: names.of(text(2)),
                sheet: read.teks(row, 3).map(|name| names.of(name)),
                row: number.ok_or("nomor baris tidak wajar")?,
                level: Tingkat::from_name(level)
                    .ok_or_else(|| format!("tingkat \"{level}\" tidak dikenal"))?,
                kode: owned(6),
                uraian: text(7).into(),
                induk: read.teks(row, 8).map(|name| names.of(name)),
                pagu: money(row, 9),
                target_keuangan: money(row, 10),
                realisasi_keuangan: money(row, 11),
                target_fisik: read.pecahan(row, 12),
                realisasi_fisik: read.pecahan(row, 13),
                jenis: jenis.transpose()?,
                fisik_konstruksi: read.utuh(row, 15) == Some(1),
                sumber_dana: owned(16),
            })
        })
        .collect()
}

/// Returns the rows of `kiriman.parquet`.
///
/// # Errors
/// A time beyond the calendar.
pub(super) fn kiriman(read: &Bacaan) -> Result<Vec<KirimanArsip>, String> {
    let count = |row, column| {
        let value = read
            .utuh(row, column)
            .and_then(|value| usize::try_from(value).ok());
        value.ok_or_else(|| "bilangan tidak wajar".to_owned())
    };
    let beyond = || "waktu di luar kalender".to_owned();
    (0..read.rows)
        .map(|row| {
            let text = |column| read.teks(row, column).unwrap_or_default();
            let received = match read.utuh(row, 3) {
                Some(millis) => Some(iso(millis, read.utuh(row, 4) == Some(1)).ok_or_else(beyond)?),
                None => None,
            };
            let tenggat = match read.utuh(row, 6) {
                Some(days) => Some(day(days).ok_or_else(beyond)?.to_string()),
                None => None,
            };
            Ok(KirimanArsip {
                opd: Arc::from(text(0)),
                nama: Arc::from(text(1)),
                status: Arc::from(text(2)),
                diterima: received.map(Arc::from),
                perkiraan: read.utuh(row, 5) == Some(1),
                tenggat: tenggat.map(Arc::from),
                hari_terlambat: read.utuh(row, 7).and_then(|days| i32::try_from(days).ok()),
                revisi: count(row, 8)?,
                errors: count(row, 9)?,
                warnings: count(row, 10)?,
                blake3: text(11).split_whitespace().map(str::to_owned).collect(),
            })
        })
        .collect()
}

/// Returns the rows of `jumlah.parquet`.
///
/// # Errors
/// A count that isn't one.
pub(super) fn jumlah(read: &Bacaan) -> Result<Vec<JumlahArsip>, String> {
    let mut names = Names::default();
    (0..read.rows)
        .map(|row| {
            let mut text = |column| names.of(read.teks(row, column).unwrap_or_default());
            let money = |column| read.utuh(row, column).map(Sen);
            let count = read
                .utuh(row, 3)
                .and_then(|count| usize::try_from(count).ok());
            Ok(JumlahArsip {
                lingkup: text(0),
                kunci: text(1),
                bagian: text(2),
                kegiatan: count.ok_or("bilangan tidak wajar")?,
                pagu: money(4),
                target_keuangan: money(5),
                realisasi_keuangan: money(6),
                target_fisik: read.pecahan(row, 7),
                realisasi_fisik: read.pecahan(row, 8),
                deviasi_fisik: read.pecahan(row, 9),
                deviasi_keuangan: read.pecahan(row, 10),
            })
        })
        .collect()
}

/// Texts that many rows share, each held once.
#[derive(Default)]
struct Names(BTreeSet<Arc<str>>);

impl Names {
    fn of(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let name: Arc<str> = Arc::from(text);
        self.0.insert(Arc::clone(&name));
        name
    }
}

/// Days from 1970 to an ISO date.
fn days(text: &str) -> Option<i64> {
    let date: Date = text.get(..10)?.parse().ok()?;
    Some(i64::from(date.since(EPOCH).ok()?.get_days()))
}

/// Milliseconds from 1970 to an ISO date, with or without its time of day.
fn millis(text: &str) -> Option<i64> {
    const DAY: i64 = 86_400_000;
    let whole = days(text)? * DAY;
    let Some((_, clock)) = text.split_once('T') else {
        return Some(whole);
    };
    let clock: Time = clock.parse().ok()?;
    let seconds = (i64::from(clock.hour()) * 60 + i64::from(clock.minute())) * 60;
    Some(whole + (seconds + i64::from(clock.second())) * 1_000)
}

/// An ISO date from days since 1970.
pub(super) fn tanggal(days: i64) -> Option<String> {
    day(days).map(|date| date.to_string())
}

/// An ISO time from milliseconds since 1970.
pub(super) fn waktu(millis: i64) -> Option<String> {
    iso(millis, true)
}

fn day(days: i64) -> Option<Date> {
    EPOCH
        .checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()
}

/// The ISO form of a number of milliseconds from 1970.
fn iso(millis: i64, with_clock: bool) -> Option<String> {
    let start: DateTime = EPOCH.to_datetime(Time::midnight());
    let at = start
        .checked_add(jiff::Span::new().try_milliseconds(millis).ok()?)
        .ok()?;
    Some(if with_clock {
        at.to_string()
    } else {
        at.date().to_string()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_come_back_as_they_were() {
        for text in [
            "2026-10-12",
            "2026-10-12T14:05:00",
            "1969-12-31T23:59:59",
            "2000-02-29T00:00:00",
        ] {
            let with_clock = text.contains('T');
            assert_eq!(
                iso(millis(text).unwrap(), with_clock).as_deref(),
                Some(text)
            );
        }
        assert_eq!(
            day(days("2026-10-12").unwrap()).unwrap().to_string(),
            "2026-10-12"
        );
        assert_eq!(iso(i64::MAX, true), None);
    }
}

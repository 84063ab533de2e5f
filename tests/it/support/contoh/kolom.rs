//! The columns that a form can have, and what a row shows in each.

use super::anggaran::Level;
use super::view::View;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Col {
    No,
    Kode,
    /// One part of the code: urusan, bidang, program, kegiatan, sub kegiatan.
    KodeBagian(usize),
    Uraian,
    /// Code and name in one cell.
    KodeUraian,
    Unit,
    /// The office's name on every row.
    Instansi,
    PaguAwal,
    Pagu,
    Bobot,
    Dana(usize),
    SumberDana,
    TargetRp,
    TargetPct,
    TargetTtb,
    LaluRp,
    LaluPct,
    LaluFisik,
    IniRp,
    IniPct,
    IniFisik,
    RealRp,
    RealPct,
    RealTtb,
    CapaianKeu,
    DeviasiKeu,
    DeviasiKeuTtb,
    /// (target − realisasi) / target × 100: positive is late.
    DeviasiRelatif,
    Sisa,
    SisaPct,
    TargetFisik,
    TargetFisikTtb,
    Fisik,
    FisikTtb,
    CapaianFisik,
    DeviasiFisik,
    DeviasiFisikTtb,
    NilaiFisikRp,
    RataCapaian,
    Pptk,
    Lokasi,
    Indikator,
    Satuan,
    NilaiKontrak,
    NomorKontrak,
    Penyedia,
    Mulai,
    Selesai,
    Status,
    Tahun,
    Kategori,
    /// The contract's value in the column of its method, and what was paid on it.
    MetodeKontrak(usize),
    MetodeReal(usize),
    Keterangan,
    Kosong,
}

/// What a cell of a column holds, before the form's habits (text money, fractions, thousands) are applied.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    /// Sen.
    Money(i64),
    /// 0–100.
    Percent(f64),
    Integer(i64),
    Blank,
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole == 0.0 {
        0.0
    } else {
        part / whole * 100.0
    }
}

fn share(part: i64, whole: i64) -> f64 {
    ratio(part as f64, whole as f64)
}

/// Returns what a row shows in a column; `total` is the sum of the table, `office` the name that codes and units are filled with.
#[must_use]
pub fn value(col: Col, row: &View, total: &View, office: &str) -> Value {
    let a = &row.amounts;
    let bobot = share(a.pagu, total.amounts.pagu);
    let percent = |value: Option<f64>| value.map_or(Value::Blank, Value::Percent);
    let real = share(a.real, a.pagu);
    let target = share(a.target, a.pagu);
    let text = |text: &str| leaf_text(row, text);
    match col {
        Col::No | Col::Kosong => Value::Blank,
        Col::Kode => Value::Text(row.kode.clone()),
        Col::KodeBagian(part) => kode_part(&row.kode, part),
        Col::Uraian => Value::Text(row.nama.clone()),
        Col::KodeUraian => Value::Text(format!("{} {}", row.kode, row.nama)),
        Col::Unit => text(row.unit.as_deref().unwrap_or(office)),
        Col::Instansi => text(office),
        Col::PaguAwal => Value::Money(a.pagu_awal),
        Col::Pagu => Value::Money(a.pagu),
        Col::Bobot => Value::Percent(bobot),
        Col::Dana(source) => Value::Money(a.dana[source]),
        Col::SumberDana => {
            text(["PAD", "DAU", "DAK Fisik", "DBH", "Bankeu Provinsi"][largest(&a.dana)])
        }
        Col::TargetRp => Value::Money(a.target),
        Col::TargetPct => Value::Percent(target),
        Col::TargetTtb => Value::Percent(bobot * target / 100.0),
        Col::LaluRp => Value::Money(a.lalu),
        Col::LaluPct => Value::Percent(share(a.lalu, a.pagu)),
        Col::LaluFisik => percent(row.lalu_fisik),
        Col::IniRp => Value::Money(a.real - a.lalu),
        Col::IniPct => Value::Percent(share(a.real - a.lalu, a.pagu)),
        Col::IniFisik => percent(row.fisik.zip(row.lalu_fisik).map(|(sd, lalu)| sd - lalu)),
        Col::RealRp => Value::Money(a.real),
        Col::RealPct => Value::Percent(real),
        Col::RealTtb => Value::Percent(bobot * real / 100.0),
        Col::CapaianKeu => Value::Percent(share(a.real, a.target)),
        Col::DeviasiKeu => Value::Percent(real - target),
        Col::DeviasiKeuTtb => Value::Percent(bobot * (real - target) / 100.0),
        Col::DeviasiRelatif => Value::Percent(ratio(target - real, target)),
        Col::Sisa => Value::Money(a.pagu - a.real),
        Col::SisaPct => Value::Percent(share(a.pagu - a.real, a.pagu)),
        Col::TargetFisik => percent(row.target_fisik),
        Col::TargetFisikTtb => percent(row.target_fisik.map(|fisik| bobot * fisik / 100.0)),
        Col::Fisik => percent(row.fisik),
        Col::FisikTtb => percent(row.fisik.map(|fisik| bobot * fisik / 100.0)),
        Col::CapaianFisik => percent(
            row.fisik
                .zip(row.target_fisik)
                .map(|(real, plan)| ratio(real, plan)),
        ),
        Col::DeviasiFisik => percent(
            row.fisik
                .zip(row.target_fisik)
                .map(|(real, plan)| real - plan),
        ),
        Col::DeviasiFisikTtb => percent(
            row.fisik
                .zip(row.target_fisik)
                .map(|(real, plan)| bobot * (real - plan) / 100.0),
        ),
        Col::NilaiFisikRp => row.fisik.map_or(Value::Blank, |fisik| {
            Value::Money((a.pagu as f64 * fisik / 10_000.0).round() as i64 * 100)
        }),
        Col::RataCapaian => percent(
            row.fisik
                .zip(row.target_fisik)
                .map(|(real, plan)| f64::midpoint(ratio(real, plan), share(a.real, a.target))),
        ),
        Col::Pptk => text("PPTK"),
        Col::Lokasi => text(&row.unit.as_ref().map_or_else(
            || "Kab. Karanganyar".to_owned(),
            |unit| format!("Kel. {unit}"),
        )),
        Col::Indikator => text("Jumlah dokumen/unit yang tersedia"),
        Col::Satuan => text("12 dokumen"),
        Col::Keterangan => match row.fisik.zip(row.target_fisik) {
            Some((real, plan)) if row.leaf && real + 5.0 < plan => {
                Value::Text("Keterlambatan pelaksanaan di lapangan".to_owned())
            }
            _ => Value::Blank,
        },
        _ => contract(col, row),
    }
}

/// Returns what a row shows in a column about its contract.
fn contract(col: Col, row: &View) -> Value {
    let a = &row.amounts;
    match col {
        Col::NilaiKontrak => row
            .kontrak
            .as_ref()
            .map_or(Value::Blank, |k| Value::Money(k.nilai)),
        Col::NomorKontrak => row
            .kontrak
            .as_ref()
            .map_or(Value::Blank, |k| Value::Text(k.nomor.clone())),
        Col::Penyedia => row
            .kontrak
            .as_ref()
            .map_or(Value::Blank, |k| Value::Text(k.penyedia.clone())),
        Col::Mulai => row
            .kontrak
            .as_ref()
            .map_or(Value::Blank, |k| Value::Text(k.mulai.clone())),
        Col::Selesai => row
            .kontrak
            .as_ref()
            .map_or(Value::Blank, |k| Value::Text(k.selesai.clone())),
        Col::Status => leaf_text(
            row,
            if row.fisik >= Some(100.0) {
                "Selesai"
            } else {
                "Pelaksanaan"
            },
        ),
        Col::Tahun => {
            if row.leaf {
                Value::Integer(2026)
            } else {
                Value::Blank
            }
        }
        Col::Kategori => leaf_text(
            row,
            if row.kontrak.is_some() {
                "Pekerjaan Konstruksi"
            } else {
                "Swakelola"
            },
        ),
        Col::MetodeKontrak(method) => match &row.kontrak {
            Some(kontrak) if kontrak.metode == method => Value::Money(kontrak.nilai),
            None if method == 2 && row.leaf => Value::Money(a.pagu),
            _ => Value::Blank,
        },
        Col::MetodeReal(method) => match &row.kontrak {
            Some(kontrak) if kontrak.metode == method => Value::Money(a.real),
            None if method == 2 && row.leaf => Value::Money(a.real),
            _ => Value::Blank,
        },
        _ => Value::Blank,
    }
}

/// A text that only leaves carry.
fn leaf_text(row: &View, text: &str) -> Value {
    if row.leaf {
        Value::Text(text.to_owned())
    } else {
        Value::Blank
    }
}

fn largest(dana: &[i64; 5]) -> usize {
    (0..5).max_by_key(|index| dana[*index]).unwrap_or(0)
}

/// Returns part `part` of `1.03.10.2.01.0033`: urusan, bidang, program, kegiatan (`2.01`), sub kegiatan.
fn kode_part(kode: &str, part: usize) -> Value {
    let segments: Vec<&str> = kode.split('.').collect();
    let text = match part {
        0..3 => segments.get(part).map(|s| (*s).to_owned()),
        3 => segments.get(3..5).map(|s| s.join(".")),
        _ => segments.get(5).map(|s| (*s).to_owned()),
    };
    text.map_or(Value::Blank, Value::Text)
}

/// Returns how deep a level stands, for indents and letters.
#[must_use]
pub fn depth(level: Option<Level>) -> u8 {
    match level {
        Some(Level::Program) => 0,
        Some(Level::Kegiatan) => 1,
        Some(Level::SubKegiatan) => 2,
        _ => 3,
    }
}

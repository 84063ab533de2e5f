//! A table as the archive keeps it: its columns with their types, and rows as cells. The one door to the crate `parquet`.

mod baca;
mod tulis;

use std::borrow::Cow;

use parquet::errors::ParquetError;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::TypePtr;

pub(super) use baca::{Bacaan, baca};
pub(super) use tulis::tulis;

/// What a column holds, and how Parquet types it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Jenis {
    Teks,
    /// Money: `DECIMAL(18,2)`, stored as whole sen.
    Uang,
    Persen,
    Bulat,
    Ya,
    /// A civil date, as days since 1970.
    Tanggal,
    /// A local time, as milliseconds since 1970, of no time zone.
    Waktu,
}

impl Jenis {
    /// Returns the physical and logical type in the notation of a Parquet schema.
    const fn skema(self) -> (&'static str, &'static str) {
        match self {
            Self::Teks => ("BYTE_ARRAY", " (STRING)"),
            Self::Uang => ("INT64", " (DECIMAL(18,2))"),
            Self::Persen => ("DOUBLE", ""),
            Self::Bulat => ("INT32", ""),
            Self::Ya => ("BOOLEAN", ""),
            Self::Tanggal => ("INT32", " (DATE)"),
            Self::Waktu => ("INT64", " (TIMESTAMP(MILLIS,false))"),
        }
    }
}

/// A column by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kepala {
    pub(super) nama: &'static str,
    pub(super) jenis: Jenis,
    /// Whether every row has a value.
    pub(super) wajib: bool,
}

/// A column with what it takes of a row.
pub(super) struct Kolom<T> {
    pub(super) kepala: Kepala,
    pub(super) ambil: fn(&T) -> Sel<'_>,
}

/// Returns a column that every row fills.
pub(super) const fn wajib<T>(
    nama: &'static str,
    jenis: Jenis,
    ambil: fn(&T) -> Sel<'_>,
) -> Kolom<T> {
    let kepala = Kepala {
        nama,
        jenis,
        wajib: true,
    };
    Kolom { kepala, ambil }
}

/// Returns a column that may be blank.
pub(super) const fn boleh<T>(
    nama: &'static str,
    jenis: Jenis,
    ambil: fn(&T) -> Sel<'_>,
) -> Kolom<T> {
    let kepala = Kepala {
        nama,
        jenis,
        wajib: false,
    };
    Kolom { kepala, ambil }
}

/// Returns the headers of columns.
pub(super) fn kepala<T>(kolom: &[Kolom<T>]) -> Vec<Kepala> {
    kolom.iter().map(|kolom| kolom.kepala).collect()
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sel<'a> {
    Kosong,
    Teks(Cow<'a, str>),
    /// Sen, a count, 0 or 1, days, milliseconds: by the type of the column.
    Utuh(i64),
    Pecahan(f64),
}

impl<'a> Sel<'a> {
    pub(super) fn teks(text: &'a str) -> Self {
        Self::Teks(Cow::Borrowed(text))
    }

    pub(super) fn perhaps(text: Option<&'a str>) -> Self {
        text.map_or(Self::Kosong, Self::teks)
    }

    pub(super) fn utuh(value: Option<i64>) -> Self {
        value.map_or(Self::Kosong, Self::Utuh)
    }

    pub(super) fn pecahan(value: Option<f64>) -> Self {
        value.map_or(Self::Kosong, Self::Pecahan)
    }

    /// Returns a count; one that no report reaches stays at the most a column holds.
    pub(super) fn banyak(count: usize) -> Self {
        Self::Utuh(i64::from(i32::try_from(count).unwrap_or(i32::MAX)))
    }
}

/// Returns the schema of a table.
fn skema(nama: &str, kepala: &[Kepala]) -> Result<TypePtr, ParquetError> {
    let fields: Vec<String> = kepala
        .iter()
        .map(|kepala| {
            let (physical, logical) = kepala.jenis.skema();
            let repetition = if kepala.wajib { "REQUIRED" } else { "OPTIONAL" };
            format!("{repetition} {physical} {}{logical};", kepala.nama)
        })
        .collect();
    parse_message_type(&format!("message {nama} {{ {} }}", fields.join(" "))).map(TypePtr::new)
}

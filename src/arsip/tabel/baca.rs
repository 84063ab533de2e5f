//! Reads the bytes of a Parquet file back into columns, held against the schema that is expected.
//!
//! Whatever the bytes are: a file that isn't as written is refused in words, and a panic of the crate is one of them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, RowGroupReader};
use parquet::file::serialized_reader::SerializedFileReader;

use super::{Jenis, Kepala, Sel, skema};

/// More rows than any regency has; a file that claims more is damaged.
const MAX_ROWS: usize = 4_000_000;
/// Values taken at a time, so that a wrong count asks for no memory.
const STEP: usize = 65_536;

/// A table that was read: its columns in the order of the schema asked for.
#[derive(Debug, Default)]
pub(in crate::arsip) struct Bacaan {
    pub(in crate::arsip) rows: usize,
    columns: Vec<Isi>,
}

#[derive(Debug)]
enum Isi {
    Teks(Vec<Option<String>>),
    Utuh(Vec<Option<i64>>),
    Pecahan(Vec<Option<f64>>),
}

impl Isi {
    fn len(&self) -> usize {
        match self {
            Self::Teks(values) => values.len(),
            Self::Utuh(values) => values.len(),
            Self::Pecahan(values) => values.len(),
        }
    }
}

impl Bacaan {
    /// Returns a cell.
    pub(in crate::arsip) fn sel(&self, row: usize, column: usize) -> Sel<'_> {
        match self.columns.get(column) {
            Some(Isi::Teks(values)) => {
                Sel::perhaps(values.get(row).and_then(|value| value.as_deref()))
            }
            Some(Isi::Utuh(values)) => Sel::utuh(values.get(row).copied().flatten()),
            Some(Isi::Pecahan(values)) => Sel::pecahan(values.get(row).copied().flatten()),
            None => Sel::Kosong,
        }
    }

    /// Returns a cell of text; blank where it has none.
    pub(in crate::arsip) fn teks(&self, row: usize, column: usize) -> Option<&str> {
        match self.columns.get(column) {
            Some(Isi::Teks(values)) => values.get(row)?.as_deref(),
            _ => None,
        }
    }

    pub(in crate::arsip) fn utuh(&self, row: usize, column: usize) -> Option<i64> {
        match self.columns.get(column) {
            Some(Isi::Utuh(values)) => values.get(row).copied().flatten(),
            _ => None,
        }
    }

    pub(in crate::arsip) fn pecahan(&self, row: usize, column: usize) -> Option<f64> {
        match self.columns.get(column) {
            Some(Isi::Pecahan(values)) => values.get(row).copied().flatten(),
            _ => None,
        }
    }
}

/// Reads a table.
///
/// # Errors
/// What is wrong with the file, in words.
pub(in crate::arsip) fn baca(
    nama: &str,
    kepala: &[Kepala],
    bytes: Vec<u8>,
) -> Result<Bacaan, String> {
    catch_unwind(AssertUnwindSafe(|| table(nama, kepala, Bytes::from(bytes))))
        .unwrap_or_else(|_| Err(ParquetError::General("susunannya rusak".to_owned())))
        .map_err(|error| error.to_string())
}

fn table(nama: &str, kepala: &[Kepala], bytes: Bytes) -> Result<Bacaan, ParquetError> {
    let fault = |message: String| ParquetError::General(message);
    let reader = SerializedFileReader::new(bytes)?;
    let metadata = reader.metadata().file_metadata();
    let expected = skema(nama, kepala)?;
    let (found, asked) = (metadata.schema().get_fields(), expected.get_fields());
    if found.len() != asked.len() {
        let message = format!("{} kolom, seharusnya {}", found.len(), asked.len());
        return Err(fault(message));
    }
    if let Some((_, asked)) = found
        .iter()
        .zip(asked)
        .find(|(found, asked)| found != asked)
    {
        return Err(fault(format!(
            "kolom {} tidak seperti skemanya",
            asked.name()
        )));
    }
    let rows = usize::try_from(metadata.num_rows())
        .ok()
        .filter(|rows| *rows <= MAX_ROWS);
    let rows = rows.ok_or_else(|| fault("banyak baris tidak wajar".to_owned()))?;
    let mut columns: Vec<Isi> = kepala.iter().map(|kepala| empty(kepala.jenis)).collect();
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group)?;
        for (index, (kepala, isi)) in kepala.iter().zip(&mut columns).enumerate() {
            column(group.as_ref(), index, *kepala, rows, isi)?;
        }
    }
    if columns.iter().any(|isi| isi.len() != rows) {
        return Err(fault("banyak baris tidak cocok".to_owned()));
    }
    Ok(Bacaan { rows, columns })
}

fn empty(jenis: Jenis) -> Isi {
    match jenis {
        Jenis::Teks => Isi::Teks(Vec::new()),
        Jenis::Persen => Isi::Pecahan(Vec::new()),
        _ => Isi::Utuh(Vec::new()),
    }
}

fn column(
    group: &dyn RowGroupReader,
    index: usize,
    kepala: Kepala,
    rows: usize,
    isi: &mut Isi,
) -> Result<(), ParquetError> {
    let reader = group.get_column_reader(index)?;
    match (isi, reader) {
        (Isi::Teks(out), ColumnReader::ByteArrayColumnReader(reader)) => {
            values(reader, kepala, rows, out, text)
        }
        (Isi::Pecahan(out), ColumnReader::DoubleColumnReader(reader)) => {
            values(reader, kepala, rows, out, |value| Ok(*value))
        }
        (Isi::Utuh(out), ColumnReader::Int64ColumnReader(reader)) => {
            values(reader, kepala, rows, out, |value| Ok(*value))
        }
        (Isi::Utuh(out), ColumnReader::Int32ColumnReader(reader)) => {
            values(reader, kepala, rows, out, |value| Ok(i64::from(*value)))
        }
        (Isi::Utuh(out), ColumnReader::BoolColumnReader(reader)) => {
            values(reader, kepala, rows, out, |value| Ok(i64::from(*value)))
        }
        _ => Err(ParquetError::General(format!(
            "kolom {} berjenis lain",
            kepala.nama
        ))),
    }
}

fn text(bytes: &ByteArray) -> Result<String, ParquetError> {
    // A value that the decoder left unset would panic when it is asked for.
    Ok(bytes.as_utf8()?.to_owned())
}

fn values<D: DataType, T>(
    mut reader: ColumnReaderImpl<D>,
    kepala: Kepala,
    rows: usize,
    out: &mut Vec<Option<T>>,
    of: fn(&D::T) -> Result<T, ParquetError>,
) -> Result<(), ParquetError> {
    let too_many = || ParquetError::General(format!("kolom {} terlalu panjang", kepala.nama));
    loop {
        let (mut levels, mut values) = (Vec::new(), Vec::new());
        let asked = (!kepala.wajib).then_some(&mut levels);
        let (read, ..) = reader.read_records(STEP, asked, None, &mut values)?;
        if read == 0 {
            return Ok(());
        }
        if out.len() + read > rows {
            return Err(too_many());
        }
        let mut values = values.iter().map(of);
        if kepala.wajib {
            for value in values {
                out.push(Some(value?));
            }
            continue;
        }
        for level in levels {
            let value = if level > 0 {
                values.next().transpose()?
            } else {
                None
            };
            out.push(value);
        }
    }
}

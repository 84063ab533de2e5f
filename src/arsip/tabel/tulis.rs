//! Writes rows as the bytes of a Parquet file: one row group, uncompressed, the same bytes for the same rows.

use std::borrow::Cow;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};

use super::{Jenis, Kepala, Kolom, Sel, kepala, skema};

/// Under this key each file says the version of its schema.
const KUNCI_SKEMA: &str = "rakor.skema";
/// Most that 18 digits hold, in sen.
const MAX_SEN: i64 = 999_999_999_999_999_999;

/// Returns the file of a table's rows.
///
/// # Errors
/// An amount beyond Rp 9,999,999,999,999,999.99, or a fault of the writer, in words.
pub(in crate::arsip) fn tulis<T>(
    nama: &str,
    versi: u32,
    kolom: &[Kolom<T>],
    rows: &[T],
) -> Result<Vec<u8>, String> {
    file(nama, versi, kolom, rows).map_err(|error| error.to_string())
}

fn file<T>(
    nama: &str,
    versi: u32,
    kolom: &[Kolom<T>],
    rows: &[T],
) -> Result<Vec<u8>, ParquetError> {
    let schema = skema(nama, &kepala(kolom))?;
    let properties = WriterProperties::builder()
        .set_created_by("rakor".to_owned())
        .set_compression(Compression::UNCOMPRESSED)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_key_value_metadata(Some(vec![KeyValue::new(
            KUNCI_SKEMA.to_owned(),
            versi.to_string(),
        )]))
        .build();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    for kolom in kolom {
        let Some(mut column) = group.next_column()? else {
            break;
        };
        let cells = rows.iter().map(kolom.ambil);
        column_of(&mut column, kolom.kepala, cells)?;
        column.close()?;
    }
    group.close()?;
    writer.close()?;
    Ok(bytes)
}

fn column_of<'a>(
    column: &mut SerializedColumnWriter<'_>,
    kepala: Kepala,
    cells: impl Iterator<Item = Sel<'a>>,
) -> Result<(), ParquetError> {
    let fault = |what: &str| ParquetError::General(format!("{what} pada kolom {}", kepala.nama));
    let whole = |cell: Sel<'a>| match cell {
        Sel::Kosong => Ok(None),
        Sel::Utuh(value) => Ok(Some(value)),
        Sel::Teks(_) | Sel::Pecahan(_) => Err(fault("jenis isi yang salah")),
    };
    let small = |cell: Sel<'a>| {
        let value = whole(cell)?;
        let value = value.map(i32::try_from).transpose();
        value.map_err(|_| fault("bilangan terlalu besar"))
    };
    match kepala.jenis {
        Jenis::Teks => {
            let text = |cell: Sel<'a>| match cell {
                Sel::Kosong => Ok(None),
                Sel::Teks(text) => Ok(Some(ByteArray::from(Cow::into_owned(text).into_bytes()))),
                Sel::Utuh(_) | Sel::Pecahan(_) => Err(fault("jenis isi yang salah")),
            };
            values::<ByteArrayType>(column, kepala, cells.map(text))
        }
        Jenis::Persen => {
            let number = |cell: Sel<'a>| match cell {
                Sel::Kosong => Ok(None),
                Sel::Pecahan(value) => Ok(Some(value)),
                Sel::Teks(_) | Sel::Utuh(_) => Err(fault("jenis isi yang salah")),
            };
            values::<DoubleType>(column, kepala, cells.map(number))
        }
        Jenis::Uang => {
            let money = |cell: Sel<'a>| match whole(cell)? {
                Some(sen) if !(-MAX_SEN..=MAX_SEN).contains(&sen) => {
                    Err(fault("jumlah uang di luar jangkauan"))
                }
                sen => Ok(sen),
            };
            values::<Int64Type>(column, kepala, cells.map(money))
        }
        Jenis::Waktu => values::<Int64Type>(column, kepala, cells.map(whole)),
        Jenis::Bulat | Jenis::Tanggal => values::<Int32Type>(column, kepala, cells.map(small)),
        Jenis::Ya => {
            let truth = |cell: Sel<'a>| Ok(whole(cell)?.map(|value| value != 0));
            values::<BoolType>(column, kepala, cells.map(truth))
        }
    }
}

/// Writes a column's values, and where it may be blank which of them there are.
fn values<D: DataType>(
    column: &mut SerializedColumnWriter<'_>,
    kepala: Kepala,
    cells: impl Iterator<Item = Result<Option<D::T>, ParquetError>>,
) -> Result<(), ParquetError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        let cell = cell?;
        if cell.is_none() && kepala.wajib {
            let message = format!("kolom {} kosong", kepala.nama);
            return Err(ParquetError::General(message));
        }
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    let levels = (!kepala.wajib).then_some(levels.as_slice());
    column.typed::<D>().write_batch(&values, levels, None)?;
    Ok(())
}

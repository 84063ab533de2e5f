//! Table → typed rows: texts become values, an office and a period; nothing here reads a file.

pub mod angka;
pub mod fold;
pub mod klasifikasi;
pub mod kode;
pub mod opd;
pub mod pilah;
pub mod tanggal;
pub mod waktu;

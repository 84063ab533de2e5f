//! Table → typed rows: texts become values, an office and a period; nothing here reads a file.

pub mod fold;
pub mod klasifikasi;

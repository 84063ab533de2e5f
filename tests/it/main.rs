//! The single integration binary.
#![allow(clippy::unwrap_used)]

/// The sample month: every file can be made again, byte for byte.
mod contoh;
/// The workbook read back and recalculated by another program.
mod laporan;
/// The commands rekap and periksa over the sample month.
mod rekap;
mod support;
/// Containers: what is opened, what is refused and why.
mod wadah;

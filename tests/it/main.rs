//! The single integration binary.
#![allow(clippy::unwrap_used)]

/// Random sheets of form words.
mod acak;
/// The fixtures are what their generator makes, and their truth holds by itself.
mod contoh;
/// Official names of activities, classified.
mod klasifikasi;
/// What goes back to the offices: corrections, receipts, messages.
mod koreksi;
/// The workbook read back and recalculated by another program.
mod laporan;
/// Whole files read: against the fixtures' truth, and against real files where they are present.
mod pembacaan;
/// The commands rekap and periksa over the fixtures' month.
mod rekap;
/// The settings of a working folder.
mod setelan;
/// What the tests share: the generator of fixtures.
mod support;
/// Nothing an input folder may hold, and no moment a run may end at, leaves a wrong or half output.
mod tahan;
/// Layouts that nobody configured, by family and mutation, held against their truth.
mod tata_letak;
/// The architecture: what the sources may and may not name, and that the README is fresh.
mod tidy;
/// Containers: what is opened, what is refused and why.
mod wadah;

//! The single integration binary.
#![allow(clippy::unwrap_used)]

/// Random sheets of form words.
mod acak;
/// The archive of a working folder, its record of runs, and what is frozen of it.
mod arsip;
/// The parts of every workbook that is written, held to the rules of their format.
mod bagian_buku;
/// The flags of contracts, and the sheets that show them.
mod bendera;
/// The fixtures are what their generator makes, and their truth holds by itself.
mod contoh;
/// Cells of Data edited by hand move what the same change at its source moves.
mod hidup;
/// The figures of the workbook computed once more.
mod hitung_ulang;
/// Layouts remembered from month to month.
mod ingatan;
/// Layouts that were once read wrong, each as a small sheet.
mod jebakan_susunan;
/// Official names of activities, classified.
mod klasifikasi;
/// Every code about sheets, headers, cells and rows, provoked.
mod kode_lembar;
/// What goes back to the offices: corrections, receipts, messages.
mod koreksi;
/// Rebuilt sheets look like what the offices sent.
mod koreksi_rupa;
/// A month held against the archive, last year and the analyst's lists, and what goes back of it.
mod lalu;
/// The workbook read back and recalculated by another program.
mod laporan;
/// Real files, where they are present, as tables of figures.
mod nyata;
/// Whole files read: against the fixtures' truth, and against real files where they are present.
mod pembacaan;
/// Findings that the analyst accepted with a reason.
mod penjelasan;
/// Mappings released by hand.
mod petakan;
/// The commands rekap and periksa over the fixtures' month.
mod rekap;
/// The same bytes for any number of threads and any order of files: all that a run writes.
mod sama;
/// The settings of a working folder.
mod setelan;
/// Three months in a working folder, in order: every status, what a late file changes, what a sudden end loses.
mod skenario;
/// What the tests share: the generator of fixtures.
mod support;
/// Nothing an input folder may hold, and no moment a run may end at, leaves a wrong or half output.
mod tahan;
/// Layouts that nobody configured, by family and mutation, held against their truth.
mod tata_letak;
/// Receipts: which line of the register speaks for which file.
mod terima;
/// The architecture: what the sources may and may not name, and that the README is fresh.
mod tidy;
/// Classes reviewed by a person: written, decided, read back.
mod tinjau;
/// Containers: what is opened, what is refused and why.
mod wadah;

//! The sample reports: a deterministic generator of a month of OPD files, with the exact truth about them.
//!
//! Model → form → container: `anggaran` draws up an office's budget and progress, `kasus` plants what flags must find,
//! `tabel` draws it on a form (`layout_*`) as a neutral `sheet`, `wadah_*` writes the bytes, `truth` reckons from the model.
//! Nothing here reads the clock, the environment or a random source.
#![allow(
    clippy::unwrap_used,
    reason = "the samples' own data is right or the generator must stop"
)]
#![allow(
    dead_code,
    unreachable_pub,
    reason = "tests and benches use a part of it each"
)]
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "amounts of a regency's budget lie far below the limits"
)]

pub mod anggaran;
mod baris;
mod bawah;
pub mod berkas;
pub mod cacat;
pub mod catalogue;
pub mod corpus;
pub mod daftar;
pub mod form;
pub mod kasus;
mod kemajuan;
mod kepala;
pub mod kolom;
mod layout_bulanan;
mod layout_lain;
mod layout_paket;
mod layout_rfk;
mod lembar_bidang;
pub mod masa;
pub mod mundur;
pub mod pelengkap;
pub mod penerimaan;
pub mod resep;
pub mod riwayat;
pub mod rng;
pub mod sheet;
mod tabel;
mod teks;
pub mod truth;
mod truth_riwayat;
pub mod view;
pub mod wadah_ods;
pub mod wadah_teks;
pub mod wadah_xls;
pub mod wadah_xlsx;
pub mod wadah_xml;

use berkas::Sample;
use catalogue::Catalogue;

/// Makes every sample of September 2026, in the order of the roster.
#[must_use]
pub fn samples() -> Vec<Sample> {
    let catalogue = Catalogue::load();
    daftar::RECIPES
        .iter()
        .map(|recipe| berkas::make(&catalogue, recipe))
        .collect()
}

//! The generator of layouts: families of forms × named mutations, seeded, with the exact truth of each case.
//!
//! Model → columns → sheet → workbook: `anggaran` draws up a budget, `kolom` the columns of a family, `kepala` and
//! `tabel` draw them, `cacat` spoils them, `kasus` puts a case together, `hakim` judges what the reader made of it.
//! The words on the forms (`kata`) are a list of their own, apart from the reader's rules and from `contoh`.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "amounts of a regency's budget lie far below the limits"
)]

pub(crate) mod acak;
mod anggaran;
mod baris;
mod buku;
mod cacat;
mod denah;
pub(crate) mod hakim;
mod judul;
pub(crate) mod kasus;
mod kata;
mod kata_baris;
mod kepala;
mod kolom;
pub(crate) mod mutasi;
mod nama;
mod nilai;
mod pelengkap;
mod pilih;
mod sebutan;
mod siapa;
mod susunan;
mod tabel;
mod ukuran;
pub(crate) mod wadah;

pub(crate) use denah::{drawn, told};

//! The archive of the working folder: the accepted rows, submissions, findings and totals of every period, as Parquet.
//!
//! ```text
//! arsip/
//!   tahun=2026/bulan=09/             baris, kiriman, temuan, jumlah (.parquet), manifes.toml, riwayat.jsonl
//!   triwulan/tahun=2026/triwulan=3/  the same of a quarterly rekap
//!   kunci/2026-T3/                   what was shown, frozen
//! ```
//!
//! A period is written whole or not at all, the same for the same inputs, and read only where every file has the hash
//! that its manifest says. What can't be read is a finding: the run goes on without it.

pub mod daftar;
pub mod isi;
pub mod kunci;
pub mod manifes;
mod periode;
pub mod riwayat;
pub mod siap;
mod skema;
mod tabel;
mod tempat;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::diag::catalogue::arsip::{ARCHIVE_DAMAGED, ARCHIVE_OTHER_SCHEMA};
use crate::kerja::Kerja;
use crate::model::arsip::BulanArsip;
use crate::model::location::Location;
use crate::model::outcome::Outcome;
use crate::model::periode::Periode;
use manifes::Cacat;
use tempat::Tempat;

/// Version of the schema: of the columns, their types and their meaning.
const SKEMA: u32 = 1;

const BARIS: &str = "baris.parquet";
const KIRIMAN: &str = "kiriman.parquet";
const TEMUAN: &str = "temuan.parquet";
const JUMLAH: &str = "jumlah.parquet";

/// Reads the archived months before a period: those of its year and of the year before, in order of time.
pub fn read(kerja: &Kerja, before: Periode) -> Outcome<Vec<BulanArsip>> {
    let mut outcome = Outcome::<Vec<BulanArsip>>::default();
    let this_year = before.bulan.map_or(0, |bulan| bulan - 1);
    let months = (1..=12)
        .map(|bulan| Periode::month(before.tahun - 1, bulan))
        .chain((1..=this_year).map(|bulan| Periode::month(before.tahun, bulan)));
    for periode in months {
        let Some(tempat) = Tempat::of(kerja, periode).filter(|tempat| tempat.isi().is_dir()) else {
            continue;
        };
        match periode::bulan(&tempat.isi(), periode) {
            Ok(bulan) => outcome.value.push(bulan),
            Err(cacat) => outcome.diagnostics.push(finding(&tempat, periode, &cacat)),
        }
    }
    outcome
}

/// What is told of a period that can't be used.
fn finding(tempat: &Tempat, periode: Periode, cacat: &Cacat) -> Diagnostic {
    let at = Location::file(&Arc::from(tempat.nama()));
    let message = format!("Arsip {periode} tidak dipakai: {}", cacat.words());
    let code = match cacat {
        Cacat::Rusak(_) => ARCHIVE_DAMAGED,
        Cacat::VersiLain(_) => ARCHIVE_OTHER_SCHEMA,
    };
    Diagnostic::new(code, at, message)
}

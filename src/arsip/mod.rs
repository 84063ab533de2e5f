//! The archive of the working folder: the accepted rows, submissions, findings and totals of every period, as Parquet.
//!
//! ```text
//! arsip/
//!   tahun=2026/bulan=09/           baris, kiriman, temuan, jumlah (.parquet), manifes.toml
//!   triwulan/tahun=2026/triwulan=3/  the same of a quarterly rekap
//! ```
//!
//! A period is written whole or not at all, the same for the same inputs, and read only where every file has the hash
//! that its manifest says. What can't be read is a finding: the run goes on without it.

pub mod isi;
pub mod manifes;
mod skema;
mod tabel;
mod tempat;
#[cfg(test)]
mod tests;

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::diag::catalogue::arsip::{ARCHIVE_DAMAGED, ARCHIVE_OTHER_SCHEMA};
use crate::error::{Error, sebab};
use crate::kerja::Kerja;
use crate::model::arsip::BulanArsip;
use crate::model::location::Location;
use crate::model::outcome::Outcome;
use crate::model::periode::Periode;
use isi::Isi;
use manifes::{BerkasArsip, Cacat, Manifes};
use tabel::{Bacaan, Kolom};
use tempat::Tempat;

/// Version of the schema: of the columns, their types and their meaning.
const SKEMA: u32 = 1;
/// Under this key each Parquet file says the version.
const KUNCI_SKEMA: &str = "rakor.skema";

const BARIS: &str = "baris.parquet";
const KIRIMAN: &str = "kiriman.parquet";
const TEMUAN: &str = "temuan.parquet";
const JUMLAH: &str = "jumlah.parquet";

/// Larger than any month of a regency; a file beyond it isn't opened.
const MAX_BYTES: u64 = 512 << 20;

/// What became of a period that was to be archived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tertulis {
    /// Identity of the content.
    pub sidik: String,
    /// Whether anything was written: the same period is left as it lies.
    pub baru: bool,
}

/// Reads the archived months before a period: those of its year and of the year before, in order of time.
pub fn read(kerja: &Kerja, before: Periode) -> Outcome<Vec<BulanArsip>> {
    let mut outcome = Outcome::<Vec<BulanArsip>>::default();
    let this_year = before.bulan.map_or(0, |bulan| bulan - 1);
    let months = (1..=12)
        .map(|bulan| Periode::month(before.tahun - 1, bulan))
        .chain((1..=this_year).map(|bulan| Periode::month(before.tahun, bulan)));
    for periode in months {
        match bulan(kerja, periode) {
            Ok(found) => outcome.value.extend(found),
            Err(finding) => outcome.diagnostics.push(*finding),
        }
    }
    outcome
}

/// Reads one archived period; `None` where there is none.
fn bulan(kerja: &Kerja, periode: Periode) -> Result<Option<BulanArsip>, Box<Diagnostic>> {
    let Some(tempat) = Tempat::of(kerja, periode) else {
        return Ok(None);
    };
    if !tempat.isi().is_dir() {
        return Ok(None);
    }
    match isi_of(&tempat, periode) {
        Ok(bulan) => Ok(Some(bulan)),
        Err(cacat) => Err(Box::new(finding(&tempat, periode, &cacat))),
    }
}

fn isi_of(tempat: &Tempat, periode: Periode) -> Result<BulanArsip, Cacat> {
    let folder = tempat.isi();
    let manifes = manifes_of(&folder, periode)?;
    let table = |nama: &str, kepala: &[tabel::Kepala]| -> Result<Bacaan, Cacat> {
        let bytes = whole(&folder, &manifes, nama)?;
        let stem = nama.trim_end_matches(".parquet");
        tabel::baca(stem, kepala, bytes).map_err(|why| rusak(nama, &why))
    };
    let baris = table(BARIS, &tabel::kepala(&skema::BARIS))?;
    let kiriman = table(KIRIMAN, &tabel::kepala(&skema::KIRIMAN))?;
    Ok(BulanArsip {
        periode,
        baris: skema::baris(&baris).map_err(|why| rusak(BARIS, &why))?,
        kiriman: skema::kiriman(&kiriman).map_err(|why| rusak(KIRIMAN, &why))?,
        hash: manifes.sidik,
    })
}

fn manifes_of(folder: &Path, periode: Periode) -> Result<Manifes, Cacat> {
    let text = std::fs::read_to_string(folder.join(manifes::NAMA))
        .map_err(|error| rusak(manifes::NAMA, &sebab(&error)))?;
    Manifes::parse(&text, periode)
}

/// Reads a file that must be as its manifest says.
fn whole(folder: &Path, manifes: &Manifes, nama: &str) -> Result<Vec<u8>, Cacat> {
    let said = manifes.berkas.iter().find(|berkas| berkas.nama == nama);
    let said = said.ok_or_else(|| rusak(nama, "tidak tercatat dalam manifes"))?;
    let path = folder.join(nama);
    let size = std::fs::metadata(&path).map(|metadata| metadata.len());
    if size.as_ref().is_ok_and(|size| *size > MAX_BYTES) {
        return Err(rusak(nama, "terlalu besar"));
    }
    let bytes = std::fs::read(&path).map_err(|error| rusak(nama, &sebab(&error)))?;
    if blake3::hash(&bytes).to_hex().as_str() != said.blake3 {
        return Err(rusak(nama, "berbeda dari sidiknya"));
    }
    Ok(bytes)
}

fn rusak(nama: &str, why: &str) -> Cacat {
    Cacat::Rusak(format!("{nama} {why}"))
}

fn finding(tempat: &Tempat, periode: Periode, cacat: &Cacat) -> Diagnostic {
    let at = Location::file(&Arc::from(tempat.nama()));
    match cacat {
        Cacat::Rusak(why) => {
            let message = format!("Arsip {periode} tidak dipakai: {why}");
            Diagnostic::new(ARCHIVE_DAMAGED, at, message)
        }
        Cacat::VersiLain(skema) => {
            let message = format!(
                "Arsip {periode} tidak dipakai: susunannya versi {skema}, program ini mengenal versi {SKEMA}"
            );
            Diagnostic::new(ARCHIVE_OTHER_SCHEMA, at, message)
        }
    }
}

/// Writes a period in place of what the archive holds of it; the same content and origin leave it untouched.
///
/// # Errors
/// Where it can't be written; what the archive held is then as it was.
pub fn write(kerja: &Kerja, isi: &Isi, aturan: &str) -> Result<Tertulis, Error> {
    let Some(tempat) = Tempat::of(kerja, isi.periode) else {
        let message = format!(
            "{} tidak dapat diarsipkan: bukan bulan atau triwulan",
            isi.periode
        );
        return Err(Error::Usage(message));
    };
    let fault = |source| Error::Output {
        path: tempat.folder().to_owned(),
        source,
    };
    let files = files(isi).map_err(|why| fault(io::Error::other(why)))?;
    let berkas = files
        .iter()
        .map(|(nama, baris, bytes)| BerkasArsip {
            nama: (*nama).to_owned(),
            baris: *baris,
            blake3: blake3::hash(bytes).to_hex().to_string(),
        })
        .collect();
    let manifes = Manifes::new(isi, aturan, berkas);
    let text = manifes.text().map_err(|why| fault(io::Error::other(why)))?;
    let now = tempat.isi();
    let same = std::fs::read_to_string(now.join(manifes::NAMA)).is_ok_and(|old| old == text)
        && files
            .iter()
            .all(|(nama, ..)| whole(&now, &manifes, nama).is_ok());
    if !same {
        let mut all: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(nama, _, bytes)| (*nama, bytes.as_slice()))
            .collect();
        all.push((manifes::NAMA, text.as_bytes()));
        tempat.tukar(&all).map_err(fault)?;
    }
    Ok(Tertulis {
        sidik: manifes.sidik,
        baru: !same,
    })
}

type Berkas = (&'static str, usize, Vec<u8>);

fn files(isi: &Isi) -> Result<[Berkas; 4], String> {
    fn one<T>(nama: &'static str, kolom: &[Kolom<T>], rows: &[T]) -> Result<Berkas, String> {
        let stem = nama.trim_end_matches(".parquet");
        Ok((nama, rows.len(), tabel::tulis(stem, SKEMA, kolom, rows)?))
    }
    Ok([
        one(BARIS, &skema::BARIS, &isi.baris)?,
        one(KIRIMAN, &skema::KIRIMAN, &isi.kiriman)?,
        one(TEMUAN, &skema::TEMUAN, &isi.temuan)?,
        one(JUMLAH, &skema::JUMLAH, &isi.jumlah)?,
    ])
}

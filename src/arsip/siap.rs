//! A period made ready for the archive: its files, and how it differs from what stood there. Written only afterwards.

use std::io;

use super::isi::Isi;
use super::manifes::{self, BerkasArsip, Manifes};
use super::riwayat::{self, Catatan};
use super::tabel::{self, Kolom};
use super::tempat::Tempat;
use super::{BARIS, JUMLAH, KIRIMAN, SKEMA, TEMUAN, periode, skema};
use crate::error::Error;
use crate::kerja::Kerja;
use crate::model::keadaan::{Keadaan, Selisih};

/// A period that can be put in the archive.
#[derive(Debug)]
pub struct Siap {
    tempat: Tempat,
    files: [Berkas; 4],
    manifes: Manifes,
    keadaan: Keadaan,
    catatan: Catatan,
    /// Of the period, before this run.
    earlier: Vec<Catatan>,
}

type Berkas = (&'static str, usize, Vec<u8>);

/// What became of a period that was to be archived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tertulis {
    /// Identity of the content.
    pub sidik: String,
    /// Whether anything was written: the same period is left as it lies.
    pub baru: bool,
    /// The number of the run in the period's record.
    pub nomor: usize,
}

impl Siap {
    /// Makes a period ready, after the runs that its record holds.
    ///
    /// # Errors
    /// A period that is no month or quarter, or figures beyond the archive's types.
    pub fn new(
        kerja: &Kerja,
        isi: &Isi,
        aturan: &str,
        earlier: Vec<Catatan>,
    ) -> Result<Self, Error> {
        let Some(tempat) = Tempat::of(kerja, isi.periode) else {
            let message = format!(
                "{} tidak dapat diarsipkan: bukan bulan atau triwulan",
                isi.periode
            );
            return Err(Error::Usage(message));
        };
        let files = files(isi).map_err(|why| fault(&tempat, io::Error::other(why)))?;
        let berkas = files
            .iter()
            .map(|(nama, baris, bytes)| BerkasArsip {
                nama: (*nama).to_owned(),
                baris: *baris,
                blake3: blake3::hash(bytes).to_hex().to_string(),
            })
            .collect();
        let manifes = Manifes::new(isi, aturan, berkas);
        let keadaan = Keadaan::of(&isi.jumlah, &isi.kiriman);
        let catatan = Catatan::new(isi, &manifes, &keadaan, &earlier);
        Ok(Self {
            tempat,
            files,
            manifes,
            keadaan,
            catatan,
            earlier,
        })
    }

    /// Returns how the period differs from its last run that was made from something else.
    #[must_use]
    pub fn perubahan(&self) -> Option<Selisih> {
        riwayat::perubahan(&self.catatan, &self.keadaan, &self.earlier)
    }

    /// Returns what the offices add up to.
    #[must_use]
    pub fn keadaan(&self) -> &Keadaan {
        &self.keadaan
    }

    /// Puts the period in the archive; the same content and origin leave it untouched.
    ///
    /// # Errors
    /// Where it can't be written; what the archive held is then as it was.
    pub fn simpan(&self) -> Result<Tertulis, Error> {
        let fault = |error| fault(&self.tempat, error);
        let text = self
            .manifes
            .text()
            .map_err(|why| fault(io::Error::other(why)))?;
        let now = self.tempat.isi();
        let repeated = self
            .earlier
            .last()
            .is_some_and(|run| run.masukan == self.catatan.masukan);
        let same = std::fs::read_to_string(now.join(manifes::NAMA)).is_ok_and(|old| old == text)
            && self
                .files
                .iter()
                .all(|(nama, ..)| periode::whole(&now, &self.manifes, nama).is_ok());
        if !(same && repeated) {
            let record = self.record(repeated).map_err(fault)?;
            let mut all: Vec<(&str, &[u8])> = self
                .files
                .iter()
                .map(|(nama, _, bytes)| (*nama, bytes.as_slice()))
                .collect();
            all.push((riwayat::NAMA, &record));
            all.push((manifes::NAMA, text.as_bytes()));
            self.tempat.tukar(&all).map_err(fault)?;
        }
        Ok(Tertulis {
            sidik: self.manifes.sidik.clone(),
            baru: !(same && repeated),
            nomor: self.catatan.nomor - usize::from(repeated),
        })
    }

    /// The record as it stands, byte for byte, with this run at its end unless it repeats the last one.
    fn record(&self, repeated: bool) -> io::Result<Vec<u8>> {
        let mut bytes = match std::fs::read(self.tempat.isi().join(riwayat::NAMA)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        if !repeated {
            if !bytes.is_empty() && !bytes.ends_with(b"\n") {
                bytes.push(b'\n');
            }
            bytes.extend(self.catatan.line().map_err(io::Error::other)?.into_bytes());
        }
        Ok(bytes)
    }
}

fn fault(tempat: &Tempat, source: io::Error) -> Error {
    Error::Output {
        path: tempat.folder().to_owned(),
        source,
    }
}

fn files(isi: &Isi) -> Result<[Berkas; 4], String> {
    fn one<T>(nama: &'static str, kolom: &[Kolom<T>], rows: &[T]) -> Result<Berkas, String> {
        Ok((
            nama,
            rows.len(),
            tabel::tulis(periode::stem(nama), SKEMA, kolom, rows)?,
        ))
    }
    Ok([
        one(BARIS, &skema::BARIS, &isi.baris)?,
        one(KIRIMAN, &skema::KIRIMAN, &isi.kiriman)?,
        one(TEMUAN, &skema::TEMUAN, &isi.temuan)?,
        one(JUMLAH, &skema::JUMLAH, &isi.jumlah)?,
    ])
}

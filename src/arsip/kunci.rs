//! What was shown of a period, frozen: a copy of its archive that later runs are held against, never changed by them.

use std::io;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::manifes::{self, Cacat, Manifes};
use super::tempat::Tempat;
use super::{BARIS, JUMLAH, KIRIMAN, TEMUAN, periode};
use crate::diag::Diagnostic;
use crate::diag::catalogue::arsip::FROZEN_UNREADABLE;
use crate::error::Error;
use crate::kerja::Kerja;
use crate::model::keadaan::Keadaan;
use crate::model::location::Location;
use crate::model::outcome::Outcome;
use crate::model::periode::Periode;

/// Name of the note beside a frozen period.
const NAMA: &str = "kunci.toml";

/// What was frozen.
#[derive(Clone, Debug, PartialEq)]
pub struct Terkunci {
    pub periode: Periode,
    /// Identity of the content.
    pub sidik: String,
    /// On what occasion, as it was typed.
    pub catatan: String,
    pub keadaan: Keadaan,
}

/// What became of a period that was to be frozen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hasil {
    Dikunci,
    /// The same content is frozen already.
    SudahSama,
    /// Frozen anew; what was frozen before is kept under another name.
    Diganti,
}

/// The note: which period's archive it is, and why.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    asal: String,
    sidik: String,
    catatan: String,
}

/// Reads what is frozen of a period; `None` where nothing is. A quarter stands for offices whose last month is missing by
/// an earlier one: it is no base for its last month, nor that for it.
pub fn read(kerja: &Kerja, periode: Periode) -> Outcome<Option<Terkunci>> {
    let tempat = Tempat::kunci(kerja, periode);
    if !tempat.isi().is_dir() {
        return Outcome::default();
    }
    match terkunci(&tempat.isi(), periode) {
        Ok(terkunci) => Outcome::clean(Some(terkunci)),
        Err(cacat) => {
            let at = Location::file(&Arc::from(tempat.nama()));
            let message = format!("Data terkunci {periode} tidak dipakai: {}", cacat.words());
            Outcome {
                value: None,
                diagnostics: vec![Diagnostic::new(FROZEN_UNREADABLE, at, message)],
            }
        }
    }
}

/// Returns under which names a month, or the quarter that it ends, is frozen, and the identity of what is.
#[must_use]
pub fn sidik(kerja: &Kerja, periode: Periode) -> Option<(Periode, String)> {
    let quarter = periode
        .bulan
        .filter(|bulan| periode.triwulan.is_none() && bulan % 3 == 0)
        .map(|bulan| Periode::quarter(periode.tahun, bulan / 3));
    [periode].into_iter().chain(quarter).find_map(|periode| {
        let note = label(&Tempat::kunci(kerja, periode).isi()).ok()?;
        Some((periode, note.sidik))
    })
}

fn terkunci(folder: &Path, periode: Periode) -> Result<Terkunci, Cacat> {
    let note = label(folder)?;
    let asal = note
        .asal
        .parse()
        .map_err(|_| rusak("menyebut periode yang tidak dikenal"))?;
    let manifes = periode::manifes(folder, asal)?;
    if manifes.sidik != note.sidik {
        return Err(rusak("tidak cocok dengan manifes"));
    }
    Ok(Terkunci {
        periode,
        keadaan: periode::keadaan(folder, &manifes)?,
        sidik: note.sidik,
        catatan: note.catatan,
    })
}

fn label(folder: &Path) -> Result<Label, Cacat> {
    let text = std::fs::read_to_string(folder.join(NAMA)).map_err(|_| rusak("tidak ada"))?;
    toml::from_str(&text).map_err(|_| rusak("tidak terbaca"))
}

fn rusak(why: &str) -> Cacat {
    Cacat::Rusak(format!("{NAMA} {why}"))
}

/// Freezes a period as its archive holds it; a quarter that was never made by itself is its last month.
///
/// # Errors
/// A period that isn't archived, or not whole; one that is frozen with other content, unless it is to be replaced.
pub fn kunci(
    kerja: &Kerja,
    periode: Periode,
    note: &str,
    ganti: bool,
) -> Result<(Hasil, Terkunci), Error> {
    let (asal, manifes, files) = source(kerja, periode)?;
    let tempat = Tempat::kunci(kerja, periode);
    let frozen = label(&tempat.isi()).ok().map(|note| note.sidik);
    let exists = tempat.isi().is_dir();
    if frozen.as_ref() == Some(&manifes.sidik) {
        let kept = terkunci(&tempat.isi(), periode).map_err(|cacat| stopped(periode, &cacat))?;
        return Ok((Hasil::SudahSama, kept));
    }
    if exists && !ganti {
        return Err(Error::Usage(format!(
            "{periode} sudah dikunci dengan isi lain ({}); tambahkan --ganti bila memang hendak diganti: kunci yang lama tetap disimpan",
            frozen
                .as_deref()
                .unwrap_or("tidak terbaca")
                .chars()
                .take(12)
                .collect::<String>()
        )));
    }
    let fault = |source| Error::Output {
        path: tempat.folder().to_owned(),
        source,
    };
    if exists {
        tempat.sisihkan().map_err(fault)?;
    }
    let note = Label {
        asal: asal.folder(),
        sidik: manifes.sidik,
        catatan: note.to_owned(),
    };
    let text = toml::to_string(&note).map_err(|error| fault(io::Error::other(error)))?;
    let mut all: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(nama, bytes)| (*nama, bytes.as_slice()))
        .collect();
    all.insert(0, (NAMA, text.as_bytes()));
    tempat.tukar(&all).map_err(fault)?;
    let made = terkunci(&tempat.isi(), periode).map_err(|cacat| stopped(periode, &cacat))?;
    Ok((
        if exists {
            Hasil::Diganti
        } else {
            Hasil::Dikunci
        },
        made,
    ))
}

type Isi = Vec<(&'static str, Vec<u8>)>;

/// Reads the archive that is to be frozen, whole, with the manifest last.
fn source(kerja: &Kerja, periode: Periode) -> Result<(Periode, Manifes, Isi), Error> {
    let last_month = periode
        .bulan
        .filter(|_| periode.triwulan.is_some())
        .map(|bulan| Periode::month(periode.tahun, bulan));
    // A month is never shown by its quarter's rekap.
    let archived = [periode].into_iter().chain(last_month).find_map(|asal| {
        let tempat = Tempat::of(kerja, asal)?;
        tempat.isi().is_dir().then(|| (asal, tempat.isi()))
    });
    let Some((asal, folder)) = archived else {
        return Err(Error::Usage(format!(
            "{periode} belum diarsipkan; jalankan dahulu rakor rekap untuk periode itu"
        )));
    };
    let manifes = periode::manifes(&folder, asal).map_err(|cacat| stopped(asal, &cacat))?;
    let mut files = Vec::new();
    for nama in [BARIS, KIRIMAN, TEMUAN, JUMLAH] {
        let bytes = periode::whole(&folder, &manifes, nama);
        files.push((nama, bytes.map_err(|cacat| stopped(asal, &cacat))?));
    }
    let path = folder.join(manifes::NAMA);
    let text = std::fs::read(&path).map_err(|source| Error::Read { path, source })?;
    files.push((manifes::NAMA, text));
    Ok((asal, manifes, files))
}

fn stopped(periode: Periode, cacat: &Cacat) -> Error {
    Error::Usage(format!(
        "arsip {periode} tidak dapat dikunci: {}; jalankan kembali rakor rekap untuk periode itu",
        cacat.words()
    ))
}

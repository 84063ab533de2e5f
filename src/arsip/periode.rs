//! An archived period as it lies in its folder: each file held against the manifest before it is read.

use std::path::Path;

use super::manifes::{self, Cacat, Manifes};
use super::tabel::{self, Bacaan, Kepala};
use super::{BARIS, JUMLAH, KIRIMAN, TEMUAN, skema};
use crate::error::sebab;
use crate::model::arsip::BulanArsip;
use crate::model::keadaan::Keadaan;
use crate::model::periode::Periode;

/// Larger than any month of a regency; a file beyond it isn't opened.
const MAX_BYTES: u64 = 512 << 20;

/// Reads the rows and submissions of a period.
pub(super) fn bulan(folder: &Path, periode: Periode) -> Result<BulanArsip, Cacat> {
    let manifes = manifes(folder, periode)?;
    let baris = table(folder, &manifes, BARIS)?;
    let kiriman = table(folder, &manifes, KIRIMAN)?;
    Ok(BulanArsip {
        periode,
        baris: skema::baris(&baris).map_err(|why| rusak(BARIS, &why))?,
        kiriman: skema::kiriman(&kiriman).map_err(|why| rusak(KIRIMAN, &why))?,
        hash: manifes.sidik,
    })
}

/// Reads what the offices of a period added up to.
pub(super) fn keadaan(folder: &Path, manifes: &Manifes) -> Result<Keadaan, Cacat> {
    let kiriman = skema::kiriman(&table(folder, manifes, KIRIMAN)?);
    let jumlah = skema::jumlah(&table(folder, manifes, JUMLAH)?);
    Ok(Keadaan::of(
        &jumlah.map_err(|why| rusak(JUMLAH, &why))?,
        &kiriman.map_err(|why| rusak(KIRIMAN, &why))?,
    ))
}

/// Reads the manifest, which must be of the period.
pub(super) fn manifes(folder: &Path, periode: Periode) -> Result<Manifes, Cacat> {
    let text = std::fs::read_to_string(folder.join(manifes::NAMA))
        .map_err(|error| rusak(manifes::NAMA, &sebab(&error)))?;
    Manifes::parse(&text, periode)
}

/// Returns the columns of a file of the archive.
pub(super) fn kepala(nama: &str) -> Vec<Kepala> {
    match nama {
        BARIS => tabel::kepala(&skema::BARIS),
        KIRIMAN => tabel::kepala(&skema::KIRIMAN),
        TEMUAN => tabel::kepala(&skema::TEMUAN),
        JUMLAH => tabel::kepala(&skema::JUMLAH),
        _ => Vec::new(),
    }
}

/// Reads a file of the archive as its columns.
pub(super) fn table(folder: &Path, manifes: &Manifes, nama: &str) -> Result<Bacaan, Cacat> {
    let bytes = whole(folder, manifes, nama)?;
    tabel::baca(stem(nama), &kepala(nama), bytes).map_err(|why| rusak(nama, &why))
}

/// The name of the table in a file.
pub(super) fn stem(nama: &str) -> &str {
    nama.strip_suffix(".parquet").unwrap_or(nama)
}

/// Reads a file that must be as its manifest says.
pub(super) fn whole(folder: &Path, manifes: &Manifes, nama: &str) -> Result<Vec<u8>, Cacat> {
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

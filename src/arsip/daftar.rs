//! The periods that the archive holds: listed, verified, and written out as CSV.

use std::path::{Path, PathBuf};

use super::kunci;
use super::manifes::{Cacat, Manifes};
use super::riwayat;
use super::tabel::{Jenis, Kepala, Sel};
use super::tempat::Tempat;
use super::{BARIS, JUMLAH, KIRIMAN, TEMUAN, periode, skema};
use crate::error::Error;
use crate::kerja::{Kerja, replace};
use crate::model::keadaan::Keadaan;
use crate::model::nilai::Sen;
use crate::model::periode::Periode;

const FILES: [&str; 4] = [BARIS, KIRIMAN, TEMUAN, JUMLAH];

/// A period of the archive.
#[derive(Clone, Debug, PartialEq)]
pub struct Tercatat {
    pub periode: Periode,
    /// What it holds; else why it can't be used, in words.
    pub isi: Result<(Manifes, Keadaan), String>,
    /// How many different runs its record holds.
    pub penghitungan: usize,
    /// The name under which it is frozen (its own, or its quarter's), and the identity of what is.
    pub terkunci: Option<(Periode, String)>,
}

/// Lists the archive in order of time, a quarter after its last month.
///
/// # Errors
/// Where a folder of the archive can't be read.
pub fn daftar(kerja: &Kerja) -> Result<Vec<Tercatat>, Error> {
    let mut found: Vec<Periode> = Vec::new();
    for (root, unit) in [("", "bulan="), ("triwulan", "triwulan=")] {
        for (folder, tahun) in numbered(&kerja.arsip().join(root), "tahun=")? {
            for (_, number) in numbered(&folder, unit)? {
                let (Ok(tahun), Ok(number)) = (i16::try_from(tahun), u8::try_from(number)) else {
                    continue;
                };
                match unit {
                    "bulan=" if (1..=12).contains(&number) => {
                        found.push(Periode::month(tahun, number));
                    }
                    "triwulan=" if (1..=4).contains(&number) => {
                        found.push(Periode::quarter(tahun, number));
                    }
                    _ => {}
                }
            }
        }
    }
    found.sort();
    Ok(found
        .into_iter()
        .filter_map(|periode| one(kerja, periode))
        .collect())
}

fn one(kerja: &Kerja, periode: Periode) -> Option<Tercatat> {
    let folder = Tempat::of(kerja, periode)?.isi();
    let isi = periode::manifes(&folder, periode).and_then(|manifes| {
        let keadaan = periode::keadaan(&folder, &manifes)?;
        Ok((manifes, keadaan))
    });
    Some(Tercatat {
        periode,
        isi: isi.map_err(|cacat| cacat.words()),
        penghitungan: riwayat::read(kerja, periode).value.len(),
        terkunci: kunci::sidik(kerja, periode),
    })
}

/// The folders named `tahun=2026` with their numbers, in order.
fn numbered(folder: &Path, prefix: &str) -> Result<Vec<(PathBuf, u32)>, Error> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => {
            let path = folder.to_owned();
            return Err(Error::Read { path, source });
        }
    };
    let mut found: Vec<(PathBuf, u32)> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            // What an interrupted run left beside a period is that period.
            let name = name
                .strip_prefix('.')
                .and_then(|rest| rest.split('.').next())
                .unwrap_or(&name);
            let number = name.strip_prefix(prefix)?.parse().ok()?;
            Some((entry.path().with_file_name(name), number))
        })
        .collect();
    found.sort();
    found.dedup();
    Ok(found)
}

/// Reads every file of a period and holds its rows against its totals; returns what is wrong, in words.
#[must_use]
pub fn periksa(kerja: &Kerja, periode: Periode) -> Vec<String> {
    let Some(folder) = Tempat::of(kerja, periode).map(|tempat| tempat.isi()) else {
        return Vec::new();
    };
    let manifes = match periode::manifes(&folder, periode) {
        Ok(manifes) => manifes,
        Err(cacat) => return vec![cacat.words()],
    };
    let mut faults: Vec<String> = FILES
        .into_iter()
        .filter_map(|nama| periode::table(&folder, &manifes, nama).err())
        .map(|cacat| cacat.words())
        .collect();
    if faults.is_empty() {
        faults.extend(disagreement(&folder, periode, &manifes));
    }
    let frozen = kunci::read(kerja, periode).diagnostics;
    faults.extend(frozen.into_iter().map(|finding| finding.message));
    faults
}

/// The rows of a period must add up to its totals, to the sen.
fn disagreement(folder: &Path, periode: Periode, manifes: &Manifes) -> Option<String> {
    let totals = || -> Result<bool, Cacat> {
        let bulan = periode::bulan(folder, periode)?;
        let keadaan = periode::keadaan(folder, manifes)?;
        let sum = |of: fn(&crate::model::arsip::BarisArsip) -> Option<Sen>| -> Sen {
            bulan.baris.iter().filter_map(of).sum()
        };
        let same = |rows: Sen, total: Option<Sen>| rows == total.unwrap_or_default();
        Ok(bulan.baris.len() == keadaan.total.kegiatan
            && same(sum(|baris| baris.pagu), keadaan.total.pagu)
            && same(
                sum(|baris| baris.target_keuangan),
                keadaan.total.target_keuangan,
            )
            && same(
                sum(|baris| baris.realisasi_keuangan),
                keadaan.total.realisasi_keuangan,
            ))
    };
    match totals() {
        Ok(true) => None,
        Ok(false) => Some("jumlah baris tidak sama dengan jumlah.parquet".to_owned()),
        Err(cacat) => Some(cacat.words()),
    }
}

/// Writes the files of a period as CSV that Indonesian Excel opens: `;`, a byte order mark, decimal commas, ISO dates.
/// Returns the paths written.
///
/// # Errors
/// A period that isn't whole, or a folder that can't be written.
pub fn ekspor(kerja: &Kerja, periode: Periode, to: &Path) -> Result<Vec<PathBuf>, Error> {
    let unusable = |why: &str| Error::Usage(format!("arsip {periode} tidak dapat diekspor: {why}"));
    let folder = Tempat::of(kerja, periode).map(|tempat| tempat.isi());
    let folder = folder
        .filter(|folder| folder.is_dir())
        .ok_or_else(|| unusable("belum ada"))?;
    let manifes = periode::manifes(&folder, periode).map_err(|cacat| unusable(&cacat.words()))?;
    let mut texts = Vec::new();
    for nama in FILES {
        let read =
            periode::table(&folder, &manifes, nama).map_err(|cacat| unusable(&cacat.words()))?;
        let kepala = periode::kepala(nama);
        let mut text = String::from('\u{feff}');
        line(
            &mut text,
            kepala.iter().map(|kepala| kepala.nama.to_owned()),
        );
        for row in 0..read.rows {
            let cells = kepala.iter().enumerate();
            line(
                &mut text,
                cells.map(|(column, kepala)| cell(*kepala, &read.sel(row, column))),
            );
        }
        let name = format!("{}.csv", periode::stem(nama));
        texts.push((to.join(periode.folder()).join(name), text));
    }
    // Only once all of it could be read is any of it written.
    for (path, text) in &texts {
        replace(path, text.as_bytes())?;
    }
    Ok(texts.into_iter().map(|(path, _)| path).collect())
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    text.push_str(&cells.join(";"));
    text.push_str("\r\n");
}

fn cell(kepala: Kepala, sel: &Sel<'_>) -> String {
    match (kepala.jenis, sel) {
        (_, Sel::Kosong) => String::new(),
        (_, Sel::Teks(text)) => quoted(text),
        (_, Sel::Pecahan(number)) => number.to_string().replace('.', ","),
        (Jenis::Uang, Sel::Utuh(sen)) => rupiah(*sen),
        (Jenis::Ya, Sel::Utuh(truth)) => (if *truth == 1 { "ya" } else { "tidak" }).to_owned(),
        (Jenis::Tanggal, Sel::Utuh(days)) => skema::tanggal(*days).unwrap_or_default(),
        (Jenis::Waktu, Sel::Utuh(millis)) => skema::waktu(*millis).unwrap_or_default(),
        (_, Sel::Utuh(number)) => number.to_string(),
    }
}

/// An amount in rupiah, exact, with a decimal comma where it has sen.
fn rupiah(sen: i64) -> String {
    let sign = if sen < 0 { "-" } else { "" };
    let (whole, rest) = (sen.unsigned_abs() / 100, sen.unsigned_abs() % 100);
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole},{rest:02}")
    }
}

/// A text as a cell that no program takes for a formula or for the end of itself.
fn quoted(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if risky {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([';', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_as_indonesian_excel_reads_them() {
        assert_eq!(rupiah(123_450), "1234,50");
        assert_eq!(rupiah(-7), "-0,07");
        assert_eq!(rupiah(i64::MIN + 1), "-92233720368547758,07");
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("a;\"b\""), "\"a;\"\"b\"\"\"");
    }
}

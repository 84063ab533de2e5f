//! Lays a mapping released by hand over a sheet: its header, columns, unit, scale and levels take the place of what
//! the program would infer. What arithmetic says of the table stands all the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::band::Band;
use super::path;
use crate::diag::catalogue::lembar;
use crate::diag::{Diagnostic, Severity};
use crate::model::cell::column_letters;
use crate::model::grid::Grid;
use crate::model::location::Location;
use crate::model::petaan::{AturanTingkat, Cara, Dilepas, Petaan};
use crate::normalize::fold::{fold, tidy};
use crate::rules::kolom::Kolom;

/// A mapping that fits a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paksa<'a> {
    pub petaan: &'a Petaan,
    /// Whether it was made for exactly these bytes.
    pub same_bytes: bool,
}

impl Paksa<'_> {
    pub(super) fn released(&self) -> Dilepas {
        Dilepas {
            sumber: Arc::clone(&self.petaan.sumber),
            sidik: self.petaan.sidik.clone(),
            rilis: self.petaan.rilis.clone(),
        }
    }

    pub(super) fn rule(&self) -> Option<AturanTingkat> {
        let rule = &self.petaan.tingkat;
        (rule.cara != Cara::Otomatis).then(|| rule.clone())
    }
}

/// Returns the bare name of a file: the last part of its path, members of a zip too.
pub(super) fn bare_name(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

/// Returns the mappings that speak of a file: those made for its bytes, and those whose pattern its name fits.
/// What carries the file's name and nothing else is told.
pub(super) fn of_file<'a>(
    all: &'a [Petaan],
    file: &Arc<str>,
    blake3: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Paksa<'a>> {
    let name = bare_name(file);
    let mut found: Vec<Paksa<'a>> = Vec::new();
    for petaan in all {
        let same_bytes = petaan.berkas.is_same(blake3);
        if same_bytes || petaan.berkas.fits_pattern(name) {
            found.push(Paksa { petaan, same_bytes });
        } else if petaan.berkas.nama == name {
            let message = format!(
                "{} dibuat untuk isi berkas yang lain dan tidak dipakai",
                petaan.sumber
            );
            let finding = Diagnostic::new(lembar::MAPPING_UNFIT, Location::file(file), message);
            diagnostics.push(finding.with_severity(Severity::Info));
        }
    }
    // A mapping of these very bytes goes before one by pattern.
    if found.iter().any(|paksa| paksa.same_bytes) {
        found.retain(|paksa| paksa.same_bytes);
    }
    found
}

/// A sheet's name without what changes from month to month: its month, year and other numbers.
pub(super) fn lasting_name(name: Option<&str>, kolom: &Kolom) -> String {
    let folded = fold(name.unwrap_or(""));
    let lasting = |word: &&str| {
        !word.bytes().all(|b| b.is_ascii_digit())
            && crate::normalize::waktu::read(word, kolom, true).is_empty()
    };
    folded
        .split(' ')
        .filter(lasting)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns whether a mapping speaks of a sheet. In another month's file the sheet may carry that month's name.
fn names_sheet(paksa: &Paksa<'_>, sheet: Option<&str>, kolom: &Kolom) -> bool {
    let own = paksa.petaan.lembar.as_deref();
    if own == sheet || own.is_none() {
        return true;
    }
    !paksa.same_bytes && lasting_name(own, kolom) == lasting_name(sheet, kolom)
}

/// A mapping with the header band that it names on a sheet.
pub(super) type Laid<'a> = (Paksa<'a>, Band);

/// Finds for each sheet of a workbook the mappings that fit it; one that fits none is told and changes nothing.
pub(super) fn fitting<'a>(
    grids: &[Grid],
    paksa: &[Paksa<'a>],
    file: &Arc<str>,
    kolom: &Kolom,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Vec<Laid<'a>>> {
    let mut laid: Vec<Vec<Laid<'a>>> = vec![Vec::new(); grids.len()];
    for paksa in paksa {
        let mut place = Location::file(file);
        let mut why = match &paksa.petaan.lembar {
            Some(sheet) => Some(format!("lembar \"{sheet}\" tidak ada")),
            None => Some("berkas tidak memuat lembar".to_owned()),
        };
        for (grid, of_grid) in grids.iter().zip(&mut laid) {
            if !names_sheet(paksa, grid.name.as_deref(), kolom) {
                continue;
            }
            match band_of(grid, paksa) {
                Ok(band) => {
                    of_grid.push((*paksa, band));
                    why = None;
                    break;
                }
                Err(fault) => {
                    place = Location::sheet(file, grid.name.as_ref());
                    why = Some(fault);
                }
            }
        }
        if let Some(why) = why {
            let message = format!("{} tidak dipakai: {why}", paksa.petaan.sumber);
            diagnostics.push(Diagnostic::new(lembar::MAPPING_UNFIT, place, message));
        }
    }
    laid
}

/// Lays mappings over the header bands of a sheet: theirs replace those they touch. Returns the mapping of each band
/// by its first row.
pub(super) fn lay<'a>(bands: &mut Vec<Band>, laid: &[Laid<'a>]) -> BTreeMap<u32, Paksa<'a>> {
    for (_, band) in laid {
        bands.retain(|other| other.body() <= band.first || other.first >= band.body());
        bands.push(band.clone());
    }
    bands.sort_by_key(|band| band.first);
    laid.iter()
        .map(|(paksa, band)| (band.first, *paksa))
        .collect()
}

/// The header that a mapping names, where the sheet has it.
fn band_of(grid: &Grid, paksa: &Paksa<'_>) -> Result<Band, String> {
    let petaan = paksa.petaan;
    let (first, last) = petaan.judul;
    let n_cols = grid.n_cols();
    let outside: Vec<String> = petaan
        .kolom
        .iter()
        .filter(|column| column.col >= n_cols)
        .map(|column| {
            format!(
                "kolom {} (baris {})",
                column_letters(column.col),
                column.line
            )
        })
        .collect();
    if !outside.is_empty() {
        let end = column_letters(n_cols.saturating_sub(1));
        return Err(format!(
            "{} di luar lembar, yang berakhir pada kolom {end}",
            outside.join(", ")
        ));
    }
    if grid.rows.range(first..=last).next().is_none() {
        return Err(format!(
            "baris judul {}–{} kosong pada lembar ini",
            first + 1,
            last + 1
        ));
    }
    let columns = || petaan.kolom.iter().map(|column| column.col);
    let (Some(low), Some(high)) = (columns().min(), columns().max()) else {
        return Err("tidak ada kolom".to_owned());
    };
    let band = Band {
        first,
        last,
        number_row: petaan.baris_nomor,
        first_col: low,
        last_col: high,
    };
    if !paksa.same_bytes {
        same_header(grid, &band, petaan)?;
    }
    Ok(band)
}

/// Another file may be read by a mapping only where every header path is the same, and none is new.
fn same_header(grid: &Grid, band: &Band, petaan: &Petaan) -> Result<(), String> {
    if petaan.tingkat.cara == Cara::Baris {
        return Err("daftar baris hanya berlaku untuk berkas asalnya".to_owned());
    }
    let last = grid.n_cols().saturating_sub(1).max(band.last_col);
    let paths = path::flatten(grid, band, 0, last);
    for (col, path) in (0u32..).zip(&paths) {
        let own = petaan.kolom.iter().find(|column| column.col == col);
        let own: Vec<String> = own
            .map(|column| column.path.iter().map(|text| tidy(text)).collect())
            .unwrap_or_default();
        if *path != own {
            return Err(format!(
                "judul kolom {} berbunyi \"{}\", pada petaan \"{}\"",
                column_letters(col),
                path.join(" › "),
                own.join(" › ")
            ));
        }
    }
    Ok(())
}

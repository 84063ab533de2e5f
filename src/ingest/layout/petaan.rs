//! Lays a mapping released by hand over a sheet: its header, columns, unit, scale and levels take the place of what
//! the program would infer. What arithmetic says of the table stands all the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::band::Band;
use super::columns::{Mapping, Sheet};
use super::contents;
use super::depth;
use super::findings::Findings;
use super::lines::Line;
use super::path;
use super::scale::{Certainty, Scale};
use super::sums;
use super::table::Reading;
use super::tree::{self, Basis, Structure};
use crate::diag::catalogue::lembar;
use crate::diag::{Diagnostic, Severity};
use crate::model::cell::{CellRef, column_letters};
use crate::model::field::{Field, Kind, Measure};
use crate::model::grid::Grid;
use crate::model::kegiatan::Tingkat;
use crate::model::location::Location;
use crate::model::nilai::Sen;
use crate::model::petaan::{AturanTingkat, Cara, Dilepas, Isi, Petaan, Skala};
use crate::model::table::{OpdFound, PeriodeFound, Table};
use crate::normalize::fold::{fold, tidy};
use crate::rules::Rules;
use crate::rules::baris::starts_with_phrase;
use crate::rules::kolom::Kolom;

/// How sure a column is that a person has bound.
const CONFIDENCE: f64 = 0.95;
/// Depth of rows that no rule of levels names: below everything.
const UNNAMED_DEPTH: u32 = 60;

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

/// Binds the columns as the mapping says; what it doesn't name holds nothing.
pub(super) fn bind(sheet: &Sheet<'_>, rows: &[u32], mapping: &mut Mapping, paksa: &Paksa<'_>) {
    let petaan = paksa.petaan;
    let is_own = |of: &[u32], measure| {
        let own: Vec<u32> = columns_of(petaan, measure).collect();
        of == own.as_slice()
    };
    let keeps_levels = is_own(&mapping.uraian, Measure::Uraian);
    let witnesses = witnesses(mapping, petaan);
    mapping.flat = mapping.flat && keeps_levels;
    mapping.by_field.clear();
    mapping.months.clear();
    mapping.parts.clear();
    mapping.ties.clear();
    mapping.guesses.clear();
    mapping.unknown.clear();
    mapping.dropped.clear();
    mapping.uraian = columns_of(petaan, Measure::Uraian).collect();
    mapping.kode = columns_of(petaan, Measure::Kode).collect();
    let level = petaan
        .kolom
        .iter()
        .find(|column| column.isi == Isi::Tingkat);
    mapping.tingkat = level.map(|column| column.col);
    for column in &mut mapping.columns {
        if let Some(field) = witnesses.get(&column.col) {
            column.reason = format!(
                "{}; diabaikan petaan, tetap dipakai sebagai bukti",
                column.reason
            );
            mapping.by_field.entry(*field).or_insert(column.col);
            continue;
        }
        let named = petaan.kolom.iter().find(|named| named.col == column.col);
        let field = match named.map(|named| named.isi) {
            Some(Isi::Field(field)) => Some(field),
            _ => None,
        };
        if let Some(own) = column
            .field
            .filter(|own| field.is_some_and(|field| field != *own))
        {
            mapping.dibantah.push((column.col, own));
        }
        column.reason = match named.map(|named| named.isi) {
            None => "tidak disebut dalam petaan".to_owned(),
            Some(Isi::Abaikan) => "diabaikan menurut petaan".to_owned(),
            Some(Isi::Tingkat) => "tingkat baris menurut petaan".to_owned(),
            Some(Isi::Field(_)) if field == column.field => {
                format!("{}; petaan sependapat", column.reason)
            }
            Some(Isi::Field(_)) => format!("menurut petaan {}", petaan.rilis.oleh),
        };
        column.field = field;
        column.aside = None;
        column.confidence = CONFIDENCE;
        if let Some(field) = field {
            mapping.by_field.entry(field).or_insert(column.col);
        }
    }
    mapping.aturan = paksa.rule();
    contents::shifted_names(sheet.grid, rows, mapping);
}

/// Columns that the form itself offers as proof: a mapping may leave them out, and they go on proving.
fn witnesses(mapping: &Mapping, petaan: &Petaan) -> BTreeMap<u32, Field> {
    let proves = |field: &Field| {
        matches!(
            field.measure,
            Measure::Sisa | Measure::RealisasiKeuanganPct | Measure::TargetKeuanganPct
        )
    };
    let named = |isi: Isi| petaan.kolom.iter().any(|column| column.isi == isi);
    let free = |col: u32| {
        let of = petaan.kolom.iter().find(|column| column.col == col);
        of.is_none_or(|column| column.isi == Isi::Abaikan)
    };
    mapping
        .by_field
        .iter()
        .filter(|(field, col)| proves(field) && free(**col) && !named(Isi::Field(**field)))
        .map(|(field, col)| (*col, *field))
        .collect()
}

fn columns_of(petaan: &Petaan, measure: Measure) -> impl Iterator<Item = u32> {
    petaan
        .kolom
        .iter()
        .filter(move |column| column.isi == Isi::Field(Field::plain(measure)))
        .map(|column| column.col)
}

/// The unit of the mapping; another one than the form declares is said.
pub(super) fn unit(declared: f64, paksa: &Paksa<'_>, findings: &mut Findings) -> f64 {
    let own = paksa.petaan.satuan.factor();
    findings
        .list
        .retain(|finding| finding.code != lembar::UNIT_DECLARED);
    if own > 1.0 || (declared - own).abs() > 0.5 {
        let message = format!(
            "uang dibaca dalam {} menurut petaan {}; pada lembar tertulis {}",
            paksa.petaan.satuan.name(),
            paksa.petaan.rilis.oleh,
            if declared > 1.0 {
                format!("satuan {declared}")
            } else {
                "tanpa satuan".to_owned()
            }
        );
        findings.table(lembar::UNIT_DECLARED, message);
    }
    own
}

/// The percent scale of the mapping, for the columns whose scale nothing proves; against a proof it is in doubt.
pub(super) fn scale(
    scales: &mut BTreeMap<u32, Scale>,
    mapping: &Mapping,
    paksa: &Paksa<'_>,
    findings: &mut Findings,
) {
    let factor = match paksa.petaan.skala {
        Skala::Otomatis => return,
        Skala::Seratus => 1.0,
        Skala::Satu => 100.0,
    };
    for (col, scale) in scales.iter_mut() {
        let agrees = (scale.factor - factor).abs() < f64::EPSILON;
        let blank = mapping
            .facts
            .get(col)
            .is_none_or(|facts| facts.n_nonzero == 0);
        if scale.certainty == Certainty::Proven && !agrees && !blank {
            let shown = mapping
                .facts
                .get(col)
                .is_some_and(|facts| facts.n_percent_format > 0);
            // Cells shown as percentages carry their scale themselves.
            if !shown {
                let message = format!(
                    "isi kolom {} bertentangan dengan skala_persen = \"{}\" pada petaan",
                    column_letters(*col),
                    paksa.petaan.skala.name()
                );
                findings.doubtful(lembar::MAPPING_UNFIT, None, message);
            }
            continue;
        }
        *scale = Scale {
            factor,
            certainty: Certainty::Proven,
        };
    }
}

/// The tree that the rule of levels gives.
pub(super) fn structure(
    acts: &[&Line],
    counted: &[Field],
    flat: bool,
    rule: &AturanTingkat,
) -> Vec<Structure> {
    let by = |basis, depths: Option<Vec<u32>>| {
        let depths = depths.unwrap_or_else(|| vec![1; acts.len()]);
        let mut tree = tree::build(acts, basis, depths, counted);
        name_levels(&mut tree, acts, rule);
        vec![tree]
    };
    let ruled = || {
        let depth = |line: &&Line| level_of(line, rule).map_or(UNNAMED_DEPTH, |t| t as u32 + 1);
        Some(acts.iter().map(depth).collect())
    };
    let has_rule = !(rule.kata.is_empty() && rule.kode.is_empty() && rule.nomor.is_empty());
    match rule.cara {
        Cara::Otomatis => tree::candidates(acts, counted, flat),
        Cara::Kode if has_rule => by(Basis::Kode, ruled()),
        Cara::Nomor if has_rule => by(Basis::Nomor, ruled()),
        Cara::Kata if has_rule => by(Basis::Kata, ruled()),
        Cara::Kode => by(Basis::Kode, depth::by_kode(acts)),
        Cara::Nomor => by(Basis::Nomor, depth::by_number(acts)),
        Cara::Kata => by(
            Basis::Kata,
            depth::by_level_column(acts).or_else(|| depth::by_word(acts)),
        ),
        Cara::Indentasi => by(Basis::Indent, depth::by_indent(acts)),
        Cara::Tebal => by(Basis::Tebal, depth::by_bold(acts)),
        Cara::Jumlah => by(Basis::Jumlah, depth::by_sums(acts, counted)),
        Cara::Datar => by(Basis::Datar, None),
        Cara::Baris => {
            let listed = |line: &&Line| 1 + u32::from(is_listed(rule, line.row));
            let depths = acts.iter().map(listed).collect();
            let mut tree = tree::build(acts, Basis::Kata, depths, counted);
            tree.leaf = acts.iter().map(|line| is_listed(rule, line.row)).collect();
            vec![tree]
        }
    }
}

fn is_listed(rule: &AturanTingkat, row: u32) -> bool {
    rule.rincian
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&row))
}

/// The level that the rule gives a row.
fn level_of(line: &Line, rule: &AturanTingkat) -> Option<Tingkat> {
    let folded = fold(&line.uraian);
    let by_word = || {
        // The longest word goes first: "sub kegiatan" before "sub".
        rule.kata
            .iter()
            .filter(|(word, _)| starts_with_phrase(&folded, &fold(word)))
            .max_by_key(|(word, _)| word.len())
            .map(|(_, level)| *level)
    };
    let by_code = || {
        let kode = line.kode.as_ref()?;
        rule.kode.get(&kode.segments.len()).copied()
    };
    let by_number = || {
        let form = crate::model::petaan::Bentuk::of(&line.no)?;
        rule.nomor.get(&form).copied()
    };
    match rule.cara {
        Cara::Kata => by_word(),
        Cara::Kode => by_code(),
        Cara::Nomor => by_number(),
        _ => None,
    }
}

fn name_levels(tree: &mut Structure, acts: &[&Line], rule: &AturanTingkat) {
    for (tingkat, line) in tree.tingkat.iter_mut().zip(acts) {
        if let Some(level) = level_of(line, rule) {
            *tingkat = level;
        }
    }
}

/// The office and the period of the mapping, for the bytes that it was made for; what the sheet says otherwise is told.
pub(super) fn identity(
    table: &mut Table,
    paksa: &Paksa<'_>,
    rules: &Rules,
    findings: &mut Findings,
) {
    if !paksa.same_bytes {
        return;
    }
    let petaan = paksa.petaan;
    if let Some(id) = &petaan.opd {
        let named = rules.roster.opd.iter().find(|opd| opd.id == *id);
        if let Some(found) = table
            .opd
            .as_ref()
            .filter(|found| found.cell.is_some() && found.id.as_ref().is_some_and(|own| own != id))
        {
            let message = format!(
                "judul menyebut \"{}\"; dipakai {id} menurut {}",
                found.name, petaan.sumber
            );
            findings.table(lembar::OPD_CONFLICT, message);
        }
        let same = table
            .opd
            .take()
            .filter(|found| found.id.as_ref() == Some(id));
        table.opd = Some(same.unwrap_or_else(|| OpdFound {
            name: named.map_or_else(|| id.to_string(), |opd| opd.nama.to_string()),
            id: Some(Arc::clone(id)),
            cell: None,
            confidence: CONFIDENCE,
        }));
    }
    if let Some(periode) = petaan.periode {
        let found = table.periode.take();
        let same = found.filter(|found| {
            let agrees = found.periode.same_month(&periode);
            if !agrees && found.cell.is_some() {
                let message = format!(
                    "judul menyebut {}; dipakai {periode} menurut {}",
                    found.periode, petaan.sumber
                );
                findings.table(lembar::PERIODE_CONFLICT, message);
            }
            agrees
        });
        table.periode = Some(same.unwrap_or(PeriodeFound {
            periode,
            cell: None,
            confidence: CONFIDENCE,
        }));
    }
}

/// Says that the table was released, by whom and why, and what of the mapping its rows contradict.
pub(super) fn report(findings: &mut Findings, reading: &Reading<'_>, paksa: &Paksa<'_>) {
    let rilis = &paksa.petaan.rilis;
    let other = if paksa.same_bytes {
        ""
    } else {
        " (petaan dibuat untuk berkas lain yang judul kolomnya sama)"
    };
    findings.table(
        lembar::RELEASED_BY_MAPPING,
        format!(
            "dibaca menurut {}{other}, disetujui {} pada {}: {}",
            paksa.petaan.sumber,
            tidy(&rilis.oleh),
            tidy(&rilis.pada),
            tidy(&rilis.alasan)
        ),
    );
    for (col, own) in &reading.mapping.dibantah {
        let bound = reading.mapping.columns.iter().find(|c| c.col == *col);
        let message = format!(
            "kolom \"{}\" dibaca sebagai {} menurut petaan; judulnya berarti {own}",
            reading.mapping.path_of(*col),
            bound
                .and_then(|c| c.field)
                .map_or_else(String::new, |f| f.to_string())
        );
        let cell = CellRef::new(reading.band.last, *col);
        findings.cell(lembar::RELEASED_BY_MAPPING, cell, message);
    }
    texts_as_numbers(findings, reading, paksa);
    if paksa.petaan.tingkat.cara == Cara::Baris {
        listed_rows(findings, reading, paksa);
    }
}

/// A number column that holds mostly texts isn't what the mapping says.
fn texts_as_numbers(findings: &mut Findings, reading: &Reading<'_>, paksa: &Paksa<'_>) {
    for (field, col) in &reading.mapping.by_field {
        let number = matches!(field.measure.kind(), Kind::Rupiah | Kind::Percent);
        let Some(facts) = reading.mapping.facts.get(col).filter(|_| number) else {
            continue;
        };
        if facts.n_texts >= 3 && facts.n_texts > facts.n_numbers {
            let message = format!(
                "kolom {} berisi teks, pada {} disebut {field}",
                column_letters(*col),
                paksa.petaan.sumber
            );
            let cell = CellRef::new(reading.band.last, *col);
            findings.doubtful(lembar::MAPPING_UNFIT, Some(cell), message);
        }
    }
}

/// Listed rows must be activities, and no row with money may stand outside of the list and above none of it.
fn listed_rows(findings: &mut Findings, reading: &Reading<'_>, paksa: &Paksa<'_>) {
    let rule = &paksa.petaan.tingkat;
    let acts = reading.activities();
    let rows: BTreeSet<u32> = acts.iter().map(|line| line.row).collect();
    let strays: Vec<String> = reading
        .lines
        .iter()
        .filter(|line| is_listed(rule, line.row) && line.n_filled > 0 && !rows.contains(&line.row))
        .map(|line| (line.row + 1).to_string())
        .collect();
    if !strays.is_empty() {
        let message = format!(
            "baris {} pada \"rincian\" bukan baris kegiatan",
            strays.join(", ")
        );
        findings.doubtful(lembar::MAPPING_UNFIT, None, message);
    }
    let structure = reading.structure();
    let left_out: Vec<String> = (0..acts.len())
        .filter(|index| !structure.leaf[*index] && !heads_listed(&acts, structure, *index, reading))
        .map(|index| (acts[index].row + 1).to_string())
        .collect();
    if !left_out.is_empty() {
        let message = format!(
            "baris {} berisi uang, tidak disebut pada \"rincian\", dan bukan jumlah baris yang disebut",
            left_out.join(", ")
        );
        findings.doubtful(lembar::MAPPING_UNFIT, None, message);
    }
}

/// A row outside the list is a head where it states nothing, or the listed rows that follow add up to it.
fn heads_listed(
    acts: &[&Line],
    structure: &Structure,
    index: usize,
    reading: &Reading<'_>,
) -> bool {
    let mapping = &reading.mapping;
    sums::MONEY.into_iter().all(|measure| {
        let own = acts[index].money(measure, mapping).unwrap_or_default();
        let mut sum = Sen::ZERO;
        own.is_zero()
            || (index + 1..acts.len())
                .filter(|below| structure.leaf[*below])
                .any(|below| {
                    sum += acts[below].money(measure, mapping).unwrap_or_default();
                    (sum - own).abs() <= sums::tolerance(acts.len(), reading.unit)
                })
    })
}

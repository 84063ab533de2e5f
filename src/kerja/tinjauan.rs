//! A review workbook as it comes back: the decisions that were filled in, by whom and when.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::keputusan::{class, without_contradictions};
use crate::consolidate::register::read_time;
use crate::diag::Diagnostic;
use crate::diag::catalogue::berkas::FORMULA_BLANK;
use crate::diag::catalogue::klasifikasi as kode;
use crate::ingest::container;
use crate::model::cell::{Cell, CellRef, Value};
use crate::model::grid::Grid;
use crate::model::location::Location;
use crate::model::outcome::Outcome;
use crate::normalize::fold::{fold, tidy};
use crate::normalize::klasifikasi::keputusan::Keputusan;

/// Headers of the table, as the report writes them. The order is free: columns are found by these texts.
pub const TAHUN: &str = "Tahun";
pub const OPD: &str = "ID OPD";
pub const KODE: &str = "Kode";
pub const URAIAN: &str = "Uraian kegiatan";
pub const BAGIAN: &str = "Bagian dari";
pub const KEPUTUSAN: &str = "Keputusan";
pub const CATATAN: &str = "Catatan";
/// Labels of the cells that say who decided and when; the answer stands to their right.
pub const PETUGAS: &str = "Nama petugas";
pub const TANGGAL: &str = "Tanggal keputusan";

/// What a workbook says.
#[derive(Clone, Debug, Default)]
pub struct Tinjauan {
    pub oleh: Option<String>,
    pub pada: Option<Date>,
    /// Without `oleh` and `pada`, which are the same for all.
    pub keputusan: Vec<Keputusan>,
    /// Activities that were left blank.
    pub kosong: usize,
    /// Whether a sheet has the table of a review at all.
    pub dikenal: bool,
}

/// Reads a review workbook, whatever spreadsheet saved it.
pub fn read(bytes: &[u8], name: &str) -> Outcome<Tinjauan> {
    let opened = container::open(bytes, name);
    let mut out = Outcome {
        value: Tinjauan::default(),
        diagnostics: opened.diagnostics,
    };
    let file: Arc<str> = Arc::from(name);
    let mut entries = Vec::new();
    for grid in opened
        .value
        .workbook
        .into_iter()
        .flat_map(|book| book.grids)
    {
        let at = Location::sheet(&file, grid.name.as_ref());
        let Some((header, columns)) = header(&grid) else {
            continue;
        };
        out.value.dikenal = true;
        // The count of what is filled in has no result where another program saved the sheet: no answer is lost by it.
        out.diagnostics
            .retain(|finding| !is_formula_above(finding, &at, header));
        about(&grid, header, &at, &mut out);
        rows(&grid, header, (&columns, &at), &mut out, &mut entries);
    }
    let (keputusan, repeats) = without_contradictions(entries, Location::clone);
    out.value.keputusan = keputusan;
    out.diagnostics.extend(repeats);
    out
}

/// Whether a finding only says that a formula above the table has no result.
fn is_formula_above(finding: &Diagnostic, at: &Location, header: u32) -> bool {
    let above = |cell: &CellRef| cell.row < header;
    let cells = &finding.cells;
    finding.code == FORMULA_BLANK
        && finding.at.sheet == at.sheet
        && finding.at.cell.as_ref().is_none_or(above)
        && cells.iter().all(above)
        && (finding.at.cell.is_some() || !cells.is_empty())
}

/// Columns by their folded header.
type Kolom = BTreeMap<String, u32>;

/// Finds the row that heads a table of decisions.
fn header(grid: &Grid) -> Option<(u32, Kolom)> {
    grid.rows.iter().find_map(|(row, cells)| {
        let columns: Kolom = cells
            .iter()
            .map(|(col, cell)| (fold(&cell.display()), *col))
            .collect();
        let needed = [TAHUN, OPD, URAIAN, KEPUTUSAN];
        needed
            .iter()
            .all(|name| columns.contains_key(&fold(name)))
            .then_some((*row, columns))
    })
}

/// Reads who decided and when, from the cells above the table.
fn about(grid: &Grid, header: u32, at: &Location, out: &mut Outcome<Tinjauan>) {
    for (row, cells) in grid.rows.range(..header) {
        for (col, cell) in cells {
            let label = fold(&cell.display());
            let answer = || {
                let mut right = cells.range(col + 1..);
                right.find(|(_, cell)| !cell.display().is_empty())
            };
            if label == fold(PETUGAS) {
                out.value.oleh = answer().map(|(_, cell)| tidy(&cell.display()));
            }
            if label == fold(TANGGAL)
                && let Some((col, cell)) = answer()
            {
                out.value.pada = date(cell);
                if out.value.pada.is_none() {
                    let message = format!("Tanggal \"{}\" tidak terbaca", cell.display());
                    let place = at.at(CellRef::new(*row, *col));
                    out.diagnostics.push(Diagnostic::new(
                        kode::KEPUTUSAN_TAK_TERBACA,
                        place,
                        message,
                    ));
                }
            }
        }
    }
}

fn date(cell: &Cell) -> Option<Date> {
    match &cell.value {
        Value::Date(year, month, day) => {
            Date::new(*year, i8::try_from(*month).ok()?, i8::try_from(*day).ok()?).ok()
        }
        _ => read_time(&cell.display()).map(|time| time.tanggal),
    }
}

fn rows(
    grid: &Grid,
    header: u32,
    (columns, at): (&Kolom, &Location),
    out: &mut Outcome<Tinjauan>,
    entries: &mut Vec<(Location, Keputusan)>,
) {
    for (row, cells) in grid.rows.range(header + 1..) {
        let text = |name: &str| {
            let cell = columns.get(&fold(name)).and_then(|col| cells.get(col));
            cell.map(|cell| tidy(&cell.display())).unwrap_or_default()
        };
        let place = |name: &str| {
            let col = columns.get(&fold(name)).copied().unwrap_or(0);
            at.at(CellRef::new(*row, col))
        };
        let decision = text(KEPUTUSAN);
        let named = !text(URAIAN).is_empty() || !text(KODE).is_empty();
        if decision.is_empty() {
            out.value.kosong += usize::from(named && !text(OPD).is_empty());
            continue;
        }
        let mut fault = |code, name: &str, message: String| {
            let finding = Diagnostic::new(code, place(name), message).with_raw(text(name));
            out.diagnostics.push(finding);
        };
        let Some(jenis) = class(&decision) else {
            let message = format!("Keputusan \"{decision}\" tidak dikenal");
            fault(kode::KEPUTUSAN_TAK_DIKENAL, KEPUTUSAN, message);
            continue;
        };
        let Some(tahun) = text(TAHUN).parse().ok() else {
            let message = format!("Tahun \"{}\" tidak terbaca", text(TAHUN));
            fault(kode::KEPUTUSAN_TAK_TERBACA, TAHUN, message);
            continue;
        };
        if text(OPD).is_empty() || !named {
            let message = "OPD atau kegiatan pada baris ini kosong".to_owned();
            fault(kode::KEPUTUSAN_TAK_TERBACA, OPD, message);
            continue;
        }
        let keputusan = Keputusan {
            tahun,
            opd: text(OPD),
            kode: text(KODE),
            uraian: text(URAIAN),
            bagian: text(BAGIAN),
            jenis,
            oleh: String::new(),
            pada: None,
            catatan: text(CATATAN),
        };
        entries.push((place(KEPUTUSAN), keputusan));
    }
}

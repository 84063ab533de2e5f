//! Collects the findings of one table, folding a fault that repeats down a column into one.

use std::collections::BTreeMap;

use super::columns::Mapping;
use super::lines::{FaultKind, Line};
use crate::diag::catalogue::lembar;
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::cell::{CellRange, CellRef};
use crate::model::location::Location;

/// The findings of a table and whether one of them puts a counted number in doubt.
#[derive(Debug)]
pub(super) struct Findings {
    pub at: Location,
    pub list: Vec<Diagnostic>,
    pub doubt: bool,
}

impl Findings {
    pub(super) fn new(at: Location) -> Self {
        Self {
            at,
            list: Vec::new(),
            doubt: false,
        }
    }

    /// Adds a finding about the whole table.
    pub(super) fn table(&mut self, code: Code, message: impl Into<String>) {
        self.list
            .push(Diagnostic::new(code, self.at.clone(), message));
    }

    pub(super) fn cell(&mut self, code: Code, cell: CellRef, message: impl Into<String>) {
        self.list
            .push(Diagnostic::new(code, self.at.at(cell), message));
    }

    /// Adds a finding that keeps the table out of every total.
    pub(super) fn doubtful(
        &mut self,
        code: Code,
        cell: Option<CellRef>,
        message: impl Into<String>,
    ) {
        let at = cell.map_or_else(|| self.at.clone(), |cell| self.at.at(cell));
        self.list
            .push(Diagnostic::new(code, at, message).with_severity(Severity::Error));
        self.doubt = true;
    }

    /// Adds one finding for the cells of a column: by itself, or folded over a range with its count.
    pub(super) fn column(
        &mut self,
        code: Code,
        severity: Severity,
        cells: &[(CellRef, String)],
        what: &str,
    ) {
        let (Some((first, raw)), Some((last, _))) = (cells.first(), cells.last()) else {
            return;
        };
        let diagnostic = if cells.len() == 1 {
            Diagnostic::new(code, self.at.at(*first), what)
        } else {
            let mut at = self.at.at(*first);
            at.range = Some(CellRange {
                first: *first,
                last: *last,
            });
            Diagnostic::new(code, at, format!("{what} ({} sel)", cells.len()))
                .with_cells(cells.iter().map(|(cell, _)| *cell).collect())
        };
        let diagnostic = if raw.is_empty() {
            diagnostic
        } else {
            diagnostic.with_raw(raw.as_str())
        };
        self.list.push(diagnostic.with_severity(severity));
    }
}

/// A cell, what stands in it, and whether its row weighs in the totals.
type FaultyCell = (CellRef, String, bool);

/// Reports the cells that could not be read as they stand, a finding a column and kind.
/// Faults in counted fields of rows that weigh put the table in doubt; `proven` says that the totals agree.
pub(super) fn cell_faults(
    findings: &mut Findings,
    lines: &[&Line],
    mapping: &Mapping,
    weighs: &dyn Fn(&Line) -> bool,
    counted: &dyn Fn(u32) -> bool,
    proven: bool,
) {
    let mut by_kind: BTreeMap<(u32, FaultKind), Vec<FaultyCell>> = BTreeMap::new();
    for line in lines {
        for fault in &line.faults {
            let cell = CellRef::new(line.row, fault.col);
            by_kind.entry((fault.col, fault.kind)).or_default().push((
                cell,
                fault.raw.clone(),
                weighs(line),
            ));
        }
    }
    for ((col, kind), cells) in by_kind {
        let (code, what) = describe(kind);
        let hard = !matches!(kind, FaultKind::NumberAsText | FaultKind::Ambiguous);
        let severity = match (hard, counted(col)) {
            (true, true) if cells.iter().any(|(_, _, weighs)| *weighs) => {
                findings.doubt = true;
                Severity::Error
            }
            (true, _) => Severity::Warning,
            // A number typed as text in a column that nothing is counted by is nobody's trouble.
            (false, false) => continue,
            // What the total proves is no guess any more.
            (false, true) if proven => Severity::Info,
            (false, true) if kind == FaultKind::Implausible => Severity::Error,
            (false, true) => code.severity,
        };
        // Error cells in percent columns of the form's own arithmetic (0 / 0) say nothing about the data.
        if hard && !counted(col) && kind == FaultKind::ErrorCell {
            continue;
        }
        let places: Vec<(CellRef, String)> = cells
            .into_iter()
            .map(|(cell, raw, _)| (cell, raw))
            .collect();
        let path = mapping.path_of(col);
        findings.column(
            code,
            severity,
            &places,
            &format!("{what} pada kolom {path}"),
        );
    }
}

fn describe(kind: FaultKind) -> (Code, &'static str) {
    match kind {
        FaultKind::Text => (lembar::TEXT_IN_NUMBER, "teks di tempat angka"),
        FaultKind::ErrorCell => (lembar::ERROR_CELL, "galat rumus"),
        FaultKind::Ambiguous => (
            lembar::AMBIGUOUS_NUMBER,
            "angka dengan satu pemisah, dibaca menurut jenis kolom",
        ),
        FaultKind::NumberAsText => (lembar::NUMBER_AS_TEXT, "angka tersimpan sebagai teks"),
        FaultKind::NoCachedValue => (lembar::NO_CACHED_VALUE, "rumus tanpa hasil tersimpan"),
        FaultKind::WrongType => (
            lembar::WRONG_TYPE,
            "tanggal atau benar/salah di tempat angka",
        ),
        FaultKind::Implausible => (lembar::PERCENT_BEYOND, "bukan persentase: terlalu besar"),
    }
}

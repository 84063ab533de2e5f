//! Findings: what is wrong or unusual, where, and how to mend it. Data until the last moment, rendered late.

pub mod catalogue;

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

pub use catalogue::Code;

use crate::model::cell::CellRef;
use crate::model::location::Location;

/// How much a finding weighs (CONTRACT §1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The OPD must correct it.
    Error,
    /// Used by a stated guess, or unusual.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// Returns the name in the machine contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// Returns the word that officials read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Error => "Harus diperbaiki",
            Self::Warning => "Perlu diperiksa",
            Self::Info => "Catatan",
        }
    }
}

/// One finding about a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    pub at: Location,
    /// One short Indonesian sentence without a period, understandable alone.
    pub message: String,
    /// The cell exactly as written.
    pub raw: Option<Box<str>>,
    /// Every cell of a finding that is folded over a range; empty where `at` says it all.
    pub cells: Vec<CellRef>,
    /// What holds for each of the cells, where that differs; empty, or as long as `cells`.
    pub rinci: Vec<Box<str>>,
    /// Set where the analyst checked it and accepted the reason: it is a note then.
    pub dijelaskan: Option<Arc<Dijelaskan>>,
}

/// Why a finding needs no correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dijelaskan {
    pub oleh: Box<str>,
    pub pada: Date,
    pub alasan: Box<str>,
    /// Line in the analyst's list, from 1.
    pub baris: u32,
}

impl Diagnostic {
    /// Makes a finding with the code's own severity.
    #[must_use]
    pub fn new(code: Code, at: Location, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            at,
            message: message.into(),
            raw: None,
            cells: Vec::new(),
            rinci: Vec::new(),
            dijelaskan: None,
        }
    }

    #[must_use]
    pub fn with_severity(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    #[must_use]
    pub fn with_raw(self, raw: impl Into<Box<str>>) -> Self {
        Self {
            raw: Some(raw.into()),
            ..self
        }
    }

    #[must_use]
    pub fn with_cells(self, cells: Vec<CellRef>) -> Self {
        Self { cells, ..self }
    }

    /// Names every cell of a folded finding with what holds for it.
    #[must_use]
    pub fn with_details(self, cells: Vec<(CellRef, Box<str>)>) -> Self {
        let (cells, rinci) = cells.into_iter().unzip();
        Self {
            cells,
            rinci,
            ..self
        }
    }

    /// Orders findings by file, sheet, place, severity (worst first) and code.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        let key = |d: &Self| (d.at.clone(), d.severity, d.code.id, d.message.clone());
        key(self).cmp(&key(other))
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {} {}: {}",
            self.code.id,
            self.severity.label(),
            self.at,
            self.message
        )
    }
}

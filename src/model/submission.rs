//! A file as it was received: its container, its status, its tables and its findings.

use std::sync::Arc;

use super::table::Table;
use crate::diag::Diagnostic;

/// What a file is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Container {
    Xlsx,
    Xlsm,
    Xlsb,
    Xls,
    Ods,
    Csv,
    Html,
    Mhtml,
    SpreadsheetMl,
    Pdf,
    Docx,
    Zip,
    Lock,
    Unknown,
}

impl Container {
    /// Returns the name in the machine contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsm => "xlsm",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Mhtml => "mhtml",
            Self::SpreadsheetMl => "spreadsheetml",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Zip => "zip",
            Self::Lock => "lock",
            Self::Unknown => "unknown",
        }
    }
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileStatus {
    Accepted,
    AcceptedWithNotes,
    Quarantined,
    NotAReport,
    Unreadable,
}

impl FileStatus {
    /// Returns the name in the machine contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::AcceptedWithNotes => "accepted_with_notes",
            Self::Quarantined => "quarantined",
            Self::NotAReport => "not_a_report",
            Self::Unreadable => "unreadable",
        }
    }
}

/// One input file with everything that was understood of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// As given, or relative to the folder given; members of a zip as `a.zip/b.xlsx`.
    pub file: Arc<str>,
    /// Hexadecimal hash of the bytes; empty where they could not be read.
    pub blake3: String,
    pub container: Container,
    pub status: FileStatus,
    pub tables: Vec<Table>,
    pub diagnostics: Vec<Diagnostic>,
}

//! Why a container can't be read, and the findings made while one is.

use std::sync::Arc;

use crate::diag::catalogue::berkas;
use crate::diag::{Code, Diagnostic};
use crate::model::cell::CellRef;
use crate::model::location::Location;

/// What stops the reading of one file (never the run).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) code: Code,
    pub(crate) message: String,
}

impl Refusal {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    pub(crate) fn damaged(what: impl std::fmt::Display) -> Self {
        Self::new(berkas::DAMAGED, format!("susunan berkas rusak: {what}"))
    }
}

pub(crate) type Read<T> = Result<T, Refusal>;

/// Collects findings about one file.
#[derive(Debug)]
pub(crate) struct Findings {
    file: Arc<str>,
    pub(crate) list: Vec<Diagnostic>,
}

impl Findings {
    pub(crate) fn new(file: &str) -> Self {
        Self {
            file: Arc::from(file),
            list: Vec::new(),
        }
    }

    pub(crate) fn file(&mut self, code: Code, message: impl Into<String>) {
        self.list
            .push(Diagnostic::new(code, Location::file(&self.file), message));
    }

    pub(crate) fn sheet(
        &mut self,
        code: Code,
        sheet: Option<&Arc<str>>,
        message: impl Into<String>,
    ) {
        let at = Location::sheet(&self.file, sheet);
        self.list.push(Diagnostic::new(code, at, message));
    }

    pub(crate) fn cell(
        &mut self,
        code: Code,
        sheet: Option<&Arc<str>>,
        cell: CellRef,
        message: impl Into<String>,
    ) {
        let at = Location::sheet(&self.file, sheet).at(cell);
        self.list.push(Diagnostic::new(code, at, message));
    }

    pub(crate) fn refuse(&mut self, refusal: Refusal) {
        self.file(refusal.code, refusal.message);
    }
}

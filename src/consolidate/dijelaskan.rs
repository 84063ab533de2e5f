//! Findings that the analyst has checked and accepted with a reason: which they are, and whether they still hold.
//!
//! An acceptance is the analyst's word about what lay before them: it holds for the file that was there by its day. What
//! comes in later is judged anew. What is accepted is a note with its reason, and never vanishes.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::findings::{Finding, date_in_words};
use super::register::Diterima;
use crate::diag::catalogue::riwayat as kode;
use crate::diag::{Code, Diagnostic, Dijelaskan, Severity};
use crate::model::cell::{CellRange, CellRef};
use crate::model::location::Location;
use crate::model::periode::Periode;
use crate::normalize::fold::fold;

/// The findings that an explanation can settle: what the office did, and not what it sent wrongly.
pub const DAPAT: [Code; 13] = [
    kode::FISIK_FELL,
    kode::MONEY_FELL,
    kode::LALU_DIFFERS,
    kode::TARGET_FELL,
    kode::DECEMBER_TARGET,
    kode::SAME_AS_BEFORE,
    kode::PAGU_OF_OTHER_YEAR,
    kode::ROWS_VANISHED,
    kode::FISIK_WITHOUT_MONEY,
    kode::NOT_IN_MASTER,
    kode::PAGU_NOT_OF_MASTER,
    kode::MASTER_ROWS_MISSING,
    kode::LRA_DIFFERS,
];

/// An accepted finding, as the analyst's list has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Terimaan {
    /// The roster's id of the office.
    pub opd: Arc<str>,
    pub periode: Periode,
    /// Of `DAPAT`.
    pub kode: Code,
    /// The cells it speaks of; empty where `uraian` says it, or the whole report is meant.
    pub sel: Vec<CellRange>,
    /// The name of the activity, folded; empty likewise.
    pub uraian: String,
    /// When it was decided, with the time of day where the list has it.
    pub pada: Diterima,
    pub mengapa: Arc<Dijelaskan>,
}

/// What is said of one place: its cell, and the names that its activity has or had.
pub(super) type Tempat<'a> = (Option<CellRef>, [&'a str; 2]);

impl Terimaan {
    /// Whether what it was decided on still lies there: nothing that counts came after it.
    fn holds(&self, received: Option<Diterima>) -> bool {
        let Some(at) = received else {
            return true;
        };
        match (at.pukul, self.pada.pukul) {
            (Some(came), Some(decided)) => (at.tanggal, came) <= (self.pada.tanggal, decided),
            _ => at.tanggal <= self.pada.tanggal,
        }
    }

    fn matches(&self, (sel, names): Tempat<'_>) -> bool {
        let of_cell = || sel.is_some_and(|at| self.sel.iter().any(|range| range.contains(at)));
        let of_name = || names.iter().any(|name| fold(name) == self.uraian);
        (self.sel.is_empty() || of_cell()) && (self.uraian.is_empty() || of_name())
    }
}

/// The acceptances that hold for one report.
#[derive(Clone, Debug, Default)]
pub(super) struct Berlaku<'a>(Vec<&'a Terimaan>);

impl<'a> Berlaku<'a> {
    pub(super) fn of(
        list: &'a [Terimaan],
        (opd, periode): (&str, Periode),
        received: Option<Diterima>,
    ) -> Self {
        let own = list.iter().filter(|one| {
            *one.opd == *opd && one.periode.same_month(&periode) && one.holds(received)
        });
        Self(own.collect())
    }

    /// Splits what a finding speaks of by what was said of it: first what nobody accepted, then each acceptance with its own.
    pub(super) fn pilah<T>(
        &self,
        code: Code,
        items: Vec<T>,
        tempat: impl Fn(&T) -> Tempat<'_>,
    ) -> Vec<(Option<Arc<Dijelaskan>>, Vec<T>)> {
        let mut open = Vec::new();
        let mut parts: Vec<(Option<Arc<Dijelaskan>>, Vec<T>)> = Vec::new();
        for item in items {
            let Some(found) = self.find(code, tempat(&item)) else {
                open.push(item);
                continue;
            };
            let known = parts
                .iter_mut()
                .find(|(why, _)| why.as_ref() == Some(found));
            match known {
                Some((_, items)) => items.push(item),
                None => parts.push((Some(Arc::clone(found)), vec![item])),
            }
        }
        if !open.is_empty() {
            parts.insert(0, (None, open));
        }
        parts
    }

    /// Marks a finding about a report as a whole, where it was accepted.
    pub(super) fn whole(&self, found: Diagnostic) -> Diagnostic {
        let why = self.find(found.code, (None, ["", ""]));
        terima(found, why)
    }

    /// Of two that match the later one speaks.
    fn find(&self, code: Code, tempat: Tempat<'_>) -> Option<&'a Arc<Dijelaskan>> {
        let mut own = self.0.iter().rev().filter(|one| one.kode == code);
        own.find(|one| one.matches(tempat)).map(|one| &one.mengapa)
    }
}

/// Makes an accepted finding a note that says who accepted it, when and why.
pub(super) fn terima(found: Diagnostic, why: Option<&Arc<Dijelaskan>>) -> Diagnostic {
    let Some(why) = why else {
        return found;
    };
    let message = format!(
        "{}; diterima dengan penjelasan: {} ({}, {})",
        found.message,
        why.alasan,
        why.oleh,
        date_in_words(why.pada)
    );
    Diagnostic {
        message,
        severity: Severity::Info,
        dijelaskan: Some(Arc::clone(why)),
        ..found
    }
}

/// Says which acceptances of a month settle nothing: written wrongly, or overtaken by what came in since.
pub(super) fn without_effect(
    (list, file): (&[Terimaan], &Arc<str>),
    periode: Periode,
    found: &[Finding],
    received: impl Fn(&str) -> Option<Diterima>,
) -> Vec<Finding> {
    let used: BTreeSet<u32> = found
        .iter()
        .filter_map(|one| Some(one.diagnostic.dijelaskan.as_ref()?.baris))
        .collect();
    let unused = list
        .iter()
        .filter(|one| one.periode.same_month(&periode) && !used.contains(&one.mengapa.baris));
    unused
        .map(|one| {
            let late = received(&one.opd).filter(|at| !one.holds(Some(*at)));
            let message = match late {
                Some(at) => format!(
                    "Penerimaan temuan {} tidak berlaku lagi: berkas yang dihitung dari {} diterima {}, sesudah keputusan {}; \
                     temuannya dinilai lagi",
                    one.kode.id,
                    one.opd,
                    date_in_words(at.tanggal),
                    date_in_words(one.pada.tanggal)
                ),
                None => format!(
                    "Penerimaan temuan {} untuk {} tidak cocok dengan temuan mana pun pada laporan {}",
                    one.kode.id, one.opd, one.periode
                ),
            };
            let at = Location::file(file).at(CellRef::new(one.mengapa.baris - 1, 0));
            Finding {
                opd: None,
                diagnostic: Diagnostic::new(kode::ACCEPTANCE_WITHOUT_EFFECT, at, message),
            }
        })
        .collect()
}

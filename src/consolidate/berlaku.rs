//! Which files still speak for their office: a refused or superseded one doesn't once another of it counts.

use super::Konsolidasi;
use super::gather::{Fate, Portion};
use crate::diag::catalogue::konsolidasi::REVISION_REJECTED;
use crate::diag::catalogue::riwayat::SENT_BY_OTHER_OPD;
use crate::diag::{Diagnostic, Severity};

/// Returns whether the findings of a portion are still its office's to mend.
///
/// A counted portion's are; a copy's or an older version's are not; a refused one's are, unless a portion of the same
/// office and unit counts for the same month or a later one.
#[must_use]
pub fn is_current(portion: &Portion, all: &[Portion]) -> bool {
    let month = |one: &Portion| (one.periode.tahun, one.periode.bulan);
    match portion.fate {
        Fate::Counted => true,
        Fate::Copy(_) | Fate::Superseded(_) | Fate::EarlierMonth(_) => false,
        _ => !all.iter().any(|other| {
            other.fate == Fate::Counted
                && other.owner == portion.owner
                && other.unit == portion.unit
                && month(other) >= month(portion)
        }),
    }
}

impl Konsolidasi {
    /// Returns whether a finding is about a file (or a sheet of it) in whose place another one counts: it is kept, but
    /// nobody has to mend it. One that came after what counts, and can't be used, is not replaced.
    #[must_use]
    pub fn is_replaced(&self, finding: &Diagnostic) -> bool {
        // It speaks of who sent the file, and not of whose report it holds.
        if finding.code == SENT_BY_OTHER_OPD {
            return false;
        }
        let of_file = |portion: &&Portion| self.submissions[portion.file].file == finding.at.file;
        let speaks = |portion: &&Portion| {
            let tables = &self.submissions[portion.file].tables;
            finding.at.sheet.is_none()
                || portion
                    .tables
                    .iter()
                    .any(|&at| tables[at].sheet == finding.at.sheet)
        };
        let mut of_sheet = self
            .portions
            .iter()
            .filter(of_file)
            .filter(speaks)
            .peekable();
        let mut of_whole = self.portions.iter().filter(of_file).peekable();
        let replaced = |portion: &Portion| !is_current(portion, &self.portions);
        let all_replaced = if of_sheet.peek().is_some() {
            of_sheet.all(replaced)
        } else {
            of_whole.peek().is_some() && of_whole.all(replaced)
        };
        all_replaced
            && !self.diagnostics.iter().any(|other| {
                other.code == REVISION_REJECTED
                    && other.severity == Severity::Error
                    && other.at.file == finding.at.file
            })
    }

    /// Returns the findings that still hold: all but those of replaced files.
    pub fn current_findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics
            .iter()
            .filter(|finding| !self.is_replaced(finding))
    }

    /// Returns how many findings of a severity still hold.
    #[must_use]
    pub fn n_findings(&self, severity: Severity) -> usize {
        self.current_findings()
            .filter(|finding| finding.severity == severity)
            .count()
    }

    /// Returns how many errors and warnings are about replaced files.
    #[must_use]
    pub fn n_replaced(&self) -> usize {
        self.diagnostics
            .iter()
            .filter(|finding| finding.severity != Severity::Info && self.is_replaced(finding))
            .count()
    }
}

//! "Accepted with notes" is taken back where a decision ended the last doubt that was noted.

use crate::diag::catalogue::lembar;
use crate::diag::{Diagnostic, Severity};
use crate::model::submission::{FileStatus, Submission};
use crate::model::table::{Table, TableStatus};
use crate::rules::Rules;

/// Looks again at the status of a table, one of whose findings was taken out, and at that of its file.
pub(super) fn settle(submission: &mut Submission, table: usize, rules: &Rules) {
    let diagnostics = &submission.diagnostics;
    let Some(own) = submission.tables.get_mut(table) else {
        return;
    };
    let noted = diagnostics
        .iter()
        .any(|d| d.severity != Severity::Info && d.at.sheet == own.sheet);
    let sure = own.confidence >= rules.baris.ambang.terima;
    if own.status == TableStatus::AcceptedWithNotes && sure && !noted {
        own.status = TableStatus::Accepted;
    }
    let clean =
        |table: &Table| matches!(table.status, TableStatus::Accepted | TableStatus::Ignored);
    if submission.status == FileStatus::AcceptedWithNotes
        && submission.tables.iter().all(clean)
        && !diagnostics
            .iter()
            .any(|d| concerns_file(d, &submission.tables))
    {
        submission.status = FileStatus::Accepted;
    }
}

/// Whether a finding is a note on the file: what the layout of a sheet that isn't counted says is none.
fn concerns_file(finding: &Diagnostic, tables: &[Table]) -> bool {
    let ignored = || {
        let mut own = tables
            .iter()
            .filter(|t| t.sheet == finding.at.sheet)
            .peekable();
        own.peek().is_some() && own.all(|table| table.status == TableStatus::Ignored)
    };
    finding.severity != Severity::Info && !(lembar::ALL.contains(&finding.code) && ignored())
}

//! Draws a file as the program sees it, for a person: short by default, every column and row with `rinci`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::lukis_tabel::{columns, rows, rows_in_short};
use super::sajian::{hanging, safe};
use crate::diag::catalogue::lembar;
use crate::diag::{Diagnostic, Severity};
use crate::model::cell::CellRef;
use crate::model::field::Kind;
use crate::model::nilai::{Sen, comma};
use crate::model::submission::{FileStatus, Submission};
use crate::model::table::{Role, Stated, Table, TableStatus};

/// How many proofs that failed are drawn one by one.
const SHOWN: usize = 6;
/// How many findings of one code on one sheet are told.
const SAME: usize = 3;

/// Draws a submission.
pub(super) fn submission(submission: &Submission, rinci: bool) -> String {
    let mut text = format!(
        "{}\n  {}: {}\n",
        safe(&submission.file),
        submission.container.name(),
        file_status(submission.status)
    );
    for table in &submission.tables {
        if table.role == Role::Detail || rinci {
            draw(&mut text, table, rinci);
        } else {
            let _ = writeln!(
                text,
                "\n  {}: {}; tidak dihitung",
                sheet_name(table),
                table.role.label()
            );
        }
    }
    findings(&mut text, submission, rinci);
    let status = submission.status;
    let open = matches!(status, FileStatus::Quarantined | FileStatus::NotAReport);
    let by_header = |finding: &Diagnostic| {
        let header = [
            lembar::MISSING_COLUMN,
            lembar::AMBIGUOUS_COLUMN,
            lembar::NO_TABLE,
        ];
        header.contains(&finding.code)
    };
    if open && submission.diagnostics.iter().any(by_header) {
        text.push_str(
            "\n  Bila yang tidak dipahami adalah susunan kolomnya, petakan tabelnya: rakor petakan BERKAS\n",
        );
    }
    text
}

fn file_status(status: FileStatus) -> &'static str {
    match status {
        FileStatus::Accepted => "diterima",
        FileStatus::AcceptedWithNotes => "diterima dengan catatan",
        FileStatus::Quarantined => "ditahan; angkanya tidak dipakai",
        FileStatus::NotAReport => "bukan laporan realisasi",
        FileStatus::Unreadable => "tidak terbaca",
    }
}

fn table_status(status: TableStatus) -> &'static str {
    match status {
        TableStatus::Accepted => "diterima",
        TableStatus::AcceptedWithNotes => "diterima dengan catatan",
        TableStatus::Quarantined => "ditahan",
        TableStatus::Ignored => "tidak dihitung",
    }
}

fn sheet_name(table: &Table) -> String {
    match &table.sheet {
        Some(name) => format!("Lembar \"{}\"", safe(name)),
        None => "Tabel".to_owned(),
    }
}

fn draw(text: &mut String, table: &Table, rinci: bool) {
    let hidden = if table.hidden { " (tersembunyi)" } else { "" };
    let _ = writeln!(
        text,
        "\n  {}{hidden}: {}, {}, keyakinan {}",
        sheet_name(table),
        table.role.label(),
        table_status(table.status),
        comma(table.confidence, 2)
    );
    let cell = |cell: Option<CellRef>| cell.map(|c| format!(" ({c})")).unwrap_or_default();
    if let Some(opd) = &table.opd {
        let id = opd.id.as_deref().unwrap_or("di luar daftar");
        let _ = writeln!(
            text,
            "    OPD          {} [{id}]{}",
            safe(&opd.name),
            cell(opd.cell)
        );
    }
    if let Some(found) = &table.periode {
        let _ = writeln!(
            text,
            "    Periode      {}{}",
            found.periode,
            cell(found.cell)
        );
    }
    if let Some((first, last)) = table.header_rows {
        let number = table
            .number_row
            .map(|row| format!(", baris nomor kolom {}", row + 1))
            .unwrap_or_default();
        let _ = writeln!(
            text,
            "    Judul kolom  baris {}–{}{number}",
            first + 1,
            last + 1
        );
    }
    if let Some(own) = &table.dilepas {
        let line = format!(
            "{}, disetujui {} pada {}: {}",
            own.sumber, own.rilis.oleh, own.rilis.pada, own.rilis.alasan
        );
        text.push_str(&hanging("    Petaan      ", &safe(&line)));
    }
    columns(text, table, rinci);
    rows_in_short(text, table);
    totals(text, table);
    proofs(text, table);
    if rinci {
        rows(text, table);
    }
}

fn totals(text: &mut String, table: &Table) {
    let money = |sen: Option<Sen>| sen.map_or_else(|| "–".to_owned(), |sen| sen.to_string());
    let percent =
        |p: Option<f64>| p.map_or_else(|| "–".to_owned(), |p| format!("{} %", comma(p, 2)));
    let totals = &table.totals;
    let _ = write!(
        text,
        "    Keuangan     pagu {}, target {}, realisasi {}\n    Fisik        target {}, realisasi {} (terisi untuk {} % pagu)\n",
        money(totals.pagu),
        money(totals.target_keuangan),
        money(totals.realisasi_keuangan),
        percent(totals.target_fisik),
        percent(totals.realisasi_fisik),
        comma(totals.fisik_coverage, 0),
    );
}

/// The stated totals and the figures of a recap sheet: what agrees in one line, what doesn't one by one.
fn proofs(text: &mut String, table: &Table) {
    let (held, failed): (Vec<&Stated>, Vec<&Stated>) =
        table.stated.iter().partition(|stated| stated.agrees);
    if table.stated.is_empty() && table.kendali.is_empty() {
        text.push_str("    Bukti        tidak ada jumlah tertulis\n");
        return;
    }
    if !held.is_empty() {
        let cells = held.iter().map(|stated| stated.cell.to_string());
        let line = format!("jumlah tertulis cocok: {}", some(cells.collect()));
        text.push_str(&hanging("    Terbukti    ", &line));
    }
    for stated in failed.iter().take(SHOWN) {
        let value = match stated.field.measure.kind() {
            Kind::Rupiah => Sen::from_rupiah(stated.value)
                .unwrap_or_default()
                .to_string(),
            _ => format!("{} %", comma(stated.value, 2)),
        };
        let line = format!(
            "{} di {} tertulis {value}",
            stated.field.label(),
            stated.cell
        );
        text.push_str(&hanging("    TIDAK COCOK ", &line));
    }
    if let Some(more) = failed.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(text, "    TIDAK COCOK  … dan {more} jumlah lain");
    }
    let sheets: BTreeSet<Option<&str>> = table.kendali.iter().map(|k| k.sheet.as_deref()).collect();
    for sheet in sheets {
        let own = table.kendali.iter().filter(|k| k.sheet.as_deref() == sheet);
        let (held, failed): (Vec<_>, Vec<_>) = own.partition(|k| k.agrees);
        let name = safe(sheet.unwrap_or(""));
        if !held.is_empty() {
            let cells = held.iter().map(|kendali| kendali.cell.to_string());
            let line = format!("lembar rekap \"{name}\" cocok: {}", some(cells.collect()));
            text.push_str(&hanging("    Terbukti    ", &line));
        }
        if !failed.is_empty() {
            let cells = failed.iter().map(|kendali| kendali.cell.to_string());
            let line = format!("lembar rekap \"{name}\" berbeda: {}", some(cells.collect()));
            text.push_str(&hanging("    TIDAK COCOK ", &line));
        }
    }
}

fn some(cells: Vec<String>) -> String {
    const LISTED: usize = 10;
    let more = cells.len().saturating_sub(LISTED);
    let listed: Vec<String> = cells.into_iter().take(LISTED).collect();
    if more > 0 {
        format!("{} dan {more} lagi", listed.join(", "))
    } else {
        listed.join(", ")
    }
}

/// The findings in order, each remedy once; notes only with `rinci`, but for those that a reader acts on.
fn findings(text: &mut String, submission: &Submission, rinci: bool) {
    let acted_on = |finding: &Diagnostic| {
        [lembar::UNKNOWN_HEADER, lembar::LAYOUT_DRIFT].contains(&finding.code)
            || (finding.code == lembar::NO_TABLE && submission.tables.is_empty())
    };
    let (mut shown, left): (Vec<&Diagnostic>, Vec<&Diagnostic>) = submission
        .diagnostics
        .iter()
        .partition(|finding| rinci || finding.severity != Severity::Info || acted_on(finding));
    if !shown.is_empty() {
        text.push_str("\n  Temuan\n");
    }
    // What must be mended first; of sheets that don't count last.
    let counting = |finding: &Diagnostic| {
        let own = |table: &&Table| table.sheet == finding.at.sheet;
        let mut tables = submission.tables.iter().filter(own).peekable();
        tables.peek().is_none() || tables.any(|table| table.status != TableStatus::Ignored)
    };
    shown.sort_by_key(|finding| (finding.severity, !counting(finding)));
    let mut told: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    let several = submission.tables.len() > 1;
    let mut remedied: BTreeSet<&str> = BTreeSet::new();
    for finding in shown {
        let count = told
            .entry((finding.code.id, finding.at.sheet.as_deref()))
            .or_default();
        *count += 1;
        if *count > SAME && !rinci {
            continue;
        }
        let sheet = finding.at.sheet.as_deref().filter(|_| several);
        let place = match (finding.at.range, finding.at.cell) {
            (Some(range), _) => range.to_string(),
            (None, Some(cell)) => cell.to_string(),
            (None, None) => String::new(),
        };
        let place = match sheet {
            Some(sheet) => format!("{} {place}", safe(sheet)),
            None => place,
        };
        let head = format!(
            "    {} {} {}",
            finding.code.id,
            finding.severity.label(),
            place.trim()
        );
        let head = format!("{}:", head.trim_end());
        text.push_str(&hanging(&head, &safe(&finding.message)));
        if remedied.insert(finding.code.id) {
            text.push_str(&hanging("      →", finding.code.perbaikan));
        }
    }
    for ((code, sheet), count) in &told {
        if let Some(more) = count.checked_sub(SAME).filter(|more| *more > 0 && !rinci) {
            let sheet = sheet.map(|sheet| format!(" pada lembar \"{}\"", safe(sheet)));
            let sheet = sheet.unwrap_or_default();
            let _ = writeln!(text, "    … dan {more} temuan {code} lain{sheet}");
        }
    }
    if !left.is_empty() {
        let _ = writeln!(
            text,
            "  {} catatan lain ditampilkan dengan --rinci",
            left.len()
        );
    }
}

//! The screen texts that `rekap` and `periksa` share: offices by status, worst first, and the findings to mend.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::consolidate::kepatuhan::Status;
use crate::consolidate::{Konsolidasi, RekapOpd};
use crate::diag::catalogue::konsolidasi::{REGISTER_NOT_WRITTEN, REGISTER_ROW_UNREADABLE};
use crate::diag::{Code, Diagnostic, Severity};
use crate::normalize::fold::tidy;

/// Width of the screen that texts are broken for.
const WIDTH: usize = 100;
/// How many lines of the register a screen names.
const PLACES: usize = 12;
/// How many files with findings a screen lists.
const SHOWN: usize = 12;

/// Draws the offices by status, the worst first; those in order are only counted.
pub(super) fn statuses(k: &Konsolidasi) -> String {
    let mut text = String::new();
    for status in Status::ALL {
        let members = of_status(k, status);
        if !members.is_empty() {
            text.push_str(&group(status, &members));
        }
    }
    text.push_str(&rest(k));
    text
}

/// The widest word for a status.
fn width() -> usize {
    let widest = Status::ALL.map(|status| status.label().chars().count());
    widest.into_iter().max().unwrap_or(0)
}

pub(super) fn of_status(k: &Konsolidasi, status: Status) -> Vec<&RekapOpd> {
    let all = k.opd.iter();
    all.filter(|opd| opd.kepatuhan.status == status).collect()
}

/// One status with how many offices stand there, and which, unless they are in order.
pub(super) fn group(status: Status, members: &[&RekapOpd]) -> String {
    let label = width();
    let head = format!("  {:<label$} {:>4}", status.label(), members.len());
    let in_order = matches!(status, Status::TepatWaktu | Status::WaktuTidakDiketahui);
    let mut names: Vec<String> = members.iter().map(|opd| named(opd, status)).collect();
    if let (Status::Terlambat, Some(last)) = (status, names.last_mut()) {
        last.push_str("; sesuai setelan tenggat");
    }
    let names = if in_order {
        String::new()
    } else {
        names.join(", ")
    };
    hanging(&head, &names)
}

/// What is said below the offices: how many there are, who revised, what was explained, what the register lacks.
pub(super) fn rest(k: &Konsolidasi) -> String {
    let mut text = String::new();
    let label = width();
    let _ = writeln!(text, "  {:<label$} {:>4}", "Jumlah OPD", k.opd.len());
    let revised = k.opd.iter().filter(|opd| opd.kepatuhan.revisi > 0);
    let revised: Vec<String> = revised
        .map(|opd| format!("{} (ke-{})", opd.office.singkat, opd.kepatuhan.revisi))
        .collect();
    if !revised.is_empty() {
        text.push_str(&hanging("  Revisi:", &revised.join(", ")));
    }
    let explained = k
        .opd
        .iter()
        .filter(|opd| opd.kepatuhan.diterima_dengan_penjelasan > 0);
    let explained: Vec<String> = explained
        .map(|opd| {
            let n = opd.kepatuhan.diterima_dengan_penjelasan;
            format!("{} ({n})", opd.office.singkat)
        })
        .collect();
    if !explained.is_empty() {
        text.push_str(&hanging(
            "  Diterima dengan penjelasan:",
            &explained.join(", "),
        ));
    }
    if !k.outside.is_empty() {
        let names: Vec<&str> = k.outside.keys().map(AsRef::as_ref).collect();
        text.push_str(&hanging(
            "  Di luar daftar, tidak dihitung:",
            &names.join(", "),
        ));
    }
    text.push_str(&register(k));
    text
}

/// Says which lines of the register are not used, and what could not be entered in it: a lateness may rest on them.
fn register(k: &Konsolidasi) -> String {
    // A note is about a line that is used all the same.
    let weighs =
        |one: &&Diagnostic| one.code != REGISTER_ROW_UNREADABLE || one.severity != Severity::Info;
    let of = |code: Code| {
        let all = k.diagnostics.iter().filter(weighs);
        all.filter(move |one| one.code == code)
    };
    let mut text = String::new();
    let places: Vec<String> = of(REGISTER_ROW_UNREADABLE)
        .filter_map(|one| Some(one.at.cell?.to_string()))
        .collect();
    if let Some(first) = of(REGISTER_ROW_UNREADABLE).next() {
        let more = match places.len().saturating_sub(PLACES) {
            0 => String::new(),
            more => format!(", … dan {more} lagi"),
        };
        let shown = places.iter().take(PLACES).cloned();
        let said = format!(
            "{} baris tidak dipakai, waktunya tidak terbaca atau di luar masa laporan ({}{more})",
            places.len(),
            shown.collect::<Vec<_>>().join(", ")
        );
        text.push_str(&hanging(&format!("  {}:", first.at.file), &said));
    }
    for one in of(REGISTER_NOT_WRITTEN) {
        text.push_str(&hanging(" ", &safe(&one.message)));
    }
    text
}

/// The short name of an office with what matters of its status.
fn named(opd: &RekapOpd, status: Status) -> String {
    let own = &opd.kepatuhan;
    let name = &opd.office.singkat;
    let mut notes = Vec::new();
    match (status, own.hari_terlambat) {
        (Status::PerluPerbaikan, _) => notes.push(own.errors.to_string()),
        (Status::Terlambat, Some(days)) => notes.push(format!("{days} hari")),
        _ => {}
    }
    notes.extend(instead(opd));
    if notes.is_empty() {
        name.to_string()
    } else {
        format!("{name} ({})", notes.join("; "))
    }
}

/// What came instead of the report asked for.
pub(super) fn instead(opd: &RekapOpd) -> Vec<String> {
    let own = &opd.kepatuhan;
    if own.keliru.is_some() && own.status == Status::BelumMasuk {
        return vec!["mengirim laporan OPD lain".to_owned()];
    }
    let told = own.sebab.iter();
    told.map(|sebab| sebab.label().to_owned()).collect()
}

/// Draws the findings that an office must mend, as far as a screen holds them, and counts all.
///
/// `lines` is how many lines one may take.
pub(super) fn findings(k: &Konsolidasi, lines: usize) -> String {
    let errors: Vec<&Diagnostic> = k
        .current_findings()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    let mut text = String::new();
    if !errors.is_empty() {
        text.push_str("Harus diperbaiki (satu temuan per berkas):\n");
    }
    let mut files: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in &errors {
        files.entry(&finding.at.file).or_default().push(finding);
    }
    for found in files.values().take(SHOWN) {
        text.push_str(&first_of(found, lines));
    }
    if let Some(more) = files.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(text, "  … dan {more} berkas lagi");
    }
    let replaced = match k.n_replaced() {
        0 => String::new(),
        n => format!("; {n} lagi tentang berkas yang sudah diganti"),
    };
    let _ = writeln!(
        text,
        "Temuan: {} harus diperbaiki, {} perlu diperiksa, {} catatan{replaced}",
        errors.len(),
        k.n_findings(Severity::Warning),
        k.n_findings(Severity::Info)
    );
    text
}

/// The finding that says most about a file: one with a cell, before those about the whole of it.
fn first_of(found: &[&Diagnostic], lines: usize) -> String {
    let Some(finding) = found.iter().min_by_key(|finding| finding.at.cell.is_none()) else {
        return String::new();
    };
    let place = finding.at.to_string();
    let place = if place.is_empty() {
        "(umum)"
    } else {
        place.as_str()
    };
    let head = format!("  {} {}:", finding.code.id, safe(place));
    let more = match found.len() {
        1 => String::new(),
        count => format!(" (dan {} temuan lain)", count - 1),
    };
    let message = safe(&finding.message);
    let whole = hanging(&head, &format!("{message}{more}"));
    if whole.lines().count() <= lines {
        return whole;
    }
    // What is cut off stands on Validasi and in the lembar koreksi.
    let words: Vec<&str> = message.split(' ').collect();
    let cut = (1..words.len()).rev().map(|n| {
        let begin = words[..n].join(" ");
        hanging(&head, &format!("{begin} …{more}"))
    });
    let fits = |text: &String| text.lines().count() <= lines;
    cut.into_iter().find(fits).unwrap_or(whole)
}

/// Takes control characters out of an input's text: a terminal must not obey it.
pub(super) fn safe(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    tidy(&text)
}

/// Sets text after a head, broken at the screen's width and indented below.
pub(super) fn hanging(head: &str, text: &str) -> String {
    let mut out = head.to_owned();
    let mut used = head.chars().count();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if used + 1 + length > WIDTH && used > 8 {
            out.push_str("\n      ");
            used = 6;
        }
        out.push(' ');
        out.push_str(word);
        used += 1 + length;
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consolidate::sample::{consolidated, report};
    use crate::model::cell::CellRef;
    use crate::model::location::Location;

    #[test]
    fn lines_of_the_register_are_named_by_their_place() {
        let mut k = consolidated(vec![report("a.xlsx", "dinkes", 10)], Vec::new());
        assert_eq!(register(&k), "");
        let name = "penerimaan.csv".into();
        let unread = |row| {
            let at = Location::file(&name).at(CellRef::new(row, 3));
            Diagnostic::new(REGISTER_ROW_UNREADABLE, at, "x")
        };
        k.diagnostics.extend((1..=14).map(unread));
        let held = "3 berkas belum dicatat: penerimaan.csv tidak dapat ditulis";
        let finding = Diagnostic::new(REGISTER_NOT_WRITTEN, Location::file(&name), held);
        k.diagnostics.push(finding);
        let text = register(&k);
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            words.contains("penerimaan.csv: 14 baris tidak dipakai"),
            "{text}"
        );
        assert!(
            words.contains("(D2, D3,") && words.contains("D13, … dan 2 lagi)"),
            "{text}"
        );
        assert!(words.ends_with(held), "{text}");
        assert!(statuses(&k).ends_with(&text));
    }

    #[test]
    fn long_texts_are_broken_and_control_characters_go() {
        let text = hanging("  Ditolak", &"kata ".repeat(40));
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(text.lines().count() > 1);
        assert_eq!(safe("a\u{1b}[31mb\nc"), "a [31mb c");
    }
}

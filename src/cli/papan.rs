//! The screen of `periksa`: a table of the offices that are not in order, the worst first, with what must be mended.

use std::cmp::Reverse;
use std::fmt::Write as _;

use super::sajian::{self, hanging};
use crate::consolidate::kepatuhan::Status;
use crate::consolidate::{Konsolidasi, RekapOpd};

/// How many offices of a status have a line each; more are named in one.
const BARIS: usize = 14;
/// How many lines a finding may take.
const TEMUAN: usize = 2;
const KEPALA: [&str; 7] = [
    "Status",
    "OPD",
    "Hari",
    "Revisi",
    "Perbaiki",
    "Periksa",
    "Keterangan",
];

/// Draws the table and the findings below it.
pub(super) fn layar(k: &Konsolidasi) -> String {
    let mut table = String::new();
    let mut rows = 0;
    for status in Status::ALL {
        let mut members = sajian::of_status(k, status);
        let each = matches!(
            status,
            Status::Ditolak | Status::PerluPerbaikan | Status::Terlambat
        );
        if members.is_empty() || !each || members.len() > BARIS {
            if !members.is_empty() {
                table.push_str(&sajian::group(status, &members));
            }
            continue;
        }
        members.sort_by_key(|opd| {
            let own = &opd.kepatuhan;
            Reverse((own.errors, own.hari_terlambat, own.warnings))
        });
        rows += members.len();
        for opd in members {
            table.push_str(&line(opd));
        }
    }
    let head = if rows > 0 {
        let [status, opd, hari, revisi, perbaiki, periksa, keterangan] = KEPALA;
        format!(
            "  {status:<16}{opd:<20}{hari:>5}{revisi:>8}{perbaiki:>10}{periksa:>9}  {keterangan}\n"
        )
    } else {
        String::new()
    };
    let findings = sajian::findings(k, TEMUAN);
    format!("{head}{table}{}\n{findings}", sajian::rest(k))
}

/// An office with its numbers: days late, revisions, what must and what should be looked at.
fn line(opd: &RekapOpd) -> String {
    let own = &opd.kepatuhan;
    let count = |n: usize| match n {
        0 => "–".to_owned(),
        n => n.to_string(),
    };
    let late = own.hari_terlambat.filter(|days| *days > 0);
    let late = late.map_or_else(|| "–".to_owned(), |days| days.to_string());
    let mut head = String::new();
    let _ = write!(
        head,
        "  {:<16}{:<20}{late:>5}{:>8}{:>10}{:>9} ",
        own.status.label(),
        opd.office.singkat,
        count(own.revisi),
        count(own.errors),
        count(own.warnings)
    );
    let mut notes = sajian::instead(opd);
    if own.hari_terlambat.is_some_and(|days| days > 0) {
        notes.push("sesuai setelan tenggat".to_owned());
    }
    if own.diterima_dengan_penjelasan > 0 {
        let n = own.diterima_dengan_penjelasan;
        notes.push(format!("{n} diterima dengan penjelasan"));
    }
    hanging(&head, &notes.join("; "))
}

//! Reads the list of accepted findings from its text; a row that can't be used is a finding at its cell.

use std::sync::Arc;

use super::baca::Daftar;
use crate::consolidate::dijelaskan::{DAPAT, Terimaan};
use crate::consolidate::register::read_time;
use crate::diag::catalogue::riwayat::ACCEPTANCE_UNREADABLE;
use crate::diag::{Code, Dijelaskan};
use crate::model::cell::{CellRange, CellRef};
use crate::model::outcome::Outcome;
use crate::model::periode::Periode;
use crate::normalize::fold::fold;
use crate::normalize::waktu;
use crate::rules::Rules;

/// The columns of the list.
pub const KEPALA_TEMUAN: &str = "opd;periode;kode;sel;uraian;oleh;pada;alasan";

/// Reads the accepted findings.
pub fn temuan(text: &str, name: &Arc<str>, rules: &Rules) -> Outcome<Vec<Terimaan>> {
    let mut list = Daftar::new(text, name, &rules.roster).of(ACCEPTANCE_UNREADABLE);
    let mut columns = KEPALA_TEMUAN
        .split(';')
        .map(|name| (name, list.column(name)));
    let [opd, periode, kode, sel, uraian, oleh, pada, alasan] =
        std::array::from_fn(|_| columns.next().unwrap_or(("", None)));
    let required = [opd, periode, kode, oleh, pada, alasan];
    if !list.require(&required) {
        return list.done(Vec::new());
    }
    let mut out = Vec::new();
    for row in std::mem::take(&mut list.rows) {
        let empty = required.iter().find(|(_, at)| row.cell(*at).is_empty());
        if let Some((name, at)) = empty {
            let message = format!("Kolom {name} kosong; baris ini tidak dipakai");
            list.fault(&row, *at, message);
            continue;
        }
        let Some(office) = list.office(&row, opd.1) else {
            continue;
        };
        let mut read = |what: &str, at: Option<usize>| {
            let text = row.cell(at);
            let message = format!("{what} \"{text}\" tidak terbaca; baris ini tidak dipakai");
            list.fault(&row, at, message);
        };
        let Some(month) = month(&row.cell(periode.1), rules) else {
            read("Periode", periode.1);
            continue;
        };
        let Some(code) = code(&row.cell(kode.1)) else {
            let known: Vec<&str> = DAPAT.iter().map(|code| code.id).collect();
            let message = format!(
                "Temuan \"{}\" tidak dapat diterima dengan penjelasan; yang dapat: {}; baris ini tidak dipakai",
                row.cell(kode.1),
                known.join(", ")
            );
            list.fault(&row, kode.1, message);
            continue;
        };
        let Some(cells) = cells(&row.cell(sel.1)) else {
            read("Sel", sel.1);
            continue;
        };
        let Some(day) = read_time(&row.cell(pada.1)) else {
            read("Tanggal", pada.1);
            continue;
        };
        out.push(Terimaan {
            opd: office,
            periode: month,
            kode: code,
            sel: cells,
            uraian: fold(&row.cell(uraian.1)),
            pada: day,
            mengapa: Arc::new(Dijelaskan {
                oleh: row.cell(oleh.1).into(),
                pada: day.tanggal,
                alasan: row.cell(alasan.1).into(),
                baris: row.line + 1,
            }),
        });
    }
    list.done(out)
}

/// Reads a month as it was typed (`2026-09`), or as Excel turns it (`Sep-26`, `01/09/2026`).
fn month(text: &str, rules: &Rules) -> Option<Periode> {
    let text = text.trim_start_matches('\'');
    if let Ok(periode) = text.parse::<Periode>() {
        return periode
            .bulan
            .map(|bulan| Periode::month(periode.tahun, bulan));
    }
    if let Some(at) = read_time(text) {
        let month = u8::try_from(at.tanggal.month()).ok()?;
        return Some(Periode::month(at.tanggal.year(), month));
    }
    let found = waktu::read(text, &rules.kolom, true);
    Some(Periode::month(found.tahun?, found.bulan?))
}

fn code(text: &str) -> Option<Code> {
    let text = text.trim();
    DAPAT
        .into_iter()
        .find(|code| code.id.eq_ignore_ascii_case(text))
}

/// Reads cells: `P15`, `P15:P19`, `P15, P19`; none for an empty text.
fn cells(text: &str) -> Option<Vec<CellRange>> {
    let one = |text: &str| -> Option<CellRange> {
        let at = |text: &str| text.trim().to_ascii_uppercase().parse::<CellRef>().ok();
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        Some(CellRange {
            first: at(first)?,
            last: at(last)?,
        })
    };
    text.split([',', ';', ' '])
        .filter(|part| !part.trim().is_empty())
        .map(one)
        .collect()
}

//! Reads the lists of the master from their text; a row that can't be used is a finding at its cell.

use std::sync::Arc;

use super::{BarisInduk, BarisLra};
use crate::consolidate::register::{delimiter, read_time, records};
use crate::diag::catalogue::riwayat::MASTER_UNREADABLE;
use crate::diag::{Code, Diagnostic};
use crate::model::cell::CellRef;
use crate::model::location::Location;
use crate::model::nilai::Sen;
use crate::model::outcome::Outcome;
use crate::normalize::angka::{self, Angka, Style};
use crate::normalize::fold::{fold, tidy};
use crate::normalize::{kode, opd};
use crate::rules::opd::Roster;

/// The columns of the master.
pub const KEPALA_PAGU: &str = "opd;kode;uraian;pagu;versi;berlaku_dari";
/// The columns of the control totals.
pub const KEPALA_LRA: &str = "opd;realisasi";

/// Reads the master of the budget.
pub fn pagu(text: &str, name: &Arc<str>, roster: &Roster) -> Outcome<Vec<BarisInduk>> {
    let mut list = Daftar::new(text, name, roster);
    let [opd, kode, uraian, pagu, versi, dari] =
        ["opd", "kode", "uraian", "pagu", "versi", "berlaku_dari"].map(|name| list.column(name));
    if !list.require(&[("opd", opd), ("uraian", uraian), ("pagu", pagu)]) {
        return list.done(Vec::new());
    }
    let mut out = Vec::new();
    for row in std::mem::take(&mut list.rows) {
        let (Some(office), Some(amount)) = (list.office(&row, opd), list.amount(&row, pagu)) else {
            continue;
        };
        let day = row.cell(dari);
        let berlaku_dari = match (day.is_empty(), read_time(&day)) {
            (true, _) => None,
            (false, Some(at)) => Some(at.tanggal),
            (false, None) => {
                let message = format!("Tanggal \"{day}\" tidak terbaca; baris ini tidak dipakai");
                list.fault(&row, dari, message);
                continue;
            }
        };
        let kode_teks = row.cell(kode);
        let parsed = kode::parse(kode_teks.trim_start_matches('\''), false);
        if !kode_teks.is_empty() && parsed.is_none() {
            let message = format!("Kode \"{kode_teks}\" tidak terbaca; baris ini tidak dipakai");
            list.fault(&row, kode, message);
            continue;
        }
        out.push(BarisInduk {
            opd: office,
            kode: parsed.map(|kode| kode.segments),
            kode_teks: kode_teks.into(),
            uraian: row.cell(uraian).into(),
            pagu: amount,
            versi: row.cell(versi).into(),
            berlaku_dari,
            baris: row.line + 1,
        });
    }
    list.done(out)
}

/// Reads the control totals; of two rows of one office neither is used.
pub fn lra(text: &str, name: &Arc<str>, roster: &Roster) -> Outcome<Vec<BarisLra>> {
    let mut list = Daftar::new(text, name, roster);
    let [opd, realisasi] = ["opd", "realisasi"].map(|name| list.column(name));
    if !list.require(&[("opd", opd), ("realisasi", realisasi)]) {
        return list.done(Vec::new());
    }
    let mut out: Vec<BarisLra> = Vec::new();
    let mut twice: Vec<Arc<str>> = Vec::new();
    for row in std::mem::take(&mut list.rows) {
        let (Some(opd_id), Some(realisasi)) =
            (list.office(&row, opd), list.amount(&row, realisasi))
        else {
            continue;
        };
        if out.iter().any(|other| other.opd == opd_id) {
            let message = format!(
                "\"{}\" tertulis dua kali; tidak satu pun dipakai",
                row.cell(opd)
            );
            list.fault(&row, opd, message);
            twice.push(opd_id);
            continue;
        }
        out.push(BarisLra {
            opd: opd_id,
            realisasi,
            baris: row.line + 1,
        });
    }
    out.retain(|row| !twice.contains(&row.opd));
    list.done(out)
}

/// A row with its place.
pub(super) struct Baris {
    /// 0-based.
    pub(super) line: u32,
    cells: Vec<String>,
}

impl Baris {
    pub(super) fn cell(&self, at: Option<usize>) -> String {
        at.and_then(|at| self.cells.get(at))
            .map(|cell| tidy(cell))
            .unwrap_or_default()
    }
}

pub(super) struct Daftar<'a> {
    /// What a row is that can't be used.
    code: Code,
    name: &'a Arc<str>,
    roster: &'a Roster,
    header: Vec<String>,
    header_line: u32,
    pub(super) rows: Vec<Baris>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Daftar<'a> {
    pub(super) fn new(text: &str, name: &'a Arc<str>, roster: &'a Roster) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let says = |line: &&str| {
            !line.trim().is_empty() && !line.trim_start().starts_with(['#', '"'])
                || line.trim_start().starts_with('"') && !line.trim_start().starts_with("\"#")
        };
        let delimiter = delimiter(text.lines().find(says).unwrap_or_default());
        let mut rows: Vec<Baris> = (0..)
            .zip(records(text, delimiter))
            .map(|(line, cells)| Baris { line, cells })
            .filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
            .filter(|row| !row.cells[0].trim_start().starts_with('#'))
            .collect();
        let head = (!rows.is_empty()).then(|| rows.remove(0));
        let header = head.iter().flat_map(|head| &head.cells);
        Self {
            code: MASTER_UNREADABLE,
            name,
            roster,
            header: header.map(|cell| fold(cell).replace(' ', "_")).collect(),
            header_line: head.as_ref().map_or(0, |head| head.line),
            rows,
            diagnostics: Vec::new(),
        }
    }

    /// Tells its faults under another code.
    pub(super) fn of(self, code: Code) -> Self {
        Self { code, ..self }
    }

    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|cell| cell == name)
    }

    /// Says which columns are missing; a list without any row is none at all.
    pub(super) fn require(&mut self, columns: &[(&str, Option<usize>)]) -> bool {
        if self.header.is_empty() {
            return false;
        }
        let missing: Vec<&str> = columns
            .iter()
            .filter(|(_, at)| at.is_none())
            .map(|(name, _)| *name)
            .collect();
        if missing.is_empty() {
            return true;
        }
        let at = Location::file(self.name).at(CellRef::new(self.header_line, 0));
        let message = format!(
            "Kolom {} tidak ada; berkas ini tidak dipakai",
            missing.join(", ")
        );
        self.diagnostics
            .push(Diagnostic::new(self.code, at, message));
        false
    }

    pub(super) fn fault(&mut self, row: &Baris, column: Option<usize>, message: String) {
        let col = column.and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
        let at = Location::file(self.name).at(CellRef::new(row.line, col));
        let raw = row.cell(column);
        self.diagnostics
            .push(Diagnostic::new(self.code, at, message).with_raw(raw));
    }

    pub(super) fn office(&mut self, row: &Baris, column: Option<usize>) -> Option<Arc<str>> {
        let text = row.cell(column);
        if let Some(known) = self.roster.opd.iter().find(|opd| *opd.id == *text) {
            return Some(Arc::clone(&known.id));
        }
        let found = opd::find(&text, self.roster).map(|found| found.id);
        if found.is_none() {
            let message =
                format!("OPD \"{text}\" tidak ada dalam daftar OPD; baris ini tidak dipakai");
            self.fault(row, column, message);
        }
        found
    }

    fn amount(&mut self, row: &Baris, column: Option<usize>) -> Option<Sen> {
        let text = row.cell(column);
        let amount = match angka::parse(&text, Style::Indonesian, false) {
            Angka::Number {
                value,
                percent: false,
                ..
            } => Sen::from_rupiah(value),
            _ => None,
        };
        if amount.is_none() {
            let message = format!("Jumlah \"{text}\" tidak terbaca; baris ini tidak dipakai");
            self.fault(row, column, message);
        }
        amount
    }

    pub(super) fn done<T>(self, value: Vec<T>) -> Outcome<Vec<T>> {
        Outcome {
            value,
            diagnostics: self.diagnostics,
        }
    }
}

//! A report held against the master of the budget and the control totals: what isn't in it, differs, or is missing.

use std::collections::BTreeMap;

use super::{BarisInduk, Induk};
use crate::consolidate::dijelaskan::terima;
use crate::consolidate::lalu::{Laporan, pendek};
use crate::diag::catalogue::riwayat as kode;
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::cell::{CellRange, CellRef};
use crate::model::field::{Measure, Span};
use crate::model::nilai::Sen;
use crate::model::table::Row;
use crate::normalize::fold::fold;
use crate::normalize::kode as kode_;

/// How many activities a message names.
const DISEBUT: usize = 3;

/// Judges a report that counts.
pub(in crate::consolidate) fn of(laporan: &Laporan<'_>, induk: &Induk) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let (valid, old) = induk.of_opd(laporan.opd, laporan.periode);
    if !valid.is_empty() {
        let cocok = Cocok::new(laporan, &valid);
        if cocok.is_comparable() {
            found.extend(cocok.outside(laporan, induk));
            found.extend(cocok.differing(laporan, induk, &old));
            found.extend(cocok.missing(laporan, induk));
        } else {
            let message = format!(
                "Hanya {} dari {} kegiatan {} yang bersesuaian dengan laporan; pagunya tidak dibandingkan",
                cocok
                    .groups
                    .values()
                    .filter(|leaves| !leaves.is_empty())
                    .count(),
                cocok.groups.len(),
                induk.berkas_pagu
            );
            found.push(Diagnostic::new(
                kode::MASTER_NOT_COMPARABLE,
                laporan.at_all(),
                message,
            ));
        }
    }
    found.extend(lra(laporan, induk).map(|one| laporan.berlaku.whole(one)));
    found
}

/// The activities of the master, each with the leaves of the report below it.
struct Cocok<'a> {
    valid: &'a [&'a BarisInduk],
    /// By the place of the first master row of a code (rows that share a code and can't be told apart are one).
    groups: BTreeMap<usize, Vec<usize>>,
    /// Master rows of a group.
    rows: BTreeMap<usize, Vec<usize>>,
    /// Leaves that belong to none.
    outside: Vec<usize>,
}

impl<'a> Cocok<'a> {
    fn new(laporan: &Laporan<'_>, valid: &'a [&'a BarisInduk]) -> Self {
        let names: Vec<String> = valid.iter().map(|row| fold(&row.uraian)).collect();
        let mut out = Self {
            valid,
            groups: BTreeMap::new(),
            rows: BTreeMap::new(),
            outside: Vec::new(),
        };
        // One code on several rows (a sub kegiatan for each kelurahan): told apart by name, or one together.
        let mut first_of: BTreeMap<&[u32], usize> = BTreeMap::new();
        let leaf_names: Vec<String> = laporan
            .leaves
            .iter()
            .map(|(_, row)| fold(&row.uraian))
            .collect();
        for (at, row) in valid.iter().enumerate() {
            let in_report = leaf_names.contains(&names[at]);
            let head = match &row.kode {
                Some(kode) if !in_report => *first_of.entry(kode).or_insert(at),
                _ => at,
            };
            out.groups.entry(head).or_default();
            out.rows.entry(head).or_default().push(at);
        }
        for (leaf, (_, row)) in laporan.leaves.iter().enumerate() {
            match out.find(row, &leaf_names[leaf], &names) {
                Some(head) => out.groups.entry(head).or_default().push(leaf),
                None => out.outside.push(leaf),
            }
        }
        out
    }

    /// The master row that a leaf belongs to: its code or one above it, by name among several; else its name or a heading's.
    fn find(&self, row: &Row, name: &str, names: &[String]) -> Option<usize> {
        let kode = row
            .kode
            .as_deref()
            .and_then(|text| kode_::parse(text, false));
        let by_code: Vec<usize> = kode
            .iter()
            .flat_map(|kode| {
                let below = |at: &usize| {
                    let own = self.valid[*at].kode.as_deref();
                    own.is_some_and(|own| kode.segments.starts_with(own))
                };
                (0..self.valid.len()).filter(below).collect::<Vec<usize>>()
            })
            .collect();
        let head = |at: usize| {
            let holds = |(_, rows): &(&usize, &Vec<usize>)| rows.contains(&at);
            self.rows.iter().find(holds).map(|(head, _)| *head)
        };
        let alike = |at: &&usize| names[**at] == name;
        if let Some(at) = by_code.iter().find(alike).or(by_code.first()) {
            return head(*at);
        }
        if kode.as_ref().is_some_and(|kode| kode.segments.len() >= 6) {
            return None;
        }
        let above: Vec<String> = row.induk.values().map(|name| fold(name)).collect();
        let by_name = (0..names.len()).find(|at| names[*at] == name || above.contains(&names[*at]));
        by_name.and_then(head)
    }

    fn is_comparable(&self) -> bool {
        let met = self
            .groups
            .values()
            .filter(|leaves| !leaves.is_empty())
            .count();
        met * 2 >= self.groups.len()
    }

    /// A13: activities that the budget doesn't have.
    fn outside(&self, laporan: &Laporan<'_>, induk: &Induk) -> Vec<Diagnostic> {
        let spent = |row: &Row| row.realisasi_keuangan.is_some_and(|real| real > Sen::ZERO);
        let mut found = Vec::new();
        for (severity, with_money) in [(Severity::Error, true), (Severity::Warning, false)] {
            for table in 0..laporan.tables.len() {
                let own = self.outside.iter().map(|&leaf| laporan.leaves[leaf]);
                let rows: Vec<&Row> = own
                    .filter(|(at, row)| *at == table && spent(row) == with_money)
                    .map(|(_, row)| row)
                    .collect();
                let cell = |row: &Row| laporan.cell((table, row), Measure::Uraian, Span::Plain);
                for (why, rows) in laporan.berlaku.pilah(kode::NOT_IN_MASTER, rows, |row| {
                    (Some(cell(row)), [&row.uraian, ""])
                }) {
                    let Some(first) = rows.first() else { continue };
                    let name = pendek(&first.uraian);
                    let money = if with_money {
                        " padahal sudah ada realisasinya"
                    } else {
                        ""
                    };
                    let message = match rows.len() {
                        1 => format!(
                            "Kegiatan \"{name}\" tidak ada dalam {}{money}",
                            induk.berkas_pagu
                        ),
                        n => format!(
                            "{n} kegiatan tidak ada dalam {}{money}; yang pertama \"{name}\"",
                            induk.berkas_pagu
                        ),
                    };
                    let cells: Vec<CellRef> = rows.iter().map(|row| cell(row)).collect();
                    let code = (kode::NOT_IN_MASTER, severity);
                    let one = folded(laporan, table, code, message, cells);
                    found.push(terima(one, why.as_ref()));
                }
            }
        }
        found
    }

    /// A14: another pagu than the budget's, with the older version it is, where it is one.
    fn differing(
        &self,
        laporan: &Laporan<'_>,
        induk: &Induk,
        old: &[&BarisInduk],
    ) -> Vec<Diagnostic> {
        let mut by_table: BTreeMap<usize, Vec<(CellRef, String, &str)>> = BTreeMap::new();
        for (head, leaves) in &self.groups {
            let rows = &self.rows[head];
            let wanted: Sen = rows.iter().map(|&at| self.valid[at].pagu).sum();
            let stated = leaves
                .iter()
                .filter_map(|&leaf| laporan.leaves[leaf].1.pagu);
            let stated: Vec<Sen> = stated.collect();
            let now: Sen = stated.iter().copied().sum();
            if stated.is_empty() || (now - wanted).abs() <= laporan.longgar() {
                continue;
            }
            let row = self.valid[*head];
            let version = old
                .iter()
                .find(|other| other.is_same(row) && other.pagu == now);
            let version = version.map_or(String::new(), |other| {
                format!("; itu pagu {} yang sudah diganti", named(&other.versi))
            });
            let text = format!(
                "laporan {now}, {} {wanted} ({} baris {}){version}",
                named(&row.versi),
                induk.berkas_pagu,
                row.baris
            );
            let (table, first) = laporan.leaves[leaves[0]];
            let cell = laporan.cell((table, first), Measure::Pagu, Span::Plain);
            by_table
                .entry(table)
                .or_default()
                .push((cell, text, &first.uraian));
        }
        let mut found = Vec::new();
        for (table, mut cells) in by_table {
            cells.sort();
            for (why, cells) in laporan
                .berlaku
                .pilah(kode::PAGU_NOT_OF_MASTER, cells, |one| {
                    (Some(one.0), [one.2, ""])
                })
            {
                let message = match &cells[..] {
                    [(_, text, _)] => format!("Pagu tidak sama dengan DPA: {text}"),
                    [(cell, text, _), ..] => format!(
                        "Pagu tidak sama dengan DPA pada {} kegiatan; yang pertama ({cell}): {text}",
                        cells.len()
                    ),
                    [] => continue,
                };
                let code = (kode::PAGU_NOT_OF_MASTER, Severity::Warning);
                let places = cells.iter().map(|(cell, ..)| *cell).collect();
                let mut one = folded(laporan, table, code, message, places);
                if cells.len() > 1 {
                    let told =
                        |(cell, text, _): (CellRef, String, &str)| (cell, text.into_boxed_str());
                    one = one.with_details(cells.into_iter().map(told).collect());
                }
                found.push(terima(one, why.as_ref()));
            }
        }
        found
    }

    /// A21: activities of the budget that the report leaves out.
    fn missing(&self, laporan: &Laporan<'_>, induk: &Induk) -> Vec<Diagnostic> {
        let gone = self.groups.iter().filter(|(_, leaves)| leaves.is_empty());
        let gone: Vec<&BarisInduk> = gone
            .flat_map(|(head, _)| &self.rows[head])
            .map(|&at| self.valid[at])
            .collect();
        let parts = laporan
            .berlaku
            .pilah(kode::MASTER_ROWS_MISSING, gone, |row| {
                (None, [&row.uraian, ""])
            });
        let told = |(why, gone): (_, Vec<&BarisInduk>)| {
            let message = missing_words(&gone, induk);
            let one = Diagnostic::new(kode::MASTER_ROWS_MISSING, laporan.at_all(), message);
            terima(one, Option::as_ref(&why))
        };
        parts.into_iter().map(told).collect()
    }
}

/// Names the activities that a report leaves out.
fn missing_words(gone: &[&BarisInduk], induk: &Induk) -> String {
    let pagu: Sen = gone.iter().map(|row| row.pagu).sum();
    let one = |row: &&BarisInduk| {
        format!(
            "{} \"{}\" (pagu {})",
            row.kode_teks,
            pendek(&row.uraian),
            row.pagu
        )
    };
    let named: Vec<String> = gone.iter().take(DISEBUT).map(one).collect();
    let more = match gone.len().saturating_sub(DISEBUT) {
        0 => String::new(),
        n => format!("; dan {n} kegiatan lain"),
    };
    format!(
        "{} kegiatan dalam {} (jumlah pagu {pagu}) tidak ada pada laporan: {}{more}",
        gone.len(),
        induk.berkas_pagu,
        named.join("; ").replace("  ", " ")
    )
}

/// A16: the sum of the office against the books.
fn lra(laporan: &Laporan<'_>, induk: &Induk) -> Option<Diagnostic> {
    // Units below an office report parts of its sum.
    if !laporan.unit.is_empty() {
        return None;
    }
    let row = induk.lra.iter().find(|row| *row.opd == *laporan.opd)?;
    let stated: Vec<Sen> = laporan
        .leaves
        .iter()
        .filter_map(|(_, row)| row.realisasi_keuangan)
        .collect();
    let now: Sen = stated.iter().copied().sum();
    let gap = now - row.realisasi;
    if stated.is_empty() || gap.abs() <= laporan.longgar() {
        return None;
    }
    let message = format!(
        "Jumlah realisasi keuangan {now}, menurut LRA {} ({} baris {}): selisih {gap}",
        row.realisasi, induk.berkas_lra, row.baris
    );
    Some(Diagnostic::new(
        kode::LRA_DIFFERS,
        laporan.at_all(),
        message,
    ))
}

fn named(versi: &str) -> &str {
    if versi.is_empty() { "DPA" } else { versi }
}

fn folded(
    laporan: &Laporan<'_>,
    table: usize,
    (code, severity): (Code, Severity),
    message: String,
    cells: Vec<CellRef>,
) -> Diagnostic {
    let mut at = laporan.at(table);
    at.cell = cells.first().copied();
    if let [first, .., last] = cells[..] {
        at.range = Some(CellRange { first, last });
        return Diagnostic::new(code, at, message)
            .with_severity(severity)
            .with_cells(cells);
    }
    Diagnostic::new(code, at, message).with_severity(severity)
}

//! The lines of Rekap OPD with their rows: known before anything is written, so that other sheets can refer to them.

use super::label;
use super::rekap::{FIRST, PAGU, ZONA};
use crate::consolidate::office::Kelompok;
use crate::consolidate::{Konsolidasi, RekapOpd};
use crate::model::cell::column_letters;

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Baris {
    Kepala(Kelompok),
    /// Index of the office.
    Opd(usize),
    /// The group with its first row and the row after its last.
    Subtotal(Kelompok, u32, u32),
    Total,
}

/// The table's lines in their order.
#[derive(Clone, Debug)]
pub(super) struct Peta(pub(super) Vec<Baris>);

impl Peta {
    pub(super) fn of(k: &Konsolidasi) -> Self {
        let mut lines = Vec::new();
        for kelompok in Kelompok::ALL {
            let members = |(index, opd): (usize, &RekapOpd)| {
                (opd.office.kelompok == kelompok).then_some(index)
            };
            let members: Vec<usize> = k.opd.iter().enumerate().filter_map(members).collect();
            if members.is_empty() {
                continue;
            }
            lines.push(Baris::Kepala(kelompok));
            let first = FIRST + len(&lines);
            lines.extend(members.into_iter().map(Baris::Opd));
            lines.push(Baris::Subtotal(kelompok, first, FIRST + len(&lines)));
        }
        lines.push(Baris::Total);
        Self(lines)
    }

    /// Returns the row of an office, 0-based.
    pub(super) fn opd(&self, index: usize) -> u32 {
        self.row(|line| *line == Baris::Opd(index))
    }

    pub(super) fn subtotal(&self, kelompok: Kelompok) -> u32 {
        self.row(|line| matches!(line, Baris::Subtotal(other, ..) if *other == kelompok))
    }

    /// Returns the first row of a group's offices and the row after the last.
    pub(super) fn members(&self, kelompok: Kelompok) -> (u32, u32) {
        let of_group = |line: &Baris| match line {
            Baris::Subtotal(other, first, end) if *other == kelompok => Some((*first, *end)),
            _ => None,
        };
        self.0.iter().find_map(of_group).unwrap_or((FIRST, FIRST))
    }

    pub(super) fn total(&self) -> u32 {
        self.row(|line| *line == Baris::Total)
    }

    /// Returns the formula that counts the offices of a zone, for other sheets.
    pub(super) fn zone_count(&self, zona: &str) -> String {
        let zona = zona.replace('"', "\"\"");
        self.over_members(ZONA, |range| format!("COUNTIF({range},\"{zona}\")"))
    }

    /// Returns the formula that counts the offices that have a pagu, for other sheets.
    pub(super) fn pagu_count(&self) -> String {
        self.over_members(PAGU, |range| format!("COUNT({range})"))
    }

    /// Adds up what a formula gives for a column over the offices of each group.
    fn over_members(&self, col: u16, formula: impl Fn(&str) -> String) -> String {
        let letters = column_letters(u32::from(col));
        let of_groups = self.0.iter().filter_map(|line| match line {
            Baris::Subtotal(_, first, end) => Some(formula(&format!(
                "'{}'!${letters}${}:${letters}${end}",
                label::REKAP,
                first + 1,
            ))),
            _ => None,
        });
        let of_groups: Vec<String> = of_groups.collect();
        if of_groups.is_empty() {
            "0".to_owned()
        } else {
            of_groups.join("+")
        }
    }

    fn row(&self, is: impl Fn(&Baris) -> bool) -> u32 {
        let at = self.0.iter().position(is).unwrap_or(0);
        FIRST + u32::try_from(at).unwrap_or(0)
    }
}

fn len(lines: &[Baris]) -> u32 {
    u32::try_from(lines.len()).unwrap_or(0)
}

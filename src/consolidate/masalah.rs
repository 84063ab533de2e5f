//! What the offices say of their problems: in columns beside the activities, and on sheets that list problems alone.

use std::sync::Arc;

use super::Konsolidasi;
use super::deviasi::{deviasi_fisik_pct, kata};
use super::gather::{self, Fate, is_asked};
use super::office::Owner;
use crate::model::field::Measure;
use crate::model::periode::Periode;
use crate::model::table::{Role, Row, Table};
use crate::normalize::fold::fold;

/// A name this long tells an activity even where the list of problems writes only a part of it.
const TELLING: usize = 16;

/// Where a problem is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asal {
    /// The columns permasalahan and tindak lanjut of the activity.
    Kolom,
    /// The column keterangan of a late activity.
    Keterangan,
    /// A sheet that lists problems.
    Lembar,
}

/// A problem as an office states it; blank texts are not stated.
#[derive(Clone, Debug, PartialEq)]
pub struct Masalah<'a> {
    /// Index of the office; `None` where the sheet doesn't say whose it is.
    pub opd: Option<usize>,
    /// Index of the counted leaf, where the problem is one's.
    pub leaf: Option<usize>,
    pub uraian: &'a str,
    pub kendala: &'a str,
    pub tindak_lanjut: &'a str,
    pub pihak: &'a str,
    pub asal: Asal,
    pub file: &'a Arc<str>,
    pub sheet: Option<&'a str>,
    /// 0-based row of the sheet.
    pub row: u32,
}

/// How an office explains an activity that is late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Penjelasan<'a> {
    Ada(&'a str, Asal),
    /// The report has a place for it, and it is blank.
    Kosong,
    /// The report has no place for it.
    TanpaTempat,
}

/// The lists of problems of one file, ready to be asked about an activity.
#[derive(Clone, Debug)]
pub struct Lembar<'a> {
    tables: usize,
    /// Each row with its name folded.
    rows: Vec<(String, &'a Row)>,
}

/// Returns the lists of problems among the tables of a file.
#[must_use]
pub fn lembar(tables: &[Table]) -> Lembar<'_> {
    let lists = || tables.iter().filter(|table| is_list(table));
    Lembar {
        tables: lists().count(),
        rows: lists()
            .flat_map(|table| &table.rows)
            .map(|row| (fold(&row.uraian), row))
            .collect(),
    }
}

/// Hidden lists are left over from other months, as a rule.
fn is_list(table: &Table) -> bool {
    table.role == Role::Issues && !table.hidden
}

impl<'a> Lembar<'a> {
    /// Returns whether the file has such a list at all.
    #[must_use]
    pub const fn ada(&self) -> bool {
        self.tables > 0
    }

    /// Returns the row of the list that speaks of an activity: by its name, or a long part of it, or by its code.
    #[must_use]
    pub fn of(&self, activity: &Row) -> Option<&'a Row> {
        let name = fold(&activity.uraian);
        let same = |listed: &str, row: &Row| {
            let part = listed.len() >= TELLING && name.len() >= TELLING;
            let code = row.kode.is_some() && row.kode == activity.kode;
            !listed.is_empty()
                && (listed == name || part && (listed.contains(&name) || name.contains(listed)))
                || code
        };
        self.rows
            .iter()
            .find(|(listed, row)| same(listed, row))
            .map(|(_, row)| *row)
    }
}

/// What the columns of a row say of its problem.
struct Kata<'a> {
    kendala: &'a str,
    tindak_lanjut: &'a str,
    pihak: &'a str,
    asal: Asal,
}

impl<'a> Kata<'a> {
    fn of(row: &'a Row, asal: Asal) -> Self {
        let text = |measure| kata(row, measure).unwrap_or_default();
        Self {
            kendala: text(match asal {
                Asal::Keterangan => Measure::Keterangan,
                Asal::Kolom | Asal::Lembar => Measure::Permasalahan,
            }),
            tindak_lanjut: text(Measure::TindakLanjut),
            pihak: text(Measure::Pihak),
            asal,
        }
    }

    /// The remarks count only where a counted activity is late and nothing else is said.
    fn of_columns(row: &'a Row) -> Option<Self> {
        let own = Self::of(row, Asal::Kolom);
        if !(own.kendala.is_empty() && own.tindak_lanjut.is_empty()) {
            return Some(own);
        }
        let late = deviasi_fisik_pct(row).is_some_and(|deviasi| deviasi < 0.0);
        let remark = Self::of(row, Asal::Keterangan);
        (row.leaf && late && !remark.kendala.is_empty()).then_some(remark)
    }

    /// Places it: office and leaf, file and table.
    fn at(
        self,
        (opd, leaf): (Option<usize>, Option<usize>),
        file: &'a Arc<str>,
        (table, row): (&'a Table, &'a Row),
    ) -> Masalah<'a> {
        Masalah {
            opd,
            leaf,
            uraian: &row.uraian,
            kendala: self.kendala,
            tindak_lanjut: self.tindak_lanjut,
            pihak: self.pihak,
            asal: self.asal,
            file,
            sheet: table.sheet.as_deref(),
            row: row.row,
        }
    }
}

/// Returns the problems by office, in the order of files, sheets and rows.
#[must_use]
pub fn of(k: &Konsolidasi) -> Vec<Masalah<'_>> {
    let mut found = Vec::new();
    for (index, leaf) in k.leaves.iter().enumerate() {
        let (table, row) = (k.table(leaf), k.row(leaf));
        let of = (Some(leaf.opd), Some(index));
        let file = &k.submissions[leaf.file].file;
        found.extend(Kata::of_columns(row).map(|own| own.at(of, file, (table, row))));
    }
    let counted = k
        .portions
        .iter()
        .filter(|portion| portion.fate == Fate::Counted);
    for portion in counted {
        let Owner::Listed(opd) = portion.owner else {
            continue;
        };
        let submission = &k.submissions[portion.file];
        // What stands on a heading is said of all below it.
        for (_, table) in gather::counted(submission, portion) {
            for row in table.rows.iter().filter(|row| !row.leaf) {
                let own = Kata::of_columns(row);
                found.extend(
                    own.map(|own| own.at((Some(opd), None), &submission.file, (table, row))),
                );
            }
        }
    }
    found.extend(of_lists(k, k.periode));
    // The sort is stable: within an office leaves, headings and lists stay as they stand.
    found.sort_by_key(|masalah| masalah.opd.unwrap_or(usize::MAX));
    found
}

fn of_lists(k: &Konsolidasi, periode: Periode) -> Vec<Masalah<'_>> {
    let mut found = Vec::new();
    for (index, submission) in k.submissions.iter().enumerate() {
        let counted = k.portions.iter().filter(|portion| {
            portion.file == index && portion.fate == Fate::Counted && !portion.tables.is_empty()
        });
        let owners: Vec<usize> = counted
            .filter_map(|portion| match portion.owner {
                Owner::Listed(opd) => Some(opd),
                Owner::Outside(_) | Owner::Unknown => None,
            })
            .collect();
        let Some(first) = owners.first().copied() else {
            continue;
        };
        let sole = owners.iter().all(|opd| *opd == first);
        for table in &submission.tables {
            if !is_list(table) || !is_asked(table, &periode) {
                continue;
            }
            let named = table.opd.as_ref().and_then(|found| found.id.as_deref());
            let named =
                named.and_then(|id| owners.iter().find(|opd| &*k.opd[**opd].office.id == id));
            let opd = if sole { Some(first) } else { named.copied() };
            found.extend(table.rows.iter().map(|row| {
                let leaf = leaf_of(k, (opd, index), row);
                Kata::of(row, Asal::Lembar).at((opd, leaf), &submission.file, (table, row))
            }));
        }
    }
    found
}

/// The only counted activity of an office and file that a row of a list speaks of.
fn leaf_of(k: &Konsolidasi, (opd, file): (Option<usize>, usize), row: &Row) -> Option<usize> {
    let list = Lembar {
        tables: 1,
        rows: vec![(fold(&row.uraian), row)],
    };
    let mut spoken = k.leaves.iter().enumerate().filter(|(_, leaf)| {
        Some(leaf.opd) == opd && leaf.file == file && list.of(k.row(leaf)).is_some()
    });
    let (index, _) = spoken.next()?;
    spoken.next().is_none().then_some(index)
}

/// Returns how the office explains a counted activity.
#[must_use]
pub fn penjelasan(k: &Konsolidasi, leaf: usize) -> Penjelasan<'_> {
    let leaf = &k.leaves[leaf];
    let (row, table) = (k.row(leaf), k.table(leaf));
    for (measure, asal) in [
        (Measure::Permasalahan, Asal::Kolom),
        (Measure::Keterangan, Asal::Keterangan),
    ] {
        if let Some(text) = kata(row, measure) {
            return Penjelasan::Ada(text, asal);
        }
    }
    let lists = lembar(&k.submissions[leaf.file].tables);
    let listed = lists.of(row).and_then(|listed| {
        kata(listed, Measure::Permasalahan).or_else(|| kata(listed, Measure::TindakLanjut))
    });
    if let Some(text) = listed {
        return Penjelasan::Ada(text, Asal::Lembar);
    }
    let column = table.column_of(Measure::Permasalahan).is_some();
    if column || lists.ada() {
        Penjelasan::Kosong
    } else {
        Penjelasan::TanpaTempat
    }
}

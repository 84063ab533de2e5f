//! A table as it was understood: its columns, its rows by class, its totals and its proof.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell::CellRef;
use super::field::{Field, Measure};
use super::kegiatan::{Klasifikasi, Tingkat};
use super::nilai::{Sen, weighted};
use super::periode::Periode;
use super::petaan::Dilepas;

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Realisasi by activity: the one that counts.
    Detail,
    Recap,
    Plan,
    Packages,
    Issues,
    Template,
    Transactions,
    Budget,
    Other,
}

impl Role {
    /// Returns the name in the machine contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Detail => "detail",
            Self::Recap => "recap",
            Self::Plan => "plan",
            Self::Packages => "packages",
            Self::Issues => "issues",
            Self::Template => "template",
            Self::Transactions => "transactions",
            Self::Budget => "budget",
            Self::Other => "other",
        }
    }

    /// Returns the name as officials read it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Detail => "rincian realisasi",
            Self::Recap => "rekapitulasi",
            Self::Plan => "rencana (anggaran kas atau rencana fisik)",
            Self::Packages => "daftar paket pengadaan",
            Self::Issues => "daftar permasalahan",
            Self::Template => "templat yang belum diisi",
            Self::Transactions => "daftar transaksi",
            Self::Budget => "anggaran tanpa realisasi",
            Self::Other => "lembar lain",
        }
    }
}

/// Whether a table's numbers may be used, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TableStatus {
    Accepted,
    AcceptedWithNotes,
    Quarantined,
    Ignored,
}

impl TableStatus {
    /// Returns the name in the machine contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::AcceptedWithNotes => "accepted_with_notes",
            Self::Quarantined => "quarantined",
            Self::Ignored => "ignored",
        }
    }

    /// Returns whether the table's leaves enter totals.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Accepted | Self::AcceptedWithNotes)
    }
}

/// The office that a table or file speaks for.
#[derive(Clone, Debug, PartialEq)]
pub struct OpdFound {
    /// The name as the file writes it, tidied.
    pub name: String,
    /// The roster's id; `None` for an office outside the roster.
    pub id: Option<Arc<str>>,
    /// The cell that names it; `None` where the name comes from the sheet's or file's name.
    pub cell: Option<CellRef>,
    /// 0–1.
    pub confidence: f64,
}

/// The period that a table speaks for.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodeFound {
    pub periode: Periode,
    pub cell: Option<CellRef>,
    /// 0–1.
    pub confidence: f64,
}

/// A column with the header texts above it and the field it was bound to.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// 0-based.
    pub col: u32,
    /// Header texts from the top row down, as written (white space folded).
    pub path: Vec<String>,
    /// `None`: understood as none of the canonical fields.
    pub field: Option<Field>,
    /// What a column measures that counts nowhere, because it is a part or another version of what `field` holds in
    /// another column: one month, one source of funds, the pagu before a change.
    pub aside: Option<Field>,
    /// 0–1.
    pub confidence: f64,
    /// Why this field, in words for a person (Indonesian).
    pub reason: String,
}

impl Column {
    /// Returns what the column measures, whether it counts or not.
    #[must_use]
    pub fn measures(&self) -> Option<Field> {
        self.field.or(self.aside)
    }
}

/// What a form repeats of the month before: cumulative to the end of last month (s.d. bulan lalu).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lalu {
    pub realisasi_keuangan: Option<Sen>,
    /// Percent, 0–100 scale.
    pub realisasi_fisik: Option<f64>,
}

/// An activity row. Money and fisik are cumulative to the end of the period; `None` is a blank on the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// 0-based row of the sheet.
    pub row: u32,
    pub level: Tingkat,
    /// Whether the row is counted: the deepest named row none of whose ancestors is.
    pub leaf: bool,
    pub kode: Option<Box<str>>,
    pub uraian: Box<str>,
    pub pagu: Option<Sen>,
    pub target_keuangan: Option<Sen>,
    pub realisasi_keuangan: Option<Sen>,
    /// Percent, 0–100 scale, unclamped.
    pub target_fisik: Option<f64>,
    pub realisasi_fisik: Option<f64>,
    /// Blank where the form has no columns for last month.
    pub lalu: Lalu,
    /// The names of the rows above it in the tree, by level.
    pub induk: BTreeMap<Tingkat, Arc<str>>,
    /// Further columns as written: lokasi, sumber dana, penyedia, kontrak, permasalahan …
    pub lain: BTreeMap<Measure, Box<str>>,
    /// Set on leaves of tables whose rows are classified.
    pub klasifikasi: Option<Klasifikasi>,
}

/// What a row that is no activity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SkippedAs {
    Total,
    Subtotal,
    Heading,
    Header,
    Number,
    Note,
    Signature,
    Placeholder,
    Duplicate,
    OtherTable,
}

impl SkippedAs {
    /// Returns the name in the machine contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Subtotal => "subtotal",
            Self::Heading => "heading",
            Self::Header => "header",
            Self::Number => "number",
            Self::Note => "note",
            Self::Signature => "signature",
            Self::Placeholder => "placeholder",
            Self::Duplicate => "duplicate",
            Self::OtherTable => "other_table",
        }
    }
}

/// A row that holds something but is no activity, with its class.
#[derive(Clone, Debug, PartialEq)]
pub struct Skipped {
    pub row: u32,
    pub kind: SkippedAs,
    /// For a duplicate: `Sheet!12`, the row it repeats.
    pub of: Option<String>,
}

/// A total that the sheet states, held against the leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    pub field: Field,
    pub cell: CellRef,
    /// Rupiah for money, percent for percentages.
    pub value: f64,
    pub agrees: bool,
}

/// A figure of a recap sheet in the same workbook, held against the leaves that it speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Kendali {
    /// The recap's sheet.
    pub sheet: Option<Arc<str>>,
    pub cell: CellRef,
    /// The row as the recap names it.
    pub name: String,
    pub field: Field,
    pub stated: Sen,
    pub computed: Sen,
    pub agrees: bool,
}

/// What the leaves of a table add up to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    pub leaves: usize,
    /// `None` where no leaf states the field.
    pub pagu: Option<Sen>,
    pub target_keuangan: Option<Sen>,
    pub realisasi_keuangan: Option<Sen>,
    pub target_fisik: Option<f64>,
    pub realisasi_fisik: Option<f64>,
    /// Share of the pagu whose leaves state realisasi fisik, in percent.
    pub fisik_coverage: f64,
}

impl Totals {
    /// Adds up leaves: sums of what is stated, fisik weighted by pagu (CONTRACT §2).
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "an iterator is a handle: taking it by value lets callers chain"
    )]
    pub fn of<'a>(leaves: impl Iterator<Item = &'a Row> + Clone) -> Self {
        let sum = |field: fn(&Row) -> Option<Sen>| {
            leaves
                .clone()
                .filter_map(field)
                .fold(None, |acc: Option<Sen>, sen| {
                    Some(acc.unwrap_or_default() + sen)
                })
        };
        let fisik = |field: fn(&Row) -> Option<f64>| {
            weighted(
                leaves
                    .clone()
                    .map(|row| (row.pagu.unwrap_or_default(), field(row))),
            )
        };
        let (realisasi_fisik, fisik_coverage) = fisik(|row| row.realisasi_fisik);
        Self {
            leaves: leaves.clone().count(),
            pagu: sum(|row| row.pagu),
            target_keuangan: sum(|row| row.target_keuangan),
            realisasi_keuangan: sum(|row| row.realisasi_keuangan),
            target_fisik: fisik(|row| row.target_fisik).0,
            realisasi_fisik,
            fisik_coverage,
        }
    }
}

/// A table with everything that was understood of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub sheet: Option<Arc<str>>,
    pub hidden: bool,
    pub role: Role,
    pub status: TableStatus,
    pub opd: Option<OpdFound>,
    pub periode: Option<PeriodeFound>,
    /// First and last header row, 0-based.
    pub header_rows: Option<(u32, u32)>,
    pub number_row: Option<u32>,
    pub columns: Vec<Column>,
    /// Activities in sheet order, parents and leaves.
    pub rows: Vec<Row>,
    pub skipped: Vec<Skipped>,
    pub totals: Totals,
    pub stated: Vec<Stated>,
    /// What a recap sheet of the same workbook says of these rows.
    pub kendali: Vec<Kendali>,
    /// The mapping by which a person released the table.
    pub dilepas: Option<Dilepas>,
    /// 0–1: the weakest link of header, mapping, rows and arithmetic.
    pub confidence: f64,
}

impl Table {
    pub fn leaves(&self) -> impl Iterator<Item = &Row> + Clone {
        self.rows.iter().filter(|row| row.leaf)
    }

    /// Returns the column bound to a measure over the cumulative span (`Sd`, else `Plain`).
    #[must_use]
    pub fn column_of(&self, measure: Measure) -> Option<u32> {
        let of = |span| {
            self.columns
                .iter()
                .find(|column| column.field == Some(Field { measure, span }))
                .map(|column| column.col)
        };
        of(super::field::Span::Sd).or_else(|| of(super::field::Span::Plain))
    }
}

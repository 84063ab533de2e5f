//! A form: its header as a tree of merged cells, and the habits of whoever fills it.

use super::kolom::Col;

/// A header cell: over a group of columns, or over one.
#[derive(Clone, Debug)]
pub enum Head {
    Group(&'static str, Vec<Head>),
    Leaf(&'static str, Col),
}

pub use Head::{Group, Leaf};

/// A line above the table.
#[derive(Clone, Debug)]
pub enum Title {
    /// Merged over the whole table.
    Center(String),
    Left(String),
    /// Label in the first column, value (with `: `) in the third.
    Label(&'static str, String),
    Right(String),
    Blank,
}

/// The row of column numbers below the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    None,
    /// 1 2 3 … as numbers.
    Plain,
    /// 1 2 3 … as text.
    Text,
    /// (1) (2) (3) …
    Paren,
    Given(&'static [&'static str]),
}

/// Which rows above the leaves the form shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parents {
    /// A flat list of sub kegiatan (or packages).
    None,
    /// Program and kegiatan as headings without amounts.
    Blank,
    /// Program and kegiatan with the sums of their rows.
    Filled,
    /// A heading for each kelurahan, without amounts.
    Kelurahan,
    /// Packages by contract and by swakelola, each with a heading and a subtotal.
    Sections,
}

/// How rows are numbered in a `No` column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    Leaves,
    /// Program `A`, kegiatan `A.1`, sub kegiatan `A.1.1`.
    Letters,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    None,
    Below(&'static str),
    Above(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Money {
    Number,
    /// `1.234.567,00`
    Text,
    /// `Rp 1.234.567`, zero as `-`
    TextRp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Percent {
    /// 45.5
    Hundred,
    /// 0.455 shown as 45.50%
    Fraction,
    /// `45,50%`
    Text,
    /// `45,50`
    TextBare,
}

/// What stands below the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Below {
    Nothing,
    /// Place, date and the head of the office.
    Signature,
    /// Unlabelled amounts, a table of categories and a table of periods.
    Recap,
}

#[derive(Clone, Debug)]
pub struct Layout {
    pub id: &'static str,
    pub sheet: String,
    pub titles: Vec<Title>,
    pub head: Vec<Head>,
    pub numbers: Numbers,
    pub parents: Parents,
    pub numbering: Numbering,
    /// In front of the name of each sub kegiatan.
    pub prefix: &'static str,
    pub total: Total,
    pub money: Money,
    pub percent: Percent,
    /// Rupiah in a unit of the table: 1, or 1000 in a table in thousands.
    pub unit: i64,
    /// First row of the header and first column of the table (0-based); titles may push the header down.
    pub top: u32,
    pub left: u16,
    pub gap_below_head: bool,
    /// Columns of the table that are hidden.
    pub hidden: &'static [u16],
    pub below: Below,
    /// Day of the signature.
    pub signed: &'static str,
    /// The total's label stands in the first column, merged up to the name.
    pub total_left: bool,
    pub notes: Vec<String>,
    /// Repeat the header as on a new page after so many rows.
    pub repeat_head: Option<usize>,
    /// Totals as formulas.
    pub formulas: bool,
}

impl Layout {
    /// A plain form of a header: everything else as most offices have it.
    #[must_use]
    pub fn new(id: &'static str, titles: Vec<Title>, head: Vec<Head>) -> Self {
        Self {
            id,
            sheet: "RFK".to_owned(),
            titles,
            head,
            numbers: Numbers::None,
            parents: Parents::None,
            numbering: Numbering::Leaves,
            prefix: "",
            total: Total::Below("JUMLAH"),
            money: Money::Number,
            percent: Percent::Hundred,
            unit: 1,
            top: 0,
            left: 0,
            gap_below_head: false,
            hidden: &[],
            below: Below::Signature,
            signed: "5 Oktober 2026",
            total_left: false,
            notes: Vec::new(),
            repeat_head: None,
            formulas: false,
        }
    }

    /// Returns the columns from left to right.
    #[must_use]
    pub fn columns(&self) -> Vec<Col> {
        fn collect(head: &[Head], out: &mut Vec<Col>) {
            for cell in head {
                match cell {
                    Group(_, children) => collect(children, out),
                    Leaf(_, col) => out.push(*col),
                }
            }
        }
        let mut out = Vec::new();
        collect(&self.head, &mut out);
        out
    }

    /// Returns how many rows the header takes.
    #[must_use]
    pub fn head_rows(&self) -> u32 {
        fn depth(head: &[Head]) -> u32 {
            let of = |cell: &Head| match cell {
                Group(_, children) => 1 + depth(children),
                Leaf(..) => 1,
            };
            head.iter().map(of).max().unwrap_or(0)
        }
        depth(&self.head)
    }

    /// Returns whether the form has a column.
    #[must_use]
    pub fn has(&self, col: Col) -> bool {
        self.columns().contains(&col)
    }
}

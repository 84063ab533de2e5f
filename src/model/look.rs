//! How a sheet looks: distinct looks of cells stored once, rows that are alike stored once. Only for rebuilding a sheet
//! for its sender; nothing is understood by it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell::CellRef;

/// Red, green and blue.
pub type Rgb = [u8; 3];

/// The kind of a line at a cell's edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    #[default]
    None,
    Hair,
    Dotted,
    Dashed,
    Thin,
    Medium,
    MediumDashed,
    Double,
    Thick,
}

impl Line {
    /// All of them, in their order.
    pub const ALL: [Self; 9] = [
        Self::None,
        Self::Hair,
        Self::Dotted,
        Self::Dashed,
        Self::Thin,
        Self::Medium,
        Self::MediumDashed,
        Self::Double,
        Self::Thick,
    ];
}

/// One edge of a cell; a line without a colour is drawn in the program's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    pub line: Line,
    pub colour: Option<Rgb>,
}

/// Where the content stands from left to right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Across {
    /// Numbers right, texts left.
    #[default]
    General,
    Left,
    Centre,
    Right,
    Fill,
    Justify,
    /// Centred over the blank cells beside it.
    CentreAcross,
}

impl Across {
    /// All of them, in their order.
    pub const ALL: [Self; 7] = [
        Self::General,
        Self::Left,
        Self::Centre,
        Self::Right,
        Self::Fill,
        Self::Justify,
        Self::CentreAcross,
    ];
}

/// Where the content stands from top to bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Along {
    #[default]
    Bottom,
    Centre,
    Top,
    Justify,
}

impl Along {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Bottom, Self::Centre, Self::Top, Self::Justify];
}

/// The letters of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[expect(clippy::struct_excessive_bools, reason = "each is a button of its own")]
pub struct Font {
    pub bold: bool,
    pub italic: bool,
    pub underline: bool,
    pub strike: bool,
    pub colour: Option<Rgb>,
    /// In twentieths of a point; 0 where it isn't known.
    pub size: u16,
    pub name: Option<Arc<str>>,
}

/// How a number is written, where its format is a plain one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
pub struct Digits {
    pub decimals: u8,
    pub grouped: bool,
    pub percent: bool,
    /// `Rp` before it.
    pub rupiah: bool,
    /// A zero is shown as a dash.
    pub dash: bool,
}

/// How a cell looks.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellLook {
    pub fill: Option<Rgb>,
    pub font: Font,
    /// Top, right, bottom, left.
    pub edges: [Edge; 4],
    pub across: Across,
    pub along: Along,
    pub wrap: bool,
    pub indent: u8,
    /// Degrees against the clock, -90 to 90; 270 for letters one below the other.
    pub turn: i16,
    /// `None` for the usual format and for those that say more than digits do.
    pub digits: Option<Digits>,
}

impl CellLook {
    #[must_use]
    pub fn has_lines(&self) -> bool {
        self.edges.iter().any(|edge| edge.line != Line::None)
    }
}

/// Neighbouring columns that look alike, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    pub first: u16,
    pub last: u16,
    /// Index in `Looks::kinds`.
    pub kind: u16,
}

/// Rows one below the other that look alike, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowRun {
    pub first: u32,
    pub last: u32,
    /// Index in `Looks::patterns`.
    pub pattern: u32,
}

/// The looks of a sheet; all empty where the container keeps none or they weren't asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looks {
    pub kinds: Vec<CellLook>,
    /// What rows are made of: runs in ascending order, none over another.
    pub patterns: Vec<Vec<Run>>,
    /// In ascending order, none over another.
    pub rows: Vec<RowRun>,
    /// Looks of whole columns, for cells that have none of their own; ascending.
    pub cols: Vec<Run>,
    /// Heights of rows in points, where stated.
    pub heights: BTreeMap<u32, f64>,
    /// Height in points of the rows that state none.
    pub row_height: Option<f64>,
    /// Width in characters of the columns that state none.
    pub col_width: Option<f64>,
    /// Whether the sheet hides the lines between its cells.
    pub no_gridlines: bool,
}

impl Looks {
    /// Whether anything is known of how cells look.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !self.kinds.is_empty()
    }

    /// Returns the look of a cell, written or blank; `None` where it has none of its own.
    #[must_use]
    pub fn at(&self, at: CellRef) -> Option<&CellLook> {
        let col = u16::try_from(at.col).ok()?;
        let kind = self
            .pattern(at.row)
            .and_then(|runs| find(runs, col))
            .or_else(|| find(&self.cols, col))?;
        self.kinds.get(usize::from(kind))
    }

    fn pattern(&self, row: u32) -> Option<&[Run]> {
        let next = self.rows.partition_point(|run| run.last < row);
        let run = self.rows.get(next).filter(|run| run.first <= row)?;
        let pattern = self.patterns.get(usize::try_from(run.pattern).ok()?)?;
        Some(pattern)
    }
}

fn find(runs: &[Run], col: u16) -> Option<u16> {
    let next = runs.partition_point(|run| run.last < col);
    let run = runs.get(next).filter(|run| run.first <= col)?;
    Some(run.kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_without_a_look_of_its_own_has_that_of_its_column() {
        let kinds = [1, 2].map(|indent| CellLook {
            indent,
            ..CellLook::default()
        });
        let run = |first, last, kind| Run { first, last, kind };
        let looks = Looks {
            kinds: kinds.to_vec(),
            patterns: vec![vec![run(1, 1, 0), run(3, 5, 0)]],
            rows: vec![RowRun {
                first: 2,
                last: 4,
                pattern: 0,
            }],
            cols: vec![run(2, 3, 1)],
            ..Looks::default()
        };
        let at = |row, col| looks.at(CellRef::new(row, col)).map(|look| look.indent);
        assert_eq!(
            [at(2, 0), at(2, 1), at(2, 2), at(2, 3)],
            [None, Some(1), Some(2), Some(1)]
        );
        assert_eq!(
            [at(4, 5), at(4, 6), at(5, 5), at(5, 3)],
            [Some(1), None, None, Some(2)]
        );
        assert_eq!(at(2, 70_000), None);
    }
}

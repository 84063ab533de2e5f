//! Flattens a header band into one path of texts for each column: `KEUANGAN › REALISASI › Rp`.

use super::band::Band;
use super::view::text_at;
use crate::model::cell::CellRef;
use crate::model::grid::Grid;

/// Returns the path of every column from `first` to `last`, texts from the top row down, repeats left out.
pub(super) fn flatten(grid: &Grid, band: &Band, first: u32, last: u32) -> Vec<Vec<String>> {
    let levels = fill(grid, band, first, last);
    (0..=(last - first) as usize)
        .map(|index| {
            let mut path: Vec<String> = Vec::new();
            for level in &levels {
                if let Some(slot) = level.get(index)
                    && !slot.text.is_empty()
                    && path.last() != Some(&slot.text)
                {
                    path.push(slot.text.clone());
                }
            }
            path
        })
        .collect()
}

/// What stands over one column in one header row.
#[derive(Clone, Debug, Default)]
struct Slot {
    text: String,
    /// Column in which the text is written: where two neighbours differ in it, a group ends.
    origin: u32,
}

fn fill(grid: &Grid, band: &Band, first: u32, last: u32) -> Vec<Vec<Slot>> {
    let mut levels: Vec<Vec<Slot>> = Vec::new();
    for row in band.first..=band.last {
        let mut level: Vec<Slot> = Vec::new();
        for col in first..=last {
            let slot = written(grid, CellRef::new(row, col)).unwrap_or_else(|| {
                let left = level.last().cloned().unwrap_or_default();
                if may_fill(grid, band, row, col, &left, levels.last(), first) {
                    left
                } else {
                    Slot::default()
                }
            });
            level.push(slot);
        }
        levels.push(level);
    }
    levels
}

/// Returns the text written in a cell or in the merged cell that covers it.
fn written(grid: &Grid, at: CellRef) -> Option<Slot> {
    if let Some(range) = grid.merge_at(at) {
        let text = text_at(grid, range.first);
        return (!text.is_empty()).then_some(Slot {
            text,
            origin: range.first.col,
        });
    }
    let text = text_at(grid, at);
    (!text.is_empty()).then_some(Slot {
        text,
        origin: at.col,
    })
}

/// Returns whether a blank header cell continues the text to its left: only an unmerged group does, only inside the
/// group of the row above, and only over a column that has a text of its own further down.
fn may_fill(
    grid: &Grid,
    band: &Band,
    row: u32,
    col: u32,
    left: &Slot,
    above: Option<&Vec<Slot>>,
    first: u32,
) -> bool {
    if left.text.is_empty()
        || row == band.last
        || grid.merge_at(CellRef::new(row, left.origin)).is_some()
    {
        return false;
    }
    if let Some(above) = above {
        let over = |column: u32| above.get((column - first) as usize);
        let same_group = match (over(col), over(left.origin)) {
            (Some(here), Some(there)) => here.origin == there.origin && here.text == there.text,
            _ => false,
        };
        if !same_group {
            return false;
        }
    }
    let speaks_below = |column: u32| {
        (row + 1..=band.last).any(|lower| written(grid, CellRef::new(lower, column)).is_some())
    };
    speaks_below(col) && speaks_below(left.origin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cell::{Cell, CellRange, Value};

    fn grid(rows: &[&[&str]], merges: &[&str]) -> Grid {
        let mut grid = Grid {
            knows_merges: !merges.is_empty(),
            ..Grid::default()
        };
        for (row, texts) in (0u32..).zip(rows) {
            for (col, text) in (0u32..).zip(*texts) {
                if !text.is_empty() {
                    grid.put(
                        CellRef::new(row, col),
                        Cell::new(Value::Text((*text).into())),
                    );
                }
            }
        }
        grid.merges = merges
            .iter()
            .map(|text| {
                let (first, last) = text.split_once(':').unwrap();
                CellRange {
                    first: first.parse().unwrap(),
                    last: last.parse().unwrap(),
                }
            })
            .collect();
        grid
    }

    fn check(rows: &[&[&str]], merges: &[&str], expected: &[&str]) {
        let last = u32::try_from(rows.len() - 1).unwrap();
        let n_cols = u32::try_from(rows.iter().map(|row| row.len()).max().unwrap()).unwrap();
        let band = Band {
            first: 0,
            last,
            number_row: None,
            first_col: 0,
            last_col: n_cols - 1,
        };
        let paths = flatten(&grid(rows, merges), &band, 0, n_cols - 1);
        let shown: Vec<String> = paths.iter().map(|path| path.join(" > ")).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn merged_groups_cover_their_columns_and_no_more() {
        check(
            &[&["NO", "KEUANGAN", "", "FISIK"], &["", "Rp", "%", "%"]],
            &["A1:A2", "B1:C1"],
            &["NO", "KEUANGAN > Rp", "KEUANGAN > %", "FISIK > %"],
        );
        check(
            &[&["FISIK", "", ""], &["REN", "REAL", "%"]],
            &["A1:B1"],
            &["FISIK > REN", "FISIK > REAL", "%"],
        );
    }

    #[test]
    fn unmerged_groups_fill_right_inside_the_group_above() {
        check(
            &[
                &["No", "Realisasi", "", "", "", "Sisa"],
                &["", "Lalu", "", "Ini", "", ""],
                &["", "Rp", "%", "Rp", "%", ""],
            ],
            &[],
            &[
                "No",
                "Realisasi > Lalu > Rp",
                "Realisasi > Lalu > %",
                "Realisasi > Ini > Rp",
                "Realisasi > Ini > %",
                "Sisa",
            ],
        );
    }
}

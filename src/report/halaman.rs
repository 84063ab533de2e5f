//! Where pages end, as far as it can be told before printing: so that a signature never stands alone or in two halves.

use std::collections::BTreeMap;

/// Folio landscape in points, without the margins that every sheet has.
const WIDTH: f64 = 936.0 - 0.8 * 72.0;
const HEIGHT: f64 = 612.0 - 1.1 * 72.0;
/// Points of a pixel.
const PIXEL: f64 = 0.75;
/// Height of a row that states none, in points.
const ROW: f64 = 17.0 * PIXEL;
/// Rows of the table that a signature has beside it at least.
const ROWS_ABOVE: u32 = 3;
/// How a page may turn out: programs differ by so much in the width of a digit, so in the scale at which a sheet fits.
const SCALES: [f64; 3] = [1.0, 0.97, 0.94];
/// A scale at which it fits with all of them.
const SURE: f64 = 0.92;

/// What is known of a sheet's rows and columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Halaman {
    /// Widths of the columns in characters, hidden ones as 0.
    pub(super) widths: BTreeMap<u16, f64>,
    /// Heights that rows state, in points; folded ones as 0.
    pub(super) heights: BTreeMap<u32, f64>,
    /// Whether the whole sheet is fitted to one page.
    pub(super) single: bool,
    /// Rows repeated on every page.
    pub(super) repeat: Option<(u32, u32)>,
}

/// Where a page must begin, and the scale in percent at which a page is as wide as the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pemisah {
    pub(super) row: u32,
    pub(super) scale: u16,
}

impl Halaman {
    /// Returns the break that keeps a block of rows whole and beside the rows before it; `None` where none is needed.
    pub(super) fn keep(&self, first: u32, last: u32) -> Option<Pemisah> {
        if self.single {
            return None;
        }
        let scale = self.scale();
        let wanted = self.above(first);
        let splits = |factor: f64| {
            let room = HEIGHT / (scale * factor);
            let (start, used) = self.page_of(first, room);
            let rest: f64 = (first..=last).map(|row| self.height(row)).sum();
            used + rest > room || start > wanted
        };
        if !SCALES.into_iter().any(splits) {
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 10 and 100"
        )]
        let percent = (scale * 100.0 * SURE).floor().clamp(10.0, 100.0) as u16;
        let kept: f64 = (wanted..=last).map(|row| self.height(row)).sum();
        (kept + self.repeated() <= HEIGHT / scale).then_some(Pemisah {
            row: wanted,
            scale: percent,
        })
    }

    /// The row from which enough of the table stands above a block, which a blank row sets apart.
    fn above(&self, first: u32) -> u32 {
        let shown = (0..first.saturating_sub(1)).rev();
        let mut shown = shown.filter(|row| self.height(*row) > 0.0);
        shown.nth(ROWS_ABOVE as usize - 1).unwrap_or(0)
    }

    /// The first row of the page that a row stands on, and how much of the page is used above the row.
    fn page_of(&self, wanted: u32, room: f64) -> (u32, f64) {
        let (mut start, mut used) = (0, 0.0);
        for row in 0..wanted {
            used += self.height(row);
            if used > room {
                start = row;
                used = self.repeated() + self.height(row);
            }
        }
        (start, used)
    }

    fn scale(&self) -> f64 {
        let pixels = |chars: &f64| {
            if *chars > 0.0 {
                (chars * 7.0 + 5.0).trunc()
            } else {
                0.0
            }
        };
        let width: f64 = self.widths.values().map(pixels).sum::<f64>() * PIXEL;
        (WIDTH / width.max(1.0)).min(1.0)
    }

    fn repeated(&self) -> f64 {
        let rows = self.repeat.map(|(first, last)| first..=last);
        rows.into_iter().flatten().map(|row| self.height(row)).sum()
    }

    fn height(&self, row: u32) -> f64 {
        self.heights.get(&row).copied().unwrap_or(ROW)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sheet of so many rows of the usual height, 100 characters wide: 41 rows a page at full size.
    fn check(rows: u32, expected: Option<u32>) {
        let sheet = Halaman {
            widths: BTreeMap::from([(0, 50.0), (1, 50.0)]),
            ..Halaman::default()
        };
        let found = sheet.keep(rows, rows + 8);
        assert_eq!(found.map(|pemisah| pemisah.row), expected, "{rows}");
    }

    #[test]
    fn a_block_stays_whole_and_beside_some_rows() {
        check(10, None);
        check(30, None);
        // Split, then alone, then beside two rows only.
        check(33, Some(29));
        check(41, Some(37));
        check(44, Some(40));
        check(50, None);
    }

    #[test]
    fn a_wide_sheet_is_shrunk_to_one_page() {
        let sheet = Halaman {
            widths: BTreeMap::from([(0, 240.0)]),
            repeat: Some((0, 2)),
            ..Halaman::default()
        };
        assert_eq!(sheet.keep(30, 38), None);
        let found = sheet.keep(58, 66).unwrap();
        assert_eq!((found.row, found.scale), (54, 63));
    }
}

//! Which cells follow from which, read off the formulas: through ranges and defined names.

use std::collections::{BTreeMap, BTreeSet};

use super::alamat::{Kisaran, Sel};
use super::isi::Buku;
use super::rumus::{Unsur, urai};

/// A cell of the workbook: the place of its sheet, and where it stands there.
pub(crate) type Tempat = (usize, Sel);

/// For each range that some formula names, the cells of these formulas.
pub(crate) struct Graf(BTreeMap<(usize, Kisaran), Vec<Tempat>>);

impl Graf {
    pub(crate) fn of(book: &Buku) -> Self {
        let mut ranges: BTreeMap<(usize, Kisaran), Vec<Tempat>> = BTreeMap::new();
        for (own, sheet) in book.lembar.iter().enumerate() {
            for (at, cell) in &sheet.sel {
                let Some(formula) = &cell.rumus else {
                    continue;
                };
                for part in urai(formula).unwrap() {
                    let range = match part {
                        Unsur::Acuan(None, range) => (own, range),
                        Unsur::Acuan(Some(sheet), range) => (place(book, &sheet), range),
                        Unsur::Nama(name) => {
                            let (sheet, range) = book.kisaran(&name).unwrap();
                            (place(book, &sheet), range)
                        }
                        Unsur::Fungsi(_) => continue,
                        other => panic!("{other:?} in {formula}"),
                    };
                    let followers = ranges.entry(range).or_default();
                    if followers.last() != Some(&(own, *at)) {
                        followers.push((own, *at));
                    }
                }
            }
        }
        Self(ranges)
    }

    /// Every cell that can move with some cells, themselves left out.
    pub(crate) fn ikut(&self, moved: &[Tempat]) -> BTreeSet<Tempat> {
        let mut found = BTreeSet::new();
        let mut open = moved.to_vec();
        while let Some((sheet, at)) = open.pop() {
            for ((own, range), followers) in &self.0 {
                if *own == sheet && range.memuat(at) {
                    let new = followers.iter().filter(|follower| found.insert(**follower));
                    open.extend(new.copied().collect::<Vec<_>>());
                }
            }
        }
        found
    }
}

fn place(book: &Buku, name: &str) -> usize {
    let same = |sheet: &super::isi::Lembar| sheet.nama.eq_ignore_ascii_case(name);
    book.lembar.iter().position(same).unwrap()
}

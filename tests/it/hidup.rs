//! The workbook is live: a cell of Data edited by hand moves exactly what the same change at its source would have moved.
//!
//! Workbook A is made of three months. One cell of its sheet Data is edited and `LibreOffice` computes it anew (A'); the
//! same value is changed in the report it came from and the program makes workbook B. What moved from A to A' must be
//! what differs between A and B, figure for figure; and nothing may move that the formulas don't lead to.
#![expect(
    clippy::print_stderr,
    reason = "says that LibreOffice is missing, and what moved"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::support::buku::buka;
use crate::support::buku::graf::{Graf, Tempat};
use crate::support::buku::isi::Buku;
use crate::support::buku::paket::Paket;
use crate::support::buku::sunting::Isian;
use crate::support::kerja::Kerja;
use crate::support::libre;
use isi::{Isi, TETAP, fixed, isi};
use ubahan::{Sumber, UBAHAN, Ubahan};

mod isi;
mod ubahan;

/// The cells of an activity in Data, by the headers of its columns.
fn cells(book: &Buku, own: &Ubahan) -> Vec<(Tempat, Isian)> {
    let index = book
        .lembar
        .iter()
        .position(|sheet| sheet.nama == "Data")
        .unwrap();
    let sheet = &book.lembar[index];
    let text = |at| {
        sheet
            .sel
            .get(&at)
            .map(|cell| book.tampil(cell))
            .unwrap_or_default()
    };
    let (header, width) = (4, 38);
    let col = |name: &str| (0..width).find(|col| text((header, *col)) == name).unwrap();
    let (uraian, berkas) = (col("Uraian"), col("Berkas"));
    let last = sheet.ukuran.unwrap().akhir.0;
    let mut rows = (header + 1..=last)
        .filter(|row| text((*row, uraian)) == own.uraian && text((*row, berkas)) == own.berkas);
    let row = rows.next().unwrap();
    assert_eq!(rows.next(), None, "{}", own.uraian);
    own.data
        .iter()
        .map(|(name, value)| ((index, (row, col(name))), *value))
        .collect()
}

/// Workbook A with the cells of an activity typed over.
fn edited(book: &Buku, own: &Ubahan) -> Vec<u8> {
    let mut paket: Paket = book.paket.clone();
    for ((sheet, at), value) in cells(book, own) {
        let part = &book.lembar[sheet].bagian;
        paket.isi(part, &crate::support::buku::alamat::nama(at), value);
    }
    paket.write()
}

/// Workbook B: the same change at its source, in a folder that stands as that of A stood.
fn remade(before: &Kerja, own: &Ubahan) -> Vec<u8> {
    let kerja = before.salin();
    match &own.sumber {
        Sumber::Teks(changes) => kerja.sunting(own.berkas, changes),
        Sumber::Sel(cell, value) => kerja.ubah(own.berkas, &|bytes| {
            let mut paket = buka(&bytes).paket;
            paket.isi("xl/worksheets/sheet1.xml", cell, *value);
            paket.write()
        }),
        Sumber::Keputusan(line) => {
            let header = "tahun;opd;kode;uraian;bagian_dari;keputusan;oleh;pada;catatan";
            let line = line.replace("{}", own.uraian);
            std::fs::write(kerja.path("keputusan.csv"), format!("{header}\n{line}\n")).unwrap();
        }
    }
    kerja.rekap("2026-09", &["--tanpa-koreksi"]);
    std::fs::read(kerja.buku("2026-09")).unwrap()
}

/// What A' and B say of a change, against A.
struct Tiga<'a> {
    a: &'a Isi,
    aksen: Isi,
    b: Isi,
}

impl Tiga<'_> {
    /// The cells in which A' and B differ though one of them moved, and how many moved.
    fn compare(&self, used: &mut BTreeSet<usize>) -> (Vec<String>, BTreeSet<Tempat>) {
        let mut faults = Vec::new();
        let mut moved = BTreeSet::new();
        for (at, a) in self.a {
            let Some(aksen) = self.aksen.get(at) else {
                continue;
            };
            if !a.same(aksen) {
                moved.insert(a.tempat);
            }
            let Some(b) = self.b.get(at).filter(|b| b.counts() || a.counts()) else {
                continue;
            };
            let still = a.same(aksen) && a.same(b);
            if still || aksen.same(b) {
                continue;
            }
            if let Some(place) = fixed(at) {
                used.insert(place);
            } else {
                faults.push(format!(
                    "{at:?}: A {} A' {} B {}",
                    a.teks, aksen.teks, b.teks
                ));
            }
        }
        (faults, moved)
    }

    /// Rows that only one of both has, by sheet.
    fn rows(&self) -> BTreeMap<&str, usize> {
        let rows = |of: &'_ Isi| -> BTreeSet<(String, String)> {
            of.keys()
                .map(|(sheet, row, _)| (sheet.clone(), row.clone()))
                .collect()
        };
        let (a, b) = (rows(self.a), rows(&self.b));
        let mut apart = BTreeMap::new();
        for (sheet, _) in a.symmetric_difference(&b) {
            let name = self
                .a
                .keys()
                .find(|(own, ..)| own == sheet)
                .map(|(own, ..)| own.as_str());
            *apart.entry(name.unwrap_or("?")).or_default() += 1;
        }
        apart
    }
}

#[test]
fn a_cell_of_data_moves_exactly_what_depends_on_it() {
    let before = Kerja::sebelum();
    let made = before.salin();
    made.rekap("2026-09", &["--tanpa-koreksi"]);
    let bytes = std::fs::read(made.buku("2026-09")).unwrap();
    let book = buka(&bytes);
    let still = book
        .lembar
        .iter()
        .filter(|sheet| sheet.sel.values().all(|cell| cell.rumus.is_none()));
    let still: Vec<&str> = still.map(|sheet| sheet.nama.as_str()).collect();
    assert_eq!(still, ["Validasi"], "every other sheet is filled and live");
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    let workbooks = std::iter::once(bytes).chain(UBAHAN.iter().map(|own| edited(&book, own)));
    for (index, bytes) in workbooks.enumerate() {
        let path = folder.path().join(format!("a{index}.xlsx"));
        std::fs::write(&path, bytes).unwrap();
        paths.push(path);
    }
    let Some(computed) = libre::hitung(folder.path(), &paths) else {
        eprintln!("LibreOffice is not here: skipped");
        return;
    };
    let read = |path: &Path| isi(&buka(&std::fs::read(path).unwrap()));
    let a = read(&computed[0]);
    let graf = Graf::of(&book);
    let mut used = BTreeSet::new();
    let mut found = Vec::new();
    for (own, path) in UBAHAN.iter().zip(&computed[1..]) {
        let three = Tiga {
            a: &a,
            aksen: read(path),
            b: isi(&buka(&remade(&before, own))),
        };
        let (faults, moved) = three.compare(&mut used);
        found.extend(
            faults
                .into_iter()
                .map(|fault| format!("{}: {fault}", own.nama)),
        );
        let typed: Vec<Tempat> = cells(&book, own).into_iter().map(|(at, _)| at).collect();
        let bound = graf.ikut(&typed);
        let beyond: Vec<&Tempat> = moved
            .iter()
            .filter(|at| !bound.contains(at) && !typed.contains(at))
            .collect();
        assert!(beyond.is_empty(), "{}: {beyond:?}", own.nama);
        assert!(moved.len() > typed.len(), "{}: nothing follows", own.nama);
        eprintln!(
            "{}: {} of {} moved; rows of B that A hasn't or lacks: {:?}",
            own.nama,
            moved.len(),
            bound.len(),
            three.rows()
        );
    }
    assert!(found.is_empty(), "{}\n{}", found.len(), found.join("\n"));
    let needless = TETAP
        .iter()
        .enumerate()
        .filter(|(index, _)| !used.contains(index));
    let needless: Vec<&str> = needless.map(|(_, own)| own.sebab).collect();
    assert!(needless.is_empty(), "{needless:?}");
}

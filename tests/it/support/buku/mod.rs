//! A workbook taken apart into its parts, and the rules that a reader of OOXML holds them to.

pub(crate) mod alamat;
mod gambar;
pub(crate) mod graf;
mod hitungan;
pub(crate) mod isi;
mod lembar;
mod nama;
pub(crate) mod paket;
pub(crate) mod rumus;
mod sisipan;
pub(crate) mod sunting;
mod xml;

use isi::Buku;
use paket::Paket;

/// A rule that a workbook breaks: its name, the part or the cell, and what stands there.
#[derive(Clone, Debug)]
pub(crate) struct Cacat {
    pub(crate) aturan: &'static str,
    pub(crate) di: String,
    pub(crate) apa: String,
}

pub(crate) fn cacat(aturan: &'static str, di: &str, apa: impl Into<String>) -> Cacat {
    Cacat {
        aturan,
        di: di.to_owned(),
        apa: apa.into(),
    }
}

/// Opens a workbook that is known to be sound.
pub(crate) fn buka(bytes: &[u8]) -> Buku {
    let mut faults = Vec::new();
    let paket = Paket::open(bytes, &mut faults);
    assert!(faults.is_empty(), "{faults:?}");
    Buku::of(paket).unwrap()
}

/// Every rule that the parts of a workbook break.
pub(crate) fn periksa(bytes: &[u8]) -> Vec<Cacat> {
    let mut faults = Vec::new();
    let paket = Paket::open(bytes, &mut faults);
    paket.periksa(&mut faults);
    let Some(book) = Buku::of(paket) else {
        faults.push(cacat("package", "", "no workbook"));
        return faults;
    };
    nama::periksa(&book, &mut faults);
    for sheet in &book.lembar {
        lembar::periksa(&book, sheet, &mut faults);
        sisipan::periksa(&book, sheet, &mut faults);
        gambar::periksa(&book, sheet, &mut faults);
        hitungan::periksa(&book, sheet, &mut faults);
    }
    faults
}

/// What a workbook that is printed lacks besides: print areas, repeated headers, page and footer; `whole` are the sheets
/// that are printed on one page.
pub(crate) fn periksa_cetak(bytes: &[u8], whole: &[&str]) -> Vec<Cacat> {
    let mut faults = Vec::new();
    nama::cetak(&buka(bytes), whole, &mut faults);
    faults
}

//! Names: of sheets, of ranges, and those by which a sheet is printed.

use std::collections::BTreeSet;

use super::alamat::{self, Kisaran};
use super::gambar;
use super::isi::{Buku, Tujuan};
use super::rumus::{Unsur, nama_sah, urai};
use super::{Cacat, cacat};

pub(super) fn periksa(book: &Buku, faults: &mut Vec<Cacat>) {
    let mut seen = BTreeSet::new();
    for sheet in &book.lembar {
        let name = &sheet.nama;
        let bad = name.contains([':', '\\', '/', '?', '*', '[', ']']);
        let quoted = name.starts_with('\'') || name.ends_with('\'');
        if name.is_empty() || name.encode_utf16().count() > 31 || bad || quoted {
            faults.push(cacat("sheet-name", name, "isn't allowed"));
        }
        if !seen.insert(name.to_lowercase()) {
            faults.push(cacat("sheet-name", name, "stands twice"));
        }
    }
    let mut seen = BTreeSet::new();
    for own in &book.nama {
        if !seen.insert((own.nama.to_lowercase(), own.lembar)) {
            faults.push(cacat("name", &own.nama, "stands twice"));
        }
        if !own.nama.starts_with("_xlnm.") && !nama_sah(&own.nama) {
            faults.push(cacat("name", &own.nama, "isn't allowed"));
        }
        if own.lembar.is_some_and(|sheet| sheet >= book.lembar.len()) {
            faults.push(cacat("name", &own.nama, "of no sheet"));
        }
        if let Err(error) = leads(book, own) {
            faults.push(cacat("name", &own.nama, error));
        }
    }
}

/// Whether a name leads to cells of a sheet that is there.
fn leads(book: &Buku, own: &Tujuan) -> Result<(), String> {
    let parts = urai(&own.isi)?;
    if parts.is_empty() {
        return Err("leads nowhere".to_owned());
    }
    for part in parts {
        let Unsur::Acuan(Some(sheet), range) = part else {
            return Err(format!("{part:?}"));
        };
        let found = book
            .lembar(&sheet)
            .ok_or_else(|| format!("no sheet {sheet}"))?;
        let own_sheet = own.lembar.and_then(|index| book.lembar.get(index));
        if own_sheet.is_some_and(|own| own.nama != found.nama) {
            return Err(format!("of another sheet: {sheet}"));
        }
        let mut size = found.ukuran.ok_or("an empty sheet")?;
        // A table without rows has a blank one.
        size.akhir.0 += 1;
        if !range.bertemu(&size) {
            return Err(format!("outside {sheet}"));
        }
    }
    Ok(())
}

/// Rows that surely fit on one page.
const SEHALAMAN: u32 = 35;

/// Holds each sheet to what printing needs; `whole` are the sheets that are printed on one page.
pub(super) fn cetak(book: &Buku, whole: &[&str], faults: &mut Vec<Cacat>) {
    for (index, sheet) in book.lembar.iter().enumerate() {
        let own = |name: &str| {
            let mut all = book.nama.iter().filter(|own| own.lembar == Some(index));
            all.find(|own| own.nama == name)
        };
        let area = own("_xlnm.Print_Area");
        let area = area.and_then(|own| Kisaran::parse(alamat::berlembar(&own.isi).1));
        let mut size = sheet.ukuran;
        let drawn = gambar::sampai(book, sheet);
        if let (Some(size), Some((row, col))) = (&mut size, drawn) {
            *size = Kisaran {
                awal: (0, 0),
                akhir: (size.akhir.0.max(row), size.akhir.1.max(col)),
            };
        }
        match area.zip(size) {
            None => faults.push(cacat("print", &sheet.nama, "no print area")),
            Some((area, size)) => {
                let shown = drawn.is_none_or(|drawn| area.memuat(drawn));
                let within = area.akhir.0 <= size.akhir.0 && area.akhir.1 <= size.akhir.1;
                if !shown || !within || area.awal != (0, 0) {
                    faults.push(cacat("print", &sheet.nama, format!("{area:?} of {size:?}")));
                }
            }
        }
        let long = sheet.ukuran.is_some_and(|size| size.akhir.0 > SEHALAMAN);
        if long && !whole.contains(&sheet.nama.as_str()) && own("_xlnm.Print_Titles").is_none() {
            faults.push(cacat("print", &sheet.nama, "no repeated header"));
        }
        let tree = book.pohon(sheet);
        let setup = tree.child("pageSetup");
        let setup = |name: &str| setup.and_then(|node| node.attr(name)).unwrap_or_default();
        if setup("paperSize") != "14" || setup("orientation") != "landscape" {
            faults.push(cacat("print", &sheet.nama, "not on Folio across"));
        }
        let footer = tree
            .child("headerFooter")
            .map(|node| node.texts("oddFooter"))
            .unwrap_or_default();
        if !footer.contains("&P") || !footer.contains("&N") {
            faults.push(cacat("print", &sheet.nama, "pages without numbers"));
        }
    }
}

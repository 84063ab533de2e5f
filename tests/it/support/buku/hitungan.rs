//! The formulas: each can be read, names only what is there, and uses only functions that Excel 2016 knows.

use super::alamat;
use super::isi::{Buku, Lembar};
use super::rumus::{Unsur, dikenal, urai};
use super::{Cacat, cacat};

pub(super) fn periksa(book: &Buku, sheet: &Lembar, faults: &mut Vec<Cacat>) {
    for (at, cell) in &sheet.sel {
        if let Some(formula) = &cell.rumus {
            let at = format!("{}!{}", sheet.nama, alamat::nama(*at));
            rumus(book, &at, ("formula", formula), faults);
        }
    }
}

/// Checks a formula, wherever it stands.
pub(super) fn rumus(
    book: &Buku,
    at: &str,
    (rule, formula): (&'static str, &str),
    faults: &mut Vec<Cacat>,
) {
    let parts = match urai(formula) {
        Ok(parts) => parts,
        Err(error) => return faults.push(cacat(rule, at, format!("{error}: {formula}"))),
    };
    if formula.chars().count() > 8192 {
        faults.push(cacat(rule, at, "is too long"));
    }
    for part in parts {
        match part {
            Unsur::Acuan(Some(sheet), _) if book.lembar(&sheet).is_none() => {
                faults.push(cacat(rule, at, format!("no sheet {sheet}")));
            }
            Unsur::Nama(name)
                if !book
                    .nama
                    .iter()
                    .any(|own| own.nama.eq_ignore_ascii_case(&name)) =>
            {
                faults.push(cacat(rule, at, format!("no name {name}")));
            }
            Unsur::Fungsi(function) if !dikenal(&function) => {
                faults.push(cacat("function", at, function));
            }
            Unsur::Galat(error) => faults.push(cacat("error-value", at, error)),
            Unsur::Tabel(table, _) => {
                let is = |part: &String| {
                    let tree = book.paket.pohon.get(part);
                    tree.and_then(|tree| tree.attr("displayName")) == Some(&*table)
                };
                if !book
                    .paket
                    .bagian
                    .keys()
                    .any(|part| part.contains("/tables/") && is(part))
                {
                    faults.push(cacat(rule, at, format!("no table {table}")));
                }
            }
            _ => {}
        }
    }
}

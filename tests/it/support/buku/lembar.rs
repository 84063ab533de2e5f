//! Rows, cells and merges of a sheet.

use super::alamat::{self, Kisaran, Sel};
use super::isi::{Buku, Lembar};
use super::xml::Node;
use super::{Cacat, cacat};

pub(super) fn periksa(book: &Buku, sheet: &Lembar, faults: &mut Vec<Cacat>) {
    let tree = book.pohon(sheet);
    order(sheet, tree, faults);
    for (at, cell) in &sheet.sel {
        let place = format!("{}!{}", sheet.nama, alamat::nama(*at));
        if sheet.ukuran.is_none_or(|size| !size.memuat(*at)) {
            faults.push(cacat("dimension", &place, "lies outside"));
        }
        if cell.gaya >= book.gaya {
            faults.push(cacat("style", &place, cell.gaya.to_string()));
        }
        let value = cell.nilai.as_deref();
        match cell.jenis.as_str() {
            "s" => {
                let index = value.and_then(|value| value.parse::<usize>().ok());
                if index.is_none_or(|index| index >= book.teks.len()) {
                    faults.push(cacat("shared-string", &place, format!("{value:?}")));
                }
            }
            "e" => faults.push(cacat("error-value", &place, value.unwrap_or_default())),
            "" if value.is_some_and(|value| value.parse::<f64>().is_err()) => {
                faults.push(cacat("number", &place, value.unwrap_or_default()));
            }
            "" | "n" | "b" | "str" | "inlineStr" => {}
            other => faults.push(cacat("number", &place, other)),
        }
        let text = book.tampil(cell);
        if cell.rumus.is_some() && text.starts_with('#') {
            faults.push(cacat("error-value", &place, &*text));
        }
        if text.encode_utf16().count() > 32_767 {
            faults.push(cacat("text-length", &place, text.len().to_string()));
        }
    }
    merges(sheet, tree, faults);
}

/// Rows and cells ascend, and each cell lies in its row.
fn order(sheet: &Lembar, tree: &Node, faults: &mut Vec<Cacat>) {
    let mut last_row = 0;
    for row in tree.list("sheetData", "row") {
        let number: u32 = row.attr("r").and_then(|row| row.parse().ok()).unwrap_or(0);
        if number <= last_row {
            faults.push(cacat(
                "order",
                &sheet.nama,
                format!("row {number} after {last_row}"),
            ));
        }
        last_row = number;
        let mut last: Option<Sel> = None;
        for cell in row.children("c") {
            let name = cell.attr("r").unwrap_or_default();
            let at = alamat::sel(name);
            let in_row = at.is_some_and(|at| at.0 + 1 == number);
            if !in_row || at <= last {
                faults.push(cacat(
                    "order",
                    &sheet.nama,
                    format!("cell {name} in row {number}"),
                ));
            }
            last = at;
        }
    }
}

fn merges(sheet: &Lembar, tree: &Node, faults: &mut Vec<Cacat>) {
    let names: Vec<&str> = tree
        .list("mergeCells", "mergeCell")
        .filter_map(|node| node.attr("ref"))
        .collect();
    let count = tree.child("mergeCells").and_then(|node| node.attr("count"));
    if count.is_some_and(|count| count.parse() != Ok(names.len())) {
        faults.push(cacat("merge", &sheet.nama, "miscounted"));
    }
    let mut seen: Vec<(Kisaran, &str)> = Vec::new();
    for name in names {
        let Some(range) = Kisaran::parse(name).filter(|range| range.banyak() > 1) else {
            faults.push(cacat("merge", &sheet.nama, name));
            continue;
        };
        if let Some((_, other)) = seen.iter().find(|(other, _)| other.bertemu(&range)) {
            faults.push(cacat("merge", &sheet.nama, format!("{name} meets {other}")));
        }
        // What is covered can't be seen, so it must be blank.
        for at in range.sel().skip(1) {
            let hidden = sheet.sel.get(&at).is_some_and(|cell| cell.nilai.is_some());
            if hidden {
                faults.push(cacat(
                    "merge",
                    &sheet.nama,
                    format!("{name} covers {}", alamat::nama(at)),
                ));
            }
        }
        seen.push((range, name));
    }
}

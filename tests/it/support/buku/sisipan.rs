//! What lies over the cells: tables, filters, lists to choose from, conditional formats, links.

use std::collections::BTreeSet;

use super::alamat::{self, Kisaran};
use super::hitungan;
use super::isi::{Buku, Lembar};
use super::xml::Node;
use super::{Cacat, cacat};

pub(super) fn periksa(book: &Buku, sheet: &Lembar, faults: &mut Vec<Cacat>) {
    let tree = book.pohon(sheet);
    for part in book.paket.sejenis(&sheet.bagian, "table") {
        if let Some(table) = book.paket.pohon.get(&part) {
            tabel(book, sheet, table, faults);
        }
    }
    if let Some(filter) = tree.child("autoFilter") {
        inside(sheet, "filter", filter.attr("ref"), faults);
    }
    for rule in tree.list("dataValidations", "dataValidation") {
        ranges(sheet, "validation", rule.attr("sqref"), faults);
        for name in ["formula1", "formula2"] {
            let formula = rule.child(name).map(|node| node.text.as_str());
            // A list may be written out between quotes.
            if let Some(formula) = formula.filter(|text| !text.starts_with('"')) {
                hitungan::rumus(book, &sheet.nama, ("validation", formula), faults);
            }
        }
        if rule.attr("type") == Some("list") && rule.child("formula1").is_none() {
            faults.push(cacat("validation", &sheet.nama, "a list without entries"));
        }
    }
    let mut ranks = BTreeSet::new();
    for condition in tree.children("conditionalFormatting") {
        ranges(sheet, "condition", condition.attr("sqref"), faults);
        for rule in condition.children("cfRule") {
            let style = rule.attr("dxfId");
            let known = |style: &str| {
                style
                    .parse()
                    .is_ok_and(|style: usize| style < book.gaya_syarat)
            };
            if style.is_some_and(|style| !known(style)) {
                faults.push(cacat("condition", &sheet.nama, format!("format {style:?}")));
            }
            if !ranks.insert(rule.attr("priority").unwrap_or_default()) {
                faults.push(cacat("condition", &sheet.nama, "two of one priority"));
            }
            for formula in rule.children("formula") {
                hitungan::rumus(book, &sheet.nama, ("condition", &formula.text), faults);
            }
        }
    }
    for link in tree.list("hyperlinks", "hyperlink") {
        tautan(book, sheet, link, faults);
    }
}

/// A range that lies in the sheet as far as it is written.
fn inside(sheet: &Lembar, rule: &'static str, range: Option<&str>, faults: &mut Vec<Cacat>) {
    let found = range.and_then(Kisaran::parse).zip(sheet.ukuran);
    if found.is_none_or(|(range, size)| !range.di_dalam(&size)) {
        faults.push(cacat(
            rule,
            &sheet.nama,
            format!("{range:?} isn't in the sheet"),
        ));
    }
}

fn ranges(sheet: &Lembar, rule: &'static str, text: Option<&str>, faults: &mut Vec<Cacat>) {
    for range in text.unwrap_or(" ").split(' ') {
        inside(sheet, rule, Some(range), faults);
    }
}

fn tabel(book: &Buku, sheet: &Lembar, table: &Node, faults: &mut Vec<Cacat>) {
    let mut fault = |what: String| faults.push(cacat("table", &sheet.nama, what));
    let Some(range) = table.attr("ref").and_then(Kisaran::parse) else {
        return fault("has no range".to_owned());
    };
    if range.awal.0 == range.akhir.0 {
        return fault("has no rows".to_owned());
    }
    // A table without rows has a blank one.
    let top = Kisaran {
        akhir: (range.akhir.0 - 1, range.akhir.1),
        ..range
    };
    if sheet.ukuran.is_none_or(|size| !top.di_dalam(&size)) {
        fault("isn't in the sheet".to_owned());
    }
    let columns: Vec<&Node> = table.list("tableColumns", "tableColumn").collect();
    let wide = u64::from(range.akhir.1 - range.awal.1 + 1);
    if columns.len() as u64 != wide {
        fault(format!("{} columns over {wide}", columns.len()));
    }
    let mut seen = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for (col, column) in (range.awal.1..).zip(&columns) {
        let name = column.attr("name").unwrap_or_default();
        let cell = sheet.sel.get(&(range.awal.0, col));
        let header = cell.map(|cell| book.tampil(cell)).unwrap_or_default();
        if name != header {
            fault(format!("column {name} over {header}"));
        }
        if !seen.insert(name.to_lowercase()) || !ids.insert(column.attr("id").unwrap_or_default()) {
            fault(format!("column {name} stands twice"));
        }
    }
    let filter = table.child("autoFilter").and_then(|node| node.attr("ref"));
    if filter
        .and_then(Kisaran::parse)
        .is_some_and(|filter| !filter.di_dalam(&range))
    {
        fault("its filter is outside".to_owned());
    }
    let name = table.attr("displayName").unwrap_or_default();
    if !super::rumus::nama_sah(name)
        || book
            .nama
            .iter()
            .any(|own| own.nama.eq_ignore_ascii_case(name))
    {
        fault(format!("{name} can't be its name"));
    }
}

fn tautan(book: &Buku, sheet: &Lembar, link: &Node, faults: &mut Vec<Cacat>) {
    let from = link.attr("ref");
    inside(sheet, "link", from, faults);
    let at = format!("{}!{}", sheet.nama, from.unwrap_or_default());
    let Some(location) = link.attr("location") else {
        if link.attr("r:id").is_none() {
            faults.push(cacat("link", &at, "leads nowhere"));
        }
        return;
    };
    // A place in another file: its relationship is held elsewhere.
    if link.attr("r:id").is_some() {
        return;
    }
    let (name, range) = alamat::berlembar(location);
    let target = name
        .as_deref()
        .map_or(Some(sheet), |name| book.lembar(name));
    let size = target.and_then(|target| target.ukuran);
    let range = Kisaran::parse(range);
    if size
        .zip(range)
        .is_none_or(|(size, range)| !range.bertemu(&size) && range.awal != (0, 0))
    {
        faults.push(cacat("link", &at, location));
    }
}

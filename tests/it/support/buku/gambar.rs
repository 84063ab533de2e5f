//! Charts with what they draw, drawings, and comments with their shapes.

use std::collections::BTreeSet;

use super::alamat::{self, Kisaran, Sel};
use super::isi::{Buku, Lembar};
use super::xml::Node;
use super::{Cacat, cacat};

pub(super) fn periksa(book: &Buku, sheet: &Lembar, faults: &mut Vec<Cacat>) {
    for drawing in book.paket.sejenis(&sheet.bagian, "drawing") {
        let charts = book.paket.sejenis(&drawing, "chart");
        let shown = book.paket.pohon.get(&drawing);
        let shown = shown.map_or(0, |tree| {
            tree.all()
                .iter()
                .filter(|node| node.name == "graphicFrame")
                .count()
        });
        if charts.len() != shown {
            faults.push(cacat(
                "chart",
                &drawing,
                format!("{} of {shown}", charts.len()),
            ));
        }
        for chart in charts {
            if let Some(tree) = book.paket.pohon.get(&chart) {
                grafik(book, (&chart, tree), faults);
            }
        }
    }
    catatan(book, sheet, faults);
}

/// The row and column up to which a sheet's drawings reach.
pub(super) fn sampai(book: &Buku, sheet: &Lembar) -> Option<Sel> {
    let drawings = book.paket.sejenis(&sheet.bagian, "drawing");
    let trees = drawings
        .iter()
        .filter_map(|part| book.paket.pohon.get(part));
    let ends = trees.flat_map(Node::all).filter(|node| node.name == "to");
    let number = |node: &Node, name: &str| node.texts(name).parse::<u32>().unwrap_or(0);
    ends.map(|end| (number(end, "row"), number(end, "col")))
        .reduce(|a, b| (a.0.max(b.0), a.1.max(b.1)))
}

/// The series of a chart: each range is there, and what is kept of it equals the cells.
fn grafik(book: &Buku, (part, tree): (&str, &Node), faults: &mut Vec<Cacat>) {
    let mut series = 0;
    for series_node in tree.all().into_iter().filter(|node| node.name == "ser") {
        series += 1;
        for kept in series_node.all() {
            let cache = match kept.name.as_str() {
                "numRef" => kept.child("numCache"),
                "strRef" => kept.child("strCache"),
                _ => continue,
            };
            let formula = kept
                .child("f")
                .map(|node| node.text.as_str())
                .unwrap_or_default();
            match cells(book, formula) {
                None => faults.push(cacat("chart", part, format!("{formula} is nowhere"))),
                Some((sheet, range)) => {
                    compare(book, part, (formula, cache), (sheet, range), faults);
                }
            }
        }
    }
    if series == 0 {
        faults.push(cacat("chart", part, "draws nothing"));
    }
}

fn cells<'a>(book: &'a Buku, formula: &str) -> Option<(&'a Lembar, Kisaran)> {
    let (sheet, range) = alamat::berlembar(formula);
    let (sheet, range) = (book.lembar(&sheet?)?, Kisaran::parse(range)?);
    range.di_dalam(&sheet.ukuran?).then_some((sheet, range))
}

fn compare(
    book: &Buku,
    part: &str,
    (formula, cache): (&str, Option<&Node>),
    (sheet, range): (&Lembar, Kisaran),
    faults: &mut Vec<Cacat>,
) {
    let mut fault = |what: String| faults.push(cacat("chart", part, format!("{formula}: {what}")));
    let Some(cache) = cache else {
        return fault("nothing kept".to_owned());
    };
    let count = cache.child("ptCount").and_then(|node| node.attr("val"));
    if count.and_then(|count| count.parse().ok()) != Some(range.banyak()) {
        fault(format!("{count:?} points"));
    }
    for (index, at) in range.sel().enumerate() {
        let mut points = cache.children("pt");
        let point = points.find(|pt| pt.attr("idx") == Some(&*index.to_string()));
        let point = point.map(|pt| pt.texts("v")).unwrap_or_default();
        let shown = sheet
            .sel
            .get(&at)
            .map(|cell| book.tampil(cell))
            .unwrap_or_default();
        if !same(&point, &shown) {
            fault(format!("{} shows {shown}, kept {point}", alamat::nama(at)));
        }
    }
}

fn same(left: &str, right: &str) -> bool {
    match (left.parse::<f64>(), right.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
        _ => left == right,
    }
}

/// Comments stand each on a cell, and each has its shape.
fn catatan(book: &Buku, sheet: &Lembar, faults: &mut Vec<Cacat>) {
    let mut told: BTreeSet<Sel> = BTreeSet::new();
    for part in book.paket.sejenis(&sheet.bagian, "comments") {
        let Some(tree) = book.paket.pohon.get(&part) else {
            continue;
        };
        let authors = tree.list("authors", "author").count();
        for comment in tree.list("commentList", "comment") {
            let name = comment.attr("ref").unwrap_or_default();
            let author = comment
                .attr("authorId")
                .and_then(|id| id.parse::<usize>().ok());
            if author.is_none_or(|author| author >= authors) {
                faults.push(cacat("comment", &part, format!("{name} by nobody")));
            }
            if comment.texts("t").trim().is_empty() {
                faults.push(cacat("comment", &part, format!("{name} says nothing")));
            }
            if alamat::sel(name).is_none_or(|at| !told.insert(at)) {
                faults.push(cacat(
                    "comment",
                    &part,
                    format!("{name} stands twice or nowhere"),
                ));
            }
        }
    }
    let mut drawn: BTreeSet<Sel> = BTreeSet::new();
    for part in book.paket.sejenis(&sheet.bagian, "vmlDrawing") {
        let Some(tree) = book.paket.pohon.get(&part) else {
            continue;
        };
        for client in tree
            .all()
            .into_iter()
            .filter(|node| node.name == "ClientData")
        {
            let number = |name: &str| client.texts(name).trim().parse().ok();
            if let Some(at) = number("Row").zip(number("Column")) {
                drawn.insert(at);
            }
        }
    }
    if told != drawn {
        let apart: Vec<String> = told
            .symmetric_difference(&drawn)
            .map(|at| alamat::nama(*at))
            .collect();
        faults.push(cacat(
            "comment",
            &sheet.nama,
            format!("without shape or text: {apart:?}"),
        ));
    }
}

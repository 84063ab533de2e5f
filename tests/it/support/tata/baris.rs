//! The rows of a table in order: activities, and all that stands between them.

use super::acak::{index, pick};
use super::anggaran::{Item, Level};
use super::kolom::Family;
use super::mutasi::M;
use super::nama;
use crate::support::contoh::rng::Rng;

/// One row of a table's body.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Line {
    Item(usize),
    /// The same row once more.
    Again(usize),
    /// The total of a program, after its rows.
    Subtotal(usize),
    Total,
    PageHeader,
    /// Text in the name column, no amounts.
    Heading(String),
    /// A number without a name.
    Numbered(usize),
    /// A number, no name and amounts of zero, as prepared formulas leave them.
    Zeroes(usize),
    /// An example with amounts that must not count.
    Example(String),
    /// The bidang urusan above the programs.
    Urusan,
    Blank,
}

/// Returns whether the form lists the leaves alone.
pub(super) fn lists_leaves(family: Family, on: &dyn Fn(M) -> bool) -> bool {
    matches!(family, Family::Paket | Family::Dump | Family::Form)
        || on(M::Datar)
        || on(M::Kelurahan)
}

/// Puts the rows in order.
pub(super) fn lines(
    items: &[Item],
    family: Family,
    on: &dyn Fn(M) -> bool,
    rng: &mut Rng,
) -> Vec<Line> {
    let mut lines = Vec::new();
    if on(M::Contoh) {
        lines.push(Line::Heading("Contoh :".to_owned()));
        lines.push(Line::Example("Pengadaan ............".to_owned()));
        lines.push(Line::Blank);
    }
    if on(M::Urusan) {
        lines.push(Line::Urusan);
    }
    let flat = lists_leaves(family, on);
    let twin = on(M::Kembar).then(|| index(rng, items.len()));
    let mut place: Option<&str> = None;
    for (at, item) in items.iter().enumerate() {
        if flat && !item.leaf {
            continue;
        }
        if on(M::SubTotal) && item.level == Level::Program && at > 0 {
            lines.push(Line::Subtotal(previous_program(items, at)));
        }
        if on(M::Kelurahan) {
            let here = nama::TEMPAT[item.nomor[0] % nama::TEMPAT.len()];
            if place != Some(here) && rng.chance(70) {
                lines.push(Line::Heading(here.to_owned()));
            }
            place = Some(here);
        }
        lines.push(Line::Item(at));
        if on(M::BarisSela) && rng.chance(15) {
            lines.push(Line::Blank);
        }
    }
    if on(M::SubTotal) {
        lines.push(Line::Subtotal(previous_program(items, items.len())));
    }
    if let Some(from) = twin {
        repeat_leaf(&mut lines, items, from);
    }
    if on(M::KepalaUlang) && lines.len() > 4 {
        let at = lines.len() / 2;
        lines.insert(at, Line::PageHeader);
    }
    let next = items.len() + 1;
    if on(M::TitikTitik) {
        lines.push(Line::Heading(
            pick(rng, &["dst", "................", "dst ...", "-"]).to_owned(),
        ));
    }
    if on(M::NomorSiap) {
        lines.extend((0..4).map(|n| Line::Numbered(next + n)));
    }
    if on(M::NolRumus) {
        lines.extend((0..5).map(|n| Line::Zeroes(next + n)));
    }
    if on(M::TotalAtas) {
        lines.insert(0, Line::Total);
    } else if !on(M::TotalTiada) {
        if rng.chance(25) {
            lines.push(Line::Blank);
        }
        lines.push(Line::Total);
    }
    lines
}

fn previous_program(items: &[Item], before: usize) -> usize {
    items[..before]
        .iter()
        .rposition(|item| item.level == Level::Program)
        .unwrap_or(0)
}

fn repeat_leaf(lines: &mut Vec<Line>, items: &[Item], from: usize) {
    let leaf = |line: &Line| matches!(line, Line::Item(at) if *at >= from && items[*at].leaf && items[*at].own.real > 0);
    let Some(place) = lines.iter().position(leaf).or_else(|| {
        lines
            .iter()
            .position(|line| matches!(line, Line::Item(at) if items[*at].leaf))
    }) else {
        return;
    };
    if let Line::Item(at) = lines[place] {
        lines.insert(place + 1, Line::Again(at));
    }
}

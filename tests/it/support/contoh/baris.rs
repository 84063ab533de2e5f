//! The order of a table's rows on a form: flat, as a tree, by kelurahan or in sections.

use super::anggaran::{Node, Report};
use super::form::{Layout, Numbering, Parents};
use super::sheet::letters;
use super::view::View;

/// A line of the table's body.
pub enum Line {
    Row(View, String),
    Heading(String),
    Subtotal(View),
}

/// Returns the lines of a report on a form, with their numbers.
pub fn lines(report: &Report, layout: &Layout) -> Vec<Line> {
    let row = |node: &Node, no: String| Line::Row(View::of(node), no);
    let mut out = Vec::new();
    let mut count = 0;
    let mut next = || {
        count += 1;
        count.to_string()
    };
    match layout.parents {
        Parents::None => out.extend(report.leaves().into_iter().map(|leaf| row(leaf, next()))),
        Parents::Kelurahan => {
            let mut unit = None;
            for leaf in report.leaves() {
                if leaf.unit != unit {
                    let heading = leaf.unit.as_ref().map_or("KECAMATAN".to_owned(), |unit| {
                        format!("KELURAHAN {}", unit.to_uppercase())
                    });
                    out.push(Line::Heading(heading));
                    unit.clone_from(&leaf.unit);
                }
                out.push(row(leaf, next()));
            }
        }
        Parents::Sections => {
            for (contract, title) in [(true, "1. Paket Penyedia"), (false, "2. Paket Swakelola")] {
                let part: Vec<&Node> = report
                    .leaves()
                    .into_iter()
                    .filter(|leaf| leaf.kontrak.is_some() == contract)
                    .collect();
                out.push(Line::Heading(title.to_owned()));
                out.extend(part.iter().map(|leaf| row(leaf, next())));
                out.push(Line::Subtotal(View::sum(&part)));
            }
        }
        Parents::Blank | Parents::Filled => {
            for (index, program) in report.programs.iter().enumerate() {
                let letter = letters(u16::try_from(index).unwrap());
                tree_lines(program, layout, &letter, &mut next, &mut out);
            }
        }
    }
    out
}

fn tree_lines(
    node: &Node,
    layout: &Layout,
    letter: &str,
    next: &mut impl FnMut() -> String,
    out: &mut Vec<Line>,
) {
    let no = match layout.numbering {
        Numbering::Letters => letter.to_owned(),
        Numbering::Leaves if node.children.is_empty() => next(),
        Numbering::Leaves => String::new(),
    };
    let mut view = View::of(node);
    if !view.leaf && layout.parents == Parents::Blank {
        view = View {
            kode: view.kode,
            nama: view.nama,
            level: view.level,
            ..View::default()
        };
    }
    out.push(Line::Row(view, no));
    for (index, child) in (1..).zip(&node.children) {
        tree_lines(child, layout, &format!("{letter}.{index}"), next, out);
    }
}

//! HTML saved under a spreadsheet's name (PHP exports, "save as web page"): each table a grid, spans as merges.

mod face;
mod table;

use std::rc::Rc;

use scraper::Html;
use scraper::node::{Element, Node};

use super::limits::Limits;
use super::refusal::{Findings, Read, Refusal};
use super::sheet::Budget;
use crate::diag::catalogue::berkas;
use crate::model::grid::Workbook;
use crate::model::look::Font;
use face::Css;
use table::{Faces, Open, Table};

/// Bytes of a page at most; its tree takes some twenty times as much.
const PAGE: usize = 32 << 20;
/// Formatting elements left open at most: the HTML standard reopens all of them in every paragraph.
const OPEN_FORMATS: usize = 5_000;

/// Reads pages in order (one, or the parts of a web archive).
pub(super) fn read(pages: &[String], limits: &Limits, findings: &mut Findings) -> Read<Workbook> {
    let mut budget = Budget::new(limits);
    let mut workbook = Workbook::default();
    for page in pages {
        check(page)?;
        for table in tables(page, limits.looks) {
            workbook.grids.push(table.grid(&mut budget, findings)?);
        }
    }
    if workbook.grids.is_empty() {
        return Err(Refusal::new(
            berkas::NO_SHEET,
            "halaman HTML tidak memuat tabel",
        ));
    }
    Ok(workbook)
}

fn check(page: &str) -> Read<()> {
    if page.len() > PAGE {
        return Err(Refusal::new(
            berkas::TOO_BIG,
            format!("halaman HTML lebih dari {} MB", PAGE >> 20),
        ));
    }
    let lower = page.to_ascii_lowercase();
    let open: usize = [
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt",
        "u",
    ]
    .iter()
    .map(|tag| {
        let opened =
            lower.matches(&format!("<{tag}>")).count() + lower.matches(&format!("<{tag} ")).count();
        opened.saturating_sub(lower.matches(&format!("</{tag}")).count())
    })
    .sum();
    if open > OPEN_FORMATS {
        return Err(Refusal::damaged(
            "terlalu banyak elemen HTML yang tidak ditutup",
        ));
    }
    Ok(())
}

/// What is known while a page is walked through.
#[derive(Default)]
struct Walk {
    done: Vec<(usize, Table)>,
    open: Vec<(usize, Table)>,
    n_tables: usize,
    /// Text outside tables, line by line.
    lines: Vec<Box<str>>,
    line: String,
    /// The style sheets, where it is asked for how cells look.
    css: Option<Rc<Css>>,
}

fn tables(page: &str, looks: bool) -> Vec<Table> {
    let html = Html::parse_document(page);
    let mut walk = Walk {
        css: looks.then(|| Rc::new(css(&html))),
        ..Walk::default()
    };
    let root = html.tree.root();
    let mut node = root;
    'nodes: loop {
        let shown = walk.enter(node.value());
        if shown && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            walk.leave(node.value());
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => break 'nodes,
            }
        }
    }
    walk.done.sort_by_key(|(order, _)| *order);
    let tables = walk.done.into_iter().map(|(_, table)| table);
    tables.filter(|table| !table.cells.is_empty()).collect()
}

/// Reads the style sheets of a page.
fn css(html: &Html) -> Css {
    let mut css = Css::default();
    for node in html.tree.root().descendants() {
        if let Node::Element(element) = node.value()
            && element.name() == "style"
        {
            for text in node.children().filter_map(|child| child.value().as_text()) {
                css.add(text);
            }
        }
    }
    css
}

impl Walk {
    /// Enters a node; returns whether its children are shown.
    fn enter(&mut self, node: &Node) -> bool {
        match node {
            Node::Text(text) => self.text(text),
            Node::Element(element) => return self.element(element),
            _ => {}
        }
        true
    }

    fn element(&mut self, element: &Element) -> bool {
        match element.name() {
            "script" | "style" | "title" | "noscript" | "template" | "xml" => return false,
            "table" => {
                self.end_line();
                let preamble = if self.open.is_empty() {
                    std::mem::take(&mut self.lines)
                } else {
                    Vec::new()
                };
                let mut table = Table::default();
                table.preamble = preamble;
                table.faces = self.css.clone().map(|css| Faces::new(css, element));
                self.open.push((self.n_tables, table));
                self.n_tables += 1;
            }
            "tr" => self.with_table(|table| table.row(element)),
            "td" | "th" => self.with_table(|table| table.cell(element)),
            "b" | "strong" => {
                self.with_cell(|open| open.look.bold |= open.text.trim().is_empty());
                self.with_face(|font| font.bold = true);
            }
            "i" | "em" => self.with_face(|font| font.italic = true),
            "u" => self.with_face(|font| font.underline = true),
            "font" | "span" => {
                if let Some(css) = self.css.clone() {
                    self.with_cell(|open| {
                        if open.text.trim().is_empty() {
                            open.face.font = face::of(element, &open.face, &css).font;
                        }
                    });
                }
            }
            "br" | "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "center"
            | "caption" => {
                self.end_line();
            }
            _ => {}
        }
        true
    }

    fn leave(&mut self, node: &Node) {
        let Node::Element(element) = node else { return };
        match element.name() {
            "td" | "th" => self.with_table(Table::close_cell),
            "table" => {
                self.end_line();
                self.done.extend(self.open.pop());
            }
            "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "center" | "caption" => {
                self.end_line();
            }
            _ => {}
        }
    }

    fn with_table(&mut self, f: impl FnOnce(&mut Table)) {
        if let Some((_, table)) = self.open.last_mut() {
            f(table);
        }
    }

    fn with_cell(&mut self, f: impl FnOnce(&mut Open)) {
        self.with_table(|table| {
            if let Some(open) = &mut table.open {
                f(open);
            }
        });
    }

    /// Changes the letters of a cell that has no text yet.
    fn with_face(&mut self, f: impl FnOnce(&mut Font)) {
        self.with_cell(|open| {
            if open.text.trim().is_empty() {
                f(&mut open.face.font);
            }
        });
    }

    fn text(&mut self, text: &str) {
        let target = match self.open.last_mut() {
            Some((
                _,
                Table {
                    open: Some(open), ..
                },
            )) => &mut open.text,
            _ => &mut self.line,
        };
        for c in text.chars() {
            if !matches!(c, ' ' | '\t' | '\r' | '\n') {
                target.push(c);
            } else if !target.is_empty() && !target.ends_with([' ', '\n']) {
                target.push(' ');
            }
        }
    }

    /// Ends a line of a cell, of a caption, or of the text outside tables.
    fn end_line(&mut self) {
        match self.open.last_mut() {
            Some((
                _,
                Table {
                    open: Some(open), ..
                },
            )) => {
                if !open.text.trim().is_empty() && !open.text.ends_with('\n') {
                    open.text.push('\n');
                }
            }
            Some((_, table)) => keep(&mut self.line, &mut table.preamble),
            None => keep(&mut self.line, &mut self.lines),
        }
    }
}

fn keep(line: &mut String, lines: &mut Vec<Box<str>>) {
    let text = line.trim();
    if !text.is_empty() {
        lines.push(text.into());
    }
    line.clear();
}

#[cfg(test)]
mod tests;

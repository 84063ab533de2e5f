//! Walks the tags of a sheet's cells by bytes: some sheets hold a hundred empty styled cells for each written one.

use super::super::refusal::{Read, Refusal};
use super::super::xml;

/// One tag, with its place in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'t> {
    /// Without prefix.
    pub(super) name: &'t str,
    pub(super) closing: bool,
    /// Closed in itself: `<c/>`.
    pub(super) empty: bool,
    attributes: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
}

pub(super) struct Tags<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Tags<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// Returns the next tag; comments, literal sections and instructions are passed over.
    pub(super) fn next(&mut self) -> Read<Option<Tag<'t>>> {
        loop {
            let Some(found) = self.text.get(self.at..).and_then(|rest| rest.find('<')) else {
                return Ok(None);
            };
            let start = self.at + found;
            let rest = &self.text[start..];
            let aside = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
            if let Some((open, close)) = aside.iter().find(|(open, _)| rest.starts_with(open)) {
                let end = rest[open.len()..].find(close).ok_or_else(unclosed)?;
                self.at = start + open.len() + end + close.len();
                continue;
            }
            if rest.starts_with("<!") {
                xml::refuse_entities(rest.as_bytes())?;
            }
            let end = start + tag_len(rest.as_bytes()).ok_or_else(unclosed)?;
            self.at = end;
            return Ok(Some(tag(self.text, start, end)));
        }
    }

    /// Returns the text up to the closing tag that comes next, entities resolved.
    pub(super) fn text(&mut self) -> Read<String> {
        let rest = &self.text[self.at..];
        let end = rest.find("</").ok_or_else(unclosed)?;
        self.at += end;
        let raw = rest[..end]
            .trim_start_matches("<![CDATA[")
            .trim_end_matches("]]>");
        Ok(xml::unescape(raw.as_bytes()))
    }
}

impl<'t> Tag<'t> {
    /// Returns an attribute as written; names and numbers hold no entities.
    pub(super) fn attr(&self, name: &str) -> Option<&'t str> {
        let mut rest = self.attributes;
        loop {
            let (key, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, after) = after[1..].split_once(quote)?;
            if key.trim() == name {
                return Some(value);
            }
            rest = after;
        }
    }
}

fn unclosed() -> Refusal {
    Refusal::damaged("data lembar terpotong")
}

/// Returns the length of a tag; a `>` between quotes doesn't end it.
fn tag_len(bytes: &[u8]) -> Option<usize> {
    let mut quote = 0u8;
    for (at, byte) in bytes.iter().enumerate() {
        match *byte {
            b'>' if quote == 0 => return Some(at + 1),
            b'"' | b'\'' if quote == 0 => quote = *byte,
            byte if byte == quote => quote = 0,
            _ => {}
        }
    }
    None
}

fn tag(text: &str, start: usize, end: usize) -> Tag<'_> {
    let inner = &text[start + 1..end - 1];
    let closing = inner.starts_with('/');
    let empty = inner.ends_with('/') && !closing;
    let inner = inner.trim_start_matches('/');
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let cut = inner
        .find(|c: char| c.is_ascii_whitespace())
        .unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(cut);
    Tag {
        name: name.rsplit(':').next().unwrap_or(name),
        closing,
        empty,
        attributes,
        start,
        end,
    }
}

//! An XML part as a tree, refused where it isn't well formed.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

/// An element: its name without prefix, its attributes as they are written, what it holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) attrs: Vec<(String, String)>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) text: String,
}

impl Node {
    pub(crate) fn attr(&self, name: &str) -> Option<&str> {
        let found = self.attrs.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The first child of a name.
    pub(crate) fn child(&self, name: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| node.name == name)
    }

    /// The children of a name.
    pub(crate) fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.nodes.iter().filter(move |node| node.name == name)
    }

    /// The children of a name, of the first child of another.
    pub(crate) fn list<'a>(&'a self, of: &str, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.child(of)
            .into_iter()
            .flat_map(|node| node.children(name))
    }

    /// Every element below, itself first, in the order of the text.
    pub(crate) fn all(&self) -> Vec<&Node> {
        let mut all = vec![self];
        for node in &self.nodes {
            all.extend(node.all());
        }
        all
    }

    /// The texts of all elements below that have a name, joined.
    pub(crate) fn texts(&self, name: &str) -> String {
        let all = self.all().into_iter().filter(|node| node.name == name);
        all.map(|node| node.text.as_str()).collect()
    }
}

/// Reads a part.
pub(crate) fn parse(bytes: &[u8]) -> Result<Node, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..);
    if let Some(c) = text.chars().find(|c| !allowed(*c)) {
        return Err(format!("character U+{:04X}", u32::from(c)));
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => close(&mut open, element(&start)?)?,
            Event::End(_) => {
                let node = open.pop().ok_or("an end without a start")?;
                close(&mut open, node)?;
            }
            Event::Text(text) => {
                let text = text.decode().map_err(|error| error.to_string())?;
                append(&mut open, &text)?;
            }
            Event::CData(text) => {
                let text = text.decode().map_err(|error| error.to_string())?;
                append(&mut open, &text)?;
            }
            Event::GeneralRef(entity) => {
                let c = character(&entity)?;
                append(&mut open, &c.to_string())?;
            }
            Event::Eof => break,
            Event::DocType(_) => return Err("a document type".to_owned()),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    let whole = open.len() == 1;
    match open.first_mut() {
        Some(root) if whole && root.nodes.len() == 1 && root.text.trim().is_empty() => {
            Ok(root.nodes.swap_remove(0))
        }
        _ => Err("not one whole element".to_owned()),
    }
}

fn close(open: &mut [Node], node: Node) -> Result<(), String> {
    let above = open.last_mut().ok_or("an end without a start")?;
    above.nodes.push(node);
    Ok(())
}

fn append(open: &mut [Node], text: &str) -> Result<(), String> {
    let own = open.last_mut().ok_or("text outside the element")?;
    own.text.push_str(text);
    Ok(())
}

fn element(start: &BytesStart<'_>) -> Result<Node, String> {
    let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
    let mut attrs = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| format!("{name}: {error}"))?;
        let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        let value = quick_xml::escape::unescape(
            std::str::from_utf8(&attribute.value).map_err(|error| error.to_string())?,
        );
        let value = value.map_err(|error| format!("{name} {key}: {error}"))?;
        attrs.push((key, value.into_owned()));
    }
    Ok(Node {
        name,
        attrs,
        ..Node::default()
    })
}

fn character(entity: &BytesRef<'_>) -> Result<char, String> {
    let number = entity
        .resolve_char_ref()
        .map_err(|error| error.to_string())?;
    if let Some(c) = number {
        return Ok(c);
    }
    let name = entity.decode().map_err(|error| error.to_string())?;
    match &*name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        other => Err(format!("entity {other}")),
    }
}

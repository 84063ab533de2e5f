//! The relations of an office package: which part an id leads to.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::package::Package;
use super::refusal::{Read, Refusal};
use super::text::decode_xml;
use super::xml::{self, attr};

/// A relation: the last word of its type, and the path it leads to.
pub(crate) struct Relation {
    pub(crate) kind: String,
    pub(crate) path: String,
}

/// Reads a part of relations by their ids; a part that isn't there has none.
pub(crate) fn relations(
    package: &mut Package<'_>,
    path: &str,
    folder: &str,
) -> Read<BTreeMap<String, Relation>> {
    let mut out = BTreeMap::new();
    let Some(part) = package.part(path)? else {
        return Ok(out);
    };
    let text = decode_xml(&part).ok_or_else(|| Refusal::damaged(format!("{path} bukan teks")))?;
    let mut reader = xml::reader(&text);
    loop {
        match xml::next(&mut reader)? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == b"Relationship" => {
                let (Some(id), Some(target)) = (attr(&e, "Id"), attr(&e, "Target")) else {
                    continue;
                };
                let kind = attr(&e, "Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
                out.insert(
                    id,
                    Relation {
                        kind,
                        path: resolve(folder, &target),
                    },
                );
            }
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}

/// Resolves a target inside the package; `..` never leads above its root.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let full = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{target}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in full.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_never_lead_out_of_the_package() {
        let check = |target: &str, path: &str| assert_eq!(resolve("xl/", target), path);
        check("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml");
        check("/xl/./sheet1.xml", "xl/sheet1.xml");
        check("..\\..\\../../etc/passwd", "etc/passwd");
    }
}

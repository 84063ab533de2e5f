//! A zip of files stands for its members; one zip inside it for its own.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::{Found, Source, skip};
use crate::ingest::container::{Limits, Package, is_plain_zip};

/// How deep zips are followed: the zip given, and one inside it.
const DEPTH: usize = 2;

/// Names at the head of an office package, by which it is told from a zip of files without reading it.
const OFFICE: &[&str] = &[
    "[Content_Types].xml",
    "_rels/",
    "xl/",
    "docProps/",
    "mimetype",
    "word/",
    "META-INF/",
];

/// Lists the members of a zip; `None` for anything else, and for a zip whose opening will say what is wrong.
pub(super) fn members(source: &Source, limits: &Limits) -> Option<Found> {
    if !starts_as_zip(&source.path) {
        return None;
    }
    let bytes = source.bytes(limits).ok()?;
    let mut found = Found::default();
    list(source, &bytes, limits, &mut found);
    (!found.sources.is_empty()).then_some(found)
}

fn list(source: &Source, bytes: &[u8], limits: &Limits, found: &mut Found) {
    if !is_plain_zip(bytes, limits) {
        return;
    }
    let Ok(mut package) = Package::open(bytes, limits) else {
        return;
    };
    for entry in package.entries() {
        let name: String = format!("{}/{}", source.name, entry.name).nfc().collect();
        if skip::member(&entry.name) {
            found.skipped.push(name.into());
            continue;
        }
        let mut member = source.clone();
        member.name = name.into();
        member.inside.push(entry.index);
        let before = found.sources.len();
        if member.inside.len() < DEPTH
            && entry.name.to_lowercase().ends_with(".zip")
            && let Ok(inner) = package.unpack(entry.index)
        {
            list(&member, &inner, limits, found);
        }
        if found.sources.len() == before {
            found.sources.push(member);
        }
    }
}

fn starts_as_zip(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(128).read_to_end(&mut head));
    if read.is_err() || !head.starts_with(b"PK\x03\x04") || head.len() < 30 {
        return false;
    }
    let name = String::from_utf8_lossy(&head[30..]).into_owned();
    !OFFICE.iter().any(|office| name.starts_with(office))
}

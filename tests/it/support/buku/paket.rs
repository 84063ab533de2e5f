//! The package: its parts with their kinds, and the relationships between them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;

use super::xml::{Node, parse};
use super::{Cacat, cacat};

const JENIS: &str = "[Content_Types].xml";

/// The parts of a workbook by their names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paket {
    pub(crate) bagian: BTreeMap<String, Vec<u8>>,
    pub(crate) pohon: BTreeMap<String, Node>,
}

/// A relationship of a part; the target of an outer one is left as it is written.
#[derive(Clone, Debug)]
pub(crate) struct Hubungan {
    pub(crate) id: String,
    pub(crate) jenis: String,
    pub(crate) target: String,
    pub(crate) luar: bool,
}

impl Paket {
    /// Opens a package; what isn't well formed is named.
    pub(crate) fn open(bytes: &[u8], faults: &mut Vec<Cacat>) -> Self {
        let mut own = Self::default();
        let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
            faults.push(cacat("package", "", "no zip"));
            return own;
        };
        for index in 0..archive.len() {
            let mut member = archive.by_index(index).unwrap();
            let name = member.name().unwrap().into_owned();
            let mut content = Vec::new();
            if member.read_to_end(&mut content).is_err() {
                faults.push(cacat("package", &name, "can't be unpacked"));
            }
            match parse(&content) {
                Ok(node) => drop(own.pohon.insert(name.clone(), node)),
                Err(error) => faults.push(cacat("well-formed", &name, error)),
            }
            if own.bagian.insert(name.clone(), content).is_some() {
                faults.push(cacat("package", &name, "stands twice"));
            }
        }
        own
    }

    /// Packs the parts again.
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for (name, content) in &self.bagian {
            writer.start_file(name.as_str(), options).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// Puts a text in the place of another in a part, which must hold it.
    pub(crate) fn ganti(&mut self, part: &str, from: &str, to: &str) {
        let content = self.bagian.get_mut(part).unwrap();
        let text = String::from_utf8(std::mem::take(content)).unwrap();
        assert!(text.contains(from), "{part}: {from}");
        *content = text.replacen(from, to, 1).into_bytes();
    }

    /// The relationships of a part.
    pub(crate) fn hubungan(&self, part: &str) -> Vec<Hubungan> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let rels = self.pohon.get(&format!("{folder}{slash}_rels/{file}.rels"));
        let all = rels
            .into_iter()
            .flat_map(|rels| rels.children("Relationship"));
        all.map(|rel| {
            let attr = |name| rel.attr(name).unwrap_or_default().to_owned();
            let luar = rel.attr("TargetMode") == Some("External");
            let target = if luar {
                attr("Target")
            } else {
                resolved(folder, &attr("Target"))
            };
            let jenis = attr("Type");
            let jenis = jenis.rsplit('/').next().unwrap_or_default().to_owned();
            Hubungan {
                id: attr("Id"),
                jenis,
                target,
                luar,
            }
        })
        .collect()
    }

    /// The part that a part relates to by an id.
    pub(crate) fn menuju(&self, part: &str, id: &str) -> Option<String> {
        let mut all = self.hubungan(part).into_iter();
        all.find(|own| own.id == id).map(|own| own.target)
    }

    /// The parts of a kind that a part relates to.
    pub(crate) fn sejenis(&self, part: &str, kind: &str) -> Vec<String> {
        let all = self.hubungan(part).into_iter();
        all.filter(|own| own.jenis == kind)
            .map(|own| own.target)
            .collect()
    }

    /// Checks kinds and relationships.
    pub(crate) fn periksa(&self, faults: &mut Vec<Cacat>) {
        self.kinds(faults);
        self.relations(faults);
    }

    fn kinds(&self, faults: &mut Vec<Cacat>) {
        let Some(types) = self.pohon.get(JENIS) else {
            faults.push(cacat("content-type", JENIS, "is missing"));
            return;
        };
        let defaults: Vec<&str> = types
            .children("Default")
            .filter_map(|one| one.attr("Extension"))
            .collect();
        let mut overrides = BTreeSet::new();
        for one in types.children("Override") {
            let name = one.attr("PartName").unwrap_or_default();
            let part = name.strip_prefix('/').unwrap_or(name);
            if !self.bagian.contains_key(part) {
                faults.push(cacat("content-type", part, "is no part"));
            }
            if !overrides.insert(part) {
                faults.push(cacat("content-type", part, "stands twice"));
            }
        }
        for name in self.bagian.keys().filter(|name| *name != JENIS) {
            let extension = name.rsplit('.').next().unwrap_or_default();
            // A sheet that is plain XML to the reader isn't read at all.
            let plain = extension == "xml" && !overrides.contains(name.as_str());
            if plain || !(overrides.contains(name.as_str()) || defaults.contains(&extension)) {
                faults.push(cacat("content-type", name, "has none"));
            }
        }
    }

    fn relations(&self, faults: &mut Vec<Cacat>) {
        let mut reached = BTreeSet::new();
        let mut open = vec![String::new()];
        while let Some(part) = open.pop() {
            let mut ids = BTreeSet::new();
            for own in self.hubungan(&part) {
                if !ids.insert(own.id.clone()) {
                    faults.push(cacat(
                        "relationship",
                        &part,
                        format!("{} stands twice", own.id),
                    ));
                }
                if own.luar {
                    continue;
                }
                if !self.bagian.contains_key(&own.target) {
                    faults.push(cacat(
                        "relationship",
                        &part,
                        format!("{} is missing", own.target),
                    ));
                } else if reached.insert(own.target.clone()) {
                    open.push(own.target);
                }
            }
            let Some(tree) = self.pohon.get(&part) else {
                continue;
            };
            for node in tree.all() {
                for (key, id) in &node.attrs {
                    if ["r:id", "r:embed", "r:link"].contains(&key.as_str()) && !ids.contains(id) {
                        faults.push(cacat(
                            "relationship",
                            &part,
                            format!("{} names {id}", node.name),
                        ));
                    }
                }
            }
        }
        for name in self.bagian.keys() {
            let own = name == JENIS || name.contains("_rels/");
            if !own && !reached.contains(name) {
                faults.push(cacat("relationship", name, "nothing leads here"));
            }
        }
    }
}

/// A target as a part's name: from the root, or from the folder of the part that names it.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(path.pop()),
            "." => {}
            part => path.push(part),
        }
    }
    path.join("/")
}

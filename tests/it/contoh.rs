//! The sample files: what is checked in is what the generator makes.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use crate::support::contoh::{penerimaan, samples, truth};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Every generated file by its path below `fixtures/`.
fn generated() -> Vec<(String, Vec<u8>)> {
    let samples = samples();
    let mut files: Vec<(String, Vec<u8>)> = samples
        .iter()
        .map(|sample| {
            (
                format!("masuk/2026-09/{}", sample.recipe.file),
                sample.bytes.clone(),
            )
        })
        .collect();
    files.push(("penerimaan.csv".to_owned(), penerimaan::register(&samples)));
    files.push(("truth.json".to_owned(), truth::truth(&samples).into_bytes()));
    files
}

/// Unpacks a zip into its members; `None` for anything else.
fn members(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut out = Vec::new();
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).ok()?;
        let mut content = Vec::new();
        member.read_to_end(&mut content).ok()?;
        out.push((member.name().ok()?.into_owned(), content));
    }
    Some(out)
}

/// Same bytes, or the same members where only the compressor differs.
fn same(a: &[u8], b: &[u8]) -> bool {
    a == b || members(a).zip(members(b)).is_some_and(|(a, b)| a == b)
}

#[test]
fn the_fixtures_are_what_the_generator_makes() {
    let update = std::env::var_os("UPDATE_FIXTURES").is_some();
    let mut stale = Vec::new();
    let files = generated();
    for (name, bytes) in &files {
        let path = fixtures().join(name);
        if fs::read(&path).is_ok_and(|found| same(&found, bytes)) {
            continue;
        }
        if update {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, bytes).unwrap();
        } else {
            stale.push(name.as_str());
        }
    }
    let wanted: BTreeSet<&str> = files
        .iter()
        .filter_map(|(name, _)| name.strip_prefix("masuk/2026-09/"))
        .collect();
    for entry in fs::read_dir(fixtures().join("masuk/2026-09")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            wanted.contains(name.as_str()),
            "fixtures/masuk/2026-09/{name} is made by no recipe: delete it"
        );
    }
    assert!(
        stale.is_empty(),
        "run UPDATE_FIXTURES=1 cargo test --test it fixtures: {stale:?}"
    );
}

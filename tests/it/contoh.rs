//! The sample files: what is checked in is what the generator makes.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use crate::support::contoh::anggaran::Node;
use crate::support::contoh::berkas::Sample;
use crate::support::contoh::cacat::GAPS;
use crate::support::contoh::daftar::MISSING;
use crate::support::contoh::resep::Defect;
use crate::support::contoh::{corpus, penerimaan, riwayat, samples, truth};

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
    let before = riwayat::kiriman();
    files.extend(before.iter().map(|kiriman| {
        let name = format!(
            "masuk/2026-{:02}/{}",
            kiriman.bulan, kiriman.sample.recipe.file
        );
        (name, kiriman.sample.bytes.clone())
    }));
    let register = penerimaan::register(&before, &samples);
    files.push(("penerimaan.csv".to_owned(), register));
    let truth = truth::truth(&samples, &before);
    files.push(("truth.json".to_owned(), truth.into_bytes()));
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
    let wanted: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    for month in fs::read_dir(fixtures().join("masuk")).unwrap() {
        let month = month.unwrap();
        for entry in fs::read_dir(month.path()).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let name = format!("masuk/{}/{name}", month.file_name().to_string_lossy());
            assert!(
                wanted.contains(name.as_str()),
                "fixtures/{name} is made by no recipe: delete it"
            );
        }
    }
    assert!(
        stale.is_empty(),
        "run UPDATE_FIXTURES=1 cargo test --test it fixtures: {stale:?}"
    );
}

#[test]
fn the_month_is_what_the_office_would_meet() {
    let samples = samples();
    let forms: BTreeSet<&str> = samples.iter().map(|sample| sample.layout.id).collect();
    let containers: BTreeSet<String> = samples
        .iter()
        .map(|sample| format!("{:?}", sample.recipe.container))
        .collect();
    assert!(forms.len() >= 14, "{forms:?}");
    assert!(containers.len() >= 6, "{containers:?}");
    let readme = include_str!("../../fixtures/README.md");
    for form in &forms {
        assert!(
            readme.contains(&format!("`{form}`")),
            "fixtures/README.md lists no form {form}"
        );
    }
    let roster: toml::Value = toml::from_str(include_str!("../../src/rules/opd.toml")).unwrap();
    let roster: BTreeSet<&str> = roster["opd"]
        .as_array()
        .unwrap()
        .iter()
        .map(|opd| opd["id"].as_str().unwrap())
        .collect();
    let sent = samples.iter().map(|sample| sample.recipe.opd);
    let all: BTreeSet<&str> = sent.chain(MISSING).collect();
    assert_eq!(
        all, roster,
        "every office of the roster sends one file or is named as missing"
    );
    let defects = samples.iter().filter(|sample| sample.finding.is_some());
    assert_eq!(defects.count(), 6);
    let pagu: i64 = samples
        .iter()
        .flat_map(|sample| sample.report.leaves())
        .map(|leaf| leaf.own.pagu / 100)
        .sum();
    assert!(
        (2_500_000_000_000..2_700_000_000_000).contains(&pagu),
        "{pagu}"
    );
    let names: BTreeSet<String> = samples
        .iter()
        .flat_map(|sample| sample.report.leaves())
        .map(|leaf| leaf.nama.clone())
        .collect();
    assert!(names.len() >= 300, "{}", names.len());
}

/// Money of a leaf that could explain a gap in a total: pagu, target, realisasi, sisa in rupiah.
fn explaining(leaf: &Node) -> [i64; 4] {
    let own = &leaf.own;
    [own.pagu, own.target, own.real, own.pagu - own.real].map(|sen| sen / 100)
}

#[test]
fn no_row_or_pair_or_run_of_rows_explains_the_spoiled_total() {
    let samples = samples();
    let spoiled = |sample: &&Sample| sample.recipe.defect == Some(Defect::TotalMismatch);
    let sample = samples.iter().find(spoiled).unwrap();
    let leaves: Vec<[i64; 4]> = sample.report.leaves().into_iter().map(explaining).collect();
    for (col, gap) in GAPS.iter().map(|(_, gap)| i64::from(gap.abs())).enumerate() {
        for (index, a) in leaves.iter().enumerate() {
            assert_ne!(a[col], gap);
            let mut run = 0;
            for b in &leaves[index..] {
                run += b[col];
                assert_ne!(run, gap);
                assert_ne!(a[col] + b[col], gap);
                assert_ne!((a[col] - b[col]).abs(), gap);
            }
        }
    }
}

#[test]
fn every_planted_case_stands_somewhere_and_changes_only_what_it_says() {
    for sample in samples() {
        let planted: BTreeSet<&str> = sample.planted.iter().map(|p| p.kasus).collect();
        let wanted: BTreeSet<&str> = sample.recipe.cases.iter().map(|case| case.name()).collect();
        assert_eq!(planted, wanted, "{}", sample.recipe.file);
        for leaf in sample.report.leaves() {
            let own = &leaf.own;
            let name = format!("{}: {}", sample.recipe.file, leaf.nama);
            assert_eq!(own.dana.iter().sum::<i64>(), own.pagu, "{name}");
            if leaf.kasus.is_none() {
                assert!(
                    own.pagu > 0 && own.real <= own.pagu && own.lalu <= own.real,
                    "{name}"
                );
                assert!(
                    own.fisik <= Some(10_000) && own.target_fisik <= Some(10_000),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn the_corpus_has_the_files_and_rows_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let paths = corpus::corpus(6, 40, dir.path()).unwrap();
    assert_eq!(paths.len(), 6);
    for path in &paths {
        assert!(
            fs::metadata(path).unwrap().len() > 1000,
            "{}",
            path.display()
        );
    }
    let csv = paths
        .iter()
        .find(|path| path.extension().is_some_and(|e| e == "csv"))
        .unwrap();
    let text = fs::read(csv).unwrap();
    let numbered = text
        .split(|byte| *byte == b'\n')
        .filter(|line| line.first().is_some_and(u8::is_ascii_digit));
    assert_eq!(
        numbered.count(),
        40 + 1,
        "the activities and the row of column numbers"
    );
}

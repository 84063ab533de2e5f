//! The same input gives the same bytes, whatever the number of threads and the order of the files: the workbooks, the
//! corrections, receipts and messages for the offices, the archive with its record, the register and the layout memory.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::support::kerja::{Kerja, files};
use crate::support::perintah::{rakor, run};

/// Runs a period over its files, named one by one.
fn rekap(kerja: &Kerja, (periode, months): (&str, &[&str]), threads: &str, reversed: bool) {
    let folders = months
        .iter()
        .map(|month| kerja.path(&format!("masuk/{month}")));
    let mut inputs: Vec<PathBuf> = folders.flat_map(|folder| files(&folder)).collect();
    if reversed {
        inputs.reverse();
    }
    let mut command = rakor();
    command
        .env("RAYON_NUM_THREADS", threads)
        .env("POLARS_MAX_THREADS", threads)
        .args(["rekap", "--periode", periode])
        .args(inputs);
    let made = run(&mut command);
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
}

/// All that a working folder holds besides the inputs, by name.
fn held(kerja: &Kerja) -> BTreeMap<String, Vec<u8>> {
    let root = kerja.path("");
    let all = files(&root).into_iter().map(|path| {
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        (name, std::fs::read(path).unwrap())
    });
    all.filter(|(name, _)| !name.starts_with("masuk")).collect()
}

#[test]
fn all_that_a_run_writes_is_the_same_for_any_threads_and_order() {
    let months = ["2026-08", "2026-09"];
    let made = |threads: &str, reversed: bool| {
        let kerja = Kerja::new(&months);
        for month in months {
            rekap(&kerja, (month, &[month]), threads, reversed);
        }
        kerja.perbaiki();
        rekap(&kerja, ("2026-09", &["2026-09"]), threads, reversed);
        held(&kerja)
    };
    let (one, four) = (made("1", false), made("4", true));
    let names = |of: &BTreeMap<String, Vec<u8>>| of.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&one), names(&four));
    let differ = one.iter().filter(|(name, bytes)| **bytes != four[*name]);
    let differ: Vec<&String> = differ.map(|(name, _)| name).collect();
    assert!(differ.is_empty(), "{differ:?}");
    let kinds = [
        "hasil/2026-09/koreksi/",
        "hasil/2026-09/pesan/",
        "hasil/2026-09/tanda-terima/",
        "arsip/",
        "tata_letak/",
        "penerimaan.csv",
    ];
    for kind in kinds {
        assert!(one.keys().any(|name| name.starts_with(kind)), "{kind}");
    }
    assert!(one.len() > 200, "{}", one.len());
}

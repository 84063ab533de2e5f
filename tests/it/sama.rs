//! The same input gives the same bytes, whatever the number of threads and the order of the files: the workbooks, the
//! corrections, receipts and messages for the offices, the archive with its record, the register and the layout memory.

use std::collections::BTreeMap;

use crate::support::kerja::{BULAN, Kerja, files};
use crate::support::perintah::{rakor, run};

/// Runs a period over folders or files, named from the working folder; `reversed` names the last first.
fn rekap(kerja: &Kerja, periode: &str, inputs: &[String], (threads, reversed): (&str, bool)) {
    let mut inputs = inputs.to_vec();
    if reversed {
        inputs.reverse();
    }
    let mut command = rakor();
    command
        .current_dir(kerja.path(""))
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

/// The files of a month, named from the working folder.
fn named(kerja: &Kerja, month: &str) -> Vec<String> {
    let root = kerja.path("");
    let all = files(&kerja.path(&format!("masuk/{month}"))).into_iter();
    all.map(|path| path.strip_prefix(&root).unwrap().display().to_string())
        .collect()
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
    let made = |how: (&str, bool)| {
        let kerja = Kerja::new(&BULAN);
        // Whole folders are archived; of single files only the results are.
        for month in ["2026-08", "2026-09"] {
            rekap(&kerja, month, &[format!("masuk/{month}")], how);
        }
        kerja.perbaiki();
        rekap(&kerja, "2026-09", &["masuk/2026-09".to_owned()], how);
        rekap(
            &kerja,
            "2026-T3",
            &BULAN.map(|month| format!("masuk/{month}")),
            how,
        );
        rekap(&kerja, "2026-07", &named(&kerja, "2026-07"), how);
        held(&kerja)
    };
    let (one, four) = (made(("1", false)), made(("4", true)));
    let names = |of: &BTreeMap<String, Vec<u8>>| of.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&one), names(&four));
    let differ = one.iter().filter(|(name, bytes)| **bytes != four[*name]);
    let differ: Vec<&String> = differ.map(|(name, _)| name).collect();
    assert!(differ.is_empty(), "{differ:?}");
    let kinds = [
        "hasil/2026-09/koreksi/",
        "hasil/2026-09/pesan/",
        "hasil/2026-09/tanda-terima/",
        "hasil/2026-T3/",
        "hasil/2026-07/",
        "arsip/",
        "tata_letak/",
        "penerimaan.csv",
    ];
    for kind in kinds {
        assert!(one.keys().any(|name| name.starts_with(kind)), "{kind}");
    }
    assert!(one.len() > 200, "{}", one.len());
}

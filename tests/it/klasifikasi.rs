//! Official names of programs and activities, where the shared folder is present.

use std::path::Path;

use rakor::normalize::klasifikasi::classify;
use rakor::normalize::klasifikasi::daftar::{Daftar, decode};
use rakor::rules::Rules;

/// What is no construction however the rest of the name sounds.
const NEVER: [&str; 6] = [
    "koordinasi perencanaan pembangunan",
    "rehabilitasi sosial",
    "jaringan komputer",
    "perjalanan dinas",
    "musrenbang",
    "peningkatan kapasitas sumber daya",
];

#[test]
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn official_names_of_service_are_never_works() {
    let shared = std::env::var("RAKOR_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared").to_owned());
    let Ok(bytes) = std::fs::read(Path::new(&shared).join("labels/nomenklatur.tsv")) else {
        println!("daftar nomenklatur tidak ada di {shared}: tidak diuji");
        return;
    };
    let text = decode(&bytes).replacen("nama\t", "uraian\t", 1);
    let names = Daftar::parse(&text).unwrap();
    let rules = Rules::embedded().unwrap();
    let mut n_checked = 0;
    for baris in &names.baris {
        let name = baris.uraian.to_lowercase();
        if NEVER.iter().any(|phrase| name.contains(phrase)) && !name.contains("bangunan") {
            let hasil = classify(&baris.kegiatan(), &rules);
            assert!(!hasil.fisik_konstruksi, "{name}: {:#?}", hasil.dasar);
            n_checked += 1;
        }
    }
    assert!(n_checked > 0);
}

//! The invariants of the architecture that can be read off the sources.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A source file with its path below `src/`.
struct SourceFile {
    path: String,
    text: String,
}

fn sources() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let relative = path
                    .strip_prefix(&root)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                files.push(SourceFile {
                    path: relative,
                    text: std::fs::read_to_string(path).unwrap(),
                });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Asserts that a word stands only in files whose path begins with one of the doors; tests may do as they need.
fn check_door(word: &str, doors: &[&str]) {
    let strays: Vec<String> = sources()
        .into_iter()
        .filter(|file| code_only(&file.text).contains(word))
        .filter(|file| !file.path.ends_with("tests.rs"))
        .filter(|file| !doors.iter().any(|door| file.path.starts_with(door)))
        .map(|file| file.path)
        .collect();
    assert!(strays.is_empty(), "\"{word}\" di luar pintunya: {strays:?}");
}

/// Drops comments and the tests at the foot of a file.
fn code_only(text: &str) -> String {
    let body = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(text);
    body.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn crates_stay_behind_their_doors() {
    check_door("calamine::", &["ingest/container/"]);
    check_door("quick_xml", &["ingest/container/"]);
    check_door("scraper::", &["ingest/container/"]);
    check_door("rust_xlsxwriter", &["report/"]);
    check_door("polars", &["consolidate/frame"]);
    check_door("parquet::", &["arsip/tabel"]);
}

#[test]
fn only_the_doors_touch_the_file_system_or_start_a_process() {
    let doors = [
        "source/",
        "rules/",
        "kerja/",
        "arsip/",
        "cli/",
        "ingest/container/worker",
    ];
    check_door("std::fs", &doors);
    check_door("File::open", &doors);
    check_door("std::process::Command", &["ingest/container/worker"]);
}

#[test]
fn nothing_reads_the_clock_or_the_environment() {
    for word in [
        "SystemTime::now",
        "Instant::now",
        "Zoned::now",
        "Timestamp::now",
        "env::var",
    ] {
        check_door(word, &["cli/", "ingest/container/worker"]);
    }
}

#[test]
fn every_module_says_what_it_is_in_its_first_line() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|file| !file.text.starts_with("//!"))
        .map(|file| file.path)
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn every_code_of_the_catalogue_is_raised_somewhere() {
    let all: String = sources()
        .iter()
        .filter(|file| !file.path.starts_with("diag/catalogue"))
        .map(|file| code_only(&file.text))
        .collect();
    let declared: BTreeSet<(String, String)> = sources()
        .iter()
        .filter(|file| file.path.starts_with("diag/catalogue/"))
        .flat_map(|file| constants(&file.text))
        .collect();
    assert!(declared.len() > 60, "hanya {} kode terbaca", declared.len());
    let unused: Vec<&(String, String)> = declared
        .iter()
        .filter(|(name, _)| !all.contains(&format!("::{name}")) && !all.contains(name.as_str()))
        .collect();
    assert!(unused.is_empty(), "kode tidak pernah dipakai: {unused:?}");
}

/// Reads `pub const NAME: Code` with the id that follows it.
fn constants(text: &str) -> Vec<(String, String)> {
    text.split("pub const ")
        .skip(1)
        .filter_map(|rest| {
            let (name, after) = rest.split_once(": Code =")?;
            let id = after.split('"').nth(1)?;
            Some((name.to_owned(), id.to_owned()))
        })
        .collect()
}

#[test]
fn the_tables_of_the_readme_are_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let codes = replaced(&readme, "kode", &table_of_codes());
    let fresh = replaced(&codes, "tanda", &table_of_flags());
    if fresh != readme {
        // The stale tables are rewritten once, so that the next run is green.
        std::fs::write(&path, fresh).unwrap();
        panic!("tabel di README usang; sudah ditulis ulang, jalankan lagi");
    }
}

/// Puts a table between the marks of its name.
fn replaced(readme: &str, name: &str, table: &str) -> String {
    let start = format!("<!-- {name}: mulai -->\n");
    let end = format!("<!-- {name}: selesai -->");
    let (before, rest) = readme
        .split_once(&start)
        .expect("README memuat tempat tabelnya");
    let (_, after) = rest.split_once(&end).expect("README memuat akhir tabelnya");
    format!("{before}{start}{table}{end}{after}")
}

/// The flags by rule, with the thresholds as the embedded rules set them.
fn table_of_flags() -> String {
    let rules = rakor::rules::Rules::embedded().unwrap();
    let mut table = String::from(
        "| rule | code | name | severity | measured | threshold | basis | next step |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let cell = |text: &str| text.replace('|', "\\|");
    for line in rakor::consolidate::deviasi::daftar::daftar(&rules.deviasi) {
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            line.aturan,
            line.code.id,
            line.code.name,
            line.code.severity.name(),
            cell(&line.ukuran),
            cell(line.ambang.as_deref().unwrap_or_default()),
            cell(&line.dasar),
            cell(line.code.perbaikan)
        );
    }
    table
}

/// The rules of the office's catalogue that a code must stand for; those that need earlier periods or the master are
/// raised where these are at hand.
const ATURAN: [&str; 21] = [
    "K1", "K2", "K3", "K4", "P1", "P2", "P3", "T1", "T2", "T3", "T4", "V1", "V2", "V3", "A1", "A5",
    "A11", "A12", "A20", "A22", "L6",
];

#[test]
fn every_rule_has_its_code() {
    let missing = rakor::consolidate::deviasi::daftar::tanpa_kode(&ATURAN);
    assert!(missing.is_empty(), "{missing:?}");
}

fn table_of_codes() -> String {
    let mut table = String::from(
        "| code | name | severity | meaning | remedy |\n| --- | --- | --- | --- | --- |\n",
    );
    let cell = |text: &str| text.replace('|', "\\|");
    for code in rakor::diag::catalogue::all() {
        let (arti, perbaikan) = (cell(code.arti), cell(code.perbaikan));
        let _ = writeln!(
            table,
            "| {} | {} | {} | {arti} | {perbaikan} |",
            code.id,
            code.name,
            code.severity.name()
        );
    }
    table
}

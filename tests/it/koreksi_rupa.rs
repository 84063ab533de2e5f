//! The rebuilt sheets, read back: the office's fills, lines, letters, sizes and merges, and the marks over them.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use rakor::ingest::container::{Limits, open_within};
use rakor::model::cell::CellRef;
use rakor::model::grid::Grid;
use rakor::model::look::{CellLook, Edge, Line, Looks};

use crate::support::contoh::sheet::{Content, Sheet};
use crate::support::contoh::{samples, wadah_ods, wadah_xls, wadah_xlsx};
use crate::support::perintah::{fixtures, json as run_json, rakor};

const KEPALA: [u8; 3] = [0x1F, 0x4E, 0x78];
const TOTAL: [u8; 3] = [0xFF, 0xF2, 0xCC];
const SALAH: [u8; 3] = [0xFF, 0xC7, 0xCE];
const SALAH_GARIS: [u8; 3] = [0x9C, 0x00, 0x06];

fn grids(bytes: &[u8], name: &str, looks: bool) -> Vec<Grid> {
    let limits = Limits {
        looks,
        ..Limits::default()
    };
    let opened = open_within(bytes, name, &limits).value;
    opened
        .workbook
        .map_or_else(Vec::new, |workbook| workbook.grids)
}

/// The sheet of an office whose total is wrong, as its form draws it.
fn lembar() -> Sheet {
    let sample = samples()
        .into_iter()
        .find(|sample| sample.recipe.file.contains("Diskuktrans"))
        .unwrap();
    sample.tables.into_iter().next().unwrap()
}

/// Writes the lembar koreksi of a file; returns its path.
fn koreksi(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let input = folder.join(name);
    std::fs::write(&input, bytes).unwrap();
    let (said, _) = run_json(
        rakor()
            .args([
                "periksa",
                "--format",
                "json",
                "--periode",
                "2026-09",
                "--koreksi",
            ])
            .arg(folder.join("untuk opd"))
            .arg(&input),
    );
    PathBuf::from(said["koreksi"][0].as_str().unwrap())
}

fn part(path: &Path, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn look(grid: &Grid, row: u32, col: u16) -> CellLook {
    let at = CellRef::new(row, u32::from(col));
    grid.looks.at(at).cloned().unwrap_or_default()
}

fn check(name: &str, bytes: &[u8]) {
    let sheet = lembar();
    let folder = tempfile::tempdir().unwrap();
    let path = koreksi(folder.path(), name, bytes);
    let rebuilt = std::fs::read(&path).unwrap();
    let grids = grids(&rebuilt, "koreksi.xlsx", true);
    let grid = grids
        .iter()
        .find(|grid| grid.name.as_deref() == Some("RFK"))
        .unwrap();
    let marked: Vec<CellRef> = ["C26", "D26", "E26"].map(|at| at.parse().unwrap()).to_vec();

    for ((row, col), cell) in &sheet.cells {
        let at = CellRef::new(*row, u32::from(*col));
        let own = look(grid, *row, *col);
        if marked.contains(&at) {
            let frame = Edge {
                line: Line::Medium,
                colour: Some(SALAH_GARIS),
            };
            assert_eq!(own.fill, Some(SALAH), "{name} {at}");
            assert_eq!(own.edges, [frame; 4], "{name} {at}");
            assert!(own.font.italic, "the office's own letters, {name} {at}");
            continue;
        }
        let is_empty = matches!(&cell.content, Content::Text(text) if text.is_empty());
        if !is_empty || cell.style.border {
            let rupa = cell.style.hias.rupa(cell.style.fill);
            let rgb = |colour: u32| {
                let [_, red, green, blue] = colour.to_be_bytes();
                [red, green, blue]
            };
            assert_eq!(own.fill, rupa.isi.map(rgb), "{name} {at}");
            assert_eq!(own.font.bold, cell.style.bold, "{name} {at}");
            assert_eq!(own.font.italic, rupa.miring, "{name} {at}");
            // Black is what a program writes that was told none.
            let huruf = own.font.colour.filter(|colour| *colour != [0; 3]);
            assert_eq!(huruf, rupa.huruf.map(rgb), "{name} {at}");
            assert_eq!(own.wrap, cell.style.wrap, "{name} {at}");
            assert_eq!(own.has_lines(), cell.style.border, "{name} {at}");
            if let Some((font, size)) = rupa.font {
                assert_eq!(own.font.name.as_deref(), Some(font), "{name} {at}");
                assert_eq!(own.font.size, size * 20, "{name} {at}");
            }
            let top = rupa.garis.map(rgb);
            if top.is_some() {
                let line = Line::Medium;
                assert_eq!(own.edges[0], Edge { line, colour: top }, "{name} {at}");
                assert_eq!(own.edges[3].line, Line::Thin, "{name} {at}");
            }
        }
    }
    let fills: Vec<Option<[u8; 3]>> = grid.looks.kinds.iter().map(|look| look.fill).collect();
    for fill in [KEPALA, TOTAL, SALAH] {
        assert!(fills.contains(&Some(fill)), "{name}: {fill:?}");
    }
    let merges: Vec<(u32, u16, u32, u16)> = grid
        .merges
        .iter()
        .map(|range| {
            let col = |at: CellRef| u16::try_from(at.col).unwrap();
            (
                range.first.row,
                col(range.first),
                range.last.row,
                col(range.last),
            )
        })
        .collect();
    let mut expected = sheet.merges.clone();
    expected.sort_unstable();
    assert_eq!(merges, expected, "{name}");
    for (col, width) in &sheet.widths {
        let own = grid.widths[&u32::from(*col)];
        let is_marked = marked.iter().any(|at| at.col == u32::from(*col));
        assert!(
            (own - width).abs() < 1.0 + width * 0.06 || is_marked && own > *width,
            "{name} {col}: {own} for {width}"
        );
    }
    if Path::new(name).extension().is_none_or(|kind| kind != "ods") {
        for (row, points) in &sheet.heights {
            let own = grid.looks.heights[row];
            assert!((own - points).abs() < 0.5, "{name} {row}: {own}");
        }
    }

    // The list leads to the cells, each has its note, and its number before its content.
    let list = part(&path, "xl/worksheets/sheet1.xml");
    let notes = part(&path, "xl/comments1.xml");
    for (nomor, at) in (1..).zip(&marked) {
        assert!(list.contains(&format!("location=\"'RFK'!{at}\"")), "{name}");
        assert!(notes.contains(&format!("ref=\"{at}\"")), "{name}");
        assert!(
            notes.contains(&format!("No. {nomor} – Harus diperbaiki")),
            "{name}"
        );
    }
    let styles = part(&path, "xl/styles.xml");
    assert!(styles.contains("[1]") && styles.contains("[3]"), "{name}");
}

#[test]
fn an_xlsx_is_rebuilt_as_it_looked() {
    check(
        "Realisasi Diskuktrans ESDM.xlsx",
        &wadah_xlsx::xlsx(&[lembar()]),
    );
}

#[test]
fn an_xls_is_rebuilt_as_it_looked() {
    check("Realisasi Diskuktrans ESDM.xls", &wadah_xls::xls(&lembar()));
}

#[test]
fn an_ods_is_rebuilt_as_it_looked() {
    check(
        "Realisasi Diskuktrans ESDM.ods",
        &wadah_ods::ods(&[lembar()]),
    );
}

#[test]
fn looks_change_nothing_of_what_is_read() {
    let mut known: BTreeMap<String, bool> = BTreeMap::new();
    for entry in std::fs::read_dir(fixtures().join("masuk/2026-09")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let plain = grids(&bytes, &name, false);
        let mut looked = grids(&bytes, &name, true);
        assert!(plain.iter().all(|grid| !grid.looks.is_known()), "{name}");
        let is_known = looked.iter().any(|grid| grid.looks.is_known());
        known.insert(name.clone(), is_known || looked.is_empty());
        for grid in &mut looked {
            grid.looks = Looks::default();
            if grid.knows_merges && grid.name.is_none() {
                // Only a page's looks give the widths of its columns.
                grid.widths.clear();
            }
        }
        assert_eq!(format!("{plain:?}"), format!("{looked:?}"), "{name}");
    }
    let without: Vec<&String> = known
        .iter()
        .filter(|(_, known)| !**known)
        .map(|(name, _)| name)
        .collect();
    let is_text = |name: &&&String| {
        let kind = Path::new(name.as_str()).extension();
        kind.is_some_and(|kind| kind == "csv" || kind == "tsv")
    };
    assert!(without.iter().all(|name| is_text(&name)), "{without:?}");
}

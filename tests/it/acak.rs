//! Random sheets made of the words of real forms: reading one never panics, loses no row and ends in time.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use rakor::ingest::layout::book::{Request, understand};
use rakor::model::cell::{Cell, CellRange, CellRef, NumberFormat, Value};
use rakor::model::grid::{Grid, Workbook};
use rakor::model::table::Table;
use rakor::rules::Rules;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().unwrap());

const HEADERS: &[&str] = &[
    "NO",
    "KODE REKENING",
    "URAIAN",
    "PROGRAM / KEGIATAN",
    "PAGU (Rp)",
    "NILAI DPA",
    "ANGGARAN",
    "REALISASI",
    "KEUANGAN",
    "FISIK ( % )",
    "TARGET",
    "RENCANA",
    "Rp",
    "%",
    "% KUM",
    "KUM",
    "TTB",
    "BOBOT",
    "SISA ANGGARAN",
    "LOKASI",
    "KETERANGAN",
    "PERMASALAHAN",
    "s/d BULAN INI",
    "BULAN LALU",
    "BULAN INI",
    "JANUARI",
    "SEPTEMBER",
    "CAPAIAN",
    "DEVIASI",
    "NILAI KONTRAK",
    "(dalam ribuan)",
    "1",
    "2",
    "3",
    "(4)",
    "5 = 4 / 3",
    "6a",
];
const BODY: &[&str] = &[
    "1.01.01",
    "1.01.02.2.01.0003",
    "5.1.02.01",
    "A",
    "I",
    "Belanja modal gedung",
    "Rapat koordinasi",
    "JUMLAH",
    "TOTAL I + II",
    "Sub Total",
    "Program penunjang",
    "Contoh :",
    "1.250.000",
    "0,85",
    "99,5 %",
    "-",
    "n/a",
    "#REF!",
    "Mengetahui",
    "Kepala Dinas",
    "Karanganyar, 30 September 2026",
    "SKPD : DINAS PENDIDIKAN",
    "TAHUN ANGGARAN 2026",
    "Dinas Kesehatan Kota Surakarta",
    "(500)",
    "1e400",
];

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => prop::sample::select(HEADERS).prop_map(|text| Value::Text(text.into())),
        4 => prop::sample::select(BODY).prop_map(|text| Value::Text(text.into())),
        5 => (0u32..200).prop_map(|number| Value::Number(f64::from(number) * 125_000.0)),
        3 => (0.0..120.0).prop_map(Value::Number),
        1 => prop_oneof![Just(0.0), Just(-1.0), Just(1e300), Just(9.3e16), Just(-9.3e18), Just(1e-300)].prop_map(Value::Number),
        1 => Just(Value::Date(2026, 9, 30)),
        1 => Just(Value::Fault("#REF!".into())),
        1 => Just(Value::Bool(true)),
        1 => ".{0,12}".prop_map(|text| Value::Text(text.into())),
    ]
}

fn cell() -> impl Strategy<Value = Cell> {
    let formula = prop_oneof![
        6 => Just(None),
        1 => Just(Some("SUM(C3:C9)")),
        1 => Just(Some("C3+C9*")),
        1 => Just(Some("SUM(A1:A1048576)")),
    ];
    (value(), any::<bool>(), 0u8..4, 0u8..4, formula).prop_map(
        |(value, bold, indent, format, formula)| Cell {
            value,
            format: match format {
                0 => NumberFormat::Percent,
                1 => NumberFormat::Scaled(3),
                _ => NumberFormat::General,
            },
            bold,
            filled: bold,
            indent,
            formula: formula.map(Into::into),
        },
    )
}

fn text_cell(text: &str) -> Cell {
    Cell {
        value: Value::Text(text.into()),
        format: NumberFormat::General,
        bold: true,
        filled: false,
        indent: 0,
        formula: None,
    }
}

fn read(grid: &Grid) -> Vec<Table> {
    let workbook = Workbook {
        grids: vec![grid.clone()],
    };
    let file: Arc<str> = "RFK Dinas Pendidikan.xlsx".into();
    understand(&workbook, &file, Request::default(), &RULES)
        .value
        .0
}

/// A header that may be understood, over rows that may be anything.
fn grid() -> impl Strategy<Value = Grid> {
    let header = prop::collection::vec(
        prop::option::weighted(0.8, prop::sample::select(HEADERS)),
        8,
    );
    let headers = prop::collection::vec(header, 0..4);
    let row = prop::collection::vec(prop::option::weighted(0.7, cell()), 0..9);
    let rows = prop::collection::vec(row, 0..40);
    let usual = any::<bool>();
    let merges = prop::collection::vec((0u32..45, 0u32..9, 0u32..4, 0u32..5), 0..5);
    let hidden = prop::collection::btree_set(0u32..45, 0..4);
    (headers, usual, rows, merges, hidden).prop_map(|(headers, usual, rows, merges, hidden)| {
        let mut grid = Grid {
            name: Some("Lembar".into()),
            knows_merges: true,
            ..Grid::default()
        };
        let mut at = 0;
        if usual {
            for (col, name) in (0u32..).zip([
                "NO",
                "KODE",
                "URAIAN",
                "PAGU",
                "REALISASI KEUANGAN",
                "REALISASI FISIK %",
            ]) {
                grid.put(CellRef::new(at, col), text_cell(name));
            }
            at += 1;
        }
        for names in headers {
            for (col, name) in (0u32..).zip(names) {
                if let Some(name) = name {
                    grid.put(CellRef::new(at, col), text_cell(name));
                }
            }
            at += 1;
        }
        for cells in rows {
            for (col, cell) in (0u32..).zip(cells) {
                if let Some(cell) = cell {
                    grid.put(CellRef::new(at, col), cell);
                }
            }
            at += 1;
        }
        for (row, col, height, width) in merges {
            grid.merges.push(CellRange {
                first: CellRef::new(row, col),
                last: CellRef::new(row + height, col + width),
            });
        }
        grid.hidden_rows = hidden;
        grid
    })
}

/// Every filled row below a table's header, down to the next table's, is in `rows` or `skipped`, and only once.
fn rows_are_kept(grid: &Grid, tables: &[Table]) -> Result<(), TestCaseError> {
    for (index, table) in tables.iter().enumerate() {
        let Some((_, last)) = table.header_rows else {
            continue;
        };
        let from = table.number_row.map_or(last, |number| number.max(last)) + 1;
        let until = tables
            .get(index + 1)
            .and_then(|next| next.header_rows)
            .map_or(u32::MAX, |(first, _)| first);
        let mut kept = BTreeSet::new();
        let rows = table.rows.iter().map(|row| row.row);
        for row in rows.chain(table.skipped.iter().map(|skipped| skipped.row)) {
            prop_assert!(kept.insert(row), "row {} twice", row + 1);
        }
        for row in grid.rows.range(from..until.max(from)).map(|(row, _)| row) {
            prop_assert!(
                kept.contains(row),
                "row {} is lost: header {:?}, kept {kept:?}",
                row + 1,
                table.header_rows
            );
        }
    }
    Ok(())
}

/// Makes a sheet of lines whose cells are separated by `|`.
fn lines(lines: &[&str]) -> Grid {
    let mut grid = Grid {
        name: Some("Lembar".into()),
        knows_merges: true,
        ..Grid::default()
    };
    for (row, line) in (0u32..).zip(lines) {
        for (col, text) in (0u32..)
            .zip(line.split('|'))
            .filter(|(_, text)| !text.is_empty())
        {
            grid.put(CellRef::new(row, col), text_cell(text));
        }
    }
    grid
}

#[test]
fn lines_of_dashes_and_headers_of_nothing_are_accounted_for() {
    let header = "NO|KODE|URAIAN|PAGU|REALISASI KEUANGAN|REALISASI FISIK %";
    let below = [
        "PAGU (Rp)|||||KODE REKENING||NO",
        "NO|A",
        "NO|NO|KODE REKENING",
        "REALISASI",
    ];
    for sheet in [vec!["-"], [&["|||1"][..], &below].concat()] {
        let grid = lines(&[&[header][..], &sheet].concat());
        rows_are_kept(&grid, &read(&grid)).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_sheet_of_form_words_is_read_without_losing_a_row(grid in grid()) {
        let start = Instant::now();
        let tables = read(&grid);
        prop_assert!(start.elapsed() < Duration::from_secs(5));
        rows_are_kept(&grid, &tables)?;
    }
}

//! Builds small BIFF streams and reads them back.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::model::cell::{Cell, CellRef, NumberFormat, Value};
use crate::model::grid::Grid;

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let len = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &len.to_le_bytes(), data].concat()
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn cell_record(kind: u16, row: u16, col: u16, xf: u16, rest: &[u8]) -> Vec<u8> {
    record(kind, &[&words(&[row, col, xf])[..], rest].concat())
}

/// A BIFF5 stream, which needs no compound file around it.
fn workbook(cells: &[u8]) -> Vec<u8> {
    let mut out = record(kind::BOF, &words(&[0x0500, 5, 0, 0]));
    out.extend(record(kind::FONT, &words(&[200, 0, 8, 700])));
    out.extend(record(kind::FORMAT, b"\xa4\x00\x050.00%"));
    out.extend(record(kind::XF, &words(&[0, 0, 0, 0, 0, 0, 0, 0])));
    out.extend(record(kind::XF, &words(&[0, 0xa4, 0, 0, 0, 1, 0, 0])));
    out.extend(record(kind::XF, &words(&[0, 14, 0, 0, 0, 0, 0, 0])));
    let at = out.len() + 4 + 10 + 4;
    let bound = [
        &u32::try_from(at).unwrap().to_le_bytes()[..],
        b"\x00\x00\x03RFK",
    ]
    .concat();
    out.extend(record(kind::BOUND_SHEET, &bound));
    out.extend(record(kind::EOF, &[]));
    assert_eq!(out.len(), at);
    out.extend(record(kind::BOF, &words(&[0x0500, 0x10, 0, 0])));
    out.extend(cells);
    out.extend(record(kind::EOF, &[]));
    out
}

fn open(cells: &[u8]) -> (Grid, Vec<&'static str>) {
    let mut findings = Findings::new("a.xls");
    let workbook = read(&workbook(cells), &Limits::default(), &mut findings).unwrap();
    let codes = findings.list.iter().map(|d| d.code.id).collect();
    (workbook.grids.into_iter().next().unwrap(), codes)
}

#[test]
fn cells_keep_their_value_format_and_formula() {
    let sum = [
        &[0x25][..],
        &words(&[0, 2, 0xc000, 0xc000]),
        &[0x19, 0x10, 0, 0],
    ]
    .concat();
    let formula = [
        &1_250_000.5f64.to_le_bytes()[..],
        &words(&[0, 0, 0, u16::try_from(sum.len()).unwrap()]),
        &sum,
    ]
    .concat();
    let (grid, codes) = open(
        &[
            cell_record(kind::LABEL, 0, 0, 0, b"\x05\x00Pagu\xa0"),
            cell_record(kind::NUMBER, 1, 0, 1, &0.85f64.to_le_bytes()),
            cell_record(kind::RK, 2, 0, 2, &(45_291u32 << 2 | 2).to_le_bytes()),
            cell_record(kind::BOOL_ERR, 3, 0, 0, &[0x17, 1]),
            cell_record(kind::FORMULA, 4, 0, 0, &formula),
            record(kind::ROW, &words(&[1, 0, 1, 255, 0, 0, 0x20, 0])),
            record(kind::COL_INFO, &words(&[0, 0, 2_560, 0, 0, 0])),
            record(kind::MERGED_CELLS, &words(&[1, 0, 1, 2, 3])),
        ]
        .concat(),
    );
    let at = |row| grid.cell(CellRef::new(row, 0)).unwrap();
    assert_eq!(at(0).value, Value::Text("Pagu\u{a0}".into()));
    assert!(at(0).bold && !at(0).filled && at(1).filled);
    assert_eq!(
        (at(1).number(), at(1).format),
        (Some(0.85), NumberFormat::Percent)
    );
    assert_eq!(at(2).value, Value::Date(2023, 12, 31));
    assert_eq!(at(3).value, Value::Fault("#REF!".into()));
    let shown = formula::text(&sum, (4, 0), &BTreeMap::new());
    assert_eq!(shown.as_deref(), Some("SUM(A1:A3)"));
    assert_eq!(at(4).number(), Some(1_250_000.5));
    assert_eq!(grid.merges[0].to_string(), "C1:D2");
    assert!(grid.hidden_rows.contains(&1) && codes.is_empty());
    assert_eq!(grid.widths.get(&0), Some(&10.0));
}

#[test]
fn records_numbered_as_in_older_versions_end_or_hide_nothing() {
    let formula = [&7f64.to_le_bytes()[..], &words(&[0, 0, 0, 0])].concat();
    let (grid, codes) = open(
        &[
            record(0, &[0; 10]),
            record(0, &[]),
            cell_record(kind::FORMULA_3, 0, 0, 0, &formula),
            cell_record(kind::FORMULA_4, 1, 0, 0, &formula),
        ]
        .concat(),
    );
    let at = |row| grid.cell(CellRef::new(row, 0)).and_then(Cell::number);
    assert_eq!((at(0), at(1)), (Some(7.0), Some(7.0)));
    assert!(codes.is_empty());
}

#[test]
fn protected_and_old_workbooks_are_told_apart() {
    let check = |stream: &[u8], expected: &str| {
        let mut findings = Findings::new("a.xls");
        let code = read(stream, &Limits::default(), &mut findings).map(|_| ());
        assert_eq!(code.map_err(|refusal| refusal.code.id), Err(expected));
    };
    let bof = record(kind::BOF, &words(&[0x0500, 5, 0, 0]));
    check(
        &[&bof[..], &record(kind::FILE_PASS, &[1, 0])].concat(),
        "F003",
    );
    check(&record(0x0409, &words(&[0, 0x10])), "F008");
    check(&bof, "F009");
    check(&[&bof[..], &record(kind::EOF, &[])].concat(), "F023");
}

#[test]
fn a_sheet_without_a_workbook_is_read_and_a_cut_one_is_not() {
    // What the xlsBOF/xlsWriteLabel snippets of PHP pages write.
    let cells = [
        record(kind::BOF, &words(&[0, 0x10, 0, 0])),
        cell_record(kind::LABEL, 0, 0, 0, b"\x04\x00Pagu"),
        cell_record(kind::NUMBER, 0, 1, 0, &7f64.to_le_bytes()),
    ]
    .concat();
    let limits = Limits::default();
    let mut findings = Findings::new("a.xls");
    let whole = [&cells[..], &record(kind::EOF, &[])].concat();
    let workbook = read(&whole, &limits, &mut findings).unwrap();
    assert_eq!(workbook.grids[0].n_cells(), 2);
    let cut = read(&cells, &limits, &mut findings).map(|_| ());
    assert_eq!(cut.map_err(|refusal| refusal.code.id), Err("F009"));
    assert_eq!(findings.list[0].code.id, "F021");
}

#[test]
fn formulas_that_were_never_calculated_have_no_result() {
    let formula = |row: u16, result: &[u8; 8], flags: u16| {
        let rest = [&result[..], &words(&[flags, 0, 0, 0])].concat();
        cell_record(kind::FORMULA, row, 0, 0, &rest)
    };
    let blank = formula(0, &[3, 0, 0, 0, 0, 0, 0xff, 0xff], 0);
    let zero = formula(1, &[0; 8], 2);
    let (grid, codes) = open(&[&blank[..], &zero].concat());
    assert_eq!((grid.n_cells(), codes), (2, vec!["F032"]));
    let seven = formula(2, &7f64.to_le_bytes(), 2);
    let (grid, codes) = open(&[&blank[..], &zero, &seven].concat());
    assert_eq!((grid.n_cells(), codes), (2, vec![]));
}

#[test]
fn a_string_table_may_run_over_records() {
    let first = [
        &8u32.to_le_bytes()[..],
        &2u32.to_le_bytes(),
        &[4, 0, 0],
        b"Pa",
    ]
    .concat();
    let rest = [&[1][..], &words(&[0x67, 0x75]), &[2, 0, 0], b"ok"].concat();
    let stream = record(kind::CONTINUE, &rest);
    let strings = strings::table(&first, &mut Records::new(&stream));
    assert_eq!(strings, ["Pagu".into(), "ok".into()]);
}

proptest! {
    #[test]
    fn any_records_end(kinds in prop::collection::vec((prop_oneof![Just(kind::FORMULA), Just(kind::MUL_RK), Just(kind::LABEL), Just(kind::STRING), Just(kind::MERGED_CELLS), Just(kind::SHARED_FORMULA), Just(kind::BOF), any::<u16>()], prop::collection::vec(any::<u8>(), 0..60)), 0..20)) {
        let cells: Vec<u8> = kinds.iter().flat_map(|(kind, data)| record(*kind, data)).collect();
        let mut findings = Findings::new("a.xls");
        let _ = read(&workbook(&cells), &Limits::default(), &mut findings);
    }

    #[test]
    fn any_stream_ends(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut findings = Findings::new("a.xls");
        let _ = read(&bytes, &Limits::default(), &mut findings);
        let _ = formula::text(&bytes, (3, 3), &BTreeMap::new());
        let _ = strings::table(&bytes, &mut Records::new(&bytes));
    }
}

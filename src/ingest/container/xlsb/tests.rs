//! Builds small binary workbooks and reads them back.

use proptest::prelude::*;

use super::*;
use crate::ingest::container::package::tests::zip_of;
use crate::model::cell::{CellRef, NumberFormat};

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let low = u8::try_from(kind & 0x7f).unwrap();
    if kind < 0x80 {
        out.push(low);
    } else {
        out.extend([low | 0x80, u8::try_from(kind >> 7).unwrap()]);
    }
    out.push(u8::try_from(data.len()).unwrap());
    out.extend(data);
    out
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [words(&[u32::try_from(units.len() / 2).unwrap()]), units].concat()
}

fn workbook(sheet: &[u8]) -> Vec<u8> {
    let book = record(
        kind::BUNDLE_SHEET,
        &[words(&[1, 1]), wide("rId1"), wide("RFK")].concat(),
    );
    let relations = br#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/a.bin"/></Relationships>"#;
    let styles = [
        record(kind::FORMAT, &[vec![164, 0], wide("0.0%")].concat()),
        record(kind::FONT, &[0, 0, 0, 0, 0xbc, 2]),
        record(kind::FILL, &words(&[1])),
        record(kind::BEGIN_CELL_XFS, &[]),
        record(kind::XF, &[0, 0, 164, 0, 0, 0, 0, 0, 0, 0, 0, 3]),
        record(kind::XF, &[0, 0, 14, 0, 9, 0, 9, 0, 0, 0, 0, 0]),
        record(kind::END_CELL_XFS, &[]),
    ]
    .concat();
    let strings = record(kind::STRING_ITEM, &[vec![0], wide("Pagu")].concat());
    zip_of(&[
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", relations),
        ("xl/styles.bin", &styles),
        ("xl/sharedStrings.bin", &strings),
        ("xl/worksheets/a.bin", sheet),
    ])
}

fn open(sheet: &[u8]) -> (Read<Workbook>, Vec<&'static str>) {
    let mut findings = Findings::new("a.xlsb");
    let workbook = read(&workbook(sheet), &Limits::default(), &mut findings);
    (workbook, findings.list.iter().map(|d| d.code.id).collect())
}

#[test]
fn cells_formats_and_merges_are_read() {
    let sheet = [
        record(
            kind::COLUMNS,
            &[words(&[1, 1, 2_560, 0]), vec![1, 0]].concat(),
        ),
        record(kind::ROW, &[words(&[4, 0]), vec![0, 0, 0, 0x10]].concat()),
        record(kind::CELL_STRING_ITEM, &words(&[1, 1, 0])),
        record(kind::SHORT_BLANK + 1, &words(&[0, 85 << 2 | 3])),
        record(
            kind::CELL_REAL,
            &[words(&[5, 1]), 45_291f64.to_le_bytes().to_vec()].concat(),
        ),
        record(
            kind::FORMULA_TEXT,
            &[words(&[6, 1]), wide("ok"), vec![0; 8]].concat(),
        ),
        record(kind::FORMULA_ERROR, &[words(&[7, 1]), vec![0x17]].concat()),
        record(kind::END_DATA, &[]),
        record(kind::MERGE, &words(&[4, 5, 1, 2])),
    ]
    .concat();
    let (workbook, codes) = open(&sheet);
    let grid = &workbook.unwrap().grids[0];
    let cell = |text: &str| grid.cell(text.parse::<CellRef>().unwrap()).unwrap();
    assert_eq!(cell("B5").text(), Some("Pagu"));
    let percent = cell("C5");
    assert_eq!(
        (percent.number(), percent.format),
        (Some(0.85), NumberFormat::Percent)
    );
    assert!(percent.bold && percent.filled && percent.indent == 3 && grid.hidden);
    assert_eq!(cell("F5").value, Value::Date(2023, 12, 31));
    assert_eq!(cell("G5").text(), Some("ok"));
    assert_eq!(cell("H5").value, Value::Fault("#REF!".into()));
    assert_eq!(grid.merges[0].to_string(), "B5:C6");
    assert!(grid.hidden_rows.contains(&4) && grid.hidden_cols.contains(&1) && codes.is_empty());
}

#[test]
fn a_sheet_cut_short_is_no_sheet() {
    let (workbook, codes) = open(&record(kind::ROW, &words(&[4, 0])));
    assert_eq!(
        workbook.map(|_| ()).map_err(|refusal| refusal.code.id),
        Err("F009")
    );
    assert_eq!(codes, ["F021"]);
}

proptest! {
    #[test]
    fn any_part_ends(records in prop::collection::vec((prop_oneof![0u16..20, Just(62u16), Just(60), Just(146), Just(176), any::<u16>()], prop::collection::vec(any::<u8>(), 0..40)), 0..20)) {
        let sheet: Vec<u8> = records.iter().flat_map(|(kind, data)| record(kind & 0x3fff, data)).collect();
        let _ = open(&sheet);
        let _ = Styles::read(&sheet, &Colours::default());
    }
}

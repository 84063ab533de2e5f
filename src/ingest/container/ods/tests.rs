//! Documents as `LibreOffice` and others write them, and as they must not be written.

use proptest::prelude::*;

use super::*;
use crate::model::cell::{CellRef, NumberFormat};

const STYLES: &str = r#"<office:automatic-styles>
 <number:percentage-style style:name="N1"><number:number number:decimal-places="2" number:min-integer-digits="1"/></number:percentage-style>
 <number:number-style style:name="N2"><number:number number:decimal-places="0" number:min-integer-digits="2"/></number:number-style>
 <style:style style:name="ce0" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>
 <style:style style:name="ce1" style:family="table-cell" style:parent-style-name="ce0" style:data-style-name="N1"><style:table-cell-properties fo:background-color="yellow"/></style:style>
 <style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"><style:text-properties fo:font-weight="normal"/></style:style>
 <style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles>"#;

fn open(tables: &str) -> Read<Workbook> {
    let document = format!(
        "<?xml version=\"1.0\"?>\n<office:document-content xmlns:office=\"o\">\n{STYLES}\n<office:body><office:spreadsheet>\n{tables}\n</office:spreadsheet></office:body></office:document-content>"
    );
    let mut findings = Findings::new("a.ods");
    content_of(
        &document,
        Styles::default(),
        &Limits::default(),
        &mut findings,
    )
}

fn shown(grid: &Grid) -> Vec<String> {
    let cells = grid.rows.iter().flat_map(|(row, cells)| {
        cells
            .iter()
            .map(move |(col, cell)| format!("{}={}", CellRef::new(*row, *col), cell.display()))
    });
    cells.collect()
}

#[test]
fn pretty_printed_cells_merges_and_covered_cells_are_read() {
    let workbook = open(
        r#"<table:table table:name="RFK" table:style-name="ta1">
  <table:table-column table:number-columns-repeated="2"/>
  <table:table-column table:visibility="collapse" table:default-cell-style-name="ce2"/>
  <table:table-header-rows><table:table-row>
    <table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="1" table:style-name="ce0">
      <text:p>Pagu  &amp;<text:s text:c="2"/>sisa</text:p>
      <text:p>(Rp)</text:p>
      <office:annotation><text:p>catatan</text:p></office:annotation>
    </table:table-cell>
    <table:covered-table-cell office:value-type="string"><text:p>usang</text:p></table:covered-table-cell>
    <table:table-cell office:value-type="float" office:value="3"><text:p>03</text:p></table:table-cell>
  </table:table-row></table:table-header-rows>
  <table:table-row table:visibility="filter" table:number-rows-repeated="2">
    <table:table-cell table:style-name="ce1" office:value-type="percentage" office:value="0.85"><text:p>85%</text:p></table:table-cell>
    <table:table-cell office:value-type="date" office:date-value="2023-12-31"/>
    <table:table-cell table:formula="of:=SUM([.A2:.A3])" office:value-type="float" office:value="1.7"/>
    <table:table-cell table:formula="of:=X()" calcext:value-type="error" office:value-type="string"><text:p>#NAME?</text:p></table:table-cell>
  </table:table-row>
  <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table>"#,
    )
    .unwrap();
    let grid = &workbook.grids[0];
    assert_eq!(
        shown(grid),
        [
            "A1=Pagu &  sisa\n(Rp)",
            "C1=3",
            "A2=0.85",
            "B2=31-12-2023",
            "C2=1.7",
            "D2=#NAME?",
            "A3=0.85",
            "B3=31-12-2023",
            "C3=1.7",
            "D3=#NAME?",
        ]
    );
    assert_eq!(
        grid.merges
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["A1:B1"]
    );
    assert!(grid.hidden && grid.hidden_cols.contains(&2));
    assert_eq!(grid.hidden_rows.iter().copied().collect::<Vec<_>>(), [1, 2]);
    let cell = |row, col| grid.cell(CellRef::new(row, col)).unwrap();
    assert!(cell(1, 0).bold && cell(1, 0).filled);
    assert_eq!(cell(1, 0).format, NumberFormat::Percent);
    assert_eq!(cell(0, 2).format, NumberFormat::ZeroPadded(2));
    assert!(!cell(0, 2).bold);
    assert_eq!(cell(1, 2).formula.as_deref(), Some("SUM([.A2:.A3])"));
}

#[test]
fn bombs_are_refused() {
    let check = |tables: &str, expected: &str| {
        let code = open(tables).map(|_| ()).map_err(|refusal| refusal.code.id);
        assert_eq!(code, Err(expected));
    };
    check(
        r#"<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row></table:table>"#,
        "F022",
    );
    check("<!DOCTYPE x [<!ENTITY a 'b'>]><table:table/>", "F031");
    check("", "F023");
    check("<table:table><table:table-row>", "F009");
}

proptest! {
    #[test]
    fn any_document_ends(pieces in prop::collection::vec(prop_oneof![
        Just("<table:table table:name='a'>"), Just("</table:table>"), Just("<table:table-row>"),
        Just("<table:table-row table:number-rows-repeated='99999999999'>"), Just("</table:table-row>"),
        Just("<table:table-cell office:value-type='float' office:value='1e999'>"), Just("</table:table-cell>"),
        Just("<table:covered-table-cell/>"), Just("<text:p>"), Just("</text:p>"), Just("x &amp; &lol; &"),
        Just("<table:table-cell table:number-columns-spanned='0' table:number-rows-spanned='-1'/>"),
        Just("<office:annotation>"), Just("</office:annotation>"), Just("<![CDATA["), Just("<"), Just("'\""),
    ], 0..40)) {
        let _ = open(&pieces.concat());
    }
}

//! Packages made by hand: what Excel writes, what other programs write, and what neither should.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::ingest::container::package::tests::zip_of;
use crate::model::cell::{CellRef, NumberFormat};

const STYLES: &str = r#"<styleSheet><fonts><font/><font><b/></font></fonts><fills><fill/><fill><patternFill patternType="solid"/></fill></fills>
<cellXfs><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="10" fontId="1" fillId="1"><alignment indent="2"/></xf><xf numFmtId="14"/></cellXfs></styleSheet>"#;

fn package(sheets: &[(&str, &str)], extra: &[(&str, &str)]) -> Vec<u8> {
    let mut book = String::from("<workbook xmlns:r=\"x\"><sheets>");
    let mut relations = String::from("<Relationships>");
    let mut parts: Vec<(String, String)> = Vec::new();
    for (index, (attributes, part)) in sheets.iter().enumerate() {
        write!(
            book,
            "<sheet name=\"L{index}\" sheetId=\"9\" r:id=\"r{index}\" {attributes}/>"
        )
        .unwrap();
        write!(
            relations,
            "<Relationship Id=\"r{index}\" Type=\"a/b/worksheet\" Target=\"/xl/worksheets/sheet{index}.xml\"/>"
        ).unwrap();
        parts.push((
            format!("xl/worksheets/sheet{index}.xml"),
            (*part).to_owned(),
        ));
    }
    parts.push(("xl/workbook.xml".into(), book + "</sheets></workbook>"));
    parts.push((
        "xl/_rels/workbook.xml.rels".into(),
        relations + "</Relationships>",
    ));
    parts.push(("[Content_Types].xml".into(), "<Types/>".into()));
    for (name, part) in extra {
        parts.retain(|(other, _)| other != name);
        parts.push(((*name).to_owned(), (*part).to_owned()));
    }
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, part)| (name.as_str(), part.as_bytes()))
        .collect();
    zip_of(&parts)
}

fn open(bytes: &[u8]) -> (Read<Workbook>, Vec<&'static str>) {
    let mut findings = Findings::new("a.xlsx");
    let workbook = read(bytes, &Limits::default(), &mut findings);
    let codes = findings.list.iter().map(|d| d.code.id).collect();
    (workbook, codes)
}

fn refused(bytes: &[u8], expected: &str) {
    assert_eq!(
        open(bytes).0.map(|_| ()).map_err(|refusal| refusal.code.id),
        Err(expected)
    );
}

#[test]
fn values_styles_formulas_merges_and_hidden_parts_are_read() {
    let sheet = r#"<worksheet><dimension ref="Z9:A1"/><cols><col min="2" max="3" width="12.5" hidden="1"/></cols><sheetData>
      <row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t> Pagu </t></is></c><c r="B2" s="1"><f t="shared" ref="B2:B3" si="0">SUM(C2:C9)</f><v>0.85</v></c></row>
      <row><c s="2"><v>45291</v></c><c><f t="shared" si="0"/><v>7</v></c><c t="str"><f>""</f><v></v></c><c><f>A1</f></c><c t="e"><v>#SPILL!</v></c><c t="s"><v>1</v></c></row>
      <row r="9"><c r="ZZZ99999999"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A2:B4"/></mergeCells></worksheet>"#;
    let strings = "<sst uniqueCount=\"99999999999999\"><si><t>a</t></si><si><r><t>Ja</t></r><r><t>lan</t></r></si></sst>";
    let extra = [
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", strings),
        ("xl/vbaProject.bin", "x"),
    ];
    let (workbook, codes) = open(&package(&[("state=\"hidden\"", sheet)], &extra));
    let grid = &workbook.unwrap().grids[0];
    let cell = |text: &str| grid.cell(text.parse::<CellRef>().unwrap()).unwrap();
    assert_eq!(cell("A2").display(), "Pagu");
    assert_eq!(
        (cell("B2").number(), cell("B2").format, cell("B2").indent),
        (Some(0.85), NumberFormat::Percent, 2)
    );
    assert!(cell("B2").bold && cell("B2").filled && grid.hidden && grid.knows_merges);
    assert_eq!(cell("A3").value, Value::Date(2023, 12, 31));
    assert_eq!(cell("B3").formula.as_deref(), Some("SUM(C3:C10)"));
    assert_eq!(grid.cell(CellRef::new(2, 2)), None);
    assert_eq!(cell("D3").value, Value::Fault(NO_RESULT.into()));
    assert_eq!(cell("E3").value, Value::Fault("#SPILL!".into()));
    assert_eq!(cell("F3").text(), Some("Jalan"));
    assert_eq!(grid.merges[0].to_string(), "A2:B4");
    assert!(grid.hidden_rows.contains(&1) && grid.hidden_cols.contains(&2));
    assert_eq!(grid.widths.get(&1), Some(&12.5));
    assert_eq!(codes, ["F016", "F013", "F032"]);
}

const EMPTY: &str = "<worksheet><sheetData/></worksheet>";

#[test]
fn one_bad_sheet_hides_no_other() {
    let relations = r#"<Relationships><Relationship Id="r0" Type="x/xlMacrosheet" Target="macrosheets/sheet1.xml"/>
      <Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/worksheet" Target="worksheets/none.xml"/></Relationships>"#;
    let sheets = [("", EMPTY), ("", EMPTY), ("", EMPTY)];
    let (workbook, codes) = open(&package(
        &sheets,
        &[("xl/_rels/workbook.xml.rels", relations)],
    ));
    assert_eq!(workbook.unwrap().grids.len(), 1);
    assert_eq!(codes, ["F017", "F021"]);
    let broken =
        "<worksheet><sheetData><row><c t='banana'><v>1</v></c></row></sheetData></worksheet>";
    let (workbook, codes) = open(&package(&[("", broken), ("", EMPTY)], &[]));
    assert_eq!((workbook.unwrap().grids.len(), codes), (1, vec!["F021"]));
}

#[test]
fn zeros_that_were_never_calculated_are_no_results() {
    let book = |sheet: &str, calc: &str| {
        let workbook =
            format!("<workbook><sheets><sheet name='S' r:id='r0'/></sheets>{calc}</workbook>");
        open(&package(&[("", sheet)], &[("xl/workbook.xml", &workbook)]))
    };
    let zeros = "<worksheet><sheetData><row r='1'><c r='A1'><v>5</v></c><c r='B1'><f>A1</f><v>0</v></c></row></sheetData></worksheet>";
    let value = |workbook: Read<Workbook>| {
        workbook.unwrap().grids[0]
            .cell(CellRef::new(0, 1))
            .unwrap()
            .value
            .clone()
    };
    let calc = "<calcPr fullCalcOnLoad='1'/>";
    let (workbook, codes) = book(zeros, calc);
    assert_eq!(
        (value(workbook), codes),
        (Value::Fault(NO_RESULT.into()), vec!["F032"])
    );
    assert_eq!(value(book(zeros, "").0), Value::Number(0.0));
    let one = zeros.replace("</row>", "<c r='C1'><f>A1</f><v>5</v></c></row>");
    assert_eq!(value(book(&one, calc).0), Value::Number(0.0));
}

#[test]
fn packages_that_cannot_be_read_say_why() {
    refused(
        &package(
            &[(
                "",
                "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet><sheetData/></worksheet>",
            )],
            &[],
        ),
        "F031",
    );
    refused(
        &package(&[("", "<worksheet><sheetData><row>")], &[]),
        "F009",
    );
    refused(&package(&[], &[]), "F023");
    refused(&zip_of(&[("[Content_Types].xml", b"<Types/>")]), "F011");
    let macros = r#"<Relationships><Relationship Id="r0" Type="x/xlMacrosheet" Target="m.xml"/></Relationships>"#;
    refused(
        &package(&[("", EMPTY)], &[("xl/_rels/workbook.xml.rels", macros)]),
        "F023",
    );
    let (workbook, codes) = open(&package(
        &[("", EMPTY)],
        &[("xl/styles.xml", "<styleSheet><fonts><font>")],
    ));
    assert_eq!((workbook.is_ok(), codes), (true, vec!["F033"]));
}

#[test]
fn parts_in_other_encodings_are_read() {
    let sheet = |label: &str| {
        format!(
            "<?xml version='1.0' encoding='{label}'?><worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>Café</t></is></c></row></sheetData></worksheet>"
        )
    };
    let latin: Vec<u8> = sheet("ISO-8859-1")
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    let marked = format!("\u{feff}{}", sheet("UTF-16"));
    let utf16 = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for part in [latin, utf16] {
        let part = in_utf8(part).unwrap();
        let part = String::from_utf8(part).unwrap();
        let (workbook, codes) = open(&package(&[("", &part)], &[]));
        let workbook = workbook.unwrap();
        let cell = workbook.grids[0].cell(CellRef::new(0, 0)).unwrap();
        assert_eq!((cell.text(), codes.len()), (Some("Café"), 0));
    }
}

proptest! {
    // A whole package is zipped for each: a quarter of the usual cases.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]
    #[test]
    fn any_sheet_ends(pieces in prop::collection::vec(prop_oneof![
        Just("<row r='1'>"), Just("<row r='99999999999'>"), Just("</row>"), Just("<c r='A1' t='s'>"), Just("<c r='ZZZZZZZZZ99999999999'>"), Just("<c>"), Just("</c>"),
        Just("<v>1</v>"), Just("<v>1e999</v>"), Just("<f t='shared' si='99999999999' ref='A1:B2'>A1</f>"), Just("<f t='shared' si='0'/>"), Just("<is><t>x</t></is>"),
        Just("<mergeCell ref='A1:XFE1'/>"), Just("</sheetData>"), Just("&x;"), Just("<"), Just("<![CDATA["), Just("<c t='e'><v>#X</v></c>"),
    ], 0..30)) {
        let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", pieces.concat());
        let _ = open(&package(&[("", &sheet)], &[]));
    }
}

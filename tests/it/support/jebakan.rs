//! Inputs that attack a reader or only look like a report, made anew for each test.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip of parts.
pub(crate) fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const ROOT: &str = r#"<Relationships><Relationship Id="rId1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="Lembar" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

/// A workbook of one sheet, whose relation leads to `target`.
fn workbook(sheet: &str, target: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let relations = format!(
        r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="{target}"/></Relationships>"#
    );
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    parts.extend_from_slice(more);
    zip_of(&parts)
}

fn plain(cells: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    workbook(&sheet, "worksheets/sheet1.xml", &[])
}

fn with_entities(declaration: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0"?><!DOCTYPE x [{declaration}]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>"#
    );
    workbook(&sheet, "worksheets/sheet1.xml", &[])
}

/// A compound file whose directory chain leads back to itself.
fn loop_of_sectors() -> Vec<u8> {
    let mut bytes = vec![0u8; 512];
    bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    bytes[30] = 9;
    bytes[44] = 1;
    bytes[68..].fill(0xff);
    bytes[68..72].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    bytes[76..80].fill(0);
    bytes.extend([0u8; 512]); // sector 0: the table of chains, and the directory, followed by itself
    bytes
}

/// File name, bytes, the code of the refusal (or none where it is read and simply no report).
pub(crate) fn all() -> Vec<(&'static str, Vec<u8>, Option<&'static str>)> {
    let text = |at: &str, text: &str| {
        format!(r#"<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
    };
    let cell = |at: &str| format!(r#"<c r="{at}"><v>1</v></c>"#);
    let far = format!(
        r#"<row r="1">{}</row><row r="1048576">{}</row>"#,
        cell("A1"),
        cell("XFD1048576")
    );
    let beyond = format!(r#"<row r="1">{}</row>"#, cell("ZZZ99999999"));
    let texts = [
        "=1+1",
        "+62",
        "-1",
        "@SUM(1)",
        "\t=1",
        "=HYPERLINK(&quot;http://x&quot;)",
    ];
    let rows: Vec<String> = texts
        .iter()
        .zip(1..)
        .map(|(value, n)| format!(r#"<row r="{n}">{}</row>"#, text(&format!("A{n}"), value)))
        .collect();
    let injection = rows.concat();
    let bomb = vec![b' '; 60 << 20];
    let whole = plain(&far);
    let laughs = r#"<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY e "&b;&b;&b;&b;">"#;
    let escape = workbook(
        "<worksheet/>",
        "../../../../etc/passwd",
        &[("../../evil.txt", b"x")],
    );
    let mut lock = vec![b' '; 165];
    lock[..5].copy_from_slice(b"\x04Siti");
    let xml_sheet = r#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>x</Data></Cell></Row></Table></Worksheet></Workbook>"#;
    let page = "<table><tr><th rowspan=2 colspan=2>Judul<td>1.234.567,89<tr><td>=1+1</table>";
    vec![
        ("corners.xlsx", whole.clone(), None),
        ("beyond_grid.xlsx", plain(&beyond), None),
        ("empty_sheet.xlsx", plain(""), None),
        ("formula_injection.xlsx", plain(&injection), None),
        ("xlsx_as.xls", whole.clone(), None),
        ("xlsx_as.ods", whole.clone(), None),
        ("html_as.xls", page.into(), None),
        ("csv_as.xls", b"a;b\n1.234,5;2\n".to_vec(), None),
        ("spreadsheetml.xls", xml_sheet.into(), None),
        ("zero_bytes.xlsx", Vec::new(), Some("F001")),
        (
            "truncated_half.xlsx",
            whole[..whole.len() / 2].to_vec(),
            Some("F002"),
        ),
        (
            "zipbomb.xlsx",
            workbook(
                "<worksheet/>",
                "worksheets/sheet1.xml",
                &[("xl/bomb.xml", &bomb)],
            ),
            Some("F004"),
        ),
        ("pdf_as.xlsx", b"%PDF-1.7\n".to_vec(), Some("F005")),
        ("png_as.xlsx", b"\x89PNG\r\n\x1a\n".to_vec(), Some("F006")),
        ("oleloop.xls", loop_of_sectors(), Some("F010")),
        ("~$locked.xlsx", lock, Some("F018")),
        ("zipslip.xlsx", escape, Some("F025")),
        ("rar.xls", b"Rar!\x1a\x07\0".to_vec(), Some("F028")),
        ("billion_laughs.xlsx", with_entities(laughs), Some("F031")),
        (
            "xxe.xlsx",
            with_entities(r#"<!ENTITY e SYSTEM "file:///etc/passwd">"#),
            Some("F031"),
        ),
        (
            "sylk.slk",
            b"ID;PWXL;N;E\nC;Y1;X1;K1\nE\n".to_vec(),
            Some("F034"),
        ),
        (
            "data.xml",
            b"<?xml version='1.0'?><data/>".to_vec(),
            Some("F035"),
        ),
    ]
}

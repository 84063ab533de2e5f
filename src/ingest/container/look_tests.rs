//! How cells look, read out of each container; and styles that are broken, which cost the looks and nothing else.

use proptest::prelude::*;

use super::package::tests::zip_of;
use super::*;
use crate::model::cell::CellRef;
use crate::model::grid::Grid;
use crate::model::look::{Across, Along, CellLook, Edge, Font, Line};

fn limits() -> Limits {
    Limits {
        looks: true,
        ..Limits::default()
    }
}

fn first(read: Read<Workbook>) -> Grid {
    read.map_err(|refusal| refusal.message)
        .unwrap()
        .grids
        .into_iter()
        .next()
        .unwrap()
}

fn look(grid: &Grid, at: &str) -> CellLook {
    let at: CellRef = at.parse().unwrap();
    grid.looks.at(at).cloned().unwrap_or_default()
}

/// Words of a look, for short expectations: `fill=#ffcc00 bold 11 Arial thin...`.
fn words(grid: &Grid, at: &str) -> String {
    let look = look(grid, at);
    let hex = |[r, g, b]: [u8; 3]| format!("#{r:02x}{g:02x}{b:02x}");
    let mut out = Vec::new();
    out.extend(look.fill.map(|fill| format!("isi{}", hex(fill))));
    let Font {
        bold,
        italic,
        underline,
        strike,
        ..
    } = look.font;
    let buttons = [
        (bold, "b"),
        (italic, "i"),
        (underline, "u"),
        (strike, "s"),
        (look.wrap, "wrap"),
    ];
    out.extend(
        buttons
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, name)| (*name).to_owned()),
    );
    out.extend(
        look.font
            .colour
            .map(|colour| format!("huruf{}", hex(colour))),
    );
    if look.font.size > 0 {
        out.push(format!("{}", f64::from(look.font.size) / 20.0));
    }
    out.extend(look.font.name.as_deref().map(str::to_owned));
    for (side, Edge { line, colour }) in ["atas", "kanan", "bawah", "kiri"].iter().zip(look.edges) {
        if line != Line::None {
            out.push(format!(
                "{side}:{line:?}{}",
                colour.map_or_else(String::new, hex)
            ));
        }
    }
    if look.across != Across::General {
        out.push(format!("{:?}", look.across));
    }
    if look.along != Along::Bottom {
        out.push(format!("{:?}", look.along));
    }
    if look.indent > 0 {
        out.push(format!("lekuk{}", look.indent));
    }
    if look.turn != 0 {
        out.push(format!("putar{}", look.turn));
    }
    out.join(" ")
}

const XLSX_STYLES: &str = r#"<styleSheet><fonts><font><sz val="11"/><name val="Calibri"/></font>
<font><b/><i val="1"/><u/><color theme="0"/><sz val="9.5"/><name val="Arial"/></font><font><strike/><b val="0"/><color rgb="FFC00000"/></font></fonts>
<fills><fill><patternFill/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor theme="4" tint="0.5999"/><bgColor indexed="64"/></patternFill></fill>
<fill><patternFill patternType="solid"><fgColor indexed="13"/></patternFill></fill><fill><gradientFill><stop position="0"><color rgb="FF00B050"/></stop></gradientFill></fill></fills>
<borders><border/><border><left style="thin"/><right style="hair"><color auto="1"/></right><top style="medium"><color rgb="FF0000FF"/></top><bottom style="double"/></border></borders>
<cellStyleXfs><xf fillId="3"/></cellStyleXfs>
<cellXfs><xf fontId="0"/><xf fontId="1" fillId="2" borderId="1"><alignment horizontal="center" vertical="top" wrapText="1"/></xf>
<xf fontId="2" fillId="3" borderId="99"><alignment indent="2" textRotation="135"/></xf><xf fontId="77" fillId="4"/></cellXfs>
<dxfs><dxf><font><b/></font><fill><patternFill><bgColor rgb="FF123456"/></patternFill></fill></dxf></dxfs>
<colors><indexedColors><rgbColor rgb="00000000"/><rgbColor rgb="0"/><rgbColor/><rgbColor/><rgbColor/><rgbColor/><rgbColor/><rgbColor/>
<rgbColor/><rgbColor/><rgbColor/><rgbColor/><rgbColor/><rgbColor rgb="00FFCC00"/></indexedColors></colors></styleSheet>"#;
const THEME: &str = r#"<a:theme xmlns:a="a"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>
<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme>
<a:fmtScheme><a:accent1/><a:srgbClr val="FF0000"/></a:fmtScheme></a:themeElements></a:theme>"#;

fn xlsx(styles: &str, theme: &str) -> Vec<u8> {
    let sheet = r#"<worksheet><sheetViews><sheetView showGridLines="0"/></sheetViews><sheetFormatPr defaultRowHeight="13.5" defaultColWidth="10"/>
<cols><col min="3" max="4" width="12" style="3"/></cols><sheetData><row r="1" ht="33.75"><c r="A1" s="1" t="str"><v>Pagu</v></c><c r="B1" s="2"/><c r="E1"/></row>
<row r="2" s="2" customFormat="1"><c s="1"><v>7</v></c></row></sheetData></worksheet>"#;
    let relations = "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"s.xml\"/>\
         <Relationship Id=\"t\" Type=\"x/theme\" Target=\"warna.xml\"/></Relationships>";
    zip_of(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "xl/workbook.xml",
            br#"<workbook xmlns:r="r"><sheets><sheet name="RFK" r:id="a"/></sheets></workbook>"#,
        ),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/warna.xml", theme.as_bytes()),
        ("xl/s.xml", sheet.as_bytes()),
    ])
}

#[test]
fn xlsx_looks_follow_themes_tints_palettes_rows_and_columns() {
    let grid = first(xlsx::read(
        &xlsx(XLSX_STYLES, THEME),
        &limits(),
        &mut Findings::new("a"),
    ));
    let head = "isi#b4c7e7 b i u wrap huruf#ffffff 9.5 Arial atas:Medium#0000ff kanan:Hair bawah:Double kiri:Thin Centre Top";
    assert_eq!(words(&grid, "A1"), head);
    let second = "isi#ffcc00 s huruf#c00000 lekuk2 putar-45";
    assert_eq!(words(&grid, "B1"), second);
    assert_eq!(words(&grid, "E1"), "11 Calibri");
    assert_eq!(words(&grid, "C1"), "isi#00b050");
    assert_eq!([words(&grid, "A2"), words(&grid, "Z2")], [head, second]);
    assert_eq!([words(&grid, "C9"), words(&grid, "A9")], ["isi#00b050", ""]);
    let looks = &grid.looks;
    assert_eq!(looks.heights.get(&0), Some(&33.75));
    assert_eq!(
        (looks.row_height, looks.col_width),
        (Some(13.5), Some(10.0))
    );
    assert!(looks.no_gridlines);
    // Nothing of it is read unasked.
    let plain = first(xlsx::read(
        &xlsx(XLSX_STYLES, THEME),
        &Limits::default(),
        &mut Findings::new("a"),
    ));
    assert!(!plain.looks.is_known() && plain.looks.heights.is_empty());
    assert_eq!((plain.rows, plain.merges), (grid.rows, grid.merges));
}

#[test]
fn broken_styles_cost_the_looks_only() {
    for cut in (0..XLSX_STYLES.len()).step_by(97) {
        let styles = &XLSX_STYLES[..XLSX_STYLES.floor_char_boundary(cut)];
        let theme = &THEME[..THEME.floor_char_boundary(cut.min(THEME.len()))];
        let grid = first(xlsx::read(
            &xlsx(styles, theme),
            &limits(),
            &mut Findings::new("a"),
        ));
        assert_eq!(
            grid.cell(CellRef::new(1, 0))
                .and_then(crate::model::cell::Cell::number),
            Some(7.0)
        );
    }
}

fn biff(kind: u16, data: &[u8]) -> Vec<u8> {
    let len = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &len.to_le_bytes(), data].concat()
}

fn shorts(numbers: &[u16]) -> Vec<u8> {
    numbers
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect()
}

/// A stream of one sheet whose second format is given.
fn stream(version: u16, font_name: &[u8], xf: &[u8]) -> Vec<u8> {
    let font = [&shorts(&[210, 2, 10, 700, 0])[..], &[1, 0, 0, 0], font_name].concat();
    let mut out = biff(0x0809, &shorts(&[version, 5, 0, 0]));
    out.extend(biff(0x0031, &font));
    out.extend(biff(0x00e0, &[0; 20]));
    out.extend(biff(0x00e0, xf));
    let mut palette = shorts(&[56]);
    palette.extend((0..56u8).flat_map(|n| [n, 0xAA, 0xBB, 0]));
    out.extend(biff(0x0092, &palette));
    let name: &[u8] = if version == 0x0600 {
        b"\x00\x00\x03\x00RFK"
    } else {
        b"\x00\x00\x03RFK"
    };
    let at = out.len() + 4 + 4 + name.len() + 4;
    out.extend(biff(
        0x0085,
        &[&u32::try_from(at).unwrap().to_le_bytes()[..], name].concat(),
    ));
    out.extend(biff(0x000a, &[]));
    out.extend(biff(0x0809, &shorts(&[version, 0x10, 0, 0])));
    out.extend(biff(0x0225, &shorts(&[0, 300])));
    out.extend(biff(0x0208, &shorts(&[0, 0, 9, 510, 0, 0, 0, 0])));
    out.extend(biff(0x0208, &shorts(&[1, 0, 9, 255, 0, 0, 0x80, 1])));
    out.extend(biff(
        0x0203,
        &[shorts(&[0, 0, 1]), 7f64.to_le_bytes().to_vec()].concat(),
    ));
    out.extend(biff(0x00be, &shorts(&[0, 1, 1, 0, 1, 3])));
    out.extend(biff(0x0201, &shorts(&[1, 0, 0])));
    out.extend(biff(0x023e, &shorts(&[0])));
    out.extend(biff(0x000a, &[]));
    out
}

#[test]
fn xls_looks_are_read_of_both_versions() {
    let xf = [
        &shorts(&[0, 0, 1])[..],
        &[0b0001_1010, 90, 3, 0],
        // Left thin, right medium, top double, bottom hair; colours 10 (left) and 11 (right).
        &(1u32 | 2 << 4 | 6 << 8 | 7 << 12 | 10 << 16 | 11 << 23).to_le_bytes(),
        &(64u32 | 12 << 7 | 1 << 26).to_le_bytes(),
        &(0x000d_u16 | 0x40 << 7).to_le_bytes(),
    ]
    .concat();
    let expected = "isi#05aabb b i u wrap huruf#02aabb 10.5 Arial atas:Double kanan:Medium#03aabb bawah:Hair#04aabb kiri:Thin#02aabb Centre Centre lekuk3 putar90";
    let xf5 = [
        &shorts(&[0, 0, 1])[..],
        &[0b0001_1010, 2],
        &(0x0d_u32 | 0x41 << 7 | 1 << 16 | 7 << 22 | 0x0c << 25).to_le_bytes(),
        &(6u32 | 1 << 3 | 2 << 6 | 64 << 9 | 10 << 16 | 11 << 23).to_le_bytes(),
    ]
    .concat();
    let check = |version, name: &[u8], xf: &[u8], expected: &str| {
        let grid = first(xls::read(
            &stream(version, name, xf),
            &limits(),
            &mut Findings::new("a"),
        ));
        for at in ["A1", "B1", "D1", "C2"] {
            assert_eq!(words(&grid, at), expected, "{at}");
        }
        assert!(!words(&grid, "C1").contains("isi") && !words(&grid, "A2").contains("isi"));
        assert_eq!(grid.looks.heights.get(&0), Some(&25.5));
        assert_eq!(grid.looks.row_height, Some(15.0));
        assert!(grid.looks.no_gridlines);
    };
    check(0x0600, b"\x05\x00Arial", &xf, expected);
    check(0x0500, b"\x05Arial", &xf5, &expected.replace(" lekuk3", ""));
}

#[test]
fn ods_looks_follow_parents_defaults_and_columns() {
    let document = r##"<office:document><office:font-face-decls><style:font-face style:name="Arial1" svg:font-family="'Arial Narrow'"/></office:font-face-decls>
<office:styles><style:default-style style:family="table-cell"><style:text-properties style:font-name="Arial1" fo:font-size="10pt"/></style:default-style>
<style:style style:name="Default" style:family="table-cell"/></office:styles>
<office:automatic-styles><style:style style:name="ro1" style:family="table-row"><style:table-row-properties style:row-height="1cm"/></style:style>
<style:style style:name="a" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties fo:background-color="#ffcc00" fo:border="0.06pt solid #000000" style:vertical-align="middle" fo:wrap-option="wrap"/>
<style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold" fo:font-style="italic" fo:color="#c00000"/></style:style>
<style:style style:name="b" style:family="table-cell" style:parent-style-name="a"><style:table-cell-properties fo:background-color="transparent" fo:border-top="none" style:rotation-angle="90"/>
<style:text-properties fo:font-weight="normal" style:text-underline-style="solid" fo:font-size="8pt"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="RFK"><table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="a"/>
<table:table-row table:style-name="ro1"><table:table-cell table:style-name="a" office:value-type="float" office:value="7"/><table:table-cell table:style-name="b" table:number-columns-repeated="2"/></table:table-row>
<table:table-row table:number-rows-repeated="3"><table:table-cell table:style-name="b"/><table:table-cell/></table:table-row><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table></office:spreadsheet></office:body></office:document>"##;
    let grid = first(ods::read_flat(
        document.as_bytes(),
        &limits(),
        &mut Findings::new("a"),
    ));
    let own = "isi#ffcc00 b i wrap huruf#c00000 10 Arial Narrow atas:Thin#000000 kanan:Thin#000000 bawah:Thin#000000 kiri:Thin#000000 Centre Centre";
    let child = "i u wrap huruf#c00000 8 Arial Narrow kanan:Thin#000000 bawah:Thin#000000 kiri:Thin#000000 Centre Centre putar90";
    for (at, expected) in [
        ("A1", own),
        ("C1", child),
        ("A4", child),
        ("B2", "10 Arial Narrow"),
        ("A5", "10 Arial Narrow"),
        ("C3", own),
    ] {
        assert_eq!(words(&grid, at), expected, "{at}");
    }
    let points = grid.looks.heights.get(&0).copied().unwrap();
    assert!((points - 28.346).abs() < 0.01, "{points}");
}

#[test]
fn spreadsheetml_looks_are_read() {
    let text = r##"<Workbook><Styles><Style ss:ID="Default"><Font ss:FontName="Calibri" ss:Size="11"/></Style>
<Style ss:ID="s1"><Alignment ss:Horizontal="Right" ss:Vertical="Top" ss:WrapText="1" ss:Rotate="45"/><Borders><Border ss:Position="Top" ss:LineStyle="Continuous" ss:Weight="2" ss:Color="#FF0000"/>
<Border ss:Position="Left" ss:LineStyle="Dash" ss:Weight="1"/></Borders><Font ss:Bold="1" ss:Underline="Single" ss:Color="#0000FF"/><Interior ss:Color="#FFFF99" ss:Pattern="Solid"/></Style></Styles>
<Worksheet ss:Name="RFK"><Table ss:DefaultRowHeight="15"><Column ss:StyleID="s1"/><Row ss:Height="30"><Cell ss:StyleID="s1" ss:MergeAcross="1"><Data ss:Type="Number">7</Data></Cell><Cell><Data ss:Type="Number">1</Data></Cell></Row></Table></Worksheet></Workbook>"##;
    let grid = first(spreadsheetml::read(
        text,
        &limits(),
        &mut Findings::new("a"),
    ));
    let own = "isi#ffff99 b u wrap huruf#0000ff 11 Calibri atas:Medium#ff0000 kiri:Dashed Right Top putar45";
    assert_eq!(
        [words(&grid, "A1"), words(&grid, "B1"), words(&grid, "A9")],
        [own; 3]
    );
    assert_eq!(words(&grid, "C1"), "11 Calibri");
    assert_eq!(grid.looks.heights.get(&0), Some(&30.0));
}

#[test]
fn pages_give_looks_by_attribute_style_and_rule() {
    let page = "<style><!-- td {font-size:9pt} /* x } */ .xl65{background:#DDEBF7; border:.5pt solid windowtext;} td.z, a b {color:red} --></style>
        <table border=1><tr height=40><th bgcolor=yellow width=70>No<td class='xl65 z' style='text-align:right'><b>1</b><td nowrap><font color=blue face=Tahoma><i>x</i></font></table>";
    let grid = first(html::read(
        &[page.to_owned()],
        &limits(),
        &mut Findings::new("a"),
    ));
    let lines = |kind| {
        ["atas", "kanan", "bawah", "kiri"]
            .map(|side| format!("{side}:{kind}"))
            .join(" ")
    };
    let thin = lines("Thin");
    for (at, expected) in [
        ("A1", format!("isi#ffff00 b wrap {thin} Centre Centre")),
        (
            "B1",
            format!("isi#ddebf7 b wrap huruf#ff0000 9 {thin} Right Centre"),
        ),
        ("C1", format!("i huruf#0000ff 9 Tahoma {thin} Centre")),
    ] {
        assert_eq!(words(&grid, at), expected, "{at}");
    }
    assert_eq!(grid.looks.heights.get(&0), Some(&30.0));
    assert_eq!(grid.widths.get(&0), Some(&10.0));
}

#[test]
fn xlsb_looks_are_read() {
    let record =
        |kind: u8, data: &[u8]| [&[kind, u8::try_from(data.len()).unwrap()], data].concat();
    let wide = |text: &str| {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [
            u32::try_from(units.len() / 2)
                .unwrap()
                .to_le_bytes()
                .to_vec(),
            units,
        ]
        .concat()
    };
    let rgb = |r, g, b| [5, 0, 0, 0, r, g, b, 255];
    let theme = |index| [7, index, 0, 0, 0, 0, 0, 255];
    let none = [0u8; 8];
    let font = [
        &shorts(&[220, 2, 700, 0])[..],
        &[0; 4],
        &rgb(192, 0, 0),
        &[0],
        &wide("Arial"),
    ]
    .concat();
    let fill = [&1u32.to_le_bytes()[..], &theme(4), &none].concat();
    let line = |kind: u8| [&[kind, 0][..], &none].concat();
    let border = [vec![0], line(2), line(7), line(1), line(0)].concat();
    let xf = [
        &shorts(&[0, 0, 0, 0, 0])[..],
        &[0, 1],
        &shorts(&[2 | 1 << 3 | 0x40]),
    ]
    .concat();
    let styles = [
        record(43, &font),
        record(45, &fill),
        record(46, &border),
        vec![0xe9, 0x04, 0],
        record(47, &xf),
        vec![0xea, 0x04, 0],
    ]
    .concat();
    let kinds = xlsb::looks_of(&styles);
    let grid = Grid {
        looks: crate::model::look::Looks {
            cols: vec![crate::model::look::Run {
                first: 0,
                last: 0,
                kind: 0,
            }],
            kinds,
            ..Default::default()
        },
        ..Grid::default()
    };
    assert_eq!(
        words(&grid, "A1"),
        "isi#4f81bd b i wrap huruf#c00000 11 Arial atas:Medium bawah:Hair kiri:Thin Centre Centre lekuk1"
    );
}

proptest! {
    #[test]
    fn any_styles_end(pieces in prop::collection::vec(prop_oneof![
        Just("<fonts>"), Just("<font>"), Just("</font>"), Just("<sz val='1e99'/>"), Just("<color theme='99' tint='9e9'/>"), Just("</fonts>"),
        Just("<fills>"), Just("<fill>"), Just("<fgColor indexed='4294967295'/>"), Just("<patternFill patternType='solid'/>"), Just("</fill>"),
        Just("<borders>"), Just("<border>"), Just("<top style='x'>"), Just("<color rgb='zz'/>"), Just("</border>"), Just("<cellXfs>"),
        Just("<xf fontId='-1' fillId='0' borderId='0'>"), Just("<alignment textRotation='999' indent='999'/>"), Just("</xf>"), Just("<xf/>"),
        Just("<indexedColors>"), Just("<rgbColor rgb='FF00'/>"), Just("&x;"), Just("<"), Just("'"),
    ], 0..40)) {
        let part = pieces.concat();
        let mut colours = colour::Colours::default();
        let _ = xlsx::styles::looks(&part, &mut colours);
        xlsx::theme::read(&part, &mut colours);
    }

    #[test]
    fn any_page_style_ends(text in "[a-z#{}:;.,()0-9 é*/<-]{0,80}") {
        let page = format!("<style>{text}</style><table><tr style='{text}'><td style='{text}' bgcolor='{text}'>1</table>");
        let _ = html::read(&[page], &limits(), &mut Findings::new("a"));
    }

    #[test]
    fn any_formats_of_a_stream_end(font in prop::collection::vec(any::<u8>(), 0..40), xf in prop::collection::vec(any::<u8>(), 0..24)) {
        for version in [0x0500, 0x0600] {
            let _ = xls::read(&stream(version, &font, &xf), &limits(), &mut Findings::new("a"));
        }
        let _ = xlsb::looks_of(&[font, xf].concat());
    }
}

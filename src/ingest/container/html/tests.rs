//! Pages as PHP applications and office programs write them.

use super::*;
use crate::model::cell::CellRef;
use crate::model::cell::NumberFormat;
use crate::model::grid::Grid;
use proptest::prelude::*;

fn open(page: &str) -> Read<Workbook> {
    read(
        &[page.to_owned()],
        &Limits::default(),
        &mut Findings::new("a.xls"),
    )
}

#[test]
fn spans_become_merges_and_titles_the_preamble() {
    let workbook = open(
        "<html><head><title>x</title><style>td{}</style></head><body><h3>LAPORAN  RFK</h3><p>Bulan<br>Desember 2023</p>
        <table><tr><th rowspan=2>No</th><th colspan='2'>Keuangan</th><tr><td>Rp<td>%
        <tr style='display: none'><td>1<td>1.234.567,89<td>=1+1</table>
        <p>Mengetahui</p><table><tr><td x:num='0.85' x:fmla='=A1'>85%<td sdval=45291>31/12/2023</td><td sdval=0>-</td></tr></table>",
    )
    .unwrap();
    let grid = &workbook.grids[0];
    let preamble: Vec<&str> = grid.preamble.iter().map(|line| &**line).collect();
    assert_eq!(preamble, ["LAPORAN RFK", "Bulan", "Desember 2023"]);
    let text = |grid: &Grid, at: &str| grid.cell(at.parse::<CellRef>().unwrap()).unwrap().display();
    assert_eq!(
        [text(grid, "A1"), text(grid, "B2"), text(grid, "C2")],
        ["No", "Rp", "%"]
    );
    assert_eq!(
        [text(grid, "B3"), text(grid, "C3")],
        ["1.234.567,89", "=1+1"]
    );
    let merges: Vec<String> = grid.merges.iter().map(ToString::to_string).collect();
    assert_eq!(merges, ["A1:A2", "B1:C1"]);
    assert!(grid.hidden_rows.contains(&2));
    let second = &workbook.grids[1];
    assert_eq!(&*second.preamble[0], "Mengetahui");
    let cell = second.cell(CellRef::new(0, 0)).unwrap();
    assert_eq!(
        (cell.number(), cell.format),
        (Some(0.85), NumberFormat::Percent)
    );
    assert_eq!(
        [text(second, "B1"), text(second, "C1")],
        ["31/12/2023", "0"]
    );
}

#[test]
fn nested_tables_are_grids_of_their_own_and_pages_without_one_are_refused() {
    let workbook = open("<table><tr><td>luar<table><tr><td>dalam</table>").unwrap();
    let firsts: Vec<String> = workbook
        .grids
        .iter()
        .map(|g| g.cell(CellRef::new(0, 0)).unwrap().display())
        .collect();
    assert_eq!(firsts, ["luar", "dalam"]);
    assert_eq!(
        open("<p>x</p>").map(|_| ()).map_err(|r| r.code.id),
        Err("F023")
    );
    let formats = "<b id=x>".repeat(6_000);
    assert_eq!(
        open(&formats).map(|_| ()).map_err(|r| r.code.id),
        Err("F009")
    );
}

proptest! {
    #[test]
    fn any_page_ends(pieces in prop::collection::vec(prop_oneof![
        Just("<table>"), Just("</table>"), Just("<tr>"), Just("<td rowspan=4294967295 colspan=99999>"), Just("<td>"), Just("<th rowspan=3>"),
        Just("</td>"), Just("x"), Just("<b>"), Just("<p>"), Just("<!--"), Just("<script>"), Just("&nbsp;"), Just("<caption>"), Just("<"), Just("<tbody>"),
    ], 0..60)) {
        let _ = open(&pieces.concat());
    }
}

//! Lines and places of a lembar koreksi.

use super::*;

#[test]
fn places_are_written_short() {
    let at = |text: &str| text.parse::<CellRef>().unwrap();
    let cells = |texts: &[&str]| alamat(&texts.iter().map(|text| at(text)).collect::<Vec<_>>());
    assert_eq!(cells(&[]), "");
    assert_eq!(cells(&["C17"]), "C17");
    assert_eq!(cells(&["H16", "H21"]), "H16, H21");
    assert_eq!(cells(&["C14", "C15", "C16", "C220"]), "C14:C220 (4 sel)");
}

#[test]
fn numbers_are_written_as_officials_read_them() {
    assert_eq!(angka(2_590_469_000.0), "2.590.469.000");
    assert_eq!(angka(-12.5), "-12,5");
    assert_eq!(angka(0.0), "0");
}

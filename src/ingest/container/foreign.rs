//! Spreadsheets and tables of other programs: recognised only to be refused by name, never read as text.

/// First bytes of binary forms; none of them can begin a text.
const MAGIC: &[&[u8]] = &[
    b"\0\0\x02\0", // Lotus 1-2-3 (WKS, WK1), Quattro Pro
    b"\0\0\x1a\0", // Lotus 1-2-3 (WK3, WK4, 123)
    b"SQLite format 3\0",
    b"\0\x01\0\0Standard Jet DB",
    b"\0\x01\0\0Standard ACE DB",
    b"PAR1",
    b"ARROW1\0\0",
];

/// Returns whether bytes are a binary form of another program.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    MAGIC.iter().any(|magic| bytes.starts_with(magic)) || is_dbase(bytes)
}

/// dBase and `FoxPro`: a version, a date, and a list of fields of 32 bytes each that ends with 0x0D.
fn is_dbase(bytes: &[u8]) -> bool {
    let Some([version, _, month, day]) = bytes.first_chunk() else {
        return false;
    };
    let header = usize::from(super::cfb::u16_at(bytes, 8));
    let field_ends = |end: usize| end >= 65 && bytes.get(end - 1) == Some(&0x0d);
    matches!(version, 0x02..=0x05 | 0x30..=0x32 | 0x43 | 0x63 | 0x83 | 0x8b | 0x8e | 0xcb | 0xf5)
        && (1..=12).contains(month)
        && (1..=31).contains(day)
        && (field_ends(header) || field_ends(header.saturating_sub(263)))
}

/// Returns whether a text is a form of another program; `lower` is its head in lower case.
///
/// "ID;P" also begins a plain list ("ID;Pagu"): SYLK has a record of its own on the next line.
pub(super) fn is_text(start: &str, lower: &str) -> bool {
    let mut lines = start.lines();
    let (first, second) = (lines.next().unwrap_or(""), lines.next().unwrap_or(""));
    let sylk = first.starts_with("ID;")
        && ["P;P", "B;", "C;", "F;", "O;", "NN;", "NE;", "NU;"]
            .iter()
            .any(|record| second.starts_with(record));
    let dif = first == "TABLE" && second.trim().starts_with("0,1");
    let social = first.starts_with("socialcalc:");
    sylk || dif || social || is_gnumeric(lower) || lower.contains("<uof:uof")
}

fn is_gnumeric(lower: &str) -> bool {
    ["<gnm:workbook", "<gmr:workbook"]
        .iter()
        .any(|root| lower.contains(root))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_list_is_not_taken_for_another_programs_form() {
        let check = |text: &str, expected: bool| {
            assert_eq!(is_text(text, &text.to_lowercase()), expected, "{text:?}");
        };
        check("ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K1\r\nE", true);
        check("ID;Pagu;Realisasi\nA1;500;200\n", false);
        check("ID;PROGRAM;PAGU\nPROG;x;1\n", false);
        check("TABLE\r\n0,1\r\n\"EXCEL\"\r\n", true);
        check("TABLE\n1;2\n", false);
        check("socialcalc:version:1.5\nMIME-Version: 1.0", true);
        check("<?xml version='1.0'?><gnm:Workbook/>", true);
        check("<uof:UOF/>", true);
    }
}

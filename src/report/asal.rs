//! Links from Data to the cell of the office's own file, where the workbook lies beside the inputs in a working folder.

use rust_xlsxwriter::Url;

use crate::model::cell::CellRef;

/// Excel takes no longer address.
const LONGEST: usize = 2_000;

/// Returns the link to a file below the folder of inputs, opened at a cell where its container has sheets; `None` where
/// its name can't be part of an address. A member of a zip is reached through the zip.
pub(super) fn tautan(
    masuk: &str,
    file: &str,
    (sheet, cell): (Option<&str>, Option<CellRef>),
) -> Option<Url> {
    let (path, member) = outermost(file);
    // Both mean something of their own in an address.
    if path.contains(['#', '%']) {
        return None;
    }
    let place = match (sheet, cell) {
        (Some(sheet), Some(cell)) if !member => {
            format!("#'{}'!{cell}", sheet.replace('\'', "''"))
        }
        _ => String::new(),
    };
    let target = format!("file:///{masuk}/{path}{place}");
    (target.len() < LONGEST).then(|| Url::new(target).set_text(file))
}

/// The file on the disk, and whether the one that is meant lies inside it.
fn outermost(file: &str) -> (&str, bool) {
    let lower = file.to_ascii_lowercase();
    match lower.find(".zip/") {
        Some(at) => (&file[..at + 4], true),
        None => (file, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zip_stands_for_its_members() {
        assert_eq!(outermost("a/RFK.xlsx"), ("a/RFK.xlsx", false));
        assert_eq!(outermost("Kec Ü.ZIP/b.xlsx"), ("Kec Ü.ZIP", true));
    }

    #[test]
    fn a_name_that_would_change_the_address_gets_no_link() {
        let at = (Some("RFK"), Some(CellRef::new(1, 1)));
        assert!(tautan("../../masuk/2026-09", "RFK Dinkes (fix).xlsx", at).is_some());
        for name in ["RFK #2.xlsx", "50%.xlsx"] {
            assert!(tautan("../../masuk/2026-09", name, at).is_none(), "{name}");
        }
    }
}

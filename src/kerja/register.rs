//! The receipt register on disk: read whole, added to at its end, what stands in it never changed.

use std::io;
use std::path::Path;

use jiff::civil::DateTime;

use super::replace;
use crate::error::Error;

/// Name of the register.
pub const NAMA: &str = "penerimaan.csv";

/// The header of a new register, with the mark by which Excel knows UTF-8.
pub const KEPALA: &str = "\u{feff}opd;file;hash;diterima_pada;cara;catatan\r\n";

/// A receipt to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terima {
    pub opd: String,
    /// Relative to the folder of inputs.
    pub file: String,
    /// Of the bytes, hexadecimal.
    pub hash: String,
    pub pada: DateTime,
    pub cara: String,
    pub catatan: String,
}

/// Adds receipts at the end of a register, which is made where it is missing.
///
/// # Errors
/// Where it can't be read or replaced (on Windows: while Excel holds it); it is then as it was.
pub fn add(path: &Path, terima: &[Terima]) -> Result<(), Error> {
    let old = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => KEPALA.into(),
        Err(source) => {
            let path = path.to_owned();
            return Err(Error::Read { path, source });
        }
    };
    replace(path, &with_added(&old, terima))
}

/// Returns a register's bytes with receipts added, in its own delimiter and line ends.
fn with_added(old: &[u8], terima: &[Terima]) -> Vec<u8> {
    let mut bytes = old.to_vec();
    let line_end: &[u8] = if old.windows(2).any(|two| two == b"\r\n") || old.is_empty() {
        b"\r\n"
    } else {
        b"\n"
    };
    if bytes.is_empty() {
        bytes.extend_from_slice(KEPALA.as_bytes());
    } else if !bytes.ends_with(b"\n") {
        bytes.extend_from_slice(line_end);
    }
    let head = String::from_utf8_lossy(bytes.split(|byte| *byte == b'\n').next().unwrap_or(&[]))
        .into_owned();
    let delimiter = crate::consolidate::register::delimiter(&head);
    for receipt in terima {
        let cells = receipt.cells(&head, delimiter);
        bytes.extend_from_slice(cells.join(&delimiter.to_string()).as_bytes());
        bytes.extend_from_slice(line_end);
    }
    bytes
}

impl Terima {
    /// Returns the cells in the order of the header; a column that the analyst added stays blank.
    fn cells(&self, head: &str, delimiter: char) -> Vec<String> {
        let of = |name: &str| match name {
            "opd" => self.opd.clone(),
            "file" | "berkas" => self.file.clone(),
            // Kept as text by Excel: a hash of digits would become a number.
            "hash" => format!("'{}", self.hash),
            "diterima_pada" | "diterima pada" => self.pada.strftime("%Y-%m-%d %H:%M").to_string(),
            "cara" => self.cara.clone(),
            "catatan" => self.catatan.clone(),
            _ => String::new(),
        };
        head.trim_start_matches('\u{feff}')
            .trim_end()
            .split(delimiter)
            .map(|name| {
                quoted(
                    &of(&name.trim_matches('"').trim().to_lowercase()),
                    delimiter,
                )
            })
            .collect()
    }
}

/// Writes a cell so that neither a delimiter nor a formula comes of it.
fn quoted(text: &str, delimiter: char) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t']);
    let text = if is_formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([delimiter, '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::consolidate::register::Register;

    fn receipt(file: &str, catatan: &str) -> Terima {
        Terima {
            opd: "dlh".to_owned(),
            file: file.to_owned(),
            hash: "00ab12cd".to_owned(),
            pada: jiff::civil::date(2026, 10, 8).at(14, 5, 0, 0),
            cara: "surel".to_owned(),
            catatan: catatan.to_owned(),
        }
    }

    fn check(old: &str, expected: &str) {
        let made = with_added(old.as_bytes(), &[receipt("a;b.xlsx", "=1+1")]);
        assert_eq!(String::from_utf8(made).unwrap(), expected);
    }

    #[test]
    fn receipts_are_added_in_the_way_of_the_register() {
        check(
            "",
            "\u{feff}opd;file;hash;diterima_pada;cara;catatan\r\ndlh;\"a;b.xlsx\";'00ab12cd;2026-10-08 14:05;surel;'=1+1\r\n",
        );
        check(
            "Hash,File,No,Diterima pada\nx,y,1,z",
            "Hash,File,No,Diterima pada\nx,y,1,z\n'00ab12cd,a;b.xlsx,,2026-10-08 14:05\n",
        );
    }

    #[test]
    fn what_stood_in_a_register_stays_byte_for_byte() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAMA);
        add(&path, &[receipt("a.xlsx", "")]).unwrap();
        let mut old = std::fs::read(&path).unwrap();
        old.extend_from_slice(b"dlh;caf\xe9.xlsx;;8/10/2026;;\r\n"); // as Excel saves windows-1252
        std::fs::write(&path, &old).unwrap();
        add(&path, &[receipt("b.xlsx", "")]).unwrap();
        let new = std::fs::read(&path).unwrap();
        assert!(new.starts_with(&old) && new.len() > old.len());
    }

    proptest! {
        #[test]
        fn what_is_added_is_read_back(file in "[a-z;,\"= ]{1,12}[a-z]", catatan in "[^\u{0}-\u{1f}]{0,12}") {
            let receipt = receipt(&file, &catatan);
            let text = String::from_utf8(with_added(b"", std::slice::from_ref(&receipt))).unwrap();
            let read = Register::parse(&text, &Arc::from(NAMA)).value.entri;
            prop_assert_eq!(read.len(), 1);
            prop_assert_eq!(&read[0].hash, &receipt.hash);
            prop_assert_eq!(read[0].diterima.tanggal, receipt.pada.date());
        }
    }
}

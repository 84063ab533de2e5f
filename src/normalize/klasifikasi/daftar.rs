//! A list of activities as delimited text with a header: CSV or TSV, any of `,` `;` tab `|`, quotes doubled.

use crate::model::nilai::Sen;
use crate::normalize::fold::fold;

use super::Kegiatan;

/// One line of a list; a column that the list lacks is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Baris {
    pub uraian: String,
    pub kode_rekening: String,
    pub sub_kegiatan: String,
    pub kode_sub_kegiatan: String,
    pub jenis_pengadaan: String,
    pub pagu_rp: String,
    /// Every field by its header, for lists that hold more (the labelled ones).
    pub lain: Vec<String>,
}

/// A list with the folded names of its columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Daftar {
    pub kolom: Vec<String>,
    pub baris: Vec<Baris>,
}

impl Baris {
    #[must_use]
    pub fn kegiatan(&self) -> Kegiatan<'_> {
        Kegiatan {
            uraian: &self.uraian,
            kode_rekening: stated(&self.kode_rekening),
            sub_kegiatan: stated(&self.sub_kegiatan),
            kode_sub_kegiatan: stated(&self.kode_sub_kegiatan),
            jenis_pengadaan: stated(&self.jenis_pengadaan),
            pagu: self.pagu_rp.trim().parse().ok().and_then(Sen::from_rupiah),
            tingkat: None,
        }
    }
}

impl Daftar {
    /// Reads a list; `None` where its header names no `uraian`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let delimiter = sniff(text);
        let mut records = Rekaman {
            rest: text,
            delimiter,
        };
        let kolom: Vec<String> = records
            .next()?
            .iter()
            .map(|name| fold(name).replace(' ', "_"))
            .collect();
        let of = |name: &str| kolom.iter().position(|column| column == name);
        let uraian = of("uraian")?;
        let columns = [
            of("kode_rekening"),
            of("sub_kegiatan"),
            of("kode_sub_kegiatan"),
            of("jenis_pengadaan"),
            of("pagu_rp"),
        ];
        let baris = records
            .filter(|record| record.iter().any(|field| !field.trim().is_empty()))
            .map(|record| {
                let at = |column: Option<usize>| {
                    column
                        .and_then(|c| record.get(c))
                        .cloned()
                        .unwrap_or_default()
                };
                Baris {
                    uraian: at(Some(uraian)),
                    kode_rekening: at(columns[0]),
                    sub_kegiatan: at(columns[1]),
                    kode_sub_kegiatan: at(columns[2]),
                    jenis_pengadaan: at(columns[3]),
                    pagu_rp: at(columns[4]),
                    lain: record,
                }
            })
            .collect();
        Some(Self { kolom, baris })
    }

    /// Returns a field by its column's name.
    #[must_use]
    pub fn field<'a>(&self, baris: &'a Baris, name: &str) -> &'a str {
        let column = self.kolom.iter().position(|column| column == name);
        column
            .and_then(|c| baris.lain.get(c))
            .map_or("", String::as_str)
    }
}

fn stated(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.trim().is_empty())
}

/// Decodes a list: UTF-8, UTF-16 with its mark, else Windows' Western letters.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .get(2..)
            .unwrap_or_default()
            .chunks_exact(2)
            .map(|pair| unit([pair[0], pair[1]]))
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => std::str::from_utf8(bytes).map_or_else(
            |_| bytes.iter().map(|byte| char::from(*byte)).collect(),
            str::to_owned,
        ),
    }
}

/// Returns the delimiter that occurs most often in the header, outside of quotes.
fn sniff(text: &str) -> char {
    let header = text.lines().next().unwrap_or_default();
    let count = |delimiter: char| {
        let mut quoted = false;
        header
            .chars()
            .filter(|c| {
                quoted ^= *c == '"';
                !quoted && *c == delimiter
            })
            .count()
    };
    // The last of equals wins: a header of one column is split by nothing that a name would hold.
    [',', '|', ';', '\t']
        .into_iter()
        .max_by_key(|delimiter| count(*delimiter))
        .unwrap_or('\t')
}

struct Rekaman<'a> {
    rest: &'a str,
    delimiter: char,
}

impl Iterator for Rekaman<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut record = Vec::new();
        loop {
            let (field, ended) = self.field();
            record.push(field);
            if ended {
                return Some(record);
            }
        }
    }
}

impl Rekaman<'_> {
    /// Takes one field; the second value says that the record ends with it.
    fn field(&mut self) -> (String, bool) {
        let mut field = String::new();
        if let Some(quoted) = self.rest.strip_prefix('"') {
            self.rest = quoted;
            while let Some(end) = self.rest.find('"') {
                field.push_str(&self.rest[..end]);
                self.rest = &self.rest[end + 1..];
                let Some(more) = self.rest.strip_prefix('"') else {
                    return self.finish(field);
                };
                field.push('"');
                self.rest = more;
            }
            // A quote that nothing closes holds the rest of the text.
            field.push_str(self.rest);
            self.rest = "";
            return (field, true);
        }
        self.finish(field)
    }

    /// Takes what stands before the next delimiter or line break.
    fn finish(&mut self, mut field: String) -> (String, bool) {
        let Some(end) = self.rest.find([self.delimiter, '\n', '\r']) else {
            field.push_str(self.rest);
            self.rest = "";
            return (field, true);
        };
        field.push_str(&self.rest[..end]);
        let stop = self.rest.as_bytes()[end];
        self.rest = &self.rest[end + 1..];
        if stop == b'\r' {
            self.rest = self.rest.strip_prefix('\n').unwrap_or(self.rest);
        }
        (field, stop == b'\n' || stop == b'\r')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let daftar = Daftar::parse(text).unwrap();
        let read: Vec<(&str, &str)> = daftar
            .baris
            .iter()
            .map(|b| (b.uraian.as_str(), b.kode_rekening.as_str()))
            .collect();
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn lists_are_read_in_any_delimiter() {
        check(
            "uraian,kode_rekening\nA,5.2\r\n\"B, \"\"C\"\"\nD\",5.1\n",
            &[("A", "5.2"), ("B, \"C\"\nD", "5.1")],
        );
        check(
            "\u{feff}No;Kode Rekening;Uraian\n1;5.2.03;Jalan, desa\n;;\n",
            &[("Jalan, desa", "5.2.03")],
        );
        check("uraian\tx\nA\"B\ty", &[("A\"B", "")]);
        check("URAIAN\nJalan A, Desa B", &[("Jalan A, Desa B", "")]);
        check(
            "uraian,kode_rekening\n\"tak tertutup",
            &[("tak tertutup", "")],
        );
        assert_eq!(Daftar::parse("nama,kode\nA,1"), None);
        assert_eq!(Daftar::parse(""), None);
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(decode(b"\xff\xfea\0b\0"), "ab");
        assert_eq!(decode("é".as_bytes()), "é");
        assert_eq!(decode(b"\xe9"), "é");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(uraian[,;\t])?[a\",;\n\r]*") {
            let _ = Daftar::parse(&text);
        }
    }
}

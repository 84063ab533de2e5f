//! A cell of a packed workbook given another value, as a person would who types over it.

use super::paket::Paket;

/// What is typed into a cell.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Isian {
    Angka(f64),
    Teks(&'static str),
    Kosong,
}

impl Paket {
    /// Types into a cell of a sheet's part, which must stand there; its format stays.
    pub(crate) fn isi(&mut self, part: &str, cell: &str, value: Isian) {
        let content = self.bagian.get_mut(part).unwrap();
        let text = String::from_utf8(std::mem::take(content)).unwrap();
        let (before, rest) = text.split_once(&format!("<c r=\"{cell}\"")).unwrap();
        let open = rest.find('>').unwrap();
        let (attributes, rest) = rest.split_at(open);
        let rest = if attributes.ends_with('/') {
            &rest[1..]
        } else {
            rest.split_once("</c>").unwrap().1
        };
        let style = attributes.split("s=\"").nth(1);
        let style = style
            .and_then(|style| style.split('"').next())
            .unwrap_or("0");
        let cell = match value {
            Isian::Angka(number) => format!("<c r=\"{cell}\" s=\"{style}\"><v>{number}</v></c>"),
            Isian::Teks(text) => {
                format!("<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
            }
            Isian::Kosong => format!("<c r=\"{cell}\" s=\"{style}\"/>"),
        };
        *content = format!("{before}{cell}{rest}").into_bytes();
    }
}

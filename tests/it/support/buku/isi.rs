//! The workbook: its sheets with their cells, its names, its styles and shared texts.

use std::collections::BTreeMap;

use super::alamat::{self, Kisaran};
use super::paket::Paket;
use super::xml::Node;

/// A cell as it is stored.
#[derive(Clone, Debug, Default)]
pub(crate) struct IsiSel {
    pub(crate) gaya: usize,
    /// `s`, `str`, `b`, `e`, `inlineStr`, or nothing for a number.
    pub(crate) jenis: String,
    /// The text of the value; of a shared text its number.
    pub(crate) nilai: Option<String>,
    pub(crate) rumus: Option<String>,
}

/// A worksheet.
#[derive(Clone, Debug)]
pub(crate) struct Lembar {
    pub(crate) nama: String,
    pub(crate) bagian: String,
    pub(crate) ukuran: Option<Kisaran>,
    pub(crate) sel: BTreeMap<alamat::Sel, IsiSel>,
}

/// A defined name; `lembar` where it holds for one sheet only.
#[derive(Clone, Debug)]
pub(crate) struct Tujuan {
    pub(crate) nama: String,
    pub(crate) lembar: Option<usize>,
    pub(crate) isi: String,
}

/// A workbook taken apart.
#[derive(Clone, Debug)]
pub(crate) struct Buku {
    pub(crate) lembar: Vec<Lembar>,
    pub(crate) nama: Vec<Tujuan>,
    pub(crate) teks: Vec<String>,
    /// How many formats cells and conditions may name.
    pub(crate) gaya: usize,
    pub(crate) gaya_syarat: usize,
    pub(crate) paket: Paket,
}

impl Buku {
    pub(crate) fn of(paket: Paket) -> Option<Self> {
        let book = paket.sejenis("", "officeDocument").into_iter().next()?;
        let tree = paket.pohon.get(&book)?;
        let lembar = tree.list("sheets", "sheet").filter_map(|sheet| {
            let part = paket.menuju(&book, sheet.attr("r:id")?)?;
            Some(lembar(sheet.attr("name")?, &part, paket.pohon.get(&part)?))
        });
        let lembar = lembar.collect();
        let nama = tree.list("definedNames", "definedName").map(|name| Tujuan {
            nama: name.attr("name").unwrap_or_default().to_owned(),
            lembar: name.attr("localSheetId").and_then(|id| id.parse().ok()),
            isi: name.text.clone(),
        });
        let nama = nama.collect();
        let other = |kind: &str| {
            let part = paket.sejenis(&book, kind).into_iter().next();
            part.and_then(|part| paket.pohon.get(&part))
        };
        let teks = other("sharedStrings")
            .into_iter()
            .flat_map(|tree| tree.children("si"));
        let teks = teks.map(|one| one.texts("t")).collect();
        let styles = other("styles");
        let count = |of: &str, name: &str| styles.map_or(0, |styles| styles.list(of, name).count());
        let (gaya, gaya_syarat) = (count("cellXfs", "xf"), count("dxfs", "dxf"));
        Some(Self {
            lembar,
            nama,
            teks,
            gaya,
            gaya_syarat,
            paket,
        })
    }

    /// A sheet by its name.
    pub(crate) fn lembar(&self, name: &str) -> Option<&Lembar> {
        self.lembar
            .iter()
            .find(|sheet| sheet.nama.eq_ignore_ascii_case(name))
    }

    pub(crate) fn pohon(&self, sheet: &Lembar) -> &Node {
        &self.paket.pohon[&sheet.bagian]
    }

    /// What a cell shows: the text of a shared or inner text, else the value as it is stored.
    pub(crate) fn tampil(&self, cell: &IsiSel) -> String {
        let value = cell.nilai.clone().unwrap_or_default();
        if cell.jenis != "s" {
            return value;
        }
        let text = value
            .parse()
            .ok()
            .and_then(|index: usize| self.teks.get(index));
        text.cloned().unwrap_or_default()
    }

    /// The range of a name of the whole workbook, with its sheet.
    pub(crate) fn kisaran(&self, name: &str) -> Option<(String, Kisaran)> {
        let mut all = self.nama.iter().filter(|own| own.lembar.is_none());
        let own = all.find(|own| own.nama.eq_ignore_ascii_case(name))?;
        let (sheet, range) = alamat::berlembar(&own.isi);
        Some((sheet?, Kisaran::parse(range)?))
    }
}

fn lembar(name: &str, part: &str, tree: &Node) -> Lembar {
    let mut cells = BTreeMap::new();
    for cell in tree
        .list("sheetData", "row")
        .flat_map(|row| row.children("c"))
    {
        let Some(at) = cell.attr("r").and_then(alamat::sel) else {
            continue;
        };
        let text = |name: &str| cell.child(name).map(|node| node.text.clone());
        let inner = cell.child("is").map(|node| node.texts("t"));
        let own = IsiSel {
            gaya: cell
                .attr("s")
                .and_then(|style| style.parse().ok())
                .unwrap_or(0),
            jenis: cell.attr("t").unwrap_or_default().to_owned(),
            nilai: inner.or_else(|| text("v")),
            rumus: text("f"),
        };
        cells.insert(at, own);
    }
    let size = tree.child("dimension").and_then(|node| node.attr("ref"));
    Lembar {
        nama: name.to_owned(),
        bagian: part.to_owned(),
        ukuran: size.and_then(Kisaran::parse),
        sel: cells,
    }
}

//! The parts of an Excel package: which sheets there are and where, and the plain package made of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::super::package::Package;
use super::super::refusal::{Read, Refusal};
use super::super::relations::{Relation, relations};
use super::super::text::decode_xml;
use super::super::xml::{self, attr};
use crate::diag::catalogue::berkas;

/// Sheets of a workbook at most.
const SHEETS: usize = 1_024;

pub(super) const ROOT_RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// A workbook as its own parts describe it.
pub(super) struct Book {
    pub(super) sheets: Vec<SheetRef>,
    pub(super) is_1904: bool,
    /// Whether Excel is to calculate everything on opening: libraries ask for it, Excel itself doesn't.
    pub(super) uncalculated: bool,
    pub(super) strings: String,
    pub(super) styles: String,
    pub(super) theme: String,
}

pub(super) struct SheetRef {
    pub(super) index: usize,
    pub(super) name: Arc<str>,
    pub(super) hidden: bool,
    pub(super) is_worksheet: bool,
    pub(super) path: String,
}

impl Book {
    pub(super) fn read(package: &mut Package<'_>) -> Read<Self> {
        let root = relations(package, "_rels/.rels", "")?;
        let main = root
            .into_values()
            .find(|relation| relation.kind == "officeDocument");
        let path = main.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.path);
        let part = package.part(&path)?.ok_or_else(|| {
            Refusal::new(
                berkas::MISSING_PART,
                format!("bagian buku kerja {path} tidak ada"),
            )
        })?;
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let folder = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let relations = relations(package, &format!("{folder}_rels/{name}.rels"), &folder)?;
        let of_kind = |kind: &str, default: &str| {
            let found = relations.values().find(|relation| relation.kind == kind);
            found.map_or_else(
                || format!("{folder}{default}"),
                |relation| relation.path.clone(),
            )
        };
        let mut book = Self {
            sheets: Vec::new(),
            is_1904: false,
            uncalculated: false,
            strings: of_kind("sharedStrings", "sharedStrings.xml"),
            styles: of_kind("styles", "styles.xml"),
            theme: of_kind("theme", "theme/theme1.xml"),
        };
        book.read_sheets(&part, &relations, &folder)?;
        if book.sheets.is_empty() {
            return Err(Refusal::new(
                berkas::NO_SHEET,
                "buku kerja tidak memuat lembar",
            ));
        }
        Ok(book)
    }

    fn read_sheets(
        &mut self,
        part: &[u8],
        relations: &BTreeMap<String, Relation>,
        folder: &str,
    ) -> Read<()> {
        let text =
            decode_xml(part).ok_or_else(|| Refusal::damaged("bagian buku kerja bukan teks"))?;
        let mut reader = xml::reader(&text);
        loop {
            match xml::next(&mut reader)? {
                Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                    b"sheet" if self.sheets.len() < SHEETS => {
                        let sheet = self.sheet(&e, relations, folder);
                        self.sheets.push(sheet);
                    }
                    b"workbookPr" if xml::attr_true(&e, "date1904") => self.is_1904 = true,
                    b"calcPr" if xml::attr_true(&e, "fullCalcOnLoad") => self.uncalculated = true,
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn sheet(
        &self,
        e: &BytesStart<'_>,
        relations: &BTreeMap<String, Relation>,
        folder: &str,
    ) -> SheetRef {
        let index = self.sheets.len();
        let relation = relation_id(e).and_then(|id| relations.get(&id));
        SheetRef {
            index,
            name: attr(e, "name").unwrap_or_default().into(),
            hidden: attr(e, "state").is_some_and(|state| state != "visible"),
            // A sheet without a relation is looked for where Excel puts it.
            is_worksheet: relation.is_none_or(|relation| relation.kind == "worksheet"),
            path: relation.map_or_else(
                || format!("{folder}worksheets/sheet{}.xml", index + 1),
                |relation| relation.path.clone(),
            ),
        }
    }
}

/// Returns the `r:id` of a sheet, whatever prefix it has; never its `sheetId`.
fn relation_id(e: &BytesStart<'_>) -> Option<String> {
    e.attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == b"id")
        .map(|a| xml::unescape(&a.value))
}

/// The name under which calamine knows a sheet: real ones may repeat.
pub(super) fn sheet_name(index: usize) -> String {
    format!("s{index}")
}

pub(super) fn sheet_path(index: usize) -> String {
    format!("xl/worksheets/sheet{index}.xml")
}

pub(super) fn workbook_xml(sheets: &[usize], is_1904: bool) -> String {
    let mut out = format!(
        "<workbook><workbookPr date1904=\"{}\"/><sheets>",
        u8::from(is_1904)
    );
    for index in sheets {
        let _ = write!(
            out,
            "<sheet name=\"s{index}\" sheetId=\"{0}\" r:id=\"r{index}\"/>",
            index + 1
        );
    }
    out + "</sheets></workbook>"
}

pub(super) fn workbook_relations(sheets: &[usize]) -> String {
    let mut out = "<Relationships>".to_owned();
    for index in sheets {
        let _ = write!(
            out,
            "<Relationship Id=\"r{index}\" Type=\"/relationships/worksheet\" Target=\"worksheets/sheet{index}.xml\"/>"
        );
    }
    out + "</Relationships>"
}

/// Makes calamine overlook the declared number of shared strings, for which it reserves memory unseen.
pub(super) fn forget_count(strings: &mut [u8]) {
    const COUNT: &[u8] = b"uniqueCount";
    let head = strings.len().min(4_096);
    if let Some(at) = strings[..head]
        .windows(COUNT.len())
        .position(|window| window == COUNT)
    {
        strings[at] = b'x';
    }
}

//! Makes one sample file from its recipe: bytes and the truth about them.

use super::anggaran::{Node, Report};
use super::catalogue::Catalogue;
use super::form::{Layout, Parents, Title};
use super::kasus;
use super::kolom::Col;
use super::masa::{AGUSTUS, SEPTEMBER};
use super::pelengkap::form_kosong;
use super::resep::{Container, Defect, Named, Recipe, Twist};
use super::sheet::{Content, Sheet, address};
use super::{tabel, wadah_ods, wadah_teks, wadah_xlsx, wadah_xml};

/// What a malformed file must be found to be, and where.
#[derive(Clone, Debug)]
pub struct Finding {
    pub kind: &'static str,
    pub sheet: Option<String>,
    pub cells: Vec<String>,
}

/// A sheet and what it is for.
#[derive(Clone, Debug)]
pub struct SheetTruth {
    pub name: String,
    pub role: &'static str,
    /// A copy of another sheet: never counted.
    pub copy: bool,
    pub leaves: usize,
}

/// A planted case and where it stands.
#[derive(Clone, Debug)]
pub struct Planted {
    pub kasus: &'static str,
    pub uraian: String,
    pub sheet: String,
    pub row: u32,
}

/// A finished sample.
pub struct Sample {
    pub recipe: Recipe,
    pub bytes: Vec<u8>,
    pub report: Report,
    pub layout: Layout,
    pub sheets: Vec<SheetTruth>,
    pub planted: Vec<Planted>,
    pub finding: Option<Finding>,
}

/// Makes a sample from its recipe.
#[must_use]
pub fn make(catalogue: &Catalogue, recipe: &Recipe) -> Sample {
    let masa = if recipe.defect == Some(Defect::WrongMonth) {
        AGUSTUS
    } else {
        SEPTEMBER
    };
    let unit = (recipe.layout)(catalogue.office(recipe.opd), &masa).unit;
    let mut report = Report::new(catalogue, recipe.opd, unit);
    kasus::plant(&mut report, recipe.cases);
    let layout = form(recipe, &report);
    if recipe.defect == Some(Defect::TextInMoney) {
        for leaf in text_rows(&mut report) {
            leaf.own.real = 0;
            leaf.own.lalu = 0;
        }
    }
    let mut tables = tables(recipe, &report, &layout);
    let finding = recipe
        .defect
        .map(|defect| spoil(defect, &mut tables, &layout, &report));
    let mut sheets: Vec<SheetTruth> = tables
        .iter()
        .map(|sheet| SheetTruth {
            name: sheet.name.clone(),
            role: "detail",
            copy: false,
            leaves: sheet.marks.len(),
        })
        .collect();
    let planted = tables.iter().flat_map(planted).collect();
    if recipe.twist == Twist::SalinanLembar {
        let mut copy = tables[0].clone();
        copy.name = format!("{} (2)", copy.name);
        sheets.push(SheetTruth {
            name: copy.name.clone(),
            role: "detail",
            copy: true,
            leaves: copy.marks.len(),
        });
        tables.push(copy);
    }
    // The letter stands first, the rest behind the table: as offices do.
    for companion in recipe.companions {
        let sheet = companion.draw(&report);
        let (name, role) = companion.role();
        let truth = SheetTruth {
            name: name.to_owned(),
            role,
            copy: false,
            leaves: 0,
        };
        let at = if role == "other" && !sheet.hidden {
            0
        } else {
            tables.len()
        };
        tables.insert(at, sheet);
        sheets.insert(at.min(sheets.len()), truth);
    }
    let bytes = write(recipe, &tables);
    Sample {
        recipe: *recipe,
        bytes,
        report,
        layout,
        sheets,
        planted,
        finding,
    }
}

fn planted(sheet: &Sheet) -> Vec<Planted> {
    let of = |mark: &super::sheet::Mark| {
        mark.kasus.map(|kasus| Planted {
            kasus,
            uraian: mark.uraian.clone(),
            sheet: sheet.name.clone(),
            row: mark.row + 1,
        })
    };
    sheet.marks.iter().filter_map(of).collect()
}

/// Draws the form with what the recipe changes of it.
fn form(recipe: &Recipe, report: &Report) -> Layout {
    let masa = if recipe.defect == Some(Defect::WrongMonth) {
        AGUSTUS
    } else {
        SEPTEMBER
    };
    let mut layout = (recipe.layout)(&report.office, &masa);
    match recipe.twist {
        Twist::KepalaBerulang => layout.repeat_head = Some(18),
        Twist::Rumus | Twist::SumKurang => layout.formulas = true,
        Twist::IndukBerisi => layout.parents = Parents::Filled,
        Twist::IndukKosong => layout.parents = Parents::Blank,
        Twist::PerKelurahan => layout.parents = Parents::Kelurahan,
        _ => {}
    }
    if let Named::InSheetName(name) = recipe.named {
        name.clone_into(&mut layout.sheet);
        let upper = report.office.nama.to_uppercase();
        layout
            .titles
            .retain(|title| !matches!(title, Title::Center(text) if *text == upper));
        layout.below = super::form::Below::Nothing;
    }
    if recipe.opd == "kec-jatipuro" {
        layout.notes =
            vec!["Catatan : data s.d. 30 September 2026 \u{2013} angka sementara".to_owned()];
    }
    if recipe.defect == Some(Defect::MissingColumn) {
        let realisasi = [Col::RealRp, Col::RealPct, Col::Sisa];
        layout
            .head
            .retain(|cell| !matches!(cell, super::form::Leaf(_, col) if realisasi.contains(col)));
    }
    layout
}

fn tables(recipe: &Recipe, report: &Report, layout: &Layout) -> Vec<Sheet> {
    if recipe.twist == Twist::Bidang {
        return bidang(report, layout);
    }
    let mut sheet = tabel::draw(report, layout);
    let rows: Vec<u32> = sheet.marks.iter().map(|mark| mark.row).collect();
    match recipe.twist {
        Twist::BarisTersembunyi => sheet.hidden_rows.extend(rows.iter().skip(6).take(2)),
        Twist::SumKurang => short_sum(&mut sheet, layout),
        _ => {}
    }
    vec![sheet]
}

/// The bidang of the education office: sheet name, label, and the codes that belong to it.
const BIDANG: [(&str, &str, &[&str]); 6] = [
    ("SEKRETARIAT", "SEKRETARIAT", &["1.01.01."]),
    ("SD", "PEMBINAAN SEKOLAH DASAR", &["1.01.02.2.01"]),
    (
        "SMP",
        "PEMBINAAN SEKOLAH MENENGAH PERTAMA",
        &["1.01.02.2.02"],
    ),
    (
        "PAUD & PNF",
        "PEMBINAAN PAUD DAN PENDIDIKAN NONFORMAL",
        &["1.01.02.2.03", "1.01.02.2.04"],
    ),
    (
        "GTK",
        "GURU DAN TENAGA KEPENDIDIKAN",
        &["1.01.03.", "1.01.04."],
    ),
    ("KEBUDAYAAN", "KEBUDAYAAN", &["2.22."]),
];

fn bidang(report: &Report, layout: &Layout) -> Vec<Sheet> {
    BIDANG
        .iter()
        .map(|(name, label, codes)| {
            let wanted = |node: &Node| codes.iter().any(|code| node.kode.starts_with(code));
            let mut part = report.clone();
            for program in &mut part.programs {
                program.children.retain(wanted);
            }
            part.programs.retain(|program| !program.children.is_empty());
            let mut layout = layout.clone();
            (*name).clone_into(&mut layout.sheet);
            layout
                .titles
                .insert(3, Title::Label("BIDANG", (*label).to_owned()));
            tabel::draw(&part, &layout)
        })
        .collect()
}

/// Lets the total's formulas end one row too early, and the values with them.
fn short_sum(sheet: &mut Sheet, layout: &Layout) {
    let last = sheet.marks.last().unwrap().row;
    for (col, _) in (layout.left..).zip(layout.columns()) {
        let amount = number_at(sheet, last, col);
        let total = sheet
            .cells
            .iter_mut()
            .rev()
            .find(|((_, at), cell)| *at == col && matches!(cell.content, Content::Formula(..)));
        if let Some((_, cell)) = total
            && let Content::Formula(formula, result) = &mut cell.content
        {
            *formula = formula.replace(
                &format!("{}{}", super::sheet::letters(col), last + 1),
                &format!("{}{last}", super::sheet::letters(col)),
            );
            *result -= amount.unwrap_or_default();
        }
    }
}

fn number_at(sheet: &Sheet, row: u32, col: u16) -> Option<f64> {
    match sheet.cells.get(&(row, col))?.content {
        Content::Number(value) => Some(value),
        _ => None,
    }
}

/// The rows whose realisasi is a word.
fn text_rows(report: &mut Report) -> Vec<&mut Node> {
    report
        .leaves_mut()
        .into_iter()
        .skip(4)
        .step_by(5)
        .take(2)
        .collect()
}

fn column_of(layout: &Layout, col: Col) -> u16 {
    layout.left + u16::try_from(layout.columns().iter().position(|c| *c == col).unwrap()).unwrap()
}

/// Spoils the tables and returns what must be found.
fn spoil(defect: Defect, tables: &mut Vec<Sheet>, layout: &Layout, report: &Report) -> Finding {
    let sheet = &mut tables[0];
    let name = Some(sheet.name.clone());
    let found = |kind, cells: Vec<String>| Finding {
        kind,
        sheet: name.clone(),
        cells,
    };
    match defect {
        Defect::WrongMonth => {
            let row = layout
                .titles
                .iter()
                .position(
                    |title| matches!(title, Title::Label(_, text) if text.contains("Agustus")),
                )
                .unwrap();
            found(
                "wrong-month",
                vec![address(u32::try_from(row).unwrap(), layout.left + 2)],
            )
        }
        Defect::TotalMismatch => {
            let row = total_row(sheet, layout);
            let mut cells = Vec::new();
            // Odd gaps that no row and no pair of rows of the table explains (checked by a test).
            for (col, gap) in [
                (Col::Pagu, 37_250_113),
                (Col::TargetRp, 21_874_309),
                (Col::RealRp, -18_431_907),
                (Col::Sisa, 62_190_771),
            ] {
                let col = column_of(layout, col);
                let cell = sheet.cells.get_mut(&(row, col)).unwrap();
                if let Content::Number(value) = &mut cell.content {
                    *value += f64::from(gap);
                }
                cells.push(address(row, col));
            }
            found("total-mismatch", cells)
        }
        Defect::TextInMoney => {
            let col = column_of(layout, Col::RealRp);
            let rows: Vec<u32> = sheet
                .marks
                .iter()
                .skip(4)
                .step_by(5)
                .take(2)
                .map(|mark| mark.row)
                .collect();
            for row in &rows {
                let cell = sheet.cells.get_mut(&(*row, col)).unwrap();
                cell.content = Content::Text("menyusul".to_owned());
            }
            found(
                "text-in-money",
                rows.into_iter().map(|row| address(row, col)).collect(),
            )
        }
        Defect::MissingColumn => {
            found("missing-column", vec![address(sheet.header.0, layout.left)])
        }
        Defect::Truncated => Finding {
            kind: "truncated",
            sheet: None,
            cells: Vec::new(),
        },
        Defect::Template => {
            let mut empty = Sheet::named("RFK");
            form_kosong(&mut empty, Some(&report.office.nama.to_uppercase()));
            tables[0] = empty;
            found("template", vec!["B11".to_owned()])
        }
    }
}

fn total_row(sheet: &Sheet, layout: &Layout) -> u32 {
    let name = column_of(layout, Col::Uraian);
    let bold = sheet
        .cells
        .iter()
        .rev()
        .find(|((_, col), cell)| *col == name && cell.style.bold && cell.style.fill);
    bold.unwrap().0.0
}

fn write(recipe: &Recipe, tables: &[Sheet]) -> Vec<u8> {
    if recipe.defect == Some(Defect::Truncated) {
        return wadah_xlsx::truncated(tables);
    }
    bytes(recipe.container, tables)
}

/// Writes sheets into a container; delimited text and HTML take the first.
#[must_use]
pub fn bytes(container: Container, sheets: &[Sheet]) -> Vec<u8> {
    match container {
        Container::Xlsx => wadah_xlsx::xlsx(sheets),
        Container::Xlsm => wadah_xlsx::xlsm(sheets),
        Container::Ods => wadah_ods::ods(sheets),
        Container::SpreadsheetMl => wadah_xml::spreadsheetml(sheets),
        Container::Csv => wadah_teks::csv_1252(&sheets[0]),
        Container::Tsv => wadah_teks::tsv(&sheets[0]),
        Container::Html => wadah_teks::html(&sheets[0], "Laporan RFK"),
    }
}

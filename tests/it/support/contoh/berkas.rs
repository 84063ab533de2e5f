//! Makes one sample file from its recipe: bytes and the truth about them.

use super::anggaran::Report;
use super::cacat::{self, Finding};
use super::catalogue::Catalogue;
use super::form::{Below, Layout, Leaf, Parents, Title};
use super::kolom::Col;
use super::masa::{AGUSTUS, Masa, SEPTEMBER};
use super::resep::{Container, Defect, Named, Recipe, Twist};
use super::sheet::{Mark, Sheet};
use super::{kasus, lembar_bidang, tabel, wadah_ods, wadah_teks, wadah_xlsx, wadah_xml};

/// A sheet and what it is for.
#[derive(Clone, Debug)]
pub struct SheetTruth {
    pub name: String,
    pub role: &'static str,
    /// Whether its leaves enter the office's total.
    pub counted: bool,
    /// Why a detail table isn't counted: `copy` or `other-month`.
    pub why: Option<&'static str>,
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
    /// As drawn, before they were written into the container.
    pub tables: Vec<Sheet>,
}

/// Makes a sample from its recipe.
#[must_use]
pub fn make(catalogue: &Catalogue, recipe: &Recipe) -> Sample {
    let masa = masa(recipe);
    let report = report(catalogue, recipe, &masa);
    of_report(recipe, &masa, report, &|_| {})
}

/// Draws up what an office has done by September, with the cases and defects of a recipe that change its figures.
#[must_use]
pub fn report(catalogue: &Catalogue, recipe: &Recipe, masa: &Masa) -> Report {
    let unit = (recipe.layout)(catalogue.office(recipe.opd), masa).unit;
    let mut report = Report::new(catalogue, recipe.opd, unit);
    kasus::plant(&mut report, recipe.cases);
    match recipe.defect {
        Some(Defect::WrongMonth) => report = report.last_month(),
        Some(Defect::TextInMoney) => cacat::clear_text_rows(&mut report),
        _ => {}
    }
    report
}

/// Makes a sample of a report; `tune` has the last word on its tables.
#[must_use]
pub fn of_report(
    recipe: &Recipe,
    masa: &Masa,
    report: Report,
    tune: &dyn Fn(&mut Sheet),
) -> Sample {
    let layout = form(recipe, &report, masa);
    let mut tables = tables(recipe, &report, &layout);
    tables.iter_mut().for_each(tune);
    let finding = recipe
        .defect
        .map(|defect| cacat::spoil(defect, &mut tables, &layout, &report));
    if recipe.hias {
        tables.iter_mut().for_each(Sheet::hiasi);
    }
    let planted = tables.iter().flat_map(planted).collect();
    let detail = |sheet: Sheet| {
        let truth = SheetTruth {
            name: sheet.name.clone(),
            role: "detail",
            counted: recipe.defect.is_none(),
            why: None,
            leaves: sheet.marks.len(),
        };
        (sheet, truth)
    };
    let mut book: Vec<(Sheet, SheetTruth)> = tables.into_iter().map(detail).collect();
    add_uncounted(recipe, &report, &mut book);
    add_companions(recipe, &report, &mut book);
    let (tables, sheets): (Vec<Sheet>, Vec<SheetTruth>) = book.into_iter().unzip();
    let bytes = match recipe.defect {
        Some(Defect::Truncated) => wadah_xlsx::truncated(&tables),
        _ => bytes(recipe.container, &tables),
    };
    Sample {
        recipe: *recipe,
        bytes,
        report,
        layout,
        sheets,
        planted,
        finding,
        tables,
    }
}

fn masa(recipe: &Recipe) -> Masa {
    if recipe.defect == Some(Defect::WrongMonth) {
        AGUSTUS
    } else {
        SEPTEMBER
    }
}

fn planted(sheet: &Sheet) -> Vec<Planted> {
    let of = |mark: &Mark| {
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
fn form(recipe: &Recipe, report: &Report, masa: &Masa) -> Layout {
    let mut layout = (recipe.layout)(&report.office, masa);
    layout.signed = masa.tanda;
    match recipe.twist {
        Twist::KepalaBerulang => layout.repeat_head = Some(18),
        Twist::Rumus | Twist::SumKurang => layout.formulas = true,
        Twist::IndukBerisi => layout.parents = Parents::Filled,
        Twist::IndukKosong => layout.parents = Parents::Blank,
        Twist::PerKelurahan => layout.parents = Parents::Kelurahan,
        Twist::DuaBulan => format!("{} 2026", masa.bulan).clone_into(&mut layout.sheet),
        _ => {}
    }
    if let Named::Sheet(name) = recipe.named {
        name.clone_into(&mut layout.sheet);
    }
    if recipe.named != Named::Titles {
        let upper = report.office.nama.to_uppercase();
        layout
            .titles
            .retain(|title| !matches!(title, Title::Center(text) if *text == upper));
        layout.below = Below::Nothing;
    }
    if recipe.twist == Twist::Catatan {
        layout.notes = vec![
            "Catatan : data s.d. 30 September 2026 \u{2013} angka sementara".to_owned(),
            "*) realisasi fisik yang kosong belum dilaporkan oleh pelaksana".to_owned(),
        ];
    }
    if recipe.defect == Some(Defect::MissingColumn) {
        let money = [Col::RealRp, Col::RealPct, Col::Sisa];
        layout
            .head
            .retain(|cell| !matches!(cell, Leaf(_, col) if money.contains(col)));
    }
    layout
}

fn tables(recipe: &Recipe, report: &Report, layout: &Layout) -> Vec<Sheet> {
    if recipe.twist == Twist::Bidang {
        return lembar_bidang::bidang(report, layout);
    }
    let mut sheet = tabel::draw(report, layout);
    let rows: Vec<u32> = sheet.marks.iter().map(|mark| mark.row).collect();
    match recipe.twist {
        Twist::BarisTersembunyi => sheet.hidden_rows.extend(rows.iter().skip(6).take(2)),
        Twist::SumKurang => cacat::short_sum(&mut sheet, layout),
        _ => {}
    }
    vec![sheet]
}

/// Adds detail tables that mustn't be counted: a copy, or last month's sheet.
fn add_uncounted(recipe: &Recipe, report: &Report, book: &mut Vec<(Sheet, SheetTruth)>) {
    let truth = |sheet: &Sheet, why| SheetTruth {
        name: sheet.name.clone(),
        role: "detail",
        counted: false,
        why: Some(why),
        leaves: sheet.marks.len(),
    };
    match recipe.twist {
        Twist::SalinanLembar => {
            let mut copy = book[0].0.clone();
            copy.name = format!("{} (2)", copy.name);
            let truth = truth(&copy, "copy");
            book.push((copy, truth));
        }
        Twist::DuaBulan => {
            let sheet = tabel::draw(&report.last_month(), &form(recipe, report, &AGUSTUS));
            let truth = truth(&sheet, "other-month");
            book.insert(0, (sheet, truth));
        }
        _ => {}
    }
}

/// Adds the companion sheets: the letter in front, the rest behind the table, as offices do.
fn add_companions(recipe: &Recipe, report: &Report, book: &mut Vec<(Sheet, SheetTruth)>) {
    for companion in recipe.companions {
        let sheet = companion.draw(report);
        let (name, role) = companion.role();
        let truth = SheetTruth {
            name: name.to_owned(),
            role,
            counted: false,
            why: None,
            leaves: 0,
        };
        let at = if role == "other" && !sheet.hidden {
            0
        } else {
            book.len()
        };
        book.insert(at, (sheet, truth));
    }
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

//! The cost of a run beside its floors: reading the same files with calamine alone, and writing the same cells with
//! `rust_xlsxwriter` alone.
//!
//! `cargo bench` runs all of it; `cargo bench -- layar` one group. Corpora are made in a temporary folder from a fixed
//! seed. Containers that calamine doesn't read (csv, html, `SpreadsheetML`) count in its floor with the reading of
//! their bytes only, so the floor is a little low.

#[path = "../tests/it/support/contoh/mod.rs"]
mod contoh;

use std::hint::black_box;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{Data, DataType, Reader, Xlsx, open_workbook_auto_from_rs, open_workbook_from_rs};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rakor::consolidate::register::Register;
use rakor::consolidate::{self, Asked, Konsolidasi};
use rakor::ingest::container;
use rakor::model::periode::Periode;
use rakor::normalize::klasifikasi::{Kegiatan, Ruang, classify_with};
use rakor::pipeline::{self, Options};
use rakor::report::{self, Cetak};
use rakor::rules::Rules;
use rust_xlsxwriter::{Format, FormatBorder, Formula, Workbook};

/// Files × rows of the generated corpora.
const SIZES: [(usize, usize); 1] = [(60, 300)];

const PERIODE: Periode = Periode::month(2026, 9);

struct Corpus {
    name: String,
    folder: PathBuf,
    files: Vec<PathBuf>,
    n_rows: u64,
    /// Keeps a generated folder while the bench runs.
    _keep: Option<tempfile::TempDir>,
}

fn corpora() -> Vec<Corpus> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/masuk/2026-09");
    let mut corpora = vec![Corpus::new("fixtures", fixtures, None)];
    for (n_files, n_rows) in SIZES {
        let keep = tempfile::tempdir().expect("a temporary folder");
        contoh::corpus::corpus(n_files, n_rows, keep.path()).expect("the corpus is written");
        let folder = keep.path().to_owned();
        corpora.push(Corpus::new(
            &format!("{n_files}x{n_rows}"),
            folder,
            Some(keep),
        ));
    }
    corpora
}

impl Corpus {
    fn new(name: &str, folder: PathBuf, keep: Option<tempfile::TempDir>) -> Self {
        let entries = std::fs::read_dir(&folder).expect("the corpus is there");
        let mut files: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        files.sort();
        let mut corpus = Self {
            name: name.to_owned(),
            folder,
            files,
            n_rows: 0,
            _keep: keep,
        };
        let k = consolidated(&corpus);
        corpus.n_rows = u64::try_from(k.leaves.len()).unwrap_or(0);
        corpus
    }
}

fn rules() -> Rules {
    Rules::embedded().expect("embedded rules are tested")
}

fn consolidated(corpus: &Corpus) -> Konsolidasi {
    let rules = rules();
    let options = Options {
        periode: Some(PERIODE),
        opd_from_files: true,
        ..Options::default()
    };
    let submissions = pipeline::read(
        std::slice::from_ref(&corpus.folder),
        &options,
        &rules,
        &|_, _| {},
    )
    .expect("files are read");
    let asked = Asked {
        periode: PERIODE,
        opd_from_files: true,
        register: Register::default(),
        keputusan: Vec::new(),
        arsip: Vec::new(),
        induk: rakor::consolidate::induk::Induk::default(),
        diagnostics: Vec::new(),
    };
    consolidate::consolidate(submissions, asked, &rules).expect("submissions are consolidated")
}

fn whole_run(corpus: &Corpus) -> usize {
    let k = consolidated(corpus);
    let cetak = Cetak::new(&k, &rules(), String::new());
    report::workbook(&k, &cetak)
        .expect("the workbook is built")
        .len()
}

/// Reads every sheet densely with calamine, as a plain program would.
fn calamine_alone(corpus: &Corpus) -> usize {
    let read = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap_or_default();
        let size = bytes.len();
        let Ok(mut book) = open_workbook_auto_from_rs(Cursor::new(bytes)) else {
            return size;
        };
        book.worksheets()
            .iter()
            .map(|(_, range)| range.cells().count())
            .sum()
    };
    corpus.files.iter().map(read).sum()
}

/// What one cell of the finished workbook holds.
enum Sel {
    Text(String),
    Number(f64),
    /// A formula with its stored result.
    Formula(String, String),
}

/// Every cell of the finished workbook, by sheet.
fn cells_of(bytes: Vec<u8>) -> Vec<Vec<(u32, u16, Sel)>> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("our own workbook");
    let names = book.sheet_names();
    let mut sheet = |name: &String| {
        let values = book.worksheet_range(name).expect("its sheet");
        let formulas = book.worksheet_formula(name).expect("its formulas");
        let (row0, col0) = values.start().unwrap_or_default();
        let cell = |(row, col, value): (usize, usize, &Data)| {
            let at = (
                row0 + u32::try_from(row).ok()?,
                col0 + u32::try_from(col).ok()?,
            );
            let formula = formulas.get_value(at).filter(|formula| !formula.is_empty());
            let sel = match (formula, value) {
                (Some(formula), value) => Sel::Formula(formula.clone(), value.to_string()),
                (None, Data::Empty) => return None,
                (None, value) => value
                    .as_f64()
                    .map_or_else(|| Sel::Text(value.to_string()), Sel::Number),
            };
            Some((at.0, u16::try_from(at.1).ok()?, sel))
        };
        values.used_cells().filter_map(cell).collect()
    };
    names.iter().map(&mut sheet).collect()
}

/// Writes the same cells, bordered as in print, and nothing else: no tables, links, charts or widths.
fn writer_alone(sheets: &[Vec<(u32, u16, Sel)>]) -> usize {
    let boxed = || {
        Format::new()
            .set_border(FormatBorder::Thin)
            .set_font_size(9)
    };
    let (text, number) = (boxed(), boxed().set_num_format("#,##0.00"));
    let mut book = Workbook::new();
    for cells in sheets {
        let sheet = book.add_worksheet();
        for (row, col, sel) in cells {
            let _ = match sel {
                Sel::Text(value) => sheet.write_string_with_format(*row, *col, value, &text),
                Sel::Number(value) => sheet.write_number_with_format(*row, *col, *value, &number),
                Sel::Formula(formula, result) => {
                    let formula = Formula::new(formula).set_result(result);
                    sheet.write_formula_with_format(*row, *col, formula, &number)
                }
            };
        }
    }
    book.save_to_buffer()
        .expect("a plain workbook is written")
        .len()
}

fn bench(criterion: &mut Criterion) {
    for corpus in corpora() {
        let k = consolidated(&corpus);
        let rules = rules();
        let cetak = Cetak::new(&k, &rules, String::new());
        let cells = cells_of(report::workbook(&k, &cetak).expect("the workbook is built"));
        let mut group = criterion.benchmark_group(&corpus.name);
        group
            .sample_size(10)
            .throughput(Throughput::Elements(corpus.n_rows));
        let mut add = |name: &str, run: &dyn Fn() -> usize| {
            group.bench_function(BenchmarkId::from_parameter(name), |b| {
                b.iter(|| black_box(run()));
            });
        };
        add("seluruhnya", &|| whole_run(&corpus));
        add("baca", &|| consolidated(&corpus).leaves.len());
        add("buka", &|| opened(&corpus));
        add("tulis", &|| {
            report::workbook(&k, &cetak).map_or(0, |bytes| bytes.len())
        });
        add("lantai-calamine", &|| calamine_alone(&corpus));
        add("lantai-tulis", &|| writer_alone(&cells));
        group.finish();
    }
}

/// Opens the containers only.
fn opened(corpus: &Corpus) -> usize {
    let open = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap_or_default();
        let opened = container::open(&bytes, "berkas").value;
        opened.workbook.map_or(0, |book| {
            book.grids
                .iter()
                .map(rakor::model::grid::Grid::n_cells)
                .sum()
        })
    };
    corpus.files.iter().map(open).sum()
}

/// Classifies the activities of the sample month, on one core; the throughput is rows a second.
fn classify(criterion: &mut Criterion) {
    let corpora = corpora();
    let Some(corpus) = corpora.first() else {
        return;
    };
    let k = consolidated(corpus);
    let rules = rules();
    let rows: Vec<_> = k.leaves.iter().map(|leaf| k.row(leaf)).collect();
    let mut group = criterion.benchmark_group("klasifikasi");
    group.throughput(Throughput::Elements(
        u64::try_from(rows.len()).unwrap_or(u64::MAX),
    ));
    group.bench_function("golongkan", |b| {
        let mut ruang = Ruang::default();
        b.iter(|| {
            rows.iter()
                .filter(|row| {
                    let kegiatan = Kegiatan::of(row);
                    classify_with(&kegiatan, &rules.klasifikasi, &mut ruang).fisik_konstruksi
                })
                .count()
        });
    });
    group.finish();
}

criterion_group!(benches, bench, classify);
criterion_main!(benches);

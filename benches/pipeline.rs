//! The cost of a run beside its floor: reading the same files with calamine alone, and writing the same rows with
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

use calamine::{Reader, open_workbook_auto_from_rs};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rakor::consolidate::register::Register;
use rakor::consolidate::{self, Asked, Konsolidasi};
use rakor::ingest::container;
use rakor::model::nilai::Sen;
use rakor::model::periode::Periode;
use rakor::normalize::klasifikasi::{Kegiatan, Ruang, classify_with};
use rakor::pipeline::{self, Options};
use rakor::report::{self, Cetak};
use rakor::rules::Rules;
use rust_xlsxwriter::Workbook;

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

/// Writes the leaves' cells into one plain sheet.
fn writer_alone(k: &Konsolidasi) -> usize {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (index, leaf) in k.leaves.iter().enumerate() {
        let row = k.row(leaf);
        let at = u32::try_from(index).unwrap_or(0);
        let _ = sheet.write_string(at, 0, row.kode.as_deref().unwrap_or(""));
        let _ = sheet.write_string(at, 1, &*row.uraian);
        let _ = sheet.write_string(at, 2, &*k.submissions[leaf.file].file);
        for (col, value) in [row.pagu, row.target_keuangan, row.realisasi_keuangan]
            .into_iter()
            .enumerate()
        {
            let col = u16::try_from(col).unwrap_or(0) + 3;
            let _ = sheet.write_number(at, col, value.map_or(0.0, Sen::rupiah));
        }
        for (col, value) in [row.target_fisik, row.realisasi_fisik]
            .into_iter()
            .enumerate()
        {
            let _ = sheet.write_number(
                at,
                u16::try_from(col).unwrap_or(0) + 6,
                value.unwrap_or(0.0),
            );
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
        add("lantai-tulis", &|| writer_alone(&k));
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

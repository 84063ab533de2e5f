//! A working folder whose queue of classes is written, filled in as a spreadsheet would, and read back.

use std::path::{Path, PathBuf};

use calamine::{Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;

use super::perintah::{json as run_json, masuk, rakor, run};

/// A working folder with one report of the sample month.
pub(crate) struct Kerja {
    folder: tempfile::TempDir,
}

const PERIODE: &str = "2026-09";

impl Kerja {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let masuk_sini = folder.path().join("masuk").join(PERIODE);
        std::fs::create_dir_all(&masuk_sini).unwrap();
        let reports: Vec<PathBuf> = std::fs::read_dir(masuk())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.to_string_lossy().contains("DISHUB"))
            .collect();
        assert!(
            !reports.is_empty(),
            "the sample month has a report of Dishub PKP"
        );
        for report in reports {
            std::fs::copy(&report, masuk_sini.join(report.file_name().unwrap())).unwrap();
        }
        Self { folder }
    }

    pub(crate) fn masuk(&self) -> PathBuf {
        self.folder.path().join("masuk").join(PERIODE)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes the queue (or with `--semua` everything) and returns its rows.
    pub(crate) fn queue(&self, arguments: &[&str]) -> Vec<Vec<String>> {
        let path = self.path("telaah.xlsx");
        let mut command = rakor();
        command
            .args(["tinjau", "-o"])
            .arg(&path)
            .args(arguments)
            .arg(self.masuk());
        let output = run(&mut command);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        rows(&path)
    }

    /// Reads a filled workbook back.
    pub(crate) fn read_back(&self, workbook: &Path, arguments: &[&str]) -> (Value, i32) {
        let mut command = rakor();
        command.args(["tinjau", "--format", "json", "--baca"]);
        run_json(command.arg(workbook).args(arguments).arg(self.masuk()))
    }

    pub(crate) fn rekap(&self) -> PathBuf {
        let path = self.path("rekap.xlsx");
        let output = run(rakor().args(["rekap", "-o"]).arg(&path).arg(self.masuk()));
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        path
    }

    pub(crate) fn decisions(&self) -> String {
        std::fs::read_to_string(self.path("keputusan.csv")).unwrap_or_default()
    }
}

/// Who decides, as arguments.
pub(crate) const SIGNED: [&str; 4] = ["--oleh", "Petugas A", "--pada", "2026-10-08"];

/// The cells of the first sheet as texts.
pub(crate) fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect()
}

pub(crate) fn header(rows: &[Vec<String>]) -> usize {
    let is = |row: &Vec<String>| row.iter().any(|cell| cell == "ID OPD");
    rows.iter().position(is).unwrap()
}

pub(crate) fn column(rows: &[Vec<String>], name: &str) -> usize {
    let row = &rows[header(rows)];
    row.iter().position(|cell| cell == name).unwrap()
}

/// Saves the rows as a spreadsheet would, with decisions in the rows whose name begins with a key.
pub(crate) fn filled(path: &Path, mut rows: Vec<Vec<String>>, decisions: &[(&str, &str)]) {
    let (at, name, decision) = (
        header(&rows),
        column(&rows, "Uraian kegiatan"),
        column(&rows, "Keputusan"),
    );
    for (key, choice) in decisions {
        let mut found = 0;
        for row in rows.iter_mut().skip(at + 1) {
            if row[name].starts_with(key) {
                (*choice).clone_into(&mut row[decision]);
                found += 1;
            }
        }
        assert!(found > 0, "{key}");
    }
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    for (row, cells) in (0..).zip(&rows) {
        for (col, cell) in (0..).zip(cells) {
            if !cell.is_empty() {
                sheet
                    .write_string_with_format(row, col, cell, &plain)
                    .unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

pub(crate) fn first_name(rows: &[Vec<String>]) -> String {
    rows[header(rows) + 1][column(rows, "Uraian kegiatan")].clone()
}

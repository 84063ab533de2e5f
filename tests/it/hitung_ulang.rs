//! Every figure of the workbook computed once more from the sheet Data, in plain integers and floats, and Data itself
//! held against the truth that the fixtures were made from. Nothing here uses the consolidation.

use std::collections::BTreeMap;
use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::support::perintah::{fixtures, rakor, run, truth};

/// A line of the sheet Data; money in sen, `None` for a blank.
struct Kegiatan {
    /// Number of the office, as the sheets print it.
    opd: f64,
    kelompok: String,
    /// Names of the program and of the kegiatan above it.
    induk: [String; 2],
    jenis: String,
    konstruksi: bool,
    dana: String,
    berkas: String,
    pagu: Option<i64>,
    target: Option<i64>,
    realisasi: Option<i64>,
    target_fisik: Option<f64>,
    realisasi_fisik: Option<f64>,
}

/// A sheet with its cells from A1.
struct Lembar(Range<Data>);

impl Lembar {
    fn open(path: &Path, name: &str) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let range = book.worksheet_range(name).unwrap();
        let end = range.end().unwrap_or_default();
        Self(range.range((0, 0), end))
    }

    fn rows(&self) -> usize {
        self.0.height()
    }

    fn text(&self, row: usize, col: usize) -> String {
        self.0
            .get((row, col))
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    fn number(&self, row: usize, col: usize) -> Option<f64> {
        match self.0.get((row, col)) {
            Some(Data::Float(value)) => Some(*value),
            #[expect(clippy::cast_precision_loss, reason = "small counts")]
            Some(Data::Int(value)) => Some(*value as f64),
            _ => None,
        }
    }

    /// The row and column of the first cell that holds a text.
    fn find(&self, text: &str) -> (usize, usize) {
        let mut cells = self.0.used_cells();
        let found = cells.find(|(_, _, value)| format!("{value}") == text);
        let (row, col, _) = found.unwrap_or_else(|| panic!("{text}"));
        (row, col)
    }
}

fn sen(value: Option<f64>) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "amounts of the fixtures")]
    value.map(|rupiah| (rupiah * 100.0).round() as i64)
}

#[expect(clippy::cast_precision_loss, reason = "amounts of the fixtures")]
fn rupiah(sen: i64) -> f64 {
    sen as f64 / 100.0
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn count(n: usize) -> f64 {
    n as f64
}

/// Whether two numbers of offices are the same.
fn same(left: f64, right: f64) -> bool {
    left.total_cmp(&right).is_eq()
}

fn activities(path: &Path) -> Vec<Kegiatan> {
    let sheet = Lembar::open(path, "Data");
    let (header, _) = sheet.find("No OPD");
    let col = |name: &str| {
        let mut all = 0..sheet.0.width();
        all.find(|&col| sheet.text(header, col) == name)
            .unwrap_or_else(|| panic!("{name}"))
    };
    let of = |row: usize| {
        let text = |name: &str| sheet.text(row, col(name));
        let number = |name: &str| sheet.number(row, col(name));
        Some(Kegiatan {
            opd: number("No OPD")?,
            kelompok: text("Kelompok"),
            induk: [text("Program"), text("Kegiatan")],
            jenis: text("Jenis"),
            konstruksi: text("Fisik konstruksi") == "Ya",
            dana: text("Golongan sumber dana"),
            berkas: text("Berkas"),
            pagu: sen(number("Pagu (Rp)")),
            target: sen(number("Target keuangan (Rp)")),
            realisasi: sen(number("Realisasi keuangan (Rp)")),
            target_fisik: number("Target fisik (%)"),
            realisasi_fisik: number("Realisasi fisik (%)"),
        })
    };
    (header + 1..sheet.rows()).filter_map(of).collect()
}

/// What a set of activities adds up to.
#[derive(Default)]
struct Jumlah {
    banyak: usize,
    pagu: Option<i64>,
    target: Option<i64>,
    realisasi: Option<i64>,
    /// Of the pagu that has a target.
    target_pct: Option<f64>,
    target_fisik: Option<f64>,
    realisasi_fisik: Option<f64>,
    deviasi_fisik: Option<f64>,
    deviasi_keuangan: Option<f64>,
    /// Percent of the pagu above zero.
    cakupan_fisik: f64,
    cakupan_deviasi_fisik: f64,
    cakupan_deviasi_keuangan: f64,
}

fn add(rows: &[&Kegiatan]) -> Jumlah {
    let sum = |of: fn(&Kegiatan) -> Option<i64>| {
        rows.iter()
            .filter_map(|row| of(row))
            .reduce(|left, right| left + right)
    };
    let weighs: Vec<&Kegiatan> = rows
        .iter()
        .copied()
        .filter(|row| row.pagu.is_some_and(|pagu| pagu > 0))
        .collect();
    let pagu_of = |row: &Kegiatan| rupiah(row.pagu.unwrap_or(0));
    let all: f64 = weighs.iter().map(|row| pagu_of(row)).sum();
    // The mean weighted by pagu over the rows that state a value, and the share of pagu that these hold.
    let mean = |of: &dyn Fn(&Kegiatan) -> Option<f64>| {
        let stated: Vec<(f64, f64)> = weighs
            .iter()
            .filter_map(|row| Some((pagu_of(row), of(row)?)))
            .collect();
        let held: f64 = stated.iter().map(|(weight, _)| weight).sum();
        let product: f64 = stated.iter().map(|(weight, value)| weight * value).sum();
        let share = if all > 0.0 { held / all * 100.0 } else { 0.0 };
        ((!stated.is_empty()).then(|| product / held), share)
    };
    let of_pagu = |row: &Kegiatan, part: Option<i64>| Some(rupiah(part?) / pagu_of(row) * 100.0);
    let (target_pct, _) = mean(&|row| of_pagu(row, row.target));
    let (target_fisik, _) = mean(&|row| row.target_fisik);
    let (realisasi_fisik, cakupan_fisik) = mean(&|row| row.realisasi_fisik);
    let (deviasi_fisik, cakupan_deviasi_fisik) =
        mean(&|row| Some(row.realisasi_fisik? - row.target_fisik?));
    let (deviasi_keuangan, cakupan_deviasi_keuangan) =
        mean(&|row| Some(of_pagu(row, row.realisasi)? - of_pagu(row, row.target)?));
    Jumlah {
        banyak: rows.len(),
        pagu: sum(|row| row.pagu),
        target: sum(|row| row.target),
        realisasi: sum(|row| row.realisasi),
        target_pct,
        target_fisik,
        realisasi_fisik,
        deviasi_fisik,
        deviasi_keuangan,
        cakupan_fisik,
        cakupan_deviasi_fisik,
        cakupan_deviasi_keuangan,
    }
}

impl Jumlah {
    fn of_pagu(&self, part: Option<i64>) -> Option<f64> {
        let pagu = self.pagu.filter(|pagu| *pagu > 0)?;
        Some(rupiah(part?) / rupiah(pagu) * 100.0)
    }

    fn sisa(&self) -> Option<i64> {
        Some(self.pagu? - self.realisasi.unwrap_or(0))
    }
}

/// One workbook under test with what the messages name.
struct Buku<'a> {
    path: &'a Path,
    data: Vec<Kegiatan>,
}

impl Buku<'_> {
    fn of(&self, which: impl Fn(&Kegiatan) -> bool) -> Jumlah {
        let rows: Vec<&Kegiatan> = self.data.iter().filter(|row| which(row)).collect();
        add(&rows)
    }

    /// Asserts that cells of a row hold these numbers, blank where `None`.
    fn holds(&self, sheet: &Lembar, row: usize, cells: &[(usize, Option<f64>)]) {
        for &(col, expected) in cells {
            let found = sheet.number(row, col);
            let same = match (found, expected) {
                (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
                (None, None) => true,
                _ => false,
            };
            let name = self.path.display();
            assert!(same, "{name} {row},{col}: {found:?} {expected:?}");
        }
    }

    fn kelompok(&self, opd: Option<f64>) -> String {
        let found = self
            .data
            .iter()
            .find(|one| opd.is_some_and(|opd| same(one.opd, opd)));
        found.map(|one| one.kelompok.clone()).unwrap_or_default()
    }

    fn rekap(&self) {
        let sheet = Lembar::open(self.path, "Rekap OPD");
        let whole = self.of(|_| true);
        let mut groups: BTreeMap<String, Vec<(usize, Jumlah)>> = BTreeMap::new();
        let (mut offices, mut subtotals) = (0, 0);
        let mut weighted: Vec<(String, [Option<f64>; 4])> = Vec::new();
        for row in 9..sheet.rows() {
            let name = sheet.text(row, 0);
            let number = sheet.number(row, 0);
            let jumlah = match number {
                Some(opd) if self.data.iter().any(|one| same(one.opd, opd)) => {
                    offices += 1;
                    let jumlah = self.of(|one| same(one.opd, opd));
                    let one = self.data.iter().find(|one| same(one.opd, opd)).unwrap();
                    let again = self.of(|one| same(one.opd, opd));
                    groups
                        .entry(one.kelompok.clone())
                        .or_default()
                        .push((row, again));
                    jumlah
                }
                Some(_) => {
                    self.holds(&sheet, row, &[(2, None), (7, None), (14, None), (18, None)]);
                    continue;
                }
                None if name.starts_with("JUMLAH SELURUHNYA") => self.of(|_| true),
                None if name.starts_with("Jumlah ") => {
                    subtotals += 1;
                    let own = |kelompok: &str| name.starts_with(&format!("Jumlah {kelompok} ("));
                    self.of(|one| own(&one.kelompok))
                }
                None => continue,
            };
            let bobot = whole.of_pagu(jumlah.pagu);
            let realisasi = jumlah.of_pagu(jumlah.realisasi);
            // An office's bobot times its percentage; the lines of sums add their column up.
            let own = [
                jumlah.target_pct,
                realisasi,
                jumlah.target_fisik,
                jumlah.realisasi_fisik,
            ]
            .map(|value| Some(bobot? * value? / 100.0));
            let ttb = match number {
                Some(_) => {
                    weighted.push((self.kelompok(number), own));
                    own
                }
                None => std::array::from_fn(|at| {
                    let members = weighted.iter().filter(|(kelompok, _)| {
                        name.starts_with("JUMLAH") || name.contains(&**kelompok)
                    });
                    let stated = members.filter_map(|(_, own)| own[at]);
                    stated.reduce(|left, right| left + right)
                }),
            };
            self.holds(
                &sheet,
                row,
                &[
                    (2, jumlah.pagu.map(rupiah)),
                    (3, bobot),
                    (4, jumlah.target.map(rupiah)),
                    (5, jumlah.target_pct),
                    (6, ttb[0]),
                    (7, jumlah.realisasi.map(rupiah)),
                    (8, realisasi),
                    (9, ttb[1]),
                    (10, jumlah.target_fisik),
                    (11, ttb[2]),
                    (12, jumlah.realisasi_fisik),
                    (13, ttb[3]),
                    (14, jumlah.deviasi_fisik),
                    (15, jumlah.deviasi_keuangan),
                    (16, jumlah.sisa().map(rupiah)),
                ],
            );
            assert_eq!(sheet.text(row, 17), zone(jumlah.deviasi_fisik), "{name}");
        }
        assert!(offices > 35 && subtotals == 3, "{offices} {subtotals}");
        for members in groups.values() {
            for (row, own) in members {
                let rank = |of: fn(&Jumlah) -> Option<f64>| {
                    let mine = of(own)?;
                    let ahead = members.iter().filter(|(_, other)| of(other) > Some(mine));
                    Some(count(ahead.count() + 1))
                };
                self.holds(
                    &sheet,
                    *row,
                    &[
                        (18, rank(|j| j.deviasi_fisik)),
                        (19, rank(|j| j.of_pagu(j.realisasi))),
                        (20, rank(|j| j.realisasi_fisik)),
                    ],
                );
            }
        }
    }

    fn ringkasan(&self) {
        let sheet = Lembar::open(self.path, "Ringkasan");
        let (header, _) = sheet.find("Seluruh OPD");
        let kelompok = |name: &'static str| move |one: &Kegiatan| one.kelompok == name;
        let columns = [
            self.of(|_| true),
            self.of(kelompok("Dinas, Badan, dan RSUD")),
            self.of(kelompok("Bagian Sekretariat Daerah")),
            self.of(kelompok("Kecamatan")),
            self.of(|one| one.konstruksi),
            self.of(|one| !one.konstruksi),
        ];
        for (col, jumlah) in (1..).zip(&columns) {
            let figures = [
                jumlah.pagu.map(rupiah),
                jumlah.realisasi.map(rupiah),
                jumlah.sisa().map(rupiah),
                jumlah.target_pct,
                jumlah.of_pagu(jumlah.realisasi),
                jumlah.target_fisik,
                jumlah.realisasi_fisik,
                jumlah.deviasi_keuangan,
                jumlah.deviasi_fisik,
                Some(jumlah.cakupan_fisik),
                Some(jumlah.cakupan_deviasi_fisik),
                Some(jumlah.cakupan_deviasi_keuangan),
            ];
            for (row, figure) in (header + 1..).zip(figures) {
                self.holds(&sheet, row, &[(col, figure)]);
            }
        }
        let (first, _) = sheet.find("Hijau");
        for (row, name) in (first..).zip(["Hijau", "Kuning", "Oranye", "Merah"]) {
            let mut opd: Vec<f64> = self.data.iter().map(|one| one.opd).collect();
            opd.sort_by(f64::total_cmp);
            opd.dedup();
            let offices = opd
                .iter()
                .filter(|opd| zone(self.of(|one| same(one.opd, **opd)).deviasi_fisik) == name)
                .count();
            self.holds(&sheet, row, &[(2, Some(count(offices)))]);
        }
    }

    /// The first page for the Bupati repeats the whole and the works.
    fn bupati(&self) {
        let sheet = Lembar::open(self.path, "Untuk Bupati");
        let (first, _) = sheet.find("Pagu (Rp)");
        let (all, works) = (self.of(|_| true), self.of(|one| one.konstruksi));
        let figures = [
            all.pagu.map(rupiah),
            all.realisasi.map(rupiah),
            all.of_pagu(all.realisasi),
            all.deviasi_keuangan,
            all.realisasi_fisik,
            all.deviasi_fisik,
            works.of_pagu(works.realisasi),
            works.realisasi_fisik,
            works.deviasi_fisik,
        ];
        for (row, figure) in (first..).zip(figures) {
            self.holds(&sheet, row, &[(3, figure)]);
        }
    }

    fn golongan(&self) {
        let sheet = Lembar::open(self.path, "Golongan per OPD");
        let (header, _) = sheet.find("Organisasi Perangkat Daerah");
        let classes: Vec<String> = (0..4).map(|at| sheet.text(header, 2 + at * 4)).collect();
        for row in header + 2..sheet.rows() {
            let Some(number) = sheet.number(row, 0) else {
                continue;
            };
            for (at, class) in classes.iter().enumerate() {
                let jumlah = self.of(|one| same(one.opd, number) && one.jenis == *class);
                if jumlah.banyak == 0 {
                    continue;
                }
                let first = 2 + at * 4;
                self.holds(
                    &sheet,
                    row,
                    &[
                        (first, Some(count(jumlah.banyak))),
                        (first + 1, jumlah.pagu.map(rupiah)),
                        (first + 2, jumlah.realisasi.map(rupiah)),
                        (first + 3, jumlah.realisasi_fisik),
                    ],
                );
            }
        }
    }

    /// The lines of sums of Fisik Konstruksi and of Non Fisik, each with its office's number in the last column.
    fn pilah(&self, name: &str, konstruksi: bool) {
        let sheet = Lembar::open(self.path, name);
        let (header, _) = sheet.find("OPD / uraian kegiatan");
        let key = sheet.0.width() - 1;
        let (mut seen, mut levels) = (0, 0);
        for row in header + 1..sheet.rows() {
            if sheet.number(row, 0).is_some() || sheet.number(row, 3).is_none() {
                continue;
            }
            let number = sheet.number(row, key);
            let title = sheet.text(row, 0);
            let jumlah = if number.is_none() && !title.starts_with("JUMLAH") {
                levels += 1;
                self.below(&sheet, row, &title)
            } else {
                self.of(|one| {
                    one.konstruksi == konstruksi && number.is_none_or(|n| same(one.opd, n))
                })
            };
            seen += 1;
            self.holds(
                &sheet,
                row,
                &[
                    (3, jumlah.pagu.map(rupiah)),
                    (4, jumlah.target.map(rupiah)),
                    (5, jumlah.realisasi.map(rupiah)),
                    (6, jumlah.of_pagu(jumlah.realisasi)),
                    (7, jumlah.sisa().map(rupiah)),
                    (8, jumlah.target_fisik),
                    (9, jumlah.realisasi_fisik),
                    (10, jumlah.deviasi_fisik),
                    (11, jumlah.deviasi_keuangan),
                ],
            );
        }
        assert!(seen > 20 && levels > 40, "{name}: {seen}, {levels}");
    }

    /// What the activities below the line of a program or kegiatan add up to, up to the first of another one.
    fn below(&self, sheet: &Lembar, row: usize, title: &str) -> Jumlah {
        let mut rows = Vec::new();
        for below in row + 1..sheet.rows() {
            let Some(one) = sheet.number(below, 0).map(|number| self.by_number(number)) else {
                continue;
            };
            if !one.induk.iter().any(|name| name == title) {
                break;
            }
            rows.push(one);
        }
        assert!(!rows.is_empty(), "{title}");
        let first = rows[0].opd;
        rows.retain(|one| same(one.opd, first));
        add(&rows)
    }

    fn by_number(&self, number: f64) -> &Kegiatan {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small count"
        )]
        &self.data[number as usize - 1]
    }

    /// The activities of Fisik Konstruksi and Non Fisik are those of Data, by their number.
    fn baris(&self, name: &str) {
        let sheet = Lembar::open(self.path, name);
        let (header, _) = sheet.find("OPD / uraian kegiatan");
        let mut seen = 0;
        for row in header + 1..sheet.rows() {
            let Some(number) = sheet.number(row, 0) else {
                continue;
            };
            let one = self.by_number(number);
            seen += 1;
            let own = add(&[one]);
            let minus = |a: Option<f64>, b: Option<f64>| Some(a? - b?);
            self.holds(
                &sheet,
                row,
                &[
                    (3, one.pagu.map(rupiah)),
                    (4, one.target.map(rupiah)),
                    (5, one.realisasi.map(rupiah)),
                    (6, own.of_pagu(one.realisasi)),
                    (7, own.sisa().map(rupiah)),
                    (8, one.target_fisik),
                    (9, one.realisasi_fisik),
                    (10, minus(one.realisasi_fisik, one.target_fisik)),
                    (
                        11,
                        minus(own.of_pagu(one.realisasi), own.of_pagu(one.target)),
                    ),
                ],
            );
        }
        assert!(seen > 100, "{name}: {seen}");
    }

    fn dana(&self) {
        let sheet = Lembar::open(self.path, "Sumber Dana");
        let (header, _) = sheet.find("Sumber dana / OPD");
        let whole = self.of(|_| true);
        for row in header + 1..sheet.rows() {
            let dana = sheet.text(row, 11);
            if dana.is_empty() {
                continue;
            }
            let number = sheet.number(row, 12);
            let jumlah = self.of(|one| one.dana == dana && number.is_none_or(|n| same(one.opd, n)));
            self.holds(
                &sheet,
                row,
                &[
                    (2, Some(count(jumlah.banyak))),
                    (3, jumlah.pagu.map(rupiah)),
                    (4, whole.of_pagu(jumlah.pagu)),
                    (5, jumlah.realisasi.map(rupiah)),
                    (6, jumlah.of_pagu(jumlah.realisasi)),
                    (7, jumlah.sisa().map(rupiah)),
                    (8, jumlah.target_fisik),
                    (9, jumlah.realisasi_fisik),
                    (10, jumlah.deviasi_fisik),
                ],
            );
        }
    }
}

/// The zone by the limits of the embedded rules.
fn zone(deviasi: Option<f64>) -> &'static str {
    const EQUAL: f64 = 1e-9;
    match deviasi {
        None => "",
        Some(deviasi) if deviasi >= -EQUAL => "Hijau",
        Some(deviasi) if deviasi >= -5.0 - EQUAL => "Kuning",
        Some(deviasi) if deviasi >= -10.0 - EQUAL => "Oranye",
        Some(_) => "Merah",
    }
}

/// What the fixtures' truth says of the files of a month, of those that count.
fn files_of(truth: &Value, month: &str) -> Vec<Value> {
    let months = truth["riwayat"]["bulan"].as_array().unwrap();
    let earlier = months.iter().find(|one| one["periode"] == month);
    let files = earlier.map_or(&truth["files"], |one| &one["files"]);
    let files = files.as_array().unwrap().iter();
    files
        .filter(|file| file["counted"] == true)
        .cloned()
        .collect()
}

/// Asserts that the activities of each counted file add up to the truth of the model it was written from.
fn data_is_true(buku: &Buku<'_>, files: &[Value]) {
    assert!(files.len() > 35, "{}", files.len());
    for file in files {
        let name = file["file"].as_str().unwrap();
        let own = buku.of(|one| one.berkas == name);
        assert_eq!(Some(own.banyak as u64), file["leaves"].as_u64(), "{name}");
        let money = |key: &str| sen(file[key].as_f64());
        assert_eq!(own.pagu, money("pagu_rp"), "{name}");
        assert_eq!(own.realisasi, money("realisasi_keuangan_rp"), "{name}");
        let close = |found: Option<f64>, key: &str| match (found, file[key].as_f64()) {
            (Some(a), Some(b)) => assert!((a - b).abs() < 1e-9, "{name} {key}: {a} {b}"),
            (found, told) => assert_eq!(found, told, "{name} {key}"),
        };
        close(own.realisasi_fisik, "realisasi_fisik_pct");
        if file.get("target_fisik_pct").is_some() {
            close(own.target_fisik, "target_fisik_pct");
            assert_eq!(own.target, money("target_keuangan_rp"), "{name}");
        }
    }
}

#[test]
fn every_figure_of_three_months_is_computed_once_more() {
    let folder = tempfile::tempdir().unwrap();
    let kerja = folder.path().join("kerja");
    let made = run(rakor().arg("mulai").arg(&kerja));
    assert_eq!(made.status.code(), Some(0));
    let truth = truth();
    for month in ["2026-07", "2026-08", "2026-09"] {
        let inbox = kerja.join("masuk").join(month);
        std::fs::create_dir_all(&inbox).unwrap();
        for entry in std::fs::read_dir(fixtures().join("masuk").join(month)).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, inbox.join(path.file_name().unwrap())).unwrap();
        }
        let path = kerja.join(format!("{month}.xlsx"));
        let output = run(rakor().arg("rekap").arg("-o").arg(&path).arg(&inbox));
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let buku = Buku {
            data: activities(&path),
            path: &path,
        };
        data_is_true(&buku, &files_of(&truth, month));
        buku.rekap();
        buku.ringkasan();
        buku.bupati();
        buku.golongan();
        buku.pilah("Fisik Konstruksi", true);
        buku.pilah("Non Fisik", false);
        buku.baris("Fisik Konstruksi");
        buku.baris("Non Fisik");
        buku.dana();
    }
}

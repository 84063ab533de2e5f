//! What stands above and below a table: titles, the label block, signatures, secondary tables.

use rakor::model::cell::{Cell, CellRef, Value};
use rakor::model::grid::Grid;

use super::acak::pick;
use super::mutasi::M;
use super::nilai::text;
use crate::support::contoh::rng::Rng;

/// What a sheet says of its office and period, and where.
#[derive(Clone, Debug, Default)]
pub(super) struct Heading {
    /// Value of the label `SKPD`.
    pub opd_label: Option<String>,
    /// Part of the title line.
    pub opd_title: Option<String>,
    /// Label and value.
    pub period_label: Option<(String, String)>,
    /// A date cell beside `KONDISI S/D TGL`.
    pub period_date: Option<(i16, u8, u8)>,
    pub period_title: Option<String>,
    /// Labels of a form for one sub kegiatan, with their values.
    pub further: Vec<(String, String)>,
    pub regency: String,
    pub year: i16,
    /// A line such as `(dalam ribuan rupiah)`.
    pub unit_line: Option<&'static str>,
}

/// Draws titles and labels from the first row on; returns the first free row.
pub(super) fn above(
    grid: &mut Grid,
    left: u32,
    heading: &Heading,
    on: &dyn Fn(M) -> bool,
    rng: &mut Rng,
) -> u32 {
    let mut row = if on(M::BarisDalam) {
        9
    } else {
        u32::from(rng.chance(30))
    };
    let mut say = |row: &mut u32, line: &str| {
        let mut cell = text(line);
        cell.bold = true;
        grid.put(CellRef::new(*row, left), cell);
        *row += 1;
    };
    let title = pick(
        rng,
        &[
            "LAPORAN REALISASI FISIK DAN KEUANGAN",
            "LAPORAN PERKEMBANGAN PELAKSANAAN KEGIATAN APBD",
            "REALISASI PELAKSANAAN PROGRAM DAN KEGIATAN",
            "FORM LAPORAN BULANAN (RFK)",
            "LAPORAN KEMAJUAN KEGIATAN",
        ],
    );
    say(&mut row, title);
    if let Some(name) = &heading.opd_title {
        say(&mut row, &name.to_uppercase());
    }
    if heading.opd_title.is_none() || rng.chance(50) {
        say(
            &mut row,
            &format!("PEMERINTAH {}", heading.regency.to_uppercase()),
        );
    }
    if let Some(period) = &heading.period_title {
        say(&mut row, period);
    } else {
        say(&mut row, &format!("TAHUN ANGGARAN {}", heading.year));
    }
    row += u32::from(rng.chance(60));
    let in_one_cell = rng.chance(35);
    let label = pick(
        rng,
        &[
            "SKPD",
            "OPD",
            "Perangkat Daerah",
            "NAMA OPD",
            "UNIT KERJA",
            "Instansi",
        ],
    );
    let mut labels: Vec<(String, Cell)> = Vec::new();
    if let Some(name) = &heading.opd_label {
        labels.push((label.to_owned(), text(name)));
    }
    let further = heading.further.iter();
    labels.extend(further.map(|(label, value)| (label.clone(), text(value))));
    if let Some((label, value)) = &heading.period_label {
        labels.push((label.clone(), text(value)));
    }
    if let Some((year, month, day)) = heading.period_date {
        labels.push((
            "KONDISI S/D TGL.".to_owned(),
            Cell::new(Value::Date(year, month, day)),
        ));
    }
    for (label, value) in labels {
        match (&value.value, in_one_cell) {
            (Value::Text(value), true) => {
                grid.put(CellRef::new(row, left), text(&format!("{label} : {value}")));
            }
            (Value::Text(value), false) => {
                grid.put(CellRef::new(row, left), text(&label));
                grid.put(CellRef::new(row, left + 2), text(&format!(": {value}")));
            }
            _ => {
                grid.put(CellRef::new(row, left), text(&label));
                grid.put(CellRef::new(row, left + 2), value);
            }
        }
        row += 1;
    }
    if let Some(line) = heading.unit_line {
        grid.put(CellRef::new(row, left + 4), text(line));
        row += 1;
    }
    row + u32::from(rng.chance(70))
}

/// Draws what stands below a table: `left`, `right` and the first column of money say where.
pub(super) fn below(
    grid: &mut Grid,
    from: u32,
    (left, right, money): (u32, u32, u32),
    on: &dyn Fn(M) -> bool,
    rng: &mut Rng,
) {
    let mut row = from;
    if on(M::AngkaLiar) {
        row += 1;
        for _ in 0..rng.between(1, 2) {
            let stray = rng.between(1_000_000, 900_000_000) as f64;
            grid.put(CellRef::new(row, money), Cell::new(Value::Number(stray)));
            row += 1;
        }
    }
    if on(M::TabelKedua) {
        row = second_table(grid, row + 1, left, rng);
    }
    if rng.chance(70) {
        signature(grid, row + 1, right.saturating_sub(2).max(left), rng);
    }
}

fn second_table(grid: &mut Grid, from: u32, left: u32, rng: &mut Rng) -> u32 {
    let mut row = from;
    let mut put = |row: u32, col: u32, cell: Cell| grid.put(CellRef::new(row, left + col), cell);
    match rng.between(0, 2) {
        0 => {
            put(row, 1, text("Kategori Capaian"));
            for (name, low, high) in [
                ("Baik", 91.0, 100.0),
                ("Cukup", 76.0, 90.0),
                ("Kurang", 0.0, 75.0),
            ] {
                row += 1;
                put(row, 1, text(name));
                put(row, 2, Cell::new(Value::Number(low)));
                put(row, 3, Cell::new(Value::Number(high)));
            }
        }
        1 => {
            put(row, 1, text("Periode"));
            put(row, 2, text("Target (%)"));
            put(row, 3, text("Realisasi (%)"));
            for quarter in 1..=4 {
                row += 1;
                put(row, 1, text(&format!("Triwulan {quarter}")));
                put(row, 2, Cell::new(Value::Number(f64::from(quarter) * 25.0)));
                put(row, 3, Cell::new(Value::Number(f64::from(quarter) * 21.5)));
            }
        }
        _ => {
            put(row, 1, text("Rekapitulasi Sumber Dana"));
            row += 1;
            put(row, 1, text("Sumber"));
            put(row, 2, text("Pagu (Rp)"));
            for name in ["PAD", "DAU", "DAK"] {
                row += 1;
                put(row, 1, text(name));
                put(
                    row,
                    2,
                    Cell::new(Value::Number(rng.between(10, 999) as f64 * 1_000_000.0)),
                );
            }
        }
    }
    row + 1
}

fn signature(grid: &mut Grid, from: u32, col: u32, rng: &mut Rng) {
    let lines = [
        "Karanganyar,                2026",
        "Kepala Perangkat Daerah",
        "NAMA PEJABAT",
        "NIP. ........................",
    ];
    let mut row = from;
    for (n, line) in lines.into_iter().enumerate() {
        grid.put(CellRef::new(row, col), text(line));
        row += if n == 1 { 3 } else { 1 };
    }
    if rng.chance(30) {
        grid.put(
            CellRef::new(from + 1, col.saturating_sub(4)),
            text("Mengetahui,"),
        );
    }
}

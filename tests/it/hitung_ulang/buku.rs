//! A workbook under test, and how its cells are held against figures.

use std::path::Path;

use serde_json::Value;

use super::data::{Jumlah, Kegiatan, add, same, sen};
use super::lembar::Lembar;

/// One workbook under test with what the messages name.
pub(super) struct Buku<'a> {
    pub(super) path: &'a Path,
    pub(super) data: Vec<Kegiatan>,
    /// The month, from 1.
    pub(super) bulan: usize,
    /// The months archived before, with their activities.
    pub(super) lalu: &'a [(usize, Vec<Kegiatan>)],
}

impl Buku<'_> {
    pub(super) fn of(&self, which: impl Fn(&Kegiatan) -> bool) -> Jumlah {
        let rows: Vec<&Kegiatan> = self.data.iter().filter(|row| which(row)).collect();
        add(&rows)
    }

    /// Asserts that cells of a row hold these numbers, blank where `None`.
    pub(super) fn holds(&self, sheet: &Lembar, row: usize, cells: &[(usize, Option<f64>)]) {
        for &(col, expected) in cells {
            let found = sheet.number(row, col);
            let same = match (found, expected) {
                (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
                (None, None) => true,
                _ => false,
            };
            let name = self.path.file_name().unwrap_or_default().display();
            let sheet = &sheet.nama;
            assert!(same, "{name} {sheet} {row},{col}: {found:?} {expected:?}");
        }
    }

    /// The sums of an office.
    pub(super) fn opd(&self, number: f64) -> Jumlah {
        self.of(|one| same(one.opd, number))
    }

    /// The numbers of the offices that count, in their order.
    pub(super) fn semua_opd(&self) -> Vec<f64> {
        numbers(&self.data)
    }

    /// The activity of a number, as Data counts them.
    pub(super) fn by_number(&self, number: f64) -> &Kegiatan {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small count"
        )]
        &self.data[number as usize - 1]
    }

    /// The month right before, where it is archived.
    pub(super) fn bulan_lalu(&self) -> Option<&[Kegiatan]> {
        let last = self.lalu.last()?;
        (last.0 + 1 == self.bulan).then_some(&*last.1)
    }

    /// Asserts that the activities of a file add up to the truth of the model it was written from.
    pub(super) fn berkas(&self, name: &str, file: &Value) {
        let own = self.of(|one| one.berkas == name);
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

    pub(super) fn kelompok(&self, opd: Option<f64>) -> String {
        let found = self
            .data
            .iter()
            .find(|one| opd.is_some_and(|opd| same(one.opd, opd)));
        found.map(|one| one.kelompok.clone()).unwrap_or_default()
    }
}

/// The numbers of the offices of some activities, in their order.
pub(super) fn numbers(data: &[Kegiatan]) -> Vec<f64> {
    let mut all: Vec<f64> = data.iter().map(|one| one.opd).collect();
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

/// What some activities add up to.
pub(super) fn among(data: &[Kegiatan], which: impl Fn(&Kegiatan) -> bool) -> Jumlah {
    let rows: Vec<&Kegiatan> = data.iter().filter(|row| which(row)).collect();
    add(&rows)
}

/// The zone by the limits of the embedded rules.
pub(super) fn zone(deviasi: Option<f64>) -> &'static str {
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
pub(super) fn files_of(truth: &Value, month: &str) -> Vec<Value> {
    let months = truth["riwayat"]["bulan"].as_array().unwrap();
    let earlier = months.iter().find(|one| one["periode"] == month);
    let files = earlier.map_or(&truth["files"], |one| &one["files"]);
    let files = files.as_array().unwrap().iter();
    files
        .filter(|file| file["counted"] == true)
        .cloned()
        .collect()
}

//! The figures of a set of activities: each as its formula over Data with its result, the same on every sheet.

use super::rumus::{self, Saring};
use super::sheet::{Hasil, Nilai, Sheet};
use super::style::{Isi, Nada};
use crate::consolidate::jumlah::Jumlah;
use crate::model::cell::CellRef;
use crate::model::nilai::Sen;

/// A figure: its formula, its result, and how it is shown.
type Angka = (String, Nilai, Isi);

/// A line of sums: the condition that picks the rows of Data, and what they add up to.
#[derive(Clone, Copy)]
pub(super) struct Himpunan<'a> {
    pub(super) row: u32,
    pub(super) saring: &'a Saring,
    pub(super) jumlah: &'a Jumlah,
}

/// Where a sheet shows which figure.
#[derive(Clone, Copy)]
pub(super) struct Letak {
    pub(super) pagu: u16,
    pub(super) target: Option<u16>,
    pub(super) realisasi: u16,
    pub(super) realisasi_pct: u16,
    pub(super) sisa: u16,
    pub(super) target_fisik: u16,
    pub(super) fisik: u16,
    pub(super) deviasi_fisik: u16,
    pub(super) deviasi_keuangan: Option<u16>,
}

impl Himpunan<'_> {
    /// Writes the figures of a line.
    pub(super) fn write(&self, sheet: &mut Sheet<'_>, letak: &Letak, nada: Nada) -> Hasil {
        let (pagu, realisasi) = (self.at(letak.pagu), self.at(letak.realisasi));
        let jumlah = self.jumlah;
        let realisasi_pct = (
            rumus::persen(&realisasi, &pagu),
            jumlah.realisasi_keuangan_pct().into(),
            Isi::Persen,
        );
        let sisa = (
            rumus::sisa(&pagu, &realisasi),
            jumlah.sisa().map(Sen::rupiah).into(),
            Isi::Rupiah,
        );
        let deviasi = |formula, value: Option<f64>| (formula, value.into(), Isi::Persen);
        let figures = [
            (Some(letak.pagu), self.money(rumus::PAGU, jumlah.pagu)),
            (
                letak.target,
                self.money(rumus::TARGET, jumlah.target_keuangan),
            ),
            (
                Some(letak.realisasi),
                self.money(rumus::REALISASI, jumlah.realisasi_keuangan),
            ),
            (Some(letak.realisasi_pct), realisasi_pct),
            (Some(letak.sisa), sisa),
            (
                Some(letak.target_fisik),
                self.weighted(rumus::TARGET_FISIK, jumlah.target_fisik),
            ),
            (
                Some(letak.fisik),
                self.weighted(rumus::REALISASI_FISIK, jumlah.realisasi_fisik),
            ),
            (
                Some(letak.deviasi_fisik),
                deviasi(self.saring.deviasi_fisik(), jumlah.deviasi_fisik),
            ),
            (
                letak.deviasi_keuangan,
                deviasi(self.saring.deviasi_keuangan(), jumlah.deviasi_keuangan),
            ),
        ];
        for (col, (formula, value, isi)) in figures {
            if let Some(col) = col {
                sheet.put_formula((self.row, col), &formula, &value, isi, nada)?;
            }
        }
        Ok(())
    }

    fn at(&self, col: u16) -> String {
        CellRef::new(self.row, u32::from(col)).to_string()
    }

    fn money(&self, column: &str, value: Option<Sen>) -> Angka {
        let value = value.map(Sen::rupiah).into();
        (self.saring.jumlah(column), value, Isi::Rupiah)
    }

    fn weighted(&self, column: &str, value: Option<f64>) -> Angka {
        (self.saring.tertimbang(column), value.into(), Isi::Persen)
    }
}

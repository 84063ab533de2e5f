//! The master of the budget (DPA) and the control totals (LRA) as the analyst keeps them: read from text, and judged by.
//!
//! Both are lists that an Indonesian Excel saves: `;` or `,`, a byte order mark, dotted amounts, day/month dates. A line
//! that begins with `#` says nothing. A row of the master holds from its day until a later one of the same code and name.

mod baca;
mod nilai;
mod temuan;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use jiff::civil::Date;

pub use baca::{KEPALA_LRA, KEPALA_PAGU, lra, pagu};
pub(super) use nilai::of;
pub use temuan::{KEPALA_TEMUAN, temuan};

use super::dijelaskan::Terimaan;
use crate::model::nilai::Sen;
use crate::model::periode::Periode;

/// An activity of the budget under one version.
#[derive(Clone, Debug, PartialEq)]
pub struct BarisInduk {
    /// The roster's id of the office.
    pub opd: Arc<str>,
    /// As integer segments; `None` where the list gives none.
    pub kode: Option<Vec<u32>>,
    pub kode_teks: Box<str>,
    pub uraian: Box<str>,
    pub pagu: Sen,
    /// `murni`, `pergeseran 1`, `perubahan` …
    pub versi: Box<str>,
    /// `None`: from the beginning of the year.
    pub berlaku_dari: Option<Date>,
    /// Line in its file, from 1.
    pub baris: u32,
}

/// What the books say that an office has spent up to the end of a month.
#[derive(Clone, Debug, PartialEq)]
pub struct BarisLra {
    pub opd: Arc<str>,
    pub realisasi: Sen,
    pub baris: u32,
}

/// The lists of a working folder; empty where there are none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Induk {
    pub pagu: Vec<BarisInduk>,
    pub lra: Vec<BarisLra>,
    /// Names of the files they were read from.
    pub berkas_pagu: String,
    pub berkas_lra: String,
    /// Findings that the analyst has accepted, and the file they were read from.
    pub temuan: Vec<Terimaan>,
    pub berkas_temuan: String,
    /// The files with the hashes of their bytes.
    pub sidik: Vec<(String, String)>,
}

impl Induk {
    /// Returns the rows of an office that hold at the end of a period, and those that held before.
    pub(super) fn of_opd(
        &self,
        opd: &str,
        periode: Periode,
    ) -> (Vec<&BarisInduk>, Vec<&BarisInduk>) {
        let end = periode.tanggal_akhir();
        let begun = |row: &BarisInduk| {
            row.berlaku_dari
                .is_none_or(|day| end.is_none_or(|end| day <= end))
        };
        let own: Vec<&BarisInduk> = self
            .pagu
            .iter()
            .filter(|row| *row.opd == *opd && begun(row))
            .collect();
        let replaced = |row: &BarisInduk| {
            own.iter().any(|other| {
                other.is_same(row)
                    && (other.berlaku_dari, other.baris) > (row.berlaku_dari, row.baris)
            })
        };
        let (old, valid): (Vec<&BarisInduk>, Vec<&BarisInduk>) =
            own.iter().copied().partition(|row| replaced(row));
        // A pagu of nothing takes the activity out of the budget.
        let valid = valid.into_iter().filter(|row| row.pagu > Sen::ZERO);
        (valid.collect(), old)
    }
}

impl BarisInduk {
    /// Whether two rows speak of one activity: the same code and name, or the same name where neither has a code.
    fn is_same(&self, other: &Self) -> bool {
        use crate::normalize::fold::fold;
        self.kode == other.kode && fold(&self.uraian) == fold(&other.uraian)
    }
}

//! The flag as data, and its numbers as officials read them.

use jiff::civil::Date;

use crate::diag::catalogue::deviasi as kode;
use crate::diag::{Code, Severity};
use crate::model::nilai::{Sen, comma};
use crate::rules::deviasi::Dasar;

/// What a number of a flag counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Satuan {
    Rupiah,
    /// Percent, 0–100 scale.
    Persen,
    /// Percentage points.
    Poin,
    Baris,
    /// Calendar days.
    Hari,
    /// A month of the year, 1–12.
    Bulan,
}

/// A number that was compared; the name is that of the machine contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Angka {
    pub nama: &'static str,
    pub nilai: f64,
    pub satuan: Satuan,
}

/// The threshold that was crossed, with its basis.
#[derive(Clone, Debug, PartialEq)]
pub struct Ambang {
    pub nilai: f64,
    pub satuan: Satuan,
    pub dasar: Dasar,
}

/// A judgement about an activity, a set of activities or an office.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    pub code: Code,
    pub severity: Severity,
    pub angka: Vec<Angka>,
    pub ambang: Option<Ambang>,
    /// One Indonesian sentence with the formula, understandable alone.
    pub kalimat: String,
    /// The rows of the sheet that it speaks of, 0-based; empty for an office.
    pub baris: Vec<u32>,
    /// How much it weighs in rupiah, where that is another amount than pagu × lateness.
    pub nilai: Option<Sen>,
    /// Calendar days behind: since the end of the contract, or the lateness as a share of its duration.
    pub hari: Option<i64>,
    /// The fine so far, an estimate over the contract's value as reported.
    pub denda: Option<Sen>,
    /// The last day of the chance to finish.
    pub batas: Option<Date>,
    /// What to do next, where it says more than the catalogue.
    pub langkah: Option<String>,
}

impl Flag {
    pub(super) fn new(code: Code, kalimat: String) -> Self {
        Self {
            code,
            severity: code.severity,
            angka: Vec::new(),
            ambang: None,
            kalimat,
            baris: Vec::new(),
            nilai: None,
            hari: None,
            denda: None,
            batas: None,
            langkah: None,
        }
    }

    pub(super) fn with_severity(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    pub(super) fn with_numbers(self, angka: impl Into<Vec<Angka>>) -> Self {
        Self {
            angka: angka.into(),
            ..self
        }
    }

    pub(super) fn with_threshold(self, nilai: f64, satuan: Satuan, dasar: &Dasar) -> Self {
        Self {
            ambang: Some(Ambang {
                nilai,
                satuan,
                dasar: dasar.clone(),
            }),
            ..self
        }
    }

    pub(super) fn weighing(self, nilai: Option<Sen>, hari: Option<i64>) -> Self {
        let nilai = nilai.filter(|nilai| *nilai > Sen::ZERO);
        Self {
            nilai,
            hari,
            ..self
        }
    }

    pub(super) fn then(self, langkah: String) -> Self {
        Self {
            langkah: Some(langkah),
            ..self
        }
    }

    /// Returns what to do next.
    #[must_use]
    pub fn langkah(&self) -> &str {
        self.langkah.as_deref().unwrap_or(self.code.perbaikan)
    }

    /// Returns whether it says that a contract is critical.
    #[must_use]
    pub fn is_kritis(&self) -> bool {
        let codes = [
            kode::KONTRAK_KRITIS_1.id,
            kode::KONTRAK_KRITIS_2.id,
            kode::KONTRAK_KRITIS_3.id,
        ];
        codes.contains(&self.code.id)
    }

    /// Returns the basis of the threshold as it is printed; `None` where the flag needs none.
    #[must_use]
    pub fn basis(&self) -> Option<String> {
        Some(told(&self.ambang.as_ref()?.dasar))
    }
}

/// Returns a basis as it is printed: one that nobody has checked says so.
#[must_use]
pub fn told(dasar: &Dasar) -> String {
    let doubt = if dasar.dicek {
        ""
    } else {
        " (dasar perlu dicek)"
    };
    format!("{}{doubt}", dasar.teks)
}

impl Angka {
    pub(super) fn rupiah(nama: &'static str, sen: Sen) -> Self {
        Self {
            nama,
            nilai: sen.rupiah(),
            satuan: Satuan::Rupiah,
        }
    }

    pub(super) const fn persen(nama: &'static str, nilai: f64) -> Self {
        Self {
            nama,
            nilai,
            satuan: Satuan::Persen,
        }
    }

    pub(super) const fn poin(nama: &'static str, nilai: f64) -> Self {
        Self {
            nama,
            nilai,
            satuan: Satuan::Poin,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of days")]
    pub(super) const fn hari(nama: &'static str, hari: i64) -> Self {
        Self {
            nama,
            nilai: hari as f64,
            satuan: Satuan::Hari,
        }
    }

    pub(super) const fn baris(nama: &'static str, nilai: f64) -> Self {
        Self {
            nama,
            nilai,
            satuan: Satuan::Baris,
        }
    }
}

/// Writes a percentage, with as many decimals as show that it is not the number it is held against.
pub(super) fn persen(nilai: f64, against: f64) -> String {
    format!("{} %", told_apart(nilai, against))
}

/// Writes percentage points likewise.
pub(super) fn poin(nilai: f64, against: f64) -> String {
    format!("{} poin persen", told_apart(nilai, against))
}

fn told_apart(nilai: f64, against: f64) -> String {
    let decimals = (2..9).find(|decimals| {
        !against.is_finite()
            || nilai.to_bits() == against.to_bits()
            || comma(nilai, *decimals) != comma(against, *decimals)
    });
    comma(nilai, decimals.unwrap_or(9)).replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_near_a_threshold_show_why() {
        for (nilai, against, expected) in [
            (10.004, 10.0, "10,004"),
            (10.5, 10.0, "10,50"),
            (10.0, 10.0, "10,00"),
            (-5.0001, -5.0, "−5,0001"),
            (3.0, f64::NAN, "3,00"),
        ] {
            assert_eq!(told_apart(nilai, against), expected);
        }
    }
}

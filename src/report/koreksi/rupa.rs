//! How a cell of a rebuilt sheet looks: its own format as far as it was read, and the colour of a fault.

use std::collections::BTreeMap;

use rust_xlsxwriter::Format;

use super::super::style;
use crate::diag::Severity;

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) enum Angka {
    Umum,
    /// With dots between thousands.
    Ribuan,
    /// With dots between thousands and two decimals.
    Desimal,
    Persen,
    /// With fixed leading zeroes; the number is the width.
    Nol(u8),
    /// Divided by a thousand to this power.
    Skala(u8),
}

impl Angka {
    fn kode(self) -> String {
        match self {
            Self::Umum => "General".to_owned(),
            Self::Ribuan => "#,##0".to_owned(),
            Self::Desimal => "#,##0.00".to_owned(),
            Self::Persen => "0.00%".to_owned(),
            Self::Nol(width) => "0".repeat(usize::from(width.max(1))),
            Self::Skala(power) => format!("#,##0{}", ",".repeat(usize::from(power))),
        }
    }
}

/// Everything that makes a cell look as it does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) struct Rupa {
    pub(in crate::report) angka: Angka,
    pub(in crate::report) tebal: bool,
    /// The cell's own fill.
    pub(in crate::report) isi: Option<[u8; 3]>,
    pub(in crate::report) lekuk: u8,
    /// Lines around the cell, and text that wraps: it is one of a table.
    pub(in crate::report) kotak: bool,
    pub(in crate::report) tengah: bool,
    pub(in crate::report) tanda: Option<Severity>,
    /// What is shown before the content, as part of the number format: the content itself stays as it was.
    pub(in crate::report) awalan: Option<String>,
}

/// The formats of a workbook's rebuilt sheets, each made once.
#[derive(Default)]
pub(super) struct Rupawan {
    made: BTreeMap<Rupa, Format>,
}

impl Rupawan {
    pub(super) fn format(&mut self, rupa: &Rupa) -> &Format {
        self.made
            .entry(rupa.clone())
            .or_insert_with(|| style::salinan(&make(rupa), rupa))
    }
}

/// The number format: numbers and texts keep their form behind the mark.
fn make(rupa: &Rupa) -> String {
    // `$-421` is Indonesian: 1.234,56 where the program honours it.
    let lokal = if rupa.angka == Angka::Umum {
        ""
    } else {
        "[$-421]"
    };
    let kode = rupa.angka.kode();
    match &rupa.awalan {
        // Digits, commas and brackets only: nothing of an input is part of a format.
        Some(awalan) => {
            let awalan = format!("{lokal}\"{awalan}  \"");
            format!("{awalan}{kode};{awalan}-{kode};{awalan}{kode};{awalan}@")
        }
        None => format!("{lokal}{kode}"),
    }
}

//! Folds what was found row by row into one finding a column: the cells, how many, and the first with both its numbers.

use crate::consolidate::dijelaskan::{Berlaku, terima};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::arsip::BarisArsip;
use crate::model::cell::{CellRange, CellRef};
use crate::model::location::Location;
use crate::model::periode::Periode;

/// Up to so many differences a message tells each; of more the first.
const DISEBUT: usize = 3;

/// One difference.
#[derive(Clone, Debug)]
pub(super) struct Beda<'a> {
    pub(super) sel: CellRef,
    /// What the form says now and what it was held against, as officials read them.
    pub(super) kini: String,
    pub(super) dulu: String,
    /// The name of the activity now.
    pub(super) uraian: &'a str,
    pub(super) baris: &'a BarisArsip,
}

/// Folds differences of one column as `lipat` does: apart what nobody accepted, and what each acceptance settles.
pub(super) fn pilah(
    berlaku: &Berlaku<'_>,
    at: &Location,
    (code, severity): (Code, Severity),
    apa: &str,
    beda: Vec<Beda<'_>>,
    (dulu, lanjut): (Periode, &str),
) -> Vec<Diagnostic> {
    let parts = berlaku.pilah(code, beda, |one| {
        (Some(one.sel), [one.uraian, &one.baris.uraian])
    });
    parts
        .into_iter()
        .filter_map(|(why, beda)| {
            let found = lipat(at, (code, severity), apa, &beda, dulu, lanjut)?;
            Some(terima(found, why.as_ref()))
        })
        .collect()
}

/// Folds differences of one column, in the order of their rows; `None` where there are none.
///
/// `apa` says what is wrong, up to the words "laporan <periode>"; `lanjut` may add a clause at the end.
fn lipat(
    at: &Location,
    (code, severity): (Code, Severity),
    apa: &str,
    beda: &[Beda<'_>],
    dulu: Periode,
    lanjut: &str,
) -> Option<Diagnostic> {
    let (first, last) = (beda.first()?, beda.last()?);
    let numbers = format!("sekarang {}, semula {}", first.kini, first.dulu);
    if beda.len() == 1 {
        let message = format!(
            "{apa} laporan {dulu}: {numbers} ({}){lanjut}",
            sumber(first.baris)
        );
        return Some(Diagnostic::new(code, at.at(first.sel), message).with_severity(severity));
    }
    let mut place = at.at(first.sel);
    place.range = Some(CellRange {
        first: first.sel,
        last: last.sel,
    });
    let message = if beda.len() <= DISEBUT {
        let told = |one: &Beda<'_>| {
            let (sel, kini, dulu, source) = (one.sel, &one.kini, &one.dulu, sumber(one.baris));
            format!("{sel} sekarang {kini}, semula {dulu} ({source})")
        };
        let all: Vec<String> = beda.iter().map(told).collect();
        format!(
            "{apa} laporan {dulu} pada {} sel: {}{lanjut}",
            beda.len(),
            all.join("; ")
        )
    } else {
        format!(
            "{apa} laporan {dulu} pada {} sel; yang pertama ({}): {numbers} ({}){lanjut}",
            beda.len(),
            first.sel,
            sumber(first.baris)
        )
    };
    let detail = |one: &Beda<'_>| {
        let (kini, dulu, source) = (&one.kini, &one.dulu, sumber(one.baris));
        let text = format!("sekarang {kini}, semula {dulu} ({source})");
        (one.sel, text.into_boxed_str())
    };
    Some(
        Diagnostic::new(code, place, message)
            .with_severity(severity)
            .with_details(beda.iter().map(detail).collect()),
    )
}

/// Says where an archived number was read: `RFK.xlsx › SD › baris 14`.
pub(super) fn sumber(baris: &BarisArsip) -> String {
    let mut text = baris.file.to_string();
    if let Some(sheet) = &baris.sheet {
        text.push_str(" › ");
        text.push_str(sheet);
    }
    format!("{text} › baris {}", baris.row + 1)
}

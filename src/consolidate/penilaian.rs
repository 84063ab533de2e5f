//! The judgement on activities: flags and zones, as the report prints them. Facts stay with the leaves.

use super::Leaf;
use crate::diag::{Code, Severity};
use crate::model::submission::Submission;

/// A flag on one counted leaf.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// Index of the leaf.
    pub leaf: usize,
    pub code: Code,
    pub severity: Severity,
    /// Understandable alone, with the numbers compared (Indonesian).
    pub message: String,
}

/// A zone of deviasi fisik, from the best to the worst.
#[derive(Clone, Debug, PartialEq)]
pub struct Zona {
    pub nama: String,
    /// The lowest deviasi that still lies in it, percentage points; `None` for the last zone.
    pub batas: Option<f64>,
}

/// What was judged, with the zones and their origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Penilaian {
    pub flags: Vec<Flag>,
    pub zona: Vec<Zona>,
    /// Where the limits come from, in words.
    pub dasar: String,
}

impl Penilaian {
    /// Returns the zone of a deviasi; `None` where there is none to judge.
    #[must_use]
    pub fn zona(&self, deviasi: Option<f64>) -> Option<&Zona> {
        let deviasi = deviasi?;
        self.zona
            .iter()
            .find(|zona| zona.batas.is_none_or(|batas| deviasi >= batas))
    }
}

/// Judges the leaves.
#[must_use]
pub fn of(_leaves: &[Leaf], _submissions: &[Submission]) -> Penilaian {
    let zona = |nama: &str, batas| Zona {
        nama: nama.to_owned(),
        batas,
    };
    Penilaian {
        flags: Vec::new(),
        zona: vec![
            zona("Hijau", Some(0.0)),
            zona("Kuning", Some(-5.0)),
            zona("Oranye", Some(-10.0)),
            zona("Merah", None),
        ],
        dasar: "Kebiasaan setempat (dasar perlu dicek)".to_owned(),
    }
}

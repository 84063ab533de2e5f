//! Layouts that were accepted before, by office: what an earlier month's form looked like.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::field::Field;
use super::periode::Periode;

/// The layouts remembered of every office, by its id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ingatan {
    pub opd: BTreeMap<Arc<str>, Vec<TataLetak>>,
}

/// One layout of a table with the periods in which it was accepted; rows and columns are 0-based.
#[derive(Clone, Debug, PartialEq)]
pub struct TataLetak {
    pub lembar: Option<Arc<str>>,
    pub judul: (u32, u32),
    pub kolom: Vec<KolomIngat>,
    pub terlihat: BTreeSet<Bulan>,
}

/// A column with a header, and the field it was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KolomIngat {
    pub col: u32,
    /// Header texts from the top row down.
    pub path: Vec<String>,
    pub field: Option<Field>,
}

/// A month: what quarters and months are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bulan {
    pub tahun: i16,
    pub bulan: u8,
}

impl Bulan {
    /// Returns the month that a period ends with; `None` for a whole year.
    #[must_use]
    pub fn of(periode: &Periode) -> Option<Self> {
        periode.bulan.map(|bulan| Self {
            tahun: periode.tahun,
            bulan,
        })
    }

    #[must_use]
    pub const fn periode(self) -> Periode {
        Periode::month(self.tahun, self.bulan)
    }
}

impl TataLetak {
    /// Returns whether two layouts bind the same headers in the same columns to the same fields.
    #[must_use]
    pub fn same_columns(&self, other: &Self) -> bool {
        self.kolom == other.kolom
    }
}

impl Ingatan {
    /// Returns what was known before a month: a run may not learn from itself, else a second one would differ.
    #[must_use]
    pub fn before(&self, bulan: Bulan) -> Self {
        let earlier = |layout: &TataLetak| {
            let terlihat: BTreeSet<Bulan> = layout.terlihat.range(..bulan).copied().collect();
            (!terlihat.is_empty()).then(|| TataLetak {
                terlihat,
                ..layout.clone()
            })
        };
        let opd = self.opd.iter().filter_map(|(id, layouts)| {
            let layouts: Vec<TataLetak> = layouts.iter().filter_map(earlier).collect();
            (!layouts.is_empty()).then(|| (Arc::clone(id), layouts))
        });
        Self { opd: opd.collect() }
    }

    /// Returns the layouts of an office in the last month before `bulan` in which it had any, with that month.
    #[must_use]
    pub fn last(&self, opd: &str, bulan: Bulan) -> Option<(Bulan, Vec<&TataLetak>)> {
        let layouts = self.opd.get(opd)?;
        let last = layouts
            .iter()
            .filter_map(|layout| layout.terlihat.range(..bulan).next_back())
            .max()
            .copied()?;
        let seen = layouts
            .iter()
            .filter(|layout| layout.terlihat.contains(&last));
        Some((last, seen.collect()))
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.opd.is_empty()
    }
}

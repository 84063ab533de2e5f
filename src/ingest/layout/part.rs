//! Why a column holds only a part of what its field says: one source of funds, one month, another year.

use std::collections::BTreeSet;

use super::levels::Levels;
use crate::rules::kolom::Faset;

/// Why a column holds only a part of what its field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// One source of funds among several.
    SumberDana,
    /// One way of procurement among several.
    Cara,
    /// One month among several.
    Bulan,
    /// One quarter among several.
    Triwulan,
    /// Another budget year.
    TahunLain,
}

impl Part {
    pub(super) const fn reason(self) -> &'static str {
        match self {
            Self::SumberDana => "rincian menurut sumber dana",
            Self::Cara => "rincian menurut cara pengadaan",
            Self::Bulan => "rincian menurut bulan",
            Self::Triwulan => "rincian menurut triwulan",
            Self::TahunLain => "tahun anggaran lain",
        }
    }
}

/// Tells a column of a family: by source of funds, by way of procurement, by month.
pub(super) fn part_of(levels: &Levels) -> Option<Part> {
    let (all, lowest) = (levels.all(), levels.lowest());
    let months: BTreeSet<u8> = levels
        .0
        .iter()
        .flat_map(|reading| reading.months.iter().copied())
        .collect();
    let above = |faset: Faset| all.contains(&faset) && !lowest.contains(&faset);
    if all.contains(&Faset::KolomDana) {
        Some(Part::SumberDana)
    } else if above(Faset::JenisPengadaan) || above(Faset::Metode) || all.contains(&Faset::Cara) {
        Some(Part::Cara)
    } else {
        let spanned = [Faset::Sd, Faset::Lalu, Faset::Ini]
            .iter()
            .any(|faset| all.contains(faset));
        match months.len() {
            1 if !spanned => Some(Part::Bulan),
            _ => (all.contains(&Faset::Triwulan) && !spanned).then_some(Part::Triwulan),
        }
    }
}

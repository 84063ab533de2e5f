//! Why a column holds only a part of what its field says: one source of funds, one month, another year.

use std::collections::BTreeSet;

use super::levels::Levels;
use crate::model::field::{Field, Span};
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
    /// One sort of belanja among several.
    Belanja,
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
            Self::Belanja => "rincian menurut jenis belanja",
            Self::TahunLain => "tahun anggaran lain",
        }
    }

    /// Returns what a column of the family measures whose words claim a field: a month's or a quarter's is for itself.
    pub(super) fn measured(self, field: Field) -> Option<Field> {
        match self {
            Self::TahunLain => None,
            Self::Bulan | Self::Triwulan
                if field.measure.has_span() && field.span == Span::Plain =>
            {
                Some(Field {
                    span: Span::Ini,
                    ..field
                })
            }
            _ => Some(field),
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
        if months.len() == 1 {
            Some(Part::Bulan)
        } else if all.contains(&Faset::Triwulan) && !spanned {
            Some(Part::Triwulan)
        } else {
            (levels.0.len() > 1 && all.contains(&Faset::KolomBelanja)).then_some(Part::Belanja)
        }
    }
}

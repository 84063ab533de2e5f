//! The deliberate cases planted in otherwise clean reports, for the flags to find.

use super::anggaran::{Amounts, Node, Report};
use super::catalogue::Kind;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Realisasi above pagu.
    LewatPagu,
    /// Money far ahead of fisik on construction.
    UangMendahului,
    /// Fisik without money.
    FisikTanpaUang,
    /// Money with fisik 0.
    UangTanpaFisik,
    /// Fisik above 100.
    FisikLebih100,
    /// Planned below 70, more than 10 behind.
    KritisI,
    /// Planned 70 or more, more than 5 behind.
    KritisII,
    /// Realisasi of this month negative: money came back.
    Kontra,
    /// Fisik copied from keuangan on every row but salaries.
    Salinan,
    /// Rows with pagu 0 and nothing done.
    PaguNol,
    /// Fisik cells left blank.
    FisikKosong,
    /// A few amounts with sen.
    Sen,
}

impl Case {
    /// Returns the name in the truth.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LewatPagu => "realisasi-lewat-pagu",
            Self::UangMendahului => "uang-mendahului-fisik",
            Self::FisikTanpaUang => "fisik-tanpa-uang",
            Self::UangTanpaFisik => "uang-tanpa-fisik",
            Self::FisikLebih100 => "fisik-lebih-100",
            Self::KritisI => "kritis-periode-1",
            Self::KritisII => "kritis-periode-2",
            Self::Kontra => "realisasi-bulan-ini-negatif",
            Self::Salinan => "fisik-sama-keuangan",
            Self::PaguNol => "pagu-nol",
            Self::FisikKosong => "fisik-kosong",
            Self::Sen => "nilai-dengan-sen",
        }
    }

    fn wants(self, node: &Node) -> bool {
        let works = node.kind == Kind::Konstruksi;
        match self {
            Self::UangMendahului | Self::KritisI | Self::KritisII => works,
            Self::LewatPagu | Self::FisikTanpaUang | Self::PaguNol => node.kind == Kind::Kegiatan,
            Self::UangTanpaFisik | Self::FisikLebih100 | Self::Kontra | Self::FisikKosong => {
                matches!(node.kind, Kind::Rutin | Kind::Kegiatan)
            }
            Self::Salinan => node.kind != Kind::Gaji,
            Self::Sen => node.kind != Kind::Konstruksi,
        }
    }

    /// How many rows the case takes.
    const fn rows(self) -> usize {
        match self {
            Self::Salinan => usize::MAX,
            Self::PaguNol => 2,
            Self::FisikKosong | Self::Sen => 3,
            _ => 1,
        }
    }
}

/// Plants the cases, each on rows of its own.
pub fn plant(report: &mut Report, cases: &[Case]) {
    for case in cases {
        let mut left = case.rows();
        // Every second fitting row: cases don't stand side by side.
        let mut skip = true;
        for leaf in report.leaves_mut() {
            if left == 0 {
                break;
            }
            if leaf.kasus.is_some() || !case.wants(leaf) {
                continue;
            }
            skip = !skip && left < 100;
            if skip {
                continue;
            }
            leaf.kasus = Some(case.name());
            change(*case, &mut leaf.own);
            if let Some(kontrak) = &mut leaf.kontrak {
                kontrak.nilai = kontrak.nilai.max(leaf.own.real);
            }
            left -= 1;
        }
    }
}

fn change(case: Case, own: &mut Amounts) {
    let part = |permille: i64| own.pagu / 100_000 * permille * 100;
    let fisik = |own: &mut Amounts, target: i64, real: i64| {
        own.target_fisik = Some(target);
        own.fisik = Some(real);
        own.lalu_fisik = Some(real * 9 / 10);
    };
    match case {
        Case::LewatPagu => {
            own.real = own.pagu + 1_250_000 * 100;
            fisik(own, 9500, 10_000);
        }
        Case::UangMendahului => {
            own.real = part(718);
            own.target = part(650);
            fisik(own, 4000, 3550);
        }
        Case::FisikTanpaUang => {
            own.real = 0;
            own.lalu = 0;
            fisik(own, 6000, 5500);
        }
        Case::UangTanpaFisik => fisik(own, 5000, 0),
        Case::FisikLebih100 => fisik(own, 10_000, 10_049),
        Case::KritisI => {
            own.real = part(262);
            own.target = part(530);
            fisik(own, 6250, 4130);
        }
        Case::KritisII => {
            own.real = part(541);
            own.target = part(720);
            fisik(own, 8400, 7620);
        }
        Case::Kontra => own.lalu = own.real + 3_500_000 * 100,
        Case::Salinan => {
            let percent = (own.real as f64 / own.pagu as f64 * 10_000.0).round() as i64;
            own.fisik = Some(percent);
        }
        Case::PaguNol => {
            *own = Amounts {
                target_fisik: Some(0),
                lalu_fisik: Some(0),
                fisik: Some(0),
                ..Amounts::default()
            };
        }
        Case::FisikKosong => {
            own.fisik = None;
            own.lalu_fisik = None;
        }
        Case::Sen => own.real += 37,
    }
    own.lalu = if case == Case::Kontra {
        own.lalu
    } else {
        own.lalu.min(own.real)
    };
}

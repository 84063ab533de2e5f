//! The columns of a form: what each holds and the header texts above it, by family and mutation.

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Span {
    Plain,
    Lalu,
    Ini,
    Sd,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    No,
    Kode,
    /// One level of a code that is split over five columns.
    Segmen(usize),
    Nama,
    /// The name, where the level begins in a column of its own.
    NamaPada(usize),
    /// Level columns of a flat dump: code and name glued.
    Atas(usize),
    Tingkat,
    Pagu,
    PaguAwal,
    PaguTengah,
    PaguDulu,
    RealDulu,
    Bobot,
    Target(Span),
    TargetPct(Span),
    Real(Span),
    RealPct(Span),
    TargetFis(Span),
    RealFis(Span),
    TtbTarget,
    TtbReal,
    TtbTargetFis,
    TtbRealFis,
    DevKeu,
    DevFis,
    Capaian,
    Sisa,
    FisikRp,
    Dana(usize),
    DanaReal(usize),
    MetodeKontrak(usize),
    MetodeReal(usize),
    Bulan(usize),
    Triwulan(usize),
    /// Text, target, realisasi and percent of an indicator.
    Kinerja(usize),
    Lokasi,
    Sumber,
    Pptk,
    NomorKontrak,
    NilaiKontrak,
    Penyedia,
    Masalah,
    Tindak,
    Ket,
    Sela,
}

impl What {
    /// Returns whether the column holds money.
    pub(super) const fn is_money(self) -> bool {
        matches!(
            self,
            Self::Pagu
                | Self::PaguAwal
                | Self::PaguTengah
                | Self::PaguDulu
                | Self::RealDulu
                | Self::Target(_)
                | Self::Real(_)
                | Self::Sisa
                | Self::FisikRp
                | Self::Dana(_)
                | Self::DanaReal(_)
                | Self::MetodeKontrak(_)
                | Self::MetodeReal(_)
                | Self::Bulan(_)
                | Self::Triwulan(_)
                | Self::NilaiKontrak
        )
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Col {
    pub what: What,
    pub path: Vec<String>,
    pub hidden: bool,
}

/// The form's build: how its columns are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    /// Keuangan and fisik as groups, rencana and realisasi below.
    Rfk,
    /// Rencana and realisasi as groups, keuangan and fisik below.
    Silang,
    /// One header row, every column named in full.
    Datar,
    /// The part of the year as group: lalu, ini, s.d.
    Masa,
    /// Pagu and realisasi only, realisasi in one group.
    Ringkas,
    /// Packages with their contracts.
    Paket,
    /// Each row repeats its levels, code and name glued.
    Dump,
    /// One sub kegiatan, named above the table, with its accounts.
    Form,
}

impl Family {
    pub(crate) const ALL: [Self; 8] = [
        Self::Rfk,
        Self::Silang,
        Self::Datar,
        Self::Masa,
        Self::Ringkas,
        Self::Paket,
        Self::Dump,
        Self::Form,
    ];
}

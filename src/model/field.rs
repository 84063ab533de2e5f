//! The canonical columns of a realisasi form, with their kind and their name in the machine contract.

use std::fmt;

/// What a column measures or names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    No,
    Kode,
    Uraian,
    Pagu,
    Bobot,
    TargetKeuangan,
    TargetKeuanganPct,
    RealisasiKeuangan,
    RealisasiKeuanganPct,
    TargetFisik,
    RealisasiFisik,
    Tertimbang,
    Deviasi,
    Capaian,
    Sisa,
    Lokasi,
    SumberDana,
    Penyedia,
    NomorKontrak,
    NilaiKontrak,
    TanggalMulai,
    TanggalSelesai,
    Metode,
    JenisPengadaan,
    Pptk,
    Permasalahan,
    TindakLanjut,
    Keterangan,
    /// The owner's estimate (harga perkiraan sendiri) of a contract.
    Hps,
    /// The advance that a contract grants, in rupiah or in percent of it.
    UangMuka,
    UangMukaPct,
    /// Who is hoped to help with a problem.
    Pihak,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Rupiah,
    Percent,
    Text,
    Kode,
    Tanggal,
}

/// Which part of the year a money or fisik column covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// Not said; read as cumulative to the end of the period.
    #[default]
    Plain,
    /// Up to the end of last month (bulan lalu).
    Lalu,
    /// This month alone (bulan ini).
    Ini,
    /// Cumulative to the end of this month (s.d. bulan ini).
    Sd,
}

/// A canonical column: what is measured, over which span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field {
    pub measure: Measure,
    pub span: Span,
}

impl Measure {
    /// Every measure with its name in the machine contract, in the order of the contract.
    pub const ALL: [(Self, &'static str, Kind); 32] = [
        (Self::No, "no", Kind::Text),
        (Self::Kode, "kode", Kind::Kode),
        (Self::Uraian, "uraian", Kind::Text),
        (Self::Pagu, "pagu_rp", Kind::Rupiah),
        (Self::Bobot, "bobot_pct", Kind::Percent),
        (Self::TargetKeuangan, "target_keuangan_rp", Kind::Rupiah),
        (
            Self::TargetKeuanganPct,
            "target_keuangan_pct",
            Kind::Percent,
        ),
        (
            Self::RealisasiKeuangan,
            "realisasi_keuangan_rp",
            Kind::Rupiah,
        ),
        (
            Self::RealisasiKeuanganPct,
            "realisasi_keuangan_pct",
            Kind::Percent,
        ),
        (Self::TargetFisik, "target_fisik_pct", Kind::Percent),
        (Self::RealisasiFisik, "realisasi_fisik_pct", Kind::Percent),
        (Self::Tertimbang, "tertimbang_pct", Kind::Percent),
        (Self::Deviasi, "deviasi", Kind::Percent),
        (Self::Capaian, "capaian", Kind::Percent),
        (Self::Sisa, "sisa_rp", Kind::Rupiah),
        (Self::Lokasi, "lokasi", Kind::Text),
        (Self::SumberDana, "sumber_dana", Kind::Text),
        (Self::Penyedia, "penyedia", Kind::Text),
        (Self::NomorKontrak, "nomor_kontrak", Kind::Text),
        (Self::NilaiKontrak, "nilai_kontrak_rp", Kind::Rupiah),
        (Self::TanggalMulai, "tanggal_mulai", Kind::Tanggal),
        (Self::TanggalSelesai, "tanggal_selesai", Kind::Tanggal),
        (Self::Metode, "metode", Kind::Text),
        (Self::JenisPengadaan, "jenis_pengadaan", Kind::Text),
        (Self::Pptk, "pptk", Kind::Text),
        (Self::Permasalahan, "permasalahan", Kind::Text),
        (Self::TindakLanjut, "tindak_lanjut", Kind::Text),
        (Self::Keterangan, "keterangan", Kind::Text),
        (Self::Hps, "hps_rp", Kind::Rupiah),
        (Self::UangMuka, "uang_muka_rp", Kind::Rupiah),
        (Self::UangMukaPct, "uang_muka_pct", Kind::Percent),
        (Self::Pihak, "pihak", Kind::Text),
    ];

    fn entry(self) -> &'static (Self, &'static str, Kind) {
        // ALL lists the variants in declaration order; a test holds this.
        &Self::ALL[self as usize]
    }

    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    #[must_use]
    pub fn kind(self) -> Kind {
        self.entry().2
    }

    /// Returns the name as officials read it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::No => "nomor urut",
            Self::Kode => "kode",
            Self::Uraian => "uraian",
            Self::Pagu => "pagu (Rp)",
            Self::Bobot => "bobot (%)",
            Self::TargetKeuangan => "target keuangan (Rp)",
            Self::TargetKeuanganPct => "target keuangan (%)",
            Self::RealisasiKeuangan => "realisasi keuangan (Rp)",
            Self::RealisasiKeuanganPct => "realisasi keuangan (%)",
            Self::TargetFisik => "target fisik (%)",
            Self::RealisasiFisik => "realisasi fisik (%)",
            Self::Tertimbang => "tertimbang (%)",
            Self::Deviasi => "deviasi",
            Self::Capaian => "capaian",
            Self::Sisa => "sisa (Rp)",
            Self::Lokasi => "lokasi",
            Self::SumberDana => "sumber dana",
            Self::Penyedia => "penyedia",
            Self::NomorKontrak => "nomor kontrak",
            Self::NilaiKontrak => "nilai kontrak (Rp)",
            Self::TanggalMulai => "tanggal mulai",
            Self::TanggalSelesai => "tanggal selesai",
            Self::Metode => "metode",
            Self::JenisPengadaan => "jenis pengadaan",
            Self::Pptk => "PPTK",
            Self::Permasalahan => "permasalahan",
            Self::TindakLanjut => "tindak lanjut",
            Self::Keterangan => "keterangan",
            Self::Hps => "HPS (Rp)",
            Self::UangMuka => "uang muka (Rp)",
            Self::UangMukaPct => "uang muka (%)",
            Self::Pihak => "pihak yang diharapkan membantu",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, n, _)| *n == name)
            .map(|(measure, _, _)| *measure)
    }

    /// Returns whether the measure is told apart by month (lalu, ini, s.d.).
    #[must_use]
    pub fn has_span(self) -> bool {
        matches!(
            self,
            Self::TargetKeuangan
                | Self::TargetKeuanganPct
                | Self::RealisasiKeuangan
                | Self::RealisasiKeuanganPct
                | Self::TargetFisik
                | Self::RealisasiFisik
        )
    }
}

impl Field {
    #[must_use]
    pub const fn plain(measure: Measure) -> Self {
        Self {
            measure,
            span: Span::Plain,
        }
    }

    /// Returns the name as officials read it: `realisasi keuangan (Rp) bulan lalu`.
    #[must_use]
    pub fn label(self) -> String {
        let span = match self.span {
            Span::Plain => "",
            Span::Lalu => " bulan lalu",
            Span::Ini => " bulan ini",
            Span::Sd => " s.d. bulan ini",
        };
        format!("{}{span}", self.measure.label())
    }

    /// Reads a name of the machine contract.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if let Some(measure) = Measure::from_name(name) {
            return Some(Self::plain(measure));
        }
        let spans = [
            ("_lalu", Span::Lalu),
            ("_ini", Span::Ini),
            ("_sd", Span::Sd),
        ];
        spans.into_iter().find_map(|(suffix, span)| {
            let measure = Measure::from_name(name.strip_suffix(suffix)?)?;
            measure.has_span().then_some(Self { measure, span })
        })
    }
}

/// Writes the name of the machine contract: `realisasi_keuangan_rp_lalu`.
impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.measure.name())?;
        f.write_str(match self.span {
            Span::Plain => "",
            Span::Lalu => "_lalu",
            Span::Ini => "_ini",
            Span::Sd => "_sd",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_measures_follows_the_declaration() {
        for (index, (measure, name, _)) in Measure::ALL.iter().enumerate() {
            assert_eq!(*measure as usize, index);
            assert_eq!(Measure::from_name(name), Some(*measure));
            assert_eq!(Field::from_name(name), Some(Field::plain(*measure)));
        }
    }

    #[test]
    fn fields_read_back_as_written() {
        for name in [
            "pagu_rp",
            "realisasi_keuangan_rp_lalu",
            "target_fisik_pct_sd",
        ] {
            let field = Field::from_name(name).map(|field| field.to_string());
            assert_eq!(field.as_deref(), Some(name));
        }
        assert_eq!(Field::from_name("pagu_rp_lalu"), None);
    }
}

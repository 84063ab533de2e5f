//! The activity: its level in the budget tree and its class, with the reason for it.

/// Level of a row in the budget tree, from the top down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tingkat {
    /// Urusan or bidang urusan: above the programs.
    Urusan,
    Program,
    Kegiatan,
    SubKegiatan,
    Rekening,
    Paket,
    Rincian,
}

impl Tingkat {
    pub const ALL: [Self; 7] = [
        Self::Urusan,
        Self::Program,
        Self::Kegiatan,
        Self::SubKegiatan,
        Self::Rekening,
        Self::Paket,
        Self::Rincian,
    ];

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tingkat| tingkat.name() == name)
    }

    /// Returns the name in the machine contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Urusan => "urusan",
            Self::Program => "program",
            Self::Kegiatan => "kegiatan",
            Self::SubKegiatan => "sub_kegiatan",
            Self::Rekening => "rekening",
            Self::Paket => "paket",
            Self::Rincian => "rincian",
        }
    }
}

/// What an activity is, for the Rakor (DOMAIN §3; UU 2/2017 article 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Jenis {
    /// Construction work, maintenance of buildings and roads included.
    FisikKonstruksi,
    /// Goods: vehicles, machines, furniture, land.
    FisikNonKonstruksi,
    /// Design, supervision and management of works: not physical works.
    KonsultansiKonstruksi,
    NonFisik,
}

impl Jenis {
    pub const ALL: [Self; 4] = [
        Self::FisikKonstruksi,
        Self::FisikNonKonstruksi,
        Self::KonsultansiKonstruksi,
        Self::NonFisik,
    ];

    /// Returns the name in the machine contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FisikKonstruksi => "fisik_konstruksi",
            Self::FisikNonKonstruksi => "fisik_non_konstruksi",
            Self::KonsultansiKonstruksi => "konsultansi_konstruksi",
            Self::NonFisik => "non_fisik",
        }
    }

    /// Returns the name as officials read it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::FisikKonstruksi => "Fisik Konstruksi",
            Self::FisikNonKonstruksi => "Fisik Non Konstruksi",
            Self::KonsultansiKonstruksi => "Konsultansi Konstruksi",
            Self::NonFisik => "Non Fisik",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|jenis| jenis.name() == name)
    }
}

/// One reason for a classification: the rule or term that spoke, in words, with its weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Dasar {
    pub rule: String,
    pub text: String,
    pub weight: f64,
}

/// The class of an activity with its reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Klasifikasi {
    pub jenis: Jenis,
    /// Whether the activity counts as physical construction: the decision in any case.
    pub fisik_konstruksi: bool,
    /// 0–1.
    pub keyakinan: f64,
    /// Whether a person should look at it.
    pub telaah: bool,
    pub dasar: Vec<Dasar>,
}

//! What a sample file is made of: office, form, container, peculiarities.

use super::catalogue::Office;
use super::form::Layout;
use super::kasus::Case;
use super::masa::Masa;
use super::pelengkap::Companion;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    Xlsx,
    Xlsm,
    Ods,
    Csv,
    Tsv,
    Html,
    SpreadsheetMl,
}

/// What sets a file apart besides its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twist {
    None,
    /// A sheet for each bidang; together they are the office.
    Bidang,
    /// The same table once more on a second sheet.
    SalinanLembar,
    /// The total's SUM stops one row short.
    SumKurang,
    /// Two rows hidden.
    BarisTersembunyi,
    /// The header repeated as on each printed page.
    KepalaBerulang,
    /// Total as formula.
    Rumus,
    /// Program and kegiatan rows above the sub kegiatan: with their sums, or bare.
    IndukBerisi,
    IndukKosong,
    /// A heading for each kelurahan.
    PerKelurahan,
    /// A sheet for August in front of the one for September.
    DuaBulan,
    /// Notes below the table.
    Catatan,
}

/// What is wrong with a malformed file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Defect {
    WrongMonth,
    TotalMismatch,
    TextInMoney,
    MissingColumn,
    Truncated,
    Template,
}

/// Where the office is named; never only in the file's name unless said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    Titles,
    /// Only the sheet's name and the file's name tell the office.
    Sheet(&'static str),
    /// Only the file's name tells the office.
    File,
}

#[derive(Clone, Copy)]
pub struct Recipe {
    pub opd: &'static str,
    pub file: &'static str,
    pub layout: Form,
    pub container: Container,
    pub twist: Twist,
    pub cases: &'static [Case],
    pub companions: &'static [Companion],
    pub named: Named,
    pub defect: Option<Defect>,
    /// Whether the office decorates its sheet.
    pub hias: bool,
}

pub type Form = fn(&Office, &Masa) -> Layout;

impl Recipe {
    /// A plain file; the other functions set what is peculiar about it.
    #[must_use]
    pub const fn file(
        opd: &'static str,
        file: &'static str,
        layout: Form,
        container: Container,
    ) -> Self {
        Self {
            opd,
            file,
            layout,
            container,
            twist: Twist::None,
            cases: &[],
            companions: &[],
            named: Named::Titles,
            defect: None,
            hias: false,
        }
    }

    #[must_use]
    pub const fn hias(mut self) -> Self {
        self.hias = true;
        self
    }

    #[must_use]
    pub const fn twist(mut self, twist: Twist) -> Self {
        self.twist = twist;
        self
    }

    #[must_use]
    pub const fn cases(mut self, cases: &'static [Case]) -> Self {
        self.cases = cases;
        self
    }

    #[must_use]
    pub const fn sheets(mut self, companions: &'static [Companion]) -> Self {
        self.companions = companions;
        self
    }

    #[must_use]
    pub const fn named(mut self, named: Named) -> Self {
        self.named = named;
        self
    }

    #[must_use]
    pub const fn defect(mut self, defect: Defect) -> Self {
        self.defect = Some(defect);
        self
    }
}

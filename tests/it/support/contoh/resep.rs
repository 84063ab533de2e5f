//! The table of sample files: which office sends what, on which form, in which container, with which peculiarities.

use super::catalogue::Office;
use super::form::Layout;
use super::kasus::Case;
use super::masa::Masa;
use super::pelengkap::Companion;
use super::{
    layout_bulanan as bulanan, layout_lain as lain, layout_paket as paket, layout_rfk as rfk,
};

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
    InTitles,
    /// Only the sheet's name and the file's name tell the office.
    InSheetName(&'static str),
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
}

pub type Form = fn(&Office, &Masa) -> Layout;

/// A plain file; what is peculiar is set with `..`.
const fn file(opd: &'static str, file: &'static str, layout: Form, container: Container) -> Recipe {
    Recipe {
        opd,
        file,
        layout,
        container,
        twist: Twist::None,
        cases: &[],
        companions: &[],
        named: Named::InTitles,
        defect: None,
    }
}

/// Offices that send nothing.
pub const MISSING: [&str; 3] = ["disarpus", "bag-hukum", "kec-jenawi"];

/// Returns every file of the month, in the order of the roster.
#[must_use]
pub fn recipes() -> Vec<Recipe> {
    use super::pelengkap::Companion as Sheet;
    use Case as K;
    use Container as C;
    use Twist as T;
    vec![
        Recipe {
            twist: T::Bidang,
            companions: &[Sheet::Permasalahan],
            cases: &[K::KritisI, K::LewatPagu],
            ..file(
                "disdikbud",
                "RFK DISDIKBUD SEPTEMBER 2026.xlsx",
                rfk::rfk17,
                C::Xlsx,
            )
        },
        Recipe {
            companions: &[Sheet::Permasalahan, Sheet::Pbj],
            cases: &[K::KritisII, K::FisikTanpaUang],
            ..file(
                "dinkes",
                "Lap. RFK Dinkes s.d. September 2026.xlsx",
                rfk::rfk_kota,
                C::Xlsx,
            )
        },
        Recipe {
            cases: &[K::Sen, K::FisikKosong],
            ..file(
                "rsud",
                "RSUD Kartini_FORM B_Sept_2026.xlsx",
                lain::form_b,
                C::Xlsx,
            )
        },
        Recipe {
            companions: &[Sheet::Pengantar, Sheet::Pbj],
            cases: &[K::KritisI, K::KritisII, K::UangMendahului],
            ..file(
                "dpupr",
                "RFK DPUPR Sept 2026 (fix).xlsx",
                bulanan::rfk1,
                C::Xlsx,
            )
        },
        Recipe {
            cases: &[K::UangTanpaFisik],
            ..file(
                "dishubpkp",
                "Progres Paket DISHUB PKP 30-09-2026.xlsx",
                paket::register,
                C::Xlsx,
            )
        },
        Recipe {
            cases: &[K::LewatPagu],
            ..file("satpolpp", "rfk satpol pp sept.ods", rfk::rfk_lama, C::Ods)
        },
        Recipe {
            cases: &[K::Kontra],
            twist: T::KepalaBerulang,
            ..file(
                "bpbd",
                "Form A BPBD September.xlsx",
                bulanan::form_a,
                C::Xlsx,
            )
        },
        Recipe {
            cases: &[K::FisikLebih100],
            ..file(
                "dinsos",
                "Laporan RFK DINSOS 2026-09 REVISI.xml",
                rfk::rfk_kota,
                C::SpreadsheetMl,
            )
        },
        Recipe {
            cases: &[K::UangTanpaFisik],
            ..file(
                "disdagperinaker",
                "rfk_disdagperinaker_september.xls",
                lain::sipd,
                C::Html,
            )
        },
        Recipe {
            cases: &[K::PaguNol],
            ..file(
                "dp3appkb",
                "LAPORAN APBD DP3APPKB SEPT 2026.xlsx",
                bulanan::pergeseran,
                C::Xlsx,
            )
        },
        Recipe {
            cases: &[K::UangMendahului, K::FisikTanpaUang],
            companions: &[Sheet::RekapTersembunyi],
            ..file(
                "dlh",
                "RFK DLH per sumber dana Sep26.xlsx",
                lain::sumber_dana,
                C::Xlsx,
            )
        },
        Recipe {
            cases: &[K::Salinan],
            ..file(
                "disdukcapil",
                "RFK Disdukcapil Sept 2026.csv",
                rfk::rfk17,
                C::Csv,
            )
        },
        Recipe {
            defect: Some(Defect::WrongMonth),
            ..file(
                "dispermasdes",
                "RFK Dispermasdes September 2026.xlsx",
                rfk::rfk17,
                C::Xlsx,
            )
        },
        Recipe {
            cases: &[K::FisikTanpaUang],
            ..file(
                "diskominfo",
                "ekspor_paket_diskominfo_2026-09.tsv",
                paket::ekspor,
                C::Tsv,
            )
        },
        Recipe {
            defect: Some(Defect::TotalMismatch),
            ..file(
                "diskuktransesdm",
                "Realisasi Diskuktrans ESDM Sept 2026.xlsx",
                rfk::sederhana,
                C::Xlsx,
            )
        },
        file(
            "dpmptsp",
            "TW III DPMPTSP 2026.ods",
            rfk::fisik_dulu,
            C::Ods,
        ),
        Recipe {
            cases: &[K::KritisI, K::UangMendahului],
            ..file(
                "disparpora",
                "data paket Disparpora Sept 2026.xlsx",
                paket::ekspor,
                C::Xlsx,
            )
        },
        Recipe {
            cases: &[K::KritisII],
            ..file(
                "dispertanpp",
                "RFK Dispertan PP - September.xls",
                bulanan::perubahan,
                C::Html,
            )
        },
        Recipe {
            twist: T::IndukKosong,
            companions: &[Sheet::Pengantar, Sheet::Permasalahan, Sheet::FormKosong],
            ..file("setwan", "RFK Setwan Sep 2026.xlsx", rfk::rfk17, C::Xlsx)
        },
        file(
            "baperlitbang",
            "Form A Baperlitbang 09 2026.ods",
            bulanan::form_a,
            C::Ods,
        ),
        file(
            "bkd",
            "Realisasi BKD sd September 2026 (ribuan).xlsx",
            lain::ribuan,
            C::Xlsx,
        ),
        Recipe {
            cases: &[K::PaguNol],
            ..file(
                "bkpsdm",
                "laporan-realisasi-bkpsdm.xls",
                lain::lengket,
                C::Html,
            )
        },
        Recipe {
            twist: T::KepalaBerulang,
            cases: &[K::LewatPagu],
            ..file(
                "inspektorat",
                "RFK-1 INSPEKTORAT SEPTEMBER 2026.xlsx",
                bulanan::rfk1,
                C::Xlsx,
            )
        },
        Recipe {
            cases: &[K::FisikTanpaUang],
            ..file(
                "kesbangpol",
                "Lap RFK Kesbangpol Sept (terlambat).xlsx",
                rfk::rfk_lama,
                C::Xlsx,
            )
        },
        Recipe {
            twist: T::IndukBerisi,
            ..file(
                "bag-pemerintahan",
                "RFK Bag Pemerintahan Sept 2026.csv",
                rfk::rfk17,
                C::Csv,
            )
        },
        file(
            "bag-perekonomian",
            "rfk bag perekonomian 2026-09.csv",
            rfk::rfk_kota,
            C::Csv,
        ),
        Recipe {
            twist: T::Rumus,
            companions: &[Sheet::Pengantar, Sheet::Permasalahan],
            ..file(
                "bag-adbang",
                "RFK_Bag_Adm_Pembangunan_09_2026.xlsx",
                rfk::rfk17,
                C::Xlsx,
            )
        },
        file(
            "bag-pbj",
            "RFK TW 3 Bag PBJ.xml",
            rfk::fisik_dulu,
            C::SpreadsheetMl,
        ),
        Recipe {
            cases: &[K::FisikLebih100],
            ..file(
                "bag-kesra",
                "export_rfk_bag_kesra.xls",
                rfk::rfk_kota,
                C::Html,
            )
        },
        Recipe {
            twist: T::SumKurang,
            ..file(
                "bag-organisasi",
                "Lap Bag Organisasi Sept.xlsx",
                rfk::sederhana,
                C::Xlsx,
            )
        },
        file(
            "bag-umum",
            "Perkembangan Kegiatan Bag Umum September 2026.ods",
            bulanan::bulanan,
            C::Ods,
        ),
        Recipe {
            defect: Some(Defect::MissingColumn),
            ..file(
                "bag-prokopim",
                "RFK Bag Prokopim Sept 2026.xlsx",
                rfk::sederhana,
                C::Xlsx,
            )
        },
        Recipe {
            twist: T::IndukBerisi,
            ..file(
                "kec-colomadu",
                "RFK Kec. Colomadu Sept 26.xlsx",
                rfk::rfk17,
                C::Xlsx,
            )
        },
        Recipe {
            twist: T::BarisTersembunyi,
            ..file(
                "kec-gondangrejo",
                "gondangrejo september.xlsx",
                rfk::sederhana,
                C::Xlsx,
            )
        },
        file(
            "kec-jaten",
            "lap rfk kec jaten 09-2026.xlsx",
            lain::form_b,
            C::Xlsx,
        ),
        Recipe {
            cases: &[K::FisikKosong],
            ..file(
                "kec-jatipuro",
                "Jatipuro_RFK_Sept.csv",
                rfk::sederhana,
                C::Csv,
            )
        },
        Recipe {
            defect: Some(Defect::Template),
            ..file(
                "kec-jatiyoso",
                "RFK Kec Jatiyoso September 2026.xlsx",
                rfk::rfk17,
                C::Xlsx,
            )
        },
        Recipe {
            defect: Some(Defect::TextInMoney),
            ..file(
                "kec-jumantono",
                "RFK Kec Jumantono Sept 2026.xlsx",
                rfk::rfk17,
                C::Xlsx,
            )
        },
        file(
            "kec-jumapolo",
            "RFK Kec Jumapolo.ods",
            bulanan::bulanan,
            C::Ods,
        ),
        Recipe {
            twist: T::PerKelurahan,
            cases: &[K::KritisI],
            ..file(
                "kec-karanganyar",
                "RFK Kec. Karanganyar s.d. Sept 2026.xlsx",
                rfk::rfk_kota,
                C::Xlsx,
            )
        },
        Recipe {
            twist: T::SalinanLembar,
            ..file(
                "kec-karangpandan",
                "Lap Kec Karangpandan sep 2026 final2.xlsx",
                lain::lengket,
                C::Xlsx,
            )
        },
        file(
            "kec-kebakkramat",
            "RFK Kec Kebakramat 9-2026.xlsx",
            lain::ribuan,
            C::Xlsx,
        ),
        Recipe {
            defect: Some(Defect::Truncated),
            ..file(
                "kec-kerjo",
                "RFK Kec Kerjo Sept 2026.xlsx",
                rfk::rfk17,
                C::Xlsx,
            )
        },
        file(
            "kec-matesih",
            "RFK MATESIH SEPTEMBER.xlsx",
            bulanan::pergeseran,
            C::Xlsx,
        ),
        Recipe {
            cases: &[K::Salinan],
            ..file(
                "kec-mojogedang",
                "rfk_mojogedang_sept26.xls",
                lain::sipd,
                C::Html,
            )
        },
        file(
            "kec-ngargoyoso",
            "RFK Ngargoyoso Sept 2026.xml",
            rfk::rfk_lama,
            C::SpreadsheetMl,
        ),
        Recipe {
            named: Named::InSheetName("Kec Tasikmadu"),
            ..file(
                "kec-tasikmadu",
                "RFK Kec Tasikmadu Sept 2026.xlsx",
                bulanan::bulanan,
                C::Xlsx,
            )
        },
        Recipe {
            cases: &[K::PaguNol],
            ..file(
                "kec-tawangmangu",
                "RFK KEC TAWANGMANGU SEPT 2026.xlsm",
                rfk::rfk_kota,
                C::Xlsm,
            )
        },
    ]
}

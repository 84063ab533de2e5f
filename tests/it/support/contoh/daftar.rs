//! The table of sample files: which office sends what, on which form, in which container, with which peculiarities.

use super::kasus::Case as K;
use super::pelengkap::Companion as Sheet;
use super::resep::{Container as C, Defect, Form, Named, Recipe, Twist as T};
use super::{
    layout_bulanan as bulanan, layout_lain as lain, layout_paket as paket, layout_rfk as rfk,
};

/// Offices that send nothing.
pub const MISSING: [&str; 3] = ["disarpus", "bag-hukum", "kec-jenawi"];

const fn file(opd: &'static str, file: &'static str, layout: Form, container: C) -> Recipe {
    Recipe::file(opd, file, layout, container)
}

/// Every file of the month, in the order of the roster.
pub const RECIPES: &[Recipe] = &[
    file(
        "disdikbud",
        "RFK DISDIKBUD SEPTEMBER 2026.xlsx",
        rfk::rfk17,
        C::Xlsx,
    )
    .twist(T::Bidang)
    .cases(&[K::KritisI, K::LewatPagu])
    .sheets(&[Sheet::Permasalahan]),
    file(
        "dinkes",
        "Lap. RFK Dinkes s.d. September 2026.xlsx",
        rfk::rfk_kota,
        C::Xlsx,
    )
    .cases(&[K::KritisII, K::FisikTanpaUang])
    .sheets(&[Sheet::Permasalahan, Sheet::Pbj]),
    file(
        "rsud",
        "RSUD Kartini_FORM B_Sept_2026.xlsx",
        lain::form_b,
        C::Xlsx,
    )
    .cases(&[K::Sen, K::FisikKosong]),
    file(
        "dpupr",
        "RFK DPUPR Sept 2026 (fix).xlsx",
        bulanan::rfk1,
        C::Xlsx,
    )
    .cases(&[K::KritisI, K::KritisII, K::UangMendahului])
    .sheets(&[Sheet::Pengantar, Sheet::Pbj]),
    file(
        "dishubpkp",
        "Progres Paket DISHUB PKP 30-09-2026.xlsx",
        paket::register,
        C::Xlsx,
    )
    .cases(&[K::UangTanpaFisik]),
    file("satpolpp", "rfk satpol pp sept.ods", rfk::rfk_lama, C::Ods).cases(&[K::LewatPagu]),
    file(
        "bpbd",
        "Form A BPBD September.xlsx",
        bulanan::form_a,
        C::Xlsx,
    )
    .twist(T::KepalaBerulang)
    .cases(&[K::Kontra]),
    file(
        "dinsos",
        "Laporan RFK DINSOS 2026-09 REVISI.xml",
        rfk::rfk_kota,
        C::SpreadsheetMl,
    )
    .cases(&[K::FisikLebih100]),
    file(
        "disdagperinaker",
        "rfk_disdagperinaker_september.xls",
        lain::sipd,
        C::Html,
    )
    .cases(&[K::UangTanpaFisik]),
    file(
        "dp3appkb",
        "LAPORAN APBD DP3APPKB SEPT 2026.xlsx",
        bulanan::pergeseran,
        C::Xlsx,
    )
    .cases(&[K::PaguNol]),
    file(
        "dlh",
        "RFK DLH per sumber dana Sep26.xlsx",
        lain::sumber_dana,
        C::Xlsx,
    )
    .cases(&[K::UangMendahului, K::FisikTanpaUang])
    .sheets(&[Sheet::RekapTersembunyi]),
    file(
        "disdukcapil",
        "RFK Disdukcapil Sept 2026.csv",
        rfk::rfk17,
        C::Csv,
    )
    .cases(&[K::Salinan]),
    file(
        "dispermasdes",
        "RFK Dispermasdes September 2026.xlsx",
        rfk::rfk17,
        C::Xlsx,
    )
    .defect(Defect::WrongMonth),
    file(
        "diskominfo",
        "ekspor_paket_diskominfo_2026-09.tsv",
        paket::ekspor,
        C::Tsv,
    )
    .cases(&[K::FisikTanpaUang]),
    file(
        "diskuktransesdm",
        "Realisasi Diskuktrans ESDM Sept 2026.xlsx",
        rfk::sederhana,
        C::Xlsx,
    )
    .defect(Defect::TotalMismatch)
    .hias(),
    file(
        "dpmptsp",
        "TW III DPMPTSP 2026.ods",
        rfk::fisik_dulu,
        C::Ods,
    ),
    file(
        "disparpora",
        "data paket Disparpora Sept 2026.xlsx",
        paket::ekspor,
        C::Xlsx,
    )
    .cases(&[K::KritisI, K::UangMendahului]),
    file(
        "dispertanpp",
        "RFK Dispertan PP - September.xls",
        bulanan::perubahan,
        C::Html,
    )
    .cases(&[K::KritisII]),
    file("setwan", "RFK Setwan Sep 2026.xlsx", rfk::rfk17, C::Xlsx)
        .twist(T::IndukKosong)
        .sheets(&[Sheet::Pengantar, Sheet::Permasalahan, Sheet::FormKosong]),
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
    file(
        "bkpsdm",
        "laporan-realisasi-bkpsdm.xls",
        lain::lengket,
        C::Html,
    )
    .cases(&[K::PaguNol]),
    file(
        "inspektorat",
        "RFK-1 INSPEKTORAT SEPTEMBER 2026.xlsx",
        bulanan::rfk1,
        C::Xlsx,
    )
    .twist(T::KepalaBerulang)
    .cases(&[K::LewatPagu]),
    file(
        "kesbangpol",
        "Lap RFK Kesbangpol Sept (terlambat).xlsx",
        rfk::rfk_lama,
        C::Xlsx,
    )
    .cases(&[K::FisikTanpaUang]),
    file(
        "bag-pemerintahan",
        "RFK Bag Pemerintahan Sept 2026.csv",
        rfk::rfk17,
        C::Csv,
    )
    .twist(T::IndukBerisi),
    file(
        "bag-perekonomian",
        "rfk bag perekonomian 2026-09.csv",
        rfk::rfk_kota,
        C::Csv,
    ),
    file(
        "bag-adbang",
        "RFK_Bag_Adm_Pembangunan_09_2026.xlsx",
        rfk::rfk17,
        C::Xlsx,
    )
    .twist(T::Rumus)
    .sheets(&[Sheet::Pengantar, Sheet::Permasalahan]),
    file(
        "bag-pbj",
        "RFK TW 3 Bag PBJ.xml",
        rfk::fisik_dulu,
        C::SpreadsheetMl,
    ),
    file(
        "bag-kesra",
        "export_rfk_bag_kesra.xls",
        rfk::rfk_kota,
        C::Html,
    )
    .cases(&[K::FisikLebih100]),
    file(
        "bag-organisasi",
        "Lap Bag Organisasi Sept.xlsx",
        rfk::sederhana,
        C::Xlsx,
    )
    .twist(T::SumKurang),
    file(
        "bag-umum",
        "Perkembangan Kegiatan Bag Umum September 2026.ods",
        bulanan::bulanan,
        C::Ods,
    ),
    file(
        "bag-prokopim",
        "RFK Bag Prokopim Sept 2026.xlsx",
        rfk::sederhana,
        C::Xlsx,
    )
    .defect(Defect::MissingColumn),
    file(
        "kec-colomadu",
        "RFK Kec. Colomadu Sept 26.xlsx",
        rfk::rfk17,
        C::Xlsx,
    )
    .twist(T::DuaBulan),
    file(
        "kec-gondangrejo",
        "gondangrejo september.xlsx",
        rfk::sederhana,
        C::Xlsx,
    )
    .twist(T::BarisTersembunyi),
    file(
        "kec-jaten",
        "lap rfk kec jaten 09-2026.xlsx",
        lain::form_b,
        C::Xlsx,
    ),
    file(
        "kec-jatipuro",
        "Jatipuro_RFK_Sept.csv",
        rfk::sederhana,
        C::Csv,
    )
    .twist(T::Catatan)
    .cases(&[K::FisikKosong]),
    file(
        "kec-jatiyoso",
        "RFK Kec Jatiyoso September 2026.xlsx",
        rfk::rfk17,
        C::Xlsx,
    )
    .defect(Defect::Template),
    file(
        "kec-jumantono",
        "RFK Kec Jumantono Sept 2026.xlsx",
        rfk::rfk17,
        C::Xlsx,
    )
    .defect(Defect::TextInMoney)
    .hias(),
    file(
        "kec-jumapolo",
        "RFK Kec Jumapolo.ods",
        bulanan::bulanan,
        C::Ods,
    )
    .named(Named::File),
    file(
        "kec-karanganyar",
        "RFK Kec. Karanganyar s.d. Sept 2026.xlsx",
        rfk::rfk_kota,
        C::Xlsx,
    )
    .twist(T::PerKelurahan)
    .cases(&[K::KritisI]),
    file(
        "kec-karangpandan",
        "Lap Kec Karangpandan sep 2026 final2.xlsx",
        lain::lengket,
        C::Xlsx,
    )
    .twist(T::SalinanLembar),
    file(
        "kec-kebakkramat",
        "RFK Kec Kebakramat 9-2026.xlsx",
        lain::ribuan,
        C::Xlsx,
    ),
    file(
        "kec-kerjo",
        "RFK Kec Kerjo Sept 2026.xlsx",
        rfk::rfk17,
        C::Xlsx,
    )
    .defect(Defect::Truncated),
    file(
        "kec-matesih",
        "RFK MATESIH SEPTEMBER.xlsx",
        bulanan::pergeseran,
        C::Xlsx,
    ),
    file(
        "kec-mojogedang",
        "rfk_mojogedang_sept26.xls",
        lain::sipd,
        C::Html,
    )
    .cases(&[K::Salinan]),
    file(
        "kec-ngargoyoso",
        "RFK Ngargoyoso Sept 2026.xml",
        rfk::rfk_lama,
        C::SpreadsheetMl,
    ),
    file(
        "kec-tasikmadu",
        "RFK Kec Tasikmadu Sept 2026.xlsx",
        bulanan::bulanan,
        C::Xlsx,
    )
    .named(Named::Sheet("Kec Tasikmadu")),
    file(
        "kec-tawangmangu",
        "RFK KEC TAWANGMANGU SEPT 2026.xlsm",
        rfk::rfk_kota,
        C::Xlsm,
    )
    .cases(&[K::PaguNol]),
];

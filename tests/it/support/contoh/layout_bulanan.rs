//! Forms that tell last month, this month and to-date apart.

use super::catalogue::Office;
use super::form::{Group, Layout, Leaf, Money, Numbers, Parents, Percent, Title, Total};
use super::kolom::Col;
use super::masa::{Masa, upper};

/// RFK-1 of a city: code, PPTK, bulan lalu, bulan ini, s.d. bulan ini, packages below the sub kegiatan.
#[must_use]
pub fn rfk1(office: &Office, masa: &Masa) -> Layout {
    let head = vec![
        Leaf("KODE", Col::Kode),
        Leaf("PROGRAM/KEGIATAN/SUB KEGIATAN/PEKERJAAN", Col::Uraian),
        Leaf("Nama PPK/PPTK", Col::Pptk),
        Leaf("ANGGARAN (Rp)", Col::Pagu),
        Group(
            "TARGET KEUANGAN",
            vec![Leaf("Rp", Col::TargetRp), Leaf("%", Col::TargetPct)],
        ),
        Group(
            "REALISASI KEUANGAN",
            vec![
                Leaf("s.d. Bulan Lalu (Rp)", Col::LaluRp),
                Leaf("Bulan Ini (Rp)", Col::IniRp),
                Group(
                    "s.d. Bulan Ini",
                    vec![Leaf("Rp", Col::RealRp), Leaf("%", Col::RealPct)],
                ),
            ],
        ),
        Group(
            "FISIK s.d. Bulan Ini (%)",
            vec![
                Leaf("Target", Col::TargetFisik),
                Leaf("Realisasi", Col::Fisik),
                Leaf("Deviasi", Col::DeviasiFisik),
            ],
        ),
    ];
    let titles = vec![
        Title::Center("PEMERINTAH KABUPATEN KARANGANYAR".to_owned()),
        Title::Center("LAPORAN REALISASI FISIK DAN KEUANGAN (RFK-1)".to_owned()),
        Title::Center(format!("BULAN : {} TAHUN ANGGARAN 2026", masa.bulan)),
        Title::Label("OPD", upper(office)),
        Title::Blank,
    ];
    Layout {
        numbers: Numbers::Given(&[
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "8",
            "9 = 7 + 8",
            "10 = (9/4)*100",
            "11",
            "12",
            "13 = 12 - 11",
        ]),
        parents: Parents::Filled,
        ..Layout::new("rfk1", titles, head)
    }
}

/// The provincial Form A: four header rows, number row, no target at all.
#[must_use]
pub fn form_a(office: &Office, masa: &Masa) -> Layout {
    let month = |rp, pct, fisik| {
        vec![
            Group("Keuangan", vec![Leaf("Rp.", rp), Leaf("%", pct)]),
            Leaf("Fisik (%)", fisik),
        ]
    };
    let head = vec![
        Leaf("Kode", Col::Kode),
        Leaf("Nama Program/Kegiatan/Subkegiatan", Col::Uraian),
        Leaf("Jumlah Anggaran (Rp)", Col::Pagu),
        Leaf("Bobot (%)", Col::Bobot),
        Group(
            "Realisasi Pelaksanaan Anggaran",
            vec![
                Group(
                    "Bulan Lalu",
                    month(Col::LaluRp, Col::LaluPct, Col::LaluFisik),
                ),
                Group("Bulan Ini", month(Col::IniRp, Col::IniPct, Col::IniFisik)),
                Group(
                    "s.d. Bulan Ini",
                    month(Col::RealRp, Col::RealPct, Col::Fisik),
                ),
            ],
        ),
        Leaf("Sisa Anggaran (Rp)", Col::Sisa),
    ];
    let titles = vec![
        Title::Left("FORM A".to_owned()),
        Title::Center("LAPORAN BULANAN PELAKSANAAN PROGRAM DAN KEGIATAN".to_owned()),
        Title::Label("Perangkat Daerah", office.nama.clone()),
        Title::Label("Bulan", format!("{} 2026", masa.bulan)),
        Title::Blank,
    ];
    Layout {
        numbers: Numbers::Plain,
        parents: Parents::Filled,
        total: Total::Below("Jumlah"),
        ..Layout::new("form-a", titles, head)
    }
}

/// Budget before and after pergeseran, cash budget as the target.
#[must_use]
pub fn pergeseran(office: &Office, masa: &Masa) -> Layout {
    let head = vec![
        Leaf("Kode Rekening", Col::Kode),
        Leaf("Program / Kegiatan / Sub Kegiatan", Col::Uraian),
        Group(
            "Anggaran (Rp)",
            vec![
                Leaf("Tahun Anggaran Awal", Col::PaguAwal),
                Leaf("Setelah Pergeseran I", Col::Pagu),
            ],
        ),
        Leaf("Anggaran Kas s.d. Bulan Ini (Rp)", Col::TargetRp),
        Group(
            "Realisasi",
            vec![
                Leaf("s.d. Bulan Lalu (Rp)", Col::LaluRp),
                Leaf("Bulan Ini (Rp)", Col::IniRp),
                Leaf("s.d. Bulan Ini (Rp)", Col::RealRp),
                Leaf("Keu %", Col::RealPct),
                Leaf("Fisik %", Col::Fisik),
            ],
        ),
        Leaf("Sisa Anggaran (Rp)", Col::Sisa),
    ];
    let titles = vec![
        Title::Left(format!("LAPORAN APBD {}", upper(office))),
        Title::Left(format!("SAMPAI DENGAN BULAN {} 2026", masa.bulan)),
        Title::Blank,
    ];
    Layout {
        parents: Parents::Filled,
        total: Total::Below("JUMLAH BELANJA"),
        ..Layout::new("pergeseran", titles, head)
    }
}

/// Rencana to date, then realisasi of last month, this month and to date, each with money and fisik; fractions shown as percent.
#[must_use]
pub fn bulanan(office: &Office, masa: &Masa) -> Layout {
    let block = |rp, pct, fisik| {
        vec![
            Leaf("Keuangan (Rp)", rp),
            Leaf("Keuangan (%)", pct),
            Leaf("Fisik (%)", fisik),
        ]
    };
    let head = vec![
        Leaf("NO", Col::No),
        Leaf("PROGRAM / KEGIATAN", Col::Uraian),
        Leaf("PAGU ANGGARAN (Rp)", Col::Pagu),
        Group(
            "RENCANA S/D BULAN INI",
            block(Col::TargetRp, Col::TargetPct, Col::TargetFisik),
        ),
        Group(
            "REALISASI S/D BULAN LALU",
            block(Col::LaluRp, Col::LaluPct, Col::LaluFisik),
        ),
        Group(
            "REALISASI BULAN INI",
            block(Col::IniRp, Col::IniPct, Col::IniFisik),
        ),
        Group(
            "REALISASI S/D BULAN INI",
            block(Col::RealRp, Col::RealPct, Col::Fisik),
        ),
        Group(
            "DEVIASI",
            vec![
                Leaf("Keuangan (%)", Col::DeviasiKeu),
                Leaf("Fisik (%)", Col::DeviasiFisik),
            ],
        ),
    ];
    let titles = vec![
        Title::Center("LAPORAN PERKEMBANGAN PELAKSANAAN KEGIATAN APBD".to_owned()),
        Title::Center(upper(office)),
        Title::Center(format!("KEADAAN S/D BULAN {} 2026", masa.bulan)),
        Title::Blank,
    ];
    Layout {
        numbers: Numbers::Paren,
        percent: Percent::Fraction,
        total: Total::Below("TOTALNYA"),
        total_left: true,
        ..Layout::new("bulanan", titles, head)
    }
}

/// Two pagu columns (before and after the change of the budget), amounts as text with `Rp`, percent as text with `%`.
#[must_use]
pub fn perubahan(office: &Office, masa: &Masa) -> Layout {
    let head = vec![
        Leaf("Kode Rekening", Col::Kode),
        Leaf("Program / Kegiatan / Sub Kegiatan", Col::Uraian),
        Group(
            "Belanja Menurut DPA",
            vec![
                Leaf("Sebelum Perubahan", Col::PaguAwal),
                Leaf("Sesudah Perubahan", Col::Pagu),
            ],
        ),
        Leaf("Bobot", Col::Bobot),
        Group(
            "Realisasi Fisik",
            vec![
                Leaf("Rencana", Col::TargetFisik),
                Leaf("Realisasi", Col::Fisik),
                Leaf("Tertimbang", Col::FisikTtb),
            ],
        ),
        Group(
            "Realisasi Keuangan",
            vec![
                Leaf("Rencana (Rp)", Col::TargetRp),
                Leaf("Realisasi SPM/SP2D (Rp)", Col::RealRp),
                Leaf("Persentase", Col::RealPct),
            ],
        ),
        Leaf("Sisa Anggaran (Rp)", Col::Sisa),
    ];
    let titles = vec![
        Title::Center("REALISASI FISIK DAN KEUANGAN".to_owned()),
        Title::Center(upper(office)),
        Title::Center(format!("POSISI {}", masa.tanggal)),
        Title::Blank,
    ];
    Layout {
        money: Money::TextRp,
        percent: Percent::Text,
        parents: Parents::Filled,
        total: Total::Below("TOTAL"),
        ..Layout::new("perubahan", titles, head)
    }
}

//! Forms of monitoring applications: codes in pieces, sources of funds, amounts as text or in thousands.

use super::catalogue::Office;
use super::form::{
    Below, Group, Layout, Leaf, Money, Numbering, Numbers, Parents, Percent, Title, Total,
};
use super::kolom::Col;
use super::masa::{Masa, upper};

/// Form B of 21 columns: money as text `1.234.567,00`, NOMOR `A` / `A.1` / `A.1.1`.
#[must_use]
pub fn form_b(office: &Office, masa: &Masa) -> Layout {
    let head = vec![
        Leaf("NOMOR", Col::No),
        Leaf("KODE", Col::Kode),
        Leaf("PROGRAM/KEGIATAN", Col::Uraian),
        Leaf("UNIT KERJA", Col::Unit),
        Leaf("PAGU DANA (RP)", Col::Pagu),
        Leaf("BOBOT (%)", Col::Bobot),
        Group(
            "FISIK",
            vec![
                Leaf("TARGET (%)", Col::TargetFisik),
                Leaf("REALISASI (%)", Col::Fisik),
                Leaf("TTB (%)", Col::FisikTtb),
            ],
        ),
        Group(
            "KEUANGAN",
            vec![
                Leaf("TARGET (RP)", Col::TargetRp),
                Leaf("TARGET (%)", Col::TargetPct),
                Leaf("REALISASI (RP)", Col::RealRp),
                Leaf("REALISASI (%)", Col::RealPct),
                Leaf("TTB (%)", Col::RealTtb),
            ],
        ),
        Leaf("LOKASI", Col::Lokasi),
        Group(
            "SISA ANGGARAN",
            vec![Leaf("(RP)", Col::Sisa), Leaf("(%)", Col::SisaPct)],
        ),
        Group(
            "INDIKATOR KINERJA KELUARAN",
            vec![
                Leaf("INDIKATOR", Col::Indikator),
                Leaf("TARGET KINERJA", Col::Satuan),
                Leaf("REALISASI KINERJA", Col::Satuan),
                Leaf("(%)", Col::Kosong),
            ],
        ),
    ];
    let titles = vec![
        Title::Center("LAPORAN FORM B".to_owned()),
        Title::Center(upper(office)),
        Title::Center("KABUPATEN KARANGANYAR".to_owned()),
        Title::Left(format!("BULAN : {} 2026", masa.bulan)),
    ];
    Layout {
        sheet: "FORM B".to_owned(),
        numbers: Numbers::Text,
        parents: Parents::Filled,
        numbering: Numbering::Letters,
        money: Money::Text,
        percent: Percent::TextBare,
        ..Layout::new("form-b", titles, head)
    }
}

/// A page of an RFK application over SIPD: the code over five columns, expressions in the number row.
#[must_use]
pub fn sipd(office: &Office, masa: &Masa) -> Layout {
    let head = vec![
        Group(
            "Kode",
            (0..5).map(|part| Leaf("", Col::KodeBagian(part))).collect(),
        ),
        Leaf(
            "Urusan/ Bidang Urusan/ Program/ Kegiatan/ Sub Kegiatan",
            Col::Uraian,
        ),
        Leaf("RKA SIPD (Rp.)", Col::PaguAwal),
        Leaf("DPA (Rp.)", Col::Pagu),
        Leaf("Realisasi Keuangan (Rp.)", Col::RealRp),
        Leaf("Capaian ( % )", Col::RealPct),
        Leaf("RAK (Rp.)", Col::TargetRp),
        Leaf("RAK ( % )", Col::TargetPct),
        Leaf("Deviasi ( % )", Col::DeviasiRelatif),
        Leaf("Realisasi Fisik ( % )", Col::Fisik),
        Leaf("Nilai Realisasi Fisik ( Rp )", Col::NilaiFisikRp),
        Leaf("Sumber Dana", Col::SumberDana),
        Leaf("Keterangan / Permasalahan", Col::Keterangan),
    ];
    let titles = vec![
        Title::Center("Laporan Realisasi Fisik dan Keuangan (RFK)".to_owned()),
        Title::Center(office.nama.clone()),
        Title::Center(format!("Bulan {} Tahun 2026", capital(masa.bulan))),
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
            "9",
            "10 = (9/8)*100",
            "11",
            "12 = (11/8)*100",
            "13 = ((12-10)/12)*100",
            "14",
            "15 = (8*14)/100",
            "16",
            "17",
        ]),
        parents: Parents::Filled,
        total: Total::Below("TOTAL"),
        ..Layout::new("sipd", titles, head)
    }
}

/// Sources of funds in columns that add up to the pagu.
#[must_use]
pub fn sumber_dana(office: &Office, masa: &Masa) -> Layout {
    let head = vec![
        Leaf("NO", Col::No),
        Leaf("PROGRAM / KEGIATAN / SUB KEGIATAN", Col::Uraian),
        Leaf("PAGU (Rp)", Col::Pagu),
        Group(
            "SUMBER DANA (Rp)",
            vec![
                Leaf("PAD", Col::Dana(0)),
                Leaf("DAU", Col::Dana(1)),
                Leaf("DAK", Col::Dana(2)),
                Leaf("DBH", Col::Dana(3)),
                Leaf("LAINNYA", Col::Dana(4)),
            ],
        ),
        Group(
            "TARGET",
            vec![
                Leaf("FISIK (%)", Col::TargetFisik),
                Leaf("KEUANGAN (Rp)", Col::TargetRp),
            ],
        ),
        Group(
            "REALISASI",
            vec![
                Leaf("KEUANGAN (Rp)", Col::RealRp),
                Leaf("KEUANGAN (%)", Col::RealPct),
                Leaf("FISIK (%)", Col::Fisik),
            ],
        ),
        Group(
            "DEVIASI (%)",
            vec![
                Leaf("FISIK", Col::DeviasiFisik),
                Leaf("KEUANGAN", Col::DeviasiKeu),
            ],
        ),
    ];
    let titles = vec![
        Title::Center("LAPORAN REALISASI FISIK DAN KEUANGAN PER SUMBER DANA".to_owned()),
        Title::Center(upper(office)),
        Title::Center(format!("KEADAAN S/D AKHIR {} 2026", masa.bulan)),
        Title::Blank,
    ];
    Layout {
        parents: Parents::Blank,
        numbers: Numbers::Given(&[
            "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o",
        ]),
        ..Layout::new("sumber-dana", titles, head)
    }
}

/// Amounts in thousands of rupiah.
#[must_use]
pub fn ribuan(office: &Office, masa: &Masa) -> Layout {
    let side = |rp, pct, fisik| {
        vec![
            Leaf("Keuangan", rp),
            Leaf("Keu (%)", pct),
            Leaf("Fisik (%)", fisik),
        ]
    };
    let head = vec![
        Leaf("No", Col::No),
        Leaf("Kode", Col::Kode),
        Leaf("Uraian Sub Kegiatan", Col::Uraian),
        Leaf("Anggaran", Col::Pagu),
        Group(
            "Target s.d. Bulan Ini",
            side(Col::TargetRp, Col::TargetPct, Col::TargetFisik),
        ),
        Group(
            "Realisasi s.d. Bulan Ini",
            side(Col::RealRp, Col::RealPct, Col::Fisik),
        ),
        Group(
            "Deviasi",
            vec![
                Leaf("Keu (%)", Col::DeviasiKeu),
                Leaf("Fisik (%)", Col::DeviasiFisik),
            ],
        ),
        Leaf("Sisa Anggaran", Col::Sisa),
    ];
    let titles = vec![
        Title::Center(format!("REALISASI FISIK DAN KEUANGAN {}", upper(office))),
        Title::Center(format!("SAMPAI DENGAN {} 2026", masa.bulan)),
        Title::Blank,
        Title::Right("(dalam ribuan rupiah)".to_owned()),
    ];
    Layout {
        unit: 1000,
        numbers: Numbers::Plain,
        total: Total::Below("JUMLAH"),
        ..Layout::new("ribuan", titles, head)
    }
}

/// Code and name in one cell, percent as text.
#[must_use]
pub fn lengket(office: &Office, masa: &Masa) -> Layout {
    let head = vec![
        Leaf("Program / Kegiatan / Sub Kegiatan", Col::KodeUraian),
        Leaf("Pagu (Rp)", Col::Pagu),
        Leaf("Target Keuangan (Rp)", Col::TargetRp),
        Leaf("Realisasi Keuangan (Rp)", Col::RealRp),
        Leaf("Realisasi Keuangan (%)", Col::RealPct),
        Leaf("Target Fisik (%)", Col::TargetFisik),
        Leaf("Realisasi Fisik (%)", Col::Fisik),
        Leaf("Sumber Dana", Col::SumberDana),
        Leaf("Permasalahan", Col::Keterangan),
    ];
    let titles = vec![
        Title::Left("Laporan Realisasi".to_owned()),
        Title::Label("Satuan Kerja", office.nama.clone()),
        Title::Label("Periode", format!("{} 2026", capital(masa.bulan))),
    ];
    Layout {
        parents: Parents::Filled,
        percent: Percent::Text,
        below: Below::Nothing,
        total: Total::Below("Total"),
        ..Layout::new("lengket", titles, head)
    }
}

fn capital(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut letters = lower.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

//! Forms of the RFK family: rencana and realisasi side by side, cumulative (KUM) and weighted (TTB).

use super::catalogue::Office;
use super::form::{Below, Group, Head, Layout, Leaf, Numbers, Parents, Title, Total};
use super::kolom::Col;
use super::masa::{Masa, upper, with_parent};

fn label_block(office: &Office, masa: &Masa) -> Vec<Title> {
    vec![
        Title::Left("LAPORAN REALISASI FISIK DAN KEUANGAN".to_owned()),
        Title::Right("FORM-RFK".to_owned()),
        Title::Label("SKPD", with_parent(office)),
        Title::Label("TAHUN ANGGARAN", "2026".to_owned()),
        Title::Label("KONDISI S/D TGL.", masa.tanggal.to_owned()),
        Title::Blank,
    ]
}

fn centered(office: &Office, masa: &Masa) -> Vec<Title> {
    vec![
        Title::Center("LAPORAN REALISASI FISIK DAN KEUANGAN".to_owned()),
        Title::Center(upper(office)),
        Title::Center("TAHUN ANGGARAN 2026".to_owned()),
        Title::Center(format!("KEADAAN S/D BULAN {} 2026", masa.bulan)),
        Title::Blank,
    ]
}

/// FORM-RFK of 17 columns with the number row 1..17.
#[must_use]
pub fn rfk17(office: &Office, masa: &Masa) -> Layout {
    let head = vec![
        Leaf("NO", Col::No),
        Leaf("URAIAN KEGIATAN", Col::Uraian),
        Group(
            "NILAI DPA",
            vec![Leaf("Rp", Col::Pagu), Leaf("%", Col::Bobot)],
        ),
        Group(
            "KEUANGAN",
            vec![
                Group(
                    "RENCANA",
                    vec![
                        Leaf("Rp", Col::TargetRp),
                        Leaf("% KUM", Col::TargetPct),
                        Leaf("% TTB", Col::TargetTtb),
                    ],
                ),
                Group(
                    "REALISASI",
                    vec![
                        Leaf("Rp", Col::RealRp),
                        Leaf("% KUM", Col::RealPct),
                        Leaf("% TTB", Col::RealTtb),
                    ],
                ),
                Leaf("CAPAIAN %", Col::CapaianKeu),
                Leaf("SISA ANGGARAN ( Rp )", Col::Sisa),
            ],
        ),
        Group(
            "FISIK ( % )",
            vec![
                Group(
                    "RENCANA",
                    vec![
                        Leaf("KUM", Col::TargetFisik),
                        Leaf("TTB", Col::TargetFisikTtb),
                    ],
                ),
                Group(
                    "REALISASI",
                    vec![Leaf("KUM", Col::Fisik), Leaf("TTB", Col::FisikTtb)],
                ),
                Leaf("CAPAIAN %", Col::CapaianFisik),
            ],
        ),
    ];
    Layout {
        numbers: Numbers::Plain,
        gap_below_head: true,
        total_left: true,
        ..Layout::new("rfk-17", label_block(office, masa), head)
    }
}

/// The older RFK: deviasi instead of capaian, number row with 6a 6b.
#[must_use]
pub fn rfk_lama(office: &Office, masa: &Masa) -> Layout {
    let pair = |kum, ttb| vec![Leaf("% KUM", kum), Leaf("% TTB", ttb)];
    let money = |rp, kum, ttb| {
        let mut cells = vec![Leaf("Rp", rp)];
        cells.extend(pair(kum, ttb));
        cells
    };
    let head = vec![
        Leaf("NO", Col::No),
        Leaf("URAIAN KEGIATAN", Col::Uraian),
        Group(
            "NILAI DPA",
            vec![Leaf("Rp", Col::Pagu), Leaf("%", Col::Bobot)],
        ),
        Group(
            "KEUANGAN",
            vec![
                Group(
                    "RENCANA",
                    money(Col::TargetRp, Col::TargetPct, Col::TargetTtb),
                ),
                Group("REALISASI", money(Col::RealRp, Col::RealPct, Col::RealTtb)),
                Group("DEVIASI", pair(Col::DeviasiKeu, Col::DeviasiKeuTtb)),
                Leaf("SISA ANGGARAN (Rp)", Col::Sisa),
            ],
        ),
        Group(
            "FISIK",
            vec![
                Group("RENCANA", pair(Col::TargetFisik, Col::TargetFisikTtb)),
                Group("REALISASI", pair(Col::Fisik, Col::FisikTtb)),
                Group("DEVIASI", pair(Col::DeviasiFisik, Col::DeviasiFisikTtb)),
            ],
        ),
    ];
    Layout {
        numbers: Numbers::Given(&[
            "1", "2", "3", "4", "5", "6a", "6b", "7", "8a", "8b", "9a", "9b", "10", "11a", "11b",
            "12a", "12b", "13a", "13b",
        ]),
        parents: Parents::Filled,
        total: Total::Below("TOTAL"),
        ..Layout::new("rfk-lama", label_block(office, masa), head)
    }
}

/// The city form: no number row, weighted columns hidden under a bare `%`, recap tables below TOTAL.
#[must_use]
pub fn rfk_kota(office: &Office, masa: &Masa) -> Layout {
    let money = |rp, kum, ttb| vec![Leaf("Rp", rp), Leaf("%", kum), Leaf("%", ttb)];
    let two = |a, b| vec![Leaf("%", a), Leaf("%", b)];
    let one = |text, col| Group(text, vec![Leaf("%", col)]);
    let head = vec![
        Leaf("NO", Col::No),
        Leaf("URAIAN KEGIATAN", Col::Uraian),
        Group(
            "NILAI ANGGARAN",
            vec![Leaf("Rp", Col::Pagu), Leaf("%", Col::Bobot)],
        ),
        Group(
            "KEUANGAN",
            vec![
                Group(
                    "RENCANA",
                    money(Col::TargetRp, Col::TargetPct, Col::TargetTtb),
                ),
                Group("REALISASI", money(Col::RealRp, Col::RealPct, Col::RealTtb)),
                Group("CAPAIAN", two(Col::CapaianKeu, Col::DeviasiKeuTtb)),
                Group("SISA ANGGARAN", vec![Leaf("Rp", Col::Sisa)]),
            ],
        ),
        Group(
            "FISIK",
            vec![
                Group("REN", two(Col::TargetFisik, Col::TargetFisikTtb)),
                Group("REAL", two(Col::Fisik, Col::FisikTtb)),
                one("CAP", Col::CapaianFisik),
            ],
        ),
        Group("", vec![one("", Col::DeviasiFisikTtb)]),
        Group(
            "CAPAIAN",
            vec![
                one("KEU", Col::CapaianKeu),
                one("FISIK", Col::CapaianFisik),
                one("RATA2", Col::RataCapaian),
                Leaf("KAT", Col::RataCapaian),
            ],
        ),
    ];
    let mut titles = centered(office, masa);
    titles[3] = Title::Center(format!("KONDISI {} 2026", masa.bulan));
    Layout {
        prefix: "Sub Kegiatan ",
        total: Total::Below("TOTAL"),
        top: 7,
        gap_below_head: true,
        hidden: &[6, 9, 11, 14, 16, 18],
        below: Below::Recap,
        ..Layout::new("rfk-kota", titles, head)
    }
}

/// Fisik before keuangan, total above the rows, table away from A1, period named as a quarter.
#[must_use]
pub fn fisik_dulu(office: &Office, _masa: &Masa) -> Layout {
    let rp = |rp, pct| vec![Leaf("Rp", rp), Leaf("%", pct)];
    let head = vec![
        Leaf("No.", Col::No),
        Leaf("Program / Kegiatan / Sub Kegiatan", Col::Uraian),
        Leaf("Pagu Anggaran (Rp)", Col::Pagu),
        Group(
            "Fisik (%)",
            vec![
                Leaf("Target", Col::TargetFisik),
                Leaf("Realisasi", Col::Fisik),
                Leaf("Deviasi", Col::DeviasiFisik),
            ],
        ),
        Group(
            "Keuangan",
            vec![
                Group("Target", rp(Col::TargetRp, Col::TargetPct)),
                Group("Realisasi", rp(Col::RealRp, Col::RealPct)),
                Leaf("Deviasi (%)", Col::DeviasiKeu),
            ],
        ),
        Leaf("Lokasi", Col::Lokasi),
    ];
    let titles = vec![
        Title::Left("PEMERINTAH KABUPATEN KARANGANYAR".to_owned()),
        Title::Left(upper(office)),
        Title::Left(
            "LAPORAN REALISASI FISIK DAN KEUANGAN TRIWULAN III TAHUN ANGGARAN 2026".to_owned(),
        ),
    ];
    Layout {
        parents: Parents::Blank,
        total: Total::Above("TOTAL"),
        top: 5,
        left: 2,
        ..Layout::new("fisik-dulu", titles, head)
    }
}

/// A single header row, as a kecamatan draws it by hand.
#[must_use]
pub fn sederhana(office: &Office, masa: &Masa) -> Layout {
    let head: Vec<Head> = vec![
        Leaf("NO", Col::No),
        Leaf("NAMA SUB KEGIATAN", Col::Uraian),
        Leaf("ANGGARAN (Rp)", Col::Pagu),
        Leaf("TARGET KEUANGAN (Rp)", Col::TargetRp),
        Leaf("REALISASI KEUANGAN (Rp)", Col::RealRp),
        Leaf("REALISASI KEUANGAN (%)", Col::RealPct),
        Leaf("TARGET FISIK (%)", Col::TargetFisik),
        Leaf("REALISASI FISIK (%)", Col::Fisik),
        Leaf("SISA ANGGARAN (Rp)", Col::Sisa),
        Leaf("KETERANGAN", Col::Keterangan),
    ];
    let titles = vec![
        Title::Center(format!(
            "LAPORAN REALISASI FISIK DAN KEUANGAN {}",
            upper(office)
        )),
        Title::Center(format!("S.D. BULAN {} 2026", masa.bulan)),
        Title::Blank,
    ];
    Layout {
        total: Total::Below("JUMLAH TOTAL"),
        ..Layout::new("sederhana", titles, head)
    }
}

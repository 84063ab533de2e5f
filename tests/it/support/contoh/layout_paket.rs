//! Forms whose rows are packages with their contracts.

use super::catalogue::Office;
use super::form::{Below, Group, Layout, Leaf, Numbers, Parents, Percent, Title, Total};
use super::kolom::Col;
use super::masa::{Masa, capital, upper};

/// The package register: contract and payment stand in the column of the method; percent as fractions; sections with subtotals.
#[must_use]
pub fn register(office: &Office, masa: &Masa) -> Layout {
    let method = |text, at| {
        Group(
            text,
            vec![
                Leaf("NILAI KONTRAK (Rp)", Col::MetodeKontrak(at)),
                Leaf("REALISASI (Rp)", Col::MetodeReal(at)),
            ],
        )
    };
    let head = vec![
        Leaf("NO.", Col::No),
        Leaf("NAMA PEKERJAAN", Col::Uraian),
        Leaf("PAGU (Rp)", Col::Pagu),
        Leaf("NO. KONTRAK", Col::NomorKontrak),
        Group(
            "TANGGAL KONTRAK",
            vec![Leaf("MULAI", Col::Mulai), Leaf("BERAKHIR", Col::Selesai)],
        ),
        Group(
            "JENIS PAKET",
            vec![
                method("TENDER", 0),
                method("PENUNJUKAN LANGSUNG", 1),
                method("SWAKELOLA", 2),
                method("E-PURCHASING", 3),
                method("PENGADAAN LANGSUNG", 4),
            ],
        ),
        Leaf("TOTAL REALISASI ANGGARAN (Rp)", Col::RealRp),
        Group(
            "PERSENTASE REALISASI",
            vec![
                Leaf("KEUANGAN (%)", Col::RealPct),
                Leaf("FISIK (%)", Col::Fisik),
            ],
        ),
        Leaf("SUMBER DANA", Col::SumberDana),
        Leaf("KET.", Col::Keterangan),
    ];
    let titles = vec![
        Title::Center("LAPORAN PERKEMBANGAN PELAKSANAAN PAKET PEKERJAAN".to_owned()),
        Title::Center(upper(office)),
        Title::Center(format!("BULAN {} TAHUN ANGGARAN 2026", masa.bulan)),
        Title::Blank,
    ];
    Layout {
        sheet: capital(masa),
        numbers: Numbers::Given(&[
            "(2)", "(1)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)", "(12)",
            "(13)", "(14)", "(15)", "(16)", "(17)", "(18)", "(19)", "(20)", "(21)",
        ]),
        parents: Parents::Sections,
        percent: Percent::Fraction,
        total: Total::Below("TOTAL"),
        ..Layout::new("register", titles, head)
    }
}

/// The flat export of an application: one header row, no titles, no total.
#[must_use]
pub fn ekspor(_office: &Office, _masa: &Masa) -> Layout {
    let head = vec![
        Leaf("Kode", Col::Kode),
        Leaf("Nama Paket", Col::Uraian),
        Leaf("OPD/Instansi", Col::Instansi),
        Leaf("Kategori", Col::Kategori),
        Leaf("Lokasi", Col::Lokasi),
        Leaf("Pagu Anggaran", Col::Pagu),
        Leaf("Nilai Kontrak", Col::NilaiKontrak),
        Leaf("Target Keuangan", Col::TargetRp),
        Leaf("Realisasi Keuangan", Col::RealRp),
        Leaf("Target Fisik (%)", Col::TargetFisik),
        Leaf("Realisasi Fisik (%)", Col::Fisik),
        Leaf("Tahun", Col::Tahun),
        Leaf("Sumber Dana", Col::SumberDana),
        Leaf("Status", Col::Status),
        Leaf("Nomor Kontrak", Col::NomorKontrak),
        Leaf("Pelaksana", Col::Penyedia),
        Leaf("Tanggal Mulai", Col::Mulai),
        Leaf("Tanggal Selesai", Col::Selesai),
        Leaf("Keterangan", Col::Keterangan),
    ];
    Layout {
        sheet: "Data Paket".to_owned(),
        below: Below::Nothing,
        total: Total::None,
        ..Layout::new("ekspor", Vec::new(), head)
    }
}

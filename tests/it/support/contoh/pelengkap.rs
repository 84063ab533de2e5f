//! Companion sheets that offices send along: the letter, the issue list, counts of packages, an empty form, months as columns.

use super::anggaran::Report;
use super::masa::upper;
use super::sheet::{Content, Hias, NumberFormat, Sheet, Style};
use super::teks;
use super::view::View;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Companion {
    Pengantar,
    Permasalahan,
    Pbj,
    FormKosong,
    /// Hidden, with a stale `#REF!`.
    RekapTersembunyi,
}

impl Companion {
    /// Returns the sheet's name and its role in the machine contract.
    #[must_use]
    pub const fn role(self) -> (&'static str, &'static str) {
        match self {
            Self::Pengantar => ("Sr Pengantar", "other"),
            Self::Permasalahan => ("Permasalahan", "issues"),
            Self::Pbj => ("PBJ", "packages"),
            Self::FormKosong => ("FORMAT", "template"),
            Self::RekapTersembunyi => ("Sheet3", "other"),
        }
    }

    #[must_use]
    pub fn draw(self, report: &Report) -> Sheet {
        let mut sheet = Sheet::named(self.role().0);
        match self {
            Self::Pengantar => pengantar(&mut sheet, report),
            Self::Permasalahan => permasalahan(&mut sheet, report),
            Self::Pbj => pbj(&mut sheet, report),
            Self::FormKosong => form_kosong(&mut sheet, None),
            Self::RekapTersembunyi => {
                sheet.hidden = true;
                sheet.text(1, 1, "Cek total", Style::default());
                sheet.text(2, 1, "#REF!", Style::default());
            }
        }
        sheet
    }
}

const BOLD: Style = Style {
    number: NumberFormat::General,
    bold: true,
    fill: false,
    center: false,
    right: false,
    border: false,
    wrap: false,
    indent: 0,
    hias: Hias::Polos,
};
const HEAD: Style = Style {
    bold: true,
    fill: true,
    center: true,
    border: true,
    wrap: true,
    ..BOLD
};
const BODY: Style = Style {
    bold: false,
    border: true,
    wrap: true,
    ..BOLD
};

fn pengantar(sheet: &mut Sheet, report: &Report) {
    let total = View::sum(&report.leaves());
    let plain = Style::default();
    sheet.merged(
        (0, 0, 0, 7),
        "PEMERINTAH KABUPATEN KARANGANYAR",
        Style {
            center: true,
            ..BOLD
        },
    );
    sheet.merged(
        (1, 0, 1, 7),
        &upper(&report.office),
        Style {
            center: true,
            ..BOLD
        },
    );
    sheet.text(4, 5, "Karanganyar, 5 Oktober 2026", plain);
    for (row, label, text) in [
        (6, "Nomor", "900 / ....... / 2026"),
        (7, "Lampiran", "1 (satu) berkas"),
        (
            8,
            "Perihal",
            "Laporan Kemajuan Pelaksanaan Program dan Kegiatan Bulan September 2026",
        ),
    ] {
        sheet.text(row, 0, label, plain);
        sheet.text(row, 1, ":", plain);
        sheet.text(row, 2, text, plain);
    }
    sheet.text(10, 5, "Kepada Yth. Sekretaris Daerah", plain);
    sheet.text(11, 5, "c.q. Kepala Bagian Administrasi Pembangunan", plain);
    let real = total.amounts.real as f64 / total.amounts.pagu as f64 * 100.0;
    let body = [
        "Bersama ini dengan hormat disampaikan laporan kemajuan pelaksanaan program dan kegiatan dengan capaian sebagai berikut:".to_owned(),
        format!("1. Realisasi keuangan sebesar {} %", teks::decimal(real, 2)),
        format!("2. Realisasi fisik sebesar {} %", teks::decimal(total.fisik.unwrap_or_default(), 2)),
        "Demikian disampaikan, atas perhatiannya diucapkan terima kasih.".to_owned(),
    ];
    for (row, text) in (14..).zip(body) {
        sheet.text(row, 1, &text, plain);
    }
    sheet.text(21, 5, "NAMA PEJABAT", BOLD);
}

fn permasalahan(sheet: &mut Sheet, report: &Report) {
    sheet.text(0, 0, "PERMASALAHAN PELAKSANAAN KEGIATAN", BOLD);
    sheet.text(1, 0, &upper(&report.office), BOLD);
    sheet.text(2, 4, "FORM-M", BOLD);
    let head = [
        "NO",
        "URAIAN KEGIATAN",
        "PERMASALAHAN",
        "UPAYA PEMECAHAN",
        "PIHAK YANG DIHARAPKAN DAPAT MEMBANTU",
    ];
    for (col, text) in (0..).zip(head) {
        sheet.text(4, col, text, HEAD);
        sheet.put(5, col, Content::Number(f64::from(col) + 1.0), HEAD);
        sheet.widths.insert(col, if col == 0 { 5.0 } else { 34.0 });
    }
    let issues = [
        (
            "Proses pengadaan terlambat karena perubahan spesifikasi",
            "Percepatan proses pemilihan penyedia",
            "Bagian Pengadaan Barang dan Jasa",
        ),
        (
            "Pengajuan SPJ belum lengkap",
            "Pendampingan penyusunan SPJ",
            "Badan Keuangan Daerah",
        ),
        (
            "Cuaca kurang mendukung pekerjaan lapangan",
            "Penambahan jam kerja dan tenaga",
            "Penyedia",
        ),
    ];
    for ((row, leaf), (issue, effort, help)) in (6..)
        .zip(report.leaves().iter().skip(5).step_by(4))
        .zip(issues)
    {
        sheet.put(row, 0, Content::Number(f64::from(row) - 5.0), BODY);
        for (col, text) in (1..).zip([leaf.nama.as_str(), issue, effort, help]) {
            sheet.text(row, col, text, BODY);
        }
    }
}

fn pbj(sheet: &mut Sheet, report: &Report) {
    sheet.text(0, 0, "REKAPITULASI PENGADAAN BARANG/JASA", BOLD);
    sheet.text(1, 0, &upper(&report.office), BOLD);
    sheet.merged((3, 0, 4, 0), "JENIS PENGADAAN", HEAD);
    sheet.merged((3, 1, 3, 3), "JUMLAH PAKET", HEAD);
    for (col, text) in (1..).zip(["BELUM", "SEDANG", "SELESAI"]) {
        sheet.text(4, col, text, HEAD);
    }
    sheet.widths.insert(0, 34.0);
    let kinds = [
        ("BARANG", [2, 3, 9]),
        ("JASA KONSULTANSI", [0, 4, 3]),
        ("PEKERJAAN KONSTRUKSI", [1, 12, 2]),
        ("JASA LAINNYA", [0, 5, 4]),
    ];
    for (row, (kind, counts)) in (5..).zip(kinds) {
        sheet.text(row, 0, kind, BODY);
        for (col, count) in (1..).zip(counts) {
            sheet.put(row, col, Content::Number(f64::from(count)), BODY);
        }
    }
}

/// Draws the empty RFK form; with an office it is what somebody sent back without filling it.
pub fn form_kosong(sheet: &mut Sheet, office: Option<&str>) {
    sheet.text(0, 0, "LAPORAN REALISASI FISIK DAN KEUANGAN", BOLD);
    for (row, label, text) in [
        (2, "SKPD", office.unwrap_or("......................")),
        (3, "TAHUN ANGGARAN", "2026"),
        (4, "KONDISI S/D TGL.", "dd-mm-yyyy"),
    ] {
        sheet.text(row, 0, label, Style::default());
        sheet.text(row, 2, &format!(": {text}"), Style::default());
    }
    sheet.merged((6, 0, 8, 0), "NO", HEAD);
    sheet.merged((6, 1, 8, 1), "URAIAN KEGIATAN", HEAD);
    sheet.merged((6, 2, 8, 2), "NILAI DPA (Rp)", HEAD);
    sheet.merged((6, 3, 6, 6), "KEUANGAN", HEAD);
    sheet.merged((7, 3, 7, 4), "RENCANA", HEAD);
    sheet.merged((7, 5, 7, 6), "REALISASI", HEAD);
    sheet.merged((6, 7, 6, 8), "FISIK (%)", HEAD);
    sheet.merged((7, 7, 8, 7), "RENCANA", HEAD);
    sheet.merged((7, 8, 8, 8), "REALISASI", HEAD);
    for (col, text) in (3..).zip(["Rp", "%", "Rp", "%"]) {
        sheet.text(8, col, text, HEAD);
    }
    for col in 0..9 {
        sheet.put(9, col, Content::Number(f64::from(col) + 1.0), HEAD);
        sheet.widths.insert(col, if col == 1 { 44.0 } else { 14.0 });
    }
    sheet.text(10, 1, "Contoh :", BODY);
    let money = Style {
        number: NumberFormat::Whole,
        ..BODY
    };
    let percent = Style {
        number: NumberFormat::Decimal,
        ..BODY
    };
    let examples = [
        (
            "Kegiatan ......................................",
            100_000_000.0,
            75_000_000.0,
            60_000_000.0,
        ),
        (
            "Sub Kegiatan ................................",
            50_000_000.0,
            40_000_000.0,
            35_000_000.0,
        ),
    ];
    for (row, (name, pagu, target, real)) in (11..).zip(examples) {
        sheet.put(row, 0, Content::Number(f64::from(row) - 10.0), BODY);
        sheet.text(row, 1, name, BODY);
        for (col, value, style) in [
            (2, pagu, money),
            (3, target, money),
            (4, target / pagu * 100.0, percent),
            (5, real, money),
            (6, real / pagu * 100.0, percent),
            (7, 80.0, percent),
            (8, 75.0, percent),
        ] {
            sheet.put(row, col, Content::Number(value), style);
        }
    }
    for row in 13..30 {
        sheet.put(row, 0, Content::Number(f64::from(row) - 10.0), BODY);
        sheet.text(
            row,
            1,
            "................................................",
            BODY,
        );
        for col in [4, 6] {
            let formula = format!(
                "IF(C{0}=0,0,{1}{0}/C{0}*100)",
                row + 1,
                if col == 4 { "D" } else { "F" }
            );
            sheet.put(row, col, Content::Formula(formula, 0.0), percent);
        }
    }
    sheet.text(30, 1, "JUMLAH", HEAD);
    for (col, name) in [(2, "C"), (3, "D"), (5, "F")] {
        sheet.put(
            30,
            col,
            Content::Formula(format!("SUM({name}14:{name}30)"), 0.0),
            money,
        );
    }
}

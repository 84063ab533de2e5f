//! The changes: each in a cell of Data, and at the source that the cell was read from.

use crate::support::buku::sunting::Isian;
use crate::support::kerja::{DISPARPORA, JATIPURO};

const MEBEL: &str = "Pengadaan Mebel";
const GEDUNG: &str = "Pemeliharaan/Rehabilitasi Gedung Kantor dan Bangunan Lainnya";
const LISTRIK: &str = "Penyediaan Komponen Instalasi Listrik/Penerangan Bangunan Kantor";
const BANGSRI: &str = "Pembangunan Lapangan Olahraga Desa Bangsri";
const GEMAWANG: &str = "Pembangunan Lapangan Olahraga Desa Gemawang";

/// How a value is changed where it came from.
pub(super) enum Sumber {
    /// Texts of a report that is a text file, put in the place of others: the cell, and what its report adds up.
    Teks(&'static [(&'static str, &'static str)]),
    /// A cell of a report that is a workbook.
    Sel(&'static str, Isian),
    /// A person's decision on the class.
    Keputusan(&'static str),
}

/// A change of an activity: in Data by the headers of its columns, and at its source.
pub(super) struct Ubahan {
    pub(super) nama: &'static str,
    pub(super) berkas: &'static str,
    pub(super) uraian: &'static str,
    pub(super) data: &'static [(&'static str, Isian)],
    pub(super) sumber: Sumber,
}

pub(super) const UBAHAN: [Ubahan; 11] = [
    Ubahan {
        nama: "pagu",
        berkas: JATIPURO,
        uraian: MEBEL,
        data: &[("Pagu (Rp)", Isian::Angka(27_678_500.0))],
        sumber: Sumber::Teks(&[
            ("Pengadaan Mebel;27.578.500;", "Pengadaan Mebel;27.678.500;"),
            (";27,89;", ";27,79;"),
            ("19.887.662", "19.987.662"),
            ("3.859.498.000", "3.859.598.000"),
            ("1.165.778.765", "1.165.878.765"),
        ]),
    },
    Ubahan {
        nama: "pagu dalam antrean telaah",
        berkas: JATIPURO,
        uraian: LISTRIK,
        data: &[("Pagu (Rp)", Isian::Angka(13_326_000.0))],
        sumber: Sumber::Teks(&[
            (
                ";13.226.000;9.558.629;9.367.020;70,82;",
                ";13.326.000;9.558.629;9.367.020;70,29;",
            ),
            (";3.858.980;", ";3.958.980;"),
            ("3.859.498.000", "3.859.598.000"),
            ("1.165.778.765", "1.165.878.765"),
        ]),
    },
    Ubahan {
        nama: "realisasi keuangan",
        berkas: JATIPURO,
        uraian: MEBEL,
        data: &[("Realisasi keuangan (Rp)", Isian::Angka(9_690_838.0))],
        sumber: Sumber::Teks(&[
            ("7.690.838;27,89;", "9.690.838;35,14;"),
            ("19.887.662", "17.887.662"),
            ("2.693.719.235;69,79", "2.695.719.235;69,85"),
            ("1.165.778.765", "1.163.778.765"),
        ]),
    },
    Ubahan {
        nama: "target fisik",
        berkas: JATIPURO,
        uraian: MEBEL,
        data: &[("Target fisik (%)", Isian::Angka(62.45))],
        sumber: Sumber::Teks(&[
            (";52,45;50,72;", ";62,45;50,72;"),
            (";76,32;75,67;", ";76,39;75,67;"),
        ]),
    },
    Ubahan {
        nama: "realisasi fisik",
        berkas: JATIPURO,
        uraian: MEBEL,
        data: &[("Realisasi fisik (%)", Isian::Angka(52.72))],
        sumber: Sumber::Teks(&[
            (";52,45;50,72;", ";52,45;52,72;"),
            (";76,32;75,67;", ";76,32;75,68;"),
        ]),
    },
    Ubahan {
        nama: "realisasi fisik dikosongkan",
        berkas: JATIPURO,
        uraian: MEBEL,
        data: &[("Realisasi fisik (%)", Isian::Kosong)],
        sumber: Sumber::Teks(&[
            (";52,45;50,72;", ";52,45;;"),
            (";76,32;75,67;", ";76,32;75,85;"),
        ]),
    },
    Ubahan {
        nama: "golongan",
        berkas: JATIPURO,
        uraian: GEDUNG,
        data: &[
            ("Jenis", Isian::Teks("Fisik Non Konstruksi")),
            ("Fisik konstruksi", Isian::Teks("Tidak")),
            ("Telaah golongan", Isian::Teks("Diputuskan petugas")),
        ],
        sumber: Sumber::Keputusan(
            "2026;kec-jatipuro;;{};;fisik_non_konstruksi;Petugas A;2026-10-08;",
        ),
    },
    Ubahan {
        nama: "nilai kontrak",
        berkas: DISPARPORA,
        uraian: BANGSRI,
        data: &[("Nilai kontrak (Rp)", Isian::Angka(1_048_709_000.0))],
        sumber: Sumber::Sel("G6", Isian::Angka(1_048_709_000.0)),
    },
    Ubahan {
        nama: "akhir kontrak",
        berkas: DISPARPORA,
        uraian: BANGSRI,
        data: &[("Kontrak selesai", Isian::Angka(46_264.0))], // 30 August 2026
        sumber: Sumber::Sel("R6", Isian::Teks("2026-08-30")),
    },
    Ubahan {
        nama: "fisik pekerjaan berkontrak",
        berkas: DISPARPORA,
        uraian: BANGSRI,
        data: &[("Realisasi fisik (%)", Isian::Angka(43.3))],
        sumber: Sumber::Sel("K6", Isian::Angka(43.3)),
    },
    Ubahan {
        nama: "sumber dana",
        berkas: DISPARPORA,
        uraian: GEMAWANG,
        data: &[("Golongan sumber dana", Isian::Teks("PAD"))],
        sumber: Sumber::Sel("M7", Isian::Teks("PAD")),
    },
];

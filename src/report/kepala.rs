//! The column headers of the sheets, from left to right.

use crate::kerja::tinjauan;

/// Header of Rekap OPD.
pub(super) struct KepalaRekap {
    pub(super) no: &'static str,
    pub(super) opd: &'static str,
    pub(super) pagu: &'static str,
    pub(super) bobot: &'static str,
    pub(super) keuangan: &'static str,
    pub(super) fisik: &'static str,
    pub(super) target: &'static str,
    pub(super) realisasi: &'static str,
    pub(super) rp: &'static str,
    pub(super) pct: &'static str,
    pub(super) ttb: &'static str,
    pub(super) deviasi: &'static str,
    pub(super) sisa: &'static str,
    pub(super) zona: &'static str,
    pub(super) peringkat: &'static str,
    pub(super) status: &'static str,
}

pub(super) const KEPALA_REKAP: KepalaRekap = KepalaRekap {
    no: "No",
    opd: "Organisasi Perangkat Daerah",
    pagu: "Pagu (Rp)",
    bobot: "Bobot (%)",
    keuangan: "Keuangan",
    fisik: "Fisik",
    target: "Target",
    realisasi: "Realisasi",
    rp: "Rp",
    pct: "%",
    ttb: "TTB (%)",
    deviasi: "Deviasi (poin persen)",
    sisa: "Sisa anggaran (Rp)",
    zona: "Zona",
    peringkat: "Peringkat dalam kelompok",
    status: "Status laporan",
};

/// The numbering row with the formula of each column in words.
pub(super) const NOMOR_REKAP: [&str; 22] = [
    "1",
    "2",
    "3",
    "4 = 3 / Σ3 × 100",
    "5",
    "6 = 5 / 3 × 100",
    "7 = 4 × 6 / 100",
    "8",
    "9 = 8 / 3 × 100",
    "10 = 4 × 9 / 100",
    "11",
    "12 = 4 × 11 / 100",
    "13",
    "14 = 4 × 13 / 100",
    "15 = 13 − 11",
    "16 = 9 − 6",
    "17 = 3 − 8",
    "18",
    "19",
    "20",
    "21",
    "22",
];

pub(super) const KEPALA_POKOK: [&str; 7] = [
    "No",
    "OPD",
    "Kegiatan",
    "Nilai terdampak (Rp)",
    "Alasan",
    "Yang perlu diputuskan",
    "Baris Data",
];

pub(super) const KEPALA_PILAH: [&str; 12] = [
    "No",
    "OPD / uraian kegiatan",
    "Jenis",
    "Pagu (Rp)",
    "Target keuangan (Rp)",
    "Realisasi keuangan (Rp)",
    "Realisasi keuangan (%)",
    "Sisa anggaran (Rp)",
    "Target fisik (%)",
    "Realisasi fisik (%)",
    "Deviasi fisik",
    "Deviasi keuangan",
];

/// Header of the contract beside an activity.
pub(super) const KEPALA_KONTRAK: [&str; 4] =
    ["Nilai kontrak (Rp)", "Keuangan (% kontrak)", "SPI", "CPI"];

pub(super) const KEPALA_KRITIS: [&str; 20] = [
    "No",
    "OPD",
    "Pekerjaan; penyedia; nomor kontrak",
    "Nilai kontrak (Rp)",
    "Mulai",
    "Selesai",
    "Rencana fisik (%)",
    "Realisasi fisik (%)",
    "Terlambat (poin)",
    "Periode",
    "Ambang (poin)",
    "Kedudukan",
    "Keuangan (% kontrak)",
    "SPI",
    "CPI",
    "Lewat (hari)",
    "Perkiraan denda (Rp)",
    "Batas kesempatan",
    "Langkah berikutnya",
    "Baris Data",
];

pub(super) const KEPALA_MASALAH: [&str; 10] = [
    "No",
    "OPD",
    "Kegiatan / pekerjaan",
    "Deviasi fisik",
    "Kendala",
    "Tindak lanjut",
    "Pihak yang diharapkan membantu",
    "Asal",
    "Berkas, lembar, baris",
    "Baris Data",
];

pub(super) const KEPALA_DANA: [&str; 11] = [
    "No",
    "Sumber dana / OPD",
    "Kegiatan",
    "Pagu (Rp)",
    "Porsi pagu (%)",
    "Realisasi keuangan (Rp)",
    "Realisasi keuangan (%)",
    "Sisa anggaran (Rp)",
    "Target fisik (%)",
    "Realisasi fisik (%)",
    "Deviasi fisik",
];

pub(super) const KEPALA_STRATEGIS: [&str; 12] = [
    "No",
    "Proyek strategis / kegiatan",
    "OPD",
    "Pagu (Rp)",
    "Nilai kontrak (Rp)",
    "Realisasi keuangan (Rp)",
    "Realisasi keuangan (%)",
    "Target fisik (%)",
    "Realisasi fisik (%)",
    "Deviasi fisik",
    "Tanda",
    "Penjelasan dan langkah berikutnya",
];

pub(super) const KEPALA_DEVIASI: [&str; 15] = [
    "No",
    "OPD",
    "Uraian kegiatan",
    "Pagu (Rp)",
    "Target fisik (%)",
    "Realisasi fisik (%)",
    "Deviasi fisik",
    "Realisasi keuangan (%)",
    "Nilai terdampak (Rp)",
    "Hari tertinggal",
    "Tingkat",
    "Kode",
    "Tanda dan langkah berikutnya",
    "Penjelasan OPD",
    "Baris Data",
];

/// Columns of Kepatuhan after the offices and the months.
pub(super) const KEPALA_KEPATUHAN: [&str; 6] = [
    "Bulan wajib",
    "Masuk",
    "Terlambat",
    "Revisi",
    "Kelengkapan (%)",
    "Tepat waktu (%)",
];

pub(super) const KEPALA_STATUS: [&str; 10] = [
    "No",
    "Organisasi Perangkat Daerah",
    "Status",
    "Diterima pada",
    "Terlambat (hari)",
    "Revisi ke-",
    "Harus diperbaiki",
    "Perlu diperiksa",
    "Berkas",
    "Keterangan",
];

/// Header of the classes, repeated for each of them.
pub(super) const KEPALA_GOLONGAN: [&str; 4] = [
    "Kegiatan",
    "Pagu (Rp)",
    "Realisasi keuangan (Rp)",
    "Fisik (%)",
];

pub(super) const KEPALA_PORSI: [&str; 9] = [
    "No",
    "OPD",
    "Sub kegiatan / kegiatan",
    "Pagu rincian (Rp)",
    "Fisik Konstruksi (Rp)",
    "Fisik Non Konstruksi (Rp)",
    "Konsultansi Konstruksi (Rp)",
    "Non Fisik (Rp)",
    "Porsi konstruksi (%)",
];

pub(super) const KEPALA_TELAAH: [&str; 11] = [
    "No",
    "OPD",
    "Kode",
    "Uraian kegiatan",
    "Bagian dari",
    "Pagu (Rp)",
    "Usulan golongan",
    "Keyakinan (%)",
    "Sebab ditelaah dan dasar usulan",
    "Keputusan tahun lalu",
    "Baris Data",
];

pub(super) const KEPALA_DIPUTUSKAN: [&str; 11] = [
    "No",
    "OPD",
    "Kode",
    "Uraian kegiatan",
    "Bagian dari",
    "Pagu (Rp)",
    "Golongan",
    "Keyakinan (%)",
    "Keputusan petugas",
    "Usulan program",
    "Baris Data",
];

/// Header of the review workbook; those that its reader looks for are named there.
pub(super) const KEPALA_TINJAU: [&str; 14] = [
    "No",
    "OPD",
    tinjauan::KODE,
    tinjauan::URAIAN,
    tinjauan::BAGIAN,
    "Pagu (Rp)",
    "Sebab ditelaah dan dasar usulan",
    "Usulan golongan",
    "Keyakinan (%)",
    "Keputusan tahun lalu",
    tinjauan::KEPUTUSAN,
    tinjauan::CATATAN,
    tinjauan::TAHUN,
    tinjauan::OPD,
];

pub(super) const KEPALA_VALIDASI: [&str; 9] = [
    "No",
    "Tingkat",
    "Kode",
    "Berkas",
    "Lembar",
    "Sel",
    "Isi sel",
    "Temuan",
    "Cara memperbaiki",
];

pub(super) const KEPALA_DATA: [&str; 38] = [
    "No",
    "No OPD",
    "OPD",
    "Kelompok",
    "Program",
    "Kegiatan",
    "Sub kegiatan",
    "Kode",
    "Uraian",
    "Jenis",
    "Fisik konstruksi",
    "Pagu (Rp)",
    "Target keuangan (Rp)",
    "Realisasi keuangan (Rp)",
    "Sisa (Rp)",
    "Target keuangan (%)",
    "Realisasi keuangan (%)",
    "Target fisik (%)",
    "Realisasi fisik (%)",
    "Deviasi fisik",
    "Deviasi keuangan",
    "Telaah golongan",
    "Dasar golongan",
    "No bagian",
    "Tanda",
    "Sumber dana",
    "Lokasi",
    "Berkas",
    "Lembar",
    "Baris",
    "Sel pagu",
    "Golongan sumber dana",
    "No proyek strategis",
    "Nilai kontrak (Rp)",
    "Kontrak mulai",
    "Kontrak selesai",
    "Nomor kontrak",
    "Penyedia",
];

pub(super) const KEPALA_KENDALI: [&str; 4] = [
    "Angka",
    "Jumlah baris lembar Data (Rp)",
    "Jumlah tabel yang dihitung (Rp)",
    "Hasil",
];

pub(super) const KEPALA_PEMBANDING: [&str; 7] = [
    "Yang dibandingkan",
    "Menurut rekap (Rp)",
    "Menurut pembanding (Rp)",
    "Selisih (Rp)",
    "Hasil",
    "OPD",
    "Sumber pembanding",
];

pub(super) const KEPALA_NASIB: [&str; 4] = ["Perlakuan", "Tabel", "Kegiatan", "Pagu (Rp)"];

pub(super) const KEPALA_PETAAN: [&str; 7] = [
    "Berkas",
    "Lembar",
    "Petaan",
    "Disetujui",
    "Status",
    "Sidik petaan",
    "Alasan",
];

pub(super) const KEPALA_BULAN_INI: [&str; 12] = [
    "No",
    "Organisasi Perangkat Daerah",
    "Pagu bulan lalu (Rp)",
    "Pagu bulan ini (Rp)",
    "Realisasi keuangan s.d. bulan lalu (Rp)",
    "Realisasi keuangan bulan ini (Rp)",
    "Realisasi keuangan s.d. bulan ini (Rp)",
    "s.d. bulan lalu (%)",
    "s.d. bulan ini (%)",
    "Fisik s.d. bulan lalu (%)",
    "Fisik bulan ini (poin)",
    "Fisik s.d. bulan ini (%)",
];

/// The measures stand in the order of the block's lines.
pub(super) const KEPALA_KURVA: [&str; 6] = [
    "Bulan",
    "Target keuangan (%)",
    "Realisasi keuangan (%)",
    "Target fisik (%)",
    "Realisasi fisik (%)",
    "OPD melapor",
];

/// Header of what is drawn.
pub(super) const KEPALA_GAMBAR: [&str; 4] = [
    "Untuk grafik: target keuangan",
    "Untuk grafik: realisasi keuangan",
    "Untuk grafik: target fisik",
    "Untuk grafik: realisasi fisik",
];

pub(super) const UKURAN_KURVA: &str = "Ukuran";

pub(super) const KEPALA_PERUBAHAN: [&str; 12] = [
    "No",
    "Organisasi Perangkat Daerah",
    "Sebab",
    "Pagu dulu (Rp)",
    "Pagu kini (Rp)",
    "Selisih (Rp)",
    "Realisasi keuangan dulu (Rp)",
    "Realisasi keuangan kini (Rp)",
    "Selisih (Rp)",
    "Fisik dulu (%)",
    "Fisik kini (%)",
    "Selisih (poin persen)",
];

pub(super) const KEPALA_PINDAH: [&str; 12] = [
    "No",
    "Organisasi Perangkat Daerah",
    "Sebab",
    "Pagu dulu (Rp)",
    "Pagu kini (Rp)",
    "Selisih (Rp)",
    "Realisasi keuangan dulu (Rp)",
    "Realisasi keuangan kini (Rp)",
    "Selisih (Rp)",
    "Kegiatan dulu",
    "Kegiatan kini",
    "Selisih",
];

pub(super) const KEPALA_META_ARSIP: [&str; 5] = [
    "Periode",
    "Kegiatan",
    "Pagu (Rp)",
    "OPD melapor",
    "Sidik isi (blake3)",
];

pub(super) const KEPALA_MASUKAN: [&str; 7] = [
    "Berkas",
    "Jenis",
    "OPD",
    "Nasib",
    "Kegiatan",
    "Status",
    "Sidik isi (blake3)",
];

pub(super) const KEPALA_RINGKASAN: [&str; 7] = [
    "Uraian",
    "Seluruh OPD",
    "Dinas, Badan, dan RSUD",
    "Bagian Sekretariat Daerah",
    "Kecamatan",
    "Fisik konstruksi",
    "Selain fisik konstruksi",
];

pub(super) const KEPALA_ZONA: [&str; 3] =
    ["Zona", "Deviasi paling rendah (poin persen)", "Banyak OPD"];

pub(super) const KEPALA_URUTAN: [&str; 9] = [
    "OPD",
    "Pagu (Rp)",
    "Penyerapan (%)",
    "Target keuangan (%)",
    "Realisasi fisik (%)",
    "Target fisik (%)",
    "Deviasi fisik",
    "Kelompok",
    "Urutan penyerapan",
];

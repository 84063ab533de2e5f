//! G6xx: consolidation and submission.

use super::Code;
use crate::diag::Severity::{Error, Info, Warning};

pub const OPD_MISSING: Code = Code {
    id: "G601",
    name: "opd-missing",
    severity: Warning,
    arti: "Belum ada berkas dari OPD ini untuk periode yang diminta, sehingga OPD ini tidak ikut dalam jumlah.",
    perbaikan: "Mintalah laporannya, atau periksa apakah nama OPD tertulis dalam berkas maupun nama berkasnya.",
    dasar: Some("L1"),
};

pub const OPD_LATE: Code = Code {
    id: "G602",
    name: "opd-late",
    severity: Info,
    arti: "Laporan diterima setelah tenggat menurut register penerimaan, sesuai setelan tenggat.",
    perbaikan: "Tidak ada yang harus diubah; bila tenggat OPD ini diperpanjang, sesuaikan setelan tenggat.",
    dasar: Some("L2"),
};

pub const OPD_REJECTED: Code = Code {
    id: "G603",
    name: "opd-rejected",
    severity: Error,
    arti: "Berkas OPD ini sudah masuk, tetapi tidak satu pun dapat dipakai, sehingga OPD ini tidak ikut dalam jumlah.",
    perbaikan: "Perbaiki temuan pada berkas yang disebut, lalu kirim kembali.",
    dasar: Some("L3, L4"),
};

pub const OPD_OUTSIDE_ROSTER: Code = Code {
    id: "G604",
    name: "opd-outside-roster",
    severity: Warning,
    arti: "Berkas memuat laporan OPD yang tidak ada dalam daftar OPD (atau tidak wajib melapor pada periode ini); angkanya tidak ikut dalam jumlah mana pun.",
    perbaikan: "Tambahkan nama atau aliasnya pada daftar OPD; untuk daerah lain pakai --daftar-opd berkas.",
    dasar: None,
};

pub const OPD_UNKNOWN: Code = Code {
    id: "G605",
    name: "report-of-unknown-opd",
    severity: Error,
    arti: "Tabel realisasi terbaca, tetapi tidak diketahui milik OPD mana; angkanya tidak ikut dalam jumlah mana pun.",
    perbaikan: "Tulis nama OPD pada judul lembar atau pada nama berkas.",
    dasar: Some("L4"),
};

pub const OTHER_PERIOD: Code = Code {
    id: "G606",
    name: "other-period",
    severity: Error,
    arti: "Laporan menyebut periode lain daripada yang diminta; angkanya tidak ikut dalam jumlah.",
    perbaikan: "Kirim laporan untuk periode yang diminta, atau perbaiki tulisan bulan pada judulnya bila isinya sudah benar.",
    dasar: Some("A18"),
};

pub const SUBMISSION_COPY: Code = Code {
    id: "G607",
    name: "submission-copy",
    severity: Info,
    arti: "Isi berkas ini sama dengan berkas lain dari OPD yang sama; dihitung satu kali.",
    perbaikan: "Tidak ada yang harus diubah.",
    dasar: Some("A17"),
};

pub const SUPERSEDED: Code = Code {
    id: "G608",
    name: "submission-superseded",
    severity: Info,
    arti: "Ada berkas yang lebih baru dari OPD yang sama; berkas ini tidak dihitung.",
    perbaikan: "Tidak ada yang harus diubah bila berkas yang lebih baru memang yang berlaku.",
    dasar: Some("L5"),
};

pub const REVISION_ORDER_UNKNOWN: Code = Code {
    id: "G609",
    name: "revision-order-unknown",
    severity: Warning,
    arti: "OPD ini mengirim beberapa berkas yang isinya berbeda, dan tidak diketahui mana yang terakhir; hanya satu yang dihitung.",
    perbaikan: "Pindahkan berkas yang tidak berlaku dari folder, atau catat waktu terimanya pada penerimaan.csv; bila berkas-berkas itu saling melengkapi, minta OPD menggabungkannya dalam satu berkas.",
    dasar: Some("L5, L7"),
};

pub const REVISION_REJECTED: Code = Code {
    id: "G610",
    name: "revision-rejected",
    severity: Error,
    arti: "Berkas terbaru dari OPD ini tidak dapat dipakai; yang dihitung masih berkas sebelumnya.",
    perbaikan: "Perbaiki temuan pada berkas terbaru, lalu kirim kembali.",
    dasar: Some("L5"),
};

pub const SAME_ROWS_TWO_OPD: Code = Code {
    id: "G611",
    name: "same-rows-two-opd",
    severity: Error,
    arti: "Dua OPD mengirim baris dan angka yang sama persis; salah satunya pasti keliru, dan jumlah kabupaten memuat keduanya.",
    perbaikan: "Pastikan milik siapa laporan itu, lalu mintalah laporan yang benar dari OPD yang lain.",
    dasar: Some("A17, A19"),
};

pub const REGISTER_ROW_UNREADABLE: Code = Code {
    id: "G612",
    name: "register-row-unreadable",
    severity: Warning,
    arti: "Waktu pada satu baris register penerimaan tidak terbaca, atau jauh di luar masa laporan; baris itu tidak dipakai.",
    perbaikan: "Betulkan waktu terimanya pada baris itu, misalnya 2026-10-08 14:05, 08/10/2026, atau 8 Oktober 2026. Hash yang diubah Excel menjadi bilangan boleh dikosongkan: berkasnya dikenali menurut nama.",
    dasar: None,
};

pub const PERIOD_FROM_FILES: Code = Code {
    id: "G613",
    name: "period-from-files",
    severity: Warning,
    arti: "Periode tidak diminta dan tidak ada pada nama folder; yang dipakai periode terbanyak di antara berkas.",
    perbaikan: "Sebutkan periodenya dengan --periode, misalnya --periode 2026-09, atau simpan berkas dalam folder bernama 2026-09.",
    dasar: None,
};

pub const CONTROL_TOTAL: Code = Code {
    id: "G614",
    name: "control-total-mismatch",
    severity: Error,
    arti: "Jumlah seluruh baris tidak sama dengan jumlah per tabel: ini kesalahan program, bukan kesalahan OPD.",
    perbaikan: "Jangan pakai rekap ini; laporkan bersama berkas masukannya kepada pengelola program.",
    dasar: None,
};

pub const REGISTER_NOT_WRITTEN: Code = Code {
    id: "G615",
    name: "register-not-written",
    severity: Warning,
    arti: "Register penerimaan tidak dapat ditulis, sehingga berkas yang baru terlihat belum dicatat waktu terimanya.",
    perbaikan: "Tutup penerimaan.csv bila sedang terbuka di Excel, lalu jalankan lagi.",
    dasar: None,
};

pub const EARLIER_MONTH_COUNTED: Code = Code {
    id: "G650",
    name: "earlier-month-counted",
    severity: Warning,
    arti: "Rekap triwulan memakai laporan bulan yang lebih awal, karena laporan bulan terakhir triwulan dari OPD ini belum ada.",
    perbaikan: "Kirim laporan bulan terakhir triwulan; rekap berikutnya memakainya.",
    dasar: None,
};

pub const EARLIER_MONTH_SET_ASIDE: Code = Code {
    id: "G651",
    name: "earlier-month-set-aside",
    severity: Info,
    arti: "Laporan bulan yang lebih awal dalam triwulan; angkanya kumulatif dan sudah termuat dalam laporan bulan yang lebih akhir.",
    perbaikan: "Tidak ada yang harus diubah.",
    dasar: None,
};

pub const TANPA_TANDA_TANGAN: Code = Code {
    id: "G660",
    name: "report-unsigned",
    severity: Info,
    arti: "Blok tanda tangan pada laporan belum diisi: NIP pejabat kosong.",
    perbaikan: "Isi nama dan NIP kepala OPD pada blok tanda tangan; laporan yang dikirim adalah laporan yang ditandatangani.",
    dasar: Some("L6"),
};

pub const LAPORAN_SEBAGIAN: Code = Code {
    id: "G661",
    name: "report-partial",
    severity: Warning,
    arti: "Sebagian kegiatan dalam laporan tidak memuat realisasi keuangan maupun fisik, sehingga angka OPD ini belum lengkap.",
    perbaikan: "Isi realisasi semua kegiatan; yang belum berjalan ditulis 0, bukan dikosongkan.",
    dasar: Some("L7"),
};

pub const ALL: &[Code] = &[
    EARLIER_MONTH_COUNTED,
    EARLIER_MONTH_SET_ASIDE,
    OPD_MISSING,
    OPD_LATE,
    OPD_REJECTED,
    OPD_OUTSIDE_ROSTER,
    OPD_UNKNOWN,
    OTHER_PERIOD,
    SUBMISSION_COPY,
    SUPERSEDED,
    REVISION_ORDER_UNKNOWN,
    REVISION_REJECTED,
    SAME_ROWS_TWO_OPD,
    REGISTER_ROW_UNREADABLE,
    PERIOD_FROM_FILES,
    CONTROL_TOTAL,
    REGISTER_NOT_WRITTEN,
    TANPA_TANDA_TANGAN,
    LAPORAN_SEBAGIAN,
];

//! Texts of the sheets that look over the year and over earlier states of the period.

use crate::consolidate::matriks::Kirim;
use crate::model::periode::Periode;

pub(in crate::report) const JUDUL_KEPATUHAN: &str = "KEPATUHAN PENYAMPAIAN LAPORAN OPD";
pub(in crate::report) const TENGGAT_SETELAN: &str = "Tenggat (sesuai setelan tenggat)";
pub(in crate::report) const TANPA_ARSIP: &str = "tanpa arsip";
pub(in crate::report) const TIDAK_LAGI_WAJIB: &str = "OPD YANG TIDAK LAGI WAJIB MELAPOR";
pub(in crate::report) const KEPATUHAN_JUMLAH: [&str; 4] = [
    "Masuk (OPD)",
    "Di antaranya terlambat",
    "Belum masuk atau ditolak",
    "Kelengkapan (%)",
];
pub(in crate::report) const CATATAN_KEPATUHAN: [&str; 2] = [
    "Tanggal = laporan yang dapat dipakai diterima; ▲ = setelah tenggat OPD itu; ≈ = menurut waktu berkas, belum dibetulkan petugas; * = ada yang harus diperbaiki; † = tenggat OPD itu diperpanjang (alasannya pada Status Laporan bulan itu); ada = diterima, waktunya tidak tercatat; × = belum masuk; – = tidak wajib melapor; abu-abu = bulan yang tidak diarsipkan.",
    "Kelengkapan = masuk / bulan wajib; tepat waktu = masuk pada atau sebelum tenggat / bulan wajib, tanpa bulan yang waktunya tidak tercatat. Hanya bulan yang diarsipkan dan bulan ini yang dihitung. Rincian bulan ini pada lembar Status Laporan.",
];
pub(in crate::report) const ADA: &str = "ada";
pub(in crate::report) const BELUM_MASUK: &str = "×";
pub(in crate::report) const DITOLAK: &str = "ditolak";
pub(in crate::report) const TIDAK_WAJIB: &str = "–";
pub(in crate::report) const JUDUL_KURVA: &str = "KURVA S: TARGET DAN REALISASI KUMULATIF";
pub(in crate::report) const JUDUL_GRAFIK_KURVA: &str = "Target dan realisasi kumulatif (%)";
pub(in crate::report) const SELURUH_OPD: &str = "Seluruh OPD";
pub(in crate::report) const PILIH_OPD: &str = "Pilih OPD:";
pub(in crate::report) const PILIH_OPD_JUDUL: &str = "OPD";
pub(in crate::report) const PILIH_OPD_CARA: &str = "Pilih dari daftar; tabel dan grafik mengikuti.";
pub(in crate::report) const PILIH_OPD_SALAH: &str = "Pilih salah satu nama dalam daftar.";
pub(in crate::report) const BARIS_DATA: &str = "Baris data";
pub(in crate::report) const DATA_KURVA: &str =
    "Data kurva: bulan sebelumnya dari arsip, bulan ini mengikuti lembar Rekap OPD";
pub(in crate::report) const DAFTAR_PILIHAN: &str = "Daftar pilihan";
pub(in crate::report) const CATATAN_KURVA: [&str; 2] = [
    "Keuangan dalam persen pagu; fisik ditimbang dengan pagu. Bulan tanpa arsip atau tanpa laporan dibiarkan kosong; jumlah OPD yang melapor dapat berbeda antarbulan.",
    "Kolom \"untuk grafik\": bulan yang kosong digambar sama dengan bulan sebelumnya (0 sebelum laporan pertama), supaya garis tidak terputus; angkanya sendiri tetap kosong.",
];
pub(in crate::report) const CATATAN_KURVA_TRIWULAN: &str = "Bulan terakhir triwulan: hanya OPD yang laporan bulan itu dihitung; OPD yang memakai laporan bulan sebelumnya tidak termasuk, sehingga angkanya dapat berbeda dari Rekap OPD.";
pub(in crate::report) const JUDUL_PERUBAHAN: &str = "PERUBAHAN DATA PERIODE INI";
pub(in crate::report) const SEJAK: &str = "Perubahan sejak";
pub(in crate::report) const TERHADAP: &str = "Selisih terhadap";
pub(in crate::report) const TANPA_SEJAK: &str =
    "Perubahan sejak penghitungan sebelumnya: belum ada penghitungan lain untuk periode ini.";
pub(in crate::report) const TANPA_KUNCI: &str =
    "Selisih terhadap data terkunci: periode ini belum dikunci (rakor kunci).";
pub(in crate::report) const TANPA_PERUBAHAN: &str = "Tidak ada OPD yang angkanya berbeda.";
pub(in crate::report) const PINDAH: &str = "Berpindah antara fisik konstruksi dan lainnya (keputusan atau aturan penggolongan); angka fisik konstruksi saja";
pub(in crate::report) const CATATAN_PERUBAHAN: &str = "Kolom \"kini\" mengikuti lembar Rekap OPD. Baris terakhir adalah seluruh OPD, termasuk yang tidak berubah. Data terkunci tidak pernah diubah oleh perbaikan sesudahnya.";
pub(in crate::report) const META_ARSIP: &str = "Arsip bulan sebelumnya yang dipakai";

/// What stands for an office in a month, besides a date.
pub(in crate::report) fn kirim(kirim: Kirim) -> &'static str {
    match kirim {
        Kirim::TidakTercatat => "",
        Kirim::TidakWajib => TIDAK_WAJIB,
        Kirim::BelumMasuk => BELUM_MASUK,
        Kirim::Ditolak => DITOLAK,
        Kirim::Masuk {
            perbaikan: true, ..
        } => "ada *",
        Kirim::Masuk { .. } => ADA,
    }
}

/// Says of which year the reports are, and up to which month.
pub(in crate::report) fn tahun_laporan(periode: Periode) -> String {
    format!("Laporan tahun {} sampai dengan {periode}", periode.tahun)
}

/// Says over how many offices the two sums go.
pub(in crate::report) fn seluruh_opd(dulu: usize, kini: usize) -> String {
    format!("Seluruh OPD ({dulu} → {kini} OPD melapor)")
}

pub(in crate::report) const JUDUL_BULAN_INI: &str = "REALISASI BULAN LALU DAN BULAN INI PER OPD";
pub(in crate::report) const TANPA_LALU: &str = "Arsip bulan sebelumnya tidak ada; jalankan rakor rekap untuk bulan itu di folder kerja ini, lalu ulangi.";
pub(in crate::report) const CATATAN_BULAN_INI: &str = "Bulan ini = sampai bulan ini − sampai bulan lalu, hanya untuk OPD yang melapor pada kedua bulan; jumlahnya hanya atas OPD itu, sehingga dapat berbeda dari selisih kedua jumlah. Fisik gabungan setiap bulan tercantum pada lembar Kurva S.";

/// Says what this month is held against.
pub(in crate::report) fn terhadap_bulan(lalu: Periode, reported: usize) -> String {
    format!("Bulan lalu = arsip {lalu} ({reported} OPD melapor)")
}

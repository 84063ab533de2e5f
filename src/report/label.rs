//! Every text of the workbook that an official reads, and the names of its sheets.

use crate::consolidate::Konsolidasi;
use crate::consolidate::findings::date_in_words;
use crate::consolidate::gather::Fate;
use crate::consolidate::kepatuhan::{Kepatuhan, Status};
use crate::consolidate::office::Kelompok;
use crate::model::periode::Periode;
use crate::model::submission::FileStatus;
use crate::model::table::Row;

pub(super) const SAMPUL: &str = "Sampul";
pub(super) const RINGKASAN: &str = "Ringkasan";
pub(super) const REKAP: &str = "Rekap OPD";
pub(super) const FISIK: &str = "Fisik Konstruksi";
pub(super) const NON_FISIK: &str = "Non Fisik";
pub(super) const DEVIASI: &str = "Deviasi";
pub(super) const KEPATUHAN: &str = "Kepatuhan";
pub(super) const VALIDASI: &str = "Validasi";
pub(super) const DATA: &str = "Data";
pub(super) const METADATA: &str = "Metadata";

/// The sheets in their order, with what each shows.
pub(super) const DAFTAR_ISI: [(&str, &str); 9] = [
    (RINGKASAN, "Angka pokok, zona, dan grafik per OPD"),
    (
        REKAP,
        "Pagu, bobot, target, realisasi, deviasi, dan sisa per OPD",
    ),
    (FISIK, "Pekerjaan fisik konstruksi per OPD dan kegiatan"),
    (NON_FISIK, "Kegiatan selain fisik konstruksi per OPD"),
    (
        DEVIASI,
        "Kegiatan yang perlu perhatian, diurutkan menurut nilainya",
    ),
    (KEPATUHAN, "Status dan waktu pengiriman laporan OPD"),
    (
        VALIDASI,
        "Temuan pada berkas: letak, isi, dan cara memperbaikinya",
    ),
    (
        DATA,
        "Seluruh kegiatan dengan berkas, lembar, dan baris asalnya",
    ),
    (METADATA, "Masukan, aturan, dan angka kendali rekap ini"),
];

pub(super) const HALAMAN: &str = "Halaman &P dari &N";
pub(super) const TITIK: &str = "....................";
pub(super) const TITIK_TANGGAL: &str = "................................";
pub(super) const TITIK_NAMA: &str = "............................................";

pub(super) const SAMPUL_JUDUL: [&str; 2] = ["REKAPITULASI REALISASI", "FISIK DAN KEUANGAN"];
pub(super) const SAMPUL_RAKOR: &str =
    "Bahan Rapat Koordinasi Pengendalian Operasional Kegiatan (Rakor POK)";
pub(super) const SAMPUL_ISI: &str = "Isi buku kerja";

pub(super) const JUDUL_REKAP: &str = "REKAPITULASI REALISASI FISIK DAN KEUANGAN PER OPD";
pub(super) const JUDUL_RINGKASAN: &str = "RINGKASAN REALISASI FISIK DAN KEUANGAN";
pub(super) const JUDUL_FISIK: &str = "REALISASI PEKERJAAN FISIK KONSTRUKSI";
pub(super) const JUDUL_NON_FISIK: &str = "REALISASI KEGIATAN SELAIN FISIK KONSTRUKSI";
pub(super) const JUDUL_DEVIASI: &str = "KEGIATAN YANG PERLU PERHATIAN";
pub(super) const JUDUL_KEPATUHAN: &str = "KEPATUHAN PENYAMPAIAN LAPORAN OPD";
pub(super) const JUDUL_VALIDASI: &str = "HASIL PEMERIKSAAN BERKAS";
pub(super) const JUDUL_DATA: &str = "DATA KEGIATAN";
pub(super) const JUDUL_METADATA: &str = "METADATA DAN ANGKA KENDALI";

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
    status: "Status laporan",
};

/// The numbering row with the formula of each column in words.
pub(super) const NOMOR_REKAP: [&str; 19] = [
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
];

pub(super) const CATATAN_REKAP: [&str; 3] = [
    "Persentase fisik (kolom 11 dan 13) ditimbang dengan pagu setiap kegiatan, di setiap tingkat; kegiatan yang fisiknya kosong tidak ikut ditimbang. TTB = tertimbang.",
    "Deviasi = realisasi − target; negatif berarti terlambat. Dihitung hanya atas kegiatan yang target dan realisasinya terisi, sehingga dapat berbeda dari selisih kedua kolomnya.",
    "OPD tanpa laporan yang diterima dibiarkan kosong dan tidak ikut dalam jumlah. Zona menurut deviasi fisik; batasnya tercantum pada lembar Ringkasan.",
];

pub(super) const KEPALA_PILAH: [&str; 13] = [
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
    "Kunci",
];

pub(super) const INDUK: &str = "Bagian dari";
pub(super) const CATATAN_PILAH: &str = "Baris tebal adalah OPD; baris di bawahnya kegiatannya (tekan tombol 1 atau 2 di tepi kiri untuk menutup atau membuka). No kegiatan menunjuk baris pada lembar Data.";

pub(super) const DASAR_AMBANG: &str = "Dasar ambang setiap kode";
pub(super) const KEPALA_DEVIASI: [&str; 15] = [
    "No",
    "OPD",
    "Uraian kegiatan",
    "Jenis",
    "Pagu (Rp)",
    "Target fisik (%)",
    "Realisasi fisik (%)",
    "Deviasi fisik",
    "Realisasi keuangan (%)",
    "Nilai deviasi (Rp)",
    "Tingkat",
    "Kode",
    "Penjelasan",
    "Permasalahan menurut OPD",
    "No Data",
];

pub(super) const TANPA_DEVIASI: &str = "Tidak ada kegiatan yang ditandai.";

pub(super) const KEPALA_KEPATUHAN: [&str; 9] = [
    "No",
    "Organisasi Perangkat Daerah",
    "Status",
    "Diterima pada",
    "Terlambat (hari)",
    "Revisi ke-",
    "Harus diperbaiki",
    "Perlu diperiksa",
    "Berkas",
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
pub(super) const TANPA_TEMUAN: &str = "Tidak ada temuan.";

pub(super) const KEPALA_DATA: [&str; 28] = [
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
    "Tanda",
    "Sumber dana",
    "Lokasi",
    "Berkas",
    "Lembar",
    "Baris",
    "Sel pagu",
];
pub(super) const CATATAN_DATA: &str = "Setiap baris berasal dari berkas, lembar, baris, dan sel yang tercantum di ujung kanan. Sel yang kosong pada laporan tetap kosong. Semua jumlah dalam buku kerja ini mengikuti lembar ini.";
pub(super) const BELUM_DIKLASIFIKASI: &str = "Belum diklasifikasi";

pub(super) fn ya_tidak(yes: bool) -> &'static str {
    if yes { "Ya" } else { "Tidak" }
}

/// Says up to when the figures go.
pub(super) fn keadaan(periode: Periode) -> String {
    format!("Keadaan sampai dengan akhir {periode}")
}

/// Says over how many offices every total goes.
pub(super) fn cakupan(k: &Konsolidasi) -> String {
    if k.opd_from_files {
        return format!(
            "Jumlah mencakup {} OPD yang disebut dalam berkas",
            k.n_reported()
        );
    }
    format!(
        "Jumlah mencakup {} dari {} OPD yang wajib melapor",
        k.n_reported(),
        k.opd.len()
    )
}

pub(super) fn kelompok(kelompok: Kelompok) -> &'static str {
    match kelompok {
        Kelompok::Perangkat => "A.  DINAS, BADAN, DAN RSUD",
        Kelompok::Bagian => "B.  BAGIAN SEKRETARIAT DAERAH",
        Kelompok::Kecamatan => "C.  KECAMATAN",
    }
}

pub(super) fn subtotal(k: &Konsolidasi, kelompok: Kelompok) -> String {
    let (counted, all) = members(k, kelompok);
    format!("Jumlah {} ({counted} dari {all})", kelompok.label())
}

pub(super) fn total(k: &Konsolidasi) -> String {
    format!(
        "JUMLAH SELURUHNYA ({} dari {} OPD)",
        k.n_reported(),
        k.opd.len()
    )
}

fn members(k: &Konsolidasi, kelompok: Kelompok) -> (usize, usize) {
    let of = || k.opd.iter().filter(|opd| opd.office.kelompok == kelompok);
    (
        of().filter(|opd| opd.jumlah.is_some()).count(),
        of().count(),
    )
}

/// The status as the rekap prints it.
pub(super) fn status_rekap(kepatuhan: &Kepatuhan) -> &'static str {
    match kepatuhan.status {
        Status::BelumMasuk => "Belum melapor",
        Status::WaktuTidakDiketahui => "Waktu tidak tercatat",
        status => status.label(),
    }
}

/// What became of a part of a file.
pub(super) fn nasib(fate: Fate) -> &'static str {
    match fate {
        Fate::Counted => "Dihitung",
        Fate::Copy(_) => "Salinan; dihitung satu kali",
        Fate::Superseded(_) => "Digantikan berkas yang lebih baru",
        Fate::Rejected => "Ditolak; tidak dihitung",
        Fate::OtherPeriod => "Periode lain; tidak dihitung",
        Fate::NotAReport => "Tidak memuat laporan realisasi",
        Fate::OutsideRoster => "OPD di luar daftar; tidak dihitung",
        Fate::OfficeUnknown => "OPD tidak diketahui; tidak dihitung",
    }
}

/// Says the deadline, and that it is a setting.
pub(super) fn tenggat(k: &Konsolidasi) -> String {
    match k.tenggat {
        Some(date) => format!("Tenggat {} (sesuai setelan tenggat)", date_in_words(date)),
        None => "Tenggat tidak ditetapkan".to_owned(),
    }
}

/// Says of which period the reports are.
pub(super) fn laporan(periode: Periode) -> String {
    format!("Laporan {periode}")
}

/// The status of a file.
pub(super) fn status(status: FileStatus) -> &'static str {
    match status {
        FileStatus::Accepted => "Diterima",
        FileStatus::AcceptedWithNotes => "Diterima dengan catatan",
        FileStatus::Quarantined => "Ditahan",
        FileStatus::NotAReport => "Bukan laporan realisasi",
        FileStatus::Unreadable => "Tidak terbaca",
    }
}

pub(super) const LUAR_DAFTAR: &str = "OPD di luar daftar (tidak ikut dalam jumlah)";
pub(super) const TIDAK_DIHITUNG: &str = "Tidak dihitung";
pub(super) const TABEL_DIABAIKAN: &str =
    "Salinan atau lembar yang tidak dihitung, dalam berkas yang dihitung";

pub(super) const META_PROGRAM: &str = "Program";
pub(super) const META_ATURAN: &str = "Sidik aturan (blake3)";
pub(super) const META_PERIODE: &str = "Periode";
pub(super) const META_TENGGAT: &str = "Tenggat";
pub(super) const META_DAFTAR: &str = "Daftar OPD";
pub(super) const META_CAKUPAN: &str = "Cakupan jumlah";
pub(super) const META_ZONA: &str = "Dasar batas zona";
pub(super) const DAFTAR_BERKAS: &str = "OPD sebagaimana tertulis dalam berkas";
pub(super) const DAFTAR_TETAP: &str = "Daftar OPD yang wajib melapor pada periode ini";
pub(super) const META_KENDALI: &str = "Angka kendali: jumlah baris terhadap jumlah tabel";
pub(super) const KEPALA_KENDALI: [&str; 4] = [
    "Angka",
    "Jumlah baris lembar Data (Rp)",
    "Jumlah tabel yang dihitung (Rp)",
    "Hasil",
];
pub(super) const COCOK: &str = "Cocok";
pub(super) const TIDAK_COCOK: &str = "Tidak cocok";
pub(super) const META_NASIB: &str = "Seluruh kegiatan yang terbaca";
pub(super) const KEPALA_NASIB: [&str; 4] = ["Nasib", "Tabel", "Kegiatan", "Pagu (Rp)"];
pub(super) const META_MASUKAN: &str = "Berkas masukan";
pub(super) const KEPALA_MASUKAN: [&str; 7] = [
    "Berkas",
    "Jenis",
    "OPD",
    "Nasib",
    "Kegiatan",
    "Status",
    "Sidik isi (blake3)",
];

pub(super) const JUDUL_PENDEK: &str = "Rekap Rakor POK";
pub(super) const SAMPUL_ANGKA: [&str; 5] = [
    "Pagu (Rp)",
    "Realisasi keuangan (Rp)",
    "Realisasi keuangan (%)",
    "Realisasi fisik (%)",
    "Deviasi fisik (poin persen)",
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
pub(super) const ZONA_JUDUL: &str = "Zona OPD menurut deviasi fisik";
pub(super) const KEPALA_ZONA: [&str; 3] =
    ["Zona", "Deviasi paling rendah (poin persen)", "Banyak OPD"];
pub(super) const DI_BAWAHNYA: &str = "di bawahnya";
pub(super) const BANYAK_OPD: &str = "Banyak OPD";
pub(super) const ZONA_CATATAN: &str =
    "Batas zona dapat diubah pada sel di atas; zona pada Rekap OPD mengikutinya. Dasar:";
pub(super) const GRAFIK: [&str; 2] = [
    "Penyerapan keuangan per OPD (% pagu)",
    "Kemajuan fisik per OPD (%)",
];
pub(super) const URUTAN_JUDUL: &str = "OPD menurut penyerapan, dari yang tertinggi";
pub(super) const KEPALA_URUTAN: [&str; 7] = [
    "OPD",
    "Pagu (Rp)",
    "Penyerapan (%)",
    "Target keuangan (%)",
    "Realisasi fisik (%)",
    "Target fisik (%)",
    "Deviasi fisik",
];

/// Says how Deviasi is ordered and what it leaves to Data.
pub(super) fn catatan_deviasi(k: &Konsolidasi) -> String {
    let notes = k.penilaian.flags.len() - k.penilaian.weighty().count();
    format!(
        "Nilai deviasi = pagu × keterlambatan fisik / 100, yaitu nilai pekerjaan yang tertinggal dari target; urutan menurut nilai itu, lalu menurut pagu. \
         {notes} tanda lain hanya catatan dan tercantum pada kolom Tanda lembar Data; arti setiap kode: rakor jelaskan KODE."
    )
}

/// Says that a flag speaks of several activities.
pub(super) fn beberapa(count: usize) -> String {
    format!("({count} kegiatan)")
}

/// The class of an activity.
pub(super) fn jenis(row: &Row) -> &'static str {
    row.klasifikasi
        .as_ref()
        .map_or(BELUM_DIKLASIFIKASI, |klasifikasi| klasifikasi.jenis.label())
}

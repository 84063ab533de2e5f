//! Every text of the workbook that an official reads, and the names of its sheets.

pub(super) mod kendali;
pub(super) mod tahun;

use crate::consolidate::Konsolidasi;
use crate::consolidate::banding::Banding;
use crate::consolidate::deviasi::Flag;
use crate::consolidate::findings::date_in_words;
use crate::consolidate::gather::Fate;
use crate::consolidate::kepatuhan::{Kepatuhan, Status};
use crate::consolidate::keputusan::keputusan_petugas;
use crate::consolidate::masalah::{Asal, Penjelasan};
use crate::consolidate::office::Kelompok;
use crate::model::periode::{BULAN, Periode};
use crate::model::submission::FileStatus;
use crate::model::table::Row;
use crate::normalize::klasifikasi::telaah::{self, uraian_dasar};

pub(super) const SAMPUL: &str = "Sampul";
pub(super) const BUPATI: &str = "Untuk Bupati";
pub(super) const RINGKASAN: &str = "Ringkasan";
pub(super) const PERINGKAT: &str = "Peringkat";
pub(super) const REKAP: &str = "Rekap OPD";
pub(super) const FISIK: &str = "Fisik Konstruksi";
pub(super) const NON_FISIK: &str = "Non Fisik";
pub(super) const GOLONGAN: &str = "Golongan per OPD";
pub(super) const PORSI: &str = "Porsi Konstruksi";
pub(super) const TELAAH: &str = "Telaah Klasifikasi";
/// The only sheet of the review workbook.
pub(super) const TINJAU: &str = "Telaah";
pub(super) const DANA: &str = "Sumber Dana";
pub(super) const STRATEGIS: &str = "Proyek Strategis";
pub(super) const DEVIASI: &str = "Deviasi";
pub(super) const KRITIS: &str = "Kontrak Kritis";
pub(super) const MASALAH: &str = "Permasalahan";
pub(super) const KEPATUHAN: &str = "Kepatuhan";
pub(super) const BULAN_INI: &str = "Bulan Ini";
pub(super) const KURVA: &str = "Kurva S";
pub(super) const STATUS_LAPORAN: &str = "Status Laporan";
pub(super) const PERUBAHAN: &str = "Perubahan";
pub(super) const VALIDASI: &str = "Validasi";
pub(super) const DATA: &str = "Data";
pub(super) const METADATA: &str = "Metadata";

/// The sheets in their order, with what each shows.
pub(super) const DAFTAR_ISI: [(&str, &str); 22] = [
    (
        BUPATI,
        "Satu halaman: cakupan, angka pokok, dan lima keputusan terberat",
    ),
    (RINGKASAN, "Angka pokok, zona, dan grafik per OPD"),
    (
        REKAP,
        "Pagu, bobot, target, realisasi, deviasi, dan sisa per OPD",
    ),
    (
        BULAN_INI,
        "Realisasi sampai bulan lalu, bulan ini, dan sampai bulan ini per OPD",
    ),
    (PERINGKAT, "OPD menurut penyerapan, dari yang tertinggi"),
    (FISIK, "Pekerjaan fisik konstruksi per OPD dan kegiatan"),
    (NON_FISIK, "Kegiatan selain fisik konstruksi per OPD"),
    (
        GOLONGAN,
        "Banyak, pagu, realisasi, dan fisik keempat golongan per OPD",
    ),
    (
        PORSI,
        "Porsi konstruksi sub kegiatan yang bercampur dengan golongan lain",
    ),
    (DANA, "Pagu, realisasi, dan fisik per sumber dana dan OPD"),
    (STRATEGIS, "Proyek strategis dengan angka dan tandanya"),
    (
        KURVA,
        "Target dan realisasi bulan demi bulan, seluruh OPD atau yang dipilih",
    ),
    (
        DEVIASI,
        "Kegiatan yang perlu perhatian, diurutkan menurut nilai dan harinya",
    ),
    (
        KRITIS,
        "Kontrak kritis, lewat masa kontrak, dan peringatan dini beserta langkahnya",
    ),
    (
        MASALAH,
        "Kendala, tindak lanjut, dan pihak yang diharapkan membantu",
    ),
    (KEPATUHAN, "Kapan setiap OPD melapor, bulan demi bulan"),
    (
        STATUS_LAPORAN,
        "Status, waktu, dan berkas laporan OPD pada periode ini",
    ),
    (
        PERUBAHAN,
        "Yang berubah sejak penghitungan sebelumnya dan terhadap data terkunci",
    ),
    (TELAAH, "Kegiatan yang golongannya perlu diputuskan petugas"),
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
pub(super) const JUDUL_BUPATI: &str = "POKOK-POKOK LAPORAN UNTUK BUPATI";
pub(super) const BUPATI_CAKUPAN: &str = "1.  Cakupan laporan";
pub(super) const BUPATI_TAHUN_LALU: &str = "Terhadap bulan yang sama tahun lalu";
pub(super) const BUPATI_ANGKA: &str = "2.  Angka pokok";
pub(super) const BUPATI_KEPUTUSAN: &str = "3.  Lima keputusan yang paling berbobot";
pub(super) const BUPATI_URAIAN: &str = "Uraian";
pub(super) const BUPATI_PERUBAHAN: &str = "Perubahan";
pub(super) const TANPA_BANDING: &str = "Rakor sebelumnya (belum ada arsip)";
pub(super) const JUDUL_RINGKASAN: &str = "RINGKASAN REALISASI FISIK DAN KEUANGAN";
pub(super) const JUDUL_FISIK: &str = "REALISASI PEKERJAAN FISIK KONSTRUKSI";
pub(super) const JUDUL_NON_FISIK: &str = "REALISASI KEGIATAN SELAIN FISIK KONSTRUKSI";
pub(super) const JUDUL_GOLONGAN: &str = "KEGIATAN MENURUT GOLONGAN PER OPD";
pub(super) const JUDUL_PORSI: &str = "PORSI KONSTRUKSI PER SUB KEGIATAN";
pub(super) const JUDUL_TELAAH: &str = "TELAAH KLASIFIKASI KEGIATAN";
pub(super) const JUDUL_DIPUTUSKAN: &str = "Sudah diputuskan petugas";
pub(super) const JUDUL_DANA: &str = "REALISASI MENURUT SUMBER DANA";
pub(super) const JUDUL_STRATEGIS: &str = "PROYEK STRATEGIS";
pub(super) const JUDUL_KRITIS: &str = "KONTRAK KRITIS DAN KONTRAK YANG PERLU TINDAKAN";
pub(super) const JUDUL_MASALAH: &str = "PERMASALAHAN DAN TINDAK LANJUT";
pub(super) const JUDUL_DEVIASI: &str = "KEGIATAN YANG PERLU PERHATIAN";
pub(super) const JUDUL_STATUS: &str = "STATUS LAPORAN OPD";
pub(super) const JUDUL_VALIDASI: &str = "HASIL PEMERIKSAAN BERKAS";
pub(super) const JUDUL_DATA: &str = "DATA KEGIATAN";
pub(super) const JUDUL_METADATA: &str = "METADATA DAN ANGKA KENDALI";

pub(super) const CATATAN_REKAP: [&str; 3] = [
    "Persentase fisik (kolom 11 dan 13) ditimbang dengan pagu setiap kegiatan, di setiap tingkat; kegiatan yang kosong tidak ikut ditimbang. Target keuangan (%) atas pagu kegiatan yang bertarget. TTB = bobot × persentase; jumlahnya adalah jumlah kolom, sehingga OPD yang tidak menyatakan target tidak menyumbang.",
    "Deviasi = realisasi − target; negatif berarti terlambat. Dihitung hanya atas kegiatan yang target dan realisasinya terisi, sehingga dapat berbeda dari selisih kedua kolomnya.",
    "OPD tanpa laporan yang diterima dibiarkan kosong dan tidak ikut dalam jumlah. Zona menurut deviasi fisik; batasnya tercantum pada lembar Ringkasan. Peringkat 1 adalah angka tertinggi dalam kelompoknya.",
];

pub(super) const CATATAN_GOLONGAN: &str = "Golongan menurut UU 2/2017 pasal 1: pemeliharaan bangunan dan jalan adalah pekerjaan konstruksi; perencanaan dan pengawasan adalah konsultansi. Fisik ditimbang dengan pagu; kegiatan yang fisiknya kosong tidak ikut ditimbang.";
pub(super) const CATATAN_PORSI: &str = "Hanya sub kegiatan (atau kegiatan) yang rinciannya memuat fisik konstruksi bersama golongan lain. Porsi konstruksi = pagu rincian yang dihitung fisik konstruksi / pagu seluruh rinciannya.";
pub(super) const TANPA_PORSI: &str =
    "Tidak ada sub kegiatan yang rinciannya memuat fisik konstruksi bersama golongan lain.";
pub(super) const TANPA_TELAAH: &str = "Tidak ada kegiatan yang perlu ditelaah.";
pub(super) const CARA_TELAAH: &str = "Usulan di bawah ini tetap dipakai sampai ada keputusan. Untuk memutuskan: jalankan \"rakor tinjau\" atas folder yang sama, isi kolom Keputusan pada buku kerja yang ditulisnya, lalu baca kembali dengan \"rakor tinjau --baca\". Keputusan tersimpan dalam keputusan.csv dan berlaku pada rekap berikutnya.";
pub(super) const TELAAH_BANYAK: &str = "Perlu ditelaah (kegiatan)";
pub(super) const TELAAH_PAGU: &str = "Pagu yang perlu ditelaah (Rp)";
pub(super) const DIPUTUSKAN_BANYAK: &str = "Sudah diputuskan petugas (kegiatan)";
pub(super) const PERLU_TELAAH: &str = "Perlu ditelaah";
pub(super) const DIPUTUSKAN: &str = "Diputuskan petugas";
pub(super) const JUMLAH: &str = "Jumlah";

pub(super) const CARA_TINJAU: [&str; 3] = [
    "1. Isi nama petugas dan tanggal keputusan pada sel kuning di bawah.",
    "2. Pilih keputusan pada kolom kuning dari daftar di sel. Baris yang dibiarkan kosong bukan keputusan; usulan program tetap dipakai. Sesuai UU 2/2017, pemeliharaan bangunan dan jalan adalah Fisik Konstruksi, sedangkan perencanaan dan pengawasannya Konsultansi Konstruksi.",
    "3. Simpan, lalu jalankan: rakor tinjau --baca NAMA-BERKAS.xlsx. Keputusan berlaku seterusnya untuk tahun ini; tahun depan menjadi usulan.",
];
pub(super) const TERISI: &str = "Sudah diisi";
pub(super) const PILIH_JUDUL: &str = "Keputusan";
pub(super) const PILIH_CARA: &str = "Pilih satu dari empat golongan, atau biarkan kosong.";
pub(super) const PILIH_SALAH: &str = "Isi hanya salah satu dari keempat golongan dalam daftar.";

pub(super) const INDUK: &str = "Bagian dari";
pub(super) const CATATAN_PILAH: &str = "Baris tebal adalah OPD; baris di bawahnya kegiatannya (tekan tombol 1 atau 2 di tepi kiri untuk menutup atau membuka). No kegiatan menunjuk baris pada lembar Data.";

pub(super) const CATATAN_KONTRAK: &str = "SPI = realisasi fisik / rencana fisik; CPI = realisasi fisik / keuangan dalam persen nilai kontrak. Di bawah 1 berarti terlambat (SPI) atau pembayaran mendahului pekerjaan (CPI). Pada jumlah, keduanya ditimbang dengan nilai kontrak.";
pub(super) const CATATAN_DANA: &str = "Sumber dana menurut tulisan pada laporan OPD, dikelompokkan dengan kata pada [dana] dalam aturan/baris.toml; laporan tanpa kolom sumber dana masuk Tidak dilaporkan. Porsi = pagu terhadap pagu seluruhnya. Fisik ditimbang dengan pagu.";
pub(super) const TANPA_DANA: &str =
    "Tidak ada laporan yang menyebut sumber dana; seluruh kegiatan masuk Tidak dilaporkan.";
pub(super) const CATATAN_STRATEGIS: &str = "Daftar proyek strategis ada pada setelan [strategis] dalam rakor.toml. No kegiatan menunjuk baris pada lembar Data.";
pub(super) const TANPA_STRATEGIS: &str =
    "Belum ada proyek strategis yang didaftarkan pada setelan [strategis] dalam rakor.toml.";
pub(super) const PROYEK_TAK_DITEMUKAN: &str =
    "Tidak ditemukan dalam laporan yang dihitung; periksa OPD, kode, dan kata pada setelan.";
pub(super) const TANPA_TANDA: &str = "Tidak ada tanda.";
pub(super) const TANPA_KRITIS: &str =
    "Tidak ada kontrak konstruksi yang kritis, lewat masa kontrak, atau perlu peringatan dini.";
pub(super) const TANPA_KONTRAK: &str = "Tidak ada laporan konstruksi yang memuat nomor atau nilai kontrak, sehingga aturan kontrak tidak dapat dinilai.";
pub(super) const KRITIS_AMBANG: [&str; 8] = [
    "Batas periode II (rencana, %)",
    "Kritis periode I (poin)",
    "Kritis periode II (poin)",
    "Dini periode I (poin)",
    "Dini periode II (poin)",
    "Denda per hari (‰)",
    "Kesempatan (hari)",
    "Keadaan tanggal",
];
pub(super) const KRITIS_CATATAN: [&str; 3] = [
    "Kontrak kritis hanya berlaku bagi kontrak pekerjaan konstruksi: periode I (rencana 0 sampai di bawah batas) terlambat melebihi ambang I; periode II (rencana mulai batas sampai 100 persen) terlambat melebihi ambang II; atau periode II terlambat sampai dengan ambang II dan pekerjaan akan melampaui tahun anggaran. Rencana tepat pada batas memakai ambang yang lebih ketat; terlambat tepat pada ambang I belum kritis; terlambat tepat pada ambang II tidak disebut dalam teks dan diperlakukan sebagai melampaui tahun anggaran. Swakelola dan pekerjaan rutin tidak dinilai.",
    "Terlambat = rencana − realisasi dalam poin persen, tanpa pembulatan. Denda = nilai kontrak sebagaimana dilaporkan × denda per hari × hari lewat; dasar resminya nilai kontrak atau bagiannya sebelum PPN. Batas = tanggal selesai + hari kesempatan, termasuk hari libur.",
    "Urutan tindakan: Surat Peringatan, rapat pembuktian (Show Cause Meeting/SCM) tahap I, II, dan III dengan uji coba kemajuan dalam berita acara, lalu pemutusan kontrak atau kesepakatan tiga pihak. Ambang pada baris atas dapat diubah; kedudukan setiap kontrak mengikutinya.",
];
pub(super) const CATATAN_MASALAH: &str = "Dikumpulkan dari kolom permasalahan dan tindak lanjut, dari kolom keterangan kegiatan yang terlambat, dan dari lembar permasalahan dalam berkas OPD, sebagaimana tertulis.";
pub(super) const TANPA_MASALAH: &str = "Tidak ada permasalahan yang dilaporkan.";
pub(super) const OPD_TIDAK_DIKETAHUI: &str = "(OPD tidak disebut)";
pub(super) const PENJELASAN_KOSONG: &str = "PENJELASAN KOSONG";
pub(super) const TANPA_TEMPAT: &str = "(laporan tidak memuat kolom permasalahan)";

pub(super) const DASAR: &str = "Dasar";
pub(super) const DASAR_AMBANG: &str = "Arti setiap kode dan dasar ambangnya";

pub(super) const TANPA_DEVIASI: &str = "Tidak ada kegiatan yang ditandai.";

pub(super) const TANPA_TEMUAN: &str = "Tidak ada temuan.";

pub(super) const CATATAN_DATA: &str = "Setiap baris berasal dari berkas, lembar, baris, dan sel yang tercantum pada kolom Berkas sampai Sel pagu. Sel yang kosong pada laporan tetap kosong. Semua jumlah dalam buku kerja ini mengikuti lembar ini.";
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
pub(super) fn status_rekap(kepatuhan: &Kepatuhan) -> String {
    let status = match kepatuhan.status {
        Status::BelumMasuk => "Belum melapor",
        Status::Ditolak => "Laporan belum dapat dihitung",
        Status::WaktuTidakDiketahui => "Waktu tidak tercatat",
        status => status.label(),
    };
    match kepatuhan.bulan_lain {
        Some(bulan) => format!("{status}; dipakai laporan {bulan}"),
        None => status.to_owned(),
    }
}

/// Says which offices the totals leave out and why.
pub(super) fn tidak_tercakup(sebab: &str, opd: &[&str]) -> String {
    if opd.is_empty() {
        return format!("{sebab}: tidak ada");
    }
    format!("{sebab} ({} OPD): {}", opd.len(), opd.join(", "))
}

/// Names the offices that count with an earlier month of the quarter; `None` where there are none.
pub(super) fn bulan_sebelumnya(k: &Konsolidasi) -> Option<String> {
    let names: Vec<String> = k
        .opd
        .iter()
        .filter_map(|opd| {
            let month = opd.kepatuhan.bulan_lain?.bulan?;
            let name = BULAN.get(usize::from(month).checked_sub(1)?)?;
            Some(format!("{} ({name})", opd.office.singkat))
        })
        .collect();
    (!names.is_empty()).then(|| {
        format!(
            "Memakai laporan bulan sebelumnya ({} OPD): {}",
            names.len(),
            names.join(", ")
        )
    })
}

/// Says whose figures stand beside the present ones.
pub(super) fn banding(banding: &Banding) -> String {
    let what = if banding.akhir_triwulan {
        "Rakor sebelumnya"
    } else {
        "Bulan terakhir dalam arsip"
    };
    format!("{what}: {} ({} OPD)", banding.periode, banding.opd.len())
}

/// The sentence of a flag without the activity that it names itself, begun with a capital.
pub(super) fn kalimat(flag: &Flag, uraian: &str) -> String {
    let own = format!("{uraian}: ");
    let kalimat = flag.kalimat.strip_prefix(&own).unwrap_or(&flag.kalimat);
    let mut letters = kalimat.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Says over which offices the change goes: those of one side only move it as well.
pub(super) fn opd_banding(k: &Konsolidasi, banding: &Banding) -> String {
    let counted = k.opd.iter().filter(|opd| opd.jumlah.is_some());
    let both = counted
        .filter(|opd| banding.opd.contains(&opd.office.id))
        .count();
    format!(
        "Perubahan = selisih jumlah kedua keadaan: {both} OPD ada pada keduanya, {} OPD hanya pada laporan ini, {} OPD hanya pada pembanding.",
        k.n_reported() - both,
        banding.opd.len() - both
    )
}

/// Names the same month of the year before.
pub(super) fn tahun_lalu(banding: &Banding) -> String {
    format!(
        "Tahun lalu: {} ({} OPD)",
        banding.periode,
        banding.opd.len()
    )
}

/// What became of a part of a file.
pub(super) fn nasib(fate: Fate) -> &'static str {
    match fate {
        Fate::Counted => "Dihitung",
        Fate::Copy(_) => "Salinan; dihitung satu kali",
        Fate::Superseded(_) => "Digantikan berkas yang lebih baru",
        Fate::Rejected => "Ditolak; tidak dihitung",
        Fate::EarlierMonth(_) => "Bulan yang lebih awal; dipakai bulan terakhir triwulan",
        Fate::OtherPeriod => "Periode lain; tidak dihitung",
        Fate::NotAReport => "Tidak memuat laporan realisasi",
        Fate::OutsideRoster => "OPD di luar daftar; tidak dihitung",
        Fate::OfficeUnknown => "OPD tidak diketahui; tidak dihitung",
    }
}

/// What is to be said about an office's standing besides its status.
pub(super) fn keterangan(own: &Kepatuhan) -> String {
    let mut notes: Vec<String> = own.sebab.iter().map(|sebab| awal(sebab.label())).collect();
    if own.keliru.is_some() && own.status == Status::BelumMasuk {
        notes.push("Berkas yang dikirim memuat laporan OPD lain".to_owned());
    }
    if let Some(bulan) = own.bulan_lain {
        notes.push(format!("Dipakai laporan {bulan}"));
    }
    if let (Some(alasan), Some(date)) = (&own.tenggat.alasan, own.tenggat.tanggal) {
        notes.push(format!(
            "Tenggat diperpanjang sampai {}: {alasan}",
            date_in_words(date)
        ));
    }
    if own.diterima_dengan_penjelasan > 0 {
        notes.push(format!(
            "{} temuan diterima dengan penjelasan",
            own.diterima_dengan_penjelasan
        ));
    }
    notes.join("; ")
}

/// The text with a capital at its beginning.
fn awal(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
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

/// What stands in place of a severity for what nobody has to mend any more.
pub(super) const DIJELASKAN: &str = "Diterima dengan penjelasan";
pub(super) const BERKAS_DIGANTI: &str = "Berkas sudah diganti";

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
pub(super) const META_INGATAN: &str = "Ingatan tata letak";
pub(super) const TANPA_INGATAN: &str = "Tidak ada dari bulan sebelumnya";
pub(super) const META_PETAAN: &str = "Tabel yang dilepas dengan petaan";
pub(super) const DITERIMA: &str = "Diterima dengan catatan";
pub(super) const DITAHAN: &str = "Tetap ditahan";
pub(super) const DAFTAR_BERKAS: &str = "OPD sebagaimana tertulis dalam berkas";
pub(super) const DAFTAR_TETAP: &str = "Daftar OPD yang wajib melapor pada periode ini";
pub(super) const META_KENDALI: &str = "Angka kendali: jumlah baris terhadap jumlah tabel";
pub(super) const COCOK: &str = "Cocok";
pub(super) const TIDAK_COCOK: &str = "Tidak cocok";
pub(super) const META_NASIB: &str = "Seluruh kegiatan yang terbaca";
pub(super) const META_MASUKAN: &str = "Berkas masukan";

pub(super) const JUDUL_PENDEK: &str = "Rekap Rakor POK";
pub(super) const SAMPUL_ANGKA: [&str; 5] = [
    "Pagu (Rp)",
    "Realisasi keuangan (Rp)",
    "Realisasi keuangan (%)",
    "Realisasi fisik (%)",
    "Deviasi fisik (poin persen)",
];

pub(super) const ZONA_JUDUL: &str = "Zona OPD menurut deviasi fisik";
pub(super) const DI_BAWAHNYA: &str = "di bawahnya";
pub(super) const TANPA_ZONA: &str = "Tanpa target fisik";
pub(super) const BANYAK_OPD: &str = "Banyak OPD";
pub(super) const ZONA_CATATAN: &str =
    "Batas zona dapat diubah pada sel di atas; zona pada Rekap OPD mengikutinya. Dasar:";
pub(super) const GRAFIK_ZONA: &str = "Banyak OPD menurut zona deviasi fisik";
pub(super) const GRAFIK_KONSTRUKSI: &str = "Fisik konstruksi dan selebihnya (%)";
pub(super) const GRAFIK: [&str; 2] = [
    "Penyerapan keuangan per OPD (% pagu)",
    "Kemajuan fisik per OPD (%)",
];
pub(super) const JUDUL_PERINGKAT: &str = "OPD MENURUT PENYERAPAN, DARI YANG TERTINGGI";

/// Says how Deviasi is ordered and what it leaves to Data.
pub(super) fn catatan_deviasi(k: &Konsolidasi) -> String {
    let notes = k.penilaian.flags.len() - k.penilaian.weighty().count();
    format!(
        "Urutan menurut nilai terdampak, lalu hari, lalu pagu. Nilai terdampak = pekerjaan yang tertinggal dari target (nilai kontrak, atau pagu bila kontrak tidak diketahui, × keterlambatan / 100); untuk kontrak yang lewat masanya nilai pekerjaan yang tersisa, untuk pembayaran nilai yang mendahului pekerjaan; bila tandanya beberapa, yang terbesar. \
         Hari tertinggal = hari sejak kontrak berakhir, atau keterlambatan terhadap masa kontrak. {notes} tanda lain hanya catatan dan tercantum pada kolom Tanda lembar Data; arti dan dasar setiap kode di bawah ini. Teks, nilai terdampak, dan urutan ditetapkan ketika rekap dibuat; angka lainnya mengikuti Data."
    )
}

/// Says where an explanation comes from, where it isn't the column for it.
pub(super) fn penjelasan(penjelasan: Penjelasan<'_>) -> String {
    match penjelasan {
        Penjelasan::Ada(text, Asal::Kolom) => text.to_owned(),
        Penjelasan::Ada(text, Asal::Keterangan) => format!("{text} (kolom keterangan)"),
        Penjelasan::Ada(text, Asal::Lembar) => format!("{text} (lembar permasalahan)"),
        Penjelasan::Kosong => PENJELASAN_KOSONG.to_owned(),
        Penjelasan::TanpaTempat => TANPA_TEMPAT.to_owned(),
    }
}

/// Names the place where a problem is stated.
pub(super) const fn asal(asal: Asal) -> &'static str {
    match asal {
        Asal::Kolom => "Kolom permasalahan",
        Asal::Keterangan => "Kolom keterangan",
        Asal::Lembar => "Lembar permasalahan",
    }
}

/// Says that a flag speaks of several activities.
pub(super) fn beberapa(count: usize) -> String {
    format!("({count} kegiatan)")
}

/// Where an activity stands in the review of classes; blank where nobody needs to look.
pub(super) fn telaah(row: &Row) -> &'static str {
    let doubted = row.klasifikasi.as_ref().is_some_and(|k| k.telaah);
    match (keputusan_petugas(row), doubted) {
        (Some(_), _) => DIPUTUSKAN,
        (None, true) => PERLU_TELAAH,
        (None, false) => "",
    }
}

/// Why an activity has its class: who decided, or what the program saw.
pub(super) fn dasar(row: &Row) -> String {
    let Some(klasifikasi) = &row.klasifikasi else {
        return String::new();
    };
    let own = uraian_dasar(klasifikasi);
    match keputusan_petugas(row) {
        Some(decided) => format!("{decided} ({own})"),
        None => own,
    }
}

/// Why an activity should be looked at, with the reasons for its proposed class.
pub(super) fn sebab(row: &Row) -> String {
    row.klasifikasi.as_ref().map_or_else(String::new, |k| {
        let dasar = uraian_dasar(k);
        if k.telaah {
            format!("{}: {dasar}", telaah::sebab(k))
        } else {
            dasar
        }
    })
}

/// The class of an activity.
pub(super) fn jenis(row: &Row) -> &'static str {
    row.klasifikasi
        .as_ref()
        .map_or(BELUM_DIKLASIFIKASI, |klasifikasi| klasifikasi.jenis.label())
}

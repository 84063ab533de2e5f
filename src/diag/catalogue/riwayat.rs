//! G62x–G64x: a report held against the archived months, the master of the budget, and the offices it isn't of.

use super::Code;
use crate::diag::Severity::{Error, Info, Warning};

pub const FISIK_FELL: Code = Code {
    id: "G620",
    name: "cumulative-fisik-fell",
    severity: Error,
    arti: "Realisasi fisik kumulatif lebih rendah daripada laporan sebelumnya yang sudah dihitung; kemajuan fisik tidak berkurang kecuali karena pembetulan.",
    perbaikan: "Periksa realisasi fisik pada sel yang ditandai. Bila angka sekarang salah, betulkan; bila angka sebelumnya yang salah, beritahukan kepada kami bahwa ini pembetulan.",
    dasar: Some("A2"),
};

pub const MONEY_FELL: Code = Code {
    id: "G621",
    name: "cumulative-money-fell",
    severity: Warning,
    arti: "Realisasi keuangan kumulatif lebih rendah daripada laporan sebelumnya yang sudah dihitung; hal itu wajar bila ada pengembalian belanja (contra pos).",
    perbaikan: "Periksa realisasi keuangan pada sel yang ditandai. Bila memang ada pengembalian belanja, tulis pada kolom keterangan; bila tidak, betulkan angkanya.",
    dasar: Some("A2"),
};

pub const FALL_EXPLAINED: Code = Code {
    id: "G622",
    name: "fall-explained-by-weight",
    severity: Info,
    arti: "Persentase turun hanya karena dasar bobotnya berubah: pagu bertambah, atau kegiatan bertambah atau berkurang. Ini bukan kesalahan.",
    perbaikan: "Tidak ada yang harus diubah.",
    dasar: Some("A2"),
};

pub const LALU_DIFFERS: Code = Code {
    id: "G623",
    name: "last-month-column-differs",
    severity: Warning,
    arti: "Kolom s.d. bulan lalu tidak sama dengan s.d. bulan ini pada laporan bulan lalu yang sudah dihitung.",
    perbaikan: "Samakan kolom s.d. bulan lalu dengan laporan bulan lalu; bila laporan bulan lalu yang keliru, kirim juga pembetulan laporan bulan itu.",
    dasar: Some("A4"),
};

pub const TARGET_FELL: Code = Code {
    id: "G624",
    name: "target-fell",
    severity: Warning,
    arti: "Target kumulatif lebih rendah daripada target pada laporan sebelumnya.",
    perbaikan: "Periksa target pada sel yang ditandai. Target kumulatif tidak turun kecuali rencananya diubah; bila diubah, tulis dasarnya pada kolom keterangan.",
    dasar: Some("A6"),
};

pub const DECEMBER_TARGET: Code = Code {
    id: "G625",
    name: "december-target-not-full",
    severity: Warning,
    arti: "Target fisik akhir tahun (Desember) bukan 100 %.",
    perbaikan: "Isi target fisik Desember dengan 100, atau jelaskan pada kolom keterangan bila pekerjaannya memang selesai tahun berikutnya.",
    dasar: Some("A7"),
};

pub const PAGU_CHANGED: Code = Code {
    id: "G626",
    name: "pagu-changed",
    severity: Info,
    arti: "Pagu kegiatan berubah sejak laporan sebelumnya. Ini wajar bila ada pergeseran atau perubahan anggaran, dan bukan kesalahan.",
    perbaikan: "Tidak ada yang harus diubah bila perubahan itu sesuai DPA yang berlaku.",
    dasar: Some("A14"),
};

pub const SAME_AS_BEFORE: Code = Code {
    id: "G627",
    name: "same-numbers-as-before",
    severity: Error,
    arti: "Seluruh angka sama persis dengan laporan bulan sebelumnya: tampaknya laporan lama dikirim kembali.",
    perbaikan: "Kirim laporan dengan angka keadaan bulan yang diminta. Bila memang tidak ada kemajuan sama sekali, beritahukan kepada kami.",
    dasar: Some("A17"),
};

pub const SAME_FILE_AS_BEFORE: Code = Code {
    id: "G628",
    name: "same-file-as-before",
    severity: Error,
    arti: "Berkas ini sama persis, sampai ke isinya, dengan berkas yang sudah dihitung untuk bulan sebelumnya.",
    perbaikan: "Kirim laporan untuk bulan yang diminta.",
    dasar: Some("A17, A18"),
};

pub const PAGU_OF_OTHER_YEAR: Code = Code {
    id: "G629",
    name: "pagu-of-other-year",
    severity: Error,
    arti: "Pagu kegiatan sama dengan pagu tahun anggaran sebelumnya: tampaknya laporan disusun pada formulir tahun lalu.",
    perbaikan: "Isi pagu menurut DPA tahun anggaran yang dilaporkan, lalu kirim kembali.",
    dasar: Some("A18"),
};

pub const ROWS_OF_OTHER_OPD: Code = Code {
    id: "G630",
    name: "rows-of-other-opd",
    severity: Error,
    arti: "Kegiatan dan pagunya bukan milik OPD pada judul, melainkan milik OPD lain menurut laporan sebelumnya.",
    perbaikan: "Pastikan berkas yang dikirim memang laporan OPD ini, lalu kirim laporan yang benar.",
    dasar: Some("A19"),
};

pub const SENT_BY_OTHER_OPD: Code = Code {
    id: "G631",
    name: "sent-by-other-opd",
    severity: Error,
    arti: "Berkas tercatat dikirim oleh satu OPD, tetapi isinya laporan OPD lain; OPD pengirim belum menyampaikan laporannya sendiri melalui berkas ini.",
    perbaikan: "Kirim laporan OPD sendiri.",
    dasar: Some("A19"),
};

pub const ROWS_VANISHED: Code = Code {
    id: "G632",
    name: "rows-vanished",
    severity: Warning,
    arti: "Kegiatan yang ada pada laporan sebelumnya tidak ada lagi pada laporan ini.",
    perbaikan: "Tulis kembali kegiatan yang disebut; bila kegiatannya dihapus atau digabung, beritahukan dasar perubahannya.",
    dasar: Some("A21"),
};

pub const ROWS_APPEARED: Code = Code {
    id: "G633",
    name: "rows-appeared",
    severity: Info,
    arti: "Ada kegiatan yang belum ada pada laporan sebelumnya.",
    perbaikan: "Tidak ada yang harus diubah bila kegiatannya memang baru.",
    dasar: Some("A21"),
};

pub const ROWS_NOT_COMPARABLE: Code = Code {
    id: "G634",
    name: "rows-not-comparable",
    severity: Info,
    arti: "Susunan baris berbeda dari laporan sebelumnya (misalnya lebih rinci), sehingga hanya jumlahnya yang dibandingkan.",
    perbaikan: "Tidak ada yang harus diubah; susunan baris yang tetap setiap bulan memudahkan pemeriksaan.",
    dasar: Some("A21"),
};

pub const FISIK_WITHOUT_MONEY: Code = Code {
    id: "G635",
    name: "fisik-long-without-money",
    severity: Warning,
    arti: "Realisasi fisik sudah berbulan-bulan tertulis, sedangkan realisasi keuangan masih nol, pada kegiatan yang bukan konstruksi.",
    perbaikan: "Periksa apakah realisasi keuangan belum dicatat, atau realisasi fisiknya yang terlalu tinggi.",
    dasar: Some("A12"),
};

pub const MASTER_UNREADABLE: Code = Code {
    id: "G640",
    name: "master-unreadable",
    severity: Warning,
    arti: "Sebuah baris atau berkas dalam folder master tidak dapat dibaca dan tidak dipakai.",
    perbaikan: "Betulkan baris yang disebut: opd dengan id atau namanya, jumlah dengan angka, tanggal seperti 2026-07-01 atau 01/07/2026; nama berkas pagu-<tahun>.csv atau lra-<tahun>-<bulan>.csv.",
    dasar: None,
};

pub const NOT_IN_MASTER: Code = Code {
    id: "G641",
    name: "activity-not-in-master",
    severity: Warning,
    arti: "Kegiatan pada laporan tidak ada dalam daftar pagu (DPA) yang berlaku.",
    perbaikan: "Periksa kode dan uraiannya menurut DPA; bila kegiatannya baru, beritahukan dasar perubahannya.",
    dasar: Some("A13"),
};

pub const PAGU_NOT_OF_MASTER: Code = Code {
    id: "G642",
    name: "pagu-differs-from-master",
    severity: Warning,
    arti: "Pagu pada laporan tidak sama dengan pagu dalam daftar DPA yang berlaku pada akhir periode.",
    perbaikan: "Isi pagu menurut DPA yang berlaku (murni, pergeseran, atau perubahan); bila DPA sudah berubah lagi, beritahukan kepada kami.",
    dasar: Some("A14"),
};

pub const MASTER_ROWS_MISSING: Code = Code {
    id: "G643",
    name: "master-rows-missing",
    severity: Warning,
    arti: "Kegiatan yang ada dalam daftar pagu (DPA) tidak ada pada laporan.",
    perbaikan: "Tambahkan kegiatan yang disebut, juga bila belum ada realisasinya (isi 0).",
    dasar: Some("A21"),
};

pub const LRA_DIFFERS: Code = Code {
    id: "G644",
    name: "lra-total-differs",
    severity: Warning,
    arti: "Jumlah realisasi keuangan OPD tidak sama dengan laporan realisasi anggaran (LRA). Keduanya dapat berbeda bila yang satu menurut SPJ dan yang lain menurut SP2D.",
    perbaikan: "Cocokkan realisasi dengan pembukuan; bila selisihnya beda SPJ dan SP2D, tulis pada kolom keterangan.",
    dasar: Some("A16"),
};

pub const MASTER_NOT_COMPARABLE: Code = Code {
    id: "G645",
    name: "master-not-comparable",
    severity: Info,
    arti: "Kurang dari setengah kegiatan dalam daftar pagu yang bersesuaian dengan laporan, sehingga pagunya tidak dibandingkan.",
    perbaikan: "Periksa apakah kode dan uraian pada folder master ditulis seperti pada DPA.",
    dasar: Some("A14"),
};

pub const ACCEPTANCE_UNREADABLE: Code = Code {
    id: "G646",
    name: "acceptance-unreadable",
    severity: Warning,
    arti: "Sebuah baris dalam keputusan-temuan.csv tidak dapat dibaca dan tidak dipakai.",
    perbaikan: "Betulkan baris yang disebut: opd dengan id atau namanya, periode seperti 2026-09, kode temuan seperti G621, sel seperti P15 atau P15:P19 (boleh kosong), pada seperti 2026-10-12 atau 12/10/2026; oleh dan alasan wajib diisi.",
    dasar: None,
};

pub const ACCEPTANCE_WITHOUT_EFFECT: Code = Code {
    id: "G647",
    name: "acceptance-without-effect",
    severity: Warning,
    arti: "Sebuah baris dalam keputusan-temuan.csv tidak menerima temuan apa pun: temuannya tidak ada, selnya lain, atau OPD sudah mengirim berkas lain sesudah keputusan itu.",
    perbaikan: "Periksa opd, kode, sel, dan uraian pada baris itu; bila OPD mengirim berkas baru, periksa temuannya lagi dan perbarui tanggal pada kolom pada, atau hapus barisnya.",
    dasar: None,
};

pub const ALL: &[Code] = &[
    FISIK_FELL,
    MONEY_FELL,
    FALL_EXPLAINED,
    LALU_DIFFERS,
    TARGET_FELL,
    DECEMBER_TARGET,
    PAGU_CHANGED,
    SAME_AS_BEFORE,
    SAME_FILE_AS_BEFORE,
    PAGU_OF_OTHER_YEAR,
    ROWS_OF_OTHER_OPD,
    SENT_BY_OTHER_OPD,
    ROWS_VANISHED,
    ROWS_APPEARED,
    ROWS_NOT_COMPARABLE,
    FISIK_WITHOUT_MONEY,
    MASTER_UNREADABLE,
    NOT_IN_MASTER,
    PAGU_NOT_OF_MASTER,
    MASTER_ROWS_MISSING,
    LRA_DIFFERS,
    MASTER_NOT_COMPARABLE,
    ACCEPTANCE_UNREADABLE,
    ACCEPTANCE_WITHOUT_EFFECT,
];

//! K5xx: classification.

use super::Code;
use crate::diag::Severity;

pub const PERLU_TELAAH: Code = Code {
    id: "K501",
    name: "classification-uncertain",
    severity: Severity::Info,
    arti: "Golongan kegiatan belum dapat dipastikan dari nama, rekening, dan keterangan lain; putusan sementara tetap dipakai.",
    perbaikan: "Tetapkan golongan kegiatan pada daftar telaah; keputusan petugas berlaku seterusnya.",
    dasar: Some("UU 2/2017 pasal 1"),
};

pub const BERTENTANGAN: Code = Code {
    id: "K502",
    name: "classification-contradicted",
    severity: Severity::Warning,
    arti: "Jenis pengadaan yang tertulis bertentangan dengan nama kegiatan.",
    perbaikan: "Periksa jenis pengadaan pada formulir; perencanaan dan pengawasan konstruksi adalah jasa konsultansi, bukan pekerjaan konstruksi.",
    dasar: Some("UU 2/2017 pasal 1"),
};

pub const KEPUTUSAN_TAK_DIKENAL: Code = Code {
    id: "K503",
    name: "decision-unknown",
    severity: Severity::Error,
    arti: "Keputusan bukan salah satu dari empat golongan; keputusan ini tidak dipakai.",
    perbaikan: "Tulis Fisik Konstruksi, Fisik Non Konstruksi, Konsultansi Konstruksi, atau Non Fisik (pilih dari daftar pada sel).",
    dasar: None,
};

pub const KEPUTUSAN_BERLAWANAN: Code = Code {
    id: "K504",
    name: "decision-contradictory",
    severity: Severity::Error,
    arti: "Dua keputusan untuk kegiatan yang sama menetapkan golongan yang berbeda; keduanya tidak dipakai.",
    perbaikan: "Hapus keputusan yang tidak berlaku, lalu jalankan lagi.",
    dasar: None,
};

pub const KEPUTUSAN_GANDA: Code = Code {
    id: "K505",
    name: "decision-duplicate",
    severity: Severity::Info,
    arti: "Keputusan yang sama tercatat lebih dari satu kali; tidak mengubah apa pun.",
    perbaikan: "Hapus salah satunya bila daftar ingin dirapikan.",
    dasar: None,
};

pub const KEPUTUSAN_TAK_TERBACA: Code = Code {
    id: "K506",
    name: "decision-row-unreadable",
    severity: Severity::Error,
    arti: "Baris keputusan tidak lengkap: tahun, OPD, atau kegiatannya tidak terbaca; keputusan ini tidak dipakai.",
    perbaikan: "Lengkapi tahun (2026), OPD, keputusan, dan kode atau uraian kegiatan pada baris yang disebut.",
    dasar: None,
};

pub const KEPUTUSAN_TANPA_KEGIATAN: Code = Code {
    id: "K507",
    name: "decision-without-activity",
    severity: Severity::Info,
    arti: "Keputusan tidak menemukan kegiatannya dalam laporan OPD, atau menemukan lebih dari satu, atau OPD-nya tidak ada dalam daftar; keputusan tetap tersimpan.",
    perbaikan: "Bila kegiatan berganti kode dan nama, tetapkan kembali melalui daftar telaah; bila OPD tertulis keliru, betulkan dalam keputusan.csv.",
    dasar: None,
};

pub const ALL: &[Code] = &[
    PERLU_TELAAH,
    BERTENTANGAN,
    KEPUTUSAN_TAK_DIKENAL,
    KEPUTUSAN_BERLAWANAN,
    KEPUTUSAN_GANDA,
    KEPUTUSAN_TAK_TERBACA,
    KEPUTUSAN_TANPA_KEGIATAN,
];

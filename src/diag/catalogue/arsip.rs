//! G68x: the archive of earlier periods.

use super::Code;
use crate::diag::Severity::Warning;

pub const ARCHIVE_DAMAGED: Code = Code {
    id: "G681",
    name: "archive-damaged",
    severity: Warning,
    arti: "Arsip sebuah periode tidak utuh atau tidak terbaca, sehingga tidak dipakai: perbandingan dengan periode itu dan titiknya pada Kurva S tidak ada.",
    perbaikan: "Jalankan kembali rakor rekap untuk periode itu; arsipnya ditulis ulang dari berkas dalam masuk/.",
    dasar: None,
};

pub const ARCHIVE_OTHER_SCHEMA: Code = Code {
    id: "G682",
    name: "archive-of-another-schema",
    severity: Warning,
    arti: "Arsip sebuah periode ditulis oleh versi program lain dengan susunan yang tidak dikenal, sehingga tidak dipakai.",
    perbaikan: "Pakai versi rakor yang menulisnya atau yang lebih baru, atau jalankan kembali rakor rekap untuk periode itu.",
    dasar: None,
};

pub const RUN_RECORD_UNREADABLE: Code = Code {
    id: "G683",
    name: "run-record-unreadable",
    severity: Warning,
    arti: "Sebagian riwayat penghitungan periode ini tidak terbaca; perubahan dibandingkan dengan penghitungan terakhir yang terbaca.",
    perbaikan: "Bila riwayat.jsonl pernah disunting, kembalikan isinya; jumlah dalam rekap tidak terpengaruh.",
    dasar: None,
};

pub const FROZEN_UNREADABLE: Code = Code {
    id: "G684",
    name: "frozen-data-unreadable",
    severity: Warning,
    arti: "Data yang dikunci untuk periode ini tidak utuh atau tidak terbaca, sehingga selisih terhadapnya tidak dapat ditunjukkan.",
    perbaikan: "Kembalikan folder arsip/kunci periode itu dari cadangan; jangan mengunci ulang sebelum yakin apa yang pernah disajikan.",
    dasar: None,
};

/// Every code of the family.
pub const ALL: &[Code] = &[
    ARCHIVE_DAMAGED,
    ARCHIVE_OTHER_SCHEMA,
    RUN_RECORD_UNREADABLE,
    FROZEN_UNREADABLE,
];

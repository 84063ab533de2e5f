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

/// Every code of the family.
pub const ALL: &[Code] = &[ARCHIVE_DAMAGED, ARCHIVE_OTHER_SCHEMA];

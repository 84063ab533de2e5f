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

pub const ALL: &[Code] = &[PERLU_TELAAH, BERTENTANGAN];

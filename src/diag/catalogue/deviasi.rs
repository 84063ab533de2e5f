//! D1xx: flags about the activity.

use super::Code;
use crate::diag::Severity;

pub const PAGU_TERLAMPAUI: Code = Code {
    id: "D101",
    name: "pagu-exceeded",
    severity: Severity::Error,
    arti: "Realisasi keuangan melebihi pagu kegiatan.",
    perbaikan: "Periksa angka realisasi dan pagu; bila pagu telah bergeser atau berubah, laporkan dengan pagu yang berlaku pada periode ini.",
    dasar: Some("A1; PP 12/2019: pengeluaran tidak boleh melampaui anggaran yang tersedia"),
};

pub const REALISASI_TANPA_PAGU: Code = Code {
    id: "D102",
    name: "realisasi-without-pagu",
    severity: Severity::Error,
    arti: "Ada realisasi keuangan pada kegiatan yang pagunya nol.",
    perbaikan: "Isi pagu yang berlaku, atau pindahkan realisasi ke kegiatan yang semestinya.",
    dasar: Some("A13"),
};

pub const FISIK_DI_LUAR_BATAS: Code = Code {
    id: "D103",
    name: "fisik-out-of-range",
    severity: Severity::Error,
    arti: "Target atau realisasi fisik berada di luar 0 sampai 100 persen.",
    perbaikan: "Perbaiki persentase fisik; isikan kumulatif sampai dengan bulan ini terhadap keseluruhan pekerjaan.",
    dasar: Some("A5"),
};

pub const KEUANGAN_MENDAHULUI_FISIK: Code = Code {
    id: "D104",
    name: "keuangan-ahead-of-fisik",
    severity: Severity::Warning,
    arti: "Pada pekerjaan konstruksi, persentase keuangan melebihi persentase fisik: pembayaran mendahului prestasi pekerjaan.",
    perbaikan: "Jelaskan uang muka yang dibayarkan, atau perbarui kemajuan fisik.",
    dasar: Some("P1; Perpres 16/2018 jo. 12/2021 pasal 29 (uang muka)"),
};

pub const FISIK_TANPA_KEUANGAN: Code = Code {
    id: "D105",
    name: "fisik-without-keuangan",
    severity: Severity::Warning,
    arti: "Kemajuan fisik dilaporkan, tetapi realisasi keuangan masih nol. Pada konstruksi hal ini wajar selama termin belum dibayarkan.",
    perbaikan: "Pastikan realisasi keuangan sudah dilaporkan sampai dengan bulan ini, atau jelaskan mengapa belum ada pembayaran.",
    dasar: Some("A12"),
};

pub const KEUANGAN_TANPA_FISIK: Code = Code {
    id: "D106",
    name: "keuangan-without-fisik",
    severity: Severity::Warning,
    arti: "Ada realisasi keuangan, tetapi kemajuan fisik dilaporkan nol.",
    perbaikan: "Isi kemajuan fisik; bila pembayaran berupa uang muka, sebutkan dalam kolom keterangan.",
    dasar: Some("P1: uang yang dibayarkan menandakan ada pekerjaan"),
};

pub const FISIK_DISALIN: Code = Code {
    id: "D107",
    name: "fisik-copied-from-keuangan",
    severity: Severity::Warning,
    arti: "Pada banyak baris persentase fisik sama dengan persentase keuangan sampai dua desimal: fisik tampaknya disalin dari keuangan.",
    perbaikan: "Isi kemajuan fisik menurut keadaan pekerjaan, bukan menurut penyerapan anggaran.",
    dasar: Some("A11"),
};

pub const ZONA_KUNING: Code = Code {
    id: "D108",
    name: "deviation-yellow",
    severity: Severity::Info,
    arti: "Realisasi fisik di bawah target, masih dalam zona kuning.",
    perbaikan: "Pantau; sampaikan kendala bila keterlambatan berlanjut.",
    dasar: Some("zona deviasi: kebiasaan setempat"),
};

pub const ZONA_ORANYE: Code = Code {
    id: "D109",
    name: "deviation-orange",
    severity: Severity::Warning,
    arti: "Peringatan dini: keterlambatan fisik telah melampaui zona kuning.",
    perbaikan: "Sampaikan permasalahan dan rencana percepatan dalam kolom permasalahan dan tindak lanjut.",
    dasar: Some("zona deviasi: kebiasaan setempat"),
};

pub const ZONA_MERAH: Code = Code {
    id: "D110",
    name: "deviation-red",
    severity: Severity::Warning,
    arti: "Keterlambatan fisik berada dalam zona merah.",
    perbaikan: "Bahas dalam Rakor POK: penyebab, penanggung jawab, dan jadwal percepatan.",
    dasar: Some("zona deviasi: kebiasaan setempat"),
};

pub const KONTRAK_KRITIS_1: Code = Code {
    id: "D111",
    name: "contract-critical-period-one",
    severity: Severity::Error,
    arti: "Kontrak kritis periode I: rencana fisik di bawah 70 persen dan terlambat lebih dari 10 persen.",
    perbaikan: "Terbitkan surat peringatan dan selenggarakan rapat pembuktian (show cause meeting) tahap I.",
    dasar: Some("K1; Permen PU 07/PRT/M/2011 angka 39.2"),
};

pub const KONTRAK_KRITIS_2: Code = Code {
    id: "D112",
    name: "contract-critical-period-two",
    severity: Severity::Error,
    arti: "Kontrak kritis periode II: rencana fisik 70 sampai 100 persen dan terlambat lebih dari 5 persen.",
    perbaikan: "Terbitkan surat peringatan dan selenggarakan rapat pembuktian (show cause meeting) sesuai tahapnya.",
    dasar: Some("K2; Permen PU 07/PRT/M/2011 angka 39.2"),
};

pub const KONTRAK_KRITIS_3: Code = Code {
    id: "D113",
    name: "contract-critical-past-year",
    severity: Severity::Error,
    arti: "Kontrak kritis: rencana fisik 70 sampai 100 persen, terlambat paling banyak 5 persen, tetapi pekerjaan akan melampaui tahun anggaran.",
    perbaikan: "Pastikan pekerjaan selesai dalam tahun anggaran, atau siapkan pemberian kesempatan sesuai ketentuan.",
    dasar: Some(
        "K3; Permen PU 07/PRT/M/2011 angka 39.2; tepat 5 persen tidak disebut dalam teks dan diperlakukan sebagai K3",
    ),
};

pub const KONTRAK_DINI: Code = Code {
    id: "D114",
    name: "contract-early-warning",
    severity: Severity::Warning,
    arti: "Peringatan dini kontrak: keterlambatan telah melewati setengah dari ambang kontrak kritis.",
    perbaikan: "Minta penyedia menyampaikan rencana percepatan sebelum kontrak menjadi kritis.",
    dasar: Some("K4; setengah ambang kontrak kritis, kebiasaan setempat"),
};

pub const KODE_PROVINSI: Code = Code {
    id: "D115",
    name: "province-code",
    severity: Severity::Warning,
    arti: "Kode kegiatan memakai angka kewenangan provinsi (ruas keempat 1) dalam laporan kabupaten.",
    perbaikan: "Periksa kode kegiatan; kewenangan kabupaten/kota memakai angka 2 pada ruas keempat.",
    dasar: Some("A22; Permendagri 90/2019"),
};

pub const PERMASALAHAN_KOSONG: Code = Code {
    id: "D116",
    name: "problem-not-stated",
    severity: Severity::Warning,
    arti: "Pekerjaan terlambat, tetapi kolom permasalahan kosong.",
    perbaikan: "Isi permasalahan dan rencana tindak lanjut pada baris tersebut.",
    dasar: Some("A20"),
};

pub const ALL: &[Code] = &[
    PAGU_TERLAMPAUI,
    REALISASI_TANPA_PAGU,
    FISIK_DI_LUAR_BATAS,
    KEUANGAN_MENDAHULUI_FISIK,
    FISIK_TANPA_KEUANGAN,
    KEUANGAN_TANPA_FISIK,
    FISIK_DISALIN,
    ZONA_KUNING,
    ZONA_ORANYE,
    ZONA_MERAH,
    KONTRAK_KRITIS_1,
    KONTRAK_KRITIS_2,
    KONTRAK_KRITIS_3,
    KONTRAK_DINI,
    KODE_PROVINSI,
    PERMASALAHAN_KOSONG,
];

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
    perbaikan: "Terbitkan Surat Peringatan dan selenggarakan rapat pembuktian (Show Cause Meeting/SCM) tahap I dengan uji coba kemajuan dalam berita acara; bila gagal, SCM tahap II lalu tahap III; bila tetap gagal, pemutusan kontrak atau kesepakatan tiga pihak.",
    dasar: Some("K1; Permen PU 07/PRT/M/2011 angka 39.2"),
};

pub const KONTRAK_KRITIS_2: Code = Code {
    id: "D112",
    name: "contract-critical-period-two",
    severity: Severity::Error,
    arti: "Kontrak kritis periode II: rencana fisik 70 sampai 100 persen dan terlambat lebih dari 5 persen.",
    perbaikan: "Terbitkan Surat Peringatan dan selenggarakan rapat pembuktian (Show Cause Meeting/SCM) tahap I, atau tahap berikutnya bila sudah pernah: SCM tahap II lalu tahap III; bila tetap gagal, pemutusan kontrak atau kesepakatan tiga pihak.",
    dasar: Some("K2; Permen PU 07/PRT/M/2011 angka 39.2"),
};

pub const KONTRAK_KRITIS_3: Code = Code {
    id: "D113",
    name: "contract-critical-past-year",
    severity: Severity::Error,
    arti: "Kontrak kritis: rencana fisik 70 sampai 100 persen, terlambat paling banyak 5 persen, tetapi pekerjaan akan melampaui tahun anggaran.",
    perbaikan: "Terbitkan Surat Peringatan dan selenggarakan rapat pembuktian (Show Cause Meeting/SCM); pastikan pekerjaan selesai dalam tahun anggaran, atau siapkan pemberian kesempatan menyelesaikan pekerjaan sesuai ketentuan.",
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

pub const BAYAR_MELEBIHI_UANG_MUKA: Code = Code {
    id: "D121",
    name: "payment-beyond-advance",
    severity: Severity::Error,
    arti: "Pembayaran kontrak konstruksi mendahului kemajuan fisik melebihi uang muka yang diberikan kontrak.",
    perbaikan: "Hentikan pembayaran berikutnya sampai prestasi pekerjaan menyusul; periksa berita acara kemajuan, jaminan uang muka, dan realisasi yang dilaporkan.",
    dasar: Some("P1; Perpres 16/2018 jo. 12/2021 pasal 29 (uang muka)"),
};

pub const BELUM_LUNAS: Code = Code {
    id: "D122",
    name: "complete-but-not-paid-out",
    severity: Severity::Info,
    arti: "Pekerjaan selesai 100 persen, tetapi kontrak belum dibayar lunas sekian hari setelah berakhir; dapat berupa retensi.",
    perbaikan: "Pastikan serah terima pertama (PHO) sudah dilakukan dan proses pembayaran sisa atau retensinya.",
    dasar: Some("P2; retensi 5 persen selama masa pemeliharaan"),
};

pub const LUNAS_SEBELUM_SELESAI: Code = Code {
    id: "D123",
    name: "paid-in-full-before-completion",
    severity: Severity::Error,
    arti: "Kontrak sudah dibayar 100 persen, tetapi pekerjaan fisik belum selesai 100 persen.",
    perbaikan: "Periksa berita acara serah terima dan realisasi fisik; pelunasan hanya untuk pekerjaan yang selesai 100 persen.",
    dasar: Some("P3; pelunasan hanya untuk pekerjaan yang selesai 100 persen"),
};

pub const LEWAT_KONTRAK: Code = Code {
    id: "D124",
    name: "contract-overdue",
    severity: Severity::Error,
    arti: "Masa kontrak sudah berakhir, tetapi pekerjaan fisik belum selesai 100 persen.",
    perbaikan: "Kenakan denda keterlambatan 1/1000 per hari; teliti apakah penyedia masih mampu, lalu putuskan pemberian kesempatan (berita acara dan adendum) atau pemutusan kontrak.",
    dasar: Some("T1; Perpres 70/2012 pasal 93; denda 1/1000 per hari"),
};

pub const BELUM_KONTRAK: Code = Code {
    id: "D125",
    name: "contract-missing",
    severity: Severity::Warning,
    arti: "Pekerjaan konstruksi belum memuat kontrak atau SPMK pada akhir triwulan III.",
    perbaikan: "Isi nomor, nilai, dan tanggal kontrak; bila memang belum berkontrak, laporkan tahap pemilihan penyedia dan apakah pekerjaan masih dapat selesai dalam tahun anggaran.",
    dasar: Some("T2; kebiasaan pengendalian triwulan III"),
};

pub const KONTRAK_LEWAT_TAHUN: Code = Code {
    id: "D126",
    name: "contract-ends-past-year",
    severity: Severity::Warning,
    arti: "Masa kontrak berakhir setelah 31 Desember tahun anggaran, tanpa keterangan kontrak tahun jamak.",
    perbaikan: "Periksa tanggal selesai; bila benar, pastikan ada persetujuan kontrak tahun jamak atau percepat agar selesai dalam tahun anggaran.",
    dasar: Some("T2; anggaran berlaku satu tahun"),
};

pub const FISIK_SEBELUM_MULAI: Code = Code {
    id: "D127",
    name: "progress-before-start",
    severity: Severity::Warning,
    arti: "Kemajuan fisik dilaporkan, padahal tanggal mulai kontrak sesudah akhir periode laporan.",
    perbaikan: "Periksa tanggal mulai (SPMK) dan realisasi fisik.",
    dasar: Some("T3"),
};

pub const SELESAI_SEBELUM_MULAI: Code = Code {
    id: "D128",
    name: "contract-ends-before-start",
    severity: Severity::Error,
    arti: "Tanggal selesai kontrak lebih awal daripada tanggal mulainya.",
    perbaikan: "Perbaiki tanggal mulai atau tanggal selesai.",
    dasar: Some("T4"),
};

pub const KONTRAK_MELEBIHI_PAGU: Code = Code {
    id: "D129",
    name: "contract-above-pagu",
    severity: Severity::Error,
    arti: "Nilai kontrak melebihi pagu kegiatan, dan kontraknya bukan tahun jamak.",
    perbaikan: "Periksa nilai kontrak dan pagu; kontrak tidak boleh melampaui anggaran yang tersedia.",
    dasar: Some("V1; anggaran yang tersedia membatasi pengikatan kontrak"),
};

pub const REALISASI_MELEBIHI_KONTRAK: Code = Code {
    id: "D130",
    name: "realisasi-above-contract",
    severity: Severity::Error,
    arti: "Realisasi keuangan melebihi nilai kontrak.",
    perbaikan: "Periksa realisasi dan nilai kontrak; bila ada adendum, laporkan nilai kontrak yang berlaku.",
    dasar: Some("V2"),
};

pub const KONTRAK_JAUH_DI_BAWAH_HPS: Code = Code {
    id: "D131",
    name: "contract-far-below-estimate",
    severity: Severity::Info,
    arti: "Nilai kontrak di bawah 80 persen dari harga perkiraan sendiri (HPS).",
    perbaikan: "Pastikan jaminan pelaksanaan dihitung atas HPS, dan awasi mutu serta kemajuan pekerjaan lebih ketat.",
    dasar: Some("V3; jaminan pelaksanaan atas HPS untuk penawaran di bawah 80 persen HPS"),
};

pub const TANGGAL_TAK_TERBACA: Code = Code {
    id: "D132",
    name: "contract-date-unreadable",
    severity: Severity::Info,
    arti: "Tanggal mulai atau selesai kontrak terisi, tetapi tidak terbaca sebagai tanggal; aturan waktu kontrak tidak dapat dinilai.",
    perbaikan: "Tulis tanggal lengkap, misalnya 15-12-2026 atau 15 Desember 2026.",
    dasar: None,
};

pub const KODE_GANDA: Code = Code {
    id: "D133",
    name: "duplicate-code",
    severity: Severity::Warning,
    arti: "Kegiatan dengan kode dan nama yang sama dihitung lebih dari satu kali dalam satu tabel OPD.",
    perbaikan: "Periksa apakah baris tertulis dua kali atau kodenya keliru; satu sub kegiatan ditulis satu kali, rinciannya di bawahnya.",
    dasar: Some("A15; Permendagri 90/2019"),
};

pub const KEUANGAN_DI_LUAR_BATAS: Code = Code {
    id: "D134",
    name: "keuangan-out-of-range",
    severity: Severity::Warning,
    arti: "Target keuangan melebihi pagu, atau target maupun realisasi keuangan kurang dari nol.",
    perbaikan: "Periksa angkanya; realisasi negatif hanya wajar untuk pengembalian (contra pos) dan dijelaskan dalam keterangan.",
    dasar: Some("A5"),
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
    BAYAR_MELEBIHI_UANG_MUKA,
    BELUM_LUNAS,
    LUNAS_SEBELUM_SELESAI,
    LEWAT_KONTRAK,
    BELUM_KONTRAK,
    KONTRAK_LEWAT_TAHUN,
    FISIK_SEBELUM_MULAI,
    SELESAI_SEBELUM_MULAI,
    KONTRAK_MELEBIHI_PAGU,
    REALISASI_MELEBIHI_KONTRAK,
    KONTRAK_JAUH_DI_BAWAH_HPS,
    TANGGAL_TAK_TERBACA,
    KODE_GANDA,
    KEUANGAN_DI_LUAR_BATAS,
];

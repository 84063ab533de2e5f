//! S1xx, H2xx, C3xx and R4xx: sheets, headers, cells and rows.

use super::Code;
use crate::diag::Severity::{Error, Info, Warning};

pub const NO_TABLE: Code = Code {
    id: "S101",
    name: "no-table",
    severity: Info,
    arti: "Pada lembar ini tidak ditemukan tabel laporan: tidak ada judul kolom yang dikenal di atas angka.",
    perbaikan: "Tidak perlu tindakan bila lembar ini memang bukan laporan; bila laporan, tambahkan judul kolom baku (uraian, pagu, realisasi, fisik).",
    dasar: None,
};

pub const HIDDEN_SHEET: Code = Code {
    id: "S102",
    name: "hidden-sheet",
    severity: Info,
    arti: "Lembar ini tersembunyi. Lembar tersembunyi hanya dihitung bila tidak ada lembar yang tampak untuk OPD dan periode yang sama.",
    perbaikan: "Tampilkan lembar yang berlaku, hapus yang tidak dipakai.",
    dasar: None,
};

pub const SHEET_COPY: Code = Code {
    id: "S103",
    name: "sheet-copy",
    severity: Warning,
    arti: "Isi lembar ini salinan dari lembar lain. Barisnya dihitung satu kali, dari lembar yang pertama.",
    perbaikan: "Hapus lembar salinan.",
    dasar: None,
};

pub const TEMPLATE: Code = Code {
    id: "S104",
    name: "template-unfilled",
    severity: Error,
    arti: "Lembar ini templat yang belum diisi: hanya judul, contoh, atau baris nol hasil rumus.",
    perbaikan: "Isi templat dengan kegiatan OPD, lalu kirim kembali.",
    dasar: Some("L4"),
};

pub const WRONG_PERIODE: Code = Code {
    id: "S105",
    name: "wrong-periode",
    severity: Error,
    arti: "Laporan ini menyatakan periode lain daripada yang diminta. Angkanya tidak dipakai untuk periode ini.",
    perbaikan: "Kirim laporan untuk periode yang diminta, atau betulkan keterangan bulan pada judul.",
    dasar: Some("A18"),
};

pub const PERIODE_CONFLICT: Code = Code {
    id: "S106",
    name: "periode-conflict",
    severity: Warning,
    arti: "Nama berkas, nama lembar, dan judul menyebut periode yang berlainan. Yang dipakai adalah keterangan pada judul.",
    perbaikan: "Samakan keterangan bulan pada judul, nama lembar, dan nama berkas.",
    dasar: Some("A18"),
};

pub const NO_PERIODE: Code = Code {
    id: "S107",
    name: "periode-unknown",
    severity: Warning,
    arti: "Periode laporan tidak tertulis pada judul, nama lembar, maupun nama berkas. Dianggap periode yang diminta.",
    perbaikan: "Tulis bulan dan tahun pada judul, misalnya KEADAAN S/D BULAN SEPTEMBER 2026.",
    dasar: None,
};

pub const OPD_UNKNOWN: Code = Code {
    id: "S108",
    name: "opd-unknown",
    severity: Warning,
    arti: "Nama OPD tidak ditemukan dalam daftar OPD; laporan dibaca tetapi tidak dihitung dalam rekap.",
    perbaikan: "Betulkan nama OPD pada judul, atau tambahkan OPD atau aliasnya ke opd.toml.",
    dasar: Some("A19"),
};

pub const OPD_CONFLICT: Code = Code {
    id: "S109",
    name: "opd-conflict",
    severity: Warning,
    arti: "Judul dan nama berkas menyebut OPD yang berlainan. Yang dipakai adalah keterangan pada judul.",
    perbaikan: "Pastikan berkas ini milik OPD pada judul; betulkan yang salah.",
    dasar: Some("A19"),
};

pub const OTHER_ROLE: Code = Code {
    id: "S110",
    name: "other-role",
    severity: Info,
    arti: "Lembar ini bukan rincian realisasi (misalnya rekap, rencana, paket, atau permasalahan) dan tidak dihitung.",
    perbaikan: "Tidak perlu tindakan.",
    dasar: None,
};

pub const NO_ACTIVITY: Code = Code {
    id: "S111",
    name: "no-funded-activity",
    severity: Error,
    arti: "Tabel ini berjudul laporan realisasi tetapi tidak satu pun kegiatannya mempunyai pagu.",
    perbaikan: "Isi kolom pagu, lalu kirim kembali.",
    dasar: Some("L7"),
};

pub const EMPTY_FILE: Code = Code {
    id: "S112",
    name: "no-cells",
    severity: Info,
    arti: "Berkas dapat dibuka, tetapi semua lembarnya kosong.",
    perbaikan: "Kirim berkas yang berisi laporan.",
    dasar: None,
};

pub const SAME_ACTIVITIES: Code = Code {
    id: "S113",
    name: "same-activities-twice",
    severity: Error,
    arti: "Dua lembar atau lebih memuat kegiatan yang sama dengan angka yang berbeda, dan bulannya tidak dapat dibedakan; program tidak menebak mana yang berlaku.",
    perbaikan: "Tulis bulan pada judul atau nama setiap lembar, atau sisakan satu lembar saja.",
    dasar: None,
};

pub const MISSING_COLUMN: Code = Code {
    id: "H201",
    name: "missing-column",
    severity: Error,
    arti: "Kolom yang wajib ada tidak ditemukan, sehingga laporan tidak dapat dihitung.",
    perbaikan: "Tambahkan kolom yang disebut, dengan judul yang jelas, lalu kirim kembali.",
    dasar: None,
};

pub const AMBIGUOUS_COLUMN: Code = Code {
    id: "H202",
    name: "ambiguous-column",
    severity: Error,
    arti: "Dua kolom atau lebih sama-sama dapat berarti hal yang sama dan isinya berbeda; program tidak menebak.",
    perbaikan: "Bedakan judul kolomnya (misalnya sebelum/setelah perubahan, bulan ini/s.d. bulan ini), atau hapus kolom yang tidak dipakai.",
    dasar: None,
};

pub const UNKNOWN_HEADER: Code = Code {
    id: "H203",
    name: "unknown-header",
    severity: Info,
    arti: "Judul kolom ini tidak dikenal; isinya tidak dipakai.",
    perbaikan: "Bila kolom ini perlu dibaca, tambahkan kata judulnya ke aturan/kolom.toml di folder kerja, pada faset yang sesuai, misalnya [faset] pagu = [\"uang belanja\"]; atau petakan tabelnya dengan rakor petakan.",
    dasar: None,
};

pub const SIMILAR_HEADER: Code = Code {
    id: "H204",
    name: "similar-header",
    severity: Warning,
    arti: "Judul kolom dibaca menurut kemiripan dengan kata yang dikenal (mungkin salah ketik).",
    perbaikan: "Betulkan ejaan judul kolom, atau tambahkan ejaannya ke kolom.toml.",
    dasar: None,
};

pub const PROOF_FAILED: Code = Code {
    id: "H205",
    name: "column-proof-failed",
    severity: Warning,
    arti: "Hubungan antarkolom tidak terbukti pada sebagian besar baris: sisa bukan pagu dikurangi realisasi, atau persen bukan realisasi dibagi pagu.",
    perbaikan: "Periksa rumus kolom sisa dan persen, serta judul kolomnya.",
    dasar: Some("A8, A9"),
};

pub const UNIT_DECLARED: Code = Code {
    id: "H206",
    name: "unit-declared",
    severity: Warning,
    arti: "Uang dinyatakan dalam ribuan atau jutaan; angkanya dikalikan menjadi rupiah.",
    perbaikan: "Pastikan satuan pada judul benar. Sebaiknya laporan memakai rupiah penuh.",
    dasar: None,
};

pub const PERCENT_SCALE_GUESSED: Code = Code {
    id: "H207",
    name: "percent-scale-guessed",
    severity: Warning,
    arti: "Kolom persen ini berisi pecahan 0–1; skalanya disimpulkan dari kolom lain atau dari adanya pecahan.",
    perbaikan: "Tulis persen pada skala 0–100, atau beri format persen.",
    dasar: None,
};

pub const PERCENT_SCALE_UNKNOWN: Code = Code {
    id: "H208",
    name: "percent-scale-unknown",
    severity: Error,
    arti: "Kolom persen ini hanya berisi 0 dan 1, sehingga tidak dapat dipastikan apakah 1 berarti 1 % atau 100 %.",
    perbaikan: "Tulis persen pada skala 0–100, atau beri format persen.",
    dasar: None,
};

pub const LALU_PLUS_INI: Code = Code {
    id: "H209",
    name: "lalu-plus-ini",
    severity: Warning,
    arti: "Kolom s.d. bulan ini tidak ada; nilainya dijumlahkan dari bulan lalu dan bulan ini.",
    perbaikan: "Tambahkan kolom s.d. bulan ini.",
    dasar: None,
};

pub const ONLY_INI: Code = Code {
    id: "H210",
    name: "only-this-month",
    severity: Error,
    arti: "Laporan hanya memuat angka bulan ini, tanpa angka kumulatif s.d. bulan ini.",
    perbaikan: "Tambahkan kolom s.d. bulan ini (kumulatif).",
    dasar: None,
};

pub const NUMBER_AS_TEXT: Code = Code {
    id: "C301",
    name: "number-as-text",
    severity: Info,
    arti: "Angka tersimpan sebagai teks; terbaca tanpa keraguan.",
    perbaikan: "Ubah sel menjadi angka agar dapat dijumlahkan oleh lembar itu sendiri.",
    dasar: None,
};

pub const AMBIGUOUS_NUMBER: Code = Code {
    id: "C302",
    name: "ambiguous-number",
    severity: Warning,
    arti: "Angka dengan satu pemisah dan tiga angka di belakangnya (misalnya 1.234) dapat dibaca dua cara; dibaca menurut jenis kolomnya.",
    perbaikan: "Tulis sebagai angka, atau lengkapi pemisah ribuan dan desimalnya.",
    dasar: None,
};

pub const TEXT_IN_NUMBER: Code = Code {
    id: "C303",
    name: "text-in-number",
    severity: Error,
    arti: "Sel yang harus berisi angka berisi teks, sehingga nilainya tidak diketahui.",
    perbaikan: "Isi sel dengan angka; bila belum ada realisasi, isi 0.",
    dasar: None,
};

pub const ERROR_CELL: Code = Code {
    id: "C304",
    name: "error-cell",
    severity: Error,
    arti: "Sel berisi galat rumus seperti #REF! atau #DIV/0!.",
    perbaikan: "Betulkan rumus, atau isi sel dengan angkanya.",
    dasar: None,
};

pub const NO_CACHED_VALUE: Code = Code {
    id: "C305",
    name: "no-cached-value",
    severity: Error,
    arti: "Sel berisi rumus tanpa hasil tersimpan, sehingga nilainya tidak diketahui.",
    perbaikan: "Buka berkas dengan Excel, simpan kembali, lalu kirim.",
    dasar: None,
};

pub const WRONG_TYPE: Code = Code {
    id: "C306",
    name: "wrong-type",
    severity: Error,
    arti: "Sel yang harus berisi angka berisi tanggal atau nilai benar/salah.",
    perbaikan: "Ubah format sel menjadi angka dan periksa isinya.",
    dasar: None,
};

pub const PAGU_BLANK: Code = Code {
    id: "R415",
    name: "pagu-blank",
    severity: Error,
    arti: "Kegiatan ini mempunyai target, realisasi, atau fisik, tetapi pagunya kosong; pagu total dan rata-rata fisik tidak memuatnya.",
    perbaikan: "Isi pagu kegiatan yang disebut; tulis 0 bila memang tanpa anggaran.",
    dasar: Some("L7"),
};

pub const PARTS_ADDED: Code = Code {
    id: "H214",
    name: "parts-added",
    severity: Warning,
    arti: "Formulir hanya memuat rincian (misalnya menurut sumber dana) tanpa kolom jumlah; yang dihitung adalah penjumlahan rinciannya.",
    perbaikan: "Tambahkan kolom jumlah agar penjumlahannya dapat diperiksa.",
    dasar: None,
};

pub const SISA_MISMATCH: Code = Code {
    id: "C307",
    name: "sisa-mismatch",
    severity: Warning,
    arti: "Sisa anggaran tidak sama dengan pagu dikurangi realisasi.",
    perbaikan: "Betulkan kolom sisa, atau pagu dan realisasi pada baris ini.",
    dasar: Some("A8"),
};

pub const PERCENT_MISMATCH: Code = Code {
    id: "C308",
    name: "percent-mismatch",
    severity: Warning,
    arti: "Persen keuangan tidak sama dengan realisasi (atau target) dibagi pagu.",
    perbaikan: "Betulkan kolom persen, atau pagu dan realisasi pada baris ini.",
    dasar: Some("A9"),
};

pub const SPAN_MISMATCH: Code = Code {
    id: "C309",
    name: "span-mismatch",
    severity: Error,
    arti: "Bulan lalu ditambah bulan ini tidak sama dengan s.d. bulan ini.",
    perbaikan: "Betulkan salah satu dari ketiga kolom itu.",
    dasar: Some("A3"),
};

pub const LOW_CONFIDENCE: Code = Code {
    id: "H215",
    name: "low-confidence",
    severity: Error,
    arti: "Tabel ditahan karena judul kolom atau hitungannya tidak cukup jelas untuk dipercaya, meskipun angkanya terbaca.",
    perbaikan: "Perjelas judul kolom pagu, realisasi, dan fisik, lalu kirim kembali.",
    dasar: None,
};

pub const PERCENT_BEYOND: Code = Code {
    id: "C310",
    name: "percent-beyond",
    severity: Warning,
    arti: "Persen ini di luar 0–100. Di atas 1.000 isinya bukan persen sama sekali, misalnya uang yang tertukar tempat, dan tabelnya ditahan.",
    perbaikan: "Betulkan selnya; kemajuan fisik dinyatakan antara 0 dan 100 persen.",
    dasar: None,
};

pub const PARENT_MISMATCH: Code = Code {
    id: "R401",
    name: "parent-mismatch",
    severity: Error,
    arti: "Angka pada baris induk tidak sama dengan jumlah rinciannya. Yang dihitung adalah rinciannya.",
    perbaikan: "Betulkan baris induk atau rinciannya.",
    dasar: Some("A10"),
};

pub const TOTAL_EXPLAINED: Code = Code {
    id: "R402",
    name: "total-mismatch-explained",
    severity: Error,
    arti: "Jumlah yang tertulis tidak sama dengan jumlah kegiatannya, dan sebabnya ditemukan. Yang dihitung adalah kegiatannya.",
    perbaikan: "Betulkan rumus jumlah sesuai sebab yang disebut.",
    dasar: Some("A10"),
};

pub const TOTAL_MISMATCH: Code = Code {
    id: "R403",
    name: "total-mismatch",
    severity: Error,
    arti: "Jumlah yang tertulis tidak sama dengan jumlah kegiatannya.",
    perbaikan: "Betulkan jumlah, atau kegiatan yang salah atau hilang.",
    dasar: Some("A10"),
};

pub const UNNAMED_AMOUNT: Code = Code {
    id: "R404",
    name: "unnamed-amount",
    severity: Warning,
    arti: "Baris berisi angka tanpa uraian; tidak dihitung.",
    perbaikan: "Tulis uraian kegiatannya, atau hapus angkanya.",
    dasar: None,
};

pub const HIDDEN_ROWS: Code = Code {
    id: "R405",
    name: "hidden-rows",
    severity: Info,
    arti: "Tabel memuat baris tersembunyi; baris itu tetap dihitung.",
    perbaikan: "Tampilkan baris tersembunyi, atau hapus bila tidak berlaku.",
    dasar: None,
};

pub const PLACEHOLDER_ROWS: Code = Code {
    id: "R406",
    name: "placeholder-rows",
    severity: Info,
    arti: "Baris contoh, titik-titik, atau baris bernomor tanpa uraian dilewati.",
    perbaikan: "Hapus baris yang tidak dipakai.",
    dasar: None,
};

pub const ROW_AFTER_TABLE: Code = Code {
    id: "R407",
    name: "row-after-table",
    severity: Warning,
    arti: "Baris dengan nama dan angka di bawah tabel, tanpa nomor atau kode seperti baris lain; tidak dihitung.",
    perbaikan: "Bila baris ini kegiatan, beri nomor atau kode dan letakkan di atas jumlah.",
    dasar: None,
};

pub const DUPLICATE_ROW: Code = Code {
    id: "R408",
    name: "duplicate-row",
    severity: Warning,
    arti: "Baris ini mengulang baris lain (kode, uraian, dan pagu sama); dihitung satu kali.",
    perbaikan: "Hapus salah satu baris.",
    dasar: Some("A15"),
};

pub const NO_TOTAL: Code = Code {
    id: "R409",
    name: "no-stated-total",
    severity: Info,
    arti: "Tabel tidak memuat baris jumlah, sehingga jumlah kegiatannya tidak dapat diperiksa silang.",
    perbaikan: "Tambahkan baris JUMLAH di bawah tabel.",
    dasar: None,
};

pub const FISIK_TOTAL_MISMATCH: Code = Code {
    id: "R410",
    name: "fisik-total-mismatch",
    severity: Warning,
    arti: "Persentase fisik pada baris jumlah bukan rata-rata tertimbang menurut pagu. Rekap memakai rata-rata tertimbang.",
    perbaikan: "Hitung fisik total sebagai jumlah (pagu × fisik) dibagi jumlah pagu.",
    dasar: Some("A10"),
};

pub const FISIK_COVERAGE: Code = Code {
    id: "R411",
    name: "fisik-coverage",
    severity: Warning,
    arti: "Sebagian kegiatan berpagu tidak mengisi realisasi fisik; rata-rata fisik hanya mencakup yang mengisi.",
    perbaikan: "Isi realisasi fisik pada semua kegiatan; isi 0 bila belum ada kemajuan.",
    dasar: None,
};

pub const LEVEL_GUESSED: Code = Code {
    id: "R412",
    name: "level-guessed",
    severity: Warning,
    arti: "Tingkat baris (induk atau rincian) tidak tertulis; disimpulkan dari tebal huruf, indentasi, atau penjumlahan.",
    perbaikan: "Tambahkan kolom kode kegiatan agar tingkat baris jelas.",
    dasar: None,
};

pub const REALISASI_ABOVE_PAGU: Code = Code {
    id: "R413",
    name: "realisasi-above-pagu-mostly",
    severity: Error,
    arti: "Pada sebagian besar baris realisasi melebihi pagu: kolom atau satuannya tampaknya tertukar.",
    perbaikan: "Periksa judul kolom pagu dan realisasi, serta satuannya.",
    dasar: Some("A1"),
};

pub const DOUBLE_COUNT: Code = Code {
    id: "R414",
    name: "possible-double-count",
    severity: Error,
    arti: "Satu baris sama persis dengan jumlah baris-baris sesudahnya, sehingga mungkin terhitung dua kali; tingkat baris tidak dapat dipastikan.",
    perbaikan: "Tambahkan kode kegiatan atau baris JUMLAH agar induk dan rincian dapat dibedakan.",
    dasar: None,
};

pub const RELEASED_BY_MAPPING: Code = Code {
    id: "S114",
    name: "released-by-mapping",
    severity: Warning,
    arti: "Tabel ini dibaca menurut petaan yang disetujui seseorang, bukan menurut judul kolomnya. Jumlah, induk, sisa, dan persen tetap diperiksa.",
    perbaikan: "Pastikan petaan masih benar; hapus berkasnya dari folder petaan bila tidak. Mintalah OPD memakai judul kolom baku.",
    dasar: None,
};

pub const MAPPING_UNFIT: Code = Code {
    id: "S115",
    name: "mapping-unfit",
    severity: Warning,
    arti: "Petaan yang ada untuk berkas ini tidak sesuai dengan isinya, sehingga tidak dipakai atau tabelnya ditahan.",
    perbaikan: "Jalankan rakor petakan untuk berkas ini, betulkan, dan setujui petaan yang baru; hapus yang lama.",
    dasar: None,
};

pub const LAYOUT_DRIFT: Code = Code {
    id: "H211",
    name: "layout-drift",
    severity: Info,
    arti: "Tata letak laporan OPD ini berbeda dari bulan terakhir yang diterima: ada kolom yang pindah, baru, hilang, atau berganti judul. Laporan tetap dibaca menurut judul kolomnya.",
    perbaikan: "Tidak wajib; sebaiknya OPD memakai bentuk laporan yang sama setiap bulan.",
    dasar: None,
};

pub const SETTLED_BY_MEMORY: Code = Code {
    id: "H212",
    name: "settled-by-memory",
    severity: Warning,
    arti: "Judul kolom tidak cukup untuk memutuskan; kolom ini dibaca seperti pada laporan bulan lalu dari OPD yang sama, yang judul kolomnya sama dan telah diterima.",
    perbaikan: "Pastikan kolom yang dipakai benar; bedakan judul kolomnya. Hapus berkas OPD itu di folder tata_letak bila ingatannya salah.",
    dasar: None,
};

pub const MEMORY_UNREADABLE: Code = Code {
    id: "H213",
    name: "memory-unreadable",
    severity: Warning,
    arti: "Berkas ingatan tata letak tidak dapat dibaca, sehingga dianggap tidak ada. Berkas itu tidak ditimpa.",
    perbaikan: "Hapus berkas itu dari folder tata_letak; program membuatnya lagi.",
    dasar: None,
};

pub const RECAP_DIFFERS: Code = Code {
    id: "S116",
    name: "recap-differs",
    severity: Warning,
    arti: "Lembar rekap dalam buku kerja yang sama menyebut angka yang lain daripada jumlah rinciannya. Yang dihitung adalah rinciannya.",
    perbaikan: "Perbarui lembar rekap dari rinciannya, atau lengkapi kegiatan yang hilang pada lembar rincian.",
    dasar: Some("A10"),
};

pub const ALL: &[Code] = &[
    NO_TABLE,
    HIDDEN_SHEET,
    SHEET_COPY,
    TEMPLATE,
    WRONG_PERIODE,
    PERIODE_CONFLICT,
    NO_PERIODE,
    OPD_UNKNOWN,
    OPD_CONFLICT,
    OTHER_ROLE,
    NO_ACTIVITY,
    EMPTY_FILE,
    SAME_ACTIVITIES,
    RELEASED_BY_MAPPING,
    MAPPING_UNFIT,
    RECAP_DIFFERS,
    MISSING_COLUMN,
    AMBIGUOUS_COLUMN,
    UNKNOWN_HEADER,
    SIMILAR_HEADER,
    PROOF_FAILED,
    UNIT_DECLARED,
    PERCENT_SCALE_GUESSED,
    PERCENT_SCALE_UNKNOWN,
    LALU_PLUS_INI,
    ONLY_INI,
    PARTS_ADDED,
    LOW_CONFIDENCE,
    LAYOUT_DRIFT,
    SETTLED_BY_MEMORY,
    MEMORY_UNREADABLE,
    NUMBER_AS_TEXT,
    AMBIGUOUS_NUMBER,
    TEXT_IN_NUMBER,
    ERROR_CELL,
    NO_CACHED_VALUE,
    WRONG_TYPE,
    SISA_MISMATCH,
    PERCENT_MISMATCH,
    SPAN_MISMATCH,
    PERCENT_BEYOND,
    PARENT_MISMATCH,
    TOTAL_EXPLAINED,
    TOTAL_MISMATCH,
    UNNAMED_AMOUNT,
    HIDDEN_ROWS,
    PLACEHOLDER_ROWS,
    ROW_AFTER_TABLE,
    DUPLICATE_ROW,
    NO_TOTAL,
    FISIK_TOTAL_MISMATCH,
    FISIK_COVERAGE,
    LEVEL_GUESSED,
    REALISASI_ABOVE_PAGU,
    DOUBLE_COUNT,
    PAGU_BLANK,
];

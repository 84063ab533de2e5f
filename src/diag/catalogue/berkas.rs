//! F0xx: the file and its container.

use super::Code;
use crate::diag::Severity;

const ULANG: &str =
    "Buka berkas asli di Excel atau LibreOffice, simpan sebagai .xlsx, lalu kirim ulang.";

const fn code(
    id: &'static str,
    name: &'static str,
    severity: Severity,
    arti: &'static str,
    perbaikan: &'static str,
) -> Code {
    Code {
        id,
        name,
        severity,
        arti,
        perbaikan,
        dasar: None,
    }
}

pub const EMPTY: Code = code(
    "F001",
    "empty-file",
    Severity::Error,
    "Berkas tidak berisi apa pun (0 bita); biasanya pengiriman atau penyalinan gagal.",
    "Kirim ulang berkas aslinya dan pastikan dapat dibuka sebelum dikirim.",
);
pub const TRUNCATED: Code = code(
    "F002",
    "truncated-file",
    Severity::Error,
    "Berkas terpotong: bagian akhirnya tidak ada. Penyalinan atau pengunduhan belum selesai atau terputus.",
    "Tunggu penyalinan selesai lalu jalankan lagi; jika tetap demikian, kirim ulang berkas aslinya.",
);
pub const PASSWORD: Code = code(
    "F003",
    "password-protected",
    Severity::Error,
    "Berkas dilindungi kata sandi sehingga isinya tidak dapat dibaca.",
    "Buka berkas dengan kata sandinya, hapus kata sandi (Berkas > Info > Lindungi Buku Kerja), simpan, lalu kirim ulang.",
);
pub const TOO_BIG: Code = code(
    "F004",
    "too-big",
    Severity::Error,
    "Berkas, atau isinya setelah dimekarkan, melebihi batas ukuran yang aman untuk dibaca.",
    "Kirim hanya lembar laporan tanpa gambar dan data lain, sebagai .xlsx baru.",
);
pub const PDF: Code = code(
    "F005",
    "pdf-file",
    Severity::Error,
    "Berkas adalah PDF; angka di dalamnya tidak dapat dibaca dengan andal.",
    "Kirim berkas Excel (.xlsx) yang menjadi sumber PDF tersebut.",
);
pub const IMAGE: Code = code(
    "F006",
    "image-file",
    Severity::Error,
    "Berkas adalah gambar atau foto, bukan lembar kerja.",
    "Kirim berkas Excel (.xlsx) yang menjadi sumber gambar tersebut.",
);
pub const DOCUMENT: Code = code(
    "F007",
    "document-file",
    Severity::Error,
    "Berkas adalah dokumen atau tayangan (Word, PowerPoint, RTF dan sejenisnya), bukan lembar kerja.",
    "Salin tabelnya ke Excel, simpan sebagai .xlsx, lalu kirim ulang.",
);
pub const OLD_EXCEL: Code = code(
    "F008",
    "old-excel",
    Severity::Error,
    "Berkas dibuat dalam bentuk Excel 2 sampai 4 yang tidak lagi didukung.",
    ULANG,
);
pub const DAMAGED: Code = code(
    "F009",
    "damaged-file",
    Severity::Error,
    "Susunan dalam berkas rusak sehingga isinya tidak dapat dibaca dengan pasti.",
    ULANG,
);
pub const CHAIN: Code = code(
    "F010",
    "damaged-sector-chain",
    Severity::Error,
    "Rantai sektor dalam berkas .xls berputar atau menunjuk ke luar berkas.",
    ULANG,
);
pub const MISSING_PART: Code = code(
    "F011",
    "missing-part",
    Severity::Error,
    "Bagian yang wajib ada dalam berkas (buku kerja atau lembar) tidak ditemukan.",
    ULANG,
);
pub const UNKNOWN: Code = code(
    "F012",
    "unknown-content",
    Severity::Error,
    "Isi berkas tidak dikenali sebagai lembar kerja apa pun.",
    "Kirim laporan sebagai .xlsx, .xls, .ods atau .csv.",
);
pub const BEYOND_GRID: Code = code(
    "F013",
    "cell-beyond-grid",
    Severity::Warning,
    "Berkas menyebut sel di luar batas lembar (baris 1.048.576, kolom XFD); sel itu tidak dibaca.",
    "Periksa apakah ada data yang hilang, lalu simpan ulang berkas dengan Excel.",
);
pub const CRASHED: Code = code(
    "F014",
    "reader-crashed",
    Severity::Error,
    "Pembaca berkas gagal karena susunan berkas yang tidak wajar; berkas lain tidak terpengaruh.",
    ULANG,
);
pub const EXTENSION: Code = code(
    "F015",
    "wrong-extension",
    Severity::Info,
    "Akhiran nama berkas tidak sesuai dengan isinya; berkas dibaca menurut isinya.",
    "Tidak wajib; sebaiknya simpan sebagai .xlsx.",
);
pub const MACROS: Code = code(
    "F016",
    "macros-present",
    Severity::Info,
    "Berkas memuat makro. Makro tidak pernah dijalankan dan tidak ikut ke keluaran.",
    "Tidak wajib; sebaiknya kirim tanpa makro (.xlsx).",
);
pub const SHEET_SKIPPED: Code = code(
    "F017",
    "sheet-skipped",
    Severity::Info,
    "Lembar grafik, dialog atau makro tidak memuat tabel dan dilewati.",
    "Tidak ada yang perlu dilakukan.",
);
pub const LOCK: Code = code(
    "F018",
    "lock-file",
    Severity::Info,
    "Berkas penanda bahwa sebuah berkas sedang dibuka seseorang; bukan laporan.",
    "Tutup berkas yang sedang dibuka bila isinya sudah selesai, lalu jalankan lagi.",
);
pub const NOT_DOWNLOADED: Code = code(
    "F019",
    "not-downloaded",
    Severity::Error,
    "Berkas masih berada di penyimpanan awan (OneDrive dan sejenisnya) dan belum diunduh.",
    "Unduh dahulu (klik kanan > Selalu simpan di perangkat ini), lalu jalankan lagi.",
);
pub const UNREADABLE: Code = code(
    "F020",
    "unreadable-file",
    Severity::Error,
    "Berkas tidak dapat dibaca dari diska: tidak ada izin, sedang dikunci, atau hilang.",
    "Tutup program yang memakainya, periksa izin baca, lalu jalankan lagi.",
);
pub const SHEET_DAMAGED: Code = code(
    "F021",
    "sheet-damaged",
    Severity::Error,
    "Satu lembar dalam berkas rusak dan tidak dibaca; lembar lain tetap dibaca.",
    ULANG,
);
pub const TOO_MANY_CELLS: Code = code(
    "F022",
    "too-many-cells",
    Severity::Error,
    "Jumlah baris atau sel terisi melebihi batas; berkas tidak dibaca sebagian agar tidak ada angka yang hilang diam-diam.",
    "Hapus lembar dan baris yang bukan bagian laporan, lalu kirim ulang.",
);
pub const NO_SHEET: Code = code(
    "F023",
    "no-worksheet",
    Severity::Error,
    "Berkas tidak memuat lembar kerja biasa (hanya grafik, dialog atau makro).",
    ULANG,
);
pub const STILL_COPYING: Code = code(
    "F024",
    "still-copying",
    Severity::Error,
    "Ukuran atau waktu ubah berkas masih bergerak ketika dibaca: berkas belum selesai disalin atau sedang disimpan.",
    "Tunggu penyalinan selesai, lalu jalankan lagi.",
);
pub const UNSAFE_MEMBER: Code = code(
    "F025",
    "unsafe-member",
    Severity::Error,
    "Arsip memuat nama yang menunjuk ke luar arsip (..); isinya tidak dipercaya.",
    ULANG,
);
pub const ARCHIVE_EMPTY: Code = code(
    "F026",
    "archive-without-reports",
    Severity::Error,
    "Arsip zip tidak memuat berkas yang dapat dibaca, atau bersarang lebih dari satu tingkat.",
    "Kirim berkas laporan langsung, atau dalam satu zip tanpa zip lain di dalamnya.",
);
pub const TEXT_CUT: Code = code(
    "F027",
    "text-cut",
    Severity::Warning,
    "Isi sebuah sel lebih panjang dari 32.767 huruf dan dipotong.",
    "Periksa sel tersebut; biasanya tanda kutip dalam berkas teks tidak berpasangan.",
);
pub const OTHER_ARCHIVE: Code = code(
    "F028",
    "unsupported-archive",
    Severity::Error,
    "Berkas adalah arsip RAR, 7z atau gzip yang tidak dibuka.",
    "Kirim berkas laporannya langsung, atau dalam arsip .zip.",
);
pub const TOO_SLOW: Code = code(
    "F029",
    "time-limit",
    Severity::Error,
    "Pembacaan berkas melewati batas waktu dan dihentikan.",
    ULANG,
);
pub const MEMORY: Code = code(
    "F030",
    "memory-limit",
    Severity::Error,
    "Pembacaan berkas memerlukan memori melebihi batas dan dihentikan.",
    ULANG,
);
pub const ENTITIES: Code = code(
    "F031",
    "xml-entities",
    Severity::Error,
    "Berkas memuat deklarasi entitas XML, yang tidak pernah ada dalam lembar kerja wajar; tidak ada yang dimekarkan atau diambil.",
    ULANG,
);
pub const FORMULA_BLANK: Code = code(
    "F032",
    "formula-without-value",
    Severity::Warning,
    "Rumus tersimpan tanpa hasil: berkas disusun oleh program yang tidak menghitung. Nilainya tidak diketahui dan tidak dianggap nol.",
    "Buka berkas di Excel, simpan (hasil rumus akan dihitung), lalu kirim ulang.",
);
pub const STYLES_LOST: Code = code(
    "F033",
    "styles-unreadable",
    Severity::Warning,
    "Bagian format sel rusak: apakah suatu angka ditampilkan sebagai persen atau tanggal tidak diketahui.",
    ULANG,
);
pub const FOREIGN: Code = code(
    "F034",
    "foreign-spreadsheet",
    Severity::Error,
    "Berkas adalah lembar kerja atau pangkalan data program lain (Gnumeric, Lotus, dBase, SYLK dan sejenisnya) yang tidak dibaca.",
    "Buka berkas di program asalnya atau LibreOffice, simpan sebagai .xlsx, lalu kirim ulang.",
);
pub const OTHER_DATA: Code = code(
    "F035",
    "not-a-spreadsheet",
    Severity::Error,
    "Berkas berisi data bentuk lain (XML atau JSON) yang bukan lembar kerja.",
    "Kirim laporan sebagai .xlsx, .xls, .ods atau .csv.",
);

pub const ALL: &[Code] = &[
    EMPTY,
    TRUNCATED,
    PASSWORD,
    TOO_BIG,
    PDF,
    IMAGE,
    DOCUMENT,
    OLD_EXCEL,
    DAMAGED,
    CHAIN,
    MISSING_PART,
    UNKNOWN,
    BEYOND_GRID,
    CRASHED,
    EXTENSION,
    MACROS,
    SHEET_SKIPPED,
    LOCK,
    NOT_DOWNLOADED,
    UNREADABLE,
    SHEET_DAMAGED,
    TOO_MANY_CELLS,
    NO_SHEET,
    STILL_COPYING,
    UNSAFE_MEMBER,
    ARCHIVE_EMPTY,
    TEXT_CUT,
    OTHER_ARCHIVE,
    TOO_SLOW,
    MEMORY,
    ENTITIES,
    FORMULA_BLANK,
    STYLES_LOST,
    FOREIGN,
    OTHER_DATA,
];

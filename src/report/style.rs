//! Formats and colours by meaning; no colour is named anywhere else, nor a number format but those of rebuilt sheets.

use super::koreksi::Rupa;
use crate::consolidate::matriks::Kirim;
use crate::diag::Severity;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// Font and size of the office's prints.
const FONT: &str = "Arial";
const SIZE: f64 = 9.0;

// `$-421` is Indonesian: dates in its words, and 1.234,56 where the program honours it for numbers.
const RUPIAH: &str = "[$-421]#,##0";
const PERSEN: &str = "[$-421]0.00";
const BULAT: &str = "0";
/// The month in words: a date typed in another order of day and month shows at once.
const TANGGAL: &str = "[$-421]d mmmm yyyy";
const TANGGAL_PENDEK: &str = "[$-421]d mmm yyyy";

const ABU_MUDA: Color = warna(0xF2, 0xF2, 0xF2);
const ABU: Color = warna(0xD9, 0xD9, 0xD9);
const KUNING: Color = warna(0xFF, 0xF9, 0xDB);
const BIRU: Color = warna(0x1F, 0x4E, 0x78);
const BIRU_MUDA: Color = warna(0xDD, 0xEB, 0xF7);
const GARIS: Color = warna(0x7F, 0x7F, 0x7F);

/// Returns the default format with the heights and widths in pixels that Excel gives it.
///
/// Column widths count in digits of this font; Arial is measured alike by every program that opens the workbook.
pub(super) fn bawaan() -> (Format, u32, u32) {
    (Format::new().set_font_name(FONT).set_font_size(10), 17, 64)
}

const fn warna(red: u8, green: u8, blue: u8) -> Color {
    Color::RGB(u32::from_be_bytes([0, red, green, blue]))
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Isi {
    Teks,
    /// Text that wraps.
    Panjang,
    Tengah,
    Rupiah,
    Persen,
    Bulat,
    Tanggal,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nada {
    Biasa,
    /// A heading of a group or the row that opens one.
    Kelompok,
    Subtotal,
    Total,
}

const ISI: [Isi; 7] = [
    Isi::Teks,
    Isi::Panjang,
    Isi::Tengah,
    Isi::Rupiah,
    Isi::Persen,
    Isi::Bulat,
    Isi::Tanggal,
];
const NADA: [Nada; 4] = [Nada::Biasa, Nada::Kelompok, Nada::Subtotal, Nada::Total];

/// Every format of the workbook, made once.
pub(super) struct Style {
    cells: Vec<Format>,
    pub(super) judul: Format,
    pub(super) subjudul: Format,
    pub(super) kepala: Format,
    pub(super) nomor: Format,
    pub(super) catatan: Format,
    pub(super) polos: Format,
    pub(super) polos_tebal: Format,
    pub(super) polos_bungkus: Format,
    pub(super) tanda_tangan: Format,
    pub(super) nama_penanda: Format,
    pub(super) kop: Format,
    pub(super) sampul: Format,
    pub(super) sampul_besar: Format,
    pub(super) angka_besar: Format,
    pub(super) angka_besar_pct: Format,
    pub(super) tautan: Format,
    /// A text of a table that links, and one that wraps.
    pub(super) tautan_teks: Format,
    pub(super) tautan_panjang: Format,
    /// Cells that a person fills in, on a sheet that is protected otherwise.
    pub(super) isian: Format,
    pub(super) isian_tanggal: Format,
    pub(super) tautan_polos: Format,
}

impl Style {
    pub(super) fn new() -> Self {
        let plain = || Format::new().set_font_name(FONT).set_font_size(SIZE);
        let centred = || {
            plain()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
        };
        let boxed = |format: Format| {
            format
                .set_border(FormatBorder::Thin)
                .set_border_color(GARIS)
        };
        let input = || {
            plain()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(KUNING)
                .set_unlocked()
        };
        let cells = NADA
            .into_iter()
            .flat_map(|nada| ISI.into_iter().map(move |isi| cell(isi, nada)))
            .collect();
        Self {
            cells,
            judul: centred().set_font_size(13).set_bold(),
            subjudul: centred().set_font_size(10).set_bold(),
            kepala: boxed(
                centred()
                    .set_bold()
                    .set_text_wrap()
                    .set_background_color(BIRU_MUDA),
            ),
            nomor: boxed(
                centred()
                    .set_italic()
                    .set_font_size(7)
                    .set_text_wrap()
                    .set_background_color(ABU_MUDA),
            ),
            catatan: plain()
                .set_italic()
                .set_font_size(8)
                .set_text_wrap()
                .set_align(FormatAlign::Top),
            polos: plain(),
            polos_tebal: plain().set_bold(),
            polos_bungkus: plain().set_text_wrap().set_align(FormatAlign::Top),
            tanda_tangan: centred().set_font_size(10),
            nama_penanda: centred().set_font_size(10).set_bold(),
            kop: centred().set_font_size(14).set_bold(),
            sampul: centred().set_font_size(14),
            sampul_besar: centred().set_font_size(22).set_bold().set_font_color(BIRU),
            angka_besar: boxed(
                centred()
                    .set_font_size(12)
                    .set_bold()
                    .set_num_format(RUPIAH),
            ),
            angka_besar_pct: boxed(
                centred()
                    .set_font_size(12)
                    .set_bold()
                    .set_num_format(PERSEN),
            ),
            tautan_polos: plain()
                .set_font_color(BIRU)
                .set_underline(FormatUnderline::Single),
            tautan: boxed(centred().set_font_color(BIRU)),
            tautan_teks: cell(Isi::Teks, Nada::Biasa).set_font_color(BIRU),
            tautan_panjang: cell(Isi::Panjang, Nada::Biasa).set_font_color(BIRU),
            isian: boxed(input()),
            isian_tanggal: boxed(input().set_num_format(TANGGAL).set_align(FormatAlign::Left)),
        }
    }

    /// Returns the format of a table cell.
    pub(super) fn cell(&self, isi: Isi, nada: Nada) -> &Format {
        &self.cells[nada as usize * ISI.len() + isi as usize]
    }
}

fn cell(isi: Isi, nada: Nada) -> Format {
    let format = Format::new()
        .set_font_name(FONT)
        .set_font_size(SIZE)
        .set_border(FormatBorder::Thin)
        .set_border_color(GARIS)
        .set_align(FormatAlign::VerticalCenter);
    let format = match isi {
        Isi::Teks => format.set_indent(1),
        Isi::Panjang => format.set_text_wrap().set_indent(1),
        Isi::Tengah => format.set_align(FormatAlign::Center),
        Isi::Rupiah => format.set_num_format(RUPIAH),
        Isi::Persen => format.set_num_format(PERSEN),
        Isi::Bulat => format.set_num_format(BULAT).set_align(FormatAlign::Center),
        Isi::Tanggal => format
            .set_num_format(TANGGAL_PENDEK)
            .set_align(FormatAlign::Center),
    };
    match nada {
        Nada::Biasa => format,
        Nada::Kelompok => format.set_bold().set_background_color(BIRU_MUDA),
        Nada::Subtotal => format.set_bold().set_background_color(ABU_MUDA),
        Nada::Total => format
            .set_bold()
            .set_background_color(ABU)
            .set_border_top(FormatBorder::Double),
    }
}

/// Returns the fill of a zone or status by its rank, 0 the best of `count`; always beside the word itself.
pub(super) fn fill(rank: usize, count: usize) -> Format {
    Format::new().set_background_color(peringkat(rank, count))
}

/// Returns the colour of a zone or status by its rank, 0 the best of `count`.
pub(super) fn peringkat(rank: usize, count: usize) -> Color {
    const SCALE: [Color; 4] = [
        warna(0xC6, 0xE0, 0xB4),
        warna(0xFF, 0xF2, 0xCC),
        warna(0xF8, 0xCB, 0xAD),
        warna(0xFF, 0x99, 0x99),
    ];
    let last = SCALE.len() - 1;
    let step = if count > 1 {
        rank * last / (count - 1)
    } else {
        0
    };
    SCALE[step.min(last)]
}

/// Returns the format of what stands for an office in a month: its sign is in the text or in the date's own format.
pub(super) fn kirim(kirim: Kirim, tanpa_arsip: bool) -> Format {
    let plain = cell(Isi::Tengah, Nada::Biasa);
    match kirim {
        Kirim::TidakTercatat if tanpa_arsip => plain.set_background_color(ABU),
        Kirim::TidakTercatat | Kirim::TidakWajib => plain,
        Kirim::BelumMasuk | Kirim::Ditolak => plain
            .set_bold()
            .set_background_color(SALAH.0)
            .set_font_color(SALAH.1),
        Kirim::Masuk {
            terlambat,
            perkiraan,
            perbaikan,
            diperpanjang,
            ..
        } => {
            let late = if terlambat { "\"▲ \"" } else { "" };
            let about = if perkiraan { "\"≈\"" } else { "" };
            let mend = if perbaikan { "\" *\"" } else { "" };
            let longer = if diperpanjang { "\" †\"" } else { "" };
            let dated = plain.set_num_format(format!("[$-421]{late}{about}d mmm{mend}{longer}"));
            if terlambat {
                dated
                    .set_bold()
                    .set_background_color(PERIKSA.0)
                    .set_font_color(SALAH.1)
            } else {
                dated
            }
        }
    }
}

/// Returns the format of a deadline.
pub(super) fn kirim_tenggat() -> Format {
    cell(Isi::Tengah, Nada::Subtotal).set_num_format("[$-421]d mmm")
}

/// Colours of the two series of a chart, apart in grey prints as well.
pub(super) const GRAFIK: [Color; 2] = [warna(0xBF, 0xBF, 0xBF), BIRU];
/// Colours of the lines of Kurva S: money light and dark blue, fisik light and dark brown; dark lines are realisasi.
pub(super) const KURVA: [Color; 4] = [
    warna(0x6F, 0x9F, 0xCF),
    BIRU,
    warna(0xC9, 0x8B, 0x4B),
    warna(0x6B, 0x2E, 0x00),
];

/// Colours of what must be corrected and of what should be checked; always beside a number.
const SALAH: (Color, Color) = (warna(0xFF, 0xC7, 0xCE), warna(0x9C, 0x00, 0x06));
const PERIKSA: (Color, Color) = (warna(0xFF, 0xEB, 0x9C), warna(0x7F, 0x60, 0x00));

/// The fill of a cell that has one of unknown colour.
pub(super) const ISI_LAIN: [u8; 3] = [0xD9; 3];

/// Returns the fill of a severity.
pub(super) fn tingkat(tingkat: Severity) -> Format {
    let (isi, huruf) = if tingkat == Severity::Error {
        SALAH
    } else {
        PERIKSA
    };
    Format::new()
        .set_background_color(isi)
        .set_font_color(huruf)
}

/// Returns the strong colour of a severity.
pub(super) fn warna_tingkat(tingkat: Severity) -> Color {
    if tingkat == Severity::Error {
        SALAH.1
    } else {
        PERIKSA.1
    }
}

/// Returns the format of a cell of a rebuilt sheet.
pub(super) fn salinan(kode: &str, rupa: &Rupa) -> Format {
    let mut format = Format::new()
        .set_font_name(FONT)
        .set_font_size(SIZE)
        .set_num_format(kode)
        .set_align(FormatAlign::VerticalCenter);
    if rupa.tebal {
        format = format.set_bold();
    }
    if let (Some([red, green, blue]), None) = (rupa.isi, rupa.tanda) {
        format = format.set_background_color(warna(red, green, blue));
        // Letters on a dark ground were light, as far as the sheet could be read at all.
        if u32::from(red) * 3 + u32::from(green) * 6 + u32::from(blue) < 1_000 {
            format = format.set_font_color(Color::White);
        }
    }
    if rupa.kotak {
        format = format
            .set_border(FormatBorder::Thin)
            .set_border_color(GARIS);
    }
    if rupa.kotak && rupa.asli.is_none() {
        format = format.set_text_wrap();
    }
    if rupa.tengah {
        format = format.set_align(FormatAlign::Center);
    } else if rupa.lekuk > 0 {
        format = format.set_indent(rupa.lekuk);
    }
    format
}

/// Adds the mark of a fault: its fill and a frame in its strong colour, over whatever the cell looks like.
pub(super) fn tandai(format: Format, grave: Severity) -> Format {
    let (isi, huruf) = if grave == Severity::Error {
        SALAH
    } else {
        PERIKSA
    };
    format
        .set_background_color(isi)
        .set_font_color(huruf)
        .set_bold()
        .set_border(FormatBorder::Medium)
        .set_border_color(huruf)
}

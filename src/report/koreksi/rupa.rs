//! How a cell of a rebuilt sheet looks: its own format as far as it was read, and the colour of a fault.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use super::super::style;
use crate::diag::Severity;
use crate::model::look::{Across, Along, CellLook, Digits, Edge, Font, Line, Rgb};

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) enum Angka {
    Umum,
    /// With dots between thousands.
    Ribuan,
    /// With dots between thousands and two decimals.
    Desimal,
    Persen,
    /// With fixed leading zeroes; the number is the width.
    Nol(u8),
    /// Divided by a thousand to this power.
    Skala(u8),
    /// As the office writes it.
    Asli(Digits),
}

impl Angka {
    fn kode(self) -> String {
        match self {
            Self::Umum => "General".to_owned(),
            Self::Ribuan => "#,##0".to_owned(),
            Self::Desimal => "#,##0.00".to_owned(),
            Self::Persen => "0.00%".to_owned(),
            Self::Nol(width) => "0".repeat(usize::from(width.max(1))),
            Self::Skala(power) => format!("#,##0{}", ",".repeat(usize::from(power))),
            Self::Asli(digits) => angka_asli(digits),
        }
    }
}

fn angka_asli(digits: Digits) -> String {
    let mut kode = String::from(if digits.rupiah { "\"Rp\"" } else { "" });
    kode.push_str(if digits.grouped { "#,##0" } else { "0" });
    if digits.decimals > 0 {
        kode.push('.');
        kode.push_str(&"0".repeat(usize::from(digits.decimals.min(30))));
    }
    if digits.percent {
        kode.push('%');
    }
    kode
}

/// Everything that makes a cell look as it does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) struct Rupa {
    pub(in crate::report) angka: Angka,
    pub(in crate::report) tebal: bool,
    /// The cell's own fill.
    pub(in crate::report) isi: Option<[u8; 3]>,
    pub(in crate::report) lekuk: u8,
    /// Lines around the cell: it is one of a table that has none of its own.
    pub(in crate::report) kotak: bool,
    pub(in crate::report) tengah: bool,
    pub(in crate::report) tanda: Option<Severity>,
    /// What is shown before the content, as part of the number format: the content itself stays as it was.
    pub(in crate::report) awalan: Option<String>,
    /// How the office's cell looks, where that is known; it goes before what is said above, the mark before it.
    pub(in crate::report) asli: Option<CellLook>,
}

/// The formats of a workbook's rebuilt sheets, each made once.
#[derive(Default)]
pub(super) struct Rupawan {
    made: BTreeMap<Rupa, Format>,
}

impl Rupawan {
    pub(super) fn format(&mut self, rupa: &Rupa) -> &Format {
        self.made.entry(rupa.clone()).or_insert_with(|| make(rupa))
    }
}

fn make(rupa: &Rupa) -> Format {
    let mut format = style::salinan(&kode(rupa), rupa);
    if let Some(look) = &rupa.asli {
        format = dress(format, look);
    }
    match rupa.tanda {
        Some(grave) => style::tandai(format, grave),
        None => format,
    }
}

/// Gives a format what the office's cell looks like.
fn dress(format: Format, look: &CellLook) -> Format {
    let mut format = letters(format, &look.font).set_align(across(look.across));
    if let Some(fill) = look.fill {
        format = format.set_background_color(colour(fill));
    }
    format = format.set_align(match look.along {
        Along::Bottom => FormatAlign::Bottom,
        Along::Centre => FormatAlign::VerticalCenter,
        Along::Top => FormatAlign::Top,
        Along::Justify => FormatAlign::VerticalJustify,
    });
    if look.indent > 0 {
        format = format.set_indent(look.indent);
    }
    if look.wrap {
        format = format.set_text_wrap();
    }
    if look.turn != 0 {
        format = format.set_rotation(look.turn);
    }
    lines(format, &look.edges)
}

fn letters(format: Format, font: &Font) -> Format {
    let mut format = format;
    if font.bold {
        format = format.set_bold();
    }
    if font.italic {
        format = format.set_italic();
    }
    if font.underline {
        format = format.set_underline(FormatUnderline::Single);
    }
    if font.strike {
        format = format.set_font_strikethrough();
    }
    if let Some(letters) = font.colour {
        format = format.set_font_color(colour(letters));
    }
    if font.size > 0 {
        format = format.set_font_size(f64::from(font.size) / 20.0);
    }
    match &font.name {
        Some(name) => format.set_font_name(&**name),
        None => format,
    }
}

fn across(across: Across) -> FormatAlign {
    match across {
        Across::General => FormatAlign::General,
        Across::Left => FormatAlign::Left,
        Across::Centre => FormatAlign::Center,
        Across::Right => FormatAlign::Right,
        Across::Fill => FormatAlign::Fill,
        Across::Justify => FormatAlign::Justify,
        Across::CentreAcross => FormatAlign::CenterAcross,
    }
}

/// Draws the office's own lines.
fn lines(format: Format, [top, right, bottom, left]: &[Edge; 4]) -> Format {
    let mut format = format;
    if top.line != Line::None {
        format = format.set_border_top(border(top.line));
    }
    if right.line != Line::None {
        format = format.set_border_right(border(right.line));
    }
    if bottom.line != Line::None {
        format = format.set_border_bottom(border(bottom.line));
    }
    if left.line != Line::None {
        format = format.set_border_left(border(left.line));
    }
    if let Some(own) = top.colour {
        format = format.set_border_top_color(colour(own));
    }
    if let Some(own) = right.colour {
        format = format.set_border_right_color(colour(own));
    }
    if let Some(own) = bottom.colour {
        format = format.set_border_bottom_color(colour(own));
    }
    if let Some(own) = left.colour {
        format = format.set_border_left_color(colour(own));
    }
    format
}

fn border(line: Line) -> FormatBorder {
    match line {
        Line::None => FormatBorder::None,
        Line::Hair => FormatBorder::Hair,
        Line::Dotted => FormatBorder::Dotted,
        Line::Dashed => FormatBorder::Dashed,
        Line::Thin => FormatBorder::Thin,
        Line::Medium => FormatBorder::Medium,
        Line::MediumDashed => FormatBorder::MediumDashed,
        Line::Double => FormatBorder::Double,
        Line::Thick => FormatBorder::Thick,
    }
}

fn colour([red, green, blue]: Rgb) -> Color {
    Color::RGB(u32::from_be_bytes([0, red, green, blue]))
}

/// The number format: numbers and texts keep their form behind the mark.
fn kode(rupa: &Rupa) -> String {
    // `$-421` is Indonesian: 1.234,56 where the program honours it.
    let lokal = if rupa.angka == Angka::Umum {
        ""
    } else {
        "[$-421]"
    };
    let kode = rupa.angka.kode();
    let nol = match rupa.angka {
        Angka::Asli(digits) if digits.dash => "\"-\"",
        _ => &kode,
    };
    match &rupa.awalan {
        // Digits, commas and brackets only: nothing of an input is part of a format.
        Some(awalan) => {
            let awalan = format!("{lokal}\"{awalan}  \"");
            format!("{awalan}{kode};{awalan}-{kode};{awalan}{nol};{awalan}@")
        }
        None if nol != kode => format!("{lokal}{kode};{lokal}-{kode};{nol};@"),
        None => format!("{lokal}{kode}"),
    }
}

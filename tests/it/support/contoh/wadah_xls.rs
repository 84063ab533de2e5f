//! Writes a sheet as Excel 5 did: a bare stream of records, with fonts, a palette and cell formats.

use super::sheet::{Content, NumberFormat, Rupa, Sheet, Style};

const FORMATS: [(u16, &str); 3] = [(164, "#,##0"), (165, "#,##0.00"), (166, "0.00%")];
/// Fonts count from 0; number 4 is none.
const NO_FONT: usize = 4;

/// Writes the first sheet as xls.
#[must_use]
pub fn xls(sheet: &Sheet) -> Vec<u8> {
    let mut styles: Vec<Style> = sheet.cells.values().map(|cell| cell.style).collect();
    styles.sort_unstable();
    styles.dedup();
    let rupa: Vec<Rupa> = styles
        .iter()
        .map(|style| style.hias.rupa(style.fill))
        .collect();
    let mut palette = Palette::default();
    for colour in rupa
        .iter()
        .flat_map(|rupa| [rupa.isi, rupa.huruf, rupa.garis])
    {
        palette.add(colour);
    }
    let mut out = record(0x0809, &words(&[0x0500, 5, 0, 0]));
    out.extend(record(0x0042, &words(&[1_252])));
    let fonts: Vec<(bool, Rupa)> = styles
        .iter()
        .map(|style| style.bold)
        .zip(rupa.clone())
        .collect();
    out.extend(font(false, &plain(), &palette));
    for (bold, rupa) in &fonts {
        out.extend(font(*bold, rupa, &palette));
    }
    for (id, code) in FORMATS {
        let mut data = words(&[id]);
        data.push(u8::try_from(code.len()).unwrap());
        data.extend(code.as_bytes());
        out.extend(record(0x041e, &data));
    }
    out.extend(record(0x00e0, &[0; 16]));
    for (index, (style, rupa)) in styles.iter().zip(&rupa).enumerate() {
        out.extend(format(index + 1, *style, rupa, &palette));
    }
    out.extend(palette.record());
    let name = text(&sheet.name);
    let at = out.len() + 4 + 4 + 2 + 1 + name.len() + 4;
    let mut bound = u32::try_from(at).unwrap().to_le_bytes().to_vec();
    bound.extend([0, 0, u8::try_from(name.len()).unwrap()]);
    bound.extend(&name);
    out.extend(record(0x0085, &bound));
    out.extend(record(0x000a, &[]));
    out.extend(body(sheet, &styles));
    out
}

fn body(sheet: &Sheet, styles: &[Style]) -> Vec<u8> {
    let mut out = record(0x0809, &words(&[0x0500, 0x10, 0, 0]));
    for (col, width) in &sheet.widths {
        let width = ((width + 0.71) * 256.0) as u16;
        out.extend(record(0x007d, &words(&[*col, *col, width, 0, 0, 0])));
    }
    for (row, points) in &sheet.heights {
        let row = u16::try_from(*row).unwrap();
        let twentieths = (points * 20.0) as u16;
        out.extend(record(
            0x0208,
            &words(&[row, 0, 99, twentieths, 0, 0, 0x40, 0]),
        ));
    }
    for ((row, col), cell) in &sheet.cells {
        let kind = styles.binary_search(&cell.style).unwrap() + 1;
        let mut data = words(&[
            u16::try_from(*row).unwrap(),
            *col,
            u16::try_from(kind).unwrap(),
        ]);
        match &cell.content {
            Content::Text(content) if content.is_empty() => out.extend(record(0x0201, &data)),
            Content::Text(content) => {
                let content = text(content);
                data.extend(words(&[u16::try_from(content.len()).unwrap()]));
                data.extend(content);
                out.extend(record(0x0204, &data));
            }
            Content::Number(value) | Content::Formula(_, value) => {
                data.extend(value.to_le_bytes());
                out.extend(record(0x0203, &data));
            }
        }
    }
    let mut merges = words(&[u16::try_from(sheet.merges.len()).unwrap()]);
    for (row, col, last_row, last_col) in &sheet.merges {
        let rows = [*row, *last_row].map(|row| u16::try_from(row).unwrap());
        merges.extend(words(&[rows[0], rows[1], *col, *last_col]));
    }
    out.extend(record(0x00e5, &merges));
    out.extend(record(0x000a, &[]));
    out
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let len = u16::try_from(data.len()).unwrap();
    [&words(&[kind, len])[..], data].concat()
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn text(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

fn plain() -> Rupa {
    Rupa {
        isi: None,
        huruf: None,
        font: None,
        miring: false,
        garis: None,
    }
}

fn font(bold: bool, rupa: &Rupa, palette: &Palette) -> Vec<u8> {
    let (name, size) = rupa.font.unwrap_or(("Calibri", 11));
    let weight = if bold { 700 } else { 400 };
    let italic = if rupa.miring { 2 } else { 0 };
    let colour = rupa.huruf.map_or(0x7fff, |_| palette.index(rupa.huruf));
    let mut data = words(&[size * 20, italic, colour, weight, 0]);
    data.extend([0, 0, 0, 0, u8::try_from(name.len()).unwrap()]);
    data.extend(name.as_bytes());
    record(0x0031, &data)
}

fn format(font: usize, style: Style, rupa: &Rupa, palette: &Palette) -> Vec<u8> {
    let font = if font >= NO_FONT { font + 1 } else { font };
    let number = match style.number {
        NumberFormat::General => 0,
        NumberFormat::Whole => 164,
        NumberFormat::Decimal => 165,
        NumberFormat::Percent => 166,
        NumberFormat::Text => 49,
    };
    let across = if style.center {
        2
    } else if style.right {
        3
    } else {
        0
    };
    let mut data = words(&[u16::try_from(font).unwrap(), number, 1]);
    data.extend([across | u8::from(style.wrap) << 3 | 1 << 4, 0]);
    let line = u32::from(style.border);
    let strong = rupa.garis.map_or(line, |_| 2);
    let index = |colour| u32::from(palette.index(colour));
    let black = 64;
    let garis = rupa.garis.map_or(black, |_| index(rupa.garis));
    let area = rupa.isi.map_or(0, |_| index(rupa.isi) | 1 << 16);
    data.extend((area | 65 << 7 | strong << 22 | garis << 25).to_le_bytes());
    data.extend(
        (strong | line << 3 | line << 6 | garis << 9 | black << 16 | black << 23).to_le_bytes(),
    );
    record(0x00e0, &data)
}

/// The colours in use, as the workbook's own palette from index 8 on.
#[derive(Default)]
struct Palette(Vec<u32>);

impl Palette {
    fn add(&mut self, colour: Option<u32>) {
        if let Some(colour) = colour.filter(|colour| !self.0.contains(colour)) {
            self.0.push(colour);
        }
    }

    fn index(&self, colour: Option<u32>) -> u16 {
        let place = self
            .0
            .iter()
            .position(|other| Some(*other) == colour)
            .unwrap();
        8 + u16::try_from(place).unwrap()
    }

    fn record(&self) -> Vec<u8> {
        let mut data = words(&[56]);
        for place in 0..56 {
            let [_, red, green, blue] = self.0.get(place).copied().unwrap_or(0).to_be_bytes();
            data.extend([red, green, blue, 0]);
        }
        record(0x0092, &data)
    }
}

//! Colours as containers spell them: palettes, themes with their tints, hexadecimal digits and names.

use crate::model::look::Rgb;

/// Excel's usual palette (ECMA-376 18.8.27, MS-XLS 2.4.188), from index 8 on; the first eight indices repeat its first.
const PALETTE: [u32; 56] = [
    0x00_0000, 0xFF_FFFF, 0xFF_0000, 0x00_FF00, 0x00_00FF, 0xFF_FF00, 0xFF_00FF, 0x00_FFFF,
    0x80_0000, 0x00_8000, 0x00_0080, 0x80_8000, 0x80_0080, 0x00_8080, 0xC0_C0C0, 0x80_8080,
    0x99_99FF, 0x99_3366, 0xFF_FFCC, 0xCC_FFFF, 0x66_0066, 0xFF_8080, 0x00_66CC, 0xCC_CCFF,
    0x00_0080, 0xFF_00FF, 0xFF_FF00, 0x00_FFFF, 0x80_0080, 0x80_0000, 0x00_8080, 0x00_00FF,
    0x00_CCFF, 0xCC_FFFF, 0xCC_FFCC, 0xFF_FF99, 0x99_CCFF, 0xFF_99CC, 0xCC_99FF, 0xFF_CC99,
    0x33_66FF, 0x33_CCCC, 0x99_CC00, 0xFF_CC00, 0xFF_9900, 0xFF_6600, 0x66_6699, 0x96_9696,
    0x00_3366, 0x33_9966, 0x00_3300, 0x33_3300, 0x99_3300, 0x99_3366, 0x33_3399, 0x33_3333,
];

/// The colours of the Office theme, in the order that cells count them: light before dark.
const THEME: [u32; 12] = [
    0xFF_FFFF, 0x00_0000, 0xEE_ECE1, 0x1F_497D, 0x4F_81BD, 0xC0_504D, 0x9B_BB59, 0x80_64A2,
    0x4B_ACC6, 0xF7_9646, 0x00_00FF, 0x80_0080,
];

/// The colours that a workbook's indices stand for.
#[derive(Clone, Debug)]
pub(crate) struct Colours {
    palette: [Rgb; 56],
    theme: [Rgb; 12],
}

impl Default for Colours {
    fn default() -> Self {
        Self {
            palette: PALETTE.map(rgb),
            theme: THEME.map(rgb),
        }
    }
}

impl Colours {
    /// Returns a colour of the palette; `None` for the program's own colours (64 and above).
    pub(crate) fn indexed(&self, index: u32) -> Option<Rgb> {
        let place = if index < 8 { index } else { index - 8 };
        self.palette.get(usize::try_from(place).ok()?).copied()
    }

    /// Returns a colour of the theme, lightened (above 0) or darkened (below).
    pub(crate) fn themed(&self, index: u32, tint: f64) -> Option<Rgb> {
        let colour = self.theme.get(usize::try_from(index).ok()?)?;
        Some(tinted(*colour, tint))
    }

    /// Replaces a colour of the palette; its first is number 0.
    pub(crate) fn set_indexed(&mut self, place: usize, colour: Rgb) {
        if let Some(own) = self.palette.get_mut(place) {
            *own = colour;
        }
    }

    /// Replaces a colour of the theme, counted as cells do.
    pub(crate) fn set_themed(&mut self, place: usize, colour: Rgb) {
        if let Some(own) = self.theme.get_mut(place) {
            *own = colour;
        }
    }
}

fn rgb(number: u32) -> Rgb {
    let [_, red, green, blue] = number.to_be_bytes();
    [red, green, blue]
}

/// Changes the lightness of a colour (ECMA-376 18.8.19): towards white above 0, towards black below.
pub(crate) fn tinted(colour: Rgb, tint: f64) -> Rgb {
    if !tint.is_finite() || tint.abs() < 1e-6 {
        return colour;
    }
    let tint = tint.clamp(-1.0, 1.0);
    let (hue, light, saturation) = hls(colour);
    let light = if tint < 0.0 {
        light * (1.0 + tint)
    } else {
        light * (1.0 - tint) + tint
    };
    of_hls(hue, light, saturation)
}

/// Mixes two colours; `part` is the share of the first.
pub(crate) fn mixed(first: Rgb, second: Rgb, part: f64) -> Rgb {
    let mix = |at: usize| byte(f64::from(first[at]) * part + f64::from(second[at]) * (1.0 - part));
    [mix(0), mix(1), mix(2)]
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped"
)]
fn byte(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

/// Hue, lightness and saturation, each from 0 to 1.
fn hls(colour: Rgb) -> (f64, f64, f64) {
    let [red, green, blue] = colour.map(|part| f64::from(part) / 255.0);
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let (light, span) = (f64::midpoint(most, least), most - least);
    if span <= 0.0 {
        return (0.0, light, 0.0);
    }
    let saturation = if light <= 0.5 {
        span / (most + least)
    } else {
        span / (2.0 - most - least)
    };
    let hue = if red >= most {
        (green - blue) / span
    } else if green >= most {
        2.0 + (blue - red) / span
    } else {
        4.0 + (red - green) / span
    };
    ((hue / 6.0).rem_euclid(1.0), light, saturation)
}

fn of_hls(hue: f64, light: f64, saturation: f64) -> Rgb {
    let high = if light <= 0.5 {
        light * (1.0 + saturation)
    } else {
        light + saturation - light * saturation
    };
    let low = 2.0 * light - high;
    let part = |hue: f64| {
        let hue = hue.rem_euclid(1.0);
        let value = if hue < 1.0 / 6.0 {
            low + (high - low) * hue * 6.0
        } else if hue < 0.5 {
            high
        } else if hue < 2.0 / 3.0 {
            low + (high - low) * (2.0 / 3.0 - hue) * 6.0
        } else {
            low
        };
        byte(value * 255.0)
    };
    [part(hue + 1.0 / 3.0), part(hue), part(hue - 1.0 / 3.0)]
}

/// Reads `RRGGBB`, `AARRGGBB`, `#RRGGBB`, `#RGB`, `rgb(1,2,3)` or a name of HTML; `None` for anything else.
pub(crate) fn named(text: &str) -> Option<Rgb> {
    let text = text.trim().to_ascii_lowercase();
    let digits = text.strip_prefix('#').unwrap_or(&text);
    if digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        let number = |digits: &str| u32::from_str_radix(digits, 16).ok();
        match digits.len() {
            6 | 8 => return number(digits).map(rgb),
            3 => {
                let doubled: String = digits.chars().flat_map(|c| [c, c]).collect();
                return number(&doubled).map(rgb);
            }
            _ => {}
        }
    }
    if let Some(parts) = text
        .strip_prefix("rgb")
        .and_then(|rest| rest.split_once('('))
    {
        let mut parts = parts.1.trim_end_matches(')').split(',');
        let mut part = || parts.next()?.trim().parse::<u8>().ok();
        return Some([part()?, part()?, part()?]);
    }
    NAMES
        .iter()
        .find(|(name, _)| *name == text)
        .map(|(_, number)| rgb(*number))
}

/// Names that exports write (CSS Color 4, 6.1); the rare ones are left out.
const NAMES: [(&str, u32); 42] = [
    ("black", 0x00_0000),
    ("silver", 0xC0_C0C0),
    ("gray", 0x80_8080),
    ("grey", 0x80_8080),
    ("white", 0xFF_FFFF),
    ("maroon", 0x80_0000),
    ("red", 0xFF_0000),
    ("purple", 0x80_0080),
    ("fuchsia", 0xFF_00FF),
    ("magenta", 0xFF_00FF),
    ("green", 0x00_8000),
    ("lime", 0x00_FF00),
    ("olive", 0x80_8000),
    ("yellow", 0xFF_FF00),
    ("navy", 0x00_0080),
    ("blue", 0x00_00FF),
    ("teal", 0x00_8080),
    ("aqua", 0x00_FFFF),
    ("cyan", 0x00_FFFF),
    ("orange", 0xFF_A500),
    ("pink", 0xFF_C0CB),
    ("gold", 0xFF_D700),
    ("brown", 0xA5_2A2A),
    ("khaki", 0xF0_E68C),
    ("beige", 0xF5_F5DC),
    ("ivory", 0xFF_FFF0),
    ("tomato", 0xFF_6347),
    ("darkgray", 0xA9_A9A9),
    ("darkgrey", 0xA9_A9A9),
    ("darkgreen", 0x00_6400),
    ("darkblue", 0x00_008B),
    ("darkred", 0x8B_0000),
    ("lightgray", 0xD3_D3D3),
    ("lightgrey", 0xD3_D3D3),
    ("lightgreen", 0x90_EE90),
    ("lightblue", 0xAD_D8E6),
    ("lightyellow", 0xFF_FFE0),
    ("skyblue", 0x87_CEEB),
    ("steelblue", 0x46_82B4),
    ("yellowgreen", 0x9A_CD32),
    ("whitesmoke", 0xF5_F5F5),
    ("gainsboro", 0xDC_DCDC),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_and_tints_are_those_of_excel() {
        let colours = Colours::default();
        assert_eq!(colours.indexed(2), Some([0xFF, 0, 0]));
        assert_eq!(colours.indexed(22), Some([0xC0; 3]));
        assert_eq!(colours.indexed(63), Some([0x33; 3]));
        assert_eq!([colours.indexed(64), colours.indexed(65)], [None, None]);
        // As Excel shows "Blue, Accent 1, Lighter 80%" and others of the old theme; it counts in coarser steps.
        let near = |index, tint, [red, green, blue]: [u8; 3]| {
            let [r, g, b] = colours.themed(index, tint).unwrap();
            let far = r.abs_diff(red).max(g.abs_diff(green)).max(b.abs_diff(blue));
            assert!(far <= 1, "{index} {tint}: {r} {g} {b}");
        };
        near(4, 0.799_981_688_894_314_4, [0xDC, 0xE6, 0xF1]);
        near(0, -0.149_998_474_074_526_2, [0xD9; 3]);
        near(4, -0.249_977_111_117_893, [0x36, 0x60, 0x92]);
        assert_eq!(colours.themed(1, f64::NAN), Some([0; 3]));
        assert_eq!(colours.themed(12, 0.0), None);
    }

    #[test]
    fn spellings_of_colours_are_read() {
        let check = |text: &str, expected: Option<Rgb>| assert_eq!(named(text), expected, "{text}");
        check("FF1F4E78", Some([0x1F, 0x4E, 0x78]));
        check("#dDeBf7", Some([0xDD, 0xEB, 0xF7]));
        check("#fc0", Some([0xFF, 0xCC, 0]));
        check("rgb(255, 0, 7)", Some([255, 0, 7]));
        check("Yellow", Some([255, 255, 0]));
        for text in [
            "",
            "#12",
            "rgb(1,2)",
            "rgb(300,0,0)",
            "transparent",
            "none",
            "é",
        ] {
            check(text, None);
        }
    }
}

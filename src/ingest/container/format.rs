//! Number formats and date serials: what a stored number is shown as.

use crate::model::cell::{NumberFormat, Value};

/// What a format code makes of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) format: NumberFormat,
    /// Shown as a date (or date and time).
    pub(crate) date: bool,
}

impl Shown {
    pub(crate) const GENERAL: Self = Self {
        format: NumberFormat::General,
        date: false,
    };
    pub(crate) const PERCENT: Self = Self {
        format: NumberFormat::Percent,
        date: false,
    };
    pub(crate) const DATE: Self = Self {
        format: NumberFormat::General,
        date: true,
    };

    /// Reads a format code such as `0.00%`, `#,##0,,` or `dd/mm/yyyy`; only its first section counts.
    pub(crate) fn of_code(code: &str) -> Self {
        let tokens = significant(code);
        if tokens.chars().any(|c| matches!(c, 'd' | 'y')) || tokens.contains("mmm") {
            return Self::DATE;
        }
        if tokens.chars().any(|c| matches!(c, 'h' | 'm' | 's')) {
            return Self::GENERAL; // a time of day is a number
        }
        if tokens.contains('%') {
            return Self::PERCENT;
        }
        let zeros = tokens.len();
        if (2..=20).contains(&zeros) && tokens.bytes().all(|b| b == b'0') {
            return Self::of(NumberFormat::ZeroPadded(u8::try_from(zeros).unwrap_or(0)));
        }
        let digits = tokens.trim_end_matches(',');
        let commas = tokens.len() - digits.len();
        if (1..=4).contains(&commas) && digits.ends_with(['0', '#', '?']) {
            return Self::of(NumberFormat::Scaled(u8::try_from(commas).unwrap_or(0)));
        }
        Self::GENERAL
    }

    /// Reads a built-in format id of Excel (ECMA-376 18.8.30).
    pub(crate) fn of_builtin(id: u32) -> Self {
        match id {
            9 | 10 => Self::PERCENT,
            14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Self::DATE,
            _ => Self::GENERAL,
        }
    }

    pub(crate) const fn of(format: NumberFormat) -> Self {
        Self {
            format,
            date: false,
        }
    }

    /// Makes the value of a stored number.
    pub(crate) fn value(self, number: f64, is_1904: bool) -> Value {
        if self.date {
            date_of_serial(number, is_1904).unwrap_or(Value::Number(number))
        } else {
            Value::Number(number)
        }
    }
}

/// Leaves the characters of the first section that mean something, lower case: no literals, no brackets.
fn significant(code: &str) -> String {
    let mut out = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '[' => {
                chars.by_ref().find(|c| *c == ']');
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            '0' | '#' | '?' | ',' | '.' | '%' => out.push(c),
            c if c.is_ascii_alphabetic() => out.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    if out == "general" || out == "standard" {
        out.clear();
    }
    out
}

/// Years that a date in a report can have. A number outside them only looks like a date because of a slipped
/// format (an amount formatted as a date shows the year 5322), so it stays a number.
const YEARS: std::ops::RangeInclusive<i64> = 1950..=2150;

/// Turns a date serial into a date; `None` where it is none that a report can mean.
pub(crate) fn date_of_serial(serial: f64, is_1904: bool) -> Option<Value> {
    if !(0.0..3_000_000.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
    let days = serial.floor() as i64 + if is_1904 { 1_462 } else { 0 };
    // Serial 25569 is 1970-01-01; the 29 February 1900 that never was lies outside YEARS.
    let (year, month, day) = civil(days - 25_569);
    date(year, month, day)
}

/// Returns a date value where the parts form a date that a report can mean.
pub(crate) fn date(year: i64, month: u8, day: u8) -> Option<Value> {
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    if !YEARS.contains(&year) || !(1..=last).contains(&day) {
        return None;
    }
    Some(Value::Date(i16::try_from(year).ok()?, month, day))
}

/// Reads the date of an ISO text such as `2023-12-31` or `2023-12-31T00:00:00.000`.
pub(crate) fn iso_date(text: &str) -> Option<Value> {
    let day = text.trim().split(['T', ' ']).next()?;
    let mut parts = day.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    parts.next().is_none().then(|| date(year, month, day))?
}

/// Days since 1970-01-01 → year, month, day (Hinnant's `civil_from_days`).
fn civil(days: i64) -> (i64, u8, u8) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (
        year,
        u8::try_from(month).unwrap_or(1),
        u8::try_from(day).unwrap_or(1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use NumberFormat::{General, Percent, Scaled, ZeroPadded};

    #[test]
    fn format_codes_say_what_a_number_means() {
        let check = |code: &str, format: NumberFormat, date: bool| {
            assert_eq!(Shown::of_code(code), Shown { format, date }, "{code}");
        };
        for code in ["0%", "0.00%", "#,##0.0 %;[Red]-0%", "_(* 0.00%_)"] {
            check(code, Percent, false);
        }
        for code in [
            "dd/mm/yyyy",
            "[$-421]d mmmm yyyy",
            "m/d/yy h:mm",
            "mmm-yy",
            "D-M-YYYY;@",
        ] {
            check(code, General, true);
        }
        for code in [
            "General",
            "0",
            "#,##0",
            "0.00",
            "0.00\" %\"",
            "#,##0\\%",
            "_-* #,##0_-",
            "h:mm",
            "@",
            "",
            "\"Rp\"#,##0.00",
            "[Red]0;0%",
            "Standard",
            "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)",
        ] {
            check(code, General, false);
        }
        check("00", ZeroPadded(2), false);
        check("0000", ZeroPadded(4), false);
        check("#,##0,", Scaled(1), false);
        check("#,##0.0,,\" jt\"", Scaled(2), false);
    }

    #[test]
    fn serials_become_dates_and_slipped_formats_stay_numbers() {
        let check = |serial: f64, is_1904: bool, expected: Option<(i16, u8, u8)>| {
            let expected = expected.map(|(y, m, d)| Value::Date(y, m, d));
            assert_eq!(date_of_serial(serial, is_1904), expected, "{serial}");
        };
        check(45_291.0, false, Some((2023, 12, 31)));
        check(45_291.75, false, Some((2023, 12, 31)));
        check(43_829.0, true, Some((2023, 12, 31)));
        check(45_351.0, false, Some((2024, 2, 29)));
        for number in [60.0, 0.85, -1.0, 1_250_000.0, f64::NAN, f64::INFINITY] {
            check(number, false, None);
        }
        assert_eq!(
            iso_date("2023-12-31T10:00:00"),
            Some(Value::Date(2023, 12, 31))
        );
        assert_eq!(iso_date("2023-02-29"), None);
        assert_eq!(iso_date("31-12-2023"), None);
    }
}

//! Dates as offices type them: `31-12-2026`, `2026-12-31`, `3 Januari 2027`, `15/9/26`, a spreadsheet's day number.

use jiff::civil::{Date, date};

use super::fold::fold;
use crate::rules::kolom::Kolom;

/// Years that a contract of today can name.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2099;

/// Reads the only date of a text, or the last of several (`1 Maret s.d. 30 September 2026` ends on the 30th);
/// `None` where none can be read. Day before month, unless only the other order makes a date.
#[must_use]
pub fn terakhir(text: &str, kolom: &Kolom) -> Option<Date> {
    semua(text, kolom).pop()
}

/// Reads the only date of a text, or the first of several.
#[must_use]
pub fn pertama(text: &str, kolom: &Kolom) -> Option<Date> {
    semua(text, kolom).into_iter().next()
}

fn semua(text: &str, kolom: &Kolom) -> Vec<Date> {
    if let Some(serial) = serial(text) {
        return vec![serial];
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut found = Vec::new();
    let mut rest = words.as_slice();
    while rest.len() >= 3 {
        if let Some(date) = three(rest[0], rest[1], rest[2], kolom) {
            found.push(date);
            rest = &rest[3..];
        } else {
            rest = &rest[1..];
        }
    }
    found
}

/// The day number of a cell that lost its date format, 2000 to 2099.
fn serial(text: &str) -> Option<Date> {
    let number: i64 = text.trim().parse().ok()?;
    if !(36_526..73_051).contains(&number) {
        return None;
    }
    // Day 0 of the 1900 system, its invented 29 February 1900 taken into account.
    date(1899, 12, 30)
        .checked_add(jiff::Span::new().days(number))
        .ok()
}

fn three(first: &str, second: &str, third: &str, kolom: &Kolom) -> Option<Date> {
    if first.len() == 4 {
        return make(first, second, third.split('t').next()?, kolom);
    }
    make(third, second, first, kolom).or_else(|| make(third, first, second, kolom))
}

fn make(year: &str, month: &str, day: &str, kolom: &Kolom) -> Option<Date> {
    let year: i16 = year.parse().ok()?;
    let year = if (0..100).contains(&year) {
        year + 2000
    } else {
        year
    };
    let month = match month.parse::<i8>() {
        Ok(month) => month,
        Err(_) => i8::try_from(kolom.month(month)?).ok()?,
    };
    YEARS
        .contains(&year)
        .then(|| Date::new(year, month, day.parse().ok()?).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::rules::Rules;

    static KOLOM: LazyLock<Kolom> = LazyLock::new(|| Rules::embedded().unwrap().kolom);

    #[test]
    fn dates_in_use_are_read() {
        for (text, expected) in [
            ("31-12-2026", Some(date(2026, 12, 31))),
            ("2027-01-02", Some(date(2027, 1, 2))),
            ("2027-01-02T00:00:00", Some(date(2027, 1, 2))),
            ("3 Januari 2027", Some(date(2027, 1, 3))),
            ("Karanganyar, 3 Nopember 2026", Some(date(2026, 11, 3))),
            ("31/12/26", Some(date(2026, 12, 31))),
            ("15 Des 2026", Some(date(2026, 12, 15))),
            ("12/31/2026", Some(date(2026, 12, 31))),
            ("5/6/2026", Some(date(2026, 6, 5))),
            ("46387", Some(date(2026, 12, 31))),
            (
                "1 Maret 2026 s.d. 30 September 2026",
                Some(date(2026, 9, 30)),
            ),
            ("31-02-2026", None),
            ("180 hari kalender", None),
            ("2026 s.d. 2027", None),
            ("", None),
        ] {
            assert_eq!(terakhir(text, &KOLOM), expected, "{text}");
        }
        let both = "1 Maret 2026 s.d. 30 September 2026";
        assert_eq!(pertama(both, &KOLOM), Some(date(2026, 3, 1)));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in any::<String>()) {
            let _ = terakhir(&text, &KOLOM);
        }

        #[test]
        fn a_date_reads_back(year in 2000i16..2100, month in 1i8..=12, day in 1i8..=28) {
            let expected = Some(date(year, month, day));
            prop_assert_eq!(terakhir(&format!("{day}-{month}-{year}"), &KOLOM), expected);
            prop_assert_eq!(terakhir(&format!("{year}-{month:02}-{day:02}"), &KOLOM), expected);
        }
    }
}

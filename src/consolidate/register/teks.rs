//! Lists as Indonesian Excel saves them: which delimiter, which cells, which day and time.

use jiff::civil::{Date, Time};

use super::Diterima;
use crate::model::periode::BULAN;
use crate::normalize::fold::fold;

/// Returns the delimiter that the header line uses most.
pub(crate) fn delimiter(header: &str) -> char {
    let count = |delimiter: char| header.matches(delimiter).count();
    [';', '\t'].into_iter().fold(',', |best, other| {
        if count(other) > count(best) {
            other
        } else {
            best
        }
    })
}

/// Splits text into records of cells; quoted cells may hold delimiters, line breaks and doubled quotes.
pub(crate) fn records(text: &str, delimiter: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c if c == delimiter && !quoted => row.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

/// Reads `2026-10-08`, `2026-10-08T14:05`, `8/10/2026`, `08-10-2026 14.05`, `Kamis, 8 Oktober 2026 pukul 14.05`; day
/// before month, always.
pub(crate) fn read_time(text: &str) -> Option<Diterima> {
    let text = text.trim_start_matches('\'').trim();
    let text = match text.split_once(',') {
        Some((weekday, rest)) if weekday.chars().all(char::is_alphabetic) => rest.trim_start(),
        _ => text,
    };
    let (tanggal, clock) = numbered(text).or_else(|| worded(text))?;
    let clock = clock.trim();
    let named = |word: &&str| {
        clock
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    let clock = match ["pukul ", "pkl. ", "pkl ", "jam "].into_iter().find(named) {
        Some(word) => clock[word.len()..].trim(),
        None => clock,
    };
    Some(Diterima {
        perkiraan: false,
        tanggal,
        pukul: match clock {
            "" => None,
            clock => Some(read_clock(clock)?),
        },
    })
}

/// Reads a date in numbers at the beginning of a text; returns what follows it as well.
fn numbered(text: &str) -> Option<(Date, &str)> {
    let (day, clock) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let parts: Vec<i16> = day
        .split(['-', '/', '.'])
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let [first, month, last] = parts[..] else {
        return None;
    };
    let (year, date) = if first > 31 {
        (first, last)
    } else {
        (last, first)
    };
    let month = i8::try_from(month).ok()?;
    Some((make(year, month, date)?, clock))
}

/// Reads a date with its month in letters: `8 Oktober 2026`, `08-Okt-26`.
fn worded(text: &str) -> Option<(Date, &str)> {
    let between = |c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.');
    let (day, rest) = text.split_once(between)?;
    let (month, rest) = rest.trim_start().split_once(between)?;
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit());
    let (year, clock) = rest.split_at(end.unwrap_or(rest.len()));
    let date = make(year.parse().ok()?, bulan(month)?, day.parse().ok()?)?;
    Some((date, clock.trim_start_matches([',', ';'])))
}

fn make(year: i16, month: i8, day: i16) -> Option<Date> {
    // Excel shows two digits of the year when a cell is narrow.
    let year = if (0..100).contains(&year) {
        year + 2000
    } else {
        year
    };
    Date::new(year, month, i8::try_from(day).ok()?).ok()
}

/// Returns the number of a month by its name, from its first three letters on, or as offices shorten and spell it besides.
fn bulan(word: &str) -> Option<i8> {
    let word = fold(word);
    let other = match word.as_str() {
        "pebruari" | "peb" => Some(2),
        "agt" | "ags" | "agst" => Some(8),
        "nopember" | "nop" => Some(11),
        _ => None,
    };
    let named = |name: &&str| word.len() >= 3 && fold(name).starts_with(&word);
    other.or_else(|| {
        let at = BULAN.iter().position(named)?;
        i8::try_from(at + 1).ok()
    })
}

/// Reads `14:05`, `14.05.00`, `14:05 WIB`; `None` for what can't be read.
fn read_clock(text: &str) -> Option<Time> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.');
    let mut parts = text[..end.unwrap_or(text.len())]
        .split([':', '.'])
        .map(str::parse::<i8>);
    let hour = parts.next()?.ok()?;
    let minute = parts.next()?.ok()?;
    let second = parts.next().map_or(Some(0), Result::ok)?;
    Time::new(hour, minute, second, 0).ok()
}

//! Lists as Indonesian Excel saves them: which delimiter, which cells, which day and time.

use jiff::civil::{Date, Time};

use super::Diterima;

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

/// Reads `2026-10-08`, `2026-10-08T14:05`, `8/10/2026`, `08-10-2026 14.05`; day before month, always.
pub(crate) fn read_time(text: &str) -> Option<Diterima> {
    let text = text.trim_start_matches('\'').trim();
    let (day, clock) = text
        .split_once([' ', 'T'])
        .map_or((text, ""), |(day, clock)| (day, clock));
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
    // Excel shows two digits of the year when a cell is narrow.
    let year = if (0..100).contains(&year) {
        year + 2000
    } else {
        year
    };
    let tanggal = Date::new(year, i8::try_from(month).ok()?, i8::try_from(date).ok()?).ok()?;
    Some(Diterima {
        perkiraan: false,
        tanggal,
        pukul: match clock.trim() {
            "" => None,
            clock => Some(read_clock(clock)?),
        },
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

//! The receipt register (`penerimaan.csv`) as text: who sent what, when. Read only; files' own times are no input.
//!
//! The register goes through Indonesian Excel: `;` or `,`, a byte order mark, day/month dates and hashes kept as text
//! (`'ab12…`) all read the same.

use std::sync::Arc;

use jiff::civil::{Date, Time};

use crate::diag::Diagnostic;
use crate::diag::catalogue::konsolidasi::REGISTER_ROW_UNREADABLE;
use crate::model::cell::CellRef;
use crate::model::location::Location;
use crate::model::outcome::Outcome;
use crate::model::periode::BULAN;
use crate::normalize::fold::{fold, tidy};

/// When a file was received; the time of day where the register has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diterima {
    pub tanggal: Date,
    pub pukul: Option<Time>,
    /// Whether it is the time of the file, entered by the program, and not what a person wrote.
    pub perkiraan: bool,
}

/// What stands in the column `cara` of an entry that the program made from the time of a file.
pub const PERKIRAAN: &str = "perkiraan";

/// One entry of the register.
#[derive(Clone, Debug, PartialEq)]
pub struct Entri {
    pub opd: String,
    pub file: String,
    /// Hexadecimal in lower case; empty where the register gives none.
    pub hash: String,
    pub diterima: Diterima,
    pub cara: String,
    pub catatan: String,
    /// Where its time stands.
    pub sel: CellRef,
}

/// An entry whose time can't be read: it is the analyst's all the same, and nothing takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TanpaWaktu {
    pub file: String,
    /// As in `Entri`.
    pub hash: String,
}

/// The entries of a register in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    /// Name of its file.
    pub nama: Arc<str>,
    pub entri: Vec<Entri>,
    pub tanpa_waktu: Vec<TanpaWaktu>,
}

impl Register {
    /// Parses the text of a register; a row that can't be read is a finding.
    pub fn parse(text: &str, name: &Arc<str>) -> Outcome<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let delimiter = delimiter(text.lines().next().unwrap_or_default());
        let mut rows = records(text, delimiter).into_iter();
        let header: Vec<String> = rows
            .next()
            .unwrap_or_default()
            .iter()
            .map(|cell| fold(cell))
            .collect();
        let column = |name: &str| header.iter().position(|cell| cell == name);
        let columns = ["opd", "file", "hash", "diterima pada", "cara", "catatan"].map(|name| {
            column(name).or_else(|| (name == "file").then(|| column("berkas")).flatten())
        });
        let mut outcome = Outcome::clean(Self {
            nama: Arc::clone(name),
            ..Self::default()
        });
        for (index, row) in rows.enumerate() {
            if row.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let cell = |which: usize| {
                columns[which]
                    .and_then(|at| row.get(at))
                    .map(|cell| tidy(cell))
                    .unwrap_or_default()
            };
            let line = u32::try_from(index + 1).unwrap_or(u32::MAX);
            let col = columns[3].and_then(|at| u32::try_from(at).ok());
            let sel = CellRef::new(line, col.unwrap_or(0));
            let file = cell(1).replace('\\', "/");
            let hash = cell(2).trim_start_matches('\'').to_lowercase();
            let Some(diterima) = read_time(&cell(3)) else {
                let message = format!(
                    "Waktu penerimaan \"{}\" tidak terbaca; baris register ini tidak dipakai",
                    cell(3)
                );
                let at = Location::file(name).at(sel);
                let finding = Diagnostic::new(REGISTER_ROW_UNREADABLE, at, message);
                outcome.diagnostics.push(finding.with_raw(cell(3)));
                outcome.value.tanpa_waktu.push(TanpaWaktu { file, hash });
                continue;
            };
            outcome.value.entri.push(Entri {
                opd: cell(0),
                file,
                hash,
                diterima: Diterima {
                    perkiraan: fold(&cell(4)) == PERKIRAAN,
                    ..diterima
                },
                cara: cell(4),
                catatan: cell(5),
                sel,
            });
        }
        outcome
    }
}

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
        let at = BULAN.iter().position(|name| named(&name))?;
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Outcome<Register> {
        Register::parse(text, &Arc::from("penerimaan.csv"))
    }

    fn check_time(text: &str, expected: Option<&str>) {
        let shown = read_time(text).map(|at| match at.pukul {
            Some(pukul) => format!("{} {pukul}", at.tanggal),
            None => at.tanggal.to_string(),
        });
        assert_eq!(shown.as_deref(), expected, "{text}");
    }

    #[test]
    fn times_read_as_excel_saves_them() {
        check_time("2026-10-08", Some("2026-10-08"));
        check_time("2026-10-08T14:05:09", Some("2026-10-08 14:05:09"));
        check_time("2026-10-08T14:05:09+07:00", Some("2026-10-08 14:05:09"));
        check_time("8/10/2026", Some("2026-10-08"));
        check_time("08-10-2026 14.05", Some("2026-10-08 14:05:00"));
        check_time("08/10/26 14:05 WIB", Some("2026-10-08 14:05:00"));
        check_time("8/10/2026 pukul 14.05", Some("2026-10-08 14:05:00"));
    }

    #[test]
    fn times_read_as_people_write_them() {
        for text in [
            "8 Oktober 2026 14:05",
            "8 Okt 2026 pukul 14.05",
            "08-Okt-26 14.05 WIB",
            "Kamis, 8 oktober 2026, pkl. 14.05",
        ] {
            check_time(text, Some("2026-10-08 14:05:00"));
        }
        check_time("8 Nopember 2026", Some("2026-11-08"));
        check_time("17 Agt 2026", Some("2026-08-17"));
        check_time("8 Mei 2026", Some("2026-05-08"));
        check_time("28 Sept 2026", Some("2026-09-28"));
    }

    #[test]
    fn what_is_no_time_is_not_read() {
        for bad in [
            "",
            "kemarin",
            "31/02/2026",
            "10/13/2026",
            "2026-10-08 jam dua",
            "2026-10-08 25:00",
            "31 Februari 2026",
            "8 Ok 2026",
            "8 J 2026",
            "46300,5",
            "Oktober 2026",
        ] {
            check_time(bad, None);
        }
    }

    #[test]
    fn delimiters_marks_and_quotes_read_the_same() {
        let comma = "opd,file,hash,diterima_pada,cara,catatan\ndlh,a.xlsx,00ab12cd,2026-10-08,email,\"susulan, lengkap\"\n";
        let excel = "\u{feff}OPD;File;Hash;Diterima Pada;Cara;Catatan\r\ndlh;a.xlsx;'00AB12CD;08/10/2026;email;susulan, lengkap\r\n;;;;;\r\n";
        let (comma, excel) = (parse(comma), parse(excel));
        assert_eq!(comma.value, excel.value);
        assert!(comma.diagnostics.is_empty() && excel.diagnostics.is_empty());
        assert_eq!(excel.value.entri[0].catatan, "susulan, lengkap");
    }

    #[test]
    fn a_row_without_a_time_is_a_finding() {
        let outcome = parse("opd;file;hash;diterima_pada\ndlh;a.xlsx;;besok\n");
        assert_eq!(outcome.value.entri, []);
        assert_eq!(outcome.value.tanpa_waktu[0].file, "a.xlsx");
        assert_eq!(outcome.diagnostics[0].code, REGISTER_ROW_UNREADABLE);
        assert_eq!(outcome.diagnostics[0].at.to_string(), "penerimaan.csv › D2");
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_register(text in any::<String>()) {
            let _ = parse(&text);
        }
    }
}

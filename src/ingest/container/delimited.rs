//! Text with delimiters (csv, tsv): the delimiter is found by consistency, every cell stays text.
//!
//! Not the `csv` crate: it drops blank lines, and with them the addresses that findings need.

use super::limits::Limits;
use super::refusal::{Findings, Read, Refusal};
use super::sheet::{Budget, Sheet};
use crate::diag::catalogue::berkas;
use crate::model::cell::{Cell, Value};
use crate::model::grid::Workbook;

/// Candidates, the surest first: a comma is also a decimal sign, so others go before it when both fit.
const DELIMITERS: [char; 4] = ['\t', ';', '|', ','];

/// Records that the delimiter is judged by.
const SAMPLE: usize = 300;

pub(super) fn read(text: &str, limits: &Limits, findings: &mut Findings) -> Read<Workbook> {
    let (text, told) = told_delimiter(text.trim_start_matches('\u{feff}'));
    let delimiter = told.unwrap_or_else(|| find_delimiter(text));
    let mut budget = Budget::new(limits);
    let mut sheet = Sheet::new(None, false, &mut budget);
    for (row, record) in (0u32..).zip(Records::new(text, delimiter)) {
        for (col, field) in (0u32..).zip(record) {
            let value = Value::Text(plain(&field).into());
            sheet.put(row, col, Cell::new(value))?;
        }
    }
    let grid = sheet.finish(findings);
    if grid.rows.is_empty() {
        return Err(Refusal::new(berkas::EMPTY, "berkas teks tanpa isi"));
    }
    Ok(Workbook { grids: vec![grid] })
}

/// Excel's own hint: a first line `sep=;`.
fn told_delimiter(text: &str) -> (&str, Option<char>) {
    let line = text.split(['\r', '\n']).next().unwrap_or("");
    let mut told = line
        .trim_matches('"')
        .strip_prefix("sep=")
        .unwrap_or("")
        .chars();
    match (told.next(), told.next()) {
        (Some(delimiter), None) => {
            let rest = &text[line.len()..];
            (
                rest.strip_prefix("\r\n")
                    .or(rest.strip_prefix(['\r', '\n']))
                    .unwrap_or(rest),
                Some(delimiter),
            )
        }
        _ => (text, None),
    }
}

/// Returns the candidate whose records agree best on their number of fields.
fn find_delimiter(text: &str) -> char {
    let scores = DELIMITERS.map(|delimiter| consistency(text, delimiter));
    let best = scores.iter().copied().fold(0.0, f64::max);
    let near = DELIMITERS
        .iter()
        .zip(scores)
        .find(|(_, score)| *score > 0.0 && *score >= best - 0.15);
    near.map_or(';', |(delimiter, _)| *delimiter)
}

/// Share of the filled records that have the commonest number of fields above one.
fn consistency(text: &str, delimiter: char) -> f64 {
    let counts: Vec<usize> = Records::new(text, delimiter)
        .filter(|record| record.iter().any(|field| !field.trim().is_empty()))
        .take(SAMPLE)
        .map(|record| record.len())
        .collect();
    let same = |count: usize| counts.iter().filter(|other| **other == count).count();
    let agreeing = counts
        .iter()
        .filter(|count| **count > 1)
        .map(|count| same(*count))
        .max();
    #[expect(clippy::cast_precision_loss, reason = "at most SAMPLE")]
    let share = agreeing.unwrap_or(0) as f64 / counts.len().max(1) as f64;
    share
}

/// Takes off Excel's shield `="00123"`, which keeps a code from becoming a number.
fn plain(field: &str) -> &str {
    let inner = field
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).unwrap_or(field)
}

/// Walks text record by record; blank lines are records too, so that rows keep their numbers.
struct Records<'t> {
    rest: &'t str,
    delimiter: char,
    /// Off once a quote was found that never closes: from there on quotes are letters.
    quotes: bool,
}

impl<'t> Records<'t> {
    fn new(text: &'t str, delimiter: char) -> Self {
        Self {
            rest: text,
            delimiter,
            quotes: true,
        }
    }

    /// Reads one field; returns it and whether the record goes on.
    fn field(&mut self) -> (String, bool) {
        if self.quotes && self.rest.starts_with('"') {
            if let Some((field, used)) = quoted(self.rest) {
                self.rest = &self.rest[used..];
                // What follows a closing quote belongs to the field all the same.
                let (tail, more) = self.bare();
                return (field + &tail, more);
            }
            self.quotes = false;
        }
        self.bare()
    }

    fn bare(&mut self) -> (String, bool) {
        let end = self
            .rest
            .find([self.delimiter, '\r', '\n'])
            .unwrap_or(self.rest.len());
        let (field, rest) = self.rest.split_at(end);
        let goes_on = rest.starts_with(self.delimiter);
        let cut = if goes_on {
            self.delimiter.len_utf8()
        } else {
            line_end(rest)
        };
        self.rest = &rest[cut..];
        (field.to_owned(), goes_on)
    }
}

impl Iterator for Records<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut record = Vec::new();
        loop {
            let (field, more) = self.field();
            record.push(field);
            if !more {
                return Some(record);
            }
        }
    }
}

fn line_end(rest: &str) -> usize {
    if rest.starts_with("\r\n") {
        2
    } else {
        usize::from(!rest.is_empty())
    }
}

/// Reads a quoted field; returns its text and the bytes used, or `None` where the quote never closes.
fn quoted(text: &str) -> Option<(String, usize)> {
    let mut out = String::new();
    let mut at = 1;
    loop {
        let close = at + text[at..].find('"')?;
        out.push_str(&text[at..close]);
        if text[close + 1..].starts_with('"') {
            out.push('"');
            at = close + 2;
        } else {
            return Some((out.replace("\r\n", "\n"), close + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn open(text: &str) -> Vec<String> {
        let mut findings = Findings::new("a.csv");
        let workbook = read(text, &Limits::default(), &mut findings).unwrap();
        let rows = workbook.grids[0].rows.iter();
        rows.map(|(row, cells)| {
            let cells: Vec<String> = cells
                .iter()
                .map(|(col, cell)| format!("{col}:{}", cell.display()))
                .collect();
            format!("{row} {}", cells.join("|"))
        })
        .collect()
    }

    #[test]
    fn the_delimiter_is_the_one_that_the_records_agree_on() {
        let check =
            |text: &str, delimiter: char| assert_eq!(find_delimiter(text), delimiter, "{text}");
        check(
            "LAPORAN\n\nNo;Uraian;Pagu\n1;Jalan, jembatan;1.250,50\n2;Gedung;2,5\n",
            ';',
        );
        check(
            "No,Uraian,Pagu\n1,\"Jalan; jembatan\",1250\n2,Gedung,2\n",
            ',',
        );
        check("No\tUraian\n1\tJalan, raya; x\n", '\t');
        check("a|b|c\n1,5|2|3\n", '|');
        check("1,5;2,5\n3,5;4,5\n", ';');
        check("satu kolom saja\n", ';');
    }

    #[test]
    fn quotes_line_breaks_and_blank_lines_keep_rows_in_place() {
        assert_eq!(
            open("sep=;\na;\"b\n\"\"c\"\"\"\r\n\r\n;=1+1;=\"01\"\r"),
            ["0 0:a|1:b\n\"c\"", "2 1:=1+1|2:01"]
        );
        assert_eq!(
            open("a;\"tak tertutup\nb;c"),
            ["0 0:a|1:\"tak tertutup", "1 0:b|1:c"]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(text in "[a\";,|\t\r\n ]{0,80}") {
            for delimiter in DELIMITERS {
                let letters: usize = Records::new(&text, delimiter).flatten().map(|field| field.matches('a').count()).sum();
                prop_assert_eq!(letters, text.matches('a').count());
            }
        }
    }
}

//! The receipt register (`penerimaan.csv`) as text: who sent what, when. Read only; files' own times are no input.
//!
//! The register goes through Indonesian Excel: `;` or `,`, a byte order mark, day/month dates and hashes kept as text
//! (`'ab12…`) all read the same.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::{Date, Time};

use crate::diag::Diagnostic;
use crate::diag::catalogue::konsolidasi::REGISTER_ROW_UNREADABLE;
use crate::model::arsip::BulanArsip;
use crate::model::cell::CellRef;
use crate::model::location::Location;
use crate::model::outcome::Outcome;
use crate::model::periode::Periode;
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
}

/// The entries of a register in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    pub entri: Vec<Entri>,
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
        let mut outcome = Outcome::<Self>::default();
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
            let Some(diterima) = read_time(&cell(3)) else {
                let line = u32::try_from(index + 1).unwrap_or(u32::MAX);
                let col = columns[3]
                    .and_then(|at| u32::try_from(at).ok())
                    .unwrap_or(0);
                outcome.diagnostics.push(
                    Diagnostic::new(
                        REGISTER_ROW_UNREADABLE,
                        Location::file(name).at(CellRef::new(line, col)),
                        format!("Waktu penerimaan \"{}\" tidak terbaca; baris register ini tidak dipakai", cell(3)),
                    )
                    .with_raw(cell(3)),
                );
                continue;
            };
            outcome.value.entri.push(Entri {
                opd: cell(0),
                file: cell(1).replace('\\', "/"),
                hash: cell(2).trim_start_matches('\'').to_lowercase(),
                diterima: Diterima {
                    perkiraan: fold(&cell(4)) == PERKIRAAN,
                    ..diterima
                },
                cara: cell(4),
                catatan: cell(5),
            });
        }
        outcome
    }

    /// Returns the first receipt of a file that a person wrote, else the estimate: by its hash, else by its name where the entry gives no hash.
    #[must_use]
    pub fn received(&self, file: &str, blake3: &str) -> Option<&Entri> {
        let of = |matches: &dyn Fn(&Entri) -> bool| {
            self.entri
                .iter()
                .filter(|entri| matches(entri))
                .min_by_key(|entri| (entri.diterima.perkiraan, entri.diterima))
        };
        of(&|entri| entri.hash.len() >= 8 && blake3.starts_with(&entri.hash)).or_else(|| {
            of(&|entri| {
                entri.hash.is_empty() && !entri.file.is_empty() && same_file(&entri.file, file)
            })
        })
    }
}

impl Register {
    /// Returns the entries that may speak of a period's files.
    ///
    /// Offices send files of one name every month, and some send last month's bytes again. Left out are: a name in the
    /// folder of another period; a name alone that was received long before the period's end; and the receipt by which
    /// the same bytes counted for an archived month.
    #[must_use]
    pub fn of_period(&self, periode: &Periode, arsip: &[BulanArsip]) -> Self {
        let early = opens(*periode);
        let before: Vec<(&str, Diterima)> = arsip
            .iter()
            .filter(|bulan| !periode.spans(&bulan.periode))
            .flat_map(|bulan| &bulan.kiriman)
            .filter_map(|kiriman| Some((kiriman, read_time(kiriman.diterima.as_deref()?)?)))
            .flat_map(|(kiriman, at)| kiriman.blake3.iter().map(move |hash| (hash.as_str(), at)))
            .collect();
        let speaks = |entri: &&Entri| {
            if entri.hash.is_empty() {
                let other = |part: &str| {
                    let named: Option<Periode> = part.parse().ok();
                    named.is_some_and(|named| !periode.spans(&named) && !named.spans(periode))
                };
                return !entri.file.split('/').any(other)
                    && early.is_none_or(|early| entri.diterima.tanggal >= early);
            }
            let counted = |(hash, at): &(&str, Diterima)| {
                entri.hash.len() >= 8
                    && hash.starts_with(&entri.hash)
                    && (entri.diterima.tanggal, entri.diterima.pukul) <= (at.tanggal, at.pukul)
            };
            !before.iter().any(counted)
        };
        Self {
            entri: self.entri.iter().filter(speaks).cloned().collect(),
        }
    }
}

/// Returns the first day on which a report of a period can have come: a fortnight before the end of its first month.
fn opens(periode: Periode) -> Option<Date> {
    let last = i8::try_from(periode.bulan?).ok()?;
    let first = if periode.triwulan.is_some() {
        last - 2
    } else {
        last
    };
    let month = Date::new(periode.tahun, first, 1).ok()?;
    month.last_of_month().checked_sub(14.days()).ok()
}

/// Compares by the path's end: the register may name a file with or without its folder.
fn same_file(entry: &str, file: &str) -> bool {
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    };
    ends(entry, file) || ends(file, entry)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::arsip::KirimanArsip;

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
        for bad in [
            "",
            "kemarin",
            "31/02/2026",
            "10/13/2026",
            "2026-10-08 jam dua",
            "2026-10-08 25:00",
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
        assert_eq!(outcome.diagnostics[0].code, REGISTER_ROW_UNREADABLE);
        assert_eq!(outcome.diagnostics[0].at.to_string(), "penerimaan.csv › D2");
    }

    #[test]
    fn the_first_receipt_counts_and_a_hash_outranks_a_name() {
        let register = parse(
            "opd,file,hash,diterima_pada\n\
             dlh,dlh.xlsx,00ab12cd,2026-10-13\n\
             dlh,2026-09/dlh.xlsx,00ab12cd,2026-10-09\n\
             dlh,dlh lama.xlsx,,2026-10-01\n",
        )
        .value;
        let day = |file: &str, hash: &str| {
            register
                .received(file, hash)
                .map(|e| e.diterima.tanggal.day())
        };
        assert_eq!(day("dlh.xlsx", "00ab12cd99"), Some(9));
        assert_eq!(day("dlh.xlsx", "ffffffff"), None);
        assert_eq!(day("sub/dlh lama.xlsx", "ffffffff"), Some(1));
    }

    #[test]
    fn what_a_person_wrote_outranks_an_estimate() {
        let register = parse(
            "opd;file;hash;diterima_pada;cara\n\
             dlh;a.xlsx;00ab12cd;2026-10-01;perkiraan\n\
             dlh;a.xlsx;00ab12cd;2026-10-08;surel\n",
        )
        .value;
        let found = register.received("a.xlsx", "00ab12cd99").unwrap();
        assert_eq!(
            (found.diterima.tanggal.day(), found.diterima.perkiraan),
            (8, false)
        );
    }

    #[test]
    fn a_name_of_every_month_is_told_apart_by_folder_and_time() {
        let register = parse(
            "opd;file;hash;diterima_pada\n\
             dlh;2026-07/RFK.xlsx;;2026-08-05\n\
             dlh;RFK.xlsx;;2026-09-04\n\
             dlh;RFK.xlsx;;2026-10-06\n",
        )
        .value;
        let day = |periode: &str| {
            let own = register.of_period(&periode.parse().unwrap(), &[]);
            let entri = own.received("RFK.xlsx", "ffffffff")?;
            Some(entri.diterima.tanggal.to_string())
        };
        assert_eq!(day("2026-07").as_deref(), Some("2026-08-05"));
        assert_eq!(day("2026-08").as_deref(), Some("2026-09-04"));
        assert_eq!(day("2026-09").as_deref(), Some("2026-10-06"));
        assert_eq!(day("2026-10"), None);
    }

    #[test]
    fn the_receipt_of_last_month_is_none_of_the_same_bytes_sent_again() {
        let register =
            parse("opd;file;hash;diterima_pada\ndlh;a.xlsx;00ab12cd;2026-08-05 10:00\n").value;
        let kiriman = |diterima: &str| KirimanArsip {
            opd: Arc::from("dlh"),
            nama: Arc::from("DLH"),
            status: Arc::from("tepat_waktu"),
            diterima: Some(Arc::from(diterima)),
            perkiraan: false,
            tenggat: None,
            hari_terlambat: None,
            revisi: 0,
            errors: 0,
            warnings: 0,
            blake3: vec!["00ab12cd99".to_owned()],
        };
        let known = |diterima: &str, periode: &str| {
            let july = BulanArsip {
                periode: Periode::month(2026, 7),
                baris: Vec::new(),
                kiriman: vec![kiriman(diterima)],
                hash: String::new(),
            };
            let own = register.of_period(&periode.parse().unwrap(), &[july]);
            own.received("a.xlsx", "00ab12cd99").is_some()
        };
        assert!(!known("2026-08-05T10:00:00", "2026-08"));
        assert!(known("2026-08-05T10:00:00", "2026-07"));
        // It was entered after what counted for July.
        assert!(known("2026-08-01", "2026-08"));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_register(text in any::<String>()) {
            let _ = parse(&text);
        }
    }
}

//! A formula taken apart: what it refers to, which names and functions it uses.

use super::alamat::Kisaran;

/// What a formula names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unsur {
    /// A cell or range, on another sheet where one is named.
    Acuan(Option<String>, Kisaran),
    Nama(String),
    Fungsi(String),
    /// A table and what of it is meant, as it is written between the brackets.
    Tabel(String, String),
    Galat(String),
}

/// Takes a formula apart; an error says where it can't be read.
pub(crate) fn urai(formula: &str) -> Result<Vec<Unsur>, String> {
    let text: Vec<char> = formula.chars().collect();
    let mut found = Vec::new();
    let (mut at, mut depth) = (0, 0i32);
    while let Some(&c) = text.get(at) {
        match c {
            '"' => at = quoted(&text, at, '"')?.1,
            '\'' => {
                let (sheet, end) = quoted(&text, at, '\'')?;
                if text.get(end) != Some(&'!') {
                    return Err(format!("'{sheet}' without a cell"));
                }
                let (word, end) = word(&text, end + 1);
                found.push(reference(Some(sheet), &word)?);
                at = end;
            }
            '#' => {
                let word: String = text[at..]
                    .iter()
                    .take_while(|c| !"),;".contains(**c))
                    .collect();
                at += word.chars().count();
                found.push(Unsur::Galat(word));
            }
            '(' | ')' => {
                depth += if c == '(' { 1 } else { -1 };
                if depth < 0 {
                    return Err("a bracket too many".to_owned());
                }
                at += 1;
            }
            _ if c.is_ascii_digit() && !is_rows(&text, at) => {
                while text
                    .get(at)
                    .is_some_and(|c| c.is_ascii_digit() || ".E".contains(*c))
                {
                    at += 1;
                }
            }
            _ if c.is_alphanumeric() || c == '_' || c == '$' || c == '\\' => {
                let (word, end) = word(&text, at);
                at = end;
                match text.get(at) {
                    Some('(') => found.push(Unsur::Fungsi(word)),
                    Some('[') => {
                        let end = closing(&text, at)?;
                        found.push(Unsur::Tabel(word, text[at + 1..end].iter().collect()));
                        at = end + 1;
                    }
                    Some('!') => {
                        let (cell, end) = self::word(&text, at + 1);
                        found.push(reference(Some(word), &cell)?);
                        at = end;
                    }
                    _ if word == "TRUE" || word == "FALSE" => {}
                    _ => found.push(reference(None, &word)?),
                }
            }
            _ if " +-*/^&=<>,;:%@{}.".contains(c) => at += 1,
            _ => return Err(format!("{c:?} at {at}")),
        }
    }
    if depth == 0 {
        Ok(found)
    } else {
        Err("a bracket is open".to_owned())
    }
}

/// The text between quotes and the place after them; a doubled quote stands for one.
fn quoted(text: &[char], at: usize, quote: char) -> Result<(String, usize), String> {
    let mut found = String::new();
    let mut at = at + 1;
    while let Some(&c) = text.get(at) {
        if c != quote {
            found.push(c);
            at += 1;
        } else if text.get(at + 1) == Some(&quote) {
            found.push(quote);
            at += 2;
        } else {
            return Ok((found, at + 1));
        }
    }
    Err(format!("{quote} is open"))
}

/// A name, a cell or a range, and the place after it.
fn word(text: &[char], at: usize) -> (String, usize) {
    let inside = |c: char| c.is_alphanumeric() || "_$.:\\".contains(c);
    let word: String = text[at..]
        .iter()
        .copied()
        .take_while(|c| inside(*c))
        .collect();
    let end = at + word.chars().count();
    (word, end)
}

fn is_rows(text: &[char], at: usize) -> bool {
    let (word, _) = word(text, at);
    word.contains(':')
}

fn closing(text: &[char], at: usize) -> Result<usize, String> {
    let mut depth = 0;
    for (offset, c) in text[at..].iter().enumerate() {
        depth += match c {
            '[' => 1,
            ']' => -1,
            _ => 0,
        };
        if depth == 0 {
            return Ok(at + offset);
        }
    }
    Err("[ is open".to_owned())
}

fn reference(sheet: Option<String>, word: &str) -> Result<Unsur, String> {
    match Kisaran::parse(word) {
        Some(range) => Ok(Unsur::Acuan(sheet, range)),
        None if sheet.is_none() && !word.contains(':') => Ok(Unsur::Nama(word.to_owned())),
        None => Err(format!("{word} is no cell")),
    }
}

/// The functions of Excel 2007: every later one knows them without a prefix.
const FUNGSI: &str = " ABS ACOS ADDRESS AND ASIN ATAN ATAN2 AVEDEV AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS CEILING CELL CHAR \
CHOOSE CLEAN CODE COLUMN COLUMNS CONCATENATE CORREL COS COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS DATE DATEDIF DATEVALUE \
DAVERAGE DAY DAYS360 DCOUNT DGET DMAX DMIN DOLLAR DSUM EDATE EOMONTH ERROR.TYPE EVEN EXACT EXP FALSE FIND FIXED FLOOR \
FREQUENCY FORECAST GEOMEAN GETPIVOTDATA HLOOKUP HOUR HYPERLINK IF IFERROR INDEX INDIRECT INFO INT INTERCEPT ISBLANK ISERR \
ISERROR ISEVEN ISLOGICAL ISNA ISNONTEXT ISNUMBER ISODD ISREF ISTEXT LARGE LEFT LEN LN LOG LOG10 LOOKUP LOWER MATCH MAX \
MAXA MEDIAN MID MIN MINA MINUTE MMULT MOD MODE MONTH MROUND N NA NETWORKDAYS NOT NOW ODD OFFSET OR PERCENTILE PERCENTRANK \
PI POWER PRODUCT PROPER QUARTILE QUOTIENT RAND RANK REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS SEARCH SECOND SIGN \
SIN SLOPE SMALL SQRT STDEV STDEVP SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT SUMSQ T TAN TEXT TIME TIMEVALUE TODAY \
TRANSPOSE TREND TRIM TRUE TRUNC TYPE UPPER VALUE VAR VARP VLOOKUP WEEKDAY WEEKNUM WORKDAY YEAR YEARFRAC ";

/// Whether Excel 2016 computes a function as it is written: it is old, or it carries the prefix of the newer ones.
pub(crate) fn dikenal(function: &str) -> bool {
    function.starts_with("_xlfn.") || FUNGSI.contains(&format!(" {function} "))
}

/// Whether a name may name a range: no cell's address, no sign, begun by a letter.
pub(crate) fn nama_sah(name: &str) -> bool {
    let first = name
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() || "_\\".contains(c));
    let rest = name
        .chars()
        .all(|c| c.is_alphanumeric() || "_.\\".contains(c));
    let upper = name.to_uppercase();
    let is_cell = Kisaran::parse(&upper).is_some() && upper.chars().any(|c| c.is_ascii_digit());
    let r1c1 = ["R", "C"].contains(&upper.as_str());
    first && rest && !is_cell && !r1c1 && name.chars().count() <= 255
}

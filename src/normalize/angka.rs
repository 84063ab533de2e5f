//! Numbers as Indonesians type them: `1.250.000,50`, `Rp 1.234.567,-`, `(350.000)`, `45 %`.
//!
//! Pure text → number. What one lone separator means (`1.234`) is decided for a whole column by
//! [`Style::vote`], never for a cell alone.

/// What the text of a cell says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Angka {
    /// Nothing, or a sign for nothing: `-`, `nihil`.
    Blank,
    Number {
        value: f64,
        /// A `%` or the word persen stood in the cell.
        percent: bool,
        /// One lone separator before exactly three digits: read by the column's style, to be said so.
        ambiguous: bool,
    },
    /// Text that is no number in any reading.
    NotANumber,
}

/// Which separator marks the decimals in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// `1.234.567,89`, the default.
    #[default]
    Indonesian,
    /// `1,234,567.89`.
    English,
}

/// A number text taken apart: digits with separators, and what surrounded them.
struct Parts {
    digits: String,
    negative: bool,
    percent: bool,
}

impl Style {
    /// Decides the style of a column from its texts; only texts that can be read in one way vote.
    /// `None` where no text votes, or where they contradict each other evenly.
    #[must_use]
    pub fn vote<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Self> {
        let (mut indonesian, mut english) = (0usize, 0usize);
        for parts in texts.filter_map(take_apart) {
            match unmistakable(&parts.digits) {
                Some(Self::Indonesian) => indonesian += 1,
                Some(Self::English) => english += 1,
                None => {}
            }
        }
        match indonesian.cmp(&english) {
            std::cmp::Ordering::Greater => Some(Self::Indonesian),
            std::cmp::Ordering::Less => Some(Self::English),
            std::cmp::Ordering::Equal => None,
        }
    }

    const fn decimal(self) -> char {
        match self {
            Self::Indonesian => ',',
            Self::English => '.',
        }
    }
}

/// Reads the text of a cell. `style` is the column's; `lone_is_decimal` says how a lone separator before exactly
/// three digits reads (percent columns: decimals; money columns: thousands).
#[must_use]
pub fn parse(text: &str, style: Style, lone_is_decimal: bool) -> Angka {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
    if is_blank(trimmed) {
        return Angka::Blank;
    }
    let Some(parts) = take_apart(trimmed) else {
        return Angka::NotANumber;
    };
    let Some((value, ambiguous)) = read_digits(&parts.digits, style, lone_is_decimal) else {
        return Angka::NotANumber;
    };
    let value = if parts.negative { -value } else { value };
    Angka::Number {
        value,
        percent: parts.percent,
        ambiguous,
    }
}

/// Returns whether a text stands for "nothing here".
#[must_use]
pub fn is_blank(text: &str) -> bool {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '.' && *c != ',')
        .collect();
    let bare = bare
        .strip_prefix("Rp")
        .or_else(|| bare.strip_prefix("rp"))
        .unwrap_or(&bare);
    bare.chars().all(|c| matches!(c, '-' | '–' | '—' | '_')) || bare.eq_ignore_ascii_case("nihil")
}

/// Takes currency, signs, percent and blanks off; `None` where letters or other characters remain.
fn take_apart(text: &str) -> Option<Parts> {
    let mut rest: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{a0}' && *c != '\'')
        .collect::<String>()
        .to_lowercase();
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')) {
        negative = true;
        rest = inner.to_owned();
    }
    for prefix in ["rp.", "rp", "idr"] {
        if let Some(stripped) = rest.strip_prefix(prefix) {
            rest = stripped.to_owned();
            break;
        }
    }
    let mut percent = false;
    for suffix in ["%", "persen", "prosen"] {
        if let Some(stripped) = rest.strip_suffix(suffix) {
            percent = true;
            rest = stripped.to_owned();
            break;
        }
    }
    for suffix in [",-", ".-", ",--", "rp"] {
        if let Some(stripped) = rest.strip_suffix(suffix) {
            rest = stripped.to_owned();
        }
    }
    if let Some(stripped) = rest
        .strip_prefix(['-', '\u{2212}', '–'])
        .or_else(|| rest.strip_suffix('-'))
    {
        negative = true;
        rest = stripped.to_owned();
    }
    let rest = rest
        .strip_prefix("rp")
        .unwrap_or(&rest)
        .trim_start_matches('+');
    let sound = rest.chars().any(|c| c.is_ascii_digit())
        && rest
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    sound.then(|| Parts {
        digits: rest.to_owned(),
        negative,
        percent,
    })
}

/// Returns the style of digits that can be read in one way only.
fn unmistakable(digits: &str) -> Option<Style> {
    let (dots, commas) = (digits.matches('.').count(), digits.matches(',').count());
    match (dots, commas) {
        (0, 0) => None,
        (1.., 1..) => {
            let last = digits.rfind(['.', ','])?;
            Some(if digits[last..].starts_with(',') {
                Style::Indonesian
            } else {
                Style::English
            })
        }
        (2.., 0) => Some(Style::Indonesian),
        (0, 2..) => Some(Style::English),
        (1, 0) => (decimals_after(digits, '.') != 3).then_some(Style::English),
        _ => (decimals_after(digits, ',') != 3).then_some(Style::Indonesian),
    }
}

fn decimals_after(digits: &str, separator: char) -> usize {
    digits
        .rfind(separator)
        .map_or(0, |at| digits.len() - at - 1)
}

/// Reads digits with separators; `None` where the groups are malformed (`1.23.456`).
fn read_digits(digits: &str, style: Style, lone_is_decimal: bool) -> Option<(f64, bool)> {
    let (dots, commas) = (digits.matches('.').count(), digits.matches(',').count());
    if dots + commas == 0 {
        return Some((digits.parse().ok()?, false));
    }
    let lone = dots + commas == 1;
    let mut ambiguous = false;
    let decimal = if lone {
        let separator = if dots == 1 { '.' } else { ',' };
        let three = decimals_after(digits, separator) == 3 && !digits.starts_with(['.', ',']);
        if !three {
            Some(separator)
        } else if separator == style.decimal() {
            // "12,345": decimals by the style of the column, yet three of them look like a thousand.
            ambiguous = !lone_is_decimal;
            Some(separator)
        } else if lone_is_decimal {
            ambiguous = true;
            Some(separator)
        } else {
            ambiguous = true;
            None
        }
    } else if dots > 0 && commas > 0 {
        // Two kinds of separator and three digits after the last: `2,322.989` may be thousands twice over.
        let last = digits.rfind(['.', ','])?;
        if digits.len() - last - 1 == 3 && !lone_is_decimal {
            return None;
        }
        digits.chars().rev().find(|c| matches!(c, '.' | ','))
    } else {
        None
    };
    let (whole, fraction) = match decimal {
        Some(separator) => digits.rsplit_once(separator)?,
        None => (digits, ""),
    };
    let thousands = match decimal {
        Some(',') => '.',
        None if dots > 0 => '.',
        _ => ',',
    };
    let groups: Vec<&str> = whole.split(thousands).collect();
    let regular = groups.iter().skip(1).all(|group| group.len() == 3)
        && (groups.len() == 1 || groups[0].len() <= 3);
    if !regular
        || whole.contains(if thousands == '.' { ',' } else { '.' })
        || fraction.contains(['.', ','])
    {
        return None;
    }
    let plain = format!(
        "{}.{}",
        groups.concat(),
        if fraction.is_empty() { "0" } else { fraction }
    );
    Some((plain.parse().ok()?, ambiguous))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn money(text: &str) -> Angka {
        parse(text, Style::Indonesian, false)
    }

    fn check(text: &str, value: f64, percent: bool, ambiguous: bool) {
        assert_eq!(
            money(text),
            Angka::Number {
                value,
                percent,
                ambiguous
            },
            "{text}"
        );
    }

    #[test]
    fn amounts_of_every_form() {
        check("1.250.000", 1_250_000.0, false, false);
        check("1.250.000,50", 1_250_000.5, false, false);
        check("Rp 1.234.567,-", 1_234_567.0, false, false);
        check("Rp1.234.567,00", 1_234_567.0, false, false);
        check("Rp. 1,234,567.00", 1_234_567.0, false, false);
        check("(350.000)", -350_000.0, false, true);
        check("350.000-", -350_000.0, false, true);
        check("-Rp 5.000", -5_000.0, false, true);
        check("45 %", 45.0, true, false);
        check("93,81 persen", 93.81, true, false);
        check("1.234", 1_234.0, false, true);
        check("12,345", 12.345, false, true);
        check("0,5", 0.5, false, false);
        check(",5", 0.5, false, false);
        check("1234567", 1_234_567.0, false, false);
        check("20\u{a0}000", 20_000.0, false, false);
    }

    #[test]
    fn signs_for_nothing_are_blank_and_words_are_no_numbers() {
        for text in [
            "", " ", "-", " -  ", "–", "Rp -", "Rp", "nihil", "...", "-,-",
        ] {
            assert_eq!(money(text), Angka::Blank, "{text}");
        }
        for text in [
            "menyusul",
            "1.23.456",
            "12a",
            "1.234.56",
            "#REF!",
            "1,2,3",
            "s/d 5",
            "1.2345.678",
            "2,322.989",
        ] {
            assert_eq!(money(text), Angka::NotANumber, "{text}");
        }
    }

    #[test]
    fn percent_columns_read_a_lone_separator_as_decimals() {
        assert_eq!(
            parse("99.228", Style::Indonesian, true),
            Angka::Number {
                value: 99.228,
                percent: false,
                ambiguous: true
            }
        );
        assert_eq!(
            parse("99,228", Style::Indonesian, true),
            Angka::Number {
                value: 99.228,
                percent: false,
                ambiguous: false
            }
        );
    }

    #[test]
    fn a_column_votes_with_its_unmistakable_texts() {
        let vote = |texts: &[&str]| Style::vote(texts.iter().copied());
        assert_eq!(vote(&["1.234", "5.678,90", "x"]), Some(Style::Indonesian));
        assert_eq!(vote(&["1,234,567", "2.5"]), Some(Style::English));
        assert_eq!(vote(&["1.234", "5.678"]), None);
    }

    proptest! {
        #[test]
        fn what_is_written_the_indonesian_way_reads_back(sen in 0i64..9_000_000_000_000_000) {
            let text = crate::model::nilai::Sen(sen).to_string();
            let expected = crate::model::nilai::Sen(sen).rupiah();
            let read = money(&text);
            prop_assert!(
                matches!(read, Angka::Number { value, .. } if (value - expected).abs() < 0.005),
                "{text}: {read:?}"
            );
        }

        #[test]
        fn no_text_panics(text in "\\PC*", lone in any::<bool>()) {
            let _ = parse(&text, Style::English, lone);
            let _ = parse(&text, Style::Indonesian, lone);
        }
    }
}

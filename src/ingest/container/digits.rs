//! How a number format writes digits, for rebuilding: grouping, decimals, per cent, `Rp`, a dash for zero.

use crate::model::look::Digits;

/// Decimals that are kept at most, as Excel has it.
const DECIMALS: usize = 30;

/// Reads a format code; `None` where it is the usual one or says something that digits don't (dates, thousands left out).
pub(crate) fn of_code(code: &str) -> Option<Digits> {
    let sections = sections(code);
    let first = sections.first()?;
    let mut digits = body(&first.marks)?;
    digits.rupiah = first.words.to_ascii_lowercase().contains("rp");
    digits.dash = sections
        .get(2)
        .is_some_and(|zero| !zero.marks.contains(['0', '#']) && zero.words.contains('-'));
    Some(digits)
}

/// Reads a built-in format id of Excel (ECMA-376 18.8.30); 41 to 44 are the accounting ones.
pub(crate) fn of_builtin(id: u32) -> Option<Digits> {
    let code = match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        41 | 42 => "#,##0;-#,##0;\"-\"",
        43 | 44 => "#,##0.00;-#,##0.00;\"-\"",
        _ => return None,
    };
    of_code(code)
}

/// What stands in a section: its marks (digits, commas, points, per cent, letters) and its literal words.
#[derive(Default)]
struct Section {
    marks: String,
    words: String,
}

fn sections(code: &str) -> Vec<Section> {
    let mut out = vec![Section::default()];
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        if c == ';' {
            out.push(Section::default());
            continue;
        }
        let Some(now) = out.last_mut() else { break };
        match c {
            '"' => now.words.extend(chars.by_ref().take_while(|c| *c != '"')),
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // A currency with its language: `[$Rp-421]`.
                now.words.extend(
                    inner
                        .strip_prefix('$')
                        .and_then(|name| name.split('-').next()),
                );
            }
            '\\' => now.words.extend(chars.next()),
            '_' | '*' => {
                chars.next();
            }
            '0' | '#' | '?' | ',' | '.' | '%' => now.marks.push(c),
            c if c.is_ascii_alphabetic() => now.marks.push(c.to_ascii_lowercase()),
            c => now.words.push(c),
        }
    }
    out
}

fn body(marks: &str) -> Option<Digits> {
    let number = marks.strip_suffix('%');
    let percent = number.is_some();
    let number = number.unwrap_or(marks);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let placeholders = |text: &str| text.chars().all(|c| matches!(c, '0' | '#' | '?'));
    let plain: String = whole.chars().filter(|c| *c != ',').collect();
    let zeros = plain.chars().filter(|c| *c == '0').count();
    // Several zeros make a code of a number, a comma at the end leaves thousands out.
    let is_plain = !plain.is_empty()
        && placeholders(&plain)
        && placeholders(fraction)
        && zeros <= 1
        && !whole.ends_with(',');
    is_plain.then(|| Digits {
        decimals: u8::try_from(fraction.len().min(DECIMALS)).unwrap_or(0),
        grouped: whole.contains(','),
        percent,
        rupiah: false,
        dash: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_say_how_digits_are_written() {
        let check = |code: &str, expected: Option<&str>| {
            let words = of_code(code).map(|digits| {
                let mut words = digits.decimals.to_string();
                for (on, word) in [
                    (digits.grouped, " ribuan"),
                    (digits.percent, " %"),
                    (digits.rupiah, " Rp"),
                    (digits.dash, " strip"),
                ] {
                    words.push_str(if on { word } else { "" });
                }
                words
            });
            assert_eq!(words.as_deref(), expected, "{code}");
        };
        check("0", Some("0"));
        check("0.00", Some("2"));
        check("#,##0", Some("0 ribuan"));
        check("#,##0.00_);[Red](#,##0.00)", Some("2 ribuan"));
        check(
            "_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-",
            Some("0 ribuan strip"),
        );
        check(
            "_(\"Rp\"* #,##0_);_(\"Rp\"* \\(#,##0\\);_(\"Rp\"* \"-\"_);_(@_)",
            Some("0 ribuan Rp strip"),
        );
        check("[$Rp-421]#,##0.00", Some("2 ribuan Rp"));
        check("0.0%", Some("1 %"));
        for code in [
            "General",
            "@",
            "",
            "dd/mm/yyyy",
            "000",
            "#,##0,",
            "0.00E+00",
            "#,##0 \"a\";[",
            "h:mm",
        ] {
            let expected = (code == "#,##0 \"a\";[").then_some("0 ribuan");
            check(code, expected);
        }
        assert_eq!(of_builtin(41).map(|digits| digits.dash), Some(true));
        assert_eq!(of_builtin(14), None);
    }
}

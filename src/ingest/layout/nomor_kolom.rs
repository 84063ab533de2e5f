//! The row of column numbers, the hard lower edge of a header: `1 2 3`, `(1) (2)`, `a b c`, `I II III`, `6 = 4 - 5`.

use super::view::row_texts;
use crate::model::grid::Grid;

/// Returns whether a row numbers the columns: `1 2 3`, `(1) (2)`, `a b c`, `6a 6b`, `6 = 4 - 5`.
pub(super) fn is_number_row(grid: &Grid, row: u32) -> bool {
    let texts = row_texts(grid, row);
    numbers_columns(&texts, column_mark) || numbers_columns(&texts, roman_mark)
}

fn numbers_columns(texts: &[(u32, String)], mark: fn(&str) -> Option<u32>) -> bool {
    let marks: Vec<Option<u32>> = texts.iter().map(|(_, text)| mark(text)).collect();
    let known = marks.iter().flatten().count();
    if texts.len() < 3 || known * 5 < texts.len() * 4 {
        return false;
    }
    let steps = marks
        .windows(2)
        .filter(|pair| matches!(pair, [Some(a), Some(b)] if *b == a + 1 || b == a))
        .count();
    let rising = marks
        .windows(2)
        .filter(|pair| matches!(pair, [Some(a), Some(b)] if b > a))
        .count();
    steps * 10 >= (texts.len() - 1) * 6 && rising * 4 >= texts.len() - 1
}

/// Reads a Roman numeral up to 39, in brackets or not.
fn roman_mark(text: &str) -> Option<u32> {
    let bare = text.split('=').next().unwrap_or_default();
    let bare = bare.trim().trim_matches(|c| matches!(c, '(' | ')' | '.'));
    let value = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let values: Vec<u32> = bare.chars().map(value).collect::<Option<_>>()?;
    let own = |index: usize| {
        let larger_follows = values
            .get(index + 1)
            .is_some_and(|next| *next > values[index]);
        (values[index], larger_follows)
    };
    let (mut plus, mut minus) = (0, 0);
    for index in 0..values.len().min(8) {
        match own(index) {
            (value, true) => minus += value,
            (value, false) => plus += value,
        }
    }
    plus.checked_sub(minus)
        .filter(|value| (1..40).contains(value))
}

/// Reads the mark of one column: its number, or the place of its letter in the alphabet.
pub(super) fn column_mark(text: &str) -> Option<u32> {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_lowercase();
    let bare = bare.split('=').next().unwrap_or_default();
    let bare = bare.trim_matches(|c| matches!(c, '(' | ')' | '.' | '-'));
    if bare.is_empty() || bare.len() > 3 {
        return None;
    }
    let digits: String = bare.chars().take_while(char::is_ascii_digit).collect();
    let rest = &bare[digits.len()..];
    if !digits.is_empty() {
        let suffix_ok =
            rest.is_empty() || (rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_lowercase()));
        return digits.parse().ok().filter(|n| suffix_ok && *n <= 200);
    }
    let mut bytes = rest.bytes();
    match (bytes.next(), bytes.next()) {
        (Some(letter @ b'a'..=b'z'), None) => Some(u32::from(letter - b'a') + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn column_marks_of_every_kind() {
        for (text, mark) in [
            ("1", 1),
            ("(2)", 2),
            ("6a", 6),
            ("6 = 4 - 5", 6),
            ("c", 3),
            ("(h)", 8),
            ("10 = (9/8)*100", 10),
            ("12.", 12),
        ] {
            assert_eq!(column_mark(text), Some(mark), "{text}");
        }
        for text in ["Rp", "2023", "jalan", "", "1.5%"] {
            assert_eq!(column_mark(text), None, "{text}");
        }
    }
}

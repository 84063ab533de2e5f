//! Numbers and cells as Indonesian text.

use super::sheet::{Content, NumberFormat};

/// Groups whole digits by thousands: `1234567` is `1.234.567`.
#[must_use]
pub fn thousands(value: i64) -> String {
    let digits = value.abs().to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if value < 0 { format!("-{out}") } else { out }
}

/// Writes sen as rupiah with two decimals: `1.234.567,00`.
#[must_use]
pub fn rupiah_sen(sen: i64) -> String {
    let sign = if sen < 0 { "-" } else { "" };
    format!(
        "{sign}{},{:02}",
        thousands(sen.abs() / 100),
        sen.abs() % 100
    )
}

/// Writes a number with `places` decimals and a comma.
#[must_use]
pub fn decimal(value: f64, places: usize) -> String {
    let text = format!("{:.places$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = thousands(whole.parse().unwrap_or(0));
    let sign = if value < 0.0 && text.chars().any(|c| c.is_ascii_digit() && c != '0') {
        "-"
    } else {
        ""
    };
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole},{fraction}")
    }
}

/// Writes a cell as an Indonesian spreadsheet displays it.
#[must_use]
pub fn displayed(content: &Content, format: NumberFormat) -> String {
    let value = match content {
        Content::Text(text) => return text.clone(),
        Content::Number(value) | Content::Formula(_, value) => *value,
    };
    match format {
        NumberFormat::Whole => decimal(value, 0),
        NumberFormat::Decimal => decimal(value, 2),
        NumberFormat::Percent => format!("{}%", decimal(value * 100.0, 2)),
        NumberFormat::General | NumberFormat::Text => format!("{value}").replace('.', ","),
    }
}

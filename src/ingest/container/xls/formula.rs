//! BIFF formula tokens → text, for the formulas that reports are made of; others have no text.

use std::collections::BTreeMap;

use super::super::cfb::u16_at;
use crate::model::cell::column_letters;

/// Worksheet functions by number, with their argument count where it is fixed (MS-XLS 2.5.198.17).
const FUNCTIONS: &[(u16, &str, usize)] = &[
    (0, "COUNT", 0),
    (1, "IF", 0),
    (4, "SUM", 0),
    (5, "AVERAGE", 0),
    (6, "MIN", 0),
    (7, "MAX", 0),
    (24, "ABS", 1),
    (27, "ROUND", 2),
    (212, "ROUNDUP", 2),
    (213, "ROUNDDOWN", 2),
    (228, "SUMPRODUCT", 0),
    (344, "SUBTOTAL", 0),
    (345, "SUMIF", 0),
];

const BINARY: [&str; 12] = [
    "+", "-", "*", "/", "^", "&", "<", "<=", "=", ">=", ">", "<>",
];

/// Returns the text of a formula at a cell (row, column); `None` where a token is not among those known.
pub(super) fn text(
    rgce: &[u8],
    at: (u32, u32),
    shared: &BTreeMap<(u16, u16), Vec<u8>>,
) -> Option<String> {
    if rgce.first() == Some(&0x01) {
        let master = (u16_at(rgce, 1), u16_at(rgce, 3));
        return tokens(shared.get(&master)?, at);
    }
    tokens(rgce, at)
}

fn tokens(mut rgce: &[u8], at: (u32, u32)) -> Option<String> {
    let mut stack: Vec<String> = Vec::new();
    while let Some((&token, rest)) = rgce.split_first() {
        let class = token & 0x1f | u8::from(token >= 0x20) << 5;
        let used = match class {
            0x03..=0x0e => {
                let (right, left) = (stack.pop()?, stack.pop()?);
                stack.push(format!("{left}{}{right}", BINARY[usize::from(class - 3)]));
                0
            }
            0x12 => 0,
            0x13 => wrap(&mut stack, "-", "")?,
            0x14 => wrap(&mut stack, "", "%")?,
            0x15 => wrap(&mut stack, "(", ")")?,
            0x16 => push(&mut stack, String::new(), 0),
            0x19 => attribute(rest, &mut stack)?,
            0x1d => push(
                &mut stack,
                if rest.first() == Some(&0) {
                    "FALSE"
                } else {
                    "TRUE"
                }
                .into(),
                1,
            ),
            0x1e => push(&mut stack, u16_at(rest, 0).to_string(), 2),
            0x1f => push(&mut stack, super::f64_at(rest, 0).to_string(), 8),
            0x21 => call(&mut stack, u16_at(rest, 0), None, 2)?,
            0x22 => call(&mut stack, u16_at(rest, 1), rest.first().copied(), 3)?,
            0x24 => push(&mut stack, cell(u16_at(rest, 0), u16_at(rest, 2), None), 4),
            0x2c => push(
                &mut stack,
                cell(u16_at(rest, 0), u16_at(rest, 2), Some(at)),
                4,
            ),
            0x25 | 0x2d => {
                let base = (class == 0x2d).then_some(at);
                let first = cell(u16_at(rest, 0), u16_at(rest, 4), base);
                let last = cell(u16_at(rest, 2), u16_at(rest, 6), base);
                push(&mut stack, format!("{first}:{last}"), 8)
            }
            _ => return None,
        };
        // A short formula makes long text only by nesting; what grows past this is no report's.
        if stack.last().is_some_and(|text| text.len() > 1_024) {
            return None;
        }
        rgce = rest.get(used..)?;
    }
    let result = stack.pop()?;
    stack.is_empty().then_some(result)
}

fn push(stack: &mut Vec<String>, text: String, used: usize) -> usize {
    stack.push(text);
    used
}

fn wrap(stack: &mut [String], before: &str, after: &str) -> Option<usize> {
    let last = stack.last_mut()?;
    *last = format!("{before}{last}{after}");
    Some(0)
}

/// `SUM` of one argument is stored as an attribute; the other attributes only guide the calculation.
fn attribute(rest: &[u8], stack: &mut [String]) -> Option<usize> {
    let flags = *rest.first()?;
    if flags & 0x10 != 0 {
        wrap(stack, "SUM(", ")")?;
    }
    let table = if flags & 0x04 != 0 {
        (usize::from(u16_at(rest, 1)) + 1) * 2
    } else {
        0
    };
    Some(3 + table)
}

fn call(stack: &mut Vec<String>, number: u16, count: Option<u8>, used: usize) -> Option<usize> {
    let (_, name, fixed) = FUNCTIONS.iter().find(|(id, _, _)| *id == number & 0x7fff)?;
    let count = match count {
        Some(count) => usize::from(count & 0x7f),
        None if *fixed > 0 => *fixed,
        None => return None,
    };
    let first = stack.len().checked_sub(count)?;
    let arguments = stack.split_off(first).join(",");
    stack.push(format!("{name}({arguments})"));
    Some(used)
}

/// Writes a reference; the upper bits of the column say which part is relative, to `base` in shared formulas.
fn cell(row: u16, col: u16, base: Option<(u32, u32)>) -> String {
    let (row_relative, col_relative) = (col & 0x8000 != 0, col & 0x4000 != 0);
    let (mut row, mut col) = (u32::from(row), u32::from(col & 0xff));
    if let Some((base_row, base_col)) = base {
        if row_relative {
            row = (row + base_row) & 0xffff;
        }
        if col_relative {
            col = (col + base_col) & 0xff;
        }
    }
    let dollar = |relative: bool| if relative { "" } else { "$" };
    format!(
        "{}{}{}{}",
        dollar(col_relative),
        column_letters(col),
        dollar(row_relative),
        row + 1
    )
}

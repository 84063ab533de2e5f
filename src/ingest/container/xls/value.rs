//! Numbers, errors and results of formulas as Excel's binary formats store them.

use super::super::cfb::{u16_at, u32_at};
use crate::model::cell::Value;

/// Unpacks Excel's 30-bit number (MS-XLS 2.5.217).
pub(crate) fn rk(raw: u32) -> f64 {
    let number = if raw & 2 != 0 {
        f64::from(raw.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(raw & 0xffff_fffc) << 32)
    };
    if raw & 1 != 0 { number / 100.0 } else { number }
}

pub(crate) fn f64_at(bytes: &[u8], at: usize) -> f64 {
    f64::from_bits(u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32)
}

pub(crate) fn fault(code: u8) -> Value {
    let text = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    Value::Fault(text.into())
}

/// Reads the stored result of a formula; `None` where its text follows in a record of its own.
pub(super) fn result(data: &[u8]) -> Option<Value> {
    if u16_at(data, 12) != 0xffff {
        return Some(Value::Number(f64_at(data, 6)));
    }
    let byte = |at: usize| data.get(at).copied().unwrap_or(0);
    match byte(6) {
        0 => None,
        1 => Some(Value::Bool(byte(8) != 0)),
        2 => Some(fault(byte(8))),
        _ => Some(Value::Text("".into())),
    }
}

/// Whether a formula's stored result was calculated. Libraries store a blank, or a zero with the wish to be
/// calculated on opening; either may be a result too, where other formulas have one.
pub(super) fn was_calculated(data: &[u8]) -> bool {
    const CALCULATE_ON_OPENING: u16 = 2;
    match result(data) {
        Some(Value::Text(_)) => false,
        Some(Value::Number(number)) => {
            number != 0.0 || u16_at(data, 14) & CALCULATE_ON_OPENING == 0
        }
        _ => true,
    }
}

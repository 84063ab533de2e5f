//! Money in integer sen and percentages on the 0–100 scale: values that are added and compared, never parsed here.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

/// An amount of money in sen (hundredths of a rupiah). Sums are exact and do not depend on their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sen(pub i64);

impl Sen {
    pub const ZERO: Self = Self(0);

    /// Returns the nearest sen, or `None` where the amount doesn't fit (beyond ±9.2e16 rupiah) or isn't finite.
    #[must_use]
    pub fn from_rupiah(rupiah: f64) -> Option<Self> {
        let sen = (rupiah * 100.0).round();
        // Below 2^63 every rounded f64 converts exactly.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the range is checked on the same line"
        )]
        (sen.is_finite() && sen.abs() < 9.2e18).then_some(Self(sen as i64))
    }

    #[must_use]
    pub const fn whole(rupiah: i64) -> Self {
        Self(rupiah * 100)
    }

    /// Returns the amount in rupiah; exact up to 2^53 sen (Rp 90 trillion), the nearest number beyond.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "said in the doc comment")]
    pub fn rupiah(self) -> f64 {
        self.0 as f64 / 100.0
    }

    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl Add for Sen {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Sen {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Sen {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Sen {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Sen {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// Writes an amount as officials read it: `Rp1.234.567` or `Rp1.234.567,50`.
impl fmt::Display for Sen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let sen = self.0.unsigned_abs();
        let (rupiah, cents) = (sen / 100, sen % 100);
        write!(f, "{sign}Rp{}", grouped(rupiah))?;
        if cents > 0 {
            write!(f, ",{cents:02}")
        } else {
            Ok(())
        }
    }
}

/// Returns digits in groups of three separated by dots, as Indonesian prints them.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// Writes a number with a decimal comma and the given decimals: `12,50`.
#[must_use]
pub fn comma(number: f64, decimals: usize) -> String {
    format!("{number:.decimals$}").replace('.', ",")
}

/// Returns Σ(weight × value) / Σ weight over the pairs that state a value and weigh more than nothing,
/// and the share of the weight that they hold in percent; `None` where no pair counts.
#[must_use]
pub fn weighted(pairs: impl Iterator<Item = (Sen, Option<f64>)>) -> (Option<f64>, f64) {
    let (mut total, mut covered, mut sum) = (0.0, 0.0, 0.0);
    for (weight, value) in pairs.filter(|(weight, _)| weight.0 > 0) {
        total += weight.rupiah();
        if let Some(value) = value {
            covered += weight.rupiah();
            sum += weight.rupiah() * value;
        }
    }
    let coverage = if total > 0.0 {
        covered / total * 100.0
    } else {
        0.0
    };
    ((covered > 0.0).then(|| sum / covered), coverage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_the_indonesian_way() {
        assert_eq!(Sen(123_456_750).to_string(), "Rp1.234.567,50");
        assert_eq!(Sen::whole(-1_000).to_string(), "-Rp1.000");
        assert_eq!(Sen::ZERO.to_string(), "Rp0");
    }

    #[test]
    fn blanks_weigh_nothing_and_zeroes_do() {
        let pairs = [
            (Sen(300), Some(50.0)),
            (Sen(100), None),
            (Sen(100), Some(0.0)),
            (Sen(0), Some(99.0)),
        ];
        assert_eq!(weighted(pairs.into_iter()), (Some(37.5), 80.0));
    }
}

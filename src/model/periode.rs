//! The reporting period: passed in from outside, never taken from the clock.

use std::fmt;
use std::str::FromStr;

/// Indonesian month names, January first.
pub const BULAN: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// A month of a budget year, a quarter, or (for budgets and plans) only the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Periode {
    pub tahun: i16,
    /// 1–12; a quarter is reported by its last month.
    pub bulan: Option<u8>,
    /// 1–4 where the period was stated as a quarter.
    pub triwulan: Option<u8>,
}

impl Periode {
    #[must_use]
    pub const fn month(tahun: i16, bulan: u8) -> Self {
        Self {
            tahun,
            bulan: Some(bulan),
            triwulan: None,
        }
    }

    #[must_use]
    pub const fn quarter(tahun: i16, triwulan: u8) -> Self {
        Self {
            tahun,
            bulan: Some(triwulan * 3),
            triwulan: Some(triwulan),
        }
    }

    #[must_use]
    pub const fn year(tahun: i16) -> Self {
        Self {
            tahun,
            bulan: None,
            triwulan: None,
        }
    }

    /// Returns the month that the period ends with; a year alone stays one.
    #[must_use]
    pub const fn last_month(self) -> Self {
        Self {
            triwulan: None,
            ..self
        }
    }

    /// Returns whether two periods end with the same month, however they are stated.
    #[must_use]
    pub fn same_month(&self, other: &Self) -> bool {
        self.tahun == other.tahun && self.bulan == other.bulan
    }

    /// Returns the last day of the period; `None` for a year alone.
    #[must_use]
    pub fn tanggal_akhir(&self) -> Option<jiff::civil::Date> {
        let month = i8::try_from(self.bulan?).ok()?;
        let first = jiff::civil::Date::new(self.tahun, month, 1).ok()?;
        Some(first.last_of_month())
    }

    /// Returns whether a report of a month says something of this period: the same month, or one of the same quarter.
    #[must_use]
    pub fn spans(&self, month: &Self) -> bool {
        let quarter = |periode: &Self| periode.bulan.map(|bulan| bulan.div_ceil(3));
        self.same_month(month)
            || (self.triwulan.is_some()
                && self.tahun == month.tahun
                && quarter(self) == quarter(month))
    }

    /// Returns the name of the folder of this period: `2026-09`, `2026-T3`.
    #[must_use]
    pub fn folder(&self) -> String {
        match (self.triwulan, self.bulan) {
            (Some(triwulan), _) => format!("{}-T{triwulan}", self.tahun),
            (None, Some(bulan)) => format!("{}-{bulan:02}", self.tahun),
            (None, None) => self.tahun.to_string(),
        }
    }
}

/// Writes the period as on a title page: `September 2026`, `Triwulan III 2026`.
impl fmt::Display for Periode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];
        match (self.triwulan, self.bulan) {
            (Some(triwulan), _) => write!(
                f,
                "Triwulan {} {}",
                ROMAN[usize::from(triwulan - 1) % 4],
                self.tahun
            ),
            (None, Some(bulan)) => {
                write!(f, "{} {}", BULAN[usize::from(bulan - 1) % 12], self.tahun)
            }
            (None, None) => write!(f, "Tahun {}", self.tahun),
        }
    }
}

/// Reads `2026-09` and `2026-T3`.
impl FromStr for Periode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fault =
            || format!("periode \"{text}\" tidak dikenal; tulis misalnya 2026-09 atau 2026-T3");
        let (year, rest) = text.split_once('-').ok_or_else(fault)?;
        let tahun: i16 = year.parse().map_err(|_| fault())?;
        if year.len() != 4 || !(1990..=2100).contains(&tahun) {
            return Err(fault());
        }
        if let Some(quarter) = rest.strip_prefix(['T', 't']) {
            let triwulan = quarter
                .parse()
                .ok()
                .filter(|t| (1..=4).contains(t))
                .ok_or_else(fault)?;
            return Ok(Self::quarter(tahun, triwulan));
        }
        let bulan = rest
            .parse()
            .ok()
            .filter(|b| rest.len() == 2 && (1..=12).contains(b))
            .ok_or_else(fault)?;
        Ok(Self::month(tahun, bulan))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_spans_its_months() {
        let quarter = Periode::quarter(2026, 3);
        let spanned = |month| quarter.spans(&Periode::month(2026, month));
        assert_eq!(
            (1..=12).filter(|month| spanned(*month)).collect::<Vec<_>>(),
            [7, 8, 9]
        );
        assert!(!quarter.spans(&Periode::month(2025, 9)));
        assert!(!quarter.spans(&Periode::year(2026)));
        assert!(!Periode::month(2026, 9).spans(&Periode::month(2026, 8)));
    }

    #[test]
    fn periods_read_and_show() {
        let read = |text: &str| text.parse::<Periode>().map(|p| (p.to_string(), p.folder()));
        assert_eq!(
            read("2026-09"),
            Ok(("September 2026".into(), "2026-09".into()))
        );
        assert_eq!(
            read("2026-T3"),
            Ok(("Triwulan III 2026".into(), "2026-T3".into()))
        );
        for bad in ["2026", "2026-13", "26-09", "2026-T5", "2026-9", "x-09"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}

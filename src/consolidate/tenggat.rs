//! The deadline of a period, as a civil date: a setting, for no rule of the regency is known.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::model::periode::Periode;
use crate::rules::laporan::Tenggat as Setelan;

/// The deadline of one office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tenggat {
    pub tanggal: Option<Date>,
    /// Why it is later than that of the others.
    pub alasan: Option<String>,
}

impl Tenggat {
    /// Returns the deadline of an office for a period: its extension where the settings give one, else that of all.
    #[must_use]
    pub fn of(opd: &str, periode: &Periode, rule: &Setelan) -> Self {
        let extended = rule.perpanjangan.iter().rev().find(|own| {
            own.opd == opd
                && own
                    .periode
                    .parse::<Periode>()
                    .is_ok_and(|of| (of.tahun, of.bulan) == (periode.tahun, periode.bulan))
        });
        match extended {
            Some(own) => Self {
                tanggal: own.sampai.parse().ok(),
                alasan: Some(own.alasan.clone()),
            },
            None => Self {
                tanggal: tenggat(periode, rule),
                alasan: None,
            },
        }
    }
}

/// Returns the day by which an OPD reports: the set day of the next month, moved forward off Saturday, Sunday and holidays.
/// `None` for a period without a month, or beyond the calendar.
#[must_use]
pub fn tenggat(periode: &Periode, rule: &Setelan) -> Option<Date> {
    let bulan = i8::try_from(periode.bulan?).ok()?;
    let month = Date::new(periode.tahun, bulan, 1).ok()?;
    let mut day = month
        .checked_add(1.month())
        .and_then(|next| next.checked_add(Span::new().days(i64::from(rule.hari) - 1)))
        .ok()?;
    while is_off(day, rule) {
        day = day.tomorrow().ok()?;
    }
    Some(day)
}

fn is_off(day: Date, rule: &Setelan) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
        || rule.libur.contains(&day.to_string())
}

/// Returns the number of days after the deadline, 0 for on time.
#[must_use]
pub fn late_days(received: Date, deadline: Date) -> i32 {
    received
        .since(deadline)
        .map_or(0, |span| span.get_days())
        .max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::laporan::Perpanjangan;

    fn check(periode: &str, libur: &[&str], expected: &str) {
        let rule = Setelan {
            hari: 10,
            libur: libur.iter().map(|&day| day.to_owned()).collect(),
            ..Setelan::default()
        };
        let periode: Periode = periode.parse().unwrap();
        assert_eq!(
            tenggat(&periode, &rule).map(|day| day.to_string()),
            Some(expected.to_owned())
        );
    }

    #[test]
    fn a_deadline_falls_on_a_working_day_of_the_next_month() {
        check("2026-08", &[], "2026-09-10");
        check("2026-09", &[], "2026-10-12"); // day 10 is a Saturday
        check("2026-T3", &["2026-10-12", "2026-10-13"], "2026-10-14");
        check("2026-12", &[], "2027-01-11"); // day 10 is a Sunday
    }

    #[test]
    fn an_extension_holds_for_its_office_and_period() {
        let rule = Setelan {
            hari: 10,
            perpanjangan: vec![Perpanjangan {
                opd: "dinkes".to_owned(),
                periode: "2026-09".to_owned(),
                sampai: "2026-10-20".to_owned(),
                alasan: "surat".to_owned(),
            }],
            ..Setelan::default()
        };
        let day = |opd, periode: &str| {
            let own = Tenggat::of(opd, &periode.parse().unwrap(), &rule);
            (own.tanggal.unwrap().to_string(), own.alasan.is_some())
        };
        assert_eq!(day("dinkes", "2026-09"), ("2026-10-20".to_owned(), true));
        assert_eq!(day("dinkes", "2026-T3"), ("2026-10-20".to_owned(), true));
        assert_eq!(day("dinkes", "2026-08"), ("2026-09-10".to_owned(), false));
        assert_eq!(day("dlh", "2026-09"), ("2026-10-12".to_owned(), false));
    }

    #[test]
    fn a_report_of_the_last_day_is_on_time() {
        let deadline = Date::constant(2026, 10, 12);
        assert_eq!(late_days(deadline, deadline), 0);
        assert_eq!(late_days(Date::constant(2026, 10, 1), deadline), 0);
        assert_eq!(late_days(Date::constant(2026, 11, 12), deadline), 31);
    }
}

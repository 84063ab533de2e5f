//! A report as it stood a month before: the figures of September carried back, so that each month follows from the last.

use super::anggaran::Report;

/// Returns the report a month before `month`; money in whole multiples of `step` rupiah.
///
/// What was realised is what the later month calls "s.d. bulan lalu".
#[must_use]
pub fn mundur(report: &Report, month: i64, step: i64) -> Report {
    let mut report = report.clone();
    let money = |sen: i64, part: i64, of: i64| sen / 100 * part / of / step * step * 100;
    for leaf in report.leaves_mut() {
        let own = &mut leaf.own;
        own.target = money(own.target, month - 1, month);
        own.target_fisik = own.target_fisik.map(|fisik| fisik * (month - 1) / month);
        own.real = own.lalu;
        // Some cases let a later fisik fall below what the generator drew for the month before.
        own.fisik = own
            .lalu_fisik
            .map(|lalu| own.fisik.map_or(lalu, |fisik| lalu.min(fisik)));
        own.lalu = money(own.lalu, month - 2, month - 1);
        own.lalu_fisik = own.fisik.map(|fisik| fisik * (month - 2) / (month - 1));
        leaf.kasus = None;
    }
    report
}

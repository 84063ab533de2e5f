//! What a counted report leaves out: activities without any realisasi.

use super::findings::Finding;
use super::gather::{Fate, Gatherer, Portion, counted};
use super::jumlah::share;
use super::office::Owner;
use crate::diag::Diagnostic;
use crate::diag::catalogue::konsolidasi::LAPORAN_SEBAGIAN;
use crate::model::location::Location;
use crate::model::nilai::{Sen, comma};
use crate::model::table::Row;

/// Returns a finding for each report whose blank activities hold more of the pagu than the rules let pass.
#[must_use]
pub fn partial(gatherer: &Gatherer<'_>, portions: &[Portion]) -> Vec<Finding> {
    let limit = gatherer.rules.deviasi.laporan_sebagian.nilai;
    let of_portion = |portion: &Portion| {
        let Owner::Listed(opd) = portion.owner else {
            return None;
        };
        let submission = &gatherer.submissions[portion.file];
        let (mut all, mut blank, mut count) = (Sen::ZERO, Sen::ZERO, 0_usize);
        for (_, table) in counted(submission, portion) {
            for row in table.leaves() {
                let pagu = row
                    .pagu
                    .filter(|pagu| *pagu > Sen::ZERO)
                    .unwrap_or_default();
                all += pagu;
                if is_blank(row) && pagu > Sen::ZERO {
                    blank += pagu;
                    count += 1;
                }
            }
        }
        let part = share(blank, all)?;
        (count > 0 && part >= limit).then(|| {
            let message = format!(
                "{count} kegiatan dengan pagu {blank} ({} % dari pagu laporan) tidak memuat realisasi keuangan maupun fisik",
                comma(part, 2)
            );
            let at = Location::file(&submission.file);
            Finding {
                opd: Some(opd),
                diagnostic: Diagnostic::new(LAPORAN_SEBAGIAN, at, message),
            }
        })
    };
    let counting = portions
        .iter()
        .filter(|portion| portion.fate == Fate::Counted);
    counting.filter_map(of_portion).collect()
}

fn is_blank(row: &Row) -> bool {
    row.realisasi_keuangan.is_none() && row.realisasi_fisik.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consolidate::sample::{consolidated, leaf, submission, table};
    use crate::model::kegiatan::Jenis;

    /// A report of two activities, the second blank and of so much of 1000 pagu.
    fn check(blank: i64, expected: usize) {
        let work = |pagu: i64| leaf("a", Jenis::NonFisik, (pagu, 1, 1), (10.0, 10.0));
        let mut silent = work(blank);
        silent.realisasi_keuangan = None;
        silent.realisasi_fisik = None;
        let rows = vec![work(1000 - blank), silent];
        let file = submission(
            "a.xlsx",
            vec![table(("Dinas Kesehatan", Some("dinkes")), rows)],
        );
        let k = consolidated(vec![file], Vec::new());
        let found = k
            .diagnostics
            .iter()
            .filter(|found| found.code == LAPORAN_SEBAGIAN);
        assert_eq!(found.count(), expected, "{blank}");
    }

    #[test]
    fn a_report_is_partial_from_its_share_on() {
        check(49, 0);
        check(50, 1);
    }
}

//! For how many months a contract has been critical, from the archived months before: which stage of proof is next.

use super::kritis::Periode as PeriodeKontrak;
use crate::model::arsip::{BarisArsip, BulanArsip};
use crate::model::periode::{BULAN, Periode};
use crate::model::table::Row;
use crate::normalize::fold::fold;
use crate::rules::deviasi::AmbangDeviasi;

/// Returns the months in a row right before the period in which the same activity was late beyond the limb of its
/// period, the latest first. An activity is the same by code and name; where several are, nothing is said.
#[must_use]
pub fn bulan_kritis(
    arsip: &[BulanArsip],
    periode: Periode,
    (opd, row): (&str, &Row),
    ambang: &AmbangDeviasi,
) -> Vec<u8> {
    let mut months = Vec::new();
    let mut next = periode.bulan.and_then(|bulan| bulan.checked_sub(1));
    while let Some(bulan) = next.filter(|bulan| *bulan > 0) {
        let wanted = Periode::month(periode.tahun, bulan);
        let Some(month) = arsip.iter().find(|month| month.periode.same_month(&wanted)) else {
            break;
        };
        let mut same = month.of_opd(opd).filter(|baris| is_same(baris, row));
        let critical = same.next().is_some_and(|baris| is_critical(baris, ambang));
        if !critical || same.next().is_some() {
            break;
        }
        months.push(bulan);
        next = bulan.checked_sub(1);
    }
    months
}

fn is_same(baris: &BarisArsip, row: &Row) -> bool {
    baris.kode == row.kode && fold(&baris.uraian) == fold(&row.uraian)
}

fn is_critical(baris: &BarisArsip, ambang: &AmbangDeviasi) -> bool {
    let sides = baris.target_fisik.zip(baris.realisasi_fisik);
    sides.is_some_and(|(rencana, fisik)| {
        let limit = PeriodeKontrak::of(rencana, ambang).kritis;
        rencana - fisik > limit + ambang.toleransi
    })
}

/// Says which stage of proof comes next after so many critical months; `None` where there were none.
#[must_use]
pub fn tahap(months: &[u8]) -> Option<String> {
    let first = usize::from(*months.last()?).checked_sub(1)?;
    let next = match months.len() {
        1 => "SCM tahap II",
        2 => "SCM tahap III",
        _ => "pemutusan kontrak atau kesepakatan tiga pihak",
    };
    Some(format!(
        "Menurut arsip sudah kritis sejak {} ({} bulan berturut-turut): bila uji coba kemajuan tahap sebelumnya gagal, lanjutkan dengan {next}.",
        BULAN[first % 12],
        months.len() + 1
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consolidate::sample::{archived, leaf};
    use crate::model::kegiatan::Jenis;
    use crate::rules::Rules;

    #[test]
    fn critical_months_are_counted_back_from_the_period() {
        let rules = Rules::embedded().unwrap();
        let work = |target: f64, fisik: f64| {
            leaf(
                "Pembangunan jembatan",
                Jenis::FisikKonstruksi,
                (100, 50, 50),
                (target, fisik),
            )
        };
        let arsip = [
            archived(Periode::month(2026, 5), "dpupr", &work(60.0, 40.0)),
            archived(Periode::month(2026, 6), "dpupr", &work(60.0, 50.0)),
            archived(Periode::month(2026, 7), "dpupr", &work(60.0, 49.9)),
            archived(Periode::month(2026, 8), "dpupr", &work(70.0, 64.9)),
        ];
        let check = |periode: Periode, opd: &str, expected: &[u8]| {
            let now = work(80.0, 60.0);
            let months = bulan_kritis(&arsip, periode, (opd, &now), &rules.deviasi);
            assert_eq!(months, expected, "{periode}");
        };
        check(Periode::month(2026, 9), "dpupr", &[8, 7]);
        check(Periode::month(2026, 8), "dpupr", &[7]);
        check(Periode::month(2026, 7), "dpupr", &[]);
        check(Periode::month(2026, 10), "dpupr", &[]);
        check(Periode::month(2026, 1), "dpupr", &[]);
        check(Periode::month(2026, 9), "dinkes", &[]);
        assert_eq!(tahap(&[]), None);
        let said = tahap(&[8, 7]).unwrap();
        assert!(
            said.contains("sejak Juli (3 bulan") && said.contains("SCM tahap III"),
            "{said}"
        );
    }
}

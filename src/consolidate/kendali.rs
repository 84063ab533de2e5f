//! The tie-out: what the totals of the rekap are held against, and by how much they differ.

use std::sync::Arc;

use super::gather::{Fate, Portion, counted};
use super::induk::Induk;
use super::lalu::kelonggaran;
use super::office::Owner;
use super::{Leaf, RekapOpd};
use crate::model::arsip::BulanArsip;
use crate::model::cell::CellRef;
use crate::model::field::Measure;
use crate::model::nilai::Sen;
use crate::model::periode::Periode;
use crate::model::submission::Submission;
use crate::model::table::Row;

/// What a total is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Terhadap {
    /// The pagu of the budget that holds at the end of the period.
    Dpa,
    /// What the books say was spent.
    Lra,
    /// What was accepted for the month before, against what the reports of this month say of it.
    BulanLalu,
    /// The pagu accepted for the month before, of the offices that both months cover.
    PaguLalu,
    /// A recap sheet in the workbook of its details.
    LembarRekap,
}

/// One comparison; all amounts in sen.
#[derive(Clone, Debug, PartialEq)]
pub struct Kendali {
    pub terhadap: Terhadap,
    /// Index of the office; `None` where it goes over several.
    pub opd: Option<usize>,
    pub measure: Measure,
    /// `None` where no report of the office counts.
    pub rekap: Option<Sen>,
    pub pembanding: Sen,
    /// By how much they may differ and still mean the same: reports in thousands or millions are rounded.
    pub longgar: Sen,
    /// File, or file, sheet and cell.
    pub sumber: String,
}

impl Kendali {
    /// Returns the difference, rekap less the other; `None` without a report.
    #[must_use]
    pub fn selisih(&self) -> Option<Sen> {
        self.rekap.map(|rekap| rekap - self.pembanding)
    }

    /// Returns whether both agree; `None` without a report.
    #[must_use]
    pub fn cocok(&self) -> Option<bool> {
        self.selisih().map(|selisih| selisih.abs() <= self.longgar)
    }
}

/// What the comparisons are made from.
pub(super) struct Sumber<'a> {
    pub(super) submissions: &'a [Submission],
    pub(super) portions: &'a [Portion],
    pub(super) leaves: &'a [Leaf],
    pub(super) opd: &'a [RekapOpd],
    pub(super) induk: &'a Induk,
    pub(super) arsip: &'a [BulanArsip],
    pub(super) periode: Periode,
}

impl Sumber<'_> {
    /// Returns the comparisons by kind, then in the order of the offices.
    pub(super) fn kendali(&self) -> Vec<Kendali> {
        let mut found = self.dpa();
        found.extend(self.lra());
        found.extend(self.month_before());
        found.extend(self.recaps());
        found
    }

    fn rows(&self, opd: usize) -> impl Iterator<Item = &Row> + Clone {
        self.leaves
            .iter()
            .filter(move |leaf| leaf.opd == opd)
            .map(|leaf| &self.submissions[leaf.file].tables[leaf.table].rows[leaf.row])
    }

    fn longgar(&self, opd: usize) -> Sen {
        let amounts = self
            .rows(opd)
            .flat_map(|row| [row.pagu, row.realisasi_keuangan, row.target_keuangan]);
        kelonggaran(&amounts.flatten())
    }

    fn dpa(&self) -> Vec<Kendali> {
        let own = self.opd.iter().enumerate().filter_map(|(index, opd)| {
            let (valid, _) = self.induk.of_opd(&opd.office.id, self.periode);
            (!valid.is_empty()).then(|| Kendali {
                terhadap: Terhadap::Dpa,
                opd: Some(index),
                measure: Measure::Pagu,
                rekap: opd.jumlah.and_then(|jumlah| jumlah.pagu),
                pembanding: valid.iter().map(|row| row.pagu).sum(),
                longgar: self.longgar(index),
                sumber: self.induk.berkas_pagu.clone(),
            })
        });
        own.collect()
    }

    fn lra(&self) -> Vec<Kendali> {
        let own = self.opd.iter().enumerate().filter_map(|(index, opd)| {
            let row = self.induk.lra.iter().find(|row| row.opd == opd.office.id)?;
            Some(Kendali {
                terhadap: Terhadap::Lra,
                opd: Some(index),
                measure: Measure::RealisasiKeuangan,
                rekap: opd.jumlah.and_then(|jumlah| jumlah.realisasi_keuangan),
                pembanding: row.realisasi,
                longgar: self.longgar(index),
                sumber: format!("{} baris {}", self.induk.berkas_lra, row.baris),
            })
        });
        own.collect()
    }

    /// The month before, where it is archived: what its accepted rows add up to.
    fn month_before(&self) -> Vec<Kendali> {
        let before = self.periode.bulan.and_then(|bulan| {
            let before = Periode::month(self.periode.tahun, bulan.checked_sub(1)?);
            self.arsip.iter().rfind(|month| month.periode == before)
        });
        let (Some(before), None) = (before, self.periode.triwulan) else {
            return Vec::new();
        };
        let sumber = || format!("arsip {}", before.periode);
        let mut found = Vec::new();
        let (mut pagu, mut pagu_dulu, mut both) = (Sen::ZERO, Sen::ZERO, false);
        for (index, opd) in self.opd.iter().enumerate() {
            let Some(dulu) = before.totals(&opd.office.id) else {
                continue;
            };
            if let (Some(now), Some(then)) = (opd.jumlah.and_then(|j| j.pagu), dulu.pagu) {
                (pagu, pagu_dulu, both) = (pagu + now, pagu_dulu + then, true);
            }
            if let (Some(stated), Some(then)) = (self.stated_before(index), dulu.realisasi_keuangan)
            {
                found.push(Kendali {
                    terhadap: Terhadap::BulanLalu,
                    opd: Some(index),
                    measure: Measure::RealisasiKeuangan,
                    rekap: Some(stated),
                    pembanding: then,
                    longgar: self.longgar(index),
                    sumber: sumber(),
                });
            }
        }
        if both {
            found.push(Kendali {
                terhadap: Terhadap::PaguLalu,
                opd: None,
                measure: Measure::Pagu,
                rekap: Some(pagu),
                pembanding: pagu_dulu,
                longgar: Sen::ZERO,
                sumber: sumber(),
            });
        }
        found
    }

    /// What an office's report says was realised up to the month before; `None` unless all its rows say it.
    fn stated_before(&self, opd: usize) -> Option<Sen> {
        let spent = self
            .rows(opd)
            .filter(|row| row.realisasi_keuangan.is_some());
        let stated: Option<Vec<Sen>> = spent.map(|row| row.lalu.realisasi_keuangan).collect();
        stated
            .filter(|stated| !stated.is_empty())
            .map(|stated| stated.into_iter().sum())
    }

    fn recaps(&self) -> Vec<Kendali> {
        let mut found = Vec::new();
        for portion in self.portions {
            let (Owner::Listed(opd), Fate::Counted) = (&portion.owner, portion.fate) else {
                continue;
            };
            let submission = &self.submissions[portion.file];
            for held in counted(submission, portion).flat_map(|(_, table)| &table.kendali) {
                // Whether they agree was settled by the reading, with the recap's own unit.
                let longgar = if held.agrees {
                    (held.computed - held.stated).abs()
                } else {
                    Sen::ZERO
                };
                found.push(Kendali {
                    terhadap: Terhadap::LembarRekap,
                    opd: Some(*opd),
                    measure: held.field.measure,
                    rekap: Some(held.computed),
                    pembanding: held.stated,
                    longgar,
                    sumber: cell(&submission.file, held.sheet.as_ref(), held.cell, &held.name),
                });
            }
        }
        found
    }
}

fn cell(file: &Arc<str>, sheet: Option<&Arc<str>>, cell: CellRef, name: &str) -> String {
    match sheet {
        Some(sheet) => format!("{file} › {sheet} › {cell} ({name})"),
        None => format!("{file} › {cell} ({name})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consolidate::induk::{BarisInduk, BarisLra};
    use crate::consolidate::register::Register;
    use crate::consolidate::sample::{PERIODE, archived, leaf, submission, table};
    use crate::consolidate::{Asked, consolidate};
    use crate::model::kegiatan::Jenis;
    use crate::rules::Rules;

    /// An activity of Rp1.001 with its realisasi up to now and up to the month before.
    fn gedung(realisasi: i64, lalu: Option<i64>) -> Row {
        let mut row = leaf(
            "Gedung",
            Jenis::FisikKonstruksi,
            (1_001, 500, realisasi),
            (50.0, 40.0),
        );
        row.lalu.realisasi_keuangan = lalu.map(Sen::whole);
        row
    }

    /// What one report of Dinkes is held against, as `kind: rekap – other = difference`.
    fn check(row: Row, induk: Induk, arsip: Vec<BulanArsip>, expected: &[&str]) {
        let report = submission(
            "dinkes.xlsx",
            vec![table(("dinkes", Some("dinkes")), vec![row])],
        );
        let asked = Asked {
            periode: PERIODE,
            opd_from_files: false,
            register: Register::default(),
            keputusan: Vec::new(),
            arsip,
            induk,
            diagnostics: Vec::new(),
        };
        let k = consolidate(vec![report], asked, &Rules::embedded().unwrap()).unwrap();
        let told: Vec<String> = k.kendali.iter().map(told).collect();
        assert_eq!(told, expected);
    }

    fn told(kendali: &Kendali) -> String {
        let rekap = kendali
            .rekap
            .map_or("-".to_owned(), |rekap| rekap.to_string());
        format!(
            "{:?}: {rekap} – {} {:?}",
            kendali.terhadap,
            kendali.pembanding,
            kendali.cocok()
        )
    }

    fn dpa(opd: &str, pagu: i64) -> BarisInduk {
        BarisInduk {
            opd: Arc::from(opd),
            kode: None,
            kode_teks: "".into(),
            uraian: "Gedung".into(),
            pagu: Sen::whole(pagu),
            versi: "murni".into(),
            berlaku_dari: None,
            baris: 2,
        }
    }

    #[test]
    fn the_budget_and_the_books_are_held_against_each_office() {
        let lra = |opd: &str, realisasi| BarisLra {
            opd: Arc::from(opd),
            realisasi: Sen::whole(realisasi),
            baris: 2,
        };
        let induk = Induk {
            pagu: vec![dpa("dinkes", 1_001), dpa("dlh", 5)],
            lra: vec![lra("dinkes", 402), lra("dlh", 7)],
            ..Induk::default()
        };
        check(
            gedung(400, None),
            induk,
            Vec::new(),
            &[
                "Dpa: Rp1.001 – Rp1.001 Some(true)",
                "Dpa: - – Rp5 None",
                "Lra: Rp400 – Rp402 Some(false)",
                "Lra: - – Rp7 None",
            ],
        );
    }

    #[test]
    fn the_month_before_is_held_where_every_row_states_it() {
        let august =
            |realisasi| archived(Periode::month(2026, 8), "dinkes", &gedung(realisasi, None));
        let pagu = "PaguLalu: Rp1.001 – Rp1.001 Some(true)";
        check(
            gedung(400, Some(300)),
            Induk::default(),
            vec![august(300)],
            &["BulanLalu: Rp300 – Rp300 Some(true)", pagu],
        );
        check(
            gedung(400, Some(300)),
            Induk::default(),
            vec![august(298)],
            &["BulanLalu: Rp300 – Rp298 Some(false)", pagu],
        );
        check(
            gedung(400, None),
            Induk::default(),
            vec![august(300)],
            &[pagu],
        );
    }

    #[test]
    fn an_earlier_month_than_the_one_before_is_no_control() {
        let july = archived(Periode::month(2026, 7), "dinkes", &gedung(300, None));
        check(gedung(400, Some(300)), Induk::default(), vec![july], &[]);
    }
}

//! Puts a case together: picks mutations that fit, draws the workbook, and says what is true of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use rakor::ingest::layout::book::Request;
use rakor::model::grid::Workbook;
use rakor::model::periode::Periode;

use super::acak::{index, pick};
use super::anggaran::{self, Amounts, Item, Level, Shape};
use super::kata::Words;
use super::kolom::Family;
use super::mutasi::{M, Owed};
use super::pilih;
use super::siapa::{OFFICES, Office};
use super::wadah::Via;
use crate::support::contoh::rng::Rng;

/// A counted row as the form states it: money in sen, fisik in percent; `None` is blank.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Leaf {
    pub sheet: Option<Arc<str>>,
    pub row: u32,
    pub pagu: i64,
    pub target: Option<i64>,
    pub real: Option<i64>,
    pub tfis: Option<f64>,
    pub rfis: Option<f64>,
}

/// What is true of one office in the workbook.
#[derive(Clone, Debug)]
pub(crate) struct Truth {
    /// The roster's id; `None` for an office outside.
    pub id: Option<&'static str>,
    pub leaves: Vec<Leaf>,
}

pub(crate) struct Case {
    pub index: u64,
    pub primary: M,
    pub on: BTreeSet<M>,
    pub family: Family,
    pub file: Arc<str>,
    pub request: Request,
    pub workbook: Workbook,
    pub periode: Option<Periode>,
    pub offices: Vec<Truth>,
    pub owed: Owed,
    pub via: Via,
    /// Header row of the first sheet's table.
    pub header: u32,
}

/// Makes the case of a number; `None` where its defect found nothing to spoil.
#[must_use]
pub(crate) fn case(index: u64) -> Option<Case> {
    let mut rng = Rng::named(&format!("tata-{index}"));
    let n = u64::try_from(M::ALL.len()).unwrap_or(1);
    let primary = M::ALL[usize::try_from(index % n).unwrap_or(0)];
    let (family, on) = pilih::choose(primary, &mut rng);
    Builder::new(index, primary, family, on, rng).build()
}

/// Returns the mutations of a case, without drawing it; `None` where it has no such case.
pub(crate) fn mutations(index: u64) -> Option<BTreeSet<M>> {
    case(index).map(|case| case.on)
}

pub(super) struct Builder {
    pub(super) index: u64,
    pub(super) primary: M,
    pub(super) family: Family,
    pub(super) on: BTreeSet<M>,
    pub(super) rng: Rng,
    pub(super) year: i16,
    pub(super) month: usize,
    pub(super) words: Words,
    pub(super) header_rows: usize,
    /// Seeds what all sheets of the workbook share.
    pub(super) habit: Rng,
    pub(super) rounded: bool,
    pub(super) workbook: Workbook,
    pub(super) offices: Vec<Truth>,
    pub(super) header: u32,
}

impl Builder {
    fn new(index: u64, primary: M, family: Family, on: BTreeSet<M>, mut rng: Rng) -> Self {
        let has = |m: M| on.contains(&m);
        let mut words = Words::usual(&mut rng);
        if has(M::KataLangka) {
            words = words.rare(&mut rng);
        } else if has(M::KepalaSalahKetik) {
            words = words.mistyped(&mut rng);
        }
        let usual = match family {
            Family::Datar | Family::Dump => 1,
            Family::Rfk | Family::Silang | Family::Form => 3,
            Family::Masa => 4,
            Family::Ringkas | Family::Paket => 2,
        };
        let header_rows = [M::Kepala1, M::Kepala2, M::Kepala3, M::Kepala4, M::Kepala5]
            .iter()
            .position(|m| has(*m))
            .map_or(usual, |at| at + 1);
        let header_rows = if has(M::MetodePasang) {
            header_rows.max(3)
        } else {
            header_rows
        };
        let month = usize::try_from(if has(M::PeriodeTriwulan) {
            rng.between(1, 4) * 3
        } else {
            rng.between(2, 12)
        })
        .unwrap_or(9);
        let rounded = rng.chance(50);
        let habit = Rng::named(&format!("habit-{index}"));
        Self {
            index,
            primary,
            family,
            year: 2026,
            month,
            words,
            header_rows,
            habit,
            rounded,
            workbook: Workbook::default(),
            offices: Vec::new(),
            header: 0,
            on,
            rng,
        }
    }

    pub(super) fn has(&self, m: M) -> bool {
        self.on.contains(&m)
    }

    fn build(mut self) -> Option<Case> {
        let office = OFFICES[index(&mut self.rng, OFFICES.len())];
        if self.has(M::BanyakOpd) {
            self.many_offices()?;
        } else if self.has(M::PerBidang) {
            self.sections(office)?;
        } else if self.has(M::BulanLembar) {
            self.month_sheets(office)?;
        } else if self.has(M::Bertumpuk) {
            self.stacked(office)?;
        } else {
            self.one_report(office)?;
        }
        let file = self.file_name(office);
        let month = u8::try_from(self.month).unwrap_or(1);
        let periode = if self.has(M::PeriodeTriwulan) {
            Periode::quarter(self.year, month / 3)
        } else {
            Periode::month(self.year, month)
        };
        let asked = if self.has(M::PeriodeSalah) {
            Some(Periode::month(self.year, month % 12 + 1))
        } else if self.has(M::BulanLembar) || self.has(M::PeriodeTiada) || self.rng.chance(60) {
            Some(Periode::month(self.year, month))
        } else {
            None
        };
        let via = if self.rng.chance(65) {
            Via::Grid
        } else {
            Via::ALL[index(&mut self.rng, Via::ALL.len())]
        };
        Some(Case {
            index: self.index,
            primary: self.primary,
            family: self.family,
            file: file.into(),
            request: Request {
                periode: asked,
                opd_from_files: false,
            },
            workbook: self.workbook,
            periode: (!self.on.contains(&M::PeriodeTiada)).then_some(periode),
            offices: self.offices,
            owed: self.primary.owed(),
            via,
            header: self.header,
            on: self.on,
        })
    }

    pub(super) fn budget(&mut self, office: Office, from_program: usize) -> Vec<Item> {
        let leaf = if self.has(M::RekeningDaun)
            || self.has(M::FisikDiInduk)
            || self.family == Family::Form
        {
            Level::Rekening
        } else if self.has(M::PaketDaun) || self.family == Family::Paket {
            Level::Paket
        } else {
            Level::Sub
        };
        let least = if self.has(M::JumlahSaja) || self.has(M::Tebal) || self.has(M::TotalInduk) {
            2
        } else {
            1
        };
        let unit = if self.has(M::UangSen) {
            1
        } else if self.has(M::Ribuan) || self.has(M::RibuanJudul) || self.has(M::Jutaan) {
            100_000
        } else {
            100
        };
        let shape = Shape {
            leaf,
            least,
            unit,
            old_codes: self.has(M::KodeDua),
            urusan: office.urusan,
            from_program,
            shallow: self.has(M::DaunDangkal),
            single: self.family == Family::Form,
        };
        let mut items = anggaran::budget(&mut self.rng, &shape);
        while items.iter().filter(|item| item.leaf).count() < 5 {
            items = anggaran::budget(&mut self.rng, &shape);
        }
        self.season(&mut items);
        anggaran::fill_sums(&mut items);
        items
    }

    /// Names and amounts that a mutation wants among the leaves.
    fn season(&mut self, items: &mut [Item]) {
        let leaves: Vec<usize> = (0..items.len()).filter(|at| items[*at].leaf).collect();
        let some = |rng: &mut Rng| leaves[index(rng, leaves.len())];
        if self.has(M::DaunJumlah) {
            let at = some(&mut self.rng);
            pick(
                &mut self.rng,
                &[
                    "Jumlah Laporan Hasil Pengawasan",
                    "Jumlah Dokumen Perencanaan yang Tersusun",
                    "Jumlah Warga Terlayani",
                ],
            )
            .clone_into(&mut items[at].nama);
        }
        if self.has(M::DaunTotal) {
            let at = some(&mut self.rng);
            pick(
                &mut self.rng,
                &[
                    "Total Quality Management Pelayanan",
                    "Pengadaan Total Station",
                    "Total Sanitasi Berbasis Masyarakat",
                ],
            )
            .clone_into(&mut items[at].nama);
        }
        if self.has(M::DaunNol) {
            let at = some(&mut self.rng);
            items[at].own = Amounts {
                tfis: Some(0.0),
                rfis: Some(0.0),
                tfis_lalu: Some(0.0),
                rfis_lalu: Some(0.0),
                ..Amounts::default()
            };
        }
        if self.has(M::UangKurung) {
            let largest = leaves.iter().max_by_key(|at| items[**at].own.pagu);
            let own = &mut items[*largest.unwrap_or(&0)].own;
            let unit = 100;
            own.real = -(own.pagu / 5000 * unit).max(unit);
            own.lalu = own.real;
            own.dana_real = [own.real, 0, 0, 0];
            own.dana = [own.pagu, 0, 0, 0];
        }
        if self.has(M::FisikLebih) {
            items[leaves[0]].own.rfis = Some(100.49);
            items[leaves[1]].own.tfis = Some(100.000_08);
        }
        if self.has(M::FisikKosong) {
            for at in leaves.iter().step_by(3).take(2) {
                items[*at].own.rfis = None;
                items[*at].own.rfis_lalu = None;
            }
        }
        if self.has(M::Kelurahan) {
            let name = |n: usize| {
                [
                    "Penyediaan Jasa Kebersihan",
                    "Pemeliharaan Saluran",
                    "Pembinaan Kader",
                ][n % 3]
                    .to_owned()
            };
            for (n, at) in leaves.iter().enumerate() {
                items[*at].nama = name(n);
            }
        }
    }
}

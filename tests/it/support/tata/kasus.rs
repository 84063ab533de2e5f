//! Puts a case together: picks mutations that fit, draws the workbook, and says what is true of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use rakor::ingest::layout::book::Request;
use rakor::model::cell::CellRef;
use rakor::model::grid::{Grid, Workbook};
use rakor::model::periode::Periode;

use super::acak::{index, pick};
use super::anggaran::{self, Amounts, Item, Level, Shape};
use super::baris;
use super::cacat;
use super::judul::{self, Heading};
use super::kata::Words;
use super::kepala;
use super::kolom::{Family, Plan, Span, What};
use super::mutasi::{M, Owed};
use super::nilai::Style;
use super::pelengkap;
use super::pilih;
use super::siapa::{BELOW, FOREIGN, MONTHS_ODD, OFFICES, Office};
use super::tabel::{self, Drawn};
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

struct Builder {
    index: u64,
    primary: M,
    family: Family,
    on: BTreeSet<M>,
    rng: Rng,
    year: i16,
    month: usize,
    words: Words,
    header_rows: usize,
    /// Seeds what all sheets of the workbook share.
    habit: Rng,
    rounded: bool,
    workbook: Workbook,
    offices: Vec<Truth>,
    header: u32,
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
            Family::Rfk | Family::Silang => 3,
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

    fn has(&self, m: M) -> bool {
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

    fn budget(&mut self, office: Office, from_program: usize) -> Vec<Item> {
        let leaf = if self.has(M::RekeningDaun) || self.has(M::FisikDiInduk) {
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
            items[at].nama = pick(
                &mut self.rng,
                &[
                    "Jumlah Laporan Hasil Pengawasan",
                    "Jumlah Dokumen Perencanaan yang Tersusun",
                    "Jumlah Warga Terlayani",
                ],
            )
            .to_owned();
        }
        if self.has(M::DaunTotal) {
            let at = some(&mut self.rng);
            items[at].nama = pick(
                &mut self.rng,
                &[
                    "Total Quality Management Pelayanan",
                    "Pengadaan Total Station",
                    "Total Sanitasi Berbasis Masyarakat",
                ],
            )
            .to_owned();
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

    /// One office, one report, with what stands beside it.
    fn one_report(&mut self, office: Office) -> Option<()> {
        let (heading, id) = self.heading(office);
        let items = self.budget(office, 0);
        let name = self.sheet_name(office);
        let leaves = self.detail(&items, &name, &heading)?;
        self.offices.push(Truth { id, leaves });
        if self.has(M::HanyaTersembunyi) {
            self.workbook.grids[0].hidden = true;
        }
        self.copies(&items, &name, &heading);
        for m in self.on.clone() {
            if let Some(grid) = pelengkap::sheet(m, &items, office.name, self.month, &mut self.rng)
            {
                if self.rng.chance(30) {
                    self.workbook.grids.insert(0, grid);
                } else {
                    self.workbook.grids.push(grid);
                }
            }
        }
        Some(())
    }

    /// The same rows once more on another sheet, or an older version.
    fn copies(&mut self, items: &[Item], name: &str, heading: &Heading) {
        let Some(first) = self
            .workbook
            .grids
            .iter()
            .find(|grid| grid.name.as_deref() == Some(name))
            .cloned()
        else {
            return;
        };
        let named = |mut grid: Grid, name: &str| {
            grid.name = Some(name.into());
            grid
        };
        if self.has(M::Salinan) {
            self.workbook
                .grids
                .push(named(first, &format!("{name} (2)")));
        } else if self.has(M::SalinanTersembunyi) {
            let mut copy = named(first, "Sheet3");
            copy.hidden = true;
            self.workbook.grids.push(copy);
        } else if self.has(M::Saringan) {
            let kept: BTreeSet<usize> = (0..items.len())
                .filter(|at| !items[*at].leaf || at % 2 == 0)
                .collect();
            let mut part: Vec<Item> = Vec::new();
            let mut places = vec![0; items.len()];
            for at in kept {
                let mut item = items[at].clone();
                places[at] = part.len();
                item.parent = item.parent.map(|above| places[above]);
                part.push(item);
            }
            part.retain(|item| item.leaf || item.level < Level::Sub);
            if part.iter().filter(|item| item.leaf).count() > 1 {
                self.filtered(&part, heading);
            }
        } else if self.has(M::VersiTersembunyi) {
            let mut older = items.to_vec();
            for item in older.iter_mut().filter(|item| item.leaf) {
                item.own.real = item.own.real / 200 * 100;
                item.own.dana_real = [item.own.real, 0, 0, 0];
            }
            anggaran::fill_sums(&mut older);
            let _ = self.detail(&older, "lama", heading);
            if let Some(grid) = self.workbook.grids.last_mut() {
                grid.hidden = true;
            }
        }
    }

    fn filtered(&mut self, part: &[Item], heading: &Heading) {
        let mut part = part.to_vec();
        // Parents of a filtered list are drawn anew from what is left.
        let leaves: Vec<Item> = part.drain(..).filter(|item| item.leaf).collect();
        let had = self.on.clone();
        self.on.insert(M::Datar);
        for m in [
            M::KodePecah,
            M::KodeLekat,
            M::IndukKosong,
            M::IndukUang,
            M::SubTotal,
        ] {
            self.on.remove(&m);
        }
        let _ = self.detail(&leaves, "fisik saja", heading);
        self.on = had;
    }

    /// A sheet an office.
    fn many_offices(&mut self) -> Option<()> {
        let n = usize::try_from(self.rng.between(3, 7)).unwrap_or(3);
        let from = index(&mut self.rng, OFFICES.len());
        let named_by_sheet = self.rng.chance(40);
        for step in 0..n {
            let office = OFFICES[(from + step) % OFFICES.len()];
            let (mut heading, id) = self.heading(office);
            let name = format!("{} {}", step + 1, office.alias);
            if named_by_sheet {
                heading.opd_label = None;
                heading.opd_title = None;
            }
            let items = self.budget(office, 0);
            let leaves = self.detail(&items, &name, &heading)?;
            self.offices.push(Truth { id, leaves });
        }
        Some(())
    }

    /// Several sheets of one office, one for each of its sections.
    fn sections(&mut self, office: Office) -> Option<()> {
        let (heading, id) = self.heading(office);
        let mut leaves = Vec::new();
        for (n, section) in ["Sekretariat", "Bidang I", "Bidang II"]
            .iter()
            .take(usize::try_from(self.rng.between(2, 3)).unwrap_or(2))
            .enumerate()
        {
            let items = self.budget(office, n * 3);
            leaves.extend(self.detail(&items, section, &heading)?);
        }
        self.offices.push(Truth { id, leaves });
        Some(())
    }

    /// A sheet a month; the month stands only in the sheet's name.
    fn month_sheets(&mut self, office: Office) -> Option<()> {
        let (mut heading, id) = self.heading(office);
        heading.period_label = None;
        heading.period_title = None;
        heading.period_date = None;
        let items = self.budget(office, 0);
        let first = self.month.saturating_sub(3).max(1);
        for month in first..=(self.month + 1).min(12) {
            let name = if self.habit.clone().next() % 2 == 0 {
                MONTHS_ODD[month - 1][0].to_owned()
            } else {
                super::siapa::MONTHS[month - 1].to_owned()
            };
            let mut then = items.clone();
            if month != self.month {
                let of = |whole: i64| whole / 10_000 * i64::try_from(month).unwrap_or(1) * 700;
                for item in then.iter_mut().filter(|item| item.leaf) {
                    item.own.real = of(item.own.real) / 100 * 100;
                    item.own.lalu = item.own.real / 200 * 100;
                    item.own.rfis = item
                        .own
                        .rfis
                        .map(|f| (f * month as f64 * 5.0).round() / 100.0);
                    item.own.rfis_lalu = item.own.rfis.map(|f| (f * 50.0).round() / 100.0);
                    item.own.dana_real = [item.own.real, 0, 0, 0];
                }
                anggaran::fill_sums(&mut then);
            }
            let leaves = self.detail(&then, &name, &heading)?;
            if month == self.month {
                self.offices.push(Truth { id, leaves });
            }
        }
        Some(())
    }

    /// Draws a detail sheet and returns what counts of it.
    fn detail(&mut self, items: &[Item], name: &str, heading: &Heading) -> Option<Vec<Leaf>> {
        let on_set = self.on.clone();
        let on = |m: M| on_set.contains(&m);
        let mut habit = self.habit.clone();
        let mut cols = Plan {
            family: self.family,
            words: &self.words,
            on: &on,
        }
        .columns(&mut habit);
        kepala::fit(&mut cols, self.header_rows, &self.words);
        let mut grid = Grid {
            name: Some(name.into()),
            knows_merges: true,
            ..Grid::default()
        };
        let left = if on(M::MulaiB) {
            1
        } else {
            2 * u32::from(on(M::MulaiC))
        };
        let header = judul::above(&mut grid, left, heading, &on, &mut habit);
        let style = Style {
            on: &on,
            rounded: self.rounded,
        };
        let sheet = tabel::Sheet {
            family: self.family,
            cols: &cols,
            items,
            header_rows: self.header_rows,
            style,
        };
        let mut drawn = tabel::draw(&mut grid, CellRef::new(header, left), &sheet, &mut self.rng);
        let mut scene = cacat::Scene {
            grid: &mut grid,
            drawn: &mut drawn,
            items,
            style: &sheet.style,
        };
        for m in on_set
            .iter()
            .filter(|m| m.owed().is_defect() || **m == M::GalatPersen)
        {
            if !cacat::apply(*m, &mut scene, &mut self.rng) {
                return None;
            }
        }
        self.header = header;
        let right = left + u32::try_from(cols.len()).unwrap_or(1);
        let money = drawn.col(|what| what == What::Pagu).unwrap_or(left + 3);
        judul::below(&mut grid, drawn.end, left, right, money, &on, &mut self.rng);
        let leaves = counted(items, &drawn, &grid, &sheet.style, self.family, &on);
        self.workbook.grids.push(grid);
        Some(leaves)
    }

    fn sheet_name(&mut self, office: Office) -> String {
        let month = MONTHS_ODD[self.month - 1][0];
        if self.has(M::OpdLembar) {
            return office.alias.to_owned();
        }
        if self.has(M::PeriodeLembar) {
            return pick(
                &mut self.rng,
                &[month, super::siapa::MONTHS[self.month - 1]],
            )
            .to_owned();
        }
        pick(
            &mut self.rng,
            &["RFK", "Sheet1", "Realisasi", "LAPORAN", "Lap. Bulanan"],
        )
        .to_owned()
    }

    /// What the sheets say of the office and the period.
    fn heading(&mut self, office: Office) -> (Heading, Option<&'static str>) {
        let mut id = Some(office.id);
        let mut heading = Heading {
            regency: "Kabupaten Karanganyar".to_owned(),
            year: self.year,
            ..Heading::default()
        };
        let label = |text: &str| Some(text.to_owned());
        if self.has(M::OpdLembar) || self.has(M::OpdBerkas) || self.has(M::OpdFolder) {
        } else if self.has(M::OpdJudul) {
            heading.opd_title = label(office.name);
        } else if self.has(M::OpdAlias) {
            heading.opd_label = label(office.alias);
        } else if self.has(M::OpdSalahKetik) {
            heading.opd_label = label(office.typo);
        } else if self.has(M::OpdUrutan) {
            heading.opd_label = label(office.turned);
        } else if self.has(M::OpdKode) {
            heading.opd_label = Some(format!(
                "{}.0.00.0.00.01.0000 {}",
                office.urusan, office.name
            ));
        } else if self.has(M::OpdBawahan) {
            let (parent, name) = BELOW[index(&mut self.rng, BELOW.len())];
            heading.opd_label = label(name);
            id = Some(parent);
        } else if self.has(M::OpdLain) {
            let name = FOREIGN[index(&mut self.rng, FOREIGN.len())];
            heading.opd_label = label(name);
            heading.regency = name
                .split_once(" K")
                .map_or_else(String::new, |(_, rest)| format!("K{rest}"));
            id = None;
        } else {
            heading.opd_label = Some(if self.rng.chance(50) {
                office.name.to_uppercase()
            } else {
                office.name.to_owned()
            });
        }
        self.say_period(&mut heading);
        if self.has(M::RibuanJudul) {
            heading.unit_line = Some("(dalam ribuan rupiah)");
        } else if self.has(M::Ribuan) {
            heading.unit_line = Some(pick(
                &mut self.rng,
                &["Rp. 000", "Dalam Ribuan Rupiah", "(Rp Ribu)"],
            ));
        } else if self.has(M::Jutaan) {
            heading.unit_line = Some(pick(
                &mut self.rng,
                &["(dalam jutaan rupiah)", "Juta Rupiah"],
            ));
        }
        (heading, id)
    }

    fn say_period(&mut self, heading: &mut Heading) {
        let month = super::siapa::MONTHS[self.month - 1];
        let year = self.year;
        let last_day = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][self.month - 1];
        let own = |text: &str| text.to_owned();
        if self.has(M::PeriodeLembar)
            || self.has(M::PeriodeBerkas)
            || self.has(M::PeriodeFolder)
            || self.has(M::PeriodeTiada)
        {
        } else if self.has(M::PeriodeJudul) {
            heading.period_title = Some(format!(
                "KEADAAN SAMPAI DENGAN BULAN {} {year}",
                month.to_uppercase()
            ));
        } else if self.has(M::PeriodeKondisi) {
            heading.period_label = Some((
                own("KONDISI S/D TGL."),
                format!("{last_day} {month} {year}"),
            ));
        } else if self.has(M::PeriodeTanggal) {
            heading.period_date = Some((year, u8::try_from(self.month).unwrap_or(1), last_day));
        } else if self.has(M::PeriodeEjaan) {
            let odd = pick(&mut self.rng, MONTHS_ODD[self.month - 1]);
            heading.period_label = Some((own("BULAN"), format!("{odd} {year}")));
        } else if self.has(M::PeriodeTriwulan) {
            let roman = ["I", "II", "III", "IV"][self.month / 3 - 1];
            heading.period_title = Some(format!("TRIWULAN {roman} TAHUN ANGGARAN {year}"));
        } else {
            let label = pick(
                &mut self.rng,
                &["BULAN", "Bulan", "Keadaan s/d Bulan", "PERIODE"],
            );
            heading.period_label = Some((own(label), format!("{month} {year}")));
        }
    }

    fn file_name(&mut self, office: Office) -> String {
        let month = super::siapa::MONTHS[self.month - 1];
        if self.has(M::PeriodeFolder) {
            return format!("{}-{:02}/laporan.xlsx", self.year, self.month);
        }
        if self.has(M::PeriodeBerkas) {
            return format!("Lap RFK {month} {}.xlsx", self.year);
        }
        if self.has(M::OpdBerkas) {
            return format!("RFK {}.xlsx", office.alias);
        }
        if self.has(M::OpdFolder) {
            return format!("{}/laporan rfk.xlsx", office.name);
        }
        if self.has(M::OpdTentang) {
            let other = OFFICES
                .iter()
                .find(|other| other.id != office.id && other.urusan != office.urusan);
            return format!("{}.xlsx", other.map_or("", |other| other.name));
        }
        if self.has(M::PeriodeTentang) {
            let other = super::siapa::MONTHS[(self.month + 5) % 12];
            return format!("laporan {} {}.xlsx", other.to_lowercase(), self.year);
        }
        pick(
            &mut self.rng,
            &[
                "laporan.xlsx",
                "rfk fix.xlsx",
                "Book1.xlsx",
                "kirim/data.xlsx",
            ],
        )
        .to_owned()
    }
}

/// Returns the rows that count as the form states them.
fn counted(
    items: &[Item],
    drawn: &Drawn,
    grid: &Grid,
    style: &Style<'_>,
    family: Family,
    on: &dyn Fn(M) -> bool,
) -> Vec<Leaf> {
    let flat = baris::lists_leaves(family, on);
    let has = |wanted: fn(What) -> bool| drawn.cols.iter().any(|what| wanted(*what));
    let target = has(|what| matches!(what, What::Target(Span::Plain | Span::Sd)));
    let real = has(|what| matches!(what, What::Real(_)));
    let tfis = has(|what| matches!(what, What::TargetFis(_)));
    let rfis = has(|what| matches!(what, What::RealFis(_)));
    let counts = |item: &Item| {
        if on(M::FisikDiInduk) {
            item.level == Level::Sub
        } else {
            item.leaf || flat
        }
    };
    let stated = |value: Option<f64>, there: bool, leaf: bool| {
        value
            .filter(|_| there)
            .map(|value| if leaf { value } else { style.as_stated(value) })
    };
    drawn
        .rows
        .iter()
        .filter(|(_, item)| counts(&items[*item]))
        .map(|(row, item)| {
            let Item { own, leaf, .. } = &items[*item];
            Leaf {
                sheet: grid.name.clone(),
                row: *row,
                pagu: own.pagu,
                target: target.then_some(own.target),
                real: real.then_some(own.real),
                tfis: stated(own.tfis, tfis, *leaf),
                rfis: stated(own.rfis, rfis, *leaf),
            }
        })
        .collect()
}

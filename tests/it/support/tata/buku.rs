//! The workbooks of a case: one report with what stands beside it, a sheet an office, a bidang or a month.

use std::collections::BTreeSet;

use rakor::model::cell::CellRef;
use rakor::model::grid::Grid;

use super::acak::index;
use super::anggaran::{self, Item, Level};
use super::baris;
use super::cacat;
use super::judul::{self, Heading};
use super::kasus::{Builder, Leaf, Truth};
use super::kepala;
use super::kolom::{Family, Span, What};
use super::mutasi::{M, Slot};
use super::nilai::{self, Style};
use super::pelengkap;
use super::siapa::{MONTHS, MONTHS_ODD, OFFICES, Office};
use super::susunan::Plan;
use super::tabel::{self, Drawn};

impl Builder {
    /// One office, one report, with what stands beside it.
    pub(super) fn one_report(&mut self, office: Office) -> Option<()> {
        let (heading, id) = self.heading(office);
        let items = self.budget(office, 0);
        let name = self.sheet_name(office);
        let leaves = self.detail(&items, &name, &heading)?;
        self.offices.push(Truth { id, leaves });
        if self.has(M::HanyaTersembunyi) {
            self.workbook.grids[0].hidden = true;
            // No program saves a workbook without a sheet to show.
            let cover =
                pelengkap::sheet(M::Lampiran, &items, office.name, self.month, &mut self.rng);
            self.workbook.grids.extend(cover);
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
    pub(super) fn many_offices(&mut self) -> Option<()> {
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
    pub(super) fn sections(&mut self, office: Office) -> Option<()> {
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
    pub(super) fn month_sheets(&mut self, office: Office) -> Option<()> {
        let (mut heading, id) = self.heading(office);
        heading.period_label = None;
        heading.period_title = None;
        heading.period_date = None;
        let items = self.budget(office, 0);
        let first = self.month.saturating_sub(3).max(1);
        for month in first..=(self.month + 1).min(12) {
            let name = if self.habit.clone().next().is_multiple_of(2) {
                MONTHS_ODD[month - 1][0].to_owned()
            } else {
                MONTHS[month - 1].to_owned()
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

    /// Two tables on one sheet, each with its header and total.
    pub(super) fn stacked(&mut self, office: Office) -> Option<()> {
        let (heading, id) = self.heading(office);
        let name = self.sheet_name(office);
        let first = self.budget(office, 0);
        let mut leaves = self.detail(&first, &name, &heading)?;
        let second = self.budget(office, 4);
        let mut grid = self.workbook.grids.pop()?;
        let left = self.left();
        let below = grid.rows.keys().next_back().map_or(0, |row| row + 3);
        grid.put(CellRef::new(below, left), nilai::text("BIDANG II"));
        let at = CellRef::new(below + 1, left);
        leaves.extend(self.table(&mut grid, at, &second)?.0);
        self.workbook.grids.push(grid);
        self.offices.push(Truth { id, leaves });
        Some(())
    }

    fn left(&self) -> u32 {
        if self.has(M::MulaiB) {
            1
        } else {
            2 * u32::from(self.has(M::MulaiC))
        }
    }

    /// Draws a detail sheet and returns what counts of it.
    pub(super) fn detail(
        &mut self,
        items: &[Item],
        name: &str,
        heading: &Heading,
    ) -> Option<Vec<Leaf>> {
        let on_set = self.on.clone();
        let on = |m: M| on_set.contains(&m);
        let mut habit = self.habit.clone();
        let mut grid = Grid {
            name: Some(name.into()),
            knows_merges: true,
            ..Grid::default()
        };
        let mut heading = heading.clone();
        if self.family == Family::Form {
            let labels = ["PROGRAM", "KEGIATAN", "SUB KEGIATAN"];
            let above = labels.iter().zip(items).map(|(label, item)| {
                let name = format!("{} {}", item.kode.join("."), item.nama);
                ((*label).to_owned(), name)
            });
            heading.further = above.collect();
        }
        let left = self.left();
        let header = judul::above(&mut grid, left, &heading, &on, &mut habit);
        self.header = header;
        let at = CellRef::new(header, left);
        let (leaves, drawn) = self.table(&mut grid, at, items)?;
        let right = left + u32::try_from(drawn.cols.len()).unwrap_or(1);
        let money = drawn.col(|what| what == What::Pagu).unwrap_or(left + 3);
        judul::below(
            &mut grid,
            drawn.end,
            (left, right, money),
            &on,
            &mut self.rng,
        );
        self.workbook.grids.push(grid);
        Some(leaves)
    }

    /// Draws a table on a sheet, spoils it where the case wants it, and returns what counts of it.
    fn table(
        &mut self,
        grid: &mut Grid,
        at: CellRef,
        items: &[Item],
    ) -> Option<(Vec<Leaf>, Drawn)> {
        let on_set = self.on.clone();
        let on = |m: M| on_set.contains(&m);
        let plan = Plan {
            family: self.family,
            words: &self.words,
            on: &on,
        };
        let mut cols = plan.columns(&mut self.habit.clone());
        kepala::fit(&mut cols, self.header_rows, &self.words);
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
        let mut drawn = tabel::draw(grid, at, &sheet, &mut self.rng);
        let mut scene = cacat::Scene {
            grid,
            drawn: &mut drawn,
            items,
            style: &sheet.style,
        };
        for m in on_set.iter().filter(|m| m.slot() == Slot::Cacat) {
            if !cacat::apply(*m, &mut scene, &mut self.rng) {
                return None;
            }
        }
        let leaves = counted(items, &drawn, grid, &sheet.style, self.family, &on);
        Some((leaves, drawn))
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
    let stated = |value: Option<f64>, there: bool| {
        value.filter(|_| there).map(|value| style.as_stated(value))
    };
    drawn
        .rows
        .iter()
        .filter(|(_, item)| counts(&items[*item]))
        .map(|(row, item)| {
            let own = &items[*item].own;
            Leaf {
                sheet: grid.name.clone(),
                row: *row,
                pagu: own.pagu,
                target: target.then_some(own.target),
                real: real.then_some(own.real),
                tfis: stated(own.tfis, tfis),
                rfis: stated(own.rfis, rfis),
            }
        })
        .collect()
}

//! Draws a detail table on a grid and remembers where everything stands.

use rakor::model::cell::{Cell, CellRange, CellRef, Value, column_letters};
use rakor::model::grid::Grid;

use super::acak::pick;
use super::anggaran::{Amounts, Item, Level, grand};
use super::baris::{self, Line};
use super::kepala;
use super::kolom::{Col, Family, Span, What};
use super::mutasi::M;
use super::nilai::{Style, text};
use crate::support::contoh::rng::Rng;

/// What a table is drawn from.
pub(super) struct Sheet<'a> {
    pub family: Family,
    pub cols: &'a [Col],
    pub items: &'a [Item],
    pub header_rows: usize,
    pub style: Style<'a>,
}

/// Where things stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn {
    pub left: u32,
    pub body: u32,
    /// Row and item of each activity drawn, in order; repeated rows not among them.
    pub rows: Vec<(u32, usize)>,
    pub total: Option<u32>,
    /// Row and program of each subtotal.
    pub subtotals: Vec<(u32, usize)>,
    pub end: u32,
    pub cols: Vec<What>,
}

impl Drawn {
    /// Returns the column of what is asked for.
    pub(super) fn col(&self, wanted: impl Fn(What) -> bool) -> Option<u32> {
        let at = self.cols.iter().position(|what| wanted(*what))?;
        Some(self.left + u32::try_from(at).unwrap_or(0))
    }

    /// Returns each column with what it holds.
    pub(super) fn columns(&self) -> impl Iterator<Item = (u32, What)> + '_ {
        (self.left..).zip(self.cols.iter().copied())
    }
}

enum Shown {
    Money(i64),
    Percent(f64),
    Nothing,
}

/// What a column shows of a row, `whole` being the table's sums.
fn shown(what: What, own: &Amounts, whole: &Amounts) -> Shown {
    let ratio = |part: i64, of: i64| {
        if of == 0 {
            0.0
        } else {
            part as f64 / of as f64 * 100.0
        }
    };
    let bobot = ratio(own.pagu, whole.pagu);
    let fisik = |value: Option<f64>| value.map_or(Shown::Nothing, Shown::Percent);
    let weighted = |value: Option<f64>| fisik(value.map(|value| bobot * value / 100.0));
    let filled = |sen: i64| {
        if sen == 0 {
            Shown::Nothing
        } else {
            Shown::Money(sen)
        }
    };
    match what {
        What::Pagu => Shown::Money(own.pagu),
        What::PaguAwal | What::PaguDulu => Shown::Money(own.awal),
        What::PaguTengah => Shown::Money(own.tengah),
        What::RealDulu => Shown::Money(own.dulu),
        What::Bobot => Shown::Percent(bobot),
        What::Target(_) => Shown::Money(own.target),
        What::TargetPct(_) => Shown::Percent(ratio(own.target, own.pagu)),
        What::Real(span) => Shown::Money(part(span, own.lalu, own.real)),
        What::RealPct(span) => Shown::Percent(ratio(part(span, own.lalu, own.real), own.pagu)),
        What::TargetFis(_) => fisik(own.tfis),
        What::RealFis(Span::Lalu) => fisik(own.rfis_lalu),
        What::RealFis(Span::Ini) => {
            fisik(own.rfis.zip(own.rfis_lalu).map(|(now, then)| now - then))
        }
        What::RealFis(_) => fisik(own.rfis),
        What::TtbTarget => Shown::Percent(bobot * ratio(own.target, own.pagu) / 100.0),
        What::TtbReal => Shown::Percent(bobot * ratio(own.real, own.pagu) / 100.0),
        What::TtbTargetFis => weighted(own.tfis),
        What::TtbRealFis => weighted(own.rfis),
        What::DevKeu => Shown::Percent(ratio(own.real - own.target, own.pagu)),
        What::DevFis => fisik(own.rfis.zip(own.tfis).map(|(real, plan)| real - plan)),
        What::Capaian => Shown::Percent(ratio(own.real, own.target)),
        What::Sisa => Shown::Money(own.pagu - own.real),
        What::FisikRp => Shown::Money(own.fisik_rp),
        What::Dana(n) => filled(own.dana[n]),
        What::DanaReal(n) | What::MetodeReal(n) => filled(own.dana_real[n]),
        What::MetodeKontrak(n) => filled(own.kontrak[n]),
        What::NilaiKontrak => Shown::Money(own.kontrak.iter().sum()),
        What::Triwulan(quarter) => {
            Shown::Money(own.bulan[quarter * 3..quarter * 3 + 3].iter().sum())
        }
        What::Bulan(month) => Shown::Money(own.bulan[month]),
        _ => Shown::Nothing,
    }
}

fn part(span: Span, before: i64, now: i64) -> i64 {
    match span {
        Span::Lalu => before,
        Span::Ini => now - before,
        Span::Plain | Span::Sd => now,
    }
}

/// Draws the table with its header from the given corner.
pub(super) fn draw(grid: &mut Grid, at: CellRef, sheet: &Sheet<'_>, rng: &mut Rng) -> Drawn {
    let on = sheet.style.on;
    let body = kepala::draw(grid, at, sheet.cols, sheet.header_rows, on, rng);
    let body = body + u32::from(!on(M::NomorRumus) && rng.chance(10));
    let lines = baris::lines(sheet.items, sheet.family, on, rng);
    let mut drawn = Drawn {
        left: at.col,
        body,
        cols: sheet.cols.iter().map(|col| col.what).collect(),
        ..Drawn::default()
    };
    for (col, of) in (at.col..).zip(sheet.cols) {
        if of.hidden {
            grid.hidden_cols.insert(col);
        }
    }
    let whole = grand(sheet.items);
    let mut pen = Pen {
        grid,
        sheet,
        whole,
        rng,
        number: 0,
        numbers_all: false,
    };
    pen.numbers_all = pen.rng.chance(30);
    let mut row = body;
    for line in &lines {
        match line {
            Line::Blank => {}
            Line::PageHeader => {
                row = kepala::draw(
                    pen.grid,
                    CellRef::new(row, at.col),
                    sheet.cols,
                    sheet.header_rows,
                    on,
                    pen.rng,
                ) - 1;
            }
            Line::Total => {
                pen.total(row, &drawn, &lines);
                drawn.total = Some(row);
            }
            Line::Item(item) => {
                pen.item(row, &drawn, *item);
                drawn.rows.push((row, *item));
            }
            Line::Again(item) => pen.item(row, &drawn, *item),
            other => {
                if let Line::Subtotal(program) = other {
                    drawn.subtotals.push((row, *program));
                }
                pen.other(row, &drawn, other);
            }
        }
        row += 1;
    }
    drawn.end = row;
    if on(M::BarisTersembunyi) {
        let leaves: Vec<u32> = drawn
            .rows
            .iter()
            .filter(|(_, item)| sheet.items[*item].leaf)
            .map(|(row, _)| *row)
            .collect();
        grid.hidden_rows
            .extend(leaves.iter().skip(1).step_by(4).take(3));
    }
    drawn
}

pub(super) struct Pen<'a> {
    pub(super) grid: &'a mut Grid,
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) whole: Amounts,
    pub(super) rng: &'a mut Rng,
    pub(super) number: usize,
    pub(super) numbers_all: bool,
}

impl Pen<'_> {
    pub(super) fn on(&self, m: M) -> bool {
        (self.sheet.style.on)(m)
    }

    fn amounts(&mut self, row: u32, drawn: &Drawn, own: &Amounts, keep: impl Fn(What) -> bool) {
        for (col, what) in drawn.columns() {
            if !keep(what) {
                continue;
            }
            let cell = match shown(what, own, &self.whole) {
                Shown::Money(sen) => self.sheet.style.money(sen, self.rng),
                Shown::Percent(percent) => self.sheet.style.percent(percent),
                Shown::Nothing => continue,
            };
            self.grid.put(CellRef::new(row, col), cell);
        }
    }

    fn item(&mut self, row: u32, drawn: &Drawn, place: usize) {
        let sheet = self.sheet;
        let item = &sheet.items[place];
        let fisik = |what: What| {
            matches!(
                what,
                What::TargetFis(_)
                    | What::RealFis(_)
                    | What::DevFis
                    | What::TtbTargetFis
                    | What::TtbRealFis
                    | What::FisikRp
            )
        };
        let (kosong, uang, di_induk) = (
            self.on(M::IndukKosong),
            self.on(M::IndukUang),
            self.on(M::FisikDiInduk),
        );
        let keep = |what: What| match (item.leaf, item.level) {
            (true, Level::Rekening) => !(di_induk && fisik(what)),
            (true, _) => true,
            (false, _) => !kosong && (!uang || what.is_money()),
        };
        self.amounts(row, drawn, &item.own, keep);
        for (col, what) in drawn.columns() {
            let words = self.words(what, item);
            if let Some(cell) = words {
                self.grid.put(CellRef::new(row, col), cell);
            }
        }
    }

    fn total(&mut self, row: u32, drawn: &Drawn, lines: &[Line]) {
        let own = self.whole;
        self.amounts(row, drawn, &own, |_| true);
        let label = if self.on(M::TotalAneh) {
            pick(
                self.rng,
                &[
                    "J U M L A H",
                    "T O T A L",
                    "TOTAL SELURUHNYA",
                    "Jumlah Total Belanja",
                    "JML. KESELURUHAN",
                    "TOTAL BELANJA OPD",
                    "Jumlah Seluruh Kegiatan",
                    "TOTALNYA",
                ],
            )
        } else if self.on(M::TotalTanpaLabel) {
            ""
        } else {
            pick(self.rng, &["JUMLAH", "TOTAL", "Jumlah", "JUMLAH TOTAL"])
        };
        if !label.is_empty() {
            let name = drawn
                .col(|what| matches!(what, What::Nama | What::NamaPada(0) | What::Atas(0)))
                .unwrap_or(drawn.left);
            let col = if self.rng.chance(50) {
                drawn.left
            } else {
                name
            };
            let mut cell = text(label);
            cell.bold = true;
            self.grid.put(CellRef::new(row, col), cell);
            if name > drawn.left && col == drawn.left && self.rng.chance(60) {
                self.grid.merges.push(CellRange {
                    first: CellRef::new(row, drawn.left),
                    last: CellRef::new(row, name),
                });
            }
        }
        self.formulas(row, drawn, lines);
    }

    /// Totals of a list of leaves are sums of a range.
    fn formulas(&mut self, row: u32, drawn: &Drawn, lines: &[Line]) {
        let sums_to = lines.iter().all(|line| match line {
            Line::Item(item) => self.sheet.items[*item].leaf || self.on(M::IndukKosong),
            Line::Again(_) | Line::Subtotal(_) | Line::Example(_) => false,
            _ => true,
        });
        let (Some((first, _)), Some((last, _))) = (drawn.rows.first(), drawn.rows.last()) else {
            return;
        };
        if !sums_to || self.rng.chance(40) {
            return;
        }
        for (col, what) in drawn.columns().filter(|(_, what)| what.is_money()) {
            let _ = what;
            if let Some(cell) = self
                .grid
                .rows
                .get_mut(&row)
                .and_then(|cells| cells.get_mut(&col))
                && cell.number().is_some()
            {
                let letter = column_letters(col);
                cell.formula =
                    Some(format!("SUM({letter}{}:{letter}{})", first + 1, last + 1).into());
            }
        }
    }

    /// The row of the bidang urusan above the programs.
    fn urusan(&mut self, row: u32, drawn: &Drawn, name: u32) {
        let code = self.sheet.items[0].kode[..2].to_vec();
        let mut title = "URUSAN PEMERINTAHAN BIDANG UMUM".to_owned();
        if self.on(M::KodeLekat) {
            title = format!("{} {title}", code.join("."));
        }
        self.grid.put(CellRef::new(row, name), text(&title));
        for (col, what) in drawn.columns() {
            let words = match what {
                What::Kode => code.join("."),
                What::Segmen(level) if level < 2 => code[level].clone(),
                _ => continue,
            };
            self.grid.put(CellRef::new(row, col), text(&words));
        }
    }

    fn other(&mut self, row: u32, drawn: &Drawn, line: &Line) {
        let name = drawn
            .col(|what| matches!(what, What::Nama | What::NamaPada(0) | What::Atas(2)))
            .unwrap_or(drawn.left);
        match line {
            Line::Subtotal(program) => {
                let own = self.sheet.items[*program].own;
                self.amounts(row, drawn, &own, |_| true);
                let label = pick(self.rng, &["Jumlah Program", "SUB TOTAL", "Sub Jumlah"]);
                self.grid.put(CellRef::new(row, name), text(label));
            }
            Line::Urusan => {
                if !self.on(M::IndukKosong) {
                    let own = self.whole;
                    self.amounts(row, drawn, &own, |_| true);
                }
                self.urusan(row, drawn, name);
            }
            Line::Heading(words) => self.grid.put(CellRef::new(row, name), text(words)),
            Line::Numbered(n) | Line::Zeroes(n) => {
                if drawn.cols.first() == Some(&What::No) {
                    self.grid.put(
                        CellRef::new(row, drawn.left),
                        Cell::new(Value::Number(*n as f64)),
                    );
                }
                if matches!(line, Line::Zeroes(_)) {
                    let zero = Amounts {
                        tfis: Some(0.0),
                        rfis: Some(0.0),
                        rfis_lalu: Some(0.0),
                        ..Amounts::default()
                    };
                    self.amounts(row, drawn, &zero, |what| {
                        matches!(
                            what,
                            What::RealPct(_)
                                | What::TargetPct(_)
                                | What::Sisa
                                | What::DevFis
                                | What::Bobot
                        )
                    });
                }
            }
            Line::Example(words) => {
                self.grid.put(CellRef::new(row, name), text(words));
                let own = Amounts {
                    pagu: 10_000_000_000,
                    target: 5_000_000_000,
                    real: 2_500_000_000,
                    ..Amounts::default()
                };
                self.amounts(row, drawn, &own, |what| {
                    matches!(what, What::Pagu | What::Real(_))
                });
            }
            _ => {}
        }
    }
}

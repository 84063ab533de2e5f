//! Spoils a drawn table: each defect changes what it says and nothing else.

use rakor::model::cell::{Cell, CellRef, Value};
use rakor::model::grid::Grid;

use super::acak::index;
use super::anggaran::{Amounts, Item};
use super::kolom::{Span, What};
use super::mutasi::M;
use super::nilai::{Style, text};
use super::tabel::Drawn;
use crate::support::contoh::rng::Rng;

/// The table that is spoiled.
pub(super) struct Scene<'a> {
    pub grid: &'a mut Grid,
    pub drawn: &'a mut Drawn,
    pub items: &'a [Item],
    pub style: &'a Style<'a>,
}

/// Applies a defect; returns whether there was anything to spoil.
pub(super) fn apply(m: M, scene: &mut Scene<'_>, rng: &mut Rng) -> bool {
    match m {
        M::Galat => on_leaf(scene, rng, is_real, |_| {
            Cell::new(Value::Fault("#REF!".into()))
        }),
        M::GalatPersen => on_leaf(
            scene,
            rng,
            |what| matches!(what, What::RealPct(_)),
            |_| Cell::new(Value::Fault("#DIV/0!".into())),
        ),
        M::TanpaHasil => on_leaf(scene, rng, is_real, |at| {
            let mut cell = text("");
            cell.formula = Some(format!("'[Buku Kas.xlsx]SPJ'!{at}").into());
            cell
        }),
        M::Menyusul => on_leaf(scene, rng, is_real, |_| text("menyusul")),
        M::MenyusulFisik => on_leaf(
            scene,
            rng,
            |what| matches!(what, What::RealFis(Span::Plain | Span::Sd)),
            |_| text("belum dilaporkan"),
        ),
        M::TanggalDiUang => on_leaf(scene, rng, is_real, |_| Cell::new(Value::Date(2026, 3, 1))),
        M::GalatSisa => on_leaf(
            scene,
            rng,
            |what| what == What::Sisa,
            |_| Cell::new(Value::Fault("#REF!".into())),
        ),
        M::TotalSalin => copied_total(scene, rng),
        M::SubSalah => wrong_subtotal(scene, rng),
        M::TotalKurang => without(scene, rng, false),
        M::TotalTersembunyi => without(scene, rng, true),
        M::TotalHantu => phantom(scene, rng),
        M::TotalInduk => with_parents(scene, rng),
        M::TotalTimpa => change_total(scene, rng, |what| what == What::Pagu),
        M::TotalSalah => change_total(scene, rng, What::is_money),
        M::BarisHilang => lose_row(scene, rng),
        M::IndukSalah => wrong_parent(scene, rng),
        M::SisaSalah => nudge(scene, rng, |what| what == What::Sisa),
        M::PersenSalah => wrong_percent(scene, rng),
        M::SpanSalah => nudge(scene, rng, |what| matches!(what, What::Real(Span::Ini))),
        M::FisikTotalSalah => plain_mean(scene),
        // The rest spoils the columns before they are drawn.
        _ => true,
    }
}

fn is_real(what: What) -> bool {
    matches!(what, What::Real(Span::Plain | Span::Sd))
}

fn leaf_rows(scene: &Scene<'_>) -> Vec<(u32, usize)> {
    scene
        .drawn
        .rows
        .iter()
        .copied()
        .filter(|(_, item)| scene.items[*item].leaf)
        .collect()
}

fn some_leaf(scene: &Scene<'_>, rng: &mut Rng) -> Option<(u32, usize)> {
    let rows: Vec<(u32, usize)> = leaf_rows(scene)
        .into_iter()
        .filter(|(_, item)| scene.items[*item].own.real > 100)
        .collect();
    (!rows.is_empty()).then(|| rows[index(rng, rows.len())])
}

fn on_leaf(
    scene: &mut Scene<'_>,
    rng: &mut Rng,
    wanted: fn(What) -> bool,
    cell: impl Fn(CellRef) -> Cell,
) -> bool {
    let (Some((row, _)), Some(col)) = (some_leaf(scene, rng), scene.drawn.col(wanted)) else {
        return false;
    };
    let at = CellRef::new(row, col);
    scene.grid.put(at, cell(at));
    true
}

/// Writes the total row anew from other sums.
fn rewrite_total(scene: &mut Scene<'_>, rng: &mut Rng, of: &Amounts) -> bool {
    let Some(row) = scene.drawn.total else {
        return false;
    };
    for (col, what) in scene.drawn.columns().collect::<Vec<_>>() {
        let sen = match what {
            What::Pagu => of.pagu,
            What::PaguAwal => of.awal,
            What::Target(_) => of.target,
            What::Real(Span::Lalu) => of.lalu,
            What::Real(Span::Ini) => of.real - of.lalu,
            What::Real(_) => of.real,
            What::Sisa => of.pagu - of.real,
            What::Dana(n) => of.dana[n],
            What::DanaReal(n) | What::MetodeReal(n) => of.dana_real[n],
            _ => continue,
        };
        let cell = scene.style.money(sen, rng);
        scene.grid.put(CellRef::new(row, col), cell);
    }
    true
}

/// The total leaves out the last leaf, or some that are hidden.
fn without(scene: &mut Scene<'_>, rng: &mut Rng, hidden: bool) -> bool {
    let leaves = leaf_rows(scene);
    if leaves.len() < 4 {
        return false;
    }
    let out: Vec<(u32, usize)> = if hidden {
        leaves[1..=usize::try_from(rng.between(1, 2)).unwrap_or(1)].to_vec()
    } else {
        vec![leaves[leaves.len() - 1]]
    };
    let kept: Vec<Amounts> = leaves
        .iter()
        .filter(|leaf| !out.contains(leaf))
        .map(|(_, item)| scene.items[*item].own)
        .collect();
    if hidden {
        scene
            .grid
            .hidden_rows
            .extend(out.iter().map(|(row, _)| *row));
    }
    rewrite_total(scene, rng, &Amounts::sum(&kept.iter()))
}

/// A row with amounts and no name, counted by the total.
fn phantom(scene: &mut Scene<'_>, rng: &mut Rng) -> bool {
    let Some(total) = scene.drawn.total.filter(|row| *row > scene.drawn.body) else {
        return false;
    };
    insert_row(scene, total);
    let ghost = Amounts {
        pagu: 123_400_000,
        target: 61_700_000,
        real: 50_500_000,
        lalu: 30_000_000,
        awal: 100_000_000,
        ..Amounts::default()
    };
    let unit = scene.style.unit();
    let of = |sen: i64| sen / unit * unit;
    let ghost = Amounts {
        pagu: of(ghost.pagu).max(unit * 5),
        target: of(ghost.target).max(unit * 3),
        real: of(ghost.real).max(unit * 2),
        ..ghost
    };
    for (col, what) in scene.drawn.columns().collect::<Vec<_>>() {
        let sen = match what {
            What::Pagu => ghost.pagu,
            What::Target(_) => ghost.target,
            What::Real(Span::Plain | Span::Sd) => ghost.real,
            _ => continue,
        };
        let cell = scene.style.money(sen, rng);
        scene.grid.put(CellRef::new(total, col), cell);
    }
    let mut sums = super::anggaran::grand(scene.items);
    sums.pagu += ghost.pagu;
    sums.target += ghost.target;
    sums.real += ghost.real;
    rewrite_total(scene, rng, &sums)
}

/// Moves everything from a row on down by one.
fn insert_row(scene: &mut Scene<'_>, at: u32) {
    let below = scene.grid.rows.split_off(&at);
    scene
        .grid
        .rows
        .extend(below.into_iter().map(|(row, cells)| (row + 1, cells)));
    for range in &mut scene.grid.merges {
        if range.first.row >= at {
            range.first.row += 1;
            range.last.row += 1;
        }
    }
    scene.drawn.total = scene
        .drawn
        .total
        .map(|row| if row >= at { row + 1 } else { row });
    scene.drawn.end += 1;
}

/// The total adds the parents to their children.
fn with_parents(scene: &mut Scene<'_>, rng: &mut Rng) -> bool {
    let all: Vec<Amounts> = scene
        .drawn
        .rows
        .iter()
        .map(|(_, item)| scene.items[*item].own)
        .collect();
    rewrite_total(scene, rng, &Amounts::sum(&all.iter()))
}

/// A total typed over: off by an amount that no row explains.
fn change_total(scene: &mut Scene<'_>, rng: &mut Rng, wanted: fn(What) -> bool) -> bool {
    let Some(row) = scene.drawn.total else {
        return false;
    };
    let whole = super::anggaran::grand(scene.items);
    let unit = scene.style.unit();
    let mut changed = false;
    for (col, what) in scene.drawn.columns().collect::<Vec<_>>() {
        if !wanted(what) {
            continue;
        }
        let right = match what {
            What::Pagu => whole.pagu,
            What::Target(_) => whole.target,
            What::Real(Span::Lalu) => whole.lalu,
            What::Real(Span::Ini) => whole.real - whole.lalu,
            What::Real(_) => whole.real,
            What::Sisa => whole.pagu - whole.real,
            What::PaguAwal => whole.awal,
            _ => continue,
        };
        let off = (rng.between(1_237, 98_761) * 2 + 1) * unit;
        let cell = scene.style.money(right + off, rng);
        scene.grid.put(CellRef::new(row, col), cell);
        changed = true;
    }
    changed
}

/// A leaf's row is missing; the totals still count it.
fn lose_row(scene: &mut Scene<'_>, rng: &mut Rng) -> bool {
    let leaves = leaf_rows(scene);
    if leaves.len() < 5 {
        return false;
    }
    // An only child leaves a parent that counts in its stead.
    let siblings = |item: usize| {
        let of = |other: &&Item| other.leaf && other.parent == scene.items[item].parent;
        scene.items.iter().filter(of).count() > 1
    };
    let worth: Vec<(u32, usize)> = leaves
        .into_iter()
        .filter(|(_, item)| siblings(*item) && scene.items[*item].own.real > 0)
        .collect();
    if worth.is_empty() {
        return false;
    }
    let (row, item) = worth[index(rng, worth.len())];
    scene.grid.rows.remove(&row);
    scene.drawn.rows.retain(|other| *other != (row, item));
    scene.drawn.total.is_some()
}

fn wrong_parent(scene: &mut Scene<'_>, rng: &mut Rng) -> bool {
    let parents: Vec<(u32, usize)> = scene
        .drawn
        .rows
        .iter()
        .copied()
        .filter(|(_, item)| !scene.items[*item].leaf)
        .collect();
    let Some(col) = scene.drawn.col(|what| what == What::Pagu) else {
        return false;
    };
    if parents.len() < 3 {
        return false;
    }
    let (row, item) = parents[index(rng, parents.len())];
    let off = rng.between(1_237, 98_761) * scene.style.unit();
    let cell = scene.style.money(scene.items[item].own.pagu + off, rng);
    scene.grid.put(CellRef::new(row, col), cell);
    true
}

/// One cell of a leaf is off by some amount.
fn nudge(scene: &mut Scene<'_>, rng: &mut Rng, wanted: fn(What) -> bool) -> bool {
    let (Some((row, item)), Some(col)) = (some_leaf(scene, rng), scene.drawn.col(wanted)) else {
        return false;
    };
    let own = scene.items[item].own;
    let right = if scene
        .drawn
        .cols
        .iter()
        .any(|what| wanted(*what) && *what == What::Sisa)
    {
        own.pagu - own.real
    } else {
        own.real - own.lalu
    };
    let off = rng.between(1_237, 98_761) * scene.style.unit();
    let cell = scene.style.money(right + off, rng);
    scene.grid.put(CellRef::new(row, col), cell);
    true
}

fn wrong_percent(scene: &mut Scene<'_>, rng: &mut Rng) -> bool {
    let (Some((row, item)), Some(col)) = (
        some_leaf(scene, rng),
        scene.drawn.col(|what| what == What::RealPct(Span::Plain)),
    ) else {
        return false;
    };
    let own = scene.items[item].own;
    let right = own.real as f64 / own.pagu as f64 * 100.0;
    let cell = scene.style.percent(if right > 50.0 {
        right - 17.3
    } else {
        right + 17.3
    });
    scene.grid.put(CellRef::new(row, col), cell);
    true
}

/// The total's fisik is the plain mean of the rows.
fn plain_mean(scene: &mut Scene<'_>) -> bool {
    let (Some(row), Some(col)) = (
        scene.drawn.total,
        scene
            .drawn
            .col(|what| matches!(what, What::RealFis(Span::Plain | Span::Sd))),
    ) else {
        return false;
    };
    let values: Vec<f64> = leaf_rows(scene)
        .iter()
        .filter_map(|(_, item)| scene.items[*item].own.rfis)
        .collect();
    let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
    let weighted = super::anggaran::grand(scene.items).rfis.unwrap_or(0.0);
    if (mean - weighted).abs() < 0.5 {
        return false;
    }
    let cell = scene.style.percent(mean);
    scene.grid.put(CellRef::new(row, col), cell);
    true
}

/// The total of realisasi is that of the target.
fn copied_total(scene: &mut Scene<'_>, rng: &mut Rng) -> bool {
    let target = scene.drawn.col(|what| what == What::Target(Span::Plain));
    let (Some(row), Some(_), Some(col)) = (scene.drawn.total, target, scene.drawn.col(is_real))
    else {
        return false;
    };
    let sen = super::anggaran::grand(scene.items).target;
    let cell = scene.style.money(sen, rng);
    scene.grid.put(CellRef::new(row, col), cell);
    true
}

fn wrong_subtotal(scene: &mut Scene<'_>, rng: &mut Rng) -> bool {
    let subtotals = scene.drawn.subtotals.clone();
    let Some(col) = scene.drawn.col(|what| what == What::Pagu) else {
        return false;
    };
    if subtotals.len() < 2 {
        return false;
    }
    let (row, item) = subtotals[index(rng, subtotals.len())];
    let off = rng.between(1_237, 98_761) * scene.style.unit();
    let cell = scene.style.money(scene.items[item].own.pagu + off, rng);
    scene.grid.put(CellRef::new(row, col), cell);
    true
}

//! Draws the header of a table: 1–5 rows, merged or not, with a row of numbers of any kind or none.

use rakor::model::cell::{Cell, CellRange, CellRef, Value, column_letters};
use rakor::model::grid::Grid;

use super::kata::{W, Words};
use super::kolom::{Col, Span, What};
use super::mutasi::M;
use crate::support::contoh::rng::Rng;

/// Brings the paths to the number of header rows asked for: joins the lowest texts, or puts a group above.
pub(super) fn fit(cols: &mut [Col], rows: usize, words: &Words) {
    for col in cols.iter_mut() {
        while col.path.len() > rows {
            let last = col.path.pop().unwrap_or_default();
            if let Some(above) = col.path.last_mut() {
                *above = join(above, &last);
            }
        }
    }
    let deepest = cols.iter().map(|col| col.path.len()).max().unwrap_or(1);
    for step in deepest..rows {
        let above = if step == deepest {
            words.say(W::Atas)
        } else {
            "TAHUN ANGGARAN 2026".to_owned()
        };
        for col in cols.iter_mut().filter(|col| is_progress(col.what)) {
            col.path.insert(0, above.clone());
        }
    }
}

fn is_progress(what: What) -> bool {
    matches!(
        what,
        What::Target(_)
            | What::TargetPct(_)
            | What::Real(_)
            | What::RealPct(_)
            | What::TargetFis(_)
            | What::RealFis(_)
            | What::TtbTarget
            | What::TtbReal
            | What::TtbTargetFis
            | What::TtbRealFis
            | What::DevKeu
            | What::DevFis
            | What::Capaian
    )
}

/// `REALISASI` over `Rp` becomes `REALISASI (Rp)`.
fn join(above: &str, below: &str) -> String {
    let unit = below.trim_matches(['(', ')', '.', ' ']);
    if matches!(unit, "Rp" | "%" | "Rupiah" | "Persen" | "Nominal") {
        let said = above.contains('%') || above.contains("Rp");
        return if said {
            above.to_owned()
        } else {
            format!("{above} ({unit})")
        };
    }
    format!("{above} {below}")
}

/// Draws the header from the given corner; returns the first row below it.
pub(super) fn draw(
    grid: &mut Grid,
    at: CellRef,
    cols: &[Col],
    rows: usize,
    on: &dyn Fn(M) -> bool,
    rng: &mut Rng,
) -> u32 {
    let merges = |rng: &mut Rng| {
        if on(M::TanpaGabung) {
            false
        } else {
            !on(M::SetengahGabung) || rng.chance(50)
        }
    };
    let height = u32::try_from(rows).unwrap_or(1);
    for level in 0..rows {
        let row = at.row + u32::try_from(level).unwrap_or(0);
        let mut start = 0;
        while start < cols.len() {
            let path = &cols[start].path;
            if path.len() <= level {
                start += 1;
                continue;
            }
            let is_group = path.len() > level + 1;
            let same = |col: &Col| {
                is_group && col.path.len() > level + 1 && col.path[..=level] == path[..=level]
            };
            let end = start + 1 + cols[start + 1..].iter().take_while(|col| same(col)).count();
            let left = at.col + u32::try_from(start).unwrap_or(0);
            let right = at.col + u32::try_from(end - 1).unwrap_or(0);
            put_text(
                grid,
                CellRef::new(row, left),
                &header_text(&path[level], on, rng),
            );
            let bottom = if is_group { row } else { at.row + height - 1 };
            if (right > left || bottom > row) && merges(rng) {
                grid.merges.push(CellRange {
                    first: CellRef::new(row, left),
                    last: CellRef::new(bottom, right),
                });
            }
            start = end;
        }
    }
    name_columns(grid, at, cols, height, &merges, rng);
    let below = at.row + height;
    if numbers(grid, below, at.col, cols, on) {
        below + 1
    } else {
        below
    }
}

/// A header over a code or name that runs over several columns is one cell.
fn name_columns(
    grid: &mut Grid,
    at: CellRef,
    cols: &[Col],
    height: u32,
    merges: &dyn Fn(&mut Rng) -> bool,
    rng: &mut Rng,
) {
    for is_part in [
        |what: What| matches!(what, What::Segmen(_)),
        |what: What| matches!(what, What::NamaPada(_)),
    ] {
        let of: Vec<u32> = (at.col..)
            .zip(cols)
            .filter(|(_, col)| is_part(col.what))
            .map(|(col, _)| col)
            .collect();
        let (Some(first), Some(last)) = (of.first().copied(), of.last().copied()) else {
            continue;
        };
        for col in first + 1..=last {
            if let Some(cells) = grid.rows.get_mut(&at.row) {
                cells.remove(&col);
            }
        }
        let inside = |range: &CellRange| {
            range.first.row == at.row && (first..=last).contains(&range.first.col)
        };
        grid.merges.retain(|range| !inside(range));
        if merges(rng) {
            grid.merges.push(CellRange {
                first: CellRef::new(at.row, first),
                last: CellRef::new(at.row + height - 1, last),
            });
        }
    }
}

fn header_text(text: &str, on: &dyn Fn(M) -> bool, rng: &mut Rng) -> String {
    if on(M::KepalaPatah) && rng.chance(70) {
        let broken = text.replacen(' ', "\n", 1);
        return broken.replace('/', "/ ");
    }
    text.to_owned()
}

fn put_text(grid: &mut Grid, at: CellRef, text: &str) {
    let mut cell = Cell::new(Value::Text(text.into()));
    cell.bold = true;
    grid.put(at, cell);
}

/// Writes the row of numbers; returns whether there is one.
fn numbers(grid: &mut Grid, row: u32, left: u32, cols: &[Col], on: &dyn Fn(M) -> bool) -> bool {
    let kinds = [
        M::NomorAngka,
        M::NomorKurung,
        M::NomorHuruf,
        M::NomorHurufKurung,
        M::NomorCabang,
        M::NomorRumus,
        M::NomorNol,
        M::NomorTukar,
    ];
    let Some(kind) = kinds.into_iter().find(|m| on(*m)) else {
        return false;
    };
    let labels = labels(kind, cols);
    for (offset, label) in (0u32..).zip(labels) {
        let Some(label) = label else { continue };
        let value = match label.parse::<f64>() {
            Ok(number) if matches!(kind, M::NomorAngka | M::NomorNol) => Value::Number(number),
            _ => Value::Text(label.into()),
        };
        grid.put(CellRef::new(row, left + offset), Cell::new(value));
    }
    true
}

fn labels(kind: M, cols: &[Col]) -> Vec<Option<String>> {
    let mut labels = Vec::new();
    let mut n = u32::from(kind != M::NomorNol);
    let mut branch = 0u8;
    let mut group: Option<&str> = None;
    for col in cols {
        if col.what == What::Sela
            || col.hidden
            || matches!(col.what, What::Segmen(1..) | What::NamaPada(1..))
        {
            labels.push(None);
            continue;
        }
        let inner = (col.path.len() > 1).then(|| col.path[0].as_str());
        let label = match kind {
            M::NomorCabang if inner.is_some() && is_progress(col.what) => {
                if group == inner {
                    branch += 1;
                } else {
                    if group.is_some() {
                        n += 1;
                    }
                    branch = 0;
                }
                group = inner;
                labels.push(Some(format!("{n}{}", char::from(b'a' + branch))));
                continue;
            }
            M::NomorKurung | M::NomorTukar => format!("({n})"),
            M::NomorHuruf => column_letters(n - 1).to_lowercase(),
            M::NomorHurufKurung => format!("({})", column_letters(n - 1).to_lowercase()),
            _ => {
                if group.take().is_some() {
                    n += 1;
                }
                n.to_string()
            }
        };
        labels.push(Some(label));
        n += 1;
    }
    if kind == M::NomorTukar && labels.len() > 1 {
        labels.swap(0, 1);
    }
    if kind == M::NomorRumus {
        equations(&mut labels, cols);
    }
    labels
}

/// Writes `7 = 4 - 6` where a column is reckoned from others.
fn equations(labels: &mut [Option<String>], cols: &[Col]) {
    let number = |labels: &[Option<String>], wanted: fn(What) -> bool| {
        cols.iter()
            .position(|col| wanted(col.what))
            .and_then(|at| labels[at].clone())
    };
    let pagu = number(labels, |what| what == What::Pagu);
    let real = number(labels, |what| {
        matches!(what, What::Real(Span::Plain | Span::Sd))
    });
    let target = number(labels, |what| matches!(what, What::Target(Span::Plain)));
    let tfis = number(labels, |what| matches!(what, What::TargetFis(Span::Plain)));
    let rfis = number(labels, |what| {
        matches!(what, What::RealFis(Span::Plain | Span::Sd))
    });
    for (label, col) in labels.iter_mut().zip(cols) {
        let Some(own) = label.clone() else { continue };
        let formula = match (col.what, &pagu, &real, &target, &tfis, &rfis) {
            (What::Sisa, Some(p), Some(r), ..) => format!("{own} = {p} - {r}"),
            (What::RealPct(Span::Plain | Span::Sd), Some(p), Some(r), ..) => {
                format!("{own}=({r}/{p})*100")
            }
            (What::TargetPct(Span::Plain), Some(p), _, Some(t), ..) => {
                format!("{own} = {t}/{p} x 100")
            }
            (What::DevFis, .., Some(t), Some(r)) => format!("{own}={r}-{t}"),
            _ => continue,
        };
        *label = Some(formula);
    }
}

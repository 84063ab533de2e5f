//! A recap sheet in the workbook of its details is a control total: its figures are held against the leaves that its
//! rows name, by office or by program. It is never counted itself, and never believed against the leaves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::facts::{Facts, numbers};
use super::sums;
use super::table::Parsed;
use super::usulan::declared_unit;
use super::view::row_texts;
use crate::diag::Diagnostic;
use crate::diag::catalogue::lembar;
use crate::model::cell::CellRef;
use crate::model::field::{Field, Measure};
use crate::model::grid::{Grid, Workbook};
use crate::model::location::Location;
use crate::model::nilai::Sen;
use crate::model::table::{Kendali, Role, Row, Table, TableStatus};
use crate::normalize::fold::fold;
use crate::normalize::{kode, opd};
use crate::rules::Rules;

/// The measures that are held.
const HELD: [Measure; 2] = [Measure::Pagu, Measure::RealisasiKeuangan];
/// A name that a recap writes must be this like an office's to mean it.
const SURE: f64 = 0.9;
/// Differences of one recap that are told one by one; more are counted.
const TOLD: usize = 4;

/// A named figure row of a recap.
struct Baris {
    name: String,
    total: bool,
    amounts: Vec<(Measure, CellRef, Sen)>,
}

/// The leaves that a recap's row speaks of, as places in the list of all leaves.
type Leaves = BTreeSet<usize>;

/// What a figure of the recap was held against.
struct Held {
    /// The table that the finding and the proof go to.
    table: usize,
    kendali: Kendali,
    n_leaves: usize,
}

/// Holds every recap of the workbook against its counting tables of details.
pub(super) fn hold(parsed: &mut [Parsed], workbook: &Workbook, file: &Arc<str>, rules: &Rules) {
    for recap in 0..parsed.len() {
        if parsed[recap].table.role != Role::Recap {
            continue;
        }
        let table = &parsed[recap].table;
        let Some(grid) = workbook.grids.iter().find(|grid| grid.name == table.sheet) else {
            continue;
        };
        let (rows, unit) = read(grid, table, rules);
        let held = compare(parsed, recap, &rows, unit, rules);
        note(parsed, held, file, rules);
    }
}

/// Reads the rows of a recap that have a name and money.
fn read(grid: &Grid, table: &Table, rules: &Rules) -> (Vec<Baris>, f64) {
    let Some((first, last)) = table.header_rows else {
        return (Vec::new(), 1.0);
    };
    let columns: Vec<(Measure, u32)> = HELD
        .into_iter()
        .filter_map(|measure| Some((measure, table.column_of(measure)?)))
        .collect();
    let Some(first_money) = columns.iter().map(|(_, col)| *col).min() else {
        return (Vec::new(), 1.0);
    };
    let unit = declared_unit(grid, (first, last), rules).factor();
    let own = table.rows.iter().map(|row| row.row);
    let end = own
        .chain(table.skipped.iter().map(|skipped| skipped.row))
        .max()
        .unwrap_or(last);
    let body = last + 1..=end.max(last + 1);
    let rows: Vec<u32> = grid.rows.range(body.clone()).map(|(row, _)| *row).collect();
    let facts: BTreeMap<u32, Facts> = columns
        .iter()
        .map(|(_, col)| (*col, Facts::of(grid, *col, &rows)))
        .collect();
    let read = rows.iter().filter_map(|row| {
        let name = row_texts(grid, *row)
            .into_iter()
            .filter(|(col, text)| *col < first_money && text.chars().any(char::is_alphabetic))
            .map(|(_, text)| text)
            .max_by_key(|text| text.chars().count())?;
        let amounts: Vec<(Measure, CellRef, Sen)> = columns
            .iter()
            .filter_map(|(measure, col)| {
                let style = facts.get(col)?.style;
                let number = numbers(grid, *col, style, &[*row]).first().copied()??;
                let cell = CellRef::new(*row, *col);
                Some((*measure, cell, Sen::from_rupiah(number * unit)?))
            })
            .collect();
        (!amounts.is_empty()).then(|| Baris {
            total: rules.baris.is_total(&name),
            name,
            amounts,
        })
    });
    (read.collect(), unit)
}

/// The details of the workbook that a recap may speak of: every leaf with the table it stands in.
struct Rincian<'a> {
    leaves: Vec<(usize, &'a Row)>,
    /// By office: its id or folded name, and the places of its leaves.
    offices: BTreeMap<String, Leaves>,
}

fn details<'a>(parsed: &'a [Parsed], recap: &Table) -> Rincian<'a> {
    let mut found = Rincian {
        leaves: Vec::new(),
        offices: BTreeMap::new(),
    };
    for (index, item) in parsed.iter().enumerate() {
        let table = &item.table;
        let counting = table.role == Role::Detail && table.status != TableStatus::Ignored;
        if !counting || !same_month(table, recap) {
            continue;
        }
        let office = found.offices.entry(office_key(table)).or_default();
        for row in table.leaves() {
            office.insert(found.leaves.len());
            found.leaves.push((index, row));
        }
    }
    found
}

/// A recap of another month is no control of this one.
fn same_month(detail: &Table, recap: &Table) -> bool {
    match (&detail.periode, &recap.periode) {
        (Some(own), Some(other)) => {
            own.periode.bulan.is_none()
                || other.periode.bulan.is_none()
                || own.periode.same_month(&other.periode)
        }
        _ => true,
    }
}

fn office_key(table: &Table) -> String {
    match &table.opd {
        Some(found) => match &found.id {
            Some(id) => id.to_string(),
            None => fold(&found.name),
        },
        None => String::new(),
    }
}

fn compare(parsed: &[Parsed], recap: usize, rows: &[Baris], unit: f64, rules: &Rules) -> Vec<Held> {
    let recap = &parsed[recap].table;
    let rincian = details(parsed, recap);
    if rincian.leaves.is_empty() {
        return Vec::new();
    }
    let mut held = Vec::new();
    let mut covered = Leaves::new();
    let mut all_matched = true;
    let named: Vec<&Baris> = rows.iter().filter(|row| !row.total).collect();
    for row in &named {
        let folded = bare(&row.name);
        let unique = named
            .iter()
            .filter(|other| bare(&other.name) == folded)
            .count()
            == 1;
        let leaves = spoken_of(row, &folded, &rincian, rules).filter(|_| unique);
        let Some(leaves) = leaves else {
            all_matched = false;
            continue;
        };
        held.extend(hold_row(row, &leaves, &rincian, recap, unit));
        covered.extend(leaves);
    }
    // A total speaks of the whole only where the rows above it do.
    let whole = all_matched && covered.len() == rincian.leaves.len();
    if let Some(total) = rows.iter().rfind(|row| row.total).filter(|_| whole) {
        held.extend(hold_row(total, &covered, &rincian, recap, unit));
    }
    held
}

/// A name without a code glued before it.
fn bare(name: &str) -> String {
    fold(kode::split_glued(name).map_or(name, |(_, rest)| rest))
}

/// The leaves that a row names: those of an office, or those below a program, kegiatan or activity of this name.
fn spoken_of(row: &Baris, folded: &str, rincian: &Rincian<'_>, rules: &Rules) -> Option<Leaves> {
    if let Some(own) = rincian.offices.get(folded) {
        return Some(own.clone());
    }
    if rules.baris.names_office(&row.name) {
        let id = opd::find(&row.name, &rules.roster)
            .filter(|found| found.score >= SURE)?
            .id;
        return rincian.offices.get(id.as_ref()).cloned();
    }
    // The same program stands in every office: by program only the workbook of one office is recapped.
    if rincian.offices.len() != 1 {
        return None;
    }
    let of_name = |leaf: &Row| {
        fold(&leaf.uraian) == folded || leaf.induk.values().any(|name| fold(name) == folded)
    };
    let leaves: Leaves = (0..rincian.leaves.len())
        .filter(|index| of_name(rincian.leaves[*index].1))
        .collect();
    (!leaves.is_empty()).then_some(leaves)
}

fn hold_row(
    row: &Baris,
    leaves: &Leaves,
    rincian: &Rincian<'_>,
    recap: &Table,
    unit: f64,
) -> Vec<Held> {
    let first = leaves.first().map(|index| rincian.leaves[*index].0);
    let Some(table) = first else {
        return Vec::new();
    };
    let amount = |index: &usize, measure: Measure| {
        let leaf = rincian.leaves[*index].1;
        match measure {
            Measure::Pagu => leaf.pagu,
            _ => leaf.realisasi_keuangan,
        }
    };
    row.amounts
        .iter()
        .map(|(measure, cell, stated)| {
            let computed: Sen = leaves
                .iter()
                .filter_map(|index| amount(index, *measure))
                .sum();
            let kendali = Kendali {
                sheet: recap.sheet.clone(),
                cell: *cell,
                name: row.name.clone(),
                field: Field::plain(*measure),
                stated: *stated,
                computed,
                agrees: (*stated - computed).abs() <= sums::tolerance(leaves.len(), unit),
            };
            Held {
                table,
                kendali,
                n_leaves: leaves.len(),
            }
        })
        .collect()
}

/// Notes the proofs with the tables they speak of, and tells the differences.
fn note(parsed: &mut [Parsed], held: Vec<Held>, file: &Arc<str>, rules: &Rules) {
    let tables: BTreeSet<usize> = held.iter().map(|held| held.table).collect();
    for index in tables {
        let own: Vec<&Held> = held.iter().filter(|held| held.table == index).collect();
        let item = &mut parsed[index];
        tell(item, &own, file);
        raise(item, &own, rules);
    }
    for one in held {
        parsed[one.table].table.kendali.push(one.kendali);
    }
}

fn tell(item: &mut Parsed, held: &[&Held], file: &Arc<str>) {
    let off: Vec<&Kendali> = held
        .iter()
        .map(|held| &held.kendali)
        .filter(|kendali| !kendali.agrees)
        .collect();
    let detail = item.table.sheet.as_deref().unwrap_or("rincian").to_owned();
    for (n, kendali) in off.iter().take(TOLD).enumerate() {
        let more = match off.len().checked_sub(TOLD) {
            Some(more) if more > 0 && n + 1 == TOLD => format!(" (dan {more} angka lain)"),
            _ => String::new(),
        };
        let message = format!(
            "{} {}: rekap {}, rincian pada lembar \"{detail}\" {} (selisih {}){more}",
            kendali.field.label(),
            kendali.name,
            kendali.stated,
            kendali.computed,
            kendali.stated - kendali.computed
        );
        let place = Location::sheet(file, kendali.sheet.as_ref()).at(kendali.cell);
        item.diagnostics
            .push(Diagnostic::new(lembar::RECAP_DIFFERS, place, message));
    }
}

/// What a recap of the same workbook agrees with throughout is surer by half of what it lacked; doubt stays doubt.
fn raise(item: &mut Parsed, held: &[&Held], rules: &Rules) {
    let n_leaves = item.table.leaves().count();
    let proves = |measure: Measure| {
        held.iter().any(|held| {
            held.kendali.field.measure == measure
                && held.n_leaves >= n_leaves
                && !held.kendali.stated.is_zero()
        })
    };
    let agrees = held.iter().all(|held| held.kendali.agrees);
    let table = &mut item.table;
    if agrees
        && HELD.into_iter().all(proves)
        && !item.doubt
        && table.confidence >= rules.baris.ambang.karantina
    {
        table.confidence += (1.0 - table.confidence) / 2.0;
    }
}

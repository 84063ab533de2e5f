//! One table from its header band to its proof: binds, reads, classes, builds the tree, holds the totals.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::band::Band;
use super::classify::{self, Class};
use super::columns::{self, Mapping};
use super::findings::Findings;
use super::ingat::{self, Ingat};
use super::lines::{self, Amount, Line};
use super::petaan::Paksa;
use super::proof::{self, Proof};
use super::role::{self, Title};
use super::scale::{self, Scale};
use super::tree::Structure;
use super::{assemble, bagian, rows, spans, sums, verdict};
use super::{petaan_isi, petaan_temuan};
use crate::diag::Diagnostic;
use crate::diag::catalogue::lembar;
use crate::model::cell::CellRef;
use crate::model::field::Field;
use crate::model::grid::Grid;
use crate::model::location::Location;
use crate::model::periode::Periode;
use crate::model::table::{Role, Table};
use crate::normalize::fold::{fold, tidy};
use crate::normalize::waktu;
use crate::rules::Rules;

/// What a table is read with.
pub(super) struct Context<'a> {
    pub grid: &'a Grid,
    pub at: Location,
    pub rules: &'a Rules,
    /// The period asked for: a plan is summed up to it.
    pub periode: Option<Periode>,
    /// Texts above the header, tidied.
    pub title: Vec<String>,
    /// The mapping that a person has released for this table.
    pub paksa: Option<Paksa<'a>>,
    /// What was accepted of the same office before.
    pub ingat: Option<Ingat<'a>>,
    /// Texts at the top of the sheet, where the table isn't the first.
    pub top: Vec<String>,
}

impl Context<'_> {
    /// Returns the budget year that was asked for, or that the title names.
    pub(super) fn tahun(&self) -> Option<i16> {
        let named = || {
            self.title
                .iter()
                .chain(&self.top)
                .find_map(|text| waktu::read(text, &self.rules.kolom, false).tahun)
        };
        self.periode.map(|periode| periode.tahun).or_else(named)
    }
}

impl Context<'_> {
    /// Returns the month that was asked for, or that the title names.
    fn bulan(&self) -> Option<u8> {
        let named = || {
            let mut texts = self.title.iter().chain(&self.top);
            texts.find_map(|text| waktu::read(text, &self.rules.kolom, false).bulan)
        };
        self.periode
            .and_then(|periode| periode.bulan)
            .or_else(named)
    }
}

/// The rows of a table in the sheet.
pub(super) struct Extent<'a> {
    pub band: &'a Band,
    pub body: RangeInclusive<u32>,
    /// Rows of page headers repeated inside the body.
    pub repeated: BTreeMap<u32, Class>,
    /// First row of a secondary table below.
    pub foreign_from: Option<u32>,
}

/// A table with its findings; `doubt` keeps it out of every total.
#[derive(Debug)]
pub(super) struct Parsed {
    pub table: Table,
    pub diagnostics: Vec<Diagnostic>,
    pub doubt: bool,
}

/// Everything known of a table once it is read, before it is judged and written down.
pub(super) struct Reading<'a> {
    pub context: &'a Context<'a>,
    pub band: &'a Band,
    pub role: Role,
    pub mapping: Mapping,
    pub scales: BTreeMap<u32, Scale>,
    pub lines: Vec<Line>,
    pub classes: Vec<Class>,
    pub proof: Proof,
    /// What money is multiplied by to be rupiah.
    pub unit: f64,
}

impl Reading<'_> {
    /// Returns the activity lines, in the order of the structure's indices.
    pub(super) fn activities(&self) -> Vec<&Line> {
        self.of_class(Class::Activity)
            .filter(|line| !self.proof.duplicates.contains_key(&line.row))
            .collect()
    }

    pub(super) fn of_class(&self, class: Class) -> impl Iterator<Item = &Line> {
        self.lines
            .iter()
            .zip(&self.classes)
            .filter(move |(_, c)| **c == class)
            .map(|(line, _)| line)
    }

    pub(super) fn leaves(&self) -> Vec<&Line> {
        self.activities()
            .into_iter()
            .zip(&self.structure().leaf)
            .filter(|(_, leaf)| **leaf)
            .map(|(l, _)| l)
            .collect()
    }

    pub(super) fn structure(&self) -> &Structure {
        &self.proof.structure
    }

    /// Returns the columns of the fields that enter totals.
    pub(super) fn counted_columns(&self) -> Vec<u32> {
        counted_fields(&self.mapping)
            .iter()
            .filter_map(|field| self.mapping.by_field.get(field).copied())
            .collect()
    }
}

/// Reads the table; `None` where the band heads no table of activities, packages or issues.
pub(super) fn read(context: &Context<'_>, extent: &Extent<'_>) -> Option<Parsed> {
    let Context { grid, rules, .. } = context;
    let mut findings = Findings::new(context.at.clone());
    let mut unit = unit_factor(context, extent.band, &mut findings);
    if let Some(paksa) = &context.paksa {
        unit = petaan_isi::unit(unit, paksa, &mut findings);
    }
    let sheet = columns::Sheet {
        grid,
        kolom: &rules.kolom,
        tahun: context.tahun(),
        bulan: context.bulan(),
        scaled: unit > 1.0,
        repeated: &extent.repeated,
    };
    let rows: Vec<u32> = grid
        .rows
        .range(extent.body.clone())
        .map(|(row, _)| *row)
        .collect();
    let of_body = rows.iter().copied();
    let of_body = of_body.filter(|row| !extent.repeated.contains_key(row));
    let of_body = columns::speaking(grid, of_body.collect());
    let mut mapping = columns::bind(&sheet, extent.band, &extent.body);
    if let Some(paksa) = &context.paksa {
        petaan_isi::bind(&sheet, &rows, &mut mapping, paksa);
    } else if let Some(ingat) = &context.ingat {
        ingat::settle(&mut mapping, ingat, extent.band.last, &mut findings);
    }
    let title = Title::new(&context.title, context.at.sheet.as_deref());
    let role = match &context.paksa {
        Some(_) => Role::Detail,
        None => role::of(&mapping, &title, &rules.baris)?,
    };
    let mut scales = scale::decide(grid, &mapping, &of_body);
    if let Some(paksa) = &context.paksa {
        petaan_isi::scale(&mut scales, &mapping, paksa, &mut findings);
    }
    let mut lines: Vec<Line> = rows
        .iter()
        .map(|row| lines::read(grid, *row, &mapping, &scales, unit))
        .collect();
    bagian::add(grid, &mut lines, &mut mapping, unit, &mut findings);
    spans::complete(&mut lines, &mut mapping, &mut findings);
    if role == Role::Plan && mapping.months.len() >= 6 {
        let until = context.periode.and_then(|periode| periode.bulan);
        spans::sum_months(grid, &mut lines, &mut mapping, until, unit);
    }
    let repeated = |row: u32| extent.repeated.get(&row).copied();
    let mut classes = classify::classify(grid, &lines, &repeated, extent.foreign_from, rules);
    examples_are_placeholders(&lines, &mut classes);
    let proof = proof::run(
        &lines,
        &mut classes,
        &mapping,
        &counted_fields(&mapping),
        unit,
    );
    let (lines, classes, proof) = dashes_as_zeroes((lines, classes, proof), &mapping, unit);
    let mut reading = Reading {
        context,
        band: extent.band,
        role,
        mapping,
        scales,
        lines,
        classes,
        proof,
        unit,
    };
    reading.role = settled_role(&reading);
    verdict::report(&mut findings, &reading);
    if let Some(paksa) = &context.paksa {
        petaan_temuan::report(&mut findings, &reading, paksa);
    }
    let confidence = verdict::confidence(&reading, findings.doubt);
    let mut table = assemble::table(reading, confidence);
    table.dilepas = context.paksa.as_ref().map(Paksa::released);
    Some(Parsed {
        table,
        diagnostics: findings.list,
        doubt: findings.doubt,
    })
}

fn counted_fields(mapping: &Mapping) -> Vec<Field> {
    sums::MONEY
        .into_iter()
        .chain(sums::FISIK)
        .filter_map(|measure| mapping.cumulative_field(measure))
        .collect()
}

/// The unit that a text of the header or of the title declares for money, and says so.
fn unit_factor(context: &Context<'_>, band: &Band, findings: &mut Findings) -> f64 {
    let words = &context.rules.baris;
    let in_band = context
        .grid
        .rows
        .range(band.first..=band.last)
        .flat_map(|(row, cells)| {
            cells
                .iter()
                .map(|(col, cell)| (Some(CellRef::new(*row, *col)), cell.display()))
        });
    let in_title = context.title.iter().map(|text| (None, text.clone()));
    let declared = in_band.chain(in_title).find_map(|(cell, text)| {
        words
            .unit_in(&text)
            .map(|(phrase, factor)| (cell, phrase.to_owned(), factor))
    });
    let Some((cell, phrase, factor)) = declared else {
        return 1.0;
    };
    let message = format!("uang dinyatakan dengan \"{phrase}\"; angka dikalikan {factor}");
    match cell {
        Some(cell) => findings.cell(lembar::UNIT_DECLARED, cell, message),
        None => findings.table(lembar::UNIT_DECLARED, message),
    }
    f64::from(factor)
}

type Proven = (Vec<Line>, Vec<Class>, Proof);

/// A dash in a column of fisik is a blank, unless the stated total is the weighted mean with zeroes there.
fn dashes_as_zeroes(read: Proven, mapping: &Mapping, unit: f64) -> Proven {
    let off = |proof: &Proof, field: Field| {
        let mut held = proof.totals.iter().flat_map(|total| &total.held);
        held.any(|held| held.field == field && !held.agrees)
    };
    let fields: BTreeSet<Field> = read
        .0
        .iter()
        .flat_map(|line| line.dashes.iter().copied())
        .filter(|field| off(&read.2, *field))
        .collect();
    let Some(field) = fields.first().copied() else {
        return read;
    };
    let mut lines = read.0.clone();
    for line in &mut lines {
        for field in line.dashes.iter().filter(|field| fields.contains(field)) {
            line.amounts.insert(*field, Amount::Percent(0.0));
        }
    }
    let mut classes = read.1.clone();
    let proof = proof::run(
        &lines,
        &mut classes,
        mapping,
        &counted_fields(mapping),
        unit,
    );
    if off(&proof, field) {
        read
    } else {
        (lines, classes, proof)
    }
}

/// Below a "Contoh :" row stand examples, up to the blank row after them, or to the first numbered row after dotted
/// ones.
fn examples_are_placeholders(lines: &[Line], classes: &mut [Class]) {
    let is_example = |(line, class): (&Line, &Class)| {
        let label = line.uraian.trim_end().ends_with(':') || !line.uraian.contains(':');
        *class == Class::Placeholder && label && fold(&line.uraian).starts_with("contoh")
    };
    let Some(start) = lines.iter().zip(classes.iter()).position(is_example) else {
        return;
    };
    let (mut seen_example, mut seen_dotted) = (false, false);
    let mut previous = lines[start].row;
    for (line, class) in lines.iter().zip(classes.iter_mut()).skip(start + 1) {
        let dotted = line.uraian.contains("....");
        let real = seen_dotted && !dotted && classify::has_evidence(line);
        let apart = *class == Class::Blank || line.row - previous > 1;
        if real || *class == Class::Total || (apart && seen_example) {
            break;
        }
        previous = line.row;
        seen_dotted |= dotted;
        seen_example |= *class != Class::Blank;
        if matches!(class, Class::Activity | Class::Heading | Class::Unnamed) {
            *class = Class::Placeholder;
        }
    }
}

/// A form without activities is a template; one whose rows are offices is a recap.
fn settled_role(reading: &Reading<'_>) -> Role {
    let role = reading.role;
    let activities = reading.activities();
    let words = &reading.context.rules.baris;
    let with_money: Vec<&&Line> = activities.iter().filter(|line| line.has_money()).collect();
    let offices = with_money
        .iter()
        .filter(|line| words.names_office(&line.uraian))
        .count();
    let of_activities = matches!(role, Role::Detail | Role::Budget | Role::Plan);
    if of_activities && with_money.len() >= 3 && offices * 10 >= with_money.len() * 6 {
        return Role::Recap;
    }
    let unfilled = activities
        .iter()
        .all(|line| line.amounts.is_empty() && line.faults.is_empty());
    // Amounts beside dots are a form's examples; beside a text they are an office's.
    let beside_text =
        |line: &Line| line.label.chars().any(char::is_alphabetic) && !line.label.contains("...");
    let unnamed_money = reading
        .of_class(Class::Unnamed)
        .any(|line| line.has_nonzero() && beside_text(line));
    let of_money = unnamed_money || unread_money(reading) >= 3;
    if unfilled && !matches!(role, Role::Issues | Role::Packages) && !of_money {
        Role::Template
    } else {
        role
    }
}

/// Counts the rows of money that are neither activities nor anything else that a form has: no template holds any.
pub(super) fn unread_money(reading: &Reading<'_>) -> usize {
    let unread = |class: &Class| matches!(class, Class::Unnamed | Class::Note | Class::Heading);
    let rows = reading.lines.iter().zip(&reading.classes);
    rows.filter(|(line, class)| unread(class) && rows::states_rupiah(line, reading.unit))
        .count()
}

/// A title stands within this many rows.
const TITLE: u32 = 12;

/// Returns the tidied texts of the rows above a header, up to twelve rows back.
pub(super) fn title_texts(grid: &Grid, band: &Band, from: u32) -> Vec<String> {
    let first = band.first.saturating_sub(TITLE).max(from);
    let mut texts: Vec<String> = grid.preamble.iter().map(|text| tidy(text)).collect();
    texts.extend(texts_of(grid, first..band.first.max(first)));
    texts
}

/// Returns the tidied texts at the top of a sheet.
pub(super) fn top_texts(grid: &Grid) -> Vec<String> {
    let first = grid.rows.keys().next().copied().unwrap_or(0);
    texts_of(grid, first..first.saturating_add(TITLE)).collect()
}

fn texts_of(grid: &Grid, rows: std::ops::Range<u32>) -> impl Iterator<Item = String> {
    grid.rows
        .range(rows)
        .flat_map(|(_, cells)| cells.values())
        .map(|cell| tidy(&cell.display()))
        .filter(|text| text.chars().any(char::is_alphabetic))
}

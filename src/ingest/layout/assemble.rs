//! Writes a reading down as the table of the model: its rows, what was skipped and why, its totals.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::classify::Class;
use super::dana::Pecahan;
use super::lines::{Amount, Line};
use super::sums::Held;
use super::table::Reading;
use crate::model::field::{Field, Measure, Span};
use crate::model::kegiatan::Tingkat;
use crate::model::table::{Lalu, Role, Row, Skipped, SkippedAs, Table, TableStatus, Totals};
use crate::normalize::fold::fold;

/// Makes the table; its office, period and status are settled by the sheet and the workbook.
pub(super) fn table(reading: Reading<'_>, confidence: f64) -> Table {
    let rows = if reading.role == Role::Issues {
        problems(&reading)
    } else {
        rows(&reading)
    };
    let skipped = skipped(&reading, &rows);
    let totals = Totals::of(rows.iter().filter(|row| row.leaf));
    let stated = reading
        .proof
        .totals
        .iter()
        .flat_map(|total| total.held.iter().map(Held::to_stated))
        .collect();
    Table {
        sheet: reading.context.at.sheet.clone(),
        hidden: reading.context.grid.hidden,
        role: reading.role,
        status: TableStatus::Ignored,
        opd: None,
        periode: None,
        header_rows: Some((reading.band.first, reading.band.last)),
        number_row: reading.band.number_row,
        columns: reading.mapping.columns,
        rows,
        skipped,
        totals,
        stated,
        kendali: Vec::new(),
        dilepas: None,
        confidence,
    }
}

fn rows(reading: &Reading<'_>) -> Vec<Row> {
    let lines = reading.activities();
    let pecahan = Pecahan::of(&reading.mapping, reading.context.rules);
    (0..lines.len())
        .map(|index| row(reading, &lines, (index, &pecahan)))
        .collect()
}

fn row(reading: &Reading<'_>, lines: &[&Line], (index, pecahan): (usize, &Pecahan)) -> Row {
    let (line, structure, mapping) = (lines[index], reading.structure(), &reading.mapping);
    let mut lain = texts(line);
    if let Some(sumber) = pecahan.sumber(reading, line) {
        lain.entry(Measure::SumberDana)
            .or_insert_with(|| sumber.into());
    }
    lain.extend(contract_amounts(line));
    let level = if reading.role == Role::Packages {
        Tingkat::Paket
    } else {
        structure.tingkat[index]
    };
    Row {
        row: line.row,
        level,
        leaf: structure.leaf[index] && reading.role != Role::Template,
        kode: (!line.kode_text.is_empty()).then(|| line.kode_text.as_str().into()),
        uraian: line.uraian.as_str().into(),
        pagu: line.money(Measure::Pagu, mapping),
        target_keuangan: line.money(Measure::TargetKeuangan, mapping),
        realisasi_keuangan: line.money(Measure::RealisasiKeuangan, mapping),
        target_fisik: line.percent(Measure::TargetFisik, mapping),
        realisasi_fisik: line.percent(Measure::RealisasiFisik, mapping),
        lalu: lalu(line),
        induk: ancestors(reading, lines, index),
        lain,
        klasifikasi: None,
    }
}

/// Further columns of text, as written.
fn texts(line: &Line) -> BTreeMap<Measure, Box<str>> {
    line.texts
        .iter()
        .filter(|(measure, _)| !matches!(measure, Measure::No | Measure::Kode | Measure::Uraian))
        .map(|(measure, text)| (*measure, text.as_str().into()))
        .collect()
}

/// What a contract states in numbers, as text in rupiah and in percent of the 0–100 scale.
fn contract_amounts(line: &Line) -> impl Iterator<Item = (Measure, Box<str>)> {
    let of = [
        Measure::NilaiKontrak,
        Measure::Hps,
        Measure::UangMuka,
        Measure::UangMukaPct,
    ];
    of.into_iter().filter_map(|measure| {
        let text = match line.amounts.get(&Field::plain(measure))? {
            Amount::Money(sen) => sen.to_string(),
            Amount::Percent(percent) => format!("{percent} %"),
        };
        Some((measure, text.into()))
    })
}

/// The rows of a list of problems: they are told of, and never counted.
fn problems(reading: &Reading<'_>) -> Vec<Row> {
    let told = |line: &&Line| {
        [Measure::Permasalahan, Measure::TindakLanjut]
            .iter()
            .any(|measure| line.texts.get(measure).is_some_and(|text| is_told(text)))
    };
    let speaks = |class: Class| {
        matches!(
            class,
            Class::Activity | Class::Heading | Class::Note | Class::Unnamed
        )
    };
    let lines = reading.lines.iter().zip(&reading.classes);
    let rows = lines
        .filter(|(_, class)| speaks(**class))
        .map(|(line, _)| line);
    rows.filter(told)
        .map(|line| Row {
            row: line.row,
            level: Tingkat::Rincian,
            leaf: false,
            kode: (!line.kode_text.is_empty()).then(|| line.kode_text.as_str().into()),
            uraian: line.uraian.as_str().into(),
            pagu: None,
            target_keuangan: None,
            realisasi_keuangan: None,
            target_fisik: None,
            realisasi_fisik: None,
            induk: BTreeMap::new(),
            lain: texts(line),
            lalu: Lalu::default(),
            klasifikasi: None,
        })
        .collect()
}

/// Whether a cell says something: a dash or dots say that there is nothing to say.
fn is_told(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !matches!(fold(text).as_str(), "nihil" | "tidak ada")
}

/// What the row says of last month. Fisik of this month alone is no cumulative value, but that of last month is.
fn lalu(line: &Line) -> Lalu {
    let of = |measure| {
        let span = Span::Lalu;
        line.amounts.get(&Field { measure, span }).copied()
    };
    Lalu {
        realisasi_keuangan: match of(Measure::RealisasiKeuangan) {
            Some(Amount::Money(sen)) => Some(sen),
            _ => None,
        },
        realisasi_fisik: match of(Measure::RealisasiFisik) {
            Some(Amount::Percent(percent)) => Some(percent),
            _ => None,
        },
    }
}

fn ancestors(reading: &Reading<'_>, lines: &[&Line], index: usize) -> BTreeMap<Tingkat, Arc<str>> {
    let structure = reading.structure();
    let mut induk = BTreeMap::new();
    let mut up = structure.parent[index];
    while let Some(above) = up {
        induk
            .entry(structure.tingkat[above])
            .or_insert_with(|| lines[above].uraian.as_str().into());
        up = structure.parent[above];
    }
    induk
}

/// Every row that holds anything and is no activity, with its class: nothing is lost.
fn skipped(reading: &Reading<'_>, rows: &[Row]) -> Vec<Skipped> {
    let sheet = reading.context.at.sheet.as_deref();
    let repeated_row = |of: u32| match sheet {
        Some(sheet) => format!("{sheet}!{}", of + 1),
        None => (of + 1).to_string(),
    };
    let mut kept = rows.iter().map(|row| row.row).peekable();
    let mut skipped = header_rows(reading);
    for (line, class) in reading.lines.iter().zip(&reading.classes) {
        if kept.next_if_eq(&line.row).is_some() {
            continue;
        }
        let duplicate_of = reading.proof.duplicates.get(&line.row);
        let kind = match class {
            _ if duplicate_of.is_some() => SkippedAs::Duplicate,
            Class::Total => reading.proof.kind_of(line.row),
            Class::Heading => SkippedAs::Heading,
            // A blank line that stands in the sheet holds dashes.
            Class::Unnamed | Class::Placeholder | Class::Blank => SkippedAs::Placeholder,
            Class::Number => SkippedAs::Number,
            Class::Header => SkippedAs::Header,
            Class::Signature => SkippedAs::Signature,
            Class::OtherTable => SkippedAs::OtherTable,
            Class::Note | Class::MaybeTotal | Class::Activity => SkippedAs::Note,
        };
        skipped.push(Skipped {
            row: line.row,
            kind,
            of: duplicate_of.map(|of| repeated_row(*of)),
        });
    }
    skipped
}

/// The rows of the header itself, as far as they hold anything.
fn header_rows(reading: &Reading<'_>) -> Vec<Skipped> {
    let band = reading.band;
    let written = |row: &u32| {
        reading
            .context
            .grid
            .rows
            .get(row)
            .is_some_and(|cells| !cells.is_empty())
    };
    let header = (band.first..=band.last)
        .filter(written)
        .map(|row| (row, SkippedAs::Header));
    header
        .chain(band.number_row.map(|row| (row, SkippedAs::Number)))
        .map(|(row, kind)| Skipped {
            row,
            kind,
            of: None,
        })
        .collect()
}

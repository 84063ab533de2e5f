//! Sheets of one workbook that hold the same rows: copies, recaps of the rows' parents, hidden twins, and the same
//! activities under months that can't be told apart. Nothing is counted twice.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::book::at;
use super::rekap::{is_recap, recap_of, recaps, recaps_of_sheets};
use super::table::Parsed;
use crate::diag::catalogue::lembar;
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::field::Measure;
use crate::model::nilai::Sen;
use crate::model::table::{Role, Row, Table, TableStatus};
use crate::normalize::fold::fold;
use crate::rules::baris::{Baris, contains_phrase};

/// What identifies a row when sheets are compared.
pub(super) type Fingerprint = (String, Sen, Sen);

/// How often each row stands in a table.
pub(super) type Rows = BTreeMap<Fingerprint, usize>;

/// Sets aside what must not count beside another table of the workbook.
pub(super) fn set_aside(parsed: &mut [Parsed], file: &Arc<str>, words: &Baris) {
    undated(parsed, file);
    examples(parsed, file, words);
    packages(parsed, file);
    recaps_of_sheets(parsed, file);
    copies(parsed, file);
    recaps(parsed, file);
    hidden(parsed, file);
    indistinguishable(parsed, file, words);
}

pub(super) fn counting(item: &Parsed) -> bool {
    item.table.role == Role::Detail && item.table.status != TableStatus::Ignored
}

pub(super) fn ignore(
    item: &mut Parsed,
    file: &Arc<str>,
    code: Code,
    severity: Severity,
    message: String,
) {
    item.table.status = TableStatus::Ignored;
    item.doubt = false;
    item.diagnostics = vec![Diagnostic::new(code, at(item, file), message).with_severity(severity)];
}

pub(super) fn sheet_name(table: &Table) -> &str {
    table.sheet.as_deref().unwrap_or("tabel pertama")
}

pub(super) fn fingerprint(row: &Row) -> Fingerprint {
    // One sheet writes 0 where its copy writes a dash.
    let of = Option::unwrap_or_default;
    (fold(&row.uraian), of(row.pagu), of(row.realisasi_keuangan))
}

pub(super) fn count<'a>(rows: impl Iterator<Item = &'a Row>) -> Rows {
    let mut counts = Rows::new();
    for row in rows {
        *counts.entry(fingerprint(row)).or_default() += 1;
    }
    counts
}

pub(super) fn size(rows: &Rows) -> usize {
    rows.values().sum()
}

pub(super) fn stands_in(part: &Rows, whole: &Rows) -> bool {
    part.iter()
        .all(|(key, n)| whole.get(key).is_some_and(|m| m >= n))
}

/// The same office, and periods that don't contradict each other.
pub(super) fn same_scope(a: &Table, b: &Table) -> bool {
    let office = |table: &Table| {
        table
            .opd
            .as_ref()
            .map(|opd| (opd.id.clone(), opd.id.is_none().then(|| fold(&opd.name))))
    };
    let periode = |table: &Table| {
        table
            .periode
            .as_ref()
            .map(|found| (found.periode.tahun, found.periode.bulan))
    };
    let month = |table: &Table| periode(table).and_then(|(_, bulan)| bulan);
    let compatible = periode(a) == periode(b) || month(a).is_none() || month(b).is_none();
    (office(a) == office(b) || office(a).is_none() || office(b).is_none()) && compatible
}

/// A table set aside because it names no month is told as the recap that it is, where its rows say so.
fn undated(parsed: &mut [Parsed], file: &Arc<str>) {
    for index in 0..parsed.len() {
        let item = &parsed[index];
        let set_aside = item.table.role == Role::Detail
            && item.table.status == TableStatus::Ignored
            && item
                .diagnostics
                .iter()
                .any(|d| d.code == lembar::NO_PERIODE);
        if !set_aside {
            continue;
        }
        let detail = (0..parsed.len()).find(|other| {
            counting(&parsed[*other]) && is_recap(&item.table, &parsed[*other].table)
        });
        if let Some(detail) = detail {
            recap_of(parsed, index, detail, file);
        }
    }
}

/// A sheet that its name calls an example or a form doesn't count beside a report of the same office and period.
fn examples(parsed: &mut [Parsed], file: &Arc<str>, words: &Baris) {
    let is_example = |table: &Table| {
        let name = table.sheet.as_deref().map(fold).unwrap_or_default();
        words
            .lembar_contoh
            .iter()
            .any(|word| contains_phrase(&name, word))
    };
    for index in 0..parsed.len() {
        if !counting(&parsed[index]) || !is_example(&parsed[index].table) {
            continue;
        }
        let report = parsed.iter().find(|other| {
            counting(other)
                && !is_example(&other.table)
                && same_scope(&other.table, &parsed[index].table)
        });
        if let Some(report) = report {
            let message = format!(
                "menurut namanya lembar ini contoh; yang dihitung lembar \"{}\"",
                sheet_name(&report.table)
            );
            ignore(
                &mut parsed[index],
                file,
                lembar::OTHER_ROLE,
                Severity::Warning,
                message,
            );
            parsed[index].table.role = Role::Other;
        }
    }
}

/// A list of packages with their contracts beside the activities of the same office and period: the packages are parts
/// of the activities, and are counted there. Said as a warning where their names don't show it.
pub(super) fn packages(parsed: &mut [Parsed], file: &Arc<str>) {
    for index in 0..parsed.len() {
        if !counting(&parsed[index]) || !lists_packages(&parsed[index].table) {
            continue;
        }
        let detail = parsed.iter().find(|other| {
            counting(other)
                && !lists_packages(&other.table)
                && same_scope(&other.table, &parsed[index].table)
        });
        let Some(detail) = detail else { continue };
        let names: Vec<String> = detail
            .table
            .rows
            .iter()
            .map(|row| fold(&row.uraian))
            .collect();
        let stands_there = |row: &Row| {
            let own = fold(&row.uraian);
            names
                .iter()
                .any(|name| name.len() >= 8 && own.contains(name))
        };
        let severity = if parsed[index].table.leaves().all(stands_there) {
            Severity::Info
        } else {
            Severity::Warning
        };
        let message = format!(
            "daftar paket dari kegiatan pada lembar \"{}\"; tidak dihitung lagi",
            sheet_name(&detail.table)
        );
        ignore(
            &mut parsed[index],
            file,
            lembar::OTHER_ROLE,
            severity,
            message,
        );
        parsed[index].table.role = Role::Packages;
    }
}

/// Rows called packages, with a contract or a penyedia beside them.
fn lists_packages(table: &Table) -> bool {
    let measures = |wanted: &[Measure]| {
        table.columns.iter().find(|column| {
            column
                .field
                .is_some_and(|field| wanted.contains(&field.measure))
        })
    };
    let contract = [
        Measure::NilaiKontrak,
        Measure::NomorKontrak,
        Measure::Penyedia,
    ];
    let named = measures(&[Measure::Uraian]).and_then(|column| column.path.last());
    let paket = named.map(|text| fold(text)).is_some_and(|text| {
        text.split(' ').any(|word| word == "paket") && !text.contains("kegiatan")
    });
    paket && measures(&contract).is_some()
}

/// A table whose leaves all stand in another of the same office and period is a copy.
fn copies(parsed: &mut [Parsed], file: &Arc<str>) {
    let leaves: Vec<Rows> = parsed
        .iter()
        .map(|item| count(item.table.leaves()))
        .collect();
    for index in 0..parsed.len() {
        if !counting(&parsed[index]) || leaves[index].is_empty() {
            continue;
        }
        let rank = |other: usize| {
            let totals = &parsed[other].table.totals;
            let stated = [
                totals.target_keuangan.is_some(),
                totals.realisasi_keuangan.is_some(),
                totals.target_fisik.is_some(),
                totals.realisasi_fisik.is_some(),
            ];
            let n_fields = stated.into_iter().filter(|stated| *stated).count();
            (
                std::cmp::Reverse(size(&leaves[other])),
                parsed[other].table.hidden,
                // Of equal copies the one that says most counts.
                std::cmp::Reverse(n_fields),
                other,
            )
        };
        let original = (0..parsed.len()).find(|other| {
            counting(&parsed[*other])
                && rank(*other) < rank(index)
                && same_scope(&parsed[*other].table, &parsed[index].table)
                && stands_in(&leaves[index], &leaves[*other])
        });
        if let Some(original) = original {
            let message = format!(
                "salinan dari lembar \"{}\"; dihitung satu kali",
                sheet_name(&parsed[original].table)
            );
            ignore(
                &mut parsed[index],
                file,
                lembar::SHEET_COPY,
                Severity::Warning,
                message,
            );
        }
    }
}

/// A hidden sheet counts only where no visible table holds that office and period.
fn hidden(parsed: &mut [Parsed], file: &Arc<str>) {
    for index in 0..parsed.len() {
        if !parsed[index].table.hidden || !counting(&parsed[index]) {
            continue;
        }
        let shadowed = parsed.iter().any(|other| {
            !other.table.hidden && counting(other) && same_scope(&other.table, &parsed[index].table)
        });
        let item = &mut parsed[index];
        if shadowed {
            let message = "lembar tersembunyi tidak dihitung".to_owned();
            ignore(item, file, lembar::HIDDEN_SHEET, Severity::Warning, message);
        } else {
            let message = "lembar tersembunyi dihitung: tidak ada lembar tampak yang sama";
            let finding = Diagnostic::new(lembar::HIDDEN_SHEET, at(item, file), message);
            item.diagnostics
                .push(finding.with_severity(Severity::Warning));
        }
    }
}

/// Sheets named after two different units of an office (`Kel. Jaten`, `Kel. Brujul`) may hold the same activities.
fn of_two_units(a: &Table, b: &Table, words: &Baris) -> bool {
    let unit = |table: &Table| -> Option<String> {
        let name = table.sheet.as_deref().map(fold)?;
        let word = name.split(' ').next().unwrap_or_default();
        let named = words.lembar_unit.iter().any(|unit| unit == word);
        let own: Vec<&str> = name.split(' ').take(2).collect();
        (named && own.len() == 2).then(|| own.join(" "))
    };
    matches!((unit(a), unit(b)), (Some(a), Some(b)) if a != b)
}

/// Two pagu that differ by less than this part are one pagu in two versions.
const NEAR: i64 = 100;

/// Tables of one office without a month each that share most of their activities may be several months of it.
fn indistinguishable(parsed: &mut [Parsed], file: &Arc<str>, words: &Baris) {
    let names = |item: &Parsed| -> BTreeMap<String, Vec<Sen>> {
        let mut pagus: BTreeMap<String, Vec<Sen>> = BTreeMap::new();
        for row in item.table.leaves() {
            let pagu = row.pagu.unwrap_or_default();
            pagus.entry(fold(&row.uraian)).or_default().push(pagu);
        }
        pagus
    };
    // A version in round figures holds the same activities too.
    let near = |a: &Sen, b: &Sen| (*a - *b).abs().0 <= a.abs().0 / NEAR;
    let sets: Vec<_> = parsed.iter().map(names).collect();
    for index in 0..parsed.len() {
        let twin = (0..parsed.len()).find(|other| {
            let meets = |(name, own): (&String, &Vec<Sen>)| {
                let pagus = sets[*other].get(name);
                pagus.is_some_and(|pagus| own.iter().any(|a| pagus.iter().any(|b| near(a, b))))
            };
            let shared = sets[index].iter().filter(|row| meets(*row)).count();
            *other != index
                && counting(&parsed[index])
                && counting(&parsed[*other])
                && !of_two_units(&parsed[index].table, &parsed[*other].table, words)
                && same_scope(&parsed[index].table, &parsed[*other].table)
                && shared >= 2
                && shared * 2 > sets[index].len().min(sets[*other].len())
        });
        if let Some(twin) = twin {
            let name = sheet_name(&parsed[twin].table).to_owned();
            let item = &mut parsed[index];
            let message = format!(
                "kegiatan yang sama ada juga pada lembar \"{name}\"; bulannya tidak dapat dibedakan"
            );
            let finding = Diagnostic::new(lembar::SAME_ACTIVITIES, at(item, file), message);
            item.diagnostics.push(finding);
            item.doubt = true;
        }
    }
}

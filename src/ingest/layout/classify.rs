//! Gives every body row its class: activity, total, heading, placeholder, note, signature, other table.

use super::lines::Line;
use crate::model::grid::Grid;
use crate::normalize::fold::fold;
use crate::normalize::kode::numbering_depth;
use crate::rules::baris::{Baris, contains_phrase, starts_with_phrase};

/// The class of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Blank,
    Activity,
    /// A named row without code, number or amount.
    Heading,
    /// Labelled as a total.
    Total,
    /// Begins like a total and goes on like a name: arithmetic decides.
    MaybeTotal,
    /// Amounts without a name.
    Unnamed,
    Placeholder,
    Number,
    Header,
    Note,
    Signature,
    OtherTable,
}

/// Classes the rows of a table from top to bottom. `repeated` are rows of repeated page headers,
/// `foreign_from` the first row of a secondary table below.
pub(super) fn classify(
    grid: &Grid,
    lines: &[Line],
    repeated: &dyn Fn(u32) -> Option<Class>,
    foreign_from: Option<u32>,
    words: &Baris,
) -> Vec<Class> {
    let mut classes: Vec<Class> = lines
        .iter()
        .map(|line| match repeated(line.row) {
            Some(class) => class,
            None if foreign_from.is_some_and(|row| line.row >= row) => Class::OtherTable,
            None => alone(grid, line, words),
        })
        .collect();
    if let Some(end) = end_of_table(lines, &classes) {
        let after_total = matches!(classes[end], Class::Total | Class::MaybeTotal);
        for index in end + 1..lines.len() {
            classes[index] = below(&lines[index], classes[index], after_total, words);
        }
    }
    classes
}

/// Returns whether a row carries a running number or a code.
pub(super) fn has_evidence(line: &Line) -> bool {
    line.kode.is_some() || numbering_depth(&line.no).is_some()
}

fn alone(grid: &Grid, line: &Line, words: &Baris) -> Class {
    if line.n_filled == 0 {
        return if line.written {
            Class::Placeholder
        } else {
            Class::Blank
        };
    }
    if super::band::is_number_row(grid, line.row) {
        return Class::Number;
    }
    let named = line.uraian.chars().any(char::is_alphabetic);
    if is_placeholder(line, words) {
        return Class::Placeholder;
    }
    if !has_evidence(line) && words.is_total(&line.label) {
        return Class::Total;
    }
    if !has_evidence(line) && words.begins_with_total(&line.label) && line.has_money() {
        return Class::MaybeTotal;
    }
    let stated = !line.amounts.is_empty() || !line.faults.is_empty();
    match (named, stated) {
        (true, true) => Class::Activity,
        (true, false) if line.kode.is_some() => Class::Activity,
        (true, false) if has_evidence(line) && !is_signature(line, words) => Class::Activity,
        (true, false) => Class::Heading,
        (false, _) if line.has_money() => Class::Unnamed,
        (false, _) if has_evidence(line) && line.label.is_empty() => Class::Placeholder,
        (false, _) => Class::Note,
    }
}

/// Dotted names, "Contoh :" rows, date patterns, names that are a bare zero.
fn is_placeholder(line: &Line, words: &Baris) -> bool {
    let name = &line.uraian;
    let folded = fold(name);
    let dotted = name.contains(".....") || name.contains("……") || name.contains("_____");
    let pattern = matches!(folded.as_str(), "dd mm yyyy" | "0" | "xxx" | "xxxx");
    let example = words.kata_contoh.contains(&folded)
        || (starts_with_phrase(&folded, "contoh") && name.trim_end().ends_with(':'));
    let bare_dots = !name.is_empty()
        && name
            .chars()
            .all(|c| matches!(c, '.' | '…' | '_' | '-' | ' '));
    dotted || pattern || example || (bare_dots && !line.has_nonzero())
}

/// Returns the index of the last row of the table proper; `None` where no row is an activity.
fn end_of_table(lines: &[Line], classes: &[Class]) -> Option<usize> {
    let active =
        |index: &usize| classes[*index] == Class::Activity && !lines[*index].amounts.is_empty();
    let activities: Vec<usize> = (0..lines.len()).filter(active).collect();
    if activities.is_empty() {
        return None;
    }
    let evident = activities
        .iter()
        .filter(|index| has_evidence(&lines[**index]))
        .count();
    let numbered = evident * 10 >= activities.len() * 6;
    let is_total = |index: &usize| matches!(classes[*index], Class::Total | Class::MaybeTotal);
    let totals: Vec<usize> = (0..lines.len()).filter(is_total).collect();
    let last_credible = if numbered {
        activities
            .iter()
            .copied()
            .rfind(|index| has_evidence(&lines[*index]))?
    } else {
        last_before_final_total(lines, classes, &totals, &activities)
    };
    // Totals that follow at once belong to the table; so do the nameless amounts between them.
    let mut end = last_credible;
    for index in last_credible + 1..lines.len() {
        let gap = lines[index].row - lines[end].row;
        match classes[index] {
            Class::Total | Class::MaybeTotal if !is_total(&end) || gap <= 2 => end = index,
            Class::Activity if !is_total(&end) && gap <= 1 && !lines[index].amounts.is_empty() => {
                end = index;
            }
            _ => {}
        }
    }
    Some(end)
}

/// Without numbers or codes: sections go on as long as a further total follows money rows.
fn last_before_final_total(
    lines: &[Line],
    classes: &[Class],
    totals: &[usize],
    activities: &[usize],
) -> usize {
    let last_activity = activities.last().copied().unwrap_or(0);
    let Some(first_total) = totals.iter().copied().find(|total| *total > activities[0]) else {
        return last_activity;
    };
    let mut end = first_total;
    for total in totals.iter().copied().filter(|total| *total > first_total) {
        let section = (end + 1..total).filter(|index| classes[*index] == Class::Activity);
        if section.filter(|index| lines[*index].has_money()).count() > 0 {
            end = total;
        }
    }
    activities
        .iter()
        .copied()
        .rfind(|index| *index < end)
        .unwrap_or(last_activity)
}

/// Classes a row below the table proper.
fn below(line: &Line, class: Class, after_total: bool, words: &Baris) -> Class {
    match class {
        Class::Blank | Class::Header | Class::Number | Class::OtherTable | Class::Placeholder => {
            class
        }
        _ if is_signature(line, words) => Class::Signature,
        Class::Activity | Class::Unnamed | Class::Total | Class::MaybeTotal if after_total => {
            Class::OtherTable
        }
        _ => Class::Note,
    }
}

/// Returns whether a row belongs to the signature block.
pub(super) fn is_signature(line: &Line, words: &Baris) -> bool {
    let text = if line.uraian.is_empty() {
        &line.label
    } else {
        &line.uraian
    };
    let folded = fold(text);
    words
        .kata_tanda_tangan
        .iter()
        .any(|word| starts_with_phrase(&folded, word) || contains_phrase(&folded, "nip"))
}

//! Gives every body row its class: activity, total, heading, placeholder, note, signature, other table.

use super::lines::{Fault, FaultKind, Line};
use super::rantai;
use crate::model::grid::Grid;
use crate::normalize::fold::fold;
use crate::normalize::kode::numbering_depth;
use crate::rules::Rules;
use crate::rules::baris::{Baris, contains_phrase, starts_with_phrase};
use crate::rules::kolom::Kolom;

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
    rules: &Rules,
) -> Vec<Class> {
    let words = &rules.baris;
    let mut classes: Vec<Class> = lines
        .iter()
        .map(|line| match repeated(line.row) {
            Some(class) => class,
            None if foreign_from.is_some_and(|row| line.row >= row) => Class::OtherTable,
            None => alone(grid, line, words),
        })
        .collect();
    secondary_headers(lines, &mut classes, &rules.kolom);
    if let Some(end) = end_of_table(lines, &classes) {
        let after_total = matches!(classes[end], Class::Total | Class::MaybeTotal);
        for index in end + 1..lines.len() {
            classes[index] = below(&lines[index], classes[index], after_total, words);
        }
        signatures(lines, &mut classes, end, words);
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
    if super::nomor_kolom::is_number_row(grid, line.row) {
        return Class::Number;
    }
    let named = line.uraian.chars().any(char::is_alphabetic);
    if is_placeholder(line, words) {
        return Class::Placeholder;
    }
    let total = !has_evidence(line) && words.begins_with_total(&line.label);
    if total && contains_phrase(&fold(&line.label), "lalu") {
        // What was reached the month before is no total of this table.
        return Class::OtherTable;
    }
    if !has_evidence(line) && words.is_total(&line.label) {
        return Class::Total;
    }
    if !has_evidence(line) && words.begins_with_total(&line.label) && line.has_money() {
        return Class::MaybeTotal;
    }
    let stated = !line.amounts.is_empty() || !line.faults.is_empty();
    if line.amounts.is_empty() && !has_evidence(line) && is_signature(line, words) {
        return Class::Signature;
    }
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
        || starts_with_phrase(&folded, "contoh") && is_labelled_example(name);
    let bare_dots = !name.is_empty()
        && name
            .chars()
            .all(|c| matches!(c, '.' | '…' | '_' | '-' | ' '));
    dotted || pattern || example || (bare_dots && !line.has_nonzero())
}

/// `Contoh :`, or `Contoh : Pembangunan …`: what follows the colon is the example.
fn is_labelled_example(name: &str) -> bool {
    let word = name.split(':').next().unwrap_or_default();
    name.contains(':') && fold(word).split(' ').count() <= 2
}

/// A row below activities that holds header words where they hold numbers heads another small table: what follows
/// belongs to that, up to the next row with a number or a code of its own.
fn secondary_headers(lines: &[Line], classes: &mut [Class], kolom: &Kolom) {
    let (mut begun, mut foreign) = (false, false);
    for (line, class) in lines.iter().zip(classes.iter_mut()) {
        let activity = *class == Class::Activity;
        begun |= activity && line.has_nonzero();
        let of_body = !matches!(class, Class::Header | Class::Number);
        if begun && of_body && heads_other(line, kolom) {
            foreign = true;
        } else if activity && has_evidence(line) && line.has_money() {
            foreign = false;
        }
        if foreign
            && matches!(
                class,
                Class::Activity
                    | Class::Unnamed
                    | Class::Total
                    | Class::MaybeTotal
                    | Class::Heading
            )
        {
            *class = Class::OtherTable;
        }
    }
}

/// Returns whether a row has a name and no number, and a header's words in a column of numbers.
fn heads_other(line: &Line, kolom: &Kolom) -> bool {
    let is_header = |text: &str| {
        let read = kolom.read_exactly(text);
        read.coverage >= 1.0 && !read.fasets.is_empty()
    };
    let in_numbers = |fault: &Fault| fault.kind == FaultKind::Text && is_header(&fault.raw);
    line.amounts.is_empty()
        && !has_evidence(line)
        && !line.uraian.is_empty()
        && line.faults.iter().any(in_numbers)
}

/// Returns the index of the last row of the table proper; `None` where no row is an activity.
fn end_of_table(lines: &[Line], classes: &[Class]) -> Option<usize> {
    let active =
        |index: &usize| classes[*index] == Class::Activity && !lines[*index].amounts.is_empty();
    let activities: Vec<usize> = (0..lines.len()).filter(active).collect();
    if activities.is_empty() {
        return None;
    }
    let evident: Vec<usize> = activities
        .iter()
        .copied()
        .filter(|index| has_evidence(&lines[*index]))
        .collect();
    let numbered = evident.len() * 10 >= activities.len() * 6
        || (evident.len() * 10 >= activities.len() * 3
            && stands_apart(lines, &activities, &evident));
    let is_total = |index: &usize| matches!(classes[*index], Class::Total | Class::MaybeTotal);
    let totals: Vec<usize> = (0..lines.len()).filter(is_total).collect();
    let last_credible = if numbered {
        *evident.last()?
    } else {
        let activities = without_tail(lines, &activities);
        let ending: Vec<usize> = totals
            .into_iter()
            .filter(|index| {
                classes[*index] == Class::Total
                    || (ends(lines, *index, &evident) && is_borne_out(lines, *index, activities))
            })
            .collect();
        last_before_final_total(lines, classes, &ending, activities)
    };
    // Totals that follow at once belong to the table; so do the nameless amounts between them.
    let mut end = last_credible;
    // Rows of zeroes and placeholders lie between without ending anything.
    let mut reach = lines[end].row;
    for index in last_credible + 1..lines.len() {
        let gap = lines[index].row - reach;
        let idle = match classes[index] {
            Class::Placeholder => true,
            Class::Unnamed => !lines[index].has_nonzero(),
            _ => false,
        };
        if idle && gap <= 1 {
            reach = lines[index].row;
        }
        let before = end;
        match classes[index] {
            Class::Total | Class::MaybeTotal if !is_total(&end) || gap <= 2 => end = index,
            Class::Activity if !is_total(&end) && gap <= 1 && !lines[index].amounts.is_empty() => {
                end = index;
            }
            // A total that nobody has labelled: it fills the columns that the rows above it fill.
            Class::Unnamed
                if !is_total(&end)
                    && gap <= 2
                    && lines[index].has_nonzero()
                    && lines[index].amounts.len() * 2 > lines[last_credible].amounts.len() =>
            {
                end = index;
            }
            _ => {}
        }
        if end != before {
            reach = lines[end].row;
        }
    }
    Some(end)
}

/// Returns whether the rows after the last one with a number or code stand apart from it.
fn stands_apart(lines: &[Line], activities: &[usize], evident: &[usize]) -> bool {
    let Some(last) = evident.last() else {
        return false;
    };
    let next = activities.iter().find(|index| *index > last);
    next.is_some_and(|next| lines[*next].row - lines[*last].row > 1)
}

/// Leaves out rows at the end that stand apart and fill less than half of the columns that the rows before them do:
/// a legend or a small table of its own.
fn without_tail<'a>(lines: &[Line], activities: &'a [usize]) -> &'a [usize] {
    let filled = |index: &usize| lines[*index].amounts.len();
    let mut counts: Vec<usize> = activities.iter().map(filled).collect();
    counts.sort_unstable();
    let median = counts.get(counts.len() / 2).copied().unwrap_or(0);
    let sparse = |index: &usize| filled(index) * 2 < median;
    let tail = activities
        .iter()
        .rev()
        .take_while(|index| sparse(index))
        .count();
    let mut from = activities.len() - tail;
    while from > 0 && from < activities.len() {
        if lines[activities[from]].row - lines[activities[from - 1]].row > 1 {
            return &activities[..from];
        }
        from += 1;
    }
    activities
}

/// Returns whether a row that begins like a total and goes on like a name may end the table: not where rows with a
/// number or a code follow, nor where the next row goes on at once and states as much.
fn ends(lines: &[Line], index: usize, evident: &[usize]) -> bool {
    let (own, next) = (&lines[index], lines.get(index + 1));
    let goes_on = next.is_some_and(|next| {
        next.row - own.row <= 1
            && !next.uraian.is_empty()
            && next.amounts.len() * 2 >= own.amounts.len()
    });
    !goes_on && evident.last().is_none_or(|last| *last < index)
}

/// Returns whether a row that begins like a total adds up rows above it in some column, or is the last with amounts: a
/// name that begins so (`Jumlah Daerah Irigasi`) adds up nothing, and the table goes on below it.
fn is_borne_out(lines: &[Line], index: usize, activities: &[usize]) -> bool {
    let own = &lines[index];
    let goes_on = activities
        .iter()
        .any(|after| *after > index && lines[*after].amounts.len() * 2 >= own.amounts.len());
    if !goes_on {
        return true;
    }
    let above: Vec<&Line> = activities
        .iter()
        .filter(|before| **before < index)
        .map(|before| &lines[*before])
        .collect();
    let fields = own.amounts.keys().copied();
    fields
        .into_iter()
        .any(|field| rantai::adds_up(own, &above, field))
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

/// From the place and date or the office of who signs to the end of the sheet stands the signature.
fn signatures(lines: &[Line], classes: &mut [Class], end: usize, words: &Baris) {
    let signs = |line: &Line| {
        let folded = fold(&line.elsewhere);
        let said = |word: &String| starts_with_phrase(&folded, word);
        super::masa_laporan::is_letter_date(&line.elsewhere)
            || words.kata_tanda_tangan.iter().any(said)
    };
    let Some(first) = (end + 1..lines.len()).find(|at| signs(&lines[*at])) else {
        return;
    };
    for index in first..lines.len() {
        if classes[index] == Class::Note && lines[index].amounts.len() < 2 {
            classes[index] = Class::Signature;
        }
    }
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

//! How a released mapping tells the levels of the rows.

use super::depth;
use super::lines::Line;
use super::tree::{self, Basis, Structure};
use crate::model::field::Field;
use crate::model::kegiatan::Tingkat;
use crate::model::petaan::{AturanTingkat, Cara};
use crate::normalize::fold::fold;
use crate::rules::baris::starts_with_phrase;

/// Depth of rows that no rule of levels names: below everything.
const UNNAMED_DEPTH: u32 = 60;

/// The tree that the rule of levels gives.
pub(super) fn structure(
    acts: &[&Line],
    counted: &[Field],
    flat: bool,
    rule: &AturanTingkat,
) -> Vec<Structure> {
    let by = |basis, depths: Option<Vec<u32>>| {
        let depths = depths.unwrap_or_else(|| vec![1; acts.len()]);
        let mut tree = tree::build(acts, basis, depths, counted);
        name_levels(&mut tree, acts, rule);
        vec![tree]
    };
    let ruled = || {
        let depth = |line: &&Line| level_of(line, rule).map_or(UNNAMED_DEPTH, |t| t as u32 + 1);
        Some(acts.iter().map(depth).collect())
    };
    let has_rule = !(rule.kata.is_empty() && rule.kode.is_empty() && rule.nomor.is_empty());
    match rule.cara {
        Cara::Otomatis => tree::candidates(acts, counted, flat),
        Cara::Kode if has_rule => by(Basis::Kode, ruled()),
        Cara::Nomor if has_rule => by(Basis::Nomor, ruled()),
        Cara::Kata if has_rule => by(Basis::Kata, ruled()),
        Cara::Kode => by(Basis::Kode, depth::by_kode(acts)),
        Cara::Nomor => by(Basis::Nomor, depth::by_number(acts)),
        Cara::Kata => by(
            Basis::Kata,
            depth::by_level_column(acts).or_else(|| depth::by_word(acts)),
        ),
        Cara::Indentasi => by(Basis::Indent, depth::by_indent(acts)),
        Cara::Tebal => by(Basis::Tebal, depth::by_bold(acts)),
        Cara::Jumlah => by(Basis::Jumlah, depth::by_sums(acts, counted)),
        Cara::Datar => by(Basis::Datar, None),
        Cara::Baris => {
            let listed = |line: &&Line| 1 + u32::from(is_listed(rule, line.row));
            let depths = acts.iter().map(listed).collect();
            let mut tree = tree::build(acts, Basis::Kata, depths, counted);
            tree.leaf = acts.iter().map(|line| is_listed(rule, line.row)).collect();
            vec![tree]
        }
    }
}

pub(super) fn is_listed(rule: &AturanTingkat, row: u32) -> bool {
    rule.rincian
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&row))
}

/// The level that the rule gives a row.
fn level_of(line: &Line, rule: &AturanTingkat) -> Option<Tingkat> {
    let folded = fold(&line.uraian);
    let by_word = || {
        // The longest word goes first: "sub kegiatan" before "sub".
        rule.kata
            .iter()
            .filter(|(word, _)| starts_with_phrase(&folded, &fold(word)))
            .max_by_key(|(word, _)| word.len())
            .map(|(_, level)| *level)
    };
    let by_code = || {
        let kode = line.kode.as_ref()?;
        rule.kode.get(&kode.segments.len()).copied()
    };
    let by_number = || {
        let form = crate::model::petaan::Bentuk::of(&line.no)?;
        rule.nomor.get(&form).copied()
    };
    match rule.cara {
        Cara::Kata => by_word(),
        Cara::Kode => by_code(),
        Cara::Nomor => by_number(),
        _ => None,
    }
}

fn name_levels(tree: &mut Structure, acts: &[&Line], rule: &AturanTingkat) {
    for (tingkat, line) in tree.tingkat.iter_mut().zip(acts) {
        if let Some(level) = level_of(line, rule) {
            *tingkat = level;
        }
    }
}

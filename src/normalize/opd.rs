//! Offices in words held against the roster: aliases, word order, typing errors; "Dinas" and the regency's own name
//! prove nothing.

use std::sync::Arc;

use super::fold::fold;
use crate::rules::baris::{contains_phrase, starts_with_phrase};
use crate::rules::opd::{FoldedName, JenisOpd, Opd, Roster};

/// An office of the roster that a text names, with how sure that is (0–1).
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    pub id: Arc<str>,
    pub score: f64,
}

/// Best and second-best must lie this far apart.
const MARGIN: f64 = 0.12;
/// Below this similarity a text names no office.
const MIN_SIMILARITY: f64 = 0.72;

/// Finds the office that a text names; `None` where none does, or two do alike.
#[must_use]
pub fn find(text: &str, roster: &Roster) -> Option<Match> {
    let folded = fold(text);
    if folded.is_empty() || other_region(&folded, roster).is_some() {
        return None;
    }
    if let Some(unit) = roster.unit_bawah.iter().find(|unit| {
        unit.kata
            .iter()
            .any(|word| starts_with_phrase(&folded, word))
    }) {
        return Some(Match {
            id: Arc::clone(&unit.induk),
            score: 0.9,
        });
    }
    let kind = kind_word(&folded);
    by_phrase(&folded, kind, roster)
        .or_else(|| by_slip(&folded, kind, roster))
        .or_else(|| by_similarity(&folded, kind, roster))
}

/// Returns the other regency, city or province that a text names.
#[must_use]
pub fn other_region(text: &str, roster: &Roster) -> Option<String> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let own = &roster.index.daerah;
    for (index, word) in words.iter().enumerate() {
        if !matches!(*word, "kota" | "kabupaten" | "kab" | "provinsi" | "prov") {
            continue;
        }
        let Some(next) = words.get(index + 1) else {
            continue;
        };
        let generic = matches!(
            *next,
            "tahun" | "kota" | "dan" | "atau" | "se" | "s" | "skpd"
        ) || next.len() < 4;
        let own_province = matches!(*word, "provinsi" | "prov") && *next == "jawa";
        if !generic
            && !own.contains(*next)
            && !own_province
            && next.chars().all(char::is_alphabetic)
        {
            return Some(
                words[index..]
                    .iter()
                    .take(4)
                    .copied()
                    .collect::<Vec<_>>()
                    .join(" "),
            );
        }
    }
    None
}

/// The kind of office that a text's own words name.
fn kind_word(folded: &str) -> Option<JenisOpd> {
    let begins = |words: &[&str]| words.iter().any(|word| contains_phrase(folded, word));
    if begins(&["kecamatan", "kec"]) {
        Some(JenisOpd::Kecamatan)
    } else if begins(&["bagian", "bag"]) {
        Some(JenisOpd::Bagian)
    } else if starts_with_phrase(folded, "dinas") {
        Some(JenisOpd::Dinas)
    } else {
        None
    }
}

fn fits(kind: Option<JenisOpd>, opd: &Opd) -> bool {
    kind.is_none_or(|kind| opd.jenis == kind)
}

/// The offices that fit a kind, with their folded names.
fn candidates(
    kind: Option<JenisOpd>,
    roster: &Roster,
) -> impl Iterator<Item = (&Opd, &[FoldedName])> {
    let named = roster.opd.iter().zip(&roster.index.names);
    named
        .filter(move |(opd, _)| fits(kind, opd))
        .map(|(opd, names)| (opd, names.as_slice()))
}

/// The longest name or alias that stands in the text as whole words.
fn by_phrase(folded: &str, kind: Option<JenisOpd>, roster: &Roster) -> Option<Match> {
    let mut best: Option<(usize, &Opd)> = None;
    let mut tied = false;
    for (opd, names) in candidates(kind, roster) {
        for name in names
            .iter()
            .map(|name| &name.folded)
            .filter(|name| contains_phrase(folded, name))
        {
            match best {
                Some((length, other)) if name.len() == length && other.id != opd.id => tied = true,
                Some((length, _)) if name.len() <= length => {}
                _ => {
                    best = Some((name.len(), opd));
                    tied = false;
                }
            }
        }
    }
    let (length, opd) = best.filter(|_| !tied)?;
    let score = if length == folded.len() { 1.0 } else { 0.95 };
    Some(Match {
        id: Arc::clone(&opd.id),
        score,
    })
}

/// A whole name or alias with one or two slips of the finger.
fn by_slip(folded: &str, kind: Option<JenisOpd>, roster: &Roster) -> Option<Match> {
    let near = |name: &FoldedName| {
        let (length, allowed) = (name.folded.len(), 1 + name.folded.len() / 16);
        length >= 8
            && length.abs_diff(folded.len()) <= allowed
            && strsim::damerau_levenshtein(&name.folded, folded) <= allowed
    };
    let mut found = candidates(kind, roster).filter(|(_, names)| names.iter().any(near));
    let (first, _) = found.next()?;
    found.next().is_none().then(|| Match {
        id: Arc::clone(&first.id),
        score: 0.9,
    })
}

/// Words in any order with typing errors, rare words weighing more.
fn by_similarity(folded: &str, kind: Option<JenisOpd>, roster: &Roster) -> Option<Match> {
    let weight = |word: &str| roster.index.weights.get(word).copied().unwrap_or(1.0);
    let text_words: Vec<&str> = roster.significant(folded).collect();
    if text_words.is_empty() {
        return None;
    }
    let of_text: f64 = text_words.iter().map(|word| weight(word)).sum();
    let similarity = |name: &FoldedName| {
        let shared = name
            .words
            .iter()
            .filter(|word| text_words.iter().any(|other| alike(word, other)));
        let shared: f64 = shared.map(|word| weight(word)).sum();
        let of_name: f64 = name.words.iter().map(|word| weight(word)).sum();
        if of_name > 0.0 {
            2.0 * shared / (of_name + of_text)
        } else {
            0.0
        }
    };
    let mut scored: Vec<(f64, &Opd)> = candidates(kind, roster)
        .map(|(opd, names)| (names.iter().map(similarity).fold(0.0, f64::max), opd))
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.id.cmp(&b.1.id)));
    let (best, opd) = *scored.first()?;
    let second = scored.get(1).map_or(0.0, |(score, _)| *score);
    (best >= MIN_SIMILARITY && best - second >= MARGIN).then(|| Match {
        id: Arc::clone(&opd.id),
        score: best * 0.9,
    })
}

/// Equal but for one slip of the finger (two in long words).
fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let allowed = match a.len().min(b.len()) {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    };
    let length = |text: &str| text.chars().count();
    allowed > 0
        && length(a).abs_diff(length(b)) <= allowed
        && strsim::damerau_levenshtein(a, b) <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn check(text: &str, expected: Option<&str>) {
        let rules = Rules::embedded().unwrap();
        let found = find(text, &rules.roster);
        assert_eq!(
            found.as_ref().map(|m| m.id.as_ref()),
            expected,
            "{text} {found:?}"
        );
    }

    #[test]
    fn offices_under_their_many_names() {
        check("DINAS PEKERJAAN UMUM DAN PENATAAN RUANG", Some("dpupr"));
        check("RFK DPUPR Sept 2026 (fix)", Some("dpupr"));
        check("Dinas Penataan Ruang dan Pekerjaan Umum", Some("dpupr"));
        check("DINAS PENDIDIKN DAN KEBUDAYAN", Some("disdikbud"));
        check(
            "KECAMATAN KARANGANYAR KABUPATEN KARANGANYAR",
            Some("kec-karanganyar"),
        );
        check("Kec. Jaten", Some("kec-jaten"));
        check("KECAMATAN JATIPURO", Some("kec-jatipuro"));
        check("Bagian Kesejahteraan Rakyat Setda", Some("bag-kesra"));
        check("28 Bag Adm Pbg", None);
        check("RSUD Kartini Karanganyar", Some("rsud"));
        check("UPT Puskesmas Jaten I", Some("dinkes"));
        check("BADAN KEUANGAN DAERAH", Some("bkd"));
        check("SATPOL PP", Some("satpolpp"));
        check("Kecamatan Karangayar", Some("kec-karanganyar"));
    }

    #[test]
    fn common_words_and_other_regions_prove_nothing() {
        for text in [
            "Dinas",
            "Kabupaten Karanganyar",
            "DINAS",
            "PEMERINTAH KABUPATEN KARANGANYAR",
            "RFK",
            "",
        ] {
            check(text, None);
        }
        check("DINAS PENDIDIKAN KOTA BANJARMASIN", None);
        check("Dinas Sosial Kabupaten Buru", None);
    }
}

//! Codes: of the program tree (`1.03.10.2.01.0053`), of accounts (`5.2.04.01.01.0003`), of numbering (`A.1.1`).
//!
//! Compared as integer tuples, since widths differ (`0001` and `00001`, `1.01` and `1.1`); the raw text is kept
//! by the caller. The depth decides the level (DOMAIN §7).

use crate::model::kegiatan::Tingkat;

/// A code read from a cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kode {
    pub kind: KodeKind,
    pub segments: Vec<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KodeKind {
    /// Urusan, bidang, program, kegiatan, sub kegiatan.
    Program,
    /// Belanja account of either chart.
    Rekening,
    /// A unit: `1.03.0.00.0.00.01.0000`.
    Unit,
}

impl Kode {
    /// Returns the level that the depth stands for; `None` for units.
    #[must_use]
    pub fn tingkat(&self) -> Option<Tingkat> {
        match (self.kind, self.segments.len()) {
            (KodeKind::Rekening, _) | (KodeKind::Program, 7..) => Some(Tingkat::Rekening),
            (KodeKind::Program, 0..=2) => Some(Tingkat::Urusan),
            (KodeKind::Program, 3) => Some(Tingkat::Program),
            (KodeKind::Program, 4 | 5) => Some(Tingkat::Kegiatan),
            (KodeKind::Program, _) => Some(Tingkat::SubKegiatan),
            (KodeKind::Unit, _) => None,
        }
    }
}

/// Reads a code; `None` where the text is none. A single integer is a code only where `single` allows it.
#[must_use]
pub fn parse(text: &str, single: bool) -> Option<Kode> {
    let text = text.trim().trim_end_matches('.');
    let parts: Vec<&str> = text
        .split(['.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() || parts.len() > 16 || (parts.len() == 1 && !single) {
        return None;
    }
    let mut segments = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        // The master list writes X.XX for the bidang of supporting programs.
        let placeholder = index < 2 && part.chars().all(|c| c == 'x' || c == 'X');
        // No urusan, bidang or program has three digits: `1.234.567` is an amount.
        if index < 3 && part.len() > 2 {
            return None;
        }
        if placeholder {
            segments.push(0);
        } else if part.len() <= 5 && part.bytes().all(|b| b.is_ascii_digit()) {
            segments.push(part.parse().ok()?);
        } else {
            return None;
        }
    }
    let kind = kind_of(&parts, segments.len());
    Some(Kode { kind, segments })
}

fn kind_of(parts: &[&str], depth: usize) -> KodeKind {
    // Accounts begin 4/5/6 and a one-digit group; the program tree has a two-digit bidang in second place (5.01).
    let account = matches!(parts[0], "4" | "5" | "6") && (depth == 1 || parts[1].len() == 1);
    if account {
        KodeKind::Rekening
    } else if (8..=9).contains(&depth)
        && parts.get(3).is_some_and(|part| part.len() == 2)
        && parts[2].len() == 1
    {
        KodeKind::Unit
    } else {
        KodeKind::Program
    }
}

/// Splits `1.02.01 PROGRAM PENUNJANG` (or `… - PROGRAM`) into its code and its name.
#[must_use]
pub fn split_glued(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let end = text.find(char::is_whitespace)?;
    let (code, rest) = text.split_at(end);
    let name =
        rest.trim_start_matches(|c: char| c.is_whitespace() || c == '-' || c == '–' || c == ':');
    let dotted = code.trim_end_matches('.').contains('.');
    (dotted && parse(code, false).is_some() && name.chars().any(char::is_alphabetic))
        .then_some((code.trim_end_matches('.'), name))
}

/// Returns the depth of a numbering mark: `A` 1, `A.1` 2, `1.1.1` 3, `-` none.
#[must_use]
pub fn numbering_depth(text: &str) -> Option<usize> {
    let text = text.trim().trim_end_matches(['.', ')']);
    if text.is_empty() || text.len() > 16 {
        return None;
    }
    let parts: Vec<&str> = text.split('.').collect();
    let sound = parts.iter().all(|part| {
        !part.is_empty()
            && (part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit())
                || part.len() == 1 && part.bytes().all(|b| b.is_ascii_alphabetic())
                || part.len() <= 5 && part.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
                || part.len() <= 5 && part.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
    });
    sound.then_some(parts.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(text: &str) -> Option<Tingkat> {
        parse(text, false).and_then(|kode| kode.tingkat())
    }

    #[test]
    fn depth_gives_the_level() {
        assert_eq!(level("1.03"), Some(Tingkat::Urusan));
        assert_eq!(level("1.03.10"), Some(Tingkat::Program));
        assert_eq!(level("X.XX.01"), Some(Tingkat::Program));
        assert_eq!(level("5.01.02"), Some(Tingkat::Program));
        assert_eq!(level("1.03.10.2.01"), Some(Tingkat::Kegiatan));
        assert_eq!(level("1.03.10.2.01.0053"), Some(Tingkat::SubKegiatan));
        assert_eq!(level("1.03.10.2.01.53"), Some(Tingkat::SubKegiatan));
        assert_eq!(level(" 5.1.02."), Some(Tingkat::Rekening));
        assert_eq!(level("5.2.04.01.001.00003"), Some(Tingkat::Rekening));
        assert_eq!(
            level("1.03.10.2.01.0053.5.2.04.01.001.0003"),
            Some(Tingkat::Rekening)
        );
        assert_eq!(level("1.03.0.00.0.00.01.0000"), None);
    }

    #[test]
    fn what_is_no_code_is_none() {
        for text in ["", "12", "Jalan", "1.234.567", "A.1", "1.2.x"] {
            assert_eq!(parse(text, false), None, "{text}");
        }
        assert!(parse("5", true).is_some());
    }

    #[test]
    fn glued_codes_come_apart() {
        assert_eq!(
            split_glued("1.02.01 PROGRAM X"),
            Some(("1.02.01", "PROGRAM X"))
        );
        assert_eq!(
            split_glued("5.1.02.01 - Belanja"),
            Some(("5.1.02.01", "Belanja"))
        );
        assert_eq!(split_glued("12 Dokumen"), None);
        assert_eq!(split_glued("Jalan 1.02"), None);
    }

    #[test]
    fn numbering_has_depth() {
        for (text, depth) in [
            ("A", 1),
            ("A.1", 2),
            ("A.1.1", 3),
            ("1", 1),
            ("1.", 1),
            ("III", 1),
            ("a)", 1),
        ] {
            assert_eq!(numbering_depth(text), Some(depth), "{text}");
        }
        assert_eq!(numbering_depth("-"), None);
        assert_eq!(numbering_depth("Jalan"), None);
    }
}

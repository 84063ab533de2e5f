//! Names of sheets and files made of untrusted text: what the formats forbid is taken out, and no two are the same.

use std::collections::BTreeSet;

/// Limit of a sheet's name in UTF-16 units.
const SHEET: usize = 31;
/// Limit of a file's name in characters, without its extension.
const FILE: usize = 80;

/// Names that were given out, folded: programs tell neither letter case apart.
#[derive(Debug, Default)]
pub struct Nama {
    used: BTreeSet<String>,
}

impl Nama {
    /// Keeps names for something else.
    #[must_use]
    pub fn terpakai(names: &[&str]) -> Self {
        Self {
            used: names.iter().map(|name| name.to_lowercase()).collect(),
        }
    }

    /// Returns a name for a sheet.
    pub fn lembar(&mut self, wish: &str) -> String {
        const FORBIDDEN: &str = "[]:*?/\\";
        let clean = cleaned(wish, FORBIDDEN);
        let clean = clean.trim_matches('\'').trim();
        // Excel keeps this one for itself.
        let clean = if clean.is_empty() || clean.eq_ignore_ascii_case("history") {
            "Lembar"
        } else {
            clean
        };
        self.unique(|suffix| {
            let room = SHEET - suffix.encode_utf16().count();
            let stem = units(clean, room);
            format!("{}{suffix}", stem.trim_end().trim_end_matches('\''))
        })
    }

    /// Returns a name for a file, without its extension.
    pub fn berkas(&mut self, wish: &str) -> String {
        const FORBIDDEN: &str = "<>:\"/\\|?*%";
        let clean = cleaned(wish, FORBIDDEN);
        let clean = clean.trim_matches(['.', ' ']);
        let clean: String = clean.chars().take(FILE).collect();
        let clean = clean.trim_end_matches(['.', ' ']);
        let clean = if clean.is_empty() || is_device(clean) {
            format!("OPD {clean}")
        } else {
            clean.to_owned()
        };
        self.unique(|suffix| format!("{}{suffix}", clean.trim_end()))
    }

    fn unique(&mut self, name: impl Fn(&str) -> String) -> String {
        let mut number = 1u32;
        loop {
            let suffix = match number {
                1 => String::new(),
                _ => format!(" ({number})"),
            };
            let name = name(&suffix);
            if self.used.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }
}

/// Turns what is forbidden, invisible or a control into blanks, and folds blanks.
fn cleaned(text: &str, forbidden: &str) -> String {
    let clear = |c: char| {
        let hidden = c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
        if hidden || forbidden.contains(c) {
            ' '
        } else {
            c
        }
    };
    let text: String = text.chars().map(clear).collect();
    crate::normalize::fold::tidy(&text)
}

/// Cuts a text to a number of UTF-16 units, between characters.
fn units(text: &str, limit: usize) -> &str {
    let mut used = 0;
    for (index, c) in text.char_indices() {
        used += c.len_utf16();
        if used > limit {
            return &text[..index];
        }
    }
    text
}

/// Names that Windows keeps for devices, with any extension.
fn is_device(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or(name)
        .trim()
        .to_ascii_lowercase();
    let numbered = |word: &str| {
        stem.strip_prefix(word)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheet_names_are_lawful_and_unique() {
        let mut nama = Nama::terpakai(&["Daftar Perbaikan"]);
        assert_eq!(nama.lembar("RFK"), "RFK");
        assert_eq!(nama.lembar("rfk"), "rfk (2)");
        assert_eq!(nama.lembar("daftar perbaikan"), "daftar perbaikan (2)");
        assert_eq!(nama.lembar("'=A1/[x]*?:\\'"), "=A1 x");
        assert_eq!(nama.lembar("History"), "Lembar");
        assert_eq!(nama.lembar("\u{202e}\u{1}"), "Lembar (2)");
        let long = "é".repeat(40);
        assert_eq!(nama.lembar(&long).chars().count(), 31);
        assert_eq!(nama.lembar(&long).chars().count(), 31);
        assert!(nama.lembar(&"😀".repeat(20)).encode_utf16().count() <= 31);
    }

    #[test]
    fn file_names_are_lawful_and_unique() {
        let mut nama = Nama::terpakai(&["grup"]);
        assert_eq!(nama.berkas("../Dinas: A/B"), "Dinas A B");
        assert_eq!(nama.berkas("DINAS A B."), "DINAS A B (2)");
        assert_eq!(nama.berkas("CON"), "OPD CON");
        assert_eq!(nama.berkas("com1.x"), "OPD com1.x");
        assert_eq!(nama.berkas("Grup"), "Grup (2)");
        assert_eq!(nama.berkas(" .. "), "OPD");
        assert!(nama.berkas(&"a".repeat(300)).len() <= 90);
    }
}

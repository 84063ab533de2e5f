//! The catalogue of codes: what each means to an official, and what to do about it.
//!
//! A code is declared once, in the file of its family, as a `const`; `all()` lists them in order.
//! Codes are never reused. Families: `F0` file, `S1` sheet, `H2` header, `C3` cell, `R4` row,
//! `K5` klasifikasi, `G6` consolidation and submission; `D1` flags about the activity.

pub mod arsip;
pub mod berkas;
pub mod deviasi;
pub mod klasifikasi;
pub mod konsolidasi;
pub mod lembar;
pub mod riwayat;

use std::fmt;

use super::Severity;

/// A catalogue entry. Texts are Indonesian; `name` is kebab-case English, named after the fault.
#[derive(Clone, Copy)]
pub struct Code {
    pub id: &'static str,
    pub name: &'static str,
    /// The usual severity; a finding may weigh more or less where its text says why.
    pub severity: Severity,
    /// What it means, in a sentence or two.
    pub arti: &'static str,
    /// What the reader does about it.
    pub perbaikan: &'static str,
    /// The legal or customary basis, where there is one; also names the rule of the office's catalogue (A1, K2 …).
    pub dasar: Option<&'static str>,
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.id, self.name)
    }
}

/// Returns every code, in ascending order within each family.
#[must_use]
pub fn all() -> Vec<Code> {
    [
        berkas::ALL,
        lembar::ALL,
        klasifikasi::ALL,
        konsolidasi::ALL,
        riwayat::ALL,
        arsip::ALL,
        deviasi::ALL,
    ]
    .concat()
}

/// Finds a code by its id, in any letter case.
#[must_use]
pub fn find(id: &str) -> Option<Code> {
    all()
        .into_iter()
        .find(|code| code.id.eq_ignore_ascii_case(id.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_names_are_unique_and_texts_are_there() {
        let codes = all();
        for (index, code) in codes.iter().enumerate() {
            assert!(
                !code.arti.is_empty() && !code.perbaikan.is_empty(),
                "{code:?}"
            );
            for other in &codes[index + 1..] {
                assert_ne!(code.id, other.id);
                assert_ne!(code.name, other.name);
            }
        }
    }
}

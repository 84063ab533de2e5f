//! The rules as data: embedded TOML, checked when loaded, all faults reported at once.

pub mod deviasi;
pub mod klasifikasi;
pub mod opd;

use deviasi::AmbangDeviasi;
use klasifikasi::Klasifikator;
use opd::Roster;

use crate::error::Error;

/// Everything that varies without a change of the program.
#[derive(Clone, Debug)]
pub struct Rules {
    pub roster: Roster,
    pub klasifikasi: Klasifikator,
    pub deviasi: AmbangDeviasi,
}

impl Rules {
    /// Returns the rules compiled into the program.
    pub fn embedded() -> Result<Self, Error> {
        let mut faults = Vec::new();
        let roster = Roster::parse(include_str!("opd.toml"), &mut faults);
        let klasifikasi = Klasifikator::parse(
            include_str!("klasifikasi.toml"),
            include_str!("klasifikasi_bobot.tsv"),
            &mut faults,
        );
        let deviasi = AmbangDeviasi::parse(include_str!("deviasi.toml"), &mut faults);
        if faults.is_empty() {
            Ok(Self {
                roster,
                klasifikasi,
                deviasi,
            })
        } else {
            Err(Error::Rules(faults))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_rules_are_sound() {
        let rules = Rules::embedded().map_err(|error| error.to_string());
        assert!(rules.is_ok(), "{rules:?}");
    }
}

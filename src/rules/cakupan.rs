//! What the figures of an office cover: by which book money counts as spent, and which funds are in or left out.

use serde::Deserialize;

/// The book by which realisasi counts: both are in use, and they differ (SPJ is what was accounted for, SP2D what was paid out).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Buku {
    #[serde(rename = "SP2D")]
    Sp2d,
    #[serde(rename = "SPJ")]
    Spj,
}

impl Buku {
    pub const ALL: [Self; 2] = [Self::Sp2d, Self::Spj];

    /// Returns the name as officials write it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sp2d => "SP2D",
            Self::Spj => "SPJ",
        }
    }
}

/// The scope of an office's figures; it changes no figure, it says what stands behind them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cakupan {
    /// `None`: nobody has said.
    pub realisasi: Option<Buku>,
    /// Funds that are in pagu and realisasi: BOS, BOP, BLUD …
    pub termasuk: Vec<String>,
    /// Funds that the office spends but leaves out of both.
    pub tidak_termasuk: Vec<String>,
}

impl Cakupan {
    /// Returns the scope with what isn't set here taken from the one for all offices.
    #[must_use]
    pub fn or(&self, umum: &Self) -> Self {
        let lists = if self.termasuk.is_empty() && self.tidak_termasuk.is_empty() {
            umum
        } else {
            self
        };
        Self {
            realisasi: self.realisasi.or(umum.realisasi),
            termasuk: lists.termasuk.clone(),
            tidak_termasuk: lists.tidak_termasuk.clone(),
        }
    }

    /// Returns whether nothing is set.
    #[must_use]
    pub fn is_unset(&self) -> bool {
        *self == Self::default()
    }

    /// Adds what contradicts itself to `faults`.
    pub(super) fn check(&self, whose: &str, faults: &mut Vec<String>) {
        let all = || self.termasuk.iter().chain(&self.tidak_termasuk);
        if all().any(|fund| fund.trim().is_empty()) {
            faults.push(format!(
                "opd.toml: {whose}: cakupan memuat nama dana yang kosong"
            ));
        }
        for fund in &self.termasuk {
            let same = |other: &&String| other.trim().eq_ignore_ascii_case(fund.trim());
            if self.tidak_termasuk.iter().any(|other| same(&other)) {
                faults.push(format!(
                    "opd.toml: {whose}: {fund} disebut pada termasuk dan tidak_termasuk; hapus salah satunya"
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::opd::Roster;

    const DAFTAR: &str = "daerah = \"Kabupaten Contoh\"\nkata_umum = []\n";

    fn check(rest: &str, expected: Result<&str, &str>) {
        let mut faults = Vec::new();
        let roster = Roster::parse(&format!("{DAFTAR}{rest}"), &mut faults);
        match expected {
            Ok(expected) => {
                assert_eq!(faults, Vec::<String>::new());
                let told: Vec<String> = roster
                    .opd
                    .iter()
                    .map(|opd| {
                        let own = roster.cakupan(opd);
                        let buku = own.realisasi.map_or("-", Buku::label);
                        format!("{buku} +{:?} -{:?}", own.termasuk, own.tidak_termasuk)
                    })
                    .collect();
                assert_eq!(told.join("\n").replace('"', ""), expected);
            }
            Err(expected) => {
                assert!(
                    faults.iter().any(|fault| fault.contains(expected)),
                    "{faults:?}"
                );
            }
        }
    }

    const RSUD: &str = "[[opd]]\nid = \"rsud\"\nnama = \"RSUD\"\njenis = \"rsud\"\n";
    const DINAS: &str = "[[opd]]\nid = \"dinas\"\nnama = \"Dinas\"\njenis = \"dinas\"\n";

    #[test]
    fn an_office_takes_what_it_does_not_set_from_all() {
        check(RSUD, Ok("- +[] -[]"));
        check(
            &format!(
                "[cakupan]\nrealisasi = \"SP2D\"\ntidak_termasuk = [\"BOS\"]\n{RSUD}cakupan = {{ realisasi = \"SPJ\", termasuk = [\"BLUD\"] }}\n{DINAS}"
            ),
            Ok("SPJ +[BLUD] -[]\nSP2D +[] -[BOS]"),
        );
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        let with = |cakupan: &str| format!("{RSUD}cakupan = {{ {cakupan} }}\n");
        check(&with("realisasi = \"SPM\""), Err("SP2D"));
        check(&with("buku = \"SPJ\""), Err("buku"));
        check(
            &with("termasuk = [\" \"]"),
            Err("rsud: cakupan memuat nama dana yang kosong"),
        );
        check(
            &with("termasuk = [\"BOS\"], tidak_termasuk = [\"bos\"]"),
            Err("rsud: BOS disebut pada termasuk dan tidak_termasuk"),
        );
    }
}

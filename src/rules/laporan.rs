//! Settings of the report: deadline, signature, letterhead, and the words that order the files of one OPD.

use jiff::civil::Date;
use serde::Deserialize;

use crate::normalize::fold::fold;

/// Everything that `laporan.toml` says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Laporan {
    pub kop: Vec<String>,
    pub tenggat: Tenggat,
    pub penandatangan: Penandatangan,
    pub urutan_berkas: UrutanBerkas,
}

/// By when an OPD reports.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tenggat {
    /// Day of the month that follows the period, 1–28.
    pub hari: i8,
    /// Holidays on which no deadline falls, `2026-12-25`.
    pub libur: Vec<String>,
}

/// Who signs; blank parts print as dotted lines.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Penandatangan {
    pub tempat: String,
    pub jabatan: String,
    pub nama: String,
    pub pangkat: String,
    pub nip: String,
}

/// Words in file names that tell a later version, folded.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrutanBerkas {
    pub versi: Vec<String>,
    pub revisi: Vec<String>,
    pub akhir: Vec<String>,
    /// Files that count before all others of their OPD, by name; only a working folder has any.
    #[serde(default)]
    pub berlaku: Vec<String>,
}

impl Laporan {
    /// Parses the settings and adds every fault found to `faults`.
    pub fn parse(text: &str, faults: &mut Vec<String>) -> Self {
        let laporan: Self = match toml::from_str(text) {
            Ok(laporan) => laporan,
            Err(error) => {
                faults.push(format!("laporan.toml: {error}"));
                return Self::default();
            }
        };
        let named = |fault: String| format!("laporan.toml: {fault}");
        faults.extend(laporan.faults().into_iter().map(named));
        laporan
    }

    /// Returns what is wrong with the settings, each with its key.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if !(1..=28).contains(&self.tenggat.hari) {
            faults.push(format!(
                "tenggat.hari: {} di luar 1 sampai 28",
                self.tenggat.hari
            ));
        }
        for day in &self.tenggat.libur {
            if !day
                .parse::<Date>()
                .is_ok_and(|date| date.to_string() == *day)
            {
                faults.push(format!(
                    "tenggat.libur: \"{day}\" bukan tanggal seperti 2026-12-25"
                ));
            }
        }
        let order = &self.urutan_berkas;
        let words = || {
            order
                .versi
                .iter()
                .chain(&order.revisi)
                .chain(&order.akhir)
                .enumerate()
        };
        for (index, word) in words() {
            if fold(word) != *word || word.is_empty() || word.contains(' ') {
                faults.push(format!(
                    "urutan_berkas: \"{word}\" harus satu kata dengan huruf kecil"
                ));
            }
            if words().take(index).any(|(_, other)| other == word) {
                faults.push(format!("urutan_berkas: \"{word}\" tertulis dua kali"));
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut faults = Vec::new();
        Laporan::parse(text, &mut faults);
        assert!(
            faults.iter().any(|fault| fault.contains(expected)),
            "{faults:?}"
        );
    }

    #[test]
    fn faults_are_named() {
        let embedded = include_str!("laporan.toml");
        check(&embedded.replace("hari = 10", "hari = 30"), "tenggat.hari");
        check(&embedded.replace("libur = []", "libur = [\"x\"]"), "libur");
        check(&embedded.replace("\"fix\"", "\"rev\""), "dua kali");
        check(&embedded.replace("\"fix\"", "\"Fix\""), "huruf kecil");
        check(&embedded.replace("nip =", "nik ="), "nik");
    }
}

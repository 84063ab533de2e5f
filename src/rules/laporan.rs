//! Settings of an office: deadline, signature, letterhead, which of several files counts, and the limits of a file.

mod daftar;

pub use daftar::{Proyek, Strategis};

use jiff::civil::Date;
use serde::Deserialize;

use crate::model::periode::Periode;
use crate::normalize::fold::fold;

/// Everything that `laporan.toml` says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Laporan {
    pub kop: Vec<String>,
    pub tenggat: Tenggat,
    pub penandatangan: Penandatangan,
    pub berkas: UrutanBerkas,
    pub peringkat: Peringkat,
    pub batas: Batas,
    pub strategis: Strategis,
    pub riwayat: Riwayat,
}

/// Limits of what is judged from the archived months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Riwayat {
    /// Months in a row after which fisik without money is told, 1–11.
    pub fisik_tanpa_uang: u8,
}

/// By when an OPD reports.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tenggat {
    /// Day of the month that follows the period, 1–28.
    pub hari: i8,
    /// Holidays on which no deadline falls, `2026-12-25`.
    pub libur: Vec<String>,
    /// Later deadlines of single offices.
    pub perpanjangan: Vec<Perpanjangan>,
    /// Hours that the office's clock is ahead of UTC: 7 for WIB.
    pub jam_utc: i8,
}

/// A later deadline of one office for one period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Perpanjangan {
    /// The office's id in the roster.
    pub opd: String,
    /// `2026-09`.
    pub periode: String,
    /// `2026-10-20`.
    pub sampai: String,
    pub alasan: String,
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

/// Which of several files of an OPD counts: named ones, else by words in file names that tell a later version, folded.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrutanBerkas {
    pub versi: Vec<String>,
    pub revisi: Vec<String>,
    pub akhir: Vec<String>,
    /// Files that count before all others of their OPD, by name.
    pub berlaku: Vec<String>,
}

/// By what the offices are ranked, besides deviasi fisik and penyerapan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Peringkat {
    pub ukuran: Ukuran,
}

/// A figure of an office by which it can be ranked; the greatest is first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ukuran {
    DeviasiFisik,
    DeviasiKeuangan,
    Penyerapan,
    #[default]
    RealisasiFisik,
}

impl Ukuran {
    /// Returns the words that officials read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::DeviasiFisik => "Deviasi fisik",
            Self::DeviasiKeuangan => "Deviasi keuangan",
            Self::Penyerapan => "Penyerapan",
            Self::RealisasiFisik => "Realisasi fisik",
        }
    }
}

/// How much one file may take before its reading is stopped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batas {
    /// Wall time of a reader in its own process, in seconds.
    pub detik: u64,
    /// Memory of a reader in its own process, in megabytes.
    pub memori_mb: u64,
    /// Size of the file itself, in megabytes.
    pub berkas_mb: u64,
    /// Size of its parts once unpacked, in megabytes.
    pub isi_mb: u64,
    pub baris: u64,
    pub sel: u64,
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
        if !(-12..=14).contains(&self.tenggat.jam_utc) {
            let hours = self.tenggat.jam_utc;
            faults.push(format!("tenggat.jam_utc: {hours} di luar -12 sampai 14"));
        }
        let own = self.tenggat.perpanjangan.iter();
        faults.extend(own.flat_map(Perpanjangan::faults));
        let order = &self.berkas;
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
                    "berkas: \"{word}\" harus satu kata dengan huruf kecil"
                ));
            }
            if words().take(index).any(|(_, other)| other == word) {
                faults.push(format!("berkas: \"{word}\" tertulis dua kali"));
            }
        }
        faults.extend(self.batas.faults());
        faults.extend(self.strategis.faults());
        if !(1..=11).contains(&self.riwayat.fisik_tanpa_uang) {
            let months = self.riwayat.fisik_tanpa_uang;
            faults.push(format!(
                "riwayat.fisik_tanpa_uang: {months} di luar 1 sampai 11"
            ));
        }
        faults
    }
}

impl Perpanjangan {
    fn faults(&self) -> Vec<String> {
        let fault = |key: &str, message: String| {
            format!(
                "tenggat.perpanjangan: {key} untuk \"{}\": {message}",
                self.opd
            )
        };
        let mut faults = Vec::new();
        if self.periode.parse::<Periode>().is_err() {
            let text = &self.periode;
            faults.push(fault(
                "periode",
                format!("\"{text}\" bukan seperti 2026-09"),
            ));
        }
        if self.sampai.parse::<Date>().is_err() {
            let text = &self.sampai;
            faults.push(fault(
                "sampai",
                format!("\"{text}\" bukan tanggal seperti 2026-10-20"),
            ));
        }
        if self.alasan.trim().is_empty() {
            faults.push(fault("alasan", "harus diisi".to_owned()));
        }
        faults
    }
}

impl Batas {
    /// A limit so small that nothing is read, or so large that it is none, is a slip of the pen.
    fn faults(&self) -> Vec<String> {
        let bounds = [
            ("detik", self.detik, 1..=600),
            ("memori_mb", self.memori_mb, 256..=65_536),
            ("berkas_mb", self.berkas_mb, 1..=4_096),
            ("isi_mb", self.isi_mb, 1..=16_384),
            ("baris", self.baris, 100..=1_048_576),
            ("sel", self.sel, 1_000..=100_000_000),
        ];
        bounds
            .into_iter()
            .filter(|(_, value, range)| !range.contains(value))
            .map(|(key, value, range)| {
                let (least, most) = (range.start(), range.end());
                format!("batas.{key}: {value} di luar {least} sampai {most}")
            })
            .collect()
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
        let named = |proyek: &str| embedded.replace("proyek = []", proyek);
        check(&named("proyek = [{ nama = \" \" }]"), "ke-1 tanpa nama");
        check(
            &named("proyek = [{ nama = \"a\", kata = [\"-\"] }]"),
            "kosong pada",
        );
        check(
            &embedded.replace("detik = 10", "detik = 0"),
            "batas.detik: 0 di luar 1 sampai 600",
        );
        check(
            &embedded.replace("fisik_tanpa_uang = 3", "fisik_tanpa_uang = 12"),
            "riwayat.fisik_tanpa_uang: 12 di luar 1 sampai 11",
        );
    }
}

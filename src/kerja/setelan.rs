//! `rakor.toml`: the settings of a working folder, laid over the embedded defaults, all of them optional.

use std::time::Duration;

use serde::Deserialize;

use crate::ingest::container::Limits;
use crate::rules::laporan::{Laporan, Penandatangan};
use crate::rules::letak;

/// Name of the settings file.
pub(super) const NAMA: &str = "rakor.toml";

/// What a settings file says; what it leaves out keeps its default.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Setelan {
    pub kop: Option<Vec<String>>,
    pub tenggat: TenggatSetelan,
    pub penandatangan: PenandatanganSetelan,
    pub berkas: BerkasSetelan,
    pub batas: Batas,
}

/// By when an OPD reports.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TenggatSetelan {
    pub hari: Option<i8>,
    pub libur: Option<Vec<String>>,
}

/// Who signs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PenandatanganSetelan {
    pub tempat: Option<String>,
    pub jabatan: Option<String>,
    pub nama: Option<String>,
    pub pangkat: Option<String>,
    pub nip: Option<String>,
}

/// Which file of an OPD counts, where it sent several.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BerkasSetelan {
    /// Names of files that count before all others of their OPD, whatever receipt and name say.
    pub berlaku: Vec<String>,
}

/// How much one file may take before its reading is stopped.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Batas {
    /// Wall time of a reader in its own process, in seconds.
    pub detik: Option<u64>,
    /// Memory of a reader in its own process, in megabytes.
    pub memori_mb: Option<u64>,
    /// Size of the file itself, in megabytes.
    pub berkas_mb: Option<u64>,
    /// Size of its parts once unpacked, in megabytes.
    pub isi_mb: Option<u64>,
    pub baris: Option<usize>,
    pub sel: Option<usize>,
}

impl Setelan {
    /// Parses the text of a settings file.
    ///
    /// # Errors
    /// Every fault with its line or its key, and what would be right.
    pub fn parse(text: &str) -> Result<Self, Vec<String>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let setelan: Self = toml::from_str(text)
            .map_err(|error| vec![format!("{NAMA}: {}", letak::fault(text, &error))])?;
        let faults = setelan.batas.faults();
        if faults.is_empty() {
            Ok(setelan)
        } else {
            Err(faults)
        }
    }

    /// Lays the settings of the report over the defaults; the caller checks the result (`Laporan::faults`).
    pub fn lay_over(&self, laporan: &mut Laporan) {
        let set = |value: &Option<String>, target: &mut String| {
            if let Some(value) = value {
                target.clone_from(value);
            }
        };
        if let Some(kop) = &self.kop {
            laporan.kop.clone_from(kop);
        }
        if let Some(hari) = self.tenggat.hari {
            laporan.tenggat.hari = hari;
        }
        if let Some(libur) = &self.tenggat.libur {
            laporan.tenggat.libur.clone_from(libur);
        }
        let Penandatangan {
            tempat,
            jabatan,
            nama,
            pangkat,
            nip,
        } = &mut laporan.penandatangan;
        let own = &self.penandatangan;
        set(&own.tempat, tempat);
        set(&own.jabatan, jabatan);
        set(&own.nama, nama);
        set(&own.pangkat, pangkat);
        set(&own.nip, nip);
        laporan
            .urutan_berkas
            .berlaku
            .extend(self.berkas.berlaku.iter().cloned());
    }
}

impl Batas {
    /// Returns the limits of a file, the defaults where nothing is set.
    #[must_use]
    pub fn limits(&self) -> Limits {
        const MB: u64 = 1024 * 1024;
        let usual = Limits::default();
        let bytes = |megabytes: Option<u64>, usual| megabytes.map_or(usual, |number| number * MB);
        Limits {
            time: self.detik.map_or(usual.time, Duration::from_secs),
            memory: bytes(self.memori_mb, usual.memory),
            file_bytes: bytes(self.berkas_mb, usual.file_bytes),
            part_bytes: bytes(self.isi_mb, usual.part_bytes),
            read_bytes: bytes(self.isi_mb, usual.read_bytes),
            rows: self.baris.unwrap_or(usual.rows),
            cells: self.sel.unwrap_or(usual.cells),
            ..usual
        }
    }

    /// A limit so small that nothing is read, or so large that it is none, is a slip of the pen.
    fn faults(&self) -> Vec<String> {
        let size = |number: Option<usize>| number.map(|number| number as u64);
        let bounds = [
            ("detik", self.detik, 1..=600),
            ("memori_mb", self.memori_mb, 256..=65_536),
            ("berkas_mb", self.berkas_mb, 1..=4_096),
            ("isi_mb", self.isi_mb, 1..=16_384),
            ("baris", size(self.baris), 100..=1_048_576),
            ("sel", size(self.sel), 1_000..=100_000_000),
        ];
        bounds
            .into_iter()
            .filter_map(|(key, value, range)| {
                let value = value.filter(|value| !range.contains(value))?;
                Some(format!(
                    "{NAMA}: batas.{key}: {value} di luar {} sampai {}",
                    range.start(),
                    range.end()
                ))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn check_fault(text: &str, expected: &str) {
        let faults = Setelan::parse(text).unwrap_err().join("\n");
        assert!(faults.contains(expected), "{faults}");
    }

    #[test]
    fn what_is_left_out_keeps_its_default() {
        let mut laporan = Rules::embedded().unwrap().laporan;
        let place = laporan.penandatangan.tempat.clone();
        let text = "\u{feff}[tenggat]\nhari = 5\n[penandatangan]\nnama = \"N\"\n[batas]\ndetik = 3\nisi_mb = 2\n";
        let setelan = Setelan::parse(text).unwrap();
        setelan.lay_over(&mut laporan);
        assert_eq!(laporan.tenggat.hari, 5);
        assert_eq!(laporan.penandatangan.nama, "N");
        assert_eq!(laporan.penandatangan.tempat, place);
        let expected = Limits {
            time: Duration::from_secs(3),
            part_bytes: 2 << 20,
            read_bytes: 2 << 20,
            ..Limits::default()
        };
        assert_eq!(setelan.batas.limits(), expected);
        assert_eq!(
            Setelan::parse("").unwrap().batas.limits(),
            Limits::default()
        );
    }

    #[test]
    fn faults_are_named_with_their_line_or_key() {
        check_fault("[tenggat]\nhari = \"lima\"\n", "baris 2");
        check_fault("[batas]\ndetik = 3\njam = 1\n", "jam");
        check_fault(
            "[batas]\ndetik = 0\nsel = 1\n",
            "batas.detik: 0 di luar 1 sampai 600",
        );
        check_fault("[batas]\ndetik = 0\nsel = 1\n", "batas.sel: 1 di luar");
    }
}

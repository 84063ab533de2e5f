//! A mapping released by hand: how a person says that a table is to be read, and who answers for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::field::Field;
use super::kegiatan::Tingkat;
use super::periode::Periode;

/// A mapping of one table; rows and columns are 0-based.
#[derive(Clone, Debug, PartialEq)]
pub struct Petaan {
    /// The file that the mapping was read from, for messages.
    pub sumber: Arc<str>,
    /// Hexadecimal hash of that file: a mapping is an input like any other.
    pub sidik: String,
    pub berkas: Berkas,
    /// `None` for containers without sheets.
    pub lembar: Option<String>,
    /// First and last header row.
    pub judul: (u32, u32),
    pub baris_nomor: Option<u32>,
    pub satuan: Satuan,
    pub skala: Skala,
    /// The office's id in the roster; `None` leaves the file to speak for itself.
    pub opd: Option<Arc<str>>,
    pub periode: Option<Periode>,
    pub tingkat: AturanTingkat,
    pub kolom: Vec<KolomPetaan>,
    pub rilis: Rilis,
}

/// The file that a mapping was made for.
#[derive(Clone, Debug, PartialEq)]
pub struct Berkas {
    /// The bare name, without folders.
    pub nama: String,
    /// Hexadecimal hash of the bytes.
    pub blake3: String,
    /// Names of further files that it may hold for, `*` for any text: only where every header path is the same.
    pub pola: Option<String>,
}

/// One column as the mapping says it.
#[derive(Clone, Debug, PartialEq)]
pub struct KolomPetaan {
    pub col: u32,
    /// Header texts from the top row down; what another month's file must show too.
    pub path: Vec<String>,
    pub isi: Isi,
    /// 1-based line of the mapping's file, 0 for a proposal.
    pub line: usize,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isi {
    Field(Field),
    /// A word that names the level of the row.
    Tingkat,
    Abaikan,
}

/// What money is stated in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Satuan {
    #[default]
    Rupiah,
    Ribuan,
    Jutaan,
}

/// The scale of the percent columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Skala {
    /// As the program finds it.
    #[default]
    Otomatis,
    Seratus,
    Satu,
}

/// How the levels of the rows are told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AturanTingkat {
    pub cara: Cara,
    /// Words that names of a level begin with.
    pub kata: BTreeMap<String, Tingkat>,
    /// Number of code segments of a level.
    pub kode: BTreeMap<usize, Tingkat>,
    /// Form of the running number of a level.
    pub nomor: BTreeMap<Bentuk, Tingkat>,
    /// Rows that are counted, first and last of each run; only for `Cara::Baris`.
    pub rincian: Vec<(u32, u32)>,
}

/// The evidence that levels are read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cara {
    /// The reading that arithmetic proves best.
    #[default]
    Otomatis,
    Kode,
    Nomor,
    Kata,
    Indentasi,
    Tebal,
    Jumlah,
    /// Every row is counted.
    Datar,
    /// The counted rows are listed.
    Baris,
}

/// The form of a running number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bentuk {
    /// `I`, `II`
    Romawi,
    /// `A`, `B`
    Huruf,
    /// `1`, `2`
    Angka,
    /// `a`, `b`
    HurufKecil,
    /// `1.1` has two parts, `1.1.1` three.
    Bertitik(usize),
}

/// Who released a table, when and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rilis {
    pub oleh: String,
    /// `2026-10-08`
    pub pada: String,
    pub alasan: String,
}

/// A table that was read by a mapping: what the rekap prints of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dilepas {
    /// The mapping's file.
    pub sumber: Arc<str>,
    /// Hexadecimal hash of that file.
    pub sidik: String,
    pub rilis: Rilis,
}

/// A proposal: a mapping without a signature, with what the program thinks of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Usulan {
    pub petaan: Petaan,
    /// By column of the mapping: the field, confidence and reason the program itself gives.
    pub pendapat: Vec<String>,
    /// Why the table wasn't accepted.
    pub sebab: Vec<String>,
}

impl Satuan {
    pub const ALL: [(Self, &'static str, u32); 3] = [
        (Self::Rupiah, "rupiah", 1),
        (Self::Ribuan, "ribuan", 1_000),
        (Self::Jutaan, "jutaan", 1_000_000),
    ];

    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Returns what an amount is multiplied by to be rupiah.
    #[must_use]
    pub fn factor(self) -> f64 {
        f64::from(Self::ALL[self as usize].2)
    }
}

impl Skala {
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Otomatis, "otomatis"),
        (Self::Seratus, "0-100"),
        (Self::Satu, "0-1"),
    ];

    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

impl Cara {
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Otomatis, "otomatis"),
        (Self::Kode, "kode"),
        (Self::Nomor, "nomor"),
        (Self::Kata, "kata"),
        (Self::Indentasi, "indentasi"),
        (Self::Tebal, "tebal"),
        (Self::Jumlah, "jumlah"),
        (Self::Datar, "datar"),
        (Self::Baris, "baris"),
    ];

    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

impl Bentuk {
    /// Reads the form off a running number given as an example: `I`, `A`, `1`, `a`, `1.1`.
    #[must_use]
    pub fn of(example: &str) -> Option<Self> {
        let bare = example.trim().trim_end_matches(['.', ')']);
        let parts: Vec<&str> = bare.split('.').collect();
        let number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if parts.len() > 1 {
            let told = parts.iter().skip(1).all(|part| !part.is_empty());
            return told.then_some(Self::Bertitik(parts.len()));
        }
        let all = |test: fn(u8) -> bool| !bare.is_empty() && bare.bytes().all(test);
        if number(&bare) {
            Some(Self::Angka)
        } else if all(|b| matches!(b, b'I' | b'V' | b'X')) {
            Some(Self::Romawi)
        } else if bare.len() == 1 && all(|b| b.is_ascii_uppercase()) {
            Some(Self::Huruf)
        } else if bare.len() == 1 && all(|b| b.is_ascii_lowercase()) {
            Some(Self::HurufKecil)
        } else {
            None
        }
    }
}

impl Berkas {
    /// Returns whether the mapping was made for exactly these bytes.
    #[must_use]
    pub fn is_same(&self, blake3: &str) -> bool {
        !self.blake3.is_empty() && self.blake3.eq_ignore_ascii_case(blake3)
    }

    /// Returns whether a bare file name fits the pattern, in any letter case.
    #[must_use]
    pub fn fits_pattern(&self, name: &str) -> bool {
        self.pola
            .as_ref()
            .is_some_and(|pola| glob(&pola.to_lowercase(), &name.to_lowercase()))
    }
}

/// Matches a name against a pattern in which `*` stands for any text.
fn glob(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(rest) = name.strip_prefix(parts.next().unwrap_or("")) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    let mut rest = rest;
    for part in middle {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_names_follow_the_declarations() {
        for (index, (satuan, ..)) in Satuan::ALL.into_iter().enumerate() {
            assert_eq!(satuan as usize, index);
        }
        for (index, (skala, _)) in Skala::ALL.into_iter().enumerate() {
            assert_eq!(skala as usize, index);
        }
        for (index, (cara, _)) in Cara::ALL.into_iter().enumerate() {
            assert_eq!(cara as usize, index);
        }
    }

    #[test]
    fn forms_of_running_numbers() {
        for (example, form) in [
            ("I", Some(Bentuk::Romawi)),
            ("A.", Some(Bentuk::Huruf)),
            ("12", Some(Bentuk::Angka)),
            ("b)", Some(Bentuk::HurufKecil)),
            ("1.1", Some(Bentuk::Bertitik(2))),
            ("A.1.2", Some(Bentuk::Bertitik(3))),
            ("", None),
            ("Dinas", None),
        ] {
            assert_eq!(Bentuk::of(example), form, "{example}");
        }
    }

    #[test]
    fn patterns_of_file_names() {
        for (pattern, name, fits) in [
            ("rfk *.xlsx", "rfk sept.xlsx", true),
            ("rfk *.xlsx", "rfk sept.xls", false),
            ("*bkd*2026*", "lap bkd sept 2026.xlsx", true),
            ("bkd.xlsx", "bkd.xlsx", true),
            ("bkd.xlsx", "bkd.xlsx.xlsx", false),
            ("a*a", "a", false),
        ] {
            assert_eq!(glob(pattern, name), fits, "{pattern} {name}");
        }
    }
}

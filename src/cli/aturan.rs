//! `rakor aturan`: every setting in effect with its value and where it comes from.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use serde::Serialize;
use toml::{Table, Value};

use super::himpun::settle;
use super::{Format, Io, Status, Umum, output};
use crate::error::Error;
use crate::kerja::Kerja;
use crate::rules::lapisan::Lapisan;
use crate::rules::{Berkas, Rules, Sendiri};

/// Menunjukkan setelan dan aturan yang berlaku, dan dari mana asalnya
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Folder kerja, atau folder di dalamnya
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Tunjukkan seluruh isi satu berkas aturan
    #[arg(long, value_enum, value_name = "NAMA")]
    berkas: Option<Nama>,
}

/// The rules files by the names that the command line takes.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Nama {
    Setelan,
    Kolom,
    Baris,
    Klasifikasi,
    Deviasi,
}

impl From<Nama> for Berkas {
    fn from(nama: Nama) -> Self {
        match nama {
            Nama::Setelan => Self::Laporan,
            Nama::Kolom => Self::Kolom,
            Nama::Baris => Self::Baris,
            Nama::Klasifikasi => Self::Klasifikasi,
            Nama::Deviasi => Self::Deviasi,
        }
    }
}

/// One key in effect.
#[derive(Serialize, Debug, PartialEq)]
struct Berlaku {
    berkas: &'static str,
    kunci: String,
    nilai: String,
    /// `bawaan`, or the line of the analyst's file.
    asal: String,
}

/// # Errors
/// Every fault of the analyst's files.
pub(super) fn run(
    args: &Args,
    umum: &Umum,
    rules: &Rules,
    io: &mut Io<'_>,
) -> Result<Status, Error> {
    let kerja = Kerja::at(&args.folder);
    let own = match &kerja {
        Some(kerja) => kerja.sendiri()?,
        None => Sendiri::new(),
    };
    let chosen = args.berkas.map(Berkas::from);
    let files = Berkas::ALL
        .into_iter()
        .filter(|&berkas| chosen.is_none_or(|chosen| chosen == berkas));
    let mut keys = Vec::new();
    let mut faults = Vec::new();
    for berkas in files {
        let text = own.get(&berkas).map_or("", String::as_str);
        match berkas.lapisan(text) {
            Ok(lapisan) => keys.extend(in_effect(berkas, &lapisan, chosen.is_some())),
            Err(found) => faults.extend(found),
        }
    }
    if !faults.is_empty() {
        return Err(Error::Rules(faults));
    }
    // What holds only together: an extension names an office of the roster.
    settle(kerja.as_ref(), umum, rules)?;
    match umum.format {
        Format::Json => {
            for key in &keys {
                let line = serde_json::to_string(key);
                output(
                    io.out,
                    &line.map_err(|error| Error::Usage(error.to_string()))?,
                )?;
            }
        }
        Format::Teks => output(io.out, draw(&keys).trim_end())?,
    }
    Ok(Status::Clean)
}

/// Lists the keys of a file; of files of words only what the analyst added, unless all is asked for.
fn in_effect(berkas: Berkas, lapisan: &Lapisan, all: bool) -> Vec<Berlaku> {
    let table: Table = toml::from_str(&lapisan.teks).unwrap_or_default();
    let mut keys = Vec::new();
    flatten(&table, "", &mut keys);
    let is_settings = matches!(berkas, Berkas::Laporan | Berkas::Deviasi);
    keys.into_iter()
        .filter(|(key, _)| all || is_settings || lapisan.sendiri.contains_key(key))
        .map(|(kunci, nilai)| Berlaku {
            berkas: berkas.nama(),
            asal: lapisan.sendiri.get(&kunci).map_or_else(
                || "bawaan".to_owned(),
                |line| format!("{} baris {line}", berkas.nama()),
            ),
            kunci,
            nilai: nilai.to_string(),
        })
        .collect()
}

fn flatten<'a>(table: &'a Table, above: &str, keys: &mut Vec<(String, &'a Value)>) {
    for (name, value) in table {
        let key = if above.is_empty() {
            name.clone()
        } else {
            format!("{above}.{name}")
        };
        match value {
            Value::Table(inner) => flatten(inner, &key, keys),
            value => keys.push((key, value)),
        }
    }
}

fn draw(keys: &[Berlaku]) -> String {
    let mut text = String::new();
    let mut berkas = "";
    for key in keys {
        if key.berkas != berkas {
            berkas = key.berkas;
            let _ = writeln!(text, "\n{berkas}");
        }
        let _ = writeln!(text, "  {} = {}  ({})", key.kunci, key.nilai, key.asal);
    }
    text.trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_value_and_origin() {
        let lapisan = Berkas::Laporan.lapisan("\n[tenggat]\nhari = 5\n").unwrap();
        let keys = in_effect(Berkas::Laporan, &lapisan, false);
        let of = |name: &str| {
            let key = keys.iter().find(|key| key.kunci == name).unwrap();
            (key.nilai.as_str(), key.asal.as_str())
        };
        assert_eq!(of("tenggat.hari"), ("5", "rakor.toml baris 3"));
        assert_eq!(of("tenggat.libur"), ("[]", "bawaan"));
        assert_eq!(of("batas.detik"), ("10", "bawaan"));
    }

    #[test]
    fn of_words_only_those_of_the_analyst_are_shown_unless_asked() {
        let lapisan = Berkas::Kolom
            .lapisan("[faset]\npagu = [\"uang belanja kita\"]\n")
            .unwrap();
        assert_eq!(in_effect(Berkas::Kolom, &lapisan, false).len(), 1);
        assert!(in_effect(Berkas::Kolom, &lapisan, true).len() > 30);
    }
}

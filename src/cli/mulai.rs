//! `rakor mulai`: makes a working folder with every setting at its default, and changes nothing that is there.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;

use super::{Io, Status, Umum, output};
use crate::error::Error;
use crate::kerja::{induk, register, replace};
use crate::rules::{Berkas, roster_bawaan};

/// Membuat folder kerja: setelan, daftar OPD, register penerimaan, dan folder masuk
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Folder kerja yang dibuat
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

/// # Errors
/// Where a file or folder can't be made.
pub(super) fn run(args: &Args, umum: &Umum, io: &mut Io<'_>) -> Result<Status, Error> {
    let mut said = format!("Folder kerja {}\n", args.folder.display());
    for (name, text) in files() {
        let path = args.folder.join(name);
        let what = if path.exists() {
            "sudah ada, dibiarkan"
        } else {
            replace(&path, text.as_bytes())?;
            "dibuat"
        };
        let _ = writeln!(said, "  {name:<28}{what}");
    }
    let inbox = match &umum.periode {
        Some(periode) => Path::new("masuk").join(periode.folder()),
        None => PathBuf::from("masuk"),
    };
    let path = args.folder.join(&inbox);
    std::fs::create_dir_all(&path).map_err(|source| Error::Output { path, source })?;
    let _ = write!(
        said,
        "\nTaruh berkas OPD dalam masuk/<periode>, misalnya masuk/2026-09, lalu jalankan\n  rakor rekap {}",
        args.folder.join("masuk/2026-09").display()
    );
    output(io.out, &said)?;
    Ok(Status::Clean)
}

/// The files of a new working folder with their texts.
fn files() -> Vec<(&'static str, String)> {
    let mut files = vec![
        (Berkas::Laporan.nama(), setelan()),
        ("opd.toml", roster_bawaan().to_owned()),
        (register::NAMA, register::KEPALA.to_owned()),
    ];
    files.extend(induk::contoh());
    files.extend(ATURAN.map(|(berkas, text)| (berkas.nama(), text.to_owned())));
    files
}

/// The settings with every key commented out: what is not set follows the program.
fn setelan() -> String {
    let mut text = String::from(
        "# Hapus tanda # di depan sebuah kunci untuk mengubahnya; yang tetap ber-# memakai nilai bawaan yang tertulis.\n\n",
    );
    for line in Berkas::Laporan.bawaan().lines().skip(2) {
        let is_key = !line.is_empty() && !line.starts_with(['#', '[']);
        let _ = writeln!(text, "{}{line}", if is_key { "# " } else { "" });
    }
    text
}

/// Samples for words and thresholds of the office's own.
const ATURAN: [(Berkas, &str); 4] = [
    (
        Berkas::Kolom,
        "# Kata judul kolom tambahan, huruf kecil tanpa tanda baca; kata bawaan: rakor aturan --berkas kolom\n# [faset]\n# pagu = [\"uang belanja\"]\n",
    ),
    (
        Berkas::Baris,
        "# Kata baris dan judul tambahan; kata bawaan: rakor aturan --berkas baris\n# kata_total = [\"jumlah semuanya\"]\n",
    ),
    (
        Berkas::Klasifikasi,
        "# Setelan dan kata penggolongan; bawaan: rakor aturan --berkas klasifikasi\n# [ambang]\n# hitung_konsultansi = true\n",
    ),
    (
        Berkas::Deviasi,
        "# Ambang tanda deviasi; bawaan: rakor aturan --berkas deviasi\n# [zona]\n# oranye_di_bawah = -4.0\n",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Sendiri;

    /// Removes the comment signs before keys.
    fn uncommented(text: &str) -> String {
        let key = |line: &str| {
            let rest = line.strip_prefix("# ").unwrap_or(line);
            let is_key = rest
                .split_once(" = ")
                .is_some_and(|(key, _)| key.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
            if is_key || rest.starts_with('[') {
                rest.to_owned()
            } else {
                line.to_owned()
            }
        };
        text.lines().map(|line| key(line) + "\n").collect()
    }

    #[test]
    fn what_mulai_writes_is_in_order_as_it_is_and_with_its_keys_set() {
        let rules = crate::rules::Rules::embedded().unwrap();
        let texts = |change: &dyn Fn(&str) -> String| -> Sendiri {
            files()
                .iter()
                .filter_map(|(name, text)| {
                    let berkas = Berkas::ALL.into_iter().find(|b| b.nama() == *name)?;
                    Some((berkas, change(text)))
                })
                .collect()
        };
        assert_eq!(texts(&str::to_owned).len(), Berkas::ALL.len());
        let as_it_is = rules.clone().with_own(&texts(&str::to_owned));
        assert!(as_it_is.is_ok(), "{as_it_is:?}");
        let with_keys = rules.with_own(&texts(&uncommented)).unwrap();
        assert!((with_keys.deviasi.zona.oranye + 4.0).abs() < 1e-9);
    }
}

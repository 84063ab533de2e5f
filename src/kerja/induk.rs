//! The folder `master/` of the working folder: the budget of a year and the control totals of a month, read only.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::consolidate::induk::{self, Induk};
use crate::diag::Diagnostic;
use crate::diag::catalogue::riwayat::MASTER_UNREADABLE;
use crate::error::Error;
use crate::model::location::Location;
use crate::model::outcome::Outcome;
use crate::model::periode::Periode;
use crate::normalize::klasifikasi::daftar::decode;
use crate::rules::Rules;

/// Name of the folder.
pub const FOLDER: &str = "master";
/// Name of the list of accepted findings, beside the register.
pub const TEMUAN: &str = "keputusan-temuan.csv";

/// Returns the names of the two lists of a period.
#[must_use]
pub fn nama(periode: &Periode) -> (String, String) {
    let month = periode.bulan.unwrap_or(12);
    (
        format!("pagu-{}.csv", periode.tahun),
        format!("lra-{}-{month:02}.csv", periode.tahun),
    )
}

/// Returns the lists as they are made: an explanation and a header, both commented out.
#[must_use]
pub fn contoh() -> [(&'static str, String); 3] {
    let text = |what: &str, head: &str| {
        format!(
            "\u{feff}# {what}\r\n# Hapus tanda # di depan baris judul ini dan isi di bawahnya.\r\n# {head}\r\n"
        )
    };
    [
        (
            "master/pagu-TAHUN.csv",
            text(
                "Pagu menurut DPA. Simpan dengan nama tahunnya, misalnya pagu-2026.csv. Sebuah baris berlaku dari tanggalnya sampai ada baris lain untuk kode dan uraian yang sama; pagu 0 menghapusnya.",
                induk::KEPALA_PAGU,
            ),
        ),
        (
            "master/lra-TAHUN-BULAN.csv",
            text(
                "Realisasi kumulatif menurut LRA per OPD. Simpan dengan nama bulannya, misalnya lra-2026-09.csv.",
                induk::KEPALA_LRA,
            ),
        ),
        (
            TEMUAN,
            text(
                "Temuan yang sudah Anda periksa dan terima penjelasannya, misalnya pengembalian belanja (G621). sel atau uraian menyebut bagiannya; keduanya kosong berarti seluruh laporan. Berlaku untuk berkas yang diterima sampai tanggal pada kolom pada.",
                induk::KEPALA_TEMUAN,
            ),
        ),
    ]
}

/// Reads the lists of a period; those that are missing hold nothing.
///
/// # Errors
/// A list that is there and can't be read.
pub fn load(kerja: &Path, periode: &Periode, rules: &Rules) -> Result<Outcome<Induk>, Error> {
    let (folder, roster) = (kerja.join(FOLDER), &rules.roster);
    let (pagu, lra) = nama(periode);
    let mut outcome = Outcome::<Induk>::default();
    outcome.diagnostics.extend(strangers(&folder));
    if let Some((text, hash)) = read(&folder.join(&pagu))? {
        let name = format!("{FOLDER}/{pagu}");
        outcome.value.sidik.push((name.clone(), hash));
        let read = induk::pagu(&text, &Arc::from(name.as_str()), roster);
        outcome.value.pagu = read.value;
        outcome.value.berkas_pagu = name;
        outcome.diagnostics.extend(read.diagnostics);
    }
    if let Some((text, hash)) = read(&folder.join(&lra))? {
        let name = format!("{FOLDER}/{lra}");
        outcome.value.sidik.push((name.clone(), hash));
        let read = induk::lra(&text, &Arc::from(name.as_str()), roster);
        outcome.value.lra = read.value;
        outcome.value.berkas_lra = name;
        outcome.diagnostics.extend(read.diagnostics);
    }
    if let Some((text, hash)) = read(&kerja.join(TEMUAN))? {
        outcome.value.sidik.push((TEMUAN.to_owned(), hash));
        let read = induk::temuan(&text, &Arc::from(TEMUAN), rules);
        outcome.value.temuan = read.value;
        TEMUAN.clone_into(&mut outcome.value.berkas_temuan);
        outcome.diagnostics.extend(read.diagnostics);
    }
    Ok(outcome)
}

/// Reads a list; returns its text and the hash of its bytes.
fn read(path: &Path) -> Result<Option<(String, String)>, Error> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some((
            decode(&bytes),
            blake3::hash(&bytes).to_hex().to_string(),
        ))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Read {
            path: path.to_owned(),
            source,
        }),
    }
}

/// A list under a name that no period asks for would be none, silently.
fn strangers(folder: &Path) -> Vec<Diagnostic> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let names =
        entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.filter(|name| !is_known(name)).collect();
    names.sort();
    names
        .into_iter()
        .map(|name| {
            let message = format!(
                "\"{name}\" tidak dipakai: namanya bukan pagu-<tahun>.csv atau lra-<tahun>-<bulan>.csv"
            );
            let name = format!("{FOLDER}/{name}");
            Diagnostic::new(MASTER_UNREADABLE, Location::file(&Arc::from(name.as_str())), message)
        })
        .collect()
}

fn is_known(name: &str) -> bool {
    let year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let made = contoh()
        .iter()
        .any(|(made, _)| made.ends_with(&format!("/{name}")));
    let hidden = name.starts_with(['.', '~']);
    let Some(stem) = name.strip_suffix(".csv") else {
        return hidden;
    };
    made || hidden
        || stem.strip_prefix("pagu-").is_some_and(year)
        || stem
            .strip_prefix("lra-")
            .is_some_and(|month| month.parse::<Periode>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_found_by_their_period_and_strangers_are_named() {
        let rules = Rules::embedded().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let september = Periode::month(2026, 9);
        let empty = load(folder.path(), &september, &rules).unwrap();
        assert_eq!(empty.value, Induk::default());
        for (name, text) in contoh() {
            crate::kerja::replace(&folder.path().join(name), text.as_bytes()).unwrap();
        }
        let made = load(folder.path(), &september, &rules).unwrap();
        assert_eq!(made.value.pagu.len() + made.value.lra.len(), 0);
        assert_eq!(made.diagnostics, []);
        let put = |name: &str, text: &str| {
            std::fs::write(folder.path().join(FOLDER).join(name), text).unwrap();
        };
        let [(_, pagu), (_, lra), _] = contoh();
        put("pagu-2026.csv", &pagu.replace("# opd", "opd"));
        put(
            "lra-2026-09.csv",
            &(lra.replace("# opd", "opd") + "dlh;1.250.000\r\n"),
        );
        put("pagu 2026.csv", "x");
        let read = load(folder.path(), &september, &rules).unwrap();
        assert_eq!((read.value.pagu.len(), read.value.lra.len()), (0, 1));
        assert_eq!(read.value.lra[0].baris, 4);
        assert_eq!(read.diagnostics.len(), 1);
        assert!(read.diagnostics[0].message.contains("pagu 2026.csv"));
    }
}

//! The record of a period's runs: one line of JSON for each run whose inputs differ from the one before. Only added to.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::isi::Isi;
use super::manifes::{Manifes, Masukan};
use super::tempat::Tempat;
use crate::consolidate::findings::in_words;
use crate::consolidate::register::read_time;
use crate::diag::Diagnostic;
use crate::diag::catalogue::arsip::RUN_RECORD_UNREADABLE;
use crate::error::sebab;
use crate::kerja::Kerja;
use crate::model::keadaan::{Angka, Keadaan, KeadaanOpd, Konstruksi, Selisih};
use crate::model::location::Location;
use crate::model::nilai::Sen;
use crate::model::outcome::Outcome;
use crate::model::periode::Periode;

/// Name of the record, beside the manifest.
pub(super) const NAMA: &str = "riwayat.jsonl";

/// A run. Its time is that of the latest receipt among its reports: the clock is no input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Catatan {
    /// From 1, within the period.
    pub nomor: usize,
    /// Hash of everything the run was made from.
    pub masukan: String,
    pub diterima_terakhir: Option<String>,
    pub berkas: usize,
    pub opd_wajib: usize,
    pub opd_melapor: usize,
    #[serde(flatten)]
    pub total: JsonAngka,
    pub opd: Vec<JsonOpd>,
    /// Files that no earlier run of the period had.
    pub berkas_baru: Vec<Masukan>,
}

/// Figures as the machine contract writes them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JsonAngka {
    pub kegiatan: usize,
    pub pagu_rp: Option<f64>,
    pub target_keuangan_rp: Option<f64>,
    pub realisasi_keuangan_rp: Option<f64>,
    pub target_fisik_pct: Option<f64>,
    pub realisasi_fisik_pct: Option<f64>,
    /// Of these what is physical construction; absent in records of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub konstruksi: Option<JsonKonstruksi>,
}

/// What is physical construction, as the machine contract writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JsonKonstruksi {
    pub kegiatan: usize,
    pub pagu_rp: Option<f64>,
    pub realisasi_keuangan_rp: Option<f64>,
}

/// An office in a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JsonOpd {
    pub id: String,
    pub nama: String,
    pub blake3: Vec<String>,
    #[serde(flatten)]
    pub angka: JsonAngka,
}

impl Catatan {
    /// Makes the record of a run that follows earlier ones.
    pub(super) fn new(isi: &Isi, manifes: &Manifes, keadaan: &Keadaan, earlier: &[Self]) -> Self {
        let seen: BTreeSet<(&str, &str)> = earlier
            .iter()
            .flat_map(|run| &run.berkas_baru)
            .map(|file| (file.berkas.as_str(), file.blake3.as_str()))
            .collect();
        let is_new =
            |file: &&Masukan| !seen.contains(&(file.berkas.as_str(), file.blake3.as_str()));
        Self {
            nomor: earlier.last().map_or(0, |run| run.nomor) + 1,
            masukan: masukan(manifes),
            diterima_terakhir: isi
                .kiriman
                .iter()
                .filter_map(|kiriman| kiriman.diterima.as_deref())
                .max()
                .map(str::to_owned),
            berkas: isi.masukan.len(),
            opd_wajib: keadaan.wajib,
            opd_melapor: keadaan.opd.len(),
            total: JsonAngka::from(&keadaan.total),
            opd: keadaan.opd.iter().map(JsonOpd::from).collect(),
            berkas_baru: manifes.masukan.iter().filter(is_new).cloned().collect(),
        }
    }

    /// Returns the line that is written.
    pub(super) fn line(&self) -> Result<String, String> {
        serde_json::to_string(self)
            .map(|line| line + "\n")
            .map_err(|error| error.to_string())
    }

    /// Returns the figures of the run.
    #[must_use]
    pub fn keadaan(&self) -> Keadaan {
        Keadaan {
            wajib: self.opd_wajib,
            total: Angka::from(&self.total),
            opd: self
                .opd
                .iter()
                .map(|opd| KeadaanOpd {
                    id: Arc::from(opd.id.as_str()),
                    nama: Arc::from(opd.nama.as_str()),
                    blake3: opd.blake3.clone(),
                    angka: Angka::from(&opd.angka),
                })
                .collect(),
        }
    }
}

/// Hashes what a run was made from: rules, files, earlier months, and (as they show in the content) receipts, decisions
/// and mappings. Another version of the program with the same result is no other run.
fn masukan(manifes: &Manifes) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |text: &str| {
        hasher.update(text.as_bytes());
        hasher.update(b"\n");
    };
    add(&manifes.aturan);
    add(&manifes.sidik);
    for file in &manifes.masukan {
        add(&file.berkas);
        add(&file.blake3);
    }
    for earlier in &manifes.sebelumnya {
        add(&earlier.periode);
        add(&earlier.sidik);
    }
    hasher.finalize().to_hex().to_string()
}

/// Reads the record of a period's runs; a line that can't be read is a finding, and stays where it is.
pub fn read(kerja: &Kerja, periode: Periode) -> Outcome<Vec<Catatan>> {
    let Some(tempat) = Tempat::of(kerja, periode) else {
        return Outcome::default();
    };
    let at = Location::file(&Arc::from(format!("{}/{NAMA}", tempat.nama())));
    let (value, said) = match std::fs::read_to_string(tempat.isi().join(NAMA)) {
        Ok(text) => {
            let (runs, bad) = parse(&text);
            let bad: Vec<String> = bad.iter().map(ToString::to_string).collect();
            let said = format!("baris {} riwayat {periode} tidak terbaca", bad.join(", "));
            (runs, (!bad.is_empty()).then_some(said))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => (Vec::new(), None),
        Err(error) => {
            let said = format!("riwayat {periode} tidak terbaca: {}", sebab(&error));
            (Vec::new(), Some(said))
        }
    };
    let finding = said.map(|said| Diagnostic::new(RUN_RECORD_UNREADABLE, at, said));
    Outcome {
        value,
        diagnostics: finding.into_iter().collect(),
    }
}

/// Reads a record; returns the runs and the numbers of the lines that can't be read.
pub(super) fn parse(text: &str) -> (Vec<Catatan>, Vec<usize>) {
    let (mut runs, mut bad) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(run) => runs.push(run),
            Err(_) => bad.push(number),
        }
    }
    (runs, bad)
}

/// Returns how a run differs from the last one that was made from something else.
///
/// A run that is repeated is held against what its first time was held against, so that it gives the same bytes.
pub(super) fn perubahan(run: &Catatan, kini: &Keadaan, earlier: &[Catatan]) -> Option<Selisih> {
    let before = match earlier {
        [before @ .., last] if last.masukan == run.masukan => before.last(),
        _ => earlier.last(),
    }?;
    let terhadap = match before.diterima_terakhir.as_deref() {
        Some(at) => format!(
            "penghitungan ke-{} (laporan terakhir diterima {})",
            before.nomor,
            read_time(at).map_or_else(|| at.to_owned(), in_words)
        ),
        None => format!("penghitungan ke-{}", before.nomor),
    };
    Some(kini.selisih(&before.keadaan(), terhadap))
}

impl From<&Angka> for JsonAngka {
    fn from(angka: &Angka) -> Self {
        let rupiah = |sen: Option<Sen>| sen.map(Sen::rupiah);
        Self {
            kegiatan: angka.kegiatan,
            pagu_rp: rupiah(angka.pagu),
            target_keuangan_rp: rupiah(angka.target_keuangan),
            realisasi_keuangan_rp: rupiah(angka.realisasi_keuangan),
            target_fisik_pct: angka.target_fisik,
            realisasi_fisik_pct: angka.realisasi_fisik,
            konstruksi: angka.konstruksi.map(|part| JsonKonstruksi {
                kegiatan: part.kegiatan,
                pagu_rp: rupiah(part.pagu),
                realisasi_keuangan_rp: rupiah(part.realisasi_keuangan),
            }),
        }
    }
}

impl From<&JsonAngka> for Angka {
    fn from(angka: &JsonAngka) -> Self {
        let sen = |rupiah: Option<f64>| rupiah.and_then(Sen::from_rupiah);
        Self {
            kegiatan: angka.kegiatan,
            pagu: sen(angka.pagu_rp),
            target_keuangan: sen(angka.target_keuangan_rp),
            realisasi_keuangan: sen(angka.realisasi_keuangan_rp),
            target_fisik: angka.target_fisik_pct,
            realisasi_fisik: angka.realisasi_fisik_pct,
            konstruksi: angka.konstruksi.as_ref().map(|part| Konstruksi {
                kegiatan: part.kegiatan,
                pagu: sen(part.pagu_rp),
                realisasi_keuangan: sen(part.realisasi_keuangan_rp),
            }),
        }
    }
}

impl From<&KeadaanOpd> for JsonOpd {
    fn from(opd: &KeadaanOpd) -> Self {
        Self {
            id: opd.id.to_string(),
            nama: opd.nama.to_string(),
            blake3: opd.blake3.clone(),
            angka: JsonAngka::from(&opd.angka),
        }
    }
}

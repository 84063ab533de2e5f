//! `rakor tinjau`: writes the activities whose class a person should decide as a workbook, and reads it back.

use std::path::{Path, PathBuf, absolute};

use clap::Args as ClapArgs;
use jiff::civil::Date;
use serde::Serialize;

use super::himpun::{BawaanPetaan, Himpunan, Masukan};
use super::periksa::JsonPeriode;
use super::rekap::sidik;
use super::{Format, Io, Status, Umum, json, keluaran, output};
use crate::consolidate::register::read_time;
use crate::diag::Severity;
use crate::error::Error;
use crate::kerja::keputusan::{self, Gabungan};
use crate::kerja::{Kerja, tinjauan};
use crate::model::nilai::{Sen, grouped};
use crate::model::outcome::Outcome;
use crate::normalize::klasifikasi::keputusan::Keputusan;
use crate::report::{self, Cetak};
use crate::rules::Rules;

/// Menulis daftar kegiatan yang golongannya perlu diputuskan, dan membaca kembali keputusannya
///
/// Tanpa --baca: menulis buku kerja telaah atas laporan di MASUK. Dengan --baca: membaca buku kerja yang sudah diisi
/// dan menyimpan keputusannya dalam keputusan.csv di folder kerja.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Folder atau berkas laporan OPD; dengan --baca tidak wajib
    #[arg(required_unless_present = "baca", value_name = "MASUK")]
    masuk: Vec<PathBuf>,
    /// Buku kerja telaah yang ditulis; tanpa ini hasil/<periode>/telaah-<periode>.xlsx
    #[arg(
        short = 'o',
        long = "output",
        value_name = "TELAAH.xlsx",
        conflicts_with = "baca"
    )]
    output: Option<PathBuf>,
    /// Semua kegiatan, bukan hanya yang perlu ditelaah
    #[arg(long, conflicts_with = "baca")]
    semua: bool,
    /// Ganti buku kerja telaah yang memuat keputusan yang belum dibaca
    #[arg(long, conflicts_with = "baca")]
    timpa: bool,
    /// Buku kerja telaah yang sudah diisi
    #[arg(long, value_name = "TELAAH.xlsx")]
    baca: Option<PathBuf>,
    /// Nama petugas yang memutuskan; tanpa ini diambil dari buku kerja
    #[arg(long, value_name = "NAMA", requires = "baca")]
    oleh: Option<String>,
    /// Tanggal keputusan, misalnya 2026-10-08; tanpa ini diambil dari buku kerja
    #[arg(long, value_name = "TANGGAL", requires = "baca", value_parser = tanggal)]
    pada: Option<Date>,
}

fn tanggal(text: &str) -> Result<Date, String> {
    let read = read_time(text).map(|time| time.tanggal);
    read.ok_or_else(|| "bukan tanggal seperti 2026-10-08".to_owned())
}

/// Runs the command.
pub(super) fn run(
    args: &Args,
    umum: &Umum,
    rules: &Rules,
    io: &mut Io<'_>,
) -> Result<Status, Error> {
    match &args.baca {
        Some(path) => read_back(args, path, umum, io),
        None => write(args, umum, rules, io),
    }
}

/// The machine form of a queue that was written.
#[derive(Serialize)]
struct JsonAntrean {
    workbook: String,
    periode: JsonPeriode,
    kegiatan: usize,
    perlu_telaah: usize,
    perlu_telaah_pagu_rp: f64,
    diputuskan: usize,
}

fn write(args: &Args, umum: &Umum, rules: &Rules, io: &mut Io<'_>) -> Result<Status, Error> {
    let masukan = Masukan::new(&args.masuk, &BawaanPetaan::default(), umum)?;
    let Himpunan { k, rules, .. } = masukan.himpun(umum, rules)?;
    let kerja = masukan.kerja.as_ref().map(Kerja::folder);
    let default = || keluaran::default_path(k.periode, "telaah", kerja, &args.masuk);
    let target = args.output.clone().unwrap_or_else(default);
    keluaran::check(&target, &args.masuk)?;
    if !args.timpa {
        check_read(&target, masukan.keputusan(umum).as_deref())?;
    }
    let cetak = Cetak::new(&k, &rules, sidik(&rules));
    let bytes = report::review(&k, &cetak, args.semua)?;
    let written = keluaran::write(&target, &bytes)?;
    let queue = k.antrean();
    let pagu: Sen = queue
        .iter()
        .filter_map(|at| k.row(&k.leaves[*at]).pagu)
        .sum();
    let count = |n: usize| grouped(u64::try_from(n).unwrap_or(u64::MAX));
    match umum.format {
        Format::Json => {
            let report = JsonAntrean {
                workbook: written.display().to_string(),
                periode: JsonPeriode::from(&k.periode),
                kegiatan: k.leaves.len(),
                perlu_telaah: queue.len(),
                perlu_telaah_pagu_rp: pagu.rupiah(),
                diputuskan: k.diputuskan().len(),
            };
            output(io.out, &to_json(&report)?)?;
        }
        Format::Teks => {
            let text = format!(
                "Telaah {}: {}\n\n  Kegiatan            {}\n  Perlu ditelaah      {} (pagu {pagu})\n  Sudah diputuskan    {}\n\n\
                 Isi kolom Keputusan, simpan, lalu jalankan:\n  rakor tinjau --baca \"{}\"",
                k.periode,
                written.display(),
                count(k.leaves.len()),
                count(queue.len()),
                count(k.diputuskan().len()),
                written.display()
            );
            output(io.out, &text)?;
        }
    }
    Ok(Status::Clean)
}

/// Refuses to replace a review workbook with decisions that the list doesn't hold: a person's work would be lost.
fn check_read(target: &Path, list: Option<&Path>) -> Result<(), Error> {
    let Ok(bytes) = std::fs::read(target) else {
        return Ok(());
    };
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let found = tinjauan::read(&bytes, &name);
    let known = list.map_or_else(|| Ok(Outcome::default()), keputusan::load)?;
    let holds = |own: &Keputusan| {
        let same = |k: &&Keputusan| k.kunci() == own.kunci();
        let mut same = known.value.iter().filter(same);
        same.any(|k| k.jenis == own.jenis)
    };
    let unread = found.value.keputusan.iter().filter(|own| !holds(own));
    let unknown = found.diagnostics.iter();
    let unknown = unknown.filter(|finding| finding.severity == Severity::Error);
    let n = unread.count() + unknown.count();
    if n == 0 {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "{} memuat {n} isian keputusan yang belum tersimpan; jalankan \"rakor tinjau --baca\" atas berkas itu dahulu, tulis ke tempat lain dengan -o, atau ganti dengan --timpa",
        target.display()
    )))
}

/// The machine form of a workbook that was read back.
#[derive(Serialize)]
struct JsonKeputusan<'a> {
    keputusan: String,
    baru: usize,
    diubah: usize,
    tetap: usize,
    kosong: usize,
    diagnostics: Vec<json::JsonDiagnostic<'a>>,
}

fn read_back(args: &Args, path: &Path, umum: &Umum, io: &mut Io<'_>) -> Result<Status, Error> {
    let bytes = std::fs::read(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let read = tinjauan::read(&bytes, &name);
    let found = read.value;
    if !found.dikenal {
        return Err(Error::Usage(format!(
            "{} bukan buku kerja telaah; buatlah dengan \"rakor tinjau MASUK\"",
            path.display()
        )));
    }
    let target = list_of(args, path, umum)?;
    let known = keputusan::load(&target)?;
    keputusan::check_complete(&target, &known.diagnostics)?;
    let mut all = known.value;
    let gabungan = if found.keputusan.is_empty() {
        Gabungan::default()
    } else {
        let (oleh, pada) = who(args, &found)?;
        let signed = found.keputusan.into_iter().map(|k| Keputusan {
            oleh: oleh.clone(),
            pada: Some(pada),
            ..k
        });
        let gabungan = keputusan::merge(&mut all, signed.collect());
        keputusan::save(&target, &all)?;
        gabungan
    };
    let mut diagnostics = read.diagnostics;
    diagnostics.extend(known.diagnostics);
    match umum.format {
        Format::Json => {
            let report = JsonKeputusan {
                keputusan: target.display().to_string(),
                baru: gabungan.baru,
                diubah: gabungan.diubah,
                tetap: gabungan.tetap,
                kosong: found.kosong,
                diagnostics: diagnostics.iter().map(json::diagnostic).collect(),
            };
            output(io.out, &to_json(&report)?)?;
        }
        Format::Teks => {
            for finding in &diagnostics {
                output(io.out, &finding.to_string())?;
            }
            let text = format!(
                "Keputusan disimpan dalam {}: {} baru, {} diubah, {} sudah tercatat; {} kegiatan belum diisi",
                target.display(),
                gabungan.baru,
                gabungan.diubah,
                gabungan.tetap,
                found.kosong
            );
            output(io.out, &text)?;
        }
    }
    let severities = diagnostics.iter().map(|finding| finding.severity);
    Ok(Status::of(severities, umum.ketat))
}

/// Who decided and when: as asked, else as the workbook says. A decision that nobody signs isn't kept.
fn who(args: &Args, found: &tinjauan::Tinjauan) -> Result<(String, Date), Error> {
    let oleh = args.oleh.clone().or_else(|| found.oleh.clone());
    let pada = args.pada.or(found.pada);
    match (oleh.filter(|name| !name.trim().is_empty()), pada) {
        (Some(oleh), Some(pada)) => Ok((oleh, pada)),
        (None, _) => Err(Error::Usage(
            "petugas yang memutuskan tidak diketahui; isi sel \"Nama petugas\" pada buku kerja, atau sebutkan --oleh NAMA"
                .to_owned(),
        )),
        (_, None) => Err(Error::Usage(
            "tanggal keputusan tidak diketahui; isi sel \"Tanggal keputusan\" pada buku kerja, atau sebutkan --pada 2026-10-08"
                .to_owned(),
        )),
    }
}

/// The list that decisions go to: the one asked for, else that of the working folder around the inputs or the workbook.
fn list_of(args: &Args, workbook: &Path, umum: &Umum) -> Result<PathBuf, Error> {
    let asked = umum.keputusan.clone();
    let around_inputs = || args.masuk.iter().find_map(|path| Kerja::around(path));
    let own = || around_inputs().or_else(|| Kerja::around_output(workbook));
    let found = asked.or_else(|| own().map(|kerja| kerja.keputusan()));
    // The workbook itself must never be the list that is written.
    let same = |path: &PathBuf| absolute(path).ok() == absolute(workbook).ok();
    found.filter(|path| !same(path)).ok_or_else(|| {
        Error::Usage(
            "folder kerja tidak diketahui; sebutkan folder masuk, atau --keputusan keputusan.csv"
                .to_owned(),
        )
    })
}

fn to_json(report: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(report).map_err(|error| Error::Usage(error.to_string()))
}

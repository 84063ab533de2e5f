//! `rakor urai`: how each file was read — its columns, its rows by class, the proofs that held or failed.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::himpun::{self, BawaanPetaan};
use super::json::{self, Detail};
use super::{Format, Io, Status, Umum, ingat, lukis, output};
use crate::error::Error;
use crate::kerja::Kerja;
use crate::pipeline::{self, Options};
use crate::rules::Rules;

/// Menjelaskan bagaimana setiap berkas dibaca
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Berkas atau folder yang diuraikan
    #[arg(required = true, value_name = "BERKAS")]
    paths: Vec<PathBuf>,
    /// Tampilkan setiap baris, juga yang dilewati
    #[arg(long)]
    rinci: bool,
    #[command(flatten)]
    petaan: BawaanPetaan,
}

pub(super) fn run(
    args: &Args,
    umum: &Umum,
    rules: &Rules,
    io: &mut Io<'_>,
) -> Result<Status, Error> {
    let kerja = args.paths.iter().find_map(|path| Kerja::around(path));
    let rules = &himpun::settle(kerja.as_ref(), umum, rules)?;
    let petaan = himpun::petaan_around(kerja.as_ref(), &args.petaan, umum, rules)?;
    let options = Options {
        periode: umum.periode,
        opd_from_files: umum.opd_from_files(),
        petaan: petaan.berlaku,
        ingatan: ingat::load(kerja.as_ref()).ingatan,
    };
    let submissions = pipeline::read(&args.paths, &options, rules, &|_, _| {})?;
    for submission in &submissions {
        match umum.format {
            Format::Json => {
                let line = serde_json::to_string(&json::file(submission, Detail::Full))
                    .map_err(|error| Error::Usage(error.to_string()))?;
                output(io.out, &line)?;
            }
            Format::Teks => output(io.out, &lukis::submission(submission, args.rinci))?,
        }
    }
    Ok(Status::of(
        submissions
            .iter()
            .flat_map(|s| &s.diagnostics)
            .map(|d| d.severity),
        umum.ketat,
    ))
}

//! `rakor urai`: how each file was read — its columns, its rows by class, the proofs that held or failed.

use std::path::{PathBuf, absolute};

use clap::Args as ClapArgs;

use super::himpun::{self, BawaanPetaan};
use super::json::{self, Detail};
use super::{Format, Io, Status, Umum, ingat, lukis, output};
use crate::consolidate::gather::prevailing;
use crate::consolidate::keputusan::apply_alone;
use crate::diag::Diagnostic;
use crate::error::Error;
use crate::kerja::{Kerja, keputusan};
use crate::model::outcome::Outcome;
use crate::model::submission::Submission;
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
    let mut submissions = pipeline::read(&args.paths, &options, rules, &|_, _| {})?;
    let about_decisions = decide(&mut submissions, args, (umum, kerja.as_ref()), rules)?;
    for finding in &about_decisions {
        output(io.err, &finding.to_string())?;
    }
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
            .chain(&about_decisions)
            .map(|d| d.severity),
        umum.ketat,
    ))
}

/// Shows each file with the decisions that hold for it, so that it says the same as a rekap. The year is that which the
/// file itself names, else the one asked for or that of its folder.
fn decide(
    submissions: &mut [Submission],
    args: &Args,
    (umum, kerja): (&Umum, Option<&Kerja>),
    rules: &Rules,
) -> Result<Vec<Diagnostic>, Error> {
    let own = || kerja.map(Kerja::keputusan);
    let Some(path) = umum.keputusan.clone().or_else(own) else {
        return Ok(Vec::new());
    };
    let Outcome {
        value: known,
        mut diagnostics,
    } = keputusan::load(&path)?;
    let of_folder = || {
        let mut folders = args.paths.iter().filter_map(|path| absolute(path).ok());
        folders.find_map(|path| pipeline::periode_of_path(&path))
    };
    let asked = umum.periode.or_else(of_folder);
    for submission in submissions {
        let stated = prevailing(std::slice::from_ref(submission));
        if let Some(periode) = stated.or(asked) {
            let found = apply_alone(submission, (&known, periode), umum.opd_from_files(), rules);
            diagnostics.extend(found);
        }
    }
    Ok(diagnostics)
}

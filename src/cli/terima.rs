//! `rakor terima`: enters the receipt of a file by hand.

use std::path::PathBuf;

use clap::Args as ClapArgs;
use jiff::civil::{DateTime, Time};

use super::himpun::settle;
use super::{Io, Status, Umum, output};
use crate::consolidate::findings::date_in_words;
use crate::consolidate::penerimaan::{di_luar_masa, folder};
use crate::consolidate::register::read_time;
use crate::error::Error;
use crate::kerja::Kerja;
use crate::kerja::register::{self, Terima};
use crate::rules::Rules;
use crate::rules::opd::Roster;

/// Mencatat penerimaan sebuah berkas dalam penerimaan.csv
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Berkas dalam masuk/<periode>
    #[arg(required = true, value_name = "BERKAS")]
    file: PathBuf,
    /// OPD pengirim: id, nama, atau singkatannya
    #[arg(long, value_name = "OPD")]
    opd: String,
    /// Waktu diterima: 2026-10-08 14:05, atau 08/10/2026
    #[arg(long, value_name = "WAKTU")]
    pada: String,
    /// Cara diterima: surel, `WhatsApp`, diantar, …
    #[arg(long, default_value = "", value_name = "CARA")]
    cara: String,
    #[arg(long, default_value = "", value_name = "CATATAN")]
    catatan: String,
}

/// # Errors
/// Where the file lies in no working folder, the office or the time isn't known, or the register can't be replaced.
pub(super) fn run(
    args: &Args,
    umum: &Umum,
    rules: &Rules,
    io: &mut Io<'_>,
) -> Result<Status, Error> {
    let kerja = Kerja::around(&args.file).ok_or_else(|| {
        let path = args.file.display();
        Error::Usage(format!(
            "{path} tidak berada dalam folder masuk sebuah folder kerja"
        ))
    })?;
    let rules = settle(Some(&kerja), umum, rules)?;
    let terima = receipt(args, &kerja, &rules)?;
    register::add(&kerja.register(), std::slice::from_ref(&terima))?;
    let said = format!(
        "{}: {} dari {} dicatat diterima {}",
        kerja.register().display(),
        terima.file,
        terima.opd,
        terima.pada.strftime("%Y-%m-%d %H:%M")
    );
    output(io.out, &said)?;
    Ok(Status::Clean)
}

fn receipt(args: &Args, kerja: &Kerja, rules: &Rules) -> Result<Terima, Error> {
    let bytes = std::fs::read(&args.file).map_err(|source| Error::Read {
        path: args.file.clone(),
        source,
    })?;
    let file = kerja.name_of(&args.file);
    let pada = time(&args.pada)?;
    let setelan = &rules.laporan.tenggat;
    let beyond = folder(&file).and_then(|own| di_luar_masa(pada.date(), own, setelan));
    if let Some(masa) = beyond {
        let day = date_in_words(pada.date());
        return Err(Error::Usage(format!(
            "waktu {day} di luar masa laporan itu ({masa}); periksa tahun dan bulannya"
        )));
    }
    Ok(Terima {
        opd: office(&args.opd, &rules.roster)?,
        file,
        hash: blake3::hash(&bytes).to_hex().to_string(),
        pada,
        cara: args.cara.clone(),
        catatan: args.catatan.clone(),
    })
}

fn office(text: &str, roster: &Roster) -> Result<String, Error> {
    if roster.opd.iter().any(|opd| opd.id.as_ref() == text) {
        return Ok(text.to_owned());
    }
    match crate::normalize::opd::find(text, roster) {
        Some(found) => Ok(found.id.to_string()),
        None => Err(Error::Usage(format!(
            "OPD \"{text}\" tidak ada dalam daftar OPD"
        ))),
    }
}

fn time(text: &str) -> Result<DateTime, Error> {
    let time = read_time(text).ok_or_else(|| {
        Error::Usage(format!(
            "waktu \"{text}\" tidak terbaca; tulis seperti 2026-10-08 14:05"
        ))
    })?;
    let clock = time.pukul.unwrap_or(Time::midnight());
    Ok(DateTime::from_parts(time.tanggal, clock))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_known_by_id_and_name() {
        let roster = Rules::embedded().unwrap().roster;
        for text in ["dinkes", "Dinas Kesehatan", "Dinkes"] {
            assert_eq!(office(text, &roster).unwrap(), "dinkes");
        }
        assert!(office("Dinas Antariksa", &roster).is_err());
    }

    #[test]
    fn times_are_read_or_refused() {
        assert_eq!(
            time("8/10/2026 14.05").unwrap().to_string(),
            "2026-10-08T14:05:00"
        );
        assert!(time("kemarin").is_err());
    }

    #[test]
    fn a_file_outside_a_working_folder_has_no_register() {
        assert_eq!(Kerja::around(std::path::Path::new("/k/a.xlsx")), None);
    }
}

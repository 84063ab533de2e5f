//! `rakor kunci`: freezes what was shown of a period, so that later corrections are told as a difference to it.

use std::path::PathBuf;

use clap::Args as ClapArgs;
use serde::Serialize;

use super::periksa::JsonPeriode;
use super::{Format, Io, Status, Umum, output};
use crate::arsip::kunci::{self, Hasil};
use crate::arsip::riwayat::JsonAngka;
use crate::error::Error;
use crate::kerja::Kerja;
use crate::model::periode::Periode;

/// Mengunci data yang disajikan pada Rakor, sehingga perbaikan sesudahnya terlihat sebagai selisih
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Periode yang dikunci: 2026-T3, atau 2026-09
    #[arg(value_name = "PERIODE")]
    yang: Periode,
    /// Folder kerja
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Keterangan kunci, misalnya "Rakor 15 Oktober 2026"
    #[arg(long, default_value = "", value_name = "CATATAN")]
    catatan: String,
    /// Mengganti kunci yang isinya lain; kunci yang lama tetap disimpan
    #[arg(long)]
    ganti: bool,
}

/// The machine form.
#[derive(Serialize)]
struct JsonKunci {
    periode: JsonPeriode,
    hasil: &'static str,
    sidik: String,
    catatan: String,
    opd_reported: usize,
    opd_expected: usize,
    #[serde(flatten)]
    angka: JsonAngka,
}

/// # Errors
/// Where no working folder is, or the period isn't archived whole, or is frozen with other content.
pub(super) fn run(args: &Args, umum: &Umum, io: &mut Io<'_>) -> Result<Status, Error> {
    let kerja = folder_kerja(&args.folder)?;
    let (hasil, terkunci) = kunci::kunci(&kerja, args.yang, &args.catatan, args.ganti)?;
    let keadaan = &terkunci.keadaan;
    match umum.format {
        Format::Json => {
            let report = JsonKunci {
                periode: JsonPeriode::from(&terkunci.periode),
                hasil: match hasil {
                    Hasil::Dikunci => "dikunci",
                    Hasil::SudahSama => "sudah_sama",
                    Hasil::Diganti => "diganti",
                },
                sidik: terkunci.sidik,
                catatan: terkunci.catatan,
                opd_reported: keadaan.opd.len(),
                opd_expected: keadaan.wajib,
                angka: JsonAngka::from(&keadaan.total),
            };
            let text = serde_json::to_string(&report);
            output(
                io.out,
                &text.map_err(|error| Error::Usage(error.to_string()))?,
            )?;
        }
        Format::Teks => {
            let what = match hasil {
                Hasil::Dikunci => "dikunci",
                Hasil::SudahSama => "sudah terkunci dengan isi yang sama",
                Hasil::Diganti => "dikunci ulang; kunci yang lama tetap disimpan",
            };
            let money = keadaan.total.realisasi_keuangan;
            let said = format!(
                "{} {what}: {} dari {} OPD, realisasi keuangan {}, sidik {}",
                terkunci.periode,
                keadaan.opd.len(),
                keadaan.wajib,
                money.map_or_else(|| "–".to_owned(), |sen| sen.to_string()),
                terkunci.sidik
            );
            output(io.out, &said)?;
        }
    }
    Ok(Status::Clean)
}

/// Returns the working folder that a path is or lies in, which must have been made one.
pub(super) fn folder_kerja(path: &std::path::Path) -> Result<Kerja, Error> {
    Kerja::at(path).filter(Kerja::is_made).ok_or_else(|| {
        Error::Usage(format!(
            "{} bukan folder kerja (tidak ada rakor.toml); buat dengan rakor mulai",
            path.display()
        ))
    })
}

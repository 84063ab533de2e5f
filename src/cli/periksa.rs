//! `rakor periksa`: where every office stands and what its files need, without a workbook.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args as ClapArgs;
use serde::Serialize;

use super::himpun::{BawaanPetaan, Himpunan, Masukan};
use super::json::{self, Detail, JsonDiagnostic, JsonFile};
use super::koreksi::{self, JsonUntukOpd};
use super::rekap::sidik;
use super::{Format, Io, Status, Umum, output, papan};
use crate::consolidate::findings::date_in_words;
use crate::consolidate::{Konsolidasi, RekapOpd};
use crate::error::Error;
use crate::model::periode::Periode;
use crate::report::Cetak;
use crate::rules::Rules;

/// Memeriksa berkas OPD: siapa belum, terlambat, atau perlu memperbaiki
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Folder atau berkas laporan OPD
    #[arg(required = true, value_name = "MASUK")]
    masuk: Vec<PathBuf>,
    /// Folder lembar koreksi, tanda terima, dan pesan untuk OPD; tanpa ini tidak ada yang ditulis
    #[arg(long, value_name = "FOLDER")]
    koreksi: Option<PathBuf>,
    #[command(flatten)]
    petaan: BawaanPetaan,
}

/// Runs the command.
pub(super) fn run(
    args: &Args,
    umum: &Umum,
    rules: &Rules,
    io: &mut Io<'_>,
) -> Result<Status, Error> {
    if let Some(folder) = &args.koreksi {
        koreksi::check(folder, &args.masuk)?;
    }
    let masukan = Masukan::new(&args.masuk, &args.petaan, umum)?;
    let Himpunan { k, rules, .. } = masukan.himpun(umum, rules)?;
    let untuk_opd = match &args.koreksi {
        Some(folder) => {
            let cetak = Cetak::new(&k, &rules, sidik(&rules));
            let pembuka = masukan.pembuka(&rules)?;
            Some((folder, koreksi::write(folder, &k, &cetak, &pembuka)?))
        }
        None => None,
    };
    match umum.format {
        Format::Json => {
            let hasil = untuk_opd.as_ref().map(|(_, hasil)| hasil);
            output(io.out, &machine(&k, hasil)?)?;
        }
        Format::Teks => {
            let mut text = screen(&k);
            if let Some((folder, hasil)) = &untuk_opd {
                text.push('\n');
                text.push_str(&hasil.screen(folder));
            }
            output(io.out, text.trim_end())?;
        }
    }
    let severities = k.current_findings().map(|finding| finding.severity);
    Ok(Status::of(severities, umum.ketat))
}

fn screen(k: &Konsolidasi) -> String {
    let tenggat = k.tenggat.map_or_else(String::new, |date| {
        format!(", tenggat {} (sesuai setelan tenggat)", date_in_words(date))
    });
    format!("Laporan {}{tenggat}\n\n{}", k.periode, papan::layar(k))
}

/// The machine form (CONTRACT §4).
#[derive(Serialize)]
struct JsonPeriksa<'a> {
    periode: JsonPeriode,
    tenggat: Option<String>,
    opd: Vec<JsonOpd<'a>>,
    files: Vec<JsonFile<'a>>,
    /// What no file says by itself: the findings of consolidation and submission.
    diagnostics: Vec<JsonDiagnostic<'a>>,
    /// What was written for the offices, where it was asked for.
    #[serde(flatten)]
    untuk_opd: Option<JsonUntukOpd>,
}

/// A period in the machine contract.
#[derive(Serialize)]
pub(super) struct JsonPeriode {
    tahun: i16,
    bulan: Option<u8>,
    triwulan: Option<u8>,
}

impl From<&Periode> for JsonPeriode {
    fn from(periode: &Periode) -> Self {
        Self {
            tahun: periode.tahun,
            bulan: periode.bulan,
            triwulan: periode.triwulan,
        }
    }
}

#[derive(Serialize)]
struct JsonOpd<'a> {
    id: &'a str,
    name: &'a str,
    status: &'static str,
    diterima_pada: Option<String>,
    /// Whether that time is the file's own, not one that a person entered.
    perkiraan: bool,
    hari_terlambat: Option<i32>,
    revisi: usize,
    files: Vec<&'a str>,
    errors: usize,
    warnings: usize,
    /// By when it was to report, where that is later than for the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    tenggat: Option<String>,
    /// What came instead of the report asked for.
    sebab: Vec<&'static str>,
    /// The findings about the office by their code.
    temuan: &'a BTreeMap<&'static str, usize>,
    /// A file that it sent and that holds only another office's report.
    #[serde(skip_serializing_if = "Option::is_none")]
    berkas_opd_lain: Option<&'a str>,
}

fn machine(k: &Konsolidasi, untuk_opd: Option<&koreksi::Hasil>) -> Result<String, Error> {
    let report = JsonPeriksa {
        periode: JsonPeriode::from(&k.periode),
        tenggat: k.tenggat.map(|date| date.to_string()),
        opd: k.opd.iter().map(|opd| office(k, opd)).collect(),
        files: k
            .submissions
            .iter()
            .map(|submission| json::file(submission, Detail::WithoutRows))
            .collect(),
        diagnostics: k
            .diagnostics
            .iter()
            .filter(|finding| {
                let stands_under_its_file = k
                    .submissions
                    .iter()
                    .any(|submission| submission.file == finding.at.file);
                finding.code.id.starts_with('G') || !stands_under_its_file
            })
            .map(json::finding)
            .collect(),
        untuk_opd: untuk_opd.map(JsonUntukOpd::from),
    };
    serde_json::to_string(&report).map_err(|error| Error::Usage(error.to_string()))
}

fn office<'a>(k: &'a Konsolidasi, opd: &'a RekapOpd) -> JsonOpd<'a> {
    let own = &opd.kepatuhan;
    JsonOpd {
        id: &opd.office.id,
        name: &opd.office.nama,
        status: own.status.name(),
        diterima_pada: own.diterima.map(|at| match at.pukul {
            Some(pukul) => format!("{}T{pukul}", at.tanggal),
            None => at.tanggal.to_string(),
        }),
        perkiraan: own.diterima.is_some_and(|at| at.perkiraan),
        hari_terlambat: own.hari_terlambat,
        revisi: own.revisi,
        files: own
            .files
            .iter()
            .map(|&file| k.submissions[file].file.as_ref())
            .collect(),
        errors: own.errors,
        warnings: own.warnings,
        tenggat: own
            .tenggat
            .tanggal
            .filter(|_| own.tenggat.alasan.is_some())
            .map(|date| date.to_string()),
        sebab: own.sebab.iter().map(|sebab| sebab.name()).collect(),
        temuan: &own.temuan,
        berkas_opd_lain: own.keliru.map(|file| k.submissions[file].file.as_ref()),
    }
}

//! `rakor rekap`: a folder of OPD files in, the rekap workbook out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use serde::Serialize;

use super::himpun::{BawaanPetaan, Himpunan, Masukan};
use super::koreksi::{self, JsonUntukOpd};
use super::periksa::JsonPeriode;
use super::simpan::{self, Banding, JsonSelisih, JsonTertulis};
use super::{Format, Io, Status, Umum, ingat, keluaran, output, sajian};
use crate::arsip::siap::Tertulis;
use crate::consolidate::Konsolidasi;
use crate::consolidate::gather::Fate;
use crate::diag::Severity;
use crate::error::Error;
use crate::kerja::Kerja;
use crate::model::nilai::{Sen, comma, grouped};
use crate::model::periode::Periode;
use crate::report::{self, Cetak};
use crate::rules::Rules;

/// Menghimpun laporan OPD menjadi buku kerja rekap
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Folder atau berkas laporan OPD
    #[arg(required = true, value_name = "MASUK")]
    masuk: Vec<PathBuf>,
    /// Buku kerja yang ditulis; tanpa ini hasil/<periode>/rekap-<periode>.xlsx
    #[arg(short = 'o', long = "output", value_name = "REKAP.xlsx")]
    output: Option<PathBuf>,
    /// Folder lembar koreksi, tanda terima, dan pesan untuk OPD; tanpa ini hasil/<periode> di folder kerja, kecuali dengan -o
    #[arg(long, value_name = "FOLDER")]
    koreksi: Option<PathBuf>,
    /// Tidak menulis lembar koreksi, tanda terima, dan pesan
    #[arg(long, conflicts_with = "koreksi")]
    tanpa_koreksi: bool,
    #[command(flatten)]
    petaan: BawaanPetaan,
}

impl Args {
    /// Returns where corrections go: where it was asked for, else beside the rekap of a working folder.
    fn folder_koreksi(&self, periode: Periode, kerja: Option<&Kerja>) -> Option<PathBuf> {
        if self.koreksi.is_some() {
            return self.koreksi.clone();
        }
        if self.tanpa_koreksi || self.output.is_some() {
            return None;
        }
        keluaran::default_folder(periode, kerja.map(Kerja::folder))
    }
}

/// Runs the command.
pub(super) fn run(
    args: &Args,
    umum: &Umum,
    rules: &Rules,
    io: &mut Io<'_>,
) -> Result<Status, Error> {
    let masukan = Masukan::new(&args.masuk, &args.petaan, umum)?;
    let target = |periode| {
        let default = || {
            let kerja = masukan.kerja.as_ref().map(Kerja::folder);
            keluaran::default_path(periode, "rekap", kerja, &args.masuk)
        };
        args.output.clone().unwrap_or_else(default)
    };
    // Nobody should wait for the reading to learn that nothing can be written.
    let early = match (&args.output, masukan.periode) {
        (Some(path), _) => Some(path.clone()),
        (None, Some(periode)) => Some(target(periode)),
        (None, None) => None,
    };
    if let Some(path) = &early {
        keluaran::check(path, &args.masuk)?;
    }
    if let Some(folder) = &args.koreksi {
        koreksi::check(folder, &args.masuk)?;
    }
    let Himpunan {
        k,
        rules,
        terbaca,
        jejak,
    } = masukan.himpun(umum, rules)?;
    let path = early.clone().unwrap_or_else(|| target(k.periode));
    if early.is_none() {
        keluaran::check(&path, &args.masuk)?;
    }
    let mut cetak = Cetak::new(&k, &rules, sidik(&rules));
    cetak.ingatan = ingat::printed(&terbaca, k.periode);
    // Elsewhere the workbook may be moved away from its inputs: an address would point nowhere.
    if let (None, Some(kerja)) = (&args.output, &masukan.kerja) {
        cetak.masuk = keluaran::inputs_from_default(kerja.folder(), &args.masuk);
    }
    let siap = simpan::siapkan(&masukan, &k, &rules, &jejak, io)?;
    let banding = Banding::of(siap.as_ref(), &jejak);
    cetak.perubahan.clone_from(&banding.perubahan);
    cetak.kunci.clone_from(&banding.kunci);
    let bytes = report::workbook(&k, &cetak)?;
    let written = keluaran::write(&path, &bytes)?;
    if written != path {
        let note = format!(
            "{} sedang dipakai; rekap ditulis ke {}",
            path.display(),
            written.display()
        );
        output(io.err, &note)?;
    }
    let folder = args.folder_koreksi(k.periode, masukan.kerja.as_ref());
    let untuk_opd = match &folder {
        Some(folder) => {
            koreksi::check(folder, &args.masuk)?;
            let pembuka = masukan.pembuka(&rules)?;
            Some((folder, koreksi::write(folder, &k, &cetak, &pembuka)?))
        }
        None => None,
    };
    let tertulis = simpan::simpan(siap.as_ref(), io)?;
    match umum.format {
        Format::Json => {
            let hasil = untuk_opd.as_ref().map(|(_, hasil)| hasil);
            output(
                io.out,
                &machine(&k, &written, hasil, (tertulis.as_ref(), &banding))?,
            )?;
        }
        Format::Teks => {
            let mut text = screen(&k, &written);
            if let Some(tertulis) = &tertulis {
                text.push_str(&simpan::screen(&k, tertulis));
            }
            text.push_str(&banding.screen());
            if let Some((folder, hasil)) = &untuk_opd {
                text.push('\n');
                text.push_str(&hasil.screen(folder));
            }
            output(io.out, text.trim_end())?;
        }
    }
    if let Some(kerja) = masukan.kerja.as_ref().filter(|kerja| kerja.is_made()) {
        ingat::remember(kerja, &k, terbaca, &rules, io)?;
    }
    if !umum.ketat {
        return Ok(Status::Clean);
    }
    let severities = k.current_findings().map(|finding| finding.severity);
    Ok(Status::of(severities, true))
}

/// Returns the hash of the rules in effect, by their debug form: it names every value, and nothing else.
pub(super) fn sidik(rules: &Rules) -> String {
    blake3::hash(format!("{rules:?}").as_bytes())
        .to_hex()
        .to_string()
}

fn screen(k: &Konsolidasi, written: &Path) -> String {
    let all = &k.total.semua;
    let money = |sen: Option<Sen>| sen.map_or_else(|| "–".to_owned(), |sen| sen.to_string());
    let percent =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| comma(value, 2));
    let count = |n: usize| grouped(u64::try_from(n).unwrap_or(u64::MAX));
    let money_line = format!(
        "{} = {} % (target {} %)",
        money(all.realisasi_keuangan),
        percent(all.realisasi_keuangan_pct()),
        percent(all.target_keuangan_pct)
    );
    let fisik_line = format!(
        "{} % (target {} %), mencakup {} % pagu",
        percent(all.realisasi_fisik),
        percent(all.target_fisik),
        comma(all.cakupan_fisik_pct(), 1)
    );
    // Another set than the percentages above: only what states both sides.
    let deviasi = |deviasi: Option<f64>, cakupan: f64| {
        format!(
            "{} poin, atas {} % pagu yang bertarget",
            percent(deviasi),
            comma(cakupan, 1)
        )
    };
    let lines = [
        (
            "OPD melapor",
            format!("{} dari {}", k.n_reported(), k.opd.len()),
        ),
        ("Berkas", count(k.submissions.len())),
        ("Kegiatan dihitung", count(all.leaves)),
        ("Pagu", money(all.pagu)),
        ("Realisasi keuangan", money_line),
        ("Realisasi fisik", fisik_line),
        (
            "Deviasi keuangan",
            deviasi(all.deviasi_keuangan, all.cakupan_deviasi_keuangan_pct()),
        ),
        (
            "Deviasi fisik",
            deviasi(all.deviasi_fisik, all.cakupan_deviasi_fisik_pct()),
        ),
    ];
    let mut text = format!("Rekap {}: {}\n\n", k.periode, written.display());
    for (name, value) in lines {
        let _ = writeln!(text, "  {name:<20}{value}");
    }
    text.push('\n');
    text.push_str(&sajian::statuses(k));
    text.push('\n');
    text.push_str(&sajian::findings(k, usize::MAX));
    text
}

/// The machine form (CONTRACT §5).
#[derive(Serialize)]
struct JsonRekap {
    workbook: String,
    periode: JsonPeriode,
    opd_reported: usize,
    opd_expected: usize,
    files: usize,
    rows: usize,
    leaves: usize,
    pagu_rp: Option<f64>,
    target_keuangan_rp: Option<f64>,
    realisasi_keuangan_rp: Option<f64>,
    realisasi_keuangan_pct: Option<f64>,
    target_fisik_pct: Option<f64>,
    realisasi_fisik_pct: Option<f64>,
    deviasi_fisik_pct: Option<f64>,
    deviasi_keuangan_pct: Option<f64>,
    cakupan_pagu_pct: f64,
    /// The coverage of each by itself: fisik stated at all, both sides of fisik, both sides of keuangan.
    cakupan_fisik_pct: f64,
    cakupan_deviasi_fisik_pct: f64,
    cakupan_deviasi_keuangan_pct: f64,
    flags: BTreeMap<&'static str, usize>,
    diagnostics: JsonCounts,
    /// The period in the archive, where it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    arsip: Option<JsonTertulis>,
    /// What differs from the period's last run that was made from something else, and from what is frozen of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    perubahan: Option<JsonSelisih>,
    #[serde(skip_serializing_if = "Option::is_none")]
    terhadap_kunci: Option<JsonSelisih>,
    /// What was written for the offices, where it was.
    #[serde(flatten)]
    untuk_opd: Option<JsonUntukOpd>,
}

#[derive(Serialize)]
struct JsonCounts {
    error: usize,
    warning: usize,
    info: usize,
    /// Errors and warnings about files in whose place another one counts: in none of the other counts.
    replaced: usize,
}

fn machine(
    k: &Konsolidasi,
    written: &Path,
    untuk_opd: Option<&koreksi::Hasil>,
    (tertulis, banding): (Option<&Tertulis>, &Banding),
) -> Result<String, Error> {
    let all = &k.total.semua;
    let rupiah = |sen: Option<Sen>| sen.map(Sen::rupiah);
    let mut flags: BTreeMap<&'static str, usize> = BTreeMap::new();
    for tertanda in &k.penilaian.flags {
        *flags.entry(tertanda.flag.code.id).or_default() += 1;
    }
    let report = JsonRekap {
        workbook: written.display().to_string(),
        periode: JsonPeriode::from(&k.periode),
        opd_reported: k.n_reported(),
        opd_expected: k.opd.len(),
        files: k.submissions.len(),
        rows: rows(k),
        leaves: all.leaves,
        pagu_rp: rupiah(all.pagu),
        target_keuangan_rp: rupiah(all.target_keuangan),
        realisasi_keuangan_rp: rupiah(all.realisasi_keuangan),
        realisasi_keuangan_pct: all.realisasi_keuangan_pct(),
        target_fisik_pct: all.target_fisik,
        realisasi_fisik_pct: all.realisasi_fisik,
        deviasi_fisik_pct: all.deviasi_fisik,
        deviasi_keuangan_pct: all.deviasi_keuangan,
        cakupan_pagu_pct: all.cakupan_pagu_pct(),
        cakupan_fisik_pct: all.cakupan_fisik_pct(),
        cakupan_deviasi_fisik_pct: all.cakupan_deviasi_fisik_pct(),
        cakupan_deviasi_keuangan_pct: all.cakupan_deviasi_keuangan_pct(),
        flags,
        diagnostics: JsonCounts {
            error: k.n_findings(Severity::Error),
            warning: k.n_findings(Severity::Warning),
            info: k.n_findings(Severity::Info),
            replaced: k.n_replaced(),
        },
        arsip: tertulis.map(JsonTertulis::from),
        perubahan: banding.perubahan.as_ref().map(JsonSelisih::from),
        terhadap_kunci: banding.kunci.as_ref().map(JsonSelisih::from),
        untuk_opd: untuk_opd.map(JsonUntukOpd::from),
    };
    serde_json::to_string(&report).map_err(|error| Error::Usage(error.to_string()))
}

/// The activity rows, parents included, of the tables that count.
fn rows(k: &Konsolidasi) -> usize {
    k.portions
        .iter()
        .filter(|portion| portion.fate == Fate::Counted)
        .flat_map(|portion| {
            let submission = &k.submissions[portion.file];
            crate::consolidate::gather::counted(submission, portion)
        })
        .map(|(_, table)| table.rows.len())
        .sum()
}

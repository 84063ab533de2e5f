//! `rakor arsip`: lists the archived periods, verifies them, writes one out as CSV.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args as ClapArgs;
use serde::Serialize;

use super::kunci::folder_kerja;
use super::periksa::JsonPeriode;
use super::sajian::hanging;
use super::{Format, Io, Status, Umum, output};
use crate::arsip::daftar::{self, Tercatat};
use crate::arsip::riwayat::JsonAngka;
use crate::error::Error;
use crate::model::nilai::{Sen, comma, grouped};

/// Menampilkan, memeriksa, atau mengekspor periode yang diarsipkan
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Folder kerja
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Memeriksa sidik setiap berkas arsip, dan jumlahnya terhadap barisnya
    #[arg(long)]
    periksa: bool,
    /// Menulis isi arsip sebagai CSV (titik koma) ke FOLDER/<periode>; satu periode dengan --periode
    #[arg(long, value_name = "FOLDER")]
    ekspor: Option<PathBuf>,
}

/// A period in the machine form.
#[derive(Serialize)]
struct JsonTercatat {
    periode: JsonPeriode,
    utuh: bool,
    /// What is wrong, where something is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kerusakan: Vec<String>,
    sidik: Option<String>,
    opd_reported: Option<usize>,
    opd_expected: Option<usize>,
    #[serde(flatten)]
    angka: Option<JsonAngka>,
    penghitungan: usize,
    /// Identity of what is frozen, and under which name; `null` where nothing is.
    terkunci: Option<String>,
    terkunci_sebagai: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ekspor: Vec<String>,
}

#[derive(Serialize)]
struct JsonArsip {
    arsip: Vec<JsonTercatat>,
}

/// A period with what was asked of it.
struct Dilihat {
    tercatat: Tercatat,
    kerusakan: Vec<String>,
    ekspor: Vec<PathBuf>,
}

/// # Errors
/// Where no working folder is, a period asked for isn't archived, or can't be written out.
pub(super) fn run(args: &Args, umum: &Umum, io: &mut Io<'_>) -> Result<Status, Error> {
    let kerja = folder_kerja(&args.folder)?;
    let mut listed = daftar::daftar(&kerja)?;
    if let Some(asked) = umum.periode {
        listed.retain(|tercatat| tercatat.periode == asked);
        if listed.is_empty() {
            return Err(Error::Usage(format!("{asked} belum diarsipkan")));
        }
    }
    let mut seen = Vec::new();
    for tercatat in listed {
        let kerusakan = match &tercatat.isi {
            Err(why) => vec![why.clone()],
            Ok(_) if args.periksa => daftar::periksa(&kerja, tercatat.periode),
            Ok(_) => Vec::new(),
        };
        let ekspor = match &args.ekspor {
            // Of several periods a damaged one is told like the others; one that is asked for must be whole.
            Some(to) if kerusakan.is_empty() || umum.periode.is_some() => {
                daftar::ekspor(&kerja, tercatat.periode, to)?
            }
            _ => Vec::new(),
        };
        seen.push(Dilihat {
            tercatat,
            kerusakan,
            ekspor,
        });
    }
    let whole = seen.iter().all(|dilihat| dilihat.kerusakan.is_empty());
    match umum.format {
        Format::Json => {
            let arsip = seen.iter().map(JsonTercatat::from).collect();
            let text = serde_json::to_string(&JsonArsip { arsip });
            output(
                io.out,
                &text.map_err(|error| Error::Usage(error.to_string()))?,
            )?;
        }
        Format::Teks => output(io.out, screen(&seen, args.periksa).trim_end())?,
    }
    Ok(if whole {
        Status::Clean
    } else {
        Status::Findings
    })
}

fn screen(seen: &[Dilihat], verified: bool) -> String {
    if seen.is_empty() {
        return "Belum ada periode yang diarsipkan.".to_owned();
    }
    let mut text = format!(
        "{:<20} {:>8} {:>9} {:>24} {:>24} {:>8}  {:<9} {}\n",
        "Periode", "OPD", "Kegiatan", "Pagu", "Realisasi keuangan", "%", "Terkunci", "Penghitungan"
    );
    let money = |sen: Option<Sen>| sen.map_or_else(|| "–".to_owned(), |sen| sen.to_string());
    for dilihat in seen {
        let own = &dilihat.tercatat;
        let locked = own.terkunci.as_ref();
        let locked = locked.map_or_else(|| "–".to_owned(), |(name, _)| name.folder());
        let name = own.periode.to_string();
        if let Ok((_, keadaan)) = &own.isi {
            let total = &keadaan.total;
            let share = total
                .realisasi_keuangan
                .zip(total.pagu)
                .and_then(|(part, whole)| crate::consolidate::jumlah::share(part, whole));
            let _ = writeln!(
                text,
                "{name:<20} {:>8} {:>9} {:>24} {:>24} {:>8}  {locked:<9} {}",
                format!("{}/{}", keadaan.opd.len(), keadaan.wajib),
                grouped(u64::try_from(total.kegiatan).unwrap_or(u64::MAX)),
                money(total.pagu),
                money(total.realisasi_keuangan),
                share.map_or_else(|| "–".to_owned(), |share| comma(share, 2)),
                own.penghitungan
            );
        } else {
            let _ = writeln!(text, "{name:<20} tidak dapat dipakai");
        }
        for why in &dilihat.kerusakan {
            text.push_str(&hanging(
                "  RUSAK:",
                &format!("{why}; jalankan kembali rakor rekap untuk periode itu"),
            ));
        }
        for path in &dilihat.ekspor {
            let _ = writeln!(text, "  ditulis: {}", path.display());
        }
    }
    if verified && seen.iter().all(|dilihat| dilihat.kerusakan.is_empty()) {
        text.push_str("Semua berkas arsip utuh dan jumlahnya cocok.\n");
    }
    text
}

impl From<&Dilihat> for JsonTercatat {
    fn from(dilihat: &Dilihat) -> Self {
        let own = &dilihat.tercatat;
        let isi = own.isi.as_ref().ok();
        Self {
            periode: JsonPeriode::from(&own.periode),
            utuh: dilihat.kerusakan.is_empty(),
            kerusakan: dilihat.kerusakan.clone(),
            sidik: isi.map(|(manifes, _)| manifes.sidik.clone()),
            opd_reported: isi.map(|(_, keadaan)| keadaan.opd.len()),
            opd_expected: isi.map(|(_, keadaan)| keadaan.wajib),
            angka: isi.map(|(_, keadaan)| JsonAngka::from(&keadaan.total)),
            penghitungan: own.penghitungan,
            terkunci: own.terkunci.as_ref().map(|(_, sidik)| sidik.clone()),
            terkunci_sebagai: own.terkunci.as_ref().map(|(name, _)| name.folder()),
            ekspor: dilihat
                .ekspor
                .iter()
                .map(|path| path.display().to_string())
                .collect(),
        }
    }
}

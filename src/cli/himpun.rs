//! What `rekap` and `periksa` share: settles the period, finds the register, reads the files and consolidates them.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;

use clap::Args as ClapArgs;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Umum, ingat, penerimaan};
use crate::arsip;
use crate::arsip::kunci::Terkunci;
use crate::arsip::riwayat::Catatan;
use crate::consolidate::gather::prevailing;
use crate::consolidate::office::Offices;
use crate::consolidate::penerimaan::Menurut;
use crate::consolidate::register::Register;
use crate::consolidate::tenggat::tenggat;
use crate::consolidate::{Asked, Konsolidasi, consolidate};
use crate::diag::catalogue::konsolidasi::PERIOD_FROM_FILES;
use crate::diag::catalogue::lembar::MAPPING_UNFIT;
use crate::diag::{Diagnostic, Severity};
use crate::error::Error;
use crate::kerja::petaan::{self, Petaans};
use crate::kerja::register::NAMA;
use crate::kerja::tata_letak::Terbaca;
use crate::kerja::{self, Kerja, keputusan};
use crate::model::arsip::BulanArsip;
use crate::model::location::Location;
use crate::model::outcome::Outcome;
use crate::model::periode::Periode;
use crate::pipeline::{self, Options, Reopener};
use crate::rules::{Berkas, Rules, perpanjangan};

/// Everything read and consolidated, with what it was read by.
pub(super) struct Himpunan {
    pub(super) k: Konsolidasi,
    /// The rules in effect.
    pub(super) rules: Rules,
    pub(super) terbaca: Terbaca,
    pub(super) jejak: Jejak,
}

/// Earlier states of the period that is asked for, by which a run is held.
#[derive(Clone, Debug, Default)]
pub(super) struct Jejak {
    pub(super) riwayat: Vec<Catatan>,
    pub(super) terkunci: Option<Terkunci>,
}

/// Mappings that are brought along.
#[derive(ClapArgs, Clone, Debug, Default)]
pub(super) struct BawaanPetaan {
    /// Petaan yang disetujui, selain folder petaan di folder kerja
    #[arg(long = "petaan", value_name = "BERKAS|FOLDER")]
    petaan: Vec<PathBuf>,
}

/// The inputs of a run with the folders around them.
pub(super) struct Masukan {
    paths: Vec<PathBuf>,
    petaan: BawaanPetaan,
    /// The period asked for, where the command line or a folder's name says it.
    pub(super) periode: Option<Periode>,
    /// The working folder they lie in.
    pub(super) kerja: Option<Kerja>,
}

impl Masukan {
    /// Looks at the paths, reading nothing yet.
    pub(super) fn new(
        paths: &[PathBuf],
        petaan: &BawaanPetaan,
        umum: &Umum,
    ) -> Result<Self, Error> {
        Ok(Self {
            paths: paths.to_vec(),
            petaan: petaan.clone(),
            periode: match umum.periode {
                Some(periode) => Some(periode),
                None => of_folders(paths)?,
            },
            kerja: paths.iter().find_map(|path| Kerja::around(path)),
        })
    }

    /// Reads and consolidates everything.
    pub(super) fn himpun(&self, umum: &Umum, rules: &Rules) -> Result<Himpunan, Error> {
        let rules = settle(self.kerja.as_ref(), umum, rules)?;
        let petaan = petaan_around(self.kerja.as_ref(), &self.petaan, umum, &rules)?;
        let terbaca = ingat::load(self.kerja.as_ref());
        let options = Options {
            periode: self.periode,
            opd_from_files: umum.opd_from_files(),
            petaan: petaan.berlaku,
            ingatan: terbaca.ingatan.clone(),
        };
        let bar = progress_bar();
        let progress = |done: usize, all: usize| {
            bar.set_length(u64::try_from(all).unwrap_or(u64::MAX));
            bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
        };
        let submissions = pipeline::read(&self.paths, &options, &rules, &progress);
        bar.finish_and_clear();
        let mut submissions = submissions?;
        submissions
            .retain(|s| ![NAMA, keputusan::NAMA, kerja::induk::TEMUAN].contains(&s.file.as_ref()));
        let mut diagnostics = Vec::new();
        let decisions = self
            .keputusan(umum)
            .map_or_else(|| Ok(Outcome::default()), |path| keputusan::load(&path))?;
        diagnostics.extend(decisions.diagnostics);
        let keputusan = decisions.value;
        diagnostics.extend(ingat::unreadable(&terbaca));
        diagnostics.extend(petaan.usulan.iter().map(|path| unsigned(path)));
        let periode = if let Some(periode) = self.periode {
            periode
        } else {
            let periode = prevailing(&submissions).ok_or_else(no_period)?;
            diagnostics.push(Diagnostic::new(
                PERIOD_FROM_FILES,
                Location::default(),
                format!("Periode diambil dari isi berkas: {periode}"),
            ));
            periode
        };
        let arsip = self.arsip(periode, &options);
        diagnostics.extend(arsip.diagnostics);
        let induk = match &self.kerja {
            Some(kerja) => kerja::induk::load(kerja.folder(), &periode, &rules)?,
            None => Outcome::default(),
        };
        diagnostics.extend(induk.diagnostics);
        let jejak = self.jejak(periode, &options);
        diagnostics.extend(jejak.diagnostics);
        let mut register = self.register()?;
        if let Some(kerja) = self.kerja.as_ref().filter(|kerja| kerja.is_made()) {
            let offices = if options.opd_from_files {
                Offices::of_files(&submissions)
            } else {
                Offices::of_roster(&rules.roster, &periode)
            };
            let menurut = Menurut {
                periode,
                arsip: &arsip.value,
                offices: &offices,
                tenggat: &rules.laporan.tenggat,
            };
            let place = (kerja, &self.paths[..]);
            let by = (menurut, &rules);
            let new = penerimaan::unseen(place, &submissions, &register.value, by)?;
            match penerimaan::enter(kerja, &new) {
                Ok(()) => register = self.register()?,
                Err(finding) => register.diagnostics.push(*finding),
            }
        }
        diagnostics.extend(register.diagnostics);
        let asked = Asked {
            periode,
            opd_from_files: options.opd_from_files,
            register: register.value,
            keputusan,
            arsip: arsip.value,
            induk: induk.value,
            diagnostics,
        };
        let k = consolidate(submissions, asked, &rules)?;
        Ok(Himpunan {
            k,
            rules,
            terbaca,
            jejak: jejak.value,
        })
    }

    /// The archived months before a period; offices as other files name them have no history here.
    fn arsip(&self, periode: Periode, options: &Options) -> Outcome<Vec<BulanArsip>> {
        let made = self.kerja.as_ref().filter(|kerja| kerja.is_made());
        match made {
            Some(kerja) if !options.opd_from_files => arsip::read(kerja, periode),
            _ => Outcome::default(),
        }
    }

    /// The earlier states of a period.
    fn jejak(&self, periode: Periode, options: &Options) -> Outcome<Jejak> {
        let made = self.kerja.as_ref().filter(|kerja| kerja.is_made());
        let Some(kerja) = made.filter(|_| !options.opd_from_files) else {
            return Outcome::default();
        };
        let riwayat = arsip::riwayat::read(kerja, periode);
        let terkunci = arsip::kunci::read(kerja, periode);
        let mut diagnostics = riwayat.diagnostics;
        diagnostics.extend(terkunci.diagnostics);
        Outcome {
            value: Jejak {
                riwayat: riwayat.value,
                terkunci: terkunci.value,
            },
            diagnostics,
        }
    }

    /// Returns whether the inputs are all that the working folder has of a period.
    pub(super) fn is_whole(&self, periode: Periode) -> bool {
        let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let Some(masuk) = self.kerja.as_ref().map(|kerja| whole(&kerja.masuk())) else {
            return false;
        };
        let of_period = |path: &Path| {
            let name = path.file_name().and_then(|name| name.to_str());
            let named: Option<Periode> = name.and_then(|name| name.parse().ok());
            named.is_some_and(|named| named.same_month(&periode))
        };
        self.paths.iter().map(|path| whole(path)).any(|path| {
            path == masuk || (path.parent() == Some(masuk.as_path()) && of_period(&path))
        })
    }

    /// The file of decisions: the one asked for, else the working folder's.
    pub(super) fn keputusan(&self, umum: &Umum) -> Option<PathBuf> {
        let own = || self.kerja.as_ref().map(Kerja::keputusan);
        umum.keputusan.clone().or_else(own)
    }

    /// Finds the inputs again, to open single ones of them once more; takes the rules in effect.
    pub(super) fn pembuka(&self, rules: &Rules) -> Result<Reopener, Error> {
        Reopener::new(&self.paths, rules)
    }

    /// Reads the register of the working folder, or the one beside the inputs; none is an empty one.
    fn register(&self) -> Result<Outcome<Register>, Error> {
        let beside = self.paths.iter().flat_map(|path| {
            let path = absolute(path).unwrap_or_else(|_| path.clone());
            let parent = path.parent().map(Path::to_owned);
            [parent, Some(path)].into_iter().flatten()
        });
        let found = self
            .kerja
            .iter()
            .map(|kerja| kerja.folder().to_owned())
            .chain(beside)
            .map(|folder| folder.join(NAMA))
            .find(|path| path.is_file());
        match found {
            Some(path) => read_register(&path),
            None => Ok(Outcome::clean(Register::default())),
        }
    }
}

/// Returns the rules in effect in a working folder: its settings and rules, and its roster where none was asked for.
pub(super) fn settle(kerja: Option<&Kerja>, umum: &Umum, rules: &Rules) -> Result<Rules, Error> {
    let Some(kerja) = kerja else {
        return Ok(rules.clone());
    };
    let own = kerja.sendiri()?;
    let mut rules = rules.clone().with_own(&own)?;
    // Own rules are read anew: what the command line asks for is laid over them.
    rules.klasifikasi.hitung_konsultansi |= umum.hitung_konsultansi;
    let roster = kerja.roster();
    if umum.daftar_opd.is_none() && roster.is_file() {
        rules = rules.with_roster(&roster)?;
    }
    let text = own.get(&Berkas::Laporan).map_or("", String::as_str);
    let known = (!umum.opd_from_files()).then_some(&rules.roster);
    let ordinary = |periode: &Periode| tenggat(periode, &rules.laporan.tenggat);
    let faults = perpanjangan::faults(&rules, text, known, &ordinary);
    if faults.is_empty() {
        Ok(rules)
    } else {
        Err(Error::Rules(faults))
    }
}

fn read_register(path: &Path) -> Result<Outcome<Register>, Error> {
    let bytes = std::fs::read(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    // Excel may save it in the code page of the machine: what isn't UTF-8 are letters of names only.
    let text = String::from_utf8_lossy(&bytes);
    Ok(Register::parse(&text, &Arc::from(NAMA)))
}

/// The mappings of the working folder and those brought along; their offices must stand in the roster.
pub(super) fn petaan_around(
    kerja: Option<&Kerja>,
    bawaan: &BawaanPetaan,
    umum: &Umum,
    rules: &Rules,
) -> Result<Petaans, Error> {
    let folder = kerja.map(Kerja::petaan);
    let roster = (!umum.opd_from_files()).then_some(&rules.roster);
    petaan::load(folder.as_deref(), &bawaan.petaan, roster)
}

/// A proposal that nobody has worked on releases nothing.
fn unsigned(path: &Path) -> Diagnostic {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let message = format!("usulan petaan {name} belum disunting dan disetujui; tidak dipakai");
    Diagnostic::new(MAPPING_UNFIT, Location::default(), message).with_severity(Severity::Info)
}

fn no_period() -> Error {
    let message = "periode tidak diketahui; sebutkan dengan --periode, misalnya --periode 2026-09";
    Error::Usage(message.to_owned())
}

/// Returns the period that the folders of the paths name; two different ones are an error.
fn of_folders(paths: &[PathBuf]) -> Result<Option<Periode>, Error> {
    let found: BTreeSet<Periode> = paths
        .iter()
        .filter_map(|path| pipeline::periode_of_path(&absolute(path).ok()?))
        .collect();
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (Some(first), Some(second)) => Err(Error::Usage(format!(
            "folder menyebut periode yang berbeda ({} dan {}); sebutkan satu dengan --periode",
            first.folder(),
            second.folder()
        ))),
        (first, _) => Ok(first),
    }
}

/// A bar on stderr, where a person looks at it.
fn progress_bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("Membaca berkas {bar:40} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_tell_the_period() {
        let paths = |paths: &[&str]| paths.iter().map(PathBuf::from).collect::<Vec<_>>();
        let periode = |list: &[&str]| of_folders(&paths(list)).ok();
        let september = Some(Periode::month(2026, 9));
        assert_eq!(periode(&["/k/masuk/2026-09"]), Some(september));
        assert_eq!(
            periode(&["/k/masuk/2026-09/a.xlsx", "/k/masuk/2026-09"]),
            Some(september)
        );
        assert_eq!(periode(&["/k/berkas"]), Some(None));
        assert_eq!(periode(&["/k/masuk/2026-09", "/k/masuk/2026-08"]), None);
    }
}

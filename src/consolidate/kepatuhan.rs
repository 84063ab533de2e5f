//! The compliance of each office: content first (ditolak, perlu perbaikan), then the time of receipt (CONTRACT §4).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::berlaku::is_current;
use super::findings::{Finding, is_refused};
use super::gather::{Fate, Gatherer, Portion};
use super::office::Owner;
use super::register::Diterima;
use super::tenggat::{Tenggat, late_days};
use crate::diag::catalogue::konsolidasi as g;
use crate::diag::catalogue::{lembar, riwayat};
use crate::diag::{Diagnostic, Severity};
use crate::model::periode::Periode;

/// Where an office stands, from the worst to the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    BelumMasuk,
    Ditolak,
    PerluPerbaikan,
    Terlambat,
    WaktuTidakDiketahui,
    TepatWaktu,
}

impl Status {
    pub const ALL: [Self; 6] = [
        Self::BelumMasuk,
        Self::Ditolak,
        Self::PerluPerbaikan,
        Self::Terlambat,
        Self::WaktuTidakDiketahui,
        Self::TepatWaktu,
    ];

    /// Returns the name in the machine contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BelumMasuk => "belum_masuk",
            Self::Ditolak => "ditolak",
            Self::PerluPerbaikan => "perlu_perbaikan",
            Self::Terlambat => "terlambat",
            Self::WaktuTidakDiketahui => "waktu_tidak_diketahui",
            Self::TepatWaktu => "tepat_waktu",
        }
    }

    /// Returns the words that officials read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::BelumMasuk => "Belum masuk",
            Self::Ditolak => "Ditolak",
            Self::PerluPerbaikan => "Perlu perbaikan",
            Self::Terlambat => "Terlambat",
            Self::WaktuTidakDiketahui => "Diterima, waktu tidak tercatat",
            Self::TepatWaktu => "Tepat waktu",
        }
    }
}

/// What kind of report came instead of the one asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sebab {
    SamaDenganSebelumnya,
    OpdLain,
    PeriodeLain,
    PaguTahunLain,
}

impl Sebab {
    /// Returns the name in the machine form.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SamaDenganSebelumnya => "sama_dengan_sebelumnya",
            Self::OpdLain => "opd_lain",
            Self::PeriodeLain => "periode_lain",
            Self::PaguTahunLain => "pagu_tahun_lain",
        }
    }

    /// Returns the words that officials read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::SamaDenganSebelumnya => "sama dengan laporan sebelumnya",
            Self::OpdLain => "isinya laporan OPD lain",
            Self::PeriodeLain => "laporan periode lain",
            Self::PaguTahunLain => "pagu tahun lain",
        }
    }

    fn of(finding: &Diagnostic) -> Option<Self> {
        let told = [
            (riwayat::SAME_AS_BEFORE, Self::SamaDenganSebelumnya),
            (riwayat::SAME_FILE_AS_BEFORE, Self::SamaDenganSebelumnya),
            (riwayat::ROWS_OF_OTHER_OPD, Self::OpdLain),
            (riwayat::SENT_BY_OTHER_OPD, Self::OpdLain),
            (g::SAME_ROWS_TWO_OPD, Self::OpdLain),
            (g::OTHER_PERIOD, Self::PeriodeLain),
            (lembar::WRONG_PERIODE, Self::PeriodeLain),
            (riwayat::PAGU_OF_OTHER_YEAR, Self::PaguTahunLain),
        ];
        let (_, sebab) = told.into_iter().find(|(code, _)| *code == finding.code)?;
        // Last month's file is a note where its title had it set aside already.
        let weighs =
            finding.severity == Severity::Error || finding.code == riwayat::SAME_FILE_AS_BEFORE;
        weighs.then_some(sebab)
    }
}

/// An office's standing, with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Kepatuhan {
    pub status: Status,
    /// When the first usable report came, by the register; `None` where it doesn't say.
    pub diterima: Option<Diterima>,
    /// Days after the deadline, 0 for on time; `None` where the time or the deadline is unknown.
    pub hari_terlambat: Option<i32>,
    /// How often another content was sent after the first.
    pub revisi: usize,
    /// Indices of the submissions that hold something of the office.
    pub files: Vec<usize>,
    pub errors: usize,
    pub warnings: usize,
    /// The earlier month of the quarter that counts in place of the last one; `None` otherwise.
    pub bulan_lain: Option<Periode>,
    /// By when the office was to report.
    pub tenggat: Tenggat,
    /// What came instead of the report asked for, each once.
    pub sebab: BTreeSet<Sebab>,
    /// The findings about the office by their code.
    pub temuan: BTreeMap<&'static str, usize>,
    /// How many of them the analyst has accepted with a reason.
    pub diterima_dengan_penjelasan: usize,
    /// Index of a submission that the office sent and that holds only another office's report.
    pub keliru: Option<usize>,
}

/// Returns the standing of every office, in their order.
#[must_use]
pub fn of(
    gatherer: &Gatherer<'_>,
    portions: &[Portion],
    findings: &[Finding],
    tenggat: &[Tenggat],
) -> Vec<Kepatuhan> {
    (0..gatherer.offices.list.len())
        .map(|opd| {
            // What another office passed on besides is none of its own doing.
            let passed_on = |portion: &Portion| {
                portion.pengirim.is_some() && matches!(portion.fate, Fate::Copy(_))
            };
            let own: Vec<&Portion> = portions
                .iter()
                .filter(|portion| portion.owner == Owner::Listed(opd) && !passed_on(portion))
                .collect();
            let found = findings.iter().filter(|finding| {
                // That nothing came is the status itself.
                finding.opd == Some(opd) && finding.diagnostic.code != g::OPD_MISSING
            });
            of_office(
                gatherer,
                portions,
                &own,
                found.map(|finding| &finding.diagnostic),
                tenggat.get(opd).cloned().unwrap_or_default(),
                portions
                    .iter()
                    .find(|portion| portion.pengirim == Some(opd))
                    .map(|p| p.file),
            )
        })
        .collect()
}

fn of_office<'a>(
    gatherer: &Gatherer<'a>,
    portions: &[Portion],
    own: &[&Portion],
    findings: impl Iterator<Item = &'a Diagnostic>,
    tenggat: Tenggat,
    keliru: Option<usize>,
) -> Kepatuhan {
    // Of a quarter an earlier month may count; the last one is missing, or refused, all the same.
    let of_period: Vec<&Portion> = own
        .iter()
        .copied()
        .filter(|portion| portion.periode.same_month(gatherer.periode))
        .collect();
    let none_of_period = of_period.is_empty();
    let counts = of_period
        .iter()
        .any(|portion| portion.fate == Fate::Counted);
    let diterima = if counts {
        first_usable(&of_period, tenggat.tanggal)
    } else {
        last_refused(&of_period, tenggat.tanggal)
    };
    let hari_terlambat = diterima
        .zip(tenggat.tanggal)
        .map(|(at, deadline)| late_days(at.tanggal, deadline));
    let (mut errors, mut warnings, mut explained) = (0, 0, 0);
    let current = own.iter().filter(|portion| is_current(portion, portions));
    let of_files = current.flat_map(|portion| about(gatherer, portions, portion));
    let (mut sebab, mut temuan) = (BTreeSet::new(), BTreeMap::new());
    for finding in of_files.chain(findings) {
        sebab.extend(Sebab::of(finding));
        *temuan.entry(finding.code.id).or_default() += 1;
        explained += usize::from(finding.dijelaskan.is_some());
        match finding.severity {
            Severity::Error => errors += 1,
            Severity::Warning => warnings += 1,
            Severity::Info => {}
        }
    }
    let other_month = none_of_period && own.iter().any(|portion| sent_for(gatherer, portion));
    if other_month {
        sebab.insert(Sebab::PeriodeLain);
    }
    let status = match (none_of_period && !other_month, counts, hari_terlambat) {
        (true, ..) => Status::BelumMasuk,
        (_, false, _) => Status::Ditolak,
        _ if errors > 0 => Status::PerluPerbaikan,
        (.., Some(days)) if days > 0 => Status::Terlambat,
        (.., Some(_)) => Status::TepatWaktu,
        (.., None) => Status::WaktuTidakDiketahui,
    };
    let files: BTreeSet<usize> = own.iter().map(|portion| portion.file).collect();
    Kepatuhan {
        status,
        diterima,
        hari_terlambat,
        revisi: revisions(gatherer, &of_period),
        files: files.into_iter().collect(),
        errors,
        warnings,
        bulan_lain: bulan_lain(gatherer, own),
        tenggat,
        sebab,
        temuan,
        diterima_dengan_penjelasan: explained,
        keliru,
    }
}

/// Whether a portion's file lies in the folder of the last month of the quarter asked for.
fn sent_for(gatherer: &Gatherer<'_>, portion: &Portion) -> bool {
    let file = &gatherer.submissions[portion.file].file;
    let folder = file
        .rsplit('/')
        .skip(1)
        .find_map(|folder| folder.parse::<Periode>().ok());
    let quarter = gatherer.periode;
    quarter.triwulan.is_some() && folder == Some(quarter.last_month())
}

/// The earliest month that counts, where it isn't the one asked for.
fn bulan_lain(gatherer: &Gatherer<'_>, own: &[&Portion]) -> Option<Periode> {
    let counted = own.iter().filter(|portion| portion.fate == Fate::Counted);
    let earliest = counted.map(|portion| portion.periode).min()?;
    (!earliest.same_month(gatherer.periode)).then_some(earliest)
}

/// The findings of a portion's file that concern the portion.
fn about<'a>(
    gatherer: &Gatherer<'a>,
    portions: &[Portion],
    portion: &Portion,
) -> impl Iterator<Item = &'a Diagnostic> {
    let submission = &gatherer.submissions[portion.file];
    let shared = portions
        .iter()
        .filter(|other| other.file == portion.file)
        .count()
        > 1;
    let sheets: BTreeSet<Option<&str>> = portion
        .tables
        .iter()
        .map(|&at| submission.tables[at].sheet.as_deref())
        .collect();
    submission.diagnostics.iter().filter(move |finding| {
        !shared || finding.at.sheet.is_none() || sheets.contains(&finding.at.sheet.as_deref())
    })
}

/// Returns when the first usable report of every unit had come: late units make the office late.
///
/// A file's own time never accuses: where it, or a version without a time, might have come first, only a time before the
/// deadline is told.
pub(super) fn first_usable(own: &[&Portion], tenggat: Option<Date>) -> Option<Diterima> {
    let mut units: BTreeMap<&str, Vec<Option<Diterima>>> = BTreeMap::new();
    for portion in own {
        if matches!(portion.fate, Fate::Counted | Fate::Superseded(_)) {
            units
                .entry(&portion.unit)
                .or_default()
                .push(portion.received);
        }
    }
    let first = |versions: Vec<Option<Diterima>>| {
        let first = versions.iter().flatten().min().copied()?;
        let is_sure = versions.iter().all(|at| at.is_some_and(|at| !at.perkiraan));
        (is_sure || !is_late(first, tenggat)).then_some(first)
    };
    units
        .into_values()
        .map(first)
        .reduce(|left, right| Some(left?.max(right?)))
        .flatten()
}

/// Returns when the last refused file came, as far as that doesn't rest on the time of a file that came late.
fn last_refused(own: &[&Portion], tenggat: Option<Date>) -> Option<Diterima> {
    let last = own.iter().filter_map(|portion| portion.received).max()?;
    (!last.perkiraan || !is_late(last, tenggat)).then_some(last)
}

/// Whether a receipt is after the deadline; without one nothing is known of that.
fn is_late(at: Diterima, tenggat: Option<Date>) -> bool {
    tenggat.is_some_and(|tenggat| late_days(at.tanggal, tenggat) > 0)
}

fn revisions(gatherer: &Gatherer<'_>, own: &[&Portion]) -> usize {
    let mut units: BTreeMap<&str, usize> = BTreeMap::new();
    for portion in own {
        let is_version = matches!(portion.fate, Fate::Counted | Fate::Superseded(_))
            || is_refused(gatherer, portion);
        if is_version {
            *units.entry(&portion.unit).or_default() += 1;
        }
    }
    units.values().map(|versions| versions - 1).sum()
}

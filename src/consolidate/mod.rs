//! Consolidation: submissions → one `Konsolidasi`: which reports count, what they add up to, who is late.
//!
//! Takes what was read and never reads itself; sums integers; depends on neither thread nor file order.

pub mod banding;
pub mod berlaku;
pub mod dana;
pub mod deviasi;
pub mod dijelaskan;
pub mod findings;
pub mod frame;
pub mod gather;
pub mod induk;
pub mod jumlah;
pub mod kendali;
pub mod kepatuhan;
pub mod keputusan;
pub mod kurva;
pub mod lalu;
pub mod masalah;
pub mod matriks;
pub mod office;
pub mod penerimaan;
pub mod penilaian;
pub mod penyampaian;
pub mod peringkat;
pub mod pokok;
pub mod register;
pub mod rincian;
#[cfg(test)]
pub(crate) mod sample;
pub mod tenggat;
#[cfg(test)]
mod tests;
pub mod version;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diag::Diagnostic;
use crate::error::Error;
use crate::model::arsip::BulanArsip;
use crate::model::kegiatan::Jenis;
use crate::model::outcome::Outcome;
use crate::model::periode::Periode;
use crate::model::submission::Submission;
use crate::model::table::{Row, Table};
use crate::normalize::klasifikasi::keputusan::Keputusan;
use crate::normalize::klasifikasi::porsi::{self, Porsi};
use crate::rules::Rules;
use crate::rules::laporan::Ukuran;
use banding::Banding;
use frame::{Entry, Frame, Key};
use gather::{Fate, Gatherer, Portion, counted};
use induk::Induk;
use jumlah::Jumlah;
use kendali::Kendali;
use kepatuhan::Kepatuhan;
use office::{Kelompok, Office, Offices, Owner};
use penerimaan::Penerimaan;
use penilaian::Penilaian;
use peringkat::Peringkat;
use pokok::Pokok;
use register::Register;
use rincian::Rincian;

/// What a consolidation is asked for, besides the submissions.
#[derive(Clone, Debug)]
pub struct Asked {
    pub periode: Periode,
    /// Take the offices as the files name them (`--daftar-opd berkas`).
    pub opd_from_files: bool,
    pub register: Register,
    /// Decisions on classes, of any year and office.
    pub keputusan: Vec<Keputusan>,
    /// Archived months before this period, in order of time.
    pub arsip: Vec<BulanArsip>,
    /// The budget and the control totals, where the working folder has them.
    pub induk: Induk,
    /// Findings made before: about the register, about the period.
    pub diagnostics: Vec<Diagnostic>,
}

/// A counted leaf, by its place in the submissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Indices of the office, the submission, its table and its row.
    pub opd: usize,
    pub file: usize,
    pub table: usize,
    pub row: usize,
}

/// One office with its sums; `None` where no report of it counts.
#[derive(Clone, Debug)]
pub struct RekapOpd {
    pub office: Office,
    pub kepatuhan: Kepatuhan,
    pub jumlah: Option<Jumlah>,
    /// The leaves that are physical construction, and all others; `None` where there are none.
    pub konstruksi: Option<Jumlah>,
    pub lain: Option<Jumlah>,
    pub peringkat: Peringkat,
}

/// A set of leaves with its part that is physical construction.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pilah {
    pub semua: Jumlah,
    pub konstruksi: Jumlah,
    pub lain: Jumlah,
}

/// Sums by class within each office and group; what has no leaf is left out.
#[derive(Clone, Debug, Default)]
pub struct Golongan {
    pub opd: BTreeMap<(usize, Jenis), Jumlah>,
    pub kelompok: BTreeMap<(Kelompok, Jenis), Jumlah>,
}

/// Everything a rekap shows.
#[derive(Clone, Debug)]
pub struct Konsolidasi {
    pub periode: Periode,
    /// `None` for a period without a month.
    pub tenggat: Option<Date>,
    pub daerah: String,
    /// Whether the offices are those the files name; no office is then known to be missing.
    pub opd_from_files: bool,
    pub submissions: Vec<Submission>,
    pub portions: Vec<Portion>,
    /// Offices that must report, in printing order.
    pub opd: Vec<RekapOpd>,
    /// Offices outside the list, with their portions: in no total.
    pub outside: BTreeMap<Arc<str>, Vec<usize>>,
    pub leaves: Vec<Leaf>,
    pub total: Pilah,
    pub kelompok: BTreeMap<Kelompok, Pilah>,
    /// By class; `None` for leaves that were not classified.
    pub jenis: BTreeMap<Option<Jenis>, Jumlah>,
    pub golongan: Golongan,
    /// What the headings above the leaves mix, by office and in the order of the leaves.
    pub porsi: Vec<Porsi>,
    /// For each leaf the index of its heading in `porsi`.
    pub porsi_leaf: Vec<Option<usize>>,
    pub penilaian: Penilaian,
    /// What splits the activities: contracts, sources of funds, strategic projects.
    pub rincian: Rincian,
    /// The decisions that weigh most.
    pub pokok: Vec<Pokok>,
    /// By which measure offices are ranked besides deviasi fisik and penyerapan.
    pub ukuran: Ukuran,
    /// The figures of the last Rakor; `None` where no earlier month of the year is archived.
    pub banding: Option<Banding>,
    /// The figures of the same month a year ago; `None` where it isn't archived.
    pub tahun_lalu: Option<Banding>,
    /// What the totals are held against.
    pub kendali: Vec<Kendali>,
    /// Archived months before this period, in order of time.
    pub arsip: Vec<BulanArsip>,
    /// The master lists that were used, each with the hash of its bytes.
    pub induk: Vec<(String, String)>,
    /// Of the files and of the consolidation, in fixed order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Konsolidasi {
    #[must_use]
    pub fn table(&self, leaf: &Leaf) -> &Table {
        &self.submissions[leaf.file].tables[leaf.table]
    }

    #[must_use]
    pub fn row(&self, leaf: &Leaf) -> &Row {
        &self.table(leaf).rows[leaf.row]
    }

    /// Returns how many offices have a report that counts.
    #[must_use]
    pub fn n_reported(&self) -> usize {
        self.opd.iter().filter(|opd| opd.jumlah.is_some()).count()
    }
}

/// Consolidates the submissions of a period.
pub fn consolidate(
    mut submissions: Vec<Submission>,
    asked: Asked,
    rules: &Rules,
) -> Result<Konsolidasi, Error> {
    submissions
        .sort_by(|left, right| (&left.file, &left.blake3).cmp(&(&right.file, &right.blake3)));
    let offices = if asked.opd_from_files {
        Offices::of_files(&submissions)
    } else {
        Offices::of_roster(&rules.roster, &asked.periode)
    };
    let received = receipts(&submissions, &offices, &asked, rules);
    let periode = asked.periode;
    let by = (&received.value[..], &periode);
    let portions = gatherer(&submissions, &offices, by, rules).gather();
    let decisions = keputusan::apply(
        &mut submissions,
        (&portions, &offices),
        (&asked.keputusan, asked.periode),
        rules,
    );
    let gatherer = gatherer(&submissions, &offices, by, rules);
    let leaves = leaves(&submissions, &portions, offices.list.len());
    let entries: Vec<Entry> = leaves
        .iter()
        .map(|leaf| entry(leaf, &submissions, &offices.list))
        .collect();
    let sums = Sums::of(&Frame::new(&entries)?)?;
    let tenggat = tenggat::tenggat(&asked.periode, &rules.laporan.tenggat);
    let own = deadlines(&offices, &asked, rules);
    let riwayat = lalu::of(&gatherer, &portions, &asked.arsip, &asked.induk);
    let mut found = findings::of(&gatherer, &portions, &sums.total.semua, &own, &riwayat);
    found.extend(riwayat);
    let mut penilaian = penilaian::of(&leaves, &submissions, asked.periode, rules);
    penilaian::with_stages(
        &mut penilaian.flags,
        (&leaves, &submissions, &offices.list),
        (&asked.arsip, asked.periode),
        rules,
    );
    let split = (asked.periode.tahun, rules);
    let rincian = Rincian::of(&leaves, &submissions, &offices.list, split);
    let kepatuhan = kepatuhan::of(&gatherer, &portions, &found, &own);
    let mut diagnostics: Vec<Diagnostic> = submissions
        .iter()
        .flat_map(|submission| submission.diagnostics.iter().cloned())
        .chain(asked.diagnostics)
        .chain(received.diagnostics)
        .chain(decisions)
        .chain(found.into_iter().map(|finding| finding.diagnostic))
        .collect();
    diagnostics.sort_by(Diagnostic::order);
    let ukuran = rules.laporan.peringkat.ukuran;
    let opd = ranked(offices.list, kepatuhan, (&sums, &portions), ukuran);
    let (porsi, porsi_leaf) = porsi::shares(leaves.iter().map(|leaf| {
        let row = &submissions[leaf.file].tables[leaf.table].rows[leaf.row];
        (leaf.opd, row)
    }));
    let kendali = kendali::Sumber {
        submissions: &submissions,
        portions: &portions,
        leaves: &leaves,
        opd: &opd,
        induk: &asked.induk,
        arsip: &asked.arsip,
        periode: asked.periode,
    };
    Ok(Konsolidasi {
        kendali: kendali.kendali(),
        periode: asked.periode,
        tenggat,
        daerah: rules.roster.daerah.clone(),
        opd_from_files: asked.opd_from_files,
        outside: gather::outside(&portions),
        submissions,
        portions,
        opd,
        leaves,
        total: sums.total,
        kelompok: sums.kelompok,
        jenis: sums.jenis,
        golongan: sums.golongan,
        porsi,
        porsi_leaf,
        pokok: pokok::of(&penilaian),
        penilaian,
        rincian,
        ukuran,
        banding: banding::of(&asked.arsip, asked.periode)?,
        tahun_lalu: banding::a_year_ago(&asked.arsip, asked.periode)?,
        arsip: asked.arsip,
        induk: asked.induk.sidik,
        diagnostics,
    })
}

/// The offices with their standing, their sums and their ranks.
fn ranked(
    offices: Vec<Office>,
    kepatuhan: Vec<Kepatuhan>,
    (sums, portions): (&Sums, &[Portion]),
    ukuran: Ukuran,
) -> Vec<RekapOpd> {
    let of_office = |(index, (office, kepatuhan)): (usize, (Office, Kepatuhan))| {
        let pilah = sums.opd.get(&index);
        let some = |of: fn(&Pilah) -> &Jumlah| pilah.map(of).filter(|j| j.leaves > 0).copied();
        let counted = portions
            .iter()
            .any(|portion| portion.fate == Fate::Counted && portion.owner == Owner::Listed(index));
        RekapOpd {
            office,
            kepatuhan,
            jumlah: counted.then(|| pilah.map(|p| p.semua).unwrap_or_default()),
            konstruksi: some(|p| &p.konstruksi),
            lain: some(|p| &p.lain),
            peringkat: Peringkat::default(),
        }
    };
    let offices = offices.into_iter().zip(kepatuhan).enumerate();
    let mut opd: Vec<RekapOpd> = offices.map(of_office).collect();
    let ranks = peringkat::of(&opd, ukuran);
    for (own, peringkat) in opd.iter_mut().zip(ranks) {
        own.peringkat = peringkat;
    }
    opd
}

/// What the register says of the files.
fn receipts(
    submissions: &[Submission],
    offices: &Offices,
    asked: &Asked,
    rules: &Rules,
) -> Outcome<Vec<Penerimaan>> {
    let menurut = penerimaan::Menurut {
        periode: asked.periode,
        arsip: &asked.arsip,
        offices,
        tenggat: &rules.laporan.tenggat,
    };
    penerimaan::of(&asked.register, submissions, menurut)
}

/// The deadline of each office.
fn deadlines(offices: &Offices, asked: &Asked, rules: &Rules) -> Vec<tenggat::Tenggat> {
    let of =
        |office: &Office| tenggat::Tenggat::of(&office.id, &asked.periode, &rules.laporan.tenggat);
    offices.list.iter().map(of).collect()
}

fn gatherer<'a>(
    submissions: &'a [Submission],
    offices: &'a Offices,
    (penerimaan, periode): (&'a [Penerimaan], &'a Periode),
    rules: &'a Rules,
) -> Gatherer<'a> {
    Gatherer {
        submissions,
        offices,
        penerimaan,
        periode,
        rules,
    }
}

/// Lists the counted leaves: by office, file, table and row.
fn leaves(submissions: &[Submission], portions: &[Portion], n_offices: usize) -> Vec<Leaf> {
    let mut by_office: Vec<Vec<Leaf>> = vec![Vec::new(); n_offices];
    for portion in portions {
        let (Owner::Listed(opd), Fate::Counted) = (&portion.owner, portion.fate) else {
            continue;
        };
        for (at, table) in counted(&submissions[portion.file], portion) {
            let rows = table.rows.iter().enumerate().filter(|(_, row)| row.leaf);
            by_office[*opd].extend(rows.map(|(row, _)| Leaf {
                opd: *opd,
                file: portion.file,
                table: at,
                row,
            }));
        }
    }
    by_office.concat()
}

fn entry(leaf: &Leaf, submissions: &[Submission], offices: &[Office]) -> Entry {
    let row = &submissions[leaf.file].tables[leaf.table].rows[leaf.row];
    Entry {
        opd: u32::try_from(leaf.opd).unwrap_or(u32::MAX),
        kelompok: offices[leaf.opd].kelompok.index(),
        jenis: row
            .klasifikasi
            .as_ref()
            .map_or(UNCLASSIFIED, |k| k.jenis as u32),
        fisik_konstruksi: row.klasifikasi.as_ref().is_some_and(|k| k.fisik_konstruksi),
        pagu: row.pagu,
        target_keuangan: row.target_keuangan,
        realisasi_keuangan: row.realisasi_keuangan,
        target_fisik: row.target_fisik,
        realisasi_fisik: row.realisasi_fisik,
    }
}

const UNCLASSIFIED: u32 = 4;

/// Every sum that the rekap prints, from the one frame.
struct Sums {
    total: Pilah,
    kelompok: BTreeMap<Kelompok, Pilah>,
    opd: BTreeMap<usize, Pilah>,
    jenis: BTreeMap<Option<Jenis>, Jumlah>,
    golongan: Golongan,
}

impl Sums {
    fn of(frame: &Frame) -> Result<Self, Error> {
        let by = |key: Key| -> Result<BTreeMap<u32, Pilah>, Error> {
            let mut out: BTreeMap<u32, Pilah> = BTreeMap::new();
            for (keys, jumlah) in frame.group_by(&[key])? {
                out.entry(keys[0]).or_default().semua = jumlah;
            }
            for (keys, jumlah) in frame.group_by(&[key, Key::FisikKonstruksi])? {
                let pilah = out.entry(keys[0]).or_default();
                *(if keys[1] == 1 {
                    &mut pilah.konstruksi
                } else {
                    &mut pilah.lain
                }) = jumlah;
            }
            Ok(out)
        };
        let mut total = Pilah {
            semua: frame.total()?,
            ..Pilah::default()
        };
        for (keys, jumlah) in frame.group_by(&[Key::FisikKonstruksi])? {
            *(if keys[0] == 1 {
                &mut total.konstruksi
            } else {
                &mut total.lain
            }) = jumlah;
        }
        let group = |index: u32| Kelompok::ALL.into_iter().find(|k| k.index() == index);
        let jenis = |index: u32| Jenis::ALL.into_iter().find(|jenis| *jenis as u32 == index);
        let mut golongan = Golongan::default();
        for (keys, jumlah) in frame.group_by(&[Key::Opd, Key::Jenis])? {
            if let (Ok(opd), Some(jenis)) = (usize::try_from(keys[0]), jenis(keys[1])) {
                golongan.opd.insert((opd, jenis), jumlah);
            }
        }
        for (keys, jumlah) in frame.group_by(&[Key::Kelompok, Key::Jenis])? {
            if let (Some(kelompok), Some(jenis)) = (group(keys[0]), jenis(keys[1])) {
                golongan.kelompok.insert((kelompok, jenis), jumlah);
            }
        }
        Ok(Self {
            golongan,
            total,
            kelompok: by(Key::Kelompok)?
                .into_iter()
                .filter_map(|(index, pilah)| Some((group(index)?, pilah)))
                .collect(),
            opd: by(Key::Opd)?
                .into_iter()
                .map(|(index, pilah)| (usize::try_from(index).unwrap_or(usize::MAX), pilah))
                .collect(),
            jenis: frame
                .group_by(&[Key::Jenis])?
                .into_iter()
                .map(|(keys, jumlah)| (jenis(keys[0]), jumlah))
                .collect(),
        })
    }
}

//! The judgement on the counted activities: their flags, and the zones of the offices with their limits.

use std::collections::BTreeMap;

use super::Leaf;
use super::deviasi::{Flag, Konteks, bulan_kritis, flags_of_row, flags_of_set, tahap};
use super::jumlah::Turunan;
use super::masalah;
use super::office::Office;
use crate::diag::Severity;
use crate::model::arsip::BulanArsip;
use crate::model::field::Measure;
use crate::model::nilai::Sen;
use crate::model::periode::Periode;
use crate::model::submission::Submission;
use crate::model::table::{Row, Table};
use crate::rules::Rules;

/// A flag with the leaves it speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Tertanda {
    /// Index of the office.
    pub opd: usize,
    /// Indices of the leaves, never none.
    pub leaves: Vec<usize>,
    /// Pagu of the leaves; `None` where none states it.
    pub pagu: Option<Sen>,
    /// What it weighs: the flag's own amount, else the value of the work that lags behind its target, pagu × lateness;
    /// `None` where none lags.
    pub nilai: Option<Sen>,
    pub flag: Flag,
}

/// A zone of deviasi fisik, from the best to the worst.
#[derive(Clone, Debug, PartialEq)]
pub struct Zona {
    pub nama: String,
    /// The lowest deviasi that still lies in it, percentage points; `None` for the last zone.
    pub batas: Option<f64>,
}

/// What was judged, with the zones and their origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Penilaian {
    /// By office, table and row.
    pub flags: Vec<Tertanda>,
    pub zona: Vec<Zona>,
    /// Two numbers that differ by no more are equal.
    pub toleransi: f64,
    /// Where the limits of the zones come from, in words.
    pub dasar: String,
}

impl Penilaian {
    /// Returns the zone of a deviasi; `None` where there is none to judge.
    #[must_use]
    pub fn zona(&self, deviasi: Option<f64>) -> Option<&Zona> {
        let deviasi = deviasi.filter(|deviasi| deviasi.is_finite())?;
        self.zona.iter().find(|zona| {
            zona.batas
                .is_none_or(|batas| deviasi >= batas - self.toleransi)
        })
    }

    /// Returns the flags that ask for attention: all but notes.
    pub fn weighty(&self) -> impl Iterator<Item = &Tertanda> {
        self.flags
            .iter()
            .filter(|tertanda| tertanda.flag.severity != Severity::Info)
    }
}

/// Judges the leaves.
#[must_use]
pub fn of(
    leaves: &[Leaf],
    submissions: &[Submission],
    periode: Periode,
    rules: &Rules,
) -> Penilaian {
    let mut tables: BTreeMap<(usize, usize, usize), Vec<usize>> = BTreeMap::new();
    for (index, leaf) in leaves.iter().enumerate() {
        tables
            .entry((leaf.opd, leaf.file, leaf.table))
            .or_default()
            .push(index);
    }
    let mut flags = Vec::new();
    for ((opd, file, at), members) in tables {
        let tables = &submissions[file].tables;
        let table = &tables[at];
        let own = members
            .iter()
            .map(|&leaf| (leaf, &table.rows[leaves[leaf].row]));
        let own: Vec<(usize, &Row)> = own.collect();
        flags.extend(of_table(opd, (table, tables), &own, periode, rules));
    }
    let limits = &rules.deviasi.zona;
    let zona = |nama: &str, batas| Zona {
        nama: nama.to_owned(),
        batas,
    };
    let doubt = if limits.dasar.dicek {
        ""
    } else {
        " (dasar perlu dicek)"
    };
    Penilaian {
        flags,
        zona: vec![
            zona(super::deviasi::Zona::Hijau.label(), Some(limits.kuning)),
            zona(super::deviasi::Zona::Kuning.label(), Some(limits.oranye)),
            zona(super::deviasi::Zona::Oranye.label(), Some(limits.merah)),
            zona(super::deviasi::Zona::Merah.label(), None),
        ],
        toleransi: rules.deviasi.toleransi,
        dasar: format!("{}{doubt}", limits.dasar.teks),
    }
}

/// Judges the counted rows of a table; `tables` are all of its file.
fn of_table(
    opd: usize,
    (table, tables): (&Table, &[Table]),
    members: &[(usize, &Row)],
    periode: Periode,
    rules: &Rules,
) -> Vec<Tertanda> {
    let asks_for = |measures: &[Measure]| {
        let fields = table.columns.iter().filter_map(|column| column.field);
        fields
            .into_iter()
            .any(|field| measures.contains(&field.measure))
    };
    let problems = masalah::lembar(tables);
    let konteks = Konteks {
        tahun: Some(periode.tahun),
        tanggal: periode.tanggal_akhir(),
        ada_kontrak: asks_for(&[Measure::NomorKontrak, Measure::NilaiKontrak]),
        ada_permasalahan: asks_for(&[Measure::Permasalahan]) || problems.ada(),
        dijelaskan: false,
    };
    let mut flags = Vec::new();
    for (leaf, row) in members {
        let konteks = Konteks {
            dijelaskan: problems.of(row).is_some(),
            ..konteks
        };
        let own = flags_of_row(row, row.klasifikasi.as_ref(), konteks, rules);
        flags.extend(
            own.into_iter()
                .map(|flag| tertanda(opd, &[(*leaf, *row)], flag)),
        );
    }
    for flag in flags_of_set(members.iter().map(|(_, row)| *row), rules) {
        let mut of_flag = members.to_vec();
        of_flag.retain(|(_, row)| flag.baris.contains(&row.row));
        if !of_flag.is_empty() {
            flags.push(tertanda(opd, &of_flag, flag));
        }
    }
    flags
}

/// Says which stage of proof is next where the archived months before show that a contract has been critical for longer.
pub(super) fn with_stages(
    flags: &mut [Tertanda],
    (leaves, submissions, offices): (&[Leaf], &[Submission], &[Office]),
    (arsip, periode): (&[BulanArsip], Periode),
    rules: &Rules,
) {
    for tertanda in flags {
        let ([leaf], true) = (&tertanda.leaves[..], tertanda.flag.is_kritis()) else {
            continue;
        };
        let leaf = leaves[*leaf];
        let row = &submissions[leaf.file].tables[leaf.table].rows[leaf.row];
        let office = &offices[tertanda.opd].id;
        let months = bulan_kritis(arsip, periode, (office, row), &rules.deviasi);
        if let Some(stage) = tahap(&months) {
            let flag = &mut tertanda.flag;
            let first = flag.code.perbaikan;
            let rest = flag.langkah().strip_prefix(first).unwrap_or_default();
            flag.langkah = Some(format!("{stage}{rest}"));
        }
    }
}

fn tertanda(opd: usize, members: &[(usize, &Row)], flag: Flag) -> Tertanda {
    let sum = |of: &dyn Fn(&Row) -> Option<Sen>| {
        let stated = members.iter().filter_map(|(_, row)| of(row));
        stated.reduce(|left, right| left + right)
    };
    Tertanda {
        opd,
        leaves: members.iter().map(|(leaf, _)| *leaf).collect(),
        pagu: sum(&|row| row.pagu),
        nilai: flag
            .nilai
            .or_else(|| sum(&|row| Turunan::of(row).nilai_deviasi(row))),
        flag,
    }
}

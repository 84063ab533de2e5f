//! What a consolidation leaves to the archive. Pure: nothing is written here.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::consolidate::gather::Fate;
use crate::consolidate::jumlah::Jumlah;
use crate::consolidate::office::Owner;
use crate::consolidate::register::Diterima;
use crate::consolidate::{Konsolidasi, Leaf, Pilah, RekapOpd};
use crate::model::arsip::{BarisArsip, JumlahArsip, KirimanArsip, TemuanArsip};
use crate::model::periode::Periode;

/// Everything that is kept of a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Isi {
    pub periode: Periode,
    pub baris: Vec<BarisArsip>,
    pub kiriman: Vec<KirimanArsip>,
    pub temuan: Vec<TemuanArsip>,
    pub jumlah: Vec<JumlahArsip>,
    /// The input files with their hashes, in order.
    pub masukan: Vec<(Arc<str>, String)>,
    /// The archived months that were an input, with their hashes.
    pub sebelumnya: Vec<(Periode, String)>,
}

/// Returns what is kept of a consolidation.
#[must_use]
pub fn of(k: &Konsolidasi) -> Isi {
    Isi {
        periode: k.periode,
        baris: baris(k),
        kiriman: k
            .opd
            .iter()
            .enumerate()
            .map(|(index, opd)| kiriman(k, index, opd))
            .collect(),
        temuan: temuan(k),
        jumlah: jumlah(k),
        masukan: k
            .submissions
            .iter()
            .map(|submission| (Arc::clone(&submission.file), submission.blake3.clone()))
            .collect(),
        sebelumnya: k
            .arsip
            .iter()
            .map(|bulan| (bulan.periode, bulan.hash.clone()))
            .collect(),
    }
}

fn baris(k: &Konsolidasi) -> Vec<BarisArsip> {
    let mut units: BTreeMap<(usize, usize), Arc<str>> = BTreeMap::new();
    for portion in &k.portions {
        let unit: Arc<str> = Arc::from(portion.unit.as_str());
        for &table in &portion.tables {
            units.insert((portion.file, table), Arc::clone(&unit));
        }
    }
    let one = |leaf: &Leaf| {
        let unit = units
            .get(&(leaf.file, leaf.table))
            .cloned()
            .unwrap_or_default();
        BarisArsip::of(
            k.row(leaf),
            (&k.opd[leaf.opd].office.id, &unit),
            (&k.submissions[leaf.file].file, k.table(leaf).sheet.as_ref()),
        )
    };
    k.leaves.iter().map(one).collect()
}

fn kiriman(k: &Konsolidasi, index: usize, opd: &RekapOpd) -> KirimanArsip {
    let own = &opd.kepatuhan;
    let counted = k
        .portions
        .iter()
        .filter(|portion| portion.fate == Fate::Counted && portion.owner == Owner::Listed(index));
    KirimanArsip {
        opd: Arc::clone(&opd.office.id),
        nama: Arc::clone(&opd.office.nama),
        status: Arc::from(own.status.name()),
        diterima: own.diterima.map(|at| Arc::from(waktu(at))),
        perkiraan: own.diterima.is_some_and(|at| at.perkiraan),
        tenggat: own.tenggat.tanggal.map(|date| Arc::from(date.to_string())),
        hari_terlambat: own.hari_terlambat,
        revisi: own.revisi,
        errors: own.errors,
        warnings: own.warnings,
        blake3: counted
            .map(|portion| k.submissions[portion.file].blake3.clone())
            .collect(),
    }
}

/// A receipt in ISO form, with the time of day where it is known.
fn waktu(at: Diterima) -> String {
    match at.pukul {
        Some(pukul) => at.tanggal.to_datetime(pukul).to_string(),
        None => at.tanggal.to_string(),
    }
}

fn temuan(k: &Konsolidasi) -> Vec<TemuanArsip> {
    let mut owners: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for portion in &k.portions {
        if let Owner::Listed(opd) = portion.owner {
            owners
                .entry(&k.submissions[portion.file].file)
                .or_default()
                .push(opd);
        }
    }
    let sole = |file: &str| {
        let all = owners.get(file)?;
        let first = *all.first()?;
        let sole = all.iter().all(|other| *other == first);
        sole.then(|| Arc::clone(&k.opd[first].office.id))
    };
    let one = |finding: &crate::diag::Diagnostic| {
        let at = &finding.at;
        let range = at.range.map(|range| range.to_string());
        TemuanArsip {
            kode: Arc::from(finding.code.id),
            nama: Arc::from(finding.code.name),
            tingkat: Arc::from(finding.severity.name()),
            opd: sole(&at.file),
            berkas: Arc::clone(&at.file),
            lembar: at.sheet.clone(),
            sel: range.or_else(|| at.cell.map(|cell| cell.to_string())),
            pesan: finding.message.clone(),
            isi: finding.raw.as_deref().map(str::to_owned),
        }
    };
    // What the archive itself is told about is no content of it: a month must not change by its own repair.
    let kept = k.diagnostics.iter().filter(|finding| !is_own(finding));
    kept.map(one).collect()
}

fn is_own(finding: &crate::diag::Diagnostic) -> bool {
    crate::diag::catalogue::arsip::ALL.contains(&finding.code)
}

fn jumlah(k: &Konsolidasi) -> Vec<JumlahArsip> {
    let mut out = Vec::new();
    let mut add = |lingkup: &'static str, kunci: &Arc<str>, parts: [Option<&Jumlah>; 3]| {
        for (bagian, jumlah) in ["semua", "fisik_konstruksi", "lain"].into_iter().zip(parts) {
            out.extend(jumlah.map(|jumlah| sum(lingkup, kunci, bagian, jumlah)));
        }
    };
    let of = |pilah: &'_ Pilah| [pilah.semua, pilah.konstruksi, pilah.lain];
    let whole = of(&k.total);
    add("kabupaten", &Arc::from(""), whole.each_ref().map(Some));
    for (kelompok, pilah) in &k.kelompok {
        add(
            "kelompok",
            &Arc::from(kelompok.label()),
            of(pilah).each_ref().map(Some),
        );
    }
    for opd in &k.opd {
        let parts = [&opd.jumlah, &opd.konstruksi, &opd.lain];
        add("opd", &opd.office.id, parts.map(Option::as_ref));
    }
    out
}

fn sum(lingkup: &'static str, kunci: &Arc<str>, bagian: &'static str, j: &Jumlah) -> JumlahArsip {
    JumlahArsip {
        lingkup: Arc::from(lingkup),
        kunci: Arc::clone(kunci),
        bagian: Arc::from(bagian),
        kegiatan: j.leaves,
        pagu: j.pagu,
        target_keuangan: j.target_keuangan,
        realisasi_keuangan: j.realisasi_keuangan,
        target_fisik: j.target_fisik,
        realisasi_fisik: j.realisasi_fisik,
        deviasi_fisik: j.deviasi_fisik,
        deviasi_keuangan: j.deviasi_keuangan,
    }
}

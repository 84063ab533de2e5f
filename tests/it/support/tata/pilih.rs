//! Chooses the family and the further mutations of a case: only those that make sense together.

use std::collections::BTreeSet;

use super::acak::index;
use super::kolom::Family;
use super::mutasi::{M, Owed, Slot};
use crate::support::contoh::rng::Rng;

/// Returns a family that the mutation fits, and the mutation with up to four others.
pub(super) fn choose(primary: M, rng: &mut Rng) -> (Family, BTreeSet<M>) {
    let families: Vec<Family> = Family::ALL
        .into_iter()
        .filter(|family| fits(primary, *family, &BTreeSet::new()))
        .collect();
    let family = families[index(rng, families.len().max(1))];
    let mut on = BTreeSet::from([primary]);
    on.extend(needed(primary).iter().copied());
    let tried = if rng.chance(25) { 0 } else { rng.between(2, 9) };
    for _ in 0..tried {
        let other = M::ALL[index(rng, M::ALL.len())];
        if incidental(other, primary, rng)
            && !taken(other, &on)
            && fits(other, family, &on)
            && on.iter().all(|m| fits(*m, family, &with(&on, other)))
        {
            on.extend(needed(other).iter().copied());
            on.insert(other);
        }
        if on.len() > 5 {
            break;
        }
    }
    if family == Family::Masa && !on.iter().any(|m| m.slot() == Slot::Span) {
        on.insert(M::LaluIniSd);
    }
    (family, on)
}

fn with(on: &BTreeSet<M>, other: M) -> BTreeSet<M> {
    let mut all = on.clone();
    all.insert(other);
    all.extend(needed(other).iter().copied());
    all
}

fn taken(m: M, on: &BTreeSet<M>) -> bool {
    on.iter().any(|other| {
        other.slot() == m.slot() || needed(m).iter().any(|need| need.slot() == other.slot())
    })
}

/// Mutations that another one brings along.
fn needed(m: M) -> &'static [M] {
    match m {
        M::Kelurahan => &[M::Datar],
        M::FisikDiInduk => &[M::RekeningDaun],
        M::SpanSalah => &[M::LaluIniSd],
        M::SubSalah => &[M::SubTotal],
        _ => &[],
    }
}

/// Defects come alone; guesses seldom come along.
fn incidental(m: M, primary: M, rng: &mut Rng) -> bool {
    match m.owed() {
        Owed::Clean => true,
        Owed::May(_) | Owed::Must(_) => !primary.owed().is_defect() && rng.chance(15),
        _ => false,
    }
}

const FLAT: [M; 3] = [M::Datar, M::Kelurahan, M::JumlahSaja];

/// Forms that tell levels without a code.
const CODELESS: [M; 11] = [
    M::KataTingkat,
    M::KolomTingkat,
    M::NomorAbjad,
    M::NomorRomawi,
    M::NomorTitik,
    M::IndenSel,
    M::IndenSpasi,
    M::NamaGeser,
    M::Tebal,
    M::JumlahSaja,
    M::Datar,
];

/// Returns whether a mutation makes sense on a form with these others.
#[expect(
    clippy::too_many_lines,
    clippy::match_same_arms,
    reason = "a list of conditions, one a mutation"
)]
fn fits(m: M, family: Family, on: &BTreeSet<M>) -> bool {
    use Family::{Datar, Dump, Form, Masa, Paket, Rfk, Ringkas, Silang};
    let any = |list: &[M]| list.iter().any(|other| on.contains(other));
    let lists_leaves = matches!(family, Paket | Dump | Form) || any(&FLAT);
    let total = !any(&[M::TotalTiada, M::SubTotal, M::TotalTanpaLabel]);
    match m {
        M::Kepala1 => family != Paket,
        M::Kepala2 | M::Kepala3 | M::KolomSela | M::BulanKolom | M::FisikRupiah => family != Dump,
        M::Kepala4 | M::Kepala5 => !matches!(family, Dump | Datar),
        M::KumTtb | M::KumTtbPolos | M::KolomTersembunyi => {
            matches!(family, Rfk | Silang)
                && !any(
                    &[M::KumTtb, M::KumTtbPolos, M::KolomTersembunyi, M::Kepala1]
                        .iter()
                        .copied()
                        .filter(|other| *other != m)
                        .collect::<Vec<_>>(),
                )
        }
        M::LaluIniSd | M::LaluIni | M::SdSaja | M::IniSaja => family == Masa,
        M::SpanSalah => family == Masa && !any(&[M::FisikDiInduk, M::PaketDaun]),
        M::Pergeseran | M::PerubahanTiga | M::DuaTahun | M::KembarJudul => {
            !matches!(family, Paket | Dump | Form)
                && !on.iter().any(|other| {
                    *other != m && matches!(other.slot(), Slot::Pagu | Slot::Dana | Slot::Tahun)
                })
        }
        M::DanaKolom | M::DanaPasangan => {
            !matches!(family, Paket | Dump | Form)
                && !on
                    .iter()
                    .any(|other| matches!(other.slot(), Slot::Pagu | Slot::Tahun))
                && !any(&[M::UangKurung, M::KembarJudul])
        }
        M::MetodePasang => family == Paket,
        M::KodeDua
        | M::KodePecah
        | M::KodeLekat
        | M::RekeningDaun
        | M::PaketDaun
        | M::KataTingkat
        | M::KolomTingkat
        | M::NomorAbjad
        | M::NomorRomawi
        | M::NomorTitik
        | M::IndenSel
        | M::IndenSpasi
        | M::NamaGeser
        | M::Tebal
        | M::JumlahSaja => !matches!(family, Paket | Dump | Form),
        M::Datar => !matches!(family, Paket | Dump | Form),
        M::Kelurahan => {
            matches!(family, Rfk | Silang | Datar | Ringkas | Masa)
                && !any(&[M::Kembar, M::DaunJumlah, M::DaunTotal, M::Saringan])
        }
        M::FisikDiInduk => {
            !lists_leaves && !any(&[M::LaluIni, M::PaketDaun, M::FisikKosong, M::DaunNol])
        }
        M::IndukKosong => !lists_leaves && !any(&[M::Tebal]),
        M::IndukUang => !lists_leaves,
        M::SubTotal => !lists_leaves && !any(&[M::TotalAtas, M::Saringan]) && family != Masa,
        M::Kembar => {
            !any(&CODELESS)
                && !any(&[M::PaketDaun])
                && total
                && !matches!(family, Paket | Dump | Form)
        }
        M::NomorSiap | M::NolRumus | M::TitikTitik | M::Contoh => {
            family != Dump && !any(&[M::TotalTanpaLabel, M::NamaGeser])
        }
        M::KepalaUlang => !any(&[M::KepalaPatah]),
        M::IndukSalah | M::TotalInduk => {
            !lists_leaves && !any(&[M::IndukKosong, M::JumlahSaja, M::FisikDiInduk]) && total
        }
        M::TotalKurang
        | M::TotalTersembunyi
        | M::TotalHantu
        | M::TotalTimpa
        | M::TotalSalah
        | M::BarisHilang => {
            total
                && !any(&[
                    M::DaunNol,
                    M::BarisTersembunyi,
                    M::FisikDiInduk,
                    M::NolRumus,
                    M::NomorSiap,
                    M::Contoh,
                    M::JumlahSaja,
                    M::Kelurahan,
                ])
                && (m != M::TotalHantu || !any(&[M::TotalAtas]))
        }
        M::FisikTotalSalah => total && !any(&[M::FisikDiInduk]),
        M::SisaSalah | M::GalatSisa => family != Dump,
        M::PersenSalah | M::GalatPersen => matches!(family, Rfk | Silang),
        M::KolomTukar if !matches!(family, Rfk | Silang | Ringkas | Datar) => false,
        M::Saringan => {
            !any(&[
                M::Kembar,
                M::Kelurahan,
                M::RekeningDaun,
                M::PaketDaun,
                M::FisikDiInduk,
            ]) && !any(&CODELESS)
                && !matches!(family, Paket | Dump | Form)
        }
        M::BanyakOpd | M::BulanLembar | M::PerBidang => {
            !on.iter().any(|other| {
                other.owed().is_defect()
                    || matches!(other.slot(), Slot::Opd | Slot::Samping | Slot::Periode)
            }) && (m != M::PerBidang || !any(&[M::Kelurahan]))
        }
        M::Rekap
        | M::Pengantar
        | M::Rak
        | M::BulanGrup
        | M::BulanBaris
        | M::FisKeu
        | M::Paket
        | M::SisaTender
        | M::Masalah
        | M::Templat
        | M::Lampiran => !any(&[
            M::BanyakOpd,
            M::PerBidang,
            M::BulanLembar,
            M::HanyaTersembunyi,
            M::OpdLain,
            M::OpdBawahan,
            M::OpdTentang,
            M::OpdLembar,
            M::OpdBerkas,
            M::OpdFolder,
        ]),
        M::Galat
        | M::Menyusul
        | M::MenyusulFisik
        | M::TanpaHasil
        | M::TanggalDiUang
        | M::KolomTukar => !any(&[M::FisikDiInduk, M::PaketDaun]),
        M::TriwulanKolom => {
            matches!(family, Rfk | Silang | Form)
                && !on
                    .iter()
                    .any(|other| matches!(other.slot(), Slot::Pagu | Slot::Dana))
        }
        M::IndikatorKolom => family != Dump,
        M::DaunDangkal => {
            !lists_leaves && !any(&[M::RekeningDaun, M::PaketDaun]) && !any(&CODELESS)
        }
        M::Urusan => {
            !lists_leaves
                && !any(&CODELESS)
                && !any(&[
                    M::SubTotal,
                    M::TotalInduk,
                    M::IndukSalah,
                    M::TotalTanpaLabel,
                ])
        }
        M::KodeKotor => !matches!(family, Paket | Dump) && !any(&CODELESS),
        M::PersenBulat => family != Masa,
        M::FisikLebih => !any(&[M::PersenPecahan, M::PersenBulat]),
        M::TotalSalin => matches!(family, Rfk | Silang | Datar) && total,
        M::SubSalah => !lists_leaves && family != Masa && !any(&[M::TotalTiada]),
        M::Bertumpuk => {
            !on.iter().any(|other| {
                other.owed().is_defect()
                    || matches!(other.slot(), Slot::Samping | Slot::Bawah | Slot::Tingkat)
            }) && !matches!(family, Form | Dump | Paket)
                && !any(&[
                    M::TotalTiada,
                    M::TotalTanpaLabel,
                    M::TotalAtas,
                    M::Kelurahan,
                ])
        }
        _ if matches!(m.slot(), Slot::Opd) => {
            !on.iter().any(|other| matches!(other.slot(), Slot::Samping))
                && !any(&[M::BanyakOpd, M::PerBidang, M::BulanLembar])
                && (m != M::OpdLembar
                    || !any(&[
                        M::PeriodeLembar,
                        M::Salinan,
                        M::SalinanTersembunyi,
                        M::VersiTersembunyi,
                        M::Saringan,
                    ]))
                && (!matches!(m, M::OpdBerkas | M::OpdFolder | M::OpdTentang)
                    || !any(&[M::PeriodeBerkas, M::PeriodeFolder, M::PeriodeTentang]))
        }
        _ if matches!(m.slot(), Slot::Periode) => {
            !any(&[M::BanyakOpd, M::PerBidang, M::BulanLembar, M::Pengantar])
                && (m != M::PeriodeLembar
                    || !any(&[
                        M::OpdLembar,
                        M::Salinan,
                        M::VersiTersembunyi,
                        M::SalinanTersembunyi,
                        M::Saringan,
                    ]))
                && (!matches!(m, M::PeriodeBerkas | M::PeriodeFolder | M::PeriodeTentang)
                    || !any(&[M::OpdBerkas, M::OpdFolder, M::OpdTentang]))
        }
        _ => true,
    }
}

//! What a column of numbers measures: subject, role, unit and span of its facets.

use super::levels::Levels;
use super::meaning::{Decision, UNKNOWN, Unit, field, none};
use crate::model::field::{Field, Measure, Span};
use crate::rules::kolom::Faset;
use std::collections::BTreeSet;

pub(super) fn measured(levels: &Levels, all: &BTreeSet<Faset>, unit: Unit) -> Decision {
    let derived = levels.nearest(&[
        Faset::Sisa,
        Faset::Deviasi,
        Faset::Tertimbang,
        Faset::Capaian,
        Faset::Bobot,
    ]);
    match derived {
        Some(Faset::Sisa) if unit == Unit::Percent => return none("persen sisa"),
        Some(Faset::Sisa) => return field(Measure::Sisa, 0.95, "sisa anggaran"),
        Some(Faset::Deviasi) => return field(Measure::Deviasi, 0.95, "deviasi"),
        Some(Faset::Tertimbang) => {
            return field(Measure::Tertimbang, 0.95, "tertimbang, bukan kemajuan");
        }
        Some(Faset::Bobot) => return field(Measure::Bobot, 0.95, "bobot"),
        // Money under CAPAIAN is what was reached, not a ratio.
        Some(Faset::Capaian) if unit == Unit::Rupiah => {}
        Some(_)
            if levels
                .nearest(&[Faset::Realisasi, Faset::Target, Faset::Kemajuan])
                .is_none() =>
        {
            return field(Measure::Capaian, 0.9, "capaian = realisasi dibagi target");
        }
        Some(_) if levels.lowest().contains(&Faset::Capaian) => {
            return field(Measure::Capaian, 0.9, "capaian = realisasi dibagi target");
        }
        _ => {}
    }
    let span = match span_of(levels) {
        Span::Plain if unit == Unit::Rupiah && all.contains(&Faset::Kum) => Span::Sd,
        span => span,
    };
    let reached = [Faset::Kemajuan, Faset::Capaian]
        .iter()
        .any(|faset| all.contains(faset));
    let progress = || reached.then_some(Faset::Realisasi);
    let role = levels.target_or_realisasi().or_else(progress);
    let subject = levels.nearest_alone(&[Faset::Keuangan, Faset::Fisik]);
    // Progress of the work is fisik where nothing says money.
    let of_work = all.contains(&Faset::Kemajuan) && !all.contains(&Faset::Keuangan);
    let subject = subject.or((of_work && unit != Unit::Rupiah).then_some(Faset::Fisik));
    let lowest_pagu = levels.lowest().contains(&Faset::Pagu) && role != Some(Faset::Realisasi);
    if lowest_pagu && subject.is_none() {
        return pagu(all, unit, if role.is_some() { 0.8 } else { 0.97 });
    }
    let (measure, score, reason) = match (subject, role, unit) {
        (Some(Faset::Fisik), _, Unit::Rupiah) => return none("fisik dalam rupiah"),
        (Some(Faset::Fisik), Some(Faset::Target), _) => {
            (Measure::TargetFisik, 0.97, "target fisik")
        }
        (Some(Faset::Fisik), Some(_), _) => (Measure::RealisasiFisik, 0.97, "realisasi fisik"),
        (Some(Faset::Fisik), None, _) => (
            Measure::RealisasiFisik,
            0.7,
            "fisik tanpa kata target atau realisasi",
        ),
        (_, Some(Faset::Target), Unit::Percent) => {
            (Measure::TargetKeuanganPct, 0.95, "target keuangan, persen")
        }
        (_, Some(Faset::Target), _) => (Measure::TargetKeuangan, 0.95, "target keuangan"),
        (_, Some(_), Unit::Percent) => (
            Measure::RealisasiKeuanganPct,
            0.95,
            "realisasi keuangan, persen",
        ),
        (_, Some(_), _) => (Measure::RealisasiKeuangan, 0.95, "realisasi keuangan"),
        (Some(_), None, Unit::Percent) => (
            Measure::RealisasiKeuanganPct,
            0.7,
            "keuangan tanpa kata realisasi, persen",
        ),
        (Some(_), None, _) => (
            Measure::RealisasiKeuangan,
            0.7,
            "keuangan tanpa kata target atau realisasi",
        ),
        (None, None, _) if all.contains(&Faset::Pagu) => return pagu(all, unit, 0.95),
        (None, None, _) if all.contains(&Faset::Biaya) => return pagu(all, unit, 0.8),
        (None, None, _)
            if [Faset::Sebelum, Faset::Sesudah, Faset::Pergeseran]
                .iter()
                .any(|f| all.contains(f)) =>
        {
            return pagu(all, unit, 0.7);
        }
        (None, None, _) => return (None, 0.5, UNKNOWN.to_owned()),
    };
    (Some(Field { measure, span }), score, reason.to_owned())
}

fn pagu(all: &BTreeSet<Faset>, unit: Unit, score: f64) -> Decision {
    if unit == Unit::Percent {
        return field(Measure::Bobot, score, "persen di bawah pagu = bobot");
    }
    if all.contains(&Faset::Sesudah) {
        return field(Measure::Pagu, score, "pagu setelah perubahan");
    }
    if all.contains(&Faset::Pergeseran) {
        return field(Measure::Pagu, score * 0.8, "pagu setelah pergeseran");
    }
    if all.contains(&Faset::Sebelum) || all.contains(&Faset::Rka) {
        return field(Measure::Pagu, score * 0.6, "pagu sebelum perubahan");
    }
    field(Measure::Pagu, score, "pagu")
}

fn span_of(levels: &Levels) -> Span {
    match levels.nearest(&[Faset::Lalu, Faset::Ini, Faset::Sd]) {
        Some(Faset::Lalu) => Span::Lalu,
        Some(Faset::Ini) => Span::Ini,
        Some(Faset::Sd) => Span::Sd,
        _ => Span::Plain,
    }
}

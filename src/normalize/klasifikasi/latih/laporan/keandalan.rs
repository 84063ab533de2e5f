//! Whether a stated keyakinan is kept, and from which keyakinan on a decision may stand alone.

use std::fmt::Write;

use super::hitungan::{Hitungan, ratio};
use crate::normalize::klasifikasi::latih::Putusan;

/// Of those decided alone so many must be right where a threshold is chosen; the margin over 99.5 % is for other governments.
const DIMINTA: f64 = 0.996;

/// A decision with its label.
pub(super) type Dinilai<'p> = (bool, &'p Putusan);

/// Writes how often decisions of a stated keyakinan are right, in ten bins.
pub(super) fn reliability(
    out: &mut String,
    putusan: &[Dinilai<'_>],
    dibantah: &dyn Fn(&Putusan) -> bool,
) {
    let _ = writeln!(
        out,
        "\n{:<16} {:>7} {:>10} {:>8} {:>14}",
        "keyakinan", "baris", "rata-rata", "benar", "tanpa dibantah"
    );
    for bin in 0..10u32 {
        let (from, to) = (0.5 + 0.05 * f64::from(bin), 0.55 + 0.05 * f64::from(bin));
        let within = |(_, p): &&Dinilai<'_>| p.keyakinan >= from && (p.keyakinan < to || bin == 9);
        let rows: Vec<&Dinilai<'_>> = putusan.iter().filter(within).collect();
        let right = |rows: &[&Dinilai<'_>]| {
            rows.iter()
                .filter(|(label, p)| *label == p.konstruksi)
                .count()
        };
        let clean: Vec<&Dinilai<'_>> = rows.iter().copied().filter(|(_, p)| !dibantah(p)).collect();
        let mean: f64 = rows.iter().map(|(_, p)| p.keyakinan).sum();
        #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
        let mean = mean / rows.len().max(1) as f64;
        let _ = writeln!(
            out,
            "{:<16} {:>7} {mean:>10.4} {:>8.4} {:>14.4}",
            format!("{from:.2}-{to:.2}"),
            rows.len(),
            ratio(right(&rows), rows.len()),
            ratio(right(&clean), clean.len())
        );
    }
}

/// Writes what thresholds would give, and what is reached where each fold takes the threshold that the others choose.
pub(super) fn thresholds(out: &mut String, putusan: &[Dinilai<'_>]) {
    let _ = writeln!(
        out,
        "\n{:<28} {:>8} {:>9}",
        "ambang telaah", "sendiri", "tepat"
    );
    let at = |rows: &[Dinilai<'_>], ambang: f64| {
        let mut hitungan = Hitungan::default();
        for (label, p) in rows {
            hitungan.add_alone(*label, p, !p.janggal && p.keyakinan >= ambang);
        }
        hitungan
    };
    let mut line = |name: &str, h: Hitungan| {
        let _ = writeln!(
            out,
            "{name:<28} {:>7.2}% {:>8.3}%",
            100.0 * h.coverage(),
            100.0 * h.accuracy_alone()
        );
    };
    let grid = || (0..=60).map(|step| 0.65 + 0.005 * f64::from(step));
    for ambang in grid().step_by(5) {
        line(&format!("{ambang:.3}"), at(putusan, ambang));
    }
    let folds = putusan.iter().map(|(_, p)| p.lipatan).max().unwrap_or(0);
    let mut together = Hitungan::default();
    for fold in 0..=folds {
        let part = |own: bool| -> Vec<Dinilai<'_>> {
            let rows = putusan.iter().filter(|(_, p)| (p.lipatan == fold) == own);
            rows.copied().collect()
        };
        let (own, others) = (part(true), part(false));
        let ambang = grid().find(|ambang| at(&others, *ambang).accuracy_alone() >= DIMINTA);
        let ambang = ambang.unwrap_or(1.0);
        let hitungan = at(&own, ambang);
        line(
            &format!("lipatan {}: {ambang:.3} dari lain", fold + 1),
            hitungan,
        );
        for (label, p) in &own {
            together.add_alone(*label, p, !p.janggal && p.keyakinan >= ambang);
        }
    }
    line("ambang dari lipatan lain", together);
}

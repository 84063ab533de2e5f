//! What cross-validation measured, as tables that a person reads.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Contoh, Pelatihan, Putusan};

mod hitungan;
mod keandalan;

pub use hitungan::Hitungan;

use hitungan::ratio;
use keandalan::Dinilai;

/// The share of names whose official label everything else contradicts, as the labels' own notes found it.
const BAGIAN_DIBANTAH: f64 = 0.016;

/// Writes the report of a training run.
#[must_use]
pub fn render(pelatihan: &Pelatihan, contoh: &[Contoh]) -> String {
    let mut out = String::new();
    let label = |p: &Putusan| contoh.get(p.baris).is_some_and(|c| c.konstruksi);
    let count = |keep: &dyn Fn(&Putusan) -> bool| {
        let mut hitungan = Hitungan::default();
        for p in pelatihan.putusan.iter().filter(|p| keep(p)) {
            hitungan.add(label(p), p);
        }
        hitungan
    };
    let _ = writeln!(out, "baris dipakai: {}", pelatihan.n_contoh);
    let _ = writeln!(
        out,
        "\n{:<30} {:>7} {:>6} {:>6} {:>6} {:>6} {:>6} {:>8} {:>9}",
        "bagian", "baris", "F1", "TP", "FP", "TN", "FN", "sendiri", "tepat"
    );
    let mut line = |name: &str, h: Hitungan| {
        let _ = writeln!(
            out,
            "{name:<30} {:>7} {:>6.4} {:>6} {:>6} {:>6} {:>6} {:>7.2}% {:>8.3}%",
            h.n(),
            h.f1(),
            h.benar_ya,
            h.salah_ya,
            h.benar_bukan,
            h.salah_bukan,
            100.0 * h.coverage(),
            100.0 * h.accuracy_alone()
        );
    };
    line("semua", count(&|_| true));
    line("tanpa label dibantah", count(&|p| !p.dibantah()));
    let tingkat = |p: &Putusan| contoh.get(p.baris).map_or("", |c| c.tingkat.as_str());
    for name in ["KABUPATEN", "KOTA", "PROVINSI"] {
        line(name, count(&|p| tingkat(p) == name));
        line(
            &format!("{name} tanpa dibantah"),
            count(&|p| tingkat(p) == name && !p.dibantah()),
        );
    }
    // Those that the acceptance speaks of; a list without levels is taken whole.
    let local = |p: &Putusan| tingkat(p) != "PROVINSI";
    let limit = limit(pelatihan.putusan.iter().filter(|p| local(p)));
    let most = |p: &Putusan| p.lawan > limit;
    line("KABUPATEN dan KOTA", count(&local));
    line("  tanpa dibantah", count(&|p| local(p) && !p.dibantah()));
    let name = format!("  tanpa {} % terbantah", 100.0 * BAGIAN_DIBANTAH);
    line(&name, count(&|p| local(p) && !most(p)));
    let coded = |p: &Putusan| {
        contoh
            .get(p.baris)
            .is_some_and(|c| !c.kode_rekening.is_empty())
    };
    line("berekening (satu grup): nama", count(&coded));
    line("  tanpa dibantah", count(&|p| coded(p) && !p.dibantah()));
    let mut complete = (Hitungan::default(), Hitungan::default());
    for p in &pelatihan.lengkap {
        complete.0.add(label(p), p);
        if !p.dibantah() {
            complete.1.add(label(p), p);
        }
    }
    line("berekening (satu grup): semua", complete.0);
    line("  tanpa dibantah", complete.1);
    let folds = pelatihan
        .putusan
        .iter()
        .map(|p| p.lipatan)
        .max()
        .map_or(0, |last| last + 1);
    for fold in 0..folds {
        line(
            &format!("lipatan {}", fold + 1),
            count(&|p| p.lipatan == fold),
        );
        line(
            &format!("lipatan {} tanpa dibantah", fold + 1),
            count(&|p| p.lipatan == fold && !p.dibantah()),
        );
    }
    let rated: Vec<Dinilai<'_>> = pelatihan.putusan.iter().map(|p| (label(p), p)).collect();
    keandalan::reliability(&mut out, &rated, &most);
    let clean = rated.iter().filter(|(_, p)| local(p) && !most(p));
    keandalan::thresholds(&mut out, &clean.copied().collect::<Vec<_>>());
    by_rule(&mut out, &pelatihan.putusan, &label);
    out
}

/// Returns the log-odds against the label beyond which the most contradicted rows lie.
fn limit<'p>(putusan: impl Iterator<Item = &'p Putusan>) -> f64 {
    let mut against: Vec<f64> = putusan.map(|p| p.lawan).collect();
    against.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a count of rows"
    )]
    let kept = (against.len() as f64 * (1.0 - BAGIAN_DIBANTAH)) as usize;
    against
        .get(kept.saturating_sub(1))
        .copied()
        .unwrap_or(f64::INFINITY)
}

/// Writes how often the label agrees with each rule that ended the matter.
fn by_rule(out: &mut String, putusan: &[Putusan], label: &dyn Fn(&Putusan) -> bool) {
    let mut rules: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for p in putusan {
        let entry = rules.entry(&p.rule).or_default();
        entry.0 += 1;
        entry.1 += usize::from(label(p) == p.konstruksi);
    }
    let _ = writeln!(
        out,
        "\n{:<32} {:>7} {:>8}",
        "alasan terkuat", "baris", "benar"
    );
    for (rule, (n, right)) in rules {
        let _ = writeln!(out, "{rule:<32} {n:>7} {:>8.4}", ratio(right, n));
    }
}

/// Writes each decision of cross-validation as a line of TSV.
#[must_use]
pub fn rinci(pelatihan: &Pelatihan, contoh: &[Contoh]) -> String {
    let mut out = String::from(
        "label\tputusan\tkeyakinan\ttelaah\tdibantah\talasan\ttingkat\tgrup\turaian\n",
    );
    for p in &pelatihan.putusan {
        let Some(example) = contoh.get(p.baris) else {
            continue;
        };
        let _ = writeln!(
            out,
            "{}\t{}\t{:.4}\t{}\t{}\t{}\t{}\t{}\t{}",
            u8::from(example.konstruksi),
            u8::from(p.konstruksi),
            p.keyakinan,
            u8::from(p.telaah),
            u8::from(p.dibantah()),
            p.rule,
            example.tingkat,
            example.grup,
            example.uraian.replace(['\t', '\n', '\r'], " ")
        );
    }
    out
}

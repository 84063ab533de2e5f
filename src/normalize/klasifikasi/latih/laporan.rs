//! What cross-validation measured, as tables that a person reads.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Contoh, Pelatihan, Putusan};

/// Counts of a binary decision against the label.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hitungan {
    pub benar_ya: usize,
    pub salah_ya: usize,
    pub benar_bukan: usize,
    pub salah_bukan: usize,
    /// Decided alone (telaah = false), and how many of these rightly.
    pub sendiri: usize,
    pub sendiri_benar: usize,
}

impl Hitungan {
    pub fn add(&mut self, label: bool, putusan: &Putusan) {
        match (label, putusan.konstruksi) {
            (true, true) => self.benar_ya += 1,
            (false, true) => self.salah_ya += 1,
            (false, false) => self.benar_bukan += 1,
            (true, false) => self.salah_bukan += 1,
        }
        if !putusan.telaah {
            self.sendiri += 1;
            self.sendiri_benar += usize::from(label == putusan.konstruksi);
        }
    }

    #[must_use]
    pub fn n(&self) -> usize {
        self.benar_ya + self.salah_ya + self.benar_bukan + self.salah_bukan
    }

    /// Returns the harmonic mean of precision and recall of KONSTRUKSI.
    #[must_use]
    pub fn f1(&self) -> f64 {
        ratio(
            2 * self.benar_ya,
            2 * self.benar_ya + self.salah_ya + self.salah_bukan,
        )
    }

    #[must_use]
    pub fn coverage(&self) -> f64 {
        ratio(self.sendiri, self.n())
    }

    #[must_use]
    pub fn accuracy_alone(&self) -> f64 {
        ratio(self.sendiri_benar, self.sendiri)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of rows")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

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
        "\n{:<28} {:>7} {:>6} {:>6} {:>6} {:>6} {:>6} {:>8} {:>9}",
        "bagian", "baris", "F1", "TP", "FP", "TN", "FN", "sendiri", "tepat"
    );
    let mut line = |name: &str, h: Hitungan| {
        let _ = writeln!(
            out,
            "{name:<28} {:>7} {:>6.4} {:>6} {:>6} {:>6} {:>6} {:>7.2}% {:>8.3}%",
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
    line("tanpa label dibantah", count(&|p| !p.dibantah));
    let tingkat = |p: &Putusan| contoh.get(p.baris).map_or("", |c| c.tingkat.as_str());
    for name in ["KABUPATEN", "KOTA", "PROVINSI"] {
        line(name, count(&|p| tingkat(p) == name));
        line(
            &format!("{name} tanpa dibantah"),
            count(&|p| tingkat(p) == name && !p.dibantah),
        );
    }
    let coded = |p: &Putusan| {
        contoh
            .get(p.baris)
            .is_some_and(|c| !c.kode_rekening.is_empty())
    };
    line("berekening: nama saja", count(&coded));
    line("  tanpa dibantah", count(&|p| coded(p) && !p.dibantah));
    let mut complete = (Hitungan::default(), Hitungan::default());
    for p in &pelatihan.lengkap {
        complete.0.add(label(p), p);
        if !p.dibantah {
            complete.1.add(label(p), p);
        }
    }
    line("berekening: lengkap", complete.0);
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
            count(&|p| p.lipatan == fold && !p.dibantah),
        );
    }
    reliability(&mut out, &pelatihan.putusan, &label);
    by_rule(&mut out, &pelatihan.putusan, &label);
    out
}

/// Writes how often decisions of a stated keyakinan are right.
fn reliability(out: &mut String, putusan: &[Putusan], label: &dyn Fn(&Putusan) -> bool) {
    let bounds = [
        0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.995, 1.000_001,
    ];
    let _ = writeln!(
        out,
        "\n{:<16} {:>7} {:>10} {:>8} {:>12}",
        "keyakinan", "baris", "rata-rata", "benar", "tanpa bantah"
    );
    for pair in bounds.windows(2) {
        let rows: Vec<&Putusan> = putusan
            .iter()
            .filter(|p| p.keyakinan >= pair[0] && p.keyakinan < pair[1])
            .collect();
        let right = rows.iter().filter(|p| label(p) == p.konstruksi).count();
        let clean: Vec<&&Putusan> = rows.iter().filter(|p| !p.dibantah).collect();
        let clean_right = clean.iter().filter(|p| label(p) == p.konstruksi).count();
        let mean: f64 = rows.iter().map(|p| p.keyakinan).sum();
        #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
        let mean = mean / rows.len().max(1) as f64;
        let _ = writeln!(
            out,
            "{:<16} {:>7} {mean:>10.4} {:>8.4} {:>12.4}",
            format!("{:.3}-{:.3}", pair[0], pair[1].min(1.0)),
            rows.len(),
            ratio(right, rows.len()),
            ratio(clean_right, clean.len())
        );
    }
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
            u8::from(p.dibantah),
            p.rule,
            example.tingkat,
            example.grup,
            example.uraian.replace(['\t', '\n', '\r'], " ")
        );
    }
    out
}

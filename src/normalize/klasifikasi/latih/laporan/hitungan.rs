//! Counts of binary decisions against their labels, and the measures taken from them.

use crate::normalize::klasifikasi::latih::Putusan;

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
        self.add_alone(label, putusan, !putusan.telaah);
    }

    /// Adds a decision that counts as decided alone where `sendiri` says so.
    pub fn add_alone(&mut self, label: bool, putusan: &Putusan, sendiri: bool) {
        match (label, putusan.konstruksi) {
            (true, true) => self.benar_ya += 1,
            (false, true) => self.salah_ya += 1,
            (false, false) => self.benar_bukan += 1,
            (true, false) => self.salah_bukan += 1,
        }
        if sendiri {
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
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

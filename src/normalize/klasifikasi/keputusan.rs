//! Decisions of officials on the class of an activity: which activity each is about, and what it changes.
//!
//! A decision of the year asked for overrides rules and weights; one of an earlier year is only a proposal.

mod pasangan;

use jiff::civil::Date;

use crate::model::kegiatan::{Dasar, Jenis, Klasifikasi};
use crate::model::nilai::comma;
use crate::model::periode::BULAN;
use crate::normalize::fold::fold;

pub use pasangan::{Dikenal, Pasangan, pasangkan};

/// The reason that stands first where a person decided.
pub const PETUGAS: &str = "keputusan-petugas";
/// The reason that tells what was decided in an earlier year.
pub const TAHUN_LALU: &str = "keputusan-tahun-lalu";
/// The reason that tells what the program had proposed.
const USULAN: &str = "usulan-program";

/// One decision; texts as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keputusan {
    pub tahun: i16,
    /// The office's id, or a name of it.
    pub opd: String,
    pub kode: String,
    pub uraian: String,
    /// The name of the row that the activity stands under; empty for any.
    pub bagian: String,
    pub jenis: Jenis,
    pub oleh: String,
    pub pada: Option<Date>,
    pub catatan: String,
}

/// What makes two decisions be about the same activity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kunci {
    pub tahun: i16,
    pub opd: String,
    pub kode: String,
    pub uraian: String,
    pub bagian: String,
}

impl Keputusan {
    #[must_use]
    pub fn kunci(&self) -> Kunci {
        Kunci {
            tahun: self.tahun,
            opd: fold(&self.opd),
            kode: folded_code(&self.kode),
            uraian: fold(&self.uraian),
            bagian: fold(&self.bagian),
        }
    }

    /// Says who decided and when: `oleh Sari pada 8 Oktober 2026`.
    #[must_use]
    pub fn siapa(&self) -> String {
        let mut text = String::new();
        if !self.oleh.is_empty() {
            text = format!(" oleh {}", self.oleh);
        }
        if let Some(date) = self.pada {
            let month = usize::try_from(date.month() - 1).unwrap_or(0) % 12;
            let date = format!(" pada {} {} {}", date.day(), BULAN[month], date.year());
            text.push_str(&date);
        }
        text.trim_start().to_owned()
    }

    /// Returns the class as decided; what the program had proposed stays among the reasons.
    #[must_use]
    pub fn tetapkan(&self, usulan: &Klasifikasi, hitung_konsultansi: bool) -> Klasifikasi {
        let reason = |rule: &str, text: String| Dasar {
            rule: rule.to_owned(),
            text,
            weight: 0.0,
        };
        let who = self.siapa();
        let note = if self.catatan.is_empty() {
            String::new()
        } else {
            format!("; {}", self.catatan)
        };
        let decided = format!("keputusan petugas {who} → {}{note}", self.jenis.label());
        let proposed = format!(
            "usulan program: {} (keyakinan {} %)",
            usulan.jenis.label(),
            comma(usulan.keyakinan * 100.0, 0)
        );
        Klasifikasi {
            jenis: self.jenis,
            fisik_konstruksi: self.jenis == Jenis::FisikKonstruksi
                || (hitung_konsultansi && self.jenis == Jenis::KonsultansiKonstruksi),
            keyakinan: 1.0,
            telaah: false,
            dasar: vec![
                reason(PETUGAS, decided.replace("  ", " ")),
                reason(USULAN, proposed),
            ],
        }
    }

    /// Adds the decision of an earlier year to the reasons: shown, not applied. Where it differs, a person should look.
    pub fn usulkan(&self, usulan: &mut Klasifikasi) {
        usulan.telaah |= self.jenis != usulan.jenis;
        usulan.dasar.push(Dasar {
            rule: TAHUN_LALU.to_owned(),
            text: format!(
                "keputusan {}: {} ({})",
                self.tahun,
                self.jenis.label(),
                self.siapa()
            )
            .replace(" ()", ""),
            weight: 0.0,
        });
    }
}

/// Returns the reason that a rule of this name gave.
#[must_use]
pub fn alasan<'k>(klasifikasi: &'k Klasifikasi, rule: &str) -> Option<&'k str> {
    let mut reasons = klasifikasi.dasar.iter();
    reasons
        .find(|dasar| dasar.rule == rule)
        .map(|dasar| dasar.text.as_str())
}

/// Returns a code by its numbers, so that `5.1.02.01` and `5.1.2.1` are one.
fn folded_code(kode: &str) -> String {
    let segments: Vec<&str> = kode
        .split(|c: char| !c.is_alphanumeric())
        .filter(|segment| !segment.is_empty())
        .map(|segment| {
            let short = segment.trim_start_matches('0');
            if short.is_empty() { "0" } else { short }
        })
        .collect();
    segments.join(".").to_lowercase()
}

#[cfg(test)]
mod tests;

//! Decisions of officials on the class of an activity: which activity each is about, and what it changes.
//!
//! A decision of the year asked for overrides rules and weights; one of an earlier year is only a proposal.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::kegiatan::{Dasar, Jenis, Klasifikasi};
use crate::model::nilai::comma;
use crate::model::periode::BULAN;
use crate::normalize::fold::fold;

use super::split_code;

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

/// What an activity is known by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dikenal<'a> {
    pub kode: &'a str,
    pub uraian: &'a str,
    pub bagian: &'a str,
}

/// Which activity each decision is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasangan {
    /// For each activity the index of the decision that holds for it.
    pub untuk: Vec<Option<usize>>,
    /// Decisions that are about no activity, or about none of several that might be meant.
    pub sisa: Vec<usize>,
    /// Activities of which two decisions of equal weight say different things: neither holds.
    pub berlawanan: Vec<(usize, usize, usize)>,
}

/// The folded parts of an activity or a decision.
struct Lipatan {
    kode: String,
    uraian: String,
    bagian: String,
    /// Whether the code is that of an account, which stands under many activities.
    rekening: bool,
}

impl Lipatan {
    fn new(kode: &str, uraian: &str, bagian: &str) -> Self {
        let (before, account) = split_code(kode);
        Self {
            kode: folded_code(kode),
            uraian: fold(uraian),
            bagian: fold(bagian),
            rekening: before.is_none() && account.is_some(),
        }
    }

    /// Counts the parts that are stated and equal; `None` where a stated part differs or nothing is stated.
    fn fits(&self, leaf: &Self) -> Option<usize> {
        let parts = [
            (&self.kode, &leaf.kode),
            (&self.uraian, &leaf.uraian),
            (&self.bagian, &leaf.bagian),
        ];
        if self.kode.is_empty() && self.uraian.is_empty() {
            return None;
        }
        let stated = parts.iter().filter(|(own, _)| !own.is_empty());
        stated
            .clone()
            .all(|(own, other)| own == other)
            .then(|| stated.count())
    }

    /// Whether the code or the name is the same where the rest changed. An account's code or name says nothing outside
    /// of the row that it stands under.
    fn resembles(&self, leaf: &Self) -> bool {
        let same_place = self.bagian == leaf.bagian;
        let same_code =
            !self.kode.is_empty() && self.kode == leaf.kode && (same_place || !leaf.rekening);
        let same_name = !self.uraian.is_empty()
            && self.uraian == leaf.uraian
            && (same_place || !(leaf.rekening || self.rekening));
        same_code || same_name
    }
}

/// Pairs the activities of one office with decisions on it: by code, name and place, then by what of these stayed the
/// same, where it tells one activity only.
#[must_use]
pub fn pasangkan(kegiatan: &[Dikenal<'_>], keputusan: &[&Keputusan]) -> Pasangan {
    let leaves: Vec<Lipatan> = kegiatan
        .iter()
        .map(|k| Lipatan::new(k.kode, k.uraian, k.bagian))
        .collect();
    let entries: Vec<Lipatan> = keputusan
        .iter()
        .map(|k| Lipatan::new(&k.kode, &k.uraian, &k.bagian))
        .collect();
    let mut out = Pasangan {
        untuk: vec![None; leaves.len()],
        ..Pasangan::default()
    };
    let mut used = vec![false; entries.len()];
    for (at, leaf) in leaves.iter().enumerate() {
        let fitting = entries.iter().enumerate();
        let fitting: Vec<(usize, usize)> = fitting
            .filter_map(|(entry, own)| Some((own.fits(leaf)?, entry)))
            .collect();
        for (_, entry) in &fitting {
            used[*entry] = true;
        }
        let Some(best) = fitting.iter().map(|(parts, _)| *parts).max() else {
            continue;
        };
        let mut best = fitting.iter().filter(|(parts, _)| *parts == best);
        let first = best.next().map(|(_, entry)| *entry);
        let other = best.find(|(_, entry)| {
            first.is_some_and(|first| keputusan[first].jenis != keputusan[*entry].jenis)
        });
        match (first, other) {
            (Some(first), Some((_, other))) => out.berlawanan.push((at, first, *other)),
            _ => out.untuk[at] = first,
        }
    }
    let taken: Vec<bool> = (0..leaves.len())
        .map(|at| out.untuk[at].is_some() || out.berlawanan.iter().any(|(leaf, ..)| *leaf == at))
        .collect();
    let mut changed: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (entry, own) in entries.iter().enumerate().filter(|(e, _)| !used[*e]) {
        let mut alike = leaves
            .iter()
            .enumerate()
            .filter(|(at, leaf)| !taken[*at] && own.resembles(leaf));
        match (alike.next(), alike.next()) {
            (Some((at, _)), None) => changed.entry(at).or_default().push(entry),
            _ => out.sisa.push(entry),
        }
    }
    for (at, entries) in changed {
        let first = entries[0];
        let other = entries
            .iter()
            .find(|entry| keputusan[**entry].jenis != keputusan[first].jenis);
        match other {
            Some(other) => out.berlawanan.push((at, first, *other)),
            None => out.untuk[at] = Some(first),
        }
    }
    out
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
mod tests {
    use super::*;

    fn decided(kode: &str, uraian: &str, bagian: &str, jenis: Jenis) -> Keputusan {
        Keputusan {
            tahun: 2026,
            opd: "dpupr".into(),
            kode: kode.into(),
            uraian: uraian.into(),
            bagian: bagian.into(),
            jenis,
            oleh: "Petugas A".into(),
            pada: Date::new(2026, 10, 8).ok(),
            catatan: String::new(),
        }
    }

    /// Checks which decision holds for each activity.
    fn check(leaves: &[[&str; 3]], entries: &[Keputusan], expected: &[Option<usize>]) {
        let kegiatan: Vec<Dikenal<'_>> = leaves
            .iter()
            .map(|[kode, uraian, bagian]| Dikenal {
                kode,
                uraian,
                bagian,
            })
            .collect();
        let keputusan: Vec<&Keputusan> = entries.iter().collect();
        let pasangan = pasangkan(&kegiatan, &keputusan);
        assert_eq!(pasangan.untuk, expected, "{leaves:?} {pasangan:?}");
    }

    const SUB: &str = "1.03.10.2.01.0053";
    const REK: &str = "5.1.02.03.03.0001";

    #[test]
    fn a_decision_finds_its_activity_by_code_and_name() {
        let one = [decided(SUB, "Rehabilitasi Jalan", "", Jenis::NonFisik)];
        check(&[[SUB, "REHABILITASI  JALAN", "x"]], &one, &[Some(0)]);
        check(
            &[["1.03.10.2.1.53", "Rehabilitasi Jalan", ""]],
            &one,
            &[Some(0)],
        );
    }

    #[test]
    fn a_changed_code_or_name_is_followed_where_it_tells_one_activity() {
        let one = [decided(
            SUB,
            "Rehabilitasi Jalan",
            "Jalan Kabupaten",
            Jenis::NonFisik,
        )];
        let renamed = [SUB, "Rehab Jalan Kabupaten", "Jalan Kabupaten"];
        let recoded = [
            "1.03.10.2.01.0099",
            "Rehabilitasi Jalan",
            "Jalan Kabupaten/Kota",
        ];
        check(&[renamed], &one, &[Some(0)]);
        check(&[recoded], &one, &[Some(0)]);
        check(&[renamed, recoded], &one, &[None, None]);
        check(
            &[["1.03.10.2.01.0099", "Jembatan", "Jalan Kabupaten"]],
            &one,
            &[None],
        );
    }

    #[test]
    fn an_account_says_nothing_outside_of_its_activity() {
        let one = [decided(
            REK,
            "Belanja Pemeliharaan",
            "Gedung A",
            Jenis::FisikKonstruksi,
        )];
        check(&[[REK, "Belanja Pemeliharaan", "Gedung B"]], &one, &[None]);
        check(
            &[[REK, "Belanja Pemeliharaan Gedung", "Gedung A"]],
            &one,
            &[Some(0)],
        );
        let everywhere = [decided(REK, "", "", Jenis::NonFisik)];
        check(
            &[[REK, "A", "Gedung A"], [REK, "B", "Gedung B"]],
            &everywhere,
            &[Some(0), Some(0)],
        );
    }

    #[test]
    fn the_more_exact_decision_holds_and_a_tie_holds_nothing() {
        let two = [
            decided(REK, "", "", Jenis::NonFisik),
            decided(REK, "Talud", "Gedung A", Jenis::FisikKonstruksi),
        ];
        check(&[[REK, "Talud", "Gedung A"]], &two, &[Some(1)]);
        let tie = [
            decided(SUB, "", "", Jenis::NonFisik),
            decided("", "Talud", "", Jenis::FisikKonstruksi),
        ];
        check(&[[SUB, "Talud", ""]], &tie, &[None]);
    }

    #[test]
    fn a_decision_is_certain_and_says_who_took_it() {
        let usulan = Klasifikasi {
            jenis: Jenis::FisikKonstruksi,
            fisik_konstruksi: true,
            keyakinan: 0.62,
            telaah: true,
            dasar: Vec::new(),
        };
        let keputusan = decided("", "Talud", "", Jenis::KonsultansiKonstruksi);
        let hasil = keputusan.tetapkan(&usulan, false);
        assert_eq!(
            (hasil.fisik_konstruksi, hasil.telaah, hasil.keyakinan),
            (false, false, 1.0)
        );
        assert_eq!(
            alasan(&hasil, PETUGAS),
            Some("keputusan petugas oleh Petugas A pada 8 Oktober 2026 → Konsultansi Konstruksi")
        );
        assert!(keputusan.tetapkan(&usulan, true).fisik_konstruksi);
        let mut usulan = usulan;
        usulan.telaah = false;
        keputusan.usulkan(&mut usulan);
        assert_eq!(
            (usulan.jenis, usulan.telaah),
            (Jenis::FisikKonstruksi, true)
        );
        assert_eq!(
            alasan(&usulan, TAHUN_LALU),
            Some("keputusan 2026: Konsultansi Konstruksi (oleh Petugas A pada 8 Oktober 2026)")
        );
    }

    proptest::proptest! {
        #[test]
        fn any_texts_are_paired(texts in proptest::collection::vec("[a-b1-5. ]{0,6}", 0..12)) {
            let leaves: Vec<Dikenal<'_>> = texts
                .iter()
                .map(|t| Dikenal { kode: t, uraian: t, bagian: "" })
                .collect();
            let entries: Vec<Keputusan> = texts
                .iter()
                .map(|t| decided(t, t, "", Jenis::NonFisik))
                .collect();
            let keputusan: Vec<&Keputusan> = entries.iter().collect();
            let pasangan = pasangkan(&leaves, &keputusan);
            proptest::prop_assert_eq!(pasangan.untuk.len(), leaves.len());
        }
    }
}

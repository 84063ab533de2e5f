//! What the account, the sub kegiatan's code and the procurement type say of an activity.

use crate::model::kegiatan::Jenis;
use crate::model::nilai::Sen;
use crate::normalize::fold::fold;
use crate::rules::klasifikasi::{Aturan, JenisPengadaan, Klasifikator, Kode};

use super::Kegiatan;
use super::dasar::{Alasan, Sumber};

/// From this weight on, evidence against a rule that ended the matter sends the row to review.
pub(super) const CONTRADICTION: f64 = 4.5;

/// The entries of the rules that speak of an activity.
#[derive(Clone, Copy, Debug, Default)]
pub struct Petunjuk<'r> {
    pub rekening: Option<&'r Kode>,
    pub sub_kegiatan: Option<&'r Kode>,
    pub jenis_pengadaan: Option<&'r JenisPengadaan>,
}

impl<'r> Petunjuk<'r> {
    #[must_use]
    pub fn of(kegiatan: &Kegiatan<'_>, aturan: &'r Klasifikator) -> Self {
        Self {
            rekening: kegiatan
                .kode_rekening
                .and_then(|kode| lookup(kode, &aturan.rekening)),
            sub_kegiatan: kegiatan
                .kode_sub_kegiatan
                .and_then(|kode| lookup(kode, &aturan.sub_kegiatan)),
            jenis_pengadaan: kegiatan.jenis_pengadaan.and_then(|text| {
                let folded = fold(text);
                aturan
                    .jenis_pengadaan
                    .iter()
                    .filter(|entry| folded.starts_with(entry.awalan.as_ref()))
                    .max_by_key(|entry| entry.awalan.len())
            }),
        }
    }

    pub fn reasons(&self, alasan: &mut Vec<Alasan>) {
        let mut push = |sumber, bobot| alasan.push(Alasan { sumber, bobot });
        if let Some(kode) = self.rekening {
            push(Sumber::Rekening, kode.bobot);
        }
        if let Some(kode) = self.sub_kegiatan {
            push(Sumber::KodeSubKegiatan, kode.bobot);
        }
        if let Some(jenis) = self.jenis_pengadaan {
            push(Sumber::JenisPengadaan, jenis.bobot);
        }
    }

    /// Returns whether the official procurement type says the opposite of what a rule decided.
    #[must_use]
    pub fn contradicts(&self, construction: bool) -> bool {
        self.jenis_pengadaan.is_some_and(|jenis| {
            jenis.bobot.abs() >= CONTRADICTION && (jenis.bobot > 0.0) != construction
        })
    }

    /// Returns whether the pagu is too small for the account to be sure of works; the bound comes with it.
    #[must_use]
    pub fn small_pagu(&self, pagu: Option<Sen>) -> Option<Sen> {
        let bound = self.rekening?.telaah_di_bawah?;
        pagu.filter(|pagu| *pagu < bound).map(|_| bound)
    }

    /// Returns the class of what isn't construction: a consultancy needs something built or an account that says so;
    /// otherwise the account, the procurement type, the veto, the phrases and the sub kegiatan are asked in this order.
    #[must_use]
    pub fn class(&self, veto: Option<&Aturan>, kelas: Option<&Aturan>, built: bool) -> Jenis {
        let account = self.rekening.and_then(|kode| kode.jenis);
        let official = self
            .jenis_pengadaan
            .and_then(|jenis| jenis.jenis.filter(|_| built || !jenis.perlu_objek));
        if let Some(rule) = veto
            && rule.jenis == Some(Jenis::KonsultansiKonstruksi)
        {
            let says_so = account == Some(Jenis::KonsultansiKonstruksi)
                || official == Some(Jenis::KonsultansiKonstruksi);
            let denied = account == Some(Jenis::NonFisik) || (rule.perlu_objek && !built);
            return if says_so || !denied {
                Jenis::KonsultansiKonstruksi
            } else {
                Jenis::NonFisik
            };
        }
        account
            .or(official)
            .or(veto.and_then(|rule| rule.jenis))
            .or(kelas.and_then(|rule| rule.jenis))
            .or(self.sub_kegiatan.and_then(|kode| kode.jenis))
            .unwrap_or(Jenis::NonFisik)
    }
}

/// Returns the entry with the longest prefix that fits a code, written in any of the usual ways.
fn lookup<'r>(text: &str, entries: &'r [Kode]) -> Option<&'r Kode> {
    let mut segments = [0u16; 12];
    let mut n = 0;
    let mut third_digits = 0;
    for segment in text
        .trim()
        .split(['.', ' ', '-'])
        .filter(|segment| !segment.is_empty())
    {
        let Ok(number) = segment.parse::<u16>() else {
            break;
        };
        let Some(slot) = segments.get_mut(n) else {
            break;
        };
        *slot = number;
        n += 1;
        if n == 3 {
            third_digits = segment.len();
        }
    }
    let code = segments.get(..n)?;
    entries
        .iter()
        .filter(|entry| {
            entry.awalan.len() <= code.len()
                && (!entry.lama || third_digits == 1)
                && entry
                    .awalan
                    .iter()
                    .zip(code)
                    .all(|(want, is)| want.is_none_or(|want| want == *is))
        })
        .max_by_key(|entry| {
            (
                entry.lama,
                entry.awalan.len(),
                entry.awalan.iter().flatten().count(),
            )
        })
}

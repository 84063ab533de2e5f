//! Reasons in words that an official understands: which rule or term spoke, how strongly, for what.

use crate::model::kegiatan::{Dasar, Jenis};
use crate::model::nilai::Sen;
use crate::rules::klasifikasi::{Klasifikator, Sifat};

use super::bukti::Petunjuk;
use super::model::{Istilah, term_text};
use super::pola::Temuan;

/// The smallest weight worth stating.
const NEGLIGIBLE: f64 = 0.05;

/// The name under which the official procurement type gives its reason.
pub(super) const JENIS_PENGADAAN: &str = "jenis-pengadaan";
/// The name under which a rule speaks that sends to review what leaves open what is done.
pub(super) const TERBUKA: &str = "belum-dirinci";

/// Who gave a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sumber {
    Aturan(Temuan),
    /// A phrase that leaves open what is done.
    Terbuka(Temuan),
    Istilah(Istilah),
    Rekening,
    KodeSubKegiatan,
    NamaSubKegiatan,
    JenisPengadaan,
    /// The pagu lies below this bound of the account.
    Pagu(Sen),
}

impl Sumber {
    /// Whether it is no part of the activity's own name.
    #[must_use]
    pub const fn stands_beside_the_name(self) -> bool {
        matches!(
            self,
            Self::Rekening | Self::KodeSubKegiatan | Self::NamaSubKegiatan | Self::JenisPengadaan
        )
    }
}

/// A reason before it is put into words; `bobot` is its share of the log-odds of construction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alasan {
    pub sumber: Sumber,
    pub bobot: f64,
}

/// Puts the strongest reasons into words, the one that ended the matter first.
pub fn render(
    alasan: &mut Vec<Alasan>,
    ending: Option<Temuan>,
    jenis: Jenis,
    aturan: &Klasifikator,
    petunjuk: &Petunjuk<'_>,
) -> Vec<Dasar> {
    let ends = |a: &Alasan| matches!((a.sumber, ending), (Sumber::Aturan(t), Some(e)) if t == e);
    let stated = |a: &Alasan| ends(a) || matches!(a.sumber, Sumber::Pagu(_) | Sumber::Terbuka(_));
    alasan.retain(|a| a.bobot.abs() >= NEGLIGIBLE || stated(a));
    alasan.sort_by(|a, b| {
        stated(b)
            .cmp(&stated(a))
            .then(b.bobot.abs().total_cmp(&a.bobot.abs()))
    });
    alasan.truncate(aturan.dasar_terbanyak);
    if alasan.is_empty() {
        return vec![Dasar {
            rule: "tanpa-petunjuk".to_owned(),
            text: "tidak ada kata atau kode yang dikenal".to_owned(),
            weight: 0.0,
        }];
    }
    alasan
        .iter()
        .map(|a| one(a, jenis, aturan, petunjuk))
        .collect()
}

fn one(alasan: &Alasan, jenis: Jenis, aturan: &Klasifikator, petunjuk: &Petunjuk<'_>) -> Dasar {
    let weight = alasan.bobot;
    let side = if weight > 0.0 {
        "konstruksi"
    } else {
        "bukan konstruksi"
    };
    let (rule, text) = match alasan.sumber {
        Sumber::Aturan(temuan) => {
            let rule = aturan.aturan.get(temuan.milik);
            let id = rule.map_or("", |rule| &rule.id);
            let phrase = aturan.bila.pola(temuan.pola).map_or("", |pola| pola.text());
            let toward = match rule.map(|rule| rule.sifat) {
                Some(Sifat::Veto) => jenis.label(),
                _ => side,
            };
            let because = rule.map_or("", |rule| &rule.teks);
            (
                id,
                format!(
                    "\"{}\" ({}) → {toward}: {because}",
                    phrase.trim_start_matches('^'),
                    signed(weight)
                ),
            )
        }
        Sumber::Terbuka(temuan) => {
            let phrase = aturan.bila.pola(temuan.pola).map_or("", |pola| pola.text());
            let because = aturan
                .aturan
                .get(temuan.milik)
                .map_or("", |rule| &rule.teks);
            (
                TERBUKA,
                format!("\"{}\": {because}", phrase.trim_start_matches('^')),
            )
        }
        Sumber::Istilah(istilah) => {
            let place = if istilah.awal { " di awal nama" } else { "" };
            let mut text = term_text(istilah, &aturan.kamus);
            if istilah.awal {
                text.remove(0);
            }
            (
                "model",
                format!("\"{text}\"{place} ({}) → {side}", signed(weight)),
            )
        }
        Sumber::Rekening => (
            "rekening",
            coded(
                "rekening",
                petunjuk.rekening.map(|k| k.teks.as_ref()),
                weight,
                side,
            ),
        ),
        Sumber::KodeSubKegiatan => (
            "kode-sub-kegiatan",
            coded(
                "kode sub kegiatan",
                petunjuk.sub_kegiatan.map(|k| k.teks.as_ref()),
                weight,
                side,
            ),
        ),
        Sumber::NamaSubKegiatan => (
            "nama-sub-kegiatan",
            format!("nama sub kegiatan ({}) → {side}", signed(weight)),
        ),
        Sumber::Pagu(bound) => (
            "pagu",
            format!("pagu di bawah {bound}: periksa apakah suku cadang atau bahan"),
        ),
        Sumber::JenisPengadaan => (
            JENIS_PENGADAAN,
            coded(
                "jenis pengadaan",
                petunjuk.jenis_pengadaan.map(|j| j.teks.as_ref()),
                weight,
                side,
            ),
        ),
    };
    Dasar {
        rule: rule.to_owned(),
        text,
        weight,
    }
}

fn coded(what: &str, name: Option<&str>, weight: f64, side: &str) -> String {
    format!(
        "{what} {} ({}) → {side}",
        name.unwrap_or_default(),
        signed(weight)
    )
}

/// Writes a weight with its sign and a decimal comma: `−5,2`.
fn signed(weight: f64) -> String {
    let sign = if weight < 0.0 { '−' } else { '+' };
    format!("{sign}{:.1}", weight.abs()).replace('.', ",")
}

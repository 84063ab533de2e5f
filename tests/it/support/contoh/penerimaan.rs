//! The receipt register of the samples: when each file came, by which way.

use std::fmt::Write as _;

use super::berkas::Sample;
use super::resep::Container;
use super::riwayat::Kiriman;
use super::rng::Rng;

/// Files that came after the deadline (2026-10-12): office, time of receipt, days late.
const LATE: [(&str, &str, i64); 2] = [
    ("kesbangpol", "2026-10-14 10:20", 2),
    ("kec-matesih", "2026-10-15 08:05", 3),
];

pub fn late() -> impl Iterator<Item = (&'static str, &'static str, i64)> {
    LATE.into_iter()
}

/// Writes the register: UTF-8 with BOM, `;`, one line a file.
///
/// Only files whose bytes don't depend on a compressor carry their hash; where it is blank the file's name decides.
#[must_use]
pub fn register(before: &[Kiriman], samples: &[Sample]) -> Vec<u8> {
    let mut out = String::from("\u{feff}opd;file;hash;diterima_pada;cara;catatan\r\n");
    for kiriman in before {
        let Some(at) = &kiriman.diterima else {
            continue;
        };
        let (recipe, bulan) = (&kiriman.sample.recipe, kiriman.bulan);
        let hash = hash(&kiriman.sample);
        let _ = write!(
            out,
            "{};2026-{bulan:02}/{};{hash};{at};surel;\r\n",
            kiriman.pengirim, recipe.file
        );
    }
    for sample in samples {
        let recipe = &sample.recipe;
        let mut rng = Rng::named(recipe.file);
        let hash = hash(sample);
        let late = LATE.iter().find(|(opd, ..)| *opd == recipe.opd);
        // On Saturday and Sunday nobody receives.
        let day = [1, 2, 5, 6, 7, 8, 9, 12][usize::try_from(rng.between(0, 7)).unwrap()];
        let time = format!(
            "2026-10-{day:02} {:02}:{:02}",
            rng.between(8, 15),
            rng.between(0, 59)
        );
        let time = late.map_or(time.as_str(), |(_, at, _)| at);
        let way = ["surel", "WhatsApp", "diantar"][usize::try_from(rng.between(0, 2)).unwrap()];
        let note = if late.is_some() {
            "sudah diingatkan melalui telepon"
        } else {
            ""
        };
        let _ = write!(
            out,
            "{};{};{hash};{time};{way};{note}\r\n",
            recipe.opd, recipe.file
        );
    }
    out.into_bytes()
}

/// The hash of a file whose bytes are the same on every machine; else nothing.
fn hash(sample: &Sample) -> String {
    let plain = matches!(
        sample.recipe.container,
        Container::Csv | Container::Tsv | Container::Html | Container::SpreadsheetMl
    );
    if plain {
        blake3::hash(&sample.bytes).to_hex().to_string()
    } else {
        String::new()
    }
}

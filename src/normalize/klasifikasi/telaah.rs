//! Why a person should look at a class, in a few words before the reasons themselves.

use crate::model::kegiatan::{Jenis, Klasifikasi};

use super::dasar::{JENIS_PENGADAAN, TERBUKA};
use super::keputusan::{PETUGAS, TAHUN_LALU};

/// How many reasons a cell states.
const TERBANYAK: usize = 4;
/// From this keyakinan on, doubt can't be what asks for a review: something contradicts.
const SURE: f64 = 0.9;

/// Returns why an activity stands in the review queue.
#[must_use]
pub fn sebab(klasifikasi: &Klasifikasi) -> &'static str {
    let has = |rule: &str| klasifikasi.dasar.iter().any(|dasar| dasar.rule == rule);
    let construction = klasifikasi.jenis == Jenis::FisikKonstruksi;
    let opposed = klasifikasi
        .dasar
        .iter()
        .any(|dasar| dasar.rule == JENIS_PENGADAAN && (dasar.weight > 0.0) != construction);
    if has("tanpa-petunjuk") {
        "Nama tidak memuat petunjuk"
    } else if has(TERBUKA) {
        "Nama belum merinci pekerjaannya"
    } else if has("pagu") {
        "Pagu kecil pada rekening pemeliharaan"
    } else if opposed {
        "Jenis pengadaan bertentangan dengan nama"
    } else if klasifikasi.keyakinan >= SURE && has(TAHUN_LALU) {
        "Berbeda dari keputusan tahun lalu"
    } else if klasifikasi.keyakinan >= SURE {
        "Petunjuk saling bertentangan"
    } else {
        "Keyakinan rendah"
    }
}

/// Returns the strongest reasons of the program in one line, without what persons decided.
#[must_use]
pub fn uraian_dasar(klasifikasi: &Klasifikasi) -> String {
    let own = klasifikasi.dasar.iter();
    let own = own.filter(|dasar| ![PETUGAS, TAHUN_LALU].contains(&dasar.rule.as_str()));
    let texts: Vec<&str> = own
        .map(|dasar| dasar.text.as_str())
        .take(TERBANYAK)
        .collect();
    texts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kegiatan::Dasar;
    use crate::model::nilai::Sen;
    use crate::normalize::klasifikasi::{Kegiatan, classify};
    use crate::rules::Rules;

    fn check(kegiatan: Kegiatan<'_>, expected: &str) {
        let hasil = classify(&kegiatan, &Rules::embedded().unwrap());
        assert!(hasil.telaah, "{kegiatan:?}");
        assert_eq!(sebab(&hasil), expected, "{kegiatan:?}");
    }

    #[test]
    fn a_review_says_why() {
        let named = |uraian| Kegiatan {
            uraian,
            ..Kegiatan::default()
        };
        check(named("Xyzzy"), "Nama tidak memuat petunjuk");
        check(
            named("Penyediaan Perlengkapan Jalan di Jalan Kabupaten/Kota"),
            "Keyakinan rendah",
        );
        check(
            named(
                "Koordinasi, Sinkronisasi dan Pelaksanaan Penyediaan Sarana dan Prasarana Olahraga",
            ),
            "Nama belum merinci pekerjaannya",
        );
        check(
            Kegiatan {
                kode_rekening: Some("5.1.02.03.03.0001"),
                pagu: Some(Sen::whole(1_000_000)),
                ..named("Pemeliharaan Gedung Kantor")
            },
            "Pagu kecil pada rekening pemeliharaan",
        );
        check(
            Kegiatan {
                jenis_pengadaan: Some("Pekerjaan Konstruksi"),
                ..named("Pengawasan Pembangunan Jembatan")
            },
            "Jenis pengadaan bertentangan dengan nama",
        );
    }

    #[test]
    fn what_persons_decided_is_told_apart() {
        let dasar = |rule: &str| Dasar {
            rule: rule.into(),
            text: rule.into(),
            weight: 1.0,
        };
        let mut klasifikasi = Klasifikasi {
            jenis: Jenis::NonFisik,
            fisik_konstruksi: false,
            keyakinan: 0.99,
            telaah: true,
            dasar: vec![dasar("model"), dasar(TAHUN_LALU)],
        };
        assert_eq!(uraian_dasar(&klasifikasi), "model");
        assert_eq!(sebab(&klasifikasi), "Berbeda dari keputusan tahun lalu");
        klasifikasi.dasar.pop();
        assert_eq!(sebab(&klasifikasi), "Petunjuk saling bertentangan");
    }
}

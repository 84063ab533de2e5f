//! The classes that a sub kegiatan or kegiatan mixes: its pagu by class, added up from the rows beneath it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::kegiatan::{Jenis, Tingkat};
use crate::model::nilai::Sen;
use crate::model::table::Row;

/// What stands beneath one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Porsi {
    /// The names from the program down to the heading.
    pub nama: Vec<Arc<str>>,
    pub n_baris: usize,
    /// In the order of `Jenis::ALL`; rows without pagu or class are left out.
    pub pagu: [Sen; 4],
    /// Pagu that counts as physical construction: as decided, so an office's setting or decision is in it.
    pub konstruksi: Sen,
}

impl Porsi {
    /// Returns the share of construction in percent of the pagu; `None` without a pagu above zero.
    #[must_use]
    pub fn konstruksi_pct(&self) -> Option<f64> {
        let total: Sen = self.pagu.iter().copied().sum();
        (total > Sen::ZERO).then(|| self.konstruksi.rupiah() / total.rupiah() * 100.0)
    }
}

/// Adds up the leaves of a table by their heading at a level, in the order of the sheet. A leaf that stands at that
/// level or above has nothing beneath it and is left out.
#[must_use]
pub fn shares<'a>(leaves: impl Iterator<Item = &'a Row>, tingkat: Tingkat) -> Vec<Porsi> {
    let mut shares: Vec<Porsi> = Vec::new();
    let mut known: BTreeMap<Vec<Arc<str>>, usize> = BTreeMap::new();
    for row in leaves.filter(|row| row.level > tingkat && row.induk.contains_key(&tingkat)) {
        let (Some(pagu), Some(klasifikasi)) = (row.pagu, &row.klasifikasi) else {
            continue;
        };
        let nama: Vec<Arc<str>> = row
            .induk
            .range(..=tingkat)
            .map(|(_, name)| Arc::clone(name))
            .collect();
        let index = *known.entry(nama.clone()).or_insert(shares.len());
        if index == shares.len() {
            shares.push(Porsi {
                nama,
                n_baris: 0,
                pagu: [Sen::ZERO; 4],
                konstruksi: Sen::ZERO,
            });
        }
        let Some(porsi) = shares.get_mut(index) else {
            continue;
        };
        porsi.n_baris += 1;
        if let Some(slot) = Jenis::ALL
            .iter()
            .position(|jenis| *jenis == klasifikasi.jenis)
        {
            porsi.pagu[slot] += pagu;
        }
        if klasifikasi.fisik_konstruksi {
            porsi.konstruksi += pagu;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kegiatan::Klasifikasi;

    fn leaf(sub_kegiatan: &str, level: Tingkat, jenis: Jenis, rupiah: Option<i64>) -> Row {
        Row {
            row: 0,
            level,
            leaf: true,
            kode: None,
            uraian: "x".into(),
            pagu: rupiah.map(Sen::whole),
            target_keuangan: None,
            realisasi_keuangan: None,
            target_fisik: None,
            realisasi_fisik: None,
            induk: BTreeMap::from([(Tingkat::SubKegiatan, sub_kegiatan.into())]),
            lain: BTreeMap::new(),
            klasifikasi: Some(Klasifikasi {
                jenis,
                fisik_konstruksi: jenis == Jenis::FisikKonstruksi,
                keyakinan: 1.0,
                telaah: false,
                dasar: Vec::new(),
            }),
        }
    }

    #[test]
    fn the_share_is_weighed_by_pagu() {
        let rows = [
            leaf(
                "Jalan",
                Tingkat::Rekening,
                Jenis::FisikKonstruksi,
                Some(900),
            ),
            leaf("Gedung", Tingkat::Paket, Jenis::NonFisik, Some(0)),
            leaf(
                "Jalan",
                Tingkat::Rekening,
                Jenis::KonsultansiKonstruksi,
                Some(100),
            ),
            leaf("Jalan", Tingkat::Rekening, Jenis::NonFisik, None),
            leaf(
                "Jalan",
                Tingkat::SubKegiatan,
                Jenis::FisikKonstruksi,
                Some(500),
            ),
        ];
        let shares = shares(rows.iter(), Tingkat::SubKegiatan);
        let read: Vec<(&str, usize, Option<f64>)> = shares
            .iter()
            .map(|porsi| {
                (
                    porsi.nama[0].as_ref(),
                    porsi.n_baris,
                    porsi.konstruksi_pct(),
                )
            })
            .collect();
        assert_eq!(read, [("Jalan", 2, Some(90.0)), ("Gedung", 1, None)]);
        assert_eq!(
            shares[0].pagu,
            [Sen::whole(900), Sen::ZERO, Sen::whole(100), Sen::ZERO]
        );
    }
}

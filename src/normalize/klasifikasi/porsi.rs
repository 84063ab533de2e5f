//! The classes that a sub kegiatan or kegiatan mixes: its pagu by class, added up from the rows beneath it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::kegiatan::{Jenis, Tingkat};
use crate::model::nilai::Sen;
use crate::model::table::Row;

/// What stands beneath one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Porsi {
    /// Index of the office.
    pub opd: usize,
    pub tingkat: Tingkat,
    /// The names from the program down to the heading.
    pub nama: Vec<Arc<str>>,
    pub n_baris: usize,
    /// In the order of `Jenis::ALL`; rows without pagu or class are left out.
    pub pagu: [Sen; 4],
    /// Pagu that counts as physical construction: as decided, so an office's setting or decision is in it.
    pub konstruksi: Sen,
}

impl Porsi {
    /// Returns the pagu of the rows beneath that have one and a class.
    #[must_use]
    pub fn jumlah(&self) -> Sen {
        self.pagu.iter().copied().sum()
    }

    /// Returns the share of construction in percent of the pagu; `None` without a pagu above zero.
    #[must_use]
    pub fn konstruksi_pct(&self) -> Option<f64> {
        let total = self.jumlah();
        (total > Sen::ZERO).then(|| self.konstruksi.rupiah() / total.rupiah() * 100.0)
    }

    /// Returns whether rows of several classes stand beneath, so that one class for the whole would say too much.
    #[must_use]
    pub fn campuran(&self) -> bool {
        self.pagu.iter().filter(|pagu| **pagu > Sen::ZERO).count() > 1
    }
}

/// Adds up the leaves by office and heading, in the order they come: the sub kegiatan that a leaf stands under, else the
/// kegiatan. The second value tells for each leaf its heading; one without has `None`.
pub fn shares<'a>(
    leaves: impl Iterator<Item = (usize, &'a Row)>,
) -> (Vec<Porsi>, Vec<Option<usize>>) {
    let mut shares: Vec<Porsi> = Vec::new();
    let mut known: BTreeMap<(usize, Vec<Arc<str>>), usize> = BTreeMap::new();
    let mut of_leaf = Vec::new();
    for (opd, row) in leaves {
        let Some(tingkat) = heading(row) else {
            of_leaf.push(None);
            continue;
        };
        let nama: Vec<Arc<str>> = row
            .induk
            .range(..=tingkat)
            .map(|(_, name)| Arc::clone(name))
            .collect();
        let index = *known.entry((opd, nama.clone())).or_insert(shares.len());
        of_leaf.push(Some(index));
        if index == shares.len() {
            shares.push(Porsi {
                opd,
                tingkat,
                nama,
                n_baris: 0,
                pagu: [Sen::ZERO; 4],
                konstruksi: Sen::ZERO,
            });
        }
        if let Some(porsi) = shares.get_mut(index) {
            add(porsi, row);
        }
    }
    (shares, of_leaf)
}

/// The level of the row that a leaf is a part of.
fn heading(row: &Row) -> Option<Tingkat> {
    [Tingkat::SubKegiatan, Tingkat::Kegiatan]
        .into_iter()
        .find(|tingkat| row.level > *tingkat && row.induk.contains_key(tingkat))
}

fn add(porsi: &mut Porsi, row: &Row) {
    let (Some(pagu), Some(klasifikasi)) = (row.pagu, &row.klasifikasi) else {
        return;
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
            lalu: crate::model::table::Lalu::default(),
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
        let (shares, of_leaf) = shares(rows.iter().map(|row| (0, row)));
        assert_eq!(of_leaf, [Some(0), Some(1), Some(0), Some(0), None]);
        assert!(shares[0].campuran() && !shares[1].campuran());
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

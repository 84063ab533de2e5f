//! An activity or a sum of activities as a table's row sees it: amounts added up, fisik weighted by pagu.

use super::anggaran::{Amounts, Kontrak, Level, Node};

/// A weighted mean kept as its exact parts: Σ(pagu × fisik) in sen × hundredths of a percent, and Σ pagu in sen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weighted {
    pub sum: i128,
    pub pagu: i128,
}

impl Weighted {
    pub fn add(&mut self, pagu: i64, hundredths: Option<i64>) {
        if let (Some(value), 1..) = (hundredths, pagu) {
            self.sum += i128::from(pagu) * i128::from(value);
            self.pagu += i128::from(pagu);
        }
    }

    /// Returns the mean in percent; `None` where nothing is stated.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        (self.pagu > 0).then(|| self.sum as f64 / self.pagu as f64 / 100.0)
    }
}

/// The numbers of a row. Fisik in percent.
#[derive(Clone, Debug, Default)]
pub struct View {
    pub amounts: Amounts,
    pub target_fisik: Option<f64>,
    pub lalu_fisik: Option<f64>,
    pub fisik: Option<f64>,
    pub kode: String,
    pub nama: String,
    pub level: Option<Level>,
    pub leaf: bool,
    pub kontrak: Option<Kontrak>,
    pub unit: Option<String>,
    pub kasus: Option<&'static str>,
}

impl View {
    #[must_use]
    pub fn of(node: &Node) -> Self {
        let mut view = Self::sum(&node.leaves());
        view.kode.clone_from(&node.kode);
        view.nama.clone_from(&node.nama);
        view.level = Some(node.level);
        view.leaf = node.children.is_empty();
        view.kontrak.clone_from(&node.kontrak);
        view.unit.clone_from(&node.unit);
        view.kasus = node.kasus;
        if view.leaf {
            let percent = |value: Option<i64>| value.map(|hundredths| hundredths as f64 / 100.0);
            view.target_fisik = percent(node.own.target_fisik);
            view.lalu_fisik = percent(node.own.lalu_fisik);
            view.fisik = percent(node.own.fisik);
        }
        view
    }

    #[must_use]
    pub fn sum(leaves: &[&Node]) -> Self {
        let mut amounts = Amounts::default();
        let (mut target, mut lalu, mut real) = (
            Weighted::default(),
            Weighted::default(),
            Weighted::default(),
        );
        for leaf in leaves {
            let own = &leaf.own;
            amounts.pagu_awal += own.pagu_awal;
            amounts.pagu += own.pagu;
            amounts.target += own.target;
            amounts.lalu += own.lalu;
            amounts.real += own.real;
            for (sum, part) in amounts.dana.iter_mut().zip(own.dana) {
                *sum += part;
            }
            target.add(own.pagu, own.target_fisik);
            lalu.add(own.pagu, own.lalu_fisik);
            real.add(own.pagu, own.fisik);
        }
        Self {
            amounts,
            target_fisik: target.percent(),
            lalu_fisik: lalu.percent(),
            fisik: real.percent(),
            ..Self::default()
        }
    }
}

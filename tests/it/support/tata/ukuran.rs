//! The columns that measure: keuangan and fisik, rencana and realisasi, grouped as each family does.

use super::kata::W;
use super::kolom::{Col, Family, Span, What};
use super::mutasi::M;
use super::susunan::Plan;
use crate::support::contoh::rng::Rng;

impl Plan<'_> {
    /// Rencana or realisasi of keuangan: rupiah, percent, and weighted where the form has it.
    pub(super) fn money(&self, role: W, path: &[W]) -> Vec<Col> {
        let plan = role == W::Rencana;
        let (rp, pct, ttb) = if plan {
            (
                What::Target(Span::Plain),
                What::TargetPct(Span::Plain),
                What::TtbTarget,
            )
        } else {
            (
                What::Real(Span::Plain),
                What::RealPct(Span::Plain),
                What::TtbReal,
            )
        };
        let with = |last: W| [path, &[last]].concat();
        let mut cols = vec![self.col(rp, &with(W::Rp))];
        if self.on(M::KumTtb) {
            cols.push(self.col(pct, &with(W::Kum)));
            cols.push(self.col(ttb, &with(W::Ttb)));
        } else if self.on(M::KumTtbPolos) || self.on(M::KolomTersembunyi) {
            cols.push(self.col(pct, &with(W::Persen)));
            let mut weighted = self.col(ttb, &with(W::Persen));
            weighted.hidden = self.on(M::KolomTersembunyi);
            cols.push(weighted);
        } else {
            cols.push(self.col(pct, &with(W::Persen)));
        }
        cols
    }

    pub(super) fn fisik(&self, role: W, path: &[W]) -> Vec<Col> {
        let (kum, ttb) = if role == W::Rencana {
            (What::TargetFis(Span::Plain), What::TtbTargetFis)
        } else {
            (What::RealFis(Span::Plain), What::TtbRealFis)
        };
        let with = |last: W| [path, &[last]].concat();
        if self.on(M::KumTtb) {
            vec![self.col(kum, &with(W::Kum)), self.col(ttb, &with(W::Ttb))]
        } else if self.on(M::KumTtbPolos) || self.on(M::KolomTersembunyi) {
            let mut weighted = self.col(ttb, &with(W::Persen));
            weighted.hidden = self.on(M::KolomTersembunyi);
            vec![self.col(kum, &with(W::Persen)), weighted]
        } else {
            vec![self.col(kum, path)]
        }
    }

    pub(super) fn by_measure(&self, rng: &mut Rng) -> Vec<Col> {
        let mut money = self.money(W::Rencana, &[W::Keuangan, W::Rencana]);
        money.extend(self.money(W::Realisasi, &[W::Keuangan, W::Realisasi]));
        if rng.chance(40) {
            money.push(self.col(What::Capaian, &[W::Keuangan, W::Capaian]));
        }
        if rng.chance(30) {
            money.push(self.col(What::DevKeu, &[W::Keuangan, W::Deviasi]));
        }
        let mut fisik = self.fisik(W::Rencana, &[W::Fisik, W::Rencana]);
        fisik.extend(self.fisik(W::Realisasi, &[W::Fisik, W::Realisasi]));
        if rng.chance(40) {
            fisik.push(self.col(What::DevFis, &[W::Fisik, W::Deviasi]));
        }
        self.ordered(money, fisik)
    }

    pub(super) fn by_role(&self, rng: &mut Rng) -> Vec<Col> {
        let mut cols = Vec::new();
        for role in [W::Rencana, W::Realisasi] {
            let money = self.money(role, &[role, W::Keuangan]);
            let fisik = self.fisik(role, &[role, W::Fisik]);
            cols.extend(self.ordered(money, fisik));
        }
        if rng.chance(60) {
            let money = vec![self.col(What::DevKeu, &[W::Deviasi, W::Keuangan])];
            let fisik = vec![self.col(What::DevFis, &[W::Deviasi, W::Fisik])];
            cols.extend(self.ordered(money, fisik));
        }
        cols
    }

    pub(super) fn ordered(&self, money: Vec<Col>, fisik: Vec<Col>) -> Vec<Col> {
        let (mut first, second) = if self.on(M::FisikDulu) {
            (fisik, money)
        } else {
            (money, fisik)
        };
        first.extend(second);
        first
    }

    pub(super) fn short(&self, rng: &mut Rng) -> Vec<Col> {
        let mut money = Vec::new();
        let mut fisik = Vec::new();
        let target = self.family == Family::Datar || rng.chance(50);
        let order: fn(W, W) -> [W; 2] = |measure, role| [role, measure];
        let group = order;
        if target {
            money.push(self.col(
                What::Target(Span::Plain),
                &[&group(W::Keuangan, W::Rencana)[..], &[W::Rp]].concat(),
            ));
            if rng.chance(50) {
                money.push(self.col(
                    What::TargetPct(Span::Plain),
                    &[&group(W::Keuangan, W::Rencana)[..], &[W::Persen]].concat(),
                ));
            }
        }
        money.push(self.col(
            What::Real(Span::Plain),
            &[&group(W::Keuangan, W::Realisasi)[..], &[W::Rp]].concat(),
        ));
        if rng.chance(70) {
            money.push(self.col(
                What::RealPct(Span::Plain),
                &[&group(W::Keuangan, W::Realisasi)[..], &[W::Persen]].concat(),
            ));
        }
        if target {
            fisik.push(self.col(
                What::TargetFis(Span::Plain),
                &[&group(W::Fisik, W::Rencana)[..], &[W::Persen]].concat(),
            ));
        }
        fisik.push(self.col(
            What::RealFis(Span::Plain),
            &[&group(W::Fisik, W::Realisasi)[..], &[W::Persen]].concat(),
        ));
        if target && rng.chance(40) {
            fisik.push(self.col(What::DevFis, &[W::Deviasi, W::Fisik]));
        }
        self.ordered(money, fisik)
    }

    pub(super) fn by_span(&self, rng: &mut Rng) -> Vec<Col> {
        let spans: &[(Span, W)] = if self.on(M::LaluIni) {
            &[(Span::Lalu, W::Lalu), (Span::Ini, W::Ini)]
        } else if self.on(M::SdSaja) {
            &[(Span::Sd, W::Sd)]
        } else if self.on(M::IniSaja) {
            &[(Span::Ini, W::Ini)]
        } else {
            &[
                (Span::Lalu, W::Lalu),
                (Span::Ini, W::Ini),
                (Span::Sd, W::Sd),
            ]
        };
        let grouped_by_span = rng.chance(60);
        let percent = rng.chance(60);
        let mut cols = Vec::new();
        if rng.chance(40) {
            let money = vec![self.col(What::Target(Span::Plain), &[W::Rencana, W::Keuangan])];
            let fisik = vec![self.col(What::TargetFis(Span::Plain), &[W::Rencana, W::Fisik])];
            cols.extend(self.ordered(money, fisik));
        }
        let mut monies = Vec::new();
        let mut fisiks = Vec::new();
        for (span, word) in spans {
            let (m, f) = if grouped_by_span {
                (
                    [W::Realisasi, *word, W::Keuangan],
                    [W::Realisasi, *word, W::Fisik],
                )
            } else {
                (
                    [W::Realisasi, W::Keuangan, *word],
                    [W::Realisasi, W::Fisik, *word],
                )
            };
            let mut money = vec![self.col(What::Real(*span), &[&m[..], &[W::Rp]].concat())];
            if percent {
                money.push(self.col(What::RealPct(*span), &[&m[..], &[W::Persen]].concat()));
            }
            let fisik = vec![self.col(What::RealFis(*span), &f)];
            if grouped_by_span {
                cols.extend(self.ordered(money, fisik));
            } else {
                monies.extend(money);
                fisiks.extend(fisik);
            }
        }
        cols.extend(self.ordered(monies, fisiks));
        cols
    }

    pub(super) fn packages(&self) -> Vec<Col> {
        let mut cols = vec![self.col(What::NomorKontrak, &[W::Kontrak])];
        if self.on(M::MetodePasang) {
            for (n, method) in ["TENDER", "PENGADAAN LANGSUNG", "SWAKELOLA", "E-PURCHASING"]
                .iter()
                .enumerate()
            {
                let path = |last: &str| {
                    vec![
                        "JENIS PAKET".to_owned(),
                        (*method).to_owned(),
                        last.to_owned(),
                    ]
                };
                cols.push(Col {
                    what: What::MetodeKontrak(n),
                    path: path("NILAI KONTRAK (Rp)"),
                    hidden: false,
                });
                cols.push(Col {
                    what: What::MetodeReal(n),
                    path: path("REALISASI"),
                    hidden: false,
                });
            }
            cols.push(self.col(What::Real(Span::Plain), &[W::JumlahRealisasi]));
        } else {
            cols.push(self.col(What::NilaiKontrak, &[W::NilaiKontrak]));
            cols.push(self.col(What::Penyedia, &[W::Penyedia]));
            cols.push(self.col(What::Real(Span::Plain), &[W::Realisasi, W::Keuangan, W::Rp]));
        }
        let money = vec![self.col(
            What::RealPct(Span::Plain),
            &[W::Realisasi, W::Keuangan, W::Persen],
        )];
        let fisik = vec![self.col(
            What::RealFis(Span::Plain),
            &[W::Realisasi, W::Fisik, W::Persen],
        )];
        cols.extend(self.ordered(money, fisik));
        cols
    }
}

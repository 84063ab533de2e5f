//! The columns of a form put together: identity, pagu, measures, remarks; by family and mutation.

use super::acak::index;
use super::kata::{W, Words};
use super::kolom::{Col, Family, Span, What};
use super::mutasi::M;
use crate::support::contoh::rng::Rng;

/// What the columns are made from.
pub(super) struct Plan<'a> {
    pub family: Family,
    pub words: &'a Words,
    pub on: &'a dyn Fn(M) -> bool,
}

impl Plan<'_> {
    pub(super) fn path(&self, words: &[W]) -> Vec<String> {
        words.iter().map(|word| self.words.say(*word)).collect()
    }

    pub(super) fn col(&self, what: What, words: &[W]) -> Col {
        Col {
            what,
            path: self.path(words),
            hidden: false,
        }
    }

    pub(super) fn on(&self, m: M) -> bool {
        (self.on)(m)
    }

    /// A text under a group, or alone where the form has one header row.
    fn grouped(&self, group: &str, text: &str) -> Vec<String> {
        if self.family == Family::Datar || self.on(M::Kepala1) {
            vec![text.to_owned()]
        } else {
            vec![group.to_owned(), text.to_owned()]
        }
    }

    /// Returns the columns from left to right.
    pub(super) fn columns(&self, rng: &mut Rng) -> Vec<Col> {
        let mut cols = self.identity(rng);
        cols.extend(self.budget(rng));
        let measures = match self.family {
            Family::Rfk | Family::Form => self.by_measure(rng),
            Family::Silang => self.by_role(rng),
            Family::Datar | Family::Ringkas | Family::Dump => self.short(rng),
            Family::Masa => self.by_span(rng),
            Family::Paket => self.packages(),
        };
        cols.extend(measures);
        cols.extend(self.tail(rng));
        if self.on(M::KolomSela) {
            let at = cols
                .iter()
                .position(|col| col.what == What::Pagu)
                .unwrap_or(2);
            let spacer = Col {
                what: What::Sela,
                path: Vec::new(),
                hidden: false,
            };
            cols.insert(at, spacer.clone());
            if rng.chance(60) {
                let first_money = cols
                    .iter()
                    .rposition(|col| matches!(col.what, What::Pagu))
                    .unwrap_or(at);
                cols.insert(first_money + 1, spacer);
            }
        }
        if self.on(M::KembarJudul)
            && let Some(at) = cols.iter().position(|col| col.what == What::Pagu)
        {
            let twin = Col {
                what: What::PaguAwal,
                ..cols[at].clone()
            };
            cols.insert(at + 1, twin);
        }
        if self.on(M::KolomTukar) {
            swap_headers(&mut cols, What::Pagu, |what| {
                matches!(what, What::Real(Span::Plain | Span::Sd))
            });
        }
        if self.on(M::TanpaRealisasi) {
            cols.retain(|col| {
                !matches!(
                    col.what,
                    What::Real(_)
                        | What::Sisa
                        | What::FisikRp
                        | What::MetodeReal(_)
                        | What::DanaReal(_)
                )
            });
        }
        if self.on(M::TanpaPagu) {
            cols.retain(|col| {
                !matches!(
                    col.what,
                    What::Pagu
                        | What::PaguAwal
                        | What::PaguTengah
                        | What::PaguDulu
                        | What::Dana(_)
                        | What::Sisa
                )
            });
        }
        cols
    }

    fn identity(&self, rng: &mut Rng) -> Vec<Col> {
        let mut cols = Vec::new();
        if self.family == Family::Dump {
            for (level, name) in ["Program", "Kegiatan", "Sub Kegiatan"].iter().enumerate() {
                cols.push(Col {
                    what: What::Atas(level),
                    path: vec![(*name).to_owned()],
                    hidden: false,
                });
            }
            return cols;
        }
        let numbered = self.on(M::NomorAbjad) || self.on(M::NomorRomawi) || self.on(M::NomorTitik);
        if self.on(M::KodePecah) {
            if rng.chance(50) {
                cols.push(self.col(What::No, &[W::No]));
            }
            for level in 0..5 {
                cols.push(self.col(What::Segmen(level), &[W::Kode]));
            }
        } else if numbered {
            cols.push(self.col(What::No, &[W::No]));
        } else {
            let coded = !self.has_no_code();
            if rng.chance(70) || !coded {
                cols.push(self.col(What::No, &[W::No]));
            }
            if coded && !self.on(M::KodeLekat) {
                cols.push(self.col(What::Kode, &[W::Kode]));
            }
        }
        if self.on(M::KolomTingkat) {
            cols.push(self.col(What::Tingkat, &[W::Tingkat]));
        }
        if self.on(M::NamaGeser) {
            for level in 0..3 {
                let path = if level == 0 {
                    self.path(&[W::Nama])
                } else {
                    Vec::new()
                };
                cols.push(Col {
                    what: What::NamaPada(level),
                    path,
                    hidden: false,
                });
            }
        } else {
            cols.push(self.col(What::Nama, &[W::Nama]));
        }
        cols
    }

    /// Forms whose levels are told without a code.
    fn has_no_code(&self) -> bool {
        const WITHOUT: [M; 8] = [
            M::KataTingkat,
            M::KolomTingkat,
            M::IndenSel,
            M::IndenSpasi,
            M::NamaGeser,
            M::Tebal,
            M::JumlahSaja,
            M::Datar,
        ];
        self.family == Family::Paket || WITHOUT.iter().any(|m| self.on(*m))
    }

    fn budget(&self, rng: &mut Rng) -> Vec<Col> {
        let mut cols = Vec::new();
        let nested = !matches!(self.family, Family::Datar | Family::Dump);
        if self.on(M::DuaTahun) {
            for (what, word) in [(What::PaguDulu, "PAGU"), (What::RealDulu, "REALISASI")] {
                cols.push(Col {
                    what,
                    path: vec!["TAHUN ANGGARAN 2025".to_owned(), word.to_owned()],
                    hidden: false,
                });
            }
        }
        if self.on(M::Pergeseran) || self.on(M::PerubahanTiga) {
            cols.push(self.col(What::PaguAwal, &[W::Pagu, W::Sebelum]));
            if self.on(M::PerubahanTiga) {
                cols.push(self.col(What::PaguTengah, &[W::Pagu, W::Tengah]));
            }
            cols.push(self.col(What::Pagu, &[W::Pagu, W::Sesudah]));
        } else if self.on(M::DanaKolom) || self.on(M::DanaPasangan) {
            let sources = [
                ["PAD", "DAU", "DAK", "BANKEU"],
                ["DAU", "DAK", "DBHCHT", "PAD"],
            ][index(rng, 2)];
            if self.on(M::DanaKolom) {
                let group = self.words.say(W::Sumber);
                for (n, name) in sources.iter().enumerate() {
                    cols.push(Col {
                        what: What::Dana(n),
                        path: self.grouped(&group, name),
                        hidden: false,
                    });
                }
                cols.push(Col {
                    what: What::Pagu,
                    path: self.grouped(&group, &format!("JUMLAH {}", self.words.say(W::Pagu))),
                    hidden: false,
                });
            } else {
                cols.push(self.col(What::Pagu, &[W::Pagu]));
                for (n, name) in sources.iter().enumerate() {
                    let group = format!("SUMBER DANA {name}");
                    cols.push(Col {
                        what: What::Dana(n),
                        path: vec![group.clone(), self.words.say(W::Pagu)],
                        hidden: false,
                    });
                    cols.push(Col {
                        what: What::DanaReal(n),
                        path: vec![group, self.words.say(W::Realisasi)],
                        hidden: false,
                    });
                }
            }
        } else if nested && (self.family == Family::Rfk || rng.chance(30)) {
            cols.push(self.col(What::Pagu, &[W::Pagu, W::Rp]));
            cols.push(self.col(What::Bobot, &[W::Pagu, W::Persen]));
            return cols;
        } else {
            cols.push(self.col(What::Pagu, &[W::Pagu]));
        }
        if self.on(M::KumTtbPolos) || self.on(M::KumTtb) || rng.chance(25) {
            cols.push(self.col(What::Bobot, &[W::Bobot]));
        }
        cols
    }

    fn tail(&self, rng: &mut Rng) -> Vec<Col> {
        let mut cols = Vec::new();
        if self.on(M::FisikRupiah) {
            cols.push(self.col(What::FisikRp, &[W::FisikRp]));
        }
        if rng.chance(60) || self.on(M::SisaSalah) || self.on(M::GalatSisa) {
            cols.push(self.col(What::Sisa, &[W::Sisa]));
        }
        if self.on(M::BulanKolom) {
            const SHORT: [&str; 12] = [
                "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des",
            ];
            for (month, short) in SHORT.iter().enumerate() {
                cols.push(Col {
                    what: What::Bulan(month),
                    path: vec!["RENCANA ANGGARAN KAS".to_owned(), (*short).to_owned()],
                    hidden: false,
                });
            }
        }
        if self.on(M::TriwulanKolom) {
            for (quarter, name) in ["TW I", "TW II", "TW III", "TW IV"].iter().enumerate() {
                cols.push(Col {
                    what: What::Triwulan(quarter),
                    path: vec!["TARGET PER TRIWULAN (Rp)".to_owned(), (*name).to_owned()],
                    hidden: false,
                });
            }
        }
        if self.on(M::IndikatorKolom) {
            let group = self.words.say(W::Indikator);
            for (n, name) in ["URAIAN", "TARGET", "REALISASI", "%"].iter().enumerate() {
                cols.push(Col {
                    what: What::Kinerja(n),
                    path: vec![group.clone(), (*name).to_owned()],
                    hidden: false,
                });
            }
        }
        for (what, word, chance) in [
            (What::Lokasi, W::Lokasi, 20),
            (
                What::Sumber,
                W::Sumber,
                if self.on(M::DanaKolom) || self.on(M::DanaPasangan) {
                    0
                } else {
                    20
                },
            ),
            (What::Pptk, W::Pptk, 15),
            (What::Masalah, W::Masalah, 15),
            (What::Tindak, W::Tindak, 10),
            (What::Ket, W::Ket, 40),
        ] {
            if rng.chance(chance) {
                cols.push(self.col(what, &[word]));
            }
        }
        cols
    }
}

/// Puts the header of one column over another and the other way round.
fn swap_headers(cols: &mut [Col], one: What, other: fn(What) -> bool) {
    let a = cols.iter().position(|col| col.what == one);
    let b = cols.iter().position(|col| other(col.what));
    if let (Some(a), Some(b)) = (a, b) {
        let path = std::mem::take(&mut cols[a].path);
        cols[a].path = std::mem::replace(&mut cols[b].path, path);
    }
}

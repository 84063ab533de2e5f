//! The columns of a form: what each holds and the header texts above it, by family and mutation.

use super::acak::index;
use super::kata::{W, Words};
use super::mutasi::M;
use crate::support::contoh::rng::Rng;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Span {
    Plain,
    Lalu,
    Ini,
    Sd,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    No,
    Kode,
    /// One level of a code that is split over five columns.
    Segmen(usize),
    Nama,
    /// The name, where the level begins in a column of its own.
    NamaPada(usize),
    /// Level columns of a flat dump: code and name glued.
    Atas(usize),
    Tingkat,
    Pagu,
    PaguAwal,
    PaguTengah,
    PaguDulu,
    RealDulu,
    Bobot,
    Target(Span),
    TargetPct(Span),
    Real(Span),
    RealPct(Span),
    TargetFis(Span),
    RealFis(Span),
    TtbTarget,
    TtbReal,
    TtbTargetFis,
    TtbRealFis,
    DevKeu,
    DevFis,
    Capaian,
    CapaianFis,
    Sisa,
    SisaPct,
    FisikRp,
    Dana(usize),
    DanaReal(usize),
    MetodeKontrak(usize),
    MetodeReal(usize),
    Bulan(usize),
    Lokasi,
    Sumber,
    Pptk,
    Unit,
    NomorKontrak,
    NilaiKontrak,
    Penyedia,
    Masalah,
    Tindak,
    Ket,
    Indikator,
    Sela,
}

impl What {
    /// Returns whether the column holds money.
    pub(super) const fn is_money(self) -> bool {
        matches!(
            self,
            Self::Pagu
                | Self::PaguAwal
                | Self::PaguTengah
                | Self::PaguDulu
                | Self::RealDulu
                | Self::Target(_)
                | Self::Real(_)
                | Self::Sisa
                | Self::FisikRp
                | Self::Dana(_)
                | Self::DanaReal(_)
                | Self::MetodeKontrak(_)
                | Self::MetodeReal(_)
                | Self::Bulan(_)
                | Self::NilaiKontrak
        )
    }

    /// Returns whether the column holds percentages.
    pub(super) const fn is_percent(self) -> bool {
        matches!(
            self,
            Self::Bobot
                | Self::TargetPct(_)
                | Self::RealPct(_)
                | Self::TargetFis(_)
                | Self::RealFis(_)
                | Self::TtbTarget
                | Self::TtbReal
                | Self::TtbTargetFis
                | Self::TtbRealFis
                | Self::DevKeu
                | Self::DevFis
                | Self::Capaian
                | Self::CapaianFis
                | Self::SisaPct
        )
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Col {
    pub what: What,
    pub path: Vec<String>,
    pub hidden: bool,
}

/// The form's build: how its columns are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    /// Keuangan and fisik as groups, rencana and realisasi below.
    Rfk,
    /// Rencana and realisasi as groups, keuangan and fisik below.
    Silang,
    /// One header row, every column named in full.
    Datar,
    /// The part of the year as group: lalu, ini, s.d.
    Masa,
    /// Pagu and realisasi only, realisasi in one group.
    Ringkas,
    /// Packages with their contracts.
    Paket,
    /// Each row repeats its levels, code and name glued.
    Dump,
}

impl Family {
    pub(crate) const ALL: [Self; 7] = [
        Self::Rfk,
        Self::Silang,
        Self::Datar,
        Self::Masa,
        Self::Ringkas,
        Self::Paket,
        Self::Dump,
    ];
}

/// What the columns are made from.
pub(super) struct Plan<'a> {
    pub family: Family,
    pub words: &'a Words,
    pub on: &'a dyn Fn(M) -> bool,
}

impl Plan<'_> {
    fn path(&self, words: &[W]) -> Vec<String> {
        words.iter().map(|word| self.words.say(*word)).collect()
    }

    fn col(&self, what: What, words: &[W]) -> Col {
        Col {
            what,
            path: self.path(words),
            hidden: false,
        }
    }

    fn on(&self, m: M) -> bool {
        (self.on)(m)
    }

    /// Returns the columns from left to right.
    pub(super) fn columns(&self, rng: &mut Rng) -> Vec<Col> {
        let mut cols = self.identity(rng);
        cols.extend(self.budget(rng));
        let measures = match self.family {
            Family::Rfk => self.by_measure(rng),
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
        let nested = self.family != Family::Datar && self.family != Family::Dump;
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
                        path: vec![group.clone(), (*name).to_owned()],
                        hidden: false,
                    });
                }
                cols.push(Col {
                    what: What::Pagu,
                    path: vec![group, format!("JUMLAH {}", self.words.say(W::Pagu))],
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

    /// Rencana or realisasi of keuangan: rupiah, percent, and weighted where the form has it.
    fn money(&self, role: W, path: &[W]) -> Vec<Col> {
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

    fn fisik(&self, role: W, path: &[W]) -> Vec<Col> {
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

    fn by_measure(&self, rng: &mut Rng) -> Vec<Col> {
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

    fn by_role(&self, rng: &mut Rng) -> Vec<Col> {
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

    fn ordered(&self, money: Vec<Col>, fisik: Vec<Col>) -> Vec<Col> {
        let (mut first, second) = if self.on(M::FisikDulu) {
            (fisik, money)
        } else {
            (money, fisik)
        };
        first.extend(second);
        first
    }

    fn short(&self, rng: &mut Rng) -> Vec<Col> {
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

    fn by_span(&self, rng: &mut Rng) -> Vec<Col> {
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

    fn packages(&self) -> Vec<Col> {
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

    fn tail(&self, rng: &mut Rng) -> Vec<Col> {
        let mut cols = Vec::new();
        if self.on(M::FisikRupiah) {
            cols.push(self.col(What::FisikRp, &[W::FisikRp]));
        }
        if rng.chance(60) || self.on(M::SisaSalah) {
            cols.push(self.col(What::Sisa, &[W::Sisa]));
        }
        if self.on(M::BulanKolom) {
            for month in 0..12 {
                const SHORT: [&str; 12] = [
                    "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov",
                    "Des",
                ];
                cols.push(Col {
                    what: What::Bulan(month),
                    path: vec!["RENCANA ANGGARAN KAS".to_owned(), SHORT[month].to_owned()],
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

//! The model that the samples are written from: an office's budget tree with what was planned and done by September.
//!
//! Every number of the truth comes from here, never from a file read back.

use super::catalogue::{Catalogue, Kind, Office};
use super::kemajuan;
use super::rng::Rng;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Program,
    Kegiatan,
    SubKegiatan,
    Paket,
}

/// Money in sen and fisik in hundredths of a percent, cumulative to the end of the period; `None` is a blank cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// Before the change of the budget.
    pub pagu_awal: i64,
    pub pagu: i64,
    /// The pagu by source of funds: PAD, DAU, DAK, DBH, others.
    pub dana: [i64; 5],
    pub target: i64,
    pub lalu: i64,
    pub real: i64,
    pub target_fisik: Option<i64>,
    pub lalu_fisik: Option<i64>,
    pub fisik: Option<i64>,
}

#[derive(Clone, Debug)]
pub struct Kontrak {
    pub nomor: String,
    /// Sen.
    pub nilai: i64,
    pub penyedia: String,
    /// `2026-05-11`.
    pub mulai: String,
    pub selesai: String,
    /// 0 tender, 1 penunjukan langsung, 2 swakelola, 3 e-purchasing, 4 pengadaan langsung.
    pub metode: usize,
}

#[derive(Clone, Debug)]
pub struct Node {
    pub level: Level,
    pub kode: String,
    pub nama: String,
    pub kind: Kind,
    /// The kelurahan that carries it out.
    pub unit: Option<String>,
    /// Amounts of a leaf; a parent's are the sum of its children's.
    pub own: Amounts,
    pub kontrak: Option<Kontrak>,
    /// Weight within the office, support program and own programs apart.
    pub weight: i64,
    pub support: bool,
    /// The deliberate case planted here, by its name in the truth.
    pub kasus: Option<&'static str>,
    pub children: Vec<Node>,
}

/// An office's whole report.
#[derive(Clone, Debug)]
pub struct Report {
    pub office: Office,
    pub programs: Vec<Node>,
}

impl Node {
    fn parent(level: Level, kode: String, nama: &str) -> Self {
        Self {
            level,
            kode,
            nama: nama.to_owned(),
            kind: Kind::Kegiatan,
            unit: None,
            own: Amounts::default(),
            kontrak: None,
            weight: 1,
            support: false,
            kasus: None,
            children: Vec::new(),
        }
    }

    #[must_use]
    pub fn leaves(&self) -> Vec<&Self> {
        if self.children.is_empty() {
            return vec![self];
        }
        self.children.iter().flat_map(Self::leaves).collect()
    }

    pub fn leaves_mut(&mut self) -> Vec<&mut Self> {
        if self.children.is_empty() {
            return vec![self];
        }
        self.children
            .iter_mut()
            .flat_map(Self::leaves_mut)
            .collect()
    }
}

impl Report {
    #[must_use]
    pub fn leaves(&self) -> Vec<&Node> {
        self.programs.iter().flat_map(Node::leaves).collect()
    }

    pub fn leaves_mut(&mut self) -> Vec<&mut Node> {
        self.programs
            .iter_mut()
            .flat_map(Node::leaves_mut)
            .collect()
    }

    /// Returns the report as it stood a month before.
    #[must_use]
    pub fn last_month(&self) -> Self {
        let mut report = self.clone();
        for leaf in report.leaves_mut() {
            let own = &mut leaf.own;
            own.target = own.target / 900 * 800;
            own.target_fisik = own.target_fisik.map(|fisik| fisik * 8 / 9);
            own.real = own.lalu;
            own.fisik = own.lalu_fisik;
            own.lalu = own.lalu / 800 * 700;
            own.lalu_fisik = own.lalu_fisik.map(|fisik| fisik * 7 / 8);
            leaf.kasus = None;
        }
        report
    }

    /// Draws up the report of an office; every amount is a multiple of `step` rupiah.
    #[must_use]
    pub fn new(catalogue: &Catalogue, id: &str, step: i64) -> Self {
        let office = catalogue.office(id).clone();
        let mut rng = Rng::named(id);
        let mut report = Self {
            programs: tree(catalogue, &office, &mut rng),
            office,
        };
        report.share_out(step, &mut rng);
        report.cut_into_packages(catalogue, step, &mut rng);
        report
    }

    /// Shares the office's pagu out over its leaves by weight.
    fn share_out(&mut self, step: i64, rng: &mut Rng) {
        let million = 1_000_000;
        let pagu = self.office.pagu * million;
        let salaries = pagu * self.office.gaji / 100;
        let support = pagu * self.office.penunjang / 100;
        let own = pagu - salaries - support;
        let weights = |support: bool| -> i64 {
            let leaves = self.leaves().into_iter();
            leaves
                .filter(|leaf| leaf.support == support)
                .map(|leaf| leaf.weight)
                .sum::<i64>()
                .max(1)
        };
        let (of_support, of_own) = (weights(true), weights(false));
        let coin = step.max(500);
        for leaf in self.leaves_mut() {
            let share = match (leaf.kind, leaf.support) {
                (Kind::Gaji, _) => salaries,
                (_, true) => support / of_support * leaf.weight,
                (_, false) => own / of_own * leaf.weight,
            };
            let pagu = share / 100 * rng.between(93, 107) / coin * coin;
            leaf.own = kemajuan::amounts(leaf.kind, pagu.max(coin * 1000), step, rng);
        }
    }

    /// Cuts works into packages where the data names a pattern for the sub kegiatan.
    fn cut_into_packages(&mut self, catalogue: &Catalogue, step: i64, rng: &mut Rng) {
        let office = self.office.id.to_uppercase();
        let mut number = 0;
        for leaf in self.leaves_mut() {
            let packages = &catalogue.packages;
            let Some(pattern) = packages.paket.iter().find(|p| p.sub == leaf.nama) else {
                continue;
            };
            let mut left = leaf.own.pagu / 100;
            for index in 0..=pattern.jumlah {
                // The last row is what the works leave: supervision and the office's own costs.
                let last = index == pattern.jumlah;
                let count = i64::try_from(pattern.jumlah).unwrap();
                let share =
                    leaf.own.pagu / 100 / (count + 1) / 100 * rng.between(80, 118) / 1000 * 1000;
                let pagu = if last { left } else { share };
                left -= pagu;
                let mut node = Node::parent(Level::Paket, leaf.kode.clone(), "");
                let place = usize::try_from(rng.between(0, 11)).unwrap();
                let place = (place + index) % 12;
                node.nama = pattern
                    .pola
                    .replace("{ruas}", &packages.ruas[place])
                    .replace("{tempat}", &packages.tempat[place]);
                node.kind = Kind::Konstruksi;
                if last {
                    node.nama = format!("Biaya Umum dan Pengawasan {}", leaf.nama);
                    node.kind = Kind::Konsultansi;
                }
                node.own = kemajuan::amounts(node.kind, pagu, step, rng);
                if !last {
                    number += 1;
                    node.kontrak = Some(kemajuan::kontrak(
                        &node.own,
                        number,
                        &office,
                        &packages.penyedia,
                        rng,
                    ));
                }
                leaf.children.push(node);
            }
        }
    }
}

/// Returns the programs of an office, still without amounts.
fn tree(catalogue: &Catalogue, office: &Office, rng: &mut Rng) -> Vec<Node> {
    let mut out: Vec<Node> = Vec::new();
    for program in &catalogue.programs {
        let units: Vec<Option<String>> = match program.opd.as_str() {
            "*" => vec![None],
            id if id == office.id => vec![None],
            "kecamatan" if office.is_kecamatan() => vec![None],
            "kelurahan" => office.kelurahan.iter().cloned().map(Some).collect(),
            _ => Vec::new(),
        };
        if units.is_empty() {
            continue;
        }
        let support = program.opd == "*";
        let kode = program.kode.replace("X.XX.01", &office.program_01);
        let mut kegiatan = Vec::new();
        for part in &program.kegiatan {
            let mut node =
                Node::parent(Level::Kegiatan, format!("{kode}.{}", part.kode), &part.nama);
            for (unit, (nomor, nama, kind, weight)) in units
                .iter()
                .flat_map(|unit| part.sub.iter().map(move |sub| (unit, sub)))
            {
                let wanted = match (kind, support) {
                    (Kind::Gaji, _) => office.gaji > 0,
                    (_, true) => rng.chance(if office.is_bagian() { 40 } else { 78 }),
                    (_, false) => true,
                };
                if wanted {
                    let kode = format!("{}.{nomor}", node.kode);
                    let mut leaf = Node::parent(Level::SubKegiatan, kode, nama);
                    leaf.kind = *kind;
                    leaf.unit.clone_from(unit);
                    leaf.weight = *weight;
                    leaf.support = support;
                    node.children.push(leaf);
                }
            }
            if !node.children.is_empty() {
                kegiatan.push(node);
            }
        }
        // A bagian's own kegiatan stand in the support program of the secretariat.
        if let Some(node) = out.iter_mut().find(|node| node.kode == kode) {
            node.children.extend(kegiatan);
        } else {
            let mut node = Node::parent(Level::Program, kode, &program.nama);
            node.children = kegiatan;
            out.push(node);
        }
    }
    for program in &mut out {
        program.children.sort_by(|a, b| a.kode.cmp(&b.kode));
    }
    out.sort_by(|a, b| a.kode.cmp(&b.kode));
    out.retain(|program| !program.children.is_empty());
    out
}

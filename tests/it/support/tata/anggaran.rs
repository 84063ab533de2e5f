//! The budget of one office as a tree, with amounts at the leaves and sums above them.

use super::acak::{index, pick};
use super::nama;
use crate::support::contoh::rng::Rng;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Program,
    Kegiatan,
    Sub,
    Rekening,
    Paket,
}

/// Money in sen; fisik in percent, `None` where the form leaves it blank.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Amounts {
    pub pagu: i64,
    pub awal: i64,
    pub target: i64,
    pub real: i64,
    pub lalu: i64,
    pub target_lalu: i64,
    pub tfis: Option<f64>,
    pub rfis: Option<f64>,
    pub tfis_lalu: Option<f64>,
    pub rfis_lalu: Option<f64>,
    /// Pagu and realisasi by source of funds, or by method of procurement.
    pub dana: [i64; 4],
    pub dana_real: [i64; 4],
    /// Value of the contracts by method.
    pub kontrak: [i64; 4],
    /// Cash plan of the year by month.
    pub bulan: [i64; 12],
    /// Realisasi of last year.
    pub dulu: i64,
    /// Pagu between the first and the last version.
    pub tengah: i64,
    /// Pagu times fisik.
    pub fisik_rp: i64,
}

/// One row of the budget in reading order.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub level: Level,
    pub depth: usize,
    /// Segments of the code, those of the levels above included.
    pub kode: Vec<String>,
    pub nama: String,
    pub leaf: bool,
    /// Place among its siblings on each level from the top, from 1.
    pub nomor: Vec<usize>,
    pub own: Amounts,
    /// Index of the row above in the tree.
    pub parent: Option<usize>,
}

/// What a budget should look like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub leaf: Level,
    /// Fewest children of a parent.
    pub least: i64,
    /// Amounts are multiples of this many sen.
    pub unit: i64,
    /// Two-digit sub kegiatan codes, as before 2024.
    pub old_codes: bool,
    pub urusan: &'static str,
    /// Distinguishes the programs of several units of one office.
    pub from_program: usize,
    /// The first kegiatan has no sub kegiatan of its own.
    pub shallow: bool,
    /// One sub kegiatan alone, with its accounts.
    pub single: bool,
}

impl Amounts {
    /// Sums over leaves; fisik weighted by pagu, blank left out.
    pub(super) fn sum<'a>(leaves: &(impl Iterator<Item = &'a Self> + Clone)) -> Self {
        let money = |of: fn(&Self) -> i64| leaves.clone().map(of).sum();
        let fisik = |of: fn(&Self) -> Option<f64>| {
            let stated = leaves.clone().filter(|own| own.pagu > 0);
            let (weight, total) = stated
                .filter_map(|own| Some((own.pagu as f64, of(own)?)))
                .fold((0.0, 0.0), |(w, t), (p, f)| (w + p, t + p * f));
            (weight > 0.0).then(|| total / weight)
        };
        Self {
            pagu: money(|own| own.pagu),
            awal: money(|own| own.awal),
            target: money(|own| own.target),
            real: money(|own| own.real),
            lalu: money(|own| own.lalu),
            target_lalu: money(|own| own.target_lalu),
            tfis: fisik(|own| own.tfis),
            rfis: fisik(|own| own.rfis),
            tfis_lalu: fisik(|own| own.tfis_lalu),
            rfis_lalu: fisik(|own| own.rfis_lalu),
            dana: std::array::from_fn(|n| leaves.clone().map(|own| own.dana[n]).sum()),
            dana_real: std::array::from_fn(|n| leaves.clone().map(|own| own.dana_real[n]).sum()),
            kontrak: std::array::from_fn(|n| leaves.clone().map(|own| own.kontrak[n]).sum()),
            bulan: std::array::from_fn(|n| leaves.clone().map(|own| own.bulan[n]).sum()),
            dulu: money(|own| own.dulu),
            tengah: money(|own| own.tengah),
            fisik_rp: money(|own| own.fisik_rp),
        }
    }
}

/// Draws up a budget in reading order: parents before their children, sums filled in.
pub(super) fn budget(rng: &mut Rng, shape: &Shape) -> Vec<Item> {
    let mut items = Vec::new();
    let programs = if shape.single {
        1
    } else {
        rng.between(shape.least.min(2), 3)
    };
    for p in 1..=programs {
        let place = shape.from_program + usize::try_from(p).unwrap_or(1);
        let mut kode: Vec<String> = shape.urusan.split('.').map(str::to_owned).collect();
        kode.push(format!("{place:02}"));
        let name = nama::PROGRAM[(place + index(rng, 2) * 4) % nama::PROGRAM.len()];
        grow(
            rng,
            shape,
            &mut items,
            Level::Program,
            &kode,
            &[place],
            name.to_owned(),
            None,
        );
    }
    fill_sums(&mut items);
    unique_names(&mut items);
    items
}

#[expect(clippy::too_many_arguments, reason = "one recursive step")]
fn grow(
    rng: &mut Rng,
    shape: &Shape,
    items: &mut Vec<Item>,
    level: Level,
    kode: &[String],
    nomor: &[usize],
    nama: String,
    parent: Option<usize>,
) {
    let leaf = level == shape.leaf || (shape.shallow && nomor[1..] == [1] && parent == Some(0));
    let place = items.len();
    items.push(Item {
        level,
        depth: nomor.len() - 1,
        kode: kode.to_vec(),
        nama,
        leaf,
        nomor: nomor.to_vec(),
        own: if leaf {
            amounts(rng, shape)
        } else {
            Amounts::default()
        },
        parent,
    });
    if leaf {
        return;
    }
    let below = match level {
        Level::Program => Level::Kegiatan,
        Level::Kegiatan => Level::Sub,
        _ => shape.leaf,
    };
    let children = match (shape.single, below) {
        (true, Level::Rekening) => rng.between(5, 9),
        (true, _) => 1,
        (false, _) => rng.between(shape.least, 3),
    };
    for n in 1..=usize::try_from(children).unwrap_or(1) {
        let mut code = kode.to_vec();
        let title = match below {
            Level::Kegiatan => {
                code.extend(["2".to_owned(), format!("{n:02}")]);
                pick(rng, nama::KEGIATAN).to_owned()
            }
            Level::Sub => {
                let number = n * 3 + index(rng, 3);
                code.push(if shape.old_codes {
                    format!("{number:02}")
                } else {
                    format!("{number:04}")
                });
                format!("{} {}", pick(rng, nama::KATA_KERJA), pick(rng, nama::OBJEK))
            }
            Level::Rekening => {
                let account = n * 2 + index(rng, 2);
                code = ["5", "1", "02", "01", "01"].map(str::to_owned).to_vec();
                code.push(format!("{account:04}"));
                pick(rng, nama::AKUN).to_owned()
            }
            _ => format!("{} {}", pick(rng, nama::PAKET), pick(rng, nama::TEMPAT)),
        };
        let mut number = nomor.to_vec();
        number.push(n);
        grow(rng, shape, items, below, &code, &number, title, Some(place));
    }
}

/// Amounts of a leaf: nothing realised beyond pagu, last month never above this month.
fn amounts(rng: &mut Rng, shape: &Shape) -> Amounts {
    let magnitude = [
        2_000_000,
        15_000_000,
        90_000_000,
        700_000_000,
        4_000_000_000,
    ];
    let top = magnitude[index(rng, magnitude.len())];
    let round = [1, 100, 1000, 50_000][index(rng, 4)];
    let rupiah = rng.between(top / 3, top * 2) / round * round;
    let of = |sen: i64| sen / shape.unit * shape.unit;
    let pagu = of(rupiah * 100).max(shape.unit * 3);
    let part = |whole: i64, hundredths: i64| of((whole / 100).saturating_mul(hundredths) / 100);
    let tfis = rng.between(3000, 9900);
    let rfis = if rng.chance(10) {
        0
    } else if rng.chance(12) {
        10_000
    } else {
        (tfis + rng.between(-2500, 900)).clamp(150, 10_000)
    };
    let target = part(pagu, rng.between(2500, 9800));
    let real = if rng.chance(10) {
        0
    } else {
        part(pagu, rng.between(1100, 9950))
    };
    let earlier = |value: i64, rng: &mut Rng| value * rng.between(40, 95) / 100;
    let lalu = of(earlier(real, rng));
    let target_lalu = of(earlier(target, rng));
    let percent = |hundredths: i64| Some(hundredths as f64 / 100.0);
    let source = index(rng, 4);
    let second_part = if shape.leaf == Level::Paket || rng.chance(50) {
        0
    } else {
        rng.between(10, 60)
    };
    let split = |whole: i64| {
        let second = part(whole, second_part * 100);
        std::array::from_fn(|n| {
            if n == source {
                whole - second
            } else if n == (source + 1) % 4 {
                second
            } else {
                0
            }
        })
    };
    let (dana, dana_real) = (split(pagu), split(real));
    let awal = of(pagu / 100 * rng.between(70, 130)).max(shape.unit);
    let month = of(pagu / 12);
    Amounts {
        pagu,
        awal,
        target,
        real,
        lalu,
        target_lalu,
        tfis: percent(tfis),
        rfis: percent(rfis),
        tfis_lalu: percent(earlier(tfis, rng)),
        rfis_lalu: percent(earlier(rfis, rng)),
        dana,
        dana_real,
        kontrak: dana.map(|sen: i64| part(sen, 9_700)),
        bulan: std::array::from_fn(|n| if n == 11 { pagu - month * 11 } else { month }),
        dulu: part(awal, 9_120),
        tengah: of(i64::midpoint(awal, pagu)),
        fisik_rp: part(pagu, rfis),
    }
}

/// Fills the parents with the sums of their leaves.
pub(super) fn fill_sums(items: &mut [Item]) {
    for place in 0..items.len() {
        if items[place].leaf {
            continue;
        }
        let below = |at: usize| {
            let mut up = items[at].parent;
            while let Some(above) = up {
                if above == place {
                    return true;
                }
                up = items[above].parent;
            }
            false
        };
        let leaves: Vec<Amounts> = (place + 1..items.len())
            .filter(|at| items[*at].leaf && below(*at))
            .map(|at| items[at].own)
            .collect();
        items[place].own = Amounts::sum(&leaves.iter());
    }
}

/// Names repeat only where a mutation wants it.
fn unique_names(items: &mut [Item]) {
    let mut seen = std::collections::BTreeSet::new();
    for item in items {
        let mut n = 1;
        while !seen.insert(item.nama.clone()) {
            n += 1;
            let base = item.nama.split(" Tahap ").next().unwrap_or("").to_owned();
            item.nama = format!("{base} Tahap {n}");
        }
    }
}

/// Returns the leaves.
pub(super) fn leaves(items: &[Item]) -> impl Iterator<Item = &Item> + Clone {
    items.iter().filter(|item| item.leaf)
}

/// Returns the sums over all leaves.
pub(super) fn grand(items: &[Item]) -> Amounts {
    let own: Vec<Amounts> = leaves(items).map(|item| item.own).collect();
    Amounts::sum(&own.iter())
}

//! How far an activity is at the end of September: target and realisasi, money and fisik, by its kind.

use super::anggaran::{Amounts, Kontrak};
use super::catalogue::Kind;
use super::rng::Rng;

/// Draws the amounts of a leaf of `pagu` rupiah; money in whole multiples of `step` rupiah.
pub fn amounts(kind: Kind, pagu: i64, step: i64, rng: &mut Rng) -> Amounts {
    // Per ten thousand of the pagu, and hundredths of a percent of fisik.
    let (target, real, target_fisik, fisik) = match kind {
        Kind::Gaji => (7500, rng.between(7090, 7480), 7500, 7500),
        Kind::Rutin => {
            let target = rng.between(6300, 7500);
            let real = target * rng.between(84, 101) / 100;
            (target, real, 7500, rng.between(6900, 7500).max(real + 15))
        }
        Kind::Kegiatan | Kind::Transfer => {
            let target = rng.between(5400, 8900);
            let real = target * rng.between(74, 101) / 100;
            let target_fisik = (target + rng.between(0, 700)).min(10_000);
            let fisik = (target_fisik + rng.between(-820, 260))
                .max(real + 15)
                .min(10_000);
            (target, real, target_fisik, fisik)
        }
        Kind::Barang if rng.chance(45) => (9600, rng.between(8900, 9900), 10_000, 10_000),
        Kind::Barang => {
            let target = rng.between(3000, 6000);
            let fisik = target + rng.between(-500, 900);
            (
                target,
                fisik * rng.between(20, 85) / 100,
                target + 200,
                fisik,
            )
        }
        Kind::Konstruksi => {
            let target_fisik = rng.between(4800, 9400);
            let late = if target_fisik >= 7000 { -380 } else { -780 };
            let fisik = (target_fisik + rng.between(late, 560)).min(10_000);
            let target = target_fisik * rng.between(76, 94) / 100;
            (
                target,
                fisik * rng.between(52, 88) / 100,
                target_fisik,
                fisik,
            )
        }
        Kind::Konsultansi => {
            let target_fisik = rng.between(6500, 10_000);
            let fisik = (target_fisik + rng.between(-300, 300)).min(10_000);
            (
                target_fisik * 9 / 10,
                fisik * rng.between(55, 90) / 100,
                target_fisik,
                fisik,
            )
        }
    };
    let money = |share: i64, rng: &mut Rng| {
        // An odd remainder: nobody spends a round share of a pagu.
        let rupiah = pagu / 10_000 * share + rng.between(0, 999).min(pagu / 10_000);
        rupiah.min(pagu) / step * step * 100
    };
    let real_sen = money(real, rng);
    Amounts {
        pagu_awal: pagu / 1000 * rng.between(88, 112) / step * step * 100 * 10,
        pagu: pagu * 100,
        dana: dana(pagu * 100, kind, rng),
        target: money(target, rng),
        lalu: real_sen / 10_000 * rng.between(78, 94) / step * step * 100,
        real: real_sen,
        target_fisik: Some(target_fisik),
        lalu_fisik: Some(fisik * rng.between(80, 94) / 100),
        fisik: Some(fisik),
    }
}

/// Splits a pagu over the sources of funds.
fn dana(pagu: i64, kind: Kind, rng: &mut Rng) -> [i64; 5] {
    let main = match kind {
        Kind::Gaji => 1,
        Kind::Konstruksi => usize::try_from(rng.between(1, 3)).unwrap(),
        _ => usize::from(rng.chance(55)),
    };
    let mut out = [0; 5];
    let other = if rng.chance(25) {
        pagu / 100 / 1000 * rng.between(100, 400) * 100
    } else {
        0
    };
    out[main] = pagu - other;
    out[if main == 0 { 4 } else { 0 }] += other;
    out
}

/// Draws a contract for a package: its value lies under the pagu, its end mostly within the year.
pub fn kontrak(
    own: &Amounts,
    number: i64,
    office: &str,
    penyedia: &[String],
    rng: &mut Rng,
) -> Kontrak {
    let start = rng.between(3, 6);
    let months = rng.between(5, 6);
    let pick = usize::try_from(rng.between(0, i64::try_from(penyedia.len()).unwrap() - 1)).unwrap();
    // Nobody is paid more than the contract.
    let nilai = (own.pagu / 100_000 * rng.between(880, 985) / 1000 * 100_000).max(own.real);
    Kontrak {
        nomor: format!("620/{:03}/SPK/{office}/2026", 10 + number * 7),
        nilai,
        penyedia: penyedia[pick].clone(),
        mulai: format!("2026-{start:02}-{:02}", rng.between(4, 26)),
        selesai: format!("2026-{:02}-{:02}", start + months, rng.between(10, 28)),
        metode: match own.pagu / 100 {
            // E-purchasing takes works too; the rest of the large ones are tendered.
            400_000_001.. if rng.chance(30) => 3,
            400_000_001.. => 0,
            _ => 4,
        },
    }
}

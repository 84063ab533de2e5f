//! The sheets with a line for each office: Rekap OPD, Bulan Ini, Peringkat, Golongan per OPD.

use std::collections::BTreeMap;

use super::buku::{Buku, among, numbers, zone};
use super::data::{Jumlah, Kegiatan, count, rupiah, same};
use super::lembar::Lembar;

impl Buku<'_> {
    pub(super) fn rekap(&self) {
        let sheet = Lembar::open(self.path, "Rekap OPD");
        let whole = self.of(|_| true);
        let mut groups: BTreeMap<String, Vec<(usize, Jumlah)>> = BTreeMap::new();
        let (mut offices, mut subtotals) = (0, 0);
        let mut weighted: Vec<(String, [Option<f64>; 4])> = Vec::new();
        for row in 9..sheet.rows() {
            let name = sheet.text(row, 0);
            let number = sheet.number(row, 0);
            let jumlah = match number {
                Some(opd) if self.data.iter().any(|one| same(one.opd, opd)) => {
                    offices += 1;
                    let jumlah = self.of(|one| same(one.opd, opd));
                    let one = self.data.iter().find(|one| same(one.opd, opd)).unwrap();
                    let again = self.of(|one| same(one.opd, opd));
                    groups
                        .entry(one.kelompok.clone())
                        .or_default()
                        .push((row, again));
                    jumlah
                }
                Some(_) => {
                    self.holds(&sheet, row, &[(2, None), (7, None), (14, None), (18, None)]);
                    continue;
                }
                None if name.starts_with("JUMLAH SELURUHNYA") => self.of(|_| true),
                None if name.starts_with("Jumlah ") => {
                    subtotals += 1;
                    let own = |kelompok: &str| name.starts_with(&format!("Jumlah {kelompok} ("));
                    self.of(|one| own(&one.kelompok))
                }
                None => continue,
            };
            let bobot = whole.of_pagu(jumlah.pagu);
            let realisasi = jumlah.of_pagu(jumlah.realisasi);
            // An office's bobot times its percentage; the lines of sums add their column up.
            let own = [
                jumlah.target_pct,
                realisasi,
                jumlah.target_fisik,
                jumlah.realisasi_fisik,
            ]
            .map(|value| Some(bobot? * value? / 100.0));
            let ttb = match number {
                Some(_) => {
                    weighted.push((self.kelompok(number), own));
                    own
                }
                None => std::array::from_fn(|at| {
                    let members = weighted.iter().filter(|(kelompok, _)| {
                        name.starts_with("JUMLAH") || name.contains(&**kelompok)
                    });
                    let stated = members.filter_map(|(_, own)| own[at]);
                    stated.reduce(|left, right| left + right)
                }),
            };
            self.holds(
                &sheet,
                row,
                &[
                    (2, jumlah.pagu.map(rupiah)),
                    (3, bobot),
                    (4, jumlah.target.map(rupiah)),
                    (5, jumlah.target_pct),
                    (6, ttb[0]),
                    (7, jumlah.realisasi.map(rupiah)),
                    (8, realisasi),
                    (9, ttb[1]),
                    (10, jumlah.target_fisik),
                    (11, ttb[2]),
                    (12, jumlah.realisasi_fisik),
                    (13, ttb[3]),
                    (14, jumlah.deviasi_fisik),
                    (15, jumlah.deviasi_keuangan),
                    (16, jumlah.sisa().map(rupiah)),
                ],
            );
            assert_eq!(sheet.text(row, 17), zone(jumlah.deviasi_fisik), "{name}");
        }
        assert!(offices > 35 && subtotals == 3, "{offices} {subtotals}");
        for members in groups.values() {
            for (row, own) in members {
                let rank = |of: fn(&Jumlah) -> Option<f64>| {
                    let mine = of(own)?;
                    let ahead = members.iter().filter(|(_, other)| of(other) > Some(mine));
                    Some(count(ahead.count() + 1))
                };
                self.holds(
                    &sheet,
                    *row,
                    &[
                        (18, rank(|j| j.deviasi_fisik)),
                        (19, rank(|j| j.of_pagu(j.realisasi))),
                        (20, rank(|j| j.realisasi_fisik)),
                    ],
                );
            }
        }
    }

    pub(super) fn golongan(&self) {
        let sheet = Lembar::open(self.path, "Golongan per OPD");
        let (header, _) = sheet.find("Organisasi Perangkat Daerah");
        let classes: Vec<String> = (0..4).map(|at| sheet.text(header, 2 + at * 4)).collect();
        for row in header + 2..sheet.rows() {
            let (name, number) = (sheet.text(row, 0), sheet.number(row, 0));
            let own = |one: &Kegiatan| match number {
                Some(number) => same(one.opd, number),
                None => {
                    name.starts_with("JUMLAH")
                        || name.starts_with(&format!("Jumlah {} (", one.kelompok))
                }
            };
            let all = self.of(own);
            if all.banyak == 0 {
                continue;
            }
            let cells = [(18, Some(count(all.banyak))), (19, all.pagu.map(rupiah))];
            self.holds(&sheet, row, &cells);
            for (at, class) in classes.iter().enumerate() {
                let jumlah = self.of(|one| own(one) && one.jenis == *class);
                let first = 2 + at * 4;
                self.holds(
                    &sheet,
                    row,
                    &[
                        (first, Some(count(jumlah.banyak))),
                        (first + 1, jumlah.pagu.map(rupiah)),
                        (first + 2, jumlah.realisasi.map(rupiah)),
                        (first + 3, jumlah.realisasi_fisik),
                    ],
                );
            }
        }
    }

    /// The offices by penyerapan, which the charts draw.
    pub(super) fn peringkat(&self) {
        let sheet = Lembar::open(self.path, "Peringkat");
        let (header, _) = sheet.find("Penyerapan (%)");
        let paid = |own: &Jumlah| own.of_pagu(own.realisasi);
        let mut all: Vec<Jumlah> = self
            .semua_opd()
            .into_iter()
            .map(|opd| self.opd(opd))
            .collect();
        all.sort_by(|a, b| paid(b).partial_cmp(&paid(a)).unwrap());
        assert_eq!(sheet.rows() - header - 1, all.len());
        for (row, own) in (header + 1..).zip(&all) {
            let ahead = all.iter().filter(|other| paid(other) > paid(own)).count();
            self.holds(
                &sheet,
                row,
                &[
                    (1, own.pagu.map(rupiah)),
                    (2, paid(own)),
                    (3, own.target_pct),
                    (4, own.realisasi_fisik),
                    (5, own.target_fisik),
                    (6, own.deviasi_fisik),
                    (8, Some(count(ahead + 1))),
                ],
            );
        }
    }

    /// Last month beside this month, by office; nothing where last month isn't archived.
    pub(super) fn bulan_ini(&self) {
        let sheet = Lembar::open(self.path, "Bulan Ini");
        let Some(last) = self.bulan_lalu() else {
            assert!(sheet.rows() < 9, "nothing to compare with");
            return;
        };
        let mut offices = [self.semua_opd(), numbers(last)].concat();
        offices.sort_by(f64::total_cmp);
        offices.dedup();
        let (mut seen, mut sums) = (0, 0);
        for row in 9..sheet.rows() {
            let name = sheet.text(row, 0);
            let number = sheet.number(row, 0);
            let sum = name.starts_with("JUMLAH SELURUHNYA") || name.starts_with("Jumlah ");
            if number.is_none() && !sum {
                continue;
            }
            let own = |one: &Kegiatan| match number {
                Some(number) => same(one.opd, number),
                None => {
                    name.starts_with("JUMLAH")
                        || name.starts_with(&format!("Jumlah {} (", one.kelompok))
                }
            };
            let (now, then) = (self.of(own), among(last, own));
            // What came in this month is known of the offices that have both sides.
            let by = |opd: &f64| {
                let of = |one: &Kegiatan| own(one) && same(one.opd, *opd);
                Some(self.of(of).realisasi? - among(last, of).realisasi?)
            };
            let by = offices.iter().filter_map(by).reduce(|a, b| a + b);
            let minus = |a: Option<f64>, b: Option<f64>| Some(a? - b?);
            let mut cells = vec![
                (2, then.pagu.map(rupiah)),
                (3, now.pagu.map(rupiah)),
                (4, then.realisasi.map(rupiah)),
                (5, by.map(rupiah)),
                (6, now.realisasi.map(rupiah)),
                (7, then.of_pagu(then.realisasi)),
                (8, now.of_pagu(now.realisasi)),
            ];
            if sum {
                sums += 1;
            } else {
                seen += 1;
                cells.extend([
                    (9, then.realisasi_fisik),
                    (10, minus(now.realisasi_fisik, then.realisasi_fisik)),
                    (11, now.realisasi_fisik),
                ]);
            }
            self.holds(&sheet, row, &cells);
        }
        assert_eq!((seen, sums), (51, 4));
    }
}

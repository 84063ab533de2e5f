//! The sheets that split the activities: Fisik Konstruksi, Non Fisik, Sumber Dana, Porsi Konstruksi, Proyek Strategis.

use super::buku::Buku;
use super::data::{Jumlah, Kegiatan, add, count, rupiah, same};
use super::lembar::Lembar;

impl Buku<'_> {
    /// The lines of sums of Fisik Konstruksi and of Non Fisik, each with its office's number in the last column.
    pub(super) fn pilah(&self, name: &str, konstruksi: bool) {
        let sheet = Lembar::open(self.path, name);
        let (header, _) = sheet.find("OPD / uraian kegiatan");
        let key = sheet.isi.width() - 1;
        let (mut seen, mut levels) = (0, 0);
        for row in header + 1..sheet.rows() {
            if sheet.number(row, 0).is_some() || sheet.number(row, 3).is_none() {
                continue;
            }
            let number = sheet.number(row, key);
            let title = sheet.text(row, 0);
            let jumlah = if number.is_none() && !title.starts_with("JUMLAH") {
                levels += 1;
                self.below(&sheet, row, &title)
            } else {
                self.of(|one| {
                    one.konstruksi == konstruksi && number.is_none_or(|n| same(one.opd, n))
                })
            };
            seen += 1;
            self.holds(
                &sheet,
                row,
                &[
                    (3, jumlah.pagu.map(rupiah)),
                    (4, jumlah.target.map(rupiah)),
                    (5, jumlah.realisasi.map(rupiah)),
                    (6, jumlah.of_pagu(jumlah.realisasi)),
                    (7, jumlah.sisa().map(rupiah)),
                    (8, jumlah.target_fisik),
                    (9, jumlah.realisasi_fisik),
                    (10, jumlah.deviasi_fisik),
                    (11, jumlah.deviasi_keuangan),
                ],
            );
            let is_level = number.is_none() && !title.starts_with("JUMLAH");
            if !is_level {
                self.contracts(&sheet, row, &|one| {
                    one.konstruksi == konstruksi && number.is_none_or(|n| same(one.opd, n))
                });
            }
        }
        assert!(seen > 20 && levels > 40, "{name}: {seen}, {levels}");
    }

    /// What the activities below the line of a program or kegiatan add up to, up to the first of another one.
    pub(super) fn below(&self, sheet: &Lembar, row: usize, title: &str) -> Jumlah {
        let mut rows = Vec::new();
        for below in row + 1..sheet.rows() {
            let Some(one) = sheet.number(below, 0).map(|number| self.by_number(number)) else {
                continue;
            };
            if !one.induk.iter().any(|name| name == title) {
                break;
            }
            rows.push(one);
        }
        assert!(!rows.is_empty(), "{title}");
        let first = rows[0].opd;
        rows.retain(|one| same(one.opd, first));
        add(&rows)
    }

    /// The activities of Fisik Konstruksi and Non Fisik are those of Data, by their number.
    pub(super) fn baris(&self, name: &str) {
        let sheet = Lembar::open(self.path, name);
        let (header, _) = sheet.find("OPD / uraian kegiatan");
        let mut seen = 0;
        for row in header + 1..sheet.rows() {
            let Some(number) = sheet.number(row, 0) else {
                continue;
            };
            let one = self.by_number(number);
            seen += 1;
            let own = add(&[one]);
            self.holds(
                &sheet,
                row,
                &[
                    (3, one.pagu.map(rupiah)),
                    (4, one.target.map(rupiah)),
                    (5, one.realisasi.map(rupiah)),
                    (6, own.of_pagu(one.realisasi)),
                    (7, own.sisa().map(rupiah)),
                    (8, one.target_fisik),
                    (9, one.realisasi_fisik),
                    (10, one.deviasi_fisik()),
                    (11, own.deviasi_keuangan),
                    (12, one.nilai_kontrak().map(rupiah)),
                    (13, one.of_kontrak()),
                    (14, one.kontrak.and_then(|_| one.spi())),
                    (15, one.kontrak.and_then(|_| one.cpi())),
                ],
            );
        }
        assert!(seen > 100, "{name}: {seen}");
    }

    pub(super) fn dana(&self) {
        let sheet = Lembar::open(self.path, "Sumber Dana");
        let (header, _) = sheet.find("Sumber dana / OPD");
        let whole = self.of(|_| true);
        for row in header + 1..sheet.rows() {
            let dana = sheet.text(row, 11);
            let all = sheet.text(row, 1).starts_with("JUMLAH SELURUHNYA");
            if dana.is_empty() && !all {
                continue;
            }
            let number = sheet.number(row, 12);
            let jumlah =
                self.of(|one| all || one.dana == dana && number.is_none_or(|n| same(one.opd, n)));
            self.holds(
                &sheet,
                row,
                &[
                    (2, Some(count(jumlah.banyak))),
                    (3, jumlah.pagu.map(rupiah)),
                    (4, whole.of_pagu(jumlah.pagu)),
                    (5, jumlah.realisasi.map(rupiah)),
                    (6, jumlah.of_pagu(jumlah.realisasi)),
                    (7, jumlah.sisa().map(rupiah)),
                    (8, jumlah.target_fisik),
                    (9, jumlah.realisasi_fisik),
                    (10, jumlah.deviasi_fisik),
                ],
            );
        }
    }

    /// The contracts of a set taken together: their value, SPI and CPI.
    fn contracts(&self, sheet: &Lembar, row: usize, which: &dyn Fn(&Kegiatan) -> bool) {
        let all: Vec<&Kegiatan> = self.data.iter().filter(|one| which(one)).collect();
        let sum = |of: &dyn Fn(&Kegiatan) -> Option<f64>| {
            let stated = all.iter().filter_map(|one| of(one));
            stated.reduce(|left, right| left + right)
        };
        let nilai = |one: &Kegiatan| one.nilai_kontrak().map(rupiah);
        let both = |one: &Kegiatan| one.target_fisik.and(one.realisasi_fisik).and(nilai(one));
        let paid = |one: &Kegiatan| one.realisasi.and(one.realisasi_fisik).and(nilai(one));
        let value = sum(&|one| nilai(one));
        let done = sum(&|one| Some(both(one)? * one.realisasi_fisik?));
        let planned = sum(&|one| Some(both(one)? * one.target_fisik?));
        let earned = sum(&|one| Some(paid(one)? * one.realisasi_fisik?));
        let spent = sum(&|one| paid(one).and(one.realisasi.map(rupiah)));
        let share = |part: Option<f64>, whole: Option<f64>| {
            let whole = whole.filter(|whole| *whole > 0.0)?;
            Some(part? / whole)
        };
        self.holds(
            sheet,
            row,
            &[
                (12, value),
                (14, share(done, planned)),
                (15, share(earned, spent).map(|cpi| cpi / 100.0)),
            ],
        );
    }

    /// The headings that mix construction with other classes, each with its pagu by class.
    pub(super) fn porsi(&self) {
        let sheet = Lembar::open(self.path, "Porsi Konstruksi");
        let (header, _) = sheet.find("Sub kegiatan / kegiatan");
        let classes: Vec<String> = (4..8)
            .map(|col| sheet.text(header, col).replace(" (Rp)", ""))
            .collect();
        let of = |key: f64, class: &str| {
            self.of(|one| one.bagian.is_some_and(|own| same(own, key)) && one.jenis == class)
        };
        let pagu = |key: f64, class: &str| of(key, class).pagu.unwrap_or(0);
        let mut listed = Vec::new();
        for row in header + 1..sheet.rows() {
            let Some(key) = sheet.number(row, 9) else {
                continue;
            };
            let by_class: Vec<i64> = classes.iter().map(|class| pagu(key, class)).collect();
            let all: i64 = by_class.iter().sum();
            let works =
                self.of(|one| one.konstruksi && one.bagian.is_some_and(|own| same(own, key)));
            let share = (all > 0).then(|| rupiah(works.pagu.unwrap_or(0)) / rupiah(all) * 100.0);
            let mut cells = vec![(3, Some(rupiah(all))), (8, share)];
            cells.extend((4..).zip(by_class.iter().map(|pagu| Some(rupiah(*pagu)))));
            self.holds(&sheet, row, &cells);
            listed.push(key);
        }
        let mut mixed: Vec<f64> = self.data.iter().filter_map(|one| one.bagian).collect();
        mixed.sort_by(f64::total_cmp);
        mixed.dedup();
        mixed.retain(|key| {
            let held = classes.iter().filter(|class| pagu(*key, class) > 0).count();
            let works =
                self.of(|one| one.konstruksi && one.bagian.is_some_and(|own| same(own, *key)));
            held > 1 && works.pagu > Some(0)
        });
        listed.sort_by(f64::total_cmp);
        assert_eq!(listed, mixed, "which headings mix classes");
    }

    /// Each project of the settings with its activities.
    pub(super) fn strategis(&self) {
        let sheet = Lembar::open(self.path, "Proyek Strategis");
        let (header, _) = sheet.find("Proyek strategis / kegiatan");
        let (mut projects, mut activities) = (0, 0);
        for row in header + 1..sheet.rows() {
            let Some(key) = sheet.number(row, 12) else {
                continue;
            };
            if sheet.number(row, 0).is_some() {
                projects += 1;
                let all = |one: &Kegiatan| one.strategis.is_some_and(|own| same(own, key));
                let own = self.of(all);
                let nilai = self.data.iter().filter(|one| all(one));
                let nilai = nilai
                    .filter_map(Kegiatan::nilai_kontrak)
                    .reduce(|a, b| a + b);
                self.holds(
                    &sheet,
                    row,
                    &[
                        (3, own.pagu.map(rupiah)),
                        (4, nilai.map(rupiah)),
                        (5, own.realisasi.map(rupiah)),
                        (6, own.of_pagu(own.realisasi)),
                        (7, own.target_fisik),
                        (8, own.realisasi_fisik),
                        (9, own.deviasi_fisik),
                    ],
                );
                continue;
            }
            activities += 1;
            let one = self.by_number(key);
            self.holds(
                &sheet,
                row,
                &[
                    (3, one.pagu.map(rupiah)),
                    (4, one.nilai_kontrak().map(rupiah)),
                    (5, one.realisasi.map(rupiah)),
                    (6, one.of_pagu(one.realisasi)),
                    (7, one.target_fisik),
                    (8, one.realisasi_fisik),
                    (9, one.deviasi_fisik()),
                ],
            );
        }
        let told = self.data.iter().filter(|one| one.strategis.is_some());
        assert_eq!((projects, activities), (3, told.count()));
        assert!(activities > 3, "{activities}");
    }
}

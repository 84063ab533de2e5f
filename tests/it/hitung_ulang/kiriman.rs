//! The sheets about the reports and about the rekap itself: Status Laporan, Kepatuhan, Perubahan, Data, Metadata.

use serde_json::Value;

use super::buku::{Buku, among, numbers};
use super::data::{Jumlah, Kegiatan, count, rupiah, same};
use super::lembar::Lembar;

impl Buku<'_> {
    /// Every office has one status; how many have which is counted above.
    pub(super) fn status(&self) {
        let sheet = Lembar::open(self.path, "Status Laporan");
        let (head, _) = sheet.find("Belum masuk");
        let rows: Vec<usize> = (head + 3..sheet.rows())
            .filter(|row| sheet.number(*row, 0).is_some())
            .collect();
        assert_eq!(rows.len(), 51);
        for col in 1..7 {
            let own = rows
                .iter()
                .filter(|row| sheet.text(**row, 2) == sheet.text(head, col));
            self.holds(&sheet, head + 1, &[(col, Some(count(own.count())))]);
        }
    }

    /// September's statuses are those of the truth, with the days that reports were late.
    pub(super) fn status_benar(&self, truth: &Value) {
        let sheet = Lembar::open(self.path, "Status Laporan");
        let (head, _) = sheet.find("Belum masuk");
        let missing = truth["belum_masuk"].as_array().unwrap().len();
        let late: Vec<f64> = truth["terlambat"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|one| one["hari_terlambat"].as_f64())
            .collect();
        let refused = truth["files"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|file| file["counted"] == false);
        let counts = [missing, refused.count()].map(count);
        self.holds(
            &sheet,
            head + 1,
            &[
                (1, Some(counts[0])),
                (2, Some(counts[1])),
                (4, Some(count(late.len()))),
            ],
        );
        let days: Vec<f64> = (head + 3..sheet.rows())
            .filter_map(|row| sheet.number(row, 4))
            .collect();
        assert_eq!(days, late);
    }

    /// The matrix of offices and months: its counts follow from the months in which an office's figures count.
    pub(super) fn kepatuhan(&self) {
        let sheet = Lembar::open(self.path, "Kepatuhan");
        let months: Vec<(usize, Vec<f64>)> = self
            .lalu
            .iter()
            .map(|(month, data)| (*month, numbers(data)))
            .chain([(self.bulan, self.semua_opd())])
            .collect();
        let (header, _) = sheet.find("Kelengkapan (%)");
        let mut late = 0.0;
        for row in header + 2..sheet.rows() {
            let Some(opd) = sheet.number(row, 0) else {
                continue;
            };
            let came = months
                .iter()
                .filter(|(_, all)| all.iter().any(|own| same(*own, opd)))
                .count();
            let share = count(came) / count(months.len()) * 100.0;
            let wajib = Some(count(months.len()));
            self.holds(
                &sheet,
                row,
                &[(14, wajib), (15, Some(count(came))), (18, Some(share))],
            );
            late += sheet.number(row, 16).unwrap();
        }
        let (total, _) = sheet.find("Masuk (OPD)");
        let mut late_by_month = 0.0;
        for (month, all) in &months {
            let col = month + 1;
            let (came, missing) = (count(all.len()), count(51 - all.len()));
            self.holds(&sheet, total, &[(col, Some(came))]);
            self.holds(&sheet, total + 2, &[(col, Some(missing))]);
            self.holds(&sheet, total + 3, &[(col, Some(came / 51.0 * 100.0))]);
            late_by_month += sheet.number(total + 1, col).unwrap();
        }
        let came: usize = months.iter().map(|(_, all)| all.len()).sum();
        let asked = count(51 * months.len());
        self.holds(
            &sheet,
            total,
            &[
                (14, Some(asked)),
                (15, Some(count(came))),
                (16, Some(late)),
                (18, Some(count(came) / asked * 100.0)),
            ],
        );
        assert!((late - late_by_month).abs() < 0.5, "{late} {late_by_month}");
    }

    /// What follows from each activity's own figures.
    pub(super) fn turunan(&self) {
        let sheet = Lembar::open(self.path, "Data");
        let (header, _) = sheet.find("No OPD");
        let col = |name: &str| sheet.find(name).1;
        let cols = [
            "Sisa (Rp)",
            "Target keuangan (%)",
            "Realisasi keuangan (%)",
            "Deviasi fisik",
            "Deviasi keuangan",
        ]
        .map(col);
        for (row, one) in (header + 1..).zip(&self.data) {
            let (target, paid) = (one.of_pagu(one.target), one.of_pagu(one.realisasi));
            let rest = one
                .pagu
                .map(|pagu| rupiah(pagu - one.realisasi.unwrap_or(0)));
            let by = target.zip(paid).map(|(target, paid)| paid - target);
            let figures = [rest, target, paid, one.deviasi_fisik(), by];
            let cells: Vec<(usize, Option<f64>)> = cols.into_iter().zip(figures).collect();
            self.holds(&sheet, row, &cells);
        }
    }

    /// The control totals, what became of the activities that were read, and the archived months.
    pub(super) fn metadata(&self, files: &[Value]) {
        let sheet = Lembar::open(self.path, "Metadata");
        let (control, _) = sheet.find("Jumlah tabel yang dihitung (Rp)");
        let all = self.of(|_| true);
        for (row, sum) in (control + 1..).zip([all.pagu, all.target, all.realisasi]) {
            let sum = Some(rupiah(sum.unwrap_or(0)));
            self.holds(&sheet, row, &[(1, sum), (2, sum)]);
            assert_eq!(sheet.text(row, 3), "Cocok");
        }
        let (fates, _) = sheet.find("Perlakuan");
        let counted = (fates..sheet.rows())
            .find(|row| sheet.text(*row, 0) == "Dihitung")
            .unwrap();
        self.holds(
            &sheet,
            counted,
            &[(2, Some(count(all.banyak))), (3, all.pagu.map(rupiah))],
        );
        if !self.lalu.is_empty() {
            let (archive, _) = sheet.find("Sidik isi (blake3)");
            for (row, (_, data)) in (archive + 1..).zip(self.lalu) {
                let own = among(data, |_| true);
                let offices = count(numbers(data).len());
                self.holds(
                    &sheet,
                    row,
                    &[
                        (1, Some(count(own.banyak))),
                        (2, own.pagu.map(rupiah)),
                        (3, Some(offices)),
                    ],
                );
            }
        }
        let (inputs, _) = sheet.find("Berkas masukan");
        for file in files {
            let name = file["file"].as_str().unwrap();
            let row = (inputs..sheet.rows())
                .find(|row| sheet.text(*row, 0) == name)
                .unwrap();
            self.holds(&sheet, row, &[(4, file["leaves"].as_f64())]);
        }
    }

    /// What changed since an earlier run of the period, by office and in all.
    pub(super) fn perubahan(&self, before: &[Kegiatan], changed: &[&str]) {
        let sheet = Lembar::open(self.path, "Perubahan");
        let (header, _) = sheet.find("Pagu dulu (Rp)");
        let mut listed = Vec::new();
        for row in header + 1..sheet.rows() {
            let name = sheet.text(row, 1);
            let all = sheet.text(row, 0).starts_with("Seluruh OPD");
            if !all && sheet.number(row, 0).is_none() {
                break;
            }
            let own = |one: &Kegiatan| all || one.nama == name;
            let (now, then): (Jumlah, Jumlah) = (self.of(own), among(before, own));
            let minus =
                |a: Option<i64>, b: Option<i64>| Some(rupiah(a.unwrap_or(0) - b.unwrap_or(0)));
            let fisik = now
                .realisasi_fisik
                .zip(then.realisasi_fisik)
                .map(|(now, then)| now - then);
            self.holds(
                &sheet,
                row,
                &[
                    (3, then.pagu.map(rupiah)),
                    (4, now.pagu.map(rupiah)),
                    (5, minus(now.pagu, then.pagu)),
                    (6, then.realisasi.map(rupiah)),
                    (7, now.realisasi.map(rupiah)),
                    (8, minus(now.realisasi, then.realisasi)),
                    (9, then.realisasi_fisik),
                    (10, now.realisasi_fisik),
                    (11, fisik),
                ],
            );
            if all {
                break;
            }
            listed.push(name);
        }
        assert_eq!(listed, changed);
    }
}

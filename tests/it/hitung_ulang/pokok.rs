//! The first pages: Sampul, Untuk Bupati, Ringkasan; and Kurva S.

use super::buku::{Buku, among, zone};
use super::data::{Jumlah, Kegiatan, count, rupiah, same};
use super::lembar::Lembar;

impl Buku<'_> {
    pub(super) fn ringkasan(&self) {
        let sheet = Lembar::open(self.path, "Ringkasan");
        let (header, _) = sheet.find("Seluruh OPD");
        let kelompok = |name: &'static str| move |one: &Kegiatan| one.kelompok == name;
        let columns = [
            self.of(|_| true),
            self.of(kelompok("Dinas, Badan, dan RSUD")),
            self.of(kelompok("Bagian Sekretariat Daerah")),
            self.of(kelompok("Kecamatan")),
            self.of(|one| one.konstruksi),
            self.of(|one| !one.konstruksi),
        ];
        for (col, jumlah) in (1..).zip(&columns) {
            let figures = [
                jumlah.pagu.map(rupiah),
                jumlah.realisasi.map(rupiah),
                jumlah.sisa().map(rupiah),
                jumlah.target_pct,
                jumlah.of_pagu(jumlah.realisasi),
                jumlah.target_fisik,
                jumlah.realisasi_fisik,
                jumlah.deviasi_keuangan,
                jumlah.deviasi_fisik,
                Some(jumlah.cakupan_fisik),
                Some(jumlah.cakupan_deviasi_fisik),
                Some(jumlah.cakupan_deviasi_keuangan),
            ];
            for (row, figure) in (header + 1..).zip(figures) {
                self.holds(&sheet, row, &[(col, figure)]);
            }
        }
        let (first, _) = sheet.find("Hijau");
        for (row, name) in (first..).zip(["Hijau", "Kuning", "Oranye", "Merah"]) {
            let mut opd: Vec<f64> = self.data.iter().map(|one| one.opd).collect();
            opd.sort_by(f64::total_cmp);
            opd.dedup();
            let offices = opd
                .iter()
                .filter(|opd| zone(self.of(|one| same(one.opd, **opd)).deviasi_fisik) == name)
                .count();
            self.holds(&sheet, row, &[(2, Some(count(offices)))]);
        }
        let without = self
            .semua_opd()
            .into_iter()
            .filter(|opd| self.opd(*opd).deviasi_fisik.is_none());
        let (row, _) = sheet.find("Tanpa target fisik");
        self.holds(&sheet, row, &[(2, Some(count(without.count())))]);
        let status = Lembar::open(self.path, "Status Laporan");
        let (head, _) = sheet.find("Tepat waktu");
        for row in head..head + 6 {
            let name = sheet.text(row, 4);
            let own = (9..status.rows()).filter(|own| status.text(*own, 2) == name);
            self.holds(&sheet, row, &[(6, Some(count(own.count())))]);
        }
    }

    /// The first page for the Bupati repeats the whole and the works.
    pub(super) fn bupati(&self) {
        let sheet = Lembar::open(self.path, "Untuk Bupati");
        let (first, _) = sheet.find("Pagu (Rp)");
        let (all, works) = (self.of(|_| true), self.of(|one| one.konstruksi));
        let figures = headline(&all, &works);
        let then = self.lalu.last().map(|(_, data)| {
            let (all, works) = (among(data, |_| true), among(data, |one| one.konstruksi));
            headline(&all, &works)
        });
        for (at, figure) in figures.into_iter().enumerate() {
            let then = then.and_then(|then| then[at]);
            let by = figure.zip(then).map(|(now, then)| now - then);
            self.holds(&sheet, first + at, &[(3, figure), (4, then), (5, by)]);
        }
        self.keputusan(&sheet);
    }

    /// The decisions name activities of Data, the heaviest first.
    fn keputusan(&self, sheet: &Lembar) {
        let (header, _) = sheet.find("Yang perlu diputuskan");
        let rows: Vec<usize> = (header + 1..sheet.rows())
            .filter(|row| !sheet.text(*row, 6).is_empty())
            .collect();
        assert_eq!(rows.len(), 5);
        for (index, row) in rows.iter().enumerate() {
            let one = self.by_number(sheet.text(*row, 6).parse().unwrap());
            assert_eq!(sheet.text(*row, 1), one.nama);
            assert!(!one.tanda.is_empty(), "{}", one.nama);
            self.holds(sheet, *row, &[(0, Some(count(index + 1)))]);
        }
        let weights: Vec<Option<f64>> = rows.iter().map(|row| sheet.number(*row, 3)).collect();
        assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
    }

    /// The cover repeats the whole.
    pub(super) fn sampul(&self) {
        let sheet = Lembar::open(self.path, "Sampul");
        let (row, _) = sheet.find("Pagu (Rp)");
        let all = self.of(|_| true);
        let cells = [
            (0, all.pagu.map(rupiah)),
            (2, all.realisasi.map(rupiah)),
            (4, all.of_pagu(all.realisasi)),
            (6, all.realisasi_fisik),
            (8, all.deviasi_fisik),
        ];
        self.holds(&sheet, row + 1, &cells);
    }

    /// The year by month: of all offices, of each, and what is drawn.
    pub(super) fn kurva(&self) {
        let sheet = Lembar::open(self.path, "Kurva S");
        let months: Vec<(usize, &[Kegiatan])> = self
            .lalu
            .iter()
            .map(|(month, data)| (*month, &**data))
            .chain([(self.bulan, &*self.data)])
            .collect();
        let point = |month: usize, opd: Option<f64>| {
            let (_, data) = months.iter().find(|(own, _)| *own == month)?;
            let own = among(data, |one| opd.is_none_or(|opd| same(one.opd, opd)));
            let n = super::buku::numbers(data);
            let n = opd.map_or(n.len(), |opd| {
                usize::from(n.iter().any(|own| same(*own, opd)))
            });
            (n > 0).then(|| {
                let figures = [
                    own.target_pct,
                    own.of_pagu(own.realisasi),
                    own.target_fisik,
                    own.realisasi_fisik,
                ];
                (figures, Some(count(n)))
            })
        };
        let (header, _) = sheet.find("Bulan");
        let mut drawn = [0.0; 4];
        for month in 1..=12 {
            let row = header + month;
            let (figures, n) = point(month, None).unwrap_or_default();
            let mut cells: Vec<(usize, Option<f64>)> = (1..).zip(figures).collect();
            cells.push((5, n));
            let shown = (months[0].0..=self.bulan).contains(&month);
            for at in 0..4 {
                drawn[at] = figures[at].unwrap_or(drawn[at]);
                cells.push((7 + at, shown.then_some(drawn[at])));
            }
            self.holds(&sheet, row, &cells);
        }
        let (block, _) = sheet.find("Ukuran");
        for line in 0..=51_u8 {
            let opd = (line > 0).then(|| f64::from(line));
            for month in 1..=12 {
                let (figures, n) = point(month, opd).unwrap_or_default();
                for (at, figure) in figures.into_iter().chain([n]).enumerate() {
                    let row = block + 1 + usize::from(line) * 5 + at;
                    self.holds(&sheet, row, &[(month + 1, figure)]);
                }
            }
        }
    }
}

/// The nine headline figures over everything and over the works.
fn headline(all: &Jumlah, works: &Jumlah) -> [Option<f64>; 9] {
    [
        all.pagu.map(rupiah),
        all.realisasi.map(rupiah),
        all.of_pagu(all.realisasi),
        all.deviasi_keuangan,
        all.realisasi_fisik,
        all.deviasi_fisik,
        works.of_pagu(works.realisasi),
        works.realisasi_fisik,
        works.deviasi_fisik,
    ]
}

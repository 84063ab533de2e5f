//! The sheets of flags and questions: Deviasi, Kontrak Kritis, Permasalahan, Telaah Klasifikasi.

use super::buku::Buku;
use super::data::{Kegiatan, count, rupiah};
use super::lembar::Lembar;

/// Limits of the embedded rules in points: critical and early warning, by period; a slack for sums of floats.
const KRITIS: [f64; 2] = [10.0, 5.0];
const DINI: [f64; 2] = [5.0, 2.5];
const SAMA: f64 = 1e-9;

/// The last days of the months and of the year, as spreadsheets count days.
const AKHIR_BULAN: [(usize, f64); 3] = [(7, 46_234.0), (8, 46_265.0), (9, 46_295.0)];
const AKHIR_TAHUN: f64 = 46_387.0;

/// Where a contract stands at the end of a month.
struct Kedudukan {
    /// 0 in the first period, 1 from 70 % planned.
    periode: Option<usize>,
    terlambat: Option<f64>,
    lewat: Option<f64>,
    kata: &'static str,
}

impl Kedudukan {
    fn of(one: &Kegiatan, today: f64) -> Option<Self> {
        let own = one.kontrak?;
        let terlambat = one.deviasi_fisik().map(|deviasi| -deviasi);
        let periode = one
            .target_fisik
            .map(|target| usize::from(target >= 70.0 - SAMA));
        let open = one
            .realisasi_fisik
            .is_some_and(|fisik| fisik < 100.0 - SAMA);
        let lewat = own
            .selesai
            .filter(|end| open && today > *end && own.mulai.unwrap_or(0.0) <= *end);
        let lewat = lewat.map(|end| today - end);
        let beyond = |limits: [f64; 2]| {
            let both = terlambat.zip(periode);
            both.is_some_and(|(late, period)| late > limits[period] + SAMA)
        };
        let next_year = periode == Some(1)
            && terlambat.is_some_and(|late| late > SAMA)
            && own.selesai.is_some_and(|end| end > AKHIR_TAHUN);
        let kata = match (periode, lewat) {
            (Some(0), _) if beyond(KRITIS) => "Kritis periode I",
            (Some(_), _) if beyond(KRITIS) => "Kritis periode II",
            _ if next_year => "Kritis, lewat tahun",
            (_, Some(_)) => "Lewat masa kontrak",
            _ if beyond(DINI) => "Peringatan dini",
            (Some(_), _) if terlambat.is_some() => "Wajar",
            _ => "",
        };
        Some(Self {
            periode,
            terlambat,
            lewat,
            kata,
        })
    }
}

impl Buku<'_> {
    /// The figures of each flagged activity are its own; the heaviest stands first.
    pub(super) fn deviasi(&self) {
        let sheet = Lembar::open(self.path, "Deviasi");
        let (header, _) = sheet.find("Uraian kegiatan");
        let (mut single, mut groups) = (0, 0);
        let mut weights = Vec::new();
        for row in header + 1..sheet.rows() {
            if sheet.text(row, 14).is_empty() {
                break;
            }
            weights.push(sheet.number(row, 8));
            let codes = sheet.text(row, 11);
            let first = self.by_number(sheet.text(row, 14).parse().unwrap());
            assert_eq!(sheet.text(row, 1), first.nama);
            for code in codes.split(' ') {
                assert!(first.tanda.contains(code), "{code}: {}", first.tanda);
            }
            let Some(key) = sheet.number(row, 15) else {
                groups += 1;
                // Every activity of the office that carries the flag, unless it names pairs of the same name.
                if codes == "D107" {
                    let all = self.of(|one| one.nama == first.nama && one.tanda.contains("D107"));
                    self.holds(&sheet, row, &[(3, all.pagu.map(rupiah))]);
                }
                continue;
            };
            single += 1;
            let one = self.by_number(key);
            self.holds(
                &sheet,
                row,
                &[
                    (0, Some(count(row - header))),
                    (3, one.pagu.map(rupiah)),
                    (4, one.target_fisik),
                    (5, one.realisasi_fisik),
                    (6, one.deviasi_fisik()),
                    (7, one.of_pagu(one.realisasi)),
                ],
            );
        }
        assert!(weights.is_sorted_by(|a, b| a >= b), "by weight");
        assert!(single > 100 && groups > 0, "{single} {groups}");
    }

    /// Every contract of the works that asks for an act, and no other, with all that follows from its figures.
    pub(super) fn kritis(&self) {
        let sheet = Lembar::open(self.path, "Kontrak Kritis");
        let (header, _) = sheet.find("Kedudukan");
        let today = AKHIR_BULAN
            .iter()
            .find(|(month, _)| *month == self.bulan)
            .unwrap()
            .1;
        self.holds(&sheet, 6, &[(1, Some(today))]);
        let mut listed = Vec::new();
        for row in header + 1..sheet.rows() {
            let Some(key) = sheet.number(row, 20) else {
                continue;
            };
            let one = self.by_number(key);
            let own = Kedudukan::of(one, today).unwrap();
            let kontrak = one.kontrak.unwrap();
            let denda = own.lewat.zip(kontrak.nilai);
            let denda =
                denda.map(|(days, nilai)| (rupiah(nilai) / 1000.0 * days * 100.0).round() / 100.0);
            self.holds(
                &sheet,
                row,
                &[
                    (3, kontrak.nilai.map(rupiah)),
                    (4, kontrak.mulai),
                    (5, kontrak.selesai),
                    (6, one.target_fisik),
                    (7, one.realisasi_fisik),
                    (8, own.terlambat),
                    (10, own.periode.map(|period| KRITIS[period])),
                    (12, one.of_kontrak()),
                    (13, one.spi()),
                    (14, one.cpi()),
                    (15, own.lewat),
                    (16, denda),
                    (17, kontrak.selesai.map(|end| end + 50.0)),
                ],
            );
            let period = own.periode.map_or("", |period| ["I", "II"][period]);
            assert_eq!(sheet.text(row, 9), period);
            assert_eq!(sheet.text(row, 11), own.kata, "{key}");
            listed.push(key);
        }
        let asks = |(_, one): &(usize, &Kegiatan)| {
            one.konstruksi
                && Kedudukan::of(one, today).is_some_and(|own| !["", "Wajar"].contains(&own.kata))
        };
        let wanted = self.data.iter().enumerate().filter(asks);
        let wanted: Vec<f64> = wanted.map(|(index, _)| count(index + 1)).collect();
        listed.sort_by(f64::total_cmp);
        assert_eq!(listed, wanted, "which contracts are listed");
        assert!(listed.len() > 1, "{listed:?}");
    }

    pub(super) fn permasalahan(&self) {
        let sheet = Lembar::open(self.path, "Permasalahan");
        let (header, _) = sheet.find("Kendala");
        let mut seen = 0;
        for row in header + 1..sheet.rows() {
            if let Some(key) = sheet.number(row, 10) {
                seen += 1;
                self.holds(&sheet, row, &[(3, self.by_number(key).deviasi_fisik())]);
            }
        }
        assert!(seen > 10, "{seen}");
    }

    /// The queue of classes to decide: how many, their pagu, each in its line.
    pub(super) fn telaah(&self) {
        let sheet = Lembar::open(self.path, "Telaah Klasifikasi");
        let open = |one: &Kegiatan| one.telaah == "Perlu ditelaah";
        let all = self.of(open);
        let (first, _) = sheet.find("Perlu ditelaah (kegiatan)");
        self.holds(&sheet, first, &[(2, Some(count(all.banyak)))]);
        self.holds(&sheet, first + 1, &[(2, all.pagu.map(rupiah))]);
        self.holds(&sheet, first + 2, &[(2, Some(0.0))]);
        let (header, _) = sheet.find("Usulan golongan");
        for (index, row) in (header + 1..header + 1 + all.banyak).enumerate() {
            let one = self.by_number(sheet.text(row, 10).parse().unwrap());
            assert!(open(one), "{}", one.nama);
            self.holds(
                &sheet,
                row,
                &[(0, Some(count(index + 1))), (5, one.pagu.map(rupiah))],
            );
        }
        assert!(all.banyak > 10, "{}", all.banyak);
    }
}

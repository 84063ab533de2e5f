//! What a case says of its office and period: in labels, titles, sheet names and the file's name.

use super::acak::{index, pick};
use super::judul::Heading;
use super::kasus::Builder;
use super::mutasi::M;
use super::siapa::{BELOW, FOREIGN, MONTHS, MONTHS_ODD, OFFICES, Office};

impl Builder {
    pub(super) fn sheet_name(&mut self, office: Office) -> String {
        let month = MONTHS_ODD[self.month - 1][0];
        if self.has(M::OpdLembar) {
            return office.alias.to_owned();
        }
        if self.has(M::PeriodeLembar) {
            return pick(&mut self.rng, &[month, MONTHS[self.month - 1]]).to_owned();
        }
        pick(
            &mut self.rng,
            &["RFK", "Sheet1", "Realisasi", "LAPORAN", "Lap. Bulanan"],
        )
        .to_owned()
    }

    /// What the sheets say of the office and the period.
    pub(super) fn heading(&mut self, office: Office) -> (Heading, Option<&'static str>) {
        let mut id = Some(office.id);
        let mut heading = Heading {
            regency: "Kabupaten Karanganyar".to_owned(),
            year: self.year,
            ..Heading::default()
        };
        let label = |text: &str| Some(text.to_owned());
        if self.has(M::OpdLembar) || self.has(M::OpdBerkas) || self.has(M::OpdFolder) {
        } else if self.has(M::OpdJudul) {
            heading.opd_title = label(office.name);
        } else if self.has(M::OpdAlias) {
            heading.opd_label = label(office.alias);
        } else if self.has(M::OpdSalahKetik) {
            heading.opd_label = label(office.typo);
        } else if self.has(M::OpdUrutan) {
            heading.opd_label = label(office.turned);
        } else if self.has(M::OpdKode) {
            heading.opd_label = Some(format!(
                "{}.0.00.0.00.01.0000 {}",
                office.urusan, office.name
            ));
        } else if self.has(M::OpdBawahan) {
            let (parent, name) = BELOW[index(&mut self.rng, BELOW.len())];
            heading.opd_label = label(name);
            id = Some(parent);
        } else if self.has(M::OpdLain) {
            let name = FOREIGN[index(&mut self.rng, FOREIGN.len())];
            heading.opd_label = label(name);
            heading.regency = name
                .split_once(" K")
                .map_or_else(String::new, |(_, rest)| format!("K{rest}"));
            id = None;
        } else {
            heading.opd_label = Some(if self.rng.chance(50) {
                office.name.to_uppercase()
            } else {
                office.name.to_owned()
            });
        }
        self.say_period(&mut heading);
        if self.has(M::RibuanJudul) {
            heading.unit_line = Some("(dalam ribuan rupiah)");
        } else if self.has(M::Ribuan) {
            heading.unit_line = Some(pick(
                &mut self.rng,
                &["Rp. 000", "Dalam Ribuan Rupiah", "(Rp Ribu)"],
            ));
        } else if self.has(M::Jutaan) {
            heading.unit_line = Some(pick(
                &mut self.rng,
                &["(dalam jutaan rupiah)", "Juta Rupiah"],
            ));
        }
        (heading, id)
    }

    fn say_period(&mut self, heading: &mut Heading) {
        let month = MONTHS[self.month - 1];
        let year = self.year;
        let last_day = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][self.month - 1];
        let own = |text: &str| text.to_owned();
        if self.has(M::PeriodeLembar)
            || self.has(M::PeriodeBerkas)
            || self.has(M::PeriodeFolder)
            || self.has(M::PeriodeTiada)
        {
        } else if self.has(M::PeriodeJudul) {
            heading.period_title = Some(format!(
                "KEADAAN SAMPAI DENGAN BULAN {} {year}",
                month.to_uppercase()
            ));
        } else if self.has(M::PeriodeKondisi) {
            heading.period_label = Some((
                own("KONDISI S/D TGL."),
                format!("{last_day} {month} {year}"),
            ));
        } else if self.has(M::PeriodeRentang) {
            let span = format!("01 Januari {year} sampai {last_day} {month} {year}");
            heading.period_label = Some((own("Periode"), span));
        } else if self.has(M::PeriodeTanggal) {
            heading.period_date = Some((year, u8::try_from(self.month).unwrap_or(1), last_day));
        } else if self.has(M::PeriodeEjaan) {
            let odd = pick(&mut self.rng, MONTHS_ODD[self.month - 1]);
            heading.period_label = Some((own("BULAN"), format!("{odd} {year}")));
        } else if self.has(M::PeriodeTriwulan) {
            let roman = ["I", "II", "III", "IV"][self.month / 3 - 1];
            heading.period_title = Some(format!("TRIWULAN {roman} TAHUN ANGGARAN {year}"));
        } else {
            let label = pick(
                &mut self.rng,
                &["BULAN", "Bulan", "Keadaan s/d Bulan", "PERIODE"],
            );
            heading.period_label = Some((own(label), format!("{month} {year}")));
        }
    }

    pub(super) fn file_name(&mut self, office: Office) -> String {
        let month = MONTHS[self.month - 1];
        if self.has(M::PeriodeFolder) {
            return format!("{}-{:02}/laporan.xlsx", self.year, self.month);
        }
        if self.has(M::PeriodeBerkas) {
            return format!("Lap RFK {month} {}.xlsx", self.year);
        }
        if self.has(M::OpdBerkas) {
            return format!("RFK {}.xlsx", office.alias);
        }
        if self.has(M::OpdFolder) {
            return format!("{}/laporan rfk.xlsx", office.name);
        }
        if self.has(M::OpdTentang) {
            let other = OFFICES
                .iter()
                .find(|other| other.id != office.id && other.urusan != office.urusan);
            return format!("{}.xlsx", other.map_or("", |other| other.name));
        }
        if self.has(M::PeriodeTentang) {
            let other = MONTHS[(self.month + 5) % 12];
            return format!("laporan {} {}.xlsx", other.to_lowercase(), self.year);
        }
        pick(
            &mut self.rng,
            &[
                "laporan.xlsx",
                "rfk fix.xlsx",
                "Book1.xlsx",
                "kirim/data.xlsx",
            ],
        )
        .to_owned()
    }
}

//! The sheet Data as plain integers and floats, and what sets of its lines add up to.

use std::path::Path;

use super::lembar::Lembar;

/// A line of the sheet Data; money in sen, `None` for a blank.
pub(super) struct Kegiatan {
    /// Number of the office, as the sheets print it.
    pub(super) opd: f64,
    pub(super) nama: String,
    pub(super) kelompok: String,
    /// Names of the program and of the kegiatan above it.
    pub(super) induk: [String; 2],
    pub(super) jenis: String,
    pub(super) konstruksi: bool,
    pub(super) dana: String,
    pub(super) berkas: String,
    pub(super) telaah: String,
    pub(super) tanda: String,
    /// Numbers of the heading and of the strategic project that it belongs to.
    pub(super) bagian: Option<f64>,
    pub(super) strategis: Option<f64>,
    pub(super) kontrak: Option<Kontrak>,
    pub(super) pagu: Option<i64>,
    pub(super) target: Option<i64>,
    pub(super) realisasi: Option<i64>,
    pub(super) target_fisik: Option<f64>,
    pub(super) realisasi_fisik: Option<f64>,
}

/// The contract of an activity, where anything of one is stated; dates as spreadsheets count days.
#[derive(Clone, Copy)]
pub(super) struct Kontrak {
    pub(super) nilai: Option<i64>,
    pub(super) mulai: Option<f64>,
    pub(super) selesai: Option<f64>,
}

pub(super) fn sen(value: Option<f64>) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "amounts of the fixtures")]
    value.map(|rupiah| (rupiah * 100.0).round() as i64)
}

#[expect(clippy::cast_precision_loss, reason = "amounts of the fixtures")]
pub(super) fn rupiah(sen: i64) -> f64 {
    sen as f64 / 100.0
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
pub(super) fn count(n: usize) -> f64 {
    n as f64
}

/// Whether two numbers of offices are the same.
pub(super) fn same(left: f64, right: f64) -> bool {
    left.total_cmp(&right).is_eq()
}

pub(super) fn activities(path: &Path) -> Vec<Kegiatan> {
    let sheet = Lembar::open(path, "Data");
    let (header, _) = sheet.find("No OPD");
    let col = |name: &str| {
        let mut all = 0..sheet.isi.width();
        all.find(|&col| sheet.text(header, col) == name)
            .unwrap_or_else(|| panic!("{name}"))
    };
    let of = |row: usize| {
        let text = |name: &str| sheet.text(row, col(name));
        let number = |name: &str| sheet.number(row, col(name));
        Some(Kegiatan {
            opd: number("No OPD")?,
            nama: text("OPD"),
            kelompok: text("Kelompok"),
            induk: [text("Program"), text("Kegiatan")],
            jenis: text("Jenis"),
            konstruksi: text("Fisik konstruksi") == "Ya",
            dana: text("Golongan sumber dana"),
            berkas: text("Berkas"),
            telaah: text("Telaah golongan"),
            tanda: text("Tanda"),
            bagian: number("No bagian"),
            strategis: number("No proyek strategis"),
            kontrak: kontrak(&text, &number),
            pagu: sen(number("Pagu (Rp)")),
            target: sen(number("Target keuangan (Rp)")),
            realisasi: sen(number("Realisasi keuangan (Rp)")),
            target_fisik: number("Target fisik (%)"),
            realisasi_fisik: number("Realisasi fisik (%)"),
        })
    };
    (header + 1..sheet.rows()).filter_map(of).collect()
}

fn kontrak(text: &dyn Fn(&str) -> String, number: &dyn Fn(&str) -> Option<f64>) -> Option<Kontrak> {
    let own = Kontrak {
        nilai: sen(number("Nilai kontrak (Rp)")),
        mulai: number("Kontrak mulai"),
        selesai: number("Kontrak selesai"),
    };
    let named = !text("Nomor kontrak").is_empty() || !text("Penyedia").is_empty();
    let any = own.nilai.is_some() || own.mulai.is_some() || own.selesai.is_some();
    (named || any).then_some(own)
}

/// What follows from an activity's own figures.
impl Kegiatan {
    pub(super) fn deviasi_fisik(&self) -> Option<f64> {
        Some(self.realisasi_fisik? - self.target_fisik?)
    }

    /// A part in percent of the pagu.
    pub(super) fn of_pagu(&self, part: Option<i64>) -> Option<f64> {
        let pagu = self.pagu.filter(|pagu| *pagu > 0)?;
        Some(rupiah(part?) / rupiah(pagu) * 100.0)
    }

    pub(super) fn nilai_kontrak(&self) -> Option<i64> {
        self.kontrak.and_then(|own| own.nilai)
    }

    /// Realisasi keuangan in percent of the contract.
    pub(super) fn of_kontrak(&self) -> Option<f64> {
        let nilai = self.nilai_kontrak().filter(|nilai| *nilai > 0)?;
        Some(rupiah(self.realisasi?) / rupiah(nilai) * 100.0)
    }

    pub(super) fn spi(&self) -> Option<f64> {
        let target = self.target_fisik.filter(|target| *target > 0.0)?;
        Some(self.realisasi_fisik? / target)
    }

    pub(super) fn cpi(&self) -> Option<f64> {
        let paid = self.of_kontrak().filter(|paid| *paid > 0.0)?;
        Some(self.realisasi_fisik? / paid)
    }
}

/// What a set of activities adds up to.
#[derive(Default)]
pub(super) struct Jumlah {
    pub(super) banyak: usize,
    pub(super) pagu: Option<i64>,
    pub(super) target: Option<i64>,
    pub(super) realisasi: Option<i64>,
    /// Of the pagu that has a target.
    pub(super) target_pct: Option<f64>,
    pub(super) target_fisik: Option<f64>,
    pub(super) realisasi_fisik: Option<f64>,
    pub(super) deviasi_fisik: Option<f64>,
    pub(super) deviasi_keuangan: Option<f64>,
    /// Percent of the pagu above zero.
    pub(super) cakupan_fisik: f64,
    pub(super) cakupan_deviasi_fisik: f64,
    pub(super) cakupan_deviasi_keuangan: f64,
}

pub(super) fn add(rows: &[&Kegiatan]) -> Jumlah {
    let sum = |of: fn(&Kegiatan) -> Option<i64>| {
        rows.iter()
            .filter_map(|row| of(row))
            .reduce(|left, right| left + right)
    };
    let weighs: Vec<&Kegiatan> = rows
        .iter()
        .copied()
        .filter(|row| row.pagu.is_some_and(|pagu| pagu > 0))
        .collect();
    let pagu_of = |row: &Kegiatan| rupiah(row.pagu.unwrap_or(0));
    let all: f64 = weighs.iter().map(|row| pagu_of(row)).sum();
    // The mean weighted by pagu over the rows that state a value, and the share of pagu that these hold.
    let mean = |of: &dyn Fn(&Kegiatan) -> Option<f64>| {
        let stated: Vec<(f64, f64)> = weighs
            .iter()
            .filter_map(|row| Some((pagu_of(row), of(row)?)))
            .collect();
        let held: f64 = stated.iter().map(|(weight, _)| weight).sum();
        let product: f64 = stated.iter().map(|(weight, value)| weight * value).sum();
        let share = if all > 0.0 { held / all * 100.0 } else { 0.0 };
        ((!stated.is_empty()).then(|| product / held), share)
    };
    let of_pagu = |row: &Kegiatan, part: Option<i64>| Some(rupiah(part?) / pagu_of(row) * 100.0);
    let (target_pct, _) = mean(&|row| of_pagu(row, row.target));
    let (target_fisik, _) = mean(&|row| row.target_fisik);
    let (realisasi_fisik, cakupan_fisik) = mean(&|row| row.realisasi_fisik);
    let (deviasi_fisik, cakupan_deviasi_fisik) =
        mean(&|row| Some(row.realisasi_fisik? - row.target_fisik?));
    let (deviasi_keuangan, cakupan_deviasi_keuangan) =
        mean(&|row| Some(of_pagu(row, row.realisasi)? - of_pagu(row, row.target)?));
    Jumlah {
        banyak: rows.len(),
        pagu: sum(|row| row.pagu),
        target: sum(|row| row.target),
        realisasi: sum(|row| row.realisasi),
        target_pct,
        target_fisik,
        realisasi_fisik,
        deviasi_fisik,
        deviasi_keuangan,
        cakupan_fisik,
        cakupan_deviasi_fisik,
        cakupan_deviasi_keuangan,
    }
}

impl Jumlah {
    pub(super) fn of_pagu(&self, part: Option<i64>) -> Option<f64> {
        let pagu = self.pagu.filter(|pagu| *pagu > 0)?;
        Some(rupiah(part?) / rupiah(pagu) * 100.0)
    }

    pub(super) fn sisa(&self) -> Option<i64> {
        Some(self.pagu? - self.realisasi.unwrap_or(0))
    }
}

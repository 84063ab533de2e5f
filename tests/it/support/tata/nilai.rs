//! How an office writes amounts: as numbers or as text in every form met.

use rakor::model::cell::{Cell, NumberFormat, Value};
use rakor::model::nilai::grouped;

use super::mutasi::M;
use crate::support::contoh::rng::Rng;

/// The habits of one sheet.
pub(super) struct Style<'a> {
    pub on: &'a dyn Fn(M) -> bool,
    /// Percentages are rounded to two decimals.
    pub rounded: bool,
}

impl Style<'_> {
    fn on(&self, m: M) -> bool {
        (self.on)(m)
    }

    /// Returns what one unit on the form is worth, in sen.
    pub(super) fn unit(&self) -> i64 {
        if self.on(M::Ribuan) || self.on(M::RibuanJudul) {
            100_000
        } else if self.on(M::Jutaan) {
            100_000_000
        } else {
            100
        }
    }

    /// Writes an amount of money.
    pub(super) fn money(&self, sen: i64, rng: &mut Rng) -> Cell {
        if sen == 0 && (self.on(M::UangStrip) || (self.on(M::UangRp) && rng.chance(30))) {
            return text(
                ["-", " -  ", "- "][usize::from(rng.chance(50)) + usize::from(rng.chance(30))],
            );
        }
        if sen == 0 && self.on(M::UangKosong) {
            return text("");
        }
        let (rupiah, cents) = (sen.abs() / 100, sen.abs() % 100);
        let sign = if sen < 0 { "-" } else { "" };
        let dots = grouped(rupiah.unsigned_abs());
        let kind = [
            M::UangTitik,
            M::UangTitikKoma,
            M::UangRp,
            M::UangRpStrip,
            M::UangRpRapat,
            M::UangKoma,
            M::UangRpTitik,
            M::UangSpasi,
            M::UangCampur,
            M::UangKurung,
            M::UangRusak,
        ];
        let written = match kind.into_iter().find(|m| self.on(*m)) {
            Some(M::UangTitik) => format!("{sign}{dots}"),
            Some(M::UangTitikKoma) => format!("{sign}{dots},{cents:02}"),
            Some(M::UangRp) => format!("Rp {sign}{dots}"),
            Some(M::UangRpStrip) => format!("Rp {sign}{dots},-"),
            Some(M::UangRpRapat) => format!("Rp{sign}{dots},{cents:02}"),
            Some(M::UangKoma) => format!("{sign}{}", dots.replace('.', ",")),
            Some(M::UangRpTitik) => format!("Rp. {sign}{dots},{cents:02}"),
            Some(M::UangSpasi) => format!("{sign}{}", dots.replace('.', "\u{a0}")),
            Some(M::UangCampur) if rng.chance(40) => format!("{sign}{dots}"),
            Some(M::UangRusak) if rng.chance(25) && rupiah > 99_999 => broken(&dots, rng),
            Some(M::UangKurung) if sen < 0 => format!("({dots})"),
            _ => return Cell::new(Value::Number(sen as f64 / self.unit() as f64)),
        };
        text(&written)
    }

    /// Returns a percentage with the decimals that the sheet keeps.
    pub(super) fn as_stated(&self, percent: f64) -> f64 {
        if self.on(M::PersenBulat) {
            return percent.round();
        }
        let text = [M::PersenTeks, M::PersenKoma, M::PersenTitik];
        if self.rounded || text.into_iter().any(|m| self.on(m)) {
            (percent * 100.0).round() / 100.0
        } else {
            percent
        }
    }

    /// Writes a percentage on the 0–100 scale the way of this sheet.
    pub(super) fn percent(&self, percent: f64) -> Cell {
        let shown = self.as_stated(percent);
        let comma = format!("{shown:.2}").replace('.', ",");
        if self.on(M::PersenFormat) {
            let mut cell = Cell::new(Value::Number(shown / 100.0));
            cell.format = NumberFormat::Percent;
            return cell;
        }
        if self.on(M::PersenPecahan) {
            return Cell::new(Value::Number(shown / 100.0));
        }
        if self.on(M::PersenTeks) {
            return text(&format!("{comma} %"));
        }
        if self.on(M::PersenBulat) {
            return text(&format!("{shown:.0}%"));
        }
        if self.on(M::PersenKoma) {
            return text(&comma);
        }
        if self.on(M::PersenTitik) {
            return text(&format!("{shown:.2}"));
        }
        Cell::new(Value::Number(shown))
    }
}

/// Returns a cell of text.
pub(super) fn text(text: &str) -> Cell {
    Cell::new(Value::Text(text.into()))
}

/// Separators in the wrong places.
fn broken(dots: &str, rng: &mut Rng) -> String {
    match rng.between(0, 3) {
        0 => format!("{dots}.00"),
        1 => dots.replacen('.', ",", 1),
        2 => {
            let (head, tail) = dots.split_at(dots.len() - 2);
            format!("{head}.{tail}")
        }
        _ => dots.replacen('.', ". ", 1),
    }
}

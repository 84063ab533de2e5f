//! The lines of program and kegiatan above an office's activities: sums over the rows below them on the same sheet.

use super::himpunan::Letak;
use super::rumus;
use super::sheet::{Hasil, Nilai, Sheet};
use super::style::{Isi, Nada};
use crate::consolidate::jumlah::Jumlah;
use crate::model::cell::column_letters;
use crate::model::nilai::Sen;

/// A line with the rows below it, which hold lines and activities; only activities have a number in the first column.
pub(super) struct Jenjang<'a> {
    pub(super) row: u32,
    /// Last row below it, 0-based.
    pub(super) last: u32,
    pub(super) nama: &'a str,
    pub(super) jumlah: &'a Jumlah,
    pub(super) nada: Nada,
}

impl Jenjang<'_> {
    pub(super) fn write(&self, sheet: &mut Sheet<'_>, letak: &Letak) -> Hasil {
        let nada = self.nada;
        let jumlah = self.jumlah;
        let style = sheet.style.cell(Isi::Panjang, nada);
        sheet.merge((self.row, 0), (self.row, 2), self.nama, style)?;
        let own = |col: u16| format!("{}{}", column_letters(u32::from(col)), self.row + 1);
        let rupiah = |sen: Option<Sen>| Nilai::from(sen.map(Sen::rupiah));
        let deviasi_keuangan = letak.target.zip(letak.deviasi_keuangan);
        let figures = [
            (
                Some(letak.pagu),
                self.money(letak.pagu),
                rupiah(jumlah.pagu),
                Isi::Rupiah,
            ),
            (
                letak.target,
                letak.target.map_or_else(String::new, |col| self.money(col)),
                rupiah(jumlah.target_keuangan),
                Isi::Rupiah,
            ),
            (
                Some(letak.realisasi),
                self.money(letak.realisasi),
                rupiah(jumlah.realisasi_keuangan),
                Isi::Rupiah,
            ),
            (
                Some(letak.realisasi_pct),
                rumus::persen(&own(letak.realisasi), &own(letak.pagu)),
                jumlah.realisasi_keuangan_pct().into(),
                Isi::Persen,
            ),
            (
                Some(letak.sisa),
                rumus::sisa(&own(letak.pagu), &own(letak.realisasi)),
                rupiah(jumlah.sisa()),
                Isi::Rupiah,
            ),
            (
                Some(letak.target_fisik),
                self.mean(letak, letak.target_fisik),
                jumlah.target_fisik.into(),
                Isi::Persen,
            ),
            (
                Some(letak.fisik),
                self.mean(letak, letak.fisik),
                jumlah.realisasi_fisik.into(),
                Isi::Persen,
            ),
            (
                Some(letak.deviasi_fisik),
                self.gap(letak, (letak.fisik, letak.target_fisik), true),
                jumlah.deviasi_fisik.into(),
                Isi::Persen,
            ),
            (
                letak.deviasi_keuangan,
                deviasi_keuangan.map_or_else(String::new, |(target, _)| {
                    self.gap(letak, (letak.realisasi, target), false)
                }),
                jumlah.deviasi_keuangan.into(),
                Isi::Persen,
            ),
        ];
        for (col, formula, value, isi) in figures {
            if let Some(col) = col {
                sheet.put_formula((self.row, col), &formula, &value, isi, nada)?;
            }
        }
        Ok(())
    }

    fn range(&self, col: u16) -> String {
        let letters = column_letters(u32::from(col));
        format!("{letters}{}:{letters}{}", self.row + 2, self.last + 1)
    }

    /// Sum over the activities below, blank where none states the amount.
    fn money(&self, col: u16) -> String {
        let (number, money) = (self.range(0), self.range(col));
        format!(
            "IF(SUMPRODUCT(ISNUMBER({number})*ISNUMBER({money}))=0,\"\",SUMIF({number},\">0\",{money}))"
        )
    }

    /// The activities below that have a pagu and state all of some columns. A blank cell holds an empty text, which
    /// counts as more than any number: it must be told by its type.
    fn mask(&self, letak: &Letak, stated: &[u16]) -> String {
        let pagu = self.range(letak.pagu);
        let stated = stated
            .iter()
            .map(|col| format!("*ISNUMBER({})", self.range(*col)));
        format!(
            "ISNUMBER({})*ISNUMBER({pagu})*({pagu}>0){}",
            self.range(0),
            stated.collect::<String>()
        )
    }

    /// Mean of a percentage weighted by pagu.
    fn mean(&self, letak: &Letak, col: u16) -> String {
        let (mask, pagu) = (self.mask(letak, &[col]), self.range(letak.pagu));
        format!(
            "IFERROR(SUMPRODUCT({mask},{pagu},{})/SUMPRODUCT({mask},{pagu}),\"\")",
            self.range(col)
        )
    }

    /// Difference of two columns over the activities that state both: of percentages weighted by pagu, of money in
    /// percent of pagu.
    fn gap(&self, letak: &Letak, (left, right): (u16, u16), percentages: bool) -> String {
        let (mask, pagu) = (self.mask(letak, &[left, right]), self.range(letak.pagu));
        let (left, right) = (self.range(left), self.range(right));
        let (weight, scale) = if percentages {
            (format!(",{pagu}"), "")
        } else {
            (String::new(), "*100")
        };
        format!(
            "IFERROR((SUMPRODUCT({mask}{weight},{left})-SUMPRODUCT({mask}{weight},{right}))/SUMPRODUCT({mask},{pagu}){scale},\"\")"
        )
    }
}

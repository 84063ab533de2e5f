//! The sheet Sumber Dana: what comes from where and what became of it, of all offices and of each, live over Data.

use super::himpunan::{Himpunan, Letak};
use super::rumus::{self, Saring};
use super::sheet::{Hasil, Nilai, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, kepala, label};
use crate::consolidate::Konsolidasi;
use crate::consolidate::jumlah::{Jumlah, share};
use crate::model::cell::CellRef;

const HEADER: u32 = 5;
const FIRST: u32 = HEADER + 1;
const NAMA: u16 = 1;
const BANYAK: u16 = 2;
const PAGU: u16 = 3;
const PORSI: u16 = 4;
const REALISASI: u16 = 5;
const REALISASI_PCT: u16 = 6;
const SISA: u16 = 7;
const TARGET_FISIK: u16 = 8;
const FISIK: u16 = 9;
const DEVIASI: u16 = 10;
const LAST_COL: u16 = DEVIASI;
/// Hidden: the source of funds, and the office's number.
const KUNCI_DANA: u16 = LAST_COL + 1;
const KUNCI_OPD: u16 = LAST_COL + 2;
const WIDTHS: [f64; 11] = [
    5.0, 50.0, 10.0, 19.0, 10.0, 19.0, 11.0, 19.0, 10.5, 10.5, 10.0,
];

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak) -> Hasil {
    sheet.page(label::DANA, cetak, Some((HEADER, HEADER)))?;
    sheet.widths(&WIDTHS)?;
    sheet.hide(KUNCI_DANA)?;
    sheet.hide(KUNCI_OPD)?;
    sheet.title(
        LAST_COL,
        &[
            label::JUDUL_DANA,
            &cetak.daerah,
            &label::keadaan(k.periode),
            &label::cakupan(k),
        ],
    )?;
    for (col, text) in (0..).zip(kepala::KEPALA_DANA) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.height(HEADER, 28)?;
    sheet.ws.set_freeze_panes(FIRST, 2)?;
    sheet.ws.group_symbols_above(true);
    let sources = k.rincian.dana.iter();
    let lines: usize = sources
        .filter_map(|dana| dana.jumlah.map(|_| 1 + dana.opd.len()))
        .sum();
    let total = FIRST + u32::try_from(lines).unwrap_or(0);
    let mut row = FIRST;
    let shown = k.rincian.dana.iter().filter(|dana| dana.jumlah.is_some());
    for (number, dana) in (1_u32..).zip(shown) {
        let source = |sheet: &mut Sheet<'_>, row: u32| -> Result<Saring, _> {
            sheet.put((row, KUNCI_DANA), &dana.nama, Isi::Teks, Nada::Biasa)?;
            let key = CellRef::new(row, u32::from(KUNCI_DANA));
            Ok::<_, rust_xlsxwriter::XlsxError>(Saring::semua().dan(rumus::DANA, format!("${key}")))
        };
        sheet.put_number(
            (row, 0),
            Some(f64::from(number)),
            Isi::Bulat,
            Nada::Subtotal,
        )?;
        let own = source(sheet, row)?;
        let jumlah = dana.jumlah.unwrap_or_default();
        let at = Baris {
            row,
            total,
            nada: Nada::Subtotal,
        };
        at.write(sheet, k, (&dana.nama, &own, &jumlah))?;
        row += 1;
        let first = row;
        for (opd, jumlah) in &dana.opd {
            let index = f64::from(u32::try_from(opd + 1).unwrap_or(u32::MAX));
            sheet.put((row, 0), "", Isi::Teks, Nada::Biasa)?;
            sheet.put_number((row, KUNCI_OPD), Some(index), Isi::Bulat, Nada::Biasa)?;
            let key = CellRef::new(row, u32::from(KUNCI_OPD));
            let own = source(sheet, row)?.dan(rumus::OPD, format!("${key}"));
            let at = Baris {
                row,
                total,
                nada: Nada::Biasa,
            };
            at.write(sheet, k, (&k.opd[*opd].office.nama, &own, jumlah))?;
            row += 1;
        }
        if row > first {
            sheet.ws.group_rows(first, row - 1)?;
        }
    }
    let whole = Baris {
        row,
        total: row,
        nada: Nada::Total,
    };
    sheet.put((row, 0), "", Isi::Teks, Nada::Total)?;
    let name = label::total(k);
    whole.write(sheet, k, (&name, &Saring::semua(), &k.total.semua))?;
    let note = if k.rincian.ada_dana() {
        label::CATATAN_DANA.to_owned()
    } else {
        format!("{} {}", label::TANPA_DANA, label::CATATAN_DANA)
    };
    sheet.merge((row + 2, 0), (row + 2, 5), &note, &sheet.style.catatan)?;
    sheet.height(row + 2, 36)?;
    sheet.signature(row + 2, (SISA, LAST_COL), cetak)
}

/// A line of the table.
#[derive(Clone, Copy)]
struct Baris {
    row: u32,
    /// The row of the whole.
    total: u32,
    nada: Nada,
}

impl Baris {
    fn write(
        self,
        sheet: &mut Sheet<'_>,
        k: &Konsolidasi,
        (name, saring, jumlah): (&str, &Saring, &Jumlah),
    ) -> Hasil {
        sheet.put((self.row, NAMA), name, Isi::Panjang, self.nada)?;
        sheet.fit(self.row, &[(name, WIDTHS[usize::from(NAMA)])])?;
        let leaves = f64::from(u32::try_from(jumlah.leaves).unwrap_or(u32::MAX));
        let count = Nilai::Angka(leaves);
        sheet.put_formula(
            (self.row, BANYAK),
            &saring.banyak(),
            &count,
            Isi::Bulat,
            self.nada,
        )?;
        let sums = Himpunan {
            row: self.row,
            saring,
            jumlah,
        };
        sums.write(sheet, &LETAK, self.nada)?;
        let pagu = |row: u32| CellRef::new(row, u32::from(PAGU)).to_string();
        let part = jumlah.pagu.zip(k.total.semua.pagu);
        let part = part.and_then(|(pagu, all)| share(pagu, all));
        sheet.put_formula(
            (self.row, PORSI),
            &rumus::persen(&pagu(self.row), &pagu(self.total)),
            &part.into(),
            Isi::Persen,
            self.nada,
        )
    }
}

/// Where the figures of a line stand.
const LETAK: Letak = Letak {
    pagu: PAGU,
    target: None,
    realisasi: REALISASI,
    realisasi_pct: REALISASI_PCT,
    sisa: SISA,
    target_fisik: TARGET_FISIK,
    fisik: FISIK,
    deviasi_fisik: DEVIASI,
    deviasi_keuangan: None,
};

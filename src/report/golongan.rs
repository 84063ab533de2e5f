//! The sheet Golongan per OPD: number, pagu, realisasi keuangan and fisik of each of the four classes, live over Data.

use super::peta::{Baris, Peta};
use super::rumus::{self, Saring};
use super::sheet::{Hasil, Nilai, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, kepala, label};
use crate::consolidate::Konsolidasi;
use crate::consolidate::jumlah::Jumlah;
use crate::model::cell::CellRef;
use crate::model::kegiatan::Jenis;
use crate::model::nilai::Sen;

const HEADER: u32 = 5;
const FIRST: u32 = HEADER + 2;
/// First column of the classes, and the columns of each.
const KELAS: u16 = 2;
const LEBAR: u16 = 4;
/// Number and pagu of all classes, unclassified activities among them.
const JUMLAH: u16 = KELAS + 4 * LEBAR;
const LAST_COL: u16 = JUMLAH + 1;
/// Hidden: the office's number.
const KUNCI: u16 = LAST_COL + 1;

/// A line: its condition over Data and its sums by class and in all.
struct Angka<'a> {
    saring: Saring,
    kelas: [Option<&'a Jumlah>; 4],
    semua: Option<&'a Jumlah>,
    nada: Nada,
}

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta, cetak: &Cetak) -> Hasil {
    sheet.page(label::GOLONGAN, cetak, Some((HEADER, FIRST - 1)))?;
    sheet.widths(&[4.5, 38.0])?;
    for col in KELAS..=LAST_COL {
        let width = match (col - KELAS) % LEBAR {
            0 | 3 => 7.5,
            _ => 16.5,
        };
        sheet.width(col, width)?;
    }
    sheet.hide(KUNCI)?;
    let lines = [
        label::JUDUL_GOLONGAN,
        &cetak.daerah,
        &label::keadaan(k.periode),
        &label::cakupan(k),
    ];
    sheet.title(LAST_COL, &lines)?;
    header(sheet)?;
    sheet.ws.set_freeze_panes(FIRST, KELAS)?;
    let mut last = FIRST;
    for (row, line) in (FIRST..).zip(&peta.0) {
        last = row;
        match *line {
            Baris::Kepala(kelompok) => {
                let style = sheet.style.cell(Isi::Teks, Nada::Kelompok);
                sheet.merge((row, 0), (row, LAST_COL), label::kelompok(kelompok), style)?;
            }
            Baris::Opd(index) => office(sheet, k, row, index)?,
            Baris::Subtotal(kelompok, ..) => {
                let text = label::subtotal(k, kelompok);
                name(sheet, row, &text, Nada::Subtotal)?;
                let angka = Angka {
                    saring: Saring::semua().kata(rumus::KELOMPOK, kelompok.label()),
                    kelas: Jenis::ALL.map(|jenis| k.golongan.kelompok.get(&(kelompok, jenis))),
                    semua: k.kelompok.get(&kelompok).map(|pilah| &pilah.semua),
                    nada: Nada::Subtotal,
                };
                figures(sheet, row, &angka)?;
            }
            Baris::Total => {
                name(sheet, row, &label::total(k), Nada::Total)?;
                let angka = Angka {
                    saring: Saring::semua(),
                    kelas: Jenis::ALL.map(|jenis| k.jenis.get(&Some(jenis))),
                    semua: Some(&k.total.semua),
                    nada: Nada::Total,
                };
                figures(sheet, row, &angka)?;
            }
        }
    }
    let below = last + 2;
    let note = label::CATATAN_GOLONGAN;
    sheet.merge((below, 0), (below, 10), note, &sheet.style.catatan)?;
    sheet.height(below, 24)?;
    sheet.signature(below, (13, LAST_COL), cetak)
}

fn header(sheet: &mut Sheet<'_>) -> Hasil {
    let h = kepala::KEPALA_REKAP;
    let mut cells = vec![((0, 0), (1, 0), h.no), ((0, 1), (1, 1), h.opd)];
    for (first, jenis) in (KELAS..).step_by(usize::from(LEBAR)).zip(Jenis::ALL) {
        cells.push(((0, first), (0, first + LEBAR - 1), jenis.label()));
        for (col, text) in (first..).zip(kepala::KEPALA_GOLONGAN) {
            cells.push(((1, col), (1, col), text));
        }
    }
    cells.push(((0, JUMLAH), (0, LAST_COL), label::JUMLAH));
    for (col, text) in (JUMLAH..).zip(kepala::KEPALA_GOLONGAN).take(2) {
        cells.push(((1, col), (1, col), text));
    }
    sheet.header(HEADER, &cells)?;
    sheet.height(HEADER, 16)?;
    sheet.height(HEADER + 1, 26)?;
    Ok(())
}

fn name(sheet: &mut Sheet<'_>, row: u32, text: &str, nada: Nada) -> Hasil {
    let style = sheet.style.cell(Isi::Teks, nada);
    sheet.merge((row, 0), (row, 1), text, style)
}

fn office(sheet: &mut Sheet<'_>, k: &Konsolidasi, row: u32, index: usize) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let opd = &k.opd[index];
    let number = Some(f64::from(u32::try_from(index + 1).unwrap_or(0)));
    sheet.put_number((row, 0), number, Isi::Bulat, NADA)?;
    sheet.put((row, 1), &opd.office.nama, Isi::Panjang, NADA)?;
    sheet.fit(row, &[(&opd.office.nama, 38.0)])?;
    if opd.jumlah.is_none() {
        for col in KELAS..=LAST_COL {
            sheet.put((row, col), "", Isi::Teks, NADA)?;
        }
        return Ok(());
    }
    sheet.put_number((row, KUNCI), number, Isi::Bulat, NADA)?;
    let key = CellRef::new(row, u32::from(KUNCI)).to_string();
    let angka = Angka {
        saring: Saring::semua().dan(rumus::OPD, format!("${key}")),
        kelas: Jenis::ALL.map(|jenis| k.golongan.opd.get(&(index, jenis))),
        semua: opd.jumlah.as_ref(),
        nada: NADA,
    };
    figures(sheet, row, &angka)
}

fn figures(sheet: &mut Sheet<'_>, row: u32, angka: &Angka<'_>) -> Hasil {
    for ((first, jenis), own) in (KELAS..)
        .step_by(usize::from(LEBAR))
        .zip(Jenis::ALL)
        .zip(angka.kelas)
    {
        let saring = angka.saring.clone().kata(rumus::JENIS, jenis.label());
        let fisik = Nilai::from(own.and_then(|j| j.realisasi_fisik));
        let cells = [
            (saring.banyak(), count(own), Isi::Bulat),
            (saring.jumlah(rumus::PAGU), pagu(own), Isi::Rupiah),
            (
                saring.jumlah(rumus::REALISASI),
                own.and_then(|j| j.realisasi_keuangan)
                    .map(Sen::rupiah)
                    .into(),
                Isi::Rupiah,
            ),
            (
                saring.tertimbang(rumus::REALISASI_FISIK),
                fisik,
                Isi::Persen,
            ),
        ];
        for (col, (formula, value, isi)) in (first..).zip(cells) {
            sheet.put_formula((row, col), &formula, &value, isi, angka.nada)?;
        }
    }
    let all = &angka.saring;
    let nada = angka.nada;
    let value = count(angka.semua);
    sheet.put_formula((row, JUMLAH), &all.banyak(), &value, Isi::Bulat, nada)?;
    let (formula, value) = (all.jumlah(rumus::PAGU), pagu(angka.semua));
    sheet.put_formula((row, JUMLAH + 1), &formula, &value, Isi::Rupiah, nada)
}

fn count(jumlah: Option<&Jumlah>) -> Nilai {
    let leaves = jumlah.map_or(0, |jumlah| jumlah.leaves);
    Nilai::Angka(f64::from(u32::try_from(leaves).unwrap_or(u32::MAX)))
}

fn pagu(jumlah: Option<&Jumlah>) -> Nilai {
    jumlah
        .and_then(|jumlah| jumlah.pagu)
        .map(Sen::rupiah)
        .into()
}

//! The sheet Proyek Strategis: each project of the settings with its activities, figures and flags, live over Data.

use super::rumus::{self, Saring};
use super::sheet::{Hasil, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, deviasi, kepala, label};
use crate::consolidate::Konsolidasi;
use crate::consolidate::deviasi::Flag;
use crate::consolidate::jumlah::{Jumlah, Turunan};
use crate::consolidate::rincian::{Kinerja, ProyekStrategis};
use crate::model::cell::CellRef;
use crate::model::nilai::Sen;

const HEADER: u32 = 5;
const FIRST: u32 = HEADER + 1;
const PAGU: u16 = 3;
const NILAI: u16 = 4;
const REALISASI: u16 = 5;
const REALISASI_PCT: u16 = 6;
const TARGET_FISIK: u16 = 7;
const FISIK: u16 = 8;
const DEVIASI: u16 = 9;
const TANDA: u16 = 10;
const LAST_COL: u16 = 11;
/// Hidden: the project's number, or the place of an activity in Data.
const KUNCI: u16 = LAST_COL + 1;
const WIDTHS: [f64; 12] = [
    5.5, 44.0, 26.0, 17.0, 17.0, 17.0, 10.0, 9.0, 9.0, 9.0, 9.0, 62.0,
];

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak) -> Hasil {
    sheet.page(label::STRATEGIS, cetak, Some((HEADER, HEADER)))?;
    sheet.widths(&WIDTHS)?;
    sheet.hide(KUNCI)?;
    sheet.title(
        LAST_COL,
        &[
            label::JUDUL_STRATEGIS,
            &cetak.daerah,
            &label::keadaan(k.periode),
            &label::cakupan(k),
        ],
    )?;
    for (col, text) in (0..).zip(kepala::KEPALA_STRATEGIS) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.height(HEADER, 38)?;
    sheet.ws.set_freeze_panes(FIRST, 2)?;
    let mut row = FIRST;
    for (number, proyek) in (1_u32..).zip(&k.rincian.strategis) {
        project(sheet, k, row, (number, proyek))?;
        row += 1;
        for leaf in &proyek.leaves {
            activity(sheet, k, row, *leaf)?;
            row += 1;
        }
    }
    if row == FIRST {
        sheet.text((row, 0), label::TANPA_STRATEGIS, &sheet.style.polos)?;
        row += 1;
    }
    let note = label::CATATAN_STRATEGIS;
    sheet.merge((row + 1, 0), (row + 1, 6), note, &sheet.style.catatan)?;
    sheet.signature(row + 2, (LAST_COL, LAST_COL), cetak)
}

/// What a line shows.
struct Angka {
    pagu: (String, Option<Sen>),
    nilai: (String, Option<Sen>),
    realisasi: (String, Option<Sen>),
    realisasi_pct: Option<f64>,
    target_fisik: (String, Option<f64>),
    fisik: (String, Option<f64>),
    deviasi: (String, Option<f64>),
}

impl Angka {
    fn write(self, sheet: &mut Sheet<'_>, row: u32, nada: Nada) -> Hasil {
        let at = |col: u16| CellRef::new(row, u32::from(col)).to_string();
        let pct = rumus::persen(&at(REALISASI), &at(PAGU));
        let rupiah = |(formula, sen): (String, Option<Sen>)| (formula, sen.map(Sen::rupiah));
        let cells = [
            (PAGU, rupiah(self.pagu), Isi::Rupiah),
            (NILAI, rupiah(self.nilai), Isi::Rupiah),
            (REALISASI, rupiah(self.realisasi), Isi::Rupiah),
            (REALISASI_PCT, (pct, self.realisasi_pct), Isi::Persen),
            (TARGET_FISIK, self.target_fisik, Isi::Persen),
            (FISIK, self.fisik, Isi::Persen),
            (DEVIASI, self.deviasi, Isi::Persen),
        ];
        for (col, (formula, value), isi) in cells {
            sheet.put_formula((row, col), &formula, &value.into(), isi, nada)?;
        }
        Ok(())
    }
}

fn project(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    row: u32,
    (number, own): (u32, &ProyekStrategis),
) -> Hasil {
    const NADA: Nada = Nada::Subtotal;
    let office = own.opd.map_or("", |opd| &k.opd[opd].office.nama);
    let note = if own.leaves.is_empty() {
        label::PROYEK_TAK_DITEMUKAN
    } else {
        ""
    };
    let number = Some(f64::from(number));
    sheet.put_number((row, 0), number, Isi::Bulat, NADA)?;
    sheet.put((row, 1), &own.proyek.nama, Isi::Panjang, NADA)?;
    sheet.put((row, 2), office, Isi::Panjang, NADA)?;
    sheet.put((row, TANDA), "", Isi::Teks, NADA)?;
    sheet.put((row, LAST_COL), note, Isi::Panjang, NADA)?;
    sheet.fit(
        row,
        &[
            (&own.proyek.nama, WIDTHS[1]),
            (office, WIDTHS[2]),
            (note, WIDTHS[11]),
        ],
    )?;
    sheet.put_number((row, KUNCI), number, Isi::Bulat, Nada::Biasa)?;
    let key = CellRef::new(row, u32::from(KUNCI));
    let saring = Saring::semua().dan(rumus::STRATEGIS, format!("${key}"));
    let jumlah: &Jumlah = &own.jumlah;
    let leaves: std::collections::BTreeSet<usize> = own.leaves.iter().copied().collect();
    let members = k.leaves.iter().enumerate();
    let members: Vec<_> = members
        .filter(|(index, _)| leaves.contains(index))
        .map(|(_, leaf)| *leaf)
        .collect();
    let nilai = Kinerja::of(k, &|leaf| members.contains(leaf)).nilai;
    Angka {
        pagu: (saring.jumlah(rumus::PAGU), jumlah.pagu),
        nilai: (saring.jumlah(rumus::NILAI_KONTRAK), nilai),
        realisasi: (saring.jumlah(rumus::REALISASI), jumlah.realisasi_keuangan),
        realisasi_pct: jumlah.realisasi_keuangan_pct(),
        target_fisik: (saring.tertimbang(rumus::TARGET_FISIK), jumlah.target_fisik),
        fisik: (
            saring.tertimbang(rumus::REALISASI_FISIK),
            jumlah.realisasi_fisik,
        ),
        deviasi: (saring.deviasi_fisik(), jumlah.deviasi_fisik),
    }
    .write(sheet, row, NADA)
}

fn activity(sheet: &mut Sheet<'_>, k: &Konsolidasi, row: u32, leaf: usize) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let place = &k.leaves[leaf];
    let source = k.row(place);
    let turunan = Turunan::of(source);
    let flags = k.penilaian.flags.iter();
    let flags: Vec<&Flag> = flags
        .filter(|tertanda| tertanda.leaves == [leaf])
        .map(|tertanda| &tertanda.flag)
        .collect();
    let codes: Vec<&str> = flags.iter().map(|flag| flag.code.id).collect();
    let told: Vec<String> = flags
        .iter()
        .map(|flag| {
            format!(
                "{}: {}. → {}",
                flag.severity.label(),
                flag.kalimat,
                flag.langkah()
            )
        })
        .collect();
    let told = if told.is_empty() {
        label::TANPA_TANDA.to_owned()
    } else {
        told.join("\n")
    };
    let codes = codes.join(" ");
    deviasi::no_data(sheet, (row, 0), leaf)?;
    deviasi::kunci(sheet, (row, KUNCI), leaf)?;
    let texts = [
        (1, &*source.uraian),
        (2, &*k.opd[place.opd].office.nama),
        (TANDA, &*codes),
        (LAST_COL, &*told),
    ];
    sheet.long_texts(row, &texts, &WIDTHS)?;
    let at = |col: u16| CellRef::new(row, u32::from(col)).to_string();
    let data = |column: &str| rumus::ambil(column, &at(KUNCI));
    let kontrak = k.rincian.kontrak.get(leaf).and_then(Option::as_ref);
    Angka {
        pagu: (data(rumus::PAGU), source.pagu),
        nilai: (
            data(rumus::NILAI_KONTRAK),
            kontrak.and_then(|kontrak| kontrak.nilai),
        ),
        realisasi: (data(rumus::REALISASI), source.realisasi_keuangan),
        realisasi_pct: turunan.realisasi_pct,
        target_fisik: (data(rumus::TARGET_FISIK), source.target_fisik),
        fisik: (data(rumus::REALISASI_FISIK), source.realisasi_fisik),
        deviasi: (
            rumus::selisih(&at(FISIK), &at(TARGET_FISIK)),
            turunan.deviasi_fisik,
        ),
    }
    .write(sheet, row, NADA)
}

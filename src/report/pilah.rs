//! The sheets Fisik Konstruksi and Non Fisik: each office with its activities below it, live over Data.

use rust_xlsxwriter::XlsxError;

use super::himpunan::{Himpunan, Letak};
use super::jenjang::Jenjang;
use super::rumus::{self, Saring};
use super::sheet::{Hasil, Nilai, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, kepala, kontrak, label};
use crate::consolidate::jumlah::{Jumlah, Turunan};
use crate::consolidate::rincian::Kinerja;
use crate::consolidate::{Konsolidasi, Leaf};
use crate::model::cell::CellRef;
use crate::model::kegiatan::Tingkat;
use crate::model::nilai::Sen;
use crate::model::table::Row;

const HEADER: u32 = 5;
const FIRST: u32 = HEADER + 1;

const PAGU: u16 = 3;
const TARGET: u16 = 4;
const REALISASI: u16 = 5;
const REALISASI_PCT: u16 = 6;
const SISA: u16 = 7;
const TARGET_FISIK: u16 = 8;
const FISIK: u16 = 9;
const DEVIASI_FISIK: u16 = 10;
const DEVIASI_KEUANGAN: u16 = 11;
const LAST_COL: u16 = kontrak::LAST;
/// Hidden: the office's number, or the place of an activity in Data.
const KUNCI: u16 = LAST_COL + 1;
const WIDTHS: [f64; 12] = [
    6.0, 44.0, 36.0, 16.5, 16.5, 16.5, 9.5, 16.5, 8.5, 8.5, 8.5, 9.0,
];
const ACUAN: kontrak::Acuan = kontrak::Acuan {
    realisasi: REALISASI,
    target_fisik: TARGET_FISIK,
    fisik: FISIK,
    kunci: KUNCI,
};

/// Which of the two sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pilahan {
    Konstruksi,
    Lain,
}

impl Pilahan {
    const fn name(self) -> &'static str {
        match self {
            Self::Konstruksi => label::FISIK,
            Self::Lain => label::NON_FISIK,
        }
    }

    fn of(self, leaf: &Leaf, k: &Konsolidasi) -> bool {
        let konstruksi = k
            .row(leaf)
            .klasifikasi
            .as_ref()
            .is_some_and(|k| k.fisik_konstruksi);
        konstruksi == (self == Self::Konstruksi)
    }
}

/// Writes one of the two sheets.
pub(super) fn write(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    which: Pilahan,
    cetak: &Cetak,
) -> Hasil {
    let title = match which {
        Pilahan::Konstruksi => label::JUDUL_FISIK,
        Pilahan::Lain => label::JUDUL_NON_FISIK,
    };
    sheet.page(which.name(), cetak, Some((HEADER, HEADER)))?;
    sheet.widths(&[WIDTHS.as_slice(), kontrak::WIDTHS.as_slice()].concat())?;
    sheet.hide(KUNCI)?;
    sheet.title(
        LAST_COL,
        &[
            title,
            &cetak.daerah,
            &label::keadaan(k.periode),
            &label::cakupan(k),
        ],
    )?;
    for (col, text) in (0..).zip(kepala::KEPALA_PILAH) {
        let text = if col == 2 && which == Pilahan::Konstruksi {
            label::INDUK
        } else {
            text
        };
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    let mut contracts = k.leaves.iter().zip(&k.rincian.kontrak);
    let any = contracts.any(|(leaf, own)| own.is_some() && which.of(leaf, k));
    kontrak::header(sheet, HEADER, any)?;
    sheet.height(HEADER, 38)?;
    sheet.ws.set_freeze_panes(FIRST, 2)?;
    sheet.ws.group_symbols_above(true);
    let saring = Saring::semua().kata(
        rumus::KONSTRUKSI,
        label::ya_tidak(which == Pilahan::Konstruksi),
    );
    let mut row = FIRST;
    for (index, opd) in k.opd.iter().enumerate() {
        let jumlah = match which {
            Pilahan::Konstruksi => opd.konstruksi,
            Pilahan::Lain => opd.lain,
        };
        let Some(jumlah) = jumlah else {
            continue;
        };
        let number = f64::from(u32::try_from(index + 1).unwrap_or(0));
        sheet.put_number((row, KUNCI), Some(number), Isi::Bulat, Nada::Biasa)?;
        let own = saring.clone().dan(
            rumus::OPD,
            format!("${}", CellRef::new(row, u32::from(KUNCI))),
        );
        let kinerja = Kinerja::of(k, &|leaf| leaf.opd == index && which.of(leaf, k));
        kontrak::sums(sheet, row, (&own, &kinerja), Nada::Subtotal)?;
        sums(
            sheet,
            row,
            (&opd.office.nama, &own, &jumlah),
            Nada::Subtotal,
        )?;
        let first = row + 1;
        let members = k.leaves.iter().enumerate();
        let members = members.filter(|(_, leaf)| leaf.opd == index && which.of(leaf, k));
        let members: Vec<usize> = members.map(|(place, _)| place).collect();
        row = below(sheet, k, first, (which, &members, &TINGKAT))?;
        match which {
            // The list of works is read in full; of everything else the offices first.
            Pilahan::Konstruksi => {
                sheet.ws.group_rows(first, row - 1)?;
            }
            Pilahan::Lain => sheet.fold(first, row - 1)?,
        }
    }
    let all = match which {
        Pilahan::Konstruksi => &k.total.konstruksi,
        Pilahan::Lain => &k.total.lain,
    };
    sums(sheet, row, (&label::total(k), &saring, all), Nada::Total)?;
    let kinerja = Kinerja::of(k, &|leaf| which.of(leaf, k));
    kontrak::sums(sheet, row, (&saring, &kinerja), Nada::Total)?;
    let note = if any {
        [label::CATATAN_PILAH, label::CATATAN_KONTRAK].join(" ")
    } else {
        label::CATATAN_PILAH.to_owned()
    };
    sheet.merge((row + 2, 0), (row + 2, 4), &note, &sheet.style.catatan)?;
    sheet.height(row + 2, if any { 48 } else { 24 })?;
    sheet.signature(row + 2, (7, kontrak::FIRST - 1), cetak)
}

/// The levels that get lines of their own above the activities.
const TINGKAT: [Tingkat; 2] = [Tingkat::Program, Tingkat::Kegiatan];

/// Writes activities by the levels above them, each level a group that can be folded; returns the row after.
fn below(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    mut row: u32,
    (which, members, tingkat): (Pilahan, &[usize], &[Tingkat]),
) -> Result<u32, XlsxError> {
    let Some((own, deeper)) = tingkat.split_first() else {
        for &place in members {
            activity(sheet, k, row, (which, place, &k.leaves[place]))?;
            row += 1;
        }
        return Ok(row);
    };
    let above = |place: &usize| k.row(&k.leaves[*place]).induk.get(own);
    for same in members.chunk_by(|left, right| above(left) == above(right)) {
        let Some(nama) = same.first().and_then(above) else {
            row = below(sheet, k, row, (which, same, deeper))?;
            continue;
        };
        let end = below(sheet, k, row + 1, (which, same, deeper))?;
        let jumlah = Jumlah::of(same.iter().map(|place| k.row(&k.leaves[*place])));
        let line = Jenjang {
            row,
            last: end - 1,
            nama,
            jumlah: &jumlah,
            nada: if *own == Tingkat::Program {
                Nada::Kelompok
            } else {
                Nada::Biasa
            },
        };
        line.write(sheet, &LETAK)?;
        kontrak::blank(sheet, row, line.nada)?;
        sheet.ws.group_rows(row + 1, end - 1)?;
        row = end;
    }
    Ok(row)
}

/// Writes a line of sums: an office's or the whole.
fn sums(
    sheet: &mut Sheet<'_>,
    row: u32,
    (name, saring, jumlah): (&str, &Saring, &Jumlah),
    nada: Nada,
) -> Hasil {
    let style = sheet.style.cell(Isi::Panjang, nada);
    sheet.merge((row, 0), (row, 2), name, style)?;
    let sums = Himpunan {
        row,
        saring,
        jumlah,
    };
    sums.write(sheet, &LETAK, nada)
}

/// Where the figures of a line of sums stand.
const LETAK: Letak = Letak {
    pagu: PAGU,
    target: Some(TARGET),
    realisasi: REALISASI,
    realisasi_pct: REALISASI_PCT,
    sisa: SISA,
    target_fisik: TARGET_FISIK,
    fisik: FISIK,
    deviasi_fisik: DEVIASI_FISIK,
    deviasi_keuangan: Some(DEVIASI_KEUANGAN),
};

/// Writes an activity: its figures looked up in Data by its number, so that sorting Data changes nothing here.
fn activity(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    row: u32,
    (which, place, leaf): (Pilahan, usize, &Leaf),
) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let source = k.row(leaf);
    let own = Turunan::of(source);
    let at = |col: u16| CellRef::new(row, u32::from(col)).to_string();
    let rupiah = |sen: Option<Sen>| sen.map(Sen::rupiah);
    let number = f64::from(u32::try_from(place + 1).unwrap_or(u32::MAX));
    let about = match which {
        Pilahan::Konstruksi => above(source),
        Pilahan::Lain => label::jenis(source),
    };
    sheet.put_number((row, 0), Some(number), Isi::Bulat, NADA)?;
    let contract = k.rincian.kontrak.get(place).and_then(Option::as_ref);
    let uraian = kontrak::uraian(source, contract);
    sheet.long_texts(row, &[(1, &uraian), (2, about)], &WIDTHS)?;
    let kunci = at(KUNCI);
    let find = format!("MATCH({},{},0)", at(0), rumus::NO);
    sheet.put_formula((row, KUNCI), &find, &Nilai::Angka(number), Isi::Bulat, NADA)?;
    let cells = [
        (
            PAGU,
            rumus::ambil(rumus::PAGU, &kunci),
            rupiah(source.pagu),
            Isi::Rupiah,
        ),
        (
            TARGET,
            rumus::ambil(rumus::TARGET, &kunci),
            rupiah(source.target_keuangan),
            Isi::Rupiah,
        ),
        (
            REALISASI,
            rumus::ambil(rumus::REALISASI, &kunci),
            rupiah(source.realisasi_keuangan),
            Isi::Rupiah,
        ),
        (
            REALISASI_PCT,
            rumus::persen(&at(REALISASI), &at(PAGU)),
            own.realisasi_pct,
            Isi::Persen,
        ),
        (
            SISA,
            rumus::sisa(&at(PAGU), &at(REALISASI)),
            rupiah(own.sisa),
            Isi::Rupiah,
        ),
        (
            TARGET_FISIK,
            rumus::ambil(rumus::TARGET_FISIK, &kunci),
            source.target_fisik,
            Isi::Persen,
        ),
        (
            FISIK,
            rumus::ambil(rumus::REALISASI_FISIK, &kunci),
            source.realisasi_fisik,
            Isi::Persen,
        ),
        (
            DEVIASI_FISIK,
            rumus::selisih(&at(FISIK), &at(TARGET_FISIK)),
            own.deviasi_fisik,
            Isi::Persen,
        ),
        (
            DEVIASI_KEUANGAN,
            rumus::selisih_dari(&at(REALISASI), &at(TARGET), &at(PAGU)),
            own.deviasi_keuangan,
            Isi::Persen,
        ),
    ];
    for (col, formula, value, isi) in cells {
        sheet.put_formula((row, col), &formula, &value.into(), isi, NADA)?;
    }
    kontrak::line(sheet, k, row, (place, source), ACUAN)
}

/// The name of the row that an activity is part of.
fn above(row: &Row) -> &str {
    let nearest = row
        .induk
        .iter()
        .rev()
        .find(|(level, _)| **level < row.level);
    nearest.map(|(_, name)| name.as_ref()).unwrap_or_default()
}

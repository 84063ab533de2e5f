//! The sheet Rekap OPD: every office by group with subtotals, pagu-weighted at each level, live over Data.

use rust_xlsxwriter::{ConditionalFormatText, ConditionalFormatTextRule, Url};

use super::peta::{Baris, Peta};
use super::rumus::{self, Saring};
use super::sheet::{Hasil, Nilai, Sheet};
use super::style::{self, Isi, Nada};
use super::{Cetak, data, kepala, label};
use crate::consolidate::jumlah::{Jumlah, jumlah_tertimbang, tertimbang};
use crate::consolidate::office::Kelompok;
use crate::consolidate::{Konsolidasi, RekapOpd};
use crate::model::cell::{CellRef, column_letters};
use crate::model::nilai::Sen;
use crate::rules::laporan::Ukuran;

/// First row below the header, 0-based.
pub(super) const FIRST: u32 = 9;
const LAST_COL: u16 = 21;

/// Columns that other sheets refer to.
pub(super) const PAGU: u16 = 2;
const BOBOT: u16 = 3;
const TARGET: u16 = 4;
pub(super) const TARGET_PCT: u16 = 5;
const TARGET_TTB: u16 = 6;
pub(super) const REALISASI: u16 = 7;
pub(super) const REALISASI_PCT: u16 = 8;
const REALISASI_TTB: u16 = 9;
pub(super) const TARGET_FISIK: u16 = 10;
const TARGET_FISIK_TTB: u16 = 11;
pub(super) const FISIK: u16 = 12;
const FISIK_TTB: u16 = 13;
pub(super) const DEVIASI_FISIK: u16 = 14;
pub(super) const DEVIASI_KEUANGAN: u16 = 15;
pub(super) const SISA: u16 = 16;
pub(super) const ZONA: u16 = 17;
pub(super) const PERINGKAT: u16 = 18;
const STATUS: u16 = LAST_COL;

/// The weighted percentages, each with the percentage that bobot weighs.
const TTB: [(u16, u16); 4] = [
    (TARGET_TTB, TARGET_PCT),
    (REALISASI_TTB, REALISASI_PCT),
    (TARGET_FISIK_TTB, TARGET_FISIK),
    (FISIK_TTB, FISIK),
];

/// Returns the address of a cell of this sheet, from another sheet.
pub(super) fn sel(row: u32, col: u16) -> String {
    format!("'{}'!{}", label::REKAP, CellRef::new(row, u32::from(col)))
}

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta, cetak: &Cetak) -> Hasil {
    sheet.page(label::REKAP, cetak, Some((5, FIRST - 1)))?;
    sheet.widths(&[
        4.5, 40.0, 17.0, 7.0, 17.0, 7.5, 7.0, 17.0, 7.5, 7.0, 7.5, 7.0, 7.5, 7.0, 8.5, 9.0, 17.0,
        9.0, 7.5, 9.5, 8.5, 19.0,
    ])?;
    sheet.title(
        LAST_COL,
        &[
            label::JUDUL_REKAP,
            &cetak.daerah,
            &label::keadaan(k.periode),
            &label::cakupan(k),
        ],
    )?;
    header(sheet, k)?;
    sheet.ws.set_freeze_panes(FIRST, 2)?;
    for (offset, line) in (0..).zip(&peta.0) {
        let row = FIRST + offset;
        match *line {
            Baris::Kepala(kelompok) => {
                let style = sheet.style.cell(Isi::Teks, Nada::Kelompok);
                sheet.merge((row, 0), (row, LAST_COL), label::kelompok(kelompok), style)?;
            }
            Baris::Opd(index) => office(sheet, k, peta, row, index)?,
            Baris::Subtotal(kelompok, first, end) => {
                subtotal(sheet, k, peta, row, (kelompok, first, end))?;
            }
            Baris::Total => total(sheet, k, peta, row)?,
        }
    }
    zones(sheet, k, peta)?;
    let below = peta.total() + 2;
    let penyebut = label::kendali::penyebut(k);
    let notes = label::CATATAN_REKAP.into_iter().chain([penyebut.as_str()]);
    for (row, note) in (below..).zip(notes) {
        sheet.merge((row, 0), (row, 11), note, &sheet.style.catatan)?;
        sheet.height(row, 23)?;
    }
    sheet.signature(below, (15, LAST_COL), cetak)
}

fn header(sheet: &mut Sheet<'_>, k: &Konsolidasi) -> Hasil {
    let h = kepala::KEPALA_REKAP;
    sheet.header(
        5,
        &[
            ((0, 0), (2, 0), h.no),
            ((0, 1), (2, 1), h.opd),
            ((0, PAGU), (2, PAGU), h.pagu),
            ((0, BOBOT), (2, BOBOT), h.bobot),
            ((0, TARGET), (0, REALISASI_TTB), h.keuangan),
            ((1, TARGET), (1, TARGET_TTB), h.target),
            ((1, REALISASI), (1, REALISASI_TTB), h.realisasi),
            ((2, TARGET), (2, TARGET), h.rp),
            ((2, TARGET_PCT), (2, TARGET_PCT), h.pct),
            ((2, TARGET_TTB), (2, TARGET_TTB), h.ttb),
            ((2, REALISASI), (2, REALISASI), h.rp),
            ((2, REALISASI_PCT), (2, REALISASI_PCT), h.pct),
            ((2, REALISASI_TTB), (2, REALISASI_TTB), h.ttb),
            ((0, TARGET_FISIK), (0, FISIK_TTB), h.fisik),
            ((1, TARGET_FISIK), (1, TARGET_FISIK_TTB), h.target),
            ((1, FISIK), (1, FISIK_TTB), h.realisasi),
            ((2, TARGET_FISIK), (2, TARGET_FISIK), h.pct),
            ((2, TARGET_FISIK_TTB), (2, TARGET_FISIK_TTB), h.ttb),
            ((2, FISIK), (2, FISIK), h.pct),
            ((2, FISIK_TTB), (2, FISIK_TTB), h.ttb),
            ((0, DEVIASI_FISIK), (0, DEVIASI_KEUANGAN), h.deviasi),
            ((1, DEVIASI_FISIK), (2, DEVIASI_FISIK), h.fisik),
            ((1, DEVIASI_KEUANGAN), (2, DEVIASI_KEUANGAN), h.keuangan),
            ((0, SISA), (2, SISA), h.sisa),
            ((0, ZONA), (2, ZONA), h.zona),
            ((0, PERINGKAT), (0, PERINGKAT + 2), h.peringkat),
            ((1, PERINGKAT), (2, PERINGKAT), Ukuran::DeviasiFisik.label()),
            (
                (1, PERINGKAT + 1),
                (2, PERINGKAT + 1),
                Ukuran::Penyerapan.label(),
            ),
            ((1, PERINGKAT + 2), (2, PERINGKAT + 2), k.ukuran.label()),
            ((0, STATUS), (2, STATUS), h.status),
        ],
    )?;
    sheet.height(5, 16)?;
    sheet.height(8, 22)?;
    for (col, text) in (0..).zip(kepala::NOMOR_REKAP) {
        sheet.text((8, col), text, &sheet.style.nomor)?;
    }
    Ok(())
}

fn office(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta, row: u32, index: usize) -> Hasil {
    let opd = &k.opd[index];
    let number = u32::try_from(index + 1).unwrap_or(0);
    sheet.put_number((row, 0), Some(f64::from(number)), Isi::Bulat, Nada::Biasa)?;
    match k.leaves.iter().position(|leaf| leaf.opd == index) {
        Some(first) => {
            let target = format!("internal:'{}'!A{}", label::DATA, data::row_of(first) + 1);
            let link = Url::new(target).set_text(&*opd.office.nama);
            sheet.link((row, 1), link, &sheet.style.tautan_panjang)?;
        }
        None => sheet.put((row, 1), &opd.office.nama, Isi::Panjang, Nada::Biasa)?,
    }
    let status = label::status_rekap(&opd.kepatuhan);
    sheet.fit(row, &[(&opd.office.nama, 40.0), (&status, 19.0)])?;
    sheet.put((row, STATUS), &status, Isi::Panjang, Nada::Biasa)?;
    let Some(jumlah) = &opd.jumlah else {
        for col in PAGU..STATUS {
            sheet.put((row, col), "", Isi::Teks, Nada::Biasa)?;
        }
        return Ok(());
    };
    let garis = Garis {
        jumlah,
        saring: Saring::semua().dan(rumus::OPD, format!("$A{}", row + 1)),
        cells: None,
        tertimbang: weighted(k, jumlah),
        nada: Nada::Biasa,
    };
    figures(sheet, k, peta, row, &garis)?;
    ranks(sheet, k, peta, row, opd)
}

/// Writes the ranks of an office within its group.
fn ranks(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta, row: u32, opd: &RekapOpd) -> Hasil {
    let own = opd.peringkat;
    let (first, end) = peta.members(opd.office.kelompok);
    let measures = [
        (Ukuran::DeviasiFisik, own.deviasi_fisik),
        (Ukuran::Penyerapan, own.penyerapan),
        (k.ukuran, own.pilihan),
    ];
    for (col, (ukuran, rank)) in (PERINGKAT..).zip(measures) {
        let letters = column_letters(u32::from(column_of(ukuran)));
        let formula = rumus::peringkat(
            &format!("{letters}{}", row + 1),
            &format!("{letters}${}:{letters}${end}", first + 1),
        );
        let rank = rank.and_then(|rank| u32::try_from(rank).ok());
        let value = rank.map(f64::from).into();
        sheet.put_formula((row, col), &formula, &value, Isi::Bulat, Nada::Biasa)?;
    }
    Ok(())
}

const fn column_of(ukuran: Ukuran) -> u16 {
    match ukuran {
        Ukuran::DeviasiFisik => DEVIASI_FISIK,
        Ukuran::DeviasiKeuangan => DEVIASI_KEUANGAN,
        Ukuran::Penyerapan => REALISASI_PCT,
        Ukuran::RealisasiFisik => FISIK,
    }
}

fn subtotal(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    peta: &Peta,
    row: u32,
    (kelompok, first, end): (Kelompok, u32, u32),
) -> Hasil {
    let nada = Nada::Subtotal;
    let jumlah = k
        .kelompok
        .get(&kelompok)
        .map(|pilah| pilah.semua)
        .unwrap_or_default();
    let text = label::subtotal(k, kelompok);
    let style = sheet.style.cell(Isi::Panjang, nada);
    sheet.merge((row, 0), (row, 1), &text, style)?;
    for col in PERINGKAT..=STATUS {
        sheet.put((row, col), "", Isi::Teks, nada)?;
    }
    let cells = |col: u16| {
        let letters = column_letters(u32::from(col));
        format!("{letters}{}:{letters}{end}", first + 1)
    };
    let members = k.opd.iter().filter(|opd| opd.office.kelompok == kelompok);
    let garis = Garis {
        jumlah: &jumlah,
        saring: Saring::semua().kata(rumus::KELOMPOK, kelompok.label()),
        cells: Some(&cells),
        tertimbang: weighted_sum(k, members),
        nada,
    };
    figures(sheet, k, peta, row, &garis)
}

fn total(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta, row: u32) -> Hasil {
    let nada = Nada::Total;
    let style = sheet.style.cell(Isi::Panjang, nada);
    sheet.merge((row, 0), (row, 1), &label::total(k), style)?;
    sheet.height(row, 26)?;
    for col in PERINGKAT..=STATUS {
        sheet.put((row, col), "", Isi::Teks, nada)?;
    }
    let groups = Kelompok::ALL
        .into_iter()
        .filter(|kelompok| k.opd.iter().any(|opd| opd.office.kelompok == *kelompok));
    let rows: Vec<u32> = groups.map(|kelompok| peta.subtotal(kelompok)).collect();
    let cells = |col: u16| {
        let cells = rows
            .iter()
            .map(|row| CellRef::new(*row, u32::from(col)).to_string());
        cells.collect::<Vec<String>>().join(",")
    };
    let garis = Garis {
        jumlah: &k.total.semua,
        saring: Saring::semua(),
        cells: Some(&cells),
        tertimbang: weighted_sum(k, k.opd.iter()),
        nada,
    };
    figures(sheet, k, peta, row, &garis)
}

/// A line with where its figures come from.
struct Garis<'a> {
    jumlah: &'a Jumlah,
    saring: Saring,
    /// The cells of a column that the line adds up; an office adds up Data.
    cells: Option<&'a dyn Fn(u16) -> String>,
    /// The weighted percentages in the order of `TTB`.
    tertimbang: [Option<f64>; TTB.len()],
    nada: Nada,
}

/// The weighted percentages of an office: its bobot times its percentage.
fn weighted(k: &Konsolidasi, jumlah: &Jumlah) -> [Option<f64>; TTB.len()] {
    let bobot = jumlah.bobot_pct(&k.total.semua);
    [
        jumlah.target_keuangan_pct,
        jumlah.realisasi_keuangan_pct(),
        jumlah.target_fisik,
        jumlah.realisasi_fisik,
    ]
    .map(|value| tertimbang(bobot, value))
}

/// A column of weighted percentages adds up to its own sum, also where an office states none.
fn weighted_sum<'a>(
    k: &Konsolidasi,
    members: impl Iterator<Item = &'a RekapOpd>,
) -> [Option<f64>; TTB.len()] {
    let of_members: Vec<[Option<f64>; TTB.len()]> = members
        .filter_map(|opd| opd.jumlah.as_ref())
        .map(|jumlah| weighted(k, jumlah))
        .collect();
    std::array::from_fn(|index| jumlah_tertimbang(of_members.iter().map(|own| own[index])))
}

/// Writes the figures of a line: the money by its own formulas, everything else the same at every level.
fn figures(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    peta: &Peta,
    row: u32,
    garis: &Garis<'_>,
) -> Hasil {
    let Garis {
        jumlah,
        saring,
        cells,
        nada,
        ..
    } = garis;
    let nada = *nada;
    let at = |col: u16| CellRef::new(row, u32::from(col)).to_string();
    let whole = format!("{}${}", column_letters(u32::from(PAGU)), peta.total() + 1);
    let whole = format!("${whole}");
    let rupiah = |sen: Option<Sen>| Nilai::from(sen.map(Sen::rupiah));
    let bobot = jumlah.bobot_pct(&k.total.semua);
    let money = [
        (PAGU, rumus::PAGU, jumlah.pagu),
        (TARGET, rumus::TARGET, jumlah.target_keuangan),
        (REALISASI, rumus::REALISASI, jumlah.realisasi_keuangan),
    ];
    for (col, name, sum) in money {
        let formula = match cells {
            Some(cells) => rumus::jumlah_sel(&cells(col)),
            None => saring.jumlah(name),
        };
        sheet.put_formula((row, col), &formula, &rupiah(sum), Isi::Rupiah, nada)?;
    }
    let percentages = [
        (BOBOT, rumus::persen(&at(PAGU), &whole), bobot),
        (
            TARGET_PCT,
            saring.target_keuangan(),
            jumlah.target_keuangan_pct,
        ),
        (
            REALISASI_PCT,
            rumus::persen(&at(REALISASI), &at(PAGU)),
            jumlah.realisasi_keuangan_pct(),
        ),
        (
            TARGET_FISIK,
            saring.tertimbang(rumus::TARGET_FISIK),
            jumlah.target_fisik,
        ),
        (
            FISIK,
            saring.tertimbang(rumus::REALISASI_FISIK),
            jumlah.realisasi_fisik,
        ),
        (DEVIASI_FISIK, saring.deviasi_fisik(), jumlah.deviasi_fisik),
        (
            DEVIASI_KEUANGAN,
            saring.deviasi_keuangan(),
            jumlah.deviasi_keuangan,
        ),
    ];
    for (col, formula, value) in percentages {
        sheet.put_formula((row, col), &formula, &value.into(), Isi::Persen, nada)?;
    }
    for ((col, of), value) in TTB.into_iter().zip(garis.tertimbang) {
        let formula = match cells {
            Some(cells) => rumus::jumlah_sel(&cells(col)),
            None => rumus::ttb(&at(BOBOT), &at(of)),
        };
        sheet.put_formula((row, col), &formula, &value.into(), Isi::Persen, nada)?;
    }
    let formula = rumus::sisa(&at(PAGU), &at(REALISASI));
    sheet.put_formula(
        (row, SISA),
        &formula,
        &rupiah(jumlah.sisa()),
        Isi::Rupiah,
        nada,
    )?;
    let zona = k.penilaian.zona(jumlah.deviasi_fisik);
    let value = zona.map_or(Nilai::Kosong, |zona| Nilai::Kata(zona.nama.clone()));
    let formula = zona_formula(k, &at(DEVIASI_FISIK));
    sheet.put_formula((row, ZONA), &formula, &value, Isi::Tengah, nada)
}

/// The zone as a formula over the limits printed on Ringkasan.
fn zona_formula(k: &Konsolidasi, deviasi: &str) -> String {
    let zona = &k.penilaian.zona;
    let mut formula = String::from("\"\"");
    for (index, zona) in zona.iter().enumerate().rev() {
        let nama = zona.nama.replace('"', "\"\"");
        formula = match zona.batas {
            Some(_) => {
                let limit = format!("zona_{}-{}", index + 1, k.penilaian.toleransi);
                format!("IF({deviasi}>={limit},\"{nama}\",{formula})")
            }
            None => format!("\"{nama}\""),
        };
    }
    format!("IF({deviasi}=\"\",\"\",{formula})")
}

fn zones(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta) -> Hasil {
    let count = k.penilaian.zona.len();
    for (rank, zona) in k.penilaian.zona.iter().enumerate() {
        let rule = ConditionalFormatText::new()
            .set_rule(ConditionalFormatTextRule::BeginsWith(zona.nama.clone()))
            .set_format(style::fill(rank, count));
        sheet
            .ws
            .add_conditional_format(FIRST, ZONA, peta.total(), ZONA, &rule)?;
    }
    Ok(())
}

//! The sheet Bulan Ini: what each office added since last month's archive, beside both states. Its rows are those of Rekap OPD.

use super::peta::{Baris, Peta};
use super::rekap::{self, FIRST};
use super::sheet::{Hasil, Nilai, Sheet, lines};
use super::style::{Isi, Nada};
use super::{Cetak, kepala, label, rumus};
use crate::consolidate::Konsolidasi;
use crate::consolidate::jumlah::share;
use crate::consolidate::office::Kelompok;
use crate::model::arsip::BulanArsip;
use crate::model::cell::{CellRef, column_letters};
use crate::model::nilai::Sen;
use crate::model::periode::Periode;
use crate::model::table::Totals;

const HEADER: u32 = FIRST - 1;
const PAGU_LALU: u16 = 2;
const PAGU: u16 = 3;
const LALU: u16 = 4;
const INI: u16 = 5;
const KINI: u16 = 6;
const PCT_LALU: u16 = 7;
const PCT: u16 = 8;
const FISIK_LALU: u16 = 9;
const FISIK_INI: u16 = 10;
const FISIK: u16 = 11;
const LAST_COL: u16 = FISIK;

/// Money columns that are added up over offices.
const DIJUMLAH: [u16; 3] = [PAGU_LALU, LALU, INI];

/// The sums of both states of an office, or of several.
#[derive(Clone, Copy, Default)]
struct Dua {
    pagu_lalu: Option<Sen>,
    pagu: Option<Sen>,
    lalu: Option<Sen>,
    kini: Option<Sen>,
    /// Of the offices that have both.
    ini: Option<Sen>,
}

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta, cetak: &Cetak) -> Hasil {
    let bulan = lalu(k);
    sheet.page(label::BULAN_INI, cetak, bulan.map(|_| (HEADER, HEADER)))?;
    sheet.widths(&[
        4.5, 44.0, 18.0, 18.0, 18.0, 18.0, 18.0, 9.5, 9.5, 9.5, 9.5, 9.5,
    ])?;
    let about = label::keadaan(k.periode);
    let scope = label::cakupan(k);
    sheet.title(
        LAST_COL,
        &[label::tahun::JUDUL_BULAN_INI, &cetak.daerah, &about, &scope],
    )?;
    let Some(bulan) = bulan else {
        return sheet.text((5, 0), label::tahun::TANPA_LALU, &sheet.style.polos);
    };
    let reported = bulan
        .kiriman
        .iter()
        .filter(|kiriman| !kiriman.blake3.is_empty());
    let against = label::tahun::terhadap_bulan(bulan.periode, reported.count());
    sheet.text((5, 0), &against, &sheet.style.polos)?;
    for (col, text) in (0..).zip(kepala::KEPALA_BULAN_INI) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.height(HEADER, 40)?;
    sheet.ws.set_freeze_panes(FIRST, 2)?;
    let mut whole = Dua::default();
    let mut group = Dua::default();
    for (offset, line) in (0..).zip(&peta.0) {
        let row = FIRST + offset;
        match *line {
            Baris::Kepala(kelompok) => {
                group = Dua::default();
                let style = sheet.style.cell(Isi::Teks, Nada::Kelompok);
                sheet.merge((row, 0), (row, LAST_COL), label::kelompok(kelompok), style)?;
            }
            Baris::Opd(index) => {
                let own = office(sheet, k, bulan, row, index)?;
                group.add(own);
                whole.add(own);
            }
            Baris::Subtotal(kelompok, first, end) => {
                let name = label::subtotal(k, kelompok);
                let cells = |col: u16| {
                    let letters = column_letters(u32::from(col));
                    format!("{letters}{}:{letters}{end}", first + 1)
                };
                sums(sheet, row, &name, (group, &cells), Nada::Subtotal)?;
            }
            Baris::Total => {
                let groups = Kelompok::ALL.into_iter();
                let groups =
                    groups.filter(|own| k.opd.iter().any(|opd| opd.office.kelompok == *own));
                let rows: Vec<u32> = groups.map(|own| peta.subtotal(own)).collect();
                let cells = |col: u16| {
                    let of = |row: &u32| CellRef::new(*row, u32::from(col)).to_string();
                    rows.iter().map(of).collect::<Vec<_>>().join(",")
                };
                sums(sheet, row, &label::total(k), (whole, &cells), Nada::Total)?;
            }
        }
    }
    let below = peta.total() + 2;
    let note = match label::bulan_sebelumnya(k) {
        Some(names) => format!(
            "{} {names}; kolom bulan ini untuk OPD itu dikosongkan dan kolom sampai bulan ini memuat angka laporan itu.",
            label::tahun::CATATAN_BULAN_INI
        ),
        None => label::tahun::CATATAN_BULAN_INI.to_owned(),
    };
    sheet.merge((below, 0), (below, KINI), &note, &sheet.style.catatan)?;
    let lines = lines(&note, 136.0).max(3);
    sheet.height(below, 11.5 * f64::from(lines))?;
    sheet.signature(below, (PCT_LALU, LAST_COL), cetak)
}

/// The archive of the month before.
fn lalu(k: &Konsolidasi) -> Option<&BulanArsip> {
    let before = k.periode.bulan?.checked_sub(1)?;
    let wanted = Periode::month(k.periode.tahun, before);
    k.arsip.iter().find(|bulan| bulan.periode == wanted)
}

fn office(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    bulan: &BulanArsip,
    row: u32,
    index: usize,
) -> Result<Dua, rust_xlsxwriter::XlsxError> {
    const NADA: Nada = Nada::Biasa;
    let opd = &k.opd[index];
    let number = u32::try_from(index + 1).unwrap_or(0);
    sheet.put_number((row, 0), Some(f64::from(number)), Isi::Bulat, NADA)?;
    sheet.put((row, 1), &opd.office.nama, Isi::Panjang, NADA)?;
    sheet.fit(row, &[(&opd.office.nama, 44.0)])?;
    let then: Totals = bulan.totals(&opd.office.id).unwrap_or_default();
    let now = opd.jumlah.as_ref();
    // What counts may be of an earlier month of the quarter: it says nothing of this one, not even 0.
    let own = opd.kepatuhan.bulan_lain.is_none();
    let dua = Dua {
        pagu_lalu: then.pagu,
        pagu: now.and_then(|now| now.pagu),
        lalu: then.realisasi_keuangan,
        kini: now.and_then(|now| now.realisasi_keuangan),
        ini: now
            .and_then(|now| now.realisasi_keuangan)
            .zip(then.realisasi_keuangan)
            .filter(|_| own)
            .map(|(kini, lalu)| kini - lalu),
    };
    let cell = |col: u16| CellRef::new(row, u32::from(col)).to_string();
    for (col, sen) in [(PAGU_LALU, dua.pagu_lalu), (LALU, dua.lalu)] {
        sheet.put_number((row, col), sen.map(Sen::rupiah), Isi::Rupiah, NADA)?;
    }
    sheet.put_number((row, FISIK_LALU), then.realisasi_fisik, Isi::Persen, NADA)?;
    let fisik = now.and_then(|now| now.realisasi_fisik);
    // A blank cell that a formula points to would count as 0.
    if now.is_some() {
        sheet.put_formula(
            (row, FISIK),
            &rekap::sel(row, rekap::FISIK),
            &fisik.into(),
            Isi::Persen,
            NADA,
        )?;
    } else {
        sheet.put((row, FISIK), "", Isi::Persen, NADA)?;
    }
    if !own {
        sheet.put((row, FISIK_INI), "", Isi::Persen, NADA)?;
        sheet.put((row, INI), "", Isi::Rupiah, NADA)?;
        kini(sheet, row, dua, now.is_some(), NADA)?;
        return Ok(dua);
    }
    let by = fisik
        .zip(then.realisasi_fisik)
        .map(|(kini, lalu)| kini - lalu);
    let formula = rumus::selisih(&cell(FISIK), &cell(FISIK_LALU));
    sheet.put_formula((row, FISIK_INI), &formula, &by.into(), Isi::Persen, NADA)?;
    let formula = rumus::selisih(&cell(KINI), &cell(LALU));
    sheet.put_formula((row, INI), &formula, &rupiah(dua.ini), Isi::Rupiah, NADA)?;
    kini(sheet, row, dua, now.is_some(), NADA)?;
    Ok(dua)
}

/// A subtotal or the total: this month's are those of Rekap OPD, last month's are added up here.
fn sums(
    sheet: &mut Sheet<'_>,
    row: u32,
    name: &str,
    (dua, cells): (Dua, &dyn Fn(u16) -> String),
    nada: Nada,
) -> Hasil {
    let style = sheet.style.cell(Isi::Panjang, nada);
    sheet.merge((row, 0), (row, 1), name, style)?;
    for (col, sen) in DIJUMLAH.into_iter().zip([dua.pagu_lalu, dua.lalu, dua.ini]) {
        let formula = rumus::jumlah_sel(&cells(col));
        sheet.put_formula((row, col), &formula, &rupiah(sen), Isi::Rupiah, nada)?;
    }
    for col in [FISIK_LALU, FISIK_INI, FISIK] {
        sheet.put((row, col), "", Isi::Persen, nada)?;
    }
    kini(sheet, row, dua, true, nada)
}

/// This month's money, from Rekap OPD, and both shares.
fn kini(sheet: &mut Sheet<'_>, row: u32, dua: Dua, reported: bool, nada: Nada) -> Hasil {
    let cell = |col: u16| CellRef::new(row, u32::from(col)).to_string();
    for (col, of, sen) in [
        (PAGU, rekap::PAGU, dua.pagu),
        (KINI, rekap::REALISASI, dua.kini),
    ] {
        if reported {
            sheet.put_formula(
                (row, col),
                &rekap::sel(row, of),
                &rupiah(sen),
                Isi::Rupiah,
                nada,
            )?;
        } else {
            sheet.put((row, col), "", Isi::Rupiah, nada)?;
        }
    }
    let shares = [
        (PCT_LALU, LALU, PAGU_LALU, dua.lalu.zip(dua.pagu_lalu)),
        (PCT, KINI, PAGU, dua.kini.zip(dua.pagu)),
    ];
    for (col, part, whole, both) in shares {
        let formula = rumus::persen(&cell(part), &cell(whole));
        let value = both.and_then(|(part, whole)| share(part, whole)).into();
        sheet.put_formula((row, col), &formula, &value, Isi::Persen, nada)?;
    }
    Ok(())
}

fn rupiah(sen: Option<Sen>) -> Nilai {
    sen.map(Sen::rupiah).into()
}

impl Dua {
    fn add(&mut self, other: Self) {
        let add = |sum: &mut Option<Sen>, more: Option<Sen>| {
            if let Some(more) = more {
                *sum = Some(sum.unwrap_or_default() + more);
            }
        };
        add(&mut self.pagu_lalu, other.pagu_lalu);
        add(&mut self.pagu, other.pagu);
        add(&mut self.lalu, other.lalu);
        add(&mut self.kini, other.kini);
        add(&mut self.ini, other.ini);
    }
}

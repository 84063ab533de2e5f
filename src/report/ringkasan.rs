//! The sheet Ringkasan: key figures by group, zones with their legend, and charts of penyerapan and fisik by office.

use rust_xlsxwriter::{Color, Workbook, XlsxError};

use super::grafik::{self, Batang};
use super::peta::Peta;
use super::rumus::{self, Saring};
use super::sheet::{Hasil, Nilai, Sheet};
use super::style::{self, Isi, Nada};
use super::{Cetak, kepala, label, peringkat, rekap, status_laporan};
use crate::consolidate::Konsolidasi;
use crate::consolidate::jumlah::Jumlah;
use crate::consolidate::kepatuhan::Status;
use crate::consolidate::office::Kelompok;
use crate::model::cell::CellRef;
use crate::model::nilai::Sen;

const HEADER: u32 = 5;
const FIRST: u32 = HEADER + 1;
const LAST_COL: u16 = 6;
/// Heading of the zones; their limits stand two rows below.
const ZONES: u32 = FIRST + 14;
const BATAS: u16 = 1;
/// Columns of the works and of everything else.
const KONSTRUKSI: u16 = 5;
const LAIN: u16 = 6;

/// First and last of the percentages that a chart draws, among the figures.
const PERSENTASE: (u32, u32) = (3, 6);

/// A figure of the first table.
struct Angka {
    nama: &'static str,
    /// Its column on Rekap OPD, where it stands there.
    col: Option<u16>,
    /// Its formula over Data for a set of rows; the percentages of money refer to the rows above.
    rumus: fn(&Saring, &dyn Fn(u32) -> String) -> String,
    nilai: fn(&Jumlah) -> Option<f64>,
    isi: Isi,
}

const ANGKA: [Angka; 12] = [
    Angka {
        nama: "Pagu (Rp)",
        col: Some(rekap::PAGU),
        rumus: |saring, _| saring.jumlah(rumus::PAGU),
        nilai: |j| j.pagu.map(Sen::rupiah),
        isi: Isi::Rupiah,
    },
    Angka {
        nama: "Realisasi keuangan (Rp)",
        col: Some(rekap::REALISASI),
        rumus: |saring, _| saring.jumlah(rumus::REALISASI),
        nilai: |j| j.realisasi_keuangan.map(Sen::rupiah),
        isi: Isi::Rupiah,
    },
    Angka {
        nama: "Sisa anggaran (Rp)",
        col: Some(rekap::SISA),
        rumus: |_, row| rumus::sisa(&row(0), &row(1)),
        nilai: |j| j.sisa().map(Sen::rupiah),
        isi: Isi::Rupiah,
    },
    Angka {
        nama: "Target keuangan (%)",
        col: Some(rekap::TARGET_PCT),
        rumus: |saring, _| saring.target_keuangan(),
        nilai: |j| j.target_keuangan_pct,
        isi: Isi::Persen,
    },
    Angka {
        nama: "Realisasi keuangan (%)",
        col: Some(rekap::REALISASI_PCT),
        rumus: |_, row| rumus::persen(&row(1), &row(0)),
        nilai: Jumlah::realisasi_keuangan_pct,
        isi: Isi::Persen,
    },
    Angka {
        nama: "Target fisik (%)",
        col: Some(rekap::TARGET_FISIK),
        rumus: |saring, _| saring.tertimbang(rumus::TARGET_FISIK),
        nilai: |j| j.target_fisik,
        isi: Isi::Persen,
    },
    Angka {
        nama: "Realisasi fisik (%)",
        col: Some(rekap::FISIK),
        rumus: |saring, _| saring.tertimbang(rumus::REALISASI_FISIK),
        nilai: |j| j.realisasi_fisik,
        isi: Isi::Persen,
    },
    Angka {
        nama: "Deviasi keuangan (poin persen)",
        col: Some(rekap::DEVIASI_KEUANGAN),
        rumus: |saring, _| saring.deviasi_keuangan(),
        nilai: |j| j.deviasi_keuangan,
        isi: Isi::Persen,
    },
    Angka {
        nama: "Deviasi fisik (poin persen)",
        col: Some(rekap::DEVIASI_FISIK),
        rumus: |saring, _| saring.deviasi_fisik(),
        nilai: |j| j.deviasi_fisik,
        isi: Isi::Persen,
    },
    Angka {
        nama: "Pagu yang realisasi fisiknya terisi (%)",
        col: None,
        rumus: |saring, _| saring.cakupan(&[rumus::REALISASI_FISIK]),
        nilai: |j| j.pagu.map(|_| j.cakupan_fisik_pct()),
        isi: Isi::Persen,
    },
    Angka {
        nama: "Pagu dalam deviasi fisik (%)",
        col: None,
        rumus: |saring, _| saring.cakupan(&[rumus::TARGET_FISIK, rumus::REALISASI_FISIK]),
        nilai: |j| j.pagu.map(|_| j.cakupan_deviasi_fisik_pct()),
        isi: Isi::Persen,
    },
    Angka {
        nama: "Pagu dalam deviasi keuangan (%)",
        col: None,
        rumus: |saring, _| saring.cakupan(&[rumus::TARGET, rumus::REALISASI]),
        nilai: |j| j.pagu.map(|_| j.cakupan_deviasi_keuangan_pct()),
        isi: Isi::Persen,
    },
];

/// Returns the address of a figure over the works only, from another sheet, by its column on Rekap OPD.
pub(super) fn konstruksi(col: u16) -> String {
    let at = ANGKA.iter().position(|angka| angka.col == Some(col));
    let row = FIRST + at.and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
    let cell = CellRef::new(row, u32::from(KONSTRUKSI));
    format!("{}!{cell}", label::RINGKASAN)
}

/// Names the limits of the zones, so that Rekap OPD follows them.
pub(super) fn define_names(workbook: &mut Workbook, k: &Konsolidasi) -> Result<(), XlsxError> {
    for index in 0..k.penilaian.zona.len() {
        let row = zone_row(index) + 1;
        workbook.define_name(
            format!("zona_{}", index + 1),
            &format!("={}!$B${row}", label::RINGKASAN),
        )?;
    }
    Ok(())
}

fn zone_row(index: usize) -> u32 {
    ZONES + 2 + u32::try_from(index).unwrap_or(0)
}

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta, cetak: &Cetak) -> Hasil {
    sheet.page(label::RINGKASAN, cetak, Some((0, 3)))?;
    // At full size the sheet is one page wide, and the breaks before the charts hold: fitting would undo them.
    sheet.ws.set_print_scale(100);
    sheet.widths(&[36.0, 19.0, 19.0, 19.0, 19.0, 19.0, 19.0])?;
    sheet.title(
        LAST_COL,
        &[
            label::JUDUL_RINGKASAN,
            &cetak.daerah,
            &label::keadaan(k.periode),
            &label::cakupan(k),
        ],
    )?;
    figures(sheet, k, peta)?;
    let zones_end = zones(sheet, k, peta)?;
    let counts_end = counts(sheet, k)?;
    let note_row = zones_end.max(counts_end);
    let note = format!("{} {}", label::ZONA_CATATAN, k.penilaian.dasar);
    sheet.merge(
        (note_row, 0),
        (note_row, LAST_COL),
        &note,
        &sheet.style.catatan,
    )?;
    charts(sheet, k, note_row + 2)
}

/// Draws the charts on pages of their own: zones and construction beside each other, then the offices.
fn charts(sheet: &mut Sheet<'_>, k: &Konsolidasi, row: u32) -> Hasil {
    let half = Batang {
        lembar: label::RINGKASAN,
        width: grafik::CHART_WIDTH / 2 - 10,
        rows_high: grafik::TALL_ROWS,
        rapat: false,
        ..Batang::default()
    };
    let n_zones = k.penilaian.zona.len();
    let colours: Vec<Color> = (0..n_zones)
        .map(|zone| style::peringkat(zone, n_zones))
        .collect();
    let zones = Batang {
        titik: &colours,
        judul: label::GRAFIK_ZONA,
        rows: (zone_row(0), zone_row(n_zones) - 1),
        deret: &[(2, label::BANYAK_OPD)],
        angka: "0",
        ..half
    };
    let works = Batang {
        judul: label::GRAFIK_KONSTRUKSI,
        rows: (FIRST + PERSENTASE.0, FIRST + PERSENTASE.1),
        deret: &[
            (LAIN, kepala::KEPALA_RINGKASAN[LAIN as usize]),
            (KONSTRUKSI, kepala::KEPALA_RINGKASAN[KONSTRUKSI as usize]),
        ],
        angka: "0.0",
        ..half
    };
    let (zones, works) = (zones.chart(), works.chart());
    sheet.ws.insert_chart(row + 1, 0, &zones)?;
    let right = grafik::CHART_WIDTH / 2;
    sheet
        .ws
        .insert_chart_with_offset(row + 1, 0, &works, right, 0)?;
    sheet.reach((row + 1 + grafik::TALL_ROWS, LAST_COL));
    let count = u32::try_from(peringkat::ranking(k).len()).unwrap_or(0);
    // Without any report there is nothing to draw of the offices.
    if count == 0 {
        return Ok(());
    }
    let columns: [(&str, u16, u16); 2] = [(label::GRAFIK[0], 3, 2), (label::GRAFIK[1], 5, 4)];
    let offices = row + grafik::TALL_ROWS + 2;
    for (index, (judul, target, realisasi)) in (0..).zip(columns) {
        let chart = Batang {
            judul,
            lembar: label::PERINGKAT,
            rows: (peringkat::FIRST, peringkat::FIRST + count - 1),
            deret: &[
                (target, kepala::KEPALA_REKAP.target),
                (realisasi, kepala::KEPALA_REKAP.realisasi),
            ],
            width: grafik::CHART_WIDTH,
            rows_high: grafik::CHART_ROWS,
            rapat: true,
            angka: "0",
            ..Batang::default()
        };
        let at = offices + 1 + index * (grafik::CHART_ROWS + 1);
        sheet.ws.insert_chart(at, 0, &chart.chart())?;
        sheet.reach((at + grafik::CHART_ROWS, LAST_COL));
    }
    sheet.ws.set_page_breaks(&[row, offices])?;
    Ok(())
}

fn figures(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta) -> Hasil {
    for (col, text) in (0..).zip(kepala::KEPALA_RINGKASAN) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.height(HEADER, 28)?;
    let has = |kelompok: Kelompok| k.opd.iter().any(|opd| opd.office.kelompok == kelompok);
    for (row, angka) in (FIRST..).zip(&ANGKA) {
        sheet.height(row, 17)?;
        sheet.put((row, 0), angka.nama, Isi::Teks, Nada::Biasa)?;
        let cell =
            |col: u16| move |offset: u32| CellRef::new(FIRST + offset, u32::from(col)).to_string();
        let formula = |from: u32, saring: &Saring, col: u16| match angka.col {
            Some(of) => rekap::sel(from, of),
            None => (angka.rumus)(saring, &cell(col)),
        };
        let value = (angka.nilai)(&k.total.semua).into();
        let total = formula(peta.total(), &Saring::semua(), 1);
        sheet.put_formula((row, 1), &total, &value, angka.isi, Nada::Subtotal)?;
        for (col, kelompok) in (2..).zip(Kelompok::ALL) {
            if !has(kelompok) {
                sheet.put((row, col), "", Isi::Teks, Nada::Biasa)?;
                continue;
            }
            let jumlah = k.kelompok.get(&kelompok).map(|pilah| pilah.semua);
            let saring = Saring::semua().kata(rumus::KELOMPOK, kelompok.label());
            let formula = formula(peta.subtotal(kelompok), &saring, col);
            let value = (angka.nilai)(&jumlah.unwrap_or_default()).into();
            sheet.put_formula((row, col), &formula, &value, angka.isi, Nada::Biasa)?;
        }
        let split = [
            (KONSTRUKSI, true, &k.total.konstruksi),
            (LAIN, false, &k.total.lain),
        ];
        for (col, yes, jumlah) in split {
            let saring = Saring::semua().kata(rumus::KONSTRUKSI, label::ya_tidak(yes));
            let formula = (angka.rumus)(&saring, &cell(col));
            sheet.put_formula(
                (row, col),
                &formula,
                &(angka.nilai)(jumlah).into(),
                angka.isi,
                Nada::Biasa,
            )?;
        }
    }
    Ok(())
}

/// Writes the zones with their limits and counts; returns the row after them.
fn zones(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta) -> Result<u32, XlsxError> {
    sheet.text((ZONES, 0), label::ZONA_JUDUL, &sheet.style.polos_tebal)?;
    sheet.height(ZONES + 1, 28)?;
    for (col, text) in (0..).zip(kepala::KEPALA_ZONA) {
        sheet.text((ZONES + 1, col), text, &sheet.style.kepala)?;
    }
    let zona = &k.penilaian.zona;
    let count = |n: usize| Nilai::Angka(f64::from(u32::try_from(n).unwrap_or(u32::MAX)));
    let budgeted = || {
        k.opd
            .iter()
            .filter_map(|opd| opd.jumlah.as_ref())
            .filter(|jumlah| jumlah.pagu.is_some())
    };
    let mut rated = 0;
    for (index, zone) in zona.iter().enumerate() {
        let row = zone_row(index);
        let colour = sheet
            .style
            .cell(Isi::Tengah, Nada::Biasa)
            .merge(&style::fill(index, zona.len()));
        sheet.text((row, 0), &zone.nama, &colour)?;
        match zone.batas {
            Some(batas) => sheet.put_number((row, BATAS), Some(batas), Isi::Persen, Nada::Biasa)?,
            None => sheet.put((row, BATAS), label::DI_BAWAHNYA, Isi::Tengah, Nada::Biasa)?,
        }
        let found = budgeted()
            .filter(|jumlah| k.penilaian.zona(jumlah.deviasi_fisik) == Some(zone))
            .count();
        rated += found;
        let formula = peta.zone_count(&zone.nama);
        sheet.put_formula(
            (row, BATAS + 1),
            &formula,
            &count(found),
            Isi::Bulat,
            Nada::Biasa,
        )?;
    }
    let last = zone_row(zona.len());
    sheet.text(
        (last, 0),
        label::TANPA_ZONA,
        sheet.style.cell(Isi::Tengah, Nada::Biasa),
    )?;
    sheet.put((last, BATAS), "", Isi::Tengah, Nada::Biasa)?;
    let of_zones = |row: u32| CellRef::new(row, u32::from(BATAS + 1));
    let formula = format!(
        "{}-SUM({}:{})",
        peta.pagu_count(),
        of_zones(zone_row(0)),
        of_zones(last - 1)
    );
    sheet.put_formula(
        (last, BATAS + 1),
        &formula,
        &count(budgeted().count() - rated),
        Isi::Bulat,
        Nada::Biasa,
    )?;
    Ok(last + 1)
}

/// Writes the offices by status; returns the row after them.
fn counts(sheet: &mut Sheet<'_>, k: &Konsolidasi) -> Result<u32, XlsxError> {
    sheet.text((ZONES, 4), &label::tenggat(k), &sheet.style.polos_tebal)?;
    sheet.merge(
        (ZONES + 1, 4),
        (ZONES + 1, 5),
        kepala::KEPALA_REKAP.status,
        &sheet.style.kepala,
    )?;
    sheet.text((ZONES + 1, 6), label::BANYAK_OPD, &sheet.style.kepala)?;
    let mut row = ZONES + 2;
    for status in Status::ALL.into_iter().rev() {
        let style = sheet.style.cell(Isi::Teks, Nada::Biasa);
        sheet.merge((row, 4), (row, 5), status.label(), style)?;
        let formula = status_laporan::hitung(k, status);
        sheet.put_formula(
            (row, 6),
            &formula,
            &status_laporan::banyak(k, status),
            Isi::Bulat,
            Nada::Biasa,
        )?;
        row += 1;
    }
    Ok(row)
}

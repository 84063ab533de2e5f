//! The sheet Ringkasan: key figures by group, zones with their legend, and charts of penyerapan and fisik by office.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartSolidFill, Workbook, XlsxError,
};

use super::rekap::{self, Peta};
use super::rumus::{self, Saring};
use super::sheet::{Hasil, Nilai, Sheet};
use super::style::{self, Isi, Nada};
use super::{Cetak, kepatuhan, label};
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
/// Height of a chart in default rows, and its width over all columns in pixels.
const CHART_ROWS: u32 = 17;
const CHART_WIDTH: u32 = 1_080;

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
        rumus: |saring, row| {
            format!(
                "IFERROR(({})/{}*100,\"\")",
                saring.jumlah(rumus::TARGET),
                row(0)
            )
        },
        nilai: Jumlah::target_keuangan_pct,
        isi: Isi::Persen,
    },
    Angka {
        nama: "Realisasi keuangan / penyerapan (%)",
        col: Some(rekap::REALISASI_PCT),
        rumus: |_, row| rumus::persen(&row(1), &row(0)),
        nilai: Jumlah::realisasi_keuangan_pct,
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
    let charts = note_row + 2;
    let list = charts + 2 * CHART_ROWS + 3;
    let order = ranking(k);
    ranks(sheet, k, peta, list, &order)?;
    let first = list + 2;
    for (index, grafik) in label::GRAFIK.iter().enumerate() {
        let at = charts + 1 + u32::try_from(index).unwrap_or(0) * (CHART_ROWS + 1);
        let columns = if index == 0 { (3, 2) } else { (5, 4) };
        let chart = chart(
            grafik,
            (first, u32::try_from(order.len()).unwrap_or(0)),
            columns,
        );
        sheet.ws.insert_chart(at, 0, &chart)?;
    }
    sheet.ws.set_page_breaks(&[charts, list])?;
    Ok(())
}

fn figures(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta) -> Hasil {
    for (col, text) in (0..).zip(label::KEPALA_RINGKASAN) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.ws.set_row_height(HEADER, 28)?;
    let has = |kelompok: Kelompok| k.opd.iter().any(|opd| opd.office.kelompok == kelompok);
    for (row, angka) in (FIRST..).zip(&ANGKA) {
        sheet.ws.set_row_height(row, 17)?;
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
        for (col, yes, jumlah) in [(5, true, &k.total.konstruksi), (6, false, &k.total.lain)] {
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
    sheet.ws.set_row_height(ZONES + 1, 28)?;
    for (col, text) in (0..).zip(label::KEPALA_ZONA) {
        sheet.text((ZONES + 1, col), text, &sheet.style.kepala)?;
    }
    let zona = &k.penilaian.zona;
    let in_zone = |index: usize| {
        let found = k
            .opd
            .iter()
            .filter_map(|opd| opd.jumlah.as_ref())
            .filter(|jumlah| {
                k.penilaian
                    .zona(jumlah.deviasi_fisik)
                    .is_some_and(|zone| *zone == zona[index])
            });
        f64::from(u32::try_from(found.count()).unwrap_or(0))
    };
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
        let count = peta.zone_count(&zone.nama);
        sheet.put_formula(
            (row, 2),
            &count,
            &Nilai::Angka(in_zone(index)),
            Isi::Bulat,
            Nada::Biasa,
        )?;
    }
    Ok(zone_row(zona.len()))
}

/// Writes the offices by status; returns the row after them.
fn counts(sheet: &mut Sheet<'_>, k: &Konsolidasi) -> Result<u32, XlsxError> {
    sheet.text((ZONES, 4), &label::tenggat(k), &sheet.style.polos_tebal)?;
    sheet.merge(
        (ZONES + 1, 4),
        (ZONES + 1, 5),
        label::KEPALA_REKAP.status,
        &sheet.style.kepala,
    )?;
    sheet.text((ZONES + 1, 6), label::BANYAK_OPD, &sheet.style.kepala)?;
    let mut row = ZONES + 2;
    for status in Status::ALL.into_iter().rev() {
        let style = sheet.style.cell(Isi::Teks, Nada::Biasa);
        sheet.merge((row, 4), (row, 5), status.label(), style)?;
        let formula = kepatuhan::hitung(k, status);
        sheet.put_formula(
            (row, 6),
            &formula,
            &kepatuhan::banyak(k, status),
            Isi::Bulat,
            Nada::Biasa,
        )?;
        row += 1;
    }
    Ok(row)
}

/// The offices with a report, by penyerapan from the highest; offices without a figure last.
fn ranking(k: &Konsolidasi) -> Vec<usize> {
    let penyerapan = |index: &usize| {
        k.opd[*index]
            .jumlah
            .as_ref()
            .and_then(Jumlah::realisasi_keuangan_pct)
    };
    let mut order: Vec<usize> = (0..k.opd.len())
        .filter(|&index| k.opd[index].jumlah.is_some())
        .collect();
    order.sort_by(|a, b| {
        let (left, right) = (
            penyerapan(a).unwrap_or(f64::MIN),
            penyerapan(b).unwrap_or(f64::MIN),
        );
        right.total_cmp(&left).then(a.cmp(b))
    });
    order
}

fn ranks(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta, row: u32, order: &[usize]) -> Hasil {
    sheet.text((row, 0), label::URUTAN_JUDUL, &sheet.style.polos_tebal)?;
    for (col, text) in (0..).zip(label::KEPALA_URUTAN) {
        sheet.text((row + 1, col), text, &sheet.style.kepala)?;
    }
    for (row, &index) in (row + 2..).zip(order) {
        let opd = &k.opd[index];
        let jumlah = opd.jumlah.unwrap_or_default();
        let from = peta.opd(index);
        sheet.put((row, 0), &opd.office.singkat, Isi::Teks, Nada::Biasa)?;
        let cells = [
            (1, rekap::PAGU, jumlah.pagu.map(Sen::rupiah), Isi::Rupiah),
            (
                2,
                rekap::REALISASI_PCT,
                jumlah.realisasi_keuangan_pct(),
                Isi::Persen,
            ),
            (
                3,
                rekap::TARGET_PCT,
                jumlah.target_keuangan_pct(),
                Isi::Persen,
            ),
            (4, rekap::FISIK, jumlah.realisasi_fisik, Isi::Persen),
            (5, rekap::TARGET_FISIK, jumlah.target_fisik, Isi::Persen),
            (6, rekap::DEVIASI_FISIK, jumlah.deviasi_fisik, Isi::Persen),
        ];
        for (col, of, value, isi) in cells {
            sheet.put_formula(
                (row, col),
                &rekap::sel(from, of),
                &value.into(),
                isi,
                Nada::Biasa,
            )?;
        }
    }
    Ok(())
}

/// A column chart of target and realisasi by office.
fn chart(judul: &str, (first, count): (u32, u32), (target, realisasi): (u16, u16)) -> Chart {
    let last = first + count.max(1) - 1;
    let small = || {
        let mut font = ChartFont::new();
        font.set_size(8);
        font
    };
    let mut labels = small();
    labels.set_rotation(-90);
    let mut chart = Chart::new_column();
    for ((col, nama), colour) in [
        (target, label::KEPALA_REKAP.target),
        (realisasi, label::KEPALA_REKAP.realisasi),
    ]
    .into_iter()
    .zip(style::GRAFIK)
    {
        let mut fill = ChartSolidFill::new();
        fill.set_color(colour);
        let mut format = ChartFormat::new();
        format.set_solid_fill(&fill);
        chart
            .add_series()
            .set_name(nama)
            .set_categories((label::RINGKASAN, first, 0, last, 0))
            .set_values((label::RINGKASAN, first, col, last, col))
            .set_format(&mut format)
            .set_gap(40);
    }
    let mut heading = ChartFont::new();
    heading.set_size(11).set_bold();
    chart.title().set_name(judul).set_font(&heading);
    chart.x_axis().set_font(&labels);
    chart
        .y_axis()
        .set_font(&small())
        .set_num_format("0")
        .set_min(0);
    chart.legend().set_position(ChartLegendPosition::TopRight);
    chart
        .set_width(CHART_WIDTH)
        .set_height(CHART_ROWS * style::bawaan().1);
    chart
}

//! The charts of Ringkasan and the list of offices they draw.

use rust_xlsxwriter::{Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartSolidFill};

use super::peta::Peta;
use super::sheet::{Hasil, Sheet};
use super::style::{self, Isi, Nada};
use super::{kepala, label, rekap};
use crate::consolidate::Konsolidasi;
use crate::consolidate::jumlah::Jumlah;
use crate::model::nilai::Sen;

/// Height of a chart in default rows, and its width over all columns in pixels.
pub(super) const CHART_ROWS: u32 = 17;
const CHART_WIDTH: u32 = 1_080;

/// The offices with a report, by penyerapan from the highest; offices without a figure last.
pub(super) fn ranking(k: &Konsolidasi) -> Vec<usize> {
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

pub(super) fn ranks(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    peta: &Peta,
    row: u32,
    order: &[usize],
) -> Hasil {
    sheet.text((row, 0), label::URUTAN_JUDUL, &sheet.style.polos_tebal)?;
    for (col, text) in (0..).zip(kepala::KEPALA_URUTAN) {
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
pub(super) fn chart(
    judul: &str,
    (first, count): (u32, u32),
    (target, realisasi): (u16, u16),
) -> Chart {
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
        (target, kepala::KEPALA_REKAP.target),
        (realisasi, kepala::KEPALA_REKAP.realisasi),
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

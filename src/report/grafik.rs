//! The charts of Ringkasan, over the offices listed on Peringkat.

use rust_xlsxwriter::{Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartSolidFill};

use super::style;
use super::{kepala, label};

/// Height of a chart in default rows, and its width over all columns in pixels.
pub(super) const CHART_ROWS: u32 = 17;
const CHART_WIDTH: u32 = 1_080;

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
            .set_categories((label::PERINGKAT, first, 0, last, 0))
            .set_values((label::PERINGKAT, first, col, last, col))
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

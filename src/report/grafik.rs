//! The charts: of Ringkasan, over the offices listed on Peringkat, and of Kurva S.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker,
    ChartMarkerType, ChartSolidFill,
};

use super::style;
use super::{kepala, label};

/// Height of a chart in default rows, and its width over all columns in pixels.
pub(super) const CHART_ROWS: u32 = 17;
const CHART_WIDTH: u32 = 1_080;
/// Height of Kurva S in default rows, and its width over all columns in pixels.
pub(super) const KURVA_ROWS: u32 = 26;
const KURVA_WIDTH: u32 = 1_400;

/// The lines of Kurva S: each its own dash and mark, so that they are told apart without colour.
const GARIS: [(ChartLineDashType, ChartMarkerType); 4] = [
    (ChartLineDashType::RoundDot, ChartMarkerType::Circle),
    (ChartLineDashType::Solid, ChartMarkerType::Square),
    (ChartLineDashType::SquareDot, ChartMarkerType::Diamond),
    (ChartLineDashType::LongDash, ChartMarkerType::Triangle),
];

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

/// The line chart of Kurva S over the rows of its months; the four lines stand side by side from a column on.
pub(super) fn kurva((first, last): (u32, u32), col: u16) -> Chart {
    let mut chart = Chart::new_line();
    let lines = GARIS
        .into_iter()
        .zip(style::KURVA)
        .zip(&kepala::KEPALA_KURVA[1..]);
    for (col, (((dash, mark), colour), name)) in (col..).zip(lines) {
        let mut line = ChartLine::new();
        line.set_color(colour).set_width(2.25).set_dash_type(dash);
        let mut fill = ChartSolidFill::new();
        fill.set_color(colour);
        let mut marker = ChartMarker::new();
        marker.set_type(mark).set_size(8).set_format(
            ChartFormat::new()
                .set_solid_fill(&fill)
                .set_border(ChartLine::new().set_color(colour)),
        );
        chart
            .add_series()
            .set_name(*name)
            .set_categories((label::KURVA, first, 0, last, 0))
            .set_values((label::KURVA, first, col, last, col))
            .set_format(ChartFormat::new().set_line(&line))
            .set_marker(&marker);
    }
    let mut heading = ChartFont::new();
    heading.set_size(11).set_bold();
    chart
        .title()
        .set_name(label::tahun::JUDUL_GRAFIK_KURVA)
        .set_font(&heading);
    let mut small = ChartFont::new();
    small.set_size(9);
    chart.x_axis().set_font(&small);
    chart
        .y_axis()
        .set_font(&small)
        .set_num_format("0")
        .set_min(0);
    chart
        .legend()
        .set_position(ChartLegendPosition::Bottom)
        .set_font(&small);
    chart
        .set_width(KURVA_WIDTH)
        .set_height(KURVA_ROWS * style::bawaan().1);
    chart
}

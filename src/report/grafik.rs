//! The charts: columns over the rows of a sheet, and the lines of Kurva S.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartMarker, ChartMarkerType, ChartPoint, ChartSolidFill, Color,
};

use super::style;
use super::{kepala, label};

/// Height of a chart in default rows, and its width over all columns in pixels.
pub(super) const CHART_ROWS: u32 = 17;
pub(super) const TALL_ROWS: u32 = 28;
pub(super) const CHART_WIDTH: u32 = 1_080;
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

/// A column chart over rows of one sheet: each column of values is a series.
#[derive(Clone, Copy, Default)]
pub(super) struct Batang<'a> {
    pub(super) judul: &'a str,
    pub(super) lembar: &'a str,
    /// First and last row, 0-based.
    pub(super) rows: (u32, u32),
    /// Columns of the values with the names of the series.
    pub(super) deret: &'a [(u16, &'a str)],
    /// In pixels.
    pub(super) width: u32,
    /// In default rows.
    pub(super) rows_high: u32,
    /// Many narrow columns: their names stand upright and their values are read off the axis.
    pub(super) rapat: bool,
    /// Colours of the single columns, where they have their own.
    pub(super) titik: &'a [Color],
    /// Number format of the axis and of the values.
    pub(super) angka: &'a str,
}

impl Batang<'_> {
    /// Draws the chart; the names of the rows stand in the sheet's first column.
    pub(super) fn chart(&self) -> Chart {
        let (first, last) = self.rows;
        let mut chart = Chart::new_column();
        for ((col, nama), colour) in self.deret.iter().zip(style::GRAFIK) {
            let mut fill = ChartSolidFill::new();
            fill.set_color(colour);
            let mut border = ChartLine::new();
            border.set_color(style::GRAFIK[1]).set_width(0.75);
            let points: Vec<ChartPoint> = self
                .titik
                .iter()
                .map(|colour| {
                    let mut fill = ChartSolidFill::new();
                    fill.set_color(*colour);
                    ChartPoint::new()
                        .set_format(ChartFormat::new().set_solid_fill(&fill).set_border(&border))
                })
                .collect();
            let series = chart
                .add_series()
                .set_name(*nama)
                .set_categories((self.lembar, first, 0, last, 0))
                .set_values((self.lembar, first, *col, last, *col))
                .set_format(ChartFormat::new().set_solid_fill(&fill).set_border(&border))
                .set_points(&points)
                .set_gap(if self.rapat { 40 } else { 80 });
            if !self.rapat {
                let mut values = ChartDataLabel::new();
                values
                    .show_value()
                    .set_num_format(self.angka)
                    .set_font(&font(9));
                series.set_data_label(&values);
            }
        }
        let mut names = font(if self.rapat { 8 } else { 9 });
        if self.rapat {
            names.set_rotation(-90);
        }
        chart
            .title()
            .set_name(self.judul)
            .set_font(font(11).set_bold());
        chart.x_axis().set_font(&names);
        chart
            .y_axis()
            .set_font(&font(8))
            .set_num_format(self.angka)
            .set_min(0);
        if self.deret.len() > 1 {
            chart.legend().set_position(ChartLegendPosition::Bottom);
        } else {
            chart.legend().set_hidden();
        }
        chart
            .set_width(self.width)
            .set_height(self.rows_high * style::bawaan().1);
        chart
    }
}

fn font(size: u8) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_size(size);
    font
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
    chart
        .title()
        .set_name(label::tahun::JUDUL_GRAFIK_KURVA)
        .set_font(font(11).set_bold());
    let small = font(9);
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

//! The source of funds of a row whose pagu the form splits over columns, one for each source: those that hold money.

use super::columns::Mapping;
use super::facts::numbers;
use super::lines::Line;
use super::table::Reading;
use crate::model::field::{Field, Measure};
use crate::model::nilai::Sen;
use crate::rules::Rules;
use crate::rules::kolom::Faset;

/// The columns of pagu by source, with the sources' names as the header writes them.
pub(super) struct Pecahan(Vec<(u32, String)>);

impl Pecahan {
    pub(super) fn of(mapping: &Mapping, rules: &Rules) -> Self {
        let pagu = Some(Field::plain(Measure::Pagu));
        let columns = mapping.columns.iter().filter_map(|column| {
            let name = column.path.last()?;
            let named = rules.kolom.read(name).fasets.contains(&Faset::KolomDana);
            (named && column.aside == pagu).then(|| (column.col, name.clone()))
        });
        Self(columns.collect())
    }

    /// Names the sources that hold money of a row, joined by commas; `None` unless they add up to its pagu.
    pub(super) fn sumber(&self, reading: &Reading<'_>, line: &Line) -> Option<String> {
        let pagu = line.money(Measure::Pagu, &reading.mapping)?;
        let held: Vec<(f64, &str)> = self
            .0
            .iter()
            .filter_map(|(col, name)| {
                let style = reading.mapping.facts.get(col)?.style;
                let value = numbers(reading.context.grid, *col, style, &[line.row])[0]?;
                (value != 0.0).then_some((value, name.as_str()))
            })
            .collect();
        let sum = held.iter().map(|(value, _)| value).sum::<f64>() * reading.unit;
        let agrees = Sen::from_rupiah(sum)
            .is_some_and(|sum| (sum - pagu).abs().rupiah() <= reading.unit.max(1.0));
        let names: Vec<&str> = held.into_iter().map(|(_, name)| name).collect();
        (agrees && !names.is_empty()).then(|| names.join(", "))
    }
}

//! How a sheet looks, on its way from a worker.

use std::sync::Arc;

use super::{Input, Writer};
use crate::model::look::{
    Across, Along, CellLook, Digits, Edge, Font, Line, Looks, Rgb, RowRun, Run,
};

impl Writer {
    pub(super) fn looks(&mut self, looks: &Looks) {
        self.list(&looks.kinds, Self::look);
        self.list(&looks.patterns, |out, runs| out.runs(runs));
        self.list(&looks.rows, |out, run| {
            out.number(run.first);
            out.number(run.last);
            out.number(run.pattern);
        });
        self.runs(&looks.cols);
        let heights: Vec<(u32, f64)> = looks.heights.iter().map(|(row, h)| (*row, *h)).collect();
        self.list(&heights, |out, (row, height)| {
            out.number(*row);
            out.float(*height);
        });
        self.option(looks.row_height, Self::float);
        self.option(looks.col_width, Self::float);
        self.byte(u8::from(looks.no_gridlines));
    }

    fn runs(&mut self, runs: &[Run]) {
        self.list(runs, |out, run| out.run(*run));
    }

    fn run(&mut self, run: Run) {
        for number in [run.first, run.last, run.kind] {
            self.0.extend_from_slice(&number.to_le_bytes());
        }
    }

    fn look(&mut self, look: &CellLook) {
        self.option(look.fill, Self::rgb);
        let font = &look.font;
        let buttons = [
            font.bold,
            font.italic,
            font.underline,
            font.strike,
            look.wrap,
        ];
        let flags = buttons
            .iter()
            .rev()
            .fold(0, |flags, on| flags << 1 | u8::from(*on));
        self.byte(flags);
        self.option(font.colour, Self::rgb);
        self.0.extend_from_slice(&font.size.to_le_bytes());
        self.option(font.name.as_deref(), Self::text);
        for edge in &look.edges {
            self.byte(edge.line as u8);
            self.option(edge.colour, Self::rgb);
        }
        self.byte(look.across as u8);
        self.byte(look.along as u8);
        self.byte(look.indent);
        self.0.extend_from_slice(&look.turn.to_le_bytes());
        self.option(look.digits, |out, digits| {
            let flags = [digits.grouped, digits.percent, digits.rupiah, digits.dash];
            let flags = flags
                .iter()
                .rev()
                .fold(0, |flags, on| flags << 1 | u8::from(*on));
            out.0.extend_from_slice(&[digits.decimals, flags]);
        });
    }

    fn rgb(&mut self, colour: Rgb) {
        self.0.extend_from_slice(&colour);
    }
}

impl Input<'_> {
    pub(super) fn looks(&mut self) -> Option<Looks> {
        Some(Looks {
            kinds: self.list(Self::look)?,
            patterns: self.list(|input| input.list(Self::run))?,
            rows: self.list(|input| {
                Some(RowRun {
                    first: input.number()?,
                    last: input.number()?,
                    pattern: input.number()?,
                })
            })?,
            cols: self.list(Self::run)?,
            heights: self
                .list(|input| Some((input.number()?, input.float()?)))?
                .into_iter()
                .collect(),
            row_height: self.option(Self::float)?,
            col_width: self.option(Self::float)?,
            no_gridlines: self.byte()? != 0,
        })
    }

    fn short(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    fn run(&mut self) -> Option<Run> {
        Some(Run {
            first: self.short()?,
            last: self.short()?,
            kind: self.short()?,
        })
    }

    fn look(&mut self) -> Option<CellLook> {
        let fill = self.option(Self::array)?;
        let flags = self.byte()?;
        let font = Font {
            bold: flags & 1 != 0,
            italic: flags & 2 != 0,
            underline: flags & 4 != 0,
            strike: flags & 8 != 0,
            colour: self.option(Self::array)?,
            size: self.short()?,
            name: self.option(|input| input.text().map(Arc::from))?,
        };
        let mut edges = [Edge::default(); 4];
        for edge in &mut edges {
            edge.line = of(&Line::ALL, self.byte()?)?;
            edge.colour = self.option(Self::array)?;
        }
        Some(CellLook {
            fill,
            font,
            edges,
            across: of(&Across::ALL, self.byte()?)?,
            along: of(&Along::ALL, self.byte()?)?,
            wrap: flags & 16 != 0,
            indent: self.byte()?,
            turn: self.array().map(i16::from_le_bytes)?,
            digits: self.option(|input| {
                let [decimals, flags] = input.array()?;
                Some(Digits {
                    decimals,
                    grouped: flags & 1 != 0,
                    percent: flags & 2 != 0,
                    rupiah: flags & 4 != 0,
                    dash: flags & 8 != 0,
                })
            })?,
        })
    }
}

fn of<T: Copy>(all: &[T], index: u8) -> Option<T> {
    all.get(usize::from(index)).copied()
}

//! What the charts keep of the cells they draw: filled in after the workbook is packed, since the writer keeps nothing
//! of formulas. A program that shows the file before it computes (a protected view, a preview) draws what is kept.

use std::io::{Cursor, Read, Seek, Write};

use rust_xlsxwriter::XlsxError;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

type Archive = ZipArchive<Cursor<Vec<u8>>>;

const CHARTS: &str = "xl/charts/";
const EMPTY: &str = "<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"";

/// Returns the workbook with the points of its charts; every other part stays as it was packed.
pub(super) fn fill(workbook: Vec<u8>) -> Result<Vec<u8>, XlsxError> {
    let failed = |error: zip::result::ZipError| XlsxError::CustomError(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(workbook)).map_err(failed)?;
    let names =
        (0..archive.len()).map(|index| Ok(archive.by_index_raw(index)?.name()?.into_owned()));
    let names: Vec<String> = names.collect::<Result<_, _>>().map_err(failed)?;
    if !names.iter().any(|name| name.starts_with(CHARTS)) {
        return Ok(archive.into_inner().into_inner());
    }
    let book = text(&mut archive, "xl/workbook.xml").map_err(failed)?;
    let mut sheets = Sheets {
        names: between_all(&book, "<sheet name=\"", "\""),
        parts: Vec::new(),
    };
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        if !name.starts_with(CHARTS) {
            let part = archive.by_name(&name).map_err(failed)?;
            out.raw_copy_file(part).map_err(failed)?;
            continue;
        }
        let chart = text(&mut archive, &name).map_err(failed)?;
        let chart = filled(&chart, &mut archive, &mut sheets).map_err(failed)?;
        let modified = archive.by_name(&name).map_err(failed)?.last_modified();
        let options = SimpleFileOptions::default().last_modified_time(modified.unwrap_or_default());
        out.start_file(name, options).map_err(failed)?;
        out.write_all(chart.as_bytes())?;
    }
    Ok(out.finish().map_err(failed)?.into_inner())
}

/// The names of the sheets in their order, and the parts that were read.
struct Sheets {
    names: Vec<String>,
    parts: Vec<(String, String)>,
}

impl Sheets {
    /// The part of a sheet, as it is named in a formula.
    fn part(&mut self, archive: &mut Archive, name: &str) -> zip::result::ZipResult<Option<&str>> {
        let name = name.trim_matches('\'');
        let Some(index) = self.names.iter().position(|own| own == name) else {
            return Ok(None);
        };
        let at = if let Some(at) = self.parts.iter().position(|(own, _)| own == name) {
            at
        } else {
            let part = format!("xl/worksheets/sheet{}.xml", index + 1);
            self.parts.push((name.to_owned(), text(archive, &part)?));
            self.parts.len() - 1
        };
        Ok(self.parts.get(at).map(|(_, part)| part.as_str()))
    }
}

fn text<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str) -> zip::result::ZipResult<String> {
    let mut out = String::new();
    archive.by_name(name)?.read_to_string(&mut out)?;
    Ok(out)
}

/// A chart with the points of each series whose cells hold formulas.
fn filled(
    chart: &str,
    archive: &mut Archive,
    sheets: &mut Sheets,
) -> zip::result::ZipResult<String> {
    let mut out = String::with_capacity(chart.len() * 2);
    let mut rest = chart;
    while let Some(at) = rest.find(EMPTY) {
        let (before, after) = rest.split_at(at);
        let Some((count, tail)) = after[EMPTY.len()..].split_once("\"/>") else {
            break;
        };
        out.push_str(before);
        out.push_str(&after[..EMPTY.len() + count.len() + 3]);
        rest = tail;
        // What follows at once is the end of the cache where nothing was kept.
        let formula = before
            .rsplit_once("<c:f>")
            .map_or("", |(_, formula)| formula);
        let formula = formula.split('<').next().unwrap_or_default();
        if let (true, Some((sheet, range))) =
            (tail.starts_with("</c:numCache>"), formula.rsplit_once('!'))
            && let Some(part) = sheets.part(archive, sheet)?
        {
            out.push_str(&points(part, range));
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// The points of a range within one column.
fn points(part: &str, range: &str) -> String {
    let range = range.replace('$', "");
    let (first, last) = range.split_once(':').unwrap_or((&range, &range));
    let column = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let row = |cell: &str| {
        cell.trim_start_matches(|c: char| c.is_ascii_uppercase())
            .parse::<u32>()
    };
    let (Ok(first), Ok(last)) = (row(first), row(last)) else {
        return String::new();
    };
    let mut out = String::new();
    let mut rest = part;
    for (index, row) in (first..=last).enumerate() {
        let Some((_, cell)) = rest.split_once(&format!("<c r=\"{column}{row}\"")) else {
            continue;
        };
        rest = cell;
        let cell = cell.split("<c ").next().unwrap_or_default();
        let value = between(cell, "<v>", "</v>").filter(|value| value.parse::<f64>().is_ok());
        if let Some(value) = value {
            out.extend([
                "<c:pt idx=\"",
                &index.to_string(),
                "\"><c:v>",
                value,
                "</c:v></c:pt>",
            ]);
        }
    }
    out
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(from)?;
    rest.split_once(to).map(|(value, _)| value)
}

fn between_all(text: &str, from: &str, to: &str) -> Vec<String> {
    let parts = text.split(from).skip(1);
    parts
        .filter_map(|part| Some(part.split_once(to)?.0.to_owned()))
        .collect()
}

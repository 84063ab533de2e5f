//! The machine form of a submission (CONTRACT §2): boundary structs, apart from the types inside.

use serde::Serialize;

use crate::consolidate::keputusan::keputusan_petugas;
use crate::diag::Diagnostic;
use crate::model::cell::column_letters;
use crate::model::nilai::Sen;
use crate::model::petaan::Dilepas;
use crate::model::submission::Submission;
use crate::model::table::{
    Column, Kendali, OpdFound, PeriodeFound, Row, Skipped, Stated, Table, Totals,
};

/// How much of a submission is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Rows, skipped rows and columns too.
    Full,
    /// As `periksa` lists files.
    WithoutRows,
}

#[derive(Serialize)]
pub(super) struct JsonFile<'a> {
    file: &'a str,
    blake3: &'a str,
    container: &'static str,
    status: &'static str,
    tables: Vec<JsonTable<'a>>,
    diagnostics: Vec<JsonDiagnostic<'a>>,
}

#[derive(Serialize)]
struct JsonTable<'a> {
    sheet: Option<&'a str>,
    hidden: bool,
    role: &'static str,
    status: &'static str,
    opd: Option<JsonOpd<'a>>,
    periode: Option<JsonPeriode>,
    header_rows: Option<[u32; 2]>,
    number_row: Option<u32>,
    columns: Vec<JsonColumn<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<Vec<JsonRow<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<Vec<JsonSkipped<'a>>>,
    totals: JsonTotals,
    stated: Vec<JsonStated>,
    /// What a recap sheet of the same workbook says of these rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    controls: Vec<JsonControl<'a>>,
    /// Who released the table by a mapping.
    #[serde(skip_serializing_if = "Option::is_none")]
    released: Option<JsonReleased<'a>>,
    confidence: f64,
}

#[derive(Serialize)]
struct JsonOpd<'a> {
    name: &'a str,
    id: Option<&'a str>,
    cell: Option<String>,
    confidence: f64,
}

#[derive(Serialize)]
pub(super) struct JsonPeriode {
    tahun: i16,
    bulan: Option<u8>,
    triwulan: Option<u8>,
    cell: Option<String>,
    confidence: f64,
}

#[derive(Serialize)]
struct JsonColumn<'a> {
    column: String,
    path: &'a [String],
    field: Option<String>,
    /// Set where the column is a part or another version of what counts in another column.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    aside: bool,
    confidence: f64,
    reason: &'a str,
}

#[derive(Serialize)]
struct JsonRow<'a> {
    row: u32,
    level: &'static str,
    leaf: bool,
    kode: Option<&'a str>,
    uraian: &'a str,
    pagu_rp: Option<f64>,
    target_keuangan_rp: Option<f64>,
    realisasi_keuangan_rp: Option<f64>,
    target_fisik_pct: Option<f64>,
    realisasi_fisik_pct: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fisik_konstruksi: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    jenis: Option<&'static str>,
    /// Who decided the class, where a person did.
    #[serde(skip_serializing_if = "Option::is_none")]
    keputusan: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonSkipped<'a> {
    row: u32,
    #[serde(rename = "as")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonTotals {
    leaves: usize,
    pagu_rp: Option<f64>,
    target_keuangan_rp: Option<f64>,
    realisasi_keuangan_rp: Option<f64>,
    target_fisik_pct: Option<f64>,
    realisasi_fisik_pct: Option<f64>,
    fisik_coverage_pct: f64,
}

#[derive(Serialize)]
struct JsonStated {
    field: String,
    cell: String,
    value: f64,
    agrees: bool,
}

#[derive(Serialize)]
struct JsonControl<'a> {
    sheet: Option<&'a str>,
    cell: String,
    name: &'a str,
    field: String,
    value: f64,
    computed: f64,
    agrees: bool,
}

#[derive(Serialize)]
struct JsonReleased<'a> {
    mapping: &'a str,
    disetujui_oleh: &'a str,
    disetujui_pada: &'a str,
    alasan: &'a str,
}

#[derive(Serialize)]
pub(super) struct JsonDiagnostic<'a> {
    /// Only where the finding does not stand under its file.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    sheet: Option<&'a str>,
    cell: Option<String>,
    range: Option<String>,
    message: &'a str,
    raw: Option<&'a str>,
    /// Of a folded finding each cell with its own words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<JsonCell<'a>>,
    /// Where the analyst has accepted it: it is a note then.
    #[serde(skip_serializing_if = "Option::is_none")]
    dijelaskan: Option<JsonExplained<'a>>,
}

/// Who accepted a finding, when and why.
#[derive(Serialize)]
struct JsonExplained<'a> {
    oleh: &'a str,
    pada: String,
    alasan: &'a str,
}

/// A cell of a folded finding.
#[derive(Serialize)]
struct JsonCell<'a> {
    cell: String,
    message: &'a str,
}

/// Returns the machine form of a submission.
pub(super) fn file(submission: &Submission, detail: Detail) -> JsonFile<'_> {
    JsonFile {
        file: &submission.file,
        blake3: &submission.blake3,
        container: submission.container.name(),
        status: submission.status.name(),
        tables: submission.tables.iter().map(|t| table(t, detail)).collect(),
        diagnostics: submission.diagnostics.iter().map(diagnostic).collect(),
    }
}

fn table(table: &Table, detail: Detail) -> JsonTable<'_> {
    let full = detail == Detail::Full;
    JsonTable {
        sheet: table.sheet.as_deref(),
        hidden: table.hidden,
        role: table.role.name(),
        status: table.status.name(),
        opd: table.opd.as_ref().map(opd),
        periode: table.periode.as_ref().map(periode_found),
        header_rows: table.header_rows.map(|(first, last)| [first + 1, last + 1]),
        number_row: table.number_row.map(|row| row + 1),
        columns: table
            .columns
            .iter()
            .filter(|column| full || column.measures().is_some())
            .map(column)
            .collect(),
        rows: full.then(|| table.rows.iter().map(row).collect()),
        skipped: full.then(|| table.skipped.iter().map(skipped).collect()),
        totals: totals(&table.totals),
        stated: table.stated.iter().map(stated).collect(),
        controls: table.kendali.iter().map(control).collect(),
        released: table.dilepas.as_ref().map(released),
        confidence: rounded(table.confidence),
    }
}

/// Confidences are judgements: two decimals say all there is.
fn rounded(confidence: f64) -> f64 {
    (confidence * 100.0).round() / 100.0
}

fn opd(found: &OpdFound) -> JsonOpd<'_> {
    JsonOpd {
        name: &found.name,
        id: found.id.as_deref(),
        cell: found.cell.map(|cell| cell.to_string()),
        confidence: rounded(found.confidence),
    }
}

fn periode_found(found: &PeriodeFound) -> JsonPeriode {
    JsonPeriode {
        tahun: found.periode.tahun,
        bulan: found.periode.bulan,
        triwulan: found.periode.triwulan,
        cell: found.cell.map(|cell| cell.to_string()),
        confidence: rounded(found.confidence),
    }
}

fn column(column: &Column) -> JsonColumn<'_> {
    JsonColumn {
        column: column_letters(column.col),
        path: &column.path,
        field: column.measures().map(|field| field.to_string()),
        aside: column.field.is_none() && column.aside.is_some(),
        confidence: rounded(column.confidence),
        reason: &column.reason,
    }
}

fn row(row: &Row) -> JsonRow<'_> {
    JsonRow {
        row: row.row + 1,
        level: row.level.name(),
        leaf: row.leaf,
        kode: row.kode.as_deref(),
        uraian: &row.uraian,
        pagu_rp: row.pagu.map(Sen::rupiah),
        target_keuangan_rp: row.target_keuangan.map(Sen::rupiah),
        realisasi_keuangan_rp: row.realisasi_keuangan.map(Sen::rupiah),
        target_fisik_pct: row.target_fisik,
        realisasi_fisik_pct: row.realisasi_fisik,
        fisik_konstruksi: row.klasifikasi.as_ref().map(|k| k.fisik_konstruksi),
        jenis: row.klasifikasi.as_ref().map(|k| k.jenis.name()),
        keputusan: keputusan_petugas(row),
    }
}

fn skipped(skipped: &Skipped) -> JsonSkipped<'_> {
    JsonSkipped {
        row: skipped.row + 1,
        kind: skipped.kind.name(),
        of: skipped.of.as_deref(),
    }
}

fn totals(totals: &Totals) -> JsonTotals {
    JsonTotals {
        leaves: totals.leaves,
        pagu_rp: totals.pagu.map(Sen::rupiah),
        target_keuangan_rp: totals.target_keuangan.map(Sen::rupiah),
        realisasi_keuangan_rp: totals.realisasi_keuangan.map(Sen::rupiah),
        target_fisik_pct: totals.target_fisik,
        realisasi_fisik_pct: totals.realisasi_fisik,
        fisik_coverage_pct: totals.fisik_coverage,
    }
}

fn stated(stated: &Stated) -> JsonStated {
    JsonStated {
        field: stated.field.to_string(),
        cell: stated.cell.to_string(),
        value: stated.value,
        agrees: stated.agrees,
    }
}

fn control(kendali: &Kendali) -> JsonControl<'_> {
    JsonControl {
        sheet: kendali.sheet.as_deref(),
        cell: kendali.cell.to_string(),
        name: &kendali.name,
        field: kendali.field.to_string(),
        value: kendali.stated.rupiah(),
        computed: kendali.computed.rupiah(),
        agrees: kendali.agrees,
    }
}

fn released(dilepas: &Dilepas) -> JsonReleased<'_> {
    JsonReleased {
        mapping: &dilepas.sumber,
        disetujui_oleh: &dilepas.rilis.oleh,
        disetujui_pada: &dilepas.rilis.pada,
        alasan: &dilepas.rilis.alasan,
    }
}

/// Returns the machine form of a finding that stands by itself.
pub(super) fn finding(diagnostic: &Diagnostic) -> JsonDiagnostic<'_> {
    JsonDiagnostic {
        file: Some(diagnostic.at.file.as_ref()).filter(|name| !name.is_empty()),
        ..self::diagnostic(diagnostic)
    }
}

pub(super) fn diagnostic(diagnostic: &Diagnostic) -> JsonDiagnostic<'_> {
    JsonDiagnostic {
        file: None,
        code: diagnostic.code.id,
        name: diagnostic.code.name,
        severity: diagnostic.severity.name(),
        sheet: diagnostic.at.sheet.as_deref(),
        cell: diagnostic.at.cell.map(|cell| cell.to_string()),
        range: diagnostic.at.range.map(|range| range.to_string()),
        message: &diagnostic.message,
        raw: diagnostic.raw.as_deref(),
        cells: diagnostic
            .cells
            .iter()
            .zip(&diagnostic.rinci)
            .map(|(cell, message)| JsonCell {
                cell: cell.to_string(),
                message,
            })
            .collect(),
        dijelaskan: diagnostic.dijelaskan.as_deref().map(|why| JsonExplained {
            oleh: &why.oleh,
            pada: why.pada.to_string(),
            alasan: &why.alasan,
        }),
    }
}

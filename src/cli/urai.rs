//! `rakor urai`: how each file was read — its columns, its rows by class, the proofs that held or failed.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::himpun::{self, BawaanPetaan};
use super::json::{self, Detail};
use super::{Format, Io, Status, Umum, ingat, output};
use crate::diag::Severity;
use crate::error::Error;
use crate::kerja::Kerja;
use crate::model::cell::column_letters;
use crate::model::submission::Submission;
use crate::model::table::{Role, Table};
use crate::pipeline::{self, Options};
use crate::rules::Rules;

/// Menjelaskan bagaimana setiap berkas dibaca
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Berkas atau folder yang diuraikan
    #[arg(required = true, value_name = "BERKAS")]
    paths: Vec<PathBuf>,
    /// Tampilkan setiap baris, juga yang dilewati
    #[arg(long)]
    rinci: bool,
    #[command(flatten)]
    petaan: BawaanPetaan,
}

pub(super) fn run(
    args: &Args,
    umum: &Umum,
    rules: &Rules,
    io: &mut Io<'_>,
) -> Result<Status, Error> {
    let kerja = args.paths.iter().find_map(|path| Kerja::around(path));
    let rules = &himpun::settle(kerja.as_ref(), umum, rules)?;
    let petaan = himpun::petaan_around(kerja.as_ref(), &args.petaan, umum, rules)?;
    let options = Options {
        periode: umum.periode,
        opd_from_files: umum.opd_from_files(),
        petaan: petaan.berlaku,
        ingatan: ingat::load(kerja.as_ref()).ingatan,
    };
    let submissions = pipeline::read(&args.paths, &options, rules, &|_, _| {})?;
    for submission in &submissions {
        match umum.format {
            Format::Json => {
                let line = serde_json::to_string(&json::file(submission, Detail::Full))
                    .map_err(|error| Error::Usage(error.to_string()))?;
                output(io.out, &line)?;
            }
            Format::Teks => output(io.out, &describe(submission, args.rinci))?,
        }
    }
    Ok(Status::of(
        submissions
            .iter()
            .flat_map(|s| &s.diagnostics)
            .map(|d| d.severity),
        umum.ketat,
    ))
}

/// Draws a submission as the program sees it.
fn describe(submission: &Submission, rinci: bool) -> String {
    let mut text = format!(
        "{}\n  wadah {} · {}\n",
        submission.file,
        submission.container.name(),
        status_words(submission)
    );
    for table in &submission.tables {
        if table.role == Role::Detail || rinci {
            text.push_str(&draw(table, rinci));
        } else {
            let sheet = table.sheet.as_deref().unwrap_or("(tanpa lembar)");
            let _ = writeln!(
                text,
                "  lembar {sheet}: {}, tidak dihitung",
                table.role.name()
            );
        }
    }
    let shown = submission
        .diagnostics
        .iter()
        .filter(|d| rinci || d.severity != Severity::Info);
    for diagnostic in shown {
        let _ = write!(
            text,
            "  {diagnostic}\n    → {}\n",
            diagnostic.code.perbaikan
        );
    }
    text
}

fn status_words(submission: &Submission) -> &'static str {
    use crate::model::submission::FileStatus::{
        Accepted, AcceptedWithNotes, NotAReport, Quarantined, Unreadable,
    };
    match submission.status {
        Accepted => "diterima",
        AcceptedWithNotes => "diterima dengan catatan",
        Quarantined => "ditahan: angkanya tidak dipakai",
        NotAReport => "bukan laporan realisasi",
        Unreadable => "tidak terbaca",
    }
}

fn draw(table: &Table, rinci: bool) -> String {
    let mut text = format!(
        "  lembar {} · {} · {} · keyakinan {:.2}\n",
        table.sheet.as_deref().unwrap_or("(tanpa lembar)"),
        table.role.name(),
        table.status.name(),
        table.confidence
    );
    let cell = |cell: Option<crate::model::cell::CellRef>| {
        cell.map(|c| format!(" ({c})")).unwrap_or_default()
    };
    if let Some(opd) = &table.opd {
        let id = opd.id.as_deref().unwrap_or("di luar daftar");
        let _ = writeln!(text, "    OPD     {} [{id}]{}", opd.name, cell(opd.cell));
    }
    if let Some(found) = &table.periode {
        let _ = writeln!(text, "    Periode {}{}", found.periode, cell(found.cell));
    }
    if let Some((first, last)) = table.header_rows {
        let number = table
            .number_row
            .map(|row| format!(", baris nomor {}", row + 1))
            .unwrap_or_default();
        let _ = writeln!(
            text,
            "    Judul kolom baris {}–{}{number}",
            first + 1,
            last + 1
        );
    }
    for column in table
        .columns
        .iter()
        .filter(|column| rinci || column.field.is_some())
    {
        let field = column
            .field
            .map_or_else(|| "–".to_owned(), |field| field.to_string());
        let _ = writeln!(
            text,
            "    {:>3}  {:<28} {:.2}  {} ({})",
            column_letters(column.col),
            field,
            column.confidence,
            column.path.join(" › "),
            column.reason
        );
    }
    text.push_str(&totals(table));
    if rinci {
        text.push_str(&rows(table));
    }
    text
}

fn totals(table: &Table) -> String {
    let money = |sen: Option<crate::model::nilai::Sen>| {
        sen.map_or_else(|| "–".to_owned(), |sen| sen.to_string())
    };
    let percent = |p: Option<f64>| {
        p.map_or_else(
            || "–".to_owned(),
            |p| format!("{} %", crate::model::nilai::comma(p, 2)),
        )
    };
    let totals = &table.totals;
    let mut text = format!(
        "    {} kegiatan dihitung, {} baris induk, {} baris dilewati\n    pagu {} · target {} · realisasi {}\n    fisik target {} · realisasi {} (terisi {} % pagu)\n",
        totals.leaves,
        table.rows.len() - totals.leaves,
        table.skipped.len(),
        money(totals.pagu),
        money(totals.target_keuangan),
        money(totals.realisasi_keuangan),
        percent(totals.target_fisik),
        percent(totals.realisasi_fisik),
        crate::model::nilai::comma(totals.fisik_coverage, 0),
    );
    for stated in &table.stated {
        let mark = if stated.agrees {
            "terbukti"
        } else {
            "TIDAK SAMA"
        };
        let _ = writeln!(
            text,
            "    jumlah tertulis {} = {} ({}): {mark}",
            stated.cell, stated.value, stated.field
        );
    }
    text
}

fn rows(table: &Table) -> String {
    let mut lines: Vec<(u32, String)> = table
        .rows
        .iter()
        .map(|row| {
            let mark = if row.leaf { "•" } else { "+" };
            let kode = row.kode.as_deref().unwrap_or("");
            let pagu = row.pagu.map(|sen| sen.to_string()).unwrap_or_default();
            (
                row.row,
                format!(
                    "    {:>5} {mark} {:<12} {kode} {} {pagu}\n",
                    row.row + 1,
                    row.level.name(),
                    row.uraian
                ),
            )
        })
        .collect();
    lines.extend(table.skipped.iter().map(|skipped| {
        (
            skipped.row,
            format!("    {:>5} – {}\n", skipped.row + 1, skipped.kind.name()),
        )
    }));
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

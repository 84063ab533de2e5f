//! The command line: parses arguments, loads the rules, calls one command and maps its result to an exit status.
//!
//! Everything for people goes to stderr; with `--format json` stdout carries only the machine output.

pub mod jelaskan;
pub mod klasifikasi;
pub mod latih;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::error::Error;
use crate::model::periode::Periode;
use crate::rules::Rules;

/// Menghimpun laporan realisasi OPD menjadi rekap Rakor POK
#[derive(Parser, Debug)]
#[command(
    name = "rakor",
    version,
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    umum: Umum,
}

#[derive(Subcommand, Debug)]
enum Command {
    #[command(visible_alias = "classify")]
    Klasifikasi(klasifikasi::Args),
    #[command(visible_alias = "code")]
    Jelaskan(jelaskan::Args),
    #[command(hide = true)]
    Latih(latih::Args),
}

/// Options that every command understands.
#[derive(Args, Clone, Debug, Default)]
pub struct Umum {
    /// Bentuk keluaran
    #[arg(long, global = true, value_enum, default_value_t)]
    pub format: Format,
    /// Periode yang diminta: 2026-09, atau 2026-T3 untuk triwulan
    #[arg(long, global = true, value_name = "PERIODE")]
    pub periode: Option<Periode>,
    /// Daftar OPD (TOML); "berkas" memakai OPD sebagaimana tertulis dalam berkas
    #[arg(long, global = true, value_name = "BERKAS")]
    pub daftar_opd: Option<PathBuf>,
    /// Peringatan dihitung sebagai temuan pada status keluar
    #[arg(long, global = true)]
    pub ketat: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Untuk dibaca orang
    #[default]
    Teks,
    /// Untuk dibaca program lain
    Json,
}

/// How a command ended (CONTRACT §1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing of severity error.
    Clean,
    /// Findings of severity error (warnings too under `--ketat`).
    Findings,
}

/// Where a command writes: never to the process's own streams directly, so that tests can listen.
pub struct Io<'a> {
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
}

/// Runs the command line of the process and returns its exit status.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // A failure to print help or usage has no better place to go.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut err = io::stderr().lock();
    let result = run(
        &cli,
        &mut Io {
            out: &mut out,
            err: &mut err,
        },
    )
    .and_then(|status| {
        out.flush().map_err(|source| Error::Output {
            path: PathBuf::from("stdout"),
            source,
        })?;
        Ok(status)
    });
    match result {
        Ok(Status::Clean) => ExitCode::SUCCESS,
        Ok(Status::Findings) => ExitCode::from(1),
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(err, "rakor: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli, io: &mut Io<'_>) -> Result<Status, Error> {
    let rules = Rules::embedded()?;
    let umum = &cli.umum;
    match &cli.command {
        Command::Klasifikasi(args) => klasifikasi::run(args, umum, &rules, io),
        Command::Jelaskan(args) => jelaskan::run(args, umum, &rules, io),
        Command::Latih(args) => latih::run(args, umum, &rules, io),
    }
}

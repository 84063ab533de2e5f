//! The command line: parses arguments, loads the rules, calls one command and maps its result to an exit status.
//!
//! Everything for people goes to stderr; with `--format json` stdout carries only the machine output.

mod arsip;
mod aturan;
mod himpun;
mod ingat;
pub mod jelaskan;
mod json;
mod keluaran;
pub mod klasifikasi;
mod koreksi;
mod kunci;
pub mod latih;
mod lukis;
mod lukis_tabel;
mod mulai;
mod papan;
mod penerimaan;
mod periksa;
mod petakan;
mod rekap;
mod sajian;
mod simpan;
mod terima;
mod tinjau;
mod urai;

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diag::Severity;
use crate::error::Error;
use crate::ingest::container::worker;
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
    #[command(visible_alias = "recap")]
    Rekap(rekap::Args),
    #[command(visible_alias = "check")]
    Periksa(periksa::Args),
    #[command(visible_alias = "explain")]
    Urai(urai::Args),
    #[command(visible_alias = "review")]
    Tinjau(tinjau::Args),
    #[command(visible_alias = "map")]
    Petakan(petakan::Args),
    #[command(visible_alias = "classify")]
    Klasifikasi(klasifikasi::Args),
    #[command(visible_alias = "code")]
    Jelaskan(jelaskan::Args),
    #[command(visible_alias = "receive")]
    Terima(terima::Args),
    #[command(visible_alias = "archive")]
    Arsip(arsip::Args),
    #[command(visible_alias = "freeze")]
    Kunci(kunci::Args),
    #[command(visible_alias = "rules")]
    Aturan(aturan::Args),
    #[command(visible_alias = "init")]
    Mulai(mulai::Args),
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
    /// Daftar keputusan petugas tentang golongan kegiatan; tanpa ini keputusan.csv di folder kerja
    #[arg(long, global = true, value_name = "BERKAS")]
    pub keputusan: Option<PathBuf>,
    /// Konsultansi konstruksi ikut dihitung sebagai fisik konstruksi (kebiasaan kantor; menurut UU 2/2017 bukan)
    #[arg(long, global = true)]
    pub hitung_konsultansi: bool,
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

impl Umum {
    /// Returns whether offices are taken as the files name them (`--daftar-opd berkas`).
    #[must_use]
    pub fn opd_from_files(&self) -> bool {
        self.daftar_opd
            .as_ref()
            .is_some_and(|path| path.as_os_str() == "berkas")
    }

    /// Loads the embedded rules, with the roster that was asked for.
    fn rules(&self) -> Result<Rules, Error> {
        let mut rules = Rules::embedded()?;
        rules.klasifikasi.hitung_konsultansi |= self.hitung_konsultansi;
        match &self.daftar_opd {
            Some(path) if !self.opd_from_files() => rules.with_roster(path),
            _ => Ok(rules),
        }
    }
}

impl Status {
    /// Returns how a run with findings of these severities ends; `strict` counts warnings too.
    #[must_use]
    pub fn of(severities: impl Iterator<Item = Severity>, strict: bool) -> Self {
        let worst = severities.min();
        let found = worst == Some(Severity::Error) || (strict && worst == Some(Severity::Warning));
        if found { Self::Findings } else { Self::Clean }
    }
}

/// Writes one line of output.
fn output(out: &mut dyn Write, line: &str) -> Result<(), Error> {
    writeln!(out, "{line}").map_err(|source| Error::Output {
        path: PathBuf::from("keluaran"),
        source,
    })
}

/// Where a command writes: never to the process's own streams directly, so that tests can listen.
pub struct Io<'a> {
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
}

/// Runs the command line of the process and returns its exit status.
#[must_use]
pub fn main() -> ExitCode {
    if let Some(status) = worker::serve(std::env::args_os()) {
        return status;
    }
    if let Ok(program) = std::env::current_exe() {
        worker::use_program(program);
    }
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
    // A panic while one file is read is a finding about that file: nothing of it belongs on the screen.
    std::panic::set_hook(Box::new(|_| {}));
    let ended = catch_unwind(AssertUnwindSafe(|| -> Result<Status, Error> {
        let status = run(
            &cli,
            &mut Io {
                out: &mut out,
                err: &mut err,
            },
        )?;
        out.flush().map_err(|source| Error::Output {
            path: PathBuf::from("keluaran"),
            source,
        })?;
        Ok(status)
    }));
    match ended {
        Ok(Ok(Status::Clean)) => ExitCode::SUCCESS,
        Ok(Ok(Status::Findings)) => ExitCode::from(1),
        Ok(Err(error)) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            let _ = writeln!(err, "rakor: {error}");
            ExitCode::from(2)
        }
        Err(_) => {
            let _ = writeln!(
                err,
                "rakor: kesalahan di dalam program; tidak ada yang ditulis"
            );
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli, io: &mut Io<'_>) -> Result<Status, Error> {
    let rules = cli.umum.rules()?;
    match &cli.command {
        Command::Rekap(args) => rekap::run(args, &cli.umum, &rules, io),
        Command::Periksa(args) => periksa::run(args, &cli.umum, &rules, io),
        Command::Urai(args) => urai::run(args, &cli.umum, &rules, io),
        Command::Tinjau(args) => tinjau::run(args, &cli.umum, &rules, io),
        Command::Petakan(args) => petakan::run(args, &cli.umum, &rules, io),
        Command::Klasifikasi(args) => klasifikasi::run(args, &cli.umum, &rules, io),
        Command::Jelaskan(args) => jelaskan::run(args, &cli.umum, &rules, io),
        Command::Terima(args) => terima::run(args, &cli.umum, &rules, io),
        Command::Arsip(args) => arsip::run(args, &cli.umum, io),
        Command::Kunci(args) => kunci::run(args, &cli.umum, io),
        Command::Aturan(args) => aturan::run(args, &cli.umum, &rules, io),
        Command::Mulai(args) => mulai::run(args, &cli.umum, io),
        Command::Latih(args) => latih::run(args, &cli.umum, &rules, io),
    }
}

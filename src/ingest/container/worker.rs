//! Opens risky files in a process of their own, with a time and a memory limit: the run survives whatever it does.
//!
//! The process is this program again, called with a hidden word. A program that uses the library without naming
//! one (`use_program`) opens everything in its own process. The limits rest on `process_control`, which is safe
//! Rust over prlimit on Linux and job objects on Windows; elsewhere only the time is limited.

use std::ffi::OsString;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::OnceLock;

use process_control::{ChildExt, Control, Output};

use super::limits::Limits;
use super::package::Package;
use super::refusal::{Findings, Refusal};
use super::sniff::Kind;
use super::{Opened, done, open_here, wire};
use crate::diag::catalogue::berkas;
use crate::model::outcome::Outcome;

/// The hidden word that makes this program a worker.
const WORD: &str = "__buka";

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Names the program (this one) that is called as a worker; the first call counts.
pub fn use_program(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

/// Does a worker's work where the arguments of the process ask for it: one file in, its grids out, within the limits given.
/// Called before anything else in `main`; `None` for an ordinary start.
#[must_use]
pub fn serve(arguments: impl IntoIterator<Item = OsString>) -> Option<ExitCode> {
    let mut arguments = arguments.into_iter().skip(1);
    if arguments.next()? != WORD {
        return None;
    }
    let name = arguments.next().unwrap_or_default();
    let limits = arguments.next().unwrap_or_default();
    std::panic::set_hook(Box::new(|_| {})); // a panic is an answer here
    let mut bytes = Vec::new();
    let Ok(limits) = serde_json::from_str::<Limits>(&limits.to_string_lossy()) else {
        return Some(ExitCode::FAILURE);
    };
    let read = std::io::stdin()
        .take(limits.file_bytes + 1)
        .read_to_end(&mut bytes);
    if read.is_err() {
        return Some(ExitCode::FAILURE);
    }
    let outcome = open_here(&bytes, &name.to_string_lossy(), &limits);
    let written = std::io::stdout().write_all(&wire::encode(&outcome));
    Some(if written.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Whether a file is opened in a process of its own: readers that are not ours or hold a tree of the whole
/// page, and whatever is large enough to take long. Small files of our own bounded readers are not worth it.
pub(super) fn is_risky(kind: Kind, bytes: &[u8], limits: &Limits) -> bool {
    const LARGE: usize = 4 << 20;
    const UNPACKED: u64 = 48 << 20;
    let unpacked = || Package::open(bytes, limits).map_or(0, |package| package.declared());
    match kind {
        Kind::Xlsb | Kind::Xls | Kind::Html | Kind::Mhtml => true,
        Kind::Xlsx | Kind::Xlsm | Kind::Ods => bytes.len() > LARGE || unpacked() > UNPACKED,
        Kind::FlatOds | Kind::Csv | Kind::SpreadsheetMl => bytes.len() > LARGE,
        _ => false,
    }
}

/// Opens a file in a worker; `None` where no program is named or it can't be started.
pub(super) fn open(
    kind: Kind,
    bytes: &[u8],
    name: &str,
    limits: &Limits,
) -> Option<Outcome<Opened>> {
    open_by(PROGRAM.get()?, kind, bytes, name, limits)
}

fn open_by(
    program: &Path,
    kind: Kind,
    bytes: &[u8],
    name: &str,
    limits: &Limits,
) -> Option<Outcome<Opened>> {
    let failed = |refusal: Refusal| {
        let mut findings = Findings::new(name);
        findings.refuse(refusal);
        done(kind, None, findings)
    };
    let output = match run(program, bytes, name, limits) {
        Ok(Some(output)) => output,
        Ok(None) => {
            let seconds = limits.time.as_secs();
            let message = format!("pembacaan melewati {seconds} detik dan dihentikan");
            return Some(failed(Refusal::new(berkas::TOO_SLOW, message)));
        }
        Err(_) => return None,
    };
    let answer = wire::decode(&output.stdout, name).filter(|_| output.status.success());
    Some(answer.unwrap_or_else(|| failed(broken(&output, limits))))
}

/// Runs the worker to its end; `None` where its time ran out.
fn run(
    program: &Path,
    bytes: &[u8],
    name: &str,
    limits: &Limits,
) -> std::io::Result<Option<Output>> {
    let mut child = Command::new(program)
        .arg(WORD)
        .arg(name)
        .arg(serde_json::to_string(limits)?)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let stdin = child.stdin.take();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            if let Some(mut stdin) = stdin {
                // A worker that is gone no longer reads: its status tells why.
                let _ = stdin.write_all(bytes);
            }
        });
        let control = child.controlled_with_output().time_limit(limits.time);
        #[cfg(any(target_os = "linux", windows))]
        let control = control.memory_limit(usize::try_from(limits.memory).unwrap_or(usize::MAX));
        control.terminate_for_timeout().wait()
    })
}

fn broken(output: &Output, limits: &Limits) -> Refusal {
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("memory allocation") || said.contains("out of memory") {
        let megabytes = limits.memory >> 20;
        return Refusal::new(
            berkas::MEMORY,
            format!("pembacaan memerlukan lebih dari {megabytes} MB"),
        );
    }
    Refusal::new(
        berkas::CRASHED,
        "pembaca gagal pada susunan berkas yang tidak wajar",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_answers_nothing_is_a_crash_and_none_at_all_is_no_answer() {
        // The test program knows no hidden word: it runs no test and says so.
        let here = std::env::current_exe().unwrap();
        let limits = Limits::default();
        let by = |program: &Path| open_by(program, Kind::Xls, b"x", "a.xls", &limits);
        let outcome = by(&here).unwrap();
        assert_eq!(outcome.diagnostics[0].code, berkas::CRASHED);
        assert!(by(&here.join("none")).is_none());
        assert!(serve(["rakor".into(), "rekap".into()]).is_none());
    }
}

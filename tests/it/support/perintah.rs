//! Runs the program as a person does, and reads its machine output.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The folder of the sample month.
pub(crate) fn masuk() -> PathBuf {
    fixtures().join("masuk/2026-09")
}

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// What the sample month holds, reckoned from the model it was written from.
pub(crate) fn truth() -> Value {
    let text = std::fs::read_to_string(fixtures().join("truth.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

pub(crate) fn rakor() -> Command {
    Command::new(env!("CARGO_BIN_EXE_rakor"))
}

/// Runs a command and returns its output, whatever its exit status.
pub(crate) fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}

/// Runs a command that prints one JSON object; returns it with the exit status.
pub(crate) fn json(command: &mut Command) -> (Value, i32) {
    let output = run(command);
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    let value = serde_json::from_str(&text);
    assert!(value.is_ok(), "{text}\n{errors}");
    (value.unwrap(), output.status.code().unwrap())
}

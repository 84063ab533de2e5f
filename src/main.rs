//! Parses the command line and maps the result to an exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    rakor::cli::main()
}

//! `rakor jelaskan`: says what a code means, on what it rests and what to do about it.

use std::io;
use std::path::PathBuf;

use serde::Serialize;

use super::{Format, Io, Status, Umum};
use crate::diag::Code;
use crate::diag::catalogue;
use crate::error::Error;
use crate::rules::Rules;

/// Similarity from which another code is worth suggesting.
const NEAR: f64 = 0.7;
const MAX_SUGGESTIONS: usize = 5;

/// Menjelaskan arti sebuah kode temuan atau tanda, dasarnya, dan perbaikannya
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// Kode, misalnya D101, atau pemeriksaan, misalnya A10; tanpa kode, semua kode didaftar
    #[arg(value_name = "KODE")]
    pub kode: Option<String>,
}

#[derive(Serialize)]
struct Keluaran {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    arti: &'static str,
    perbaikan: &'static str,
    dasar: Option<&'static str>,
}

pub(super) fn run(
    args: &Args,
    umum: &Umum,
    _rules: &Rules,
    io: &mut Io<'_>,
) -> Result<Status, Error> {
    let codes = match &args.kode {
        None => catalogue::all(),
        Some(id) => match catalogue::find(id).or_else(|| by_name(id)) {
            Some(code) => vec![code],
            None => of_rule(id).ok_or_else(|| unknown(id))?,
        },
    };
    let written = match (umum.format, &args.kode) {
        (Format::Json, _) => codes.iter().try_for_each(|code| write_json(code, io)),
        (Format::Teks, Some(_)) => codes.iter().try_for_each(|code| write_text(code, io)),
        (Format::Teks, None) => codes.iter().try_for_each(|code| {
            writeln!(
                io.out,
                "{}  {:<16}  {}",
                code.id,
                code.severity.label(),
                code.name
            )
        }),
    };
    written.map_err(|source| Error::Output {
        path: PathBuf::from("stdout"),
        source,
    })?;
    Ok(Status::Clean)
}

fn by_name(name: &str) -> Option<Code> {
    catalogue::all()
        .into_iter()
        .find(|code| code.name.eq_ignore_ascii_case(name.trim()))
}

/// The codes that carry a rule of the office's catalogue (A10, K1); `None` where none does.
fn of_rule(rule: &str) -> Option<Vec<Code>> {
    let carries = |code: &Code| {
        let dasar = code.dasar.unwrap_or_default();
        let mut words = dasar.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|word| word.eq_ignore_ascii_case(rule.trim()))
    };
    let is_rule = rule.trim().ends_with(|c: char| c.is_ascii_digit());
    let codes: Vec<Code> = catalogue::all().into_iter().filter(carries).collect();
    (is_rule && !codes.is_empty()).then_some(codes)
}

/// The basis in words: a rule's name alone says that the catalogue of checks holds it.
fn basis(dasar: &str) -> String {
    let is_name = |word: &str| {
        let (letter, digits) = word.split_at(word.len().min(1));
        letter.chars().all(|c| c.is_ascii_uppercase()) && digits.parse::<u8>().is_ok()
    };
    if dasar.split(", ").all(is_name) {
        format!("pemeriksaan {dasar} dalam daftar pemeriksaan laporan")
    } else {
        dasar.to_owned()
    }
}

fn unknown(id: &str) -> Error {
    let wanted = id.trim().to_uppercase();
    let mut near: Vec<(f64, &str)> = catalogue::all()
        .iter()
        .map(|code| (likeness(&wanted, code), code.id))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.truncate(MAX_SUGGESTIONS);
    let suggestion = if near.is_empty() {
        "ketik \"rakor jelaskan\" untuk daftar semua kode".to_owned()
    } else {
        let ids: Vec<&str> = near.into_iter().map(|(_, id)| id).collect();
        format!("mungkin maksudnya {}", ids.join(", "))
    };
    Error::Usage(format!(
        "kode \"{}\" tidak dikenal; {suggestion}",
        id.trim()
    ))
}

fn likeness(wanted: &str, code: &Code) -> f64 {
    strsim::jaro_winkler(wanted, code.id)
        .max(strsim::jaro_winkler(&wanted.to_lowercase(), code.name))
}

fn write_json(code: &Code, io: &mut Io<'_>) -> io::Result<()> {
    let keluaran = Keluaran {
        code: code.id,
        name: code.name,
        severity: code.severity.name(),
        arti: code.arti,
        perbaikan: code.perbaikan,
        dasar: code.dasar,
    };
    serde_json::to_writer(&mut *io.out, &keluaran)?;
    writeln!(io.out)
}

fn write_text(code: &Code, io: &mut Io<'_>) -> io::Result<()> {
    writeln!(
        io.out,
        "{}  {}  ({})",
        code.id,
        code.name,
        code.severity.label()
    )?;
    writeln!(io.out, "\nArti:\n  {}", code.arti)?;
    writeln!(io.out, "\nYang perlu dilakukan:\n  {}", code.perbaikan)?;
    if let Some(dasar) = code.dasar {
        writeln!(io.out, "\nDasar:\n  {}", basis(dasar))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(kode: Option<&str>, format: Format) -> Result<String, String> {
        let args = Args {
            kode: kode.map(str::to_owned),
        };
        let umum = Umum {
            format,
            ..Umum::default()
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut io = Io {
            out: &mut out,
            err: &mut err,
        };
        let rules = Rules::embedded().unwrap();
        run(&args, &umum, &rules, &mut io).map_err(|error| error.to_string())?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_rule_names_the_codes_that_carry_it() {
        let told = output(Some("k1"), Format::Teks).unwrap();
        assert!(
            told.starts_with("D111  contract-critical-period-one"),
            "{told}"
        );
        let told = output(Some("A10"), Format::Teks).unwrap();
        assert!(
            told.matches("pemeriksaan A10 dalam daftar").count() > 2,
            "{told}"
        );
        assert!(output(Some("K9"), Format::Teks).is_err());
    }

    #[test]
    fn a_code_is_explained_in_any_case_and_by_its_name() {
        let text = output(Some("d101"), Format::Teks).unwrap();
        assert!(text.starts_with("D101  pagu-exceeded"), "{text}");
        assert_eq!(text, output(Some("pagu-exceeded"), Format::Teks).unwrap());
        let json: serde_json::Value =
            serde_json::from_str(&output(Some("D101"), Format::Json).unwrap()).unwrap();
        assert_eq!(json["severity"], "error");
        assert!(json["dasar"].as_str().unwrap().starts_with("A1"));
    }

    #[test]
    fn an_unknown_code_names_its_neighbours() {
        let error = output(Some("D110x"), Format::Teks).unwrap_err();
        assert!(error.contains("D110"), "{error}");
        let error = output(Some("Zzz"), Format::Teks).unwrap_err();
        assert!(error.contains("rakor jelaskan"), "{error}");
    }

    #[test]
    fn without_a_code_all_are_listed() {
        let text = output(None, Format::Teks).unwrap();
        assert_eq!(text.lines().count(), catalogue::all().len());
    }
}

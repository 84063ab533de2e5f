//! `rakor petakan`: the proposed mapping of a table that wasn't accepted, to correct by hand and release.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use serde::Serialize;

use super::{Format, Io, Status, Umum, himpun, keluaran, output};
use crate::error::Error;
use crate::kerja::{self, Kerja, petaan};
use crate::model::cell::column_letters;
use crate::model::petaan::{Isi, Usulan};
use crate::pipeline::{self, Options};
use crate::rules::Rules;

/// Mengusulkan petaan untuk tabel yang belum diterima, untuk dibetulkan dan disetujui
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Berkas laporan yang tabelnya belum diterima
    #[arg(value_name = "BERKAS")]
    file: PathBuf,
    /// Lembar yang dipetakan; tanpa ini setiap tabel yang ditahan atau tidak dipahami
    #[arg(long, value_name = "LEMBAR")]
    lembar: Option<String>,
    /// Berkas petaan yang ditulis; tanpa ini folder petaan di folder kerja
    #[arg(short = 'o', long = "output", value_name = "PETAAN.toml")]
    output: Option<PathBuf>,
    /// Timpa petaan yang sudah disunting
    #[arg(long)]
    timpa: bool,
}

/// What became of one proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nasib {
    Ditulis,
    /// The same proposal stands there already.
    Tetap,
    /// A person has worked on it.
    Disunting,
}

impl Nasib {
    const fn name(self) -> &'static str {
        match self {
            Self::Ditulis => "ditulis",
            Self::Tetap => "tetap",
            Self::Disunting => "disunting",
        }
    }
}

/// Runs the command.
pub(super) fn run(
    args: &Args,
    umum: &Umum,
    rules: &Rules,
    io: &mut Io<'_>,
) -> Result<Status, Error> {
    if !args.file.is_file() {
        let message = format!(
            "{} bukan berkas; sebutkan satu berkas laporan",
            args.file.display()
        );
        return Err(Error::Usage(message));
    }
    let kerja = Kerja::around(&args.file);
    let rules = himpun::settle(kerja.as_ref(), umum, rules)?;
    let options = Options {
        periode: umum.periode,
        opd_from_files: umum.opd_from_files(),
        ..Options::default()
    };
    let usulan = pipeline::propose(&args.file, &options, args.lembar.as_deref(), &rules)?;
    if usulan.is_empty() {
        return nothing(args, umum, io);
    }
    let targets = targets(args, kerja.as_ref(), &usulan)?;
    let mut made = Vec::new();
    for (usulan, path) in usulan.iter().zip(targets) {
        let nasib = write(&path, &petaan::text(usulan), args.timpa)?;
        made.push((usulan, path, nasib));
    }
    match umum.format {
        Format::Json => output(io.out, &machine(&made)?)?,
        Format::Teks => output(io.out, screen(&made).trim_end())?,
    }
    let kept = made.iter().any(|(_, _, nasib)| *nasib == Nasib::Disunting);
    Ok(if kept {
        Status::Findings
    } else {
        Status::Clean
    })
}

fn nothing(args: &Args, umum: &Umum, io: &mut Io<'_>) -> Result<Status, Error> {
    let message = match &args.lembar {
        Some(sheet) => format!(
            "tidak ada tabel pada lembar \"{sheet}\" dari {}",
            args.file.display()
        ),
        None => format!(
            "{}: tidak ada tabel yang perlu dipetakan (semua sudah diterima, atau berkas tidak terbaca); \
             sebutkan --lembar untuk memetakan lembar tertentu",
            args.file.display()
        ),
    };
    if args.lembar.is_some() {
        return Err(Error::Usage(message));
    }
    match umum.format {
        Format::Json => output(io.out, &machine(&[])?)?,
        Format::Teks => output(io.out, &message)?,
    }
    Ok(Status::Clean)
}

/// Where each proposal goes; never among the inputs.
fn targets(args: &Args, kerja: Option<&Kerja>, usulan: &[Usulan]) -> Result<Vec<PathBuf>, Error> {
    let inputs = inputs(&args.file, kerja);
    if let Some(path) = &args.output {
        if usulan.len() > 1 {
            let sheets: Vec<String> = usulan.iter().map(place).collect();
            return Err(Error::Usage(format!(
                "{} tabel perlu dipetakan ({}); sebutkan satu dengan --lembar",
                usulan.len(),
                sheets.join(", ")
            )));
        }
        keluaran::check(path, &inputs)?;
        return Ok(vec![path.clone()]);
    }
    let Some(kerja) = kerja else {
        let message = "berkas ini tidak berada dalam folder masuk dari sebuah folder kerja; sebutkan tempat petaan dengan -o";
        return Err(Error::Usage(message.to_owned()));
    };
    let mut paths: Vec<PathBuf> = Vec::new();
    for one in usulan {
        let mut name = slug(&one.petaan.berkas.nama);
        if let Some(sheet) = &one.petaan.lembar {
            name = format!("{name}-{}", slug(sheet));
        }
        let mut path = kerja.petaan().join(format!("{name}.toml"));
        if paths.contains(&path) {
            let row = one.petaan.judul.0 + 1;
            path = kerja.petaan().join(format!("{name}-baris-{row}.toml"));
        }
        keluaran::check(&path, &inputs)?;
        paths.push(path);
    }
    Ok(paths)
}

/// The folders that nothing is written to: that of the file, and all of `masuk`.
fn inputs(file: &Path, kerja: Option<&Kerja>) -> Vec<PathBuf> {
    let parent = file.parent().map(|parent| {
        if parent.as_os_str().is_empty() {
            PathBuf::from(".")
        } else {
            parent.to_owned()
        }
    });
    let masuk = kerja.map(Kerja::masuk);
    [Some(file.to_owned()), parent, masuk]
        .into_iter()
        .flatten()
        .collect()
}

/// A file name of plain letters and digits.
fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let short: String = out.trim_end_matches('-').chars().take(60).collect();
    if short.is_empty() {
        "tabel".to_owned()
    } else {
        short
    }
}

fn write(path: &Path, text: &str, force: bool) -> Result<Nasib, Error> {
    let found = match std::fs::read(path) {
        Ok(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(source) => {
            return Err(Error::Read {
                path: path.to_owned(),
                source,
            });
        }
    };
    match found {
        Some(found) if found == text => return Ok(Nasib::Tetap),
        Some(found) if !petaan::is_untouched(&found) && !force => return Ok(Nasib::Disunting),
        _ => {}
    }
    kerja::replace(path, text.as_bytes())?;
    Ok(Nasib::Ditulis)
}

fn place(usulan: &Usulan) -> String {
    let sheet = usulan.petaan.lembar.as_deref();
    let sheet = sheet.map_or_else(
        || "tanpa lembar".to_owned(),
        |name| format!("lembar {name}"),
    );
    format!("{sheet}, baris judul {}", usulan.petaan.judul.0 + 1)
}

fn screen(made: &[(&Usulan, PathBuf, Nasib)]) -> String {
    let mut text = String::new();
    for (usulan, path, nasib) in made {
        let what = match nasib {
            Nasib::Ditulis => "usulan ditulis ke",
            Nasib::Tetap => "usulan yang sama sudah ada di",
            Nasib::Disunting => "TIDAK ditulis: petaan sudah disunting (--timpa untuk mengganti)",
        };
        let _ = writeln!(text, "{}: {what} {}", place(usulan), path.display());
        for line in &usulan.sebab {
            let _ = writeln!(text, "  sebab belum diterima: {line}");
        }
    }
    if made.iter().any(|(_, _, nasib)| *nasib == Nasib::Ditulis) {
        text.push_str(
            "\nBetulkan isi kolom dan baris judulnya, isi bagian [rilis], lalu jalankan rakor periksa atau rakor rekap.\n\
             Petaan tidak menggantikan pemeriksaan: tabel yang jumlahnya tidak cocok tetap ditahan.\n",
        );
    }
    text
}

#[derive(Serialize)]
struct JsonPetakan<'a> {
    petaan: Vec<JsonUsulan<'a>>,
}

/// One proposal: where it stands and what it says.
#[derive(Serialize)]
struct JsonUsulan<'a> {
    file: &'a str,
    blake3: &'a str,
    sheet: Option<&'a str>,
    mapping: String,
    status: &'static str,
    header_rows: [u32; 2],
    number_row: Option<u32>,
    columns: Vec<JsonKolom<'a>>,
    reasons: &'a [String],
}

#[derive(Serialize)]
struct JsonKolom<'a> {
    column: String,
    path: &'a [String],
    field: Option<String>,
    proposal: &'a str,
}

fn machine(made: &[(&Usulan, PathBuf, Nasib)]) -> Result<String, Error> {
    let petaan = made
        .iter()
        .map(|(usulan, path, nasib)| {
            let petaan = &usulan.petaan;
            JsonUsulan {
                file: &petaan.berkas.nama,
                blake3: &petaan.berkas.blake3,
                sheet: petaan.lembar.as_deref(),
                mapping: path.display().to_string(),
                status: nasib.name(),
                header_rows: [petaan.judul.0 + 1, petaan.judul.1 + 1],
                number_row: petaan.baris_nomor.map(|row| row + 1),
                columns: petaan
                    .kolom
                    .iter()
                    .zip(&usulan.pendapat)
                    .map(|(column, proposal)| JsonKolom {
                        column: column_letters(column.col),
                        path: &column.path,
                        field: match column.isi {
                            Isi::Field(field) => Some(field.to_string()),
                            Isi::Tingkat => Some("tingkat".to_owned()),
                            Isi::Abaikan => None,
                        },
                        proposal,
                    })
                    .collect(),
                reasons: &usulan.sebab,
            }
        })
        .collect();
    serde_json::to_string(&JsonPetakan { petaan }).map_err(|error| Error::Usage(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_mappings_are_plain() {
        for (text, name) in [
            ("Lap RFK (Sept).xlsx", "lap-rfk-sept-xlsx"),
            ("../../etc", "etc"),
            ("…", "tabel"),
        ] {
            assert_eq!(slug(text), name, "{text}");
        }
    }

    #[test]
    fn a_mapping_that_a_person_has_edited_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("petaan/a.toml");
        std::fs::create_dir(folder.path().join("petaan")).unwrap();
        std::fs::write(&path, "disunting").unwrap();
        assert_eq!(write(&path, "baru", false).unwrap(), Nasib::Disunting);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "disunting");
        assert_eq!(write(&path, "baru", true).unwrap(), Nasib::Ditulis);
        assert_eq!(write(&path, "baru", false).unwrap(), Nasib::Tetap);
    }
}

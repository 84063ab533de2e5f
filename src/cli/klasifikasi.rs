//! `rakor klasifikasi`: sorts a list of activities into the four classes, with the reasons (CONTRACT §3).

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Format, Io, Status, Umum};
use crate::error::Error;
use crate::model::kegiatan::{Jenis, Klasifikasi};
use crate::normalize::fold::tidy;
use crate::normalize::klasifikasi::daftar::{Baris, Daftar, decode};
use crate::normalize::klasifikasi::{Ruang, classify_with};
use crate::rules::Rules;

/// Menggolongkan daftar kegiatan: fisik konstruksi atau bukan, disertai alasannya
///
/// Daftar berupa CSV atau TSV dengan baris judul. Kolom "uraian" wajib ada; kolom "kode_rekening", "sub_kegiatan",
/// "kode_sub_kegiatan", "jenis_pengadaan", dan "pagu_rp" dipakai bila ada.
#[expect(
    clippy::doc_markdown,
    reason = "the comment is the help text that officials read"
)]
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// Berkas daftar, atau "-" untuk masukan standar
    #[arg(value_name = "BERKAS")]
    pub berkas: PathBuf,
}

/// One object of the machine output.
#[derive(Serialize)]
struct Keluaran<'a> {
    uraian: &'a str,
    jenis: &'static str,
    fisik_konstruksi: bool,
    keyakinan: f64,
    telaah: bool,
    dasar: Vec<Alasan<'a>>,
}

#[derive(Serialize)]
struct Alasan<'a> {
    rule: &'a str,
    text: &'a str,
    weight: f64,
}

pub(super) fn run(
    args: &Args,
    umum: &Umum,
    rules: &Rules,
    io: &mut Io<'_>,
) -> Result<Status, Error> {
    let text = decode(&read(&args.berkas)?);
    let daftar = Daftar::parse(&text).ok_or_else(|| {
        Error::Usage(format!(
            "{}: baris judul tidak memuat kolom \"uraian\"",
            args.berkas.display()
        ))
    })?;
    let written = match umum.format {
        Format::Json => write_json(&daftar, rules, io),
        Format::Teks => write_table(&daftar, rules, io),
    };
    written.map_err(|source| Error::Output {
        path: PathBuf::from("stdout"),
        source,
    })?;
    Ok(Status::Clean)
}

/// Reads a whole file, or the standard input for `-`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    read.map_err(|source| Error::Read {
        path: path.to_path_buf(),
        source,
    })
}

fn write_json(daftar: &Daftar, rules: &Rules, io: &mut Io<'_>) -> io::Result<()> {
    each(daftar, rules, |baris, hasil| {
        let keluaran = Keluaran {
            uraian: &baris.uraian,
            jenis: hasil.jenis.name(),
            fisik_konstruksi: hasil.fisik_konstruksi,
            keyakinan: rounded(hasil.keyakinan),
            telaah: hasil.telaah,
            dasar: hasil
                .dasar
                .iter()
                .map(|d| Alasan {
                    rule: &d.rule,
                    text: &d.text,
                    weight: rounded(d.weight),
                })
                .collect(),
        };
        serde_json::to_writer(&mut *io.out, &keluaran)?;
        writeln!(io.out)
    })
}

fn write_table(daftar: &Daftar, rules: &Rules, io: &mut Io<'_>) -> io::Result<()> {
    writeln!(
        io.out,
        "{:<22}  {:>9}  {:<6}  URAIAN",
        "JENIS", "KEYAKINAN", "TELAAH"
    )?;
    let mut counts = [0usize; 4];
    let mut n_telaah = 0;
    each(daftar, rules, |baris, hasil| {
        if let Some(count) = counts.get_mut(hasil.jenis as usize) {
            *count += 1;
        }
        n_telaah += usize::from(hasil.telaah);
        let percent = format!("{:.1} %", hasil.keyakinan * 100.0).replace('.', ",");
        let telaah = if hasil.telaah { "ya" } else { "tidak" };
        writeln!(
            io.out,
            "{:<22}  {percent:>9}  {telaah:<6}  {}",
            hasil.jenis.label(),
            tidy(&baris.uraian)
        )?;
        for dasar in &hasil.dasar {
            writeln!(io.out, "{:<43}- {}", "", dasar.text)?;
        }
        Ok(())
    })?;
    writeln!(io.out)?;
    for (jenis, count) in Jenis::ALL.into_iter().zip(counts) {
        writeln!(io.out, "{:<22}  {count:>9}", jenis.label())?;
    }
    writeln!(io.out, "{:<22}  {n_telaah:>9}", "Perlu ditelaah")
}

fn each(
    daftar: &Daftar,
    rules: &Rules,
    mut found: impl FnMut(&Baris, &Klasifikasi) -> io::Result<()>,
) -> io::Result<()> {
    let mut ruang = Ruang::default();
    for baris in &daftar.baris {
        let hasil = classify_with(&baris.kegiatan(), &rules.klasifikasi, &mut ruang);
        found(baris, &hasil)?;
    }
    Ok(())
}

/// Rounds to four decimals: more would only show noise of the weights.
fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(list: &str, format: Format) -> Result<String, String> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        io::Write::write_all(&mut file, list.as_bytes()).unwrap();
        let args = Args {
            berkas: file.path().to_path_buf(),
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
    fn json_lines_follow_the_order_of_the_list() {
        let list =
            "uraian;kode_rekening\nPengawasan Pembangunan Jembatan;5.2.04\nPembangunan Jembatan;\n";
        let text = output(list, Format::Json).unwrap();
        let lines: Vec<serde_json::Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0]["jenis"], "konsultansi_konstruksi");
        assert_eq!(lines[0]["fisik_konstruksi"], false);
        assert_eq!(lines[0]["telaah"], false);
        assert_eq!(lines[0]["dasar"][0]["rule"], "konsultansi-teknis");
        assert_eq!(lines[1]["uraian"], "Pembangunan Jembatan");
        assert_eq!(lines[1]["jenis"], "fisik_konstruksi");
        assert!(lines[1]["keyakinan"].as_f64().unwrap() > 0.9);
    }

    #[test]
    fn the_table_ends_with_a_count_of_each_class() {
        let text = output("uraian\nRehab Jalan\nPerjalanan Dinas\n", Format::Teks).unwrap();
        assert!(text.starts_with("JENIS"), "{text}");
        assert!(
            text.contains("Fisik Konstruksi                1\n"),
            "{text}"
        );
        assert!(
            text.ends_with("Perlu ditelaah                  0\n"),
            "{text}"
        );
    }

    #[test]
    fn a_list_without_names_is_refused() {
        let error = output("nama,kode\nJalan,1\n", Format::Json).unwrap_err();
        assert!(error.contains("\"uraian\""), "{error}");
    }
}

//! `rakor klasifikasi`: sorts a list of activities into the four classes, with the reasons (CONTRACT §3).

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Format, Io, Status, Umum, output};
use crate::error::Error;
use crate::kerja::{Kerja, keputusan};
use crate::model::kegiatan::{Jenis, Klasifikasi};
use crate::model::outcome::Outcome;
use crate::normalize::fold::{fold, tidy};
use crate::normalize::klasifikasi::daftar::{Baris, Daftar, decode};
use crate::normalize::klasifikasi::keputusan::{Dikenal, Keputusan, pasangkan};
use crate::normalize::klasifikasi::{Ruang, classify_with};
use crate::rules::Rules;

/// Menggolongkan daftar kegiatan: fisik konstruksi atau bukan, disertai alasannya
///
/// Daftar berupa CSV atau TSV dengan baris judul. Kolom "uraian" wajib ada; kolom "kode_rekening", "sub_kegiatan",
/// "kode_sub_kegiatan", "jenis_pengadaan", dan "pagu_rp" dipakai bila ada. Keputusan petugas (--keputusan) mengalahkan
/// usulan program; kolom "opd" dan "tahun" menentukan keputusan mana yang berlaku.
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
    let own = || Kerja::around(&args.berkas).map(|kerja| kerja.keputusan());
    let keputusan = match umum.keputusan.clone().or_else(own) {
        Some(path) => keputusan::load(&path)?,
        None => Outcome::default(),
    };
    for finding in &keputusan.diagnostics {
        output(io.err, &finding.to_string())?;
    }
    let berlaku = in_effect(&daftar, &keputusan.value, umum.periode.map(|p| p.tahun));
    let written = match umum.format {
        Format::Json => write_json(&daftar, (rules, &berlaku), io),
        Format::Teks => write_table(&daftar, (rules, &berlaku), io),
    };
    written.map_err(|source| Error::Output {
        path: PathBuf::from("stdout"),
        source,
    })?;
    let severities = keputusan.diagnostics.iter().map(|finding| finding.severity);
    Ok(Status::of(severities, umum.ketat))
}

/// For each row of a list the decision of its year, and that of the year before.
#[derive(Default)]
struct Berlaku<'k>(Vec<(Option<&'k Keputusan>, Option<&'k Keputusan>)>);

/// Pairs the rows of a list with decisions. Without a column `opd` those of every office are asked, without a column
/// `tahun` those of the year asked for, else of the latest year decided.
fn in_effect<'k>(daftar: &Daftar, keputusan: &'k [Keputusan], asked: Option<i16>) -> Berlaku<'k> {
    let latest = keputusan.iter().map(|k| k.tahun).max();
    let Some(default) = asked.or(latest) else {
        return Berlaku::default();
    };
    let mut groups: BTreeMap<(i16, String), Vec<usize>> = BTreeMap::new();
    for (index, baris) in daftar.baris.iter().enumerate() {
        let year = daftar.field(baris, "tahun").trim().parse();
        let office = fold(daftar.field(baris, "opd"));
        groups
            .entry((year.unwrap_or(default), office))
            .or_default()
            .push(index);
    }
    let mut berlaku = vec![(None, None); daftar.baris.len()];
    for ((year, office), rows) in groups {
        let of = |year: i16| -> Vec<&Keputusan> {
            let own =
                |k: &&Keputusan| k.tahun == year && (office.is_empty() || fold(&k.opd) == office);
            keputusan.iter().filter(own).collect()
        };
        let earlier = keputusan.iter().map(|k| k.tahun).filter(|y| *y < year);
        let before = earlier.max().map(of).unwrap_or_default();
        let now = of(year);
        let known: Vec<Dikenal<'_>> = rows
            .iter()
            .map(|row| {
                let baris = &daftar.baris[*row];
                let codes = [&baris.kode_rekening, &baris.kode_sub_kegiatan];
                let kode = codes.into_iter().find(|kode| !kode.trim().is_empty());
                Dikenal {
                    kode: kode.map_or("", String::as_str),
                    uraian: &baris.uraian,
                    bagian: &baris.sub_kegiatan,
                }
            })
            .collect();
        let (current, last) = (pasangkan(&known, &now), pasangkan(&known, &before));
        for ((row, current), last) in rows.iter().zip(current.untuk).zip(last.untuk) {
            berlaku[*row] = (current.map(|at| now[at]), last.map(|at| before[at]));
        }
    }
    Berlaku(berlaku)
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

fn write_json(daftar: &Daftar, by: Dasar<'_>, io: &mut Io<'_>) -> io::Result<()> {
    each(daftar, by, |baris, hasil| {
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

fn write_table(daftar: &Daftar, by: Dasar<'_>, io: &mut Io<'_>) -> io::Result<()> {
    writeln!(
        io.out,
        "{:<22}  {:>9}  {:<6}  URAIAN",
        "JENIS", "KEYAKINAN", "TELAAH"
    )?;
    let mut counts = [0usize; 4];
    let mut n_telaah = 0;
    each(daftar, by, |baris, hasil| {
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

/// By what rows are classified.
type Dasar<'a> = (&'a Rules, &'a Berlaku<'a>);

fn each(
    daftar: &Daftar,
    (rules, berlaku): Dasar<'_>,
    mut found: impl FnMut(&Baris, &Klasifikasi) -> io::Result<()>,
) -> io::Result<()> {
    let mut ruang = Ruang::default();
    for (index, baris) in daftar.baris.iter().enumerate() {
        let mut hasil = classify_with(&baris.kegiatan(), &rules.klasifikasi, &mut ruang);
        match berlaku.0.get(index).copied().unwrap_or_default() {
            (Some(own), _) => {
                hasil = own.tetapkan(&hasil, rules.klasifikasi.hitung_konsultansi);
            }
            (None, Some(before)) => before.usulkan(&mut hasil),
            (None, None) => {}
        }
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
        output_with(list, "", format)
    }

    /// Classifies a list with the rows of a list of decisions.
    fn output_with(list: &str, decisions: &str, format: Format) -> Result<String, String> {
        let mut decided = tempfile::NamedTempFile::new().unwrap();
        io::Write::write_all(&mut decided, decisions.as_bytes()).unwrap();
        let mut file = tempfile::NamedTempFile::new().unwrap();
        io::Write::write_all(&mut file, list.as_bytes()).unwrap();
        let args = Args {
            berkas: file.path().to_path_buf(),
        };
        let umum = Umum {
            format,
            keputusan: Some(decided.path().to_path_buf()),
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
    fn decisions_override_and_those_of_last_year_are_shown() {
        let list = "tahun;opd;kode_rekening;uraian\n2026;dlh;5.2.03;Pembangunan Jembatan\n2026;dinkes;5.2.03;Pembangunan Jembatan\n2026;dlh;5.2.04;Pembangunan Talud\n";
        let decisions = "tahun;opd;kode;uraian;keputusan;oleh;pada\n2026;dlh;5.2.03;Pembangunan Jembatan;Non Fisik;Petugas A;8/10/2026\n2025;dlh;5.2.04;Pembangunan Talud;Non Fisik;Petugas A;\n";
        let text = output_with(list, decisions, Format::Json).unwrap();
        let lines: Vec<serde_json::Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let read: Vec<(&str, bool)> = lines
            .iter()
            .map(|line| (line["jenis"].as_str().unwrap(), line["telaah"] == true))
            .collect();
        let expected = [
            ("non_fisik", false),
            ("fisik_konstruksi", false),
            ("fisik_konstruksi", true),
        ];
        assert_eq!(read, expected);
        assert_eq!(lines[0]["dasar"][0]["rule"], "keputusan-petugas");
        assert_eq!(lines[0]["keyakinan"], 1.0);
    }

    #[test]
    fn a_list_without_names_is_refused() {
        let error = output("nama,kode\nJalan,1\n", Format::Json).unwrap_err();
        assert!(error.contains("\"uraian\""), "{error}");
    }
}

//! `rakor latih` (hidden): makes the weights of the classification again from labelled names.

use std::path::PathBuf;

use super::klasifikasi::read;
use super::{Io, Status, Umum};
use crate::error::Error;
use crate::normalize::klasifikasi::daftar::{Daftar, decode};
use crate::normalize::klasifikasi::latih::{Contoh, Setelan, laporan, train};
use crate::rules::Rules;

/// Menyusun ulang bobot klasifikasi dari nama paket yang berlabel
///
/// Masukan: TSV dengan kolom "uraian", "label" (KONSTRUKSI atau NON), dan "grup"; "kode_rekening" dan "sub_kegiatan"
/// bila ada. Laporan validasi silang ditulis ke keluaran standar.
#[expect(
    clippy::doc_markdown,
    reason = "the comment is the help text that officials read"
)]
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// Berkas TSV, atau "-" untuk masukan standar
    #[arg(value_name = "BERKAS")]
    pub berkas: PathBuf,
    /// Berkas bobot yang ditulis
    #[arg(short, long, value_name = "BERKAS")]
    pub output: PathBuf,
    /// Baris terbanyak dari satu grup
    #[arg(long, default_value_t = Setelan::default().batas_grup)]
    pub batas_grup: usize,
    /// Banyak istilah dalam tabel
    #[arg(long, default_value_t = Setelan::default().istilah)]
    pub istilah: usize,
    /// Paling sedikit baris yang memuat sebuah istilah
    #[arg(long, default_value_t = Setelan::default().min_baris)]
    pub min_baris: usize,
    /// Kuatnya data terhadap penalti
    #[arg(long, default_value_t = Setelan::default().c)]
    pub c: f64,
    /// Keleluasaan bobot istilah yang jarang; 0 memperlakukan semua sama
    #[arg(long, default_value_t = Setelan::default().langka)]
    pub langka: f64,
    /// Peluang sejak mana label yang dibantah tidak dipakai; 1 memakai semua
    #[arg(long, default_value_t = Setelan::default().buang)]
    pub buang: f64,
    #[arg(long, default_value_t = Setelan::default().benih)]
    pub benih: u64,
    /// Berkas TSV untuk putusan setiap baris dalam validasi silang
    #[arg(long, value_name = "BERKAS")]
    pub rinci: Option<PathBuf>,
}

pub(super) fn run(
    args: &Args,
    _umum: &Umum,
    rules: &Rules,
    io: &mut Io<'_>,
) -> Result<Status, Error> {
    let text = decode(&read(&args.berkas)?);
    let contoh = Daftar::parse(&text)
        .and_then(|daftar| Contoh::read(&daftar))
        .ok_or_else(|| {
            Error::Usage(format!(
                "{}: kolom uraian, label, dan grup diperlukan",
                args.berkas.display()
            ))
        })?;
    let setelan = Setelan {
        batas_grup: args.batas_grup,
        istilah: args.istilah,
        min_baris: args.min_baris,
        c: args.c,
        langka: args.langka,
        buang: args.buang,
        benih: args.benih,
        ..Setelan::default()
    };
    let pelatihan = train(&contoh, &setelan, &rules.klasifikasi);
    let write = |path: &PathBuf, text: &str| {
        std::fs::write(path, text).map_err(|source| Error::Output {
            path: path.clone(),
            source,
        })
    };
    write(&args.output, &pelatihan.bobot)?;
    if let Some(path) = &args.rinci {
        write(path, &laporan::rinci(&pelatihan, &contoh))?;
    }
    io.out
        .write_all(laporan::render(&pelatihan, &contoh).as_bytes())
        .map_err(|source| Error::Output {
            path: PathBuf::from("stdout"),
            source,
        })?;
    Ok(Status::Clean)
}

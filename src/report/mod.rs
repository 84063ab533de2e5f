//! Report: `Konsolidasi` → the bytes of the rekap workbook. The only place that names the crate that writes spreadsheets.
//!
//! Does no arithmetic of its own: every figure comes from the consolidation, beside the formula that gives it again.
//! Text of the inputs is only ever written as text.

mod asal;
mod bulan;
mod bupati;
mod dana;
mod data;
mod deviasi;
mod golongan;
mod grafik;
mod halaman;
mod himpunan;
mod jenjang;
mod kendali;
mod kepala;
mod kepatuhan;
mod kirim;
mod kontrak;
pub mod koreksi;
mod kritis;
mod kurva;
mod label;
mod masalah;
mod metadata;
mod peringkat;
mod perubahan;
pub mod pesan;
mod peta;
mod petaan;
mod pilah;
mod porsi;
mod rekap;
mod ringkasan;
mod rumus;
mod sampul;
mod sheet;
mod simpanan;
mod status_laporan;
mod strategis;
mod style;
pub mod tanda_terima;
mod telaah;
#[cfg(test)]
mod tests;
mod tinjau;
mod validasi;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::consolidate::Konsolidasi;
use crate::error::Error;
use crate::model::keadaan::Selisih;
use crate::rules::Rules;
use crate::rules::deviasi::AmbangDeviasi;
use crate::rules::laporan::{Penandatangan, UrutanBerkas};
use pilah::Pilahan;
use sheet::Sheet;
use style::Style;

/// What is printed besides the figures.
#[derive(Clone, Debug)]
pub struct Cetak {
    pub versi: String,
    /// Hash of the rules in effect.
    pub sidik_aturan: String,
    /// The layout memory that the rekap was made with; `None` where nothing was remembered.
    pub ingatan: Option<String>,
    /// How the period differs from its last run that was made from something else, and from what is frozen of it.
    pub perubahan: Option<Selisih>,
    pub kunci: Option<Selisih>,
    /// The folder of inputs as seen from the workbook's folder; `None` where they may be moved apart.
    pub masuk: Option<String>,
    pub kop: Vec<String>,
    /// The region, in capitals, below each title.
    pub daerah: String,
    /// Left part of each footer.
    pub judul_pendek: String,
    pub penandatangan: Penandatangan,
    /// Words by which a corrected file is known as the later one.
    pub urutan_berkas: UrutanBerkas,
    /// The thresholds that the judgement used.
    pub ambang: AmbangDeviasi,
}

impl Cetak {
    /// Returns what a rekap of these offices prints; offices taken from files say nothing of the region.
    #[must_use]
    pub fn new(k: &Konsolidasi, rules: &Rules, sidik_aturan: String) -> Self {
        let laporan = &rules.laporan;
        let (kop, daerah, penandatangan) = if k.opd_from_files {
            let blank = Penandatangan {
                tempat: String::new(),
                nama: String::new(),
                pangkat: String::new(),
                nip: String::new(),
                ..laporan.penandatangan.clone()
            };
            (Vec::new(), label::DAFTAR_BERKAS.to_uppercase(), blank)
        } else {
            (
                laporan.kop.clone(),
                k.daerah.to_uppercase(),
                laporan.penandatangan.clone(),
            )
        };
        Self {
            versi: env!("CARGO_PKG_VERSION").to_owned(),
            sidik_aturan,
            ingatan: None,
            perubahan: None,
            kunci: None,
            masuk: None,
            judul_pendek: format!("{} {}", label::JUDUL_PENDEK, k.periode),
            kop,
            daerah,
            penandatangan,
            urutan_berkas: laporan.berkas.clone(),
            ambang: rules.deviasi.clone(),
        }
    }
}

/// Builds the workbook; the same consolidation gives the same bytes.
pub fn workbook(k: &Konsolidasi, cetak: &Cetak) -> Result<Vec<u8>, Error> {
    build(k, cetak).map_err(|error| Error::Workbook(error.to_string()))
}

/// Builds the review workbook: the activities whose class a person should decide, or every activity.
pub fn review(k: &Konsolidasi, cetak: &Cetak, semua: bool) -> Result<Vec<u8>, Error> {
    build_review(k, cetak, semua).map_err(|error| Error::Workbook(error.to_string()))
}

fn build_review(k: &Konsolidasi, cetak: &Cetak, semua: bool) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(k, cetak)?);
    let (font, row_height, col_width) = style::bawaan();
    workbook.set_default_format(&font, row_height, col_width)?;
    let style = Style::new();
    let ws = workbook.add_worksheet();
    ws.set_name(label::TINJAU)?;
    tinjau::write(&mut Sheet::new(ws, &style), k, cetak, semua)?;
    workbook.save_to_buffer()
}

fn build(k: &Konsolidasi, cetak: &Cetak) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(k, cetak)?);
    let (font, row_height, col_width) = style::bawaan();
    workbook.set_default_format(&font, row_height, col_width)?;
    let style = Style::new();
    let peta = peta::Peta::of(k);
    let mut add = |name: &str, write: &dyn Fn(&mut Sheet<'_>) -> sheet::Hasil| {
        let ws = workbook.add_worksheet();
        ws.set_name(name)?;
        // A formula whose result is blank would else be stored as 0.
        ws.set_formula_result_default("");
        let mut sheet = Sheet::new(ws, &style);
        write(&mut sheet)?;
        // Below Kurva S stands a block that isn't for paper.
        if name == label::KURVA {
            return Ok(());
        }
        sheet.print_all()
    };
    add(label::SAMPUL, &|sheet| {
        sampul::write(sheet, k, &peta, cetak)
    })?;
    add(label::BUPATI, &|sheet| {
        bupati::write(sheet, k, &peta, cetak)
    })?;
    add(label::RINGKASAN, &|sheet| {
        ringkasan::write(sheet, k, &peta, cetak)
    })?;
    add(label::REKAP, &|sheet| rekap::write(sheet, k, &peta, cetak))?;
    add(label::BULAN_INI, &|sheet| {
        bulan::write(sheet, k, &peta, cetak)
    })?;
    add(label::PERINGKAT, &|sheet| {
        peringkat::write(sheet, k, &peta, cetak)
    })?;
    add(label::FISIK, &|sheet| {
        pilah::write(sheet, k, Pilahan::Konstruksi, cetak)
    })?;
    add(label::NON_FISIK, &|sheet| {
        pilah::write(sheet, k, Pilahan::Lain, cetak)
    })?;
    add(label::GOLONGAN, &|sheet| {
        golongan::write(sheet, k, &peta, cetak)
    })?;
    add(label::PORSI, &|sheet| porsi::write(sheet, k, cetak))?;
    add(label::DANA, &|sheet| dana::write(sheet, k, cetak))?;
    add(label::STRATEGIS, &|sheet| strategis::write(sheet, k, cetak))?;
    add(label::KURVA, &|sheet| kurva::write(sheet, k, &peta, cetak))?;
    add(label::DEVIASI, &|sheet| deviasi::write(sheet, k, cetak))?;
    add(label::KRITIS, &|sheet| kritis::write(sheet, k, cetak))?;
    add(label::MASALAH, &|sheet| masalah::write(sheet, k, cetak))?;
    add(label::KEPATUHAN, &|sheet| kepatuhan::write(sheet, k, cetak))?;
    add(label::STATUS_LAPORAN, &|sheet| {
        status_laporan::write(sheet, k, cetak)
    })?;
    add(label::PERUBAHAN, &|sheet| {
        perubahan::write(sheet, k, &peta, cetak)
    })?;
    add(label::TELAAH, &|sheet| telaah::write(sheet, k, cetak))?;
    add(label::VALIDASI, &|sheet| validasi::write(sheet, k, cetak))?;
    add(label::DATA, &|sheet| data::write(sheet, k, cetak))?;
    add(label::METADATA, &|sheet| {
        metadata::write(sheet, k, &peta, cetak)
    })?;
    data::define_names(&mut workbook, k)?;
    ringkasan::define_names(&mut workbook, k)?;
    simpanan::fill(workbook.save_to_buffer()?)
}

/// The document's properties, with a creation date taken from the period: the clock is no input.
fn properties(k: &Konsolidasi, cetak: &Cetak) -> Result<DocProperties, XlsxError> {
    let year = u16::try_from(k.periode.tahun).unwrap_or(2000);
    let created = ExcelDateTime::from_ymd(year, k.periode.bulan.unwrap_or(12), 1)?;
    Ok(DocProperties::new()
        .set_title(&cetak.judul_pendek)
        .set_company(cetak.kop.last().cloned().unwrap_or_default())
        .set_comment(format!("rakor {}", cetak.versi))
        .set_creation_datetime(&created))
}

//! What the archive keeps of a period: the accepted rows, and where each office stood.
//!
//! Plain data between the archive (files) and the consolidation (earlier periods are an input of a run).

use std::sync::Arc;

use super::field::Measure;
use super::kegiatan::{Jenis, Tingkat};
use super::nilai::Sen;
use super::periode::Periode;
use super::table::{Row, Totals};

/// An activity that was counted. Money and fisik are cumulative to the end of the period; `None` is a blank on the form.
#[derive(Clone, Debug, PartialEq)]
pub struct BarisArsip {
    /// The roster's id of the office.
    pub opd: Arc<str>,
    /// The unit below the office that reported by itself, folded; empty for the office.
    pub unit: Arc<str>,
    /// The file, its sheet (`None` for csv and html) and the 0-based row it was read from.
    pub file: Arc<str>,
    pub sheet: Option<Arc<str>>,
    pub row: u32,
    pub level: Tingkat,
    pub kode: Option<Box<str>>,
    pub uraian: Box<str>,
    /// The name of the row above it in the tree; `None` at the top.
    pub induk: Option<Arc<str>>,
    pub pagu: Option<Sen>,
    pub target_keuangan: Option<Sen>,
    pub realisasi_keuangan: Option<Sen>,
    /// Percent, 0–100 scale, unclamped.
    pub target_fisik: Option<f64>,
    pub realisasi_fisik: Option<f64>,
    pub jenis: Option<Jenis>,
    pub fisik_konstruksi: bool,
    /// As written on the form; `None` where it has no such column.
    pub sumber_dana: Option<Box<str>>,
}

/// Where an office stood in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct KirimanArsip {
    pub opd: Arc<str>,
    /// The name at that time.
    pub nama: Arc<str>,
    /// The status by its name in the machine contract (`tepat_waktu`, `belum_masuk` …).
    pub status: Arc<str>,
    /// ISO local time of the receipt; `None` where none is known.
    pub diterima: Option<Arc<str>>,
    /// Whether that time is the file's own, not one that a person typed.
    pub perkiraan: bool,
    /// ISO date of the deadline that held for the office.
    pub tenggat: Option<Arc<str>>,
    pub hari_terlambat: Option<i32>,
    pub revisi: usize,
    pub errors: usize,
    pub warnings: usize,
    /// Hashes of the files that counted, in order; empty where none did.
    pub blake3: Vec<String>,
}

/// An archived month.
#[derive(Clone, Debug, PartialEq)]
pub struct BulanArsip {
    pub periode: Periode,
    /// By office, file, sheet and row.
    pub baris: Vec<BarisArsip>,
    /// By the roster's order.
    pub kiriman: Vec<KirimanArsip>,
    /// Hash over everything the month holds, printed on the sheet Metadata of a run that used it.
    pub hash: String,
}

impl BulanArsip {
    /// Returns the rows of an office.
    pub fn of_opd<'a>(&'a self, opd: &'a str) -> impl Iterator<Item = &'a BarisArsip> + Clone {
        self.baris.iter().filter(move |baris| &*baris.opd == opd)
    }

    /// Returns what the rows of an office add up to; `None` where it has none.
    #[must_use]
    pub fn totals(&self, opd: &str) -> Option<Totals> {
        let rows: Vec<Row> = self.of_opd(opd).map(BarisArsip::as_row).collect();
        (!rows.is_empty()).then(|| Totals::of(rows.iter()))
    }
}

impl BarisArsip {
    /// Makes what is kept of a row of an office, read from a sheet of a file.
    #[must_use]
    pub fn of(
        row: &Row,
        (opd, unit): (&Arc<str>, &Arc<str>),
        (file, sheet): (&Arc<str>, Option<&Arc<str>>),
    ) -> Self {
        let klasifikasi = row.klasifikasi.as_ref();
        Self {
            opd: Arc::clone(opd),
            unit: Arc::clone(unit),
            file: Arc::clone(file),
            sheet: sheet.cloned(),
            row: row.row,
            level: row.level,
            kode: row.kode.clone(),
            uraian: row.uraian.clone(),
            induk: row.induk.values().next_back().cloned(),
            pagu: row.pagu,
            target_keuangan: row.target_keuangan,
            realisasi_keuangan: row.realisasi_keuangan,
            target_fisik: row.target_fisik,
            realisasi_fisik: row.realisasi_fisik,
            jenis: klasifikasi.map(|klasifikasi| klasifikasi.jenis),
            fisik_konstruksi: klasifikasi.is_some_and(|klasifikasi| klasifikasi.fisik_konstruksi),
            sumber_dana: row.lain.get(&Measure::SumberDana).cloned(),
        }
    }

    /// Returns the row as the reader made it, without what the archive leaves out.
    #[must_use]
    pub fn as_row(&self) -> Row {
        Row {
            row: self.row,
            level: self.level,
            leaf: true,
            kode: self.kode.clone(),
            uraian: self.uraian.clone(),
            pagu: self.pagu,
            target_keuangan: self.target_keuangan,
            realisasi_keuangan: self.realisasi_keuangan,
            target_fisik: self.target_fisik,
            realisasi_fisik: self.realisasi_fisik,
            lalu: super::table::Lalu::default(),
            induk: std::collections::BTreeMap::new(),
            lain: std::collections::BTreeMap::new(),
            klasifikasi: None,
        }
    }
}

/// A finding as the archive keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemuanArsip {
    pub kode: Arc<str>,
    pub nama: Arc<str>,
    /// The severity by its name in the machine contract.
    pub tingkat: Arc<str>,
    /// The office whose file it is, where the file speaks for one alone.
    pub opd: Option<Arc<str>>,
    pub berkas: Arc<str>,
    pub lembar: Option<Arc<str>>,
    /// A cell or a range, as the sheet addresses it.
    pub sel: Option<String>,
    pub pesan: String,
    pub isi: Option<String>,
}

/// What a set of rows added up to when the month was made.
#[derive(Clone, Debug, PartialEq)]
pub struct JumlahArsip {
    /// `kabupaten`, `kelompok` or `opd`.
    pub lingkup: Arc<str>,
    /// The office's id or the group's name; blank for the whole.
    pub kunci: Arc<str>,
    /// `semua`, `fisik_konstruksi` or `lain`.
    pub bagian: Arc<str>,
    pub kegiatan: usize,
    pub pagu: Option<Sen>,
    pub target_keuangan: Option<Sen>,
    pub realisasi_keuangan: Option<Sen>,
    /// Percent, 0–100 scale.
    pub target_fisik: Option<f64>,
    pub realisasi_fisik: Option<f64>,
    /// Percentage points, negative = late; over the rows that have both sides.
    pub deviasi_fisik: Option<f64>,
    pub deviasi_keuangan: Option<f64>,
}

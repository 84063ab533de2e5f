//! The sheet Daftar Perbaikan: who, which report, by when, how, and one line for each correction.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Url, Worksheet};

use super::super::label;
use super::super::sheet::{Hasil, Sheet, lines};
use super::super::style::{self, Isi, Nada};
use super::butir::{Butir, Perbaikan};
use super::{Jilid, alamat};
use crate::consolidate::Konsolidasi;
use crate::consolidate::findings::in_words;
use crate::diag::Severity;
use crate::diag::catalogue::lembar;
use crate::model::cell::CellRef;
use crate::report::{Cetak, kirim};

const LAST_COL: u16 = 6;
const WIDTHS: [f64; 7] = [5.0, 15.0, 16.0, 17.0, 26.0, 46.0, 58.0];
const KEPALA: [&str; 7] = [
    "No",
    "Tingkat",
    "Lembar",
    "Sel",
    "Isi sekarang",
    "Yang perlu diperbaiki",
    "Seharusnya / cara memperbaiki",
];

/// What the sheet is made of.
pub(super) struct Daftar<'a> {
    pub(super) k: &'a Konsolidasi,
    pub(super) cetak: &'a Cetak,
    pub(super) perbaikan: &'a Perbaikan,
    /// What stands in the cells of a line, by its number.
    pub(super) isi: &'a BTreeMap<usize, String>,
    pub(super) jilid: &'a Jilid,
}

/// Sets up the page of a rebuilt sheet, with the office and the period in the header.
pub(super) fn page(ws: &mut Worksheet, k: &Konsolidasi, opd: usize, name: &str) {
    let escaped = |text: &str| -> String { text.replace('&', "&&").chars().take(110).collect() };
    ws.set_paper_size(14)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
        .set_header(format!(
            "&L&8Lembar koreksi – {}&R&8Laporan {}",
            escaped(&k.opd[opd].office.nama),
            k.periode
        ))
        // The blank keeps a name that begins with a digit from being read as part of the size.
        .set_footer(format!("&C&8 {}&R&8{}", escaped(name), label::HALAMAN));
}

impl Daftar<'_> {
    pub(super) fn write(&self, sheet: &mut Sheet<'_>) -> Hasil {
        let opd = &self.k.opd[self.perbaikan.opd];
        sheet.page(super::DAFTAR, self.cetak, None)?;
        sheet.widths(&WIDTHS)?;
        let mut row = 0;
        for line in &self.cetak.kop {
            sheet.merge((row, 0), (row, LAST_COL), line, &sheet.style.tanda_tangan)?;
            row += 1;
        }
        row += u32::from(row > 0);
        let titles = [
            "DAFTAR PERBAIKAN LAPORAN REALISASI FISIK DAN KEUANGAN".to_owned(),
            opd.office.nama.to_uppercase(),
            format!("Keadaan sampai dengan akhir {}", self.k.periode),
        ];
        for (index, line) in titles.iter().enumerate() {
            let format = if index == 0 {
                &sheet.style.judul
            } else {
                &sheet.style.subjudul
            };
            sheet.merge((row, 0), (row, LAST_COL), line, format)?;
            sheet.height(row, if index == 0 { 20 } else { 15 })?;
            row += 1;
        }
        row = self.keterangan(sheet, row + 1)?;
        row = self.petunjuk(sheet, row + 1)?;
        row = self.tabel(sheet, row + 1)?;
        self.penutup(sheet, row + 1)
    }

    /// Says which file it is about, what became of it, and by when it comes back; returns the row after.
    fn keterangan(
        &self,
        sheet: &mut Sheet<'_>,
        row: u32,
    ) -> Result<u32, rust_xlsxwriter::XlsxError> {
        let opd = &self.k.opd[self.perbaikan.opd];
        let received = opd.kepatuhan.diterima.map(in_words);
        let mut lines = Vec::new();
        for &berkas in &self.perbaikan.berkas {
            let name = kirim::nama_berkas(&self.k.submissions[berkas].file);
            let text = match &received {
                Some(at) if self.perbaikan.berkas.len() == 1 => format!("{name} (diterima {at})"),
                _ => name,
            };
            lines.push(("Berkas", text));
        }
        if let Some(counted) = kirim::yang_dihitung(self.k, self.perbaikan) {
            lines.push(("Berkas yang dihitung", counted));
        }
        lines.push(("Hasil pemeriksaan", kirim::hasil(opd, self.perbaikan)));
        lines.push(("Batas waktu", kirim::batas_waktu(self.k, opd)));
        let mut row = row;
        for (label, text) in lines {
            sheet.text((row, 0), label, &sheet.style.polos_tebal)?;
            let format = Format::clone(&sheet.style.polos).set_text_wrap();
            sheet.merge((row, 2), (row, LAST_COL), &text, &format)?;
            tall(sheet, row, &text, 163.0)?;
            row += 1;
        }
        Ok(row)
    }

    /// Says how the corrections are made and sent; returns the row after.
    fn petunjuk(&self, sheet: &mut Sheet<'_>, row: u32) -> Result<u32, rust_xlsxwriter::XlsxError> {
        sheet.text(
            (row, 0),
            "Cara memperbaiki dan mengirim kembali",
            &sheet.style.polos_tebal,
        )?;
        let mut row = row + 1;
        let lines = kirim::petunjuk(self.k, self.cetak, self.perbaikan, !self.jilid.is_empty());
        for (index, text) in lines.iter().enumerate() {
            let text = format!("{}. {text}", index + 1);
            let format = Format::clone(&sheet.style.polos).set_text_wrap();
            sheet.merge((row, 0), (row, LAST_COL), &text, &format)?;
            tall(sheet, row, &text, 180.0)?;
            row += 1;
        }
        Ok(row)
    }

    fn tabel(&self, sheet: &mut Sheet<'_>, row: u32) -> Result<u32, rust_xlsxwriter::XlsxError> {
        for (col, text) in (0..).zip(KEPALA) {
            sheet.text((row, col), text, &sheet.style.kepala)?;
        }
        sheet.height(row, 18)?;
        sheet.ws.set_repeat_rows(row, row)?;
        let mut row = row + 1;
        for (tingkat, judul) in [
            (Severity::Error, "HARUS DIPERBAIKI"),
            (
                Severity::Warning,
                "PERLU DIPERIKSA (betulkan bila memang keliru; bila sudah benar, tidak perlu diubah)",
            ),
        ] {
            let count = self.perbaikan.tingkat(tingkat).count();
            if count == 0 {
                continue;
            }
            let style = sheet.style.cell(Isi::Teks, Nada::Kelompok);
            let text = format!("{judul}: {count} hal");
            sheet.merge((row, 0), (row, LAST_COL), &text, style)?;
            row += 1;
            let mut berkas = None;
            for one in self.perbaikan.tingkat(tingkat) {
                if self.perbaikan.berkas.len() > 1 && berkas != Some(one.berkas) {
                    let name = kirim::nama_berkas(&self.k.submissions[one.berkas].file);
                    let style = sheet.style.cell(Isi::Teks, Nada::Subtotal);
                    sheet.merge((row, 0), (row, LAST_COL), &format!("Berkas {name}"), style)?;
                    row += 1;
                    berkas = Some(one.berkas);
                }
                self.baris(sheet, row, one)?;
                row += 1;
            }
        }
        Ok(row)
    }

    fn baris(&self, sheet: &mut Sheet<'_>, row: u32, one: &Butir) -> Hasil {
        const NADA: Nada = Nada::Biasa;
        let jilid = self.jilid.get(&(one.berkas, one.lembar.clone()));
        let isi = match self.isi.get(&one.nomor) {
            // The header only shows where the column is missing.
            _ if one.kode == lembar::MISSING_COLUMN => String::new(),
            Some(isi) if !one.sel.is_empty() => isi.clone(),
            _ => one.isi.as_deref().unwrap_or_default().to_owned(),
        };
        let nama_lembar = match (&one.lembar, jilid) {
            (Some(lembar), _) => lembar.to_string(),
            (None, Some(jilid)) => jilid.nama.clone(),
            (None, None) => "(seluruh berkas)".to_owned(),
        };
        let sel = alamat(&one.sel);
        let sel = match (sel.is_empty(), jilid.is_some()) {
            (false, _) if one.kode == lembar::MISSING_COLUMN => format!("judul kolom ({sel})"),
            (false, _) => sel,
            (true, true) => "(seluruh lembar)".to_owned(),
            (true, false) => "–".to_owned(),
        };
        let terpotong = jilid.and_then(|jilid| jilid.terpotong);
        let beyond = |at: &CellRef| terpotong.is_some_and(|first| at.row >= first);
        let mut salah = one.salah.clone();
        if one.sel.iter().any(beyond) {
            salah.push_str(" (Sel ini tidak ditampilkan pada lembar di belakang karena lembarnya terlalu panjang.)");
        }
        let nomor = u32::try_from(one.nomor).unwrap_or(u32::MAX);
        sheet.put_number((row, 0), Some(f64::from(nomor)), Isi::Bulat, NADA)?;
        let tingkat =
            Format::clone(sheet.style.cell(Isi::Panjang, NADA)).merge(&style::tingkat(one.tingkat));
        sheet.text((row, 1), one.tingkat.label(), &tingkat)?;
        sheet.put((row, 2), &nama_lembar, Isi::Panjang, NADA)?;
        match jilid {
            Some(jilid) => {
                let first = one.sel.first().filter(|at| !beyond(at));
                let first = first.copied().unwrap_or(CellRef::new(0, 0));
                let url = format!("internal:'{}'!{first}", jilid.nama.replace('\'', "''"));
                let link = sheet.style.tautan.clone().set_text_wrap();
                sheet.ws.write_url_with_options(
                    row,
                    3,
                    Url::new(url),
                    &sel,
                    "Klik untuk menuju sel",
                    Some(&link),
                )?;
            }
            None => sheet.put((row, 3), &sel, Isi::Tengah, NADA)?,
        }
        sheet.put((row, 4), &isi, Isi::Panjang, NADA)?;
        sheet.put((row, 5), &salah, Isi::Panjang, NADA)?;
        sheet.put((row, 6), &one.cara, Isi::Panjang, NADA)?;
        let texts = [
            (nama_lembar.as_str(), WIDTHS[2]),
            (sel.as_str(), WIDTHS[3]),
            (isi.as_str(), WIDTHS[4]),
            (salah.as_str(), WIDTHS[5]),
            (one.cara.as_str(), WIDTHS[6]),
        ];
        // The indent takes the room of two letters.
        let texts = texts.map(|(text, width)| (text, width - 2.0));
        sheet.fit(row, &texts)
    }

    fn penutup(&self, sheet: &mut Sheet<'_>, row: u32) -> Hasil {
        let text = "Atas perhatian dan kerja sama Bapak/Ibu kami sampaikan terima kasih.";
        sheet.text((row, 0), text, &sheet.style.polos)?;
        sheet.signature(row + 2, (5, LAST_COL), self.cetak)
    }
}

/// Makes a row of running text as high as its lines.
fn tall(sheet: &mut Sheet<'_>, row: u32, text: &str, width: f64) -> Hasil {
    let lines = lines(text, width).max(1);
    sheet.height(row, 3.0 + 12.0 * f64::from(lines))?;
    Ok(())
}

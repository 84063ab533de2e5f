//! Tanda terima: one page for an office whose report counts and needs no correction.

use rust_xlsxwriter::{Format, Workbook as Buku, XlsxError};

use super::kirim::{self, SETELAN};
use super::koreksi::Perbaikan;
use super::sheet::{Hasil, Sheet, lines};
use super::style::{self, Isi, Nada, Style};
use super::{Cetak, properties};
use crate::consolidate::findings::{date_in_words, in_words};
use crate::consolidate::gather::Fate;
use crate::consolidate::office::Owner;
use crate::consolidate::{Konsolidasi, RekapOpd};
use crate::diag::Severity;
use crate::error::Error;
use crate::model::nilai::{Sen, comma, grouped};

/// Name of the only sheet.
const LEMBAR: &str = "Tanda Terima";
const LAST_COL: u16 = 2;
const WIDTHS: [f64; 3] = [34.0, 30.0, 40.0];
/// Letters of a file's hash that are printed: enough to tell two files apart by eye.
const SIDIK: usize = 16;
/// Notes that fit on the page.
const CATATAN: usize = 6;

/// Whether an office gets one: its report of the period counts, of a quarter that of the last month, and nothing of it
/// must be corrected.
#[must_use]
pub fn layak(k: &Konsolidasi, perbaikan: &Perbaikan) -> bool {
    let opd = &k.opd[perbaikan.opd];
    opd.jumlah.is_some()
        && opd.kepatuhan.bulan_lain.is_none()
        && opd.kepatuhan.errors == 0
        && perbaikan.n_wajib() == 0
}

/// Builds the receipt of an office; the same consolidation gives the same bytes.
pub fn workbook(k: &Konsolidasi, cetak: &Cetak, perbaikan: &Perbaikan) -> Result<Vec<u8>, Error> {
    build(k, cetak, perbaikan).map_err(|error| Error::Workbook(error.to_string()))
}

fn build(k: &Konsolidasi, cetak: &Cetak, perbaikan: &Perbaikan) -> Result<Vec<u8>, XlsxError> {
    let opd = &k.opd[perbaikan.opd];
    let mut buku = Buku::new();
    buku.set_properties(&properties(k, cetak)?.set_title(format!("{LEMBAR} {}", opd.office.nama)));
    let (font, row_height, col_width) = style::bawaan();
    buku.set_default_format(&font, row_height, col_width)?;
    let style = Style::new();
    let ws = buku.add_worksheet().set_name(LEMBAR)?;
    write(&mut Sheet::new(ws, &style), k, cetak, perbaikan)?;
    buku.save_to_buffer()
}

fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak, perbaikan: &Perbaikan) -> Hasil {
    let opd = &k.opd[perbaikan.opd];
    sheet.page(LEMBAR, cetak, None)?;
    sheet.ws.set_portrait();
    sheet.one_page();
    sheet.widths(&WIDTHS)?;
    let mut row = 0;
    for line in &cetak.kop {
        sheet.merge((row, 0), (row, LAST_COL), line, &sheet.style.subjudul)?;
        row += 1;
    }
    row += 1;
    sheet.merge(
        (row, 0),
        (row, LAST_COL),
        "TANDA TERIMA LAPORAN",
        &sheet.style.judul,
    )?;
    sheet.height(row, 20)?;
    let under = format!(
        "Realisasi fisik dan keuangan keadaan sampai dengan akhir {}",
        k.periode
    );
    sheet.merge(
        (row + 1, 0),
        (row + 1, LAST_COL),
        &under,
        &sheet.style.subjudul,
    )?;
    row += 3;
    for (label, text) in isi(k, opd, perbaikan.opd) {
        let bold = sheet.style.cell(Isi::Teks, Nada::Biasa).clone().set_bold();
        sheet.text((row, 0), &label, &bold)?;
        let plain = sheet.style.cell(Isi::Panjang, Nada::Biasa);
        sheet.merge((row, 1), (row, LAST_COL), &text, plain)?;
        high(sheet, row, &text, WIDTHS[1] + WIDTHS[2] - 2.0)?;
        row += 1;
    }
    row = catatan(sheet, row + 1, perbaikan)?;
    let text = format!(
        "Angka di atas adalah angka yang terbaca dari berkas dan dihitung dalam rekap. Bila tidak sesuai dengan laporan \
         Bapak/Ibu, mohon segera memberitahukan kepada {}.",
        kirim::kantor(cetak)
    );
    let format = Format::clone(&sheet.style.catatan);
    sheet.merge((row, 0), (row, LAST_COL), &text, &format)?;
    high(sheet, row, &text, 110.0)?;
    sheet.signature(row + 2, (LAST_COL, LAST_COL), cetak)
}

/// The lines of the receipt.
fn isi(k: &Konsolidasi, opd: &RekapOpd, index: usize) -> Vec<(String, String)> {
    let own = &opd.kepatuhan;
    let rupiah =
        |sen: Option<Sen>| sen.map_or_else(|| "tidak tertulis".to_owned(), |sen| sen.to_string());
    let persen = |pct: Option<f64>| pct.map(|pct| format!("{} %", comma(pct, 2)));
    let mut lines = vec![
        ("OPD".to_owned(), opd.office.nama.to_string()),
        ("Periode".to_owned(), k.periode.to_string()),
    ];
    for portion in &k.portions {
        if portion.owner == Owner::Listed(index) && portion.fate == Fate::Counted {
            let file = &k.submissions[portion.file];
            let short: String = file.blake3.chars().take(SIDIK).collect();
            lines.push(("Berkas".to_owned(), kirim::nama_berkas(&file.file)));
            lines.push(("Sidik berkas (blake3, disingkat)".to_owned(), short));
        }
    }
    let received = own
        .diterima
        .map_or_else(|| "waktu tidak tercatat".to_owned(), in_words);
    lines.push(("Diterima pada".to_owned(), received));
    lines.push(("Status".to_owned(), own.status.label().to_owned()));
    if let Some(tenggat) = own.tenggat.tanggal.map(date_in_words) {
        let late = match own.hari_terlambat {
            Some(days) if days > 0 => {
                format!("terlambat {days} hari dari tenggat {tenggat} ({SETELAN})")
            }
            Some(_) => format!("tidak terlambat; tenggat {tenggat} ({SETELAN})"),
            None => format!("tidak diketahui; tenggat {tenggat} ({SETELAN})"),
        };
        lines.push(("Keterlambatan".to_owned(), late));
    }
    if let Some(until) = kirim::perpanjangan(opd) {
        lines.push(("Tenggat diperpanjang".to_owned(), until));
    }
    if own.revisi > 0 {
        lines.push(("Revisi ke-".to_owned(), own.revisi.to_string()));
    }
    let Some(jumlah) = &opd.jumlah else {
        return lines;
    };
    let keuangan = match persen(jumlah.realisasi_keuangan_pct()) {
        Some(pct) => format!("{} ({pct} dari pagu)", rupiah(jumlah.realisasi_keuangan)),
        None => rupiah(jumlah.realisasi_keuangan),
    };
    let fisik = match persen(jumlah.realisasi_fisik) {
        Some(pct) => format!(
            "{pct} (rata-rata tertimbang menurut pagu, mencakup {} % pagu)",
            comma(jumlah.cakupan_fisik_pct(), 2)
        ),
        None => "tidak tertulis".to_owned(),
    };
    let leaves = grouped(u64::try_from(jumlah.leaves).unwrap_or(u64::MAX));
    lines.extend([
        ("Banyaknya kegiatan".to_owned(), leaves),
        ("Pagu".to_owned(), rupiah(jumlah.pagu)),
        ("Realisasi keuangan".to_owned(), keuangan),
        ("Realisasi fisik".to_owned(), fisik),
    ]);
    lines
}

/// Lists what should be checked though it counts; returns the row after.
fn catatan(sheet: &mut Sheet<'_>, row: u32, perbaikan: &Perbaikan) -> Result<u32, XlsxError> {
    let mut row = row;
    let mut notes = perbaikan.tingkat(Severity::Warning).peekable();
    if notes.peek().is_none() {
        return Ok(row);
    }
    let head = "Mohon penjelasan (tidak menghalangi penghitungan):";
    sheet.text((row, 0), head, &sheet.style.polos_tebal)?;
    row += 1;
    let count = notes.clone().count();
    for (index, one) in notes.take(CATATAN).enumerate() {
        let place = super::koreksi::tempat(one);
        let text = format!("{}. {place}{} {}", index + 1, one.salah, one.cara);
        let format = Format::clone(&sheet.style.polos).set_text_wrap();
        sheet.merge((row, 0), (row, LAST_COL), &text, &format)?;
        high(sheet, row, &text, 104.0)?;
        row += 1;
    }
    if count > CATATAN {
        let text = format!("… dan {} catatan lain.", count - CATATAN);
        sheet.text((row, 0), &text, &sheet.style.polos)?;
        row += 1;
    }
    Ok(row + 1)
}

/// Makes a row as high as its text.
fn high(sheet: &mut Sheet<'_>, row: u32, text: &str, width: f64) -> Hasil {
    let lines = lines(text, width).max(1);
    sheet.height(row, 6.0 + 12.0 * f64::from(lines))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consolidate::sample::{consolidated, report};
    use crate::model::periode::Periode;

    #[test]
    fn only_a_report_of_the_last_month_gets_one_and_says_its_extension() {
        let words = crate::rules::Rules::embedded().unwrap().laporan.berkas;
        let mut k = consolidated(vec![report("a.xlsx", "dinkes", 100)], Vec::new());
        let at = k
            .opd
            .iter()
            .position(|opd| &*opd.office.id == "dinkes")
            .unwrap();
        let row = |k: &Konsolidasi| {
            let lines = isi(k, &k.opd[at], at);
            lines
                .into_iter()
                .find(|(label, _)| label == "Tenggat diperpanjang")
        };
        assert!(layak(&k, &Perbaikan::of(&k, &words, at)));
        assert_eq!(row(&k), None);
        let own = &mut k.opd[at].kepatuhan;
        own.tenggat.tanggal = Some(jiff::civil::Date::constant(2026, 10, 20));
        own.tenggat.alasan = Some("surat".to_owned());
        assert_eq!(
            row(&k).map(|(_, text)| text),
            Some("sampai 20 Oktober 2026: surat".to_owned())
        );
        k.opd[at].kepatuhan.bulan_lain = Some(Periode::month(2026, 8));
        assert!(!layak(&k, &Perbaikan::of(&k, &words, at)));
        assert!(
            super::super::label::bulan_sebelumnya(&k)
                .is_some_and(|text| text.ends_with("(Agustus)"))
        );
        k.opd[at].kepatuhan.status = crate::consolidate::kepatuhan::Status::BelumMasuk;
        assert_eq!(
            kirim::status(&k, &k.opd[at]),
            "laporan September 2026 belum kami terima; sementara yang dihitung laporan Agustus 2026"
        );
    }
}

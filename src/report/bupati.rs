//! The sheet Untuk Bupati: one page with the coverage, the headline figures beside those of the last Rakor, and the
//! decisions that weigh most.

use rust_xlsxwriter::{Url, XlsxError};

use super::peta::Peta;
use super::rumus;
use super::sheet::{Hasil, Sheet};
use super::style::{Isi, Nada};
use super::{Cetak, data, kepala, label, rekap, ringkasan};
use crate::consolidate::banding::Banding;
use crate::consolidate::deviasi::Flag;
use crate::consolidate::jumlah::Jumlah;
use crate::consolidate::kepatuhan::Status;
use crate::consolidate::pokok::Pokok;
use crate::consolidate::{Konsolidasi, RekapOpd};
use crate::model::cell::CellRef;
use crate::model::nilai::Sen;

const LAST_COL: u16 = 6;
const WIDTHS: [f64; LAST_COL as usize + 1] = [5.0, 30.0, 34.0, 20.0, 46.0, 40.0, 8.0];
/// First row below the title lines.
const FIRST: u32 = 5;
/// Columns of the figures: now, then, and the change.
const KINI: u16 = 3;
const LALU: u16 = 4;
const UBAH: u16 = 5;

/// A headline figure: over all activities or over the works only.
struct Angka {
    nama: &'static str,
    konstruksi: bool,
    nilai: fn(&Jumlah) -> Option<f64>,
    isi: Isi,
    /// Its column on Rekap OPD; for the works its row on Ringkasan.
    rekap: u16,
}

/// How many of the figures stand beside those of a year ago: of all activities, without the works.
const SETAHUN: usize = 6;

const ANGKA: [Angka; 9] = [
    angka(
        "Pagu (Rp)",
        |j| j.pagu.map(Sen::rupiah),
        Isi::Rupiah,
        rekap::PAGU,
    ),
    angka(
        "Realisasi keuangan (Rp)",
        |j| j.realisasi_keuangan.map(Sen::rupiah),
        Isi::Rupiah,
        rekap::REALISASI,
    ),
    angka(
        "Penyerapan (% pagu)",
        Jumlah::realisasi_keuangan_pct,
        Isi::Persen,
        rekap::REALISASI_PCT,
    ),
    angka(
        "Deviasi keuangan (poin persen)",
        |j| j.deviasi_keuangan,
        Isi::Persen,
        rekap::DEVIASI_KEUANGAN,
    ),
    angka(
        "Realisasi fisik (%)",
        |j| j.realisasi_fisik,
        Isi::Persen,
        rekap::FISIK,
    ),
    angka(
        "Deviasi fisik (poin persen)",
        |j| j.deviasi_fisik,
        Isi::Persen,
        rekap::DEVIASI_FISIK,
    ),
    Angka {
        konstruksi: true,
        ..angka(
            "Fisik konstruksi: penyerapan (% pagu)",
            Jumlah::realisasi_keuangan_pct,
            Isi::Persen,
            rekap::REALISASI_PCT,
        )
    },
    Angka {
        konstruksi: true,
        ..angka(
            "Fisik konstruksi: realisasi fisik (%)",
            |j| j.realisasi_fisik,
            Isi::Persen,
            rekap::FISIK,
        )
    },
    Angka {
        konstruksi: true,
        ..angka(
            "Fisik konstruksi: deviasi fisik (poin persen)",
            |j| j.deviasi_fisik,
            Isi::Persen,
            rekap::DEVIASI_FISIK,
        )
    },
];

const fn angka(
    nama: &'static str,
    nilai: fn(&Jumlah) -> Option<f64>,
    isi: Isi,
    rekap: u16,
) -> Angka {
    Angka {
        nama,
        konstruksi: false,
        nilai,
        isi,
        rekap,
    }
}

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, peta: &Peta, cetak: &Cetak) -> Hasil {
    sheet.page(label::BUPATI, cetak, None)?;
    sheet.one_page();
    sheet.widths(&WIDTHS)?;
    sheet.title(
        LAST_COL,
        &[
            label::JUDUL_BUPATI,
            &cetak.daerah,
            &label::keadaan(k.periode),
            &label::cakupan(k),
        ],
    )?;
    let row = coverage(sheet, k, FIRST)?;
    let lalu = Pembanding {
        judul: label::BUPATI_ANGKA,
        nama: k
            .banding
            .as_ref()
            .map_or_else(|| label::TANPA_BANDING.to_owned(), label::banding),
        banding: k.banding.as_ref(),
        angka: &ANGKA,
    };
    let mut row = figures(sheet, k, peta, (row + 1, &lalu))?;
    if let Some(banding) = &k.tahun_lalu {
        let setahun = Pembanding {
            judul: label::BUPATI_TAHUN_LALU,
            nama: label::tahun_lalu(banding),
            banding: Some(banding),
            angka: &ANGKA[..SETAHUN],
        };
        row = figures(sheet, k, peta, (row + 1, &setahun))?;
    }
    decisions(sheet, k, row + 1)
}

/// Says which offices the totals leave out; returns the row after.
fn coverage(sheet: &mut Sheet<'_>, k: &Konsolidasi, row: u32) -> Result<u32, XlsxError> {
    sheet.text((row, 0), label::BUPATI_CAKUPAN, &sheet.style.polos_tebal)?;
    let missing = |wanted: &dyn Fn(&RekapOpd) -> bool| -> Vec<&str> {
        let out = k
            .opd
            .iter()
            .filter(|opd| opd.jumlah.is_none() && wanted(opd));
        out.map(|opd| &*opd.office.singkat).collect()
    };
    let silent = missing(&|opd| opd.kepatuhan.status == Status::BelumMasuk);
    let refused = missing(&|opd| opd.kepatuhan.status != Status::BelumMasuk);
    let mut lines = vec![
        label::tidak_tercakup("Belum melapor", &silent),
        label::tidak_tercakup("Laporan belum dapat dihitung", &refused),
    ];
    lines.extend(label::bulan_sebelumnya(k));
    let width: f64 = WIDTHS[1..].iter().sum();
    for (row, line) in (row + 1..).zip(&lines) {
        sheet.merge((row, 1), (row, LAST_COL), line, &sheet.style.polos_bungkus)?;
        sheet.fit(row, &[(line, width)])?;
    }
    Ok(row + 1 + u32::try_from(lines.len()).unwrap_or(0))
}

/// What the headline figures stand beside.
struct Pembanding<'a> {
    judul: &'a str,
    /// Heading of its column.
    nama: String,
    /// `None` where nothing of it is archived.
    banding: Option<&'a Banding>,
    angka: &'a [Angka],
}

/// Writes headline figures; returns the row after.
fn figures(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    peta: &Peta,
    (row, pembanding): (u32, &Pembanding<'_>),
) -> Result<u32, XlsxError> {
    sheet.text((row, 0), pembanding.judul, &sheet.style.polos_tebal)?;
    let header = row + 1;
    let banding = pembanding.banding;
    let kepala = [
        ((0, 0), (0, 2), label::BUPATI_URAIAN),
        ((0, KINI), (0, KINI), &*label::laporan(k.periode)),
        ((0, LALU), (0, LALU), &*pembanding.nama),
        ((0, UBAH), (0, UBAH), label::BUPATI_PERUBAHAN),
    ];
    sheet.header(header, &kepala)?;
    sheet.height(header, 28)?;
    for (row, angka) in (header + 1..).zip(pembanding.angka) {
        let style = sheet.style.cell(Isi::Teks, Nada::Biasa);
        sheet.merge((row, 0), (row, 2), angka.nama, style)?;
        let (now, then) = if angka.konstruksi {
            (&k.total.konstruksi, banding.map(|b| &b.konstruksi))
        } else {
            (&k.total.semua, banding.map(|b| &b.semua))
        };
        let formula = if angka.konstruksi {
            ringkasan::konstruksi(angka.rekap)
        } else {
            rekap::sel(peta.total(), angka.rekap)
        };
        let now = (angka.nilai)(now);
        let then = then.and_then(angka.nilai);
        let at = |col: u16| CellRef::new(row, u32::from(col)).to_string();
        sheet.put_formula(
            (row, KINI),
            &formula,
            &now.into(),
            angka.isi,
            Nada::Subtotal,
        )?;
        sheet.put_number((row, LALU), then, angka.isi, Nada::Biasa)?;
        let change = now.zip(then).map(|(now, then)| now - then);
        let formula = rumus::selisih(&at(KINI), &at(LALU));
        sheet.put_formula(
            (row, UBAH),
            &formula,
            &change.into(),
            angka.isi,
            Nada::Biasa,
        )?;
    }
    let end = header + 1 + u32::try_from(pembanding.angka.len()).unwrap_or(0);
    if let Some(banding) = banding {
        let note = label::opd_banding(k, banding);
        sheet.merge((end, 0), (end, LAST_COL), &note, &sheet.style.catatan)?;
    }
    Ok(end + 1)
}

/// Writes the decisions that weigh most.
fn decisions(sheet: &mut Sheet<'_>, k: &Konsolidasi, row: u32) -> Hasil {
    sheet.text((row, 0), label::BUPATI_KEPUTUSAN, &sheet.style.polos_tebal)?;
    let header = row + 1;
    for (col, text) in (0..).zip(kepala::KEPALA_POKOK) {
        sheet.text((header, col), text, &sheet.style.kepala)?;
    }
    sheet.height(header, 28)?;
    if k.pokok.is_empty() {
        sheet.text((header + 1, 0), label::TANPA_DEVIASI, &sheet.style.polos)?;
    }
    for (row, pokok) in (header + 1..).zip(&k.pokok) {
        decision(sheet, k, row, (row - header, pokok))?;
    }
    Ok(())
}

fn decision(
    sheet: &mut Sheet<'_>,
    k: &Konsolidasi,
    row: u32,
    (number, pokok): (u32, &Pokok),
) -> Hasil {
    let uraian = match pokok.leaves[..] {
        [leaf] => k.row(&k.leaves[leaf]).uraian.to_string(),
        _ => label::beberapa(pokok.leaves.len()),
    };
    sheet.put_number((row, 0), Some(f64::from(number)), Isi::Bulat, Nada::Biasa)?;
    let flags = || pokok.flags(&k.penilaian).map(|tertanda| &tertanda.flag);
    let reasons = flags().map(|flag| format!("{}.", label::kalimat(flag, &uraian)));
    // Who is told to prove himself is not told to hurry besides: of warnings beside an error only the reasons stand.
    let gravest = flags().map(|flag| flag.severity).min();
    let steps = flags().filter(|flag| Some(flag.severity) == gravest);
    let reasons: Vec<String> = reasons.collect();
    let steps: Vec<&str> = steps.map(Flag::langkah).collect();
    let texts = [
        (1, &*k.opd[pokok.opd].office.nama),
        (2, &*uraian),
        (4, &*reasons.join(" ")),
        (5, &*steps.join(" ")),
    ];
    sheet.long_texts(row, &texts, &WIDTHS)?;
    let nilai = pokok.nilai.map(Sen::rupiah);
    sheet.put_number((row, 3), nilai, Isi::Rupiah, Nada::Biasa)?;
    let first = pokok.leaves.first().copied().unwrap_or(0);
    let target = format!("internal:'{}'!A{}", label::DATA, data::row_of(first) + 1);
    let link = Url::new(target).set_text((first + 1).to_string());
    let style = sheet.style;
    sheet
        .ws
        .write_url_with_format(row, LAST_COL, link, &style.tautan)?;
    Ok(())
}

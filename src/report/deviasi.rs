//! The sheet Deviasi: the flagged activities, the heaviest first, each beside what its office says of it.

use std::collections::BTreeSet;

use rust_xlsxwriter::Url;

use super::rumus;
use super::sheet::{Hasil, Nilai, Sheet};
use super::style::{self, Isi, Nada};
use super::{Cetak, data, kepala, label};
use crate::consolidate::Konsolidasi;
use crate::consolidate::jumlah::Turunan;
use crate::consolidate::masalah::{Penjelasan, penjelasan};
use crate::consolidate::pokok::{self, Pokok};
use crate::diag::Severity;
use crate::diag::catalogue::deviasi as kode;
use crate::model::cell::CellRef;
use crate::model::nilai::Sen;

const HEADER: u32 = 5;
const PAGU: u16 = 3;
const NILAI: u16 = 8;
const EXPLAINED: u16 = 13;
const LAST_COL: u16 = 14;
/// Hidden: the place of the activity in Data.
const KUNCI: u16 = LAST_COL + 1;
const WIDTHS: [f64; 15] = [
    5.0, 22.0, 32.0, 16.0, 8.0, 8.5, 8.5, 9.5, 16.0, 6.0, 10.5, 7.0, 62.0, 32.0, 7.0,
];

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak) -> Hasil {
    sheet.page(label::DEVIASI, cetak, Some((HEADER, HEADER)))?;
    sheet.widths(&WIDTHS)?;
    sheet.hide(KUNCI)?;
    sheet.title(
        LAST_COL,
        &[
            label::JUDUL_DEVIASI,
            &cetak.daerah,
            &label::keadaan(k.periode),
            &label::cakupan(k),
        ],
    )?;
    for (col, text) in (0..).zip(kepala::KEPALA_DEVIASI) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.height(HEADER, 38)?;
    sheet.ws.set_freeze_panes(HEADER + 1, 3)?;
    let all = pokok::by_weight(&k.penilaian);
    if all.is_empty() {
        sheet.text((HEADER + 1, 0), label::TANPA_DEVIASI, &sheet.style.polos)?;
    }
    let mut row = HEADER + 1;
    for own in &all {
        line(sheet, k, row, own)?;
        row += 1;
    }
    if row > HEADER + 1 {
        sheet.ws.autofilter(HEADER, 0, row - 1, LAST_COL)?;
    }
    let below = (row + 1).max(HEADER + 3);
    let note = label::catatan_deviasi(k);
    sheet.merge((below, 0), (below, LAST_COL), &note, &sheet.style.catatan)?;
    sheet.height(below, 36)?;
    sheet.text(
        (below + 1, 0),
        label::DASAR_AMBANG,
        &sheet.style.polos_tebal,
    )?;
    for (row, (code, dasar)) in (below + 2..).zip(bases(k)) {
        sheet.text((row, 0), code, &sheet.style.polos)?;
        sheet.text((row, 1), &dasar, &sheet.style.polos)?;
    }
    Ok(())
}

/// What each code means that stands here, with the basis of its threshold.
fn bases(k: &Konsolidasi) -> BTreeSet<(&'static str, String)> {
    let flags = k.penilaian.weighty().map(|tertanda| &tertanda.flag);
    flags
        .map(|flag| {
            let basis = flag.basis();
            let basis = basis.map_or(String::new(), |basis| format!(" Dasar: {basis}"));
            (flag.code.id, format!("{}{basis}", flag.code.arti))
        })
        .collect()
}

/// What each flag says, and what to do next; that nothing is explained stands in a column of its own.
fn sentences(k: &Konsolidasi, own: &Pokok, uraian: &str) -> String {
    let alone = own.tanda.len() == 1;
    let told = own
        .flags(&k.penilaian)
        .map(|tertanda| &tertanda.flag)
        .filter(|flag| alone || flag.code != kode::PERMASALAHAN_KOSONG);
    let lines = told.map(|flag| format!("{}.\n→ {}", label::kalimat(flag, uraian), flag.langkah()));
    lines.collect::<Vec<_>>().join("\n")
}

fn line(sheet: &mut Sheet<'_>, k: &Konsolidasi, row: u32, own: &Pokok) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let Some(gravest) = own.flags(&k.penilaian).next() else {
        return Ok(());
    };
    let office = &k.opd[own.opd].office.nama;
    let single = match own.leaves[..] {
        [leaf] => Some(leaf),
        _ => None,
    };
    let uraian = single.map_or_else(
        || label::beberapa(own.leaves.len()),
        |leaf| k.row(&k.leaves[leaf]).uraian.to_string(),
    );
    sheet.put_number((row, 0), Some(f64::from(row - HEADER)), Isi::Bulat, NADA)?;
    let what = sentences(k, own, &uraian);
    let codes = own
        .flags(&k.penilaian)
        .map(|tertanda| tertanda.flag.code.id);
    let codes = codes.collect::<Vec<_>>().join(" ");
    let said = single.map(|leaf| penjelasan(k, leaf));
    let explained = said.map(label::penjelasan).unwrap_or_default();
    let texts: [(u16, &str); 6] = [
        (1, office),
        (2, &uraian),
        (10, gravest.flag.severity.label()),
        (11, &codes),
        (12, &what),
        (EXPLAINED, &explained),
    ];
    sheet.long_texts(row, &texts, &WIDTHS)?;
    if said == Some(Penjelasan::Kosong) {
        let marked = sheet.style.cell(Isi::Panjang, NADA);
        let marked = marked
            .clone()
            .merge(&style::tingkat(Severity::Warning))
            .set_bold();
        sheet.text((row, EXPLAINED), &explained, &marked)?;
    }
    if let Some(leaf) = single {
        figures(sheet, k, row, leaf)?;
    } else {
        let pagu = own.pagu.map(Sen::rupiah);
        match rumus::jumlah_dari(rumus::PAGU, &own.leaves).filter(|_| pagu.is_some()) {
            Some(sum) => sheet.put_formula((row, PAGU), &sum, &pagu.into(), Isi::Rupiah, NADA)?,
            None => sheet.put_number((row, PAGU), pagu, Isi::Rupiah, NADA)?,
        }
        for col in PAGU + 1..NILAI {
            sheet.put((row, col), "", Isi::Teks, NADA)?;
        }
    }
    let nilai = own.nilai.map(Sen::rupiah);
    sheet.put_number((row, NILAI), nilai, Isi::Rupiah, NADA)?;
    let hari = own.hari.and_then(|hari| i32::try_from(hari).ok());
    sheet.put_number((row, NILAI + 1), hari.map(f64::from), Isi::Bulat, NADA)?;
    let first = own.leaves.first().copied().unwrap_or(0);
    no_data(sheet, (row, LAST_COL), first)
}

/// Writes the number of an activity in Data as a link to its row there.
pub(super) fn no_data(sheet: &mut Sheet<'_>, at: (u32, u16), leaf: usize) -> Hasil {
    let target = format!("internal:'{}'!A{}", label::DATA, data::row_of(leaf) + 1);
    let link = Url::new(target).set_text((leaf + 1).to_string());
    let style = sheet.style;
    sheet
        .ws
        .write_url_with_format(at.0, at.1, link, &style.tautan)?;
    Ok(())
}

/// Writes the figures of an activity, looked up in Data by its number.
fn figures(sheet: &mut Sheet<'_>, k: &Konsolidasi, row: u32, leaf: usize) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let at = |col: u16| CellRef::new(row, u32::from(col)).to_string();
    let source = k.row(&k.leaves[leaf]);
    let own = Turunan::of(source);
    kunci(sheet, (row, KUNCI), leaf)?;
    let key = at(KUNCI);
    let money = |column: &str| rumus::ambil(column, &key);
    let cells = [
        (
            PAGU,
            money(rumus::PAGU),
            source.pagu.map(Sen::rupiah),
            Isi::Rupiah,
        ),
        (
            PAGU + 1,
            rumus::ambil(rumus::TARGET_FISIK, &key),
            source.target_fisik,
            Isi::Persen,
        ),
        (
            PAGU + 2,
            rumus::ambil(rumus::REALISASI_FISIK, &key),
            source.realisasi_fisik,
            Isi::Persen,
        ),
        (
            PAGU + 3,
            rumus::selisih(&at(PAGU + 2), &at(PAGU + 1)),
            own.deviasi_fisik,
            Isi::Persen,
        ),
        (
            PAGU + 4,
            rumus::persen_dari(rumus::REALISASI, &key, &at(PAGU)),
            own.realisasi_pct,
            Isi::Persen,
        ),
    ];
    for (col, formula, value, isi) in cells {
        sheet.put_formula((row, col), &formula, &value.into(), isi, NADA)?;
    }
    Ok(())
}

/// Writes the place of an activity in Data.
pub(super) fn kunci(sheet: &mut Sheet<'_>, at: (u32, u16), leaf: usize) -> Hasil {
    let value = Nilai::Angka(f64::from(u32::try_from(leaf + 1).unwrap_or(u32::MAX)));
    sheet.put_formula(at, &rumus::tempat(leaf), &value, Isi::Bulat, Nada::Biasa)
}

//! The sheet Kontrak Kritis: the contracts of construction that ask for an act, live over Data and over the limits above
//! the table, each with what to do next and until when.

use std::cmp::Reverse;

use super::rumus;
use super::sheet::{Hasil, Nilai, Sheet, hari};
use super::style::{Isi, Nada};
use super::{Cetak, deviasi, kepala, kontrak, label};
use crate::consolidate::Konsolidasi;
use crate::consolidate::deviasi::{Flag, Kedudukan, Kontrak, Putusan, spi, told};
use crate::diag::catalogue::deviasi as kode;
use crate::model::cell::CellRef;
use crate::model::nilai::Sen;
use crate::model::table::Row;
use crate::rules::deviasi::AmbangDeviasi;

/// Row of the limits' names; their values stand below.
const LIMITS: u32 = 5;
const HEADER: u32 = LIMITS + 3;
const FIRST: u32 = HEADER + 1;

const NILAI: u16 = 3;
const MULAI: u16 = 4;
const SELESAI: u16 = 5;
const RENCANA: u16 = 6;
const FISIK: u16 = 7;
const TERLAMBAT: u16 = 8;
const PERIODE: u16 = 9;
const AMBANG: u16 = 10;
const KEDUDUKAN: u16 = 11;
const KEUANGAN: u16 = 12;
const SPI: u16 = 13;
const CPI: u16 = 14;
const LEWAT: u16 = 15;
const DENDA: u16 = 16;
const BATAS: u16 = 17;
const LANGKAH: u16 = 18;
const LAST_COL: u16 = 19;
/// Hidden: the place of the activity in Data.
const KUNCI: u16 = LAST_COL + 1;
const WIDTHS: [f64; 20] = [
    4.5, 19.0, 36.0, 15.0, 10.5, 10.5, 8.0, 8.5, 8.5, 7.5, 7.5, 15.0, 9.0, 6.0, 6.0, 6.5, 14.0,
    10.5, 56.0, 6.5,
];

/// Columns of the limits, in the order of their labels; each stands in a cell of its own.
const KOLOM_AMBANG: [u16; 8] = [2, 3, 4, 5, 11, 16, 17, 1];

/// The codes that put a contract on the sheet, the gravest first.
const TANDA: [&str; 5] = [
    kode::KONTRAK_KRITIS_2.id,
    kode::KONTRAK_KRITIS_1.id,
    kode::KONTRAK_KRITIS_3.id,
    kode::LEWAT_KONTRAK.id,
    kode::KONTRAK_DINI.id,
];

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, k: &Konsolidasi, cetak: &Cetak) -> Hasil {
    sheet.page(label::KRITIS, cetak, Some((HEADER, HEADER)))?;
    sheet.widths(&WIDTHS)?;
    sheet.hide(KUNCI)?;
    sheet.title(
        LAST_COL,
        &[
            label::JUDUL_KRITIS,
            &cetak.daerah,
            &label::keadaan(k.periode),
            &label::cakupan(k),
        ],
    )?;
    limits(sheet, k, &cetak.ambang)?;
    for (col, text) in (0..).zip(kepala::KEPALA_KRITIS) {
        sheet.text((HEADER, col), text, &sheet.style.kepala)?;
    }
    sheet.height(HEADER, 38)?;
    sheet.ws.set_freeze_panes(FIRST, 3)?;
    let listed = listed(k);
    let mut row = FIRST;
    for (leaf, flags) in &listed {
        if let Some(own) = k.rincian.kontrak.get(*leaf).and_then(Option::as_ref) {
            line(sheet, (k, cetak), row, (*leaf, own, flags))?;
            row += 1;
        }
    }
    if row == FIRST {
        let any = k.leaves.iter().zip(&k.rincian.kontrak).any(|(leaf, own)| {
            let class = k.row(leaf).klasifikasi.as_ref();
            own.is_some() && class.is_some_and(|class| class.fisik_konstruksi)
        });
        let words = if any {
            label::TANPA_KRITIS
        } else {
            label::TANPA_KONTRAK
        };
        sheet.text((row, 0), words, &sheet.style.polos)?;
        row += 1;
    } else {
        sheet.ws.autofilter(HEADER, 0, row - 1, LAST_COL)?;
    }
    let width: f64 = WIDTHS[..=usize::from(LANGKAH)].iter().sum();
    for (row, note) in (row + 1..).zip(label::KRITIS_CATATAN) {
        sheet.merge((row, 0), (row, LANGKAH), note, &sheet.style.catatan)?;
        sheet.fit(row, &[(note, width)])?;
    }
    let below = row + 5;
    sheet.text((below, 0), &dasar(&cetak.ambang), &sheet.style.polos)?;
    sheet.signature(below + 2, (LANGKAH, LANGKAH), cetak)
}

fn dasar(ambang: &AmbangDeviasi) -> String {
    let (kritis, lewat) = (&ambang.kritis.dasar, ambang.lewat_kontrak.dasar());
    format!("{}: {}. {}.", label::DASAR, told(kritis), told(&lewat))
}

/// The contracts to show with their flags: the gravest first, then by value and days.
fn listed(k: &Konsolidasi) -> Vec<(usize, Vec<&Flag>)> {
    let mut by_leaf: std::collections::BTreeMap<usize, Vec<&Flag>> =
        std::collections::BTreeMap::new();
    for tertanda in &k.penilaian.flags {
        if let ([leaf], true) = (&tertanda.leaves[..], TANDA.contains(&tertanda.flag.code.id)) {
            by_leaf.entry(*leaf).or_default().push(&tertanda.flag);
        }
    }
    let mut listed: Vec<(usize, Vec<&Flag>)> = by_leaf.into_iter().collect();
    listed.sort_by_key(|(leaf, flags)| {
        let early = flags.iter().all(|flag| flag.code == kode::KONTRAK_DINI);
        let nilai = flags.iter().filter_map(|flag| flag.nilai).max();
        let hari = flags.iter().filter_map(|flag| flag.hari).max();
        (early, Reverse((nilai, hari)), *leaf)
    });
    listed
}

/// Writes the limits that the formulas follow.
fn limits(sheet: &mut Sheet<'_>, k: &Konsolidasi, ambang: &AmbangDeviasi) -> Hasil {
    let rule = &ambang.lewat_kontrak;
    let values = [
        (Some(ambang.batas_periode), Isi::Persen),
        (Some(ambang.kritis.periode_1), Isi::Persen),
        (Some(ambang.kritis.periode_2), Isi::Persen),
        (Some(ambang.peringatan_dini.periode_1), Isi::Persen),
        (Some(ambang.peringatan_dini.periode_2), Isi::Persen),
        (Some(rule.denda_permil_per_hari), Isi::Persen),
        (Some(f64::from(rule.kesempatan_hari)), Isi::Bulat),
        (k.periode.tanggal_akhir().map(hari), Isi::Tanggal),
    ];
    sheet.height(LIMITS, 38)?;
    let named = KOLOM_AMBANG.into_iter().zip(label::KRITIS_AMBANG);
    for ((col, name), (value, isi)) in named.zip(values) {
        sheet.text((LIMITS, col), name, &sheet.style.kepala)?;
        sheet.put_number((LIMITS + 1, col), value, isi, Nada::Subtotal)?;
    }
    Ok(())
}

/// The cell of a limit, for formulas.
fn limit(index: usize) -> String {
    let col = KOLOM_AMBANG.get(index).copied().unwrap_or(0);
    let letters = crate::model::cell::column_letters(u32::from(col));
    format!("${letters}${}", LIMITS + 2)
}

fn line(
    sheet: &mut Sheet<'_>,
    (k, cetak): (&Konsolidasi, &Cetak),
    row: u32,
    (leaf, own, flags): (usize, &Kontrak, &[&Flag]),
) -> Hasil {
    const NADA: Nada = Nada::Biasa;
    let place = &k.leaves[leaf];
    let source = k.row(place);
    let provider = kontrak::penyedia(own);
    let work = if provider.is_empty() {
        source.uraian.to_string()
    } else {
        format!("{}\n{provider}", source.uraian)
    };
    let office = &k.opd[place.opd].office;
    let steps: Vec<&str> = flags.iter().map(|flag| flag.langkah()).collect();
    let codes: Vec<&str> = flags.iter().map(|flag| flag.code.id).collect();
    let steps = format!("[{}] {}", codes.join(", "), steps.join(" "));
    sheet.put_number((row, 0), Some(f64::from(row - HEADER)), Isi::Bulat, NADA)?;
    let texts = [(1, &*office.nama), (2, &*work), (LANGKAH, &*steps)];
    sheet.long_texts(row, &texts, &WIDTHS)?;
    deviasi::no_data(sheet, (row, LAST_COL), leaf)?;
    deviasi::kunci(sheet, (row, KUNCI), leaf)?;
    figures(sheet, (k, cetak), row, (source, own))
}

/// Writes what follows from Data and from the limits, as formulas.
fn figures(
    sheet: &mut Sheet<'_>,
    (k, cetak): (&Konsolidasi, &Cetak),
    row: u32,
    (source, own): (&Row, &Kontrak),
) -> Hasil {
    let when = (k.periode.tanggal_akhir(), k.periode.tahun);
    let stands = Kedudukan::of(source, own, when, &cetak.ambang);
    let rumus = Rumus {
        row,
        toleransi: cetak.ambang.toleransi,
        tahun: k.periode.tahun,
    };
    let number = |value: Option<f64>| Nilai::from(value);
    let days = stands.hari_lewat.and_then(|days| i32::try_from(days).ok());
    let ambang = stands.periode.map(|periode| periode.kritis);
    let stated = |text: Option<&'static str>| {
        text.map_or(Nilai::Kosong, |text| Nilai::Kata(text.to_owned()))
    };
    let period = stands
        .periode
        .map(|periode| if periode.kedua { "II" } else { "I" });
    let looked_up = of_data(&rumus, source, own);
    let cells: [Sel; 10] = [
        (
            TERLAMBAT,
            rumus::selisih(&rumus.at(RENCANA), &rumus.at(FISIK)),
            number(stands.terlambat),
            Isi::Persen,
        ),
        (PERIODE, rumus.periode(), stated(period), Isi::Tengah),
        (AMBANG, rumus.ambang(1), number(ambang), Isi::Persen),
        (
            KEDUDUKAN,
            rumus.kedudukan(),
            stated(stands.putusan.map(Putusan::label)),
            Isi::Panjang,
        ),
        (
            KEUANGAN,
            rumus::persen_dari(rumus::REALISASI, &rumus.at(KUNCI), &rumus.at(NILAI)),
            number(own.keuangan_pct(source)),
            Isi::Persen,
        ),
        (
            SPI,
            rumus::spi(&rumus.at(FISIK), &rumus.at(RENCANA)),
            number(spi(source)),
            Isi::Persen,
        ),
        (
            CPI,
            rumus::cpi(&rumus.at(FISIK), &rumus.at(KEUANGAN)),
            number(own.cpi(source)),
            Isi::Persen,
        ),
        (
            LEWAT,
            rumus.lewat(),
            number(days.map(f64::from)),
            Isi::Bulat,
        ),
        (
            DENDA,
            rumus.denda(),
            number(stands.denda.map(Sen::rupiah)),
            Isi::Rupiah,
        ),
        (
            BATAS,
            rumus.batas(),
            number(stands.batas.map(hari)),
            Isi::Tanggal,
        ),
    ];
    for (col, formula, value, isi) in looked_up.into_iter().chain(cells) {
        sheet.put_formula((row, col), &formula, &value, isi, Nada::Biasa)?;
    }
    Ok(())
}

/// A cell of a row: its column, formula, result and form.
type Sel = (u16, String, Nilai, Isi);

/// What stands in Data.
fn of_data(rumus: &Rumus, source: &Row, own: &Kontrak) -> [Sel; 5] {
    let number = |value: Option<f64>| Nilai::from(value);
    [
        (
            NILAI,
            rumus.data(rumus::NILAI_KONTRAK),
            number(own.nilai.map(Sen::rupiah)),
            Isi::Rupiah,
        ),
        (
            MULAI,
            rumus.data(rumus::MULAI),
            number(own.mulai.map(hari)),
            Isi::Tanggal,
        ),
        (
            SELESAI,
            rumus.data(rumus::SELESAI),
            number(own.selesai.map(hari)),
            Isi::Tanggal,
        ),
        (
            RENCANA,
            rumus.data(rumus::TARGET_FISIK),
            number(source.target_fisik),
            Isi::Persen,
        ),
        (
            FISIK,
            rumus.data(rumus::REALISASI_FISIK),
            number(source.realisasi_fisik),
            Isi::Persen,
        ),
    ]
}

/// The formulas of a row.
struct Rumus {
    row: u32,
    toleransi: f64,
    tahun: i16,
}

impl Rumus {
    fn at(&self, col: u16) -> String {
        CellRef::new(self.row, u32::from(col)).to_string()
    }

    fn data(&self, column: &str) -> String {
        rumus::ambil(column, &self.at(KUNCI))
    }

    fn periode(&self) -> String {
        let rencana = self.at(RENCANA);
        let batas = limit(0);
        format!(
            "IF({rencana}=\"\",\"\",IF({rencana}>={batas}-{},\"II\",\"I\"))",
            self.toleransi
        )
    }

    /// The limit of the row's period, the first of two that stand side by side.
    fn ambang(&self, first: usize) -> String {
        let periode = self.at(PERIODE);
        let (one, two) = (limit(first), limit(first + 1));
        format!("IF({periode}=\"\",\"\",IF({periode}=\"II\",{two},{one}))")
    }

    fn kedudukan(&self) -> String {
        let (late, periode, ambang) = (self.at(TERLAMBAT), self.at(PERIODE), self.at(AMBANG));
        let (selesai, lewat) = (self.at(SELESAI), self.at(LEWAT));
        let (toleransi, tahun) = (self.toleransi, self.tahun);
        let label = Putusan::label;
        format!(
            "IF({late}=\"\",IF(N({lewat})>0,\"{}\",\"\"),IF({late}>{ambang}+{toleransi},\"{}\"&{periode},\
             IF(AND({periode}=\"II\",{late}>{toleransi},N({selesai})>DATE({tahun},12,31)),\"{}\",\
             IF(N({lewat})>0,\"{}\",IF({late}>{}+{toleransi},\"{}\",\"{}\")))))",
            label(Putusan::LewatKontrak),
            label(Putusan::Kritis { kedua: false }).trim_end_matches('I'),
            label(Putusan::LewatTahun),
            label(Putusan::LewatKontrak),
            self.ambang(3),
            label(Putusan::Dini),
            label(Putusan::Wajar)
        )
    }

    fn lewat(&self) -> String {
        let (mulai, selesai, fisik) = (self.at(MULAI), self.at(SELESAI), self.at(FISIK));
        let keadaan = limit(7);
        format!(
            "IF(OR({selesai}=\"\",{fisik}=\"\"),\"\",IF(AND({fisik}<100-{},{keadaan}>{selesai},N({mulai})<={selesai}),{keadaan}-{selesai},\"\"))",
            self.toleransi
        )
    }

    fn denda(&self) -> String {
        let (lewat, nilai) = (self.at(LEWAT), self.at(NILAI));
        format!(
            "IF(OR(N({lewat})<=0,{nilai}=\"\"),\"\",ROUND({nilai}*{}/1000*{lewat},2))",
            limit(5)
        )
    }

    fn batas(&self) -> String {
        let selesai = self.at(SELESAI);
        format!("IF({selesai}=\"\",\"\",{selesai}+{})", limit(6))
    }
}

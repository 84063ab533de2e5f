//! Reads a mapping back: every fault of the file at once, each with its line and what to do.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::tingkat::levels;
use super::toml::{Bagian, Pembaca, row_of};
use crate::model::cell::{column_index, column_letters};
use crate::model::field::{Field, Kind, Measure};
use crate::model::periode::Periode;
use crate::model::petaan::{Berkas, Isi, KolomPetaan, Petaan, Rilis, Satuan, Skala};
use crate::rules::opd::Roster;

/// The most rows that a header has; as the program itself looks for them.
const JUDUL_TERPANJANG: u32 = 10;

/// Parses a mapping; `sumber` names the file in the faults. With a roster the office must stand in it.
pub fn parse(
    text: &str,
    sumber: &str,
    roster: Option<&Roster>,
    faults: &mut Vec<String>,
) -> Option<Petaan> {
    let mut reader = Pembaca::new(sumber, text);
    let petaan = read(&mut reader, sumber, roster);
    let sound = reader.faults.is_empty();
    faults.append(&mut reader.faults);
    petaan.filter(|_| sound)
}

fn read(reader: &mut Pembaca<'_>, sumber: &str, roster: Option<&Roster>) -> Option<Petaan> {
    let parsed = reader.root()?;
    let root = Bagian::root(&parsed);
    reader.known(&root, &["berkas", "tabel", "tingkat", "kolom", "rilis"]);
    let berkas = file(reader, &root);
    let table = reader.part(&root, "tabel", true);
    let keys = [
        "lembar",
        "baris_judul",
        "baris_nomor",
        "satuan",
        "skala_persen",
        "opd",
        "periode",
    ];
    reader.known(&table, &keys);
    let judul = header(reader, &table);
    let baris_nomor = reader.row(&table, "baris_nomor");
    if let (Some((_, last)), Some(number)) = (judul, baris_nomor)
        && number <= last
    {
        let line = reader.line(table.start());
        reader.fault(line, "\"baris_nomor\" harus di bawah \"baris_judul\"");
    }
    let units = Satuan::ALL.map(|(satuan, name, _)| (name, satuan));
    let scales = Skala::ALL.map(|(skala, name)| (name, skala));
    let satuan = one_of(reader, &table, "satuan", &units);
    let skala = one_of(reader, &table, "skala_persen", &scales);
    let periode = reader
        .text(&table, "periode")
        .filter(|(text, _)| !text.is_empty())
        .and_then(|(text, line)| match Periode::from_str(&text) {
            Ok(periode) => Some(periode),
            Err(message) => {
                reader.fault(line, &message);
                None
            }
        });
    let opd = office(reader, &table, roster);
    let lembar = reader.text(&table, "lembar").map(|(text, _)| text);
    let tingkat = levels(reader, &root);
    let kolom = columns(reader, &root);
    let rilis = signature(reader, &root);
    Some(Petaan {
        sumber: sumber.into(),
        sidik: reader.sidik(),
        berkas: berkas?,
        lembar: lembar.filter(|name| !name.is_empty()),
        judul: judul?,
        baris_nomor,
        satuan: satuan.unwrap_or_default(),
        skala: skala.unwrap_or_default(),
        opd,
        periode,
        tingkat,
        kolom,
        rilis: rilis?,
    })
}

fn file(reader: &mut Pembaca<'_>, root: &Bagian<'_, '_>) -> Option<Berkas> {
    let part = reader.part(root, "berkas", true);
    reader.known(&part, &["nama", "blake3", "pola"]);
    let nama = reader.needed(&part, "nama", "tulis nama berkas laporannya");
    let hash = reader.needed(&part, "blake3", "jalankan lagi rakor petakan");
    if let Some((hash, line)) = &hash
        && (hash.len() != 64 || !hash.bytes().all(|b| b.is_ascii_hexdigit()))
    {
        reader.fault(
            *line,
            "\"blake3\" harus 64 angka heksadesimal; salin dari rakor petakan",
        );
    }
    let pola = reader.text(&part, "pola");
    if let Some((pola, line)) = &pola
        && !pola.is_empty()
        && pola.chars().filter(|c| c.is_alphanumeric()).count() < 3
    {
        reader.fault(
            *line,
            "\"pola\" terlalu umum; sebut paling sedikit tiga huruf nama berkas",
        );
    }
    Some(Berkas {
        nama: nama?.0,
        blake3: hash?.0,
        pola: pola.map(|(pola, _)| pola).filter(|pola| !pola.is_empty()),
    })
}

fn header(reader: &mut Pembaca<'_>, part: &Bagian<'_, '_>) -> Option<(u32, u32)> {
    let Some((items, line)) = reader.array(part, "baris_judul") else {
        let told = part.find("baris_judul").is_some();
        if !told {
            let line = reader.line(part.start());
            let message = "\"baris_judul\" tidak ada; tulis baris judul pertama dan terakhir, misalnya [8, 10]";
            reader.fault(line, message);
        }
        return None;
    };
    let rows: Vec<Option<u32>> = items.iter().map(|item| row_of(item.get_ref())).collect();
    match rows[..] {
        [Some(first), Some(last)] if first <= last && last - first < JUDUL_TERPANJANG => {
            Some((first, last))
        }
        _ => {
            let message = "\"baris_judul\" harus dua nomor baris, pertama dan terakhir (paling banyak sepuluh baris), misalnya [8, 10]";
            reader.fault(line, message);
            None
        }
    }
}

pub(super) fn one_of<T: Copy>(
    reader: &mut Pembaca<'_>,
    part: &Bagian<'_, '_>,
    key: &str,
    known: &[(&str, T)],
) -> Option<T> {
    let (text, line) = reader.text(part, key)?;
    let found = known.iter().find(|(name, _)| *name == text);
    if found.is_none() {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let message = format!(
            "\"{key}\" tidak mengenal \"{text}\"; pilih salah satu: {}",
            names.join(", ")
        );
        reader.fault(line, &message);
    }
    found.map(|(_, value)| *value)
}

fn office(
    reader: &mut Pembaca<'_>,
    part: &Bagian<'_, '_>,
    roster: Option<&Roster>,
) -> Option<std::sync::Arc<str>> {
    let (id, line) = reader.text(part, "opd").filter(|(id, _)| !id.is_empty())?;
    if roster.is_some_and(|roster| roster.opd.iter().all(|opd| *opd.id != id)) {
        let message = format!("OPD \"{id}\" tidak ada dalam daftar; tulis id menurut opd.toml");
        reader.fault(line, &message);
    }
    Some(id.into())
}

fn columns(reader: &mut Pembaca<'_>, root: &Bagian<'_, '_>) -> Vec<KolomPetaan> {
    let parts = reader.list(root, "kolom");
    let mut columns: Vec<KolomPetaan> = Vec::new();
    for part in &parts {
        reader.known(part, &["kolom", "judul", "isi"]);
        let line = reader.line(part.start());
        let letters = reader.needed(part, "kolom", "tulis huruf kolom lembar, misalnya \"E\"");
        let isi = reader
            .needed(part, "isi", "tulis nama isian, atau \"abaikan\"")
            .and_then(|(text, line)| content(reader, &text, line));
        let path = reader.texts(part, "judul").map(|(texts, _)| texts);
        let Some((letters, letters_line)) = letters else {
            continue;
        };
        let Some(col) = column_index(&letters) else {
            let message = format!("kolom \"{letters}\" di luar lembar; tulis huruf A sampai XFD");
            reader.fault(letters_line, &message);
            continue;
        };
        if columns.iter().any(|other| other.col == col) {
            let message = format!("kolom {letters} disebut dua kali; sisakan satu");
            reader.fault(letters_line, &message);
            continue;
        }
        columns.push(KolomPetaan {
            col,
            path: path.unwrap_or_default(),
            isi: isi.unwrap_or(Isi::Abaikan),
            line,
        });
    }
    columns.sort_by_key(|column| column.col);
    claimed_twice(reader, &columns);
    names_something(reader, &columns);
    columns
}

fn content(reader: &mut Pembaca<'_>, text: &str, line: usize) -> Option<Isi> {
    match text {
        "abaikan" => Some(Isi::Abaikan),
        "tingkat" => Some(Isi::Tingkat),
        _ => {
            let field = Field::from_name(text);
            if field.is_none() {
                let near = nearest(text);
                let message = format!(
                    "isian \"{text}\" tidak dikenal; barangkali \"{near}\", atau \"abaikan\""
                );
                reader.fault(line, &message);
            }
            field.map(Isi::Field)
        }
    }
}

/// The known name most like a mistyped one.
fn nearest(text: &str) -> &'static str {
    let names = Measure::ALL.iter().map(|(_, name, _)| *name);
    names
        .max_by(|a, b| {
            let like = |name: &str| strsim::jaro_winkler(text, name);
            like(a).total_cmp(&like(b))
        })
        .unwrap_or("pagu_rp")
}

/// A number that enters totals or proves them has one column; names, codes and derived columns may have several.
fn claimed_twice(reader: &mut Pembaca<'_>, columns: &[KolomPetaan]) {
    let mut first: BTreeMap<Field, u32> = BTreeMap::new();
    for column in columns {
        let Isi::Field(field) = column.isi else {
            continue;
        };
        let number = matches!(field.measure.kind(), Kind::Rupiah | Kind::Percent);
        let derived = matches!(
            field.measure,
            Measure::Tertimbang | Measure::Capaian | Measure::Deviasi | Measure::Bobot
        );
        if !number || derived {
            continue;
        }
        if let Some(other) = first.insert(field, column.col) {
            let message = format!(
                "kolom {} dan {} sama-sama diisi {field}; sisakan satu, yang lain \"abaikan\"",
                column_letters(other),
                column_letters(column.col)
            );
            reader.fault(column.line, &message);
        }
    }
}

fn names_something(reader: &mut Pembaca<'_>, columns: &[KolomPetaan]) {
    let has = |measure| {
        columns
            .iter()
            .any(|column| matches!(column.isi, Isi::Field(field) if field.measure == measure))
    };
    if columns.is_empty() {
        return;
    }
    let line = columns.iter().map(|column| column.line).min().unwrap_or(1);
    if !has(Measure::Uraian) {
        reader.fault(
            line,
            "tidak ada kolom berisi \"uraian\"; tunjuk kolom nama kegiatan",
        );
    }
    if !has(Measure::Pagu) {
        reader.fault(
            line,
            "tidak ada kolom berisi \"pagu_rp\"; tunjuk kolom anggaran",
        );
    }
    if !has(Measure::RealisasiKeuangan) {
        let message = "tidak ada kolom berisi \"realisasi_keuangan_rp\"; tunjuk kolom realisasi";
        reader.fault(line, message);
    }
}

fn signature(reader: &mut Pembaca<'_>, root: &Bagian<'_, '_>) -> Option<Rilis> {
    let part = reader.part(root, "rilis", true);
    reader.known(&part, &["disetujui_oleh", "disetujui_pada", "alasan"]);
    let oleh = reader.needed(&part, "disetujui_oleh", "tulis nama yang menyetujui");
    let pada = reader.needed(
        &part,
        "disetujui_pada",
        "tulis tanggalnya, misalnya 2026-10-08",
    );
    if let Some((date, line)) = &pada
        && date.parse::<jiff::civil::Date>().is_err()
    {
        let message = format!("\"{date}\" bukan tanggal; tulis misalnya 2026-10-08");
        reader.fault(*line, &message);
    }
    let alasan = reader.needed(&part, "alasan", "tulis alasan petaan ini benar");
    Some(Rilis {
        oleh: oleh?.0,
        pada: pada?.0,
        alasan: alasan?.0,
    })
}

//! Reads the level rules of a mapping: words, code lengths, listed leaf rows.

use super::baca::one_of;
use super::toml::{Bagian, Pembaca};
use crate::model::kegiatan::Tingkat;
use crate::model::petaan::{AturanTingkat, Bentuk, Cara};
use std::collections::BTreeMap;

pub(super) fn levels(reader: &mut Pembaca<'_>, root: &Bagian<'_, '_>) -> AturanTingkat {
    let part = reader.part(root, "tingkat", false);
    reader.known(&part, &["cara", "kata", "kode", "nomor", "rincian"]);
    let names = Cara::ALL.map(|(cara, name)| (name, cara));
    let mut rule = AturanTingkat {
        cara: one_of(reader, &part, "cara", &names).unwrap_or_default(),
        ..AturanTingkat::default()
    };
    for (key, cara) in [
        ("kata", Cara::Kata),
        ("kode", Cara::Kode),
        ("nomor", Cara::Nomor),
        ("rincian", Cara::Baris),
    ] {
        if let Some(value) = part.find(key)
            && rule.cara != cara
        {
            let line = reader.line(value.span().start);
            let message = format!(
                "\"{key}\" hanya berlaku bila cara = \"{}\"; ubah cara atau hapus baris ini",
                cara.name()
            );
            reader.fault(line, &message);
        }
    }
    rule.kata = by_level(reader, &part, "kata", |text| Some(text.to_owned()));
    let segments = |text: &str| text.parse().ok().filter(|n| (1..=12).contains(n));
    rule.kode = by_level(reader, &part, "kode", segments);
    rule.nomor = by_level(reader, &part, "nomor", Bentuk::of);
    if rule.cara == Cara::Baris {
        rule.rincian = leaf_rows(reader, &part);
    }
    rule
}

/// Reads `{ key = "level" }`.
fn by_level<K: Ord>(
    reader: &mut Pembaca<'_>,
    root: &Bagian<'_, '_>,
    name: &str,
    key_of: impl Fn(&str) -> Option<K>,
) -> BTreeMap<K, Tingkat> {
    let part = reader.part(root, name, false);
    let mut levels = BTreeMap::new();
    for (key, value) in part.entries() {
        let line = reader.line(value.span().start);
        let level = value.get_ref().as_str().and_then(Tingkat::from_name);
        if level.is_none() {
            let names = Tingkat::ALL.map(Tingkat::name).join(", ");
            reader.fault(
                line,
                &format!("tingkat untuk \"{key}\" tidak dikenal; pilih: {names}"),
            );
        }
        let key_read = key_of(key);
        if key_read.is_none() {
            let remedy = if name == "kode" {
                "tulis banyaknya ruas kode, misalnya \"5\""
            } else {
                "tulis satu contoh nomor, misalnya \"A\", \"I\", \"1\" atau \"1.1\""
            };
            reader.fault(
                line,
                &format!("\"{key}\" pada {name} tidak terbaca; {remedy}"),
            );
        }
        if let (Some(key), Some(level)) = (key_read, level) {
            levels.insert(key, level);
        }
    }
    levels
}

fn leaf_rows(reader: &mut Pembaca<'_>, part: &Bagian<'_, '_>) -> Vec<(u32, u32)> {
    let Some((texts, line)) = reader.texts(part, "rincian") else {
        if part.find("rincian").is_none() {
            let line = reader.line(part.start());
            let message = "cara = \"baris\" memerlukan \"rincian\", misalnya [\"12-45\", \"50\"]";
            reader.fault(line, message);
        }
        return Vec::new();
    };
    let run = |text: &str| -> Option<(u32, u32)> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let row = |text: &str| text.trim().parse::<u32>().ok()?.checked_sub(1);
        let (first, last) = (row(first)?, row(last)?);
        (first <= last).then_some((first, last))
    };
    let mut runs = Vec::new();
    for text in texts {
        match run(&text) {
            Some(found) => runs.push(found),
            None => reader.fault(
                line,
                &format!("\"{text}\" bukan rentang baris; tulis misalnya \"12-45\""),
            ),
        }
    }
    runs.sort_unstable();
    runs
}

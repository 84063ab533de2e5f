//! The analyst's own settings laid over an embedded rules file, key by key, with every fault at its line.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::letak;

/// How a list of the analyst meets the embedded one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Daftar {
    /// It stands in its place: settings.
    Ganti,
    /// It is added to it: words.
    Tambah,
}

/// A rules file in effect.
#[derive(Clone, Debug, Default)]
pub struct Lapisan {
    /// The embedded file with the analyst's keys laid over it.
    pub teks: String,
    /// The analyst's keys (`tenggat.hari`) with their lines.
    pub sendiri: BTreeMap<String, usize>,
}

/// A key of the analyst with its value and its line.
struct Kunci {
    path: Vec<String>,
    value: Value,
    line: usize,
    /// The lines of the items of a list.
    butir: Vec<usize>,
}

impl Lapisan {
    /// Lays `own` over `embedded`; `faults_of` says what is wrong with a whole file's text.
    ///
    /// # Errors
    /// Every fault, with its line and key where one key alone causes it.
    pub fn new(
        embedded: &str,
        own: &str,
        daftar: Daftar,
        faults_of: &dyn Fn(&str) -> Vec<String>,
    ) -> Result<Self, Vec<String>> {
        let own = own.strip_prefix('\u{feff}').unwrap_or(own);
        let keys = keys(own)?;
        let base: Table =
            toml::from_str(embedded).map_err(|error| vec![letak::fault(embedded, &error)])?;
        let mut whole = base.clone();
        for key in &keys {
            lay(&mut whole, key, daftar);
        }
        let teks = whole.to_string();
        let together = faults_of(&teks);
        if !together.is_empty() {
            let mut faults = Vec::new();
            for key in &keys {
                let found = |key: &Kunci| {
                    let mut alone = base.clone();
                    lay(&mut alone, key, daftar);
                    faults_of(&alone.to_string())
                };
                let of_key = |key: &Kunci| -> Vec<String> {
                    let found = found(key);
                    found
                        .iter()
                        .map(|fault| key.tell(fault, embedded))
                        .collect()
                };
                let of_items: Vec<String> = key.items().iter().flat_map(of_key).collect();
                if of_items.is_empty() {
                    faults.extend(of_key(key));
                } else {
                    faults.extend(of_items);
                }
            }
            // Keys may be wrong only together.
            return Err(if faults.is_empty() { together } else { faults });
        }
        let sendiri = keys.into_iter().map(|key| (key.path.join("."), key.line));
        Ok(Self {
            teks,
            sendiri: sendiri.collect(),
        })
    }
}

impl Kunci {
    /// Returns the key with each item of its list alone.
    fn items(&self) -> Vec<Self> {
        let Value::Array(items) = &self.value else {
            return Vec::new();
        };
        let alone = |(item, line): (&Value, &usize)| Self {
            path: self.path.clone(),
            value: Value::Array(vec![item.clone()]),
            line: *line,
            butir: Vec::new(),
        };
        items.iter().zip(&self.butir).map(alone).collect()
    }

    /// Says a fault at the key's line, in place of the lines of a text that the analyst never saw; where a key is missing
    /// in an item, with the sample of an item that the embedded file gives beside the key.
    fn tell(&self, fault: &str, embedded: &str) -> String {
        let key = self.path.join(".");
        let sentence = fault.trim_end().lines().next_back().unwrap_or_default();
        let sentence = match sentence.split_once(".toml: ") {
            Some((name, rest)) if !name.contains(' ') => rest,
            _ => sentence,
        };
        let sentence = sentence.strip_prefix(&key).unwrap_or(sentence);
        let sentence = letak::said(sentence.trim_start_matches(": "));
        let sample = match self.sample(embedded) {
            Some(sample) if sentence.starts_with(letak::TIDAK_ADA) => format!("; contoh: {sample}"),
            _ => String::new(),
        };
        format!("baris {}: {key}: {sentence}{sample}", self.line)
    }

    /// Finds the sample of an item: `perpanjangan = [] # { opd = … }`.
    fn sample<'a>(&self, embedded: &'a str) -> Option<&'a str> {
        let head = format!("{} = ", self.path.last()?);
        let line = embedded.lines().find(|line| line.starts_with(&head))?;
        let (_, comment) = line.split_once(" # ")?;
        comment.starts_with('{').then_some(comment)
    }
}

/// Lists the keys that hold a value of their own, in the order of the text.
fn keys(text: &str) -> Result<Vec<Kunci>, Vec<String>> {
    let fault = |error| vec![letak::fault(text, &error)];
    let spans = DeTable::parse(text).map_err(fault)?;
    let values: Table = toml::from_str(text).map_err(fault)?;
    let mut found = Vec::new();
    collect(text, spans.get_ref(), &values, &mut Vec::new(), &mut found);
    found.sort_by_key(|key| key.line);
    Ok(found)
}

fn collect(
    text: &str,
    spans: &DeTable<'_>,
    values: &Table,
    path: &mut Vec<String>,
    found: &mut Vec<Kunci>,
) {
    for (name, value) in values {
        let Some((key, inner)) = spans.iter().find(|(key, _)| key.get_ref() == name) else {
            continue;
        };
        path.push(name.clone());
        match (inner.get_ref(), value) {
            (DeValue::Table(inner), Value::Table(value)) => {
                collect(text, inner, value, path, found);
            }
            (inner, _) => found.push(Kunci {
                path: path.clone(),
                value: value.clone(),
                line: line(text, key),
                butir: match inner {
                    DeValue::Array(items) => items.iter().map(|item| line(text, item)).collect(),
                    _ => Vec::new(),
                },
            }),
        }
        path.pop();
    }
}

/// Returns the lines of the items of a list in a TOML text; none where it has no such list.
#[must_use]
pub fn baris_butir(text: &str, path: &[&str]) -> Vec<usize> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let keys = keys(text).unwrap_or_default();
    let key = keys.into_iter().find(|key| key.path == path);
    key.map_or_else(Vec::new, |key| key.butir)
}

fn line<T>(text: &str, spanned: &Spanned<T>) -> usize {
    let before = text.get(..spanned.span().start).unwrap_or_default();
    before.matches('\n').count() + 1
}

fn lay(table: &mut Table, key: &Kunci, daftar: Daftar) {
    let Some((last, folders)) = key.path.split_last() else {
        return;
    };
    let mut inner = table;
    for name in folders {
        let next = inner
            .entry(name.clone())
            .or_insert_with(|| Value::Table(Table::new()));
        let Value::Table(next) = next else {
            // The analyst's table where a value belongs: laid over it, the loader says so.
            *next = Value::Table(Table::new());
            return;
        };
        inner = next;
    }
    match (inner.get_mut(last), &key.value) {
        (Some(Value::Array(words)), Value::Array(more)) if daftar == Daftar::Tambah => {
            for word in more {
                if !words.contains(word) {
                    words.push(word.clone());
                }
            }
        }
        _ => {
            inner.insert(last.clone(), key.value.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    const EMBEDDED: &str = "kata = [\"a\"]\n[tenggat]\nhari = 10\nlibur = []\n";

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        kata: Vec<String>,
        tenggat: Tenggat,
    }

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    struct Tenggat {
        hari: i8,
        libur: Vec<String>,
    }

    fn faults_of(text: &str) -> Vec<String> {
        match toml::from_str::<Sample>(text) {
            Err(error) => vec![format!("laporan.toml: {error}")],
            Ok(sample) if sample.tenggat.hari > 28 => vec!["hari di luar 1 sampai 28".to_owned()],
            Ok(_) => Vec::new(),
        }
    }

    fn lay_over(own: &str, daftar: Daftar) -> Result<Lapisan, Vec<String>> {
        Lapisan::new(EMBEDDED, own, daftar, &faults_of)
    }

    #[test]
    fn keys_are_laid_over_one_by_one() {
        let own = "\u{feff}kata = [\"b\"]\n\n[tenggat]\nhari = 5\n";
        for (daftar, words) in [(Daftar::Ganti, "b"), (Daftar::Tambah, "a b")] {
            let lapisan = lay_over(own, daftar).unwrap();
            let sample: Sample = toml::from_str(&lapisan.teks).unwrap();
            assert_eq!(sample.kata.join(" "), words);
            assert_eq!((sample.tenggat.hari, sample.tenggat.libur.len()), (5, 0));
            let lines: Vec<(&str, usize)> = lapisan
                .sendiri
                .iter()
                .map(|(key, line)| (key.as_str(), *line))
                .collect();
            assert_eq!(lines, [("kata", 1), ("tenggat.hari", 4)]);
        }
        assert!(lay_over("", Daftar::Ganti).unwrap().sendiri.is_empty());
    }

    fn check_faults(own: &str, expected: &[&str]) {
        let faults = lay_over(own, Daftar::Ganti).unwrap_err();
        assert_eq!(faults.len(), expected.len(), "{faults:?}");
        for (fault, expected) in faults.iter().zip(expected) {
            assert!(fault.starts_with(expected), "{fault}");
        }
    }

    #[test]
    fn every_fault_has_its_line_and_key() {
        check_faults(
            "kata = 1\n[tenggat]\njam = 2\nhari = 30\n",
            &[
                "baris 1: kata: jenis nilai salah: ",
                "baris 3: tenggat.jam: kunci tidak dikenal: `jam`",
                "baris 4: tenggat.hari: hari di luar",
            ],
        );
        check_faults("tenggat = 5\n", &["baris 1: tenggat: "]);
        check_faults("kata = \n", &["baris 1: penulisan TOML salah"]);
    }
}

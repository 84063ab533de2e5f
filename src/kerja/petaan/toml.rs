//! A TOML file walked by hand, so that all its faults are told at once, each with its line and what to do.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A key's table with its place in the file.
pub(super) struct Bagian<'t, 'i> {
    pub name: &'t str,
    table: Option<&'t DeTable<'i>>,
    span: Range<usize>,
}

/// The faults of one file as they are found.
pub(super) struct Pembaca<'a> {
    sumber: &'a str,
    text: &'a str,
    pub faults: Vec<String>,
}

impl<'a> Pembaca<'a> {
    pub(super) fn new(sumber: &'a str, text: &'a str) -> Self {
        Self {
            sumber,
            text,
            faults: Vec::new(),
        }
    }

    /// Returns the hexadecimal hash of the text.
    pub(super) fn sidik(&self) -> String {
        blake3::hash(self.text.as_bytes()).to_hex().to_string()
    }

    /// Returns the 1-based line of a place in the file.
    pub(super) fn line(&self, offset: usize) -> usize {
        let before = self.text.as_bytes().iter().take(offset);
        before.filter(|byte| **byte == b'\n').count() + 1
    }

    pub(super) fn fault(&mut self, line: usize, message: &str) {
        self.faults
            .push(format!("{} baris {line}: {message}", self.sumber));
    }

    fn fault_at(&mut self, span: &Range<usize>, message: &str) {
        self.fault(self.line(span.start), message);
    }

    /// Parses the file; what isn't TOML is told and nothing else.
    pub(super) fn root(&mut self) -> Option<Spanned<DeTable<'a>>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            let line = self.line(error.span().map_or(0, |span| span.start));
            self.fault(
                line,
                &format!("bukan TOML yang benar ({})", error.message()),
            );
        }
        errors.is_empty().then_some(table)
    }

    /// Tells keys that mean nothing here.
    pub(super) fn known(&mut self, part: &Bagian<'_, '_>, keys: &[&str]) {
        let Some(table) = part.table else { return };
        for (key, _) in table {
            let name: &str = key.get_ref();
            if !keys.contains(&name) {
                let message = format!(
                    "\"{name}\" tidak dikenal pada [{}]; yang dikenal: {}",
                    part.name,
                    keys.join(", ")
                );
                self.fault_at(&key.span(), &message);
            }
        }
    }

    /// Returns a table below another; a missing one is told where it is required.
    pub(super) fn part<'t, 'i>(
        &mut self,
        root: &Bagian<'t, 'i>,
        name: &'t str,
        required: bool,
    ) -> Bagian<'t, 'i> {
        let found = root.find(name);
        let table = found.and_then(|value| value.get_ref().as_table());
        let span = found.map_or(root.span.clone(), Spanned::span);
        if found.is_some() && table.is_none() {
            self.fault_at(&span, &format!("\"{name}\" harus berupa bagian [{name}]"));
        } else if required && found.is_none() {
            self.fault(1, &format!("bagian [{name}] tidak ada; tulis bagian itu"));
        }
        Bagian { name, table, span }
    }

    /// Returns a list of tables, `[[name]]`.
    pub(super) fn list<'t, 'i>(
        &mut self,
        root: &Bagian<'t, 'i>,
        name: &'t str,
    ) -> Vec<Bagian<'t, 'i>> {
        let Some(found) = root.find(name) else {
            self.fault(
                1,
                &format!("tidak ada satu pun [[{name}]]; tulis tiap kolom"),
            );
            return Vec::new();
        };
        let Some(items) = found.get_ref().as_array() else {
            self.fault_at(
                &found.span(),
                &format!("\"{name}\" harus ditulis [[{name}]]"),
            );
            return Vec::new();
        };
        let part = |item: &'t Spanned<DeValue<'i>>| Bagian {
            name,
            table: item.get_ref().as_table(),
            span: item.span(),
        };
        items.iter().map(part).collect()
    }

    /// Returns a text; a missing one or one of another kind is told where it is required.
    pub(super) fn text(&mut self, part: &Bagian<'_, '_>, key: &str) -> Option<(String, usize)> {
        let value = part.find(key)?;
        let line = self.line(value.span().start);
        match value.get_ref() {
            DeValue::String(text) => Some((text.trim().to_owned(), line)),
            DeValue::Datetime(date) => Some((date.to_string(), line)),
            _ => {
                self.fault(
                    line,
                    &format!("\"{key}\" harus berupa teks dalam tanda kutip"),
                );
                None
            }
        }
    }

    /// Returns a text that must be there and not be blank.
    pub(super) fn needed(
        &mut self,
        part: &Bagian<'_, '_>,
        key: &str,
        remedy: &str,
    ) -> Option<(String, usize)> {
        if part.find(key).is_none() {
            if part.table.is_some() {
                let message = format!("\"{key}\" tidak ada pada [{}]; {remedy}", part.name);
                self.fault_at(&part.span, &message);
            }
            return None;
        }
        let (text, line) = self.text(part, key)?;
        if text.is_empty() {
            self.fault(line, &format!("\"{key}\" masih kosong; {remedy}"));
            return None;
        }
        Some((text, line))
    }

    /// Returns a 1-based row number as a 0-based one.
    pub(super) fn row(&mut self, part: &Bagian<'_, '_>, key: &str) -> Option<u32> {
        let value = part.find(key)?;
        let row = row_of(value.get_ref());
        if row.is_none() {
            let message = format!("\"{key}\" harus berupa nomor baris lembar, mulai dari 1");
            self.fault_at(&value.span(), &message);
        }
        row
    }

    /// Returns the values of an array with their lines; anything else is told.
    pub(super) fn array<'t, 'i>(
        &mut self,
        part: &Bagian<'t, 'i>,
        key: &str,
    ) -> Option<(&'t [Spanned<DeValue<'i>>], usize)> {
        let value = part.find(key)?;
        let line = self.line(value.span().start);
        let DeValue::Array(items) = value.get_ref() else {
            self.fault(line, &format!("\"{key}\" harus berupa daftar: [ … ]"));
            return None;
        };
        Some((items, line))
    }

    /// Returns the texts of an array.
    pub(super) fn texts(
        &mut self,
        part: &Bagian<'_, '_>,
        key: &str,
    ) -> Option<(Vec<String>, usize)> {
        let (items, line) = self.array(part, key)?;
        let texts: Option<Vec<String>> = items
            .iter()
            .map(|item| item.get_ref().as_str().map(str::to_owned))
            .collect();
        if texts.is_none() {
            self.fault(
                line,
                &format!("\"{key}\" harus berupa daftar teks: [\"…\", \"…\"]"),
            );
        }
        Some((texts?, line))
    }
}

/// Reads a 1-based row as a 0-based one.
pub(super) fn row_of(value: &DeValue<'_>) -> Option<u32> {
    let integer = value.as_integer()?;
    let row: u32 = integer.as_str().parse().ok()?;
    row.checked_sub(1)
}

impl<'t, 'i> Bagian<'t, 'i> {
    pub(super) fn root(table: &'t Spanned<DeTable<'i>>) -> Self {
        Self {
            name: "berkas petaan",
            table: Some(table.get_ref()),
            span: table.span(),
        }
    }

    pub(super) fn find(&self, key: &str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.table?
            .iter()
            .find(|(name, _)| name.get_ref() == key)
            .map(|(_, value)| value)
    }

    pub(super) fn start(&self) -> usize {
        self.span.start
    }

    /// Returns the keys with their values.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'t str, &'t Spanned<DeValue<'i>>)> {
        self.table
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.get_ref().as_ref(), value))
    }
}

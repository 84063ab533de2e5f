//! A zip as a package of parts: checked by what it declares before anything is unpacked.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::read::ZipFileEntry;
use zip::result::ZipError;

use super::limits::Limits;
use super::refusal::{Read, Refusal};
use crate::diag::catalogue::berkas;

/// An opened and checked zip.
pub(crate) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Lower-cased names with `/`, to their index: office programs differ in letter case and slashes.
    names: BTreeMap<String, usize>,
    limits: Limits,
    read_bytes: u64,
}

/// One entry of a zip, as declared.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// With `/`, decoded.
    pub(crate) name: String,
    pub(crate) index: usize,
}

impl<'a> Package<'a> {
    /// Opens a zip and holds its declarations against the limits.
    ///
    /// zip refuses to unpack an entry beyond its declared size, so the declarations are an upper bound.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Read<Self> {
        let Some(entries) = stated_entries(bytes) else {
            return Err(Refusal::new(
                berkas::TRUNCATED,
                "bagian akhir berkas tidak ada: salinan terpotong atau belum selesai",
            ));
        };
        // Before the directory is read: its entries take memory, however small they are in the file.
        if entries > limits.zip_entries {
            let message = format!("arsip memuat {entries} bagian atau lebih");
            return Err(Refusal::new(berkas::TOO_BIG, message));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
        let mut names = BTreeMap::new();
        for index in 0..zip.len() {
            let entry = zip.by_index_data(index).map_err(|error| refusal(&error))?;
            let name = name_of(&entry);
            if escapes(&name) {
                return Err(Refusal::new(
                    berkas::UNSAFE_MEMBER,
                    format!("arsip memuat nama yang menunjuk ke luar: {name}"),
                ));
            }
            let (size, packed) = (entry.size(), entry.compressed_size().max(1));
            if size > limits.ratio_from && size / packed > limits.ratio {
                return Err(Refusal::new(
                    berkas::TOO_BIG,
                    format!(
                        "{name} memekar {} kali menjadi {} MB",
                        size / packed,
                        size >> 20
                    ),
                ));
            }
            names.entry(name.to_lowercase()).or_insert(index);
        }
        Ok(Self {
            zip,
            names,
            limits: *limits,
            read_bytes: 0,
        })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_lowercase())
    }

    pub(crate) fn has_under(&self, folder: &str) -> bool {
        self.names
            .range(folder.to_owned()..)
            .next()
            .is_some_and(|(name, _)| name.starts_with(folder))
    }

    pub(crate) fn has_macros(&self) -> bool {
        self.names
            .keys()
            .any(|name| name.ends_with("vbaproject.bin"))
    }

    /// Returns the bytes that all parts may unpack to.
    pub(crate) fn declared(&self) -> u64 {
        let sizes = (0..self.zip.len()).filter_map(|index| self.zip.by_index_data(index).ok());
        sizes.fold(0, |sum: u64, entry| sum.saturating_add(entry.size()))
    }

    /// Lists the files of the zip in the order of their names; folders are left out.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = (0..self.zip.len())
            .filter_map(|index| {
                let entry = self.zip.by_index_data(index).ok()?;
                let name = name_of(&entry);
                (!name.ends_with('/')).then_some(Entry { name, index })
            })
            .collect();
        entries.sort_by(|a, b| (&a.name, a.index).cmp(&(&b.name, b.index)));
        entries
    }

    /// Unpacks a part by name; `None` where there is none.
    pub(crate) fn part(&mut self, name: &str) -> Read<Option<Vec<u8>>> {
        match self.names.get(&name.to_lowercase()) {
            Some(&index) => self.unpack(index).map(Some),
            None => Ok(None),
        }
    }

    /// Unpacks an entry.
    pub(crate) fn unpack(&mut self, index: usize) -> Read<Vec<u8>> {
        let limits = self.limits;
        let mut file = self.zip.by_index(index).map_err(|error| refusal(&error))?;
        if file.encrypted() {
            return Err(Refusal::new(
                berkas::PASSWORD,
                "isi arsip dilindungi kata sandi",
            ));
        }
        let size = file.size();
        self.read_bytes = self.read_bytes.saturating_add(size);
        if size > limits.part_bytes || self.read_bytes > limits.read_bytes {
            return Err(Refusal::new(
                berkas::TOO_BIG,
                format!("isi berkas memekar melebihi {} MB", limits.part_bytes >> 20),
            ));
        }
        // Room for what is there, not for what is declared.
        let mut bytes = Vec::with_capacity(usize::try_from(size.min(1 << 20)).unwrap_or(0));
        file.by_ref()
            .take(limits.part_bytes)
            .read_to_end(&mut bytes)
            .map_err(|_| Refusal::damaged("isi zip tidak dapat dimekarkan"))?;
        Ok(bytes)
    }
}

fn refusal(error: &ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(what) if what.contains("assword") => {
            Refusal::new(berkas::PASSWORD, "isi arsip dilindungi kata sandi")
        }
        ZipError::InvalidPassword => {
            Refusal::new(berkas::PASSWORD, "isi arsip dilindungi kata sandi")
        }
        _ => Refusal::damaged("susunan zip tidak sah"),
    }
}

/// Reads the number of entries from the end-of-central-directory record, which a half-copied zip lacks.
/// More than 65,534 are stated elsewhere; they are too many in any case.
fn stated_entries(bytes: &[u8]) -> Option<usize> {
    const RECORD: usize = 22;
    const COMMENT: usize = 0xffff;
    let tail = &bytes[bytes.len().saturating_sub(RECORD + COMMENT)..];
    let at = tail
        .windows(4)
        .rposition(|window| window == b"PK\x05\x06")?;
    Some(usize::from(super::cfb::u16_at(tail, at + 10)))
}

/// Decodes a name: UTF-8 where it is UTF-8 (many zips don't say so), else code page 437 (APPNOTE 6.3.10, D.1).
fn name_of(entry: &ZipFileEntry<'_>) -> String {
    let raw = entry.name_raw();
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => entry
            .name()
            .map_or_else(|_| String::from_utf8_lossy(raw).into_owned(), Into::into),
    };
    name.replace('\\', "/")
}

/// Returns whether a name leads out of the archive.
fn escapes(name: &str) -> bool {
    let absolute = name.starts_with('/') || name.as_bytes().get(1) == Some(&b':');
    absolute || name.split('/').any(|part| part == "..")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::io::Write;

    /// Makes a zip of parts, for tests.
    pub(crate) fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            let options = zip::write::SimpleFileOptions::default();
            writer.start_file(*name, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn check(bytes: &[u8], limits: &Limits, expected: &str) {
        let code = Package::open(bytes, limits)
            .and_then(|mut package| package.part("a").map(|_| ()))
            .map_err(|refusal| refusal.code.id);
        assert_eq!(code, Err(expected));
    }

    #[test]
    fn a_zip_is_refused_by_what_it_declares() {
        let limits = Limits::default();
        let good = zip_of(&[("a", b"x"), ("b", b"y")]);
        check(&good[..good.len() / 2], &limits, "F002");
        check(&zip_of(&[("../../evil.txt", b"x")]), &limits, "F025");
        check(&zip_of(&[("C:/x", b"x")]), &limits, "F025");
        let few = Limits {
            zip_entries: 1,
            ..limits
        };
        check(&good, &few, "F004");
        let small = Limits {
            part_bytes: 10,
            ..limits
        };
        check(&zip_of(&[("a", &[0; 11])]), &small, "F004");
        let strict = Limits {
            ratio_from: 1_000,
            ..limits
        };
        check(&zip_of(&[("a", &vec![0; 1_000_000])]), &strict, "F004");
    }
}

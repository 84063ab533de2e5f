//! Compound files (.xls and protected .xlsx): a walk over the sector chains that ends whatever they say.

use super::refusal::{Read, Refusal};
use crate::diag::catalogue::berkas;

const END: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;
const HIGHEST: u32 = 0xffff_fffa;
const HEADER: usize = 512;

/// A compound file whose tables were read; every chain is bounded by the size of the file.
pub(crate) struct Cfb<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    start: u32,
    size: u64,
    stream: bool,
}

impl<'a> Cfb<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Read<Self> {
        let header = bytes.get(..HEADER).ok_or_else(truncated)?;
        let sector = match u16_at(header, 30) {
            9 => 512,
            12 => 4_096,
            shift => return Err(Refusal::damaged(format!("ukuran sektor 2^{shift}"))),
        };
        let mut cfb = Self {
            bytes,
            sector,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        cfb.fat = cfb.read_fat(header)?;
        let directory = cfb.chain(u32_at(header, 48), usize::MAX)?;
        cfb.entries = directory.chunks_exact(128).map(Entry::read).collect();
        let Some(root) = cfb.entries.first() else {
            return Err(Refusal::damaged("daftar isi kosong"));
        };
        let (root_start, root_size) = (root.start, root.size);
        if u32_at(header, 64) > 0 && root_start < HIGHEST {
            let size = usize::try_from(root_size).unwrap_or(usize::MAX);
            cfb.mini_stream = cfb.chain(root_start, size)?;
            let mini_fat = cfb.chain(u32_at(header, 60), usize::MAX)?;
            cfb.mini_fat = mini_fat.chunks_exact(4).map(|b| u32_at(b, 0)).collect();
        }
        Ok(cfb)
    }

    /// Returns whether there is a stream or storage of a name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries
            .iter()
            .any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// Reads a stream by name.
    pub(crate) fn stream(&self, name: &str) -> Read<Option<Vec<u8>>> {
        let named = |entry: &&Entry| entry.stream && entry.name.eq_ignore_ascii_case(name);
        let Some(entry) = self.entries.iter().find(named) else {
            return Ok(None);
        };
        // Version 3 files leave rubbish in the upper half of the size.
        let size = if self.sector == 512 {
            entry.size & 0xffff_ffff
        } else {
            entry.size
        };
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        if size < 4_096 {
            return self.mini_chain(entry.start, size).map(Some);
        }
        self.chain(entry.start, size).map(Some)
    }

    fn read_fat(&self, header: &[u8]) -> Read<Vec<u32>> {
        let n_sectors = self.bytes.len() / self.sector;
        let mut ids: Vec<u32> = header[76..HEADER]
            .chunks_exact(4)
            .map(|b| u32_at(b, 0))
            .collect();
        let mut next = u32_at(header, 68);
        let mut seen = 0;
        while next < HIGHEST {
            seen += 1;
            if seen > n_sectors {
                return Err(looped());
            }
            let table = self.sector_at(next)?;
            let (more, link) = table.split_at(table.len().saturating_sub(4));
            ids.extend(more.chunks_exact(4).map(|b| u32_at(b, 0)));
            next = if link.len() == 4 {
                u32_at(link, 0)
            } else {
                END
            };
        }
        let mut fat = Vec::new();
        for id in ids.into_iter().filter(|id| *id < HIGHEST) {
            if fat.len() / (self.sector / 4) > n_sectors {
                return Err(looped());
            }
            fat.extend(self.sector_at(id)?.chunks_exact(4).map(|b| u32_at(b, 0)));
        }
        Ok(fat)
    }

    /// Follows a chain of sectors; one that visits a sector twice, or leaves the file, is refused.
    fn chain(&self, start: u32, size: usize) -> Read<Vec<u8>> {
        let mut seen = vec![false; self.fat.len()];
        let mut out = Vec::new();
        let mut id = start;
        while id != END && id != FREE && out.len() < size {
            match seen.get_mut(id as usize) {
                Some(seen) if !*seen => *seen = true,
                _ => return Err(looped()),
            }
            out.extend_from_slice(self.sector_at(id)?);
            id = self.fat[id as usize];
        }
        out.truncate(size);
        Ok(out)
    }

    fn mini_chain(&self, start: u32, size: usize) -> Read<Vec<u8>> {
        let mut out = Vec::new();
        let mut id = start;
        while id < HIGHEST && out.len() < size {
            let at = id as usize * 64;
            let Some(piece) = self.mini_stream.get(at..).filter(|piece| !piece.is_empty()) else {
                return Err(looped());
            };
            out.extend_from_slice(&piece[..piece.len().min(64)]);
            id = *self.mini_fat.get(id as usize).ok_or_else(looped)?;
        }
        out.truncate(size);
        Ok(out)
    }

    /// Returns a sector; the last one of a file may be short.
    fn sector_at(&self, id: u32) -> Read<&'a [u8]> {
        let start = (id as usize + 1) * self.sector;
        let end = (start + self.sector).min(self.bytes.len());
        match self.bytes.get(start..end) {
            Some(sector) if !sector.is_empty() => Ok(sector),
            _ => Err(truncated()),
        }
    }
}

impl Entry {
    fn read(raw: &[u8]) -> Self {
        let units: Vec<u16> = raw[..64].chunks_exact(2).map(|b| u16_at(b, 0)).collect();
        let end = units
            .iter()
            .position(|unit| *unit == 0)
            .unwrap_or(units.len());
        Self {
            name: String::from_utf16_lossy(&units[..end]),
            start: u32_at(raw, 116),
            size: u64::from(u32_at(raw, 120)) | u64::from(u32_at(raw, 124)) << 32,
            stream: raw[66] == 2,
        }
    }
}

fn looped() -> Refusal {
    Refusal::new(
        berkas::CHAIN,
        "rantai sektor berputar atau menunjuk ke luar berkas",
    )
}

fn truncated() -> Refusal {
    Refusal::new(
        berkas::TRUNCATED,
        "berkas .xls lebih pendek dari isinya: salinan terpotong atau belum selesai",
    )
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    match bytes.get(at..at.saturating_add(2)) {
        Some(&[a, b]) => u16::from_le_bytes([a, b]),
        _ => 0,
    }
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at.saturating_add(2))) << 16
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A compound file of one FAT sector, one directory sector and free sectors.
    pub(crate) fn file(fat: &[u32], directory: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0; HEADER];
        bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
        bytes[30] = 9;
        bytes[48] = 1; // directory
        bytes[68..72].copy_from_slice(&END.to_le_bytes());
        bytes[76..].fill(0xff);
        bytes[76..80].copy_from_slice(&0u32.to_le_bytes());
        let mut table: Vec<u8> = fat.iter().flat_map(|id| id.to_le_bytes()).collect();
        table.resize(512, 0xff);
        bytes.extend(table);
        bytes.extend(directory);
        bytes.resize(HEADER + 512 * 4, 0);
        bytes
    }

    fn check(bytes: &[u8], expected: &str) {
        let code = Cfb::open(bytes)
            .map(|_| ())
            .map_err(|refusal| refusal.code.id);
        assert_eq!(code, Err(expected));
    }

    #[test]
    fn chains_that_loop_or_leave_the_file_are_refused() {
        check(&file(&[0xffff_fffd, 1], &[0; 512]), "F010");
        check(&file(&[0xffff_fffd, 2, 1], &[0; 512]), "F010");
        check(&file(&[0xffff_fffd, 9_999], &[0; 512]), "F010");
        check(&file(&[0xffff_fffd, END], &[0; 512])[..600], "F002");
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "F002");
        assert!(Cfb::open(&file(&[0xffff_fffd, END], &[0; 512])).is_ok());
    }

    proptest! {
        #[test]
        fn any_bytes_end(fat in prop::collection::vec(prop_oneof![0u32..6, any::<u32>()], 0..128), directory in prop::collection::vec(any::<u8>(), 512), header in prop::collection::vec((30usize..512, any::<u8>()), 0..4)) {
            let mut bytes = file(&fat, &directory);
            for (at, byte) in header {
                bytes[at] = byte;
            }
            if let Ok(cfb) = Cfb::open(&bytes) {
                let names: Vec<String> = cfb.entries.iter().map(|e| e.name.clone()).collect();
                for name in names {
                    let _ = cfb.stream(&name);
                }
            }
        }
    }
}

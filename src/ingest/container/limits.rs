//! How much of a file is read at most, so that no input can exhaust memory or time.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Upper bounds for one file. What exceeds them is refused whole: a part of a table would give a wrong total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Entries in a zip.
    pub zip_entries: usize,
    /// Declared (so: largest possible) bytes of one part of a zip.
    pub part_bytes: u64,
    /// Bytes of all parts that are read from one zip.
    pub read_bytes: u64,
    /// From this size on, a part that unpacks to more than `ratio` times its packed size is a bomb.
    pub ratio_from: u64,
    pub ratio: u64,
    /// Written cells and written rows of a whole file.
    pub cells: usize,
    pub rows: usize,
    pub merges: usize,
    /// Bytes of text and formulas of all cells together: a shared string may stand in every cell.
    pub text_bytes: usize,
    /// UTF-16 units of one cell, Excel's own limit.
    pub text: usize,
    /// Wall time of a reader that runs in its own process.
    pub time: Duration,
    /// Address space of a reader that runs in its own process, in bytes.
    pub memory: u64,
    /// Whether it is read how cells look, which only a rebuilt sheet needs.
    pub looks: bool,
}

const MB: u64 = 1024 * 1024;

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 * MB,
            zip_entries: 5_000,
            part_bytes: 256 * MB,
            read_bytes: 384 * MB,
            ratio_from: 50 * MB,
            ratio: 200,
            cells: 2_000_000,
            rows: 200_000,
            merges: 200_000,
            text_bytes: 64 << 20,
            text: 32_767,
            time: Duration::from_secs(10),
            memory: 1024 * MB,
            looks: false,
        }
    }
}

//! Addresses of cells and ranges as texts: `B7`, `$A$1:$C$9`, `A:C`, `5:5`, with or without a sheet in front.

/// Rows and columns of a sheet; 0-based addresses lie below.
pub(crate) const BARIS: u32 = 1_048_576;
pub(crate) const KOLOM: u32 = 16_384;

/// Row and column, 0-based.
pub(crate) type Sel = (u32, u32);

/// A rectangle, both corners inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kisaran {
    pub(crate) awal: Sel,
    pub(crate) akhir: Sel,
}

impl Kisaran {
    /// Reads a range, a cell, whole rows or whole columns.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let (first, last) = (part(first)?, part(last)?);
        let awal = (first.0.unwrap_or(0), first.1.unwrap_or(0));
        let akhir = (last.0.unwrap_or(BARIS - 1), last.1.unwrap_or(KOLOM - 1));
        let whole = |a: Option<u32>, b: Option<u32>| a.is_some() == b.is_some();
        let sound = whole(first.0, last.0) && whole(first.1, last.1);
        let alone = !text.contains(':') && (first.0.is_none() || first.1.is_none());
        (sound && !alone && awal.0 <= akhir.0 && awal.1 <= akhir.1).then_some(Self { awal, akhir })
    }

    pub(crate) fn memuat(&self, (row, col): Sel) -> bool {
        (self.awal.0..=self.akhir.0).contains(&row) && (self.awal.1..=self.akhir.1).contains(&col)
    }

    pub(crate) fn di_dalam(&self, other: &Self) -> bool {
        other.memuat(self.awal) && other.memuat(self.akhir)
    }

    pub(crate) fn bertemu(&self, other: &Self) -> bool {
        self.awal.0 <= other.akhir.0
            && other.awal.0 <= self.akhir.0
            && self.awal.1 <= other.akhir.1
            && other.awal.1 <= self.akhir.1
    }

    pub(crate) fn banyak(&self) -> u64 {
        u64::from(self.akhir.0 - self.awal.0 + 1) * u64::from(self.akhir.1 - self.awal.1 + 1)
    }

    /// Its cells row by row.
    pub(crate) fn sel(self) -> impl Iterator<Item = Sel> {
        let columns = self.awal.1..=self.akhir.1;
        (self.awal.0..=self.akhir.0).flat_map(move |row| columns.clone().map(move |col| (row, col)))
    }
}

/// Reads one cell.
pub(crate) fn sel(text: &str) -> Option<Sel> {
    match part(text)? {
        (Some(row), Some(col)) => Some((row, col)),
        _ => None,
    }
}

/// Row and column of a corner, of which one may be left out.
fn part(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let text = text.replace('$', "");
    let letters = text.chars().take_while(char::is_ascii_uppercase).count();
    let (letters, digits) = text.split_at(letters);
    let col = letters.bytes().try_fold(0u32, |col, c| {
        col.checked_mul(26)?.checked_add(u32::from(c - b'A') + 1)
    })?;
    let row = if digits.is_empty() {
        None
    } else {
        let sound = digits.bytes().all(|c| c.is_ascii_digit());
        Some(
            digits
                .parse::<u32>()
                .ok()
                .filter(|row| sound && (1..=BARIS).contains(row))?
                - 1,
        )
    };
    let col = if letters.is_empty() {
        None
    } else {
        Some(Some(col).filter(|col| *col <= KOLOM)? - 1)
    };
    (row.is_some() || col.is_some()).then_some((row, col))
}

/// Writes a cell's address.
pub(crate) fn nama((row, col): Sel) -> String {
    format!("{}{}", rakor::model::cell::column_letters(col), row + 1)
}

/// Parts a reference into its sheet's name and what lies there.
pub(crate) fn berlembar(text: &str) -> (Option<String>, &str) {
    let Some((sheet, rest)) = text.rsplit_once('!') else {
        return (None, text);
    };
    let bare = sheet
        .strip_prefix('\'')
        .and_then(|rest| rest.strip_suffix('\''));
    let sheet = bare.map_or_else(|| sheet.to_owned(), |name| name.replace("''", "'"));
    (Some(sheet), rest)
}

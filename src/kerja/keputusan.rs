//! The decisions of the working folder, `keputusan.csv`: read as Excel saves it, merged, written so that it can be merged by hand.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::consolidate::register::{delimiter, read_time, records};
use crate::diag::catalogue::klasifikasi as kode;
use crate::diag::{Code, Diagnostic, Severity};
use crate::error::Error;
use crate::kerja::replace;
use crate::model::cell::CellRef;
use crate::model::kegiatan::Jenis;
use crate::model::location::Location;
use crate::model::outcome::Outcome;
use crate::normalize::fold::{fold, tidy};
use crate::normalize::klasifikasi::daftar::decode;
use crate::normalize::klasifikasi::keputusan::{Keputusan, Kunci};

/// Name of the file in the working folder.
pub const NAMA: &str = "keputusan.csv";

const KEPALA: [&str; 9] = [
    "tahun",
    "opd",
    "kode",
    "uraian",
    "bagian_dari",
    "keputusan",
    "oleh",
    "pada",
    "catatan",
];
const TAHUN: usize = 0;
const KEPUTUSAN: usize = 5;

/// What a merge changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gabungan {
    pub baru: usize,
    pub diubah: usize,
    pub tetap: usize,
}

/// Reads a file of decisions; one that is missing holds none.
pub fn load(path: &Path) -> Result<Outcome<Vec<Keputusan>>, Error> {
    match std::fs::read(path) {
        Ok(bytes) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            Ok(parse(&decode(&bytes), &Arc::from(name.as_ref())))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Outcome::default()),
        Err(source) => Err(Error::Read {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Replaces a file of decisions, unless it holds these already; returns whether it was written.
pub fn save(path: &Path, keputusan: &[Keputusan]) -> Result<bool, Error> {
    let text = render(keputusan);
    if std::fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(false);
    }
    replace(path, text.as_bytes()).map(|()| true)
}

/// Reads the text of a file of decisions. Rows that can't be used are findings; of decisions that contradict each other
/// none is used.
pub fn parse(text: &str, name: &Arc<str>) -> Outcome<Vec<Keputusan>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = records(text, delimiter(text.lines().next().unwrap_or_default())).into_iter();
    let header = rows.next().unwrap_or_default();
    let header: Vec<String> = header.iter().map(|c| fold(c).replace(' ', "_")).collect();
    let columns = KEPALA.map(|name| header.iter().position(|column| column == name));
    let mut out = Outcome::<Vec<(u32, Keputusan)>>::default();
    let at = |row: u32, col: Option<usize>| {
        let col = col.and_then(|col| u32::try_from(col).ok()).unwrap_or(0);
        Location::file(name).at(CellRef::new(row, col))
    };
    let missing = |which: usize| columns[which].is_none() && !header.is_empty();
    for which in [TAHUN, 1, KEPUTUSAN] {
        if missing(which) {
            let message = format!("Kolom \"{}\" tidak ada", KEPALA[which]);
            out.diagnostics.push(Diagnostic::new(
                kode::KEPUTUSAN_TAK_TERBACA,
                at(0, None),
                message,
            ));
        }
    }
    for (col, column) in header.iter().enumerate() {
        if !column.is_empty() && !KEPALA.contains(&column.as_str()) {
            let message = format!(
                "Kolom \"{column}\" tidak dikenal dan akan hilang bila daftar ditulis ulang"
            );
            out.diagnostics.push(Diagnostic::new(
                kode::KEPUTUSAN_TAK_TERBACA,
                at(0, Some(col)),
                message,
            ));
        }
    }
    for (row, record) in (1..).zip(rows) {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cell = |which: usize| {
            let text = columns[which].and_then(|col| record.get(col));
            text.map_or_else(String::new, |text| unmarked(text).to_owned())
        };
        match entry(&cell) {
            Ok(keputusan) => out.value.push((row, keputusan)),
            Err((code, which, message)) => out.diagnostics.push(
                Diagnostic::new(code, at(row, columns[which]), message).with_raw(cell(which)),
            ),
        }
    }
    let col = columns[KEPUTUSAN];
    let (value, repeats) = without_contradictions(out.value, |row| at(*row, col));
    out.diagnostics.extend(repeats);
    Outcome {
        value,
        diagnostics: out.diagnostics,
    }
}

/// Reads one row by its cells; a fault says which column it concerns.
fn entry(cell: &dyn Fn(usize) -> String) -> Result<Keputusan, (Code, usize, String)> {
    let unreadable =
        |which: usize, text: &str| Err((kode::KEPUTUSAN_TAK_TERBACA, which, text.to_owned()));
    let Some(tahun) = cell(TAHUN)
        .trim()
        .parse()
        .ok()
        .filter(|tahun| (2000..=2100).contains(tahun))
    else {
        return unreadable(TAHUN, &format!("Tahun \"{}\" tidak terbaca", cell(TAHUN)));
    };
    if cell(1).trim().is_empty() {
        return unreadable(1, "OPD kosong");
    }
    if fold(&cell(2)).is_empty() && fold(&cell(3)).is_empty() {
        return unreadable(3, "Kode dan uraian kosong");
    }
    let pada = cell(7);
    let date = read_time(&pada).map(|time| time.tanggal);
    if date.is_none() && !pada.trim().is_empty() {
        return unreadable(7, &format!("Tanggal \"{pada}\" tidak terbaca"));
    }
    let Some(jenis) = class(&cell(KEPUTUSAN)) else {
        let message = format!("Keputusan \"{}\" tidak dikenal", tidy(&cell(KEPUTUSAN)));
        return Err((kode::KEPUTUSAN_TAK_DIKENAL, KEPUTUSAN, message));
    };
    Ok(Keputusan {
        tahun,
        opd: tidy(&cell(1)),
        kode: tidy(&cell(2)),
        uraian: tidy(&cell(3)),
        bagian: tidy(&cell(4)),
        jenis,
        oleh: tidy(&cell(6)),
        pada: date,
        catatan: tidy(&cell(8)),
    })
}

/// Returns the class that a text names, as officials or as programs write it.
#[must_use]
pub fn class(text: &str) -> Option<Jenis> {
    let folded = fold(text);
    let named = |jenis: &Jenis| fold(jenis.label()) == folded || fold(jenis.name()) == folded;
    Jenis::ALL.into_iter().find(named)
}

/// Splits decisions with their places into those that hold and findings about repeats.
pub(super) fn without_contradictions<P>(
    entries: Vec<(P, Keputusan)>,
    at: impl Fn(&P) -> Location,
) -> (Vec<Keputusan>, Vec<Diagnostic>) {
    let mut places: BTreeMap<Kunci, Vec<usize>> = BTreeMap::new();
    for (index, (_, keputusan)) in entries.iter().enumerate() {
        places.entry(keputusan.kunci()).or_default().push(index);
    }
    let mut diagnostics = Vec::new();
    let mut dropped = vec![false; entries.len()];
    for indices in places.values().filter(|indices| indices.len() > 1) {
        let first = indices[0];
        let own = &entries[first].1;
        let place = at(&entries[first].0);
        let agree = indices.iter().all(|i| entries[*i].1.jenis == own.jenis);
        for index in &indices[1..] {
            let (other_at, other) = &entries[*index];
            let first_cell = place.cell.map(|cell| cell.to_string()).unwrap_or_default();
            let (code, message) = if agree {
                let message = format!(
                    "Keputusan untuk \"{}\" sama dengan yang di {first_cell}",
                    other.uraian
                );
                (kode::KEPUTUSAN_GANDA, message)
            } else {
                let message = format!(
                    "Keputusan untuk \"{}\" ({}) berlawanan dengan yang di {first_cell} ({})",
                    other.uraian,
                    other.jenis.label(),
                    own.jenis.label()
                );
                (kode::KEPUTUSAN_BERLAWANAN, message)
            };
            diagnostics.push(Diagnostic::new(code, at(other_at), message));
        }
        if !agree {
            for index in indices {
                dropped[*index] = true;
            }
        }
    }
    let kept = entries.into_iter().zip(dropped);
    let kept = kept.filter(|(_, dropped)| !dropped).map(|((_, k), _)| k);
    (kept.collect(), diagnostics)
}

/// Returns an error where decisions were not understood whole: written anew, they would be lost.
pub fn check_complete(path: &Path, diagnostics: &[Diagnostic]) -> Result<(), Error> {
    let faults: Vec<String> = diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(ToString::to_string)
        .collect();
    if faults.is_empty() {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "{} belum dapat ditambah; perbaiki dahulu (jalankan \"rakor jelaskan KODE\" untuk caranya):\n{}",
        path.display(),
        faults.join("\n")
    )))
}

/// Adds decisions; one on an activity that was decided before takes the place of the earlier one where it differs.
pub fn merge(into: &mut Vec<Keputusan>, new: Vec<Keputusan>) -> Gabungan {
    let mut gabungan = Gabungan::default();
    let mut places: BTreeMap<Kunci, usize> = BTreeMap::new();
    for (index, keputusan) in into.iter().enumerate() {
        places.entry(keputusan.kunci()).or_insert(index);
    }
    for keputusan in new {
        let kunci = keputusan.kunci();
        let Some(index) = places.get(&kunci) else {
            places.insert(kunci, into.len());
            into.push(keputusan);
            gabungan.baru += 1;
            continue;
        };
        let known = &mut into[*index];
        let noted = !keputusan.catatan.is_empty() && keputusan.catatan != known.catatan;
        if known.jenis == keputusan.jenis && !noted {
            gabungan.tetap += 1;
            continue;
        }
        let jenis = keputusan.jenis;
        *known = keputusan;
        gabungan.diubah += 1;
        // A duplicate that says the old thing would contradict the new one.
        for (other, keputusan) in into.iter_mut().enumerate() {
            if other != *index && keputusan.kunci() == kunci {
                keputusan.jenis = jenis;
            }
        }
    }
    gabungan
}

/// Writes decisions in their fixed order, for Excel: `;`, a byte order mark, nothing that it would compute or turn into a date.
#[must_use]
pub fn render(keputusan: &[Keputusan]) -> String {
    let mut sorted: Vec<(Kunci, &Keputusan)> = keputusan.iter().map(|k| (k.kunci(), k)).collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    let mut out = format!("\u{feff}{}\r\n", KEPALA.join(";"));
    for (_, k) in sorted {
        let pada = k.pada.map(|date| date.to_string()).unwrap_or_default();
        let cell = |text: &str| quoted(&marked(text));
        let cells = [
            k.tahun.to_string(),
            cell(&k.opd),
            cell(&k.kode),
            cell(&k.uraian),
            cell(&k.bagian),
            k.jenis.label().to_owned(),
            cell(&k.oleh),
            pada,
            cell(&k.catatan),
        ];
        out.push_str(&cells.join(";"));
        out.push_str("\r\n");
    }
    out
}

/// Puts `'` before what a spreadsheet would take for a formula, a number, a date or a time (`1.03.10` is one in Indonesia).
fn marked(text: &str) -> String {
    let computed = text.starts_with(['=', '+', '-', '@', '\'', '\t']);
    let numeric = !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || ".,-/: ".contains(c));
    if computed || numeric {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn unmarked(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('\'').unwrap_or(text)
}

fn quoted(text: &str) -> String {
    if text.contains([';', '"', '\n', '\r', ',', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests;

//! Periods in words: `KONDISI S/D TGL. : 31 Agustus 2022`, `Triwulan III`, `RFK Des 23`, `12-2023`.

use super::fold::fold;
use crate::rules::kolom::Kolom;

/// What a text says of a period; parts that it doesn't say are `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Partial {
    pub tahun: Option<i16>,
    pub bulan: Option<u8>,
    pub triwulan: Option<u8>,
}

impl Partial {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Reads a text. Of several months the last counts (`Januari s.d. September 2026`). `loose` also reads bare
/// numbers beside a year, as file names hold them (`rfk 09-2026`).
#[must_use]
pub fn read(text: &str, kolom: &Kolom, loose: bool) -> Partial {
    let folded = fold(&split_letters_from_digits(text));
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut found = Partial::default();
    for (index, word) in words.iter().enumerate() {
        if let Some(year) = year(word) {
            found.tahun = Some(year);
        } else if let Some(month) = kolom.month(word) {
            found.bulan = Some(month);
            if let Some(year) = words.get(index + 1).and_then(|next| short_year(next)) {
                found.tahun = Some(year);
            }
        } else if matches!(*word, "triwulan" | "tw" | "trw" | "twl" | "triw")
            && let Some(quarter) = words.get(index + 1).and_then(|next| quarter(next))
        {
            found.triwulan = Some(quarter);
        }
    }
    if found.bulan.is_none() && found.triwulan.is_none() {
        found.bulan = numeric_month(&words, loose);
        if let Some((year, month)) = words.iter().find_map(|word| joined(word)).filter(|_| loose) {
            (found.tahun, found.bulan) = (Some(year), Some(month));
        }
    }
    if found.bulan.is_none() {
        found.bulan = found.triwulan.map(|quarter| quarter * 3);
    } else if found
        .triwulan
        .is_some_and(|quarter| found.bulan != Some(quarter * 3))
    {
        found.triwulan = None;
    }
    found
}

/// `TW3` and `Sep2026` fall apart into their words.
fn split_letters_from_digits(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut previous: Option<char> = None;
    for c in text.chars() {
        let turn = previous.is_some_and(|p| {
            p.is_alphabetic() && c.is_ascii_digit() || p.is_ascii_digit() && c.is_alphabetic()
        });
        if turn {
            out.push(' ');
        }
        out.push(c);
        previous = Some(c);
    }
    out
}

fn year(word: &str) -> Option<i16> {
    (word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()
        .filter(|year| (2000..=2099).contains(year))
}

fn short_year(word: &str) -> Option<i16> {
    let short: i16 = (word.len() == 2).then(|| word.parse().ok()).flatten()?;
    (15..=60).contains(&short).then_some(2000 + short)
}

fn quarter(word: &str) -> Option<u8> {
    match word {
        "i" | "1" | "pertama" => Some(1),
        "ii" | "2" | "kedua" => Some(2),
        "iii" | "3" | "ketiga" => Some(3),
        "iv" | "4" | "keempat" => Some(4),
        _ => None,
    }
}

/// `31 12 2023` (a date) always; `12 2023` and `2023 12` where numbers may stand alone.
fn numeric_month(words: &[&str], loose: bool) -> Option<u8> {
    let number = |word: &str| word.parse::<u8>().ok().filter(|_| word.len() <= 2);
    let at = words.iter().rposition(|word| year(word).is_some());
    if let Some(at) = at {
        let before = at
            .checked_sub(1)
            .and_then(|index| number(words[index]))
            .filter(|m| (1..=12).contains(m));
        let day = at
            .checked_sub(2)
            .and_then(|index| number(words[index]))
            .filter(|d| (1..=31).contains(d));
        if before.is_some() && (day.is_some() || loose) {
            return before;
        }
        if loose {
            return words
                .get(at + 1)
                .and_then(|word| number(word))
                .filter(|m| (1..=12).contains(m));
        }
        return None;
    }
    None
}

/// `202609`.
fn joined(word: &str) -> Option<(i16, u8)> {
    let (head, tail) = (word.len() == 6 && word.is_ascii()).then(|| word.split_at(4))?;
    let month = tail.parse().ok().filter(|m| (1..=12).contains(m))?;
    Some((year(head)?, month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn check(text: &str, loose: bool, tahun: Option<i16>, bulan: Option<u8>, triwulan: Option<u8>) {
        let rules = Rules::embedded().unwrap();
        assert_eq!(
            read(text, &rules.kolom, loose),
            Partial {
                tahun,
                bulan,
                triwulan
            },
            "{text}"
        );
    }

    #[test]
    fn periods_in_titles() {
        check(
            "KONDISI S/D TGL. : 31 Agustus 2022",
            false,
            Some(2022),
            Some(8),
            None,
        );
        check(
            "KEADAAN SAMPAI DENGAN BULAN DESEMBER",
            false,
            None,
            Some(12),
            None,
        );
        check("TAHUN ANGGARAN 2023", false, Some(2023), None, None);
        check(
            "Januari s.d. September 2026",
            false,
            Some(2026),
            Some(9),
            None,
        );
        check(
            "TRIWULAN III TAHUN 2026",
            false,
            Some(2026),
            Some(9),
            Some(3),
        );
        check("KONDISI S/D 30/09/2026", false, Some(2026), Some(9), None);
        check("LAPORAN REALISASI", false, None, None, None);
        check("NOMOR 12 TAHUN 2023", false, Some(2023), None, None);
    }

    #[test]
    fn periods_in_file_names() {
        check(
            "RFK Kec. Banjarmasin Timur Des 23.xlsx",
            true,
            Some(2023),
            Some(12),
            None,
        );
        check(
            "lap rfk kec jaten 09-2026.xlsx",
            true,
            Some(2026),
            Some(9),
            None,
        );
        check(
            "Laporan RFK 2023-12 REVISI",
            true,
            Some(2023),
            Some(12),
            None,
        );
        check("RFK TW3 2026", true, Some(2026), Some(9), Some(3));
        check("rekap_perubahan_5", true, None, None, None);
        check("rfk_202609", true, Some(2026), Some(9), None);
    }
}

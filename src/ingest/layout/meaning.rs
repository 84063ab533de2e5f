//! What a column's path means: facets of the header texts → candidate fields. Pure; no cell values but the unit hint.

use std::collections::BTreeSet;

use super::levels::Levels;
use super::part::{Part, part_of};
use super::ukuran::measured;
use crate::model::field::{Field, Measure};
use crate::normalize::fold::fold;
use crate::rules::kolom::{Faset, Kolom};

/// What the paths say together with the sort of numbers below them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Rupiah,
    Percent,
    Unknown,
}

/// A reading of one column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meaning {
    pub field: Option<Field>,
    /// What the column measures where another one counts for it.
    pub aside: Option<Field>,
    /// 0–1.
    pub score: f64,
    /// Why, in Indonesian.
    pub reason: String,
    /// Facets of all levels.
    pub fasets: BTreeSet<Faset>,
    /// The months named in the path.
    pub months: BTreeSet<u8>,
    /// Header words matched by similarity only.
    pub guesses: Vec<(String, String)>,
    /// Share of the path's texts that were understood.
    pub coverage: f64,
    /// Whether every word of the path was understood.
    pub fully_read: bool,
    /// Whether its words were understood and still decide nothing.
    pub undecided: bool,
    /// Whether the field was given up to another column.
    pub gave_way: bool,
    /// Set where the column is one of a family whose whole stands elsewhere.
    pub part: Option<Part>,
}

/// Columns whose meaning is one word of the path, whatever stands around it.
const PLAIN: [(Faset, Measure); 17] = [
    (Faset::Hps, Measure::Hps),
    (Faset::UangMuka, Measure::UangMuka),
    (Faset::Pihak, Measure::Pihak),
    (Faset::Permasalahan, Measure::Permasalahan),
    (Faset::TindakLanjut, Measure::TindakLanjut),
    (Faset::Keterangan, Measure::Keterangan),
    (Faset::NomorKontrak, Measure::NomorKontrak),
    (Faset::NilaiKontrak, Measure::NilaiKontrak),
    (Faset::Penyedia, Measure::Penyedia),
    (Faset::Pptk, Measure::Pptk),
    (Faset::Lokasi, Measure::Lokasi),
    (Faset::SumberDana, Measure::SumberDana),
    (Faset::Metode, Measure::Metode),
    (Faset::JenisPengadaan, Measure::JenisPengadaan),
    (Faset::Mulai, Measure::TanggalMulai),
    (Faset::Selesai, Measure::TanggalSelesai),
    (Faset::Uraian, Measure::Uraian),
];

/// Reads the meaning of a path. `unit` is what the numbers of the column look like.
pub(super) fn of(path: &[String], unit: Unit, kolom: &Kolom) -> Meaning {
    let mut levels = Levels(path.iter().map(|text| kolom.read(text)).collect());
    levels.read_initials(path);
    let named = path.last().is_some_and(|text| says_name(text));
    let (field, score, reason) = decide(&levels, named, unit);
    let understood = levels
        .0
        .iter()
        .filter(|r| !r.fasets.is_empty() || !r.months.is_empty())
        .count();
    let guesses: Vec<_> = levels
        .0
        .iter()
        .flat_map(|reading| reading.guesses.iter().cloned())
        .collect();
    Meaning {
        score: if guesses.is_empty() {
            score
        } else {
            score * 0.9
        },
        field,
        aside: None,
        undecided: reason == UNKNOWN,
        reason,
        fasets: levels.all(),
        months: levels
            .0
            .iter()
            .flat_map(|reading| reading.months.iter().copied())
            .collect(),
        guesses,
        fully_read: levels.0.iter().all(|reading| reading.coverage >= 1.0),
        gave_way: false,
        part: part_of(&levels),
        coverage: if levels.0.is_empty() {
            0.0
        } else {
            share(understood, levels.0.len())
        },
    }
}

fn says_name(text: &str) -> bool {
    let folded = fold(text);
    folded
        .split(' ')
        .any(|word| matches!(word, "uraian" | "nama" | "deskripsi" | "nomenklatur"))
}

#[expect(clippy::cast_precision_loss, reason = "counts of header levels")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

pub(super) const UNKNOWN: &str = "judul tidak dikenal";

pub(super) type Decision = (Option<Field>, f64, String);

/// `named`: the lowest text says outright that names stand below it.
fn decide(levels: &Levels, named: bool, hint: Unit) -> Decision {
    let all = levels.all();
    let lowest = levels.lowest();
    let core = [
        Faset::Pagu,
        Faset::Target,
        Faset::Realisasi,
        Faset::Keuangan,
        Faset::Fisik,
        Faset::Sisa,
    ];
    let has_core = core.iter().any(|faset| all.contains(faset));
    if all.contains(&Faset::Indikator) {
        return none("indikator kinerja");
    }
    if lowest.contains(&Faset::Rata) || levels.speaking().contains(&Faset::Rata) {
        return if all.contains(&Faset::Capaian) {
            field(Measure::Capaian, 0.9, "rata-rata capaian")
        } else {
            none("rata-rata")
        };
    }
    if levels.speaking().contains(&Faset::Lain) || (all.contains(&Faset::Lain) && !has_core) {
        return none("bukan kolom realisasi");
    }
    if let Some(decision) = plain(levels, named, has_core) {
        return decision;
    }
    let unit = unit_of(levels, hint);
    measured(levels, &all, unit)
}

pub(super) fn none(reason: &str) -> Decision {
    (None, 0.9, reason.to_owned())
}

pub(super) fn field(measure: Measure, score: f64, reason: &str) -> Decision {
    (Some(Field::plain(measure)), score, reason.to_owned())
}

/// Text columns and the leading columns of a form.
fn plain(levels: &Levels, named: bool, has_core: bool) -> Option<Decision> {
    let (all, lowest) = (&levels.all(), &levels.lowest());
    if lowest.contains(&Faset::NilaiKontrak) && all.contains(&Faset::Sisa) {
        return Some(none("sisa kontrak"));
    }
    if all.contains(&Faset::KodeAtas) || lowest.contains(&Faset::NamaOpd) && !has_core {
        return Some(none("kode atau nama tingkat di atasnya"));
    }
    if lowest.contains(&Faset::Kode) {
        return Some(field(Measure::Kode, 0.95, "kode"));
    }
    if lowest.contains(&Faset::Uraian) && all.contains(&Faset::Kode) && !has_core && !named {
        return Some(field(Measure::Kode, 0.9, "di bawah judul kode"));
    }
    if all.contains(&Faset::SumberDana) && lowest.contains(&Faset::KolomDana) && !has_core {
        return Some(field(Measure::Pagu, 0.8, "pagu menurut sumber dana"));
    }
    // Several things in one column: it is known by the first one.
    let lead = levels.0.last().and_then(|reading| reading.lead);
    let mut plain = PLAIN.into_iter();
    if let Some((_, measure)) = plain.find(|(faset, _)| Some(*faset) == lead) {
        return Some(field(measure, 0.95, "kata judul kolom"));
    }
    for (faset, measure) in PLAIN {
        if lowest.contains(&faset) || (all.contains(&faset) && !has_core) {
            let measure = match measure {
                Measure::UangMuka if all.contains(&Faset::Persen) => Measure::UangMukaPct,
                measure => measure,
            };
            return Some(field(measure, 0.95, "kata judul kolom"));
        }
    }
    if all.contains(&Faset::Kode) && !has_core {
        return Some(field(Measure::Kode, 0.9, "kode"));
    }
    if all.contains(&Faset::No) && !has_core {
        return Some(field(Measure::No, 0.95, "nomor urut"));
    }
    None
}

/// The unit that the lowest level which names one states; else what the numbers look like.
fn unit_of(levels: &Levels, hint: Unit) -> Unit {
    match levels.nearest_alone(&[Faset::Rp, Faset::Persen]) {
        Some(Faset::Rp) => Unit::Rupiah,
        Some(_) => Unit::Percent,
        // KUM is a percentage beside TTB; over amounts of money it says "to date".
        None if hint != Unit::Rupiah && levels.nearest(&[Faset::Kum]).is_some() => Unit::Percent,
        None => hint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn check(path: &str, unit: Unit, expected: &str) {
        let rules = Rules::embedded().unwrap();
        let texts: Vec<String> = path.split(" > ").map(str::to_owned).collect();
        let meaning = of(&texts, unit, &rules.kolom);
        let shown = meaning
            .field
            .map_or_else(|| "-".to_owned(), |field| field.to_string());
        assert_eq!(shown, expected, "{path}: {}", meaning.reason);
    }

    #[test]
    fn paths_of_known_forms() {
        use Unit::{Percent, Rupiah, Unknown};
        for (path, unit, expected) in [
            ("NO", Unknown, "no"),
            ("URAIAN KEGIATAN", Unknown, "uraian"),
            ("NILAI ANGGARAN > Rp", Rupiah, "pagu_rp"),
            ("NILAI ANGGARAN > %", Percent, "bobot_pct"),
            ("KEUANGAN > RENCANA > Rp", Rupiah, "target_keuangan_rp"),
            ("KEUANGAN > RENCANA > % KUM", Percent, "target_keuangan_pct"),
            ("KEUANGAN > RENCANA > % TTB", Percent, "tertimbang_pct"),
            ("KEUANGAN > REALISASI > Rp", Rupiah, "realisasi_keuangan_rp"),
            ("KEUANGAN > CAPAIAN > %", Percent, "capaian"),
            ("KEUANGAN > SISA ANGGARAN > Rp", Rupiah, "sisa_rp"),
            ("FISIK > REN > %", Percent, "target_fisik_pct"),
            (
                "FISIK ( % ) > REALISASI > KUM",
                Percent,
                "realisasi_fisik_pct",
            ),
            ("FISIK ( % ) > REALISASI > TTB", Percent, "tertimbang_pct"),
            ("CAPAIAN > FISIK > %", Percent, "capaian"),
            ("CAPAIAN > RATA2 > %", Percent, "capaian"),
            ("SUMBER DANA > DAK", Rupiah, "pagu_rp"),
            ("RENCANA > BIAYA", Rupiah, "target_keuangan_rp"),
            ("PIHAK YANG MEMBANTU PENYELESAIAN MASALAH", Unknown, "pihak"),
            (
                "Realisasi Pelaksanaan Anggaran > s.d Bulan Ini > Keuangan > Rp",
                Rupiah,
                "realisasi_keuangan_rp_sd",
            ),
            (
                "Realisasi Pelaksanaan Anggaran > Bulan Lalu > Fisik > %",
                Percent,
                "realisasi_fisik_pct_lalu",
            ),
            ("RENCANA KEGIATAN > ANGGARAN", Rupiah, "pagu_rp"),
            (
                "PELAKSANAAN KEGIATAN > PROGRES > KEUANGAN > REAL Rp.",
                Rupiah,
                "realisasi_keuangan_rp",
            ),
            (
                "PELAKSANAAN KEGIATAN > PROGRES > FISIK > DEV",
                Percent,
                "deviasi",
            ),
            (
                "Belanja Menurut DIPA/DPA > Sebelum Perubahan",
                Rupiah,
                "pagu_rp",
            ),
            ("Realisasi Fisik > Rencana", Percent, "target_fisik_pct"),
            ("TOTAL REALISASI ANGGARAN", Rupiah, "realisasi_keuangan_rp"),
            ("Progres Pekerjaan (%)", Percent, "realisasi_fisik_pct"),
            ("PROGRES PEKERJAAN > TARGET", Percent, "target_fisik_pct"),
            ("Rencana Progres", Percent, "target_fisik_pct"),
            ("SASARAN > KEU", Rupiah, "target_keuangan_rp"),
            ("CAPAIAN > KEU", Rupiah, "realisasi_keuangan_rp"),
            ("Rencana Penyerapan (Rp)", Rupiah, "target_keuangan_rp"),
            ("SISA KONTRAK (Rp)", Rupiah, "-"),
            ("Target Keuangan Kumulatif", Rupiah, "target_keuangan_rp_sd"),
            ("REALISASI > ANGKA", Rupiah, "realisasi_keuangan_rp"),
            (
                "PRESENTASI REALISASI > KEUANGAN (%)",
                Percent,
                "realisasi_keuangan_pct",
            ),
            (
                "PRESENTASI REALISASI > FISIK (%)",
                Percent,
                "realisasi_fisik_pct",
            ),
            ("Nilai Realisasi Fisik ( Rp )", Rupiah, "-"),
            ("Target Fisik", Unknown, "target_fisik_pct"),
            (
                "RENCANA KEMAJUAN FISIK (Persen)",
                Percent,
                "target_fisik_pct",
            ),
            ("KEMAJUAN FISIK (%)", Percent, "realisasi_fisik_pct"),
            ("Indikator Keluaran > TARGET", Percent, "-"),
            ("TANGGAL KONTRAK > MULAI", Unknown, "tanggal_mulai"),
            ("UPAYA PEMECAHAN MASALAH", Unknown, "tindak_lanjut"),
            ("UNIT KERJA", Unknown, "-"),
            ("Sisa Anggaran > (%)", Percent, "-"),
        ] {
            check(path, unit, expected);
        }
    }
}
